/*
 * The identities of the official tables: totals and their parts as the codebook
 * arranges them, the applicants of a row, and the sums of identities.tsv.
 */
#include "audit_topics.h"

#include "codebook.h"
#include "data.h"
#include "figure.h"
#include "record.h"

#include <stdlib.h>

enum { SHEETS = 8 /* tables of one form in one report that are looked at */ };

/* The cells of one table: of several tables of a form the n-th cell of each
 * code makes up the n-th. */
typedef struct sheet {
    gr_audit *a;
    const uint32_t *cells; /* by code */
    const char *form;      /* as the codebook's `template` says it, or NULL */
    bool first;
    gr_sums sums;
    GR_ARRAY(const gr_figure *) terms; /* of the sum being put together */
} sheet;

static const gr_figure *cell_of(const sheet *s, const gr_indicator *indicator)
{
    return indicator != NULL ? gr_audit_figure(s->a, s->cells[gr_audit_code(s->a, indicator)]) : NULL;
}

static const char *form_tag(gr_template form)
{
    return form == GR_TEMPLATE_STAT_TABLE_2014 ? "S"
           : form == GR_TEMPLATE_TEMPLATE_2019 ? "T19"
           : form == GR_TEMPLATE_TEMPLATE_2021 ? "T21"
                                               : NULL;
}

static bool is_on_form(const sheet *s, const gr_indicator *indicator)
{
    return s->form == NULL || strstr(indicator->templates, s->form) != NULL;
}

/* -------------------------------------------------------------- what adds up */

static gr_decimal value_or_zero(const gr_figure *cell)
{
    return cell->has_value ? gr_audit_value(cell) : (gr_decimal){0};
}

static gr_decimal add_up(const gr_sum *sum, size_t from, size_t to)
{
    gr_decimal result = {0};
    for (size_t i = from; i < to; i++)
        gr_audit_plus(&result, value_or_zero(sum->terms[i]));
    return result;
}

static bool all_blank(const gr_sum *sum, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (sum->terms[i]->has_value)
            return false;
    return true;
}

/* Makes a sum of the terms put together; `left` of them are its left side. */
static void end_sum(sheet *s, gr_sum sum, size_t left)
{
    if (s->terms.len == 0)
        return;
    sum.left = left;
    sum.count = s->terms.len;
    sum.terms = gr_arena_alloc(s->a->arena, sum.count * sizeof *sum.terms);
    memcpy(sum.terms, s->terms.ptr, sum.count * sizeof *sum.terms);
    if (!all_blank(&sum, 0, sum.count)) {
        sum.off = gr_audit_minus(add_up(&sum, 0, left), add_up(&sum, left, sum.count));
        *gr_array_push(&s->sums) = sum;
    }
}

static void begin_sum(sheet *s, const gr_figure *first)
{
    gr_array_clear(&s->terms);
    if (first != NULL)
        *gr_array_push(&s->terms) = first;
}

/* Whether one code lies under the other: other, other.rest.  The form of 2021
 * has three rows where that of 2019 has one. */
static bool is_variant(const char *a, const char *b)
{
    size_t x = gr_audit_row_length(a), y = gr_audit_row_length(b), shorter = x < y ? x : y;
    if (x == y || x == 0 || y == 0 || strncmp(a, b, shorter) != 0)
        return false;
    return (x < y ? b : a)[shorter] == '.';
}

static bool has_variant(const sheet *s, const gr_indicator *part)
{
    for (size_t i = 1; i < s->terms.len; i++)
        if (is_variant(s->terms.ptr[i]->indicator->code, part->code))
            return true;
    return false;
}

static bool same_row(const char *a, const char *b)
{
    size_t length = gr_audit_row_length(a);
    return length > 0 && length == gr_audit_row_length(b) && strncmp(a, b, length) == 0;
}

/* ------------------------------------------------------- a total's own parts */

static const char *check_of(const sheet *s, const gr_indicator *total, size_t parts)
{
    if (gr_audit_row_length(total->code) > 0)
        return "request_results";
    bool form_2014 = s->a->record->form == GR_TEMPLATE_STAT_TABLE_2014;
    return form_2014 ? (parts == 1 ? "table_of_which" : "table_parts") : "review_parts";
}

static gr_sum named_sum(sheet *s, const char *check, const gr_indicator *total)
{
    gr_sum sum = {.check = check, .name_zh = gr_audit_label(s->a, total), .name_en = total->code};
    size_t row = gr_audit_row_length(total->code);
    if (row > 0) {
        sum.name_zh = gr_audit_column_label(s->a, total);
        sum.name_en = total->code + row + 1;
    }
    return sum;
}

