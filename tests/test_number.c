#include "codepoint.h"
#include "data.h"
#include "number.h"
#include "number_date.h"
#include "token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/*
 * A case is a folded paragraph and what is read in it, one numeral after the
 * other, written as CLASS VALUE UNIT with what else is to be said:
 *
 *     figure 450 人次 over      date 2016-12-31      name      norm 7 个工作日
 *
 * Figures and norms have a value; its unit in `written` form, "-" for none.
 */
typedef struct expected {
    const char *text, *reads;
} expected;

static int set_up(void **state)
{
    (void)state;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    return 0;
}

static void add_quantity(gr_buf *out, gr_str text, const gr_numeral *n)
{
    char value[32], high[32];
    gr_decimal_print(n->value, value);
    gr_decimal_print(n->high, high);
    gr_buf_printf(out, " %s%s%s %.*s", value, n->has_high ? ".." : "", n->has_high ? high : "",
                  n->unit_end > n->unit_start ? (int)(n->unit_end - n->unit_start) : 1,
                  n->unit_end > n->unit_start ? text.ptr + n->unit_start : "-");
    if (n->qualifier != GR_QUALIFIER_EXACT && !n->has_high)
        gr_buf_printf(out, " %s", gr_qualifier_name(n->qualifier));
    if (n->direction != GR_DIRECTION_NONE)
        gr_buf_printf(out, " %s", gr_direction_name(n->direction));
    if (n->generic)
        gr_buf_printf(out, " generic");
    if (n->overflow)
        gr_buf_printf(out, " overflow");
}

static void add_numeral(gr_buf *out, gr_str text, const gr_numeral *n)
{
    gr_buf_printf(out, "%s%s", out->len > 0 ? "; " : "", gr_numeral_class_name(n->class));
    if (n->class == GR_NUMERAL_FIGURE || (n->class == GR_NUMERAL_NORM && n->value.digits != 0))
        add_quantity(out, text, n);
    if (n->class == GR_NUMERAL_DATE && n->year + n->month + n->day > 0)
        gr_buf_printf(out, " %d-%d-%d", n->year, n->month, n->day);
}

static bool is_numeral_char(const char *at)
{
    static const char han[] = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅";
    if (*at >= '0' && *at <= '9')
        return true;
    char c[5] = "";
    memcpy(c, at, gr_utf8_length((unsigned char)*at));
    return (unsigned char)*at >= 0xe3 && strstr(han, c) != NULL;
}

/* Reads all numerals of a paragraph as the pipeline does. */
static void read_all(const char *paragraph, gr_buf *out)
{
    gr_str text = gr_str_of(paragraph);
    size_t next = 0;
    gr_buf_clear(out);
    for (size_t at = 0; at < text.len; at = gr_utf8_next(text, at)) {
        if (at < next || !is_numeral_char(text.ptr + at))
            continue;
        gr_numeral n;
        gr_number_read(text, at, &n);
        assert_true(n.next > at && n.next <= text.len);
        assert_true(n.start <= n.end && n.end <= n.next);
        next = n.next;
        add_numeral(out, text, &n);
    }
}

static void check(const expected *cases, size_t count)
{
    gr_buf seen = {0};
    bool right = true;
    for (size_t i = 0; i < count; i++) {
        read_all(cases[i].text, &seen);
        if (strcmp(seen.len > 0 ? seen.ptr : "", cases[i].reads) == 0)
            continue;
        print_error("%s\n  read     %s\n  expected %s\n", cases[i].text, seen.len > 0 ? seen.ptr : "",
                    cases[i].reads);
        right = false;
    }
    gr_buf_release(&seen);
    assert_true(right);
}

#define CHECK(cases) check(cases, GR_COUNT(cases))

/* ---------------------------------------------------------------- quantities */

static void test_counts(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"全年公开信息1136条，其中网站87件。", "figure 1136 条; figure 87 件"},
        {"更新12,345条", "figure 12345 条"},
        {"更新12，345，678次", "figure 12345678 次"},
        {"更新1，23条", "figure 1 -; figure 23 条"},
        {"甲、乙、丙分别为120，345，678件", "figure 120 -; figure 345 -; figure 678 件"},
        {"道路硬化7.20公里", "figure 7.20 公里"},
        {"访问3.5万次", "figure 35000 次"},
        {"粉丝2300万，", "figure 23000000 -"},
        {"共享数据9亿条", "figure 900000000 条"},
        {"共0.0038万宗", "figure 38 宗"},
        {"培训\t12人次", "figure 12 人次"},
        {"承办代表建议7，已办结", "figure 7 -"},
        {"来信3、来电67、来访2。", "figure 3 -; figure 67 -; figure 2 -"},
        {"刊发300条（次），转发20篇/条", "figure 300 条（次）; figure 20 篇/条"},
        {"接访1 5起，答复2 016件", "figure 15 起; figure 2016 件"},
        {"推送4 500条", "figure 4500 条"},
        {"（含新制定3件）", "figure 3 件"},
        {"缴费999999999999999999元", "figure 999999999999999999 元"},
        {"缴费1999999999999999999元", "figure 199999999999999999 元 overflow"},
    };
    CHECK(cases);
}

