#include "rule_sets.h"

static size_t words_for(size_t rules)
{
    return rules / GR_RULE_SET_BITS + 1;
}

uint64_t *gr_rule_set_new(size_t rules, gr_arena *arena)
{
    size_t bytes = words_for(rules) * sizeof(uint64_t);
    return memset(gr_arena_alloc(arena, bytes), 0, bytes);
}

gr_rule_sets gr_rule_sets_make(const gr_rule *rules, const gr_pattern *patterns, size_t count,
                               gr_arena *arena)
{
    uint64_t *kinds[GR_RULE_KINDS];
    uint64_t *always = gr_rule_set_new(count, arena), *without_words = gr_rule_set_new(count, arena);
    for (size_t kind = 0; kind < GR_RULE_KINDS; kind++)
        kinds[kind] = gr_rule_set_new(count, arena);
    for (size_t i = 0; i < count; i++) {
        gr_rule_set_add(kinds[rules[i].kind], i);
        if (!patterns[i].keyed || patterns[i].at_numeral)
            gr_rule_set_add(always, i);
        if (!patterns[i].has_words)
            gr_rule_set_add(without_words, i);
    }
    gr_rule_sets sets = {.words = words_for(count), .always = always, .without_words = without_words};
    for (size_t kind = 0; kind < GR_RULE_KINDS; kind++)
        sets.kinds[kind] = kinds[kind];
    return sets;
}
