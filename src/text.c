#include "text.h"

#include "codepoint.h"

#include <stdlib.h>

void gr_text_release(gr_text *t)
{
    gr_buf_release(&t->folded);
    gr_buf_release(&t->raw);
    gr_array_release(&t->anchors);
    gr_array_release(&t->tokens);
}

void gr_text_clear(gr_text *t)
{
    gr_buf_clear(&t->folded);
    gr_buf_clear(&t->raw);
    gr_array_clear(&t->anchors);
    gr_array_clear(&t->tokens);
    t->classes = 0;
    t->raw_start = (gr_pos){0};
}

/* --------------------------------------------------------------- positions */

/* The last anchor at or before folded offset `at`; there is one at 0. */
static const gr_anchor *anchor_at(const gr_text *t, size_t at)
{
    size_t low = 0, high = t->anchors.len;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (t->anchors.ptr[middle].folded <= at)
            low = middle;
        else
            high = middle;
    }
    return &t->anchors.ptr[low];
}

gr_pos gr_text_pos(const gr_text *t, size_t at)
{
    if (t->anchors.len == 0)
        return t->raw_start;
    const gr_anchor *a = anchor_at(t, at);
    gr_pos pos = a->raw;
    gr_str run = gr_str_slice(gr_text_str(t), a->folded, at);
    pos.byte += run.len;
    pos.column += (uint32_t)gr_utf8_count(run);
    return pos;
}

uint64_t gr_text_byte(const gr_text *t, size_t at)
{
    if (t->anchors.len == 0)
        return t->raw_start.byte;
    const gr_anchor *a = anchor_at(t, at);
    return a->raw.byte + (at - a->folded);
}

/* One past the raw character that the folded character before `end` stands for. */
static uint64_t raw_end(const gr_text *t, size_t end)
{
    size_t last = gr_utf8_back(gr_text_str(t), end);
    uint64_t byte = gr_text_byte(t, last);
    size_t offset = (size_t)(byte - t->raw_start.byte);
    if (offset >= t->raw.len)
        return byte;
    return byte + gr_utf8_length((unsigned char)t->raw.ptr[offset]);
}

gr_span gr_text_span(const gr_text *t, size_t start, size_t end)
{
    gr_span span = {.start = gr_text_pos(t, start)};
    span.byte_end = end > start ? raw_end(t, end) : span.start.byte;
    return span;
}

uint64_t gr_text_end(const gr_text *t, size_t end)
{
    return end > 0 ? raw_end(t, end) : gr_text_byte(t, 0);
}

/* The raw text between the folded characters before and at `at`, left out in
 * folding: spaces, marks, a pinyin gloss. */
static gr_str left_out(const gr_text *t, size_t at)
{
    size_t from = (size_t)(gr_text_end(t, at) - t->raw_start.byte);
    size_t to = (size_t)(gr_text_byte(t, at) - t->raw_start.byte);
    return from < to && to <= t->raw.len ? gr_str_slice(gr_buf_str(&t->raw), from, to) : GR_LIT("");
}

static bool is_gloss(gr_str raw)
{
    return gr_str_starts(raw, GR_LIT("(")) || gr_str_starts(raw, GR_LIT("（"));
}

/* What is left out is followed by an anchor. */
bool gr_text_skips(const gr_text *t, size_t at)
{
    if (t->anchors.len == 0 || anchor_at(t, at)->folded != at)
        return false;
    gr_str raw = left_out(t, at);
    return raw.len > 0 && !is_gloss(raw);
}

bool gr_text_breaks(const gr_text *t, size_t at)
{
    if (!gr_text_skips(t, at))
        return false;
    gr_str raw = left_out(t, at);
    return memchr(raw.ptr, '\n', raw.len) != NULL || memchr(raw.ptr, '\r', raw.len) != NULL;
}

