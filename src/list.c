#include "sentence.h"

#include "codepoint.h"
#include "decimal.h"
#include "inherit.h"
#include "words.h"

#include <stdlib.h>

enum { MEMBERS = 16, HEAD_BYTES = 6 };

/* Whether the measure word counts items, as of disclosure, and not events. */
static bool same_kind_of_unit(const gr_item *item)
{
    static const char units[] = "条件篇份期则项个";
    return item->measure.len == 0 || gr_str_find(gr_str_of(units), item->measure, 0) != GR_NOT_FOUND;
}

/* Of those, the ones that count nothing but what was published. */
static bool counts_items(const gr_item *item)
{
    return item->measure.len > 0 && gr_str_find(GR_LIT("条件篇份期则"), item->measure, 0) != GR_NOT_FOUND;
}

/* Of what is handed out or put up: 手册5000本、环保袋1800只、展板16块. */
static bool counts_copies(const gr_item *item)
{
    return item->measure.len > 0 && gr_str_find(GR_LIT("份册张本只块幅套"), item->measure, 0) != GR_NOT_FOUND;
}

static bool same_unit(const gr_item *a, const gr_item *b)
{
    return a->unit.len == 0 || b->unit.len == 0 || gr_str_equal(a->measure, b->measure);
}

/* ------------------------------------------------------------ distribution */

typedef struct span {
    size_t start, end;
} span;

/* The separator of two members that stands at `at`, or 0; 涉及 and 普及 are words. */
static size_t separator(gr_str all, size_t at, size_t end)
{
    gr_str rest = gr_str_slice(all, at, end);
    if (gr_str_starts(rest, GR_LIT("以及")))
        return strlen("以及");
    if (gr_str_starts(rest, GR_LIT("及")) && gr_words_at_end(gr_str_slice(all, 0, at + 3), "bound") > 0)
        return 0;
    bool separates = gr_str_starts(rest, GR_LIT("、")) || gr_str_starts(rest, GR_LIT("和")) ||
                     gr_str_starts(rest, GR_LIT("及")) || gr_str_starts(rest, GR_LIT("与"));
    return separates ? strlen("、") : 0;
}

/* Cuts the words before a value list, A、B和C分别为, into its members; 0 where
 * there are more than MEMBERS. */
static size_t cut_members(const gr_sentence *s, size_t start, size_t end, span members[MEMBERS])
{
    size_t count = 0, from = start;
    gr_str all = gr_text_str(s->text);
    for (size_t at = start; at <= end;) {
        size_t cut = at == end ? 1 : separator(all, at, end);
        if (cut > 0) {
            if (count == MEMBERS)
                return 0;
            if (at > from)
                members[count++] = (span){from, at};
            from = at + cut;
        }
        if (at == end)
            break;
        at = cut > 0 ? from : gr_utf8_next(all, at);
    }
    return count;
}

static bool only_separators(gr_str s)
{
    for (size_t at = 0; at < s.len;) {
        gr_str rest = gr_str_slice(s, at, s.len);
        if (gr_str_starts(rest, GR_LIT("、")) || gr_str_starts(rest, GR_LIT("，")) ||
            gr_str_starts(rest, GR_LIT("和")) || gr_str_starts(rest, GR_LIT("及")) ||
            gr_str_starts(rest, GR_LIT("与")))
            at += 3;
        else
            return false;
    }
    return true;
}

/* The items from i on that are values of one list: nothing but separators
 * between them. */
static size_t value_list(const gr_sentence *s, size_t i)
{
    size_t last = i;
    while (last + 1 < s->count && s->items[last].n.next < s->items[last + 1].n.start &&
           same_unit(&s->items[last], &s->items[last + 1]) &&
           only_separators(gr_sentence_slice(s, s->items[last].n.next, s->items[last + 1].n.start)))
        last++;
    return last - i + 1;
}

static void set_member(gr_item *item, span member)
{
    item->item_start = member.start;
    item->item_end = member.end;
}

