/* record.tsv: the JSON Schema of a record. */
#include "embed.h"
#include "govreport.h"

typedef struct vocabulary {
    const char *name;
    const char *const *names; /* NULL: prints as null */
    size_t count;
} vocabulary;

#define NAME(id, name) name,
#define VOCABULARY(name, list)                                                                               \
    {                                                                                                        \
        name, (const char *const[]){list(NAME)}, sizeof((const char *const[]){list(NAME)}) / sizeof(char *)  \
    }
static const vocabulary vocabularies[] = {
    VOCABULARY("kind", GR_KINDS),
    VOCABULARY("qualifier", GR_QUALIFIERS),
    VOCABULARY("direction", GR_DIRECTIONS),
    VOCABULARY("scope", GR_SCOPES),
    VOCABULARY("template", GR_TEMPLATES),
    VOCABULARY("level", GR_LEVELS),
    VOCABULARY("body", GR_BODIES),
    VOCABULARY("source", GR_SOURCES),
    VOCABULARY("status", GR_CHECK_STATUSES),
};

static bool add_enum(gr_buf *out, gr_str name)
{
    for (size_t i = 0; i < GR_COUNT(vocabularies); i++) {
        const vocabulary *v = &vocabularies[i];
        if (!gr_str_is(name, v->name))
            continue;
        for (size_t k = 0; k < v->count; k++)
            gr_buf_printf(out, v->names[k] != NULL ? "%s\"%s\"" : "%snull", k > 0 ? ", " : "\"enum\": [",
                          v->names[k]);
        gr_buf_add_char(out, ']');
        return true;
    }
    return false;
}

/* What the type column may say, but for the names of objects and vocabularies. */
static const struct {
    const char *name, *type, *limit;
} plain_types[] = {
    {"text", "string", ""},
    {"number", "number", ""},
    {"integer", "integer", ""},
    {"flag", "boolean", ""},
    {"count", "integer", ", \"minimum\": 0"},
    {"place", "integer", ", \"minimum\": 1"},
};

static bool add_plain_type(gr_buf *out, gr_str name, bool nullable)
{
    for (size_t i = 0; i < GR_COUNT(plain_types); i++) {
        if (!gr_str_is(name, plain_types[i].name))
            continue;
        gr_buf_printf(out, nullable ? "\"type\": [\"%s\", \"null\"]%s" : "\"type\": \"%s\"%s",
                      plain_types[i].type, plain_types[i].limit);
        return true;
    }
    return false;
}

/* What stands between the braces of a type's schema: "list of X", "map of X",
 * "text?" (or null), a vocabulary, an object. */
static void add_type(gr_buf *out, gr_str type)
{
    gr_str list = GR_LIT("list of "), map = GR_LIT("map of ");
    bool nullable = gr_str_ends(type, GR_LIT("?"));
    gr_str name = gr_str_slice(type, 0, type.len - nullable);
    if (gr_str_starts(type, list) || gr_str_starts(type, map)) {
        bool is_list = gr_str_starts(type, list);
        gr_buf_printf(out, is_list ? "\"type\": \"array\", \"items\": { "
                                   : "\"type\": \"object\", \"additionalProperties\": { ");
        add_type(out, gr_str_slice(type, is_list ? list.len : map.len, type.len));
        gr_buf_printf(out, " }");
    } else if (gr_str_equal(type, GR_LIT("version"))) {
        gr_buf_printf(out, "\"const\": %d", GR_SCHEMA_VERSION);
    } else if (!add_plain_type(out, name, nullable) && !add_enum(out, name)) {
        gr_buf_printf(out, "\"$ref\": \"#/$defs/%.*s\"", (int)name.len, name.ptr);
    }
}

/* The properties of one object, rows that stand together. */
static void add_object(gr_buf *out, gr_tsv *t, gr_str object, bool *more)
{
    gr_buf required = {0};
    gr_buf_printf(out, "    \"%.*s\": {\n      \"type\": \"object\",\n      \"properties\": {\n",
                  (int)object.len, object.ptr);
    do {
        gr_str key = gr_tsv_cell(t, "key"), meaning = gr_tsv_cell(t, "meaning");
        bool optional = gr_str_ends(key, GR_LIT("?"));
        key.len -= optional;
        gr_buf_printf(out, "        \"%.*s\": { ", (int)key.len, key.ptr);
        add_type(out, gr_tsv_cell(t, "type"));
        if (meaning.len > 0)
            gr_buf_printf(out, ", \"description\": \"%.*s\"", (int)meaning.len, meaning.ptr);
        if (!optional)
            gr_buf_printf(&required, "%s\"%.*s\"", required.len > 0 ? ", " : "", (int)key.len, key.ptr);
        *more = gr_tsv_next(t);
        gr_buf_printf(out, *more && gr_str_equal(gr_tsv_cell(t, "object"), object) ? " },\n" : " }\n");
    } while (*more && gr_str_equal(gr_tsv_cell(t, "object"), object));
    gr_buf_printf(out, "      },\n      \"required\": [%s]\n    }", required.len > 0 ? required.ptr : "");
    gr_buf_release(&required);
}

static void print_lines(FILE *out, gr_str text)
{
    while (text.len > 0) {
        size_t end = gr_str_find(text, GR_LIT("\n"), 0);
        end = end == GR_NOT_FOUND ? text.len : end + 1;
        fputs("    ", out);
        gr_embed_literal(out, gr_str_slice(text, 0, end));
        fputc('\n', out);
        text = gr_str_slice(text, end, text.len);
    }
}

void gr_embed_schema(gr_embed *e, gr_str text)
{
    gr_tsv t;
    bool more = gr_tsv_begin(&t, text) && gr_tsv_next(&t);
    gr_buf schema = {0};
    gr_buf_printf(&schema, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                           "  \"title\": \"govreport-extract record\",\n"
                           "  \"$ref\": \"#/$defs/record\",\n  \"$defs\": {\n");
    while (more) {
        add_object(&schema, &t, gr_tsv_cell(&t, "object"), &more);
        gr_buf_printf(&schema, more ? ",\n" : "\n");
    }
    gr_buf_printf(&schema, "  }\n}\n");
    fputs("\nextern const char gr_data_schema[];\n", e->header);
    fputs("\nconst char gr_data_schema[] =\n", e->source);
    print_lines(e->source, gr_buf_str(&schema));
    fputs(";\n", e->source);
    gr_buf_release(&schema);
}
