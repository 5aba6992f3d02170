/*
 * What a line has to do with the official forms: whether it opens a table, and
 * whether it is a label inside one.
 */
#include "codepoint.h"
#include "form.h"

enum {
    LINE_MAX = 600,      /* bytes looked at */
    CELLS_LOOKED_AT = 3, /* of a line: labels may stand behind a row's number or a merged cell */
    SURE_HEADERS = 2,    /* that follow each other, so that the line is no sentence */
    UNIT_MAX = 2,        /* characters of a unit that folding has put behind a label */
    CUT_LABEL = 4,       /* characters by which a label is known that the line's end cuts */
    ROW_WITH_CELLS = 4,  /* characters of a row's label that opens a table together with its cells */
    ROW_ALONE = 9,       /* and alone on its line */
    COLUMN_ALONE = 4,    /* the same of a column's label */
    SHORT_LABEL = 5,     /* characters; a shorter label must be all that the cell says */
    REQUEST_COLUMNS_MAX = 15
};

/* Whether one of the labels that the line has at `at` is accepted. */
typedef bool accept_fn(gr_str line, size_t end, const gr_form_label *label, gr_form_number number);

static bool any_label(gr_str line, size_t at, gr_form_number number, accept_fn *accept)
{
    for (const gr_form_label *label = gr_form_first_at(line, at); label != NULL;
         label = gr_form_next(label)) {
        size_t end = gr_form_match(line, at, label);
        if (end != GR_NOT_FOUND && accept(line, end, label, number))
            return true;
    }
    return false;
}

/* Where the next cell's text begins: behind the bars and spaces of a Markdown row. */
static size_t skip_bars(gr_str line, size_t at)
{
    while (at < line.len && (line.ptr[at] == '|' || line.ptr[at] == ' ' || line.ptr[at] == '\t'))
        at++;
    return at;
}

/* Whether a cell may end before line[at]: only numerals and blank marks stand there. */
static bool ends_cell(gr_str line, size_t at)
{
    return at >= line.len || strchr("\t| 0123456789-/_+<", line.ptr[at]) != NULL ||
           gr_str_starts(gr_str_slice(line, at, line.len), GR_LIT("—"));
}

static bool is_header(gr_str line, size_t end, const gr_form_label *label, gr_form_number number)
{
    (void)number;
    return ends_cell(line, end) && gr_form_is_header(label->kind);
}

/* Headers that run on without a space between them: where they end, or `at`. */
static size_t skip_header(gr_str line, size_t at)
{
    size_t length;
    const gr_form_label *header;
    if (at >= line.len || !gr_form_counts(gr_utf8_get(line.ptr + at, &length)))
        return at;
    return gr_form_longest(line, at, gr_form_is_header, &header);
}

/* Whether only headers follow up to a cell's end, or several do. */
static bool headers_follow(gr_str line, size_t at)
{
    for (size_t count = 0; count < SURE_HEADERS; count++) {
        size_t end = skip_header(line, at);
        if (end == at)
            return count > 0 && ends_cell(line, at);
        at = end;
    }
    return true;
}

/* Whether nothing but numerals and blank marks follows. */
static bool only_cells_follow(gr_str line, size_t at)
{
    while (at < line.len && ends_cell(line, at))
        at = gr_utf8_next(line, at);
    return at >= line.len;
}

/* The numerals from `at` on, if nothing but numerals and spaces stands there. */
static size_t count_numerals(gr_str line, size_t at)
{
    size_t count = 0;
    bool inside = false;
    for (; at < line.len; at++) {
        bool digit = gr_is_digit((unsigned char)line.ptr[at]);
        if (!digit && line.ptr[at] != ' ' && line.ptr[at] != '\t')
            return 0;
        count += digit && !inside;
        inside = digit;
    }
    return count;
}

/* A row of the table of requests with all its cells, one numeral for each column: no
 * sentence has so many.  A common word is one by its mark: （七）总计. */