static void test_han_numerals(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"配备专职人员一名、兼职人员两名", "figure 1 名; figure 2 名"},
        {"走访二十三家", "figure 23 家"},
        {"三千五百人、两百零八条、一万零三十件", "figure 3500 人; figure 208 条; figure 10030 件"},
        {"壹佰贰拾元、贰仟叁佰肆拾伍件", "figure 120 元; figure 2345 件"},
        {"廿三条、卅五条", "figure 23 条; figure 35 条"},
        {"二百五十份、三百五份、一万六张", "figure 250 份; figure 350 份; figure 16000 张"},
        {"十万亿次", "figure 10000000000000 次"},
        {"1亿2000万次，25万6千人", "figure 120000000 次; figure 256000 人"},
        {"三千千瓦、三千两百两、二十五千克", "figure 3000 千瓦; figure 3200 两; figure 25 千克"},
        {"三点五公里，十二点零八吨", "figure 3.5 公里; figure 12.08 吨"},
        {"两个亿，3个亿", "figure 200000000 -; figure 300000000 -"},
        {"伍佰参拾元，十参加者", "figure 530 元; word"},
        {"十七十八，三七二十一", "word; word"},
    };
    CHECK(cases);
}

static void test_rates_and_fractions(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"同比增长188.32%，办结率100%", "figure 188.32 % up; figure 100 %"},
        {"占百分之八十，千分之三", "figure 80 百分之; figure 3 千分之"},
        {"提高5.6个百分点", "figure 5.6 个百分点 up"},
        {"三分之二的村，1/4的户，二又二分之一", "figure 0.666666666667 -; figure 0.25 -; figure 2.5 -"},
        {"占三成、七成六、2.5成", "figure 3 成; figure 7.6 成; figure 2.5 成"},
        {"是上年的1.5倍，翻了两番", "figure 1.5 倍; figure 2 番"},
        {"百分之二十到三十", "figure 20..30 百分之"},
    };
    CHECK(cases);
}

static void test_money(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"经费477.35万元，其中财政3.5亿元", "figure 477.35 万元; figure 3.5 亿元"},
        {"十二万元、十二万五千元、三千五百万元", "figure 12 万元; figure 125000 元; figure 3500 万元"},
        {"10余万元，3万余元", "figure 10 万元 over; figure 30000 元 over"},
        {"1亿2000万元", "figure 120000000 元"},
        {"五元三角二分，两块五，三毛五", "figure 5.32 元; figure 2.5 块; figure 3.5 毛"},
        {"两到三万元，8500到3万元", "figure 2..3 万元; figure 8500..30000 元"},
        {"￥500，$20", "figure 500 -; figure 20 -"},
    };
    CHECK(cases);
}

static void test_ranges(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"设3-5个，走访20至30家", "figure 3..5 个; figure 20..30 家"},
        {"三四百条、十五六次、四十五六万人、一万六七",
         "figure 300..400 条; figure 15..16 次; figure 450000..460000 人; "
         "figure 16000..17000 -"},
        {"两到三万人次", "figure 20000..30000 人次"},
        {"3天—8天", "norm 3..8 天"},
        {"从8个增加到16个，由3家到5家", "figure 8 个; figure 16 个; figure 3 家; figure 5 家"},
        {"大于100并且小于300", "figure 100..300 -"},
        {"9-3个", "figure 9 -; figure 3 个"},
    };
    CHECK(cases);
}

