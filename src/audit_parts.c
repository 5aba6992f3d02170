/*
 * Parts and totals in prose, and the rates that stand beside them: 共公开984条，
 * 其中网站934条，占94.9%; 比上年的300条增长10%.
 */
#include "audit_private.h"

#include "decimal.h"
#include "record.h"

enum {
    FOLLOWING = 3,     /* figures behind a list that may belong to it */
    CODED_BYTES = 600, /* from a total to parts that only their codes tell as such */
    CLAIMS_ALL = 80,   /* per cent of a total that a list of its parts has to name to be meant as all of it */
    SENTENCE_BYTES = 300 /* from a value to the rate that is said of it */
};

static bool holds(const char *text, const char *word)
{
    return text != NULL && strstr(text, word) != NULL;
}

static bool is_rate(const gr_figure *f)
{
    return f->unit != NULL && (strcmp(f->unit, "%") == 0 || strcmp(f->unit, "‰") == 0);
}

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

static const char *name_of(const gr_figure *f)
{
    return f->label != NULL && f->label[0] != '\0' ? f->label
           : f->indicator != NULL                  ? f->indicator->label_zh
                                                   : f->quote;
}

/* ------------------------------------------------------------ parts, totals */

/* A total with the parts that the text lists of it. */
typedef struct group {
    const gr_figure *total;
    uint32_t *ids; /* the total first */
    size_t count;  /* of the parts */
    gr_decimal sum;
    bool inexact, other_unit, all; /* all: the words say that nothing is left out */
    bool coded;                    /* only the codes say that they are parts */
    bool goes_on;                  /* there may be more parts behind them */
} group;

static bool same_unit(const gr_figure *a, const gr_figure *b)
{
    return a->unit == NULL || b->unit == NULL || strcmp(a->unit, b->unit) == 0;
}

static gr_decimal in_unit_of(const gr_figure *part, const gr_figure *total)
{
    return gr_money_convert(part->value, part->unit, total->unit);
}

static bool add_part(group *g, const gr_figure *part)
{
    if (!part->has_value || is_rate(part) || part->direction != GR_DIRECTION_NONE ||
        part->scope != g->total->scope || part->kind == GR_KIND_TABLE ||
        !gr_decimal_add(&g->sum, in_unit_of(part, g->total)))
        return false;
    g->ids[++g->count] = part->id;
    g->inexact |= part->qualifier != GR_QUALIFIER_EXACT;
    g->other_unit |= !same_unit(part, g->total);
    g->all |= holds(part->quote, "分别") || holds(part->quote, "其余");
    return true;
}

/* Whether the codebook has `part`, in some steps, as a part of `total`. */
static bool leads_to(const gr_indicator *part, const gr_indicator *total)
{
    while (part != NULL && part != total)
        part = part->part_of != NULL ? gr_codebook_find(part->part_of) : NULL;
    return part != NULL;
}

/* Codes whose parts the codebook knows all. */
static bool is_closed(const gr_indicator *total)
{
    return strncmp(total->code, "disclosure.", 11) != 0 && !gr_audit_additive(total);
}

/* Whether the codes gainsay what the words of a list suggest: applications by
 * mail are no part of those that were concluded. */
static bool is_misplaced(const gr_figure *part, const gr_figure *total)
{
    const gr_indicator *x = part->indicator, *y = total->indicator;
    if (x == NULL || y == NULL || leads_to(x, y))
        return false;
    return x->part_of != NULL || is_closed(y);
}

static void drop_misplaced(gr_audit *a, uint32_t id)
{
    uint32_t *link = &a->parts[id];
    while (*link != 0) {
        uint32_t part = *link;
        if (is_misplaced(gr_audit_figure(a, part), gr_audit_figure(a, id)))
            *link = a->siblings[part];
        else
            link = &a->siblings[part];
    }
}

/* The nearest statement before a figure that its code makes it a part of. */
static uint32_t coded_total(const gr_audit *a, const uint32_t *latest, const gr_figure *f)
{
    const gr_indicator *code = f->indicator != NULL && f->indicator->part_of != NULL
                                   ? gr_codebook_find(f->indicator->part_of)
                                   : NULL;
    uint32_t id = code != NULL ? latest[gr_audit_code(a, code)] : 0;
    const gr_figure *total = gr_audit_figure(a, id);
    const gr_figure *listed = gr_audit_figure(a, f->part_of);
    const gr_figure *first = total != NULL ? gr_audit_figure(a, a->parts[id]) : NULL;
    if (total == NULL || (listed != NULL && !is_misplaced(f, listed)) ||
        f->byte_start - total->byte_end > CODED_BYTES)
        return 0;
    if (first != NULL && (first->indicator == NULL || !leads_to(first->indicator, code)))
        return 0; /* its words list parts of another kind */
    return total->scope == f->scope && total->wider_scope == f->wider_scope ? id : 0;
}

