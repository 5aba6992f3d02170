/*
 * Runs over many inputs: lists, folders, documents, resuming, several threads.
 * Each run is one of the program's own, in this process and a folder of its
 * own, with its output in a file.
 */
#include "batch.h"
#include "lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

static const char report[] =
    "某县某镇人民政府2016年政府信息公开年度报告\n一、概述\n全年主动公开信息984条。\n";

/* ----------------------------------------------------------------- helpers */

static void put_file(const char *name, const char *text, size_t length)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void put_text(const char *name, const char *text)
{
    put_file(name, text, strlen(text));
}

static gr_buf get_file(const char *name)
{
    gr_buf text = {0};
    assert_true(gr_read_file(name, &text));
    return text;
}

static int redirect(int fd, const char *name, int flags)
{
    int saved = dup(fd), file = open(name, flags, 0666);
    assert_true(saved >= 0 && file >= 0);
    dup2(file, fd);
    close(file);
    return saved;
}

static void restore(int fd, int saved)
{
    dup2(saved, fd);
    close(saved);
}

/* Runs with the arguments between the spaces; standard input is the file
 * `in`, standard error goes to the file err. */
static int run(const char *arguments)
{
    char text[256], message[256], *argv[32] = {"govreport-extract"};
    int argc = 1;
    gr_cli cli;
    snprintf(text, sizeof text, "%s", arguments);
    for (char *word = strtok(text, " "); word != NULL; word = strtok(NULL, " "))
        argv[argc++] = word;
    assert_true(gr_cli_parse(&cli, argc, argv, message));
    fflush(stderr);
    int in = redirect(STDIN_FILENO, "in", O_RDONLY | O_CREAT);
    int err = redirect(STDERR_FILENO, "err", O_WRONLY | O_CREAT | O_TRUNC);
    int status = gr_batch_run(&cli);
    fflush(stderr);
    restore(STDIN_FILENO, in);
    restore(STDERR_FILENO, err);
    gr_cli_release(&cli);
    return status;
}

static void assert_status(int expected, const char *arguments)
{
    int status = run(arguments);
    gr_buf err = get_file("err");
    if (status != expected)
        fail_msg("%s: exit status %d: %s", arguments, status, err.ptr);
    gr_buf_release(&err);
}

static void assert_file(const char *name, const char *expected)
{
    gr_buf text = get_file(name);
    assert_string_equal(text.ptr, expected);
    gr_buf_release(&text);
}

static size_t count_lines(const char *name)
{
    size_t count = 0;
    gr_buf text = get_file(name);
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    gr_buf_release(&text);
    return count;
}

/* The names of the records in a file of JSON Lines, with a space after each;
 * for a failed document !ID. */
