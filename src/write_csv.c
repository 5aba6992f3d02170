/* The formats of CSV (RFC 4180): a row a report, and the lists of a record as
 * tables of their own. */
#include "data.h"
#include "write.h"
#include "write_keys.h"

typedef struct row {
    gr_buf *out;
    const char *blank; /* what a blank cell of the report prints as */
    bool begun;
} row;

/* ------------------------------------------------------------------- cells */

static row begin_row(gr_sink *s, const gr_writer_options *o)
{
    return (row){.out = &s->buffer, .blank = o->blank != NULL ? o->blank : ""};
}

static void end_row(row *r)
{
    GR_PUT_LIT(r->out, "\r\n");
}

static void next_cell(row *r)
{
    if (r->begun)
        gr_put_char(r->out, ',');
    r->begun = true;
}

static void put_quoted(gr_buf *out, const char *text)
{
    gr_put_char(out, '"');
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        gr_put(out, text, (size_t)(quote - text));
        GR_PUT_LIT(out, "\"\"");
    }
    gr_put(out, text, strlen(text));
    gr_put_char(out, '"');
}

static void put_plain(gr_buf *out, const char *text)
{
    size_t length = strlen(text);
    if (text[strcspn(text, ",\"\r\n")] != '\0')
        put_quoted(out, text);
    else
        gr_put(out, text, length);
}

static void cell_text(row *r, const char *text)
{
    next_cell(r);
    if (text != NULL)
        put_plain(r->out, text);
}

/* What came from outside and was not decoded. */
static void cell_foreign(row *r, const char *text)
{
    gr_buf space = {0};
    cell_text(r, gr_valid_utf8(text, &space));
    gr_buf_release(&space);
}

static void cell_name(row *r, const char *name)
{
    next_cell(r);
    if (name != NULL)
        gr_put(r->out, name, strlen(name));
}

static void cell_count(row *r, uint64_t n)
{
    next_cell(r);
    gr_put_uint(r->out, n);
}

static void cell_place(row *r, uint64_t n)
{
    next_cell(r);
    if (n > 0)
        gr_put_uint(r->out, n);
}

static void cell_flag(row *r, bool flag)
{
    cell_name(r, flag ? "true" : "false");
}

static void cell_number(row *r, bool there, gr_decimal value)
{
    next_cell(r);
    if (there)
        gr_put_decimal(r->out, value);
}

static void cell_ids(row *r, const uint32_t *ids, size_t count)
{
    next_cell(r);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            gr_put_char(r->out, ' ');
        gr_put_uint(r->out, ids[i]);
    }
}

/* A number that may stand in a blank cell of the report. */
static void cell_value(row *r, bool there, gr_decimal value)
{
    if (there)
        cell_number(r, there, value);
    else
        cell_text(r, r->blank);
}

/* ------------------------------------------------------------------- frame */

static void put_bom(gr_sink *s, const gr_writer_options *o)
{
    if (o->bom)
        GR_PUT_LIT(&s->buffer, "\xef\xbb\xbf");
}

/* ------------------------------------------------------------ csv: a report */

static const char *const report_columns[] = {
    "source_name", "title", "agency",       "level",      "type",      "province",  "prefecture",  "county",
    "township",    "year",  "period_start", "period_end", "published", "signed_by", "signed_date", "template",
};
static const char *const count_columns[] = {"figures", "failed_checks", "conflicts", "warnings"};

static void begin_csv(gr_sink *s, const gr_writer_options *o)
{
    put_bom(s, o);
    if (!o->header)
        return;
    row r = begin_row(s, o);
    for (size_t i = 0; i < GR_COUNT(report_columns); i++)
        cell_name(&r, report_columns[i]);
    for (size_t i = 0; i < gr_data_codebook_count; i++)
        if (gr_data_codebook_rows[i].single)
            cell_name(&r, gr_data_codebook_rows[i].code);
    for (size_t i = 0; i < GR_COUNT(count_columns); i++)
        cell_name(&r, count_columns[i]);
    end_row(&r);
}

static void put_report(row *r, const gr_record *record)
{
    cell_foreign(r, record->name);
    cell_text(r, record->title);
    cell_text(r, record->agency);
    cell_name(r, gr_level_name(record->level));
    cell_name(r, gr_body_name(record->body));
    cell_text(r, record->region.province);
    cell_text(r, record->region.prefecture);
    cell_text(r, record->region.county);
    cell_text(r, record->region.township);
    cell_place(r, record->year > 0 ? (uint64_t)record->year : 0);
    cell_text(r, record->period_start);
    cell_text(r, record->period_end);
    cell_text(r, record->published);
    cell_text(r, record->signed_by);
    cell_text(r, record->signed_date);
    cell_name(r, gr_template_name(record->form));
}

