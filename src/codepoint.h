/* Stepping through text that is known to be valid UTF-8. */
#ifndef GR_CODEPOINT_H
#define GR_CODEPOINT_H

#include "mem.h"

static inline bool gr_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of the character that begins with `first`. */
static inline size_t gr_utf8_length(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* The character at ptr, and its bytes; Han characters, of which there are most, have three. */
static inline uint32_t gr_utf8_get(const char *ptr, size_t *length)
{
    const unsigned char *p = (const unsigned char *)ptr;
    *length = gr_utf8_length(p[0]);
    if (*length == 3)
        return (p[0] & 0x0fU) << 12 | (p[1] & 0x3fU) << 6 | (p[2] & 0x3fU);
    if (*length == 1)
        return p[0];
    if (*length == 2)
        return (p[0] & 0x1fU) << 6 | (p[1] & 0x3fU);
    return (p[0] & 0x07U) << 18 | (p[1] & 0x3fU) << 12 | (p[2] & 0x3fU) << 6 | (p[3] & 0x3fU);
}

/* Writes `c` at out (up to 4 bytes); the number of bytes. */
static inline size_t gr_utf8_put(char *out, uint32_t c)
{
    size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = length; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    out[0] = (char)(lead[length] | c);
    return length;
}

/* Offset of the character before offset `at`; 0 at the start. */
static inline size_t gr_utf8_back(gr_str s, size_t at)
{
    if (at == 0)
        return 0;
    do
        at--;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xc0) == 0x80);
    return at;
}

/* Offset of the character after the one at `at`. */
static inline size_t gr_utf8_next(gr_str s, size_t at)
{
    return at < s.len ? at + gr_utf8_length((unsigned char)s.ptr[at]) : s.len;
}

/* Code points in s: its bytes that do not continue a character, eight at a time. */
static inline size_t gr_utf8_count(gr_str s)
{
    const uint64_t ones = 0x0101010101010101;
    size_t count = 0, i = 0;
    for (uint64_t word; s.len - i >= sizeof word; i += sizeof word) {
        memcpy(&word, s.ptr + i, sizeof word);
        uint64_t begins = (~(word >> 7) | word >> 6) & ones;
        count += (size_t)(begins * ones >> 56);
    }
    for (; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    return count;
}

#endif
