/* Whose report it is, and of which year: whether all places that say so agree. */
#include "audit_topics.h"

#include "codepoint.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum { HAN = 3 /* bytes of a Han character */ };

/* -------------------------------------------------------------------- years */

static int year_of(const char *date)
{
    return date != NULL && isdigit((unsigned char)date[0]) ? (int)strtol(date, NULL, 10) : 0;
}

/* Where the text names that year with a month. */
static const gr_year_mention *dated(const gr_record *r, int year)
{
    for (size_t i = 0; i < r->year_count; i++)
        if (r->years[i].year == year && r->years[i].dated)
            return &r->years[i];
    return NULL;
}

static gr_finding year_finding(const gr_audit *a, const char *check, bool good, int year, const char *date)
{
    const gr_year_mention *m = dated(a->record, year);
    return (gr_finding){
        .check = check,
        .status = good ? GR_CHECK_OK : GR_CHECK_FAILED,
        .has_left = true,
        .has_right = true,
        .left = gr_audit_whole(a->record->year),
        .right = gr_audit_whole(year),
        .said = {.name_zh = date, .left_label = "报告年度", .right_label = "文中"},
        .line = m != NULL && !good ? m->line : 0,
        .column = m != NULL && !good ? m->column : 0,
        .quote = m != NULL && !good ? m->quote : NULL,
    };
}

static void check_period(gr_audit *a)
{
    const char *date = a->record->period_end != NULL ? a->record->period_end : a->record->period_start;
    int year = year_of(date);
    if (year == 0 || a->record->year == 0)
        return;
    /* a period may begin in the year before: 2017年11月1日至2018年10月31日 */
    bool good = year == a->record->year || (a->record->period_end == NULL && year + 1 == a->record->year);
    gr_finding f = year_finding(a, "period_year", good, year, date);
    gr_audit_add(a, &f);
}

static void check_signature_date(gr_audit *a)
{
    const gr_record *r = a->record;
    int year = year_of(r->signed_date);
    if (year == 0 || r->year == 0)
        return;
    char end[16]; /* without a stated period, the last month of the year is late enough */
    snprintf(end, sizeof end, "%04d-12-01", r->year % 10000);
    bool stated = year_of(r->period_end) == r->year;
    gr_finding f = year_finding(
        a, "signature_date", strcmp(r->signed_date, stated ? r->period_end : end) >= 0, year, r->signed_date);
    gr_audit_add(a, &f);
}

/* ------------------------------------------------------- years left over */

/* Whether the sentence says whose year it is: 现将2018年政府信息公开工作情况报告如下. */
static bool announces(gr_str before, gr_str after)
{
    if (gr_audit_holds_any(before, "《") || gr_str_starts(after, GR_LIT("年以来")))
        return false;
    return gr_audit_holds_any(before, "现将|现就|现公布|特公布|特此公布|编制") &&
           gr_audit_holds_any(after, "情况|报告|年报") && !gr_audit_holds_any(after, "通知|要求|文件|比|较");
}

/* Whether it tells what was disclosed, as the year's own work: 2018年，我局主动公开… */
static bool tells_of_work(gr_str before, gr_str after)
{
    static const char *const heads[] = {"年，", "年度，", "年我", "年度我",
                                        "年本", "年度本", "年全", "年度全"};
    if (before.len > 0 || !gr_str_starts_any(after, heads, GR_COUNT(heads)))
        return false;
    return gr_audit_holds_any(after, "公开|申请|信息公开") &&
           !gr_audit_holds_any(after, "比|较|相比|同期|上年|去年|将|拟|计划|打算|下一步|继续|以来|报告|通知");
}

/* Whether the report's own year stands near in the same section, so that the
 * other one is meant. */
static bool own_year_near(const gr_record *r, size_t at)
{
    enum { NEAR = 400, LOOKED_AT = 8 };
    size_t from = at > LOOKED_AT ? at - LOOKED_AT : 0,
           to = at + LOOKED_AT < r->year_count ? at + LOOKED_AT : r->year_count;
    for (size_t i = from; i < to; i++) {
        uint64_t x = r->years[i].byte_start, y = r->years[at].byte_start;
        if (r->years[i].year == r->year && r->years[i].section == r->years[at].section &&
            (x > y ? x - y : y - x) < NEAR)
            return true;
    }
    return false;
}

/* Whether the section looks ahead or back: 下一步工作打算. */
static bool is_outlook(const gr_record *r, int section)
{
    while (section >= 0 && (size_t)section < r->section_count) {
        const gr_section *s = &r->sections[section];
        if (s->title != NULL &&
            gr_audit_holds_any(gr_str_of(s->title),
                               "下一步|下步|打算|计划|思路|安排|展望|问题|不足|改进|措施"))
            return true;
        section = s->parent < section ? s->parent : -1;
    }
    return false;
}

static bool is_left_over(const gr_record *r, size_t i)
{
    const gr_year_mention *m = &r->years[i];
    gr_str before = gr_str_of(m->before), after = gr_str_of(m->after);
    if (m->dated || (m->year != r->year - 1 && m->year != r->year + 1))
        return false;
    if (announces(before, after))
        return true;
    return tells_of_work(before, after) && !own_year_near(r, i) && !is_outlook(r, m->section);
}

static void check_neighbours(gr_audit *a)
{
    const gr_record *r = a->record;
    size_t found = 0, own = 0;
    for (size_t i = 0; i < r->year_count && r->year != 0; i++) {
        own += r->years[i].year == r->year;
        if (!is_left_over(r, i))
            continue;
        found++;
        gr_finding f = year_finding(a, "neighbour_year", false, r->years[i].year, NULL);
        f.line = r->years[i].line;
        f.column = r->years[i].column;
        f.quote = r->years[i].quote;
        gr_audit_add(a, &f);
    }
    if (found == 0 && own > 0)
        gr_audit_add(a, &(gr_finding){.check = "neighbour_year"});
}

