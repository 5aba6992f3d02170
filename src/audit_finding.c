/* Findings -> checks with their sentences, and what finders calculate with. */
#include "audit_finding.h"

#include "data.h"
#include "decimal.h"

/* --------------------------------------------------------------- sentences */

static const char *word_for(gr_str name, const gr_said *said, const char *gap)
{
    const struct {
        const char *name, *word;
    } words[] = {
        {"name", said->name_zh},
        {"sum", said->sum},
        {"parts", said->parts},
        {"left", said->left},
        {"right", said->right},
        {"left_label", said->left_label},
        {"gap", gap},
        {"right_label", said->right_label},
    };
    for (size_t i = 0; i < GR_COUNT(words); i++)
        if (gr_str_is(name, words[i].name))
            return words[i].word;
    return NULL;
}

/* Adds `pattern` with the words in place of their {names}. */
static void put_in(gr_buf *out, const char *pattern, const gr_said *said, const char *gap)
{
    gr_str rest = gr_str_of(pattern);
    for (;;) {
        size_t open = gr_str_find(rest, GR_LIT("{"), 0);
        size_t close = open == GR_NOT_FOUND ? open : gr_str_find(rest, GR_LIT("}"), open);
        if (close == GR_NOT_FOUND)
            break;
        gr_buf_add_str(out, gr_str_slice(rest, 0, open));
        gr_buf_add_str(out, gr_str_of(word_for(gr_str_slice(rest, open + 1, close), said, gap)));
        rest = gr_str_slice(rest, close + 1, rest.len);
    }
    gr_buf_add_str(out, rest);
}

static const gr_data_messages *message(const char *check, const char *status)
{
    for (size_t i = 0; i < gr_data_messages_count; i++) {
        const gr_data_messages *row = &gr_data_messages_rows[i];
        if (row->check[0] == check[0] && strcmp(row->status, status) == 0 && strcmp(row->check, check) == 0)
            return row;
    }
    return NULL;
}

void gr_audit_say(gr_buf *zh, gr_buf *en, const char *check, const char *status, const gr_said *said)
{
    const gr_data_messages *row = message(check, status);
    gr_said english = *said;
    english.name_zh = said->name_en != NULL ? said->name_en : said->name_zh;
    put_in(zh, row != NULL ? row->zh : check, said, "");
    put_in(en, row != NULL ? row->en : check, &english, "");
}

static void say(gr_audit *a, const char *check, const char *status, const gr_said *zh, const gr_said *en,
                const char *gap)
{
    const gr_data_messages *row = message(check, status);
    put_in(&a->zh, row != NULL ? row->zh : check, zh, gap);
    put_in(&a->en, row != NULL ? row->en : check, en, gap);
}

/* ---------------------------------------------------------------- findings */

static void set_place(gr_check *check, const gr_finding *f)
{
    check->line = f->at != NULL ? f->at->line : f->line;
    check->column = f->at != NULL ? f->at->column : f->column;
    check->quote = f->at != NULL ? f->at->quote : f->quote;
}

static void set_sentences(gr_audit *a, gr_check *check, const gr_finding *f)
{
    char left[32], right[32], gap[32] = "";
    gr_said zh = f->said, en = f->said;
    gr_decimal_print(f->left, left);
    gr_decimal_print(f->right, right);
    if (f->has_left && f->has_right)
        gr_decimal_print(gr_audit_gap(f->left, f->right), gap);
    zh.left = zh.left != NULL ? zh.left : f->has_left ? left : "空白";
    en.left = en.left != NULL ? en.left : f->has_left ? left : "a blank";
    zh.right = zh.right != NULL ? zh.right : f->has_right ? right : "空白";
    en.right = en.right != NULL ? en.right : f->has_right ? right : "a blank";
    en.name_zh = en.name_en != NULL ? en.name_en : en.name_zh;
    gr_buf_clear(&a->zh);
    gr_buf_clear(&a->en);
    say(a, f->check, gr_check_status_name(f->status), &zh, &en, gap);
    if (f->blanks)
        say(a, "+", "blanks", &zh, &en, gap);
    gr_buf_add_str(&a->zh, gr_str_of(f->more_zh));
    gr_buf_add_str(&a->en, gr_str_of(f->more_en));
    check->message_zh = gr_arena_copy(a->arena, gr_buf_str(&a->zh));
    check->message_en = gr_arena_copy(a->arena, gr_buf_str(&a->en));
}

