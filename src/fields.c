#include "fields.h"

#include "codepoint.h"
#include "page.h"
#include "period.h"
#include "reporter.h"
#include "title.h"

#include <stdlib.h>

enum {
    TITLES = 6, /* candidates that are kept */
    YEARS = 8,
    OPENING = 3000,      /* bytes of text in which the report introduces itself */
    SEARCHED = 12000,    /* bytes of text in which a year and a period are looked for */
    HEAD_LINE = 300,     /* bytes of the longest line before the text that may be a title */
    TEXT_LINE = 150,     /* from so many bytes on, a paragraph is text */
    SIGNATURE_MAX = 200, /* bytes of the longest signature */
    PAGE_LIMIT = 3000,   /* bytes of a block that are looked at for what the page says */
    TABLE_HEAD = 400,    /* bytes of a table that may name the body */
    FROM_TEXT = 6,       /* what a title loses that only a sentence names */
    FIRST_LINE = 240,    /* bytes of the text that may hold what the page says */
    NAME_AGE = 3,        /* blocks between the name and the date of a signature */
    STATED_PERIOD = 9,   /* score of a period that needs no better one */
    CONTACT = 300,       /* bytes before 联系 in which the name stands */
    REGIONS = 3,
    HEAD_LINES = 60,    /* that are looked at */
    HEAD_BLOCKS = 2000, /* from so many on, there is no title to come */
    PAGE_BLOCKS = 1000,
    HAN = 3
};

typedef struct title_candidate {
    gr_wording text;
    gr_title title;
} title_candidate;

/* How often and how clearly the text speaks of a year as its own. */
typedef struct year_vote {
    int year, weight;
} year_vote;

/* What is known so far. */
typedef struct found {
    gr_wording pending; /* a line before the text that may be part of a title */
    bool pending_behind_title, pending_at_top, last_titled;
    gr_page page;
    gr_period period;
    year_vote years[YEARS];
    int table_year;
    gr_wording above[REGIONS]; /* the wider places that the text names before the body's own */
    gr_level above_levels[REGIONS];
    size_t above_count;

    gr_wording signer; /* a name alone, at block signer_at */
    uint64_t signer_at;
    gr_wording signed_by;
    gr_date signed_date;

    unsigned head_lines, page_blocks; /* of which there may be too many */
    uint64_t blocks;
    size_t text_bytes; /* of running text so far */
    bool body;         /* past the title and what surrounds it */
} found;

struct gr_fields {
    gr_fieldwords words;
    gr_agency_reader *agencies;
    gr_arena *arena;
    gr_arena signer_arena, signed_arena; /* of signer and signed_by, as there may be many */
    gr_reporter reporter;
    title_candidate titles[TITLES];
    size_t title_count;
    found found;
};

/* ------------------------------------------------------------------ helpers */

static bool is_at(gr_str s, size_t at, const char *words)
{
    return at <= s.len && gr_str_starts(gr_str_slice(s, at, s.len), gr_str_of(words));
}

/* Like gr_str_find(), for words of Han characters: their last byte is met far
 * less often than their first, which is one of a few. */
static size_t find_han(gr_str s, gr_str words, size_t from)
{
    size_t last = words.len - 1;
    while (from + words.len <= s.len) {
        const char *hit = memchr(s.ptr + from + last, words.ptr[last], s.len - from - last);
        if (hit == NULL)
            break;
        from = (size_t)(hit - s.ptr) - last;
        if (memcmp(s.ptr + from, words.ptr, words.len) == 0)
            return from;
        from++;
    }
    return GR_NOT_FOUND;
}

static bool holds(gr_str s, const char *words)
{
    return find_han(s, gr_str_of(words), 0) != GR_NOT_FOUND;
}

static const title_candidate *best_title(const gr_fields *f)
{
    const title_candidate *best = NULL;
    for (size_t i = 0; i < f->title_count; i++)
        if (best == NULL || f->titles[i].title.score > best->title.score)
            best = &f->titles[i];
    return best;
}

static const gr_reporter_name *title_name(const gr_fields *f)
{
    return gr_reporter_from(&f->reporter, GR_NAME_TITLE);
}

/* ------------------------------------------------------------------- titles */

static void drop_worst(gr_fields *f)
{
    size_t worst = 0;
    for (size_t i = 1; i < f->title_count; i++)
        if (f->titles[i].title.score <= f->titles[worst].title.score)
            worst = i;
    memmove(&f->titles[worst], &f->titles[worst + 1], (f->title_count - worst - 1) * sizeof *f->titles);
    f->title_count--;
}

/* Without （以下简称市政府）. */
static gr_wording without_alias(gr_fields *f, gr_wording w)
{
    size_t from = find_han(w.folded, GR_LIT("（以下简称"), 0);
    size_t to = from != GR_NOT_FOUND ? find_han(w.folded, GR_LIT("）"), from) : GR_NOT_FOUND;
    if (to == GR_NOT_FOUND)
        return w;
    return gr_wording_join(gr_wording_slice(w, 0, from), gr_wording_slice(w, to + HAN, w.folded.len),
                           f->arena);
}

