#include "place.h"

#include "codepoint.h"
#include "scan.h"
#include "data.h"

#include <stdlib.h>

enum {
    LISTED_MAX = 48,    /* bytes of the longest listed name */
    UNLISTED_CHARS = 9, /* characters of the longest name that is taken for a place by its end */
    ETHNIC_CHARS = 14,  /* … of one that holds 族: 长顺县摆所布依族苗族乡 */
    HAN = 3             /* bytes of a Han character */
};

/* --------------------------------------------------------------- the table */

static int compare(gr_str name, const char *listed)
{
    int order = strncmp(name.ptr, listed, name.len);
    return order != 0 || listed[name.len] == '\0' ? order : -1;
}

/* The first row of that name; places.tsv is in the order of the names. */
static const gr_data_places *find(gr_str name)
{
    size_t low = 0, high = name.len <= LISTED_MAX ? gr_data_places_count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(name, gr_data_places_rows[middle].name) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = name.len <= LISTED_MAX && low < gr_data_places_count &&
                 compare(name, gr_data_places_rows[low].name) == 0;
    return found ? &gr_data_places_rows[low] : NULL;
}

static gr_level level_of(const gr_data_places *row)
{
    return strcmp(row->level, "county") == 0       ? GR_LEVEL_COUNTY
           : strcmp(row->level, "prefecture") == 0 ? GR_LEVEL_PREFECTURE
                                                   : GR_LEVEL_PROVINCE;
}

/* ----------------------------------------------------------------- reading */

static bool is_one_of(gr_str s, size_t at, const char *chars)
{
    for (; *chars != '\0'; chars += HAN)
        if (s.len - at >= HAN && memcmp(s.ptr + at, chars, HAN) == 0)
            return true;
    return false;
}

/* Whether the character that a full name ends with stands at name[at]. */
static bool is_kind(gr_str name, size_t at)
{
    return name.len - at >= HAN && strchr("\x81\x82\xbf\xba\x97\x9f\x9e", name.ptr[at + 2]) != NULL &&
           is_one_of(name, at, "省市县区旗盟州");
}

static bool is_short(gr_str name, size_t end)
{
    return !is_kind(name, end - HAN);
}

static bool read_listed(gr_str name, size_t at, gr_division *division)
{
    bool found = false;
    size_t limit = name.len - at > LISTED_MAX ? at + LISTED_MAX : name.len;
    for (size_t i = at + HAN; i + HAN <= limit; i = gr_utf8_next(name, i)) {
        if (!is_kind(name, i))
            continue;
        const gr_data_places *row = find(gr_str_slice(name, at, i + HAN));
        if (row == NULL)
            continue;
        *division = (gr_division){at, i + HAN, level_of(row), true};
        found = true;
    }
    return found;
}

/* 宁夏平罗县: a province's short name counts before a place. */
static bool read_short_province(gr_str name, size_t at, gr_division *division)
{
    for (size_t length = 2 * HAN; length <= 3 * HAN && at + length < name.len; length += HAN) {
        const gr_data_places *row = find(gr_str_slice(name, at, at + length));
        gr_division next;
        if (row == NULL || !is_short(name, at + length) || !read_listed(name, at + length, &next))
            continue;
        *division = (gr_division){at, at + length, GR_LEVEL_PROVINCE, true};
        return true;
    }
    return false;
}

