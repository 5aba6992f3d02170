/* Cells -> figures, with their labels, units, quotes and places. */
#include "codepoint.h"
#include "figure.h"
#include "number.h"
#include "table_parts.h"

#include <stdlib.h>

enum {
    QUOTE_MAX = 240, /* bytes from the label to the cell; beyond that the cell alone is quoted */
    CODE_MAX = 128,
    CELL_NEAR = 1024 /* bytes beside a numeral of a cell that are looked at */
};

/* ------------------------------------------------------------------ places */

static gr_pos pos_at(const gr_table_text *t, const gr_word *w, uint32_t raw)
{
    gr_pos pos = {t->text->raw_start.byte + raw, w->at_line, w->column};
    pos.column += (uint32_t)gr_utf8_count(gr_str_slice(t->raw, w->start, raw));
    return pos;
}

static const gr_word *word_at(const gr_table_text *t, size_t i)
{
    return &t->words.ptr[i];
}

/* The word of the label that `raw` stands in. */
static const gr_word *word_of(const gr_table_text *t, const gr_seen *seen)
{
    uint32_t i = seen->first;
    if (i > 0 && seen->start < word_at(t, i)->start)
        i--;
    return word_at(t, i);
}

void gr_table_warn(gr_table_out *out, const char *code, uint32_t word, const char *message)
{
    const gr_word *w = word_at(out->t, word);
    out->sink->warning(out->sink->context, code, pos_at(out->t, w, w->start),
                       gr_arena_copy(out->arena, gr_str_of(message)));
}

/* ------------------------------------------------------------------ labels */

/* Adds raw text without spaces, Markdown and the braces of wikis. */
static void add_plain(gr_buf *b, gr_str raw)
{
    for (size_t at = 0; at < raw.len;) {
        size_t length;
        uint32_t c = gr_utf8_get(raw.ptr + at, &length);
        bool dropped = c <= ' ' || c == '*' || c == '\\' || c == '`' || c == '{' || c == '}' || c == 0xa0 ||
                       c == 0x3000 || c == 0x200b || c == 0xfeff;
        if (!dropped)
            gr_buf_add(b, raw.ptr + at, length);
        at += length;
    }
}

/* The label as it stands in the report; its cells and other columns' text that
 * stand between its halves are left out.  `whole`: with its mark and tail. */
static char *make_label_text(gr_table_out *out, const gr_seen *seen, bool whole)
{
    const gr_table_text *t = out->t;
    gr_buf b = {0};
    int32_t own = (int32_t)(seen - t->seen.ptr);
    uint32_t from = whole ? seen->start : t->char_raw.len > 0 ? seen->start : 0;
    if (!whole && word_at(t, seen->first)->chars < word_at(t, seen->first)->chars_end) {
        const gr_word *w = word_at(t, seen->first);
        uint32_t first = t->char_raw.ptr[w->chars];
        bool quoted = gr_str_ends(gr_str_slice(t->raw, w->start, first), GR_LIT("“"));
        if (quoted) /* the mark is in no character that is compared: “三公”经费 */
            first -= (uint32_t)strlen("“");
        from = seen->start <= w->start ? first : seen->start;
    }
    uint32_t first =
        seen->first > 0 && seen->start < word_at(t, seen->first)->start ? seen->first - 1 : seen->first;
    for (uint32_t i = first; i < t->words.len && i <= seen->last; i++) {
        const gr_word *w = word_at(t, i);
        if (w->kind != GR_WORD_TEXT || (i > seen->first && w->seen != own && w->end > seen->main_end))
            continue;
        uint32_t start = w->start > from ? w->start : from,
                 end = whole || w->end < seen->main_end ? w->end : seen->main_end;
        if (whole && w->seen != own && w->end > seen->main_end)
            end = seen->main_end;
        if (start < end)
            add_plain(&b, gr_str_slice(t->raw, start, end));
    }
    char *copy = gr_arena_copy(out->arena, gr_buf_str(&b));
    gr_buf_release(&b);
    return copy;
}

