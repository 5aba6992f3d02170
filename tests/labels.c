/*
 * Prints the figures of running text without an indicator, grouped by their
 * label, most frequent first, so that the next missing rule is seen at once:
 *
 *     make build/labels && build/labels FOLDER/report.txt ...
 *
 * times, reports, what took it (numeral: no rule), unit, label, the first
 * clause that holds it.  With -n only those that no rule knows.
 */
#include "govreport.h"
#include "mem.h"

#include <stdio.h>
#include <stdlib.h>

enum { CHUNK = 1 << 16 };

typedef struct group {
    const char *label, *unit, *rule, *quote;
    unsigned times, reports, last_report;
} group;

typedef struct groups {
    gr_arena arena;
    GR_ARRAY(group) list;
    bool only_unknown;
} groups;

static int by_label(const void *a, const void *b)
{
    const group *x = a, *y = b;
    int order = strcmp(x->label, y->label);
    return order != 0 ? order : strcmp(x->unit, y->unit);
}

static int by_times(const void *a, const void *b)
{
    const group *x = a, *y = b;
    return x->times != y->times ? (x->times < y->times ? 1 : -1) : by_label(a, b);
}

static bool is_missing(const groups *g, const gr_figure *f)
{
    if (f->kind != GR_KIND_PROSE || f->indicator != NULL || f->scope != GR_SCOPE_YEAR)
        return false;
    return !g->only_unknown || strcmp(f->rule, "numeral") == 0;
}

static const char *keep(groups *g, const char *s)
{
    return gr_arena_copy(&g->arena, gr_str_of(s != NULL ? s : ""));
}

static void add_record(groups *g, const gr_record *record, unsigned report)
{
    for (size_t i = 0; i < record->figure_count; i++) {
        const gr_figure *f = &record->figures[i];
        if (is_missing(g, f))
            *gr_array_push(&g->list) = (group){
                keep(g, f->label), keep(g, f->unit), keep(g, f->rule), keep(g, f->quote), 1, 1, report};
    }
}

/* Puts equal labels together; returns how many there are. */
static size_t merge(group *list, size_t count)
{
    size_t kept = 0;
    qsort(list, count, sizeof *list, by_label);
    for (size_t i = 0; i < count; i++) {
        group *last = kept > 0 ? &list[kept - 1] : NULL;
        if (last == NULL || by_label(last, &list[i]) != 0) {
            list[kept++] = list[i];
            continue;
        }
        last->times++;
        last->reports += list[i].last_report != last->last_report;
        last->last_report = list[i].last_report;
    }
    qsort(list, kept, sizeof *list, by_times);
    return kept;
}

static void print_one_line(const char *s)
{
    for (; *s != '\0'; s++)
        putchar((unsigned char)*s < ' ' ? ' ' : *s);
}

static void print(const group *g)
{
    printf("%u\t%u\t%s\t%s\t%s\t", g->times, g->reports, g->rule, g->unit, g->label);
    print_one_line(g->quote);
    putchar('\n');
}

static const gr_record *read_report(gr_extractor *x, const char *name, gr_error *error)
{
    static char chunk[CHUNK];
    FILE *file = fopen(name, "rb");
    if (file == NULL) {
        snprintf(error->message, sizeof error->message, "cannot be opened");
        return NULL;
    }
    gr_extractor_begin(x, name);
    gr_status status = GR_OK;
    for (size_t n; status == GR_OK && (n = fread(chunk, 1, sizeof chunk, file)) > 0;)
        status = gr_extractor_feed(x, chunk, n, error);
    fclose(file);
    return status == GR_OK ? gr_extractor_finish(x, error) : NULL;
}

int main(int argc, char **argv)
{
    gr_error error;
    groups g = {.only_unknown = argc > 1 && strcmp(argv[1], "-n") == 0};
    gr_extractor *x = gr_extractor_new(NULL, &error);
    if (x == NULL || argc < 2) {
        fprintf(stderr, "usage: labels [-n] FILE ...\n");
        gr_extractor_free(x);
        return 2;
    }
    for (int i = g.only_unknown ? 2 : 1; i < argc; i++) {
        const gr_record *record = read_report(x, argv[i], &error);
        if (record == NULL)
            fprintf(stderr, "%s: %s\n", argv[i], error.message);
        else
            add_record(&g, record, (unsigned)i);
    }
    size_t count = merge(g.list.ptr, g.list.len);
    for (size_t i = 0; i < count; i++)
        print(&g.list.ptr[i]);
    gr_extractor_free(x);
    gr_array_release(&g.list);
    gr_arena_release(&g.arena);
    return 0;
}
