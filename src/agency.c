#include "agency.h"

#include "codepoint.h"
#include "data.h"
#include "scan.h"
#include "token.h"

#include <stdlib.h>

enum {
    HAN = 3,
    BODY_ROWS_MAX = 256,
    PREFIX_MAX = 90,      /* bytes behind the places to look for the body's end */
    INNER_PLACE = 4 * HAN /* bytes of the longest place that is not listed behind a national body */
};

/* How a name ends. */
typedef struct body_row {
    gr_str ending;
    gr_body body;
    gr_level level;
} body_row;

/* ------------------------------------------------------------------ tables */

static gr_body body_named(gr_str name)
{
    for (int i = GR_BODY_INSTITUTION; i > GR_BODY_UNKNOWN; i--)
        if (gr_str_equal(gr_str_of(gr_body_name((gr_body)i)), name))
            return (gr_body)i;
    return GR_BODY_UNKNOWN;
}

static gr_level level_named(gr_str name)
{
    for (int i = GR_LEVEL_TOWNSHIP; i > GR_LEVEL_UNKNOWN; i--)
        if (gr_str_equal(gr_str_of(gr_level_name((gr_level)i)), name))
            return (gr_level)i;
    return GR_LEVEL_UNKNOWN;
}

/* What the use of an ending says of the body: "government-township" says both. */
static body_row row_of(gr_str ending, gr_str use)
{
    size_t dash = gr_str_find(use, GR_LIT("-"), 0), end = dash == GR_NOT_FOUND ? use.len : dash;
    gr_str level = gr_str_slice(use, end < use.len ? end + 1 : end, use.len);
    return (body_row){ending, body_named(gr_str_slice(use, 0, end)), level_named(level)};
}

/* The longest ending of bodies.tsv that the name has. */
static bool body_of(gr_str name, body_row *found)
{
    size_t longest = 0;
    const gr_word_list *endings = NULL;
    for (size_t i = 0; i < gr_data_bodies_list_count; i++) {
        size_t length = gr_word_list_end(&gr_data_bodies_lists[i], name);
        if (length <= longest)
            continue;
        longest = length;
        endings = &gr_data_bodies_lists[i];
    }
    if (endings != NULL)
        *found = row_of(gr_str_slice(name, name.len - longest, name.len), gr_str_of(endings->use));
    return endings != NULL;
}

static bool ends_like_body(gr_str name)
{
    for (size_t i = 0; i < gr_data_bodies_list_count; i++)
        if (gr_word_list_end(&gr_data_bodies_lists[i], name) > 0)
            return true;
    return false;
}

/* ------------------------------------------------------------------ places */

static void add_place(gr_agency *a, gr_division place)
{
    if (a->place_count < GR_AGENCY_PLACES)
        a->places[a->place_count++] = place;
}

/* The level of a city that is not listed shows in what stands around it: one
 * with districts and counties is a prefecture, one with towns a county. */
static void settle_cities(gr_agency *a)
{
    for (size_t i = 0; i < a->place_count; i++) {
        if (a->places[i].level != GR_LEVEL_UNKNOWN)
            continue;
        bool town_next = i + 1 < a->place_count && a->places[i + 1].level == GR_LEVEL_TOWNSHIP;
        bool below_city = i > 0 && a->places[i - 1].level == GR_LEVEL_PREFECTURE;
        a->places[i].level = town_next || below_city ? GR_LEVEL_COUNTY : GR_LEVEL_PREFECTURE;
    }
}

static gr_level relative_level(gr_str name)
{
    static const struct {
        const char *word;
        gr_level level;
    } words[] = {
        {"省", GR_LEVEL_PROVINCE},   {"自治区", GR_LEVEL_PROVINCE}, {"州", GR_LEVEL_PREFECTURE},
        {"盟", GR_LEVEL_PREFECTURE}, {"县", GR_LEVEL_COUNTY},       {"区", GR_LEVEL_COUNTY},
        {"旗", GR_LEVEL_COUNTY},     {"镇", GR_LEVEL_TOWNSHIP},     {"乡", GR_LEVEL_TOWNSHIP},
    };
    for (size_t i = 0; i < GR_COUNT(words); i++)
        if (gr_str_starts(name, gr_str_of(words[i].word)))
            return words[i].level;
    return GR_LEVEL_UNKNOWN;
}

/* 县, 市, 区 … as the whole of the place. */
static size_t relative_length(gr_str name)
{
    if (gr_str_starts(name, GR_LIT("自治区")))
        return 3 * HAN;
    return relative_level(name) != GR_LEVEL_UNKNOWN || gr_str_starts(name, GR_LIT("市")) ? HAN : 0;
}

static bool is_national(gr_str name)
{
    return gr_word_list_start(GR_FIELDWORDS_NATIONAL, name) > 0;
}

