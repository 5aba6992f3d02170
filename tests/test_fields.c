#include "agency.h"
#include "codepoint.h"
#include "data.h"
#include "fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* ------------------------------------------------------------------ running */

typedef struct pipeline {
    gr_segmenter *segmenter;
    gr_fields *fields;
    gr_arena arena;
    gr_record record;
} pipeline;

static void pass_block(void *context, const gr_block *block)
{
    gr_fields_block(((pipeline *)context)->fields, block);
}

static void pass_line(void *context, const gr_line *line)
{
    gr_segmenter_line(((pipeline *)context)->segmenter, line);
}

static pipeline p;

/* The fields of a text; they live until the next call. */
static const gr_record *fields_of(const char *text)
{
    gr_arena_reset(&p.arena);
    p.record = (gr_record){0};
    gr_tokenizer *t = gr_tokenizer_new(pass_line, &p);
    gr_segmenter_begin(p.segmenter, &p.arena);
    gr_fields_begin(p.fields, &p.arena);
    gr_tokenizer_feed(t, text, strlen(text));
    gr_tokenizer_finish(t);
    gr_segmenter_finish(p.segmenter, strlen(text));
    gr_fields_finish(p.fields, &p.record);
    gr_tokenizer_free(t);
    return &p.record;
}

static int set_up(void **state)
{
    (void)state;
    p.segmenter = gr_segmenter_new(pass_block, &p);
    p.fields = gr_fields_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    gr_segmenter_free(p.segmenter);
    gr_fields_free(p.fields);
    gr_arena_release(&p.arena);
    return 0;
}

static const char *or_none(const char *text)
{
    return text != NULL ? text : "-";
}

static void expect(const char *got, const char *wanted)
{
    assert_string_equal(or_none(got), or_none(wanted));
}

/* What follows a title in most texts here, so that its head ends. */
#define BODY "\n一、概述\n今年的工作照常开展，没有特别的事情。\n"

static void expect_title(const char *head, const char *title, const char *agency)
{
    char text[2000];
    snprintf(text, sizeof text, "%s%s", head, BODY);
    const gr_record *r = fields_of(text);
    expect(r->title, title);
    expect(r->agency, agency);
}

/* ------------------------------------------------------------------- tables */

static void test_places_are_in_order(void **state)
{
    (void)state;
    for (size_t i = 1; i < gr_data_places_count; i++)
        if (strcmp(gr_data_places_rows[i - 1].name, gr_data_places_rows[i].name) > 0)
            fail_msg("places.tsv: %s stands too late", gr_data_places_rows[i].name);
}

static void test_places_have_levels_and_parents(void **state)
{
    (void)state;
    for (size_t i = 0; i < gr_data_places_count; i++) {
        const gr_data_places *row = &gr_data_places_rows[i];
        bool level = strcmp(row->level, "province") == 0 || strcmp(row->level, "prefecture") == 0 ||
                     strcmp(row->level, "county") == 0;
        assert_true(level);
        assert_true(row->former[0] == '\0' || strcmp(row->former, "former") == 0);
        assert_true(row->parent[0] != '\0' || strcmp(row->level, "province") == 0);
    }
}

/* Words that names do not hold, 都 or 将, are no such words in 成都市 and 将乐县. */
static void test_every_place_has_bodies(void **state)
{
    (void)state;
    for (size_t i = 0; i < gr_data_places_count; i++) {
        char name[200];
        gr_agency a;
        if (strcmp(gr_data_places_rows[i].level, "province") == 0)
            continue; /* 上海 for 上海市 stands only before another place */
        snprintf(name, sizeof name, "%s水利局", gr_data_places_rows[i].name);
        if (!gr_agency_read(gr_str_of(name), &a) || a.place_count == 0)
            fail_msg("%s is no body of a place", name);
    }
}

/* Names are looked up in folded text, so folding must leave them as they are. */
static void test_tables_are_folded(void **state)
{
    (void)state;
    for (size_t i = 0; i < gr_data_places_count; i++) {
        gr_str name = gr_str_of(gr_data_places_rows[i].name);
        for (size_t at = 0, length; at < name.len; at += length) {
            uint32_t folded, c = gr_utf8_get(name.ptr + at, &length);
            gr_char_class(c, &folded);
            if (folded != c)
                fail_msg("places.tsv: %s changes by folding", name.ptr);
        }
    }
}

/* ----------------------------------------------------------------- agencies */

