/*
 * Figures of running text: numerals and denials of one paragraph, held against
 * the rules, with what they count and how they belong together.
 */
#ifndef GR_FIGURE_H
#define GR_FIGURE_H

#include "govreport.h"
#include "numeral.h"
#include "rules.h"
#include "text.h"

typedef struct gr_figure_reader gr_figure_reader;

/* Where a paragraph stands. */
typedef struct gr_figure_place {
    gr_str section;         /* titles of its sections, outermost first, / between */
    int year;               /* of the report, or 0 */
    int first_year;         /* in which its period began, if that was the year before; else 0 */
    uint32_t next_id;       /* of the first figure; ids go on from there */
    gr_arena *arena;        /* for the figures' strings */
    size_t title_start;     /* a heading's number stands before that, */
    size_t title_end;       /* its title ends there, what runs on is another sentence; else 0 */
    const gr_text *heading; /* the heading just before, whose words `无。` denies; or NULL */
} gr_figure_place;

typedef struct gr_figure_sink {
    /* In order of place; the callee adds the section. */
    void (*figure)(void *context, const gr_figure *figure);
    /* Every numeral, and what it was taken for. */
    void (*numeral)(void *context, const gr_text *text, const gr_numeral *numeral);
    void (*warning)(void *context, const char *code, gr_pos where, const char *message);
    void *context;
} gr_figure_sink;

/* Both are borrowed and must outlive the reader. */
gr_figure_reader *gr_figure_reader_new(gr_rules *rules);
void gr_figure_reader_free(gr_figure_reader *r);
/* Starts a report; forgets the one before. */
void gr_figure_begin(gr_figure_reader *r);
void gr_figure_read(gr_figure_reader *r, const gr_text *text, const gr_figure_place *place,
                    const gr_figure_sink *sink);
/* Text that holds no figures (titles, navigation): only tells its numerals. */
void gr_figure_skip(gr_figure_reader *r, const gr_text *text, const gr_figure_sink *sink);

/* The rule of a figure from an annex table of 2008 to 2013. */
#define GR_RULE_ANNEX "table.annex"

/* Puts figures in order of place, those at one place in order of their ids. */
void gr_figure_sort(gr_figure *figures, size_t count);

#endif
