/*
 * Against the year before: what is kept of each report, and what is checked
 * with it.
 */
#include "audit_topics.h"

#include "data.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 64, KEPT_MAX = 64 };

/* A value of a report. */
typedef struct kept {
    uint16_t code; /* place among the codes that are kept */
    gr_decimal value;
} kept;

typedef struct entry {
    char *agency;
    int year;
    uint32_t first, count; /* of its values */
    uint32_t next;         /* entry + 1 with the same hash slot */
} entry;

struct gr_history {
    const gr_indicator *codes[KEPT_MAX];
    size_t code_count;
    GR_ARRAY(entry) entries;
    GR_ARRAY(kept) values;
    uint32_t *slots; /* entry + 1 */
    size_t slot_count;
    gr_json_reader json;
};

gr_json_reader *gr_history_json(gr_history *h)
{
    return &h->json;
}

/* ----------------------------------------------------------------- history */

static size_t place_of(const gr_history *h, const gr_indicator *indicator)
{
    size_t i = 0;
    while (i < h->code_count && h->codes[i] != indicator)
        i++;
    return i;
}

bool gr_history_keeps(const gr_history *h, const gr_indicator *indicator)
{
    return place_of(h, indicator) < h->code_count;
}

static void keep_terms(gr_history *h, const char *terms)
{
    gr_str rest = gr_str_of(terms), term;
    bool minus;
    char code[128];
    while (gr_audit_next_term(&rest, &term, &minus)) {
        if (term.len >= sizeof code)
            continue;
        memcpy(code, term.ptr, term.len);
        code[term.len] = '\0';
        const gr_indicator *indicator = gr_codebook_find(code);
        if (indicator != NULL && !gr_history_keeps(h, indicator) && h->code_count < KEPT_MAX)
            h->codes[h->code_count++] = indicator;
    }
}

gr_history *gr_history_new(void)
{
    gr_history *h = gr_alloc(sizeof *h);
    for (size_t i = 0; i < gr_data_identities_count; i++)
        keep_terms(h, gr_data_identities_rows[i].last);
    h->slot_count = FIRST_SLOTS;
    h->slots = gr_alloc(h->slot_count * sizeof *h->slots);
    return h;
}

void gr_history_free(gr_history *h)
{
    if (h == NULL)
        return;
    for (size_t i = 0; i < h->entries.len; i++)
        free(h->entries.ptr[i].agency);
    gr_array_release(&h->entries);
    gr_array_release(&h->values);
    free(h->slots);
    free(h);
}

/* FNV-1a over the name and the year. */
static size_t slot_of(const gr_history *h, const char *agency, int year)
{
    uint64_t hash = 14695981039346656037U ^ (uint64_t)year;
    for (; *agency != '\0'; agency++)
        hash = (hash ^ (unsigned char)*agency) * 1099511628211U;
    return (size_t)(hash ^ hash >> 32) & (h->slot_count - 1);
}

static entry *find_entry(const gr_history *h, const char *agency, int year)
{
    for (uint32_t at = h->slots[slot_of(h, agency, year)]; at != 0; at = h->entries.ptr[at - 1].next) {
        entry *e = &h->entries.ptr[at - 1];
        if (e->year == year && strcmp(e->agency, agency) == 0)
            return e;
    }
    return NULL;
}

static void link_entry(gr_history *h, uint32_t i)
{
    entry *e = &h->entries.ptr[i];
    size_t slot = slot_of(h, e->agency, e->year);
    e->next = h->slots[slot];
    h->slots[slot] = i + 1;
}

static void grow_slots(gr_history *h)
{
    free(h->slots);
    h->slot_count *= 2;
    h->slots = gr_alloc(h->slot_count * sizeof *h->slots);
    for (uint32_t i = 0; i < h->entries.len; i++)
        link_entry(h, i);
}

void gr_history_begin(gr_history *h, const char *agency, int year)
{
    entry *e = find_entry(h, agency, year);
    size_t length = strlen(agency);
    if (e != NULL) /* of no year any more; the new one comes last */
        e->year = 0;
    if (h->entries.len >= h->slot_count)
        grow_slots(h);
    entry fresh = {.agency = gr_alloc(length + 1), .year = year, .first = (uint32_t)h->values.len};
    memcpy(fresh.agency, agency, length);
    *gr_array_push(&h->entries) = fresh;
    link_entry(h, (uint32_t)h->entries.len - 1);
}

void gr_history_add(gr_history *h, const gr_indicator *indicator, gr_decimal value)
{
    *gr_array_push(&h->values) = (kept){(uint16_t)place_of(h, indicator), value};
    h->entries.ptr[h->entries.len - 1].count++;
}

static bool kept_value(const gr_history *h, const entry *e, const gr_indicator *indicator, gr_decimal *value)
{
    size_t place = place_of(h, indicator);
    for (uint32_t i = e->first; i < e->first + e->count; i++) {
        if (h->values.ptr[i].code != place)
            continue;
        *value = h->values.ptr[i].value;
        return true;
    }
    return false;
}

/* -------------------------------------------------------------- identities */

/* One comparison: this year's side, and the other one with last year's terms. */
typedef struct sides {
    gr_audit *a;
    const gr_history *h;
    const entry *last; /* last year's report */
    gr_decimal sum;
    uint32_t ids[16];
    size_t count;
} sides;

