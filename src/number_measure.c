#include "number_parts.h"

/*
 * The words on both sides of a value that qualify it (约, 余, 以上), say that it
 * is a change (增长), or that it is no fact (7个工作日内, 以下三个方面); and with
 * them what it is: a figure, a norm, a name or a word.
 */

enum {
    CUES = 5,             /* words before a numeral that are looked at, at most */
    SESSION_BYTES = 18,   /* between 届 and 次会议 */
    ADDRESS_BYTES = 30,   /* between 号 and 层 */
    AVERAGE_BYTES = 30,   /* between 平均 and a time */
    FREQUENCY_BYTES = 36, /* between 每 and the numeral */
    TOWN_CHARS = 3        /* between a numeral and the 镇 of its name */
};

/* The first word decides, but for 共 and its like. */
static void qualify(gr_measure *m, gr_qualifier qualifier)
{
    if (!m->qualified || m->qualifier == GR_QUALIFIER_EXACT) {
        m->qualifier = qualifier;
        m->qualified = true;
    }
}

/* -------------------------------------------------------- words around it */

static void qualify_by(gr_measure *m, int sense)
{
    if (sense == GR_CUE_ABOUT)
        qualify(m, GR_QUALIFIER_ABOUT);
    else if (sense == GR_CUE_OVER)
        qualify(m, GR_QUALIFIER_OVER);
    else if (sense == GR_CUE_UNDER)
        qualify(m, GR_QUALIFIER_UNDER);
}

/* Takes one word before the numeral; false where those further left are of no
 * concern. */
static bool take_cue_before(gr_measure *m, int sense)
{
    switch (sense) {
    case GR_CUE_ABOUT:
    case GR_CUE_OVER:
    case GR_CUE_UNDER:
        qualify_by(m, sense);
        m->said = true;
        return true;
    case GR_CUE_EXACT:
        m->said = true;
        return true;
    case GR_CUE_LINK:
        return true;
    case GR_CUE_UP:
    case GR_CUE_DOWN:
        if (m->direction == GR_DIRECTION_NONE)
            m->direction = sense == GR_CUE_UP ? GR_DIRECTION_UP : GR_DIRECTION_DOWN;
        return false;
    case GR_CUE_NORM:
        m->norm = true;
        return false;
    case GR_CUE_THOSE:
        m->those = true;
        return false;
    case GR_CUE_PRONOUN:
        m->pronoun = true;
        return false;
    case GR_CUE_EACH:
        m->each = true;
        return false;
    case GR_CUE_USED:
        m->used = true;
        return false;
    default:
        return false;
    }
}

static void read_cues_before(gr_measure *m)
{
    size_t at = m->has_unit && m->unit.start < m->start ? m->unit.start : m->start;
    if (m->amount.bare && gr_has_before(m->text, at, GR_LIT("上"))) {
        qualify(m, GR_QUALIFIER_OVER); /* 上千条 */
        m->said = true;
        return;
    }
    for (int i = 0; i < CUES; i++) {
        at = gr_skip_space_back(m->text, at);
        gr_match cue = gr_cue_before(m->text, at);
        if (!cue.found || !take_cue_before(m, cue.sense))
            return;
        at = cue.start;
    }
}

static bool is_unit_among(const gr_measure *m, const char *const *units, size_t count)
{
    gr_str unit = gr_str_slice(m->text, m->unit.start, m->unit.end);
    for (size_t i = 0; m->has_unit && i < count; i++)
        if (gr_str_is(unit, units[i]))
            return true;
    return false;
}

/* 三个方面, 七项制度, 五个坚持; but 一件部分公开 counts. */
static bool names_part(const gr_measure *m, gr_match cue)
{
    static const char *const general[] = {"个", "项", "种", "条", "类", "大类", "篇"};
    if (cue.sense == GR_CUE_SLOGAN)
        return is_unit_among(m, general, 1) && !m->amount.ascii;
    return cue.sense == GR_CUE_PART && is_unit_among(m, general, GR_COUNT(general));
}

