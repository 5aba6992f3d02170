/*
 * What a figure takes over from the one whose part or neighbour it is, and of
 * which codes several figures add up: data/inherit.tsv.
 */
#ifndef GR_INHERIT_H
#define GR_INHERIT_H

#include "govreport.h"

/* What a part of a figure of that code is, and what its neighbour in a list without
 * a total is; NULL: nothing is known of it. */
const gr_indicator *gr_inherited_by_part(const gr_indicator *total);
const gr_indicator *gr_inherited_by_member(const gr_indicator *neighbour);

/* Whether figures of that code count different things side by side (each notice
 * board, each newspaper), so that their sum is the report's value. */
bool gr_is_additive(const gr_indicator *indicator);

#endif
