/* Which figures of a sentence are parts of which. */
#include "list_private.h"

#include "codebook.h"
#include "data.h"
#include "scan.h"
#include "decimal.h"

bool gr_list_same_unit(const gr_item *a, const gr_item *b)
{
    return a->unit.len == 0 || b->unit.len == 0 || gr_str_equal(a->measure, b->measure);
}

bool gr_list_same_kind(const gr_item *item)
{
    static const char units[] = "条件篇份期则项个部批";
    return item->measure.len == 0 || gr_str_find(gr_str_of(units), item->measure, 0) != GR_NOT_FOUND;
}

gr_str gr_list_words_between(const gr_sentence *s, size_t i)
{
    size_t from = s->items[i - 1].n.next, to = s->items[i].n.start;
    return from < to ? gr_sentence_slice(s, from, to) : GR_LIT("");
}

bool gr_list_is_disclosure(const gr_indicator *indicator)
{
    return indicator != NULL && strncmp(indicator->code, "disclosure.", 11) == 0;
}

bool gr_list_counts_information(const gr_sentence *s, const gr_item *item)
{
    return gr_str_ends(gr_sentence_slice(s, item->label_start, item->label_end), GR_LIT("信息"));
}

bool gr_list_may_be_published(const gr_indicator *indicator)
{
    static const char *const codes[] = {"disclosure.total", "response.policy_interpretations",
                                        "suggestions.",     "proposals.",
                                        "complaints.",      "documents."};
    return gr_str_starts_any(gr_str_of(indicator->code), codes, GR_COUNT(codes));
}

bool gr_list_is_news(const gr_item *item)
{
    return gr_str_equal(item->measure, GR_LIT("条")) &&
           (item->indicator == GR_CODE_RESPONSE_TOTAL || item->indicator == GR_CODE_ENQUIRIES_TOTAL);
}

bool gr_list_is_carrier(const gr_indicator *indicator)
{
    return indicator != NULL && gr_str_starts(gr_str_of(indicator->code), GR_LIT("disclosure.channel."));
}

bool gr_list_is_weak(const gr_rule *rule)
{
    return rule == NULL || gr_str_ends(gr_str_of(rule->id), GR_LIT(".rest")) ||
           gr_rule_is_of(rule, "category.bare");
}

/* 比上年增加126条 says by how much another figure differs. */
static bool is_change(const gr_item *item)
{
    return gr_rule_is_of(item->rule, "change.");
}

/* Whether both are counted as what is published, each in its word: 4000条, 240篇. */
static bool both_published(const gr_item *a, const gr_item *b)
{
    gr_str words = GR_LIT("条件篇");
    return a->measure.len > 0 && b->measure.len > 0 && gr_str_find(words, a->measure, 0) != GR_NOT_FOUND &&
           gr_str_find(words, b->measure, 0) != GR_NOT_FOUND;
}

/* 日均访问量1.2万次 between a total and its parts: known to be none of the codes,
 * and of another unit than the part. */
static bool is_aside(const gr_item *item, const gr_item *part)
{
    return item->rule != NULL && item->rule->indicator == NULL && !gr_list_same_unit(item, part) &&
           !both_published(item, part);
}

/* 公开76条，分为3类：动态50条: how many kinds there are. */
static bool counts_kinds(const gr_item *item)
{
    return gr_word_list_end(GR_LABELS_KINDS, item->unit) > 0;
}

bool gr_list_one_is_money(const gr_item *a, const gr_item *b)
{
    return a->unit.len > 0 && b->unit.len > 0 &&
           gr_str_ends(a->unit, GR_LIT("元")) != gr_str_ends(b->unit, GR_LIT("元"));
}

/* How many brackets that close further right are open left of the words, of which
 * `closing` close behind them: read from the end. */
static size_t brackets_before(gr_str words, size_t closing)
{
    for (; words.len > 0; words.len--) {
        if (gr_str_ends(words, GR_LIT("）")))
            closing++;
        else if (closing > 0 && gr_str_ends(words, GR_LIT("（")))
            closing--;
    }
    return closing;
}

/* The figure before i that is no share, no change and no last year's value. Where there is
 * another of the part's unit: none in a bracket that closes before i
 * (1287条（同一信息计1条），其中动态316条), and behind a full stop no cumulative one
 * (……，历年累计2018条。其中：动态301条) and none that only counts other things
 * (公开617条，分为19项内容。其中：动态301条), never what one body had (收到386件，部门收到
 * 219件。其中当面提出251件); nowhere one of kinds. */
