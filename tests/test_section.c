#include "data.h"
#include "section.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The blocks of a text and its sections, written out. */
static gr_buf seen;

static void note_block(void *context, const gr_block *block)
{
    static const char *const kinds[] = {"T", "H", "P", "#", "-"};
    (void)context;
    gr_buf_printf(&seen, "%s %s\n", kinds[block->kind], block->text->folded.ptr);
}

static void pass_line(void *context, const gr_line *line)
{
    gr_segmenter_line(context, line);
}

static const char *blocks(const char *text, bool sections)
{
    gr_arena arena = {0};
    gr_buf_clear(&seen);
    gr_segmenter *s = gr_segmenter_new(note_block, NULL);
    gr_tokenizer *t = gr_tokenizer_new(pass_line, s);
    gr_segmenter_begin(s, &arena);
    gr_tokenizer_feed(t, text, strlen(text));
    gr_tokenizer_finish(t);
    gr_segmenter_finish(s, strlen(text));
    if (sections)
        gr_buf_clear(&seen);
    size_t count;
    const gr_section *all = gr_segmenter_sections(s, &count);
    for (size_t i = 0; sections && i < count; i++)
        gr_buf_printf(&seen, "%s L%d %s %s @%u\n", all[i].path, all[i].level, all[i].number, all[i].title,
                      all[i].line);
    gr_tokenizer_free(t);
    gr_segmenter_free(s);
    gr_arena_release(&arena);
    return seen.len > 0 ? seen.ptr : "";
}

static void test_heading_forms(void **state)
{
    (void)state;
    assert_string_equal(
        blocks("第一部分 概述\n一、甲\n（一）乙\n1、丙\n(1)丁\n①戊\n二. 己\n第二部分\n庚\n", true),
        "1 L1 一 概述 @1\n1.1 L2 一 甲 @2\n1.1.1 L3 一 乙 @3\n1.1.1.1 L4 1 丙 @4\n"
        "1.1.1.1.1 L5 1 丁 @5\n1.1.1.1.1.1 L6 ① 戊 @6\n1.2 L2 二 己 @7\n2 L1 二 庚 @8\n");
}

static void test_levels_follow_rank(void **state)
{
    (void)state;
    assert_string_equal(blocks("一、甲\n1.乙\n（1）丙\n二、丁\n（1）戊\n", true),
                        "1 L1 一 甲 @1\n1.1 L2 1 乙 @2\n1.1.1 L3 1 丙 @3\n2 L1 二 丁 @4\n2.1 L2 1 戊 @5\n");
}

static void test_titles_end_at_the_full_stop(void **state)
{
    (void)state;
    assert_string_equal(blocks("（一）主动公开情况。2024年公开信息30条。\n", true),
                        "1 L1 一 主动公开情况 @1\n");
    assert_string_equal(blocks("1、公开内容。全年公开信息30条。\n", true), "");
}

static void test_marked_sentences_are_no_headings(void **state)
{
    (void)state;
    assert_string_equal(blocks("1、公开内容涉及动态、公告信息、便民信息\n等方面，共30条。\n", true), "");
    assert_string_equal(blocks("1、完善制度；\n2、加强培训，\n", true), "");
    assert_string_equal(blocks("一、二季度公开信息30条。\n", true), "");
    assert_string_equal(blocks("1.5万条信息\n", true), "");
}

static void test_markdown_headings(void **state)
{
    (void)state;
    assert_string_equal(blocks("# 某镇2017年政府信息公开工作年度报告\n\n## **一、概述**\n", true),
                        "1 L1 一 概述 @3\n");
}

static void test_inline_headings(void **state)
{
    (void)state;
    assert_string_equal(
        blocks("数据统计至2012年12月31日止。一、概述 全年平稳。二、公开情况 公开30条。\n", true),
        "1 L1 一 概述 @1\n2 L1 二 公开情况 @1\n");
}

