/* Held against each sentence: which literals of which rules stand in it, and then
 * the patterns of those alone. */
#include "rules.h"

#include "codepoint.h"
#include "data.h"
#include "pattern.h"
#include "regex.h"
#include "rule_sets.h"
#include "rule_window.h"
#include "wordlist.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    JIT_AFTER = 128 /* uses before a pattern is worth compiling to machine code */
};

/* What has been compiled of one rule. */
typedef struct compiled {
    gr_regex *regex, *section;
    unsigned uses;
    bool failed; /* does not compile */
} compiled;

/* Where one rule's literals stand in the sentence scanned last. */
typedef struct chain {
    uint32_t rule;
    uint32_t first_hit, last_hit; /* + 1 */
    uint32_t near_hit;            /* the first that was not before near_start */
    uint32_t near_start;
} chain;

/* Where one of a rule's literals stands. */
typedef struct hit {
    uint32_t at;
    uint32_t next; /* of the same rule, + 1 */
} hit;

/* Where a literal stands. */
typedef struct stand {
    uint32_t key, at;
} stand;

/* A place of a numeral in the sentence scanned last. */
typedef struct place {
    size_t at;
    gr_barriers_before before;
} place;

struct gr_rules {
    bool jit;
    const gr_rule *list;
    size_t count;
    gr_patterns patterns;
    compiled **compiled;    /* of each rule that has been tried */
    uint32_t *chain_of;     /* of each rule in `chains`, + 1; 0 where it has none */
    GR_ARRAY(chain) chains; /* of the rules with a hit */
    GR_ARRAY(stand) stands; /* in the sentence scanned last, and so the next ones */
    GR_ARRAY(hit) hits;     /* of rules that may match */
    GR_ARRAY(place) places;
    gr_charset chars;
    bool own_marks; /* the sentence was scanned with a # in it: perhaps the report's own */
    gr_rule_sets sets;
    uint32_t first_zero; /* no rule before it is one for stated zeros */
    uint32_t first;      /* no rule before it may match in the sentence */
    /* sets of rules for the sentence scanned last */
    uint64_t *hit_set;  /* with a hit */
    uint64_t *word_set; /* one of whose telling words stands in the sentence, or which has none */
    uint64_t *live_set; /* that may match in the sentence */
    gr_matcher *matcher;
    gr_regex_loader *loader; /* of the built-in patterns */
    const char *trouble;
    gr_arena arena;
    /* of rules that were not built in */
    gr_pattern_set *own_patterns;
    GR_ARRAY(gr_rule) own_list;
};

/* ----------------------------------------------------------------- loading */

static bool fail(gr_error *error, const gr_tsv *t, const char *what)
{
    gr_str id = gr_tsv_cell(t, "id");
    error->status = GR_ERR_RULES;
    snprintf(error->message, sizeof error->message, "line %zu%s%.*s: %s", t->line,
             id.len > 0 ? ", rule " : "", (int)gr_str_limit(id, 80).len, id.ptr, what);
    return false;
}

/* The first of the columns that a table of rules has and this one has not, or NULL. */
static const char *missing_column(const gr_tsv *t)
{
    static const char *const needed[] = {"id",    "kind",    "indicator", "unit",  "section",
                                         "after", "pattern", "example",   "expect"};
    for (size_t i = 0; i < GR_COUNT(needed); i++)
        if (!gr_tsv_has(t, needed[i]))
            return needed[i];
    return NULL;
}

static gr_str words_named(gr_str name)
{
    for (size_t i = 0; i < gr_data_words_count; i++)
        if (gr_str_equal(gr_str_of(gr_data_words_rows[i].name), name))
            return gr_str_of(gr_data_words_rows[i].words);
    return GR_LIT("");
}

static bool load_row(gr_rules *r, const gr_tsv *t, gr_error *error)
{
    gr_rule rule;
    gr_str code, id = gr_tsv_cell(t, "id");
    const char *wrong = gr_rule_read(&rule, t, &code);
    if (wrong != NULL)
        return fail(error, t, wrong);
    if (code.len > 0 && (rule.indicator = gr_codebook_find(gr_arena_copy(&r->arena, code))) == NULL)
        return fail(error, t, "no such indicator in the codebook");
    if (!gr_pattern_set_add(r->own_patterns, gr_tsv_cell(t, "pattern"), gr_tsv_cell(t, "section"),
                            gr_tsv_cell(t, "example"), rule.kind == GR_RULE_ZERO))
        return fail(error, t,
                    "no pattern, one that is too long, or a name in braces that words.tsv does not have");
    rule.id = gr_arena_copy(&r->arena, id);
    *gr_array_push(&r->own_list) = rule;
    return true;
}

