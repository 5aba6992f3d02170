#include "html.h"

#include "codepoint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void keep(void *context, const char *bytes, size_t length)
{
    gr_buf_add(context, bytes, length);
}

/* The text of a page that is fed in pieces of `piece` bytes. */
static gr_buf draw(gr_html *h, gr_buf *text, gr_str page, size_t piece)
{
    gr_error error;
    gr_buf_clear(text);
    gr_html_begin(h);
    for (size_t at = 0; at < page.len; at += piece) {
        size_t end = at + piece < page.len ? at + piece : page.len;
        assert_int_equal(gr_html_feed(h, page.ptr + at, end - at, &error), GR_OK);
    }
    assert_int_equal(gr_html_finish(h, &error), GR_OK);
    return *text;
}

static void expect(const char *page, const char *want)
{
    gr_buf text = {0};
    gr_html *h = gr_html_new(keep, &text);
    draw(h, &text, gr_str_of(page), 1 << 20);
    assert_string_equal(text.ptr != NULL ? text.ptr : "", want);
    gr_html_free(h);
    gr_buf_release(&text);
}

#define NBSP "\xc2\xa0"

/* ------------------------------------------------------------------ running */

static void blocks_are_lines(void **state)
{
    (void)state;
    expect("<html><body><h1>标题</h1><p>第一段</p><p>第二段<p>第三段</body></html>",
           "标题\n第一段\n第二段\n第三段\n");
    expect("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙\n");
    expect("<p>一行<br>二行<br/>三行", "一行\n二行\n三行\n");
    expect("<ul><li>甲项<li>乙项</ul>", "甲项\n乙项\n");
    expect("<P ALIGN=center>大写</P>", "大写\n");
    expect("<p></p><p>  </p>", "");
}

/* Deeper than the parser may go in one: each line stays, and none comes twice. */
static void deep_pages_are_read_to_their_end(void **state)
{
    (void)state;
    enum { LINES = 30000 };
    gr_buf page = {0}, want = {0};
    for (int i = 0; i < LINES; i++) {
        gr_buf_printf(&page, "<div>%d</b>", i);
        gr_buf_printf(&want, "%d\n", i);
    }
    expect(page.ptr, want.ptr);
    gr_buf_release(&page);
    gr_buf_release(&want);
}

static void space_is_one_space(void **state)
{
    (void)state;
    expect("<p>  公开 \n\t 12   条  </p>", "公开 12 条\n");
    expect("<p>2<span>0</span>2<b>0</b>年，<i>12</i> 条</p>", "2020年，12 条\n");
    expect("<p>　　一、概述</p>", "　　一、概述\n");
}

static void entities_are_characters(void **state)
{
    (void)state;
    expect("<p>A&amp;B&lt;C&gt;&quot;&#12289;&#x3002;&mdash;1&nbsp;条</p>", "A&B<C>\"、。—1" NBSP "条\n");
}

static void what_is_no_text_is_left_out(void **state)
{
    (void)state;
    expect(
        "<style>p{}</style><script>if(1<2){'<p>99</p>'}</script><p>文</p><!-- 12 --><noscript>无</noscript>",
        "文\n");
    expect("<nav>首页</nav><div class=\"left nav\">导航</div><div id=breadcrumb>位置</div><p "
           "class=\"navy\">文</p>",
           "文\n");
    expect("<div style=\"color:red; display : none\">隐</div><p style='display:block'>显</p>", "显\n");
    expect("<div role=navigation>导航</div><footer>页脚</footer><select><option>1<option>2</select>文",
           "文\n");
    expect("<form><p>文</p><input value=5><textarea>12</textarea></form>",
           "文\n"); /* whole pages stand in a form */
}

static void text_behind_the_end_is_kept(void **state)
{
    (void)state;
    expect("<html><body><p>前</p></body></html><p>后</p>", "前\n后\n");
    expect("<html><body><html><body>前</body></HTML >中</body></html>后", "前 中 后\n");
}

static void titles_stand_first(void **state)
{
    (void)state;
    expect("<html><head><title>青禾县2020年政府信息公开年度报告_青禾县人民政府</title></head><body><p>文</"
           "body></html>",
           "青禾县2020年政府信息公开年度报告\n文\n");
    expect("<head><title>青禾县人民政府门户网站</title></head><body><p>文", "文\n");
    expect("<head><title>年报</title><meta name=ArticleTitle content='2020年信息公开年报'>"
           "<meta name=\"PubDate\" content=\"2021-01-20 10:30\"></head><body>文",
           "2020年信息公开年报\n发布日期：2021-01-20 10:30\n文\n");
}

/* ------------------------------------------------------------------- tables */

