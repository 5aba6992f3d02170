#include "cli.h"

#include <errno.h>
#include <stdlib.h>

#define FORMAT_NAME(id, name) name,
static const char *const formats[] = {GR_FORMATS(FORMAT_NAME) NULL};
static const char *const languages[] = {"en", "zh", NULL};
const char *const gr_cli_shells[] = {"bash", "zsh", "fish", NULL};

#define AT(member) offsetof(gr_cli, member)
#define FLAG(name, letter, member, value, group, help, more)                                                 \
    {                                                                                                        \
        name, letter, NULL, GR_OPTION_SET, AT(member), value, NULL, group, help, more                        \
    }
#define TEXT(name, letter, argument, member, group, help, more)                                              \
    {                                                                                                        \
        name, letter, argument, GR_OPTION_TEXT, AT(member), 0, NULL, group, help, more                       \
    }
#define CHOICE(name, letter, argument, member, choices, group, help, more)                                   \
    {                                                                                                        \
        name, letter, argument, GR_OPTION_CHOICE, AT(member), 0, choices, group, help, more                  \
    }

/* clang-format off */
const gr_option gr_cli_options[] = {
    FLAG("recursive", 'r', recursive, 1, GR_GROUP_INPUT,
         "read the files in folders",
         "Folders are read with all that is below them, in the order of their names. Files and folders whose "
         "name begins with a dot are passed over, and links to folders are not followed."),
    { "glob", 0, "PATTERN", GR_OPTION_LIST, AT(globs), 0, NULL, GR_GROUP_INPUT,
      "with -r: only files of such names, as '*.txt'",
      "May be given several times: one of them has to fit. A pattern with a slash is held against the path "
      "below the folder, any other against the file's name." },
    TEXT("files-from", 0, "FILE", files_from, GR_GROUP_INPUT,
         "read the names of inputs from FILE, one a line",
         "- is standard input. The inputs come after those of the command line."),
    TEXT("files0-from", 0, "FILE", files0_from, GR_GROUP_INPUT,
         "the same, with a NUL after each name (find -print0)", NULL),
    FLAG("documents", 0, documents, 1, GR_GROUP_INPUT,
         "inputs are JSON Lines, a document a line",
         "A document is {\"id\": ..., \"text\": ...} or {\"id\": ..., \"path\": ...}. Each line of the input that is not blank gives one line of output, in the same order: a record with that id, or "
         "{\"id\": ..., \"error\": ...}. So the program can stand behind GNU parallel, Hadoop Streaming or "
         "Spark's pipe() as it is. The format is jsonl."),
    TEXT("skip-done", 0, "FILE", skip_done, GR_GROUP_INPUT,
         "pass over inputs that have a record in FILE",
         "FILE is jsonl. Documents are known by their id (without one, by their path or place), files by their name; "
         "what comes from standard input without either is done again. With -o of the same file the new records are "
         "added to it, and a last line that was cut off is dropped first: the same command goes on where it "
         "was ended."),
    TEXT("encoding", 0, "NAME", encoding, GR_GROUP_INPUT,
         "what the inputs are in: UTF-8, GB18030, Big5 ...",
         "Any name that iconv knows. A byte order mark comes first; without the option UTF-8 and GB18030 "
         "(with GBK and GB 2312 in it) are told apart."),

    CHOICE("format", 'f', "FORMAT", format, formats, GR_GROUP_OUTPUT,
           "json, jsonl, csv, figures, sections or checks", NULL),
    TEXT("output", 'o', "FILE", output, GR_GROUP_OUTPUT,
         "write to FILE and not to standard output", NULL),
    FLAG("no-header", 0, header, 0, GR_GROUP_OUTPUT,
         "tables: without the line of column names", NULL),
    TEXT("blank", 0, "TEXT", blank, GR_GROUP_OUTPUT,
         "CSV: what a blank cell of the report prints as",
         "Empty by default. What the report does not say at all is always empty."),
    FLAG("bom", 0, bom, 1, GR_GROUP_OUTPUT,
         "CSV: begin with a byte order mark, for Excel", NULL),
    FLAG("flush", 0, flush, 1, GR_GROUP_OUTPUT,
         "write each record as soon as it is done", NULL),

    FLAG("check", 0, show, GR_SHOW_AUDIT, GR_GROUP_CHECKS,
         "print for people what does not add up, and where",
         "One block a report: each failed check with its place and the clause, then how many checks held."),
    CHOICE("lang", 0, "LANGUAGE", language, languages, GR_GROUP_CHECKS,
           "the language of --check: en or zh (as LANG says)", NULL),
    FLAG("strict", 0, strict, 1, GR_GROUP_CHECKS,
         "exit status 3 when a check failed", NULL),

    FLAG("across-years", 0, across_years, 1, GR_GROUP_CHECKS,
         "check reports against the same agency's of the year before",
         "Of each report a few values are kept: give the inputs by year. Inputs are then worked on one at a time."),
    TEXT("earlier", 0, "FILE", earlier, GR_GROUP_CHECKS,
         "the same, also against earlier records in FILE (jsonl)", NULL),

    TEXT("rules", 0, "FILE", rules, GR_GROUP_RULES,
         "use the rules of FILE and not those built in", NULL),
    FLAG("check-rules", 0, action, GR_ACTION_CHECK_RULES, GR_GROUP_RULES,
         "run the example of every rule, print what came out",
         "Exit status 1 when an example gives something else than the rule says."),
    FLAG("list-indicators", 0, action, GR_ACTION_INDICATORS, GR_GROUP_RULES,
         "print the indicator codes as a table",
         "Tab-separated: code, template (N prose, S the statistical table of 2014-2018, T19 and T21 the "
         "templates of 2019 and 2021), unit, label, part_of, derived_from."),
    FLAG("schema", 0, action, GR_ACTION_SCHEMA, GR_GROUP_RULES,
         "print the JSON Schema of a record", NULL),

    FLAG("explain", 0, show, GR_SHOW_EXPLANATION, GR_GROUP_INSIDE,
         "print each numeral and what it was taken for", NULL),
    FLAG("text", 0, show, GR_SHOW_TEXT, GR_GROUP_INSIDE,
         "print the text as decoded, to which all places refer", NULL),
    FLAG("no-jit", 0, jit, 0, GR_GROUP_INSIDE,
         "do not compile the rules to machine code", NULL),

    { "jobs", 'j', "N", GR_OPTION_NUMBER, AT(jobs), 0, NULL, GR_GROUP_RUNNING,
      "work on N inputs at a time; 0: one a processor",
      "The output is the same, byte for byte, and in the order of the inputs." },
    FLAG("progress", 0, progress, 1, GR_GROUP_RUNNING,
         "show how far it is",
         "On standard error; without the option, where that is a terminal and several inputs are named."),
    FLAG("no-progress", 0, progress, 0, GR_GROUP_RUNNING,
         "never show it", NULL),
    FLAG("quiet", 'q', quiet, 1, GR_GROUP_RUNNING,
         "no warnings on standard error", "They still are in the records."),

    FLAG("help", 0, action, GR_ACTION_HELP, GR_GROUP_HELP,
         "print all of this and examples", NULL),
    { NULL, 'h', NULL, GR_OPTION_SET, AT(action), GR_ACTION_USAGE, NULL, GR_GROUP_HELP,
      "print a line an option", NULL },
    FLAG("version", 0, action, GR_ACTION_VERSION, GR_GROUP_HELP,
         "print the version", NULL),

    FLAG("man", 0, action, GR_ACTION_MAN, GR_GROUP_HIDDEN,
         "print the manual page", NULL),
    CHOICE("completions", 0, "SHELL", shell, gr_cli_shells, GR_GROUP_HIDDEN,
           "print the completions for bash, zsh or fish", NULL),
};
/* clang-format on */
const size_t gr_cli_option_count = GR_COUNT(gr_cli_options);

