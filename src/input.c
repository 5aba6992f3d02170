#include "input.h"
#include "cli.h"
#include "lines.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that is being read: its names in order. */
typedef struct folder {
    gr_arena strings;
    GR_ARRAY(const char *) names;
    size_t next;
    size_t path_length; /* of its own path in gr_inputs.path */
} folder;

typedef enum stage { STAGE_OPERANDS, STAGE_LIST, STAGE_LIST0, STAGE_END } stage;

struct gr_inputs {
    const gr_cli *cli;
    const gr_done *done;
    stage stage;
    size_t operand;

    gr_lines list; /* of names */
    bool list_open;

    GR_ARRAY(folder) folders; /* the last one is being read */
    gr_buf path;              /* of what is being read in them */
    size_t root_length;       /* of the folder that was named */

    gr_archive *archive; /* that is being read, or NULL */
    gr_buf archive_name, member_name;
    bool archives_closed; /* archives count as met, and are not read */
    bool archive_met;

    gr_lines documents;
    bool documents_open;
    uint64_t line;

    gr_buf name, reason;
};

static bool is_stdin(const char *name)
{
    return strcmp(name, "-") == 0;
}

/* "-" alone is the input where nothing else is named. */
static bool nothing_named(const gr_cli *cli)
{
    return cli->operand_count == 0 && cli->files_from == NULL && cli->files0_from == NULL;
}

bool gr_inputs_several(const gr_cli *cli)
{
    bool archive = cli->operand_count == 1 && gr_archive_is_name(cli->operands[0]);
    return cli->operand_count > 1 || archive || cli->files_from != NULL || cli->files0_from != NULL ||
           cli->recursive || cli->documents;
}

gr_inputs *gr_inputs_open(const gr_cli *cli, const gr_done *done)
{
    gr_inputs *in = gr_alloc(sizeof *in);
    in->cli = cli;
    in->done = done;
    return in;
}

static bool trouble(gr_inputs *in, gr_job *job, const char *name, const char *reason)
{
    gr_buf_clear(&in->reason);
    gr_buf_printf(&in->reason, "%s", reason);
    *job = (gr_job){.kind = GR_JOB_TROUBLE, .name = name, .text = gr_buf_str(&in->reason)};
    return true;
}

/* ----------------------------------------------------------------- folders */

