#include "form.h"

#include "data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static bool announces(const char *line)
{
    return gr_form_announces(gr_str_of(line));
}

static bool is_label(const char *line)
{
    return gr_form_is_label(gr_str_of(line));
}

static bool is_kind(const gr_data_forms *row, const char *kind)
{
    return strcmp(row->kind, kind) == 0;
}

/* Calls check with each wording of each label of a kind. */
static size_t each_wording(const char *kind, void (*check)(const gr_data_forms *row, const char *wording))
{
    size_t count = 0;
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        const gr_data_forms *row = &gr_data_forms_rows[i];
        if (!is_kind(row, kind))
            continue;
        check(row, row->label);
        char variants[512];
        snprintf(variants, sizeof variants, "%s", row->variants);
        for (char *v = strtok(variants, "|"); v != NULL; v = strtok(NULL, "|"), count++)
            check(row, v);
        count++;
    }
    return count;
}

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

/* ------------------------------------------------------------------ tables */

/* Every line of the form, as it is printed, is known for a label. */
static void check_is_label(const gr_data_forms *row, const char *wording)
{
    char line[512];
    snprintf(line, sizeof line, "%s%s", row->number, wording);
    if (!is_label(line))
        fail_msg("no label: %s", line);
    snprintf(line, sizeof line, "%s%s%s\t12\t3", row->number, wording, row->tail);
    if (!is_label(line))
        fail_msg("no label: %s", line);
}

static void labels_of_the_forms_are_labels(void **state)
{
    (void)state;
    assert_true(each_wording("row", check_is_label) > 80);
    assert_true(each_wording("parent", check_is_label) > 9);
    assert_true(each_wording("column", check_is_label) > 30);
    each_wording("group", check_is_label);
    each_wording("announce", check_is_label);
}

static void check_announces(const gr_data_forms *row, const char *wording)
{
    (void)row;
    if (!announces(wording))
        fail_msg("opens no table: %s", wording);
}

/* What begins_row() and ends_row() list must be what the forms have. */
static void check_row_announces(const gr_data_forms *row, const char *wording)
{
    char line[512];
    if (strcmp(row->form, "2008") == 0)
        return; /* the rows of annex tables say what headings and sentences do */
    snprintf(line, sizeof line, "%s%s\t12\t3", row->number, wording);
    if (characters(wording) >= 4 && !announces(line))
        fail_msg("opens no table: %s", line);
    snprintf(line, sizeof line, "| 7 | %s%s | 12 |", row->number, wording);
    if (characters(wording) >= 4 && !announces(line))
        fail_msg("opens no table: %s", line);
}

static void headers_and_rows_with_cells_open_tables(void **state)
{
    (void)state;
    each_wording("announce", check_announces);
    each_wording("group", check_announces);
    each_wording("row", check_row_announces);
    each_wording("parent", check_row_announces);
}

static void tables_are_announced(void **state)
{
    static const char *const lines[] = {
        "统计指标\t单位\t统计数",
        "统计指标单位统计数",
        "| 统计指标 | 单位 | 统计数 |",
        "| 序号 | 统计指标 | 单位 |",
        "第二十条第（一）项",
        "第二十条第（九）项\t\t",
        "第二十条第（一）项信息内容本年新制作数量本年新公开数量",
        "信息内容\t本年制发件数\t本年废止件数",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况",
        "（本列数据的勾稽关系为：第一项加第二",
        "申请人情况",
        "行政复议",
        "行政复议\t行政诉讼",
        "行政复议行政诉讼结果维持结果纠正",
        "结果维持\t结果纠正",
        "一、本年新收政府信息公开申请数量",
        "一、本年新收政府信息公开申请数量21 0 0 0 0 0 21",
        "（一）予以公开\t258\t12",
        "\t\t1.属于国家秘密\t14",
        "指标名称",
        "指标\t单位\t2010年度\t历年累计",
        "指标名称 计量单位 代码 本期实际 本年累计",
        "| 序号 | 指标 | 单位 | 数量 |",
    };
    (void)state;
    for (size_t i = 0; i < GR_COUNT(lines); i++)
        if (!announces(lines[i]))
            fail_msg("opens no table: %s", lines[i]);
}

