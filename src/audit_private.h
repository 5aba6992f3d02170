/*
 * Inside the audit: audit.c makes checks out of findings; audit_parts.c,
 * audit_rates.c, audit_table.c (with audit_repair.c), audit_prose.c,
 * audit_structure.c, audit_whose.c and audit_years.c find; audit_values.c says
 * what a report gives for a code.
 */
#ifndef GR_AUDIT_PRIVATE_H
#define GR_AUDIT_PRIVATE_H

#include "audit.h"
#include "json.h"

enum {
    GR_CHECKS_MAX = 4096, /* a record's; more would help nobody */
    GR_NO_FIGURE = 0
};

/* Figures of one record by what they are about.  Figures are told by their
 * ids; lists end with 0. */
typedef struct gr_audit {
    const gr_record *record;
    gr_arena *arena;
    GR_ARRAY(gr_check) checks;
    gr_buf zh, en, words; /* for putting sentences together */

    const gr_indicator *codes;
    size_t code_count;
    uint32_t *cells;             /* by code: the first cell with it */
    uint32_t *statements;        /* by code: the first statement of it in the text */
    uint32_t *next;              /* by id: the next cell or statement of the same code */
    uint32_t *parts;             /* by id: the first part of this total */
    uint32_t *siblings;          /* by id: the next part of the same total */
    bool tables;                 /* there are cells */
    const gr_indicator *columns; /* gr_audit_columns() */
    size_t column_count;
} gr_audit;

static inline const gr_figure *gr_audit_figure(const gr_audit *a, uint32_t id)
{
    return id > 0 && id <= a->record->figure_count ? &a->record->figures[id - 1] : NULL;
}

static inline size_t gr_audit_code(const gr_audit *a, const gr_indicator *indicator)
{
    return (size_t)(indicator - a->codes);
}

/* -------------------------------------------------------- audit.c: findings */

/* What is put into the sentences of messages.tsv. */
typedef struct gr_said {
    const char *name_zh, *name_en; /* what was checked; en NULL: the same */
    const char *sum, *parts;
    const char *left, *right; /* NULL: the finding's numbers */
    const char *left_label, *right_label;
} gr_said;

typedef struct gr_finding {
    const char *check;
    gr_check_status status;
    bool has_left, has_right;
    gr_decimal left, right;
    gr_said said;
    const uint32_t *figures; /* ids, copied */
    size_t figure_count;
    const gr_figure *at; /* where to look first; NULL: the place below, if any */
    uint32_t line, column;
    const char *quote;
    bool blanks;                   /* it holds with blanks as zeros */
    const char *more_zh, *more_en; /* at the sentences' end, or NULL */
} gr_finding;

/* Makes a check of a finding. */
void gr_audit_add(gr_audit *a, const gr_finding *f);
/* The sentence of messages.tsv for `check` and `status` with words put in. */
void gr_audit_say(gr_buf *zh, gr_buf *en, const char *check, const char *status, const gr_said *said);
/* Prepares *a for a record; gr_audit_end() appends its checks to the record's. */
void gr_audit_begin(gr_audit *a, const gr_record *record, gr_arena *arena);
void gr_audit_end(gr_audit *a, gr_record *record);

/* Whether `text` holds one of `words`, which | parts. */
bool gr_audit_holds_any(gr_str text, const char *words);

/* ------------------------------------------------------------------ numbers */

static inline gr_decimal gr_audit_whole(long number)
{
    return (gr_decimal){number, 0};
}

/* False, and the sum stays as it was, where it takes more than 18 digits. */
bool gr_audit_plus(gr_decimal *sum, gr_decimal more);
gr_decimal gr_audit_minus(gr_decimal a, gr_decimal b); /* 0 where it does not fit */
gr_decimal gr_audit_gap(gr_decimal a, gr_decimal b);   /* |a - b| */
static inline bool gr_audit_same(gr_decimal a, gr_decimal b)
{
    return gr_decimal_compare(a, b) == 0;
}
char *gr_audit_text(gr_audit *a, gr_decimal value); /* printed, from the arena */
/* Adds a term to a sum's text: 234+43; a negative one brings its own sign. */
void gr_audit_add_term(gr_buf *sum, gr_decimal value);
/* (to - from) / from in per cent and whether a stated rate of that precision
 * fits it, rounded or cut off; false in *known for from = 0. */
bool gr_audit_rate_fits(gr_decimal from, gr_decimal to, gr_decimal stated, bool down, gr_decimal *rate,
                        bool *known);