static void keep_title(gr_fields *f, gr_wording text, gr_title title, int penalty)
{
    title.score -= penalty;
    if (f->title_count == TITLES)
        drop_worst(f);
    f->titles[f->title_count++] = (title_candidate){text, title};
    if (title.agency_end == title.agency_start)
        return;
    gr_wording name = gr_wording_slice(text, title.agency_start, title.agency_end);
    gr_reporter_add_read(&f->reporter, name, &title.agency, GR_NAME_TITLE);
}

static bool add_title(gr_fields *f, gr_wording text, int penalty)
{
    gr_title title;
    text = without_alias(f, text);
    bool read = gr_title_read(f->agencies, &f->words, text.folded, &title);
    if (read)
        keep_title(f, text, title, penalty);
    return read;
}

/* The first (last) bytes of s that are borders of cells and bullets. */
static size_t border_at_start(gr_str s)
{
    size_t at = 0;
    while (at < s.len && (strchr("|-*#", s.ptr[at]) != NULL || is_at(s, at, "·")))
        at = gr_utf8_next(s, at);
    return at;
}

static size_t border_at_end(gr_str s)
{
    size_t at = s.len;
    while (at > 0 && strchr("|-*#", s.ptr[at - 1]) != NULL)
        at--;
    return at;
}

/* Without what stands around a title's line: cell borders, ［甘霖镇］, 第一篇：, the
 * page's name. */
static gr_wording trim_line(gr_wording w)
{
    w = gr_wording_slice(w, border_at_start(w.folded), w.folded.len);
    w = gr_wording_slice(w, 0, border_at_end(w.folded));
    for (size_t colon; (colon = find_han(w.folded, GR_LIT("："), 0)) != GR_NOT_FOUND && colon < 8 * HAN &&
                       colon + HAN < w.folded.len;)
        w = gr_wording_slice(w, colon + HAN, w.folded.len);
    size_t close = is_at(w.folded, 0, "［") ? find_han(w.folded, GR_LIT("］"), 0) : GR_NOT_FOUND;
    if (close != GR_NOT_FOUND && close + HAN < w.folded.len)
        w = gr_wording_slice(w, close + HAN, w.folded.len);
    return gr_wording_slice(w, 0, gr_title_end(w.folded));
}

static bool names_body(const gr_fields *f, gr_wording w)
{
    gr_agency agency;
    return gr_agency_read(f->agencies, w.folded, &agency);
}

/* A line that ends with a year goes on with the title. */
static bool ends_with_year(gr_str s)
{
    size_t at = s.len;
    while (at > 0 && s.ptr[at - 1] >= '0' && s.ptr[at - 1] <= '9')
        at--;
    return s.len - at == 4 && is_at(s, at, "20");
}

static bool is_title_part(gr_str s)
{
    size_t start, end;
    return ends_with_year(s) || holds(s, "公开") || holds(s, "信息") || gr_title_year(s, 0, &start, &end) > 0;
}

/* A name on a line of its own beside the title, or at the very top, is the body's. */
static void note_pending(gr_fields *f, bool before_title)
{
    if (f->found.pending.folded.len == 0)
        return;
    bool beside = before_title || f->found.pending_behind_title || f->found.pending_at_top;
    gr_reporter_add(&f->reporter, f->found.pending, beside ? GR_NAME_HEAD : GR_NAME_TRAIL);
}

static void set_pending(gr_fields *f, gr_wording line, bool titled)
{
    f->found.pending = line;
    if (titled)
        f->found.pending = (gr_wording){0};
    f->found.pending_behind_title = f->found.last_titled;
    f->found.pending_at_top = f->found.blocks == 1;
    f->found.last_titled = titled;
}

/* Whether the pending line and this one are one title, or become it with the next. */
static bool join_title(gr_fields *f, gr_wording line, bool *more)
{
    bool name = names_body(f, f->found.pending);
    gr_wording both = gr_wording_join(f->found.pending, line, f->arena);
    gr_title title;
    *more = false;
    if (both.folded.len > GR_TITLE_MAX || (!name && !is_title_part(f->found.pending.folded)))
        return false;
    if (gr_title_read(f->agencies, &f->words, both.folded, &title) && (name || title.year > 0)) {
        keep_title(f, both, title, 0);
        return true;
    }
    *more = is_title_part(line.folded) && is_title_part(both.folded);
    if (*more) {
        note_pending(f, false);
        f->found.pending = both;
    }
    return false;
}

/* Whether a line that could be a title is one without the line before it: 公开年度
 * 报告 and 政府信息公开年报 are not while something else can precede them. */
static bool stands_alone(const gr_fields *f, const gr_title *title)
{
    return title->agency_end > 0 || (title->year > 0 && !names_body(f, f->found.pending));
}

/* （2010年度） below a title without a year belongs to it. */
static bool join_year(gr_fields *f, gr_wording line)
{
    size_t start, end;
    bool bracket = is_at(line.folded, 0, "（") && gr_str_ends(line.folded, GR_LIT("年度）"));
    if (!f->found.last_titled || !bracket || f->title_count == 0)
        return false;
    title_candidate *last = &f->titles[f->title_count - 1];
    if (last->title.year != 0 || gr_title_year(line.folded, 0, &start, &end) == 0)
        return false;
    return add_title(f, gr_wording_join(last->text, line, f->arena), 0);
}

