#include "place.h"

#include "codepoint.h"
#include "data.h"

#include <stdlib.h>

enum {
    SLOTS = 1 << 13,     /* of the index: at least twice the names in places.tsv */
    LISTED_MAX = 48,     /* bytes of the longest listed name */
    UNLISTED_CHARS = 9,  /* characters of the longest name that is taken for a place by its end */
    ETHNIC_CHARS = 14,   /* … of one that holds 族: 长顺县摆所布依族苗族乡 */
    HAN = 3              /* bytes of a Han character */
};

typedef struct entry {
    const char *ptr;
    uint8_t len, level; /* level: gr_level */
    bool is_short;      /* 宁夏 for 宁夏回族自治区 */
} entry;

struct gr_places {
    const gr_fieldwords *words;
    GR_ARRAY(entry) entries;
    uint16_t slots[SLOTS]; /* index into entries, plus 1 */
};

/* ------------------------------------------------------------------- index */

static uint64_t load(const char *ptr, size_t length)
{
    uint64_t word = 0;
    memcpy(&word, ptr, length < sizeof word ? length : sizeof word);
    return word;
}

/* Names differ in their first or last characters. */
static uint32_t hash(gr_str s)
{
    size_t tail = s.len > 8 ? s.len - 8 : 0;
    uint64_t h = load(s.ptr, s.len) * 0x9e3779b97f4a7c15U;
    h = ((h >> 29) ^ load(s.ptr + tail, s.len - tail) ^ s.len) * 0xbf58476d1ce4e5b9U;
    return (uint32_t)(h >> 40) % SLOTS;
}

static const entry *find(const gr_places *p, gr_str name)
{
    if (name.len == 0 || name.len > LISTED_MAX)
        return NULL;
    for (uint32_t at = hash(name); p->slots[at] != 0; at = (at + 1) % SLOTS) {
        const entry *e = &p->entries.ptr[p->slots[at] - 1];
        if (e->len == name.len && memcmp(e->ptr, name.ptr, name.len) == 0)
            return e;
    }
    return NULL;
}

static void add(gr_places *p, gr_str name, gr_level level, bool is_short)
{
    if (name.len == 0 || name.len > LISTED_MAX || p->entries.len >= SLOTS / 2 || find(p, name) != NULL)
        return;
    uint32_t at = hash(name);
    while (p->slots[at] != 0)
        at = (at + 1) % SLOTS;
    *gr_array_push(&p->entries) = (entry){name.ptr, (uint8_t)name.len, (uint8_t)level, is_short};
    p->slots[at] = (uint16_t)p->entries.len;
}

/* The names in a cell, with a space between two. */
static void add_all(gr_places *p, gr_str cell, gr_level level)
{
    size_t start = 0;
    for (size_t i = 0; i <= cell.len; i++) {
        if (i < cell.len && cell.ptr[i] != ' ')
            continue;
        add(p, gr_str_slice(cell, start, i), level, false);
        start = i + 1;
    }
}

/* 宁夏回族自治区 is also 宁夏; 内蒙古自治区 内蒙古; 河北省 河北. */
static void add_province(gr_places *p, gr_str name)
{
    static const char *const ends[] = {"维吾尔自治区", "壮族自治区", "回族自治区", "自治区",
                                       "特别行政区",   "省",         "市"};
    add(p, name, GR_LEVEL_PROVINCE, false);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        gr_str end = gr_str_of(ends[i]);
        if (!gr_str_ends(name, end))
            continue;
        add(p, gr_str_slice(name, 0, name.len - end.len), GR_LEVEL_PROVINCE, true);
        return;
    }
}

gr_places *gr_places_new(const gr_fieldwords *words)
{
    gr_places *p = gr_alloc(sizeof *p);
    p->words = words;
    gr_array_reserve(&p->entries, SLOTS / 2);
    const char *last = "";
    for (size_t i = 0; i < gr_data_places_count; i++) {
        const gr_data_places *row = &gr_data_places_rows[i];
        if (strcmp(row->province, last) != 0)
            add_province(p, gr_str_of(row->province));
        last = row->province;
        add_all(p, gr_str_of(row->prefecture), GR_LEVEL_PREFECTURE);
        add_all(p, gr_str_of(row->counties), GR_LEVEL_COUNTY);
        add_all(p, gr_str_of(row->former), GR_LEVEL_COUNTY);
    }
    return p;
}

void gr_places_free(gr_places *p)
{
    if (p == NULL)
        return;
    gr_array_release(&p->entries);
    free(p);
}

/* ----------------------------------------------------------------- reading */

static bool is_at(gr_str s, size_t at, const char *han)
{
    return gr_str_starts(gr_str_slice(s, at, s.len), gr_str_of(han));
}

