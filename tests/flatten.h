/*
 * One set of cells of an official form, in every flattening that reports come
 * in: the same table as a web page, as Markdown, as tabs, as columns of spaces,
 * one cell a line, a whole report on one line, or as what is left of a PDF's text.  Every cell holds another
 * number, so that a shifted cell cannot hide.
 */
#ifndef FLATTEN_H
#define FLATTEN_H

#include "codepoint.h"
#include "data.h"
#include "mem.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROWS_MAX = 80, COLS_MAX = 16, GRIDS_MAX = 8, TEXT_MAX = 256 };

/* A cell as HTML has it: it may span rows and columns. */
typedef struct fcell {
    char text[TEXT_MAX];
    int columns, rows;
    bool value;            /* holds a number, or is blank */
    const char *indicator; /* of a value */
} fcell;

typedef struct fgrid {
    fcell cells[ROWS_MAX][COLS_MAX];
    int count[ROWS_MAX]; /* cells that begin in the row */
    int rows, columns;
    int headers;         /* rows before the first with values */
    const char *heading; /* line before the table */
} fgrid;

typedef struct fform {
    fgrid grids[GRIDS_MAX];
    int count;
    uint32_t random;
    int blanks; /* of a hundred cells */
    uint32_t serial;
    int year;
} fform;

/* --------------------------------------------------------------- the cells */

static uint32_t next_random(fform *f)
{
    f->random = f->random * 1664525u + 1013904223u;
    return f->random >> 8;
}

static fcell *add_cell(fgrid *g, int row, const char *text, int columns, int rows)
{
    fcell *c = &g->cells[row][g->count[row]++];
    *c = (fcell){.columns = columns, .rows = rows};
    snprintf(c->text, sizeof c->text, "%s", text);
    if (row >= g->rows)
        g->rows = row + 1;
    return c;
}

/* No two cells of a form hold the same number; they have one to five digits. */
static void add_value(fform *f, fgrid *g, int row, const char *code, const char *column)
{
    fcell *c = add_cell(g, row, "", 1, 1);
    char full[TEXT_MAX];
    const char *star = strchr(code, '*');
    snprintf(full, sizeof full, "%.*s%s", (int)(star != NULL ? star - code : (long)strlen(code)), code,
             star != NULL ? column : "");
    const gr_indicator *indicator = gr_codebook_find(full);
    c->value = true;
    c->indicator = indicator != NULL ? indicator->code : NULL;
    f->serial++;
    if ((int)(next_random(f) % 100) < f->blanks)
        return;
    uint32_t number = f->serial % 3 == 0 ? f->serial : f->serial * 7919 % 99991;
    bool money = indicator != NULL && indicator->unit != NULL && strcmp(indicator->unit, "万元") == 0;
    snprintf(c->text, sizeof c->text, money ? "%u.5" : "%u", number);
}

static const char *label_of(const gr_data_forms *row, char text[TEXT_MAX])
{
    snprintf(text, TEXT_MAX, "%s%s%s", row->number, row->label, row->tail);
    return text;
}

static bool is_of(const gr_data_forms *row, const char *table, const char *kind, const char *form)
{
    return strcmp(row->table, table) == 0 && strcmp(row->kind, kind) == 0 &&
           (strcmp(row->form, "any") == 0 || strcmp(row->form, form) == 0);
}

static fgrid *add_grid(fform *f, int columns, const char *heading)
{
    fgrid *g = &f->grids[f->count++];
    g->columns = columns;
    g->heading = heading;
    return g;
}

static void build_statistics(fform *f)
{
    char text[TEXT_MAX];
    fgrid *g = add_grid(f, 3, "政府信息公开情况统计表");
    add_cell(g, 0, "统计指标", 1, 1);
    add_cell(g, 0, "单位", 1, 1);
    add_cell(g, 0, "统计数", 1, 1);
    g->headers = 1;
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        const gr_data_forms *row = &gr_data_forms_rows[i];
        bool coded = row->code[0] != '\0';
        if (strcmp(row->form, "2014") != 0 ||
            (strcmp(row->kind, "row") != 0 && strcmp(row->kind, "parent") != 0))
            continue;
        int at = g->rows;
        add_cell(g, at, label_of(row, text), 1, 1);
        add_cell(g, at, coded ? row->unit : "——", 1, 1);
        if (coded)
            add_value(f, g, at, row->code, "");
        else
            add_cell(g, at, "", 1, 1)->value = false;
    }
}