/* One line before the text: a title, a part of one, the body's name, or nothing. */
static void take_head_line(gr_fields *f, gr_wording line)
{
    gr_title title;
    bool more = false, joined = false;
    line = trim_line(line);
    if (join_year(f, line))
        return;
    bool whole = gr_title_read(f->agencies, &f->words, line.folded, &title);
    if (f->found.pending.folded.len > 0 && gr_str_starts(line.folded, f->found.pending.folded)) {
        note_pending(f, whole);
        f->found.pending = (gr_wording){0}; /* said again */
    }
    if (f->found.pending.folded.len > 0 && !(whole && stands_alone(f, &title)))
        joined = join_title(f, line, &more);
    if (whole)
        keep_title(f, line, title, joined ? 1 : 0);
    if (more && !whole)
        return;
    note_pending(f, whole || joined);
    set_pending(f, line, whole || joined);
}

/* Whether the line ends between the characters before and at folded offset `at`. */
static bool line_ends_at(const gr_text *text, size_t at)
{
    uint64_t from = gr_text_span(text, 0, at).byte_end, to = gr_text_pos(text, at).byte;
    if (to <= from || to - text->raw_start.byte > text->raw.len)
        return false;
    gr_str between = gr_str_make(text->raw.ptr + (from - text->raw_start.byte), (size_t)(to - from));
    return find_han(between, GR_LIT("\n"), 0) != GR_NOT_FOUND ||
           find_han(between, GR_LIT("\r"), 0) != GR_NOT_FOUND;
}

/* Whether a line may have to do with the title: most of a page's lines do not. */
static bool is_of_interest(const gr_fields *f, gr_str s)
{
    gr_agency agency;
    return is_title_part(s) || gr_fieldwords_end(&f->words, GR_WORDS_TITLE_END, s) != NULL ||
           gr_agency_read(f->agencies, s, &agency);
}

static void take_head_part(gr_fields *f, const gr_text *text, size_t from, size_t to)
{
    if (f->found.head_lines >= HEAD_LINES || f->found.blocks > HEAD_BLOCKS)
        return;
    if (is_of_interest(f, gr_str_slice(gr_text_str(text), from, to))) {
        f->found.head_lines++;
        take_head_line(f, gr_wording_make(text, from, to, f->arena));
    } else {
        note_pending(f, false);
        set_pending(f, (gr_wording){0}, false);
    }
}

/* The lines of a block before the text, one by one: what the segmenter joined may
 * be a title with the page's words around it. */
static void take_head_lines(gr_fields *f, const gr_text *text, size_t from, size_t to)
{
    for (size_t i = 0; i < text->anchors.len; i++) {
        size_t at = text->anchors.ptr[i].folded;
        if (at <= from || at >= to || !line_ends_at(text, at))
            continue;
        take_head_part(f, text, from, at);
        from = at;
    }
    if (to > from)
        take_head_part(f, text, from, to);
}

static void end_head(gr_fields *f)
{
    note_pending(f, false);
    f->found.pending = (gr_wording){0};
}

/* A report on one line: the title is what stands before the first space behind
 * 报告. */
static void title_from_line(gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    size_t limit = s.len < HEAD_LINE ? s.len : HEAD_LINE;
    size_t at = find_han(gr_str_slice(s, 0, gr_utf8_back(s, limit)), GR_LIT("报告"), 0);
    if (at == GR_NOT_FOUND)
        return;
    size_t end = at + 2 * HAN;
    if (end < s.len && gr_text_pos(text, end).byte > gr_text_span(text, 0, end).byte_end)
        add_title(f, gr_wording_make(text, 0, end, f->arena), 0);
}

/* Where a title that a sentence names may end: behind 报告 before a mark, or
 * before 公布如下. */
static bool may_end_title(gr_str s, size_t at)
{
    static const char *const behind[] = {"。", "，", "；", "》", "公布", "公开如下", "予以", "如下"};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (is_at(s, at, behind[i]))
            return true;
    return at == s.len;
}

/* 现将…工作情况报告如下: 报告 is what the sentence does. */
static bool is_verb(gr_str s, size_t end)
{
    return gr_str_ends(gr_str_slice(s, 0, end), GR_LIT("情况报告")) && is_at(s, end, "如下");
}

/* The start of the title that ends at `end`, behind 公布, 编制了 …; GR_NOT_FOUND. */
static size_t announced_title(const gr_fields *f, gr_str s, size_t end)
{
    gr_title title;
    for (size_t from = end; from > 0 && end - from < GR_TITLE_MAX / 2;) {
        from = gr_utf8_back(s, from);
        if (is_at(s, from, "，") || is_at(s, from, "。") || is_at(s, from, "我") || is_at(s, from, "本"))
            return GR_NOT_FOUND;
        gr_str before = gr_str_slice(s, 0, from);
        if (gr_str_ends(before, GR_LIT("《")))
            before.len -= HAN;
        if (gr_fieldwords_end(&f->words, GR_WORDS_ANNOUNCE, before) == NULL || is_at(s, from, "的") ||
            is_at(s, from, "《") || is_at(s, from, "了"))
            continue;
        if (gr_title_read(f->agencies, &f->words, gr_str_slice(s, from, end), &title) && title.year > 0)
            return from;
    }
    return GR_NOT_FOUND;
}

