/*
 * Shared by the files of the number stage, and by no one else.
 *
 *     number.c         decides what the numeral at a place is, and puts the answer together
 *     number_char.c    the characters of numerals, and what ends a clause
 *     number_amount.c  evaluates numerals as written
 *     number_value.c   units, fractions, money, ranges
 *     number_measure.c qualifiers and changes; figure, norm, name or word
 *     number_date.c    dates
 *     number_kind.c    ordinals, document numbers, quotation
 *     number_contact.c telephone numbers and their like, codes
 *     number_index.c   finds the words of the tables of data/ (number_table.h)
 *
 * Offsets are into folded text, which is valid UTF-8.  Every look to either
 * side is bounded by GR_NUMBER_REACH or ends at a clause's end.
 */
#ifndef GR_NUMBER_PARTS_H
#define GR_NUMBER_PARTS_H

#include "codepoint.h"
#include "decimal.h"
#include "mem.h"
#include "numeral.h"

enum { GR_NUMBER_REACH = 96 }; /* bytes to either side */

/* -------------------------------------------------------------- characters */

/* The character at `at`, and the offset after it; 0 at the end. */
static inline uint32_t gr_char_at(gr_str s, size_t at, size_t *next)
{
    *next = at;
    if (at >= s.len || gr_utf8_length((unsigned char)s.ptr[at]) > s.len - at)
        return 0;
    size_t length;
    uint32_t c = gr_utf8_get(s.ptr + at, &length);
    *next = at + length;
    return c;
}

static inline uint32_t gr_char(gr_str s, size_t at)
{
    size_t next;
    return gr_char_at(s, at, &next);
}

/* The character that ends at `at`, and where it begins; 0 at the beginning. */
static inline uint32_t gr_char_before(gr_str s, size_t at, size_t *start)
{
    *start = at;
    *start = gr_utf8_back(s, at);
    return at > 0 ? gr_char(s, *start) : 0;
}

static inline uint32_t gr_before(gr_str s, size_t at)
{
    size_t start;
    return gr_char_before(s, at, &start);
}

static inline bool gr_is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool gr_is_han(uint32_t c)
{
    return c >= 0x3400 && c <= 0x9fff;
}

static inline bool gr_is_dash(uint32_t c)
{
    return c == '-' || c == U'—' || c == '~';
}

/* A space between two words, or a gap. */
static inline size_t gr_skip_space(gr_str s, size_t at)
{
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t'))
        at++;
    return at;
}

static inline size_t gr_skip_space_back(gr_str s, size_t at)
{
    while (at > 0 && (s.ptr[at - 1] == ' ' || s.ptr[at - 1] == '\t'))
        at--;
    return at;
}

static inline bool gr_has_at(gr_str s, size_t at, gr_str word)
{
    return at <= s.len && gr_str_starts(gr_str_slice(s, at, s.len), word);
}

static inline bool gr_has_before(gr_str s, size_t at, gr_str word)
{
    return gr_str_ends(gr_str_slice(s, 0, at), word);
}

static inline bool gr_any_at(gr_str text, size_t at, const char *const *words, size_t count)
{
    return at <= text.len && gr_str_starts_any(gr_str_slice(text, at, text.len), words, count);
}

static inline bool gr_any_before(gr_str text, size_t at, const char *const *words, size_t count)
{
    return gr_str_ends_any(gr_str_slice(text, 0, at), words, count);
}

/* Where the ASCII digits from `at` on end. */
static inline size_t gr_digits_end(gr_str text, size_t at)
{
    while (at < text.len && gr_is_digit((unsigned char)text.ptr[at]))
        at++;
    return at;
}

/* Ends a clause: 。；，： and their like, brackets, gaps, the text's ends. */
bool gr_is_boundary(uint32_t c);

/* -1, or the value of a Han digit (大写 too), or of 十 百 千 万 亿 as a power of
 * ten, negative: -10 -100 ... */
int gr_han_digit(uint32_t c);   /* 0..9, or -1 */
int gr_han_power(uint32_t c);   /* 1 十, 2 百, 3 千, 4 万, 8 亿; 0 */
int gr_han_tens(uint32_t c);    /* 2 廿, 3 卅, 4 卌 in one character; 0 */
bool gr_is_numeral(uint32_t c); /* ASCII digit, Han digit or power */

/* ----------------------------------------------------------------- amounts */

/* A numeral evaluated: what its characters say, whatever stands round it. */
typedef struct gr_amount {
    gr_decimal low, high; /* high: 三四百, 十五六; else equal to low */
    gr_decimal mantissa;  /* low without the last 万 or 亿, where only one stands there */
    size_t end;
    size_t multiplier; /* offset of that 万 or 亿; `end` where there is none */
    unsigned digits;   /* of a plain number: how many digits (ASCII or Han) */
    bool ranged;
    bool overflow;   /* more than 18 digits */
    bool malformed;  /* numeral characters that make no number (十七十八) */
    bool ascii, han; /* what it is written with */
    bool string;     /* Han digits only, two or more (二〇一六) */
    bool bare;       /* 百 千 万 亿 without a digit */
    bool grouped;    /* has thousands separators */
    bool decimal;
    bool leading_zero; /* 05 */
} gr_amount;

/* Whether text[at] follows the point of .5 or 点五. */
bool gr_begins_with_point(gr_str text, size_t at);

/* Evaluates the numeral that begins at text[at]; `at` is one of
 * gr_is_numeral(), or the . or 点 before a fraction's digits. */
void gr_amount_read(gr_str text, size_t at, gr_amount *out);

