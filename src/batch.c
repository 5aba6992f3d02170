#include "batch.h"
#include "cli.h"
#include "crew.h"
#include "lines.h"
#include "progress.h"
#include "write.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct run {
    const gr_cli *cli;
    gr_common common;
    gr_buf rules;
    gr_done *done;
    gr_output output;
    gr_writer_options options;
    gr_writer *writer;
    gr_inputs *inputs;
    gr_progress progress;
    gr_outcome outcome;
    bool flush; /* after each record */
} run;

/* ------------------------------------------------------------------ output */

/* Lines for standard error, over the progress line. */
static void print_messages(run *r, gr_str messages)
{
    if (messages.len == 0)
        return;
    gr_progress_clear(&r->progress);
    fwrite(messages.ptr, 1, messages.len, stderr);
}

static int complain(const char *name, const char *reason, int status)
{
    gr_buf message = {0};
    gr_put_message(&message, name, reason);
    fputs(message.ptr, stderr);
    gr_buf_release(&message);
    return status;
}

int gr_batch_refuse(const gr_cli *cli, const gr_error *error)
{
    gr_buf message = {0};
    gr_put_refusal(&message, cli, error);
    fputs(message.ptr, stderr);
    gr_buf_release(&message);
    return GR_EXIT_USAGE;
}

/* A closed pipe is how a reader says that it has enough. */
static int output_status(const gr_output *out, int status)
{
    if (out->error == 0)
        return status;
    return out->error == EPIPE ? GR_EXIT_OK : complain(out->name, strerror(out->error), GR_EXIT_TROUBLE);
}

static int outcome_status(const run *r)
{
    if (r->outcome.misused)
        return GR_EXIT_USAGE;
    if (r->outcome.trouble)
        return GR_EXIT_TROUBLE;
    return r->cli->strict && r->outcome.check_failed ? GR_EXIT_STRICT : GR_EXIT_OK;
}

/* ------------------------------------------------------------------ serial */

static gr_status after_inputs(run *r, gr_str messages, const gr_outcome *outcome)
{
    print_messages(r, messages);
    r->outcome = *outcome;
    gr_progress_update(&r->progress, r->outcome.inputs, r->outcome.failures);
    return r->flush ? gr_writer_flush(r->writer) : GR_OK;
}

static gr_status run_serial(run *r, gr_worker *w)
{
    gr_job job;
    gr_status status = GR_OK;
    while (status == GR_OK && gr_inputs_next(r->inputs, &job)) {
        status = gr_worker_do(w, &job);
        gr_status flushed = after_inputs(r, gr_buf_str(&w->messages), &w->outcome);
        gr_buf_clear(&w->messages);
        status = status != GR_OK ? status : flushed;
    }
    return status;
}

/* ----------------------------------------------------------------- threads */

/* Once the output fails there is nothing left to do, nor to wait for: a thread
 * may be reading from a pipe that nobody writes to. */
static void put_part(void *context, gr_str output, gr_str messages, const gr_outcome *outcome)
{
    run *r = context;
    gr_outcome sum = r->outcome;
    gr_outcome_add(&sum, outcome);
    gr_status written = gr_writer_add(r->writer, output);
    gr_status flushed = after_inputs(r, messages, &sum);
    if (written == GR_OK && flushed == GR_OK)
        return;
    gr_progress_clear(&r->progress);
    _exit(output_status(&r->output, GR_EXIT_TROUBLE));
}

static bool run_threads(run *r, size_t threads)
{
    gr_crew_plan plan = {
        .common = &r->common,
        .inputs = r->inputs,
        .options = &r->options,
        .threads = threads,
        .put = put_part,
        .context = r,
    };
    return gr_crew_run(&plan);
}

/* --------------------------------------------------------------------- run */

/* As LC_ALL, LC_MESSAGES or LANG says: zh_CN.UTF-8. */
static bool is_chinese(const gr_cli *cli)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    if (cli->language != GR_UNSET)
        return cli->language == 1;
    for (size_t i = 0; i < GR_COUNT(variables); i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "zh", 2) == 0;
    }
    return false;
}

