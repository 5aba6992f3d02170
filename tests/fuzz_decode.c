/* Any bytes, in any encoding, cut anywhere: the text is valid UTF-8, and the
 * same as from the bytes in one piece. */
#include "decode.h"
#include "mem.h"
#include "utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void take_text(void *context, const char *bytes, size_t length)
{
    if (gr_utf8_prefix(bytes, length) != length)
        abort();
    gr_buf_add(context, bytes, length);
}

static void take_broken(void *context, gr_pos where)
{
    const gr_buf *text = context;
    if (where.byte != text->len || where.line == 0 || where.column == 0)
        abort();
}

static gr_status decode(const char *encoding, const uint8_t *bytes, size_t size, size_t piece, gr_buf *text)
{
    gr_error error;
    gr_decoder *d = gr_decoder_new(
        encoding, (gr_decoder_sink){.text = take_text, .broken = take_broken, .context = text}, &error);
    if (d == NULL)
        return GR_ERR_ENCODING;
    gr_status status = GR_OK;
    for (size_t i = 0; i < size && status == GR_OK; i += piece)
        status = gr_decoder_feed(d, bytes + i, piece < size - i ? piece : size - i, &error);
    if (status == GR_OK)
        status = gr_decoder_finish(d, &error);
    gr_decoder_free(d);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const encodings[] = {NULL, "UTF-8", "GB18030", "BIG5", "UTF-16LE", "ISO-2022-CN"};
    for (size_t i = 0; i < GR_COUNT(encodings); i++) {
        gr_buf whole = {0}, pieces = {0};
        gr_status status = decode(encodings[i], bytes, size, size + 1, &whole);
        size_t piece = size > 0 ? bytes[0] % 7u + 1 : 1;
        if (decode(encodings[i], bytes, size, piece, &pieces) != status)
            abort();
        if (status == GR_OK && !gr_str_equal(gr_buf_str(&whole), gr_buf_str(&pieces)))
            abort();
        gr_buf_release(&whole);
        gr_buf_release(&pieces);
    }
    return 0;
}
