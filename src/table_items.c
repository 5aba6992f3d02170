/*
 * The cells after a label, in their order, and giving them to a row so.
 */
#include "table_parts.h"

static gr_items collect(const gr_grid *g, const gr_row *row, bool near_pages)
{
    gr_items list = {.count = 0};
    for (uint32_t i = row->from; i < row->to; i++) {
        const gr_word *w = gr_grid_word(g, i);
        if ((!gr_word_is_cell(w) && w->kind != GR_WORD_EMPTY) || (w->near_page && !near_pages))
            continue;
        if (g->tabbed && w->kind == GR_WORD_EMPTY && w->gap == GR_GAP_LINE)
            continue; /* where each cell has a tab before it, a line without one is none */
        if (list.count < GR_ITEMS_MAX)
            list.word[list.count] = i;
        list.count += list.count <= GR_ITEMS_MAX;
        list.values += gr_word_is_filled(w);
        list.shown += gr_word_is_filled(w) || w->shown;
        list.cells += gr_word_is_cell(w);
    }
    return list;
}

gr_items gr_row_items(const gr_grid *g, const gr_row *row)
{
    return collect(g, row, true);
}

gr_items gr_row_items_of_pages(const gr_grid *g, const gr_row *row)
{
    return collect(g, row, false);
}

void gr_row_clear(gr_row *row)
{
    for (size_t i = 0; i < GR_COLUMNS_MAX; i++)
        row->cells[i] = GR_NOWHERE;
}

static bool counts(const gr_word *w, gr_counting what)
{
    switch (what) {
    case GR_COUNT_FILLED:
        return gr_word_is_filled(w);
    case GR_COUNT_SHOWN:
        return gr_word_is_filled(w) || w->shown;
    case GR_COUNT_CELLS:
        return gr_word_is_cell(w);
    default:
        return true;
    }
}

void gr_row_give(const gr_grid *g, gr_row *row, const gr_items *list, size_t first, gr_counting what)
{
    size_t column = 0;
    gr_row_clear(row);
    for (size_t i = first; i < list->count && column < g->columns; i++) {
        const gr_word *w = gr_grid_word(g, list->word[i]);
        if (counts(w, what))
            row->cells[column++] = gr_word_is_filled(w) ? (int32_t)list->word[i] : GR_NOWHERE;
    }
    row->state = GR_ROW_READ;
}

bool gr_item_is_empty(const gr_grid *g, const gr_items *list, size_t i)
{
    return gr_grid_word(g, list->word[i])->kind == GR_WORD_EMPTY;
}

size_t gr_items_trailing(const gr_grid *g, const gr_items *list)
{
    size_t count = 0;
    while (count < list->count && gr_item_is_empty(g, list, list->count - 1 - count))
        count++;
    return count;
}