/* Parts of one total, as lists over the codebook: heads by total, next by part. */
typedef struct part_lists {
    uint16_t *head, *next; /* places in the codebook + 1 */
} part_lists;

static part_lists list_parts(gr_audit *a)
{
    part_lists lists;
    lists.head = gr_arena_alloc(a->arena, a->code_count * sizeof *lists.head);
    lists.next = gr_arena_alloc(a->arena, a->code_count * sizeof *lists.next);
    memset(lists.head, 0, a->code_count * sizeof *lists.head);
    for (size_t k = a->code_count; k-- > 0;) {
        lists.next[k] = 0;
        const gr_indicator *total = gr_codebook_total(&a->codes[k]);
        if (total == NULL || same_row(a->codes[k].code, total->code))
            continue;
        lists.next[k] = lists.head[total - a->codes];
        lists.head[total - a->codes] = (uint16_t)(k + 1);
    }
    return lists;
}

static void sum_of_parts(sheet *s, const part_lists *lists, size_t k)
{
    const gr_indicator *total = &s->a->codes[k];
    const gr_figure *cell = cell_of(s, total);
    size_t on_form = 0;
    if (cell == NULL || lists->head[k] == 0)
        return;
    begin_sum(s, cell);
    for (size_t p = lists->head[k]; p != 0; p = lists->next[p - 1]) {
        const gr_figure *part = cell_of(s, &s->a->codes[p - 1]);
        if (part != NULL)
            *gr_array_push(&s->terms) = part;
        on_form += is_on_form(s, &s->a->codes[p - 1]);
    }
    bool missing = false;
    for (size_t p = lists->head[k]; p != 0; p = lists->next[p - 1]) {
        const gr_indicator *part = &s->a->codes[p - 1];
        missing |= cell_of(s, part) == NULL && is_on_form(s, part) && !has_variant(s, part);
    }
    if (s->terms.len < 2 || (missing && !s->first))
        return;
    gr_sum sum = named_sum(s, check_of(s, total, on_form), total);
    sum.missing = missing;
    sum.beside = strcmp(sum.check, "review_parts") == 0;
    end_sum(s, sum, 1);
}

/* ----------------------------------------------------------- rows and columns */

static void sum_of_row(sheet *s, const gr_indicator *total)
{
    const gr_audit *a = s->a;
    size_t length = gr_audit_row_length(total->code), columns = a->column_count;
    const gr_figure *cell = cell_of(s, total);
    const gr_indicator *row = cell != NULL && length > 0 ? gr_audit_row(a, total) : NULL;
    if (row == NULL || &row[columns - 1] != total)
        return;
    begin_sum(s, cell);
    for (size_t i = 0; i + 1 < columns; i++) {
        const gr_figure *part = cell_of(s, &row[i]);
        if (part != NULL)
            *gr_array_push(&s->terms) = part;
    }
    gr_str label = gr_str_of(gr_audit_label(s->a, total));
    size_t bracket = gr_str_find(label, GR_LIT("（总计）"), 0);
    gr_sum sum = {.check = "request_applicants", .missing = s->terms.len < columns, .beside = true};
    sum.name_zh =
        gr_arena_copy(s->a->arena, gr_str_slice(label, 0, bracket == GR_NOT_FOUND ? label.len : bracket));
    sum.name_en = gr_arena_copy(s->a->arena, gr_str_make(total->code, length));
    if (s->terms.len > 1)
        end_sum(s, sum, 1);
}

/* Adds the cells that `terms` names, with `column` in the place of *; false
 * where one is not there. */
static bool add_terms(sheet *s, const char *terms, const char *column)
{
    gr_str rest = gr_str_of(terms), term;
    bool minus;
    while (gr_audit_next_term(&rest, &term, &minus)) {
        size_t star = gr_str_find(term, GR_LIT("*"), 0);
        size_t length = star == GR_NOT_FOUND ? term.len : star;
        const char *code =
            gr_arena_printf(s->a->arena, "%.*s%s", (int)length, term.ptr, star == GR_NOT_FOUND ? "" : column);
        const gr_figure *cell = cell_of(s, gr_codebook_find(code));
        if (cell == NULL || minus)
            return false;
        *gr_array_push(&s->terms) = cell;
    }
    return true;
}

static void sums_of_columns(sheet *s, const gr_data_identities *row)
{
    for (size_t i = 0; i < s->a->column_count; i++) {
        const gr_indicator *column = &s->a->columns[i];
        const char *code = gr_audit_column(column);
        begin_sum(s, NULL);
        if (!add_terms(s, row->left, code))
            continue;
        size_t left = s->terms.len;
        gr_sum sum = {.check = row->check, .name_zh = gr_audit_column_label(s->a, column), .name_en = code};
        if (add_terms(s, row->right, code))
            end_sum(s, sum, left);
    }
}

