/*
 * Lines that are no part of the report: what the web page (navigation,
 * metadata) and the printed page (page numbers, captions) put around it.  The
 * words are data/noise.tsv.
 */
#ifndef GR_NOISE_H
#define GR_NOISE_H

#include "text.h"

typedef enum gr_noise {
    GR_NOISE_NONE,
    GR_NOISE_NAVIGATION,
    GR_NOISE_METADATA,   /* of the web page: its date, source ... */
    GR_NOISE_CAPTION,    /* 图 1-1 … */
    GR_NOISE_PAGE_NUMBER /* - 3 -, 第3页 */
} gr_noise;

/* What a line (folded, without the spaces around) is. */
gr_noise gr_noise_kind(const gr_text *line, uint32_t width);

#endif
