/* The vocabularies, the codebook and exact decimals. */
#include "govreport.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(gr_kind_name(GR_KIND_STATED_ZERO), "stated_zero");
    assert_string_equal(gr_qualifier_name(GR_QUALIFIER_ABOUT), "about");
    assert_null(gr_direction_name(GR_DIRECTION_NONE));
    assert_string_equal(gr_scope_name(GR_SCOPE_PLAN), "plan");
    assert_string_equal(gr_numeral_class_name(GR_NUMERAL_NOISE), "noise");
    assert_string_equal(gr_template_name(GR_TEMPLATE_TEMPLATE_2021), "template-2021");
    assert_null(gr_level_name(GR_LEVEL_UNKNOWN));
    assert_string_equal(gr_body_name(GR_BODY_INSTITUTION), "institution");
    assert_string_equal(gr_source_name(GR_SOURCE_DERIVED), "derived");
    assert_string_equal(gr_check_status_name(GR_CHECK_DIFFERENT_SCOPE), "different_scope");
    assert_string_equal(gr_format_name(GR_FORMAT_CHECKS), "checks");
    assert_null(gr_format_name(GR_FORMAT_COUNT));
}

static void test_every_code_is_found(void **state)
{
    (void)state;
    size_t count;
    const gr_indicator *rows = gr_codebook(&count);
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(gr_codebook_find(rows[i].code), &rows[i]);
        assert_null(strpbrk(rows[i].code, "{}"));
        if (rows[i].part_of != NULL)
            assert_non_null(gr_codebook_find(rows[i].part_of));
    }
    assert_null(gr_codebook_find(""));
    assert_null(gr_codebook_find("disclosure"));
    assert_null(gr_codebook_find("disclosure.total2"));
    assert_null(gr_codebook_find("~"));
}

static void test_applicants(void **state)
{
    (void)state;
    const gr_indicator *row = gr_codebook_find("request_table.result.granted.natural_person");
    assert_string_equal(row->label_zh, "三、（一）予以公开（自然人）");
    assert_string_equal(row->part_of, "request_table.result.total.natural_person");
    assert_string_equal(row->templates, "T19,T21");
    assert_true(row->single);
    assert_string_equal(gr_codebook_find("request_table.new.other_org")->part_of, "request_table.new.total");
    assert_null(gr_codebook_find("request_table.new.total")->part_of);
    assert_ptr_equal(row + 6, gr_codebook_find("request_table.result.granted.total"));
}

static void test_rows(void **state)
{
    (void)state;
    assert_string_equal(gr_codebook_find("disclosure.total")->unit, "条");
    assert_false(gr_codebook_find("disclosure.category")->single);
    assert_string_equal(gr_codebook_find("requests.received")->derived_from, "request_table.new.total");
    assert_null(gr_codebook_find("requests.received.fax")->meaning);
}

static void assert_prints(gr_decimal value, const char *expected)
{
    char text[32];
    assert_int_equal(gr_decimal_print(value, text), strlen(expected));
    assert_string_equal(text, expected);
}

static void test_decimals_print(void **state)
{
    (void)state;
    assert_prints((gr_decimal){0, 0}, "0");
    assert_prints((gr_decimal){984, 0}, "984");
    assert_prints((gr_decimal){1320, 2}, "13.20");
    assert_prints((gr_decimal){5, 3}, "0.005");
    assert_prints((gr_decimal){-5, 1}, "-0.5");
    assert_prints((gr_decimal){-417, 0}, "-417");
    assert_prints((gr_decimal){0, 2}, "0.00");
    assert_prints((gr_decimal){INT64_MAX, 0}, "9223372036854775807");
    assert_prints((gr_decimal){INT64_MIN, 0}, "-9223372036854775808");
    assert_prints((gr_decimal){INT64_MIN, 19}, "-0.9223372036854775808");
    assert_prints((gr_decimal){-1, 27}, "-0.000000000000000000000000001");
    assert_prints((gr_decimal){INT64_MIN, 255}, "-9223372036854775808e-255");
}

static void assert_order(gr_decimal a, gr_decimal b, int expected)
{
    assert_int_equal(gr_decimal_compare(a, b), expected);
    assert_int_equal(gr_decimal_compare(b, a), -expected);
}

static void test_decimals_compare(void **state)
{
    (void)state;
    assert_order((gr_decimal){1320, 2}, (gr_decimal){132, 1}, 0);
    assert_order((gr_decimal){0, 0}, (gr_decimal){0, 200}, 0);
    assert_order((gr_decimal){1, 0}, (gr_decimal){999, 3}, 1);
    assert_order((gr_decimal){-1, 0}, (gr_decimal){-999, 3}, -1);
    assert_order((gr_decimal){-1, 0}, (gr_decimal){1, 30}, -1);
    assert_order((gr_decimal){1, 0}, (gr_decimal){INT64_MAX, 30}, 1);
    assert_order((gr_decimal){INT64_MAX, 0}, (gr_decimal){INT64_MAX, 1}, 1);
    assert_order((gr_decimal){INT64_MIN, 0}, (gr_decimal){INT64_MIN, 1}, -1);
    assert_order((gr_decimal){INT64_MIN, 0}, (gr_decimal){INT64_MIN, 0}, 0);
    assert_order((gr_decimal){INT64_MAX, 18}, (gr_decimal){9, 0}, 1);
    assert_order((gr_decimal){INT64_MAX, 18}, (gr_decimal){10, 0}, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),          cmocka_unit_test(test_every_code_is_found),
        cmocka_unit_test(test_applicants),     cmocka_unit_test(test_rows),
        cmocka_unit_test(test_decimals_print), cmocka_unit_test(test_decimals_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
