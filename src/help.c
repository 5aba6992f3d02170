/* Help, manual page and completions, all from the option table of cli.c. */
#include "cli.h"

#include <string.h>

static const char summary[] = "statistics of Chinese government disclosure reports as records";

static const char *const description[] = {
    "Reads annual reports on the disclosure of government information "
    "(政府信息公开工作年度报告) of any year, and gives one record for each: who "
    "reports on what, its headings, every figure (数据) that it states in its prose and its "
    "statistical tables (统计表) with unit, place and indicator code, one value for each "
    "indicator (指标), and whether the report agrees with itself (勾稽关系).",
    "A FILE is plain text (also Markdown, with tables in HTML or not) or a web page (HTML) in "
    "UTF-8, UTF-16, GB18030, GBK or, with --encoding, any other encoding, or an archive of such "
    "files (.zip, .tar, .tar.gz ...), each of which is then an input of its own, "
    "archive.zip!member. Without a FILE, or where FILE is -, standard input is read. An input "
    "that cannot be read is reported in one line on standard error, and the others go on.",
    NULL,
};

typedef struct entry {
    const char *name, *text;
} entry;

static const entry formats[] = {
    {"json", "the record, laid out for people, a line a figure; several inputs give an array"},
    {"jsonl", "JSON Lines: a record a line, as soon as each report is done"},
    {"csv", "a row a report: its fields, and a column for every indicator"},
    {"figures", "CSV, a row a figure: its report, value, unit, indicator, place, quote"},
    {"sections", "CSV, a row a heading"},
    {"checks", "CSV, a row a check (勾稽关系校验)"},
};

static const entry statuses[] = {
    {"0", "every input gave a record"},
    {"1", "an input could not be read or is no text, or the output could not be written"},
    {"2", "wrong usage, an unknown encoding, or rules that do not compile"},
    {"3", "with --strict: a check failed"},
};

static const entry examples[] = {
    {"govreport-extract report.txt", "the record of one report"},
    {"govreport-extract -f csv --bom -r reports -o table.csv", "a table for Excel, a row a report"},
    {"govreport-extract -f figures report.txt | grep ,requests.received,", "every figure of one indicator"},
    {"govreport-extract --check report.txt", "what does not add up"},
    {"govreport-extract -f jsonl -j0 -r reports --skip-done all.jsonl -o all.jsonl",
     "many reports on all processors; the same line again goes on where it was ended"},
    {"find . -name '*.txt' -print0 | govreport-extract -f jsonl --files0-from -",
     "names from another program"},
    {"govreport-extract --documents <documents.jsonl >records.jsonl", "a line in, a line out: a mapper"},
};

static const char *const group_names[] = {
    [GR_GROUP_INPUT] = "Input",
    [GR_GROUP_OUTPUT] = "Output",
    [GR_GROUP_CHECKS] = "Checks",
    [GR_GROUP_RULES] = "Rules and codes",
    [GR_GROUP_INSIDE] = "Looking inside",
    [GR_GROUP_RUNNING] = "Running",
    [GR_GROUP_HELP] = "Help",
};

/* "-f, --format FORMAT" */
static void add_synopsis(gr_buf *b, const gr_option *o)
{
    if (o->letter != '\0')
        gr_buf_printf(b, o->name != NULL ? "-%c, " : "-%c", o->letter);
    if (o->name != NULL)
        gr_buf_printf(b, "--%s", o->name);
    if (o->argument != NULL)
        gr_buf_printf(b, " %s", o->argument);
}

/* ------------------------------------------------------------------- plain */

enum { LINE_WIDTH = 78, OPTION_INDENT = 2, HELP_INDENT = 26, MORE_INDENT = 8 };

/* The columns that a word takes on a terminal: Han characters take two. */
static int width_of(gr_str word)
{
    int width = 0;
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        if ((c & 0xc0) != 0x80)
            width += c >= 0xe3 ? 2 : 1;
    }
    return width;
}

static gr_str take_word(gr_str *text)
{
    size_t space = gr_str_find(*text, GR_LIT(" "), 0);
    gr_str word = gr_str_slice(*text, 0, space == GR_NOT_FOUND ? text->len : space);
    *text = gr_str_slice(*text, space == GR_NOT_FOUND ? text->len : space + 1, text->len);
    return word;
}

/* Prints text in lines of LINE_WIDTH, each `indent` in; the first one begins
 * where `column` is already. */
static void print_wrapped(FILE *out, const char *text, int indent, int column)
{
    gr_str rest = gr_str_of(text);
    bool first = true;
    while (rest.len > 0) {
        gr_str word = take_word(&rest);
        int width = width_of(word);
        if (!first && column + 1 + width > LINE_WIDTH) {
            fputc('\n', out);
            column = 0;
            first = true;
        }
        for (; column < indent; column++)
            fputc(' ', out);
        fprintf(out, "%s%.*s", first ? "" : " ", (int)word.len, word.ptr);
        column += width + !first;
        first = false;
    }
    fputc('\n', out);
}

