#include "mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_views(void **state)
{
    (void)state;
    gr_str s = GR_LIT("abcabd");
    assert_true(gr_str_equal(s, gr_str_of("abcabd")));
    assert_false(gr_str_equal(s, GR_LIT("abcabx")));
    assert_false(gr_str_equal(s, GR_LIT("abc")));
    assert_true(gr_str_equal(gr_str_of(NULL), GR_LIT("")));
    assert_true(gr_str_starts(s, GR_LIT("abc")));
    assert_true(gr_str_starts(s, GR_LIT("")));
    assert_false(gr_str_starts(GR_LIT("ab"), GR_LIT("abc")));
    assert_true(gr_str_ends(s, GR_LIT("abd")));
    assert_false(gr_str_ends(s, GR_LIT("abc")));
    assert_true(gr_str_equal(gr_str_slice(s, 2, 4), GR_LIT("ca")));
}

static void test_find(void **state)
{
    (void)state;
    gr_str s = GR_LIT("abcabd");
    assert_int_equal(gr_str_find(s, GR_LIT("abd"), 0), 3);
    assert_int_equal(gr_str_find(s, GR_LIT("ab"), 0), 0);
    assert_int_equal(gr_str_find(s, GR_LIT("ab"), 1), 3);
    assert_int_equal(gr_str_find(s, GR_LIT("abcabdx"), 0), GR_NOT_FOUND);
    assert_int_equal(gr_str_find(s, GR_LIT("d"), 5), 5);
    assert_int_equal(gr_str_find(s, GR_LIT("d"), 6), GR_NOT_FOUND);
    assert_int_equal(gr_str_find(s, GR_LIT(""), 6), 6);
    assert_int_equal(gr_str_find(s, GR_LIT(""), 7), GR_NOT_FOUND);
    assert_int_equal(gr_str_find(GR_LIT(""), GR_LIT("a"), 0), GR_NOT_FOUND);
}

static void test_buffer(void **state)
{
    (void)state;
    gr_buf b = {0};
    assert_int_equal(gr_buf_str(&b).len, 0);
    gr_buf_clear(&b);
    for (int i = 0; i < 1000; i++)
        gr_buf_printf(&b, "%03d,", i);
    assert_int_equal(b.len, 4000);
    assert_int_equal(strlen(b.ptr), 4000);
    gr_buf_drop_front(&b, 0);
    gr_buf_drop_front(&b, 3996);
    assert_string_equal(b.ptr, "999,");
    gr_buf_add_char(&b, 'x');
    gr_buf_add(&b, NULL, 0);
    gr_buf_add_str(&b, GR_LIT("yz"));
    assert_string_equal(b.ptr, "999,xyz");
    gr_buf_drop_front(&b, b.len);
    assert_string_equal(b.ptr, "");
    gr_buf_add(&b, "a\0b", 3);
    assert_int_equal(b.len, 3);
    gr_buf_release(&b);
    assert_null(b.ptr);
}

static void test_array(void **state)
{
    (void)state;
    GR_ARRAY(int) numbers = {0};
    for (int i = 0; i < 1000; i++)
        *gr_array_push(&numbers) = i;
    assert_int_equal(numbers.len, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.ptr[i], i);
    gr_array_clear(&numbers);
    assert_int_equal(numbers.len, 0);
    gr_array_reserve(&numbers, 5000);
    assert_true(numbers.capacity >= 5000);
    gr_array_release(&numbers);
    assert_null(numbers.ptr);
}

static void test_arena(void **state)
{
    (void)state;
    gr_arena a = {0};
    gr_arena_reset(&a);
    for (int round = 0; round < 3; round++) {
        char *first = gr_arena_copy(&a, GR_LIT("first"));
        for (size_t size = 0; size < 3000; size += 7) {
            char *block = gr_arena_alloc(&a, size);
            assert_int_equal((uintptr_t)block % 16, 0);
            memset(block, 'x', size);
        }
        char *big = gr_arena_alloc(&a, 1 << 20);
        memset(big, 'y', 1 << 20);
        char *text = gr_arena_printf(&a, "%s-%d", "a", 12);
        assert_string_equal(text, "a-12");
        assert_string_equal(first, "first");
        gr_arena_reset(&a);
    }
    gr_arena_release(&a);
    gr_arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_views), cmocka_unit_test(test_find),  cmocka_unit_test(test_buffer),
        cmocka_unit_test(test_array), cmocka_unit_test(test_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
