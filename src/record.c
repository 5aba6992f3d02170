#include "record.h"

#include "data.h"
#include "decimal.h"
#include "inherit.h"

#include <stdlib.h>

/* No report states one indicator more often; of what does, the first ones choose. */
enum { STATED_MAX = 1000 };

/* The figures of one indicator, as indexes into the record's figures. */
typedef struct bunch {
    uint32_t *at;
    size_t count;
} bunch;

typedef struct chooser {
    gr_record *record;
    gr_arena *arena;
    const gr_indicator *codes;
    size_t code_count;
    bunch *bunches;   /* one for each code */
    gr_value *chosen; /* likewise; source is set where known */
    bool *known;
} chooser;

/* ------------------------------------------------------------------- money */

/* The power of ten of a unit of money, in 元; -1 for other units. */
static int money_power(const char *unit)
{
    gr_str s = gr_str_of(unit);
    return gr_str_equal(s, GR_LIT("元"))     ? 0
           : gr_str_equal(s, GR_LIT("万元")) ? 4
           : gr_str_equal(s, GR_LIT("亿元")) ? 8
                                             : -1;
}

gr_decimal gr_money_convert(gr_decimal amount, const char *unit, const char *wanted)
{
    if (unit == wanted)
        return amount;
    int from = money_power(unit), to = money_power(wanted);
    if (from < 0 || to < 0 || from == to)
        return amount;
    gr_decimal result = amount;
    if (!gr_decimal_shift(&result, from - to))
        return amount;
    gr_decimal_trim(&result);
    return result;
}

/* ----------------------------------------------------------------- bunches */

static const gr_figure *figure_at(const chooser *c, uint32_t i)
{
    return &c->record->figures[i];
}

/* Only figures about the report's own year count. */
static bool counts(const gr_figure *f)
{
    return f->indicator != NULL && f->scope == GR_SCOPE_YEAR;
}

static void gather(chooser *c)
{
    const gr_record *r = c->record;
    for (size_t i = 0; i < r->figure_count; i++) {
        if (!counts(&r->figures[i]))
            continue;
        bunch *b = &c->bunches[r->figures[i].indicator - c->codes];
        b->count += b->count < STATED_MAX;
    }
    for (size_t k = 0; k < c->code_count; k++) {
        c->bunches[k].at =
            c->bunches[k].count > 0 ? gr_arena_alloc(c->arena, c->bunches[k].count * sizeof(uint32_t)) : NULL;
        c->bunches[k].count = 0;
    }
    for (size_t i = 0; i < r->figure_count; i++) {
        if (!counts(&r->figures[i]))
            continue;
        bunch *b = &c->bunches[r->figures[i].indicator - c->codes];
        if (b->count < STATED_MAX)
            b->at[b->count++] = (uint32_t)i;
    }
}

static gr_decimal in_code_unit(const gr_figure *f)
{
    return gr_money_convert(f->value, f->unit, f->indicator->unit);
}

static const char *value_unit(const gr_figure *f)
{
    return money_power(f->unit) >= 0 && money_power(f->indicator->unit) >= 0 ? f->indicator->unit : f->unit;
}

/* A part of another figure of the same code is in that one already. */
static bool is_part(const chooser *c, const gr_figure *f)
{
    if (f->part_of == 0 || f->part_of > c->record->figure_count)
        return false;
    return c->record->figures[f->part_of - 1].indicator == f->indicator;
}

static uint32_t *ids_of(chooser *c, size_t most)
{
    return gr_arena_alloc(c->arena, (most > 0 ? most : 1) * sizeof(uint32_t));
}

/* ------------------------------------------------------------- one choice */

static bool same_value(const gr_figure *a, const gr_figure *b)
{
    return a->has_value == b->has_value &&
           (!a->has_value || gr_decimal_compare(in_code_unit(a), in_code_unit(b)) == 0);
}

static void take(chooser *c, size_t k, const gr_figure *f, gr_source source)
{
    uint32_t *ids = ids_of(c, 1);
    ids[0] = f->id;
    c->known[k] = true;
    c->chosen[k] = (gr_value){.indicator = f->indicator,
                              .has_value = f->has_value,
                              .value = in_code_unit(f),
                              .unit = value_unit(f),
                              .source = source,
                              .figures = ids,
                              .figure_count = 1};
}

