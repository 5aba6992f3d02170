#include "section.h"

#include "data.h"
#include "form.h"
#include "form_run.h"
#include "heading.h"
#include "noise.h"
#include "number.h"
#include "codepoint.h"

#include <stdlib.h>

enum {
    PARAGRAPH_MAX = 1 << 16, /* folded bytes; a longer one goes out in parts */
    TABLE_MAX = 1 << 18,
    RAW_GAP_MAX = 1 << 13, /* raw bytes between two lines of one paragraph */
    HARD_WRAP_WIDTH = 120, /* a text with wider lines was not wrapped by hand */
    WRAP_SLACK = 7,        /* a wrapped line may be that much shorter than the widest */
    WRAP_LEAST = 30,
    LONG_LINE = 60, /* a line so wide is no title, address or signature */
    TITLE_WIDTH = 100,
    HEADING_CHARS = 42 /* the longest title that is not cut at its first colon or gap */
};

typedef enum pending_kind { NOTHING, PARAGRAPH, ROW, HEADING, TITLE } pending_kind;

/* A heading that is open: the stack of these gives the level of the next one. */
typedef struct open_section {
    int rank, value, index;
} open_section;

struct gr_segmenter {
    void (*block)(void *context, const gr_block *block);
    void *context;
    gr_arena *arena;
    GR_ARRAY(gr_section) sections;
    GR_ARRAY(uint32_t) children; /* of each section, so far */
    GR_ARRAY(open_section) open;
    uint32_t top_children;

    gr_text text; /* the paragraph that is being put together */
    pending_kind kind;
    gr_mark mark; /* of a heading */
    int heading;  /* its section, or -1 while that is not decided */
    uint64_t heading_start;
    uint32_t heading_line;
    bool cut;          /* its last line goes on */
    bool isolated;     /* stands alone by its Markdown */
    bool counted;      /* its last line was a count: 30条 */
    bool counts_apart; /* counts stand on lines of their own, what follows them on the next */
    uint32_t last_width, first_indent, last_indent;

    gr_text table;
    bool in_table;
    size_t table_lines; /* of it so far, but for empty ones */
    uint32_t widths[3]; /* the widest lines of running text so far, widest first */
    bool body;          /* past the title and what surrounds it */
    bool attachment;

    bool holds;   /* a line of which the next one tells whether it is a page's number */
    gr_line held; /* its text is held_text */
    gr_text held_text;
    gr_text part_text; /* of a line that holds a table */
};

/* A line, or the part of one from an inline heading on. */
typedef struct piece {
    const gr_line *line;
    size_t from, to;
    gr_mark mark;
} piece;

static gr_str piece_str(const piece *p)
{
    return gr_str_slice(gr_text_str(p->line->text), p->from, p->to);
}

static bool piece_has(const piece *p, gr_class class)
{
    return gr_text_range_has(p->line->text, p->from, p->to, class);
}

static gr_class last_class(const gr_text *t)
{
    return t->tokens.len > 0 ? (gr_class)t->tokens.ptr[t->tokens.len - 1].class : GR_CLASS_COUNT;
}

static gr_class first_class(const piece *p)
{
    size_t i = gr_text_token_at(p->line->text, p->from);
    return i < p->line->text->tokens.len ? (gr_class)p->line->text->tokens.ptr[i].class : GR_CLASS_COUNT;
}

/* ---------------------------------------------------------------- sections */

static int current_section(const gr_segmenter *s)
{
    return s->attachment || s->open.len == 0 ? -1 : s->open.ptr[s->open.len - 1].index;
}

static void close_sections(gr_segmenter *s, int rank, uint64_t end)
{
    while (s->open.len > 0 && s->open.ptr[s->open.len - 1].rank >= rank)
        s->sections.ptr[s->open.ptr[--s->open.len].index].byte_end = end;
}

static const char *section_path(gr_segmenter *s, int parent)
{
    if (parent < 0)
        return gr_arena_printf(s->arena, "%u", ++s->top_children);
    return gr_arena_printf(s->arena, "%s.%u", s->sections.ptr[parent].path, ++s->children.ptr[parent]);
}

/* Opens the section of the heading that the pending paragraph begins with. */
static void open_heading(gr_segmenter *s)
{
    close_sections(s, s->mark.rank, s->heading_start);
    int parent = current_section(s);
    gr_section section = {
        .level = (int)s->open.len + 1,
        .path = section_path(s, parent),
        .line = s->heading_line,
        .byte_start = s->heading_start,
        .parent = parent,
    };
    s->heading = (int)s->sections.len;
    *gr_array_push(&s->sections) = section;
    *gr_array_push(&s->children) = 0;
    *gr_array_push(&s->open) = (open_section){s->mark.rank, s->mark.value, s->heading};
}

/* The number that the next heading of a rank should have. */
static int expected_value(const gr_segmenter *s, int rank)
{
    for (size_t i = s->open.len; i-- > 0;)
        if (s->open.ptr[i].rank == rank)
            return s->open.ptr[i].value + 1;
    return 1;
}