/* The bytes of the word for a kind of place that stands at name[at], or 0. */
static size_t kind_at(gr_str name, size_t at, size_t stem, gr_level *level)
{
    static const struct {
        const char *word, *not_before; /* characters that make another word of it */
        gr_level level;
    } kinds[] = {
        {"省", "级", GR_LEVEL_PROVINCE},         {"自治区", "", GR_LEVEL_PROVINCE},
        {"自治州", "", GR_LEVEL_PREFECTURE},     {"州", "市区县镇乡街级", GR_LEVEL_PREFECTURE},
        {"市", "场镇乡街", GR_LEVEL_UNKNOWN},    {"县", "级域镇乡", GR_LEVEL_COUNTY},
        {"区", "划域位镇乡街", GR_LEVEL_COUNTY}, {"旗", "下镇", GR_LEVEL_COUNTY},
        {"镇", "村镇街", GR_LEVEL_TOWNSHIP},     {"乡", "村镇土街", GR_LEVEL_TOWNSHIP},
        {"街道", "", GR_LEVEL_TOWNSHIP},         {"苏木", "", GR_LEVEL_TOWNSHIP},
    };
    if (!is_one_of(name, at, "省自州市县区旗镇乡街苏"))
        return 0;
    bool street = gr_is_at(name, at, "街") && at + HAN == name.len; /* 佳荣里街, for 街道 */
    if (street && stem >= 2 * HAN) {
        *level = GR_LEVEL_TOWNSHIP;
        return HAN;
    }
    for (size_t i = 0; i < GR_COUNT(kinds); i++) {
        size_t end = at + strlen(kinds[i].word);
        if (!gr_is_at(name, at, kinds[i].word) ||
            (end < name.len && is_one_of(name, end, kinds[i].not_before)))
            continue;
        /* 县市 and the like: one such word is no name for another */
        if (stem == HAN && is_one_of(name, at - HAN, "省市州盟县区旗镇乡两"))
            return 0;
        if (is_one_of(name, at - HAN, "全本我各该"))
            return 0;
        *level = kinds[i].level;
        return end - at;
    }
    return 0;
}

/* 住房和城乡, 工业园区: words that end like a place and are none. */
static bool is_common(gr_str word)
{
    if (gr_word_list_end(GR_FIELDWORDS_NO_PLACE_END, word) > 0)
        return true;
    size_t length = gr_word_list_end(GR_FIELDWORDS_NO_PLACE, word), stem = word.len - length;
    if (length == 0 || stem == 0)
        return length > 0;
    return is_one_of(word, stem - HAN, "和及与") || (stem == HAN && is_one_of(word, 0, "省市州县区镇乡"));
}

/* Characters that sentences have and names of places do not. */
static bool speaks(gr_str name, size_t at)
{
    return gr_word_list_start(GR_FIELDWORDS_PARTICLE, gr_str_slice(name, at, name.len)) > 0;
}

/* How much longer a name may be for the zone that it goes through at name[at]:
 * 宁都经济技术开发区水东街道. */
static int zone_chars(gr_str name, size_t at)
{
    return (int)(gr_word_list_start(GR_FIELDWORDS_ZONE_KIND, gr_str_slice(name, at, name.len)) / HAN);
}

static bool read_unlisted(gr_str name, size_t at, gr_division *division)
{
    int limit = UNLISTED_CHARS;
    if (is_one_of(name, at, "区县省") || gr_is_at(name, at, "人民政府"))
        return false;
    for (size_t i = at; limit > 0 && i < name.len && (unsigned char)name.ptr[i] >= 0xe3 &&
                        (!speaks(name, i) || zone_chars(name, i) > 0);
         limit--) {
        gr_level level;
        size_t length = i > at ? kind_at(name, i, i - at, &level) : 0;
        if (length > 0 && !is_common(gr_str_slice(name, at, i + length))) {
            *division = (gr_division){at, i + length, level, false};
            return true;
        }
        limit += is_one_of(name, i, "族") && limit < ETHNIC_CHARS - UNLISTED_CHARS
                     ? ETHNIC_CHARS - UNLISTED_CHARS
                     : zone_chars(name, i);
        i = gr_utf8_next(name, i);
    }
    return false;
}

bool gr_division_read(gr_str name, size_t at, gr_division *division)
{
    return at < name.len && (read_listed(name, at, division) || read_short_province(name, at, division) ||
                             read_unlisted(name, at, division));
}

bool gr_division_before(gr_str name, size_t end, gr_division *division)
{
    bool found = false;
    size_t limit = end > LISTED_MAX ? end - LISTED_MAX : 0;
    for (size_t at = end; at > limit;) {
        at = gr_utf8_back(name, at);
        const gr_data_places *row = is_short(name, end) ? NULL : find(gr_str_slice(name, at, end));
        if (row == NULL)
            continue;
        *division = (gr_division){at, end, level_of(row), true};
        found = true;
    }
    return found;
}
