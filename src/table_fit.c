/*
 * Giving the cells after a label to the columns.  A row is read only where its
 * cells can be told apart: all of them stand there, or the blank ones show.
 */
#include "table_parts.h"

enum { ITEMS_MAX = 64 };

/* The cells after one label, and the empty lines between them. */
typedef struct items {
    uint32_t word[ITEMS_MAX];
    size_t count;  /* ITEMS_MAX + 1: too many */
    size_t values; /* VALUE or STRUCK */
    size_t shown;  /* these and blank cells with a space in them */
    size_t cells;  /* and all other BLANK ones */
} items;

static const gr_word *word_at(const gr_grid *g, size_t i)
{
    return &g->t->words.ptr[i];
}

static bool is_filled(const gr_word *w)
{
    return (w->kind == GR_WORD_VALUE || w->kind == GR_WORD_STRUCK) && !w->loose;
}

static items collect(const gr_grid *g, const gr_row *row)
{
    items list = {.count = 0};
    for (uint32_t i = row->from; i < row->to; i++) {
        const gr_word *w = word_at(g, i);
        if (!gr_word_is_cell(w) && w->kind != GR_WORD_EMPTY)
            continue;
        if (list.count < ITEMS_MAX)
            list.word[list.count] = i;
        list.count += list.count <= ITEMS_MAX;
        list.values += is_filled(w);
        list.shown += is_filled(w) || w->shown;
        list.cells += gr_word_is_cell(w);
    }
    return list;
}

static int32_t filled_or_nowhere(const gr_grid *g, uint32_t i)
{
    return is_filled(word_at(g, i)) ? (int32_t)i : GR_NOWHERE;
}

static void clear_cells(gr_row *row)
{
    for (size_t i = 0; i < GR_COLUMNS_MAX; i++)
        row->cells[i] = GR_NOWHERE;
}

/* What counts as a cell. */
typedef enum counting { FILLED, SHOWN, CELLS, LINES } counting;

static bool counts(const gr_word *w, counting what)
{
    switch (what) {
    case FILLED:
        return is_filled(w);
    case SHOWN:
        return is_filled(w) || w->shown;
    case CELLS:
        return gr_word_is_cell(w);
    default:
        return true;
    }
}

/* Gives the row its cells in order, from item `first` on. */
static void give(const gr_grid *g, gr_row *row, const items *list, size_t first, counting what)
{
    size_t column = 0;
    clear_cells(row);
    for (size_t i = first; i < list->count && column < g->columns; i++)
        if (counts(word_at(g, list->word[i]), what))
            row->cells[column++] = filled_or_nowhere(g, list->word[i]);
    row->state = GR_ROW_READ;
}

/* ----------------------------------------------------------------- streams */

static bool is_empty_line(const gr_grid *g, const items *list, size_t i)
{
    return word_at(g, list->word[i])->kind == GR_WORD_EMPTY;
}

static size_t trailing_empty(const gr_grid *g, const items *list)
{
    size_t count = 0;
    while (count < list->count && is_empty_line(g, list, list->count - 1 - count))
        count++;
    return count;
}

/* Cells and empty lines, one for each column; after a row one more where rows
 * end so, after the last row any number. */
static bool fits_lines(const gr_grid *g, const items *list, bool row_ends, bool last)
{
    size_t wanted = g->columns + row_ends, empty = trailing_empty(g, list);
    if (last)
        return list->count >= g->columns && list->count - empty <= g->columns;
    return list->count == wanted && (!row_ends || empty > 0);
}

/* An empty line after each cell: a blank cell is two more.  Behind the last row
 * there may be others, so that blank cells at its ends are believed only where
 * other rows show theirs so. */
static bool fits_double(const gr_grid *g, const items *list, bool last, gr_row *row)
{
    size_t i = list->count > 0 && is_empty_line(g, list, 0);
    clear_cells(row);
    for (size_t column = 0; column < g->columns; column++) {
        if (i >= list->count)
            return false;
        row->cells[column] = filled_or_nowhere(g, list->word[i++]);
        bool more = column + 1 < g->columns;
        bool page = i < list->count && word_at(g, list->word[i - 1])->page != word_at(g, list->word[i])->page;
        if (more && !page && (i >= list->count || !is_empty_line(g, list, i++)))
            return false;
    }
    size_t left = list->count - i;
    if (left > trailing_empty(g, list) || (!last && left > 1))
        return false;
    bool ends = row->cells[0] != GR_NOWHERE && row->cells[g->columns - 1] != GR_NOWHERE;
    return ends || (left > 0 && left < 3 && (!last || g->double_known));
}

static bool is_last(const gr_grid *g, const gr_row *row)
{
    return row == &g->rows.ptr[g->rows.len - 1];
}

/* Whether the row can be read if blank cells show in that way. */
static bool fits_stream(const gr_grid *g, const items *list, gr_row *row, gr_blanks blanks, bool row_ends,
                        bool last)
{
    if (list->count > ITEMS_MAX)
        return false;
    switch (blanks) {
    case GR_BLANKS_SHOWN:
        return list->cells == g->columns || list->count == 0;
    case GR_BLANKS_LINES:
        return fits_lines(g, list, row_ends, last);
    default:
        return fits_double(g, list, last, row);
    }
}