/* 现公布大峃镇2015年政府信息公开工作年度报告。: a text without a title names it. */
static void title_from_text(gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    s = gr_str_slice(s, 0, s.len > OPENING ? gr_utf8_back(s, OPENING) : s.len);
    for (size_t at = 0; (at = find_han(s, GR_LIT("报告"), at)) != GR_NOT_FOUND; at += HAN) {
        size_t end = at + 2 * HAN,
               from = may_end_title(s, end) && !is_verb(s, end) ? announced_title(f, s, end) : GR_NOT_FOUND;
        if (from == GR_NOT_FOUND)
            continue;
        add_title(f, gr_wording_make(text, from, end, f->arena), FROM_TEXT);
        return;
    }
}

/* --------------------------------------------------------------------- body */

static void vote_for_year(gr_fields *f, int year, int weight)
{
    for (size_t i = 0; i < YEARS; i++) {
        if (f->found.years[i].year != year && f->found.years[i].year != 0)
            continue;
        f->found.years[i].year = year;
        f->found.years[i].weight += weight;
        return;
    }
}

/* How clearly the year at s[start, end) is the report's: 截至2008年底, 2008年度,
 * not 2004年5月1日. */
static int year_weight(gr_str s, size_t start, size_t end)
{
    gr_date date;
    bool dated = gr_date_read(s, start, &date) != GR_NOT_FOUND && date.month > 0;
    if (dated)
        return date.month == 12 && date.day == 31 ? 3 : 0;
    if (is_at(s, end, "底") || is_at(s, end - HAN, "度"))
        return 3;
    return is_at(s, end, "，") ? 2 : 1;
}

static void vote_for_years(gr_fields *f, gr_str s)
{
    size_t start, end;
    int year;
    for (size_t at = 0; (year = gr_title_year(s, at, &start, &end)) > 0; at = end)
        if (year_weight(s, start, end) > 0)
            vote_for_year(f, year, year_weight(s, start, end));
}

/* Where the clause that begins at `at` ends, at most at `limit`. */
static size_t clause_end(const gr_text *text, size_t at, size_t limit)
{
    for (size_t i = gr_text_token_at(text, at); i < text->tokens.len && text->tokens.ptr[i].start < limit;
         i++) {
        gr_class class = (gr_class)text->tokens.ptr[i].class;
        if (class >= GR_CLASS_STOP && class <= GR_CLASS_OPEN)
            return text->tokens.ptr[i].start;
    }
    return limit;
}

static size_t sentence_end(gr_str s, size_t at)
{
    size_t end = find_han(s, GR_LIT("。"), at);
    return end == GR_NOT_FOUND ? s.len : end;
}

/* 由徐汇区人民政府办公室综合…编制: the office wrote for the whole government. */
static size_t without_office(const gr_fields *f, gr_str s, size_t start, size_t end)
{
    gr_str name = gr_str_slice(s, start, end), office = GR_LIT("办公室");
    bool collects = gr_fieldwords_start(&f->words, GR_WORDS_COLLECT, gr_str_slice(s, end, s.len)) != NULL;
    return collects && gr_str_ends(name, GR_LIT("人民政府办公室")) ? end - office.len : end;
}

/* 由绩溪县伏岭镇人民政府编制 */
static void names_of_authors(gr_fields *f, const gr_text *text, gr_str s)
{
    for (size_t at = 0; (at = find_han(s, GR_LIT("由"), at)) != GR_NOT_FOUND; at += HAN) {
        size_t start = at + HAN, sentence = sentence_end(s, start), end = clause_end(text, start, s.len);
        gr_agency agency;
        if (!gr_fieldwords_within(&f->words, GR_WORDS_COMPILE, gr_str_slice(s, start, sentence)))
            continue;
        size_t name_end = gr_agency_read_prefix(f->agencies, s, start, end, &agency);
        if (name_end == GR_NOT_FOUND)
            continue;
        name_end = without_office(f, s, start, name_end);
        gr_reporter_add(&f->reporter, gr_wording_make(text, start, name_end, f->arena), GR_NAME_COMPILED);
    }
}

/* Whether a name may begin at s[at]: with a listed place, a town, or as those of
 * national bodies do. */
static bool may_begin_name(const gr_fields *f, gr_str s, size_t at)
{
    gr_division place;
    if (gr_division_read(gr_agency_divisions(f->agencies), s, at, &place))
        return place.listed || (place.level == GR_LEVEL_TOWNSHIP && place.end - place.start <= 6 * HAN);
    gr_str rest = gr_str_slice(s, at, s.len);
    return is_at(s, at, "市") || is_at(s, at, "县") || is_at(s, at, "区") ||
           gr_fieldwords_start(&f->words, GR_WORDS_NATIONAL, rest) != NULL;
}

/* The office of a government or of a town speaks for it. */
static size_t without_own_office(gr_str s, size_t start, size_t end, const gr_agency *agency)
{
    gr_str body = gr_agency_body(gr_str_slice(s, start, end), agency);
    if (gr_str_ends(body, GR_LIT("人民政府办公室")))
        return end - strlen("办公室");
    bool own = gr_str_starts(body, GR_LIT("人民政府")) || gr_str_starts(body, GR_LIT("办事处"));
    return agency->level == GR_LEVEL_TOWNSHIP && !own ? start + agency->body_start : end;
}

