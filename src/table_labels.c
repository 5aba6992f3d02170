/*
 * Finding the labels of a form among the words of a table.
 *
 * A label is looked for at the beginning of each word, in the characters that
 * count (no punctuation, spaces, digits), so that it may run over several words
 * and lines.  It may stand there exactly, with slips, or only by its beginning
 * where another column of text cuts it.  Which of several labels that read the
 * same is meant follows from the mark before it and from what stood before.
 */
#include "codepoint.h"
#include "table_parts.h"

#include <stdlib.h>

enum {
    WORD_ENDS = 6,        /* ends of words tried for a label with slips */
    WORDS_BELOW = 60,     /* words looked at for the rest of a label that is cut */
    FRAGMENTS_MAX = 4000, /* words of one table looked up as pieces of headers */
    SLIPS_MAX = 600,      /* words of one table looked up with slips allowed */
    SURE_PREFIX = 4,      /* characters that identify a cut label */
    NUMBERED_PREFIX = 2,  /* the same where the mark agrees */
    SHORT_LABEL = 3,
    UNIT_MAX = 2,
    FRAGMENT_MAX = 8,  /* characters of a piece of a header that was cut up */
    BRACKET_MAX = 400, /* bytes of a bracket that a label opens */
    NO_SCORE = -1000
};

typedef struct found {
    const gr_form_label *label;
    size_t end;     /* in chars */
    uint8_t length; /* of the label's characters that stand there */
    int score;
    bool unsure;
} found;

typedef struct search {
    gr_table_text *t;
    gr_form_table table;     /* of the last label */
    bool any;                /* there was one */
    gr_form_kind kind;       /* its kind */
    int entry;               /* and place among the forms */
    int year;                /* that the columns have shown */
    bool annex;              /* the header was an annex table's */
    size_t slips, fragments; /* looked for so far */
} search;

/* ----------------------------------------------------------------- context */

static bool is_article20(gr_form_table table)
{
    return table >= GR_FORM_ARTICLE20_1 && table <= GR_FORM_ARTICLE20_9;
}

static int number_score(gr_form_number seen, gr_form_number own)
{
    if (seen.rank == GR_FORM_UNNUMBERED)
        return own.rank == GR_FORM_UNNUMBERED ? 1 : 0;
    if (own.rank == GR_FORM_UNNUMBERED)
        return -3;
    if (seen.rank != own.rank)
        return seen.value == own.value ? 0 : -2;
    return seen.value == own.value ? 4 : -4;
}

/* The words of annex tables are common ones: they are labels only there, and only
 * they and the rows of the form that came after them. */
static bool may_stand_here(const search *s, const gr_form_label *label)
{
    if (label->kind == GR_FORM_ANNOUNCE)
        return true;
    if (label->kind == GR_FORM_COLUMN && label->code == NULL)
        return s->any && is_article20(s->table); /* 本年数量 */
    return s->annex ? label->table == GR_FORM_STATISTICS : label->year != GR_FORM_ANNEX;
}

/* How well a label fits what stood before. */
static int context_score(const search *s, const gr_form_label *label, gr_form_number number)
{
    int score = number_score(number, label->number);
    if (!s->any)
        return score;
    if (label->table == s->table)
        score += 4;
    else if (label->length <= SHORT_LABEL && !is_article20(label->table))
        return NO_SCORE; /* 其他, 总计: they say little by themselves */
    else if (is_article20(label->table) && is_article20(s->table))
        score += 3;
    else
        score -= 2;
    int step = (int)label->entry - s->entry;
    if (label->table == s->table && step > 0)
        score += step <= 2 ? 3 : 2;
    if (label->kind == GR_FORM_COLUMN)
        score += gr_form_is_header(s->kind) ? 3 : -1;
    if (label->year != 0 && label->year == s->year)
        score += 1;
    return score;
}

/* ------------------------------------------------------------------ exact */

static bool stands_at(const gr_table_text *t, size_t at, const gr_form_label *label)
{
    return at + label->length <= t->chars.len &&
           memcmp(t->chars.ptr + at, label->chars, label->length * sizeof *label->chars) == 0;
}

