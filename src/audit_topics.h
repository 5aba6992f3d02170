/*
 * Inside the audit: audit_parts.c, audit_rates.c, audit_table.c (with
 * audit_repair.c), audit_prose.c, audit_structure.c, audit_whose.c and
 * audit_years.c find; audit_finding.c makes checks out of findings;
 * audit_values.c says what a report gives for a code; audit.c has the order.
 */
#ifndef GR_AUDIT_TOPICS_H
#define GR_AUDIT_TOPICS_H

#include "audit_finding.h"
#include "json.h"

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

/* ------------------------------------------------------ audit.c: the topics */

/* Prepares *a for a record; gr_audit_end() appends its checks to the record's. */
void gr_audit_begin(gr_audit *a, const gr_record *record, gr_arena *arena);
void gr_audit_end(gr_audit *a, gr_record *record);

void gr_audit_parts(gr_audit *a);
void gr_audit_rates(gr_audit *a); /* after gr_audit_parts() */
void gr_audit_tables(gr_audit *a);
void gr_audit_prose(gr_audit *a);
void gr_audit_structure(gr_audit *a);
void gr_audit_whose(gr_audit *a);

#endif
