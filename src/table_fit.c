/*
 * Giving the cells after a label to the columns.  A row is read only where its
 * cells can be told apart: all of them stand there, or the blank ones show.
 */
#include "table_parts.h"

static const gr_word *word_at(const gr_grid *g, size_t i)
{
    return &g->t->words.ptr[i];
}

gr_items gr_row_items(const gr_grid *g, const gr_row *row)
{
    gr_items list = {.count = 0};
    for (uint32_t i = row->from; i < row->to; i++) {
        const gr_word *w = word_at(g, i);
        if (!gr_word_is_cell(w) && w->kind != GR_WORD_EMPTY)
            continue;
        if (list.count < GR_ITEMS_MAX)
            list.word[list.count] = i;
        list.count += list.count <= GR_ITEMS_MAX;
        list.values += gr_word_is_filled(w);
        list.shown += gr_word_is_filled(w) || w->shown;
        list.cells += gr_word_is_cell(w);
    }
    return list;
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
        const gr_word *w = word_at(g, list->word[i]);
        if (counts(w, what))
            row->cells[column++] = gr_word_is_filled(w) ? (int32_t)list->word[i] : GR_NOWHERE;
    }
    row->state = GR_ROW_READ;
}

bool gr_item_is_empty(const gr_grid *g, const gr_items *list, size_t i)
{
    return word_at(g, list->word[i])->kind == GR_WORD_EMPTY;
}

size_t gr_items_trailing(const gr_grid *g, const gr_items *list)
{
    size_t count = 0;
    while (count < list->count && gr_item_is_empty(g, list, list->count - 1 - count))
        count++;
    return count;
}

static bool is_column(const gr_grid *g, const gr_word *w)
{
    const gr_form_label *label = w->seen != GR_NOWHERE ? g->t->seen.ptr[w->seen].label : NULL;
    return label != NULL && label->kind == GR_FORM_COLUMN;
}

/* ------------------------------------------------------------ tabs and bars */

/* The last word of the line that word `i` is on. */
static size_t line_end(const gr_grid *g, size_t i)
{
    while (i + 1 < g->t->words.len && word_at(g, i + 1)->line == word_at(g, i)->line &&
           word_at(g, i + 1)->kind != GR_WORD_PAGE)
        i++;
    return i;
}

/* The first cell of the row that is more than an empty line; list->count: none. */
static size_t first_cell(const gr_grid *g, const gr_items *list)
{
    size_t i = 0;
    while (i < list->count && gr_item_is_empty(g, list, i))
        i++;
    return i;
}

/* Cells of the line of the row's cells, where all stand on one line; else 0. */
static uint32_t row_width(const gr_grid *g, const gr_items *list)
{
    size_t first = list->count <= GR_ITEMS_MAX ? first_cell(g, list) : list->count;
    if (first == list->count)
        return 0;
    const gr_word *w = word_at(g, list->word[first]);
    for (size_t i = first; i < list->count; i++)
        if (!gr_item_is_empty(g, list, i) && word_at(g, list->word[i])->line != w->line)
            return 0;
    return word_at(g, line_end(g, list->word[first]))->cell + 1;
}

/* The cell in its line of the first column's header, where all columns' headers
 * stand in cells that follow each other. */
static bool header_offset(const gr_grid *g, uint32_t *offset)
{
    int64_t first = -1, next = -1;
    size_t found = 0;
    uint32_t seen = UINT32_MAX;
    for (size_t i = g->from; i < g->to && i < g->rows.ptr[0].from; i++) {
        const gr_word *w = word_at(g, i);
        if (!is_column(g, w) || (uint32_t)w->seen == seen)
            continue;
        seen = (uint32_t)w->seen;
        first = first < 0 || w->cell < first ? w->cell : first;
        next = w->cell > next ? w->cell : next;
        found++;
    }
    *offset = (uint32_t)(first < 0 ? 0 : first);
    return found == g->columns && next - first + 1 == (int64_t)found;
}

/* Whether all rows have lines with as many cells, and where their columns begin. */
static void find_width(gr_grid *g)
{
    bool empty_ends = true, regular = true;
    g->width = 0;
    for (size_t i = 0; i < g->rows.len && regular; i++) {
        gr_items list = gr_row_items(g, &g->rows.ptr[i]);
        uint32_t width = row_width(g, &list);
        regular = width >= g->columns && (g->width == 0 || width == g->width);
        g->width = width;
        empty_ends = empty_ends && regular &&
                     word_at(g, line_end(g, list.word[first_cell(g, &list)]))->kind == GR_WORD_EMPTY;
    }
    if (!regular)
        g->width = 0;
    if (!regular || (header_offset(g, &g->offset) && g->offset + g->columns <= g->width))
        return;
    g->offset = g->width - (uint32_t)g->columns;
    if (empty_ends && g->offset > 0)
        g->offset--; /* a tab ends each line */
}

/* Places cells by how many tabs stand before them. */
static bool fit_by_index(const gr_grid *g, gr_row *row, const gr_items *list)
{
    const gr_seen *seen = &g->t->seen.ptr[row->seen];
    uint32_t width = row_width(g, list);
    if (width == 0)
        return false;
    const gr_word *label = word_at(g, seen->last);
    uint32_t after = label->line == word_at(g, list->word[first_cell(g, list)])->line ? label->cell + 1 : 0;
    uint32_t offset = width == after + g->columns ? after : g->offset;
    if (width != after + g->columns && (g->width == 0 || after > g->offset))
        return false;
    gr_row_clear(row);
    for (size_t i = 0; i < list->count; i++) {
        const gr_word *w = word_at(g, list->word[i]);
        bool inside = w->cell >= offset && w->cell < offset + g->columns;
        if (gr_word_is_filled(w) && (!inside || row->cells[w->cell - offset] != GR_NOWHERE))
            return false;
        if (gr_word_is_filled(w))
            row->cells[w->cell - offset] = (int32_t)list->word[i];
    }
    row->state = GR_ROW_READ;
    return true;
}

