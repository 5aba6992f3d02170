#include "rules.h"

#include "codepoint.h"
#include "data.h"
#include "tsv.h"
#include "wordlist.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    MATCH_LIMIT = 200000, /* backtracking steps of one match */
    DEPTH_LIMIT = 1000,
    HEAP_LIMIT = 1024, /* KiB */
    JIT_AFTER = 32,    /* uses before a pattern is worth compiling to machine code */
    MACRO_DEPTH = 4,
    BUCKETS = 4096,
    KINDS = GR_RULE_SCOPE + 1,
    NEEDS = 3, /* parts of a pattern that are looked for before it is tried */
    SET_BITS = 64,
    BARRIER = 1 << 30 /* from here on, a key's rule is a number of `barriers` */
};

/* The characters that patterns exclude from their gaps: another figure, and
 * what ends a clause. */
static const gr_str barriers[] = {{"N", 1}, {"，", 3}, {"；", 3}, {"。", 3}};
/* Every gr_word_bit(). */
#define ANYTHING UINT64_MAX
enum { BARRIERS = sizeof barriers / sizeof *barriers };

/* A rule with its pattern, and what is known of where it can match. */
typedef struct loaded {
    gr_rule rule;
    const char *pattern;    /* with {words} written out */
    const char *section;    /* likewise, or NULL */
    bool keyed;             /* begins with a literal: try only there */
    bool at_numeral;        /* that literal is the numeral */
    bool reach_known;       /* what follows has been read off the pattern: */
    uint64_t following;     /* gr_word_bit() of what may stand behind the numeral that it begins with */
    uint64_t needs[NEEDS];  /* of each: one of these must stand behind it, before the next barrier */
    bool holds_numeral;     /* whatever matches holds the numeral ... */
    bool crosses[BARRIERS]; /* ... and may hold that character */
    pcre2_code *code, *section_code;
    unsigned uses;
    bool failed, fast;            /* does not compile; is machine code */
    uint32_t first_hit, last_hit; /* in the sentence scanned last, + 1 */
    uint32_t near_hit;            /* the first that was not before near_start */
    size_t near_start;
} loaded;

/* A literal that begins patterns. */
typedef struct key {
    gr_str words;
    uint64_t head, mask; /* its first eight bytes, and which of them there are */
    uint32_t first_use;  /* + 1 */
    uint32_t next;       /* in its bucket, + 1 */
} key;

/* One of the rules whose patterns a literal begins. */
typedef struct key_use {
    uint32_t rule;
    uint32_t next; /* of the same literal, + 1 */
} key_use;

/* Where one of its literals stands. */
typedef struct hit {
    uint32_t rule, at;
    uint32_t next; /* of the same rule, + 1 */
} hit;

/* A place of a numeral in the sentence scanned last. */
typedef struct place {
    size_t at;
    size_t behind[BARRIERS]; /* ends of the last such characters before it */
} place;

struct gr_rules {
    bool jit;
    gr_arena arena;
    gr_buf pattern; /* being written out */
    GR_ARRAY(loaded) rules;
    GR_ARRAY(key) keys;
    GR_ARRAY(key_use) uses;
    uint32_t buckets[BUCKETS];    /* first key by its first character, + 1 */
    bool denial_buckets[BUCKETS]; /* holds keys of stated zeros */
    GR_ARRAY(hit) hits;
    GR_ARRAY(place) places;
    bool own_marks; /* the sentence was scanned with a # in it: perhaps the report's own */
    /* sets of rules, SET_BITS in a word */
    size_t set_words;
    uint64_t *hit_set; /* with a hit */
    uint64_t *kind_sets[KINDS];
    uint64_t *always; /* without literals, or at the numeral */
    pcre2_compile_context *compile;
    pcre2_match_context *match;
    pcre2_match_data *data;
    int pairs; /* of data that the last match set; the others are older */
    const char *trouble;
};

/* ------------------------------------------------------------------- words */

static gr_str words_named(gr_str name)
{
    for (size_t i = 0; i < gr_data_words_count; i++)
        if (gr_str_equal(gr_str_of(gr_data_words_rows[i].name), name))
            return gr_str_of(gr_data_words_rows[i].words);
    return GR_LIT("");
}

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
static bool expand(gr_buf *out, gr_str pattern, int depth)
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
        if (!expand(out, words, depth - 1))
            return false;
        gr_buf_add_char(out, ')');
        done = end + 1;
    }
    gr_buf_add_str(out, gr_str_slice(pattern, done, pattern.len));
    return true;
}

/* -------------------------------------------------------------------- keys */

/* By the first character. */
static inline uint32_t bucket_of(gr_str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t length = gr_utf8_length(p[0]);
    uint32_t hash = p[0];
    if (length > 1 && length <= s.len)
        hash = hash << 9 ^ (uint32_t)p[length - 2] << 6 ^ p[length - 1];
    return hash % BUCKETS;
}

