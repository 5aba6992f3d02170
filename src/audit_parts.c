/* Parts and totals in prose: 共公开984条，其中网站934条，公示栏50条. */
#include "audit_topics.h"

#include "codebook.h"
#include "inherit.h"
#include "record.h"

enum {
    LOOSE = 4,         /* figures in or behind a list that may belong to it */
    CODED_BYTES = 600, /* from a total to parts that only their codes tell as such */
    CLAIMS_ALL = 80    /* per cent of a total that a list of its parts has to name to be meant as all of it */
};

bool gr_audit_is_rate(const gr_figure *f)
{
    return f->unit != NULL && (strcmp(f->unit, "%") == 0 || strcmp(f->unit, "‰") == 0);
}

const char *gr_audit_name(const gr_figure *f)
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

bool gr_audit_same_unit(const gr_figure *a, const gr_figure *b)
{
    return a->unit == NULL || b->unit == NULL || strcmp(a->unit, b->unit) == 0;
}

static gr_decimal in_unit_of(const gr_figure *part, const gr_figure *total)
{
    return gr_money_convert(part->value, part->unit, total->unit);
}

static bool add_part(group *g, const gr_figure *part)
{
    if (!part->has_value || gr_audit_is_rate(part) || part->direction != GR_DIRECTION_NONE ||
        part->scope != g->total->scope || part->kind == GR_KIND_TABLE ||
        !gr_audit_plus(&g->sum, in_unit_of(part, g->total)))
        return false;
    g->ids[++g->count] = part->id;
    g->inexact |= part->qualifier != GR_QUALIFIER_EXACT;
    g->other_unit |= !gr_audit_same_unit(part, g->total);
    g->all |= gr_audit_holds_any(gr_str_of(part->quote), "分别|依次|其余");
    return true;
}

/* Whether the codebook has `part`, in some steps, as a part of `total`. */
static bool leads_to(const gr_indicator *part, const gr_indicator *total)
{
    while (part != NULL && part != total)
        part = gr_codebook_total(part);
    return part != NULL;
}

/* Codes whose parts the codebook knows all. */
static bool is_closed(const gr_indicator *total)
{
    return strncmp(total->code, "disclosure.", 11) != 0 && !gr_is_additive(total);
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
    const gr_indicator *code = f->indicator != NULL ? gr_codebook_total(f->indicator) : NULL;
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
 * made it one of them: of the total's unit, right behind another figure. */
static bool is_loose(const gr_audit *a, const group *g, const gr_figure *f)
{
    enum { NEAR = 120 };
    const gr_figure *before = gr_audit_figure(a, f->id - 1);
    return f->part_of == 0 && f->kind == GR_KIND_PROSE && f->byte_start >= before->byte_end &&
           f->byte_start - before->byte_end < NEAR && f->unit != NULL && gr_audit_same_unit(f, g->total) &&
           !is_misplaced(f, g->total);
}

static bool is_in(const group *g, uint32_t id)
{
    for (size_t i = 1; i <= g->count; i++)
        if (g->ids[i] == id)
            return true;
    return false;
}

/* A list that comes short may have parts that were not known as such, among the
 * others or behind them.  They are taken in where they make up what is missing;
 * where they do not, the list may go on in other ways, too. */
static void take_loose(gr_audit *a, group *g)
{
    group longer = *g;
    uint32_t last = g->ids[g->count];
    for (uint32_t id = g->ids[1] + 1; id <= last + LOOSE && longer.count < g->count + LOOSE; id++) {
        const gr_figure *f = gr_audit_figure(a, id);
        if (f == NULL || (id > last && gr_decimal_compare(longer.sum, g->total->value) >= 0))
            break;
        if (is_in(g, id))
            continue;
        if (is_loose(a, g, f) && add_part(&longer, f))
            g->goes_on = true;
        else if (id > last)
            break;
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
    g.ids = gr_arena_alloc(a->arena, (count_parts(a, id) + 1 + LOOSE) * sizeof *g.ids);
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
            g.all |= !gr_audit_holds_any(gr_str_of(f->quote), "其中|包括|含");
        first = false;
    }
    if (g.count > 0 && gr_decimal_compare(g.sum, g.total->value) < 0)
        take_loose(a, &g);
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

/* Whether the label ends in the noun that the total counts: 悬挂横幅 of 横幅. */
static bool shares_noun(const gr_figure *part, const gr_figure *total)
{
    enum { NOUN = 6 /* two Han characters */ };
    gr_str noun = gr_str_of(total->label);
    if (noun.len < NOUN || part->label == NULL)
        return false;
    return gr_str_find(gr_str_of(part->label), gr_str_slice(noun, noun.len - NOUN, noun.len), 0) !=
           GR_NOT_FOUND;
}

static bool is_no_larger(const gr_figure *part, const gr_figure *total)
{
    return gr_decimal_compare(in_unit_of(part, total), total->value) <= 0;
}

/* Keeps only parts that fit, where these make up the total. */
static bool keep_fitting(gr_audit *a, group *g, bool (*fits)(const gr_figure *part, const gr_figure *total))
{
    group shorter = *g;
    shorter.count = 0;
    shorter.sum = (gr_decimal){0};
    shorter.ids = gr_arena_alloc(a->arena, (g->count + 1) * sizeof *shorter.ids);
    shorter.ids[0] = g->ids[0];
    for (size_t i = 1; i <= g->count; i++) {
        const gr_figure *f = gr_audit_figure(a, g->ids[i]);
        if (fits(f, g->total))
            add_part(&shorter, f);
    }
    if (shorter.count == 0 || !gr_audit_same(shorter.sum, g->total->value))
        return false;
    gr_buf_clear(&a->words);
    for (size_t i = 1; i <= shorter.count; i++)
        gr_audit_add_term(&a->words, in_unit_of(gr_audit_figure(a, shorter.ids[i]), g->total));
    *g = shorter;
    return true;
}

/* 横幅3条：…横幅1条，…横幅1条，…横幅1条，标语1条: what is of another noun, or is more
 * than the total, stands behind the list, not in it. */
static bool drop_strangers(gr_audit *a, group *g)
{
    return keep_fitting(a, g, shares_noun) || keep_fitting(a, g, is_no_larger);
}

static gr_check_status judge(gr_audit *a, group *g)
{
    int order = gr_decimal_compare(g->sum, g->total->value);
    if (order == 0 || (order > 0 && drop_strangers(a, g)))
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

/* 一个平时目录，一个试点目录: of one there are no parts. */
static bool is_single(const group *g)
{
    return g->total->value.digits == 1 && g->total->value.scale == 0 &&
           gr_decimal_compare(g->sum, g->total->value) > 0;
}

static void check_group(gr_audit *a, uint32_t id)
{
    group g = gather(a, id);
    if (g.count == 0 || is_single(&g) || (g.coded && g.count == 1) || !g.total->has_value ||
        g.total->kind == GR_KIND_TABLE || gr_audit_is_rate(g.total) ||
        g.total->direction != GR_DIRECTION_NONE)
        return;
    gr_check_status status = judge(a, &g);
    gr_audit_add(a, &(gr_finding){
                        .check = "parts_sum",
                        .status = status,
                        .has_left = true,
                        .has_right = true,
                        .left = g.total->value,
                        .right = g.sum,
                        .said = {.name_zh = gr_audit_name(g.total),
                                 .sum = gr_arena_copy(a->arena, gr_buf_str(&a->words)),
                                 .left_label = g.total->label,
                                 .right_label = "所列各部分之和"},
                        .figures = g.ids,
                        .figure_count = g.count + 1,
                        .at = g.total,
                    });
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
    }
}
