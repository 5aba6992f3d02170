#include "figure.h"

#include "codepoint.h"
#include "scan.h"
#include "data.h"
#include "form.h"
#include "sentence.h"

#include <stdlib.h>

enum {
    SENTENCE_MAX = 1 << 13,
    ITEMS_MAX = 512,
    QUOTE_SLACK = 240,
    HEADING_ZERO = 90,
    NOUN_BYTES = 36,
    LEAD_BYTES = 45
};

/* Codes of the figures before. */
typedef struct gr_before {
    const char *figure; /* the last from which a figure may be part; NULL if none */
    const char *zero;   /* the last of which a zero may be part: of another zero too */
} gr_before;

struct gr_figure_reader {
    gr_rules *rules;
    gr_numerals numerals;        /* of the paragraph */
    GR_ARRAY(gr_item) items;     /* of the sentence */
    gr_buf lead;                 /* section and the words that head the paragraph */
    GR_ARRAY(gr_figure) figures; /* of the sentence */
    gr_buf template;
    gr_buf unnamed;   /* the same without names that hold 无 or 未 */
    gr_text joined;   /* a heading and the short paragraph under it */
    gr_before before; /* in the same section */
    gr_str section;   /* that section's titles */
    bool limit_told;
};

/* What one call of gr_figure_read works on. */
typedef struct reading {
    gr_figure_reader *r;
    const gr_text *text;
    const gr_figure_place *place;
    const gr_figure_sink *sink;
    uint32_t next_id;
    gr_str section; /* of the place, and the words that head the paragraph */
} reading;

/* --------------------------------------------------------------- sentences */

/* Whether what follows a full stop still belongs to the sentence: 共公开984条。
 * 其中… */
static bool carries_on(gr_str rest)
{
    return gr_word_list_start(GR_LABELS_ON, rest) > 0;
}

/* The end of the sentence that begins at `from`; *classes: a bit for each class of its
 * tokens, and perhaps of some behind it. */
static size_t sentence_end(const gr_text *t, size_t from, uint32_t *classes)
{
    gr_str all = gr_text_str(t);
    size_t soft = 0;
    *classes = 0;
    for (size_t i = gr_text_token_at(t, from); i < t->tokens.len; i++) {
        const gr_token *token = &t->tokens.ptr[i];
        *classes |= 1U << token->class;
        if (token->class == GR_CLASS_STOP && !carries_on(gr_str_slice(all, token->end, all.len)))
            return token->end;
        if (token->class == GR_CLASS_COMMA || token->class == GR_CLASS_SEMICOLON)
            soft = token->end;
        if (token->end - from > SENTENCE_MAX)
            return soft > from ? soft : token->end;
    }
    return all.len;
}

static bool is_rate(gr_str unit)
{
    return gr_str_starts(unit, GR_LIT("%")) || gr_str_starts(unit, GR_LIT("百分")) ||
           gr_str_starts(unit, GR_LIT("个百分点")) || gr_str_starts(unit, GR_LIT("成")) ||
           gr_str_starts(unit, GR_LIT("倍")) || gr_str_starts(unit, GR_LIT("‰")) ||
           gr_str_starts(unit, GR_LIT("千分"));
}

/* 条 of 条（次） and of 条次, which counts the same. */
static gr_str measure_of(gr_str unit)
{
    size_t bracket = gr_str_find(unit, GR_LIT("（"), 0);
    gr_str measure = gr_str_slice(unit, 0, bracket == GR_NOT_FOUND ? unit.len : bracket);
    gr_str first = gr_str_slice(measure, 0, measure.len < 3 ? measure.len : 3);
    bool times = measure.len == strlen("条次") && gr_str_ends(measure, GR_LIT("次")) &&
                 gr_str_find(GR_LIT("条篇份期则张"), first, 0) != GR_NOT_FOUND;
    return times ? first : measure;
}

static gr_item new_item(const reading *w, const gr_numeral *n)
{
    gr_item item = {.n = *n, .parent = -1, .scope = GR_SCOPE_YEAR, .year = w->place->year};
    item.unit = gr_str_slice(gr_text_str(w->text), n->unit_start, n->unit_end);
    item.measure = measure_of(item.unit);
    item.rate = is_rate(item.unit);
    return item;
}

/* How many items the sentence may come to have more: a value may stand for several words. */
static size_t room_of(const gr_sentence *s, const gr_item *items)
{
    size_t room = 0;
    for (size_t i = 0; i < s->count; i++)
        if (gr_list_holds_for_each(s, &items[i]))
            room += GR_MEMBERS_MAX - 1;
    return room < ITEMS_MAX ? room : ITEMS_MAX;
}