/* 如有疑问，请与岱山县卫生健康局联系: the body, or its office. */
static void names_of_contacts(gr_fields *f, const gr_text *text, gr_str s)
{
    static const char *const before[] = {"与", "联系：", "向"};
    size_t contact = find_han(s, GR_LIT("联系"), 0);
    for (size_t i = 0; contact != GR_NOT_FOUND && i < sizeof before / sizeof *before; i++) {
        size_t from = contact > CONTACT ? gr_utf8_back(s, contact - CONTACT) : 0;
        for (size_t at = from;
             (at = find_han(s, gr_str_of(before[i]), at)) != GR_NOT_FOUND && at < contact + HAN; at += HAN) {
            size_t start = at + strlen(before[i]);
            gr_agency agency;
            size_t end =
                gr_agency_read_prefix(f->agencies, s, start, clause_end(text, start, s.len), &agency);
            if (end == GR_NOT_FOUND || agency.place_count == 0 || !may_begin_name(f, s, start))
                continue;
            end = without_own_office(s, start, end, &agency);
            gr_reporter_add(&f->reporter, gr_wording_make(text, start, end, f->arena), GR_NAME_CONTACT);
            return;
        }
    }
}

/* Whether what follows a name makes another thing of it: 人民政府网站. */
static bool goes_on_as_noun(gr_str s, size_t at)
{
    static const char *const nouns[] = {"网",
                                        "公报",
                                        "门户",
                                        "关于",
                                        "印发",
                                        "政府信息公开办",
                                        "政府信息公开规",
                                        "政务公开领导",
                                        "办法",
                                        "规定",
                                        "文件",
                                        "《",
                                        "、",
                                        "”",
                                        "》",
                                        "党",
                                        "镇",
                                        "县",
                                        "市",
                                        "区",
                                        "各",
                                        "的",
                                        "境内",
                                        "政府",
                                        "要求",
                                        "统一"};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (is_at(s, at, nouns[i]))
            return true;
    return false;
}

static void name_at(gr_fields *f, const gr_text *text, gr_str s, size_t at, size_t limit)
{
    gr_agency agency;
    if (limit - at < 2 * HAN || limit - at > 600 || !may_begin_name(f, s, at))
        return;
    size_t end = gr_agency_read_prefix(f->agencies, s, at, limit, &agency);
    if (end != GR_NOT_FOUND && (end < limit || is_at(s, end, "（以下简称")) && !goes_on_as_noun(s, end))
        gr_reporter_add(&f->reporter, gr_wording_make(text, at, end, f->arena), GR_NAME_SUBJECT);
}

/* The subject of the clause at s[at], and who follows the year in it. */
static void name_of_subject(gr_fields *f, const gr_text *text, gr_str s, size_t at)
{
    size_t start, end, limit = clause_end(text, at, s.len);
    gr_date date;
    size_t dated = gr_date_read(s, at, &date);
    if (dated != GR_NOT_FOUND && dated < limit)
        at = is_at(s, dated, "起") ? dated + HAN : dated;
    gr_str clause = gr_str_slice(s, 0, limit);
    if (gr_title_year(clause, at, &start, &end) > 0) {
        if (start > at)
            name_at(f, text, s, at, limit);
        at = end;
    }
    name_at(f, text, s, at, limit);
}

/* 2024年，番禺区人民政府办公室严格对照…: who acts in the clauses of the opening. */
static void names_of_subjects(gr_fields *f, const gr_text *text, gr_str s, size_t from)
{
    name_of_subject(f, text, s, from);
    for (size_t i = gr_text_token_at(text, from); i < text->tokens.len && text->tokens.ptr[i].end < s.len;
         i++) {
        const gr_token *t = &text->tokens.ptr[i];
        if (t->class == GR_CLASS_COMMA || t->class == GR_CLASS_STOP || t->class == GR_CLASS_SEMICOLON)
            name_of_subject(f, text, s, t->end);
    }
}

/* The wider places that stand right before the body's own: 淮安市洪泽区. */
static void note_wider_places(gr_fields *f, const gr_text *text, gr_str s, gr_str own, size_t at)
{
    gr_division place;
    while (f->found.above_count < REGIONS &&
           gr_division_before(gr_agency_divisions(f->agencies), s, at, &place)) {
        if (gr_str_equal(gr_str_slice(s, place.start, at), own))
            return;
        f->found.above[f->found.above_count] = gr_wording_make(text, place.start, place.end, f->arena);
        f->found.above_levels[f->found.above_count++] = place.level;
        at = place.start;
    }
}

