#include "period.h"

#include "codepoint.h"
#include "data.h"
#include "scan.h"
#include "number_date.h"

enum {
    HAN = 3,
    CONTEXT = 90, /* bytes before a period in which its announcement stands */
    ASIDE = 60,
    NOTE = 18 /* bytes between 年度 and the date */
};

size_t gr_date_read(gr_str s, size_t at, gr_date *date)
{
    *date = (gr_date){0};
    return gr_number_read_date(s, at, &date->year, &date->month, &date->day);
}

static size_t skip_any(gr_str s, size_t at, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (!gr_is_at(s, at, words[i]))
            continue;
        at += strlen(words[i]);
        i = (size_t)-1;
    }
    return at;
}

/* ------------------------------------------------------------- damaged dates */

static size_t digits_at(gr_str s, size_t at)
{
    size_t end = at;
    while (end < s.len && s.ptr[end] >= '0' && s.ptr[end] <= '9')
        end++;
    return end - at;
}

static int number_at(gr_str s, size_t at, size_t length)
{
    int number = 0;
    for (size_t i = 0; i < length; i++)
        number = 10 * number + (s.ptr[at + i] - '0');
    return number;
}

/* Pages that lose 年 and 月 (202111日到1231日) or 月 (2018年11日): only the year's
 * first and last day can be told, or a school year's. */
static size_t read_damaged(gr_str s, size_t at, gr_date *date)
{
    size_t length = digits_at(s, at), year = length == 4 || length >= 6 ? 4 : 0;
    size_t day = at + year + (length == 4 && gr_is_at(s, at + 4, "年") ? HAN : 0),
           end = day + digits_at(s, day);
    *date = (gr_date){0};
    if (length == 4 && day == at + year) /* 1231日 */
        year = 0, day = at, end = at + length;
    bool whole = length == 8 && gr_is_at(s, end, "止"); /* 20201231止 */
    if (length > 8 || end <= day || !(whole || gr_is_at(s, end, "日")))
        return GR_NOT_FOUND;
    date->year = year > 0 ? number_at(s, at, year) : 0;
    gr_str digits = gr_str_slice(s, day, end);
    if (gr_str_equal(digits, GR_LIT("11")) || gr_str_equal(digits, GR_LIT("0101")))
        date->month = date->day = 1;
    else if (gr_str_equal(digits, GR_LIT("1231")))
        date->month = 12, date->day = 31;
    else if (gr_str_equal(digits, GR_LIT("91")) || gr_str_equal(digits, GR_LIT("0901")))
        date->month = 9, date->day = 1;
    else if (gr_str_equal(digits, GR_LIT("831")) || gr_str_equal(digits, GR_LIT("0831")))
        date->month = 8, date->day = 31;
    else
        return GR_NOT_FOUND;
    return whole ? end : end + HAN;
}

/* Pages that lose only 年: 20181月1日到201812月31日. */
static size_t read_joined(gr_str s, size_t at, gr_date *date)
{
    size_t length = digits_at(s, at), month = at + 4, day = at + length + HAN;
    if (length < 5 || length > 6 || !gr_is_at(s, at + length, "月"))
        return GR_NOT_FOUND;
    size_t digits = digits_at(s, day), end = day + digits;
    if (digits == 0 || digits > 2 || !gr_is_at(s, end, "日"))
        return GR_NOT_FOUND;
    *date = (gr_date){number_at(s, at, 4), number_at(s, month, length - 4), number_at(s, day, digits)};
    bool likely = date->year >= 1990 && date->year <= 2100 && date->month > 0 && date->month <= 12;
    return likely && date->day > 0 && date->day <= 31 ? end + HAN : GR_NOT_FOUND;
}

/* 12.31 and 12-31 behind 2016.1.1-: a date without year and 月. */
static size_t read_short(gr_str s, size_t at, gr_date *date)
{
    size_t month = digits_at(s, at);
    if (month == 0 || month > 2 || at + month >= s.len || strchr(".-/", s.ptr[at + month]) == NULL)
        return GR_NOT_FOUND;
    size_t day = digits_at(s, at + month + 1), end = at + month + 1 + day;
    if (day == 0 || day > 2)
        return GR_NOT_FOUND;
    *date = (gr_date){0, number_at(s, at, month), number_at(s, at + month + 1, day)};
    return date->month <= 12 && date->day <= 31 && date->month > 0 && date->day > 0 ? end : GR_NOT_FOUND;
}

static size_t read_any(gr_str s, size_t at, gr_date *date)
{
    size_t end = gr_date_read(s, at, date);
    if (end != GR_NOT_FOUND && date->day > 0)
        return end;
    if ((end = read_joined(s, at, date)) == GR_NOT_FOUND)
        end = read_damaged(s, at, date);
    return end != GR_NOT_FOUND ? end
                               : gr_number_read_gapped_date(s, at, &date->year, &date->month, &date->day);
}

/* ----------------------------------------------------------------- periods */

static bool is_day(gr_date d, int month, int day)
{
    return d.month == month && d.day == day;
}

/* 自2009年1月1日《条例》实施之日起，至…: what may stand between the date and 起. */
static size_t skip_aside(gr_str s, size_t at)
{
    gr_str near = gr_str_slice(s, 0, s.len - at > ASIDE ? at + ASIDE : s.len);
    size_t since = gr_str_find(near, GR_LIT("之日"), at);
    for (size_t i = at; since != GR_NOT_FOUND && i < since; i++)
        if (digits_at(s, i) > 0)
            return at;
    return since != GR_NOT_FOUND ? since + strlen("之日") : at;
}

