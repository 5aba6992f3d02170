/* The command line: what arguments mean, and that help, manual page and
 * completions say all of the option table. */
#include "cli.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ARGUMENTS_MAX = 16 };

typedef struct parsed {
    gr_cli cli;
    bool ok;
    char message[256];
    char *argv[ARGUMENTS_MAX + 1];
    char text[256];
} parsed;

/* Reads arguments as they stand between spaces. */
static void parse(parsed *p, const char *arguments)
{
    int argc = 0;
    snprintf(p->text, sizeof p->text, "govreport-extract %s", arguments);
    for (char *word = strtok(p->text, " "); word != NULL; word = strtok(NULL, " "))
        p->argv[argc++] = word;
    p->argv[argc] = NULL;
    p->ok = gr_cli_parse(&p->cli, argc, p->argv, p->message);
}

static void parse_right(parsed *p, const char *arguments)
{
    parse(p, arguments);
    if (!p->ok)
        fail_msg("%s: %s", arguments, p->message);
}

static void assert_wrong(const char *arguments, const char *message)
{
    parsed p;
    parse(&p, arguments);
    assert_false(p.ok);
    assert_string_equal(p.message, message);
    gr_cli_release(&p.cli);
}

static void test_defaults(void **state)
{
    (void)state;
    parsed p;
    parse_right(&p, "");
    assert_int_equal(p.cli.action, GR_ACTION_RUN);
    assert_int_equal(p.cli.show, GR_SHOW_RECORD);
    assert_int_equal(p.cli.format, GR_FORMAT_JSON);
    assert_int_equal(p.cli.jobs, 1);
    assert_int_equal(p.cli.header, 1);
    assert_int_equal(p.cli.jit, 1);
    assert_string_equal(p.cli.blank, "");
    assert_int_equal(p.cli.operand_count, 0);
    gr_cli_release(&p.cli);
}

static void test_spellings(void **state)
{
    (void)state;
    static const char *const spellings[] = {"-f csv a", "-fcsv a",  "--format csv a",   "--format=csv a",
                                            "a -f csv", "-qfcsv a", "-f json -f csv a", "-f csv -- a"};
    for (size_t i = 0; i < GR_COUNT(spellings); i++) {
        parsed p;
        parse_right(&p, spellings[i]);
        assert_int_equal(p.cli.format, GR_FORMAT_CSV);
        assert_int_equal(p.cli.operand_count, 1);
        assert_string_equal(p.cli.operands[0], "a");
        gr_cli_release(&p.cli);
    }
}

static void test_operands(void **state)
{
    (void)state;
    parsed p;
    parse_right(&p, "a - -r b --blank=- -- -c --help");
    assert_int_equal(p.cli.operand_count, 5);
    assert_string_equal(p.cli.operands[1], "-");
    assert_string_equal(p.cli.operands[2], "b");
    assert_string_equal(p.cli.operands[3], "-c");
    assert_string_equal(p.cli.operands[4], "--help");
    assert_string_equal(p.cli.blank, "-");
    assert_int_equal(p.cli.recursive, 1);
    assert_int_equal(p.cli.action, GR_ACTION_RUN);
    gr_cli_release(&p.cli);
}

static void test_values(void **state)
{
    (void)state;
    parsed p;
    parse_right(&p,
                "--glob *.txt --glob=*.md -j0 --lang zh --no-header --no-jit --check --strict --no-progress");
    assert_int_equal(p.cli.globs.len, 2);
    assert_string_equal(p.cli.globs.ptr[1], "*.md");
    assert_int_equal(p.cli.jobs, 0);
    assert_int_equal(p.cli.language, 1);
    assert_int_equal(p.cli.header, 0);
    assert_int_equal(p.cli.jit, 0);
    assert_int_equal(p.cli.show, GR_SHOW_AUDIT);
    assert_int_equal(p.cli.strict, 1);
    assert_int_equal(p.cli.progress, 0);
    gr_cli_release(&p.cli);
}

