/*
 * Lines of any length from a file descriptor: names of inputs, documents,
 * earlier records.
 */
#ifndef GR_LINES_H
#define GR_LINES_H

#include "mem.h"

#include <sys/stat.h>

enum { GR_READ_SIZE = 1 << 18 }; /* what is read at once, here and of reports */

typedef struct gr_lines {
    int fd;
    char end;    /* '\n' or '\0' */
    gr_buf read; /* what was read; from `at` on not yet given out */
    size_t at;
    bool at_end;
    int error; /* errno of a failed read, 0 for none */
} gr_lines;

void gr_lines_open(gr_lines *l, int fd, char end); /* fd stays the caller's */
void gr_lines_release(gr_lines *l);
/* The next line without its end, valid until the next call; *ended says
 * whether it had one (may be NULL).  False at the end of the file or where
 * reading failed. */
bool gr_lines_next(gr_lines *l, gr_str *line, bool *ended);

/* read(2) that goes on after a signal. */
long gr_read(int fd, char *bytes, size_t length);
/* Whether both are the same file, by whatever names. */
static inline bool gr_is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}
/* Opens for reading; -1 and errno. */
int gr_open(const char *path);
/* Adds the whole file to *text; false and errno. */
bool gr_read_file(const char *path, gr_buf *text);

#endif
