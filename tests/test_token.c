#include "codepoint.h"
#include "token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* What the tokenizer gave, written out: one row a line. */
static gr_buf seen;

static void note_line(void *context, const gr_line *line)
{
    (void)context;
    gr_buf_printf(&seen, "%u[%llu,%llu)%s%s%s i%u m%u %s\n", line->number,
                  (unsigned long long)line->byte_start, (unsigned long long)line->byte_end,
                  line->cut ? " cut" : "", line->page_break ? " page" : "", line->bold ? " bold" : "",
                  line->indent, line->marks, line->text->folded.ptr ? line->text->folded.ptr : "");
}

/* Tokenizes `text` in pieces of `step` bytes that respect characters. */
static const char *lines(const char *text, size_t step)
{
    gr_str s = gr_str_of(text);
    gr_buf_clear(&seen);
    gr_tokenizer *t = gr_tokenizer_new(note_line, NULL);
    for (size_t at = 0; at < s.len;) {
        size_t end = at;
        while (end < s.len && (end == at || end - at < step))
            end = gr_utf8_next(s, end);
        gr_tokenizer_feed(t, s.ptr + at, end - at);
        at = end;
    }
    gr_tokenizer_finish(t);
    gr_tokenizer_free(t);
    return seen.len > 0 ? seen.ptr : "";
}

static void test_line_ends(void **state)
{
    (void)state;
    const char *want = "1[0,2) i0 m0 a\n2[2,5) i0 m0 b\n3[5,7) i0 m0 c\n4[7,8) i0 m0 \n5[8,9) i0 m0 d\n";
    assert_string_equal(lines("a\nb\r\nc\r\rd", 99), want);
    assert_string_equal(lines("a\nb\r\nc\r\rd", 1), want);
    assert_string_equal(lines("", 1), "");
    assert_string_equal(lines("x\r", 1), "1[0,2) i0 m0 x\n");
}

static void test_line_separator_counts_no_line(void **state)
{
    (void)state;
    assert_string_equal(lines("甲\xe2\x80\xa8乙\n丙", 99),
                        "1[0,6) i0 m0 甲\n1[6,10) i0 m0 乙\n2[10,13) i0 m0 丙\n");
}

static void test_form_feed_ends_no_line(void **state)
{
    (void)state;
    assert_string_equal(lines("\f甲\f乙\n", 99), "1[0,9) page i0 m0 甲乙\n");
}

static void test_folding(void **state)
{
    (void)state;
    assert_string_equal(lines("２０１６ 年，共(含 转载)条", 99), "1[0,37) i0 m0 2016年，共（含转载）条\n");
    assert_string_equal(lines("公开信息 984 条", 99), "1[0,20) i0 m0 公开信息984条\n");
    assert_string_equal(lines("主動公開萬餘條", 99), "1[0,21) i0 m0 主动公开万余条\n");
    assert_string_equal(lines("合计?1128条?,收费?1.是?否?", 99),
                        "1[0,33) i0 m0 合计1128条，收费？1.是？否？\n");
    assert_string_equal(lines("透過資訊，通過資 訊，资讯", 99), "1[0,37) i0 m0 通过信息，通过资讯，资讯\n");
    assert_string_equal(lines("信\xe2\x80\x8b息\xc2\xad公开", 99), "1[0,17) i0 m0 信息公开\n");
    assert_string_equal(lines("　　　一、概述", 99), "1[0,21) i6 m0 一、概述\n");
    assert_string_equal(lines("PDF file 2", 99), "1[0,10) i0 m0 PDF file 2\n");
}

static void test_zeros_of_years(void **state)
{
    (void)state;
    assert_string_equal(lines("二OO九年，二ｏ一O年", 99), "1[0,27) i0 m0 二〇〇九年，二〇一〇年\n");
    assert_string_equal(lines("二00九年二O", 99), "1[0,15) i0 m0 二〇〇九年二O\n");
    assert_string_equal(lines("一OOOOO二", 99), "1[0,11) i0 m0 一OOOOO二\n");
    assert_string_equal(lines("甲O一，第二0条，一O", 99), "1[0,27) i0 m0 甲O一，第二0条，一O\n");
}

