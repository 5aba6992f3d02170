/*
 * Every cell of a consistent table of each official form is changed in the
 * report's text, one at a time: wherever the cell takes part in a sum of the
 * form, a check has to fail, and where one digit or two swapped digits explain
 * it, the check has to say so.
 */
#include "govreport.h"
#include "lines.h"
#include "mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const sums[] = {"table_parts", "request_results", "request_balance", "request_applicants",
                                   "review_parts"};

typedef struct cell {
    uint64_t start, end; /* in the text */
    const char *code;
    gr_decimal value;
    bool in_sum;
} cell;

typedef struct form {
    gr_extractor *x;
    gr_buf text;
    GR_ARRAY(cell) cells;
} form;

static const gr_record *extract(form *f, gr_str text)
{
    gr_error error;
    gr_extractor_begin(f->x, "report.txt");
    assert_int_equal(gr_extractor_feed(f->x, text.ptr, text.len, &error), GR_OK);
    const gr_record *record = gr_extractor_finish(f->x, &error);
    assert_non_null(record);
    return record;
}

static bool is_sum(const char *check)
{
    for (size_t i = 0; i < GR_COUNT(sums); i++)
        if (strcmp(sums[i], check) == 0)
            return true;
    return false;
}

static void mark_sums(form *f, const gr_record *record)
{
    for (size_t i = 0; i < record->check_count; i++) {
        const gr_check *check = &record->checks[i];
        if (check->status == GR_CHECK_FAILED)
            fail_msg("the report without slips: %s", check->message_en);
        if (!is_sum(check->check))
            continue;
        for (size_t k = 0; k < check->figure_count; k++)
            for (size_t c = 0; c < f->cells.len; c++)
                if (f->cells.ptr[c].start == record->figures[check->figures[k] - 1].byte_start)
                    f->cells.ptr[c].in_sum = true;
    }
}

static void open_form(form *f, const char *path)
{
    gr_error error;
    *f = (form){.x = gr_extractor_new(NULL, &error)};
    assert_non_null(f->x);
    if (!gr_read_file(path, &f->text))
        fail_msg("%s: not there (tests run in the project's folder)", path);
    const gr_record *record = extract(f, gr_buf_str(&f->text));
    for (size_t i = 0; i < record->figure_count; i++) {
        const gr_figure *g = &record->figures[i];
        if (g->kind == GR_KIND_TABLE && g->indicator != NULL && g->has_value)
            *gr_array_push(&f->cells) =
                (cell){g->byte_start, g->byte_end, g->indicator->code, g->value, false};
    }
    mark_sums(f, record);
}

static void close_form(form *f)
{
    gr_extractor_free(f->x);
    gr_buf_release(&f->text);
    gr_array_release(&f->cells);
}

/* The report with another value in one cell. */
static const gr_record *change(form *f, const cell *c, long value)
{
    gr_buf text = {0};
    gr_buf_add(&text, f->text.ptr, (size_t)c->start);
    gr_buf_printf(&text, "%ld", value);
    gr_buf_add(&text, f->text.ptr + c->end, f->text.len - (size_t)c->end);
    const gr_record *record = extract(f, gr_buf_str(&text));
    gr_buf_release(&text);
    return record;
}

static void assert_caught(const gr_record *record, const cell *c, long value, bool hinted)
{
    char hint[160];
    size_t caught = 0;
    bool explained = false;
    snprintf(hint, sizeof hint, "%s changed from %ld to %ld", c->code, value, (long)c->value.digits);
    for (size_t i = 0; i < record->check_count; i++) {
        const gr_check *check = &record->checks[i];
        bool failed = check->status == GR_CHECK_FAILED && is_sum(check->check);
        caught += failed;
        explained |= failed && strstr(check->message_en, hint) != NULL;
    }
    if (caught == 0)
        fail_msg("%s: %ld instead of %ld was not caught", c->code, value, (long)c->value.digits);
    if (hinted && !explained)
        fail_msg("%s: no word of %s", c->code, hint);
}

/* Two last digits swapped; the value itself where that changes nothing, or
 * would put a zero first. */
static long swapped(long value)
{
    if (value < 10 || (value < 100 && value % 10 == 0))
        return value;
    return value / 100 * 100 + value % 10 * 10 + value / 10 % 10;
}

/* Cells of the request table stand in a row and a column, so that one slip has
 * one explanation. */
static bool stands_in_two_sums(const cell *c)
{
    return strncmp(c->code, "request_table.result.", 21) == 0;
}

static size_t change_all(form *f)
{
    size_t changed = 0;
    for (size_t i = 0; i < f->cells.len; i++) {
        const cell *c = &f->cells.ptr[i];
        if (!c->in_sum || c->value.scale > 0)
            continue;
        long value = (long)c->value.digits;
        long others[] = {value + 1, value / 10 * 10 + (value + 7) % 10, swapped(value), value * 10 + 3};
        for (size_t k = 0; k < GR_COUNT(others); k++) {
            bool slip = (k == 1 || k == 2) && stands_in_two_sums(c);
            if (others[k] != value)
                assert_caught(change(f, c, others[k]), c, others[k], slip);
        }
        changed++;
    }
    return changed;
}

static void check_form(const char *path, size_t cells)
{
    form f;
    open_form(&f, path);
    size_t changed = change_all(&f);
    close_form(&f);
    if (changed != cells)
        fail_msg("%s: %zu cells take part in sums, not %zu", path, changed, cells);
}

static void test_2014(void **state)
{
    (void)state;
    check_form("fixtures/check-table-parts/input.holds.txt", 34);
}

static void test_2019(void **state)
{
    (void)state;
    check_form("fixtures/check-request-applicants/input.holds.txt", 23 * 7 + 15);
}

static void test_2021(void **state)
{
    (void)state;
    check_form("fixtures/check-request-results/input.holds.txt", 25 * 7 + 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_2014),
        cmocka_unit_test(test_2019),
        cmocka_unit_test(test_2021),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
