#include "heading.h"

#include "codepoint.h"
#include "data.h"

/* ------------------------------------------------------------------- marks */

enum { SPACED_MAX = 48 };

static const gr_mark no_mark = {.rank = GR_RANK_NONE};

/* The token that begins at offset `at`, or NULL. */
static const gr_token *token_from(const gr_text *t, size_t at)
{
    size_t i = gr_text_token_at(t, at);
    return i < t->tokens.len && t->tokens.ptr[i].start == at ? &t->tokens.ptr[i] : NULL;
}

static gr_str token_str(const gr_text *t, const gr_token *token)
{
    return gr_str_slice(gr_text_str(t), token->start, token->end);
}

/* 一 to 九十九: a list's number; 0 for anything else. */
static int han_value(gr_str s)
{
    static const char digits[] = "一二三四五六七八九";
    int tens = 0, ones = 0;
    bool ten = false;
    for (size_t at = 0; at < s.len; at += 3) {
        gr_str c = gr_str_slice(s, at, at + 3 <= s.len ? at + 3 : s.len);
        size_t found = gr_str_find(gr_str_of(digits), c, 0);
        if (gr_str_equal(c, GR_LIT("十")) && !ten) {
            ten = true;
            tens = ones > 0 ? ones : 1;
            ones = 0;
        } else if (found != GR_NOT_FOUND && ones == 0) {
            ones = (int)(found / 3) + 1;
        } else {
            return 0;
        }
    }
    return tens * 10 + ones;
}

static int digit_value(gr_str s)
{
    int value = 0;
    if (s.len > 2)
        return 0;
    for (size_t i = 0; i < s.len; i++)
        value = value * 10 + (s.ptr[i] - '0');
    return value;
}

static bool is_class(const gr_token *token, gr_class class)
{
    return token != NULL && token->class == class;
}

/* Whether a year stands at `at`: 2.2021年度… is an ordinal, then a year. */
static bool year_at(gr_str s, size_t at)
{
    return at + 4 < s.len && (s.ptr[at] == '2' || s.ptr[at] == '1') &&
           (s.ptr[at + 1] == '0' || s.ptr[at + 1] == '9') &&
           gr_str_starts(gr_str_slice(s, at + 4, s.len), GR_LIT("年"));
}

/* After a number: 、 or a point that is no decimal point. */
static size_t after_separator(const gr_text *t, size_t at)
{
    const gr_token *token = token_from(t, at);
    if (is_class(token, GR_CLASS_ENUM))
        return token->end;
    if (!is_class(token, GR_CLASS_POINT))
        return 0;
    const gr_token *next = token_from(t, token->end);
    if (is_class(next, GR_CLASS_DIGIT) && !year_at(gr_text_str(t), token->end))
        return 0;
    return token->end;
}

static gr_mark mark_number(const gr_text *t, const gr_token *number, int rank, size_t end)
{
    gr_str s = token_str(t, number);
    int value = rank == GR_RANK_DIGIT || rank == GR_RANK_DIGIT_BRACKET ? digit_value(s) : han_value(s);
    if (value == 0 || end == 0)
        return no_mark;
    return (gr_mark){rank, number->start, number->end, end, value};
}

/* （一） （1） */
static gr_mark read_bracketed(const gr_text *t, const gr_token *open)
{
    const gr_token *number = token_from(t, open->end);
    if (number == NULL || (number->class != GR_CLASS_NUMERAL && number->class != GR_CLASS_DIGIT))
        return no_mark;
    const gr_token *close = token_from(t, number->end);
    if (!is_class(close, GR_CLASS_CLOSE))
        return no_mark;
    size_t end = after_separator(t, close->end);
    int rank = number->class == GR_CLASS_NUMERAL ? GR_RANK_BRACKET : GR_RANK_DIGIT_BRACKET;
    return mark_number(t, number, rank, end > 0 ? end : close->end);
}

/* 1、 1. 1） */
static gr_mark read_digits(const gr_text *t, const gr_token *number)
{
    const gr_token *next = token_from(t, number->end);
    if (is_class(next, GR_CLASS_CLOSE) && gr_str_equal(token_str(t, next), GR_LIT("）")))
        return mark_number(t, number, GR_RANK_DIGIT_BRACKET, next->end);
    return mark_number(t, number, GR_RANK_DIGIT, after_separator(t, number->end));
}