/* What the text adds to the name in the title: its places and its body. */
static void mentions(gr_fields *f, const gr_text *text, gr_str s)
{
    const gr_reporter_name *n = title_name(f);
    if (n == NULL || n->agency.place_count == 0)
        return;
    const gr_division *first = &n->agency.places[0], *last = &n->agency.places[n->agency.place_count - 1];
    gr_str top = gr_str_slice(n->name.folded, first->start, first->end);
    gr_str own = gr_str_slice(n->name.folded, last->start, last->end);
    size_t at = first->start == 0 && first->level != GR_LEVEL_PROVINCE && f->found.above_count == 0
                    ? find_han(s, top, 0)
                    : GR_NOT_FOUND;
    for (; at != GR_NOT_FOUND && f->found.above_count == 0; at = find_han(s, top, at + top.len))
        note_wider_places(f, text, s, top, at);
    if (!gr_reporter_is_short(n))
        return;
    for (at = 0; (at = find_han(s, own, at)) != GR_NOT_FOUND; at += own.len) {
        size_t end = at + own.len;
        const char *body = is_at(s, end, "人民政府") ? "人民政府" : is_at(s, end, "办事处") ? "办事处" : NULL;
        if (body == NULL)
            continue;
        gr_reporter_add(&f->reporter, gr_wording_make(text, at, end + strlen(body), f->arena),
                        GR_NAME_MENTION);
        return;
    }
}

/* Whether the title leaves room for a fuller name. */
static bool may_need_names(const gr_fields *f)
{
    const gr_reporter_name *n = title_name(f);
    return n == NULL || gr_reporter_is_short(n) || n->agency.relative ||
           (n->agency.place_count == 1 && n->agency.level == GR_LEVEL_TOWNSHIP);
}

/* What running text says of the fields. */
static void take_text(gr_fields *f, const gr_text *text, size_t from)
{
    gr_str s = gr_text_str(text);
    if (f->found.text_bytes < SEARCHED && f->found.period.score < STATED_PERIOD)
        gr_period_read(&f->words, text, &f->found.period);
    if (f->found.text_bytes < SEARCHED && (best_title(f) == NULL || best_title(f)->title.year == 0))
        vote_for_years(f, s);
    if (f->found.text_bytes < OPENING) {
        gr_str opening = gr_str_slice(s, 0, s.len > OPENING ? gr_utf8_back(s, OPENING) : s.len);
        if (f->title_count == 0)
            title_from_text(f, text);
        if (may_need_names(f)) {
            names_of_authors(f, text, opening);
            names_of_contacts(f, text, opening);
        }
        if (title_name(f) == NULL)
            names_of_subjects(f, text, opening, from);
        mentions(f, text, opening);
    }
    f->found.text_bytes += s.len;
}

/* ---------------------------------------------------------------- signature */

/* The name at the beginning of a signature's line: without 报告单位： and （盖章）. */
static bool read_signer(const gr_fields *f, gr_str s, size_t *from, size_t *to)
{
    static const char *const seals[] = {"（盖章）", "（公章）", "（章）", "（印章）"};
    gr_agency agency;
    *from = 0;
    *to = s.len;
    const gr_set_word *word = gr_fieldwords_start(&f->words, GR_WORDS_REPORTER, s);
    if (word != NULL && word->value == 1 && is_at(s, word->word.len, "："))
        *from = word->word.len + HAN;
    for (size_t i = 0; i < sizeof seals / sizeof *seals; i++)
        if (gr_str_ends(s, gr_str_of(seals[i])) && s.len - strlen(seals[i]) > *from)
            *to = s.len - strlen(seals[i]);
    return gr_agency_read(f->agencies, gr_str_slice(s, *from, *to), &agency);
}

/* The date that s ends with, behind `from`; its start, or GR_NOT_FOUND. */
static size_t date_at_end(gr_str s, size_t from, gr_date *date)
{
    size_t at = s.len > 40 && s.len - 40 > from ? gr_utf8_back(s, s.len - 40 + 1) : from;
    for (; at < s.len; at = gr_utf8_next(s, at)) {
        size_t end = gr_date_read(s, at, date);
        if (end == s.len && date->year > 0 && date->day > 0)
            return at;
    }
    return GR_NOT_FOUND;
}

static void note_signer(gr_fields *f, const gr_text *text, size_t from, size_t to)
{
    gr_arena_reset(&f->signer_arena);
    f->found.signer = gr_wording_make(text, from, to, &f->signer_arena);
    f->found.signer_at = f->found.blocks;
}

/* Signs with the name that was noted; with the date alone where there is none. */
static void sign(gr_fields *f, gr_date date)
{
    gr_arena kept = f->signed_arena;
    f->found.signed_by = f->found.signer;
    f->found.signed_date = date;
    f->signed_arena = f->signer_arena;
    f->signer_arena = kept;
    f->found.signer = (gr_wording){0};
}

/* The end of the last sentence or clause. */
static size_t last_clause_end(const gr_text *text)
{
    for (size_t i = text->tokens.len; i-- > 0;) {
        gr_class class = (gr_class)text->tokens.ptr[i].class;
        if (class == GR_CLASS_STOP || class == GR_CLASS_SEMICOLON || class == GR_CLASS_COMMA ||
            class == GR_CLASS_COLON)
            return text->tokens.ptr[i].end;
    }
    return 0;
}

