/*
 * Giving the cells after a label to the columns.  A row is read only where its
 * cells can be told apart: all of them stand there, or the blank ones show.
 */
#include "table_parts.h"

/* ---------------------------------------------------------------- one cell */

/* The single cell of a row, as in the form of 2014; its unit stands before it. */
static void fit_single(const gr_grid *g, gr_row *row)
{
    gr_items list = gr_row_items(g, row);
    gr_row_clear(row);
    row->state = GR_ROW_READ;
    int32_t struck = GR_NOWHERE;
    size_t values = 0;
    for (size_t i = 0; i < list.count && i < GR_ITEMS_MAX; i++) {
        if (gr_grid_word(g, list.word[i])->kind == GR_WORD_VALUE) {
            row->cells[0] = (int32_t)list.word[i];
            values++;
        } else if (gr_grid_word(g, list.word[i])->kind == GR_WORD_STRUCK) {
            struck = (int32_t)list.word[i];
        }
    }
    if (values == 0)
        row->cells[0] = struck;
    else if (values > 1)
        row->state = GR_ROW_LOST;
}

/* ------------------------------------------------------------------ layout */

static bool text_before(const gr_grid *g, size_t i)
{
    return i > g->from && gr_grid_word(g, i - 1)->line == gr_grid_word(g, i)->line &&
           gr_grid_word(g, i - 1)->kind != GR_WORD_PAGE;
}

/* The layout that a line with cells [from, to) speaks for. */
static gr_layout line_layout(const gr_grid *g, size_t from, size_t to)
{
    if (to - from == 1 && !text_before(g, from))
        return GR_LAYOUT_STREAM;
    switch (gr_grid_word(g, to - 1)->gap) {
    case GR_GAP_TAB:
        return GR_LAYOUT_TABS;
    case GR_GAP_BAR:
        return GR_LAYOUT_BARS;
    case GR_GAP_LINE:
        return GR_LAYOUT_STREAM;
    default:
        return GR_LAYOUT_COLUMNS;
    }
}

static gr_layout find_layout(const gr_grid *g)
{
    size_t votes[4] = {0}, best = 0;
    for (size_t i = g->from; i < g->to; i++) {
        if (!gr_word_is_cell(gr_grid_word(g, i)))
            continue;
        size_t from = i, values = 0;
        for (; i < g->to && gr_word_is_cell(gr_grid_word(g, i)) &&
               gr_grid_word(g, i)->line == gr_grid_word(g, from)->line;
             i++)
            values += gr_word_is_filled(gr_grid_word(g, i));
        votes[line_layout(g, from, i)] += values;
        i--;
    }
    for (size_t i = 1; i < 4; i++)
        best = votes[i] > votes[best] ? i : best;
    return (gr_layout)best;
}

static void fit_columns(const gr_grid *g, gr_row *row)
{
    gr_items list = gr_row_items(g, row);
    if (list.values == g->columns && list.count <= GR_ITEMS_MAX)
        gr_row_give(g, row, &list, 0, GR_COUNT_FILLED);
    else if (list.values == 0)
        gr_row_clear(row), row->state = GR_ROW_READ;
    else
        row->state = GR_ROW_OPEN;
}

/* ------------------------------------------------------------------- order */

/* Values that rows in no form have for themselves: those up to the next label, if
 * they are no more than a row's. */
static size_t count_unknown(const gr_grid *g)
{
    const gr_table_text *t = g->t;
    size_t all = 0, row = 0;
    for (uint32_t i = 0; i < t->seen.len; i++) {
        const gr_seen *seen = &t->seen.ptr[i];
        while (row < g->rows.len && g->rows.ptr[row].seen < i)
            row++;
        bool added = row < g->rows.len && g->rows.ptr[row].seen == i;
        if (seen->label != NULL || added || seen->first < g->from || seen->first >= g->to)
            continue;
        uint32_t end = i + 1 < t->seen.len ? seen[1].first : g->to;
        size_t values = 0;
        for (uint32_t j = seen->first; j < end && j < g->to; j++)
            values += gr_grid_word(g, j)->kind == GR_WORD_VALUE;
        all += values <= g->columns ? values : 0;
    }
    return all;
}

