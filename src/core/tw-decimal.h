/* tw-decimal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as text in their one plain form: ASCII digits, an optional leading minus, an optional
 * point. No grouping, no exponent, no locale; those belong to the edges (import, window). */

/* Digits of a quantity, factor, percentage and unit price: everything is held in millionths. */
#define TW_MILLIONTHS_DIGITS 6
#define TW_MILLION           G_GINT64_CONSTANT (1000000)

/**
 * tw_decimal_parse:
 * @text: a plain decimal such as `-1204.5`
 * @digits: how many decimals the result holds, 0 to 12
 * @result: (out): @text × 10^@digits
 * @error: %TW_ERROR_PARSE, or %TW_ERROR_RANGE where @text has more decimals (other than zeros) than
 *   @digits or doesn't fit in 64 bits
 */
gboolean  tw_decimal_parse       (const char  *text,
                                  int          digits,
                                  gint64      *result,
                                  GError     **error);

/* `"2%"`, `"8.75%"` (at most 4 decimals before the sign) or a plain number with at most 6:
 * millionths. */
gboolean  tw_number_parse        (const char  *text,
                                  gint64      *millionths,
                                  GError     **error);

/* (transfer full): always exactly @digits decimals: 120450, 2 → "1204.50" */
char     *tw_decimal_format      (gint64       value,
                                  int          digits);

/* (transfer full): without trailing zeros: 2500000, 6 → "2.5" */
char     *tw_decimal_format_trim (gint64       value,
                                  int          digits);

/* (transfer full): a number as text with commas between thousands, 1234567.50 → "1,234,567.50"; a percentage and
 * anything that is no number stays as it is. */
char     *tw_decimal_group       (const char  *plain);
/* (transfer full): millionths as a percentage without trailing zeros: 87500 → "8.75%" */
char     *tw_rate_format         (gint64       millionths);

/* Overflow-checked arithmetic on amounts; %FALSE on overflow, @result untouched. */
gboolean  tw_amount_add          (gint64       a,
                                  gint64       b,
                                  gint64      *result);
gboolean  tw_amount_sub          (gint64       a,
                                  gint64       b,
                                  gint64      *result);

G_END_DECLS
