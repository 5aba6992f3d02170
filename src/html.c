#include "html.h"

#include "codepoint.h"
#include "data.h"
#include "library.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    CHUNK = 1 << 14, /* bytes given to the parser at once, however they came */
    OUT = 1 << 13,   /* bytes passed on at once */
    TABLES_MAX = 16, /* tables in each other's cells; deeper ones are lines */
    COLUMNS_MAX = 64,
    SPAN_MAX = 1000,    /* rows that a cell may span */
    CELL_MAX = 4000,    /* bytes; a longer cell only lays out the page */
    LAYOUT_LEAST = 300, /* bytes of a cell with paragraphs that does */
    TITLE_MAX = 400,
    TAG_MAX = 24,         /* bytes of </html> with spaces in it */
    OPEN_MAX = 2000,      /* elements in each other */
    LONG_TAG = 1 << 16,   /* bytes of a tag with attributes */
    META_WINDOW = 1 << 13 /* bytes in which a page declares its charset */
};

/* ----------------------------------------------------------------- library */

/* The functions of libxml2 that are used, found at run time. */
typedef struct library {
    void (*init)(void);
    htmlParserCtxtPtr (*create)(htmlSAXHandlerPtr, void *, const char *, int, const char *, xmlCharEncoding);
    int (*options)(htmlParserCtxtPtr, int);
    int (*parse)(htmlParserCtxtPtr, const char *, int, int);
    void (*free)(htmlParserCtxtPtr);
} library;

static bool load(library *l)
{
    static const char *const names[] = {"libxml2.so.2", "libxml2.so.16", "libxml2.so", "libxml2.2.dylib",
                                        "libxml2.dylib"};
    void *handle = gr_library_open(names, GR_COUNT(names));
    return handle != NULL && gr_library_find(handle, "xmlInitParser", &l->init) &&
           gr_library_find(handle, "htmlCreatePushParserCtxt", &l->create) &&
           gr_library_find(handle, "htmlCtxtUseOptions", &l->options) &&
           gr_library_find(handle, "htmlParseChunk", &l->parse) &&
           gr_library_find(handle, "htmlFreeParserCtxt", &l->free);
}

/* -------------------------------------------------------------------- state */

typedef struct cell {
    size_t start, end; /* in gr_html.row */
    unsigned lines;
    bool spanned; /* belongs to a cell before it or above it */
} cell;

typedef struct table {
    bool layout;                 /* it only lays out the page: its text is lines */
    uint16_t spans[COLUMNS_MAX]; /* rows that a cell above still reaches into */
} table;

struct gr_html {
    void (*text)(void *context, const char *bytes, size_t length);
    void *context;
    library library;
    bool loaded;
    htmlParserCtxtPtr parser;
    gr_buf in;  /* not yet parsed */
    size_t tag; /* bytes of the tag that is being parsed; 0: none */
    gr_buf out; /* not yet passed on */
    bool line;  /* the line has text */
    bool space; /* and space after it */

    size_t open;    /* elements that are */
    size_t dropped; /* depth inside a dropped element */
    bool in_title, title_done;
    gr_buf title, article_title, date;

    table tables[TABLES_MAX];
    size_t depth; /* tables that are open */
    bool in_row, in_cell;
    gr_buf row; /* text of its cells */
    GR_ARRAY(cell) cells;
    unsigned colspan, rowspan; /* of the open cell */
};

/* ------------------------------------------------------------------- output */

static void flush(gr_html *h)
{
    if (h->out.len > 0)
        h->text(h->context, h->out.ptr, h->out.len);
    gr_buf_clear(&h->out);
}

static void end_line(gr_html *h)
{
    if (h->line)
        gr_buf_add_char(&h->out, '\n');
    h->line = h->space = false;
    if (h->out.len >= OUT)
        flush(h);
}

