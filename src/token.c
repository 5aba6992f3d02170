#include "token.h"

#include "data.h"
#include "codepoint.h"

#include <stdlib.h>

enum {
    GAP_COLUMNS = 4,
    TAB_COLUMNS = 4,
    HAN_BYTES = 3,
    FIRST_OF_THREE = 0x800, /* the first character that has three bytes */
    FIRST_WIDE = 0x1100,    /* the first that takes two columns */
    FOLDED_MOST = 3,        /* bytes that one byte may become: . as a full stop */
    HAN_LEAD = 0xe3,        /* the first byte of Han characters and of their punctuation */
    MARK_MAX = 8,           /* longer runs of a Markdown character are none */
    YEAR_DIGITS = 4,
    UNCHANGED = 0xffff,
    STRETCH_BYTES = 256 /* an anchor at least this often, so that finding a position is cheap */
};

struct gr_tokenizer {
    void (*line)(void *context, const gr_line *line);
    void *context;
    gr_text text;  /* the line being folded */
    gr_buf carry;  /* the beginning of a line whose end has not come */
    gr_pos pos;    /* of the first byte not yet folded */
    bool after_cr; /* the last byte was CR: a LF belongs to it */
};

/* What folding one line has come to. */
typedef struct folding {
    gr_text *text;
    gr_line *line;
    gr_str raw;
    size_t at;       /* offset into raw */
    uint32_t column; /* of raw[at] */
    size_t copied;   /* raw text up to there stands behind the folded text already; 0: none */
    uint32_t gap;    /* columns of space since the last character */
    size_t gap_at;   /* where they begin */
    uint32_t gap_column;
    bool gap_tab;
    gr_class last; /* class of the last token */
} folding;

static inline gr_data_character character(uint32_t c)
{
    if (c > 0xffff)
        return (gr_data_character){UNCHANGED, c >= 0x20000 && c < 0x32000 ? GR_CLASS_HAN : GR_CLASS_OTHER};
    return gr_data_pages[gr_data_page_of[c / 128] * 128 + c % 128];
}

gr_class gr_char_class(uint32_t code_point, uint32_t *folded)
{
    gr_data_character entry = character(code_point);
    *folded = entry.folded == UNCHANGED ? code_point : entry.folded;
    return (gr_class)entry.class;
}

/* ----------------------------------------------------------------- folding */

static void set_anchor(folding *f, size_t raw_at, uint32_t column)
{
    gr_pos pos = f->text->raw_start;
    pos.byte += raw_at;
    pos.column = column;
    *gr_array_push(&f->text->anchors) = (gr_anchor){(uint32_t)f->text->folded.len, pos};
}

/* Begins a stretch in which folded and raw text run side by side: most of it is the
 * same, and is there at once. */
static void begin_stretch(folding *f)
{
    gr_buf *folded = &f->text->folded;
    size_t length = f->raw.len - f->at < STRETCH_BYTES ? f->raw.len - f->at : STRETCH_BYTES;
    set_anchor(f, f->at, f->column);
    memcpy(folded->ptr + folded->len, f->raw.ptr + f->at, length);
    f->copied = f->at + length;
}

/* Whether neighbours of that class are one token. */
static inline bool is_run_class(gr_class class)
{
    const unsigned runs = 1U << GR_CLASS_HAN | 1U << GR_CLASS_LATIN | 1U << GR_CLASS_DIGIT |
                          1U << GR_CLASS_NUMERAL | 1U << GR_CLASS_OTHER;
    return (runs >> class & 1) != 0;
}

/* fold() has made room for it. */
static inline void add_token(folding *f, gr_class class, size_t length)
{
    gr_text *t = f->text;
    uint32_t start = (uint32_t)t->folded.len, end = start + (uint32_t)length;
    if (class == f->last && is_run_class(class))
        t->tokens.ptr[t->tokens.len - 1].end = end;
    else
        t->tokens.ptr[t->tokens.len++] = (gr_token){start, end, (uint8_t) class};
    t->classes |= 1U << class;
    t->folded.len = end;
    f->last = class;
}