static int columns_of(const char *table, const char *form, const gr_data_forms *columns[COLS_MAX])
{
    int count = 0;
    for (size_t i = 0; i < gr_data_forms_count; i++)
        if (is_of(&gr_data_forms_rows[i], table, "column", form) && gr_data_forms_rows[i].code[0] != '\0')
            columns[count++] = &gr_data_forms_rows[i];
    return count;
}

static void build_article20(fform *f, const char *form)
{
    static const char *const tables[] = {"article20.1", "article20.5", "article20.6", "article20.8",
                                         "article20.9"};
    static const char *const items[] = {"一", "五", "六", "八", "九"};
    char text[TEXT_MAX];
    for (int t = 0; t < 5; t++) {
        const gr_data_forms *columns[COLS_MAX];
        int count = columns_of(tables[t], form, columns);
        if (count == 0)
            continue;
        fgrid *g = add_grid(f, count + 1, t == 0 ? "二、主动公开政府信息情况" : NULL);
        snprintf(text, sizeof text, "第二十条第（%s）项", items[t]);
        add_cell(g, 0, text, count + 1, 1);
        add_cell(g, 1, "信息内容", 1, 1);
        for (int i = 0; i < count; i++)
            add_cell(g, 1, label_of(columns[i], text), 1, 1);
        g->headers = 2;
        for (size_t i = 0; i < gr_data_forms_count; i++) {
            const gr_data_forms *row = &gr_data_forms_rows[i];
            if (!is_of(row, tables[t], "row", form))
                continue;
            int at = g->rows;
            add_cell(g, at, row->label, 1, 1);
            for (int j = 0; j < count; j++)
                add_value(f, g, at, row->code, columns[j]->code);
        }
    }
}

static bool has_children(const gr_data_forms *row)
{
    return strcmp(row->kind, "parent") == 0;
}

/* Cells of a row of the table of requests. */
static void add_request_values(fform *f, fgrid *g, int at, const gr_data_forms *row,
                               const gr_data_forms **columns, int count)
{
    for (int i = 0; i < count; i++)
        add_value(f, g, at, row->code, columns[i]->code);
}

/* In the form of 2021 （六）其他处理 stands over three rows. */
static bool is_group(const gr_data_forms *row, const char *form)
{
    return has_children(row) ||
           (strcmp(form, "2021") == 0 && strcmp(row->code, "request_table.result.other.*") == 0);
}

static void build_requests(fform *f, const char *form)
{
    char text[TEXT_MAX];
    const gr_data_forms *columns[COLS_MAX];
    int count = columns_of("requests", form, columns);
    fgrid *g = add_grid(f, count + 3, "三、收到和处理政府信息公开申请情况");
    add_cell(g, 0, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3);
    add_cell(g, 0, "申请人情况", count, 1);
    add_cell(g, 1, columns[0]->label, 1, 2);
    add_cell(g, 1, "法人或其他组织", count - 2, 1);
    add_cell(g, 1, columns[count - 1]->label, 1, 2);
    for (int i = 1; i + 1 < count; i++)
        add_cell(g, 2, columns[i]->label, 1, 1);
    g->headers = 3;
    fcell *top = NULL, *group = NULL;
    int first = 0, group_first = 0;
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        const gr_data_forms *row = &gr_data_forms_rows[i];
        if (!is_of(row, "requests", "row", form) && !is_of(row, "requests", "parent", form))
            continue;
        bool outer = strstr("一、二、三、四、", row->number) != NULL,
             inner = row->number[0] != '\0' && (unsigned char)row->number[0] < 0x80;
        int at = g->rows;
        if (outer && has_children(row)) {
            top = add_cell(g, at, label_of(row, text), 1, 1);
            first = at;
            group = NULL;
            g->rows = at; /* its first row shares the line */
            continue;
        }
        if (is_group(row, form)) {
            group = add_cell(g, at, label_of(row, text), 1, 1);
            group_first = at;
            g->rows = at;
            continue;
        }
        add_cell(g, at, label_of(row, text), outer ? 3 : inner ? 1 : 2, 1);
        add_request_values(f, g, at, row, columns, count);
        if (inner && group != NULL)
            group->rows = at - group_first + 1;
        if (!outer && top != NULL)
            top->rows = at - first + 1;
    }
}

