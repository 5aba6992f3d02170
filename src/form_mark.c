/* The marks before labels, and the characters of labels that count: of use to
 * the table of forms when it is built in, and to the lines of a report. */
#include "form.h"

#include "codepoint.h"

enum { MARK_MAX = 8 }; /* characters looked at for the mark before a label */

/* ------------------------------------------------------------- characters */

bool gr_form_counts(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x9fff) || c == 0x3007 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

uint32_t gr_form_next_char(gr_str s, size_t *at)
{
    while (*at < s.len) {
        size_t length;
        uint32_t c = gr_utf8_get(s.ptr + *at, &length);
        *at += length;
        if (gr_form_counts(c))
            return c;
    }
    return 0;
}

/* ------------------------------------------------------------------- marks */

static int han_digit(uint32_t c)
{
    static const uint16_t digits[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                      0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    for (int i = 0; i < 10; i++)
        if (c == digits[i])
            return i + 1;
    return 0;
}

/* 一 to 十九, or a dash that stands for 一; how many characters it takes. */
static size_t read_han(const uint32_t *chars, size_t count, int *value)
{
    *value = count > 0 ? han_digit(chars[0]) : 0;
    if (*value == 0 && count > 1 && chars[0] == 0x2014 && chars[1] == 0x3001)
        *value = 1;
    if (*value == 10 && count > 1 && han_digit(chars[1]) > 0 && han_digit(chars[1]) < 10) {
        *value += han_digit(chars[1]);
        return 2;
    }
    return *value > 0;
}

static size_t read_digits(const uint32_t *chars, size_t count, int *value)
{
    size_t at = 0;
    *value = 0;
    while (at < count && at < 2 && gr_is_digit(chars[at]))
        *value = *value * 10 + (int)(chars[at++] - '0');
    return at;
}

static bool is_point(uint32_t c)
{
    return c == '.' || c == 0x3001 || c == 0xff0c || c == 0xb7 || c == 0xff1a;
}

/* （一） （1） */
static size_t read_bracketed(const uint32_t *chars, size_t count, gr_form_number *number)
{
    int value;
    gr_form_rank rank = GR_FORM_BRACKET;
    size_t length = read_han(chars + 1, count - 1, &value);
    if (length == 0) {
        length = read_digits(chars + 1, count - 1, &value);
        rank = GR_FORM_DIGIT_BRACKET;
    }
    if (length == 0 || length + 1 >= count || chars[length + 1] != 0xff09)
        return 0;
    *number = (gr_form_number){rank, value};
    return length + 2;
}

/* ㈠ ⑴ ⒈ ① */
static size_t read_circled(uint32_t c, gr_form_number *number)
{
    if (c >= 0x3220 && c <= 0x3229)
        *number = (gr_form_number){GR_FORM_BRACKET, (int)(c - 0x321f)};
    else if (c >= 0x2474 && c <= 0x2487)
        *number = (gr_form_number){GR_FORM_DIGIT_BRACKET, (int)(c - 0x2473)};
    else if (c >= 0x2488 && c <= 0x249b)
        *number = (gr_form_number){GR_FORM_DIGIT, (int)(c - 0x2487)};
    else if (c >= 0x2460 && c <= 0x2473)
        *number = (gr_form_number){GR_FORM_DIGIT, (int)(c - 0x245f)};
    else
        return 0;
    return 1;
}

/* 其中 or 其中： */
static size_t read_part(const uint32_t *chars, size_t count, gr_form_number *number)
{
    if (count < 2 || chars[0] != 0x5176 || chars[1] != 0x4e2d)
        return 0;
    *number = (gr_form_number){GR_FORM_PART, 0};
    return count > 2 && chars[2] == 0xff1a ? 3 : 2;
}

size_t gr_form_read_number(const uint32_t *chars, size_t count, gr_form_number *number)
{
    *number = (gr_form_number){GR_FORM_UNNUMBERED, 0};
    if (count == 0)
        return 0;
    if (chars[0] == 0xff08)
        return count > 2 ? read_bracketed(chars, count, number) : 0;
    int value;
    size_t length = read_han(chars, count, &value);
    if (length > 0) {
        if (length >= count || !is_point(chars[length]))
            return 0;
        *number = (gr_form_number){GR_FORM_HAN, value};
        return length + 1;
    }
    length = read_digits(chars, count, &value);
    if (length > 0) {
        if (length >= count || !(is_point(chars[length]) || chars[length] == 0xff09))
            return 0;
        if (length + 1 < count && gr_is_digit(chars[length + 1]))
            return 0;
        *number = (gr_form_number){GR_FORM_DIGIT, value};
        return length + 1;
    }
    length = read_circled(chars[0], number);
    return length > 0 ? length : read_part(chars, count, number);
}

/* Whether a mark may begin there: asked of every line. */
static bool may_be_mark(gr_str line, size_t at)
{
    size_t length;
    uint32_t c = gr_utf8_get(line.ptr + at, &length);
    return gr_is_digit(c) || c == 0xff08 || c == 0x2014 || c == 0x5176 || (c >= 0x2460 && c < 0x3230) ||
           han_digit(c) > 0;
}

size_t gr_form_skip_number(gr_str line, size_t at, gr_form_number *number)
{
    *number = (gr_form_number){GR_FORM_UNNUMBERED, 0};
    if (at >= line.len || !may_be_mark(line, at))
        return at;
    uint32_t chars[MARK_MAX];
    size_t ends[MARK_MAX], count = 0;
    for (size_t i = at; i < line.len && count < MARK_MAX;) {
        size_t length;
        chars[count] = gr_utf8_get(line.ptr + i, &length);
        ends[count++] = i += length;
    }
    size_t taken = gr_form_read_number(chars, count, number);
    return taken > 0 ? ends[taken - 1] : at;
}

size_t gr_form_chars(gr_str text, uint16_t *chars, size_t max)
{
    size_t count = 0, at = 0;
    for (uint32_t c; count < max && (c = gr_form_next_char(text, &at)) != 0;)
        chars[count++] = (uint16_t)c;
    return count;
}
