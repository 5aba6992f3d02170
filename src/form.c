#include "form.h"

#include "codepoint.h"
#include "data.h"

#include <stdlib.h>

enum {
    LINE_MAX = 600,      /* bytes looked at */
    CELLS_LOOKED_AT = 3, /* of a line: labels may stand behind a row's number or a merged cell */
    SURE_HEADERS = 2,    /* that follow each other, so that the line is no sentence */
    MARK_MAX = 8,        /* characters looked at for the mark before a label */
    LABEL_MAX = 64,      /* characters of the longest label, tail included */
    HASH = 128,
    UNIT_MAX = 2,       /* characters of a unit that folding has put behind a label */
    CUT_LABEL = 4,      /* characters by which a label is known that the line's end cuts */
    ROW_WITH_CELLS = 4, /* characters of a row's label that opens a table together with its cells */
    ROW_ALONE = 9,      /* and alone on its line */
    ROW_BYTES = 130,    /* of the longest label that is alone in its cell */
    COLUMN_ALONE = 4,   /* the same of a column's label */
    SHORT_LABEL = 5     /* characters; a shorter label must be all that the cell says */
};

/* ------------------------------------------------------------- characters */

bool gr_form_counts(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x9fff) || c == 0x3007 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next character of s that counts, 0 at the end; *at moves behind it. */
static uint32_t next_char(gr_str s, size_t *at)
{
    while (*at < s.len) {
        size_t length;
        uint32_t c = gr_utf8_get(s.ptr + *at, &length);
        *at += length;
        if (gr_form_counts(c))
            return c;
    }
    return 0;
}

/* ------------------------------------------------------------------- marks */

