/*
 * One cell a line.  Such text says where a cell is blank in one of several ways,
 * or not at all; which one, all rows of the table tell together.
 */
#include "table_parts.h"

enum { FEW_COLUMNS = 4 };

static bool is_last(const gr_grid *g, size_t row)
{
    return row + 1 == g->rows.len;
}

/* --------------------------------------------------------------------- rows */

/* Cells and empty lines, one for each column; after a row one more where rows
 * end so, after the last row as many as after other tables. */
static bool fits_lines(const gr_grid *g, const gr_items *list, bool row_ends, bool last)
{
    size_t wanted = g->columns + row_ends, empty = gr_items_trailing(g, list);
    if (last && g->habits->gap != GR_NOWHERE)
        return list->count == g->columns + (size_t)g->habits->gap && empty >= (size_t)g->habits->gap;
    if (last)
        return list->count >= wanted && list->count - empty <= g->columns;
    return list->count == wanted && (!row_ends || empty > 0);
}

static int32_t filled_or_nowhere(const gr_grid *g, uint32_t i)
{
    return gr_word_is_filled(gr_grid_word(g, i)) ? (int32_t)i : GR_NOWHERE;
}

/* An empty line after each cell: a blank cell is two more, or (`single`) one more.
 * Behind the last row there may be others, so that blank cells at its ends are
 * believed only where other rows show theirs so. */
static bool fits_double(const gr_grid *g, const gr_items *list, bool single, bool last, gr_row *row)
{
    size_t i = list->count > 0 && gr_item_is_empty(g, list, 0);
    gr_row_clear(row);
    for (size_t column = 0; column < g->columns; column++) {
        if (i >= list->count)
            return false;
        row->cells[column] = filled_or_nowhere(g, list->word[i++]);
        bool more = column + 1 < g->columns;
        bool page = i < list->count &&
                    gr_grid_word(g, list->word[i - 1])->page != gr_grid_word(g, list->word[i])->page;
        bool parted = !single || row->cells[column] != GR_NOWHERE;
        if (more && !page && parted && (i >= list->count || !gr_item_is_empty(g, list, i++)))
            return false;
    }
    size_t left = list->count - i;
    if (left > gr_items_trailing(g, list) || (!last && left > 1))
        return false;
    if (single && !last)
        return left == (row->cells[g->columns - 1] != GR_NOWHERE);
    bool ends = row->cells[0] != GR_NOWHERE && row->cells[g->columns - 1] != GR_NOWHERE;
    return ends || (left > 0 && left < 3 && (!last || g->habits->doubled));
}

/* Where bars close cells, labels merged over several rows leave blank cells before
 * the next row. */
static bool fits_shown(const gr_grid *g, const gr_items *list)
{
    enum { MERGED_LABELS = 2 };
    size_t cells = list->cells, i = list->count;
    while (g->t->closed && cells > g->columns && i > 0 &&
           gr_grid_word(g, list->word[i - 1])->kind == GR_WORD_BLANK) {
        cells--;
        i--;
    }
    return (cells == g->columns && list->cells <= cells + MERGED_LABELS) || list->count == 0;
}

/* Whether the row can be read if blank cells show in that way. */
static bool fits(const gr_grid *g, size_t i, const gr_items *list, gr_row *row, gr_blanks blanks,
                 bool row_ends)
{
    if (list->count > GR_ITEMS_MAX)
        return false;
    switch (blanks) {
    case GR_BLANKS_SHOWN:
        return fits_shown(g, list);
    case GR_BLANKS_LINES:
        return fits_lines(g, list, row_ends, is_last(g, i));
    default:
        return fits_double(g, list, blanks == GR_BLANKS_SINGLE, is_last(g, i), row);
    }
}

/* ----------------------------------------------------------------- evidence */

static bool is_row_label(const gr_grid *g, const gr_word *w)
{
    const gr_form_label *label = w->seen != GR_NOWHERE ? g->t->seen.ptr[w->seen].label : NULL;
    return label != NULL && label->kind == GR_FORM_ROW;
}