static void print_option(FILE *out, const gr_option *o, bool full)
{
    gr_buf synopsis = {0};
    if (o->letter == '\0')
        gr_buf_printf(&synopsis, "    ");
    add_synopsis(&synopsis, o);
    int column = fprintf(out, "%*s%s", OPTION_INDENT, "", synopsis.ptr);
    if (column + 2 > HELP_INDENT) {
        fputc('\n', out);
        column = 0;
    }
    print_wrapped(out, o->help, HELP_INDENT, column);
    if (full && o->more != NULL)
        print_wrapped(out, o->more, HELP_INDENT, 0);
    gr_buf_release(&synopsis);
}

static void print_entries(FILE *out, const entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int column = fprintf(out, "  %-10s", entries[i].name);
        print_wrapped(out, entries[i].text, 12, column);
    }
}

void gr_help_usage(FILE *out)
{
    fprintf(out, "usage: %s [OPTION ...] [FILE ...]\n%s: %s\n\n", GR_PROGRAM, GR_PROGRAM, summary);
    for (size_t i = 0; i < gr_cli_option_count; i++)
        if (gr_cli_options[i].group != GR_GROUP_HIDDEN)
            print_option(out, &gr_cli_options[i], false);
}

void gr_help_full(FILE *out)
{
    fprintf(out, "usage: %s [OPTION ...] [FILE ...]\n", GR_PROGRAM);
    for (size_t i = 0; description[i] != NULL; i++) {
        fputc('\n', out);
        print_wrapped(out, description[i], 0, 0);
    }
    for (int group = 0; group < GR_GROUP_HIDDEN; group++) {
        fprintf(out, "\n%s\n", group_names[group]);
        for (size_t i = 0; i < gr_cli_option_count; i++)
            if ((int)gr_cli_options[i].group == group)
                print_option(out, &gr_cli_options[i], true);
    }
    fputs("\nFormats\n", out);
    print_entries(out, formats, GR_COUNT(formats));
    fputs("\nExit status\n", out);
    print_entries(out, statuses, GR_COUNT(statuses));
    fputs("\nExamples\n", out);
    for (size_t i = 0; i < GR_COUNT(examples); i++)
        fprintf(out, "  # %s\n  %s\n", examples[i].text, examples[i].name);
}

/* ------------------------------------------------------------- manual page */

/* A line of text: a dash that is typed stays one, and nothing is a macro. */
static void man_text(FILE *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (c == text && (*c == '.' || *c == '\''))
            fputs("\\&", out);
        if (*c == '\\')
            fputs("\\e", out);
        else if (*c == '-')
            fputs("\\-", out);
        else
            fputc(*c, out);
    }
    fputc('\n', out);
}

static void man_option(FILE *out, const gr_option *o)
{
    gr_buf synopsis = {0};
    add_synopsis(&synopsis, o);
    fputs(".TP\n.B ", out);
    man_text(out, synopsis.ptr);
    man_text(out, o->help);
    if (o->more != NULL) {
        fputs(".br\n", out);
        man_text(out, o->more);
    }
    gr_buf_release(&synopsis);
}

static void man_entries(FILE *out, const entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fputs(".TP\n.B ", out);
        man_text(out, entries[i].name);
        man_text(out, entries[i].text);
    }
}

void gr_help_man(FILE *out)
{
    fprintf(out, ".TH GOVREPORT\\-EXTRACT 1 \"\" \"%s %s\" \"User Commands\"\n.SH NAME\n", GR_PROGRAM,
            GR_VERSION);
    fprintf(out, "govreport\\-extract \\- %s\n", summary);
    fputs(".SH SYNOPSIS\n.B govreport\\-extract\n[\\fIOPTION\\fR ...] [\\fIFILE\\fR ...]\n.SH DESCRIPTION\n",
          out);
    for (size_t i = 0; description[i] != NULL; i++) {
        fputs(i > 0 ? ".PP\n" : "", out);
        man_text(out, description[i]);
    }
    fputs(".SH OPTIONS\n", out);
    for (int group = 0; group < GR_GROUP_HIDDEN; group++) {
        fprintf(out, ".SS %s\n", group_names[group]);
        for (size_t i = 0; i < gr_cli_option_count; i++)
            if ((int)gr_cli_options[i].group == group)
                man_option(out, &gr_cli_options[i]);
    }
    fputs(".SH FORMATS\n", out);
    man_entries(out, formats, GR_COUNT(formats));
    fputs(".PP\n", out);
    man_text(out, "CSV follows RFC 4180: UTF-8, lines end with CR LF, the first one holds the "
                  "names of the columns. Places are bytes, lines and columns of the decoded text "
                  "(--text); lines and columns count from 1.");
    fputs(".SH EXIT STATUS\n", out);
    man_entries(out, statuses, GR_COUNT(statuses));
    fputs(".PP\n", out);
    man_text(out,
             "A closed output pipe ends the program quietly. Each trouble is one line on standard error.");
    fputs(".SH EXAMPLES\n", out);
    for (size_t i = 0; i < GR_COUNT(examples); i++) {
        fputs(".TP\n", out);
        man_text(out, examples[i].text);
        fputs(".nf\n.B ", out);
        man_text(out, examples[i].name);
        fputs(".fi\n", out);
    }
}

