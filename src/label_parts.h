/*
 * What the files of the label share: label.c finds the words that say what each
 * figure counts, label_text.c writes them down.
 */
#ifndef GR_LABEL_PARTS_H
#define GR_LABEL_PARTS_H

#include "sentence.h"

enum {
    WORD_BYTES = 6, /* of the shortest word that says something: two Han characters */
    SYLLABLE = 3    /* bytes of one */
};

/* Where the clause of a numeral at `at` begins, not before `from`: after the last clause
 * mark.  A bracket that closes before the numeral is part of its clause,
 * 其他杂志（网站）8条; one that does not begins a clause. */
size_t gr_label_clause_start(const gr_text *t, size_t from, size_t at);
/* Where the words after a numeral end, not after `to`. */
size_t gr_label_clause_end(const gr_text *t, size_t at, size_t to);
/* Takes off words that say nothing of what was counted. */
void gr_label_strip(const gr_sentence *s, size_t *start, size_t *end);
/* The clause before that of numeral i, if no other figure stands in it. */
bool gr_label_clause_before(const gr_sentence *s, size_t i, size_t *start, size_t *end);

#endif
