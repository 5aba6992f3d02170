/*
 * Archives of reports: tar, plain or compressed, and zip, read member after
 * member as they come.  libarchive does it, and is loaded only when the first
 * archive is opened: linked, it would double the time in which the program
 * starts.
 */
#ifndef GR_MEMBERS_H
#define GR_MEMBERS_H

#include "mem.h"

typedef struct gr_archive gr_archive;

/* Whether a file of such a name is read as an archive: .zip, .tar, .tar.gz ... */
bool gr_archive_is_name(const char *path);
/* Never NULL; where opening failed, gr_archive_next() says so. */
gr_archive *gr_archive_open(const char *path);
void gr_archive_close(gr_archive *a);
/* The name of the next member that is a file, in UTF-8 where that can be known;
 * NULL at the end or where the rest cannot be read.  Valid until the next
 * call. */
const char *gr_archive_next(gr_archive *a);
/* The member's next bytes: 0 at its end, -1 where they cannot be read. */
long gr_archive_read(gr_archive *a, char *bytes, size_t length);
/* What went wrong, with this member or, when there is no next one, with the
 * archive; NULL for nothing. */
const char *gr_archive_trouble(const gr_archive *a);

#endif
