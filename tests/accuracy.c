/*
 * How right the figures of prose are, on reports whose figures are marked in their
 * text (fixtures/marked), and of sentences (fixtures/sentences):
 *
 *     {{984|disclosure.total|公开信息}}条        a figure: numeral, code, label
 *     {{80|-|公里}}                              a figure without a code
 *     {{7|-|个工作日|ignored}}                   holding it is neither right nor wrong
 *     {{=行政复议|reconsideration.total}}        a stated zero
 *     [[2]]（一）…                               a heading of that level
 *
 * Codes with + between are several figures at one numeral.  Before a line of ---
 * stand title, agency, year, period, published, signed and template, where the
 * report has them.
 *
 * usage: accuracy [-v] [--sentences] [--min-f1 X] [--min-indicator X] FILE...
 * --sentences: each line of the files is a text of its own, without a header.
 * -v prints what is missing, invented or has another code.  Exit status 1 where
 * all reports together stay below a minimum.
 */
#include "govreport.h"
#include "lines.h"
#include "mem.h"

#include <stdio.h>
#include <stdlib.h>

enum { CODES_MAX = 4 };

typedef struct mark {
    size_t start, end; /* of its words in the text without marks */
    gr_str codes[CODES_MAX];
    size_t code_count;
    gr_str label;
    bool zero, ignored;
} mark;

typedef struct marked {
    gr_str header;
    gr_buf text;
    GR_ARRAY(mark) marks;
    size_t headings;
} marked;

typedef struct tally {
    size_t wanted, found, right; /* figures: marked, extracted, both */
    size_t same_code, same_label;
    size_t fields, fields_right, headings, headings_found;
} tally;

static bool verbose;

/* ------------------------------------------------------------------ reading */

/* Takes what stands before `separator` off *s. */
static gr_str take(gr_str *s, gr_str separator)
{
    size_t at = gr_str_find(*s, separator, 0);
    gr_str part = gr_str_slice(*s, 0, at == GR_NOT_FOUND ? s->len : at);
    *s = gr_str_slice(*s, at == GR_NOT_FOUND ? s->len : at + separator.len, s->len);
    return part;
}

static void add_mark(marked *m, gr_str inside)
{
    mark new = {.start = m->text.len};
    gr_str words = take(&inside, GR_LIT("|")), codes = take(&inside, GR_LIT("|"));
    new.label = take(&inside, GR_LIT("|"));
    new.ignored = gr_str_equal(inside, GR_LIT("ignored"));
    new.zero = gr_str_starts(words, GR_LIT("="));
    gr_buf_add_str(&m->text, gr_str_slice(words, new.zero, words.len));
    new.end = m->text.len;
    while (codes.len > 0 && new.code_count < CODES_MAX)
        new.codes[new.code_count++] = take(&codes, GR_LIT("+"));
    *gr_array_push(&m->marks) = new;
}

static void read_marks(marked *m, gr_str source)
{
    while (source.len > 0) {
        if (gr_str_starts(source, GR_LIT("{{"))) {
            gr_str inside = take(&source, GR_LIT("}}"));
            add_mark(m, gr_str_slice(inside, 2, inside.len));
        } else if (gr_str_starts(source, GR_LIT("[["))) {
            take(&source, GR_LIT("]]"));
            m->headings++;
        } else {
            gr_buf_add_char(&m->text, source.ptr[0]);
            source = gr_str_slice(source, 1, source.len);
        }
    }
}

/* ---------------------------------------------------------------- comparing */

static const char *code_of(const gr_figure *f)
{
    return f->indicator != NULL ? f->indicator->code : "-";
}

static bool is_prose(const gr_figure *f)
{
    return f->kind == GR_KIND_PROSE || f->kind == GR_KIND_STATED_ZERO;
}

static bool is_at(const gr_figure *f, const mark *m)
{
    if (m->zero)
        return f->kind == GR_KIND_STATED_ZERO && f->byte_start < m->end && f->byte_end > m->start;
    return f->kind == GR_KIND_PROSE && f->byte_start <= m->start && f->byte_end > m->start;
}

/* Whether the label has the characters of the marked one, in their order. */
static bool has_label(const char *label, gr_str wanted)
{
    size_t at = 0;
    while (*label != '\0' && at < wanted.len) {
        size_t length = 1;
        while (at + length < wanted.len && ((unsigned char)wanted.ptr[at + length] & 0xc0) == 0x80)
            length++;
        bool same = strncmp(label, wanted.ptr + at, length) == 0;
        at += same ? length : 0;
        for (label++; ((unsigned char)*label & 0xc0) == 0x80;)
            label++;
    }
    return at >= wanted.len;
}

