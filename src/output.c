#include "output.h"
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_same(const gr_output *out, const struct stat *s)
{
    return out->regular && s->st_dev == out->device && s->st_ino == out->inode;
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

static bool is_operand(const gr_output *out, const gr_cli *cli)
{
    struct stat s;
    for (size_t i = 0; i < cli->operand_count; i++)
        if (stat(cli->operands[i], &s) == 0 && is_same(out, &s))
            return true;
    return false;
}

bool gr_output_open(gr_output *out, const gr_cli *cli, long long keep)
{
    bool named = cli->output != NULL;
    *out = (gr_output){.fd = STDOUT_FILENO, .name = named ? cli->output : "standard output"};
    if (named)
        out->fd = open(cli->output, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    struct stat s;
    if (out->fd < 0 || fstat(out->fd, &s) != 0)
        return fail(out, errno);
    out->regular = S_ISREG(s.st_mode);
    out->device = s.st_dev;
    out->inode = s.st_ino;
    if (!named || !out->regular)
        return true;
    if (is_operand(out, cli))
        return fail(out, EINVAL);
    off_t length = keep == GR_FROM_SCRATCH ? 0 : (off_t)keep;
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
