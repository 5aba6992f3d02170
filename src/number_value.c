#include "number_parts.h"

/*
 * The number itself with its unit: sign, percentages and fractions, units,
 * parts of money, ranges.
 */

/* -------------------------------------------------------------------- sign */

/* What a sign may stand behind; between numbers and words it is a dash. */
static bool may_stand_before_sign(uint32_t c)
{
    switch (c) {
    case U'了':
    case U'为':
    case U'是':
    case U'率':
    case U'幅':
    case U'较':
    case U'达':
    case U'长':
    case U'降':
    case U'加':
    case U'减':
    case U'少':
        return true;
    default:
        return gr_is_boundary(c) && c != U'—';
    }
}

/* 负 before a numeral is minus, but for 担负三项任务, 减负300万元. */
static bool is_minus_word(gr_str text, size_t at)
{
    size_t start;
    if (gr_char_before(text, at, &start) != U'负')
        return false;
    uint32_t c = gr_before(text, start);
    return c != U'担' && c != U'肩' && c != U'背' && c != U'抱' && c != U'自' && c != U'欺' && c != U'胜' &&
           c != U'正' && c != U'减';
}

static bool is_currency_sign(uint32_t c)
{
    return c == '$' || c == U'￥' || c == U'¥' || c == U'€' || c == U'£';
}

static void read_sign(gr_measure *m)
{
    size_t start;
    uint32_t c = gr_char_before(m->text, m->start, &start);
    if (gr_begins_with_point(m->text, m->start)) {
        m->start = start;
        c = gr_char_before(m->text, start, &start);
    }
    if (is_currency_sign(c)) {
        m->currency = true;
        return;
    }
    if (is_minus_word(m->text, m->start)) {
        m->negative = true;
        m->start = start;
    } else if ((c == '-' || c == '+') && may_stand_before_sign(gr_before(m->text, start))) {
        m->negative = c == '-';
        m->direction = c == '-' ? GR_DIRECTION_DOWN : GR_DIRECTION_UP;
        m->start = start;
    } else if (gr_has_before(m->text, m->start, GR_LIT("零下"))) {
        m->negative = true;
    }
}

/* ------------------------------------------------- percentages and fractions */

/* 百分之, 千分之, 万分之 at text[at]: the offset after it, or `at`. */
static size_t skip_per(gr_str text, size_t at)
{
    size_t next;
    uint32_t c = gr_char_at(text, at, &next);
    bool power = c == U'百' || c == U'佰' || c == U'千' || c == U'仟' || c == U'万';
    return power && gr_has_at(text, next, GR_LIT("分之")) ? next + strlen("分之") : at;
}

static bool begins_amount(gr_str text, size_t at)
{
    return gr_is_numeral(gr_char(text, at));
}

/* 百分之八十: the unit stands before the number. */
static bool read_percentage(gr_measure *m, size_t at)
{
    size_t after = skip_per(m->text, at), number = after;
    if (after == at)
        return false;
    if (gr_has_at(m->text, number, GR_LIT("负"))) {
        m->negative = true;
        number += strlen("负");
    }
    if (!begins_amount(m->text, number))
        return false;
    if (gr_has_before(m->text, at, GR_LIT("负的")))
        m->negative = true;
    gr_amount_read(m->text, number, &m->amount);
    m->start = after;
    m->end = m->next = m->amount.end;
    m->has_unit = true;
    m->unit = (gr_match){true, GR_UNIT_PERCENT, at, after};
    m->low = m->amount.low;
    m->high = m->amount.high;
    return !m->amount.malformed;
}

/* The quotient of two amounts, and an optional whole number before: 三又二分之一. */
static void set_fraction(gr_measure *m, gr_decimal whole, gr_decimal numerator, gr_decimal denominator,
                         size_t end)
{
    gr_decimal quotient;
    if (!gr_decimal_divide(numerator, denominator, &quotient) || !gr_decimal_add(&quotient, whole)) {
        m->overflow = true;
        quotient = (gr_decimal){0};
    }
    m->low = m->high = quotient;
    m->end = m->next = end;
    m->fraction = true;
}

