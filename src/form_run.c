#include "form_run.h"

#include "codepoint.h"
#include "form.h"
#include "heading.h"
#include "scan.h"

enum {
    SPACES = 10, /* at least, in a line that holds a table */
    LABELS = 5,  /* that follow each other, so that they are no sentence */
    CELLS = 3,
    REMARK = 160, /* bytes of （不同渠道和方式公开相同信息计1条） */
    STRANGE = 100 /* bytes of a label that no form has, inside a table */
};

/* Labels that follow each other. */
typedef struct run {
    size_t start, end;
    size_t labels, cells;
} run;

static bool is_table(const run *r)
{
    return r->labels >= LABELS && r->cells >= CELLS;
}

/* Whether a cell may begin there: behind a space or another cell. */
static bool begins_cell(const gr_text *line, size_t at, const run *r)
{
    return at == 0 || at == r->end || gr_text_skips(line, at) ||
           strchr("\t |", gr_text_str(line).ptr[at - 1]) != NULL;
}

/* Behind （…） at `at`. */
static size_t skip_remark(gr_str s, size_t at)
{
    return at + gr_bracket_length(gr_str_slice(s, at, at + REMARK < s.len ? at + REMARK : s.len));
}

static bool is_blank_mark(gr_str s, size_t at)
{
    return strchr(" \t|/_+-.,", s.ptr[at]) != NULL || gr_is_at(s, at, "—");
}

/* Behind the unit and the values that follow a label. */
static size_t skip_cells(gr_str s, size_t at, const gr_form_label *label, size_t *cells)
{
    gr_str unit = gr_str_of(label->unit != NULL ? label->unit : "");
    while (at < s.len) {
        if (unit.len > 0 && gr_str_starts(gr_str_slice(s, at, s.len), unit)) {
            at += unit.len;
            unit.len = 0;
        } else if (gr_is_digit((unsigned char)s.ptr[at])) {
            *cells += !gr_is_digit((unsigned char)s.ptr[at - 1]);
            at++;
        } else if (is_blank_mark(s, at)) {
            at = gr_utf8_next(s, at);
        } else {
            break;
        }
    }
    return at;
}

/* The longest label at `at`, perhaps in brackets: where it ends, or `at`. */
static size_t label_end(gr_str s, size_t at, const gr_form_label **longest)
{
    size_t length;
    if (at >= s.len || (!gr_form_counts(gr_utf8_get(s.ptr + at, &length)) && !gr_is_at(s, at, "（")))
        return at;
    return gr_form_longest(s, at, NULL, longest);
}

/* Behind the label at `at` and its cells, or `at` where there is none. */
static size_t skip_label(gr_str s, size_t at, run *r)
{
    gr_form_number number;
    const gr_form_label *label = NULL;
    size_t start = gr_form_skip_number(s, at, &number);
    size_t end = label_end(s, start, &label);
    return end > start ? skip_cells(s, skip_remark(s, end), label, &r->cells) : at;
}

/* Whether what stands at `at`, behind the labels so far, is no part of their table. */
static bool ends_run(const gr_text *line, size_t at, const run *r)
{
    gr_str s = gr_text_str(line);
    if (at - r->end > STRANGE || gr_is_at(s, at, "。"))
        return true;
    return gr_text_skips(line, at) && gr_mark_read(line, at).rank <= GR_RANK_HAN &&
           !gr_form_is_label(gr_str_slice(s, at, s.len));
}

bool gr_form_find_run(const gr_text *line, size_t from, size_t *start, size_t *end)
{
    gr_str s = gr_text_str(line);
    run r = {0};
    if (line->anchors.len < SPACES)
        return false;
    for (size_t at = from, next; at < s.len; at = next) {
        next = begins_cell(line, at, &r) ? skip_label(s, at, &r) : at;
        if (next > at) {
            r.start = r.labels++ == 0 ? at : r.start;
            r.end = next;
        } else {
            next = gr_utf8_next(s, at);
            if (r.labels > 0 && ends_run(line, at, &r)) {
                if (is_table(&r))
                    break;
                r = (run){0};
            }
        }
    }
    *start = r.start;
    *end = r.end;
    return is_table(&r);
}