/* Lines of wrapped text that begin or end as titles, headings' text and the words of a
 * page do. */
static void test_wrapped_lines_like_others_are_joined(void **state)
{
    (void)state;
    static const char head[] =
        "一、概述\n今年的工作照常开展，各科室按照分工把该公开的事项都作了公开，没有\n"
        "特别的事情，各单位也都按时报送了材料，办公室汇总以后在网站上发布并\n"
        "报送档案馆。\n今年的会议照常召开，各科室按照分工把该讨论的事项都作了讨论，没有\n其他要说的。\n";
    static const char *const wrapped[][2] = {
        {"（一）通过网站、办公系统、橱窗等多种途径主动公开信息近190条；通过学\n院新闻网发布新闻873条。\n",
         "H （一）通过网站、办公系统、橱窗等多种途径主动公开信息近190条；通过学院新闻网发布新闻873条。\n"},
        {"今年共主动公开政府信息1136条，网站的访问量是384217次，本局受理依申\n请公开17件。\n",
         "P 今年共主动公开政府信息1136条，网站的访问量是384217次，本局受理依申请公开17件。\n"},
        {"全年收到的申请都按时作了答复，在已经答复的七件申请里面，属于已主动\n公开范围1件，同意公开6件。\n",
         "P 全年收到的申请都按时作了答复，在已经答复的七件申请里面，属于已主动公开范围1件，同意公开6件。\n"},
        {"今年公开的有组织机构类信息57条、部门文件341条，还有统计类信息63条，\n"
         "财政预算决算信息、部门动态信息、工作总结信息、政府信息公开年度报告\n74条。\n",
         "P "
         "今年公开的有组织机构类信息57条、部门文件341条，还有统计类信息63条，财政预算决算信息、部门动态信息、"
         "工作总结信息、政府信息公开年度报告74条。\n"},
    };
    for (size_t i = 0; i < GR_COUNT(wrapped); i++) {
        char text[1000];
        snprintf(text, sizeof text, "%s%s", head, wrapped[i][0]);
        const char *read = blocks(text, false);
        size_t all = strlen(read), last = strlen(wrapped[i][1]);
        assert_string_equal(read + (all > last ? all - last : 0), wrapped[i][1]);
    }
}

static void test_hard_wraps_are_joined(void **state)
{
    (void)state;
    assert_string_equal(blocks("  "
                               "某镇按照上级统一部署，认真组织，狠抓落实，全年共公开财务信\n\n息79条，通过短"
                               "信平台公开各类事项通知共计八百二十一条，其中涉及\n民生的\n213条。\n",
                               false),
                        "P "
                        "某镇按照上级统一部署，认真组织，狠抓落实，全年共公开财务信息79条，通过短信平台公开各"
                        "类事项通知共计八百二十一条，"
                        "其中涉及民生的213条。\n");
}

static void test_numbers_belong_to_the_words_before_them(void **state)
{
    (void)state;
    assert_string_equal(blocks("引言部分。\n全年公开政府信息\n\n31 条,占\n\n5%;公告\n\n9条。\n", false),
                        "P 引言部分。\nP 全年公开政府信息31条，占5%；公告9条。\n");
    assert_string_equal(blocks("全年平稳。\n本局自\n2008年\n5月\n1日\n起办理，现有\n3\n名人员。\n", false),
                        "P 全年平稳。\nP 本局自2008年5月1日起办理，现有3名人员。\n");
    assert_string_equal(blocks("一、组织到位。常务会议听取汇报\n2\n次。\n", false),
                        "H 一、组织到位。常务会议听取汇报2次。\n");
    assert_string_equal(blocks("（一）网站：通过网站公开\n386\n条，短信\n61\n万条。\n", false),
                        "H （一）网站：通过网站公开386条，短信61万条。\n");
    assert_string_equal(blocks("全年平稳。\n主动公开情况\n1.\n公开信息30条。\n", false),
                        "P 全年平稳。\nP 主动公开情况\nP 1.公开信息30条。\n");
    assert_string_equal(blocks("索引号： | 123\n某局编制本报告。\n", false),
                        "- 索引号：|123\nP 某局编制本报告。\n");
    assert_string_equal(blocks("工作正常，某局\n2018年3月10日\n", false),
                        "P 工作正常，某局\nP 2018年3月10日\n");
}

