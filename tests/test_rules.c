#include "data.h"
#include "rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define HEADER "id\tkind\tindicator\tunit\tsection\tafter\tpattern\texample\texpect\n"

static gr_rules *load(const char *rows, gr_error *error)
{
    static char text[4096];
    snprintf(text, sizeof text, HEADER "%s", rows);
    return gr_rules_new(text, true, error);
}

/* The id of the rule that matches, or "-"; "!" when PCRE2 gave up. */
static const char *match(gr_rules *r, const char *sentence, const char *unit, const char *section,
                         const char *before)
{
    gr_rule_subject subject = {gr_str_of(sentence), gr_str_of(unit), gr_str_of(section), before,
                               strcmp(unit, "%") == 0};
    gr_rule_match m;
    size_t from = 0;
    gr_rules_scan(r, subject.sentence);
    gr_match_result result = gr_rules_match(r, GR_RULE_FIGURE, &subject, &from, &m);
    return result == GR_MATCH_FOUND ? m.rule->id : result == GR_MATCH_LIMIT ? "!" : "-";
}

static void test_first_row_wins(void **state)
{
    (void)state;
    gr_error error;
    gr_rules *r = load("a\tfigure\tdisclosure.channel.wechat\t\t\t\t微信[^，]*#\tx\t1\n"
                       "b\tfigure\tdisclosure.total\t\t\t\t公开[^，]*#\tx\t1\n",
                       &error);
    assert_non_null(r);
    assert_string_equal(match(r, "微信公开信息#条", "条", "", NULL), "a");
    assert_string_equal(match(r, "公开信息#条", "条", "", NULL), "b");
    assert_string_equal(match(r, "微信，公开N条，#", "", "", NULL), "-");
    gr_rules_free(r);
}

static void test_conditions(void **state)
{
    (void)state;
    gr_error error;
    gr_rules *r = load("u\tfigure\tdisclosure.total\t条|篇\t\t\t公开#\tx\t1\n"
                       "n\tfigure\tdisclosure.total\t-\t\t\t发布#\tx\t1\n"
                       "s\tfigure\trequests.completed\t\t申请\t\t办结#\tx\t1\n"
                       "f\tfigure\tdisclosure.growth\t%\t\tdisclosure.\t增长#\tx\t1\n",
                       &error);
    assert_non_null(r);
    assert_string_equal(match(r, "公开#条", "条", "", NULL), "u");
    assert_string_equal(match(r, "公开#件", "件", "", NULL), "-");
    assert_string_equal(match(r, "发布#", "", "", NULL), "n");
    assert_string_equal(match(r, "发布#条", "条", "", NULL), "-");
    assert_string_equal(match(r, "办结#件", "件", "依申请公开情况", NULL), "s");
    assert_string_equal(match(r, "办结#件", "件", "概述", NULL), "-");
    assert_string_equal(match(r, "办结#%", "%", "依申请公开情况", NULL), "-"); /* a rate needs to be named */
    assert_string_equal(match(r, "增长#%", "%", "", "disclosure.total"), "f");
    assert_string_equal(match(r, "增长#%", "%", "", "requests.received"), "-");
    gr_rules_free(r);
}

static void test_keys(void **state)
{
    (void)state;
    gr_error error;
    gr_rules *r = load("choice\tfigure\tdisclosure.total\t\t\t\t(?:甲|(?:乙|丙)丁)[^，]*#\tx\t1\n"
                       "words\tfigure\tdisclosure.total\t\t\t\t{website}{g}#\tx\t1\n"
                       "number\tfigure\tdisclosure.total\t\t\t\t#件{g}提案\tx\t1\n"
                       "gap\tfigure\tdisclosure.total\t\t\t\t[东西]方#\tx\t1\n",
                       &error);
    assert_non_null(r);
    assert_string_equal(match(r, "在甲处#条", "条", "", NULL), "choice");
    assert_string_equal(match(r, "在丙丁处#条", "条", "", NULL), "choice");
    assert_string_equal(match(r, "在丙处#条", "条", "", NULL), "-");
    assert_string_equal(match(r, "在门户网站上公开#条", "条", "", NULL), "words");
    assert_string_equal(match(r, "N件建议和#件政协提案", "件", "", NULL), "number");
    assert_string_equal(match(r, "西方#条", "条", "", NULL), "gap");
    gr_rules_free(r);
}