static bool load_text(gr_rules *r, const char *text, gr_error *error)
{
    gr_tsv t;
    gr_str mark = GR_LIT("\xef\xbb\xbf"), all = gr_str_of(text);
    if (gr_str_starts(all, mark))
        all = gr_str_slice(all, mark.len, all.len);
    if (!gr_tsv_begin(&t, all))
        return fail(error, &t, "no line of column names");
    const char *missing = missing_column(&t);
    if (missing != NULL) {
        char what[64];
        snprintf(what, sizeof what, "no column is named %s", missing);
        return fail(error, &t, what);
    }
    r->own_patterns = gr_pattern_set_new(words_named);
    while (gr_tsv_next(&t))
        if (!load_row(r, &t, error))
            return false;
    r->list = r->own_list.ptr;
    r->count = r->own_list.len;
    r->patterns = gr_pattern_set_finish(r->own_patterns);
    r->sets = gr_rule_sets_make(r->list, r->patterns.list, r->count, &r->arena);
    return true;
}

gr_rules *gr_rules_new(const char *text, bool jit, gr_error *error)
{
    gr_rules *r = gr_alloc(sizeof *r);
    *r = (gr_rules){.jit = jit,
                    .list = gr_data_rule_list,
                    .count = gr_data_rules_count,
                    .patterns = gr_data_rule_patterns,
                    .sets = gr_data_rule_sets};
    r->matcher = gr_matcher_new();
    r->loader = gr_regex_loader_new(gr_data_rule_code_head);
    if (text != NULL && !load_text(r, text, error)) {
        gr_rules_free(r);
        return NULL;
    }
    while (r->first_zero < r->count && r->list[r->first_zero].kind != GR_RULE_ZERO)
        r->first_zero++;
    r->chain_of = gr_alloc((r->count + 1) * sizeof *r->chain_of);
    r->compiled = gr_alloc((r->count + 1) * sizeof *r->compiled);
    r->hit_set = gr_rule_set_new(r->count, &r->arena);
    r->word_set = gr_rule_set_new(r->count, &r->arena);
    r->live_set = gr_rule_set_new(r->count, &r->arena);
    return r;
}

void gr_rules_free(gr_rules *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; r->compiled != NULL && i < r->count; i++) {
        if (r->compiled[i] == NULL)
            continue;
        gr_regex_free(r->compiled[i]->regex);
        gr_regex_free(r->compiled[i]->section);
    }
    free(r->compiled);
    free(r->chain_of);
    gr_array_release(&r->chains);
    gr_regex_loader_free(r->loader);
    gr_matcher_free(r->matcher);
    gr_pattern_set_free(r->own_patterns);
    gr_array_release(&r->own_list);
    gr_array_release(&r->stands);
    gr_array_release(&r->hits);
    gr_array_release(&r->places);
    gr_arena_release(&r->arena);
    free(r);
}

size_t gr_rules_count(const gr_rules *r)
{
    return r->count;
}

const gr_rule *gr_rules_at(const gr_rules *r, size_t index)
{
    return &r->list[index];
}

const char *gr_rules_trouble(const gr_rules *r)
{
    return r->trouble;
}

/* --------------------------------------------------------------- compiling */

/* What was compiled when the program was built, where its PCRE2 is this one. */
static gr_regex *stored(gr_rules *r, size_t rule, bool section)
{
    gr_str code = r->own_patterns == NULL ? gr_data_rule_code[rule][section] : GR_LIT("");
    return code.len > 0 ? gr_regex_load(r->loader, code) : NULL;
}

static compiled *compiled_of(gr_rules *r, size_t rule)
{
    if (r->compiled[rule] == NULL) {
        r->compiled[rule] = gr_arena_alloc(&r->arena, sizeof *r->compiled[rule]);
        *r->compiled[rule] = (compiled){0};
    }
    return r->compiled[rule];
}

