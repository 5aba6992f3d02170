#include "number_parts.h"

enum {
    MAX_DIGITS = 18,
    MAX_GROUPS = 8, /* of digits with separators between */
    MAX_POWER = 99, /* no power of ten seen yet */
    QUOTIENT_DIGITS = 12
};

static bool is_zero(uint32_t c)
{
    return c == U'零' || c == U'〇';
}

/* --------------------------------------------------------- plain digits */

/* A decimal taken in digit by digit. */
typedef struct digits {
    gr_decimal value;
    unsigned count;
    bool overflow;
} digits;

static void digits_add(digits *d, int digit, bool fraction)
{
    if (d->overflow || d->value.scale == UINT8_MAX || !gr_times_ten(&d->value.digits)) {
        d->overflow = true;
        return;
    }
    d->value.digits += digit;
    if (fraction)
        d->value.scale++;
    d->count++;
}

static size_t digit_run_end(gr_str s, size_t at)
{
    while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9')
        at++;
    return at;
}

static size_t comma_length(gr_str s, size_t at)
{
    return gr_has_at(s, at, GR_LIT("，")) ? strlen("，") : gr_has_at(s, at, GR_LIT(",")) ? 1 : 0;
}

static bool is_list(gr_str s, size_t at)
{
    size_t from = at > GR_NUMBER_REACH ? at - GR_NUMBER_REACH : 0;
    size_t cue = gr_str_find(gr_str_slice(s, from, at), GR_LIT("分别"), 0);
    static const char *const ends[] = {"。", "；", "：", "）"};
    gr_str between = cue != GR_NOT_FOUND ? gr_str_slice(s, from + cue, at) : GR_LIT("");
    for (size_t i = 0; i < GR_COUNT(ends); i++)
        if (gr_str_find(between, gr_str_of(ends[i]), 0) != GR_NOT_FOUND)
            return false;
    return cue != GR_NOT_FOUND;
}

/* 3,806条、942条: a measure word, then the next value. */
static bool has_own_unit(gr_str s, size_t at)
{
    size_t next = at;
    for (int i = 0; i < 2 && gr_is_han(gr_char(s, next)); i++)
        next += 3;
    return next > at && gr_has_at(s, next, GR_LIT("、")) && gr_is_digit(gr_char(s, next + strlen("、")));
}

/* The end of 1,234,567 whose first group is s[at, first): groups of three, or
 * `first` where they are not well formed or are members of a list. */
static size_t grouped_end(gr_str s, size_t at, size_t first)
{
    size_t end = first, length;
    if (first - at > 3 || s.ptr[at] == '0')
        return first;
    for (int i = 0; i < MAX_GROUPS && (length = comma_length(s, end)) > 0; i++) {
        if (digit_run_end(s, end + length) != end + length + 3)
            break;
        end += length + 3;
    }
    if (comma_length(s, end) > 0 && digit_run_end(s, end + comma_length(s, end)) > end + comma_length(s, end))
        return first; /* a group of another length: a list */
    bool two_amounts = at > 0 && s.ptr[at - 1] == '$' && gr_char(s, end) == U'美'; /* $20，300美元 */
    return end > first && (two_amounts || (is_list(s, at) && !has_own_unit(s, end))) ? first : end;
}

/* The end of digits that were set apart (2 0 1 6年, 1 5起, 4 000 000), before
 * Han or a letter; else `first`. */
static size_t spaced_end(gr_str s, size_t at, size_t first)
{
    size_t end = first;
    bool single = first - at == 1, thousands = first - at <= 3 && s.ptr[at] != '0';
    for (int i = 0; i < MAX_GROUPS && end + 1 < s.len && s.ptr[end] == ' '; i++) {
        if (!gr_is_digit((unsigned char)s.ptr[end + 1]))
            break;
        size_t next = digit_run_end(s, end + 1);
        single = single && next - end == 2;
        thousands = thousands && next - end == 4;
        end = next;
    }
    uint32_t after = gr_char(s, gr_skip_space(s, end));
    bool before = at > 1 && s.ptr[at - 1] == ' ' && gr_is_digit((unsigned char)s.ptr[at - 2]);
    bool decimal = after == '.' && gr_is_digit(gr_char(s, end + 1));
    return (single || thousands) && !before && (gr_is_han(after) || gr_is_letter(after) || decimal) ? end
                                                                                                    : first;
}