/* Behind the 起 of a period's first date, if any. */
static size_t skip_from(gr_str s, size_t at)
{
    static const char *const opening[] = {"起", "算", "计", "统计", "零时", "0时", "开始",
                                          "始", "，", "、", " ",    "）",   NULL};
    return skip_any(s, skip_aside(s, at), opening);
}

/* Between the two dates of a period; its end, or GR_NOT_FOUND where none stands. */
static size_t skip_to(gr_str s, size_t at)
{
    static const char *const to[] = {"至", "到", "-",    "—",      "~",    "－", "止于",
                                     "止", " ",  "截至", "截止于", "截止", "\t", NULL};
    at = skip_from(s, at);
    size_t end = skip_any(s, at, to);
    return end > at ? end : GR_NOT_FOUND;
}

/* Whether the words before s[at], in its sentence (or clause), announce a period. */
static bool announced(gr_str s, size_t at, const char *stop)
{
    size_t from = at > CONTEXT ? at - CONTEXT : 0;
    while (from < at && ((unsigned char)s.ptr[from] & 0xc0) == 0x80)
        from++;
    for (size_t mark; (mark = gr_str_find(gr_str_slice(s, 0, at), gr_str_of(stop), from)) != GR_NOT_FOUND;)
        from = mark + HAN;
    return gr_word_list_within(GR_FIELDWORDS_PERIOD, gr_str_slice(s, from, at));
}

static void offer(gr_period *best, gr_period found)
{
    if (found.start.year == 0)
        found.start.year = found.end.year;
    if (found.end.year == 0)
        found.end.year = found.start.year;
    if (found.score > best->score)
        *best = found;
}

/* A range of days is a period where the text says so, or where it is what a
 * year's report covers: to the last of December. */
static int range_score(bool said, gr_date start, gr_date end)
{
    bool first = is_day(start, 1, 1), last = is_day(end, 12, 31);
    if (!said && !last)
        return 0;
    return 4 + (said ? 2 : 0) + (first ? 1 : 0) + (last ? 2 : 0);
}

/* The last of December alone: 截至2014年12月31日, …起至2017年12月31日止. */
static bool ends_period(gr_str s, size_t at, gr_date date)
{
    static const char *const before[] = {"截至", "截止",   "截止到",   "截至到",     "截止至",     "至",
                                         "到",   "截止于", "时间点为", "截止时间为", "截止日期为", "时点为"};
    return is_day(date, 12, 31) && gr_str_ends_any(gr_str_slice(s, 0, at), before, GR_COUNT(before));
}

/* 2016年度（截止12月31日）: behind a year, in brackets. */
static bool is_note(gr_str s, size_t at)
{
    size_t open = gr_str_find(gr_str_slice(s, 0, at), GR_LIT("年度（截"), at > NOTE ? at - NOTE : 0);
    return open != GR_NOT_FOUND;
}

/* The second date of a period, from `after` the first on; 2010年1月1日2010年12月31日
 * and 自2020年1月1日起2020年12月31日止 have lost what stood between. */
static size_t read_second(gr_str s, size_t after, gr_date start, gr_date *end)
{
    size_t second = skip_to(s, after);
    if (second == GR_NOT_FOUND) {
        size_t limit = is_day(start, 1, 1) ? read_any(s, skip_from(s, after), end) : GR_NOT_FOUND;
        return limit != GR_NOT_FOUND && is_day(*end, 12, 31) ? limit : GR_NOT_FOUND;
    }
    size_t limit = read_any(s, second, end);
    return limit != GR_NOT_FOUND ? limit : read_short(s, second, end);
}

/* What begins at s[at]; where to go on. */
static size_t read_at(gr_str s, size_t at, gr_period *best)
{
    gr_date start, end;
    size_t after = read_any(s, at, &start);
    if (after == GR_NOT_FOUND)
        return GR_NOT_FOUND;
    size_t limit = read_second(s, after, start, &end);
    if (limit != GR_NOT_FOUND) {
        offer(best, (gr_period){range_score(announced(s, at, "。"), start, end), start, end});
        return limit;
    }
    if (ends_period(s, at, start))
        offer(best, (gr_period){announced(s, at, "，") || gr_is_at(s, after, "止") || is_note(s, at) ? 3 : 0,
                                {0},
                                start});
    return after;
}

/* What may follow the first number of a date. */
static bool may_be_date(gr_str s, size_t end)
{
    static const char *const marks[] = {"年", "月", "日", " "};
    if (end >= s.len)
        return false;
    if (gr_str_starts_any(gr_str_slice(s, end, s.len), marks, GR_COUNT(marks)))
        return true;
    return s.ptr[end] == '.' || s.ptr[end] == '-' || s.ptr[end] == '/';
}

void gr_period_read(const gr_text *text, gr_period *best)
{
    gr_str s = gr_text_str(text);
    size_t next = 0;
    for (size_t i = 0; i < text->tokens.len; i++) {
        const gr_token *token = &text->tokens.ptr[i];
        bool numeral = token->class == GR_CLASS_DIGIT || token->class == GR_CLASS_NUMERAL;
        if (!numeral || token->start < next || !may_be_date(s, token->end))
            continue;
        size_t after = read_at(s, token->start, best);
        if (after != GR_NOT_FOUND)
            next = after;
    }
}