static gr_regex *compile(gr_rules *r, size_t rule, bool section)
{
    const gr_pattern *p = &r->patterns.list[rule];
    char reason[GR_REGEX_REASON];
    gr_regex *regex = stored(r, rule, section);
    if (regex == NULL)
        regex = gr_regex_new(section ? p->section : p->text, p->keyed && !section, reason);
    if (regex != NULL)
        return regex;
    r->trouble = gr_arena_printf(&r->arena, "rule %s: %s of its pattern", r->list[rule].id, reason);
    compiled_of(r, rule)->failed = true;
    return NULL;
}

static const gr_regex *regex_of(gr_rules *r, size_t rule)
{
    compiled *c = compiled_of(r, rule);
    if (c->regex == NULL && !c->failed)
        c->regex = compile(r, rule, false);
    if (c->regex != NULL && r->jit && ++c->uses == JIT_AFTER)
        gr_regex_speed_up(c->regex);
    return c->regex;
}

static const gr_regex *section_of(gr_rules *r, size_t rule)
{
    compiled *c = compiled_of(r, rule);
    if (c->section == NULL && !c->failed && r->patterns.list[rule].section != NULL)
        c->section = compile(r, rule, true);
    return c->section;
}

gr_status gr_rules_compile_all(gr_rules *r, gr_error *error)
{
    for (size_t i = 0; i < r->count; i++) {
        regex_of(r, i);
        section_of(r, i);
        if (!compiled_of(r, i)->failed)
            continue;
        error->status = GR_ERR_RULES;
        snprintf(error->message, sizeof error->message, "%s", r->trouble);
        return GR_ERR_RULES;
    }
    return GR_OK;
}

/* ---------------------------------------------------------------- matching */

/* Without a pattern (it did not compile) nothing matches. */
static gr_match_result run(gr_rules *r, const gr_regex *regex, gr_subject subject, size_t at,
                           gr_regex_match *match)
{
    return regex != NULL ? gr_matcher_run(r->matcher, regex, subject, at, match) : GR_MATCH_NONE;
}

static bool key_stands(const gr_pattern_key *k, gr_str rest, uint64_t head)
{
    return (head & k->mask) == k->head && (k->words.len <= sizeof head || gr_str_starts(rest, k->words));
}

static void add_hit(gr_rules *r, uint32_t rule, size_t at)
{
    chain *c = r->chain_of[rule] != 0 ? &r->chains.ptr[r->chain_of[rule] - 1] : NULL;
    if (c != NULL && r->hits.ptr[c->last_hit - 1].at == at)
        return; /* 网站, and 网站群 */
    *gr_array_push(&r->hits) = (hit){(uint32_t)at, 0};
    uint32_t h = (uint32_t)r->hits.len;
    if (c != NULL) {
        r->hits.ptr[c->last_hit - 1].next = h;
        c->last_hit = h;
    } else {
        *gr_array_push(&r->chains) = (chain){.rule = rule, .first_hit = h, .last_hit = h, .near_hit = h};
        r->chain_of[rule] = (uint32_t)r->chains.len;
    }
}

/* The last place of each barrier is passed on from numeral to numeral. */
static void add_barrier(gr_rules *r, size_t barrier, size_t at, gr_barriers_before *before)
{
    if (barrier == GR_BARRIER_NUMERAL || barrier == GR_BARRIERS)
        *gr_array_push(&r->places) = (place){at, *before};
    if (barrier < GR_BARRIERS)
        before->end[barrier] = at + gr_barriers[barrier].len;
    else
        r->own_marks = true;
}

static void clear_hits(gr_rules *r)
{
    gr_array_clear(&r->stands);
    gr_array_clear(&r->places);
    r->own_marks = false;
    for (size_t i = 0; i < r->chains.len; i++)
        r->chain_of[r->chains.ptr[i].rule] = 0;
    gr_array_clear(&r->chains);
    gr_array_clear(&r->hits);
    memset(r->hit_set, 0, r->sets.words * sizeof *r->hit_set);
    memcpy(r->word_set, r->sets.without_words, r->sets.words * sizeof *r->word_set);
}

/* Notes that a literal stands at `at`: what it begins, tells of, or bars.  The uses of
 * either kind are in the order of the rules. */
