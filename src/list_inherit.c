/* What parts and members of a list take over from the figure before them. */
#include "list_private.h"

#include "data.h"
#include "decimal.h"
#include "inherit.h"

/* Whether the measure word counts nothing but what was published. */
static bool counts_items(const gr_item *item)
{
    return item->measure.len > 0 && gr_str_find(GR_LIT("条件篇份期则"), item->measure, 0) != GR_NOT_FOUND;
}

/* Of what is handed out or put up: 手册5000本、环保袋1800只、展板16块. */
static bool counts_copies(const gr_item *item)
{
    return item->measure.len > 0 && gr_str_find(GR_LIT("份册张本只块幅套"), item->measure, 0) != GR_NOT_FOUND;
}

/* Words that make a statement of their own rather than name a list's member;
 * 行政处罚信息 and 许可和处罚 name one all the same. */
static bool is_statement(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return gr_word_list_within(GR_LABELS_VERB, words) ||
           (gr_word_list_within(GR_LABELS_ACT, words) && gr_word_list_end(GR_LABELS_ITEM, words) == 0 &&
            gr_word_list_end(GR_LABELS_ACT, words) == 0);
}

static gr_str without_start(const gr_word_list *list, gr_str words)
{
    return gr_str_slice(words, gr_word_list_start(list, words), words.len);
}

/* What follows the places that words begin with: 街道以及乡镇公开. */
static gr_str after_places(gr_str words)
{
    gr_str next = words;
    while (gr_word_list_start(GR_LABELS_PLACE, next) > 0) {
        words = without_start(GR_LABELS_PLACE, next);
        bool listed = gr_str_starts(words, GR_LIT("、"));
        next = listed ? gr_str_slice(words, strlen("、"), words.len) : without_start(GR_LABELS_JOINT, words);
    }
    return words;
}

/* Whether a label names a place or a level of government, and perhaps says again
 * that it published: 市级部门公开. */
static bool is_place(const gr_sentence *s, const gr_item *item)
{
    if (gr_rule_is_of(item->rule, "place.")) /* 各县（市、区）75条 */
        return true;
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    gr_str rest = after_places(words);
    return rest.len < words.len && !item->noun_after &&
           (rest.len == 0 || gr_word_list_start(GR_LABELS_AGAIN, rest) > 0);
}

/* Whether a label names one body, and perhaps that it published: 县水利局主动公开. */
static bool names_agency(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    size_t end;
    while ((end = gr_word_list_end(GR_LABELS_PUBLISH, words)) > 0)
        words.len -= end;
    return !item->noun_after && gr_word_list_end(GR_LABELS_AGENCY, words) > 0 &&
           gr_word_list_end(GR_LABELS_KEPT, words) == 0;
}

/* In 由8个增加到16个 the later value counts what the earlier one counts. */
static bool is_risen(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    return i > 0 && s->items[i - 1].scope == GR_SCOPE_PREVIOUS && gr_list_same_unit(item, &s->items[i - 1]) &&
           gr_word_list_within(GR_LABELS_SHARE, gr_list_words_between(s, i));
}

static bool is_category(const gr_item *item)
{
    return item->indicator == GR_CODE_DISCLOSURE_CATEGORY;
}

static bool is_interpretation(const gr_indicator *indicator)
{
    return indicator == GR_CODE_RESPONSE_POLICY_INTERPRETATIONS;
}

/* Whether items i and k stand in one enumeration: nothing but 、 parts them. */
static bool is_enumerated_with(const gr_sentence *s, size_t i, size_t k)
{
    return k + 1 == i && gr_str_starts(gr_list_words_between(s, i), GR_LIT("、"));
}

/* 规范性文件 and 政策解读, which have codes of their own in a list of what a carrier published. */
static bool stays_itself(const gr_indicator *indicator)
{
    return is_interpretation(indicator) || indicator == GR_CODE_DISCLOSURE_NORMATIVE_DOCUMENTS;
}

/* Whether semicolons part item i neither from the one before nor from the next, or from both. */
static bool is_parted_alike(const gr_sentence *s, size_t i)
{
    gr_str before = gr_list_words_between(s, i), behind = gr_list_words_between(s, i + 1);
    bool apart = gr_str_find(before, GR_LIT("；"), 0) != GR_NOT_FOUND;
    return apart ? gr_str_starts(before, GR_LIT("；")) && gr_str_starts(behind, GR_LIT("；"))
                 : gr_str_find(behind, GR_LIT("；"), 0) == GR_NOT_FOUND;
}

