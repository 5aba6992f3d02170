#include "report.h"

enum { STATUSES = GR_CHECK_OVERLAPPING + 1, QUOTED = 160 /* bytes of a quote */ };

typedef struct language {
    const char *status[STATUSES];
    const char *none, *held, *open, *colon, *comma, *year;
    bool chinese;
} language;

static const language english = {
    .status = {"ok", "failed", "unknown", "different scope", "incomplete", "overlapping"},
    .none = "nothing to check",
    .held = "held",
    .open = "left open",
    .colon = ": ",
    .comma = ", ",
    .year = "",
};
static const language chinese_words = {
    .status = {"相符", "不符", "无法核对", "口径不同", "未列全", "有重复"},
    .none = "没有可核对的内容",
    .held = "核对相符",
    .open = "未作定论",
    .colon = "：",
    .comma = "，",
    .year = "年",
    .chinese = true,
};

static const char *word(const char *text)
{
    return text != NULL ? text : "";
}

/* Text on one line, and without what a terminal would take as a command. */
static void put_text(gr_buf *out, const char *text, size_t most)
{
    gr_str s = gr_str_of(word(text));
    size_t end = s.len;
    if (end > most)
        for (end = most; end > 0 && ((unsigned char)s.ptr[end] & 0xc0) == 0x80;)
            end--;
    for (size_t i = 0; i < end; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x20 && c != 0x7f)
            gr_buf_add_char(out, s.ptr[i]);
        else if (out->len > 0 && out->ptr[out->len - 1] != ' ')
            gr_buf_add_char(out, ' ');
    }
    if (end < s.len)
        gr_buf_add_str(out, GR_LIT("…"));
}

static void put_head(gr_buf *out, const gr_record *r, const language *words)
{
    put_text(out, r->name, SIZE_MAX);
    if (r->agency != NULL || r->year > 0)
        gr_buf_add_str(out, gr_str_of(words->colon));
    put_text(out, r->agency, SIZE_MAX);
    if (r->year > 0)
        gr_buf_printf(out, "%s%d%s", r->agency != NULL ? words->comma : "", r->year, words->year);
    gr_buf_add_char(out, '\n');
}

static void put_check(gr_buf *out, const gr_record *r, const gr_check *check, const language *words)
{
    gr_buf_printf(out, "  %s%s", words->status[check->status], words->colon);
    put_text(out, words->chinese ? check->message_zh : check->message_en, SIZE_MAX);
    gr_buf_printf(out, " [%s]\n", check->check);
    if (check->line == 0)
        return;
    gr_buf_add_str(out, GR_LIT("    "));
    put_text(out, r->name, SIZE_MAX);
    gr_buf_printf(out, ":%u:%u: ", check->line, check->column > 0 ? check->column : 1);
    put_text(out, check->quote, QUOTED);
    gr_buf_add_char(out, '\n');
}

static void put_all(gr_buf *out, const gr_record *r, gr_check_status status, const language *words)
{
    for (size_t i = 0; i < r->check_count; i++)
        if (r->checks[i].status == status)
            put_check(out, r, &r->checks[i], words);
}

/* How many checks of each kind held, or were left open. */
static void put_counts(gr_buf *out, const gr_record *r, const char *title, bool held, const language *words)
{
    size_t total = 0, listed = 0;
    gr_check_kind kind;
    for (size_t i = 0; i < r->check_count; i++)
        total += r->checks[i].status != GR_CHECK_FAILED && (r->checks[i].status == GR_CHECK_OK) == held;
    if (total == 0)
        return;
    gr_buf_printf(out, "  %s %zu", title, total);
    for (size_t k = 0; gr_check_kind_at(k, &kind); k++) {
        size_t count = 0;
        for (size_t i = 0; i < r->check_count; i++)
            if (r->checks[i].status != GR_CHECK_FAILED && (r->checks[i].status == GR_CHECK_OK) == held)
                count += strcmp(r->checks[i].check, kind.code) == 0;
        if (count > 0)
            gr_buf_printf(out, "%s%s %zu", listed++ == 0 ? words->colon : words->comma,
                          words->chinese ? kind.name_zh : kind.name_en, count);
    }
    gr_buf_add_char(out, '\n');
}

void gr_report_checks(gr_buf *out, const gr_record *record, bool chinese)
{
    const language *words = chinese ? &chinese_words : &english;
    put_head(out, record, words);
    put_all(out, record, GR_CHECK_FAILED, words);
    put_all(out, record, GR_CHECK_DIFFERENT_SCOPE, words);
    put_all(out, record, GR_CHECK_OVERLAPPING, words);
    put_counts(out, record, words->open, false, words);
    put_counts(out, record, words->held, true, words);
    if (record->check_count == 0)
        gr_buf_printf(out, "  %s\n", words->none);
}
