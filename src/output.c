#include "output.h"
#include "cli.h"
#include "lines.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_same(const gr_output *out, const struct stat *s)
{
    return out->regular && gr_is_same_file(&out->file, s);
}

bool gr_output_is(const gr_output *out, int fd)
{
    struct stat s;
    return out->regular && fstat(fd, &s) == 0 && is_same(out, &s);
}

static bool fail(gr_output *out, int error)
{
    out->error = error;
    return false;
}

static bool is_path(const gr_output *out, const char *path)
{
    struct stat s;
    return path != NULL && stat(path, &s) == 0 && is_same(out, &s);
}

/* Whether the run reads the output's file otherwise; what is added to one may have been
 * read for earlier years. */
static bool is_read(const gr_output *out, const gr_cli *cli, bool added)
{
    for (size_t i = 0; i < cli->operand_count; i++)
        if (is_path(out, cli->operands[i]))
            return true;
    return is_path(out, cli->files_from) || is_path(out, cli->files0_from) || is_path(out, cli->rules) ||
           (!added && is_path(out, cli->earlier));
}

bool gr_output_is_own(const char *path)
{
    enum { HEAD = 96 };
    char bytes[HEAD];
    int fd = gr_open(path);
    long got = fd >= 0 ? gr_read(fd, bytes, sizeof bytes) : 0;
    if (fd >= 0)
        close(fd);
    gr_str head = gr_str_make(bytes, got > 0 ? (size_t)got : 0);
    return gr_str_find(head, GR_LIT("\"schema_version\""), 0) != GR_NOT_FOUND ||
           gr_str_find(head, GR_LIT("source_name,"), 0) != GR_NOT_FOUND ||
           gr_str_equal(head, GR_LIT("[\n]\n"));
}

bool gr_output_open(gr_output *out, const gr_cli *cli, long long keep)
{
    bool named = cli->output != NULL, added = keep != GR_FROM_SCRATCH;
    *out = (gr_output){.fd = STDOUT_FILENO, .name = named ? cli->output : "standard output"};
    if (named)
        out->fd = open(cli->output, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    if (out->fd < 0 || fstat(out->fd, &out->file) != 0)
        return fail(out, errno);
    out->regular = S_ISREG(out->file.st_mode);
    if (!named || !out->regular)
        return true;
    if (is_read(out, cli, added))
        return fail(out, EINVAL);
    off_t length = added ? (off_t)keep : 0;
    if (ftruncate(out->fd, length) != 0 || lseek(out->fd, length, SEEK_SET) < 0)
        return fail(out, errno);
    return true;
}

int gr_output_write(void *output, const char *bytes, size_t length)
{
    gr_output *out = output;
    while (length > 0) {
        ssize_t done = write(out->fd, bytes, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0) {
            out->error = errno;
            return -1;
        }
        bytes += done;
        length -= (size_t)done;
    }
    return 0;
}

bool gr_output_close(gr_output *out)
{
    if (close(out->fd) != 0 && errno != EINTR && out->error == 0)
        out->error = errno;
    return out->error == 0;
}