/* Whether some cells stand on lines that follow each other, or their label's. */
static bool cells_follow(const gr_grid *g)
{
    for (size_t i = g->from; i + 1 < g->to; i++) {
        const gr_word *w = gr_grid_word(g, i), *next = gr_grid_word(g, i + 1);
        if (gr_word_is_filled(next) && next->line != w->line && (gr_word_is_filled(w) || is_row_label(g, w)))
            return true;
    }
    return false;
}

/* Whether the headers of two columns do. */
static bool headers_follow(const gr_grid *g)
{
    for (size_t i = g->from; i + 1 < g->to; i++) {
        const gr_word *w = gr_grid_word(g, i), *next = gr_grid_word(g, i + 1);
        if (gr_is_column_label(g, w) && gr_is_column_label(g, next) && w->seen != next->seen &&
            w->line != next->line)
            return true;
    }
    return false;
}

/* A label that the next one follows at once, without cells or empty lines. */
static bool has_bare_label(const gr_grid *g)
{
    for (size_t i = 0; i + 1 < g->rows.len; i++)
        if (gr_row_items(g, &g->rows.ptr[i]).count == 0)
            return true;
    return false;
}

/* Whether two labels, or a label and a cell, share a line: its text runs on. */
static bool runs_on(const gr_grid *g)
{
    for (size_t i = g->from; i + 1 < g->to; i++) {
        const gr_word *w = gr_grid_word(g, i), *next = gr_grid_word(g, i + 1);
        bool labels = w->seen != GR_NOWHERE && next->seen != GR_NOWHERE && w->seen != next->seen;
        if (next->gap == GR_GAP_SPACE && (labels || (w->seen != GR_NOWHERE && gr_word_is_filled(next))))
            return true;
    }
    return false;
}

/* Whether empty lines can stand for cells: then lines with cells follow each
 * other, and no row is without lines. */
static bool lines_are_cells(const gr_grid *g)
{
    if (has_bare_label(g) || runs_on(g))
        return false;
    return cells_follow(g) || (headers_follow(g) && (g->rows.len > 1 || g->habits->lines));
}

/* Whether rows before the last one show blank cells by empty lines among those
 * that stand between all cells. */
static bool shows_double(const gr_grid *g)
{
    for (size_t i = 0; i + 1 < g->rows.len; i++) {
        gr_row row = g->rows.ptr[i];
        gr_items list = gr_row_items_of_pages(g, &row);
        if (list.count <= GR_ITEMS_MAX && list.values > 0 && list.values < g->columns &&
            fits_double(g, &list, false, false, &row))
            return true;
    }
    return false;
}

/* How many rows can be read in that way; the last one, which may end in any
 * way, counts half. */
static size_t count_fits(const gr_grid *g, gr_blanks blanks, bool row_ends)
{
    size_t count = 0;
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_row row = g->rows.ptr[i];
        gr_items list = gr_row_items(g, &row), rest = gr_row_items_of_pages(g, &row);
        bool whole = blanks < GR_BLANKS_DOUBLE && fits(g, i, &list, &row, blanks, row_ends);
        if (whole || fits(g, i, &rest, &row, blanks, row_ends))
            count += is_last(g, i) ? 1 : 2;
    }
    return count;
}

/* Whether blank cells show by a space of their own. */
static bool shows_blanks(const gr_grid *g)
{
    for (size_t i = g->from; i < g->to; i++)
        if (gr_grid_word(g, i)->kind == GR_WORD_BLANK && gr_grid_word(g, i)->shown)
            return true;
    return false;
}

/* Whether full rows, the last one apart, are followed by an empty line. */
static void learn_row_ends(gr_grid *g)
{
    size_t full = 0, ended = 0;
    for (size_t i = 0; i + 1 < g->rows.len; i++) {
        gr_items list = gr_row_items_of_pages(g, &g->rows.ptr[i]);
        if (list.count > GR_ITEMS_MAX || list.values != g->columns ||
            list.count - gr_items_trailing(g, &list) != g->columns)
            continue;
        full++;
        ended += gr_items_trailing(g, &list) > 0;
    }
    if (full > 0)
        g->habits->row_ends = ended == full;
}

