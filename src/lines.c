#include "lines.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

long gr_read(int fd, char *bytes, size_t length)
{
    ssize_t got;
    do
        got = read(fd, bytes, length);
    while (got < 0 && errno == EINTR);
    return got;
}

int gr_open(const char *path)
{
    int fd;
    do
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    return fd;
}

bool gr_read_file(const char *path, gr_buf *text)
{
    int fd = gr_open(path);
    if (fd < 0)
        return false;
    long got;
    do {
        gr_buf_reserve(text, GR_READ_SIZE);
        got = gr_read(fd, text->ptr + text->len, GR_READ_SIZE);
        text->len += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    int error = errno;
    close(fd);
    text->ptr[text->len] = '\0';
    errno = error;
    return got == 0;
}

/* ------------------------------------------------------------------- lines */

void gr_lines_open(gr_lines *l, int fd, char end)
{
    *l = (gr_lines){.fd = fd, .end = end};
}

void gr_lines_release(gr_lines *l)
{
    gr_buf_release(&l->read);
}

/* Reads more behind what is not yet given out, which moves to the front. */
static void read_more(gr_lines *l)
{
    gr_buf_drop_front(&l->read, l->at);
    l->at = 0;
    gr_buf_reserve(&l->read, GR_READ_SIZE);
    long got = gr_read(l->fd, l->read.ptr + l->read.len, GR_READ_SIZE);
    if (got > 0) {
        l->read.len += (size_t)got;
        return;
    }
    l->at_end = true;
    if (got < 0)
        l->error = errno;
}

static bool give(gr_lines *l, gr_str *line, bool *ended, size_t length, bool has_end)
{
    *line = gr_str_make(l->read.ptr + l->at, length);
    l->at += length + has_end;
    if (ended != NULL)
        *ended = has_end;
    return true;
}

bool gr_lines_next(gr_lines *l, gr_str *line, bool *ended)
{
    size_t searched = 0;
    for (;;) {
        size_t held = l->read.len - l->at;
        const char *start = held > 0 ? l->read.ptr + l->at : NULL;
        const char *end = held > searched ? memchr(start + searched, l->end, held - searched) : NULL;
        if (end != NULL)
            return give(l, line, ended, (size_t)(end - start), true);
        if (l->at_end)
            return held > 0 && l->error == 0 && give(l, line, ended, held, false);
        searched = held;
        read_more(l);
    }
}
