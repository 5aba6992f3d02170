/*
 * Names of places: the divisions of GB/T 2260 (data/places.tsv), and what the
 * last character shows of places below them or not listed (… 镇, … 县).
 */
#ifndef GR_PLACE_H
#define GR_PLACE_H

#include "fieldwords.h"
#include "govreport.h"

typedef struct gr_places gr_places;

typedef struct gr_place {
    size_t start, end; /* in the name */
    gr_level level;    /* UNKNOWN: a city that is not listed */
    bool listed;       /* in data/places.tsv */
} gr_place;

/* Indexes data/places.tsv; const from then on.  `words` must outlive it. */
gr_places *gr_places_new(const gr_fieldwords *words);
void gr_places_free(gr_places *p);

/* The place whose name begins at name[at] (folded): the longest that is listed,
 * else the shortest that ends like one.  False for none. */
bool gr_place_read(const gr_places *p, gr_str name, size_t at, gr_place *place);
/* The longest listed place that ends at name[end], begun no earlier than `from`. */
bool gr_place_before(const gr_places *p, gr_str name, size_t from, size_t end, gr_place *place);

#endif
