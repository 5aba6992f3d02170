/* The figures of a record by what they are about, and the order of the audit. */
#include "audit_topics.h"

/* ------------------------------------------------------------------- index */

static uint32_t *zeros(gr_arena *arena, size_t count)
{
    uint32_t *list = gr_arena_alloc(arena, (count > 0 ? count : 1) * sizeof *list);
    memset(list, 0, count * sizeof *list);
    return list;
}

static void put_first(uint32_t *heads, uint32_t *next, size_t at, uint32_t id)
{
    next[id] = heads[at];
    heads[at] = id;
}

/* From the last figure to the first, so that lists run in order of place. */
static void index_figures(gr_audit *a)
{
    for (size_t i = a->record->figure_count; i-- > 0;) {
        const gr_figure *f = &a->record->figures[i];
        uint32_t id = (uint32_t)i + 1;
        if (f->part_of != 0 && f->part_of != id && f->part_of <= a->record->figure_count)
            put_first(a->parts, a->siblings, f->part_of, id);
        if (f->indicator == NULL)
            continue;
        size_t code = gr_audit_code(a, f->indicator);
        if (f->kind == GR_KIND_TABLE) {
            a->tables = true;
            put_first(a->cells, a->next, code, id);
        } else if (f->scope == GR_SCOPE_YEAR && f->has_value) {
            put_first(a->statements, a->next, code, id);
        }
    }
}

void gr_audit_begin(gr_audit *a, const gr_record *record, gr_arena *arena)
{
    *a = (gr_audit){.record = record, .arena = arena};
    a->codes = gr_codebook(&a->code_count);
    a->cells = zeros(arena, a->code_count);
    a->statements = zeros(arena, a->code_count);
    a->next = zeros(arena, record->figure_count + 1);
    a->parts = zeros(arena, record->figure_count + 1);
    a->siblings = zeros(arena, record->figure_count + 1);
    index_figures(a);
    if (a->tables)
        a->columns = gr_audit_columns(&a->column_count);
}

void gr_audit_end(gr_audit *a, gr_record *record)
{
    size_t count = record->check_count + a->checks.len;
    if (a->checks.len > 0) {
        gr_check *checks = gr_arena_alloc(a->arena, count * sizeof *checks);
        if (record->check_count > 0)
            memcpy(checks, record->checks, record->check_count * sizeof *checks);
        memcpy(checks + record->check_count, a->checks.ptr, a->checks.len * sizeof *checks);
        record->checks = checks;
        record->check_count = count;
    }
    gr_array_release(&a->checks);
    gr_buf_release(&a->zh);
    gr_buf_release(&a->en);
    gr_buf_release(&a->words);
}

/* ------------------------------------------------------------------- audit */

void gr_audit_record(gr_record *record, gr_arena *arena)
{
    gr_audit a;
    record->checks = NULL;
    record->check_count = 0;
    gr_audit_begin(&a, record, arena);
    if (record->figure_count > 0) {
        gr_audit_parts(&a);
        gr_audit_rates(&a);
        gr_audit_tables(&a);
        gr_audit_prose(&a);
    }
    gr_audit_structure(&a);
    gr_audit_whose(&a);
    gr_audit_end(&a, record);
}
