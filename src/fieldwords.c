#include "fieldwords.h"

#include "codepoint.h"
#include "data.h"

/* Of the first character of s. */
static size_t first_bit(gr_str s)
{
    size_t last = gr_utf8_length((unsigned char)s.ptr[0]) - 1;
    if (last < 2 || last >= s.len)
        return (unsigned char)s.ptr[0];
    return ((unsigned)(unsigned char)s.ptr[1] << 4 ^ (unsigned char)s.ptr[2]) % GR_FIELDWORD_BITS;
}

void gr_fieldwords_init(gr_fieldwords *w)
{
    static const gr_word_list *const lists[] = {
#define LIST(id) GR_FIELDWORDS_##id,
        GR_WORD_USES(LIST)
#undef LIST
    };
    memset(w, 0, sizeof *w);
    for (size_t i = 0; i < GR_WORD_USE_COUNT; i++) {
        const gr_word_list *list = lists[i];
        w->of[i] = list;
        for (size_t k = 0; k < list->count; k++)
            w->first[i][first_bit(list->words[k]) / 64] |= (uint64_t)1 << (first_bit(list->words[k]) % 64);
    }
}

size_t gr_long_list_end(const gr_word_list *list, gr_str s)
{
    if (s.len == 0 || (list->last & gr_word_bit(s.ptr[s.len - 1])) == 0)
        return 0;
    for (size_t i = 0; i < list->count; i++) {
        gr_str word = list->words[i];
        if (word.ptr[word.len - 1] == s.ptr[s.len - 1] && gr_str_ends(s, word))
            return word.len;
    }
    return 0;
}

size_t gr_fieldwords_start(const gr_fieldwords *w, gr_word_use use, gr_str s)
{
    size_t bit = s.len > 0 ? first_bit(s) : 0,
           last = s.len > 0 ? gr_utf8_length((unsigned char)s.ptr[0]) - 1 : 0;
    if (last >= s.len || (w->first[use][bit / 64] >> (bit % 64) & 1) == 0)
        return 0;
    const gr_word_list *list = w->of[use];
    for (size_t i = 0; i < list->count; i++) {
        gr_str word = list->words[i];
        if (word.len > last && word.ptr[last] == s.ptr[last] && gr_str_starts(s, word))
            return word.len;
    }
    return 0;
}

size_t gr_fieldwords_end(const gr_fieldwords *w, gr_word_use use, gr_str s)
{
    return gr_long_list_end(w->of[use], s);
}

bool gr_fieldwords_within(const gr_fieldwords *w, gr_word_use use, gr_str s)
{
    for (size_t at = 0; at < s.len; at = gr_utf8_next(s, at))
        if (gr_fieldwords_start(w, use, gr_str_slice(s, at, s.len)) > 0)
            return true;
    return false;
}
