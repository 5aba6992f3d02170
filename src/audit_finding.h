/*
 * What the audit finds, and the checks that are made of it: the figures of a
 * record as its finders see them, findings, and sums of exact numbers.
 */
#ifndef GR_AUDIT_FINDING_H
#define GR_AUDIT_FINDING_H

#include "audit.h"

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

/* ---------------------------------------------------------------- findings */

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

#endif