/* The same, made once for all cells of a row or column. */
static const char *label_text(gr_table_out *out, const gr_seen *seen, bool whole)
{
    const char **text = &out->t->seen.ptr[seen - out->t->seen.ptr].text[whole];
    if (*text == NULL)
        *text = make_label_text(out, seen, whole);
    return *text;
}

static const char *column_text(gr_table_out *out, const gr_seen *seen, const gr_form_label *label)
{
    if (seen != NULL && seen->label != NULL && seen->length == seen->label->length)
        return label_text(out, seen, false);
    return label != NULL ? label->text : NULL;
}

static const char *row_text(gr_table_out *out, const gr_cell_place *p)
{
    if (p->group != NULL)
        return column_text(out, p->group_seen, p->group);
    return p->row != NULL ? label_text(out, p->row, true) : NULL;
}

/* ------------------------------------------------------------ annex tables */

static bool column_says(const gr_cell_place *p, const char *code)
{
    return p->column != NULL && p->column->year == GR_FORM_ANNEX && strcmp(p->column->code, code) == 0;
}

static gr_scope scope_of(const gr_cell_place *p)
{
    return column_says(p, "cumulative") ? GR_SCOPE_CUMULATIVE
           : column_says(p, "previous") ? GR_SCOPE_PREVIOUS
                                        : GR_SCOPE_YEAR;
}

/* Whether the cell is of the whole year, so that it has its row's indicator. */
static bool is_of_year(const gr_cell_place *p)
{
    return scope_of(p) == GR_SCOPE_YEAR && !column_says(p, "part");
}

/* What was counted, in short: row and column without marks and brackets. */
static const char *short_label(gr_table_out *out, const gr_cell_place *p, const char *column)
{
    const char *row = p->group != NULL ? p->group->text
                      : p->row != NULL ? label_text(out, p->row, false)
                                       : NULL;
    bool single =
        p->row != NULL && p->row->table == GR_FORM_STATISTICS && (p->column == NULL || is_of_year(p));
    if (row == NULL || column == NULL || single)
        return row != NULL ? row : column != NULL ? column : "";
    return gr_arena_join(out->arena, (gr_str[]){gr_str_of(row), GR_LIT(" "), gr_str_of(column)}, 3);
}

/* ------------------------------------------------------------- indicators */

static const gr_indicator *indicator_of(const gr_cell_place *p)
{
    if (!is_of_year(p))
        return NULL;
    if (p->group != NULL)
        return p->column->code != NULL ? gr_codebook_find(p->column->code) : NULL;
    const char *code = p->row != NULL && p->row->label != NULL ? p->row->label->code : NULL;
    const char *star = code != NULL ? strchr(code, '*') : NULL;
    if (code == NULL || star == NULL)
        return code != NULL ? gr_codebook_find(code) : NULL;
    if (p->column == NULL || p->column->code == NULL)
        return NULL;
    char full[CODE_MAX];
    size_t head = (size_t)(star - code), tail = strlen(p->column->code);
    if (head + tail >= sizeof full)
        return NULL;
    memcpy(full, code, head);
    memcpy(full + head, p->column->code, tail + 1);
    return gr_codebook_find(full);
}

/* ------------------------------------------------------------------- units */

static char *plain_slice(gr_table_out *out, uint32_t start, uint32_t end)
{
    gr_buf b = {0};
    add_plain(&b, gr_str_slice(out->t->raw, start, end));
    char *copy = gr_arena_copy(out->arena, gr_buf_str(&b));
    gr_buf_release(&b);
    return copy;
}

/* Where the first of the words that `s` begins with at `at` ends, or `at`. */
static size_t skip_any(gr_str s, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gr_str_starts(gr_str_slice(s, at, s.len), gr_str_of(words[i])))
            return at + strlen(words[i]);
    return at;
}

/* What stands between a label and its unit: （单位：人民币万元）, ，万元, /元, or a
 * bracket on the next line.  GR_NOT_FOUND where the next line says something else. */
