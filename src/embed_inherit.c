/* inherit.tsv: for each row of the codebook, what its parts and its neighbours are. */
#include "embed.h"

#include <stdlib.h>

/* The row, + 1, that `to` names for the one of `from`; 0: none. */
static uint16_t row_after(size_t from, gr_str to)
{
    if (to.len == 0)
        return 0;
    return (uint16_t)((gr_str_equal(to, GR_LIT("=")) ? from : gr_embed_code(to)) + 1);
}

void gr_embed_inherit(gr_embed *e, gr_str text)
{
    size_t count = gr_embed_code_count();
    uint16_t *parts = gr_alloc(count * sizeof *parts), *members = gr_alloc(count * sizeof *members);
    gr_tsv t = gr_embed_begin("inherit", text);
    while (gr_tsv_next(&t)) {
        size_t from = gr_embed_code(gr_tsv_cell(&t, "from"));
        if (parts[from] != 0 || members[from] != 0)
            gr_embed_die("inherit has two rows for a code", gr_embed_code_name(from));
        parts[from] = row_after(from, gr_tsv_cell(&t, "part"));
        members[from] = row_after(from, gr_tsv_cell(&t, "member"));
    }
    gr_embed_numbers(e->source, "const uint16_t gr_data_inherited_by_parts", parts, count);
    gr_embed_numbers(e->source, "const uint16_t gr_data_inherited_by_members", members, count);
    fputs("\n/* by row of the codebook, the row that parts and members of it have, + 1; 0: none */\n"
          "extern const uint16_t gr_data_inherited_by_parts[], gr_data_inherited_by_members[];\n",
          e->header);
    free(parts);
    free(members);
}