/* 三分之二, with the denominator already read. */
static bool read_han_fraction(gr_measure *m, gr_decimal whole, const gr_amount *denominator)
{
    gr_amount numerator;
    size_t at = denominator->end;
    if (!gr_has_at(m->text, at, GR_LIT("分之")) || !begins_amount(m->text, at + strlen("分之")))
        return false;
    gr_amount_read(m->text, at + strlen("分之"), &numerator);
    if (numerator.malformed || denominator->low.digits == 0)
        return false;
    set_fraction(m, whole, numerator.low, denominator->low, numerator.end);
    return true;
}

static bool is_small_whole(const gr_amount *a)
{
    return a->ascii && !a->han && !a->decimal && !a->grouped && a->digits <= 4 && a->low.digits > 0 &&
           !a->leading_zero;
}

/* 3/5, 1 3/5 */
static bool read_slash_fraction(gr_measure *m)
{
    gr_str text = m->text;
    gr_amount first = m->amount, second;
    gr_decimal whole = {0};
    size_t at = first.end;
    if (at < text.len && text.ptr[at] == ' ' && gr_is_digit(gr_char(text, at + 1))) {
        whole = first.low;
        gr_amount_read(text, at + 1, &first);
        at = first.end;
    }
    if (!gr_has_at(text, at, GR_LIT("/")) || !gr_is_digit(gr_char(text, at + 1)) || !is_small_whole(&first))
        return false;
    gr_amount_read(text, at + 1, &second);
    if (!is_small_whole(&second))
        return false;
    set_fraction(m, whole, first.low, second.low, second.end);
    return true;
}

static void read_fraction(gr_measure *m)
{
    gr_amount denominator;
    size_t after = m->amount.end + strlen("又");
    if (gr_has_at(m->text, m->amount.end, GR_LIT("又")) && begins_amount(m->text, after)) {
        gr_amount_read(m->text, after, &denominator);
        if (!denominator.malformed && read_han_fraction(m, m->amount.low, &denominator))
            return;
    }
    if (!read_han_fraction(m, (gr_decimal){0}, &m->amount))
        read_slash_fraction(m);
}

/* ------------------------------------------------------------------- units */

/* 余 多 来 几 between a numeral and its unit. */
static bool is_inner_word(uint32_t c)
{
    return c == U'余' || c == U'多' || c == U'来' || c == U'几';
}

/* One unit more in brackets or after a stroke: 条（次）, 篇/条. */
static size_t skip_second_unit(const gr_measure *m, size_t at)
{
    size_t next, end;
    uint32_t c = gr_char_at(m->text, at, &next);
    if (c != U'（' && c != '/')
        return at;
    gr_match second = gr_unit_at(m->text, next);
    if (!second.found || second.sense != GR_UNIT_COUNT)
        return at;
    if (c == '/')
        return gr_is_han(gr_char(m->text, second.end)) && gr_is_numeral(gr_char(m->text, second.end))
                   ? at
                   : second.end;
    return gr_char_at(m->text, second.end, &end) == U'）' ? end : at;
}

static void set_unit(gr_measure *m, gr_match unit)
{
    m->has_unit = true;
    m->unit = unit;
    if (unit.sense == GR_UNIT_COUNT)
        m->unit.end = skip_second_unit(m, unit.end);
    m->next = m->unit.end;
}

/* 万元: the 万 that ends the amount belongs to the unit of money. */
static void keep_money_power(gr_measure *m)
{
    if (m->amount.multiplier >= m->amount.end || m->amount.ranged)
        return;
    m->unit.start = m->amount.multiplier;
    m->low = m->high = m->amount.mantissa;
    m->end = m->amount.multiplier;
}

static bool is_unit_here(const gr_measure *m, size_t at)
{
    at = gr_skip_space(m->text, at);
    return gr_unit_at(m->text, at).found ||
           (gr_char(m->text, at) == U'个' && gr_unit_at(m->text, at + strlen("个")).found);
}