static void release_folder(folder *f)
{
    gr_array_release(&f->names);
    gr_arena_release(&f->strings);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Reads the names of the folder in->path, which becomes the last of folders. */
static bool enter_folder(gr_inputs *in)
{
    DIR *directory = opendir(in->path.ptr);
    if (directory == NULL)
        return false;
    folder f = {.path_length = in->path.len};
    errno = 0;
    for (const struct dirent *e; (e = readdir(directory)) != NULL;)
        if (e->d_name[0] != '.')
            *gr_array_push(&f.names) = gr_arena_copy(&f.strings, gr_str_of(e->d_name));
    int error = errno;
    closedir(directory);
    if (f.names.len > 0)
        qsort(f.names.ptr, f.names.len, sizeof *f.names.ptr, compare_names);
    *gr_array_push(&in->folders) = f;
    errno = error;
    return error == 0;
}

/* `below`: the path below the folder or in the archive. */
static bool fits_globs(const gr_inputs *in, const char *below)
{
    const char *slash = strrchr(below, '/'), *name = slash != NULL ? slash + 1 : below;
    for (size_t i = 0; i < in->cli->globs.len; i++) {
        const char *glob = in->cli->globs.ptr[i];
        bool whole_path = strchr(glob, '/') != NULL;
        if (fnmatch(glob, whole_path ? below : name, whole_path ? FNM_PATHNAME : 0) == 0)
            return true;
    }
    return in->cli->globs.len == 0;
}

typedef enum place_kind { PLACE_FILE, PLACE_FOLDER, PLACE_OTHER } place_kind;

/* Links count as what they lead to, but for folders: they might lead back. */
static place_kind kind_of(const char *path)
{
    struct stat s;
    if (lstat(path, &s) != 0)
        return PLACE_FILE; /* opening it will say what is wrong */
    if (S_ISDIR(s.st_mode))
        return PLACE_FOLDER;
    if (S_ISLNK(s.st_mode) && stat(path, &s) != 0)
        return PLACE_FILE;
    return S_ISREG(s.st_mode) ? PLACE_FILE : PLACE_OTHER;
}

static void set_path(gr_inputs *in, size_t folder_length, const char *name)
{
    in->path.len = folder_length;
    if (in->path.ptr[folder_length - 1] != '/')
        gr_buf_add_char(&in->path, '/');
    gr_buf_add_str(&in->path, gr_str_of(name));
}

/* The next file in the open folders; false when they are read. */
static bool next_in_folders(gr_inputs *in, gr_job *job)
{
    while (in->folders.len > 0) {
        folder *f = &in->folders.ptr[in->folders.len - 1];
        if (f->next == f->names.len) {
            release_folder(f);
            in->folders.len--;
            continue;
        }
        const char *name = f->names.ptr[f->next++];
        set_path(in, f->path_length, name);
        place_kind kind = kind_of(in->path.ptr);
        if (kind == PLACE_FOLDER && !enter_folder(in))
            return trouble(in, job, in->path.ptr, strerror(errno));
        if (kind != PLACE_FILE || !fits_globs(in, in->path.ptr + in->root_length + 1))
            continue;
        *job = (gr_job){.kind = GR_JOB_FILE, .name = in->path.ptr, .from_folder = true};
        return true;
    }
    return false;
}

static bool is_folder(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

/* --------------------------------------------------------------- documents */

static bool open_documents(gr_inputs *in, gr_job *job)
{
    int fd = is_stdin(in->name.ptr) ? STDIN_FILENO : gr_open(in->name.ptr);
    if (fd < 0)
        return trouble(in, job, in->name.ptr, strerror(errno));
    gr_lines_open(&in->documents, fd, '\n');
    in->documents_open = true;
    in->line = 0;
    return false;
}

static int close_documents(gr_inputs *in)
{
    int error = in->documents.error;
    if (in->documents.fd != STDIN_FILENO)
        close(in->documents.fd);
    gr_lines_release(&in->documents);
    in->documents_open = false;
    return error;
}

static bool is_blank(gr_str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (strchr(" \t\r", line.ptr[i]) == NULL || line.ptr[i] == '\0')
            return false;
    return true;
}

static bool next_document(gr_inputs *in, gr_job *job)
{
    gr_str line;
    while (gr_lines_next(&in->documents, &line, NULL)) {
        in->line++;
        if (is_blank(line))
            continue;
        *job = (gr_job){.kind = GR_JOB_DOCUMENT, .name = in->name.ptr, .text = line, .line = in->line};
        return true;
    }
    int error = close_documents(in);
    return error != 0 && trouble(in, job, in->name.ptr, strerror(error));
}

/* ------------------------------------------------------------------- names */

static bool open_list(gr_inputs *in, gr_job *job, const char *name, char end)
{
    int fd = is_stdin(name) ? STDIN_FILENO : gr_open(name);
    in->list_open = fd >= 0;
    if (fd < 0)
        return trouble(in, job, name, strerror(errno));
    gr_lines_open(&in->list, fd, end);
    return false;
}

static bool close_list(gr_inputs *in, gr_job *job, const char *name)
{
    int error = in->list.error;
    if (in->list.fd != STDIN_FILENO)
        close(in->list.fd);
    gr_lines_release(&in->list);
    in->list_open = false;
    return error != 0 && trouble(in, job, name, strerror(error));
}

/* The next name of a list into in->name. */
static bool next_listed(gr_inputs *in)
{
    gr_str line;
    while (gr_lines_next(&in->list, &line, NULL)) {
        if (in->list.end == '\n' && gr_str_ends(line, GR_LIT("\r")))
            line.len--;
        gr_buf_clear(&in->name);
        gr_buf_add_str(&in->name, line);
        if (line.len > 0)
            return true;
    }
    return false;
}

typedef enum found { FOUND_NAME, FOUND_JOB, FOUND_NOTHING } found;

/* The next name of the list of this stage, which is opened and closed here. */
static found find_listed(gr_inputs *in, gr_job *job, const char *list, char end)
{
    if (list == NULL || (!in->list_open && open_list(in, job, list, end))) {
        in->stage++;
        return list == NULL ? FOUND_NOTHING : FOUND_JOB;
    }
    if (next_listed(in))
        return FOUND_NAME;
    in->stage++;
    return close_list(in, job, list) ? FOUND_JOB : FOUND_NOTHING;
}

static found find_operand(gr_inputs *in)
{
    const gr_cli *cli = in->cli;
    size_t count = nothing_named(cli) ? 1 : cli->operand_count;
    if (in->operand == count) {
        in->stage++;
        return FOUND_NOTHING;
    }
    gr_buf_clear(&in->name);
    gr_buf_printf(&in->name, "%s", cli->operand_count > 0 ? cli->operands[in->operand] : "-");
    in->operand++;
    return FOUND_NAME;
}

/* The next name into in->name, or a job where a list cannot be read. */
static found find_name(gr_inputs *in, gr_job *job)
{
    found f = FOUND_NOTHING;
    while (f == FOUND_NOTHING && in->stage != STAGE_END) {
        if (in->stage == STAGE_OPERANDS)
            f = find_operand(in);
        else if (in->stage == STAGE_LIST)
            f = find_listed(in, job, in->cli->files_from, '\n');
        else
            f = find_listed(in, job, in->cli->files0_from, '\0');
    }
    return f;
}

/* Makes a job of in->name; false where it was only opened (a folder,
 * documents). */
static bool start_name(gr_inputs *in, gr_job *job)
{
    if (in->cli->documents)
        return open_documents(in, job);
    if (in->cli->recursive && is_folder(in->name.ptr)) {
        gr_buf_clear(&in->path);
        gr_buf_add_str(&in->path, gr_buf_str(&in->name));
        in->root_length = in->path.len - (in->path.ptr[in->path.len - 1] == '/');
        return !enter_folder(in) && trouble(in, job, in->name.ptr, strerror(errno));
    }
    *job = (gr_job){.kind = GR_JOB_FILE, .name = in->name.ptr};
    return true;
}

/* ---------------------------------------------------------------- archives */

/* Whether a file or folder of a path is hidden: .a, but not . and .. */
static bool is_hidden(const char *path)
{
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        size_t dots = strspn(part, ".");
        if (dots > 0 && (dots > 2 || (part[dots] != '/' && part[dots] != '\0')))
            return true;
    }
    return false;
}

/* Whether a member is a report as files in folders are: not hidden, as what
 * other systems add to archives is (__MACOSX/._a.txt). */
static bool is_report(const gr_inputs *in, const char *name)
{
    const char *below = strncmp(name, "./", 2) == 0 ? name + 2 : name;
    return !is_hidden(below) && fits_globs(in, below);
}

/* The next member of the open archive; false at its end, and it is closed. */
static bool next_member(gr_inputs *in, gr_job *job)
{
    const char *name;
    while ((name = gr_archive_next(in->archive)) != NULL) {
        if (!is_report(in, name))
            continue;
        gr_buf_clear(&in->member_name);
        gr_buf_printf(&in->member_name, "%s!%s", in->archive_name.ptr, name);
        *job = (gr_job){.kind = GR_JOB_MEMBER, .name = in->member_name.ptr, .archive = in->archive};
        return true;
    }
    const char *reason = gr_archive_trouble(in->archive);
    bool broken = reason != NULL && trouble(in, job, in->archive_name.ptr, reason);
    gr_archive_close(in->archive);
    in->archive = NULL;
    return broken;
}

static void open_archive(gr_inputs *in, const char *path)
{
    in->archive_met = true;
    if (in->archives_closed)
        return;
    gr_buf_clear(&in->archive_name);
    gr_buf_printf(&in->archive_name, "%s", path);
    in->archive = gr_archive_open(path);
}

/* -------------------------------------------------------------------- jobs */

/* The next file, document or trouble; archives are files here. */
static bool next_file(gr_inputs *in, gr_job *job)
{
    for (;;) {
        if (in->folders.len > 0 && next_in_folders(in, job))
            return true;
        if (in->documents_open && next_document(in, job))
            return true;
        found f = find_name(in, job);
        if (f != FOUND_NAME)
            return f == FOUND_JOB;
        if (start_name(in, job))
            return true;
    }
}

static bool next_job(gr_inputs *in, gr_job *job)
{
    for (;;) {
        if (in->archive != NULL && next_member(in, job))
            return true;
        if (!next_file(in, job))
            return false;
        if (job->kind != GR_JOB_FILE || !gr_archive_is_name(job->name))
            return true;
        open_archive(in, job->name);
    }
}

static bool is_done(const gr_inputs *in, const gr_job *job)
{
    bool file = job->kind == GR_JOB_FILE && !is_stdin(job->name); /* which has no name to know it by */
    bool named = file || job->kind == GR_JOB_MEMBER;
    return named && in->done != NULL && gr_done_has(in->done, NULL, job->name);
}

bool gr_inputs_next(gr_inputs *in, gr_job *job)
{
    while (next_job(in, job))
        if (!is_done(in, job))
            return true;
    return false;
}

/* The names alone, archives unread; NULL where they cannot be gone over twice. */
static gr_inputs *open_names(const gr_cli *cli, const gr_done *done)
{
    bool list_is_stdin = (cli->files_from != NULL && is_stdin(cli->files_from)) ||
                         (cli->files0_from != NULL && is_stdin(cli->files0_from));
    if (cli->documents || list_is_stdin)
        return NULL;
    gr_inputs *in = gr_inputs_open(cli, done);
    in->archives_closed = true;
    return in;
}

uint64_t gr_inputs_count(const gr_cli *cli, const gr_done *done)
{
    gr_inputs *in = open_names(cli, done);
    gr_job job;
    uint64_t count = 0;
    if (in == NULL)
        return 0;
    while (gr_inputs_next(in, &job))
        count++;
    if (in->archive_met)
        count = 0;
    gr_inputs_free(in);
    return count;
}

bool gr_inputs_hold(const gr_cli *cli, const struct stat *file, bool in_folders)
{
    gr_inputs *in = open_names(cli, NULL);
    gr_job job;
    struct stat s;
    bool held = false;
    if (in == NULL)
        return false;
    while (!held && gr_inputs_next(in, &job))
        held = (in_folders || !job.from_folder) && stat(job.name, &s) == 0 && gr_is_same_file(&s, file);
    gr_inputs_free(in);
    return held;
}

void gr_inputs_free(gr_inputs *in)
{
    if (in == NULL)
        return;
    for (size_t i = 0; i < in->folders.len; i++)
        release_folder(&in->folders.ptr[i]);
    gr_array_release(&in->folders);
    if (in->documents_open)
        close_documents(in);
    if (in->list_open && in->list.fd != STDIN_FILENO)
        close(in->list.fd);
    gr_lines_release(&in->list);
    gr_archive_close(in->archive);
    gr_buf_release(&in->archive_name);
    gr_buf_release(&in->member_name);
    gr_buf_release(&in->path);
    gr_buf_release(&in->name);
    gr_buf_release(&in->reason);
    free(in);
}
