/*
 * Figures of paragraphs: what each mechanism between a numeral and a record's
 * figure does, shown on sentences made up for it.
 */
#include "extractor.h"
#include "mem.h"

#define YEAR "2017年政府信息公开工作年度报告\n"
/* a hundred */
#define ZEROS                                                                                                \
    "00000000000000000000000000000000000000000000000000"                                                     \
    "00000000000000000000000000000000000000000000000000"

enum { ROOM = 2048, LINE = 256 };

static const gr_record *read_text(const char *text)
{
    return read_titled(YEAR, text);
}

/* The year that a figure of that scope is of in most reports. */
static int usual_year(gr_scope scope)
{
    return scope == GR_SCOPE_PREVIOUS ? 2016 : scope == GR_SCOPE_PLAN ? 2018 : 2017;
}

/* 984条 disclosure.total, and what else is not as usual: its total's id, its
 * scope, its year, its qualifier. */
static void describe(const gr_figure *f, char *line)
{
    char value[32], high[32], more[96] = "";
    gr_decimal_print(f->value, value);
    gr_decimal_print(f->value_high, high);
    size_t length = 0;
    if (f->part_of != 0)
        length += (size_t)snprintf(more + length, sizeof more - length, " <%u", (unsigned)f->part_of);
    if (f->kind == GR_KIND_STATED_ZERO)
        length += (size_t)snprintf(more + length, sizeof more - length, " denied");
    if (f->scope != GR_SCOPE_YEAR)
        length += (size_t)snprintf(more + length, sizeof more - length, " %s", gr_scope_name(f->scope));
    if (f->year != usual_year(f->scope))
        length += (size_t)snprintf(more + length, sizeof more - length, " of %d", f->year);
    if (f->qualifier != GR_QUALIFIER_EXACT)
        snprintf(more + length, sizeof more - length, " %s", gr_qualifier_name(f->qualifier));
    snprintf(line, LINE, "%s%s%s%s%s %s%s", value, f->has_high ? "-" : "", f->has_high ? high : "",
             f->unit == NULL ? "" : f->unit, f->unit_stated || f->unit == NULL ? "" : "*",
             f->indicator == NULL ? "-" : f->indicator->code, more);
}

/* A text and what is read in it. */
typedef struct reading {
    const char *text, *expected;
} reading;

static void expect_figures(const char *text, const char *expected)
{
    char all[ROOM] = "", line[LINE];
    const gr_record *record = read_text(text);
    for (size_t i = 0; i < record->figure_count; i++) {
        describe(&record->figures[i], line);
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 0 ? "; " : "", line);
    }
    if (strcmp(all, expected) != 0)
        print_error("%s\n  read     %s\n  expected %s\n", text, all, expected);
    assert_string_equal(all, expected);
}

static void expect_labels(const char *text, const char *expected)
{
    char all[ROOM] = "";
    const gr_record *record = read_text(text);
    for (size_t i = 0; i < record->figure_count; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 0 ? "; " : "",
                 record->figures[i].label);
    if (strcmp(all, expected) != 0)
        print_error("%s\n  labels   %s\n  expected %s\n", text, all, expected);
    assert_string_equal(all, expected);
}

static void expect_all(const reading *readings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_figures(readings[i].text, readings[i].expected);
}

#define EXPECT_FIGURES(readings) expect_all(readings, GR_COUNT(readings))

static void test_parts(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"全年主动公开政府信息96条，其中政策文件16条、工作动态80条。",
         "96条 disclosure.total; 16条 disclosure.category <1; 80条 disclosure.category <1"},
        {"收到申请30件，其中网上申请20件，信函申请10件。办结29件。",
         "30件 requests.received; 20件 requests.received.online <1; 10件 requests.received.mail <1; 29件 "
         "requests.completed"},
        /* the total may be followed by a stop */
        {"全年共公开信息96条。其中网站60条，公开栏36条。",
         "96条 disclosure.total; 60条 disclosure.channel.website <1; 36条 disclosure.channel.notice_board "
         "<1"},
        /* a change or a share is part of nothing */
        {"收到申请30件，同比增长20%，其中当面申请6件，占20%。",
         "30件 requests.received; 20% -; 6件 requests.received.in_person <1; 20% -"},
        /* how many kinds there are is none of them, nor their total */
        {"全年公开信息76条，分为3类：动态50条，公告26条。",
         "76条 disclosure.total; 3类 -; 50条 disclosure.category <1; 26条 disclosure.category <1"},
    };
    EXPECT_FIGURES(readings);
}