static void read_cues_after(gr_measure *m)
{
    for (int i = 0; i < 2; i++) {
        size_t at = gr_skip_space(m->text, m->next);
        gr_match cue = gr_cue_after(m->text, at);
        bool qualifies = cue.sense == GR_CUE_ABOUT || cue.sense == GR_CUE_OVER || cue.sense == GR_CUE_UNDER;
        if (cue.found && qualifies) {
            qualify_by(m, cue.sense);
            m->next = cue.end;
            continue;
        }
        m->limit = cue.found && cue.sense == GR_CUE_LIMIT;
        m->part = cue.found && names_part(m, cue);
        m->line = cue.found && cue.sense == GR_CUE_LINE;
        bool less = cue.found && cue.sense == GR_CUE_LESS, more = cue.found && cue.sense == GR_CUE_MORE;
        if ((less || more) && gr_has_before(m->text, m->start, GR_LIT("比")))
            qualify(m, less ? GR_QUALIFIER_UNDER : GR_QUALIFIER_OVER);
        return;
    }
}

/* 大于100并且小于300: the second bound, whose numeral is text[*at] then. */
static bool finds_bound(const gr_measure *m, gr_qualifier wanted, size_t *at)
{
    static const char *const links[] = {"并且", "且", "并"};
    size_t from = m->next, next;
    for (size_t i = 0; i < GR_COUNT(links); i++)
        if (gr_has_at(m->text, from, gr_str_of(links[i]))) {
            from += strlen(links[i]);
            break;
        }
    for (*at = from; *at - from < 16 && gr_is_han(gr_char_at(m->text, *at, &next)) &&
                     !gr_is_numeral(gr_char(m->text, *at));)
        *at = next;
    gr_match cue = gr_cue_before(m->text, *at);
    int sense = wanted == GR_QUALIFIER_OVER ? GR_CUE_OVER : GR_CUE_UNDER;
    return *at > from && gr_is_numeral(gr_char(m->text, *at)) && cue.found && cue.start == from &&
           cue.sense == sense;
}

static void read_second_bound(gr_measure *m)
{
    bool over = m->qualifier == GR_QUALIFIER_OVER;
    if (m->has_unit || m->inner || m->ranged || (!over && m->qualifier != GR_QUALIFIER_UNDER))
        return;
    gr_measure other = {.text = m->text};
    if (!finds_bound(m, over ? GR_QUALIFIER_UNDER : GR_QUALIFIER_OVER, &other.start) ||
        !gr_value_read_end(&other))
        return;
    gr_decimal low = over ? m->low : other.low, high = over ? other.low : m->low;
    if (gr_decimal_compare(low, high) >= 0)
        return;
    gr_value_make_range(m, low, &other);
    m->high = high;
}

/* --------------------------------------------------------------- decisions */

static bool is_one(const gr_measure *m)
{
    return m->amount.han && !m->amount.ascii && m->low.digits == 1 && m->low.scale == 0 && !m->amount.bare &&
           !m->inner && !m->ranged && !m->fraction;
}

static bool is_alone(const gr_measure *m)
{
    return gr_skip_space_back(m->text, m->start) == 0 && gr_skip_space(m->text, m->next) == m->text.len;
}

/* Whether a town's name ends behind at least one and at most `most` characters from
 * `at` on: 八间房街道, 三台子街道; no 乡镇, 集镇 or 城镇 of which there are so many. */
static bool town_ends_behind(gr_str text, size_t at, int most)
{
    for (size_t from = at, next; most >= 0; most--, at = next) {
        uint32_t c = gr_char_at(text, at, &next);
        bool town = c == U'镇' || c == U'乡' || gr_has_at(text, at, GR_LIT("街道"));
        if (town && at > from)
            return !gr_has_at(text, next, GR_LIT("镇")) && !gr_has_at(text, next, GR_LIT("村"));
        if (!gr_is_han(c) || town || c == U'集' || c == U'城' || c == U'村' || gr_is_numeral(c))
            return false;
    }
    return false;
}

