#include "number_date.h"

#include "number_parts.h"

/*
 * Dates as GB/T 15835 and GB/T 7408 write them, and as reports do:
 * 2018年3月10日, 二〇一八年三月十日, 2018-03-10, 2018.3.10, 2018/3/10, 3月10日,
 * 2014-2018年, 1-6月, 2016.1.1-12.31, 12.31日; and times of day.
 */

enum { FIELD_DIGITS = 8, LIST_LENGTH = 16 };

/* A whole number that may be a year, a month or a day. */
typedef struct field {
    int value;
    unsigned digits;
    bool ascii, string;
    size_t end;
} field;

typedef struct date {
    int year, month, day;
    size_t end;
} date;

static bool read_ascii_field(gr_str text, size_t at, field *f)
{
    *f = (field){.ascii = true, .end = at};
    for (; f->end < text.len && gr_is_digit((unsigned char)text.ptr[f->end]); f->end++) {
        if (++f->digits > FIELD_DIGITS)
            return false;
        f->value = f->value * 10 + (text.ptr[f->end] - '0');
    }
    return f->digits > 0;
}

/* 日 of 日元 and 日本 is no day. */
static bool is_day_mark(gr_str text, size_t after)
{
    return !gr_has_at(text, after, GR_LIT("元")) && !gr_has_at(text, after, GR_LIT("本")) &&
           !gr_has_at(text, after, GR_LIT("均")) && !gr_has_at(text, after, GR_LIT("常"));
}

static bool is_date_mark(uint32_t c)
{
    return c == U'年' || c == U'月' || c == U'日' || c == U'号';
}

/* Han numerals, and digits that were set apart (2 0 1 6年). */
static bool read_any_field(gr_str text, size_t at, field *f)
{
    gr_amount a;
    gr_amount_read(text, at, &a);
    if (a.malformed || a.overflow || a.ranged || a.decimal || a.grouped || a.bare || a.low.scale > 0 ||
        a.low.digits > 9999)
        return false;
    *f = (field){(int)a.low.digits, a.digits, a.ascii, a.string, a.end};
    return true;
}

static bool read_field(gr_str text, size_t at, field *f)
{
    uint32_t c = gr_char(text, at);
    if (!gr_is_digit(c))
        return gr_is_numeral(c) && read_any_field(text, at, f);
    if (!read_ascii_field(text, at, f))
        return false;
    bool apart = f->end < text.len && text.ptr[f->end] == ' ' && gr_is_digit(gr_char(text, f->end + 1));
    field joined;
    if (apart && read_any_field(text, at, &joined) && joined.end > f->end &&
        is_date_mark(gr_char(text, gr_skip_space(text, joined.end))))
        *f = joined;
    return true;
}

/* The offset after `mark`, which may stand after a space; GR_NOT_FOUND. */
static size_t after_mark(gr_str text, size_t at, uint32_t mark)
{
    size_t next;
    at = gr_skip_space(text, at);
    if (gr_char_at(text, at, &next) != mark || (mark == U'日' && !is_day_mark(text, next)))
        return GR_NOT_FOUND;
    return next;
}

/* The offset after a separator between the ends of a span (- — —— ~ 至 到), or
 * the members of a list (、 和); `at` where none stands there. */
static size_t skip_span_mark(gr_str text, size_t at, bool lists)
{
    size_t next, start = gr_skip_space(text, at);
    uint32_t c = gr_char_at(text, start, &next);
    if (c == U'至' || c == U'到' || (lists && (c == U'、' || c == U'和' || c == U'与' || c == U'及')))
        return gr_skip_space(text, next);
    size_t end = start;
    while (gr_is_dash(gr_char_at(text, end, &next)))
        end = next;
    return end > start ? gr_skip_space(text, end) : at;
}

/* ------------------------------------------------------------------- years */

static const char *const lasting_before[] = {"近", "为期", "共", "历时", "过去", "未来", "达",
                                             "满", "每",   "前", "后",   "第",   "连续", "用",
                                             "这", "超过", "约", "今后", "最近", "任期", "有"};
static const char *const lasting_after[] = {"后", "前", "来",   "内",   "间",   "以上", "以下",
                                            "多", "制", "左右", "以来", "之内", "之久", "为",
                                            "期", "半", "余",   "行动", "规划", "计划", "一"};

