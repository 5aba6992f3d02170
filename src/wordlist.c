#include "wordlist.h"

#include "codepoint.h"

/* Whether a word may begin where s does. */
static inline bool may_start(const gr_word_list *list, gr_str s)
{
    size_t length = s.len > 0 ? gr_utf8_length((unsigned char)s.ptr[0]) : 1;
    return length <= s.len && (list->first & gr_word_bit(s.ptr[length - 1])) != 0;
}

static size_t longest_start(const gr_word_list *list, gr_str s)
{
    for (size_t i = 0; i < list->count; i++)
        if (gr_str_starts(s, list->words[i]))
            return list->words[i].len;
    return 0;
}

size_t gr_word_list_start(const gr_word_list *list, gr_str s)
{
    return may_start(list, s) ? longest_start(list, s) : 0;
}

size_t gr_word_list_end(const gr_word_list *list, gr_str s)
{
    if (s.len == 0 || (list->last & gr_word_bit(s.ptr[s.len - 1])) == 0)
        return 0;
    for (size_t i = 0; i < list->count; i++)
        if (gr_str_ends(s, list->words[i]))
            return list->words[i].len;
    return 0;
}

bool gr_word_list_equal(const gr_word_list *list, gr_str s)
{
    for (size_t i = 0; may_start(list, s) && i < list->count; i++)
        if (gr_str_equal(s, list->words[i]))
            return true;
    return false;
}

bool gr_word_list_within(const gr_word_list *list, gr_str s)
{
    for (size_t at = 0, next; at < s.len; at = next) {
        next = gr_utf8_next(s, at);
        bool may = next <= s.len && (list->first & gr_word_bit(s.ptr[next - 1])) != 0;
        if (may && longest_start(list, gr_str_slice(s, at, s.len)) > 0)
            return true;
    }
    return false;
}
