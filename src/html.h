/*
 * Pages of the web -> their text, as one would copy it: block elements are lines,
 * the rows of tables are lines with a tab between cells, so that the stages after
 * it need not know where the text came from.
 *
 * A cell that spans columns or rows stands in the first of them; in the others
 * there is nothing between the tabs.  An empty cell is a no-break space, so that
 * it can be told from these.  Tables that only lay out the page (tables in their
 * cells, paragraphs in their cells) come out as lines.  Scripts, styles,
 * navigation and controls are left out (data/html.tsv).  The page's title comes
 * first, and its date where the page declares one (meta PubDate, as 政府网站发展指引
 * asks of the sites of government bodies).
 *
 * The parser is libxml2's push parser.  It is loaded when the first page comes,
 * as linking it would double the time that the program takes to start.
 */
#ifndef GR_HTML_H
#define GR_HTML_H

#include "govreport.h"
#include "mem.h"

/* How much of an input gr_html_sniff() wants to see. */
enum { GR_HTML_SAMPLE = 1024 };

/* Whether a text that begins so is a page. */
bool gr_html_sniff(gr_str start);

/* The encoding that the first bytes of a page declare (<meta charset>), as a
 * name for iconv; NULL where they do not, or declare none that pages in Chinese
 * are written in.  The bytes need not be decoded. */
const char *gr_html_declared_charset(gr_str sample);

typedef struct gr_html gr_html;

/* `text` is given the page's text, valid UTF-8 in whole characters. */
gr_html *gr_html_new(void (*text)(void *context, const char *bytes, size_t length), void *context);
void gr_html_free(gr_html *h);
/* Starts a page; forgets the one before. */
void gr_html_begin(gr_html *h);
/* `bytes` is valid UTF-8, whole characters, in pieces of any size: the text does
 * not depend on how they are cut.  GR_ERR_INPUT where there is no libxml2. */
gr_status gr_html_feed(gr_html *h, const char *bytes, size_t length, gr_error *error);
gr_status gr_html_finish(gr_html *h, gr_error *error);

#endif
