#include "number_parts.h"

/*
 * What is no quantity: ordinals, numbers of documents, and what stands in
 * quotation marks.
 */

enum {
    LIST_LENGTH = 64,
    QUOTE_BYTES = 48,  /* a slogan in quotation marks, to either side of its numeral */
    TITLE_BYTES = 240, /* a document's title in 《》 */
    PARITY_BYTES = 320 /* how far back straight quotation marks are paired */
};

void gr_numeral_set(gr_numeral *out, gr_numeral_class class, size_t start, size_t end, size_t next)
{
    out->class = class;
    out->start = start;
    out->end = end;
    out->unit_start = out->unit_end = end;
    out->next = next;
}

/* -------------------------------------------------------------- ordinals */

/* A separator between two numbers that share what they count: 第九至十二条. */
static size_t skip_joint(gr_str text, size_t at)
{
    size_t next;
    uint32_t c = gr_char_at(text, gr_skip_space(text, at), &next);
    bool joint =
        c == U'、' || c == U'至' || c == U'到' || c == U'和' || c == U'及' || c == U'与' || gr_is_dash(c);
    return joint ? gr_skip_space(text, next) : at;
}

/* The end of the 条 after `at`, where `named` is the same; at: none is there. */
static size_t skip_clause_word(gr_str text, size_t at, uint32_t *named)
{
    size_t next;
    uint32_t c = gr_char_at(text, at, &next);
    bool clause = c == U'条' || c == U'款' || c == U'项' || c == U'章' || c == U'届' || c == U'次';
    if (!clause || (*named != 0 && c != *named))
        return at;
    *named = c;
    return next;
}

/* The end of the numbers that go on after `end`: each greater than the one
 * before, written alike, and before Han: 第九、十条, 第九条、十条. */
static size_t list_end(gr_str text, size_t end, const gr_amount *first)
{
    gr_amount previous = *first, a;
    uint32_t named = 0;
    for (int i = 0; i < LIST_LENGTH; i++) {
        size_t word = skip_clause_word(text, end, &named), next = skip_joint(text, word);
        if (next == word)
            break;
        if (!gr_is_numeral(gr_char(text, next)))
            break;
        gr_amount_read(text, next, &a);
        if (a.malformed || a.decimal || a.ascii != previous.ascii || a.low.digits <= previous.low.digits ||
            !gr_is_han(gr_char(text, gr_skip_space(text, a.end))) ||
            (word != end && skip_clause_word(text, a.end, &named) == a.end))
            break;
        end = a.end;
        previous = a;
    }
    return end;
}

static void set_ordinal(gr_numeral *out, size_t start, const gr_amount *a, size_t end)
{
    gr_numeral_set(out, GR_NUMERAL_ORDINAL, start, end, end);
    out->value = a->low;
    out->overflow = a->overflow;
}

/* 第十二条, 第九至十二条; 国务院令第711号 is a document's number. */
static bool read_after_di(const gr_spot *p, const gr_amount *a, gr_numeral *out)
{
    if (p->before_word != U'第')
        return false;
    size_t space = gr_skip_space_back(p->text, p->at);
    size_t end = list_end(p->text, a->end, a);
    set_ordinal(out, p->at, a, end);
    gr_match cue = gr_cue_before(p->text, space);
    if (cue.found && cue.sense == GR_CUE_DOCUMENT &&
        gr_has_at(p->text, gr_skip_space(p->text, end), GR_LIT("号")))
        out->class = GR_NUMERAL_DOCUMENT_NUMBER;
    return true;
}

/* （三）, （1）; but a number in brackets after Han is what was counted. */
static bool read_bracketed(const gr_spot *p, const gr_amount *a, gr_numeral *out)
{
    if (p->before != U'（' || gr_char(p->text, a->end) != U'）' || a->low.scale > 0 || a->low.digits > 99)
        return false;
    uint32_t before = gr_before(p->text, p->at - strlen("（"));
    if (a->ascii && gr_is_han(before) && before != U'第' && before != U'条' && before != U'款')
        return false;
    set_ordinal(out, p->at, a, a->end);
    return true;
}

static bool is_mark_before(gr_str text, size_t at)
{
    uint32_t c = gr_before(text, at);
    return gr_is_boundary(c) && c != U'（';
}

