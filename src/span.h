/*
 * Positions.  One type travels from the decoder to the record: where a
 * character stands in the decoded text.
 */
#ifndef GR_SPAN_H
#define GR_SPAN_H

#include <stdint.h>

typedef struct gr_pos {
    uint64_t byte;   /* from the first byte of the text, 0 */
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in code points */
} gr_pos;

typedef struct gr_span {
    gr_pos start;
    uint64_t byte_end; /* one past the last byte */
} gr_span;

#endif
