/* Implements the extractor of govreport.h: the only file that sees every stage. */
#include "govreport.h"

#include "audit.h"
#include "codepoint.h"
#include "decode.h"
#include "fields.h"
#include "figure.h"
#include "mention.h"
#include "html.h"
#include "island.h"
#include "numeral.h"
#include "record.h"
#include "rules.h"
#include "section.h"
#include "table.h"
#include "token.h"

#include <stdlib.h>

enum { WARNINGS_MAX = 1000, TITLE_BYTES = 360, TEMPLATE_YEAR = 2019, REVISION_YEAR = 2021 };

struct gr_extractor {
    gr_options options;
    gr_history *history; /* borrowed; NULL: none */

    /* the stages, in the order in which the text passes them */
    gr_decoder *decoder;
    gr_islands islands; /* plain text passes it */
    gr_html *html;      /* pages of the web pass it, and tables of plain text that are in HTML */
    gr_tokenizer *tokenizer;
    gr_segmenter *segmenter;
    gr_rules *rules;
    gr_fields *fields;
    gr_figure_reader *figures_of_text;
    gr_table_reader *figures_of_tables;

    /* the report at hand */
    gr_record record;
    gr_arena arena;
    GR_ARRAY(gr_figure) figures;
    GR_ARRAY(gr_warning) warnings;
    GR_ARRAY(gr_numeral_note) notes;
    GR_ARRAY(gr_year_mention) years;
    GR_ARRAY(const char *) titles; /* folded titles of each section and those above it */
    gr_text heading;               /* the title of the last heading */
    bool heading_fresh;            /* nothing came after it yet */
    int section;                   /* of the block at hand, or -1 */
    gr_buf start;                  /* of the decoded input, until it is known what it is */
    enum { UNDECIDED, PLAIN, PAGE } input;
    gr_status status; /* of a page that cannot be read */
    gr_error error;
    uint64_t text_bytes;
    bool in_line;  /* the text so far does not end with a line */
    bool familiar; /* it holds a word that all reports hold */
    bool stopped;  /* the text sink wants no more */
    bool noise;    /* the block at hand is no part of the report */
};

/* ---------------------------------------------------------- what comes out */

static void add_warning(void *context, const char *code, gr_pos where, const char *message)
{
    gr_extractor *x = context;
    if (x->warnings.len >= WARNINGS_MAX)
        return;
    *gr_array_push(&x->warnings) =
        (gr_warning){code, where.line, where.column, gr_arena_copy(&x->arena, gr_str_of(message))};
}

/* The year of a figure beside which none is said: 上年 in a report of 2012 is 2011. */
static int year_of(const gr_figure *f, int own)
{
    return f->scope == GR_SCOPE_PREVIOUS && own > 0 ? own - 1 : own;
}

static void add_figure(void *context, const gr_figure *figure)
{
    gr_extractor *x = context;
    gr_figure *f = gr_array_push(&x->figures);
    *f = *figure;
    f->id = (uint32_t)x->figures.len;
    size_t count;
    const gr_section *sections = gr_segmenter_sections(x->segmenter, &count);
    f->section = x->section >= 0 ? sections[x->section].path : NULL;
    if (f->year == 0)
        f->year = year_of(f, gr_fields_year(x->fields));
}

static void add_note(gr_extractor *x, const gr_text *text, const gr_numeral *n, gr_numeral_class class)
{
    gr_span span = gr_text_span(text, n->start, n->end);
    *gr_array_push(&x->notes) = (gr_numeral_note){
        .taken_for = class,
        .line = span.start.line,
        .column = span.start.column,
        .byte_start = span.start.byte,
        .byte_end = span.byte_end,
        .text = gr_arena_copy(&x->arena, gr_text_raw(text, n->start, n->end)),
    };
}

static void add_year(gr_extractor *x, const gr_text *text, const gr_numeral *n)
{
    gr_year_mention mention;
    if (x->years.len >= GR_MENTIONS_MAX || !gr_mention_read(text, n, &x->arena, &mention))
        return;
    mention.section = x->section;
    *gr_array_push(&x->years) = mention;
}

