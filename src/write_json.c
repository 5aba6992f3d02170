/* json: laid out for people and for comparing, a line a figure; jsonl: a line
 * a record, without a space. */
#include "write.h"
#include "write_keys.h"

typedef struct json {
    gr_sink *sink;
    gr_buf *out; /* the sink's */
    bool pretty;
} json;

/* The two layouts differ in spaces and line ends only. */
#define PUT(j, pretty_text, plain_text)                                                                      \
    ((j)->pretty ? GR_PUT_LIT((j)->out, pretty_text) : GR_PUT_LIT((j)->out, plain_text))
#define KEY(j, key) PUT(j, ", \"" key "\": ", ",\"" key "\":")

/* ------------------------------------------------------------------ values */

/* Whether one of the eight bytes is below 0x20, '"' or '\\'. */
static inline bool has_special(const char *bytes)
{
    const uint64_t ones = 0x0101010101010101U, tops = ones * 0x80;
    uint64_t w;
    memcpy(&w, bytes, sizeof w);
    uint64_t quote = w ^ ones * '"', backslash = w ^ ones * '\\';
    return (((w - ones * 0x20) & ~w) | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & tops;
}

static bool needs_escape(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

/* Whether no byte needs an escape; the last eight are looked at together, too. */
static bool is_plain(const char *bytes, size_t length)
{
    enum { AT_ONCE = sizeof(uint64_t) };
    size_t i = 0;
    while (i + AT_ONCE <= length && !has_special(bytes + i))
        i += AT_ONCE;
    if (length >= AT_ONCE)
        return i + AT_ONCE > length && !has_special(bytes + length - AT_ONCE);
    while (i < length && !needs_escape(bytes[i]))
        i++;
    return i == length;
}

/* Puts what needs no escape. */
static void put_quoted(gr_buf *out, const char *bytes, size_t length)
{
    enum { QUOTES = 2 };
    if (out->capacity - out->len <= length + QUOTES)
        gr_buf_reserve(out, length + QUOTES);
    char *to = out->ptr + out->len;
    to[0] = '"';
    memcpy(to + 1, bytes, length);
    to[length + 1] = '"';
    to[length + QUOTES] = '\0';
    out->len += length + QUOTES;
}

static void put_escape(gr_buf *out, char c)
{
    static const char letters[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";
    const char *at = c != '\0' ? strchr(letters, c) : NULL;
    if (at != NULL)
        gr_put(out, (const char[]){'\\', names[at - letters]}, 2);
    else
        gr_buf_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
}

static void put_string(gr_buf *out, const char *bytes, size_t length)
{
    if (is_plain(bytes, length)) {
        put_quoted(out, bytes, length);
        return;
    }
    gr_put_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (needs_escape(bytes[i]))
            put_escape(out, bytes[i]);
        else
            gr_put_char(out, bytes[i]);
    }
    gr_put_char(out, '"');
}

static void put_text(json *j, const char *text)
{
    if (text == NULL)
        GR_PUT_LIT(j->out, "null");
    else
        put_string(j->out, text, strlen(text));
}

/* What came from outside and was not decoded. */
static void put_foreign(json *j, const char *text)
{
    gr_buf space = {0};
    put_text(j, gr_valid_utf8(text, &space));
    gr_buf_release(&space);
}

/* A name of a vocabulary: nothing in it needs an escape. */
static void put_name(json *j, const char *name)
{
    if (name == NULL)
        GR_PUT_LIT(j->out, "null");
    else
        put_quoted(j->out, name, strlen(name));
}

static void put_count(json *j, uint64_t n)
{
    gr_put_uint(j->out, n);
}

static void put_place(json *j, uint64_t n)
{
    if (n > 0)
        gr_put_uint(j->out, n);
    else
        GR_PUT_LIT(j->out, "null");
}

static void put_flag(json *j, bool flag)
{
    if (flag)
        GR_PUT_LIT(j->out, "true");
    else
        GR_PUT_LIT(j->out, "false");
}

static void put_number(json *j, bool there, gr_decimal value)
{
    if (there)
        gr_put_decimal(j->out, value);
    else
        GR_PUT_LIT(j->out, "null");
}

static void put_value(json *j, bool there, gr_decimal value)
{
    put_number(j, there, value);
}

static void put_ids(json *j, const uint32_t *ids, size_t count)
{
    gr_put_char(j->out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            PUT(j, ", ", ",");
        gr_put_uint(j->out, ids[i]);
    }
    gr_put_char(j->out, ']');
}

/* ------------------------------------------------------------------- lists */

#define PUT_KEY(key, type, ...) KEY(j, key), put_##type(j, __VA_ARGS__);

/* All keys are written with a comma before them; the first one's becomes the
 * object's brace. */
static void open_object(json *j, size_t start)
{
    j->out->ptr[start] = '{';
}

static void close_object(json *j)
{
    PUT(j, " }", "}");
}

/* Before item number i of a list that stands on lines of its own. */
static void begin_item(json *j, size_t i)
{
    if (i > 0)
        PUT(j, ",\n    ", ",");
    else
        PUT(j, "\n    ", "");
}

static void end_list(json *j, size_t count, char bracket)
{
    if (count > 0)
        PUT(j, "\n  ", "");
    gr_put_char(j->out, bracket);
}

/* A list of objects, whose keys `put_keys` writes for number i. */
static void put_list(json *j, const gr_record *r, size_t count,
                     void (*put_keys)(json *, const gr_record *, size_t))
{
    gr_put_char(j->out, '[');
    for (size_t i = 0; i < count; i++) {
        begin_item(j, i);
        size_t start = j->out->len;
        put_keys(j, r, i);
        open_object(j, start);
        close_object(j);
        gr_sink_spill(j->sink);
    }
    end_list(j, count, ']');
}

static void put_figure(json *j, const gr_record *r, size_t i)
{
    GR_FIGURE_KEYS(PUT_KEY, &r->figures[i])
}

static void put_check(json *j, const gr_record *r, size_t i)
{
    GR_CHECK_KEYS(PUT_KEY, &r->checks[i])
}

static void put_warning(json *j, const gr_record *r, size_t i)
{
    GR_WARNING_KEYS(PUT_KEY, &r->warnings[i])
}

static void put_indicators(json *j, const gr_record *r)
{
    gr_put_char(j->out, '{');
    for (size_t i = 0; i < r->value_count; i++) {
        const gr_value *v = &r->values[i];
        begin_item(j, i);
        put_name(j, v->indicator->code);
        PUT(j, ": ", ":");
        size_t start = j->out->len;
        KEY(j, "value"), put_value(j, v->has_value, v->value);
        KEY(j, "unit"), put_text(j, v->unit);
        KEY(j, "source"), put_name(j, gr_source_name(v->source));
        KEY(j, "figures"), put_ids(j, v->figures, v->figure_count);
        if (v->conflict_count > 0)
            KEY(j, "conflict"), put_ids(j, v->conflicts, v->conflict_count);
        open_object(j, start);
        close_object(j);
        gr_sink_spill(j->sink);
    }
    end_list(j, r->value_count, '}');
}

/* ---------------------------------------------------------------- sections */

static void put_indent(json *j, int depth)
{
    if (!j->pretty)
        return;
    gr_put_char(j->out, '\n');
    for (int i = 0; i < depth; i++)
        GR_PUT_LIT(j->out, "  ");
}

/* How many sections stand around section i. */
static int depth_of(const gr_record *r, size_t i)
{
    int depth = 0;
    for (int at = r->sections[i].parent; at >= 0; at = r->sections[at].parent)
        depth++;
    return depth;
}

static void put_section_keys(json *j, const gr_section *section)
{
    size_t start = j->out->len;
    GR_SECTION_KEYS(PUT_KEY, section)
    open_object(j, start);
    KEY(j, "sections");
    gr_put_char(j->out, '[');
}

/* The sections stand in the order of the report, so that each comes after its
 * parent; the tree is written without building it. */
static void put_sections(json *j, const gr_record *r)
{
    enum { INDENT = 2 };
    int depth = 0;
    gr_put_char(j->out, '[');
    for (size_t i = 0; i < r->section_count; i++) {
        int next = i + 1 < r->section_count ? depth_of(r, i + 1) : 0;
        put_indent(j, INDENT + depth);
        put_section_keys(j, &r->sections[i]);
        if (next <= depth) {
            gr_put_char(j->out, ']');
            close_object(j);
        }
        for (; depth > next; depth--) {
            put_indent(j, INDENT + depth - 1);
            gr_put_char(j->out, ']');
            close_object(j);
        }
        if (next == depth && i + 1 < r->section_count)
            gr_put_char(j->out, ',');
        depth = next;
        gr_sink_spill(j->sink);
    }
    end_list(j, r->section_count, ']');
}

/* ------------------------------------------------------------------ record */

#define LINE_KEY(j, key) PUT(j, ",\n    \"" key "\": ", ",\"" key "\":")

static void put_source(json *j, const gr_record *r)
{
    PUT(j, "{ \"name\": ", "{\"name\":");
    put_foreign(j, r->name);
    KEY(j, "encoding"), put_text(j, r->encoding);
    KEY(j, "bytes"), put_count(j, r->bytes);
    close_object(j);
}

static void put_report(json *j, const gr_record *r)
{
    PUT(j, "{\n    \"title\": ", "{\"title\":"), put_text(j, r->title);
    LINE_KEY(j, "agency"), put_text(j, r->agency);
    LINE_KEY(j, "level"), put_name(j, gr_level_name(r->level));
    LINE_KEY(j, "type"), put_name(j, gr_body_name(r->body));
    PUT(j, ",\n    \"region\": { \"province\": ", ",\"region\":{\"province\":"),
        put_text(j, r->region.province);
    KEY(j, "prefecture"), put_text(j, r->region.prefecture);
    KEY(j, "county"), put_text(j, r->region.county);
    KEY(j, "township"), put_text(j, r->region.township);
    close_object(j);
    LINE_KEY(j, "year"), put_place(j, r->year > 0 ? (uint64_t)r->year : 0);
    PUT(j, ",\n    \"period\": { \"start\": ", ",\"period\":{\"start\":"), put_text(j, r->period_start);
    KEY(j, "end"), put_text(j, r->period_end);
    close_object(j);
    LINE_KEY(j, "published"), put_text(j, r->published);
    PUT(j, ",\n    \"signed\": { \"by\": ", ",\"signed\":{\"by\":"), put_text(j, r->signed_by);
    KEY(j, "date"), put_text(j, r->signed_date);
    close_object(j);
    LINE_KEY(j, "template"), put_name(j, gr_template_name(r->form));
    PUT(j, "\n  }", "}");
}

static void put_numerals(json *j, const gr_record *r)
{
    size_t start = j->out->len;
    for (int i = 0; i < GR_NUMERAL_CLASSES; i++) {
        PUT(j, ", ", ",");
        put_name(j, gr_numeral_class_name((gr_numeral_class)i));
        PUT(j, ": ", ":");
        put_count(j, r->numerals[i]);
    }
    open_object(j, start);
    close_object(j);
}

#define TOP_KEY(j, key) PUT(j, ",\n  \"" key "\": ", ",\"" key "\":")

static void put_record(json *j, const gr_record *r)
{
    PUT(j, "{\n  \"schema_version\": ", "{\"schema_version\":"), put_count(j, GR_SCHEMA_VERSION);
    TOP_KEY(j, "id"), put_foreign(j, r->id);
    TOP_KEY(j, "source"), put_source(j, r);
    TOP_KEY(j, "report"), put_report(j, r);
    TOP_KEY(j, "sections"), put_sections(j, r);
    TOP_KEY(j, "figures"), put_list(j, r, r->figure_count, put_figure);
    TOP_KEY(j, "indicators"), put_indicators(j, r);
    TOP_KEY(j, "checks"), put_list(j, r, r->check_count, put_check);
    TOP_KEY(j, "numerals"), put_numerals(j, r);
    TOP_KEY(j, "warnings"), put_list(j, r, r->warning_count, put_warning);
    PUT(j, "\n}", "}");
}

void gr_write_failure(gr_buf *out, const char *id, const char *reason)
{
    json j = {.out = out, .pretty = false};
    GR_PUT_LIT(out, "{\"id\":");
    put_foreign(&j, id);
    KEY(&j, "error"), put_foreign(&j, reason);
    GR_PUT_LIT(out, "}\n");
}

/* ----------------------------------------------------------------- formats */

static void begin_json(gr_sink *s, const gr_writer_options *o)
{
    if (o->array)
        GR_PUT_LIT(&s->buffer, "[\n");
}

static void between_json(gr_sink *s, const gr_writer_options *o)
{
    if (o->array)
        GR_PUT_LIT(&s->buffer, ",\n");
    else
        GR_PUT_LIT(&s->buffer, "\n");
}

static void end_json(gr_sink *s, const gr_writer_options *o, bool any)
{
    if (any)
        gr_put_char(&s->buffer, '\n');
    if (o->array)
        GR_PUT_LIT(&s->buffer, "]\n");
}

static void record_json(gr_sink *s, const gr_writer_options *o, const gr_record *record)
{
    (void)o;
    put_record(&(json){.sink = s, .out = &s->buffer, .pretty = true}, record);
}

static void record_jsonl(gr_sink *s, const gr_writer_options *o, const gr_record *record)
{
    (void)o;
    put_record(&(json){.sink = s, .out = &s->buffer, .pretty = false}, record);
    gr_put_char(&s->buffer, '\n');
}

const gr_format_ops gr_json_ops = {
    .begin = begin_json, .between = between_json, .record = record_json, .end = end_json};
const gr_format_ops gr_jsonl_ops = {.record = record_jsonl};
