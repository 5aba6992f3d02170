/*
 * Tables whose text came out in another order than the eye reads them, as text
 * drawn from a PDF without its layout: a column of cells after the other, all
 * labels of a page behind its cells.  What is left is that both keep their
 * order within the page: the n-th row of cells is that of the n-th label of the
 * form, if there are as many of one as of the other.
 */
#include "table_parts.h"

#include "decimal.h"

#include <assert.h>
#include <stdlib.h>

/* Cells on lines that follow each other without anything between them. */
typedef struct group {
    uint32_t first; /* in cells */
    uint32_t count;
    uint32_t line;
    bool one_line;
    bool label_before; /* a label stands between it and the group before */
} group;

enum { PAGE_ROWS_MAX = 500 };

typedef struct ordering {
    const gr_grid *g;
    uint32_t from, to;        /* words of the page */
    GR_ARRAY(uint32_t) cells; /* words of a page, in order */
    GR_ARRAY(group) groups;
    GR_ARRAY(uint32_t) grid; /* the same cells row by row */
    GR_ARRAY(uint32_t) rows; /* of the page, in the order of the form */
} ordering;

static const gr_word *word_at(const ordering *o, uint32_t i)
{
    return &o->g->t->words.ptr[i];
}

/* A stroke may stand for a cell; of a single column it is more often a header's. */
static bool is_value(const ordering *o, const gr_word *w)
{
    return w->kind == GR_WORD_VALUE || (w->kind == GR_WORD_STRUCK && o->g->columns > 1);
}

/* ------------------------------------------------------------------ groups */

static void add_cell(ordering *o, uint32_t i, bool apart, bool label)
{
    const gr_word *w = word_at(o, i);
    group *last = o->groups.len > 0 ? &o->groups.ptr[o->groups.len - 1] : NULL;
    bool joins = last != NULL && !apart &&
                 (last->one_line ? w->line == last->line || last->count == 1 : w->line != last->line);
    if (joins) {
        last->one_line = last->one_line && w->line == last->line;
        last->line = w->line;
        last->count++;
    } else {
        *gr_array_push(&o->groups) = (group){(uint32_t)o->cells.len, 1, w->line, true, label};
    }
    *gr_array_push(&o->cells) = i;
}

/* The groups among the words of a page. */
static void find_groups(ordering *o)
{
    bool apart = true, label = true;
    gr_array_clear(&o->cells);
    gr_array_clear(&o->groups);
    gr_array_clear(&o->grid);
    for (uint32_t i = o->from; i < o->to; i++) {
        const gr_word *w = word_at(o, i);
        if (w->kind == GR_WORD_UNIT)
            continue;
        if (is_value(o, w)) {
            add_cell(o, i, apart, label);
            apart = label = false;
        } else {
            apart = true;
            label = label || w->kind == GR_WORD_TEXT;
        }
    }
}

/* -------------------------------------------------------------------- rows */

static void add_row(ordering *o, const uint32_t *cells, size_t step)
{
    for (size_t i = 0; i < o->g->columns; i++)
        *gr_array_push(&o->grid) = cells[i * step];
}

static gr_decimal value_of(const ordering *o, uint32_t cell)
{
    const gr_word *w = word_at(o, cell);
    return w->kind == GR_WORD_VALUE ? o->g->t->values.ptr[w->value].value : (gr_decimal){0};
}

/* In how many rows the last cell is the sum of the others. */
static size_t sums(const ordering *o, const uint32_t *cells, size_t rows, size_t row_step, size_t cell_step)
{
    size_t right = 0, last = o->g->columns - 1;
    for (size_t row = 0; row < rows; row++) {
        gr_decimal sum = {0};
        bool adds = true;
        for (size_t i = 0; i < last; i++)
            adds = gr_decimal_add(&sum, value_of(o, cells[row * row_step + i * cell_step])) && adds;
        right += adds && gr_decimal_compare(sum, value_of(o, cells[row * row_step + last * cell_step])) == 0;
    }
    return right;
}

/* Groups [at, at + columns) of the same height: columns printed one after the
 * other, unless labels stand between them. */
static bool are_columns(const ordering *o, size_t at)
{
    size_t columns = o->g->columns, height = o->groups.ptr[at].count;
    if (at + columns > o->groups.len || (columns > 1 && o->groups.ptr[at].one_line && height > 1))
        return false;
    for (size_t i = 1; i < columns; i++)
        if (o->groups.ptr[at + i].count != height || o->groups.ptr[at + i].label_before)
            return false;
    if (height != columns || columns == 1)
        return true;
    const uint32_t *cells = o->cells.ptr + o->groups.ptr[at].first;
    return sums(o, cells, columns, 1, columns) > sums(o, cells, columns, columns, 1);
}

