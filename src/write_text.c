/* What --check and --explain print, for people. */
#include "write.h"

void gr_put_line(gr_buf *out, const char *text)
{
    for (; *text != '\0'; text++)
        gr_put_char(out, (unsigned char)*text < 0x20 ? ' ' : *text);
}

static void put_place(gr_buf *out, const gr_record *record, uint32_t line, uint32_t column)
{
    gr_put_line(out, record->name);
    if (line > 0)
        gr_buf_printf(out, ":%u:%u", line, column);
}

void gr_write_explanation(gr_buf *out, const gr_record *record)
{
    for (size_t i = 0; i < record->note_count; i++) {
        const gr_numeral_note *note = &record->notes[i];
        put_place(out, record, note->line, note->column);
        gr_buf_printf(out, "\t%s\t", gr_numeral_class_name(note->taken_for));
        gr_put_line(out, note->text);
        gr_put_char(out, '\n');
    }
}

/* ------------------------------------------------------------------- audit */

enum { STATUSES = GR_CHECK_OVERLAPPING + 1 };

typedef struct language {
    const char *status[STATUSES];
    const char *checks, *colon, *comma;
} language;

static const language english = {
    .status = {"ok", "FAILED", "unknown", "different scope", "incomplete", "overlapping"},
    .checks = "checks",
    .colon = ": ",
    .comma = ", ",
};
static const language chinese_words = {
    .status = {"相符", "不符", "无法核对", "口径不同", "未列全", "有重叠"},
    .checks = "核对",
    .colon = "：",
    .comma = "，",
};

static void put_head(gr_buf *out, const gr_record *record, const language *words)
{
    gr_put_line(out, record->name);
    if (record->agency != NULL)
        gr_buf_printf(out, "%s%s", words->colon, record->agency);
    if (record->year > 0)
        gr_buf_printf(out, "%s%d", words->comma, record->year);
    gr_put_char(out, '\n');
}

static void put_failure(gr_buf *out, const gr_record *record, const gr_check *check, const language *words,
                        const char *message)
{
    gr_buf_printf(out, "  %s %s%s", words->status[check->status], check->check, words->colon);
    gr_put_line(out, message != NULL ? message : "");
    gr_put_char(out, '\n');
    if (check->line == 0)
        return;
    GR_PUT_LIT(out, "    ");
    put_place(out, record, check->line, check->column);
    GR_PUT_LIT(out, ": ");
    gr_put_line(out, check->quote != NULL ? check->quote : "");
    gr_put_char(out, '\n');
}

static void put_counts(gr_buf *out, const gr_record *record, const language *words)
{
    size_t counts[STATUSES] = {0};
    for (size_t i = 0; i < record->check_count; i++)
        counts[record->checks[i].status]++;
    gr_buf_printf(out, "  %s %zu", words->checks, record->check_count);
    const char *before = words->colon;
    for (size_t i = 0; i < STATUSES; i++) {
        if (counts[i] == 0)
            continue;
        gr_buf_printf(out, "%s%s %zu", before, words->status[i], counts[i]);
        before = words->comma;
    }
    gr_put_char(out, '\n');
}

void gr_write_audit(gr_buf *out, const gr_record *record, bool chinese)
{
    const language *words = chinese ? &chinese_words : &english;
    put_head(out, record, words);
    for (size_t i = 0; i < record->check_count; i++) {
        const gr_check *check = &record->checks[i];
        if (check->status == GR_CHECK_FAILED)
            put_failure(out, record, check, words, chinese ? check->message_zh : check->message_en);
    }
    put_counts(out, record, words);
}