static void expect_agency(const char *name, const char *level, const char *body, const char *places)
{
    gr_agency a;
    gr_buf seen = {0};
    if (gr_agency_read(gr_str_of(name), &a)) {
        for (size_t i = 0; i < a.place_count; i++)
            gr_buf_printf(&seen, "%.*s|", (int)(a.places[i].end - a.places[i].start),
                          name + a.places[i].start);
        expect(gr_level_name(a.level), level);
        expect(gr_body_name(a.body), body);
    } else {
        gr_buf_printf(&seen, "none");
    }
    expect(seen.len > 0 ? seen.ptr : "", places);
    gr_buf_release(&seen);
}

static void test_levels_and_bodies(void **state)
{
    (void)state;
    expect_agency("江岭省人民政府", "province", "government", "江岭省|");
    expect_agency("上海市人民政府办公厅", "province", "department", "上海市|");
    expect_agency("昭通市人民政府", "prefecture", "government", "昭通市|");
    expect_agency("灵武市财政局", "county", "department", "灵武市|");
    expect_agency("平罗县陶乐镇人民政府", "township", "government", "平罗县|陶乐镇|");
    expect_agency("洛安市河阴区望江街道办事处", "township", "government", "洛安市|河阴区|望江街道|");
    expect_agency("临川泽市白沙渡镇人民政府", "township", "government", "临川泽市|白沙渡镇|");
    expect_agency("临川泽经济技术开发区管理委员会", NULL, "zone", "");
    expect_agency("江岭农林大学", NULL, "institution", "");
    expect_agency("青禾县人民医院", "county", "institution", "青禾县|");
    expect_agency("国家湖泊保护总局", "national", "department", "");
    expect_agency("水利部", "national", "department", "");
    expect_agency("中华人民共和国水利部", "national", "department", "");
    expect_agency("国家税务总局珠海市税务局", "prefecture", "department", "珠海市|");
    expect_agency("县林业局", "county", "department", "");
    expect_agency("市林业局", NULL, "department", "");
    expect_agency("海关总署（本级机关）", "national", "department", "");
}

static void test_names_of_places(void **state)
{
    (void)state;
    expect_agency("内江市市中区教育局", "county", "department", "内江市|市中区|");
    expect_agency("津市市民政局", "county", "department", "津市市|");
    expect_agency("景德镇市水利局", "prefecture", "department", "景德镇市|");
    expect_agency("镇江市镇海乡人民政府", "township", "government", "镇江市|镇海乡|");
    expect_agency("晋城市城区人民政府", "county", "government", "晋城市|城区|");
    expect_agency("凉山州人民政府", "prefecture", "government", "凉山州|");
    expect_agency("宁夏平罗县陶乐镇", "township", "government", "宁夏|平罗县|陶乐镇|");
    expect_agency("松岭市横市镇人民政府", "township", "government", "松岭市|横市镇|");
    expect_agency("唐村镇", "township", "government", "唐村镇|");
    expect_agency("洛安市市场监督管理局", "prefecture", "department", "洛安市|");
    expect_agency("青禾县住房和城乡建设局", "county", "department", "青禾县|");
    expect_agency("青禾县城市管理局", "county", "department", "青禾县|");
    expect_agency("洛安市工业园区管委会", "prefecture", "zone", "洛安市|");
    expect_agency("洛安经济技术开发区望江街道", "township", "government", "洛安经济技术开发区望江街道|");
    expect_agency("浦东新区教育局", "county", "department", "浦东新区|");
    expect_agency("洛安市人民政府望江街道办事处", "township", "government", "洛安市|望江街道|");
    expect_agency("云岭县石坝苗族彝族乡人民政府", "township", "government", "云岭县|石坝苗族彝族乡|");
    expect_agency("成都市新都区财政局", "county", "department", "成都市|新都区|");
    expect_agency("三都镇人民政府", "township", "government", "三都镇|");
    expect_agency("青禾县供销合作联社", "county", "department", "青禾县|");
}

static void test_what_names_no_body(void **state)
{
    (void)state;
    static const char *const names[] = {"我镇人民政府",
                                        "本局",
                                        "全县",
                                        "人民政府",
                                        "办公室",
                                        "县政府",
                                        "各镇人民政府",
                                        "雪溪县各乡镇人民政府",
                                        "平罗县政府信息公开年度报告",
                                        "政府信息公开",
                                        "按照县财政局",
                                        "平罗县人民政府，陶乐镇",
                                        "首页",
                                        "中心",
                                        ""};
    for (size_t i = 0; i < GR_COUNT(names); i++)
        expect_agency(names[i], NULL, NULL, "none");
}