static bool at_word_end(const gr_table_text *t, size_t end)
{
    return end == t->words.ptr[t->char_word.ptr[end - 1]].chars_end;
}

/* Whether the cell ends with the word that chars[end - 1] is in. */
static bool at_cell_end(const gr_table_text *t, size_t end)
{
    size_t next = t->char_word.ptr[end - 1] + 1;
    return at_word_end(t, end) && (next >= t->words.len || t->words.ptr[next].gap != GR_GAP_SPACE);
}

/* Whether a value stands between chars[at] and chars[end - 1]. */
static bool crosses_value(const gr_table_text *t, size_t at, size_t end)
{
    for (size_t i = t->char_word.ptr[at]; i < t->char_word.ptr[end - 1]; i++)
        if (gr_word_is_cell(&t->words.ptr[i]))
            return true;
    return false;
}

/* The first label that may stand at chars[at], or NULL. */
static const gr_form_label *first_at(const gr_table_text *t, size_t at)
{
    return at + 1 < t->chars.len ? gr_form_first(t->chars.ptr[at], t->chars.ptr[at + 1]) : NULL;
}

static bool any_stands_at(const search *s, size_t at)
{
    const gr_form_label *label = first_at(s->t, at);
    while (label != NULL && !(may_stand_here(s, label) && stands_at(s->t, at, label)))
        label = gr_form_next(label);
    return label != NULL;
}

/* Keeps the better of two; two labels that score the same are no answer. */
static void keep_better(found *best, found other)
{
    if (other.score > best->score)
        *best = other;
    else if (other.score == best->score && best->label != NULL && best->label->entry != other.label->entry)
        best->unsure = true;
}

/* A row reads the same in the forms of 2019 and 2021: which one it is, its
 * columns tell. */
static bool same_row(const gr_form_label *a, const gr_form_label *b)
{
    return a->table == b->table && a->kind == b->kind && a->code != NULL && b->code != NULL &&
           strcmp(a->code, b->code) == 0;
}

static bool has_either(gr_str text, gr_str a, gr_str b)
{
    return gr_str_find(text, a, 0) != GR_NOT_FOUND || gr_str_find(text, b, 0) != GR_NOT_FOUND;
}

static bool opens_bracket(gr_str text)
{
    return has_either(text, GR_LIT("（"), GR_LIT("("));
}

static bool closes_bracket(gr_str text)
{
    return has_either(text, GR_LIT("）"), GR_LIT(")"));
}

/* Whether a label can end at chars[end]: with the word, or with what may follow a
 * label at once: a unit, a bracket, its tail, the next label. */
static bool may_end(const search *s, const gr_form_label *l, size_t end)
{
    const gr_table_text *t = s->t;
    if (at_word_end(t, end) || any_stands_at(s, end))
        return true;
    size_t rest = t->words.ptr[t->char_word.ptr[end - 1]].chars_end - end;
    gr_str between = gr_str_slice(t->raw, t->char_raw.ptr[end - 1], t->char_raw.ptr[end]);
    if (l->length < SURE_PREFIX)
        return is_article20(l->table) && opens_bracket(between); /* 规章（设区的市应提供） */
    return opens_bracket(between) || rest <= UNIT_MAX;
}

static void try_exact(const search *s, size_t at, gr_form_number number, found *best)
{
    const gr_table_text *t = s->t;
    for (const gr_form_label *l = first_at(t, at); l != NULL; l = gr_form_next(l)) {
        size_t end = at + l->length;
        if (!may_stand_here(s, l) || !stands_at(t, at, l) || !may_end(s, l, end))
            continue;
        int score = 2 * l->length + context_score(s, l, number) + (at_cell_end(t, end) ? 3 : 0);
        score -= crosses_value(t, at, end) ? 7 : 0;
        if (best->label != NULL && same_row(best->label, l) && best->score >= score)
            continue;
        keep_better(best, (found){l, end, l->length, score, false});
    }
}

/* -------------------------------------------------------------- with slips */

/* Whether a label stands there exactly from chars[at] to `end`. */
static bool is_exact(const search *s, size_t at, size_t end)
{
    const gr_form_label *label = first_at(s->t, at);
    while (label != NULL &&
           !(at + label->length == end && may_stand_here(s, label) && stands_at(s->t, at, label)))
        label = gr_form_next(label);
    return label != NULL;
}