/* 公开规范性文件5件，政策解读8件，会议纪要12件: whether 政策解读 at k is but one of the
 * kinds of a list that goes on before and behind it. */
static bool is_among_kinds(const gr_sentence *s, size_t i, size_t k)
{
    if (k == 0 || k + 1 != i || !is_interpretation(s->items[k].indicator) || is_statement(s, &s->items[k]))
        return false;
    const gr_item *last = &s->items[k - 1], *item = &s->items[i];
    bool kind = is_category(last) || last->indicator == GR_CODE_DISCLOSURE_NORMATIVE_DOCUMENTS;
    bool alike =
        gr_list_same_unit(item, last) || (counts_items(item) && gr_list_same_unit(item, &s->items[k]));
    return kind && alike && last->parent == s->items[k].parent && is_parted_alike(s, k);
}

/* The figure before i that stands on its level: no share, no part in brackets, no amount
 * that tells more of it (中标公告8项，金额40万元，文件6条), and none of those behind which
 * the carrier's list, or one of kinds, goes on. */
static int sibling_before(const gr_sentence *s, size_t i)
{
    int level = s->items[i].parent;
    for (size_t k = i; k-- > 0;) {
        const gr_item *item = &s->items[k];
        if (item->rate || item->dropped || item->parent != level)
            continue;
        if (item->rule == NULL && counts_items(&s->items[i]) && gr_list_one_is_money(item, &s->items[i]))
            continue;
        if (k > 0 && stays_itself(item->indicator) && gr_list_is_carrier(s->items[k - 1].indicator) &&
            is_enumerated_with(s, i, k) && is_enumerated_with(s, k, k - 1))
            continue;
        if (is_among_kinds(s, i, k))
            continue;
        return (int)k;
    }
    return -1;
}

/* 发布解读93篇，其中网站74篇，公众号19篇: where they were published. */
static bool is_way_of_interpreting(const gr_item *item, const gr_item *total)
{
    return is_interpretation(total->indicator) && gr_list_is_carrier(item->indicator);
}

/* 受理咨询141件，其中局长信箱34件: what came by a way that has no code elsewhere. */
static bool is_way_of_asking(const gr_item *item, const gr_item *total)
{
    return total->indicator == GR_CODE_ENQUIRIES_TOTAL && item->rule != NULL &&
           strcmp(item->rule->id, "hotline") == 0;
}

/* 建议提案答复4条, which has no code of its own. */
static bool is_suggestion(const gr_item *item)
{
    return gr_rule_is_of(item->rule, "suggestion.") && item->rule->indicator == NULL;
}

/* 建议提案答复 among what a carrier published, in one enumeration, is its member. */
static bool is_enumerated(const gr_sentence *s, size_t i, size_t before)
{
    return gr_list_is_carrier(s->items[before].indicator) && is_suggestion(&s->items[i]) &&
           is_enumerated_with(s, i, i - 1);
}

/* 村级公告4项: the noun says that it counts what was published. */
static bool is_named_item(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return gr_list_same_kind(item) && gr_word_list_end(GR_LABELS_ITEM, words) > 0;
}

/* A member of a list without a total: a bare noun after a figure with a code. */
static bool is_member(const gr_sentence *s, size_t i, size_t before)
{
    const gr_item *item = &s->items[i];
    gr_str between = gr_sentence_slice(s, s->items[before].n.next, item->n.start);
    const gr_indicator *other = s->items[before].indicator;
    bool semicolon = gr_str_find(between, GR_LIT("；"), 0) != GR_NOT_FOUND;
    bool items = gr_list_is_carrier(other) || other == GR_CODE_DISCLOSURE_CATEGORY ||
                 (other == GR_CODE_DISCLOSURE_NORMATIVE_DOCUMENTS && !semicolon);
    bool copies = other == GR_CODE_PUBLICITY && counts_copies(item) && counts_copies(&s->items[before]);
    bool thing = items && is_enumerated_with(s, i, before) && is_named_item(s, item);
    bool alike =
        gr_list_same_unit(item, &s->items[before]) || (items && counts_items(item)) || copies || thing;
    bool part = s->items[before].parent >= 0 && gr_list_is_carrier(other);
    bool apart = gr_str_find(between, GR_LIT("。"), 0) != GR_NOT_FOUND || (part && semicolon) ||
                 (other == GR_CODE_DISCLOSURE_CHANNEL_BRIEFING && /* 简报7期，要闻12条 */
                  !gr_list_same_unit(item, &s->items[before]));
    return alike && !apart && item->parent == s->items[before].parent && !is_statement(s, item);
}