static bool is_one_of(gr_str s, size_t at, const char *chars)
{
    for (; *chars != '\0'; chars += HAN)
        if (s.len - at >= HAN && memcmp(s.ptr + at, chars, HAN) == 0)
            return true;
    return false;
}

static bool read_listed(const gr_places *p, gr_str name, size_t at, gr_place *place)
{
    bool found = false;
    size_t limit = name.len - at > LISTED_MAX ? at + LISTED_MAX : name.len;
    for (size_t i = at + HAN; i + HAN <= limit; i = gr_utf8_next(name, i)) {
        if (!is_one_of(name, i, "省市县区旗盟州"))
            continue;
        const entry *e = find(p, gr_str_slice(name, at, i + HAN));
        if (e == NULL)
            continue;
        *place = (gr_place){at, i + HAN, (gr_level)e->level, true};
        found = true;
    }
    return found;
}

/* 宁夏平罗县: a province's short name counts before a place. */
static bool read_short_province(const gr_places *p, gr_str name, size_t at, gr_place *place)
{
    for (size_t length = 2 * HAN; length <= 3 * HAN && at + length < name.len; length += HAN) {
        const entry *e = find(p, gr_str_slice(name, at, at + length));
        gr_place next;
        if (e == NULL || !e->is_short || !read_listed(p, name, at + length, &next))
            continue;
        *place = (gr_place){at, at + length, GR_LEVEL_PROVINCE, true};
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
        {"省", "级", GR_LEVEL_PROVINCE},     {"自治区", "", GR_LEVEL_PROVINCE},
        {"自治州", "", GR_LEVEL_PREFECTURE}, {"市", "场", GR_LEVEL_UNKNOWN},
        {"县", "级域", GR_LEVEL_COUNTY},     {"区", "划域位", GR_LEVEL_COUNTY},
        {"旗", "下", GR_LEVEL_COUNTY},       {"镇", "村", GR_LEVEL_TOWNSHIP},
        {"乡", "村镇土", GR_LEVEL_TOWNSHIP}, {"街道", "", GR_LEVEL_TOWNSHIP},
        {"苏木", "", GR_LEVEL_TOWNSHIP},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t end = at + strlen(kinds[i].word);
        if (!is_at(name, at, kinds[i].word) || (end < name.len && is_one_of(name, end, kinds[i].not_before)))
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
static bool is_common(const gr_places *p, gr_str word)
{
    const gr_fieldword *common = gr_fieldwords_end(p->words, GR_WORDS_COMMON, word);
    if (common == NULL || common->rank == 1)
        return common != NULL;
    size_t stem = word.len - common->word.len;
    return stem == 0 || is_one_of(word, stem - HAN, "和及与") || (stem == HAN && is_one_of(word, 0, "省市州县区镇乡"));
}

/* Characters that sentences have and names of places do not. */
static bool speaks(gr_str name, size_t at)
{
    return is_one_of(name, at, "的了是在被未没均已也都并各我您该此把让使将按据局厅委办由请经");
}

static bool read_unlisted(const gr_places *p, gr_str name, size_t at, gr_place *place)
{
    int limit = UNLISTED_CHARS;
    if (is_one_of(name, at, "区县省") || is_at(name, at, "人民政府"))
        return false;
    for (size_t i = at; limit > 0 && i < name.len && (unsigned char)name.ptr[i] >= 0xe3 && !speaks(name, i); limit--) {
        gr_level level;
        size_t length = i > at ? kind_at(name, i, i - at, &level) : 0;
        if (length > 0 && !is_common(p, gr_str_slice(name, at, i + length))) {
            *place = (gr_place){ at, i + length, level, false };
            return true;
        }
        limit += is_one_of(name, i, "族") && limit < ETHNIC_CHARS - UNLISTED_CHARS ? ETHNIC_CHARS - UNLISTED_CHARS : 0;
        i = gr_utf8_next(name, i);
    }
    return false;
}

bool gr_place_read(const gr_places *p, gr_str name, size_t at, gr_place *place)
{
    return at < name.len && (read_listed(p, name, at, place) || read_short_province(p, name, at, place) ||
                             read_unlisted(p, name, at, place));
}

bool gr_place_before(const gr_places *p, gr_str name, size_t from, size_t end, gr_place *place)
{
    bool found = false;
    size_t limit = end - from > LISTED_MAX ? end - LISTED_MAX : from;
    for (size_t at = end; at > limit;) {
        at = gr_utf8_back(name, at);
        const entry *e = find(p, gr_str_slice(name, at, end));
        if (e == NULL || e->is_short)
            continue;
        *place = (gr_place){at, end, (gr_level)e->level, true};
        found = true;
    }
    return found;
}