static void test_pinyin_glosses_are_dropped(void **state)
{
    (void)state;
    assert_string_equal(lines("行政復(fù)議和應(yīng)用(app)", 99), "1[0,38) i0 m0 行政复议和应用（app）\n");
    assert_string_equal(lines("(fù)議", 99), "1[0,8) i0 m0 （fù）议\n");
}

static void test_gaps(void **state)
{
    (void)state;
    assert_string_equal(lines("规章\t0\t12", 99), "1[0,11) i0 m0 规章\t0\t12\n");
    assert_string_equal(lines("规章    0   12", 99), "1[0,16) i0 m0 规章\t0 12\n");
}

static void test_markdown(void **state)
{
    (void)state;
    assert_string_equal(lines("## **（二）**注重", 99), "1[0,22) bold i1 m2 （二）注重\n");
    assert_string_equal(lines("1\\. 概述 * 注", 99), "1[0,16) i0 m0 1.概述*注\n");
    assert_string_equal(lines("侧重_____方面", 99), "1[0,17) i0 m0 侧重_____方面\n");
}

static void test_long_line_is_cut_after_a_clause(void **state)
{
    (void)state;
    gr_buf text = {0};
    while (text.len < GR_LINE_MAX + 100)
        gr_buf_add_str(&text, GR_LIT("主动公开信息12条，"));
    gr_buf whole = {0};
    gr_buf_add_str(&whole, gr_str_of(lines(text.ptr, text.len)));
    assert_non_null(strstr(whole.ptr, " cut"));
    assert_non_null(strstr(whole.ptr, "12条，\n1[")); /* the same physical line goes on */
    assert_string_equal(lines(text.ptr, 1), whole.ptr);
    assert_string_equal(lines(text.ptr, 1000), whole.ptr);
    gr_buf_release(&text);
    gr_buf_release(&whole);
}

/* ---- positions */

static gr_pos found;
static gr_buf raw;

static void find_number(void *context, const gr_line *line)
{
    gr_str folded = gr_text_str(line->text), number = gr_str_of(context);
    size_t at = gr_str_find(folded, number, 0);
    if (at == GR_NOT_FOUND)
        return;
    found = gr_text_pos(line->text, at);
    gr_buf_clear(&raw);
    gr_buf_add_str(&raw, gr_text_raw(line->text, at, at + number.len));
}

static void test_positions(void **state)
{
    (void)state;
    char number[] = "984";
    const char *text = "标题\n　　２０１６年 **公开**信 息９８４条";
    gr_tokenizer *t = gr_tokenizer_new(find_number, number);
    gr_tokenizer_feed(t, text, strlen(text));
    gr_tokenizer_finish(t);
    gr_tokenizer_free(t);
    assert_int_equal(found.line, 2);
    assert_int_equal(found.column, 18);
    assert_int_equal(found.byte, (uint64_t)(strstr(text, "９８４") - text));
    assert_string_equal(raw.ptr, "９８４");
}

static void test_tokens(void **state)
{
    (void)state;
    uint32_t folded;
    assert_int_equal(gr_char_class(0x4e00, &folded), GR_CLASS_NUMERAL); /* 一 */
    assert_int_equal(gr_char_class(0x842c, &folded), GR_CLASS_NUMERAL); /* 萬 */
    assert_int_equal(folded, 0x4e07);
    assert_int_equal(gr_char_class(0x672a, &folded), GR_CLASS_DENIAL); /* 未 */
    assert_int_equal(gr_char_class(0xff0c, &folded), GR_CLASS_COMMA);
    assert_int_equal(gr_char_class(',', &folded), GR_CLASS_COMMA);
    assert_int_equal(folded, 0xff0c);
    assert_int_equal(gr_char_class(0x20000, &folded), GR_CLASS_HAN);
    assert_int_equal(gr_char_class(0x1f600, &folded), GR_CLASS_OTHER);
}

static int release(void **state)
{
    (void)state;
    gr_buf_release(&seen);
    gr_buf_release(&raw);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_line_separator_counts_no_line),
        cmocka_unit_test(test_form_feed_ends_no_line),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_zeros_of_years),
        cmocka_unit_test(test_pinyin_glosses_are_dropped),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_long_line_is_cut_after_a_clause),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
