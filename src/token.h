/*
 * The streaming tokenizer: valid UTF-8 in pieces of any size -> folded lines
 * with their tokens and positions.
 */
#ifndef GR_TOKEN_H
#define GR_TOKEN_H

#include "text.h"

/* One physical line, or a part of one that is longer than GR_LINE_MAX. */
typedef struct gr_line {
    const gr_text *text;           /* without the spaces at both ends */
    uint32_t number;               /* of the physical line */
    uint64_t byte_start, byte_end; /* byte_end: after the line's end */
    uint32_t indent;               /* columns of space before the first character */
    uint32_t width;                /* columns from there to the last (Han counts 2) */
    bool page_break;               /* a form feed stands before it */
    bool cut;                      /* cut for its length: the next line continues it */
    bool bold;                     /* begins with Markdown bold */
    uint8_t marks;                 /* number of # before it (Markdown heading) */
} gr_line;

enum { GR_LINE_MAX = 1 << 16 }; /* bytes; then cut at the next clause's end */

typedef struct gr_tokenizer gr_tokenizer;

/* Calls `line` for each line; what it is given lives for the call only. */
gr_tokenizer *gr_tokenizer_new(void (*line)(void *context, const gr_line *line), void *context);
void gr_tokenizer_free(gr_tokenizer *t);
void gr_tokenizer_begin(gr_tokenizer *t);
/* `bytes` is valid UTF-8, whole characters, without a byte order mark. */
void gr_tokenizer_feed(gr_tokenizer *t, const char *bytes, size_t length);
void gr_tokenizer_finish(gr_tokenizer *t);

/* 復(fù)議: the bytes of the pinyin gloss at raw[at], which some copies put behind a Han
 * character; 0 for anything else in brackets.  The tone mark tells. */
size_t gr_gloss_length(gr_str raw, size_t at);

/* The class of a code point, and its folded form (itself where unchanged, 0
 * where dropped).  The table is data/characters.tsv. */
gr_class gr_char_class(uint32_t code_point, uint32_t *folded);

#endif