static void rows_are_lines_with_tabs(void **state)
{
    (void)state;
    expect("<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>", "甲\t乙\n1\t2\n");
    expect("<table><tr><td>甲<td>乙<tr><td>1<td>2</table>", "甲\t乙\n1\t2\n");
    expect(
        "<p>前<table><thead><tr><td><p>甲</p></td></tr></thead><tbody><tr><td>1</td></tr></tbody></table>后",
        "前\n甲\n1\n后\n");
}

static void merged_cells_keep_their_columns(void **state)
{
    (void)state;
    expect("<table><tr><td colspan=2>甲<td>乙<tr><td>1<td>2<td>3</table>", "甲\t\t乙\n1\t2\t3\n");
    expect("<table><tr><td rowspan=2>甲<td>1<tr><td>2<tr><td>乙<td>3</table>", "甲\t1\n\t2\n乙\t3\n");
    expect("<table><tr><td rowspan=2 colspan=2>甲<td>1<tr><td>2</table>", "甲\t\t1\n\t\t2\n");
    expect("<table><tr><td>1<td rowspan=3>乙<tr><td>2<tr><td>3</table>", "1\t乙\n2\n3\n");
    expect("<table><tr><td colspan=0>甲<td rowspan=-1>乙<td colspan=x>丙</table>", "甲\t乙\t丙\n");
}

static void empty_cells_show(void **state)
{
    (void)state;
    expect("<table><tr><td>甲<td>&nbsp;<td></td><td><p>　</p><td>5</table>",
           "甲\t" NBSP "\t" NBSP "\t" NBSP "\t5\n");
}

static void cells_are_one_line(void **state)
{
    (void)state;
    expect("<table><tr><td>本年新<br>制作数量<td>三<br>、<br>本</td><td>a<br>b</table>",
           "本年新制作数量\t三、本\ta b\n");
    expect("<table><tr><td><p>（二）部分公开</p><p>（区分处理的）</p><td>3</table>",
           "（二）部分公开（区分处理的）\t3\n");
}

static void tables_that_lay_out_the_page_are_lines(void **state)
{
    (void)state;
    expect("<table><tr><td>左</td><td><table><tr><td>甲<td>1</table>文</td></tr><tr><td>下</table>",
           "左\n甲\t1\n文\n下\n");
    expect("<table><tr><td><p>第一段</p><p>第二段</p></td></tr></table>", "第一段\n第二段\n");
    expect("<table><tr><td>甲<table><tr><td>乙<table><tr><td>丙<td>1</table></table></table>",
           "甲\n乙\n丙\t1\n");
}

/* A cell with the whole report in it: its lines stay whole. */
static void long_cells_are_lines(void **state)
{
    gr_buf page = {0}, want = {0};
    (void)state;
    gr_buf_printf(&page, "<table><tr><td>");
    for (int i = 0; i < 900; i++) {
        gr_buf_printf(&page, "<p>第%d段，公开信息若干条</p>\n", i);
        gr_buf_printf(&want, "第%d段，公开信息若干条\n", i);
    }
    gr_buf_printf(&page, "<p>");
    for (int i = 0; i < 3000; i++) {
        gr_buf_printf(&page, "长<b>段</b>");
        gr_buf_printf(&want, "长段");
    }
    gr_buf_printf(&page, "</p></td></tr></table>");
    gr_buf_printf(&want, "\n");
    expect(page.ptr, want.ptr);
    gr_buf_release(&page);
    gr_buf_release(&want);
}

/* ------------------------------------------------------------------- pieces */

static gr_buf long_page(void)
{
    gr_buf page = {0};
    gr_buf_printf(&page, "<!DOCTYPE html><html><head><title>某县政府信息公开报告</title></head><body>\n");
    for (int i = 0; i < 2000; i++) {
        gr_buf_printf(&page, "<p class=\"a%d\">第%d段，共&nbsp;公开<b>%d</b>条。</p>\n", i % 7, i, i * 31);
        if (i % 5 == 0)
            gr_buf_printf(
                &page, "<table><tr><td rowspan=2>甲</td><td> %d </td></tr><tr><td></td></tr></table></body>",
                i);
    }
    gr_buf_printf(&page, "</body></html>");
    return page;
}

static void pieces_of_any_size_give_the_same_text(void **state)
{
    static const size_t pieces[] = {1, 7, 4095, 4096, 16384, 16385, 100000};
    gr_buf page = long_page(), whole = {0}, text = {0};
    (void)state;
    gr_html *a = gr_html_new(keep, &whole), *b = gr_html_new(keep, &text);
    draw(a, &whole, gr_buf_str(&page), page.len);
    assert_true(whole.len > 40000);
    for (size_t i = 0; i < GR_COUNT(pieces); i++) {
        draw(b, &text, gr_buf_str(&page), pieces[i]);
        assert_true(gr_str_equal(gr_buf_str(&whole), gr_buf_str(&text)));
    }
    gr_html_free(a);
    gr_html_free(b);
    gr_buf_release(&page);
    gr_buf_release(&whole);
    gr_buf_release(&text);
}

