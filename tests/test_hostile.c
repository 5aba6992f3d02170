/*
 * No input takes long: 64 KiB of each of the shapes that make
 * a careless reader look back over all it has read (numerals without a
 * sentence's end, brackets that never close, marks, empty cells ...) is done
 * within seconds of processor time, where any report takes milliseconds.
 */
#include "govreport.h"
#include "mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { SIZE = 1 << 16, ENOUGH = 3 /* slow ones: the others need not be waited for */ };

#if defined(__SANITIZE_ADDRESS__)
enum { SECONDS = 20 };
#else
enum { SECONDS = 2 };
#endif

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

/* The processor time to read and write one report of the shape. */
static double seconds(gr_extractor *x, const char *head, const char *shape)
{
    gr_buf text = {0};
    gr_buf_add_str(&text, gr_str_of(head));
    while (text.len < SIZE)
        gr_buf_add_str(&text, gr_str_of(shape));
    size_t written = 0;
    gr_error error;
    gr_writer *w = gr_writer_new(&(gr_writer_options){.format = GR_FORMAT_JSONL}, count, &written);
    clock_t start = clock();
    gr_extractor_begin(x, "report");
    assert_int_equal(gr_extractor_feed(x, text.ptr, text.len, &error), GR_OK);
    const gr_record *record = gr_extractor_finish(x, &error);
    assert_non_null(record);
    assert_int_equal(gr_writer_record(w, record), GR_OK);
    assert_int_equal(gr_writer_finish(w), GR_OK);
    double spent = (double)(clock() - start) / CLOCKS_PER_SEC;
    gr_writer_free(w);
    gr_buf_release(&text);
    return spent;
}

static void test_shapes(void **state)
{
    (void)state;
    gr_error error;
    gr_extractor *x = gr_extractor_new(NULL, &error);
    assert_non_null(x);
    int slow = 0;
    for (size_t h = 0; h < sizeof heads / sizeof heads[0]; h++) {
        for (size_t i = 0; i < sizeof shapes / sizeof shapes[0] && slow < ENOUGH; i++) {
            double spent = seconds(x, heads[h], shapes[i]);
            if (spent > SECONDS)
                print_error("%.1f s for %.6s... and many times \"%s\"\n", spent, heads[h], shapes[i]);
            slow += spent > SECONDS;
        }
    }
    gr_extractor_free(x);
    assert_int_equal(slow, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shapes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
