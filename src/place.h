/*
 * Names of places: the divisions of GB/T 2260 (data/places.tsv), and what the
 * last character shows of places below them or not listed (… 镇, … 县).
 */
#ifndef GR_PLACE_H
#define GR_PLACE_H

#include "fieldwords.h"
#include "govreport.h"

typedef struct gr_division {
    size_t start, end; /* in the name */
    gr_level level;    /* UNKNOWN: a city that is not listed */
    bool listed;       /* in data/places.tsv */
} gr_division;

enum { GR_DIVISION_KEYS = 512 };

/* Where to look in the table, which is searched as it is. */
typedef struct gr_divisions {
    const gr_fieldwords *words;
    size_t step;                     /* rows from one key to the next */
    uint64_t keys[GR_DIVISION_KEYS]; /* the first bytes of every step-th name */
} gr_divisions;

/* `words` must outlive it. */
void gr_divisions_init(gr_divisions *d, const gr_fieldwords *words);

/* The division whose name begins at name[at] (folded): the longest that is
 * listed, else the shortest that ends like one.  False for none. */
bool gr_division_read(const gr_divisions *d, gr_str name, size_t at, gr_division *division);
/* The longest listed division whose name ends at name[end]. */
bool gr_division_before(const gr_divisions *d, gr_str name, size_t end, gr_division *division);

#endif
