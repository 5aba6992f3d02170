/*
 * The tools of bench.sh: makes its corpus out of the fixtures, and times
 * programs against each other.
 *
 * usage: bench corpus DIR FILES INPUT...      DIR/f/00000.txt ... and DIR/list
 *        bench stream FILE MEGABYTES INPUT...
 *        bench time ROUNDS MEGABYTES COMMAND...
 *
 * A file of the corpus is one fixture, its digits varied, with paragraphs of
 * running text between its own until it has some 10 KB; a stream is such text
 * with a fixture every 256 KB.  `time` runs all commands once, then again, and
 * prints for each the median of its seconds, megabytes a second, how many times
 * faster the first one is, and its memory in MB.  A command is words between
 * blanks; <FILE among them is its standard input.
 */
#define _DEFAULT_SOURCE 1 /* wait4() */

#include "lines.h"
#include "mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FILE_BYTES = 10000, FIXTURE_EVERY = 1 << 18, WORDS_MAX = 64, ROUNDS_MAX = 512, PROSE_BYTES = 90 };

typedef GR_ARRAY(gr_str) text_list;

static void die(const char *what)
{
    fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
    exit(1);
}

/* ------------------------------------------------------------------ corpus */

/* Running text that counts nothing. */
static bool is_prose(gr_str line)
{
    static const char *const others[] = {"_", "\t",   "本列", "百", "千",   "万",  "两",
                                         "#", "一件", "没有", "零", "未收", "未发"};
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
            return false;
    for (size_t i = 0; i < GR_COUNT(others); i++)
        if (gr_str_find(line, gr_str_of(others[i]), 0) != GR_NOT_FOUND)
            return false;
    return line.len >= PROSE_BYTES && gr_str_ends(line, GR_LIT("。\n"));
}

/* Paragraphs of it, with their line ends. */
static void add_prose(text_list *prose, gr_str text)
{
    for (size_t at = 0, end; at < text.len; at = end) {
        end = gr_str_find(text, GR_LIT("\n"), at);
        end = end == GR_NOT_FOUND ? text.len : end + 1;
        gr_str line = gr_str_slice(text, at, end);
        if (is_prose(line))
            *gr_array_push(prose) = line;
    }
}

static unsigned draw(unsigned long *seed)
{
    *seed = *seed * 6364136223846793005 + 1442695040888963407;
    return (unsigned)(*seed >> 33);
}

/* Copies a fixture; the last digit of each number varies, but for years. */
static void add_varied(gr_buf *out, gr_str text, unsigned long *seed)
{
    size_t start = out->len;
    gr_buf_add_str(out, text);
    for (size_t i = start + 3; i + 1 < out->len; i++) {
        char *c = &out->ptr[i];
        bool digit = c[0] >= '1' && c[0] <= '9', last = c[1] < '0' || c[1] > '9';
        bool year = c[-1] >= '0' && c[-1] <= '9' && c[-2] >= '0' && c[-2] <= '9';
        if (digit && last && !year)
            *c = (char)('1' + draw(seed) % 9);
    }
}

/* The fixture with prose behind each of its lines but the first. */
static void add_report(gr_buf *out, gr_str fixture, const text_list *prose, size_t bytes, unsigned long *seed)
{
    gr_buf varied = {0};
    add_varied(&varied, fixture, seed);
    size_t half = gr_str_find(gr_buf_str(&varied), GR_LIT("。\n"), varied.len / 2);
    half = half == GR_NOT_FOUND ? varied.len : half + strlen("。\n");
    size_t start = out->len;
    gr_buf_add(out, varied.ptr, half);
    while (prose->len > 0 && out->len - start + (varied.len - half) < bytes)
        gr_buf_add_str(out, prose->ptr[draw(seed) % prose->len]);
    gr_buf_add(out, varied.ptr + half, varied.len - half);
    gr_buf_release(&varied);
}

static void write_file(const char *path, const gr_buf *text, const char *mode)
{
    FILE *file = fopen(path, mode);
    if (file == NULL || fwrite(text->ptr, 1, text->len, file) != text->len || fclose(file) != 0)
        die(path);
}