static void build_review(fform *f)
{
    const gr_data_forms *columns[COLS_MAX];
    int count = columns_of("review", "any", columns), third = count / 3;
    fgrid *g = add_grid(f, count, "四、政府信息公开行政复议、行政诉讼情况");
    add_cell(g, 0, "行政复议", third, 1);
    add_cell(g, 0, "行政诉讼", 2 * third, 1);
    for (int i = 0; i < third; i++)
        add_cell(g, 1, columns[i]->label, 1, 2);
    add_cell(g, 1, "未经复议直接起诉", third, 1);
    add_cell(g, 1, "复议后起诉", third, 1);
    for (int i = third; i < count; i++)
        add_cell(g, 2, columns[i]->label, 1, 1);
    g->headers = 3;
    for (int i = 0; i < count; i++)
        add_value(f, g, 3, columns[i]->code, "");
}

/* The form of 2014, 2019 or 2021; `blanks` of a hundred cells are blank. */
static fform *build_form(int year, uint32_t seed, int blanks)
{
    fform *f = gr_alloc(sizeof *f);
    f->random = seed * 2654435761u + 1;
    f->serial = seed * 131 % 977;
    f->blanks = blanks;
    f->year = year;
    const char *form = year == 2014 ? "2014" : year == 2019 ? "2019" : "2021";
    if (year == 2014) {
        build_statistics(f);
        return f;
    }
    build_article20(f, form);
    build_requests(f, form);
    build_review(f);
    return f;
}

/* ----------------------------------------------------------- the whole grid */

/* What stands at each place of a grid: the cell, and whether it begins there. */
typedef struct fplace {
    const fcell *cell;
    bool first;
} fplace;

typedef fplace fmatrix[ROWS_MAX][COLS_MAX];

static void expand(const fgrid *g, fmatrix m)
{
    memset(m, 0, sizeof(fmatrix));
    for (int r = 0; r < g->rows; r++) {
        int column = 0;
        for (int i = 0; i < g->count[r]; i++) {
            const fcell *c = &g->cells[r][i];
            while (column < g->columns && m[r][column].cell != NULL)
                column++;
            for (int y = 0; y < c->rows && r + y < ROWS_MAX; y++)
                for (int x = 0; x < c->columns && column + x < COLS_MAX; x++)
                    m[r + y][column + x] = (fplace){c, x == 0 && y == 0};
            column += c->columns;
        }
    }
}

/* ------------------------------------------------------------ tabs and bars */

typedef enum merged { MERGED_EMPTY, MERGED_LEFT_OUT, MERGED_REPEATED } merged;

static void flatten_rows(const fgrid *g, const char *begins, const char *separator, const char *ends,
                         merged how, gr_buf *out)
{
    fmatrix m;
    expand(g, m);
    for (int r = 0; r < g->rows; r++) {
        gr_buf_printf(out, "%s", begins);
        bool any = false;
        for (int c = 0; c < g->columns; c++) {
            const fplace *p = &m[r][c];
            if (!p->first && how == MERGED_LEFT_OUT)
                continue;
            gr_buf_printf(out, "%s%s", any ? separator : "",
                          p->first || how == MERGED_REPEATED ? p->cell->text : "");
            any = true;
        }
        gr_buf_printf(out, "%s\n", ends);
        if (begins[0] == '|' && r == 0) {
            for (int c = 0; c < g->columns; c++)
                gr_buf_printf(out, "|---");
            gr_buf_printf(out, "|\n");
        }
    }
}

static void flatten_html(const fgrid *g, gr_buf *out)
{
    gr_buf_printf(out, "<table border=\"1\">\n");
    for (int r = 0; r < g->rows; r++) {
        gr_buf_printf(out, "<tr>");
        for (int i = 0; i < g->count[r]; i++) {
            const fcell *c = &g->cells[r][i];
            gr_buf_printf(out, "<td colspan=\"%d\" rowspan=\"%d\"><p>%s</p></td>", c->columns, c->rows,
                          c->text[0] != '\0' ? c->text : "&nbsp;");
        }
        gr_buf_printf(out, "</tr>\n");
    }
    gr_buf_printf(out, "</table>\n");
}

