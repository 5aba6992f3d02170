/*
 * What the web page says about itself around the report: 发布日期：2019-03-15
 * 来源：红寺堡区太阳山镇, tables of 索引号 and 发布机构, 当前位置：首页 > …
 */
#ifndef GR_PAGE_H
#define GR_PAGE_H

#include "agency.h"
#include "period.h"
#include "wording.h"

enum { GR_PAGE_NAMES = 8 };

/* What stands behind a label. */
typedef enum gr_page_value {
    GR_PAGE_NOTHING,
    GR_PAGE_DATE,
    GR_PAGE_SOURCE,
    GR_PAGE_REPORTER,
    GR_PAGE_CAPTION
} gr_page_value;

typedef struct gr_page {
    int rank; /* of the words before the date, 1 first; 0: no date yet */
    gr_date published;
    gr_wording sources[GR_PAGE_NAMES]; /* the bodies named as its source */
    size_t source_count;
    gr_wording trail[GR_PAGE_NAMES]; /* the parts of 首页 > … > … */
    size_t trail_count;
    gr_wording caption;  /* 标题：…; empty where there is none */
    gr_wording reporter; /* 填报单位：…; empty where there is none */
    int reporter_rank;
    gr_page_value waiting; /* of a label that ends its block: what the next one is */
    int waiting_rank;
} gr_page;

/* Adds what the first `limit` bytes of a block say; `head`: it stands before the
 * report's text, where a date alone is the page's. */
void gr_page_read(gr_arena *arena, const gr_text *text, size_t limit, bool head, gr_page *page);

#endif