/* 办理代表建议13件, by another measure word than what was disclosed; also in one
 * enumeration with such a one: 、委员提案17件. */
static bool is_handled(const gr_sentence *s, const gr_item *item)
{
    static const char *const verbs[] = {"办理", "承办", "办复"};
    static const char *const codes[] = {"suggestions.", "proposals."};
    size_t i = (size_t)(item - s->items);
    if (item->indicator == NULL ||
        !gr_str_starts_any(gr_str_of(item->indicator->code), codes, GR_COUNT(codes)) ||
        gr_list_same_unit(item, &s->items[item->parent]))
        return false;
    return gr_str_starts_any(gr_sentence_slice(s, item->label_start, item->label_end), verbs,
                             GR_COUNT(verbs)) ||
           (i > 0 && is_enumerated_with(s, i, i - 1) && s->items[i - 1].parent == item->parent &&
            is_handled(s, &s->items[i - 1]));
}

/* 公开审计信息59件，其中主动公开信息57件: all that was published unasked, and no kind of it. */
static bool is_unasked(const gr_sentence *s, const gr_item *item)
{
    const gr_item *total = &s->items[item->parent];
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end), unasked = GR_LIT("主动公开");
    gr_str whole = gr_sentence_slice(s, total->label_start, total->label_end);
    return (total->indicator == GR_CODE_DISCLOSURE_TOTAL || is_category(total)) &&
           gr_str_starts(words, unasked) && gr_str_find(whole, unasked, 0) == GR_NOT_FOUND &&
           (words.len == unasked.len ||
            gr_word_list_end(GR_LABELS_GENERIC, words) + unasked.len >= words.len);
}

/* 公开98条，其中要闻6条；完成20项整改: a statement behind a semicolon is no part of what was published. */
static bool is_apart(const gr_sentence *s, const gr_item *item)
{
    size_t i = (size_t)(item - s->items);
    return is_statement(s, item) && gr_str_find(gr_list_words_between(s, i), GR_LIT("；"), 0) != GR_NOT_FOUND;
}

/* 公开98条，其中开展征集3期: what was done is none of the items, which it is not counted like. */
static bool is_event(const gr_sentence *s, const gr_item *item, const gr_item *total)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return gr_list_is_disclosure(total->indicator) && gr_word_list_start(GR_LABELS_VERB, words) > 0 &&
           !gr_list_same_unit(item, total);
}

/* What is counted in an explicit list of what was disclosed is a category of
 * it, whatever its noun counts elsewhere (建议提案答复4条); a carrier and 政策解读
 * stay what they are. */
static bool becomes_category(const gr_sentence *s, const gr_item *item)
{
    const gr_indicator *total = s->items[item->parent].indicator, *own = item->indicator;
    if (!gr_list_is_disclosure(total) || !gr_list_same_kind(item))
        return false;
    if (own == NULL)
        return is_suggestion(item);
    if (is_interpretation(own) || is_handled(s, item) || is_unasked(s, item))
        return false;
    return gr_list_is_news(item) || gr_list_may_be_published(own) ||
           (!gr_list_is_disclosure(own) && gr_list_counts_information(s, item) && !is_apart(s, item));
}

/* 通过政府信息公开专栏公开133条: a column of no one kind, which the words give as the way. */
static bool is_by_general_column(gr_str words)
{
    static const char *const ways[] = {"通过", "在", "利用"};
    return gr_str_starts_any(words, ways, GR_COUNT(ways)) &&
           gr_str_find(words, GR_LIT("政府信息公开专栏"), 0) != GR_NOT_FOUND;
}

/* 网站公开966条，其中要闻栏目发布418条: by column, that is by category. */
static bool is_column(const gr_sentence *s, const gr_item *item, const gr_item *total)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return gr_list_is_carrier(total->indicator) && item->indicator == total->indicator &&
           gr_word_list_within(GR_LABELS_COLUMN, words) &&
           gr_str_find(words, GR_LIT("网站"), 0) == GR_NOT_FOUND && !is_by_general_column(words);
}

/* A rule that goes by the title of the section tells less than the list does. */
static bool is_sectional(const gr_item *item)
{
    return gr_rule_is_of(item->rule, "section.");
}