/* The 万 or 亿 of 10余万 and 20多万. */
static size_t take_late_power(gr_measure *m, size_t at)
{
    size_t next;
    int power = gr_han_power(gr_char_at(m->text, at, &next));
    if (power < 4)
        return at;
    gr_match unit = gr_unit_at(m->text, next);
    if (unit.found && unit.sense == GR_UNIT_MONEY)
        return at;
    m->overflow |= !gr_decimal_shift(&m->low, power) || !gr_decimal_shift(&m->high, power);
    m->end = next;
    return next;
}

/* Whether 余, 多, 来 or 几 at text[at] counts on from the numeral. */
static bool is_inner(const gr_measure *m, uint32_t c, size_t next)
{
    const gr_amount *a = &m->amount;
    if (!is_inner_word(c) || a->decimal + a->string > 1)
        return false;
    uint32_t last = gr_before(m->text, a->end);
    if (!a->ascii && gr_han_power(last) == 0)
        return false;
    if (is_unit_here(m, next) || gr_han_power(gr_char(m->text, next)) >= 4)
        return true;
    gr_match word = gr_cue_after(m->text, next - strlen("余"));
    bool plain = word.found && word.sense == GR_CUE_OVER && word.end == next;
    return plain && c != U'来' && c != U'几' && (a->ascii || !a->bare || gr_is_han(gr_char(m->text, next)));
}

/* A unit of money after 万 or 亿 that the amount does not hold: 10余万元. */
static gr_match unit_with_power(const gr_measure *m, size_t at)
{
    size_t next;
    gr_match unit = gr_unit_at(m->text, at);
    if (!unit.found && gr_han_power(gr_char_at(m->text, at, &next)) >= 4) {
        unit = gr_unit_at(m->text, next);
        unit.start = at;
    }
    return unit;
}

static void read_unit(gr_measure *m)
{
    size_t at = gr_skip_space(m->text, m->end), next;
    uint32_t c = gr_char_at(m->text, at, &next);
    m->next = m->end;
    if (is_inner(m, c, next)) {
        m->inner = true;
        m->inner_about = c == U'来';
        at = take_late_power(m, gr_skip_space(m->text, next));
        m->next = at;
    }
    gr_match unit = unit_with_power(m, gr_skip_space(m->text, at));
    if (!unit.found)
        return;
    set_unit(m, unit);
    if (unit.sense == GR_UNIT_MONEY && !m->inner && unit.start == m->amount.end)
        keep_money_power(m);
}

/* ---------------------------------------------------------- parts of money */

/* The power of ten of a part of a 元, negative: 角 1, 分 2; 0. */
static int money_part(uint32_t c)
{
    return c == U'角' || c == U'毛' ? 1 : c == U'分' ? 2 : 0;
}

/* Which part of a 元 the unit of money is, or -1 where it has no parts. */
static int money_rank(const gr_measure *m)
{
    static const char *const wholes[] = {"元", "块", "圆", "美元"};
    if (!m->has_unit || m->unit.sense != GR_UNIT_MONEY)
        return -1;
    gr_str unit = gr_str_slice(m->text, m->unit.start, m->unit.end);
    for (size_t i = 0; i < GR_COUNT(wholes); i++)
        if (gr_str_is(unit, wholes[i]))
            return 0;
    return gr_str_equal(unit, GR_LIT("角")) || gr_str_equal(unit, GR_LIT("毛")) ? 1 : -1;
}

/* 零 and 又 between the parts: 十元零二分. */
static size_t skip_money_joint(gr_str text, size_t at, bool *zero)
{
    size_t next;
    uint32_t c;
    while ((c = gr_char_at(text, at, &next)) == U'又' || (c == U'零' && begins_amount(text, next))) {
        *zero = *zero || c == U'零';
        at = next;
    }
    return at;
}

/* 三角, 二分, or the last digit of 两块五, at text[at] after a part of `rank`:
 * the offset after it, or `at`; *part its rank. */
