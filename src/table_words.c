#include "codepoint.h"
#include "table_parts.h"
#include "token.h"

#include <stdlib.h>

enum {
    WIDE_GAP = 2,  /* columns of space that part two cells */
    CELL_MAX = 48, /* characters looked at to tell a numeral from text */
    TAB_COLUMNS = 4,
    INDENT_COLUMNS = 4, /* of the first line of a paragraph: two characters */
    BRACKET_MAX = 300,  /* bytes of the longest text in brackets that stays one word */
    PAGE_CHARS = 24,
    WRAP_MAX = 64, /* lines of one row */
    UNIT_CHARS = 3 /* of the longest unit: 万人次 */
};

typedef struct folded_char {
    uint32_t c, raw;
} folded_char;

/* What one line has come to. */
typedef struct line_scan {
    gr_table_text *t;
    gr_str raw;     /* of the whole table */
    size_t at, end; /* of the line that is left */
    uint32_t line, column, left, page;
    uint32_t row; /* the line that words are put on */
    bool bars, tabs;
    size_t first_word; /* of the line */
    size_t piece;      /* first word since the last gap, tab or bar */
    gr_gap gap;
    uint32_t space;     /* columns since the last character */
    bool shown_space;   /* one of them is a no-break or ideographic space */
    bool content;       /* the cell holds a word */
    size_t bracket_end; /* spaces before it part no words */
    size_t cells;       /* tabs or bars so far */
    bool at_page;       /* a page ended, and nothing came after that */
    /* the word being put together */
    folded_char chars[CELL_MAX];
    size_t count;
    bool too_long;
    uint32_t word_start, word_end, word_column, word_left;
    gr_form_number pending; /* a mark that stood alone: of the next word */
} line_scan;

/* ----------------------------------------------------------------- values */

static bool is_stroke(uint32_t c)
{
    return c == '-' || c == 0x2014 || c == '/' || c == '\\' || c == '_' || c == '~' || c == 0x2571 ||
           c == 0x2572;
}

static bool all_strokes(const folded_char *chars, size_t count)
{
    size_t i = 0;
    while (i < count && is_stroke(chars[i].c))
        i++;
    return i == count && count > 0;
}

/* How many characters of the text they begin with, if with all of it; else 0. */
static inline size_t begins(const folded_char *chars, size_t count, const uint32_t *text)
{
    size_t i = 0;
    while (text[i] != 0 && i < count && text[i] == chars[i].c)
        i++;
    return text[i] == 0 ? i : 0;
}

typedef struct spelling {
    const uint32_t *text;
    int meaning;
} spelling;

/* The first of the spellings that the characters begin with: its length. */
static size_t take(const folded_char *chars, size_t count, const spelling *list, size_t length, int *meaning)
{
    for (size_t i = 0; i < length; i++) {
        size_t characters = begins(chars, count, list[i].text);
        if (characters == 0)
            continue;
        *meaning = list[i].meaning;
        return characters;
    }
    return 0;
}

#define TAKE(chars, count, list, meaning) take(chars, count, list, GR_COUNT(list), meaning)

static const spelling signs[] = {{U"-", -1},    {U"—", -1}, {U"+", 1},  {U"增加", 1},
                                 {U"减少", -1}, {U"增", 1}, {U"减", -1}};
static const spelling hints[] = {
    {U"约", GR_QUALIFIER_ABOUT}, {U"近", GR_QUALIFIER_ABOUT}, {U"超过", GR_QUALIFIER_OVER}};
static const spelling surplus[] = {{U"余", GR_QUALIFIER_OVER}, {U"多", GR_QUALIFIER_OVER}};
static const spelling tens[] = {{U"万", 4}, {U"亿", 8}};
/* measure words that stand in a cell after its numeral */
static const spelling units[] = {{U"元", 0}, {U"人次", 0}, {U"件次", 0}, {U"条次", 0}, {U"件", 0},
                                 {U"条", 0}, {U"项", 0},   {U"个", 0},   {U"次", 0},   {U"篇", 0},
                                 {U"人", 0}, {U"份", 0},   {U"起", 0},   {U"宗", 0},   {U"期", 0},
                                 {U"场", 0}, {U"部", 0},   {U"名", 0},   {U"%", 0}};

static uint32_t raw_at(const folded_char *chars, size_t count, size_t i, uint32_t end)
{
    return i < count ? chars[i].raw : end;
}