static bool is_special(char c)
{
    switch (c) {
    case '\0':
    case '\\':
    case '^':
    case '$':
    case '.':
    case '[':
    case '|':
    case '(':
    case ')':
    case '?':
    case '*':
    case '+':
    case '{':
        return true;
    default:
        return false;
    }
}

/* The literal at the start of s, without a character that a quantifier may
 * take away again. */
static gr_str literal_prefix(gr_str s)
{
    size_t end = 0;
    while (end < s.len && !is_special(s.ptr[end]) && (end == 0 || s.ptr[end] != '#'))
        end++;
    if (end < s.len && (s.ptr[end] == '?' || s.ptr[end] == '*' || s.ptr[end] == '{'))
        end = gr_utf8_back(s, end);
    return gr_str_slice(s, 0, end);
}

/* The first bytes of s, zero behind its end. */
static inline uint64_t head_of(gr_str s)
{
    uint64_t head = 0;
    if (s.len >= sizeof head)
        memcpy(&head, s.ptr, sizeof head);
    else
        memcpy(&head, s.ptr, s.len);
    return head;
}

static uint64_t head_mask(size_t length)
{
    static const char ones[sizeof(uint64_t)] = "\xff\xff\xff\xff\xff\xff\xff\xff";
    return head_of(gr_str_make(ones, length < sizeof ones ? length : sizeof ones));
}

/* The key for a literal, a new one where no pattern before began so. */
static key *key_for(gr_rules *r, gr_str words)
{
    uint32_t bucket = bucket_of(words);
    for (uint32_t k = r->buckets[bucket]; k != 0; k = r->keys.ptr[k - 1].next)
        if (gr_str_equal(r->keys.ptr[k - 1].words, words))
            return &r->keys.ptr[k - 1];
    key *new = gr_array_push(&r->keys);
    *new = (key){words, head_of(words), head_mask(words.len), 0, r->buckets[bucket]};
    r->buckets[bucket] = (uint32_t)r->keys.len;
    return new;
}

static void add_key(gr_rules *r, gr_str words, size_t rule)
{
    key *k = key_for(r, words);
    *gr_array_push(&r->uses) = (key_use){(uint32_t)rule, k->first_use};
    k->first_use = (uint32_t)r->uses.len;
    if (rule >= BARRIER || r->rules.ptr[rule].rule.kind == GR_RULE_ZERO)
        r->denial_buckets[bucket_of(words)] = true;
}

/* The barriers are looked for along with the literals. */
static void add_barriers(gr_rules *r)
{
    for (size_t i = 0; i < BARRIERS; i++)
        add_key(r, barriers[i], BARRIER + i);
    add_key(r, GR_LIT("#"), BARRIER + BARRIERS);
}

/* The end of the character class that begins at pattern[at]: behind its ]. */
static size_t class_end(gr_str pattern, size_t at)
{
    size_t i = at + 1;
    if (i < pattern.len && pattern.ptr[i] == '^')
        i++;
    do
        i += i < pattern.len && pattern.ptr[i] == '\\' ? 2 : 1;
    while (i < pattern.len && pattern.ptr[i] != ']');
    return i < pattern.len ? i + 1 : pattern.len;
}

/* The end of the part that begins at pattern[at]: a class, an escape, or a character. */
static size_t part_end(gr_str pattern, size_t at)
{
    size_t end = pattern.ptr[at] == '['    ? class_end(pattern, at)
                 : pattern.ptr[at] == '\\' ? at + 2
                                           : gr_utf8_next(pattern, at);
    return end < pattern.len ? end : pattern.len;
}

/* The end of the group that s begins with, (?: … ), at its last bracket, or 0. */
static size_t group_end(gr_str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.len; i = part_end(s, i)) {
        if (s.ptr[i] == '(')
            depth++;
        else if (s.ptr[i] == ')' && --depth == 0)
            return i;
    }
    return 0;
}

static bool add_keys(gr_rules *r, gr_str pattern, size_t rule);

/* The keys of each alternative of a group's inside. */
static bool add_alternatives(gr_rules *r, gr_str inside, size_t rule)
{
    int depth = 0;
    size_t start = 0;
    for (size_t i = 0; i < inside.len; i = part_end(inside, i)) {
        depth += (inside.ptr[i] == '(') - (inside.ptr[i] == ')');
        if (inside.ptr[i] != '|' || depth > 0)
            continue;
        if (!add_keys(r, gr_str_slice(inside, start, i), rule))
            return false;
        start = i + 1;
    }
    return add_keys(r, gr_str_slice(inside, start, inside.len), rule);
}

/* What follows the quantifier that s begins with, if any. */
static gr_str behind_quantifier(gr_str s, bool *optional)
{
    size_t end = 0;
    *optional = s.len > 0 && strchr("?*{", s.ptr[0]) != NULL;
    if (s.len > 0 && s.ptr[0] == '{') {
        end = gr_str_find(s, GR_LIT("}"), 0);
        end = end == GR_NOT_FOUND ? s.len : end + 1;
    } else if (*optional || (s.len > 0 && s.ptr[0] == '+')) {
        end = 1;
    }
    if (end > 0 && end < s.len && (s.ptr[end] == '?' || s.ptr[end] == '+'))
        end++;
    return gr_str_slice(s, end, s.len);
}