/* 16年 is a year, 近16年 and 16年后 are none. */
static bool is_short_year(gr_str text, size_t at, const field *f, size_t after)
{
    field month;
    if (read_field(text, gr_skip_space(text, after), &month) &&
        after_mark(text, month.end, U'月') != GR_NOT_FOUND)
        return true;
    return f->value <= 40 && !gr_any_before(text, at, lasting_before, GR_COUNT(lasting_before)) &&
           !gr_any_at(text, after, lasting_after, GR_COUNT(lasting_after));
}

static bool is_year(gr_str text, size_t at, const field *f, size_t after)
{
    static const char *const eras[] = {"公元", "纪元", "在", "于"};
    if (f->string)
        return f->digits >= 2;
    if (!f->ascii)
        return f->value >= 1900 && f->value <= 2200;
    if (f->digits == 4)
        return f->value >= 1000 && f->value <= 2999;
    if (f->digits == 3)
        return gr_any_before(text, at, eras, GR_COUNT(eras));
    return f->digits == 2 && is_short_year(text, at, f, after);
}

static int full_year(const field *f)
{
    return f->digits == 2 && f->value < 100 ? f->value + (f->value <= 40 ? 2000 : 1900) : f->value;
}

/* ----------------------------------------------------------------- 年 月 日 */

/* A field before `mark`, or several of them (4月12-19日): the first. */
static size_t read_marked(gr_str text, size_t at, uint32_t mark, int most, int *value)
{
    field f;
    if (!read_field(text, gr_skip_space(text, at), &f) || f.value < 1 || f.value > most)
        return GR_NOT_FOUND;
    *value = f.value;
    for (int i = 0; i < LIST_LENGTH; i++) {
        size_t end = after_mark(text, f.end, mark);
        if (end != GR_NOT_FOUND)
            return end;
        size_t next = skip_span_mark(text, f.end, true);
        if (next == f.end || !read_field(text, next, &f) || f.value < 1 || f.value > most)
            return GR_NOT_FOUND;
    }
    return GR_NOT_FOUND;
}

/* 10月22 without 日, where nothing says that 22 is something else. */
static size_t read_bare_day(gr_str text, size_t at, int *day)
{
    field f;
    if (!read_field(text, at, &f) || f.value < 1 || f.value > 31 || (f.ascii && f.digits > 2))
        return GR_NOT_FOUND;
    uint32_t c = gr_char(text, gr_skip_space(text, f.end));
    bool stands = gr_is_boundary(c) || c == U'出' || c == U'至' || c == U'到' || c == U'止' ||
                  gr_is_dash(c) || c == U'前' || gr_has_at(text, f.end, GR_LIT("期间"));
    if (!stands || c == '.' || c == U'、')
        return GR_NOT_FOUND;
    *day = f.value;
    return f.end;
}

/* 2008年6起我局: a month that lost its 月, where what follows begins to tell of somebody. */
static size_t read_bare_month(gr_str text, size_t at, int *month)
{
    static const char *const starts[] = {"起我", "起本", "起开始", "起正式", "起实施", "起实行"};
    field f;
    if (!read_ascii_field(text, at, &f) || f.value < 1 || f.value > 12 ||
        !gr_any_at(text, f.end, starts, GR_COUNT(starts)))
        return GR_NOT_FOUND;
    *month = f.value;
    return f.end;
}

/* The month and day from text[at] on; `at` where there is none. */
static size_t read_month_day(gr_str text, size_t at, date *d)
{
    size_t end = read_marked(text, at, U'月', 12, &d->month);
    if (end == GR_NOT_FOUND && d->year > 0 && gr_has_at(text, at, GR_LIT("元月"))) {
        d->month = 1; /* 2017年元月 */
        end = at + strlen("元月");
    }
    if (end == GR_NOT_FOUND && d->year > 0)
        end = read_bare_month(text, at, &d->month);
    if (end == GR_NOT_FOUND) {
        d->month = 0;
        return at;
    }
    size_t day = read_marked(text, end, U'日', 31, &d->day);
    if (day == GR_NOT_FOUND)
        day = read_marked(text, end, U'号', 31, &d->day);
    if (day == GR_NOT_FOUND) {
        d->day = 0;
        day = read_bare_day(text, end, &d->day);
    }
    if (day == GR_NOT_FOUND)
        d->day = 0;
    return day != GR_NOT_FOUND ? day : end;
}

/* ----------------------------------------------------- 2018-03-10 and its kin */

static bool is_date_separator(uint32_t c)
{
    return c == '-' || c == '.' || c == '/' || c == U'·';
}

