/* What is printed of a record, in every format, and what happens when it
 * cannot be written. */
#include "sample.h"
#include "write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

/* ----------------------------------------------------------------- helpers */

static int append(void *context, const char *bytes, size_t length)
{
    gr_buf_add(context, bytes, length);
    return 0;
}

static gr_writer_options plain_options(gr_format format)
{
    return (gr_writer_options){.format = format, .blank = "", .header = true};
}

/* What `count` times the record give. */
static gr_buf written(const gr_writer_options *options, const gr_record *record, size_t count)
{
    gr_buf out = {0};
    gr_writer *w = gr_writer_new(options, append, &out);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(gr_writer_record(w, record), GR_OK);
    assert_int_equal(gr_writer_finish(w), GR_OK);
    gr_writer_free(w);
    return out;
}

static gr_buf sample_as(gr_format format)
{
    sample s;
    gr_writer_options options = plain_options(format);
    return written(&options, sample_record(&s), 1);
}

static cJSON *parse(const gr_buf *text)
{
    const char *end;
    cJSON *json = cJSON_ParseWithOpts(text->ptr, &end, false);
    assert_non_null(json);
    assert_string_equal(end[0] == '\n' ? end + 1 : end, "");
    return json;
}

static const cJSON *at(const cJSON *json, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, key);
    assert_non_null(item);
    return item;
}

static void assert_contains(const gr_buf *text, const char *part)
{
    if (strstr(text->ptr, part) == NULL)
        fail_msg("'%s' is not in: %s", part, text->ptr);
}

/* -------------------------------------------------------------------- json */

static void test_json_says_all(void **state)
{
    (void)state;
    gr_buf text = sample_as(GR_FORMAT_JSON);
    cJSON *json = parse(&text);
    const cJSON *report = at(json, "report"), *figures = at(json, "figures");
    assert_int_equal(at(json, "schema_version")->valueint, GR_SCHEMA_VERSION);
    assert_true(cJSON_IsNull(at(json, "id")));
    assert_string_equal(at(at(json, "source"), "name")->valuestring, "reports/a,b.txt");
    assert_string_equal(at(report, "level")->valuestring, "township");
    assert_string_equal(at(report, "type")->valuestring, "government");
    assert_true(cJSON_IsNull(at(at(report, "region"), "province")));
    assert_string_equal(at(at(report, "region"), "county")->valuestring, "某县");
    assert_string_equal(at(at(report, "period"), "end")->valuestring, "2016-12-31");
    assert_true(cJSON_IsNull(at(at(report, "signed"), "by")));
    assert_string_equal(at(report, "template")->valuestring, "stat-table-2014");
    assert_int_equal(cJSON_GetArraySize(figures), 4);
    const cJSON *second = cJSON_GetArrayItem(figures, 1);
    assert_string_equal(at(second, "quote")->valuestring, "\x01\x1f\b\f\r\t\\/\x7f");
    assert_int_equal(at(second, "part_of")->valueint, 1);
    assert_true(cJSON_IsNull(at(second, "year")));
    assert_true(cJSON_IsNull(at(cJSON_GetArrayItem(figures, 3), "value")));
    assert_int_equal(at(at(json, "numerals"), "word")->valueint, 7);
    cJSON_Delete(json);
    gr_buf_release(&text);
}

static void test_json_numbers_as_written(void **state)
{
    (void)state;
    gr_buf text = sample_as(GR_FORMAT_JSONL);
    assert_contains(&text, "\"value\":984,");
    assert_contains(&text, "\"value\":13.20,\"value_high\":15,");
    assert_contains(&text, "\"left\":279,\"right\":280.5,");
    gr_buf_release(&text);
}

static void test_json_indicators(void **state)
{
    (void)state;
    gr_buf text = sample_as(GR_FORMAT_JSONL);
    assert_contains(
        &text, "\"indicators\":{\"disclosure.total\":{\"value\":984,\"unit\":\"条\",\"source\":\"prose\","
               "\"figures\":[1],\"conflict\":[2,3]},"
               "\"requests.received\":{\"value\":null,\"unit\":\"件\",\"source\":\"table\",\"figures\":[]},"
               "\"litigation.total\":{\"value\":0,\"unit\":\"件\",\"source\":\"stated_zero\","
               "\"figures\":[3]}}");
    gr_buf_release(&text);
}

