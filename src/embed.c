#include "embed.h"

#include <errno.h>
#include <stdlib.h>

typedef struct table {
    char name[64];
    gr_buf text;
} table;

enum { TABLES_MAX = 64 };
static table tables[TABLES_MAX];

gr_str gr_embed_text(const char *name)
{
    for (size_t i = 0; i < TABLES_MAX; i++)
        if (strcmp(tables[i].name, name) == 0)
            return gr_buf_str(&tables[i].text);
    gr_embed_die("no such table", name);
}

/* The tables that become more than rows, or something else. */
static const struct {
    const char *name;
    bool rows; /* as well */
    void (*embed)(gr_embed *e, gr_str text);
} special[] = {
    {"applicants", false, NULL}, /* part of the codebook */
    {"characters", false, gr_embed_characters},
    {"codebook", false, gr_embed_codebook},
    {"cues", false, gr_embed_cues},
    {"forms", true, gr_embed_forms},
    {"inherit", false, gr_embed_inherit},
    {"names", false, gr_embed_names},
    {"record", false, gr_embed_schema},
    {"rules", false, gr_embed_rules},
    {"units", true, gr_embed_units},
};

static void embed(gr_embed *e, const table *t)
{
    gr_str text = gr_buf_str(&t->text);
    size_t i = 0, count = GR_COUNT(special);
    while (i < count && strcmp(special[i].name, t->name) != 0)
        i++;
    if (i == count || special[i].rows)
        gr_embed_table(e, t->name, text);
    if (i < count && special[i].embed != NULL)
        special[i].embed(e, text);
}

static void read_table(table *t, const char *path)
{
    const char *slash = strrchr(path, '/');
    snprintf(t->name, sizeof t->name, "%s", slash != NULL ? slash + 1 : path);
    t->name[strcspn(t->name, ".")] = '\0';
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        gr_embed_die(strerror(errno), path);
    char piece[4096];
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        gr_buf_add(&t->text, piece, got);
    fclose(file);
}

int main(int argc, char **argv)
{
    size_t count = argc > 3 ? (size_t)argc - 3 : 0;
    if (count == 0 || count > TABLES_MAX)
        gr_embed_die("usage: embed OUT.h OUT.c data/NAME.tsv ...", "arguments");
    gr_embed e = {fopen(argv[1], "w"), fopen(argv[2], "w")};
    if (e.header == NULL || e.source == NULL)
        gr_embed_die(strerror(errno), argv[1]);
    fputs("/* made by embed.c from data/ */\n#ifndef GR_DATA_H\n#define GR_DATA_H\n\n"
          "#include \"form.h\"\n#include \"number_table.h\"\n#include \"pattern.h\"\n#include "
          "\"rule_sets.h\"\n#include \"wordlist.h\"\n",
          e.header);
    fputs("/* made by embed.c from data/ */\n#include \"data.h\"\n", e.source);
    for (size_t i = 0; i < count; i++)
        read_table(&tables[i], argv[i + 3]);
    for (size_t i = 0; i < count; i++)
        embed(&e, &tables[i]);
    for (size_t i = 0; i < count; i++)
        gr_buf_release(&tables[i].text);
    fputs("\n#endif\n", e.header);
    return fclose(e.header) != 0 || fclose(e.source) != 0;
}