/* In A、B分别公开信息N条、N条 the members end before 分别, and what follows it
 * is said of each. */
static size_t members_end(const gr_sentence *s, const gr_item *first)
{
    size_t at = gr_str_find(gr_sentence_slice(s, first->label_start, first->label_end), GR_LIT("分别"), 0);
    return at == GR_NOT_FOUND || at == 0 ? first->label_end : first->label_start + at;
}

/* The head noun of the last member, which those before it leave out:
 * 当面、信函申请. */
static span head_noun(span last)
{
    return last.end - last.start > HEAD_BYTES ? (span){last.end - HEAD_BYTES, last.end} : (span){0, 0};
}

/* A value list of n after n members (分别, or the counts agree): one to one.
 * The unit may be written once, after the last value. */
static void distribute_list(gr_sentence *s, size_t i, size_t values)
{
    span members[MEMBERS];
    const gr_item first = s->items[i];
    size_t end = members_end(s, &first);
    if (cut_members(s, first.label_start, end, members) != values)
        return;
    const gr_item *last = &s->items[i + values - 1];
    if (end == first.label_end && last->right > last->n.next + strlen("。"))
        return; /* 涉及复议和诉讼的3起，1起维持 */
    span head = head_noun(members[values - 1]);
    for (size_t k = 0; k < values; k++) {
        gr_item *item = &s->items[i + k];
        set_member(item, members[k]);
        item->label_start = item->label_end = first.label_start;
        item->common_start = end < first.label_end ? end : head.start;
        item->common_end = end < first.label_end ? first.label_end : k + 1 < values ? head.end : head.start;
        if (item->unit.len == 0) {
            item->unit = s->items[i + values - 1].unit;
            item->measure = s->items[i + values - 1].measure;
        }
    }
}

/* 行政复议、行政诉讼均为0件: a zero that holds for each member, if each turns out to
 * have an indicator of its own (gr_list_settle). */
static size_t repeat_for_members(gr_sentence *s, size_t i, size_t room)
{
    span members[MEMBERS];
    const gr_item first = s->items[i];
    size_t end = first.label_end;
    if (first.n.value.digits != 0 || first.rate)
        return 1;
    while (end > first.label_start &&
           (gr_str_ends(gr_sentence_slice(s, first.label_start, end), GR_LIT("均")) ||
            gr_str_ends(gr_sentence_slice(s, first.label_start, end), GR_LIT("都"))))
        end -= 3;
    size_t count = cut_members(s, first.label_start, end, members);
    if (count < 2 || s->count + count - 1 > room)
        return 1;
    memmove(&s->items[i + count], &s->items[i + 1], (s->count - i - 1) * sizeof *s->items);
    s->count += count - 1;
    for (size_t k = 0; k < count; k++) {
        s->items[i + k] = first;
        set_member(&s->items[i + k], members[k]);
        s->items[i + k].repeated = count - k;
    }
    return count;
}

/* Whether the `count` items from i on have each an indicator of their own. */
static bool all_differ(const gr_sentence *s, size_t i, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        if (s->items[i + k].indicator == NULL)
            return false;
        for (size_t j = 0; j < k; j++)
            if (s->items[i + j].indicator == s->items[i + k].indicator)
                return false;
    }
    return true;
}

bool gr_list_settle(gr_sentence *s)
{
    bool changed = false;
    for (size_t i = 0; i < s->count; i++) {
        size_t count = s->items[i].repeated;
        if (count > 1 && !all_differ(s, i, count)) {
            memmove(&s->items[i + 1], &s->items[i + count], (s->count - i - count) * sizeof *s->items);
            s->count -= count - 1;
            set_member(&s->items[i], (span){0, 0});
            s->items[i].rule = NULL;
            s->items[i].indicator = NULL;
            changed = true;
        } else if (count > 1) {
            i += count - 1;
        }
        s->items[i].repeated = 0;
    }
    return changed;
}