static size_t read_money_part(const gr_measure *m, size_t at, int rank, int *part, gr_amount *a)
{
    size_t next;
    bool zero = false;
    size_t number = skip_money_joint(m->text, at, &zero);
    if (!begins_amount(m->text, number))
        return at;
    gr_amount_read(m->text, number, a);
    if (a->low.digits > 99 || a->low.scale > 0 || a->malformed || a->bare)
        return at;
    size_t unit = gr_has_at(m->text, a->end, GR_LIT("美")) ? a->end + strlen("美") : a->end;
    *part = money_part(gr_char_at(m->text, unit, &next));
    if (*part > rank)
        return next;
    uint32_t after = gr_char(m->text, a->end);
    bool implied =
        *part == 0 && a->low.digits < 10 && (gr_is_boundary(after) || after == U'到' || after == U'至');
    *part = rank + 1 + zero;
    return implied && *part <= 2 ? a->end : at;
}

/* 五元三角二分, 五块七毛八, 十元零二分, 两块五: a sum in the unit of the first. */
static void read_money(gr_measure *m)
{
    int first = money_rank(m), rank = first, part;
    gr_amount a;
    if (first < 0)
        return;
    for (size_t at = m->next, end; (end = read_money_part(m, at, rank, &part, &a)) > at; at = end) {
        gr_decimal more = {a.low.digits, (uint8_t)(part - first)};
        m->overflow |= !gr_decimal_add(&m->low, more) || !gr_decimal_add(&m->high, more);
        m->end = m->next = end;
        rank = part;
    }
}

/* 三年半, 两米半 */
static void read_half(gr_measure *m)
{
    bool lasting = m->has_unit && (m->unit.sense == GR_UNIT_TIME || m->unit.sense == GR_UNIT_MEASURE);
    if (!lasting || m->low.scale > 0 || !gr_has_at(m->text, m->next, GR_LIT("半")))
        return;
    gr_decimal half = {5, 1};
    m->overflow |= !gr_decimal_add(&m->low, half) || !gr_decimal_add(&m->high, half);
    m->next += strlen("半");
}

/* 七成六 */
static void read_tenths(gr_measure *m)
{
    if (!m->has_unit || !gr_str_equal(gr_str_slice(m->text, m->unit.start, m->unit.end), GR_LIT("成")))
        return;
    size_t next;
    int digit = gr_han_digit(gr_char_at(m->text, m->next, &next));
    if (digit <= 0 || m->low.scale > 0 || gr_unit_at(m->text, next).found ||
        gr_is_numeral(gr_char(m->text, next)))
        return;
    gr_decimal tenth = {digit, 1};
    m->overflow |= !gr_decimal_add(&m->low, tenth);
    m->high = m->low;
    m->next = next;
}

/* ------------------------------------------------------------------ ranges */

/* The offset after what parts the two ends of a range, or `at`. */
static size_t skip_range_mark(gr_str text, size_t at)
{
    size_t next, end = at;
    if (gr_has_at(text, at, GR_LIT("（含）")))
        end = at = at + strlen("（含）");
    uint32_t c = gr_char_at(text, at, &next);
    if (c == U'至' || c == U'到')
        return gr_skip_space(text, next);
    while (gr_is_dash(gr_char_at(text, end, &next)))
        end = next;
    return end;
}

/* 两到三万: the lower end has the power of the higher one. */
static void share_power(gr_str text, const gr_amount *low, const gr_amount *high, gr_decimal *value)
{
    bool shared = high->multiplier < high->end && low->multiplier >= low->end;
    if (shared && gr_decimal_compare(low->low, high->mantissa) < 0)
        gr_decimal_shift(value, gr_han_power(gr_char(text, high->multiplier)));
}

static bool follows_from(gr_str text, size_t start)
{
    return gr_has_before(text, start, GR_LIT("从")) || gr_has_before(text, start, GR_LIT("由"));
}

