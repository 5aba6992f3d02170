#include "audit.h"
#include "data.h"
#include "report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* ----------------------------------------------------- records made by hand */

enum { FIGURES = 64, SECTIONS = 16 };

typedef struct report {
    gr_figure figures[FIGURES];
    gr_section sections[SECTIONS];
    gr_year_mention years[8];
    gr_name_mention names[4];
    gr_record record;
    gr_arena arena;
} report;

static void begin(report *r, gr_template form)
{
    memset(r, 0, sizeof *r);
    r->record = (gr_record){.name = "report.txt",
                            .agency = "青禾县教育局",
                            .year = 2020,
                            .form = form,
                            .figures = r->figures,
                            .sections = r->sections,
                            .years = r->years,
                            .names = r->names};
}

static gr_figure *add(report *r, const char *code, const char *label, long value, const char *quote)
{
    size_t i = r->record.figure_count++;
    assert_true(i < FIGURES);
    r->figures[i] = (gr_figure){.id = (uint32_t)i + 1,
                                .indicator = code != NULL ? gr_codebook_find(code) : NULL,
                                .label = label,
                                .has_value = true,
                                .value = {value, 0},
                                .unit = "件",
                                .year = 2020,
                                .line = (uint32_t)i + 1,
                                .column = 1,
                                .byte_start = i * 30,
                                .byte_end = i * 30 + 3,
                                .quote = quote != NULL ? quote : label};
    assert_true(code == NULL || r->figures[i].indicator != NULL);
    return &r->figures[i];
}

static gr_figure *part(report *r, const char *label, long value, const char *quote, uint32_t total)
{
    gr_figure *f = add(r, NULL, label, value, quote);
    f->part_of = total;
    return f;
}

static gr_figure *cell(report *r, const char *code, long value)
{
    gr_figure *f = add(r, code, NULL, value, NULL);
    f->kind = GR_KIND_TABLE;
    f->rule = "table.statistics";
    f->has_value = value >= 0;
    return f;
}

static void add_section(report *r, const char *number, const char *title, int parent)
{
    gr_section *s = &r->sections[r->record.section_count++];
    *s = (gr_section){.level = parent < 0 ? 1 : 2,
                      .number = number,
                      .title = title,
                      .path = "1",
                      .line = 1,
                      .parent = parent};
}

static void audit(report *r)
{
    gr_audit_record(&r->record, &r->arena);
}

static void end(report *r)
{
    gr_arena_release(&r->arena);
}

static const gr_check *find(const report *r, const char *check)
{
    for (size_t i = 0; i < r->record.check_count; i++)
        if (strcmp(r->record.checks[i].check, check) == 0)
            return &r->record.checks[i];
    return NULL;
}

static size_t count_of(const report *r, const char *check, gr_check_status status)
{
    size_t count = 0;
    for (size_t i = 0; i < r->record.check_count; i++)
        count += r->record.checks[i].status == status && strcmp(r->record.checks[i].check, check) == 0;
    return count;
}

/* What the audit says of a record whose only check of that kind it is. */
static void assert_status(report *r, const char *check, gr_check_status status)
{
    audit(r);
    const gr_check *found = find(r, check);
    assert_non_null(found);
    assert_string_equal(gr_check_status_name(found->status), gr_check_status_name(status));
    end(r);
}

static void assert_silent(report *r, const char *check)
{
    audit(r);
    assert_null(find(r, check));
    end(r);
}

/* -------------------------------------------------------- parts and totals */

/* 公开279条，包括234条、43条、3条 */
static void website(report *r, long last)
{
    begin(r, GR_TEMPLATE_NARRATIVE);
    add(r, "disclosure.channel.website", "网站公开", 279, "网站公开279条");
    part(r, "动态", 234, "包括动态234条", 1);
    part(r, "机构", 43, "机构43条", 1);
    part(r, "文件", last, "文件3条", 1);
}

static void test_parts(void **state)
{
    (void)state;
    report r;
    website(&r, 2);
    assert_status(&r, "parts_sum", GR_CHECK_OK);
    website(&r, 3);
    audit(&r);
    const gr_check *c = find(&r, "parts_sum");
    assert_int_equal(c->status, GR_CHECK_FAILED);
    assert_int_equal(c->left.digits, 279);
    assert_int_equal(c->right.digits, 280);
    assert_int_equal(c->figure_count, 4);
    assert_int_equal(c->line, 1);
    assert_string_equal(c->quote, "网站公开279条");
    assert_non_null(strstr(c->message_zh, "234+43+3"));
    assert_non_null(strstr(c->message_en, "a difference of 1"));
    end(&r);
}

