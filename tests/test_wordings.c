/*
 * How reports word the same figure: every sentence that a row of
 * fixtures/wordings.tsv stands for has figures with the codes that the row says.
 */
#include "extractor.h"
#include "lines.h"
#include "tsv.h"

#define TITLE "青禾县水务局2015年政府信息公开工作年度报告\n一、概述\n"

enum { ROOM = 1024 };

static size_t sentences, wrong;

/* The codes of the figures of a sentence, in order, - for none. */
static void codes_of(const char *sentence, char *codes)
{
    const gr_record *record = read_titled(TITLE, sentence);
    codes[0] = '\0';
    for (size_t i = 0; i < record->figure_count; i++) {
        const gr_indicator *indicator = record->figures[i].indicator;
        size_t length = strlen(codes);
        snprintf(codes + length, ROOM - length, "%s%s", i > 0 ? " " : "",
                 indicator != NULL ? indicator->code : "-");
    }
}

static void check(const char *sentence, const char *wanted)
{
    char codes[ROOM];
    codes_of(sentence, codes);
    sentences++;
    if (strcmp(codes, wanted) == 0)
        return;
    if (wrong++ < 10)
        print_error("%s\n  read     %s\n  expected %s\n", sentence, codes, wanted);
}

/* Checks every sentence that `made` and then the template stand for: of a choice in
 * brackets, [我局|全市|], each is taken. */
static void expand(const char *made, gr_str template, const char *wanted)
{
    char sentence[ROOM];
    size_t open = gr_str_find(template, GR_LIT("["), 0), close = gr_str_find(template, GR_LIT("]"), 0);
    if (open == GR_NOT_FOUND || close == GR_NOT_FOUND || close < open) {
        snprintf(sentence, sizeof sentence, "%s%.*s", made, (int)template.len, template.ptr);
        check(sentence, wanted);
        return;
    }
    gr_str choices = gr_str_slice(template, open + 1, close),
           rest = gr_str_slice(template, close + 1, template.len);
    for (size_t from = 0; from <= choices.len;) {
        size_t end = gr_str_find(choices, GR_LIT("|"), from);
        end = end == GR_NOT_FOUND ? choices.len : end;
        snprintf(sentence, sizeof sentence, "%s%.*s%.*s", made, (int)open, template.ptr, (int)(end - from),
                 choices.ptr + from);
        expand(sentence, rest, wanted);
        from = end + 1;
    }
}

/* The first of the sentences that the template stands for. */
static void first_sentence(gr_str template, char *sentence)
{
    size_t length = 0;
    bool choice = false, taken = false;
    for (size_t i = 0; i < template.len && length + 1 < ROOM; i++) {
        char c = template.ptr[i];
        bool mark = c == '[' || c == ']' || (choice && c == '|');
        taken = c == '|' || (taken && c != ']');
        choice = c == '[' || (choice && c != ']');
        if (!mark && !(choice && taken))
            sentence[length++] = c;
    }
    sentence[length] = '\0';
}

/* Calls each with every row of the table. */
static void for_each_row(void (*each)(gr_str template, const char *wanted))
{
    gr_buf file = {0};
    gr_tsv rows;
    sentences = wrong = 0;
    assert_true(gr_read_file("fixtures/wordings.tsv", &file));
    assert_true(gr_tsv_begin(&rows, gr_buf_str(&file)));
    while (gr_tsv_next(&rows)) {
        char wanted[ROOM];
        gr_str codes = gr_tsv_cell(&rows, "codes");
        snprintf(wanted, sizeof wanted, "%.*s", (int)codes.len, codes.ptr);
        each(gr_tsv_cell(&rows, "sentences"), wanted);
    }
    gr_buf_release(&file);
    assert_true(sentences > 0);
    if (wrong > 0)
        fail_msg("%zu of %zu sentences are read wrong", wrong, sentences);
}

static void check_all_of(gr_str template, const char *wanted)
{
    expand("", template, wanted);
}

/* Behind another sentence the figures are the same. */
static void check_behind_another(gr_str template, const char *wanted)
{
    static char before[ROOM], before_wanted[ROOM];
    char sentence[ROOM], both[2 * ROOM], both_wanted[2 * ROOM];
    first_sentence(template, sentence);
    snprintf(both, sizeof both, "%s%s", before, sentence);
    snprintf(both_wanted, sizeof both_wanted, "%s%s%s", before_wanted, before[0] != '\0' ? " " : "", wanted);
    check(both, both_wanted);
    snprintf(before, sizeof before, "%s", sentence);
    snprintf(before_wanted, sizeof before_wanted, "%s", wanted);
}

static void test_wordings(void **state)
{
    (void)state;
    for_each_row(check_all_of);
}

static void test_wordings_behind_others(void **state)
{
    (void)state;
    for_each_row(check_behind_another);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_wordings),
                                       cmocka_unit_test(test_wordings_behind_others)};
    return cmocka_run_group_tests(tests, start_extractor, stop_extractor);
}