/* Whether the label fits better without the first word, or the rest is another one: it
 * begins after that. */
static bool begins_later(const search *s, size_t at, size_t end, const gr_form_label *l, unsigned distance)
{
    const gr_table_text *t = s->t;
    size_t next = t->words.ptr[t->char_word.ptr[at]].chars_end;
    if (distance == 0 || next >= end)
        return false;
    return gr_form_distance(t->chars.ptr + next, end - next, l->chars, l->length, distance) < distance ||
           is_exact(s, next, end);
}

/* Words that a label with slips may be: from one of them to the end of another. */
typedef struct stretch {
    size_t end;    /* in chars */
    uint64_t bits; /* gr_form_bit() of its characters */
} stretch;

/* gr_form_bit() of the characters from `at` to `end`. */
static uint64_t bits_of(const gr_table_text *t, size_t at, size_t end)
{
    uint64_t bits = 0;
    while (at < end)
        bits |= gr_form_bit(t->chars.ptr[at++]);
    return bits;
}

/* The stretches from `at` to the end of each of the next words. */
static size_t stretches_from(const gr_table_text *t, size_t at, stretch list[WORD_ENDS])
{
    size_t count = 0, end = at;
    uint64_t bits = 0;
    while (count < WORD_ENDS && end < t->chars.len) {
        size_t from = end;
        end = t->words.ptr[t->char_word.ptr[end]].chars_end;
        bits |= bits_of(t, from, end);
        list[count++] = (stretch){end, bits};
    }
    return count;
}

/* Whether a text and a label may be within `limit` slips of each other: each slip
 * makes up for one character that only one of them has. */
static bool may_be_near(const stretch *text, size_t at, const gr_form_sketch *l)
{
    size_t length = text->end - at;
    return length + l->limit >= l->length && length <= (size_t)l->length + l->limit &&
           gr_bits_at_most(text->bits & ~l->bits, l->limit) &&
           gr_bits_at_most(l->bits & ~text->bits, l->limit);
}

/* The lengths, bit n for n + 1, of the labels that one of the stretches may be. */
static uint64_t lengths_near(const stretch *list, size_t count, size_t at)
{
    uint64_t near = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = list[i].end - at, most = gr_form_tolerance(GR_FORM_LABEL_MAX);
        size_t last = length + most < GR_FORM_LABEL_MAX ? length + most : GR_FORM_LABEL_MAX;
        for (size_t of = length > most ? length - most : 1; of <= last; of++) {
            size_t limit = gr_form_tolerance(of);
            if (limit > 0 && length + limit >= of && length <= of + limit)
                near |= (uint64_t)1 << (of - 1);
        }
    }
    return near;
}

/* Holds one label against the words from chars[at] to `end`. */
static void try_near(const search *s, size_t at, size_t end, const gr_form_label *l, unsigned limit,
                     gr_form_number number, found *best)
{
    const gr_table_text *t = s->t;
    unsigned distance = gr_form_distance(t->chars.ptr + at, end - at, l->chars, l->length, limit);
    bool crosses = crosses_value(t, at, end);
    if (distance > limit || (crosses && t->chars.ptr[at] != l->chars[0]) ||
        begins_later(s, at, end, l, distance))
        return;
    int score = 2 * l->length - 4 * (int)distance + context_score(s, l, number);
    score -= crosses ? 7 : 0;
    if (best->label == NULL || !same_row(best->label, l) || best->score < score)
        keep_better(best, (found){l, end, l->length, score, false});
}

/* Holds one label against each of the stretches. */
static void try_stretches(const search *s, size_t at, const stretch *list, size_t stretches,
                          const gr_form_label *label, const gr_form_sketch *sketch, gr_form_number number,
                          found *best)
{
    if (!may_stand_here(s, label))
        return;
    for (size_t i = 0; i < stretches; i++)
        if (may_be_near(&list[i], at, sketch))
            try_near(s, at, list[i].end, label, sketch->limit, number, best);
}

