/*
 * A record does not depend on how the input is cut, nor, but for `source`, on
 * its encoding: the fixtures, and the reports in ../shared/seeds where they
 * are there, are fed whole, byte by byte, in random pieces, and converted.
 */
#include "govreport.h"
#include "lines.h"
#include "mem.h"

#include <glob.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WHOLE, BYTES, PIECES };

static int append(void *context, const char *bytes, size_t length)
{
    gr_buf_add(context, bytes, length);
    return 0;
}

static size_t piece_size(int way, unsigned *seed, size_t left)
{
    *seed = *seed * 1664525u + 1013904223u;
    size_t size = way == WHOLE ? left : way == BYTES ? 1 : 1 + *seed / 65536 % 301;
    return size < left ? size : left;
}

static const gr_record *feed(gr_extractor *x, gr_str in, int way, gr_error *error)
{
    unsigned seed = 11;
    gr_extractor_begin(x, "report");
    for (size_t i = 0, size; i < in.len; i += size) {
        size = piece_size(way, &seed, in.len - i);
        if (gr_extractor_feed(x, in.ptr + i, size, error) != GR_OK)
            return NULL;
    }
    return gr_extractor_finish(x, error);
}

/* The record as JSON, or why there is none. */
static gr_buf extract(gr_extractor *x, gr_str in, int way)
{
    gr_buf out = {0};
    gr_error error = {0};
    const gr_record *record = feed(x, in, way, &error);
    if (record == NULL) {
        gr_buf_printf(&out, "%s", error.message);
        return out;
    }
    gr_writer_options options = {.format = GR_FORMAT_JSON};
    gr_writer *w = gr_writer_new(&options, append, &out);
    assert_int_equal(gr_writer_record(w, record), GR_OK);
    assert_int_equal(gr_writer_finish(w), GR_OK);
    gr_writer_free(w);
    return out;
}

static void assert_same(const char *path, const char *how, gr_str expected, gr_buf actual)
{
    size_t same = 0;
    while (same < expected.len && same < actual.len && expected.ptr[same] == actual.ptr[same])
        same++;
    if (same != expected.len || same != actual.len)
        fail_msg("%s, %s: differs at byte %zu: %.60s", path, how, same, gr_buf_str(&actual).ptr + same);
    gr_buf_release(&actual);
}

static void cut_source(gr_buf *json)
{
    size_t start = gr_str_find(gr_buf_str(json), GR_LIT("\"source\""), 0);
    size_t end = gr_str_find(gr_buf_str(json), GR_LIT("}"), start);
    if (end != GR_NOT_FOUND) {
        memmove(json->ptr + start, json->ptr + end, json->len - end + 1);
        json->len -= end - start;
    }
}

/* False for what the encoding cannot hold, or what is no UTF-8. */
static bool convert(gr_str in, const char *encoding, gr_buf *out)
{
    iconv_t converter = iconv_open(encoding, "UTF-8");
    assert_true(converter != (iconv_t)-1);
    gr_buf_reserve(out, 4 * in.len + 16);
    char *from = (char *)in.ptr, *to = out->ptr + out->len;
    size_t room = out->capacity - out->len;
    bool ok = iconv(converter, &from, &in.len, &to, &room) != (size_t)-1;
    out->len = (size_t)(to - out->ptr);
    iconv_close(converter);
    return ok;
}

static void check_converted(gr_extractor *x, const char *path, gr_str in, gr_buf *expected)
{
    static const struct {
        const char *name;
        gr_str mark;
    } encodings[] = {{"GB18030", {"", 0}}, {"UTF-16LE", {"\xFF\xFE", 2}}, {"UTF-16BE", {"\xFE\xFF", 2}}};
    if (gr_str_starts(in, GR_LIT("\xEF\xBB\xBF")))
        in = gr_str_slice(in, 3, in.len);
    cut_source(expected);
    for (size_t i = 0; i < GR_COUNT(encodings); i++) {
        gr_buf converted = {0};
        gr_buf_add_str(&converted, encodings[i].mark);
        if (convert(in, encodings[i].name, &converted)) {
            for (int way = WHOLE; way <= PIECES; way += PIECES) {
                gr_buf json = extract(x, gr_buf_str(&converted), way);
                cut_source(&json);
                assert_same(path, encodings[i].name, gr_buf_str(expected), json);
            }
        }
        gr_buf_release(&converted);
    }
}

static void check_file(gr_extractor *x, const char *path)
{
    gr_buf in = {0};
    assert_true(gr_read_file(path, &in));
    gr_buf expected = extract(x, gr_buf_str(&in), WHOLE);
    assert_same(path, "byte by byte", gr_buf_str(&expected), extract(x, gr_buf_str(&in), BYTES));
    assert_same(path, "in pieces", gr_buf_str(&expected), extract(x, gr_buf_str(&in), PIECES));
    if (gr_str_ends(gr_str_of(path), GR_LIT(".txt")) && expected.len > 0 && expected.ptr[0] == '{')
        check_converted(x, path, gr_buf_str(&in), &expected);
    gr_buf_release(&expected);
    gr_buf_release(&in);
}

static size_t check_all(const char *pattern)
{
    gr_error error;
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0) {
        printf("none there: %s\n", pattern);
        return 0;
    }
    gr_extractor *x = gr_extractor_new(NULL, &error);
    assert_non_null(x);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_file(x, found.gl_pathv[i]);
    gr_extractor_free(x);
    size_t count = found.gl_pathc;
    globfree(&found);
    return count;
}

static void test_fixtures(void **state)
{
    (void)state;
    assert_true(check_all("fixtures/*/input.*") > 0);
}

static void test_seeds(void **state)
{
    (void)state;
    if (check_all("../shared/seeds/*") == 0)
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fixtures), cmocka_unit_test(test_seeds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