/* A name alone, a date alone, or both behind the last sentence of a paragraph. */
static void take_signature(gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    gr_date date = {0};
    char last = s.len > 0 ? s.ptr[s.len - 1] : ' ';
    bool dated = gr_str_ends(s, GR_LIT("日")) || (last >= '0' && last <= '9');
    if (!dated && s.len > SIGNATURE_MAX)
        return;
    size_t from = last_clause_end(text), start, end;
    size_t at = dated && s.len - from <= SIGNATURE_MAX ? date_at_end(s, from, &date) : GR_NOT_FOUND;
    if (at == GR_NOT_FOUND) {
        if (from == 0 && read_signer(f, s, &start, &end))
            note_signer(f, text, start, end);
    } else if (at == from && from == 0) {
        if (f->found.blocks - f->found.signer_at > NAME_AGE)
            f->found.signer = (gr_wording){0};
        if (f->found.signer.folded.len > 0 || f->found.signed_by.folded.len == 0)
            sign(f, date);
    } else if (at > from && read_signer(f, gr_str_slice(s, from, at), &start, &end)) {
        note_signer(f, text, from + start, from + end);
        sign(f, date);
    }
}

/* Text that goes on behind what looked like a signature. */
static void forget_signature(gr_fields *f)
{
    f->found.signer = f->found.signed_by = (gr_wording){0};
    f->found.signed_date = (gr_date){0};
}

/* ------------------------------------------------------------------- blocks */

static void read_page(gr_fields *f, const gr_text *text, size_t limit)
{
    gr_page_reader reader = {&f->words, f->agencies, f->arena};
    if (f->found.page_blocks++ < PAGE_BLOCKS)
        gr_page_read(&reader, text, limit, !f->found.body, &f->found.page);
}

static void take_table(gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    size_t start, end, limit = s.len > TABLE_HEAD ? gr_utf8_back(s, TABLE_HEAD) : s.len;
    if (!f->found.body || title_name(f) == NULL)
        read_page(f, text, f->found.body ? TABLE_HEAD : PAGE_LIMIT);
    if (f->found.table_year == 0 && (best_title(f) == NULL || best_title(f)->title.year == 0))
        f->found.table_year = gr_title_year(gr_str_slice(s, 0, limit), 0, &start, &end);
}

/* Whether a paragraph before the text belongs to the page or the title. */
static bool is_head_line(const gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    if (f->found.body || s.len > HEAD_LINE || s.len == 0)
        return false;
    gr_title title;
    return (s.len <= TEXT_LINE && !holds(s, "。")) || gr_title_read(f->agencies, &f->words, s, &title);
}

static void begin_body(gr_fields *f)
{
    if (!f->found.body)
        end_head(f);
    f->found.body = true;
}

/* （2015年度） above a table. */
static void note_table_year(gr_fields *f, gr_str s)
{
    size_t start, end;
    if (f->found.table_year == 0 && s.len <= TEXT_LINE && holds(s, "年度"))
        f->found.table_year = gr_title_year(s, 0, &start, &end);
}

static void take_paragraph(gr_fields *f, const gr_block *block)
{
    const gr_text *text = block->text;
    if (is_head_line(f, text)) {
        read_page(f, text, PAGE_LIMIT);
        take_head_lines(f, text, 0, text->folded.len);
        return;
    }
    if (!f->found.body) {
        read_page(f, text, FIRST_LINE);
        if (f->title_count == 0)
            title_from_line(f, text);
    }
    begin_body(f);
    if (f->found.signed_date.day == 0 || !block->attachment)
        take_signature(f, text);
    if (text->folded.len <= SIGNATURE_MAX &&
        gr_fieldwords_start(&f->words, GR_WORDS_REPORTER, gr_text_str(text)) != NULL)
        read_page(f, text, TABLE_HEAD);
    if (block->attachment)
        note_table_year(f, gr_text_str(text));
    else
        take_text(f, text, 0);
}

static void take_heading(gr_fields *f, const gr_block *block)
{
    begin_body(f);
    if (block->attachment)
        return;
    forget_signature(f);
    take_signature(f, block->text);
    take_text(f, block->text, block->title_end);
}

/* A title's line; one in the middle of the text is the report behind a notice. */
static void take_title(gr_fields *f, const gr_block *block)
{
    if (f->found.body && (block->attachment || f->found.text_bytes > SEARCHED)) {
        take_signature(f, block->text);
        return;
    }
    if (!f->found.body)
        read_page(f, block->text, PAGE_LIMIT);
    else
        take_signature(f, block->text);
    take_head_lines(f, block->text, block->title_start, block->title_end);
}

void gr_fields_block(gr_fields *f, const gr_block *block)
{
    f->found.blocks++;
    switch (block->kind) {
    case GR_BLOCK_TITLE:
        take_title(f, block);
        break;
    case GR_BLOCK_HEADING:
        take_heading(f, block);
        break;
    case GR_BLOCK_PARAGRAPH:
        take_paragraph(f, block);
        break;
    case GR_BLOCK_TABLE:
        take_table(f, block->text);
        break;
    case GR_BLOCK_ASIDE:
        read_page(f, block->text, PAGE_LIMIT);
        break;
    }
}

/* ------------------------------------------------------------------- finish */

static int voted_year(const gr_fields *f)
{
    const year_vote *best = &f->found.years[0];
    for (size_t i = 1; i < YEARS; i++)
        if (f->found.years[i].weight > best->weight)
            best = &f->found.years[i];
    return best->year;
}

static int text_year(const gr_fields *f)
{
    int year = f->found.period.score > 0 ? f->found.period.end.year : 0;
    return year > 0 ? year : voted_year(f);
}