static size_t skip_to_unit(gr_str s)
{
    static const char *const spaces[] = {" ", "\xc2\xa0", "　", "\r", "\n"};
    static const char *const brackets[] = {"（", "(", "［", "[", "【"};
    static const char *const words[] = {"，", ",",  "、",   "/",    "／",   "：", ":",      "—",     "-",
                                        " ",  "　", "计量", "单位", "單位", "为", "人民币", "人民幣"};
    size_t at = 0, next;
    while ((next = skip_any(s, at, spaces, GR_COUNT(spaces))) > at)
        at = next;
    next = skip_any(s, at, brackets, GR_COUNT(brackets));
    if (next == at && gr_str_find(gr_str_limit(s, at), GR_LIT("\n"), 0) != GR_NOT_FOUND)
        return GR_NOT_FOUND;
    for (at = next; (next = skip_any(s, at, words, GR_COUNT(words))) > at;)
        at = next;
    return at;
}

/* The unit behind a label: 采购总金额（单位：万元）, 采购总金额(元). */
static const char *printed_unit(const gr_table_out *out, const gr_seen *seen)
{
    enum { NEAR = 64 };
    static const char *const known[][2] = {
        {"万元", "万元"}, {"萬元", "万元"}, {"亿元", "亿元"}, {"億元", "亿元"}, {"元", "元"}};
    if (seen == NULL)
        return NULL;
    gr_str raw = out->t->raw, rest = gr_str_limit(gr_str_slice(raw, seen->main_end, raw.len), NEAR);
    size_t at = skip_to_unit(rest), length;
    for (size_t i = 0; at != GR_NOT_FOUND && i < GR_COUNT(known); i++) {
        size_t end = skip_any(rest, at, known[i], 1);
        if (end > at && (end == rest.len || !gr_form_counts(gr_utf8_get(rest.ptr + end, &length))))
            return known[i][1];
    }
    return NULL;
}

/* The unit that has a cell of its own in the row. */
static const gr_word *unit_word(const gr_table_text *t, const gr_cell_place *p)
{
    for (uint32_t i = p->from; i < p->to; i++)
        if (word_at(t, i)->kind == GR_WORD_UNIT)
            return word_at(t, i);
    return NULL;
}

static bool is_money(const gr_figure *f)
{
    return f->indicator != NULL && f->indicator->unit != NULL && strstr(f->indicator->unit, "元") != NULL;
}

static void set_unit(gr_table_out *out, gr_figure *f, const gr_cell_place *p, const gr_value_parts *v)
{
    const gr_word *unit = unit_word(out->t, p);
    const char *printed = printed_unit(out, p->column_seen);
    if (printed == NULL && is_money(f))
        printed = printed_unit(out, p->row);
    f->unit_stated = true;
    if (v != NULL && v->unit_end > v->unit_start) {
        f->unit = plain_slice(out, v->unit_start, v->unit_end);
    } else if (unit != NULL) {
        f->unit = plain_slice(out, unit->start, unit->end);
    } else if (printed != NULL) {
        f->unit = printed;
    } else {
        f->unit = f->indicator != NULL ? f->indicator->unit : NULL;
        f->unit_stated = false;
    }
}

/* ------------------------------------------------------------------ values */

/* 3.5万 is 35000; of money it is 3.5 万元. */
static gr_decimal multiplied(gr_decimal value, unsigned tens)
{
    while (tens > 0 && value.scale > 0) {
        value.scale--;
        tens--;
    }
    for (; tens > 0 && value.digits < INT64_MAX / 10 && value.digits > INT64_MIN / 10; tens--)
        value.digits *= 10;
    return value;
}

static void set_value(gr_table_out *out, gr_figure *f, const gr_value_parts *v)
{
    f->has_value = true;
    f->value = v->value;
    f->qualifier = v->qualifier;
    if (v->tens > 0 && is_money(f))
        f->unit = v->tens == 4 ? "万元" : "亿元";
    else
        f->value = multiplied(v->value, v->tens);
    if (v->note_end > v->note_start)
        f->note = plain_slice(out, v->note_start, v->note_end);
}

