/*
 * The period that a report says it covers: 自2016年1月1日起至2016年12月31日止,
 * 2016.1.1-12.31, 截至2014年12月31日 …
 */
#ifndef GR_PERIOD_H
#define GR_PERIOD_H

#include "mem.h"
#include "text.h"

typedef struct gr_date {
    int year, month, day; /* 0 where not written */
} gr_date;

typedef struct gr_period {
    int score;          /* 0: none found; how much speaks for it */
    gr_date start, end; /* day 0: not stated; year 0: that of the report */
} gr_period;

/* Reads what `text` says into *period where that is better than what it holds. */
void gr_period_read(const gr_text *text, gr_period *period);

/* The date at s[at], whole or in part, and its end; GR_NOT_FOUND for none. */
size_t gr_date_read(gr_str s, size_t at, gr_date *date);

#endif
