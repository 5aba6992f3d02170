#include "label_parts.h"

#include "codepoint.h"
#include "data.h"
#include "heading.h"
#include "scan.h"

enum { DEPTH = 8, NOUN_BRACKET = 21 };

static bool is_round(const gr_text *t, const gr_token *token)
{
    gr_str s = gr_str_slice(gr_text_str(t), token->start, token->end);
    return gr_str_equal(s, GR_LIT("（")) || gr_str_equal(s, GR_LIT("）"));
}

static bool ends_clause(gr_class class)
{
    return class == GR_CLASS_COMMA || class == GR_CLASS_SEMICOLON || class == GR_CLASS_COLON ||
           class == GR_CLASS_STOP || class == GR_CLASS_GAP || class == GR_CLASS_BAR ||
           class == GR_CLASS_BREAK;
}

/* The start of the gap that ends at `at`, or `at` where there is none. */
static size_t before_gap(const gr_text *t, size_t from, size_t at)
{
    size_t i = at > from ? gr_text_token_at(t, at - 1) : t->tokens.len;
    bool gap = i < t->tokens.len && t->tokens.ptr[i].class == GR_CLASS_GAP && t->tokens.ptr[i].end == at;
    return gap && t->tokens.ptr[i].start >= from ? t->tokens.ptr[i].start : at;
}

/* The token that closes the title 《…》 or the quotation “…” which token i opens, before `at`; i
 * where none does in the same sentence. */
static size_t skip_title(const gr_text *t, size_t i, size_t at)
{
    gr_str all = gr_text_str(t);
    bool quoted = gr_is_at(all, t->tokens.ptr[i].start, "“");
    const char *open = quoted ? "“" : "《", *close = quoted ? "”" : "》";
    if (!gr_is_at(all, t->tokens.ptr[i].start, open))
        return i;
    for (size_t k = i + 1; k < t->tokens.len && t->tokens.ptr[k].end <= at; k++) {
        const gr_token *token = &t->tokens.ptr[k];
        if (token->class == GR_CLASS_STOP || gr_is_at(all, token->start, open))
            return i;
        if (gr_is_at(all, token->start, close))
            return k;
    }
    return i;
}

size_t gr_label_clause_start(const gr_text *t, size_t from, size_t at)
{
    size_t bound[DEPTH] = {from}, depth = 0;
    for (size_t i = gr_text_token_at(t, from); i < t->tokens.len && t->tokens.ptr[i].start < at; i++) {
        i = skip_title(t, i, at);
        const gr_token *token = &t->tokens.ptr[i];
        if (ends_clause((gr_class)token->class))
            bound[depth] = token->end;
        else if (token->class == GR_CLASS_OPEN && is_round(t, token) && depth + 1 < DEPTH)
            bound[++depth] = token->end;
        else if (token->class == GR_CLASS_CLOSE && is_round(t, token) && depth > 0)
            depth--;
        else if (token->class == GR_CLASS_CLOSE && is_round(t, token))
            bound[0] = token->end;
    }
    return bound[depth] > at ? at : bound[depth];
}

/* The token behind a short bracket that is part of a noun, 市（州） and 县（市、区）,
 * whose ( is token i; i where it is none. */
static size_t skip_noun_bracket(const gr_text *t, size_t i, size_t at, size_t to)
{
    size_t open = t->tokens.ptr[i].start;
    if (open <= at)
        return i;
    for (size_t k = i + 1; k < t->tokens.len && t->tokens.ptr[k].end <= to; k++) {
        const gr_token *token = &t->tokens.ptr[k];
        if (token->class == GR_CLASS_CLOSE)
            return token->end - open <= NOUN_BRACKET ? k + 1 : i;
        if (token->class != GR_CLASS_HAN && token->class != GR_CLASS_ENUM)
            return i;
    }
    return i;
}

/* Whether 、, which is token i, parts no nouns but what is said of one that counts from `at`
 * on: 5名能力强、业务熟的人员, 9名专、兼职人员. */
