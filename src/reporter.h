/*
 * Which body reports: what the title, the signature, the page and the text call
 * it, put together as fully as they give it.  泾源县泾河源镇 in the title and
 * 泾河源镇人民政府 below the text are 泾源县泾河源镇人民政府.
 */
#ifndef GR_REPORTER_H
#define GR_REPORTER_H

#include "agency.h"
#include "wording.h"

/* Where a name stands, best first. */
typedef enum gr_name_source {
    GR_NAME_TITLE,
    GR_NAME_UNDATED, /* a title without a year: the site's name above the page's may read as one */
    GR_NAME_SIGNATURE,
    GR_NAME_COMPILED, /* 由…编制 */
    GR_NAME_HEAD,     /* a line of its own around the title */
    GR_NAME_PAGE,     /* 来源：…, 发布机构：… */
    GR_NAME_SUBJECT,  /* 2024年，番禺区人民政府办公室… */
    GR_NAME_CONTACT,  /* 请与…联系 */
    GR_NAME_TABLE,    /* 填报单位：… */
    GR_NAME_TRAIL,    /* 首页 > … > 太阳山镇 */
    GR_NAME_MENTION   /* anywhere in the text: only adds to another name */
} gr_name_source;

enum { GR_REPORTER_NAMES = 32 };

typedef struct gr_reporter_name {
    gr_wording name;
    gr_agency agency;
    gr_name_source source;
    unsigned count; /* how often it was met there */
} gr_reporter_name;

typedef struct gr_reporter {
    gr_arena *arena;
    gr_reporter_name names[GR_REPORTER_NAMES];
    size_t count;
} gr_reporter;

/* The words for the board of a zone that s begins with, 管委会: how long they are, or 0. */
size_t gr_reporter_board(gr_str s);
/* Notes a name; passes over what names no body. */
void gr_reporter_add(gr_reporter *r, gr_wording name, gr_name_source source);
/* The same for a name that was read already. */
void gr_reporter_add_read(gr_reporter *r, gr_wording name, const gr_agency *agency, gr_name_source source);
/* Whether no more is given of its body than 泾河源镇 or 泾河源镇政府. */
bool gr_reporter_is_short(const gr_reporter_name *n);
/* Whether the reader is to know the place: 市统计局, 公安局. */
bool gr_reporter_is_placeless(const gr_reporter_name *n);
/* Whether its body is so short that it may be one for another: 平罗县安监局. */
bool gr_reporter_may_abbreviate(const gr_reporter_name *n);
/* The name from that source, or NULL. */
const gr_reporter_name *gr_reporter_from(const gr_reporter *r, gr_name_source source);
/* The fullest name of the body; false where nothing names it. */
bool gr_reporter_choose(const gr_reporter *r, gr_wording *name, gr_agency *agency);

#endif
