/* The words of data/fieldwords.tsv, by their use. */
#ifndef GR_FIELDWORDS_H
#define GR_FIELDWORDS_H

#include "wordset.h"

/* The names of the column `use`. */
#define GR_WORD_USES(X)                                                                                      \
    X(CAPTION, "caption")                                                                                    \
    X(PUBLISHED, "published") X(SOURCE, "source") X(REPORTER, "reporter") X(COMMON, "common")                \
        X(PARTICLE, "particle") X(SELF, "self") X(UNNAMED, "unnamed") X(TITLE_END, "title_end")              \
            X(NO_TITLE, "no_title") X(TOPIC, "topic") X(ANNOUNCE, "announce") X(COMPILE, "compile")          \
                X(COLLECT, "collect") X(PERIOD, "period") X(NATIONAL, "national")

#define GR_ENUM_WORD_USE(id, name) GR_WORDS_##id,
typedef enum gr_word_use { GR_WORD_USES(GR_ENUM_WORD_USE) GR_WORD_USE_COUNT } gr_word_use;

/* The value of a word is its rank, from 1. */
typedef struct gr_fieldwords {
    gr_wordset of[GR_WORD_USE_COUNT];
} gr_fieldwords;

void gr_fieldwords_init(gr_fieldwords *w);
void gr_fieldwords_release(gr_fieldwords *w);

static inline const gr_set_word *gr_fieldwords_start(const gr_fieldwords *w, gr_word_use use, gr_str s)
{
    return gr_wordset_start(&w->of[use], s);
}

static inline const gr_set_word *gr_fieldwords_end(const gr_fieldwords *w, gr_word_use use, gr_str s)
{
    return gr_wordset_end(&w->of[use], s);
}

static inline bool gr_fieldwords_within(const gr_fieldwords *w, gr_word_use use, gr_str s)
{
    return gr_wordset_within(&w->of[use], s);
}

#endif
