/*
 * A report's title: 平罗县陶乐镇人民政府2017年政府信息公开工作年度报告, in the many
 * ways that reports word it.
 */
#ifndef GR_TITLE_H
#define GR_TITLE_H

#include "agency.h"

enum { GR_TITLE_MAX = 400 /* bytes of the longest */ };

typedef struct gr_title {
    int score;                       /* how much speaks for it; only of use beside another's */
    int year;                        /* 0: none */
    size_t agency_start, agency_end; /* the reporting body; equal where none is named */
    gr_agency agency;
} gr_title;

/* How titles of reports end: 1 for 报告, 2 for 情况 …, 3 for 通知 …; 0 for no such end. */
int gr_title_ending(gr_str text);

/* Whether `text` (folded, without spaces) is a report's title, and what it says. */
bool gr_title_read(gr_str text, gr_title *title);

/* Where the title ends that text begins with, when more than the title stands
 * there (a web page's name behind a dash); text.len where it is all title. */
size_t gr_title_end(gr_str text);

/* The first year in text[at...], as 2016年, 二〇一六年度 or 2016政府信息 (a lost 年):
 * its value, and where it stands; 0 for none. */
int gr_title_year(gr_str text, size_t at, size_t *start, size_t *end);

#endif