/* Adds the raw characters at hand, whose folded ones are as long: where those begin. */
static inline char *add_beside(folding *f, gr_class class, size_t length)
{
    if (f->at + length > f->copied)
        begin_stretch(f);
    char *folded = f->text->folded.ptr + f->text->folded.len;
    add_token(f, class, length);
    f->at += length;
    return folded;
}

/* Adds folded bytes that stand for raw characters at raw_at, and are not as long. */
static void add_instead(folding *f, gr_class class, gr_str bytes, size_t raw_at, uint32_t column)
{
    gr_buf *folded = &f->text->folded;
    set_anchor(f, raw_at, column);
    memcpy(folded->ptr + folded->len, bytes.ptr, bytes.len);
    add_token(f, class, bytes.len);
    f->copied = 0;
}

/* Decides what the space before a character of class `next` is worth. */
static void weigh_gap(folding *f, gr_class next)
{
    bool first = f->text->folded.len == 0;
    if (first)
        f->line->indent += f->gap;
    else if (f->gap_tab || f->gap >= GAP_COLUMNS)
        add_instead(f, GR_CLASS_GAP, GR_LIT("\t"), f->gap_at, f->gap_column);
    else if (gr_class_is_western(f->last) && gr_class_is_western(next))
        add_instead(f, GR_CLASS_SPACE, GR_LIT(" "), f->gap_at, f->gap_column);
    if (!first)
        f->line->width += f->gap;
    f->gap = 0;
    f->gap_tab = false;
}

static inline void settle_gap(folding *f, gr_class next)
{
    if (f->gap > 0)
        weigh_gap(f, next);
}

/* Passes over raw characters that have no folded form. */
static void pass_over(folding *f, size_t length, size_t characters)
{
    f->at += length;
    f->column += (uint32_t)characters;
    f->copied = 0;
}

static void add_space(folding *f, uint32_t columns, bool tab, size_t length)
{
    if (f->gap == 0) {
        f->gap_at = f->at;
        f->gap_column = f->column;
    }
    f->gap += columns;
    f->gap_tab = f->gap_tab || tab;
    pass_over(f, length, 1);
}

/* How many characters of Markdown stand at raw[at]: # at a line's start, ** and
 * *** around words, > of a quotation, \ before a punctuation mark. */
static size_t markdown(const folding *f)
{
    gr_str raw = f->raw;
    char c = raw.ptr[f->at];
    bool start = f->text->folded.len == 0;
    size_t run = 0;
    while (run < MARK_MAX && f->at + run < raw.len && raw.ptr[f->at + run] == c)
        run++;
    char after = f->at + run < raw.len ? raw.ptr[f->at + run] : ' ';
    switch (c) {
    case '*':
        return run == 2 || run == 3 ? run : 0;
    case '#':
        return start && run <= 6 ? run : 0;
    case '>':
        return start && after == ' ' ? run : 0;
    case '\\':
        return run == 1 && after != '\0' && strchr(".*_#()[]-+!`>", after) != NULL ? 1 : 0;
    default:
        return 0;
    }
}

static void skip_markdown(folding *f, size_t run)
{
    if (f->text->folded.len == 0 && f->raw.ptr[f->at] == '#')
        f->line->marks = (uint8_t)run;
    if (f->text->folded.len == 0 && f->raw.ptr[f->at] == '*')
        f->line->bold = true;
    pass_over(f, run, run);
}

static bool is_han(gr_class class)
{
    return class == GR_CLASS_HAN || class == GR_CLASS_NUMERAL || class == GR_CLASS_DENIAL;
}

size_t gr_gloss_length(gr_str raw, size_t at)
{
    enum { LETTERS_MAX = 6 };
    bool toned = false;
    size_t start = at, next;
    uint32_t c = at < raw.len ? gr_utf8_get(raw.ptr + at, &next) : 0;
    if (c != '(' && c != 0xff08)
        return 0;
    at += next;
    for (size_t letters = 0; at < raw.len && letters <= LETTERS_MAX; letters++) {
        uint32_t letter = gr_utf8_get(raw.ptr + at, &next);
        if (letter == ')' || letter == 0xff09)
            return toned ? at + next - start : 0;
        if (!(letter >= 'a' && letter <= 'z') && !(letter >= 0xe0 && letter <= 0x1dc))
            return 0;
        toned = toned || letter >= 0x80;
        at += next;
    }
    return 0;
}