static void test_nested_parts(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"举办培训班6期，其中县级2期，乡镇4期，培训人员560人次。",
         "6期 training.sessions; 2期 training.sessions <1; 4期 training.sessions <1; 560人次 "
         "training.participants"},
        {"收到申请12件（其中网络8件、信函4件），答复11件（其中公开9件、不存在2件）。",
         "12件 requests.received; 8件 requests.received.online <1; 4件 requests.received.mail <1; 11件 "
         "requests.answered; 9件 requests.answered.granted <4; 2件 requests.answered.nonexistent <4"},
    };
    EXPECT_FIGURES(readings);
}

static void test_distribution(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"同意公开、部分公开、不予公开分别为8件、2件、1件。",
         "8件 requests.answered.granted; 2件 requests.answered.partial; 1件 requests.answered.refused"},
        {"专职、兼职工作人员分别为2名、5名。", "2名 capacity.staff.full_time; 5名 capacity.staff.part_time"},
        {"网站、微信、公示栏分别公开信息200条、80条、40条。",
         "200条 disclosure.channel.website; 80条 disclosure.channel.wechat; 40条 "
         "disclosure.channel.notice_board"},
        /* the unit once, after the last value */
        {"政府网站、政务微信、政务微博分别发布信息320、120、86条。",
         "320条 disclosure.channel.website; 120条 disclosure.channel.wechat; 86条 disclosure.channel.weibo"},
    };
    EXPECT_FIGURES(readings);
}

static void test_joint(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"因信息公开引发的行政复议和行政诉讼共3件。", "3件 -"},
        {"行政复议、行政诉讼、举报投诉均为0件。",
         "0件 reconsideration.total; 0件 litigation.total; 0件 complaints.total"},
        {"行政复议、行政诉讼和申诉案件均为0件。", "0件 reconsideration.total; 0件 litigation.total"},
        {"官方微博微信发布信息46条。", "46条 -"},
        /* who reports is no part of the first word */
        {"我局政府信息公开咨询、申请、复议均为零。",
         "0次* enquiries.total; 0件* requests.received; 0件* reconsideration.total"},
    };
    EXPECT_FIGURES(readings);
}

static void test_stated_zeros(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"我镇没收到一件信息公开申请。", "0件* requests.received denied"},
        {"未收到政府信息公开申请，未收取费用。",
         "0件* requests.received denied; 0万元* requests.fees denied"},
        {"没有因政府信息公开引发的举报、行政复议、行政诉讼。",
         "0件* complaints.total denied; 0件* reconsideration.total denied; 0件* litigation.total denied"},
        {"没有制定行政规范性文件的权限。", ""},
        /* what some bodies lack */
        {"尚有17个乡镇没有落实专人。", "17个 -"},
        {"全镇11个村均未收到信息公开申请。", "11个 -; 0件* requests.received denied"},
        {"二、行政复议和行政诉讼情况\n无。\n",
         "0件* reconsideration.total denied; 0件* litigation.total denied"},
        {"二、依申请公开情况\n2017年我局没有发生此类情况。\n", "0件* requests.received denied"},
    };
    EXPECT_FIGURES(readings);
}

static void test_units(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"承办代表建议4，已办结3。", "4件* suggestions.deputies; 3件* suggestions.deputies.completed"},
        {"收取费用0，专项经费3。", "0万元* requests.fees; 3 -"},
    };
    EXPECT_FIGURES(readings);
}

static void test_generic_one(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"设公开目录2个，一个平时公开目录，一个试点公开目录。",
         "2个 capacity.catalogues; 1个 capacity.catalogues <1; 1个 capacity.catalogues <1"},
        {"还公众一个明白，这是一项重要内容。", ""},
        {"指定一名工作人员负责信息公开。", "1名 capacity.staff"},
    };
    EXPECT_FIGURES(readings);
}

/* 一 and 一 of a motto count nothing; those of two statements do. */
static void test_one_each(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"按照“成熟一项、公开一项”的原则推进，做到收到一件，登记一件，答复一件。", ""},
        {"做到发现一处、改正一处。全年收到申请一件、办结一件。",
         "1件 requests.received; 1件 requests.completed"},
    };
    EXPECT_FIGURES(readings);
}