/* ------------------------------------------------------------------- titles */

static void test_titles(void **state)
{
    (void)state;
    expect_title("青禾县云塘镇人民政府2013年政府信息公开工作年度报告",
                 "青禾县云塘镇人民政府2013年政府信息公开工作年度报告", "青禾县云塘镇人民政府");
    expect_title("2019年江岭省交通运输厅政府信息公开工作年度报告",
                 "2019年江岭省交通运输厅政府信息公开工作年度报告", "江岭省交通运输厅");
    expect_title("青禾县水务局关于2016年度信息公开的报告", "青禾县水务局关于2016年度信息公开的报告",
                 "青禾县水务局");
    expect_title("2017年度青禾县云塘镇人民政府信息公开年报", "2017年度青禾县云塘镇人民政府信息公开年报",
                 "青禾县云塘镇人民政府");
    expect_title("青禾县云塘镇2019政府信息公开工作年报", "青禾县云塘镇2019政府信息公开工作年报",
                 "青禾县云塘镇");
    expect_title("政府信息公开年报", "政府信息公开年报", NULL);
    expect_title("云塘街2021年政府信息公开年报", "云塘街2021年政府信息公开年报", "云塘街");
    expect_title("您好，欢迎访问青禾县政务公开平台\n青禾县民政局2020年政府信息公开年报",
                 "青禾县民政局2020年政府信息公开年报", "青禾县民政局");
    expect_title("青禾县水务局2014年政府信息公开年报\n来源 云川市水务局",
                 "青禾县水务局2014年政府信息公开年报", "青禾县水务局");
    expect_title("江岭省2015年政府信息公开工作年度报告（全文）", "江岭省2015年政府信息公开工作年度报告",
                 "江岭省");
    expect_title("> 2015年度\n返回首页\n2015年青禾县民政局政府信息公开工作报告",
                 "2015年青禾县民政局政府信息公开工作报告", "青禾县民政局");
    expect_title(
        "洛安市河阴区人民政府\n\n政府信息公开年报\n洛安市河阴区望江街道2021年政府信息公开工作年度报告",
        "洛安市河阴区望江街道2021年政府信息公开工作年度报告", "洛安市河阴区望江街道");
}

/* What the page puts behind a title on its line. */
static void test_tails_of_titles(void **state)
{
    (void)state;
    static const char *const tails[] = {" 2021-01-08 10:22", " [2021-01-08]",
                                        " （2021年1月8日）      来源： 洛安日报",
                                        "    来源：青禾县水务局 2021-01-08", " 2021-01-08"};
    for (size_t i = 0; i < GR_COUNT(tails); i++) {
        char text[1000];
        snprintf(text, sizeof text, "青禾县水务局2020年政府信息公开工作年度报告%s\n" BODY, tails[i]);
        const gr_record *r = fields_of(text);
        expect(r->title, "青禾县水务局2020年政府信息公开工作年度报告");
        expect(r->agency, "青禾县水务局");
        expect(r->published, "2021-01-08");
    }
    expect_title("青禾县水务局2020年政府信息公开工作年度报告/全文",
                 "青禾县水务局2020年政府信息公开工作年度报告", "青禾县水务局");
    expect_title("青禾县水务局2020年政府信息公开工作年度报告.docx",
                 "青禾县水务局2020年政府信息公开工作年度报告", "青禾县水务局");
    expect_title("《青禾县水务局2020年政府信息公开工作年度报告》",
                 "青禾县水务局2020年政府信息公开工作年度报告", "青禾县水务局");
    expect_title("2020年青禾县水务局2020年度政府信息公开工作年度报告",
                 "2020年青禾县水务局2020年度政府信息公开工作年度报告", "青禾县水务局");
}

/* A title without a year names the body as well, for the audit to compare. */
static void test_names_of_undated_titles(void **state)
{
    (void)state;
    const gr_record *r = fields_of("青禾县水务局政府信息公开年度报告\n" BODY "青禾县林业局\n2016年3月2日\n");
    assert_int_equal(r->name_count, 2);
    assert_int_equal(r->names[0].where, GR_NAMED_TITLE);
    assert_string_equal(r->names[0].name, "青禾县水务局");
    assert_int_equal(r->names[1].where, GR_NAMED_SIGNATURE);
}

