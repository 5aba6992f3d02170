/*
 * Text against table, and text against text where one thing is stated twice.
 */
#include "audit_topics.h"

#include "data.h"
#include "inherit.h"

enum { STATEMENTS = 64 /* of one code that are looked at */, WORDS_APART = 240 /* bytes */ };

/* The statements of one code, in order of place. */
typedef struct statements {
    const gr_indicator *indicator;
    const gr_figure *list[STATEMENTS];
    size_t count;
} statements;

static bool holds(const char *text, const char *word)
{
    return text != NULL && strstr(text, word) != NULL;
}

static statements gather(const gr_audit *a, size_t code)
{
    statements s = {.indicator = &a->codes[code]};
    for (uint32_t id = a->statements[code]; id != 0 && s.count < STATEMENTS; id = a->next[id]) {
        const gr_figure *f = gr_audit_figure(a, id);
        if (gr_audit_comparable(a, f) && f->direction == GR_DIRECTION_NONE)
            s.list[s.count++] = f;
    }
    return s;
}

/* Whether `value` is what an approximate figure may stand for. */
static bool may_mean(const gr_figure *f, gr_decimal value)
{
    gr_decimal stated = gr_audit_value(f), slack = {stated.digits / 10, stated.scale};
    switch (f->qualifier) {
    case GR_QUALIFIER_EXACT:
        return gr_audit_same(stated, value);
    case GR_QUALIFIER_ABOUT:
        return gr_decimal_compare(gr_audit_gap(stated, value), slack) <= 0;
    case GR_QUALIFIER_OVER:
        return gr_decimal_compare(value, stated) >= 0;
    case GR_QUALIFIER_UNDER:
        return gr_decimal_compare(value, stated) <= 0;
    case GR_QUALIFIER_RANGE:
        return gr_decimal_compare(value, stated) >= 0 && gr_decimal_compare(value, f->value_high) <= 0;
    }
    return false;
}

/* ------------------------------------------------------------- carried over */

/* Whether the words around a figure speak of requests that were carried over. */
static bool tells_of_carrying(const gr_audit *a, const gr_figure *f)
{
    static const char *const words[] = {"结转", "顺延", "上年", "上一年", "去年", "遗留"};
    for (uint32_t id = f->id > 1 ? f->id - 1 : 1; id <= f->id + 2; id++) {
        const gr_figure *near = gr_audit_figure(a, id);
        if (near == NULL || near->byte_start > f->byte_end + WORDS_APART ||
            near->byte_end + WORDS_APART < f->byte_start)
            continue;
        for (size_t i = 0; i < GR_COUNT(words); i++)
            if (holds(near->quote, words[i]) || holds(near->note, words[i]))
                return true;
    }
    return false;
}

/* Whether the gap is what was carried in or out, and the words say so. */
static bool is_carried(gr_audit *a, const gr_figure *f, gr_decimal gap)
{
    static const char *const codes[] = {"requests.carried_in", "requests.carried_out"};
    if (f->indicator == NULL || strncmp(f->indicator->code, "requests.", 9) != 0 || gap.digits == 0 ||
        !tells_of_carrying(a, f))
        return false;
    for (size_t i = 0; i < GR_COUNT(codes); i++) {
        gr_amount carried = gr_audit_report_value(a, gr_codebook_find(codes[i]));
        if (carried.has_value && gr_audit_same(carried.value, gap))
            return true;
    }
    return false;
}

/* ------------------------------------------------------------ text and table */

static void add_comparison(gr_audit *a, const gr_figure *f, const gr_amount *table, gr_check_status status,
                           const char *reason)
{
    gr_buf zh = {0}, en = {0};
    uint32_t *ids = gr_arena_alloc(a->arena, (table->figure_count + 1) * sizeof *ids);
    ids[0] = f->id;
    if (table->figure_count > 0)
        memcpy(ids + 1, table->figures, table->figure_count * sizeof *ids);
    if (reason != NULL)
        gr_audit_say(&zh, &en, "+", reason, &(gr_said){0});
    gr_audit_add(a, &(gr_finding){
                        .check = "prose_table",
                        .status = status,
                        .has_left = true,
                        .has_right = table->has_value,
                        .left = gr_audit_value(f),
                        .right = table->value,
                        .said = {.name_zh = f->indicator != NULL ? gr_audit_label(a, f->indicator) : f->label,
                                 .name_en = f->indicator != NULL ? f->indicator->code : NULL,
                                 .left_label = "正文",
                                 .right_label = "表格"},
                        .figures = ids,
                        .figure_count = table->figure_count + 1,
                        .at = f,
                        .more_zh = zh.ptr,
                        .more_en = en.ptr,
                    });
    gr_buf_release(&zh);
    gr_buf_release(&en);
}

