/* The words of data/fieldwords.tsv, by their use. */
#ifndef GR_FIELDWORDS_H
#define GR_FIELDWORDS_H

#include "mem.h"

/* The names of the column `use`. */
#define GR_WORD_USES(X)                                                                                      \
    X(CAPTION, "caption")                                                                                    \
    X(PUBLISHED, "published") X(SOURCE, "source") X(REPORTER, "reporter") X(COMMON, "common")                \
        X(SELF, "self") X(UNNAMED, "unnamed") X(TITLE_END, "title_end") X(NO_TITLE, "no_title")              \
            X(TOPIC, "topic") X(ANNOUNCE, "announce") X(COMPILE, "compile") X(COLLECT, "collect")            \
                X(PERIOD, "period") X(NATIONAL, "national")

#define GR_ENUM_WORD_USE(id, name) GR_WORDS_##id,
typedef enum gr_word_use { GR_WORD_USES(GR_ENUM_WORD_USE) GR_WORD_USE_COUNT } gr_word_use;

typedef struct gr_fieldword {
    gr_str word;
    int rank; /* from 1 */
} gr_fieldword;

typedef struct gr_fieldwords {
    GR_ARRAY(gr_fieldword) of[GR_WORD_USE_COUNT];
} gr_fieldwords;

void gr_fieldwords_init(gr_fieldwords *w);
void gr_fieldwords_release(gr_fieldwords *w);

/* The longest word of that use that s begins (ends) with, or NULL. */
const gr_fieldword *gr_fieldwords_start(const gr_fieldwords *w, gr_word_use use, gr_str s);
const gr_fieldword *gr_fieldwords_end(const gr_fieldwords *w, gr_word_use use, gr_str s);
bool gr_fieldwords_within(const gr_fieldwords *w, gr_word_use use, gr_str s);

#endif
