/*
 * Which encoding is it?  By its mark, by its name, or by the look of a sample.
 */
#ifndef GR_ENCODING_H
#define GR_ENCODING_H

#include "mem.h"

#define GR_ENCODING_UTF8 "UTF-8"
#define GR_ENCODING_GB18030 "GB18030"

/* The encoding that a byte order mark at the start tells, and in *length the
 * mark's length; NULL where there is none. */
const char *gr_encoding_mark(gr_str start, size_t *length);

/* The name under which we read what others call `name`; itself where that is
 * the same.  GB 18030 holds GB 2312 and GBK, and files said to be in these
 * often go beyond them. */
const char *gr_encoding_canonical(const char *name);

/* What fits a sample best that is not plainly UTF-8: UTF-8 all the same (with
 * some broken bytes), GB 18030, or UTF-16 without a mark; NULL when it is no
 * text.  A character that the end of the sample cuts is no error. */
const char *gr_encoding_guess(gr_str sample);

/* Whether it is no text in any encoding whose ASCII characters are bytes. */
bool gr_encoding_is_binary(gr_str sample);

#endif
