#include "regex.h"

#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    MATCH_LIMIT = 200000, /* backtracking steps of one match */
    DEPTH_LIMIT = 1000,
    HEAP_LIMIT = 1024 /* KiB */
};

struct gr_regex {
    pcre2_code *code;
    bool fast;               /* is machine code */
    gr_regex_loader *loader; /* where it comes from, with its memory, or NULL */
    gr_str stored;           /* what was loaded, as long as the code's memory is the loader's, too */
};

/* Patterns are many and small, and all are given up together.  What PCRE2 asks first for
 * each is room for its character tables, which the head has and all share. */
struct gr_regex_loader {
    gr_str head;
    gr_buf bytes; /* the head, and the pattern loaded last */
    gr_arena arena;
    pcre2_general_context *context;
    unsigned blocks; /* asked for by the pattern at hand */
    void *first;     /* the first of them ... */
    size_t first_size;
    bool shared; /* ... is tables, which the next ones use, too */
};

struct gr_matcher {
    pcre2_match_context *context;
    pcre2_match_data *data;
};

static gr_regex *wrap(pcre2_code *code)
{
    gr_regex *regex = gr_alloc(sizeof *regex);
    regex->code = code;
    return regex;
}

/* The text was validated by the decoder once; PCRE2 need not do it again. */
gr_regex *gr_regex_new(const char *pattern, bool anchored, char reason[static GR_REGEX_REASON])
{
    int number;
    PCRE2_SIZE offset;
    PCRE2_UCHAR message[96];
    uint32_t options = PCRE2_UTF | PCRE2_NO_UTF_CHECK | (anchored ? PCRE2_ANCHORED : 0);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &number, &offset, NULL);
    if (code != NULL)
        return wrap(code);
    pcre2_get_error_message(number, message, sizeof message);
    snprintf(reason, GR_REGEX_REASON, "%s at offset %zu", (char *)message, (size_t)offset);
    return NULL;
}

void gr_regex_free(gr_regex *regex)
{
    if (regex == NULL)
        return;
    if (regex->stored.len == 0)
        pcre2_code_free(regex->code);
    if (regex->loader == NULL)
        free(regex);
}

/* Whether the first block of memory holds the tables, and behind them how often they are used. */
static bool holds_tables(const gr_regex_loader *l)
{
    enum { LEAST = 256 }; /* of case and character types for each byte */
    size_t count = sizeof(PCRE2_SIZE);
    return l->first_size > LEAST + count &&
           gr_str_find(l->head, gr_str_make(l->first, l->first_size - count), 0) != GR_NOT_FOUND;
}

static pcre2_code *decode(gr_regex_loader *l, gr_str rest, pcre2_general_context *context)
{
    pcre2_code *code = NULL;
    l->blocks = 0;
    l->bytes.len = l->head.len;
    gr_buf_add_str(&l->bytes, rest);
    return pcre2_serialize_decode(&code, 1, (const uint8_t *)l->bytes.ptr, context) == 1 ? code : NULL;
}

/* Making machine code takes memory that is given back: not the loader's. */
void gr_regex_speed_up(gr_regex *regex)
{
    if (regex->stored.len > 0) {
        pcre2_code *own = decode(regex->loader, regex->stored, NULL);
        if (own == NULL)
            return;
        regex->code = own;
        regex->stored.len = 0;
    }
    regex->fast = pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE) == 0;
}

unsigned char *gr_regex_store(const gr_regex *regex, size_t *length)
{
    uint8_t *bytes = NULL;
    PCRE2_SIZE size = 0;
    const pcre2_code *code = regex->code;
    if (pcre2_serialize_encode(&code, 1, &bytes, &size, NULL) != 1)
        return NULL;
    unsigned char *copy = gr_alloc(size);
    memcpy(copy, bytes, size);
    pcre2_serialize_free(bytes);
    *length = size;
    return copy;
}

static void *take_memory(PCRE2_SIZE size, void *loader)
{
    gr_regex_loader *l = loader;
    bool first = l->blocks++ == 0;
    if (first && l->shared && size == l->first_size)
        return l->first;
    void *block = gr_arena_alloc(&l->arena, size);
    if (first && l->first == NULL) {
        l->first = block;
        l->first_size = size;
    }
    return block;
}

static void keep_memory(void *block, void *loader)
{
    (void)block;
    (void)loader;
}

gr_regex_loader *gr_regex_loader_new(gr_str head)
{
    gr_regex_loader *l = gr_alloc(sizeof *l);
    l->head = head;
    gr_buf_add_str(&l->bytes, head);
    l->blocks = 1; /* the context is no pattern's */
    l->context = pcre2_general_context_create(take_memory, keep_memory, l);
    return l;
}

void gr_regex_loader_free(gr_regex_loader *l)
{
    if (l == NULL)
        return;
    gr_buf_release(&l->bytes);
    gr_arena_release(&l->arena);
    free(l);
}

gr_regex *gr_regex_load(gr_regex_loader *l, gr_str rest)
{
    bool first = l->first == NULL;
    pcre2_code *code = decode(l, rest, l->context);
    if (code == NULL)
        return NULL;
    if (first)
        l->shared = holds_tables(l);
    gr_regex *regex = gr_arena_alloc(&l->arena, sizeof *regex);
    *regex = (gr_regex){.code = code, .loader = l, .stored = rest};
    return regex;
}

gr_matcher *gr_matcher_new(void)
{
    gr_matcher *m = gr_alloc(sizeof *m);
    m->context = pcre2_match_context_create(NULL);
    m->data = pcre2_match_data_create(4, NULL);
    if (m->context == NULL || m->data == NULL)
        gr_out_of_memory();
    pcre2_set_match_limit(m->context, MATCH_LIMIT);
    pcre2_set_depth_limit(m->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(m->context, HEAP_LIMIT);
    return m;
}

void gr_matcher_free(gr_matcher *m)
{
    if (m == NULL)
        return;
    pcre2_match_context_free(m->context);
    pcre2_match_data_free(m->data);
    free(m);
}

gr_match_result gr_matcher_run(gr_matcher *m, const gr_regex *regex, gr_subject subject, size_t at,
                               gr_regex_match *match)
{
    uint32_t options = PCRE2_NO_UTF_CHECK | (subject.cut ? PCRE2_NOTEOL : 0);
    int pairs = (regex->fast ? pcre2_jit_match : pcre2_match)(
        regex->code, (PCRE2_SPTR)subject.text.ptr, subject.text.len, at, options, m->data, m->context);
    if (pairs < 0)
        return pairs == PCRE2_ERROR_NOMATCH ? GR_MATCH_NONE : GR_MATCH_LIMIT;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(m->data);
    bool group = pairs != 1 && ends[2] != PCRE2_UNSET; /* pairs not set hold older matches */
    *match = (gr_regex_match){ends[0], ends[1], ends[group ? 2 : 0], ends[group ? 3 : 1]};
    return GR_MATCH_FOUND;
}
