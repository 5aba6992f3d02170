#include "inherit.h"

#include <string.h>

const gr_data_inherit *gr_inheritance(const char *code)
{
    for (size_t i = 0; i < gr_data_inherit_count; i++)
        if (strcmp(gr_data_inherit_rows[i].from, code) == 0)
            return &gr_data_inherit_rows[i];
    return NULL;
}

bool gr_is_additive(const gr_indicator *indicator)
{
    if (strncmp(indicator->code, "disclosure.channel.", 19) == 0 ||
        strncmp(indicator->code, "training.", 9) == 0)
        return true;
    const gr_data_inherit *row = gr_inheritance(indicator->code);
    return row != NULL && strcmp(row->part, "=") == 0;
}