static void assert_records(const char *name, const char *expected)
{
    gr_buf text = get_file(name), found = {0};
    for (char *line = strtok(text.ptr, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        cJSON *json = cJSON_Parse(line);
        assert_non_null(json);
        const cJSON *source = cJSON_GetObjectItem(json, "source"), *id = cJSON_GetObjectItem(json, "id");
        if (source != NULL)
            gr_buf_printf(&found, "%s ", cJSON_GetStringValue(cJSON_GetObjectItem(source, "name")));
        else
            gr_buf_printf(&found, "!%s ", cJSON_IsNull(id) ? "" : cJSON_GetStringValue(id));
        cJSON_Delete(json);
    }
    assert_string_equal(found.len > 0 ? found.ptr : "", expected);
    gr_buf_release(&text);
    gr_buf_release(&found);
}

static void assert_same_files(const char *a, const char *b)
{
    gr_buf left = get_file(a), right = get_file(b);
    assert_int_equal(left.len, right.len);
    assert_memory_equal(left.ptr, right.ptr, left.len);
    gr_buf_release(&left);
    gr_buf_release(&right);
}

static char home[] = "/tmp/test_batch.XXXXXX";

static int enter_folder(void **state)
{
    (void)state;
    bool ready = mkdtemp(home) != NULL && chdir(home) == 0 && mkdir("folder", 0777) == 0 &&
                 mkdir("folder/below", 0777) == 0 && mkdir("folder/.hidden", 0777) == 0;
    if (!ready)
        return 1;
    put_text("in", "");
    put_text("empty.txt", "");
    put_text("a.txt", report);
    put_text("b.txt", report);
    put_text("folder/z.txt", report);
    put_text("folder/c.md", report);
    put_text("folder/below/d.txt", report);
    put_text("folder/.e.txt", report);
    put_text("folder/.hidden/f.txt", report);
    if (symlink("..", "folder/below/up") != 0 || symlink("../a.txt", "folder/link.txt") != 0)
        return 1;
    return mkfifo("folder/pipe.txt", 0666);
}

static int leave_folder(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", home);
    return chdir("/") != 0 || system(command) != 0; /* NOLINT(cert-env33-c): of our own folder */
}

/* ------------------------------------------------------------------ inputs */

static void test_files(void **state)
{
    (void)state;
    assert_status(0, "-f jsonl -o out a.txt b.txt");
    assert_records("out", "a.txt b.txt ");
    assert_status(1, "-f jsonl -o out a.txt missing.txt b.txt");
    assert_records("out", "a.txt b.txt ");
    assert_file("err", "govreport-extract: missing.txt: No such file or directory\n");
    assert_status(1, "-f jsonl -o out folder a.txt");
    assert_records("out", "a.txt ");
    assert_file("err", "govreport-extract: folder: is a folder; -r reads folders\n");
}

static void test_standard_input(void **state)
{
    (void)state;
    put_text("in", report);
    assert_status(0, "-f jsonl -o out");
    assert_records("out", "- ");
    assert_status(0, "-f jsonl -o out a.txt - b.txt");
    assert_records("out", "a.txt - b.txt ");
    put_text("in", "");
}

static void test_arrays(void **state)
{
    (void)state;
    static const struct {
        const char *arguments;
        int length; /* of the array; -1: an object */
    } cases[] = {{"-o out a.txt", -1},
                 {"-o out a.txt b.txt", 2},
                 {"-o out a.txt missing", 1},
                 {"-o out -r folder", 4}};
    for (size_t i = 0; i < GR_COUNT(cases); i++) {
        run(cases[i].arguments);
        gr_buf text = get_file("out");
        cJSON *json = cJSON_Parse(text.ptr);
        assert_int_equal(cJSON_IsArray(json) ? cJSON_GetArraySize(json) : -1, cases[i].length);
        cJSON_Delete(json);
        gr_buf_release(&text);
    }
}

static void test_lists(void **state)
{
    (void)state;
    put_text("list", "a.txt\r\n\nb.txt\na.txt");
    assert_status(0, "-f jsonl -o out --files-from list");
    assert_records("out", "a.txt b.txt a.txt ");
    assert_status(0, "-f jsonl -o out --files-from list b.txt");
    assert_records("out", "b.txt a.txt b.txt a.txt ");
    put_file("in", "a.txt\0b.txt", 12);
    assert_status(0, "-f jsonl -o out --files0-from -");
    assert_records("out", "a.txt b.txt ");
    assert_status(1, "-f jsonl -o out --files-from missing a.txt");
    assert_records("out", "a.txt ");
    assert_file("err", "govreport-extract: missing: No such file or directory\n");
    put_text("in", "");
}

static void test_folders(void **state)
{
    (void)state;
    assert_status(0, "-f jsonl -o out -r folder");
    assert_records("out", "folder/below/d.txt folder/c.md folder/link.txt folder/z.txt ");
    assert_status(0, "-f jsonl -o out -r folder/ a.txt --glob *.txt");
    assert_records("out", "folder/below/d.txt folder/link.txt folder/z.txt a.txt ");
    assert_status(0, "-f jsonl -o out -r folder --glob below/* --glob *.md");
    assert_records("out", "folder/below/d.txt folder/c.md ");
    assert_status(0, "-f jsonl -o out -r . --glob d.*");
    assert_records("out", "./folder/below/d.txt ");
}

static void test_output_is_no_input(void **state)
{
    (void)state;
    put_text("folder/out.txt", "{\"schema_version\":1,\"id\":null}\n"); /* of an earlier run */
    assert_status(0, "-f jsonl -o folder/out.txt -r folder --glob *.txt");
    assert_records("folder/out.txt", "folder/below/d.txt folder/link.txt folder/z.txt ");
    unlink("folder/out.txt");
    put_text("copy.txt", report);
    assert_status(1, "-f jsonl -o copy.txt a.txt copy.txt");
    assert_file("copy.txt", report);
    assert_file("err", "govreport-extract: copy.txt: is an input too\n");
}

static void test_text_and_audit(void **state)
{
    (void)state;
    assert_status(0, "--text -o out a.txt -j4");
    assert_file("out", report);
    assert_status(0, "--check --lang en -o out a.txt b.txt");
    gr_buf text = get_file("out");
    assert_memory_equal(text.ptr, "a.txt: ", 7);
    assert_non_null(strstr(text.ptr, "\nb.txt: "));
    gr_buf_release(&text);
}

/* ---------------------------------------------------------------- archives */

/* A member of a tar file: a header of 512 bytes, then the bytes in blocks of
 * as many. */
static void add_member(FILE *tar, const char *name, char type, const char *bytes, size_t length)
{
    static const char zeros[512];
    char header[512] = {0};
    unsigned sum = 0;
    snprintf(header, 100, "%s", name);
    memcpy(header + 100, "0000644", 8);
    snprintf(header + 124, 12, "%011o", (unsigned)length);
    memset(header + 148, ' ', 8);
    header[156] = type;
    snprintf(header + 257, 6, "ustar");
    snprintf(header + 263, 3, "00");
    for (size_t i = 0; i < sizeof header; i++)
        sum += (unsigned char)header[i];
    snprintf(header + 148, 8, "%06o", sum);
    fwrite(header, 1, sizeof header, tar);
    fwrite(bytes, 1, length, tar);
    fwrite(zeros, 1, (512 - length % 512) % 512, tar);
}

static void make_tar(const char *name, int count)
{
    enum { LARGE = 30000 * (sizeof report - 1) };
    FILE *tar = fopen(name, "wb");
    char *large = gr_alloc(LARGE);
    for (size_t i = 0; i < LARGE; i++)
        large[i] = report[i % (sizeof report - 1)];
    for (int i = 0; i < count; i++) {
        char member[64];
        snprintf(member, sizeof member, "./报告/%02d.txt", i);
        add_member(tar, member, '0', report, sizeof report - 1);
    }
    add_member(tar, "folder", '5', "", 0);
    add_member(tar, "link.txt", '2', "", 0);
    add_member(tar, ".hidden.txt", '0', report, sizeof report - 1);
    add_member(tar, "__MACOSX/._a.txt", '0', report, sizeof report - 1);
    add_member(tar, "\xb1\xa8\xb8\xe6.txt", '0', report, sizeof report - 1); /* 报告 in GBK */
    add_member(tar, "empty.txt", '0', "", 0);
    add_member(tar, "large.txt", '0', large, LARGE);
    add_member(tar, "last.md", '0', report, sizeof report - 1);
    free(large);
    assert_int_equal(fclose(tar), 0);
}

static void test_archive(void **state)
{
    (void)state;
    make_tar("reports.tar", 2);
    assert_status(1, "-f jsonl -o out reports.tar a.txt");
    assert_records("out", "reports.tar!./报告/00.txt reports.tar!./报告/01.txt reports.tar!报告.txt "
                          "reports.tar!large.txt reports.tar!last.md a.txt ");
    assert_file("err", "govreport-extract: reports.tar!empty.txt: is empty\n");
    assert_status(0, "-f jsonl -o out2 --glob *.md reports.tar");
    assert_records("out2", "reports.tar!last.md ");
    assert_status(1, "-f jsonl -o out2 reports.tar --skip-done out");
    assert_records("out2", "");
}

static void test_archive_in_threads(void **state)
{
    (void)state;
    make_tar("reports.tar", 60);
    assert_status(1, "-o out -r reports.tar a.txt reports.tar");
    for (int jobs = 2; jobs < 6; jobs++) {
        char arguments[64];
        snprintf(arguments, sizeof arguments, "-o out2 -r reports.tar a.txt reports.tar -j%d", jobs);
        assert_status(1, arguments);
        assert_same_files("out", "out2");
        assert_int_equal(count_lines("err"), 2);
    }
}

static void test_broken_archives(void **state)
{
    (void)state;
    make_tar("reports.tar", 2);
    gr_buf tar = get_file("reports.tar");
    put_file("cut.tar", tar.ptr, 700);
    put_text("no.zip", report);
    gr_buf_release(&tar);
    assert_status(1, "-f jsonl -o out no.zip missing.tgz a.txt");
    assert_records("out", "a.txt ");
    assert_int_equal(count_lines("err"), 2);
    for (int jobs = 1; jobs < 3; jobs++) {
        assert_status(1, jobs == 1 ? "-f jsonl -o out cut.tar a.txt" : "-f jsonl -o out cut.tar a.txt -j2");
        assert_records("out", "a.txt ");
    }
}

/* --------------------------------------------------------------- documents */

static void put_documents(const char *name)
{
    FILE *file = fopen(name, "wb");
    cJSON *text = cJSON_CreateString(report);
    char *printed = cJSON_PrintUnformatted(text);
    fprintf(file, "{\"id\": \"one\", \"text\": %s}\n", printed);
    fprintf(file, "{\"id\": 9007199254740993, \"path\": \"a.txt\"}\r\n\n");
    fprintf(file, "{\"id\": \"three\", \"path\": \"missing.txt\"}\n");
    fprintf(file, "{\"id\": \"four\"}\n");
    fprintf(file, "no JSON\n[1]\n");
    fprintf(file, "{\"id\": {}, \"text\": \"x\"}\n");
    fprintf(file, "{\"id\": null, \"path\": \"b.txt\"}\n");
    fprintf(file, "{\"text\": %s}", printed);
    assert_int_equal(fclose(file), 0);
    cJSON_free(printed);
    cJSON_Delete(text);
}

static void test_documents(void **state)
{
    (void)state;
    put_documents("documents");
    put_documents("in");
    assert_status(1, "--documents -o out");
    assert_records("out", "one a.txt !three !four ! ! ! b.txt -:10 ");
    assert_int_equal(count_lines("err"), 5);
    gr_buf err = get_file("err");
    assert_non_null(strstr(err.ptr, "govreport-extract: four: a document without text or path\n"));
    assert_non_null(strstr(err.ptr, "govreport-extract: -:6: no JSON object\n"));
    gr_buf_release(&err);
    assert_status(1, "--documents -o out2 -j3 --flush");
    assert_same_files("out", "out2");
    assert_status(1, "--documents -o out2 -j2 documents");
    assert_int_equal(count_lines("out2"), 9);
    put_text("in", "");
}

static void test_document_ids(void **state)
{
    (void)state;
    put_documents("documents");
    assert_status(1, "--documents -o out documents");
    gr_buf text = get_file("out");
    assert_non_null(strstr(text.ptr, "\"id\":\"one\",\"source\":{\"name\":\"one\",\"encoding\":\"UTF-8\""));
    assert_non_null(strstr(text.ptr, "\"id\":\"9007199254740993\",\"source\":{\"name\":\"a.txt\""));
    assert_non_null(strstr(text.ptr, "\"id\":null,\"source\":{\"name\":\"b.txt\""));
    gr_buf_release(&text);
}

/* What stands behind a NUL is not lost; an escaped backslash is none. */
static void test_document_with_nul(void **state)
{
    (void)state;
    put_text("documents",
             "{\"id\":\"x\",\"text\":\"\\u4e00\\u0000\\u4e8c\"}\n{\"id\":\"y\",\"text\":\"\\\\u0000\"}\n");
    run("--documents -q -o out documents");
    gr_buf text = get_file("out");
    assert_non_null(strstr(text.ptr, "\"bytes\":9}"));
    assert_non_null(strstr(text.ptr, "\"bytes\":6}"));
    gr_buf_release(&text);
}

/* ------------------------------------------------------------------ resume */

static void test_skip_done(void **state)
{
    (void)state;
    assert_status(0, "-f jsonl -o done a.txt folder/z.txt");
    assert_status(0, "-f jsonl -o out --skip-done done a.txt b.txt -r folder");
    assert_records("out", "b.txt folder/below/d.txt folder/c.md folder/link.txt ");
    assert_status(1, "-f jsonl -o out --skip-done missing a.txt");
    assert_file("err", "govreport-extract: missing: No such file or directory\n");
}

/* The same command again goes on where it was ended. */
static void test_resume(void **state)
{
    (void)state;
    unlink("done");
    assert_status(0, "-f jsonl -o done --skip-done done -r folder");
    gr_buf all = get_file("done");
    for (size_t cut = 0; cut < all.len; cut += 97) {
        put_file("done", all.ptr, cut);
        assert_status(0, "-f jsonl -o done --skip-done done -r folder -j2");
        assert_file("done", all.ptr);
    }
    gr_buf_release(&all);
    assert_status(2, "-f csv -o done --skip-done done -r folder");
}

static void test_resume_documents(void **state)
{
    (void)state;
    put_documents("documents");
    unlink("done");
    assert_status(1, "--documents -o done --skip-done done documents");
    size_t lines = count_lines("done");
    assert_status(1, "--documents -o done --skip-done done documents -j2");
    assert_int_equal(count_lines("done"), lines + 5); /* those that failed are tried again */
}

/* What has no name to know it by is done again. */
static void test_nameless_is_done_again(void **state)
{
    (void)state;
    put_text("in", report);
    assert_status(0, "-f jsonl -o done");
    assert_status(0, "-f jsonl -o out --skip-done done");
    assert_records("out", "- ");
    put_text("in", "{\"text\": \"全年收到申请7件。\"}\n");
    assert_status(0, "--documents -o done");
    assert_status(0, "--documents -o out --skip-done done");
    assert_records("out", "-:1 ");
    put_text("in", "");
}

/* A last record without its line end is kept, and no file of another kind is added to. */
static void test_what_is_added_to(void **state)
{
    (void)state;
    assert_status(0, "-f jsonl -o done a.txt b.txt");
    gr_buf all = get_file("done");
    put_file("done", all.ptr, all.len - 1);
    assert_status(0, "-f jsonl -o done --skip-done done a.txt b.txt");
    assert_file("done", all.ptr);
    gr_buf_release(&all);
    static const char *const others[] = {"line 1\nline 2", "a,b\r\n1,2\r\n", "{\n  \"x\": 1\n}\n",
                                         "{\"my\": \"notes\"}", "{\"id\":\"a\",\"text\":\"b\"}\n"};
    for (size_t i = 0; i < GR_COUNT(others); i++) {
        put_text("notes", others[i]);
        assert_status(1, "-f jsonl -o notes --skip-done notes a.txt");
        assert_file("notes", others[i]);
    }
}

/* Names stay apart in whatever encoding they are. */
static void test_names_in_other_encodings(void **state)
{
    (void)state;
    mkdir("names", 0777);
    put_text("names/\xbc\xd7.txt", report);
    put_text("names/\xd2\xd2.txt", report);
    assert_status(0, "-f jsonl -o out -r names");
    assert_records("out", "names/\\xBC\\xD7.txt names/\\xD2\\xD2.txt ");
    assert_status(0, "-f jsonl -o out2 --skip-done out -r names");
    assert_file("out2", "");
}

/* Records that another program wrote out again count too; errors, and lines
 * that are two records in one, do not. */
static void test_done_in_other_forms(void **state)
{
    (void)state;
    put_text(
        "done",
        "{\"source\": {\"bytes\": 1, \"name\": \"a.txt\"}, \"id\": null, \"schema_version\": 1}\n"
        "{\"id\":\"b.txt\",\"error\":\"is empty\"}\n"
        "{\"schema_version\":1,\"id\":null,\"source\":{\"name\":\"folder/z.txt\",\"encoding\":\"UTF"
        "{\"schema_version\":1,\"id\":null,\"source\":{\"name\":\"folder/c.md\"},\"warnings\":[]}\n"
        "{\"schema_version\":1,\"id\":null,\"source\":{\"name\":\"fold\\u0065r/link.txt\"},\"warnings\":[]}\n"
        "[]\nnull\n\"x\"\n");
    assert_status(0, "-f jsonl -o out --skip-done done a.txt b.txt folder/c.md folder/z.txt folder/link.txt");
    assert_records("out", "b.txt folder/c.md folder/z.txt ");
}

/* ----------------------------------------------------------------- threads */

static void make_many(void)
{
    mkdir("many", 0777);
    for (int i = 0; i < 300; i++) {
        char name[32], text[512];
        snprintf(name, sizeof name, "many/%03d.txt", i);
        int length = snprintf(text, sizeof text, "%s全年收到申请%d件。\n", report, i);
        put_file(name, i % 50 == 7 ? "" : text, i % 50 == 7 ? 0 : (size_t)length);
    }
}

static void test_threads_give_the_same(void **state)
{
    (void)state;
    static const char *const what[] = {
        "-f json", "-f jsonl",  "-f csv", "-f figures",       "-f sections",        "-f checks",
        "--check", "--explain", "--text", "-f jsonl --flush", "-f jsonl --progress"};
    make_many();
    for (size_t i = 0; i < GR_COUNT(what); i++) {
        for (int jobs = 1; jobs <= 5; jobs++) {
            char arguments[128];
            snprintf(arguments, sizeof arguments, "%s -r many -j%d -o %s", what[i], jobs,
                     jobs == 1 ? "out" : "out2");
            assert_status(1, arguments);
            if (strstr(what[i], "progress") == NULL)
                assert_int_equal(count_lines("err"), 6);
            if (jobs > 1)
                assert_same_files("out", "out2");
        }
    }
}

static void test_messages_in_order(void **state)
{
    (void)state;
    make_many();
    assert_status(1, "-f jsonl -r many -j4 -o out");
    gr_buf err = get_file("err");
    const char *rest = err.ptr;
    for (int i = 7; i < 300; i += 50) {
        char start[64];
        snprintf(start, sizeof start, "govreport-extract: many/%03d.txt: ", i);
        assert_memory_equal(rest, start, strlen(start));
        rest = strchr(rest, '\n') + 1;
    }
    gr_buf_release(&err);
}

/* ----------------------------------------------------------------- statuses */

static void test_statuses(void **state)
{
    (void)state;
    assert_status(2, "--encoding nonsense -o out a.txt");
    assert_status(2, "--rules missing.tsv -o out a.txt");
    assert_file("err", "govreport-extract: missing.tsv: No such file or directory\n");
    assert_status(1, "-o missing/out a.txt");
    assert_file("err", "govreport-extract: missing/out: No such file or directory\n");
    if (access("/dev/full", W_OK) != 0)
        return;
    assert_status(1, "-o /dev/full a.txt");
    assert_file("err", "govreport-extract: /dev/full: No space left on device\n");
    assert_status(1, "-f jsonl -o /dev/full -r many a.txt");
    assert_int_equal(count_lines("err"), 1);
}

/* What is read is not written over: reports, lists, rules and earlier records. */
static void test_inputs_are_not_overwritten(void **state)
{
    (void)state;
    static const char *const arguments[] = {
        "-o kept kept",
        "-o kept --files-from kept",
        "-o kept --rules kept a.txt",
        "-o kept --files-from names.list",
        "-o kept/c.txt -r kept",
    };
    put_text("names.list", "a.txt\nkept\n");
    for (size_t i = 0; i < GR_COUNT(arguments); i++) {
        bool folder = strstr(arguments[i], " -r ") != NULL;
        unlink("kept");
        if (folder)
            mkdir("kept", 0777);
        put_text(folder ? "kept/c.txt" : "kept", report);
        assert_int_not_equal(run(arguments[i]), 0);
        assert_file(folder ? "kept/c.txt" : "kept", report);
    }
    put_text("kept/c.txt", report);
    assert_status(0, "-o kept/out.json -r kept");
    assert_status(0, "-o kept/out.json -r kept"); /* its own output is no report */
    assert_int_equal(run("-f jsonl -o years a.txt"), 0);
    assert_status(1, "-f jsonl --earlier years -o years b.txt");
    assert_records("years", "a.txt ");
    unlink("kept/c.txt");
    unlink("kept/out.json");
    rmdir("kept");
}

static void test_nothing_found(void **state)
{
    (void)state;
    assert_status(0, "-f jsonl -o out -r folder --glob *.htm");
    assert_file("err", "govreport-extract: no input was found\n");
}

/* A file that is no table of rules is refused, not taken for one without rules. */
static void test_wrong_rules(void **state)
{
    (void)state;
    static const char head[] = "id\tkind\tindicator\tunit\tsection\tafter\tpattern\texample\texpect\n";
    put_text("rules", "foo bar\n");
    assert_status(2, "--rules rules -o out a.txt");
    assert_file("err", "govreport-extract: rules: line 1: no column is named id\n");
    put_text("rules", "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\t16\t17\n");
    assert_status(2, "--rules rules -o out a.txt");
    assert_file("err", "govreport-extract: rules: line 1: no line of column names\n");
    put_file("rules", head, sizeof head); /* with its NUL */
    assert_status(2, "--rules rules -o out a.txt");
    assert_file("err", "govreport-extract: rules: is no table in UTF-8\n");
    enum { DEEP = 40000 };
    gr_buf deep = {0};
    gr_buf_printf(&deep, "\xef\xbb\xbf%sa\tfigure\t-\t\t\t\t", head);
    for (int i = 0; i < DEEP; i++)
        gr_buf_add_char(&deep, '(');
    gr_buf_add_char(&deep, '#');
    for (int i = 0; i < DEEP; i++)
        gr_buf_add_char(&deep, ')');
    put_text("rules", deep.ptr);
    assert_status(2, "--rules rules -o out a.txt");
    gr_buf_release(&deep);
}

/* Where the rules are wrong, an earlier output stays as it is. */
static void test_output_kept_when_misused(void **state)
{
    (void)state;
    put_text("kept", "old");
    assert_status(2, "--encoding nonsense -o kept a.txt");
    assert_file("kept", "old");
}

static void test_progress(void **state)
{
    (void)state;
    assert_status(0, "-f jsonl --progress -o out a.txt b.txt folder/z.txt");
    gr_buf err = get_file("err");
    assert_non_null(strstr(err.ptr, "\r\033[K1 of 3, "));
    assert_string_equal(err.ptr + err.len - 4, "\r\033[K");
    gr_buf_release(&err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_standard_input),
        cmocka_unit_test(test_arrays),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_output_is_no_input),
        cmocka_unit_test(test_text_and_audit),
        cmocka_unit_test(test_archive),
        cmocka_unit_test(test_archive_in_threads),
        cmocka_unit_test(test_broken_archives),
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_document_ids),
        cmocka_unit_test(test_document_with_nul),
        cmocka_unit_test(test_skip_done),
        cmocka_unit_test(test_resume),
        cmocka_unit_test(test_resume_documents),
        cmocka_unit_test(test_nameless_is_done_again),
        cmocka_unit_test(test_what_is_added_to),
        cmocka_unit_test(test_names_in_other_encodings),
        cmocka_unit_test(test_done_in_other_forms),
        cmocka_unit_test(test_threads_give_the_same),
        cmocka_unit_test(test_messages_in_order),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_inputs_are_not_overwritten),
        cmocka_unit_test(test_nothing_found),
        cmocka_unit_test(test_wrong_rules),
        cmocka_unit_test(test_output_kept_when_misused),
        cmocka_unit_test(test_progress),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