/* (?! (?= (?<! (?<= take no place: what follows them begins the match. */
static bool is_look(gr_str group)
{
    size_t at = gr_str_starts(group, GR_LIT("(?<")) ? 3 : 2;
    return gr_str_starts(group, GR_LIT("(?")) && at < group.len &&
           (group.ptr[at] == '!' || group.ptr[at] == '=');
}

/* The keys of the group, and of what follows where the group may be absent. */
static bool add_group_keys(gr_rules *r, gr_str pattern, size_t rule)
{
    bool optional;
    size_t end = group_end(pattern);
    if (end == 0)
        return false;
    gr_str rest = behind_quantifier(gr_str_slice(pattern, end + 1, pattern.len), &optional);
    if (is_look(pattern))
        return add_keys(r, rest, rule);
    size_t start = gr_str_starts(pattern, GR_LIT("(?:")) ? 3 : 1;
    if (start == 1 && end > 1 && (pattern.ptr[1] == '?' || pattern.ptr[1] == '*'))
        return false;
    return add_alternatives(r, gr_str_slice(pattern, start, end), rule) &&
           (!optional || add_keys(r, rest, rule));
}

/* Adds the literals that a pattern may begin with; false where it may begin
 * with something else. */
static bool add_keys(gr_rules *r, gr_str pattern, size_t rule)
{
    bool optional = false;
    if (gr_str_starts(pattern, GR_LIT("(")))
        return add_group_keys(r, pattern, rule);
    gr_str literal = literal_prefix(pattern), rest = GR_LIT("");
    if (literal.len == 0 && pattern.len > 0 && !is_special(pattern.ptr[0])) {
        size_t length = gr_utf8_next(pattern, 0); /* a character that may be absent */
        literal = gr_str_slice(pattern, 0, length);
        rest = behind_quantifier(gr_str_slice(pattern, length, pattern.len), &optional);
    }
    if (literal.len == 0)
        return false;
    if (literal.ptr[0] == '#') {
        r->rules.ptr[rule].at_numeral = true;
    } else {
        add_key(r, literal, rule);
    }
    return !optional || add_keys(r, rest, rule);
}

/* ------------------------------------------------------------ what it holds */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void cross_all(loaded *l)
{
    for (size_t i = 0; i < BARRIERS; i++)
        l->crosses[i] = true;
}

/* A class lets through what it lists, or what it does not; ranges and escapes
 * other than \d might let through anything. */
static void note_class(loaded *l, gr_str class)
{
    bool negated = gr_str_starts(class, GR_LIT("[^"));
    bool ranges = gr_str_find(class, GR_LIT("-"), 0) != GR_NOT_FOUND ||
                  gr_str_find(class, GR_LIT("[:"), 1) != GR_NOT_FOUND;
    for (size_t at = gr_str_find(class, GR_LIT("\\"), 0); at != GR_NOT_FOUND;
         at = gr_str_find(class, GR_LIT("\\"), at + 2))
        ranges = ranges || class.ptr[at + 1] != 'd';
    for (size_t i = 0; i < BARRIERS; i++) {
        bool listed = gr_str_find(class, barriers[i], 0) != GR_NOT_FOUND;
        if (negated ? !listed : listed || ranges)
            l->crosses[i] = true;
    }
}

/* (?: (?= (?! (?<= (?<! and plain groups keep to the characters inside. */
static bool is_plain_group(gr_str rest)
{
    return rest.len > 1 &&
           (rest.ptr[1] == '*' ? false
                               : rest.ptr[1] != '?' || (rest.len > 2 && strchr(":=!<", rest.ptr[2]) != NULL));
}

static uint64_t first_bit(gr_str s)
{
    size_t length = gr_utf8_length((unsigned char)s.ptr[0]);
    return gr_word_bit(s.ptr[(length <= s.len ? length : 1) - 1]);
}

/* The characters of a class that lists them one by one; else anything. */
static uint64_t class_bits(gr_str class)
{
    uint64_t bits = 0;
    for (size_t at = 1; at + 1 < class.len; at = gr_utf8_next(class, at)) {
        if (strchr("^-\\[:", class.ptr[at]) != NULL)
            return ANYTHING;
        bits |= first_bit(gr_str_slice(class, at, class.len));
    }
    return bits;
}

/* The characters that a group of plain words begins with; else anything. */
static uint64_t choice_bits(gr_str inside)
{
    uint64_t bits = 0;
    for (size_t at = 0; at <= inside.len;) {
        size_t end = gr_str_find(inside, GR_LIT("|"), at);
        gr_str literal = literal_prefix(gr_str_slice(inside, at, inside.len));
        if (literal.len == 0)
            return ANYTHING;
        bits |= first_bit(literal);
        at = end == GR_NOT_FOUND ? inside.len + 1 : end + 1;
    }
    return bits;
}

