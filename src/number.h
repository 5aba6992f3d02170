/*
 * Numerals: what the numeral at a place of folded text is (a quantity, a date,
 * an ordinal, a document number ...), and its exact value, unit and qualifier.
 *
 * Values follow GB/T 15835 (numerals in publications); what is no quantity
 * follows the kinds of gr_numeral_class.  The measure words are data/units.tsv,
 * names and set phrases that hold a numeral are data/names.tsv.
 */
#ifndef GR_NUMBER_H
#define GR_NUMBER_H

#include "mem.h"
#include "numeral.h"

/*
 * Reads the numeral that begins at text[at], a digit or a Han numeral, or one
 * before which only a sign stands.  `text` is a whole paragraph: what stands
 * before and after decides.  All of the text up to out->next is spent: a whole
 * date, a whole telephone number, a list 81、85、140号 of document numbers are
 * one numeral.  out->next is always greater than `at`; it may lie within a run
 * of numeral characters, whose rest is then to be read from there.  A text that
 * is nothing but a number is a FIGURE: it is a cell.
 */
void gr_number_read(gr_str text, size_t at, gr_numeral *out);

#endif
