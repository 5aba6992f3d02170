/* rules.tsv: the rules, what is known of their patterns, and the patterns as PCRE2
 * has compiled them. */
#include "embed.h"
#include "pattern.h"
#include "regex.h"
#include "rule_sets.h"

#include <stdlib.h>

static gr_str words_named(gr_str name)
{
    gr_tsv t = gr_embed_begin("words", gr_embed_text("words"));
    while (gr_tsv_next(&t))
        if (gr_str_equal(gr_tsv_cell(&t, "name"), name))
            return gr_tsv_cell(&t, "words");
    return GR_LIT("");
}

static void die_of(const gr_tsv *t, const char *what)
{
    char id[96];
    snprintf(id, sizeof id, "rule %.*s", (int)gr_tsv_cell(t, "id").len, gr_tsv_cell(t, "id").ptr);
    gr_embed_die(what, id);
}

/* ------------------------------------------------------------------- rules */

typedef GR_ARRAY(gr_rule) rule_list;
typedef GR_ARRAY(gr_str) id_list;

static void print_text(FILE *out, gr_str s)
{
    fputs(", { ", out);
    gr_embed_literal(out, s);
    fprintf(out, ", %zu }", s.len);
}

/* The ids of the rows so far are passed on in `ids`. */
static void check_id(const gr_tsv *t, id_list *ids)
{
    gr_str id = gr_tsv_cell(t, "id");
    for (size_t i = 0; i < ids->len; i++)
        if (gr_str_equal(ids->ptr[i], id))
            die_of(t, "another one has the same id");
    *gr_array_push(ids) = id;
}

static void print_rule(FILE *out, const gr_tsv *t, gr_rule *read)
{
    gr_rule rule;
    gr_str code;
    const char *wrong = gr_rule_read(&rule, t, &code);
    if (wrong != NULL)
        die_of(t, wrong);
    fputs("    { ", out);
    gr_embed_literal(out, gr_tsv_cell(t, "id"));
    fprintf(out, ", %u, ", (unsigned)rule.kind);
    if (code.len > 0)
        fprintf(out, "&gr_data_codebook_rows[%zu]", gr_embed_code(code));
    else
        fputs("NULL", out);
    fprintf(out, ", %u", (unsigned)rule.scope);
    print_text(out, rule.units);
    print_text(out, rule.after);
    print_text(out, rule.example);
    print_text(out, rule.expect);
    fputs(" },\n", out);
    *read = rule;
}

static void print_rules(FILE *out, gr_str text, rule_list *rules)
{
    id_list ids = {0};
    gr_tsv t = gr_embed_begin("rules", text);
    fputs("\nconst gr_rule gr_data_rule_list[] = {\n", out);
    while (gr_tsv_next(&t)) {
        check_id(&t, &ids);
        print_rule(out, &t, gr_array_push(rules));
    }
    fputs("};\n", out);
    gr_array_release(&ids);
}

/* ---------------------------------------------------------------- patterns */

static gr_pattern_set *read_patterns(gr_str text)
{
    gr_pattern_set *set = gr_pattern_set_new(words_named);
    gr_tsv t = gr_embed_begin("rules", text);
    while (gr_tsv_next(&t))
        if (!gr_pattern_set_add(set, gr_tsv_cell(&t, "pattern"), gr_tsv_cell(&t, "section"),
                                gr_tsv_cell(&t, "example"),
                                gr_str_equal(gr_tsv_cell(&t, "kind"), GR_LIT("zero"))))
            die_of(&t, "no pattern, or a name in braces that words.tsv does not have");
    return set;
}

static void print_bits(FILE *out, uint64_t bits)
{
    fprintf(out, "0x%llxu, ", (unsigned long long)bits);
}

