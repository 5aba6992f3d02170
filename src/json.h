/*
 * Reading JSON.  cJSON does it, which is found at run time: most runs read none,
 * and do not pay for its start.
 */
#ifndef GR_JSON_H
#define GR_JSON_H

#include "mem.h"

/* A value.  What asks one takes NULL, too, for a value that is not there. */
typedef struct cJSON gr_json;

/* Zeroed at first; cJSON is loaded by the first gr_json_parse(). */
typedef struct gr_json_reader {
    gr_json *(*parse)(const char *text, size_t length);
    void (*free)(gr_json *value);
    bool missing; /* cJSON is not installed: nothing can be parsed */
} gr_json_reader;

/* What to say where it is missing. */
#define GR_JSON_MISSING "reading JSON needs cJSON, which is not installed"

/* NULL for what is no JSON; gr_json_free() it.  cJSON keeps the place of the last
 * error in a global variable: one thread at a time. */
gr_json *gr_json_parse(gr_json_reader *r, gr_str text);
void gr_json_free(const gr_json_reader *r, gr_json *value);

/* The member of that name, or NULL. */
const gr_json *gr_json_member(const gr_json *object, const char *name);
bool gr_json_is_object(const gr_json *value);
bool gr_json_is_null(const gr_json *value);
/* NULL for what is no text. */
const char *gr_json_text(const gr_json *value);
/* False for what is no number.  Numbers come as double: exact for counts. */
bool gr_json_number(const gr_json *value, double *number);
/* Behind the string whose quote opens at s[at], or the end of s. */
size_t gr_json_string_end(gr_str s, size_t at);
/* A number as it is written: the member of that name, which is one, in the text of an
 * object that was parsed.  Empty where the name is written with escapes. */
gr_str gr_json_number_source(gr_str object, const char *name);

#endif
