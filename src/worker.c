#include "worker.h"
#include "cli.h"
#include "lines.h"
#include "report.h"
#include "write.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* ---------------------------------------------------------------- messages */

void gr_put_message(gr_buf *out, const char *name, const char *reason)
{
    GR_PUT_LIT(out, GR_PROGRAM ": ");
    gr_put_line(out, name[0] != '\0' ? name : "''");
    GR_PUT_LIT(out, ": ");
    gr_put_line(out, reason);
    gr_put_char(out, '\n');
}

void gr_put_refusal(gr_buf *out, const gr_cli *cli, const gr_error *error)
{
    if (error->status == GR_ERR_RULES && cli->rules != NULL)
        gr_put_message(out, cli->rules, error->message);
    else
        gr_buf_printf(out, GR_PROGRAM ": %s\n", error->message);
}

static void put_warning(gr_buf *out, const char *name, const gr_warning *warning)
{
    if (warning->line == 0) {
        gr_put_message(out, name, warning->message);
        return;
    }
    gr_put_line(out, name);
    gr_buf_printf(out, ":%u:%u: ", warning->line, warning->column > 0 ? warning->column : 1);
    gr_put_line(out, warning->message);
    gr_put_char(out, '\n');
}

void gr_outcome_add(gr_outcome *sum, const gr_outcome *more)
{
    sum->trouble |= more->trouble;
    sum->check_failed |= more->check_failed;
    sum->misused |= more->misused;
    sum->inputs += more->inputs;
    sum->failures += more->failures;
}

/* -------------------------------------------------------------------- life */

/* Gives the decoded text (--text) to the writer; not 0 stops the extractor. */
static int sink_text(void *worker, const char *bytes, size_t length)
{
    gr_worker *w = worker;
    return gr_writer_add(w->writer, gr_str_make(bytes, length)) != GR_OK;
}

static gr_extractor *new_extractor(gr_worker *w, const char *encoding, gr_error *error)
{
    const gr_cli *cli = w->common->cli;
    gr_options options = gr_options_default();
    options.encoding = encoding;
    options.rules_text = w->common->rules_text;
    options.keep_numerals = cli->show == GR_SHOW_EXPLANATION;
    options.jit = options.jit && cli->jit;
    options.text_sink = cli->show == GR_SHOW_TEXT ? sink_text : NULL;
    options.text_context = w;
    gr_extractor *x = gr_extractor_new(&options, error);
    if (x != NULL)
        gr_extractor_set_history(x, w->common->history);
    return x;
}

bool gr_worker_init(gr_worker *w, gr_common *common, gr_writer *writer, gr_error *error)
{
    *w = (gr_worker){.common = common, .writer = writer};
    w->files = new_extractor(w, common->cli->encoding, error);
    w->bytes = gr_realloc(NULL, GR_READ_SIZE);
    return w->files != NULL;
}

void gr_worker_release(gr_worker *w)
{
    gr_extractor_free(w->files);
    gr_extractor_free(w->texts);
    gr_buf_release(&w->line);
    gr_buf_release(&w->page);
    gr_buf_release(&w->messages);
    free(w->bytes);
}

/* ----------------------------------------------------------------- results */

static bool any_check_failed(const gr_record *record)
{
    for (size_t i = 0; i < record->check_count; i++)
        if (record->checks[i].status == GR_CHECK_FAILED)
            return true;
    return false;
}

static gr_status write_page(gr_worker *w, const gr_record *record)
{
    gr_buf_clear(&w->page);
    if (w->common->cli->show == GR_SHOW_AUDIT)
        gr_report_checks(&w->page, record, w->common->chinese);
    else if (w->common->cli->show == GR_SHOW_EXPLANATION)
        gr_write_explanation(&w->page, record);
    return gr_writer_add(w->writer, gr_buf_str(&w->page));
}

/* The first of them: in a wrong encoding there is one in each line. */
static void put_warnings(gr_buf *out, const gr_record *record)
{
    enum { SHOWN = 20 };
    char more[64];
    size_t count = record->warning_count, shown = count > SHOWN ? SHOWN : count;
    for (size_t i = 0; i < shown; i++)
        put_warning(out, record->name, &record->warnings[i]);
    if (shown == count)
        return;
    snprintf(more, sizeof more, "%zu more warnings are in the record", count - shown);
    gr_put_message(out, record->name, more);
}

