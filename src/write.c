/* The gr_writer around the formats, and what they share. */
#include "write.h"
#include "utf8.h"

#include <stdlib.h>

/* -------------------------------------------------------------------- sink */

static void send(gr_sink *s, const char *bytes, size_t length)
{
    if (!s->failed && length > 0 && s->write(s->context, bytes, length) != 0)
        s->failed = true;
}

void gr_sink_flush(gr_sink *s)
{
    if (s->write == NULL)
        return;
    send(s, s->buffer.ptr, s->buffer.len);
    gr_buf_clear(&s->buffer);
}

void gr_put_uint(gr_buf *b, uint64_t n)
{
    enum { DIGITS_MOST = 20 };
    size_t digits = 1;
    for (uint64_t rest = n; rest > 9; rest /= 10)
        digits++;
    if (b->capacity - b->len <= DIGITS_MOST)
        gr_buf_reserve(b, DIGITS_MOST);
    b->len += digits;
    b->ptr[b->len] = '\0';
    for (char *p = b->ptr + b->len; digits > 0; digits--, n /= 10)
        *--p = (char)('0' + n % 10);
}

void gr_put_decimal(gr_buf *b, gr_decimal value)
{
    if (value.scale == 0 && value.digits >= 0) {
        gr_put_uint(b, (uint64_t)value.digits);
        return;
    }
    char text[32];
    size_t length = gr_decimal_print(value, text);
    gr_put(b, text, length);
}

const char *gr_valid_utf8(const char *text, gr_buf *space)
{
    gr_str s = gr_str_of(text);
    for (;;) {
        size_t valid = s.len > 0 ? gr_utf8_prefix(s.ptr, s.len) : 0;
        if (valid == s.len && space->len == 0)
            return text;
        gr_buf_add(space, s.ptr, valid);
        if (valid == s.len)
            return space->ptr;
        gr_buf_printf(space, "\\x%02X", (unsigned)(unsigned char)s.ptr[valid]);
        s = gr_str_slice(s, valid + 1, s.len);
    }
}

/* ------------------------------------------------------------------ writer */

struct gr_writer {
    gr_sink sink;
    gr_writer_options options;
    const gr_format_ops *ops;
    bool part;  /* of another writer's output: without header and brackets */
    bool begun; /* the header is written */
    bool any;   /* a record is */
};

static const gr_format_ops *ops_of(gr_format format)
{
    static const gr_format_ops *const ops[] = {
        [GR_FORMAT_JSON] = &gr_json_ops,         [GR_FORMAT_JSONL] = &gr_jsonl_ops,
        [GR_FORMAT_CSV] = &gr_csv_ops,           [GR_FORMAT_FIGURES] = &gr_figures_ops,
        [GR_FORMAT_SECTIONS] = &gr_sections_ops, [GR_FORMAT_CHECKS] = &gr_checks_ops,
    };
    return ops[format];
}

gr_writer *gr_writer_new(const gr_writer_options *options,
                         int (*write)(void *context, const char *bytes, size_t length), void *context)
{
    gr_writer *w = gr_alloc(sizeof *w);
    w->options = *options;
    w->ops = ops_of(options->format);
    w->sink.write = write;
    w->sink.context = context;
    gr_buf_reserve(&w->sink.buffer, GR_SINK_SPILL / 2); /* at once: most records need not move it */
    return w;
}

gr_writer *gr_writer_new_part(const gr_writer_options *options)
{
    gr_writer *w = gr_writer_new(options, NULL, NULL);
    w->part = true;
    return w;
}

void gr_writer_free(gr_writer *w)
{
    if (w == NULL)
        return;
    gr_buf_release(&w->sink.buffer);
    free(w);
}

gr_status gr_writer_status(const gr_writer *w)
{
    return w->sink.failed ? GR_ERR_OUTPUT : GR_OK;
}

static void begin(gr_writer *w)
{
    if (!w->part && !w->begun && w->ops->begin != NULL)
        w->ops->begin(&w->sink, &w->options);
    w->begun = true;
}

/* What stands before a record. */
static void lead_in(gr_writer *w)
{
    begin(w);
    if (w->any && w->ops->between != NULL)
        w->ops->between(&w->sink, &w->options);
    w->any = true;
}

gr_status gr_writer_record(gr_writer *w, const gr_record *record)
{
    lead_in(w);
    w->ops->record(&w->sink, &w->options, record);
    gr_sink_spill(&w->sink);
    return gr_writer_status(w);
}

gr_status gr_writer_add(gr_writer *w, gr_str bytes)
{
    if (bytes.len == 0)
        return gr_writer_status(w);
    lead_in(w);
    if (w->sink.write != NULL && bytes.len >= GR_SINK_SPILL) {
        gr_sink_flush(&w->sink);
        send(&w->sink, bytes.ptr, bytes.len);
    } else {
        gr_buf_add(&w->sink.buffer, bytes.ptr, bytes.len);
        gr_sink_spill(&w->sink);
    }
    return gr_writer_status(w);
}

void gr_writer_take(gr_writer *part, gr_buf *out)
{
    gr_buf taken = part->sink.buffer;
    part->sink.buffer = *out;
    gr_buf_clear(&part->sink.buffer);
    *out = taken;
    part->any = false;
}

gr_status gr_writer_flush(gr_writer *w)
{
    gr_sink_flush(&w->sink);
    return gr_writer_status(w);
}

gr_status gr_writer_finish(gr_writer *w)
{
    begin(w);
    if (!w->part && w->ops->end != NULL)
        w->ops->end(&w->sink, &w->options, w->any);
    return gr_writer_flush(w);
}
