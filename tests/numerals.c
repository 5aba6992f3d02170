/*
 * Runs the number reader over a folder of conformance cases (cases.tsv and
 * bulk_integers.tsv, see the README there), lists the cases that are read
 * otherwise than their suite wants, with the reason, and prints right and wrong
 * by kind.  A case is folded like a report and every numeral in it is read.
 *
 * usage: numerals FOLDER [-v]     -v shows what was read instead
 * Exits 1 where a kind misses what it has to reach.
 */
#include "codepoint.h"
#include "lines.h"
#include "number.h"
#include "token.h"
#include "tsv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { READ_MAX = 256, NO_SPAN = -1 };

/* One numeral of a case, by raw characters. */
typedef struct found {
    gr_numeral n;
    long start, end; /* the numeral with its unit */
    long low_end;    /* of a range */
    char unit[64];
} found;

typedef struct reader {
    gr_tokenizer *tokenizer;
    found found[READ_MAX];
    size_t count;
} reader;

typedef struct tally {
    const char *kind;
    double wanted; /* share of right cases */
    int right, all;
} tally;

static tally tallies[] = {
    {"cardinal", 0.99, 0, 0}, {"decimal", 0.99, 0, 0}, {"percent", 0.99, 0, 0},
    {"fraction", 0.99, 0, 0}, {"money", 0.99, 0, 0},   {"range", 0.95, 0, 0},
    {"ordinal", 0.95, 0, 0},  {"date", 0.95, 0, 0},    {"not_number", 0.95, 0, 0},
};

/* ----------------------------------------------------------------- reading */

static long characters_before(const gr_text *text, size_t folded)
{
    return (long)gr_text_pos(text, folded).column - 1;
}

static long characters_through(const gr_text *text, size_t folded)
{
    return folded == 0 ? 0 : characters_before(text, gr_utf8_back(gr_text_str(text), folded)) + 1;
}

static void keep(reader *r, const gr_text *text, const gr_numeral *n)
{
    if (r->count == READ_MAX)
        return;
    found *f = &r->found[r->count++];
    size_t start = n->unit_start < n->start ? n->unit_start : n->start;
    size_t end = n->unit_end > n->end ? n->unit_end : n->end;
    *f = (found){.n = *n, .start = characters_before(text, start), .end = characters_through(text, end)};
    f->low_end = characters_through(text, n->low_end);
    snprintf(f->unit, sizeof f->unit, "%.*s", (int)(n->unit_end - n->unit_start),
             gr_text_str(text).ptr + n->unit_start);
}

static void read_line(void *context, const gr_line *line)
{
    reader *r = context;
    size_t next = 0;
    for (size_t i = 0; i < line->text->tokens.len; i++) {
        gr_token token = line->text->tokens.ptr[i];
        if (token.class != GR_CLASS_DIGIT && token.class != GR_CLASS_NUMERAL)
            continue;
        for (size_t at = token.start > next ? token.start : next; at < token.end; at = next) {
            gr_numeral n;
            gr_number_read(gr_text_str(line->text), at, &n);
            next = n.next;
            keep(r, line->text, &n);
        }
    }
}

static void read_case(reader *r, gr_str input)
{
    r->count = 0;
    gr_tokenizer_begin(r->tokenizer);
    gr_tokenizer_feed(r->tokenizer, input.ptr, input.len);
    gr_tokenizer_finish(r->tokenizer);
}

/* ---------------------------------------------------------------- comparing */

