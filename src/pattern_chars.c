/*
 * What characters stand in whatever a pattern matches, so that a sentence
 * without them need not be tried: all of one set, and one each of some others.
 */
#include "pattern_parse.h"

static const gr_charset nothing, anything = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};

static gr_charset both(gr_charset a, gr_charset b, bool common)
{
    for (size_t i = 0; i < GR_CHARSET_WORDS; i++)
        a.bits[i] = common ? a.bits[i] & b.bits[i] : a.bits[i] | b.bits[i];
    return a;
}

static bool is_empty(gr_charset set)
{
    return !gr_charset_has_any(&set, &anything);
}

static unsigned count(gr_charset set)
{
    unsigned n = 0;
    for (size_t i = 0; i < GR_CHARSET_WORDS; i++)
        for (uint64_t bits = set.bits[i]; bits != 0; bits &= bits - 1)
            n++;
    return n;
}

/* The numeral's # stands where the scan has seen an N. */
static bool is_literal(gr_str part)
{
    return part.ptr[0] != '#' && gr_pattern_is_literal(part);
}

static gr_charset all_of_choice(gr_str choice);

/* What stands in whatever a sequence of parts matches. */
static gr_charset all_of(gr_str sequence)
{
    gr_charset all = nothing;
    while (sequence.len > 0) {
        gr_pattern_part p = gr_pattern_take_part(&sequence);
        if (!p.optional && gr_pattern_is_group(p.text))
            all = both(all, all_of_choice(gr_pattern_inside(p.text)), false);
        else if (!p.optional && is_literal(p.text))
            gr_charset_add(&all, p.text.ptr, p.text.len);
    }
    return all;
}

/* The same of alternatives: what they have in common. */
static gr_charset all_of_choice(gr_str choice)
{
    gr_charset common = anything;
    do
        common = both(common, all_of(gr_pattern_take_alternative(&choice)), true);
    while (choice.ptr != NULL);
    return common;
}

/* Characters, of which each alternative has one; nothing where that is not known. */
static gr_charset any_of_choice(gr_str choice, bool last);

/* The first or last character that stands in whatever a sequence matches: one of
 * these. */
static gr_charset any_of(gr_str sequence, bool last)
{
    gr_charset any = nothing;
    while (sequence.len > 0 && (last || is_empty(any))) {
        gr_pattern_part p = gr_pattern_take_part(&sequence);
        gr_charset one = nothing;
        if (!p.optional && is_literal(p.text))
            gr_charset_add(&one, p.text.ptr, p.text.len);
        else if (!p.optional && gr_pattern_is_group(p.text))
            one = any_of_choice(gr_pattern_inside(p.text), last);
        any = is_empty(one) ? any : one;
    }
    return any;
}

static gr_charset any_of_choice(gr_str choice, bool last)
{
    gr_charset any = nothing;
    do {
        gr_charset one = any_of(gr_pattern_take_alternative(&choice), last);
        if (is_empty(one))
            return nothing;
        any = both(any, one, false);
    } while (choice.ptr != NULL);
    return any;
}

/* The characters of a class that lists them; else nothing. */
static gr_charset any_of_class(gr_str class)
{
    gr_charset any = nothing;
    for (size_t at = 1, next; gr_pattern_is_list(class) && at + 1 < class.len; at = next) {
        next = gr_utf8_next(class, at);
        gr_charset_add(&any, class.ptr + at, next - at);
    }
    return any;
}

static bool is_same(gr_charset a, gr_charset b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Keeps the sets that say most: those of the fewest characters. */
static void note_any(gr_pattern *p, gr_charset any)
{
    for (size_t i = 0; i < GR_PATTERN_CHOICES && !is_empty(any); i++) {
        if (is_same(any, p->any[i]))
            return;
        if (count(any) >= count(p->any[i]))
            continue;
        gr_charset other = p->any[i];
        p->any[i] = any;
        any = other;
    }
}

static void note_choice(gr_pattern *p, gr_str choice)
{
    note_any(p, any_of_choice(choice, false));
    note_any(p, any_of_choice(choice, true));
}

void gr_pattern_note_chars(gr_pattern *p)
{
    gr_str pattern = gr_str_of(p->text), rest = pattern;
    p->all = nothing;
    for (size_t i = 0; i < GR_PATTERN_CHOICES; i++)
        p->any[i] = anything;
    if (!gr_pattern_is_plain(pattern))
        return;
    p->all = all_of_choice(pattern);
    if (gr_pattern_take_alternative(&rest).len < pattern.len) {
        note_choice(p, pattern);
        return;
    }
    for (rest = pattern; rest.len > 0;) {
        gr_pattern_part one = gr_pattern_take_part(&rest);
        if (!one.optional && gr_pattern_is_group(one.text))
            note_choice(p, gr_pattern_inside(one.text));
        else if (!one.optional && one.text.ptr[0] == '[')
            note_any(p, any_of_class(one.text));
    }
}