static void test_lists_that_are_not_all(void **state)
{
    (void)state;
    report r;
    website(&r, 1);
    r.figures[0].open_list = true;
    assert_status(&r, "parts_sum", GR_CHECK_INCOMPLETE);
    website(&r, 3); /* but it cannot come to more */
    r.figures[0].open_list = true;
    assert_status(&r, "parts_sum", GR_CHECK_FAILED);
    website(&r, 3);
    r.figures[0].overlapping = true;
    assert_status(&r, "parts_sum", GR_CHECK_OVERLAPPING);
    website(&r, 0); /* 其中 that names most of it is meant as all, half of it is not */
    r.figures[1].quote = "其中动态234条";
    assert_status(&r, "parts_sum", GR_CHECK_FAILED);
    website(&r, 0);
    r.figures[1] = (gr_figure){.id = 2,
                               .label = "动态",
                               .has_value = true,
                               .value = {34, 0},
                               .unit = "件",
                               .quote = "其中动态34条",
                               .part_of = 1};
    assert_status(&r, "parts_sum", GR_CHECK_INCOMPLETE);
    begin(&r, GR_TEMPLATE_NARRATIVE);
    add(&r, NULL, "公开栏", 68, "公开栏68个");
    part(&r, "宣传栏", 56, "包括56个宣传栏", 1);
    assert_status(&r, "parts_sum", GR_CHECK_INCOMPLETE);
}

static void test_parts_left_open(void **state)
{
    (void)state;
    report r;
    website(&r, 3);
    r.figures[2].qualifier = GR_QUALIFIER_ABOUT;
    assert_status(&r, "parts_sum", GR_CHECK_UNKNOWN);
    website(&r, 3);
    r.figures[0].qualifier = GR_QUALIFIER_OVER; /* 279余条 */
    assert_status(&r, "parts_sum", GR_CHECK_OK);
    website(&r, 3);
    r.figures[3].unit = "篇";
    assert_status(&r, "parts_sum", GR_CHECK_UNKNOWN);
    website(&r, 3);
    r.figures[0].direction = GR_DIRECTION_UP; /* 多279条：… is no total */
    assert_silent(&r, "parts_sum");
}

static void test_lists_with_more(void **state)
{
    (void)state;
    report r;
    begin(&r, GR_TEMPLATE_NARRATIVE);
    add(&r, NULL, "横幅", 2, "横幅2条");
    part(&r, "广场悬挂横幅", 1, "广场悬挂横幅1条", 1);
    part(&r, "社区悬挂横幅", 1, "社区悬挂横幅1条", 1);
    part(&r, "墙面标语", 1, "墙面标语1条", 1);
    audit(&r);
    assert_int_equal(find(&r, "parts_sum")->status, GR_CHECK_OK);
    assert_int_equal(find(&r, "parts_sum")->figure_count, 3);
    end(&r);
    r.record.checks = NULL;
    r.figures[3].label = "村口悬挂横幅";
    assert_status(&r, "parts_sum", GR_CHECK_FAILED);
    r.figures[3].value.digits = 21;
    assert_status(&r, "parts_sum", GR_CHECK_OK);
    begin(&r, GR_TEMPLATE_NARRATIVE);
    add(&r, NULL, "目录", 1, "一个目录");
    part(&r, "子目录", 21, "子目录21个", 1);
    assert_silent(&r, "parts_sum");
    begin(&r, GR_TEMPLATE_NARRATIVE); /* 共141条，其中：A 132条，其他9条。其中17条… */
    add(&r, NULL, "公开", 141, "共公开141条");
    part(&r, "动态", 132, "动态132条", 1);
    part(&r, "其他", 9, "其他9条", 1);
    part(&r, "主动公开", 17, "其中主动公开17条", 3);
    audit(&r);
    assert_int_equal(count_of(&r, "parts_sum", GR_CHECK_OK), 1);
    assert_int_equal(count_of(&r, "parts_sum", GR_CHECK_FAILED), 0);
    end(&r);
}

/* 办理建议14件，已办结11件，正在办理2件，无法办理N件: told by their codes */
static void suggestions(report *r, long last)
{
    begin(r, GR_TEMPLATE_NARRATIVE);
    add(r, "suggestions.deputies", "建议", 14, "办理建议14件");
    add(r, "suggestions.deputies.completed", "已办结", 11, NULL);
    add(r, "suggestions.deputies.in_progress", "正在办理", 2, NULL);
    add(r, "suggestions.deputies.unable", "无法办理", last, NULL);
}

static void test_parts_by_code(void **state)
{
    (void)state;
    report r;
    suggestions(&r, 1);
    assert_status(&r, "parts_sum", GR_CHECK_OK);
    suggestions(&r, 2);
    assert_status(&r, "parts_sum", GR_CHECK_FAILED);
    suggestions(&r, 1);
    r.figures[3].indicator = NULL; /* not known as a part, but it makes up the rest */
    assert_status(&r, "parts_sum", GR_CHECK_OK);
    suggestions(&r, 2);
    r.figures[3].indicator = NULL;
    assert_status(&r, "parts_sum", GR_CHECK_INCOMPLETE);
    begin(&r, GR_TEMPLATE_NARRATIVE); /* 收到11件，办结12件。其中当面5件，信函6件 */
    add(&r, "requests.received", "收到", 11, NULL);
    add(&r, "requests.completed", "办结", 12, NULL);
    add(&r, "requests.received.in_person", "当面", 5, "其中当面5件")->part_of = 2;
    add(&r, "requests.received.mail", "信函", 6, NULL)->part_of = 2;
    audit(&r);
    assert_int_equal(count_of(&r, "parts_sum", GR_CHECK_OK), 1);
    assert_int_equal(find(&r, "parts_sum")->left.digits, 11);
    end(&r);
}

