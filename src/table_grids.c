/*
 * The tables of the form, one after the other: which rows and columns each has,
 * what could be read of it, and what has to be warned of.
 */
#include "table_parts.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    ROWS_MAX = 400,     /* rows compared with each other */
    CODES_LEAST = 6,    /* row codes: so many at least, */
    CODES_FOLLOWED = 3, /* so many of them before a cell, */
    CODE_STEP = 3       /* and from one to the next no more */
};

static const gr_seen *seen_at(const gr_reading *r, size_t i)
{
    return &r->t->seen.ptr[i];
}

static bool is_kind(const gr_seen *seen, gr_form_kind kind)
{
    return seen->label != NULL && seen->label->kind == kind;
}

static bool is_header(const gr_seen *seen)
{
    return seen->label != NULL && gr_form_is_header(seen->label->kind);
}

/* ------------------------------------------------------------------- grids */

static uint32_t words_end(const gr_reading *r, const gr_region *g, size_t seen)
{
    return seen + 1 < g->to ? seen_at(r, seen + 1)->first : g->word_to;
}

static gr_grid new_grid(const gr_reading *r, const gr_region *g, size_t columns)
{
    return (gr_grid){
        .t = r->t, .habits = &r->found->habits, .columns = columns, .from = g->word_from, .to = g->word_to};
}

static bool is_read(const gr_row *row)
{
    return row->state == GR_ROW_READ || row->state == GR_ROW_SHORT || row->state == GR_ROW_ASSUMED;
}

/* Whether two rows hold the same in all cells. */
static bool same_cells(const gr_reading *r, const gr_grid *grid, const gr_row *a, const gr_row *b)
{
    for (size_t i = 0; i < grid->columns; i++) {
        if ((a->cells[i] == GR_NOWHERE) != (b->cells[i] == GR_NOWHERE))
            return false;
        if (a->cells[i] == GR_NOWHERE)
            continue;
        const gr_word *x = &r->t->words.ptr[a->cells[i]], *y = &r->t->words.ptr[b->cells[i]];
        if (x->kind != y->kind ||
            (x->kind == GR_WORD_VALUE &&
             gr_decimal_compare(r->t->values.ptr[x->value].value, r->t->values.ptr[y->value].value) != 0))
            return false;
    }
    return true;
}

/* Whether the row is a label alone, with no cell beside it and no value below: a title
 * over the row itself, as where each row was made a small table of its own. */
static bool is_title(const gr_reading *r, const gr_row *row)
{
    const gr_word *words = r->t->words.ptr;
    uint32_t line = words[seen_at(r, row->seen)->last].line;
    for (uint32_t i = row->from; i < row->to; i++)
        if (words[i].kind == GR_WORD_VALUE || (words[i].line == line && gr_word_is_cell(&words[i])))
            return false;
    return true;
}

/* Which of two rows that read the same and differ are none of the form: a title over
 * the other; else the one whose mark is not the form's, or both. */
static void settle_double(const gr_reading *r, const gr_grid *grid, gr_row *a, gr_row *b)
{
    const gr_seen *x = seen_at(r, a->seen), *y = seen_at(r, b->seen);
    bool title = !grid->by_order && is_title(r, a);
    if (title || (!grid->by_order && is_title(r, b))) {
        (title ? a : b)->state = GR_ROW_HEADER;
        return;
    }
    bool first = gr_form_number_equal(x->number, x->label->number),
         second = gr_form_number_equal(y->number, y->label->number);
    if (!first || second)
        a->state = GR_ROW_DOUBLE;
    if (!second || first)
        b->state = GR_ROW_DOUBLE;
}

/* Whether both rows name something in the same cell, as where each purchase has a row. */
static bool are_listed(const gr_reading *r, const gr_grid *grid, const gr_row *a, const gr_row *b)
{
    for (size_t i = 0; i < grid->columns; i++) {
        if (a->cells[i] == GR_NOWHERE || b->cells[i] == GR_NOWHERE)
            continue;
        const gr_word *x = &r->t->words.ptr[a->cells[i]], *y = &r->t->words.ptr[b->cells[i]];
        if (x->chars < x->chars_end && y->chars < y->chars_end)
            return true;
    }
    return false;
}

