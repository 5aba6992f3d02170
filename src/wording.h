/*
 * A name or title twice: folded for the readers, and in the report's own
 * characters for the record.  Neither has spaces but those between two Latin
 * words; the folded one leaves out what is glossed: 鎮(zhèn).
 */
#ifndef GR_WORDING_H
#define GR_WORDING_H

#include "text.h"

typedef struct gr_wording {
    gr_str folded, plain;
    const uint16_t *at; /* of each folded byte, and of the end: its offset in plain_base */
    const char *plain_base;
} gr_wording;

enum { GR_WORDING_MAX = 1 << 12 }; /* folded bytes; what is longer is cut */

/* Of the folded range [from, to) of text; the bytes belong to the arena. */
gr_wording gr_wording_make(const gr_text *text, size_t from, size_t to, gr_arena *arena);
/* The part [from, to) of the folded text; a view. */
gr_wording gr_wording_slice(gr_wording w, size_t from, size_t to);
gr_wording gr_wording_join(gr_wording a, gr_wording b, gr_arena *arena);

#endif
