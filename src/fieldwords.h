/* The words of data/fieldwords.tsv, by their use. */
#ifndef GR_FIELDWORDS_H
#define GR_FIELDWORDS_H

#include "wordlist.h"

/* The names of the column `use`; where several do the same, the first comes first. */
#define GR_WORD_USES(X)                                                                                      \
    X(CAPTION, "caption")                                                                                    \
    X(PUBLISHED, "published")                                                                                \
    X(DATED, "dated")                                                                                        \
    X(UPDATED, "updated")                                                                                    \
    X(ISSUED, "issued")                                                                                      \
    X(SOURCE, "source")                                                                                      \
    X(REPORTER, "reporter")                                                                                  \
    X(FILLER, "filler")                                                                                      \
    X(NO_PLACE, "no_place")                                                                                  \
    X(NO_PLACE_END, "no_place_end")                                                                          \
    X(PARTICLE, "particle")                                                                                  \
    X(SELF, "self")                                                                                          \
    X(UNNAMED, "unnamed")                                                                                    \
    X(NATIONAL, "national")                                                                                  \
    X(REPORT, "report")                                                                                      \
    X(SUMMARY, "summary")                                                                                    \
    X(NOTICE, "notice")                                                                                      \
    X(NO_TITLE, "no_title")                                                                                  \
    X(TOPIC, "topic1")                                                                                       \
    X(TOPIC2, "topic2")                                                                                      \
    X(TOPIC3, "topic3")                                                                                      \
    X(TOPIC4, "topic4")                                                                                      \
    X(TOPIC5, "topic5")                                                                                      \
    X(TOPIC6, "topic6")                                                                                      \
    X(ANNOUNCE, "announce") X(COMPILE, "compile") X(COLLECT, "collect") X(PERIOD, "period")

#define GR_ENUM_WORD_USE(id, name) GR_WORDS_##id,
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