/* A row of the form that stands there twice with different cells was some other
 * row, or stands under its own title. */
static void drop_doubles(const gr_reading *r, gr_grid *grid)
{
    for (size_t i = 1; i < grid->rows.len && grid->rows.len <= ROWS_MAX; i++)
        for (size_t j = 0; j < i; j++) {
            gr_row *a = &grid->rows.ptr[j], *b = &grid->rows.ptr[i];
            const gr_seen *x = seen_at(r, a->seen), *y = seen_at(r, b->seen);
            if (x->label == NULL || y->label == NULL || x->label->entry != y->label->entry || !is_read(a) ||
                !is_read(b) || same_cells(r, grid, a, b) || are_listed(r, grid, a, b))
                continue;
            settle_double(r, grid, a, b);
        }
}

static void fit(const gr_reading *r, gr_grid *grid)
{
    gr_grid_fit(grid);
    drop_doubles(r, grid);
}

static gr_row *add_row(gr_grid *grid, const gr_reading *r, const gr_region *g, size_t seen)
{
    gr_row *row = gr_array_push(&grid->rows);
    *row = (gr_row){.seen = (uint32_t)seen, .from = seen_at(r, seen)->first + 1, .to = words_end(r, g, seen)};
    for (size_t i = 0; i < GR_COLUMNS_MAX; i++)
        row->cells[i] = GR_NOWHERE;
    if (seen_at(r, seen)->unsure)
        row->state = GR_ROW_LOST;
    return row;
}

static bool has_values(const gr_reading *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (r->t->words.ptr[i].kind == GR_WORD_VALUE)
            return true;
    return false;
}

static bool has_kind(const gr_reading *r, uint32_t from, uint32_t to, gr_word_kind kind)
{
    for (uint32_t i = from; i < to; i++)
        if (r->t->words.ptr[i].kind == (uint8_t)kind)
            return true;
    return false;
}

/* A merged cell that was filled in for each of its columns says the same again. */
static bool is_repeated(const gr_reading *r, const gr_region *g, size_t i)
{
    const gr_seen *seen = seen_at(r, i), *next = i + 1 < g->to ? seen_at(r, i + 1) : NULL;
    return next != NULL && next->label != NULL && next->label == seen->label &&
           r->t->words.ptr[next->first].line == r->t->words.ptr[seen->last].line &&
           !has_values(r, seen->first, next->first);
}

/* ------------------------------------------------------------------- found */

static void warn_row(const gr_reading *r, const gr_grid *grid, const gr_row *row)
{
    const gr_seen *seen = seen_at(r, row->seen);
    char message[160];
    if (seen->unsure) {
        gr_table_warn(r->out, "unknown-label", seen->first,
                      "the label fits more than one row of the form: its cells were not read");
        return;
    }
    if (row->state == GR_ROW_SHORT) {
        gr_table_warn(r->out, "short-row", seen->first,
                      "the row ends before its last column: the missing cells were taken as blank");
        return;
    }
    if (row->state == GR_ROW_ASSUMED) {
        gr_table_warn(r->out, "other-columns", seen->first,
                      "the page has no full row: cells were placed by the columns of another page");
        return;
    }
    if (row->state == GR_ROW_DOUBLE) {
        gr_table_warn(r->out, "double-row", seen->first,
                      "the row stands in the table more than once with different cells: not read");
        return;
    }
    size_t cells = 0;
    for (uint32_t i = row->from; i < row->to; i++)
        cells += gr_word_is_cell(&r->t->words.ptr[i]);
    snprintf(message, sizeof message,
             "the row has %zu cells where the form has %zu columns: they were not read", cells,
             grid->columns);
    gr_table_warn(r->out, "lost-cell", seen->first, message);
}