static void try_slips(const search *s, size_t at, gr_form_number number, found *best)
{
    stretch list[WORD_ENDS];
    size_t stretches = stretches_from(s->t, at, list), count;
    uint64_t near = lengths_near(list, stretches, at);
    const gr_form_label *labels = gr_form_labels(&count);
    const gr_form_sketch *sketches = gr_form_sketches();
    uint64_t set[GR_FORM_SET_WORDS];
    gr_form_of_lengths(near, set);
    for (size_t word = 0; word < GR_FORM_SET_WORDS; word++)
        for (uint64_t rest = set[word]; rest != 0; rest &= rest - 1) {
            size_t i = word * GR_FORM_SET_BITS + gr_lowest_bit(rest);
            if (gr_bits_at_most(sketches[i].bits & ~list[stretches - 1].bits, sketches[i].limit))
                try_stretches(s, at, list, stretches, &labels[i], &sketches[i], number, best);
        }
}

/* ------------------------------------------------------------ cut labels */

/* The next TEXT word after word `i`, or the number of words. */
static size_t next_text(const gr_table_text *t, size_t i)
{
    size_t limit = i + WORDS_BELOW < t->words.len ? i + WORDS_BELOW : t->words.len;
    do
        i++;
    while (i < limit &&
           (t->words.ptr[i].kind != GR_WORD_TEXT || t->words.ptr[i].chars == t->words.ptr[i].chars_end));
    return i;
}

/* Whether one of the next words goes on with the label's characters from `from`. */
static bool goes_on_below(const gr_table_text *t, size_t word, const gr_form_label *l, size_t from)
{
    for (int tries = 0; tries < 3 && (word = next_text(t, word)) < t->words.len; tries++) {
        const gr_word *w = &t->words.ptr[word];
        size_t length = w->chars_end - w->chars, rest = l->length - from;
        size_t both = length < rest ? length : rest;
        if (both > 0 && memcmp(t->chars.ptr + w->chars, l->chars + from, both * sizeof *l->chars) == 0)
            return true;
    }
    return false;
}

/* Where the cell's text ends that chars[at] is in, or where it is too long for a label. */
static size_t cell_end(const gr_table_text *t, size_t at)
{
    size_t end = t->words.ptr[t->char_word.ptr[at]].chars_end;
    while (end < t->chars.len && end - at < GR_FORM_LABEL_MAX && !at_cell_end(t, end) &&
           t->char_word.ptr[end] == t->char_word.ptr[end - 1] + 1)
        end = t->words.ptr[t->char_word.ptr[end]].chars_end;
    return end;
}

static void try_cut(const search *s, size_t at, gr_form_number number, found *best)
{
    const gr_table_text *t = s->t;
    size_t end = cell_end(t, at), length = end - at;
    for (const gr_form_label *l = first_at(t, at); l != NULL; l = gr_form_next(l)) {
        bool numbered = number.rank != GR_FORM_UNNUMBERED && number_score(number, l->number) > 0;
        if (!may_stand_here(s, l) || length >= l->length ||
            length < (size_t)(numbered ? NUMBERED_PREFIX : SURE_PREFIX) ||
            memcmp(t->chars.ptr + at, l->chars, length * sizeof *l->chars) != 0)
            continue;
        bool below = goes_on_below(t, t->char_word.ptr[end - 1], l, length);
        if (!numbered && !below && 3 * length < 2 * (size_t)l->length)
            continue;
        int score = 2 * (int)length + context_score(s, l, number) + (below ? 5 : 0);
        if (best->label != NULL && same_row(best->label, l) && best->score >= score)
            continue;
        keep_better(best, (found){l, end, (uint8_t)length, score, false});
    }
}

/* --------------------------------------------------- what follows a label */

static bool has_pair(const uint16_t *chars, size_t length, uint16_t a, uint16_t b)
{
    for (size_t i = 0; i + 1 < length; i++)
        if (chars[i] == a && chars[i + 1] == b)
            return true;
    return false;
}

/* Whether most neighbouring characters of chars[at, end) are neighbours in the
 * label's text, too. */
static bool mostly_within(const gr_table_text *t, size_t at, size_t end, const uint16_t *chars, size_t length)
{
    size_t pairs = 0, known = 0;
    for (; at + 1 < end; at++) {
        pairs++;
        known += has_pair(chars, length, t->chars.ptr[at], t->chars.ptr[at + 1]);
    }
    return pairs > 0 && 5 * known >= 3 * pairs;
}