static void add_stand(gr_rules *r, uint32_t k, size_t at, gr_barriers_before *before)
{
    const gr_pattern_key *key = &r->patterns.keys[k];
    const uint32_t *use = &r->patterns.uses[key->use];
    if (key->begins > 0 && use[key->begins - 1] >= r->first)
        *gr_array_push(&r->stands) = (stand){k, (uint32_t)at};
    for (uint32_t i = key->begins; i > 0 && use[i - 1] >= r->first; i--)
        gr_rule_set_add(r->hit_set, use[i - 1]);
    for (uint32_t i = key->uses; i > key->begins && use[i - 1] >= GR_WORD + r->first; i--)
        if (use[i - 1] >= GR_BARRIER)
            add_barrier(r, use[i - 1] - GR_BARRIER, at, before);
        else
            gr_rule_set_add(r->word_set, use[i - 1] - GR_WORD);
}

/* Notes the literals of one hash that s, the sentence from `at` on, begins with. */
static void scan_at(gr_rules *r, gr_str s, size_t at, uint32_t first_key, gr_barriers_before *before)
{
    uint64_t head = gr_pattern_head(s);
    for (uint32_t k = first_key; k != 0; k = r->patterns.keys[k - 1].next)
        if (key_stands(&r->patterns.keys[k - 1], s, head))
            add_stand(r, k - 1, at, before);
}

/* Written N, or # for the numeral at hand. */
static bool has_numeral(gr_str sentence)
{
    return sentence.len > 0 && (memchr(sentence.ptr, 'N', sentence.len) != NULL ||
                                memchr(sentence.ptr, '#', sentence.len) != NULL);
}

/* Leaves of a set of rules those that may match. */
static uint64_t matching_of(const gr_rules *r, size_t word, uint64_t set)
{
    for (uint64_t rest = set; rest != 0; rest &= rest - 1)
        if (!gr_pattern_may_match(&r->patterns.list[word * GR_RULE_SET_BITS + gr_lowest_bit(rest)],
                                  &r->chars))
            set ^= rest & -rest;
    return set;
}

/* A character as literals are looked up by it. */
typedef struct letter {
    size_t at, end;
    uint32_t hash; /* gr_pattern_hash() */
    char last;     /* its last byte */
} letter;

/* The character of s at `at`; at its end one that nothing begins with. */
static inline letter letter_at(gr_str s, size_t at)
{
    if (at >= s.len)
        return (letter){.at = s.len, .end = s.len};
    const char *p = s.ptr + at;
    size_t length = gr_utf8_length((unsigned char)p[0]);
    return (letter){at, at + length, gr_pattern_hash(p, length), p[length - 1]};
}

/* Notes the literals that stand in the sentence; `seconds` by what may follow their
 * first characters. */
static void find_literals(gr_rules *r, gr_str sentence, const uint64_t *seconds)
{
    const gr_pattern_buckets *buckets = r->patterns.buckets;
    gr_barriers_before before = {0};
    letter first = letter_at(sentence, 0);
    for (letter second; first.at < sentence.len; first = second) {
        second = letter_at(sentence, first.end);
        uint64_t set = seconds[first.hash];
        if (set == 0 || (second.at < sentence.len && (set & gr_word_bit(second.last)) == 0))
            continue;
        gr_str rest = gr_str_slice(sentence, first.at, sentence.len);
        char last = second.at < sentence.len ? second.last : first.last;
        scan_at(r, rest, first.at, buckets->pair[gr_pattern_pair_hash(first.hash, last)], &before);
        if (set == GR_ANYTHING)
            scan_at(r, rest, first.at, buckets->single[first.hash], &before);
    }
}

/* The rules with a hit, by their words; without a numeral only stated zeros. */
static uint64_t candidates_of(const gr_rules *r, size_t word, bool numeral)
{
    uint64_t set = (r->hit_set[word] | r->sets.always[word]) & r->word_set[word];
    return numeral ? set : set & r->sets.kinds[GR_RULE_ZERO][word];
}

/* Leaves of the rules with a hit those that may match; false where none is left. */
static bool make_live_set(gr_rules *r, gr_str sentence, bool numeral)
{
    uint64_t any = 0;
    for (size_t word = 0; word < r->sets.words; word++)
        any |= r->live_set[word] = candidates_of(r, word, numeral);
    if (any == 0)
        return false;
    r->chars = gr_charset_of(sentence);
    any = 0;
    for (size_t word = 0; word < r->sets.words; word++)
        any |= r->live_set[word] = matching_of(r, word, r->live_set[word]);
    return any != 0;
}

