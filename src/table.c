/*
 * The table reader: cuts a table's text at the tables of the form that its
 * labels belong to, builds the grid of each, and hands over what could be read.
 *
 * Warnings: "blank-mark" a mark instead of a number; "short-row" last cells
 * taken as blank; "lost-cell" a row whose cells cannot be told apart;
 * "table-order" cells that were given to rows by their order; "unread-cells"
 * cells whose row or column is not known; "unknown-form" a table of section two
 * that may be of either form; "unknown-label" a label that fits two rows.
 */
#include "table.h"

#include "table_parts.h"

#include <stdlib.h>

/* From then on reports have the form of 2021. */
enum { REVISION_YEAR = 2021 };

struct gr_table_reader {
    gr_arena *arena;
    gr_table_text text;
    gr_table_found found;
};

/* The tables of section two are one region. */
static gr_form_table region_of(const gr_seen *seen)
{
    bool article20 = seen->table >= GR_FORM_ARTICLE20_1 && seen->table <= GR_FORM_ARTICLE20_9;
    return article20 ? GR_FORM_ARTICLE20_1 : seen->table;
}

/* Reads the labels of one table after the other; rows that are in no form belong
 * to the table before them. */
static void read_regions(const gr_reading *r)
{
    const gr_seen *seen = r->t->seen.ptr;
    size_t count = r->t->seen.len, from = 0;
    while (from < count && seen[from].label == NULL)
        from++;
    for (size_t i = from + 1; from < count && i <= count; i++) {
        if (i < count && (seen[i].label == NULL || region_of(&seen[i]) == region_of(&seen[from])))
            continue;
        uint32_t end = i < count ? seen[i].first : (uint32_t)r->t->words.len;
        gr_table_read_region(r, &(gr_region){from, i, seen[from].first, end});
        from = i;
    }
}

void gr_table_read(gr_table_reader *t, const gr_text *text, const gr_table_sink *sink)
{
    gr_table_scan(&t->text, text);
    gr_table_find_labels(&t->text);
    gr_table_out out = {.t = &t->text, .sink = sink, .arena = t->arena};
    read_regions(&(gr_reading){&t->text, &out, &t->found});
    gr_table_finish(&out);
}

gr_table_reader *gr_table_reader_new(void)
{
    gr_table_reader *t = gr_alloc(sizeof *t);
    return t;
}

void gr_table_reader_free(gr_table_reader *t)
{
    if (t == NULL)
        return;
    gr_table_text_release(&t->text);
    free(t);
}

void gr_table_reader_begin(gr_table_reader *t, gr_arena *arena)
{
    t->arena = arena;
    t->found = (gr_table_found){.habits = {.row_ends = -1, .gap = GR_NOWHERE}};
}

/* In hybrids the shape of section two decides. */
gr_template gr_table_form(const gr_table_reader *t, int year)
{
    const gr_table_found *f = &t->found;
    if (f->article20[0] + f->article20[1] > 0)
        return f->article20[0] > f->article20[1] ? GR_TEMPLATE_TEMPLATE_2019 : GR_TEMPLATE_TEMPLATE_2021;
    if (f->other_split)
        return GR_TEMPLATE_TEMPLATE_2021;
    if (f->other_whole)
        return GR_TEMPLATE_TEMPLATE_2019;
    if (f->requests || f->review)
        return year > 0 && year < REVISION_YEAR ? GR_TEMPLATE_TEMPLATE_2019 : GR_TEMPLATE_TEMPLATE_2021;
    return f->statistics ? GR_TEMPLATE_STAT_TABLE_2014 : GR_TEMPLATE_NARRATIVE;
}