/* Values of rows that could not be read are kept, but belong to no column. */
static void keep_unplaced(const gr_reading *r, const gr_seen *row, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (r->t->words.ptr[i].kind == GR_WORD_VALUE)
            gr_table_add_unplaced(r->out, row, i);
}

/* Warns once of cells that stand apart from their labels. */
static void settle_order(const gr_reading *r, const gr_grid *grid)
{
    size_t read = 0;
    bool *used = gr_alloc(r->t->words.len + 1);
    for (size_t i = 0; i < grid->rows.len; i++)
        for (size_t j = 0; grid->rows.ptr[i].state == GR_ROW_READ && j < grid->columns; j++)
            if (grid->rows.ptr[i].cells[j] != GR_NOWHERE) {
                used[grid->rows.ptr[i].cells[j]] = true;
                read++;
            }
    if (read > 0)
        gr_table_warn(r->out, "table-order", grid->from,
                      "cells stand apart from their labels: they were given to the rows in order");
    size_t unread = 0;
    for (uint32_t i = grid->from; i < grid->to; i++) {
        if (r->t->words.ptr[i].kind != GR_WORD_VALUE || used[i])
            continue;
        gr_table_add_unplaced(r->out, NULL, i);
        unread++;
    }
    free(used);
    char message[120];
    snprintf(message, sizeof message, "%zu cells stand apart from their labels: they were not read", unread);
    if (unread > 0)
        gr_table_warn(r->out, "unread-cells", grid->from, message);
}

/* Where a label stands in the region, or NULL. */
static const gr_seen *find_seen(const gr_reading *r, const gr_region *g, const gr_form_label *label)
{
    for (size_t i = g->from; label != NULL && i < g->to; i++)
        if (seen_at(r, i)->label != NULL && seen_at(r, i)->label->entry == label->entry)
            return seen_at(r, i);
    return NULL;
}

/* The columns of a grid, and where their headers stand. */
typedef struct columns {
    const gr_form_label *label[GR_COLUMNS_MAX + 1];
    const gr_seen *seen[GR_COLUMNS_MAX];
    size_t count;
} columns;

static void add_row_figures(const gr_reading *r, const gr_row *row, const columns *c)
{
    for (size_t i = 0; i < c->count; i++) {
        gr_cell_place place = {.row = seen_at(r, row->seen),
                               .column = c->label[i],
                               .column_seen = c->seen[i],
                               .from = row->from,
                               .to = row->to};
        gr_table_add_figure(r->out, &place, row->cells[i]);
    }
}

/* Hands over the rows of a grid. */
static void add_grid_figures(const gr_reading *r, const gr_grid *grid, const columns *c)
{
    for (size_t i = 0; i < grid->rows.len; i++) {
        const gr_row *row = &grid->rows.ptr[i];
        bool read = is_read(row);
        if (row->state == GR_ROW_HEADER)
            continue;
        if (read)
            add_row_figures(r, row, c);
        bool kept = !read && !grid->by_order;
        if ((read && row->state != GR_ROW_READ) || row->state == GR_ROW_DOUBLE || kept)
            warn_row(r, grid, row);
        if (kept)
            keep_unplaced(r, seen_at(r, row->seen), row->from, row->to);
    }
    if (grid->by_order)
        settle_order(r, grid);
}

/* Cells of rows that are in no form. */
static void keep_unknown_rows(const gr_reading *r, const gr_region *g, bool warn)
{
    for (size_t i = g->from; i < g->to; i++) {
        const gr_seen *seen = seen_at(r, i);
        uint32_t end = words_end(r, g, i);
        if (seen->label != NULL || !has_values(r, seen->first, end))
            continue;
        if (warn)
            gr_table_warn(r->out, "unread-cells", seen->first,
                          "no official form has this row: its cells have no indicator");
        keep_unplaced(r, seen, seen->first, end);
    }
}

/* -------------------------------------------------------------- statistics */

