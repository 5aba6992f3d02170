/*
 * A rule: a row of data/rules.tsv, or of the file given with --rules.
 */
#ifndef GR_RULE_H
#define GR_RULE_H

#include "govreport.h"
#include "tsv.h"

typedef enum gr_rule_kind {
    GR_RULE_FIGURE, /* the numeral # is that indicator */
    GR_RULE_ZERO,   /* the words in group 1 are denied: a stated zero */
    GR_RULE_SCOPE   /* the numeral # is about another time: scope */
} gr_rule_kind;

typedef struct gr_rule {
    const char *id;
    gr_rule_kind kind;
    const gr_indicator *indicator; /* NULL: known to be none of the codebook's */
    gr_scope scope;                /* of a SCOPE rule */
    gr_str units;                  /* 条|件: one of these; empty: any; -: none */
    gr_str after;                  /* the figure before has a code that begins so */
    gr_str example, expect;        /* the example's value */
} gr_rule;

/* Reads the table's current row, but for its id, indicator and pattern: the code
 * of the indicator, empty for none, is left in *code.  NULL, or what is wrong. */
const char *gr_rule_read(gr_rule *rule, const gr_tsv *row, gr_str *code);

/* Whether there is a rule, and of that family: its id begins so (the head of
 * rules.tsv says which the program goes by). */
bool gr_rule_is_of(const gr_rule *rule, const char *family);

#endif
