#include "rules.h"

#include "codepoint.h"
#include "data.h"
#include "tsv.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    MATCH_LIMIT = 200000,   /* backtracking steps of one match */
    DEPTH_LIMIT = 1000,
    HEAP_LIMIT = 1024,      /* KiB */
    JIT_AFTER = 4,          /* uses before a pattern is worth compiling to machine code */
    MACRO_DEPTH = 4,
    BUCKETS = 1024
};

/* A rule with its pattern, and the literals with which the pattern begins. */
typedef struct loaded {
    gr_rule rule;
    gr_str section_source;  /* as in the file */
    const char *pattern;    /* with {words} written out */
    const char *section;    /* likewise, or NULL */
    bool keyed;             /* begins with a literal: try only there */
    pcre2_code *code, *section_code;
    unsigned uses;
    bool failed;
} loaded;

/* A literal that begins a pattern. */
typedef struct key {
    gr_str words;
    uint32_t rule;
    uint32_t next; /* in its bucket; 0: none */
} key;

typedef struct hit {
    uint32_t rule, at;
} hit;

struct gr_rules {
    bool jit;
    gr_arena arena;
    GR_ARRAY(loaded) rules;
    GR_ARRAY(key) keys;
    uint32_t buckets[BUCKETS]; /* first key by its first character, + 1 */
    GR_ARRAY(hit) hits;
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
    if (end == GR_NOT_FOUND || at + 1 >= pattern.len || pattern.ptr[at + 1] < 'a' || pattern.ptr[at + 1] > 'z')
        return GR_NOT_FOUND;
    return end;
}

/* Writes {name} out as (?:word|word); false for an unknown name. */
static bool expand(gr_buf *out, gr_str pattern, int depth)
{
    for (size_t at = 0; at < pattern.len; at++) {
        size_t end = pattern.ptr[at] == '{' ? name_end(pattern, at) : GR_NOT_FOUND;
        if (end == GR_NOT_FOUND) {
            gr_buf_add_char(out, pattern.ptr[at]);
            continue;
        }
        gr_str words = words_named(gr_str_slice(pattern, at + 1, end));
        if (words.len == 0 || depth == 0)
            return false;
        gr_buf_add_str(out, GR_LIT("(?:"));
        if (!expand(out, words, depth - 1))
            return false;
        gr_buf_add_char(out, ')');
        at = end;
    }
    return true;
}

/* -------------------------------------------------------------------- keys */

static uint32_t bucket_of(gr_str words)
{
    const unsigned char *p = (const unsigned char *)words.ptr;
    size_t length = gr_utf8_length(p[0]);
    uint32_t hash = 0;
    for (size_t i = 0; i < length && i < words.len; i++)
        hash = hash * 131 + p[i];
    return hash % BUCKETS;
}

