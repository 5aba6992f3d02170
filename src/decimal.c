#include "decimal.h"

#include <stdio.h>
#include <string.h>

static const int64_t LIMIT = 999999999999999999; /* 18 digits */
enum { MAX_DIGITS = 18 };

/* -------------------------------------------------------------- arithmetic */

bool gr_times_ten(int64_t *digits)
{
    if (*digits > LIMIT / 10 || *digits < -(LIMIT / 10))
        return false;
    *digits *= 10;
    return true;
}

bool gr_decimal_shift(gr_decimal *value, int power)
{
    for (; power > 0; power--) {
        if (value->scale > 0)
            value->scale--;
        else if (!gr_times_ten(&value->digits))
            return false;
    }
    for (; power < 0; power++)
        value->scale++;
    return true;
}

static bool rescale(gr_decimal *value, uint8_t scale)
{
    while (value->scale < scale) {
        if (!gr_times_ten(&value->digits))
            return false;
        value->scale++;
    }
    return true;
}

bool gr_decimal_add(gr_decimal *sum, gr_decimal more)
{
    if (!rescale(sum, more.scale) || !rescale(&more, sum->scale))
        return false;
    int64_t digits = sum->digits + more.digits;
    if (digits > LIMIT || digits < -LIMIT)
        return false;
    sum->digits = digits;
    return true;
}

void gr_decimal_trim(gr_decimal *value)
{
    while (value->scale > 0 && value->digits % 10 == 0) {
        value->digits /= 10;
        value->scale--;
    }
}

bool gr_decimal_divide(gr_decimal numerator, gr_decimal denominator, gr_decimal *quotient)
{
    uint8_t scale = numerator.scale > denominator.scale ? numerator.scale : denominator.scale;
    if (!rescale(&numerator, scale) || !rescale(&denominator, scale) || denominator.digits == 0 ||
        denominator.digits > LIMIT / 10)
        return false;
    bool negative = numerator.digits < 0;
    int64_t rest = negative ? -numerator.digits : numerator.digits;
    gr_decimal q = {rest / denominator.digits, 0};
    rest %= denominator.digits;
    while (rest != 0 && q.digits < 100000000000 && q.scale < MAX_DIGITS) {
        rest *= 10;
        q.digits = q.digits * 10 + rest / denominator.digits;
        q.scale++;
        rest %= denominator.digits;
    }
    if (rest * 2 >= denominator.digits)
        q.digits++;
    gr_decimal_trim(&q);
    if (negative)
        q.digits = -q.digits;
    *quotient = q;
    return true;
}

/* ------------------------------------------------------ comparing, printing */

static int sign_of(int64_t n)
{
    return (n > 0) - (n < 0);
}

/* Brings *digits to `places` more decimal places; false where it grows beyond
 * all 64-bit numbers. */
static bool extend(int64_t *digits, int places)
{
    for (; places > 0 && *digits != 0; places--) {
        if (*digits > INT64_MAX / 10 || *digits < INT64_MIN / 10)
            return false;
        *digits *= 10;
    }
    return true;
}

int gr_decimal_compare(gr_decimal a, gr_decimal b)
{
    if (!extend(&a.digits, b.scale - a.scale))
        return sign_of(a.digits);
    if (!extend(&b.digits, a.scale - b.scale))
        return -sign_of(b.digits);
    return a.digits < b.digits ? -1 : a.digits > b.digits;
}

/* Digits from the last to the first, with the point in its place. */
static char *print_backwards(char *end, uint64_t digits, unsigned scale)
{
    char *p = end;
    for (unsigned place = 0; digits > 0 || place <= scale; place++) {
        if (place > 0 && place == scale)
            *--p = '.';
        *--p = (char)('0' + digits % 10);
        digits /= 10;
    }
    return p;
}

size_t gr_decimal_print(gr_decimal value, char buffer[static 32])
{
    enum { PLACES_MAX = 27 }; /* more do not fit: 1e-30 */
    char text[32], *end = text + sizeof text;
    bool plain = value.scale <= PLACES_MAX;
    uint64_t digits = value.digits < 0 ? 0 - (uint64_t)value.digits : (uint64_t)value.digits;
    char *p = print_backwards(end, digits, plain ? value.scale : 0);
    if (value.digits < 0)
        *--p = '-';
    size_t length = (size_t)(end - p);
    memcpy(buffer, p, length);
    buffer[length] = '\0';
    if (!plain)
        length += (size_t)snprintf(buffer + length, 32 - length, "e-%u", (unsigned)value.scale);
    return length;
}