static bool parts_qualities(const gr_text *t, size_t at, size_t i, size_t to)
{
    gr_str all = gr_text_str(t), before = gr_str_slice(all, at, t->tokens.ptr[i].start);
    size_t from = t->tokens.ptr[i].end, end = from;
    for (size_t k = i + 1; k < t->tokens.len && t->tokens.ptr[k].end <= to; k++) {
        if (ends_clause((gr_class)t->tokens.ptr[k].class))
            break;
        end = t->tokens.ptr[k].end;
    }
    bool half = before.len == SYLLABLE && (gr_is_at(all, from, "兼") || gr_is_at(all, from, "副"));
    return half || (gr_word_list_end(GR_LABELS_QUALITY, before) > 0 &&
                    gr_str_find(gr_str_slice(all, from, end), GR_LIT("的"), 0) != GR_NOT_FOUND);
}

size_t gr_label_clause_end(const gr_text *t, size_t at, size_t to)
{
    for (size_t i = gr_text_token_at(t, at); i < t->tokens.len && t->tokens.ptr[i].start < to; i++) {
        const gr_token *token = &t->tokens.ptr[i];
        if (token->class == GR_CLASS_OPEN && is_round(t, token))
            i = skip_noun_bracket(t, i, at, to);
        if (i == t->tokens.len || t->tokens.ptr[i].start >= to)
            break;
        token = &t->tokens.ptr[i];
        bool bracket =
            (token->class == GR_CLASS_OPEN || token->class == GR_CLASS_CLOSE) && is_round(t, token);
        bool item = token->class == GR_CLASS_NUMERAL && gr_is_at(gr_text_str(t), token->end, "是"); /* 二是 */
        bool parted = token->class == GR_CLASS_ENUM && token->start >= at && !parts_qualities(t, at, i, to);
        if (token->start >= at && (ends_clause((gr_class)token->class) || parted || bracket || item))
            return token->start;
    }
    return to;
}

/* Whether the words after a numeral may be the noun that it counts: 部门, 《公报》. */
static bool is_noun(gr_str words)
{
    bool han = words.len >= SYLLABLE && (unsigned char)words.ptr[0] >= 0xe4;
    bool sum = words.len > SYLLABLE && gr_str_starts(words, GR_LIT("共")) &&
               gr_is_digit((unsigned char)words.ptr[SYLLABLE]);
    if (sum) /* 9类共65个方面的数据 */
        return false;
    return (han || gr_str_starts(words, GR_LIT("《")) || gr_str_starts(words, GR_LIT("“"))) &&
           gr_word_list_start(GR_LABELS_AFTER, words) == 0;
}

/* In 接入53个部门2261项事项 and in 8个公开点及7个公开栏 each noun follows its
 * numeral, as the last one shows; in A 46条B 35条 it stands before. */
static bool nouns_follow(const gr_sentence *s, size_t i)
{
    while (i + 1 < s->count && s->items[i].right == s->items[i + 1].n.start)
        i++;
    gr_item *last = &s->items[i];
    return is_noun(gr_sentence_slice(s, last->n.next, last->right));
}

/* 12个栏目共发布文章83篇: where a statement begins in the words between two numerals, or
 * their end. */
static size_t statement_within(const gr_sentence *s, size_t from, size_t to)
{
    gr_str words = gr_sentence_slice(s, from, to);
    for (size_t at = 2 * SYLLABLE; at < words.len; at = gr_utf8_next(words, at)) {
        gr_str rest = gr_str_slice(words, at, words.len);
        if (gr_str_starts(rest, GR_LIT("共")) && gr_word_list_start(GR_LABELS_WHOLE, rest) == 0 &&
            !gr_str_ends(gr_str_slice(words, 0, at), GR_LIT("公")) && rest.len > 2 * SYLLABLE)
            return from + at;
    }
    return to;
}