static bool is_full_row(gr_str line, size_t end, const gr_form_label *label, gr_form_number number)
{
    const gr_form_label *columns[REQUEST_COLUMNS_MAX];
    if (label->table != GR_FORM_REQUESTS || label->kind != GR_FORM_ROW ||
        (label->length < ROW_WITH_CELLS && !gr_form_number_equal(number, label->number)))
        return false;
    size_t numerals = count_numerals(line, end);
    return numerals > 0 &&
           numerals == gr_form_columns(GR_FORM_REQUESTS, label->year, columns, GR_COUNT(columns));
}

/* A row without a header before it (it was lost, or has a slip in it): its cells
 * stand behind it, or it says what no sentence or heading does. */
static bool opens_by_row(gr_str line, size_t end, const gr_form_label *label, gr_form_number number)
{
    if (is_full_row(line, end, label, number))
        return true;
    if (label->length < ROW_WITH_CELLS || !ends_cell(line, end))
        return false;
    if (label->table == GR_FORM_REQUESTS && label->kind == GR_FORM_ROW && number.rank == GR_FORM_HAN &&
        only_cells_follow(line, end))
        return true;
    while (end < line.len && line.ptr[end] == ' ')
        end++;
    bool cells = end < line.len && (line.ptr[end] == '\t' || line.ptr[end] == '|');
    if (label->kind == GR_FORM_PARENT)
        return cells && gr_form_number_equal(number, label->number);
    return cells || (end >= line.len && label->length >= ROW_ALONE);
}

/* Whether a label that ends at line[end] opens a table. */
static bool opens_table(gr_str line, size_t end, const gr_form_label *label, gr_form_number number)
{
    if (label->year == GR_FORM_ANNEX && label->kind != GR_FORM_ANNOUNCE)
        return false;
    if (label->kind == GR_FORM_ROW || label->kind == GR_FORM_PARENT)
        return opens_by_row(line, end, label, number);
    if (label->kind == GR_FORM_COLUMN && label->code == NULL)
        return false;
    if (label->kind == GR_FORM_COLUMN) {
        bool counted = end < line.len && gr_is_digit((unsigned char)line.ptr[end]); /* 本年收费金额3万元。 */
        return number.rank == GR_FORM_UNNUMBERED && ends_cell(line, end) && label->length >= COLUMN_ALONE &&
               (!counted || only_cells_follow(line, end));
    }
    bool heading = label->kind == GR_FORM_GROUP && number.rank != GR_FORM_UNNUMBERED; /* （一）行政复议 */
    if ((label->kind != GR_FORM_ANNOUNCE && label->kind != GR_FORM_GROUP) || heading)
        return false;
    if (label->tail_length > 0)
        return true;
    if (gr_str_starts(gr_str_slice(line, end, line.len), GR_LIT("）"))) /* of （…勾稽关系为…） */
        end += strlen("）");
    if (end < line.len && !ends_cell(line, end) && !headers_follow(line, end))
        return false;
    return gr_str_find(line, GR_LIT("。"), end) == GR_NOT_FOUND &&
           gr_str_find(line, GR_LIT("，"), end) == GR_NOT_FOUND;
}

/* As much of a line as can tell what it is. */
static gr_str beginning_of(gr_str line)
{
    if (line.len > LINE_MAX)
        line.len = gr_utf8_back(line, LINE_MAX);
    return line;
}

/* Where the cell at `at` ends: before a tab or bar. */
static size_t cell_end(gr_str line, size_t at)
{
    const char *tab = memchr(line.ptr + at, '\t', line.len - at);
    size_t end = tab != NULL ? (size_t)(tab - line.ptr) : line.len;
    const char *bar = memchr(line.ptr + at, '|', end - at);
    end = bar != NULL ? (size_t)(bar - line.ptr) : end;
    while (end > at && line.ptr[end - 1] == ' ')
        end--;
    return end;
}

static bool cell_opens_table(gr_str line, size_t at)
{
    gr_form_number number;
    at = gr_form_skip_number(line, at, &number);
    return any_label(line, at, number, opens_table);
}

