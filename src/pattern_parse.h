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

/* ---- what is read off a whole pattern, its text */

/* pattern_reach.c: holds_numeral, crosses, following and needs. */
void gr_pattern_note_reach(gr_pattern *p);
/* pattern_chars.c: all and any. */
void gr_pattern_note_chars(gr_pattern *p);

#endif
