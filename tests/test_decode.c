/* The decoder: every case is fed whole, byte by byte and in random pieces. */
#include "decode.h"
#include "mem.h"
#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (GR_COUNT(array))
#define R "\xEF\xBF\xBD"

enum { WHOLE, BYTES, PIECES, WAYS };

typedef struct result {
    gr_buf text;
    GR_ARRAY(gr_pos) broken;
    gr_status status;
    gr_error error;
    char encoding[32];
} result;

static void take_text(void *context, const char *bytes, size_t length)
{
    result *r = context;
    assert_int_equal(gr_utf8_prefix(bytes, length), length); /* valid, and whole characters */
    gr_buf_add(&r->text, bytes, length);
}

static void take_broken(void *context, gr_pos where)
{
    result *r = context;
    assert_int_equal(where.byte, r->text.len);
    *gr_array_push(&r->broken) = where;
}

static void release(result *r)
{
    gr_buf_release(&r->text);
    gr_array_release(&r->broken);
}

static size_t piece(int way, unsigned *seed, size_t left)
{
    size_t size = way == WHOLE   ? left
                  : way == BYTES ? 1
                                 : 1 + (*seed = *seed * 1664525u + 1013904223u) / 65536u % 97;
    return size < left ? size : left;
}

static gr_status feed(gr_decoder *d, gr_str in, int way, gr_error *error)
{
    unsigned seed = 7;
    for (size_t i = 0, size; i < in.len; i += size) {
        size = piece(way, &seed, in.len - i);
        /* a block of its own: reading past its end is an error under ASan */
        char *block = gr_realloc(NULL, size);
        memcpy(block, in.ptr + i, size);
        gr_status status = gr_decoder_feed(d, block, size, error);
        free(block);
        if (status != GR_OK)
            return status;
    }
    return gr_decoder_finish(d, error);
}

static result run(const char *encoding, gr_str in, int way)
{
    result r = {0};
    gr_decoder *d = gr_decoder_new(
        encoding, (gr_decoder_sink){.text = take_text, .broken = take_broken, .context = &r}, &r.error);
    assert_non_null(d);
    r.status = feed(d, in, way, &r.error);
    if (r.status == GR_OK)
        assert_int_equal(gr_decoder_bytes(d), in.len);
    snprintf(r.encoding, sizeof r.encoding, "%s", gr_decoder_encoding(d));
    gr_decoder_free(d);
    return r;
}

static void check(const char *encoding, gr_str in, const char *expected_encoding, gr_str expected)
{
    for (int way = WHOLE; way < WAYS; way++) {
        result r = run(encoding, in, way);
        if (r.status != GR_OK || !gr_str_equal(gr_buf_str(&r.text), expected))
            print_error("from %s: %s %.200s\n", expected_encoding, r.error.message, gr_buf_str(&r.text).ptr);
        assert_int_equal(r.status, GR_OK);
        assert_string_equal(r.encoding, expected_encoding);
        assert_int_equal(r.text.len, expected.len);
        assert_memory_equal(gr_buf_str(&r.text).ptr, expected.ptr, expected.len);
        release(&r);
    }
}

static void check_refused(const char *encoding, gr_str in, const char *reason)
{
    for (int way = WHOLE; way < WAYS; way++) {
        result r = run(encoding, in, way);
        assert_int_equal(r.status, GR_ERR_INPUT);
        assert_int_equal(r.error.status, GR_ERR_INPUT);
        assert_non_null(strstr(r.error.message, reason));
        release(&r);
    }
}

/* --------------------------------------------------------------- encodings */

typedef struct sample {
    const char *encoding;
    gr_str in;
    const char *found;
    gr_str out;
} sample;

#define CASE(encoding, in, found, out)                                                                       \
    {                                                                                                        \
        encoding, {in, sizeof(in) - 1}, found,                                                               \
        {                                                                                                    \
            out, sizeof(out) - 1                                                                             \
        }                                                                                                    \
    }

