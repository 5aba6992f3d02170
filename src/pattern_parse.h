/*
 * The syntax of patterns, as far as it must be known to read off them where they
 * can match: PCRE2's, in UTF-8.
 */
#ifndef GR_PATTERN_PARSE_H
#define GR_PATTERN_PARSE_H

#include "pattern.h"

bool gr_pattern_is_special(char c);
/* The literal at the start of s, without a character that a quantifier may
 * take away again. */
gr_str gr_pattern_literal_prefix(gr_str s);
/* The end of the character class that begins at pattern[at]: behind its ]. */
size_t gr_pattern_class_end(gr_str pattern, size_t at);
/* The end of the part that begins at pattern[at]: a class, an escape, or a character. */
size_t gr_pattern_part_end(gr_str pattern, size_t at);
/* The end of the group that s begins with, (?: … ), at its last bracket, or 0. */
size_t gr_pattern_group_end(gr_str s);
/* What follows the quantifier that s begins with, if any. */
gr_str gr_pattern_behind_quantifier(gr_str s, bool *optional);
/* (?! (?= (?<! (?<= take no place: what follows them begins the match. */
bool gr_pattern_is_look(gr_str group);

/* Whether the pattern is made of what is understood here: no options, names,
 * conditions or verbs, no code points or properties in letters. */
bool gr_pattern_is_plain(gr_str pattern);

/* ---- the parts of a plain pattern, outside of all brackets */

typedef struct gr_pattern_part {
    gr_str text; /* without its quantifier */
    bool optional;
} gr_pattern_part;

/* Takes the next part off the front of *rest; all of it where a bracket is not
 * closed, as such a pattern never matches. */
gr_pattern_part gr_pattern_take_part(gr_str *rest);
/* Takes the next alternative off the front of *choice, which has no text at all
 * behind the last one. */
gr_str gr_pattern_take_alternative(gr_str *choice);
/* Whether a part is a group, but no look ahead or behind; what stands between its
 * brackets. */
bool gr_pattern_is_group(gr_str text);
gr_str gr_pattern_inside(gr_str group);
/* Whether a class does nothing but list characters: no ranges, escapes, negation. */
bool gr_pattern_is_list(gr_str class);
/* Whether a part is a character that stands for itself. */
bool gr_pattern_is_literal(gr_str text);

/* ---- what is read off a whole pattern, its text */

/* pattern_reach.c: holds_numeral, crosses, following and needs. */
void gr_pattern_note_reach(gr_pattern *p);
/* pattern_chars.c: all and any. */
void gr_pattern_note_chars(gr_pattern *p);

/* ---- pattern_guard.c */

/* Adds the pattern to *out so that its long choices are faster to rule out. */
void gr_pattern_guard(gr_str pattern, gr_buf *out);

#endif