static void count_numeral(void *context, const gr_text *text, const gr_numeral *n)
{
    gr_extractor *x = context;
    bool noise = x->noise && (n->class == GR_NUMERAL_FIGURE || n->class == GR_NUMERAL_ORDINAL ||
                              n->class == GR_NUMERAL_NORM);
    gr_numeral_class class = noise ? GR_NUMERAL_NOISE : n->class;
    x->record.numerals[class]++;
    if (x->options.keep_numerals)
        add_note(x, text, n, class);
    if (n->class == GR_NUMERAL_DATE && !x->noise)
        add_year(x, text, n);
}

/* ------------------------------------------------------------------ blocks */

static void remember_heading(gr_extractor *x, const gr_block *block)
{
    gr_text_clear(&x->heading);
    gr_text_append(&x->heading, block->text, block->title_start, block->title_end);
    x->heading_fresh = true;
    size_t count;
    const gr_section *sections = gr_segmenter_sections(x->segmenter, &count);
    int parent = sections[block->section].parent;
    gr_str title = gr_str_slice(gr_text_str(block->text), block->title_start, block->title_end);
    if (title.len > TITLE_BYTES) /* a paragraph that is numbered: rules go by short ones */
        title.len = gr_utf8_back(title, TITLE_BYTES);
    while (x->titles.len <= (size_t)block->section)
        *gr_array_push(&x->titles) = "";
    x->titles.ptr[block->section] =
        parent >= 0 ? gr_arena_printf(&x->arena, "%s/%.*s", x->titles.ptr[parent], (int)title.len, title.ptr)
                    : gr_arena_copy(&x->arena, title);
}

static void read_text(gr_extractor *x, const gr_block *block)
{
    gr_figure_place place = {
        .section = gr_str_of(block->section >= 0 ? x->titles.ptr[block->section] : ""),
        .year = gr_fields_year(x->fields),
        .first_year = gr_fields_first_year(x->fields),
        .next_id = (uint32_t)x->figures.len + 1,
        .arena = &x->arena,
        .title_start = block->kind == GR_BLOCK_HEADING ? block->title_start : 0,
        .title_end = block->kind == GR_BLOCK_HEADING ? block->title_end : 0,
        .heading = x->heading_fresh && block->kind == GR_BLOCK_PARAGRAPH ? &x->heading : NULL,
    };
    gr_figure_sink sink = {add_figure, count_numeral, add_warning, x};
    gr_figure_read(x->figures_of_text, block->text, &place, &sink);
}

static void read_table(gr_extractor *x, const gr_block *block)
{
    gr_table_sink sink = {add_figure, count_numeral, add_warning, x};
    gr_table_read(x->figures_of_tables, block->text, &sink);
}

static void pass_over(gr_extractor *x, const gr_block *block)
{
    gr_figure_sink sink = {add_figure, count_numeral, add_warning, x};
    gr_figure_skip(x->figures_of_text, block->text, &sink);
}

static void take_block(void *context, const gr_block *block)
{
    gr_extractor *x = context;
    gr_fields_block(x->fields, block);
    x->section = block->section;
    x->noise = block->kind == GR_BLOCK_ASIDE;
    switch (block->kind) {
    case GR_BLOCK_HEADING:
        remember_heading(x, block);
        read_text(x, block);
        break;
    case GR_BLOCK_PARAGRAPH:
        read_text(x, block);
        x->heading_fresh = false;
        break;
    case GR_BLOCK_TABLE:
        read_table(x, block);
        x->heading_fresh = false;
        break;
    case GR_BLOCK_TITLE:
    case GR_BLOCK_ASIDE:
        pass_over(x, block);
        break;
    }
}

static void take_line(void *context, const gr_line *line)
{
    gr_extractor *x = context;
    gr_str words = gr_text_str(line->text);
    x->familiar = x->familiar || gr_str_find(words, GR_LIT("信息"), 0) != GR_NOT_FOUND ||
                  gr_str_find(words, GR_LIT("公开"), 0) != GR_NOT_FOUND;
    gr_segmenter_line(x->segmenter, line);
}

/* The report's text, from wherever it comes. */
static void take_text(void *context, const char *bytes, size_t length)
{
    gr_extractor *x = context;
    x->text_bytes += length;
    x->in_line = length > 0 ? bytes[length - 1] != '\n' : x->in_line;
    if (x->options.text_sink != NULL && !x->stopped)
        x->stopped = x->options.text_sink(x->options.text_context, bytes, length) != 0;
    gr_tokenizer_feed(x->tokenizer, bytes, length);
}