static void take_digits(gr_str s, size_t at, size_t end, digits *d, bool fraction)
{
    for (; at < end; at++)
        if (gr_is_digit((unsigned char)s.ptr[at]))
            digits_add(d, s.ptr[at] - '0', fraction);
}

/* 3500, 1,234.56, 2 0 1 6 at s[at]; the offset after it. */
static size_t read_ascii(gr_str s, size_t at, digits *d, gr_amount *out)
{
    size_t first = digit_run_end(s, at), end = grouped_end(s, at, first);
    out->grouped = out->grouped || end > first;
    if (end == first && first < s.len && s.ptr[first] == ' ')
        end = spaced_end(s, at, first);
    take_digits(s, at, end, d, false);
    if (end + 1 < s.len && s.ptr[end] == '.' && gr_is_digit((unsigned char)s.ptr[end + 1])) {
        size_t point = end;
        end = digit_run_end(s, end + 1);
        take_digits(s, point, end, d, true);
        out->decimal = true;
    }
    return end;
}

/* ------------------------------------------------------------- evaluation */

/*
 * Han numerals are sums: [total 亿] [section 万] [part: 千 百 十] pending.  Two
 * sums run side by side: 三四百 is 300 in one and 400 in the other.
 */
typedef struct sum {
    gr_decimal total, section, part, pending;
} sum;

typedef struct evaluation {
    gr_str text;
    size_t at;
    sum sums[2];
    unsigned pending; /* how many digits wait for their power; 0: none */
    int power;        /* the last small power of this part; MAX_POWER: none */
    int last;         /* the last power of any size; 0: none */
    bool zero;        /* 零 stands before what is pending */
    bool fresh;       /* nothing but 万 or 亿 since the last group */
    bool pending_ascii, any_digit, big;
    gr_amount *out;
} evaluation;

static void fail_overflow(evaluation *e, bool ok)
{
    if (!ok)
        e->out->overflow = true;
}

/* 三四, 七八, and 三五: a range, when a power or a measure word comes next. */
static bool is_pair(int a, int b)
{
    return b == a + 1 || (a == 3 && b == 5);
}

static bool is_capital(uint32_t c)
{
    return c == U'壹' || c == U'贰' || c == U'叁' || c == U'肆' || c == U'伍' || c == U'陆' || c == U'柒' ||
           c == U'捌' || c == U'玖';
}

/* 参 for 叁 in amounts written in full: 伍佰参拾, 贰佰零参; not in 十参加. */
static bool is_numeral_part(const evaluation *e, uint32_t c, size_t next)
{
    if (c != U'参')
        return true;
    uint32_t before = gr_before(e->text, e->at), after = gr_char(e->text, next);
    return gr_han_power(after) > 0 || is_capital(before) || is_capital(after) ||
           (before == U'零' && !gr_is_han(after));
}

/* 两 is a digit before a power or a measure word, a weight after a number. */
static bool is_weight(const evaluation *e, uint32_t c, size_t next)
{
    if (c != U'两' || (e->pending == 0 && e->last == 0))
        return false;
    return e->pending > 0 || gr_han_power(gr_char(e->text, next)) == 0;
}

static bool ends_pair_with_weight(gr_str text, size_t next)
{
    uint32_t after = gr_char(text, next);
    return gr_han_power(after) == 0 && (after == 0 || gr_is_boundary(after));
}

