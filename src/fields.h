/*
 * The report's own fields: title, agency with its level and region, year,
 * period, the page's date, signature.  Fed with every block in order; keeps
 * only candidates, never the text.
 *
 * Levels and bodies follow from the words of the name (data/bodies.tsv), regions
 * from data/places.tsv (GB/T 2260) and the kinds of place that names end with;
 * the words around dates, names and titles are data/fieldwords.tsv.  A region
 * holds only what the name, or the text right before it, states.
 */
#ifndef GR_FIELDS_H
#define GR_FIELDS_H

#include "govreport.h"
#include "section.h"

typedef struct gr_fields gr_fields;

gr_fields *gr_fields_new(void);
void gr_fields_free(gr_fields *f);
void gr_fields_begin(gr_fields *f, gr_arena *arena);
void gr_fields_block(gr_fields *f, const gr_block *block);
/* The best guess of the year so far (title, period, text), or 0: figures need
 * it before the report is done. */
int gr_fields_year(const gr_fields *f);
/* The year before, where the period that is stated begins in it, as academic years do;
 * else 0. */
int gr_fields_first_year(const gr_fields *f);
/* Fills title … signed_date of *record; strings from the arena. */
void gr_fields_finish(gr_fields *f, gr_record *record);

#endif