/* 乡镇, 村镇, 街道: no names, but what is counted. */
static bool is_kind_of_place(gr_str text, size_t at)
{
    static const char *const kinds[] = {"乡镇", "乡村", "村镇", "村居", "村级",
                                        "街道", "镇街", "县区", "市县"};
    return gr_any_at(text, at, kinds, GR_COUNT(kinds));
}

/* 五里镇, 三家店: one numeral and a short measure word before what ends names
 * of places; 三家子镇: before a character that a town's name ends behind. */
static bool is_place_name(const gr_measure *m)
{
    static const char places[] = "村镇乡县市区旗街路巷山河湖江桥屯沟庄岭店铺堡寨洞坪湾岗坡塘渠滩甸坝关楼";
    static const char units[] = "里道台家间门角元户分方口层面";
    static const char town_units[] = "道台家间角棵块份座";
    if (m->amount.ascii || m->unit.end - m->unit.start != 3)
        return false;
    size_t next;
    gr_char_at(m->text, m->unit.end, &next);
    gr_str unit = gr_str_slice(m->text, m->unit.start, m->unit.end);
    if (gr_str_equal(unit, GR_LIT("里")) || gr_str_equal(unit, GR_LIT("铺")))
        return true; /* distances are in 公里 */
    if (next == m->unit.end)
        return false;
    if (gr_str_find(GR_LIT(town_units), unit, 0) != GR_NOT_FOUND && town_ends_behind(m->text, m->unit.end, 1))
        return true;
    return m->end - m->start <= 3 && gr_str_find(GR_LIT(units), unit, 0) != GR_NOT_FOUND &&
           gr_str_find(GR_LIT(places), gr_str_slice(m->text, m->unit.end, next), 0) != GR_NOT_FOUND &&
           !is_kind_of_place(m->text, m->unit.end);
}

/* 数十次, 几百条: no value is given. */
static bool is_vague(const gr_measure *m)
{
    uint32_t before = gr_before(m->text, m->start);
    return (before == U'数' || before == U'几') && gr_han_power(gr_char(m->text, m->start)) > 0;
}

/* Whether the last bytes before the numeral hold the word. */
static bool is_behind(const gr_measure *m, size_t bytes, gr_str word)
{
    size_t from = m->start > bytes ? m->start - bytes : 0;
    return gr_str_find(gr_str_slice(m->text, from, m->start), word, 0) != GR_NOT_FOUND;
}

/* The end of the 、四次 after 三次; else `at`. */
static size_t skip_next_session(const gr_measure *m, size_t at)
{
    size_t next;
    gr_amount amount;
    uint32_t c = gr_char_at(m->text, at, &next);
    if ((c != U'、' && c != U'和') || !gr_is_numeral(gr_char(m->text, next)))
        return at;
    gr_amount_read(m->text, next, &amount);
    return gr_has_at(m->text, amount.end, GR_LIT("次")) ? amount.end + strlen("次") : at;
}

/* 五届四次全会, 五届三次、四次全会, 十三届人大一次会议 */
static bool is_session(const gr_measure *m)
{
    static const char *const meetings[] = {"会议", "全会", "全体"};
    if (m->amount.ascii || !gr_has_at(m->text, m->unit.start, GR_LIT("次")) ||
        !is_behind(m, SESSION_BYTES, GR_LIT("届")))
        return false;
    size_t end = skip_next_session(m, m->unit.end);
    for (size_t i = 0; i < GR_COUNT(meetings); i++)
        if (gr_has_at(m->text, end, gr_str_of(meetings[i])))
            return true;
    return false;
}

