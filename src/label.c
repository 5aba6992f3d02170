#include "sentence.h"

#include "codepoint.h"
#include "data.h"
#include "heading.h"
#include "scan.h"

enum { LABEL_CHARS = 40, DEPTH = 8, WORD_BYTES = 6, SYLLABLE = 3, NOUN_BRACKET = 21 };

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

/* Where the clause of a numeral at `at` begins, not before `from`: after the
 * last clause mark.  A bracket that closes before the numeral is part of its
 * clause, 其他杂志（网站）8条; one that does not begins a clause. */
static size_t clause_start(const gr_text *t, size_t from, size_t at)
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

/* Where the words after a numeral end, not after `to`. */
static size_t clause_end(const gr_text *t, size_t at, size_t to)
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
        item->left = clause_start(s->text, from, before_gap(s->text, from, item->n.start));
        item->right = item->n.next < to ? clause_end(s->text, item->n.next, to) : item->n.next;
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

/* Takes off words that say nothing of what was counted. */
static void strip(const gr_sentence *s, size_t *start, size_t *end)
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

/* Whether s begins with the year that a figure is compared with: 较2010年增加. */
static bool begins_with_year_before(gr_str s)
{
    size_t than = gr_word_list_start(GR_LABELS_THAN, s);
    return than > 0 && gr_label_year_length(gr_str_slice(s, than, s.len)) > 0;
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
        strip(s, &start, &end);
        if (end - start >= WORD_BYTES)
            item->label_start = start;
        else if (year && at - item->label_start >= WORD_BYTES)
            item->label_end = at;
        return;
    }
}

/* The clause before that of numeral i, if no other figure stands in it. */
static bool clause_before(const gr_sentence *s, size_t i, size_t *start, size_t *end)
{
    size_t from = i > 0 ? s->items[i - 1].n.next : s->start;
    gr_str all = gr_text_str(s->text);
    *end = s->items[i].left;
    while (*end > from && gr_word_list_end(GR_LABELS_MARK, gr_str_slice(all, from, *end)) > 0)
        *end -= gr_word_list_end(GR_LABELS_MARK, gr_str_slice(all, from, *end));
    *start = clause_start(s->text, from, *end);
    strip(s, start, end);
    return *end >= *start + WORD_BYTES;
}

/* Where a numeral's own clause says nothing, 全部答复，共29件 or 公开情况：40条, the
 * clause before it does. */
static void widen(gr_sentence *s, size_t i)
{
    size_t start, end;
    if (!clause_before(s, i, &start, &end))
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
    size_t start = clause_start(s->text, first > 0 ? s->items[first - 1].n.next : s->start, open);
    strip(s, &start, &open);
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
    size_t close = gr_str_starts(words, GR_LIT("（")) ? gr_str_find(words, GR_LIT("）"), 0) : GR_NOT_FOUND;
    bool behind = close != GR_NOT_FOUND && words.len >= close + SYLLABLE + WORD_BYTES;
    return behind ? from + close + strlen("）") : from;
}

