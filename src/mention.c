#include "mention.h"

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100, QUOTED = 90 /* bytes on each side */ };

/* `at`, or where the character that it stands in ends or begins. */
static size_t whole_character(gr_str s, size_t at, bool forward)
{
    while (at > 0 && at < s.len && ((unsigned char)s.ptr[at] & 0xc0) == 0x80)
        at += forward ? 1 : (size_t)-1;
    return at;
}

/* The sentence around a date, but no more than `most` bytes on each side. */
static gr_str sentence(const gr_text *t, size_t start, size_t end, size_t most)
{
    gr_str all = gr_text_str(t);
    size_t from = 0, to = all.len, token = gr_text_token_at(t, start);
    for (size_t i = token; i-- > 0 && start - t->tokens.ptr[i].end <= most;) {
        if (t->tokens.ptr[i].class == GR_CLASS_STOP) {
            from = t->tokens.ptr[i].end;
            break;
        }
    }
    for (size_t i = token;
         i < t->tokens.len && (t->tokens.ptr[i].start < end || t->tokens.ptr[i].start - end <= most); i++) {
        if (t->tokens.ptr[i].start >= end && t->tokens.ptr[i].class == GR_CLASS_STOP) {
            to = t->tokens.ptr[i].start;
            break;
        }
    }
    if (start - from > most)
        from = whole_character(all, start - most, true);
    if (to > end && to - end > most)
        to = whole_character(all, end + most, false);
    return gr_str_slice(all, from, to);
}

/* Where the words after the year begin: at its 年. */
static size_t after_year(gr_str all, const gr_numeral *n)
{
    size_t year = gr_str_find(gr_str_slice(all, 0, n->next), GR_LIT("年"), n->start);
    return year != GR_NOT_FOUND ? year : n->end;
}

bool gr_mention_read(const gr_text *text, const gr_numeral *n, gr_arena *arena, gr_year_mention *mention)
{
    if (n->class != GR_NUMERAL_DATE || n->year < FIRST_YEAR || n->year > LAST_YEAR)
        return false;
    gr_str all = gr_text_str(text), whole = sentence(text, n->start, n->end, GR_MENTION_WORDS);
    size_t from = (size_t)(whole.ptr - all.ptr), after = after_year(all, n);
    gr_span place = gr_text_span(text, n->start, n->end);
    gr_str near = sentence(text, n->start, n->end, QUOTED);
    size_t start = (size_t)(near.ptr - all.ptr);
    *mention = (gr_year_mention){
        .year = n->year,
        .dated = n->month > 0,
        .section = -1,
        .line = place.start.line,
        .column = place.start.column,
        .byte_start = place.start.byte,
        .before = gr_arena_copy(arena, gr_str_slice(all, from, n->start)),
        .after = gr_arena_copy(arena,
                               gr_str_slice(all, after, after > from + whole.len ? after : from + whole.len)),
        .quote = gr_arena_copy(arena, gr_text_raw(text, start, start + near.len)),
    };
    return true;
}