/* 书院街26号3层, 东路9号行政楼5层, 学前路52号3幢 */
static bool is_floor(const gr_measure *m, bool address)
{
    static const char *const houses[] = {"号", "楼", "厦", "座", "栋", "幢"};
    static const char *const parts[] = {"层", "幢", "栋", "座"};
    return gr_any_at(m->text, m->unit.start, parts, GR_COUNT(parts)) &&
           is_behind(m, ADDRESS_BYTES, GR_LIT("号")) &&
           (address || gr_any_before(m->text, m->start, houses, GR_COUNT(houses)));
}

/* 地址：…: whatever is counted there leads to the place. */
static bool is_in_address(const gr_measure *m)
{
    return is_behind(m, 2 * ADDRESS_BYTES, GR_LIT("地址："));
}

/* 江干道二段120号, and floors */
static bool is_address(const gr_measure *m)
{
    gr_match cue = gr_cue_before(m->text, m->start);
    bool address = cue.found && cue.sense == GR_CUE_ADDRESS;
    bool way = gr_has_at(m->text, m->unit.start, GR_LIT("米")) && is_in_address(m); /* 206国道北100米 */
    return way || is_floor(m, address) ||
           (address && !m->amount.ascii && gr_has_at(m->text, m->unit.start, GR_LIT("段")));
}

/* 地址：柳荫大街27，邮编…: a house without its 号; 2号楼217办公室: a room. */
static bool is_bare_house(const gr_measure *m)
{
    static const char *const houses[] = {"楼", "层", "座", "栋", "幢"};
    if (is_in_address(m))
        return true;
    if (gr_has_at(m->text, m->next, GR_LIT("办公室")))
        return gr_any_before(m->text, m->start, houses, GR_COUNT(houses));
    if (!gr_is_boundary(gr_char(m->text, m->next)) || !is_behind(m, 2 * ADDRESS_BYTES, GR_LIT("地址")))
        return false;
    gr_match cue = gr_cue_before(m->text, m->start);
    return cue.found && cue.sense == GR_CUE_ADDRESS;
}

static const char *const periods[] = {"年", "季", "月", "周", "日", "天", "半年", "旬", "星期", "学期"};

/* 一年2次 */
static bool any_period_before(gr_str text, size_t at)
{
    for (size_t i = 0; i < GR_COUNT(periods); i++) {
        gr_str period = gr_str_of(periods[i]);
        if (gr_has_before(text, at, period) && gr_before(text, at - period.len) == U'一')
            return true;
    }
    return false;
}

/* 2.0版 */
static bool is_version(const gr_measure *m)
{
    return m->amount.decimal && m->low.scale > 0 && gr_has_at(m->text, m->unit.start, GR_LIT("版"));
}

/* 晚报二版刊发: a page of a newspaper. */
static bool is_page_of_paper(const gr_measure *m)
{
    static const char *const papers[] = {"报", "报》", "刊", "刊》"};
    return gr_has_at(m->text, m->unit.start, GR_LIT("版")) &&
           gr_any_before(m->text, m->start, papers, GR_COUNT(papers));
}

/* Whether another 一 with that measure word stands in text[from, to). */
static bool has_twin(gr_str text, size_t from, size_t to, gr_str measure)
{
    gr_str near = gr_str_slice(text, 0, to);
    for (size_t at = from; (at = gr_str_find(near, GR_LIT("一"), at)) != GR_NOT_FOUND; at++)
        if (gr_has_at(text, at + strlen("一"), measure))
            return true;
    return false;
}

/* 公布一件解读一件, 发现一起查处一起: whenever, not how many. */
static bool is_one_each(const gr_measure *m)
{
    enum { NEAR = 36 };
    size_t from = m->start, to = m->unit.end;
    gr_str measure = gr_str_slice(m->text, m->unit.start, m->unit.end);
    while (from > 0 && m->start - from < NEAR && !gr_is_boundary(gr_before(m->text, from)))
        from = gr_utf8_back(m->text, from);
    while (to < m->text.len && to - m->unit.end < NEAR && !gr_is_boundary(gr_char(m->text, to)))
        to = gr_utf8_next(m->text, to);
    return measure.len > 0 &&
           (has_twin(m->text, from, m->start, measure) || has_twin(m->text, m->unit.end, to, measure));
}

