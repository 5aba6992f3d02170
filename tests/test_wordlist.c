/* Word lists say what a look at every row says. */
#include "codepoint.h"
#include "data.h"
#include "wordlist.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* Every row of labels.tsv is in a list, and no list has more. */
static void test_lists_hold_the_rows(void **state)
{
    size_t words = 0;
    (void)state;
    for (size_t i = 0; i < gr_data_labels_list_count; i++)
        words += gr_data_labels_lists[i].count;
    assert_int_equal(words, gr_data_labels_count);
}

static size_t longest_row(const char *use, gr_str s, bool end)
{
    size_t longest = 0;
    for (size_t i = 0; i < gr_data_labels_count; i++) {
        gr_str word = gr_str_of(gr_data_labels_rows[i].words);
        bool there = end ? gr_str_ends(s, word) : gr_str_starts(s, word);
        if (there && strcmp(gr_data_labels_rows[i].use, use) == 0 && word.len > longest)
            longest = word.len;
    }
    return longest;
}

/* All words of the table in one text, and every stretch of it. */
static void test_every_stretch(void **state)
{
    gr_buf all = {0};
    (void)state;
    for (size_t i = 0; i < gr_data_labels_count; i++)
        gr_buf_add_str(&all, gr_str_of(gr_data_labels_rows[i].words));
    gr_str text = gr_buf_str(&all);
    for (size_t k = 0; k < gr_data_labels_list_count; k++) {
        const gr_word_list *list = &gr_data_labels_lists[k];
        for (size_t at = 0; at <= text.len; at = at < text.len ? gr_utf8_next(text, at) : at + 1) {
            gr_str rest = gr_str_slice(text, at, text.len), before = gr_str_slice(text, 0, at);
            size_t start = longest_row(list->use, rest, false);
            assert_int_equal(gr_word_list_start(list, rest), start);
            assert_int_equal(gr_word_list_end(list, before), longest_row(list->use, before, true));
            assert_int_equal(gr_word_list_within(list, gr_str_slice(rest, 0, start)), start > 0);
            assert_int_equal(gr_word_list_equal(list, gr_str_slice(rest, 0, start)), start > 0);
        }
    }
    gr_buf_release(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_hold_the_rows),
        cmocka_unit_test(test_every_stretch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