/* Where the report leaves a space between the title and the text that runs on
 * behind it, from `from` on and before `stop`; 0 for nowhere.  A space after a
 * single character, or one of many, is spacing; the end of a line is none. */
static size_t title_gap(const gr_text *t, size_t from, size_t stop)
{
    gr_str all = gr_text_str(t);
    for (size_t i = 0; i < t->anchors.len; i++) {
        size_t at = t->anchors.ptr[i].folded;
        if (at <= from || at >= stop || !gr_text_skips(t, at) || gr_text_breaks(t, at))
            continue;
        size_t next = i + 1 < t->anchors.len && t->anchors.ptr[i + 1].folded < stop
                          ? t->anchors.ptr[i + 1].folded
                          : stop;
        bool digits = all.ptr[at - 1] >= '0' && all.ptr[at - 1] <= '9';
        bool denial = gr_str_starts(gr_str_slice(all, at, stop), GR_LIT("无"));
        if (!digits && gr_utf8_count(gr_str_slice(all, from, at)) >= 2 &&
            (denial || gr_utf8_count(gr_str_slice(all, at, next)) >= 4))
            return at;
    }
    return 0;
}

/* Where the title of the pending heading ends: at the first full stop, as 一、
 * and （一） are often followed by text; or at the space before that text; a long
 * one at its first colon. */
static size_t title_end(const gr_segmenter *s)
{
    const gr_text *t = &s->text;
    size_t stop = t->folded.len, colon = 0;
    bool runs_on = false;
    for (size_t i = gr_text_token_at(t, s->mark.end); i < t->tokens.len && !runs_on; i++) {
        const gr_token *token = &t->tokens.ptr[i];
        runs_on = token->class == GR_CLASS_STOP;
        if (runs_on)
            stop = token->start;
        if (token->class == GR_CLASS_COLON && colon == 0)
            colon = token->start;
    }
    size_t gap = runs_on ? title_gap(t, s->mark.end, stop) : 0;
    if (gap > 0 && (colon == 0 || gap < colon))
        return gap;
    bool too_long = gr_utf8_count(gr_str_slice(gr_text_str(t), s->mark.end, stop)) > HEADING_CHARS;
    return too_long && colon > 0 ? colon : stop;
}

static char *plain_copy(gr_segmenter *s, size_t start, size_t end)
{
    gr_buf plain = {0};
    gr_text_plain(&s->text, start, end, &plain);
    char *copy = gr_arena_copy(s->arena, gr_buf_str(&plain));
    gr_buf_release(&plain);
    return copy;
}

/* The number without its mark: of 一、 （一） ㈠ it is 一, of 1. ⒈ ⑴ it is 1; of a
 * dash that stands for 一, too; ① is left as it is. */