/* 国家税务总局上海市税务局, 中国人民银行银川中心支行: the place in the middle. */
static void read_inner_place(gr_str name, gr_agency *a)
{
    gr_division place;
    for (size_t at = 2 * HAN; at < name.len; at = gr_utf8_next(name, at)) {
        if (!gr_division_read(name, at, &place) || !place.listed)
            continue;
        for (; gr_division_read(name, at, &place) && place.listed; at = place.end)
            add_place(a, place);
        return;
    }
}

static size_t read_places(gr_str name, gr_agency *a)
{
    size_t at = 0;
    gr_division place;
    gr_str government = GR_LIT("人民政府"); /* 东城区人民政府东华门街道办事处 */
    *a = (gr_agency){.level = GR_LEVEL_UNKNOWN};
    while (a->place_count < GR_AGENCY_PLACES) {
        size_t behind = a->place_count > 0 && gr_str_starts(gr_str_slice(name, at, name.len), government)
                            ? government.len
                            : 0;
        if (!gr_division_read(name, at + behind, &place))
            break;
        add_place(a, place);
        at = place.end;
    }
    if (a->place_count == 0 && relative_length(name) > 0) {
        a->relative = true;
        at = relative_length(name);
    }
    settle_cities(a);
    return at;
}

/* ------------------------------------------------------------------- names */

static bool is_word(gr_class class)
{
    return class == GR_CLASS_HAN || class == GR_CLASS_NUMERAL || class == GR_CLASS_DENIAL ||
           class == GR_CLASS_LATIN || class == GR_CLASS_DIGIT || class == GR_CLASS_SPACE ||
           class == GR_CLASS_POINT;
}

/* Marks that end a clause or stand between names. */
static bool has_foreign_chars(gr_str name)
{
    for (size_t at = 0, length; at < name.len; at += length) {
        uint32_t folded, c = gr_utf8_get(name.ptr + at, &length);
        if (!is_word(gr_char_class(c, &folded)) && c != U'（' && c != U'）')
            return true;
    }
    return false;
}

/* No place stands in a town: 太阳山镇吴忠市红寺堡区 is two names. */
static bool goes_up(const gr_agency *a)
{
    for (size_t i = 1; i < a->place_count; i++)
        if (a->places[i - 1].level == GR_LEVEL_TOWNSHIP && a->places[i].level != GR_LEVEL_TOWNSHIP)
            return true;
    return false;
}

static bool may_be_name(gr_str name, const gr_agency *a)
{
    if (goes_up(a))
        return false;
    if (a->place_count > 0 && a->places[0].listed)
        return true;
    return gr_word_list_start(GR_FIELDWORDS_SELF, name) == 0 || gr_word_list_start(GR_LABELS_WHOLE, name) > 0;
}

/* A body without a place needs a name of its own (江岭农林大学): 办公室 has none, but
 * there is one 区残联 only. */
static bool says_which(gr_str name, const gr_agency *a, const body_row *row)
{
    if (a->place_count > 0)
        return true;
    size_t own = gr_agency_body(name, a).len - row->ending.len;
    bool government = row->body == GR_BODY_GOVERNMENT;
    if (a->relative && gr_word_list_end(GR_FIELDWORDS_SINGLE, row->ending) == row->ending.len)
        return true;
    return own >= (a->relative ? 1U : 2U) * HAN && !government;
}

/* Only provinces have a 厅 of their own. */
static bool fits_level(const gr_agency *a, const body_row *row)
{
    bool province = a->place_count == 0 || a->places[a->place_count - 1].level == GR_LEVEL_PROVINCE;
    return province || !gr_str_equal(row->ending, GR_LIT("厅"));
}

static gr_level level_of(gr_str name, const gr_agency *a, const body_row *row)
{
    if (row != NULL && row->level == GR_LEVEL_TOWNSHIP)
        return row->level;
    if (a->place_count > 0)
        return a->places[a->place_count - 1].level;
    if (a->relative)
        return relative_level(name);
    return is_national(name) ? GR_LEVEL_NATIONAL : row != NULL ? row->level : GR_LEVEL_UNKNOWN;
}

/* 海关总署（本级机关）: what stands in brackets belongs to the name. */
static gr_str without_bracket(gr_str name)
{
    size_t open = gr_str_ends(name, GR_LIT("）")) ? gr_str_find(name, GR_LIT("（"), 0) : GR_NOT_FOUND;
    return open != GR_NOT_FOUND && open > 0 ? gr_str_slice(name, 0, open) : name;
}

static bool read_bare_place(gr_str name, gr_agency *a)
{
    a->body = GR_BODY_GOVERNMENT;
    a->level = level_of(name, a, NULL);
    return a->place_count > 0;
}

static bool read_body(gr_str name, gr_agency *a)
{
    body_row row = {0};
    if (!body_of(gr_agency_body(name, a), &row) || !says_which(name, a, &row) || !fits_level(a, &row))
        return false;
    if (a->place_count == 0 && !a->relative && is_national(name))
        read_inner_place(name, a);
    a->body = row.body;
    a->level = level_of(name, a, &row);
    return true;
}