static bool is_special(char c)
{
    return strchr("\\^$.[|()?*+{", c) != NULL;
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

/* # is written N while the sentence is scanned for keys. */
static gr_str as_scanned(gr_str words)
{
    return words.len > 0 && words.ptr[0] == '#' ? GR_LIT("N") : words;
}

static void add_key(gr_rules *r, gr_str words, size_t rule)
{
    words = as_scanned(words);
    uint32_t bucket = bucket_of(words);
    *gr_array_push(&r->keys) = (key){ words, (uint32_t)rule, r->buckets[bucket] };
    r->buckets[bucket] = (uint32_t)r->keys.len;
}

/* The end of the group that s begins with, (?: … ), or 0. */
static size_t group_end(gr_str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\\')
            i++;
        else if (s.ptr[i] == '(')
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
    for (size_t i = 0; i <= inside.len; i++) {
        if (i < inside.len && inside.ptr[i] == '(')
            depth++;
        else if (i < inside.len && inside.ptr[i] == ')')
            depth--;
        if (i < inside.len && (inside.ptr[i] != '|' || depth > 0))
            continue;
        if (!add_keys(r, gr_str_slice(inside, start, i), rule))
            return false;
        start = i + 1;
    }
    return true;
}

/* Adds the literals that a pattern may begin with; false where it may begin
 * with something else. */
static bool add_keys(gr_rules *r, gr_str pattern, size_t rule)
{
    if (gr_str_starts(pattern, GR_LIT("(")) && !gr_str_starts(pattern, GR_LIT("(?!")) && !gr_str_starts(pattern, GR_LIT("(?<"))) {
        size_t end = group_end(pattern);
        bool optional = end + 1 < pattern.len && strchr("?*{", pattern.ptr[end + 1]) != NULL;
        size_t start = gr_str_starts(pattern, GR_LIT("(?:")) ? 3 : 1;
        return end > 0 && !optional && add_alternatives(r, gr_str_slice(pattern, start, end), rule);
    }
    gr_str literal = literal_prefix(pattern);
    if (literal.len == 0)
        return false;
    add_key(r, literal, rule);
    return true;
}

/* ----------------------------------------------------------------- loading */

static bool fail(gr_error *error, gr_str id, const char *what)
{
    error->status = GR_ERR_RULES;
    snprintf(error->message, sizeof error->message, "rule %.*s: %s", (int)id.len, id.ptr, what);
    return false;
}

static const char *const kind_names[] = { "figure", "zero", "scope" };

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
    gr_buf out = { 0 };
    const char *copy = expand(&out, pattern, MACRO_DEPTH) ? gr_arena_copy(&r->arena, gr_buf_str(&out)) : NULL;
    gr_buf_release(&out);
    return copy;
}

/* The cells of one row, wherever it comes from. */
typedef struct row {
    gr_str id, kind, indicator, unit, section, after, pattern, example, expect;
} row;

static bool load_row(gr_rules *r, const row *cells, gr_error *error)
{
    loaded l = { 0 };
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
    size_t keys = r->keys.len;
    l.keyed = add_keys(r, gr_str_of(l.pattern), r->rules.len);
    (void)keys;
    *gr_array_push(&r->rules) = l;
    return true;
}

static bool load_text(gr_rules *r, const char *text, gr_error *error)
{
    gr_tsv t;
    if (!gr_tsv_begin(&t, gr_str_of(text)))
        return fail(error, GR_LIT("file"), "no line of column names");
    while (gr_tsv_next(&t)) {
        row cells = { gr_tsv_cell(&t, "id"),      gr_tsv_cell(&t, "kind"),    gr_tsv_cell(&t, "indicator"),
                      gr_tsv_cell(&t, "unit"),    gr_tsv_cell(&t, "section"), gr_tsv_cell(&t, "after"),
                      gr_tsv_cell(&t, "pattern"), gr_tsv_cell(&t, "example"), gr_tsv_cell(&t, "expect") };
        if (!load_row(r, &cells, error))
            return false;
    }
    return true;
}

static bool load_built_in(gr_rules *r, gr_error *error)
{
    for (size_t i = 0; i < gr_data_rules_count; i++) {
        const gr_data_rules *d = &gr_data_rules_rows[i];
        row cells = { gr_str_of(d->id),    gr_str_of(d->kind),    gr_str_of(d->indicator),
                      gr_str_of(d->unit),  gr_str_of(d->section), gr_str_of(d->after),
                      gr_str_of(d->pattern), gr_str_of(d->example), gr_str_of(d->expect) };
        if (!load_row(r, &cells, error))
            return false;
    }
    return true;
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
    gr_array_release(&r->hits);
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
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_NO_UTF_CHECK | options, &number, &offset, r->compile);
    if (code != NULL)
        return code;
    PCRE2_UCHAR reason[96];
    pcre2_get_error_message(number, reason, sizeof reason);
    r->trouble = gr_arena_printf(&r->arena, "rule %s: %s at offset %zu of its pattern", l->rule.id, (char *)reason, (size_t)offset);
    l->failed = true;
    return NULL;
}