static void test_titles_over_lines(void **state)
{
    (void)state;
    expect_title("青禾县人民政府\n2023年政府信息公开工作年度报告",
                 "青禾县人民政府2023年政府信息公开工作年度报告", "青禾县人民政府");
    expect_title("      青禾县云塘镇人民政府 2013 年政府信息\n              公开工作年度报告\n",
                 "青禾县云塘镇人民政府2013年政府信息公开工作年度报告", "青禾县云塘镇人民政府");
    expect_title("国家湖泊保护总局\n2013年政府信息公开工作\n年度报告\n",
                 "国家湖泊保护总局2013年政府信息公开工作年度报告", "国家湖泊保护总局");
    expect_title("# 青禾县民政局 2 0 1 6 年政府信息公开年报\n", "青禾县民政局2016年政府信息公开年报",
                 "青禾县民政局");
    expect_title("青禾县民政局\n2016\n年政府信息公开年报\n", "青禾县民政局2016年政府信息公开年报",
                 "青禾县民政局");
    expect_title("2016\n政府信息公开年报\n", "2016政府信息公开年报", NULL);
}

/* What stands above a title's two lines and is none of it. */
static void test_navigation_above_titles(void **state)
{
    (void)state;
    static const char *const above[] = {"首页>政府信息公开\n>政府信息公开年报>2020", "2020", "政府信息公开"};
    for (size_t i = 0; i < GR_COUNT(above); i++) {
        char text[1000];
        snprintf(text, sizeof text, "%s\n青禾县水务局2020年\n政府信息公开工作年度报告\n", above[i]);
        expect_title(text, "青禾县水务局2020年政府信息公开工作年度报告", "青禾县水务局");
    }
}

static void test_competing_titles(void **state)
{
    (void)state;
    expect_title("信息公开年报（2014）\n\n江岭农林大学2014年信息公开工作年度报告\n",
                 "江岭农林大学2014年信息公开工作年度报告", "江岭农林大学");
    expect_title("青禾县云塘镇人民政府2011年政府信息公开工作年度报告\n时间：2012-01-"
                 "19\n云塘镇2011年政府信息公开年度报告\n",
                 "青禾县云塘镇人民政府2011年政府信息公开工作年度报告", "青禾县云塘镇人民政府");
    const gr_record *r =
        fields_of("青禾县民政局2014年政府信息公开年度报告\n青禾县民政局2015年政府信息公开年度报告\n"
                  "所列数据的统计期限自2015年1月1日起至2015年12月31日止。\n一、概述\n正常开展。\n");
    expect(r->title, "青禾县民政局2015年政府信息公开年度报告");
    assert_int_equal(r->year, 2015);
    expect_title("当前位置：首页 > 政务公开 > 信息公开年报\n青禾县民政局2014年政府信息公开年度报告 - "
                 "信息公开年报 - 青禾县\n",
                 "青禾县民政局2014年政府信息公开年度报告", "青禾县民政局");
    expect_title("[云塘镇]2012年云塘镇政府信息公开年报\n发布时间：2013-09-06\n",
                 "2012年云塘镇政府信息公开年报", "云塘镇");
}

static void test_title_within_the_text(void **state)
{
    (void)state;
    const gr_record *r =
        fields_of("宁原县红柳镇人民政府2022年政府信息公开工作年度报告 本报告依据条例编写，全年工作正常。 "
                  "一、总体情况 全年公开信息688条。\n");
    expect(r->title, "宁原县红柳镇人民政府2022年政府信息公开工作年度报告");
    r = fields_of("根据条例的规定，现公布红柳镇2015年政府信息公开工作年度报告。报告由五部分组成。\n一、概述\n"
                  "正常开展。\n");
    expect(r->title, NULL); /* a sentence is none, but tells whose report it is */
    expect(r->agency, "红柳镇");
    assert_int_equal(r->year, 2015);
    r = fields_of("根据条例的规定，现将我镇2015年政府信息公开工作报告如下。\n一、概述\n正常开展。\n");
    expect(r->title, NULL);
    expect(r->agency, NULL);
    assert_int_equal(r->year, 2015);
}