static void find_label(gr_sentence *s, size_t i)
{
    gr_item *item = &s->items[i];
    bool shared = i + 1 < s->count && item->right == s->items[i + 1].n.start;
    item->label_start = item->left;
    item->label_end = before_gap(s->text, item->left, item->n.start);
    if (i > 0)
        item->label_start = skip_note(s, item->label_start, item->label_end);
    strip(s, &item->label_start, &item->label_end);
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

/* ------------------------------------------------------------------- text */

/* Where the title 《…》 that words are cut in at `at` ends, with 、 or 和 behind it; `at` where
 * they are cut in none. */
static size_t title_behind(gr_str s, size_t at)
{
    size_t close = gr_str_find(s, GR_LIT("》"), at);
    if (close == GR_NOT_FOUND || gr_str_find(s, GR_LIT("《"), at) < close)
        return at;
    close += strlen("》");
    if (gr_is_at(s, close, "、"))
        return close + strlen("、");
    return close + gr_word_list_start(GR_LABELS_JOINT, gr_str_slice(s, close, s.len));
}

/* Whether words begin that tell by what means, or where. */
static bool tells_how(gr_str s)
{
    return gr_word_list_start(GR_LABELS_CUT, s) > 0 || gr_str_starts(s, GR_LIT("在"));
}

/* Where words cut at `at` may begin: with the next title or member of a list, else with what
 * was done or how, else far behind with a member that tells how; `at` where none is near. */
static size_t word_behind(gr_str s, size_t at)
{
    size_t half = at + (s.len - at) / 2, title = title_behind(s, at), next = gr_str_find(s, GR_LIT("、"), at);
    if (title > at && title < half)
        return title;
    if (next < half)
        return next + strlen("、");
    for (size_t i = at; i < half; i = gr_utf8_next(s, i))
        if (gr_word_list_start(GR_LABELS_CUT, gr_str_slice(s, i, s.len)) > 0 || gr_is_at(s, i, "《"))
            return i;
    for (; next != GR_NOT_FOUND; next = gr_str_find(s, GR_LIT("、"), next)) {
        next += strlen("、");
        if (tells_how(gr_str_slice(s, next, s.len)))
            return next;
    }
    return gr_is_at(s, at, "的") ? at + strlen("的") : at;
}

/* Where the last `chars` characters begin. */
static size_t last_chars_at(gr_str s, size_t chars)
{
    size_t at = 0;
    for (size_t count = gr_utf8_count(s); count > chars; count--)
        at = gr_utf8_next(s, at);
    return at;
}

/* Keeps the last `chars` characters, or fewer, so that no word is cut. */
static gr_str last_chars(gr_str s, size_t chars)
{
    size_t at = last_chars_at(s, chars);
    return at == 0 ? s : gr_str_slice(s, word_behind(s, at), s.len);
}

/* Keeps the first `chars` characters; of more, where that can be, only those before the first
 * 和 or 及, which begins another noun than that counted. */
static gr_str first_chars(gr_str s, size_t chars)
{
    size_t at = 0, noun = 0;
    for (; chars > 0 && at < s.len; chars--, at = gr_utf8_next(s, at)) {
        size_t joint = gr_word_list_start(GR_LABELS_JOINT, gr_str_slice(s, at, s.len));
        bool bound = gr_word_list_end(GR_LABELS_BOUND, gr_str_slice(s, 0, at + joint)) > 0;
        if (noun == 0 && at >= WORD_BYTES && joint > 0 && !bound)
            noun = at;
    }
    return gr_str_slice(s, 0, at < s.len && noun > 0 ? noun : at);
}

/* Where the noun after a numeral ends: 23个县直部门和14个乡镇 counts 县直部门, 两个栏目合并为
 * 一个 counts 栏目, and in 动态7篇共计35页 共计 is of the next. */
static size_t noun_end(const gr_sentence *s, const gr_item *item)
{
    gr_str noun = gr_sentence_slice(s, item->n.next, item->right);
    for (size_t at = gr_utf8_next(noun, 0); at < noun.len; at = gr_utf8_next(noun, at))
        if (gr_word_list_start(GR_LABELS_INTO, gr_str_slice(noun, at, noun.len)) > 0)
            return item->n.next + at;
    size_t end = gr_word_list_end(GR_LABELS_JOINT, noun);
    return item->right - (end > 0 ? end : gr_word_list_end(GR_LABELS_SUM, noun));
}

/* Whether the words are a verb alone: 张贴, 涉及. */
static bool is_bare(gr_str words)
{
    return words.len > 0 && gr_word_list_start(GR_LABELS_BARE, words) == words.len;
}

/* Where the clause begins that a bare verb before numeral i goes on from, 局务公开栏，
 * 张贴19条; the label's own start where another figure stands between. */
static size_t bare_start(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    size_t from = i > 0 ? s->items[i - 1].n.next : s->start, end = item->left;
    gr_str all = gr_text_str(s->text);
    if (!is_bare(gr_sentence_slice(s, item->label_start, item->label_end)) ||
        !gr_str_ends(gr_str_slice(all, from, end), GR_LIT("，")))
        return item->label_start;
    size_t start = clause_start(s->text, from, end - strlen("，"));
    return start == from && i > 0 ? item->label_start : start;
}

/* 予以公开258件，占33.9%: a share is labelled by what it is a share of. */
static bool needs_label_before(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    if (i == 0)
        return false;
    if (item->noun_after)
        return words.len == 0 && is_bare(gr_sentence_slice(s, item->n.next, noun_end(s, item)));
    return words.len == 0 || gr_word_list_start(GR_LABELS_SHARE, words) > 0 ||
           begins_with_year_before(words) || (is_bare(words) && bare_start(s, i) == item->label_start);
}

/* 规划类信息，占9%: the share of what the clause before names, unless that explains the
 * figure before: 政策类105条，主要是规章，占46%; 无法提供1件（咨询），占14%. */
static bool is_share_of_clause(const gr_sentence *s, size_t i, size_t *start, size_t *end)
{
    const gr_item *item = &s->items[i];
    return item->rate && gr_is_at(gr_text_str(s->text), item->label_start, "占") &&
           clause_before(s, i, start, end) && !gr_is_at(gr_text_str(s->text), *start, "（") &&
           gr_word_list_start(GR_LABELS_OPEN, gr_sentence_slice(s, *start, *end)) == 0 &&
           gr_word_list_end(GR_LABELS_OPEN, gr_sentence_slice(s, s->start, *start)) == 0;
}

/* The figure whose label that of item i leans on: the one before it, but no rate for a
 * count (办结率97%；公开44件), and behind a bracket the total before that, 67件（网络41件），
 * 增加21件. */
static size_t leans_on(const gr_sentence *s, size_t i)
{
    size_t back = i - 1;
    while (back > 0 && s->items[back].rate && !s->items[i].rate)
        back--;
    bool behind =
        gr_str_starts(gr_sentence_slice(s, s->items[back].n.next, s->items[i].n.start), GR_LIT("）"));
    bool part = s->items[back].parent >= 0 && (size_t)s->items[back].parent < back; /* of what it follows */
    return behind && part ? (size_t)s->items[back].parent : back;
}

/* 建议103件、提案55件，合计158件: the word for the sum is all that it is called. */
static bool is_sum_alone(const gr_sentence *s, size_t i)
{
    gr_str words = gr_sentence_slice(s, s->items[i].left, s->items[i].n.start);
    size_t start, end;
    bool alone = i > 0 && words.len > 0 && gr_word_list_start(GR_LABELS_SUM_ALONE, words) == words.len &&
                 !clause_before(s, i, &start, &end);
    return alone && gr_str_equal(s->items[i].measure, s->items[i - 1].measure);
}

/* Where the clause ends that goes on at `from` behind numeral i, or the next one stands. */
static size_t end_behind(const gr_sentence *s, size_t i, size_t from, bool *shared)
{
    size_t k = i + 1;
    while (k < s->count && s->items[k].n.start < from)
        k++;
    size_t next = k < s->count ? s->items[k].n.start : s->end;
    size_t end = from < next ? clause_end(s->text, from, next) : next;
    *shared = end == next;
    return end;
}

/* 建立了25人的联络员队伍: behind a verb and a number, where the noun ends to which that
 * belongs, or 0. */
static size_t owner_end(const gr_sentence *s, size_t i)
{
    enum { VERB_BYTES = 9 };
    const gr_item *item = &s->items[i];
    bool shared, of = gr_is_at(gr_text_str(s->text), item->n.next, "的");
    size_t end = end_behind(s, i, item->n.next, &shared);
    bool verb = item->label_end > item->label_start && item->label_end - item->label_start <= VERB_BYTES;
    return of && verb && !shared && end >= item->n.next + SYLLABLE + WORD_BYTES ? end : 0;
}

/* 13封（含2封转办）均已办结: where the clause goes on behind numeral i, and behind the bracket that
 * tells more of it. */
static size_t behind_bracket(const gr_sentence *s, size_t i)
{
    size_t from = s->items[i].n.next;
    gr_str words = gr_sentence_slice(s, from, s->end);
    size_t close = gr_str_starts(words, GR_LIT("（")) ? gr_str_find(words, GR_LIT("）"), 0) : GR_NOT_FOUND;
    return close == GR_NOT_FOUND ? from : from + close + strlen("）");
}

/* 其余5件: says which, but not of what. */
static bool is_rest(gr_str words)
{
    return gr_str_equal(words, GR_LIT("其余")) || gr_str_equal(words, GR_LIT("余下"));
}

/* 2件为网上申请，1件已办结: where nothing stands before a numeral, what is said of it behind
 * it tells what was counted. */
static gr_str told_behind(const gr_sentence *s, size_t i, size_t *start)
{
    const gr_item *item = &s->items[i];
    size_t from = item->left, to = item->n.start;
    strip(s, &from, &to);
    gr_str before = gr_sentence_slice(s, from, to);
    bool says_nothing = before.len == 0 || gr_str_equal(before, GR_LIT("中")) ||    /* 4件中2件为 */
                        is_rest(before) ||                                          /* 其余5件为 */
                        gr_word_list_start(GR_LABELS_DIVIDE, before) == before.len; /* 处理结果4件为 */
    if (!says_nothing || item->noun_after)
        return (gr_str){0};
    bool shared;
    size_t behind = behind_bracket(s, i);
    gr_str words = gr_sentence_slice(s, behind, end_behind(s, i, behind, &shared));
    size_t verb = gr_word_list_start(GR_LABELS_TOLD, words);
    size_t copula = gr_word_list_start(GR_LABELS_COPULA, words);
    *start = behind + copula;
    bool tells = verb > 0 && words.len >= verb + WORD_BYTES && !shared;
    return tells ? gr_str_slice(words, copula, words.len) : (gr_str){0};
}

static void add_words(const gr_sentence *s, size_t start, size_t end, gr_buf *out)
{
    if (start < end)
        gr_text_plain(s->text, start, end, out);
}

/* The words of figures and clauses before numeral i that its own lean on. */
static void add_words_before(const gr_sentence *s, size_t i, gr_buf *out)
{
    size_t start, end, back = i;
    if (is_share_of_clause(s, i, &start, &end)) {
        add_words(s, start, end, out);
        return;
    }
    while (needs_label_before(s, back))
        back = leans_on(s, back);
    if (back == i)
        return;
    const gr_item *item = &s->items[back];
    size_t from = item->label_start; /* 累计公开30条，今年新增5条: not 累计 of the latter */
    if (s->items[i].scope == GR_SCOPE_YEAR && item->scope == GR_SCOPE_CUMULATIVE &&
        gr_is_at(gr_text_str(s->text), from, "累计"))
        from += strlen("累计");
    add_words(s, from, item->label_end, out);
    if (item->noun_after)
        add_words(s, item->n.next, noun_end(s, item), out);
}

/* Where the words before numeral i begin that are its label: they are none where 、 makes them
 * members of a list in which the noun follows (局长、两名副局长), and no clause before is told
 * again at length for a verb that has its noun behind. */
static size_t words_start(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    gr_str before = gr_sentence_slice(s, item->left, item->n.start);
    if (item->noun_after && gr_str_ends(before, GR_LIT("、")))
        return item->label_end;
    size_t start = bare_start(s, i);
    bool is_long = gr_utf8_count(gr_sentence_slice(s, start, item->label_end)) > LABEL_CHARS / 2;
    return item->noun_after && is_long ? item->label_start : start;
}

/* 提出6大类30条任务: whether nothing but its measure word parts numeral i from the next one. */
static bool is_stacked(const gr_sentence *s, size_t i)
{
    return i + 1 < s->count && s->items[i].n.next == s->items[i + 1].n.start;
}

/* The words of numeral i that it shares with those that it is stacked with: those before the
 * first of them, and the noun behind the last one. */
static void add_shared_words(const gr_sentence *s, size_t i, gr_buf *left, gr_buf *right)
{
    size_t first = i, last = i;
    while (first > 0 && is_stacked(s, first - 1))
        first--;
    while (is_stacked(s, last))
        last++;
    const gr_item *end = &s->items[last];
    if (first == last || !end->noun_after)
        return;
    if (left->len == 0)
        add_words(s, s->items[first].label_start, s->items[first].label_end, left);
    if (right->len == 0)
        add_words(s, end->n.next, noun_end(s, end), right);
}

/* What stands before numeral i, or is told of it behind, and the noun behind it. */
static void add_label(const gr_sentence *s, size_t i, gr_buf *left, gr_buf *right)
{
    const gr_item *item = &s->items[i];
    size_t behind;
    gr_str told = told_behind(s, i, &behind);
    if (told.len > 0) {
        if (is_rest(gr_sentence_slice(s, item->label_start, item->label_end)))
            add_words(s, item->label_start, item->label_end, left);
        add_words(s, behind, behind + told.len, left);
    } else if (gr_item_is_member(item)) {
        add_words(s, item->item_start, item->item_end, left);
    } else if (is_sum_alone(s, i)) {
        add_words(s, item->left, item->n.start, left);
    } else if (item->of_end > item->of_start) {
        add_words(s, item->of_start, item->of_end, left);
        add_words(s, item->label_start, item->label_end, left);
    } else {
        add_words_before(s, i, left);
        add_words(s, words_start(s, i), item->label_end, left);
        if (item->noun_after)
            add_words(s, item->n.next, noun_end(s, item), right);
        else
            add_words(s, item->n.next + SYLLABLE, owner_end(s, i), right);
        add_shared_words(s, i, left, right);
    }
}

/* Takes an address in brackets out of the words, 门户网站（http://www.a.gov.cn）: it counts nothing. */
static void remove_address(gr_buf *words)
{
    static const char *const starts[] = {"（http", "（www.", "(http", "(www."};
    gr_str s = gr_buf_str(words);
    for (size_t k = 0; k < GR_COUNT(starts); k++) {
        size_t open = gr_str_find(s, gr_str_of(starts[k]), 0);
        gr_str close = starts[k][0] == '(' ? GR_LIT(")") : GR_LIT("）");
        size_t end = open == GR_NOT_FOUND ? GR_NOT_FOUND : gr_str_find(s, close, open);
        if (end == GR_NOT_FOUND)
            continue;
        end += close.len;
        memmove(words->ptr + open, words->ptr + end, words->len - end);
        words->len -= end - open;
        return;
    }
}

/* 起草了《A》《B》 before 两个文件: takes off the titles at the end of words that would be cut in
 * one, where a noun says behind them what they are. */
static void remove_titles(gr_buf *words, size_t chars)
{
    gr_str s = gr_buf_str(words);
    size_t at = last_chars_at(s, chars);
    if (at == 0 || title_behind(s, at) == at)
        return;
    while (gr_str_ends(s, GR_LIT("》"))) {
        size_t open = s.len;
        while (open > 0 && !gr_is_at(s, open, "《"))
            open--;
        s.len = open;
        s.len -= gr_str_ends(s, GR_LIT("、")) ? strlen("、") : gr_word_list_end(GR_LABELS_JOINT, s);
    }
    if (s.len > 0)
        words->len = s.len;
}

char *gr_label_text(const gr_sentence *s, size_t i, gr_arena *arena)
{
    gr_buf left = {0}, right = {0};
    add_label(s, i, &left, &right);
    if (left.len == 0 && right.len == 0) /* 共计300条 */
        add_words(s, s->items[i].left, s->items[i].n.start, &left);
    remove_address(&left);
    gr_str after = first_chars(gr_buf_str(&right), LABEL_CHARS);
    bool cut = after.len < right.len;
    size_t room = cut ? 0 : LABEL_CHARS - gr_utf8_count(after); /* what was too long stands alone */
    if (after.len > 0)
        remove_titles(&left, room);
    gr_str before = last_chars(gr_buf_str(&left), room);
    char *label = gr_arena_join(arena, (gr_str[]){before, after}, 2);
    gr_buf_release(&left);
    gr_buf_release(&right);
    return label;
}
