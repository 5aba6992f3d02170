#include "wording.h"

#include "codepoint.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_latin(gr_str s, size_t at)
{
    char c = at < s.len ? s.ptr[at] : ' ';
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_lone_digit(gr_str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9' && !(at > 0 && is_latin(s, at - 1)) &&
           !is_latin(s, at + 1);
}

/* A space stays between two Latin words; not in 2 0 1 6 年. */
static bool keeps_space(gr_str s, size_t at)
{
    if (at == 0 || s.ptr[at] != ' ' || !is_latin(s, at - 1) || !is_latin(s, at + 1))
        return false;
    return !is_lone_digit(s, at - 1) || !is_lone_digit(s, at + 1);
}

/* One wording in the making. */
typedef struct copying {
    const gr_text *text;
    gr_str folded; /* of the text, up to the end of the wording */
    size_t i;      /* offset into it */
    size_t anchor; /* the next one */
    size_t raw;    /* offset into the raw text of the character at i */
    char *kept, *own;
    uint16_t *at;
    size_t kept_len, own_len, own_room;
} copying;

/* Moves to the raw character that folded[i] stands for. */
static void follow_anchors(copying *c)
{
    const gr_text *t = c->text;
    for (; c->anchor < t->anchors.len && t->anchors.ptr[c->anchor].folded <= c->i; c->anchor++)
        c->raw = (size_t)(t->anchors.ptr[c->anchor].raw.byte - t->raw_start.byte);
}

static void add_own(copying *c, gr_str bytes)
{
    if (c->own_len + bytes.len > c->own_room)
        return;
    memcpy(c->own + c->own_len, bytes.ptr, bytes.len);
    c->own_len += bytes.len;
}

/* Folding leaves glosses out, 鎮(zhèn); they are the report's own all the same. */
static void add_gloss(copying *c, size_t from)
{
    gr_str raw = gr_buf_str(&c->text->raw);
    gr_str left_out = from < c->raw && c->raw <= raw.len ? gr_str_slice(raw, from, c->raw) : GR_LIT("");
    if (c->own_len > 0 && (gr_str_starts(left_out, GR_LIT("(")) || gr_str_starts(left_out, GR_LIT("（"))))
        add_own(c, left_out);
}

/* Takes the next character over: nowhere, or into both texts. */
static void take_char(copying *c, bool kept)
{
    size_t before = c->raw;
    follow_anchors(c);
    add_gloss(c, before);
    size_t next = gr_utf8_next(c->folded, c->i);
    gr_str raw = gr_buf_str(&c->text->raw);
    gr_str own =
        c->raw < raw.len ? gr_str_slice(raw, c->raw, raw.len) : gr_str_slice(c->folded, c->i, c->folded.len);
    size_t length = gr_utf8_length((unsigned char)own.ptr[0]);
    for (size_t k = c->i; kept && k < next; k++) {
        c->at[c->kept_len] = (uint16_t)c->own_len;
        c->kept[c->kept_len++] = c->folded.ptr[k];
    }
    if (kept && length <= own.len)
        add_own(c, gr_str_slice(own, 0, length));
    c->raw += length;
    c->i = next;
}

/* The character at folded `from`, without looking at each anchor before it. */
static void begin_at(copying *c, size_t from)
{
    c->i = from;
    c->raw = (size_t)(gr_text_byte(c->text, from) - c->text->raw_start.byte);
    while (c->anchor < c->text->anchors.len && c->text->anchors.ptr[c->anchor].folded <= from)
        c->anchor++;
}

gr_wording gr_wording_make(const gr_text *text, size_t from, size_t to, gr_arena *arena)
{
    gr_str folded = gr_text_str(text);
    if (to - from > GR_WORDING_MAX)
        to = gr_utf8_back(folded, from + GR_WORDING_MAX);
    size_t length = to - from;
    copying c = {.text = text, .folded = gr_str_slice(folded, 0, to)};
    c.kept = gr_arena_alloc(arena, length + 1);
    gr_span raw = gr_text_span(text, from, to);
    c.own_room = (size_t)(raw.byte_end - raw.start.byte) + length;
    c.own = gr_arena_alloc(arena, c.own_room + 1);
    c.at = gr_arena_alloc(arena, (length + 1) * sizeof *c.at);
    begin_at(&c, from);
    while (c.i < to)
        take_char(&c, !is_space(folded.ptr[c.i]) || keeps_space(folded, c.i));
    c.at[c.kept_len] = (uint16_t)c.own_len;
    c.kept[c.kept_len] = c.own[c.own_len] = '\0';
    return (gr_wording){{c.kept, c.kept_len}, {c.own, c.own_len}, c.at, c.own};
}

gr_wording gr_wording_slice(gr_wording w, size_t from, size_t to)
{
    if (w.at == NULL)
        return w;
    gr_str plain = gr_str_make(w.plain_base + w.at[from], (size_t)(w.at[to] - w.at[from]));
    return (gr_wording){gr_str_slice(w.folded, from, to), plain, w.at + from, w.plain_base};
}

static gr_str join(gr_str a, gr_str b, gr_arena *arena)
{
    return gr_str_make(gr_arena_join(arena, (gr_str[]){a, b}, 2), a.len + b.len);
}

gr_wording gr_wording_join(gr_wording a, gr_wording b, gr_arena *arena)
{
    gr_wording w = {.folded = join(a.folded, b.folded, arena), .plain = join(a.plain, b.plain, arena)};
    uint16_t *at = gr_arena_alloc(arena, (w.folded.len + 1) * sizeof *at);
    for (size_t i = 0; i < a.folded.len; i++)
        at[i] = (uint16_t)(a.at[i] - a.at[0]);
    for (size_t i = 0; i < b.folded.len; i++)
        at[a.folded.len + i] = (uint16_t)(a.plain.len + b.at[i] - b.at[0]);
    at[w.folded.len] = (uint16_t)w.plain.len;
    w.at = at;
    w.plain_base = w.plain.ptr;
    return w;
}
