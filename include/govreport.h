/*
 * govreport: statistics of Chinese government disclosure reports
 * (政府信息公开工作年度报告) as records.
 *
 * One extractor turns one report after another into records:
 *
 *     gr_error error;
 *     gr_extractor *x = gr_extractor_new(NULL, &error);
 *     gr_extractor_begin(x, "report.txt");
 *     while ((n = read(fd, buffer, sizeof buffer)) > 0)
 *         if (gr_extractor_feed(x, buffer, (size_t)n, &error) != GR_OK) ...
 *     const gr_record *record = gr_extractor_finish(x, &error);
 *     ... gr_writer_record(writer, record) ...
 *     gr_extractor_free(x);
 *
 * Ownership.  Everything that a record points to belongs to the extractor and
 * lives until the next gr_extractor_begin() or gr_extractor_free().  What a
 * caller passes in is only borrowed for the call, unless said otherwise.
 *
 * Text.  All strings are UTF-8 and end with NUL; a string that is NULL means
 * that the report does not say.  Offsets count bytes of the decoded text, which
 * is valid UTF-8 without a byte order mark; lines and columns count from 1,
 * columns in code points.  Lines end at LF, CR LF, or CR alone.
 *
 * Errors.  A function that can fail says so in its result and puts one line
 * without a full stop into the gr_error.  Running out of memory ends the
 * process with a message: memory is bounded by what one report holds, so
 * there is nothing that a caller could usefully give back.
 *
 * Threads.  No state is shared: each thread uses an extractor of its own.
 */
#ifndef GOVREPORT_H
#define GOVREPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GR_VERSION "1.0.0"
#define GR_SCHEMA_VERSION 1

/* ------------------------------------------------------------------ errors */

typedef enum gr_status {
    GR_OK,
    GR_ERR_INPUT,    /* this input is no text; others may do */
    GR_ERR_OUTPUT,   /* the output could not be written */
    GR_ERR_ENCODING, /* no such encoding */
    GR_ERR_RULES     /* rules that do not load or compile */
} gr_status;

typedef struct gr_error {
    gr_status status;
    char message[256]; /* lower case, no full stop, names the thing */
} gr_error;

/* -------------------------------------------------------------- vocabulary */

/*
 * Each vocabulary is one list, from which the enum and the names that are
 * printed both come: gr_kind_name(GR_KIND_TABLE) is "table".
 */
#define GR_KINDS(X) X(PROSE, "prose") X(STATED_ZERO, "stated_zero") X(TABLE, "table")

#define GR_QUALIFIERS(X)                                                                                     \
    X(EXACT, "exact") X(ABOUT, "about") X(OVER, "over") X(UNDER, "under") X(RANGE, "range")

#define GR_DIRECTIONS(X) X(NONE, NULL) X(UP, "up") X(DOWN, "down")

#define GR_SCOPES(X) X(YEAR, "year") X(CUMULATIVE, "cumulative") X(PREVIOUS, "previous") X(PLAN, "plan")

/* What a numeral was taken for; the order is that of `numerals` in the record. */
#define GR_NUMERALS(X)                                                                                       \
    X(FIGURE, "figure")                                                                                      \
    X(DATE, "date")                                                                                          \
    X(ORDINAL, "ordinal")                                                                                    \
    X(DOCUMENT_NUMBER, "document_number")                                                                    \
    X(CONTACT, "contact") X(NAME, "name") X(NORM, "norm") X(WORD, "word") X(NOISE, "noise")

/* The official forms: none before 2014; 政府信息公开情况统计表 of 2014-2018;
 * 国办公开办函〔2019〕60号; its revision 国办公开办函〔2021〕30号. */
#define GR_TEMPLATES(X)                                                                                      \
    X(NARRATIVE, "narrative")                                                                                \
    X(STAT_TABLE_2014, "stat-table-2014")                                                                    \
    X(TEMPLATE_2019, "template-2019")                                                                        \
    X(TEMPLATE_2021, "template-2021")

#define GR_LEVELS(X)                                                                                         \
    X(UNKNOWN, NULL)                                                                                         \
    X(NATIONAL, "national")                                                                                  \
    X(PROVINCE, "province") X(PREFECTURE, "prefecture") X(COUNTY, "county") X(TOWNSHIP, "township")

#define GR_BODIES(X)                                                                                         \
    X(UNKNOWN, NULL)                                                                                         \
    X(GOVERNMENT, "government") X(DEPARTMENT, "department") X(ZONE, "zone") X(INSTITUTION, "institution")

/* Where the value of an indicator comes from. */
#define GR_SOURCES(X)                                                                                        \
    X(TABLE, "table") X(PROSE, "prose") X(STATED_ZERO, "stated_zero") X(SUM, "sum") X(DERIVED, "derived")