/* The power of ten that the numeral of an item ends with, as 万 does. */
static int written_power(const gr_sentence *s, const gr_item *item)
{
    gr_str numeral = gr_sentence_slice(s, item->n.start, item->n.end);
    return gr_str_ends(numeral, GR_LIT("万")) ? 4 : gr_str_ends(numeral, GR_LIT("亿")) ? 8 : 0;
}

/* 分别为13.6、4.8和2.1万件: what the last value ends with holds for all that have a
 * point and no unit. */
static void share_power(gr_sentence *s, size_t i, size_t values)
{
    int power = written_power(s, &s->items[i + values - 1]);
    for (size_t k = i; k + 1 < i + values; k++) {
        gr_item *item = &s->items[k];
        if (power > 0 && item->n.value.scale > 0 && written_power(s, item) == 0)
            gr_decimal_shift(&item->n.value, power);
    }
}

void gr_list_distribute(gr_sentence *s, size_t room)
{
    for (size_t i = 0; i < s->count;) {
        size_t values = value_list(s, i);
        if (values > 1) {
            distribute_list(s, i, values);
            share_power(s, i, values);
        } else {
            values = repeat_for_members(s, i, room);
        }
        i += values;
    }
}

/* --------------------------------------------------------------- relations */

static gr_str words_between(const gr_sentence *s, size_t i)
{
    size_t from = s->items[i - 1].n.next, to = s->items[i].n.start;
    return from < to ? gr_sentence_slice(s, from, to) : GR_LIT("");
}

/* The figure before i that is no share, and no last year's value; behind a full
 * stop (……，历年累计2018条。其中：动态301条) no cumulative one either, where there is
 * another. */
static int figure_before(const gr_sentence *s, size_t i)
{
    bool stop = i > 0 && gr_str_find(words_between(s, i), GR_LIT("。"), 0) != GR_NOT_FOUND;
    int cumulative = -1;
    while (i-- > 0) {
        const gr_item *item = &s->items[i];
        if (item->rate || item->dropped || item->scope == GR_SCOPE_PREVIOUS)
            continue;
        if (!stop || item->scope != GR_SCOPE_CUMULATIVE)
            return (int)i;
        cumulative = cumulative < 0 ? (int)i : cumulative;
    }
    return cumulative;
}

static bool is_disclosure(const gr_indicator *indicator)
{
    return indicator != NULL && strncmp(indicator->code, "disclosure.", 11) == 0;
}

/* 新闻发布会信息59条 counts what was published, not what it is about. */
static bool counts_information(const gr_sentence *s, const gr_item *item)
{
    return gr_str_ends(gr_sentence_slice(s, item->label_start, item->label_end), GR_LIT("信息"));
}

/* Codes of what may itself be an item that was published. */
static bool may_be_published(const gr_indicator *indicator)
{
    static const char *const codes[] = {"disclosure.total", "response.policy_interpretations", "suggestions.",
                                        "proposals."};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (gr_str_starts(gr_str_of(indicator->code), gr_str_of(codes[i])))
            return true;
    return false;
}

/* The codes of a family: a part's code lies under its total's, or the codebook
 * says that it is a part. */
static bool may_be_part(const gr_indicator *part, const gr_indicator *total)
{
    if (part == NULL || total == NULL || part == total)
        return true;
    if (part->part_of != NULL && total->part_of != NULL && strcmp(part->part_of, total->part_of) == 0)
        return false;
    if (part->part_of != NULL && strcmp(part->part_of, total->code) == 0)
        return true;
    size_t length = strlen(total->code);
    if (strncmp(part->code, total->code, length) == 0 && part->code[length] == '.')
        return true;
    if (strcmp(part->code, "disclosure.category") == 0 ||
        strcmp(part->code, "disclosure.normative_documents") == 0)
        return strncmp(total->code, "disclosure.", 11) == 0;
    if (is_disclosure(total) && may_be_published(part))
        return true;
    if (strcmp(total->code, "disclosure.total") == 0)
        return strncmp(part->code, "disclosure.", 11) == 0;
    if (strncmp(total->code, "requests.", 9) == 0)
        return strncmp(part->code, "requests.", 9) == 0 && strcmp(part->code, "requests.received") != 0;
    return false;
}