static const sample samples[] = {
    CASE(NULL, "2016", "UTF-8", "2016"),
    CASE(NULL, "公开 3 条\r\n\f二\r三", "UTF-8", "公开 3 条\r\n\f二\r三"),
    CASE(NULL, "\xEF\xBB\xBF公开", "UTF-8", "公开"),
    CASE("Big5", "\xEF\xBB\xBF公开", "UTF-8", "公开"), /* the mark comes first */
    CASE("utf8", "公开", "UTF-8", "公开"),
    CASE(NULL, "公\xEF\xBB\xBF开", "UTF-8", "公\xEF\xBB\xBF开"),
    CASE(NULL, "\xEF\xBB\xBF", "UTF-8", ""),
    CASE(NULL, "\xFF\xFE\x6C\x51\x00\x5F\x31\x00", "UTF-16LE", "公开1"),
    CASE(NULL, "\xFE\xFF\x51\x6C\x5F\x00\x00\x31", "UTF-16BE", "公开1"),
    CASE(NULL, "\xFF\xFE\0\0\x6C\x51\0\0", "UTF-32LE", "公"),
    CASE(NULL, "\0\0\xFE\xFF\0\0\x51\x6C", "UTF-32BE", "公"),
    CASE("UTF-16LE", "\x6C\x51\x00\x5F", "UTF-16LE", "公开"),
    CASE("UTF-16BE", "\xD8\x40\xDC\x00", "UTF-16BE", "\xF0\xA0\x80\x80"),
    /* without a mark: the digits, the space and the line end give it away */
    CASE(NULL, "\x6C\x51\x00\x5F\x33\x00\x20\x00\x61\x67\x0A\x00", "UTF-16LE", "公开3 条\n"),
    CASE(NULL, "\x51\x6C\x5F\x00\x00\x33\x00\x20\x67\x61\x00\x0A", "UTF-16BE", "公开3 条\n"),
    CASE(NULL, "a\0b\0c\0", "UTF-16LE", "abc"),
    /* GB 2312, GBK, the four bytes of GB 18030, its own mark */
    CASE(NULL, "\xB9\xAB\xBF\xAA", "GB18030", "公开"),
    CASE(NULL, "2016\xC4\xEA\xA3\xAC\xD6\xEC\xE9\x46\xBB\xF9", "GB18030", "2016年，朱镕基"),
    CASE(NULL, "\xB9\xAB\xBF\xAA\x82\x30\xC3\x38\xBF\xAA", "GB18030", "公开㝂开"),
    CASE(NULL, "\x84\x31\x95\x33\xB9\xAB", "GB18030", "公"),
    CASE("gbk", "\xB9\xAB\xBF\xAA", "GB18030", "公开"),
    CASE("GB2312", "\xD6\xEC\xE9\x46\xBB\xF9", "GB18030", "朱镕基"),
    CASE("BIG5", "\xAC\x46\xA9\xB2", "BIG5", "政府"),
    CASE("ISO-2022-CN",
         "\x1B$)A\x0E"
         "9+?*\x0F"
         "2",
         "ISO-2022-CN", "公开2"), /* has shift states */
    CASE("ISO-8859-1", "\xE9", "ISO-8859-1", "é"),
};

static void test_encodings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++)
        check(samples[i].encoding, samples[i].in, samples[i].found, samples[i].out);
}