/* The same for the share of part in whole. */
bool gr_audit_share_fits(gr_decimal part, gr_decimal whole, gr_decimal stated, gr_decimal *share,
                         bool *known);

/* --------------------------------------- audit_values.c: what a report gives */

/* The value of a code, with the figures that it comes from. */
typedef struct gr_amount {
    bool found; /* the report has a place for it */
    bool has_value;
    bool blanks; /* blank cells were counted as zeros */
    gr_decimal value;
    const uint32_t *figures;
    size_t figure_count;
} gr_amount;

/* A figure's value in the unit of its code. */
gr_decimal gr_audit_value(const gr_figure *f);
/* What the tables give: the cell; the sum of a row whose total is blank; what
 * the codebook derives. */
gr_amount gr_audit_table_value(gr_audit *a, const gr_indicator *indicator);
/* The same, or else the one value that the text states. */
gr_amount gr_audit_report_value(gr_audit *a, const gr_indicator *indicator);
/* The next term of `CODE + CODE - CODE`: false at the end; *minus is its sign. */
bool gr_audit_next_term(gr_str *terms, gr_str *term, bool *minus);
/* The columns of the request table, as the codes of its first row; the last one
 * is the total of those before it. */
const gr_indicator *gr_audit_columns(size_t *count);
/* The column of a code of the request table: natural_person, 自然人. */
const char *gr_audit_column(const gr_indicator *indicator);
const char *gr_audit_column_label(gr_audit *a, const gr_indicator *indicator);
/* The length of a code of that table without its column, that of
 * request_table.new; 0 for other codes. */
size_t gr_audit_row_length(const char *code);
/* The codes of its row, by column; NULL for what is in no column. */
const gr_indicator *gr_audit_row(const gr_audit *a, const gr_indicator *indicator);
/* Whether a statement is one of the report's own year that can be held against
 * others: no part of a figure of the same code. */
bool gr_audit_comparable(const gr_audit *a, const gr_figure *f);
/* Codes as people know them: the codebook's label without the bracket. */
const char *gr_audit_label(gr_audit *a, const gr_indicator *indicator);

/* ------------------------------------- audit_table.c, audit_repair.c: sums */

/* Cells that add up to other cells; blank ones count as zeros. */
typedef struct gr_sum {
    const char *check;
    const char *name_zh, *name_en;
    const gr_figure **terms; /* those of the left side first */
    size_t left, count;
    bool missing;   /* a row of the form is not there */
    bool beside;    /* the cells stand side by side, the left one last */
    gr_decimal off; /* left side less right side */
} gr_sum;

typedef GR_ARRAY(gr_sum) gr_sums;

/* Says into zh and en what one slip of the pen would explain that sum `at` does
 * not hold: a digit, two digits swapped, a number split into two cells. */
void gr_audit_repair(gr_audit *a, const gr_sums *sums, size_t at, gr_buf *zh, gr_buf *en);

/* ------------------------------------- audit_parts.c, audit_rates.c: figures */

/* What a figure of the text counts, in its own words where it has some. */
const char *gr_audit_name(const gr_figure *f);
bool gr_audit_is_rate(const gr_figure *f);
/* Whether two figures may be counted together; an unstated unit is any. */
bool gr_audit_same_unit(const gr_figure *a, const gr_figure *b);

/* A percentage of growth or decline, exactly stated in the text. */
bool gr_audit_is_growth(const gr_figure *f);
/* The nearest figure of that scope before the rate, in its sentence: what the
 * rate is said of; or NULL. */
const gr_figure *gr_audit_value_before(const gr_audit *a, const gr_figure *rate, gr_scope scope);

/* -------------------------------------------- audit_years.c: the year before */

/* Whether the history keeps values of that code. */
bool gr_history_keeps(const gr_history *h, const gr_indicator *indicator);
/* Begins the values of a report, in place of what there was of that year; then
 * adds them. */
void gr_history_begin(gr_history *h, const char *agency, int year);
void gr_history_add(gr_history *h, const gr_indicator *indicator, gr_decimal value);
/* What reads its records. */
gr_json_reader *gr_history_json(gr_history *h);

/* ------------------------------------------------------------- the topics */

void gr_audit_parts(gr_audit *a);
void gr_audit_rates(gr_audit *a); /* after gr_audit_parts() */
void gr_audit_tables(gr_audit *a);
void gr_audit_prose(gr_audit *a);
void gr_audit_structure(gr_audit *a);
void gr_audit_whose(gr_audit *a);

#endif
