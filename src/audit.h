/*
 * The audit: does the report agree with itself?  Totals with their parts, the
 * cells of the official tables with one another, text with tables, this report
 * with that of the year before, and the report's outline with its template.
 *
 * What is checked is data/checks.tsv, how it is said data/messages.tsv, sums of
 * the forms that are no parts of a total data/identities.tsv.
 */
#ifndef GR_AUDIT_H
#define GR_AUDIT_H

#include "govreport.h"
#include "mem.h"

/* Fills record->checks from all else in the record, which is complete; strings
 * and arrays from the arena. */
void gr_audit_record(gr_record *record, gr_arena *arena);

/* Adds the checks against the report of the same agency for the year before,
 * where that was seen, and then remembers this one. */
void gr_history_check(gr_history *h, gr_record *record, gr_arena *arena);

#endif
