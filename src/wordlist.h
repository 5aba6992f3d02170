/*
 * Lists of words by their use.  embed.c lays out each table of data/ whose
 * first columns are `use` (or `match`) and `words` in this form, so that there
 * is nothing to build when the program starts and a text that holds none of the
 * words is told from the characters that they begin and end with.  data.h names
 * each list: GR_LABELS_LEAD is that of the use lead in labels.tsv.
 */
#ifndef GR_WORDLIST_H
#define GR_WORDLIST_H

#include "charset.h"

typedef struct gr_word_list {
    const char *use;
    const gr_str *words; /* the longest first */
    size_t count;
    gr_charset first; /* the characters that words begin with */
    uint64_t last;    /* gr_word_bit() of those that they end with */
} gr_word_list;

/* A character's bit; of a Han character the last byte tells most. */
static inline uint64_t gr_word_bit(char last_byte)
{
    return (uint64_t)1 << ((unsigned char)last_byte & 63);
}

/* The length of the longest word that s begins (ends) with, or 0. */
size_t gr_word_list_start(const gr_word_list *list, gr_str s);
size_t gr_word_list_end(const gr_word_list *list, gr_str s);
bool gr_word_list_equal(const gr_word_list *list, gr_str s);
/* Whether s holds one of them. */
bool gr_word_list_within(const gr_word_list *list, gr_str s);

#endif