/* Text comes in whole characters. */
static void check_whole(void *context, const char *bytes, size_t length)
{
    gr_str s = gr_str_make(bytes, length);
    (void)context;
    assert_true(length > 0 && ((unsigned char)bytes[0] & 0xc0) != 0x80);
    size_t last = gr_utf8_back(s, length);
    assert_int_equal(last + gr_utf8_length((unsigned char)bytes[last]), length);
}

static void text_comes_in_whole_characters(void **state)
{
    gr_error error;
    gr_buf page = long_page();
    (void)state;
    gr_html *h = gr_html_new(check_whole, NULL);
    gr_html_begin(h);
    for (size_t i = 0; i < page.len; i++)
        assert_int_equal(gr_html_feed(h, page.ptr + i, 1, &error), GR_OK);
    assert_int_equal(gr_html_finish(h, &error), GR_OK);
    gr_html_free(h);
    gr_buf_release(&page);
}

static void pages_left_unfinished_are_forgotten(void **state)
{
    gr_error error;
    gr_buf text = {0};
    (void)state;
    gr_html *h = gr_html_new(keep, &text);
    gr_html_begin(h);
    assert_int_equal(gr_html_feed(h, "<table><tr><td>旧", strlen("<table><tr><td>旧"), &error), GR_OK);
    draw(h, &text, GR_LIT("<p>新"), 100);
    assert_string_equal(text.ptr, "新\n");
    draw(h, &text, GR_LIT(""), 100);
    assert_int_equal(text.len, 0);
    gr_html_free(h);
    gr_html_free(NULL);
    gr_buf_release(&text);
}

/* ----------------------------------------------------------------- sniffing */

static void pages_are_known_by_how_they_begin(void **state)
{
    static const char *const pages[] = {"<!DOCTYPE html>",    "\xef\xbb\xbf \r\n<HTML>",
                                        "<!-- 注 --><html>",  "<?xml version='1.0'?>\n<html",
                                        "<table border=1>",   "<div>",
                                        "<meta charset=gbk>", "<p>文"};
    static const char *const texts[] = {
        "", "青禾县", "<", "<通知>关于", "《html》", "a <html>", "<?xml version='1.0'?><report>", "<plan>"};
    (void)state;
    for (size_t i = 0; i < GR_COUNT(pages); i++)
        if (!gr_html_sniff(gr_str_of(pages[i])))
            fail_msg("no page: %s", pages[i]);
    for (size_t i = 0; i < GR_COUNT(texts); i++)
        if (gr_html_sniff(gr_str_of(texts[i])))
            fail_msg("a page: %s", texts[i]);
}

static void expect_charset(const char *page, const char *want)
{
    const char *got = gr_html_declared_charset(gr_str_of(page));
    assert_string_equal(got != NULL ? got : "none", want);
}

static void charsets_are_found(void **state)
{
    (void)state;
    expect_charset("<meta charset=\"utf-8\">", "UTF-8");
    expect_charset("<META http-equiv=Content-Type content=\"text/html; charset=gb2312\">", "GB18030");
    expect_charset("<meta charset = 'GBK'/>", "GB18030");
    expect_charset("<meta charset=Big5>", "BIG5");
    expect_charset("<?xml version=\"1.0\" encoding=\"gb18030\"?><html>", "GB18030");
    expect_charset("<meta charset=iso-8859-1>", "none");
    expect_charset("<p>charset</p><meta charset=utf-8>", "UTF-8");
    expect_charset("<html>", "none");
    expect_charset("charset=", "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_lines),
        cmocka_unit_test(deep_pages_are_read_to_their_end),
        cmocka_unit_test(space_is_one_space),
        cmocka_unit_test(entities_are_characters),
        cmocka_unit_test(what_is_no_text_is_left_out),
        cmocka_unit_test(text_behind_the_end_is_kept),
        cmocka_unit_test(titles_stand_first),
        cmocka_unit_test(rows_are_lines_with_tabs),
        cmocka_unit_test(merged_cells_keep_their_columns),
        cmocka_unit_test(empty_cells_show),
        cmocka_unit_test(cells_are_one_line),
        cmocka_unit_test(tables_that_lay_out_the_page_are_lines),
        cmocka_unit_test(long_cells_are_lines),
        cmocka_unit_test(pieces_of_any_size_give_the_same_text),
        cmocka_unit_test(text_comes_in_whole_characters),
        cmocka_unit_test(pages_left_unfinished_are_forgotten),
        cmocka_unit_test(pages_are_known_by_how_they_begin),
        cmocka_unit_test(charsets_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
