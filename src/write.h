/*
 * Writers, from within: a format is one gr_format_ops, in a file of its own or
 * with its family; write.c is the gr_writer around them.  Output is written by
 * hand as it goes, a value at a time, into one buffer that spills at
 * GR_SINK_SPILL bytes: a tree of a whole record would cost more than all the
 * rest of the program.
 */
#ifndef GR_WRITE_H
#define GR_WRITE_H

#include "govreport.h"
#include "mem.h"

/* -------------------------------------------------------------------- sink */

enum { GR_SINK_SPILL = 1 << 16 };

typedef struct gr_sink {
    gr_buf buffer;
    /* Takes all of it and returns 0, or fails; NULL: all stays in the buffer. */
    int (*write)(void *context, const char *bytes, size_t length);
    void *context;
    bool failed; /* a write did; nothing more is written */
} gr_sink;

/* Passes on what is in the buffer. */
void gr_sink_flush(gr_sink *s);
/* The same where there is enough for a write; called between values. */
static inline void gr_sink_spill(gr_sink *s)
{
    if (s->buffer.len >= GR_SINK_SPILL && s->write != NULL)
        gr_sink_flush(s);
}

/* gr_buf_add() for the hot path: a test and a copy of known length. */
static inline void gr_put(gr_buf *b, const char *bytes, size_t length)
{
    if (b->capacity - b->len <= length)
        gr_buf_reserve(b, length);
    memcpy(b->ptr + b->len, bytes, length);
    b->len += length;
    b->ptr[b->len] = '\0';
}
#define GR_PUT_LIT(b, literal) gr_put(b, literal, sizeof(literal) - 1)

static inline void gr_put_char(gr_buf *b, char c)
{
    gr_put(b, &c, 1);
}

void gr_put_uint(gr_buf *b, uint64_t n);
void gr_put_decimal(gr_buf *b, gr_decimal value);
/* `text` (NULL stays NULL), or where it is no valid UTF-8, as a file's name may
 * be, a copy in *space with \xB5 for a byte that is none: names stay apart. */
const char *gr_valid_utf8(const char *text, gr_buf *space);

/* ----------------------------------------------------------------- formats */

typedef struct gr_format_ops {
    /* Before the first record, between two, and at the end (any: after one);
     * NULL where the format has nothing there. */
    void (*begin)(gr_sink *s, const gr_writer_options *o);
    void (*between)(gr_sink *s, const gr_writer_options *o);
    void (*record)(gr_sink *s, const gr_writer_options *o, const gr_record *record);
    void (*end)(gr_sink *s, const gr_writer_options *o, bool any);
} gr_format_ops;

extern const gr_format_ops gr_json_ops, gr_jsonl_ops;
extern const gr_format_ops gr_csv_ops, gr_figures_ops, gr_sections_ops, gr_checks_ops;

/* ----------------------------------------------- writers for several threads */

/* A writer into memory: its records, without header or brackets, are taken by
 * another writer in their turn. */
gr_writer *gr_writer_new_part(const gr_writer_options *options);
/* Swaps what was written since with *out, which is cleared: both buffers live
 * on. */
void gr_writer_take(gr_writer *part, gr_buf *out);
/* Writes what another one's part gave, or a line that is no record. */
gr_status gr_writer_add(gr_writer *w, gr_str bytes);
/* GR_ERR_OUTPUT once a write failed. */
gr_status gr_writer_status(const gr_writer *w);

/* The line that stands for a document that gave no record: {"id":..,"error":..}. */
void gr_write_failure(gr_buf *out, const char *id, const char *reason);

/* -------------------------------------------------------------- for people */

/* Adds text on one line, whatever it holds. */
void gr_put_line(gr_buf *out, const char *text);

/* What --explain prints: a line a numeral, NAME:LINE:COLUMN, what it was taken
 * for, and its text, with tabs between.  Needs gr_options.keep_numerals. */
void gr_write_explanation(gr_buf *out, const gr_record *record);

#endif