/* The same where it stands right behind a Han character. */
static size_t gloss(const folding *f)
{
    return is_han(f->last) && f->gap == 0 ? gr_gloss_length(f->raw, f->at) : 0;
}

/* The class of the character at raw[at] where it has three bytes, as all Han characters
 * have, and folding leaves it as it is; else GR_CLASS_COUNT. */
static inline gr_class plain_class(gr_str raw, size_t at)
{
    if (raw.len - at < HAN_BYTES)
        return GR_CLASS_COUNT;
    const unsigned char *p = (const unsigned char *)raw.ptr + at;
    uint32_t lead = p[0], middle = p[1], last = p[2];
    if ((lead & 0xf0) != 0xe0)
        return GR_CLASS_COUNT;
    uint32_t page = gr_data_plain_of[(lead << 6 & 0x3c0) | (middle & 0x3f)];
    return (gr_class)gr_data_plain[page << 6 | (last & 0x3f)];
}

/* Adds tokens of such characters up to the next one that is none; false where there are
 * none.  They are the common case. */
static bool take_plain_run(folding *f)
{
    gr_class class = plain_class(f->raw, f->at), next;
    if (class == GR_CLASS_COUNT)
        return false;
    settle_gap(f, class);
    for (; class != GR_CLASS_COUNT; class = next) {
        size_t end = f->at + HAN_BYTES, most = f->at + STRETCH_BYTES - HAN_BYTES;
        while ((next = plain_class(f->raw, end)) == class && is_run_class(class) && end < most)
            end += HAN_BYTES;
        uint32_t count = (uint32_t)(end - f->at) / HAN_BYTES;
        add_beside(f, class, end - f->at);
        f->line->width += 2 * count;
        f->column += count;
    }
    return true;
}

/* Whether the point at raw[at] ends a sentence, as some copies have it for 。: behind
 * a Han character or a percent sign, before another one, a space or the end. */
static bool is_full_stop(const folding *f)
{
    bool word = f->gap == 0 && (f->last == GR_CLASS_HAN || f->last == GR_CLASS_DENIAL ||
                                gr_str_ends(gr_buf_str(&f->text->folded), GR_LIT("%")));
    unsigned char next = f->at + 1 < f->raw.len ? (unsigned char)f->raw.ptr[f->at + 1] : ' ';
    return word && (next == ' ' || next >= HAN_LEAD);
}

/* O, o and 0, full-width too, which many write for 〇. */
static bool is_round(uint32_t c)
{
    return c == 'O' || c == 'o' || c == '0' || c == U'Ｏ' || c == U'ｏ' || c == U'０';
}

/* Whether s is a digit of a year in Han. */
static bool is_year_digit(gr_str s)
{
    static const char digits[] = "一二三四五六七八九〇";
    size_t at = s.len == HAN_BYTES ? gr_str_find(gr_str_of(digits), s, 0) : GR_NOT_FOUND;
    return at != GR_NOT_FOUND && at % HAN_BYTES == 0;
}

/* How many such digits s ends with, at most those of a year. */
static size_t year_digits(gr_str s)
{
    size_t count = 0;
    while (count < YEAR_DIGITS && s.len >= HAN_BYTES &&
           is_year_digit(gr_str_slice(s, s.len - HAN_BYTES, s.len))) {
        s.len -= HAN_BYTES;
        count++;
    }
    return count;
}

/* Whether such a character at raw[at] is a zero in a year: 二OO九年, 二O一O年. */
static bool is_year_zero(const folding *f, size_t at)
{
    size_t length, before = year_digits(gr_buf_str(&f->text->folded));
    for (size_t i = 0; i < YEAR_DIGITS && at < f->raw.len; i++, at += length)
        if (!is_round(gr_utf8_get(f->raw.ptr + at, &length)))
            break;
    gr_str rest = gr_str_slice(f->raw, at, f->raw.len);
    if (before == 0 || rest.len < HAN_BYTES)
        return false;
    return is_year_digit(gr_str_slice(rest, 0, HAN_BYTES)) ||
           (before + 1 == YEAR_DIGITS && gr_str_starts(rest, GR_LIT("年")));
}

