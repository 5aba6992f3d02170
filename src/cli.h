/*
 * The command line.  One table says what every option is; the parser, the
 * help, the manual page and the shells' completions all come from it.
 */
#ifndef GR_CLI_H
#define GR_CLI_H

#include "govreport.h"
#include "mem.h"

#define GR_PROGRAM "govreport-extract"

enum { GR_EXIT_OK, GR_EXIT_TROUBLE, GR_EXIT_USAGE, GR_EXIT_STRICT };

typedef enum gr_action {
    GR_ACTION_RUN,
    GR_ACTION_USAGE,
    GR_ACTION_HELP,
    GR_ACTION_VERSION,
    GR_ACTION_MAN,
    GR_ACTION_COMPLETIONS,
    GR_ACTION_SCHEMA,
    GR_ACTION_INDICATORS,
    GR_ACTION_CHECK_RULES
} gr_action;

/* What is printed of each report. */
typedef enum gr_show { GR_SHOW_RECORD, GR_SHOW_AUDIT, GR_SHOW_EXPLANATION, GR_SHOW_TEXT } gr_show;

enum { GR_UNSET = -1 };

/* Numbers and flags are int, as the table sets them by their place. */
typedef struct gr_cli {
    int action; /* gr_action */
    int show;   /* gr_show */
    int format; /* gr_format */

    int recursive, documents;
    GR_ARRAY(const char *) globs;
    const char *files_from, *files0_from;
    const char *skip_done;
    const char *encoding;

    const char *output;
    int header, bom, flush;
    const char *blank;

    int strict, across_years;
    const char *earlier;
    int language; /* 0 en, 1 zh; GR_UNSET: as the environment says */
    const char *rules;

    int jobs;
    int progress; /* GR_UNSET: where standard error is a terminal */
    int quiet, jit;
    int shell; /* of --completions */

    const char **operands; /* borrowed from argv */
    size_t operand_count;
} gr_cli;

typedef enum gr_option_kind {
    GR_OPTION_SET,    /* takes no argument: target = value */
    GR_OPTION_TEXT,   /* const char * */
    GR_OPTION_NUMBER, /* int, 0 to 1024 */
    GR_OPTION_CHOICE, /* int: the place among the choices */
    GR_OPTION_LIST    /* may be repeated */
} gr_option_kind;

typedef enum gr_option_group {
    GR_GROUP_INPUT,
    GR_GROUP_OUTPUT,
    GR_GROUP_CHECKS,
    GR_GROUP_RULES,
    GR_GROUP_INSIDE,
    GR_GROUP_RUNNING,
    GR_GROUP_HELP,
    GR_GROUP_HIDDEN
} gr_option_group;

typedef struct gr_option {
    const char *name;     /* without the dashes */
    char letter;          /* '\0': none */
    const char *argument; /* as the help calls it: "FILE"; NULL for none */
    gr_option_kind kind;
    size_t target; /* offset in gr_cli */
    int value;
    const char *const *choices; /* ends with NULL */
    gr_option_group group;
    const char *help; /* one line */
    const char *more; /* sentences, or NULL */
} gr_option;

extern const gr_option gr_cli_options[];
extern const size_t gr_cli_option_count;

/*
 * Reads the arguments into *cli.  False, and a line in `message`, for wrong
 * usage.  *cli borrows argv, whose operands it moves to the front, and owns
 * its lists.
 */
bool gr_cli_parse(gr_cli *cli, int argc, char **argv, char message[static 256]);
void gr_cli_release(gr_cli *cli);

/* -------------------------------------------------------- help.c: the texts */

void gr_help_usage(FILE *out); /* -h: a line an option */
void gr_help_full(FILE *out);  /* --help */
void gr_help_man(FILE *out);   /* the manual page, in man(7) macros */
/* `shell` is a place in gr_cli_shells. */
void gr_help_completions(FILE *out, int shell);
extern const char *const gr_cli_shells[];

#endif
