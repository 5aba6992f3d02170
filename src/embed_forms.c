/* forms.tsv: each wording of each label with the characters by which it is known,
 * in chains by its first character (form.h). */
#include "embed.h"
#include "form.h"

#include <stdlib.h>

static uint16_t first[GR_FORM_HASH];      /* label + 1 */
static GR_ARRAY(gr_form_sketch) sketches; /* of each label */

/* The index of the name in a list, which is that of its enum. */
static size_t index_of(const char *const *names, size_t count, gr_str name)
{
    for (size_t i = 0; i < count; i++)
        if (gr_str_is(name, names[i]))
            return i;
    gr_embed_die("unknown kind, table or time", "forms");
}

static unsigned kind_of(const gr_tsv *t)
{
    static const char *const names[] = {"announce", "head",   "title", "group",
                                        "column",   "parent", "row",   "fill"};
    return (unsigned)index_of(names, GR_COUNT(names), gr_tsv_cell(t, "kind"));
}

static unsigned table_of(const gr_tsv *t)
{
    static const char *const names[] = {"statistics",  "article20.1", "article20.5", "article20.6",
                                        "article20.8", "article20.9", "requests",    "review"};
    return (unsigned)index_of(names, GR_COUNT(names), gr_tsv_cell(t, "table"));
}

/* What an annex table's column says of its cells. */
static void check_time(const gr_tsv *t)
{
    static const char *const names[] = {"year", "part", "previous", "cumulative"};
    bool annex = gr_str_equal(gr_tsv_cell(t, "form"), GR_LIT("2008"));
    if (annex && gr_str_equal(gr_tsv_cell(t, "kind"), GR_LIT("column")))
        index_of(names, GR_COUNT(names), gr_tsv_cell(t, "code"));
}

static void print_chars(FILE *out, const uint16_t *chars, size_t count)
{
    fputs(count > 0 ? ", (const uint16_t[]){" : ", NULL", out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%u,", chars[i]);
    fputs(count > 0 ? "}" : "", out);
}

static gr_form_sketch sketch(const uint16_t *chars, size_t length)
{
    gr_form_sketch s = {.length = (uint8_t)length, .limit = (uint8_t)gr_form_tolerance(length)};
    for (size_t i = 0; i < length; i++)
        s.bits |= gr_form_bit(chars[i]);
    return s;
}

static void print_sketches(FILE *out)
{
    fputs("const gr_form_sketch gr_data_form_sketches[] = {\n", out);
    for (size_t i = 0; i < sketches.len; i++)
        fprintf(out, "    { 0x%llxu, %u, %u },\n", (unsigned long long)sketches.ptr[i].bits,
                sketches.ptr[i].length, sketches.ptr[i].limit);
    fputs("};\n\n", out);
}

/* Of each length the labels that have it. */
static void print_lengths(FILE *out)
{
    static unsigned long long sets[GR_FORM_LABEL_MAX][GR_FORM_SET_WORDS];
    if (sketches.len > (size_t)GR_FORM_SET_WORDS * GR_FORM_SET_BITS)
        gr_embed_die("more labels than GR_FORM_SET_WORDS has bits", "forms");
    for (size_t i = 0; i < sketches.len; i++)
        sets[sketches.ptr[i].length - 1][i / GR_FORM_SET_BITS] |= 1ULL << i % GR_FORM_SET_BITS;
    fputs("const unsigned long long gr_data_form_lengths[][GR_FORM_SET_WORDS] = {\n", out);
    for (size_t length = 0; length < GR_FORM_LABEL_MAX; length++) {
        fputs("    {", out);
        for (size_t i = 0; i < GR_FORM_SET_WORDS; i++)
            fprintf(out, " 0x%llxu,", sets[length][i]);
        fputs(" },\n", out);
    }
    fputs("};\n\n", out);
}

static void print_label(FILE *out, const gr_tsv *t, size_t entry, gr_str wording, bool variant)
{
    uint16_t chars[GR_FORM_LABEL_MAX], tail[GR_FORM_LABEL_MAX];
    size_t length = gr_form_chars(wording, chars, GR_FORM_LABEL_MAX);
    size_t tail_length = gr_form_chars(gr_tsv_cell(t, "tail"), tail, GR_FORM_LABEL_MAX);
    gr_str year = gr_tsv_cell(t, "form");
    gr_form_number number;
    if (length < 2)
        gr_embed_die("a label of less than two letters", "forms");
    *gr_array_push(&sketches) = sketch(chars, length);
    gr_form_skip_number(gr_tsv_cell(t, "number"), 0, &number);
    uint16_t *chain = &first[gr_form_hash(chars[0], chars[1])];
    fprintf(out, "    { %u, %u, %.*s, %zu, %d, { %u, %d }", kind_of(t), table_of(t),
            gr_str_equal(year, GR_LIT("any")) ? 1 : (int)year.len,
            gr_str_equal(year, GR_LIT("any")) ? "0" : year.ptr, entry, variant, (unsigned)number.rank,
            number.value);
    print_chars(out, chars, length);
    print_chars(out, tail, tail_length);
    fprintf(out, ", %zu, %zu, %u, %u, %u", length, tail_length, *chain, chars[0], chars[1]);
    gr_embed_optional(out, gr_tsv_cell(t, "label"));
    gr_embed_optional(out, gr_tsv_cell(t, "code"));
    gr_embed_optional(out, gr_tsv_cell(t, "unit"));
    fputs(" },\n", out);
    *chain = (uint16_t)sketches.len;
}

static gr_str take_variant(gr_str *rest)
{
    size_t bar = gr_str_find(*rest, GR_LIT("|"), 0);
    gr_str variant = gr_str_slice(*rest, 0, bar == GR_NOT_FOUND ? rest->len : bar);
    *rest = gr_str_slice(*rest, bar == GR_NOT_FOUND ? rest->len : bar + 1, rest->len);
    return variant;
}

void gr_embed_forms(gr_embed *e, gr_str text)
{
    gr_tsv t = gr_embed_begin("forms", text);
    fputs("\nconst gr_form_label gr_data_form_labels[] = {\n", e->source);
    for (size_t entry = 0; gr_tsv_next(&t); entry++) {
        check_time(&t);
        print_label(e->source, &t, entry, gr_tsv_cell(&t, "label"), false);
        for (gr_str rest = gr_tsv_cell(&t, "variants"); rest.len > 0;)
            print_label(e->source, &t, entry, take_variant(&rest), true);
    }
    fputs("};\n\n", e->source);
    print_sketches(e->source);
    print_lengths(e->source);
    gr_embed_numbers(e->source, "const uint16_t gr_data_form_first", first, GR_FORM_HASH);
    fprintf(e->header,
            "\nextern const gr_form_label gr_data_form_labels[];\n"
            "extern const gr_form_sketch gr_data_form_sketches[];\n"
            "extern const unsigned long long gr_data_form_lengths[][GR_FORM_SET_WORDS];\nenum { "
            "gr_data_form_label_count = %zu };\n"
            "/* the last label of each hash, + 1 */\nextern const uint16_t gr_data_form_first[];\n",
            sketches.len);
    gr_array_release(&sketches);
}