/* Digits with thousands separators and a point; how many characters. */
static size_t take_digits(const folded_char *chars, size_t count, gr_decimal *value)
{
    size_t i = 0, digits = 0;
    bool point = false;
    for (; i < count; i++) {
        if (gr_is_digit(chars[i].c)) {
            if (++digits > 18)
                return 0;
            value->digits = value->digits * 10 + (int64_t)(chars[i].c - '0');
            value->scale = (uint8_t)(value->scale + point);
            continue;
        }
        bool next_digit = i + 1 < count && gr_is_digit(chars[i + 1].c);
        bool thousands = !point && i > 0 && i + 3 < count && next_digit && gr_is_digit(chars[i + 2].c) &&
                         gr_is_digit(chars[i + 3].c) && !(i + 4 < count && gr_is_digit(chars[i + 4].c));
        if (chars[i].c == 0xff0c && thousands)
            continue;
        if (chars[i].c != '.' || point || !next_digit || i == 0)
            break;
        point = true;
    }
    return digits > 0 ? i : 0;
}

/* 万, 亿, 元, 件 after the numeral. */
static size_t take_unit(const folded_char *chars, size_t count, uint32_t end, gr_value_parts *v)
{
    int meaning = 0;
    size_t ten = TAKE(chars, count, tens, &meaning);
    size_t unit = TAKE(chars + ten, count - ten, units, &(int){0});
    bool money = begins(chars + ten, count - ten, U"元") > 0;
    v->tens = ten > 0 && !money ? (uint8_t)meaning : 0;
    v->unit_start = raw_at(chars, count, 0, end);
    v->unit_end = raw_at(chars, count, ten + unit, end);
    if (v->tens > 0) {
        v->end = raw_at(chars, count, ten, end); /* 3.5万件: 万 is of the numeral */
        v->unit_start = v->end;
    }
    return ten + unit;
}

/* （其中修订16件） */
static size_t take_note(const folded_char *chars, size_t count, uint32_t end, gr_value_parts *v)
{
    if (count == 0 || (chars[0].c != 0xff08 && chars[0].c != 0xff3b && begins(chars, count, U"其中") == 0))
        return 0;
    bool bracket = chars[0].c == 0xff08 || chars[0].c == 0xff3b;
    bool closed = chars[count - 1].c == 0xff09 || chars[count - 1].c == 0xff3d;
    v->note_start = raw_at(chars, count, bracket, end);
    v->note_end = bracket && closed ? chars[count - 1].raw : end;
    return count;
}

/* Whether the word is a numeral with at most a sign, a unit and a note. */
static bool read_value(const folded_char *chars, size_t count, uint32_t end, gr_value_parts *v)
{
    *v = (gr_value_parts){.qualifier = GR_QUALIFIER_EXACT};
    if (count == 1 && (begins(chars, count, U"无") > 0 || begins(chars, count, U"零") > 0)) {
        v->start = chars[0].raw;
        v->end = v->unit_start = v->unit_end = end;
        return true;
    }
    int sign = 1, qualifier = GR_QUALIFIER_EXACT;
    size_t hint = TAKE(chars, count, hints, &qualifier), at = hint;
    at += TAKE(chars + at, count - at, signs, &sign);
    v->start = raw_at(chars, count, hint, end);
    size_t digits = take_digits(chars + at, count - at, &v->value);
    if (digits == 0)
        return false;
    at += digits;
    v->end = raw_at(chars, count, at, end);
    at += TAKE(chars + at, count - at, surplus, &qualifier);
    at += take_unit(chars + at, count - at, end, v);
    at += take_note(chars + at, count - at, end, v);
    v->value.digits *= sign;
    v->qualifier = (gr_qualifier)qualifier;
    return at == count;
}

static bool is_unit(const folded_char *chars, size_t count)
{
    int meaning;
    if (count > UNIT_CHARS)
        return false;
    size_t ten = TAKE(chars, count, tens, &meaning);
    return count > 0 && ten + TAKE(chars + ten, count - ten, units, &meaning) == count && ten < count;
}

/* ------------------------------------------------------------------- words */

static gr_word *push_word(line_scan *s, gr_word_kind kind)
{
    gr_word *w = gr_array_push(&s->t->words);
    *w = (gr_word){.kind = (uint8_t)kind,
                   .gap = (uint8_t)s->gap,
                   .start = (uint32_t)s->at,
                   .end = (uint32_t)s->at,
                   .line = s->row,
                   .at_line = s->line,
                   .page = s->page,
                   .cell = (uint32_t)s->cells,
                   .column = s->column,
                   .left = s->left,
                   .right = s->left,
                   .seen = GR_NOWHERE};
    return w;
}

