/*
 * The printed schema: it is what the keys and vocabularies are, and every
 * fixture's record is what it says.  The validator below knows the words of
 * JSON Schema that the schema uses, and is stricter in one thing: a key that
 * the schema does not name is an error here.
 */
#include "sample.h"
#include "mem.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

/* --------------------------------------------------------------- validator */

typedef struct validator {
    const cJSON *definitions;
    char path[256]; /* of the value that is looked at */
    char wrong[512];
} validator;

static cJSON *get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static bool wrong(validator *v, const char *what)
{
    snprintf(v->wrong, sizeof v->wrong, "%s: %s", v->path, what);
    return false;
}

static bool is_of_type(const cJSON *value, const char *type)
{
    bool whole = cJSON_IsNumber(value) && value->valuedouble == (double)(long long)value->valuedouble;
    return (strcmp(type, "null") == 0 && cJSON_IsNull(value)) ||
           (strcmp(type, "string") == 0 && cJSON_IsString(value)) ||
           (strcmp(type, "number") == 0 && cJSON_IsNumber(value)) ||
           (strcmp(type, "integer") == 0 && whole) || (strcmp(type, "boolean") == 0 && cJSON_IsBool(value)) ||
           (strcmp(type, "array") == 0 && cJSON_IsArray(value)) ||
           (strcmp(type, "object") == 0 && cJSON_IsObject(value));
}

static bool fits_type(const cJSON *type, const cJSON *value)
{
    if (type == NULL)
        return true;
    if (cJSON_IsString(type))
        return is_of_type(value, type->valuestring);
    for (const cJSON *one = type->child; one != NULL; one = one->next)
        if (is_of_type(value, one->valuestring))
            return true;
    return false;
}

static bool fits_enum(const cJSON *list, const cJSON *value)
{
    if (list == NULL)
        return true;
    for (const cJSON *one = list->child; one != NULL; one = one->next)
        if (cJSON_Compare(one, value, true))
            return true;
    return false;
}

static bool fits(validator *v, const cJSON *schema, const cJSON *value);

/* The value under a key or at a place, with the path while it is looked at. */
static bool fits_below(validator *v, const cJSON *schema, const cJSON *value, const char *key, int place)
{
    size_t length = strlen(v->path);
    if (key != NULL)
        snprintf(v->path + length, sizeof v->path - length, ".%s", key);
    else
        snprintf(v->path + length, sizeof v->path - length, "[%d]", place);
    bool fit = fits(v, schema, value);
    v->path[length] = '\0';
    return fit;
}

static bool fits_keys(validator *v, const cJSON *schema, const cJSON *value)
{
    const cJSON *properties = get(schema, "properties"), *others = get(schema, "additionalProperties");
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        const cJSON *own = get(properties, item->string);
        own = own != NULL ? own : others;
        if (own == NULL)
            return wrong(v, item->string);
        if (!fits_below(v, own, item, item->string, 0))
            return false;
    }
    const cJSON *required = get(schema, "required");
    for (const cJSON *key = required != NULL ? required->child : NULL; key != NULL; key = key->next)
        if (get(value, key->valuestring) == NULL)
            return wrong(v, key->valuestring);
    return true;
}

static bool fits_items(validator *v, const cJSON *schema, const cJSON *value)
{
    int place = 0;
    for (const cJSON *item = value->child; item != NULL; item = item->next)
        if (!fits_below(v, get(schema, "items"), item, NULL, place++))
            return false;
    return true;
}

static bool fits(validator *v, const cJSON *schema, const cJSON *value)
{
    const cJSON *ref = get(schema, "$ref"), *constant = get(schema, "const"), *least = get(schema, "minimum");
    if (ref != NULL)
        schema = get(v->definitions, ref->valuestring + strlen("#/$defs/"));
    if (schema == NULL || !fits_type(get(schema, "type"), value) || !fits_enum(get(schema, "enum"), value))
        return wrong(v, "is of another type");
    if (constant != NULL && !cJSON_Compare(constant, value, true))
        return wrong(v, "is not the constant");
    if (least != NULL && cJSON_IsNumber(value) && value->valuedouble < least->valuedouble)
        return wrong(v, "is too small");
    if (cJSON_IsObject(value))
        return fits_keys(v, schema, value);
    return !cJSON_IsArray(value) || fits_items(v, schema, value);
}

static bool valid(const cJSON *schema, const cJSON *record, validator *v)
{
    *v = (validator){.definitions = get(schema, "$defs")};
    return fits(v, schema, record);
}

/* ----------------------------------------------------------------- records */

static int append(void *context, const char *bytes, size_t length)
{
    gr_buf_add(context, bytes, length);
    return 0;
}

static cJSON *as_json(const gr_record *record)
{
    gr_buf out = {0};
    gr_writer_options options = {.format = GR_FORMAT_JSONL};
    gr_writer *w = gr_writer_new(&options, append, &out);
    gr_writer_record(w, record);
    gr_writer_finish(w);
    gr_writer_free(w);
    cJSON *json = cJSON_Parse(out.ptr);
    assert_non_null(json);
    gr_buf_release(&out);
    return json;
}

static cJSON *sample_json(void)
{
    sample s;
    return as_json(sample_record(&s));
}

static int parse_schema(void **state)
{
    *state = cJSON_Parse(gr_schema());
    return *state == NULL;
}

