#include "number_private.h"

#include "data.h"

#include <stdio.h>
#include <stdlib.h>

/* An entry hangs in the chain of its key: a character, or a pair of them. */
typedef struct entry {
    const char *text;
    uint16_t length;
    uint8_t lead; /* bytes before the character that is looked up */
    uint8_t sense;
    char last; /* byte of text */
    uint32_t key;
    uint32_t next; /* index + 1 of the next entry; 0 ends the chain */
} entry;

enum { SLOT_BITS = 11, SLOTS = 1 << SLOT_BITS };

typedef struct index {
    entry *entries;
    uint32_t count;
    uint32_t slots[SLOTS]; /* index + 1 */
} index_table;

struct gr_number_reader {
    index_table units, phrases, before, after;
};

static inline uint32_t slot_of(uint32_t key)
{
    return (key * 2654435761U) >> (32 - SLOT_BITS);
}

static void index_add(index_table *t, uint32_t key, const char *text, size_t lead, int sense)
{
    entry *e = &t->entries[t->count];
    uint32_t *slot = &t->slots[slot_of(key)];
    size_t length = strlen(text);
    *e = (entry){text, (uint16_t)length, (uint8_t)lead, (uint8_t)sense, text[length - 1], key, *slot};
    *slot = ++t->count;
}

/* The longest entry of `key` that fits the text whose looked-up character is at
 * text[at], and that is longer than *best. */
static void index_find(const index_table *t, uint32_t key, gr_str text, size_t at, gr_match *best)
{
    for (uint32_t i = t->slots[slot_of(key)]; i != 0; i = t->entries[i - 1].next) {
        const entry *e = &t->entries[i - 1];
        if (e->key != key || e->lead > at || (best->found && e->length <= best->end - best->start))
            continue;
        size_t start = at - e->lead;
        if (text.len - start >= e->length && text.ptr[start + e->length - 1] == e->last &&
            memcmp(text.ptr + start, e->text, e->length) == 0)
            *best = (gr_match){true, e->sense, start, start + e->length};
    }
}

/* ------------------------------------------------------------------- words */

/* The place of `name` in a list that ends with NULL; the table must be right. */
static int named(const char *name, const char *const *names, const char *table)
{
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(name, names[i]) == 0)
            return i;
    fprintf(stderr, "govreport: data/%s.tsv: unknown word %s\n", table, name);
    abort();
}

/* Rows of a kind stand together, mostly: remembers the last one. */
typedef struct memo {
    const char *name;
    int value;
} memo;

static int named_again(memo *last, const char *name, const char *const *names, const char *table)
{
    if (last->name == NULL || strcmp(last->name, name) != 0)
        *last = (memo){name, named(name, names, table)};
    return last->value;
}

static const char *const unit_kinds[] = {"count",     "measure", "money",  "percent", "time",
                                         "structure", "ordinal", "number", "none",    NULL};
static const char *const phrase_kinds[] = {"word",    "name", "norm", "ordinal", "date",
                                           "contact", "zero", "none", NULL};
static const char *const cue_senses[] = {"none", "about", "over",    "under",   "exact",    "up",
                                         "down", "level", "link",    "contact", "line",     "ordinal",
                                         "norm", "limit", "part",    "slogan",  "document", "address",
                                         "used", "each",  "pronoun", "less",    "more",     NULL};

/* ---------------------------------------------------------------- building */

static void *table_of(index_table *t, size_t rows)
{
    t->entries = gr_alloc((rows + 1) * sizeof *t->entries);
    return t->entries;
}

static void add_units(index_table *t)
{
    memo last = {0};
    table_of(t, gr_data_units_count);
    for (size_t i = 0; i < gr_data_units_count; i++) {
        const gr_data_units *row = &gr_data_units_rows[i];
        index_add(t, gr_char(gr_str_of(row->unit), 0), row->unit, 0,
                  named_again(&last, row->kind, unit_kinds, "units"));
    }
}

static inline uint32_t pair_key(uint32_t first, uint32_t second, bool leads)
{
    return (first * 31 + second) * 2 + leads;
}

/* A phrase is found by its first numeral and the character after it, or, where
 * it ends with the numeral, the one before it. */
static void add_phrase(index_table *t, const char *phrase, int sense)
{
    gr_str text = gr_str_of(phrase);
    size_t at = 0, next;
    uint32_t previous = 0, c = gr_char_at(text, 0, &next);
    while (at < text.len && !gr_is_numeral(c)) {
        previous = c;
        at = next;
        c = gr_char_at(text, at, &next);
    }
    uint32_t following = gr_char(text, next);
    index_add(t, following != 0 ? pair_key(c, following, false) : pair_key(previous, c, true), phrase, at,
              sense);
}