static bool is_space(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/* Adds text to a buffer, runs of space as one; *space: one is due.  `begun`: it
 * is not the first. */
static void add_collapsed(gr_buf *b, gr_str s, bool begun, bool *space)
{
    for (size_t at = 0; at < s.len;) {
        if (is_space((unsigned char)s.ptr[at])) {
            *space = true;
            at++;
            continue;
        }
        size_t end = at;
        while (end < s.len && !is_space((unsigned char)s.ptr[end]))
            end++;
        if (*space && begun)
            gr_buf_add_char(b, ' ');
        gr_buf_add_str(b, gr_str_slice(s, at, end));
        *space = false;
        begun = true;
        at = end;
    }
}

static bool is_blank(gr_str s)
{
    size_t at = 0;
    while (at < s.len && is_space((unsigned char)s.ptr[at]))
        at++;
    return at == s.len;
}

static void add_line_text(gr_html *h, gr_str s)
{
    add_collapsed(&h->out, s, h->line, &h->space);
    h->line = h->line || !is_blank(s);
    if (h->out.len >= OUT)
        flush(h);
}

/* --------------------------------------------------------------------- rows */

static gr_str cell_text(const gr_html *h, const cell *c)
{
    return gr_str_slice(gr_buf_str(&h->row), c->start, c->end);
}

/* No-break and ideographic spaces alone are an empty cell. */
static bool is_empty_cell(gr_str s)
{
    for (size_t at = 0; at < s.len;) {
        size_t length;
        uint32_t c = gr_utf8_get(s.ptr + at, &length);
        if (c != 0xa0 && c != 0x3000 && c != 0x200b && c != 0xfeff &&
            !(c < 0x80 && is_space((unsigned char)c)))
            return false;
        at += length;
    }
    return true;
}

/* A character of a script that is written without spaces. */
static bool is_wide(gr_str s, size_t at)
{
    size_t length;
    return gr_utf8_get(s.ptr + at, &length) >= 0x2e80;
}

/* Prints a cell on one line: line breaks in Chinese text mean nothing. */
static void print_cell(gr_html *h, gr_str s)
{
    if (is_empty_cell(s)) {
        gr_buf_add_str(&h->out, GR_LIT("\xc2\xa0"));
        return;
    }
    size_t from = 0;
    for (size_t at = 0; at <= s.len; at++) {
        if (at < s.len && s.ptr[at] != '\n')
            continue;
        gr_buf_add_str(&h->out, gr_str_slice(s, from, at));
        bool joined = at == s.len || at == 0 || is_wide(s, gr_utf8_back(s, at)) || at + 1 == s.len ||
                      is_wide(s, at + 1);
        if (!joined)
            gr_buf_add_char(&h->out, ' ');
        from = at + 1;
    }
}

/* Prints text whose lines are paragraphs; the last one may go on. */
static void print_lines(gr_html *h, gr_str s, bool goes_on)
{
    end_line(h);
    for (size_t at = 0; at < s.len;) {
        size_t end = gr_str_find(s, GR_LIT("\n"), at);
        end = end == GR_NOT_FOUND ? s.len : end;
        add_line_text(h, gr_str_slice(s, at, end));
        at = end + 1;
        if (at <= s.len || !goes_on)
            end_line(h);
    }
}

/* Whether the row's cells hold the page's text rather than a table's: a lone
 * cell with paragraphs, or one that holds too much. */
static bool is_layout_row(const gr_html *h)
{
    size_t filled = 0;
    bool paragraphs = false, large = false;
    for (size_t i = 0; i < h->cells.len; i++) {
        const cell *c = &h->cells.ptr[i];
        size_t length = c->end - c->start;
        filled += length > 0;
        paragraphs = paragraphs || c->lines > 1;
        large = large || (c->lines > 3 && length > LAYOUT_LEAST) || length > CELL_MAX;
    }
    return large || (filled == 1 && paragraphs);
}

static void print_row(gr_html *h)
{
    end_line(h);
    size_t count = h->cells.len;
    while (count > 0 && h->cells.ptr[count - 1].spanned)
        count--;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            gr_buf_add_char(&h->out, '\t');
        if (!h->cells.ptr[i].spanned)
            print_cell(h, cell_text(h, &h->cells.ptr[i]));
    }
    h->line = count > 0;
    end_line(h);
}

static table *inner_table(gr_html *h)
{
    return h->depth > 0 && h->depth <= TABLES_MAX ? &h->tables[h->depth - 1] : NULL;
}

