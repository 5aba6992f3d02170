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

/* Whether the pattern is made of what is understood here: no options, names,
 * conditions or verbs, no code points or properties in letters. */
static bool is_plain(gr_str pattern)
{
    for (size_t at = 0; at + 1 < pattern.len; at++) {
        gr_str rest = gr_str_slice(pattern, at, pattern.len);
        char after = rest.ptr[1];
        if (rest.ptr[0] == '\\' && strchr("dDsSwWbB", after) == NULL &&
            ((after | 0x20) >= 'a' || (after >= '0' && after <= '9')))
            return false;
        if (gr_str_starts(rest, GR_LIT("[:")) || gr_str_starts(rest, GR_LIT("(*")))
            return false;
        if (gr_str_starts(rest, GR_LIT("(?")) && !gr_str_starts(rest, GR_LIT("(?:")) &&
            !gr_pattern_is_look(rest))
            return false;
        at += rest.ptr[0] == '\\';
    }
    return true;
}

/* One part of a pattern, outside of all brackets. */
typedef struct part {
    gr_str text;
    bool optional;
} part;

/* Takes the next part off the front of *rest; all of it where a bracket is not
 * closed, as such a pattern never matches. */
static part take_part(gr_str *rest)
{
    size_t end = rest->ptr[0] == '(' ? gr_pattern_group_end(*rest) + 1 : gr_pattern_part_end(*rest, 0);
    if (rest->ptr[0] == '(' && end == 1)
        end = rest->len;
    part p = {.text = gr_str_slice(*rest, 0, end)};
    *rest = gr_pattern_behind_quantifier(gr_str_slice(*rest, end, rest->len), &p.optional);
    return p;
}

/* Takes the next alternative off the front of *choice, which has no text at all
 * behind the last one. */
static gr_str take_alternative(gr_str *choice)
{
    gr_str left = *choice;
    while (left.len > 0 && left.ptr[0] != '|')
        take_part(&left);
    gr_str alternative = gr_str_slice(*choice, 0, choice->len - left.len);
    *choice = left.len > 0 ? gr_str_slice(left, 1, left.len) : (gr_str){0};
    return alternative;
}

/* What stands between the brackets of a group. */
static gr_str inside(gr_str group)
{
    size_t start = gr_str_starts(group, GR_LIT("(?:")) ? strlen("(?:") : 1;
    return gr_str_slice(group, start, group.len - 1);
}

static bool is_group(gr_str text)
{
    return text.ptr[0] == '(' && text.len > 1 && text.ptr[text.len - 1] == ')' && !gr_pattern_is_look(text);
}

/* The numeral's # stands where the scan has seen an N. */
static bool is_literal(gr_str text)
{
    return text.ptr[0] != '#' && text.ptr[0] != ')' && !gr_pattern_is_special(text.ptr[0]);
}

static gr_charset all_of_choice(gr_str choice);

/* What stands in whatever a sequence of parts matches. */
static gr_charset all_of(gr_str sequence)
{
    gr_charset all = nothing;
    while (sequence.len > 0) {
        part p = take_part(&sequence);
        if (!p.optional && is_group(p.text))
            all = both(all, all_of_choice(inside(p.text)), false);
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
        common = both(common, all_of(take_alternative(&choice)), true);
    while (choice.ptr != NULL);
    return common;
}

/* The first character that stands in whatever a sequence matches. */
static gr_charset first_of(gr_str sequence)
{
    gr_charset first = nothing;
    while (sequence.len > 0 && is_empty(first)) {
        part p = take_part(&sequence);
        if (!p.optional && is_literal(p.text))
            gr_charset_add(&first, p.text.ptr, p.text.len);
    }
    return first;
}

/* Characters of which each alternative has one; nothing where that is not known. */
static gr_charset any_of_choice(gr_str choice)
{
    gr_charset any = nothing;
    do {
        gr_charset one = first_of(take_alternative(&choice));
        if (is_empty(one))
            return nothing;
        any = both(any, one, false);
    } while (choice.ptr != NULL);
    return any;
}

/* The characters of a class that lists them one by one. */
static gr_charset any_of_class(gr_str class)
{
    gr_charset any = nothing;
    for (size_t at = 1, next; at + 1 < class.len; at = next) {
        next = gr_utf8_next(class, at);
        if (strchr("^-\\[#", class.ptr[at]) != NULL)
            return nothing;
        gr_charset_add(&any, class.ptr + at, next - at);
    }
    return any;
}

/* Keeps the sets that say most: those of the fewest characters. */
static void note_any(gr_pattern *p, gr_charset any)
{
    for (size_t i = 0; i < GR_PATTERN_CHOICES && !is_empty(any); i++) {
        if (count(any) >= count(p->any[i]))
            continue;
        gr_charset other = p->any[i];
        p->any[i] = any;
        any = other;
    }
}

void gr_pattern_note_chars(gr_pattern *p)
{
    gr_str pattern = gr_str_of(p->text), rest = pattern;
    p->all = nothing;
    for (size_t i = 0; i < GR_PATTERN_CHOICES; i++)
        p->any[i] = anything;
    if (!is_plain(pattern))
        return;
    p->all = all_of_choice(pattern);
    if (take_alternative(&rest).len < pattern.len) {
        note_any(p, any_of_choice(pattern));
        return;
    }
    for (rest = pattern; rest.len > 0;) {
        part one = take_part(&rest);
        if (!one.optional && is_group(one.text))
            note_any(p, any_of_choice(inside(one.text)));
        else if (!one.optional && one.text.ptr[0] == '[')
            note_any(p, any_of_class(one.text));
    }
}
