/*
 * Names of reporting bodies: 吴忠市 | 红寺堡区 | 太阳山镇 | 人民政府.  How they
 * end, and what they are by that, is data/bodies.tsv.
 */
#ifndef GR_AGENCY_H
#define GR_AGENCY_H

#include "place.h"

enum { GR_AGENCY_PLACES = 6, GR_AGENCY_MAX = 160 /* bytes of the longest name */ };

typedef struct gr_agency {
    gr_division places[GR_AGENCY_PLACES]; /* from the widest; offsets into the name */
    size_t place_count;
    size_t body_start; /* what follows the places; the name's length: no more than a place */
    bool relative;     /* 县财政局: the place is known to the reader only */
    gr_level level;
    gr_body body;
} gr_agency;

/* Whether the whole of `name` (folded) names a body, or a place with a
 * government of its own. */
bool gr_agency_read(gr_str name, gr_agency *agency);
/* The same for the name that text[at] begins with, at most up to `limit`; its
 * end, or GR_NOT_FOUND. */
size_t gr_agency_read_prefix(gr_str text, size_t at, size_t limit, gr_agency *agency);

/* Whether neither a place nor a word for one is said: 公安局, 党政办. */
static inline bool gr_agency_is_placeless(const gr_agency *agency)
{
    return agency->place_count == 0 && !agency->relative && agency->body == GR_BODY_DEPARTMENT &&
           agency->level != GR_LEVEL_NATIONAL;
}

/* What follows the places: 人民政府, 财政局; empty for a bare place. */
static inline gr_str gr_agency_body(gr_str name, const gr_agency *agency)
{
    return gr_str_slice(name, agency->body_start, name.len);
}

#endif