/* What may stand behind the numeral that a pattern begins with. */
static uint64_t following_bits(gr_str rest)
{
    bool class = gr_str_starts(rest, GR_LIT("[")), group = gr_str_starts(rest, GR_LIT("(?:"));
    size_t end = class ? class_end(rest, 0) : group ? gr_str_find(rest, GR_LIT(")"), 0) : 0;
    if (end == GR_NOT_FOUND || ((class || group) && end == rest.len) || rest.len == 0)
        return ANYTHING;
    gr_str behind = gr_str_slice(rest, end + group, rest.len);
    if ((class || group) && behind.len > 0 && strchr("?*{", behind.ptr[0]) != NULL)
        return ANYTHING;
    if (group) {
        gr_str inside = gr_str_slice(rest, 3, end);
        return gr_str_find(inside, GR_LIT("("), 0) == GR_NOT_FOUND ? choice_bits(inside) : ANYTHING;
    }
    gr_str literal = literal_prefix(rest);
    return class ? class_bits(gr_str_slice(rest, 0, end)) : literal.len > 0 ? first_bit(literal) : ANYTHING;
}

/* What the part of a pattern at the outermost level begins with, where it must
 * be there and is made of plain words; else anything. */
static uint64_t part_bits(gr_str rest)
{
    bool optional, group = gr_str_starts(rest, GR_LIT("(?:"));
    size_t end = group ? gr_str_find(rest, GR_LIT(")"), 0) : gr_utf8_next(rest, 0);
    if (end == GR_NOT_FOUND || (!group && is_special(rest.ptr[0])))
        return ANYTHING;
    gr_str inside = gr_str_slice(rest, group ? 3 : 0, end);
    behind_quantifier(gr_str_slice(rest, end + group, rest.len), &optional);
    if (optional || gr_str_find(inside, GR_LIT("("), 0) != GR_NOT_FOUND)
        return ANYTHING;
    return choice_bits(inside);
}

static void note_need(loaded *l, uint64_t bits)
{
    for (size_t i = 0; i < NEEDS && bits != ANYTHING; i++) {
        if (l->needs[i] != ANYTHING)
            continue;
        l->needs[i] = bits;
        return;
    }
}

static void forget_needs(loaded *l)
{
    for (size_t i = 0; i < NEEDS; i++)
        l->needs[i] = ANYTHING;
}

/* Reads off the pattern whether all that it matches holds the numeral, and which
 * barriers its match may hold.  In doubt it may: then it is tried more often. */
static void note_reach(loaded *l)
{
    gr_str pattern = gr_str_of(l->pattern);
    int depth = 0;
    bool choice = false;
    l->reach_known = true;
    forget_needs(l);
    l->following = pattern.ptr[0] == '#' ? following_bits(gr_str_slice(pattern, 1, pattern.len)) : ANYTHING;
    for (size_t at = 0, next; at < pattern.len; at = next) {
        gr_str rest = gr_str_slice(pattern, at, pattern.len);
        char c = rest.ptr[0], after = rest.len > 1 ? rest.ptr[1] : '\0';
        next = gr_utf8_next(pattern, at);
        if (depth == 0 && at > 0 && pattern.ptr[0] == '#')
            note_need(l, part_bits(rest));
        depth += (c == '(') - (c == ')');
        choice = choice || (c == '|' && depth == 0);
        if (c == '[') {
            next = class_end(pattern, at);
            note_class(l, gr_str_slice(pattern, at, next));
        } else if (c == '\\') {
            next = at + 2;
            if (is_letter(after) && after != 'd')
                cross_all(l);
        } else if (c == '{') {
            size_t end = gr_str_find(pattern, GR_LIT("}"), at);
            next = end == GR_NOT_FOUND ? pattern.len : end + 1;
        } else if (c == '.' || (c == '(' && !is_plain_group(rest))) {
            cross_all(l);
        } else if (c == '#' && depth == 0 && (after == '\0' || strchr("?*{", after) == NULL)) {
            l->holds_numeral = true;
        }
        for (size_t i = 0; i < BARRIERS && c != '['; i++)
            if (gr_str_starts(rest, barriers[i]))
                l->crosses[i] = true;
    }
    if (choice) {
        l->following = ANYTHING;
        l->holds_numeral = false;
    }
    for (size_t i = 0; i < BARRIERS; i++)
        if (choice || l->crosses[i])
            forget_needs(l);
}

/* ----------------------------------------------------------------- loading */

static bool fail(gr_error *error, gr_str id, const char *what)
{
    error->status = GR_ERR_RULES;
    snprintf(error->message, sizeof error->message, "rule %.*s: %s", (int)id.len, id.ptr, what);
    return false;
}

static const char *const kind_names[] = {"figure", "zero", "scope"};

static bool read_kind(loaded *l, gr_str kind)
{
    for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++) {
        if (!gr_str_equal(kind, gr_str_of(kind_names[i])))
            continue;
        l->rule.kind = (gr_rule_kind)i;
        return true;
    }
    return false;
}

