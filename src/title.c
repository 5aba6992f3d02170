#include "title.h"

#include "codepoint.h"
#include "data.h"
#include "period.h"
#include "scan.h"
#include "token.h"

enum { HAN = 3, YEAR_DIGITS = 4, FIRST_YEAR = 2000, LAST_YEAR = 2099 };

/* -------------------------------------------------------------------- year */

/* The digit that s[at] is, in either script, and its bytes; -1 for none. */
static int digit_at(gr_str s, size_t at, size_t *length)
{
    static const char han[] = "〇一二三四五六七八九";
    *length = 1;
    if (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9')
        return s.ptr[at] - '0';
    *length = HAN;
    if (at + HAN > s.len)
        return -1;
    for (int i = 0; i < 10; i++)
        if (memcmp(s.ptr + at, han + HAN * i, HAN) == 0)
            return i;
    return memcmp(s.ptr + at, "零", HAN) == 0 ? 0 : -1;
}

/* What may follow a year's four digits; its bytes belong to the year. */
static bool after_year(gr_str s, size_t at, size_t *length)
{
    static const char *const own[] = {"学年度", "学年", "年年度", "年度", "年", "度"}, *const others[] = {
                                                                                           "政府", "政务",
                                                                                           "信息", "）"};
    for (size_t i = 0; i < GR_COUNT(own); i++) {
        *length = strlen(own[i]);
        if (gr_is_at(s, at, own[i]))
            return true;
    }
    *length = 0;
    return at <= s.len && gr_str_starts_any(gr_str_slice(s, at, s.len), others, GR_COUNT(others));
}

/* Four digits that can be a year's, or 0; *end is behind them. */
static int four_digits(gr_str s, size_t at, size_t *end)
{
    int year = 0;
    size_t length;
    for (int i = 0; i < YEAR_DIGITS; i++) {
        int digit = digit_at(s, at, &length);
        if (digit < 0)
            return 0;
        year = 10 * year + digit;
        at += length;
    }
    *end = at;
    return year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
}

/* 2015-2016学年: the second year is that of the report; 0 for no such span. */
static int second_year(gr_str s, size_t at, size_t *end)
{
    static const char *const marks[] = {"-", "—", "~", "至", "到", "/"};
    for (size_t i = 0; i < GR_COUNT(marks); i++)
        if (gr_is_at(s, at, marks[i]))
            return four_digits(s, at + strlen(marks[i]), end);
    return 0;
}

static int year_at(gr_str s, size_t at, size_t *end)
{
    size_t first_end, length, second_end = 0;
    int year = four_digits(s, at, &first_end), second = year > 0 ? second_year(s, first_end, &second_end) : 0;
    if (second == year + 1 && after_year(s, second_end, &length)) {
        *end = second_end + length;
        return second;
    }
    if (year == 0 || !after_year(s, first_end, &length))
        return 0;
    *end = first_end + length;
    return year;
}

int gr_title_year(gr_str text, size_t at, size_t *start, size_t *end)
{
    for (size_t length; at < text.len; at++) {
        bool two = text.ptr[at] == '2' || (text.ptr[at] == '\xe4' && gr_is_at(text, at, "二"));
        if (!two || (at > 0 && digit_at(text, gr_utf8_back(text, at), &length) >= 0))
            continue;
        int year = year_at(text, at, end);
        *start = at;
        if (year > 0)
            return year;
    }
    return 0;
}

/* ------------------------------------------------------------------ agency */

static gr_str trim_words(gr_str s, const char *const *front, const char *const *back)
{
    for (; *front != NULL; front++)
        if (gr_str_starts(s, gr_str_of(*front)))
            s = gr_str_slice(s, strlen(*front), s.len);
    for (; *back != NULL; back++)
        if (gr_str_ends(s, gr_str_of(*back)))
            s = gr_str_slice(s, 0, s.len - strlen(*back));
    return s;
}

/* 2025湖口县水利局2025年度…: without the year on either side that the title has twice. */
static gr_str without_own_year(gr_str s)
{
    size_t end;
    if (four_digits(s, 0, &end) > 0)
        s = gr_str_slice(s, end, s.len);
    if (gr_str_ends(s, GR_LIT("年")))
        s.len -= HAN;
    bool dated = s.len > YEAR_DIGITS && four_digits(s, s.len - YEAR_DIGITS, &end) > 0;
    return dated ? gr_str_slice(s, 0, s.len - YEAR_DIGITS) : s;
}

static bool take_agency(gr_str text, gr_str part, gr_title *title)
{
    static const char *const front[] = {"转发", "印发", "关于", "公布", "发布", "报送", "编制", NULL};
    static const char *const back[] = {"，",   "：",   "（",   "《",   "编制", "公布", "发布", "印发",
                                       "报送", "上报", "做好", "关于", "的",   "年度", NULL};
    part = without_own_year(trim_words(part, front, back));
    gr_agency agency;
    if (!gr_agency_read(part, &agency))
        return false;
    title->agency = agency;
    title->agency_start = (size_t)(part.ptr - text.ptr);
    title->agency_end = title->agency_start + part.len;
    return true;
}

/* Offset of the first word of that use in s, but not at its start; GR_NOT_FOUND. */
static size_t find_topic(const gr_word_list *words, gr_str s, size_t from)
{
    for (size_t at = from; at < s.len; at = gr_utf8_next(s, at))
        if (at > 0 && gr_word_list_start(words, gr_str_slice(s, at, s.len)) > 0)
            return at;
    return GR_NOT_FOUND;
}

/* The body's name ends where the topic begins.  政府信息公开 behind 人民 belongs
 * half to the name (桥下镇人民政府信息公开年度报告). */
static void agency_before_topic(gr_str text, size_t from, gr_title *title)
{
    gr_str rest = gr_str_slice(text, from, text.len);
    static const gr_word_list *const topics[] = {GR_FIELDWORDS_TOPIC1, GR_FIELDWORDS_TOPIC2,
                                                 GR_FIELDWORDS_TOPIC3, GR_FIELDWORDS_TOPIC4,
                                                 GR_FIELDWORDS_TOPIC5, GR_FIELDWORDS_TOPIC6};
    for (size_t i = 0; i < GR_COUNT(topics); i++) {
        size_t at = find_topic(topics[i], rest, 0);
        for (; at != GR_NOT_FOUND; at = find_topic(topics[i], rest, at + 1)) {
            gr_str part = gr_str_slice(rest, 0, at);
            if (gr_str_ends(part, GR_LIT("人民")) && gr_is_at(rest, at, "政府"))
                part.len += strlen("政府");
            if (take_agency(text, part, title))
                return;
        }
    }
}

/* Behind the years that stand right behind the one that ends at `end`: the year of a
 * navigation line before that of the title. */
static size_t behind_years(gr_str text, size_t end)
{
    size_t start, behind;
    while (gr_title_year(text, end, &start, &behind) > 0 &&
           gr_str_trim(gr_str_slice(text, end, start)).len == 0)
        end = behind;
    return end;
}

/* A bracket at the end (（2014）, （摘要）) is part of the title and not its ending. */
static gr_str without_last_bracket(gr_str s)
{
    if (!gr_str_ends(s, GR_LIT("）")))
        return s;
    for (size_t at = s.len; at > 0;) {
        at = gr_utf8_back(s, at);
        if (gr_is_at(s, at, "（"))
            return gr_str_slice(s, 0, at);
    }
    return s;
}

/* 2015年政府信息公开年度报告（青禾县水务局） */
static void agency_in_bracket(gr_str text, gr_title *title)
{
    size_t body = without_last_bracket(text).len;
    if (body < text.len)
        take_agency(text, gr_str_slice(text, body + HAN, text.len - HAN), title);
}

static void find_agency(gr_str text, gr_title *title)
{
    size_t start, end;
    title->agency_start = title->agency_end = 0;
    title->year = gr_title_year(text, 0, &start, &end);
    if (title->year == 0) { /* 2012青禾县水务局政府信息公开年度报告 */
        int year = four_digits(text, 0, &end);
        agency_before_topic(text, year > 0 ? end : 0, title);
        title->year = title->agency_end > 0 ? year : 0;
        return;
    }
    if (start > 0 && take_agency(text, gr_str_slice(text, 0, start), title))
        return;
    agency_before_topic(text, behind_years(text, end), title);
    if (title->agency_end == 0 && start > 0)
        agency_before_topic(gr_str_slice(text, 0, start), 0, title);
    if (title->agency_end == 0)
        agency_in_bracket(text, title);
}

/* ------------------------------------------------------------------- title */

static bool has_sentence_marks(gr_str s)
{
    for (size_t at = 0, length; at < s.len; at += length) {
        uint32_t folded, c = gr_utf8_get(s.ptr + at, &length);
        gr_class class = gr_char_class(c, &folded);
        bool sentence = class == GR_CLASS_STOP || class == GR_CLASS_SEMICOLON || class == GR_CLASS_COMMA;
        if (sentence || class == GR_CLASS_BAR || class == GR_CLASS_BREAK || c == U'〉')
            return true;
    }
    return false;
}

/* 城建规划局工作年度报告: a title may leave out what it reports on. */
static bool names_disclosure(gr_str s)
{
    return gr_str_find(s, GR_LIT("公开"), 0) != GR_NOT_FOUND || gr_str_ends(s, GR_LIT("年度报告")) ||
           gr_str_ends(s, GR_LIT("年报"));
}

int gr_title_ending(gr_str text)
{
    static const gr_word_list *const endings[] = {GR_FIELDWORDS_REPORT, GR_FIELDWORDS_SUMMARY,
                                                  GR_FIELDWORDS_NOTICE};
    for (int i = 0; i < 3; i++)
        if (gr_word_list_end(endings[i], text) > 0)
            return i + 1;
    return 0;
}

bool gr_title_read(gr_str text, gr_title *title)
{
    *title = (gr_title){0};
    gr_str body = without_last_bracket(text);
    int ending = gr_title_ending(body);
    if (ending == 0 || text.len > GR_TITLE_MAX || gr_word_list_end(GR_FIELDWORDS_NO_TITLE, body) > 0)
        return false;
    if (has_sentence_marks(text) || !names_disclosure(body))
        return false;
    find_agency(text, title);
    bool named = title->agency_end > 0;
    if (!named && gr_str_find(body, GR_LIT("公开"), 0) == GR_NOT_FOUND)
        return false;
    bool whole = named && title->agency.body_start < title->agency_end - title->agency_start;
    title->score = (title->year > 0 ? 8 : 0) + (named ? 4 : 0) + (whole ? 1 : 0) + 2 * (3 - ending);
    return true;
}

/* The bytes of 10:22 or 10:22:05 at the front of s, or 0. */
static size_t clock_length(gr_str s)
{
    size_t at = 0;
    while (at < s.len && (gr_is_digit((unsigned char)s.ptr[at]) || s.ptr[at] == ':' || gr_is_at(s, at, "：")))
        at = gr_utf8_next(s, at);
    return at >= strlen("9:22") && gr_is_digit((unsigned char)s.ptr[0]) ? at : 0;
}

/* What may stand behind a title on its line: 2011-01-28, 10:22, （2011年1月28日）, /全文; the
 * bytes of the first of it, 0 for none. */
static size_t tail_part(gr_str s)
{
    static const char *const words[] = {"/全文", "（全文）", ".docx", ".doc", ".pdf", ".wps", " "};
    gr_date date;
    size_t end = s.len > 0 && gr_is_digit((unsigned char)s.ptr[0]) ? gr_date_read(s, 0, &date) : GR_NOT_FOUND;
    if (end != GR_NOT_FOUND)
        return date.day > 0 ? end : 0;
    for (size_t i = 0; i < GR_COUNT(words); i++)
        if (gr_str_starts(s, gr_str_of(words[i])))
            return strlen(words[i]);
    if (!gr_is_at(s, 0, "（"))
        return clock_length(s);
    end = gr_date_read(s, strlen("（"), &date);
    return end != GR_NOT_FOUND && date.day > 0 && gr_is_at(s, end, "）") ? end + strlen("）") : 0;
}

/* Whether s, behind a title, tells of the page alone. */
static bool is_tail(gr_str s)
{
    static const char *const page[] = {"-",    "—",    "_",    "|",    "\t",   "【",   "［",  "来源",
                                       "发布", "时间", "日期", "发文", "成文", "索引", "文号"};
    while (s.len > 0 && !gr_str_starts_any(s, page, GR_COUNT(page))) {
        size_t length = tail_part(s);
        if (length == 0)
            return false;
        s = gr_str_slice(s, length, s.len);
    }
    return true;
}

size_t gr_title_end(gr_str text)
{
    static const char *const ends[] = {"报告", "年报"};
    for (size_t i = 0; i < GR_COUNT(ends); i++) {
        size_t at = gr_str_find(text, gr_str_of(ends[i]), 0);
        for (; at != GR_NOT_FOUND; at = gr_str_find(text, gr_str_of(ends[i]), at + 1)) {
            size_t end = at + strlen(ends[i]);
            if (end < text.len && is_tail(gr_str_slice(text, end, text.len)))
                return end;
        }
    }
    return text.len;
}
