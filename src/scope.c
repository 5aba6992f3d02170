/* Which year each figure is about. */
#include "sentence.h"

#include "data.h"
#include "scan.h"

enum { NEAR = 120 }; /* bytes behind a date where it is told whether it is a document's */

/* Whether the words after a date make it a point of comparison: 与2015年相比. */
static bool is_comparison(gr_str before, gr_str after)
{
    if (gr_word_list_end(GR_LABELS_COMPARE, before) > 0)
        return !gr_str_starts(after, GR_LIT("的")) && !gr_str_starts(after, GR_LIT("N"));
    return gr_word_list_start(GR_LABELS_COMPARED, after) > 0;
}

/* Whether a bracket closes in `after` that was open before it: a year inside 《…》 is
 * a title's, and one inside （…） does not reach what follows: （2015年无结转件）新收22件. */
static bool closes(gr_str after, gr_str open, gr_str close)
{
    size_t closed = gr_str_find(after, close, 0), opened = gr_str_find(after, open, 0);
    return closed != GR_NOT_FOUND && (opened == GR_NOT_FOUND || closed < opened);
}

static bool is_enclosed(gr_str after)
{
    return closes(after, GR_LIT("《"), GR_LIT("》")) || closes(after, GR_LIT("（"), GR_LIT("）"));
}

/* Whether a date says which year's documents were published, not when: 公开2020年度
 * 部门决算12份、2021年度部门预算9份; `listed` where the one before it does so. */
static bool is_of_document(gr_str before, gr_str after, bool listed)
{
    if (listed && (gr_str_ends(before, GR_LIT("、")) || gr_word_list_end(GR_LABELS_JOINT, before) > 0))
        return true;
    return gr_word_list_end(GR_LABELS_PUBLISH, before) > 0 &&
           gr_word_list_within(GR_LABELS_YEARLY, gr_str_limit(after, NEAR));
}

/* The words behind 年 without the 度 of 年度. */
static gr_str behind_year(gr_str after)
{
    return gr_str_slice(after, gr_is_at(after, 0, "度") ? strlen("度") : 0, after.len);
}

/* 2020年度部门决算2条, 2020年度部门决算公开2项: the year in the name of what was published. */
static bool is_in_name(gr_str after, const gr_item *item)
{
    static const char published[] = "条份篇则";
    after = behind_year(after);
    bool items = item->measure.len > 0 && gr_str_find(gr_str_of(published), item->measure, 0) != GR_NOT_FOUND;
    return (items || gr_word_list_end(GR_LABELS_PUBLISH, after) > 0) &&
           gr_word_list_start(GR_LABELS_YEARLY, after) > 0;
}

/* 本年新收41件: the report's own year, whatever heads the sentence. */
static bool says_own_year(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->left, item->n.start);
    return gr_str_find(words, GR_LIT("本年"), 0) != GR_NOT_FOUND ||
           gr_str_find(words, GR_LIT("今年"), 0) != GR_NOT_FOUND;
}

/* The year that a date before the item gives it, or 0: a date that heads the
 * sentence holds for all of it, another one for its own clause. */
static int stated_year(const gr_sentence *s, const gr_item *item)
{
    gr_str all = gr_text_str(s->text);
    int year = 0;
    bool listed = false;
    for (size_t i = gr_numerals_from(s->numerals, s->start); i < s->numerals->len; i++) {
        const gr_numeral *n = &s->numerals->ptr[i];
        if (n->start >= item->n.start)
            break;
        if (n->class != GR_NUMERAL_DATE || n->year < 1990)
            continue;
        gr_str before = gr_str_slice(all, s->start, n->start),
               after = gr_str_slice(all, n->next, item->n.start);
        bool same_clause = n->start >= item->left;
        if (!same_clause && says_own_year(s, item))
            continue;
        listed = is_of_document(before, after, listed);
        if ((same_clause && listed) || is_in_name(after, item))
            continue;
        if (!same_clause && n->year == s->year)
            year = year != 0 ? n->year : 0; /* 2013年结转4件，2014年收到117件。其中…… */
        if ((before.len == 0 || same_clause) && !is_enclosed(after) && !is_comparison(before, after))
            year = n->year;
    }
    return year != 0 && year == s->first_year ? s->year : year;
}

/* Whether the words before the item look ahead: 2017年将力争公开300条，培训100人次. */
static bool looks_ahead(const gr_sentence *s, const gr_item *item)
{
    return gr_word_list_within(GR_LABELS_AHEAD, gr_sentence_slice(s, s->start, item->n.start));
}

/* 办理2020年结转件3件 is this year's work. */
static bool is_carried(const gr_item *item)
{
    return gr_rule_is_of(item->rule, "request.carried");
}

/* Whether the words behind a date say what was published anew: 2022年新增主动公开59条. */
static bool is_published_anew(gr_str after)
{
    static const char *const anew[] = {"新增主动公开", "新增的主动公开", "新增公开信息", "新增公开政府信息"};
    return gr_str_starts_any(behind_year(after), anew, GR_COUNT(anew));
}

/* 累计公开1080条。2022年新增公开59条: whether an item of no year counts all that was ever
 * published, as the number of the report's own year stands behind it. */
