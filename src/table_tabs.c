/*
 * Cells parted by tabs or bars.  What merged cells leave behind tells two kinds of
 * table apart: in a regular one each line has as many cells as the table has
 * columns, so that a cell is known by how many tabs stand before it; in the other
 * kind a row's cells follow its label at once.
 */
#include "table_parts.h"

enum { WIDTHS_MAX = 64, ENOUGH_ROWS = 8 };

/* -------------------------------------------------------------------- lines */

/* The last word of the line that word `i` is on. */
static size_t line_end(const gr_grid *g, size_t i)
{
    while (i + 1 < g->t->words.len && gr_grid_word(g, i + 1)->line == gr_grid_word(g, i)->line &&
           gr_grid_word(g, i + 1)->kind != GR_WORD_PAGE)
        i++;
    return i;
}

/* The line that a row's cells stand on. */
typedef struct row_line {
    uint32_t width; /* its cells; 0: there are none, or they stand on more lines */
    uint32_t after; /* the first one after the label */
    bool open_end;  /* nothing stands after its last tab */
} row_line;

static row_line line_of(const gr_grid *g, const gr_row *row, const gr_items *list)
{
    size_t first = 0;
    while (first < list->count && list->count <= GR_ITEMS_MAX && gr_item_is_empty(g, list, first))
        first++;
    if (first == list->count || list->count > GR_ITEMS_MAX)
        return (row_line){.width = 0};
    const gr_word *w = gr_grid_word(g, list->word[first]);
    for (size_t i = first; i < list->count; i++)
        if (!gr_item_is_empty(g, list, i) && gr_grid_word(g, list->word[i])->line != w->line)
            return (row_line){.width = 0};
    const gr_word *end = gr_grid_word(g, line_end(g, list->word[first]));
    const gr_word *label = gr_grid_word(g, g->t->seen.ptr[row->seen].last);
    return (row_line){end->cell + 1, label->line == w->line ? label->cell + 1 : 0,
                      end->kind == GR_WORD_EMPTY};
}

/* -------------------------------------------------------------------- width */

/* Puts the cells in which the columns' headers stand, in order, into g->where. */
static bool find_headers(gr_grid *g)
{
    size_t found = 0;
    int32_t seen = GR_NOWHERE;
    for (size_t i = g->from; i < g->rows.ptr[0].from; i++) {
        const gr_word *w = gr_grid_word(g, i);
        if (!gr_is_column_label(g, w) || w->seen == seen)
            continue;
        if (found == g->columns)
            return false;
        seen = w->seen;
        size_t at = found++;
        for (; at > 0 && g->where[at - 1] > w->cell; at--)
            g->where[at] = g->where[at - 1];
        g->where[at] = w->cell;
    }
    for (size_t i = 0; i + 1 < found; i++)
        if (g->where[i] == g->where[i + 1])
            return false;
    return found == g->columns && g->where[found - 1] < g->width;
}

/* The width that most rows' lines have, counting rows that have it and, of these,
 * those with more cells than columns after the label. */
static uint32_t common_width(const gr_grid *g, size_t *rows, size_t *wide)
{
    size_t count[WIDTHS_MAX] = {0}, wider[WIDTHS_MAX] = {0}, best = 0;
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_items list = gr_row_items(g, &g->rows.ptr[i]);
        row_line l = line_of(g, &g->rows.ptr[i], &list);
        if (l.width == 0 || l.width - g->tab_ends >= WIDTHS_MAX)
            continue;
        l.width -= g->tab_ends;
        count[l.width]++;
        wider[l.width] += l.width > l.after + g->columns;
        best = count[l.width] > count[best] ? l.width : best;
    }
    *rows = count[best];
    *wide = wider[best];
    return (uint32_t)best;
}

/* Whether a tab ends each line, after the last cell. */
static bool tabs_end_lines(const gr_grid *g)
{
    size_t lines = 0;
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_items list = gr_row_items(g, &g->rows.ptr[i]);
        row_line l = line_of(g, &g->rows.ptr[i], &list);
        if (l.width > 0 && (!l.open_end || l.width <= l.after + g->columns))
            return false;
        lines += l.width > 0;
    }
    return lines > 0;
}

/* Where what merged cells leave may stand before the columns' cells or behind them, a
 * value right behind a label tells: whether there is one, and none is too far behind. */
static bool values_follow_labels(const gr_grid *g)
{
    bool follow = false;
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_items list = gr_row_items(g, &g->rows.ptr[i]);
        row_line l = line_of(g, &g->rows.ptr[i], &list);
        for (size_t k = 0; l.width > 0 && k < list.count; k++) {
            const gr_word *w = gr_grid_word(g, list.word[k]);
            if (gr_word_is_filled(w) && w->cell >= l.after + g->columns)
                return false;
            follow = follow || (gr_word_is_filled(w) && w->cell + g->columns < g->width);
        }
    }
    return follow;
}

static void find_width(gr_grid *g)
{
    size_t rows, wide;
    g->tab_ends = tabs_end_lines(g);
    g->width = common_width(g, &rows, &wide);
    if (wide == 0 || 2 * rows <= g->rows.len || g->width < g->columns) {
        g->width = 0;
        return;
    }
    bool shifted = g->tab_ends && !find_headers(g);
    if (g->tab_ends && !shifted && g->where[g->columns - 1] == g->width) {
        g->tab_ends = false; /* the last column is blank throughout */
        g->width++;
    }
    if (find_headers(g))
        return;
    for (size_t i = 0; i < g->columns; i++)
        g->where[i] = g->width - (uint32_t)(g->columns - i);
    g->behind = values_follow_labels(g);
    /* that tab may stand before a last column that is blank in the few rows */
    g->unsure = g->tab_ends && g->rows.len < ENOUGH_ROWS;
}

