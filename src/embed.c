/*
 * Build tool: data/NAME.tsv ... -> data.h and data.c, so that the tables are
 * part of the program.  A table NAME with the columns a and b becomes
 *
 *     typedef struct gr_data_NAME { const char *a, *b; } gr_data_NAME;
 *     extern const gr_data_NAME gr_data_NAME_rows[];
 *     extern const size_t gr_data_NAME_count;
 *
 * characters.tsv becomes a two-stage table instead, as every character of a
 * report is looked up in it.
 *
 * usage: embed OUT.h OUT.c data/NAME.tsv ...
 */
#include "text.h"
#include "tsv.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 128, PAGES = 0x10000 / PAGE };

typedef struct char_entry {
    uint16_t folded;
    uint8_t class;
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
    gr_buf text = { 0 };
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

static void embed_table(FILE *header, FILE *source, const char *name, gr_str text)
{
    gr_tsv t;
    if (!gr_tsv_begin(&t, text))
        die("no line of column names, or too many columns", name);
    fprintf(header, "\ntypedef struct gr_data_%s {\n", name);
    for (size_t i = 0; i < t.columns; i++)
        fprintf(header, "    const char *%.*s;\n", (int)t.names[i].len, t.names[i].ptr);
    fprintf(header, "} gr_data_%s;\nextern const gr_data_%s gr_data_%s_rows[];\nextern const size_t gr_data_%s_count;\n",
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
    char digits[5] = { s->ptr[2], s->ptr[3], s->ptr[4], s->ptr[5], 0 };
    *s = gr_str_slice(*s, 6, s->len);
    return (uint32_t)strtoul(digits, NULL, 16);
}

static uint8_t class_named(gr_str name)
{
#define NAMED(id, text)                   \
    if (gr_str_equal(name, GR_LIT(text))) \
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
        char_table[c] = (char_entry){ (uint16_t)c, han ? GR_CLASS_HAN : latin ? GR_CLASS_LATIN : GR_CLASS_OTHER };
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
                char_table[c] = (char_entry){ (uint16_t)folded, class };
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

static void embed_characters(FILE *header, FILE *source, gr_str text)
{
    read_characters(text);
    fputs("\ntypedef struct gr_data_character {\n    unsigned short folded;\n    unsigned char class;\n} gr_data_character;\n"
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
        while (same < pages && memcmp(&char_table[kept[same] * PAGE], &char_table[p * PAGE], sizeof(char_entry) * PAGE) != 0)
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

int main(int argc, char **argv)
{
    if (argc < 4)
        die("usage: embed OUT.h OUT.c data/NAME.tsv ...", "arguments");
    FILE *header = fopen(argv[1], "w"), *source = fopen(argv[2], "w");
    if (header == NULL || source == NULL)
        die(strerror(errno), argv[1]);
    fputs("/* made by embed.c from data/ */\n#ifndef GR_DATA_H\n#define GR_DATA_H\n\n#include <stddef.h>\n", header);
    fputs("/* made by embed.c from data/ */\n#include \"data.h\"\n", source);
    for (int i = 3; i < argc; i++) {
        char name[64];
        gr_buf text = read_file(argv[i]);
        if (strcmp(table_name(argv[i], name), "characters") == 0)
            embed_characters(header, source, gr_buf_str(&text));
        else
            embed_table(header, source, name, gr_buf_str(&text));
        gr_buf_release(&text);
    }
    fputs("\n#endif\n", header);
    return fclose(header) != 0 || fclose(source) != 0;
}
