/* The forms as embed_forms.c has laid them out, and how near two spellings are. */
#include "form.h"

#include "data.h"

const gr_form_label *gr_form_labels(size_t *count)
{
    *count = gr_data_form_label_count;
    return gr_data_form_labels;
}

const gr_form_sketch *gr_form_sketches(void)
{
    return gr_data_form_sketches;
}

void gr_form_of_lengths(uint64_t lengths, uint64_t set[GR_FORM_SET_WORDS])
{
    memset(set, 0, GR_FORM_SET_WORDS * sizeof *set);
    for (; lengths != 0; lengths &= lengths - 1) {
        const unsigned long long *of = gr_data_form_lengths[gr_lowest_bit(lengths)];
        for (size_t i = 0; i < GR_FORM_SET_WORDS; i++)
            set[i] |= of[i];
    }
}

/* Chains hold all labels of one hash, so others must be passed over. */
static const gr_form_label *in_chain(uint16_t next, uint32_t first, uint32_t second)
{
    while (next > 0) {
        const gr_form_label *label = &gr_data_form_labels[next - 1];
        if (label->first == first && label->second == second)
            return label;
        next = label->next;
    }
    return NULL;
}

const gr_form_label *gr_form_first(uint32_t first, uint32_t second)
{
    return in_chain(gr_data_form_first[gr_form_hash(first, second)], first, second);
}

const gr_form_label *gr_form_next(const gr_form_label *label)
{
    return in_chain(label->next, label->first, label->second);
}

const gr_form_label *gr_form_first_at(gr_str line, size_t at)
{
    uint32_t first = gr_form_next_char(line, &at), second = gr_form_next_char(line, &at);
    return gr_form_first(first, second);
}

size_t gr_form_match(gr_str line, size_t at, const gr_form_label *label)
{
    for (size_t i = 0; i < label->length; i++)
        if (gr_form_next_char(line, &at) != label->chars[i])
            return GR_NOT_FOUND;
    bool quoted = gr_str_starts(gr_str_slice(line, at, line.len), GR_LIT("”"));
    return quoted ? at + strlen("”") : at;
}

size_t gr_form_longest(gr_str line, size_t at, gr_form_accept *accept, const gr_form_label **longest)
{
    size_t end = at;
    for (const gr_form_label *l = gr_form_first_at(line, at); l != NULL; l = gr_form_next(l)) {
        size_t to = accept == NULL || accept(l->kind) ? gr_form_match(line, at, l) : GR_NOT_FOUND;
        if (to == GR_NOT_FOUND || to <= end)
            continue;
        end = to;
        *longest = l;
    }
    return end;
}

size_t gr_form_columns(gr_form_table table, int year, const gr_form_label **columns, size_t max)
{
    size_t count = 0;
    const gr_form_label *end = gr_data_form_labels + gr_data_form_label_count;
    for (const gr_form_label *l = gr_data_form_labels; l < end && count < max; l++) {
        bool own = l->kind == GR_FORM_COLUMN && l->table == table && !l->variant && l->code != NULL;
        if (own && (l->year == 0 || l->year == year))
            columns[count++] = l;
    }
    return count;
}

/* ---------------------------------------------------------------- distance */

unsigned gr_form_distance(const uint16_t *a, size_t a_length, const uint16_t *b, size_t b_length,
                          unsigned limit)
{
    unsigned row[GR_FORM_LABEL_MAX + 1];
    size_t longer = a_length > b_length ? a_length - b_length : b_length - a_length;
    if (longer > limit || b_length > GR_FORM_LABEL_MAX)
        return limit + 1;
    for (size_t j = 0; j <= b_length; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned diagonal = row[0], least = row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            unsigned change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            unsigned other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < other ? change : other;
            least = row[j] < least ? row[j] : least;
        }
        if (least > limit)
            return limit + 1;
    }
    return row[b_length] <= limit ? row[b_length] : limit + 1;
}