/* Adds the character of `length` bytes at hand as the folded bytes that stand for it. */
static void add_char(folding *f, uint32_t c, size_t length, gr_class class, gr_str folded)
{
    if (folded.len == length) {
        memcpy(add_beside(f, class, length), folded.ptr, length);
    } else {
        add_instead(f, class, folded, f->at, f->column);
        f->at += length;
    }
    f->line->width += c < FIRST_WIDE ? 1 : 2;
    f->column++;
}

static void take_char(folding *f, uint32_t c, size_t length, gr_data_character entry)
{
    char folded[4];
    if (c == '.' && is_full_stop(f))
        entry = (gr_data_character){U'。', GR_CLASS_STOP};
    uint32_t to = entry.folded == UNCHANGED ? c : entry.folded;
    add_char(f, c, length, (gr_class)entry.class, gr_str_make(folded, gr_utf8_put(folded, to)));
}

/* Whether a character has nothing special about it and is as long when folded: most
 * punctuation, numerals, 不 and its like; digits and letters. */
static bool is_plain(size_t length, gr_data_character entry)
{
    if (length == 1)
        return entry.folded == UNCHANGED && (entry.class == GR_CLASS_DIGIT || entry.class == GR_CLASS_LATIN);
    return length == HAN_BYTES && entry.folded >= FIRST_OF_THREE && entry.class != GR_CLASS_SPACE &&
           entry.class != GR_CLASS_OPEN;
}

/* 資訊 and the like, which copies in traditional characters have for words of the
 * mainland: as long, so that no place moves. */
static void put_mainland_word(folding *f)
{
    static const char *const words[][2] = {{"資訊", "信息"}, {"透過", "通过"}};
    enum { BYTES = 2 * HAN_BYTES };
    gr_buf *folded = &f->text->folded;
    for (size_t i = 0; f->at >= BYTES && folded->len >= BYTES && i < GR_COUNT(words); i++)
        if (gr_str_is(gr_str_slice(f->raw, f->at - BYTES, f->at), words[i][0]))
            memcpy(folded->ptr + folded->len - BYTES, words[i][1], BYTES);
}

static inline void take_plain(folding *f, uint32_t c, size_t length, gr_data_character entry)
{
    settle_gap(f, (gr_class)entry.class);
    char *folded = add_beside(f, (gr_class)entry.class, length);
    f->line->width += c < FIRST_WIDE ? 1 : 2;
    f->column++;
    if (entry.folded == UNCHANGED)
        return;
    gr_utf8_put(folded, entry.folded);
    if (c == U'訊' || c == U'過')
        put_mainland_word(f);
}

static void drop_gloss(folding *f, size_t length)
{
    pass_over(f, length, gr_utf8_count(gr_str_slice(f->raw, f->at, f->at + length)));
}

/* 合計?1128條?，: the mark that some copies leave for a blank which their encoding lacks,
 * before a number that is no list's or before a comma or a stop. */
