/*
 * Tables drawn with a rule after each row, as programs for terminals and converters
 * print them: +---+---+ or ├───┼───┤.  The text of a cell is wrapped within its
 * column, so that a row is all the lines between two rules.
 */
#include "codepoint.h"
#include "table_parts.h"

#include <string.h>

enum { RULES_MIN = 4 }; /* tables with a rule above, below and behind the header have three */

static bool is_box_dash(uint32_t c)
{
    return c == U'─' || c == U'━' || c == U'═';
}

bool gr_line_is_drawn_rule(gr_str line)
{
    size_t plain = 0, dashes = 0;
    while (plain < line.len && strchr("+-= \t\r\n", line.ptr[plain]) != NULL)
        plain++;
    gr_str trimmed = gr_str_trim(line);
    if (plain == line.len)
        return gr_str_starts(trimmed, GR_LIT("+-")) || gr_str_starts(trimmed, GR_LIT("+="));
    for (size_t at = 0, length; at < line.len; at += length)
        dashes += is_box_dash(gr_utf8_get(line.ptr + at, &length));
    return dashes > 2;
}

bool gr_table_is_ruled(gr_str raw)
{
    size_t rules = 0;
    for (size_t at = 0; at < raw.len && rules < RULES_MIN;) {
        const char *end = memchr(raw.ptr + at, '\n', raw.len - at);
        size_t next = end != NULL ? (size_t)(end - raw.ptr) + 1 : raw.len;
        rules += gr_line_is_drawn_rule(gr_str_slice(raw, at, next));
        at = next;
    }
    return rules >= RULES_MIN;
}
