/* The report's outline: its headings' numbers, and the sections of the templates. */
#include "audit_topics.h"

#include "data.h"

enum { HAN = 3 /* bytes of a Han character */ };

/* ---------------------------------------------------------------- numbering */

/* The value of a heading's number in Han numerals, up to 99; 0 for others. */
static int han_number(const char *text)
{
    static const char digits[] = "一二三四五六七八九";
    int tens = -1, ones = 0;
    for (gr_str rest = gr_str_of(text); rest.len > 0; rest = gr_str_slice(rest, HAN, rest.len)) {
        if (rest.len < HAN)
            return 0;
        gr_str one = gr_str_slice(rest, 0, HAN);
        size_t at = gr_str_find(GR_LIT("一二三四五六七八九"), one, 0);
        if (gr_str_equal(one, GR_LIT("十")) && tens < 0) {
            tens = ones > 0 ? ones : 1;
            ones = 0;
        } else if (at < sizeof digits - 1 && at % HAN == 0 && ones == 0) {
            ones = (int)(at / HAN) + 1;
        } else {
            return 0;
        }
    }
    return (tens > 0 ? tens * 10 : 0) + ones;
}

/* ------------------------------------------------------------- the template */

enum { OUTLINE_MAX = 12, ENOUGH = 3 /* sections of the template that show its outline */ };

/* The place among the sections, + 1, of each section of the template; 0: not there. */
typedef struct outline {
    size_t at[OUTLINE_MAX];
    size_t count, found;
} outline;

static bool is_free(const outline *o, size_t section)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->at[i] == section + 1)
            return false;
    return true;
}

static outline find_outline(const gr_record *r)
{
    outline o = {.count = gr_data_outline_count < OUTLINE_MAX ? gr_data_outline_count : OUTLINE_MAX};
    for (size_t i = 0; i < o.count; i++) {
        for (size_t k = 0; k < r->section_count && o.at[i] == 0; k++) {
            const gr_section *s = &r->sections[k];
            if (s->level == 1 && s->title != NULL && is_free(&o, k) &&
                gr_audit_holds_any(gr_str_of(s->title), gr_data_outline_rows[i].words))
                o.at[i] = k + 1;
        }
        o.found += o.at[i] != 0;
    }
    return o;
}

static gr_finding section_finding(const gr_audit *a, const char *check, const outline *o, size_t i)
{
    gr_finding f = {
        .check = check, .status = GR_CHECK_FAILED, .has_left = true, .left = gr_audit_whole((long)i + 1)};
    f.said = (gr_said){.name_zh = gr_data_outline_rows[i].title};
    if (o->at[i] != 0) {
        const gr_section *s = &a->record->sections[o->at[i] - 1];
        f.line = s->line;
        f.column = 1;
        f.quote = s->title;
    }
    return f;
}

static bool check_missing(gr_audit *a, const outline *o)
{
    for (size_t i = 0; i < o->count; i++) {
        gr_finding f = section_finding(a, "section_missing", o, i);
        if (o->at[i] == 0)
            gr_audit_add(a, &f);
    }
    return o->found == o->count;
}

static bool check_order(gr_audit *a, const outline *o)
{
    size_t last = 0, last_section = 0;
    bool good = true;
    for (size_t i = 0; i < o->count; i++) {
        if (o->at[i] == 0)
            continue;
        if (o->at[i] < last) {
            gr_finding f = section_finding(a, "section_order", o, i);
            f.has_right = true;
            f.right = gr_audit_whole((long)last_section + 1);
            gr_audit_add(a, &f);
            good = false;
        } else {
            last = o->at[i];
            last_section = i;
        }
    }
    return good;
}

/* The place of a section of the template among those that are there, from 1. */
static int rank_of(const outline *o, size_t i)
{
    int rank = 1;
    for (size_t k = 0; k < o->count; k++)
        rank += o->at[k] != 0 && o->at[k] < o->at[i];
    return rank;
}

/* A section may bear the template's number, or, where one is missing, that of
 * its place.  One slip shifts all that follow: it is told once. */
