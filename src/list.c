/* One list of words with one list of values, and the items that come of it. */
#include "list_private.h"

#include "codepoint.h"
#include "data.h"
#include "decimal.h"

#include <stdlib.h>

enum { HEAD_BYTES = 6 };

typedef struct span {
    size_t start, end;
} span;

/* 与政府信息公开有关的: no conjunction. */
static bool is_preposition(gr_str rest)
{
    size_t about = gr_str_find(rest, GR_LIT("有关"), 0), apart = gr_str_find(rest, GR_LIT("、"), 0);
    return gr_str_starts(rest, GR_LIT("与")) && about != GR_NOT_FOUND && about < apart;
}

/* The separator of two members that stands at `at`, or 0; 涉及 and 普及 are words. */
static size_t separator(gr_str all, size_t at, size_t end)
{
    gr_str rest = gr_str_slice(all, at, end);
    if (gr_str_starts(rest, GR_LIT("以及")) || gr_str_starts(rest, GR_LIT("或者")))
        return strlen("以及");
    if (gr_str_starts(rest, GR_LIT("及")) &&
        gr_word_list_end(GR_LABELS_BOUND, gr_str_slice(all, 0, at + 3)) > 0)
        return 0;
    if (is_preposition(rest))
        return 0;
    bool separates = gr_str_starts(rest, GR_LIT("、")) || gr_str_starts(rest, GR_LIT("和")) ||
                     gr_str_starts(rest, GR_LIT("及")) || gr_str_starts(rest, GR_LIT("与")) ||
                     gr_str_starts(rest, GR_LIT("或"));
    return separates ? strlen("、") : 0;
}

/* Cuts the words before a value list, A、B和C分别为, into its members; 0 where
 * there are more than GR_MEMBERS_MAX. */