/* Reads a run of Han digits: one, a pair (a range), or a string (二〇一六). */
static void take_han_digits(evaluation *e)
{
    int values[2] = {0, 0};
    digits d = {0};
    size_t next;
    uint32_t c;
    while (gr_han_digit(c = gr_char_at(e->text, e->at, &next)) >= 0 && is_numeral_part(e, c, next)) {
        bool weight = c == U'两' && d.count > 0 &&
                      (values[0] != 1 || d.count > 1 || ends_pair_with_weight(e->text, next));
        if (weight || (d.count == 0 && is_weight(e, c, next)))
            break;
        if (d.count < 2)
            values[d.count] = gr_han_digit(c);
        digits_add(&d, gr_han_digit(c), false);
        e->at = next;
    }
    if (d.count == 0)
        return;
    bool pair = d.count == 2 && is_pair(values[0], values[1]) && !e->out->ranged;
    e->sums[0].pending = pair ? (gr_decimal){values[0], 0} : d.value;
    e->sums[1].pending = pair ? (gr_decimal){values[1], 0} : d.value;
    e->pending = pair ? 1 : d.count;
    e->pending_ascii = false;
    e->any_digit = e->out->han = true;
    e->out->ranged = e->out->ranged || pair;
    e->out->string = d.count > 1 && !pair && e->last == 0;
    e->out->digits = d.count;
    fail_overflow(e, !d.overflow);
}

static void take_ascii(evaluation *e)
{
    digits d = {0};
    size_t start = e->at;
    e->at = read_ascii(e->text, e->at, &d, e->out);
    e->sums[0].pending = e->sums[1].pending = d.value;
    e->pending = d.count;
    e->pending_ascii = e->any_digit = e->out->ascii = true;
    e->out->digits = d.count;
    if (e->text.ptr[start] == '0' && d.count > 1 && d.value.scale + 1U != d.count) {
        e->out->leading_zero = e->last == 0;
        e->zero = true;
    }
    fail_overflow(e, !d.overflow);
}

static void set_pending(evaluation *e, int value)
{
    e->sums[0].pending = e->sums[1].pending = (gr_decimal){value, 0};
    e->pending = 1;
}

/* 千克, 百分点: the power belongs to the word after it. */
static bool begins_word(const evaluation *e, int power, size_t next)
{
    uint32_t after = gr_char(e->text, next);
    bool empty = e->last == 0 && e->pending == 0;
    if (power == 2)
        return after == U'分' && !empty && !gr_has_at(e->text, next, GR_LIT("分之"));
    if (power != 3 || empty)
        return false;
    bool unit = after == U'克' || after == U'米' || after == U'瓦' || after == U'卡' || after == U'赫' ||
                after == U'伏';
    return unit && (e->pending == 0 || e->pending_ascii || e->power < power);
}

/* 十 百 千; false where the numeral ends before it or is malformed. */
static bool take_small(evaluation *e, int power, size_t next)
{
    if (begins_word(e, power, next))
        return false;
    if (e->pending_ascii && e->pending > 1U + e->sums[0].pending.scale)
        return false;
    if (e->pending == 0 && power > 1 && !e->zero) {
        e->out->malformed = !e->fresh || e->last != 0;
        if (e->out->malformed)
            return false;
        e->out->bare = true;
    }
    if (power >= e->power || e->pending > 1 + (unsigned)e->sums[0].pending.scale) {
        e->out->malformed = true;
        return false;
    }
    if (e->pending == 0)
        set_pending(e, 1);
    for (int i = 0; i < 2; i++) {
        gr_decimal group = e->sums[i].pending;
        fail_overflow(e, gr_decimal_shift(&group, power) && gr_decimal_add(&e->sums[i].part, group));
        e->sums[i].pending = (gr_decimal){0};
    }
    e->pending = 0;
    e->power = e->last = power;
    e->zero = e->fresh = false;
    e->out->han = true;
    return true;
}

/* 三万五万, 一亿亿, 亿万: no number; but 十万万 is one. */
static bool repeats_power(const evaluation *e, int power, bool group)
{
    if (power >= 8)
        return e->sums[0].total.digits != 0 || (!group && e->sums[0].section.digits == 0);
    return group ? e->sums[0].section.digits != 0 : power < e->last;
}