/* The place before the verb that ends at `at`, with 过 behind it or not; else `at`. */
static size_t before_verb(gr_str text, size_t at)
{
    static const char *const verbs[] = {"收到", "接到", "受理", "接收", "办理", "发生", "出现",
                                        "产生", "发现", "收取", "引起", "引发", "涉及", "收"};
    size_t end = gr_has_before(text, at, GR_LIT("过")) ? at - strlen("过") : at;
    for (size_t i = 0; i < GR_COUNT(verbs); i++)
        if (gr_has_before(text, end, gr_str_of(verbs[i])))
            return end - strlen(verbs[i]);
    return at;
}

/* 未收到一件, 没有1起, 无一例: none at all. */
static bool is_denied_one(const gr_measure *m)
{
    static const char *const denials[] = {"未", "没有", "没", "未曾", "无"};
    if (m->low.digits != 1 || m->low.scale != 0 || m->ranged || m->inner || m->fraction)
        return false;
    size_t at = before_verb(m->text, m->start);
    return gr_any_before(m->text, at, denials, GR_COUNT(denials)) &&
           !gr_has_before(m->text, at, GR_LIT("有无"));
}

/* 每月一次, 每年不少于2次: how often, not how many. */
static bool is_frequency(const gr_measure *m)
{
    static const char *const units[] = {"次", "期", "场", "场次", "轮", "回", "遍", "份", "篇"};
    if (!is_unit_among(m, units, GR_COUNT(units)))
        return false;
    if (any_period_before(m->text, m->start))
        return true;
    size_t from = m->start, start;
    uint32_t c = 0;
    while (m->start - from < FREQUENCY_BYTES && c != U'每') {
        c = gr_char_before(m->text, from, &start);
        if (c == 0 || gr_is_boundary(c))
            return false;
        from = c == U'每' ? from : start;
    }
    for (size_t i = 0; i < GR_COUNT(periods) && c == U'每'; i++)
        if (gr_has_at(m->text, from, gr_str_of(periods[i])))
            return true;
    return false;
}

/* 65岁以上老人优先: whom a rule is for. */
static bool is_age_limit(const gr_measure *m)
{
    static const char *const years[] = {"岁", "周岁"};
    static const char *const limits[] = {"以上", "以下", "以内"};
    for (size_t i = 0; i < GR_COUNT(limits) && is_unit_among(m, years, GR_COUNT(years)); i++)
        if (gr_has_at(m->text, m->unit.end, gr_str_of(limits[i])))
            return true;
    return false;
}

static gr_numeral_class class_of_one(const gr_measure *m, gr_numeral *out)
{
    uint32_t before = gr_before(m->text, m->start), after = gr_char(m->text, m->next);
    if (m->pronoun || is_one_each(m))
        return GR_NUMERAL_WORD;
    bool after_noun = gr_is_han(before) && gr_is_boundary(after);
    out->generic = !after_noun && !m->said && m->direction == GR_DIRECTION_NONE;
    return GR_NUMERAL_FIGURE;
}

/* Items referred to are counted again, 上述37条; anything else is not: 上述三项要求. */
static bool is_reference(const gr_measure *m)
{
    static const char *const items[] = {"条", "件", "宗", "起", "份", "篇"};
    return m->norm || (m->those && !is_unit_among(m, items, GR_COUNT(items)));
}

static gr_numeral_class class_of_count(const gr_measure *m, gr_numeral *out)
{
    if ((m->amount.bare && !m->inner && !m->said && !m->qualified) || is_vague(m))
        return GR_NUMERAL_WORD;
    if (is_place_name(m) || is_version(m))
        return GR_NUMERAL_NAME;
    if (is_session(m) || is_page_of_paper(m))
        return GR_NUMERAL_ORDINAL;
    if (is_address(m))
        return GR_NUMERAL_CONTACT;
    if ((m->part && !m->inner) || is_reference(m) || m->each || is_frequency(m) || is_age_limit(m))
        return GR_NUMERAL_NORM;
    if (is_one(m))
        return class_of_one(m, out);
    return GR_NUMERAL_FIGURE;
}