static void begin_page(void *context)
{
    gr_extractor *x = context;
    if (x->html == NULL)
        x->html = gr_html_new(take_text, x);
    gr_html_begin(x->html);
}

static void take_page(void *context, const char *bytes, size_t length)
{
    gr_extractor *x = context;
    if (x->status == GR_OK)
        x->status = gr_html_feed(x->html, bytes, length, &x->error);
}

static void end_page(void *context)
{
    gr_extractor *x = context;
    if (x->status == GR_OK)
        x->status = gr_html_finish(x->html, &x->error);
}

/* A table begins a line of its own, wherever it stands. */
static void begin_table(void *context)
{
    const gr_extractor *x = context;
    if (x->in_line)
        take_text(context, "\n", 1);
    begin_page(context);
}

static void take_decided(gr_extractor *x, const char *bytes, size_t length)
{
    if (x->input == PLAIN)
        gr_islands_feed(&x->islands, bytes, length);
    else
        take_page(x, bytes, length);
}

/* Decides by the input's beginning whether it is a page, and takes it up. */
static void decide(gr_extractor *x)
{
    x->input = gr_html_sniff(gr_buf_str(&x->start)) ? PAGE : PLAIN;
    if (x->input == PAGE)
        begin_page(x);
    else
        gr_islands_begin(&x->islands, (gr_island_sink){take_text, begin_table, take_page, end_page, x});
    take_decided(x, x->start.ptr != NULL ? x->start.ptr : "", x->start.len);
    gr_buf_clear(&x->start);
}

static void take_decoded(void *context, const char *bytes, size_t length)
{
    gr_extractor *x = context;
    if (x->input == UNDECIDED && x->start.len + length < GR_HTML_SAMPLE) {
        gr_buf_add(&x->start, bytes, length);
        return;
    }
    if (x->input == UNDECIDED) {
        size_t wanted = GR_HTML_SAMPLE - x->start.len;
        while (wanted < length && ((unsigned char)bytes[wanted] & 0xc0) == 0x80)
            wanted++; /* whole characters */
        gr_buf_add(&x->start, bytes, wanted);
        bytes += wanted;
        length -= wanted;
        decide(x);
    }
    if (length > 0)
        take_decided(x, bytes, length);
}

static const char *declared_encoding(void *context, const char *bytes, size_t length)
{
    (void)context;
    gr_str sample = gr_str_make(bytes, length);
    return gr_html_sniff(sample) ? gr_html_declared_charset(sample) : NULL;
}

static void take_broken(void *context, gr_pos where)
{
    add_warning(context, "broken-bytes", where, "bytes that are no character were read as U+FFFD");
}

/* --------------------------------------------------------------- lifecycle */

gr_options gr_options_default(void)
{
    return (gr_options){.jit = true};
}

gr_extractor *gr_extractor_new(const gr_options *options, gr_error *error)
{
    gr_extractor *x = gr_alloc(sizeof *x);
    x->options = options != NULL ? *options : gr_options_default();
    gr_decoder_sink sink = {take_decoded, take_broken, declared_encoding, x};
    x->decoder = gr_decoder_new(x->options.encoding, sink, error);
    x->rules = x->decoder != NULL ? gr_rules_new(x->options.rules_text, x->options.jit, error) : NULL;
    if (x->rules == NULL ||
        (x->options.rules_text != NULL && gr_rules_compile_all(x->rules, error) != GR_OK)) {
        gr_extractor_free(x);
        return NULL;
    }
    x->tokenizer = gr_tokenizer_new(take_line, x);
    x->segmenter = gr_segmenter_new(take_block, x);
    x->fields = gr_fields_new();
    x->figures_of_text = gr_figure_reader_new(x->rules);
    x->figures_of_tables = gr_table_reader_new();
    return x;
}

