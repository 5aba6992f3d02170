#include "fields_parts.h"

#include "codepoint.h"
#include "data.h"

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
    size_t from = gr_find_han(w.folded, GR_LIT("（以下简称"), 0);
    size_t to = from != GR_NOT_FOUND ? gr_find_han(w.folded, GR_LIT("）"), from) : GR_NOT_FOUND;
    if (to == GR_NOT_FOUND)
        return w;
    return gr_wording_join(gr_wording_slice(w, 0, from), gr_wording_slice(w, to + HAN, w.folded.len),
                           f->arena);
}

/* Without （全文）, which tells of the page. */
static gr_wording without_full_text(gr_wording w)
{
    gr_str mark = GR_LIT("（全文）");
    return gr_str_ends(w.folded, mark) ? gr_wording_slice(w, 0, w.folded.len - mark.len) : w;
}

static void keep_title(gr_fields *f, gr_wording text, gr_title title, int penalty)
{
    title.score -= penalty;
    if (f->title_count == TITLES)
        drop_worst(f);
    f->titles[f->title_count++] = (gr_title_candidate){text, title, penalty == FROM_TEXT};
    if (title.agency_end == title.agency_start)
        return;
    gr_wording name = gr_wording_slice(text, title.agency_start, title.agency_end);
    gr_reporter_add_read(&f->reporter, name, &title.agency, title.year > 0 ? GR_NAME_TITLE : GR_NAME_UNDATED);
}

/* Without 标题： before it, or 名称 as a row of the page's table has it, whatever of the
 * table is left. */
static gr_wording without_caption(gr_wording w)
{
    size_t at = gr_word_list_start(GR_FIELDWORDS_CAPTION, w.folded);
    if (at > 0 && gr_is_at(w.folded, at, "："))
        at += HAN;
    else if (at > 0 && at < w.folded.len && strchr("\t|", w.folded.ptr[at]) != NULL)
        at++;
    return at < w.folded.len ? gr_wording_slice(w, at, w.folded.len) : w;
}

bool gr_fields_add_title(gr_fields *f, gr_wording text, int penalty)
{
    gr_title title;
    text = without_alias(f, without_caption(text));
    bool read = gr_title_read(text.folded, &title);
    if (read)
        keep_title(f, text, title, penalty);
    return read;
}

/* The first (last) bytes of s that are borders of cells and bullets. */
static size_t border_at_start(gr_str s)
{
    size_t at = 0;
    while (at < s.len && (strchr("|-*#", s.ptr[at]) != NULL || gr_is_at(s, at, "·")))
        at = gr_utf8_next(s, at);
    return at;
}

static size_t border_at_end(gr_str s)
{
    size_t at = s.len;
    while (at > 0 && strchr("|-*# \t", s.ptr[at - 1]) != NULL)
        at--;
    return at;
}

/* Without the tag in brackets that it begins with, where more follows. */
static gr_wording without_tag(gr_wording w)
{
    static const char *const brackets[][2] = {{"［", "］"}, {"【", "】"}};
    for (size_t i = 0; i < GR_COUNT(brackets); i++) {
        if (!gr_is_at(w.folded, 0, brackets[i][0]))
            continue;
        size_t close = gr_find_han(w.folded, gr_str_of(brackets[i][1]), 0);
        bool tag = close != GR_NOT_FOUND && close + HAN < w.folded.len;
        return tag ? gr_wording_slice(w, close + HAN, w.folded.len) : w;
    }
    return w;
}

/* Without the marks of a line that is all 《…》. */
static gr_wording without_quotes(gr_wording w)
{
    size_t close = gr_is_at(w.folded, 0, "《") ? gr_find_han(w.folded, GR_LIT("》"), 0) : GR_NOT_FOUND;
    return close != GR_NOT_FOUND && close + HAN == w.folded.len ? gr_wording_slice(w, HAN, close) : w;
}

/* Without what stands around a title's line: cell borders, 标题, ［甘霖镇］, 【年报】, 第一篇：,
 * the page's name. */
gr_wording gr_fields_trim_line(gr_wording w)
{
    w = gr_wording_slice(w, border_at_start(w.folded), w.folded.len);
    w = gr_wording_slice(w, 0, border_at_end(w.folded));
    for (size_t colon; (colon = gr_find_han(w.folded, GR_LIT("："), 0)) != GR_NOT_FOUND && colon < 8 * HAN &&
                       colon + HAN < w.folded.len;)
        w = gr_wording_slice(w, colon + HAN, w.folded.len);
    w = without_full_text(without_tag(without_caption(without_quotes(w))));
    return gr_wording_slice(w, 0, gr_title_end(w.folded));
}

static bool names_body(gr_wording w)
{
    gr_agency agency;
    return gr_agency_read(w.folded, &agency);
}