void gr_audit_add(gr_audit *a, const gr_finding *f)
{
    if (a->checks.len >= GR_CHECKS_MAX)
        return;
    uint32_t *figures =
        gr_arena_alloc(a->arena, (f->figure_count > 0 ? f->figure_count : 1) * sizeof *figures);
    if (f->figure_count > 0)
        memcpy(figures, f->figures, f->figure_count * sizeof *figures);
    gr_check *check = gr_array_push(&a->checks);
    *check = (gr_check){
        .check = f->check,
        .status = f->status,
        .has_left = f->has_left,
        .has_right = f->has_right,
        .left = f->left,
        .right = f->right,
        .left_label = f->said.left_label,
        .right_label = f->said.right_label,
        .figures = figures,
        .figure_count = f->figure_count,
        .blanks_as_zero = f->blanks,
    };
    set_place(check, f);
    set_sentences(a, check, f);
}

bool gr_check_kind_at(size_t i, gr_check_kind *kind)
{
    if (i >= gr_data_checks_count)
        return false;
    const gr_data_checks *row = &gr_data_checks_rows[i];
    *kind = (gr_check_kind){row->code,   row->name_zh, row->name_en, row->form,
                            row->source, row->zh,      row->en,      row->example};
    return true;
}

bool gr_audit_holds_any(gr_str text, const char *words)
{
    gr_str rest = gr_str_of(words);
    while (rest.len > 0) {
        size_t bar = gr_str_find(rest, GR_LIT("|"), 0);
        gr_str word = gr_str_slice(rest, 0, bar == GR_NOT_FOUND ? rest.len : bar);
        if (gr_str_find(text, word, 0) != GR_NOT_FOUND)
            return true;
        rest = bar == GR_NOT_FOUND ? GR_LIT("") : gr_str_slice(rest, bar + 1, rest.len);
    }
    return false;
}

/* ----------------------------------------------------------------- numbers */

bool gr_audit_plus(gr_decimal *sum, gr_decimal more)
{
    gr_decimal result = *sum;
    if (!gr_decimal_add(&result, more))
        return false;
    *sum = result;
    return true;
}

gr_decimal gr_audit_minus(gr_decimal a, gr_decimal b)
{
    return gr_audit_plus(&a, (gr_decimal){-b.digits, b.scale}) ? a : (gr_decimal){0};
}

gr_decimal gr_audit_gap(gr_decimal a, gr_decimal b)
{
    return gr_decimal_compare(a, b) < 0 ? gr_audit_minus(b, a) : gr_audit_minus(a, b);
}

char *gr_audit_text(gr_audit *a, gr_decimal value)
{
    char text[32];
    size_t length = gr_decimal_print(value, text);
    return gr_arena_copy(a->arena, gr_str_make(text, length));
}

void gr_audit_add_term(gr_buf *sum, gr_decimal value)
{
    enum { SUM_MAX = 400 };
    char text[32];
    gr_decimal_print(value, text);
    if (sum->len > SUM_MAX) {
        if (!gr_str_ends(gr_buf_str(sum), GR_LIT("…")))
            gr_buf_add_str(sum, GR_LIT("+…"));
        return;
    }
    if (sum->len > 0 && text[0] != '-')
        gr_buf_add_char(sum, '+');
    gr_buf_add_str(sum, gr_str_of(text));
}

static double power_of_ten(unsigned places)
{
    double power = 1;
    for (; places > 0; places--)
        power *= 10;
    return power;
}

static double real(gr_decimal d)
{
    return (double)d.digits / power_of_ten(d.scale);
}

static double size_of(double x)
{
    return x < 0 ? -x : x;
}

/* Whether `exact`, to the places of `stated`, may have been printed as that:
 * rounded or cut off. */
static bool may_print_as(double exact, gr_decimal stated, bool *known, gr_decimal *shown)
{
    const double hundredths = 100, largest = 1e12, slack = 1 + 1e-9;
    *known = size_of(exact) < largest; /* not so for what is no number */
    if (!*known)
        return false;
    *shown = (gr_decimal){(int64_t)(exact * hundredths + (exact < 0 ? -0.5 : 0.5)), 2};
    return size_of(exact - real(stated)) < slack / power_of_ten(stated.scale);
}

bool gr_audit_rate_fits(gr_decimal from, gr_decimal to, gr_decimal stated, bool down, gr_decimal *rate,
                        bool *known)
{
    double change = (real(to) - real(from)) / real(from) * 100;
    return may_print_as(down ? -change : change, stated, known, rate);
}

bool gr_audit_share_fits(gr_decimal part, gr_decimal whole, gr_decimal stated, gr_decimal *share, bool *known)
{
    return may_print_as(real(part) / real(whole) * 100, stated, known, share);
}
