#include "flatten.h"
#include "html.h"
#include "section.h"
#include "table.h"
#include "token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* What reading one text has given. */
typedef struct result {
    GR_ARRAY(gr_figure) figures;
    size_t warnings, numerals[GR_NUMERAL_CLASSES];
    gr_buf codes; /* of the warnings, a space between them */
    gr_template form;
    gr_arena arena;
    gr_table_reader *reader;
    gr_segmenter *segmenter;
} result;

static void keep_figure(void *context, const gr_figure *figure)
{
    *gr_array_push(&((result *)context)->figures) = *figure;
}

static void keep_numeral(void *context, const gr_text *text, const gr_numeral *numeral)
{
    assert_true(numeral->start < numeral->end && numeral->end <= text->folded.len);
    ((result *)context)->numerals[numeral->class]++;
}

static void keep_warning(void *context, const char *code, gr_pos where, const char *message)
{
    result *r = context;
    assert_true(where.line > 0 && where.column > 0 && message[0] != '\0');
    gr_buf_printf(&r->codes, "%s%s", r->warnings++ > 0 ? " " : "", code);
}

static void take_block(void *context, const gr_block *block)
{
    result *r = context;
    gr_table_sink sink = {keep_figure, keep_numeral, keep_warning, r};
    if (block->kind == GR_BLOCK_TABLE)
        gr_table_read(r->reader, block->text, &sink);
}

static void take_line(void *context, const gr_line *line)
{
    gr_segmenter_line(((result *)context)->segmenter, line);
}

/* Where the figures are and what they quote must be so in the text. */
static void check_places(const result *r, gr_str text)
{
    for (size_t i = 0; i < r->figures.len; i++) {
        const gr_figure *f = &r->figures.ptr[i];
        assert_true(f->byte_start <= f->byte_end && f->byte_end <= text.len);
        assert_true(f->has_value == (f->byte_end > f->byte_start));
        assert_true(gr_str_find(text, gr_str_of(f->quote), 0) != GR_NOT_FOUND);
        assert_true(f->quote[0] != '\0' && f->label != NULL && f->rule != NULL && f->kind == GR_KIND_TABLE);
        uint32_t line = 1;
        size_t start = 0;
        for (size_t at = 0; at < f->byte_start; at++)
            if (text.ptr[at] == '\n') {
                line++;
                start = at + 1;
            }
        assert_int_equal(f->line, line);
        assert_int_equal(f->column, gr_utf8_count(gr_str_slice(text, start, f->byte_start)) + 1);
    }
}

static result read_text(const char *text)
{
    result r = {.reader = NULL};
    gr_str s = gr_str_of(text);
    r.reader = gr_table_reader_new();
    gr_table_reader_begin(r.reader, &r.arena);
    r.segmenter = gr_segmenter_new(take_block, &r);
    gr_segmenter_begin(r.segmenter, &r.arena);
    gr_tokenizer *tokenizer = gr_tokenizer_new(take_line, &r);
    gr_tokenizer_feed(tokenizer, s.ptr, s.len);
    gr_tokenizer_finish(tokenizer);
    gr_segmenter_finish(r.segmenter, s.len);
    gr_tokenizer_free(tokenizer);
    gr_segmenter_free(r.segmenter);
    r.form = gr_table_form(r.reader, 0);
    check_places(&r, s);
    return r;
}

static void release(result *r)
{
    gr_table_reader_free(r->reader);
    gr_array_release(&r->figures);
    gr_buf_release(&r->codes);
    gr_arena_release(&r->arena);
}

static const gr_figure *find(const result *r, const char *code)
{
    for (size_t i = 0; i < r->figures.len; i++)
        if (r->figures.ptr[i].indicator != NULL && strcmp(r->figures.ptr[i].indicator->code, code) == 0)
            return &r->figures.ptr[i];
    return NULL;
}

/* "12 件", "blank 件"; "-" for no unit, "none" where there is no such figure. */
static const char *value_of(const result *r, const char *code)
{
    static char text[64];
    const gr_figure *f = find(r, code);
    if (f == NULL)
        return "none";
    char number[32] = "blank";
    if (f->has_value)
        gr_decimal_print(f->value, number);
    snprintf(text, sizeof text, "%s %s", number, f->unit != NULL ? f->unit : "-");
    return text;
}

#define expect(r, code, value) assert_string_equal(value_of(&(r), code), value)

/* -------------------------------------------------------------- round trips */

typedef struct tally {
    size_t stated, right, wrong, blank, blank_right, warnings;
} tally;

