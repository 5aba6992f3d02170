/*
 * Memory: a view of borrowed bytes, a growable buffer, a growable array and an
 * arena.  Running out of memory ends the process (see govreport.h), so nothing
 * here returns NULL.
 */
#ifndef GR_MEM_H
#define GR_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Borrowed bytes; not ended by NUL. */
typedef struct gr_str {
    const char *ptr;
    size_t len;
} gr_str;

static inline gr_str gr_str_make(const char *ptr, size_t len)
{
    return (gr_str){ptr, len};
}

static inline gr_str gr_str_of(const char *text)
{
    return (gr_str){text, text != NULL ? strlen(text) : 0};
}

/* Nothing where the ends are crossed: what lies beyond is never reached. */
static inline gr_str gr_str_slice(gr_str s, size_t start, size_t end)
{
    return (gr_str){s.ptr + start, end > start ? end - start : 0};
}

/* No more than its first `most` bytes. */
static inline gr_str gr_str_limit(gr_str s, size_t most)
{
    return gr_str_slice(s, 0, s.len < most ? s.len : most);
}

/* Without the spaces at either end. */
static inline gr_str gr_str_trim(gr_str s)
{
    while (s.len > 0 && s.ptr[0] == ' ')
        s = gr_str_slice(s, 1, s.len);
    while (s.len > 0 && s.ptr[s.len - 1] == ' ')
        s.len--;
    return s;
}

/* Whether the bytes at `a` and `b` are the same; most that differ do at once. */
static inline bool gr_bytes_equal(const char *a, const char *b, size_t length)
{
    return length == 0 || (a[0] == b[0] && memcmp(a, b, length) == 0);
}

static inline bool gr_str_equal(gr_str a, gr_str b)
{
    return a.len == b.len && gr_bytes_equal(a.ptr, b.ptr, a.len);
}

static inline bool gr_str_starts(gr_str s, gr_str prefix)
{
    return s.len >= prefix.len && gr_bytes_equal(s.ptr, prefix.ptr, prefix.len);
}

/* The last byte tells Han characters apart better than the first. */
static inline bool gr_str_ends(gr_str s, gr_str suffix)
{
    return suffix.len == 0 || (s.len >= suffix.len && s.ptr[s.len - 1] == suffix.ptr[suffix.len - 1] &&
                               memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/* How many bytes s and the word have in common from their first on: most differ at once. */
static inline size_t gr_str_common(gr_str s, const char *word)
{
    size_t i = 0;
    while (i < s.len && word[i] != '\0' && word[i] == s.ptr[i])
        i++;
    return i;
}

/* Whether s is the word. */
static inline bool gr_str_is(gr_str s, const char *word)
{
    size_t common = gr_str_common(s, word);
    return common == s.len && word[common] == '\0';
}

/* Whether s begins (ends) with one of the `count` words. */
static inline bool gr_str_starts_any(gr_str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i][gr_str_common(s, words[i])] == '\0')
            return true;
    return false;
}

static inline bool gr_str_ends_any(gr_str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gr_str_ends(s, gr_str_of(words[i])))
            return true;
    return false;
}

/* Offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t gr_str_find(gr_str s, gr_str needle, size_t from);

#define GR_NOT_FOUND SIZE_MAX
/* A view of a string literal. */
#define GR_LIT(literal) ((gr_str){(literal), sizeof(literal) - 1})
/* How many elements an array has. */
#define GR_COUNT(array) (sizeof(array) / sizeof *(array))

/* Whether no more than `most` bits are set: few steps where many more are. */
static inline bool gr_bits_at_most(uint64_t set, unsigned most)
{
    for (; set != 0; set &= set - 1)
        if (most-- == 0)
            return false;
    return true;
}

/* The lowest bit that is set. */
static inline unsigned gr_lowest_bit(uint64_t set)
{
#ifdef __GNUC__
    return (unsigned)__builtin_ctzll(set);
#else
    unsigned bit = 0;
    while ((set >> bit & 1) == 0)
        bit++;
    return bit;
#endif
}

/* Ends the process with a message. */
#ifdef __GNUC__
__attribute__((noreturn))
#endif
void gr_out_of_memory(void);

void *gr_alloc(size_t size); /* zeroed; free() it */
void *gr_realloc(void *block, size_t size);

/* ---- growable bytes: always ended by a NUL that len does not count */
typedef struct gr_buf {
    char *ptr;
    size_t len, capacity;
} gr_buf;

void gr_buf_release(gr_buf *b);
void gr_buf_reserve(gr_buf *b, size_t extra);
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
void gr_buf_printf(gr_buf *b, const char *format, ...);
/* Removes the bytes before `offset`. */
void gr_buf_drop_front(gr_buf *b, size_t offset);

static inline void gr_buf_add(gr_buf *b, const char *bytes, size_t length)
{
    if (b->capacity - b->len <= length)
        gr_buf_reserve(b, length);
    if (length > 0)
        memcpy(b->ptr + b->len, bytes, length);
    b->len += length;
    b->ptr[b->len] = '\0';
}

static inline void gr_buf_add_char(gr_buf *b, char c)
{
    gr_buf_add(b, &c, 1);
}

static inline void gr_buf_add_str(gr_buf *b, gr_str s)
{
    gr_buf_add(b, s.ptr, s.len);
}

static inline void gr_buf_clear(gr_buf *b)
{
    b->len = 0;
    if (b->ptr != NULL)
        b->ptr[0] = '\0';
}

static inline gr_str gr_buf_str(const gr_buf *b)
{
    return (gr_str){b->ptr != NULL ? b->ptr : "", b->len};
}

/* ---- growable array:  GR_ARRAY(gr_token) tokens = { 0 };
 *      *gr_array_push(&tokens) = token;  gr_array_release(&tokens); */
#define GR_ARRAY(type)                                                                                       \
    struct {                                                                                                 \
        type *ptr;                                                                                           \
        size_t len, capacity;                                                                                \
    }

void gr_array_grow(void **ptr, size_t *capacity, size_t needed, size_t item);

#define gr_array_reserve(a, needed)                                                                          \
    ((needed) > (a)->capacity                                                                                \
         ? gr_array_grow((void **)&(a)->ptr, &(a)->capacity, (needed), sizeof *(a)->ptr)                     \
         : (void)0)
/* A pointer to a new last item (not cleared); valid until the next push. */
#define gr_array_push(a) (gr_array_reserve(a, (a)->len + 1), &(a)->ptr[(a)->len++])
#define gr_array_clear(a) ((void)((a)->len = 0))
#define gr_array_release(a) (free((a)->ptr), (a)->ptr = NULL, (a)->len = (a)->capacity = 0)

/* ---- arena: what one record points to; freed or reused as a whole */
typedef struct gr_arena {
    struct gr_arena_block *first, *current;
    size_t used; /* of the current block */
} gr_arena;

void *gr_arena_alloc(gr_arena *a, size_t size); /* aligned, not cleared */
char *gr_arena_copy(gr_arena *a, gr_str s);     /* ends with NUL */
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
char *
gr_arena_printf(gr_arena *a, const char *format, ...);
/* The parts in one, which ends with NUL. */
char *gr_arena_join(gr_arena *a, const gr_str *parts, size_t count);
void gr_arena_reset(gr_arena *a); /* keeps the first block */
void gr_arena_release(gr_arena *a);

#endif