/* Whether the four digits after a list mark's point are a year: 2.2021年度, and
 * 1.2021，where 年 was lost. */
static bool is_year_ended(gr_str text, size_t at, size_t end, bool first)
{
    bool recent = gr_has_at(text, at, GR_LIT("20")) || gr_has_at(text, at, GR_LIT("19"));
    return gr_has_at(text, gr_skip_space(text, end), GR_LIT("年")) ||
           (first && recent && gr_has_at(text, end, GR_LIT("，")));
}

/* 1、 1. 1） 一、: at the beginning of a clause.  2.2021年度 and 2、2021年度 are an
 * ordinal and a year. */
static bool read_list_mark(const gr_spot *p, const gr_amount *a, gr_numeral *out)
{
    gr_str text = p->text;
    size_t end = a->ascii ? p->digits_end : a->end, after;
    uint32_t mark = gr_char_at(text, gr_skip_space(text, end), &after), next = gr_char(text, after);
    if ((mark != '.' && mark != U'、' && mark != U'）') || end - p->at > (a->ascii ? 3 : 9) || a->bare)
        return false;
    bool first = is_mark_before(text, p->at), marked;
    if (mark == '.') {
        size_t year_end = gr_digits_end(text, after);
        bool year = year_end - after == 4 && is_year_ended(text, after, year_end, first);
        bool hotline = gr_is_digit(next) && gr_phrase_at(text, after).found;
        marked = year || hotline || (gr_is_han(next) && (first || gr_is_han(gr_before(text, p->at)))) ||
                 (first && gr_is_boundary(next) && next != 0);
    } else if (mark == U'、') {
        size_t year_end = gr_digits_end(text, after);
        bool year = first && ((year_end - after == 4 && is_year_ended(text, after, year_end, false)) ||
                              gr_has_at(text, year_end, GR_LIT("年来"))); /* 3、1年来 */
        marked = year || ((first || !a->ascii) && !(a->ascii && gr_is_digit(next)));
    } else {
        marked = mark == U'）' && first;
    }
    if (!marked)
        return false;
    set_ordinal(out, p->at, a, end);
    out->next = after;
    return true;
}

/* 2.1主动公开, 3.1.2: numbers of sections, at the beginning of a paragraph. */
static bool read_section_number(const gr_spot *p, gr_numeral *out)
{
    size_t end = p->digits_end;
    int groups = 1;
    if (p->at != 0 || end - p->at > 2)
        return false;
    while (end < p->text.len && p->text.ptr[end] == '.' && gr_digits_end(p->text, end + 1) > end + 1 &&
           gr_digits_end(p->text, end + 1) <= end + 3) {
        end = gr_digits_end(p->text, end + 1);
        groups++;
    }
    uint32_t after = gr_char(p->text, end);
    if (groups < 2 || !gr_is_han(after) || gr_is_numeral(after) ||
        (groups == 2 && gr_unit_at(p->text, end).found))
        return false;
    gr_numeral_set(out, GR_NUMERAL_ORDINAL, p->at, end, end);
    return true;
}

/* 图 1-1, 表2, 附件3, 附表：1—3. */
static bool read_label(const gr_spot *p, const gr_amount *a, gr_numeral *out)
{
    static const char *const labels[] = {"图", "表", "附件", "附录", "专栏", "案例", "章节"};
    static const char *const others[] = {"代表",   "发表",   "列表",   "图表",   "报表",   "填表",
                                         "地图",   "意图",   "试图",   "企图",   "读图",   "申报表",
                                         "申请表", "登记表", "统计表", "一览表", "答复图", "公开表"};
    static const char *const annexes[] = {"附件：", "附表："};
    uint32_t c = p->before_word;
    if (c != U'：' && c != U'图' && c != U'表' && c != U'件' && c != U'录' && c != U'栏' && c != U'例' &&
        c != U'节')
        return false;
    size_t space = gr_skip_space_back(p->text, p->at);
    bool annex = gr_any_before(p->text, space, annexes, GR_COUNT(annexes));
    if (!annex && (!gr_any_before(p->text, space, labels, GR_COUNT(labels)) ||
                   gr_any_before(p->text, space, others, GR_COUNT(others))))
        return false;
    size_t end = a->ascii ? gr_digits_end(p->text, p->at) : a->end;
    size_t behind = gr_skip_space(p->text, a->end);
    bool counted = gr_has_at(p->text, behind, GR_LIT("余")) || gr_has_at(p->text, behind, GR_LIT("多"));
    if (counted || gr_unit_at(p->text, behind).found)
        return false;
    size_t next;
    for (uint32_t mark = gr_char_at(p->text, end, &next);
         (mark == '.' || gr_is_dash(mark)) && gr_digits_end(p->text, next) > next;
         mark = gr_char_at(p->text, end, &next))
        end = gr_digits_end(p->text, next);
    set_ordinal(out, p->at, a, end);
    return true;
}