static void test_documents_are_jsonl(void **state)
{
    (void)state;
    parsed p;
    parse_right(&p, "--documents");
    assert_int_equal(p.cli.format, GR_FORMAT_JSONL);
    gr_cli_release(&p.cli);
}

/* Help comes whatever else is wrong; other actions look at no format. */
static void test_actions(void **state)
{
    (void)state;
    static const struct {
        const char *arguments;
        gr_action action;
    } cases[] = {
        {"--help", GR_ACTION_HELP},
        {"-h --nonsense", GR_ACTION_USAGE},
        {"--check -f csv --help", GR_ACTION_HELP},
        {"--version", GR_ACTION_VERSION},
        {"--schema", GR_ACTION_SCHEMA},
        {"--list-indicators", GR_ACTION_INDICATORS},
        {"--check-rules --rules x", GR_ACTION_CHECK_RULES},
        {"--man", GR_ACTION_MAN},
        {"--completions zsh", GR_ACTION_COMPLETIONS},
    };
    for (size_t i = 0; i < GR_COUNT(cases); i++) {
        parsed p;
        parse_right(&p, cases[i].arguments);
        assert_int_equal(p.cli.action, cases[i].action);
        gr_cli_release(&p.cli);
    }
}

static void test_wrong_usage(void **state)
{
    (void)state;
    assert_wrong("--nonsense", "--nonsense: unknown option, try --help");
    assert_wrong("--=", "--: unknown option, try --help");
    assert_wrong("-x", "-x: unknown option, try --help");
    assert_wrong("-rx", "-x: unknown option, try --help");
    assert_wrong("-报", "-报: unknown option, try --help");
    assert_wrong("-f", "-f: needs an argument, try --help");
    assert_wrong("--format", "--format: needs an argument, try --help");
    assert_wrong("--format=xml",
                 "--format: 'xml' is not one of json jsonl csv figures sections checks, try --help");
    assert_wrong("--lang fr", "--lang: 'fr' is not one of en zh, try --help");
    assert_wrong("--strict=1", "--strict: takes no argument, try --help");
    assert_wrong("-j -1", "-j: not a number from 0 to 1024, try --help");
    assert_wrong("--jobs 2x", "--jobs: not a number from 0 to 1024, try --help");
    assert_wrong("-j 99999999999999999999", "-j: not a number from 0 to 1024, try --help");
    assert_wrong("--check -f csv",
                 "--format: is for records, not for --check, --explain or --text, try --help");
    assert_wrong("--documents --text",
                 "--documents: gives records, not --check, --explain or --text, try --help");
    assert_wrong("--documents -f csv", "--documents: gives jsonl, no other format, try --help");
}

/* However long an argument is, the message is one line that fits. */
static void test_long_arguments(void **state)
{
    (void)state;
    enum { LENGTH = 5000 };
    static const char *const beginnings[] = {"--", "-\xe6", "--format=", "-j"};
    for (size_t i = 0; i < GR_COUNT(beginnings); i++) {
        char *argument = gr_alloc(LENGTH + 1), name[] = "govreport-extract", message[256];
        memset(argument, 'z', LENGTH);
        memcpy(argument, beginnings[i], strlen(beginnings[i]));
        char *argv[] = {name, argument, NULL};
        gr_cli cli;
        assert_false(gr_cli_parse(&cli, 2, argv, message));
        assert_null(strchr(message, '\n'));
        gr_cli_release(&cli);
        free(argument);
    }
}

static void test_no_arguments_at_all(void **state)
{
    (void)state;
    char *argv[] = {NULL}, message[256];
    gr_cli cli;
    assert_true(gr_cli_parse(&cli, 0, argv, message));
    assert_int_equal(cli.operand_count, 0);
    gr_cli_release(&cli);
}

/* ------------------------------------------------------------------- texts */