/* `first`: the sentence's first numeral, or the next behind it. */
static void collect_items(reading *w, gr_sentence *s, size_t first)
{
    gr_array_clear(&w->r->items);
    for (size_t i = first; i < w->r->numerals.len; i++) {
        const gr_numeral *n = &w->r->numerals.ptr[i];
        if (n->start >= s->end)
            break;
        if (n->class == GR_NUMERAL_FIGURE)
            *gr_array_push(&w->r->items) = new_item(w, n);
    }
    s->count = w->r->items.len;
    gr_array_reserve(&w->r->items, s->count + room_of(s, w->r->items.ptr));
    s->items = w->r->items.ptr;
}

static bool ends_value(gr_str after)
{
    static const char *const marks[] = {"，", "；", "。"};
    return after.len == 0 || gr_str_starts_any(after, marks, GR_COUNT(marks));
}

/* How many bytes between `from` and the numeral only set its value off from what is counted,
 * without which the rules find the words before it: 同意公开，431件; 当面的居多，为263件. */
static size_t set_off(const gr_sentence *s, const gr_item *item, size_t from)
{
    gr_str counted = gr_sentence_slice(s, from, item->n.start);
    size_t amount = gr_word_list_end(GR_LABELS_AMOUNT, counted);
    counted.len -= amount;
    if (!gr_str_ends(counted, GR_LIT("，")))
        return 0;
    counted.len -= strlen("，");
    size_t most = gr_word_list_end(GR_LABELS_MOST, counted);
    if (most > 0)
        return most + strlen("，") + amount;
    bool all = amount == 0 && counted.len > 0 && ends_value(gr_sentence_slice(s, item->n.next, s->end));
    return all ? strlen("，") : 0;
}

/* The words before a numeral as the rules see them: 由网上提交者41件 as 由网上提交的41件. */
static void add_words_before(gr_buf *template, gr_str words)
{
    bool that = gr_str_ends(words, GR_LIT("者")) && gr_word_list_end(GR_LABELS_PERSON, words) == 0;
    gr_buf_add(template, words.ptr, that ? words.len - strlen("者") : words.len);
    if (that)
        gr_buf_add_str(template, GR_LIT("的"));
}

/* The sentence with N for every figure's numeral. */
static void make_template(reading *w, gr_sentence *s)
{
    gr_buf *b = &w->r->template;
    size_t at = s->start;
    gr_buf_clear(b);
    for (size_t i = 0; i < s->count; i++) {
        const gr_item *item = &s->items[i];
        if (item->n.start >= at) {
            add_words_before(b, gr_sentence_slice(s, at, item->n.start - set_off(s, item, at)));
            gr_buf_add_char(b, 'N');
            at = item->n.end;
        }
        s->items[i].template_at = b->len - 1; /* the same for values repeated */
    }
    gr_buf_add_str(b, gr_sentence_slice(s, at, s->end));
}

/* The folded offset behind an offset into the template. */
static size_t from_template(const gr_sentence *s, size_t at)
{
    size_t template = 0, folded = s->start;
    for (size_t i = 0; i < s->count && s->items[i].template_at < at; i++) {
        if (i > 0 && s->items[i].template_at == s->items[i - 1].template_at)
            continue;
        template = s->items[i].template_at + 1;
        folded = s->items[i].n.end;
    }
    return folded + (at - template);
}

/* ------------------------------------------------------------------- rules */

static void tell_limit(reading *w, size_t at, gr_match_result result)
{
    if (result != GR_MATCH_LIMIT || w->r->limit_told)
        return;
    w->r->limit_told = true;
    w->sink->warning(w->sink->context, "pattern-limit", gr_text_pos(w->text, at),
                     "a rule's pattern gave up on this sentence; figures may lack their indicator");
}

static void apply_rules(reading *w, gr_item *item, gr_rule_subject *subject)
{
    gr_rule_match match;
    size_t from = 0;
    gr_match_result result = gr_rules_match(w->r->rules, GR_RULE_FIGURE, subject, &from, &match);
    tell_limit(w, item->n.start, result);
    if (result == GR_MATCH_FOUND) {
        item->rule = match.rule;
        item->indicator = match.rule->indicator;
    }
    from = 0;
    result = gr_rules_match(w->r->rules, GR_RULE_SCOPE, subject, &from, &match);
    tell_limit(w, item->n.start, result);
    if (result == GR_MATCH_FOUND)
        item->scope = match.rule->scope;
}

/* A member of a distribution is held against the rules as if it stood alone
 * before its value: 受理申请中A分别为… -> 受理申请中A#件; 我局A、B均为零 -> A#. */
static void apply_alone(reading *w, const gr_sentence *s, gr_item *item, gr_rule_subject *subject,
                        bool common)
{
    gr_buf alone = {0};
    gr_str before =
        gr_sentence_slice(s, s->start, item->label_start < s->start ? s->start : item->label_start);
    before.len -= gr_word_list_end(GR_LABELS_SELF, before);
    if (gr_label_year_length(before) < before.len) /* 2016年我局A、B均为零 */
        gr_buf_add_str(&alone, before);
    gr_buf_add_str(&alone, gr_sentence_slice(s, item->item_start, item->item_end));
    if (common)
        gr_buf_add_str(&alone, gr_sentence_slice(s, item->common_start, item->common_end));
    gr_buf_add_char(&alone, '#');
    gr_buf_add_str(&alone, item->unit);
    subject->sentence = gr_buf_str(&alone);
    gr_rules_scan(w->r->rules, subject->sentence);
    apply_rules(w, item, subject);
    gr_buf_release(&alone);
}