static bool read_indicator(loaded *l, gr_str code)
{
    if (gr_str_equal(code, GR_LIT("-")))
        return true;
    char text[96];
    snprintf(text, sizeof text, "%.*s", (int)code.len, code.ptr);
    if (l->rule.kind != GR_RULE_SCOPE)
        return (l->rule.indicator = gr_codebook_find(text)) != NULL;
    for (int scope = GR_SCOPE_YEAR; scope <= GR_SCOPE_PLAN; scope++) {
        if (strcmp(gr_scope_name((gr_scope)scope), text) != 0)
            continue;
        l->rule.scope = (gr_scope)scope;
        return true;
    }
    return false;
}

static const char *expanded(gr_rules *r, gr_str pattern)
{
    gr_buf_clear(&r->pattern);
    bool known = expand(&r->pattern, pattern, MACRO_DEPTH);
    return known ? gr_arena_copy(&r->arena, gr_buf_str(&r->pattern)) : NULL;
}

/* The cells of one row, wherever it comes from. */
typedef struct row {
    gr_str id, kind, indicator, unit, section, after, pattern, example, expect;
} row;

static bool load_row(gr_rules *r, const row *cells, gr_error *error)
{
    loaded l = {0};
    if (!read_kind(&l, cells->kind))
        return fail(error, cells->id, "kind is not figure, zero or scope");
    if (!read_indicator(&l, cells->indicator))
        return fail(error, cells->id, "no such indicator in the codebook");
    l.rule.id = gr_arena_copy(&r->arena, cells->id);
    l.rule.units = cells->unit;
    l.rule.after = cells->after;
    l.rule.example = cells->example;
    l.rule.expect = cells->expect;
    l.pattern = expanded(r, cells->pattern);
    if (l.pattern == NULL || l.pattern[0] == '\0')
        return fail(error, cells->id, "no pattern, or a name in braces that words.tsv does not have");
    if (cells->section.len > 0 && (l.section = expanded(r, cells->section)) == NULL)
        return fail(error, cells->id, "a name in braces that words.tsv does not have");
    *gr_array_push(&r->rules) = l;
    size_t rule = r->rules.len - 1;
    r->rules.ptr[rule].keyed = add_alternatives(r, gr_str_of(l.pattern), rule);
    return true;
}

static bool load_text(gr_rules *r, const char *text, gr_error *error)
{
    gr_tsv t;
    if (!gr_tsv_begin(&t, gr_str_of(text)))
        return fail(error, GR_LIT("file"), "no line of column names");
    while (gr_tsv_next(&t)) {
        row cells = {gr_tsv_cell(&t, "id"),      gr_tsv_cell(&t, "kind"),    gr_tsv_cell(&t, "indicator"),
                     gr_tsv_cell(&t, "unit"),    gr_tsv_cell(&t, "section"), gr_tsv_cell(&t, "after"),
                     gr_tsv_cell(&t, "pattern"), gr_tsv_cell(&t, "example"), gr_tsv_cell(&t, "expect")};
        if (!load_row(r, &cells, error))
            return false;
    }
    return true;
}

static bool load_built_in(gr_rules *r, gr_error *error)
{
    for (size_t i = 0; i < gr_data_rules_count; i++) {
        const gr_data_rules *d = &gr_data_rules_rows[i];
        row cells = {gr_str_of(d->id),      gr_str_of(d->kind),    gr_str_of(d->indicator),
                     gr_str_of(d->unit),    gr_str_of(d->section), gr_str_of(d->after),
                     gr_str_of(d->pattern), gr_str_of(d->example), gr_str_of(d->expect)};
        if (!load_row(r, &cells, error))
            return false;
    }
    return true;
}

static void add_to_set(uint64_t *set, size_t rule)
{
    set[rule / SET_BITS] |= (uint64_t)1 << rule % SET_BITS;
}

static uint64_t *new_set(gr_rules *r)
{
    uint64_t *set = gr_arena_alloc(&r->arena, r->set_words * sizeof *set);
    memset(set, 0, r->set_words * sizeof *set);
    return set;
}

static void make_sets(gr_rules *r)
{
    r->set_words = r->rules.len / SET_BITS + 1;
    r->hit_set = new_set(r);
    r->always = new_set(r);
    for (size_t kind = 0; kind < KINDS; kind++)
        r->kind_sets[kind] = new_set(r);
    for (size_t i = 0; i < r->rules.len; i++) {
        const loaded *l = &r->rules.ptr[i];
        add_to_set(r->kind_sets[l->rule.kind], i);
        if (!l->keyed || l->at_numeral)
            add_to_set(r->always, i);
    }
}

gr_rules *gr_rules_new(const char *text, bool jit, gr_error *error)
{
    gr_rules *r = gr_alloc(sizeof *r);
    r->jit = jit;
    r->compile = pcre2_compile_context_create(NULL);
    r->match = pcre2_match_context_create(NULL);
    r->data = pcre2_match_data_create(4, NULL);
    bool loads = text != NULL ? load_text(r, text, error) : load_built_in(r, error);
    if (r->compile == NULL || r->match == NULL || r->data == NULL || !loads) {
        gr_rules_free(r);
        return NULL;
    }
    make_sets(r);
    add_barriers(r);
    pcre2_set_match_limit(r->match, MATCH_LIMIT);
    pcre2_set_depth_limit(r->match, DEPTH_LIMIT);
    pcre2_set_heap_limit(r->match, HEAP_LIMIT);
    return r;
}