static void keep_text(void *context, const char *bytes, size_t length)
{
    gr_buf_add(context, bytes, length);
}

static void draw_html(gr_buf *text)
{
    gr_error error;
    gr_buf drawn = {0};
    gr_html *h = gr_html_new(keep_text, &drawn);
    gr_html_begin(h);
    assert_int_equal(gr_html_feed(h, text->ptr, text->len, &error), GR_OK);
    assert_int_equal(gr_html_finish(h, &error), GR_OK);
    gr_html_free(h);
    gr_buf_release(text);
    *text = drawn;
}

static void compare_cell(const result *r, const fcell *cell, tally *t)
{
    const gr_figure *f = find(r, cell->indicator);
    char number[32] = "";
    if (f != NULL && f->has_value)
        gr_decimal_print(f->value, number);
    bool stated = cell->text[0] != '\0';
    t->stated += stated;
    t->blank += !stated;
    t->right += stated && strcmp(number, cell->text) == 0;
    t->blank_right += !stated && f != NULL && !f->has_value;
    t->wrong += number[0] != '\0' && strcmp(number, cell->text) != 0;
}

/* Reads a form in one flattening and compares each cell. */
static tally round_trip(int year, flattening how, uint32_t seed, int blanks)
{
    fform *f = build_form(year, seed, blanks);
    gr_buf text = {0};
    tally t = {0};
    flatten_form(f, how, &text);
    if (how == FLATTEN_html)
        draw_html(&text);
    result r = read_text(text.ptr);
    for (int g = 0; g < f->count; g++)
        for (int row = 0; row < f->grids[g].rows; row++)
            for (int c = 0; c < f->grids[g].count[row]; c++)
                if (f->grids[g].cells[row][c].indicator != NULL)
                    compare_cell(&r, &f->grids[g].cells[row][c], &t);
    t.warnings = r.warnings;
    gr_template form = year == 2014   ? GR_TEMPLATE_STAT_TABLE_2014
                       : year == 2019 ? GR_TEMPLATE_TEMPLATE_2019
                                      : GR_TEMPLATE_TEMPLATE_2021;
    assert_int_equal(r.form, form);
    release(&r);
    gr_buf_release(&text);
    free(f);
    return t;
}

static const int years[] = {2014, 2019, 2021};

static void expect_all(flattening how, int blanks)
{
    for (size_t y = 0; y < 3; y++)
        for (uint32_t seed = 1; seed <= 3; seed++) {
            tally t = round_trip(years[y], how, seed, blanks);
            if (t.right != t.stated || t.wrong > 0 || t.blank_right != t.blank)
                fail_msg("%d %s, seed %u: %zu of %zu cells right, %zu wrong, %zu of %zu blank", years[y],
                         flattening_names[how], seed, t.right, t.stated, t.wrong, t.blank_right, t.blank);
        }
}

static void full_tables_are_read_in_every_flattening(void **state)
{
    (void)state;
    for (int how = 0; how < FLATTENING_COUNT; how++)
        expect_all((flattening)how, 0);
}

/* Where the flattening shows which cells are blank. */
static void blank_cells_are_read_as_blank(void **state)
{
    static const flattening shown[] = {FLATTEN_tabs,         FLATTEN_tabs_left_out, FLATTEN_tabs_repeated,
                                       FLATTEN_markdown,     FLATTEN_bars_indented, FLATTEN_html,
                                       FLATTEN_lines,        FLATTEN_lines_tabs,    FLATTEN_lines_double,
                                       FLATTEN_lines_bars,   FLATTEN_lines_closed,  FLATTEN_layout,
                                       FLATTEN_layout_pages, FLATTEN_drawn,         FLATTEN_ruled};
    (void)state;
    for (size_t i = 0; i < GR_COUNT(shown); i++) {
        expect_all(shown[i], 20);
        expect_all(shown[i], 100);
        if (shown[i] != FLATTEN_lines_double) /* a few there are as good as lost */
            expect_all(shown[i], 60);
    }
}