/*
 * 共办理建议14件，已办结11件，正在办理2件，暂无法办理1件: no word makes a list of
 * it, but the codebook knows what they are parts of.  Fills owner, by id.
 */
static void find_coded_parts(const gr_audit *a, uint32_t *owner)
{
    uint32_t *latest = gr_arena_alloc(a->arena, a->code_count * sizeof *latest);
    memset(latest, 0, a->code_count * sizeof *latest);
    for (size_t i = 0; i < a->record->figure_count; i++) {
        const gr_figure *f = &a->record->figures[i];
        owner[f->id] = 0;
        if (f->kind == GR_KIND_TABLE || f->indicator == NULL || f->scope != GR_SCOPE_YEAR)
            continue;
        owner[f->id] = coded_total(a, latest, f);
        latest[gr_audit_code(a, f->indicator)] = f->id;
    }
}

static void link_coded_parts(gr_audit *a, const uint32_t *owner)
{
    for (size_t i = a->record->figure_count; i-- > 0;) {
        uint32_t id = (uint32_t)i + 1;
        if (owner[id] == 0)
            continue;
        uint32_t *link = &a->parts[owner[id]];
        while (*link != 0 && *link < id)
            link = &a->siblings[*link];
        a->siblings[id] = *link;
        *link = id;
    }
}

static size_t count_parts(const gr_audit *a, uint32_t total)
{
    size_t count = 0;
    for (uint32_t id = a->parts[total]; id != 0; id = a->siblings[id])
        count++;
    return count;
}

/* Whether a figure stands in the list of parts, though neither words nor codes
 * made it one of them: of the total's unit, right behind the part before. */
static bool may_follow(const group *g, const gr_figure *last, const gr_figure *f)
{
    enum { NEAR = 120 };
    return f != NULL && f->part_of == 0 && f->kind == GR_KIND_PROSE && f->byte_start >= last->byte_end &&
           f->byte_start - last->byte_end < NEAR && same_unit(f, g->total) && f->unit != NULL &&
           !is_misplaced(f, g->total);
}

/* A list that comes short may have a last part that was not known as one: it is
 * taken in where it makes up what is missing, and where it does not, the list
 * may go on in other ways, too. */
static void take_following(gr_audit *a, group *g)
{
    const gr_figure *last = gr_audit_figure(a, g->ids[g->count]);
    group longer = *g;
    for (int i = 0; i < FOLLOWING && gr_decimal_compare(longer.sum, g->total->value) < 0; i++) {
        const gr_figure *f = gr_audit_figure(a, last->id + 1);
        if (!may_follow(g, last, f) || !add_part(&longer, f))
            break;
        g->goes_on = true;
        last = f;
    }
    if (!gr_audit_same(longer.sum, g->total->value))
        return;
    for (size_t i = g->count + 1; i <= longer.count; i++)
        gr_audit_add_term(&a->words, in_unit_of(gr_audit_figure(a, g->ids[i]), g->total));
    *g = longer;
}

static group gather(gr_audit *a, uint32_t id)
{
    group g = {.total = gr_audit_figure(a, id)};
    g.ids = gr_arena_alloc(a->arena, (count_parts(a, id) + 1 + FOLLOWING) * sizeof *g.ids);
    g.ids[0] = id;
    g.inexact = g.total->qualifier != GR_QUALIFIER_EXACT;
    bool first = true;
    gr_buf_clear(&a->words);
    for (uint32_t part = a->parts[id]; part != 0; part = a->siblings[part]) {
        const gr_figure *f = gr_audit_figure(a, part);
        if (!add_part(&g, f))
            continue;
        gr_audit_add_term(&a->words, in_unit_of(f, g.total));
        g.coded |= f->part_of != id;
        if (first && !g.coded) /* a list after a colon or in brackets names all, one after 其中 may not */
            g.all |= !holds(f->quote, "其中") && !holds(f->quote, "包括") && !holds(f->quote, "含");
        first = false;
    }
    if (g.count > 0 && gr_decimal_compare(g.sum, g.total->value) < 0)
        take_following(a, &g);
    return g;
}

/* Whether `sum` comes so near the total that the list was meant as all of it. */
static bool comes_near(gr_decimal sum, gr_decimal total)
{
    gr_decimal needed = {total.digits / 100 * CLAIMS_ALL + total.digits % 100 * CLAIMS_ALL / 100,
                         total.scale};
    return gr_decimal_compare(sum, needed) >= 0;
}