void gr_rules_free(gr_rules *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->rules.len; i++) {
        pcre2_code_free(r->rules.ptr[i].code);
        pcre2_code_free(r->rules.ptr[i].section_code);
    }
    pcre2_compile_context_free(r->compile);
    pcre2_match_context_free(r->match);
    pcre2_match_data_free(r->data);
    gr_array_release(&r->rules);
    gr_array_release(&r->keys);
    gr_array_release(&r->uses);
    gr_array_release(&r->hits);
    gr_array_release(&r->places);
    gr_buf_release(&r->pattern);
    gr_arena_release(&r->arena);
    free(r);
}

size_t gr_rules_count(const gr_rules *r)
{
    return r->rules.len;
}

const gr_rule *gr_rules_at(const gr_rules *r, size_t index)
{
    return &r->rules.ptr[index].rule;
}

const char *gr_rules_trouble(const gr_rules *r)
{
    return r->trouble;
}

/* ---------------------------------------------------------------- matching */

/* The text was validated by the decoder once; PCRE2 need not do it again. */
static pcre2_code *compile(gr_rules *r, loaded *l, const char *pattern, uint32_t options)
{
    int number;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                     PCRE2_UTF | PCRE2_NO_UTF_CHECK | options, &number, &offset, r->compile);
    if (code != NULL)
        return code;
    PCRE2_UCHAR reason[96];
    pcre2_get_error_message(number, reason, sizeof reason);
    r->trouble = gr_arena_printf(&r->arena, "rule %s: %s at offset %zu of its pattern", l->rule.id,
                                 (char *)reason, (size_t)offset);
    l->failed = true;
    return NULL;
}

static pcre2_code *code_of(gr_rules *r, loaded *l)
{
    if (l->code == NULL && !l->failed)
        l->code = compile(r, l, l->pattern, l->keyed ? PCRE2_ANCHORED : 0);
    if (l->code != NULL && r->jit && ++l->uses == JIT_AFTER)
        l->fast = pcre2_jit_compile(l->code, PCRE2_JIT_COMPLETE) == 0;
    return l->code;
}

gr_status gr_rules_compile_all(gr_rules *r, gr_error *error)
{
    for (size_t i = 0; i < r->rules.len; i++) {
        loaded *l = &r->rules.ptr[i];
        code_of(r, l);
        if (l->section != NULL && l->section_code == NULL)
            l->section_code = compile(r, l, l->section, 0);
        if (!l->failed)
            continue;
        error->status = GR_ERR_RULES;
        snprintf(error->message, sizeof error->message, "%s", r->trouble);
        return GR_ERR_RULES;
    }
    return GR_OK;
}

static gr_rule_result run(gr_rules *r, pcre2_code *code, bool fast, gr_str subject, size_t at)
{
    if (code == NULL)
        return GR_RULE_NONE;
    r->pairs = (fast ? pcre2_jit_match : pcre2_match)(code, (PCRE2_SPTR)subject.ptr, subject.len, at,
                                                      PCRE2_NO_UTF_CHECK, r->data, r->match);
    if (r->pairs == PCRE2_ERROR_NOMATCH)
        return GR_RULE_NONE;
    return r->pairs >= 0 ? GR_RULE_FOUND : GR_RULE_LIMIT;
}

static bool key_stands(const key *k, gr_str rest, uint64_t head)
{
    return (head & k->mask) == k->head && (k->words.len <= sizeof head || gr_str_starts(rest, k->words));
}

static void add_hit(gr_rules *r, uint32_t rule, size_t at)
{
    loaded *l = &r->rules.ptr[rule];
    if (l->first_hit != 0 && r->hits.ptr[l->last_hit - 1].at == at)
        return; /* 网站, and 网站群 */
    *gr_array_push(&r->hits) = (hit){rule, (uint32_t)at, 0};
    if (l->first_hit == 0) {
        l->first_hit = l->near_hit = (uint32_t)r->hits.len;
        l->near_start = 0;
    } else {
        r->hits.ptr[l->last_hit - 1].next = (uint32_t)r->hits.len;
    }
    l->last_hit = (uint32_t)r->hits.len;
    add_to_set(r->hit_set, rule);
}

/* The last place of each barrier is passed on from numeral to numeral. */
static void add_barrier(gr_rules *r, size_t barrier, size_t at, size_t behind[BARRIERS])
{
    if (barrier == 0 || barrier == BARRIERS) {
        place *p = gr_array_push(&r->places);
        p->at = at;
        memcpy(p->behind, behind, sizeof p->behind);
    }
    if (barrier < BARRIERS)
        behind[barrier] = at + barriers[barrier].len;
    else
        r->own_marks = true;
}

