/* Where the output goes: standard output or a file, every write checked. */
#ifndef GR_OUTPUT_H
#define GR_OUTPUT_H

#include "cli.h"

#include <sys/stat.h>

typedef struct gr_output {
    int fd;
    const char *name;
    int error; /* errno of what failed, 0 for nothing */
    bool regular;
    struct stat file; /* which it is, as it was opened */
} gr_output;

enum { GR_FROM_SCRATCH = -1 };

/* Opens cli->output, or takes standard output.  `keep`: how much of the file
 * is kept and added to, or GR_FROM_SCRATCH.  False, and the reason in
 * out->error, where it cannot be; EINVAL: it is one of the inputs. */
bool gr_output_open(gr_output *out, const gr_cli *cli, long long keep);
/* For gr_writer_new(); 0 when all was written. */
int gr_output_write(void *output, const char *bytes, size_t length);
/* Closing may be what fails, as on a full network disk. */
bool gr_output_close(gr_output *out);
/* Whether the file begins as the program's output does. */
bool gr_output_is_own(const char *path);
/* Whether the open file fd is the output's. */
bool gr_output_is(const gr_output *out, int fd);

#endif
