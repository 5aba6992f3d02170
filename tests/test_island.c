#include "island.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The passages as one text: { and } stand for open and close. */
static void keep(void *context, const char *bytes, size_t length)
{
    gr_buf_add(context, bytes, length);
}

static void note_open(void *context)
{
    gr_buf_add_char(context, '{');
}

static void note_close(void *context)
{
    gr_buf_add_char(context, '}');
}

static void expect_in_pieces(const char *text, const char *want, size_t piece)
{
    gr_islands islands = {0};
    gr_buf seen = {0};
    size_t length = strlen(text);
    gr_islands_begin(&islands, (gr_island_sink){keep, note_open, keep, note_close, &seen});
    for (size_t at = 0; at < length; at += piece)
        gr_islands_feed(&islands, text + at, at + piece < length ? piece : length - at);
    gr_islands_finish(&islands);
    assert_string_equal(seen.ptr != NULL ? seen.ptr : "", want);
    gr_islands_release(&islands);
    gr_buf_release(&seen);
}

static void expect(const char *text, const char *want)
{
    for (size_t piece = 1; piece <= strlen(text) + 1; piece++)
        expect_in_pieces(text, want, piece);
}

static void text_without_tables_is_as_it_was(void **state)
{
    (void)state;
    expect("", "");
    expect("公开12条\n", "公开12条\n");
    expect("a < b, <tablet>, <tab", "a < b, <tablet>, <tab");
    expect("</table> <TD> <", "</table> <TD> <");
}

static void tables_are_islands(void **state)
{
    (void)state;
    expect("甲\n<table><tr><td>1</td></tr></table>\n乙", "甲\n{<table><tr><td>1</td></tr></table>}\n乙");
    expect("<TABLE border=1>1</Table\n>乙", "{<TABLE border=1>1</table>}乙");
    expect("<table>1</table><table>2</table>", "{<table>1</table>}{<table>2</table>}");
}

static void tables_in_cells_belong_to_theirs(void **state)
{
    (void)state;
    expect("<table>1<table>2</table>3</table>4", "{<table>1<table>2</table>3</table>}4");
}

static void what_wraps_a_table_belongs_to_it(void **state)
{
    (void)state;
    expect("甲<html><body><table>1</table></body></html>乙", "甲{<html><body><table>1</table></body>}乙");
}

static void a_table_that_does_not_end_ends_with_the_text(void **state)
{
    (void)state;
    expect("甲<table>1", "甲{<table>1}");
    expect("甲<table>1</tab", "甲{<table>1</tab}");
    expect("甲<table>1</table", "甲{<table>1</table}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_without_tables_is_as_it_was),
        cmocka_unit_test(tables_are_islands),
        cmocka_unit_test(tables_in_cells_belong_to_theirs),
        cmocka_unit_test(what_wraps_a_table_belongs_to_it),
        cmocka_unit_test(a_table_that_does_not_end_ends_with_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
