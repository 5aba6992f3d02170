#include "wordset.h"

#include "codepoint.h"

#include <stdlib.h>

/* Of a Han character the last byte tells most. */
static size_t first_bucket(gr_str s)
{
    size_t last = gr_utf8_length((unsigned char)s.ptr[0]) - 1;
    return (unsigned char)s.ptr[last < s.len ? last : 0] % GR_WORDSET_BUCKETS;
}

static size_t last_bucket(gr_str s)
{
    return (unsigned char)s.ptr[s.len - 1] % GR_WORDSET_BUCKETS;
}

void gr_wordset_release(gr_wordset *w)
{
    gr_array_release(&w->words);
}

void gr_wordset_add(gr_wordset *w, gr_str word, int value)
{
    if (word.len == 0 || w->words.len >= UINT16_MAX)
        return;
    uint16_t *first = &w->first[first_bucket(word)], *last = &w->last[last_bucket(word)];
    *gr_array_push(&w->words) = (gr_set_word){word, value, *first, *last};
    *first = *last = (uint16_t)w->words.len;
}

const gr_set_word *gr_wordset_start(const gr_wordset *w, gr_str s)
{
    const gr_set_word *longest = NULL;
    for (uint16_t i = s.len > 0 ? w->first[first_bucket(s)] : 0; i != 0;) {
        const gr_set_word *word = &w->words.ptr[i - 1];
        if ((longest == NULL || word->word.len > longest->word.len) && gr_str_starts(s, word->word))
            longest = word;
        i = word->next_first;
    }
    return longest;
}

const gr_set_word *gr_wordset_end(const gr_wordset *w, gr_str s)
{
    const gr_set_word *longest = NULL;
    for (uint16_t i = s.len > 0 ? w->last[last_bucket(s)] : 0; i != 0;) {
        const gr_set_word *word = &w->words.ptr[i - 1];
        if ((longest == NULL || word->word.len > longest->word.len) && gr_str_ends(s, word->word))
            longest = word;
        i = word->next_last;
    }
    return longest;
}

bool gr_wordset_within(const gr_wordset *w, gr_str s)
{
    for (size_t at = 0; at < s.len; at = gr_utf8_next(s, at))
        if (gr_wordset_start(w, gr_str_slice(s, at, s.len)) != NULL)
            return true;
    return false;
}
