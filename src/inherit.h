/*
 * What a figure takes over from the one whose part or neighbour it is, and of
 * which codes several figures add up: data/inherit.tsv.
 */
#ifndef GR_INHERIT_H
#define GR_INHERIT_H

#include "data.h"
#include "govreport.h"

/* The row of that code, or NULL. */
const gr_data_inherit *gr_inheritance(const char *code);

/* Whether figures of that code count different things side by side (each notice
 * board, each newspaper), so that their sum is the report's value. */
bool gr_is_additive(const gr_indicator *indicator);

#endif