static void prose_announces_nothing(void **state)
{
    static const char *const lines[] = {
        "",
        "|",
        "|---|---|",
        "第二十条第（八）项规定的收费项目已全部公开",
        "第二十条规定",
        "第二十条第（一）项、第（五）项所列信息，均已公开。",
        "统计指标体系进一步完善，",
        "申请人情况说明",
        "四、行政复议、行政诉讼情况",
        "行政复议、行政诉讼情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政诉讼案件3件",
        "三、收到和处理政府信息公开申请情况",
        "二、主动公开政府信息情况",
        "一、主动公开情况",
        "（一）收到申请数",
        "规章",
        "其他",
        "总计",
        "规范性文件",
        "结果维持原判",
        "本年新收政府信息公开申请12件，其中自然人10件。",
        "未经复议直接起诉的案件有2件",
        "指标完成情况",
        "指标",
        "投诉数\t3",
        "项目、单位名称",
    };
    (void)state;
    for (size_t i = 0; i < GR_COUNT(lines); i++)
        if (announces(lines[i]))
            fail_msg("opens a table: %s", lines[i]);
}

static void labels_are_known_in_many_spellings(void **state)
{
    static const char *const lines[] = {
        "1、属于国家秘密",
        "1．属于国家秘密\t0",
        "属于国家秘密",
        "2.其他法律行政止公开", /* characters lost */
        "（三）不予公幵",       /* a wrong one */
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（二）通过不同渠道和方式公开政\t——", /* cut by the end of its line */
        "（三）申请答复数件156",              /* its unit stands close to it */
        "三、本年度办理结果",
        "三、本年度办理结果\t（一）予以公开\t258",
        "㈦总计",
        "（七）总计",
        "|  | （七）总计 | 9 |",
        "其中：主动公开规范性文件数",
    };
    (void)state;
    for (size_t i = 0; i < GR_COUNT(lines); i++)
        if (!is_label(lines[i]))
            fail_msg("no label: %s", lines[i]);
}

static void headings_and_sentences_are_no_labels(void **state)
{
    static const char *const lines[] = {
        "",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
        "二、主动公开情况", /* the form's is 一、 */
        "（一）主要问题",
        "其他处理情况说明",
        "（七）总计划安排如下。",
        "青禾县人民政府",
        "2021年1月20日",
    };
    (void)state;
    for (size_t i = 0; i < GR_COUNT(lines); i++)
        if (is_label(lines[i]))
            fail_msg("a label: %s", lines[i]);
}

/* ------------------------------------------------------------------- parts */

static void expect_number(const uint32_t *chars, size_t count, size_t taken, gr_form_rank rank, int value)
{
    gr_form_number number;
    assert_int_equal(gr_form_read_number(chars, count, &number), taken);
    assert_int_equal(number.rank, rank);
    assert_int_equal(number.value, value);
}

static void marks_are_read(void **state)
{
    (void)state;
    expect_number((uint32_t[]){0x4e00, 0x3001, 0x672c}, 3, 2, GR_FORM_HAN, 1);              /* 一、本 */
    expect_number((uint32_t[]){0x2014, 0x3001, 0x672c}, 3, 2, GR_FORM_HAN, 1);              /* —、本 */
    expect_number((uint32_t[]){0x5341, 0x4e8c, 0x3001}, 3, 3, GR_FORM_HAN, 12);             /* 十二、 */
    expect_number((uint32_t[]){0xff08, 0x4e03, 0xff09}, 3, 3, GR_FORM_BRACKET, 7);          /* （七） */
    expect_number((uint32_t[]){0xff08, '1', '0', 0xff09}, 4, 4, GR_FORM_DIGIT_BRACKET, 10); /* （10） */
    expect_number((uint32_t[]){'8', '.', 0x5c5e}, 3, 2, GR_FORM_DIGIT, 8);                  /* 8.属 */
    expect_number((uint32_t[]){0x3226}, 1, 1, GR_FORM_BRACKET, 7);                          /* ㈦ */
    expect_number((uint32_t[]){0x5176, 0x4e2d, 0xff1a, 0x4e3b}, 4, 3, GR_FORM_PART, 0);     /* 其中：主 */
    expect_number((uint32_t[]){'1', '.', '5'}, 3, 0, GR_FORM_UNNUMBERED, 0);                /* 1.5 */
    expect_number((uint32_t[]){0x4e00, 0x5b9a}, 2, 0, GR_FORM_UNNUMBERED, 0);               /* 一定 */
    expect_number((uint32_t[]){0xff08, 0x4e03}, 2, 0, GR_FORM_UNNUMBERED, 0);               /* （七 */
    expect_number(NULL, 0, 0, GR_FORM_UNNUMBERED, 0);
}