/* ------------------------------------------------------------------ quotes */

static char *trimmed_copy(gr_table_out *out, uint32_t start, uint32_t end)
{
    gr_str raw = gr_str_slice(out->t->raw, start, end);
    while (raw.len > 0 && strchr(" \t\r\n|", raw.ptr[raw.len - 1]) != NULL)
        raw.len--;
    return gr_arena_copy(out->arena, raw);
}

/* The end of the row's text for a blank cell: its unit's, or its label's. */
static uint32_t row_end(const gr_table_text *t, const gr_cell_place *p, uint32_t end)
{
    const gr_word *unit = unit_word(t, p);
    return unit != NULL && unit->end > end ? unit->end : end;
}

/* From the row's label to the end of the cell, where both are on one line. */
static char *quote_of(gr_table_out *out, const gr_cell_place *p, uint32_t start, uint32_t end)
{
    const gr_table_text *t = out->t;
    uint32_t from = start;
    bool near =
        p->row != NULL && p->group == NULL && p->row->start < start && end - p->row->start <= QUOTE_MAX;
    if (near && memchr(t->raw.ptr + p->row->start, '\n', end - p->row->start) == NULL)
        from = p->row->start;
    if (p->row != NULL && start == p->row->start) {
        uint32_t last = word_at(t, p->row->last)->end;
        end = row_end(t, p, last - start <= QUOTE_MAX ? last : p->row->main_end);
    }
    return trimmed_copy(out, from, end);
}

static void set_place(gr_figure *f, gr_pos pos, uint64_t length)
{
    f->line = pos.line;
    f->column = pos.column;
    f->byte_start = pos.byte;
    f->byte_end = pos.byte + length;
}

/* ----------------------------------------------------------------- figures */

static gr_figure *new_figure(gr_table_out *out, const char *rule)
{
    gr_figure *f = gr_array_push(&out->figures);
    *f = (gr_figure){
        .kind = GR_KIND_TABLE, .qualifier = GR_QUALIFIER_EXACT, .scope = GR_SCOPE_YEAR, .rule = rule};
    return f;
}

static const char *rule_of(const gr_table_out *out, const gr_cell_place *p)
{
    gr_form_table table = p->row != NULL ? p->row->table : GR_FORM_REVIEW;
    switch (table) {
    case GR_FORM_STATISTICS:
        return out->annex ? GR_RULE_ANNEX : "table.statistics";
    case GR_FORM_REQUESTS:
        return "table.requests";
    case GR_FORM_REVIEW:
        return "table.review";
    default:
        return "table.article20";
    }
}

/* A blank cell stands where its row's label does; without one, where its
 * column's does. */
static void place_blank(gr_table_out *out, gr_figure *f, const gr_cell_place *p, int32_t cell)
{
    const gr_table_text *t = out->t;
    const gr_seen *seen = p->group == NULL ? p->row : p->column_seen != NULL ? p->column_seen : p->row;
    if (cell != GR_NOWHERE) {
        const gr_word *w = word_at(t, (size_t)cell);
        set_place(f, pos_at(t, w, w->start), 0);
        f->quote = quote_of(out, p, w->start, w->end);
    } else {
        set_place(f, pos_at(t, word_of(t, seen), seen->start), 0);
        f->quote = p->group == NULL ? quote_of(out, p, seen->start, seen->main_end)
                                    : trimmed_copy(out, seen->start, seen->main_end);
    }
}

