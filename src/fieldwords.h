/* The words of data/fieldwords.tsv, by their use. */
#ifndef GR_FIELDWORDS_H
#define GR_FIELDWORDS_H

#include "wordlist.h"

/* The column `use`; where several do the same, the first comes first. */
#define GR_WORD_USES(X)                                                                                      \
    X(CAPTION)                                                                                               \
    X(PUBLISHED)                                                                                             \
    X(DATED)                                                                                                 \
    X(UPDATED)                                                                                               \
    X(ISSUED)                                                                                                \
    X(SOURCE)                                                                                                \
    X(REPORTER)                                                                                              \
    X(FILLER)                                                                                                \
    X(NO_PLACE)                                                                                              \
    X(NO_PLACE_END)                                                                                          \
    X(PARTICLE)                                                                                              \
    X(SELF)                                                                                                  \
    X(UNNAMED)                                                                                               \
    X(NATIONAL)                                                                                              \
    X(REPORT)                                                                                                \
    X(SUMMARY)                                                                                               \
    X(NOTICE)                                                                                                \
    X(NO_TITLE)                                                                                              \
    X(TOPIC1)                                                                                                \
    X(TOPIC2)                                                                                                \
    X(TOPIC3)                                                                                                \
    X(TOPIC4)                                                                                                \
    X(TOPIC5)                                                                                                \
    X(TOPIC6)                                                                                                \
    X(ANNOUNCE) X(COMPILE) X(COLLECT) X(PERIOD) X(NOUN_AFTER)

#define GR_ENUM_WORD_USE(id) GR_WORDS_##id,
typedef enum gr_word_use { GR_WORD_USES(GR_ENUM_WORD_USE) GR_WORD_USE_COUNT } gr_word_use;

enum { GR_FIELDWORD_BITS = 512 };

typedef struct gr_fieldwords {
    const gr_word_list *of[GR_WORD_USE_COUNT];
    /* bits of the characters that the words of a use begin with: the lists are so
       long that one of 64 bits would let most characters pass */
    uint64_t first[GR_WORD_USE_COUNT][GR_FIELDWORD_BITS / 64];
} gr_fieldwords;

void gr_fieldwords_init(gr_fieldwords *w);

/* The length of the longest word of that use that s begins (ends) with, or 0. */
size_t gr_fieldwords_start(const gr_fieldwords *w, gr_word_use use, gr_str s);
size_t gr_fieldwords_end(const gr_fieldwords *w, gr_word_use use, gr_str s);
bool gr_fieldwords_within(const gr_fieldwords *w, gr_word_use use, gr_str s);

/* gr_word_list_end() for lists so long that most texts pass their filter. */
size_t gr_long_list_end(const gr_word_list *list, gr_str s);

#endif