/* Notes where the literals of those stand. */
static void add_hits(gr_rules *r)
{
    for (size_t i = 0; i < r->stands.len; i++) {
        const stand *s = &r->stands.ptr[i];
        const gr_pattern_key *key = &r->patterns.keys[s->key];
        const uint32_t *use = &r->patterns.uses[key->use];
        for (uint32_t u = key->begins; u > 0 && use[u - 1] >= r->first; u--)
            if (gr_rule_set_has(r->live_set, use[u - 1]))
                add_hit(r, use[u - 1], s->at);
    }
}

bool gr_rules_scan(gr_rules *r, gr_str sentence)
{
    bool numeral = has_numeral(sentence);
    r->first = numeral ? 0 : r->first_zero;
    clear_hits(r);
    find_literals(r, sentence, numeral ? r->patterns.seconds->all : r->patterns.seconds->denying);
    if (!make_live_set(r, sentence, numeral))
        return false;
    add_hits(r);
    return true;
}

/* Whether `word` is one of 条|件|篇; "-" stands for no unit. */
static bool lists(gr_str words, gr_str word)
{
    if (words.len == 0)
        return true;
    for (size_t start = 0; start <= words.len;) {
        size_t end = gr_str_find(words, GR_LIT("|"), start);
        if (end == GR_NOT_FOUND)
            end = words.len;
        gr_str one = gr_str_slice(words, start, end);
        if (gr_str_equal(one, word) || (word.len == 0 && gr_str_equal(one, GR_LIT("-"))))
            return true;
        start = end + 1;
    }
    return false;
}

static bool fits(gr_rules *r, size_t rule, const gr_rule_subject *subject)
{
    const gr_rule *l = &r->list[rule];
    gr_regex_match match;
    if (l->units.len == 0 ? subject->rate : !lists(l->units, subject->unit))
        return false;
    if (l->after.len > 0 && (subject->before == NULL || !gr_str_starts(gr_str_of(subject->before), l->after)))
        return false;
    return r->patterns.list[rule].section == NULL ||
           run(r, section_of(r, rule), (gr_subject){subject->section, false}, 0, &match) == GR_MATCH_FOUND;
}