gr_str gr_text_raw(const gr_text *t, size_t start, size_t end)
{
    size_t from = (size_t)(gr_text_byte(t, start) - t->raw_start.byte);
    size_t to = end > start ? (size_t)(raw_end(t, end) - t->raw_start.byte) : from;
    if (to > t->raw.len)
        to = t->raw.len;
    return from < to ? gr_str_slice(gr_buf_str(&t->raw), from, to) : GR_LIT("");
}

/* The raw character behind folded offset `at`. */
static gr_str raw_char(const gr_text *t, uint64_t byte)
{
    size_t offset = (size_t)(byte - t->raw_start.byte);
    if (offset >= t->raw.len)
        return GR_LIT("");
    size_t length = gr_utf8_length((unsigned char)t->raw.ptr[offset]);
    return gr_str_slice(gr_buf_str(&t->raw), offset, offset + length);
}

/* One character; a gap or a line's end is a space. */
static void add_plain(const gr_text *t, size_t at, uint64_t byte, gr_buf *out)
{
    char folded = t->folded.ptr[at];
    if (folded == '\t' || folded == '\n')
        gr_buf_add_char(out, ' ');
    else
        gr_buf_add_str(out, raw_char(t, byte));
}

/* From one anchor to the next, all characters but the last are as long in raw
 * text as folded, and none is a gap. */
void gr_text_plain(const gr_text *t, size_t start, size_t end, gr_buf *out)
{
    gr_str folded = gr_text_str(t), raw = gr_buf_str(&t->raw);
    if (t->anchors.len == 0)
        return;
    const gr_anchor *a = anchor_at(t, start), *last = t->anchors.ptr + t->anchors.len;
    for (size_t at = start; at < end; a++) {
        size_t stop = a + 1 < last && a[1].folded < end ? a[1].folded : end;
        if (stop <= at)
            continue;
        size_t final = gr_utf8_back(folded, stop);
        size_t from = (size_t)(a->raw.byte - t->raw_start.byte) + (at - a->folded);
        if (final > at && from + (final - at) <= raw.len)
            gr_buf_add_str(out, gr_str_slice(raw, from, from + (final - at)));
        add_plain(t, final, t->raw_start.byte + from + (final - at), out);
        if (stop < end && is_gloss(left_out(t, stop)))
            gr_buf_add_str(out, left_out(t, stop)); /* the report's own */
        at = stop;
    }
}