static void test_own_characters_are_kept(void **state)
{
    (void)state;
    const gr_record *r =
        fields_of("南嶼市鼓山區人民政府2011年度政府信息公開工作報告\n一、總體情況\n區政府照常辦理。\n"
                  "南嶼市鼓山區人民政府\n二〇一二年三月九日\n");
    expect(r->title, "南嶼市鼓山區人民政府2011年度政府信息公開工作報告");
    expect(r->agency, "南嶼市鼓山區人民政府");
    expect(r->region.prefecture, "南嶼市");
    expect(r->region.county, "鼓山區");
    expect(r->signed_date, "2012-03-09");
    expect_title("下渡鎮(zhèn)2009年度政府信息公開年度報(bào)告\n",
                 "下渡鎮(zhèn)2009年度政府信息公開年度報(bào)告", "下渡鎮(zhèn)");
}

/* ------------------------------------------------------------------- agency */

static void test_fullest_name(void **state)
{
    (void)state;
    const gr_record *r =
        fields_of("青禾县云塘镇2017年政府信息公开工作年度报告" BODY "云塘镇人民政府\n2018年3月10日\n");
    expect(r->agency, "青禾县云塘镇人民政府");
    expect(r->signed_by, "云塘镇人民政府");
    r = fields_of("2018年云塘镇政府信息公开工作年度报告" BODY "青禾县云塘镇人民政府\n2018年12月31日\n");
    expect(r->agency, "青禾县云塘镇人民政府");
    expect(r->region.county, "青禾县");
    expect(r->region.township, "云塘镇");
    r = fields_of("云塘镇2015年政府信息公开工作年度报告\n一、概述\n2015年，云塘镇人民政府落实各项要求，我镇各"
                  "村都有人负责。\n");
    expect(r->agency, "云塘镇人民政府");
    r = fields_of("云塘镇2014年政府信息公开年度报告\n发布时间：2015-01-06 来源：青禾县云塘镇 "
                  "字体：大\n一、概述\n正常开展。\n");
    expect(r->agency, "青禾县云塘镇");
}

/* A title that names the body in short, and what says more of it elsewhere. */
static void test_completed_name(void **state)
{
    (void)state;
    static const struct {
        const char *title, *elsewhere, *agency;
    } cases[] = {
        {"市林业局", BODY "洛安市林业局\n2015年1月6日\n", "洛安市林业局"},
        {"平罗县安监局", BODY "平罗县安全生产监督管理局\n2015年1月6日\n", "平罗县安全生产监督管理局"},
        {"平罗县商务委", BODY "平罗县商务委员会\n2015年1月6日\n", "平罗县商务委员会"},
        {"平罗县教育局", BODY "平罗县教育体育局\n2015年1月6日\n", "平罗县教育局"},
        {"市水务局", "\n一、概述\n编制了《昭通市水务局政府信息公开指南》。\n", "昭通市水务局"},
        {"公安局", "\n一、概述\n岭泉县公安局把公开当作大事。\n", "岭泉县公安局"},
        {"财政局", "\n来源：岭泉县公安局\n一、概述\n正常开展。\n", "财政局"},
    };
    for (size_t i = 0; i < GR_COUNT(cases); i++) {
        char report[2000];
        snprintf(report, sizeof report, "%s2014年政府信息公开年度报告%s", cases[i].title, cases[i].elsewhere);
        expect(fields_of(report)->agency, cases[i].agency);
    }
}

static void test_agency_from_subject(void **state)
{
    (void)state;
    expect(
        fields_of("一、概述\n2022年，市商务局按照商务部的要求做事。2022年，商务部印发通知，市商务局照办。\n")
            ->agency,
        "市商务局");
    expect(fields_of("一、概述\n2022年，市商务局照常开展工作，市财政局给予支持。\n")->agency, NULL);
    expect(fields_of("2010年，县卫生局政府信息公开工作有序开展。\n")->agency, "县卫生局");
    expect(fields_of("一、概述\n2022年，市政府共办理代表建议57件。\n")->agency, NULL);
    expect(fields_of("一、概述\n2024年，云塘乡政府信息公开工作照常开展。\n")->agency, "云塘乡");
    expect(fields_of("根据条例，现将岱山县水务局2019年度工作情况报告如下：\n一、概述\n正常。\n")->agency,
           "岱山县水务局");
    expect(fields_of("本报告按要求编写，编制市水务局2020年政府信息公开年报，全文如下。\n一、概述\n")->agency,
           "市水务局");
    expect(fields_of("现将岱山县水务局2019年度工作情况报告如下：\n一、概述\n正常。\n")->agency,
           "岱山县水务局");
    expect(fields_of("根据规定，现将云川职业学院2020年信息公开工作情况报告如下：\n一、概述\n")->agency,
           "云川职业学院");
    expect(fields_of("2022年，云川供水集团有限公司照常工作。\n一、概述\n正常。\n")->agency,
           "云川供水集团有限公司");
    expect(fields_of("一、概述\n2020年，云川茅岭风景区管委会照常工作。\n")->agency, "云川茅岭风景区管委会");
    expect(
        fields_of("结合平罗县水务局（以下简称“县水务局”）工作编写。\n2022年，县水务局照常工作。\n")->agency,
        "平罗县水务局");
    expect(fields_of("本报告是平罗县水务局按照条例编制的。\n一、概述\n正常。\n")->agency, "平罗县水务局");
    expect(fields_of("来源：综合处\n一、概述\n2022年，洛安市水务局照常工作。\n")->agency, "洛安市水务局");
    expect(fields_of("本报告由党政办汇总。\n一、概述\n2022年，洛安市水务局照常工作。\n")->agency,
           "洛安市水务局");
    expect(fields_of("本报告由国家税务总局云川市松岭区税务局编制。\n一、概述\n正常开展。\n")->agency,
           "国家税务总局云川市松岭区税务局");
}