static void distance_counts_slips(void **state)
{
    static const uint16_t a[] = {1, 2, 3, 4, 5}, lost[] = {1, 2, 4, 5}, other[] = {1, 2, 9, 4, 5},
                          more[] = {1, 2, 3, 3, 4, 5};
    (void)state;
    assert_int_equal(gr_form_distance(a, 5, a, 5, 2), 0);
    assert_int_equal(gr_form_distance(lost, 4, a, 5, 2), 1);
    assert_int_equal(gr_form_distance(other, 5, a, 5, 2), 1);
    assert_int_equal(gr_form_distance(more, 6, a, 5, 2), 1);
    assert_int_equal(gr_form_distance(a, 5, a, 0, 2), 3); /* more than the limit */
    assert_int_equal(gr_form_distance(a, 0, a, 0, 2), 0);
}

/* ------------------------------------------------------------------- index */

static void all_codes_are_in_the_codebook(void **state)
{
    (void)state;
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        const gr_data_forms *row = &gr_data_forms_rows[i];
        char code[128];
        if (!is_kind(row, "row") || row->code[0] == '\0' || strncmp(row->table, "article20", 9) == 0)
            continue;
        const char *star = strchr(row->code, '*');
        snprintf(code, sizeof code, "%.*s%s",
                 (int)(star != NULL ? star - row->code : (long)strlen(row->code)), row->code,
                 star != NULL ? "natural_person" : "");
        if (gr_codebook_find(code) == NULL)
            fail_msg("not in the codebook: %s", code);
    }
}

static void columns_are_those_of_the_form(void **state)
{
    enum { MAX = 16 };
    const gr_form_label *columns[MAX];
    (void)state;
    assert_int_equal(gr_form_columns(GR_FORM_ARTICLE20_5, 2019, columns, MAX), 3);
    assert_string_equal(columns[2]->text, "处理决定数量");
    assert_int_equal(gr_form_columns(GR_FORM_ARTICLE20_5, 2021, columns, MAX), 1);
    assert_string_equal(columns[0]->text, "本年处理决定数量");
    assert_int_equal(gr_form_columns(GR_FORM_ARTICLE20_9, 2021, columns, MAX), 0);
    assert_int_equal(gr_form_columns(GR_FORM_REQUESTS, 0, columns, MAX), 7);
    assert_string_equal(columns[6]->code, "total");
    assert_int_equal(gr_form_columns(GR_FORM_REVIEW, 0, columns, MAX), 15);
    assert_string_equal(columns[14]->code, "litigation.after_reconsideration.total");
    assert_int_equal(gr_form_columns(GR_FORM_REVIEW, 0, columns, 2), 2);
}

static void labels_are_found_by_their_first_characters(void **state)
{
    (void)state;
    size_t count, chained = 0;
    const gr_form_label *labels = gr_form_labels(&count);
    for (size_t i = 0; i < count; i++) {
        const gr_form_label *l = gr_form_first(labels[i].chars[0], labels[i].chars[1]);
        while (l != NULL && l != &labels[i])
            l = gr_form_next(l);
        assert_ptr_equal(l, &labels[i]);
        chained++;
    }
    assert_true(chained > 150);
    assert_null(gr_form_first(0x4e01, labels[0].chars[1]));
    assert_null(gr_form_first(labels[0].chars[0], 0x4e01));
    assert_null(gr_form_first(labels[0].chars[0], 0));
}

/* A set of lengths, and the labels of those lengths. */
static void labels_are_found_by_their_lengths(void **state)
{
    (void)state;
    enum { SET_BITS = 64 };
    const uint64_t lengths = (uint64_t)1 << (4 - 1) | (uint64_t)1 << (9 - 1); /* four and nine characters */
    uint64_t set[GR_FORM_SET_WORDS];
    size_t count;
    const gr_form_label *labels = gr_form_labels(&count);
    gr_form_of_lengths(lengths, set);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(set[i / SET_BITS] >> i % SET_BITS & 1,
                         labels[i].length == 4 || labels[i].length == 9);
    gr_form_of_lengths(0, set);
    assert_int_equal(set[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_of_the_forms_are_labels),
        cmocka_unit_test(headers_and_rows_with_cells_open_tables),
        cmocka_unit_test(tables_are_announced),
        cmocka_unit_test(prose_announces_nothing),
        cmocka_unit_test(labels_are_known_in_many_spellings),
        cmocka_unit_test(headings_and_sentences_are_no_labels),
        cmocka_unit_test(marks_are_read),
        cmocka_unit_test(distance_counts_slips),
        cmocka_unit_test(all_codes_are_in_the_codebook),
        cmocka_unit_test(columns_are_those_of_the_form),
        cmocka_unit_test(labels_are_found_by_their_first_characters),
        cmocka_unit_test(labels_are_found_by_their_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