static void apply_to_member(reading *w, const gr_sentence *s, gr_item *item, gr_rule_subject *subject)
{
    apply_alone(w, s, item, subject, false);
    if (item->rule == NULL && item->common_end > item->common_start)
        apply_alone(w, s, item, subject, true);
}

/* Whether the figures after an item may be about it: a rate is about what stands
 * before it, and what has no code leaves open what it stood in. */
static bool leads_on(const gr_item *item)
{
    return item->indicator != NULL && !item->rate && !item->dropped && item->scope == GR_SCOPE_YEAR;
}

/* Of a zero nothing but zeros are part: 行政诉讼数0件，其中维持0件; and what came over beside
 * the new requests leaves open what is spoken of: 收到14件，上年结转1件。网络9件. */
static void lead_on(gr_before *before, const gr_item *item)
{
    bool received =
        before->figure != NULL && gr_str_starts(gr_str_of(before->figure), GR_LIT("requests.received"));
    if (item->indicator == GR_CODE_REQUESTS_CARRIED_IN && received)
        return;
    before->zero = item->indicator->code;
    if (item->n.value.digits != 0 || before->figure == NULL)
        before->figure = item->indicator->code;
}

static const char *before_item(const gr_before *before, const gr_item *item)
{
    bool apart = gr_item_is_member(item); /* A、B均为0: B is no part of A */
    return item->n.value.digits != 0 || apart ? before->figure : before->zero;
}

/* 部门收到219件，县区收到167件。其中当面提出251件: behind two bodies and more a sentence that
 * begins so speaks of all again, and so do words that divide the whole: 以申请方式区分. */
static bool is_of_all(const gr_sentence *s, size_t i, size_t bodies)
{
    size_t from = s->items[i - 1].n.next, to = s->items[i].n.start; /* a value repeated has one place */
    gr_str between = gr_sentence_slice(s, from, to);
    return (bodies > 1 && gr_str_find(between, GR_LIT("。其中"), 0) != GR_NOT_FOUND) ||
           gr_word_list_within(GR_LABELS_DIVIDE, between);
}

/* 申请内容集中在A和B方面，分别为5件和4件: what it is about holds for each member. */
static bool is_of_topic(const gr_item *last, const gr_item *item)
{
    return gr_item_is_member(last) && gr_item_is_member(item) && gr_rule_is_of(last->rule, "topic.");
}

/* Whether the rule of the item before holds for item i, too. */
static bool holds_on(const gr_sentence *s, size_t i, size_t bodies)
{
    const gr_item *last = &s->items[i - 1];
    return (gr_item_is_of_body(last) && !is_of_all(s, i, bodies)) || is_of_topic(last, &s->items[i]);
}

static void classify(reading *w, gr_sentence *s)
{
    gr_before before = w->r->before;
    gr_buf *b = &w->r->template;
    gr_rules_scan(w->r->rules, gr_buf_str(b));
    bool rescan = false;
    size_t bodies = 0;
    for (size_t i = 0; i < s->count; i++) {
        gr_item *item = &s->items[i];
        gr_rule_subject subject = {gr_buf_str(b), item->measure, w->section, before_item(&before, item),
                                   item->rate};
        if (gr_item_is_member(item)) {
            apply_to_member(w, s, item, &subject);
            rescan = true;
        } else {
            if (rescan)
                gr_rules_scan(w->r->rules, gr_buf_str(b));
            rescan = false;
            b->ptr[item->template_at] = '#';
            apply_rules(w, item, &subject);
            b->ptr[item->template_at] = 'N';
        }
        bodies += gr_item_is_of_body(item);
        if (i > 0 && holds_on(s, i, bodies)) {
            item->rule = s->items[i - 1].rule;
            item->indicator = NULL;
        }
        if (leads_on(item))
            lead_on(&before, item);
    }
    if (rescan)
        gr_rules_scan(w->r->rules, gr_buf_str(b));
}

/* ---------------------------------------------------------------- emitting */

static bool ends_quote(gr_class class)
{
    return class == GR_CLASS_COMMA || class == GR_CLASS_SEMICOLON || class == GR_CLASS_STOP ||
           class == GR_CLASS_BREAK;
}

