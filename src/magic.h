/*
 * Files that people hand over in place of text, known by how they begin.
 */
#ifndef GR_MAGIC_H
#define GR_MAGIC_H

#include "mem.h"

/* What a file that begins with `start` is and what to do with it ("is a PDF
 * file: convert it with pdftotext -layout first"); NULL when it may be text. */
const char *gr_magic(gr_str start);

#endif
