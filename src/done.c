#include "done.h"
#include "json.h"
#include "lines.h"
#include "write.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* A set of strings: open addressing, never more than half full.  A key is what
 * it is of ('i' an id, 'n' a name), then the string. */
struct gr_done {
    gr_arena strings;
    const char **slots;
    size_t size, used; /* size: a power of two */
    uint64_t length;
    bool open, foreign;
};

/* FNV-1a */
static uint64_t hash_of(char kind, const char *text)
{
    uint64_t hash = (0xcbf29ce484222325U ^ (unsigned char)kind) * 0x100000001b3U;
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3U;
    return hash;
}

static size_t find_slot(const gr_done *d, char kind, const char *text)
{
    size_t slot = hash_of(kind, text) & (d->size - 1);
    while (d->slots[slot] != NULL && (d->slots[slot][0] != kind || strcmp(d->slots[slot] + 1, text) != 0))
        slot = (slot + 1) & (d->size - 1);
    return slot;
}

static void grow(gr_done *d)
{
    const char **old = d->slots;
    size_t size = d->size;
    d->size = size > 0 ? size * 2 : 1024;
    d->slots = gr_alloc(d->size * sizeof *d->slots);
    for (size_t i = 0; i < size; i++)
        if (old[i] != NULL)
            d->slots[find_slot(d, old[i][0], old[i] + 1)] = old[i];
    free(old);
}

static void add(gr_done *d, char kind, const char *text)
{
    if (d->used * 2 >= d->size)
        grow(d);
    size_t slot = find_slot(d, kind, text);
    if (d->slots[slot] != NULL)
        return;
    d->slots[slot] = gr_arena_printf(&d->strings, "%c%s", kind, text);
    d->used++;
}

/* Whether the line is one whole record as this program writes it.  Two that
 * were written into one line, as after a crash, are not. */
static bool is_own_record(gr_str line)
{
    gr_str start = GR_LIT("{\"schema_version\":");
    return gr_str_starts(line, start) && gr_str_ends(line, GR_LIT("]}")) &&
           gr_str_find(line, start, 1) == GR_NOT_FOUND;
}

/* Of such a record no more than its beginning need be parsed: up to the
 * source's name, with the braces closed again. */
static bool cut_head(gr_str line, gr_buf *head)
{
    gr_str name = GR_LIT("\"source\":{\"name\":\"");
    size_t at = is_own_record(line) ? gr_str_find(line, name, 0) : GR_NOT_FOUND;
    if (at == GR_NOT_FOUND)
        return false;
    size_t end = gr_json_string_end(line, at + name.len - 1);
    if (end == line.len)
        return false;
    gr_buf_clear(head);
    gr_buf_add_str(head, gr_str_slice(line, 0, end));
    GR_PUT_LIT(head, "}}");
    return true;
}

typedef enum line_kind { LINE_RECORD, LINE_FAILURE, LINE_OTHER } line_kind;

static line_kind add_record(gr_done *d, gr_json_reader *json, gr_str line, gr_buf *head)
{
    gr_json *record = gr_json_parse(json, cut_head(line, head) ? gr_buf_str(head) : line);
    const char *id = gr_json_text(gr_json_member(record, "id"));
    const char *name = gr_json_text(gr_json_member(gr_json_member(record, "source"), "name"));
    bool is_record = gr_json_member(record, "schema_version") != NULL,
         is_failure = gr_json_member(record, "error") != NULL;
    if (is_record && id != NULL)
        add(d, 'i', id);
    else if (is_record && name != NULL)
        add(d, 'n', name);
    gr_json_free(json, record);
    return is_record ? LINE_RECORD : is_failure ? LINE_FAILURE : LINE_OTHER;
}

static bool is_blank(gr_str line)
{
    while (line.len > 0 && (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\r'))
        line.len--;
    return line.len == 0;
}

/* What a record or a failure that was cut off begins with, or two in one line. */
static bool may_be_cut(gr_str line)
{
    gr_str record = GR_LIT("{\"schema_version\":"), failure = GR_LIT("{\"id\":");
    bool documents = gr_str_find(line, GR_LIT("\"text\""), 0) != GR_NOT_FOUND;
    return gr_str_starts(line, record) || gr_str_starts(record, line) || gr_str_starts(failure, line) ||
           (gr_str_starts(line, failure) && !documents);
}

/* A last line without an end counts where it is whole. */
static void take_line(gr_done *d, gr_json_reader *json, gr_str line, bool ended, gr_buf *head)
{
    line_kind kind = add_record(d, json, line, head);
    d->foreign |= kind == LINE_OTHER && !is_blank(line) && !may_be_cut(line);
    d->open = !ended && kind == LINE_RECORD;
    if (ended || d->open)
        d->length += line.len + ended;
}

gr_done *gr_done_read(const char *path)
{
    int fd = gr_open(path);
    if (fd < 0)
        return NULL;
    gr_done *d = gr_alloc(sizeof *d);
    gr_lines lines;
    gr_str line;
    gr_buf head = {0};
    gr_json_reader json = {0};
    bool ended;
    grow(d);
    gr_lines_open(&lines, fd, '\n');
    while (gr_lines_next(&lines, &line, &ended))
        take_line(d, &json, line, ended, &head);
    close(fd);
    int error = json.missing ? ENOSYS : lines.error;
    gr_buf_release(&head);
    gr_lines_release(&lines);
    if (error == 0)
        return d;
    gr_done_free(d);
    errno = error;
    return NULL;
}

void gr_done_free(gr_done *d)
{
    if (d == NULL)
        return;
    gr_arena_release(&d->strings);
    free(d->slots);
    free(d);
}

/* Records hold names as valid UTF-8. */
bool gr_done_has(const gr_done *d, const char *id, const char *name)
{
    gr_buf space = {0};
    const char *text = gr_valid_utf8(id != NULL ? id : name, &space);
    bool has = d->slots[find_slot(d, id != NULL ? 'i' : 'n', text)] != NULL;
    gr_buf_release(&space);
    return has;
}

uint64_t gr_done_length(const gr_done *d)
{
    return d->length;
}

bool gr_done_is_open(const gr_done *d)
{
    return d->open;
}

bool gr_done_is_foreign(const gr_done *d)
{
    return d->foreign;
}