static bool is_column(const gr_grid *g, const gr_word *w)
{
    const gr_form_label *label = w->seen != GR_NOWHERE ? g->t->seen.ptr[w->seen].label : NULL;
    return label != NULL && label->kind == GR_FORM_COLUMN;
}

/* Empty lines can stand for cells only where some cells stand on lines that
 * follow each other, be it those of two columns' headers. */
static bool lines_are_cells(const gr_grid *g)
{
    for (size_t i = g->from; i + 1 < g->to; i++) {
        const gr_word *w = word_at(g, i), *next = word_at(g, i + 1);
        bool cells = gr_word_is_cell(w) && gr_word_is_cell(next);
        bool headers =
            is_column(g, w) && is_column(g, next) && w->seen != next->seen && w->line != next->line;
        if (cells || headers)
            return true;
    }
    return false;
}

/* Whether rows before the last one show blank cells by empty lines among those
 * that stand between all cells. */
static bool shows_double(const gr_grid *g)
{
    for (size_t i = 0; i + 1 < g->rows.len; i++) {
        gr_row row = g->rows.ptr[i];
        items list = collect(g, &g->rows.ptr[i]);
        if (list.count <= ITEMS_MAX && list.values > 0 && list.values < g->columns &&
            fits_double(g, &list, false, &row))
            return true;
    }
    return false;
}

static void choose_blanks(gr_grid *g)
{
    g->double_known = g->double_known || shows_double(g);
    static const struct {
        gr_blanks blanks;
        bool row_ends;
    } ways[] = {{GR_BLANKS_SHOWN, false},
                {GR_BLANKS_LINES, false},
                {GR_BLANKS_LINES, true},
                {GR_BLANKS_DOUBLE, false}};
    size_t best = 0, best_count = 0;
    bool lines = lines_are_cells(g);
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        size_t count = 0;
        if (ways[way].blanks == GR_BLANKS_LINES && !lines)
            continue;
        for (size_t i = 0; i < g->rows.len; i++) {
            gr_row row = g->rows.ptr[i];
            items list = collect(g, &g->rows.ptr[i]);
            bool last = i + 1 == g->rows.len,
                 fits = fits_stream(g, &list, &row, ways[way].blanks, ways[way].row_ends, last);
            count += fits + (fits && !last); /* the last row ends in any way */
        }
        if (count <= best_count)
            continue;
        best = way;
        best_count = count;
    }
    g->blanks = ways[best].blanks;
    g->row_ends = ways[best].row_ends;
}

