#include "mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { ARENA_BLOCK = 1 << 16, ALIGNMENT = 16 };

struct gr_arena_block {
    struct gr_arena_block *next;
    size_t size;
    _Alignas(ALIGNMENT) char bytes[];
};

size_t gr_str_find(gr_str s, gr_str needle, size_t from)
{
    if (needle.len == 0)
        return from <= s.len ? from : GR_NOT_FOUND;
    /* the first byte of a Han character is that of most others too */
    size_t probe = needle.len > 2 ? 2 : 0;
    while (from + needle.len <= s.len) {
        const char *hit = memchr(s.ptr + from + probe, needle.ptr[probe], s.len - from - needle.len + 1);
        if (hit == NULL)
            break;
        from = (size_t)(hit - s.ptr) - probe;
        if (memcmp(s.ptr + from, needle.ptr, needle.len) == 0)
            return from;
        from++;
    }
    return GR_NOT_FOUND;
}

void gr_out_of_memory(void)
{
    fputs("govreport-extract: out of memory\n", stderr);
    exit(1);
}

void *gr_alloc(size_t size)
{
    void *block = calloc(1, size > 0 ? size : 1);
    if (block == NULL)
        gr_out_of_memory();
    return block;
}

void *gr_realloc(void *block, size_t size)
{
    block = realloc(block, size > 0 ? size : 1);
    if (block == NULL)
        gr_out_of_memory();
    return block;
}

/* ------------------------------------------------------------------ buffer */

void gr_buf_release(gr_buf *b)
{
    free(b->ptr);
    *b = (gr_buf){0};
}

void gr_buf_reserve(gr_buf *b, size_t extra)
{
    size_t needed = b->len + extra + 1;
    if (needed <= b->capacity)
        return;
    size_t capacity = b->capacity < 64 ? 64 : b->capacity;
    while (capacity < needed)
        capacity *= 2;
    b->ptr = gr_realloc(b->ptr, capacity);
    b->capacity = capacity;
}

void gr_buf_printf(gr_buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length >= 0) { /* of "" too there is a string */
        gr_buf_reserve(b, (size_t)length);
        vsnprintf(b->ptr + b->len, (size_t)length + 1, format, again);
        b->len += (size_t)length;
    }
    va_end(again);
}

void gr_buf_drop_front(gr_buf *b, size_t offset)
{
    if (offset == 0)
        return;
    memmove(b->ptr, b->ptr + offset, b->len - offset + 1);
    b->len -= offset;
}

/* ------------------------------------------------------------------- array */

void gr_array_grow(void **ptr, size_t *capacity, size_t needed, size_t item)
{
    size_t bigger = *capacity < 16 ? 16 : *capacity;
    while (bigger < needed)
        bigger *= 2;
    *ptr = gr_realloc(*ptr, bigger * item);
    *capacity = bigger;
}

/* ------------------------------------------------------------------- arena */

static struct gr_arena_block *arena_block(size_t size)
{
    struct gr_arena_block *block = gr_realloc(NULL, sizeof *block + size);
    block->next = NULL;
    block->size = size;
    return block;
}

void *gr_arena_alloc(gr_arena *a, size_t size)
{
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (a->current == NULL || a->current->size - a->used < size) {
        struct gr_arena_block *block = arena_block(size > ARENA_BLOCK ? size : ARENA_BLOCK);
        if (a->current != NULL)
            a->current->next = block;
        else
            a->first = block;
        a->current = block;
        a->used = 0;
    }
    void *place = a->current->bytes + a->used;
    a->used += size;
    return place;
}

char *gr_arena_copy(gr_arena *a, gr_str s)
{
    char *copy = gr_arena_alloc(a, s.len + 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}

char *gr_arena_printf(gr_arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = gr_arena_alloc(a, (size_t)(length > 0 ? length : 0) + 1);
    text[0] = '\0';
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *gr_arena_join(gr_arena *a, const gr_str *parts, size_t count)
{
    size_t length = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        length += parts[i].len;
    char *text = gr_arena_alloc(a, length + 1);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].len > 0)
            memcpy(text + at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
    }
    text[length] = '\0';
    return text;
}

static void free_blocks(struct gr_arena_block *block)
{
    while (block != NULL) {
        struct gr_arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void gr_arena_reset(gr_arena *a)
{
    if (a->first != NULL) {
        free_blocks(a->first->next);
        a->first->next = NULL;
    }
    a->current = a->first;
    a->used = 0;
}

void gr_arena_release(gr_arena *a)
{
    free_blocks(a->first);
    *a = (gr_arena){0};
}