/* What the parts that come to less than the total mean. */
static gr_check_status short_sum(const group *g)
{
    if (g->total->open_list || g->count == 1 || (g->coded && g->goes_on))
        return GR_CHECK_INCOMPLETE;
    return g->all || comes_near(g->sum, g->total->value) ? GR_CHECK_FAILED : GR_CHECK_INCOMPLETE;
}

/* Whether the list may belong to the total's own total, whose last part came
 * just before it: 共141条，其中…，其他9条。其中17条… */
static bool may_be_of_outer(const gr_audit *a, const group *g)
{
    const gr_figure *outer = gr_audit_figure(a, g->total->part_of);
    if (outer == NULL || gr_decimal_compare(g->sum, outer->value) > 0)
        return false;
    uint32_t last = 0;
    for (uint32_t id = a->parts[outer->id]; id != 0; id = a->siblings[id])
        last = id;
    return last == g->total->id;
}

static gr_check_status judge(const gr_audit *a, const group *g)
{
    int order = gr_decimal_compare(g->sum, g->total->value);
    if (order == 0)
        return GR_CHECK_OK;
    if (g->total->overlapping)
        return GR_CHECK_OVERLAPPING;
    if (g->total->qualifier == GR_QUALIFIER_OVER && order > 0 && g->total->value.digits > 0)
        return GR_CHECK_OK; /* 980余条 */
    if (g->inexact)
        return GR_CHECK_UNKNOWN;
    if (g->other_unit)
        return order < 0 ? GR_CHECK_INCOMPLETE : GR_CHECK_UNKNOWN;
    if (order < 0)
        return short_sum(g);
    return may_be_of_outer(a, g) ? GR_CHECK_UNKNOWN : GR_CHECK_FAILED;
}

static void check_group(gr_audit *a, uint32_t id)
{
    group g = gather(a, id);
    if (g.count == 0 || (g.coded && g.count == 1) || !g.total->has_value || g.total->kind == GR_KIND_TABLE ||
        is_rate(g.total) || g.total->direction != GR_DIRECTION_NONE)
        return;
    gr_audit_add(a, &(gr_finding){
                        .check = "parts_sum",
                        .status = judge(a, &g),
                        .has_left = true,
                        .has_right = true,
                        .left = g.total->value,
                        .right = g.sum,
                        .said = {.name_zh = name_of(g.total),
                                 .sum = gr_arena_copy(a->arena, gr_buf_str(&a->words)),
                                 .left_label = g.total->label,
                                 .right_label = "所列各部分之和"},
                        .figures = g.ids,
                        .figure_count = g.count + 1,
                        .at = g.total,
                    });
}

/* ------------------------------------------------------------------- rates */

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
                     .said = {.name_zh = name_of(subject),
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
    if (whole == NULL || !beside(part, rate) || rate->byte_start - part->byte_end > NEAR || is_rate(part) ||
        !same_unit(part, whole) || !whole->has_value || whole->qualifier != GR_QUALIFIER_EXACT)
        return;
    bool fits = gr_audit_share_fits(part->value, whole->value, rate->value, &share, &known);
    if (known)
        add_rate(a, "share", fits, rate, share, part, whole, true);
}

static bool is_value_of(const gr_figure *f, const gr_figure *rate, gr_scope scope)
{
    return beside(f, rate) && f->scope == scope && f->direction == GR_DIRECTION_NONE && !is_rate(f);
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
    if (now == NULL || before == NULL || !same_unit(now, before) ||
        (before->year != 0 && before->year + 1 != now->year))
        return;
    bool fits = gr_audit_rate_fits(before->value, now->value, rate->value,
                                   rate->direction == GR_DIRECTION_DOWN, &change, &known);
    if (known)
        add_rate(a, "growth", fits, rate, change, now, before, false);
}

static void check_rate(gr_audit *a, const gr_figure *f)
{
    if (gr_audit_is_growth(f))
        check_growth(a, f);
    else if (is_exact_rate(f) && holds(f->quote, "占"))
        check_share(a, f);
}

void gr_audit_parts(gr_audit *a)
{
    uint32_t *owner = gr_arena_alloc(a->arena, (a->record->figure_count + 1) * sizeof *owner);
    for (size_t i = 0; i < a->record->figure_count; i++)
        drop_misplaced(a, (uint32_t)i + 1);
    find_coded_parts(a, owner);
    link_coded_parts(a, owner);
    for (size_t i = 0; i < a->record->figure_count; i++) {
        uint32_t id = (uint32_t)i + 1;
        if (a->parts[id] != 0)
            check_group(a, id);
        check_rate(a, &a->record->figures[i]);
    }
}