/* What stands before the numeral at `at`, as the scan found it. */
static gr_barriers_before before_of(const gr_rules *r, size_t at)
{
    size_t low = 0, high = r->places.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->places.ptr[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->places.len && r->places.ptr[low].at == at ? r->places.ptr[low].before
                                                              : (gr_barriers_before){0};
}

/* The rule's first hit from `start` on; for the numerals of a sentence in their
 * order each hit is passed over once. */
static uint32_t hit_from(const gr_rules *r, chain *c, size_t start)
{
    uint32_t h = start >= c->near_start ? c->near_hit : c->first_hit;
    while (h != 0 && r->hits.ptr[h - 1].at < start)
        h = r->hits.ptr[h - 1].next;
    c->near_hit = h != 0 ? h : c->last_hit;
    c->near_start = (uint32_t)start;
    return h;
}

/* One search for the next match. */
typedef struct search {
    gr_rules *r;
    const gr_rule_subject *subject;
    gr_rule_window window;
    size_t rule;        /* at hand: */
    size_t tried, from; /* its places, and how many to pass over */
    bool fits, asked;   /* whether it fits the subject, once that was asked */
    gr_match_result result;
    gr_rule_match *match;
} search;

static bool fits_once(search *s)
{
    if (!s->asked)
        s->fits = fits(s->r, s->rule, s->subject);
    s->asked = true;
    return s->fits;
}

/* What a match may look at: no more than is near the numeral or, without one, its place. */
static gr_subject near(const search *s, size_t at)
{
    gr_str sentence = s->subject->sentence;
    size_t centre = s->window.numeral != GR_NOT_FOUND && s->window.numeral > at ? s->window.numeral : at;
    size_t end = gr_rule_reach_end(sentence, centre);
    return (gr_subject){gr_str_slice(sentence, 0, end), end < sentence.len};
}

/* Whether the rule matches where its literal stands. */
static bool try_at(search *s, size_t at)
{
    if (++s->tried <= s->from || !fits_once(s))
        return false;
    gr_regex_match m;
    gr_match_result one = run(s->r, regex_of(s->r, s->rule), near(s, at), at, &m);
    if (one == GR_MATCH_LIMIT)
        s->result = GR_MATCH_LIMIT;
    if (one != GR_MATCH_FOUND)
        return false;
    *s->match = (gr_rule_match){&s->r->list[s->rule], m.start, m.end, m.group_start, m.group_end};
    return true;
}

/* Whether the pattern may match at the numeral, by the character behind that. */
static bool may_follow(const gr_pattern *p, gr_str sentence, size_t at)
{
    if (p->following == GR_ANYTHING)
        return true;
    size_t end = gr_utf8_next(sentence, at + 1);
    return at + 1 < sentence.len && end <= sentence.len &&
           (p->following & gr_word_bit(sentence.ptr[end - 1])) != 0;
}

static bool try_at_numerals(search *s, const gr_pattern *p)
{
    gr_str sentence = gr_str_slice(s->subject->sentence, 0, s->window.last_numeral);
    for (size_t at = s->window.numeral; at != GR_NOT_FOUND; at = gr_str_find(sentence, GR_LIT("#"), at + 1))
        if (may_follow(p, s->subject->sentence, at) && try_at(s, at))
            return true;
    return false;
}

/* Tries the places of its literals between `start` and `end`. */
static bool try_at_hits(search *s, size_t start, size_t end)
{
    chain *c = &s->r->chains.ptr[s->r->chain_of[s->rule] - 1];
    for (uint32_t h = hit_from(s->r, c, start); h != 0; h = s->r->hits.ptr[h - 1].next) {
        size_t at = s->r->hits.ptr[h - 1].at;
        if (at >= end)
            break;
        if (try_at(s, at))
            return true;
    }
    return false;
}

static bool try_rule(search *s)
{
    const gr_pattern *p = &s->r->patterns.list[s->rule];
    gr_rule_window *w = &s->window;
    s->asked = false;
    s->tried = 0;
    if (p->holds_numeral && !gr_rule_window_may_match(w, p))
        return false;
    size_t start = p->holds_numeral ? gr_rule_window_start(w, p) : 0;
    if (!p->keyed)
        return try_at(s, start);
    if (p->at_numeral && try_at_numerals(s, p))
        return true;
    if (s->r->chain_of[s->rule] == 0)
        return false;
    if (!p->holds_numeral)
        return try_at_hits(s, 0, SIZE_MAX);
    bool one_mark = w->last_numeral == w->numeral + 1;
    if (one_mark && !may_follow(p, s->subject->sentence, w->numeral))
        return false;
    return try_at_hits(s, start, w->last_numeral);
}

/* Whether a rule of the kind may match in the sentence. */
static bool may_any_match(const gr_rules *r, gr_rule_kind kind)
{
    for (size_t word = 0; word < r->sets.words; word++)
        if ((r->live_set[word] & r->sets.kinds[kind][word]) != 0)
            return true;
    return false;
}

/* *from: the rule in the upper half, how many of its places were tried in the
 * lower one. */
gr_match_result gr_rules_match(gr_rules *r, gr_rule_kind kind, const gr_rule_subject *subject, size_t *from,
                               gr_rule_match *match)
{
    enum { HALF = 32 };
    size_t first = (size_t)((uint64_t)*from >> HALF);
    if (!may_any_match(r, kind))
        return GR_MATCH_NONE;
    search s = {.r = r, .subject = subject, .match = match};
    gr_rule_window_find(&s.window, subject->sentence, r->own_marks);
    s.window.before = before_of(r, s.window.numeral);
    for (size_t word = first / GR_RULE_SET_BITS; word < r->sets.words; word++) {
        uint64_t set = r->live_set[word] & r->sets.kinds[kind][word];
        for (; set != 0; set &= set - 1) {
            s.rule = word * GR_RULE_SET_BITS + gr_lowest_bit(set);
            if (s.rule < first)
                continue;
            s.from = s.rule == first ? *from & UINT32_MAX : 0;
            if (!try_rule(&s))
                continue;
            *from = (size_t)((uint64_t)s.rule << HALF | s.tried);
            return GR_MATCH_FOUND;
        }
    }
    return s.result;
}