/* 公开N条，比上年的400条增长R%，其中网站300条，占S% */
static void rates(report *r, long change, long share)
{
    begin(r, GR_TEMPLATE_NARRATIVE);
    add(r, NULL, "公开", 500, NULL);
    gr_figure *f = add(r, NULL, "公开", 400, NULL);
    f->scope = GR_SCOPE_PREVIOUS;
    f->year = 2019;
    f = add(r, NULL, "公开增长", change, NULL);
    f->unit = "%";
    f->direction = GR_DIRECTION_UP;
    part(r, "网站", 300, "其中网站300条", 1);
    f = add(r, NULL, "网站占比", share, "占60%");
    f->unit = "%";
}

static void test_rates(void **state)
{
    (void)state;
    report r;
    rates(&r, 25, 60);
    audit(&r);
    assert_int_equal(find(&r, "growth")->status, GR_CHECK_OK);
    assert_int_equal(find(&r, "share")->status, GR_CHECK_OK);
    end(&r);
    rates(&r, 20, 66);
    audit(&r);
    assert_int_equal(find(&r, "growth")->status, GR_CHECK_FAILED);
    assert_int_equal(find(&r, "share")->status, GR_CHECK_FAILED);
    end(&r);
    rates(&r, 25, 60);
    r.figures[1].value.digits = 0; /* nothing grows from nothing */
    assert_silent(&r, "growth");
}

/* ------------------------------------------------------------------- tables */

static void review(report *r, const long values[5])
{
    static const char *const codes[] = {"reconsideration.upheld", "reconsideration.corrected",
                                        "reconsideration.other", "reconsideration.pending",
                                        "reconsideration.total"};
    begin(r, GR_TEMPLATE_TEMPLATE_2021);
    for (size_t i = 0; i < 5; i++)
        cell(r, codes[i], values[i]);
}

static void test_review(void **state)
{
    (void)state;
    report r;
    review(&r, (long[]){10, 1, 0, 0, 11});
    assert_status(&r, "review_parts", GR_CHECK_OK);
    review(&r, (long[]){10, 1, 0, 0, 0});
    assert_status(&r, "review_parts", GR_CHECK_FAILED);
    review(&r, (long[]){10, 1, -1, -1, 11});
    audit(&r);
    assert_int_equal(find(&r, "review_parts")->status, GR_CHECK_OK);
    assert_true(find(&r, "review_parts")->blanks_as_zero);
    assert_non_null(strstr(find(&r, "review_parts")->message_en, "blanks_as_zero"));
    end(&r);
    review(&r, (long[]){10, 1, -1, -1, 12});
    assert_status(&r, "review_parts", GR_CHECK_UNKNOWN);
    review(&r, (long[]){10, 1, 0, 0, -1});
    audit(&r);
    assert_int_equal(find(&r, "review_parts")->status, GR_CHECK_UNKNOWN);
    assert_false(find(&r, "review_parts")->has_left);
    end(&r);
    review(&r, (long[]){-1, -1, -1, -1, -1});
    assert_silent(&r, "review_parts");
}

static void test_missing_rows(void **state)
{
    (void)state;
    report r;
    begin(&r, GR_TEMPLATE_TEMPLATE_2021);
    cell(&r, "reconsideration.total", 9);
    cell(&r, "reconsideration.upheld", 5);
    assert_status(&r, "review_parts", GR_CHECK_UNKNOWN);
}

static void test_counts(void **state)
{
    (void)state;
    report r;
    begin(&r, GR_TEMPLATE_TEMPLATE_2019);
    cell(&r, "article20.licences.change", 4)->value = (gr_decimal){-4, 0};
    cell(&r, "article20.centralized_procurement.amount", 4)->value = (gr_decimal){125, 1};
    assert_status(&r, "table_counts", GR_CHECK_OK);
    begin(&r, GR_TEMPLATE_TEMPLATE_2021);
    cell(&r, "article20.penalties.decisions", 4)->value = (gr_decimal){-4, 0};
    assert_status(&r, "table_counts", GR_CHECK_FAILED);
    begin(&r, GR_TEMPLATE_TEMPLATE_2021);
    cell(&r, "article20.penalties.decisions", 4)->value = (gr_decimal){45, 1};
    assert_status(&r, "table_counts", GR_CHECK_FAILED);
}

static void channels(report *r, long total, long website_items)
{
    begin(r, GR_TEMPLATE_STAT_TABLE_2014);
    cell(r, "disclosure.total", total);
    cell(r, "disclosure.channel.gazette", 0);
    cell(r, "disclosure.channel.website", website_items);
    cell(r, "disclosure.channel.weibo", 0);
    cell(r, "disclosure.channel.wechat", 136);
    cell(r, "disclosure.channel.other", 87);
}

