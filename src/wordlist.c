#include "wordlist.h"

#include "codepoint.h"

/* Whether a word may begin with the character of `length` bytes that s begins with. */
static inline bool may_start(const gr_word_list *list, gr_str s, size_t length)
{
    return length <= s.len && gr_charset_has(&list->first, s.ptr, length);
}

static size_t first_length(gr_str s)
{
    return s.len > 0 ? gr_utf8_length((unsigned char)s.ptr[0]) : 1;
}

/* The last byte of a character tells it best from others: those of the first and of the
 * word's last one are looked at first. */
static size_t longest_start(const gr_word_list *list, gr_str s, size_t length)
{
    for (size_t i = 0; i < list->count; i++) {
        gr_str word = list->words[i];
        if (word.len >= length && word.len <= s.len && word.ptr[length - 1] == s.ptr[length - 1] &&
            word.ptr[word.len - 1] == s.ptr[word.len - 1] && memcmp(word.ptr, s.ptr, word.len) == 0)
            return word.len;
    }
    return 0;
}

size_t gr_word_list_start(const gr_word_list *list, gr_str s)
{
    size_t length = first_length(s);
    return may_start(list, s, length) ? longest_start(list, s, length) : 0;
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
    bool may = may_start(list, s, first_length(s));
    for (size_t i = 0; may && i < list->count; i++)
        if (gr_str_equal(s, list->words[i]))
            return true;
    return false;
}

bool gr_word_list_within(const gr_word_list *list, gr_str s)
{
    for (size_t at = 0, next; at < s.len; at = next) {
        gr_str rest = gr_str_slice(s, at, s.len);
        next = gr_utf8_next(s, at);
        if (may_start(list, rest, next - at) && longest_start(list, rest, next - at) > 0)
            return true;
    }
    return false;
}
