/*
 * Build tool: data/NAME.tsv ... -> data.h and data.c, so that the tables are
 * part of the program.  A table NAME with the columns a and b becomes
 *
 *     typedef struct gr_data_NAME { const char *a, *b; } gr_data_NAME;
 *     extern const gr_data_NAME gr_data_NAME_rows[];
 *     extern const size_t gr_data_NAME_count;
 *
 * and, where it has words by their use, gr_data_NAME_lists[] (wordlist.h).
 *
 * characters.tsv becomes a two-stage table instead, as every character of a
 * report is looked up in it; codebook.tsv the gr_indicator rows of the public
 * header, with each {applicant} of applicants.tsv written out; record.tsv the
 * JSON Schema of a record.
 *
 * usage: embed OUT.h OUT.c data/NAME.tsv ...
 */
#include "govreport.h"
#include "text.h"
#include "tsv.h"
#include "wordlist.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 128, PAGES = 0x10000 / PAGE };

typedef struct char_entry {
    uint16_t folded, class; /* without padding: pages are compared as bytes */
} char_entry;

static char_entry char_table[0x10000];

static void die(const char *what, const char *name)
{
    fprintf(stderr, "embed: %s: %s\n", name, what);
    exit(1);
}

static gr_buf read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        die(strerror(errno), path);
    gr_buf text = {0};
    char piece[4096];
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        gr_buf_add(&text, piece, got);
    fclose(file);
    return text;
}