/* ------------------------------------------------------------- completions */

static bool takes_file(const gr_option *o)
{
    return o->argument != NULL && strcmp(o->argument, "FILE") == 0;
}

static void print_choices(FILE *out, const gr_option *o)
{
    for (size_t i = 0; o->choices[i] != NULL; i++)
        fprintf(out, "%s%s", i > 0 ? " " : "", o->choices[i]);
}

/* "--format|-f" */
static void bash_case(FILE *out, const gr_option *o)
{
    if (o->letter != '\0')
        fprintf(out, "    --%s|-%c) ", o->name, o->letter);
    else
        fprintf(out, "    --%s) ", o->name);
    if (o->choices != NULL) {
        fputs("COMPREPLY=($(compgen -W '", out);
        print_choices(out, o);
        fputs("' -- \"$word\"))", out);
    } else {
        fputs(takes_file(o) ? "COMPREPLY=($(compgen -f -- \"$word\"))" : "COMPREPLY=()", out);
    }
    fputs("; return ;;\n", out);
}

static void bash_completions(FILE *out)
{
    fputs("_govreport_extract() {\n    local word=${COMP_WORDS[COMP_CWORD]}\n    case "
          "${COMP_WORDS[COMP_CWORD-1]} in\n",
          out);
    for (size_t i = 0; i < gr_cli_option_count; i++)
        if (gr_cli_options[i].argument != NULL)
            bash_case(out, &gr_cli_options[i]);
    fputs("    esac\n    if [[ $word == -* ]]; then\n        COMPREPLY=($(compgen -W '", out);
    for (size_t i = 0; i < gr_cli_option_count; i++) {
        const gr_option *o = &gr_cli_options[i];
        if (o->group == GR_GROUP_HIDDEN)
            continue;
        if (o->name != NULL)
            fprintf(out, "--%s ", o->name);
        if (o->letter != '\0')
            fprintf(out, "-%c ", o->letter);
    }
    fputs("' -- \"$word\"))\n    else\n        COMPREPLY=($(compgen -f -- \"$word\"))\n    fi\n}\n"
          "complete -o filenames -F _govreport_extract govreport-extract\n",
          out);
}

/* Text between single quotes; `special` needs a backslash. */
static void print_quoted(FILE *out, const char *text, const char *special)
{
    for (; *text != '\0'; text++) {
        if (strchr(special, *text) != NULL)
            fputc('\\', out);
        fputs(*text == '\'' ? "'\\''" : (const char[]){*text, '\0'}, out);
    }
}

static void zsh_spec(FILE *out, const gr_option *o, const char *spelling)
{
    bool repeats = o->kind == GR_OPTION_LIST;
    fprintf(out, "    '%s%s[", repeats ? "*" : "", spelling);
    print_quoted(out, o->help, "[]:\\");
    fputc(']', out);
    if (o->argument != NULL) {
        fprintf(out, ":%s:", o->argument);
        if (o->choices != NULL) {
            fputc('(', out);
            print_choices(out, o);
            fputc(')', out);
        } else if (takes_file(o)) {
            fputs("_files", out);
        }
    }
    fputs("' \\\n", out);
}

static void zsh_completions(FILE *out)
{
    fputs("#compdef govreport-extract\n_arguments -s -S \\\n", out);
    for (size_t i = 0; i < gr_cli_option_count; i++) {
        const gr_option *o = &gr_cli_options[i];
        char spelling[64];
        if (o->group == GR_GROUP_HIDDEN)
            continue;
        if (o->letter != '\0') {
            snprintf(spelling, sizeof spelling, "-%c%s", o->letter, o->argument != NULL ? "+" : "");
            zsh_spec(out, o, spelling);
        }
        if (o->name != NULL) {
            snprintf(spelling, sizeof spelling, "--%s%s", o->name, o->argument != NULL ? "=" : "");
            zsh_spec(out, o, spelling);
        }
    }
    fputs("    '*:report:_files'\n", out);
}

static void fish_completions(FILE *out)
{
    for (size_t i = 0; i < gr_cli_option_count; i++) {
        const gr_option *o = &gr_cli_options[i];
        if (o->group == GR_GROUP_HIDDEN)
            continue;
        fputs("complete -c govreport-extract", out);
        if (o->letter != '\0')
            fprintf(out, " -s %c", o->letter);
        if (o->name != NULL)
            fprintf(out, " -l %s", o->name);
        if (o->argument != NULL)
            fputs(takes_file(o) ? " -r -F" : " -x", out);
        if (o->choices != NULL) {
            fputs(" -a '", out);
            print_choices(out, o);
            fputc('\'', out);
        }
        fputs(" -d '", out);
        for (const char *c = o->help; *c != '\0'; c++)
            fputs(*c == '\'' ? "\\'" : *c == '\\' ? "\\\\" : (const char[]){*c, '\0'}, out);
        fputs("'\n", out);
    }
}

void gr_help_completions(FILE *out, int shell)
{
    static void (*const print[])(FILE *) = {bash_completions, zsh_completions, fish_completions};
    print[shell](out);
}
