/*
 * The record's `indicators`: one value for each code, chosen among the figures
 * in the order that the output contract gives: the table's cell, the stated
 * total, the sum of distinct figures, what the codebook derives.
 */
#ifndef GR_RECORD_H
#define GR_RECORD_H

#include "govreport.h"
#include "mem.h"

/* Fills record->values from record->figures; strings and arrays from the arena. */
void gr_record_choose(gr_record *record, gr_arena *arena);

/* `amount` in `unit` (元, 万元, 亿元) as an amount in `wanted`; unchanged where
 * either is no unit of money. */
gr_decimal gr_money_convert(gr_decimal amount, const char *unit, const char *wanted);

#endif
