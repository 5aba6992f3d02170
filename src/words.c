#include "words.h"

#include "data.h"

size_t gr_words_at_start(gr_str s, const char *use)
{
    size_t longest = 0;
    for (size_t i = 0; i < gr_data_labels_count; i++) {
        gr_str words = gr_str_of(gr_data_labels_rows[i].words);
        if (words.len > longest && strcmp(gr_data_labels_rows[i].use, use) == 0 && gr_str_starts(s, words))
            longest = words.len;
    }
    return longest;
}

size_t gr_words_at_end(gr_str s, const char *use)
{
    size_t longest = 0;
    for (size_t i = 0; i < gr_data_labels_count; i++) {
        gr_str words = gr_str_of(gr_data_labels_rows[i].words);
        if (words.len > longest && strcmp(gr_data_labels_rows[i].use, use) == 0 && gr_str_ends(s, words))
            longest = words.len;
    }
    return longest;
}

bool gr_words_within(gr_str s, const char *use)
{
    for (size_t i = 0; i < gr_data_labels_count; i++)
        if (strcmp(gr_data_labels_rows[i].use, use) == 0 &&
            gr_str_find(s, gr_str_of(gr_data_labels_rows[i].words), 0) != GR_NOT_FOUND)
            return true;
    return false;
}
