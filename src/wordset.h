/*
 * A set of words that are looked for at the start, at the end or anywhere in a
 * text.  The words are borrowed.
 */
#ifndef GR_WORDSET_H
#define GR_WORDSET_H

#include "mem.h"

enum { GR_WORDSET_BUCKETS = 64 };

typedef struct gr_set_word {
    gr_str word;
    int value;
    uint16_t next_first, next_last; /* index + 1 of the next word of the bucket */
} gr_set_word;

typedef struct gr_wordset {
    GR_ARRAY(gr_set_word) words;
    uint16_t first[GR_WORDSET_BUCKETS]; /* words by their first character */
    uint16_t last[GR_WORDSET_BUCKETS];  /* words by their last character */
} gr_wordset;

void gr_wordset_release(gr_wordset *w);
void gr_wordset_add(gr_wordset *w, gr_str word, int value);

/* The longest word that s begins (ends) with, or NULL. */
const gr_set_word *gr_wordset_start(const gr_wordset *w, gr_str s);
const gr_set_word *gr_wordset_end(const gr_wordset *w, gr_str s);
bool gr_wordset_within(const gr_wordset *w, gr_str s);

#endif
