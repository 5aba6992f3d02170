/*
 * The segmenter: lines -> blocks.  Lines that belong together become one
 * paragraph, numbered headings (一、 （一） 1、 …) become a tree of sections,
 * statistical tables are kept line by line, and what the web page or the
 * printed page put around the report is set aside.
 *
 * Headings follow 党政机关公文格式 GB/T 9704: 一、 （一） 1. （1）; ranks below
 * these are ①, above them 第一部分.
 */
#ifndef GR_SECTION_H
#define GR_SECTION_H

#include "govreport.h"
#include "token.h"

typedef enum gr_block_kind {
    GR_BLOCK_TITLE,   /* a line, or lines joined, of the report's title */
    GR_BLOCK_HEADING, /* its text is the whole paragraph it opens, the title included */
    GR_BLOCK_PARAGRAPH,
    GR_BLOCK_TABLE, /* whole lines; folded text has \n between lines and \t
                       between cells; begins with the line that announced it */
    GR_BLOCK_ASIDE  /* navigation, metadata of the web page, captions, page numbers */
} gr_block_kind;

typedef struct gr_block {
    gr_block_kind kind;
    const gr_text *text;
    int section;                   /* index of the section it stands in, or -1 */
    bool attachment;               /* after 附件 or the signature: no section */
    size_t title_start, title_end; /* HEADING: the title in text; TITLE: all of it */
    bool continues;                /* the part of a paragraph too long to keep whole; more follows */
} gr_block;

typedef struct gr_segmenter gr_segmenter;

gr_segmenter *gr_segmenter_new(void (*block)(void *context, const gr_block *block), void *context);
void gr_segmenter_free(gr_segmenter *s);
/* `arena` keeps the sections' strings. */
void gr_segmenter_begin(gr_segmenter *s, gr_arena *arena);
void gr_segmenter_line(gr_segmenter *s, const gr_line *line);
/* Ends the report; `text_end` is the length of the text. */
void gr_segmenter_finish(gr_segmenter *s, uint64_t text_end);

/* The sections so far; complete after gr_segmenter_finish(). */
const gr_section *gr_segmenter_sections(const gr_segmenter *s, size_t *count);

#endif