/* A row that the agency added: its cell stands behind it, or its unit does. */
static bool is_added_row(const gr_reading *r, const gr_region *g, size_t i)
{
    const gr_seen *seen = seen_at(r, i);
    uint32_t end = words_end(r, g, i);
    return seen->label == NULL && has_kind(r, seen->first, end, GR_WORD_UNIT);
}

/* The first value behind label `seen`, or the word after the label's. */
static uint32_t first_value(const gr_reading *r, const gr_region *g, size_t seen, uint32_t *end)
{
    *end = words_end(r, g, seen);
    uint32_t i = seen_at(r, seen)->first;
    while (i < *end && r->t->words.ptr[i].kind != GR_WORD_VALUE)
        i++;
    return i;
}

/* Whether rows are numbered 01, 02, 03 … before their cells: the first values of
 * all rows count upwards, and others follow them, or a header says so. */
static bool has_row_codes(const gr_reading *r, const gr_region *g)
{
    int64_t last = -1;
    size_t codes = 0, rising = 0, next = 0, followed = 0;
    bool header = false;
    for (size_t i = g->from; i < g->to; i++) {
        const gr_seen *seen = seen_at(r, i);
        header = header || (is_kind(seen, GR_FORM_HEAD) && strcmp(seen->label->text, "代码") == 0);
        uint32_t end, first = first_value(r, g, i, &end);
        if (first == end)
            continue;
        int64_t code = r->t->values.ptr[r->t->words.ptr[first].value].value.digits;
        codes++;
        rising += code > last && code <= last + CODE_STEP;
        next += code == last + 1;
        followed += has_values(r, first + 1, end);
        last = code;
    }
    return codes >= CODES_LEAST && rising + 1 >= codes &&
           (header || followed >= CODES_FOLLOWED || next + 1 >= codes);
}

static void drop_row_codes(const gr_reading *r, const gr_region *g)
{
    for (size_t i = g->from; i < g->to; i++) {
        uint32_t end, first = first_value(r, g, i, &end);
        if (first < end)
            gr_word_make_ordinal(&r->t->words.ptr[first]);
    }
}

/* The columns of an annex table, in their order; the form of 2014 has one, which needs
 * no label. */
static columns columns_of_statistics(const gr_reading *r, const gr_region *g)
{
    columns c = {.count = 0};
    for (size_t i = g->from; i < g->to && c.count < GR_COLUMNS_MAX; i++) {
        const gr_seen *seen = seen_at(r, i);
        if (!is_kind(seen, GR_FORM_COLUMN) || seen->label->year != GR_FORM_ANNEX)
            continue;
        size_t known = 0;
        while (known < c.count && c.label[known]->entry != seen->label->entry)
            known++;
        if (known < c.count)
            continue;
        c.label[c.count] = seen->label;
        c.seen[c.count++] = seen;
    }
    if (c.count == 0)
        c.count = 1;
    return c;
}

/* Marks rows without a cell of their own, as 申请公开的主要内容 —— is. */
static void mark_headers(const gr_reading *r, gr_grid *grid)
{
    for (size_t i = 0; i < grid->rows.len; i++) {
        gr_row *row = &grid->rows.ptr[i];
        const gr_seen *seen = seen_at(r, row->seen);
        bool value = false;
        for (size_t j = 0; j < grid->columns; j++)
            value = value ||
                    (row->cells[j] != GR_NOWHERE && r->t->words.ptr[row->cells[j]].kind == GR_WORD_VALUE);
        bool coded = seen->label != NULL && seen->label->code != NULL;
        if (!coded && !value && row->state != GR_ROW_LOST && seen->label != NULL)
            row->state = GR_ROW_HEADER;
    }
}

static bool is_annex(const gr_reading *r, const gr_region *g)
{
    for (size_t i = g->from; i < g->to; i++)
        if (is_kind(seen_at(r, i), GR_FORM_ANNOUNCE) && seen_at(r, i)->label->year == GR_FORM_ANNEX)
            return true;
    return false;
}