static void test_broken(void **state)
{
    (void)state;
    static const sample broken[] = {
        /* Unicode Standard, tables 3-8 to 3-11 */
        CASE("UTF-8", "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "UTF-8", R R R R R R R R "A"),
        CASE("UTF-8", "\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "UTF-8", R R R R R R R R "A"),
        CASE("UTF-8", "\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "UTF-8", R R R R R "A" R R "B"),
        CASE("UTF-8", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "UTF-8", R R R R "A"),
        CASE(NULL, "公\0开", "UTF-8", "公" R "开"),
        CASE(NULL, "abc\0def", "UTF-8", "abc" R "def"),
        CASE(NULL, "公开三条\xE5\x85", "UTF-8", "公开三条" R), /* cut at the end */
        CASE(NULL, "公开\xFF信息条", "UTF-8", "公开" R "信息条"),
        CASE(NULL, "caf\xE9\n", "UTF-8", "caf" R "\n"),
        CASE(NULL, "\xFF", "UTF-8", R),
        CASE("GB18030", "\xB9\xAB\xFF\xBF\xAA\x81 \x81\x30\x81!\xB9", "GB18030",
             "公" R "开" R " " R "0" R "!" R),
        CASE("BIG5", "\xAC\x46\xFF\xA9\xB2\xA3\xFEz", "BIG5", "政" R "府" R "z"),
        CASE("ASCII", "a\xB9\xAB", "ASCII", "a" R R),
        CASE("UTF-16LE", "\x6C\x51\x00\xD8\x6C\x51\x00\xDC\x00", "UTF-16LE", "公" R "公" R R),
        CASE("UTF-16LE", "\x6C\x51\0\0\x6C\x51", "UTF-16LE", "公" R "公"),
        CASE("UTF-32LE", "\x6C\x51\0\0\0\0\0\x7F\x6C\x51\0\0", "UTF-32LE", "公" R "公"),
    };
    for (size_t i = 0; i < COUNT(broken); i++)
        check(broken[i].encoding, broken[i].in, broken[i].found, broken[i].out);
}

static const char *declare(void *context, const char *bytes, size_t length)
{
    (void)context;
    return length > 0 && bytes[0] == 'B' ? "BIG5" : "no-such-encoding";
}

static void check_declared(gr_str in, const char *encoding, const char *expected)
{
    result r = {0};
    gr_decoder *d = gr_decoder_new(
        NULL, (gr_decoder_sink){.text = take_text, .declared = declare, .context = &r}, &r.error);
    assert_int_equal(feed(d, in, PIECES, &r.error), GR_OK);
    assert_string_equal(gr_decoder_encoding(d), encoding);
    assert_string_equal(r.text.ptr, expected);
    gr_decoder_free(d);
    release(&r);
}

static void test_declared_encoding(void **state)
{
    (void)state;
    check_declared(GR_LIT("B\xAC\x46\xA9\xB2"), "BIG5", "B政府");
    check_declared(GR_LIT("B公开"), "UTF-8", "B公开"); /* says so, but is not */
    check_declared(GR_LIT("X\xB9\xAB\xBF\xAA"), "GB18030", "X公开");
}

static void test_unknown_encoding(void **state)
{
    (void)state;
    static const char *const names[] = {"no-such-encoding", "", "GBK//IGNORE", "/"};
    for (size_t i = 0; i < COUNT(names); i++) {
        gr_error error = {0};
        assert_null(gr_decoder_new(names[i], (gr_decoder_sink){.text = take_text}, &error));
        assert_int_equal(error.status, GR_ERR_ENCODING);
        assert_non_null(strstr(error.message, names[i]));
    }
}

/* ------------------------------------------------------------------ choice */

static void repeat(gr_buf *b, const char *text, size_t length)
{
    while (b->len < length)
        gr_buf_add_str(b, gr_str_of(text));
}

static void test_choice_goes_by_the_sample(void **state)
{
    (void)state;
    gr_buf in = {0}, out = {0};
    /* a character that ends beyond the sample; GB 18030 after it is broken UTF-8 */
    repeat(&in, "a", GR_DECODE_SAMPLE - 1);
    in.ptr[0] = '\n';
    memcpy(in.ptr + 1, "公", 3);
    gr_buf_add_str(&in, GR_LIT("开x\xB9\xAB"));
    gr_buf_add_str(&out, gr_str_slice(gr_buf_str(&in), 0, GR_DECODE_SAMPLE - 1));
    gr_buf_add_str(&out, GR_LIT("开x" R R));
    check(NULL, gr_buf_str(&in), "UTF-8", gr_buf_str(&out));

    /* as long as there was only ASCII, nothing is chosen */
    gr_buf_clear(&in);
    gr_buf_clear(&out);
    repeat(&in, "<script>\n", 3 * GR_DECODE_SAMPLE);
    gr_buf_add_str(&out, gr_buf_str(&in));
    gr_buf_add_str(&in, GR_LIT("\xB9\xAB\xBF\xAA\n"));
    gr_buf_add_str(&out, GR_LIT("公开\n"));
    check(NULL, gr_buf_str(&in), "GB18030", gr_buf_str(&out));
    check("GB18030", gr_buf_str(&in), "GB18030", gr_buf_str(&out));

    /* long output of iconv, and characters cut by every buffer */
    gr_buf_clear(&in);
    gr_buf_clear(&out);
    repeat(&in, "\xB9\xAB\xBF\xAA\x31", 300000);
    repeat(&out, "公开1", 300000 / 5 * 7);
    check(NULL, gr_buf_str(&in), "GB18030", gr_buf_str(&out));
    gr_buf_release(&in);
    gr_buf_release(&out);
}

static void test_mostly_utf8_stays_utf8(void **state)
{
    (void)state;
    gr_buf in = {0};
    repeat(&in, "本年度主动公开政府信息三十二条，其中\xE5\x85网站公开二十条。\xFF", 5000);
    result r = run(NULL, gr_buf_str(&in), WHOLE);
    assert_int_equal(r.status, GR_OK);
    assert_string_equal(r.encoding, "UTF-8");
    assert_true(r.broken.len > 50);
    release(&r);
    gr_buf_release(&in);
}

static void test_no_text(void **state)
{
    (void)state;
    check_refused(NULL, GR_LIT(""), "is empty");
    check_refused(NULL, GR_LIT("%PDF-1.4\n%"), "pdftotext -layout");
    check_refused("GBK", GR_LIT("%PDF-1.4\n%"), "is a PDF file");
    check_refused(NULL, GR_LIT("PK\3\4\x14\0\6\0\x08\0    word/document.xml"), ".docx");
    check_refused(NULL, GR_LIT("PK\3\4\x14\0\6\0\x08\0    report.txt"), "zip archive");
    check_refused(NULL, GR_LIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "old Word");
    check_refused(NULL, GR_LIT("{\\rtf1\\ansi"), "RTF");
    check_refused(NULL, GR_LIT("\x1F\x8B\x08\0"), "gzip");
    check_refused(NULL, GR_LIT("\x89PNG\r\n\x1A\n"), "PNG");
    check_refused(NULL, GR_LIT("\xFF\xD8\xFF\xE0"), "JPEG");
    char noise[GR_DECODE_SAMPLE + 10];
    unsigned seed = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)((seed = seed * 1664525u + 1013904223u) >> 24);
    noise[0] = 'x';
    for (size_t length = 200; length <= sizeof noise; length *= 4) {
        check_refused(NULL, (gr_str){noise, length}, "binary");
        check_refused("GB18030", (gr_str){noise, length}, "binary");
    }
    memset(noise, 0, sizeof noise);
    check_refused(NULL, (gr_str){noise, sizeof noise}, "binary");
}

static void test_decoder_is_reused(void **state)
{
    (void)state;
    result r = {0};
    gr_decoder *d = gr_decoder_new(
        NULL, (gr_decoder_sink){.text = take_text, .broken = take_broken, .context = &r}, &r.error);
    const gr_str inputs[] = {GR_LIT("%PDF-1.7"), GR_LIT("\xB9\xAB\xE5"), GR_LIT("一\xE5\x85"),
                             GR_LIT("\xBF\xAA")};
    static const char *const expected[] = {"", "公" R, "一" R, "开"};
    for (size_t i = 0; i < COUNT(inputs); i++) {
        gr_decoder_begin(d);
        gr_buf_clear(&r.text);
        assert_int_equal(feed(d, inputs[i], WHOLE, &r.error), i == 0 ? GR_ERR_INPUT : GR_OK);
        assert_string_equal(gr_buf_str(&r.text).ptr, expected[i]);
    }
    gr_decoder_free(d);
    release(&r);
}

/* --------------------------------------------------------------- positions */

/* What a broken place is, counted anew from the beginning. */
static gr_pos count(const char *s, size_t length)
{
    gr_pos p = {length, 1, 1};
    for (size_t i = 0; i < length; i++) {
        bool ends = s[i] == '\r' || (s[i] == '\n' && (i == 0 || s[i - 1] != '\r'));
        p.line += ends;
        if (s[i] == '\n' || s[i] == '\r')
            p.column = 1;
        else
            p.column += ((unsigned char)s[i] & 0xC0) != 0x80;
    }
    return p;
}

static void test_positions(void **state)
{
    (void)state;
    static const char *const parts[] = {"公开", "x",    "\r\n",     "\n", "\r",
                                        "\n\r", "\xFF", "\xE5\x85", "\f", "\xE2\x80\xA8"};
    unsigned seed = 3;
    for (int round = 0; round < 300; round++) {
        gr_buf in = {0};
        gr_buf_add_str(&in, GR_LIT("一"));
        for (int i = 0; i < 40; i++)
            gr_buf_add_str(&in,
                           gr_str_of(parts[(seed = seed * 1664525u + 1013904223u) / 65536u % COUNT(parts)]));
        for (int way = WHOLE; way < WAYS; way++) {
            result r = run("UTF-8", gr_buf_str(&in), way);
            for (size_t i = 0; i < r.broken.len; i++) {
                gr_pos expected = count(r.text.ptr, r.broken.ptr[i].byte);
                assert_int_equal(r.broken.ptr[i].line, expected.line);
                assert_int_equal(r.broken.ptr[i].column, expected.column);
            }
            release(&r);
        }
        gr_buf_release(&in);
    }
}

/* ------------------------------------------------------------------- UTF-8 */

static void check_inside(void *context, const char *bytes, size_t length)
{
    const gr_buf *in = context;
    bool inside = bytes >= in->ptr && bytes + length <= in->ptr + in->len;
    assert_true(inside || length == 3); /* the character that the sample's end cuts */
}

static void test_utf8_is_not_copied(void **state)
{
    (void)state;
    gr_buf in = {0};
    repeat(&in, "公开信息", 400000);
    gr_error error;
    gr_decoder *d = gr_decoder_new(NULL, (gr_decoder_sink){.text = check_inside, .context = &in}, &error);
    assert_int_equal(gr_decoder_feed(d, in.ptr, in.len, &error), GR_OK);
    assert_int_equal(gr_decoder_finish(d, &error), GR_OK);
    gr_decoder_free(d);
    gr_buf_release(&in);
}

/* Well-formedness as the Unicode Standard defines it, by the code point. */
static size_t slow_character(const unsigned char *s, size_t length)
{
    static const uint32_t least[] = {0, 1, 0x80, 0x800, 0x10000};
    size_t size = s[0] < 0x80 ? 1 : s[0] >> 5 == 6 ? 2 : s[0] >> 4 == 14 ? 3 : s[0] >> 3 == 30 ? 4 : 0;
    if (size == 0 || size > length)
        return 0;
    uint32_t c = size == 1 ? s[0] : s[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (s[i] >> 6 != 2)
            return 0;
        c = c << 6 | (s[i] & 0x3Fu);
    }
    return c < least[size] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : size;
}

static size_t slow_prefix(const char *s, size_t length)
{
    size_t i = 0, size;
    while (i < length && (size = slow_character((const unsigned char *)s + i, length - i)) > 0)
        i += size;
    return i;
}

/* Every four bytes at the edges of the well-formed ranges, at several places in
 * ASCII and in Han text; the text ends where its block does, for ASan to see. */
static void test_utf8_prefix(void **state)
{
    (void)state;
    static const unsigned char edges[] = {0x00, 0x01, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                          0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
                                          0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
    enum { N = COUNT(edges), SIZE = 180 };
    char *block = gr_alloc(SIZE);
    for (size_t n = 0; n < (size_t)N * N * N * N; n++) {
        bool han = n % 2 == 1;
        size_t at = han ? n % 41 * 3 : n % 131, length = at + 4 + n % 3 * 21;
        char *text = block + SIZE - length;
        for (size_t i = 0; i < length; i++)
            text[i] = (char)(han ? "公"[(i + (i >= at ? 2 : 0)) % 3] : 'a');
        text[at] = (char)edges[n % N];
        text[at + 1] = (char)edges[n / N % N];
        text[at + 2] = (char)edges[n / N / N % N];
        text[at + 3] = (char)edges[n / N / N / N];
        size_t expected = slow_prefix(text, length);
        size_t wide = gr_utf8_prefix(text, length), portable = gr_utf8_prefix_portable(text, length);
        if (wide != expected || portable != expected)
            fail_msg("case %zu: %zu and %zu, not %zu", n, wide, portable, expected);
    }
    free(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_declared_encoding),
        cmocka_unit_test(test_unknown_encoding),
        cmocka_unit_test(test_choice_goes_by_the_sample),
        cmocka_unit_test(test_mostly_utf8_stays_utf8),
        cmocka_unit_test(test_no_text),
        cmocka_unit_test(test_decoder_is_reused),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_utf8_is_not_copied),
        cmocka_unit_test(test_utf8_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