static void print_literal(FILE *out, gr_str s)
{
    fputc('"', out);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' || c == '\\' || c == '?')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c >= 0x7f)
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

/* ------------------------------------------------------------------- lists */

static int longest_first(const void *a, const void *b)
{
    const gr_str *x = a, *y = b;
    return x->len != y->len ? (x->len > y->len ? -1 : 1) : memcmp(x->ptr, y->ptr, x->len);
}

/* The length of the character that s begins with. */
static size_t first_length(gr_str s)
{
    size_t length = 1;
    while (length < s.len && ((unsigned char)s.ptr[length] & 0xc0) == 0x80)
        length++;
    return length;
}

/* The words that the table has for one use, as a gr_word_list. */
static void print_list(FILE *source, gr_str use, gr_str text)
{
    GR_ARRAY(gr_str) words = {0};
    uint64_t first = 0, last = 0;
    gr_tsv t;
    for (gr_tsv_begin(&t, text); gr_tsv_next(&t);)
        if (gr_str_equal(t.cells[0], use) && t.cells[1].len > 0)
            *gr_array_push(&words) = t.cells[1];
    qsort(words.ptr, words.len, sizeof *words.ptr, longest_first);
    fputs("    { ", source);
    print_literal(source, use);
    fputs(", (const gr_str[]){\n", source);
    for (size_t i = 0; i < words.len; i++) {
        gr_str word = words.ptr[i];
        first |= gr_word_bit(word.ptr[first_length(word) - 1]);
        last |= gr_word_bit(word.ptr[word.len - 1]);
        fputs("        { ", source);
        print_literal(source, word);
        fprintf(source, ", %zu },\n", word.len);
    }
    fprintf(source, "    }, %zu, 0x%llxu, 0x%llxu },\n", words.len, (unsigned long long)first,
            (unsigned long long)last);
    gr_array_release(&words);
}

/* Tables of words by use become lists too (wordlist.h). */
static void embed_lists(FILE *header, FILE *source, const char *name, gr_str text)
{
    GR_ARRAY(gr_str) uses = {0};
    gr_tsv t;
    for (gr_tsv_begin(&t, text); gr_tsv_next(&t);) {
        size_t i = 0;
        while (i < uses.len && !gr_str_equal(uses.ptr[i], t.cells[0]))
            i++;
        if (i == uses.len)
            *gr_array_push(&uses) = t.cells[0];
    }
    fprintf(header, "extern const gr_word_list gr_data_%s_lists[];\nenum { gr_data_%s_list_count = %zu };\n",
            name, name, uses.len);
    fprintf(source, "\nconst gr_word_list gr_data_%s_lists[] = {\n", name);
    for (size_t i = 0; i < uses.len; i++)
        print_list(source, uses.ptr[i], text);
    fputs("};\n", source);
    gr_array_release(&uses);
}

static bool has_lists(const gr_tsv *t)
{
    bool use = gr_str_equal(t->names[0], GR_LIT("use")) || gr_str_equal(t->names[0], GR_LIT("match"));
    return t->columns > 1 && use && gr_str_equal(t->names[1], GR_LIT("words"));
}

static void embed_table(FILE *header, FILE *source, const char *name, gr_str text)
{
    gr_tsv t;
    if (!gr_tsv_begin(&t, text))
        die("no line of column names, or too many columns", name);
    fprintf(header, "\ntypedef struct gr_data_%s {\n", name);
    for (size_t i = 0; i < t.columns; i++)
        fprintf(header, "    const char *%.*s;\n", (int)t.names[i].len, t.names[i].ptr);
    fprintf(
        header,
        "} gr_data_%s;\nextern const gr_data_%s gr_data_%s_rows[];\nextern const size_t gr_data_%s_count;\n",
        name, name, name, name);
    fprintf(source, "\nconst gr_data_%s gr_data_%s_rows[] = {\n", name, name);
    size_t rows = 0;
    for (; gr_tsv_next(&t); rows++) {
        fputs("    { ", source);
        for (size_t i = 0; i < t.columns; i++) {
            print_literal(source, t.cells[i]);
            fputs(i + 1 < t.columns ? ", " : " },\n", source);
        }
    }
    if (rows == 0)
        die("no rows", name);
    fprintf(source, "};\nconst size_t gr_data_%s_count = %zu;\n", name, rows);
    if (has_lists(&t))
        embed_lists(header, source, name, text);
}

/* -------------------------------------------------------------- characters */

static uint32_t take_char(gr_str *s)
{
    const unsigned char *p = (const unsigned char *)s->ptr;
    size_t length = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    if (length > s->len)
        die("cut character", "characters");
    uint32_t c = length == 1 ? p[0] : p[0] & (0x7fU >> length);
    for (size_t i = 1; i < length; i++)
        c = c << 6 | (p[i] & 0x3fU);
    *s = gr_str_slice(*s, length, s->len);
    return c;
}

/* "U+3000" or a single character. */
static uint32_t take_code_point(gr_str *s)
{
    if (!gr_str_starts(*s, GR_LIT("U+")) || s->len < 6)
        return take_char(s);
    char digits[5] = {s->ptr[2], s->ptr[3], s->ptr[4], s->ptr[5], 0};
    *s = gr_str_slice(*s, 6, s->len);
    return (uint32_t)strtoul(digits, NULL, 16);
}

static uint8_t class_named(gr_str name)
{
#define NAMED(id, text)                                                                                      \
    if (gr_str_equal(name, GR_LIT(text)))                                                                    \
        return GR_CLASS_##id;
    GR_CLASSES(NAMED)
#undef NAMED
    die("unknown class", "characters");
    return 0;
}

/* A class of its own stands for the default of its block. */
static void default_classes(void)
{
    for (uint32_t c = 0; c < 0x10000; c++) {
        bool han = (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || c == 0x3005 || c == 0x3007;
        bool latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c < 0x250) ||
                     (c >= 0x370 && c < 0x530);
        char_table[c] = (char_entry){(uint16_t)c, han     ? GR_CLASS_HAN
                                                  : latin ? GR_CLASS_LATIN
                                                          : GR_CLASS_OTHER};
    }
}

/* Rows: characters (or a range U+0000..U+0000), class, folded forms one for
 * one; "drop": no folded form; blank: unchanged.  Class "han" with a folded form
 * takes the class of that form, so that 萬 is a numeral as 万 is. */
static void read_characters(gr_str text)
{
    default_classes();
    gr_tsv t;
    if (!gr_tsv_begin(&t, text))
        die("no line of column names", "characters");
    while (gr_tsv_next(&t)) {
        gr_str from = gr_tsv_cell(&t, "characters"), to = gr_tsv_cell(&t, "folded");
        uint8_t class = class_named(gr_tsv_cell(&t, "class"));
        bool drop = gr_str_equal(to, GR_LIT("drop")), same = to.len == 0;
        while (from.len > 0) {
            uint32_t first = take_code_point(&from), last = first;
            if (gr_str_starts(from, GR_LIT(".."))) {
                from = gr_str_slice(from, 2, from.len);
                last = take_code_point(&from);
            }
            for (uint32_t c = first; c <= last && c < 0x10000; c++) {
                uint32_t folded = drop ? 0 : same ? c : 0;
                if (!drop && !same) {
                    if (to.len == 0)
                        die("fewer folded forms than characters", "characters");
                    folded = take_code_point(&to);
                }
                char_table[c] = (char_entry){(uint16_t)folded, class};
            }
        }
        if (!drop && to.len > 0)
            die("more folded forms than characters", "characters");
    }
    for (uint32_t c = 0; c < 0x10000; c++)
        if (char_table[c].class == GR_CLASS_HAN && char_table[c].folded != 0)
            char_table[c].class = char_table[char_table[c].folded].class;
}

static void print_page(FILE *source, const char_entry *page)
{
    for (int i = 0; i < PAGE; i++)
        fprintf(source, "{%u,%u},", page[i].folded, page[i].class);
    fputs("\n", source);
}

/* A bit for each Han character that folding leaves as it is: most of a report. */
static void embed_plain_han(FILE *header, FILE *source)
{
    fputs("\n/* a bit for each Han character below U+10000 that folding leaves as it is */\n"
          "extern const unsigned long long gr_data_plain_han[];\n",
          header);
    fputs("\nconst unsigned long long gr_data_plain_han[] = {", source);
    for (uint32_t word = 0; word < 0x10000 / 64; word++) {
        unsigned long long bits = 0;
        for (uint32_t i = 0; i < 64; i++) {
            const char_entry *entry = &char_table[word * 64 + i];
            bits |= (unsigned long long)(entry->class == GR_CLASS_HAN && entry->folded == word * 64 + i) << i;
        }
        fprintf(source, "%s0x%llx,", word % 8 == 0 ? "\n    " : " ", bits);
    }
    fputs("\n};\n", source);
}

static void embed_characters(FILE *header, FILE *source, gr_str text)
{
    read_characters(text);
    embed_plain_han(header, source);
    fputs("\ntypedef struct gr_data_character {\n    unsigned short folded;\n    unsigned char class;\n} "
          "gr_data_character;\n"
          "/* gr_data_pages[gr_data_page_of[c / 128] * 128 + c % 128] */\n"
          "extern const unsigned short gr_data_page_of[];\nextern const gr_data_character gr_data_pages[];\n",
          header);
    static uint16_t page_of[PAGES];
    size_t pages = 0;
    fputs("\nconst gr_data_character gr_data_pages[] = {\n", source);
    static uint32_t kept[PAGES];
    for (uint32_t p = 0; p < PAGES; p++) {
        /* pages differ by their own code points unless they fold elsewhere:
           unchanged characters are stored as 0xffff so that pages can be shared */
        for (uint32_t i = 0; i < PAGE; i++)
            if (char_table[p * PAGE + i].folded == p * PAGE + i)
                char_table[p * PAGE + i].folded = 0xffff;
        size_t same = 0;
        while (same < pages &&
               memcmp(&char_table[kept[same] * PAGE], &char_table[p * PAGE], sizeof(char_entry) * PAGE) != 0)
            same++;
        if (same == pages) {
            kept[pages++] = p;
            print_page(source, &char_table[p * PAGE]);
        }
        page_of[p] = (uint16_t)same;
    }
    fputs("};\n\nconst unsigned short gr_data_page_of[] = {", source);
    for (size_t p = 0; p < PAGES; p++)
        fprintf(source, "%s%u,", p % 32 == 0 ? "\n    " : "", page_of[p]);
    fputs("\n};\n", source);
}

/* ---------------------------------------------------------------- codebook */

typedef GR_ARRAY(char *) text_list;

/* The kinds of applicants of the request table: the last is their total. */
typedef struct applicants {
    text_list codes, labels;
} applicants;

static const char applicant_mark[] = "{applicant}";

static char *copy_text(gr_str s)
{
    char *copy = gr_alloc(s.len + 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    return copy;
}

static void release_texts(text_list *list)
{
    for (size_t i = 0; i < list->len; i++)
        free(list->ptr[i]);
    gr_array_release(list);
}

static void read_applicants(applicants *a, gr_str text)
{
    gr_tsv t;
    if (!gr_tsv_begin(&t, text))
        die("no line of column names", "applicants");
    while (gr_tsv_next(&t)) {
        *gr_array_push(&a->codes) = copy_text(gr_tsv_cell(&t, "code"));
        *gr_array_push(&a->labels) = copy_text(gr_tsv_cell(&t, "label_zh"));
    }
}

/* Adds `code` to out with `applicant` in the place of the mark. */
static void add_code(gr_buf *out, gr_str code, const char *applicant)
{
    size_t at = gr_str_find(code, gr_str_of(applicant_mark), 0);
    if (applicant == NULL || at == GR_NOT_FOUND) {
        gr_buf_add_str(out, code);
        return;
    }
    gr_buf_add_str(out, gr_str_slice(code, 0, at));
    gr_buf_add_str(out, gr_str_of(applicant));
    gr_buf_add_str(out, gr_str_slice(code, at + sizeof applicant_mark - 1, code.len));
}

static void print_optional(FILE *out, gr_str s, gr_str none)
{
    fputs(", ", out);
    if (s.len == 0 || gr_str_equal(s, none))
        fputs("NULL", out);
    else
        print_literal(out, s);
}

/* One row; applicant < 0 for a row without the mark.  In every row of the
 * request table the applicants are the parts of their total. */
static void print_indicator(FILE *out, const gr_tsv *t, const applicants *a, int applicant, text_list *codes)
{
    gr_buf code = {0}, part_of = {0}, label = {0};
    const char *who = applicant < 0 ? NULL : a->codes.ptr[applicant];
    bool part = applicant >= 0 && (size_t)applicant + 1 < a->codes.len;
    gr_str whole = gr_tsv_cell(t, "part_of");
    add_code(&code, gr_tsv_cell(t, "code"), who);
    if (whole.len > 0)
        add_code(&part_of, whole, who);
    else if (part)
        add_code(&part_of, gr_tsv_cell(t, "code"), a->codes.ptr[a->codes.len - 1]);
    gr_buf_add_str(&label, gr_tsv_cell(t, "label_zh"));
    if (who != NULL)
        gr_buf_printf(&label, "（%s）", a->labels.ptr[applicant]);
    fputs("    { ", out);
    print_literal(out, gr_buf_str(&code));
    fputs(", ", out);
    print_literal(out, gr_tsv_cell(t, "template"));
    print_optional(out, gr_tsv_cell(t, "unit"), GR_LIT("*"));
    fputs(gr_str_equal(gr_tsv_cell(t, "values"), GR_LIT("one")) ? ", true, " : ", false, ", out);
    print_literal(out, gr_buf_str(&label));
    print_optional(out, gr_buf_str(&part_of), GR_LIT(""));
    print_optional(out, gr_tsv_cell(t, "derived_from"), GR_LIT(""));
    print_optional(out, gr_tsv_cell(t, "meaning"), GR_LIT(""));
    fputs(" },\n", out);
    *gr_array_push(codes) = copy_text(gr_buf_str(&code));
    gr_buf_release(&code);
    gr_buf_release(&part_of);
    gr_buf_release(&label);
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(**(char *const *const *)a, **(char *const *const *)b);
}

/* The rows by their codes, for a binary search. */
static void print_order(FILE *source, const text_list *codes)
{
    GR_ARRAY(char **) order = {0};
    for (size_t i = 0; i < codes->len; i++)
        *gr_array_push(&order) = &codes->ptr[i];
    qsort(order.ptr, order.len, sizeof *order.ptr, compare_codes);
    fputs("const unsigned short gr_data_codebook_order[] = {", source);
    for (size_t i = 0; i < order.len; i++) {
        if (i > 0 && strcmp(*order.ptr[i - 1], *order.ptr[i]) == 0)
            die("the same code twice", *order.ptr[i]);
        fprintf(source, "%s%u,", i % 16 == 0 ? "\n    " : " ", (unsigned)(order.ptr[i] - codes->ptr));
    }
    fputs("\n};\n", source);
    gr_array_release(&order);
}

static void embed_codebook(FILE *header, FILE *source, const applicants *a, gr_str text)
{
    gr_tsv t;
    text_list codes = {0};
    if (!gr_tsv_begin(&t, text) || a->codes.len == 0)
        die("no line of column names, or no applicants.tsv before it", "codebook");
    fputs("\nconst gr_indicator gr_data_codebook_rows[] = {\n", source);
    while (gr_tsv_next(&t)) {
        if (gr_str_find(gr_tsv_cell(&t, "code"), gr_str_of(applicant_mark), 0) == GR_NOT_FOUND)
            print_indicator(source, &t, a, -1, &codes);
        else
            for (size_t i = 0; i < a->codes.len; i++)
                print_indicator(source, &t, a, (int)i, &codes);
    }
    if (codes.len == 0)
        die("no rows", "codebook");
    fputs("};\n", source);
    print_order(source, &codes);
    fprintf(header,
            "\nextern const gr_indicator gr_data_codebook_rows[];\n"
            "/* row numbers in the order of their codes */\n"
            "extern const unsigned short gr_data_codebook_order[];\n"
            "enum { gr_data_codebook_count = %zu };\n",
            codes.len);
    release_texts(&codes);
}

/* ------------------------------------------------------------------ schema */

typedef struct vocabulary {
    const char *name;
    const char *const *names; /* NULL: prints as null */
    size_t count;
} vocabulary;

#define NAME(id, name) name,
#define VOCABULARY(name, list)                                                                               \
    {                                                                                                        \
        name, (const char *const[]){list(NAME)}, sizeof((const char *const[]){list(NAME)}) / sizeof(char *)  \
    }
static const vocabulary vocabularies[] = {
    VOCABULARY("kind", GR_KINDS),
    VOCABULARY("qualifier", GR_QUALIFIERS),
    VOCABULARY("direction", GR_DIRECTIONS),
    VOCABULARY("scope", GR_SCOPES),
    VOCABULARY("template", GR_TEMPLATES),
    VOCABULARY("level", GR_LEVELS),
    VOCABULARY("body", GR_BODIES),
    VOCABULARY("source", GR_SOURCES),
    VOCABULARY("status", GR_CHECK_STATUSES),
};

static bool add_enum(gr_buf *out, gr_str name)
{
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
        const vocabulary *v = &vocabularies[i];
        if (!gr_str_equal(name, gr_str_of(v->name)))
            continue;
        for (size_t k = 0; k < v->count; k++)
            gr_buf_printf(out, v->names[k] != NULL ? "%s\"%s\"" : "%snull", k > 0 ? ", " : "\"enum\": [",
                          v->names[k]);
        gr_buf_add_char(out, ']');
        return true;
    }
    return false;
}

/* What the type column may say, but for the names of objects and vocabularies. */
static const struct {
    const char *name, *type, *limit;
} plain_types[] = {
    {"text", "string", ""},
    {"number", "number", ""},
    {"integer", "integer", ""},
    {"flag", "boolean", ""},
    {"count", "integer", ", \"minimum\": 0"},
    {"place", "integer", ", \"minimum\": 1"},
};

static bool add_plain_type(gr_buf *out, gr_str name, bool nullable)
{
    for (size_t i = 0; i < sizeof plain_types / sizeof *plain_types; i++) {
        if (!gr_str_equal(name, gr_str_of(plain_types[i].name)))
            continue;
        gr_buf_printf(out, nullable ? "\"type\": [\"%s\", \"null\"]%s" : "\"type\": \"%s\"%s",
                      plain_types[i].type, plain_types[i].limit);
        return true;
    }
    return false;
}

/* What stands between the braces of a type's schema: "list of X", "map of X",
 * "text?" (or null), a vocabulary, an object. */
static void add_type(gr_buf *out, gr_str type)
{
    gr_str list = GR_LIT("list of "), map = GR_LIT("map of ");
    bool nullable = gr_str_ends(type, GR_LIT("?"));
    gr_str name = gr_str_slice(type, 0, type.len - nullable);
    if (gr_str_starts(type, list) || gr_str_starts(type, map)) {
        bool is_list = gr_str_starts(type, list);
        gr_buf_printf(out, is_list ? "\"type\": \"array\", \"items\": { "
                                   : "\"type\": \"object\", \"additionalProperties\": { ");
        add_type(out, gr_str_slice(type, is_list ? list.len : map.len, type.len));
        gr_buf_printf(out, " }");
    } else if (gr_str_equal(type, GR_LIT("version"))) {
        gr_buf_printf(out, "\"const\": %d", GR_SCHEMA_VERSION);
    } else if (!add_plain_type(out, name, nullable) && !add_enum(out, name)) {
        gr_buf_printf(out, "\"$ref\": \"#/$defs/%.*s\"", (int)name.len, name.ptr);
    }
}

/* The properties of one object, rows that stand together. */
static void add_object(gr_buf *out, gr_tsv *t, gr_str object, bool *more)
{
    gr_buf required = {0};
    gr_buf_printf(out, "    \"%.*s\": {\n      \"type\": \"object\",\n      \"properties\": {\n",
                  (int)object.len, object.ptr);
    do {
        gr_str key = gr_tsv_cell(t, "key"), meaning = gr_tsv_cell(t, "meaning");
        bool optional = gr_str_ends(key, GR_LIT("?"));
        key.len -= optional;
        gr_buf_printf(out, "        \"%.*s\": { ", (int)key.len, key.ptr);
        add_type(out, gr_tsv_cell(t, "type"));
        if (meaning.len > 0)
            gr_buf_printf(out, ", \"description\": \"%.*s\"", (int)meaning.len, meaning.ptr);
        if (!optional)
            gr_buf_printf(&required, "%s\"%.*s\"", required.len > 0 ? ", " : "", (int)key.len, key.ptr);
        *more = gr_tsv_next(t);
        gr_buf_printf(out, *more && gr_str_equal(gr_tsv_cell(t, "object"), object) ? " },\n" : " }\n");
    } while (*more && gr_str_equal(gr_tsv_cell(t, "object"), object));
    gr_buf_printf(out, "      },\n      \"required\": [%s]\n    }", required.len > 0 ? required.ptr : "");
    gr_buf_release(&required);
}

static void print_lines(FILE *out, gr_str text)
{
    while (text.len > 0) {
        size_t end = gr_str_find(text, GR_LIT("\n"), 0);
        end = end == GR_NOT_FOUND ? text.len : end + 1;
        fputs("    ", out);
        print_literal(out, gr_str_slice(text, 0, end));
        fputc('\n', out);
        text = gr_str_slice(text, end, text.len);
    }
}

static void embed_schema(FILE *header, FILE *source, gr_str text)
{
    gr_tsv t;
    bool more = gr_tsv_begin(&t, text) && gr_tsv_next(&t);
    gr_buf schema = {0};
    gr_buf_printf(&schema, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                           "  \"title\": \"govreport-extract record\",\n"
                           "  \"$ref\": \"#/$defs/record\",\n  \"$defs\": {\n");
    while (more) {
        add_object(&schema, &t, gr_tsv_cell(&t, "object"), &more);
        gr_buf_printf(&schema, more ? ",\n" : "\n");
    }
    gr_buf_printf(&schema, "  }\n}\n");
    fputs("\nextern const char gr_data_schema[];\n", header);
    fputs("\nconst char gr_data_schema[] =\n", source);
    print_lines(source, gr_buf_str(&schema));
    fputs(";\n", source);
    gr_buf_release(&schema);
}

/* -------------------------------------------------------------------- main */

static const char *table_name(const char *path, char name[64])
{
    const char *slash = strrchr(path, '/');
    snprintf(name, 64, "%s", slash != NULL ? slash + 1 : path);
    char *dot = strchr(name, '.');
    if (dot != NULL)
        *dot = '\0';
    return name;
}

static void embed_file(FILE *header, FILE *source, applicants *a, const char *name, gr_str text)
{
    if (strcmp(name, "characters") == 0)
        embed_characters(header, source, text);
    else if (strcmp(name, "applicants") == 0)
        read_applicants(a, text);
    else if (strcmp(name, "codebook") == 0)
        embed_codebook(header, source, a, text);
    else if (strcmp(name, "record") == 0)
        embed_schema(header, source, text);
    else
        embed_table(header, source, name, text);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        die("usage: embed OUT.h OUT.c data/NAME.tsv ...", "arguments");
    FILE *header = fopen(argv[1], "w"), *source = fopen(argv[2], "w");
    if (header == NULL || source == NULL)
        die(strerror(errno), argv[1]);
    fputs("/* made by embed.c from data/ */\n#ifndef GR_DATA_H\n#define GR_DATA_H\n\n#include "
          "\"govreport.h\"\n#include \"wordlist.h\"\n",
          header);
    fputs("/* made by embed.c from data/ */\n#include \"data.h\"\n", source);
    applicants kinds = {0};
    for (int i = 3; i < argc; i++) {
        char name[64];
        gr_buf text = read_file(argv[i]);
        embed_file(header, source, &kinds, table_name(argv[i], name), gr_buf_str(&text));
        gr_buf_release(&text);
    }
    release_texts(&kinds.codes);
    release_texts(&kinds.labels);
    fputs("\n#endif\n", header);
    return fclose(header) != 0 || fclose(source) != 0;
}