static void test_scope(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"截至2016年底，历年累计公开信息8600条。", "8600条 - cumulative"},
        {"至2017年12月31日，本局累计公开信息118条。其中2017年新增46条：动态27条，公告19条。",
         "118条 - cumulative; 46条 disclosure.total <1; 27条 disclosure.category <2; 19条 "
         "disclosure.category <2"},
        {"受理申请31件；截至2017年底，累计公开信息150条。其中2017年新增52条：动态31条，公告21条。",
         "31件 requests.received; 150条 - cumulative; 52条 disclosure.total <2; "
         "31条 disclosure.category <3; 21条 disclosure.category <3"},
        {"截至年底累计公开信息75条，其中本年度新增33条，涉及环境类22条，财政类9条。",
         "75条 - cumulative; 33条 disclosure.total <1; 22条 disclosure.category <2; "
         "9条 disclosure.category <2"},
        /* over the end of a sentence */
        {"累计公开政府信息640条，均已上网。2017年新增公开政府信息52条。",
         "640条 - cumulative; 52条 disclosure.total"},
        {"累计公开政府信息640条。2017年新增公开栏3个。",
         "640条 disclosure.total; 3个 capacity.notice_boards"},
        {"公开信息100条，其中网站50条，微信20条；2017年，承办建议37件，全年公开预算2份。",
         "100条 disclosure.total; 50条 disclosure.channel.website <1; 20条 disclosure.channel.wechat <1; "
         "37件 -; 2份 disclosure.category"},
        {"查阅点由原来的8个增加到16个。", "8个 - previous; 16个 capacity.reading_points"},
        {"申请比上年的312件有所减少。", "312件 - previous"},
        {"2018年计划举办培训班4期。", "4期 - plan"},
        {"2020年力争培训400人次。", "400人次 - plan of 2020"},
        {"计划公开信息200条，培训2次。", "200条 - plan; 2次 - plan"},
        {"2015年公开信息62条。", "62条 - previous of 2015"},
        {"公布2015年部门决算、2016年收支情况12份。", "12份 -"},
        {"二、附表\n指标名称\t单位\t上年度\t本年度\n主动公开信息数\t条\t30\t40\n新增的行政规范性文件数\t条\t1"
         "\t2\n",
         "30条 - previous; 40条 disclosure.total; 1条 - previous; 2条 disclosure.normative_documents"},
        {"公开信息540条，比上年多40条。", "540条 disclosure.total; 40条 -"},
    };
    EXPECT_FIGURES(readings);
}

static void test_inheritance(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"网站公开政务动态252条、政策解读56条、人事信息8条。",
         "252条 disclosure.channel.website; 56条 response.policy_interpretations; 8条 "
         "disclosure.channel.website"},
        /* what one body put on the website has no code */
        {"县政府网站公开信息58条，其中县政府办公室公开34条，乡镇公开24条。",
         "58条 disclosure.channel.website; 34条 - <1; 24条 - <1"},
        {"政府网站公开信息58条，其中市本级34条，县级24条。",
         "58条 disclosure.channel.website; 34条 disclosure.channel.website <1; 24条 "
         "disclosure.channel.website <1"},
        /* a sum is the carrier's where the members name no other one */
        {"在局网站发布要闻246条、通知77条，总计323条。",
         "246条 disclosure.category <3; 77条 disclosure.category <3; 323条 disclosure.channel.website"},
        {"市局网站发布信息246条，在省局网站发布信息77条，合计323条。",
         "246条 disclosure.channel.website; 77条 disclosure.channel.website; 323条 "
         "disclosure.channel.website"},
        {"在《县报》刊发12篇、市报8篇，微信推送30条。",
         "12篇 disclosure.channel.media; 8篇 disclosure.channel.media; 30条 disclosure.channel.wechat"},
        /* what goes on after a kind of items on a carrier stands there as well */
        {"在市政府网站更新目录信息352条，发布动态信息117条。",
         "352条 disclosure.channel.website; 117条 disclosure.channel.website"},
        {"全年公开信息96条，施工许可公示31条，采购公告24条。",
         "96条 disclosure.total; 31条 disclosure.category; 24条 disclosure.category"},
        {"公开栏共张贴公示233份，其中塘湾村28份、老街社区30份。",
         "233份 disclosure.channel.notice_board; 28份 disclosure.channel.notice_board <1; 30份 "
         "disclosure.channel.notice_board <1"},
        /* all that is said of one of several bodies is no value of the report's own */
        {"全市受理申请386件。市政府及其部门受理申请211件，答复204件，同意公开131件。",
         "386件 requests.received; 211件 -; 204件 -; 131件 -"},
        {"全市收到申请386件，市直单位收到219件，县市区收到167件。其中当面提出251件，传真7件。",
         "386件 requests.received; 219件 - <1; 167件 - <1; 251件 requests.received.in_person <1; "
         "7件 requests.received.fax <1"},
        /* what requests are about holds for all of the list */
        {"收到申请26件。申请内容集中在规划建设和土地征收方面，分别为5件和4件。",
         "26件 requests.received; 5件 -; 4件 -"},
        {"公开规范性文件7件，道路运输许可318条，公交线网调整52条。",
         "7件 disclosure.normative_documents; 318条 disclosure.category; 52条 disclosure.category"},
        {"全年培训268人次，县城96人次，乡镇172人次。",
         "268人次 training.participants; 96人次 training.participants <1; 172人次 training.participants <1"},
        {"收到代表建议32件，已解决20件，正在解决8件，暂不能解决4件。",
         "32件 suggestions.deputies; 20件 suggestions.deputies.completed; 8件 "
         "suggestions.deputies.in_progress; 4件 suggestions.deputies.unable"},
    };
    EXPECT_FIGURES(readings);
}

