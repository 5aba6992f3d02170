/*
 * What a careful reader finds wrong in the reports of the shared collection
 * (SHARED, ../shared) is found, and nothing else fails.  Says so where the
 * collection is not there.
 */
#include "govreport.h"
#include "lines.h"
#include "mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

static const char *shared(void)
{
    const char *folder = getenv("SHARED");
    return folder != NULL && folder[0] != '\0' ? folder : "../shared";
}

static bool read_report(const char *name, gr_buf *text)
{
    static const char *const places[] = {"%s/seeds/%s.txt", "%s/real/%s.layout.txt", "%s/real/%s.txt"};
    char path[512];
    gr_buf_clear(text);
    for (size_t i = 0; i < GR_COUNT(places); i++) {
        snprintf(path, sizeof path, places[i], shared(), name);
        if (gr_read_file(path, text))
            return true;
    }
    return false;
}

static double number(gr_decimal d)
{
    double value = (double)d.digits;
    for (; d.scale > 0; d.scale--)
        value /= 10;
    return value;
}

static bool same_numbers(const gr_check *check, const cJSON *expected)
{
    double left = cJSON_GetNumberValue(cJSON_GetObjectItem(expected, "left"));
    double right = cJSON_GetNumberValue(cJSON_GetObjectItem(expected, "right"));
    double x = number(check->left), y = number(check->right);
    return check->has_left && check->has_right && ((x == left && y == right) || (x == right && y == left));
}

/* Whether each check of that status is among the expected ones. */
static bool all_expected(const gr_record *record, const cJSON *gold, const char *name)
{
    bool good = true;
    for (size_t i = 0; i < record->check_count; i++) {
        const gr_check *check = &record->checks[i];
        if (check->status != GR_CHECK_FAILED)
            continue;
        const cJSON *one;
        bool found = false;
        cJSON_ArrayForEach(one, cJSON_GetObjectItem(gold, "failed")) found |= same_numbers(check, one);
        cJSON_ArrayForEach(one, cJSON_GetObjectItem(gold, "allowed")) found |= same_numbers(check, one);
        if (!found)
            print_error("%s: %s\n", name, check->message_en);
        good &= found;
    }
    return good;
}

/* Whether each expected one is among the checks of that status. */
static bool all_found(const gr_record *record, const cJSON *list, gr_check_status status, const char *name)
{
    const cJSON *one;
    bool good = true;
    cJSON_ArrayForEach(one, list)
    {
        bool found = false;
        for (size_t i = 0; i < record->check_count; i++)
            found |= record->checks[i].status == status && same_numbers(&record->checks[i], one);
        if (!found)
            print_error("%s: not found: %s\n", name, cJSON_GetStringValue(cJSON_GetObjectItem(one, "what")));
        good &= found;
    }
    return good;
}

static bool check_report(gr_extractor *x, const cJSON *gold, gr_buf *text)
{
    gr_error error;
    if (!read_report(gold->string, text)) {
        print_error("%s: no such report\n", gold->string);
        return false;
    }
    gr_extractor_begin(x, gold->string);
    assert_int_equal(gr_extractor_feed(x, text->ptr, text->len, &error), GR_OK);
    const gr_record *record = gr_extractor_finish(x, &error);
    assert_non_null(record);
    bool good = all_expected(record, gold, gold->string);
    good &= all_found(record, cJSON_GetObjectItem(gold, "failed"), GR_CHECK_FAILED, gold->string);
    return all_found(record, cJSON_GetObjectItem(gold, "overlapping"), GR_CHECK_OVERLAPPING, gold->string) &&
           good;
}

static void test_gold(void **state)
{
    (void)state;
    char path[512];
    gr_buf text = {0};
    gr_error error;
    bool good = true;
    snprintf(path, sizeof path, "%s/gold/audit.checks.json", shared());
    if (!gr_read_file(path, &text)) {
        print_message("%s is not there: nothing to hold the audit against\n", path);
        skip();
    }
    cJSON *gold = cJSON_Parse(text.ptr);
    gr_extractor *x = gr_extractor_new(NULL, &error);
    assert_non_null(gold);
    assert_non_null(x);
    const cJSON *one;
    cJSON_ArrayForEach(one, gold) if (cJSON_IsObject(one)) good &= check_report(x, one, &text);
    gr_extractor_free(x);
    cJSON_Delete(gold);
    gr_buf_release(&text);
    assert_true(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_gold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
