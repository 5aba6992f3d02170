/*
 * What the files of the fields stage share: fields.c takes the blocks apart and
 * decides in the end, fields_title.c reads what stands before the text,
 * fields_text.c the text, fields_sign.c the signature.
 */
#ifndef GR_FIELDS_PARTS_H
#define GR_FIELDS_PARTS_H

#include "fields.h"
#include "page.h"
#include "period.h"
#include "reporter.h"
#include "scan.h"
#include "title.h"

enum {
    TITLES = 6, /* candidates that are kept */
    YEARS = 8,
    OPENING = 3000,      /* bytes of text in which the report introduces itself */
    SEARCHED = 12000,    /* bytes of text in which a year and a period are looked for */
    HEAD_LINE = 300,     /* bytes of the longest line before the text that may be a title */
    TEXT_LINE = 150,     /* from so many bytes on, a paragraph is text */
    SIGNATURE_MAX = 200, /* bytes of the longest signature */
    PAGE_LIMIT = 3000,   /* bytes of a block that are looked at for what the page says */
    TABLE_HEAD = 400,    /* bytes of a table that may name the body */
    FROM_TEXT = 6,       /* what a title loses that only a sentence names */
    FIRST_LINE = 240,    /* bytes of the text that may hold what the page says */
    NAME_AGE = 3,        /* blocks between the name and the date of a signature */
    STATED_PERIOD = 9,   /* score of a period that needs no better one */
    CONTACT = 300,       /* bytes before 联系 in which the name stands */
    REGIONS = 3,
    ALIASES = 3,
    HEAD_LINES = 60,    /* that are looked at */
    HEAD_BLOCKS = 2000, /* from so many on, there is no title to come */
    PAGE_BLOCKS = 1000,
    HAN = 3
};

/* 马鞍山市花山区水利局（以下简称“区水利局”） */
typedef struct gr_alias {
    gr_wording brief, full;
} gr_alias;

typedef struct gr_title_candidate {
    gr_wording text;
    gr_title title;
    bool said; /* no line, but a sentence that names the report */
} gr_title_candidate;

/* How often and how clearly the text speaks of a year as its own. */
typedef struct gr_year_vote {
    int year, weight;
} gr_year_vote;

/* What is known so far. */
typedef struct gr_fields_found {
    gr_wording pending; /* a line before the text that may be part of a title */
    bool pending_behind_title, pending_at_top, last_titled;
    gr_page page;
    gr_period period;
    gr_year_vote years[YEARS];
    int table_year;
    gr_wording above[REGIONS]; /* the wider places that the text names before the body's own */
    gr_level above_levels[REGIONS];
    size_t above_count;
    gr_alias aliases[ALIASES];
    size_t alias_count;

    gr_wording signer; /* a name alone, at block signer_at */
    uint64_t signer_at;
    gr_wording signed_by;
    gr_date signed_date;

    unsigned head_lines, page_blocks; /* of which there may be too many */
    uint64_t blocks;
    size_t text_bytes; /* of running text so far */
    bool body;         /* past the title and what surrounds it */
} gr_fields_found;

struct gr_fields {
    gr_arena *arena;
    gr_arena signer_arena, signed_arena; /* of signer and signed_by, as there may be many */
    gr_reporter reporter;
    gr_title_candidate titles[TITLES];
    size_t title_count;
    gr_fields_found found;
};

/* ---- fields_title.c */
bool gr_fields_add_title(gr_fields *f, gr_wording text, int penalty);
gr_wording gr_fields_trim_line(gr_wording w);
void gr_fields_head_lines(gr_fields *f, const gr_text *text, size_t from, size_t to);
void gr_fields_end_head(gr_fields *f);
void gr_fields_title_from_line(gr_fields *f, const gr_text *text);
void gr_fields_title_from_text(gr_fields *f, const gr_text *text);
/* The title that most speaks for, or NULL. */
const gr_title_candidate *gr_fields_best_title(const gr_fields *f);
/* The same among those that are lines of their own. */
const gr_title_candidate *gr_fields_best_line(const gr_fields *f);
/* The body's name as titles have it, or NULL. */
const gr_reporter_name *gr_fields_title_name(const gr_fields *f);

/* ---- fields_text.c: what running text says, behind a heading's title that ends at `from` */
void gr_fields_text(gr_fields *f, const gr_text *text, size_t from);

/* ---- fields_sign.c */
void gr_fields_signature(gr_fields *f, const gr_text *text);
void gr_fields_forget_signature(gr_fields *f);

#endif
