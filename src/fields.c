#include "fields_parts.h"

#include "codepoint.h"
#include "data.h"

#include <stdlib.h>

/* ------------------------------------------------------------------- blocks */

static void read_page(gr_fields *f, const gr_text *text, size_t limit)
{
    if (f->found.page_blocks++ < PAGE_BLOCKS)
        gr_page_read(f->arena, text, limit, !f->found.body, &f->found.page);
}

static void take_table(gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    size_t start, end, limit = s.len > TABLE_HEAD ? gr_utf8_back(s, TABLE_HEAD) : s.len;
    if (!f->found.body || gr_fields_title_name(f) == NULL)
        read_page(f, text, f->found.body ? TABLE_HEAD : PAGE_LIMIT);
    if (f->found.table_year == 0 &&
        (gr_fields_best_title(f) == NULL || gr_fields_best_title(f)->title.year == 0))
        f->found.table_year = gr_title_year(gr_str_slice(s, 0, limit), 0, &start, &end);
}

/* Whether a paragraph before the text belongs to the page or the title. */
static bool is_head_line(const gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    if (f->found.body || s.len > HEAD_LINE || s.len == 0)
        return false;
    gr_title title;
    /* 根据…，现将…报告如下： */
    bool opens = gr_str_ends(s, GR_LIT("：")) && (gr_holds(s, "，") || gr_holds(s, "如下"));
    return (s.len <= TEXT_LINE && !opens && !gr_holds(s, "。")) ||
           gr_title_read(gr_str_slice(s, 0, gr_title_end(s)), &title);
}

static void begin_body(gr_fields *f)
{
    if (!f->found.body)
        gr_fields_end_head(f);
    f->found.body = true;
}

/* （2015年度） above a table. */
static void note_table_year(gr_fields *f, gr_str s)
{
    size_t start, end;
    if (f->found.table_year == 0 && s.len <= TEXT_LINE && gr_holds(s, "年度"))
        f->found.table_year = gr_title_year(s, 0, &start, &end);
}

/* 填报单位：… below a table. */
static bool begins_with_reporter(gr_str s)
{
    return gr_word_list_start(GR_FIELDWORDS_REPORTER, s) > 0 ||
           gr_word_list_start(GR_FIELDWORDS_FILLER, s) > 0;
}

static void take_paragraph(gr_fields *f, const gr_block *block)
{
    const gr_text *text = block->text;
    if (is_head_line(f, text)) {
        read_page(f, text, PAGE_LIMIT);
        gr_fields_head_lines(f, text, 0, text->folded.len);
        return;
    }
    if (!f->found.body) {
        read_page(f, text, FIRST_LINE);
        if (f->title_count == 0)
            gr_fields_title_from_line(f, text);
    }
    begin_body(f);
    if (f->found.signed_date.day == 0 || !block->attachment)
        gr_fields_signature(f, text);
    if (text->folded.len <= SIGNATURE_MAX && begins_with_reporter(gr_text_str(text)))
        read_page(f, text, TABLE_HEAD);
    if (block->attachment)
        note_table_year(f, gr_text_str(text));
    else
        gr_fields_text(f, text, 0);
}

static void take_heading(gr_fields *f, const gr_block *block)
{
    begin_body(f);
    if (block->attachment)
        return;
    gr_fields_forget_signature(f);
    gr_fields_signature(f, block->text);
    gr_fields_text(f, block->text, block->title_end);
}

/* A title's line; one in the middle of the text is the report behind a notice. */
static void take_title(gr_fields *f, const gr_block *block)
{
    if (f->found.body && (block->attachment || f->found.text_bytes > SEARCHED)) {
        gr_fields_signature(f, block->text);
        return;
    }
    if (!f->found.body)
        read_page(f, block->text, PAGE_LIMIT);
    else
        gr_fields_signature(f, block->text);
    gr_fields_head_lines(f, block->text, block->title_start, block->title_end);
}

void gr_fields_block(gr_fields *f, const gr_block *block)
{
    f->found.blocks++;
    switch (block->kind) {
    case GR_BLOCK_TITLE:
        take_title(f, block);
        break;
    case GR_BLOCK_HEADING:
        take_heading(f, block);
        break;
    case GR_BLOCK_PARAGRAPH:
        take_paragraph(f, block);
        break;
    case GR_BLOCK_TABLE:
        take_table(f, block->text);
        break;
    case GR_BLOCK_ASIDE:
        read_page(f, block->text, PAGE_LIMIT);
        break;
    }
}

