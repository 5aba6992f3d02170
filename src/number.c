#include "number.h"

#include "number_parts.h"

/*
 * The order of the questions matters: an identifying number is one whatever
 * unit might follow it, a date wins over the measure of time that its 年 could
 * be, and only what nothing else explains is measured.
 */

/* Classes by gr_phrase_kind. */
static const gr_numeral_class phrase_classes[] = {GR_NUMERAL_WORD,    GR_NUMERAL_NAME, GR_NUMERAL_NORM,
                                                  GR_NUMERAL_ORDINAL, GR_NUMERAL_DATE, GR_NUMERAL_CONTACT,
                                                  GR_NUMERAL_FIGURE};

/* 近百家, 上万户: what qualifies a bare power makes a number of it. */
static bool is_qualified(const gr_spot *p)
{
    gr_match cue = gr_cue_before(p->text, p->at);
    return (cue.found && cue.sense >= GR_CUE_ABOUT && cue.sense <= GR_CUE_EXACT) ||
           gr_before(p->text, p->at) == U'上';
}

/* Whether a measure word explains the numeral better than the phrase: it is
 * longer (四平方米 is no 四平, 12345件 no hotline), the numeral is qualified, or
 * the phrase is an adverb that cannot end a clause (得了十分。). */
static bool is_measured(const gr_spot *p, gr_match phrase)
{
    size_t next;
    uint32_t c = gr_char_at(p->text, p->at, &next);
    if (gr_is_digit(c))
        next = phrase.end;
    else if (phrase.end <= next || phrase.end > next + strlen("一"))
        return false;
    gr_match unit = gr_unit_at(p->text, gr_skip_space(p->text, next));
    if (!unit.found || unit.sense == GR_UNIT_STRUCTURE || unit.end < phrase.end)
        return false;
    bool adverb = c == U'十' && gr_is_boundary(gr_char(p->text, phrase.end));
    return unit.end > phrase.end || adverb || (gr_han_power(c) > 1 && is_qualified(p));
}

/* 零申请: none of a thing that reports count. */
static void set_zero(const gr_spot *p, gr_numeral *out)
{
    size_t end;
    gr_char_at(p->text, p->at, &end);
    gr_numeral_set(out, GR_NUMERAL_FIGURE, p->at, end, end);
    out->generic = true;
}

/* 宣传单一千二百份: the phrase takes only the first character of a number that
 * has a measure word. */
static bool cuts_amount(const gr_spot *p, gr_match phrase)
{
    size_t next;
    gr_char_at(p->text, p->at, &next);
    if (phrase.end != next || gr_han_power(gr_char(p->text, next)) == 0)
        return false;
    gr_amount amount;
    gr_amount_read(p->text, p->at, &amount);
    return gr_unit_at(p->text, amount.end).found;
}

static bool read_phrase(const gr_spot *p, gr_numeral *out)
{
    gr_match phrase = gr_phrase_at(p->text, p->at);
    if (!phrase.found || is_measured(p, phrase) || cuts_amount(p, phrase))
        return false;
    if (phrase.sense == GR_PHRASE_ZERO) {
        set_zero(p, out);
        return true;
    }
    size_t next;
    gr_char_at(p->text, p->at, &next);
    size_t end = phrase.end > next ? phrase.end : next;
    gr_numeral_set(out, phrase_classes[phrase.sense], p->at, end, end);
    out->norm = phrase.sense == GR_PHRASE_NORM;
    return true;
}

/* What phrases do not decide takes a closer look. */
static void look_around(gr_spot *p)
{
    gr_amount_read(p->text, p->at, &p->amount);
    p->digits_end = p->at;
    while (p->digits_end < p->text.len && gr_is_digit((unsigned char)p->text.ptr[p->digits_end]))
        p->digits_end++;
    size_t word_end = gr_skip_space_back(p->text, p->at);
    p->before = gr_before(p->text, p->at);
    p->before_word = word_end == p->at ? p->before : gr_before(p->text, word_end);
    p->cue = gr_cue_before(p->text, word_end);
    p->after = gr_char(p->text, gr_skip_space(p->text, p->amount.end));
}

/* — 3 — in the middle of a line that a page's end has been joined into. */
static bool is_between_dashes(const gr_spot *p)
{
    size_t start, end;
    uint32_t dash = gr_char_before(p->text, p->at, &start);
    if ((dash != '-' && dash != U'—') || gr_char_at(p->text, p->digits_end, &end) != dash)
        return false;
    uint32_t before = gr_before(p->text, start), after = gr_char(p->text, end);
    return before != dash && after != dash && !gr_is_digit(before) && !gr_is_digit(after) &&
           !gr_is_letter(before) && !gr_is_letter(after);
}

/* The page in a table of contents: 一、概述……3. */
static bool is_page_number(const gr_spot *p)
{
    bool dots = p->before == U'…' || gr_has_before(p->text, p->at, GR_LIT("...")) ||
                gr_has_before(p->text, p->at, GR_LIT("···"));
    bool ends = p->after == 0 || p->after == '\t' || p->after == '\n';
    return p->digits_end - p->at <= 3 && ((dots && ends) || is_between_dashes(p));
}

static void read_digits(gr_spot *p, gr_numeral *out)
{
    if (read_phrase(p, out))
        return;
    look_around(p);
    if (is_page_number(p)) {
        gr_numeral_set(out, GR_NUMERAL_NOISE, p->at, p->digits_end, p->digits_end);
        return;
    }
    if (gr_read_contact(p, out) || gr_read_document_number(p, out) || gr_read_ordinal(p, out) ||
        gr_read_date(p, out) || gr_read_code(p, out))
        return;
    gr_read_measure(p, out);
}

static void read_han(gr_spot *p, gr_numeral *out)
{
    if (read_phrase(p, out))
        return;
    look_around(p);
    if (gr_read_ordinal(p, out) || gr_read_date(p, out))
        return;
    gr_read_measure(p, out);
}

/* 参佰万, 卌五: what begins them is a numeral only where one follows. */
static size_t numeral_start(gr_str text, size_t at)
{
    size_t start;
    uint32_t before = gr_char_before(text, at, &start);
    bool begins = before == U'卌' || (before == U'参' && gr_han_power(gr_char(text, at)) > 0);
    return begins && !gr_is_han(gr_before(text, start)) ? start : at;
}

void gr_number_read(gr_str text, size_t at, gr_numeral *out)
{
    *out = (gr_numeral){0};
    gr_numeral_set(out, GR_NUMERAL_WORD, at, at, at);
    gr_spot p; /* look_around() sets the rest, where it comes to that */
    p.text = text;
    p.at = numeral_start(text, at);
    if (gr_is_digit(gr_char(text, at)))
        read_digits(&p, out);
    else
        read_han(&p, out);
    if (out->next <= at)
        gr_char_at(text, at, &out->next);
    if (out->next <= at)
        out->next = at + 1;
}
