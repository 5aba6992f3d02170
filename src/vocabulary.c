/* The vocabularies' names, the codebook, the schema, and exact decimals. */
#include "data.h"
#include "govreport.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------- names */

#define NAME(id, name) name,
#define NAMES_OF(function, type, list)                                                                       \
    const char *function(type value)                                                                         \
    {                                                                                                        \
        static const char *const names[] = {list(NAME)};                                                     \
        return (size_t)value < sizeof names / sizeof *names ? names[value] : NULL;                           \
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

const char *gr_schema(void)
{
    return gr_data_schema;
}

/* ---------------------------------------------------------------- decimals */

static int sign_of(int64_t n)
{
    return (n > 0) - (n < 0);
}

/* Brings *digits to `places` more decimal places; false where it grows beyond
 * all 64-bit numbers. */
static bool extend(int64_t *digits, int places)
{
    for (; places > 0 && *digits != 0; places--) {
        if (*digits > INT64_MAX / 10 || *digits < INT64_MIN / 10)
            return false;
        *digits *= 10;
    }
    return true;
}

int gr_decimal_compare(gr_decimal a, gr_decimal b)
{
    if (!extend(&a.digits, b.scale - a.scale))
        return sign_of(a.digits);
    if (!extend(&b.digits, a.scale - b.scale))
        return -sign_of(b.digits);
    return a.digits < b.digits ? -1 : a.digits > b.digits;
}

/* Digits from the last to the first, with the point in its place. */
static char *print_backwards(char *end, uint64_t digits, unsigned scale)
{
    char *p = end;
    for (unsigned place = 0; digits > 0 || place <= scale; place++) {
        if (place > 0 && place == scale)
            *--p = '.';
        *--p = (char)('0' + digits % 10);
        digits /= 10;
    }
    return p;
}

size_t gr_decimal_print(gr_decimal value, char buffer[static 32])
{
    enum { PLACES_MAX = 27 }; /* more do not fit: 1e-30 */
    char text[32], *end = text + sizeof text;
    bool plain = value.scale <= PLACES_MAX;
    uint64_t digits = value.digits < 0 ? 0 - (uint64_t)value.digits : (uint64_t)value.digits;
    char *p = print_backwards(end, digits, plain ? value.scale : 0);
    if (value.digits < 0)
        *--p = '-';
    size_t length = (size_t)(end - p);
    memcpy(buffer, p, length);
    buffer[length] = '\0';
    if (!plain)
        length += (size_t)snprintf(buffer + length, 32 - length, "e-%u", (unsigned)value.scale);
    return length;
}