/* --------------------------------------------------------- one cell a line */

typedef enum line_style { LINES_PLAIN, LINES_TABS, LINES_DOUBLE, LINES_SINGLE, LINES_BARS } line_style;

static void flatten_lines(const fgrid *g, line_style how, gr_buf *out)
{
    for (int r = 0; r < g->rows; r++) {
        for (int i = 0; i < g->count[r]; i++) {
            const char *text = g->cells[r][i].text;
            if (how == LINES_TABS)
                gr_buf_printf(out, "%s%s\n", i > 0 ? "\t" : "", text[0] != '\0' ? text : "\xc2\xa0");
            else if (how == LINES_BARS)
                gr_buf_printf(out, "%s |\n", text);
            else if (how == LINES_SINGLE)
                gr_buf_printf(out, "%s%s\n", text, text[0] != '\0' ? "\n" : "");
            else
                gr_buf_printf(out, "%s\n%s", text, how == LINES_DOUBLE ? "\n" : "");
        }
        if (how == LINES_TABS)
            gr_buf_printf(out, "\t\n");
    }
}

/* A bar closes each cell; cells that go on from the row above stand there blank,
 * what merged columns leave stands at the row's end. */
static void flatten_closed(const fgrid *g, gr_buf *out)
{
    fmatrix m;
    expand(g, m);
    for (int r = 0; r < g->rows; r++) {
        int left = 0;
        for (int c = 0; c < g->columns; c++) {
            const fplace *p = &m[r][c];
            bool goes_on = r > 0 && m[r - 1][c].cell == p->cell,
                 starts = c == 0 || m[r][c - 1].cell != p->cell;
            if (starts)
                gr_buf_printf(out, "%s%s|\n", goes_on ? "" : p->cell->text,
                              goes_on || p->cell->text[0] == '\0' ? "" : " ");
            left += !starts;
        }
        for (int i = 0; i < left; i++)
            gr_buf_printf(out, "|%s", i + 1 == left ? "\n" : "");
    }
}

/* ---------------------------------------------------------- columns of space */

static int text_width(const char *text)
{
    int width = 0;
    gr_str s = gr_str_of(text);
    for (size_t at = 0; at < s.len;) {
        size_t length;
        width += gr_utf8_get(s.ptr + at, &length) < 0x1100 ? 1 : 2;
        at += length;
    }
    return width;
}

/* The next line of a text that is wrapped at `width`. */
static gr_str take_wrapped(gr_str *rest, int width)
{
    size_t at = 0;
    for (int used = 0; at < rest->len;) {
        size_t length;
        used += gr_utf8_get(rest->ptr + at, &length) < 0x1100 ? 1 : 2;
        if (used > width)
            break;
        at += length;
    }
    gr_str line = gr_str_slice(*rest, 0, at);
    *rest = gr_str_slice(*rest, at, rest->len);
    return line;
}

static int wrapped_height(const char *text, int width)
{
    int height = 0;
    gr_str rest = gr_str_of(text);
    do {
        take_wrapped(&rest, width);
        height++;
    } while (rest.len > 0);
    return height;
}

/* A page of fixed-width text that is written upon. */
typedef struct canvas {
    gr_buf *lines;
    int *widths;
    int count;
} canvas;

static void write_at(canvas *c, int line, int column, gr_str text)
{
    if (text.len == 0 || line >= c->count)
        return;
    while (c->widths[line] < column) {
        gr_buf_add_char(&c->lines[line], ' ');
        c->widths[line]++;
    }
    gr_buf_add_str(&c->lines[line], text);
    char copy[TEXT_MAX];
    snprintf(copy, sizeof copy, "%.*s", (int)text.len, text.ptr);
    c->widths[line] += text_width(copy);
}

static int column_width(const fgrid *g, int c)
{
    int labels = g->columns == 10 ? 3 : g->columns == 15 ? 0 : 1;
    if (c >= labels)
        return g->columns == 15 ? 5 : g->columns <= 4 ? 16 : 8;
    return labels == 3 ? (c == 0 ? 2 : c == 1 ? 14 : 26) : 30;
}

