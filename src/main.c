/* Arguments -> what they ask for -> exit status. */
#include "batch.h"
#include "cli.h"
#include "lines.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A cell of the list of indicators. */
static const char *cell(const char *text)
{
    return text != NULL ? text : "";
}

static void list_indicators(const gr_cli *cli)
{
    size_t count;
    const gr_indicator *rows = gr_codebook(&count);
    if (cli->header)
        puts("code\ttemplate\tunit\tlabel\tpart_of\tderived_from");
    for (size_t i = 0; i < count; i++)
        printf("%s\t%s\t%s\t%s\t%s\t%s\n", rows[i].code, rows[i].templates, cell(rows[i].unit),
               rows[i].label_zh, cell(rows[i].part_of), cell(rows[i].derived_from));
}

static int check_rules(const gr_cli *cli)
{
    gr_error error;
    gr_options options = gr_options_default();
    gr_buf rules = {0};
    int status = cli->rules != NULL ? gr_batch_read_rules(cli, &rules) : GR_EXIT_OK;
    if (status != GR_EXIT_OK) {
        gr_buf_release(&rules);
        return status;
    }
    options.rules_text = cli->rules != NULL ? rules.ptr : NULL;
    options.jit = options.jit && cli->jit;
    gr_extractor *x = gr_extractor_new(&options, &error);
    if (x == NULL)
        status = gr_batch_refuse(cli, &error);
    else if (gr_extractor_check_rules(x, stdout) > 0)
        status = GR_EXIT_TROUBLE;
    gr_extractor_free(x);
    gr_buf_release(&rules);
    return status;
}

/* What is printed without any input. */
static int print(const gr_cli *cli)
{
    switch (cli->action) {
    case GR_ACTION_USAGE:
        gr_help_usage(stdout);
        return GR_EXIT_OK;
    case GR_ACTION_HELP:
        gr_help_full(stdout);
        return GR_EXIT_OK;
    case GR_ACTION_VERSION:
        printf("%s %s\n", GR_PROGRAM, GR_VERSION);
        return GR_EXIT_OK;
    case GR_ACTION_MAN:
        gr_help_man(stdout);
        return GR_EXIT_OK;
    case GR_ACTION_COMPLETIONS:
        gr_help_completions(stdout, cli->shell);
        return GR_EXIT_OK;
    case GR_ACTION_SCHEMA:
        fputs(gr_schema(), stdout);
        return GR_EXIT_OK;
    case GR_ACTION_INDICATORS:
        list_indicators(cli);
        return GR_EXIT_OK;
    default:
        return check_rules(cli);
    }
}

static int print_checked(const gr_cli *cli)
{
    if (cli->output != NULL && freopen(cli->output, "w", stdout) == NULL) {
        fprintf(stderr, "%s: %s: %s\n", GR_PROGRAM, cli->output, strerror(errno));
        return GR_EXIT_TROUBLE;
    }
    errno = 0;
    int status = print(cli);
    if (ferror(stdout) == 0 && fclose(stdout) == 0)
        return status;
    if (errno == EPIPE)
        return GR_EXIT_OK;
    fprintf(stderr, "%s: %s: %s\n", GR_PROGRAM, cli->output != NULL ? cli->output : "standard output",
            strerror(errno));
    return GR_EXIT_TROUBLE;
}

static bool would_wait_at_terminal(const gr_cli *cli)
{
    return cli->operand_count == 0 && cli->files_from == NULL && cli->files0_from == NULL &&
           isatty(STDIN_FILENO);
}

static int run(const gr_cli *cli)
{
    if (cli->action != GR_ACTION_RUN)
        return print_checked(cli);
    if (would_wait_at_terminal(cli)) {
        gr_help_usage(stderr);
        return GR_EXIT_USAGE;
    }
    return gr_batch_run(cli);
}

int main(int argc, char **argv)
{
    gr_cli cli;
    char message[256];
    int status = GR_EXIT_USAGE;
    signal(SIGPIPE, SIG_IGN); /* writing to a closed pipe fails with EPIPE instead */
    if (gr_cli_parse(&cli, argc, argv, message))
        status = run(&cli);
    else
        fprintf(stderr, "%s: %s\n", GR_PROGRAM, message);
    gr_cli_release(&cli);
    return status;
}
