/*
 * A worker turns inputs into output, one after another, with an extractor of
 * its own: the serial run has one, a run of several threads one for each.
 */
#ifndef GR_WORKER_H
#define GR_WORKER_H

#include "input.h"
#include "json.h"
#include "output.h"

#include <pthread.h>

/* What all workers of a run have in common; constant but for the lock. */
typedef struct gr_common {
    const gr_cli *cli;
    const char *rules_text;
    const gr_done *done;
    gr_history *history; /* of earlier years; NULL: none.  Only one worker then */
    const gr_output *output;
    bool chinese;
    pthread_mutex_t json; /* cJSON keeps the place of the last error in a global variable */
} gr_common;

/* What came of inputs. */
typedef struct gr_outcome {
    bool trouble; /* an input gave no record */
    bool check_failed;
    bool misused; /* the encoding or the rules are no good */
    uint64_t inputs, failures;
} gr_outcome;

typedef struct gr_worker {
    gr_common *common;
    gr_writer *writer; /* borrowed */
    gr_extractor *files, *texts;
    gr_json_reader json; /* of documents */
    char *bytes;         /* what is read */
    gr_buf line, page;
    gr_buf messages;    /* for standard error, whole lines; the caller prints and clears */
    gr_outcome outcome; /* of all inputs so far */
} gr_worker;

/* False and *error for an unknown encoding or rules that do not load. */
bool gr_worker_init(gr_worker *w, gr_common *common, gr_writer *writer, gr_error *error);
void gr_worker_release(gr_worker *w);
/* GR_ERR_OUTPUT when the writer fails; GR_OK in all other cases: the outcome
 * and the messages say what was wrong with the input. */
gr_status gr_worker_do(gr_worker *w, const gr_job *job);

/* "govreport-extract: NAME: REASON" */
void gr_put_message(gr_buf *out, const char *name, const char *reason);
/* Why there is no extractor: "govreport-extract: REASON", or with the file of
 * the rules before the reason. */
void gr_put_refusal(gr_buf *out, const gr_cli *cli, const gr_error *error);
void gr_outcome_add(gr_outcome *sum, const gr_outcome *more);

#endif