static void compare_one(gr_audit *a, const gr_figure *f, const gr_amount *table)
{
    const char *reason = NULL;
    gr_check_status status = GR_CHECK_FAILED;
    if (may_mean(f, table->value)) {
        status = GR_CHECK_OK;
    } else if (f->wider_scope) {
        status = GR_CHECK_DIFFERENT_SCOPE;
        reason = "wider";
    } else if (f->qualifier != GR_QUALIFIER_EXACT) {
        status = GR_CHECK_UNKNOWN;
    } else if (is_carried(a, f, gr_audit_gap(gr_audit_value(f), table->value))) {
        status = GR_CHECK_DIFFERENT_SCOPE;
        reason = "carried";
    }
    add_comparison(a, f, table, status, reason);
}

static gr_decimal sum_of(const statements *s)
{
    gr_decimal sum = {0};
    for (size_t i = 0; i < s->count; i++)
        gr_audit_plus(&sum, gr_audit_value(s->list[i]));
    return sum;
}

/* Channels, trainings and the like that the text tells one by one: each is part
 * of the table's number. */
static void compare_several(gr_audit *a, const statements *s, gr_amount *table)
{
    bool whole = gr_audit_same(sum_of(s), table->value);
    for (size_t i = 0; i < s->count && !whole; i++)
        whole = may_mean(s->list[i], table->value);
    if (whole) {
        gr_figure all = *s->list[0];
        all.value = table->value;
        all.qualifier = GR_QUALIFIER_EXACT;
        add_comparison(a, &all, table, GR_CHECK_OK, NULL);
        return;
    }
    for (size_t i = 0; i < s->count; i++) {
        if (gr_decimal_compare(gr_audit_value(s->list[i]), table->value) > 0)
            compare_one(a, s->list[i], table);
        else
            add_comparison(a, s->list[i], table, GR_CHECK_INCOMPLETE, NULL);
    }
}

/* 集中培训2次，参培150人次，1对1培训30次: of the second training it is not said
 * how many took part. */
static bool told_of_some_only(const gr_audit *a, const statements *s)
{
    if (s->indicator != GR_CODE_TRAINING_PARTICIPANTS)
        return false;
    statements sessions = gather(a, gr_audit_code(a, GR_CODE_TRAINING_SESSIONS));
    return sessions.count > s->count;
}

static void compare_with_table(gr_audit *a, const statements *s, gr_amount *table)
{
    if (!table->has_value) {
        for (size_t i = 0; i < s->count; i++)
            if (s->list[i]->value.digits != 0)
                add_comparison(a, s->list[i], table, GR_CHECK_UNKNOWN, NULL);
        return;
    }
    bool several = gr_is_additive(s->indicator) && (s->count > 1 || told_of_some_only(a, s));
    if (several) {
        compare_several(a, s, table);
        return;
    }
    for (size_t i = 0; i < s->count; i++)
        compare_one(a, s->list[i], table);
}

/* ------------------------------------------- one figure for several outcomes */

static const gr_indicator *outcome(gr_str words)
{
    enum { SURE = 12 }; /* bytes of a wording that may end a longer one */
    for (size_t i = 0; i < gr_data_outcomes_count; i++) {
        gr_str known = gr_str_of(gr_data_outcomes_rows[i].words);
        if (gr_str_equal(words, known) || (known.len >= SURE && gr_str_ends(words, known)))
            return gr_codebook_find(gr_data_outcomes_rows[i].code);
    }
    return NULL;
}

/* The length of 及, 和 and the like at the start of `s`; 0 for other words. */
static size_t joint(gr_str s)
{
    static const char *const words[] = {"以及", "及", "和", "与", "或", "、"};
    for (size_t i = 0; i < GR_COUNT(words); i++)
        if (gr_str_starts(s, gr_str_of(words[i])))
            return strlen(words[i]);
    return 0;
}