static gr_status deliver(gr_worker *w, const gr_record *record)
{
    if (!w->common->cli->quiet)
        put_warnings(&w->messages, record);
    if (any_check_failed(record))
        w->outcome.check_failed = true;
    return w->common->cli->show == GR_SHOW_RECORD ? gr_writer_record(w->writer, record)
                                                  : write_page(w, record);
}

/* An input, or a document of one. */
typedef struct source {
    const char *name, *id;
    bool document;
} source;

/* Input that gives no record is one line on standard error; of a document, one
 * of the output too. */
static gr_status give_up(gr_worker *w, const source *s, const gr_error *error)
{
    gr_put_message(&w->messages, s->name, error->message);
    w->outcome.trouble = true;
    w->outcome.failures++;
    if (error->status == GR_ERR_ENCODING || error->status == GR_ERR_RULES)
        w->outcome.misused = true;
    if (!s->document)
        return GR_OK;
    gr_buf_clear(&w->page);
    gr_write_failure(&w->page, s->id, error->message);
    return gr_writer_add(w->writer, gr_buf_str(&w->page));
}

static gr_status give_up_for(gr_worker *w, const source *s, const char *reason)
{
    gr_error error = {.status = GR_ERR_INPUT};
    snprintf(error.message, sizeof error.message, "%s", reason);
    return give_up(w, s, &error);
}

/* Ends the report in x. */
static gr_status finish(gr_worker *w, gr_extractor *x, const source *s, gr_status status, gr_error *error)
{
    const gr_record *record = status == GR_OK ? gr_extractor_finish(x, error) : NULL;
    if (gr_writer_status(w->writer) != GR_OK)
        return GR_ERR_OUTPUT;
    return record != NULL ? deliver(w, record) : give_up(w, s, error);
}

static void begin(gr_extractor *x, const source *s)
{
    gr_extractor_begin(x, s->name);
    if (s->id != NULL)
        gr_extractor_set_id(x, s->id);
}

/* ------------------------------------------------------------------- files */

/* The next bytes of an open file or of an archive's member. */
static long read_some(gr_worker *w, int fd, gr_archive *archive)
{
    return archive != NULL ? gr_archive_read(archive, w->bytes, GR_READ_SIZE)
                           : gr_read(fd, w->bytes, GR_READ_SIZE);
}

static const char *reading_failed(const gr_archive *archive, const gr_cli *cli)
{
    if (archive != NULL)
        return gr_archive_trouble(archive);
    if (errno != EISDIR)
        return strerror(errno);
    return cli->documents ? "is a folder" : "is a folder; -r reads folders";
}

static gr_status read_input(gr_worker *w, int fd, gr_archive *archive, gr_error *error)
{
    long got;
    while ((got = read_some(w, fd, archive)) > 0) {
        gr_status status = gr_extractor_feed(w->files, w->bytes, (size_t)got, error);
        if (status != GR_OK)
            return status;
    }
    if (got == 0)
        return GR_OK;
    error->status = GR_ERR_INPUT;
    snprintf(error->message, sizeof error->message, "%s", reading_failed(archive, w->common->cli));
    return GR_ERR_INPUT;
}

static gr_status do_descriptor(gr_worker *w, const source *s, int fd)
{
    gr_error error = {.status = GR_OK};
    begin(w->files, s);
    gr_status status = read_input(w, fd, NULL, &error);
    return finish(w, w->files, s, status, &error);
}

static gr_status do_member(gr_worker *w, const source *s, const gr_job *job)
{
    gr_error error = {.status = GR_OK};
    gr_status status = GR_OK;
    begin(w->files, s);
    if (job->text.len > 0)
        status = gr_extractor_feed(w->files, job->text.ptr, job->text.len, &error);
    if (status == GR_OK && job->archive != NULL)
        status = read_input(w, -1, job->archive, &error);
    return finish(w, w->files, s, status, &error);
}

static gr_status do_file(gr_worker *w, const source *s, bool from_folder)
{
    if (strcmp(s->name, "-") == 0 && !s->document)
        return do_descriptor(w, s, STDIN_FILENO);
    int fd = gr_open(s->name);
    if (fd < 0)
        return give_up_for(w, s, strerror(errno));
    bool own_output = gr_output_is(w->common->output, fd);
    gr_status status = GR_OK;
    if (!own_output)
        status = do_descriptor(w, s, fd);
    else if (!from_folder)
        status = give_up_for(w, s, "is the output too");
    close(fd);
    return status;
}

/* --------------------------------------------------------------- documents */