static bool begins(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool ends(const char *s, const char *suffix)
{
    size_t length = strlen(s), other = strlen(suffix);
    return length >= other && strcmp(s + length - other, suffix) == 0;
}

/* What the suites fold into the value and we keep in the unit. */
static double unit_factor(const found *f, bool percent, bool money)
{
    const char *u = f->unit;
    bool percentage = strstr(u, "%") || begins(u, "百分") || begins(u, "个百分") || begins(u, "佰分");
    double hundredth = percent ? 1 : 0.01;
    if (percentage)
        return hundredth;
    if (strcmp(u, "成") == 0)
        return 10 * hundredth;
    if (strcmp(u, "‰") == 0 || begins(u, "千分之") || begins(u, "仟分之"))
        return hundredth / 10;
    if (begins(u, "万分之"))
        return hundredth / 100;
    if (percent)
        return 100;
    if (begins(u, "万"))
        return 1e4;
    if (begins(u, "亿"))
        return 1e8;
    if (money && (begins(u, "角") || begins(u, "毛")))
        return 0.1;
    if (money && (begins(u, "分") || ends(u, "美分")))
        return 0.01;
    return 1;
}

static double number_of(gr_decimal d)
{
    return (double)((long double)d.digits / powl(10, d.scale));
}

static bool is_close(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

static bool is_quantity(const found *f)
{
    return (f->n.class == GR_NUMERAL_FIGURE || f->n.class == GR_NUMERAL_NORM) && !f->n.overflow;
}

static bool is_range_right(const found *f, const char *expected, double factor)
{
    const char *dots = strstr(expected, "..");
    double low = strtod(expected, NULL), high = strtod(dots + 2, NULL);
    if (dots == expected)
        return f->n.qualifier == GR_QUALIFIER_UNDER && is_close(number_of(f->n.value) * factor, high);
    if (dots[2] == '\0')
        return f->n.qualifier == GR_QUALIFIER_OVER && is_close(number_of(f->n.value) * factor, low);
    return f->n.has_high && f->n.qualifier == GR_QUALIFIER_RANGE &&
           is_close(number_of(f->n.value) * factor, low) && is_close(number_of(f->n.high) * factor, high);
}

static bool is_right(const found *f, const char *kind, const char *expected, long span_start)
{
    if (strcmp(kind, "date") == 0)
        return f->n.class == GR_NUMERAL_DATE;
    if (strcmp(kind, "ordinal") == 0)
        return f->n.class == GR_NUMERAL_ORDINAL;
    if (!is_quantity(f))
        return false;
    bool percent =
        strcmp(kind, "percent") == 0 || (strcmp(kind, "range") == 0 && strstr(f->unit, "分之") != NULL);
    double factor = unit_factor(f, percent, strcmp(kind, "money") == 0 || strcmp(kind, "range") == 0);
    if (strcmp(kind, "range") == 0)
        return is_range_right(f, expected, factor);
    bool upper = f->n.has_high && span_start >= f->low_end;
    return is_close(number_of(upper ? f->n.high : f->n.value) * factor, strtod(expected, NULL));
}

static bool is_case_right(const reader *r, const char *kind, const char *expected, long start, long end)
{
    bool none = strcmp(kind, "not_number") == 0;
    for (size_t i = 0; i < r->count; i++) {
        const found *f = &r->found[i];
        if (none && f->n.class == GR_NUMERAL_FIGURE && !f->n.generic)
            return false;
        bool here = start == NO_SPAN || (f->start < end && f->end > start);
        if (!none && here && is_right(f, kind, expected, start))
            return true;
    }
    return none;
}

/* ----------------------------------------------------------------- printing */

/* Why a case is read otherwise than its suite wants; by what its input holds. */
static const struct {
    const char *held, *reason;
} reasons[] = {
    {"１９９１年１月１６日", "a whole date is one numeral"},
    {"五 日", "日 after a number up to 31 is a day of the month"},
    {"另一种", "另一 is a word: 一 counts nothing"},
    {"打十分", "十分 is an adverb, but before a stop"},
    {"壹京", "powers above 亿 are not met in reports"},
    {"壹兆", "兆 is a unit (MB, MHz) in reports, no power"},
    {"12312334234", "more digits than 18"},
    {"日本銭", "日元 has no parts that reports write"},
    {"三十大一些", "比…大 compares; reports write 多 or 以上"},
    {"一以上个", "以上 comes after the measure word"},
    {"1500看起来", "years before 1949 need their 年"},
    {"让你三分", "三分 is a mark, 分 a measure word"},
    {"点零", "a point and a digit are a decimal"},
    {"负零", "a whole text that is a number is one"},
};

static const char *reason_of(gr_str input)
{
    for (size_t i = 0; i < GR_COUNT(reasons); i++)
        if (gr_str_find(input, gr_str_of(reasons[i].held), 0) != GR_NOT_FOUND)
            return reasons[i].reason;
    return "?";
}

static void show_read(const found *f)
{
    char value[32], high[32];
    gr_decimal_print(f->n.value, value);
    gr_decimal_print(f->n.high, high);
    printf(" [%ld-%ld %s %s%s%s%s%s %s%s]", f->start, f->end, gr_numeral_class_name(f->n.class), value,
           f->n.has_high ? ".." : "", f->n.has_high ? high : "", f->unit[0] != '\0' ? " " : "", f->unit,
           gr_qualifier_name(f->n.qualifier), f->n.generic ? " generic" : "");
}

static void show(const reader *r, gr_str input, const char *kind, const char *expected, bool verbose)
{
    printf("%-12s %.*s: %s\n", kind, (int)input.len, input.ptr, reason_of(input));
    if (!verbose)
        return;
    printf("             expected %s, read", expected);
    for (size_t i = 0; i < r->count; i++)
        show_read(&r->found[i]);
    puts("");
}

static tally *tally_of(const char *kind)
{
    for (size_t i = 0; i < GR_COUNT(tallies); i++)
        if (strcmp(tallies[i].kind, kind) == 0)
            return &tallies[i];
    return NULL;
}

/* Empty where the file cannot be read. */
static gr_buf read_table(const char *folder, const char *name)
{
    char path[4096];
    gr_buf text = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    gr_read_file(path, &text);
    return text;
}

static long number_in(gr_str cell, long otherwise)
{
    return cell.len > 0 ? strtol(cell.ptr, NULL, 10) : otherwise;
}

static void run_cases(reader *r, gr_str text, bool verbose)
{
    gr_tsv t;
    gr_tsv_begin(&t, text);
    while (gr_tsv_next(&t)) {
        char kind[32], expected[64];
        gr_str input = gr_tsv_cell(&t, "input"), k = gr_tsv_cell(&t, "kind"), e = gr_tsv_cell(&t, "expected");
        snprintf(kind, sizeof kind, "%.*s", (int)k.len, k.ptr);
        snprintf(expected, sizeof expected, "%.*s", (int)e.len, e.ptr);
        tally *count = tally_of(kind);
        if (count == NULL)
            continue;
        read_case(r, input);
        bool right = is_case_right(r, kind, expected, number_in(gr_tsv_cell(&t, "span_start"), NO_SPAN),
                                   number_in(gr_tsv_cell(&t, "span_end"), NO_SPAN));
        count->all++;
        count->right += right;
        if (!right)
            show(r, input, kind, expected, verbose);
    }
}

static int run_bulk(reader *r, gr_str text, bool verbose, int *all)
{
    int right = 0;
    gr_tsv t;
    gr_tsv_begin(&t, text);
    while (gr_tsv_next(&t)) {
        char expected[64];
        gr_str input = gr_tsv_cell(&t, "input"), e = gr_tsv_cell(&t, "expected");
        snprintf(expected, sizeof expected, "%.*s", (int)e.len, e.ptr);
        read_case(r, input);
        bool is = r->count == 1 && is_quantity(&r->found[0]) && r->found[0].n.value.scale == 0 &&
                  r->found[0].n.value.digits == strtoll(expected, NULL, 10);
        right += is;
        (*all)++;
        if (!is)
            show(r, input, "bulk", expected, verbose);
    }
    return right;
}

static bool print_tally(const char *kind, int right, int all, double wanted)
{
    bool reached = all > 0 && right >= wanted * all;
    printf("%-12s %6d of %6d  %7.2f %%  %s\n", kind, right, all, all > 0 ? 100.0 * right / all : 0,
           reached ? "ok" : "MISSED");
    return reached;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : "../shared/numerals";
    bool verbose = argc > 2 && strcmp(argv[2], "-v") == 0, reached = true;
    gr_buf cases = read_table(folder, "cases.tsv"), bulk = read_table(folder, "bulk_integers.tsv");
    if (cases.len == 0 || bulk.len == 0) {
        printf("numerals: no cases in %s: nothing was measured\n", folder);
        return 0;
    }
    reader *r = gr_alloc(sizeof *r);
    r->tokenizer = gr_tokenizer_new(read_line, r);
    run_cases(r, gr_buf_str(&cases), verbose);
    int all = 0, right = run_bulk(r, gr_buf_str(&bulk), verbose, &all);
    for (size_t i = 0; i < GR_COUNT(tallies); i++)
        reached =
            print_tally(tallies[i].kind, tallies[i].right, tallies[i].all, tallies[i].wanted) && reached;
    reached = print_tally("bulk", right, all, 1) && reached;
    gr_tokenizer_free(r->tokenizer);
    free(r);
    gr_buf_release(&cases);
    gr_buf_release(&bulk);
    return reached ? 0 : 1;
}
