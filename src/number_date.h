/*
 * Dates as reports write them (GB/T 15835, GB/T 7408, and less).
 */
#ifndef GR_NUMBER_DATE_H
#define GR_NUMBER_DATE_H

#include "mem.h"

/* Reads a whole date at text[at] in any of the forms of reports (2018年3月10日,
 * 二〇一八年三月十日, 2018-03-10, 2018.3.10, 2018/3/10, 3月10日; without a day
 * 2018年3月): the offset after it, or GR_NOT_FOUND. */
size_t gr_number_read_date(gr_str text, size_t at, int *year, int *month, int *day);
/* The same for a date whose 年 and 月 are spaces: 2015 1 1日, 2015 1231日 (of the latter
 * only the year's first and last day). */
size_t gr_number_read_gapped_date(gr_str text, size_t at, int *year, int *month, int *day);

#endif