static void tell(const char *name, const char *what, uint32_t line, gr_str words, const char *got,
                 gr_str want)
{
    if (verbose)
        printf("%s:%u: %s %.*s: %s, marked %.*s\n", name, line, what, (int)words.len, words.ptr, got,
               (int)want.len, want.ptr);
}

/* The figure for one code of a mark: the one with that code, else the first there
 * that nothing has taken yet; NULL for none. */
static const gr_figure *find(const gr_record *r, const mark *m, gr_str code, const bool *taken)
{
    const gr_figure *found = NULL;
    for (size_t i = 0; i < r->figure_count; i++) {
        const gr_figure *f = &r->figures[i];
        bool same = gr_str_equal(gr_str_of(code_of(f)), code);
        if (taken[i] || !is_at(f, m) || (m->zero && !same))
            continue;
        if (same)
            return f;
        found = found == NULL ? f : found;
    }
    return found;
}

static void compare_mark(tally *t, const char *name, const gr_record *r, const marked *text, const mark *m,
                         bool *taken)
{
    gr_str words = gr_str_slice(gr_buf_str(&text->text), m->start, m->end);
    for (size_t i = 0; i < m->code_count; i++) {
        const gr_figure *f = find(r, m, m->codes[i], taken);
        if (f != NULL)
            taken[f - r->figures] = true;
        if (m->ignored)
            continue;
        t->wanted++;
        if (f == NULL) {
            tell(name, "missing", 0, words, "-", m->codes[i]);
            continue;
        }
        bool code = gr_str_equal(gr_str_of(code_of(f)), m->codes[i]);
        t->right++;
        t->same_code += code;
        t->same_label += has_label(f->label, m->label);
        if (!code)
            tell(name, "code of", f->line, words, code_of(f), m->codes[i]);
    }
}

static void compare_figures(tally *t, const char *name, const gr_record *r, const marked *text)
{
    bool *taken = gr_alloc(r->figure_count + 1);
    size_t ignored = 0;
    for (size_t i = 0; i < text->marks.len; i++)
        compare_mark(t, name, r, text, &text->marks.ptr[i], taken);
    for (size_t i = 0; i < r->figure_count; i++) {
        const gr_figure *f = &r->figures[i];
        if (is_prose(f) && !taken[i])
            tell(name, "invented", f->line, gr_str_of(f->quote), code_of(f), GR_LIT("-"));
        t->found += is_prose(f);
    }
    for (size_t i = 0; i < text->marks.len; i++)
        for (size_t k = 0; k < r->figure_count && text->marks.ptr[i].ignored; k++)
            ignored += is_at(&r->figures[k], &text->marks.ptr[i]);
    t->found -= ignored;
    free(taken);
}

static void compare_field(tally *t, const char *name, gr_str header, const char *key, const char *got)
{
    char start[32];
    int length = snprintf(start, sizeof start, "\n%s: ", key);
    size_t at = gr_str_find(header, gr_str_make(start, (size_t)length), 0);
    gr_str rest = at != GR_NOT_FOUND ? gr_str_slice(header, at + (size_t)length, header.len) : GR_LIT("");
    gr_str want = take(&rest, GR_LIT("\n"));
    bool right = gr_str_equal(want, gr_str_of(got != NULL ? got : ""));
    t->fields++;
    t->fields_right += right;
    if (!right)
        tell(name, "field", 0, gr_str_of(key), got != NULL ? got : "-", want);
}

static void compare_fields(tally *t, const char *name, const gr_record *r, gr_str header)
{
    gr_buf lines = {0}, period = {0}, year = {0};
    gr_buf_printf(&lines, "\n%.*s\n", (int)header.len, header.ptr);
    if (r->period_start != NULL || r->period_end != NULL)
        gr_buf_printf(&period, "%s %s", r->period_start != NULL ? r->period_start : "-",
                      r->period_end != NULL ? r->period_end : "-");
    if (r->year != 0)
        gr_buf_printf(&year, "%d", r->year);
    compare_field(t, name, gr_buf_str(&lines), "title", r->title);
    compare_field(t, name, gr_buf_str(&lines), "agency", r->agency);
    compare_field(t, name, gr_buf_str(&lines), "year", year.ptr);
    compare_field(t, name, gr_buf_str(&lines), "period", period.ptr);
    compare_field(t, name, gr_buf_str(&lines), "published", r->published);
    compare_field(t, name, gr_buf_str(&lines), "signed", r->signed_date);
    gr_buf_release(&lines);
    gr_buf_release(&period);
    gr_buf_release(&year);
}

