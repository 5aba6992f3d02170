#include "json.h"

#include "library.h"

#include <cjson/cJSON.h>

static bool load(gr_json_reader *r)
{
    static const char *const names[] = {"libcjson.so.1", "libcjson.so", "libcjson.1.dylib", "libcjson.dylib"};
    void *handle = gr_library_open(names, GR_COUNT(names));
    return handle != NULL && gr_library_find(handle, "cJSON_ParseWithLength", &r->parse) &&
           gr_library_find(handle, "cJSON_Delete", &r->free);
}

gr_json *gr_json_parse(gr_json_reader *r, gr_str text)
{
    if (r->free == NULL && !r->missing)
        r->missing = !load(r);
    return r->missing ? NULL : r->parse(text.ptr, text.len);
}

void gr_json_free(const gr_json_reader *r, gr_json *value)
{
    if (value != NULL)
        r->free(value);
}

static bool is_type(const gr_json *value, int type)
{
    return value != NULL && (value->type & 0xFF) == type;
}

const gr_json *gr_json_member(const gr_json *object, const char *name)
{
    const gr_json *member = gr_json_is_object(object) ? object->child : NULL;
    while (member != NULL && strcmp(member->string, name) != 0)
        member = member->next;
    return member;
}

bool gr_json_is_object(const gr_json *value)
{
    return is_type(value, cJSON_Object);
}

bool gr_json_is_null(const gr_json *value)
{
    return is_type(value, cJSON_NULL);
}

const char *gr_json_text(const gr_json *value)
{
    return is_type(value, cJSON_String) ? value->valuestring : NULL;
}

bool gr_json_number(const gr_json *value, double *number)
{
    if (!is_type(value, cJSON_Number))
        return false;
    *number = value->valuedouble;
    return true;
}

size_t gr_json_string_end(gr_str s, size_t at)
{
    for (at++; at < s.len && s.ptr[at] != '"'; at++)
        at += s.ptr[at] == '\\';
    return at < s.len ? at + 1 : s.len;
}

static size_t skip_space(gr_str s, size_t at)
{
    while (at < s.len && strchr(" \t\r\n", s.ptr[at]) != NULL)
        at++;
    return at;
}

/* The number behind the name that ends at `end`; nothing where that is no name. */
static gr_str value_behind(gr_str s, size_t end)
{
    size_t start = skip_space(s, end);
    if (start >= s.len || s.ptr[start] != ':')
        return GR_LIT("");
    start = skip_space(s, start + 1);
    size_t stop = start;
    while (stop < s.len && strchr(",}] \t\r\n", s.ptr[stop]) == NULL)
        stop++;
    return gr_str_slice(s, start, stop);
}

gr_str gr_json_number_source(gr_str object, const char *name)
{
    int depth = 0;
    for (size_t at = 0; at < object.len;) {
        char c = object.ptr[at];
        size_t end = c == '"' ? gr_json_string_end(object, at) : at + 1;
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        bool named =
            c == '"' && depth == 1 && end - at >= 2 && gr_str_is(gr_str_slice(object, at + 1, end - 1), name);
        gr_str value = named ? value_behind(object, end) : GR_LIT("");
        if (value.len > 0)
            return value;
        at = end;
    }
    return GR_LIT("");
}
