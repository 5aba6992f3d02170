/*
 * Sets of characters, not quite exact: for telling early what cannot stand in a
 * text.  A set may seem to hold a character that it does not; never the reverse.
 */
#ifndef GR_CHARSET_H
#define GR_CHARSET_H

#include "codepoint.h"

enum { GR_CHARSET_WORDS = 4 };

typedef struct gr_charset {
    uint64_t bits[GR_CHARSET_WORDS];
} gr_charset;

/* Adds the character of `length` bytes at `ptr`; of a Han character the last two
 * bytes tell most. */
static inline void gr_charset_add(gr_charset *set, const char *ptr, size_t length)
{
    unsigned char last = (unsigned char)ptr[length - 1],
                  before = length > 1 ? (unsigned char)ptr[length - 2] : 0;
    set->bits[before % GR_CHARSET_WORDS] |= (uint64_t)1 << (last & 63);
}

static inline bool gr_charset_has(const gr_charset *set, const char *ptr, size_t length)
{
    unsigned char last = (unsigned char)ptr[length - 1],
                  before = length > 1 ? (unsigned char)ptr[length - 2] : 0;
    return (set->bits[before % GR_CHARSET_WORDS] >> (last & 63) & 1) != 0;
}

/* The characters of s. */
static inline gr_charset gr_charset_of(gr_str s)
{
    gr_charset set = {{0}};
    for (size_t at = 0, next; at < s.len; at = next) {
        next = gr_utf8_next(s, at);
        gr_charset_add(&set, s.ptr + at, next - at);
    }
    return set;
}

/* Whether all of `some` are in the set. */
static inline bool gr_charset_has_all(const gr_charset *set, const gr_charset *some)
{
    uint64_t missing = 0;
    for (size_t i = 0; i < GR_CHARSET_WORDS; i++)
        missing |= some->bits[i] & ~set->bits[i];
    return missing == 0;
}

/* Whether one of `some` is in the set. */
static inline bool gr_charset_has_any(const gr_charset *set, const gr_charset *some)
{
    uint64_t common = 0;
    for (size_t i = 0; i < GR_CHARSET_WORDS; i++)
        common |= some->bits[i] & set->bits[i];
    return common != 0;
}

#endif