static int figure_before(const gr_sentence *s, size_t i)
{
    size_t part = i;
    bool stop = i > 0 && gr_str_find(gr_list_words_between(s, i), GR_LIT("。"), 0) != GR_NOT_FOUND;
    int second_best = -1;
    size_t closing = 0;
    while (i-- > 0) {
        const gr_item *item = &s->items[i];
        closing = brackets_before(gr_list_words_between(s, i + 1), closing);
        if (item->rate || item->dropped || item->scope == GR_SCOPE_PREVIOUS || is_change(item) ||
            is_aside(item, &s->items[part]) || gr_list_one_is_money(item, &s->items[part]))
            continue;
        if (second_best >= 0 && !gr_list_same_unit(item, &s->items[part]))
            continue;
        if (stop && gr_item_is_of_body(item) && !gr_item_is_of_body(&s->items[part]))
            continue;
        bool other = item->indicator == NULL && !gr_list_same_unit(item, &s->items[part]);
        bool passed = stop && (item->scope == GR_SCOPE_CUMULATIVE || other);
        if (closing == 0 && !passed && !(other && counts_kinds(item)))
            return (int)i;
        second_best = second_best < 0 ? (int)i : second_best;
    }
    return second_best;
}

/* The codes of a family: a part's code lies under its total's, or the codebook
 * says that it is a part. */
static bool may_be_part(const gr_indicator *part, const gr_indicator *total)
{
    if (part == NULL || total == NULL || part == total)
        return true;
    const gr_indicator *own = gr_codebook_total(part);
    if (own != NULL && own == gr_codebook_total(total))
        return false;
    if (own == total)
        return true;
    size_t length = strlen(total->code);
    if (strncmp(part->code, total->code, length) == 0 && part->code[length] == '.')
        return true;
    if (part == GR_CODE_DISCLOSURE_CATEGORY || part == GR_CODE_DISCLOSURE_NORMATIVE_DOCUMENTS)
        return gr_list_is_disclosure(total);
    if (gr_list_is_disclosure(total) && gr_list_may_be_published(part))
        return true;
    if (total == GR_CODE_DISCLOSURE_TOTAL)
        return gr_list_is_disclosure(part);
    if (strncmp(total->code, "requests.", 9) == 0)
        return strncmp(part->code, "requests.", 9) == 0 && part != GR_CODE_REQUESTS_RECEIVED;
    return false;
}

/* 公开94条，其中人事7条、制定规范性文件3份、其他18份: documents that were issued are among
 * what was disclosed where 、 stands on both sides of them. */
static bool is_issued_among(const gr_sentence *s, const gr_item *item)
{
    size_t i = (size_t)(item - s->items);
    return item->indicator == GR_CODE_NORMATIVE_DOCUMENTS_ISSUED && i > 0 && i + 1 < s->count &&
           gr_str_starts(gr_list_words_between(s, i), GR_LIT("、")) &&
           gr_str_starts(gr_list_words_between(s, i + 1), GR_LIT("、"));
}

/* Whether the item may be a part of the one at `total`; of 解读93篇，其中网站74篇, too. */
static bool belongs(const gr_sentence *s, const gr_item *item, int total)
{
    const gr_indicator *whole = s->items[total].indicator;
    if (may_be_part(item->indicator, whole) ||
        (whole == GR_CODE_RESPONSE_POLICY_INTERPRETATIONS && gr_list_is_carrier(item->indicator)))
        return true;
    if (!gr_list_is_disclosure(whole))
        return false;
    return gr_list_is_weak(item->rule) || gr_list_is_news(item) || is_issued_among(s, item) ||
           (!gr_list_is_disclosure(item->indicator) && gr_list_counts_information(s, item));
}

/* In 建议152件、提案187件，其中已解决的226件 the part is one of both, not of the last. */
static bool is_of_several(const gr_sentence *s, const gr_item *item, int total)
{
    const gr_item *last = &s->items[total];
    if (total == 0 || !gr_list_same_unit(item, last) || gr_decimal_compare(item->n.value, last->n.value) <= 0)
        return false;
    gr_str joint = gr_list_words_between(s, (size_t)total);
    return gr_str_starts(joint, GR_LIT("、")) || gr_str_starts(joint, GR_LIT("和"));
}

/* What follows a note in brackets: 27条（部分重复）：甲报9条. */
static gr_str after_note(gr_str between)
{
    return gr_str_slice(between, gr_bracket_length(between), between.len);
}

/* 累计公开198条，其中本年新增30条，涉及人事12条、规划18条: what items are about divides
 * the year's own number, not the one of all years around it. */
static bool is_about_year(const gr_sentence *s, const gr_item *item, const gr_item *last, gr_str between)
{
    return item->indicator == GR_CODE_DISCLOSURE_CATEGORY && gr_str_starts(between, GR_LIT("，涉及")) &&
           last->scope == GR_SCOPE_YEAR && last->parent >= 0 &&
           s->items[last->parent].scope == GR_SCOPE_CUMULATIVE;
}

