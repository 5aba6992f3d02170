/*
 * Tab-separated tables, as in data/: a line a row, the first line the names of
 * the columns; lines that begin with # and blank lines are passed over.  There
 * is no quoting: a cell holds neither tab nor line end.
 */
#ifndef GR_TSV_H
#define GR_TSV_H

#include "mem.h"

enum { GR_TSV_COLUMNS = 16 };

typedef struct gr_tsv {
    gr_str rest;
    gr_str names[GR_TSV_COLUMNS];
    gr_str cells[GR_TSV_COLUMNS]; /* of the current row; empty where it is short */
    size_t columns;
    size_t line; /* of the current row, from 1 */
} gr_tsv;

/* Reads the line of names; false where there is none or it has too many. */
bool gr_tsv_begin(gr_tsv *t, gr_str text);
/* The next row; false at the end. */
bool gr_tsv_next(gr_tsv *t);
/* Whether there is such a column. */
bool gr_tsv_has(const gr_tsv *t, const char *name);
/* The current row's cell under `name`; empty where there is no such column. */
gr_str gr_tsv_cell(const gr_tsv *t, const char *name);

#endif
