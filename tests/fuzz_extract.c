/* Any bytes through the whole library, in every format of output: whole, and
 * in pieces of an odd size with the same result; each quote is a slice of the
 * text, the numeral stands where the figure says, and what is written is UTF-8. */
#include "govreport.h"
#include "mem.h"
#include "utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int append(void *context, const char *bytes, size_t length)
{
    gr_buf_add(context, bytes, length);
    return 0;
}

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* The first place of the quote at or before the numeral. */
static void check_trace(const gr_figure *f, gr_str text)
{
    size_t quoted = strlen(f->quote), reach = quoted + (size_t)(f->byte_end - f->byte_start);
    size_t from = f->byte_start > reach ? (size_t)f->byte_start - reach : 0;
    must(f->byte_start <= f->byte_end && f->byte_end <= text.len);
    must(gr_str_find(text, gr_str_of(f->quote), from) != GR_NOT_FOUND);
    must(gr_utf8_prefix(f->label, strlen(f->label)) == strlen(f->label));
}

static void print(const gr_record *record, gr_format format, gr_buf *out)
{
    gr_writer_options options = {.format = format, .blank = "", .header = true};
    gr_writer *w = gr_writer_new(&options, append, out);
    if (gr_writer_record(w, record) != GR_OK || gr_writer_finish(w) != GR_OK)
        abort();
    gr_writer_free(w);
}

/* Every format's output, one after the other; nothing for what is no text. */
static void extract(gr_extractor *x, const uint8_t *bytes, size_t size, size_t piece, gr_buf *text,
                    gr_buf *out)
{
    gr_error error;
    gr_status status = GR_OK;
    gr_buf_clear(text);
    gr_extractor_begin(x, "input");
    for (size_t i = 0; i < size && status == GR_OK; i += piece)
        status = gr_extractor_feed(x, bytes + i, piece < size - i ? piece : size - i, &error);
    const gr_record *record = status == GR_OK ? gr_extractor_finish(x, &error) : NULL;
    for (size_t i = 0; record != NULL && i < record->figure_count; i++)
        check_trace(&record->figures[i], gr_buf_str(text));
    for (int format = 0; record != NULL && format < GR_FORMAT_COUNT; format++)
        print(record, (gr_format)format, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    gr_error error;
    gr_options options = gr_options_default();
    gr_buf whole = {0}, pieces = {0}, text = {0};
    options.keep_numerals = true;
    options.text_sink = append;
    options.text_context = &text;
    gr_extractor *x = gr_extractor_new(&options, &error);
    extract(x, bytes, size, size + 1, &text, &whole);
    extract(x, bytes, size, 13, &text, &pieces);
    must(gr_str_equal(gr_buf_str(&whole), gr_buf_str(&pieces)));
    must(whole.len == 0 || gr_utf8_prefix(whole.ptr, whole.len) == whole.len);
    gr_buf_release(&text);
    gr_buf_release(&whole);
    gr_buf_release(&pieces);
    gr_extractor_free(x);
    return 0;
}