static void forget_row(gr_html *h)
{
    gr_buf_clear(&h->row);
    gr_array_clear(&h->cells);
    h->in_row = h->in_cell = false;
    h->space = false;
}

static void print_row_as_lines(gr_html *h)
{
    for (size_t i = 0; i < h->cells.len; i++)
        if (!h->cells.ptr[i].spanned && !is_empty_cell(cell_text(h, &h->cells.ptr[i])))
            print_lines(h, cell_text(h, &h->cells.ptr[i]), false);
}

static void add_spanned(gr_html *h)
{
    *gr_array_push(&h->cells) = (cell){h->row.len, h->row.len, 0, true};
}

/* Columns that cells of rows above reach into. */
static void skip_spans(gr_html *h)
{
    table *t = inner_table(h);
    while (t != NULL && h->cells.len < COLUMNS_MAX && t->spans[h->cells.len] > 0) {
        t->spans[h->cells.len]--;
        add_spanned(h);
    }
}

static void end_cell(gr_html *h)
{
    if (!h->in_cell)
        return;
    h->in_cell = h->space = false;
    cell *c = &h->cells.ptr[h->cells.len - 1];
    while (h->row.len > c->start && h->row.ptr[h->row.len - 1] == '\n')
        h->row.len--;
    c->end = h->row.len;
    c->lines = c->end > c->start;
    for (size_t i = c->start; i < c->end; i++)
        c->lines += h->row.ptr[i] == '\n';
    table *t = inner_table(h);
    size_t column = h->cells.len - 1;
    for (unsigned i = 0; t != NULL && i < h->colspan && column + i < COLUMNS_MAX; i++) {
        t->spans[column + i] = (uint16_t)(h->rowspan - 1);
        if (i > 0)
            add_spanned(h);
    }
}

static void end_row(gr_html *h)
{
    end_cell(h);
    if (!h->in_row)
        return;
    skip_spans(h);
    if (is_layout_row(h))
        print_row_as_lines(h);
    else
        print_row(h);
    forget_row(h);
}

/* The table only lays out the page: what its row has so far becomes lines, the
 * text of an open cell one that goes on. */
static void become_layout(gr_html *h)
{
    table *t = inner_table(h);
    if (t != NULL)
        t->layout = true;
    size_t open = h->in_cell ? h->cells.ptr[h->cells.len - 1].start : h->row.len;
    bool space = h->space;
    h->cells.len -= h->in_cell;
    print_row_as_lines(h);
    print_lines(h, gr_str_slice(gr_buf_str(&h->row), open, h->row.len), true);
    forget_row(h);
    h->space = space;
}

static void add_cell_text(gr_html *h, gr_str s)
{
    cell *c = &h->cells.ptr[h->cells.len - 1];
    bool begun = h->row.len > c->start && h->row.ptr[h->row.len - 1] != '\n';
    add_collapsed(&h->row, s, begun, &h->space);
    if (h->row.len - c->start > 4 * CELL_MAX)
        become_layout(h);
}

/* A block or <br> inside a cell. */
static void break_cell(gr_html *h)
{
    cell *c = &h->cells.ptr[h->cells.len - 1];
    h->space = false;
    if (h->row.len == c->start || h->row.ptr[h->row.len - 1] == '\n')
        return;
    gr_buf_add_char(&h->row, '\n');
    if (h->row.len - c->start > CELL_MAX)
        become_layout(h);
}

/* ----------------------------------------------------------------- elements */

static bool is_listed(const char *use, gr_str name)
{
    for (size_t i = 0; i < gr_data_html_count; i++)
        if (gr_data_html_rows[i].use[0] == use[0] && gr_str_is(name, gr_data_html_rows[i].name))
            return true;
    return false;
}

static bool is_named(const xmlChar *name, const char *other)
{
    return strcmp((const char *)name, other) == 0;
}

static const char *attribute(const xmlChar **attributes, const char *name)
{
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
        if (is_named(attributes[i], name))
            return attributes[i + 1] != NULL ? (const char *)attributes[i + 1] : "";
    return NULL;
}

