/*
 * The decoder: bytes in pieces of any size, in any encoding -> valid UTF-8 in
 * whole characters, without a byte order mark.  The only user of iconv.
 *
 * The encoding is, in this order: what the byte order mark says (UTF-8,
 * UTF-16LE, UTF-16BE); what the caller names; UTF-8 where the first
 * GR_DECODE_SAMPLE bytes are that; what they declare; the better fit of UTF-8 and
 * GB18030 over the first GR_DECODE_SAMPLE bytes (so the choice never depends
 * on how the input is cut).  Bytes that are no character become U+FFFD, as
 * does NUL, and are reported with their position.
 */
#ifndef GR_DECODE_H
#define GR_DECODE_H

#include "govreport.h"
#include "span.h"

enum { GR_DECODE_SAMPLE = 1 << 16 };

typedef struct gr_decoder gr_decoder;

typedef struct gr_decoder_sink {
    /* Valid UTF-8, whole characters. */
    void (*text)(void *context, const char *bytes, size_t length);
    /* Bytes that were no character, at the place of their U+FFFD. */
    void (*broken)(void *context, gr_pos where);
    /* The encoding that the input's first bytes declare (a page of the web does),
     * or NULL; counts for text that is not plainly UTF-8.  May be NULL. */
    const char *(*declared)(void *context, const char *bytes, size_t length);
    void *context;
} gr_decoder_sink;

/* NULL and *error for an encoding that iconv does not know.  `encoding` may be
 * NULL: choose. */
gr_decoder *gr_decoder_new(const char *encoding, gr_decoder_sink sink, gr_error *error);
void gr_decoder_free(gr_decoder *d);
void gr_decoder_begin(gr_decoder *d);
/* GR_ERR_INPUT when the bytes are no text: a PDF, a Word file, an archive, an
 * image (named, with what to do), or bytes that no encoding explains. */
gr_status gr_decoder_feed(gr_decoder *d, const void *bytes, size_t length, gr_error *error);
gr_status gr_decoder_finish(gr_decoder *d, gr_error *error);
/* "UTF-8", "GB18030", "UTF-16LE" ... once decided; before that, the default. */
const char *gr_decoder_encoding(const gr_decoder *d);
uint64_t gr_decoder_bytes(const gr_decoder *d);

#endif
