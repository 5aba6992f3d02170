#include "members.h"
#include "decode.h"
#include "library.h"
#include "lines.h"
#include "utf8.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

enum { BLOCK = 1 << 16 };

/* The functions of libarchive that are used, found at run time. */
typedef struct library {
    struct archive *(*create)(void);
    int (*free)(struct archive *);
    int (*gzip)(struct archive *);
    int (*bzip2)(struct archive *);
    int (*xz)(struct archive *);
    int (*zstd)(struct archive *);
    int (*tar)(struct archive *);
    int (*zip)(struct archive *);
    int (*open)(struct archive *, int, size_t);
    int (*next)(struct archive *, struct archive_entry **);
    la_ssize_t (*read)(struct archive *, void *, size_t);
    const char *(*error)(struct archive *);
    const char *(*name_utf8)(struct archive_entry *);
    const char *(*name)(struct archive_entry *);
    __LA_MODE_T (*type)(struct archive_entry *);
} library;

struct gr_archive {
    library l;
    struct archive *archive;
    int fd;
    locale_t utf8; /* in which members' names are read */
    gr_buf name, trouble;
    bool ended; /* whatever comes after cannot be read */
};

bool gr_archive_is_name(const char *path)
{
    static const char *const endings[] = {".zip",  ".tar", ".tar.gz", ".tgz",    ".tar.bz2",
                                          ".tbz2", ".txz", ".tar.xz", ".tar.zst"};
    size_t length = strlen(path);
    for (size_t i = 0; i < GR_COUNT(endings); i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcasecmp(path + length - ending, endings[i]) == 0)
            return true;
    }
    return false;
}

/* ----------------------------------------------------------------- library */

static bool load(library *l)
{
    static const char *const names[] = {"libarchive.so.13", "libarchive.so", "libarchive.13.dylib",
                                        "libarchive.dylib"};
    void *handle = gr_library_open(names, GR_COUNT(names));
    return handle != NULL && gr_library_find(handle, "archive_read_new", &l->create) &&
           gr_library_find(handle, "archive_read_free", &l->free) &&
           gr_library_find(handle, "archive_read_support_filter_gzip", &l->gzip) &&
           gr_library_find(handle, "archive_read_support_filter_bzip2", &l->bzip2) &&
           gr_library_find(handle, "archive_read_support_filter_xz", &l->xz) &&
           gr_library_find(handle, "archive_read_support_filter_zstd", &l->zstd) &&
           gr_library_find(handle, "archive_read_support_format_tar", &l->tar) &&
           gr_library_find(handle, "archive_read_support_format_zip", &l->zip) &&
           gr_library_find(handle, "archive_read_open_fd", &l->open) &&
           gr_library_find(handle, "archive_read_next_header", &l->next) &&
           gr_library_find(handle, "archive_read_data", &l->read) &&
           gr_library_find(handle, "archive_error_string", &l->error) &&
           gr_library_find(handle, "archive_entry_pathname_utf8", &l->name_utf8) &&
           gr_library_find(handle, "archive_entry_pathname", &l->name) &&
           gr_library_find(handle, "archive_entry_filetype", &l->type);
}

/* -------------------------------------------------------------------- life */

static void set_trouble(gr_archive *a, const char *reason)
{
    gr_buf_clear(&a->trouble);
    gr_buf_printf(&a->trouble, "%s", reason);
}

static void fail(gr_archive *a)
{
    const char *reason = a->l.error(a->archive);
    set_trouble(a, reason != NULL ? reason : "cannot be read as an archive");
}

/* Not all that libarchive knows: some of it starts other programs. */
static void allow_formats(const library *l, struct archive *archive)
{
    l->gzip(archive);
    l->bzip2(archive);
    l->xz(archive);
    l->zstd(archive);
    l->tar(archive);
    l->zip(archive);
}

static void open_archive(gr_archive *a)
{
    if (!load(&a->l)) {
        set_trouble(a, "is an archive, and libarchive (libarchive13) is not there to read it");
        return;
    }
    a->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    a->archive = a->l.create();
    if (a->archive == NULL) {
        set_trouble(a, strerror(ENOMEM));
        return;
    }
    allow_formats(&a->l, a->archive);
    if (a->l.open(a->archive, a->fd, BLOCK) != ARCHIVE_OK)
        fail(a);
}

gr_archive *gr_archive_open(const char *path)
{
    gr_archive *a = gr_alloc(sizeof *a);
    a->fd = gr_open(path);
    if (a->fd < 0)
        set_trouble(a, strerror(errno));
    else
        open_archive(a);
    a->ended = a->trouble.len > 0;
    return a;
}

void gr_archive_close(gr_archive *a)
{
    if (a == NULL)
        return;
    if (a->archive != NULL)
        a->l.free(a->archive);
    if (a->utf8 != (locale_t)0)
        freelocale(a->utf8);
    if (a->fd >= 0)
        close(a->fd);
    gr_buf_release(&a->name);
    gr_buf_release(&a->trouble);
    free(a);
}

const char *gr_archive_trouble(const gr_archive *a)
{
    return a->trouble.len > 0 ? a->trouble.ptr : NULL;
}

/* ----------------------------------------------------------------- members */

/* The next member's header; false at the end or where there is trouble. */
static bool next_header(gr_archive *a, struct archive_entry **entry)
{
    int status = a->l.next(a->archive, entry);
    if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
        return true;
    if (status != ARCHIVE_EOF)
        fail(a);
    a->ended = true;
    return false;
}

static const char *next_file(gr_archive *a)
{
    struct archive_entry *entry;
    while (!a->ended && next_header(a, &entry)) {
        const char *name = a->l.name_utf8(entry);
        name = name != NULL ? name : a->l.name(entry);
        if (name != NULL && a->l.type(entry) == AE_IFREG)
            return name;
    }
    return NULL;
}

/* libarchive turns names into the locale's encoding, which elsewhere in the
 * program is C: this thread has another one for the while. */
static const char *next_name(gr_archive *a)
{
    if (a->utf8 == (locale_t)0)
        return next_file(a);
    locale_t before = uselocale(a->utf8);
    const char *name = next_file(a);
    uselocale(before);
    return name;
}

static void add_text(void *name, const char *bytes, size_t length)
{
    gr_buf_add(name, bytes, length);
}

static void drop_name(void *name, gr_pos where)
{
    (void)where;
    gr_buf_clear(name);
}

/* Zip files made under Windows in China hold their names in GBK. */
static const char *decode_name(gr_archive *a, const char *name)
{
    gr_error error;
    gr_decoder_sink sink = {.text = add_text, .broken = drop_name, .context = &a->name};
    gr_decoder *d = gr_decoder_new("GB18030", sink, &error);
    gr_buf_clear(&a->name);
    if (d == NULL)
        return name;
    gr_decoder_begin(d);
    bool good =
        gr_decoder_feed(d, name, strlen(name), &error) == GR_OK && gr_decoder_finish(d, &error) == GR_OK;
    gr_decoder_free(d);
    return good && a->name.len > 0 ? a->name.ptr : name;
}

const char *gr_archive_next(gr_archive *a)
{
    if (!a->ended)
        gr_buf_clear(&a->trouble); /* of the member before */
    const char *name = next_name(a);
    if (name == NULL || gr_utf8_prefix(name, strlen(name)) == strlen(name))
        return name;
    return decode_name(a, name);
}

long gr_archive_read(gr_archive *a, char *bytes, size_t length)
{
    la_ssize_t got = a->l.read(a->archive, bytes, length);
    if (got >= 0)
        return (long)got;
    fail(a);
    a->ended |= got == ARCHIVE_FATAL;
    return -1;
}
