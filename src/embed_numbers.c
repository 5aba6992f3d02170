/* units.tsv, names.tsv and cues.tsv: their words by the characters that they are
 * looked up by (number_table.h). */
#include "embed.h"
#include "number_parts.h"
#include "number_table.h"

#include <stdlib.h>

/* Words being collected. */
typedef struct entry {
    gr_str text;
    size_t lead;
    size_t sense;
    uint32_t key;
} entry;

typedef GR_ARRAY(entry) entry_list;

static const char *const unit_kinds[] = {"count",     "measure", "money",  "percent", "time",
                                         "structure", "ordinal", "number", "none",    NULL};
static const char *const phrase_kinds[] = {"word",    "name", "norm", "ordinal", "date",
                                           "contact", "zero", "none", NULL};
static const char *const cue_senses[] = {
    "none",    "about", "over",    "under", "exact", "up",    "down",   "level",    "link",
    "contact", "line",  "ordinal", "norm",  "limit", "part",  "slogan", "document", "address",
    "used",    "each",  "pronoun", "less",  "more",  "those", NULL};

/* The place of the cell in a list that ends with NULL. */
static size_t named(gr_str cell, const char *const *names, const char *table)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (gr_str_is(cell, names[i]))
            return i;
    gr_embed_die("unknown word", table);
}

static void add(entry_list *list, uint32_t key, gr_str text, size_t lead, size_t sense)
{
    *gr_array_push(list) = (entry){text, lead, sense, key};
}

static void print_entry(FILE *out, const entry *e)
{
    fputs("    { ", out);
    gr_embed_literal(out, e->text);
    fprintf(out, ", %zu, %zu, %zu, '\\%03o', %uu },\n", e->text.len, e->lead, e->sense,
            (unsigned char)e->text.ptr[e->text.len - 1], e->key);
}

/* Writes the index `name`: its entries in the order of their slots, later rows
 * first, so that they stand before equal ones. */
static void print_index(gr_embed *e, const char *name, entry_list *list)
{
    uint16_t slots[GR_NUMBER_SLOTS + 1];
    unsigned count = 0;
    fprintf(e->source, "\nstatic const gr_number_entry %s_entries[] = {\n", name);
    for (uint32_t slot = 0; slot < GR_NUMBER_SLOTS; slot++) {
        slots[slot] = (uint16_t)count;
        for (size_t i = list->len; i-- > 0;) {
            if (gr_number_slot(list->ptr[i].key) != slot)
                continue;
            print_entry(e->source, &list->ptr[i]);
            count++;
        }
    }
    slots[GR_NUMBER_SLOTS] = (uint16_t)count;
    char declared[64];
    snprintf(declared, sizeof declared, "static const uint16_t %s_slots", name);
    fputs("};\n\n", e->source);
    gr_embed_numbers(e->source, declared, slots, GR_NUMBER_SLOTS + 1);
    fprintf(e->source, "const gr_number_index gr_data_%s_index = { %s_entries, %s_slots };\n", name, name,
            name);
    fprintf(e->header, "\nextern const gr_number_index gr_data_%s_index;\n", name);
    gr_array_release(list);
}

void gr_embed_units(gr_embed *e, gr_str text)
{
    entry_list list = {0};
    gr_tsv t = gr_embed_begin("units", text);
    while (gr_tsv_next(&t)) {
        gr_str unit = gr_tsv_cell(&t, "unit");
        add(&list, gr_char(unit, 0), unit, 0, named(gr_tsv_cell(&t, "kind"), unit_kinds, "units"));
    }
    print_index(e, "units", &list);
}

/* A phrase is found by its first numeral and the character after it, or, where
 * it ends with the numeral, the one before it. */
static void add_phrase(entry_list *list, gr_str text, size_t sense)
{
    size_t at = 0, next;
    uint32_t previous = 0, c = gr_char_at(text, 0, &next);
    while (at < text.len && !gr_is_numeral(c)) {
        previous = c;
        at = next;
        c = gr_char_at(text, at, &next);
    }
    uint32_t following = gr_char(text, next);
    add(list, following != 0 ? gr_number_pair(c, following, false) : gr_number_pair(previous, c, true), text,
        at, sense);
}

void gr_embed_names(gr_embed *e, gr_str text)
{
    entry_list list = {0};
    gr_tsv t = gr_embed_begin("names", text);
    while (gr_tsv_next(&t))
        add_phrase(&list, gr_tsv_cell(&t, "phrase"), named(gr_tsv_cell(&t, "what"), phrase_kinds, "names"));
    print_index(e, "phrases", &list);
}

void gr_embed_cues(gr_embed *e, gr_str text)
{
    entry_list before = {0}, after = {0};
    gr_tsv t = gr_embed_begin("cues", text);
    while (gr_tsv_next(&t)) {
        gr_str word = gr_tsv_cell(&t, "word");
        size_t start, sense = named(gr_tsv_cell(&t, "sense"), cue_senses, "cues");
        uint32_t last = gr_char_before(word, word.len, &start);
        if (gr_str_equal(gr_tsv_cell(&t, "side"), GR_LIT("after")))
            add(&after, gr_char(word, 0), word, 0, sense);
        else
            add(&before, last, word, start, sense);
    }
    print_index(e, "before", &before);
    print_index(e, "after", &after);
}