/* What the lines of the other rows show. */
static void look_at_lines(gr_grid *g)
{
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_items list = gr_row_items(g, &g->rows.ptr[i]);
        row_line l = line_of(g, &g->rows.ptr[i], &list);
        uint32_t full = g->width > 0 ? g->width : l.after + (uint32_t)g->columns;
        g->blanks_show = g->blanks_show || (l.width == full && list.values > 0 && list.values < g->columns);
        g->lines_open = g->lines_open || l.open_end;
    }
}

void gr_grid_find_width(gr_grid *g)
{
    find_width(g);
    look_at_lines(g);
}

/* --------------------------------------------------------------------- rows */

/* Puts filled cells into the columns that begin with the line's cell `offset`, or
 * in a regular table into those of the headers. */
static bool place(const gr_grid *g, gr_row *row, const gr_items *list, const uint32_t *where)
{
    gr_row_clear(row);
    for (size_t i = 0; i < list->count; i++) {
        const gr_word *w = gr_grid_word(g, list->word[i]);
        size_t column = 0;
        if (!gr_word_is_filled(w))
            continue;
        while (column < g->columns && where[column] != w->cell)
            column++;
        if (column == g->columns || row->cells[column] != GR_NOWHERE)
            return false;
        row->cells[column] = (int32_t)list->word[i];
    }
    row->state = GR_ROW_READ;
    return true;
}

static bool place_after(const gr_grid *g, gr_row *row, const gr_items *list, uint32_t offset)
{
    uint32_t where[GR_COLUMNS_MAX];
    for (size_t i = 0; i < g->columns; i++)
        where[i] = offset + (uint32_t)i;
    return place(g, row, list, where);
}

/* Whether the last value is the sum of those before it: it is the total, so that
 * one before it is missing. */
static bool ends_in_total(const gr_grid *g, const gr_items *list)
{
    int64_t sum = 0, last = 0;
    size_t values = 0;
    for (size_t i = 0; i < list->count; i++) {
        const gr_word *w = gr_grid_word(g, list->word[i]);
        if (w->kind != GR_WORD_VALUE)
            continue;
        sum += last;
        last = g->t->values.ptr[w->value].value.digits;
        values++;
    }
    return values > 1 && last > 0 && sum == last;
}

/* Too few cells: where the table leaves out the tabs at the end of its lines, the
 * last ones are blank; else one was lost. */
static void fit_short(const gr_grid *g, gr_row *row, const gr_items *list, uint32_t after)
{
    bool cut = g->layout == GR_LAYOUT_TABS && !g->lines_open && (list->values <= 1 || g->blanks_show) &&
               !ends_in_total(g, list);
    if (list->values == 0) {
        gr_row_clear(row);
        row->state = GR_ROW_READ;
    } else if (cut && (g->width > 0 ? place(g, row, list, g->where) : place_after(g, row, list, after))) {
        row->state = GR_ROW_SHORT;
    } else {
        row->state = GR_ROW_LOST;
    }
}

static bool all_blank(const gr_grid *g, const gr_items *list, size_t from, size_t to)
{
    while (from < to && !gr_word_is_filled(gr_grid_word(g, list->word[from])))
        from++;
    return from == to;
}

/* More cells than columns in a table that is not regular: blank ones that merged
 * cells left behind the label, or at the end. */
static void fit_long(const gr_grid *g, gr_row *row, const gr_items *list)
{
    size_t extra = list->cells > g->columns ? list->cells - g->columns : 0;
    bool front = all_blank(g, list, 0, extra), back = all_blank(g, list, g->columns, list->count);
    if (list->values == g->columns)
        gr_row_give(g, row, list, 0, GR_COUNT_FILLED);
    else if (front || back)
        gr_row_give(g, row, list, front ? extra : 0, GR_COUNT_CELLS);
    else
        row->state = GR_ROW_LOST;
}

/* Cells on more than one line. */
static void fit_lines(const gr_grid *g, gr_row *row, const gr_items *list)
{
    if (list->cells == g->columns)
        gr_row_give(g, row, list, 0, GR_COUNT_CELLS);
    else if (list->values == 0)
        gr_row_clear(row), row->state = GR_ROW_READ;
    else
        row->state = GR_ROW_LOST;
}

void gr_row_fit_cells(const gr_grid *g, gr_row *row)
{
    gr_items list = gr_row_items(g, row);
    row_line l = line_of(g, row, &list);
    l.width -= l.width > 0 && g->tab_ends;
    row->state = GR_ROW_LOST;
    if (list.count > GR_ITEMS_MAX)
        return;
    if (list.shown == g->columns)
        gr_row_give(g, row, &list, 0, GR_COUNT_SHOWN);
    else if (l.width == 0)
        fit_lines(g, row, &list);
    else if (g->behind)
        place_after(g, row, &list, l.after);
    else if (g->unsure && list.values > 0)
        row->state = GR_ROW_LOST;
    else if (g->width > 0 && l.width == g->width)
        place(g, row, &list, g->where);
    else if (g->width > 0 && l.width > g->width)
        row->state = GR_ROW_LOST;
    else if (g->width == 0 && l.width == l.after + g->columns)
        place_after(g, row, &list, l.after);
    else if (g->width == 0 && l.width > l.after + g->columns)
        fit_long(g, row, &list);
    else
        fit_short(g, row, &list, l.after);
}