/* Reads the fields of a date with separators: up to three; returns how many. */
static int read_separated(gr_str text, size_t at, field fields[3], uint32_t *separator)
{
    int count = 0;
    *separator = 0;
    while (count < 3 && read_ascii_field(text, at, &fields[count])) {
        size_t next;
        uint32_t c = gr_char_at(text, fields[count++].end, &next);
        if (!is_date_separator(c) || (*separator != 0 && c != *separator) ||
            !gr_is_digit(gr_char(text, next)))
            break;
        if (count < 3)
            *separator = c;
        at = next;
    }
    return count;
}

static bool is_month(const field *f)
{
    return f->digits <= 2 && f->value >= 1 && f->value <= 12;
}

static bool is_day(const field *f)
{
    return f->digits <= 2 && f->value >= 1 && f->value <= 31;
}

static bool is_common_year(const field *f)
{
    return f->digits == 4 && f->value >= 1900 && f->value <= 2100;
}

static bool fits_year_first(const field f[3])
{
    return f[0].digits == 4 && f[0].value >= 1000 && f[0].value <= 2999 && is_month(&f[1]) && is_day(&f[2]);
}

static bool read_separated_date(gr_str text, size_t at, date *d)
{
    field f[3];
    uint32_t separator;
    if (read_separated(text, at, f, &separator) != 3 || gr_is_digit(gr_char(text, f[2].end)))
        return false;
    if (fits_year_first(f))
        *d = (date){f[0].value, f[1].value, f[2].value, f[2].end};
    else if (is_day(&f[0]) && is_month(&f[1]) && is_common_year(&f[2]))
        *d = (date){f[2].value, f[1].value, f[0].value, f[2].end};
    else
        return false;
    size_t mark = after_mark(text, d->end, U'日');
    d->end = mark != GR_NOT_FOUND ? mark : d->end;
    return true;
}

/* 2008-08, 2002/01, 1999.08: not where a measure word makes it a decimal. */
static bool read_year_month(const gr_spot *p, date *d)
{
    field f[3];
    uint32_t separator;
    if (read_separated(p->text, p->at, f, &separator) != 2)
        return false;
    size_t end = f[1].end;
    uint32_t after = gr_char(p->text, end);
    if (gr_is_digit(after) || after == '%' || gr_han_power(after) > 0 ||
        gr_unit_at(p->text, gr_skip_space(p->text, end)).found)
        return false;
    if (is_common_year(&f[0]) && is_month(&f[1]) &&
        (f[1].digits == 2 || separator != '.' || gr_is_dash(p->before) || p->before == U'至'))
        *d = (date){f[0].value, f[1].value, 0, end};
    else if (is_month(&f[0]) && f[0].digits == 2 && is_common_year(&f[1]))
        *d = (date){f[1].value, f[0].value, 0, end};
    else
        return false;
    return true;
}

/* 12.31日; 1.1-12.31 */
static bool read_month_point_day(gr_str text, size_t at, date *d)
{
    field f[3], g[3];
    uint32_t separator, other;
    if (read_separated(text, at, f, &separator) != 2 || separator != '.' || !is_month(&f[0]) ||
        !is_day(&f[1]))
        return false;
    size_t end = after_mark(text, f[1].end, U'日');
    if (end != GR_NOT_FOUND && f[1].digits <= 2) {
        *d = (date){0, f[0].value, f[1].value, end};
        return true;
    }
    size_t next = skip_span_mark(text, f[1].end, false);
    if (next == f[1].end || read_separated(text, next, g, &other) != 2 || g[0].value != 12 ||
        g[1].value != 31)
        return false;
    *d = (date){0, f[0].value, f[1].value, g[1].end};
    return true;
}

/* The other end of 2016.1.1-12.31: its dots are no decimal points. */
static size_t skip_span_end(gr_str text, size_t at)
{
    field f[3];
    uint32_t separator;
    size_t next = skip_span_mark(text, at, false);
    if (next == at || read_separated(text, next, f, &separator) != 2 || !is_month(&f[0]) || !is_day(&f[1]))
        return at;
    size_t mark = after_mark(text, f[1].end, U'日');
    return mark != GR_NOT_FOUND ? mark : f[1].end;
}

/* ------------------------------------------------------------------- times */

/* The .0 of 17:52:00.0, as databases print it. */
static size_t skip_fraction(gr_str text, size_t at)
{
    field f;
    size_t next;
    bool point = gr_char_at(text, at, &next) == U'.';
    return point && read_ascii_field(text, next, &f) ? f.end : at;
}