static void find_clauses(gr_sentence *s)
{
    for (size_t i = 0; i < s->count; i++) {
        gr_item *item = &s->items[i];
        size_t from = i > 0 ? s->items[i - 1].n.next : s->start;
        size_t to = i + 1 < s->count ? s->items[i + 1].n.start : s->end;
        if (i > 0 && gr_is_at(gr_text_str(s->text), s->items[i - 1].right, "共"))
            from = s->items[i - 1].right;
        /* a gap right before the numeral parts nothing */
        item->left = gr_label_clause_start(s->text, from, before_gap(s->text, from, item->n.start));
        item->right = item->n.next < to ? gr_label_clause_end(s->text, item->n.next, to) : item->n.next;
        if (i + 1 < s->count && item->right == to)
            item->right = statement_within(s, item->n.next, to);
    }
}

size_t gr_label_year_length(gr_str s)
{
    size_t at = 0;
    while (at < s.len && gr_is_digit((unsigned char)s.ptr[at]))
        at++;
    gr_str rest = gr_str_slice(s, at, s.len);
    return at == 0                               ? 0
           : gr_str_starts(rest, GR_LIT("年度")) ? at + 6
           : gr_str_starts(rest, GR_LIT("年"))   ? at + 3
                                                 : 0;
}

/* 以来 and 起 behind a year that s begins with: 2012年起, but not 2012年起草. */
static size_t since_length(gr_str s)
{
    static const char *const words[] = {"以来", "起"};
    for (size_t i = 0; i < GR_COUNT(words); i++)
        if (gr_str_starts(s, gr_str_of(words[i])) && gr_word_list_start(GR_LABELS_WHOLE, s) == 0)
            return strlen(words[i]);
    return 0;
}

static size_t lead_length(gr_str s)
{
    size_t year = gr_label_year_length(s);
    return year > 0                                     ? year + since_length(gr_str_slice(s, year, s.len))
           : gr_word_list_start(GR_LABELS_WHOLE, s) > 0 ? 0
                                                        : gr_word_list_start(GR_LABELS_LEAD, s);
}

static size_t trail_length(gr_str s)
{
    return gr_word_list_end(GR_LABELS_KEPT, s) > 0 ? 0 : gr_word_list_end(GR_LABELS_TRAIL, s);
}

/* Where a list's mark at the start ends, （三）网站; but 一、二级平台 has none. */
static size_t skip_mark(const gr_sentence *s, size_t start, size_t end)
{
    gr_mark mark = gr_mark_read(s->text, start);
    if (mark.rank == GR_RANK_NONE || mark.end >= end)
        return start;
    gr_class next = (gr_class)s->text->tokens.ptr[gr_text_token_at(s->text, mark.end)].class;
    return next == GR_CLASS_NUMERAL || next == GR_CLASS_DIGIT ? start : mark.end;
}

void gr_label_strip(const gr_sentence *s, size_t *start, size_t *end)
{
    size_t length;
    while (*start < *end && (length = trail_length(gr_sentence_slice(s, *start, *end))) > 0)
        *end -= length;
    if (*start < *end)
        *start = skip_mark(s, *start, *end);
    size_t from = *start;
    while (*start < *end && (length = lead_length(gr_sentence_slice(s, *start, *end))) > 0)
        *start += length;
    if (*start > from && *start < *end) /* 其中1.文件5条 */
        *start = skip_mark(s, *start, *end);
}

/* Of a year, month or day that s begins with, with what ends a date: 2016年底, 6月, 31日止. */
static size_t date_length(gr_str s)
{
    size_t length = gr_label_year_length(s), at = 0;
    while (length == 0 && at < s.len && gr_is_digit((unsigned char)s.ptr[at]))
        at++;
    if (at > 0 && (gr_is_at(s, at, "月") || gr_is_at(s, at, "日")))
        length = at + strlen("月");
    gr_str rest = gr_str_slice(s, length, s.len);
    size_t end = gr_word_list_start(GR_LABELS_DATEEND, rest);
    return length == 0 ? 0 : length + (end > 0 ? end : since_length(rest));
}

/* Whether the place stands inside a title of a document that is named in the label: 《2025年行动方案》. */
static bool is_in_title(const gr_sentence *s, const gr_item *item, size_t at)
{
    gr_str rest = gr_sentence_slice(s, at, item->label_end);
    size_t close = gr_str_find(rest, GR_LIT("》"), 0);
    return close != GR_NOT_FOUND && close < gr_str_find(rest, GR_LIT("《"), 0) &&
           gr_str_find(gr_sentence_slice(s, item->label_start, at), GR_LIT("《"), 0) != GR_NOT_FOUND;
}