static void test_json_layouts_say_the_same(void **state)
{
    (void)state;
    gr_buf pretty = sample_as(GR_FORMAT_JSON), line = sample_as(GR_FORMAT_JSONL);
    cJSON *a = parse(&pretty), *b = parse(&line);
    assert_true(cJSON_Compare(a, b, true));
    assert_ptr_equal(strchr(line.ptr, '\n'), line.ptr + line.len - 1);
    assert_null(strstr(line.ptr, "\": "));
    cJSON_Delete(a);
    cJSON_Delete(b);
    gr_buf_release(&pretty);
    gr_buf_release(&line);
}

/* A figure a line, so that a change of one figure is a change of one line. */
static void test_json_layout(void **state)
{
    (void)state;
    gr_buf text = sample_as(GR_FORMAT_JSON);
    assert_contains(&text, "{\n  \"schema_version\": 1,\n  \"id\": null,\n  \"source\": { \"name\": ");
    assert_contains(&text, "  \"figures\": [\n    { \"id\": 1, \"indicator\": \"disclosure.total\", ");
    assert_contains(&text, "\"note\": null },\n    { \"id\": 2, \"indicator\": null, ");
    assert_contains(&text, "  \"sections\": [\n    { \"level\": 1, \"number\": \"一\", ");
    assert_contains(&text, "\"byte_end\": 90, \"sections\": [] },\n    { \"level\": 1, \"number\": \"二\"");
    assert_contains(&text, "\"sections\": [\n      { \"level\": 2, ");
    assert_contains(&text, "\"sections\": [\n        { \"level\": 3, ");
    assert_contains(&text, "\"sections\": [] }\n      ] }\n    ] },\n    { \"level\": 1, \"number\": \"三\"");
    assert_contains(&text, "\"message\": \"no year\", \"column\": null }\n  ]\n}\n");
    gr_buf_release(&text);
}

static void test_json_arrays(void **state)
{
    (void)state;
    sample s;
    gr_writer_options options = plain_options(GR_FORMAT_JSON);
    options.array = true;
    for (int count = 0; count < 4; count++) {
        gr_buf text = written(&options, sample_record(&s), (size_t)count);
        cJSON *json = parse(&text);
        assert_true(cJSON_IsArray(json));
        assert_int_equal(cJSON_GetArraySize(json), count);
        cJSON_Delete(json);
        gr_buf_release(&text);
    }
}

static void test_json_nothing(void **state)
{
    (void)state;
    for (int format = 0; format < GR_FORMAT_COUNT; format++) {
        gr_writer_options options = plain_options((gr_format)format);
        gr_buf text = written(&options, NULL, 0);
        assert_int_equal(text.len > 0, format != GR_FORMAT_JSON && format != GR_FORMAT_JSONL);
        gr_buf_release(&text);
    }
}

/* An escape at every place beside the eight bytes that are looked at at once. */
static void test_json_escapes_everywhere(void **state)
{
    (void)state;
    static const char special[] = {'"', '\\', '\n', 1, 0x1f, 0x7f, ' ', '!', '#', '[', ']', (char)0xe4};
    sample s;
    gr_writer_options options = plain_options(GR_FORMAT_JSONL);
    for (size_t length = 1; length < 20; length++) {
        for (size_t place = 0; place < length; place++) {
            for (size_t i = 0; i < sizeof special; i++) {
                char title[32] = {0};
                memset(title, 'x', length);
                title[place] = special[i];
                sample_record(&s);
                s.record.title = title;
                gr_buf text = written(&options, &s.record, 1);
                cJSON *json = parse(&text);
                assert_string_equal(at(at(json, "report"), "title")->valuestring, title);
                cJSON_Delete(json);
                gr_buf_release(&text);
            }
        }
    }
}

/* Sections of any shape come out nested as their parents say. */
static void check_tree(const cJSON *sections, const gr_record *r, int parent, size_t *next)
{
    for (const cJSON *s = sections->child; s != NULL; s = s->next) {
        assert_true(*next < r->section_count);
        size_t mine = (*next)++;
        assert_int_equal(r->sections[mine].parent, parent);
        assert_int_equal(at(s, "line")->valueint, r->sections[mine].line);
        check_tree(at(s, "sections"), r, (int)mine, next);
    }
}

static void test_json_section_trees(void **state)
{
    (void)state;
    enum { COUNT = 40 };
    unsigned seed = 7;
    for (int round = 0; round < 200; round++) {
        gr_section sections[COUNT] = {{0}};
        gr_record r = {.name = "x", .sections = sections, .section_count = (size_t)round % (COUNT + 1)};
        for (int i = 0; i < COUNT; i++) {
            int parent = i - 1;
            while (parent >= 0 && (seed = seed * 1664525u + 1013904223u) / 65536 % 3 == 0)
                parent = sections[parent].parent;
            sections[i] = (gr_section){.level = 1, .line = (uint32_t)i + 1, .parent = parent};
        }
        for (gr_format format = GR_FORMAT_JSON; format <= GR_FORMAT_JSONL; format++) {
            gr_writer_options options = plain_options(format);
            gr_buf text = written(&options, &r, 1);
            cJSON *json = parse(&text);
            size_t next = 0;
            check_tree(at(json, "sections"), &r, -1, &next);
            assert_int_equal(next, r.section_count);
            cJSON_Delete(json);
            gr_buf_release(&text);
        }
    }
}