static void print_pattern(FILE *out, const gr_pattern *p)
{
    fputs("    { ", out);
    gr_embed_charset(out, &p->all);
    gr_embed_literal(out, gr_str_of(p->text));
    gr_embed_optional(out, gr_str_of(p->section));
    fprintf(out, ", %d, %d, %d, %d, %d, { ", p->denies, p->has_words, p->keyed, p->at_numeral,
            p->holds_numeral);
    for (size_t i = 0; i < GR_BARRIERS; i++)
        fprintf(out, "%d, ", p->crosses[i]);
    fputs("}, { ", out);
    for (size_t i = 0; i < GR_PATTERN_CHOICES; i++)
        gr_embed_charset(out, &p->any[i]);
    fputs("}, ", out);
    print_bits(out, p->following);
    fputs("{ ", out);
    for (size_t i = 0; i < GR_PATTERN_NEEDS; i++)
        print_bits(out, p->needs[i]);
    fputs("} },\n", out);
}

static void print_keys(FILE *out, const gr_pattern_set *set)
{
    fputs("\nstatic const gr_pattern_key keys[] = {\n", out);
    for (size_t i = 0; i < set->keys.len; i++) {
        const gr_pattern_key *k = &set->keys.ptr[i];
        fputs("    { { ", out);
        gr_embed_literal(out, k->words);
        fprintf(out, ", %zu }, ", k->words.len);
        print_bits(out, k->head);
        print_bits(out, k->mask);
        fprintf(out, "%u, %u, %u, %u },\n", k->use, k->uses, k->begins, k->next);
    }
    fputs("};\n\nstatic const uint32_t uses[] = {\n", out);
    for (size_t i = 0; i < set->uses.len; i++)
        fprintf(out, "%u,%s", set->uses.ptr[i], i % 16 == 15 ? "\n" : " ");
    fputs("};\n", out);
}

static void print_seconds(FILE *out, const uint64_t seconds[GR_PATTERN_FIRSTS])
{
    fputs("    { ", out);
    for (size_t i = 0; i < GR_PATTERN_FIRSTS; i++)
        print_bits(out, seconds[i]);
    fputs("},\n", out);
}