static bool is_empty_line(const gr_word *w)
{
    return w->kind == GR_WORD_EMPTY && w->gap == GR_GAP_LINE;
}

/* Empty lines beside the end of a page may be the page's. */
static void push_page(line_scan *s)
{
    gr_table_text *t = s->t;
    for (size_t i = t->words.len; i > 0 && is_empty_line(&t->words.ptr[i - 1]); i--) {
        if (t->words.ptr[i - 1].near_page)
            break; /* and those before it */
        t->words.ptr[i - 1].near_page = true;
    }
    if (t->words.len > 0 && !s->at_page) {
        push_word(s, GR_WORD_PAGE);
        s->page++;
    }
    s->at_page = true;
    s->first_word = s->piece = t->words.len;
}

static void push_empty(line_scan *s)
{
    if (s->t->words.len > 0)
        push_word(s, GR_WORD_EMPTY)->near_page = s->at_page && s->gap == GR_GAP_LINE;
}

/* Adds the characters that count in labels to the text's. */
static void keep_chars(line_scan *s, gr_word *w)
{
    gr_table_text *t = s->t;
    uint32_t chars[CELL_MAX];
    for (size_t i = 0; i < s->count; i++)
        chars[i] = s->chars[i].c;
    size_t mark = gr_form_read_number(chars, s->count, &w->number);
    w->chars = (uint32_t)t->chars.len;
    for (size_t i = mark; i < s->count; i++) {
        if (!gr_form_counts(chars[i]))
            continue;
        *gr_array_push(&t->chars) = (uint16_t)chars[i];
        *gr_array_push(&t->char_raw) = s->chars[i].raw;
        *gr_array_push(&t->char_word) = (uint32_t)t->words.len - 1;
    }
    w->chars_end = (uint32_t)t->chars.len;
    if (w->number.rank == GR_FORM_UNNUMBERED)
        w->number = s->pending;
    bool alone = w->chars == w->chars_end && w->number.rank != GR_FORM_UNNUMBERED;
    s->pending = alone ? w->number : (gr_form_number){GR_FORM_UNNUMBERED, 0};
}

/* Merged cells leave empty ones before the first text of a line: they are no
 * blank cells of the row before. */
static gr_word *drop_fillers(line_scan *s, gr_word *w)
{
    gr_word *first = &s->t->words.ptr[s->first_word];
    if (w == first + 1 && first->kind == GR_WORD_VALUE && w->gap != GR_GAP_SPACE) {
        gr_word_make_ordinal(first); /* the row's number, in a cell of its own */
        return w;
    }
    for (gr_word *before = first; before < w; before++)
        if (before->kind != GR_WORD_BLANK || before->shown)
            return w;
    *first = *w;
    s->t->words.len = s->first_word + 1;
    s->piece = s->first_word;
    return first;
}

/* A word that is longer than any cell goes into the text in parts. */
static void put_word(line_scan *s, uint32_t right)
{
    s->at_page = false;
    gr_word *w = push_word(s, GR_WORD_TEXT);
    w->start = s->word_start;
    w->end = s->word_end;
    w->column = s->word_column;
    w->left = s->word_left;
    w->right = right;
    gr_value_parts value;
    if (!s->too_long && all_strokes(s->chars, s->count)) {
        w->kind = GR_WORD_STRUCK;
    } else if (!s->too_long && is_unit(s->chars, s->count)) {
        w->kind = GR_WORD_UNIT;
    } else if (!s->too_long && read_value(s->chars, s->count, s->word_end, &value)) {
        w->kind = GR_WORD_VALUE;
        w->value = (uint32_t)s->t->values.len;
        *gr_array_push(&s->t->values) = value;
    } else {
        keep_chars(s, drop_fillers(s, w));
    }
    s->count = 0;
    s->too_long = false;
    s->gap = GR_GAP_SPACE;
    s->content = true;
}

/* With or without what the form adds to it in brackets. */
static bool is_whole_label(const gr_form_label *l, const uint16_t *chars, size_t length)
{
    if (length < l->length || memcmp(l->chars, chars, l->length * sizeof *chars) != 0)
        return false;
    size_t rest = length - l->length;
    return rest == 0 ||
           (rest == l->tail_length && memcmp(l->tail, chars + l->length, rest * sizeof *chars) == 0);
}