static void test_words_follow_counts_of_their_own_lines(void **state)
{
    (void)state;
    assert_string_equal(blocks("全年平稳。\n网站发布\n31条\n，并配备\n2名\n专职人员\n。\n", false),
                        "P 全年平稳。\nP 网站发布31条，并配备2名专职人员。\n");
    assert_string_equal(blocks("全年平稳。\n新收申请\n21件\n上年结转\n3件\n", false),
                        "P 全年平稳。\nP 新收申请21件\nP 上年结转3件\n");
}

static void test_a_point_may_end_a_sentence(void **state)
{
    (void)state;
    assert_string_equal(blocks("一、概述\n1.公开信息. 2.增长5%.全年公开1.5万条.\n", false),
                        "H 一、概述\nP 1.公开信息。2.增长5%。全年公开1.5万条。\n");
}

static void test_captions_and_page_numbers_are_set_aside(void **state)
{
    (void)state;
    assert_string_equal(
        blocks("我镇全年公开各类信息，其中农村危房改造及征地补偿方面的信息共计有\n\n图 3-1 占比图\n\n- 3 "
               "-\n5条。\n",
               false),
        "- 图3-1占比图\n- -3-\nP 我镇全年公开各类信息，其中农村危房改造及征地补偿方面的信息共计有5条。\n");
}

/* A number alone is a page's where a form feed follows. */
static void test_bare_page_numbers(void **state)
{
    (void)state;
    assert_string_equal(
        blocks("一、概述\n我镇全年公开农村危房改造及征地补偿方面的信息共计有\n   3\n\f5条。\n", false),
        "H 一、概述\n- 3\nP 我镇全年公开农村危房改造及征地补偿方面的信息共计有5条。\n");
    assert_string_equal(
        blocks("一、概述\n我镇全年公开农村危房改造及征地补偿方面的信息共计有\n3\n条。\n", false),
        "H 一、概述\nP 我镇全年公开农村危房改造及征地补偿方面的信息共计有3条。\n");
}

static void test_navigation_is_set_aside(void **state)
{
    (void)state;
    assert_string_equal(blocks("首页 > 年报\n时间:2019-03-15 "
                               "来源:某镇\n某镇2018年政府信息公开工作年度报告\n字号:"
                               "\n根据条例，报告如下。\n扫一扫在手机上查看\n",
                               false),
                        "- 首页〉年报\n- 时间：2019-03-15来源：某镇\n- 字号：\nT "
                        "某镇2018年政府信息公开工作年度报告\n- 扫一扫在手机上查看\n"
                        "P 根据条例，报告如下。\n");
}

static void test_title_over_lines(void **state)
{
    (void)state;
    assert_string_equal(blocks("某县人民政府\n2023年政府信息公开工作年度报告\n本报告根据条例编制。\n", false),
                        "T 某县人民政府2023年政府信息公开工作年度报告\nP 本报告根据条例编制。\n");
    assert_string_equal(blocks("某镇 2016 年政府信息\n\n公开年度报告\n\n全年平稳。\n", false),
                        "T 某镇2016年政府信息公开年度报告\nP 全年平稳。\n");
}

static void test_signature_stands_alone(void **state)
{
    (void)state;
    assert_string_equal(
        blocks("全年工作取得了一定的成绩，离群众的要求还有差距，今后将进一步加大工作力度，努力改进\n某镇人民"
               "政府\n2018年3月10日\n",
               false),
        "P 全年工作取得了一定的成绩，离群众的要求还有差距，今后将进一步加大工作力度，努力改进\nP "
        "某镇人民政府\nP 2018年3月10日\n");
}

