/* Looking for Han words in folded text. */
#ifndef GR_SCAN_H
#define GR_SCAN_H

#include "mem.h"

static inline bool gr_is_at(gr_str s, size_t at, const char *words)
{
    return at <= s.len && gr_str_starts(gr_str_slice(s, at, s.len), gr_str_of(words));
}

/* Like gr_str_find(), for words of Han characters: their last byte is met far
 * less often than their first, which is one of a few. */
static inline size_t gr_find_han(gr_str s, gr_str words, size_t from)
{
    size_t last = words.len - 1;
    while (from + words.len <= s.len) {
        const char *hit = memchr(s.ptr + from + last, words.ptr[last], s.len - from - last);
        if (hit == NULL)
            break;
        from = (size_t)(hit - s.ptr) - last;
        if (memcmp(s.ptr + from, words.ptr, words.len) == 0)
            return from;
        from++;
    }
    return GR_NOT_FOUND;
}

/* The bytes of the bracket （…） that s begins with, or 0. */
static inline size_t gr_bracket_length(gr_str s)
{
    gr_str close = {"）", 3};
    size_t at = gr_is_at(s, 0, "（") ? gr_find_han(s, close, 0) : GR_NOT_FOUND;
    return at != GR_NOT_FOUND ? at + close.len : 0;
}

static inline bool gr_holds(gr_str s, const char *words)
{
    return gr_find_han(s, gr_str_of(words), 0) != GR_NOT_FOUND;
}

#endif
