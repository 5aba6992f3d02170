/*
 * The numerals of one paragraph: each read by number.c, and settled by what only
 * the paragraph tells (a list's numbers, 一 in a denial).
 */
#ifndef GR_NUMERALS_H
#define GR_NUMERALS_H

#include "mem.h"
#include "numeral.h"
#include "text.h"

typedef GR_ARRAY(gr_numeral) gr_numerals;

/* Reads all of them into *list; returns whether one is a figure.  What stands before
 * `title`, where a heading's words begin, is its number; 0 where it is none. */
bool gr_numerals_read(gr_numerals *list, const gr_text *text, size_t title);
/* Index of the first one at or after folded offset `at`. */
size_t gr_numerals_from(const gr_numerals *list, size_t at);

#endif