/* 10：52, 17:52:00 at text[at]; the offset after it, or `at`. */
static size_t skip_clock(gr_str text, size_t at)
{
    field f;
    size_t start = gr_skip_space(text, at), end = at;
    for (int i = 0; i < 3 && read_ascii_field(text, start, &f) && f.digits <= 2 && f.value < 60; i++) {
        if (i > 0 && f.digits != 2)
            break;
        if (i > 0)
            end = i == 2 ? skip_fraction(text, f.end) : f.end;
        size_t next;
        if (gr_char_at(text, f.end, &next) != U'：')
            break;
        start = next;
    }
    return end;
}

/* 9时30分, 8点30分, 上午9点; the offset after it, or `at`. */
static size_t skip_hour(gr_str text, size_t at)
{
    static const char *const halves[] = {"上午", "下午", "晚上", "凌晨", "中午", "早上", "晚", "早"};
    static const char *const no_hour[] = {"间", "期", "代", "效", "长", "段", "限", "常", "候"};
    field f;
    if (!read_field(text, at, &f) || f.value > 24)
        return at;
    field minute;
    size_t next = after_mark(text, f.end, U'时'), end;
    bool hour = next != GR_NOT_FOUND;
    if (hour && gr_any_at(text, next, no_hour, GR_COUNT(no_hour)))
        return at;
    if (!hour)
        next = after_mark(text, f.end, U'点');
    if (next == GR_NOT_FOUND)
        return at;
    bool minutes = read_field(text, next, &minute) && minute.value < 60;
    if (minutes && (end = after_mark(text, minute.end, U'分')) != GR_NOT_FOUND)
        return end;
    if (minutes && minute.value % 10 == 0 && !hour)
        return minute.end;
    return hour || gr_any_before(text, at, halves, GR_COUNT(halves)) ? next : at;
}

/* ------------------------------------------------------------------- whole */

/* Year, month and day by 年 月 日, whole or in part. */
static bool read_marked_date(gr_str text, size_t at, date *d)
{
    field f;
    *d = (date){0};
    if (!read_field(text, at, &f))
        return false;
    size_t after = after_mark(text, f.end, U'年');
    if (after != GR_NOT_FOUND) {
        if (!is_year(text, at, &f, after))
            return false;
        d->year = full_year(&f);
        d->end = read_month_day(text, after, d);
        return true;
    }
    d->end = read_month_day(text, at, d);
    return d->month > 0;
}

size_t gr_number_read_date(gr_str text, size_t at, int *year, int *month, int *day)
{
    date d;
    if (!gr_is_numeral(gr_char(text, at)) || gr_is_digit(gr_before(text, at)))
        return GR_NOT_FOUND;
    if (!read_separated_date(text, at, &d) && !read_marked_date(text, at, &d))
        return GR_NOT_FOUND;
    if (d.month == 0)
        return GR_NOT_FOUND;
    *year = d.year;
    *month = d.month;
    *day = d.day;
    return d.end;
}

/* 2014-2018年, 2016、2017年; 2008-2018 */
static bool read_year_list(const gr_spot *p, date *d)
{
    field first, f;
    if (!read_field(p->text, p->at, &first) || !(first.ascii ? first.digits == 4 : first.string))
        return false;
    f = first;
    for (int i = 0; i < LIST_LENGTH; i++) {
        size_t next = skip_span_mark(p->text, f.end, true);
        if (next == f.end || !read_field(p->text, next, &f))
            return false;
        size_t end = after_mark(p->text, f.end, U'年');
        if (end != GR_NOT_FOUND && (f.digits == 4 || f.digits == 2)) {
            *d = (date){.year = first.value};
            d->end = read_month_day(p->text, end, d);
            return true;
        }
        bool dash = gr_is_dash(gr_char(p->text, first.end));
        if (dash && is_common_year(&first) && is_common_year(&f) && f.value > first.value &&
            !gr_unit_at(p->text, f.end).found) {
            *d = (date){.year = first.value, .end = f.end};
            return true;
        }
    }
    return false;
}

/* 1231日, 201111日, 20078月: dates that lost their 年 or 月. */
static bool read_damaged(gr_str text, size_t at, date *d)
{
    field f;
    if (!read_field(text, at, &f) || !f.ascii || f.digits < 3)
        return false;
    size_t end = after_mark(text, f.end, U'日');
    if (end == GR_NOT_FOUND && f.digits > 4)
        end = after_mark(text, f.end, U'月');
    if (end == GR_NOT_FOUND)
        return false;
    int year = f.value;
    for (unsigned i = f.digits; i > 4; i--)
        year /= 10;
    *d = (date){.year = f.digits > 4 && year >= 1949 && year <= 2100 ? year : 0, .end = end};
    return true;
}