/* A line that ends with a year goes on with the title. */
static bool ends_with_year(gr_str s)
{
    size_t at = s.len;
    while (at > 0 && s.ptr[at - 1] >= '0' && s.ptr[at - 1] <= '9')
        at--;
    return s.len - at == 4 && gr_is_at(s, at, "20");
}

static bool is_title_part(gr_str s)
{
    size_t start, end;
    if (gr_holds(s, "〉"))
        return false; /* 首页〉政府信息公开〉年报 */
    return ends_with_year(s) || gr_holds(s, "公开") || gr_holds(s, "信息") ||
           gr_title_year(s, 0, &start, &end) > 0;
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

/* 2020 alone on its line, which `both` begins with, is the end of a navigation line unless what
 * follows makes a year of it: 年政府信息公开…. */
static bool is_stray_year(gr_str s, gr_str both)
{
    size_t start, end;
    return s.len == 4 && ends_with_year(s) && (gr_title_year(both, 0, &start, &end) == 0 || start > 0);
}

/* 政府信息公开 above a title that begins with the body's name is the page's column. */
static bool is_column_name(gr_str s)
{
    size_t start, end;
    return gr_title_year(s, 0, &start, &end) == 0 && !gr_is_at(s, 0, "关于");
}

static bool begins_with_body(gr_str s)
{
    gr_agency agency;
    return gr_agency_read_prefix(s, 0, s.len, &agency) != GR_NOT_FOUND;
}

/* Whether the pending line and this one are one title, or become it with the next. */
static bool join_title(gr_fields *f, gr_wording line, bool *more)
{
    bool name = names_body(f->found.pending);
    gr_wording both = gr_wording_join(f->found.pending, line, f->arena);
    gr_title title;
    *more = false;
    gr_str above = f->found.pending.folded;
    if (both.folded.len > GR_TITLE_MAX || (!name && !is_title_part(above)) ||
        is_stray_year(above, both.folded) ||
        (!name && is_column_name(above) && begins_with_body(line.folded)))
        return false;
    if (gr_title_read(both.folded, &title) && (name || title.year > 0 || title.agency_end > 0)) {
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

/* 2015年度 on a line of its own. */
static bool is_only_year(gr_str s)
{
    size_t start, end;
    return gr_title_year(s, 0, &start, &end) > 0 && start == 0 && end == s.len;
}

/* Whether a line that could be a title is one without the line before it: 公开年度
 * 报告 and 政府信息公开年报 are not while something else can precede them. */
static bool stands_alone(const gr_fields *f, const gr_title *title)
{
    if (title->year == 0 && is_only_year(f->found.pending.folded))
        return false;
    return title->agency_end > 0 || (title->year > 0 && !names_body(f->found.pending));
}

/* （2010年度） or （2010年） below a title without a year belongs to it. */
static bool join_year(gr_fields *f, gr_wording line)
{
    size_t start, end;
    bool bracket = gr_is_at(line.folded, 0, "（") &&
                   (gr_str_ends(line.folded, GR_LIT("年度）")) || gr_str_ends(line.folded, GR_LIT("年）")));
    if (!f->found.last_titled || !bracket || f->title_count == 0)
        return false;
    gr_title_candidate *last = &f->titles[f->title_count - 1];
    if (last->title.year != 0 || gr_title_year(line.folded, 0, &start, &end) == 0)
        return false;
    return gr_fields_add_title(f, gr_wording_join(last->text, line, f->arena), 0);
}

/* One line before the text: a title, a part of one, the body's name, or nothing. */
static void take_head_line(gr_fields *f, gr_wording line)
{
    gr_title title;
    bool more = false, joined = false;
    line = gr_fields_trim_line(line);
    if (join_year(f, line))
        return;
    bool whole = gr_title_read(line.folded, &title);
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

/* Whether a line may have to do with the title: most of a page's lines do not. */
static bool is_of_interest(gr_str s)
{
    gr_agency agency;
    s = gr_str_slice(s, 0, border_at_end(s));
    if (gr_word_list_start(GR_FIELDWORDS_SOURCE, s) > 0 && gr_title_ending(s) == 0)
        return false; /* 来源 青禾县卫生局 */
    return is_title_part(s) || gr_title_ending(s) > 0 || gr_agency_read(s, &agency);
}

static void take_head_part(gr_fields *f, const gr_text *text, size_t from, size_t to)
{
    if (f->found.head_lines >= HEAD_LINES || f->found.blocks > HEAD_BLOCKS)
        return;
    if (is_of_interest(gr_str_slice(gr_text_str(text), from, to))) {
        f->found.head_lines++;
        take_head_line(f, gr_wording_make(text, from, to, f->arena));
    } else {
        note_pending(f, false);
        set_pending(f, (gr_wording){0}, false);
    }
}

/* The lines of a block before the text, one by one: what the segmenter joined may
 * be a title with the page's words around it. */
void gr_fields_head_lines(gr_fields *f, const gr_text *text, size_t from, size_t to)
{
    for (size_t i = 0; i < text->anchors.len; i++) {
        size_t at = text->anchors.ptr[i].folded;
        if (at <= from || at >= to || !gr_text_breaks(text, at))
            continue;
        take_head_part(f, text, from, at);
        from = at;
    }
    if (to > from)
        take_head_part(f, text, from, to);
}

void gr_fields_end_head(gr_fields *f)
{
    note_pending(f, false);
    f->found.pending = (gr_wording){0};
}

/* A report on one line: the title is what stands before the first space behind
 * 报告. */
void gr_fields_title_from_line(gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    size_t limit = s.len < HEAD_LINE ? s.len : HEAD_LINE;
    size_t at = gr_find_han(gr_str_slice(s, 0, gr_utf8_back(s, limit)), GR_LIT("报告"), 0);
    if (at == GR_NOT_FOUND)
        return;
    size_t end = at + 2 * HAN;
    if (end < s.len && gr_text_byte(text, end) > gr_text_end(text, end))
        gr_fields_add_title(f, gr_wording_make(text, 0, end, f->arena), 0);
}

/* Where a title that a sentence names may end: behind 报告 before a mark, or
 * before 公布如下. */
static bool may_end_title(gr_str s, size_t at)
{
    return at == s.len || gr_word_list_start(GR_FIELDWORDS_TITLE_ENDS, gr_str_slice(s, at, s.len)) > 0;
}

/* 现将…工作情况报告如下: 报告 is what the sentence does. */
static bool is_verb(gr_str s, size_t end)
{
    return gr_str_ends(gr_str_slice(s, 0, end), GR_LIT("情况报告")) && gr_is_at(s, end, "如下");
}

/* The start of the title that ends at `end`, behind 公布, 编制了 …; GR_NOT_FOUND. */
static size_t announced_title(gr_str s, size_t end)
{
    gr_title title;
    for (size_t from = end; from > 0 && end - from < GR_TITLE_MAX / 2;) {
        from = gr_utf8_back(s, from);
        if (gr_is_at(s, from, "，") || gr_is_at(s, from, "。") || gr_is_at(s, from, "我") ||
            gr_is_at(s, from, "本"))
            return GR_NOT_FOUND;
        gr_str before = gr_str_slice(s, 0, from);
        if (gr_str_ends(before, GR_LIT("《")))
            before.len -= HAN;
        if (gr_word_list_end(GR_FIELDWORDS_ANNOUNCE, before) == 0 || gr_is_at(s, from, "的") ||
            gr_is_at(s, from, "《") || gr_is_at(s, from, "了"))
            continue;
        if (gr_title_read(gr_str_slice(s, from, end), &title) && title.year > 0)
            return from;
    }
    return GR_NOT_FOUND;
}

/* 现公布大峃镇2015年政府信息公开工作年度报告。: a text without a title says whose
 * report it is, and of which year. */
void gr_fields_title_from_text(gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    s = gr_str_slice(s, 0, s.len > OPENING ? gr_utf8_back(s, OPENING) : s.len);
    for (size_t at = 0; (at = gr_find_han(s, GR_LIT("报告"), at)) != GR_NOT_FOUND; at += HAN) {
        size_t end = at + 2 * HAN,
               from = may_end_title(s, end) && !is_verb(s, end) ? announced_title(s, end) : GR_NOT_FOUND;
        if (from == GR_NOT_FOUND)
            continue;
        gr_fields_add_title(f, gr_wording_make(text, from, end, f->arena), FROM_TEXT);
        return;
    }
}

/* ------------------------------------------------------------------ the best */

static const gr_title_candidate *best_of(const gr_fields *f, bool said)
{
    const gr_title_candidate *best = NULL;
    for (size_t i = 0; i < f->title_count; i++)
        if ((said || !f->titles[i].said) && (best == NULL || f->titles[i].title.score > best->title.score))
            best = &f->titles[i];
    return best;
}

const gr_title_candidate *gr_fields_best_title(const gr_fields *f)
{
    return best_of(f, true);
}

const gr_title_candidate *gr_fields_best_line(const gr_fields *f)
{
    return best_of(f, false);
}

const gr_reporter_name *gr_fields_title_name(const gr_fields *f)
{
    const gr_reporter_name *dated = gr_reporter_from(&f->reporter, GR_NAME_TITLE);
    return dated != NULL ? dated : gr_reporter_from(&f->reporter, GR_NAME_UNDATED);
}