static pcre2_code *code_of(gr_rules *r, loaded *l)
{
    if (l->code == NULL && !l->failed)
        l->code = compile(r, l, l->pattern, l->keyed ? PCRE2_ANCHORED : 0);
    if (l->code != NULL && r->jit && ++l->uses == JIT_AFTER)
        pcre2_jit_compile(l->code, PCRE2_JIT_COMPLETE);
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

static gr_rule_result run(gr_rules *r, pcre2_code *code, gr_str subject, size_t at)
{
    if (code == NULL)
        return GR_RULE_NONE;
    r->pairs = pcre2_match(code, (PCRE2_SPTR)subject.ptr, subject.len, at, PCRE2_NO_UTF_CHECK, r->data, r->match);
    if (r->pairs == PCRE2_ERROR_NOMATCH)
        return GR_RULE_NONE;
    return r->pairs >= 0 ? GR_RULE_FOUND : GR_RULE_LIMIT;
}

static int by_rule(const void *a, const void *b)
{
    const hit *x = a, *y = b;
    return x->rule != y->rule ? (x->rule < y->rule ? -1 : 1) : (x->at < y->at ? -1 : x->at > y->at);
}

void gr_rules_scan(gr_rules *r, gr_str sentence)
{
    gr_array_clear(&r->hits);
    for (size_t at = 0; at < sentence.len; at = gr_utf8_next(sentence, at)) {
        gr_str rest = as_scanned(gr_str_slice(sentence, at, sentence.len));
        for (uint32_t k = r->buckets[bucket_of(rest)]; k != 0; k = r->keys.ptr[k - 1].next)
            if (gr_str_starts(rest, r->keys.ptr[k - 1].words))
                *gr_array_push(&r->hits) = (hit){ r->keys.ptr[k - 1].rule, (uint32_t)at };
    }
    for (size_t i = 0; i < r->rules.len; i++)
        if (!r->rules.ptr[i].keyed)
            *gr_array_push(&r->hits) = (hit){ (uint32_t)i, 0 };
    if (r->hits.len > 1)
        qsort(r->hits.ptr, r->hits.len, sizeof *r->hits.ptr, by_rule);
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
    if (l->rule.after.len > 0 && (subject->before == NULL || !gr_str_starts(gr_str_of(subject->before), l->rule.after)))
        return false;
    if (l->section == NULL)
        return true;
    if (l->section_code == NULL && !l->failed)
        l->section_code = compile(r, l, l->section, 0);
    return run(r, l->section_code, subject->section, 0) == GR_RULE_FOUND;
}

gr_rule_result gr_rules_match(gr_rules *r, gr_rule_kind kind, const gr_rule_subject *subject, size_t *from,
                              gr_rule_match *match)
{
    gr_rule_result result = GR_RULE_NONE;
    size_t unfit = SIZE_MAX;
    for (size_t i = 0; i < r->hits.len; i++) {
        hit h = r->hits.ptr[i];
        loaded *l = &r->rules.ptr[h.rule];
        if (i < *from || l->rule.kind != kind || h.rule == unfit)
            continue;
        if (!fits(r, l, subject)) {
            unfit = h.rule;
            continue;
        }
        gr_rule_result one = run(r, code_of(r, l), subject->sentence, h.at);
        if (one == GR_RULE_LIMIT)
            result = GR_RULE_LIMIT;
        if (one != GR_RULE_FOUND)
            continue;
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(r->data);
        *match = (gr_rule_match){ &l->rule, ends[0], ends[1], ends[0], ends[1] };
        if (r->pairs != 1 && ends[2] != PCRE2_UNSET) {
            match->group_start = ends[2];
            match->group_end = ends[3];
        }
        *from = i + 1;
        return GR_RULE_FOUND;
    }
    return result;
}
