/* The line on standard error that says how far a run is. */
#ifndef GR_PROGRESS_H
#define GR_PROGRESS_H

#include "mem.h"

typedef struct gr_progress {
    bool shown;           /* at all */
    bool on_screen;       /* a line stands there now */
    uint64_t total;       /* inputs; 0 where not known */
    double started, next; /* seconds of a clock that only goes forward */
} gr_progress;

void gr_progress_begin(gr_progress *p, bool shown, uint64_t total);
/* Shows it anew, no more than some times a second. */
void gr_progress_update(gr_progress *p, uint64_t done, uint64_t failures);
/* Takes the line off the screen, so that messages can be printed or at the
 * end. */
void gr_progress_clear(gr_progress *p);

#endif