/* pdftotext -layout: labels wrap, values stand in the middle of their row;
 * `pages`: a page ends now and then, within rows. */
static void flatten_layout(const fgrid *g, bool pages, gr_buf *out)
{
    fmatrix m;
    expand(g, m);
    int left[COLS_MAX + 1] = {4}, height[ROWS_MAX], top[ROWS_MAX + 1] = {0};
    for (int c = 0; c < g->columns; c++)
        left[c + 1] = left[c] + column_width(g, c) + 2;
    for (int r = 0; r < g->rows; r++) {
        height[r] = 1;
        for (int c = 0; c < g->columns; c++) {
            const fplace *p = &m[r][c];
            if (!p->first || p->cell->rows > 1)
                continue;
            int h = wrapped_height(p->cell->text, left[c + p->cell->columns] - left[c] - 2);
            height[r] = h > height[r] ? h : height[r];
        }
        top[r + 1] = top[r] + height[r];
    }
    canvas page = {.count = top[g->rows]};
    page.lines = gr_alloc(sizeof *page.lines * (size_t)page.count);
    page.widths = gr_alloc(sizeof *page.widths * (size_t)page.count);
    for (int c = 0; c < g->columns; c++) {
        for (int r = 0; r < g->rows; r++) {
            const fplace *p = &m[r][c];
            if (!p->first)
                continue;
            int width = left[c + p->cell->columns] - left[c] - 2, room = top[r + p->cell->rows] - top[r];
            int lines = wrapped_height(p->cell->text, width);
            gr_str rest = gr_str_of(p->cell->text);
            for (int line = lines < room ? top[r] + (room - lines) / 2 : top[r]; rest.len > 0; line++) {
                gr_str part = take_wrapped(&rest, width);
                char copy[TEXT_MAX];
                snprintf(copy, sizeof copy, "%.*s", (int)part.len, part.ptr);
                int indent = p->cell->value || r < g->headers ? (width - text_width(copy)) / 2 : 0;
                write_at(&page, line, left[c] + indent, part);
            }
        }
    }
    for (int i = 0; i < page.count; i++) {
        if (pages && i > 0 && i % 17 == 0)
            gr_buf_printf(out, "\n                    -%d-\n\f", i / 17 + 3);
        gr_buf_add_str(out, gr_buf_str(&page.lines[i]));
        gr_buf_add_char(out, '\n');
        gr_buf_release(&page.lines[i]);
    }
    free(page.lines);
    free(page.widths);
}

/* ------------------------------------------------------------- drawn with rules */

static void add_padded(gr_buf *out, gr_str text, int width)
{
    char copy[TEXT_MAX];
    snprintf(copy, sizeof copy, "%.*s", (int)text.len, text.ptr);
    gr_buf_printf(out, "%s%*s", copy, width - text_width(copy), "");
}

static void draw_rule(gr_buf *out, const int *widths, int columns, const char *ends, const char *between)
{
    gr_buf_printf(out, "%s", ends);
    for (int c = 0; c < columns; c++) {
        for (int i = 0; i < widths[c]; i++)
            gr_buf_add_char(out, '-');
        gr_buf_printf(out, "%s", c + 1 < columns ? between : ends);
    }
    gr_buf_add_char(out, '\n');
}

/* +---+---+ after each row; labels wrap within their columns. */
static void flatten_drawn(const fgrid *g, gr_buf *out)
{
    fmatrix m;
    int widths[COLS_MAX];
    expand(g, m);
    for (int c = 0; c < g->columns; c++)
        widths[c] = column_width(g, c) < 20 ? 10 : 20;
    draw_rule(out, widths, g->columns, "+", "+");
    for (int r = 0; r < g->rows; r++) {
        gr_str rest[COLS_MAX];
        int height = 1;
        for (int c = 0; c < g->columns; c++) {
            rest[c] = gr_str_of(m[r][c].first ? m[r][c].cell->text : "");
            int h = m[r][c].first ? wrapped_height(m[r][c].cell->text, widths[c] - 2) : 1;
            height = h > height ? h : height;
        }
        for (int line = 0; line < height; line++) {
            for (int c = 0; c < g->columns; c++) {
                gr_buf_printf(out, "| ");
                add_padded(out, take_wrapped(&rest[c], widths[c] - 2), widths[c] - 1);
            }
            gr_buf_printf(out, "|\n");
        }
        draw_rule(out, widths, g->columns, "+", "+");
    }
}