/* Whether new records are to be added to the file of the old ones. */
static bool adds_to_done(const gr_cli *cli)
{
    struct stat done, output;
    if (cli->skip_done == NULL || cli->output == NULL)
        return false;
    if (strcmp(cli->skip_done, cli->output) == 0)
        return true;
    return stat(cli->skip_done, &done) == 0 && stat(cli->output, &output) == 0 &&
           gr_is_same_file(&done, &output);
}

int gr_batch_read_rules(const gr_cli *cli, gr_buf *rules)
{
    if (!gr_read_file(cli->rules, rules))
        return complain(cli->rules, strerror(errno), GR_EXIT_USAGE);
    if (memchr(rules->ptr, '\0', rules->len) != NULL)
        return complain(cli->rules, "is no table in UTF-8", GR_EXIT_USAGE);
    return GR_EXIT_OK;
}

static int open_rules(run *r)
{
    if (r->cli->rules == NULL)
        return GR_EXIT_OK;
    int status = gr_batch_read_rules(r->cli, &r->rules);
    r->common.rules_text = r->rules.ptr;
    return status;
}

/* Takes the records of earlier runs into the history. */
static int read_earlier(gr_history *history, const char *path)
{
    gr_lines lines;
    gr_str line;
    gr_error error = {.status = GR_OK};
    int fd = gr_open(path);
    if (fd < 0)
        return complain(path, strerror(errno), GR_EXIT_TROUBLE);
    gr_lines_open(&lines, fd, '\n');
    while (error.status == GR_OK && gr_lines_next(&lines, &line, NULL))
        if (line.len > 0)
            gr_history_read(history, line.ptr, line.len, &error);
    close(fd);
    int failed = lines.error;
    gr_lines_release(&lines);
    if (failed != 0)
        return complain(path, strerror(failed), GR_EXIT_TROUBLE);
    return error.status == GR_OK ? GR_EXIT_OK : complain(path, error.message, GR_EXIT_TROUBLE);
}

static int open_history(run *r)
{
    if (!r->cli->across_years && r->cli->earlier == NULL)
        return GR_EXIT_OK;
    r->common.history = gr_history_new();
    return r->cli->earlier != NULL ? read_earlier(r->common.history, r->cli->earlier) : GR_EXIT_OK;
}

/* Whether the output would be written over a report that a list or a folder names, which
 * can be told only before it is opened.  Output of an earlier run may stand in the
 * folder that is read. */
static bool is_over_input(const gr_cli *cli)
{
    struct stat s;
    if (cli->output == NULL || stat(cli->output, &s) != 0 || !S_ISREG(s.st_mode) || s.st_size == 0)
        return false;
    return gr_inputs_hold(cli, &s, !gr_output_is_own(cli->output));
}

/* Reads what is done and opens the output. */
static int open_output(run *r)
{
    const gr_cli *cli = r->cli;
    bool adds = adds_to_done(cli);
    long long keep = GR_FROM_SCRATCH;
    if (adds && (cli->show != GR_SHOW_RECORD || cli->format != GR_FORMAT_JSONL))
        return complain("--skip-done", "adds to the output only as jsonl, try --help", GR_EXIT_USAGE);
    if (cli->skip_done != NULL && (r->done = gr_done_read(cli->skip_done)) == NULL &&
        !(adds && errno == ENOENT))
        return complain(cli->skip_done, errno == ENOSYS ? GR_JSON_MISSING : strerror(errno), GR_EXIT_TROUBLE);
    r->common.done = r->done;
    const gr_done *added_to = adds ? r->done : NULL;
    if (added_to != NULL && gr_done_is_foreign(added_to))
        return complain(cli->skip_done, "is no file of records, and is left as it is", GR_EXIT_TROUBLE);
    if (added_to != NULL)
        keep = (long long)gr_done_length(added_to);
    if (keep == GR_FROM_SCRATCH && is_over_input(cli))
        return complain(cli->output, "is an input too", GR_EXIT_TROUBLE);
    bool opened = gr_output_open(&r->output, cli, keep);
    if (opened && added_to != NULL && gr_done_is_open(added_to))
        opened = gr_output_write(&r->output, "\n", 1) == 0;
    if (opened)
        return GR_EXIT_OK;
    const char *reason = r->output.error == EINVAL ? "is an input too" : strerror(r->output.error);
    return complain(r->output.name, reason, GR_EXIT_TROUBLE);
}