/* Whether a part by place is what one body disclosed, which has no code: of the total
 * any part by place, of the website (县级13条 may be the county's own) what names one. */
static bool is_by_body(const gr_sentence *s, const gr_item *item, const gr_item *total)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return total->indicator == GR_CODE_DISCLOSURE_TOTAL ||
           (total->indicator == GR_CODE_DISCLOSURE_CHANNEL_WEBSITE &&
            gr_word_list_within(GR_LABELS_BODY, words));
}

/* 公开57条，其中动态32条，部门信息25条: 部门 tells no level, and behind a kind is a kind. */
static bool goes_on_with_kind(const gr_sentence *s, const gr_item *item)
{
    size_t i = (size_t)(item - s->items);
    return i > 0 && s->items[i - 1].parent == item->parent && is_category(&s->items[i - 1]) &&
           gr_str_equal(gr_sentence_slice(s, item->label_start, item->label_end), GR_LIT("部门信息"));
}

/* 公开信息5287条，其中委办局信息3610条，县水利局公开127条: what each body disclosed is no category. */
static bool names_body(const gr_sentence *s, const gr_item *item, const gr_item *total)
{
    return total->indicator == GR_CODE_DISCLOSURE_TOTAL && gr_list_is_weak(item->rule) &&
           !goes_on_with_kind(s, item) && (is_place(s, item) || names_agency(s, item));
}

/* 公开栏张贴公示233份，其中塘湾村28份: each board's, not each kind's. */
static bool is_at_village(const gr_sentence *s, const gr_item *item, const gr_item *total)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return total->indicator == GR_CODE_DISCLOSURE_CHANNEL_NOTICE_BOARD && !item->noun_after &&
           gr_word_list_end(GR_LABELS_VILLAGE, words) > 0;
}

/* 查阅点14处，其中档案馆接待1120人次: who comes there is none of them. */
static bool is_place_counted(const gr_indicator *total)
{
    return total == GR_CODE_CAPACITY_READING_POINTS || total == GR_CODE_CAPACITY_NOTICE_BOARDS;
}

/* 网站和日报发布54条: of two carriers at once, which is no code of its own. */
static bool is_of_two_carriers(const gr_item *total)
{
    return total->indicator == NULL && gr_rule_is_of(total->rule, "channel.website-and");
}

static const gr_indicator *part_indicator(const gr_sentence *s, const gr_item *item)
{
    const gr_item *total = &s->items[item->parent];
    if (item->rule == NULL && (is_apart(s, item) || is_event(s, item, total)))
        return NULL;
    if (is_of_two_carriers(total))
        return gr_list_same_unit(item, total) && !is_place(s, item) ? GR_CODE_DISCLOSURE_CATEGORY : NULL;
    const gr_indicator *part = gr_inherited_by_part(total->indicator);
    if (gr_list_is_disclosure(total->indicator) && !gr_list_same_kind(item) &&
        !gr_list_same_unit(item, total))
        return NULL; /* 公开项目8个，其中道路21.6公里 */
    if (part == NULL || (is_place_counted(total->indicator) && !gr_list_same_unit(item, total)))
        return NULL;
    if (is_place(s, item) && !goes_on_with_kind(s, item))
        return is_by_body(s, item, total) ? NULL : total->indicator;
    if (is_at_village(s, item, total))
        return total->indicator;
    return part == GR_CODE_DISCLOSURE_CATEGORY && names_agency(s, item) ? NULL : part;
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

/* 教育18条，其他206条: what is left belongs to the list before it. */
static bool is_rest_of_list(const gr_sentence *s, size_t i, int before)
{
    const gr_item *item = &s->items[i];
    return item->rule != NULL && gr_str_ends(gr_str_of(item->rule->id), GR_LIT(".rest")) && before >= 0 &&
           s->items[before].indicator != NULL &&
           (s->items[before].rule == NULL || is_category(&s->items[before])) &&
           gr_inherited_by_member(s->items[before].indicator) != NULL && is_member(s, i, (size_t)before);
}

/* 在网站更新目录信息352条: of a kind, not all that the carrier published. */
static bool tells_kind(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return gr_word_list_end(GR_LABELS_ITEM, words) > 0 && gr_word_list_end(GR_LABELS_GENERIC, words) == 0;
}

/* Whether a carrier's figure is of one kind: it says so, or follows such a one. */
static bool is_of_kind(const gr_sentence *s, const gr_item *item)
{
    return item->rule == NULL || item->rule->indicator == GR_CODE_DISCLOSURE_CATEGORY || tells_kind(s, item);
}

/* 在网站更新目录信息352条，发布动态信息117条: the carrier's as well, also behind all that it
 * published where 、 goes on; behind a semicolon the website's only, which most stands on. */
static bool goes_on_with_carrier(const gr_sentence *s, size_t i, size_t before)
{
    const gr_item *item = &s->items[i], *last = &s->items[before], *next_to = &s->items[i - 1];
    if (item->parent >= 0 || item->indicator != GR_CODE_DISCLOSURE_CATEGORY || !counts_items(item) ||
        !gr_list_is_carrier(last->indicator) || !counts_items(last) ||
        (!gr_rule_is_of(item->rule, "suggestion.") && is_statement(s, item)))
        return false;
    size_t end = next_to->noun_after ? next_to->right : next_to->n.next;
    gr_str between = gr_sentence_slice(s, end < item->n.start ? end : item->n.start, item->n.start);
    if (gr_str_starts(between, GR_LIT("、")) || gr_word_list_start(GR_LABELS_JOINT, between) > 0)
        return true;
    bool listed = before + 1 == i && gr_str_starts(between, GR_LIT("，"));
    bool apart = gr_str_starts(between, GR_LIT("；")) &&
                 last->indicator == GR_CODE_DISCLOSURE_CHANNEL_WEBSITE &&
                 (before + 1 == i || next_to->parent == (int)before);
    return (listed || apart) && is_of_kind(s, last);
}

/* 媒体公开信息518条，公开民生领域信息43条: behind all that a carrier published, what was
 * published is said anew. */
static bool is_published_anew(const gr_sentence *s, const gr_item *item, const gr_item *last)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return gr_word_list_start(GR_LABELS_PUBLISH, words) > 0 && !is_of_kind(s, last);
}