/* Whether the rule that matched goes by so little (其他, 信息) that the list tells
 * more: data/rules.tsv names such rules *.rest and category.bare*. */
static bool is_weak(const gr_rule *rule)
{
    return rule == NULL || gr_str_ends(gr_str_of(rule->id), GR_LIT(".rest")) ||
           gr_str_starts(gr_str_of(rule->id), GR_LIT("category.bare"));
}

/* Whether the item may be a part of the one at `total`. */
static bool belongs(const gr_sentence *s, const gr_item *item, int total)
{
    const gr_indicator *whole = s->items[total].indicator;
    return may_be_part(item->indicator, whole) || (is_disclosure(whole) && is_weak(item->rule)) ||
           (is_disclosure(whole) && !is_disclosure(item->indicator) && counts_information(s, item));
}

/* In 建议152件、提案187件，其中已解决的226件 the part is one of both, not of the last. */
static bool is_of_several(const gr_sentence *s, const gr_item *item, int total)
{
    const gr_item *last = &s->items[total];
    if (total == 0 || !same_unit(item, last) || gr_decimal_compare(item->n.value, last->n.value) <= 0)
        return false;
    gr_str joint = words_between(s, (size_t)total);
    return gr_str_starts(joint, GR_LIT("、")) || gr_str_starts(joint, GR_LIT("和"));
}

/* What follows a note in brackets: 27条（部分重复）：甲报9条. */
static gr_str after_note(gr_str between)
{
    size_t close =
        gr_str_starts(between, GR_LIT("（")) ? gr_str_find(between, GR_LIT("）"), 0) : GR_NOT_FOUND;
    return close == GR_NOT_FOUND ? between : gr_str_slice(between, close + 3, between.len);
}

/* Whether the words between a figure and the next open a list of its parts. */
static bool opens_parts(const gr_sentence *s, size_t i, gr_str between)
{
    if (gr_words_within(between, "list"))
        return true;
    if (gr_str_starts(after_note(between), GR_LIT("：")) || gr_str_starts(between, GR_LIT("，即")))
        return true;
    size_t open = gr_str_find(between, GR_LIT("（"), 0);
    return open != GR_NOT_FOUND && gr_str_find(between, GR_LIT("）"), open) == GR_NOT_FOUND &&
           s->items[i - 1].n.next + open <= s->items[i].left;
}

