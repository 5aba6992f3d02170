/*
 * Build tool: data/NAME.tsv ... -> data.h and data.c, so that the tables are
 * part of the program, laid out so that nothing is left to do when it starts.
 *
 * usage: embed OUT.h OUT.c data/NAME.tsv ...
 */
#ifndef GR_EMBED_H
#define GR_EMBED_H

#include "charset.h"
#include "mem.h"
#include "tsv.h"

#include <stdio.h>

/* What is being written. */
typedef struct gr_embed {
    FILE *header, *source;
} gr_embed;

/* Ends the program: what is wrong with `name`. */
#ifdef __GNUC__
__attribute__((noreturn))
#endif
void gr_embed_die(const char *what, const char *name);

/* Begins reading a table; ends the program where it has no line of names. */
gr_tsv gr_embed_begin(const char *name, gr_str text);

/* The text of the table of that name. */
gr_str gr_embed_text(const char *name);

/* s as a C string literal. */
void gr_embed_literal(FILE *out, gr_str s);
/* A comma, and s as one or NULL where it is empty. */
void gr_embed_optional(FILE *out, gr_str s);
/* s as a part of a constant's name: disclosure.total as DISCLOSURE_TOTAL. */
void gr_embed_upper(FILE *out, gr_str s);
/* The set, and a comma. */
void gr_embed_charset(FILE *out, const gr_charset *set);
/* The definition of an array: `declared` is its type and name. */
void gr_embed_numbers(FILE *out, const char *declared, const uint16_t *numbers, size_t count);

/* Of the codebook, once that was embedded: the row that has the code, the code that
 * a row has, and how many rows there are. */
size_t gr_embed_code(gr_str code);
const char *gr_embed_code_name(size_t row);
size_t gr_embed_code_count(void);

/* The table as rows of strings. */
void gr_embed_table(gr_embed *e, const char *name, gr_str text);

/* Tables that become something else, or more: each takes the text of its own. */
void gr_embed_characters(gr_embed *e, gr_str text);
void gr_embed_codebook(gr_embed *e, gr_str text);
/* Part of the codebook: of each of its `count` rows the code, and what it is derived
 * from or "". */
void gr_embed_derivations(gr_embed *e, const char *const *codes, const char *const *derived_from,
                          size_t count);
void gr_embed_inherit(gr_embed *e, gr_str text);
void gr_embed_schema(gr_embed *e, gr_str text);
void gr_embed_units(gr_embed *e, gr_str text);
void gr_embed_names(gr_embed *e, gr_str text);
void gr_embed_cues(gr_embed *e, gr_str text);
void gr_embed_forms(gr_embed *e, gr_str text);
void gr_embed_rules(gr_embed *e, gr_str text);

#endif
