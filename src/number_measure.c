#include "number_private.h"

/*
 * Figures: the amount with its unit, its range, and the words on both sides
 * that qualify it (约, 余, 以上), say that it is a change (增长), or that it is
 * no fact (7个工作日内, 以下三个方面).
 */

enum {
    CUES = 5,            /* words before a numeral that are looked at, at most */
    SESSION_BYTES = 18,  /* between 届 and 次会议 */
    AVERAGE_BYTES = 30,  /* between 平均 and a time */
    FREQUENCY_BYTES = 36 /* between 每 and the numeral */
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A measure as far as it has been read. */
typedef struct measure {
    const gr_number_reader *reader;
    gr_str text;
    size_t start, end; /* of the numeral, its sign included */
    size_t low_end;
    size_t next; /* as far as the text is spent */
    gr_amount amount;
    gr_decimal low, high;
    bool negative, ranged, overflow;
    bool has_unit;
    gr_match unit;
    bool fraction; /* 三分之二, 3/5 */
    bool currency; /* ￥ stands before it */
    bool inner;    /* 余, 多 between the numeral and its unit */
    gr_qualifier qualifier;
    bool qualified; /* `qualifier` is set, exact too */
    gr_direction direction;
    bool said; /* 共, 达: a cue that something is counted */
    bool norm, pronoun, each, used, limit, part, compared;
} measure;

static void qualify(measure *m, gr_qualifier qualifier)
{
    if (!m->qualified || m->qualifier == GR_QUALIFIER_EXACT) {
        m->qualifier = qualifier;
        m->qualified = true;
    }
}

/* -------------------------------------------------------------------- sign */

static bool may_stand_before_sign(uint32_t c)
{
    return c == 0 || (gr_is_boundary(c) && c != U'—') || c == U'了' || c == U'为' || c == U'是' ||
           c == U'率' || c == U'幅' || c == U'较' || c == U'达';
}

/* 负 before a numeral is minus, but for 担负三项任务. */
static bool is_minus_word(gr_str text, size_t at)
{
    size_t start;
    if (gr_char_before(text, at, &start) != U'负')
        return false;
    uint32_t c = gr_before(text, start);
    return c != U'担' && c != U'肩' && c != U'背' && c != U'抱' && c != U'自' && c != U'欺' && c != U'胜' &&
           c != U'正';
}

static bool is_currency_sign(uint32_t c)
{
    return c == '$' || c == U'￥' || c == U'¥' || c == U'€' || c == U'£';
}

static void read_sign(measure *m)
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
static bool read_percentage(measure *m, size_t at)
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
static void set_fraction(measure *m, gr_decimal whole, gr_decimal numerator, gr_decimal denominator,
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
static bool read_han_fraction(measure *m, gr_decimal whole, const gr_amount *denominator)
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
static bool read_slash_fraction(measure *m)
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

static bool read_fraction(measure *m)
{
    gr_amount denominator;
    if (read_han_fraction(m, (gr_decimal){0}, &m->amount))
        return true;
    if (gr_has_at(m->text, m->amount.end, GR_LIT("又")) &&
        begins_amount(m->text, m->amount.end + strlen("又"))) {
        gr_amount_read(m->text, m->amount.end + strlen("又"), &denominator);
        return !denominator.malformed && read_han_fraction(m, m->amount.low, &denominator);
    }
    return read_slash_fraction(m);
}

/* ------------------------------------------------------------------- units */

/* 余 多 来 几 between a numeral and its unit. */
static bool is_inner_word(uint32_t c)
{
    return c == U'余' || c == U'多' || c == U'来' || c == U'几';
}

/* One unit more in brackets or after a stroke: 条（次）, 篇/条. */
static size_t skip_second_unit(const measure *m, size_t at)
{
    size_t next, end;
    uint32_t c = gr_char_at(m->text, at, &next);
    if (c != U'（' && c != '/')
        return at;
    gr_match second = gr_unit_at(m->reader, m->text, next);
    if (!second.found || second.sense != GR_UNIT_COUNT)
        return at;
    if (c == '/')
        return gr_is_han(gr_char(m->text, second.end)) && gr_is_numeral(gr_char(m->text, second.end))
                   ? at
                   : second.end;
    return gr_char_at(m->text, second.end, &end) == U'）' ? end : at;
}

static void set_unit(measure *m, gr_match unit)
{
    m->has_unit = true;
    m->unit = unit;
    if (unit.sense == GR_UNIT_COUNT)
        m->unit.end = skip_second_unit(m, unit.end);
    m->next = m->unit.end;
}

/* 万元: the 万 that ends the amount belongs to the unit of money. */
static void keep_money_power(measure *m)
{
    if (m->amount.multiplier >= m->amount.end || m->amount.ranged)
        return;
    m->unit.start = m->amount.multiplier;
    m->low = m->high = m->amount.mantissa;
    m->end = m->amount.multiplier;
}

static bool is_unit_here(const measure *m, size_t at)
{
    at = gr_skip_space(m->text, at);
    return gr_unit_at(m->reader, m->text, at).found ||
           (gr_char(m->text, at) == U'个' && gr_unit_at(m->reader, m->text, at + strlen("个")).found);
}

/* The 万 or 亿 of 10余万 and 20多万. */
static size_t take_late_power(measure *m, size_t at)
{
    size_t next;
    int power = gr_han_power(gr_char_at(m->text, at, &next));
    if (power < 4)
        return at;
    gr_match unit = gr_unit_at(m->reader, m->text, next);
    if (unit.found && unit.sense == GR_UNIT_MONEY)
        return at;
    m->overflow |= !gr_decimal_shift(&m->low, power) || !gr_decimal_shift(&m->high, power);
    m->end = next;
    return next;
}

/* Whether 余, 多, 来 or 几 at text[at] counts on from the numeral. */
static bool is_inner(const measure *m, uint32_t c, size_t next)
{
    const gr_amount *a = &m->amount;
    if (!is_inner_word(c) || a->decimal + a->string > 1)
        return false;
    uint32_t last = gr_before(m->text, a->end);
    if (!a->ascii && gr_han_power(last) == 0)
        return false;
    if (is_unit_here(m, next) || gr_han_power(gr_char(m->text, next)) >= 4)
        return true;
    gr_match word = gr_cue_after(m->reader, m->text, next - strlen("余"));
    bool plain = word.found && word.sense == GR_CUE_OVER && word.end == next;
    return plain && c != U'来' && c != U'几' && (a->ascii || !a->bare || gr_is_han(gr_char(m->text, next)));
}

/* A unit of money after 万 or 亿 that the amount does not hold: 10余万元. */
static gr_match unit_with_power(const measure *m, size_t at)
{
    size_t next;
    gr_match unit = gr_unit_at(m->reader, m->text, at);
    if (!unit.found && gr_han_power(gr_char_at(m->text, at, &next)) >= 4) {
        unit = gr_unit_at(m->reader, m->text, next);
        unit.start = at;
    }
    return unit;
}

static void read_unit(measure *m)
{
    size_t at = gr_skip_space(m->text, m->end), next;
    uint32_t c = gr_char_at(m->text, at, &next);
    m->next = m->end;
    if (is_inner(m, c, next)) {
        m->inner = true;
        qualify(m, c == U'来' ? GR_QUALIFIER_ABOUT : GR_QUALIFIER_OVER);
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
static int money_rank(const measure *m)
{
    static const char *const wholes[] = {"元", "块", "圆", "美元"};
    if (!m->has_unit || m->unit.sense != GR_UNIT_MONEY)
        return -1;
    gr_str unit = gr_str_slice(m->text, m->unit.start, m->unit.end);
    for (size_t i = 0; i < COUNT(wholes); i++)
        if (gr_str_equal(unit, gr_str_of(wholes[i])))
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
static size_t read_money_part(const measure *m, size_t at, int rank, int *part, gr_amount *a)
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
static void read_money(measure *m)
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
static void read_half(measure *m)
{
    bool lasting = m->has_unit && (m->unit.sense == GR_UNIT_TIME || m->unit.sense == GR_UNIT_MEASURE);
    if (!lasting || m->low.scale > 0 || !gr_has_at(m->text, m->next, GR_LIT("半")))
        return;
    gr_decimal half = {5, 1};
    m->overflow |= !gr_decimal_add(&m->low, half) || !gr_decimal_add(&m->high, half);
    m->next += strlen("半");
}

/* 七成六 */
static void read_tenths(measure *m)
{
    if (!m->has_unit || !gr_str_equal(gr_str_slice(m->text, m->unit.start, m->unit.end), GR_LIT("成")))
        return;
    size_t next;
    int digit = gr_han_digit(gr_char_at(m->text, m->next, &next));
    if (digit <= 0 || m->low.scale > 0 || gr_unit_at(m->reader, m->text, next).found ||
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
static bool units_agree(const measure *low, const measure *high)
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

static bool read_high_end(measure *high)
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

static void make_range(measure *m, gr_decimal low, const measure *high)
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
static void share_money_unit(const measure *m, measure *high, gr_decimal *low)
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
static void read_range(measure *m)
{
    size_t at = skip_range_mark(m->text, m->next);
    measure high = {.reader = m->reader, .text = m->text, .start = at};
    if (at == m->next || m->amount.leading_zero || m->ranged || !read_high_end(&high) ||
        !units_agree(m, &high))
        return;
    gr_decimal low = m->low;
    bool money = high.has_unit && high.unit.sense == GR_UNIT_MONEY;
    if (money)
        share_money_unit(m, &high, &low);
    else if (!m->has_unit)
        share_power(m->text, &m->amount, &high.amount, &low);
    if (gr_decimal_compare(low, high.low) < 0)
        make_range(m, low, &high);
}

/* -------------------------------------------------------- words around it */

static void qualify_by(measure *m, int sense)
{
    if (sense == GR_CUE_ABOUT)
        qualify(m, GR_QUALIFIER_ABOUT);
    else if (sense == GR_CUE_OVER)
        qualify(m, GR_QUALIFIER_OVER);
    else if (sense == GR_CUE_UNDER)
        qualify(m, GR_QUALIFIER_UNDER);
}

/* Takes one word before the numeral; false where those further left are of no
 * concern. */
static bool take_cue_before(measure *m, int sense)
{
    switch (sense) {
    case GR_CUE_ABOUT:
    case GR_CUE_OVER:
    case GR_CUE_UNDER:
        qualify_by(m, sense);
        m->said = true;
        return true;
    case GR_CUE_EXACT:
        m->said = true;
        return true;
    case GR_CUE_LINK:
        return true;
    case GR_CUE_UP:
    case GR_CUE_DOWN:
        if (m->direction == GR_DIRECTION_NONE)
            m->direction = sense == GR_CUE_UP ? GR_DIRECTION_UP : GR_DIRECTION_DOWN;
        return false;
    case GR_CUE_NORM:
        m->norm = true;
        return false;
    case GR_CUE_PRONOUN:
        m->pronoun = true;
        return false;
    case GR_CUE_EACH:
        m->each = true;
        return false;
    case GR_CUE_USED:
        m->used = true;
        return false;
    default:
        return false;
    }
}

static void read_cues_before(measure *m)
{
    size_t at = m->has_unit && m->unit.start < m->start ? m->unit.start : m->start;
    if (m->amount.bare && gr_has_before(m->text, at, GR_LIT("上"))) {
        qualify(m, GR_QUALIFIER_OVER); /* 上千条 */
        m->said = true;
        return;
    }
    for (int i = 0; i < CUES; i++) {
        at = gr_skip_space_back(m->text, at);
        gr_match cue = gr_cue_before(m->reader, m->text, at);
        if (!cue.found || !take_cue_before(m, cue.sense))
            return;
        at = cue.start;
    }
}

static bool is_unit_among(const measure *m, const char *const *units, size_t count)
{
    gr_str unit = gr_str_slice(m->text, m->unit.start, m->unit.end);
    for (size_t i = 0; m->has_unit && i < count; i++)
        if (gr_str_equal(unit, gr_str_of(units[i])))
            return true;
    return false;
}

/* 三个方面, 七项制度, 五个坚持; but 一件部分公开 counts. */
static bool names_part(const measure *m, gr_match cue)
{
    static const char *const general[] = {"个", "项", "种", "条", "类", "大类", "篇"};
    if (cue.sense == GR_CUE_SLOGAN)
        return is_unit_among(m, general, 1) && !m->amount.ascii;
    return cue.sense == GR_CUE_PART && is_unit_among(m, general, COUNT(general));
}

static void read_cues_after(measure *m)
{
    for (int i = 0; i < 2; i++) {
        size_t at = gr_skip_space(m->text, m->next);
        gr_match cue = gr_cue_after(m->reader, m->text, at);
        bool qualifies = cue.sense == GR_CUE_ABOUT || cue.sense == GR_CUE_OVER || cue.sense == GR_CUE_UNDER;
        if (cue.found && qualifies) {
            qualify_by(m, cue.sense);
            m->next = cue.end;
            continue;
        }
        m->limit = cue.found && cue.sense == GR_CUE_LIMIT;
        m->part = cue.found && names_part(m, cue);
        bool less = cue.found && cue.sense == GR_CUE_LESS, more = cue.found && cue.sense == GR_CUE_MORE;
        if ((less || more) && gr_has_before(m->text, m->start, GR_LIT("比")))
            qualify(m, less ? GR_QUALIFIER_UNDER : GR_QUALIFIER_OVER);
        return;
    }
}

/* 大于100并且小于300: the second bound, whose numeral is text[*at] then. */
static bool finds_bound(const measure *m, gr_qualifier wanted, size_t *at)
{
    static const char *const links[] = {"并且", "且", "并"};
    size_t from = m->next, next;
    for (size_t i = 0; i < COUNT(links); i++)
        if (gr_has_at(m->text, from, gr_str_of(links[i]))) {
            from += strlen(links[i]);
            break;
        }
    for (*at = from;
         *at - from < 16 && gr_is_han(gr_char_at(m->text, *at, &next)) && !begins_amount(m->text, *at);)
        *at = next;
    gr_match cue = gr_cue_before(m->reader, m->text, *at);
    int sense = wanted == GR_QUALIFIER_OVER ? GR_CUE_OVER : GR_CUE_UNDER;
    return *at > from && begins_amount(m->text, *at) && cue.found && cue.start == from && cue.sense == sense;
}

static void read_second_bound(measure *m)
{
    bool over = m->qualifier == GR_QUALIFIER_OVER;
    if (m->has_unit || m->inner || m->ranged || (!over && m->qualifier != GR_QUALIFIER_UNDER))
        return;
    measure other = {.reader = m->reader, .text = m->text};
    if (!finds_bound(m, over ? GR_QUALIFIER_UNDER : GR_QUALIFIER_OVER, &other.start) ||
        !read_high_end(&other))
        return;
    gr_decimal low = over ? m->low : other.low, high = over ? other.low : m->low;
    if (gr_decimal_compare(low, high) >= 0)
        return;
    make_range(m, low, &other);
    m->high = high;
}

/* --------------------------------------------------------------- decisions */

static bool is_one(const measure *m)
{
    return m->amount.han && !m->amount.ascii && m->low.digits == 1 && m->low.scale == 0 && !m->amount.bare &&
           !m->inner && !m->ranged && !m->fraction;
}

static bool is_alone(const measure *m)
{
    return gr_skip_space_back(m->text, m->start) == 0 && gr_skip_space(m->text, m->next) == m->text.len;
}

/* 五里镇, 三家店: one numeral and a short measure word before what ends names
 * of places. */
static bool is_place_name(const measure *m)
{
    static const char places[] = "村镇乡县市区旗街路巷山河湖江桥屯沟庄岭店铺堡寨洞坪湾岗坡塘渠滩甸坝关楼";
    static const char units[] = "里道台家间门角元户分方口层面";
    if (m->amount.ascii || m->end - m->start > 3 || m->unit.end - m->unit.start != 3)
        return false;
    size_t next;
    gr_char_at(m->text, m->unit.end, &next);
    gr_str unit = gr_str_slice(m->text, m->unit.start, m->unit.end);
    if (gr_str_equal(unit, GR_LIT("里")))
        return true; /* distances are in 公里 */
    return next > m->unit.end && gr_str_find(GR_LIT(units), unit, 0) != GR_NOT_FOUND &&
           gr_str_find(GR_LIT(places), gr_str_slice(m->text, m->unit.end, next), 0) != GR_NOT_FOUND;
}

/* 数十次, 几百条: no value is given. */
static bool is_vague(const measure *m)
{
    uint32_t before = gr_before(m->text, m->start);
    return (before == U'数' || before == U'几') && gr_han_power(gr_char(m->text, m->start)) > 0;
}

/* 五届四次全会, 十三届人大一次会议 */
static bool is_session(const measure *m)
{
    static const char *const meetings[] = {"会议", "全会", "全体"};
    size_t from = m->start > SESSION_BYTES ? m->start - SESSION_BYTES : 0;
    gr_str before = gr_str_slice(m->text, from, m->start);
    if (m->amount.ascii || !gr_has_at(m->text, m->unit.start, GR_LIT("次")) ||
        gr_str_find(before, GR_LIT("届"), 0) == GR_NOT_FOUND)
        return false;
    for (size_t i = 0; i < COUNT(meetings); i++)
        if (gr_has_at(m->text, m->unit.end, gr_str_of(meetings[i])))
            return true;
    return false;
}

/* 江干道二段120号 */
static bool is_address(const measure *m)
{
    gr_match cue = gr_cue_before(m->reader, m->text, m->start);
    return cue.found && cue.sense == GR_CUE_ADDRESS && !m->amount.ascii &&
           gr_has_at(m->text, m->unit.start, GR_LIT("段"));
}

static const char *const periods[] = {"年", "季", "月", "周", "日", "天", "半年", "旬", "星期", "学期"};

/* 一年2次 */
static bool any_period_before(gr_str text, size_t at)
{
    for (size_t i = 0; i < COUNT(periods); i++) {
        gr_str period = gr_str_of(periods[i]);
        if (gr_has_before(text, at, period) && gr_before(text, at - period.len) == U'一')
            return true;
    }
    return false;
}

/* 每月一次, 每年不少于2次: how often, not how many. */
static bool is_frequency(const measure *m)
{
    static const char *const units[] = {"次", "期", "场", "场次", "轮", "回", "遍", "份", "篇"};
    if (!is_unit_among(m, units, COUNT(units)))
        return false;
    if (any_period_before(m->text, m->start))
        return true;
    size_t from = m->start, start;
    while (m->start - from < FREQUENCY_BYTES) {
        uint32_t c = gr_char_before(m->text, from, &start);
        if (c == 0 || gr_is_boundary(c))
            return false;
        if (c == U'每')
            break;
        from = start;
    }
    for (size_t i = 0; i < COUNT(periods); i++)
        if (gr_has_at(m->text, from, gr_str_of(periods[i])))
            return true;
    return false;
}

static gr_numeral_class class_of_one(const measure *m, gr_numeral *out)
{
    uint32_t before = gr_before(m->text, m->start), after = gr_char(m->text, m->next);
    if (m->pronoun)
        return GR_NUMERAL_WORD;
    bool after_noun = gr_is_han(before) && gr_is_boundary(after);
    out->generic = !after_noun && !m->said && m->direction == GR_DIRECTION_NONE;
    return GR_NUMERAL_FIGURE;
}

static gr_numeral_class class_of_count(const measure *m, gr_numeral *out)
{
    if ((m->amount.bare && !m->inner && !m->said && !m->qualified) || is_vague(m))
        return GR_NUMERAL_WORD;
    if (is_place_name(m))
        return GR_NUMERAL_NAME;
    if (is_session(m))
        return GR_NUMERAL_ORDINAL;
    if (is_address(m))
        return GR_NUMERAL_CONTACT;
    if ((m->part && !m->inner) || m->norm || m->each || is_frequency(m))
        return GR_NUMERAL_NORM;
    if (is_one(m))
        return class_of_one(m, out);
    return GR_NUMERAL_FIGURE;
}

/* 90号, 2号楼: a house; 5号） a document. */
static gr_numeral_class class_of_number(const measure *m)
{
    static const char *const documents[] = {"文", "令", "公告", "）", "通知", "通告"};
    gr_match cue = gr_cue_before(m->reader, m->text, gr_skip_space_back(m->text, m->start));
    for (size_t i = 0; i < COUNT(documents); i++)
        if (gr_has_at(m->text, m->next, gr_str_of(documents[i])) &&
            !(cue.found && cue.sense == GR_CUE_ADDRESS))
            return GR_NUMERAL_DOCUMENT_NUMBER;
    return GR_NUMERAL_CONTACT;
}

/* 12123平台: five digits of the range of public hotlines, before a word. */
static bool is_hotline(const measure *m)
{
    return m->amount.digits == 5 && !m->amount.decimal && !m->said && !m->inner &&
           gr_has_at(m->text, m->start, GR_LIT("12")) && gr_is_han(gr_char(m->text, m->next));
}

static bool has_han_power(const measure *m)
{
    gr_str written = gr_str_slice(m->text, m->start, m->end);
    for (size_t at = 0, next; at < written.len; at = next)
        if (gr_han_power(gr_char_at(written, at, &next)) > 0)
            return true;
    return false;
}

/* A digit, or 十, between 是 or 共 and a clause's end: 合计为零, 答案是五. */
static bool is_stated(const measure *m)
{
    uint32_t before = gr_before(m->text, m->start), after = gr_char(m->text, m->next);
    bool led = (before == U'为' && !is_one(m)) || before == U'是' || before == U'共' || before == U'计' ||
               before == U'于' || m->said;
    return led &&
           (gr_is_boundary(after) || after == U'而' || after == U'却' || after == U'不' || after == U'这');
}

/* Without a unit digits are a figure whose unit is implied, unless they are too
 * many to be counted; Han numerals are one where they make a whole number. */
static gr_numeral_class class_without_unit(const measure *m)
{
    const gr_amount *a = &m->amount;
    if (m->fraction || m->currency)
        return GR_NUMERAL_FIGURE;
    if (is_alone(m))
        return a->bare || (a->string && gr_char(m->text, m->start) == U'零') ? GR_NUMERAL_WORD
                                                                             : GR_NUMERAL_FIGURE;
    if (m->fraction || m->currency)
        return GR_NUMERAL_FIGURE;
    if (a->ascii) {
        bool identifies = a->digits >= 7 && !a->decimal && !a->grouped && !a->han && !m->said && !m->inner;
        return identifies || is_hotline(m) ? GR_NUMERAL_CONTACT : GR_NUMERAL_FIGURE;
    }
    if (a->bare)
        return (m->said && gr_is_boundary(gr_char(m->text, m->next))) || m->inner ? GR_NUMERAL_FIGURE
                                                                                  : GR_NUMERAL_WORD;
    if (a->string)
        return a->digits >= 5 ? GR_NUMERAL_CONTACT : GR_NUMERAL_WORD;
    bool whole = m->end - m->start > 3 && (has_han_power(m) || a->decimal);
    return whole || is_stated(m) ? GR_NUMERAL_FIGURE : GR_NUMERAL_WORD;
}

/* 缩短7个工作日, 历时3个月, 平均办理时间12天: how long something took. */
static bool states_time(const measure *m)
{
    size_t from = m->start > AVERAGE_BYTES ? m->start - AVERAGE_BYTES : 0;
    gr_str before = gr_str_slice(m->text, from, m->start);
    size_t average = gr_str_find(before, GR_LIT("平均"), 0);
    bool averaged = average != GR_NOT_FOUND && gr_str_find(before, GR_LIT("，"), average) == GR_NOT_FOUND;
    return (m->direction != GR_DIRECTION_NONE || m->used || averaged) && !m->limit;
}

static gr_numeral_class class_of(const measure *m, gr_numeral *out)
{
    if (!m->has_unit)
        return class_without_unit(m);
    if (m->amount.string && !m->amount.ascii && m->amount.digits > 2)
        return GR_NUMERAL_WORD;
    switch (m->unit.sense) {
    case GR_UNIT_MEASURE:
    case GR_UNIT_COUNT:
        return class_of_count(m, out);
    case GR_UNIT_TIME:
        return states_time(m) ? GR_NUMERAL_FIGURE : GR_NUMERAL_NORM;
    case GR_UNIT_STRUCTURE:
        return GR_NUMERAL_NORM;
    case GR_UNIT_ORDINAL:
        return GR_NUMERAL_ORDINAL;
    case GR_UNIT_NUMBER:
        return class_of_number(m);
    default:
        return m->each ? GR_NUMERAL_NORM : is_place_name(m) ? GR_NUMERAL_NAME : GR_NUMERAL_FIGURE;
    }
}

/* --------------------------------------------------------------------- all */

/* Reads the number itself; false where its characters make none. */
static bool read_value(measure *m, size_t at)
{
    read_sign(m);
    if (read_percentage(m, at))
        return true;
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
    if (!read_fraction(m))
        read_unit(m);
    return true;
}

static void read_around(measure *m)
{
    read_money(m);
    read_tenths(m);
    read_half(m);
    read_range(m);
    read_cues_after(m);
    read_cues_before(m);
    read_second_bound(m);
}

static void put(const measure *m, gr_numeral *out, gr_numeral_class class)
{
    gr_numeral_set(out, class, m->start, m->end, m->next);
    out->norm = class == GR_NUMERAL_NORM;
    if (m->has_unit) {
        out->unit_start = m->unit.start;
        out->unit_end = m->unit.end;
    }
    out->value = m->low;
    out->high = m->high;
    out->has_high = m->ranged;
    out->low_end = m->low_end;
    out->overflow = m->overflow || m->amount.overflow;
    out->direction = m->direction;
    out->qualifier = m->ranged ? GR_QUALIFIER_RANGE : m->qualifier;
    if (m->negative) {
        out->value.digits = -out->value.digits;
        out->high.digits = -out->high.digits;
    }
}

void gr_read_measure(const gr_spot *p, gr_numeral *out)
{
    measure m = {.amount = p->amount,
                 .reader = p->reader,
                 .text = p->text,
                 .start = p->at,
                 .end = p->at,
                 .next = p->at,
                 .qualifier = GR_QUALIFIER_EXACT};
    if (!read_value(&m, p->at)) {
        size_t end = m.amount.end > p->at ? m.amount.end : m.end;
        if (end <= p->at)
            gr_char_at(p->text, p->at, &end);
        gr_numeral_set(out, GR_NUMERAL_WORD, p->at, end, end);
        return;
    }
    read_around(&m);
    gr_numeral_class class = class_of(&m, out);
    bool states = class == GR_NUMERAL_FIGURE || class == GR_NUMERAL_NORM;
    if (states && gr_is_quoted(p->text, m.start, m.next))
        class = GR_NUMERAL_NAME;
    put(&m, out, class);
    if (class != GR_NUMERAL_FIGURE)
        out->generic = false;
    if (class == GR_NUMERAL_WORD)
        out->next = m.end;
}