static const gr_figure *first_cell(const chooser *c, const bunch *b)
{
    const gr_figure *blank = NULL;
    for (size_t i = 0; i < b->count; i++) {
        const gr_figure *f = figure_at(c, b->at[i]);
        if (f->kind != GR_KIND_TABLE)
            continue;
        if (f->has_value)
            return f;
        blank = blank != NULL ? blank : f;
    }
    return blank;
}

/* Whether the figure says itself that it is the whole: 共, 总, 合计. */
static bool claims_whole(const gr_figure *f)
{
    return strstr(f->quote, "共") != NULL || strstr(f->quote, "总") != NULL ||
           strstr(f->quote, "合计") != NULL;
}

/* Whether f says again what an earlier figure of the bunch said. */
static bool is_repeated(const chooser *c, const bunch *b, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        const gr_figure *f = figure_at(c, b->at[k]);
        if (!is_part(c, f) && same_value(f, figure_at(c, b->at[i])))
            return true;
    }
    return false;
}

/* Adds up the cells of the bunch, or where there are none its other figures. */
static void take_sum(chooser *c, size_t k, const bunch *b, bool cells)
{
    gr_value value = {.has_value = true, .source = GR_SOURCE_SUM};
    uint32_t *ids = ids_of(c, b->count);
    for (size_t i = 0; i < b->count; i++) {
        const gr_figure *f = figure_at(c, b->at[i]);
        if ((f->kind == GR_KIND_TABLE) != cells || !f->has_value || is_part(c, f) || is_repeated(c, b, i) ||
            !gr_decimal_add(&value.value, in_code_unit(f)))
            continue;
        ids[value.figure_count++] = f->id;
        value.indicator = f->indicator;
        value.unit = value_unit(f);
    }
    value.figures = ids;
    c->chosen[k] = value;
    c->known[k] = true;
}

static void choose_prose(chooser *c, size_t k, const bunch *b)
{
    const gr_figure *best = NULL;
    size_t distinct = 0;
    for (size_t i = 0; i < b->count; i++) {
        const gr_figure *f = figure_at(c, b->at[i]);
        if (is_part(c, f) || is_repeated(c, b, i))
            continue;
        distinct++;
        if (best == NULL || (claims_whole(f) && !claims_whole(best)))
            best = f;
    }
    if (best == NULL)
        return;
    if (distinct > 1 && gr_is_additive(best->indicator))
        take_sum(c, k, b, false);
    else
        take(c, k, best, best->kind == GR_KIND_STATED_ZERO ? GR_SOURCE_STATED_ZERO : GR_SOURCE_PROSE);
}

/* Figures of the code that say something else than what was chosen. */
static void note_conflicts(chooser *c, size_t k, const bunch *b)
{
    gr_value *value = &c->chosen[k];
    if (value->source == GR_SOURCE_SUM)
        return;
    uint32_t *ids = ids_of(c, b->count);
    gr_decimal sum = {0};
    for (size_t i = 0; i < b->count; i++) {
        const gr_figure *f = figure_at(c, b->at[i]);
        if (f->kind == GR_KIND_TABLE || is_part(c, f) || !f->has_value)
            continue;
        gr_decimal_add(&sum, in_code_unit(f));
        if (!value->has_value || gr_decimal_compare(in_code_unit(f), value->value) != 0)
            ids[value->conflict_count++] = f->id;
    }
    bool adds_up =
        value->has_value && gr_is_additive(value->indicator) && gr_decimal_compare(sum, value->value) == 0;
    value->conflicts = ids;
    if (adds_up)
        value->conflict_count = 0;
}

/* Whether all cells of the bunch are of rows with one name that follow each other and
 * differ, as where each purchase has a row. */
