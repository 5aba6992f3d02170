#include "data.h"
#include "number_parts.h"

/* The longest of the entries from `e` to `end` that fits the text whose looked-up character
 * is at text[at], and that is longer than *best. */
static void find_among(const gr_number_entry *e, const gr_number_entry *end, uint32_t key, gr_str text,
                       size_t at, gr_match *best)
{
    for (; e < end; e++) {
        if (e->key != key || e->lead > at || (best->found && e->length <= best->end - best->start))
            continue;
        size_t start = at - e->lead;
        if (text.len - start >= e->length && text.ptr[start + e->length - 1] == e->last &&
            memcmp(text.ptr + start, e->text, e->length) == 0)
            *best = (gr_match){true, e->sense, start, start + e->length};
    }
}

/* The same of all entries of `key`; many slots have none. */
static inline void index_find(const gr_number_index *t, uint32_t key, gr_str text, size_t at, gr_match *best)
{
    uint32_t slot = gr_number_slot(key);
    if (t->slots[slot] < t->slots[slot + 1])
        find_among(t->entries + t->slots[slot], t->entries + t->slots[slot + 1], key, text, at, best);
}

/* A unit in letters is a whole word: 5MB, but not the M of 5Mini. */
static bool is_cut_word(gr_str text, gr_match m)
{
    size_t start;
    return gr_is_letter(gr_char_before(text, m.end, &start)) &&
           (gr_is_letter(gr_char(text, m.end)) || gr_is_digit(gr_char(text, m.end)));
}

gr_match gr_unit_at(gr_str text, size_t at)
{
    gr_match best = {0};
    uint32_t c = gr_char(text, at);
    if (c == 0)
        return best;
    index_find(&gr_data_units_index, c, text, at, &best);
    if (best.found && (best.sense == GR_UNIT_NONE || is_cut_word(text, best)))
        best.found = false;
    return best;
}

/* A phrase that begins or ends with a numeral holds all of it: 一些 does not
 * stand in 二十一些, nor 12345 in 123456. */
static bool cuts_numeral(gr_str text, gr_match m)
{
    uint32_t first = gr_char(text, m.start), last = gr_before(text, m.end);
    uint32_t before = gr_before(text, m.start), after = gr_char(text, m.end);
    if (gr_is_digit(first) && (gr_is_digit(before) || before == '.'))
        return true;
    if (gr_is_digit(last) && (gr_is_digit(after) || after == '.'))
        return true;
    if (last == U'点' && gr_is_numeral(after))
        return true; /* 零点五 */
    return gr_is_numeral(first) && !gr_is_digit(first) && gr_is_numeral(before);
}

gr_match gr_phrase_at(gr_str text, size_t at)
{
    gr_match best = {0};
    size_t next;
    uint32_t c = gr_char_at(text, at, &next), following = gr_char(text, next), previous = gr_before(text, at);
    if (following != 0)
        index_find(&gr_data_phrases_index, gr_number_pair(c, following, false), text, at, &best);
    if (previous != 0)
        index_find(&gr_data_phrases_index, gr_number_pair(previous, c, true), text, at, &best);
    if (best.found && (best.sense == GR_PHRASE_NONE || cuts_numeral(text, best)))
        best.found = false;
    return best;
}

gr_match gr_cue_before(gr_str text, size_t at)
{
    gr_match best = {0};
    size_t start;
    uint32_t c = gr_char_before(text, at, &start);
    if (c != 0)
        index_find(&gr_data_before_index, c, text, start, &best);
    return best;
}

gr_match gr_cue_after(gr_str text, size_t at)
{
    gr_match best = {0};
    uint32_t c = gr_char(text, at);
    if (c != 0)
        index_find(&gr_data_after_index, c, text, at, &best);
    return best;
}