static bool is_lost_blank(const folding *f)
{
    static const char *const marks[] = {",", "，", "。", ";", "；", "、"};
    static const char *const of_list[] = {".", ")", "、", "）"};
    gr_str rest = gr_str_slice(f->raw, f->at + 1, f->raw.len);
    size_t digits = 0;
    if (!is_han(f->last) && f->last != GR_CLASS_DIGIT)
        return false;
    if (gr_str_starts_any(rest, marks, GR_COUNT(marks)))
        return true;
    while (digits < rest.len && rest.ptr[digits] >= '0' && rest.ptr[digits] <= '9')
        digits++;
    gr_str behind = gr_str_slice(rest, digits, rest.len);
    return digits > 0 && behind.len > 0 && !gr_str_starts_any(behind, of_list, GR_COUNT(of_list));
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

static bool is_line_separator(uint32_t c)
{
    return c == 0x2028 || c == 0x2029;
}

/* Folds one character, or a run; false at a line separator. */
static bool fold_next(folding *f)
{
    size_t length;
    if (take_plain_run(f))
        return true;
    uint32_t c = gr_utf8_get(f->raw.ptr + f->at, &length);
    gr_data_character entry = character(c);
    if (f->last == GR_CLASS_NUMERAL && is_round(c) && is_year_zero(f, f->at)) {
        add_char(f, c, length, GR_CLASS_NUMERAL, GR_LIT("〇"));
    } else if (is_plain(length, entry)) {
        take_plain(f, c, length, entry);
    } else if (c == '\t') {
        add_space(f, TAB_COLUMNS, true, length);
    } else if (is_line_separator(c)) {
        return false;
    } else if (entry.class == GR_CLASS_SPACE) {
        add_space(f, c == 0x3000 ? 2 : 1, false, length);
    } else if (c == '\f') {
        f->line->page_break = f->line->page_break || f->text->folded.len == 0;
        pass_over(f, length, 1);
    } else if (entry.folded == 0 || is_control(c) || (c == '?' && is_lost_blank(f))) {
        pass_over(f, length, 1);
    } else {
        size_t run = c < 0x80 ? markdown(f) : 0, glossed = entry.class == GR_CLASS_OPEN ? gloss(f) : 0;
        if (run > 0) {
            skip_markdown(f, run);
        } else if (glossed > 0) {
            drop_gloss(f, glossed);
        } else {
            settle_gap(f, (gr_class)entry.class);
            take_char(f, c, length, entry);
        }
    }
    return true;
}

/* Folds raw up to a line separator or its end; the bytes spent. */
static size_t fold(gr_tokenizer *t, gr_str raw, gr_line *line)
{
    gr_text_clear(&t->text);
    t->text.raw_start = t->pos;
    folding f = {.text = &t->text, .line = line, .raw = raw, .column = t->pos.column, .last = GR_CLASS_COUNT};
    bool more = true;
    gr_buf_reserve(&t->text.folded, FOLDED_MOST * raw.len);
    gr_array_reserve(&t->text.tokens, raw.len); /* none stands for less than a byte */
    while (f.at < raw.len && (more = fold_next(&f)))
        ;
    t->text.folded.ptr[t->text.folded.len] = '\0';
    size_t spent = f.at;
    t->pos.column = f.column;
    if (!more) {
        spent += 3;
        t->pos.column++;
    }
    gr_buf_add_str(&t->text.raw, gr_str_slice(raw, 0, spent));
    return spent;
}

/* ------------------------------------------------------------------- lines */

static size_t line_end_length(gr_str raw)
{
    if (gr_str_ends(raw, GR_LIT("\r\n")))
        return 2;
    return raw.len > 0 && (raw.ptr[raw.len - 1] == '\n' || raw.ptr[raw.len - 1] == '\r') ? 1 : 0;
}

/* Folds and passes on one physical line with its end, or a part of one. */
static void emit(gr_tokenizer *t, gr_str raw, bool cut)
{
    size_t ending = line_end_length(raw);
    gr_str body = gr_str_slice(raw, 0, raw.len - ending);
    do {
        gr_line line = {.text = &t->text, .number = t->pos.line, .byte_start = t->pos.byte};
        size_t spent = fold(t, body, &line);
        body = gr_str_slice(body, spent, body.len);
        bool last = body.len == 0;
        t->pos.byte += spent + (last ? ending : 0);
        if (last)
            gr_buf_add_str(&t->text.raw, gr_str_slice(raw, raw.len - ending, raw.len));
        line.byte_end = t->pos.byte;
        line.cut = cut && last;
        t->line(t->context, &line);
    } while (body.len > 0);
    if (ending > 0) {
        t->pos.line++;
        t->pos.column = 1;
    }
}

/* Where to cut a line that is too long: behind the last clause, else before the
 * numeral or word that stands at the limit. */
static size_t cut_point(gr_str raw)
{
    static const char *const ends[] = {"。", "；", "，", ";", ","};
    for (size_t at = raw.len; at > raw.len / 2;) {
        at = gr_utf8_back(raw, at);
        for (size_t i = 0; i < GR_COUNT(ends); i++)
            if (gr_str_starts(gr_str_slice(raw, at, raw.len), gr_str_of(ends[i])) &&
                !(at > 0 && raw.ptr[at - 1] >= '0' && raw.ptr[at - 1] <= '9'))
                return at + strlen(ends[i]);
    }
    size_t at = gr_utf8_back(raw, raw.len);
    while (at > raw.len - 64 && (unsigned char)raw.ptr[at - 1] < 0x80)
        at--;
    return at;
}

/* Takes what is longer than a line may be out of the front of `raw`. */
static gr_str cut_long_line(gr_tokenizer *t, gr_str raw)
{
    while (raw.len >= GR_LINE_MAX) {
        size_t at = cut_point(gr_str_slice(raw, 0, GR_LINE_MAX));
        emit(t, gr_str_slice(raw, 0, at), true);
        raw = gr_str_slice(raw, at, raw.len);
    }
    return raw;
}

static void emit_whole(gr_tokenizer *t, gr_str raw)
{
    raw = cut_long_line(t, raw);
    emit(t, raw, false);
}

/* Offset of the first CR or LF in s, or its length.  *lf is that of the first LF;
 * GR_NOT_FOUND where no line before has found it. */
static size_t find_line_end(gr_str s, size_t *lf)
{
    if (*lf == GR_NOT_FOUND) {
        const char *found = memchr(s.ptr, '\n', s.len);
        *lf = found != NULL ? (size_t)(found - s.ptr) : s.len;
    }
    const char *cr = memchr(s.ptr, '\r', *lf);
    return cr != NULL ? (size_t)(cr - s.ptr) : *lf;
}

/* Adds to the carry, and cuts what is too long from its front. */
static void keep(gr_tokenizer *t, gr_str part)
{
    while (part.len > 0) {
        size_t room = GR_LINE_MAX > t->carry.len ? GR_LINE_MAX - t->carry.len : 0;
        size_t take = part.len < room ? part.len : room;
        gr_buf_add_str(&t->carry, gr_str_slice(part, 0, take));
        part = gr_str_slice(part, take, part.len);
        if (t->carry.len >= GR_LINE_MAX) {
            gr_str rest = cut_long_line(t, gr_buf_str(&t->carry));
            gr_buf_drop_front(&t->carry, t->carry.len - rest.len);
        }
    }
}

static void flush_carry(gr_tokenizer *t)
{
    emit_whole(t, gr_buf_str(&t->carry));
    gr_buf_clear(&t->carry);
    t->after_cr = false;
}

void gr_tokenizer_feed(gr_tokenizer *t, const char *bytes, size_t length)
{
    gr_str rest = gr_str_make(bytes, length);
    if (t->after_cr && rest.len > 0) {
        if (rest.ptr[0] == '\n') {
            gr_buf_add_char(&t->carry, '\n');
            rest = gr_str_slice(rest, 1, rest.len);
        }
        flush_carry(t);
    }
    size_t lf = GR_NOT_FOUND;
    while (rest.len > 0) {
        size_t end = find_line_end(rest, &lf);
        if (end == rest.len) {
            keep(t, rest);
            return;
        }
        size_t after = end + 1;
        bool cr = rest.ptr[end] == '\r';
        if (cr && after < rest.len && rest.ptr[after] == '\n')
            after++;
        else if (cr && after == rest.len) {
            keep(t, gr_str_slice(rest, 0, end));
            gr_buf_add_char(&t->carry, '\r');
            t->after_cr = true;
            return;
        }
        if (t->carry.len > 0) {
            keep(t, gr_str_slice(rest, 0, end));
            gr_buf_add_str(&t->carry, gr_str_slice(rest, end, after));
            flush_carry(t);
        } else {
            emit_whole(t, gr_str_slice(rest, 0, after));
        }
        rest = gr_str_slice(rest, after, rest.len);
        lf = lf >= after ? lf - after : GR_NOT_FOUND;
    }
}

void gr_tokenizer_finish(gr_tokenizer *t)
{
    if (t->carry.len > 0)
        flush_carry(t);
}

gr_tokenizer *gr_tokenizer_new(void (*line)(void *context, const gr_line *line), void *context)
{
    gr_tokenizer *t = gr_alloc(sizeof *t);
    t->line = line;
    t->context = context;
    gr_tokenizer_begin(t);
    return t;
}

void gr_tokenizer_free(gr_tokenizer *t)
{
    if (t == NULL)
        return;
    gr_text_release(&t->text);
    gr_buf_release(&t->carry);
    free(t);
}

void gr_tokenizer_begin(gr_tokenizer *t)
{
    gr_buf_clear(&t->carry);
    t->pos = (gr_pos){0, 1, 1};
    t->after_cr = false;
}
