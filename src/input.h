/*
 * The inputs of a run, one after another: the operands of the command line,
 * lists of names, folders, archives.  Only the names of the folders that are
 * being read are held, so that there may be any number of inputs.
 */
#ifndef GR_INPUT_H
#define GR_INPUT_H

#include "cli.h"
#include "done.h"
#include "members.h"

#include <sys/stat.h>

typedef enum gr_job_kind {
    GR_JOB_FILE,     /* name is a path, or "-" */
    GR_JOB_MEMBER,   /* of an archive: text, then what is left to read in archive */
    GR_JOB_DOCUMENT, /* text is a line of JSON */
    GR_JOB_TROUBLE   /* text is the reason why name gives no input */
} gr_job_kind;

typedef struct gr_job {
    gr_job_kind kind;
    const char *name; /* of a document: of the file that it stands in */
    gr_str text;
    gr_archive *archive; /* NULL: text is all of it */
    uint64_t line;       /* of a document */
    bool from_folder;
} gr_job;

typedef struct gr_inputs gr_inputs;

/* Borrows both; `done` may be NULL. */
gr_inputs *gr_inputs_open(const gr_cli *cli, const gr_done *done);
void gr_inputs_free(gr_inputs *in);
/* The next input; what it points to lives until the next call.  False at the
 * end. */
bool gr_inputs_next(gr_inputs *in, gr_job *job);
/* How many inputs there will be, where that is known without reading standard
 * input, documents or archives; else 0.  Goes over all names once. */
uint64_t gr_inputs_count(const gr_cli *cli, const gr_done *done);
/* Whether the file is one of them, as far as that can be known without reading what
 * gr_inputs_count() does not read; with in_folders, also one that a folder holds.
 * Goes over all names once. */
bool gr_inputs_hold(const gr_cli *cli, const struct stat *file, bool in_folders);
/* Whether the arguments are such that several inputs may come. */
bool gr_inputs_several(const gr_cli *cli);

#endif