/* The clause around [start, end), as a slice of the report. */
static char *quote(const reading *w, size_t start, size_t end)
{
    const gr_text *t = w->text;
    size_t from = 0, to = t->folded.len, first = gr_text_token_at(t, start);
    for (size_t i = first; i-- > 0;) {
        if (ends_quote((gr_class)t->tokens.ptr[i].class)) {
            from = t->tokens.ptr[i].end;
            break;
        }
        if (start - t->tokens.ptr[i].start > QUOTE_SLACK)
            break;
    }
    for (size_t i = gr_text_token_at(t, end > start ? end - 1 : end); i < t->tokens.len; i++) {
        if (ends_quote((gr_class)t->tokens.ptr[i].class) && t->tokens.ptr[i].start >= end) {
            to = t->tokens.ptr[i].start;
            break;
        }
        if (t->tokens.ptr[i].start > end + QUOTE_SLACK)
            break;
    }
    gr_str all = gr_text_str(t);
    if (start - from > QUOTE_SLACK)
        from = gr_utf8_next(all, gr_utf8_back(all, start - QUOTE_SLACK));
    if (to - end > QUOTE_SLACK)
        to = gr_utf8_back(all, end + QUOTE_SLACK + 1);
    gr_str raw = gr_text_raw(t, from, to);
    if (raw.len > to - from + QUOTE_SLACK) /* a caption or page number stands in it */
        raw = gr_text_raw(t, start, to);
    if (raw.len > to - start + QUOTE_SLACK)
        raw = gr_text_raw(t, start, end);
    return gr_arena_copy(w->place->arena, raw);
}

static void set_place(const reading *w, gr_figure *f, size_t start, size_t end)
{
    gr_span span = gr_text_span(w->text, start, end);
    f->line = span.start.line;
    f->column = span.start.column;
    f->byte_start = span.start.byte;
    f->byte_end = span.byte_end;
    f->quote = quote(w, start, end);
}

/* As written; 百分之八十 has the unit %. */
static char *unit_text(const reading *w, const gr_item *item)
{
    if (gr_str_starts(item->unit, GR_LIT("百分之")) || gr_str_starts(item->unit, GR_LIT("%")))
        return gr_arena_copy(w->place->arena, GR_LIT("%"));
    size_t start = (size_t)(item->unit.ptr - w->text->folded.ptr);
    gr_buf plain = {0};
    gr_text_plain(w->text, start, start + item->unit.len, &plain);
    char *copy = gr_arena_copy(w->place->arena, gr_buf_str(&plain));
    gr_buf_release(&plain);
    return copy;
}

/* The nearest figure before with a unit, where all from there on count the same: 省级媒体
 * 刊发43篇，市级媒体刊发75; or NULL. */
static const gr_item *unit_of_list(const gr_sentence *s, const gr_item *item)
{
    for (const gr_item *before = item; item->indicator != NULL && before-- > s->items;) {
        if (before->indicator != item->indicator || before->rate != item->rate)
            return NULL;
        if (before->unit.len > 0)
            return before;
    }
    return NULL;
}

/* The first part behind a figure, if it has a unit: 招标公告31（其中水利12条、交通19条）; or NULL. */
static const gr_item *part_with_unit(const gr_sentence *s, const gr_item *item)
{
    size_t i = (size_t)(item - s->items), next = i + 1;
    bool part = item->indicator != NULL && next < s->count && s->items[next].parent == (int)i &&
                s->items[next].indicator != NULL && !s->items[next].noun_after;
    return part && s->items[next].unit.len > 0 ? &s->items[next] : NULL;
}

static const char *implied_unit(const reading *w, const gr_sentence *s, const gr_item *item)
{
    const gr_item *like = part_with_unit(s, item);
    if (like == NULL)
        like = unit_of_list(s, item);
    if (like != NULL)
        return unit_text(w, like);
    if (item->indicator != NULL && item->indicator->unit != NULL && strcmp(item->indicator->unit, "*") != 0)
        return item->indicator->unit;
    bool audience = item->rule != NULL && gr_rule_is_of(item->rule, "audience"); /* 阅读量350万 */
    if (item->parent >= 0 && s->items[item->parent].unit.len > 0 && !audience)
        return unit_text(w, &s->items[item->parent]);
    return NULL;
}

/* What the report adds in brackets right after the figure: 22件（其中修订16件）
 * has figures of its own there; a bracket without figures is a note. */
static char *note_text(const reading *w, const gr_sentence *s, const gr_item *item)
{
    gr_str rest = gr_sentence_slice(s, item->n.next, s->end);
    if (!gr_str_starts(rest, GR_LIT("（")))
        return NULL;
    size_t close = gr_str_find(rest, GR_LIT("）"), 0);
    if (close == GR_NOT_FOUND || close > QUOTE_SLACK)
        return NULL;
    gr_buf plain = {0};
    gr_text_plain(w->text, item->n.next + 3, item->n.next + close, &plain);
    char *copy = gr_arena_copy(w->place->arena, gr_buf_str(&plain));
    gr_buf_release(&plain);
    return copy;
}

/* Whether the sentence speaks of more bodies than the one that reports. */
static bool is_wider(const gr_sentence *s, const gr_item *item)
{
    return gr_word_list_within(GR_LABELS_WIDER, gr_sentence_slice(s, s->start, item->n.start));
}