/* ------------------------------------------------------------------ parser */

typedef struct parser {
    gr_cli *cli;
    char **argv;
    int argc, at; /* the argument being read */
    char *message;
} parser;

static bool wrong(parser *p, const char *name, const char *reason)
{
    snprintf(p->message, 256, "%s: %s, try --help", name, reason);
    return false;
}

static const gr_option *find_letter(char letter)
{
    for (size_t i = 0; i < gr_cli_option_count; i++)
        if (gr_cli_options[i].letter == letter)
            return &gr_cli_options[i];
    return NULL;
}

static const gr_option *find_name(gr_str name)
{
    for (size_t i = 0; i < gr_cli_option_count; i++)
        if (gr_cli_options[i].name != NULL && gr_str_equal(gr_str_of(gr_cli_options[i].name), name))
            return &gr_cli_options[i];
    return NULL;
}

static bool set_number(parser *p, int *target, const char *shown, const char *text)
{
    char *end;
    errno = 0;
    long n = strtol(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0 || n < 0 || n > 1024)
        return wrong(p, shown, "not a number from 0 to 1024");
    *target = (int)n;
    return true;
}

static bool set_choice(parser *p, const gr_option *o, int *target, const char *shown, const char *text)
{
    char reason[160];
    snprintf(reason, sizeof reason, "'%.40s' is not one of", text);
    for (int i = 0; o->choices[i] != NULL; i++) {
        if (strcmp(o->choices[i], text) == 0) {
            *target = i;
            return true;
        }
        size_t length = strlen(reason);
        snprintf(reason + length, sizeof reason - length, " %s", o->choices[i]);
    }
    return wrong(p, shown, reason);
}