/* The table's outcomes that a label joins (予以公开及部分公开), added up; false
 * where it does not join outcomes. */
static bool joined_outcomes(gr_audit *a, gr_str label, gr_amount *sum)
{
    enum { FIGURES = 256 };
    uint32_t *ids = gr_arena_alloc(a->arena, FIGURES * sizeof *ids);
    size_t names = 0;
    *sum = (gr_amount){.figures = ids};
    for (size_t from = 0, at = 0; at <= label.len; at++) {
        size_t cut = at < label.len ? joint(gr_str_slice(label, at, label.len)) : 1;
        if (cut == 0)
            continue;
        const gr_indicator *indicator = outcome(gr_str_slice(label, from, at));
        gr_amount one = indicator != NULL ? gr_audit_table_value(a, indicator) : (gr_amount){0};
        if (!one.has_value || sum->figure_count + one.figure_count > FIGURES ||
            !gr_audit_plus(&sum->value, one.value))
            return false;
        memcpy(ids + sum->figure_count, one.figures, one.figure_count * sizeof *ids);
        sum->figure_count += one.figure_count;
        sum->has_value = true;
        names++;
        from = at + cut;
        at = from - 1;
    }
    return names > 1;
}

static void compare_joined(gr_audit *a)
{
    enum { LABEL = 120 };
    for (size_t i = 0; i < a->record->figure_count; i++) {
        const gr_figure *f = &a->record->figures[i];
        gr_str label = gr_str_of(f->label);
        gr_amount sum;
        if (f->kind == GR_KIND_PROSE && f->indicator == NULL && f->has_value && f->scope == GR_SCOPE_YEAR &&
            f->direction == GR_DIRECTION_NONE && label.len > 0 && label.len <= LABEL &&
            joined_outcomes(a, label, &sum))
            compare_one(a, f, &sum);
    }
}

/* ------------------------------------------------------------ text and text */

static bool claims_whole(const gr_figure *f)
{
    return holds(f->quote, "共") || holds(f->quote, "总") || holds(f->quote, "合计") ||
           holds(f->quote, "全年");
}

/* Whether two statements of a code speak of the same thing, and not of two
 * agencies, places or occasions. */
static bool same_thing(const gr_figure *x, const gr_figure *y)
{
    if (x->label != NULL && y->label != NULL && strcmp(x->label, y->label) == 0)
        return true;
    if (gr_is_additive(x->indicator))
        return false;
    return (claims_whole(x) || x->kind == GR_KIND_STATED_ZERO) &&
           (claims_whole(y) || y->kind == GR_KIND_STATED_ZERO);
}

static gr_check_status compare_statements(const gr_figure *x, const gr_figure *y)
{
    if (may_mean(x, gr_audit_value(y)) || may_mean(y, gr_audit_value(x)))
        return GR_CHECK_OK;
    if (x->wider_scope != y->wider_scope)
        return GR_CHECK_DIFFERENT_SCOPE;
    if (x->qualifier != GR_QUALIFIER_EXACT || y->qualifier != GR_QUALIFIER_EXACT)
        return GR_CHECK_UNKNOWN;
    return GR_CHECK_FAILED;
}

static void add_pair(gr_audit *a, const gr_figure *x, const gr_figure *y)
{
    uint32_t ids[] = {x->id, y->id};
    gr_check_status status = compare_statements(x, y);
    gr_buf zh = {0}, en = {0};
    if (status == GR_CHECK_FAILED && is_carried(a, y, gr_audit_gap(gr_audit_value(x), gr_audit_value(y))))
        status = GR_CHECK_DIFFERENT_SCOPE;
    if (status == GR_CHECK_DIFFERENT_SCOPE)
        gr_audit_say(&zh, &en, "+", x->wider_scope != y->wider_scope ? "wider" : "carried", &(gr_said){0});
    gr_audit_add(a, &(gr_finding){
                        .check = "prose_prose",
                        .status = status,
                        .has_left = true,
                        .has_right = true,
                        .left = gr_audit_value(x),
                        .right = gr_audit_value(y),
                        .said = {.name_zh = gr_audit_label(a, x->indicator),
                                 .name_en = x->indicator->code,
                                 .left_label = "前",
                                 .right_label = "后"},
                        .figures = ids,
                        .figure_count = 2,
                        .at = y,
                        .more_zh = zh.ptr,
                        .more_en = en.ptr,
                    });
    gr_buf_release(&zh);
    gr_buf_release(&en);
}