/* Where it does not, cells are left out, but none is wrong. */
static void lost_blanks_make_no_wrong_cells(void **state)
{
    static const flattening lost[] = {FLATTEN_order,
                                      FLATTEN_run_on,
                                      FLATTEN_one_line,
                                      FLATTEN_lines_double,
                                      FLATTEN_lines_single,
                                      FLATTEN_columns,
                                      FLATTEN_columns_labels_first};
    (void)state;
    for (size_t i = 0; i < GR_COUNT(lost); i++)
        for (size_t y = 0; y < 3; y++)
            for (uint32_t seed = 1; seed <= 8; seed++) {
                tally t = round_trip(years[y], lost[i], seed, 10 * (int)seed);
                if (t.wrong > 0)
                    fail_msg("%d %s, seed %u: %zu cells wrong", years[y], flattening_names[lost[i]], seed,
                             t.wrong);
                if (t.right < t.stated && t.warnings == 0)
                    fail_msg("%d %s, seed %u: cells missing without a warning", years[y],
                             flattening_names[lost[i]], seed);
            }
}

/* ------------------------------------------------------------------- cells */

static void cells_are_read_as_what_they_are(void **state)
{
    (void)state;
    result r =
        read_text("第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
                  "规章\t/\t-\t——\n行政规范性文件\t22（其中修订 16 件）\t无\t1,136\n"
                  "第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t3.5万\n"
                  "第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t４１９件\n行政强制\t约30\n"
                  "第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t13.20\n");
    expect(r, "article20.rules.issued", "blank 件");
    expect(r, "article20.rules.in_force", "blank 件");
    expect(r, "article20.normative_documents.issued", "22 件");
    assert_string_equal(find(&r, "article20.normative_documents.issued")->note, "其中修订16件");
    expect(r, "article20.normative_documents.repealed", "0 件");
    expect(r, "article20.normative_documents.in_force", "1136 件");
    expect(r, "article20.licences.decisions", "35000 件");
    expect(r, "article20.penalties.decisions", "419 件");
    assert_true(find(&r, "article20.penalties.decisions")->unit_stated);
    assert_int_equal(find(&r, "article20.compulsion.decisions")->qualifier, GR_QUALIFIER_ABOUT);
    expect(r, "article20.charges.amount", "13.20 万元");
    assert_true(find(&r, "article20.charges.amount")->unit_stated);
    assert_string_equal(r.codes.ptr, "blank-mark blank-mark blank-mark");
    assert_int_equal(r.form, GR_TEMPLATE_TEMPLATE_2021);
    release(&r);
}

static void changes_keep_their_sign(void **state)
{
    (void)state;
    result r =
        read_text("第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
                  "行政许可\t120\t-417\t12\n其他对外管理服务事项\t8\t+0\t见附件\n"
                  "第二十条第（六）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
                  "行政处罚\t300\t增1\t7\n行政强制\t12\t减少2\t1\n"
                  "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t6\t251000元\n");
    expect(r, "article20.licences.change", "-417 项");
    expect(r, "article20.services.change", "0 项");
    expect(r, "article20.services.decisions", "blank 件");
    expect(r, "article20.penalties.change", "1 项");
    expect(r, "article20.compulsion.change", "-2 项");
    expect(r, "article20.centralized_procurement.amount", "251000 元");
    assert_int_equal(r.form, GR_TEMPLATE_TEMPLATE_2019);
    release(&r);
}

static void labels_and_places_come_from_the_report(void **state)
{
    (void)state;
    result r = read_text("\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t\n行政强制\t 7\n");
    const gr_figure *blank = find(&r, "article20.penalties.decisions"),
                    *f = find(&r, "article20.compulsion.decisions");
    assert_string_equal(f->row, "行政强制");
    assert_string_equal(f->column_label, "本年处理决定数量");
    assert_string_equal(f->label, "行政强制 本年处理决定数量");
    assert_string_equal(f->quote, "行政强制\t 7");
    assert_int_equal(f->column, 7);
    assert_false(blank->has_value);
    assert_int_equal(blank->line, 4);
    assert_int_equal(blank->column, 1);
    assert_int_equal(blank->byte_start, blank->byte_end);
    release(&r);
}

/* ------------------------------------------------------------- lost and odd */

static void a_lost_cell_shifts_no_neighbour(void **state)
{
    (void)state;
    result r = read_text("申请人情况\n自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
                         "一、本年新收政府信息公开申请数量\t11\t12\t13\t14\t15\t16\t81\n"
                         "二、上年结转政府信息公开申请数量\t21\t22\t24\t25\t26\t118\n"
                         "四、结转下年度继续办理\t31\t32\t33\t34\t35\t36\t201\n");
    expect(r, "request_table.new.total", "81 件");
    expect(r, "request_table.carried_in.research", "none");
    expect(r, "request_table.carried_in.total", "none");
    expect(r, "request_table.carried_out.natural_person", "31 件");
    expect(r, "request_table.carried_out.total", "201 件");
    assert_string_equal(r.codes.ptr, "lost-cell");
    size_t unplaced = 0;
    for (size_t i = 0; i < r.figures.len; i++)
        unplaced += r.figures.ptr[i].indicator == NULL;
    assert_int_equal(unplaced, 6); /* they are kept, without an indicator */
    release(&r);
}

