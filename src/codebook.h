/* What the codebook says of its codes, beyond govreport.h. */
#ifndef GR_CODEBOOK_H
#define GR_CODEBOOK_H

#include "govreport.h"
#include "mem.h"

/* The indicator whose total this one is a part of (part_of), or NULL. */
const gr_indicator *gr_codebook_total(const gr_indicator *indicator);

/* Whether `code` is one of those that `pattern` stands for: * is one part of it. */
static inline bool gr_code_fits(gr_str code, gr_str pattern)
{
    size_t star = gr_str_find(pattern, GR_LIT("*"), 0);
    if (star == GR_NOT_FOUND)
        return gr_str_equal(code, pattern);
    gr_str head = gr_str_slice(pattern, 0, star), tail = gr_str_slice(pattern, star + 1, pattern.len);
    if (!gr_str_starts(code, head) || !gr_str_ends(code, tail) || code.len <= head.len + tail.len)
        return false;
    return memchr(code.ptr + head.len, '.', code.len - head.len - tail.len) == NULL;
}

#endif