static void test_group_is_reported(void **state)
{
    (void)state;
    gr_error error;
    gr_rules *r = load("z\tzero\trequests.received\t\t\t\t未收到[^，]*?(申请)\tx\t0\n", &error);
    gr_rule_subject subject = {GR_LIT("今年未收到公开申请。"), GR_LIT(""), GR_LIT(""), NULL, false};
    gr_rule_match m;
    size_t from = 0;
    gr_rules_scan(r, subject.sentence);
    assert_int_equal(gr_rules_match(r, GR_RULE_ZERO, &subject, &from, &m), GR_MATCH_FOUND);
    assert_int_equal(m.group_start, strlen("今年未收到公开"));
    assert_int_equal(m.group_end, strlen("今年未收到公开申请"));
    assert_int_equal(gr_rules_match(r, GR_RULE_ZERO, &subject, &from, &m), GR_MATCH_NONE);
    gr_rules_free(r);
}

static void test_limit_is_not_taken_for_no_match(void **state)
{
    (void)state;
    gr_error error;
    static char text[1024];
    snprintf(text, sizeof text, HEADER "slow\tfigure\tdisclosure.total\t\t\t\t甲(?:a+)+b\tx\t1\n");
    gr_rules *r = gr_rules_new(text, false, &error);
    assert_string_equal(match(r, "甲aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa#b", "", "", NULL), "!");
    gr_rules_free(r);
}

static void fails_with(const char *rows, const char *reason)
{
    gr_error error = {GR_OK, ""};
    gr_rules *r = load(rows, &error);
    if (r != NULL)
        gr_rules_compile_all(r, &error);
    gr_rules_free(r);
    assert_int_equal(error.status, GR_ERR_RULES);
    assert_non_null(strstr(error.message, reason));
}

static void test_what_does_not_load(void **state)
{
    (void)state;
    fails_with("a\tfigures\tdisclosure.total\t\t\t\t公开#\tx\t1\n", "kind");
    fails_with("a\tfigure\tno.such.code\t\t\t\t公开#\tx\t1\n", "indicator");
    fails_with("a\tfigure\tdisclosure.total\t\t\t\t{nosuchwords}#\tx\t1\n", "braces");
    fails_with("a\tfigure\tdisclosure.total\t\t\t\t\tx\t1\n", "pattern");
    fails_with("a\tfigure\tdisclosure.total\t\t\t\t公开(#\tx\t1\n", "parenthes");
}

/* A name that stands there twice would have the words of its first row alone. */
static void test_names_of_words_stand_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < gr_data_words_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(gr_data_words_rows[i].name, gr_data_words_rows[k].name) == 0)
                fail_msg("words.tsv has two rows for %s", gr_data_words_rows[i].name);
}

static void test_built_in_rules_compile(void **state)
{
    (void)state;
    gr_error error = {GR_OK, ""};
    gr_rules *r = gr_rules_new(NULL, true, &error);
    assert_non_null(r);
    assert_true(gr_rules_count(r) > 100);
    assert_int_equal(gr_rules_compile_all(r, &error), GR_OK);
    gr_rules_free(r);
}

/* A sentence of these pieces, with one figure in question. */
static void make_sentence(unsigned *seed, char *out, size_t size)
{
    static const char *const pieces[] = {"甲", "乙", "丙", "丁", "件", "N", "，", "；", "。", "（", "[", "1"};
    size_t count = 1 + (*seed >> 20) % 12, numeral = (*seed >> 12) % count;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        *seed = *seed * 1664525 + 1013904223;
        const char *piece = i == numeral ? "#" : pieces[(*seed >> 16) % (GR_COUNT(pieces))];
        if (strlen(out) + strlen(piece) + 1 < size)
            strcat(out, piece);
    }
}