/* ------------------------------------------------------------------- finish */

static int voted_year(const gr_fields *f)
{
    const gr_year_vote *best = &f->found.years[0];
    for (size_t i = 1; i < YEARS; i++)
        if (f->found.years[i].weight > best->weight)
            best = &f->found.years[i];
    return best->year;
}

static int text_year(const gr_fields *f)
{
    int year = f->found.period.score > 0 ? f->found.period.end.year : 0;
    return year > 0 ? year : voted_year(f);
}

int gr_fields_year(const gr_fields *f)
{
    const gr_title_candidate *title = gr_fields_best_title(f);
    bool headed = title != NULL && title->title.score >= 8; /* one that a sentence names may be wrong */
    if (title != NULL && title->title.year > 0 && (headed || text_year(f) == 0))
        return title->title.year;
    return text_year(f) > 0 ? text_year(f) : f->found.table_year;
}

int gr_fields_first_year(const gr_fields *f)
{
    enum { JULY = 7, SEPTEMBER = 9 };
    const gr_period *p = &f->found.period;
    bool academic = p->score > 0 && p->start.year > 0 && p->start.year + 1 == p->end.year &&
                    p->start.month >= JULY && p->end.month <= SEPTEMBER && p->end.year == gr_fields_year(f);
    return academic ? p->start.year : 0;
}

/* Who put the page up; 综合处 and 党政办 tell where in the body that was. */
static void add_source(gr_fields *f, gr_wording name)
{
    gr_agency agency;
    if (!gr_agency_read(name.folded, &agency))
        return;
    bool inner = gr_agency_is_placeless(&agency) && gr_word_list_end(GR_FIELDWORDS_INNER, name.folded) > 0;
    if (!inner)
        gr_reporter_add_read(&f->reporter, name, &agency, GR_NAME_PAGE);
}

/* The page's table and trail may hold the title where the text has none. */
static void titles_of_page(gr_fields *f)
{
    gr_title title;
    if (f->found.page.caption.folded.len > 0)
        gr_fields_add_title(f, gr_fields_trim_line(f->found.page.caption), 2);
    for (size_t i = 0; i < f->found.page.trail_count; i++) {
        gr_reporter_add(&f->reporter, f->found.page.trail[i], GR_NAME_TRAIL);
        if (gr_title_read(f->found.page.trail[i].folded, &title) && title.year > 0)
            gr_fields_add_title(f, f->found.page.trail[i], 4);
    }
    for (size_t i = 0; i < f->found.page.source_count; i++)
        add_source(f, f->found.page.sources[i]);
    if (f->found.page.reporter.folded.len > 0)
        gr_reporter_add(&f->reporter, f->found.page.reporter, GR_NAME_TABLE);
}

/* Of two titles, that of the year which the text speaks of. */
static void prefer_year_of_text(gr_fields *f)
{
    int year = text_year(f);
    for (size_t i = 0; year > 0 && i < f->title_count; i++)
        if (f->titles[i].title.year > 0 && f->titles[i].title.year != year)
            f->titles[i].title.score -= 6;
}

static const char *copy_plain(gr_fields *f, gr_wording w)
{
    return w.plain.len > 0 ? gr_arena_copy(f->arena, w.plain) : NULL;
}

static void put_number(char *to, int number, int digits)
{
    for (; digits > 0; number /= 10)
        to[--digits] = (char)('0' + number % 10);
}

/* 2019年2月30日 is no day. */
static bool is_real_day(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year > 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= lengths[month - 1] + (leap && month == 2);
}

static const char *print_date(gr_fields *f, gr_date d, int year)
{
    year = d.year > 0 ? d.year : year;
    if (!is_real_day(year, d.month, d.day))
        return NULL;
    char *date = gr_arena_copy(f->arena, GR_LIT("0000-00-00"));
    put_number(date, year, 4);
    put_number(date + 5, d.month, 2);
    put_number(date + 8, d.day, 2);
    return date;
}

static void set_region(gr_record *record, gr_level level, const char *name)
{
    const char **slots[] = {NULL,
                            NULL,
                            &record->region.province,
                            &record->region.prefecture,
                            &record->region.county,
                            &record->region.township};
    if (level >= GR_LEVEL_PROVINCE && level <= GR_LEVEL_TOWNSHIP && *slots[level] == NULL)
        *slots[level] = name;
}