static void clear_hits(gr_rules *r)
{
    gr_array_clear(&r->places);
    r->own_marks = false;
    for (size_t i = 0; i < r->hits.len; i++)
        r->rules.ptr[r->hits.ptr[i].rule].first_hit = 0;
    gr_array_clear(&r->hits);
    memset(r->hit_set, 0, r->set_words * sizeof *r->hit_set);
}

/* Notes the literals that s, the sentence from `at` on, begins with. */
static void scan_at(gr_rules *r, gr_str s, size_t at, uint32_t first_key, size_t behind[BARRIERS])
{
    uint64_t head = head_of(s);
    for (uint32_t k = first_key; k != 0; k = r->keys.ptr[k - 1].next) {
        if (!key_stands(&r->keys.ptr[k - 1], s, head))
            continue;
        for (uint32_t u = r->keys.ptr[k - 1].first_use; u != 0; u = r->uses.ptr[u - 1].next) {
            uint32_t rule = r->uses.ptr[u - 1].rule;
            if (rule >= BARRIER)
                add_barrier(r, rule - BARRIER, at, behind);
            else
                add_hit(r, rule, at);
        }
    }
}

static bool has_numeral(gr_str sentence)
{
    return sentence.len > 0 && (memchr(sentence.ptr, 'N', sentence.len) != NULL ||
                                memchr(sentence.ptr, '#', sentence.len) != NULL);
}