/* A cell has three states: a value, a blank that the report has too, and
 * nothing where the report does not say. */
static void put_value(row *r, const gr_value *v)
{
    if (v == NULL)
        next_cell(r);
    else
        cell_value(r, v->has_value, v->value);
}

static void put_values(row *r, const gr_record *record)
{
    const gr_value *value_of[gr_data_codebook_count] = {0};
    for (size_t i = 0; i < record->value_count; i++)
        value_of[record->values[i].indicator - gr_data_codebook_rows] = &record->values[i];
    for (size_t i = 0; i < gr_data_codebook_count; i++)
        if (gr_data_codebook_rows[i].single)
            put_value(r, value_of[i]);
}

static uint64_t failed_checks(const gr_record *record)
{
    uint64_t count = 0;
    for (size_t i = 0; i < record->check_count; i++)
        count += record->checks[i].status == GR_CHECK_FAILED;
    return count;
}

static uint64_t conflicts(const gr_record *record)
{
    uint64_t count = 0;
    for (size_t i = 0; i < record->value_count; i++)
        count += record->values[i].conflict_count > 0;
    return count;
}

static void record_csv(gr_sink *s, const gr_writer_options *o, const gr_record *record)
{
    row r = begin_row(s, o);
    put_report(&r, record);
    put_values(&r, record);
    cell_count(&r, record->figure_count);
    cell_count(&r, failed_checks(record));
    cell_count(&r, conflicts(record));
    cell_count(&r, record->warning_count);
    end_row(&r);
}

/* ------------------------------------- figures, sections, checks: the lists */

/* Every row of a list begins with whose it is. */
static void begin_list(gr_sink *s, const gr_writer_options *o, void (*names)(row *))
{
    put_bom(s, o);
    if (!o->header)
        return;
    row r = begin_row(s, o);
    cell_name(&r, "source_name");
    cell_name(&r, "agency");
    cell_name(&r, "report_year");
    names(&r);
    end_row(&r);
}

static void put_list(gr_sink *s, const gr_writer_options *o, const gr_record *record, size_t count,
                     void (*cells)(row *, const gr_record *, size_t))
{
    for (size_t i = 0; i < count; i++) {
        row r = begin_row(s, o);
        cell_foreign(&r, record->name);
        cell_text(&r, record->agency);
        cell_place(&r, record->year > 0 ? (uint64_t)record->year : 0);
        cells(&r, record, i);
        end_row(&r);
        gr_sink_spill(s);
    }
}

#define PUT_NAME(key, type, ...) cell_name(r, key);
#define PUT_CELL(key, type, ...) cell_##type(r, __VA_ARGS__);

static void figure_names(row *r)
{
    GR_FIGURE_KEYS(PUT_NAME, )
}

static void figure_cells(row *r, const gr_record *record, size_t i)
{
    GR_FIGURE_KEYS(PUT_CELL, &record->figures[i])
}

static void begin_figures(gr_sink *s, const gr_writer_options *o)
{
    begin_list(s, o, figure_names);
}

static void record_figures(gr_sink *s, const gr_writer_options *o, const gr_record *record)
{
    put_list(s, o, record, record->figure_count, figure_cells);
}

/* A section's path is the `section` of the figures in it. */
static void section_names(row *r)
{
    cell_name(r, "section");
    GR_SECTION_KEYS(PUT_NAME, )
}

static void section_cells(row *r, const gr_record *record, size_t i)
{
    cell_text(r, record->sections[i].path);
    GR_SECTION_KEYS(PUT_CELL, &record->sections[i])
}

static void begin_sections(gr_sink *s, const gr_writer_options *o)
{
    begin_list(s, o, section_names);
}

static void record_sections(gr_sink *s, const gr_writer_options *o, const gr_record *record)
{
    put_list(s, o, record, record->section_count, section_cells);
}

static void check_names(row *r)
{
    GR_CHECK_KEYS(PUT_NAME, )
}

static void check_cells(row *r, const gr_record *record, size_t i)
{
    GR_CHECK_KEYS(PUT_CELL, &record->checks[i])
}

static void begin_checks(gr_sink *s, const gr_writer_options *o)
{
    begin_list(s, o, check_names);
}

static void record_checks(gr_sink *s, const gr_writer_options *o, const gr_record *record)
{
    put_list(s, o, record, record->check_count, check_cells);
}

const gr_format_ops gr_csv_ops = {.begin = begin_csv, .record = record_csv};
const gr_format_ops gr_figures_ops = {.begin = begin_figures, .record = record_figures};
const gr_format_ops gr_sections_ops = {.begin = begin_sections, .record = record_sections};
const gr_format_ops gr_checks_ops = {.begin = begin_checks, .record = record_checks};