/* ---------------------------------------------------------------- judgement */

static char *terms_text(gr_audit *a, const gr_sum *sum, size_t from, size_t to)
{
    gr_buf_clear(&a->words);
    for (size_t i = from; i < to; i++)
        if (sum->terms[i]->has_value && (sum->terms[i]->value.digits != 0 || to - from <= 2))
            gr_audit_add_term(&a->words, gr_audit_value(sum->terms[i]));
    if (a->words.len == 0)
        gr_buf_add_char(&a->words, '0');
    return gr_arena_copy(a->arena, gr_buf_str(&a->words));
}

static bool any_blank(const gr_sum *sum)
{
    for (size_t i = 0; i < sum->count; i++)
        if (!sum->terms[i]->has_value)
            return true;
    return false;
}

static bool holds(const gr_sum *sum)
{
    if (strcmp(sum->check, "table_of_which") == 0)
        return sum->off.digits >= 0;
    return sum->off.digits == 0;
}

static uint32_t *ids_of(gr_audit *a, const gr_sum *sum)
{
    uint32_t *ids = gr_arena_alloc(a->arena, sum->count * sizeof *ids);
    for (size_t i = 0; i < sum->count; i++)
        ids[i] = sum->terms[i]->id;
    return ids;
}

static void judge(sheet *s, size_t i)
{
    const gr_sum *sum = &s->sums.ptr[i];
    bool good = holds(sum), blank = any_blank(sum), open = blank || sum->missing;
    if (!good && strcmp(sum->terms[0]->rule, GR_RULE_ANNEX) == 0)
        return; /* it may have parts of which the codebook does not know */
    gr_buf zh = {0}, en = {0};
    gr_finding f = {.check = sum->check, .figure_count = sum->count, .at = sum->terms[0]};
    f.status = good ? GR_CHECK_OK : open ? GR_CHECK_UNKNOWN : GR_CHECK_FAILED;
    f.has_left = good || !all_blank(sum, 0, sum->left);
    f.has_right = good || !all_blank(sum, sum->left, sum->count);
    f.left = add_up(sum, 0, sum->left);
    f.right = add_up(sum, sum->left, sum->count);
    f.blanks = good && blank;
    f.figures = ids_of(s->a, sum);
    f.said =
        (gr_said){.name_zh = sum->name_zh,
                  .name_en = sum->name_en,
                  .parts = terms_text(s->a, sum, 0, sum->left),
                  .sum = terms_text(s->a, sum, sum->left, sum->count),
                  .left_label = sum->name_zh,
                  .right_label = sum->count == 2 ? gr_audit_label(s->a, sum->terms[1]->indicator) : NULL};
    if (f.status == GR_CHECK_FAILED && strcmp(sum->check, "table_of_which") != 0)
        gr_audit_repair(s->a, &s->sums, i, &zh, &en);
    f.more_zh = zh.ptr;
    f.more_en = en.ptr;
    gr_audit_add(s->a, &f);
    gr_buf_release(&zh);
    gr_buf_release(&en);
}

/* ----------------------------------------------------------------- channels */

/* 不同渠道和方式公开相同信息计1条: the channels come to no less than the total, and
 * none of them to more. */
static gr_check_status judge_channels(const gr_sum *sum)
{
    gr_decimal total = value_or_zero(sum->terms[0]);
    for (size_t i = 1; i < sum->count; i++)
        if (gr_decimal_compare(value_or_zero(sum->terms[i]), total) > 0)
            return sum->terms[0]->has_value ? GR_CHECK_FAILED : GR_CHECK_UNKNOWN;
    if (sum->off.digits > 0)
        return any_blank(sum) || sum->missing ? GR_CHECK_UNKNOWN : GR_CHECK_FAILED;
    return sum->off.digits < 0 ? GR_CHECK_OVERLAPPING : GR_CHECK_OK;
}

