/* The vocabularies' names, the codebook and the schema. */
#include "codebook.h"
#include "data.h"

#include <string.h>

/* ------------------------------------------------------------------- names */

#define NAME(id, name) name,
#define NAMES_OF(function, type, list)                                                                       \
    const char *function(type value)                                                                         \
    {                                                                                                        \
        static const char *const names[] = {list(NAME)};                                                     \
        return (size_t)value < GR_COUNT(names) ? names[value] : NULL;                                        \
    }

NAMES_OF(gr_kind_name, gr_kind, GR_KINDS)
NAMES_OF(gr_qualifier_name, gr_qualifier, GR_QUALIFIERS)
NAMES_OF(gr_direction_name, gr_direction, GR_DIRECTIONS)
NAMES_OF(gr_scope_name, gr_scope, GR_SCOPES)
NAMES_OF(gr_numeral_class_name, gr_numeral_class, GR_NUMERALS)
NAMES_OF(gr_template_name, gr_template, GR_TEMPLATES)
NAMES_OF(gr_level_name, gr_level, GR_LEVELS)
NAMES_OF(gr_body_name, gr_body, GR_BODIES)
NAMES_OF(gr_source_name, gr_source, GR_SOURCES)
NAMES_OF(gr_check_status_name, gr_check_status, GR_CHECK_STATUSES)
NAMES_OF(gr_format_name, gr_format, GR_FORMATS)

/* ------------------------------------------------------ codebook and schema */

const gr_indicator *gr_codebook(size_t *count)
{
    *count = gr_data_codebook_count;
    return gr_data_codebook_rows;
}

const gr_indicator *gr_codebook_find(const char *code)
{
    size_t low = 0, high = gr_data_codebook_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const gr_indicator *row = &gr_data_codebook_rows[gr_data_codebook_order[middle]];
        int order = strcmp(code, row->code);
        if (order == 0)
            return row;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const gr_indicator *gr_codebook_total(const gr_indicator *indicator)
{
    size_t total = gr_data_codebook_totals[indicator - gr_data_codebook_rows];
    return total > 0 ? &gr_data_codebook_rows[total - 1] : NULL;
}

const char *gr_schema(void)
{
    return gr_data_schema;
}