/* Whether the word from chars[at] on is the rest of the label seen last. */
static bool continues(const gr_table_text *t, const gr_seen *seen, size_t at, size_t end)
{
    const gr_form_label *l = seen->label;
    if (l == NULL)
        return false;
    const uint16_t *rest = l->chars + seen->length;
    size_t length = (size_t)(l->length - seen->length);
    if (end - at == 1)
        return length == 1 && rest[0] == t->chars.ptr[at];
    return mostly_within(t, at, end, rest, length) || mostly_within(t, at, end, l->tail, l->tail_length);
}

/* A piece of a header or of a label over several rows, as narrow columns cut them
 * up: 商业, 维持, 不予, or one character of vertical text. */
static bool is_fragment(const search *s, size_t at, size_t end)
{
    const gr_table_text *t = s->t;
    size_t count, length = end - at;
    uint64_t bits = bits_of(t, at, end);
    const gr_form_label *labels = gr_form_labels(&count);
    const gr_form_sketch *sketches = gr_form_sketches();
    for (size_t i = 0; length <= FRAGMENT_MAX && i < count; i++) {
        const gr_form_label *l = &labels[i];
        if ((bits & ~sketches[i].bits) != 0 || l->kind == GR_FORM_ROW || l->kind == GR_FORM_FILL ||
            !may_stand_here(s, l))
            continue;
        for (size_t j = 0; j + length <= l->length; j++)
            if (memcmp(l->chars + j, t->chars.ptr + at, length * sizeof *l->chars) == 0)
                return true;
    }
    return length == 1;
}

/* The label that stands at chars[at]; .label is NULL for none. */
static found find_label(search *s, size_t word, size_t at, gr_form_number number)
{
    gr_table_text *t = s->t;
    found best = {.score = NO_SCORE};
    try_exact(s, at, number, &best);
    bool fits_mark = best.label != NULL && number_score(number, best.label->number) >= 0;
    if (best.score > 0 && fits_mark && at_word_end(t, best.end))
        return best;
    if (best.score <= 0)
        best = (found){.score = NO_SCORE};
    bool goes_on = t->seen.len > 0 && number.rank == GR_FORM_UNNUMBERED &&
                   continues(t, &t->seen.ptr[t->seen.len - 1], at, t->words.ptr[word].chars_end);
    if (!goes_on && s->slips++ < SLIPS_MAX)
        try_slips(s, at, number, &best);
    if (!goes_on && best.score <= 0) {
        best = (found){.score = NO_SCORE};
        try_cut(s, at, number, &best);
    }
    if (best.score <= 0)
        best.label = NULL;
    return best;
}

/* ------------------------------------------------------------------- pass */

/* Where the raw text of a label in chars[at] to chars[end - 1] ends: with its word, but
 * for a bracket that was opened before the label. */
static uint32_t raw_end_of(const gr_table_text *t, size_t at, size_t end)
{
    const gr_word *w = &t->words.ptr[t->char_word.ptr[end - 1]];
    uint32_t last = t->char_raw.ptr[end - 1];
    last += (uint32_t)gr_utf8_length((unsigned char)t->raw.ptr[last]);
    gr_str label = gr_str_slice(t->raw, t->char_raw.ptr[at], last), rest = gr_str_slice(t->raw, last, w->end);
    bool closes_other = closes_bracket(rest) && !opens_bracket(rest) && !opens_bracket(label);
    return end == w->chars_end && !closes_other ? w->end : last;
}

/* 信息内容 stands over each table of section two: it says nothing of which. */
static gr_form_table table_of(const search *s, const gr_form_label *l)
{
    bool any =
        l->kind == GR_FORM_ANNOUNCE && l->table == GR_FORM_ARTICLE20_1 && l->year == 0 && l->length == 4;
    return any && s->any && is_article20(s->table) ? s->table : l->table;
}