static bool all_blank(const gr_grid *g, const gr_items *list, size_t from, size_t to)
{
    while (from < to && !gr_word_is_filled(word_at(g, list->word[from])))
        from++;
    return from == to;
}

/* Whether lines of this table end in a tab where their last cell is blank. */
static bool blank_ends_show(const gr_grid *g)
{
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_items list = gr_row_items(g, &g->rows.ptr[i]);
        if (list.count > 0 && list.count <= GR_ITEMS_MAX && list.count >= g->columns && list.values > 0 &&
            !gr_word_is_filled(word_at(g, list.word[list.count - 1])))
            return true;
    }
    return false;
}

static bool blanks_show(const gr_grid *g)
{
    for (size_t i = g->from; i < g->to; i++)
        if (word_at(g, i)->kind == GR_WORD_BLANK)
            return true;
    return false;
}

/* Too few cells: where the table leaves tabs at the end of a line out, the last
 * ones are blank; else one was lost. */
static void fit_short(const gr_grid *g, gr_row *row, const gr_items *list)
{
    bool cut = g->layout == GR_LAYOUT_TABS && !blank_ends_show(g) && (list->values <= 1 || blanks_show(g));
    if (list->values > 0 && !cut) {
        row->state = GR_ROW_LOST;
        return;
    }
    gr_row_give(g, row, list, 0, GR_COUNT_CELLS);
    if (list->values > 0)
        row->state = GR_ROW_SHORT;
}

/* More cells than columns: the blank ones that merged cells leave behind the
 * label, or a tab too many at the end. */
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

static void fit_cells(const gr_grid *g, gr_row *row)
{
    gr_items list = gr_row_items(g, row);
    size_t end = list.count <= GR_ITEMS_MAX ? gr_items_trailing(g, &list) : 0;
    if (list.count > GR_ITEMS_MAX)
        row->state = GR_ROW_LOST;
    else if (list.shown == g->columns)
        gr_row_give(g, row, &list, 0, GR_COUNT_SHOWN);
    else if (fit_by_index(g, row, &list))
        return;
    else if (list.cells == g->columns)
        gr_row_give(g, row, &list, 0, GR_COUNT_CELLS);
    else if (list.cells > g->columns)
        fit_long(g, row, &list);
    else if (list.cells + end == g->columns)
        gr_row_give(g, row, &list, 0, GR_COUNT_LINES);
    else
        fit_short(g, row, &list);
}

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
        if (word_at(g, list.word[i])->kind == GR_WORD_VALUE) {
            row->cells[0] = (int32_t)list.word[i];
            values++;
        } else if (word_at(g, list.word[i])->kind == GR_WORD_STRUCK) {
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
    return i > g->from && word_at(g, i - 1)->line == word_at(g, i)->line &&
           word_at(g, i - 1)->kind != GR_WORD_PAGE;
}

/* The layout that a line with cells [from, to) speaks for. */
static gr_layout line_layout(const gr_grid *g, size_t from, size_t to)
{
    if (to - from == 1 && !text_before(g, from))
        return GR_LAYOUT_STREAM;
    switch (word_at(g, to - 1)->gap) {
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
        if (!gr_word_is_cell(word_at(g, i)))
            continue;
        size_t from = i, values = 0;
        for (; i < g->to && gr_word_is_cell(word_at(g, i)) && word_at(g, i)->line == word_at(g, from)->line;
             i++)
            values += gr_word_is_filled(word_at(g, i));
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

/* Short rows after the others, whose columns they are placed by. */
static void fit_open_rows(const gr_grid *g)
{
    for (size_t i = 0; i < g->rows.len; i++)
        if (g->rows.ptr[i].state == GR_ROW_OPEN && !gr_grid_fit_by_columns(g, &g->rows.ptr[i]))
            g->rows.ptr[i].state = GR_ROW_LOST;
}

/* ------------------------------------------------------------------- order */

/* Cells that stand behind no row's label. */
static size_t count_orphans(const gr_grid *g)
{
    size_t orphans = 0, row = 0;
    for (uint32_t i = g->from; i < g->to; i++) {
        while (row < g->rows.len && g->rows.ptr[row].to <= i)
            row++;
        bool inside = row < g->rows.len && i >= g->rows.ptr[row].from;
        orphans += !inside && word_at(g, i)->kind == GR_WORD_VALUE;
    }
    return orphans;
}

/* Whether cells and labels stand apart: the cells of a whole row before the first
 * label or after a header, two rows' cells after one label. */
static bool is_out_of_order(const gr_grid *g)
{
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
        if (word_at(g, i)->kind == GR_WORD_UNIT)
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
            fit_cells(g, &g->rows.ptr[i]);
    }
    fit_open_rows(g);
    if (g->columns == 1 && g->layout == GR_LAYOUT_STREAM)
        lose_mixed(g);
}

void gr_grid_fit(gr_grid *g)
{
    g->layout = find_layout(g);
    g->orphans = count_orphans(g);
    if (is_out_of_order(g)) {
        g->by_order = true;
        gr_grid_fit_by_order(g);
        lose_all(g);
        return;
    }
    if (g->layout == GR_LAYOUT_STREAM && g->columns > 1) {
        gr_grid_fit_stream(g);
        return;
    }
    if (g->layout == GR_LAYOUT_TABS || g->layout == GR_LAYOUT_BARS)
        find_width(g);
    fit_rows(g);
}
