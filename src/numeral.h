/*
 * A numeral of a text: where it stands, and what it is.
 */
#ifndef GR_NUMERAL_H
#define GR_NUMERAL_H

#include "govreport.h"

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

#endif
