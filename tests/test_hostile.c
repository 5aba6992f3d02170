/*
 * No input takes long or breaks anything: 128 KiB of each of the shapes that make
 * a careless reader look back over all it has read (numerals without a sentence's
 * end, brackets that never close, marks, empty cells ...).  A reader that is not
 * linear shows by not coming to an end; how long is not asserted.
 */
#include "govreport.h"
#include "mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SIZE = 1 << 17 };

static const char *const heads[] = {"某县2016年政府信息公开工作年度报告\n", "<html><body><p>\n"};

static const char *const shapes[] = {
    "3条，",
    "其中A类3条，",
    "12.5%",
    "“3件",
    "1 2 3 4 ",
    "1234567890",
    "三千五百",
    "3-5",
    "3.5万",
    "2016年",
    "2016年12月",
    "1.",
    "（",
    "）",
    "（（3件）",
    "，",
    "、",
    "A、",
    "分别为3、",
    "未收到",
    "无",
    "|",
    "#",
    "**",
    "_",
    "\t",
    " ",
    "\f",
    "\n",
    "公开",
    "abc ",
    "-",
    "/",
    ".",
    "℃",
    "公开2020年1件",
    "媒体1篇刊发",
    "（二）信息公开1条",
    "公开 3、",
    "壹件退",
    "申请内容涉及1件，",
    "网站、其他均为0条。",
    "通知77条）共计3",
    "\n\f",
    "\n-1-\n",
    "1234 ",
    "<br ",
    "一、标题\n",
    "（一）\n",
    "1、\n",
    "公开情况\n",
    "| a | 3 |\n",
    "指标\t1\t2\n",
    "其他处理\n3\n",
    "政府信息公开情况统计表\n",
    "微信、微博、网站分别为3件、12件、5件。",
    "  一、  1\n",
    "附件：\n",
    "<div>",
    "<table><tr><td>3",
    "</p>",
    "<",
    "&amp;",
    "<p>3件</p>",
};

static int count(void *context, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)context += length;
    return 0;
}

/* Reads a report of the shape and writes its record. */
static void read_shape(gr_extractor *x, const char *head, const char *shape)
{
    gr_buf text = {0};
    gr_buf_add_str(&text, gr_str_of(head));
    while (text.len < SIZE)
        gr_buf_add_str(&text, gr_str_of(shape));
    size_t written = 0;
    gr_error error;
    gr_writer *w = gr_writer_new(&(gr_writer_options){.format = GR_FORMAT_JSONL}, count, &written);
    gr_extractor_begin(x, "report");
    assert_int_equal(gr_extractor_feed(x, text.ptr, text.len, &error), GR_OK);
    const gr_record *record = gr_extractor_finish(x, &error);
    assert_non_null(record);
    assert_int_equal(gr_writer_record(w, record), GR_OK);
    assert_int_equal(gr_writer_finish(w), GR_OK);
    assert_true(written > 0);
    gr_writer_free(w);
    gr_buf_release(&text);
}

static void test_shapes(void **state)
{
    (void)state;
    gr_error error;
    gr_extractor *x = gr_extractor_new(NULL, &error);
    assert_non_null(x);
    for (size_t h = 0; h < GR_COUNT(heads); h++)
        for (size_t i = 0; i < GR_COUNT(shapes); i++)
            read_shape(x, heads[h], shapes[i]);
    gr_extractor_free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shapes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
