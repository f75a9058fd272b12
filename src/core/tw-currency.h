/* tw-currency.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TW_CURRENCY_MAX_DIGITS 8

/**
 * tw_currency_digits:
 * @code: an ISO 4217 code, upper case
 *
 * The built-in table of ISO 4217 with the minor units of each currency in use (0 to 4). A workspace
 * holds its own table, filled from this one and open to others with up to 8 digits.
 *
 * Returns: the number of decimals of @code's minor unit, or -1 where the code is unknown
 */
int          tw_currency_digits   (const char *code);
const char  *tw_currency_name     (const char *code);
guint        tw_currency_count    (void);
const char  *tw_currency_nth      (guint       index);

G_END_DECLS