static bool has_listed_word(const char *words)
{
    for (gr_str rest = gr_str_of(words); rest.len > 0;) {
        size_t end = 0;
        while (end < rest.len && !is_space((unsigned char)rest.ptr[end]))
            end++;
        if (end > 0 && is_listed("class", gr_str_slice(rest, 0, end)))
            return true;
        rest = gr_str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
    }
    return false;
}

static bool is_hidden(const char *style)
{
    const char *display = style != NULL ? strstr(style, "display") : NULL;
    if (display == NULL)
        return false;
    display += strlen("display");
    while (*display == ' ' || *display == ':')
        display++;
    return strncmp(display, "none", 4) == 0;
}

static bool is_dropped(const xmlChar *name, const xmlChar **attributes)
{
    if (is_listed("drop", gr_str_of((const char *)name)))
        return true;
    if (attributes == NULL || is_named(name, "body") || is_named(name, "html"))
        return false;
    const char *role = attribute(attributes, "role");
    return has_listed_word(attribute(attributes, "class")) || has_listed_word(attribute(attributes, "id")) ||
           is_hidden(attribute(attributes, "style")) || (role != NULL && strcmp(role, "navigation") == 0);
}

static unsigned span_of(const xmlChar **attributes, const char *name, unsigned max)
{
    const char *value = attribute(attributes, name);
    long span = value != NULL ? strtol(value, NULL, 10) : 1;
    return span < 1 ? 1 : span > (long)max ? max : (unsigned)span;
}

static void start_table(gr_html *h)
{
    if (h->in_cell || h->in_row)
        become_layout(h);
    end_line(h);
    h->depth++;
    table *t = inner_table(h);
    if (t != NULL)
        *t = (table){.layout = false};
}

static bool is_in_layout(gr_html *h)
{
    const table *t = inner_table(h);
    return t == NULL || t->layout;
}

static void start_row(gr_html *h)
{
    end_row(h);
    end_line(h);
    h->in_row = !is_in_layout(h);
}

static void start_cell(gr_html *h, const xmlChar **attributes)
{
    end_cell(h);
    if (!h->in_row)
        start_row(h);
    if (!h->in_row) {
        end_line(h);
        return;
    }
    skip_spans(h);
    if (h->cells.len >= COLUMNS_MAX) {
        become_layout(h);
        return;
    }
    h->colspan = span_of(attributes, "colspan", COLUMNS_MAX);
    h->rowspan = span_of(attributes, "rowspan", SPAN_MAX);
    *gr_array_push(&h->cells) = (cell){h->row.len, h->row.len, 0, false};
    h->in_cell = true;
}

static void end_table(gr_html *h)
{
    end_row(h);
    end_line(h);
    if (h->depth > 0)
        h->depth--;
}

/* ------------------------------------------------------------------- titles */

/* The head's title without the site's name behind it. */
static gr_str cut_title(gr_str title)
{
    static const char *const marks[] = {"_", "|", "-", "—", "－", "–"};
    for (size_t i = 0; i < GR_COUNT(marks); i++) {
        size_t at = gr_str_find(title, gr_str_of(marks[i]), 0);
        if (at != GR_NOT_FOUND && at > 0)
            title = gr_str_slice(title, 0, at);
    }
    return title;
}

static bool holds(gr_str s, const char *words)
{
    return gr_str_find(s, gr_str_of(words), 0) != GR_NOT_FOUND;
}

/* What the head says of the report stands first in the text; a head that names
 * only the site says nothing of it. */
static void print_head(gr_html *h)
{
    if (h->title_done)
        return;
    h->title_done = true;
    gr_str title = gr_buf_str(h->article_title.len > 0 ? &h->article_title : &h->title);
    if (h->article_title.len == 0)
        title = cut_title(title);
    if (holds(title, "公开") && (holds(title, "报告") || holds(title, "年报")))
        print_lines(h, title, false);
    if (h->date.len > 0) {
        add_line_text(h, GR_LIT("发布日期："));
        add_line_text(h, gr_buf_str(&h->date));
        end_line(h);
    }
}