/* ----------------------------------------------------------------- agencies */

/* Drops what any office of a government may add to its name. */
static gr_str core(gr_str name)
{
    static const char *const tails[] = {"办公室",   "办公厅", "人民政府",   "政府",   "委员会",
                                        "党政",     "综合",   "街道办事处", "办事处", "信息公开",
                                        "政务公开", "管理",   "党委",       "党工委"};
    for (size_t i = 0; i < GR_COUNT(tails);) {
        gr_str tail = gr_str_of(tails[i]);
        bool ends = gr_str_ends(name, tail) && name.len > tail.len;
        if (ends)
            name.len -= tail.len;
        i = ends ? 0 : i + 1;
    }
    return name;
}

/* Whether the characters of `few` stand in `many` in their order: 市规划局 in
 * 洛安市城乡规划局. */
static bool abbreviates(gr_str few, gr_str many)
{
    size_t at = 0;
    for (size_t i = 0; i < many.len && at < few.len; i = gr_utf8_next(many, i)) {
        size_t end = gr_utf8_next(few, at);
        if (gr_str_starts(gr_str_slice(many, i, many.len), gr_str_slice(few, at, end)))
            at = end;
    }
    return at == few.len;
}

static bool same_agency(const char *title, const char *other)
{
    gr_str x = core(gr_str_of(title)), y = core(gr_str_of(other));
    while (x.len >= HAN && y.len >= HAN && memcmp(x.ptr, y.ptr, HAN) == 0) {
        x = gr_str_slice(x, HAN, x.len);
        y = gr_str_slice(y, HAN, y.len);
    }
    while (x.len >= HAN && y.len >= HAN && memcmp(x.ptr + x.len - HAN, y.ptr + y.len - HAN, HAN) == 0) {
        x.len -= HAN;
        y.len -= HAN;
    }
    return abbreviates(x, y) || abbreviates(y, x);
}

/* The body that a title names: what stands before the year or 政府信息公开. */
static char *agency_of_title(gr_audit *a, const char *title)
{
    static const char *const ends[] = {"年",       "关于", "政府信息公开", "政务公开",
                                       "信息公开", "〇",   "二零",         "二○"};
    gr_str s = gr_str_of(title);
    size_t end = 0;
    while (end < s.len && !isdigit((unsigned char)s.ptr[end]))
        end++;
    for (size_t i = 0; i < GR_COUNT(ends); i++) {
        size_t at = gr_str_find(s, gr_str_of(ends[i]), 0);
        end = at < end ? at : end;
    }
    return end > 0 && end < s.len ? gr_arena_copy(a->arena, gr_str_slice(s, 0, end)) : NULL;
}

/* Where the text stage tells no names, those of the record's own fields. */
static size_t names_of(gr_audit *a, gr_name_mention names[static 2])
{
    const gr_record *r = a->record;
    char *title = r->title != NULL ? agency_of_title(a, r->title) : NULL;
    if (title == NULL || r->signed_by == NULL)
        return 0;
    names[0] = (gr_name_mention){.where = GR_NAMED_TITLE, .name = title};
    names[1] = (gr_name_mention){.where = GR_NAMED_SIGNATURE, .name = r->signed_by};
    return 2;
}

static void add_names(gr_audit *a, const gr_name_mention *title, const gr_name_mention *other, bool good)
{
    static const char *const where[] = {"title", "signature", "compiled", "table"};
    gr_buf zh = {0}, en = {0};
    gr_audit_say(&zh, &en, "+", where[other->where], &(gr_said){0});
    gr_audit_add(a, &(gr_finding){
                        .check = "agency_names",
                        .status = good ? GR_CHECK_OK : GR_CHECK_FAILED,
                        .said = {.name_zh = gr_arena_copy(a->arena, gr_buf_str(&zh)),
                                 .name_en = gr_arena_copy(a->arena, gr_buf_str(&en)),
                                 .left_label = gr_arena_copy(a->arena, gr_str_of(title->name)),
                                 .right_label = gr_arena_copy(a->arena, gr_str_of(other->name))},
                        .line = good ? 0 : other->line,
                        .column = good ? 0 : other->column,
                        .quote = good ? NULL : other->name,
                    });
    gr_buf_release(&zh);
    gr_buf_release(&en);
}

static void check_agencies(gr_audit *a)
{
    gr_name_mention fields[2];
    const gr_name_mention *names = a->record->names, *title = NULL, *agreeing = NULL;
    size_t count = a->record->name_count;
    bool good = true;
    if (count == 0) {
        names = fields;
        count = names_of(a, fields);
    }
    for (size_t i = 0; i < count && title == NULL; i++)
        title = names[i].where == GR_NAMED_TITLE ? &names[i] : NULL;
    for (size_t i = 0; title != NULL && i < count; i++) {
        if (names[i].where == GR_NAMED_TITLE)
            continue;
        if (same_agency(title->name, names[i].name)) {
            agreeing = &names[i];
            continue;
        }
        add_names(a, title, &names[i], false);
        good = false;
    }
    if (good && agreeing != NULL)
        add_names(a, title, agreeing, true);
}

void gr_audit_whose(gr_audit *a)
{
    check_period(a);
    check_signature_date(a);
    check_neighbours(a);
    check_agencies(a);
}
