/*
 * A table NAME with the columns a and b becomes
 *
 *     typedef struct gr_data_NAME { const char *a, *b; } gr_data_NAME;
 *     extern const gr_data_NAME gr_data_NAME_rows[];
 *     extern const size_t gr_data_NAME_count;
 *
 * and, where it has words by their use, gr_data_NAME_lists[] (wordlist.h), of which
 * GR_NAME_USE is each use's.
 */
#include "embed.h"
#include "wordlist.h"

#include <stdlib.h>

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
    gr_charset first = {0};
    uint64_t last = 0;
    gr_tsv t;
    for (gr_tsv_begin(&t, text); gr_tsv_next(&t);)
        if (gr_str_equal(t.cells[0], use) && t.cells[1].len > 0)
            *gr_array_push(&words) = t.cells[1];
    qsort(words.ptr, words.len, sizeof *words.ptr, longest_first);
    fputs("    { ", source);
    gr_embed_literal(source, use);
    fputs(", (const gr_str[]){\n", source);
    for (size_t i = 0; i < words.len; i++) {
        gr_str word = words.ptr[i];
        gr_charset_add(&first, word.ptr, first_length(word));
        last |= gr_word_bit(word.ptr[word.len - 1]);
        fputs("        { ", source);
        gr_embed_literal(source, word);
        fprintf(source, ", %zu },\n", word.len);
    }
    fprintf(source, "    }, %zu, ", words.len);
    gr_embed_charset(source, &first);
    fprintf(source, "0x%llxu },\n", (unsigned long long)last);
    gr_array_release(&words);
}

/* GR_LABELS_LEAD: a use that the table does not have is told by the compiler. */
static void name_list(FILE *header, const char *name, gr_str use, size_t index)
{
    fputs("#define GR_", header);
    gr_embed_upper(header, gr_str_of(name));
    putc('_', header);
    gr_embed_upper(header, use);
    fprintf(header, " (&gr_data_%s_lists[%zu])\n", name, index);
}

/* Tables of words by use become lists too (wordlist.h). */
static void embed_lists(gr_embed *e, const char *name, gr_str text)
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
    fprintf(e->header,
            "extern const gr_word_list gr_data_%s_lists[];\nenum { gr_data_%s_list_count = %zu };\n", name,
            name, uses.len);
    fprintf(e->source, "\nconst gr_word_list gr_data_%s_lists[] = {\n", name);
    for (size_t i = 0; i < uses.len; i++) {
        name_list(e->header, name, uses.ptr[i], i);
        print_list(e->source, uses.ptr[i], text);
    }
    fputs("};\n", e->source);
    gr_array_release(&uses);
}

static bool has_lists(const gr_tsv *t)
{
    bool use = gr_str_equal(t->names[0], GR_LIT("use")) || gr_str_equal(t->names[0], GR_LIT("match"));
    return t->columns > 1 && use && gr_str_equal(t->names[1], GR_LIT("words"));
}

/* The struct that the table's rows become. */
static void declare(FILE *header, const char *name, const gr_tsv *t)
{
    fprintf(header, "\ntypedef struct gr_data_%s {\n", name);
    for (size_t i = 0; i < t->columns; i++)
        fprintf(header, "    const char *%.*s;\n", (int)t->names[i].len, t->names[i].ptr);
    fprintf(
        header,
        "} gr_data_%s;\nextern const gr_data_%s gr_data_%s_rows[];\nextern const size_t gr_data_%s_count;\n",
        name, name, name, name);
}

void gr_embed_table(gr_embed *e, const char *name, gr_str text)
{
    gr_tsv t = gr_embed_begin(name, text);
    size_t rows = 0;
    declare(e->header, name, &t);
    fprintf(e->source, "\nconst gr_data_%s gr_data_%s_rows[] = {\n", name, name);
    for (; gr_tsv_next(&t); rows++) {
        fputs("    { ", e->source);
        for (size_t i = 0; i < t.columns; i++) {
            gr_embed_literal(e->source, t.cells[i]);
            fputs(i + 1 < t.columns ? ", " : " },\n", e->source);
        }
    }
    if (rows == 0)
        gr_embed_die("no rows", name);
    fprintf(e->source, "};\nconst size_t gr_data_%s_count = %zu;\n", name, rows);
    if (has_lists(&t))
        embed_lists(e, name, text);
}