static void add_phrases(index_table *t)
{
    memo last = {0};
    table_of(t, gr_data_names_count);
    for (size_t i = 0; i < gr_data_names_count; i++) {
        const gr_data_names *row = &gr_data_names_rows[i];
        add_phrase(t, row->phrase, named_again(&last, row->what, phrase_kinds, "names"));
    }
}

static void add_cues(index_table *before, index_table *after)
{
    memo last = {0};
    table_of(before, gr_data_cues_count);
    table_of(after, gr_data_cues_count);
    for (size_t i = 0; i < gr_data_cues_count; i++) {
        const gr_data_cues *row = &gr_data_cues_rows[i];
        gr_str word = gr_str_of(row->word);
        int sense = named_again(&last, row->sense, cue_senses, "cues");
        size_t start;
        if (strcmp(row->side, "after") == 0) {
            index_add(after, gr_char(word, 0), row->word, 0, sense);
        } else {
            uint32_t c = gr_char_before(word, word.len, &start);
            index_add(before, c, row->word, start, sense);
        }
    }
}

gr_number_reader *gr_number_reader_new(void)
{
    gr_number_reader *r = gr_alloc(sizeof *r);
    add_units(&r->units);
    add_phrases(&r->phrases);
    add_cues(&r->before, &r->after);
    return r;
}

void gr_number_reader_free(gr_number_reader *r)
{
    if (r == NULL)
        return;
    free(r->units.entries);
    free(r->phrases.entries);
    free(r->before.entries);
    free(r->after.entries);
    free(r);
}

/* ----------------------------------------------------------------- looking */

/* A unit in letters is a whole word: 5MB, but not the M of 5Mini. */
static bool is_cut_word(gr_str text, gr_match m)
{
    size_t start;
    return gr_is_letter(gr_char_before(text, m.end, &start)) &&
           (gr_is_letter(gr_char(text, m.end)) || gr_is_digit(gr_char(text, m.end)));
}

gr_match gr_unit_at(const gr_number_reader *r, gr_str text, size_t at)
{
    gr_match best = {0};
    uint32_t c = gr_char(text, at);
    if (c == 0)
        return best;
    index_find(&r->units, c, text, at, &best);
    if (best.found && (best.sense == GR_UNIT_NONE || is_cut_word(text, best)))
        best.found = false;
    return best;
}

/* A phrase that begins or ends with a numeral holds all of it: 一些 does not
 * stand in 二十一些, nor 12345 in 123456. */
static bool cuts_numeral(gr_str text, gr_match m)
{
    uint32_t first = gr_char(text, m.start), last = gr_before(text, m.end);
    uint32_t before = gr_before(text, m.start), after = gr_char(text, m.end);
    if (gr_is_digit(first) && (gr_is_digit(before) || before == '.'))
        return true;
    if (gr_is_digit(last) && (gr_is_digit(after) || after == '.'))
        return true;
    if (last == U'点' && gr_is_numeral(after))
        return true; /* 零点五 */
    return gr_is_numeral(first) && !gr_is_digit(first) && gr_is_numeral(before);
}

gr_match gr_phrase_at(const gr_number_reader *r, gr_str text, size_t at)
{
    gr_match best = {0};
    size_t next;
    uint32_t c = gr_char_at(text, at, &next), following = gr_char(text, next), previous = gr_before(text, at);
    if (following != 0)
        index_find(&r->phrases, pair_key(c, following, false), text, at, &best);
    if (previous != 0)
        index_find(&r->phrases, pair_key(previous, c, true), text, at, &best);
    if (best.found && (best.sense == GR_PHRASE_NONE || cuts_numeral(text, best)))
        best.found = false;
    return best;
}

gr_match gr_cue_before(const gr_number_reader *r, gr_str text, size_t at)
{
    gr_match best = {0};
    size_t start;
    uint32_t c = gr_char_before(text, at, &start);
    if (c != 0)
        index_find(&r->before, c, text, start, &best);
    return best;
}

gr_match gr_cue_after(const gr_number_reader *r, gr_str text, size_t at)
{
    gr_match best = {0};
    uint32_t c = gr_char(text, at);
    if (c != 0)
        index_find(&r->after, c, text, at, &best);
    return best;
}
