/* What slip of the pen explains that cells do not add up. */
#include "audit_topics.h"

enum { CHANGES = 2, CANDIDATES = 3, DIGITS = 20 };

typedef struct change {
    const gr_figure *cell;
    gr_decimal to;
} change;

/* +1 where the cell stands on the left side, -1 on the right, 0 nowhere. */
static int side_of(const gr_sum *sum, const gr_figure *cell)
{
    for (size_t i = 0; i < sum->count; i++)
        if (sum->terms[i] == cell)
            return i < sum->left ? 1 : -1;
    return 0;
}

static gr_decimal shifted(gr_decimal off, int side, const change *c)
{
    gr_decimal by = gr_audit_minus(c->to, c->cell->value);
    if (side < 0)
        return gr_audit_minus(off, by);
    gr_audit_plus(&off, by);
    return off;
}

/* Whether each sum with one of the changed cells holds after the changes. */
static bool all_hold(const gr_sums *sums, const change *changes, size_t count)
{
    for (size_t i = 0; i < sums->len; i++) {
        gr_decimal off = sums->ptr[i].off;
        bool touched = false;
        for (size_t k = 0; k < count; k++) {
            int side = side_of(&sums->ptr[i], changes[k].cell);
            if (side == 0)
                continue;
            touched = true;
            off = shifted(off, side, &changes[k]);
        }
        if (touched && off.digits != 0)
            return false;
    }
    return true;
}

/* ------------------------------------------------------------------ digits */

static size_t digits_of(gr_decimal value, char digits[static DIGITS + 1])
{
    size_t count = 0;
    uint64_t rest = (uint64_t)value.digits;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0 && count < DIGITS);
    return count;
}

/* Whether one digit differs, or two stand in each other's place. */
static bool is_slip(gr_decimal from, gr_decimal to)
{
    char a[DIGITS + 1], b[DIGITS + 1];
    size_t at[CHANGES], different = 0;
    if (from.digits < 0 || to.digits < 0 || from.scale != to.scale)
        return false;
    size_t count = digits_of(from, a);
    if (digits_of(to, b) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (a[i] == b[i])
            continue;
        if (different == CHANGES)
            return false;
        at[different++] = i;
    }
    return different == 1 || (different == CHANGES && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]);
}

/* The value of term i with which the sum holds. */
static gr_decimal needed(const gr_sum *sum, size_t i)
{
    gr_decimal value = sum->terms[i]->value;
    if (i < sum->left)
        return gr_audit_minus(value, sum->off);
    gr_audit_plus(&value, sum->off);
    return value;
}

static bool find_slip(const gr_sums *sums, const gr_sum *sum, size_t i, change *found)
{
    if (!sum->terms[i]->has_value)
        return false;
    *found = (change){sum->terms[i], needed(sum, i)};
    return is_slip(found->cell->value, found->to) && all_hold(sums, found, 1);
}

/* ------------------------------------------------------------------ splits */

static bool is_whole(const gr_figure *cell)
{
    return cell->has_value && cell->value.scale == 0 && cell->value.digits >= 0;
}

/* Term i of cells side by side: the parts, then the total. */
static const gr_figure *cell_at(const gr_sum *sum, size_t i)
{
    size_t parts = sum->count - sum->left;
    return i < parts ? sum->terms[sum->left + i] : sum->terms[i - parts];
}

static bool find_split(const gr_sums *sums, const gr_sum *sum, size_t i, change found[static CHANGES])
{
    const gr_figure *a = cell_at(sum, i), *b = cell_at(sum, i + 1);
    char digits[DIGITS + 1];
    if (!is_whole(a) || !is_whole(b) || a->value.digits == 0)
        return false;
    gr_decimal joined = a->value;
    for (size_t places = digits_of(b->value, digits); places > 0; places--) {
        if (joined.digits > INT64_MAX / 100)
            return false;
        joined.digits *= 10;
    }
    joined.digits += b->value.digits;
    const gr_decimal none = {0};
    for (int first = 0; first < CHANGES;
         first++) { /* the joined number in the first cell, or in the second */
        found[0] = (change){a, first == 0 ? joined : none};
        found[1] = (change){b, first == 0 ? none : joined};
        if (all_hold(sums, found, CHANGES))
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------- words */

static void say_slip(gr_audit *a, const change *c, bool again, gr_buf *zh, gr_buf *en)
{
    gr_said said = {.name_zh = c->cell->indicator->label_zh,
                    .name_en = c->cell->indicator->code,
                    .left = gr_audit_text(a, c->cell->value),
                    .right = gr_audit_text(a, c->to)};
    gr_audit_say(zh, en, "+", again ? "repair_or" : "repair", &said);
}

static void say_split(gr_audit *a, const change c[static CHANGES], gr_buf *zh, gr_buf *en)
{
    gr_decimal joined = c[0].to.digits != 0 ? c[0].to : c[1].to;
    gr_said said = {.left = gr_audit_text(a, c[0].cell->value),
                    .right = gr_audit_text(a, c[1].cell->value),
                    .left_label = c[0].cell->indicator->label_zh,
                    .right_label = c[1].cell->indicator->label_zh,
                    .sum = gr_audit_text(a, joined)};
    gr_audit_say(zh, en, "+", "split", &said);
}

void gr_audit_repair(gr_audit *a, const gr_sums *sums, size_t at, gr_buf *zh, gr_buf *en)
{
    const gr_sum *sum = &sums->ptr[at];
    change slips[CANDIDATES + 1], split[CHANGES];
    size_t found = 0;
    for (size_t i = 0; i < sum->count && found <= CANDIDATES; i++)
        found += find_slip(sums, sum, i, &slips[found]);
    for (size_t i = 0; i < found && found <= CANDIDATES; i++) /* too many would explain nothing */
        say_slip(a, &slips[i], i > 0, zh, en);
    for (size_t i = 0; sum->beside && i + 1 < sum->count; i++) {
        if (find_split(sums, sum, i, split)) {
            say_split(a, split, zh, en);
            break;
        }
    }
}
