#include "fields_parts.h"

#include "codepoint.h"
#include "data.h"

/* The name at the beginning of a signature's line: without 报告单位： and （盖章）. */
static bool read_signer(gr_str s, size_t *from, size_t *to)
{
    static const char *const seals[] = {"（盖章）", "（公章）", "（章）", "（印章）"};
    gr_agency agency;
    *from = 0;
    *to = s.len;
    size_t word = gr_word_list_start(GR_FIELDWORDS_REPORTER, s);
    if (word > 0 && gr_is_at(s, word, "："))
        *from = word + HAN;
    for (size_t i = 0; i < GR_COUNT(seals); i++)
        if (gr_str_ends(s, gr_str_of(seals[i])) && s.len - strlen(seals[i]) > *from)
            *to = s.len - strlen(seals[i]);
    return gr_agency_read(gr_str_slice(s, *from, *to), &agency);
}

/* The date that s ends with, behind `from`; its start, or GR_NOT_FOUND. */
static size_t date_at_end(gr_str s, size_t from, gr_date *date)
{
    size_t at = s.len > 40 && s.len - 40 > from ? gr_utf8_back(s, s.len - 40 + 1) : from;
    for (; at < s.len; at = gr_utf8_next(s, at)) {
        size_t end = gr_date_read(s, at, date);
        if (end == s.len && date->year > 0 && date->day > 0)
            return at;
    }
    return GR_NOT_FOUND;
}

static void note_signer(gr_fields *f, const gr_text *text, size_t from, size_t to)
{
    gr_arena_reset(&f->signer_arena);
    f->found.signer = gr_wording_make(text, from, to, &f->signer_arena);
    f->found.signer_at = f->found.blocks;
}

/* Signs with the name that was noted; with the date alone where there is none. */
static void sign(gr_fields *f, gr_date date)
{
    gr_arena kept = f->signed_arena;
    f->found.signed_by = f->found.signer;
    f->found.signed_date = date;
    f->signed_arena = f->signer_arena;
    f->signer_arena = kept;
    f->found.signer = (gr_wording){0};
}

/* The end of the last sentence or clause. */
static size_t last_clause_end(const gr_text *text)
{
    for (size_t i = text->tokens.len; i-- > 0;) {
        gr_class class = (gr_class)text->tokens.ptr[i].class;
        if (class == GR_CLASS_STOP || class == GR_CLASS_SEMICOLON || class == GR_CLASS_COMMA ||
            class == GR_CLASS_COLON)
            return text->tokens.ptr[i].end;
    }
    return 0;
}

/* A name alone, a date alone, or both behind the last sentence of a paragraph. */
void gr_fields_signature(gr_fields *f, const gr_text *text)
{
    gr_str s = gr_text_str(text);
    gr_date date = {0};
    char last = s.len > 0 ? s.ptr[s.len - 1] : ' ';
    bool dated = gr_str_ends(s, GR_LIT("日")) || (last >= '0' && last <= '9');
    if (!dated && s.len > SIGNATURE_MAX)
        return;
    size_t from = last_clause_end(text), start, end;
    size_t at = dated && s.len - from <= SIGNATURE_MAX ? date_at_end(s, from, &date) : GR_NOT_FOUND;
    if (at == GR_NOT_FOUND) {
        if (from == 0 && read_signer(s, &start, &end))
            note_signer(f, text, start, end);
    } else if (at == from && from == 0) {
        if (f->found.blocks - f->found.signer_at > NAME_AGE)
            f->found.signer = (gr_wording){0};
        if (f->found.signer.folded.len > 0 || f->found.signed_by.folded.len == 0)
            sign(f, date);
    } else if (at > from && read_signer(gr_str_slice(s, from, at), &start, &end)) {
        note_signer(f, text, from + start, from + end);
        sign(f, date);
    }
}

/* Text that goes on behind what looked like a signature. */
void gr_fields_forget_signature(gr_fields *f)
{
    f->found.signer = f->found.signed_by = (gr_wording){0};
    f->found.signed_date = (gr_date){0};
}