/* What is read off a pattern saves tries and changes nothing: behind an option
 * nothing is read off it. */
static void test_no_match_is_lost(void **state)
{
    static const char *const patterns[] = {
        "甲[^，；。N]*#",
        "甲?乙[^，]{0,6}?#",
        "(?:甲|乙)?丙#",
        "(?:甲乙)*丁.*#",
        "#件[^，N]{0,4}甲",
        "#(?:件|甲)乙?[丙丁]",
        "#[件甲][^；N]*(?:乙|丙丁)",
        "#?甲",
        "(?<!甲)乙[^N]{0,9}#",
        "(?=丙)丙[^，N]*#",
        "甲，[^，N]*#",
        "甲[^，]*；乙*#件",
        "(?:甲|#)件",
        "(?:甲[（(]|乙)#",
        "甲#|乙#件",
        "[甲乙]件?#",
        "#件(?!甲)[^，；。N]*乙",
        "甲+#",
        "#\\d?甲",
        "(?:甲|乙(?:丙|丁))+[^。]{0,20}?#",
        "甲\\[#",
        "N[^，]*#",
        "#[^，]*N",
        "(?:甲)?(?:乙)?#丁{0,2}甲",
        /* long choices, which have guards */
        "(?:甲|乙|丙|丁件)[^，]*#",
        "(?:甲乙|乙丙|丙丁|丁甲)[^，；N]{0,6}?#(?:甲件|乙|丙|丁)",
        "(?!甲|乙|丙|丁)件#",
        "#(?=甲|乙|丙丁|件)[^，]",
        "(?:甲|乙|丙丁|(?:丁|件)甲)?#",
        "(?:甲|乙|丙|)#",
        "(?:甲|乙|丙|丁)(?:甲|乙|丙|丁)?件#",
        "(甲|乙|丙|丁)#",
        "(?:[甲乙]|丙|丁|件)#",
        "(?:甲?乙|丙|丁|件)#",
        "(?<=甲|乙|丙|丁)件#",
        "(?:甲|乙|丙|丁){2}#",
        "(?:甲|乙|丙|丁)*+件#",
        "(?:(?!甲)乙|丙|丁|件)#",
        "(?:#|乙|丙|丁)件",
        "(?:甲|乙|丙|\\[)#",
        "甲|乙#|丙#|丁#|#件",
        "(?:(?:甲|乙)丙|(?:甲|乙)丁)[^，]{0,9}#",
        "(?:(?!甲|乙|丙|丁)[^，；N])*?#",
    };
    char sentence[128], row[512];
    unsigned seed = 7;
    gr_error error;
    (void)state;
    for (size_t p = 0; p < GR_COUNT(patterns); p++) {
        snprintf(row, sizeof row, "a\tfigure\tdisclosure.total\t\t\t\t%s\tx\t1\n", patterns[p]);
        gr_rules *fast = load(row, &error);
        snprintf(row, sizeof row, "a\tfigure\tdisclosure.total\t\t\t\t(?i)(?:%s)\tx\t1\n", patterns[p]);
        gr_rules *plain = load(row, &error);
        for (int i = 0; i < 3000; i++) {
            make_sentence(&seed, sentence, sizeof sentence);
            const char *expected = match(plain, sentence, "", "", NULL);
            if (strcmp(match(fast, sentence, "", "", NULL), expected) != 0)
                fail_msg("%s on %s: %s expected", patterns[p], sentence, expected);
        }
        gr_rules_free(fast);
        gr_rules_free(plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_row_wins),
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_no_match_is_lost),
        cmocka_unit_test(test_group_is_reported),
        cmocka_unit_test(test_limit_is_not_taken_for_no_match),
        cmocka_unit_test(test_what_does_not_load),
        cmocka_unit_test(test_names_of_words_stand_once),
        cmocka_unit_test(test_built_in_rules_compile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