/* The name that the text has a short form for, where that was chosen. */
static void write_out(const gr_fields *f, gr_wording *name, gr_agency *agency)
{
    for (size_t i = 0; i < f->found.alias_count; i++) {
        const gr_alias *alias = &f->found.aliases[i];
        gr_agency full;
        if (!gr_str_equal(alias->brief.folded, name->folded) || !gr_agency_read(alias->full.folded, &full))
            continue;
        *name = alias->full;
        *agency = full;
        return;
    }
}

static void finish_agency(gr_fields *f, gr_record *record)
{
    gr_wording name;
    gr_agency agency;
    if (!gr_reporter_choose(&f->reporter, &name, &agency))
        return;
    write_out(f, &name, &agency);
    record->agency = copy_plain(f, name);
    record->level = agency.level;
    record->body = agency.body;
    for (size_t i = 0; i < agency.place_count; i++) {
        gr_wording place = gr_wording_slice(name, agency.places[i].start, agency.places[i].end);
        set_region(record, agency.places[i].level, copy_plain(f, place));
    }
    for (size_t i = 0; i < f->found.above_count; i++)
        set_region(record, f->found.above_levels[i], copy_plain(f, f->found.above[i]));
}

/* Who the report is by, in its different places, for the audit to compare. */
static void finish_names(gr_fields *f, gr_record *record)
{
    static const struct {
        gr_name_source source;
        gr_named where;
    } told[] = {{GR_NAME_TITLE, GR_NAMED_TITLE},
                {GR_NAME_SIGNATURE, GR_NAMED_SIGNATURE},
                {GR_NAME_COMPILED, GR_NAMED_COMPILED},
                {GR_NAME_TABLE, GR_NAMED_TABLE}};
    enum { PLACES = GR_COUNT(told) };
    gr_name_mention *names = gr_arena_alloc(f->arena, PLACES * sizeof *names);
    for (size_t i = 0; i < PLACES; i++) {
        const gr_reporter_name *n = told[i].source == GR_NAME_TITLE
                                        ? gr_fields_title_name(f)
                                        : gr_reporter_from(&f->reporter, told[i].source);
        bool named = n != NULL && (told[i].source != GR_NAME_COMPILED ||
                                   (n->agency.place_count > 0 && !n->agency.relative));
        if (named)
            names[record->name_count++] =
                (gr_name_mention){.where = told[i].where, .name = copy_plain(f, n->name)};
    }
    record->names = names;
}

void gr_fields_finish(gr_fields *f, gr_record *record)
{
    begin_body(f);
    if (f->found.signed_by.folded.len == 0 && f->found.signed_date.day == 0 &&
        f->found.blocks - f->found.signer_at <= NAME_AGE)
        f->found.signed_by = f->found.signer;
    if (f->found.signed_by.folded.len > 0)
        gr_reporter_add(&f->reporter, f->found.signed_by, GR_NAME_SIGNATURE);
    titles_of_page(f);
    prefer_year_of_text(f);
    const gr_title_candidate *title = gr_fields_best_line(f);
    record->title = title != NULL ? copy_plain(f, title->text) : NULL;
    record->year = gr_fields_year(f);
    finish_agency(f, record);
    finish_names(f, record);
    if (f->found.period.score > 0) {
        record->period_start = print_date(f, f->found.period.start, record->year);
        record->period_end = print_date(f, f->found.period.end, record->year);
    }
    record->published = f->found.page.rank > 0 ? print_date(f, f->found.page.published, 0) : NULL;
    record->signed_by = copy_plain(f, f->found.signed_by);
    record->signed_date = print_date(f, f->found.signed_date, 0);
}

gr_fields *gr_fields_new(void)
{
    gr_fields *f = gr_alloc(sizeof *f);
    return f;
}

void gr_fields_free(gr_fields *f)
{
    if (f == NULL)
        return;
    gr_arena_release(&f->signer_arena);
    gr_arena_release(&f->signed_arena);
    free(f);
}

void gr_fields_begin(gr_fields *f, gr_arena *arena)
{
    f->arena = arena;
    f->reporter.arena = arena;
    f->reporter.count = 0;
    f->title_count = 0;
    f->found = (gr_fields_found){0};
}