#define GR_CHECK_STATUSES(X)                                                                                 \
    X(OK, "ok")                                                                                              \
    X(FAILED, "failed")                                                                                      \
    X(UNKNOWN, "unknown")                                                                                    \
    X(DIFFERENT_SCOPE, "different_scope") X(INCOMPLETE, "incomplete") X(OVERLAPPING, "overlapping")

#define GR_ENUM_KIND(id, name) GR_KIND_##id,
#define GR_ENUM_QUALIFIER(id, name) GR_QUALIFIER_##id,
#define GR_ENUM_DIRECTION(id, name) GR_DIRECTION_##id,
#define GR_ENUM_SCOPE(id, name) GR_SCOPE_##id,
#define GR_ENUM_NUMERAL(id, name) GR_NUMERAL_##id,
#define GR_ENUM_TEMPLATE(id, name) GR_TEMPLATE_##id,
#define GR_ENUM_LEVEL(id, name) GR_LEVEL_##id,
#define GR_ENUM_BODY(id, name) GR_BODY_##id,
#define GR_ENUM_SOURCE(id, name) GR_SOURCE_##id,
#define GR_ENUM_CHECK(id, name) GR_CHECK_##id,

typedef enum gr_kind { GR_KINDS(GR_ENUM_KIND) } gr_kind;
typedef enum gr_qualifier { GR_QUALIFIERS(GR_ENUM_QUALIFIER) } gr_qualifier;
typedef enum gr_direction { GR_DIRECTIONS(GR_ENUM_DIRECTION) } gr_direction;
typedef enum gr_scope { GR_SCOPES(GR_ENUM_SCOPE) } gr_scope;
typedef enum gr_numeral_class { GR_NUMERALS(GR_ENUM_NUMERAL) GR_NUMERAL_CLASSES } gr_numeral_class;
typedef enum gr_template { GR_TEMPLATES(GR_ENUM_TEMPLATE) } gr_template;
typedef enum gr_level { GR_LEVELS(GR_ENUM_LEVEL) } gr_level;
typedef enum gr_body { GR_BODIES(GR_ENUM_BODY) } gr_body;
typedef enum gr_source { GR_SOURCES(GR_ENUM_SOURCE) } gr_source;
typedef enum gr_check_status { GR_CHECK_STATUSES(GR_ENUM_CHECK) } gr_check_status;

/* The printed name, or NULL for a value that prints as null. */
const char *gr_kind_name(gr_kind);
const char *gr_qualifier_name(gr_qualifier);
const char *gr_direction_name(gr_direction);
const char *gr_scope_name(gr_scope);
const char *gr_numeral_class_name(gr_numeral_class);
const char *gr_template_name(gr_template);
const char *gr_level_name(gr_level);
const char *gr_body_name(gr_body);
const char *gr_source_name(gr_source);
const char *gr_check_status_name(gr_check_status);

/* ---------------------------------------------------------------- codebook */

/* One row of the codebook, with {applicant} written out. */
typedef struct gr_indicator {
    const char *code;      /* "disclosure.total" */
    const char *templates; /* "N,S": where it occurs */
    const char *unit;      /* "条"; NULL for a row of mixed units */
    bool single;           /* a report has one value of it */
    const char *label_zh;
    const char *part_of;      /* code of its total, or NULL */
    const char *derived_from; /* expression over other codes, or NULL */
    const char *meaning;      /* in English, or NULL */
} gr_indicator;

/* The whole codebook in its own order; *count rows. */
const gr_indicator *gr_codebook(size_t *count);
/* The row of `code`, or NULL. */
const gr_indicator *gr_codebook_find(const char *code);

/* ------------------------------------------------------------------ record */

/* An exact decimal, digits / 10^scale: 13.20 is {1320, 2} and prints so. */
typedef struct gr_decimal {
    int64_t digits;
    uint8_t scale;
} gr_decimal;

/* Compares by value: <0, 0, >0. */
int gr_decimal_compare(gr_decimal a, gr_decimal b);
/* Prints into buffer (at most 32 bytes with the NUL); returns the length. */
size_t gr_decimal_print(gr_decimal value, char buffer[static 32]);

typedef struct gr_section {
    int level;          /* 1 = top; one below the nearest heading of higher rank */
    const char *number; /* as written: "一", "1" */
    const char *title;  /* without mark and Markdown; lines joined */
    const char *path;   /* "2.1": first child of the second */
    uint32_t line;
    uint64_t byte_start; /* of the heading's mark */
    uint64_t byte_end;   /* where the section ends, its subsections included */
    int parent;          /* index in gr_record.sections, or -1 */
} gr_section;