static bool is_list_of_rows(const chooser *c, const bunch *b)
{
    const gr_figure *last = NULL;
    bool differ = false;
    for (size_t i = 0; i < b->count; i++) {
        const gr_figure *f = figure_at(c, b->at[i]);
        if (f->kind != GR_KIND_TABLE || !f->has_value)
            continue;
        for (const gr_figure *g = last; g != NULL && g < f; g++)
            if (g->kind != GR_KIND_TABLE || g->row == NULL || f->row == NULL || strcmp(g->row, f->row) != 0)
                return false;
        differ = differ || (last != NULL && !same_value(last, f));
        last = f;
    }
    return differ;
}

static void choose_stated(chooser *c, size_t k)
{
    const bunch *b = &c->bunches[k];
    if (b->count == 0 || !c->codes[k].single)
        return;
    const gr_figure *cell = first_cell(c, b);
    if (cell != NULL && is_list_of_rows(c, b))
        take_sum(c, k, b, true);
    else if (cell != NULL)
        take(c, k, cell, GR_SOURCE_TABLE);
    else
        choose_prose(c, k, b);
    if (c->known[k])
        note_conflicts(c, k, b);
}

/* -------------------------------------------------------------- derivation */

/* Whether the form that the report follows has the code. */
static bool is_of_form(const chooser *c, size_t k)
{
    gr_template form = c->record->form;
    const char *name = form == GR_TEMPLATE_TEMPLATE_2019   ? "T19"
                       : form == GR_TEMPLATE_TEMPLATE_2021 ? "T21"
                                                           : NULL;
    return name != NULL && strstr(c->codes[k].templates, name) != NULL;
}

/* Adds the chosen values of the codes that a term names; false where none is known, or one
 * of the form is not: the sum of some rows is no total. */
static bool add_term(chooser *c, size_t term, gr_value *value, uint32_t *ids)
{
    bool found = false;
    for (size_t m = gr_data_derivation_terms[term]; m < gr_data_derivation_terms[term + 1]; m++) {
        size_t k = gr_data_derivation_members[m];
        if (!c->known[k] && is_of_form(c, k))
            return false;
        if (!c->known[k] || c->chosen[k].source == GR_SOURCE_DERIVED)
            continue;
        found = true;
        if (!c->chosen[k].has_value || !gr_decimal_add(&value->value, c->chosen[k].value))
            continue;
        value->has_value = true;
        value->unit = c->chosen[k].unit;
        for (size_t i = 0; i < c->chosen[k].figure_count; i++)
            ids[value->figure_count++] = c->chosen[k].figures[i];
    }
    return found;
}

/* A value from a later form's cells, where each term of the codebook's derived_from
 * has one. */
static void derive(chooser *c, const gr_data_derivation *d)
{
    const gr_indicator *code = &c->codes[d->code];
    gr_value value = {.indicator = code, .source = GR_SOURCE_DERIVED, .unit = code->unit};
    uint32_t *ids = ids_of(c, c->record->figure_count);
    for (size_t term = d->from; term < d->to; term++)
        if (!add_term(c, term, &value, ids))
            return;
    value.figures = ids;
    c->chosen[d->code] = value;
    c->known[d->code] = true;
}

void gr_record_choose(gr_record *record, gr_arena *arena)
{
    chooser c = {.record = record, .arena = arena};
    c.codes = gr_codebook(&c.code_count);
    c.bunches = gr_alloc(c.code_count * sizeof *c.bunches);
    c.chosen = gr_arena_alloc(arena, c.code_count * sizeof *c.chosen); /* of those known */
    c.known = gr_alloc(c.code_count * sizeof *c.known);
    gather(&c);
    for (size_t k = 0; k < c.code_count; k++)
        choose_stated(&c, k);
    for (size_t i = 0; i < gr_data_derivation_count && record->figure_count > 0; i++)
        if (!c.known[gr_data_derivations[i].code])
            derive(&c, &gr_data_derivations[i]);
    size_t count = 0;
    for (size_t k = 0; k < c.code_count; k++)
        count += c.known[k];
    gr_value *values = gr_arena_alloc(arena, (count > 0 ? count : 1) * sizeof *values);
    record->value_count = 0;
    for (size_t k = 0; k < c.code_count; k++)
        if (c.known[k])
            values[record->value_count++] = c.chosen[k];
    record->values = values;
    free(c.bunches);
    free(c.known);
}