void gr_table_add_figure(gr_table_out *out, const gr_cell_place *p, int32_t cell)
{
    const gr_table_text *t = out->t;
    const gr_word *w = cell != GR_NOWHERE ? word_at(t, (size_t)cell) : NULL;
    const gr_value_parts *v = w != NULL && w->kind == GR_WORD_VALUE ? &t->values.ptr[w->value] : NULL;
    gr_figure *f = new_figure(out, rule_of(out, p));
    f->indicator = indicator_of(p);
    f->scope = scope_of(p);
    f->column_label = column_text(out, p->column_seen, p->column);
    f->row = row_text(out, p);
    f->label = short_label(out, p, f->column_label);
    set_unit(out, f, p, v);
    if (v != NULL) {
        set_value(out, f, v);
        set_place(f, pos_at(t, w, v->start), v->end - v->start);
        f->quote = quote_of(out, p, w->start, w->end);
        *gr_array_push(&out->read) = (uint32_t)cell;
        return;
    }
    place_blank(out, f, p, cell);
    if (w != NULL)
        gr_table_warn(out, "blank-mark", (uint32_t)cell,
                      "a mark stands in the cell instead of a number: read as blank");
}

void gr_table_add_unplaced(gr_table_out *out, const gr_seen *row, uint32_t word)
{
    const gr_table_text *t = out->t;
    const gr_word *w = word_at(t, word);
    const gr_value_parts *v = &t->values.ptr[w->value];
    gr_cell_place p = {.row = row, .from = word, .to = word};
    gr_figure *f = new_figure(out, "table.unplaced");
    f->row = row != NULL ? label_text(out, row, true) : NULL;
    f->label = row != NULL ? label_text(out, row, false) : "";
    set_unit(out, f, &p, v);
    set_value(out, f, v);
    set_place(f, pos_at(t, w, v->start), v->end - v->start);
    f->quote = quote_of(out, &p, w->start, w->end);
    *gr_array_push(&out->read) = word;
}

/* ---------------------------------------------------------------- numerals */

typedef struct interval {
    uint64_t start, end;
} interval;

typedef struct leftovers {
    gr_table_out *out;
    interval *taken; /* numerals that are figures, in order */
    size_t count, next;
    size_t word; /* the first that ends behind the numerals so far */
} leftovers;

static int by_start(const void *a, const void *b)
{
    uint64_t x = ((const interval *)a)->start, y = ((const interval *)b)->start;
    return x < y ? -1 : x > y;
}

/* The figure's numeral that the raw byte stands in, or NULL. */
static const interval *taken_at(leftovers *l, uint64_t byte)
{
    while (l->next < l->count && l->taken[l->next].end <= byte)
        l->next++;
    return l->next < l->count && l->taken[l->next].start <= byte ? &l->taken[l->next] : NULL;
}

/* Where the cell begins and ends that folded[at] is in, as far as a numeral is read. */
static size_t cell_start(gr_str folded, size_t at)
{
    size_t last = at > CELL_NEAR ? gr_utf8_next(folded, gr_utf8_back(folded, at - CELL_NEAR)) : 0;
    while (at > last && folded.ptr[at - 1] != '\t' && folded.ptr[at - 1] != '\n' && folded.ptr[at - 1] != '|')
        at--;
    return at;
}

static size_t cell_end(gr_str folded, size_t at)
{
    size_t last = folded.len - at > CELL_NEAR ? gr_utf8_back(folded, at + CELL_NEAR) : folded.len;
    while (at < last && folded.ptr[at] != '\t' && folded.ptr[at] != '\n' && folded.ptr[at] != '|')
        at++;
    return at;
}

/* Whether the word that begins at the raw byte only numbers its row. */
static bool is_row_number(leftovers *l, uint64_t byte)
{
    const gr_table_text *t = l->out->t;
    while (l->word < t->words.len && t->text->raw_start.byte + word_at(t, l->word)->start < byte)
        l->word++;
    return l->word < t->words.len && t->text->raw_start.byte + word_at(t, l->word)->start == byte &&
           word_at(t, l->word)->ordinal;
}

/* Reads the numeral at folded[at] within its cell; what looks like a quantity
 * and is no cell is a rule of the form (计1条), a set phrase or a page's number. */
