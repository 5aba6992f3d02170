/* Small word lists of data/ by their use: labels.tsv, inherit.tsv. */
#ifndef GR_WORDS_H
#define GR_WORDS_H

#include "mem.h"

/* The length of the word of labels.tsv for `use` that s begins (ends) with;
 * the longest, or 0. */
size_t gr_words_at_start(gr_str s, const char *use);
size_t gr_words_at_end(gr_str s, const char *use);
/* Whether s holds one of them. */
bool gr_words_within(gr_str s, const char *use);

#endif
