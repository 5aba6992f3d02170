/* A run over all inputs, serial or in several threads. */
#ifndef GR_BATCH_H
#define GR_BATCH_H

#include "cli.h"

/* Runs what the command line asks for; the exit status. */
int gr_batch_run(const gr_cli *cli);
/* The text of cli->rules; says why there is none; the exit status. */
int gr_batch_read_rules(const gr_cli *cli, gr_buf *rules);
/* Says why there is no extractor; the exit status. */
int gr_batch_refuse(const gr_cli *cli, const gr_error *error);

#endif
