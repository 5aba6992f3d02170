#include "noise.h"

#include "data.h"
#include "codepoint.h"

enum { WEB_WIDTH = 120, CAPTION_WIDTH = 80 };

static gr_class class_of(const gr_text *t, size_t i)
{
    return i < t->tokens.len ? (gr_class)t->tokens.ptr[i].class : GR_CLASS_COUNT;
}

static gr_str token_text(const gr_text *t, size_t i)
{
    return gr_str_slice(gr_text_str(t), t->tokens.ptr[i].start, t->tokens.ptr[i].end);
}

/* 图1 图1-1 图 3.2 表2, then a title or nothing. */
static bool is_caption(const gr_text *t)
{
    gr_str s = gr_text_str(t);
    if (!gr_str_starts(s, GR_LIT("图")) && !gr_str_starts(s, GR_LIT("表")))
        return false;
    if (t->tokens.ptr[0].end != 3 || (class_of(t, 1) != GR_CLASS_DIGIT && class_of(t, 1) != GR_CLASS_NUMERAL))
        return false;
    return !gr_text_has(t, GR_CLASS_STOP) && !gr_text_has(t, GR_CLASS_COMMA);
}

/* - 3 -  — 2 —  ·5·  第3页  第 3 页 共 8 页 */
static bool is_page_number(const gr_text *t)
{
    if (class_of(t, 0) == GR_CLASS_DASH || class_of(t, 0) == GR_CLASS_POINT) {
        size_t i = 0;
        while (class_of(t, i) == class_of(t, 0))
            i++;
        if (class_of(t, i) != GR_CLASS_DIGIT || class_of(t, i + 1) != class_of(t, 0))
            return false;
        for (i++; i < t->tokens.len; i++)
            if (class_of(t, i) != class_of(t, 0))
                return false;
        return true;
    }
    gr_str s = gr_text_str(t);
    return s.len <= 40 && gr_str_starts(s, GR_LIT("第")) && t->tokens.len >= 3 && t->tokens.ptr[0].end == 3 &&
           class_of(t, 1) == GR_CLASS_DIGIT && gr_str_starts(token_text(t, 2), GR_LIT("页"));
}

/* 全年公开信息1136条，网站访问量384217次，受理申: a line of running text, where the words
 * are no field's name.  Lines for finding one's way have commas, too. */
static bool is_running_text(const gr_text *line, const gr_data_noise *row)
{
    gr_str s = gr_text_str(line), words = gr_str_of(row->words);
    if (row->kind[0] == 'n' || gr_str_ends(words, GR_LIT("：")))
        return false;
    size_t end = gr_str_find(s, words, 0) + words.len;
    return (gr_text_has(line, GR_CLASS_COMMA) || gr_text_has(line, GR_CLASS_SEMICOLON)) &&
           !gr_str_starts(gr_str_slice(s, end, s.len), GR_LIT("："));
}

static bool stands(const gr_data_noise *row, gr_str s)
{
    gr_str words = gr_str_of(row->words);
    switch (row->match[0]) {
    case 's':
        return gr_str_starts(s, words);
    case 'w':
        return gr_str_equal(s, words);
    default:
        return gr_str_find(s, words, 0) != GR_NOT_FOUND;
    }
}

/* Whether any row fits, which few lines find. */
static bool is_web_noise(gr_str s)
{
    return gr_word_list_start(GR_NOISE_START, s) > 0 || gr_word_list_equal(GR_NOISE_WHOLE, s) ||
           gr_word_list_within(GR_NOISE_HOLD, s);
}

/* What the first row that fits says. */
static gr_noise web_noise(const gr_text *line)
{
    if (!is_web_noise(gr_text_str(line)))
        return GR_NOISE_NONE;
    for (size_t i = 0; i < gr_data_noise_count; i++) {
        const gr_data_noise *row = &gr_data_noise_rows[i];
        if (stands(row, gr_text_str(line)) && !is_running_text(line, row))
            return row->kind[0] == 'n' ? GR_NOISE_NAVIGATION : GR_NOISE_METADATA;
    }
    return GR_NOISE_NONE;
}

gr_noise gr_noise_kind(const gr_text *line, uint32_t width)
{
    if (line->tokens.len == 0 || width > WEB_WIDTH || gr_text_has(line, GR_CLASS_STOP))
        return GR_NOISE_NONE;
    if (is_page_number(line))
        return GR_NOISE_PAGE_NUMBER;
    if (width <= CAPTION_WIDTH && is_caption(line))
        return GR_NOISE_CAPTION;
    return web_noise(line);
}