typedef struct gr_figure {
    uint32_t id; /* 1, 2, 3 ... in order of place */
    const gr_indicator *indicator;
    const char *label;
    bool has_value; /* false: a blank cell */
    gr_decimal value;
    bool has_high;
    gr_decimal value_high;
    const char *unit;
    bool unit_stated;
    gr_qualifier qualifier;
    gr_direction direction;
    gr_kind kind;
    gr_scope scope;
    int year;                       /* the year that the figure is about; 0 where unknown */
    uint32_t part_of;               /* id of its total, or 0 */
    const char *row, *column_label; /* of a table's cell */
    const char *section;            /* gr_section.path, or NULL */
    const char *rule;               /* which rule or table reader found it */
    uint32_t line, column;
    uint64_t byte_start, byte_end; /* the numeral as written; empty for a blank */
    const char *quote;             /* the clause, a slice of the text */
    const char *note;
    bool open_list;   /* as a total: its parts do not claim to be all of it */
    bool overlapping; /* as a total: the text says its parts overlap */
    bool wider_scope; /* counts for more than this body (全市, 全县...) */
} gr_figure;

/* The value of one indicator for the report's own year. */
typedef struct gr_value {
    const gr_indicator *indicator;
    bool has_value; /* false: the cell is there and blank */
    gr_decimal value;
    const char *unit;
    gr_source source;
    const uint32_t *figures; /* ids */
    size_t figure_count;
    const uint32_t *conflicts; /* ids of figures that state another value */
    size_t conflict_count;
} gr_value;

typedef struct gr_check {
    const char *check; /* stable code, a row of checks.tsv */
    gr_check_status status;
    bool has_left, has_right;
    gr_decimal left, right;
    const char *left_label, *right_label;
    const uint32_t *figures;
    size_t figure_count;
    const char *message_zh, *message_en;
    uint32_t line, column; /* where to look first; 0 where there is no place */
    const char *quote;
    bool blanks_as_zero; /* it holds when blank cells count as zeros */
} gr_check;

/* A year that the text names, in its sentence: what the audit looks through for
 * years left over from another report. */
typedef struct gr_year_mention {
    int year;
    bool dated;  /* with a month */
    int section; /* place in gr_record.sections, or -1 */
    uint32_t line, column;
    uint64_t byte_start;
    const char *before, *after; /* the sentence around the date, without spaces and line ends;
                                   cut to GR_MENTION_WORDS bytes each, not inside a character */
    const char *quote;          /* the clause, a slice of the text */
} gr_year_mention;
enum { GR_MENTION_WORDS = 120 };

/* Where a report names the body whose report it is. */
#define GR_NAMED_BY(X) X(TITLE, "title") X(SIGNATURE, "signature") X(COMPILED, "compiled") X(TABLE, "table")
#define GR_ENUM_NAMED(id, name) GR_NAMED_##id,
typedef enum gr_named { GR_NAMED_BY(GR_ENUM_NAMED) } gr_named;

typedef struct gr_name_mention {
    gr_named where;   /* COMPILED: 由…编制; TABLE: 填报单位 */
    const char *name; /* the report's words, without spaces */
    uint32_t line, column;
} gr_name_mention;

typedef struct gr_warning {
    const char *code; /* stable: "broken-bytes", "blank-mark", ... */
    uint32_t line, column;
    const char *message;
} gr_warning;

/* One numeral and what it was taken for; kept only on request. */
typedef struct gr_numeral_note {
    gr_numeral_class taken_for;
    uint32_t line, column;
    uint64_t byte_start, byte_end;
    const char *text; /* as written */
} gr_numeral_note;

typedef struct gr_record {
    const char *id;   /* the document's id, where the input gave one */
    const char *name; /* as given to gr_extractor_begin() */
    const char *encoding;
    uint64_t bytes; /* of the input, before decoding */

    const char *title, *agency;
    gr_level level;
    gr_body body;
    struct {
        const char *province, *prefecture, *county, *township;
    } region;
    int year;                              /* 0 where unknown */
    const char *period_start, *period_end; /* "2016-01-01" */
    const char *published;
    const char *signed_by, *signed_date;
    gr_template form;

    const gr_section *sections;
    size_t section_count;
    const gr_figure *figures;
    size_t figure_count;
    const gr_value *values;
    size_t value_count;
    const gr_check *checks;
    size_t check_count;
    uint64_t numerals[GR_NUMERAL_CLASSES];
    const gr_warning *warnings;
    size_t warning_count;
    const gr_numeral_note *notes; /* with gr_options.keep_numerals */
    size_t note_count;

    /* facts of the text that only the audit needs; not printed */
    const gr_year_mention *years;
    size_t year_count;
    const gr_name_mention *names;
    size_t name_count;
} gr_record;

/* --------------------------------------------------------------- extractor */

typedef struct gr_extractor gr_extractor;