static void test_channels(void **state)
{
    (void)state;
    report r;
    channels(&r, 618, 395);
    assert_status(&r, "table_channels", GR_CHECK_OK);
    channels(&r, 518, 395);
    assert_status(&r, "table_channels", GR_CHECK_OVERLAPPING);
    channels(&r, 618, 385);
    assert_status(&r, "table_channels", GR_CHECK_FAILED);
    channels(&r, 390, 395);
    assert_status(&r, "table_channels", GR_CHECK_FAILED);
    channels(&r, 618, -1);
    assert_status(&r, "table_channels", GR_CHECK_UNKNOWN);
}

/* A row of the request table; NULL where it holds. */
static void row(report *r, const long values[7])
{
    static const char *const columns[] = {"natural_person", "company",   "research", "public_interest_org",
                                          "legal_service",  "other_org", "total"};
    char code[64];
    begin(r, GR_TEMPLATE_TEMPLATE_2021);
    for (size_t i = 0; i < 7; i++) {
        snprintf(code, sizeof code, "request_table.new.%s", columns[i]);
        cell(r, code, values[i]);
    }
}

static void assert_hint(report *r, const char *hint)
{
    audit(r);
    const gr_check *c = find(r, "request_applicants");
    assert_int_equal(c->status, GR_CHECK_FAILED);
    if (hint != NULL && strstr(c->message_en, hint) == NULL)
        fail_msg("no hint %s in: %s", hint, c->message_en);
    if (hint == NULL && (strstr(c->message_en, "changed") != NULL || strstr(c->message_en, "split") != NULL))
        fail_msg("a hint in: %s", c->message_en);
    end(r);
}

static void test_repair(void **state)
{
    (void)state;
    report r;
    row(&r, (long[]){36, 5, 0, 1, 3, 0, 45});
    assert_status(&r, "request_applicants", GR_CHECK_OK);
    row(&r, (long[]){63, 5, 0, 1, 3, 0, 45}); /* two digits swapped */
    assert_hint(&r, "request_table.new.natural_person changed from 63 to 36");
    row(&r, (long[]){76, 5, 0, 1, 3, 0, 45}); /* one digit */
    assert_hint(&r, "request_table.new.natural_person changed from 76 to 36");
    row(&r, (long[]){3, 6, 0, 1, 3, 0, 40}); /* 36 in two cells */
    assert_hint(&r, "one number 36 split");
    row(&r, (long[]){150, 5, 0, 1, 3, 0, 45});
    assert_hint(&r, NULL);
    row(&r, (long[]){2, 2, 2, 2, 2, 2, 13}); /* any of them may be wrong */
    assert_hint(&r, NULL);
}

/* ------------------------------------------------------------ text and table */

static void compared(report *r, const char *code, long text, long table)
{
    begin(r, GR_TEMPLATE_STAT_TABLE_2014);
    add(r, code, "正文", text, "全年共12件");
    cell(r, code, table);
}

static void test_text_and_table(void **state)
{
    (void)state;
    report r;
    compared(&r, "requests.received", 12, 12);
    assert_status(&r, "prose_table", GR_CHECK_OK);
    compared(&r, "disclosure.channel.wechat", 166, 136);
    audit(&r);
    assert_int_equal(find(&r, "prose_table")->status, GR_CHECK_FAILED);
    assert_int_equal(find(&r, "prose_table")->left.digits, 166);
    assert_int_equal(find(&r, "prose_table")->right.digits, 136);
    end(&r);
    compared(&r, "requests.received", 120, 12);
    r.figures[0].wider_scope = true;
    assert_status(&r, "prose_table", GR_CHECK_DIFFERENT_SCOPE);
    compared(&r, "requests.received", 120, -1);
    assert_status(&r, "prose_table", GR_CHECK_UNKNOWN);
    compared(&r, "training.participants", 150, 160);
    r.figures[0].qualifier = GR_QUALIFIER_ABOUT;
    assert_status(&r, "prose_table", GR_CHECK_OK);
    compared(&r, "training.participants", 150, 190);
    r.figures[0].qualifier = GR_QUALIFIER_ABOUT;
    assert_status(&r, "prose_table", GR_CHECK_UNKNOWN);
}

static void test_several_trainings(void **state)
{
    (void)state;
    report r;
    begin(&r, GR_TEMPLATE_STAT_TABLE_2014); /* 集中培训2次，150人次，1对1培训30次 */
    add(&r, "training.sessions", "集中培训", 2, NULL);
    add(&r, "training.participants", "参培", 150, NULL);
    add(&r, "training.sessions", "1对1培训", 30, NULL);
    cell(&r, "training.sessions", 32);
    cell(&r, "training.participants", 180);
    audit(&r);
    assert_int_equal(count_of(&r, "prose_table", GR_CHECK_OK), 1);
    assert_int_equal(count_of(&r, "prose_table", GR_CHECK_INCOMPLETE), 1);
    assert_int_equal(count_of(&r, "prose_table", GR_CHECK_FAILED), 0);
    end(&r);
}

