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