/* 90号, 2号楼: a house; 5号） a document. */
static gr_numeral_class class_of_number(const gr_measure *m)
{
    static const char *const documents[] = {"文", "令", "公告", "）", "通知", "通告"};
    gr_match cue = gr_cue_before(m->text, gr_skip_space_back(m->text, m->start));
    for (size_t i = 0; i < GR_COUNT(documents); i++)
        if (gr_has_at(m->text, m->next, gr_str_of(documents[i])) &&
            !(cue.found && cue.sense == GR_CUE_ADDRESS))
            return GR_NUMERAL_DOCUMENT_NUMBER;
    return GR_NUMERAL_CONTACT;
}

/* 12123平台, 96110反诈专线: five digits of the ranges of public hotlines, before
 * a word; 365便民服务中心, 1890热线: three or four before a word for such a service. */
static bool is_hotline(const gr_measure *m)
{
    if (m->amount.decimal || m->amount.grouped || m->amount.han || m->said || m->inner || m->qualified)
        return false;
    if (m->line && m->amount.digits >= 3 && m->amount.digits <= 5)
        return true;
    return m->amount.digits == 5 &&
           (gr_has_at(m->text, m->start, GR_LIT("12")) || gr_has_at(m->text, m->start, GR_LIT("96"))) &&
           (gr_is_han(gr_char(m->text, m->next)) || gr_char(m->text, m->next) == U'“');
}

static bool has_han_power(const gr_measure *m)
{
    gr_str written = gr_str_slice(m->text, m->start, m->end);
    for (size_t at = 0, next; at < written.len; at = next)
        if (gr_han_power(gr_char_at(written, at, &next)) > 0)
            return true;
    return false;
}

/* A digit, or 十, between 是 or 共 and a clause's end: 合计为零, 答案是五. */
static bool is_stated(const gr_measure *m)
{
    uint32_t before = gr_before(m->text, m->start), after = gr_char(m->text, m->next);
    bool led = (before == U'为' && !is_one(m)) || before == U'是' || before == U'共' || before == U'计' ||
               before == U'于' || m->said;
    return led &&
           (gr_is_boundary(after) || after == U'而' || after == U'却' || after == U'不' || after == U'这');
}

/* Without a unit digits are a figure whose unit is implied, unless they are too
 * many to be counted; Han numerals are one where they make a whole number. */
static gr_numeral_class class_without_unit(const gr_measure *m)
{
    const gr_amount *a = &m->amount;
    if (m->fraction || m->currency)
        return GR_NUMERAL_FIGURE;
    if (is_alone(m))
        return a->bare || (a->string && gr_char(m->text, m->start) == U'零') ? GR_NUMERAL_WORD
                                                                             : GR_NUMERAL_FIGURE;
    if (a->ascii) {
        bool identifies = a->digits >= 7 && !a->decimal && !a->grouped && !a->han && !m->said && !m->inner;
        return identifies || is_hotline(m) || is_bare_house(m) ? GR_NUMERAL_CONTACT : GR_NUMERAL_FIGURE;
    }
    if (a->bare)
        return (m->said && gr_is_boundary(gr_char(m->text, m->next))) || m->inner ? GR_NUMERAL_FIGURE
                                                                                  : GR_NUMERAL_WORD;
    if (a->string)
        return a->digits >= 5 ? GR_NUMERAL_CONTACT : GR_NUMERAL_WORD;
    if (town_ends_behind(m->text, m->end, TOWN_CHARS))
        return GR_NUMERAL_NAME; /* 十八站乡 */
    bool whole = m->end - m->start > 3 && (has_han_power(m) || a->decimal);
    return whole || is_stated(m) ? GR_NUMERAL_FIGURE : GR_NUMERAL_WORD;
}

