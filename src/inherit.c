#include "inherit.h"

#include "data.h"

#include <string.h>

static const gr_indicator *heir(const uint16_t *rows, const gr_indicator *from)
{
    uint16_t row = from != NULL ? rows[from - gr_data_codebook_rows] : 0;
    return row > 0 ? &gr_data_codebook_rows[row - 1] : NULL;
}

const gr_indicator *gr_inherited_by_part(const gr_indicator *total)
{
    return heir(gr_data_inherited_by_parts, total);
}

const gr_indicator *gr_inherited_by_member(const gr_indicator *neighbour)
{
    return heir(gr_data_inherited_by_members, neighbour);
}

bool gr_is_additive(const gr_indicator *indicator)
{
    return gr_inherited_by_part(indicator) == indicator ||
           strncmp(indicator->code, "disclosure.channel.", 19) == 0 ||
           strncmp(indicator->code, "training.", 9) == 0;
}