static int han_digit(uint32_t c)
{
    static const uint16_t digits[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                      0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    for (int i = 0; i < 10; i++)
        if (c == digits[i])
            return i + 1;
    return 0;
}

/* 一 to 十九, or a dash that stands for 一; how many characters it takes. */
static size_t read_han(const uint32_t *chars, size_t count, int *value)
{
    *value = count > 0 ? han_digit(chars[0]) : 0;
    if (*value == 0 && count > 1 && chars[0] == 0x2014 && chars[1] == 0x3001)
        *value = 1;
    if (*value == 10 && count > 1 && han_digit(chars[1]) > 0 && han_digit(chars[1]) < 10) {
        *value += han_digit(chars[1]);
        return 2;
    }
    return *value > 0;
}

static size_t read_digits(const uint32_t *chars, size_t count, int *value)
{
    size_t at = 0;
    *value = 0;
    while (at < count && at < 2 && gr_is_digit(chars[at]))
        *value = *value * 10 + (int)(chars[at++] - '0');
    return at;
}

static bool is_point(uint32_t c)
{
    return c == '.' || c == 0x3001 || c == 0xff0c || c == 0xb7 || c == 0xff1a;
}

/* （一） （1） */
static size_t read_bracketed(const uint32_t *chars, size_t count, gr_form_number *number)
{
    int value;
    gr_form_rank rank = GR_FORM_BRACKET;
    size_t length = read_han(chars + 1, count - 1, &value);
    if (length == 0) {
        length = read_digits(chars + 1, count - 1, &value);
        rank = GR_FORM_DIGIT_BRACKET;
    }
    if (length == 0 || length + 1 >= count || chars[length + 1] != 0xff09)
        return 0;
    *number = (gr_form_number){rank, value};
    return length + 2;
}

/* ㈠ ⑴ ⒈ ① */
static size_t read_circled(uint32_t c, gr_form_number *number)
{
    if (c >= 0x3220 && c <= 0x3229)
        *number = (gr_form_number){GR_FORM_BRACKET, (int)(c - 0x321f)};
    else if (c >= 0x2474 && c <= 0x2487)
        *number = (gr_form_number){GR_FORM_DIGIT_BRACKET, (int)(c - 0x2473)};
    else if (c >= 0x2488 && c <= 0x249b)
        *number = (gr_form_number){GR_FORM_DIGIT, (int)(c - 0x2487)};
    else if (c >= 0x2460 && c <= 0x2473)
        *number = (gr_form_number){GR_FORM_DIGIT, (int)(c - 0x245f)};
    else
        return 0;
    return 1;
}

/* 其中 or 其中： */
static size_t read_part(const uint32_t *chars, size_t count, gr_form_number *number)
{
    if (count < 2 || chars[0] != 0x5176 || chars[1] != 0x4e2d)
        return 0;
    *number = (gr_form_number){GR_FORM_PART, 0};
    return count > 2 && chars[2] == 0xff1a ? 3 : 2;
}

size_t gr_form_read_number(const uint32_t *chars, size_t count, gr_form_number *number)
{
    *number = (gr_form_number){GR_FORM_UNNUMBERED, 0};
    if (count == 0)
        return 0;
    if (chars[0] == 0xff08)
        return count > 2 ? read_bracketed(chars, count, number) : 0;
    int value;
    size_t length = read_han(chars, count, &value);
    if (length > 0) {
        if (length >= count || !is_point(chars[length]))
            return 0;
        *number = (gr_form_number){GR_FORM_HAN, value};
        return length + 1;
    }
    length = read_digits(chars, count, &value);
    if (length > 0) {
        if (length >= count || !(is_point(chars[length]) || chars[length] == 0xff09))
            return 0;
        if (length + 1 < count && gr_is_digit(chars[length + 1]))
            return 0;
        *number = (gr_form_number){GR_FORM_DIGIT, value};
        return length + 1;
    }
    length = read_circled(chars[0], number);
    return length > 0 ? length : read_part(chars, count, number);
}

/* Whether a mark may begin there: asked of every line. */
static bool may_be_mark(gr_str line, size_t at)
{
    size_t length;
    uint32_t c = gr_utf8_get(line.ptr + at, &length);
    return gr_is_digit(c) || c == 0xff08 || c == 0x2014 || c == 0x5176 || (c >= 0x2460 && c < 0x3230) ||
           han_digit(c) > 0;
}

/* The offset in `line` after its mark. */
static size_t skip_number(gr_str line, size_t at, gr_form_number *number)
{
    *number = (gr_form_number){GR_FORM_UNNUMBERED, 0};
    if (at >= line.len || !may_be_mark(line, at))
        return at;
    uint32_t chars[MARK_MAX];
    size_t ends[MARK_MAX], count = 0;
    for (size_t i = at; i < line.len && count < MARK_MAX;) {
        size_t length;
        chars[count] = gr_utf8_get(line.ptr + i, &length);
        ends[count++] = i += length;
    }
    size_t taken = gr_form_read_number(chars, count, number);
    return taken > 0 ? ends[taken - 1] : at;
}

/* ------------------------------------------------------------------- lines */

/* The offset in `line` after `label`, which begins at `at`; GR_NOT_FOUND where
 * the line says something else. */
static size_t match(gr_str line, size_t at, gr_str label)
{
    size_t from = 0;
    for (;;) {
        uint32_t want = next_char(label, &from);
        if (want == 0)
            break;
        if (next_char(line, &at) != want)
            return GR_NOT_FOUND;
    }
    bool quoted = gr_str_starts(gr_str_slice(line, at, line.len), GR_LIT("”"));
    return quoted ? at + strlen("”") : at;
}

/* Calls `accept` for the label and each variant of each row that the line has at
 * `at`; true as soon as one is accepted. */
typedef bool accept_fn(gr_str line, size_t end, const gr_data_forms *row, gr_form_number number);

static gr_str take_variant(gr_str *rest)
{
    size_t bar = gr_str_find(*rest, GR_LIT("|"), 0);
    gr_str variant = gr_str_slice(*rest, 0, bar == GR_NOT_FOUND ? rest->len : bar);
    *rest = gr_str_slice(*rest, bar == GR_NOT_FOUND ? rest->len : bar + 1, rest->len);
    return variant;
}

/* Han characters are three bytes long. */
static bool begins_with(const char *label, const char first[4])
{
    return label[0] == first[0] && label[1] == first[1] && label[2] == first[2];
}

/* The labels of a row of forms.tsv that begin with `first`, one after the other:
 * `after` is the one before, or NULL. */
static const char *next_wording(const gr_data_forms *row, const char *after, const char first[4])
{
    const char *wording = after == NULL ? row->label : NULL;
    if (wording != NULL && begins_with(wording, first))
        return wording;
    if (wording != NULL || after == row->label)
        wording = row->variants;
    else
        wording = after + strcspn(after, "|");
    for (; *wording != '\0'; wording += strcspn(wording, "|")) {
        wording += *wording == '|';
        if (begins_with(wording, first))
            return wording;
    }
    return NULL;
}

static bool any_label(gr_str line, size_t at, gr_form_number number, accept_fn *accept)
{
    size_t first_end = at;
    char first[4] = {0};
    gr_utf8_put(first, next_char(line, &first_end));
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        const gr_data_forms *row = &gr_data_forms_rows[i];
        const char *wording = NULL;
        while ((wording = next_wording(row, wording, first)) != NULL) {
            size_t end = match(line, at, gr_str_make(wording, strcspn(wording, "|")));
            if (end != GR_NOT_FOUND && accept(line, end, row, number))
                return true;
        }
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

static bool is_kind(const gr_data_forms *row, const char *kind)
{
    return strcmp(row->kind, kind) == 0;
}

static bool is_header_row(const gr_data_forms *row)
{
    return is_kind(row, "head") || is_kind(row, "group") || is_kind(row, "column") ||
           is_kind(row, "announce");
}

static bool is_header(gr_str line, size_t end, const gr_data_forms *row, gr_form_number number)
{
    (void)number;
    return ends_cell(line, end) && is_header_row(row);
}

/* Headers that run on without a space between them: where they end, or `at`. */
static size_t skip_header(gr_str line, size_t at)
{
    size_t length, longest = at;
    if (at >= line.len || !gr_form_counts(gr_utf8_get(line.ptr + at, &length)))
        return at;
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        const gr_data_forms *row = &gr_data_forms_rows[i];
        size_t end = is_header_row(row) ? match(line, at, gr_str_of(row->label)) : GR_NOT_FOUND;
        if (end != GR_NOT_FOUND && end > longest)
            longest = end;
    }
    return longest;
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

static gr_form_number number_of(const gr_data_forms *row)
{
    gr_form_number number;
    skip_number(gr_str_of(row->number), 0, &number);
    return number;
}

/* A row without a header before it (it was lost, or has a slip in it): its cells
 * stand behind it, or it says what no sentence or heading does. */
static bool opens_by_row(gr_str line, size_t end, const gr_data_forms *row, gr_form_number number)
{
    size_t length = gr_utf8_count(gr_str_of(row->label));
    if (length < ROW_WITH_CELLS || !ends_cell(line, end))
        return false;
    while (end < line.len && line.ptr[end] == ' ')
        end++;
    bool cells = end < line.len && (line.ptr[end] == '\t' || line.ptr[end] == '|');
    if (is_kind(row, "parent"))
        return cells && gr_form_number_equal(number, number_of(row));
    if (strcmp(row->table, "requests") == 0 && number.rank == GR_FORM_HAN)
        return true;
    return cells || (end >= line.len && length >= ROW_ALONE);
}

/* Whether a label that ends at line[end] opens a table. */
static bool opens_table(gr_str line, size_t end, const gr_data_forms *row, gr_form_number number)
{
    if (is_kind(row, "row") || is_kind(row, "parent"))
        return opens_by_row(line, end, row, number);
    if (is_kind(row, "column"))
        return number.rank == GR_FORM_UNNUMBERED && ends_cell(line, end) &&
               gr_utf8_count(gr_str_of(row->label)) >= COLUMN_ALONE;
    if (!is_kind(row, "announce") && !is_kind(row, "group"))
        return false;
    if (row->tail[0] != '\0')
        return true;
    if (gr_str_starts(gr_str_slice(line, end, line.len), GR_LIT("）"))) /* of （…勾稽关系为…） */
        end += strlen("）");
    if (end < line.len && !ends_cell(line, end) && !headers_follow(line, end))
        return false;
    return gr_str_find(line, GR_LIT("。"), end) == GR_NOT_FOUND &&
           gr_str_find(line, GR_LIT("，"), end) == GR_NOT_FOUND;
}

/* What the labels begin and end with that open a table: asked of every line of a
 * report, so most must be turned down at once.  (test_form.c compares this with
 * data/forms.tsv.) */
/* clang-format off */
static bool begins_header(uint32_t c)
{
    switch (c) {
    case 0x4fe1: /* 信 */ case 0x590d: /* 复 */ case 0x672a: /* 未 */ case 0x672c: /* 本 */
    case 0x6cd5: /* 法 */ case 0x7533: /* 申 */ case 0x7b2c: /* 第 */ case 0x7edf: /* 统 */
    case 0x884c: /* 行 */
        return true;
    default:
        return false;
    }
}

static bool begins_row(uint32_t c)
{
    switch (c) {
    case 0x4e0a: /* 上 */ case 0x4e0d: /* 不 */ case 0x4e13: /* 专 */ case 0x4e3b: /* 主 */
    case 0x4e3e: /* 举 */ case 0x4e88: /* 予 */ case 0x4ece: /* 从 */ case 0x4f20: /* 传 */
    case 0x4f9d: /* 依 */ case 0x4fdd: /* 保 */ case 0x4fe1: /* 信 */ case 0x516c: /* 公 */
    case 0x5176: /* 其 */ case 0x517c: /* 兼 */ case 0x5236: /* 制 */ case 0x529e: /* 办 */
    case 0x5371: /* 危 */ case 0x53c2: /* 参 */ case 0x53ec: /* 召 */ case 0x540c: /* 同 */
    case 0x544a: /* 告 */ case 0x5546: /* 商 */ case 0x56de: /* 回 */ case 0x5904: /* 处 */
    case 0x5bf9: /* 对 */ case 0x5c1a: /* 尚 */ case 0x5c5e: /* 属 */ case 0x5ef6: /* 延 */
    case 0x5f53: /* 当 */ case 0x5fae: /* 微 */ case 0x6309: /* 按 */ case 0x63a5: /* 接 */
    case 0x6536: /* 收 */ case 0x653f: /* 政 */ case 0x65e0: /* 无 */ case 0x672c: /* 本 */
    case 0x673a: /* 机 */ case 0x6ca1: /* 没 */ case 0x6cd5: /* 法 */ case 0x6d89: /* 涉 */
    case 0x73b0: /* 现 */ case 0x7533: /* 申 */ case 0x793e: /* 社 */ case 0x79d1: /* 科 */
    case 0x7ed3: /* 结 */ case 0x7ef4: /* 维 */ case 0x7f51: /* 网 */ case 0x884c: /* 行 */
    case 0x8865: /* 补 */ case 0x88ab: /* 被 */ case 0x8981: /* 要 */ case 0x89c4: /* 规 */
    case 0x8bbe: /* 设 */ case 0x901a: /* 通 */ case 0x90e8: /* 部 */ case 0x91c7: /* 采 */
    case 0x91cd: /* 重 */ case 0x987a: /* 顺 */
        return true;
    default:
        return false;
    }
}

static bool ends_row(uint32_t c)
{
    switch (c) {
    case 0x4e1a: /* 业 */ case 0x4ef6: /* 件 */ case 0x4f5c: /* 作 */ case 0x4f9b: /* 供 */
    case 0x51b5: /* 况 */ case 0x51cf: /* 减 */ case 0x5236: /* 制 */ case 0x5377: /* 卷 */
    case 0x53ef: /* 可 */ case 0x5b9a: /* 定 */ case 0x5bb9: /* 容 */ case 0x5bc6: /* 密 */
    case 0x5f00: /* 开 */ case 0x5f62: /* 形 */ case 0x606f: /* 息 */ case 0x6301: /* 持 */
    case 0x6570: /* 数 */ case 0x6784: /* 构 */ case 0x679c: /* 果 */ case 0x6b63: /* 正 */
    case 0x7269: /* 物 */ case 0x7406: /* 理 */ case 0x7528: /* 用 */ case 0x76ca: /* 益 */
    case 0x786e: /* 确 */ case 0x79c1: /* 私 */ case 0x7ec7: /* 织 */ case 0x7ed3: /* 结 */
    case 0x7f5a: /* 罚 */ case 0x8bf7: /* 请 */ case 0x8d2d: /* 购 */ case 0x8d39: /* 费 */
    case 0x91cf: /* 量 */ case 0x9879: /* 项 */ case 0x989d: /* 额 */
        return true;
    default:
        return false;
    }
}
/* clang-format on */

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

/* Whether the cell line[at, end), which begins with `first`, can hold the label of
 * a row or column and no more. */
static bool may_be_row(gr_str line, size_t at, size_t end, uint32_t first)
{
    size_t length;
    if (end - at > ROW_BYTES || !begins_row(first))
        return false;
    end = gr_utf8_back(line, end);
    uint32_t last = gr_utf8_get(line.ptr + end, &length);
    return ends_row(last == 0x201d ? gr_utf8_get(line.ptr + gr_utf8_back(line, end), &length) : last);
}

static bool cell_opens_table(gr_str line, size_t at, size_t end)
{
    gr_form_number number;
    at = skip_number(line, at, &number);
    size_t after = at;
    uint32_t first = next_char(line, &after);
    return (begins_header(first) || may_be_row(line, at, end, first)) &&
           any_label(line, at, number, opens_table);
}

bool gr_form_announces(gr_str line)
{
    line = beginning_of(line);
    size_t at = skip_bars(line, 0);
    for (int cell = 0; cell < CELLS_LOOKED_AT && at < line.len; cell++) {
        size_t end = cell_end(line, at);
        if (cell_opens_table(line, at, end))
            return true;
        at = skip_bars(line, end);
    }
    return false;
}

static bool is_label(gr_str line, size_t end, const gr_data_forms *row, gr_form_number number)
{
    if (is_kind(row, "parent") && number.rank == GR_FORM_HAN && !gr_form_number_equal(number, number_of(row)))
        return false;
    if (gr_str_starts(gr_str_slice(line, end, line.len), GR_LIT("（")))
        return true;
    return ends_cell(line, end) || gr_utf8_count(gr_str_of(row->label)) >= SHORT_LABEL ||
           is_header(line, end, row, number) || any_label(line, end, number, is_header);
}

/* The characters of the line's first cell that count. */
static size_t cell_chars(gr_str line, size_t at, uint16_t chars[LABEL_MAX])
{
    size_t count = 0;
    while (at < line.len && !ends_cell(line, at) && count < LABEL_MAX) {
        size_t length;
        uint32_t c = gr_utf8_get(line.ptr + at, &length);
        if (gr_form_counts(c))
            chars[count++] = (uint16_t)c;
        at += length;
    }
    return count;
}

static size_t label_chars(gr_str label, uint16_t *chars, size_t max)
{
    size_t count = 0, at = 0;
    for (uint32_t c; count < max && (c = next_char(label, &at)) != 0;)
        chars[count++] = (uint16_t)c;
    return count;
}

static size_t common_length(const uint16_t *a, size_t a_length, const uint16_t *b, size_t b_length)
{
    size_t i = 0;
    while (i < a_length && i < b_length && a[i] == b[i])
        i++;
    return i;
}

/* A label with a slip in it, or cut by the end of the line, is known by its mark
 * and by being near enough. */
static bool is_near_label(gr_str line, size_t at, gr_form_number number)
{
    uint16_t cell[LABEL_MAX], label[LABEL_MAX];
    size_t length = cell_chars(line, at, cell);
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        const gr_data_forms *row = &gr_data_forms_rows[i];
        if (row->number[0] == '\0' || !gr_form_number_equal(number, number_of(row)))
            continue;
        size_t wanted = label_chars(gr_str_of(row->label), label, LABEL_MAX);
        unsigned limit = gr_form_tolerance(wanted);
        size_t common = common_length(cell, length, label, wanted);
        if (common >= CUT_LABEL && length - common <= UNIT_MAX)
            return true;
        if (limit > 0 && gr_form_distance(cell, length, label, wanted, limit) <= limit)
            return true;
        limit = gr_form_tolerance(length);
        if (limit > 0 && length < wanted && gr_form_distance(cell, length, label, length, limit) <= limit)
            return true;
    }
    return false;
}

static bool cell_is_label(gr_str line, size_t at)
{
    gr_form_number number;
    at = skip_number(line, at, &number);
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

/* ---------------------------------------------------------------- distance */

unsigned gr_form_tolerance(size_t length)
{
    return length < 4 ? 0 : length < 8 ? 1 : length > 24 ? 6 : (unsigned)length / 4;
}

unsigned gr_form_distance(const uint16_t *a, size_t a_length, const uint16_t *b, size_t b_length,
                          unsigned limit)
{
    unsigned row[LABEL_MAX + 1];
    size_t longer = a_length > b_length ? a_length - b_length : b_length - a_length;
    if (longer > limit || b_length > LABEL_MAX)
        return limit + 1;
    for (size_t j = 0; j <= b_length; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned diagonal = row[0], least = row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            unsigned change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            unsigned other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < other ? change : other;
            least = row[j] < least ? row[j] : least;
        }
        if (least > limit)
            return limit + 1;
    }
    return row[b_length] <= limit ? row[b_length] : limit + 1;
}

/* ------------------------------------------------------------------- index */

struct gr_form {
    GR_ARRAY(gr_form_label) labels;
    uint16_t *chars;
    size_t used;
    uint16_t first[HASH]; /* label + 1 */
};

static size_t hash(uint16_t c)
{
    return (c ^ c >> 7) % HASH;
}

static gr_form_kind kind_named(const char *name)
{
    static const char *const names[] = {"announce", "head",   "title", "group",
                                        "column",   "parent", "row",   "fill"};
    size_t i = 0;
    while (i + 1 < sizeof names / sizeof *names && strcmp(names[i], name) != 0)
        i++;
    return (gr_form_kind)i;
}

static gr_form_table table_named(const char *name)
{
    static const char *const names[] = {"statistics",  "article20.1", "article20.5", "article20.6",
                                        "article20.8", "article20.9", "requests",    "review"};
    size_t i = 0;
    while (i + 1 < sizeof names / sizeof *names && strcmp(names[i], name) != 0)
        i++;
    return (gr_form_table)i;
}

static const uint16_t *add_chars(gr_form *f, gr_str text, uint8_t *length)
{
    uint16_t *chars = f->chars + f->used;
    *length = (uint8_t)label_chars(text, chars, LABEL_MAX);
    f->used += *length;
    return chars;
}

static void add_label(gr_form *f, size_t entry, gr_str text)
{
    const gr_data_forms *row = &gr_data_forms_rows[entry];
    gr_form_label label = {
        .kind = kind_named(row->kind),
        .table = table_named(row->table),
        .year = strcmp(row->form, "any") == 0 ? 0 : atoi(row->form),
        .entry = (uint16_t)entry,
        .number = number_of(row),
        .text = row->label,
        .code = row->code[0] != '\0' ? row->code : NULL,
        .unit = row->unit[0] != '\0' ? row->unit : NULL,
    };
    label.chars = add_chars(f, text, &label.length);
    label.tail = add_chars(f, gr_str_of(row->tail), &label.tail_length);
    if (label.length == 0)
        return;
    uint16_t *first = &f->first[hash(label.chars[0])];
    label.next = *first;
    *gr_array_push(&f->labels) = label;
    *first = (uint16_t)f->labels.len;
}

/* Room for all the characters, so that pointers into them stay good. */
static size_t room(void)
{
    size_t bytes = 0;
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        const gr_data_forms *row = &gr_data_forms_rows[i];
        size_t variants = 1;
        for (const char *p = row->variants; *p != '\0'; p++)
            variants += *p == '|';
        bytes += strlen(row->label) + strlen(row->variants) + (variants + 1) * strlen(row->tail);
    }
    return bytes;
}