/* Whether item i stands in one list with the item before it. */
static bool goes_on(const gr_sentence *s, size_t i, gr_str between)
{
    const gr_item *item = &s->items[i], *before = &s->items[i - 1];
    bool alike = same_unit(item, before) || (same_kind_of_unit(item) && same_kind_of_unit(before));
    if (before->n.generic && !item->n.generic && gr_str_find(between, GR_LIT("；"), 0) != GR_NOT_FOUND)
        return false; /* 目录2个，一个…，一个…；各村另编21个 */
    if (gr_str_find(between, GR_LIT("。"), 0) != GR_NOT_FOUND || !alike)
        return before->rate && gr_str_find(between, GR_LIT("。"), 0) == GR_NOT_FOUND;
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    bool carrier = gr_str_starts(words, GR_LIT("通过")) || gr_str_starts(words, GR_LIT("在"));
    return !(carrier && item->rule == NULL && gr_str_find(between, GR_LIT("；"), 0) != GR_NOT_FOUND);
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
    if (gr_words_within(between, "open"))
        s->items[total].open_list = true;
    if (gr_words_within(between, "overlap"))
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
    if (item->rule != NULL && item->indicator != NULL &&
        strcmp(item->indicator->code, "disclosure.total") != 0)
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
    return item->rule == NULL && item->parent < 0 && !item->rate && !item->dropped &&
           item->scope == GR_SCOPE_YEAR && item->unit.len > 0 && same_unit(item, &s->items[total]) &&
           gr_str_find(words_between(s, i), GR_LIT("。"), 0) == GR_NOT_FOUND;
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
        gr_str between = i > 0 ? words_between(s, i) : GR_LIT("");
        int before = figure_before(s, i);
        depth += count_in(between, "（") - count_in(between, "）");
        if (depth < 0 || (depth == 0 && outer != -1 && gr_str_find(between, GR_LIT("）"), 0) != GR_NOT_FOUND))
            parent = enclosing, closed = outer, outer = enclosing = -1, depth = 0;
        if (item->dropped || item->rate || before < 0)
            continue;
        const gr_item *last = &s->items[before];
        if (opens_parts(s, i, between) || (before + 1 < (int)i && gr_words_within(between, "list"))) {
            if (parent >= 0 && gr_words_within(between, "list") && last->parent == parent &&
                !may_be_part(item->indicator, last->indicator))
                before = parent;
            if (closed >= 0 && gr_words_within(between, "list"))
                before = closed;
            if (depth > 0 && outer == -1)
                enclosing = parent;
            parent = belongs(s, item, before) && !is_of_several(s, item, before) ? before : -1;
            outer = depth > 0 ? parent : -1;
            if (parent >= 0)
                note_words(s, parent, between);
        } else if (item->n.generic && same_noun(s, last, item)) {
            parent = last->n.generic && last->parent >= 0 ? last->parent : before;
        } else if (parent >= 0 && (!goes_on(s, i, between) || !belongs(s, item, parent))) {
            parent = -1;
        }
        item->parent = parent;
    }
    relate_by_sum(s);
}

/* -------------------------------------------------------------- inheriting */

static const gr_indicator *inherited(const gr_indicator *from, bool part)
{
    const gr_data_inherit *row = from != NULL ? gr_inheritance(from->code) : NULL;
    const char *to = row == NULL ? "" : part ? row->part : row->member;
    return strcmp(to, "=") == 0 ? from : gr_codebook_find(to);
}

/* Words that make a statement of their own rather than name a list's member;
 * 行政处罚信息 and 许可和处罚 name one all the same. */
static bool is_statement(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return gr_words_within(words, "verb") ||
           (gr_words_within(words, "act") && gr_words_at_end(words, "item") == 0 &&
            gr_words_at_end(words, "act") == 0);
}

/* Whether a label names a place or a level of government, and perhaps says again
 * that it published: 市级部门公开. Such a part counts the same thing as its total. */
static bool is_place(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    size_t length, end = 0;
    while ((length = gr_words_at_start(gr_str_slice(words, end, words.len), "place")) > 0)
        end += length;
    gr_str rest = gr_str_slice(words, end, words.len);
    return end > 0 && !item->noun_after && (rest.len == 0 || gr_words_at_start(rest, "again") > 0);
}

/* In 由8个增加到16个 the later value counts what the earlier one counts. */
static bool is_risen(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    return i > 0 && s->items[i - 1].scope == GR_SCOPE_PREVIOUS && same_unit(item, &s->items[i - 1]) &&
           gr_words_within(gr_sentence_slice(s, s->items[i - 1].n.next, item->n.start), "share");
}

/* The figure before i that stands on its level: no share, no part in brackets. */
static int sibling_before(const gr_sentence *s, size_t i)
{
    int level = s->items[i].parent;
    while (i-- > 0)
        if (!s->items[i].rate && !s->items[i].dropped && s->items[i].parent == level)
            return (int)i;
    return -1;
}

static bool is_carrier(const gr_indicator *indicator)
{
    return indicator != NULL && gr_str_starts(gr_str_of(indicator->code), GR_LIT("disclosure.channel."));
}

static bool is_interpretation(const gr_indicator *indicator)
{
    return strcmp(indicator->code, "response.policy_interpretations") == 0;
}

