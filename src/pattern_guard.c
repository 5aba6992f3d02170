/*
 * Guards before long choices: (?:网站|微博|公报) becomes (?:(?=[网微公])(?:网站|微博|公报)).
 * It matches the same, but where none of the words begins, PCRE2's interpreter
 * need not try each of them; and most places in a text are such.
 */
#include "pattern_parse.h"

enum { FEWEST = 4 /* alternatives that are worth a guard */ };

static bool add_firsts(gr_buf *firsts, gr_str choice);

/* Adds the characters that a sequence may begin with; false where others may. */
static bool add_first(gr_buf *firsts, gr_str sequence)
{
    while (sequence.len > 0) {
        gr_pattern_part p = gr_pattern_take_part(&sequence);
        if (gr_pattern_is_look(p.text))
            continue;
        if (!p.optional && gr_pattern_is_group(p.text))
            return add_firsts(firsts, gr_pattern_inside(p.text));
        bool known = !p.optional && gr_pattern_is_literal(p.text) && strchr("]^-", p.text.ptr[0]) == NULL;
        if (known && gr_str_find(gr_buf_str(firsts), p.text, 0) == GR_NOT_FOUND)
            gr_buf_add_str(firsts, p.text);
        return known;
    }
    return false;
}

static bool add_firsts(gr_buf *firsts, gr_str choice)
{
    do {
        if (!add_first(firsts, gr_pattern_take_alternative(&choice)))
            return false;
    } while (choice.ptr != NULL);
    return true;
}

static bool is_long(gr_str choice)
{
    size_t count = 0;
    while (choice.ptr != NULL && count < FEWEST) {
        gr_pattern_take_alternative(&choice);
        count++;
    }
    return count == FEWEST;
}

static void add_guarded(gr_buf *out, gr_str pattern);

/* Adds a group, a look ahead among them, of which `inside` is what its brackets hold. */
static void add_group(gr_buf *out, gr_str group, gr_str inside)
{
    gr_buf firsts = {0};
    bool guarded = is_long(inside) && add_firsts(&firsts, inside);
    gr_buf_add(out, group.ptr, (size_t)(inside.ptr - group.ptr));
    if (guarded) {
        gr_buf_add_str(out, GR_LIT("(?=["));
        gr_buf_add_str(out, gr_buf_str(&firsts));
        gr_buf_add_str(out, GR_LIT("])(?:"));
    }
    add_guarded(out, inside);
    gr_buf_add_str(out, guarded ? GR_LIT("))") : GR_LIT(")"));
    gr_buf_release(&firsts);
}

static void add_guarded(gr_buf *out, gr_str pattern)
{
    while (pattern.len > 0) {
        gr_str rest = pattern;
        gr_str text = gr_pattern_take_part(&pattern).text;
        bool ahead = gr_str_starts(text, GR_LIT("(?=")) || gr_str_starts(text, GR_LIT("(?!"));
        if (gr_pattern_is_group(text))
            add_group(out, text, gr_pattern_inside(text));
        else if (ahead && gr_str_ends(text, GR_LIT(")")))
            add_group(out, text, gr_str_slice(text, strlen("(?="), text.len - 1));
        else
            gr_buf_add_str(out, text);
        gr_buf_add_str(out, gr_str_slice(rest, text.len, rest.len - pattern.len)); /* the quantifier */
    }
}

void gr_pattern_guard(gr_str pattern, gr_buf *out)
{
    if (gr_pattern_is_plain(pattern))
        add_guarded(out, pattern);
    else
        gr_buf_add_str(out, pattern);
}