/* Of a zero nothing but zeros are part. */
static void test_parts_of_zero(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"行政复议数0件，其中维持数0件；行政诉讼数0件，其中维持数0件，被依法纠错数0件。",
         "0件 reconsideration.total; 0件 reconsideration.upheld <1; 0件 litigation.total; "
         "0件 litigation.upheld <3; 0件 litigation.corrected <3"},
        {"行政诉讼数3件，行政复议数0件，维持原判2件。",
         "3件 litigation.total; 0件 reconsideration.total; 2件 litigation.upheld"},
    };
    EXPECT_FIGURES(readings);
}

/* Text of another encoding may be GB18030 by its bytes. */
static void test_doubtful_encoding(void **state)
{
    (void)state;
    static const char *const first[] = {"", "\xd0\xc5\xcf\xa2"}; /* 信息 */
    for (size_t i = 0; i < GR_COUNT(first); i++) {
        char text[2 * 400 + 1] = "";
        for (size_t k = 0; k < sizeof text - 1; k += 2)
            memcpy(text + k, "\xb0\xa1", 3);
        const gr_record *record = read_titled(first[i], text);
        assert_string_equal(record->encoding, "GB18030");
        assert_int_equal(record->warning_count, i == 0 ? 1 : 0);
    }
}

/* However many figures a sentence has, and however many digits a number. */
static void test_no_number_is_lost(void **state)
{
    (void)state;
    enum { MANY = 700 };
    char text[16384] = "公开信息";
    size_t at = strlen(text);
    for (int i = 0; i < MANY; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "甲%d件，", i);
    const gr_record *record = read_text(text);
    assert_int_equal(record->figure_count, MANY);
    record = read_text("公开信息1234567890123456789条，其中网站0." ZEROS ZEROS ZEROS "1条。");
    assert_int_equal(record->figure_count, 2);
    assert_false(record->figures[0].has_value || record->figures[1].has_value);
    assert_string_equal(record->warnings[0].code, "number-range");
}

/* A comma before a value that ends its part, or behind 最多, parts nothing. */
static void test_values_set_off(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"收到申请41件。属于同意公开，31件；信息不存在，10件。",
         "41件 requests.received; 31件 requests.answered.granted; 10件 requests.answered.nonexistent"},
        {"收到申请41件，31件予以公开。", "41件 requests.received; 31件 requests.answered.granted"},
        {"网络申请最多，为31件；信函申请的较多，计9件。",
         "31件 requests.received.online; 9件 requests.received.mail"},
    };
    EXPECT_FIGURES(readings);
}