/* 政策解读 among what a carrier published, in one enumeration, is its member. */
static bool is_enumerated(const gr_sentence *s, size_t i, size_t before)
{
    const gr_item *item = &s->items[i];
    return before + 1 == i && is_carrier(s->items[before].indicator) && item->indicator != NULL &&
           is_interpretation(item->indicator) && gr_str_starts(words_between(s, i), GR_LIT("、"));
}

/* A member of a list without a total: a bare noun after a figure with a code. */
static bool is_member(const gr_sentence *s, size_t i, size_t before)
{
    const gr_item *item = &s->items[i];
    gr_str between = gr_sentence_slice(s, s->items[before].n.next, item->n.start);
    const gr_indicator *other = s->items[before].indicator;
    bool items = is_carrier(other) || (other != NULL && strcmp(other->code, "disclosure.category") == 0);
    bool copies = other != NULL && strcmp(other->code, "publicity") == 0 && counts_copies(item) &&
                  counts_copies(&s->items[before]);
    bool alike = same_unit(item, &s->items[before]) || (items && counts_items(item)) || copies;
    return alike && gr_str_find(between, GR_LIT("。"), 0) == GR_NOT_FOUND &&
           item->parent == s->items[before].parent && !is_statement(s, item);
}

/* What is counted in an explicit list of what was disclosed is a category of
 * it, whatever its noun counts elsewhere (建议提案答复4条); a carrier and 政策解读
 * stay what they are. */
static bool becomes_category(const gr_sentence *s, const gr_item *item)
{
    const gr_indicator *total = s->items[item->parent].indicator, *own = item->indicator;
    if (!is_disclosure(total) || !same_kind_of_unit(item))
        return false;
    if (own == NULL)
        return gr_str_starts(gr_str_of(item->rule->id), GR_LIT("suggestion.")); /* 建议提案答复4条 */
    if (is_interpretation(own))
        return false;
    return may_be_published(own) || (!is_disclosure(own) && counts_information(s, item));
}

/* 网站公开183条，其中在“部门动态”栏目125条: a place within the carrier. */
static bool is_column(const gr_sentence *s, const gr_item *item)
{
    return is_carrier(s->items[item->parent].indicator) &&
           gr_words_at_end(gr_sentence_slice(s, item->label_start, item->label_end), "column") > 0;
}

static const gr_indicator *part_indicator(const gr_sentence *s, const gr_item *item)
{
    const gr_item *total = &s->items[item->parent];
    const gr_indicator *part = inherited(total->indicator, true);
    if (is_disclosure(total->indicator) && !same_kind_of_unit(item) && !same_unit(item, total))
        return NULL; /* 公开项目8个，其中道路21.6公里 */
    if (part == NULL)
        return NULL;
    if (is_place(s, item)) /* what each body disclosed has no code */
        return strcmp(total->indicator->code, "disclosure.total") == 0 ? NULL : total->indicator;
    return is_column(s, item) ? total->indicator : part;
}

/* 受训268人次，县城96人次，乡镇172人次: parts by place without a word that says so. */
static void count_by_place(const gr_sentence *s, gr_item *item, int before)
{
    const gr_item *last = &s->items[before];
    item->indicator = last->indicator;
    if (item->indicator != NULL && !is_place(s, last))
        item->parent = before;
    else
        item->parent = last->parent;
}

static bool is_category(const gr_item *item)
{
    return strcmp(item->indicator->code, "disclosure.category") == 0;
}

/* 教育18条，其他206条: what is left belongs to the list before it. */
static bool is_rest_of_list(const gr_sentence *s, size_t i, int before)
{
    const gr_item *item = &s->items[i];
    return item->rule != NULL && gr_str_ends(gr_str_of(item->rule->id), GR_LIT(".rest")) && before >= 0 &&
           s->items[before].indicator != NULL &&
           (s->items[before].rule == NULL || is_category(&s->items[before])) &&
           inherited(s->items[before].indicator, false) != NULL && is_member(s, i, (size_t)before);
}

/* 其中，通过网站公布要闻672条，视频新闻259条: what follows a carrier in one list is
 * the carrier's, whatever total the list is of. */
