/*
 * Columns of spaces: which column of the page a cell stands in.  The columns
 * are where the cells of the page's full rows stand, or else its headers.
 */
#include "table_parts.h"

enum { HEADER_WORDS_MAX = 256 };

typedef struct band {
    uint32_t left, right;
} band;

typedef struct bands {
    band of[HEADER_WORDS_MAX];
    size_t count;
} bands;

static bool is_filled(const gr_word *w)
{
    return w->kind == GR_WORD_VALUE || w->kind == GR_WORD_STRUCK;
}

static void widen(band *b, const gr_word *w)
{
    b->left = w->left < b->left ? w->left : b->left;
    b->right = w->right > b->right ? w->right : b->right;
}

/* Whether the line of word `i` ends with word `last` and leaves columns of space
 * between some of its words: lines of text run on from row to row. */
static bool ends_line(const gr_grid *g, size_t i, size_t last)
{
    const gr_table_text *t = g->t;
    bool wide = gr_grid_word(g, i)->gap == GR_GAP_LINE || gr_grid_word(g, i)->gap == GR_GAP_WIDE;
    for (; i < last; i++)
        wide = wide || gr_grid_word(g, i + 1)->gap == GR_GAP_WIDE;
    bool end = last + 1 >= t->words.len || gr_grid_word(g, last + 1)->line != gr_grid_word(g, last)->line;
    return wide && end;
}

/* Whether the row's cells all stand on one line, one for each column. */
static bool is_full(const gr_grid *g, const gr_row *row)
{
    if (row->state != GR_ROW_READ || row->cells[0] == GR_NOWHERE)
        return false;
    for (size_t i = 1; i < g->columns; i++)
        if (row->cells[i] == GR_NOWHERE ||
            gr_grid_word(g, (size_t)row->cells[i])->line != gr_grid_word(g, (size_t)row->cells[0])->line)
            return false;
    return ends_line(g, (size_t)row->cells[0], (size_t)row->cells[g->columns - 1]);
}

static bool are_apart(const bands *b)
{
    for (size_t i = 0; i + 1 < b->count; i++)
        if (b->of[i].right >= b->of[i + 1].left)
            return false;
    return true;
}

enum { ANY_PAGE = INT32_MAX };

static bool is_on(const gr_word *w, uint32_t page)
{
    return page == ANY_PAGE || w->page == page;
}

static bool bands_of_rows(const gr_grid *g, uint32_t page, bands *out)
{
    out->count = 0;
    for (size_t i = 0; i < g->rows.len; i++) {
        const gr_row *row = &g->rows.ptr[i];
        if (!is_full(g, row) || !is_on(gr_grid_word(g, (size_t)row->cells[0]), page))
            continue;
        for (size_t j = 0; j < g->columns; j++) {
            const gr_word *w = gr_grid_word(g, (size_t)row->cells[j]);
            if (out->count == 0 || out->count <= j)
                out->of[j] = (band){w->left, w->right};
            else
                widen(&out->of[j], w);
            out->count = j + 1 > out->count ? j + 1 : out->count;
        }
    }
    return out->count == g->columns && are_apart(out);
}

/* ----------------------------------------------------------------- headers */

/* Whether the word is of a column's header, or a piece of one. */
static bool is_column_word(const gr_grid *g, const gr_word *w)
{
    if (w->kind != GR_WORD_TEXT)
        return false;
    if (w->seen == GR_NOWHERE)
        return w->chars < w->chars_end;
    const gr_form_label *label = g->t->seen.ptr[w->seen].label;
    return label != NULL && label->kind == GR_FORM_COLUMN;
}

/* Joins the word to the bands that it stands over or under. */
static void add_to_bands(bands *b, const gr_word *w)
{
    band joined = {w->left, w->right};
    size_t kept = 0;
    for (size_t i = 0; i < b->count; i++) {
        band other = b->of[i];
        if (other.left < joined.right && joined.left < other.right) {
            joined.left = other.left < joined.left ? other.left : joined.left;
            joined.right = other.right > joined.right ? other.right : joined.right;
        } else {
            b->of[kept++] = other;
        }
    }
    size_t at = kept;
    while (at > 0 && b->of[at - 1].left > joined.left) {
        b->of[at] = b->of[at - 1];
        at--;
    }
    b->of[at] = joined;
    b->count = kept + 1;
}

/* 总 计: two characters of one header, a space between them. */
static bool is_spaced(const gr_grid *g, const gr_word *a, const gr_word *b)
{
    (void)g;
    return b->gap == GR_GAP_SPACE && a->line == b->line && a->chars_end - a->chars == 1 &&
           b->chars_end - b->chars == 1;
}