static void test_agency_without_title(void **state)
{
    (void)state;
    expect(fields_of("本年度报告由松岭县林业局编制。\n一、概述\n正常开展。\n")->agency, "松岭县林业局");
    expect(
        fields_of("本年度报告由河阴区人民政府办公室综合各部门的情况编制。\n一、概述\n正常开展。\n")->agency,
        "河阴区人民政府");
    expect(fields_of("索引号 01542/2014 发布机构 青禾县云塘镇人民政府 日期 "
                     "2014-03-12\n云塘镇2013年政府信息公开年报\n一、概述\n"
                     "正常开展。\n")
               ->agency,
           "青禾县云塘镇人民政府");
    expect(fields_of("来源：云塘镇人民政府\n根据条例编制。\n一、概述\n正常开展。\n")->agency,
           "云塘镇人民政府");
    expect(fields_of("一、概述\n2024年，番禺区人民政府办公室严格按条例办事。\n")->agency,
           "番禺区人民政府办公室");
    expect(fields_of("一、概述\n正常开展。\n\n松岭县林业局\n\n2015年1月10日\n")->agency, "松岭县林业局");
    expect(fields_of("如有疑问，请与平罗县水务局联系（电话：0000）。\n一、概述\n正常开展。\n")->agency,
           "平罗县水务局");
    expect(fields_of("如有疑问，请与平罗县发展和改革委员会办公室联系。\n一、概述\n正常开展。\n")->agency,
           "平罗县发展和改革委员会");
    expect(fields_of("2013年，我镇照常开展工作。\n一、概述\n我镇有人负责。\n")->agency, NULL);
}

static void test_region(void **state)
{
    (void)state;
    const gr_record *r = fields_of("灵武市云塘镇人民政府2016年政府信息公开年度报告" BODY);
    assert_null(r->region.province);
    assert_null(r->region.prefecture);
    expect(r->region.county, "灵武市");
    expect(r->region.township, "云塘镇");
    r = fields_of("洪泽区民政局2023年政府信息公开年度报告\n如有疑问，请与江苏省淮安市洪泽区民政局联系。\n一、"
                  "概述\n正常开展。\n");
    expect(r->agency, "洪泽区民政局");
    expect(r->region.province, "江苏省");
    expect(r->region.prefecture, "淮安市");
    expect(r->region.county, "洪泽区");
}

/* ----------------------------------------------------------- year and period */

static void expect_year(const char *text, int year)
{
    assert_int_equal(fields_of(text)->year, year);
}

static void test_years(void **state)
{
    (void)state;
    expect_year("松岭县石门乡二〇一〇年政府信息公开工作情况报告" BODY, 2010);
    expect_year("松岭县石门乡二○一〇年政府信息公开工作情况报告" BODY, 2010);
    expect_year("政府信息公开年度报告\n统计期限为2012年1月1日至2012年12月31日。\n一、概述\n正常开展。\n",
                2012);
    expect_year("青禾县民政局\n2009年1月1日\n引言\n自2004年5月1日起，本区开展这项工作。截至2008年底，工作正常"
                "。\n一、概述\n如下。\n",
                2008);
    expect_year("江岭农林大学2015-2016学年度信息公开工作年度报告" BODY, 2016);
    expect_title("江岭农林大学信息公开年报(2016-2017)", "江岭农林大学信息公开年报(2016-2017)",
                 "江岭农林大学");
    expect_year("一、概述\n正常开展，未收到申请。\n\n青禾县民政局\n2009年1月1日\n", 0);
    expect_year("一、概述\n正常开展，详见附件。\n附件\n政府信息公开情况统计表\n（2015年度）\n统计指标\t单位\t"
                "统计数\n",
                2015);
}