/* 予以公开及部分公开N件 against the rows of both, whose totals are blank */
static void joined(report *r, long text)
{
    begin(r, GR_TEMPLATE_TEMPLATE_2019);
    add(r, NULL, "予以公开及部分公开", text, NULL);
    cell(r, "request_table.result.granted.natural_person", 258);
    cell(r, "request_table.result.granted.company", 14);
    cell(r, "request_table.result.granted.total", -1);
    cell(r, "request_table.result.partial.natural_person", 3);
    cell(r, "request_table.result.partial.total", -1);
}

static void test_joined_outcomes(void **state)
{
    (void)state;
    report r;
    joined(&r, 275);
    assert_status(&r, "prose_table", GR_CHECK_OK);
    joined(&r, 258);
    audit(&r);
    assert_int_equal(find(&r, "prose_table")->status, GR_CHECK_FAILED);
    assert_int_equal(find(&r, "prose_table")->right.digits, 275);
    end(&r);
    joined(&r, 258);
    r.figures[0].label = "予以公开及解读";
    assert_silent(&r, "prose_table");
}

static void test_carried_over(void **state)
{
    (void)state;
    report r;
    begin(&r, GR_TEMPLATE_TEMPLATE_2021); /* 答复40件，未计上年结转5件 */
    add(&r, "requests.answered", "答复", 40, "答复40件，不含上年结转");
    cell(&r, "request_table.result.total.total", 45);
    cell(&r, "request_table.carried_in.total", 5);
    assert_status(&r, "prose_table", GR_CHECK_DIFFERENT_SCOPE);
}

static void stated_twice(report *r, long again)
{
    begin(r, GR_TEMPLATE_NARRATIVE);
    add(r, "requests.received", "收到申请", 31, "共收到申请31件");
    add(r, "requests.received", "收到申请", again, "收到申请31件");
}

static void test_text_and_text(void **state)
{
    (void)state;
    report r;
    stated_twice(&r, 31);
    assert_status(&r, "prose_prose", GR_CHECK_OK);
    stated_twice(&r, 37);
    assert_status(&r, "prose_prose", GR_CHECK_FAILED);
    stated_twice(&r, 310);
    r.figures[1].wider_scope = true;
    assert_status(&r, "prose_prose", GR_CHECK_DIFFERENT_SCOPE);
    stated_twice(&r, 3); /* another office's */
    r.figures[1].label = "县民政局收到申请";
    assert_silent(&r, "prose_prose");
}

static void balance(report *r, long answered)
{
    begin(r, GR_TEMPLATE_NARRATIVE);
    add(r, "requests.received", "收到", 45, NULL);
    add(r, "requests.carried_in", "上年结转", 3, NULL);
    add(r, "requests.answered", "答复", answered, NULL);
    add(r, "requests.carried_out", "结转下年", 2, NULL);
}

static void test_balance(void **state)
{
    (void)state;
    report r;
    balance(&r, 46);
    assert_status(&r, "carry_balance", GR_CHECK_OK);
    balance(&r, 44);
    assert_status(&r, "carry_balance", GR_CHECK_FAILED);
    balance(&r, 43); /* without what was carried in */
    assert_status(&r, "carry_balance", GR_CHECK_DIFFERENT_SCOPE);
}

/* ---------------------------------------------------------------- structure */

static void test_numbering(void **state)
{
    (void)state;
    report r;
    begin(&r, GR_TEMPLATE_NARRATIVE);
    add_section(&r, "一", "概况", -1);
    add_section(&r, "一", "组织", 0);
    add_section(&r, "二", "制度", 0);
    add_section(&r, "二", "申请", -1);
    add_section(&r, "", "收费", -1); /* its number was lost */
    add_section(&r, "四", "不足", -1);
    add_section(&r, "2", "今后", -1);
    assert_status(&r, "numbering", GR_CHECK_OK);
    begin(&r, GR_TEMPLATE_NARRATIVE);
    for (size_t i = 0; i < 12; i++) {
        static const char *const numbers[] = {"一", "二", "三", "四", "五",   "六",
                                              "七", "八", "九", "十", "十一", "十三"};
        add_section(&r, numbers[i], "事项", -1);
    }
    audit(&r);
    assert_int_equal(count_of(&r, "numbering", GR_CHECK_FAILED), 1);
    assert_int_equal(find(&r, "numbering")->left.digits, 12);
    assert_int_equal(find(&r, "numbering")->right.digits, 13);
    end(&r);
}