/* 万 and 亿 multiply what was read since the last of them; 亿 also the 万. */
static bool take_big(evaluation *e, int power, size_t start)
{
    bool group = e->pending > 0 || !e->fresh;
    if (!group && e->last == 0) {
        set_pending(e, 1);
        e->out->bare = true;
    } else if (repeats_power(e, power, group)) {
        e->out->malformed = true;
        return false;
    }
    bool simple = !e->big;
    for (int i = 0; i < 2; i++) {
        sum *s = &e->sums[i];
        gr_decimal value = s->part;
        fail_overflow(e, gr_decimal_add(&value, s->pending));
        if (power >= 8 || !group)
            fail_overflow(e, gr_decimal_add(&value, s->section));
        if (i == 0 && simple)
            e->out->mantissa = value;
        fail_overflow(e, gr_decimal_shift(&value, power));
        s->part = s->pending = (gr_decimal){0};
        if (power >= 8) {
            s->section = (gr_decimal){0};
            fail_overflow(e, gr_decimal_add(&s->total, value));
        } else {
            s->section = value;
        }
    }
    e->out->multiplier = simple ? start : SIZE_MAX;
    e->big = e->fresh = true;
    e->pending = 0;
    e->power = MAX_POWER;
    e->last = power;
    e->zero = false;
    e->out->han = true;
    return true;
}

/* What has been read so far, in both sums.  A digit that ends a numeral counts
 * in the power below the last one: 二百五, 一万六. */
static void finish(evaluation *e, gr_decimal values[2])
{
    bool shorthand = e->pending == 1 && !e->zero && e->last > 1 && e->sums[0].pending.scale == 0;
    for (int i = 0; i < 2; i++) {
        sum *s = &e->sums[i];
        gr_decimal value = s->total, pending = s->pending;
        if (shorthand)
            fail_overflow(e, gr_decimal_shift(&pending, e->last - 1));
        fail_overflow(e, gr_decimal_add(&value, s->section) && gr_decimal_add(&value, s->part) &&
                             gr_decimal_add(&value, pending));
        values[i] = value;
    }
}

/* The digits after 点, at text[at]; 0 of them where no fraction stands there:
 * 三点二十 is a time, 三点一是 the first of three points. */
static size_t read_point_digits(gr_str text, size_t at, digits *d)
{
    size_t next;
    uint32_t c;
    while (gr_han_digit(c = gr_char_at(text, at, &next)) >= 0 || gr_is_digit(c)) {
        digits_add(d, gr_is_digit(c) ? (int)(c - '0') : gr_han_digit(c), true);
        at = next;
    }
    if ((c == U'是' || c == U'、' || c == U'要') && d->count == 1)
        d->count = 0;
    if (gr_han_power(c) > 0 && gr_han_power(c) < 4)
        d->count = 0;
    return at;
}

static bool take_point(evaluation *e, size_t next)
{
    digits d = {0};
    size_t end = read_point_digits(e->text, next, &d);
    if (d.count == 0)
        return false;
    gr_decimal values[2];
    finish(e, values);
    fail_overflow(e, !d.overflow);
    for (int i = 0; i < 2; i++) {
        fail_overflow(e, gr_decimal_add(&values[i], d.value));
        e->sums[i] = (sum){.pending = values[i]};
    }
    e->pending = 2;
    e->last = 0;
    e->power = 0; /* 十 百 千 cannot follow */
    e->fresh = true;
    e->out->decimal = true;
    e->out->string = false;
    e->at = end;
    if (gr_char(e->text, end) == U'点' && gr_han_digit(gr_char(e->text, end + strlen("点"))) >= 0)
        e->out->malformed = true;
    return true;
}

/* 两个亿 */
static size_t skip_counter(gr_str text, size_t at)
{
    size_t next;
    if (gr_char_at(text, at, &next) == U'个' && gr_char(text, next) == U'亿')
        return next;
    return at;
}

/* Takes the next piece of the numeral; false at its end. */
static bool step(evaluation *e)
{
    size_t next, start = e->at;
    uint32_t c = gr_char_at(e->text, e->at, &next);
    if (gr_is_digit(c) || gr_han_digit(c) > 0 || (is_zero(c) && e->pending == 0 && e->last == 0)) {
        if (e->pending > 0 || !is_numeral_part(e, c, next))
            return false;
        if (gr_is_digit(c))
            take_ascii(e);
        else
            take_han_digits(e);
        return e->at > start;
    }
    if (is_zero(c)) {
        if (e->pending > 0 || (!gr_is_numeral(gr_char(e->text, next)) && gr_char(e->text, next) != U'参'))
            return false;
        e->zero = true;
    } else if (gr_han_tens(c) > 0) {
        if (e->pending > 0)
            return false;
        set_pending(e, gr_han_tens(c));
        e->any_digit = true;
        if (!take_small(e, 1, next))
            return false;
    } else if (c == U'点') {
        return (e->pending > 0 || e->last > 0) && take_point(e, next);
    } else if (c == U'个' && e->pending > 0 && skip_counter(e->text, e->at) > e->at) {
        e->at = skip_counter(e->text, e->at);
        return true;
    } else {
        int power = gr_han_power(c);
        if (power == 0 || (e->out->string && power < 4) ||
            !(power >= 4 ? take_big(e, power, e->at) : take_small(e, power, next))) {
            e->out->malformed = e->out->malformed || (power > 0 && e->out->string);
            return false;
        }
    }
    e->at = next;
    return true;
}