/* Whether a label stands before each group: they are rows, one or more each. */
static bool are_labelled(const ordering *o)
{
    for (size_t i = 0; i < o->groups.len; i++)
        if (!o->groups.ptr[i].label_before)
            return false;
    return true;
}

/* Whether the cells of a group are columns one after the other: then all rows have their
 * sums, which they have not as they stand. */
static bool is_by_column(const ordering *o, const uint32_t *cells, size_t rows)
{
    size_t columns = o->g->columns;
    return rows > 1 && columns > 1 && sums(o, cells, rows, 1, rows) == rows &&
           sums(o, cells, rows, columns, 1) < rows;
}

/* Puts the cells of the page into rows; false where they make none. */
static bool make_rows(ordering *o)
{
    size_t columns = o->g->columns;
    assert(columns > 0);
    for (size_t at = 0; at < o->groups.len;) {
        const group *next = &o->groups.ptr[at];
        const uint32_t *cells = o->cells.ptr + next->first;
        if (are_columns(o, at)) {
            for (size_t row = 0; row < next->count; row++)
                add_row(o, cells + row, next->count);
            at += columns;
        } else if (next->count % columns == 0 && (next->one_line || o->groups.len == 1 || are_labelled(o))) {
            size_t rows = next->count / columns;
            bool by_column = is_by_column(o, cells, rows);
            size_t row_step = by_column ? 1 : columns, cell_step = by_column ? rows : 1;
            for (size_t row = 0; row < rows; row++)
                add_row(o, cells + row * row_step, cell_step);
            at++;
        } else {
            return false;
        }
    }
    return true;
}

/* ------------------------------------------------------------------ labels */

static unsigned entry_of(const gr_grid *g, uint32_t row)
{
    return g->t->seen.ptr[g->rows.ptr[row].seen].label->entry;
}

/* Puts the rows into the order of the form. */
static void sort_rows(ordering *o)
{
    for (size_t i = 1; i < o->rows.len; i++) {
        uint32_t row = o->rows.ptr[i];
        size_t j = i;
        for (; j > 0 && entry_of(o->g, o->rows.ptr[j - 1]) > entry_of(o->g, row); j--)
            o->rows.ptr[j] = o->rows.ptr[j - 1];
        o->rows.ptr[j] = row;
    }
}

/* The rows whose labels stand on the page, `first` among those of the grid; with
 * `coded` those only that have an indicator. */
static void find_rows(ordering *o, uint32_t first, bool coded)
{
    gr_array_clear(&o->rows);
    for (uint32_t i = first; i < o->g->rows.len; i++) {
        const gr_seen *seen = &o->g->t->seen.ptr[o->g->rows.ptr[i].seen];
        if (seen->first >= o->to)
            break;
        if (seen->label != NULL && !(coded && seen->label->code == NULL) && o->rows.len <= PAGE_ROWS_MAX)
            *gr_array_push(&o->rows) = i;
    }
    sort_rows(o);
}

static void give_rows(const ordering *o)
{
    size_t columns = o->g->columns;
    for (size_t i = 0; i < o->rows.len; i++) {
        gr_row *row = &o->g->rows.ptr[o->rows.ptr[i]];
        for (size_t j = 0; j < columns; j++)
            row->cells[j] = (int32_t)o->grid.ptr[i * columns + j];
        row->state = GR_ROW_READ;
    }
}

/* Brings the labels and cells of one page together, if they agree. */
static bool fit_page(ordering *o, uint32_t first_row)
{
    find_groups(o);
    find_rows(o, first_row, false);
    if (!make_rows(o))
        return false;
    if (o->grid.len != o->rows.len * o->g->columns)
        find_rows(o, first_row, true);
    if (o->grid.len != o->rows.len * o->g->columns || o->rows.len > PAGE_ROWS_MAX)
        return false;
    give_rows(o);
    return true;
}

bool gr_grid_fit_by_order(gr_grid *g)
{
    ordering o = {.g = g};
    bool all = true;
    uint32_t row = 0;
    for (o.from = g->from; o.from < g->to; o.from = o.to) {
        o.to = o.from;
        while (o.to < g->to && word_at(&o, o.to)->page == word_at(&o, o.from)->page)
            o.to++;
        all = fit_page(&o, row) && all;
        while (row < g->rows.len && g->t->seen.ptr[g->rows.ptr[row].seen].first < o.to)
            row++;
    }
    gr_array_release(&o.cells);
    gr_array_release(&o.groups);
    gr_array_release(&o.grid);
    gr_array_release(&o.rows);
    return all;
}