static void test_qualifiers(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"近3500人、约44条、大约30件、50人左右",
         "figure 3500 人 about; figure 44 条 about; figure 30 件 about; figure 50 人 about"},
        {"450余人次、20多个、1.7万余张、100条以上",
         "figure 450 人次 over; figure 20 个 over; figure 17000 张 over; figure 100 条 over"},
        {"超805万人、突破1.3亿次、逾百家企业、至少有3次",
         "figure 8050000 人 over; figure 130000000 次 over; figure 100 家 over; figure 3 次 over"},
        {"不足10件、不到5人、不超过15条、3次以下",
         "figure 10 件 under; figure 5 人 under; figure 15 条 under; figure 3 次 under"},
        {"达300件、共12期、多达30次", "figure 300 件; figure 12 期; figure 30 次"},
        {"百余条、近千人次、上千条、达千条、关注人数超百万。",
         "figure 100 条 over; figure 1000 人次 about; figure 1000 条 over; figure 1000 条; "
         "figure 1000000 - over"},
        {"十几次、十余篇、10余万条", "figure 10 次 over; figure 10 篇 over; figure 100000 条 over"},
        {"最近3次，通过3个平台，预约3人，不少3件", "figure 3 次; figure 3 个; figure 3 人; figure 3 件"},
        {"数十次、几百条、百姓、千家万户、万人空巷", "word; word; word; word; word"},
    };
    CHECK(cases);
}

static void test_changes(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"增长12%、下降了近30%、减少5件、同比增量29条",
         "figure 12 % up; figure 30 % about down; figure 5 件 down; figure 29 条 up"},
        {"增长率为12%，较上年增加了约3.5万条", "figure 12 % up; figure 35000 条 about up"},
        {"增加到16个、降至5件、提高至80%", "figure 16 个; figure 5 件; figure 80 %"},
        {"新增4个栏目", "figure 4 个"},
        {"：-417，+1", "figure -417 - down; figure 1 - up"},
        {"负3.5，担负三项", "figure -3.5 -; figure 3 项"},
    };
    CHECK(cases);
}

static void test_one_that_counts_nothing(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"还一个清白，是一项重要内容", "figure 1 个 generic; figure 1 项 generic"},
        {"电子屏一块，共一件", "figure 1 块; figure 1 件"},
        {"每一条信息、这一项、同一个、第一时间、新一轮", "word; word; word; word; word"},
        {"人手一册，做深一层", "word; word"},
        {"未收到一件，没有1起，无一例，没有发生过一次，未收取一元", "word; word; word; word; word"},
        {"有无一件，收到一件，未收到2件", "figure 1 件; figure 1 件; figure 2 件"},
        {"答复零申请，实现零距离，合计为零", "figure 0 - generic; word; figure 0 -"},
    };
    CHECK(cases);
}

/* ------------------------------------------------------------ no quantities */

static void test_dates(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"2018年3月10日，二〇一八年三月十日", "date 2018-3-10; date 2018-3-10"},
        {"2018-03-10，2018.3.10，2018/3/10", "date 2018-3-10; date 2018-3-10; date 2018-3-10"},
        {"3月10日，12.31日，1-6月，5、6月份，一季度",
         "date 0-3-10; date 0-12-31; date 0-1-0; date 0-5-0; date"},
        {"2014-2018年，2016、2017年，16年，2016.1.1-12.31",
         "date 2014-0-0; date 2016-0-0; date 2016-0-0; date 2016-1-1"},
        {"本局2019政府信息公开年报", "date 2019-0-0"},
        {"2 0 1 6年", "date 2016-0-0"},
        {"2011度工作，2016-，我局，用电2011度。至12月31期间",
         "date 2011-0-0; date 2016-0-0; figure 2011 度; date 0-12-31"},
        {"2011 1231，受理5件", "date 2011-12-31; figure 5 件"},
        {"201111日到1231日，20078月", "date 2011-0-0; date; date 2007-0-0"},
        {"2009年3起我局，2009年3起举报", "date 2009-3-0; date 2009-0-0; figure 3 起"},
        {"2013-01-19 18：03，9：00-17：30，上午8时30分", "date 2013-1-19; date; date"},
        {"近三年来，五年规划，16年来", "norm 3 年 about; name; norm 16 年"},
        {"星期一，周五，10日元", "date; date; figure 10 日元"},
    };
    CHECK(cases);
}

static void test_ordinals(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"第三十六条第三款受理4件", "ordinal; ordinal; figure 4 件"},
        {"第九至十二条，第二十条第（八）项", "ordinal; ordinal; ordinal"},
        {"依照第十九条、二十条，第一款、三项", "ordinal; ordinal; figure 3 项"},
        {"印发宣传单一千二百份，单一方式", "figure 1200 份; word"},
        {"1、加强领导", "ordinal"},
        {"（一）概述。一是加强，二是完善。三要落实", "ordinal; ordinal; ordinal; ordinal"},
        {"2.2021年度，我局", "ordinal; date 2021-0-0"},
        {"2.1主动公开", "ordinal"},
        {"图1-1，见表2，附件3：", "ordinal; ordinal; ordinal"},
        {"十八届三中、四中全会，五届四次全会", "ordinal; name; name; ordinal; ordinal"},
        {"晚报二版刊发漫谈4篇，《日报》一版3篇，专版3版",
         "ordinal; figure 4 篇; ordinal; figure 3 篇; figure 3 版"},
        {"五届三次、四次全会", "ordinal; ordinal; ordinal"},
        {"前20名，排名第三，位居全省第2", "ordinal; ordinal; ordinal"},
        {"排名后三位，以后3位", "ordinal; figure 3 位"},
        {"2020年第3期，第12、13期", "date 2020-0-0; ordinal; ordinal"},
        {"附件3，附表：1—3", "ordinal; ordinal"},
    };
    CHECK(cases);
}