static void emit_item(reading *w, const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    gr_figure f = {
        .indicator = item->indicator,
        .label = gr_label_text(s, i, w->place->arena),
        .has_value = !item->n.overflow,
        .value = item->n.value,
        .has_high = item->n.has_high,
        .value_high = item->n.high,
        .unit_stated = item->unit.len > 0,
        .unit = item->unit.len > 0 ? unit_text(w, item) : implied_unit(w, s, item),
        .qualifier = item->n.qualifier,
        .direction = item->n.direction,
        .kind = GR_KIND_PROSE,
        .scope = item->scope,
        .year = item->year,
        .part_of = item->parent >= 0 ? (uint32_t)item->parent + 1 : 0, /* an index for now */
        .rule = item->rule != NULL        ? item->rule->id
                : item->indicator != NULL ? "list"
                                          : "numeral",
        .note = note_text(w, s, item),
        .open_list = item->open_list,
        .overlapping = item->overlapping,
        .wider_scope = is_wider(s, item),
    };
    set_place(w, &f, item->n.start, item->n.end);
    if (item->n.overflow)
        w->sink->warning(w->sink->context, "number-range", gr_text_pos(w->text, item->n.start),
                         "a number of so many digits has no value here");
    f.id = (uint32_t)i + 1; /* likewise */
    *gr_array_push(&w->r->figures) = f;
}

/* ------------------------------------------------------------ stated zeros */

static bool zero_is_new(const gr_figure_reader *r, const gr_indicator *indicator, const char *text,
                        uint64_t byte)
{
    for (size_t i = 0; i < r->figures.len; i++) {
        const gr_figure *f = &r->figures.ptr[i];
        if (f->kind == GR_KIND_STATED_ZERO && f->indicator == indicator &&
            (f->byte_start == byte || strcmp(f->quote, text) == 0))
            return false;
    }
    return true;
}

/* The end of the noun phrase that a denied noun begins: 申请公开 of 申请公开政府信息的
 * 要求.  A phrase that is too long ends before its last 的. */
static size_t noun_end(const gr_text *t, size_t end)
{
    static const char *const stops[] = {"，", "；", "。", "、", "：", "（", "和", "以及", "及",   "或", "与",
                                        "未", "均", "都", "没", "无", "19", "20", "提起", "发生", "\t", "\n"};
    gr_str all = gr_text_str(t);
    size_t limit = end + NOUN_BYTES < all.len ? end + NOUN_BYTES : all.len, of = 0;
    for (; end < limit; end = gr_utf8_next(all, end)) {
        if (gr_str_starts_any(gr_str_slice(all, end, all.len), stops, GR_COUNT(stops)))
            return end;
        of = gr_is_at(all, end, "的") ? end : of;
    }
    return of > 0 && limit < all.len ? of : end;
}

static void add_zero(reading *w, const gr_rule_match *match, size_t start, size_t end)
{
    gr_figure f = {
        .indicator = match->rule->indicator,
        .has_value = true,
        .unit = match->rule->indicator->unit,
        .qualifier = GR_QUALIFIER_EXACT,
        .kind = GR_KIND_STATED_ZERO,
        .scope = GR_SCOPE_YEAR,
        .year = w->place->year,
        .rule = match->rule->id,
    };
    set_place(w, &f, start, end);
    if (!zero_is_new(w->r, f.indicator, f.quote, f.byte_start))
        return;
    gr_buf plain = {0};
    if (gr_str_ends(gr_str_slice(gr_text_str(w->text), 0, start), GR_LIT("收")))
        start -= strlen("收"); /* 未收费 */
    gr_text_plain(w->text, start, noun_end(w->text, end), &plain);
    f.label = gr_arena_copy(w->place->arena, gr_buf_str(&plain));
    gr_buf_release(&plain);
    *gr_array_push(&w->r->figures) = f;
}

/* Whether a word that may deny something begins in folded [from, to). */
static bool has_denial(const gr_text *t, size_t from, size_t to)
{
    gr_str all = gr_str_slice(gr_text_str(t), 0, to);
    for (size_t i = gr_text_token_at(t, from); i < t->tokens.len && t->tokens.ptr[i].start < to; i++) {
        if (t->tokens.ptr[i].class != GR_CLASS_DENIAL)
            continue;
        gr_str rest = gr_str_slice(all, t->tokens.ptr[i].start, to);
        if (!gr_str_starts(rest, GR_LIT("不")) || gr_word_list_start(GR_LABELS_DENIES, rest) > 0)
            return true;
    }
    return false;
}

static bool may_deny(const gr_text *t, size_t from, size_t to)
{
    return (gr_text_has(t, GR_CLASS_DENIAL) && has_denial(t, from, to)) ||
           (gr_text_has(t, GR_CLASS_NUMERAL) &&
            gr_str_find(gr_str_slice(gr_text_str(t), from, to), GR_LIT("零"), 0) != GR_NOT_FOUND);
}