static void test_years(void **state)
{
    (void)state;
    report r;
    begin(&r, GR_TEMPLATE_NARRATIVE);
    r.record.period_start = "2020-01-01";
    r.record.period_end = "2020-12-31";
    r.record.signed_date = "2021-01-15";
    audit(&r);
    assert_int_equal(find(&r, "period_year")->status, GR_CHECK_OK);
    assert_int_equal(find(&r, "signature_date")->status, GR_CHECK_OK);
    end(&r);
    r.record.period_end = "2019-12-31";
    r.record.signed_date = "2020-01-15";
    audit(&r);
    assert_int_equal(find(&r, "period_year")->status, GR_CHECK_FAILED);
    assert_int_equal(find(&r, "signature_date")->status, GR_CHECK_FAILED);
    end(&r);
}

static gr_check_status mention(int year, const char *before, const char *after)
{
    report r;
    begin(&r, GR_TEMPLATE_NARRATIVE);
    r.years[0] = (gr_year_mention){.year = 2020, .section = -1, .before = "", .after = "年报告"};
    r.years[1] = (gr_year_mention){
        .year = year, .section = 0, .line = 4, .byte_start = 900, .before = before, .after = after};
    r.record.year_count = 2;
    add_section(&r, "一", "概况", -1);
    audit(&r);
    gr_check_status status = find(&r, "neighbour_year")->status;
    end(&r);
    return status;
}

static void test_neighbouring_years(void **state)
{
    (void)state;
    assert_int_equal(mention(2019, "现将", "年政府信息公开工作情况报告如下"), GR_CHECK_FAILED);
    assert_int_equal(mention(2020, "现将", "年政府信息公开工作情况报告如下"), GR_CHECK_OK);
    assert_int_equal(mention(2019, "", "年，我局主动公开信息300条"), GR_CHECK_FAILED);
    assert_int_equal(mention(2019, "", "年，我局主动公开信息300条，比2018年多"), GR_CHECK_OK);
    assert_int_equal(mention(2021, "", "年，我局将继续做好信息公开"), GR_CHECK_OK);
    assert_int_equal(mention(2017, "", "年，我局主动公开信息300条"), GR_CHECK_OK);
    assert_int_equal(mention(2019, "按照《关于编制", "年报告的通知》要求"), GR_CHECK_OK);
}

static gr_check_status names(const char *title, const char *signature)
{
    report r;
    begin(&r, GR_TEMPLATE_NARRATIVE);
    r.names[0] = (gr_name_mention){.where = GR_NAMED_TITLE, .name = title};
    r.names[1] = (gr_name_mention){.where = GR_NAMED_SIGNATURE, .name = signature};
    r.record.name_count = 2;
    audit(&r);
    gr_check_status status = find(&r, "agency_names")->status;
    end(&r);
    return status;
}

static void test_agencies(void **state)
{
    (void)state;
    assert_int_equal(names("青禾县教育局", "青禾县教育局"), GR_CHECK_OK);
    assert_int_equal(names("青禾县", "青禾县人民政府办公室"), GR_CHECK_OK);
    assert_int_equal(names("洛安市青禾县河口镇", "河口镇人民政府"), GR_CHECK_OK);
    assert_int_equal(names("洛安市城乡规划局", "市规划局"), GR_CHECK_OK);
    assert_int_equal(names("青禾县住房和城乡建设局", "青禾县住建局"), GR_CHECK_OK);
    assert_int_equal(names("青禾县教育局", "青禾县民政局"), GR_CHECK_FAILED);
    assert_int_equal(names("青禾县河口镇人民政府", "青禾县山前镇人民政府"), GR_CHECK_FAILED);
}

static void outline(report *r, const char *const numbers[6], size_t missing)
{
    static const char *const titles[] = {
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "其他需要报告的事项",
    };
    begin(r, GR_TEMPLATE_TEMPLATE_2021);
    for (size_t i = 0, n = 0; i < 6; i++)
        if (i != missing)
            add_section(r, numbers[n++], titles[i], -1);
}

static void test_outline(void **state)
{
    (void)state;
    static const char *const good[] = {"一", "二", "三", "四", "五", "六"};
    static const char *const skipping[] = {"一", "二", "三", "五", "六", "七"};
    report r;
    outline(&r, good, 6);
    audit(&r);
    assert_int_equal(find(&r, "section_missing")->status, GR_CHECK_OK);
    assert_int_equal(find(&r, "section_order")->status, GR_CHECK_OK);
    assert_int_equal(find(&r, "section_number")->status, GR_CHECK_OK);
    assert_int_equal(find(&r, "request_table_missing")->status, GR_CHECK_FAILED);
    end(&r);
    outline(&r, good, 3);
    audit(&r);
    assert_int_equal(find(&r, "section_missing")->left.digits, 4);
    assert_int_equal(count_of(&r, "section_number", GR_CHECK_FAILED), 0);
    end(&r);
    outline(&r, skipping, 6);
    audit(&r);
    assert_int_equal(count_of(&r, "section_number", GR_CHECK_FAILED), 1);
    assert_int_equal(count_of(&r, "numbering", GR_CHECK_FAILED), 0);
    end(&r);
}

/* -------------------------------------------------------------------- years */