/* Whether raw text was dropped between the folded characters before and at. */
static bool space_before(const gr_text *t, size_t at)
{
    return at > 0 && gr_text_skips(t, at);
}

/* 一  概  述, 五 复议、诉讼情况: a number set off by a space, on a short line of its own. */
static bool is_spaced(const gr_text *t, const gr_token *number)
{
    const uint32_t of_title =
        1U << GR_CLASS_HAN | 1U << GR_CLASS_GAP | 1U << GR_CLASS_ENUM | 1U << GR_CLASS_DENIAL;
    const gr_token *next = token_from(t, number->end);
    bool han = next != NULL && (next->class == GR_CLASS_HAN || next->class == GR_CLASS_GAP);
    if (number->start != 0 || !han || t->folded.len > SPACED_MAX)
        return false;
    for (size_t i = 1; i < t->tokens.len; i++)
        if ((of_title >> t->tokens.ptr[i].class & 1) == 0)
            return false;
    return next->class == GR_CLASS_GAP || space_before(t, next->start);
}

/* 一、 and, as optical recognition reads it, —、 */
static gr_mark read_han(const gr_text *t, const gr_token *number)
{
    size_t end = after_separator(t, number->end);
    if (end == 0 && number->class == GR_CLASS_NUMERAL && is_spaced(t, number))
        end = number->end;
    if (number->class == GR_CLASS_DASH)
        return end > 0 && number->start == 0 ? (gr_mark){GR_RANK_HAN, number->start, number->end, end, 1}
                                             : no_mark;
    const gr_token *next = token_from(t, end);
    if (is_class(next, GR_CLASS_NUMERAL))
        return no_mark; /* 一、二季度 */
    return mark_number(t, number, GR_RANK_HAN, end);
}

/* 第一部分 */
static gr_mark read_part(const gr_text *t, size_t at)
{
    gr_str s = gr_text_str(t);
    size_t start = at + 3;
    const gr_token *number = token_from(t, start);
    if (!is_class(number, GR_CLASS_NUMERAL) ||
        gr_word_list_start(GR_HEADINGS_PART, gr_str_slice(s, number->end, s.len)) == 0)
        return no_mark;
    gr_str word = gr_str_slice(s, number->end, s.len);
    size_t end = number->end + (gr_str_starts(word, GR_LIT("部分")) ? 6 : 3);
    const gr_token *next = token_from(t, end);
    if (next != NULL &&
        (next->class == GR_CLASS_ENUM || next->class == GR_CLASS_COLON || next->class == GR_CLASS_GAP))
        end = next->end;
    return mark_number(t, number, GR_RANK_PART, end);
}

/* ① ㈠ ⑴ ⒈: runs of ten or more in Unicode's order. */
static gr_mark read_circled(const gr_text *t, const gr_token *token)
{
    size_t length;
    uint32_t c = gr_utf8_get(gr_text_str(t).ptr + token->start, &length);
    int rank = c >= 0x3220   ? GR_RANK_BRACKET
               : c >= 0x2488 ? GR_RANK_DIGIT
               : c >= 0x2474 ? GR_RANK_DIGIT_BRACKET
                             : GR_RANK_CIRCLED;
    uint32_t base = c >= 0x3220 ? 0x3220 : c >= 0x2488 ? 0x2488 : c >= 0x2474 ? 0x2474 : 0x2460;
    size_t end = token->start + length, after = after_separator(t, end);
    return (gr_mark){rank, token->start, end, after > 0 ? after : end, (int)(c - base) + 1};
}

gr_mark gr_mark_read(const gr_text *t, size_t at)
{
    const gr_token *token = token_from(t, at);
    if (token == NULL)
        return no_mark;
    switch (token->class) {
    case GR_CLASS_OPEN:
        return read_bracketed(t, token);
    case GR_CLASS_DIGIT:
        return read_digits(t, token);
    case GR_CLASS_NUMERAL:
    case GR_CLASS_DASH:
        return read_han(t, token);
    case GR_CLASS_CIRCLED:
        return read_circled(t, token);
    case GR_CLASS_HAN:
        return gr_str_starts(token_str(t, token), GR_LIT("第")) ? read_part(t, at) : no_mark;
    default:
        return no_mark;
    }
}