/* Whether the first characters of the word, but for a row's mark, are a row's label. */
static bool is_row_label(const line_scan *s, size_t count)
{
    uint32_t chars[CELL_MAX];
    uint16_t counting[CELL_MAX];
    gr_form_number number;
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        chars[i] = s->chars[i].c;
    for (size_t i = gr_form_read_number(chars, count, &number); i < count; i++)
        if (gr_form_counts(chars[i]))
            counting[length++] = (uint16_t)chars[i];
    for (const gr_form_label *l = length > 1 ? gr_form_first(counting[0], counting[1]) : NULL; l != NULL;
         l = gr_form_next(l))
        if (l->kind == GR_FORM_ROW && is_whole_label(l, counting, length))
            return true;
    return false;
}

/* Where in the word a value begins that is glued to a row's label, as where tabs were
 * dropped, and before it the unit, if there is one: 公开政府信息数条618.  False for none. */
static bool find_glued(const line_scan *s, size_t *unit, size_t *value)
{
    size_t at = s->count;
    while (at > 0 && (gr_is_digit(s->chars[at - 1].c) || s->chars[at - 1].c == '.'))
        at--;
    *value = at;
    if (s->too_long || at == s->count || at < 2 || s->chars[at].c == '.')
        return false;
    for (size_t length = 0; length <= UNIT_CHARS && length < at; length++) {
        *unit = at - length;
        if ((length == 0 || is_unit(s->chars + *unit, length)) && is_row_label(s, *unit))
            return true;
    }
    return false;
}

/* Puts chars[from, to) of a word that is taken apart. */
static void put_part(line_scan *s, const line_scan *whole, size_t from, size_t to)
{
    if (from == to)
        return;
    memcpy(s->chars, whole->chars + from, (to - from) * sizeof *s->chars);
    s->count = to - from;
    s->word_start = whole->chars[from].raw;
    s->word_end = to < whole->count ? whole->chars[to].raw : whole->word_end;
    s->word_column = whole->word_column + (uint32_t)from;
    s->word_left = whole->word_left + 2 * (uint32_t)from; /* most are wide */
    put_word(s, to < whole->count ? whole->word_left + 2 * (uint32_t)to : whole->left - whole->space);
}

/* Puts a value that was glued to its label.  Nothing but zeros is a cell each: no count is
 * written 000. */
static void put_glued_value(line_scan *s, const line_scan *whole, size_t from)
{
    size_t zeros = from;
    while (zeros < whole->count && whole->chars[zeros].c == '0')
        zeros++;
    size_t step = zeros == whole->count ? 1 : whole->count - from;
    for (; from < whole->count; from += step)
        put_part(s, whole, from, from + step);
}

/* Keeps the word read so far, in parts where a value is glued behind its label and unit. */
static void end_word(line_scan *s)
{
    size_t unit, value;
    if (s->count == 0)
        return;
    if (!find_glued(s, &unit, &value)) {
        put_word(s, s->left - s->space);
        return;
    }
    line_scan whole = *s;
    put_part(s, &whole, 0, unit);
    put_part(s, &whole, unit, value);
    put_glued_value(s, &whole, value);
}

/* Numerals between words of one piece are cells only beside a label. */
static void end_piece(line_scan *s)
{
    end_word(s);
    gr_word *words = s->t->words.ptr;
    bool text = false;
    for (size_t i = s->piece; i < s->t->words.len; i++)
        text = text || words[i].kind == GR_WORD_TEXT;
    for (size_t i = s->piece; text && i < s->t->words.len; i++)
        words[i].loose = words[i].kind == GR_WORD_VALUE || words[i].kind == GR_WORD_STRUCK;
    s->piece = s->t->words.len;
}

/* ------------------------------------------------------------------- lines */

/* Whether an opening bracket at `at` is closed before the piece ends. */
static size_t find_bracket_end(const line_scan *s, size_t at)
{
    gr_str line = gr_str_slice(s->raw, at, s->end < at + BRACKET_MAX ? s->end : at + BRACKET_MAX);
    size_t open = gr_str_find(line, GR_LIT("（"), 1);
    size_t wide = gr_str_find(line, GR_LIT("）"), 0), narrow = gr_str_find(line, GR_LIT(")"), 0);
    size_t close = wide < narrow ? wide : narrow;
    const char *stop = memchr(line.ptr, '\t', line.len);
    if (close == GR_NOT_FOUND || (stop != NULL && (size_t)(stop - line.ptr) < close) || open < close)
        return 0;
    return at + close;
}