static void add_seen(search *s, size_t word, size_t at, gr_form_number number, const found *f)
{
    gr_table_text *t = s->t;
    gr_seen seen = {.label = f->label, .first = (uint32_t)word, .number = number, .unsure = f->unsure};
    seen.start = at == t->words.ptr[word].chars ? t->words.ptr[word].start : t->char_raw.ptr[at];
    if (word > 0 && at == t->words.ptr[word].chars) {
        const gr_word *mark = &t->words.ptr[word - 1];
        if (mark->kind == GR_WORD_TEXT && mark->chars == mark->chars_end &&
            mark->number.rank != GR_FORM_UNNUMBERED && mark->line == t->words.ptr[word].line)
            seen.start = mark->start;
    }
    seen.last = t->char_word.ptr[f->end - 1];
    seen.main_end = raw_end_of(t, at, f->end);
    seen.length = f->length;
    seen.table = table_of(s, f->label);
    for (size_t i = word; i <= seen.last; i++)
        if (t->words.ptr[i].kind == GR_WORD_TEXT)
            t->words.ptr[i].seen = (int32_t)t->seen.len;
    s->table = seen.table;
    s->any = true;
    s->kind = f->label->kind;
    s->entry = f->label->entry;
    if (f->label->kind == GR_FORM_COLUMN && f->label->year != 0)
        s->year = f->label->year;
    if (f->label->kind == GR_FORM_ANNOUNCE)
        s->annex = f->label->year == GR_FORM_ANNEX;
    *gr_array_push(&t->seen) = seen;
}

/* Text that begins a line or cell and is in no form: a row of its own, which
 * ends the row before it. */
static void add_unknown(search *s, size_t word)
{
    gr_table_text *t = s->t;
    gr_word *w = &t->words.ptr[word];
    gr_seen seen = {.table = s->table, .first = (uint32_t)word, .last = (uint32_t)word, .number = w->number};
    seen.start = w->start;
    seen.main_end = w->end;
    w->seen = (int32_t)t->seen.len;
    *gr_array_push(&t->seen) = seen;
}

static gr_seen *last_seen(gr_table_text *t)
{
    return t->seen.len > 0 ? &t->seen.ptr[t->seen.len - 1] : NULL;
}

/* Takes the words of one cell that go on with an unknown row's text. */
static bool joins_unknown(const gr_table_text *t, const gr_seen *seen, size_t word)
{
    return seen->label == NULL && word == seen->last + 1 && t->words.ptr[word].gap == GR_GAP_SPACE;
}

/* What word `i` is from chars[at] on, where no label stands there. */
static void take_other(search *s, size_t i, size_t at)
{
    gr_table_text *t = s->t;
    gr_word *w = &t->words.ptr[i];
    gr_seen *seen = last_seen(t);
    if (w->seen != GR_NOWHERE)
        return; /* what is left of a word that a label begins */
    bool in_row = seen != NULL && seen->label != NULL && seen->label->kind == GR_FORM_ROW &&
                  t->words.ptr[seen->first].line == w->line;
    if (in_row && (w->gap == GR_GAP_TAB || w->gap == GR_GAP_BAR)) {
        w->kind = GR_WORD_STRUCK; /* words where a number belongs */
        return;
    }
    if (seen != NULL && (continues(t, seen, at, w->chars_end) || joins_unknown(t, seen, i))) {
        w->seen = (int32_t)t->seen.len - 1;
        seen->last = (uint32_t)i;
        if (seen->label == NULL)
            seen->main_end = w->end;
        return;
    }
    bool fragment = s->fragments++ < FRAGMENTS_MAX && is_fragment(s, at, w->chars_end);
    if (!fragment && w->gap != GR_GAP_SPACE)
        add_unknown(s, i);
}

/* How many brackets are open behind the text. */
static size_t open_brackets(gr_str text)
{
    size_t open = 0;
    for (size_t at = 0; at < text.len; at = gr_utf8_next(text, at)) {
        gr_str rest = gr_str_slice(text, at, text.len);
        if (gr_str_starts(rest, GR_LIT("（")) || text.ptr[at] == '(')
            open++;
        else if (open > 0 && (gr_str_starts(rest, GR_LIT("）")) || text.ptr[at] == ')'))
            open--;
    }
    return open;
}

