/* codebook.tsv: the gr_indicator rows of the public header, with each
 * {applicant} of applicants.tsv written out. */
#include "embed.h"

#include <stdlib.h>

typedef GR_ARRAY(char *) text_list;

/* The kinds of applicants of the request table: the last is their total. */
typedef struct applicants {
    text_list codes, labels;
} applicants;

/* Of the rows, in their order: the code, whose part it is, what it is derived from. */
static text_list codes, totals, derivations;

static const char applicant_mark[] = "{applicant}";

static char *copy_text(gr_str s)
{
    char *copy = gr_alloc(s.len + 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    return copy;
}

static void release_texts(text_list *list)
{
    for (size_t i = 0; i < list->len; i++)
        free(list->ptr[i]);
    gr_array_release(list);
}

static void read_applicants(applicants *a, gr_str text)
{
    gr_tsv t = gr_embed_begin("applicants", text);
    while (gr_tsv_next(&t)) {
        *gr_array_push(&a->codes) = copy_text(gr_tsv_cell(&t, "code"));
        *gr_array_push(&a->labels) = copy_text(gr_tsv_cell(&t, "label_zh"));
    }
}

/* Adds `code` to out with `applicant` in the place of the mark. */
static void add_code(gr_buf *out, gr_str code, const char *applicant)
{
    size_t at = gr_str_find(code, gr_str_of(applicant_mark), 0);
    if (applicant == NULL || at == GR_NOT_FOUND) {
        gr_buf_add_str(out, code);
        return;
    }
    gr_buf_add_str(out, gr_str_slice(code, 0, at));
    gr_buf_add_str(out, gr_str_of(applicant));
    gr_buf_add_str(out, gr_str_slice(code, at + sizeof applicant_mark - 1, code.len));
}

/* One row; applicant < 0 for a row without the mark.  In every row of the
 * request table the applicants are the parts of their total. */
static void print_indicator(FILE *out, const gr_tsv *t, const applicants *a, int applicant)
{
    gr_buf code = {0}, part_of = {0}, label = {0};
    const char *who = applicant < 0 ? NULL : a->codes.ptr[applicant];
    bool part = applicant >= 0 && (size_t)applicant + 1 < a->codes.len;
    gr_str whole = gr_tsv_cell(t, "part_of"), unit = gr_tsv_cell(t, "unit");
    add_code(&code, gr_tsv_cell(t, "code"), who);
    if (whole.len > 0)
        add_code(&part_of, whole, who);
    else if (part)
        add_code(&part_of, gr_tsv_cell(t, "code"), a->codes.ptr[a->codes.len - 1]);
    gr_buf_add_str(&label, gr_tsv_cell(t, "label_zh"));
    if (who != NULL)
        gr_buf_printf(&label, "（%s）", a->labels.ptr[applicant]);
    fputs("    { ", out);
    gr_embed_literal(out, gr_buf_str(&code));
    fputs(", ", out);
    gr_embed_literal(out, gr_tsv_cell(t, "template"));
    gr_embed_optional(out, gr_str_equal(unit, GR_LIT("*")) ? GR_LIT("") : unit);
    fputs(gr_str_equal(gr_tsv_cell(t, "values"), GR_LIT("one")) ? ", true, " : ", false, ", out);
    gr_embed_literal(out, gr_buf_str(&label));
    gr_embed_optional(out, gr_buf_str(&part_of));
    gr_embed_optional(out, gr_tsv_cell(t, "derived_from"));
    gr_embed_optional(out, gr_tsv_cell(t, "meaning"));
    fputs(" },\n", out);
    *gr_array_push(&codes) = copy_text(gr_buf_str(&code));
    *gr_array_push(&totals) = copy_text(gr_buf_str(&part_of));
    *gr_array_push(&derivations) = copy_text(gr_tsv_cell(t, "derived_from"));
    gr_buf_release(&code);
    gr_buf_release(&part_of);
    gr_buf_release(&label);
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(**(char *const *const *)a, **(char *const *const *)b);
}

/* The rows by their codes, for a binary search. */
static void print_order(FILE *source)
{
    GR_ARRAY(char **) order = {0};
    GR_ARRAY(uint16_t) rows = {0};
    for (size_t i = 0; i < codes.len; i++)
        *gr_array_push(&order) = &codes.ptr[i];
    qsort(order.ptr, order.len, sizeof *order.ptr, compare_codes);
    for (size_t i = 0; i < order.len; i++) {
        if (i > 0 && strcmp(*order.ptr[i - 1], *order.ptr[i]) == 0)
            gr_embed_die("the same code twice", *order.ptr[i]);
        *gr_array_push(&rows) = (uint16_t)(order.ptr[i] - codes.ptr);
    }
    gr_embed_numbers(source, "const uint16_t gr_data_codebook_order", rows.ptr, rows.len);
    gr_array_release(&order);
    gr_array_release(&rows);
}

/* The row of the total that each is a part of, + 1; 0: of none. */
static void print_totals(FILE *source)
{
    GR_ARRAY(uint16_t) rows = {0};
    for (size_t i = 0; i < totals.len; i++) {
        gr_str total = gr_str_of(totals.ptr[i]);
        *gr_array_push(&rows) = total.len > 0 ? (uint16_t)(gr_embed_code(total) + 1) : 0;
    }
    gr_embed_numbers(source, "const uint16_t gr_data_codebook_totals", rows.ptr, rows.len);
    gr_array_release(&rows);
}

/* GR_CODE_DISCLOSURE_TOTAL, and so on: a name for each row, so that the program cannot
 * speak of a code that there is not. */
static void print_names(FILE *header)
{
    for (size_t i = 0; i < codes.len; i++) {
        fputs("#define GR_CODE_", header);
        gr_embed_upper(header, gr_str_of(codes.ptr[i]));
        fprintf(header, " (&gr_data_codebook_rows[%zu])\n", i);
    }
}

void gr_embed_codebook(gr_embed *e, gr_str text)
{
    gr_tsv t = gr_embed_begin("codebook", text);
    applicants a = {0};
    read_applicants(&a, gr_embed_text("applicants"));
    fputs("\nconst gr_indicator gr_data_codebook_rows[] = {\n", e->source);
    while (gr_tsv_next(&t)) {
        if (gr_str_find(gr_tsv_cell(&t, "code"), gr_str_of(applicant_mark), 0) == GR_NOT_FOUND)
            print_indicator(e->source, &t, &a, -1);
        else
            for (size_t i = 0; i < a.codes.len; i++)
                print_indicator(e->source, &t, &a, (int)i);
    }
    fputs("};\n", e->source);
    print_order(e->source);
    print_totals(e->source);
    gr_embed_derivations(e, (const char *const *)codes.ptr, (const char *const *)derivations.ptr, codes.len);
    fprintf(e->header,
            "\nextern const gr_indicator gr_data_codebook_rows[];\n"
            "/* row numbers in the order of their codes */\n"
            "extern const uint16_t gr_data_codebook_order[];\n"
            "/* the row of which each is a part, + 1; 0: none */\n"
            "extern const uint16_t gr_data_codebook_totals[];\n"
            "enum { gr_data_codebook_count = %zu };\n",
            codes.len);
    print_names(e->header);
    release_texts(&totals);
    release_texts(&derivations);
    release_texts(&a.codes);
    release_texts(&a.labels);
}

size_t gr_embed_code(gr_str code)
{
    for (size_t i = 0; i < codes.len; i++)
        if (gr_str_equal(gr_str_of(codes.ptr[i]), code))
            return i;
    char name[96];
    snprintf(name, sizeof name, "%.*s", (int)code.len, code.ptr);
    gr_embed_die("no such code in the codebook", name);
}

const char *gr_embed_code_name(size_t row)
{
    return codes.ptr[row];
}

size_t gr_embed_code_count(void)
{
    return codes.len;
}