/* Ends a tab's or bar's cell; an empty one is a blank cell where it shows. */
static void end_cell(line_scan *s, bool last)
{
    end_piece(s);
    bool edge = s->cells == 0 && (!s->shown_space || s->space >= INDENT_COLUMNS) && !s->t->broken;
    if (s->content || edge)
        ; /* before the first bar, a space or the indentation of a paragraph is no cell */
    else if (s->bars ? !last : !last || s->space > 0)
        push_word(s, GR_WORD_BLANK)->shown = s->bars ? s->shown_space : s->space > 0;
    else if (!s->bars)
        push_empty(s);
    s->cells++;
    s->content = s->shown_space = false;
    s->space = 0;
    s->gap = s->bars ? GR_GAP_BAR : GR_GAP_TAB;
    s->bracket_end = 0;
}

static void add_char(line_scan *s, uint32_t c, uint32_t folded, size_t length)
{
    if (s->count > 0 && s->space > 0 && s->at >= s->bracket_end)
        end_word(s);
    if (s->space >= WIDE_GAP && s->at >= s->bracket_end) {
        end_piece(s);
        if (s->gap == GR_GAP_SPACE)
            s->gap = GR_GAP_WIDE;
    }
    if (s->count == 0) {
        s->word_start = (uint32_t)s->at;
        s->word_column = s->column;
        s->word_left = s->left;
    }
    if (c == '(' || c == 0xff08)
        s->bracket_end = find_bracket_end(s, s->at);
    if (s->count == CELL_MAX) {
        end_word(s);
        s->word_start = (uint32_t)s->at;
        s->word_column = s->column;
        s->word_left = s->left;
        s->too_long = true;
    }
    s->chars[s->count++] = (folded_char){folded, (uint32_t)s->at};
    s->space = 0;
    s->left += c < 0x1100 ? 1 : 2;
    s->word_end = (uint32_t)(s->at + length);
}

/* <br> in a cell of Markdown. */
static size_t line_break_tag(const line_scan *s)
{
    enum { TAG = 8 };
    gr_str rest = gr_str_limit(gr_str_slice(s->raw, s->at, s->end), TAG);
    if (!s->bars || !(gr_str_starts(rest, GR_LIT("<br")) || gr_str_starts(rest, GR_LIT("<BR"))))
        return 0;
    size_t close = gr_str_find(rest, GR_LIT(">"), 0);
    return close != GR_NOT_FOUND ? close + 1 : 0;
}

/* A backslash before a mark that Markdown would take for its own. */
static bool is_escape(const line_scan *s)
{
    return s->at + 1 < s->end && s->raw.ptr[s->at] == '\\' &&
           strchr(".*_#()[]-+!`>", s->raw.ptr[s->at + 1]) != NULL;
}

/* What is no part of a cell's text: a tag, or a gloss on the character before. */
static size_t skipped_at(const line_scan *s)
{
    bool glosses = s->at > 0 && s->raw.ptr[s->at - 1] != ' ';
    char c = s->raw.ptr[s->at];
    return glosses && (c == '(' || c == '\xef') ? gr_gloss_length(s->raw, s->at) : line_break_tag(s);
}

static void take_char(line_scan *s)
{
    size_t length, skipped = skipped_at(s);
    uint32_t folded, c = gr_utf8_get(s->raw.ptr + s->at, &length);
    gr_class class = gr_char_class(c, &folded);
    if (skipped > 0) {
        s->column += (uint32_t)gr_utf8_count(gr_str_slice(s->raw, s->at, s->at + skipped));
        s->at += skipped;
        return;
    }
    if (c == '\t' && !s->bars) {
        end_cell(s, false);
        s->left += TAB_COLUMNS;
    } else if (class == GR_CLASS_BAR && s->bars) {
        end_cell(s, false);
        s->left++;
    } else if (class == GR_CLASS_SPACE || c == '\t') {
        uint32_t columns = c == 0x3000 ? 2 : c == '\t' ? TAB_COLUMNS : 1;
        s->space += columns;
        s->left += columns;
        s->shown_space = s->shown_space || c == 0xa0 || c == 0x3000;
    } else if (class != GR_CLASS_IGNORED && folded != 0 && c >= 0x20 && c != '*' && c != '`' &&
               !is_escape(s)) {
        add_char(s, c, folded, length);
    }
    s->at += length;
    s->column++;
}