/* The month and the day that digits between a date's spaces say: those of 1 1, or the
 * year's first and last day of 11 and 1231. */
static void set_gapped_day(date *d, const field *first, const field *second)
{
    bool apart = second->digits > 0;
    if (apart && second->digits <= 2)
        *d = (date){d->year, first->value, second->value, d->end};
    else if (!apart && first->value == 11)
        *d = (date){d->year, 1, 1, d->end};
    else if (!apart && first->value == 1231)
        *d = (date){d->year, 12, 31, d->end};
    if (d->month < 1 || d->month > 12 || d->day < 1 || d->day > 31)
        d->month = d->day = 0;
}

/* 2015 1 1日, 2015 1231日, 2015 1231: pages that leave spaces where 年 and 月 were. */
static bool read_gapped(gr_str text, size_t at, date *d)
{
    field year, parts[2] = {{0}, {0}};
    if (!read_ascii_field(text, at, &year) || year.digits != 4 || year.value < 1949 || year.value > 2100)
        return false;
    size_t end = year.end;
    for (int i = 0; i < 2; i++) {
        if (gr_char(text, end) != ' ' || !read_ascii_field(text, end + 1, &parts[i]) || parts[i].digits > 4)
            return false;
        end = parts[i].end;
        size_t marked = after_mark(text, end, U'日');
        if (marked == GR_NOT_FOUND && parts[i].value == 1231 && gr_is_boundary(gr_char(text, end)))
            marked = end;
        if (marked == GR_NOT_FOUND)
            continue;
        *d = (date){.year = year.value, .end = marked};
        if (marked <= end + strlen("日"))
            set_gapped_day(d, &parts[0], &parts[1]);
        return true;
    }
    return false;
}

size_t gr_number_read_gapped_date(gr_str text, size_t at, int *year, int *month, int *day)
{
    date d;
    if (!read_gapped(text, at, &d) || d.day == 0)
        return GR_NOT_FOUND;
    *year = d.year;
    *month = d.month;
    *day = d.day;
    return d.end;
}

/* 12日, 十九日, and 12号 where it is no number of something. */
static bool read_day(gr_str text, size_t at, date *d)
{
    static const char *const leads[] = {"到", "至", "于", "在", "从", "自", "—", "-"};
    if (gr_char(text, at) == U'两')
        return false;
    size_t end = read_marked(text, at, U'日', 31, &d->day);
    if (end != GR_NOT_FOUND) {
        d->end = end;
        return true;
    }
    if (read_damaged(text, at, d))
        return true;
    end = read_marked(text, at, U'号', 31, &d->day);
    if (end == GR_NOT_FOUND || !(gr_any_before(text, at, leads, GR_COUNT(leads)) || at == 0))
        return false;
    d->end = end;
    return gr_is_boundary(gr_char(text, end)) || at > 0;
}

/* 一季度, 第1季度, 前3季度 */
static bool read_quarter(gr_str text, size_t at, date *d)
{
    field f;
    if (!read_field(text, at, &f) || f.value < 1 || f.value > 4 || gr_char(text, at) == U'两' ||
        !gr_has_at(text, f.end, GR_LIT("季度")))
        return false;
    *d = (date){.end = f.end + strlen("季度")};
    return true;
}

/* 2025版: the year of an edition. */
static bool is_edition(gr_str text, size_t at)
{
    uint32_t next = gr_char(text, at + strlen("版"));
    return gr_has_at(text, at, GR_LIT("版")) && next != U'面' && next != U'次';
}

/* 2011度工作, 2016-，我局: the year of a page that lost its 年. */
static bool has_lost_mark(gr_str text, size_t start, size_t end)
{
    size_t next;
    uint32_t mark = gr_char_at(text, end, &next), after = gr_char(text, next);
    if (mark == U'度')
        return gr_is_han(after) && gr_before(text, start) != U'电';
    return gr_is_dash(mark) && next < text.len && (gr_is_han(after) || gr_is_boundary(after));
}

