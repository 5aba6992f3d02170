/*
 * How far a pattern's match can reach around the numeral: cautiously, so that in
 * doubt it is tried more often than need be.
 */
#include "pattern_parse.h"

#include "wordlist.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void cross_all(gr_pattern *p)
{
    for (size_t i = 0; i < GR_BARRIERS; i++)
        p->crosses[i] = true;
}

/* A class lets through what it lists, or what it does not; ranges and escapes
 * other than \d might let through anything. */
static void note_class(gr_pattern *p, gr_str class)
{
    bool negated = gr_str_starts(class, GR_LIT("[^"));
    bool ranges = gr_str_find(class, GR_LIT("-"), 0) != GR_NOT_FOUND ||
                  gr_str_find(class, GR_LIT("[:"), 1) != GR_NOT_FOUND;
    for (size_t at = gr_str_find(class, GR_LIT("\\"), 0); at != GR_NOT_FOUND;
         at = gr_str_find(class, GR_LIT("\\"), at + 2))
        ranges = ranges || class.ptr[at + 1] != 'd';
    for (size_t i = 0; i < GR_BARRIERS; i++) {
        bool listed = gr_str_find(class, gr_barriers[i], 0) != GR_NOT_FOUND;
        if (negated ? !listed : listed || ranges)
            p->crosses[i] = true;
    }
}

/* (?: (?= (?! (?<= (?<! and plain groups keep to the characters inside. */
static bool is_plain_group(gr_str rest)
{
    return rest.len > 1 &&
           (rest.ptr[1] == '*' ? false
                               : rest.ptr[1] != '?' || (rest.len > 2 && strchr(":=!<", rest.ptr[2]) != NULL));
}

static uint64_t first_bit(gr_str s)
{
    size_t length = gr_utf8_length((unsigned char)s.ptr[0]);
    return gr_word_bit(s.ptr[(length <= s.len ? length : 1) - 1]);
}

/* The characters of a class that lists them; else anything. */
static uint64_t class_bits(gr_str class)
{
    uint64_t bits = 0;
    for (size_t at = 1; at + 1 < class.len; at = gr_utf8_next(class, at))
        bits |= first_bit(gr_str_slice(class, at, class.len));
    return gr_pattern_is_list(class) ? bits : GR_ANYTHING;
}

/* The characters that a group of plain words begins with; else anything. */
static uint64_t choice_bits(gr_str choice)
{
    uint64_t bits = 0;
    do {
        gr_str literal = gr_pattern_literal_prefix(gr_pattern_take_alternative(&choice));
        if (literal.len == 0)
            return GR_ANYTHING;
        bits |= first_bit(literal);
    } while (choice.ptr != NULL);
    return bits;
}

/* What may stand behind the numeral that a pattern begins with. */
static uint64_t following_bits(gr_str rest)
{
    bool class = gr_str_starts(rest, GR_LIT("[")), group = gr_str_starts(rest, GR_LIT("(?:"));
    size_t end = class ? gr_pattern_class_end(rest, 0) : group ? gr_str_find(rest, GR_LIT(")"), 0) : 0;
    if (end == GR_NOT_FOUND || ((class || group) && end == rest.len) || rest.len == 0)
        return GR_ANYTHING;
    gr_str behind = gr_str_slice(rest, end + group, rest.len);
    if ((class || group) && behind.len > 0 && strchr("?*{", behind.ptr[0]) != NULL)
        return GR_ANYTHING;
    if (group) {
        gr_str inside = gr_str_slice(rest, 3, end);
        return gr_str_find(inside, GR_LIT("("), 0) == GR_NOT_FOUND ? choice_bits(inside) : GR_ANYTHING;
    }
    gr_str literal = gr_pattern_literal_prefix(rest);
    return class             ? class_bits(gr_str_slice(rest, 0, end))
           : literal.len > 0 ? first_bit(literal)
                             : GR_ANYTHING;
}

/* What the part of a pattern at the outermost level begins with, where it must
 * be there and is made of plain words; else anything. */
static uint64_t part_bits(gr_str rest)
{
    bool optional, group = gr_str_starts(rest, GR_LIT("(?:"));
    size_t end = group ? gr_str_find(rest, GR_LIT(")"), 0) : gr_utf8_next(rest, 0);
    if (end == GR_NOT_FOUND || (!group && gr_pattern_is_special(rest.ptr[0])))
        return GR_ANYTHING;
    gr_str inside = gr_str_slice(rest, group ? 3 : 0, end);
    gr_pattern_behind_quantifier(gr_str_slice(rest, end + group, rest.len), &optional);
    if (optional || gr_str_find(inside, GR_LIT("("), 0) != GR_NOT_FOUND)
        return GR_ANYTHING;
    return choice_bits(inside);
}

static void note_need(gr_pattern *p, uint64_t bits)
{
    for (size_t i = 0; i < GR_PATTERN_NEEDS && bits != GR_ANYTHING; i++) {
        if (p->needs[i] != GR_ANYTHING)
            continue;
        p->needs[i] = bits;
        return;
    }
}

static void forget_needs(gr_pattern *p)
{
    for (size_t i = 0; i < GR_PATTERN_NEEDS; i++)
        p->needs[i] = GR_ANYTHING;
}

/* Reads off the pattern whether all that it matches holds the numeral, and which
 * barriers its match may hold.  In doubt it may: then it is tried more often. */
void gr_pattern_note_reach(gr_pattern *p)
{
    gr_str pattern = gr_str_of(p->text);
    int depth = 0;
    bool choice = false;
    forget_needs(p);
    p->following = GR_ANYTHING;
    for (size_t at = 0, next; at < pattern.len; at = next) {
        gr_str rest = gr_str_slice(pattern, at, pattern.len);
        char c = rest.ptr[0], after = rest.len > 1 ? rest.ptr[1] : '\0';
        next = gr_utf8_next(pattern, at);
        if (depth == 0 && p->holds_numeral)
            note_need(p, part_bits(rest));
        depth += (c == '(') - (c == ')');
        choice = choice || (c == '|' && depth == 0);
        if (c == '[') {
            next = gr_pattern_class_end(pattern, at);
            note_class(p, gr_str_slice(pattern, at, next));
        } else if (c == '\\') {
            next = at + 2;
            if (is_letter(after) && after != 'd')
                cross_all(p);
        } else if (c == '{') {
            size_t end = gr_str_find(pattern, GR_LIT("}"), at);
            next = end == GR_NOT_FOUND ? pattern.len : end + 1;
        } else if (c == '.' || (c == '(' && !is_plain_group(rest))) {
            cross_all(p);
        } else if (c == '#' && depth == 0 && (after == '\0' || strchr("?*{", after) == NULL)) {
            if (!p->holds_numeral)
                p->following = following_bits(gr_str_slice(rest, 1, rest.len));
            p->holds_numeral = true;
        }
        for (size_t i = 0; i < GR_BARRIERS && c != '['; i++)
            if (gr_str_starts(rest, gr_barriers[i]))
                p->crosses[i] = true;
    }
    if (choice) {
        p->following = GR_ANYTHING;
        p->holds_numeral = false;
    }
    for (size_t i = 0; i < GR_BARRIERS; i++)
        if (choice || p->crosses[i])
            forget_needs(p);
}