static size_t leave_numeral(leftovers *l, size_t at)
{
    const gr_text *text = l->out->t->text;
    gr_str folded = gr_text_str(text);
    size_t start = cell_start(folded, at), end = cell_end(folded, at);
    gr_numeral n;
    gr_number_read(gr_str_slice(folded, start, end), at - start, &n);
    if (is_row_number(l, gr_text_byte(text, at)))
        n.class = GR_NUMERAL_ORDINAL;
    if (n.class == GR_NUMERAL_FIGURE) {
        bool words = n.unit_end > n.unit_start || n.norm;
        bool alone = n.start == 0 && n.next == end - start;
        n.class = alone ? GR_NUMERAL_NOISE : words ? GR_NUMERAL_NORM : GR_NUMERAL_NAME;
    }
    n.start += start;
    n.end += start;
    n.unit_start += start;
    n.unit_end += start;
    n.low_end += start;
    n.next += start;
    if (n.end > n.start) /* 万 of 万元 is none */
        l->out->sink->numeral(l->out->sink->context, text, &n);
    return n.next;
}

/* Passes on the numeral of a cell, of which folded[at] is the first digit. */
static size_t leave_cell(leftovers *l, size_t at, const interval *cell)
{
    const gr_text *text = l->out->t->text;
    gr_str folded = gr_text_str(text);
    size_t behind = gr_utf8_next(folded, at);
    while (at > 0 && gr_text_byte(text, gr_utf8_back(folded, at)) >= cell->start)
        at = gr_utf8_back(folded, at); /* a sign */
    gr_numeral n = {.class = GR_NUMERAL_FIGURE, .start = at, .end = at};
    while (n.end < folded.len && gr_text_end(text, n.end + 1) <= cell->end)
        n.end = gr_utf8_next(folded, n.end);
    if (n.end < behind)
        n.end = behind;
    n.unit_start = n.unit_end = n.next = n.low_end = n.end;
    l->out->sink->numeral(l->out->sink->context, text, &n);
    return n.end;
}

static void leave_numerals(leftovers *l)
{
    const gr_text *text = l->out->t->text;
    size_t next = 0;
    for (size_t i = 0; i < text->tokens.len; i++) {
        const gr_token *token = &text->tokens.ptr[i];
        if ((token->class != GR_CLASS_DIGIT && token->class != GR_CLASS_NUMERAL) || token->end <= next)
            continue;
        size_t at = token->start > next ? token->start : next;
        const interval *cell = taken_at(l, gr_text_byte(text, at));
        next = cell != NULL ? leave_cell(l, at, cell) : leave_numeral(l, at);
        if (next < token->end)
            i--;
    }
}

static void sort_figures(gr_table_out *out)
{
    for (size_t i = 0; i < out->figures.len; i++)
        out->figures.ptr[i].id = (uint32_t)i;
    gr_figure_sort(out->figures.ptr, out->figures.len);
    for (size_t i = 0; i < out->figures.len; i++)
        out->figures.ptr[i].id = 0;
}

static interval *taken_intervals(const gr_table_out *out, size_t *count)
{
    interval *list = gr_alloc((out->read.len + 1) * sizeof *list);
    for (size_t i = 0; i < out->read.len; i++) {
        const gr_word *w = word_at(out->t, out->read.ptr[i]);
        const gr_value_parts *v = &out->t->values.ptr[w->value];
        uint64_t base = out->t->text->raw_start.byte;
        list[i] = (interval){base + v->start, base + v->end};
    }
    *count = out->read.len;
    qsort(list, *count, sizeof *list, by_start);
    return list;
}

void gr_table_finish(gr_table_out *out)
{
    sort_figures(out);
    for (size_t i = 0; i < out->figures.len; i++)
        out->sink->figure(out->sink->context, &out->figures.ptr[i]);
    leftovers l = {.out = out};
    l.taken = taken_intervals(out, &l.count);
    leave_numerals(&l);
    free(l.taken);
    gr_array_release(&out->figures);
    gr_array_release(&out->read);
}
