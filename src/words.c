#include "words.h"

#include "data.h"

static const gr_word_list *words_for(const char *use)
{
    return gr_word_list_of(gr_data_labels_lists, gr_data_labels_list_count, use);
}

size_t gr_words_at_start(gr_str s, const char *use)
{
    return gr_word_list_start(words_for(use), s);
}

size_t gr_words_at_end(gr_str s, const char *use)
{
    return gr_word_list_end(words_for(use), s);
}

bool gr_words_within(gr_str s, const char *use)
{
    return gr_word_list_within(words_for(use), s);
}
