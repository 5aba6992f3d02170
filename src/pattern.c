/*
 * Reads off a pattern what can be known of it without trying it: cautiously, so
 * that in doubt it is tried more often than need be.
 */
#include "pattern_parse.h"

#include "codepoint.h"
#include "wordlist.h"

#include <stdlib.h>

enum {
    MACRO_DEPTH = 4,
    PATTERN_MAX = 1 << 13,       /* bytes, written out; those of the program have 1200 at most */
    COLLECTED = UINT32_MAX >> 1, /* no use: literals go to a list */
    ONE_CHARACTER = 500          /* times that one is taken to stand in the examples */
};

const gr_str gr_barriers[GR_BARRIERS] = {{"N", 1}, {"，", 3}, {"；", 3}, {"。", 3}};

/* ------------------------------------------------------------------- words */

/* Whether {…} at `at` is a name, and not a quantifier such as {0,6}. */
static size_t name_end(gr_str pattern, size_t at)
{
    size_t end = gr_str_find(pattern, GR_LIT("}"), at);
    if (end == GR_NOT_FOUND || at + 1 >= pattern.len || pattern.ptr[at + 1] < 'a' ||
        pattern.ptr[at + 1] > 'z')
        return GR_NOT_FOUND;
    return end;
}

/* Writes {name} out as (?:word|word); false for an unknown name. */
static bool expand(gr_buf *out, gr_str pattern, gr_words_fn *words_named, int depth)
{
    size_t done = 0; /* written so far */
    for (size_t at = gr_str_find(pattern, GR_LIT("{"), 0); at != GR_NOT_FOUND;
         at = gr_str_find(pattern, GR_LIT("{"), at + 1)) {
        size_t end = name_end(pattern, at);
        if (end == GR_NOT_FOUND)
            continue;
        gr_str words = words_named(gr_str_slice(pattern, at + 1, end));
        if (words.len == 0 || depth == 0)
            return false;
        gr_buf_add_str(out, gr_str_slice(pattern, done, at));
        gr_buf_add_str(out, GR_LIT("(?:"));
        if (!expand(out, words, words_named, depth - 1))
            return false;
        gr_buf_add_char(out, ')');
        done = end + 1;
    }
    gr_buf_add_str(out, gr_str_slice(pattern, done, pattern.len));
    return true;
}

/* A copy of the pattern with its {words} written out; NULL for an unknown name. */
static const char *expanded(gr_pattern_set *set, gr_str pattern)
{
    gr_buf_clear(&set->pattern);
    if (!expand(&set->pattern, pattern, set->words_named, MACRO_DEPTH))
        return NULL;
    return gr_arena_copy(&set->arena, gr_buf_str(&set->pattern));
}

/* A copy of a pattern that is as fast as it can be. */
static const char *guarded(gr_pattern_set *set, const char *pattern)
{
    gr_buf_clear(&set->pattern);
    gr_pattern_guard(gr_str_of(pattern), &set->pattern);
    return gr_arena_copy(&set->arena, gr_buf_str(&set->pattern));
}

/* -------------------------------------------------------------------- keys */

static uint64_t head_mask(size_t length)
{
    static const char ones[sizeof(uint64_t)] = "\xff\xff\xff\xff\xff\xff\xff\xff";
    return gr_pattern_head(gr_str_make(ones, length < sizeof ones ? length : sizeof ones));
}

/* What may follow the first character of a literal. */
static uint64_t second_bit(gr_str words)
{
    size_t first = gr_utf8_next(words, 0), second = gr_utf8_next(words, first);
    return first < words.len && second <= words.len ? gr_word_bit(words.ptr[second - 1]) : GR_ANYTHING;
}

static uint32_t first_hash(gr_str words)
{
    size_t length = gr_utf8_next(words, 0);
    return gr_pattern_hash(words.ptr, length <= words.len ? length : words.len);
}

/* Of the first two characters of s; false where it has but one. */
static bool pair_hash(gr_str s, uint32_t *hash)
{
    size_t first = gr_utf8_next(s, 0), second = gr_utf8_next(s, first);
    if (first >= s.len || second > s.len)
        return false;
    *hash = gr_pattern_pair_hash(first_hash(s), s.ptr[second - 1]);
    return true;
}