/* 其中，通过网站公布要闻672条，视频新闻259条: what follows a carrier in one list is
 * the carrier's, whatever total the list is of. */
static bool follows_carrier(const gr_sentence *s, size_t i, size_t before)
{
    const gr_item *item = &s->items[i], *last = &s->items[before];
    gr_str between = gr_sentence_slice(s, last->n.next, item->n.start);
    if (!gr_list_is_carrier(last->indicator) || !is_member(s, i, before))
        return false;
    if (gr_str_starts(between, GR_LIT("、")))
        return true;
    return gr_str_starts(between, GR_LIT("，")) && item->parent >= 0 && !is_published_anew(s, item, last) &&
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
            return (gr_list_is_weak(s->items[k].rule) || is_category(&s->items[k])) &&
                   gr_list_same_kind(&s->items[k]) && !is_statement(s, &s->items[k]);
    return false;
}

/* 建议提案办理6件, a thing that was disclosed; not 办理建议提案6件. */
static bool names_suggestions(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return is_suggestion(item) && gr_word_list_start(GR_LABELS_VERB, words) == 0;
}

/* 部门文件43条；建议提案办理30条: one of the kinds of a list, counted by 条 as they are. */
static bool is_suggestion_among_kinds(const gr_sentence *s, size_t i, size_t before)
{
    return before + 1 == i && is_category(&s->items[before]) && names_suggestions(s, &s->items[i]) &&
           gr_str_equal(s->items[i].measure, GR_LIT("条")) &&
           gr_list_same_unit(&s->items[i], &s->items[before]) &&
           gr_str_find(gr_list_words_between(s, i), GR_LIT("。"), 0) == GR_NOT_FOUND;
}

/* 公开187件，施工许可公示31件，采购公告24件: two figures and more of things that no rule
 * knows better, right behind the total that they do not exceed, are its kinds; one
 * where 、 lets it share the verb (公开信息86条、采购公告14件). */