gr_form *gr_form_new(void)
{
    gr_form *f = gr_alloc(sizeof *f);
    f->chars = gr_alloc(room() * sizeof *f->chars);
    for (size_t i = 0; i < gr_data_forms_count; i++) {
        add_label(f, i, gr_str_of(gr_data_forms_rows[i].label));
        for (gr_str rest = gr_str_of(gr_data_forms_rows[i].variants); rest.len > 0;)
            add_label(f, i, take_variant(&rest));
    }
    return f;
}

void gr_form_free(gr_form *f)
{
    if (f == NULL)
        return;
    gr_array_release(&f->labels);
    free(f->chars);
    free(f);
}

const gr_form_label *gr_form_labels(const gr_form *f, size_t *count)
{
    *count = f->labels.len;
    return f->labels.ptr;
}

/* Chains hold all labels of one hash, so others must be passed over. */
static const gr_form_label *in_chain(const gr_form *f, uint16_t next, uint16_t c)
{
    while (next > 0) {
        const gr_form_label *label = &f->labels.ptr[next - 1];
        if (label->chars[0] == c)
            return label;
        next = label->next;
    }
    return NULL;
}

const gr_form_label *gr_form_first(const gr_form *f, uint16_t c)
{
    return in_chain(f, f->first[hash(c)], c);
}

const gr_form_label *gr_form_next(const gr_form *f, const gr_form_label *label)
{
    return in_chain(f, label->next, label->chars[0]);
}

const gr_form_label *gr_form_column(const gr_form *f, gr_form_table table, int year, size_t n)
{
    size_t entry = SIZE_MAX;
    for (size_t i = 0; i < f->labels.len; i++) {
        const gr_form_label *label = &f->labels.ptr[i];
        if (label->kind != GR_FORM_COLUMN || label->table != table || label->entry == entry)
            continue;
        if (label->year != 0 && label->year != year)
            continue;
        entry = label->entry;
        if (n-- == 0)
            return label;
    }
    return NULL;
}