static size_t numeral_run_end(gr_str text, size_t at)
{
    size_t next;
    while (gr_is_numeral(gr_char_at(text, at, &next)) && !gr_is_digit(gr_char(text, at)))
        at = next;
    return at;
}

bool gr_begins_with_point(gr_str text, size_t at)
{
    size_t start, before;
    uint32_t c = gr_char_before(text, at, &start);
    if (c != '.' && c != U'点')
        return false;
    uint32_t previous = gr_char_before(text, start, &before);
    return previous == U'负' || previous == '-' || gr_is_boundary(previous);
}

static void read_fraction_only(gr_str text, size_t at, gr_amount *out)
{
    digits d = {0};
    out->end = read_point_digits(text, at, &d);
    out->low = out->high = out->mantissa = d.value;
    out->digits = d.count;
    out->overflow = d.overflow;
    out->malformed = d.count == 0;
    out->decimal = true;
    out->multiplier = out->end;
}

/* Digits and nothing else, as most numerals are; false for all others. */
static bool read_plain(gr_str text, size_t at, gr_amount *out)
{
    size_t end = digit_run_end(text, at), next;
    uint32_t after = gr_char_at(text, end, &next);
    if (end == at || end - at > MAX_DIGITS || (text.ptr[at] == '0' && end - at > 1) || after == '.' ||
        after == ' ' || after == ',' || after == U'，' || after == U'零' || after == U'点' ||
        after == U'个' || gr_han_power(after) > 0)
        return false;
    int64_t value = 0;
    for (size_t i = at; i < end; i++)
        value = value * 10 + (text.ptr[i] - '0');
    out->low = out->high = (gr_decimal){value, 0};
    out->end = out->multiplier = end;
    out->digits = (unsigned)(end - at);
    out->ascii = true;
    return true;
}

/* A single Han digit, as most of those in running text are; false for all others. */
static bool read_one_digit(gr_str text, size_t at, gr_amount *out)
{
    size_t end, next;
    uint32_t c = gr_char_at(text, at, &end), after = gr_char_at(text, end, &next);
    int digit = gr_han_digit(c);
    if (digit < 0 || c == U'参' || after == U'点' || after == U'个' || after == U'参' || gr_is_numeral(after))
        return false;
    out->low = out->high = (gr_decimal){digit, 0};
    out->end = out->multiplier = end;
    out->digits = 1;
    out->han = true;
    return true;
}

void gr_amount_read(gr_str text, size_t at, gr_amount *out)
{
    *out = (gr_amount){.end = at, .multiplier = SIZE_MAX};
    if (gr_begins_with_point(text, at)) {
        read_fraction_only(text, at, out);
        return;
    }
    if (read_plain(text, at, out) || read_one_digit(text, at, out))
        return;
    evaluation e = {.text = text, .at = at, .power = MAX_POWER, .fresh = true, .out = out};
    while (step(&e))
        ;
    gr_decimal values[2];
    finish(&e, values);
    out->low = values[0];
    out->high = values[1];
    out->end = e.at;
    out->bare = out->bare && !e.any_digit;
    if (out->malformed)
        out->end = numeral_run_end(text, e.at);
    if (out->end <= at)
        gr_char_at(text, at, &out->end);
    bool last_is_big = e.big && e.fresh && e.pending == 0;
    if (!last_is_big || out->multiplier == SIZE_MAX)
        out->multiplier = out->end;
}