static bool follow_total(const gr_sentence *s, size_t i, size_t before)
{
    const gr_item *total = &s->items[before];
    gr_decimal sum = {0};
    size_t count = 0, enough = is_enumerated_with(s, i, before) ? 1 : 2;
    if (before + 1 != i || total->indicator != GR_CODE_DISCLOSURE_TOTAL ||
        (enough > 1 && !gr_str_starts(gr_list_words_between(s, i), GR_LIT("，"))))
        return false;
    for (size_t k = i; k < s->count; k++, count++) {
        const gr_item *item = &s->items[k];
        bool alike = enough == 1 || gr_list_same_unit(item, total);
        bool kind = gr_list_is_weak(item->rule) && alike && !is_statement(s, item);
        if (!(kind || (k > i && names_suggestions(s, item))) || item->rate || item->noun_after ||
            item->parent >= 0 || !counts_items(item) || is_place(s, item) || names_agency(s, item) ||
            !gr_decimal_add(&sum, item->n.value))
            break;
    }
    return count >= enough && gr_decimal_compare(sum, total->n.value) <= 0;
}

/* Whether item i says the sum of what several carriers published: 网站64条，公示栏
 * 31条，合计95条; a column beside all that a carrier published (网站64条，专栏31条) is one. */
static bool sums_up_carriers(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    gr_str before = gr_sentence_slice(s, item->left, item->n.start);
    if (i < 2 || item->rule != NULL || gr_word_list_end(GR_LABELS_SUM, before) == 0)
        return false;
    const gr_item *last = &s->items[i - 1];
    bool column = gr_rule_is_of(last->rule, "category.column");
    for (size_t k = i - 1; k-- > 0 && (column || gr_list_is_carrier(last->indicator));)
        if (gr_list_is_carrier(s->items[k].indicator) && s->items[k].indicator != last->indicator &&
            !(column && is_of_kind(s, &s->items[k])))
            return true;
    return false;
}

/* 办结事项3317件，其中行政审批类518件: kinds of what was handled, not of what was published. */
static bool is_kind_of_handled(const gr_sentence *s, const gr_item *item, const gr_item *total)
{
    gr_str words = gr_sentence_slice(s, item->left, item->right);
    gr_str whole = gr_sentence_slice(s, total->label_start, total->label_end);
    return is_category(item) && total->indicator == NULL && gr_word_list_within(GR_LABELS_HANDLED, whole) &&
           !gr_word_list_within(GR_LABELS_PUBLISH, whole) && !gr_word_list_within(GR_LABELS_PUBLISH, words);
}

/* 公开87条，其中网站60条，宣传车、公开栏等方式27条: of several carriers, which have no code
 * of their own where they are not the total. */
static bool is_by_several(const gr_item *item, const gr_item *total)
{
    return gr_list_is_disclosure(total->indicator) && gr_rule_is_of(item->rule, "channel.") &&
           item->rule->indicator == GR_CODE_DISCLOSURE_TOTAL;
}

/* Whether the parts of a total add up to it. */
static bool has_all_parts(const gr_sentence *s, int total)
{
    gr_decimal sum = {0};
    for (size_t k = 0; k < s->count; k++) {
        const gr_item *part = &s->items[k];
        bool counts = part->parent == total && !part->rate && !part->dropped;
        if (counts && !gr_decimal_add(&sum, part->n.value))
            return false;
    }
    return gr_decimal_compare(sum, s->items[total].n.value) == 0;
}

/* 微信20条: all that a carrier published, by its name alone; not 微信推送推文20条. */
static bool is_carrier_alone(const gr_sentence *s, const gr_item *item)
{
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    return item->rule != NULL && gr_list_is_carrier(item->indicator) && !is_of_kind(s, item) &&
           !gr_word_list_within(GR_LABELS_PUBLISH, words);
}

/* 公开281条，其中网站258条、微信20条、公告3条: behind the parts of two carriers, where all adds
 * up, a part is of another carrier, not of the last one. */
static bool is_among_carriers(const gr_sentence *s, const gr_item *item, size_t before)
{
    const gr_item *last = &s->items[before];
    if (item->rule != NULL || item->parent < 0 || item->parent != last->parent ||
        !is_carrier_alone(s, last) || !has_all_parts(s, item->parent))
        return false;
    int first = sibling_before(s, before);
    const gr_indicator *other = first >= 0 ? s->items[first].indicator : NULL;
    return gr_list_is_carrier(other) && other != last->indicator;
}

/* 累计公开52条，其中2010年新增14条 counts the same thing as the total. */
static bool is_this_years_share(const gr_item *item, const gr_item *total)
{
    return total->scope != GR_SCOPE_YEAR && item->scope == GR_SCOPE_YEAR && gr_list_is_weak(item->rule);
}

