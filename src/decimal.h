/* Exact arithmetic on gr_decimal, within 18 digits. */
#ifndef GR_DECIMAL_H
#define GR_DECIMAL_H

#include "govreport.h"

/* False, and the value is unspecified, where the result takes more digits. */
bool gr_times_ten(int64_t *digits);
bool gr_decimal_shift(gr_decimal *value, int power); /* value * 10^power */
bool gr_decimal_add(gr_decimal *sum, gr_decimal more);
/* numerator / denominator to 12 significant digits. */
bool gr_decimal_divide(gr_decimal numerator, gr_decimal denominator, gr_decimal *quotient);
/* Drops zeros that division or scaling left behind the point. */
void gr_decimal_trim(gr_decimal *value);

#endif
