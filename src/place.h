/*
 * Names of places: the divisions of GB/T 2260 (data/places.tsv), and what the
 * last character shows of places below them or not listed (… 镇, … 县).
 */
#ifndef GR_PLACE_H
#define GR_PLACE_H

#include "govreport.h"
#include "mem.h"

typedef struct gr_division {
    size_t start, end; /* in the name */
    gr_level level;    /* UNKNOWN: a city that is not listed */
    bool listed;       /* in data/places.tsv */
} gr_division;

/* The division whose name begins at name[at] (folded): the longest that is
 * listed, else the shortest that ends like one.  False for none. */
bool gr_division_read(gr_str name, size_t at, gr_division *division);
/* The longest listed division whose name ends at name[end]. */
bool gr_division_before(gr_str name, size_t end, gr_division *division);

#endif