static bool check_section_numbers(gr_audit *a, const outline *o)
{
    int shift = 0;
    bool good = true;
    for (size_t i = 0; i < o->count; i++) {
        const gr_section *s = o->at[i] != 0 ? &a->record->sections[o->at[i] - 1] : NULL;
        int number = s != NULL && s->number != NULL ? han_number(s->number) : 0,
            rank = s != NULL ? rank_of(o, i) : 0;
        if (number == 0 || number == (int)i + 1 || number == rank + shift)
            continue;
        gr_finding f = section_finding(a, "section_number", o, i);
        f.has_right = true;
        f.right = gr_audit_whole(number);
        gr_audit_add(a, &f);
        shift = number - rank;
        good = false;
    }
    return good;
}

static bool has_request_cells(const gr_audit *a)
{
    for (size_t k = 0; k < a->code_count; k++)
        if (a->cells[k] != 0 && gr_audit_row_length(a->codes[k].code) > 0)
            return true;
    return false;
}

static bool has_table(const gr_record *r)
{
    for (size_t i = 0; i < r->figure_count; i++)
        if (r->figures[i].kind == GR_KIND_TABLE)
            return true;
    return false;
}

/* A text without any table, whose numbers stand in words, may be a copy that
 * lost its tables. */
static void check_request_table(gr_audit *a, const outline *o)
{
    enum { REQUESTS = 2 };
    if (o->at[REQUESTS] == 0)
        return;
    gr_finding f = section_finding(a, "request_table_missing", o, REQUESTS);
    f.has_left = false;
    if (has_request_cells(a))
        f.status = GR_CHECK_OK;
    else if (!has_table(a->record) && a->statements[GR_CODE_REQUESTS_RECEIVED - a->codes] != 0)
        f.status = GR_CHECK_UNKNOWN;
    gr_audit_add(a, &f);
}

static void add_numbering(gr_audit *a, const gr_section *s, int expected, int found)
{
    gr_audit_add(a, &(gr_finding){
                        .check = "numbering",
                        .status = GR_CHECK_FAILED,
                        .has_left = true,
                        .has_right = true,
                        .left = gr_audit_whole(expected),
                        .right = gr_audit_whole(found),
                        .said = {.name_zh = s->title, .left_label = "应为", .right_label = "编号"},
                        .line = s->line,
                        .column = 1,
                        .quote = s->title,
                    });
}

/*
 * Headings of one level under one heading.  Only Han numbers: of 1、2、3 some
 * run on into the text and are no headings.  A heading that lost its number
 * counts as the one that was to come; the template's sections have a check of
 * their own.
 */
static void check_numbering(gr_audit *a, const outline *o)
{
    const gr_record *r = a->record;
    int *last = gr_arena_alloc(a->arena, (r->section_count + 1) * sizeof *last);
    size_t numbered = 0, failed = 0;
    memset(last, 0, (r->section_count + 1) * sizeof *last);
    for (size_t i = 0; i < r->section_count; i++) {
        const gr_section *s = &r->sections[i];
        int *before = &last[s->parent + 1];
        bool blank = s->number == NULL || s->number[0] == '\0';
        int number = blank ? *before + 1 : han_number(s->number);
        if (number == 0)
            continue;
        numbered += !blank;
        if (number != *before + 1 && is_free(o, i)) {
            add_numbering(a, s, *before + 1, number);
            failed++;
        }
        *before = number;
    }
    if (numbered > 1 && failed == 0)
        gr_audit_add(a, &(gr_finding){.check = "numbering"});
}

/* The outline that a report of the templates has; of no sections where it is
 * laid out in its own way, or its headings were lost. */
static outline outline_of(const gr_record *r)
{
    bool template = r->form == GR_TEMPLATE_TEMPLATE_2019 || r->form == GR_TEMPLATE_TEMPLATE_2021;
    outline o = template ? find_outline(r) : (outline){0};
    return o.found >= ENOUGH ? o : (outline){0};
}

static void check_template(gr_audit *a, const outline *o)
{
    if (check_missing(a, o))
        gr_audit_add(a, &(gr_finding){.check = "section_missing",
                                      .has_left = true,
                                      .left = gr_audit_whole((long)o->count)});
    if (check_order(a, o))
        gr_audit_add(a, &(gr_finding){.check = "section_order"});
    if (check_section_numbers(a, o))
        gr_audit_add(a, &(gr_finding){.check = "section_number"});
    check_request_table(a, o);
}

void gr_audit_structure(gr_audit *a)
{
    outline o = outline_of(a->record);
    if (o.count > 0)
        check_template(a, &o);
    check_numbering(a, &o);
}
