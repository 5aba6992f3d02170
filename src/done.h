/*
 * What earlier records hold already (--skip-done): the set of their documents'
 * ids and of the names of those without an id.
 */
#ifndef GR_DONE_H
#define GR_DONE_H

#include "mem.h"

typedef struct gr_done gr_done;

/* Reads a file of JSON Lines; NULL and errno where it cannot be read.  Lines
 * that are no record (errors, a last line cut off) count for nothing. */
gr_done *gr_done_read(const char *path);
void gr_done_free(gr_done *d);
/* Whether there is a record for the id or, where id is NULL, for the name.
 * Safe from several threads. */
bool gr_done_has(const gr_done *d, const char *id, const char *name);
/* The length of the file up to the end of its last whole line or record. */
uint64_t gr_done_length(const gr_done *d);
/* Whether a line end is missing there. */
bool gr_done_is_open(const gr_done *d);
/* Whether lines are no JSON objects: the file is not one of records. */
bool gr_done_is_foreign(const gr_done *d);

#endif