/* 2022 25 0 7: the year that begins a row of numbers. */
static bool begins_row(gr_str text, size_t start, size_t end)
{
    uint32_t before = gr_before(text, start);
    return (before == 0 || before == ' ' || gr_is_han(before)) && gr_char(text, end) == ' ' &&
           gr_is_digit(gr_char(text, end + 1));
}

/* 2016政府信息公开: a year that lost its 年. */
static bool read_bare_year(const gr_spot *p, date *d)
{
    field f;
    if (!read_ascii_field(p->text, p->at, &f) || !is_common_year(&f) || f.value < 1949)
        return false;
    uint32_t before = gr_before(p->text, p->at), after = gr_char(p->text, f.end);
    bool bracketed = (before == U'（' || before == U'［' || before == U'〔') &&
                     (after == U'）' || after == U'］' || after == U'〕');
    gr_match unit = gr_unit_at(p->text, f.end), cue = p->cue;
    bool counted = (unit.found && unit.sense != GR_UNIT_STRUCTURE) || gr_han_power(after) > 0 ||
                   after == U'多' || after == U'余' ||
                   (cue.found && cue.sense != GR_CUE_NONE && cue.sense != GR_CUE_LEVEL);
    bool marked = before == '.' && gr_is_boundary(after);                /* 1.2021， */
    bool quoted = f.value >= 2000 && gr_is_han(before) && after == U'”'; /* “助就业2024” */
    bool bare = gr_is_han(after) && (!counted || is_edition(p->text, f.end));
    bool lost =
        f.value >= 2000 && (has_lost_mark(p->text, p->at, f.end) || begins_row(p->text, p->at, f.end));
    if (!bracketed && !marked && !quoted && !bare && !lost)
        return false;
    *d = (date){.year = f.value, .end = f.end};
    return true;
}

static bool is_joined(gr_str text, size_t at)
{
    uint32_t c = gr_before(text, at);
    return gr_is_letter(c) || gr_is_digit(c) || c == '.' || c == '/' || c == '-';
}

static bool read_any_date(const gr_spot *p, date *d)
{
    gr_str text = p->text;
    if (gr_is_digit(gr_char(text, p->at))) {
        bool joined = is_joined(text, p->at) && !gr_is_dash(gr_before(text, p->at));
        if (!joined && read_separated_date(text, p->at, d)) {
            d->end = skip_span_end(text, d->end);
            return true;
        }
        if (!joined &&
            (read_month_point_day(text, p->at, d) || read_year_month(p, d) || read_gapped(text, p->at, d)))
            return true;
    }
    return read_marked_date(text, p->at, d) || read_year_list(p, d) || read_quarter(text, p->at, d) ||
           read_day(text, p->at, d) || read_bare_year(p, d);
}

/* A clock time that stands alone: 9：00-17：30. */
static size_t skip_times(gr_str text, size_t at)
{
    size_t end = skip_clock(text, at);
    if (end == at)
        return skip_hour(text, at);
    uint32_t after = gr_char(text, end);
    if (gr_is_digit(after) || is_joined(text, at))
        return at;
    size_t next = skip_span_mark(text, end, false), other = skip_clock(text, next);
    return next > end && other > next ? other : end;
}

/* Whether what follows can make a date or a time of the numeral. */
static bool may_be_date(const gr_spot *p)
{
    size_t end = p->digits_end > p->at ? p->digits_end : p->amount.end;
    switch (gr_char(p->text, gr_skip_space(p->text, end))) {
    case U'年':
    case U'月':
    case U'日':
    case U'号':
    case U'时':
    case U'点':
    case U'季':
    case U'至':
    case U'到':
    case U'、':
    case U'和':
    case U'与':
    case U'及':
    case U'—':
    case '-':
    case '~':
    case '.':
    case '/':
    case U'·':
    case U'：':
        return true;
    default:
        return p->digits_end - p->at == 4 ||
               (p->digits_end > p->at && gr_char(p->text, p->digits_end) == ' ');
    }
}

bool gr_read_date(const gr_spot *p, gr_numeral *out)
{
    date d = {0};
    if (!may_be_date(p))
        return false;
    if (read_any_date(p, &d)) {
        size_t end = skip_clock(p->text, d.end);
        gr_numeral_set(out, GR_NUMERAL_DATE, p->at, end, end);
        out->year = d.year;
        out->month = d.month;
        out->day = d.day;
        return true;
    }
    size_t end = skip_times(p->text, p->at);
    if (end == p->at)
        return false;
    gr_numeral_set(out, GR_NUMERAL_DATE, p->at, end, end);
    return true;
}