static const char *plain_number(gr_segmenter *s)
{
    static const char *const han[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    const gr_mark *m = &s->mark;
    const char *number = plain_copy(s, m->number_start, m->number_end);
    if (gr_str_equal(gr_str_of(number), GR_LIT("—")))
        return "一";
    size_t length;
    uint32_t c = gr_utf8_get(gr_text_str(&s->text).ptr + m->number_start, &length);
    if (c >= 0x3220 && c < 0x3220 + GR_COUNT(han))
        return han[c - 0x3220];
    return c >= 0x2474 && c <= 0x249b ? gr_arena_printf(s->arena, "%d", m->value) : number;
}

/* Sections below （一） count as headings only where they stand alone as a
 * paragraph: 1、 begins list items and sentences just as often. */
static bool stands_alone(const gr_segmenter *s)
{
    gr_class last = last_class(&s->text);
    return !gr_text_has(&s->text, GR_CLASS_STOP) && !gr_text_has(&s->text, GR_CLASS_SEMICOLON) &&
           last != GR_CLASS_COMMA && last != GR_CLASS_ENUM && s->mark.end < s->text.folded.len &&
           !s->attachment && gr_utf8_count(gr_text_str(&s->text)) <= HEADING_CHARS;
}

/* ------------------------------------------------------------------ blocks */

static void pass_on(gr_segmenter *s, gr_block block)
{
    block.section = current_section(s);
    block.attachment = s->attachment;
    s->block(s->context, &block);
}

static void flush_heading(gr_segmenter *s, bool continues)
{
    if (s->heading < 0 && !stands_alone(s)) {
        pass_on(s, (gr_block){.kind = GR_BLOCK_PARAGRAPH, .text = &s->text, .continues = continues});
        return;
    }
    if (s->heading < 0)
        open_heading(s);
    gr_block block = {
        .kind = GR_BLOCK_HEADING, .text = &s->text, .title_start = s->mark.end, .continues = continues};
    block.title_end = title_end(s);
    gr_section *section = &s->sections.ptr[s->heading];
    section->number = plain_number(s);
    section->title = plain_copy(s, block.title_start, block.title_end);
    pass_on(s, block);
}

/* Passes the pending paragraph on and begins anew. */
static void flush(gr_segmenter *s, bool continues)
{
    switch (s->kind) {
    case NOTHING:
        break;
    case HEADING:
        flush_heading(s, continues);
        break;
    case TITLE:
        pass_on(s, (gr_block){.kind = GR_BLOCK_TITLE, .text = &s->text, .title_end = s->text.folded.len});
        break;
    default:
        pass_on(s, (gr_block){.kind = GR_BLOCK_PARAGRAPH, .text = &s->text, .continues = continues});
    }
    gr_text_clear(&s->text);
    s->kind = NOTHING;
    s->cut = s->isolated = false;
}

static void aside(gr_segmenter *s, const gr_line *line)
{
    s->block(s->context, &(gr_block){.kind = GR_BLOCK_ASIDE, .text = line->text, .section = -1});
}

/* Raw text between the lines of one paragraph belongs to it, so that it stays
 * one slice of the report; where there is too much of it, the paragraph ends. */
static void keep_between(gr_segmenter *s, const gr_line *line)
{
    if (s->kind == NOTHING)
        return;
    uint64_t have = s->text.raw_start.byte + s->text.raw.len;
    uint64_t seen = s->text.anchors.len > 0 ? gr_text_end(&s->text, s->text.folded.len) : have;
    if (line->byte_end - seen > RAW_GAP_MAX)
        flush(s, false);
    else
        gr_text_append_raw(&s->text, gr_buf_str(&line->text->raw), line->text->raw_start);
}

/* ------------------------------------------------- what belongs together */

/* The width at which the text was wrapped: the third widest line, as a line or
 * two may stick out (spaced letters, addresses). */
static uint32_t wrap_width(const gr_segmenter *s)
{
    return s->widths[2] > 0 ? s->widths[2] : s->widths[1] > 0 ? s->widths[1] : s->widths[0];
}

static void note_width(gr_segmenter *s, uint32_t width)
{
    for (size_t i = 0; i < 3; i++) {
        if (width <= s->widths[i])
            continue;
        uint32_t smaller = s->widths[i];
        s->widths[i] = width;
        width = smaller;
    }
}

static bool is_hard_wrapped(const gr_segmenter *s)
{
    return wrap_width(s) >= WRAP_LEAST && wrap_width(s) <= HARD_WRAP_WIDTH;
}

static bool fills_line(const gr_segmenter *s, uint32_t width)
{
    return is_hard_wrapped(s) && width + WRAP_SLACK >= wrap_width(s);
}

static bool is_date(gr_str s)
{
    return gr_str_ends(s, GR_LIT("日")) && gr_str_find(s, GR_LIT("年"), 0) != GR_NOT_FOUND && s.len <= 40;
}

/* A body's name or a date alone: the signature. */
static bool is_signature(const piece *p)
{
    if (p->line->width > LONG_LINE || piece_has(p, GR_CLASS_STOP) || piece_has(p, GR_CLASS_COMMA))
        return false;
    return is_date(piece_str(p)) || gr_word_list_end(GR_HEADINGS_BODY, piece_str(p)) > 0;
}

static bool names_disclosure(gr_str s)
{
    return gr_str_find(s, GR_LIT("公开"), 0) != GR_NOT_FOUND;
}

static bool is_title_text(gr_str s)
{
    return gr_word_list_end(GR_HEADINGS_TITLE, s) > 0 && names_disclosure(s);
}

static bool is_title(const piece *p)
{
    return p->line->width <= TITLE_WIDTH && p->mark.rank == GR_RANK_NONE && is_title_text(piece_str(p)) &&
           !piece_has(p, GR_CLASS_STOP) && !piece_has(p, GR_CLASS_COMMA) && !piece_has(p, GR_CLASS_COLON);
}

/* 洪泽区人民政府 / 2023年政府信息公开工作年度报告: a title over two lines. */
static bool title_goes_on(const gr_segmenter *s, const piece *p)
{
    gr_str first = gr_text_str(&s->text), second = piece_str(p);
    if (is_title_text(first) || p->line->width > TITLE_WIDTH ||
        gr_word_list_end(GR_HEADINGS_TITLE, second) == 0 || !is_title_text(second))
        return !is_title_text(first) && names_disclosure(first) == false &&
               gr_word_list_end(GR_HEADINGS_TITLE, second) > 0 &&
               gr_str_find(first, GR_LIT("信息"), 0) != GR_NOT_FOUND;
    bool body = gr_word_list_end(GR_HEADINGS_BODY, first) > 0;
    return !body || (unsigned char)second.ptr[0] < 0x80 || gr_str_starts(second, GR_LIT("政府信息")) ||
           gr_str_starts(second, GR_LIT("信息公开")) || gr_str_starts(second, GR_LIT("关于"));
}

static bool is_unfinished(const gr_segmenter *s)
{
    return gr_word_list_end(GR_HEADINGS_UNFINISHED, gr_text_str(&s->text)) > 0 ||
           last_class(&s->text) == GR_CLASS_OPEN;
}

/* Whether the text of a heading has begun on its line: （一）网站：通过网站公开190条；通过 */
static bool speaks(const gr_segmenter *s)
{
    return gr_text_has(&s->text, GR_CLASS_STOP) || gr_text_has(&s->text, GR_CLASS_COMMA) ||
           gr_text_has(&s->text, GR_CLASS_SEMICOLON) ||
           (gr_text_has(&s->text, GR_CLASS_COLON) && last_class(&s->text) != GR_CLASS_COLON);
}

static bool paragraph_goes_on(const gr_segmenter *s, const piece *p)
{
    bool listed = piece_has(p, GR_CLASS_ENUM) && fills_line(s, s->last_width);
    if (is_signature(p) || (is_title(p) && !listed) || is_date(gr_text_str(&s->text)))
        return false; /* but 财政预决算、政府信息公开年度报告 / 74条 */
    if (gr_text_has(&s->text, GR_CLASS_BAR) && !gr_text_has(&s->text, GR_CLASS_COMMA))
        return false; /* a row of the page's table: 标题： | … */
    if (p->line->indent + 2 <= s->first_indent)
        return true; /* only first lines are indented here */
    if (!is_hard_wrapped(s))
        return s->last_width > LONG_LINE;
    return fills_line(s, s->last_width) && (p->line->indent < 2 || p->line->indent <= s->last_indent);
}

static bool heading_goes_on(const gr_segmenter *s, const piece *p)
{
    if (s->mark.end >= s->text.folded.len)
        return true; /* the number alone: its title is the next line */
    bool fills = fills_line(s, s->last_width);
    if (fills && !piece_has(p, GR_CLASS_STOP) && !fills_line(s, p->line->width) &&
        p->line->indent <= s->last_indent && !is_signature(p))
        return true;
    return speaks(s) && (fills || gr_text_has(&s->text, GR_CLASS_STOP)) && paragraph_goes_on(s, p);
}

/* Whether a line that ends a sentence is followed by its own paragraph: in a
 * wrapped text whose paragraphs are indented the next line shows it. */
static bool ended_line_goes_on(const gr_segmenter *s, const piece *p, gr_class last)
{
    if (s->kind != PARAGRAPH && !gr_text_has(&s->text, GR_CLASS_STOP))
        return false;
    if (!fills_line(s, s->last_width) || is_signature(p) ||
        gr_word_list_start(GR_HEADINGS_OPENER, piece_str(p)) > 0)
        return false;
    return p->line->indent + 2 <= s->first_indent ||
           (last == GR_CLASS_SEMICOLON && p->line->indent <= s->last_indent);
}

/* Whether the pending text may be running text: headings of low rank begin some, and
 * in any the text may have begun, as it has where there is too much for a title. */
static bool is_text(const gr_segmenter *s)
{
    bool begun =
        s->mark.rank >= GR_RANK_DIGIT || speaks(s) || gr_utf8_count(gr_text_str(&s->text)) > HEADING_CHARS;
    return s->kind == PARAGRAPH || (s->kind == HEADING && begun);
}

/* Where the count ends that the piece begins with, 5086户, or its own start. */
static size_t count_end(const piece *p)
{
    gr_numeral n;
    if (first_class(p) != GR_CLASS_DIGIT)
        return p->from;
    gr_number_read(gr_text_str(p->line->text), p->from, &n);
    return n.class == GR_NUMERAL_FIGURE && n.unit_end > n.unit_start ? n.unit_end : p->from;
}

/* 编发《江岭简讯》 | 18 | 期 */
static bool ends_in_name(const gr_segmenter *s)
{
    gr_str text = gr_text_str(&s->text);
    return gr_str_ends(text, GR_LIT("》")) || gr_str_ends(text, GR_LIT("”"));
}

/* Whether the piece begins with a count of which the words stand before it: some
 * copies begin a new paragraph at each change of the typeface. */
static bool counts_what_stands_before(const gr_segmenter *s, const piece *p)
{
    gr_class last = last_class(&s->text);
    bool words = last == GR_CLASS_HAN || last == GR_CLASS_DENIAL || ends_in_name(s);
    return is_text(s) && words && count_end(p) > p->from;
}

/* Whether the piece is nothing but a number. */
static bool is_bare_number(const piece *p)
{
    enum { NUMBER_BYTES = 16 };
    gr_str s = piece_str(p);
    size_t i = 0;
    while (i < s.len && (gr_is_digit((unsigned char)s.ptr[i]) || strchr(".,%", s.ptr[i]) != NULL))
        i++;
    return i == s.len && s.len > 0 && s.len <= NUMBER_BYTES && first_class(p) == GR_CLASS_DIGIT;
}

/* Whether a number on a line of its own, as some copies have each of them, belongs to
 * the words before it. */
static bool takes_bare_number(const gr_segmenter *s, const piece *p)
{
    gr_class last = last_class(&s->text);
    bool open = last == GR_CLASS_HAN || last == GR_CLASS_DENIAL || last == GR_CLASS_ENUM ||
                last == GR_CLASS_COMMA || last == GR_CLASS_OPEN || last == GR_CLASS_COLON || ends_in_name(s);
    bool page = fills_line(s, s->last_width); /* in a text that is wrapped it numbers the page */
    return is_text(s) && open && !page && p->mark.rank == GR_RANK_NONE && is_bare_number(p);
}

/* Whether the piece is nothing but a count. */
static bool is_count(const piece *p)
{
    enum { COUNT_BYTES = 30 };
    return p->to - p->from <= COUNT_BYTES && p->mark.rank == GR_RANK_NONE && count_end(p) == p->to;
}

/* Whether the words of the piece follow a count on its own line, in a text that has
 * each of them so: 配备 | 2名 | 专职人员. */
static bool count_goes_on(const gr_segmenter *s, const piece *p)
{
    return s->kind == PARAGRAPH && s->counted && s->counts_apart && p->mark.rank == GR_RANK_NONE &&
           first_class(p) == GR_CLASS_HAN;
}

/* Whether the piece begins with what ends a clause, or with a percent sign. */
static bool begins_with_end(const piece *p)
{
    gr_class first = first_class(p);
    return first == GR_CLASS_STOP || first == GR_CLASS_COMMA || first == GR_CLASS_SEMICOLON ||
           first == GR_CLASS_ENUM || first == GR_CLASS_CLOSE || gr_str_starts(piece_str(p), GR_LIT("%"));
}

/* 自2008年 | 5月 | 1日 | 起: the parts of a date, each on its own line. */
static bool date_goes_on(const gr_segmenter *s, const piece *p)
{
    gr_str text = gr_text_str(&s->text), next = piece_str(p);
    gr_numeral n;
    if (s->kind != PARAGRAPH || is_date(next))
        return false;
    if (first_class(p) != GR_CLASS_DIGIT)
        return gr_str_ends(text, GR_LIT("日")) && gr_word_list_start(GR_HEADINGS_DATE_ENDS, next) > 0;
    gr_number_read(gr_text_str(p->line->text), p->from, &n);
    return n.class == GR_NUMERAL_DATE && gr_word_list_end(GR_HEADINGS_DATE_BEGINS, text) > 0;
}

/* Whether the piece goes on with the numeral that ends the pending text: with what it
 * counts, 12 | 条, or a date's 年. */
static bool number_goes_on(const gr_segmenter *s, const piece *p)
{
    enum { UNIT_BYTES = 24 };
    gr_class first = first_class(p);
    bool words = first == GR_CLASS_HAN || first == GR_CLASS_NUMERAL; /* 61 | 万条 */
    if (last_class(&s->text) != GR_CLASS_DIGIT || !words || is_title(p))
        return false;
    char joined[UNIT_BYTES + 2] = "1";
    gr_str next = piece_str(p);
    next.len = next.len > UNIT_BYTES ? gr_utf8_back(next, UNIT_BYTES + 1) : next.len;
    memcpy(joined + 1, next.ptr, next.len);
    gr_numeral n;
    gr_number_read(gr_str_make(joined, next.len + 1), 0, &n);
    return n.class == GR_NUMERAL_DATE || n.unit_end > n.unit_start;
}

/* Whether the piece continues the pending paragraph. */
static bool goes_on(const gr_segmenter *s, const piece *p)
{
    if (s->cut)
        return true;
    if (s->kind == NOTHING || s->kind == ROW || s->isolated || p->line->marks > 0)
        return false;
    if (s->kind == TITLE)
        return title_goes_on(s, p);
    if (takes_bare_number(s, p) || date_goes_on(s, p) || count_goes_on(s, p) ||
        (s->kind == PARAGRAPH && begins_with_end(p)))
        return true;
    gr_class last = last_class(&s->text);
    bool ended = last == GR_CLASS_STOP || last == GR_CLASS_SEMICOLON || last == GR_CLASS_COLON;
    if (ended && p->mark.rank == GR_RANK_NONE && ended_line_goes_on(s, p, last))
        return true;
    if (p->mark.rank != GR_RANK_NONE)
        return !ended && is_unfinished(s) &&
               (p->mark.rank >= GR_RANK_DIGIT || p->mark.value != expected_value(s, p->mark.rank));
    if (ended || gr_word_list_start(GR_HEADINGS_OPENER, piece_str(p)) > 0)
        return false;
    if (counts_what_stands_before(s, p))
        return true;
    if (gr_word_list_start(GR_HEADINGS_GOES_ON, piece_str(p)) > 0 || is_unfinished(s) || number_goes_on(s, p))
        return true;
    return s->kind == HEADING ? heading_goes_on(s, p) : paragraph_goes_on(s, p);
}

/* ------------------------------------------------------------------ pieces */

/* Two words or numbers that would run together keep a space between them. */
static void append_space(gr_segmenter *s, gr_class next, bool broken_number)
{
    gr_class last = last_class(&s->text);
    if (gr_class_is_western(last) && gr_class_is_western(next) &&
        !(broken_number && last == GR_CLASS_DIGIT && next == GR_CLASS_DIGIT))
        gr_text_append_break(&s->text, GR_CLASS_SPACE, ' ');
}

/* Appends a piece; gaps between columns mean nothing in running text. */
static void append(gr_segmenter *s, const piece *p)
{
    const gr_text *t = p->line->text;
    size_t from = p->from;
    append_space(s, first_class(p), fills_line(s, s->last_width));
    bool gaps = s->kind != ROW && gr_text_has(t, GR_CLASS_GAP);
    for (size_t i = gr_text_token_at(t, p->from); gaps && i < t->tokens.len && t->tokens.ptr[i].start < p->to;
         i++) {
        if (t->tokens.ptr[i].class != GR_CLASS_GAP)
            continue;
        gr_text_append(&s->text, t, from, t->tokens.ptr[i].start);
        from = t->tokens.ptr[i].end;
        if (i + 1 < t->tokens.len)
            append_space(s, (gr_class)t->tokens.ptr[i + 1].class, false);
    }
    gr_text_append(&s->text, t, from, p->to);
    s->last_width = p->line->width;
    s->last_indent = p->line->indent;
    s->cut = p->line->cut && p->to == t->folded.len;
}

static bool is_row(const piece *p)
{
    bool gap = piece_has(p, GR_CLASS_GAP), stop = piece_has(p, GR_CLASS_STOP) || piece_has(p, GR_CLASS_COMMA);
    return first_class(p) == GR_CLASS_BAR ||
           (gap && !stop && (piece_has(p, GR_CLASS_DIGIT) || piece_has(p, GR_CLASS_BAR)));
}

/* A line before the body that may be the first of a title, or name the agency. */
static bool may_begin_title(const gr_segmenter *s, const piece *p)
{
    return !s->body && p->line->width <= TITLE_WIDTH && !piece_has(p, GR_CLASS_STOP) &&
           !piece_has(p, GR_CLASS_COMMA) && !piece_has(p, GR_CLASS_SEMICOLON) &&
           !piece_has(p, GR_CLASS_COLON) && gr_word_list_start(GR_HEADINGS_PREAMBLE, piece_str(p)) == 0;
}

static pending_kind kind_of(const gr_segmenter *s, const piece *p)
{
    if (p->mark.rank != GR_RANK_NONE && !(is_row(p) && p->mark.rank >= GR_RANK_DIGIT))
        return s->attachment && p->mark.rank >= GR_RANK_DIGIT ? PARAGRAPH : HEADING;
    if (is_row(p))
        return ROW;
    return is_title(p) || may_begin_title(s, p) ? TITLE : PARAGRAPH;
}

static void start(gr_segmenter *s, const piece *p)
{
    s->kind = kind_of(s, p);
    s->counted = false;
    s->first_indent = p->line->indent;
    s->isolated = p->line->marks > 0 && p->mark.rank == GR_RANK_NONE;
    append(s, p);
    if (s->kind == PARAGRAPH || s->kind == HEADING)
        s->body = true;
    if (s->kind != HEADING)
        return;
    s->mark = p->mark;
    s->mark.number_start -= p->from;
    s->mark.number_end -= p->from;
    s->mark.end = s->mark.end - p->from < s->text.folded.len ? s->mark.end - p->from : s->text.folded.len;
    s->heading_line = p->line->number;
    s->heading_start = gr_text_byte(&s->text, 0);
    s->heading = -1;
    if (s->mark.rank <= GR_RANK_BRACKET && !s->attachment)
        open_heading(s);
    else if (s->attachment)
        s->kind = PARAGRAPH;
}

/* A paragraph too long to keep goes out at its last full stop. */
static void flush_part(gr_segmenter *s)
{
    if (s->text.folded.len < PARAGRAPH_MAX)
        return;
    pending_kind kind = s->kind == ROW ? ROW : PARAGRAPH;
    bool cut = s->cut;
    flush(s, cut);
    s->kind = cut ? kind : NOTHING;
    s->cut = cut;
}

static void take_piece(gr_segmenter *s, const piece *p)
{
    bool joins = goes_on(s, p);
    s->counts_apart = s->counts_apart || (joins && s->counted && begins_with_end(p));
    if (joins) {
        append(s, p);
        s->counted = is_count(p);
    } else {
        flush(s, false);
        start(s, p);
    }
    if (s->kind == PARAGRAPH)
        note_width(s, p->line->width);
    flush_part(s);
}

static inline bool begins_mark(const gr_token *token)
{
    return token->class == GR_CLASS_NUMERAL || token->class == GR_CLASS_OPEN;
}

/* Whether a heading may begin in the middle of a line, at token i: after a full
 * stop, a colon (如下：一、…), or a space that the report leaves there. */
static bool may_begin_inline(const gr_text *t, size_t i)
{
    gr_class before = (gr_class)t->tokens.ptr[i - 1].class;
    if (before == GR_CLASS_STOP || before == GR_CLASS_COLON || before == GR_CLASS_GAP)
        return true;
    size_t at = t->tokens.ptr[i].start;
    return gr_text_skips(t, at);
}

/* Whether the mark at token i is that of the next heading of its series.  Some reports
 * give a number twice or leave one out: where a full stop and a space set 三、 off from
 * the text before it, that will do. */
static bool is_next_heading(const gr_segmenter *s, const gr_text *t, size_t i, const gr_mark *mark)
{
    int expected = expected_value(s, mark->rank);
    bool set_off = mark->rank == GR_RANK_HAN && t->tokens.ptr[i - 1].class == GR_CLASS_STOP &&
                   gr_text_skips(t, t->tokens.ptr[i].start);
    return mark->value == expected ||
           (set_off && (mark->value == expected + 1 || mark->value == expected - 1));
}

/* Where in the line the next heading of its series begins, in a report on one
 * line or where a heading is glued to the sentence before. */
static size_t inline_heading(const gr_segmenter *s, const piece *p)
{
    const gr_text *t = p->line->text;
    for (size_t i = gr_text_token_at(t, p->from); i < t->tokens.len && t->tokens.ptr[i].start < p->to; i++) {
        if (!begins_mark(&t->tokens.ptr[i]))
            continue;
        size_t at = t->tokens.ptr[i].start;
        if (i == 0 || at <= p->from || !may_begin_inline(t, i))
            continue;
        gr_mark mark = gr_mark_read(t, at);
        if ((mark.rank == GR_RANK_HAN || mark.rank == GR_RANK_BRACKET) && is_next_heading(s, t, i, &mark))
            return at;
    }
    return p->to;
}

static void take_line(gr_segmenter *s, const gr_line *line)
{
    size_t length = line->text->folded.len;
    piece p = {.line = line, .from = 0};
    while (p.from < length) {
        p.to = length;
        p.mark = s->cut && p.from == 0 ? (gr_mark){.rank = GR_RANK_NONE} : gr_mark_read(line->text, p.from);
        /* the piece's own heading counts for what is expected after it */
        if (p.mark.rank <= GR_RANK_BRACKET && !goes_on(s, &p)) {
            piece head = p;
            head.to = p.mark.end;
            flush(s, false);
            start(s, &head);
            p.from = head.to;
            p.to = inline_heading(s, &p);
            append(s, &p);
            if (gr_text_has(&s->text, GR_CLASS_STOP))
                note_width(s, line->width);
        } else {
            p.to = inline_heading(s, &p);
            take_piece(s, &p);
        }
        p.from = p.to;
    }
}

/* ------------------------------------------------------------------ tables */

/* A line that could be a table's header, 行政复议, and no cells: a title over prose. */
static bool is_lone_header(const gr_segmenter *s)
{
    gr_str table = gr_text_str(&s->table);
    return s->table_lines == 1 && !gr_text_has(&s->table, GR_CLASS_GAP) &&
           !gr_text_has(&s->table, GR_CLASS_BAR) &&
           !gr_form_is_full_row(gr_str_limit(table, gr_str_find(table, GR_LIT("\n"), 0)));
}

/* Whether a line speaks, or counts something in words of its own. */
static bool is_prose(const piece *p)
{
    enum { WORDS_BYTES = 18 };
    bool cells = piece_has(p, GR_CLASS_GAP) || piece_has(p, GR_CLASS_BAR);
    return piece_has(p, GR_CLASS_STOP) || (!cells && p->to - p->from >= WORDS_BYTES &&
                                           piece_has(p, GR_CLASS_DIGIT) && piece_has(p, GR_CLASS_HAN));
}

static void close_table(gr_segmenter *s)
{
    if (!s->in_table)
        return;
    s->in_table = false;
    pass_on(s,
            (gr_block){.kind = is_lone_header(s) ? GR_BLOCK_PARAGRAPH : GR_BLOCK_TABLE, .text = &s->table});
    gr_text_clear(&s->table);
    s->table_lines = 0;
}

static void add_to_table(gr_segmenter *s, const gr_line *line)
{
    if (line->text->folded.len == 0) {
        gr_text_append_raw(&s->table, gr_buf_str(&line->text->raw), line->text->raw_start);
    } else {
        gr_text_append(&s->table, line->text, 0, line->text->folded.len);
        s->table_lines++;
    }
    gr_text_append_break(&s->table, GR_CLASS_BREAK, '\n');
}

/* Whether a line still belongs to the table: a label of the form, or nothing
 * that speaks against it (a heading, a sentence, a signature). */
static bool table_goes_on(const gr_segmenter *s, const gr_line *line)
{
    gr_str str = gr_text_str(line->text);
    piece p = {line, 0, str.len, gr_mark_read(line->text, 0)};
    if (s->table.raw.len > TABLE_MAX)
        return false;
    if (str.len == 0 || gr_form_is_label(str) || gr_form_announces(str) ||
        gr_str_find(str, GR_LIT("__"), 0) != GR_NOT_FOUND)
        return true;
    if (p.mark.rank <= GR_RANK_BRACKET || gr_word_list_start(GR_HEADINGS_TABLE_END, str) > 0)
        return false;
    bool sentence =
        (piece_has(&p, GR_CLASS_STOP) && line->width > LONG_LINE) || (is_lone_header(s) && is_prose(&p));
    return !sentence && !(is_signature(&p) && !piece_has(&p, GR_CLASS_GAP));
}

static bool begins_attachment(const gr_line *line)
{
    return gr_word_list_equal(GR_HEADINGS_ATTACHMENT, gr_text_str(line->text));
}

static void begin_attachment(gr_segmenter *s, uint64_t start)
{
    flush(s, false);
    close_sections(s, 0, start);
    s->attachment = true;
}

/* ------------------------------------------------------------------- lines */

/* `page_number`: the line is one. */
static void decide(gr_segmenter *s, const gr_line *line, bool page_number)
{
    if (s->in_table && table_goes_on(s, line)) {
        add_to_table(s, line);
        return;
    }
    close_table(s);
    if (line->text->folded.len == 0) {
        keep_between(s, line);
        return;
    }
    if (!s->cut && gr_form_announces(gr_text_str(line->text))) {
        flush(s, false);
        s->body = s->in_table = true;
        add_to_table(s, line);
        return;
    }
    if (page_number || (!s->cut && gr_noise_kind(line->text, line->width) != GR_NOISE_NONE)) {
        keep_between(s, line);
        aside(s, line);
        return;
    }
    if (begins_attachment(line) && s->body)
        begin_attachment(s, line->byte_start);
    keep_between(s, line);
    take_line(s, line);
}

/* A part of a line as a line of its own. */
static gr_line part_of(gr_segmenter *s, const gr_line *line, size_t from, size_t to)
{
    gr_line part = *line;
    gr_text_copy_part(&s->part_text, line->text, from, to);
    part.text = &s->part_text;
    part.byte_start = gr_text_byte(line->text, from);
    part.byte_end = gr_text_end(line->text, to);
    part.width = (uint32_t)((to - from) / strlen("一") * 2);
    part.cut = line->cut && to == line->text->folded.len;
    return part;
}

static void decide_part(gr_segmenter *s, const gr_line *line, size_t from, size_t to)
{
    gr_line part = part_of(s, line, from, to);
    if (from < to)
        decide(s, &part, false);
}

/* It has rows enough to be no lone header. */
static void take_run(gr_segmenter *s, const gr_line *line, size_t from, size_t to)
{
    enum { RUN_LINES = 5 };
    gr_line part = part_of(s, line, from, to);
    if (!s->in_table)
        flush(s, false);
    s->body = s->in_table = true;
    add_to_table(s, &part);
    s->table_lines += RUN_LINES;
}

/* Tables that run on in the line are taken out of what stands around them. */
static void decide_line(gr_segmenter *s, const gr_line *line)
{
    size_t from = 0, start, end;
    for (; gr_form_find_run(line->text, from, &start, &end); from = end) {
        decide_part(s, line, from, start);
        take_run(s, line, start, end);
    }
    if (from == 0)
        decide(s, line, false);
    else
        decide_part(s, line, from, line->text->folded.len);
}

/* Whether the line is a number of few digits: a page's, if the page ends behind it. */
static bool may_number_page(const gr_segmenter *s, const gr_line *line)
{
    enum { DIGITS = 4 };
    const gr_text *t = line->text;
    return !s->in_table && !s->cut && !line->cut && t->tokens.len == 1 && t->folded.len <= DIGITS &&
           t->tokens.ptr[0].class == GR_CLASS_DIGIT;
}

static void decide_held(gr_segmenter *s, bool page_number)
{
    if (!s->holds)
        return;
    s->holds = false;
    decide(s, &s->held, page_number);
}

void gr_segmenter_line(gr_segmenter *s, const gr_line *line)
{
    decide_held(s, line->page_break);
    if (!may_number_page(s, line)) {
        decide_line(s, line);
        return;
    }
    gr_text_copy_part(&s->held_text, line->text, 0, line->text->folded.len);
    s->held = *line;
    s->held.text = &s->held_text;
    s->holds = true;
}

void gr_segmenter_finish(gr_segmenter *s, uint64_t text_end)
{
    decide_held(s, false);
    close_table(s);
    flush(s, false);
    close_sections(s, 0, text_end);
}

const gr_section *gr_segmenter_sections(const gr_segmenter *s, size_t *count)
{
    *count = s->sections.len;
    return s->sections.ptr;
}

gr_segmenter *gr_segmenter_new(void (*block)(void *context, const gr_block *block), void *context)
{
    gr_segmenter *s = gr_alloc(sizeof *s);
    s->block = block;
    s->context = context;
    return s;
}

void gr_segmenter_free(gr_segmenter *s)
{
    if (s == NULL)
        return;
    gr_array_release(&s->sections);
    gr_array_release(&s->children);
    gr_array_release(&s->open);
    gr_text_release(&s->text);
    gr_text_release(&s->table);
    gr_text_release(&s->part_text);
    gr_text_release(&s->held_text);
    free(s);
}

void gr_segmenter_begin(gr_segmenter *s, gr_arena *arena)
{
    s->arena = arena;
    gr_array_clear(&s->sections);
    gr_array_clear(&s->children);
    gr_array_clear(&s->open);
    gr_text_clear(&s->text);
    gr_text_clear(&s->table);
    s->table_lines = 0;
    s->top_children = 0;
    s->kind = NOTHING;
    s->cut = s->isolated = s->in_table = s->body = s->attachment = false;
    s->counted = s->counts_apart = s->holds = false;
    memset(s->widths, 0, sizeof s->widths);
}
