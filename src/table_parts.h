/*
 * Inside the table stage: table_words.c cuts the text of a table into words and
 * cells, table_labels.c finds the form's labels among them, table_fit.c and
 * table_order.c give the cells (table_items.c) to rows and columns, table.c makes
 * figures.
 *
 * All of it works on the table's raw text, as blank lines, gaps and columns are
 * what tells where a cell is blank.  Offsets are into that raw text.
 */
#ifndef GR_TABLE_PARTS_H
#define GR_TABLE_PARTS_H

#include "form.h"
#include "table.h"

enum { GR_COLUMNS_MAX = 15, GR_NOWHERE = -1 };

/* ------------------------------------------------------------------- words */

typedef enum gr_word_kind {
    GR_WORD_TEXT,
    GR_WORD_VALUE,
    GR_WORD_STRUCK, /* / - — or a word where a number belongs: a cell without a value */
    GR_WORD_BLANK,  /* a blank cell that shows: between two tabs or bars, or a space of its own */
    GR_WORD_EMPTY,  /* an empty line, or nothing after the last tab: perhaps a blank cell */
    GR_WORD_UNIT,
    GR_WORD_PAGE /* the end of a page */
} gr_word_kind;

/* What stands before a word. */
typedef enum gr_gap { GR_GAP_LINE, GR_GAP_TAB, GR_GAP_BAR, GR_GAP_WIDE, GR_GAP_SPACE } gr_gap;

typedef struct gr_value_parts {
    gr_decimal value;
    gr_qualifier qualifier;
    uint32_t start, end;           /* the numeral */
    uint32_t unit_start, unit_end; /* equal where there is none */
    uint32_t note_start, note_end; /* what stands in brackets after it */
    uint8_t tens;                  /* 4 for 万, 8 for 亿 */
} gr_value_parts;

typedef struct gr_word {
    uint8_t kind;   /* gr_word_kind */
    uint8_t gap;    /* gr_gap */
    bool near_page; /* of an EMPTY: it stands beside a page's end */
    bool shown;     /* of a BLANK: there is a space in it, so that it is a cell */
    bool ordinal;   /* of a TEXT: the number of a row */
    bool loose;     /* a numeral among words: a cell only beside a label */
    uint32_t start, end;
    uint32_t line;    /* of the table: that of its row where rules part these */
    uint32_t at_line; /* as in the report */
    uint32_t page;    /* from 0 */
    uint32_t column;
    uint32_t cell;             /* tabs or bars before it on its line */
    uint32_t left, right;      /* columns on the page, Han counting 2 */
    uint32_t chars, chars_end; /* of a TEXT: in gr_table_text.chars */
    gr_form_number number;
    uint32_t value; /* of a VALUE: in gr_table_text.values */
    int32_t seen;   /* the label it is a part of, or GR_NOWHERE */
} gr_word;

/* A label where it stands in the table. */
typedef struct gr_seen {
    const gr_form_label *label; /* NULL: a row that no form has */
    gr_form_table table;
    uint32_t first, last;     /* words */
    uint32_t start, main_end; /* of the label without its tail */
    gr_form_number number;
    uint8_t length;      /* characters of `label` that stood there, from its first */
    bool unsure;         /* more than one label would do */
    const char *text[2]; /* in the report's words, and with mark and tail; once asked for */
} gr_seen;

typedef struct gr_table_text {
    const gr_text *text;
    gr_str raw;
    GR_ARRAY(gr_word) words;
    GR_ARRAY(gr_value_parts) values;
    GR_ARRAY(uint16_t) chars;     /* of all TEXT words, those that count in labels */
    GR_ARRAY(uint32_t) char_raw;  /* where each stands */
    GR_ARRAY(uint32_t) char_word; /* and in which word */
    GR_ARRAY(gr_seen) seen;
    bool closed; /* each cell stands on a line of its own, and a bar closes it */
    bool broken; /* a line ends in each blank cell: its rest begins with a bar */
} gr_table_text;

/* Whether rules are drawn between the rows, so that a cell's text may be wrapped. */
bool gr_table_is_ruled(gr_str raw);
bool gr_line_is_drawn_rule(gr_str line);