static uint32_t *bucket_of(gr_pattern_set *set, gr_str words)
{
    uint32_t pair;
    return pair_hash(words, &pair) ? &set->buckets.pair[pair] : &set->buckets.single[first_hash(words)];
}

/* The key for a literal, a new one where no pattern before began so. */
static gr_pattern_key *key_for(gr_pattern_set *set, gr_str words)
{
    uint32_t *bucket = bucket_of(set, words);
    for (uint32_t k = *bucket; k != 0; k = set->keys.ptr[k - 1].next)
        if (gr_str_equal(set->keys.ptr[k - 1].words, words))
            return &set->keys.ptr[k - 1];
    gr_pattern_key *new = gr_array_push(&set->keys);
    *new = (gr_pattern_key){words, gr_pattern_head(words), head_mask(words.len), 0, 0, 0, *bucket};
    *bucket = (uint32_t)set->keys.len;
    return new;
}

static void add_key(gr_pattern_set *set, gr_str words, uint32_t use)
{
    if (use == COLLECTED) {
        *gr_array_push(&set->words) = words;
        return;
    }
    gr_pattern_key *k = key_for(set, words);
    *gr_array_push(&set->found) = (gr_pattern_use){(uint32_t)(k - set->keys.ptr), use};
    k->uses++;
    k->begins += use < GR_WORD;
    size_t hash = first_hash(words);
    set->seconds.all[hash] |= second_bit(words);
    if (use < GR_BARRIER && set->patterns.ptr[use % GR_WORD].denies)
        set->seconds.denying[hash] |= second_bit(words);
}

/* The barriers are looked for along with the literals. */
static void add_barriers(gr_pattern_set *set)
{
    for (uint32_t i = 0; i < GR_BARRIERS; i++)
        add_key(set, gr_barriers[i], GR_BARRIER + i);
    add_key(set, GR_LIT("#"), GR_BARRIER + GR_BARRIERS);
}

static bool add_keys(gr_pattern_set *set, gr_str pattern, uint32_t use);

/* The keys of each alternative of a group's inside. */
static bool add_alternatives(gr_pattern_set *set, gr_str inside, uint32_t use)
{
    int depth = 0;
    size_t start = 0;
    for (size_t i = 0; i < inside.len; i = gr_pattern_part_end(inside, i)) {
        depth += (inside.ptr[i] == '(') - (inside.ptr[i] == ')');
        if (inside.ptr[i] != '|' || depth > 0)
            continue;
        if (!add_keys(set, gr_str_slice(inside, start, i), use))
            return false;
        start = i + 1;
    }
    return add_keys(set, gr_str_slice(inside, start, inside.len), use);
}

/* The keys of the group, and of what follows where the group may be absent. */
static bool add_group_keys(gr_pattern_set *set, gr_str pattern, uint32_t use)
{
    bool optional;
    size_t end = gr_pattern_group_end(pattern);
    if (end == 0)
        return false;
    gr_str rest = gr_pattern_behind_quantifier(gr_str_slice(pattern, end + 1, pattern.len), &optional);
    if (gr_pattern_is_look(pattern))
        return add_keys(set, rest, use);
    size_t start = gr_str_starts(pattern, GR_LIT("(?:")) ? 3 : 1;
    if (start == 1 && end > 1 && (pattern.ptr[1] == '?' || pattern.ptr[1] == '*'))
        return false;
    return add_alternatives(set, gr_str_slice(pattern, start, end), use) &&
           (!optional || add_keys(set, rest, use));
}

/* Adds the literals that a pattern may begin with; false where it may begin
 * with something else. */
static bool add_keys(gr_pattern_set *set, gr_str pattern, uint32_t use)
{
    bool optional = false;
    if (gr_str_starts(pattern, GR_LIT("(")))
        return add_group_keys(set, pattern, use);
    gr_str literal = gr_pattern_literal_prefix(pattern), rest = GR_LIT("");
    if (literal.len == 0 && pattern.len > 0 && !gr_pattern_is_special(pattern.ptr[0])) {
        size_t length = gr_utf8_next(pattern, 0); /* a character that may be absent */
        literal = gr_str_slice(pattern, 0, length);
        rest = gr_pattern_behind_quantifier(gr_str_slice(pattern, length, pattern.len), &optional);
    }
    if (literal.len == 0)
        return false;
    if (literal.ptr[0] != '#')
        add_key(set, literal, use);
    else if (use < GR_WORD)
        set->patterns.ptr[use].at_numeral = true;
    else
        return false;
    return !optional || add_keys(set, rest, use);
}