/* What most lines and clauses fail at. */
static bool ends_like_name(gr_str name)
{
    static const char *const places[] = {"镇", "乡", "街道", "街", "县", "市",
                                         "区", "省", "州",   "旗", "盟", "苏木"};
    return ends_like_body(name) || gr_str_ends_any(name, places, GR_COUNT(places));
}

/* The name behind its listed places: 都 is no part of a name, but 成都市 is a place. */
static gr_str behind_listed(gr_str name, const gr_agency *a)
{
    size_t from = 0;
    for (size_t i = 0; i < a->place_count && a->places[i].listed; i++)
        from = a->places[i].end;
    return gr_str_slice(name, from, name.len);
}

bool gr_agency_read(gr_str name, gr_agency *a)
{
    name = without_bracket(name);
    bool bracket = gr_str_starts(name, GR_LIT("（"));
    if (name.len < 2 * HAN || name.len > GR_AGENCY_MAX || bracket || !ends_like_name(name))
        return false;
    size_t body_start = read_places(name, a);
    a->body_start = body_start;
    bool read = body_start == name.len ? read_bare_place(name, a) : read_body(name, a);
    return read && may_be_name(name, a) && !has_foreign_chars(name) &&
           (!gr_word_list_within(GR_FIELDWORDS_UNNAMED, behind_listed(name, a)) ||
            gr_word_list_within(GR_FIELDWORDS_NAMED, name));
}

/* What the name that ends at `end` may go on with: 人民政府 with 办公室, 委 with
 * 员会, 国家税务总局 or what has branches (生态环境局江岭县分局) with a place; 0 where the
 * sentence goes on. */
static size_t name_goes_on(gr_str s, size_t end)
{
    gr_division place;
    size_t tail = gr_word_list_start(GR_FIELDWORDS_GOES_ON, gr_str_slice(s, end, s.len));
    if (tail > 0)
        return end + tail;
    bool inner = gr_division_read(s, end, &place) && (is_national(s) || gr_is_at(s, place.end, "分局")) &&
                 (place.listed || place.end - place.start <= INNER_PLACE);
    return inner ? place.end : 0;
}

/* 各部门, 部署, 管委会, 共办理: whether a name that ends at `end` would end in the middle of
 * a word. */
static bool cuts_word(gr_str s, size_t end)
{
    static const char *const words[][2] = {{"部", "门"}, {"部", "分"},   {"部", "署"}, {"办", "理"},
                                           {"办", "结"}, {"管委", "会"}, {"办", "法"}, {"办", "事"}};
    gr_str name = gr_str_slice(s, 0, end);
    for (size_t i = 0; i < GR_COUNT(words); i++)
        if (gr_str_ends(name, gr_str_of(words[i][0])) && gr_is_at(s, end, words[i][1]))
            return true;
    return false;
}

/* The shortest name that s begins with, behind the places. */
static size_t first_name(gr_str s, size_t from, gr_agency *a)
{
    size_t end = s.len - from > PREFIX_MAX ? gr_utf8_back(s, from + PREFIX_MAX) : s.len;
    for (size_t i = gr_utf8_next(s, from); i <= end && i > from; i = i < s.len ? gr_utf8_next(s, i) : i + 1)
        if (ends_like_body(gr_str_slice(s, from, i)) && !cuts_word(s, i) &&
            gr_agency_read(gr_str_slice(s, 0, i), a))
            return i;
    return 0;
}

/* 天山乡 of 天山乡政府信息公开工作: 政府 belongs to what follows. */
static size_t without_topic(gr_str s, size_t end, gr_agency *a)
{
    gr_agency shorter;
    gr_str name = gr_str_slice(s, 0, end), word = GR_LIT("政府");
    bool topic =
        gr_is_at(s, end, "信息") && gr_str_ends(name, word) && !gr_str_ends(name, GR_LIT("人民政府"));
    name.len -= topic ? word.len : 0;
    if (!topic || !gr_agency_read(name, &shorter))
        return end;
    *a = shorter;
    return name.len;
}

size_t gr_agency_read_prefix(gr_str text, size_t at, size_t limit, gr_agency *a)
{
    gr_str rest = gr_str_slice(text, at, limit);
    gr_agency found, bare;
    size_t from = read_places(rest, &found), best = first_name(rest, from, &found), next;
    bool is_bare = from > 0 && gr_agency_read(gr_str_slice(rest, 0, from), &bare);
    if (best == 0 && !is_bare)
        return GR_NOT_FOUND;
    *a = best > 0 ? found : bare;
    best = best > 0 ? best : from;
    while (best > from && (next = name_goes_on(rest, best)) > 0) {
        size_t end =
            gr_agency_read(gr_str_slice(rest, 0, next), &found) ? next : first_name(rest, next, &found);
        if (end == 0)
            break;
        *a = found;
        best = end;
    }
    return at + without_topic(rest, best, a);
}