static void a_missing_row_moves_no_other(void **state)
{
    (void)state;
    result r = read_text("申请人情况\n一、本年新收政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n"
                         "1.属于国家秘密\n2\n0\n0\n0\n0\n0\n2\n"
                         "4.保护第三方合法权益\n3\n0\n0\n0\n0\n0\n3\n"
                         "（六）其他处理\n4\n0\n0\n0\n0\n0\n4\n（七）总计\n9\n0\n0\n0\n0\n0\n9\n");
    expect(r, "request_table.result.refused.state_secret.total", "2 件");
    expect(r, "request_table.result.refused.other_law.total", "none");
    expect(r, "request_table.result.refused.third_party.total", "3 件");
    expect(r, "request_table.result.other.total", "4 件"); /* the single row of 2019 */
    expect(r, "request_table.result.total.total", "9 件");
    assert_int_equal(r.warnings, 0);
    release(&r);
}

static void slips_in_labels_do_no_harm(void **state)
{
    (void)state;
    result r = read_text("申请人情况\n自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
                         "1、属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n"
                         "2.其他法律行政止公开\t2\t0\t0\t0\t0\t0\t2\n"
                         "3.危及三安全一稳定\t3\t0\t0\t0\t0\t0\t3\n"
                         "5．属於三類內部事務信息\t5\t0\t0\t0\t0\t0\t5\n"
                         "保护第三方 合法权益\t4\t0\t0\t0\t0\t0\t4\n"
                         "8.属于行政查询亊项\t8\t0\t0\t0\t0\t0\t8\n");
    expect(r, "request_table.result.refused.state_secret.total", "1 件");
    expect(r, "request_table.result.refused.other_law.total", "2 件");
    expect(r, "request_table.result.refused.stability.total", "3 件");
    expect(r, "request_table.result.refused.third_party.total", "4 件");
    expect(r, "request_table.result.refused.internal_affairs.total", "5 件");
    expect(r, "request_table.result.refused.administrative_inquiry.total", "8 件");
    assert_string_equal(find(&r, "request_table.result.refused.other_law.total")->row,
                        "2.其他法律行政止公开");
    release(&r);
}

static void vertical_text_page_numbers_and_repeated_headers(void **state)
{
    (void)state;
    result r = read_text(
        "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
        "三\n、\n本\n年\n度\n办\n理\n结\n果\n（一）予以公开\n5\n1\n0\n0\n\n- 5 -\n\n0\n2\n8\n"
        "自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
        "（二）部分公开（区分处理的，只计这一情形，\n不计其他情形）\n1\n1\n0\n0\n0\n0\n2\n"
        "（三）\n不予\n公开\n1.属于国家秘密\n4\n0\n0\n0\n0\n0\n4\n");
    expect(r, "request_table.result.granted.natural_person", "5 件");
    expect(r, "request_table.result.granted.other_org", "2 件");
    expect(r, "request_table.result.granted.total", "8 件");
    expect(r, "request_table.result.partial.company", "1 件");
    expect(r, "request_table.result.partial.total", "2 件");
    expect(r, "request_table.result.refused.state_secret.total", "4 件");
    assert_int_equal(r.warnings, 0);
    release(&r);
}

/* A wrapped label with its values between the halves. */
static void values_between_the_halves_of_a_label(void **state)
{
    (void)state;
    result r = read_text("申请人情况\n"
                         "（一）予以公开                             1    0    0    0    0    0    1\n"
                         "5.要求行政机关确认或重\n"
                         "                                           2    0    0    0    0    0    2\n"
                         "新出具已获取信息\n"
                         "（六）其他处理                             3                             3\n"
                         "（七）总计                                 6    0    0    0    0    0    6\n");
    expect(r, "request_table.result.granted.total", "1 件");
    expect(r, "request_table.result.not_processed.confirmation.natural_person", "2 件");
    expect(r, "request_table.result.not_processed.confirmation.total", "2 件");
    expect(r, "request_table.result.other.natural_person", "3 件");
    expect(r, "request_table.result.other.company", "blank 件");
    expect(r, "request_table.result.other.total", "3 件");
    assert_string_equal(find(&r, "request_table.result.not_processed.confirmation.total")->row,
                        "5.要求行政机关确认或重新出具已获取信息");
    release(&r);
}