static gr_buf printed(void (*print)(FILE *))
{
    FILE *file = tmpfile();
    assert_non_null(file);
    print(file);
    rewind(file);
    gr_buf text = {0};
    char piece[4096];
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        gr_buf_add(&text, piece, got);
    fclose(file);
    return text;
}

static void print_bash(FILE *out)
{
    gr_help_completions(out, 0);
}

static void print_zsh(FILE *out)
{
    gr_help_completions(out, 1);
}

static void print_fish(FILE *out)
{
    gr_help_completions(out, 2);
}

/* Whether `before` and the option's name, its dashes written as `dash`, stand in
 * the text. */
static bool names_option(const gr_buf *text, const char *name, const char *before, const char *dash)
{
    gr_buf spelling = {0};
    gr_buf_add_str(&spelling, gr_str_of(before));
    for (const char *c = name; *c != '\0'; c++)
        gr_buf_add_str(&spelling, *c == '-' ? gr_str_of(dash) : gr_str_make(c, 1));
    bool there = strstr(text->ptr, spelling.ptr) != NULL;
    gr_buf_release(&spelling);
    return there;
}

static void assert_all_options(void (*print)(FILE *), const char *before, const char *dash)
{
    gr_buf text = printed(print);
    for (size_t i = 0; i < gr_cli_option_count; i++) {
        const gr_option *o = &gr_cli_options[i];
        if (o->name != NULL && names_option(&text, o->name, before, dash) != (o->group != GR_GROUP_HIDDEN))
            fail_msg("%s%s", before, o->name);
    }
    gr_buf_release(&text);
}

static void test_texts_name_all_options(void **state)
{
    (void)state;
    assert_all_options(gr_help_usage, " --", "-");
    assert_all_options(gr_help_full, " --", "-");
    assert_all_options(gr_help_man, "\\-\\-", "\\-");
    assert_all_options(print_zsh, "--", "-");
    assert_all_options(print_fish, " -l ", "-");
}

static void test_bash_offers_formats(void **state)
{
    (void)state;
    gr_buf text = printed(print_bash);
    assert_non_null(
        strstr(text.ptr, "--format|-f) COMPREPLY=($(compgen -W 'json jsonl csv figures sections checks'"));
    gr_buf_release(&text);
}

/* 80 columns are what a terminal has. */
static void test_help_fits_a_terminal(void **state)
{
    (void)state;
    gr_buf text = printed(gr_help_full);
    const char *examples = strstr(text.ptr, "\nExamples\n");
    assert_non_null(examples);
    for (const char *line = text.ptr; line < examples; line = strchr(line, '\n') + 1) {
        int columns = 0;
        for (const char *c = line; *c != '\n'; c++)
            if (((unsigned char)*c & 0xc0) != 0x80)
                columns += (unsigned char)*c >= 0xe3 ? 2 : 1;
        assert_in_range(columns, 0, 79);
    }
    gr_buf_release(&text);
}

static void test_man_sections(void **state)
{
    (void)state;
    static const char *const sections[] = {"NAME",    "SYNOPSIS",    "DESCRIPTION", "OPTIONS",
                                           "FORMATS", "EXIT STATUS", "EXAMPLES"};
    gr_buf text = printed(gr_help_man);
    const char *rest = gr_buf_str(&text).ptr;
    for (size_t i = 0; i < GR_COUNT(sections); i++) {
        char line[64];
        snprintf(line, sizeof line, "\n.SH %s\n", sections[i]);
        rest = strstr(rest, line);
        assert_non_null(rest);
    }
    gr_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_operands),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_documents_are_jsonl),
        cmocka_unit_test(test_actions),
        cmocka_unit_test(test_wrong_usage),
        cmocka_unit_test(test_long_arguments),
        cmocka_unit_test(test_no_arguments_at_all),
        cmocka_unit_test(test_texts_name_all_options),
        cmocka_unit_test(test_bash_offers_formats),
        cmocka_unit_test(test_help_fits_a_terminal),
        cmocka_unit_test(test_man_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