/* What a sentence names behind the website without another carrier is the website's. */
static void test_carrier_lists(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"官网公开通知公告29份，其中要闻4份；发布航行通告163条、航行警告97条；安全预警信息54条。",
         "29份 disclosure.channel.website; 4份 disclosure.category <1; 163条 disclosure.channel.website; "
         "97条 disclosure.channel.website; 54条 disclosure.channel.website"},
        {"发布解读93篇，其中网站74篇，公众号19篇。",
         "93篇 response.policy_interpretations; 74篇 response.policy_interpretations <1; 19篇 "
         "response.policy_interpretations <1"},
        {"网站公开信息41条，分为公文11条、建议提案复文30件。",
         "41条 disclosure.channel.website; 11条 disclosure.category <1; 30件 disclosure.category <1"},
        {"公开信息640条，其中媒体公开信息518条，公开民生领域信息43条。",
         "640条 disclosure.total; 518条 disclosure.channel.media <1; 43条 disclosure.category <1"},
        {"公开信息82条，其中简报9期，要闻17条。",
         "82条 disclosure.total; 9期 disclosure.channel.briefing <1; 17条 disclosure.category <1"},
        {"指南类信息31个，招标公告类信息26（其中水利12条、交通14条）。",
         "31个 disclosure.category; 26条* disclosure.category; 12条 disclosure.category <2; "
         "14条 disclosure.category <2"},
        {"公开栏张贴公示29份；发放宣传单163份。", "29份 disclosure.channel.notice_board; 163份 publicity"},
    };
    EXPECT_FIGURES(readings);
}

static void test_approximate(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"发放宣传单近3500张，建微信群20多个，服务两三百人次。",
         "3500张 publicity about; 20个 capacity.chat_groups over; 200-300人次 - range"},
    };
    EXPECT_FIGURES(readings);
}

static void test_labels(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"其中，通过网站公开财务信息79条，占58.2%。", "通过网站公开财务信息; 通过网站公开财务信息占"},
        {"收到申请5件，全部答复，共5件。", "收到申请; 全部答复"},
        {"主动公开政府信息的情况：40条。", "主动公开政府信息的情况"},
        {"举办6场新闻发布会、4期在线访谈。", "举办新闻发布会; 在线访谈"},
        {"行政复议、行政诉讼分别为3件、2件。", "行政复议; 行政诉讼"},
        {"结转2018年继续办理9件。", "结转2018年继续办理"},
        {"公开政府信息（含网站20条、微信30条）共计50条。", "网站; 微信; 公开政府信息"},
        {"复议21件、诉讼17件，较2016年分别减少6件和3件。",
         "复议; 诉讼; 复议较2016年分别减少; 诉讼较2016年分别减少"},
        {"收到申请46件，较2016年减少9件。", "收到申请; 收到申请较2016年减少"},
        {"（三）市级以上媒体公开205条；2、网站公开17条；③微信公开9条；一是公开栏张贴8条；一、二级平台7条。",
         "市级以上媒体公开; 网站公开; 微信公开; 公开栏张贴; 一、二级平台"},
        {"收到申请3件，2件为网上申请，1件已按规定答复。", "收到申请; 网上申请; 已按规定答复"},
        {"截至2018年12月31日我局公开信息37条，3月底前推送要闻9条。", "公开信息; 推送要闻"},
        {"未发生行政复议以及行政诉讼。", "行政复议; 行政诉讼"},
        {"动态类2条，占18%；规划类，占9%。", "动态类; 动态类占; 规划类占"},
        {"无法提供2件（信访），占18%。", "无法提供; 无法提供占"},
        {"收到申请3件没有因申请引起行政诉讼的情况发生。", "收到申请; 行政诉讼的情况"},
        {"对全市9个镇街和市直有关单位政府信息公开分管负责同志和业务工作人员进行了依申请公开办理和网站维护等业"
         "务知识培训。",
         "镇街"},
        {"门户网站12个栏目共发布文章83篇。", "门户网站栏目; 发布文章"},
        {"建立了25人的联络员队伍，收到申请3件的同时。", "建立联络员队伍; 收到申请"},
        {"制作4期《民情热线》、6期《圆桌会》节目。", "制作《民情热线》; 《圆桌会》节目"},
        {"出台《云溪县湿地规划（2021—2035年）》等规范性文件7件。",
         "出台《云溪县湿地规划（2021—2035年）》等规范性文件"},
        {"因信息公开引起的行政复议或者行政诉讼0件。", "因信息公开引起的行政复议; 行政诉讼"},
        {"其中财务信息12招生、就业信息41条。", "财务信息; 招生、就业信息"},
        {"将“财务”和“预算”两个栏目合并为“财政”栏目。", "将“财务”和“预算”栏目"},
        {"网站发布要闻3条、动态8条，总计11条。", "网站发布要闻; 动态; 总计"},
        {"其中要闻3条，旅游推介8条共计14处景点。", "要闻; 旅游推介; 景点"},
        {"火灾6起、死亡2人、受伤3人，同比减少4起、1人、5人。",
         "火灾; 死亡; 受伤; 火灾同比减少; 死亡同比减少; 受伤同比减少"},
        {"收到申请8件，其余5件均已按规定答复。", "收到申请; 其余均已按规定答复"},
        {"公开办事指南（2022年版）1条，名录36条（单位、学校）、统计数据70条。",
         "公开办事指南（2022年版）; 名录; 统计数据"},
        {"举办以“守护河湖，从我做起”为主题的活动5场。", "举办以“守护河湖，从我做起”为主题的活动"},
        {"配备5名能力强、业务熟的人员，4名专、兼职信息员。", "配备能力强、业务熟的人员; 专、兼职信息员"},
        {"由镇长、三名副镇长组成，提出3大类12条任务。", "副镇长组成; 提出任务; 提出任务"},
        {"内容涉及农业等7大类共31个方面的资料。", "内容涉及农业等"},
        {"其他36条信息分布在党建、环保等栏目。", "其他信息"},
    };
    for (size_t i = 0; i < GR_COUNT(readings); i++)
        expect_labels(readings[i].text, readings[i].expected);
}

