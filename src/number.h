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

#include "govreport.h"
#include "mem.h"

typedef struct gr_numeral {
    gr_numeral_class class;
    size_t start, end;           /* the numeral as written: digits, separators, Han
                                    numerals, 万/亿, a sign; folded offsets; `start`
                                    is before `at` where a sign is */
    size_t unit_start, unit_end; /* the unit, equal where none is written; 百分之 and
                                    % are units, 个百分点 too; before `start` for
                                    百分之 and its kin */
    size_t next;                 /* where the next numeral may begin: after the unit
                                    and what qualifies (余, 以上), or the whole date */
    gr_decimal value;            /* of a FIGURE, and of a NORM that has one, in its
                                    unit (三成 is 3, ‰ and 万元 too); a fraction
                                    (三分之二) as a decimal; ORDINAL: the number */
    bool has_high;
    gr_decimal high; /* upper end of a range; `start`..`end` hold both */
    size_t low_end;  /* of a range: the end of its lower numeral */
    gr_qualifier qualifier;
    gr_direction direction; /* 减少12%, 下降, 增长; a written sign stays in value */
    bool overflow;          /* more than 18 digits: value is not set */
    bool generic;           /* 一 with a measure word, and no more said of it, or
                               零 before a noun (零申请): a figure only where
                               the caller knows the noun is counted
                               (公开目录2个，一个…) */
    bool norm;              /* class NORM: 7个工作日内, 每月一次, 三级审查,
                               以下三个方面: a quantity that states no fact */
    int year, month, day;   /* of a DATE; 0 where not written */
} gr_numeral;

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

/* Reads a whole date at text[at] in any of the forms of reports (2018年3月10日,
 * 二〇一八年三月十日, 2018-03-10, 2018.3.10, 2018/3/10, 3月10日; without a day
 * 2018年3月): the offset after it, or GR_NOT_FOUND. */
size_t gr_number_read_date(gr_str text, size_t at, int *year, int *month, int *day);
/* The same for a date whose 年 and 月 are spaces: 2015 1 1日, 2015 1231日 (of the latter
 * only the year's first and last day). */
size_t gr_number_read_gapped_date(gr_str text, size_t at, int *year, int *month, int *day);

#endif