/* |---|:---:|, or ------ ---- ------ over and under columns of spaces. */
static bool is_rule(gr_str line)
{
    enum { RUN_MIN = 3, DASHES_MIN = 8 };
    size_t dashes = 0, bars = 0, run = 0, shortest = SIZE_MAX;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (strchr("|-:+= \t", c) == NULL)
            return false;
        bool dash = c == '-' || c == '=', ends = !dash || i + 1 == line.len;
        dashes += dash;
        run += dash;
        bars += c == '|' || c == '+';
        if (ends && run > 0)
            shortest = run < shortest ? run : shortest;
        run = ends ? 0 : run;
    }
    return (dashes > 2 && bars > 0) || (dashes >= DASHES_MIN && shortest >= RUN_MIN);
}

/* Whether bars part the line's cells: several do, or one stands at its edge or before a
 * value: 行政许可 | 550. */
static bool has_bars(gr_str line)
{
    size_t bars = 0, chars = 0;
    bool leads = false, ends = false, value = false;
    for (size_t at = 0; at < line.len;) {
        size_t length;
        uint32_t folded;
        gr_class class = gr_char_class(gr_utf8_get(line.ptr + at, &length), &folded);
        bars += class == GR_CLASS_BAR;
        leads = leads || (class == GR_CLASS_BAR && chars == 0);
        if (class != GR_CLASS_SPACE && class != GR_CLASS_IGNORED) {
            value = value || (ends && class == GR_CLASS_DIGIT);
            ends = class == GR_CLASS_BAR;
            chars++;
        }
        at += length;
    }
    return bars > 1 || leads || ends || value;
}

/* ------------------------------------------------------------------- pages */

/* The line's characters without its spaces; more than PAGE_CHARS are no page's number. */
static size_t page_chars(gr_str line, uint32_t chars[PAGE_CHARS])
{
    size_t count = 0;
    for (size_t at = 0; at < line.len && count < PAGE_CHARS;) {
        size_t length;
        uint32_t folded, c = gr_utf8_get(line.ptr + at, &length);
        gr_class class = gr_char_class(c, &folded);
        if (class != GR_CLASS_SPACE && class != GR_CLASS_IGNORED && folded != 0 && c >= 0x20)
            chars[count++] = folded;
        at += length;
    }
    return count;
}

static size_t skip_digits(const uint32_t *chars, size_t count, size_t at)
{
    while (at < count && gr_is_digit(chars[at]))
        at++;
    return at;
}

/* -3- — 3 — 第3页 第3页共9页 */
static bool is_page_number(gr_str line)
{
    uint32_t chars[PAGE_CHARS];
    size_t count = line.len <= 4 * PAGE_CHARS ? page_chars(line, chars) : PAGE_CHARS, at = 0;
    if (count < 3 || count == PAGE_CHARS)
        return false;
    if (chars[0] == 0x7b2c) {
        at = skip_digits(chars, count, 1);
        return at > 1 && at < count && chars[at] == 0x9875;
    }
    while (at < count && (chars[at] == '-' || chars[at] == 0x2014 || chars[at] == 0xb7))
        at++;
    size_t digits = skip_digits(chars, count, at);
    if (at == 0 || digits == at || digits == count || digits - at > 4)
        return false;
    while (digits < count && (chars[digits] == '-' || chars[digits] == 0x2014 || chars[digits] == 0xb7))
        digits++;
    return digits == count;
}

/* Before a form feed a whole number alone on its line, apart from the cells, is
 * the page's number. */
static void drop_page_number(line_scan *s)
{
    enum { LINES_BELOW = 100 }; /* that a page may leave empty */
    gr_table_text *t = s->t;
    size_t last = t->words.len;
    while (last > 0 && t->words.len - last < LINES_BELOW && t->words.ptr[last - 1].kind == GR_WORD_EMPTY)
        last--;
    if (last < 2)
        return;
    const gr_word *w = &t->words.ptr[last - 1];
    bool alone =
        w->kind == GR_WORD_VALUE && w->gap == GR_GAP_LINE && t->words.ptr[last - 2].kind == GR_WORD_EMPTY;
    if (!alone)
        return;
    const gr_value_parts *v = &t->values.ptr[w->value];
    if (v->value.scale == 0 && v->value.digits > 0 && v->value.digits < 1000 && v->end == w->end)
        t->words.len = last - 1;
}

/* -------------------------------------------------------------------- scan */

