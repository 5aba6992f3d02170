/* Records written earlier -> history. */
#include "audit_private.h"

#include "decimal.h"

#include <stdio.h>

#include <cjson/cJSON.h>

/* cJSON gives numbers as double: exact for counts, and to six places for
 * amounts. */
static bool read_number(const cJSON *item, gr_decimal *value)
{
    enum { PLACES = 6 };
    const double millionths = 1e6, largest = 1e12;
    if (!cJSON_IsNumber(item) || !(item->valuedouble < largest && item->valuedouble > -largest))
        return false;
    double scaled = item->valuedouble * millionths;
    *value = (gr_decimal){(int64_t)(scaled + (scaled < 0 ? -0.5 : 0.5)), PLACES};
    gr_decimal_trim(value);
    return true;
}

static bool value_of(const cJSON *indicators, const char *code, gr_decimal *value)
{
    const cJSON *one = cJSON_GetObjectItemCaseSensitive(indicators, code);
    return read_number(cJSON_GetObjectItemCaseSensitive(one, "value"), value);
}

/* A row whose total is blank is what its applicants add up to. */
static bool row_value(const cJSON *indicators, const char *code, gr_decimal *sum)
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

static void read_values(gr_history *h, const cJSON *indicators)
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

gr_status gr_history_read(gr_history *h, const char *line, size_t length, gr_error *error)
{
    cJSON *record = cJSON_ParseWithLength(line, length);
    const cJSON *report = cJSON_GetObjectItemCaseSensitive(record, "report");
    const cJSON *agency = cJSON_GetObjectItemCaseSensitive(report, "agency");
    const cJSON *year = cJSON_GetObjectItemCaseSensitive(report, "year");
    gr_status status = GR_OK;
    if (record == NULL)
        status = no_record(error, "no JSON");
    else if (cJSON_GetObjectItemCaseSensitive(record, "error") != NULL)
        status = GR_OK; /* a document that gave no record */
    else if (!cJSON_IsObject(report))
        status = no_record(error, "no record of a report");
    else if (cJSON_IsString(agency) && cJSON_IsNumber(year) && year->valueint > 0) {
        gr_history_begin(h, agency->valuestring, year->valueint);
        read_values(h, cJSON_GetObjectItemCaseSensitive(record, "indicators"));
    }
    cJSON_Delete(record);
    return status;
}
