#include "rule_window.h"

#include "codepoint.h"
#include "wordlist.h"

/* One past the last # of s, or 0. */
static size_t find_last_mark(gr_str s)
{
    while (s.len > 0 && s.ptr[s.len - 1] != '#')
        s.len--;
    return s.len;
}

/* Where the first barrier stands from s[at] on that is not crossed, or s.len. */
static size_t next_barrier(gr_str s, size_t at, const bool crosses[GR_BARRIERS])
{
    for (; at < s.len; at = gr_utf8_next(s, at))
        for (size_t b = 0; b < GR_BARRIERS; b++)
            if (gr_barriers[b].ptr[0] == s.ptr[at] && !crosses[b] &&
                gr_str_starts(gr_str_slice(s, at, s.len), gr_barriers[b]))
                return at;
    return s.len;
}

/* The characters behind the numeral at `at`, up to a barrier. */
static uint64_t bits_ahead(gr_str sentence, size_t at)
{
    static const bool nothing[GR_BARRIERS];
    uint64_t bits = 0;
    size_t end = next_barrier(sentence, at + 1, nothing);
    for (size_t i = at + 1, next; i < end; i = next) {
        next = gr_utf8_next(sentence, i);
        if (next <= sentence.len)
            bits |= gr_word_bit(sentence.ptr[next - 1]);
    }
    return bits;
}

size_t gr_rule_reach_end(gr_str sentence, size_t at)
{
    bool near = sentence.len <= at + GR_RULE_REACH;
    return near ? sentence.len : gr_utf8_back(sentence, at + GR_RULE_REACH);
}

void gr_rule_window_find(gr_rule_window *w, gr_str sentence, bool own_marks)
{
    const char *mark = sentence.len > 0 ? memchr(sentence.ptr, '#', sentence.len) : NULL;
    w->sentence = sentence;
    w->known = 0;
    w->numeral = mark != NULL ? (size_t)(mark - sentence.ptr) : GR_NOT_FOUND;
    if (mark == NULL)
        return;
    w->last_numeral = own_marks ? find_last_mark(sentence) : w->numeral + 1;
    w->ahead = own_marks ? GR_ANYTHING : bits_ahead(sentence, w->numeral);
}

size_t gr_rule_window_start(const gr_rule_window *w, const gr_pattern *p)
{
    size_t start = w->numeral > GR_RULE_REACH ? w->numeral - GR_RULE_REACH : 0;
    for (size_t i = 0; i < GR_BARRIERS; i++)
        if (!p->crosses[i] && w->before.end[i] > start)
            start = w->before.end[i];
    return start;
}

/* The characters among which a match of the pattern lies. */
static const gr_charset *chars_of(gr_rule_window *w, const gr_pattern *p)
{
    uint32_t crossing = 0;
    for (size_t i = 0; i < GR_BARRIERS; i++)
        crossing |= (uint32_t)p->crosses[i] << i;
    if ((w->known >> crossing & 1) == 0) {
        gr_str near = gr_str_slice(w->sentence, 0, gr_rule_reach_end(w->sentence, w->numeral));
        size_t start = gr_utf8_back(near, gr_rule_window_start(w, p) + 1); /* of a whole character */
        w->chars[crossing] =
            gr_charset_of(gr_str_slice(near, start, next_barrier(near, w->numeral, p->crosses)));
        w->known |= 1U << crossing;
    }
    return &w->chars[crossing];
}

/* Whether all that must stand behind the numeral may stand there. */
static bool needs_are_met(const gr_rule_window *w, const gr_pattern *p)
{
    for (size_t i = 0; i < GR_PATTERN_NEEDS; i++)
        if ((p->needs[i] & w->ahead) == 0 && p->needs[i] != GR_ANYTHING)
            return false;
    return true;
}

bool gr_rule_window_may_match(gr_rule_window *w, const gr_pattern *p)
{
    if (w->numeral == GR_NOT_FOUND || !needs_are_met(w, p))
        return false;
    bool one_mark = w->last_numeral == w->numeral + 1,
         wide = p->crosses[GR_BARRIER_NUMERAL] && p->crosses[GR_BARRIER_COMMA];
    return !one_mark || wide || gr_pattern_may_match(p, chars_of(w, p));
}