void gr_table_scan(gr_table_text *t, const gr_text *text);
void gr_table_find_labels(gr_table_text *t);
void gr_table_text_release(gr_table_text *t);

static inline bool gr_word_is_cell(const gr_word *w)
{
    return (w->kind == GR_WORD_VALUE || w->kind == GR_WORD_STRUCK || w->kind == GR_WORD_BLANK) && !w->loose;
}

/* A numeral that only numbers its row. */
static inline void gr_word_make_ordinal(gr_word *w)
{
    w->kind = GR_WORD_TEXT;
    w->ordinal = true;
    w->chars = w->chars_end = 0;
}

static inline bool gr_word_is_filled(const gr_word *w)
{
    return (w->kind == GR_WORD_VALUE || w->kind == GR_WORD_STRUCK) && !w->loose;
}

/* ------------------------------------------------------------------- cells */

/* How the cells of a table stand in the text. */
typedef enum gr_layout {
    GR_LAYOUT_STREAM, /* one cell a line */
    GR_LAYOUT_TABS,
    GR_LAYOUT_BARS,
    GR_LAYOUT_COLUMNS /* columns of spaces */
} gr_layout;

/* How a stream of cells shows a blank one. */
typedef enum gr_blanks {
    GR_BLANKS_SHOWN,  /* by a space or tab of its own, or not at all */
    GR_BLANKS_LINES,  /* by an empty line */
    GR_BLANKS_DOUBLE, /* empty lines stand between all cells, and around blank ones, too */
    GR_BLANKS_SINGLE  /* they stand between cells, but a blank one is an empty line and no more */
} gr_blanks;

typedef enum gr_row_state {
    GR_ROW_OPEN,
    GR_ROW_HEADER, /* has no cells of its own */
    GR_ROW_READ,
    GR_ROW_ASSUMED, /* read by the columns of another page */
    GR_ROW_SHORT,   /* read, with its last cells taken as blank */
    GR_ROW_DOUBLE,  /* stands in the table more than once */
    GR_ROW_LOST     /* a cell was lost: which one cannot be said */
} gr_row_state;

/* A row of the form that stands in the table. */
typedef struct gr_row {
    uint32_t seen;
    uint32_t from, to; /* words: after the label, up to the next one */
    gr_row_state state;
    int32_t cells[GR_COLUMNS_MAX]; /* word, or GR_NOWHERE: blank */
} gr_row;

/* How a report's tables show blank cells, as far as they have shown it so far. */
typedef struct gr_habits {
    bool shown, lines, doubled; /* GR_BLANKS_SHOWN, _LINES, _DOUBLE was seen */
    int8_t row_ends;            /* whether full rows are followed by an empty line; -1: not known */
    int32_t gap;                /* empty lines after a table; GR_NOWHERE: not known */
} gr_habits;

/* Rows with the same columns that stand together. */
typedef struct gr_grid {
    gr_table_text *t;
    gr_habits *habits;
    size_t columns;
    uint32_t from, to; /* words, headers included */
    GR_ARRAY(gr_row) rows;
    gr_layout layout;
    gr_blanks blanks;
    bool row_ends;                  /* an empty line after each row */
    uint32_t width;                 /* of a regular table: cells of each line; else 0 */
    uint32_t where[GR_COLUMNS_MAX]; /* and which of them is each column's */
    bool lines_open;                /* some lines end in a tab */
    bool blanks_show;               /* a row with all its cells has blank ones */
    bool tab_ends;                  /* a tab ends each line */
    bool unsure;                    /* which cells of its lines are the columns' cannot be said */
    bool behind;                    /* what merged cells leave stands at the ends of lines */
    size_t orphans;                 /* cells that stand behind no row's label */
    bool tabbed;                    /* of a stream: a tab stands before each cell */
    bool by_order;                  /* result: cells stand apart from their labels */
} gr_grid;

static inline const gr_word *gr_grid_word(const gr_grid *g, size_t i)
{
    return &g->t->words.ptr[i];
}