static void test_document_numbers(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"甲办发〔2016〕122号、甲办发〔2017〕81、85、140号文件", "document_number; document_number"},
        {"国务院令第711号", "document_number"},
        {"甲政〔2018142号", "document_number"},
        {"甲政（2018）14号，5号）", "document_number; document_number"},
    };
    CHECK(cases);
}

static void test_contacts(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"“12345”热线受理12345件", "contact; figure 12345 件"},
        {"365便民服务中心，1890热线，12便民点，1890件热线", "contact; contact; figure 12 -; figure 1890 件"},
        {"电话：0952-8011000；传真：0952-8011001", "contact; contact"},
        {"联系电话：83110000，83110001。受理5件", "contact; figure 5 件"},
        {"邮编753400，QQ：240990000", "contact; contact"},
        {"邮箱abc163@163.com，网址http：//www.abc.gov.cn/col123/index.html", "contact; contact"},
        {"清水路567号，90号院，3号楼2单元501室", "contact; contact; contact; contact; contact"},
        {"清水路9号行政楼5层，新建办公楼6层", "contact; contact; figure 6 层"},
        {"书院街26号3层", "contact; contact"},
        {"地址：书院街26，受理5件", "contact; figure 5 件"},
        {"地址：云塘乡206国道北100米。受理5件", "contact; contact; figure 5 件"},
        {"1%人口抽样调查信息5件", "name; figure 5 件"},
        {"京ICP备05000000号-1，信用代码：91110000MA001234X5", "contact; contact"},
        {"手机13500000000，0311-80000000", "contact"},
        {"地址10.1.2.3", "contact"},
        {"接听热线1200个，发布微信号268条", "figure 1200 个; figure 268 条"},
    };
    CHECK(cases);
}

static void test_names(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"两学一做、三化一满意、四个全面、三公经费、一事一议", "name; name; name; name; name"},
        {"“1+6”体系、一网通办、5G、H5、211工程、PM2.5", "name; name; name; name; name; name"},
        {"《关于三项工作的报告》12期", "name; figure 12 期"},
        {"“五个好”行动，\"三个年\"活动12场", "name; name; figure 12 场"},
        {"\"甲\"3条、\"乙\"4条", "figure 3 条; figure 4 条"},
        {"1对1，一对一，比例1：1", "name; name; name"},
        {"五里镇，三家店，四平方米", "name; name; figure 4 平方米"},
        {"党的十九大，十二大类", "name; figure 12 大类"},
        {"三十里铺镇，八间房街道，五块石街道，十八站乡", "name; name; name; name"},
        {"四家乡镇卫生院，两座集镇，三家街道", "figure 4 家; figure 2 座; figure 3 家"},
    };
    CHECK(cases);
}

/* 七台河市公开信息: no figure stands in the name of a listed place. */
static void test_names_of_places_hold_no_figure(void **state)
{
    (void)state;
    for (size_t i = 0; i < gr_data_places_count; i++) {
        gr_str name = gr_str_of(gr_data_places_rows[i].name);
        for (size_t at = 0; at < name.len; at += strlen("一")) {
            size_t length;
            uint32_t folded, c = gr_utf8_get(name.ptr + at, &length);
            gr_numeral n = {0};
            if (gr_char_class(c, &folded) == GR_CLASS_NUMERAL)
                gr_number_read(name, at, &n);
            if (n.class == GR_NUMERAL_FIGURE && n.next > at)
                fail_msg("%s holds a figure", name.ptr);
        }
    }
}

static void test_norms(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"7个工作日内，1小时内", "norm 7 个工作日; norm 1 小时"},
        {"缩短7个工作日，平均办理12天", "figure 7 个工作日 down; figure 12 天"},
        {"连续43天公开，连续三年居于前列", "figure 43 天; norm 3 年"},
        {"65岁以上优先，60周岁以下，平均年龄38岁", "norm 65 岁 over; norm 60 周岁 under; figure 38 岁"},
        {"每月一次，每年不少于2次，一年2次", "norm; norm 2 次 over; norm 1 年; norm 2 次"},
        {"以下三个方面，七项制度，八个方面，两条途径，共七部分",
         "norm 3 个方面; norm 7 项; norm 8 个方面; norm 2 条; norm 7 部分"},
        {"三级审查，四级责任体系", "norm; norm"},
        {"2件部分公开、1件统一答复", "figure 2 件; figure 1 件; word"},
    };
    CHECK(cases);
}

