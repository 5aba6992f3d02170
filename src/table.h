/*
 * Statistical tables -> figures of kind TABLE.  The official forms: the
 * 政府信息公开情况统计表 of 2014-2018; the three tables of the template of 2019
 * (国办公开办函〔2019〕60号) and of its revision (国办公开办函〔2021〕30号).
 * Rows and columns with their labels are data/forms.tsv.
 */
#ifndef GR_TABLE_H
#define GR_TABLE_H

#include "govreport.h"
#include "numeral.h"
#include "text.h"

typedef struct gr_table_reader gr_table_reader;

/* What reading a table adds to the record; the callee copies what it keeps. */
typedef struct gr_table_sink {
    /* A cell.  Strings from the arena; id, section, part_of and year are the
     * callee's to fill. */
    void (*figure)(void *context, const gr_figure *figure);
    /* Each numeral of the table's text, and what it is; a cell's value is a FIGURE. */
    void (*numeral)(void *context, const gr_text *text, const gr_numeral *numeral);
    void (*warning)(void *context, const char *code, gr_pos where, const char *message);
    void *context;
} gr_table_sink;

gr_table_reader *gr_table_reader_new(void);
void gr_table_reader_free(gr_table_reader *t);
void gr_table_reader_begin(gr_table_reader *t, gr_arena *arena);
/* Reads the text of one TABLE block. */
void gr_table_read(gr_table_reader *t, const gr_text *text, const gr_table_sink *sink);
/* Which official form the tables so far belong to; NARRATIVE for none. Forms
 * that the tables leave open are told by the report's year (0: unknown). */
gr_template gr_table_form(const gr_table_reader *t, int year);

#endif