/* 一是…, 二是…; 其一, 之二. */
static bool read_enumeration(const gr_spot *p, const gr_amount *a, gr_numeral *out)
{
    if (a->ascii || a->low.digits > 20 || a->bare || a->ranged || a->low.digits == 0)
        return false;
    uint32_t before = p->before, after = p->after;
    bool marked = after == U'是' || (after == U'要' && gr_is_boundary(before)) ||
                  ((before == U'其' || before == U'之') && gr_is_boundary(after));
    if (!marked)
        return false;
    set_ordinal(out, p->at, a, a->end);
    return true;
}

/* The last character of 前 and its like, the first of 届 and its like. */
static bool may_rank(uint32_t before, uint32_t after)
{
    return before == U'前' || before == U'后' || before == U'名' || before == U'列' || before == U'居' ||
           after == U'届' || after == U'年' || after == U'等';
}

/* 前20名, 排名第十, 排名后三位, 前十; 十八届. */
static bool read_rank(const gr_spot *p, const gr_amount *a, gr_numeral *out)
{
    static const char *const ranks[] = {"名", "位", "强", "列"};
    size_t after = gr_skip_space(p->text, a->end);
    if (!may_rank(p->before_word, p->after))
        return false;
    gr_match unit = gr_unit_at(p->text, after);
    bool rank =
        p->cue.found && p->cue.sense == GR_CUE_ORDINAL &&
        (gr_any_at(p->text, after, ranks, GR_COUNT(ranks)) || gr_is_boundary(gr_char(p->text, after)));
    if (!rank && !(unit.found && unit.sense == GR_UNIT_ORDINAL))
        return false;
    set_ordinal(out, p->at, a, a->end);
    out->next = unit.found ? unit.end : a->end;
    return true;
}

bool gr_read_ordinal(const gr_spot *p, gr_numeral *out)
{
    const gr_amount *a = &p->amount;
    if (a->malformed)
        return false;
    return read_after_di(p, a, out) || read_bracketed(p, a, out) ||
           (a->ascii && read_section_number(p, out)) || read_list_mark(p, a, out) || read_label(p, a, out) ||
           read_enumeration(p, a, out) || read_rank(p, a, out);
}

/* ------------------------------------------------------ document numbers */

static bool is_open(uint32_t c)
{
    return c == U'〔' || c == U'［' || c == U'（' || c == U'【' || c == U'〈';
}

static bool is_close(uint32_t c)
{
    return c == U'〕' || c == U'］' || c == U'）' || c == U'】' || c == U'〉';
}

/* The end of 81、85、140号 at text[at]; GR_NOT_FOUND. */
static size_t numbers_end(gr_str text, size_t at)
{
    at = gr_skip_space(text, at);
    if (gr_has_at(text, at, GR_LIT("第")))
        at += strlen("第");
    for (int i = 0; i < LIST_LENGTH; i++) {
        size_t end = gr_digits_end(text, at), next;
        if (end == at || end - at > 6)
            return GR_NOT_FOUND;
        end = gr_skip_space(text, end);
        uint32_t c = gr_char_at(text, end, &next);
        if (c == U'号')
            return next;
        if (c != U'、' && c != U'，' && c != U'和' && c != U'及' && c != U'至' && !gr_is_dash(c))
            return GR_NOT_FOUND;
        at = gr_skip_space(text, next);
    }
    return GR_NOT_FOUND;
}