static void rows_of_2014_with_codes_and_additions(void **state)
{
    (void)state;
    result r = read_text(
        "统计指标\t代码\t单位\t统计数\n一、主动公开情况\t01\t——\t\n"
        "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t02\t条\t120\n"
        "其中：主动公开规范性文件数\t03\t条\t\n制发规范性文件总数\t04\t件\t7\n"
        "（二）通过不同渠道和方式公开政府信息的情况\t05\t——\t\n1．政府公报公开政府信息数\t06\t条\t0\n"
        "2．政府网站公开政府信息数\t07\t条\t88\n3．政务微博公开政府信息数\t08\t条\t\n"
        "6．电子屏公开政府信息数\t11\t条\t4\n（四）申请公开的主要内容\t12\t——\t\n"
        "七、依申请公开信息收取的费用\t13\t元\t350\n");
    expect(r, "disclosure.total", "120 条");
    expect(r, "disclosure.normative_documents", "blank 条");
    expect(r, "normative_documents.issued", "7 件");
    expect(r, "disclosure.channel.website", "88 条");
    expect(r, "disclosure.channel.weibo", "blank 条");
    expect(r, "requests.fees", "350 元");
    assert_int_equal(r.figures.len, 8); /* the added row among them, without an indicator */
    assert_int_equal(r.warnings, 0);
    assert_int_equal(r.numerals[GR_NUMERAL_FIGURE], 6);
    assert_int_equal(r.form, GR_TEMPLATE_STAT_TABLE_2014);
    release(&r);
}

/* 被依法纠错数 stands under 行政复议 and under 行政诉讼. */
static void labels_that_stand_twice_in_a_form(void **state)
{
    (void)state;
    result r =
        read_text("统计指标\t单位\t统计数\n四、行政复议数量\t件\t6\n（一）维持具体行政行为数\t件\t3\n"
                  "（二）被依法纠错数\t件\t2\n（三）其他情形数\t件\t1\n五、行政诉讼数量\t件\t9\n"
                  "（二）被依法纠错数\t件\t5\n（三）其他情形数\t件\t4\n（四）申请公开的主要内容\t\t0\n");
    expect(r, "reconsideration.corrected", "2 件");
    expect(r, "reconsideration.other", "1 件");
    expect(r, "litigation.corrected", "5 件");
    expect(r, "litigation.other", "4 件");
    assert_int_equal(r.figures.len, 8);
    assert_null(r.figures.ptr[7].indicator);
    assert_null(r.figures.ptr[7].unit);
    release(&r);
}

static void a_row_that_stands_there_twice_keeps_its_cells_once(void **state)
{
    (void)state;
    result r = read_text("统计指标\n单位\n统计数\n（一）主动公开政府信息数\n制发规范性文件总数\n"
                         "1．政府公报公开政府信息数\n2．政府网站公开政府信息数\n3．政务微博公开政府信息数\n"
                         "2．政府网站公开政府信息数\n条\n件\n条\n条\n条\n条\n120\n7\n4\n88\n5\n9\n");
    expect(r, "disclosure.channel.gazette", "4 条");
    expect(r, "disclosure.channel.weibo", "9 条");
    assert_int_equal(r.figures.len, 6); /* 88 and 5 among them, without an indicator */
    assert_string_equal(r.codes.ptr, "double-row double-row table-order unread-cells");
    release(&r);
}

static void one_form_or_the_other(void **state)
{
    (void)state;
    /* nothing but the number of columns tells */
    result r = read_text("第二十条第（五）项\n行政许可\t1\t2\t3\n");
    expect(r, "article20.licences.items_previous", "1 项");
    release(&r);
    r = read_text("第二十条第（五）项\n行政许可\t1\n");
    expect(r, "article20.licences.decisions", "1 件");
    release(&r);
    r = read_text("第二十条第（一）项\n规章\t1\t2\t3\n");
    assert_int_equal(r.figures.len, 3);
    assert_null(r.figures.ptr[0].indicator);
    assert_string_equal(r.codes.ptr, "unknown-form");
    release(&r);
}