/* ------------------------------------------------------------------ tables */

typedef enum gr_unit_kind {
    GR_UNIT_COUNT,
    GR_UNIT_MEASURE,
    GR_UNIT_MONEY,
    GR_UNIT_PERCENT,
    GR_UNIT_TIME,
    GR_UNIT_STRUCTURE,
    GR_UNIT_ORDINAL,
    GR_UNIT_NUMBER,
    GR_UNIT_NONE
} gr_unit_kind;

typedef enum gr_phrase_kind {
    GR_PHRASE_WORD,
    GR_PHRASE_NAME,
    GR_PHRASE_NORM,
    GR_PHRASE_ORDINAL,
    GR_PHRASE_DATE,
    GR_PHRASE_CONTACT,
    GR_PHRASE_ZERO,
    GR_PHRASE_NONE
} gr_phrase_kind;

typedef enum gr_cue {
    GR_CUE_NONE,
    GR_CUE_ABOUT,
    GR_CUE_OVER,
    GR_CUE_UNDER,
    GR_CUE_EXACT,
    GR_CUE_UP,
    GR_CUE_DOWN,
    GR_CUE_LEVEL,
    GR_CUE_LINK,
    GR_CUE_CONTACT,
    GR_CUE_LINE,
    GR_CUE_ORDINAL,
    GR_CUE_NORM,
    GR_CUE_LIMIT,
    GR_CUE_PART,
    GR_CUE_SLOGAN,
    GR_CUE_DOCUMENT,
    GR_CUE_ADDRESS,
    GR_CUE_USED,
    GR_CUE_EACH,
    GR_CUE_PRONOUN,
    GR_CUE_LESS,
    GR_CUE_MORE,
    GR_CUE_THOSE
} gr_cue;

/* What was found: its sense and the offsets of its text. */
typedef struct gr_match {
    bool found;
    int sense; /* gr_unit_kind, gr_phrase_kind or gr_cue */
    size_t start, end;
} gr_match;

/* The longest unit at text[at]; not found where a longer word that is none
 * stands there. */
gr_match gr_unit_at(gr_str text, size_t at);
/* The longest phrase whose first numeral is the one at text[at]. */
gr_match gr_phrase_at(gr_str text, size_t at);
/* The longest cue that ends, or begins, at text[at]; found but GR_CUE_NONE
 * where the word that stands there is no cue. */
gr_match gr_cue_before(gr_str text, size_t at);
gr_match gr_cue_after(gr_str text, size_t at);

/* ------------------------------------------------------------------ values */

/* A measure as far as it has been read. */
typedef struct gr_measure {
    gr_str text;
    size_t start, end; /* of the numeral, its sign included */
    size_t low_end;
    size_t next; /* as far as the text is spent */
    gr_amount amount;
    gr_decimal low, high;
    bool negative, ranged, overflow;
    bool has_unit;
    gr_match unit;
    bool fraction;    /* 三分之二, 3/5 */
    bool currency;    /* ￥ stands before it */
    bool inner;       /* 余, 多 between the numeral and its unit */
    bool inner_about; /* 来 */
    gr_qualifier qualifier;
    bool qualified; /* `qualifier` is set, exact too */
    gr_direction direction;
    bool said;    /* 共, 达: a cue that something is counted */
    bool norm;    /* 以下三个 */
    bool those;   /* 上述三项, 上述37条 */
    bool pronoun; /* 新一轮: 一 counts nothing */
    bool each;    /* 每两个 */
    bool used;    /* 历时三天 */
    bool limit;   /* 三天内 */
    bool line;    /* 1890热线 */
    bool part;    /* 三个方面 */
} gr_measure;

/* Reads the number at text[at] with its sign, unit and range; m->amount holds
 * the amount there.  False where its characters make no number. */
bool gr_value_read(gr_measure *m, size_t at);
/* Reads the other end of a range, at high->start. */
bool gr_value_read_end(gr_measure *high);
/* Makes m, whose low end is `low`, a range up to `high`. */
void gr_value_make_range(gr_measure *m, gr_decimal low, const gr_measure *high);

/* ------------------------------------------------------------------- kinds */

/* The numeral that is being read, and what every question about it needs. */
typedef struct gr_spot {
    gr_str text;
    size_t at;
    gr_amount amount;
    size_t digits_end;    /* of a run of ASCII digits; `at` for Han numerals */
    uint32_t before;      /* the character before text[at] */
    uint32_t before_word; /* the same but for spaces */
    uint32_t after;       /* the character after the amount and spaces */
    gr_match cue;         /* the cue before, spaces left out */
} gr_spot;

/* Each fills *out, whose start, end and next are set to the numeral's first
 * character, and returns true where the numeral is of its kind. */
bool gr_read_date(const gr_spot *p, gr_numeral *out);
bool gr_read_contact(const gr_spot *p, gr_numeral *out);
bool gr_read_document_number(const gr_spot *p, gr_numeral *out);
bool gr_read_ordinal(const gr_spot *p, gr_numeral *out);
bool gr_read_code(const gr_spot *p, gr_numeral *out);
/* Always decides: figure, norm, name or word. */
void gr_read_measure(const gr_spot *p, gr_numeral *out);

/* Whether text[start, end) stands in “…” of a few words, or in 《…》. */
bool gr_is_quoted(gr_str text, size_t start, size_t end);

/* Sets class and the offsets; the numeral is text[start, end). */
void gr_numeral_set(gr_numeral *out, gr_numeral_class class, size_t start, size_t end, size_t next);

#endif
