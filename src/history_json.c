/* Records written earlier -> history. */
#include "audit_topics.h"

#include "decimal.h"
#include "json.h"

#include <stdio.h>

enum { YEAR_MAX = 9999 };

/* Exact for counts, and to six places for amounts. */
static bool read_number(const gr_json *item, gr_decimal *value)
{
    enum { PLACES = 6 };
    const double millionths = 1e6, largest = 1e12;
    double number;
    if (!gr_json_number(item, &number) || !(number < largest && number > -largest))
        return false;
    double scaled = number * millionths;
    *value = (gr_decimal){(int64_t)(scaled + (scaled < 0 ? -0.5 : 0.5)), PLACES};
    gr_decimal_trim(value);
    return true;
}

static bool value_of(const gr_json *indicators, const char *code, gr_decimal *value)
{
    return read_number(gr_json_member(gr_json_member(indicators, code), "value"), value);
}

/* A row whose total is blank is what its applicants add up to. */
static bool row_value(const gr_json *indicators, const char *code, gr_decimal *sum)
{
    size_t columns, length = gr_audit_row_length(code);
    const gr_indicator *column = gr_audit_columns(&columns);
    bool any = false;
    *sum = (gr_decimal){0};
    for (size_t i = 0; length > 0 && i + 1 < columns; i++) {
        char one[128];
        gr_decimal value;
        snprintf(one, sizeof one, "%.*s.%s", (int)length, code, gr_audit_column(&column[i]));
        if (value_of(indicators, one, &value) && gr_audit_plus(sum, value))
            any = true;
    }
    return any;
}

static void read_values(gr_history *h, const gr_json *indicators)
{
    size_t count;
    const gr_indicator *codes = gr_codebook(&count);
    for (size_t i = 0; i < count; i++) {
        gr_decimal value;
        const char *from = codes[i].derived_from;
        if (gr_history_keeps(h, &codes[i]) && (value_of(indicators, codes[i].code, &value) ||
                                               (from != NULL && row_value(indicators, from, &value))))
            gr_history_add(h, &codes[i], value);
    }
}

static gr_status no_record(gr_error *error, const char *reason)
{
    *error = (gr_error){.status = GR_ERR_INPUT};
    snprintf(error->message, sizeof error->message, "%s", reason);
    return GR_ERR_INPUT;
}

/* What one record says. */
static gr_status read_record(gr_history *h, const gr_json *record, gr_error *error)
{
    const gr_json *report = gr_json_member(record, "report");
    const char *agency = gr_json_text(gr_json_member(report, "agency"));
    double year;
    if (gr_json_member(record, "error") != NULL)
        return GR_OK; /* a document that gave no record */
    if (!gr_json_is_object(report))
        return no_record(error, "no record of a report");
    if (agency == NULL || !gr_json_number(gr_json_member(report, "year"), &year) || year < 1 ||
        year > YEAR_MAX)
        return GR_OK;
    gr_history_begin(h, agency, (int)year);
    read_values(h, gr_json_member(record, "indicators"));
    return GR_OK;
}

gr_status gr_history_read(gr_history *h, const char *line, size_t length, gr_error *error)
{
    gr_json_reader *json = gr_history_json(h);
    gr_json *record = gr_json_parse(json, gr_str_make(line, length));
    if (record == NULL)
        return no_record(error, json->missing ? GR_JSON_MISSING : "no JSON");
    gr_status status = read_record(h, record, error);
    gr_json_free(json, record);
    return status;
}