/* Whether the next bracket in the text closes one. */
static bool closes_next(gr_str text)
{
    size_t wide = gr_str_find(text, GR_LIT("）"), 0), narrow = gr_str_find(text, GR_LIT(")"), 0);
    return (wide != GR_NOT_FOUND || narrow != GR_NOT_FOUND) &&
           !opens_bracket(gr_str_limit(text, wide < narrow ? wide : narrow));
}

/* Whether word `i` stands in a bracket that the row's label has opened and that is
 * closed behind it: 其他对外管理服务事项（含行政确认、行政处罚等）. */
static bool is_in_bracket(const gr_table_text *t, size_t i)
{
    const gr_seen *seen = t->seen.len > 0 ? &t->seen.ptr[t->seen.len - 1] : NULL;
    uint32_t at = t->words.ptr[i].start;
    if (seen == NULL || seen->label == NULL || seen->label->kind != GR_FORM_ROW ||
        at - seen->main_end > BRACKET_MAX)
        return false;
    for (size_t j = seen->last + 1; j < i; j++)
        if (t->words.ptr[j].kind != GR_WORD_TEXT)
            return false;
    return open_brackets(gr_str_slice(t->raw, seen->main_end, at)) > 0 &&
           closes_next(gr_str_limit(gr_str_slice(t->raw, at, t->raw.len), BRACKET_MAX));
}

/* The word goes on with the label seen last. */
static void join_last(gr_table_text *t, size_t i)
{
    t->words.ptr[i].seen = (int32_t)t->seen.len - 1;
    last_seen(t)->last = (uint32_t)i;
}

/* Reads the labels that begin in word `i`; the first word that is left. */
static size_t take_word(search *s, size_t i)
{
    gr_table_text *t = s->t;
    size_t at = t->words.ptr[i].chars;
    gr_form_number number = t->words.ptr[i].number;
    if (is_in_bracket(t, i)) {
        join_last(t, i);
        return i + 1;
    }
    while (at < t->words.ptr[i].chars_end) {
        found f = find_label(s, i, at, number);
        if (f.label == NULL) {
            take_other(s, i, at);
            break;
        }
        add_seen(s, i, at, number, &f);
        i = last_seen(t)->last;
        at = f.end;
        number = (gr_form_number){GR_FORM_UNNUMBERED, 0};
    }
    return i + 1;
}

static bool begins_label(const gr_table_text *t, size_t i)
{
    const gr_word *w = &t->words.ptr[i];
    return w->kind == GR_WORD_TEXT && w->seen != GR_NOWHERE && t->seen.ptr[w->seen].label != NULL &&
           t->seen.ptr[w->seen].first == i;
}

/* Whether the numerals from word `i` on, which begin a piece, are followed by a
 * label: a row's cells printed before the next row's label. */
static bool before_label(const gr_table_text *t, size_t i)
{
    do
        i++;
    while (i < t->words.len && t->words.ptr[i].gap == GR_GAP_SPACE && t->words.ptr[i].kind != GR_WORD_TEXT);
    return i < t->words.len && t->words.ptr[i].gap == GR_GAP_SPACE && begins_label(t, i);
}

static bool is_labelled(const gr_table_text *t, const gr_word *w)
{
    return w->kind == GR_WORD_TEXT && w->seen != GR_NOWHERE && t->seen.ptr[w->seen].label != NULL;
}

/* A numeral in the middle of words is a cell where a label stands beside it. */
static void settle_loose(gr_table_text *t)
{
    bool beside = false;
    for (size_t i = 0; i < t->words.len; i++) {
        gr_word *w = &t->words.ptr[i];
        if (w->gap != GR_GAP_SPACE && w->kind != GR_WORD_UNIT)
            beside = w->loose && before_label(t, i);
        if (w->loose && !beside) {
            w->kind = GR_WORD_TEXT;
            w->chars = w->chars_end = 0;
        }
        w->loose = false;
        if (w->kind == GR_WORD_TEXT)
            beside = is_labelled(t, w);
    }
}

void gr_table_find_labels(gr_table_text *t)
{
    search s = {.t = t};
    for (size_t i = 0; i < t->words.len;) {
        const gr_word *w = &t->words.ptr[i];
        i = w->kind == GR_WORD_TEXT && w->chars < w->chars_end ? take_word(&s, i) : i + 1;
    }
    settle_loose(t);
}