/* Whether the marks between a figure and the next open a list of its parts. */
static bool opens_parts(const gr_sentence *s, size_t i, gr_str between)
{
    if (gr_str_starts(after_note(between), GR_LIT("：")) || gr_str_starts(between, GR_LIT("，即")))
        return true;
    size_t open = gr_str_find(between, GR_LIT("（"), 0);
    return open != GR_NOT_FOUND && gr_str_find(between, GR_LIT("）"), open) == GR_NOT_FOUND &&
           s->items[i - 1].n.next + open <= s->items[i].left;
}

/* 2015年，全县办理建议; but 2015年预算 is a thing of that year. */
static bool begins_with_year(const gr_sentence *s, gr_str words)
{
    static const char *const subjects[] = {"，", "我", "本", "全"};
    char year[24];
    snprintf(year, sizeof year, "%d年", s->year);
    if (!gr_str_starts(words, gr_str_of(year)))
        return false;
    gr_str rest = gr_str_slice(words, strlen(year), words.len);
    return gr_str_starts_any(rest, subjects, GR_COUNT(subjects));
}

/* Whether the words between two figures begin a statement of its own: ；2015年，全县办理
 * 建议, ，本年度收到申请; a semicolon may stand further on: 7篇被采用；全年回复. */
static bool begins_anew(const gr_sentence *s, gr_str between)
{
    static const char *const marks[] = {"，", "；", "、"};
    size_t semicolon = gr_str_find(between, GR_LIT("；"), 0);
    if (semicolon != GR_NOT_FOUND)
        between = gr_str_slice(between, semicolon, between.len);
    if (!gr_str_starts_any(between, marks, GR_COUNT(marks)))
        return false;
    gr_str words = gr_str_slice(between, strlen("，"), between.len);
    return begins_with_year(s, words) || gr_word_list_start(GR_LABELS_THIS_YEAR, words) > 0;
}

/* 公开95条，其中动态62条，接到投诉7件，已回复7件: what came in ends the list of what was
 * published. */
static bool ends_published(const gr_item *total, gr_str between)
{
    if (!gr_list_is_disclosure(total->indicator) || !gr_str_starts(between, GR_LIT("，")))
        return false;
    return gr_word_list_start(GR_LABELS_TAKEN, gr_str_slice(between, strlen("，"), between.len)) > 0;
}

/* Whether item i stands in one list with the item before it. */
static bool goes_on(const gr_sentence *s, size_t i, gr_str between)
{
    const gr_item *item = &s->items[i], *before = &s->items[i - 1];
    bool alike = gr_list_same_unit(item, before) || (gr_list_same_kind(item) && gr_list_same_kind(before));
    if (begins_anew(s, between))
        return false;
    if (before->n.generic && !item->n.generic && gr_str_find(between, GR_LIT("；"), 0) != GR_NOT_FOUND)
        return false; /* 目录2个，一个…，一个…；各村另编21个 */
    if (gr_str_find(between, GR_LIT("。"), 0) != GR_NOT_FOUND || !alike)
        return before->rate && gr_str_find(between, GR_LIT("。"), 0) == GR_NOT_FOUND;
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    bool carrier = gr_str_starts(words, GR_LIT("通过")) || gr_str_starts(words, GR_LIT("在"));
    return !(carrier && item->rule == NULL && gr_str_find(between, GR_LIT("；"), 0) != GR_NOT_FOUND);
}

/* 公开通告29份，其中要闻4份；公开航行警告163条: more than the total, behind a semicolon. */
static bool is_too_many(const gr_item *item, const gr_item *total, gr_str between)
{
    return gr_str_find(between, GR_LIT("；"), 0) != GR_NOT_FOUND && gr_list_same_kind(item) &&
           gr_decimal_compare(item->n.value, total->n.value) > 0;
}

static int count_in(gr_str s, const char *needle)
{
    int count = 0;
    for (size_t at = gr_str_find(s, gr_str_of(needle), 0); at != GR_NOT_FOUND;
         at = gr_str_find(s, gr_str_of(needle), at + 3))
        count++;
    return count;
}

/* Words that describe a figure's group, from the figure to its first part. */
static void note_words(gr_sentence *s, int total, gr_str between)
{
    if (gr_word_list_within(GR_LABELS_OPEN, between))
        s->items[total].open_list = true;
    if (gr_word_list_within(GR_LABELS_OVERLAP, between))
        s->items[total].overlapping = true;
}