typedef struct gr_options {
    const char *encoding;   /* a name known to iconv, or NULL: choose */
    const char *rules_text; /* rules instead of the built-in ones, or NULL */
    bool keep_numerals;     /* fill gr_record.notes */
    bool jit;               /* compile patterns to machine code */
    /* Where not NULL, is given the decoded text piece by piece; not 0 stops. */
    int (*text_sink)(void *context, const char *bytes, size_t length);
    void *text_context;
} gr_options;

/* What gr_extractor_new(NULL, ...) uses. */
gr_options gr_options_default(void);

/* A new extractor, to be freed; NULL and *error for an unknown encoding or
 * rules that do not load.  The rules text must outlive the extractor. */
gr_extractor *gr_extractor_new(const gr_options *options, gr_error *error);
void gr_extractor_free(gr_extractor *x);

/* Starts a report; forgets the one before.  `name` is copied. */
void gr_extractor_begin(gr_extractor *x, const char *name);
/* The id that the record is to carry; copied. */
void gr_extractor_set_id(gr_extractor *x, const char *id);
/* Takes the next bytes, in pieces of any size: the record does not depend on
 * how the bytes are cut.  After an error only begin or free may follow. */
gr_status gr_extractor_feed(gr_extractor *x, const void *bytes, size_t length, gr_error *error);
/* Ends the report; NULL and *error when the input was no text. */
const gr_record *gr_extractor_finish(gr_extractor *x, gr_error *error);

/* Runs the example of every rule through the extractor and writes a line a
 * rule to `out`; returns how many failed. */
size_t gr_extractor_check_rules(gr_extractor *x, FILE *out);

/* ------------------------------------------------------------------- audit */

/* A row of the list of all checks, data/checks.tsv. */
typedef struct gr_check_kind {
    const char *code;
    const char *name_zh, *name_en; /* what people call it */
    const char *form;              /* where it applies, in Chinese */
    const char *source;            /* the form's or the reports' words that it follows from */
    const char *zh, *en;           /* what holds where it holds */
    const char *example;
} gr_check_kind;

/* The i-th row, from 0; false past the last one. */
bool gr_check_kind_at(size_t i, gr_check_kind *kind);

/*
 * What is kept of reports so that those of the next year can be held against
 * them: for each agency and year the few values that data/identities.tsv names.
 * Reports and records may come in any order, but a check stands in the record
 * of the later year, so that it is made only where the earlier year came
 * first: give inputs by year.  One history serves one extractor at a time.
 */
typedef struct gr_history gr_history;

gr_history *gr_history_new(void);
void gr_history_free(gr_history *h);
/* Takes a record written earlier: a line of JSON Lines.  GR_ERR_INPUT and
 * *error where it is no record; a line {"id":..,"error":..} is passed over. */
gr_status gr_history_read(gr_history *h, const char *line, size_t length, gr_error *error);
/* From now on each record is held against the history and remembered in it;
 * NULL: no more.  The history is borrowed. */
void gr_extractor_set_history(gr_extractor *x, gr_history *h);

/* ----------------------------------------------------------------- writers */

#define GR_FORMATS(X)                                                                                        \
    X(JSON, "json")                                                                                          \
    X(JSONL, "jsonl") X(CSV, "csv") X(FIGURES, "figures") X(SECTIONS, "sections") X(CHECKS, "checks")
#define GR_ENUM_FORMAT(id, name) GR_FORMAT_##id,
typedef enum gr_format { GR_FORMATS(GR_ENUM_FORMAT) GR_FORMAT_COUNT } gr_format;
const char *gr_format_name(gr_format);

typedef struct gr_writer gr_writer;

typedef struct gr_writer_options {
    gr_format format;
    const char *blank; /* what a blank cell prints as in CSV; "" by default */
    bool header;       /* CSV: a line of names first */
    bool bom;          /* CSV: a byte order mark first, for Excel */
    bool array;        /* JSON: an array, as for several inputs */
} gr_writer_options;

/*
 * A writer passes its output to `write`, which returns 0 when all of it was
 * taken.  Records go out as they come; only a buffer is kept.  After a failed
 * write every call returns GR_ERR_OUTPUT.
 */
gr_writer *gr_writer_new(const gr_writer_options *options,
                         int (*write)(void *context, const char *bytes, size_t length), void *context);
gr_status gr_writer_record(gr_writer *w, const gr_record *record);
gr_status gr_writer_flush(gr_writer *w);
/* Writes what the format needs at its end and flushes; then free it. */
gr_status gr_writer_finish(gr_writer *w);
void gr_writer_free(gr_writer *w);

/* The JSON Schema of a record. */
const char *gr_schema(void);

#ifdef __cplusplus
}
#endif
#endif
