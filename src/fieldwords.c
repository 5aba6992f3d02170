#include "fieldwords.h"

#include "data.h"

static const char *const use_names[] = {
#define NAME(id, name) name,
    GR_WORD_USES(NAME)
#undef NAME
};

/* Rows of one use stand together, so the next row is mostly of the same. */
static int use_named(const char *name, int last)
{
    for (int i = 0; i < GR_WORD_USE_COUNT; i++) {
        int use = (last + i) % GR_WORD_USE_COUNT;
        if (strcmp(use_names[use], name) == 0)
            return use;
    }
    return -1;
}

void gr_fieldwords_init(gr_fieldwords *w)
{
    memset(w, 0, sizeof *w);
    int use = 0;
    for (size_t i = 0; i < gr_data_fieldwords_count && use >= 0; i++) {
        const gr_data_fieldwords *row = &gr_data_fieldwords_rows[i];
        use = use_named(row->use, use);
        if (use >= 0)
            gr_wordset_add(&w->of[use], gr_str_of(row->words), row->rank[0] - '0');
    }
}

void gr_fieldwords_release(gr_fieldwords *w)
{
    for (size_t i = 0; i < GR_WORD_USE_COUNT; i++)
        gr_wordset_release(&w->of[i]);
}
