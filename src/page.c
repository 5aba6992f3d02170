#include "page.h"

#include "codepoint.h"
#include "data.h"
#include "scan.h"
#include "title.h"

enum {
    LABEL_MAX = 60,   /* bytes before a colon that can be a label */
    NAKED_LINE = 300, /* bytes of a line that may hold one */
    NAKED_NEAR = 60,  /* bytes behind one that begins a line in which words tell of the page */
    NAKED_RANK = 3,   /* of a date without words */
    BRACKETED_RANK    /* and in brackets */
};

/* One block on its way into *page. */
typedef struct scan {
    gr_arena *arena;
    const gr_text *text;
    gr_str s;
    gr_page *page;
} scan;

static bool is_label_bracket(const gr_text *text, const gr_token *t)
{
    gr_str bracket = gr_str_slice(gr_text_str(text), t->start, t->end);
    return gr_str_equal(bracket, GR_LIT("】")) || gr_str_equal(bracket, GR_LIT("］"));
}

/* Between a label and its value; 【发布日期】 and ［来源］ end with a bracket. */
static bool is_delimiter(const gr_text *text, const gr_token *t)
{
    if (t->class == GR_CLASS_CLOSE)
        return is_label_bracket(text, t);
    return t->class == GR_CLASS_COLON || t->class == GR_CLASS_BAR || t->class == GR_CLASS_GAP ||
           t->class == GR_CLASS_BREAK;
}

/* The first place in (at, end) before which folding dropped a space, or `end`. */
static size_t dropped_space(const gr_text *t, size_t at, size_t end)
{
    for (size_t i = 0; i < t->anchors.len && t->anchors.ptr[i].folded < end; i++) {
        size_t folded = t->anchors.ptr[i].folded;
        if (folded > at && t->anchors.ptr[i].raw.byte > gr_text_end(t, folded))
            return folded;
    }
    return end;
}

/* Where the raw text has a space that folding dropped, or the columns part. */
static size_t value_end(const scan *c, size_t at)
{
    const gr_text *t = c->text;
    size_t end = c->s.len;
    for (size_t i = gr_text_token_at(t, at); i < t->tokens.len; i++) {
        if (!is_delimiter(t, &t->tokens.ptr[i]))
            continue;
        end = t->tokens.ptr[i].start < end ? t->tokens.ptr[i].start : end;
        break;
    }
    return dropped_space(t, at, end);
}

/* ------------------------------------------------------------------ values */

static bool take_date(scan *c, size_t at, int rank)
{
    gr_date date;
    size_t end = gr_date_read(c->s, at, &date);
    if (end == GR_NOT_FOUND || date.day == 0 || date.year == 0)
        return false;
    if (c->page->rank == 0 || rank < c->page->rank) {
        c->page->rank = rank;
        c->page->published = date;
    }
    return true;
}

/* The body's name at the beginning of the value, or an empty wording. */
static gr_wording take_name(const scan *c, size_t at)
{
    gr_agency agency;
    size_t end = value_end(c, at);
    if (!gr_agency_read(gr_str_slice(c->s, at, end), &agency))
        end = gr_agency_read_prefix(c->s, at, end, &agency);
    if (end == GR_NOT_FOUND)
        return (gr_wording){0};
    return gr_wording_make(c->text, at, end, c->arena);
}

static void take_source(scan *c, size_t at)
{
    if (c->page->source_count == GR_PAGE_NAMES)
        return;
    gr_wording name = take_name(c, at);
    if (name.folded.len > 0)
        c->page->sources[c->page->source_count++] = name;
}

static void take_reporter(scan *c, size_t at, int rank)
{
    gr_wording name = {0};
    if (c->page->reporter_rank == 0 || rank < c->page->reporter_rank)
        name = take_name(c, at);
    if (name.folded.len == 0)
        return;
    c->page->reporter = name;
    c->page->reporter_rank = rank;
}

static void take_caption(scan *c, size_t at)
{
    const gr_text *t = c->text;
    size_t end = c->s.len;
    for (size_t i = gr_text_token_at(t, at); i < t->tokens.len; i++) {
        gr_class class = (gr_class)t->tokens.ptr[i].class;
        if (class != GR_CLASS_GAP && class != GR_CLASS_BAR && class != GR_CLASS_BREAK)
            continue;
        end = t->tokens.ptr[i].start < end ? t->tokens.ptr[i].start : end;
        break;
    }
    if (c->page->caption.folded.len == 0 && end > at)
        c->page->caption = gr_wording_make(t, at, end, c->arena);
}