static inline bool gr_is_column_label(const gr_grid *g, const gr_word *w)
{
    const gr_form_label *label = w->seen != GR_NOWHERE ? g->t->seen.ptr[w->seen].label : NULL;
    return label != NULL && label->kind == GR_FORM_COLUMN;
}

enum { GR_ITEMS_MAX = 64 };

/* The cells after one label, and the empty lines between them. */
typedef struct gr_items {
    uint32_t word[GR_ITEMS_MAX];
    size_t count;  /* GR_ITEMS_MAX + 1: too many */
    size_t values; /* VALUE or STRUCK */
    size_t shown;  /* these and blank cells with a space in them */
    size_t cells;  /* and all other BLANK ones */
} gr_items;

gr_items gr_row_items(const gr_grid *g, const gr_row *row);
/* Without the empty lines beside a page's end. */
gr_items gr_row_items_of_pages(const gr_grid *g, const gr_row *row);
bool gr_item_is_empty(const gr_grid *g, const gr_items *list, size_t i);
size_t gr_items_trailing(const gr_grid *g, const gr_items *list); /* empty lines at the end */

/* What counts as a cell. */
typedef enum gr_counting { GR_COUNT_FILLED, GR_COUNT_SHOWN, GR_COUNT_CELLS, GR_COUNT_LINES } gr_counting;

void gr_row_clear(gr_row *row);
/* Gives the row its cells in order, from item `first` on. */
void gr_row_give(const gr_grid *g, gr_row *row, const gr_items *list, size_t first, gr_counting what);

/* Gives cells to all rows of which that can be said. */
void gr_grid_fit(gr_grid *g);
void gr_grid_fit_stream(gr_grid *g);
void gr_grid_find_width(gr_grid *g);
void gr_row_fit_cells(const gr_grid *g, gr_row *row);
/* The same where labels and cells stand apart (columns printed one after the
 * other): true where the number of rows and cells agree. */
bool gr_grid_fit_by_order(gr_grid *g);
/* Places the cells of rows that are still open by the columns of their page. */
void gr_grid_fit_by_columns(const gr_grid *g);

/* ----------------------------------------------------------------- figures */

/* Where figures go. */
typedef struct gr_table_out {
    gr_table_text *t;
    const gr_table_sink *sink;
    gr_arena *arena;
    bool annex;                  /* the table at hand is an annex's */
    GR_ARRAY(gr_figure) figures; /* of this table, to be put in order of place */
    GR_ARRAY(uint32_t) read;     /* words whose values are figures */
} gr_table_out;

/* What a cell belongs to.  `group` stands for the row in the table of reviews,
 * which has one row of cells under three headers.  Seen labels may be NULL. */
typedef struct gr_cell_place {
    const gr_seen *row;
    const gr_form_label *group;
    const gr_form_label *column;
    const gr_seen *group_seen, *column_seen;
    uint32_t from, to; /* words of the row, its unit among them */
} gr_cell_place;

/* The cell of that word; GR_NOWHERE: it is blank. */
void gr_table_add_figure(gr_table_out *out, const gr_cell_place *place, int32_t cell);
/* A value whose place in the table is not known. */
void gr_table_add_unplaced(gr_table_out *out, const gr_seen *row, uint32_t word);
void gr_table_warn(gr_table_out *out, const char *code, uint32_t word, const char *message);
/* Passes the figures on, and all numerals of the text that are none. */
void gr_table_finish(gr_table_out *out);

/* ------------------------------------------------------------------ tables */

/* What the tables of a report have shown so far. */
typedef struct gr_table_found {
    bool statistics, requests, review;
    bool other_split; /* （六）其他处理 has its three rows of 2021 */
    bool other_whole; /* it has cells of its own, as in 2019 */
    int article20[2]; /* tables of section two: of 2019, of 2021 */
    gr_habits habits;
} gr_table_found;

/* Labels [from, to) of one table of the form, and the words from the first of
 * them up to the next table's. */
typedef struct gr_region {
    size_t from, to;
    uint32_t word_from, word_to;
} gr_region;

typedef struct gr_reading {
    gr_table_text *t;
    gr_table_out *out;
    gr_table_found *found;
} gr_reading;

void gr_table_read_region(const gr_reading *r, const gr_region *g);

#endif