static void compare_with_one_another(gr_audit *a, const statements *s)
{
    for (size_t i = 1; i < s->count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (!same_thing(s->list[k], s->list[i]))
                continue;
            add_pair(a, s->list[k], s->list[i]);
            break;
        }
    }
}

/* ------------------------------------------------- carried in, carried out */

typedef struct side {
    bool known;
    gr_decimal sum;
    char *text;
    uint32_t ids[4];
    size_t count;
} side;

static side add_side(gr_audit *a, const char *terms)
{
    side result = {.known = true};
    gr_str rest = gr_str_of(terms), term;
    bool minus;
    gr_buf_clear(&a->words);
    while (gr_audit_next_term(&rest, &term, &minus)) {
        const gr_indicator *indicator = gr_codebook_find(gr_arena_copy(a->arena, term));
        gr_amount amount = indicator != NULL ? gr_audit_report_value(a, indicator) : (gr_amount){0};
        if (!amount.has_value && gr_str_equal(term, GR_LIT("requests.answered")))
            amount = gr_audit_report_value(a, GR_CODE_REQUESTS_COMPLETED);
        if (!amount.has_value || result.count == 4 || !gr_audit_plus(&result.sum, amount.value))
            return (side){0};
        gr_audit_add_term(&a->words, amount.value);
        if (amount.figure_count > 0)
            result.ids[result.count++] = amount.figures[0];
    }
    result.text = gr_arena_copy(a->arena, gr_buf_str(&a->words));
    return result;
}

static void check_balance(gr_audit *a, const gr_data_identities *row)
{
    side left = add_side(a, row->left), right = add_side(a, row->right);
    gr_amount carried = gr_audit_report_value(a, GR_CODE_REQUESTS_CARRIED_IN);
    if (!left.known || !right.known)
        return;
    gr_decimal gap = gr_audit_minus(left.sum, right.sum);
    uint32_t ids[8] = {0};
    memcpy(ids, left.ids, left.count * sizeof *ids);
    memcpy(ids + left.count, right.ids, right.count * sizeof *ids);
    gr_audit_add(a, &(gr_finding){
                        .check = row->check,
                        .status = gap.digits == 0                     ? GR_CHECK_OK
                                  : gr_audit_same(gap, carried.value) ? GR_CHECK_DIFFERENT_SCOPE
                                                                      : GR_CHECK_FAILED,
                        .has_left = true,
                        .has_right = true,
                        .left = left.sum,
                        .right = right.sum,
                        .said = {.parts = left.text,
                                 .sum = right.text,
                                 .left_label = "新收＋上年结转",
                                 .right_label = "答复＋结转下年"},
                        .figures = ids,
                        .figure_count = left.count + right.count,
                        .at = gr_audit_figure(a, ids[0]),
                    });
}

/* The form's own balance, column by column, covers a report with its table. */
static bool has_request_table(const gr_audit *a)
{
    for (size_t i = 0; i < a->column_count; i++)
        if (a->cells[gr_audit_code(a, &a->columns[i])] != 0)
            return true;
    return false;
}

void gr_audit_prose(gr_audit *a)
{
    for (size_t k = 0; k < a->code_count; k++) {
        if (a->statements[k] == 0 || !a->codes[k].single)
            continue;
        statements s = gather(a, k);
        if (s.count == 0)
            continue;
        gr_amount table = gr_audit_table_value(a, s.indicator);
        if (table.found)
            compare_with_table(a, &s, &table);
        else
            compare_with_one_another(a, &s);
    }
    if (a->tables)
        compare_joined(a);
    for (size_t i = 0; i < gr_data_identities_count && !has_request_table(a); i++)
        if (strcmp(gr_data_identities_rows[i].check, "carry_balance") == 0)
            check_balance(a, &gr_data_identities_rows[i]);
}