/* Names of files may be no UTF-8. */
static void test_foreign_names(void **state)
{
    (void)state;
    sample s;
    sample_record(&s);
    s.record.name = "\xc1\xd9\xba\xd3/a\xff.txt";
    s.record.id = "\xe4\xb8";
    gr_writer_options options = plain_options(GR_FORMAT_JSONL);
    gr_buf text = written(&options, &s.record, 1);
    assert_contains(&text, "\"id\":\"\\\\xE4\\\\xB8\",");
    assert_contains(&text, "/a\\\\xFF.txt\",");
    gr_buf space = {0};
    assert_string_equal(gr_valid_utf8(text.ptr, &space), text.ptr);
    assert_int_equal(space.len, 0);
    gr_buf_release(&text);
    gr_buf_release(&space);
}

static void test_failure_line(void **state)
{
    (void)state;
    gr_buf out = {0};
    gr_write_failure(&out, NULL, "is \"no\" text");
    gr_write_failure(&out, "a\tb", "empty");
    assert_string_equal(
        out.ptr, "{\"id\":null,\"error\":\"is \\\"no\\\" text\"}\n{\"id\":\"a\\tb\",\"error\":\"empty\"}\n");
    gr_buf_release(&out);
}

/* --------------------------------------------------------------------- csv */

/* Line `number` (from 0) up to its CR LF, of a text that has none in cells. */
static gr_buf csv_line(const gr_buf *text, size_t number)
{
    const char *start = text->ptr;
    while (number-- > 0) {
        start = strstr(start, "\r\n");
        assert_non_null(start);
        start += 2;
    }
    gr_buf line = {0};
    gr_buf_add(&line, start, (size_t)(strstr(start, "\r\n") - start));
    return line;
}

/* The cell under a column's name in line 1; the sample has a comma in its
 * name alone, which is quoted. */
static void assert_column(const gr_buf *text, const char *name, const char *expected)
{
    gr_buf names = csv_line(text, 0), cells = csv_line(text, 1);
    char *column = strstr(names.ptr, name);
    assert_non_null(column);
    size_t skip = 0;
    for (const char *c = names.ptr; c < column; c++)
        skip += *c == ',';
    const char *cell = cells.ptr;
    bool quoted = false;
    for (; skip > 0; cell++) {
        quoted ^= *cell == '"';
        skip -= *cell == ',' && !quoted;
    }
    gr_buf found = {0};
    gr_buf_add(&found, cell, strcspn(cell, ","));
    assert_string_equal(found.ptr, expected);
    gr_buf_release(&found);
    gr_buf_release(&names);
    gr_buf_release(&cells);
}

static void test_csv_row(void **state)
{
    (void)state;
    sample s;
    gr_writer_options options = plain_options(GR_FORMAT_CSV);
    options.blank = "-";
    gr_buf text = written(&options, sample_record(&s), 1);
    assert_memory_equal(text.ptr, "source_name,title,agency,level,type,province,", 45);
    assert_contains(
        &text,
        "\r\n\"reports/a,b.txt\",某镇2016年政府信息公开年度报告,某镇人民政府,township,government,,,某县,");
    assert_column(&text, "year", "2016");
    assert_column(&text, "disclosure.total", "984");
    assert_column(&text, "requests.received", "-");
    assert_column(&text, "requests.carried_in", "");
    assert_column(&text, "litigation.total", "0");
    assert_column(&text, "figures", "4");
    assert_column(&text, "failed_checks", "1");
    assert_column(&text, "conflicts", "1");
    assert_column(&text, "warnings", "2");
    gr_buf_release(&text);
}

/* A column for each code of which a report has one value, in the codebook's
 * order. */
static void test_csv_columns(void **state)
{
    (void)state;
    gr_writer_options options = plain_options(GR_FORMAT_CSV);
    gr_buf text = written(&options, NULL, 0);
    size_t count;
    const gr_indicator *rows = gr_codebook(&count);
    const char *rest = strstr(text.ptr, ",template,") + strlen(",template,");
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].single)
            continue;
        size_t length = strlen(rows[i].code);
        assert_memory_equal(rest, rows[i].code, length);
        assert_int_equal(rest[length], ',');
        rest += length + 1;
    }
    assert_string_equal(rest, "figures,failed_checks,conflicts,warnings\r\n");
    gr_buf_release(&text);
}