static void the_year_decides_where_the_tables_do_not(void **state)
{
    (void)state;
    /* no headers: seven cells in the order of the form */
    result r = read_text("| 一、本年新收政府信息公开申请数量 | 3746 | 21 | 3 | 4 | 5 | 6 | 3785 |\n"
                         "| 不予公开-属于国家秘密 | 5 | 0 | 1 | 0 | 0 | 0 | 6 |\n"
                         "| 属于工作秘密 | 7 | 0 | 0 | 0 | 0 | 0 | 7 |\n");
    expect(r, "request_table.new.natural_person", "3746 件");
    expect(r, "request_table.result.refused.state_secret.research", "1 件");
    assert_int_equal(r.figures.len, 21);
    assert_null(r.figures.ptr[14].indicator); /* a row that no form has */
    assert_string_equal(r.codes.ptr, "unread-cells");
    assert_int_equal(gr_table_form(r.reader, 2020), GR_TEMPLATE_TEMPLATE_2019);
    assert_int_equal(gr_table_form(r.reader, 2023), GR_TEMPLATE_TEMPLATE_2021);
    release(&r);
    r = read_text("（六）其他处理\t1\t2\t3\t4\t5\t6\t21\n");
    assert_int_equal(gr_table_form(r.reader, 2023), GR_TEMPLATE_TEMPLATE_2019);
    release(&r);
    r = read_text(
        "行政复议行政诉讼\n| 1 | 2 | 3 | 4 | 10 | 11 | 12 | 13 | 14 | 50 | 21 | 22 | 23 | 24 | 90 |\n");
    expect(r, "reconsideration.total", "10 件");
    expect(r, "litigation.after_reconsideration.total", "90 件");
    assert_int_equal(r.figures.len, 15);
    release(&r);
}

static void each_numeral_is_counted(void **state)
{
    (void)state;
    result r = read_text("统计指标\t单位\t统计数\n"
                         "（一）主动公开政府信息数（不同渠道和方式公开相同信息计 1 条）\t条\t618\n"
                         "1. 政府公报公开政府信息数\t条\t-3\n");
    assert_int_equal(r.numerals[GR_NUMERAL_FIGURE], 2);
    assert_int_equal(r.numerals[GR_NUMERAL_ORDINAL], 2); /* （一） 1. */
    assert_int_equal(r.numerals[GR_NUMERAL_NORM], 1);    /* 计 1 条 */
    release(&r);
}

static void texts_without_tables(void **state)
{
    static const char *const texts[] = {"",
                                        "\n",
                                        "申请人情况",
                                        "申请人情况\n\n\n",
                                        "第二十条第（一）项\n\f\n",
                                        "行政复议\n",
                                        "统计指标\t\t\t\n\t\t\t\n",
                                        "统计指标\n12\n"};
    (void)state;
    for (size_t i = 0; i < GR_COUNT(texts); i++) {
        result r = read_text(texts[i]);
        for (size_t j = 0; j < r.figures.len; j++)
            assert_null(r.figures.ptr[j].indicator);
        release(&r);
    }
}

/* Where tabs were dropped, or one bar parts label and value. */
static void values_beside_their_labels(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "政府信息公开情况统计表\n统计指标单位统计数\n主动公开政府信息数条618\n（二）政府网站公开政府信息数条3"
        "95.5\n",
        "政府信息公开情况统计表\n统计指标 | 统计数\n---|---\n主动公开政府信息数 | 618\n"
        "政府网站公开政府信息数 | 395.5\n",
    };
    for (size_t i = 0; i < GR_COUNT(texts); i++) {
        result r = read_text(texts[i]);
        expect(r, "disclosure.total", "618 条");
        expect(r, "disclosure.channel.website", "395.5 条");
        release(&r);
    }
}

/* What merged cells leave stands at the ends of the lines, as the values show. */
static void bars_at_the_ends_of_lines(void **state)
{
    (void)state;
    result r = read_text("申请人情况 | ||||||||\n自然人 | 法人或其他组织 | 总计 | |||||||\n"
                         "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |||||\n"
                         "一、本年新收政府信息公开申请数量 | 3 | ||||||||\n"
                         "二、上年结转政府信息公开申请数量 | 0 | ||||||||\n"
                         "三、本年度办理结果 | （一）予以公开 | 2 | |||||||\n");
    expect(r, "request_table.new.natural_person", "3 件");
    expect(r, "request_table.new.company", "blank 件");
    expect(r, "request_table.new.total", "blank 件");
    expect(r, "request_table.result.granted.natural_person", "2 件");
    release(&r);
}

static void notes_behind_the_names_of_rows(void **state)
{
    (void)state;
    result r = read_text("第二十条第（一）项\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n"
                         "规章（设区的市应提供） | 1 | 2 | 8\n规范性文件（含修订） | 3 | 4 | 9\n");
    expect(r, "article20.rules.total", "8 件");
    expect(r, "article20.normative_documents.created", "3 件");
    release(&r);
}

