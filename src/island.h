/*
 * Plain text -> its passages in plain text and its tables in HTML.
 *
 * Programs that turn pages and pictures of pages into Markdown write tables that
 * Markdown cannot hold, with merged cells, as HTML: <table> … </table>, some with
 * <html><body> around it.  What stands between is passed on as it is.
 */
#ifndef GR_ISLAND_H
#define GR_ISLAND_H

#include "mem.h"

/* Where the passages go, in the order of the text.  `text` and `html` are given
 * pieces of any size, cut between characters; open() comes before the first piece of
 * a table, close() after its last. */
typedef struct gr_island_sink {
    void (*text)(void *context, const char *bytes, size_t length);
    void (*open)(void *context);
    void (*html)(void *context, const char *bytes, size_t length);
    void (*close)(void *context);
    void *context;
} gr_island_sink;

typedef struct gr_islands {
    gr_island_sink sink;
    enum { GR_ISLAND_NONE, GR_ISLAND_INSIDE, GR_ISLAND_TAIL } state;
    bool page;    /* <html> opened the island, and </html> closes it */
    size_t depth; /* tables that are open */
    gr_buf held;  /* the beginning of what may be a tag */
} gr_islands;

void gr_islands_begin(gr_islands *s, gr_island_sink sink);
/* `bytes` is valid UTF-8, in pieces of any size. */
void gr_islands_feed(gr_islands *s, const char *bytes, size_t length);
/* Closes an island that is still open. */
void gr_islands_finish(gr_islands *s);
void gr_islands_release(gr_islands *s);

#endif
