/*
 * Sets of rules, a bit for each in the order of the file: what rules.c would
 * otherwise ask of every rule in turn.  They are laid out when the program is
 * built for its own rules (embed_rules.c), when it starts for rules given to it.
 */
#ifndef GR_RULE_SETS_H
#define GR_RULE_SETS_H

#include "pattern.h"
#include "rule.h"

enum { GR_RULE_KINDS = GR_RULE_SCOPE + 1, GR_RULE_SET_BITS = 64 };

typedef struct gr_rule_sets {
    size_t words;                         /* of GR_RULE_SET_BITS, in each set */
    const uint64_t *kinds[GR_RULE_KINDS]; /* by gr_rule_kind */
    const uint64_t *always;               /* to be tried without a literal, or at the numeral */
    const uint64_t *without_words;        /* without telling words */
} gr_rule_sets;

static inline void gr_rule_set_add(uint64_t *set, size_t rule)
{
    set[rule / GR_RULE_SET_BITS] |= (uint64_t)1 << rule % GR_RULE_SET_BITS;
}

static inline bool gr_rule_set_has(const uint64_t *set, size_t rule)
{
    return (set[rule / GR_RULE_SET_BITS] >> rule % GR_RULE_SET_BITS & 1) != 0;
}

/* An empty set for that many rules, in the arena. */
uint64_t *gr_rule_set_new(size_t rules, gr_arena *arena);
/* The sets of `count` rules and their patterns, in the arena. */
gr_rule_sets gr_rule_sets_make(const gr_rule *rules, const gr_pattern *patterns, size_t count,
                               gr_arena *arena);

#endif