/* 缩短7个工作日, 历时3个月, 平均办理时间12天: how long something took; 连续三年 is a
 * period. */
static bool states_time(const gr_measure *m)
{
    size_t from = m->start > AVERAGE_BYTES ? m->start - AVERAGE_BYTES : 0;
    gr_str before = gr_str_slice(m->text, from, m->start);
    size_t average = gr_str_find(before, GR_LIT("平均"), 0);
    bool averaged = average != GR_NOT_FOUND && gr_str_find(before, GR_LIT("，"), average) == GR_NOT_FOUND;
    bool used = m->used && !gr_has_at(m->text, m->unit.start, GR_LIT("年"));
    return (m->direction != GR_DIRECTION_NONE || used || averaged) && !m->limit;
}

static gr_numeral_class class_of(const gr_measure *m, gr_numeral *out)
{
    if (!m->has_unit)
        return class_without_unit(m);
    if (m->amount.string && !m->amount.ascii && m->amount.digits > 2)
        return GR_NUMERAL_WORD;
    if (is_denied_one(m))
        return GR_NUMERAL_WORD;
    switch (m->unit.sense) {
    case GR_UNIT_MEASURE:
    case GR_UNIT_COUNT:
        return class_of_count(m, out);
    case GR_UNIT_TIME:
        return states_time(m) ? GR_NUMERAL_FIGURE : GR_NUMERAL_NORM;
    case GR_UNIT_STRUCTURE:
        return GR_NUMERAL_NORM;
    case GR_UNIT_ORDINAL:
        return GR_NUMERAL_ORDINAL;
    case GR_UNIT_NUMBER:
        return class_of_number(m);
    default:
        return m->each ? GR_NUMERAL_NORM : is_place_name(m) ? GR_NUMERAL_NAME : GR_NUMERAL_FIGURE;
    }
}

/* --------------------------------------------------------------------- all */

static void read_around(gr_measure *m)
{
    if (m->inner)
        qualify(m, m->inner_about ? GR_QUALIFIER_ABOUT : GR_QUALIFIER_OVER);
    read_cues_after(m);
    read_cues_before(m);
    read_second_bound(m);
}

static void put(const gr_measure *m, gr_numeral *out, gr_numeral_class class)
{
    gr_numeral_set(out, class, m->start, m->end, m->next);
    out->norm = class == GR_NUMERAL_NORM;
    if (m->has_unit) {
        out->unit_start = m->unit.start;
        out->unit_end = m->unit.end;
    }
    out->value = m->low;
    out->high = m->high;
    out->has_high = m->ranged;
    out->low_end = m->low_end;
    out->overflow = m->overflow || m->amount.overflow;
    out->direction = m->direction;
    out->qualifier = m->ranged ? GR_QUALIFIER_RANGE : m->qualifier;
    if (m->negative) {
        out->value.digits = -out->value.digits;
        out->high.digits = -out->high.digits;
    }
}

void gr_read_measure(const gr_spot *p, gr_numeral *out)
{
    gr_measure m = {.amount = p->amount,
                    .text = p->text,
                    .start = p->at,
                    .end = p->at,
                    .next = p->at,
                    .qualifier = GR_QUALIFIER_EXACT};
    if (!gr_value_read(&m, p->at)) {
        size_t end = m.amount.end > p->at ? m.amount.end : m.end;
        if (end <= p->at)
            gr_char_at(p->text, p->at, &end);
        gr_numeral_set(out, GR_NUMERAL_WORD, p->at, end, end);
        return;
    }
    read_around(&m);
    gr_numeral_class class = class_of(&m, out);
    bool states = class == GR_NUMERAL_FIGURE || class == GR_NUMERAL_NORM;
    if (states && gr_is_quoted(p->text, m.start, m.next))
        class = GR_NUMERAL_NAME;
    put(&m, out, class);
    if (class != GR_NUMERAL_FIGURE)
        out->generic = false;
    if (class == GR_NUMERAL_WORD)
        out->next = m.end;
}