/* Cells that stand behind no row's label. */
static size_t count_orphans(const gr_grid *g)
{
    size_t orphans = 0, row = 0;
    for (uint32_t i = g->from; i < g->to; i++) {
        while (row < g->rows.len && g->rows.ptr[row].to <= i)
            row++;
        bool inside = row < g->rows.len && i >= g->rows.ptr[row].from;
        orphans += !inside && gr_grid_word(g, i)->kind == GR_WORD_VALUE;
    }
    return orphans - count_unknown(g);
}

/* Whether cells and labels stand apart: the cells of a whole row before the first
 * label or after a header, two rows' cells after one label. */
static bool is_out_of_order(const gr_grid *g)
{
    if (g->layout == GR_LAYOUT_TABS || g->layout == GR_LAYOUT_BARS)
        return false;
    for (size_t i = 0; i < g->rows.len; i++)
        if (gr_row_items(g, &g->rows.ptr[i]).values >= 2 * g->columns)
            return true;
    return g->orphans >= g->columns;
}

static void lose_all(const gr_grid *g)
{
    for (size_t i = 0; i < g->rows.len; i++)
        if (g->rows.ptr[i].state == GR_ROW_OPEN)
            g->rows.ptr[i].state = GR_ROW_LOST;
}

static bool has_unit(const gr_grid *g, const gr_row *row)
{
    for (uint32_t i = row->from; i < row->to; i++)
        if (gr_grid_word(g, i)->kind == GR_WORD_UNIT)
            return true;
    return false;
}

/* Labels without anything between them, and a cell behind the last: it may be
 * the first one's. */
static void lose_mixed(const gr_grid *g)
{
    size_t bare = 0;
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_row *row = &g->rows.ptr[i];
        bool nothing = gr_row_items(g, row).count == 0 && !has_unit(g, row);
        if (!nothing && row->cells[0] != GR_NOWHERE && bare > 0)
            for (size_t j = i - bare; j <= i; j++)
                g->rows.ptr[j].state = GR_ROW_LOST;
        bare = nothing ? bare + 1 : 0;
    }
}

static void fit_rows(const gr_grid *g)
{
    for (size_t i = 0; i < g->rows.len; i++) {
        if (g->columns == 1)
            fit_single(g, &g->rows.ptr[i]);
        else if (g->layout == GR_LAYOUT_COLUMNS)
            fit_columns(g, &g->rows.ptr[i]);
        else
            gr_row_fit_cells(g, &g->rows.ptr[i]);
    }
    gr_grid_fit_by_columns(g);
    if (g->columns == 1 && g->layout == GR_LAYOUT_STREAM)
        lose_mixed(g);
}

static bool has_tabs(const gr_grid *g)
{
    for (size_t i = g->from; i < g->to; i++)
        if (gr_word_is_filled(gr_grid_word(g, i)) && gr_grid_word(g, i)->gap == GR_GAP_TAB)
            return true;
    return false;
}

void gr_grid_fit(gr_grid *g)
{
    if (g->columns == 0 || g->rows.len == 0)
        return;
    g->layout = find_layout(g);
    g->orphans = count_orphans(g);
    if (is_out_of_order(g)) {
        g->by_order = true;
        gr_grid_fit_by_order(g);
        lose_all(g);
        return;
    }
    if (g->layout == GR_LAYOUT_STREAM && g->columns > 1) {
        g->tabbed = has_tabs(g);
        gr_grid_fit_stream(g);
        return;
    }
    if (g->layout == GR_LAYOUT_TABS || g->layout == GR_LAYOUT_BARS)
        gr_grid_find_width(g);
    fit_rows(g);
}
