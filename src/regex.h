/*
 * Regular expressions over text that is known to be valid UTF-8.  The only user
 * of PCRE2.
 */
#ifndef GR_REGEX_H
#define GR_REGEX_H

#include "mem.h"

typedef enum gr_match_result {
    GR_MATCH_NONE,
    GR_MATCH_FOUND,
    GR_MATCH_LIMIT /* too many steps: not the same as no match */
} gr_match_result;

typedef struct gr_regex_match {
    size_t start, end;
    size_t group_start, group_end; /* group 1; the whole match where it took no part */
} gr_regex_match;

typedef struct gr_subject {
    gr_str text;
    bool cut; /* it goes on: $ does not match at its end */
} gr_subject;

/* Bytes of a message about a pattern. */
enum { GR_REGEX_REASON = 160 };

/* A compiled pattern. */
typedef struct gr_regex gr_regex;

/* Compiles; NULL and why for what is no pattern.  `anchored`:
 * matches only where the search begins.  Free it. */
gr_regex *gr_regex_new(const char *pattern, bool anchored, char reason[static GR_REGEX_REASON]);
void gr_regex_free(gr_regex *regex);

/* Makes it machine code, where that can be done. */
void gr_regex_speed_up(gr_regex *regex);

/* The compiled pattern as bytes, for gr_regex_load(); free() them. */
unsigned char *gr_regex_store(const gr_regex *regex, size_t *length);
/* Loads what was stored, and keeps it: gr_regex_free() it before the loader. */
typedef struct gr_regex_loader gr_regex_loader;
/* `head` (borrowed): the bytes of all stored patterns begin with it. */
gr_regex_loader *gr_regex_loader_new(gr_str head);
void gr_regex_loader_free(gr_regex_loader *l);
/* The pattern of which `rest` are the other bytes; NULL where another version of PCRE2
 * stored it. */
gr_regex *gr_regex_load(gr_regex_loader *l, gr_str rest);

/* What matching needs besides the pattern; one for each thread. */
typedef struct gr_matcher gr_matcher;
gr_matcher *gr_matcher_new(void);
void gr_matcher_free(gr_matcher *m);
/* The first match in the subject from `at` on. */
gr_match_result gr_matcher_run(gr_matcher *m, const gr_regex *regex, gr_subject subject, size_t at,
                               gr_regex_match *match);

#endif