static void print_buckets(FILE *out, const uint32_t *buckets, size_t count)
{
    fputs("    { ", out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%u,%s", buckets[i], i % 32 == 31 ? "\n" : "");
    fputs("},\n", out);
}

/* What the scan looks up by the hash of each character, and of each two. */
static void print_hashes(FILE *out, const gr_pattern_set *set)
{
    fputs("\nstatic const gr_pattern_buckets buckets = {\n", out);
    print_buckets(out, set->buckets.single, GR_PATTERN_FIRSTS);
    print_buckets(out, set->buckets.pair, GR_PATTERN_PAIRS);
    fputs("};\n\nstatic const gr_pattern_seconds seconds = {\n", out);
    print_seconds(out, set->seconds.all);
    print_seconds(out, set->seconds.denying);
    fputs("};\n", out);
}

static void print_patterns(FILE *out, const gr_pattern_set *set)
{
    fputs("\nstatic const gr_pattern patterns[] = {\n", out);
    for (size_t i = 0; i < set->patterns.len; i++)
        print_pattern(out, &set->patterns.ptr[i]);
    fputs("};\n", out);
    print_keys(out, set);
    print_hashes(out, set);
    fprintf(out,
            "\n#if defined __BYTE_ORDER__ && __BYTE_ORDER__ != %d\n"
            "#error \"the keys were laid out on a machine of another byte order\"\n#endif\n"
            "const gr_patterns gr_data_rule_patterns = { patterns, %zu, keys, uses, &buckets, &seconds };\n",
            __BYTE_ORDER__, set->patterns.len);
}

/* -------------------------------------------------------------------- sets */

static void print_set(FILE *out, const uint64_t *set, size_t words)
{
    fputs("(const uint64_t[]){ ", out);
    for (size_t i = 0; i < words; i++)
        print_bits(out, set[i]);
    fputs("}, ", out);
}

static void print_sets(FILE *out, const gr_rule *rules, const gr_pattern *patterns, size_t count)
{
    gr_arena arena = {0};
    gr_rule_sets sets = gr_rule_sets_make(rules, patterns, count, &arena);
    fprintf(out, "\nconst gr_rule_sets gr_data_rule_sets = { %zu, {\n    ", sets.words);
    for (size_t kind = 0; kind < GR_RULE_KINDS; kind++)
        print_set(out, sets.kinds[kind], sets.words);
    fputs("},\n    ", out);
    print_set(out, sets.always, sets.words);
    print_set(out, sets.without_words, sets.words);
    fputs("};\n", out);
    gr_arena_release(&arena);
}

/* -------------------------------------------------------------------- code */

/* A pattern as PCRE2 has compiled it; empty for NULL, and where it cannot be stored. */
static gr_str stored(const char *pattern, bool anchored)
{
    char reason[GR_REGEX_REASON];
    size_t length = 0;
    if (pattern == NULL)
        return GR_LIT("");
    gr_regex *regex = gr_regex_new(pattern, anchored, reason);
    if (regex == NULL)
        gr_embed_die(reason, pattern);
    unsigned char *bytes = gr_regex_store(regex, &length);
    gr_regex_free(regex);
    return gr_str_make((const char *)bytes, length);
}

/* How many bytes both begin with. */
static size_t common_length(gr_str a, gr_str b)
{
    size_t length = 0;
    while (length < a.len && length < b.len && a.ptr[length] == b.ptr[length])
        length++;
    return length;
}

static void print_codes(FILE *out, const gr_pattern_set *set)
{
    GR_ARRAY(gr_str) codes = {0};
    for (size_t i = 0; i < set->patterns.len; i++) {
        const gr_pattern *p = &set->patterns.ptr[i];
        *gr_array_push(&codes) = stored(p->text, p->keyed);
        *gr_array_push(&codes) = stored(p->section, false);
    }
    gr_str head = codes.len > 0 ? codes.ptr[0] : GR_LIT("");
    for (size_t i = 0; i < codes.len; i++)
        if (codes.ptr[i].len > 0)
            head.len = common_length(head, codes.ptr[i]);
    fputs("\nconst gr_str gr_data_rule_code_head = { ", out);
    gr_embed_literal(out, head);
    fprintf(out, ", %zu };\nconst gr_str gr_data_rule_code[][2] = {\n", head.len);
    for (size_t i = 0; i < codes.len; i++) {
        gr_str rest = gr_str_slice(codes.ptr[i], codes.ptr[i].len > 0 ? head.len : 0, codes.ptr[i].len);
        fputs(i % 2 == 0 ? "    { { " : ", { ", out);
        gr_embed_literal(out, rest);
        fprintf(out, ", %zu }%s", rest.len, i % 2 == 0 ? "" : " },\n");
    }
    fputs("};\n", out);
    for (size_t i = 0; i < codes.len; i++)
        if (codes.ptr[i].len > 0)
            free((void *)codes.ptr[i].ptr);
    gr_array_release(&codes);
}

void gr_embed_rules(gr_embed *e, gr_str text)
{
    gr_pattern_set *set = read_patterns(text);
    rule_list rules = {0};
    gr_pattern_set_finish(set);
    print_rules(e->source, text, &rules);
    print_patterns(e->source, set);
    print_sets(e->source, rules.ptr, set->patterns.ptr, set->patterns.len);
    print_codes(e->source, set);
    fprintf(e->header,
            "\nextern const gr_rule gr_data_rule_list[];\nenum { gr_data_rules_count = %zu };\n"
            "extern const gr_patterns gr_data_rule_patterns;\n"
            "extern const gr_rule_sets gr_data_rule_sets;\n"
            "/* gr_regex_store() of each pattern and of its section, which all begin alike; or nothing */\n"
            "extern const gr_str gr_data_rule_code_head;\nextern const gr_str gr_data_rule_code[][2];\n",
            set->patterns.len);
    gr_array_release(&rules);
    gr_pattern_set_free(set);
}