/* Copies in traditional characters may have the reading behind one of them. */
static void glosses_are_no_part_of_labels(void **state)
{
    (void)state;
    result r = read_text("第二十條第（一）項 |\n信息內(nèi)容 | 本年制發(fā)件數(shù) | 本年廢止件數(shù) | "
                         "現(xiàn)行有效件數(shù) |\n"
                         "規(guī)章 | 2 | 0 | 7 |\n行政規(guī)范性文件 | 3 |  | 19 |\n");
    expect(r, "article20.rules.issued", "2 件");
    expect(r, "article20.normative_documents.repealed", "blank 件");
    expect(r, "article20.normative_documents.in_force", "19 件");
    release(&r);
}

/* The head of a column of money may say of which unit, in several ways. */
static void units_in_the_heads_of_columns(void **state)
{
    (void)state;
    static const struct {
        const char *head, *value;
    } heads[] = {{"采购总金额(元)", "4300 元"},     {"采购总金额（万元）", "4300 万元"},
                 {"采购总金额/元", "4300 元"},      {"采购总金额，元", "4300 元"},
                 {"采购总金额\n（元）", "4300 元"}, {"采购总金额（单位：人民币元）", "4300 元"},
                 {"采购总金额 [萬元]", "4300 万元"}};
    for (size_t i = 0; i < GR_COUNT(heads); i++) {
        char text[256];
        snprintf(text, sizeof text, "第二十条第（九）项\n信息内容\n采购项目数量\n%s\n政府集中采购\n6\n4300\n",
                 heads[i].head);
        result r = read_text(text);
        expect(r, "article20.centralized_procurement.amount", heads[i].value);
        expect(r, "article20.centralized_procurement.count", "6 项");
        assert_true(find(&r, "article20.centralized_procurement.amount")->unit_stated);
        release(&r);
    }
}

/* What a label says in brackets is no row, on one line or several. */
static void rows_named_inside_a_bracket(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
        "其他对外管理服务事项（指许可以外、由本镇各站所办理并对外提供的管理和服务事项，"
        "包括行政确认、行政奖励、行政给付、行政裁决、行政处罚、行政强制、行政检查和其他类） | 41 | 2 | 73 "
        "|\n",
        "信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n其他对外管理服务事项（包括行政确认、\n"
        "行政处罚、行政强制\n等）\n41\n2\n73\n",
    };
    for (size_t i = 0; i < GR_COUNT(texts); i++) {
        result r = read_text(texts[i]);
        expect(r, "article20.services.items_previous", "41 项");
        expect(r, "article20.services.decisions", "73 件");
        expect(r, "article20.penalties.decisions", "none");
        release(&r);
    }
}

/* Where a blank cell is a line's end, its row goes on with a bar. */
static void rows_broken_in_blank_cells(void **state)
{
    (void)state;
    result r = read_text("信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 1 |\n| 6 |\n"
                         "规范性文件 | 3 |\n|\n|\n");
    expect(r, "article20.rules.created", "1 件");
    expect(r, "article20.rules.published", "blank 件");
    expect(r, "article20.rules.total", "6 件");
    expect(r, "article20.normative_documents.created", "3 件");
    expect(r, "article20.normative_documents.total", "blank 件");
    release(&r);
    r = read_text("申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n"
                  "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
                  "一、本年新收政府信息公开申请数量 | 14 | 2 |\n|\n|\n|\n| 16 |\n"
                  "二、上年结转政府信息公开申请数量 |\n|\n|\n|\n|\n|\n| 0 |\n");
    expect(r, "request_table.new.company", "2 件");
    expect(r, "request_table.new.research", "blank 件");
    expect(r, "request_table.new.total", "16 件");
    expect(r, "request_table.carried_in.natural_person", "blank 件");
    expect(r, "request_table.carried_in.total", "0 件");
    release(&r);
}

/* Zeros glued to a label are a cell each; what other digits are nobody knows. */
static void zeros_glued_to_their_labels(void **state)
{
    (void)state;
    result r = read_text("信息内容本年新制作数量本年新公开数量对外公开总数量\n规章000\n规范性文件304\n");
    expect(r, "article20.rules.created", "0 件");
    expect(r, "article20.rules.total", "0 件");
    expect(r, "article20.normative_documents.total", "none");
    release(&r);
}

