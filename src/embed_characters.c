/* characters.tsv: a two-stage table, as every character of a report is looked up
 * in it. */
#include "embed.h"
#include "text.h"

#include <stdlib.h>

enum {
    CHARACTERS = 0x10000,
    UNCHANGED = 0xffff,
    PAGE = 128,
    PAGES = CHARACTERS / PAGE,
    PLAIN_PAGE = 64,
    PLAIN_PAGES = CHARACTERS / PLAIN_PAGE /* the more of the two */
};

typedef struct char_entry {
    uint16_t folded, class; /* without padding: pages are compared as bytes */
} char_entry;

static char_entry char_table[CHARACTERS];

static uint32_t take_char(gr_str *s)
{
    const unsigned char *p = (const unsigned char *)s->ptr;
    size_t length = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    if (length > s->len)
        gr_embed_die("cut character", "characters");
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
    gr_embed_die("unknown class", "characters");
    return 0;
}

/* A class of its own stands for the default of its block. */
static void default_classes(void)
{
    for (uint32_t c = 0; c < CHARACTERS; c++) {
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
    gr_tsv t = gr_embed_begin("characters", text);
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
            for (uint32_t c = first; c <= last && c < CHARACTERS; c++) {
                uint32_t folded = drop ? 0 : same ? c : 0;
                if (!drop && !same) {
                    if (to.len == 0)
                        gr_embed_die("fewer folded forms than characters", "characters");
                    folded = take_code_point(&to);
                }
                char_table[c] = (char_entry){(uint16_t)folded, class};
            }
        }
        if (!drop && to.len > 0)
            gr_embed_die("more folded forms than characters", "characters");
    }
    for (uint32_t c = 0; c < CHARACTERS; c++)
        if (char_table[c].class == GR_CLASS_HAN && char_table[c].folded != 0)
            char_table[c].class = char_table[char_table[c].folded].class;
}

typedef void print_page_fn(FILE *source, const void *page);

/* Prints each page of a table once, however many are like it: page_of[p] is the place of
 * page p among those printed. */
static void print_pages(FILE *source, const void *table, size_t page_bytes, size_t count, uint16_t *page_of,
                        print_page_fn *print_page)
{
    const char *kept[PLAIN_PAGES];
    size_t pages = 0;
    for (size_t p = 0; p < count; p++) {
        const char *page = (const char *)table + p * page_bytes;
        size_t same = 0;
        while (same < pages && memcmp(kept[same], page, page_bytes) != 0)
            same++;
        if (same == pages) {
            kept[pages++] = page;
            print_page(source, page);
        }
        page_of[p] = (uint16_t)same;
    }
    fputs("};\n\n", source);
}

static void print_entries(FILE *source, const void *page)
{
    const char_entry *entries = page;
    for (int i = 0; i < PAGE; i++)
        fprintf(source, "{%u,%u},", entries[i].folded, entries[i].class);
    fputs("\n", source);
}

static void print_classes(FILE *source, const void *page)
{
    const uint8_t *classes = page;
    for (int i = 0; i < PLAIN_PAGE; i++)
        fprintf(source, "%u,", classes[i]);
    fputs("\n", source);
}

/* What folding leaves as it is: most of a report. */
static uint8_t plain_class(uint32_t c)
{
    const char_entry *entry = &char_table[c];
    bool plain = entry->folded == c && entry->class != GR_CLASS_SPACE && entry->class != GR_CLASS_OPEN;
    return plain ? (uint8_t)entry->class : GR_CLASS_COUNT;
}

/* The classes of such characters. */
static void embed_plain(FILE *header, FILE *source)
{
    static uint16_t page_of[PLAIN_PAGES];
    static uint8_t classes[CHARACTERS];
    for (uint32_t c = 0; c < CHARACTERS; c++)
        classes[c] = plain_class(c);
    fputs("\n/* the class of a character that folding leaves as it is, else GR_CLASS_COUNT:\n"
          " * gr_data_plain[gr_data_plain_of[c / 64] * 64 + c % 64] */\n"
          "extern const uint16_t gr_data_plain_of[];\nextern const uint8_t gr_data_plain[];\n",
          header);
    fputs("\nconst uint8_t gr_data_plain[] = {\n", source);
    print_pages(source, classes, sizeof classes / PLAIN_PAGES, PLAIN_PAGES, page_of, print_classes);
    gr_embed_numbers(source, "const uint16_t gr_data_plain_of", page_of, PLAIN_PAGES);
}

/* Characters below U+10000: the folded form, UNCHANGED for most, so that pages can be
 * shared, and the class. */
static void embed_folded(FILE *header, FILE *source)
{
    static uint16_t page_of[PAGES];
    for (uint32_t c = 0; c < CHARACTERS; c++)
        if (char_table[c].folded == c)
            char_table[c].folded = UNCHANGED;
    fputs("\ntypedef struct gr_data_character {\n    unsigned short folded;\n    unsigned char class;\n} "
          "gr_data_character;\n"
          "/* gr_data_pages[gr_data_page_of[c / 128] * 128 + c % 128] */\n"
          "extern const uint16_t gr_data_page_of[];\nextern const gr_data_character gr_data_pages[];\n",
          header);
    fputs("\nconst gr_data_character gr_data_pages[] = {\n", source);
    print_pages(source, char_table, sizeof *char_table * PAGE, PAGES, page_of, print_entries);
    gr_embed_numbers(source, "const uint16_t gr_data_page_of", page_of, PAGES);
}

void gr_embed_characters(gr_embed *e, gr_str text)
{
    read_characters(text);
    embed_plain(e->header, e->source);
    embed_folded(e->header, e->source);
}