static void choose_blanks(gr_grid *g)
{
    learn_row_ends(g);
    static const struct {
        gr_blanks blanks;
        bool row_ends;
    } ways[] = {{GR_BLANKS_SHOWN, false},
                {GR_BLANKS_LINES, false},
                {GR_BLANKS_LINES, true},
                {GR_BLANKS_DOUBLE, false},
                {GR_BLANKS_SINGLE, false}};
    size_t best_count = 0;
    bool lines = lines_are_cells(g);
    g->habits->doubled = g->habits->doubled || shows_double(g);
    g->blanks = GR_BLANKS_SHOWN;
    g->habits->shown = g->habits->shown || shows_blanks(g);
    for (size_t way = 0; way < (g->habits->shown ? 1 : GR_COUNT(ways)); way++) {
        if (ways[way].blanks == GR_BLANKS_LINES &&
            (!lines || (g->habits->row_ends >= 0 && ways[way].row_ends != g->habits->row_ends)))
            continue;
        size_t count = count_fits(g, ways[way].blanks, ways[way].row_ends);
        if (count <= best_count)
            continue;
        best_count = count;
        g->blanks = ways[way].blanks;
        g->row_ends = ways[way].row_ends;
    }
    g->habits->lines = g->habits->lines || (g->blanks == GR_BLANKS_LINES && cells_follow(g));
}

/* ---------------------------------------------------------------------- fit */

/* Whether the last row's last cells may be lost as well as blank: the empty lines
 * behind it may be what stands behind every table. */
static bool ends_unsure(const gr_grid *g, size_t i, const gr_items *list)
{
    return is_last(g, i) && g->blanks == GR_BLANKS_LINES && g->habits->gap == GR_NOWHERE &&
           list->values > 0 && g->rows.ptr[i].cells[g->columns - 1] == GR_NOWHERE;
}

static void fit_row(const gr_grid *g, size_t i)
{
    gr_row *row = &g->rows.ptr[i], try = *row;
    gr_items list = gr_row_items(g, row);
    if (g->blanks >= GR_BLANKS_DOUBLE || !fits(g, i, &list, &try, g->blanks, g->row_ends))
        list = gr_row_items_of_pages(g, row);
    if (list.values == g->columns && list.count <= GR_ITEMS_MAX)
        gr_row_give(g, row, &list, 0, GR_COUNT_FILLED);
    else if (list.values == 0)
        gr_row_clear(row), row->state = GR_ROW_READ;
    else if (!fits(g, i, &list, row, g->blanks, g->row_ends))
        row->state = GR_ROW_LOST;
    else if (g->blanks >= GR_BLANKS_DOUBLE)
        row->state = GR_ROW_READ;
    else
        gr_row_give(g, row, &list, 0, g->blanks == GR_BLANKS_LINES ? GR_COUNT_LINES : GR_COUNT_CELLS);
    if (row->state == GR_ROW_READ && ends_unsure(g, i, &list))
        row->state = GR_ROW_SHORT;
}

/* How many empty lines follow a table shows where its last row is full. */
static void learn_gap(gr_grid *g)
{
    gr_items list = gr_row_items(g, &g->rows.ptr[g->rows.len - 1]);
    if (g->habits->gap == GR_NOWHERE && g->blanks == GR_BLANKS_LINES && list.count <= GR_ITEMS_MAX &&
        list.values == g->columns && list.count - gr_items_trailing(g, &list) == g->columns)
        g->habits->gap = (int32_t)gr_items_trailing(g, &list);
}

/* A row without anything may be blank, or its cells may stand behind another
 * label.  The second is to be feared where cells are left over, and where the
 * columns are so few that the cells behind a label may be one column's. */
static bool may_be_mixed(const gr_grid *g)
{
    bool left = g->orphans > 0, values = false;
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_items list = gr_row_items(g, &g->rows.ptr[i]);
        left = left || list.values > g->columns;
        values = values || list.values > 0;
    }
    return left || (values && g->columns <= FEW_COLUMNS);
}

void gr_grid_fit_stream(gr_grid *g)
{
    choose_blanks(g);
    for (size_t i = 0; i < g->rows.len; i++)
        fit_row(g, i);
    learn_gap(g);
    if (!has_bare_label(g) || !may_be_mixed(g))
        return;
    for (size_t i = 0; i < g->rows.len; i++) {
        gr_row *row = &g->rows.ptr[i];
        bool bare = gr_row_items(g, row).count == 0;
        if (bare || g->columns <= FEW_COLUMNS)
            row->state = GR_ROW_LOST;
    }
}
