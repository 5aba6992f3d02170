#include "numerals.h"

#include "data.h"
#include "heading.h"
#include "number.h"
#include "scan.h"

enum {
    MOTTO_PART = 60, /* bytes of a part of a motto: 做到收到一件, at most */
    MOTTO_PARTS = 4  /* of them before its last one */
};

static bool may_begin_numeral(gr_class class)
{
    return class == GR_CLASS_DIGIT || class == GR_CLASS_NUMERAL;
}

/* 无一例, 未发生一起, 一件也没有: 一 belongs to the denial. */
static bool is_denied(gr_str text, const gr_numeral *n)
{
    return n->generic && (gr_word_list_end(GR_LABELS_DENY, gr_str_slice(text, 0, n->start)) > 0 ||
                          gr_word_list_start(GR_LABELS_DENIED, gr_str_slice(text, n->next, text.len)) > 0);
}

static bool ends_clause(gr_str s)
{
    static const char *const marks[] = {"。", "；", "，", "：", "！", "？"};
    return s.len == 0 || gr_str_ends_any(s, marks, GR_COUNT(marks));
}

static bool ends_part(gr_str s)
{
    return ends_clause(s) || gr_str_ends(s, GR_LIT("、"));
}

/* Where the part of a clause begins that text[at] stands in, or that ends there; none of a
 * motto is longer. */
static size_t part_start(gr_str text, size_t at)
{
    size_t limit = at > MOTTO_PART ? at - MOTTO_PART : 0;
    while (at > limit && !ends_part(gr_str_slice(text, 0, at)))
        at = gr_utf8_back(text, at);
    return at;
}

static size_t part_end(gr_str text, size_t at)
{
    size_t limit = text.len - at > MOTTO_PART ? at + MOTTO_PART : text.len;
    for (size_t next = at; at < limit; at = next) {
        next = gr_utf8_next(text, at);
        if (ends_part(gr_str_slice(text, at, next)))
            break;
    }
    return at;
}

/* Whether the part before the mark at text[from - 1] ends with `words`. */
static bool part_before_ends(gr_str text, size_t from, gr_str words)
{
    gr_str before = gr_str_slice(text, 0, from);
    if (from == 0 || !ends_part(before))
        return false;
    before.len = gr_utf8_back(text, from);
    return gr_str_ends(before, words);
}

/* 成熟一项，公开一项: the same 一 at the end of parts that stand side by side, and words
 * which say that this is done whenever there is one, not how many there were. */
static bool is_whenever(gr_str text, const gr_numeral *n)
{
    gr_str one = gr_str_slice(text, n->start, n->unit_end);
    if (!gr_str_starts(one, GR_LIT("一")) || one.len <= strlen("一") ||
        part_end(text, n->unit_end) > n->unit_end)
        return false;
    size_t from = part_start(text, n->start), next = gr_utf8_next(text, n->unit_end);
    bool twin = gr_str_ends(gr_str_slice(text, next, part_end(text, next)), one);
    for (int i = 0; i < MOTTO_PARTS && part_before_ends(text, from, one); i++) {
        from = part_start(text, gr_utf8_back(text, from));
        twin = true;
    }
    return twin && gr_word_list_within(GR_LABELS_WHENEVER, gr_str_slice(text, from, n->start));
}

/* Whether 、 or a point follows, as behind a list's number. */
static bool has_list_mark(gr_str rest)
{
    return gr_str_starts(rest, GR_LIT("、")) || gr_str_starts(rest, GR_LIT("."));
}

/* Whether 2、 follows, as far as a list's item may be long. */
static bool has_second(gr_str rest)
{
    enum { ITEM_BYTES = 2048 };
    gr_str near = gr_str_limit(rest, ITEM_BYTES);
    return gr_str_find(near, GR_LIT("2、"), 0) != GR_NOT_FOUND ||
           gr_str_find(near, GR_LIT("2."), 0) != GR_NOT_FOUND;
}

/* （二）公开形式 1、公开栏: whether a heading's mark and its short title stand before `at`. */
static bool is_headed(const gr_text *t, size_t at)
{
    enum { TITLE_BYTES = 36 };
    static const char *const ends[] = {"形式", "方式", "渠道", "途径", "内容", "情况"};
    gr_str before = gr_str_slice(gr_text_str(t), 0, at);
    size_t open = at;
    while (open > 0 && at - open < TITLE_BYTES && !gr_is_at(before, open, "（"))
        open--;
    gr_mark mark = gr_mark_read(t, open);
    return mark.rank == GR_RANK_BRACKET && mark.end < at && gr_str_ends_any(before, ends, GR_COUNT(ends)) &&
           part_start(before, at) <= mark.end;
}

/* 1、 set off by a space in the middle of a line is a list's number where a clause
 * or a title ends before it, where it is the next one after `listed`, or where 2、 follows;
 * 予以公开 8、部分公开 1、 are counts. */
static bool is_list_number(const gr_text *t, const gr_numeral *n, int64_t listed)
{
    gr_str all = gr_text_str(t), rest = gr_str_slice(all, n->end, all.len);
    int64_t value = n->value.scale == 0 ? n->value.digits : 0;
    if (!has_list_mark(rest) || n->unit_start != n->unit_end || n->start == 0 ||
        gr_text_byte(t, n->start) <= gr_text_end(t, n->start))
        return false;
    return ends_clause(gr_str_slice(all, 0, n->start)) || (listed > 0 && value == listed + 1) ||
           (value == 1 && (has_second(rest) || is_headed(t, n->start)));
}

/* *listed: the last list's number, which may change. */
static gr_numeral_class settle_class(const gr_text *t, const gr_numeral *n, int64_t *listed)
{
    gr_str all = gr_text_str(t);
    bool ordinal = n->class == GR_NUMERAL_ORDINAL;
    if (n->class == GR_NUMERAL_FIGURE && (is_denied(all, n) || is_whenever(all, n)))
        return GR_NUMERAL_WORD;
    if (!ordinal && (n->class != GR_NUMERAL_FIGURE || !is_list_number(t, n, *listed)))
        return n->class;
    if (has_list_mark(gr_str_slice(all, n->end, all.len)))
        *listed = n->value.digits;
    return GR_NUMERAL_ORDINAL;
}

/* 六 支出情况: 六 alone, which counts nothing. */
static void number_heading(gr_numeral *n)
{
    n->class = GR_NUMERAL_ORDINAL;
    n->unit_start = n->unit_end = n->next = n->end;
}

bool gr_numerals_read(gr_numerals *list, const gr_text *text, size_t title)
{
    bool figures = false;
    size_t next = 0;
    int64_t listed = 0;
    gr_array_clear(list);
    for (size_t i = 0; i < text->tokens.len; i++) {
        const gr_token *token = &text->tokens.ptr[i];
        if (!may_begin_numeral((gr_class)token->class))
            continue;
        for (size_t at = token->start > next ? token->start : next; at < token->end; at = next) {
            gr_numeral *n = gr_array_push(list);
            gr_number_read(gr_text_str(text), at, n);
            n->class = settle_class(text, n, &listed);
            if (n->class == GR_NUMERAL_FIGURE && n->start < title)
                number_heading(n);
            next = n->next > at ? n->next : at + 1;
            figures = figures || n->class == GR_NUMERAL_FIGURE;
        }
    }
    return figures;
}

size_t gr_numerals_from(const gr_numerals *list, size_t at)
{
    size_t low = 0, high = list->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->ptr[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