static bool follows_carrier(const gr_sentence *s, size_t i, size_t before)
{
    const gr_item *item = &s->items[i], *last = &s->items[before];
    gr_str between = gr_sentence_slice(s, last->n.next, item->n.start);
    if (!is_carrier(last->indicator) || !is_member(s, i, before))
        return false;
    if (gr_str_starts(between, GR_LIT("、")))
        return true;
    return gr_str_starts(between, GR_LIT("，")) && item->parent >= 0 &&
           last->indicator != s->items[item->parent].indicator;
}

/* 机构职能12，惠农政策164，农业技术905: three figures and more in a row with words
 * before them and no measure word, as （单位：条） stands elsewhere. */
static bool is_bare_list(const gr_sentence *s, size_t i)
{
    size_t count = 0;
    for (size_t k = i; k < s->count; k++, count++) {
        const gr_item *item = &s->items[k];
        if (item->rule != NULL || item->unit.len > 0 || item->rate || item->noun_after ||
            is_statement(s, item) || item->label_start == item->label_end)
            return false;
    }
    return count >= 3;
}

/* A sentence that is a bare list, after one that said how much was disclosed: its
 * kinds. */
static bool begins_kinds(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    if (s->before == NULL || strncmp(s->before, "disclosure.", 11) != 0 || item->rule != NULL ||
        item->parent >= 0)
        return false;
    if (is_bare_list(s, i))
        return true;
    if (!counts_items(item) || is_statement(s, item) || item->noun_after)
        return false;
    for (size_t k = i + 1; k < s->count; k++)
        if (!s->items[k].rate)
            return s->items[k].rule == NULL && same_kind_of_unit(&s->items[k]) &&
                   !is_statement(s, &s->items[k]);
    return false;
}

/* Whether item i says the sum of what several carriers published: 网站64条，公示栏
 * 31条，合计95条. */
static bool sums_up_carriers(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    gr_str before = gr_sentence_slice(s, item->left, item->n.start);
    if (i < 2 || item->rule != NULL || gr_words_at_end(before, "sum") == 0)
        return false;
    const gr_indicator *last = s->items[i - 1].indicator;
    for (size_t k = i - 1; k-- > 0 && is_carrier(last);)
        if (is_carrier(s->items[k].indicator) && s->items[k].indicator != last)
            return true;
    return false;
}

void gr_list_inherit(gr_sentence *s)
{
    for (size_t i = 0; i < s->count; i++) {
        gr_item *item = &s->items[i];
        if (item->rate || item->dropped)
            continue;
        int before = sibling_before(s, i);
        if (sums_up_carriers(s, i)) {
            item->indicator = gr_codebook_find("disclosure.total");
            continue;
        }
        if (is_weak(item->rule) && before >= 0 && follows_carrier(s, i, (size_t)before)) {
            item->indicator = s->items[before].indicator;
            continue;
        }
        if (is_rest_of_list(s, i, before)) {
            item->indicator = inherited(s->items[before].indicator, false);
            continue;
        }
        bool of_year = item->parent < 0 || s->items[item->parent].scope == GR_SCOPE_YEAR;
        if (item->parent >= 0 && of_year && (item->rule == NULL || becomes_category(s, item)))
            item->indicator = part_indicator(s, item);
        else if (item->rule == NULL && is_risen(s, i))
            item->indicator = s->items[i - 1].indicator;
        else if (item->scope == GR_SCOPE_YEAR && before < 0 && begins_kinds(s, i))
            item->indicator = is_place(s, item) ? NULL : gr_codebook_find("disclosure.category");
        else if (item->scope != GR_SCOPE_YEAR || before < 0)
            continue;
        else if (item->rule == NULL && is_place(s, item) && same_unit(item, &s->items[before]))
            count_by_place(s, item, before);
        else if ((item->rule == NULL && is_member(s, i, (size_t)before)) ||
                 is_enumerated(s, i, (size_t)before))
            item->indicator = inherited(s->items[before].indicator, false);
    }
}