static void test_csv_frame(void **state)
{
    (void)state;
    sample s;
    gr_writer_options options = plain_options(GR_FORMAT_CSV);
    gr_buf with = written(&options, sample_record(&s), 2);
    options.header = false;
    options.bom = true;
    gr_buf without = written(&options, sample_record(&s), 2);
    gr_buf header = csv_line(&with, 0);
    assert_memory_equal(without.ptr, "\xef\xbb\xbf\"reports/", 12);
    assert_int_equal(with.len - header.len - 2, without.len - 3);
    assert_string_equal(with.ptr + header.len + 2, without.ptr + 3);
    gr_buf_release(&with);
    gr_buf_release(&without);
    gr_buf_release(&header);
}

static void test_figures_table(void **state)
{
    (void)state;
    gr_buf text = sample_as(GR_FORMAT_FIGURES);
    assert_contains(
        &text,
        "source_name,agency,report_year,id,indicator,label,value,value_high,unit,unit_stated,qualifier,"
        "direction,kind,scope,year,part_of,row,column_label,section,rule,line,column,byte_start,"
        "byte_end,quote,note\r\n");
    assert_contains(
        &text,
        "\"reports/a,b.txt\",某镇人民政府,2016,1,disclosure.total,公开信息,984,,条,true,exact,,prose,year,"
        "2016,,,,2.1,total,8,13,200,203,\"共公开信息984条,\"\"全部\"\"\n属实\",\r\n");
    assert_contains(&text, ",2,,道路硬化,13.20,15,公里,false,range,down,prose,cumulative,,1,");
    gr_buf_release(&text);
}

static void test_figures_blank(void **state)
{
    (void)state;
    sample s;
    gr_writer_options options = plain_options(GR_FORMAT_FIGURES);
    options.blank = "空,白";
    gr_buf text = written(&options, sample_record(&s), 1);
    assert_contains(&text, ",4,requests.received,,\"空,白\",,件,false,exact,,table,");
    gr_buf_release(&text);
}

static void test_other_tables(void **state)
{
    (void)state;
    gr_buf sections = sample_as(GR_FORMAT_SECTIONS), checks = sample_as(GR_FORMAT_CHECKS);
    assert_contains(&sections,
                    "source_name,agency,report_year,section,level,number,title,line,byte_start,byte_end\r\n");
    assert_contains(&sections, ",2016,2.1,2,（一）,\"公开\"\"数量\"\"\",6,120,300\r\n");
    assert_contains(
        &checks,
        ",2016,parts_sum,failed,279,280.5,1 2 3,各项之和与总数不符,the parts do not add up,总数,各项之和,8,"
        "13,\"共公开\n279条\",false\r\n");
    assert_contains(&checks, ",2016,prose_table,overlapping,,,,有重叠,they overlap,,,,,,false\r\n");
    gr_buf_release(&sections);
    gr_buf_release(&checks);
}

/* -------------------------------------------------------------- for people */

static void test_explanation(void **state)
{
    (void)state;
    sample s;
    gr_buf out = {0};
    gr_write_explanation(&out, sample_record(&s));
    assert_string_equal(out.ptr,
                        "reports/a,b.txt:1:4\tdate\t2016年 1月\nreports/a,b.txt:8:13\tfigure\t984\n");
    gr_buf_release(&out);
}

/* ------------------------------------------------------- output that fails */

typedef struct failing {
    size_t left, calls_after;
    bool failed;
} failing;

static int take_some(void *context, const char *bytes, size_t length)
{
    failing *f = context;
    (void)bytes;
    f->calls_after += f->failed;
    f->failed |= length > f->left;
    f->left -= f->failed ? 0 : length;
    return f->failed ? -1 : 0;
}

static void test_failing_output(void **state)
{
    (void)state;
    sample s;
    sample_record(&s);
    for (int format = 0; format < GR_FORMAT_COUNT; format++) {
        for (size_t room = 0; room < 300000; room += 40000) {
            failing f = {.left = room};
            gr_writer_options options = plain_options((gr_format)format);
            gr_writer *w = gr_writer_new(&options, take_some, &f);
            gr_status status = GR_OK;
            for (int i = 0; i < 2000 && status == GR_OK; i++)
                status = gr_writer_record(w, &s.record);
            assert_int_equal(status, GR_ERR_OUTPUT);
            assert_int_equal(gr_writer_record(w, &s.record), GR_ERR_OUTPUT);
            assert_int_equal(gr_writer_add(w, GR_LIT("x")), GR_ERR_OUTPUT);
            assert_int_equal(gr_writer_flush(w), GR_ERR_OUTPUT);
            assert_int_equal(gr_writer_finish(w), GR_ERR_OUTPUT);
            assert_int_equal(f.calls_after, 0);
            gr_writer_free(w);
        }
    }
}