static void fit_stream(const gr_grid *g, gr_row *row)
{
    items list = collect(g, row);
    if (list.values == g->columns && list.count <= ITEMS_MAX)
        give(g, row, &list, 0, FILLED);
    else if (list.values == 0)
        clear_cells(row), row->state = GR_ROW_READ;
    else if (!fits_stream(g, &list, row, g->blanks, g->row_ends, is_last(g, row)))
        row->state = GR_ROW_LOST;
    else if (g->blanks == GR_BLANKS_DOUBLE)
        row->state = GR_ROW_READ;
    else
        give(g, row, &list, 0, g->blanks == GR_BLANKS_LINES ? LINES : CELLS);
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
static size_t first_cell(const gr_grid *g, const items *list)
{
    size_t i = 0;
    while (i < list->count && is_empty_line(g, list, i))
        i++;
    return i;
}

/* Cells of the line of the row's cells, where all stand on one line; else 0. */
static uint32_t row_width(const gr_grid *g, const items *list)
{
    size_t first = list->count <= ITEMS_MAX ? first_cell(g, list) : list->count;
    if (first == list->count)
        return 0;
    const gr_word *w = word_at(g, list->word[first]);
    for (size_t i = first; i < list->count; i++)
        if (!is_empty_line(g, list, i) && word_at(g, list->word[i])->line != w->line)
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
        items list = collect(g, &g->rows.ptr[i]);
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
static bool fit_by_index(const gr_grid *g, gr_row *row, const items *list)
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
    clear_cells(row);
    for (size_t i = 0; i < list->count; i++) {
        const gr_word *w = word_at(g, list->word[i]);
        bool inside = w->cell >= offset && w->cell < offset + g->columns;
        if (is_filled(w) && (!inside || row->cells[w->cell - offset] != GR_NOWHERE))
            return false;
        if (is_filled(w))
            row->cells[w->cell - offset] = (int32_t)list->word[i];
    }
    row->state = GR_ROW_READ;
    return true;
}

static bool all_blank(const gr_grid *g, const items *list, size_t from, size_t to)
{
    while (from < to && !is_filled(word_at(g, list->word[from])))
        from++;
    return from == to;
}

/* Whether lines of this table end in a tab where their last cell is blank. */
static bool blank_ends_show(const gr_grid *g)
{
    for (size_t i = 0; i < g->rows.len; i++) {
        items list = collect(g, &g->rows.ptr[i]);
        if (list.count > 0 && list.count <= ITEMS_MAX && list.count >= g->columns && list.values > 0 &&
            !is_filled(word_at(g, list.word[list.count - 1])))
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
static void fit_short(const gr_grid *g, gr_row *row, const items *list)
{
    bool cut = g->layout == GR_LAYOUT_TABS && !blank_ends_show(g) && (list->values <= 1 || blanks_show(g));
    if (list->values > 0 && !cut) {
        row->state = GR_ROW_LOST;
        return;
    }
    give(g, row, list, 0, CELLS);
    if (list->values > 0)
        row->state = GR_ROW_SHORT;
}

/* More cells than columns: the blank ones that merged cells leave behind the
 * label, or a tab too many at the end. */
static void fit_long(const gr_grid *g, gr_row *row, const items *list)
{
    size_t extra = list->cells > g->columns ? list->cells - g->columns : 0;
    bool front = all_blank(g, list, 0, extra), back = all_blank(g, list, g->columns, list->count);
    if (list->values == g->columns)
        give(g, row, list, 0, FILLED);
    else if (front || back)
        give(g, row, list, front ? extra : 0, CELLS);
    else
        row->state = GR_ROW_LOST;
}

static void fit_cells(const gr_grid *g, gr_row *row)
{
    items list = collect(g, row);
    size_t end = list.count <= ITEMS_MAX ? trailing_empty(g, &list) : 0;
    if (list.count > ITEMS_MAX)
        row->state = GR_ROW_LOST;
    else if (list.shown == g->columns)
        give(g, row, &list, 0, SHOWN);
    else if (fit_by_index(g, row, &list))
        return;
    else if (list.cells == g->columns)
        give(g, row, &list, 0, CELLS);
    else if (list.cells > g->columns)
        fit_long(g, row, &list);
    else if (list.cells + end == g->columns)
        give(g, row, &list, 0, LINES);
    else
        fit_short(g, row, &list);
}

/* ---------------------------------------------------------------- one cell */

/* The single cell of a row, as in the form of 2014; its unit stands before it. */
static void fit_single(const gr_grid *g, gr_row *row)
{
    items list = collect(g, row);
    clear_cells(row);
    row->state = GR_ROW_READ;
    int32_t struck = GR_NOWHERE;
    size_t values = 0;
    for (size_t i = 0; i < list.count && i < ITEMS_MAX; i++) {
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
            values += is_filled(word_at(g, i));
        votes[line_layout(g, from, i)] += values;
        i--;
    }
    for (size_t i = 1; i < 4; i++)
        best = votes[i] > votes[best] ? i : best;
    return (gr_layout)best;
}

static void fit_columns(const gr_grid *g, gr_row *row)
{
    items list = collect(g, row);
    if (list.values == g->columns && list.count <= ITEMS_MAX)
        give(g, row, &list, 0, FILLED);
    else if (list.values == 0)
        clear_cells(row), row->state = GR_ROW_READ;
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

/* Whether cells and labels stand apart: cells of a whole row before the first
 * label or after a header, two rows' cells after one label. */
static bool is_out_of_order(const gr_grid *g)
{
    size_t orphans = 0, row = 0;
    for (size_t i = 0; i < g->rows.len; i++) {
        items list = collect(g, &g->rows.ptr[i]);
        if (list.values >= 2 * g->columns)
            return true;
    }
    for (uint32_t i = g->from; i < g->to; i++) {
        while (row < g->rows.len && g->rows.ptr[row].to <= i)
            row++;
        bool inside = row < g->rows.len && i >= g->rows.ptr[row].from;
        orphans += !inside && word_at(g, i)->kind == GR_WORD_VALUE;
    }
    return orphans >= g->columns;
}

static void lose_all(const gr_grid *g)
{
    for (size_t i = 0; i < g->rows.len; i++)
        if (g->rows.ptr[i].state == GR_ROW_OPEN)
            g->rows.ptr[i].state = GR_ROW_LOST;
}

static void fit_row(const gr_grid *g, gr_row *row)
{
    if (g->columns == 1)
        fit_single(g, row);
    else if (g->layout == GR_LAYOUT_STREAM)
        fit_stream(g, row);
    else if (g->layout == GR_LAYOUT_COLUMNS)
        fit_columns(g, row);
    else
        fit_cells(g, row);
}

void gr_grid_fit(gr_grid *g)
{
    g->layout = find_layout(g);
    if (is_out_of_order(g)) {
        g->by_order = true;
        gr_grid_fit_by_order(g);
        lose_all(g);
        return;
    }
    if (g->layout == GR_LAYOUT_STREAM && g->columns > 1)
        choose_blanks(g);
    if (g->layout == GR_LAYOUT_TABS || g->layout == GR_LAYOUT_BARS)
        find_width(g);
    for (size_t i = 0; i < g->rows.len; i++)
        fit_row(g, &g->rows.ptr[i]);
    fit_open_rows(g);
}
