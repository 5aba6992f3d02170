/*
 * Workers in several threads.  What they put out comes in the order of the
 * inputs, whatever their number, and no more than a few inputs ahead of the
 * slowest one are held.
 */
#ifndef GR_CREW_H
#define GR_CREW_H

#include "worker.h"

typedef struct gr_crew_plan {
    gr_common *common;
    gr_inputs *inputs;
    const gr_writer_options *options;
    size_t threads;
    /* Is given, in the calling thread and in order, what came of some inputs in
     * a row. */
    void (*put)(void *context, gr_str output, gr_str messages, const gr_outcome *outcome);
    void *context;
} gr_crew_plan;

/* Goes over all inputs; false where not even one thread can be started. */
bool gr_crew_run(const gr_crew_plan *plan);

#endif