static void expect_period(const char *sentence, const char *start, const char *end)
{
    char text[1000];
    snprintf(text, sizeof text, "青禾县民政局2016年政府信息公开年度报告\n一、概述\n%s\n", sentence);
    const gr_record *r = fields_of(text);
    if ((r->period_start != NULL) != (start != NULL))
        fail_msg("%s", sentence);
    expect(r->period_start, start);
    expect(r->period_end, end);
}

static void test_periods(void **state)
{
    (void)state;
    static const char *const whole[] = {
        "所列数据的统计期限自2016年1月1日起至2016年12月31日止。",
        "统计期为2016年1月1日至12月31日。",
        "数据从2016年1月1日始至2016年12月31日止。",
        "统计期限从2016年1月1日到12月31日止。",
        "统计期限为：2016年1月1日——12月31日。",
        "数据统计周期：2016.1.1-12.31。",
        "数据时限为2016年1月1日----2016年12月31日。",
        "数据为2016-01-01至2016-12-31的数据。",
        "二〇一六年一月一日至十二月三十一日的情况如下。",
        "现将我局1月1日至12月31日的情况报告如下。",
        "数据统计从201611日到1231日止。",
        "统计期限为2016年11日至2016年1231日。",
        "统计期限自20161月1日起至201612月31日止。",
        "统计期限自2016年1月1日起2016年12月31日止。",
        "统计期限自201611日起至20161231止。",
        "现将2016年度（2016年1月1日至12月31日）工作情况报告如下：",
    };
    for (size_t i = 0; i < GR_COUNT(whole); i++)
        expect_period(whole[i], "2016-01-01", "2016-12-31");
    expect_period("所列数据截至2016年12月31日。", NULL, "2016-12-31");
    expect_period("数据统计期限自2010年1月1日2010年12月31日止。", "2010-01-01", "2010-12-31");
    expect_period("统计时间为201591日至2016831日。", "2015-09-01", "2016-08-31");
    expect_period("数据核定时间点为2016年12月31日。", NULL, "2016-12-31");
    expect_period("数据自2016年1月日起至2016年12月31日止。", NULL, "2016-12-31");
    expect_period("现将2008年5月1日到2016年12月31日止的情况报告如下。", "2008-05-01", "2016-12-31");
}

static void test_what_is_no_period(void **state)
{
    (void)state;
    expect_period("截至2016年12月31日，累计公开信息300条。", NULL, NULL);
    expect_period("4月5日至4月7日举办了培训班。", NULL, NULL);
    expect_period("2016年1月至12月公开信息18条。", NULL, NULL);
    expect_period("截至2016年底，工作正常。", NULL, NULL);
}

/* ------------------------------------------------------------- page, signature */

static void expect_published(const char *line, const char *date)
{
    char text[1000];
    snprintf(text, sizeof text, "青禾县民政局2016年政府信息公开年度报告\n%s\n\n一、概述\n正常开展。\n", line);
    expect(fields_of(text)->published, date);
}

static void test_published(void **state)
{
    (void)state;
    expect_published("发布日期：2017-03-15 来源：青禾县民政局", "2017-03-15");
    expect_published("来源：公开办 时间：2017-03-07 11:43 浏览次数：8", "2017-03-07");
    expect_published("信息提供日期 : 2017年1月15日 17:52", "2017-01-15");
    expect_published("| 索引号 | 0001 | 公开日期： | 2017/02/27 |", "2017-02-27");
    expect_published("发文日期\t2017-01-05", "2017-01-05");
    expect_published("2017-01-22 10:15　来源：办公室　浏览次数：1", "2017-01-22");
    expect_published("成文日期：2017-01-05", NULL);
    expect_published("2017年1月5日", NULL);
    expect_published("【发布日期】2017-03-27", "2017-03-27");
    expect_published("[ 成文日期 ] 2017-03-27 [ 公开日期 ] 2017-03-28", "2017-03-28");
    expect_published("信息来源：办公室    2017-01-30    【大 中 小】", "2017-01-30");
    expect_published("公开情况说明 ( 2017-01-29 )", "2017-01-29");
    expect_published("门户网站 2017年3月29日 15时57分 来源：本站", "2017-03-29");
    expect_published("公文生成日期：2017-03-31\n发布日期：2017-01-19", "2017-01-19");
}