/* Whether the year at `at` is in the name of one of several things: 2021年预算、2020年决算. */
static bool is_of_thing(const gr_sentence *s, const gr_item *item, size_t at)
{
    size_t year = gr_label_year_length(gr_sentence_slice(s, at, item->label_end));
    return year > 0 && gr_str_ends(gr_sentence_slice(s, item->label_start, at), GR_LIT("、")) &&
           gr_word_list_start(GR_LABELS_YEARLY, gr_sentence_slice(s, at + year, item->label_end)) > 0;
}

/* Whether the date from `at` to `end` begins the bracket that the label ends with: 公开指南（2023年版）. */
static bool is_edition(const gr_sentence *s, const gr_item *item, size_t at, size_t end)
{
    gr_str words = gr_sentence_slice(s, item->label_start, at),
           rest = gr_sentence_slice(s, end, item->label_end);
    return gr_str_ends(words, GR_LIT("（")) && words.len >= WORD_BYTES + SYLLABLE &&
           gr_str_ends(rest, GR_LIT("）")) && gr_str_find(rest, GR_LIT("（"), 0) == GR_NOT_FOUND;
}

/* A date inside the words before a numeral is no part of what it counts, if it is not
 * compared with that: only what follows it is, or, where that is nothing, what stands
 * before (but 网站1月 is what it is). */
static void cut_date(const gr_sentence *s, gr_item *item)
{
    if (gr_word_list_within(GR_LABELS_DATED, gr_sentence_slice(s, item->label_start, item->label_end)))
        return;
    for (size_t at = item->label_end; at-- > item->label_start;) {
        size_t length = gr_is_digit((unsigned char)s->text->folded.ptr[at])
                            ? date_length(gr_sentence_slice(s, at, item->label_end))
                            : 0;
        if (length == 0 || is_in_title(s, item, at))
            continue;
        bool year = gr_label_year_length(gr_sentence_slice(s, at, item->label_end)) > 0;
        size_t start = at + length, end = item->label_end;
        while (at > item->label_start && gr_is_digit((unsigned char)s->text->folded.ptr[at - 1]))
            at--;
        if (gr_word_list_end(GR_LABELS_THAN, gr_sentence_slice(s, item->label_start, at)) > 0 ||
            is_of_thing(s, item, at) || is_edition(s, item, at, start))
            return;
        gr_label_strip(s, &start, &end);
        if (end - start >= WORD_BYTES)
            item->label_start = start;
        else if (year && at - item->label_start >= WORD_BYTES)
            item->label_end = at;
        return;
    }
}

bool gr_label_clause_before(const gr_sentence *s, size_t i, size_t *start, size_t *end)
{
    size_t from = i > 0 ? s->items[i - 1].n.next : s->start;
    gr_str all = gr_text_str(s->text);
    *end = s->items[i].left;
    while (*end > from && gr_word_list_end(GR_LABELS_MARK, gr_str_slice(all, from, *end)) > 0)
        *end -= gr_word_list_end(GR_LABELS_MARK, gr_str_slice(all, from, *end));
    *start = gr_label_clause_start(s->text, from, *end);
    gr_label_strip(s, start, end);
    return *end >= *start + WORD_BYTES;
}

/* Where a numeral's own clause says nothing, 全部答复，共29件 or 公开情况：40条, the
 * clause before it does. */
static void widen(gr_sentence *s, size_t i)
{
    size_t start, end;
    if (!gr_label_clause_before(s, i, &start, &end))
        return;
    s->items[i].label_start = start;
    s->items[i].label_end = end;
}

/* Whether the words before a numeral say nothing, or only where: 两条微信阅读量达
 * 180万次, 全县38个单位配备信息员52名. */
static bool is_wordless(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return words.len < WORD_BYTES || gr_word_list_start(GR_LABELS_WHERE, words) == words.len;
}