/* What denies is of one of these classes. */
#define DENYING (1U << GR_CLASS_DENIAL | 1U << GR_CLASS_NUMERAL)

/* 尚有17个乡镇没有落实专人: what some bodies lack is no zero of the report; 11个村均未 is. */
static bool is_of_some(const gr_sentence *s, size_t zero)
{
    for (size_t i = 0; i < s->count; i++) {
        const gr_item *item = &s->items[i];
        bool bodies = gr_str_equal(item->measure, GR_LIT("个")) || gr_str_equal(item->measure, GR_LIT("家"));
        if (bodies && item->n.next <= zero && zero < item->right)
            return !gr_word_list_within(GR_LABELS_EVERY, gr_sentence_slice(s, item->left, zero));
    }
    return false;
}

/* 无锡市水务局受理申请8件: a name denies nothing; the sentence with another character in
 * its place. */
static gr_str without_names(reading *w, gr_str template)
{
    if (!gr_word_list_within(GR_LABELS_NO_DENIAL, template))
        return template;
    gr_buf *b = &w->r->unnamed;
    gr_buf_clear(b);
    gr_buf_add_str(b, template);
    for (size_t at = 0; at < b->len; at = gr_utf8_next(gr_buf_str(b), at))
        if (gr_word_list_start(GR_LABELS_NO_DENIAL, gr_str_slice(gr_buf_str(b), at, b->len)) > 0)
            memcpy(b->ptr + at, "某", strlen("某"));
    return gr_buf_str(b);
}

/* `template`: the sentence as the rules have scanned it. */
static void find_zeros(reading *w, const gr_sentence *s, gr_str template)
{
    gr_rule_subject subject = {without_names(w, template), GR_LIT(""), w->section, NULL, false};
    gr_rule_match match;
    size_t from = 0;
    gr_match_result result;
    while ((result = gr_rules_match(w->r->rules, GR_RULE_ZERO, &subject, &from, &match)) == GR_MATCH_FOUND) {
        size_t start = from_template(s, match.group_start), end = from_template(s, match.group_end);
        if (match.rule->indicator != NULL && !is_of_some(s, start))
            add_zero(w, &match, start, end);
    }
    tell_limit(w, s->start, result);
}

/* ---------------------------------------------------------------- sentence */