static void read_statistics(const gr_reading *r, const gr_region *g)
{
    columns c = columns_of_statistics(r, g);
    gr_grid grid = new_grid(r, g, c.count);
    if (has_row_codes(r, g))
        drop_row_codes(r, g);
    for (size_t i = g->from; i < g->to; i++)
        if ((is_kind(seen_at(r, i), GR_FORM_ROW) && !is_repeated(r, g, i)) || is_added_row(r, g, i))
            add_row(&grid, r, g, i);
    fit(r, &grid);
    mark_headers(r, &grid);
    r->out->annex = is_annex(r, g);
    add_grid_figures(r, &grid, &c);
    r->found->statistics = r->found->statistics || !r->out->annex;
    gr_array_release(&grid.rows);
}

/* --------------------------------------------------------------- article 20 */

static columns columns_of(gr_form_table table, int year)
{
    columns c = {.count = 0};
    c.count = gr_form_columns(table, year, c.label, GR_COLUMNS_MAX);
    return c;
}

/* Whether the columns are the same of two tables of section two: a header may stand
 * under another table's title. */
static bool same_column(const gr_form_label *a, const gr_form_label *b)
{
    return a->kind == GR_FORM_COLUMN && a->year == b->year && a->year != 0 && a->code != NULL &&
           strcmp(a->code, b->code) == 0;
}

static const gr_seen *find_header(const gr_reading *r, const gr_region *g, const gr_form_label *column)
{
    const gr_seen *seen = find_seen(r, g, column);
    for (size_t i = g->from; seen == NULL && i < g->to; i++)
        if (seen_at(r, i)->label != NULL && same_column(seen_at(r, i)->label, column))
            seen = seen_at(r, i);
    return seen;
}

/* A header without a code, 本年数量, where one of the form's is missing: the cells under
 * it are no other column's. */
static void find_own_header(const gr_reading *r, const gr_region *g, columns *c)
{
    size_t missing = 0, own = 0, column = 0, header = 0;
    for (size_t i = 0; i < c->count; i++)
        if (c->seen[i] == NULL) {
            missing++;
            column = i;
        }
    for (size_t i = g->from; i < g->to; i++)
        if (is_kind(seen_at(r, i), GR_FORM_COLUMN) && seen_at(r, i)->label->code == NULL) {
            own++;
            header = i;
        }
    if (missing == 1 && own == 1) {
        c->seen[column] = seen_at(r, header);
        c->label[column] = c->seen[column]->label;
    }
}

static void find_headers(const gr_reading *r, const gr_region *g, columns *c)
{
    for (size_t i = 0; i < c->count; i++)
        c->seen[i] = find_header(r, g, c->label[i]);
    find_own_header(r, g, c);
}

/* The form that the headers of a block are of, 0 where they do not say. */
static int year_of_headers(const gr_reading *r, const gr_region *g)
{
    for (size_t i = g->from; i < g->to; i++)
        if (is_kind(seen_at(r, i), GR_FORM_COLUMN) && seen_at(r, i)->label->year != 0)
            return seen_at(r, i)->label->year;
    return 0;
}

static const gr_seen *first_row(const gr_reading *r, const gr_region *g)
{
    for (size_t i = g->from; i < g->to; i++)
        if (is_kind(seen_at(r, i), GR_FORM_ROW))
            return seen_at(r, i);
    return NULL;
}

/* The form whose columns are as many as the cells of each row. */
static int year_of_cells(const gr_reading *r, const gr_region *g, gr_form_table table)
{
    int year = 0;
    size_t rows = 0, cells = 0;
    for (size_t i = g->from; i < g->to; i++)
        rows += is_kind(seen_at(r, i), GR_FORM_ROW);
    for (uint32_t i = g->word_from; i < g->word_to; i++)
        cells += r->t->words.ptr[i].kind == GR_WORD_VALUE;
    for (int y = 2019; y <= 2021; y += 2)
        if (columns_of(table, y).count * rows == cells && cells > 0)
            year = year == 0 ? y : -1;
    return year > 0 ? year : 0;
}

