/* tw-line-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the band and the rate of a line read. The line keeps the band it ended in; a rate that is the same for every
 * fact of that band is shown as the program writes it, anything else as the rate that really resulted. */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-statement-private.h"

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-fraction.h"
#include "tw-program-describe.h"

/* Decimals of an effective rate: hundredths of a basis point. */
#define RATE_STEP 1

char *
tw_line_band_text (const TwProgram *program,
                   const TwRule    *rule,
                   gint64           band)
{
  g_autofree char *from = NULL;
  const TwBand *found;
  TwValueType type;

  if (rule->table == NULL || band < 0 || band >= (gint64) rule->table->n_bands)
    return NULL;

  found = &rule->table->bands[band];
  if (!found->has_from)
    return g_strdup (_("below every threshold"));

  if (rule->table->scale != NULL)
    type = TW_VALUE_NUMBER;
  else
    type = rule->qualifier != NULL ? rule->qualifier->type : rule->counts->type;
  from = tw_program_describe_literal (program, found->from, type);

  return g_strdup_printf (_("from %s"), from);
}

/* Pay per unit of measure as a percentage or a price, to a millionth, half even. */
static char *
effective_rate (const TwProgram *program,
                const TwRule    *rule,
                gint64           measure,
                gint64           amount)
{
  gboolean money = rule->counts->type == TW_VALUE_MONEY;
  __int128 scaled = (__int128) amount * TW_MILLION;
  __int128 rate;

  if (measure == 0)
    return NULL;

  if (!money)
    {
      /* minor units per millionth → millionths of a major unit per unit */
      scaled *= TW_MILLION;
      for (int i = 0; i < program->currency_digits; i++)
        measure *= 10;
    }
  if (!tw_round_div (scaled, measure, TW_ROUNDING_HALF_EVEN, &rate) || rate > G_MAXINT64 || rate < G_MININT64)
    return NULL;

  return money ? tw_rate_format ((gint64) rate) : tw_decimal_format_trim ((gint64) rate, TW_MILLIONTHS_DIGITS);
}

/* Whether the whole measure at the band's own rate comes to the amount, to the rounding of one minor unit. */
static gboolean
is_plain (const TwProgram *program,
          const TwExpr    *rate,
          gboolean         price,
          gint64           measure,
          gint64           amount)
{
  TwFraction product;
  gint64 minor;

  if (!tw_fraction_mul (rate->literal, tw_fraction_from_int (measure), &product))
    return FALSE;
  if (price)
    {
      TwFraction scale = { 1, TW_MILLION };

      if (rate->type == TW_VALUE_NUMBER)
        for (int i = 0; i < program->currency_digits; i++)
          scale.num *= 10;
      if (!tw_fraction_new (scale.num, scale.den, &scale) || !tw_fraction_mul (product, scale, &product))
        return FALSE;
    }

  return tw_fraction_round_int (product, TW_ROUNDING_HALF_EVEN, &minor) && ABS (minor - amount) <= RATE_STEP;
}

static char *
rate_text (TwFraction rate)
{
  TwFraction millionths;
  gint64 value;

  if (!tw_fraction_mul (rate, tw_fraction_from_int (TW_MILLION), &millionths)
      || !tw_fraction_round_int (millionths, TW_ROUNDING_HALF_EVEN, &value))
    return NULL;

  return tw_rate_format (value);
}

char *
tw_line_rate_text (const TwProgram *program,
                   const TwRule    *rule,
                   gint64           band,
                   gint64           measure,
                   gint64           amount)
{
  const TwBand *found;
  const TwExpr *rate;

  if (rule->table == NULL || band < 0 || band >= (gint64) rule->table->n_bands)
    return NULL;

  found = &rule->table->bands[band];
  rate = found->rate != NULL ? found->rate : found->price;
  if (rate == NULL)
    return NULL;
  if (rate->kind == TW_EXPR_LITERAL && is_plain (program, rate, found->rate == NULL, measure, amount))
    return found->rate != NULL ? rate_text (rate->literal)
           /* As effective_rate() writes it: a number, which the style of the statement groups. */
           : rate->type == TW_VALUE_NUMBER ? tw_program_plain_literal (program, rate->literal, rate->type)
                                           : tw_program_describe_literal (program, rate->literal, rate->type);

  return effective_rate (program, rule, measure, amount);
}