int gr_fields_year(const gr_fields *f)
{
    const title_candidate *title = best_title(f);
    bool headed = title != NULL && title->title.score >= 8; /* one that a sentence names may be wrong */
    if (title != NULL && title->title.year > 0 && (headed || text_year(f) == 0))
        return title->title.year;
    return text_year(f) > 0 ? text_year(f) : f->found.table_year;
}

/* The page's table and trail may hold the title where the text has none. */
static void titles_of_page(gr_fields *f)
{
    gr_title title;
    if (f->found.page.caption.folded.len > 0)
        add_title(f, trim_line(f->found.page.caption), 2);
    for (size_t i = 0; i < f->found.page.trail_count; i++) {
        gr_reporter_add(&f->reporter, f->found.page.trail[i], GR_NAME_TRAIL);
        if (gr_title_read(f->agencies, &f->words, f->found.page.trail[i].folded, &title) && title.year > 0)
            add_title(f, f->found.page.trail[i], 4);
    }
    for (size_t i = 0; i < f->found.page.source_count; i++)
        gr_reporter_add(&f->reporter, f->found.page.sources[i], GR_NAME_PAGE);
    if (f->found.page.reporter.folded.len > 0)
        gr_reporter_add(&f->reporter, f->found.page.reporter, GR_NAME_TABLE);
}

/* Of two titles, that of the year which the text speaks of. */
static void prefer_year_of_text(gr_fields *f)
{
    int year = text_year(f);
    for (size_t i = 0; year > 0 && i < f->title_count; i++)
        if (f->titles[i].title.year > 0 && f->titles[i].title.year != year)
            f->titles[i].title.score -= 6;
}

static const char *copy_plain(gr_fields *f, gr_wording w)
{
    return w.plain.len > 0 ? gr_arena_copy(f->arena, w.plain) : NULL;
}

static void put_number(char *to, int number, int digits)
{
    for (; digits > 0; number /= 10)
        to[--digits] = (char)('0' + number % 10);
}

static const char *print_date(gr_fields *f, gr_date d, int year)
{
    year = d.year > 0 ? d.year : year;
    if (d.day <= 0 || year <= 0)
        return NULL;
    char *date = gr_arena_copy(f->arena, GR_LIT("0000-00-00"));
    put_number(date, year, 4);
    put_number(date + 5, d.month, 2);
    put_number(date + 8, d.day, 2);
    return date;
}

static void set_region(gr_record *record, gr_level level, const char *name)
{
    const char **slots[] = {NULL,
                            NULL,
                            &record->region.province,
                            &record->region.prefecture,
                            &record->region.county,
                            &record->region.township};
    if (level >= GR_LEVEL_PROVINCE && level <= GR_LEVEL_TOWNSHIP && *slots[level] == NULL)
        *slots[level] = name;
}

static void finish_agency(gr_fields *f, gr_record *record)
{
    gr_wording name;
    gr_agency agency;
    if (!gr_reporter_choose(&f->reporter, &name, &agency))
        return;
    record->agency = copy_plain(f, name);
    record->level = agency.level;
    record->body = agency.body;
    for (size_t i = 0; i < agency.place_count; i++) {
        gr_wording place = gr_wording_slice(name, agency.places[i].start, agency.places[i].end);
        set_region(record, agency.places[i].level, copy_plain(f, place));
    }
    for (size_t i = 0; i < f->found.above_count; i++)
        set_region(record, f->found.above_levels[i], copy_plain(f, f->found.above[i]));
}

void gr_fields_finish(gr_fields *f, gr_record *record)
{
    begin_body(f);
    if (f->found.signed_by.folded.len == 0 && f->found.signed_date.day == 0 &&
        f->found.blocks - f->found.signer_at <= NAME_AGE)
        f->found.signed_by = f->found.signer;
    if (f->found.signed_by.folded.len > 0)
        gr_reporter_add(&f->reporter, f->found.signed_by, GR_NAME_SIGNATURE);
    titles_of_page(f);
    prefer_year_of_text(f);
    const title_candidate *title = best_title(f);
    record->title = title != NULL ? copy_plain(f, title->text) : NULL;
    record->year = gr_fields_year(f);
    finish_agency(f, record);
    if (f->found.period.score > 0) {
        record->period_start = print_date(f, f->found.period.start, record->year);
        record->period_end = print_date(f, f->found.period.end, record->year);
    }
    record->published = f->found.page.rank > 0 ? print_date(f, f->found.page.published, 0) : NULL;
    record->signed_by = copy_plain(f, f->found.signed_by);
    record->signed_date = print_date(f, f->found.signed_date, 0);
}

gr_fields *gr_fields_new(void)
{
    gr_fields *f = gr_alloc(sizeof *f);
    gr_fieldwords_init(&f->words);
    f->agencies = gr_agency_reader_new(&f->words);
    return f;
}

void gr_fields_free(gr_fields *f)
{
    if (f == NULL)
        return;
    gr_arena_release(&f->signer_arena);
    gr_arena_release(&f->signed_arena);
    gr_agency_reader_free(f->agencies);
    gr_fieldwords_release(&f->words);
    free(f);
}

void gr_fields_begin(gr_fields *f, gr_arena *arena)
{
    f->arena = arena;
    f->reporter.reader = f->agencies;
    f->reporter.arena = arena;
    f->reporter.count = 0;
    f->title_count = 0;
    f->found = (found){0};
}
