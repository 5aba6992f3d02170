/* Rates beside the values that they are said of: 其中网站934条，占94.9%; 比上年的
 * 300条增长10%. */
#include "audit_topics.h"

enum { SENTENCE_BYTES = 300 /* from a value to the rate that is said of it */ };

/* A percentage of the text that can be held against numbers. */
static bool is_exact_rate(const gr_figure *f)
{
    return f->has_value && f->unit != NULL && strcmp(f->unit, "%") == 0 && f->kind == GR_KIND_PROSE &&
           f->qualifier == GR_QUALIFIER_EXACT;
}

bool gr_audit_is_growth(const gr_figure *f)
{
    return f->direction != GR_DIRECTION_NONE && is_exact_rate(f);
}

static bool beside(const gr_figure *before, const gr_figure *rate)
{
    return before->byte_end <= rate->byte_start && rate->byte_start - before->byte_end < SENTENCE_BYTES &&
           before->has_value && before->kind == GR_KIND_PROSE && before->qualifier == GR_QUALIFIER_EXACT;
}

static void add_rate(gr_audit *a, const char *check, bool fits, const gr_figure *rate, gr_decimal found,
                     const gr_figure *subject, const gr_figure *base, bool share)
{
    uint32_t ids[] = {rate->id, subject->id, base->id};
    gr_audit_add(a,
                 &(gr_finding){
                     .check = check,
                     .status = fits ? GR_CHECK_OK : GR_CHECK_FAILED,
                     .has_left = true,
                     .has_right = true,
                     .left = rate->value,
                     .right = found,
                     .said = {.name_zh = gr_audit_name(subject),
                              .sum = gr_arena_printf(a->arena, share ? "%s÷%s" : "%s→%s",
                                                     gr_audit_text(a, share ? subject->value : base->value),
                                                     gr_audit_text(a, share ? base->value : subject->value)),
                              .left_label = rate->label,
                              .right_label = "按数据计算"},
                     .figures = ids,
                     .figure_count = 3,
                     .at = rate,
                 });
}

/* 网站150条，占75%: the figure just before, and its total. */
static void check_share(gr_audit *a, const gr_figure *rate)
{
    enum { NEAR = 80 };
    const gr_figure *part = gr_audit_figure(a, rate->id - 1);
    const gr_figure *whole = part != NULL ? gr_audit_figure(a, part->part_of) : NULL;
    gr_decimal share;
    bool known;
    if (whole == NULL || !beside(part, rate) || rate->byte_start - part->byte_end > NEAR ||
        gr_audit_is_rate(part) || !gr_audit_same_unit(part, whole) || !whole->has_value ||
        whole->qualifier != GR_QUALIFIER_EXACT)
        return;
    bool fits = gr_audit_share_fits(part->value, whole->value, rate->value, &share, &known);
    if (known)
        add_rate(a, "share", fits, rate, share, part, whole, true);
}

static bool is_value_of(const gr_figure *f, const gr_figure *rate, gr_scope scope)
{
    return beside(f, rate) && f->scope == scope && f->direction == GR_DIRECTION_NONE && !gr_audit_is_rate(f);
}

const gr_figure *gr_audit_value_before(const gr_audit *a, const gr_figure *rate, gr_scope scope)
{
    enum { LOOKED_AT = 5 };
    for (uint32_t id = rate->id - 1; id > 0 && id + LOOKED_AT >= rate->id; id--) {
        const gr_figure *f = gr_audit_figure(a, id);
        if (is_value_of(f, rate, scope))
            return f;
        if (f->scope != GR_SCOPE_YEAR && f->scope != GR_SCOPE_PREVIOUS)
            return NULL;
    }
    return NULL;
}

/* 公开330条，比上年的300条增长10% */
static void check_growth(gr_audit *a, const gr_figure *rate)
{
    const gr_figure *now = gr_audit_value_before(a, rate, GR_SCOPE_YEAR);
    const gr_figure *before = gr_audit_value_before(a, rate, GR_SCOPE_PREVIOUS);
    gr_decimal change;
    bool known;
    if (now == NULL || before == NULL || !gr_audit_same_unit(now, before) ||
        (before->year != 0 && before->year + 1 != now->year))
        return;
    bool fits = gr_audit_rate_fits(before->value, now->value, rate->value,
                                   rate->direction == GR_DIRECTION_DOWN, &change, &known);
    if (known)
        add_rate(a, "growth", fits, rate, change, now, before, false);
}

void gr_audit_rates(gr_audit *a)
{
    for (size_t i = 0; i < a->record->figure_count; i++) {
        const gr_figure *f = &a->record->figures[i];
        if (gr_audit_is_growth(f))
            check_growth(a, f);
        else if (is_exact_rate(f) && f->quote != NULL && strstr(f->quote, "占") != NULL)
            check_share(a, f);
    }
}