static void test_last_flush_fails(void **state)
{
    (void)state;
    sample s;
    failing f = {0};
    gr_writer_options options = plain_options(GR_FORMAT_JSONL);
    gr_writer *w = gr_writer_new(&options, take_some, &f);
    assert_int_equal(gr_writer_record(w, sample_record(&s)), GR_OK);
    assert_int_equal(gr_writer_finish(w), GR_ERR_OUTPUT);
    gr_writer_free(w);
}

/* One record with very many figures: the buffer stays small. */
typedef struct largest {
    size_t piece, all;
} largest;

static int measure(void *context, const char *bytes, size_t length)
{
    largest *l = context;
    (void)bytes;
    l->all += length;
    l->piece = length > l->piece ? length : l->piece;
    return 0;
}

static void test_writes_as_it_goes(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    sample s;
    sample_record(&s);
    gr_figure *figures = gr_alloc(COUNT * sizeof *figures);
    for (size_t i = 0; i < COUNT; i++)
        figures[i] = s.figures[i % 4];
    s.record.figures = figures;
    s.record.figure_count = COUNT;
    static const gr_format formats[] = {GR_FORMAT_JSON, GR_FORMAT_JSONL, GR_FORMAT_FIGURES};
    for (size_t i = 0; i < 3; i++) {
        largest l = {0};
        gr_writer_options options = plain_options(formats[i]);
        gr_writer *w = gr_writer_new(&options, measure, &l);
        assert_int_equal(gr_writer_record(w, &s.record), GR_OK);
        assert_int_equal(gr_writer_finish(w), GR_OK);
        assert_true(l.all > 2000000);
        assert_true(l.piece < GR_SINK_SPILL + 4096);
        gr_writer_free(w);
    }
    free(figures);
}

/* --------------------------------------------------------- several threads */

/* The same records through parts, `size` in each, give the same bytes. */
static void test_parts(void **state)
{
    (void)state;
    enum { COUNT = 7 };
    sample s;
    sample_record(&s);
    for (int format = 0; format < GR_FORMAT_COUNT * 2; format++) {
        gr_writer_options options = plain_options((gr_format)(format / 2));
        options.array = format % 2 == 1;
        gr_buf expected = written(&options, &s.record, COUNT);
        for (size_t size = 1; size <= COUNT + 1; size++) {
            gr_buf out = {0}, taken = {0};
            gr_writer *w = gr_writer_new(&options, append, &out), *part = gr_writer_new_part(&options);
            for (size_t i = 1; i <= COUNT; i++) {
                gr_writer_record(part, &s.record);
                if (i % size != 0 && i != COUNT)
                    continue;
                gr_writer_take(part, &taken);
                assert_int_equal(gr_writer_add(w, gr_buf_str(&taken)), GR_OK);
            }
            gr_writer_take(part, &taken);
            assert_int_equal(gr_writer_add(w, gr_buf_str(&taken)), GR_OK);
            assert_int_equal(gr_writer_finish(w), GR_OK);
            assert_string_equal(out.ptr, expected.ptr);
            gr_writer_free(w);
            gr_writer_free(part);
            gr_buf_release(&out);
            gr_buf_release(&taken);
        }
        gr_buf_release(&expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_says_all),      cmocka_unit_test(test_json_numbers_as_written),
        cmocka_unit_test(test_json_indicators),    cmocka_unit_test(test_json_layouts_say_the_same),
        cmocka_unit_test(test_json_layout),        cmocka_unit_test(test_json_arrays),
        cmocka_unit_test(test_json_nothing),       cmocka_unit_test(test_json_escapes_everywhere),
        cmocka_unit_test(test_json_section_trees), cmocka_unit_test(test_foreign_names),
        cmocka_unit_test(test_failure_line),       cmocka_unit_test(test_csv_row),
        cmocka_unit_test(test_csv_columns),        cmocka_unit_test(test_csv_frame),
        cmocka_unit_test(test_figures_table),      cmocka_unit_test(test_figures_blank),
        cmocka_unit_test(test_other_tables),       cmocka_unit_test(test_explanation),
        cmocka_unit_test(test_failing_output),     cmocka_unit_test(test_last_flush_fails),
        cmocka_unit_test(test_writes_as_it_goes),  cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