/* Where the line at `at` ends, and where the next one begins. */
static size_t line_end(gr_str raw, size_t at, size_t *next)
{
    while (at < raw.len && raw.ptr[at] != '\n' && raw.ptr[at] != '\r')
        at++;
    *next = at < raw.len ? at + 1 : at;
    if (at + 1 < raw.len && raw.ptr[at] == '\r' && raw.ptr[at + 1] == '\n')
        *next = at + 2;
    return at;
}

/* The line without the bars at its end, and how many there are. */
static gr_str drop_bars(gr_str line, size_t *bars)
{
    for (*bars = 0; line.len > 0 && strchr("| \t", line.ptr[line.len - 1]) != NULL; line.len--)
        *bars += line.ptr[line.len - 1] == '|';
    return line;
}

/* Whether a bar closes each cell, which has a line of its own: 规章 |, and a bar
 * alone where it is blank. */
static bool bars_close_cells(gr_str raw)
{
    enum { CLOSED_MIN = 4 };
    size_t closed = 0, bars, next;
    if (raw.len == 0 || memchr(raw.ptr, '|', raw.len) == NULL)
        return false;
    for (size_t at = 0; at < raw.len; at = next) {
        gr_str line = gr_str_slice(raw, at, line_end(raw, at, &next)), words = drop_bars(line, &bars);
        closed += words.len > 0 && bars == 1;
        if (words.len > 0 && (bars > 1 || memchr(words.ptr, '|', words.len) != NULL))
            return false;
    }
    return closed >= CLOSED_MIN;
}

/* Where a bar closes each cell: a bar alone is a blank one, several are what merged ones leave. */
static void scan_closed(line_scan *s, size_t bars)
{
    s->first_word = s->t->words.len;
    s->gap = GR_GAP_LINE;
    if (bars == 1)
        push_word(s, GR_WORD_BLANK)->shown = true;
}

/* What a line between two bars begins with. */
typedef enum first_cell { FIRST_NOTHING, FIRST_WORDS, FIRST_VALUE } first_cell;

static first_cell first_behind_bars(gr_str line)
{
    size_t at = 0, length;
    while (at < line.len && strchr("| \t\r", line.ptr[at]) != NULL)
        at++;
    if (at == line.len)
        return FIRST_NOTHING;
    return gr_utf8_get(line.ptr + at, &length) < 0x80 ? FIRST_VALUE : FIRST_WORDS;
}

/* Whether a line ends in each blank cell, so that a bar before a value, or alone on its
 * line, is in the middle of a row: 规章 | 2 | over | 83 |.  Rows begin with no bar there. */
static bool blanks_break_lines(gr_str raw)
{
    size_t rests = 0, bars, next;
    if (raw.len == 0 || memchr(raw.ptr, '|', raw.len) == NULL)
        return false;
    for (size_t at = 0; at < raw.len; at = next) {
        gr_str line = gr_str_slice(raw, at, line_end(raw, at, &next));
        bool leads = line.len > 0 && line.ptr[0] == '|';
        first_cell first = first_behind_bars(line);
        if (leads && first == FIRST_WORDS)
            return false;
        rests += leads && first == FIRST_VALUE;
        drop_bars(line, &bars);
        if (leads && first == FIRST_NOTHING && bars > 1)
            return false;
    }
    return rests > 0;
}

/* Begins a line, or a row of lines. */
static void begin_line(line_scan *s, gr_str line)
{
    s->row = s->line;
    s->first_word = s->piece = s->t->words.len;
    s->bars = has_bars(line);
    s->tabs = !s->bars && memchr(line.ptr, '\t', line.len) != NULL;
    s->gap = GR_GAP_LINE;
    s->space = 0;
    s->shown_space = s->content = false;
    s->cells = s->bracket_end = 0;
    s->pending = (gr_form_number){GR_FORM_UNNUMBERED, 0};
}

static void scan_line(line_scan *s, size_t end)
{
    gr_str line = gr_str_slice(s->raw, s->at, end);
    size_t bars = 0;
    if (s->t->closed) {
        line = drop_bars(line, &bars);
        end = s->at + line.len;
    }
    if (bars > 0 && line.len == 0) {
        scan_closed(s, bars);
        return;
    }
    if (line.len > 0 && line.ptr[0] == '\f') {
        drop_page_number(s);
        push_page(s);
    }
    if (is_page_number(line)) {
        push_page(s);
        return;
    }
    if (is_rule(line))
        return;
    s->end = end;
    begin_line(s, line);
    while (s->at < end)
        take_char(s);
    if (s->bars || s->tabs)
        end_cell(s, true);
    else
        end_piece(s);
    if (s->t->words.len > s->first_word)
        return;
    if (s->shown_space && !s->bars)
        push_word(s, GR_WORD_BLANK)->shown = true;
    else
        push_empty(s);
}

