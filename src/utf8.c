#include "utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
/* Asking the processor again costs a virtual machine 50 µs: the C library knows. */
#if defined __has_include
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif
#endif
#ifdef CPU_FEATURE_ACTIVE
#define HAS_AVX2 CPU_FEATURE_ACTIVE(AVX2)
#else
#define HAS_AVX2 __builtin_cpu_supports("avx2")
#endif
#define WIDE __attribute__((target("avx2")))
#endif

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

size_t gr_utf8_prefix_portable(const char *s, size_t length)
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

/* -------------------------------------------------------------------- AVX2 */

#ifndef WIDE

size_t gr_utf8_prefix(const char *s, size_t length)
{
    return gr_utf8_prefix_portable(s, length);
}

#else

/*
 * 32 bytes at a time, by three tables of sixteen entries (J. Keiser, D. Lemire,
 * "Validating UTF-8 in less than one instruction per byte", 2021).  Each bit is
 * a way in which two neighbouring bytes can be wrong; it stands in the tables
 * of the halves that it takes: the first byte's high and low half, the second
 * byte's high half.
 */
enum {
    TOO_SHORT = 1 << 0,    /* a lead byte, then none that continues it */
    TOO_LONG = 1 << 1,     /* ASCII, then a continuation */
    OVERLONG_3 = 1 << 2,   /* E0 80 .. E0 9F */
    TOO_LARGE = 1 << 3,    /* F4 90 and above */
    SURROGATE = 1 << 4,    /* ED A0 .. ED BF */
    OVERLONG_2 = 1 << 5,   /* C0, C1 */
    OVERLONG_4 = 1 << 6,   /* F0 80 .. F0 8F */
    TOO_LARGE_80 = 1 << 6, /* F5 80 and above; shares the bit */
    TWO_CONTINUE = 1 << 7, /* right only as third or fourth byte */
    ANY_LOW = TOO_SHORT | TOO_LONG | TWO_CONTINUE,
    LARGE_LOW = ANY_LOW | TOO_LARGE | TOO_LARGE_80,
    CONTINUES = TOO_LONG | OVERLONG_2 | TWO_CONTINUE
};

static const unsigned char first_high[16] = {
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TWO_CONTINUE,
    TWO_CONTINUE,
    TWO_CONTINUE,
    TWO_CONTINUE,
    TOO_SHORT | OVERLONG_2,
    TOO_SHORT,
    TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_80 | OVERLONG_4,
};
static const unsigned char first_low[16] = {
    ANY_LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
    ANY_LOW | OVERLONG_2,
    ANY_LOW,
    ANY_LOW,
    ANY_LOW | TOO_LARGE,
    LARGE_LOW,
    LARGE_LOW,
    LARGE_LOW,
    LARGE_LOW,
    LARGE_LOW,
    LARGE_LOW,
    LARGE_LOW,
    LARGE_LOW,
    LARGE_LOW | SURROGATE,
    LARGE_LOW,
    LARGE_LOW,
};
static const unsigned char second_high[16] = {
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    CONTINUES | OVERLONG_3 | OVERLONG_4 | TOO_LARGE_80,
    CONTINUES | OVERLONG_3 | TOO_LARGE,
    CONTINUES | SURROGATE | TOO_LARGE,
    CONTINUES | SURROGATE | TOO_LARGE,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
};

WIDE static inline __m256i look_up(const unsigned char table[16], __m256i nibbles)
{
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table)), nibbles);
}

WIDE static inline __m256i high_half(__m256i bytes)
{
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/* Not zero where `block` has a byte that cannot follow those before it, or NUL. */
WIDE static inline __m256i wrong(__m256i block, __m256i before)
{
    __m256i joint = _mm256_permute2x128_si256(before, block, 0x21);
    __m256i one = _mm256_alignr_epi8(block, joint, 15); /* each byte's neighbour one to the left */
    __m256i two = _mm256_alignr_epi8(block, joint, 14), three = _mm256_alignr_epi8(block, joint, 13);
    __m256i pair = _mm256_and_si256(look_up(first_high, high_half(one)),
                                    look_up(first_low, _mm256_and_si256(one, _mm256_set1_epi8(0x0F))));
    pair = _mm256_and_si256(pair, look_up(second_high, high_half(block)));
    /* two continuations in a row are wrong unless a lead byte of three or four wants them */
    __m256i third = _mm256_subs_epu8(two, _mm256_set1_epi8(0xE0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(three, _mm256_set1_epi8(0xF0 - 0x80));
    __m256i wanted = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)TWO_CONTINUE));
    return _mm256_or_si256(_mm256_xor_si256(wanted, pair), _mm256_cmpeq_epi8(block, _mm256_setzero_si256()));
}

/* A prefix of whole blocks in which nothing is wrong, cut where a character ends
 * for certain. */
WIDE static size_t prefix_wide(const char *s, size_t length)
{
    size_t i = 0;
    __m256i before = _mm256_setzero_si256();
    for (; length - i >= 64; i += 64) {
        __m256i a = _mm256_loadu_si256((const __m256i *)(s + i));
        __m256i b = _mm256_loadu_si256((const __m256i *)(s + i + 32));
        __m256i any = _mm256_or_si256(wrong(a, before), wrong(b, a));
        if (!_mm256_testz_si256(any, any))
            break;
        before = b;
    }
    for (size_t back = 1; back <= 3 && back <= i; back++)
        if ((unsigned char)s[i - back] >= 0xC0)
            return i - back;
    return i;
}

size_t gr_utf8_prefix(const char *s, size_t length)
{
    size_t start = length >= 64 && HAS_AVX2 ? prefix_wide(s, length) : 0;
    return start + gr_utf8_prefix_portable(s + start, length - start);
}

#endif