static int free_schema(void **state)
{
    cJSON_Delete(*state);
    return 0;
}

/* ------------------------------------------------------------------- tests */

/* Every word of the schema is one that the validator knows. */
static void check_words(const cJSON *schema)
{
    static const char *const known[] = {"type",  "enum",     "const", "minimum",    "description",
                                        "items", "required", "$ref",  "properties", "additionalProperties"};
    for (const cJSON *word = schema->child; word != NULL; word = word->next) {
        size_t i = 0;
        while (i < GR_COUNT(known) && strcmp(known[i], word->string) != 0)
            i++;
        assert_true(i < GR_COUNT(known));
        if (strcmp(word->string, "items") == 0 || strcmp(word->string, "additionalProperties") == 0)
            check_words(word);
        if (strcmp(word->string, "properties") == 0)
            for (const cJSON *key = word->child; key != NULL; key = key->next)
                check_words(key);
    }
}

static void test_words(void **state)
{
    for (const cJSON *object = get(*state, "$defs")->child; object != NULL; object = object->next)
        check_words(object);
}

static void test_sample_is_valid(void **state)
{
    validator v;
    cJSON *record = sample_json();
    if (!valid(*state, record, &v))
        fail_msg("%s", v.wrong);
    cJSON_Delete(record);
}

/* The keys stand in the order of the schema. */
static void test_order_of_keys(void **state)
{
    cJSON *record = sample_json();
    const cJSON *definitions = get(*state, "$defs");
    const cJSON *key = get(get(definitions, "figure"), "properties")->child;
    for (const cJSON *item = get(record, "figures")->child->child; item != NULL;
         item = item->next, key = key->next)
        assert_string_equal(item->string, key->string);
    assert_null(key);
    key = get(get(definitions, "record"), "properties")->child;
    for (const cJSON *item = record->child; item != NULL; item = item->next, key = key->next)
        assert_string_equal(item->string, key->string);
    assert_null(key);
    cJSON_Delete(record);
}

/* A record with one thing changed is not valid. */
static void assert_invalid(const cJSON *schema, cJSON *record, const char *where)
{
    validator v;
    assert_false(valid(schema, record, &v));
    if (strstr(v.wrong, where) == NULL)
        fail_msg("%s does not name %s", v.wrong, where);
    cJSON_Delete(record);
}

static void test_invalid_records(void **state)
{
    cJSON *r = sample_json();
    cJSON_DeleteItemFromObject(r, "checks");
    assert_invalid(*state, r, "checks");
    r = sample_json();
    cJSON_AddNullToObject(r, "more");
    assert_invalid(*state, r, "more");
    r = sample_json();
    cJSON_ReplaceItemInObject(r, "schema_version", cJSON_CreateNumber(2));
    assert_invalid(*state, r, ".schema_version");
    r = sample_json();
    cJSON *figure = cJSON_GetArrayItem(get(r, "figures"), 2);
    cJSON_ReplaceItemInObject(figure, "kind", cJSON_CreateString("guess"));
    assert_invalid(*state, r, ".figures[2].kind");
    r = sample_json();
    figure = cJSON_GetArrayItem(get(r, "figures"), 1);
    cJSON_ReplaceItemInObject(figure, "line", cJSON_CreateNumber(0));
    assert_invalid(*state, r, ".figures[1].line");
    r = sample_json();
    figure = cJSON_GetArrayItem(get(r, "figures"), 0);
    cJSON_ReplaceItemInObject(figure, "id", cJSON_CreateNumber(1.5));
    assert_invalid(*state, r, ".figures[0].id");
    r = sample_json();
    cJSON_AddStringToObject(get(get(r, "indicators"), "litigation.total"), "conflict", "3");
    assert_invalid(*state, r, ".indicators.litigation.total.conflict");
}

/* False for an input that is no text. */
static bool feed_file(gr_extractor *x, const char *path)
{
    gr_error error;
    gr_status status = GR_OK;
    char piece[65536];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    gr_extractor_begin(x, path);
    for (size_t got; status == GR_OK && (got = fread(piece, 1, sizeof piece, file)) > 0;)
        status = gr_extractor_feed(x, piece, got, &error);
    fclose(file);
    return status == GR_OK;
}

static void check_file(const cJSON *schema, gr_extractor *x, const char *path)
{
    validator v;
    gr_error error = {.status = GR_OK};
    const gr_record *record = feed_file(x, path) ? gr_extractor_finish(x, &error) : NULL;
    if (record == NULL)
        return;
    cJSON *json = as_json(record);
    if (!valid(schema, json, &v))
        fail_msg("%s: %s", path, v.wrong);
    cJSON_Delete(json);
}

static void test_fixtures(void **state)
{
    gr_error error;
    gr_extractor *x = gr_extractor_new(NULL, &error);
    assert_non_null(x);
    glob_t found;
    assert_int_equal(glob("fixtures/*/input*.txt", 0, NULL, &found), 0);
    glob("../shared/seeds/*.txt", GLOB_APPEND, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_file(*state, x, found.gl_pathv[i]);
    globfree(&found);
    gr_extractor_free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),         cmocka_unit_test(test_sample_is_valid),
        cmocka_unit_test(test_order_of_keys), cmocka_unit_test(test_invalid_records),
        cmocka_unit_test(test_fixtures),
    };
    return cmocka_run_group_tests(tests, parse_schema, free_schema);
}