/* The columns by the headers that stand before word `before`. */
static bool bands_of_headers(const gr_grid *g, uint32_t page, size_t before, bands *out)
{
    out->count = 0;
    for (size_t i = g->from; i < before; i++) {
        gr_word w = *gr_grid_word(g, i);
        if (!is_on(&w, page) || !is_column_word(g, &w))
            continue;
        if (i + 1 < before && is_spaced(g, &w, gr_grid_word(g, i + 1)))
            w.right = gr_grid_word(g, i + 1)->right;
        if (out->count == HEADER_WORDS_MAX - 1)
            return false;
        add_to_bands(out, &w);
    }
    return out->count == g->columns;
}

/* --------------------------------------------------------------------- row */

static uint32_t distance(const gr_word *w, const band *b)
{
    if (w->right < b->left)
        return b->left - w->right;
    return w->left > b->right ? w->left - b->right : 0;
}

/* The column that the word clearly stands in, or SIZE_MAX. */
static size_t column_of(const gr_word *w, const bands *b)
{
    size_t best = 0;
    uint32_t nearest = UINT32_MAX, second = UINT32_MAX;
    for (size_t i = 0; i < b->count; i++) {
        uint32_t d = distance(w, &b->of[i]);
        if (d < nearest) {
            second = nearest;
            nearest = d;
            best = i;
        } else if (d < second) {
            second = d;
        }
    }
    return 2 * (uint64_t)nearest < second && nearest < 12 ? best : SIZE_MAX;
}

static bool place(const gr_grid *g, gr_row *row, const bands *b)
{
    size_t next = 0;
    for (size_t i = 0; i < GR_COLUMNS_MAX; i++)
        row->cells[i] = GR_NOWHERE;
    for (uint32_t i = row->from; i < row->to; i++) {
        const gr_word *w = gr_grid_word(g, i);
        if (!is_filled(w))
            continue;
        size_t column = column_of(w, b);
        if (column == SIZE_MAX || column < next || column >= g->columns)
            return false;
        row->cells[column] = (int32_t)i;
        next = column + 1;
    }
    return true;
}

/* The first cell of the row, or its end. */
static uint32_t first_cell(const gr_grid *g, const gr_row *row)
{
    uint32_t i = row->from;
    while (i < row->to && !is_filled(gr_grid_word(g, i)))
        i++;
    return i;
}

/* Whether all cells stand on one line, which ends with them. */
static bool is_one_line(const gr_grid *g, const gr_row *row, uint32_t first)
{
    uint32_t last = first;
    for (uint32_t i = first; i < row->to; i++) {
        if (!is_filled(gr_grid_word(g, i)))
            continue;
        if (gr_grid_word(g, i)->line != gr_grid_word(g, first)->line)
            return false;
        last = i;
    }
    return ends_line(g, first, last);
}

/* Whether each cell of the page stands in one of the bands and in no two. */
static bool agree_with_page(const gr_grid *g, uint32_t page, const bands *b)
{
    for (size_t i = g->from; i < g->to; i++) {
        const gr_word *w = gr_grid_word(g, i);
        size_t inside = 0;
        if (!is_filled(w) || w->page != page)
            continue;
        for (size_t j = 0; j < b->count; j++)
            inside += distance(w, &b->of[j]) == 0;
        if (inside != 1)
            return false;
    }
    return true;
}

/* The columns of one page. */
typedef struct page_bands {
    uint32_t page;
    bands b;
    bool found, own; /* own: the page itself shows them */
} page_bands;

static void find_bands(const gr_grid *g, const gr_row *row, uint32_t page, page_bands *p)
{
    p->page = page;
    p->own = bands_of_rows(g, page, &p->b) || bands_of_headers(g, page, row->from, &p->b);
    p->found =
        p->own ||
        ((bands_of_rows(g, ANY_PAGE, &p->b) || bands_of_headers(g, ANY_PAGE, g->rows.ptr[0].from, &p->b)) &&
         agree_with_page(g, page, &p->b));
}

static void fit_row(const gr_grid *g, gr_row *row, page_bands *p)
{
    uint32_t first = first_cell(g, row);
    row->state = GR_ROW_LOST;
    if (first == row->to || !is_one_line(g, row, first))
        return;
    if (p->page != gr_grid_word(g, first)->page)
        find_bands(g, row, gr_grid_word(g, first)->page, p);
    if (p->found && place(g, row, &p->b))
        row->state = p->own ? GR_ROW_READ : GR_ROW_ASSUMED;
}

void gr_grid_fit_by_columns(const gr_grid *g)
{
    page_bands p = {.page = ANY_PAGE};
    for (size_t i = 0; i < g->rows.len; i++)
        if (g->rows.ptr[i].state == GR_ROW_OPEN)
            fit_row(g, &g->rows.ptr[i], &p);
}