/* Most sentences that hold no numeral are held against the stated zeros only. */
void gr_rules_scan(gr_rules *r, gr_str sentence)
{
    size_t behind[BARRIERS] = {0};
    bool all = has_numeral(sentence);
    clear_hits(r);
    for (size_t at = 0; at < sentence.len; at = gr_utf8_next(sentence, at)) {
        gr_str rest = gr_str_slice(sentence, at, sentence.len);
        uint32_t bucket = bucket_of(rest);
        if (r->buckets[bucket] != 0 && (all || r->denial_buckets[bucket]))
            scan_at(r, rest, at, r->buckets[bucket], behind);
    }
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

static bool fits(gr_rules *r, loaded *l, const gr_rule_subject *subject)
{
    if (l->rule.units.len == 0 ? subject->rate : !lists(l->rule.units, subject->unit))
        return false;
    if (l->rule.after.len > 0 &&
        (subject->before == NULL || !gr_str_starts(gr_str_of(subject->before), l->rule.after)))
        return false;
    if (l->section == NULL)
        return true;
    if (l->section_code == NULL && !l->failed)
        l->section_code = compile(r, l, l->section, 0);
    return run(r, l->section_code, false, subject->section, 0) == GR_RULE_FOUND;
}

/* Where in the subject a rule's match can begin. */
typedef struct window {
    size_t numeral;       /* the first # */
    size_t last_numeral;  /* behind the last one: a report may have a # of its own */
    const size_t *behind; /* what of barriers stands before the first */
    uint64_t ahead;       /* gr_word_bit() of what stands behind it before the next barrier */
} window;

/* One past the last # of s, or 0. */
static size_t find_last_mark(gr_str s)
{
    while (s.len > 0 && s.ptr[s.len - 1] != '#')
        s.len--;
    return s.len;
}

/* What stands before the numeral at `at`, as the scan found it. */
static const size_t *behind_of(const gr_rules *r, size_t at)
{
    static const size_t nothing[BARRIERS];
    size_t low = 0, high = r->places.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->places.ptr[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->places.len && r->places.ptr[low].at == at ? r->places.ptr[low].behind : nothing;
}

/* The characters behind the numeral at `at`, up to a barrier. */
static uint64_t bits_ahead(gr_str sentence, size_t at)
{
    uint64_t bits = 0;
    for (size_t i = at + 1, next; i < sentence.len; i = next) {
        gr_str rest = gr_str_slice(sentence, i, sentence.len);
        next = gr_utf8_next(sentence, i);
        for (size_t b = 0; b < BARRIERS; b++)
            if (gr_str_starts(rest, barriers[b]))
                return bits;
        if (next <= sentence.len)
            bits |= gr_word_bit(sentence.ptr[next - 1]);
    }
    return bits;
}

static window find_window(const gr_rules *r, gr_str sentence)
{
    const char *mark = sentence.len > 0 ? memchr(sentence.ptr, '#', sentence.len) : NULL;
    if (mark == NULL)
        return (window){.numeral = GR_NOT_FOUND};
    size_t at = (size_t)(mark - sentence.ptr);
    uint64_t ahead = r->own_marks ? ANYTHING : bits_ahead(sentence, at);
    return (window){at, r->own_marks ? find_last_mark(sentence) : at + 1, behind_of(r, at), ahead};
}

/* Before this no match of the rule begins that holds the numeral. */
static size_t window_start(const loaded *l, const window *w)
{
    size_t start = 0;
    for (size_t i = 0; i < BARRIERS; i++)
        if (!l->crosses[i] && w->behind[i] > start)
            start = w->behind[i];
    return start;
}

/* The rule's first hit from `start` on; for the numerals of a sentence in their
 * order each hit is passed over once. */
static uint32_t hit_from(const gr_rules *r, loaded *l, size_t start)
{
    uint32_t h = start >= l->near_start ? l->near_hit : l->first_hit;
    while (h != 0 && r->hits.ptr[h - 1].at < start)
        h = r->hits.ptr[h - 1].next;
    l->near_hit = h != 0 ? h : l->last_hit;
    l->near_start = start;
    return h;
}

/* One search for the next match. */
typedef struct search {
    gr_rules *r;
    const gr_rule_subject *subject;
    window window;
    size_t tried, from; /* places of the rule at hand, and how many to pass over */
    bool fits, asked;   /* whether it fits the subject, once that was asked */
    gr_rule_result result;
    gr_rule_match *match;
} search;

static bool fits_once(search *s, loaded *l)
{
    if (!s->asked)
        s->fits = fits(s->r, l, s->subject);
    s->asked = true;
    return s->fits;
}

/* Whether the rule matches where its literal stands. */
static bool try_at(search *s, loaded *l, size_t at)
{
    if (++s->tried <= s->from || !fits_once(s, l))
        return false;
    pcre2_code *code = code_of(s->r, l);
    gr_rule_result one = run(s->r, code, l->fast, s->subject->sentence, at);
    if (one == GR_RULE_LIMIT)
        s->result = GR_RULE_LIMIT;
    if (one != GR_RULE_FOUND)
        return false;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(s->r->data);
    *s->match = (gr_rule_match){&l->rule, ends[0], ends[1], ends[0], ends[1]};
    if (s->r->pairs != 1 && ends[2] != PCRE2_UNSET) {
        s->match->group_start = ends[2];
        s->match->group_end = ends[3];
    }
    return true;
}

/* Whether the rule may match at the numeral, by the character behind that. */
static bool may_follow(const loaded *l, gr_str sentence, size_t at)
{
    if (l->following == ANYTHING)
        return true;
    size_t end = gr_utf8_next(sentence, at + 1);
    return at + 1 < sentence.len && end <= sentence.len &&
           (l->following & gr_word_bit(sentence.ptr[end - 1])) != 0;
}

static bool try_at_numerals(search *s, loaded *l)
{
    gr_str sentence = s->subject->sentence;
    for (size_t i = 0; i < NEEDS; i++)
        if ((l->needs[i] & s->window.ahead) == 0 && l->needs[i] != ANYTHING)
            return false;
    for (size_t at = s->window.numeral; at < s->window.last_numeral;
         at = gr_str_find(sentence, GR_LIT("#"), at + 1))
        if (may_follow(l, sentence, at) && try_at(s, l, at))
            return true;
    return false;
}

static bool try_rule(search *s, loaded *l)
{
    s->asked = false;
    if (!l->keyed)
        return try_at(s, l, 0);
    if (!l->reach_known)
        note_reach(l);
    if (l->at_numeral && try_at_numerals(s, l))
        return true;
    if (l->first_hit == 0 || (l->holds_numeral && s->window.numeral == GR_NOT_FOUND))
        return false;
    size_t start = l->holds_numeral ? window_start(l, &s->window) : 0;
    size_t end = l->holds_numeral ? s->window.last_numeral : SIZE_MAX;
    for (uint32_t h = hit_from(s->r, l, start); h != 0; h = s->r->hits.ptr[h - 1].next) {
        size_t at = s->r->hits.ptr[h - 1].at;
        if (at >= end)
            break;
        if (try_at(s, l, at))
            return true;
    }
    return false;
}

/* The lowest bit that is set. */
static unsigned lowest_bit(uint64_t set)
{
#ifdef __GNUC__
    return (unsigned)__builtin_ctzll(set);
#else
    unsigned bit = 0;
    while ((set >> bit & 1) == 0)
        bit++;
    return bit;
#endif
}

/* *from: the rule in the upper half, how many of its places were tried in the
 * lower one. */
gr_rule_result gr_rules_match(gr_rules *r, gr_rule_kind kind, const gr_rule_subject *subject, size_t *from,
                              gr_rule_match *match)
{
    enum { HALF = 32 };
    size_t first = (size_t)((uint64_t)*from >> HALF);
    search s = {.r = r, .subject = subject, .window = find_window(r, subject->sentence), .match = match};
    for (size_t word = first / SET_BITS; word < r->set_words; word++) {
        uint64_t set = (r->hit_set[word] | r->always[word]) & r->kind_sets[kind][word];
        for (; set != 0; set &= set - 1) {
            size_t rule = word * SET_BITS + lowest_bit(set);
            if (rule < first)
                continue;
            s.tried = 0;
            s.from = rule == first ? *from & UINT32_MAX : 0;
            if (!try_rule(&s, &r->rules.ptr[rule]))
                continue;
            *from = (size_t)((uint64_t)rule << HALF | s.tried);
            return GR_RULE_FOUND;
        }
    }
    return s.result;
}