static void test_words(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"统一部署，进一步，一些，唯一，逐一落实", "word; word; word; word; word"},
        {"系统一套，名单一份", "figure 1 套; figure 1 份"},
        {"十分重要，得了十分。十分钟", "word; figure 10 分; norm 10 分钟"},
        {"工作队伍人员，登陆次数，万一", "word; word; word"},
        {"编号二七一四九", "contact"},
        {"粉丝突破100万大关，三大任务", "figure 1000000 - over; norm"},
        {"2025通过网站公开3条，“助就业2024”专栏", "date 2025-0-0; figure 3 条; date 2024-0-0"},
        {"推进公开。—3—青禾县水务局，公开3—5个", "noise; figure 3..5 个"},
    };
    CHECK(cases);
}

/* -------------------------------------------------------------------- places */

static void test_what_the_offsets_hold(void **state)
{
    (void)state;
    gr_numeral n;
    gr_str text = gr_str_of("共10余万条（次）以上，百分之八十，3-5个");
    gr_number_read(text, strlen("共"), &n);
    assert_memory_equal(text.ptr + n.start, "10余万", n.end - n.start);
    assert_memory_equal(text.ptr + n.unit_start, "条（次）", n.unit_end - n.unit_start);
    assert_int_equal(n.next, strlen("共10余万条（次）以上"));
    size_t percent = strlen("共10余万条（次）以上，");
    gr_number_read(text, percent, &n);
    assert_memory_equal(text.ptr + n.unit_start, "百分之", n.unit_end - n.unit_start);
    assert_memory_equal(text.ptr + n.start, "八十", n.end - n.start);
    size_t range = strlen("共10余万条（次）以上，百分之八十，");
    gr_number_read(text, range, &n);
    assert_int_equal(n.low_end, range + 1);
    assert_int_equal(n.end, range + 3);
}

static void test_whole_dates(void **state)
{
    (void)state;
    int year, month, day;
    gr_str text = gr_str_of("2018年3月10日止");
    assert_int_equal(gr_number_read_date(text, 0, &year, &month, &day), strlen("2018年3月10日"));
    assert_int_equal(year * 10000 + month * 100 + day, 20180310);
    assert_int_equal(gr_number_read_date(gr_str_of("二〇一八年三月"), 0, &year, &month, &day),
                     strlen("二〇一八年三月"));
    assert_int_equal(year * 10000 + month * 100 + day, 20180300);
    assert_int_equal(gr_number_read_date(gr_str_of("3月10日"), 0, &year, &month, &day), strlen("3月10日"));
    assert_int_equal(year, 0);
    assert_true(gr_number_read_date(gr_str_of("2018年"), 0, &year, &month, &day) == GR_NOT_FOUND);
    assert_true(gr_number_read_date(gr_str_of("2018件"), 0, &year, &month, &day) == GR_NOT_FOUND);
    assert_true(gr_number_read_date(gr_str_of(""), 0, &year, &month, &day) == GR_NOT_FOUND);
}

/* Numerals that a text is full of must not make reading it slow, nor must
 * anything be read beyond its end. */
static void test_long_runs(void **state)
{
    (void)state;
    static const char *const pieces[] = {"一",     "1",  "1-",  "1，111，", "三四", "11 ",
                                         "百分之", "1.", "a1=", "“1",       "1、"};
    gr_buf text = {0}, seen = {0};
    for (size_t i = 0; i < GR_COUNT(pieces); i++) {
        gr_buf_clear(&text);
        while (text.len < 1 << 16)
            gr_buf_add_str(&text, gr_str_of(pieces[i]));
        read_all(text.ptr, &seen);
        assert_true(seen.len > 0);
    }
    gr_buf_release(&text);
    gr_buf_release(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_han_numerals),
        cmocka_unit_test(test_rates_and_fractions),
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_qualifiers),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_one_that_counts_nothing),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_ordinals),
        cmocka_unit_test(test_document_numbers),
        cmocka_unit_test(test_contacts),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_names_of_places_hold_no_figure),
        cmocka_unit_test(test_norms),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_what_the_offsets_hold),
        cmocka_unit_test(test_whole_dates),
        cmocka_unit_test(test_long_runs),
    };
    return cmocka_run_group_tests_name("number", tests, set_up, tear_down);
}