/* Columns in the order in which the headers print them, where all stand there. */
static void order_columns(columns *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->seen[i] == NULL)
            return;
    for (size_t i = 1; i < c->count; i++)
        for (size_t j = i; j > 0 && c->seen[j - 1]->first > c->seen[j]->first; j--) {
            const gr_form_label *label = c->label[j];
            const gr_seen *seen = c->seen[j];
            c->label[j] = c->label[j - 1];
            c->seen[j] = c->seen[j - 1];
            c->label[j - 1] = label;
            c->seen[j - 1] = seen;
        }
}

/* Headers and the rows under them. */
static void read_article20_block(const gr_reading *r, const gr_region *g)
{
    const gr_seen *row = first_row(r, g);
    if (row == NULL)
        return;
    gr_form_table table = row->label->table;
    int year = year_of_headers(r, g);
    if (year == 0)
        year = year_of_cells(r, g, table);
    int *votes = r->found->article20;
    if (year == 0 && (votes[0] > 0) != (votes[1] > 0))
        year = votes[0] > 0 ? 2019 : 2021;
    if (columns_of(table, 2019).count == 0 || columns_of(table, 2021).count == 0)
        year = columns_of(table, 2019).count == 0 ? 2021 : 2019; /* only one of them has it */
    if (year == 0) {
        gr_table_warn(r->out, "unknown-form", row->first,
                      "the table may be of the form of 2019 or of 2021: its cells were not read");
        keep_unplaced(r, row, g->word_from, g->word_to);
        return;
    }
    votes[year == 2021]++;
    columns c = columns_of(table, year);
    find_headers(r, g, &c);
    order_columns(&c);
    gr_grid grid = new_grid(r, g, c.count);
    for (size_t i = g->from; i < g->to; i++)
        if (is_kind(seen_at(r, i), GR_FORM_ROW) && !is_repeated(r, g, i))
            add_row(&grid, r, g, i);
    fit(r, &grid);
    add_grid_figures(r, &grid, &c);
    keep_unknown_rows(r, g, true);
    gr_array_release(&grid.rows);
}

/* A block ends where headers follow rows, or a row of another table follows. */
static void read_article20(const gr_reading *r, const gr_region *g)
{
    size_t from = g->from;
    const gr_seen *row = NULL; /* of the block so far */
    for (size_t i = g->from; i <= g->to; i++) {
        const gr_seen *seen = i < g->to ? seen_at(r, i) : NULL;
        bool is_row = seen != NULL && is_kind(seen, GR_FORM_ROW);
        bool ends = seen == NULL ||
                    (row != NULL && (is_header(seen) || (is_row && seen->label->table != row->label->table)));
        if (ends) {
            gr_region block = {from, i, seen_at(r, from)->first, seen != NULL ? seen->first : g->word_to};
            read_article20_block(r, &block);
            from = i;
            row = NULL;
        }
        row = is_row ? seen : row;
    }
}

/* ---------------------------------------------------------------- requests */

static bool is_split_row(const gr_seen *seen)
{
    return is_kind(seen, GR_FORM_ROW) && seen->label->year == 2021 && seen->label->table == GR_FORM_REQUESTS;
}

/* （六）其他处理 is a row of its own, or stands over three rows. */
static bool is_other(const gr_seen *seen)
{
    return is_kind(seen, GR_FORM_ROW) && seen->label->code != NULL &&
           strcmp(seen->label->code, "request_table.result.other.*") == 0;
}