static void take_value(scan *c, gr_page_value kind, int rank, size_t at)
{
    switch (kind) {
    case GR_PAGE_NOTHING:
        break;
    case GR_PAGE_DATE:
        take_date(c, at, rank);
        break;
    case GR_PAGE_SOURCE:
        take_source(c, at);
        break;
    case GR_PAGE_REPORTER:
        take_reporter(c, at, rank);
        break;
    case GR_PAGE_CAPTION:
        take_caption(c, at);
        break;
    }
}

/* ------------------------------------------------------------------ labels */

/* Whether a longer word ends at `at`: 成文日期 is not 日期, 公开办 时间 is 时间. */
static bool is_longer_word(const scan *c, size_t from, size_t at)
{
    if (at == from || (unsigned char)c->s.ptr[at - 1] < 0x80 ||
        gr_str_ends(gr_str_slice(c->s, from, at), GR_LIT("】")))
        return false;
    return gr_text_byte(c->text, at) == gr_text_end(c->text, at);
}

/* A label is told by how it ends; of dates, the first is believed first. */
static const struct {
    const gr_word_list *words;
    int rank;
    gr_page_value value;
} labels[] = {
    {GR_FIELDWORDS_PUBLISHED, 1, GR_PAGE_DATE},    {GR_FIELDWORDS_UPDATED, 3, GR_PAGE_DATE},
    {GR_FIELDWORDS_ISSUED, 4, GR_PAGE_DATE},       {GR_FIELDWORDS_DATED, 2, GR_PAGE_DATE},
    {GR_FIELDWORDS_REPORTER, 1, GR_PAGE_REPORTER}, {GR_FIELDWORDS_FILLER, 2, GR_PAGE_REPORTER},
    {GR_FIELDWORDS_SOURCE, 1, GR_PAGE_SOURCE},     {GR_FIELDWORDS_CAPTION, 1, GR_PAGE_CAPTION},
};

/* What the label that [from, to) ends with says of its value. */
static gr_page_value read_label(const scan *c, size_t from, size_t to, int *rank)
{
    from = to - from > LABEL_MAX ? to - LABEL_MAX : from;
    for (size_t i = 0; i < GR_COUNT(labels); i++) {
        size_t length = gr_word_list_end(labels[i].words, gr_str_slice(c->s, from, to));
        bool dated = labels[i].words == GR_FIELDWORDS_DATED;
        if (length == 0 || (dated && is_longer_word(c, from, to - length)))
            continue;
        *rank = labels[i].rank;
        return labels[i].value;
    }
    return GR_PAGE_NOTHING;
}

static size_t skip_delimiters(const gr_text *t, size_t *i)
{
    while (*i + 1 < t->tokens.len && is_delimiter(t, &t->tokens.ptr[*i + 1]))
        ++*i;
    return t->tokens.ptr[*i].end;
}

static void read_labels(scan *c)
{
    const gr_text *t = c->text;
    size_t from = 0;
    for (size_t i = 0; i < t->tokens.len && t->tokens.ptr[i].start < c->s.len; i++) {
        const gr_token *token = &t->tokens.ptr[i];
        bool digits = token->class == GR_CLASS_DIGIT && token->end - token->start == 4;
        if (!digits && !is_delimiter(t, token))
            continue;
        int rank;
        gr_page_value kind = token->start > from ? read_label(c, from, token->start, &rank) : GR_PAGE_NOTHING;
        size_t value = digits ? token->start : skip_delimiters(t, &i);
        if (kind != GR_PAGE_NOTHING && value < c->s.len && (!digits || kind == GR_PAGE_DATE))
            take_value(c, kind, rank, value);
        else if (kind != GR_PAGE_NOTHING && !digits)
            c->page->waiting = kind, c->page->waiting_rank = rank;
        from = digits ? from : value;
    }
    int rank;
    gr_page_value kind = from < c->s.len ? read_label(c, from, c->s.len, &rank) : GR_PAGE_NOTHING;
    if (kind != GR_PAGE_NOTHING)
        c->page->waiting = kind, c->page->waiting_rank = rank;
}

/* 索引号 01542 发布机构 青禾县民政局: a space is all that stands between. */
static void read_spaced_sources(scan *c)
{
    size_t at = 0, next;
    for (; (next = dropped_space(c->text, at, c->s.len)) < c->s.len; at = next)
        if (gr_word_list_start(GR_FIELDWORDS_SOURCE, gr_str_slice(c->s, at, next)) == next - at)
            take_source(c, next);
}

/* Whether the words beside a date speak of the page: 2013年3月29日 来源：… */
static bool is_of_page(gr_str s)
{
    static const char *const words[] = {"来源", "浏览", "点击", "字号", "字体", "作者",
                                        "发布", "阅读", "已阅", "编辑", "责编"};
    for (size_t i = 0; i < GR_COUNT(words); i++)
        if (gr_holds(s, words[i]))
            return true;
    return false;
}