/* Columns of spaces with a rule of dashes over and under them. */
static void flatten_ruled(const fgrid *g, gr_buf *out)
{
    fmatrix m;
    int widths[COLS_MAX] = {0};
    expand(g, m);
    for (int r = 0; r < g->rows; r++)
        for (int c = 0; c < g->columns; c++)
            if (m[r][c].first && text_width(m[r][c].cell->text) > widths[c])
                widths[c] = text_width(m[r][c].cell->text);
    draw_rule(out, widths, g->columns, "  ", " ");
    for (int r = 0; r < g->rows; r++) {
        gr_buf_printf(out, "  ");
        for (int c = 0; c < g->columns; c++)
            add_padded(out, gr_str_of(m[r][c].first ? m[r][c].cell->text : ""), widths[c] + 1);
        gr_buf_add_char(out, '\n');
    }
    draw_rule(out, widths, g->columns, "  ", " ");
}

/* ------------------------------------------------------------ reading order */

/* Cells along the rows: each on lines of its own, with an empty line after it. */
static void flatten_order(const fgrid *g, gr_buf *out)
{
    for (int r = 0; r < g->rows; r++) {
        for (int i = 0; i < g->count[r]; i++) {
            gr_str rest = gr_str_of(g->cells[r][i].text);
            while (rest.len > 0) {
                gr_buf_add_str(out, take_wrapped(&rest, 26));
                gr_buf_add_char(out, '\n');
            }
            if (g->cells[r][i].text[0] != '\0')
                gr_buf_add_char(out, '\n');
        }
    }
}

/* All cells on lines of that width, a space between them. */
static void flatten_run_on(const fgrid *g, int width, gr_buf *out)
{
    int used = 0;
    for (int r = 0; r < g->rows; r++)
        for (int i = 0; i < g->count[r]; i++) {
            const char *text = g->cells[r][i].text;
            if (text[0] == '\0')
                continue;
            if (used > 0 && used + text_width(text) > width) {
                gr_buf_add_char(out, '\n');
                used = 0;
            }
            gr_buf_printf(out, "%s%s", used > 0 ? " " : "", text);
            used += text_width(text) + 1;
        }
    gr_buf_add_char(out, '\n');
}

static void print_labels(const fgrid *g, int from, int to, gr_buf *out)
{
    for (int r = from; r < to; r++)
        for (int i = 0; i < g->count[r]; i++)
            if (!g->cells[r][i].value && g->cells[r][i].text[0] != '\0')
                gr_buf_printf(out, "%s\n", g->cells[r][i].text);
    gr_buf_add_char(out, '\n');
}

/* Column after column on each page, the labels behind them or before. */
static void flatten_columns(const fgrid *g, bool labels_first, gr_buf *out)
{
    enum { PAGE_ROWS = 11 };
    fmatrix m;
    expand(g, m);
    print_labels(g, 0, g->headers, out);
    for (int from = g->headers; from < g->rows; from += PAGE_ROWS) {
        int to = from + PAGE_ROWS < g->rows ? from + PAGE_ROWS : g->rows;
        if (labels_first)
            print_labels(g, from, to, out);
        for (int c = 0; c < g->columns; c++) {
            bool any = false;
            for (int r = from; r < to; r++)
                if (m[r][c].cell != NULL && m[r][c].cell->value && m[r][c].cell->text[0] != '\0') {
                    gr_buf_printf(out, "%s\n", m[r][c].cell->text);
                    any = true;
                }
            if (any)
                gr_buf_add_char(out, '\n');
        }
        if (!labels_first)
            print_labels(g, from, to, out);
        if (to < g->rows)
            gr_buf_printf(out, "-%d-\n\n\f", from / PAGE_ROWS + 2);
    }
}

/* --------------------------------------------------------------------- text */