static int by_place(const void *a, const void *b)
{
    const gr_figure *x = a, *y = b;
    if (x->byte_start != y->byte_start)
        return x->byte_start < y->byte_start ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* Most are in order already. */
void gr_figure_sort(gr_figure *figures, size_t count)
{
    size_t sorted = 1;
    while (sorted < count && by_place(&figures[sorted - 1], &figures[sorted]) <= 0)
        sorted++;
    if (sorted < count)
        qsort(figures, count, sizeof *figures, by_place);
}

/* Puts the figures in order of place and gives them their ids. */
static void pass_on(reading *w)
{
    gr_figure *figures = w->r->figures.ptr;
    size_t count = w->r->figures.len;
    gr_figure_sort(figures, count);
    for (size_t i = 0; i < count; i++) {
        if (figures[i].part_of == 0 || figures[i].kind != GR_KIND_PROSE)
            continue;
        for (size_t k = 0; k < count; k++) {
            if (figures[k].kind == GR_KIND_PROSE && figures[k].id == figures[i].part_of) {
                figures[i].part_of = w->next_id + (uint32_t)k;
                break;
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        figures[i].id = w->next_id++;
        w->sink->figure(w->sink->context, &figures[i]);
    }
    gr_array_clear(&w->r->figures);
}

/* 受理申请83件，其中市局71件，分局12件; 复议5件：省政府受理2件: parts of what has outcomes, which
 * is spoken of still. */
static bool is_part_of_cases(const gr_sentence *s, const gr_item *item)
{
    static const char *const families[] = {"requests.", "reconsideration.", "litigation."};
    const gr_indicator *total = item->parent >= 0 ? s->items[item->parent].indicator : NULL;
    return total != NULL && gr_str_starts_any(gr_str_of(total->code), families, GR_COUNT(families));
}

/* A part by place is none of the codes, and says no more than a figure without a rule. */
static bool is_known(const gr_rule *rule)
{
    return rule != NULL && !gr_rule_is_of(rule, "place.");
}

/* What the next sentence follows: a figure of which nothing is known breaks off
 * what was spoken of. */
static void remember_before(gr_figure_reader *r, const gr_sentence *s)
{
    for (size_t i = 0; i < s->count; i++) {
        const gr_item *item = &s->items[i];
        if (leads_on(item))
            lead_on(&r->before, item);
        else if (!is_known(item->rule) && item->indicator == NULL && !item->rate && !item->dropped &&
                 item->scope == GR_SCOPE_YEAR && !is_part_of_cases(s, item))
            r->before = (gr_before){NULL, NULL};
    }
}

/* A generic 一 that nothing counts is a word after all. */
static void demote(reading *w, const gr_item *item)
{
    size_t i = gr_numerals_from(&w->r->numerals, item->n.start);
    if (i < w->r->numerals.len && w->r->numerals.ptr[i].start == item->n.start)
        w->r->numerals.ptr[i].class = GR_NUMERAL_WORD;
}

/* A sentence without a figure is its own template. */
static void find_only_zeros(reading *w, const gr_sentence *s)
{
    gr_str sentence = gr_sentence_slice(s, s->start, s->end);
    if (gr_rules_scan(w->r->rules, sentence)) {
        find_zeros(w, s, sentence);
        pass_on(w);
    }
}

/* `first`: its first numeral; `zeros`: it may deny something. */
static void read_sentence(reading *w, size_t start, size_t end, size_t first, bool zeros)
{
    gr_sentence s = {.text = w->text,
                     .start = start,
                     .end = end,
                     .before = w->r->before.figure,
                     .numerals = &w->r->numerals,
                     .year = w->place->year,
                     .first_year = w->place->first_year};
    collect_items(w, &s, first);
    if (s.count == 0) {
        if (zeros)
            find_only_zeros(w, &s);
        return;
    }
    gr_label_find(&s);
    gr_list_distribute(&s, s.count + room_of(&s, s.items));
    make_template(w, &s);
    classify(w, &s);
    if (gr_list_settle(&s))
        classify(w, &s);
    gr_scope_find(&s);
    gr_list_relate(&s);
    gr_scope_pass(&s);
    gr_list_inherit(&s);
    gr_scope_settle(&s);
    for (size_t i = 0; i < s.count; i++) {
        if (s.items[i].dropped)
            demote(w, &s.items[i]);
        else
            emit_item(w, &s, i);
    }
    if (zeros)
        find_zeros(w, &s, gr_buf_str(&w->r->template));
    remember_before(w->r, &s);
    pass_on(w);
}

static void tell_numerals(reading *w)
{
    for (size_t i = 0; i < w->r->numerals.len; i++)
        w->sink->numeral(w->sink->context, w->text, &w->r->numerals.ptr[i]);
}

/* `无。` behind the title of its own paragraph denies what the title names. */
static bool may_deny_title(const reading *w)
{
    size_t end = w->place->title_end, all = w->text->folded.len;
    return end > w->place->title_start && w->next_id == w->place->next_id && all > end &&
           all - end <= HEADING_ZERO;
}

/* `无。` under a heading denies what the heading names. */
static bool may_deny_heading(const reading *w)
{
    const gr_text *heading = w->place->heading;
    return heading != NULL && w->next_id == w->place->next_id && w->text->folded.len <= HEADING_ZERO &&
           w->text->raw_start.byte >= heading->raw_start.byte;
}

/* The heading and the paragraph below it in one. */
static gr_text *join_heading(reading *w)
{
    gr_text *joined = &w->r->joined;
    gr_text_clear(joined);
    gr_text_append(joined, w->place->heading, 0, w->place->heading->folded.len);
    gr_text_append(joined, w->text, 0, w->text->folded.len);
    return joined;
}

/* The same where both are one paragraph: 五、因政府信息公开提起行政诉讼的情况。无。 */
static gr_text *join_title(reading *w)
{
    gr_text *joined = &w->r->joined;
    size_t end = w->place->title_end, all = w->text->folded.len;
    bool stop = gr_str_starts(gr_str_slice(gr_text_str(w->text), end, all), GR_LIT("。"));
    gr_text_clear(joined);
    gr_text_append(joined, w->text, w->place->title_start, end);
    gr_text_append(joined, w->text, stop ? end + strlen("。") : end, all);
    return joined;
}

/* What a short denial says of the words that head it. */
static void deny(reading *w, gr_text *joined)
{
    reading both = *w;
    both.text = joined;
    gr_sentence s = {.text = joined, .end = joined->folded.len};
    find_only_zeros(&both, &s);
}

/* Whether a paragraph is no more than 均为零。 */
static bool is_bare_zero(const reading *w)
{
    const gr_numerals *n = &w->r->numerals;
    if (n->len != 1 || n->ptr[0].class != GR_NUMERAL_FIGURE || n->ptr[0].value.digits != 0)
        return false;
    gr_str all = gr_text_str(w->text), words = gr_str_slice(all, 0, n->ptr[0].start);
    gr_str rest = gr_str_slice(all, n->ptr[0].next, all.len);
    return gr_word_list_start(GR_LABELS_ALL_ARE, words) == words.len &&
           (rest.len == 0 || gr_str_equal(rest, GR_LIT("。")));
}

/* Whether a sentence of few words without a figure heads what follows, as the first
 * of a paragraph or behind a mark: 1．部门网站。 */
static bool is_lead(const reading *w, size_t start, size_t marked, size_t end)
{
    gr_str words = gr_str_slice(gr_text_str(w->text), marked, end);
    bool first = start == 0 ? w->place->title_end == 0 : marked > start;
    return first && start >= w->place->title_end && words.len <= LEAD_BYTES &&
           gr_str_find(words, GR_LIT("，"), 0) == GR_NOT_FOUND;
}

/* Such words count as a title inside their section. */
static void enter_lead(reading *w, size_t start, size_t end)
{
    gr_form_number number;
    if (end >= w->text->folded.len)
        return; /* nothing follows */
    size_t marked = gr_form_skip_number(gr_text_str(w->text), start, &number);
    if (!is_lead(w, start, marked, end))
        return;
    gr_str words = gr_str_slice(gr_text_str(w->text), marked, end);
    if (gr_str_ends(words, GR_LIT("。")))
        words.len -= strlen("。");
    gr_buf_clear(&w->r->lead);
    gr_buf_add_str(&w->r->lead, w->place->section);
    gr_buf_add_char(&w->r->lead, '/');
    gr_buf_add_str(&w->r->lead, words);
    w->section = gr_buf_str(&w->r->lead);
}

/* Where a sentence whose first numeral is `first` is cut that would end at `end`: behind a
 * numeral and its unit that stand across, and before one numeral too many. */
static size_t cut_at(const gr_numerals *numerals, size_t first, size_t end)
{
    size_t next = first;
    while (next < numerals->len && numerals->ptr[next].start < end)
        next++;
    if (next - first > ITEMS_MAX)
        return numerals->ptr[first + ITEMS_MAX].start;
    bool across = next > first && numerals->ptr[next - 1].next > end;
    return across ? numerals->ptr[next - 1].next : end;
}

static void read_sentences(reading *w)
{
    const gr_numerals *numerals = &w->r->numerals;
    size_t first = 0;
    for (size_t start = 0; start < w->text->folded.len;) {
        uint32_t before = w->next_id, classes;
        size_t end = sentence_end(w->text, start, &classes), title = w->place->title_end;
        if (start < title && end > title)
            end = title;
        while (first < numerals->len && numerals->ptr[first].start < start)
            first++;
        end = cut_at(numerals, first, end);
        read_sentence(w, start, end, first, (classes & DENYING) != 0 && may_deny(w->text, start, end));
        if (w->next_id == before)
            enter_lead(w, start, end);
        start = end;
    }
}

void gr_figure_begin(gr_figure_reader *r)
{
    r->before = (gr_before){NULL, NULL};
    r->section = GR_LIT("");
    r->limit_told = false;
}

/* Whether two sections stand under the same heading of the first rank: what was
 * counted in （一） is still spoken of in （二）. */
static bool same_chapter(gr_str a, gr_str b)
{
    if (gr_str_equal(a, b))
        return true;
    size_t end = gr_str_find(a, GR_LIT("/"), 0), other = gr_str_find(b, GR_LIT("/"), 0);
    return gr_str_equal(gr_str_slice(a, 0, end == GR_NOT_FOUND ? a.len : end),
                        gr_str_slice(b, 0, other == GR_NOT_FOUND ? b.len : other));
}

/* 均为零。 below a heading is said of what that names. */
static void read_with_heading(reading *w)
{
    reading both = *w;
    both.text = join_heading(w);
    gr_numerals_read(&w->r->numerals, both.text, 0);
    read_sentences(&both);
    gr_numerals_read(&w->r->numerals, w->text, 0);
}

void gr_figure_read(gr_figure_reader *r, const gr_text *text, const gr_figure_place *place,
                    const gr_figure_sink *sink)
{
    reading w = {r, text, place, sink, place->next_id, place->section};
    if (!same_chapter(r->section, place->section))
        r->before = (gr_before){NULL, NULL};
    r->section = place->section;
    bool figures = gr_numerals_read(&r->numerals, text, place->title_start);
    bool denies = may_deny(text, 0, text->folded.len);
    if (figures && may_deny_heading(&w) && is_bare_zero(&w))
        read_with_heading(&w);
    else if (figures || denies)
        read_sentences(&w);
    tell_numerals(&w);
    if (denies && !figures && may_deny_title(&w))
        deny(&w, join_title(&w));
    else if (denies && !figures && may_deny_heading(&w))
        deny(&w, join_heading(&w));
}

void gr_figure_skip(gr_figure_reader *r, const gr_text *text, const gr_figure_sink *sink)
{
    reading w = {.r = r, .text = text, .sink = sink};
    gr_numerals_read(&r->numerals, text, 0);
    tell_numerals(&w);
}

gr_figure_reader *gr_figure_reader_new(gr_rules *rules)
{
    gr_figure_reader *r = gr_alloc(sizeof *r);
    r->rules = rules;
    return r;
}

void gr_figure_reader_free(gr_figure_reader *r)
{
    if (r == NULL)
        return;
    gr_array_release(&r->numerals);
    gr_array_release(&r->items);
    gr_buf_release(&r->lead);
    gr_array_release(&r->figures);
    gr_buf_release(&r->template);
    gr_buf_release(&r->unnamed);
    gr_text_release(&r->joined);
    free(r);
}