static void inherit(gr_sentence *s, size_t i)
{
    gr_item *item = &s->items[i];
    int before = sibling_before(s, i);
    const gr_item *total = item->parent >= 0 ? &s->items[item->parent] : NULL;
    bool named = item->rule != NULL && !gr_rule_is_of(item->rule, "place."),
         of_year = item->scope == GR_SCOPE_YEAR;
    if (sums_up_carriers(s, i))
        item->indicator = GR_CODE_DISCLOSURE_TOTAL;
    else if (total != NULL && (is_kind_of_handled(s, item, total) || is_by_several(item, total) ||
                               (before >= 0 && is_among_carriers(s, item, (size_t)before))))
        item->indicator = NULL;
    else if (before >= 0 && ((gr_list_is_weak(item->rule) && follows_carrier(s, i, (size_t)before)) ||
                             goes_on_with_carrier(s, i, (size_t)before)))
        item->indicator = s->items[before].indicator;
    else if (total != NULL && (is_way_of_interpreting(item, total) || is_way_of_asking(item, total) ||
                               is_this_years_share(item, total)))
        item->indicator = total->indicator;
    else if (is_rest_of_list(s, i, before))
        item->indicator = gr_inherited_by_member(s->items[before].indicator);
    else if (total != NULL && total->scope == GR_SCOPE_YEAR &&
             (!named || names_body(s, item, total) || becomes_category(s, item) ||
              is_column(s, item, total) || is_sectional(item)))
        item->indicator = part_indicator(s, item);
    else if (!named && is_risen(s, i))
        item->indicator = s->items[i - 1].indicator;
    else if (of_year && before < 0 && begins_kinds(s, i))
        item->indicator = is_place(s, item) || names_agency(s, item) ? NULL : GR_CODE_DISCLOSURE_CATEGORY;
    else if (of_year && before >= 0 && follow_total(s, i, (size_t)before))
        item->indicator = GR_CODE_DISCLOSURE_CATEGORY;
    else if (!of_year || before < 0)
        return;
    else if (!named && is_place(s, item) && gr_list_same_unit(item, &s->items[before]))
        count_by_place(s, item, before);
    else if ((!named && is_member(s, i, (size_t)before)) || is_enumerated(s, i, (size_t)before) ||
             is_suggestion_among_kinds(s, i, (size_t)before))
        item->indicator = gr_inherited_by_member(s->items[before].indicator);
}

/* Whether an item may be one of those whose sum another one says. */
static bool adds_to(const gr_item *item, const gr_item *sum)
{
    return !item->rate && !item->dropped && item->parent < 0 && item->scope == sum->scope &&
           gr_list_same_unit(item, sum);
}

/* Of the items before i, the first of those that go on to it with one carrier's
 * code; i where there are none. */
static size_t carrier_list_before(const gr_sentence *s, size_t i)
{
    size_t first = i;
    while (first > 0 && s->items[first - 1].indicator == s->items[i - 1].indicator &&
           adds_to(&s->items[first - 1], &s->items[i]))
        if (s->items[--first].rule != NULL && gr_list_is_carrier(s->items[first].rule->indicator))
            break; /* it names the carrier */
    return first;
}

/* 在网站发布要闻246条、通知77条，总计323条: it is the sum that the carrier
 * published, and the members are its kinds. */
static void pass_carrier_to_sum(gr_sentence *s, size_t i)
{
    gr_item *sum = &s->items[i];
    const gr_indicator *carrier = i > 1 ? s->items[i - 1].indicator : NULL;
    gr_str before = gr_sentence_slice(s, sum->left, sum->n.start);
    if (!gr_list_is_carrier(carrier) || sum->rule != NULL || sum->parent >= 0 || sum->rate || sum->dropped ||
        gr_word_list_end(GR_LABELS_SUM, before) == 0)
        return;
    size_t first = carrier_list_before(s, i);
    gr_decimal members = {0};
    bool adds_up = i - first >= 2;
    for (size_t k = first; adds_up && k < i; k++)
        adds_up = gr_decimal_add(&members, s->items[k].n.value);
    if (!adds_up || gr_decimal_compare(members, sum->n.value) != 0)
        return;
    sum->indicator = carrier;
    for (size_t k = first; k < i; k++) {
        s->items[k].indicator = gr_inherited_by_part(carrier);
        s->items[k].parent = (int)i;
    }
}

void gr_list_inherit(gr_sentence *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].rate && !s->items[i].dropped)
            inherit(s, i);
    for (size_t i = 0; i < s->count; i++)
        pass_carrier_to_sum(s, i);
}