/* The nouns at the ends of two labels agree: 公开目录2个，一个平时公开目录. */
static bool same_noun(const gr_sentence *s, const gr_item *total, const gr_item *part)
{
    gr_str a = gr_sentence_slice(s, total->label_start, total->label_end);
    gr_str b = gr_sentence_slice(s, part->n.next, part->right);
    if (a.len < 6 && total->noun_after)
        a = gr_sentence_slice(s, total->n.next, total->right);
    if (a.len < 6)
        return false;
    return gr_str_find(b, gr_str_slice(a, a.len - 6, a.len), 0) != GR_NOT_FOUND;
}

/* 一 with a measure word counts only what a rule or the total before it counts. */
static bool is_counted(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    if (!item->n.generic)
        return true;
    if (item->rule != NULL && item->indicator != NULL && item->indicator != GR_CODE_DISCLOSURE_TOTAL)
        return true;
    for (size_t k = i; k-- > 0;)
        if (!s->items[k].rate && !s->items[k].dropped && gr_str_equal(s->items[k].unit, item->unit))
            return same_noun(s, &s->items[k], item) || (s->items[k].n.generic && s->items[k].parent >= 0);
    return false;
}

/* Whether item i may be one of the parts of the one at `total` without a word that
 * says so: nothing else is known of it. */
static bool may_add_up(const gr_sentence *s, size_t i, size_t total)
{
    const gr_item *item = &s->items[i];
    bool unknown = item->rule == NULL || item->rule->indicator == NULL;
    return unknown && item->parent < 0 && !item->rate && !item->dropped && item->scope == GR_SCOPE_YEAR &&
           item->unit.len > 0 && gr_list_same_unit(item, &s->items[total]) &&
           gr_str_find(gr_list_words_between(s, i), GR_LIT("。"), 0) == GR_NOT_FOUND;
}

/* 接受咨询312人次，现场95人次，电话204人次，网上13人次: two figures or more that follow
 * a total and add up to it are its parts. */
static void adopt_by_sum(gr_sentence *s, size_t total)
{
    const gr_item *whole = &s->items[total];
    gr_decimal sum = {0};
    for (size_t i = total + 1; i < s->count && may_add_up(s, i, total); i++) {
        if (!gr_decimal_add(&sum, s->items[i].n.value))
            return;
        if (i < total + 2 || gr_decimal_compare(sum, whole->n.value) != 0)
            continue;
        for (size_t k = total + 1; k <= i; k++)
            s->items[k].parent = (int)total;
        return;
    }
}

static void relate_by_sum(gr_sentence *s)
{
    for (size_t i = 0; i + 2 < s->count; i++)
        if (s->items[i].indicator != NULL && !s->items[i].rate && s->items[i].n.value.digits > 0)
            adopt_by_sum(s, i);
}

void gr_list_relate(gr_sentence *s)
{
    int parent = -1, outer = -1, enclosing = -1; /* outer: in brackets; enclosing: around them */
    int depth = 0;
    for (size_t i = 0; i < s->count; i++) {
        int closed = -1; /* whose parts stood in the bracket that ends here */
        gr_item *item = &s->items[i];
        item->dropped = !is_counted(s, i);
        gr_str between = i > 0 ? gr_list_words_between(s, i) : GR_LIT("");
        int before = figure_before(s, i);
        depth += count_in(between, "（") - count_in(between, "）");
        if (depth < 0 || (depth == 0 && outer != -1 && gr_str_find(between, GR_LIT("）"), 0) != GR_NOT_FOUND))
            parent = enclosing, closed = outer, outer = enclosing = -1, depth = 0;
        if (item->dropped || item->rate || before < 0)
            continue;
        const gr_item *last = &s->items[before];
        if (counts_kinds(item) && !gr_list_same_unit(item, last))
            continue;
        bool listed = gr_word_list_within(GR_LABELS_LIST, between) || is_about_year(s, item, last, between);
        if (listed || opens_parts(s, i, between)) {
            if (listed && parent >= 0 && last->parent == parent &&
                !may_be_part(item->indicator, last->indicator))
                before = parent;
            if (listed && closed >= 0)
                before = closed;
            if (depth > 0 && outer == -1)
                enclosing = parent;
            parent = belongs(s, item, before) && !is_of_several(s, item, before) ? before : -1;
            outer = depth > 0 ? parent : -1;
            if (parent >= 0)
                note_words(s, parent, between);
        } else if (item->n.generic && same_noun(s, last, item)) {
            parent = last->n.generic && last->parent >= 0 ? last->parent : before;
        } else if (parent >= 0 && (!goes_on(s, i, between) || !belongs(s, item, parent) ||
                                   ends_published(&s->items[parent], between) ||
                                   is_too_many(item, &s->items[parent], between))) {
            parent = -1;
        }
        item->parent = parent;
    }
    relate_by_sum(s);
}