/* Whether a date in digits at token i is all that a line has beside a body's name:
 * 沅宁市人民政府 2017-03-21. */
static bool stands_by_name(const scan *c, size_t i)
{
    gr_agency agency;
    gr_str name = gr_str_slice(c->s, 0, c->text->tokens.ptr[i].start);
    for (size_t k = i; k < c->text->tokens.len; k++)
        if (c->text->tokens.ptr[k].class == GR_CLASS_HAN)
            return false;
    return strchr("-/.", c->s.ptr[c->text->tokens.ptr[i].end]) != NULL && gr_agency_read(name, &agency);
}

/* Whether the date at token i says when the page appeared: the first of its line, or
 * beside words about the page. */
static bool is_of_this_page(const scan *c, size_t i)
{
    const gr_token *token = &c->text->tokens.ptr[i];
    bool line = !gr_text_has(c->text, GR_CLASS_STOP) && is_of_page(c->s);
    gr_str rest = gr_str_slice(c->s, token->end, c->s.len);
    gr_str near = gr_str_limit(rest, NAKED_NEAR);
    if (token->start == 0 && is_of_page(near))
        return true;
    return c->text->folded.len <= NAKED_LINE && (line || is_of_page(rest) || stands_by_name(c, i));
}

/* Where the page's words begin behind a title on its line; 0 where there is none. */
static size_t behind_title(gr_str s)
{
    gr_title title;
    size_t end = gr_title_end(s);
    return end < s.len && gr_title_read(gr_str_slice(s, 0, end), &title) ? end : 0;
}

/* A date without a label, before the text: as 2012-03-30, or with words about the
 * page behind it; one with 年月日 alone may be the report's own. */
static void read_naked_date(scan *c)
{
    const gr_text *t = c->text;
    size_t title = behind_title(c->s);
    bool words = false;
    for (size_t i = gr_text_token_at(t, title); i < t->tokens.len && t->tokens.ptr[i].end < c->s.len; i++) {
        const gr_token *token = &t->tokens.ptr[i];
        words = words || token->class == GR_CLASS_HAN;
        if (token->class != GR_CLASS_DIGIT || token->end - token->start != 4)
            continue;
        bool first = !words && strchr("-/.", c->s.ptr[token->end]) != NULL;
        if (first || title > 0 || is_of_this_page(c, i))
            take_date(c, token->start, NAKED_RANK);
        return;
    }
}

/* （2015年3月30日）, （青禾县民政局　2015年3月30日公布）: a line of its own by the title,
 * or behind it; a name and a date without 公布 sign the report. */
static void read_bracketed_date(scan *c)
{
    gr_date date;
    gr_agency agency;
    size_t open = gr_str_find(c->s, GR_LIT("（"), 0), at = open + strlen("（");
    if (open == GR_NOT_FOUND || !gr_str_ends(c->s, GR_LIT("）")))
        return;
    size_t close = c->s.len - strlen("）"), name = at;
    while (at < close && !gr_is_digit((unsigned char)c->s.ptr[at]))
        at++;
    bool named = at > name;
    if (named && !gr_agency_read(gr_str_slice(c->s, name, at), &agency))
        return;
    size_t end = gr_date_read(c->s, at, &date);
    if ((end == close && !named) ||
        (end < close && gr_word_list_equal(GR_FIELDWORDS_ANNOUNCE, gr_str_slice(c->s, end, close))))
        take_date(c, at, BRACKETED_RANK);
}

static void read_trail(scan *c)
{
    size_t from = 0;
    while (from < c->s.len && c->page->trail_count < GR_PAGE_NAMES) {
        size_t end = gr_str_find(c->s, GR_LIT("〉"), from);
        if (end == GR_NOT_FOUND && from == 0)
            return;
        end = end == GR_NOT_FOUND ? c->s.len : end;
        if (end > from && end - from <= 200)
            c->page->trail[c->page->trail_count++] = gr_wording_make(c->text, from, end, c->arena);
        from = end + strlen("〉");
    }
}

void gr_page_read(gr_arena *arena, const gr_text *text, size_t limit, bool head, gr_page *page)
{
    scan c = {arena, text, gr_text_str(text), page};
    if (c.s.len > limit)
        c.s.len = gr_utf8_back(c.s, limit + 1);
    if (page->waiting != GR_PAGE_NOTHING && c.s.len > 0)
        take_value(&c, page->waiting, page->waiting_rank, 0);
    page->waiting = GR_PAGE_NOTHING;
    read_labels(&c);
    if (head) {
        read_spaced_sources(&c);
        read_naked_date(&c);
        read_bracketed_date(&c);
        read_trail(&c);
    }
}
