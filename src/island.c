#include "island.h"

#include <string.h>

typedef enum tag { NO_TAG, TABLE, TABLE_END, PAGE, PAGE_END, CUT } tag;

static const struct {
    const char *letters;
    tag tag;
} tags[] = {{"<table", TABLE}, {"</table", TABLE_END}, {"<html", PAGE}, {"</html", PAGE_END}};

static bool ends_name(char c)
{
    return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* How many of the letters `s` begins with, whatever their case. */
static size_t common(gr_str s, const char *letters)
{
    size_t i = 0;
    while (i < s.len && letters[i] != '\0' && lower(s.ptr[i]) == letters[i])
        i++;
    return i;
}

/* Which tag begins with the < that `s` begins with; CUT: that depends on what follows
 * its end. */
static tag read_tag(gr_str s)
{
    for (size_t i = 0; i < GR_COUNT(tags); i++) {
        size_t length = common(s, tags[i].letters);
        if (length == s.len)
            return CUT;
        if (tags[i].letters[length] == '\0' && ends_name(s.ptr[length]))
            return tags[i].tag;
    }
    return NO_TAG;
}

static void pass_on(gr_islands *s, gr_str part)
{
    if (part.len == 0 || s->state == GR_ISLAND_TAIL)
        return;
    if (s->state == GR_ISLAND_INSIDE)
        s->sink.html(s->sink.context, part.ptr, part.len);
    else
        s->sink.text(s->sink.context, part.ptr, part.len);
}

static void open_island(gr_islands *s, bool page)
{
    s->state = GR_ISLAND_INSIDE;
    s->page = page;
    s->depth = 0;
    s->sink.open(s->sink.context);
}

/* What is left of its last tag in the text is dropped. */
static void close_island(gr_islands *s)
{
    if (!s->page)
        pass_on(s, GR_LIT("</table>"));
    s->sink.close(s->sink.context);
    s->state = GR_ISLAND_TAIL;
}

/* Follows a tag; true where it closed the island. */
static bool take_tag(gr_islands *s, tag t)
{
    if (s->state == GR_ISLAND_NONE && (t == TABLE || t == PAGE))
        open_island(s, t == PAGE);
    if (s->state != GR_ISLAND_INSIDE)
        return false;
    s->depth += t == TABLE;
    s->depth -= t == TABLE_END && s->depth > 0;
    bool last = s->page ? t == PAGE_END : t == TABLE_END && s->depth == 0;
    if (last)
        close_island(s);
    return last;
}

/* The end of the tag that closed an island, or of the bytes. */
static size_t skip_tail(gr_islands *s, gr_str bytes, size_t at)
{
    const char *end = memchr(bytes.ptr + at, '>', bytes.len - at);
    if (end == NULL)
        return bytes.len;
    s->state = GR_ISLAND_NONE;
    return (size_t)(end - bytes.ptr) + 1;
}

/* Takes the bytes up to a tag that they cut; how many. */
static size_t take(gr_islands *s, gr_str bytes)
{
    size_t at = s->state == GR_ISLAND_TAIL ? skip_tail(s, bytes, 0) : 0, from = at;
    for (const char *mark; (mark = memchr(bytes.ptr + at, '<', bytes.len - at)) != NULL;) {
        at = (size_t)(mark - bytes.ptr);
        tag t = read_tag(gr_str_slice(bytes, at, bytes.len));
        if (t == NO_TAG) {
            at++;
            continue;
        }
        pass_on(s, gr_str_slice(bytes, from, at));
        from = at;
        if (t == CUT)
            return at;
        if (take_tag(s, t))
            from = at = skip_tail(s, bytes, at);
        else
            at++;
    }
    pass_on(s, gr_str_slice(bytes, from, bytes.len));
    return bytes.len;
}

void gr_islands_begin(gr_islands *s, gr_island_sink sink)
{
    s->sink = sink;
    s->state = GR_ISLAND_NONE;
    gr_buf_clear(&s->held);
}

void gr_islands_feed(gr_islands *s, const char *bytes, size_t length)
{
    if (s->held.len > 0) {
        gr_buf_add(&s->held, bytes, length);
        gr_buf_drop_front(&s->held, take(s, gr_buf_str(&s->held)));
        return;
    }
    size_t taken = take(s, gr_str_make(bytes, length));
    gr_buf_add(&s->held, bytes + taken, length - taken);
}

void gr_islands_finish(gr_islands *s)
{
    pass_on(s, gr_buf_str(&s->held));
    gr_buf_clear(&s->held);
    if (s->state == GR_ISLAND_INSIDE)
        s->sink.close(s->sink.context);
    s->state = GR_ISLAND_NONE;
}

void gr_islands_release(gr_islands *s)
{
    gr_buf_release(&s->held);
}
