/* What a report gives for a code of the codebook. */
#include "audit_topics.h"

#include "codebook.h"
#include "record.h"

gr_decimal gr_audit_value(const gr_figure *f)
{
    return f->indicator != NULL ? gr_money_convert(f->value, f->unit, f->indicator->unit) : f->value;
}

const char *gr_audit_label(gr_audit *a, const gr_indicator *indicator)
{
    gr_str label = gr_str_of(indicator->label_zh);
    size_t bracket = gr_str_find(label, GR_LIT("（区分"), 0);
    return bracket == GR_NOT_FOUND ? indicator->label_zh
                                   : gr_arena_copy(a->arena, gr_str_slice(label, 0, bracket));
}

/* ------------------------------------------------------------------- codes */

bool gr_audit_next_term(gr_str *terms, gr_str *term, bool *minus)
{
    *terms = gr_str_trim(*terms);
    *minus = terms->len > 0 && terms->ptr[0] == '-';
    if (terms->len > 0 && (terms->ptr[0] == '-' || terms->ptr[0] == '+'))
        *terms = gr_str_slice(*terms, 1, terms->len);
    size_t plus = gr_str_find(*terms, GR_LIT(" + "), 0), dash = gr_str_find(*terms, GR_LIT(" - "), 0);
    size_t end = plus < dash ? plus : dash;
    end = end == GR_NOT_FOUND ? terms->len : end;
    *term = gr_str_trim(gr_str_slice(*terms, 0, end));
    *terms = gr_str_slice(*terms, end, terms->len);
    return term->len > 0;
}

/* The row whose columns stand for those of all rows of the request table. */
#define FIRST_ROW "request_table.new."

const gr_indicator *gr_audit_columns(size_t *count)
{
    size_t codes, first = 0;
    const gr_indicator *book = gr_codebook(&codes);
    while (first < codes && strncmp(book[first].code, FIRST_ROW, sizeof FIRST_ROW - 1) != 0)
        first++;
    for (*count = 0; first + *count < codes; ++*count)
        if (strncmp(book[first + *count].code, FIRST_ROW, sizeof FIRST_ROW - 1) != 0)
            break;
    return &book[first];
}

const char *gr_audit_column(const gr_indicator *indicator)
{
    const char *dot = strrchr(indicator->code, '.');
    return dot != NULL ? dot + 1 : indicator->code;
}

const char *gr_audit_column_label(gr_audit *a, const gr_indicator *indicator)
{
    gr_str label = gr_str_of(indicator->label_zh);
    size_t open = GR_NOT_FOUND;
    for (size_t at = gr_str_find(label, GR_LIT("（"), 0); at != GR_NOT_FOUND;
         at = gr_str_find(label, GR_LIT("（"), at + 3))
        open = at;
    if (open == GR_NOT_FOUND || !gr_str_ends(label, GR_LIT("）")))
        return indicator->label_zh;
    return gr_arena_copy(a->arena, gr_str_slice(label, open + 3, label.len - 3));
}

size_t gr_audit_row_length(const char *code)
{
    return strncmp(code, "request_table.", 14) == 0 ? (size_t)(strrchr(code, '.') - code) : 0;
}

/* The codes of a row stand together in the codebook, in the order of columns. */
const gr_indicator *gr_audit_row(const gr_audit *a, const gr_indicator *indicator)
{
    const char *name = gr_audit_column(indicator);
    size_t own = 0;
    while (own < a->column_count && strcmp(gr_audit_column(&a->columns[own]), name) != 0)
        own++;
    return own < a->column_count ? indicator - own : NULL;
}

/* ------------------------------------------------------------------ values */

static gr_amount new_amount(gr_audit *a, size_t figures)
{
    return (gr_amount){.figures = gr_arena_alloc(a->arena, (figures > 0 ? figures : 1) * sizeof(uint32_t))};
}

static void add_figure(gr_amount *amount, const gr_figure *f)
{
    amount->found = true;
    if (!f->has_value) {
        amount->blanks = true;
        return;
    }
    if (!gr_audit_plus(&amount->value, gr_audit_value(f)))
        return;
    amount->has_value = true;
    ((uint32_t *)amount->figures)[amount->figure_count++] = f->id;
}