static bool is_running_total(const gr_sentence *s, const gr_item *item)
{
    gr_str all = gr_text_str(s->text), clause = gr_sentence_slice(s, item->left, item->n.start);
    if (item->indicator == NULL || !gr_str_starts(gr_str_of(item->indicator->code), GR_LIT("disclosure.")) ||
        gr_str_find(clause, GR_LIT("累计"), 0) == GR_NOT_FOUND ||
        gr_word_list_within(GR_LABELS_THIS_YEAR, gr_sentence_slice(s, s->start, item->n.start)) ||
        stated_year(s, item) != 0)
        return false;
    for (size_t i = gr_numerals_from(s->numerals, item->n.next); i < s->numerals->len; i++) {
        const gr_numeral *n = &s->numerals->ptr[i];
        if (n->start > item->n.next + NEAR)
            break;
        if (n->class == GR_NUMERAL_DATE && n->year == s->year && n->year != 0 &&
            is_published_anew(gr_str_slice(all, n->next, all.len)))
            return true;
    }
    return false;
}

/* Gives a figure the year that a date before it says. */
static void set_scope(const gr_sentence *s, gr_item *item)
{
    int stated = stated_year(s, item), own = s->year;
    if (is_carried(item)) {
        item->scope = GR_SCOPE_YEAR;
        return;
    }
    if (item->scope == GR_SCOPE_YEAR && is_running_total(s, item))
        item->scope = GR_SCOPE_CUMULATIVE;
    if (item->scope == GR_SCOPE_YEAR && own != 0 && stated > own && looks_ahead(s, item))
        item->scope = GR_SCOPE_PLAN;
    if (item->scope == GR_SCOPE_YEAR && stated != 0 && stated < own && !(item->rule != NULL && item->rate)) {
        item->scope = GR_SCOPE_PREVIOUS;
        item->year = stated;
    } else if (item->scope == GR_SCOPE_PREVIOUS && own != 0) {
        item->year = stated != 0 && stated < own ? stated : own - 1;
    } else if (item->scope == GR_SCOPE_PLAN && own != 0) {
        item->year = stated > own ? stated : own + 1;
    }
}

void gr_scope_pass(gr_sentence *s)
{
    for (size_t i = 0; i < s->count; i++) {
        gr_item *item = &s->items[i];
        const gr_item *total = item->parent >= 0 ? &s->items[item->parent] : NULL;
        if (total == NULL || total->scope == GR_SCOPE_YEAR || item->scope != GR_SCOPE_YEAR ||
            is_carried(item))
            continue;
        gr_str words = gr_sentence_slice(s, item->left, item->n.start);
        if (gr_word_list_within(GR_LABELS_THIS_YEAR, words) || gr_word_list_within(GR_LABELS_NEW, words) ||
            stated_year(s, item) == s->year)
            continue;
        item->scope = total->scope;
        item->year = total->year;
    }
}

void gr_scope_settle(gr_sentence *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->items[i].scope != GR_SCOPE_YEAR)
            s->items[i].indicator = NULL;
}

/* 力争公开200条，培训2次: a sentence that plans goes on planning, unless it says a year. */
static void go_on_planning(gr_sentence *s, size_t i)
{
    gr_item *item = &s->items[i];
    if (i > 0 && s->items[i - 1].scope == GR_SCOPE_PLAN && item->scope == GR_SCOPE_YEAR &&
        stated_year(s, item) == 0) {
        item->scope = GR_SCOPE_PLAN;
        item->year = s->items[i - 1].year;
    }
}

/* Whether the words behind a cumulative number say what was done with it: ，办结61件. */
static bool tells_handling(const gr_sentence *s, const gr_item *item, size_t from)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return words.len > 0 && !item->noun_after && gr_is_at(gr_text_str(s->text), from, "，") &&
           gr_word_list_start(GR_LABELS_HANDLED, words) == words.len;
}

/* Whether the item is enumerated with the number before it, and no year of its own is
 * said: 累计公开规章5件、规范性文件7件. */
static bool is_enumerated(const gr_sentence *s, const gr_item *item, size_t from)
{
    gr_str words = gr_sentence_slice(s, from, item->n.start);
    return gr_str_starts(words, GR_LIT("、")) && !gr_word_list_within(GR_LABELS_THIS_YEAR, words) &&
           !gr_word_list_within(GR_LABELS_NEW, words) && (s->year == 0 || stated_year(s, item) != s->year);
}

/* 建站以来累计收到82件，办结61件: what was done with a cumulative number is cumulative,
 * too, and so is what stands in one enumeration with it. */
static void go_on_cumulating(gr_sentence *s, size_t i)
{
    gr_item *item = &s->items[i];
    const gr_item *last = i > 0 ? &s->items[i - 1] : NULL;
    if (last == NULL || last->scope != GR_SCOPE_CUMULATIVE || item->scope != GR_SCOPE_YEAR ||
        !gr_str_equal(item->measure, last->measure))
        return;
    if (tells_handling(s, item, last->n.next) || is_enumerated(s, item, last->n.next))
        item->scope = GR_SCOPE_CUMULATIVE;
}

void gr_scope_find(gr_sentence *s)
{
    for (size_t i = 0; i < s->count; i++) {
        set_scope(s, &s->items[i]);
        go_on_planning(s, i);
        go_on_cumulating(s, i);
    }
}