/* Both ends may have the unit (3天-8天); 从8个到16个 is a change, not a range. */
static bool units_agree(const gr_measure *low, const gr_measure *high)
{
    if (!low->has_unit)
        return true;
    if (low->unit.sense == GR_UNIT_PERCENT && low->unit.end <= low->start)
        return !high->has_unit || high->unit.sense == GR_UNIT_PERCENT;
    if (!high->has_unit || follows_from(low->text, low->start))
        return false;
    if (low->unit.sense == GR_UNIT_MONEY)
        return high->unit.sense == GR_UNIT_MONEY;
    return gr_str_equal(gr_str_slice(low->text, low->unit.start, low->unit.end),
                        gr_str_slice(high->text, high->unit.start, high->unit.end));
}

bool gr_value_read_end(gr_measure *high)
{
    if (read_percentage(high, high->start))
        return true;
    if (!begins_amount(high->text, high->start))
        return false;
    gr_amount_read(high->text, high->start, &high->amount);
    if (high->amount.malformed || high->amount.leading_zero || high->amount.string || high->amount.ranged)
        return false;
    high->low = high->high = high->amount.low;
    high->end = high->next = high->amount.end;
    read_unit(high);
    read_money(high);
    return true;
}

void gr_value_make_range(gr_measure *m, gr_decimal low, const gr_measure *high)
{
    m->low = low;
    m->high = high->low;
    m->low_end = m->end;
    m->ranged = true;
    m->end = high->end;
    m->next = high->next;
    m->inner = m->inner || high->inner;
    if (high->has_unit) {
        m->has_unit = true;
        m->unit = high->unit;
    }
}

/* The ends of a range of money in one unit: 两到三万元, 1万-5万元; 8500到3万元
 * is in 元. */
static void share_money_unit(const gr_measure *m, gr_measure *high, gr_decimal *low)
{
    size_t power = high->amount.multiplier;
    bool kept = high->has_unit && high->unit.sense == GR_UNIT_MONEY && high->unit.start == power &&
                power < high->amount.end;
    if (!kept || m->has_unit)
        return;
    if (m->amount.multiplier < m->amount.end &&
        gr_char(m->text, m->amount.multiplier) == gr_char(m->text, power)) {
        *low = m->amount.mantissa;
    } else if (m->amount.multiplier < m->amount.end || gr_decimal_compare(*low, high->low) >= 0) {
        high->low = high->amount.low;
        high->unit.start = high->end = high->amount.end;
    }
}

/* A range whose lower end has been read: 3-5个, 20至30条, 3天-8天. */
static void read_range(gr_measure *m)
{
    size_t at = skip_range_mark(m->text, m->next);
    gr_measure high = {.text = m->text, .start = at};
    if (at == m->next || m->amount.leading_zero || m->ranged || !gr_value_read_end(&high) ||
        !units_agree(m, &high))
        return;
    gr_decimal low = m->low;
    bool money = high.has_unit && high.unit.sense == GR_UNIT_MONEY;
    if (money)
        share_money_unit(m, &high, &low);
    else if (!m->has_unit)
        share_power(m->text, &m->amount, &high.amount, &low);
    if (gr_decimal_compare(low, high.low) < 0)
        gr_value_make_range(m, low, &high);
}

/* --------------------------------------------------------------------- all */

/* Reads the number itself; false where its characters make none. */
bool gr_value_read(gr_measure *m, size_t at)
{
    read_sign(m);
    if (read_percentage(m, at)) {
        read_range(m);
        return true;
    }
    if (skip_per(m->text, at) > at)
        return false;
    m->low = m->amount.low;
    m->high = m->amount.high;
    m->end = m->next = m->amount.end;
    m->ranged = m->amount.ranged;
    m->low_end = m->end;
    m->overflow = m->amount.overflow;
    if (m->amount.malformed)
        return false;
    read_fraction(m);
    read_unit(m);
    read_money(m);
    read_tenths(m);
    read_half(m);
    read_range(m);
    return true;
}