static bool add_term(sides *s, bool of_last_year, const gr_indicator *indicator, bool minus)
{
    gr_decimal value;
    if (of_last_year) {
        if (!kept_value(s->h, s->last, indicator, &value))
            return false;
    } else {
        gr_amount amount = gr_audit_report_value(s->a, indicator);
        if (!amount.has_value)
            return false;
        value = amount.value;
        if (amount.figure_count > 0 && s->count < GR_COUNT(s->ids))
            s->ids[s->count++] = amount.figures[0];
    }
    if (minus)
        value.digits = -value.digits;
    if (minus && value.digits == 0)
        gr_buf_add_str(&s->a->words, GR_LIT("-0"));
    else
        gr_audit_add_term(&s->a->words, value);
    return gr_audit_plus(&s->sum, value);
}

static bool add_terms(sides *s, bool of_last_year, const char *terms)
{
    gr_str rest = gr_str_of(terms), term;
    bool minus;
    while (gr_audit_next_term(&rest, &term, &minus)) {
        const gr_indicator *indicator = gr_codebook_find(gr_arena_copy(s->a->arena, term));
        if (indicator == NULL || !add_term(s, of_last_year, indicator, minus))
            return false;
    }
    return true;
}

static void check_identity(gr_audit *a, const gr_history *h, const entry *last, const gr_data_identities *row)
{
    sides s = {.a = a, .h = h, .last = last};
    const gr_indicator *indicator = gr_codebook_find(row->left);
    gr_amount left = indicator != NULL ? gr_audit_report_value(a, indicator) : (gr_amount){0};
    if (!left.has_value)
        return;
    if (left.figure_count > 0)
        s.ids[s.count++] = left.figures[0];
    gr_buf_clear(&a->words);
    if (!add_terms(&s, true, row->last) || !add_terms(&s, false, row->right))
        return;
    gr_audit_add(a, &(gr_finding){
                        .check = row->check,
                        .status = gr_audit_same(left.value, s.sum) ? GR_CHECK_OK : GR_CHECK_FAILED,
                        .has_left = true,
                        .has_right = true,
                        .left = left.value,
                        .right = s.sum,
                        .said = {.name_zh = gr_audit_label(a, indicator),
                                 .name_en = indicator->code,
                                 .sum = gr_arena_copy(a->arena, gr_buf_str(&a->words)),
                                 .left_label = "本年报告",
                                 .right_label = "按上年报告"},
                        .figures = s.ids,
                        .figure_count = s.count,
                        .at = gr_audit_figure(a, s.count > 0 ? s.ids[0] : 0),
                    });
}

/* ------------------------------------------------------------------- growth */

static void check_growth(gr_audit *a, const gr_history *h, const entry *last, const gr_figure *rate)
{
    const gr_figure *now = gr_audit_value_before(a, rate, GR_SCOPE_YEAR);
    gr_decimal before, change;
    bool known;
    if (now == NULL || now->indicator == NULL || now->wider_scope ||
        !kept_value(h, last, now->indicator, &before))
        return;
    bool fits = gr_audit_rate_fits(before, gr_audit_value(now), rate->value,
                                   rate->direction == GR_DIRECTION_DOWN, &change, &known);
    uint32_t ids[] = {rate->id, now->id};
    if (!known)
        return;
    gr_audit_add(a, &(gr_finding){
                        .check = "growth_years",
                        .status = fits ? GR_CHECK_OK : GR_CHECK_FAILED,
                        .has_left = true,
                        .has_right = true,
                        .left = rate->value,
                        .right = change,
                        .said = {.name_zh = gr_audit_label(a, now->indicator),
                                 .name_en = now->indicator->code,
                                 .sum = gr_arena_printf(a->arena, "%s→%s", gr_audit_text(a, before),
                                                        gr_audit_text(a, gr_audit_value(now))),
                                 .left_label = "所称",
                                 .right_label = "按两年报告"},
                        .figures = ids,
                        .figure_count = 2,
                        .at = rate,
                    });
}

static void check_last_year(gr_audit *a, const gr_history *h, const entry *last)
{
    for (size_t i = 0; i < gr_data_identities_count; i++) {
        const gr_data_identities *row = &gr_data_identities_rows[i];
        if (row->last[0] != '\0' && strcmp(row->check, "growth_years") != 0)
            check_identity(a, h, last, row);
    }
    for (size_t i = 0; i < a->record->figure_count; i++)
        if (gr_audit_is_growth(&a->record->figures[i]))
            check_growth(a, h, last, &a->record->figures[i]);
}

static void remember(gr_history *h, gr_audit *a)
{
    gr_history_begin(h, a->record->agency, a->record->year);
    for (size_t i = 0; i < h->code_count; i++) {
        gr_amount amount = gr_audit_report_value(a, h->codes[i]);
        if (amount.has_value)
            gr_history_add(h, h->codes[i], amount.value);
    }
}

void gr_history_check(gr_history *h, gr_record *record, gr_arena *arena)
{
    gr_audit a;
    if (record->agency == NULL || record->year <= 0)
        return;
    gr_audit_begin(&a, record, arena);
    const entry *last = find_entry(h, record->agency, record->year - 1);
    if (last != NULL)
        check_last_year(&a, h, last);
    remember(h, &a);
    gr_audit_end(&a, record);
}