/* `shown` is the option as written: --jobs, -j. */
static bool apply(parser *p, const gr_option *o, const char *shown, const char *argument)
{
    void *target = (char *)p->cli + o->target;
    switch (o->kind) {
    case GR_OPTION_SET:
        *(int *)target = o->value;
        return true;
    case GR_OPTION_TEXT:
        *(const char **)target = argument;
        return true;
    case GR_OPTION_NUMBER:
        return set_number(p, target, shown, argument);
    case GR_OPTION_CHOICE:
        return set_choice(p, o, target, shown, argument);
    case GR_OPTION_LIST:
        *gr_array_push(&p->cli->globs) = argument;
        return true;
    }
    return false;
}

/* The option's argument: what stands behind it, or the next one; NULL where
 * there is none. */
static const char *take_argument(parser *p, const char *attached)
{
    if (attached != NULL)
        return attached;
    return p->at + 1 < p->argc ? p->argv[++p->at] : NULL;
}

static bool apply_with_argument(parser *p, const gr_option *o, const char *shown, const char *attached)
{
    const char *argument = take_argument(p, attached);
    return argument != NULL ? apply(p, o, shown, argument) : wrong(p, shown, "needs an argument");
}

/* --name, --name=argument, --name argument */
static bool parse_long(parser *p, char *text)
{
    char *equals = strchr(text, '=');
    gr_str name = gr_str_make(text + 2, equals != NULL ? (size_t)(equals - text) - 2 : strlen(text) - 2);
    const gr_option *o = find_name(name);
    char shown[64];
    snprintf(shown, sizeof shown, "--%.*s", (int)(name.len < 48 ? name.len : 48), name.ptr);
    if (o == NULL)
        return wrong(p, shown, "unknown option");
    if (o->argument != NULL)
        return apply_with_argument(p, o, shown, equals != NULL ? equals + 1 : NULL);
    return equals == NULL ? apply(p, o, shown, NULL) : wrong(p, shown, "takes no argument");
}

/* -r, -rq, -fcsv, -f csv */
static bool parse_letters(parser *p, const char *text)
{
    for (const char *letter = text + 1; *letter != '\0'; letter++) {
        const gr_option *o = find_letter(*letter);
        char shown[] = {'-', *letter, '\0'};
        if (o == NULL)
            return wrong(p, (unsigned char)*letter < 0x80 ? shown : text, "unknown option");
        if (o->argument != NULL)
            return apply_with_argument(p, o, shown, letter[1] != '\0' ? letter + 1 : NULL);
        apply(p, o, shown, NULL);
    }
    return true;
}

static bool parse_one(parser *p, char *text, bool *options)
{
    if (!*options || text[0] != '-' || text[1] == '\0') {
        p->cli->operands[p->cli->operand_count++] = text;
        return true;
    }
    if (text[1] != '-')
        return parse_letters(p, text);
    if (text[2] != '\0')
        return parse_long(p, text);
    *options = false;
    return true;
}

/* Who asks for help gets it, whatever else is wrong. */
static bool parse_all(parser *p)
{
    bool options = true;
    for (p->at = 1; p->at < p->argc; p->at++) {
        if (!parse_one(p, p->argv[p->at], &options))
            return false;
        if (p->cli->action == GR_ACTION_HELP || p->cli->action == GR_ACTION_USAGE)
            break;
    }
    return true;
}

/* ----------------------------------------------------- what goes together */

static bool agrees(parser *p)
{
    gr_cli *cli = p->cli;
    bool records = cli->show == GR_SHOW_RECORD;
    if (cli->shell != GR_UNSET)
        cli->action = GR_ACTION_COMPLETIONS;
    if (cli->action != GR_ACTION_RUN)
        return true;
    if (cli->recursive && cli->operand_count == 0 && cli->files_from == NULL && cli->files0_from == NULL)
        return wrong(p, "--recursive", "needs a folder");
    if (!records && cli->format != GR_UNSET)
        return wrong(p, "--format", "is for records, not for --check, --explain or --text");
    if (cli->documents && !records)
        return wrong(p, "--documents", "gives records, not --check, --explain or --text");
    if (cli->documents && cli->format != GR_UNSET && cli->format != GR_FORMAT_JSONL)
        return wrong(p, "--documents", "gives jsonl, no other format");
    if (cli->format == GR_UNSET)
        cli->format = cli->documents ? GR_FORMAT_JSONL : GR_FORMAT_JSON;
    return true;
}

bool gr_cli_parse(gr_cli *cli, int argc, char **argv, char message[static 256])
{
    *cli = (gr_cli){
        .format = GR_UNSET,
        .header = 1,
        .blank = "",
        .language = GR_UNSET,
        .jobs = 1,
        .progress = GR_UNSET,
        .jit = 1,
        .shell = GR_UNSET,
        .operands = (const char **)(argc > 0 ? argv + 1 : argv),
    };
    parser p = {.cli = cli, .argv = argv, .argc = argc, .message = message};
    return parse_all(&p) && agrees(&p);
}

void gr_cli_release(gr_cli *cli)
{
    gr_array_release(&cli->globs);
}
