/*
 * Rules: which words around a numeral make it which indicator.
 *
 * A rule is a row of data/rules.tsv (or of the file given with --rules).  Its
 * pattern is matched against one sentence in folded form in which the numeral
 * in question is written # and every other figure's numeral N, so that
 *
 *     微信[^，；N]*#
 *
 * says: 微信, then anything up to the numeral but no clause's end and no other
 * figure.  {words} stands for the alternatives listed under that name in
 * data/words.tsv.  A pattern that begins with a literal, or with a choice of
 * literals, is tried only where one of them stands: keep it so.
 */
#ifndef GR_RULES_H
#define GR_RULES_H

#include "regex.h"
#include "rule.h"

/* What a pattern is held against. */
typedef struct gr_rule_subject {
    gr_str sentence;    /* with # and N */
    gr_str unit;        /* of the numeral; empty where none is written */
    gr_str section;     /* the titles of its sections, outermost first, / between */
    const char *before; /* code of the figure before it, or NULL */
    bool rate;          /* a percentage: only rules that name its unit may match */
} gr_rule_subject;

typedef struct gr_rule_match {
    const gr_rule *rule;
    size_t start, end;             /* in the sentence */
    size_t group_start, group_end; /* group 1 */
} gr_rule_match;

typedef struct gr_rules gr_rules;

/* Loads the built-in rules, or `text` (borrowed) instead.  NULL and *error for
 * a rule that does not load.  Patterns are compiled when first tried, and to
 * machine code after some uses when `jit`. */
gr_rules *gr_rules_new(const char *text, bool jit, gr_error *error);
void gr_rules_free(gr_rules *r);

size_t gr_rules_count(const gr_rules *r);
const gr_rule *gr_rules_at(const gr_rules *r, size_t index);
/* Compiles every pattern; GR_ERR_RULES for the first that does not. */
gr_status gr_rules_compile_all(gr_rules *r, gr_error *error);

/* Notes where the literals of the rules stand in a sentence; false where none of them
 * may match.  The sentence may then change in its # and N, not elsewhere, between the
 * calls of match. */
bool gr_rules_scan(gr_rules *r, gr_str sentence);
/* The first rule of the kind, in the order of the file, that matches.  *from is
 * 0 at first; called again with what it was left at, goes on to the next match. */
gr_match_result gr_rules_match(gr_rules *r, gr_rule_kind kind, const gr_rule_subject *subject, size_t *from,
                               gr_rule_match *match);
/* A pattern that does not compile, met while matching; NULL when all is well. */
const char *gr_rules_trouble(const gr_rules *r);

#endif