/* ------------------------------------------------------------------- totals */

static double share(size_t part, size_t whole)
{
    return whole > 0 ? (double)part / (double)whole : 1;
}

static double f1(const tally *t)
{
    return share(2 * t->right, t->wanted + t->found);
}

static void print(const char *name, const tally *t)
{
    printf(
        "%-28s %4zu  P %.3f  R %.3f  F1 %.3f  indicator %.3f  label %.3f  fields %zu/%zu  headings %zu/%zu\n",
        name, t->wanted, share(t->right, t->found), share(t->right, t->wanted), f1(t),
        share(t->same_code, t->right), share(t->same_label, t->right), t->fields_right, t->fields,
        t->headings_found, t->headings);
}

static void add(tally *sum, const tally *t)
{
    sum->wanted += t->wanted;
    sum->found += t->found;
    sum->right += t->right;
    sum->same_code += t->same_code;
    sum->same_label += t->same_label;
    sum->fields += t->fields;
    sum->fields_right += t->fields_right;
    sum->headings += t->headings;
    sum->headings_found += t->headings_found;
}

/* Adds what the extractor finds in a marked text. */
static void measure_text(gr_extractor *x, const char *name, gr_str header, gr_str body, tally *t)
{
    marked text = {.header = header};
    gr_error error;
    read_marks(&text, body);
    gr_extractor_begin(x, name);
    const gr_record *r = NULL;
    if (gr_extractor_feed(x, text.text.ptr, text.text.len, &error) == GR_OK)
        r = gr_extractor_finish(x, &error);
    if (r == NULL) {
        fprintf(stderr, "%s: %s\n", name, error.message);
        exit(2);
    }
    compare_figures(t, name, r, &text);
    if (header.ptr != NULL)
        compare_fields(t, name, r, header);
    t->headings += text.headings;
    t->headings_found += r->section_count;
    gr_buf_release(&text.text);
    gr_array_release(&text.marks);
}

static void measure_sentences(gr_extractor *x, const char *file, gr_str source, tally *t)
{
    char name[256];
    for (size_t line = 1; source.len > 0; line++) {
        gr_str sentence = take(&source, GR_LIT("\n"));
        snprintf(name, sizeof name, "%s:%zu", file, line);
        measure_text(x, name, (gr_str){0}, sentence, t);
    }
}

static void measure(gr_extractor *x, const char *path, bool sentences, tally *sum)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    gr_buf file = {0};
    if (!gr_read_file(path, &file)) {
        perror(path);
        exit(2);
    }
    tally t = {0};
    gr_str source = gr_buf_str(&file);
    if (sentences) {
        measure_sentences(x, name, source, &t);
    } else {
        gr_str header = take(&source, GR_LIT("\n---\n"));
        measure_text(x, name, header, source, &t);
    }
    print(name, &t);
    add(sum, &t);
    gr_buf_release(&file);
}

int main(int argc, char **argv)
{
    double min_f1 = 0, min_indicator = 0;
    bool sentences = false;
    tally sum = {0};
    gr_error error;
    gr_extractor *x = gr_extractor_new(NULL, &error);
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strcmp(argv[i], "-v") == 0)
            verbose = true;
        else if (strcmp(argv[i], "--sentences") == 0)
            sentences = true;
        else if (strcmp(argv[i], "--min-f1") == 0 && i + 1 < argc)
            min_f1 = atof(argv[++i]);
        else if (strcmp(argv[i], "--min-indicator") == 0 && i + 1 < argc)
            min_indicator = atof(argv[++i]);
    }
    for (; i < argc; i++)
        measure(x, argv[i], sentences, &sum);
    print("all", &sum);
    gr_extractor_free(x);
    if (f1(&sum) >= min_f1 && share(sum.same_code, sum.right) >= min_indicator && sum.wanted > 0)
        return 0;
    printf("below the minimum: F1 %.3f, indicator %.3f\n", min_f1, min_indicator);
    return 1;
}