static void expect_prose_under(const char *title)
{
    static const char sentence[] = "2012年收到政府信息公开申请37件，全部按时答复。";
    static const char *const gaps[] = {"\n", "\n\n"};
    for (size_t i = 0; i < GR_COUNT(gaps); i++) {
        gr_buf text = {0}, paragraph = {0};
        gr_buf_printf(&text, "一、概述%s全年平稳。%s%s%s%s%s三、问题\n", gaps[i], gaps[i], title, gaps[i],
                      sentence, gaps[i]);
        gr_buf_printf(&paragraph, "P %s\n", sentence);
        if (strstr(blocks(text.ptr, false), paragraph.ptr) == NULL)
            fail_msg("%s: the sentence under it is no paragraph\n%s", title, seen.ptr);
        gr_buf_release(&text);
        gr_buf_release(&paragraph);
    }
}

/* What a table's rows and columns say, a report of prose may have as titles. */
static void test_labels_of_the_forms_are_titles_over_prose(void **state)
{
    static const char *const marks[] = {"", "二、", "（一）", "1．"};
    (void)state;
    for (size_t i = 0; i < gr_data_forms_count; i++)
        for (size_t k = 0; k < GR_COUNT(marks); k++) {
            char title[512];
            snprintf(title, sizeof title, "%s%s", marks[k], gr_data_forms_rows[i].label);
            expect_prose_under(title);
        }
    assert_true(gr_data_forms_count > 150);
}

static int release(void **state)
{
    (void)state;
    gr_buf_release(&seen);
    return 0;
}

/* A table that runs on in a line is taken out of what stands around it. */
static void test_run_on_table(void **state)
{
    (void)state;
    assert_string_equal(
        blocks("甲镇2018年报告\n一、概述。全年公开信息12条。 统计指标 单位 统计数 一、主动公开情况 —— "
               "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） 条 12 "
               "其中：主动公开规范性文件数 条 0 制发规范性文件总数 件 3 二、问题。还不够及时。\n",
               false),
        "T 甲镇2018年报告\nH 一、概述。全年公开信息12条。\n"
        "# 统计指标单位统计数一、主动公开情况——（一）主动公开政府信息数（不同渠道和方式公开相同"
        "信息计1条）条12其中：主动公开规范性文件数条0制发规范性文件总数件3\n\n"
        "H 二、问题。还不够及时。\n");
    const char *prose =
        "其中 当面申请数 3 件，传真申请数 0 件， 网络申请数 12 件，信函申请数 1 件， 按时办结数 16 件。";
    assert_true(blocks(prose, false)[0] == 'P');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heading_forms),
        cmocka_unit_test(test_levels_follow_rank),
        cmocka_unit_test(test_titles_end_at_the_full_stop),
        cmocka_unit_test(test_marked_sentences_are_no_headings),
        cmocka_unit_test(test_markdown_headings),
        cmocka_unit_test(test_inline_headings),
        cmocka_unit_test(test_hard_wraps_are_joined),
        cmocka_unit_test(test_wrapped_lines_like_others_are_joined),
        cmocka_unit_test(test_numbers_belong_to_the_words_before_them),
        cmocka_unit_test(test_words_follow_counts_of_their_own_lines),
        cmocka_unit_test(test_a_point_may_end_a_sentence),
        cmocka_unit_test(test_captions_and_page_numbers_are_set_aside),
        cmocka_unit_test(test_bare_page_numbers),
        cmocka_unit_test(test_navigation_is_set_aside),
        cmocka_unit_test(test_title_over_lines),
        cmocka_unit_test(test_signature_stands_alone),
        cmocka_unit_test(test_labels_of_the_forms_are_titles_over_prose),
        cmocka_unit_test(test_run_on_table),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