static void check_channels(sheet *s)
{
    const gr_indicator *total = GR_CODE_DISCLOSURE_TOTAL;
    const gr_figure *cell = cell_of(s, total);
    gr_sum sum = {.check = "table_channels", .name_zh = total->label_zh, .name_en = total->code, .left = 1};
    if (cell == NULL || s->form == NULL)
        return;
    begin_sum(s, cell);
    for (size_t k = 0; k < s->a->code_count; k++) {
        const gr_indicator *channel = &s->a->codes[k];
        if (strncmp(channel->code, "disclosure.channel.", 19) != 0 || !is_on_form(s, channel))
            continue;
        const gr_figure *part = cell_of(s, channel);
        sum.missing |= part == NULL;
        if (part != NULL)
            *gr_array_push(&s->terms) = part;
    }
    sum.terms = s->terms.ptr;
    sum.count = s->terms.len;
    if (sum.count < 2 || all_blank(&sum, 0, sum.count))
        return;
    sum.off = gr_audit_minus(add_up(&sum, 0, 1), add_up(&sum, 1, sum.count));
    gr_check_status status = judge_channels(&sum);
    gr_audit_add(s->a, &(gr_finding){
                           .check = sum.check,
                           .status = status,
                           .has_left = cell->has_value,
                           .has_right = true,
                           .left = add_up(&sum, 0, 1),
                           .right = add_up(&sum, 1, sum.count),
                           .said = {.name_zh = sum.name_zh,
                                    .name_en = sum.name_en,
                                    .sum = terms_text(s->a, &sum, 1, sum.count)},
                           .figures = ids_of(s->a, &sum),
                           .figure_count = sum.count,
                           .at = cell,
                           .blanks = status == GR_CHECK_OK && any_blank(&sum),
                       });
}

/* ------------------------------------------------------------------- counts */

static bool is_money(const char *unit)
{
    return unit != NULL && strstr(unit, "元") != NULL;
}

static bool is_fraction(gr_decimal value)
{
    for (; value.scale > 0; value.scale--, value.digits /= 10)
        if (value.digits % 10 != 0)
            return true;
    return false;
}

static bool is_count(const gr_figure *cell)
{
    const gr_indicator *indicator = cell->indicator;
    bool is_signed = indicator->meaning != NULL && strcmp(indicator->meaning, "signed") == 0;
    if (cell->value.digits < 0 && !is_signed)
        return false;
    return is_money(indicator->unit) || !is_fraction(cell->value);
}

static void add_counts(gr_audit *a, const gr_figure *cell)
{
    gr_finding f = {.check = "table_counts", .status = cell != NULL ? GR_CHECK_FAILED : GR_CHECK_OK};
    if (cell != NULL) {
        f.has_left = true;
        f.left = cell->value;
        f.said = (gr_said){.name_zh = cell->indicator->label_zh, .name_en = cell->indicator->code};
        f.figures = &cell->id;
        f.figure_count = 1;
        f.at = cell;
    }
    gr_audit_add(a, &f);
}

static void check_counts(gr_audit *a)
{
    bool any = false, good = true;
    for (size_t i = 0; i < a->record->figure_count; i++) {
        const gr_figure *cell = &a->record->figures[i];
        if (cell->kind != GR_KIND_TABLE || cell->indicator == NULL || !cell->has_value)
            continue;
        any = true;
        if (is_count(cell))
            continue;
        add_counts(a, cell);
        good = false;
    }
    if (any && good)
        add_counts(a, NULL);
}

/* ------------------------------------------------------------------- sheets */

static void check_sheet(sheet *s, const part_lists *lists)
{
    gr_array_clear(&s->sums);
    for (size_t k = 0; k < s->a->code_count; k++)
        sum_of_parts(s, lists, k);
    for (size_t i = 0; i < gr_data_identities_count; i++)
        if (strchr(gr_data_identities_rows[i].left, '*') != NULL)
            sums_of_columns(s, &gr_data_identities_rows[i]);
    for (size_t k = 0; k < s->a->code_count; k++)
        if (s->cells[k] != 0)
            sum_of_row(s, &s->a->codes[k]);
    for (size_t i = 0; i < s->sums.len; i++)
        judge(s, i);
    if (s->a->record->form == GR_TEMPLATE_STAT_TABLE_2014)
        check_channels(s);
}

/* The cells of the next table of the same form; false where there are none. */
static bool next_sheet(const gr_audit *a, uint32_t *cells)
{
    bool any = false;
    for (size_t k = 0; k < a->code_count; k++) {
        cells[k] = a->next[cells[k]];
        any |= cells[k] != 0;
    }
    return any;
}

void gr_audit_tables(gr_audit *a)
{
    if (!a->tables)
        return;
    uint32_t *cells = gr_arena_alloc(a->arena, a->code_count * sizeof *cells);
    memcpy(cells, a->cells, a->code_count * sizeof *cells);
    sheet s = {.a = a, .cells = cells, .form = form_tag(a->record->form)};
    part_lists lists = list_parts(a);
    for (int i = 0; i < SHEETS; i++) {
        s.first = i == 0;
        check_sheet(&s, &lists);
        if (!next_sheet(a, cells))
            break;
    }
    check_counts(a);
    gr_array_release(&s.sums);
    gr_array_release(&s.terms);
}