#define FLATTENINGS(X)                                                                                       \
    X(tabs, flatten_rows(g, "", "\t", "", MERGED_EMPTY, out))                                                \
    X(tabs_left_out, flatten_rows(g, "", "\t", "", MERGED_LEFT_OUT, out))                                    \
    X(tabs_repeated, flatten_rows(g, "", "\t", "", MERGED_REPEATED, out))                                    \
    X(markdown, flatten_rows(g, "|", " | ", "|", MERGED_EMPTY, out))                                         \
    X(bars_indented, flatten_rows(g, "　　|", " | ", "|", MERGED_EMPTY, out))                                \
    X(html, flatten_html(g, out))                                                                            \
    X(lines, flatten_lines(g, LINES_PLAIN, out))                                                             \
    X(lines_tabs, flatten_lines(g, LINES_TABS, out))                                                         \
    X(lines_double, flatten_lines(g, LINES_DOUBLE, out))                                                     \
    X(lines_single, flatten_lines(g, LINES_SINGLE, out))                                                     \
    X(lines_bars, flatten_lines(g, LINES_BARS, out))                                                         \
    X(lines_closed, flatten_closed(g, out))                                                                  \
    X(layout, flatten_layout(g, false, out))                                                                 \
    X(layout_pages, flatten_layout(g, true, out))                                                            \
    X(drawn, flatten_drawn(g, out))                                                                          \
    X(ruled, flatten_ruled(g, out))                                                                          \
    X(order, flatten_order(g, out))                                                                          \
    X(run_on, flatten_run_on(g, 70, out))                                                                    \
    X(one_line, flatten_run_on(g, INT_MAX, out))                                                             \
    X(columns, flatten_columns(g, false, out))                                                               \
    X(columns_labels_first, flatten_columns(g, true, out))

#define FLATTENING_NAME(name, call) #name,
#define FLATTENING_ID(name, call) FLATTEN_##name,
typedef enum flattening { FLATTENINGS(FLATTENING_ID) FLATTENING_COUNT } flattening;
static const char *const flattening_names[] = {FLATTENINGS(FLATTENING_NAME)};

static void flatten_grid(const fgrid *g, flattening how, gr_buf *out)
{
#define FLATTENING_CASE(name, call)                                                                          \
    case FLATTEN_##name:                                                                                     \
        call;                                                                                                \
        break;
    switch (how) {
        FLATTENINGS(FLATTENING_CASE)
    case FLATTENING_COUNT:
        break;
    }
}

/* A report that holds the form in that flattening. */
static void flatten_form(const fform *f, flattening how, gr_buf *out)
{
    const char *open = how == FLATTEN_html ? "<p>" : "", *close = how == FLATTEN_html ? "</p>" : "";
    if (how == FLATTEN_html)
        gr_buf_printf(out, "<!DOCTYPE html><html><body>\n");
    gr_buf_printf(out, "%s青禾县人民政府%d年政府信息公开工作年度报告%s\n\n", open,
                  f->year == 2014 ? 2015 : f->year, close);
    gr_buf_printf(out, "%s一、总体情况%s\n\n%s青禾县按照要求公开政府信息，各项工作有序开展。%s\n\n", open,
                  close, open, close);
    for (int i = 0; i < f->count; i++) {
        if (f->grids[i].heading != NULL)
            gr_buf_printf(out, "%s%s%s\n\n", open, f->grids[i].heading, close);
        flatten_grid(&f->grids[i], how, out);
        gr_buf_printf(out, "%s", how == FLATTEN_html ? "" : "\n");
    }
    gr_buf_printf(out, "%s五、存在的主要问题及改进情况%s\n\n%s公开的及时性有待加强。%s\n", open, close, open,
                  close);
    if (how == FLATTEN_html)
        gr_buf_printf(out, "</body></html>\n");
    for (size_t at = 0; how == FLATTEN_one_line && at < out->len; at++)
        if (out->ptr[at] == '\n')
            out->ptr[at] = ' ';
}

/* The cells that the text holds: a line each, the indicator, a tab, the number
 * or nothing. */
static inline void print_cells(const fform *f, gr_buf *out)
{
    for (int i = 0; i < f->count; i++)
        for (int r = 0; r < f->grids[i].rows; r++)
            for (int c = 0; c < f->grids[i].count[r]; c++) {
                const fcell *cell = &f->grids[i].cells[r][c];
                if (cell->value && cell->indicator != NULL)
                    gr_buf_printf(out, "%s\t%s\n", cell->indicator, cell->text);
            }
}

#endif