static gr_writer_options writer_options(const gr_cli *cli)
{
    return (gr_writer_options){
        /* pages for people are passed on as lines are, without a frame */
        .format = cli->show == GR_SHOW_RECORD ? (gr_format)cli->format : GR_FORMAT_JSONL,
        .blank = cli->blank,
        .header = cli->header != 0,
        .bom = cli->bom != 0,
        .array = gr_inputs_several(cli),
    };
}

static void begin_run(run *r)
{
    const gr_cli *cli = r->cli;
    r->options = writer_options(cli);
    r->writer = gr_writer_new(&r->options, gr_output_write, &r->output);
    r->inputs = gr_inputs_open(cli, r->common.done);
    /* JSON Lines are for readers that wait for them */
    r->flush = cli->flush || (r->options.format == GR_FORMAT_JSONL && !cli->documents && !r->output.regular);
    bool shown =
        cli->progress == GR_UNSET ? gr_inputs_several(cli) && isatty(STDERR_FILENO) : cli->progress != 0;
    gr_progress_begin(&r->progress, shown, shown ? gr_inputs_count(cli, r->common.done) : 0);
}

static size_t thread_count(const gr_cli *cli)
{
    if (cli->show == GR_SHOW_TEXT)
        return 1; /* passes text on as it comes, and holds none of it */
    if (cli->across_years || cli->earlier != NULL)
        return 1; /* what is known of earlier years depends on the order */
    long processors = cli->jobs > 0 ? cli->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 1 ? (size_t)processors : 1;
}

/* Goes over all inputs and ends the output. */
static int go(run *r, gr_worker *worker)
{
    gr_status status = GR_OK;
    size_t threads = thread_count(r->cli);
    begin_run(r);
    worker->writer = r->writer;
    if (threads == 1 || !run_threads(r, threads))
        status = run_serial(r, worker);
    if (status == GR_OK)
        gr_writer_finish(r->writer);
    gr_progress_clear(&r->progress);
    if (r->outcome.inputs == 0 && r->done == NULL && !r->cli->documents && !r->cli->quiet)
        fputs(GR_PROGRAM ": no input was found\n", stderr);
    gr_output_close(&r->output);
    return output_status(&r->output, outcome_status(r));
}

/* An extractor comes before the output is opened: where the rules are wrong, an
 * earlier output stays as it is. */
static int run_inputs(run *r)
{
    gr_error error = {.status = GR_OK};
    gr_worker worker;
    int status;
    if (!gr_worker_init(&worker, &r->common, NULL, &error))
        status = gr_batch_refuse(r->cli, &error);
    else if ((status = open_output(r)) == GR_EXIT_OK)
        status = go(r, &worker);
    gr_worker_release(&worker);
    return status;
}

int gr_batch_run(const gr_cli *cli)
{
    run r = {.cli = cli, .common = {.cli = cli, .output = &r.output, .chinese = is_chinese(cli)}};
    pthread_mutex_init(&r.common.json, NULL);
    int status = open_rules(&r);
    if (status == GR_EXIT_OK)
        status = open_history(&r);
    if (status == GR_EXIT_OK)
        status = run_inputs(&r);
    gr_writer_free(r.writer);
    gr_inputs_free(r.inputs);
    gr_done_free(r.done);
    gr_history_free(r.common.history);
    gr_buf_release(&r.rules);
    return status;
}