/* The lines of one row, and where the next cell of each begins. */
typedef struct wrapped_row {
    size_t at[WRAP_MAX], end[WRAP_MAX];
    uint32_t column[WRAP_MAX];
    size_t lines, cells;
} wrapped_row;

/* The end of the cell at `at`: its bar, or the line's end. */
static size_t bar_from(gr_str raw, size_t at, size_t end)
{
    uint32_t folded;
    for (size_t length; at < end; at += length)
        if (gr_char_class(gr_utf8_get(raw.ptr + at, &length), &folded) == GR_CLASS_BAR)
            return at;
    return end;
}

static size_t count_bars(gr_str raw, size_t at, size_t end)
{
    size_t count = 0;
    while ((at = bar_from(raw, at, end)) < end) {
        at = gr_utf8_next(raw, at);
        count++;
    }
    return count;
}

/* The lines from `at` up to the next rule, if they are a row: more than one, with bars
 * at the same places. */
static bool read_wrapped(gr_str raw, size_t at, wrapped_row *row, size_t *next)
{
    *row = (wrapped_row){.lines = 0};
    for (size_t end; at < raw.len; at = *next) {
        end = line_end(raw, at, next);
        if (gr_line_is_drawn_rule(gr_str_slice(raw, at, end)))
            break;
        size_t bars = count_bars(raw, at, end);
        if (row->lines == WRAP_MAX || bars < 2 || (row->lines > 0 && bars != row->cells))
            return false;
        row->cells = bars;
        row->column[row->lines] = 1;
        row->at[row->lines] = at;
        row->end[row->lines++] = end;
    }
    *next = at;
    return row->lines > 1;
}

/* One line's part of a cell. */
static void scan_part(line_scan *s, wrapped_row *row, size_t i)
{
    s->at = row->at[i];
    s->end = bar_from(s->raw, s->at, row->end[i]);
    s->column = row->column[i];
    while (s->at < s->end)
        take_char(s);
    end_word(s);
    s->space = 0;
    row->at[i] = s->end < row->end[i] ? gr_utf8_next(s->raw, s->end) : s->end;
    row->column[i] = s->column + 1;
}

/* A row cell by cell: the parts of each follow one another. */
static void scan_wrapped(line_scan *s, wrapped_row *row)
{
    uint32_t first = s->line;
    begin_line(s, gr_str_slice(s->raw, row->at[0], row->end[0]));
    for (size_t cell = 0; cell <= row->cells; cell++) {
        for (size_t i = 0; i < row->lines; i++) {
            s->line = first + (uint32_t)i;
            scan_part(s, row, i);
        }
        end_cell(s, cell == row->cells);
    }
    s->line = first + (uint32_t)row->lines;
}

void gr_table_scan(gr_table_text *t, const gr_text *text)
{
    t->text = text;
    t->raw = gr_buf_str(&text->raw);
    gr_array_clear(&t->words);
    gr_array_clear(&t->values);
    gr_array_clear(&t->chars);
    gr_array_clear(&t->char_raw);
    gr_array_clear(&t->char_word);
    gr_array_clear(&t->seen);
    line_scan s = {.t = t, .raw = t->raw, .line = text->raw_start.line, .column = text->raw_start.column};
    s.left = s.column - 1;
    t->closed = bars_close_cells(t->raw);
    t->broken = !t->closed && blanks_break_lines(t->raw);
    bool ruled = gr_table_is_ruled(t->raw);
    while (s.at < t->raw.len) {
        wrapped_row row;
        size_t next, end;
        if (ruled && read_wrapped(t->raw, s.at, &row, &next)) {
            scan_wrapped(&s, &row);
        } else {
            end = line_end(t->raw, s.at, &next);
            scan_line(&s, end);
            s.line++;
        }
        s.at = next;
        s.column = 1;
        s.left = 0;
    }
}

void gr_table_text_release(gr_table_text *t)
{
    gr_array_release(&t->words);
    gr_array_release(&t->values);
    gr_array_release(&t->chars);
    gr_array_release(&t->char_raw);
    gr_array_release(&t->char_word);
    gr_array_release(&t->seen);
}
