#include "tsv.h"

static gr_str take_line(gr_str *rest)
{
    const char *end = rest->len > 0 ? memchr(rest->ptr, '\n', rest->len) : NULL;
    size_t length = end != NULL ? (size_t)(end - rest->ptr) : rest->len;
    gr_str line = gr_str_slice(*rest, 0, length);
    size_t spent = end != NULL ? length + 1 : length;
    *rest = gr_str_slice(*rest, spent, rest->len);
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

static bool is_row(gr_str line)
{
    return line.len > 0 && line.ptr[0] != '#';
}

/* Cuts a line at its tabs; cells that the line does not have are empty. */
static size_t split(gr_str line, gr_str cells[GR_TSV_COLUMNS])
{
    size_t count = 0, start = 0;
    for (size_t i = 0; i <= line.len && count < GR_TSV_COLUMNS; i++) {
        if (i < line.len && line.ptr[i] != '\t')
            continue;
        cells[count++] = gr_str_slice(line, start, i);
        start = i + 1;
    }
    size_t found = start > line.len ? count : GR_TSV_COLUMNS + 1;
    while (count < GR_TSV_COLUMNS)
        cells[count++] = gr_str_slice(line, line.len, line.len);
    return found;
}

bool gr_tsv_begin(gr_tsv *t, gr_str text)
{
    *t = (gr_tsv){.rest = text};
    split(GR_LIT(""), t->cells);
    while (t->rest.len > 0) {
        gr_str line = take_line(&t->rest);
        t->line++;
        if (!is_row(line))
            continue;
        size_t columns = split(line, t->names);
        t->columns = columns <= GR_TSV_COLUMNS ? columns : 0;
        return t->columns > 0;
    }
    return false;
}

bool gr_tsv_next(gr_tsv *t)
{
    while (t->rest.len > 0) {
        gr_str line = take_line(&t->rest);
        t->line++;
        if (!is_row(line))
            continue;
        split(line, t->cells);
        return true;
    }
    return false;
}

/* The place of the column of that name, or t->columns. */
static size_t column_of(const gr_tsv *t, const char *name)
{
    size_t i = 0;
    while (i < t->columns && !gr_str_is(t->names[i], name))
        i++;
    return i;
}

bool gr_tsv_has(const gr_tsv *t, const char *name)
{
    return column_of(t, name) < t->columns;
}

gr_str gr_tsv_cell(const gr_tsv *t, const char *name)
{
    size_t i = column_of(t, name);
    return i < t->columns ? t->cells[i] : GR_LIT("");
}
