/*
 * The part of a sentence in which a rule's match can lie that holds the numeral
 * at hand: on both sides up to the first barrier that its pattern does not cross.
 */
#ifndef GR_RULE_WINDOW_H
#define GR_RULE_WINDOW_H

#include "pattern.h"

enum {
    GR_RULE_REACH = 1200, /* bytes before and behind the numeral in which a match lies */
    GR_CROSSINGS = 1 << GR_BARRIERS
};

/* The last place of each barrier before a numeral: behind it. */
typedef struct gr_barriers_before {
    size_t end[GR_BARRIERS];
} gr_barriers_before;

typedef struct gr_rule_window {
    gr_str sentence;
    size_t numeral;            /* the first #, or GR_NOT_FOUND */
    size_t last_numeral;       /* behind the last one: a report may have a # of its own */
    gr_barriers_before before; /* the first one */
    uint64_t ahead;            /* gr_word_bit() of what stands behind it before the next barrier */
    uint32_t known;            /* by barriers crossed, a bit each: whether chars has been filled */
    gr_charset chars[GR_CROSSINGS];
} gr_rule_window;

/* Where a match ends at most that is of a numeral at `at`: behind a whole character. */
size_t gr_rule_reach_end(gr_str sentence, size_t at);
/* Around the # of the sentence; only `before` is left to be set.  `own_marks`: the report
 * may have others. */
void gr_rule_window_find(gr_rule_window *w, gr_str sentence, bool own_marks);
/* Before this no match of the pattern begins that holds the numeral. */
size_t gr_rule_window_start(const gr_rule_window *w, const gr_pattern *p);
/* Whether a pattern whose matches hold the numeral may have one: whether what must
 * stand behind the numeral and around it may stand there. */
bool gr_rule_window_may_match(gr_rule_window *w, const gr_pattern *p);

#endif