/* The number of a heading counts nothing, whatever stands behind it. */
static void test_heading_numbers(void **state)
{
    (void)state;
    expect_figures("五 复议、诉讼情况\n复议2件。\n六 支出情况\n经费3万元。\n",
                   "2件 reconsideration.total; 3万元 capacity.budget");
}

/* A zero that stands alone is said of all that its heading names. */
static void test_zero_below_a_heading(void **state)
{
    (void)state;
    expect_figures("四、行政复议、诉讼、投诉情况\n均为零。\n五、收费情况\n费用0元。\n",
                   "0件* reconsideration.total; 0件* litigation.total; 0件* complaints.total; 0元 "
                   "requests.fees");
    expect_figures("四、信息公开情况\n均为零。\n", "0 -");
    expect_figures(
        "四、政府信息公开收费及减免情况。无。\n五、申请行政复议、提起行政诉讼的情况。本单位没有。\n",
        "0万元* requests.fees denied; 0件* reconsideration.total denied; 0件* litigation.total denied");
}

static void test_quote_over_caption(void **state)
{
    (void)state;
    const gr_record *record = read_text("通过公开栏公开信息\n\n图1 公开栏\n\n360条，更新36期。\n");
    for (size_t i = 0; i < record->figure_count; i++)
        assert_true(strlen(record->figures[i].quote) < 300);
}

static void test_template_without_tables(void **state)
{
    (void)state;
    static const struct {
        const char *title, *text;
        gr_template form;
    } cases[] = {
        {"2020年政府信息公开工作年度报告\n", "一、總體情況\n正常開展。\n", GR_TEMPLATE_TEMPLATE_2019},
        {"2022年政府信息公开工作年度报告\n", "六、其他需要报告的事项\n无。\n", GR_TEMPLATE_TEMPLATE_2021},
        {YEAR, "一、总体情况\n正常开展。\n", GR_TEMPLATE_NARRATIVE},
    };
    for (size_t i = 0; i < GR_COUNT(cases); i++)
        assert_int_equal(read_titled(cases[i].title, cases[i].text)->form, cases[i].form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_nested_parts),
        cmocka_unit_test(test_distribution),
        cmocka_unit_test(test_joint),
        cmocka_unit_test(test_stated_zeros),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_generic_one),
        cmocka_unit_test(test_one_each),
        cmocka_unit_test(test_scope),
        cmocka_unit_test(test_inheritance),
        cmocka_unit_test(test_parts_of_zero),
        cmocka_unit_test(test_carrier_lists),
        cmocka_unit_test(test_doubtful_encoding),
        cmocka_unit_test(test_no_number_is_lost),
        cmocka_unit_test(test_values_set_off),
        cmocka_unit_test(test_approximate),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_template_without_tables),
        cmocka_unit_test(test_heading_numbers),
        cmocka_unit_test(test_zero_below_a_heading),
        cmocka_unit_test(test_quote_over_caption),
    };
    return cmocka_run_group_tests(tests, start_extractor, stop_extractor);
}