static size_t cut_members(const gr_sentence *s, size_t start, size_t end, span members[GR_MEMBERS_MAX])
{
    size_t count = 0, from = start;
    gr_str all = gr_text_str(s->text);
    for (size_t at = start; at <= end;) {
        size_t cut = at == end ? 1 : separator(all, at, end);
        if (cut > 0) {
            if (count == GR_MEMBERS_MAX)
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

/* Where 分别 or 依次 stands in s: each member has a value of its own. */
static size_t find_respectively(gr_str s)
{
    size_t at = gr_str_find(s, GR_LIT("分别"), 0);
    return at != GR_NOT_FOUND ? at : gr_str_find(s, GR_LIT("依次"), 0);
}

/* Whether 分别为 says that each of the words before the item has a value of its own,
 * be it of another unit: 件数和总金额分别为1件、30元. */
static bool is_one_to_one(const gr_sentence *s, const gr_item *item)
{
    enum { RESPECTIVELY = 9 };
    size_t from = item->n.start > s->start + RESPECTIVELY ? item->n.start - RESPECTIVELY : s->start;
    return find_respectively(gr_sentence_slice(s, from, item->n.start)) != GR_NOT_FOUND;
}

/* 起、人、人 behind 起、人、人: whether the `count` items from i on have the measure words of those
 * right before them, one by one. */
static bool repeats_units(const gr_sentence *s, size_t i, size_t count)
{
    for (size_t k = i; k < i + count; k++)
        if (k < count || s->items[k].measure.len == 0 || s->items[k].rate != s->items[k - count].rate ||
            !gr_str_equal(s->items[k].measure, s->items[k - count].measure))
            return false;
    return count > 0;
}

/* 事故5起、死亡1人，同比减少2起、1人: how many values from i on, of several units, are the differences
 * of the figures before, or 0. */
static size_t differences(const gr_sentence *s, size_t i)
{
    const gr_item *first = &s->items[i];
    gr_str words = gr_sentence_slice(s, first->left, first->n.start);
    size_t count = 1;
    if (gr_word_list_start(GR_LABELS_SHARE, words) == 0)
        return 0;
    while (i + count < s->count && s->items[i + count - 1].n.next < s->items[i + count].n.start &&
           only_separators(gr_sentence_slice(s, s->items[i + count - 1].n.next, s->items[i + count].n.start)))
        count++;
    return count > 1 && repeats_units(s, i, count) ? count : 0;
}

/* The items from i on that are values of one list: nothing but separators
 * between them. */
static size_t value_list(const gr_sentence *s, size_t i)
{
    size_t last = i, changes = differences(s, i);
    if (changes > 0)
        return changes;
    bool any_unit = is_one_to_one(s, &s->items[i]);
    while (last + 1 < s->count && s->items[last].n.next < s->items[last + 1].n.start &&
           (any_unit || gr_list_same_unit(&s->items[last], &s->items[last + 1])) &&
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
    size_t at = find_respectively(gr_sentence_slice(s, first->label_start, first->label_end));
    return at == GR_NOT_FOUND || at == 0 ? first->label_end : first->label_start + at;
}

/* The head noun of the last member, which those before it leave out:
 * 当面、信函申请. */
static span head_noun(span last)
{
    return last.end - last.start > HEAD_BYTES ? (span){last.end - HEAD_BYTES, last.end} : (span){0, 0};
}

/* 复议21件、诉讼17件，分别减少6件和3件, or 同比减少6件、3件: a value list of n after n figures, each said of
 * one of those. */
static void pair_with_figures(gr_sentence *s, size_t i, size_t values)
{
    const gr_item first = s->items[i];
    gr_str words = gr_sentence_slice(s, first.left, first.n.start);
    if (i < values || (find_respectively(words) == GR_NOT_FOUND && differences(s, i) != values))
        return;
    for (size_t k = i - values; k < i; k++)
        if (s->items[k].rate || s->items[k].label_start == s->items[k].label_end)
            return;
    for (size_t k = i; k < i + values; k++) {
        gr_item *item = &s->items[k];
        item->of_start = s->items[k - values].label_start;
        item->of_end = s->items[k - values].label_end;
        item->label_start = first.label_start;
        item->label_end = first.label_end;
    }
}

/* A value list of n after n members (分别, or the counts agree): one to one.
 * The unit may be written once, after the last value. */
static void distribute_list(gr_sentence *s, size_t i, size_t values)
{
    span members[GR_MEMBERS_MAX];
    const gr_item first = s->items[i];
    size_t end = members_end(s, &first);
    if (cut_members(s, first.label_start, end, members) != values) {
        pair_with_figures(s, i, values);
        return;
    }
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

bool gr_list_holds_for_each(const gr_sentence *s, const gr_item *item)
{
    return item->n.value.digits == 0 ||
           gr_str_ends(gr_sentence_slice(s, s->start, item->n.start), GR_LIT("各"));
}

/* Words that say a value of each member: 复议、诉讼均, 专职、兼职各. */
static bool ends_for_all(gr_str words)
{
    return gr_str_ends(words, GR_LIT("均")) || gr_str_ends(words, GR_LIT("都")) ||
           gr_str_ends(words, GR_LIT("各"));
}

/* 行政复议、行政诉讼均为0件, 专职、兼职各1名: a zero, or a value behind 各, that holds for
 * each member, if each turns out to have an indicator of its own (gr_list_settle). */
static size_t repeat_for_members(gr_sentence *s, size_t i, size_t room)
{
    span members[GR_MEMBERS_MAX];
    const gr_item first = s->items[i];
    size_t end = first.label_end;
    if (!gr_list_holds_for_each(s, &first) || first.rate)
        return 1;
    while (ends_for_all(gr_sentence_slice(s, first.label_start, end)))
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

/* 申诉, which reports deny beside 行政复议 and 行政诉讼 and which has no indicator. */
static bool is_appeal(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return item->indicator == NULL && gr_str_find(words, GR_LIT("申诉"), 0) != GR_NOT_FOUND;
}

/* Words of several carriers at once: 利用微信、微博等形式公开0条 is one figure. */
static bool is_of_carriers(const gr_item *item)
{
    return gr_rule_is_of(item->rule, "channel.") && item->indicator == GR_CODE_DISCLOSURE_TOTAL;
}

/* Whether the `count` items from i on have each an indicator of their own, appeals apart. */
static bool all_differ(const gr_sentence *s, size_t i, size_t count)
{
    bool any = false;
    for (size_t k = 0; k < count; k++) {
        if (is_appeal(s, &s->items[i + k]))
            continue;
        any = true;
        if (s->items[i + k].indicator == NULL || is_of_carriers(&s->items[i + k]))
            return false;
        for (size_t j = 0; j < k; j++)
            if (s->items[i + j].indicator == s->items[i + k].indicator)
                return false;
    }
    return any;
}

static void remove_items(gr_sentence *s, size_t i, size_t count)
{
    memmove(&s->items[i], &s->items[i + count], (s->count - i - count) * sizeof *s->items);
    s->count -= count;
}

/* Leaves the appeals out of the `count` items from i on; how many are left. */
static size_t without_appeals(gr_sentence *s, size_t i, size_t count)
{
    for (size_t left = 0; left < count;) {
        if (is_appeal(s, &s->items[i + left])) {
            remove_items(s, i + left, 1);
            count--;
        } else {
            left++;
        }
    }
    return count;
}

bool gr_list_settle(gr_sentence *s)
{
    bool changed = false;
    for (size_t i = 0; i < s->count; i++) {
        size_t count = s->items[i].repeated;
        if (count > 1 && !all_differ(s, i, count)) {
            remove_items(s, i + 1, count - 1);
            set_member(&s->items[i], (span){0, 0});
            s->items[i].rule = NULL;
            s->items[i].indicator = NULL;
            changed = true;
        } else if (count > 1) {
            i += without_appeals(s, i, count) - 1;
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
