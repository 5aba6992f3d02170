/* What --explain prints, for people. */
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