size_t gr_text_token_at(const gr_text *t, size_t at)
{
    size_t low = 0, high = at > 0 ? t->tokens.len : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->tokens.ptr[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* --------------------------------------------------------------- appending */

void gr_text_append_raw(gr_text *dst, gr_str raw, gr_pos start)
{
    if (dst->raw.len == 0)
        dst->raw_start = start;
    uint64_t have = dst->raw_start.byte + dst->raw.len;
    if (start.byte + raw.len <= have)
        return;
    size_t skip = have > start.byte ? (size_t)(have - start.byte) : 0;
    gr_buf_add_str(&dst->raw, gr_str_slice(raw, skip, raw.len));
}

static void append_anchors(gr_text *dst, const gr_text *src, size_t from, size_t to, size_t base)
{
    *gr_array_push(&dst->anchors) = (gr_anchor){(uint32_t)base, gr_text_pos(src, from)};
    const gr_anchor *end = src->anchors.ptr + src->anchors.len;
    for (const gr_anchor *a = anchor_at(src, from) + 1; a < end && a->folded < to; a++)
        *gr_array_push(&dst->anchors) = (gr_anchor){(uint32_t)(base + a->folded - from), a->raw};
}

static bool is_run(uint8_t class)
{
    return class == GR_CLASS_HAN || class == GR_CLASS_LATIN || class == GR_CLASS_DIGIT ||
           class == GR_CLASS_NUMERAL || class == GR_CLASS_OTHER;
}

/* A run of one class that a line's end had cut becomes one token again. */
static void append_token(gr_text *dst, gr_token token)
{
    gr_token *last = dst->tokens.len > 0 ? &dst->tokens.ptr[dst->tokens.len - 1] : NULL;
    if (last != NULL && last->class == token.class && last->end == token.start && is_run(token.class))
        last->end = token.end;
    else
        *gr_array_push(&dst->tokens) = token;
    dst->classes |= 1U << token.class;
}

static void append_tokens(gr_text *dst, const gr_text *src, size_t from, size_t to, size_t base)
{
    for (size_t i = gr_text_token_at(src, from); i < src->tokens.len && src->tokens.ptr[i].start < to; i++) {
        gr_token token = src->tokens.ptr[i];
        token.start = (uint32_t)(base + (token.start > from ? token.start - from : 0));
        token.end = (uint32_t)(base + (token.end < to ? token.end : to) - from);
        append_token(dst, token);
    }
}

/* The whole of src, as most lines are paragraphs. */
static void copy_whole(gr_text *dst, const gr_text *src)
{
    gr_array_reserve(&dst->tokens, src->tokens.len);
    memcpy(dst->tokens.ptr, src->tokens.ptr, src->tokens.len * sizeof *src->tokens.ptr);
    dst->tokens.len = src->tokens.len;
    gr_array_reserve(&dst->anchors, src->anchors.len);
    memcpy(dst->anchors.ptr, src->anchors.ptr, src->anchors.len * sizeof *src->anchors.ptr);
    dst->anchors.len = src->anchors.len;
    dst->classes = src->classes;
}

/* src[from, to) without its raw text. */
static void append_folded(gr_text *dst, const gr_text *src, size_t from, size_t to)
{
    size_t base = dst->folded.len;
    if (base == 0 && dst->raw.len == 0 && from == 0 && to == src->folded.len) {
        copy_whole(dst, src);
    } else {
        append_anchors(dst, src, from, to, base);
        append_tokens(dst, src, from, to, base);
    }
    gr_buf_add_str(&dst->folded, gr_str_slice(gr_text_str(src), from, to));
}

/* The raw text of src from `start` on, up to the byte `end`. */
static void append_raw_part(gr_text *dst, const gr_text *src, gr_pos start, uint64_t end)
{
    uint64_t base = src->raw_start.byte;
    gr_str raw = gr_str_slice(gr_buf_str(&src->raw), (size_t)(start.byte - base), (size_t)(end - base));
    gr_text_append_raw(dst, raw, start);
}

void gr_text_append(gr_text *dst, const gr_text *src, size_t from, size_t to)
{
    if (to <= from)
        return;
    append_folded(dst, src, from, to);
    gr_pos start = dst->raw.len == 0 ? gr_text_pos(src, from) : src->raw_start;
    append_raw_part(dst, src, start, src->raw_start.byte + src->raw.len);
}

void gr_text_copy_part(gr_text *dst, const gr_text *src, size_t from, size_t to)
{
    gr_text_clear(dst);
    if (to <= from)
        return;
    append_folded(dst, src, from, to);
    append_raw_part(dst, src, from > 0 ? gr_text_pos(src, from) : src->raw_start,
                    to < src->folded.len ? gr_text_byte(src, to) : src->raw_start.byte + src->raw.len);
}

void gr_text_append_break(gr_text *dst, gr_class class, char folded)
{
    size_t at = dst->folded.len;
    gr_pos end = gr_text_pos(dst, at);
    if (at > 0)
        end.byte = raw_end(dst, at);
    *gr_array_push(&dst->anchors) = (gr_anchor){(uint32_t)at, end};
    gr_buf_add_char(&dst->folded, folded);
    *gr_array_push(&dst->tokens) = (gr_token){(uint32_t)at, (uint32_t)at + 1, (uint8_t) class};
    dst->classes |= 1U << class;
}

bool gr_text_range_has(const gr_text *t, size_t from, size_t to, gr_class class)
{
    if (!gr_text_has(t, class))
        return false;
    for (size_t i = gr_text_token_at(t, from); i < t->tokens.len && t->tokens.ptr[i].start < to; i++)
        if (t->tokens.ptr[i].class == class)
            return true;
    return false;
}
