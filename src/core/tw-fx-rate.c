/* tw-fx-rate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-fx-rate.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-int128.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Enough for a scale and a currency's digits together. */
static TwInt128
power_of_ten (int exponent)
{
  TwInt128 power = 1;

  while (exponent-- > 0)
    power *= 10;

  return power;
}

/**
 * tw_fx_rate_parse:
 * @text: a plain positive decimal with at most 12 decimals; the decimals written are kept
 * @per: the amount of the base currency that @text is quoted for, such as 1 or 100
 * @rate: (out): the rate as quoted
 * @error: %TW_ERROR_PARSE or %TW_ERROR_RANGE
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_fx_rate_parse (const char  *text,
                  gint64       per,
                  TwFxRate    *rate,
                  GError     **error)
{
  const char *point;
  int scale;
  gint64 mantissa;

  g_return_val_if_fail (text != NULL, FALSE);

  point = strchr (text, '.');
  scale = point != NULL ? (int) MIN (strlen (point + 1), TW_FX_MAX_SCALE) : 0;
  if (!tw_decimal_parse (text, scale, &mantissa, error))
    return FALSE;
  if (mantissa <= 0 || per <= 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                   _("The exchange rate “%s” per %" G_GINT64_FORMAT " can't be used. "
                     "Both numbers must be above zero."),
                   text, per);
      return FALSE;
    }
  *rate = (TwFxRate){ mantissa, scale, per };

  return TRUE;
}

/**
 * tw_fx_rate_format:
 *
 * Returns: (transfer full): the rate with the decimals it was quoted with, without its `per`
 */
char *
tw_fx_rate_format (TwFxRate rate)
{
  return tw_decimal_format (rate.mantissa, rate.scale);
}

/**
 * tw_fx_convert:
 * @minor: an amount in minor units of the currency that is converted from
 * @from_digits: decimals of that currency
 * @to_digits: decimals of the currency that is converted to
 * @divide: %FALSE multiplies, from base to quote; %TRUE divides, from quote to base (rules.md 4.7)
 * @result: (out): exact minor units of the other currency
 *
 * Returns: %FALSE on overflow
 */
gboolean
tw_fx_convert (TwFraction  minor,
               TwFxRate    rate,
               int         from_digits,
               int         to_digits,
               gboolean    divide,
               TwFraction *result)
{
  TwInt128 quoted, base;
  TwFraction factor, digits;

  g_return_val_if_fail (rate.mantissa > 0 && rate.per > 0, FALSE);
  g_return_val_if_fail (rate.scale >= 0 && rate.scale <= TW_FX_MAX_SCALE, FALSE);
  g_return_val_if_fail (from_digits >= 0 && to_digits >= 0, FALSE);

  quoted = rate.mantissa;
  if (!tw_int128_mul (power_of_ten (rate.scale), rate.per, &base) ||
      !tw_fraction_new (divide ? base : quoted, divide ? quoted : base, &factor) ||
      !tw_fraction_new (power_of_ten (to_digits), power_of_ten (from_digits), &digits) ||
      !tw_fraction_mul (factor, digits, &factor))
    return FALSE;

  return tw_fraction_mul (minor, factor, result);
}