static bool same_letters(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++)
        if ((*a | 0x20) != (*b | 0x20))
            return false;
    return *a == *b;
}

static void take_meta(gr_html *h, const xmlChar **attributes)
{
    const char *name = attribute(attributes, "name"), *content = attribute(attributes, "content");
    if (name == NULL || content == NULL || strlen(content) > TITLE_MAX || h->title_done)
        return;
    gr_buf *to = same_letters(name, "ArticleTitle") ? &h->article_title
                 : same_letters(name, "PubDate")    ? &h->date
                                                    : NULL;
    if (to == NULL)
        return;
    bool space = false;
    gr_buf_clear(to);
    add_collapsed(to, gr_str_of(content), false, &space);
}

/* --------------------------------------------------------------------- SAX */

static void break_text(gr_html *h)
{
    if (h->in_cell)
        break_cell(h);
    else
        end_line(h);
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
    gr_html *h = context;
    h->open++;
    if (h->dropped > 0 || is_dropped(name, attributes)) {
        h->dropped++;
        return;
    }
    if (is_named(name, "body")) {
        print_head(h);
    } else if (is_named(name, "title")) {
        h->in_title = true;
        h->space = false;
    } else if (is_named(name, "meta")) {
        take_meta(h, attributes);
    } else if (is_named(name, "table")) {
        start_table(h);
    } else if (is_named(name, "tr")) {
        start_row(h);
    } else if (is_named(name, "td") || is_named(name, "th")) {
        start_cell(h, attributes);
    } else if (is_named(name, "br") || is_listed("block", gr_str_of((const char *)name))) {
        break_text(h);
    }
}

static void end_element(void *context, const xmlChar *name)
{
    gr_html *h = context;
    h->open -= h->open > 0;
    if (h->dropped > 0) {
        h->dropped--;
        return;
    }
    if (is_named(name, "title"))
        h->in_title = h->space = false;
    else if (is_named(name, "table"))
        end_table(h);
    else if (is_named(name, "tr"))
        end_row(h);
    else if ((is_named(name, "td") || is_named(name, "th")) && h->in_cell)
        end_cell(h);
    else if (!is_named(name, "br") && is_listed("block", gr_str_of((const char *)name)))
        break_text(h);
}

static void characters(void *context, const xmlChar *text, int length)
{
    gr_html *h = context;
    gr_str s = gr_str_make((const char *)text, length > 0 ? (size_t)length : 0);
    if (h->dropped > 0)
        return;
    if (h->in_title) {
        if (h->title.len < TITLE_MAX)
            add_collapsed(&h->title, s, h->title.len > 0, &h->space);
        return;
    }
    if (h->in_cell) {
        add_cell_text(h, s);
        return;
    }
    if (!is_blank(s))
        print_head(h);
    add_line_text(h, s);
}

/* ------------------------------------------------------------------ parsing */

static gr_status fail(gr_error *error, const char *message)
{
    error->status = GR_ERR_INPUT;
    snprintf(error->message, sizeof error->message, "%s", message);
    return GR_ERR_INPUT;
}

