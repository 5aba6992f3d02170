/*
 * The column derived_from of codebook.tsv with its terms looked up.  A term is a
 * code, or one in which * stands for one part: CODE + CODE, CODE.*.total (sum of …);
 * ", or " parts the alternatives.
 */
#include "codebook.h"
#include "embed.h"

#include <stdlib.h>

typedef GR_ARRAY(uint16_t) number_list;

typedef struct layout {
    gr_embed *e;
    const char *const *codes;
    size_t code_count;
    number_list members; /* rows of the codebook, those of all terms */
    number_list terms;   /* where the members of each begin */
} layout;

static void add_term(layout *l, gr_str term)
{
    size_t before = l->members.len;
    *gr_array_push(&l->terms) = (uint16_t)before;
    for (size_t k = 0; k < l->code_count; k++)
        if (gr_code_fits(gr_str_of(l->codes[k]), term))
            *gr_array_push(&l->members) = (uint16_t)k;
    if (l->members.len == before)
        gr_embed_die("a term of derived_from that fits no code", term.ptr);
}

/* One alternative for the code of row k. */
static void add_derivation(layout *l, size_t k, gr_str sum)
{
    size_t first = l->terms.len, comment = gr_str_find(sum, GR_LIT("("), 0);
    if (comment != GR_NOT_FOUND)
        sum = gr_str_slice(sum, 0, comment);
    for (size_t start = 0; start <= sum.len;) {
        size_t plus = gr_str_find(sum, GR_LIT("+"), start), end = plus == GR_NOT_FOUND ? sum.len : plus;
        add_term(l, gr_str_trim(gr_str_slice(sum, start, end)));
        start = end + 1;
    }
    fprintf(l->e->source, "    { %zu, %zu, %zu },\n", k, first, l->terms.len);
}

static size_t add_alternatives(layout *l, size_t k, gr_str rest)
{
    size_t count = 0;
    for (; rest.len > 0; count++) {
        size_t cut = gr_str_find(rest, GR_LIT(", or "), 0);
        add_derivation(l, k, gr_str_slice(rest, 0, cut == GR_NOT_FOUND ? rest.len : cut));
        rest = cut == GR_NOT_FOUND ? GR_LIT("") : gr_str_slice(rest, cut + strlen(", or "), rest.len);
    }
    return count;
}

void gr_embed_derivations(gr_embed *e, const char *const *codes, const char *const *derived_from,
                          size_t count)
{
    layout l = {.e = e, .codes = codes, .code_count = count};
    size_t derivations = 0;
    fputs("const gr_data_derivation gr_data_derivations[] = {\n", e->source);
    for (size_t k = 0; k < count; k++)
        derivations += add_alternatives(&l, k, gr_str_of(derived_from[k]));
    fputs("};\n", e->source);
    *gr_array_push(&l.terms) = (uint16_t)l.members.len;
    gr_embed_numbers(e->source, "const uint16_t gr_data_derivation_terms", l.terms.ptr, l.terms.len);
    gr_embed_numbers(e->source, "const uint16_t gr_data_derivation_members", l.members.ptr, l.members.len);
    fprintf(e->header,
            "\n/* the sum of the terms from one number to the next makes up the code of a row */\n"
            "typedef struct gr_data_derivation { unsigned short code, from, to; } gr_data_derivation;\n"
            "extern const gr_data_derivation gr_data_derivations[];\n"
            "enum { gr_data_derivation_count = %zu };\n"
            "/* where the members of each term, rows of the codebook, begin and the next one's do */\n"
            "extern const uint16_t gr_data_derivation_terms[], gr_data_derivation_members[];\n",
            derivations);
    gr_array_release(&l.members);
    gr_array_release(&l.terms);
}