void gr_extractor_free(gr_extractor *x)
{
    if (x == NULL)
        return;
    gr_table_reader_free(x->figures_of_tables);
    gr_figure_reader_free(x->figures_of_text);
    gr_fields_free(x->fields);
    gr_segmenter_free(x->segmenter);
    gr_tokenizer_free(x->tokenizer);
    gr_html_free(x->html);
    gr_islands_release(&x->islands);
    gr_rules_free(x->rules);
    gr_decoder_free(x->decoder);
    gr_array_release(&x->figures);
    gr_array_release(&x->warnings);
    gr_array_release(&x->notes);
    gr_array_release(&x->years);
    gr_array_release(&x->titles);
    gr_text_release(&x->heading);
    gr_buf_release(&x->start);
    gr_arena_release(&x->arena);
    free(x);
}

void gr_extractor_set_history(gr_extractor *x, gr_history *h)
{
    x->history = h;
}

void gr_extractor_begin(gr_extractor *x, const char *name)
{
    gr_arena_reset(&x->arena);
    gr_array_clear(&x->figures);
    gr_array_clear(&x->warnings);
    gr_array_clear(&x->notes);
    gr_array_clear(&x->years);
    gr_array_clear(&x->titles);
    gr_text_clear(&x->heading);
    x->heading_fresh = x->in_line = x->stopped = x->familiar = false;
    x->text_bytes = 0;
    x->input = UNDECIDED;
    x->status = GR_OK;
    gr_buf_clear(&x->start);
    x->record = (gr_record){.name = gr_arena_copy(&x->arena, gr_str_of(name))};
    gr_decoder_begin(x->decoder);
    gr_tokenizer_begin(x->tokenizer);
    gr_segmenter_begin(x->segmenter, &x->arena);
    gr_fields_begin(x->fields, &x->arena);
    gr_figure_begin(x->figures_of_text);
    gr_table_reader_begin(x->figures_of_tables, &x->arena);
}

void gr_extractor_set_id(gr_extractor *x, const char *id)
{
    x->record.id = gr_arena_copy(&x->arena, gr_str_of(id));
}

static gr_status page_status(const gr_extractor *x, gr_error *error)
{
    if (x->status != GR_OK)
        *error = x->error;
    return x->status;
}

gr_status gr_extractor_feed(gr_extractor *x, const void *bytes, size_t length, gr_error *error)
{
    gr_status status = gr_decoder_feed(x->decoder, bytes, length, error);
    return status == GR_OK ? page_status(x, error) : status;
}

/* ------------------------------------------------------------------ finish */

/* Whether a folded title is that of one of the six sections of the template of 2019. */
static bool is_template_title(const char *title)
{
    static const char *const words[] = {"总体情况", "主动公开政府信息", "收到和处理",
                                        "行政复议", "主要问题",         "其他需要报告"};
    for (size_t i = 0; i < GR_COUNT(words); i++)
        if (strstr(title, words[i]) != NULL)
            return true;
    return false;
}

/* The template, where a report of its time comes without its tables. */
static gr_template form_by_titles(const gr_extractor *x)
{
    const gr_record *r = &x->record;
    bool found = false;
    for (size_t i = 0; i < r->section_count && i < x->titles.len && !found; i++)
        found = r->sections[i].level == 1 && is_template_title(x->titles.ptr[i]);
    if (!found || r->year < TEMPLATE_YEAR)
        return GR_TEMPLATE_NARRATIVE;
    return r->year < REVISION_YEAR ? GR_TEMPLATE_TEMPLATE_2019 : GR_TEMPLATE_TEMPLATE_2021;
}

static int by_place(const void *a, const void *b)
{
    const gr_numeral_note *x = a, *y = b;
    return x->byte_start < y->byte_start ? -1 : x->byte_start > y->byte_start;
}

/* Text in Big5 may be GB18030 by its bytes: then it holds no word of such reports. */
static bool is_doubtful(const gr_extractor *x)
{
    enum { LEAST = 600 };
    return x->options.encoding == NULL && !x->familiar && x->text_bytes > LEAST &&
           strcmp(gr_decoder_encoding(x->decoder), "GB18030") == 0;
}