static gr_status open_parser(gr_html *h, gr_error *error)
{
    if (h->parser != NULL)
        return GR_OK;
    if (!h->loaded && !load(&h->library))
        return fail(error, "reading HTML needs libxml2, which is not installed");
    if (!h->loaded)
        h->library.init();
    h->loaded = true;
    htmlSAXHandler sax = {.startElement = start_element,
                          .endElement = end_element,
                          .characters = characters,
                          .ignorableWhitespace = characters,
                          .initialized = 1};
    h->parser = h->library.create(&sax, h, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (h->parser == NULL)
        return fail(error, "libxml2 gave no parser");
    h->library.options(h->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
    return GR_OK;
}

static void close_parser(gr_html *h)
{
    if (h->parser != NULL)
        h->library.free(h->parser);
    h->parser = NULL;
}

static bool starts_with_letters(gr_str s, const char *letters)
{
    size_t length = strlen(letters);
    for (size_t i = 0; i < length; i++)
        if (i >= s.len || (s.ptr[i] | 0x20) != (letters[i] | 0x20))
            return false;
    return true;
}

/* The parser takes </html> and </body> for the end of the page, and what stands
 * behind them is lost; pages put together from others have them in the middle. */
static void blank_ends(char *bytes, size_t length)
{
    for (char *p = bytes; (p = memchr(p, '<', length - (size_t)(p - bytes))) != NULL; p++) {
        gr_str rest = gr_str_make(p, length - (size_t)(p - bytes));
        if (!starts_with_letters(rest, "</html") && !starts_with_letters(rest, "</body"))
            continue;
        char *close = memchr(p, '>', rest.len < TAG_MAX ? rest.len : TAG_MAX);
        if (close != NULL)
            memset(p, ' ', (size_t)(close - p) + 1);
    }
}

/* How much of the bytes the parser is to have at once: whole characters, and no
 * short tag cut in two. */
static size_t chunk_of(gr_str rest)
{
    size_t length = rest.len;
    if (length <= CHUNK)
        return length;
    length = CHUNK;
    if (((unsigned char)rest.ptr[length] & 0xc0) == 0x80)
        length = gr_utf8_back(rest, length);
    for (size_t i = 1; i <= TAG_MAX; i++)
        if (rest.ptr[length - i] == '<')
            return length - i;
    return length;
}

/* A tag without an end is ended at a space: the parser holds each of its attributes
 * against all those before it. */
static void end_long_tags(gr_html *h, char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i], lower = c | 0x20;
        bool begins = h->tag == 1 && ((lower >= 'a' && lower <= 'z') || c == '/');
        if (h->tag < 2 && !begins) {
            h->tag = c == '<';
        } else if (c == '>') {
            h->tag = 0;
        } else if (++h->tag > LONG_TAG && c == ' ') {
            bytes[i] = '>';
            h->tag = 0;
        }
    }
}

/* Where elements are nested so deeply that none of a real page are, what follows is read
 * as a page of its own: the parser holds an end tag against all that are open. */
static gr_status limit_depth(gr_html *h, gr_error *error)
{
    if (h->open <= OPEN_MAX)
        return GR_OK;
    h->library.parse(h->parser, "", 0, 1);
    close_parser(h);
    h->open = 0;
    return open_parser(h, error);
}

/* Gives the parser pieces of one size, so that what it makes of them does not
 * depend on how the bytes came. */
static gr_status parse(gr_html *h, bool last, gr_error *error)
{
    size_t at = 0;
    gr_status status = GR_OK;
    while (status == GR_OK && (h->in.len - at > CHUNK || (last && at < h->in.len))) {
        size_t length = chunk_of(gr_str_slice(gr_buf_str(&h->in), at, h->in.len));
        blank_ends(h->in.ptr + at, length);
        end_long_tags(h, h->in.ptr + at, length);
        h->library.parse(h->parser, h->in.ptr + at, (int)length, 0);
        at += length;
        status = limit_depth(h, error);
    }
    gr_buf_drop_front(&h->in, at);
    return status;
}

gr_status gr_html_feed(gr_html *h, const char *bytes, size_t length, gr_error *error)
{
    gr_status status = open_parser(h, error);
    if (status != GR_OK)
        return status;
    while (status == GR_OK && length > 0) {
        size_t room = 2 * CHUNK - h->in.len, take = length < room ? length : room;
        gr_buf_add(&h->in, bytes, take);
        bytes += take;
        length -= take;
        if (h->in.len > CHUNK)
            status = parse(h, false, error);
    }
    return status;
}

gr_status gr_html_finish(gr_html *h, gr_error *error)
{
    gr_status status = open_parser(h, error);
    if (status == GR_OK)
        status = parse(h, true, error);
    if (status != GR_OK)
        return status;
    h->library.parse(h->parser, "", 0, 1);
    end_row(h);
    print_head(h);
    end_line(h);
    flush(h);
    close_parser(h);
    return GR_OK;
}

gr_html *gr_html_new(void (*text)(void *context, const char *bytes, size_t length), void *context)
{
    gr_html *h = gr_alloc(sizeof *h);
    h->text = text;
    h->context = context;
    return h;
}