/* Group 1 of a pattern, ( … ), where it must take part; else nothing. */
static gr_str noun_group(gr_str pattern)
{
    gr_str group = {0};
    int depth = 0;
    for (size_t at = 0; at < pattern.len; at = gr_pattern_part_end(pattern, at)) {
        gr_str rest = gr_str_slice(pattern, at, pattern.len);
        bool capture = rest.ptr[0] == '(' && rest.len > 1 && rest.ptr[1] != '?' && rest.ptr[1] != '*';
        if (rest.ptr[0] == '|' && depth == 0)
            return (gr_str){0};
        if (capture && depth == 0 && group.len == 0)
            group = gr_str_slice(rest, 0, gr_pattern_group_end(rest));
        depth += (rest.ptr[0] == '(') - (rest.ptr[0] == ')');
    }
    if (group.len == 0)
        return group;
    bool optional;
    size_t behind = (size_t)(group.ptr - pattern.ptr) + group.len + 1;
    gr_pattern_behind_quantifier(gr_str_slice(pattern, behind, pattern.len), &optional);
    return optional ? (gr_str){0} : gr_str_slice(group, 1, group.len);
}

/* The nouns that a pattern denies: it is tried only where one of them stands. */
static bool add_nouns(gr_pattern_set *set, gr_str pattern, uint32_t index)
{
    gr_str inside = noun_group(pattern);
    return inside.len > 0 && add_alternatives(set, inside, index | GR_WORD);
}

/* ------------------------------------------------------------ telling words */

/* Notes the pairs of characters in an example, by which words are known to be rare. */
static void count_pairs(gr_pattern_set *set, gr_str example)
{
    for (size_t at = 0, next; at < example.len; at = next) {
        next = gr_utf8_next(example, at);
        uint32_t pair;
        if (pair_hash(gr_str_slice(example, at, example.len), &pair) && set->pairs[pair] < UINT16_MAX)
            set->pairs[pair]++;
    }
}

/* How often words like those collected stand in the examples. */
static size_t frequency(const gr_pattern_set *set)
{
    size_t sum = 0;
    for (size_t i = 0; i < set->words.len; i++) {
        uint32_t pair;
        sum += pair_hash(set->words.ptr[i], &pair) ? set->pairs[pair] : ONE_CHARACTER;
    }
    return sum;
}

/* Collects the words of which one stands where the part does: those of a group, or the
 * literal that goes on from it. */
static bool collect(gr_pattern_set *set, gr_str pattern, const gr_pattern_part *p)
{
    gr_array_clear(&set->words);
    if (p->optional)
        return false;
    if (gr_pattern_is_group(p->text))
        return add_alternatives(set, gr_pattern_inside(p->text), COLLECTED);
    if (!gr_pattern_is_literal(p->text) || p->text.ptr[0] == '#')
        return false;
    gr_str rest = gr_str_slice(pattern, (size_t)(p->text.ptr - pattern.ptr), pattern.len);
    return add_keys(set, gr_pattern_literal_prefix(rest), COLLECTED);
}

/* Words that stand in whatever the pattern matches, apart from what it begins with, and
 * that say most: it is tried only where one of them stands. */
static bool add_rare_words(gr_pattern_set *set, gr_str pattern, uint32_t index)
{
    size_t best = SIZE_MAX;
    gr_str rest = pattern;
    gr_pattern_part telling = {0};
    if (!gr_pattern_is_plain(pattern) || gr_pattern_take_alternative(&rest).len < pattern.len)
        return false;
    for (rest = pattern; rest.len > 0;) {
        bool first = rest.ptr == pattern.ptr;
        gr_pattern_part p = gr_pattern_take_part(&rest);
        if (first || !collect(set, pattern, &p) || frequency(set) >= best)
            continue;
        best = frequency(set);
        telling = p;
    }
    if (best == SIZE_MAX || !collect(set, pattern, &telling))
        return false;
    for (size_t i = 0; i < set->words.len; i++)
        add_key(set, set->words.ptr[i], index | GR_WORD);
    return true;
}

/* ----------------------------------------------------------------- the set */

gr_pattern_set *gr_pattern_set_new(gr_words_fn *words_named)
{
    gr_pattern_set *set = gr_alloc(sizeof *set);
    set->words_named = words_named;
    return set;
}