static void make_corpus(const char *folder, size_t files, const text_list *fixtures, const text_list *prose)
{
    char path[512];
    unsigned long seed = 1;
    gr_buf text = {0}, list = {0};
    snprintf(path, sizeof path, "%s/f", folder);
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        die(path);
    for (size_t i = 0; i < files; i++) {
        snprintf(path, sizeof path, "%s/f/%05zu.txt", folder, i);
        gr_buf_clear(&text);
        add_report(&text, fixtures->ptr[i % fixtures->len], prose, FILE_BYTES, &seed);
        write_file(path, &text, "wb");
        gr_buf_printf(&list, "%s\n", path);
    }
    snprintf(path, sizeof path, "%s/list", folder);
    write_file(path, &list, "wb");
    gr_buf_release(&text);
    gr_buf_release(&list);
}

static void make_stream(const char *path, size_t bytes, const text_list *fixtures, const text_list *prose)
{
    unsigned long seed = 1;
    gr_buf text = {0};
    remove(path);
    for (size_t done = 0, i = 0; done < bytes; done += text.len, i++) {
        gr_buf_clear(&text);
        add_report(&text, fixtures->ptr[i % fixtures->len], prose, FIXTURE_EVERY, &seed);
        write_file(path, &text, "ab");
    }
    gr_buf_release(&text);
}

/* ------------------------------------------------------------------ timing */

typedef struct command {
    const char *text;
    char *words[WORDS_MAX];
    const char *input;
    double seconds[ROUNDS_MAX];
    long memory; /* KB */
} command;

static void split(command *c, const char *text)
{
    size_t count = 0;
    char *copy = gr_alloc(strlen(text) + 1);
    c->text = text;
    c->input = "/dev/null";
    for (char *word = strtok(strcpy(copy, text), " "); word != NULL && count + 1 < WORDS_MAX;
         word = strtok(NULL, " ")) {
        if (word[0] == '<')
            c->input = word + 1;
        else
            c->words[count++] = word;
    }
}

static void become(const command *c)
{
    int in = open(c->input, O_RDONLY), out = open("/dev/null", O_WRONLY);
    if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0)
        _exit(126);
    execvp(c->words[0], c->words);
    _exit(127);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double run_once(command *c)
{
    int status;
    struct rusage used;
    double start = now();
    pid_t child = vfork();
    if (child == 0)
        become(c);
    if (child < 0 || wait4(child, &status, 0, &used) != child)
        die(c->text);
    double seconds = now() - start;
    if (!WIFEXITED(status) || WEXITSTATUS(status) >= 126) {
        fprintf(stderr, "bench: cannot run: %s\n", c->text);
        exit(1);
    }
    c->memory = used.ru_maxrss > c->memory ? used.ru_maxrss : c->memory;
    return seconds;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(command *c, size_t rounds)
{
    qsort(c->seconds, rounds, sizeof *c->seconds, ascending);
    return c->seconds[rounds / 2];
}

static void time_all(size_t rounds, double megabytes, char **texts, size_t count)
{
    command *commands = gr_alloc(count * sizeof *commands);
    for (size_t i = 0; i < count; i++) {
        split(&commands[i], texts[i]);
        run_once(&commands[i]); /* the first time is for the caches */
    }
    for (size_t round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++)
            commands[i].seconds[round] = run_once(&commands[i]);
    double first = median(&commands[0], rounds);
    for (size_t i = 0; i < count; i++) {
        double seconds = i == 0 ? first : median(&commands[i], rounds);
        printf("%.6f\t%.1f\t%.2f\t%.1f\t%s\n", seconds, megabytes / seconds, seconds / first,
               (double)commands[i].memory / 1024, commands[i].text);
    }
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fputs(
            "usage: bench corpus DIR FILES INPUT... | stream FILE MB INPUT... | time ROUNDS MB COMMAND...\n",
            stderr);
        return 2;
    }
    if (strcmp(argv[1], "time") == 0) {
        size_t rounds = (size_t)strtoul(argv[2], NULL, 10);
        time_all(rounds > 0 && rounds <= ROUNDS_MAX ? rounds : 1, strtod(argv[3], NULL), argv + 4,
                 (size_t)argc - 4);
        return 0;
    }
    text_list fixtures = {0}, prose = {0};
    for (int i = 4; i < argc; i++) {
        gr_buf text = {0};
        if (!gr_read_file(argv[i], &text))
            die(argv[i]);
        *gr_array_push(&fixtures) = gr_buf_str(&text);
        add_prose(&prose, gr_buf_str(&text));
    }
    size_t amount = (size_t)strtoul(argv[3], NULL, 10);
    if (strcmp(argv[1], "corpus") == 0)
        make_corpus(argv[2], amount, &fixtures, &prose);
    else
        make_stream(argv[2], amount * 1000000, &fixtures, &prose);
    return 0;
}