static void read_requests(const gr_reading *r, const gr_region *g)
{
    columns c = columns_of(GR_FORM_REQUESTS, 0);
    find_headers(r, g, &c);
    gr_grid grid = new_grid(r, g, c.count);
    bool split = false, whole = false;
    for (size_t i = g->from; i < g->to; i++) {
        const gr_seen *seen = seen_at(r, i);
        split = split || is_split_row(seen);
        whole = whole || (is_other(seen) && has_values(r, seen->first, words_end(r, g, i)));
    }
    for (size_t i = g->from; i < g->to; i++) {
        const gr_seen *seen = seen_at(r, i);
        bool parent = split && is_other(seen) && !has_values(r, seen->first, words_end(r, g, i));
        if (is_kind(seen, GR_FORM_ROW) && !parent && !is_repeated(r, g, i))
            add_row(&grid, r, g, i);
    }
    if (grid.rows.len > 0) {
        fit(r, &grid);
        add_grid_figures(r, &grid, &c);
        r->found->requests = true;
        r->found->other_split = r->found->other_split || split;
        r->found->other_whole = r->found->other_whole || whole;
    }
    keep_unknown_rows(r, g, true);
    gr_array_release(&grid.rows);
}

/* ------------------------------------------------------------------ review */

/* The last label before the cells: they are one row under all headers. */
static size_t review_anchor(const gr_reading *r, const gr_region *g)
{
    uint32_t first = g->word_from;
    while (first < g->word_to && r->t->words.ptr[first].kind != GR_WORD_VALUE &&
           r->t->words.ptr[first].kind != GR_WORD_STRUCK)
        first++;
    size_t anchor = g->from;
    for (size_t i = g->from; i < g->to && (first == g->word_to || seen_at(r, i)->first < first); i++)
        anchor = i;
    return anchor;
}

/* The header over the column, of those that stand before it in the form. */
static const gr_form_label *group_of(const gr_form_label *column)
{
    size_t count;
    const gr_form_label *first = gr_form_labels(&count);
    while (column > first && column->kind != GR_FORM_GROUP)
        column--;
    return column;
}

static void add_review_figures(const gr_reading *r, const gr_region *g, const gr_grid *grid, const columns *c)
{
    const gr_row *row = &grid->rows.ptr[0];
    for (size_t i = 0; i < grid->columns; i++) {
        const gr_form_label *group = group_of(c->label[i]);
        gr_cell_place place = {.row = seen_at(r, row->seen),
                               .group = group,
                               .group_seen = find_seen(r, g, group),
                               .column = c->label[i],
                               .column_seen = c->seen[i],
                               .from = row->from,
                               .to = row->from};
        gr_table_add_figure(r->out, &place, row->cells[i]);
    }
}

static void read_review(const gr_reading *r, const gr_region *g)
{
    columns c = columns_of(GR_FORM_REVIEW, 0);
    find_headers(r, g, &c);
    gr_grid grid = new_grid(r, g, c.count);
    size_t anchor = review_anchor(r, g);
    gr_row *row = add_row(&grid, r, g, anchor);
    row->from = seen_at(r, anchor)->last + 1;
    if (r->found->habits.row_ends > 0 && row->from < g->word_to &&
        r->t->words.ptr[row->from].kind == GR_WORD_EMPTY)
        row->from++; /* it ends the row of headers */
    row->to = g->word_to;
    row->state = GR_ROW_OPEN;
    bool headers = g->to - g->from > 2;
    if (headers || has_values(r, row->from, row->to)) {
        fit(r, &grid);
        r->found->review = true;
        if (row->state != GR_ROW_READ)
            warn_row(r, &grid, row);
        if (is_read(row))
            add_review_figures(r, g, &grid, &c);
        else
            keep_unplaced(r, NULL, row->from, row->to);
    }
    gr_array_release(&grid.rows);
}

void gr_table_read_region(const gr_reading *r, const gr_region *g)
{
    switch (seen_at(r, g->from)->table) {
    case GR_FORM_STATISTICS:
        read_statistics(r, g);
        break;
    case GR_FORM_REQUESTS:
        read_requests(r, g);
        break;
    case GR_FORM_REVIEW:
        read_review(r, g);
        break;
    default:
        read_article20(r, g);
    }
}