/* Where the bracket opens whose end stands right before `end`, or GR_NOT_FOUND. */
static size_t bracket_start(const gr_sentence *s, size_t end)
{
    const gr_text *t = s->text;
    size_t depth = 0;
    for (size_t i = end > s->start ? gr_text_token_at(t, end - 1) + 1 : 0; i-- > 0;) {
        const gr_token *token = &t->tokens.ptr[i];
        bool round = is_round(t, token);
        if (token->start < s->start || (depth == 0 && !round))
            break;
        depth += round && token->class == GR_CLASS_CLOSE;
        depth -= round && token->class == GR_CLASS_OPEN;
        if (depth == 0)
            return token->class == GR_CLASS_OPEN ? token->start : GR_NOT_FOUND;
    }
    return GR_NOT_FOUND;
}

/* 公开信息（网站20条、微信30条）共计50条: a total behind its parts is named before
 * their bracket. */
static void name_before_bracket(gr_sentence *s, size_t i)
{
    gr_item *item = &s->items[i];
    size_t first = i, length, end = item->n.start;
    while ((length = trail_length(gr_sentence_slice(s, s->start, end))) > 0)
        end -= length;
    size_t open = item->rate ? GR_NOT_FOUND : bracket_start(s, end);
    while (open != GR_NOT_FOUND && first > 0 && s->items[first - 1].n.start > open)
        first--;
    if (open == GR_NOT_FOUND || first == i)
        return;
    size_t start = gr_label_clause_start(s->text, first > 0 ? s->items[first - 1].n.next : s->start, open);
    gr_label_strip(s, &start, &open);
    if (open < start + WORD_BYTES)
        return;
    item->item_start = item->label_start = start;
    item->item_end = item->label_end = open;
}

/* 预决算信息68重点领域、民生信息410条: the words behind a number that lost its unit begin
 * the next member where what it counts stands before it. */
static bool begins_next(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    return item->unit.len == 0 && i + 1 < s->count && gr_is_at(gr_text_str(s->text), item->right, "、") &&
           gr_word_list_end(GR_LABELS_ITEM, gr_sentence_slice(s, item->label_start, item->label_end)) > 0;
}

/* 36条（政策文件、机关简介）、基层政务公开70条: where the words behind a bracket begin that tells
 * more of the figure before; `from` where there is none, or nothing behind it. */
static size_t skip_note(const gr_sentence *s, size_t from, size_t to)
{
    gr_str words = gr_sentence_slice(s, from, to);
    size_t note = gr_bracket_length(words);
    return words.len >= note + WORD_BYTES ? from + note : from;
}

static void find_label(gr_sentence *s, size_t i)
{
    gr_item *item = &s->items[i];
    bool shared = i + 1 < s->count && item->right == s->items[i + 1].n.start;
    item->label_start = item->left;
    item->label_end = before_gap(s->text, item->left, item->n.start);
    if (i > 0)
        item->label_start = skip_note(s, item->label_start, item->label_end);
    gr_label_strip(s, &item->label_start, &item->label_end);
    cut_date(s, item);
    bool wordless = is_wordless(s, item);
    if (shared && !nouns_follow(s, i) && !wordless)
        item->right = item->n.next;
    else if (shared && nouns_follow(s, i))
        s->items[i + 1].left = s->items[i + 1].n.start;
    if (begins_next(s, i))
        item->right = item->n.next;
    gr_str behind = gr_sentence_slice(s, item->n.next, item->right);
    item->noun_after = is_noun(behind) && !(item->rate && gr_str_starts(behind, GR_LIT("在")));
    if (item->noun_after && i + 1 < s->count && s->items[i + 1].left < item->right)
        s->items[i + 1].left = item->right; /* 6场新闻发布会、4期在线访谈 */
    if (!item->noun_after && item->label_end < item->label_start + SYLLABLE) {
        widen(s, i);
        name_before_bracket(s, i);
    }
}

void gr_label_find(gr_sentence *s)
{
    find_clauses(s);
    for (size_t i = 0; i < s->count; i++)
        find_label(s, i);
}