/* A page may begin in the middle of a table, whose head is on the page before. */
static void rows_without_a_head(void **state)
{
    (void)state;
    result r = read_text("（七）总计 5 1 0 0 0 0 6\n四、结转下年度继续办理 1 0 0 0 0 0 1\n");
    expect(r, "request_table.result.total.total", "6 件");
    expect(r, "request_table.carried_out.natural_person", "1 件");
    release(&r);
    r = read_text("四、结转下年度继续办理 0 0 0 2 0 0 2\n");
    expect(r, "request_table.carried_out.public_interest_org", "2 件");
    release(&r);
    r = read_text("四、结转下年度继续办理 2\n");
    assert_int_equal(r.figures.len, 0);
    release(&r);
}

/* Converted copies say 檔案 for 文件; a header that is no one else's keeps its words. */
static void other_words_for_rows_and_columns(void **state)
{
    (void)state;
    result r = read_text("第二十條第（一）項\n信息內容 | 本年制發件數 | 本年廢止件數 | 現行有效件數\n"
                         "行政規範性檔案 | 3 | 1 | 8\n");
    expect(r, "article20.normative_documents.in_force", "8 件");
    release(&r);
    r = read_text("信息内容 | 上一年项目数量 | 本年数量 | 处理决定数量\n其他对外管理服务事项 | 8 | 9 | 57\n");
    expect(r, "article20.services.items_previous", "8 项");
    expect(r, "article20.services.change", "none");
    expect(r, "article20.services.decisions", "57 件");
    assert_string_equal(r.figures.ptr[1].column_label, "本年数量");
    release(&r);
    r = read_text("第二十条第（五）项\n信息内容\n上年项目数量\n本年增/\n处理决定数量\n行政强制\n4\n2\n9\n");
    expect(r, "article20.compulsion.change", "2 项");
    assert_string_equal(find(&r, "article20.compulsion.items_previous")->column_label, "上年项目数量");
    assert_string_equal(find(&r, "article20.compulsion.change")->column_label, "本年增/");
    release(&r);
}

/* A row for each purchase: its cells are the column's. */
static void rows_that_list_what_they_count(void **state)
{
    (void)state;
    result r = read_text("信息内容 | 采购项目数量 | 采购总金额 |\n政府集中采购 | 办公桌椅 | 48000元 |\n"
                         "政府集中采购 | 食堂物业 | 90000元 |\n");
    assert_int_equal(r.figures.len, 4);
    for (size_t i = 1; i < 4; i += 2) {
        assert_string_equal(r.figures.ptr[i].indicator->code, "article20.centralized_procurement.amount");
        assert_string_equal(r.figures.ptr[i].column_label, "采购总金额");
    }
    release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_beside_their_labels),
        cmocka_unit_test(glosses_are_no_part_of_labels),
        cmocka_unit_test(bars_at_the_ends_of_lines),
        cmocka_unit_test(notes_behind_the_names_of_rows),
        cmocka_unit_test(full_tables_are_read_in_every_flattening),
        cmocka_unit_test(blank_cells_are_read_as_blank),
        cmocka_unit_test(lost_blanks_make_no_wrong_cells),
        cmocka_unit_test(cells_are_read_as_what_they_are),
        cmocka_unit_test(changes_keep_their_sign),
        cmocka_unit_test(labels_and_places_come_from_the_report),
        cmocka_unit_test(a_lost_cell_shifts_no_neighbour),
        cmocka_unit_test(a_missing_row_moves_no_other),
        cmocka_unit_test(slips_in_labels_do_no_harm),
        cmocka_unit_test(vertical_text_page_numbers_and_repeated_headers),
        cmocka_unit_test(values_between_the_halves_of_a_label),
        cmocka_unit_test(rows_of_2014_with_codes_and_additions),
        cmocka_unit_test(labels_that_stand_twice_in_a_form),
        cmocka_unit_test(a_row_that_stands_there_twice_keeps_its_cells_once),
        cmocka_unit_test(one_form_or_the_other),
        cmocka_unit_test(the_year_decides_where_the_tables_do_not),
        cmocka_unit_test(each_numeral_is_counted),
        cmocka_unit_test(texts_without_tables),
        cmocka_unit_test(units_in_the_heads_of_columns),
        cmocka_unit_test(rows_named_inside_a_bracket),
        cmocka_unit_test(rows_broken_in_blank_cells),
        cmocka_unit_test(zeros_glued_to_their_labels),
        cmocka_unit_test(rows_without_a_head),
        cmocka_unit_test(other_words_for_rows_and_columns),
        cmocka_unit_test(rows_that_list_what_they_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