static void year_report(report *r, int year, long in, long out)
{
    begin(r, GR_TEMPLATE_TEMPLATE_2021);
    r->record.year = year;
    cell(r, "request_table.carried_in.total", in);
    cell(r, "request_table.carried_out.total", out);
    cell(r, "article20.rules.issued", 2);
    cell(r, "article20.rules.repealed", 1);
    cell(r, "article20.rules.in_force", year - 2000);
}

static void test_history(void **state)
{
    (void)state;
    report a, b, c;
    gr_history *h = gr_history_new();
    year_report(&a, 2020, 0, 7);
    gr_history_check(h, &a.record, &a.arena);
    assert_int_equal(a.record.check_count, 0);
    year_report(&b, 2021, 7, 2);
    gr_history_check(h, &b.record, &b.arena);
    assert_int_equal(find(&b, "carried_over")->status, GR_CHECK_OK);
    assert_int_equal(find(&b, "in_force")->status, GR_CHECK_OK);
    year_report(&c, 2022, 5, 2);
    c.figures[4].value.digits = 30;
    gr_history_check(h, &c.record, &c.arena);
    assert_int_equal(find(&c, "carried_over")->status, GR_CHECK_FAILED);
    assert_int_equal(find(&c, "carried_over")->left.digits, 5);
    assert_int_equal(find(&c, "carried_over")->right.digits, 2);
    assert_int_equal(find(&c, "in_force")->status, GR_CHECK_FAILED);
    end(&a);
    end(&b);
    end(&c);
    gr_history_free(h);
}

static void test_history_apart(void **state)
{
    (void)state;
    report a, b;
    gr_history *h = gr_history_new();
    year_report(&a, 2021, 7, 2); /* the later year came first */
    gr_history_check(h, &a.record, &a.arena);
    year_report(&b, 2020, 0, 6);
    gr_history_check(h, &b.record, &b.arena);
    assert_int_equal(b.record.check_count, 0);
    end(&b);
    year_report(&b, 2022, 9, 6); /* another agency's */
    b.record.agency = "青禾县民政局";
    gr_history_check(h, &b.record, &b.arena);
    assert_int_equal(b.record.check_count, 0);
    end(&a);
    end(&b);
    gr_history_free(h);
}

static void test_history_grows(void **state)
{
    (void)state;
    report r;
    char agency[32];
    gr_history *h = gr_history_new();
    for (int year = 2020; year < 2022; year++) {
        for (int i = 0; i < 300; i++) {
            year_report(&r, year, year == 2020 ? 0 : i, i);
            snprintf(agency, sizeof agency, "第%d号局", i);
            r.record.agency = agency;
            gr_history_check(h, &r.record, &r.arena);
            if (year == 2021)
                assert_int_equal(find(&r, "carried_over")->status, GR_CHECK_OK);
            end(&r);
        }
    }
    gr_history_free(h);
}

static void test_growth_over_the_year(void **state)
{
    (void)state;
    report a, b;
    gr_history *h = gr_history_new();
    begin(&a, GR_TEMPLATE_NARRATIVE);
    add(&a, "disclosure.total", "公开", 400, NULL);
    gr_history_check(h, &a.record, &a.arena);
    begin(&b, GR_TEMPLATE_NARRATIVE);
    b.record.year = 2021;
    add(&b, "disclosure.total", "公开", 460, NULL);
    gr_figure *rate = add(&b, "disclosure.growth", "同比增长", 15, NULL);
    rate->unit = "%";
    rate->direction = GR_DIRECTION_UP;
    gr_history_check(h, &b.record, &b.arena);
    assert_int_equal(find(&b, "growth_years")->status, GR_CHECK_OK);
    rate->value.digits = 51;
    b.record.check_count = 0;
    gr_history_check(h, &b.record, &b.arena);
    assert_int_equal(find(&b, "growth_years")->status, GR_CHECK_FAILED);
    end(&a);
    end(&b);
    gr_history_free(h);
}

static gr_status read_line(gr_history *h, const char *line)
{
    gr_error error;
    return gr_history_read(h, line, strlen(line), &error);
}

static void test_earlier_records(void **state)
{
    (void)state;
    report r;
    gr_history *h = gr_history_new();
    assert_int_equal(read_line(h, "{\"report\":{\"agency\":\"青禾县教育局\",\"year\":2020},"
                                  "\"indicators\":{\"requests.carried_out\":{\"value\":7},"
                                  "\"article20.rules.in_force\":{\"value\":20}}}"),
                     GR_OK);
    year_report(&r, 2021, 7, 2);
    gr_history_check(h, &r.record, &r.arena);
    assert_int_equal(find(&r, "carried_over")->status, GR_CHECK_OK);
    assert_int_equal(find(&r, "in_force")->status, GR_CHECK_OK);
    end(&r);
    /* the total of the row is blank */
    assert_int_equal(read_line(h, "{\"report\":{\"agency\":\"青禾县教育局\",\"year\":2022},\"indicators\":{"
                                  "\"request_table.carried_out.total\":{\"value\":null},"
                                  "\"request_table.carried_out.natural_person\":{\"value\":3},"
                                  "\"request_table.carried_out.company\":{\"value\":1}}}"),
                     GR_OK);
    year_report(&r, 2023, 4, 2);
    gr_history_check(h, &r.record, &r.arena);
    assert_int_equal(find(&r, "carried_over")->status, GR_CHECK_OK);
    end(&r);
    assert_int_equal(read_line(h, "{\"id\":\"a\",\"error\":\"no text\"}"), GR_OK);
    assert_int_equal(read_line(h, "{\"report\":{\"agency\":null,\"year\":2020}}"), GR_OK);
    assert_int_equal(read_line(h, "{\"report\":{\"agency\":\"a\",\"year\":2020}}"), GR_OK);
    assert_int_equal(read_line(h, "{}"), GR_ERR_INPUT);
    assert_int_equal(read_line(h, "[1,2]"), GR_ERR_INPUT);
    assert_int_equal(read_line(h, "no JSON"), GR_ERR_INPUT);
    assert_int_equal(read_line(h, ""), GR_ERR_INPUT);
    gr_history_free(h);
}