void gr_html_begin(gr_html *h)
{
    close_parser(h);
    gr_buf_clear(&h->in);
    gr_buf_clear(&h->out);
    gr_buf_clear(&h->title);
    gr_buf_clear(&h->article_title);
    gr_buf_clear(&h->date);
    forget_row(h);
    h->line = h->in_title = h->title_done = false;
    h->open = h->dropped = h->depth = h->tag = 0;
}

void gr_html_free(gr_html *h)
{
    if (h == NULL)
        return;
    close_parser(h);
    gr_buf_release(&h->in);
    gr_buf_release(&h->out);
    gr_buf_release(&h->title);
    gr_buf_release(&h->article_title);
    gr_buf_release(&h->date);
    gr_buf_release(&h->row);
    gr_array_release(&h->cells);
    free(h);
}

/* ----------------------------------------------------------------- sniffing */

static gr_str skip_space(gr_str s)
{
    size_t at = gr_str_starts(s, GR_LIT("\xef\xbb\xbf")) ? 3 : 0;
    while (at < s.len && is_space((unsigned char)s.ptr[at]))
        at++;
    return gr_str_slice(s, at, s.len);
}

/* Comments and an XML declaration may stand before the page. */
static gr_str skip_preamble(gr_str s)
{
    static const char *const pairs[][2] = {{"<!--", "-->"}, {"<?xml", "?>"}};
    for (size_t i = 0; i < 4; i++) {
        s = skip_space(s);
        const char *const *pair = pairs[i % 2];
        if (!starts_with_letters(s, pair[0]))
            continue;
        size_t end = gr_str_find(s, gr_str_of(pair[1]), 0);
        if (end == GR_NOT_FOUND)
            return s;
        s = gr_str_slice(s, end + strlen(pair[1]), s.len);
    }
    return skip_space(s);
}

bool gr_html_sniff(gr_str start)
{
    static const char *const tags[] = {
        "<!doctype html", "<html",    "<head",    "<body", "<table",  "<div",
        "<meta",          "<title",   "<p>",      "<p ",   "<h1",     "<span",
        "<center",        "<section", "<article", "<link", "<script", "<style"};
    start = skip_preamble(start);
    for (size_t i = 0; i < GR_COUNT(tags); i++)
        if (starts_with_letters(start, tags[i]))
            return true;
    return false;
}

/* The encodings that pages in Chinese declare; GB 18030 holds what the older two
 * hold, and pages that declare those often use it. */
static const char *encoding_named(gr_str name)
{
    static const char *const names[][2] = {
        {"utf-8", "UTF-8"},        {"utf8", "UTF-8"},      {"gb2312", "GB18030"},
        {"gbk", "GB18030"},        {"gb18030", "GB18030"}, {"x-gbk", "GB18030"},
        {"gb_2312-80", "GB18030"}, {"big5", "BIG5"},       {"big5-hkscs", "BIG5-HKSCS"}};
    for (size_t i = 0; i < GR_COUNT(names); i++)
        if (name.len == strlen(names[i][0]) && starts_with_letters(name, names[i][0]))
            return names[i][1];
    return NULL;
}

static bool ends_name(char c)
{
    return is_space((unsigned char)c) || strchr("\"';/>?", c) != NULL;
}

const char *gr_html_declared_charset(gr_str sample)
{
    if (sample.len > META_WINDOW)
        sample.len = META_WINDOW;
    for (size_t at = 0; at + 7 < sample.len; at++) {
        gr_str rest = gr_str_slice(sample, at, sample.len);
        bool meta = starts_with_letters(rest, "charset"),
             xml = at < 64 && starts_with_letters(rest, "encoding");
        if (!meta && !xml)
            continue;
        size_t from = meta ? 7 : 8, end;
        while (from < rest.len &&
               (is_space((unsigned char)rest.ptr[from]) || strchr("=\"'", rest.ptr[from]) != NULL))
            from++;
        for (end = from; end < rest.len && !ends_name(rest.ptr[end]);)
            end++;
        const char *name = encoding_named(gr_str_slice(rest, from, end));
        if (name != NULL)
            return name;
    }
    return NULL;
}