void gr_pattern_set_free(gr_pattern_set *set)
{
    if (set == NULL)
        return;
    gr_array_release(&set->patterns);
    gr_array_release(&set->keys);
    gr_array_release(&set->uses);
    gr_array_release(&set->found);
    gr_array_release(&set->words);
    gr_buf_release(&set->pattern);
    gr_arena_release(&set->arena);
    free(set);
}

bool gr_pattern_set_add(gr_pattern_set *set, gr_str pattern, gr_str section, gr_str example, bool denies)
{
    gr_pattern p = {.text = expanded(set, pattern), .denies = denies};
    if (section.len > 0)
        p.section = expanded(set, section);
    if (p.text == NULL || p.text[0] == '\0' || strlen(p.text) > PATTERN_MAX ||
        (section.len > 0 && (p.section == NULL || strlen(p.section) > PATTERN_MAX)))
        return false;
    gr_pattern_note_reach(&p);
    gr_pattern_note_chars(&p);
    *gr_array_push(&set->patterns) = p;
    uint32_t index = (uint32_t)set->patterns.len - 1;
    bool keyed = add_alternatives(set, gr_str_of(p.text), index);
    bool nouns = denies && add_nouns(set, gr_str_of(p.text), index);
    set->patterns.ptr[index].keyed = keyed;
    set->patterns.ptr[index].has_words = nouns;
    count_pairs(set, example);
    return true;
}

static int by_use(const void *a, const void *b)
{
    const gr_pattern_use *x = a, *y = b;
    return x->use < y->use ? -1 : x->use > y->use;
}

/* Lays the uses of each key side by side, in their order. */
static void sort_uses(gr_pattern_set *set)
{
    uint32_t count = 0;
    if (set->found.len > 1)
        qsort(set->found.ptr, set->found.len, sizeof *set->found.ptr, by_use);
    gr_array_reserve(&set->uses, set->found.len);
    set->uses.len = set->found.len;
    for (size_t i = 0; i < set->keys.len; i++) {
        set->keys.ptr[i].use = count;
        count += set->keys.ptr[i].uses;
        set->keys.ptr[i].uses = 0;
    }
    for (size_t i = 0; i < set->found.len; i++) {
        gr_pattern_key *k = &set->keys.ptr[set->found.ptr[i].key];
        set->uses.ptr[k->use + k->uses++] = set->found.ptr[i].use;
    }
}

/* Lays the keys of a bucket side by side, behind those that were. */
static uint32_t sort_bucket(const gr_pattern_set *set, uint32_t first, gr_pattern_key *sorted,
                            uint32_t *count)
{
    uint32_t begin = *count + 1;
    for (uint32_t k = first; k != 0; k = set->keys.ptr[k - 1].next) {
        gr_pattern_key *key = &sorted[(*count)++];
        *key = set->keys.ptr[k - 1];
        key->next = key->next != 0 ? *count + 1 : 0;
    }
    return first != 0 ? begin : 0;
}

/* Those of one hash are looked at together. */
static void sort_keys(gr_pattern_set *set)
{
    gr_pattern_key *sorted = gr_alloc((set->keys.len + 1) * sizeof *sorted);
    uint32_t count = 0;
    for (size_t i = 0; i < GR_PATTERN_FIRSTS; i++)
        set->buckets.single[i] = sort_bucket(set, set->buckets.single[i], sorted, &count);
    for (size_t i = 0; i < GR_PATTERN_PAIRS; i++)
        set->buckets.pair[i] = sort_bucket(set, set->buckets.pair[i], sorted, &count);
    memcpy(set->keys.ptr, sorted, count * sizeof *sorted);
    free(sorted);
}

gr_patterns gr_pattern_set_finish(gr_pattern_set *set)
{
    for (uint32_t i = 0; i < set->patterns.len; i++) {
        gr_pattern *p = &set->patterns.ptr[i];
        if (!p->denies)
            p->has_words = add_rare_words(set, gr_str_of(p->text), i);
        p->text = guarded(set, p->text);
    }
    add_barriers(set);
    sort_uses(set);
    sort_keys(set);
    return (gr_patterns){set->patterns.ptr, set->patterns.len, set->keys.ptr,
                         set->uses.ptr,     &set->buckets,     &set->seconds};
}