/* --------------------------------------------------------------------- data */

static bool has_message(const char *check, const char *status)
{
    for (size_t i = 0; i < gr_data_messages_count; i++)
        if (strcmp(gr_data_messages_rows[i].check, check) == 0 &&
            strcmp(gr_data_messages_rows[i].status, status) == 0)
            return gr_data_messages_rows[i].zh[0] != '\0' && gr_data_messages_rows[i].en[0] != '\0';
    return false;
}

static void test_lists_agree(void **state)
{
    (void)state;
    gr_check_kind kind;
    size_t kinds = 0;
    for (; gr_check_kind_at(kinds, &kind); kinds++)
        if (!has_message(kind.code, "ok") || !has_message(kind.code, "failed"))
            fail_msg("%s: no sentence for ok or failed", kind.code);
    assert_int_equal(kinds, gr_data_checks_count);
    for (size_t i = 0; i < gr_data_identities_count; i++)
        assert_true(has_message(gr_data_identities_rows[i].check, "failed"));
    for (size_t i = 0; i < gr_data_outcomes_count; i++)
        assert_non_null(gr_codebook_find(gr_data_outcomes_rows[i].code));
}

static void test_report(void **state)
{
    (void)state;
    report r;
    gr_buf out = {0};
    website(&r, 3);
    audit(&r);
    gr_report_checks(&out, &r.record, true);
    assert_string_equal(out.ptr,
                        "report.txt：青禾县教育局，2020年\n"
                        "  不符：“网站公开”为279，所列各部分之和为280（234+43+3），相差1 [parts_sum]\n"
                        "    report.txt:1:1: 网站公开279条\n");
    gr_buf_clear(&out);
    end(&r);
    website(&r, 2);
    r.figures[0].quote = "网站\n公开\x1b[31m279条";
    audit(&r);
    gr_report_checks(&out, &r.record, false);
    assert_string_equal(out.ptr, "report.txt: 青禾县教育局, 2020\n  held 1: parts and totals 1\n");
    gr_buf_release(&out);
    end(&r);
}

static void test_hostile(void **state)
{
    (void)state;
    report r;
    website(&r, 3);
    r.figures[0].part_of = 4; /* a circle, and totals that are not there */
    r.figures[1].part_of = 77;
    r.figures[2].part_of = 3;
    r.figures[1].label = NULL;
    r.figures[3].value = (gr_decimal){999999999999999999, 0};
    r.figures[2].value = (gr_decimal){-999999999999999999, 18};
    audit(&r);
    end(&r);
    review(&r, (long[]){1, 2, 3, 4, 5});
    for (size_t i = 0; i < 5; i++)
        r.figures[i].value = (gr_decimal){999999999999999999 - (int64_t)i, 0};
    audit(&r);
    end(&r);
    begin(&r, GR_TEMPLATE_NARRATIVE);
    audit(&r);
    assert_int_equal(r.record.check_count, 0);
    end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_lists_that_are_not_all),
        cmocka_unit_test(test_parts_left_open),
        cmocka_unit_test(test_lists_with_more),
        cmocka_unit_test(test_parts_by_code),
        cmocka_unit_test(test_rates),
        cmocka_unit_test(test_review),
        cmocka_unit_test(test_missing_rows),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_channels),
        cmocka_unit_test(test_repair),
        cmocka_unit_test(test_text_and_table),
        cmocka_unit_test(test_several_trainings),
        cmocka_unit_test(test_joined_outcomes),
        cmocka_unit_test(test_carried_over),
        cmocka_unit_test(test_text_and_text),
        cmocka_unit_test(test_balance),
        cmocka_unit_test(test_numbering),
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_neighbouring_years),
        cmocka_unit_test(test_agencies),
        cmocka_unit_test(test_outline),
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_history_apart),
        cmocka_unit_test(test_history_grows),
        cmocka_unit_test(test_growth_over_the_year),
        cmocka_unit_test(test_earlier_records),
        cmocka_unit_test(test_lists_agree),
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