/* 2017〕81、85号 after 〔; also with a bracket lost: 〔2018142号. */
static size_t bracketed_year_end(gr_str text, size_t at)
{
    size_t end = gr_digits_end(text, at), next, start;
    uint32_t open = gr_char_before(text, at, &start), c = gr_char_at(text, end, &next);
    bool opened = is_open(open);
    if (!opened && (c != U'〕' || gr_is_letter(open)))
        return GR_NOT_FOUND;
    if (opened && end - at > 4 && (c == U'号' || (open == U'〔' && is_close(c))))
        return c == U'号' ? next : end;
    if (end - at != 4 || !is_close(c))
        return GR_NOT_FOUND;
    size_t numbers = numbers_end(text, next);
    if (numbers != GR_NOT_FOUND)
        return numbers;
    return open == U'〔' ? end : GR_NOT_FOUND;
}

bool gr_read_document_number(const gr_spot *p, gr_numeral *out)
{
    size_t end = GR_NOT_FOUND, close = p->digits_end;
    if (is_open(p->before) || gr_char(p->text, close) == U'〕')
        end = bracketed_year_end(p->text, p->at);
    bool led = (is_close(p->before_word) && p->before_word != U'）') ||
               (p->cue.found && p->cue.sense == GR_CUE_DOCUMENT);
    if (end == GR_NOT_FOUND && led)
        end = numbers_end(p->text, p->at);
    if (end == GR_NOT_FOUND)
        return false;
    gr_numeral_set(out, GR_NUMERAL_DOCUMENT_NUMBER, p->at, end, end);
    return true;
}

/* --------------------------------------------------------------- quotation */

/*
 * “ ” ‘ ’ are the only characters of E2 80 98-9D, 《 》 〈 〉 。 those of E3 80 8x
 * that matter: they are looked for by their first byte, which Han characters do
 * not have.
 */
typedef struct quotation {
    uint32_t close; /* of what was opened last; 0: nothing */
    size_t at;
} quotation;

static uint32_t closing_mark(uint32_t c)
{
    switch (c) {
    case U'“':
        return U'”';
    case U'‘':
        return U'’';
    case U'《':
        return U'》';
    case U'〈':
        return U'〉';
    default:
        return 0;
    }
}

/* Takes notice of the marks with first byte `lead` between text[from, to). */
static void find_opened(gr_str text, size_t from, size_t to, int lead, quotation *q)
{
    const char *mark = text.ptr + from, *end = text.ptr + to;
    while ((mark = memchr(mark, lead, (size_t)(end - mark))) != NULL) {
        size_t at = (size_t)(mark - text.ptr);
        uint32_t c = gr_char(text, at);
        if (closing_mark(c) != 0)
            *q = (quotation){closing_mark(c), at};
        else if (c == U'。' || (q->close != 0 && c == q->close))
            q->close = 0;
        mark++;
    }
}

static bool is_closed(gr_str text, size_t at, uint32_t close, size_t reach)
{
    size_t next;
    for (size_t to = at; to - at < reach; to = next) {
        uint32_t c = gr_char_at(text, to, &next);
        if (c == close)
            return true;
        if (c == 0 || c == U'。')
            return false;
    }
    return false;
}

static bool is_within(gr_str text, size_t start, size_t end, int lead, size_t reach)
{
    quotation q = {0};
    find_opened(text, start > reach ? start - reach : 0, start, lead, &q);
    return q.close != 0 && is_closed(text, end, q.close, reach);
}

/* Straight quotation marks open and close alike: inside are those places that
 * an odd number of them precedes in the sentence. */
static bool in_straight_quotes(gr_str text, size_t start, size_t end)
{
    size_t near = start > QUOTE_BYTES ? start - QUOTE_BYTES : 0;
    if (memchr(text.ptr + near, '"', start - near) == NULL || !is_closed(text, end, '"', QUOTE_BYTES))
        return false;
    bool odd = false;
    for (size_t at = start > PARITY_BYTES ? start - PARITY_BYTES : 0; at < start; at++)
        if (text.ptr[at] == '"')
            odd = !odd;
        else if (gr_has_at(text, at, GR_LIT("。")))
            odd = false;
    return odd;
}

bool gr_is_quoted(gr_str text, size_t start, size_t end)
{
    return is_within(text, start, end, 0xe2, QUOTE_BYTES) || is_within(text, start, end, 0xe3, TITLE_BYTES) ||
           in_straight_quotes(text, start, end);
}