static void expect_signature(const char *ending, const char *by, const char *date)
{
    char text[1000];
    snprintf(text, sizeof text,
             "青禾县民政局2016年政府信息公开年度报告\n一、概述\n全年的工作照常开展，没有特别的事情。%s",
             ending);
    const gr_record *r = fields_of(text);
    expect(r->signed_by, by);
    expect(r->signed_date, date);
}

static void test_signatures(void **state)
{
    (void)state;
    expect_signature("\n\n青禾县民政局\n\n2017年3月3日\n", "青禾县民政局", "2017-03-03");
    expect_signature("\n                  青禾县民政局（盖章）\n                  二〇一七年三月三日\n",
                     "青禾县民政局", "2017-03-03");
    expect_signature(" 青禾县民政局 2017年3月3日", "青禾县民政局", "2017-03-03");
    expect_signature("\n青禾县民政局\n", "青禾县民政局", NULL);
    expect_signature("\n2017年3月3日\n", NULL, "2017-03-03");
    expect_signature("\n青禾县民政局\n2017年3月3日\n附件\n政府信息公开情况统计表\n填报单位：青禾县民政局\n填"
                     "报日期：2017年3月5日\n",
                     "青禾县民政局", "2017-03-03");
    expect_signature("\n附件\n政府信息公开情况统计表\n填报单位：青禾县民政局\n填报日期：2017年3月5日\n", NULL,
                     NULL);
    expect_signature("\n", NULL, NULL);
}

/* A name and a date above the text sign nothing. */
static void test_head_is_no_signature(void **state)
{
    (void)state;
    const gr_record *r =
        fields_of("河阴区人民政府\n2009年1月1日\n本报告由河阴区人民政府编制。\n一、概述\n正常开展。\n");
    expect(r->agency, "河阴区人民政府");
    expect(r->signed_by, NULL);
    expect(r->signed_date, NULL);
}

/* ------------------------------------------------------------------ streams */

/* Nothing of one report is left in the next. */
static void test_begins_anew(void **state)
{
    (void)state;
    fields_of(
        "青禾县民政局2016年政府信息公开年度报告\n发布日期：2017-03-15\n统计期限为2016年1月1日至12月31日。\n"
        "一、概述\n正常开展。\n青禾县民政局\n2017年3月3日\n");
    const gr_record *r = fields_of("一、概述\n正常开展。\n");
    assert_null(r->title);
    assert_null(r->agency);
    assert_null(r->period_end);
    assert_null(r->published);
    assert_null(r->signed_date);
    assert_int_equal(r->year, 0);
    assert_null(r->region.county);
}

/* The arena takes candidates, however many lines look like them. */
static void test_memory_is_bounded(void **state)
{
    (void)state;
    static const char *const lines[] = {"青禾县云塘镇人民政府\n", "青禾县民政局2016年政府信息公开年度报告\n",
                                        "来源：云塘镇人民政府\n", "2017年3月3日\n"};
    gr_buf text = {0};
    for (int i = 0; i < 80000; i++)
        gr_buf_add_str(&text, gr_str_of(lines[i % 4]));
    fields_of(text.ptr);
    assert_ptr_equal(p.arena.first, p.arena.current);
    gr_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_are_in_order),
        cmocka_unit_test(test_places_have_levels_and_parents),
        cmocka_unit_test(test_every_place_has_bodies),
        cmocka_unit_test(test_tables_are_folded),
        cmocka_unit_test(test_levels_and_bodies),
        cmocka_unit_test(test_names_of_places),
        cmocka_unit_test(test_what_names_no_body),
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_tails_of_titles),
        cmocka_unit_test(test_names_of_undated_titles),
        cmocka_unit_test(test_titles_over_lines),
        cmocka_unit_test(test_navigation_above_titles),
        cmocka_unit_test(test_competing_titles),
        cmocka_unit_test(test_title_within_the_text),
        cmocka_unit_test(test_own_characters_are_kept),
        cmocka_unit_test(test_fullest_name),
        cmocka_unit_test(test_completed_name),
        cmocka_unit_test(test_agency_from_subject),
        cmocka_unit_test(test_agency_without_title),
        cmocka_unit_test(test_region),
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_what_is_no_period),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_signatures),
        cmocka_unit_test(test_head_is_no_signature),
        cmocka_unit_test(test_begins_anew),
        cmocka_unit_test(test_memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