static void fill_record(gr_extractor *x)
{
    gr_record *r = &x->record;
    r->encoding = gr_decoder_encoding(x->decoder);
    r->bytes = gr_decoder_bytes(x->decoder);
    r->sections = gr_segmenter_sections(x->segmenter, &r->section_count);
    gr_fields_finish(x->fields, r);
    for (size_t i = 0; i < x->figures.len; i++)
        if (x->figures.ptr[i].year == 0)
            x->figures.ptr[i].year = year_of(&x->figures.ptr[i], r->year);
    r->figures = x->figures.ptr;
    r->figure_count = x->figures.len;
    r->form = gr_table_form(x->figures_of_tables, r->year);
    if (r->form == GR_TEMPLATE_NARRATIVE)
        r->form = form_by_titles(x);
    gr_record_choose(r, &x->arena);
    r->warnings = x->warnings.ptr;
    r->warning_count = x->warnings.len;
    if (x->notes.len > 1)
        qsort(x->notes.ptr, x->notes.len, sizeof *x->notes.ptr, by_place);
    r->notes = x->notes.ptr;
    r->note_count = x->notes.len;
    r->years = x->years.ptr;
    r->year_count = x->years.len;
    gr_audit_record(r, &x->arena);
    if (x->history != NULL)
        gr_history_check(x->history, r, &x->arena);
}

const gr_record *gr_extractor_finish(gr_extractor *x, gr_error *error)
{
    if (gr_decoder_finish(x->decoder, error) != GR_OK)
        return NULL;
    if (x->input == UNDECIDED)
        decide(x);
    if (x->input == PAGE)
        end_page(x);
    else
        gr_islands_finish(&x->islands);
    if (page_status(x, error) != GR_OK)
        return NULL;
    gr_tokenizer_finish(x->tokenizer);
    gr_segmenter_finish(x->segmenter, x->text_bytes);
    if (gr_rules_trouble(x->rules) != NULL)
        add_warning(x, "rules", (gr_pos){0}, gr_rules_trouble(x->rules));
    if (is_doubtful(x))
        add_warning(
            x, "encoding-doubtful", (gr_pos){0},
            "read as GB18030, in which no word of such reports stands: name another one (--encoding)");
    fill_record(x);
    return &x->record;
}

/* ---------------------------------------------------------------- examples */

/* Writes \n of an example as line ends. */
static void unescape(gr_str text, gr_buf *out)
{
    gr_buf_clear(out);
    for (size_t i = 0; i < text.len; i++) {
        bool line = text.ptr[i] == '\\' && i + 1 < text.len && text.ptr[i + 1] == 'n';
        gr_buf_add_char(out, line ? '\n' : text.ptr[i]);
        i += line;
    }
}

static bool gives_expected(const gr_rule *rule, const gr_figure *f)
{
    char value[32];
    gr_decimal_print(f->value, value);
    if (!f->has_value || !gr_str_equal(gr_str_of(value), rule->expect))
        return false;
    if (rule->kind == GR_RULE_SCOPE)
        return f->scope == rule->scope && f->indicator == NULL;
    return strcmp(f->rule, rule->id) == 0 && f->indicator == rule->indicator;
}

static bool check_example(gr_extractor *x, const gr_rule *rule, gr_buf *text)
{
    gr_error error;
    unescape(rule->example, text);
    gr_extractor_begin(x, rule->id);
    if (text->len == 0 || gr_extractor_feed(x, text->ptr, text->len, &error) != GR_OK)
        return false;
    const gr_record *record = gr_extractor_finish(x, &error);
    for (size_t i = 0; record != NULL && i < record->figure_count; i++)
        if (gives_expected(rule, &record->figures[i]))
            return true;
    return false;
}

size_t gr_extractor_check_rules(gr_extractor *x, FILE *out)
{
    gr_error error;
    gr_buf text = {0};
    size_t failed = 0, count = gr_rules_count(x->rules);
    if (gr_rules_compile_all(x->rules, &error) != GR_OK) {
        fprintf(out, "%s\n", error.message);
        return 1;
    }
    for (size_t i = 0; i < count; i++) {
        const gr_rule *rule = gr_rules_at(x->rules, i);
        bool good = check_example(x, rule, &text);
        failed += !good;
        fprintf(out, "%s\t%s\t%.*s\n", good ? "ok" : "FAILED", rule->id, (int)rule->example.len,
                rule->example.ptr);
    }
    fprintf(out, "%zu passed, %zu failed\n", count - failed, failed);
    gr_buf_release(&text);
    return failed;
}