/* Adds what another amount holds; `room` figures are left. */
static void add_amount(gr_amount *sum, const gr_amount *more, size_t room)
{
    sum->found |= more->found;
    sum->blanks |= more->blanks;
    if (!more->has_value || more->figure_count > room || !gr_audit_plus(&sum->value, more->value))
        return;
    sum->has_value = true;
    memcpy((uint32_t *)sum->figures + sum->figure_count, more->figures,
           more->figure_count * sizeof(uint32_t));
    sum->figure_count += more->figure_count;
}

/* The applicants of a row whose total is blank. */
static gr_amount row_value(gr_audit *a, const gr_indicator *indicator)
{
    gr_amount amount = new_amount(a, a->column_count);
    const gr_indicator *row = gr_audit_row(a, indicator);
    for (size_t i = 0; row != NULL && i + 1 < a->column_count; i++) {
        const gr_figure *cell = gr_audit_figure(a, a->cells[gr_audit_code(a, &row[i])]);
        if (cell != NULL)
            add_figure(&amount, cell);
    }
    return amount;
}

static gr_amount cell_value(gr_audit *a, const gr_indicator *indicator)
{
    gr_amount amount = new_amount(a, 1);
    for (uint32_t id = a->cells[gr_audit_code(a, indicator)]; id != 0 && !amount.has_value; id = a->next[id])
        add_figure(&amount, gr_audit_figure(a, id));
    if (amount.has_value) {
        amount.blanks = false;
        return amount;
    }
    if (!amount.found || gr_audit_row_length(indicator->code) == 0)
        return amount;
    gr_amount row = row_value(a, indicator);
    return row.has_value ? row : amount;
}

/* CODE + CODE.*.total (sum of ...) */
static gr_amount derived_sum(gr_audit *a, gr_str terms)
{
    enum { FIGURES = 128 };
    gr_amount sum = new_amount(a, FIGURES);
    size_t comment = gr_str_find(terms, GR_LIT("("), 0);
    terms = comment == GR_NOT_FOUND ? terms : gr_str_slice(terms, 0, comment);
    gr_str term;
    bool minus;
    while (gr_audit_next_term(&terms, &term, &minus)) {
        size_t star = gr_str_find(term, GR_LIT("*"), 0), head = star == GR_NOT_FOUND ? term.len : star;
        for (size_t k = 0; k < a->code_count; k++) {
            if (a->cells[k] == 0 || strncmp(a->codes[k].code, term.ptr, head) != 0 ||
                !gr_code_fits(gr_str_of(a->codes[k].code), term))
                continue;
            gr_amount one = cell_value(a, &a->codes[k]);
            add_amount(&sum, &one, FIGURES - sum.figure_count);
        }
    }
    return sum;
}

gr_amount gr_audit_table_value(gr_audit *a, const gr_indicator *indicator)
{
    gr_amount amount = a->tables ? cell_value(a, indicator) : (gr_amount){0};
    gr_str rest = gr_str_of(indicator->derived_from);
    while (a->tables && !amount.has_value && rest.len > 0) {
        size_t cut = gr_str_find(rest, GR_LIT(", or "), 0);
        gr_amount derived = derived_sum(a, gr_str_slice(rest, 0, cut == GR_NOT_FOUND ? rest.len : cut));
        if (derived.found)
            amount = derived;
        rest = cut == GR_NOT_FOUND ? GR_LIT("") : gr_str_slice(rest, cut + 5, rest.len);
    }
    return amount;
}

bool gr_audit_comparable(const gr_audit *a, const gr_figure *f)
{
    const gr_figure *total = gr_audit_figure(a, f->part_of);
    return total == NULL || total->indicator != f->indicator;
}

gr_amount gr_audit_report_value(gr_audit *a, const gr_indicator *indicator)
{
    gr_amount amount = gr_audit_table_value(a, indicator);
    if (amount.has_value)
        return amount;
    amount = new_amount(a, 1);
    for (uint32_t id = a->statements[gr_audit_code(a, indicator)]; id != 0; id = a->next[id]) {
        const gr_figure *f = gr_audit_figure(a, id);
        if (!gr_audit_comparable(a, f) || f->qualifier != GR_QUALIFIER_EXACT || f->wider_scope)
            continue;
        if (amount.has_value && !gr_audit_same(amount.value, gr_audit_value(f)))
            return (gr_amount){.found = true}; /* which of them cannot be said */
        if (!amount.has_value)
            add_figure(&amount, f);
    }
    return amount;
}