bool gr_form_announces(gr_str line)
{
    line = beginning_of(line);
    size_t at = skip_bars(line, 0);
    for (int cell = 0; cell < CELLS_LOOKED_AT && at < line.len; cell++) {
        if (cell_opens_table(line, at))
            return true;
        at = skip_bars(line, cell_end(line, at));
    }
    return false;
}

bool gr_form_is_full_row(gr_str line)
{
    gr_form_number number;
    line = beginning_of(line);
    size_t at = gr_form_skip_number(line, 0, &number);
    return any_label(line, at, number, is_full_row);
}

static bool is_label(gr_str line, size_t end, const gr_form_label *label, gr_form_number number)
{
    bool heads =
        number.rank == GR_FORM_HAN || (number.rank == GR_FORM_BRACKET && label->number.rank == GR_FORM_HAN);
    if (label->kind == GR_FORM_PARENT && heads && !gr_form_number_equal(number, label->number))
        return false; /* 二、主动公开情况, （二）依申请公开情况统计: headings */
    if (gr_str_starts(gr_str_slice(line, end, line.len), GR_LIT("（")))
        return true;
    return ends_cell(line, end) || label->length >= SHORT_LABEL || is_header(line, end, label, number) ||
           any_label(line, end, number, is_header);
}

/* The characters of the line's first cell that count. */
static size_t cell_chars(gr_str line, size_t at, uint16_t chars[GR_FORM_LABEL_MAX])
{
    size_t count = 0;
    while (at < line.len && !ends_cell(line, at) && count < GR_FORM_LABEL_MAX) {
        size_t length;
        uint32_t c = gr_utf8_get(line.ptr + at, &length);
        if (gr_form_counts(c))
            chars[count++] = (uint16_t)c;
        at += length;
    }
    return count;
}

static size_t common_length(const uint16_t *a, size_t a_length, const uint16_t *b, size_t b_length)
{
    size_t i = 0;
    while (i < a_length && i < b_length && a[i] == b[i])
        i++;
    return i;
}

/* Whether a label with the same mark is meant by the cell: it has a slip in it, or
 * is cut by the end of the line. */
static bool is_near(const gr_form_label *label, const uint16_t *cell, size_t length)
{
    size_t wanted = label->length, common = common_length(cell, length, label->chars, wanted);
    if (common >= CUT_LABEL && length - common <= UNIT_MAX)
        return true;
    unsigned limit = gr_form_tolerance(wanted);
    if (limit > 0 && gr_form_distance(cell, length, label->chars, wanted, limit) <= limit)
        return true;
    limit = gr_form_tolerance(length);
    return limit > 0 && length < wanted &&
           gr_form_distance(cell, length, label->chars, length, limit) <= limit;
}

static bool is_near_label(gr_str line, size_t at, gr_form_number number)
{
    uint16_t cell[GR_FORM_LABEL_MAX];
    size_t length = cell_chars(line, at, cell), count;
    const gr_form_label *labels = gr_form_labels(&count);
    for (size_t i = 0; i < count; i++)
        if (!labels[i].variant && gr_form_number_equal(number, labels[i].number) &&
            is_near(&labels[i], cell, length))
            return true;
    return false;
}

static bool cell_is_label(gr_str line, size_t at)
{
    gr_form_number number;
    at = gr_form_skip_number(line, at, &number);
    if (at == line.len && number.rank == GR_FORM_BRACKET)
        return true; /* （三） over 不予 over 公开, as narrow columns have it */
    return any_label(line, at, number, is_label) ||
           (number.rank != GR_FORM_UNNUMBERED && number.rank != GR_FORM_PART &&
            is_near_label(line, at, number));
}

bool gr_form_is_label(gr_str line)
{
    line = beginning_of(line);
    if (gr_str_find(line, GR_LIT("。"), 0) != GR_NOT_FOUND)
        return false;
    size_t at = skip_bars(line, 0);
    for (int cell = 0; cell < CELLS_LOOKED_AT && at < line.len; cell++) {
        if (cell_is_label(line, at))
            return true;
        at = skip_bars(line, cell_end(line, at));
    }
    return false;
}