/* What is read of a document has no NUL, which a C string would end at: as in
 * a file, it is U+FFFD.  A \u0000 is one where an even number of backslashes
 * stands before it. */
static void replace_nuls(gr_buf *line)
{
    gr_str nul = GR_LIT("\\u0000");
    size_t at = 0;
    while ((at = gr_str_find(gr_buf_str(line), nul, at)) != GR_NOT_FOUND) {
        size_t before = 0;
        while (before < at && line->ptr[at - before - 1] == '\\')
            before++;
        if (before % 2 == 0)
            memcpy(line->ptr + at, "\\ufffd", nul.len);
        at += nul.len;
    }
}

static gr_json *parse_line(gr_worker *w, gr_str text)
{
    gr_buf_clear(&w->line);
    gr_buf_add_str(&w->line, text);
    replace_nuls(&w->line);
    pthread_mutex_lock(&w->common->json);
    gr_json *json = gr_json_parse(&w->json, gr_buf_str(&w->line));
    pthread_mutex_unlock(&w->common->json);
    return json;
}

/* An id is text or a number, which becomes the text that it is written as. */
static const char *id_of(const gr_json *document, gr_str line, gr_buf *space, bool *strange)
{
    const gr_json *id = gr_json_member(document, "id");
    double number;
    *strange = id != NULL && gr_json_text(id) == NULL && !gr_json_is_null(id);
    if (!gr_json_number(id, &number))
        return gr_json_text(id);
    gr_buf_add_str(space, gr_json_number_source(line, "id"));
    *strange = space->len == 0;
    return *strange ? NULL : space->ptr;
}

static gr_status do_text(gr_worker *w, const source *s, const char *text)
{
    gr_error error = {.status = GR_OK};
    if (w->texts == NULL && (w->texts = new_extractor(w, "UTF-8", &error)) == NULL)
        return give_up(w, s, &error);
    begin(w->texts, s);
    gr_status status = gr_extractor_feed(w->texts, text, strlen(text), &error);
    return finish(w, w->texts, s, status, &error);
}

/* A document is called by its path, its id or its place. */
static source source_of(const gr_json *document, const gr_job *job, const char *id, char place[static 64])
{
    const char *path = gr_json_text(gr_json_member(document, "path"));
    snprintf(place, 64, "%.40s:%llu", job->name, (unsigned long long)job->line);
    return (source){.name = path != NULL ? path : id != NULL ? id : place, .id = id, .document = true};
}

/* A place in standard input tells no document from another. */
static bool is_done(const gr_worker *w, const gr_job *job, const source *s)
{
    bool placed = s->id == NULL && strncmp(s->name, "-:", 2) == 0 && strcmp(job->name, "-") == 0;
    return !placed && w->common->done != NULL && gr_done_has(w->common->done, s->id, s->name);
}

static gr_status do_parsed(gr_worker *w, const source *s, const gr_json *document)
{
    const char *text = gr_json_text(gr_json_member(document, "text"));
    if (text != NULL)
        return do_text(w, s, text);
    bool path = gr_json_text(gr_json_member(document, "path")) != NULL;
    return path ? do_file(w, s, false) : give_up_for(w, s, "a document without text or path");
}

static gr_status do_document(gr_worker *w, const gr_job *job)
{
    gr_json *document = parse_line(w, job->text);
    gr_buf number = {0};
    char place[64];
    bool strange;
    const char *id = id_of(document, gr_buf_str(&w->line), &number, &strange);
    source s = source_of(document, job, id, place);
    gr_status status = GR_OK;
    if (strange)
        status = give_up_for(w, &s, "its id is neither text nor a number");
    else if (!gr_json_is_object(document))
        status = give_up_for(w, &s, w->json.missing ? GR_JSON_MISSING : "no JSON object");
    else if (!is_done(w, job, &s))
        status = do_parsed(w, &s, document);
    gr_buf_release(&number);
    gr_json_free(&w->json, document);
    return status;
}

gr_status gr_worker_do(gr_worker *w, const gr_job *job)
{
    source s = {.name = job->name};
    w->outcome.inputs++;
    if (job->kind == GR_JOB_DOCUMENT)
        return do_document(w, job);
    if (job->kind == GR_JOB_MEMBER)
        return do_member(w, &s, job);
    if (job->kind == GR_JOB_TROUBLE)
        return give_up_for(w, &s, job->text.ptr);
    return do_file(w, &s, job->from_folder);
}
