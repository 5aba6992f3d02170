#include "tsv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_cell(const gr_tsv *t, const char *name, const char *expected)
{
    gr_str cell = gr_tsv_cell(t, name);
    assert_int_equal(cell.len, strlen(expected));
    assert_memory_equal(cell.ptr, expected, cell.len);
}

static void test_rows(void **state)
{
    (void)state;
    gr_tsv t;
    assert_true(gr_tsv_begin(&t, GR_LIT("# comment\n\ncode\tunit\r\n"
                                        "a\t条\r\n"
                                        "# another\n"
                                        "b\n"
                                        "\tc\textra")));
    assert_int_equal(t.columns, 2);
    assert_true(gr_tsv_next(&t));
    assert_cell(&t, "code", "a");
    assert_cell(&t, "unit", "条");
    assert_cell(&t, "nothing", "");
    assert_int_equal(t.line, 4);
    assert_true(gr_tsv_next(&t));
    assert_cell(&t, "code", "b");
    assert_cell(&t, "unit", ""); /* a short row */
    assert_true(gr_tsv_next(&t));
    assert_cell(&t, "code", "");
    assert_cell(&t, "unit", "c");
    assert_int_equal(t.line, 7);
    assert_false(gr_tsv_next(&t));
    assert_false(gr_tsv_next(&t));
}

static void test_no_table(void **state)
{
    (void)state;
    gr_tsv t;
    assert_false(gr_tsv_begin(&t, GR_LIT("")));
    assert_false(gr_tsv_begin(&t, GR_LIT("\n# only a comment\n")));
    assert_true(gr_tsv_begin(&t, GR_LIT("name")));
    assert_false(gr_tsv_next(&t));
}

static void test_many_columns(void **state)
{
    (void)state;
    gr_tsv t;
    assert_true(gr_tsv_begin(&t, GR_LIT("a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\tm\tn\to\tp\n")));
    assert_int_equal(t.columns, 16);
    assert_false(gr_tsv_begin(&t, GR_LIT("a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\tm\tn\to\tp\tq\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_no_table),
        cmocka_unit_test(test_many_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
