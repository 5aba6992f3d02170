/* Years that the text names, with the sentence around them: facts for the audit. */
#ifndef GR_MENTION_H
#define GR_MENTION_H

#include "govreport.h"
#include "numeral.h"
#include "text.h"

enum { GR_MENTIONS_MAX = 2000 /* that are kept of one report */ };

/* Whether a numeral names a year; then *mention, without its section. */
bool gr_mention_read(const gr_text *text, const gr_numeral *n, gr_arena *arena, gr_year_mention *mention);

#endif
