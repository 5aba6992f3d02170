#include "utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static size_t size_by_lead(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

gr_utf8_kind gr_utf8_step(const char *bytes, size_t length, size_t *size)
{
    const unsigned char *s = (const unsigned char *)bytes;
    size_t need = size_by_lead(s[0]);
    /* the second byte rules out overlong forms, surrogates and what is too high */
    unsigned char low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
    *size = 1;
    if (need == 0)
        return GR_UTF8_BROKEN;
    for (; *size < need; ++*size) {
        if (*size == length)
            return GR_UTF8_CUT;
        if (s[*size] < low || s[*size] > high)
            return GR_UTF8_BROKEN;
        low = 0x80;
        high = 0xBF;
    }
    return GR_UTF8_WHOLE;
}

static uint64_t load(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static bool eight_ascii(const char *s)
{
    const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    uint64_t word = load(s);
    return ((word | (word - ones)) & tops) == 0; /* no top bit set, and no NUL */
}

static bool plain_lead(char lead)
{
    return lead != (char)0xE0 && lead != (char)0xED;
}

/* Two characters of three bytes each, as Han characters are; those whose second
 * byte needs a closer look are left to gr_utf8_step(). */
static bool two_han(const char *s)
{
    static const char mask[8] = "\xF0\xC0\xC0\xF0\xC0\xC0\0", form[8] = "\xE0\x80\x80\xE0\x80\x80\0";
    return (load(s) & load(mask)) == load(form) && plain_lead(s[0]) && plain_lead(s[3]);
}

size_t gr_utf8_prefix(const char *s, size_t length)
{
    size_t i = 0;
    while (i < length) {
        while (length - i >= 8 && eight_ascii(s + i))
            i += 8;
        while (length - i >= 8 && two_han(s + i))
            i += 6;
        size_t size = 0;
        if (i == length || s[i] == '\0' || gr_utf8_step(s + i, length - i, &size) != GR_UTF8_WHOLE)
            break;
        i += size;
    }
    return i;
}
