/* tw-fx-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

#include "tw-error.h"

/* The date whose rate counts, rules.md 4.7. A reversal uses the original's. */
TwDate
tw_rate_date (const TwContext *context,
              gint64           fact)
{
  const TwEngine *engine = context->work->engine;
  const TwDataset *dataset = engine->input.dataset;
  const TwProgram *program = context->plan->program;
  TwDate period_end = engine->input.period.end - 1;
  gint64 invoiced;

  if (fact >= 0 && dataset->original != NULL && dataset->original[fact] >= 0)
    fact = dataset->original[fact];

  switch (program->fx_date)
    {
    case TW_FX_PERIOD_END:
      return period_end;
    case TW_FX_STATEMENT:
      return engine->input.statement_date == TW_DATE_NONE ? period_end
             : engine->input.statement_date;
    case TW_FX_FIXED:
      return program->fx_fixed_on;
    case TW_FX_INVOICED:
      invoiced =
        tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "invoiced"), fact);
      if (invoiced != TW_NULL)
        return invoiced;
      break;
    case TW_FX_EVENT:
      break;
    }

  return fact >= 0 && dataset->placed[fact] != TW_DATE_NONE ? dataset->placed[fact] : context->date;
}

/* One step by a stored pair, in either direction; nothing is rounded. */
static gboolean
convert_by_pair (const TwDataset *dataset,
                 TwFraction       minor,
                 gint64           from,
                 gint64           to,
                 TwDate           date,
                 gboolean        *overflow,
                 TwFraction      *result)
{
  int from_digits = tw_dataset_get_digits (dataset, from);
  int to_digits = tw_dataset_get_digits (dataset, to);
  TwFxRate rate;
  gboolean divide = FALSE;

  if (from == to)
    {
      *result = minor;
      return TRUE;
    }
  if (from_digits < 0 || to_digits < 0)
    return FALSE;
  if (!tw_dataset_find_rate (dataset, from, to, date, &rate, NULL))
    {
      divide = TRUE;
      if (!tw_dataset_find_rate (dataset, to, from, date, &rate, NULL))
        return FALSE;
    }
  if (rate.mantissa <= 0 || rate.per <= 0 || rate.scale < 0 || rate.scale > TW_FX_MAX_SCALE)
    return FALSE;
  if (!tw_fx_convert (minor, rate, from_digits, to_digits, divide, result))
    {
      *overflow = TRUE;
      return FALSE;
    }

  return TRUE;
}

/* By a stored pair, else over the pivot; FALSE without @overflow where there is no rate. */
static gboolean
convert_exactly (const TwDataset *dataset,
                 TwFraction       minor,
                 gint64           from,
                 gint64           to,
                 TwDate           date,
                 gboolean        *overflow,
                 TwFraction      *result)
{
  TwFraction between;

  if (convert_by_pair (dataset, minor, from, to, date, overflow, result))
    return TRUE;

  return !*overflow && dataset->pivot != TW_NULL && dataset->pivot != from && dataset->pivot != to
         && convert_by_pair (dataset, minor, from, dataset->pivot, date, overflow, &between)
         && convert_by_pair (dataset, between, dataset->pivot, to, date, overflow, result);
}

gboolean
tw_dataset_convert (const TwDataset *dataset,
                    gint64           amount,
                    const char      *from,
                    const char      *to,
                    TwDate           date,
                    TwRoundingMode   mode,
                    gint64          *result)
{
  gint64 from_id = tw_dataset_lookup (dataset, from);
  gint64 to_id = tw_dataset_lookup (dataset, to);
  gboolean overflow = FALSE;
  TwFraction exact;

  g_return_val_if_fail (dataset->finished, FALSE);

  return from_id >= 0 && to_id >= 0
         && convert_exactly (dataset, tw_fraction_from_int (amount), from_id, to_id, date,
                             &overflow, &exact)
         && tw_fraction_round_int (exact, mode, result);
}

static void
missing_rate (TwContext *context,
              gint64     currency,
              TwDate     date)
{
  const TwEngine *engine = context->work->engine;
  g_autofree char *day = date == TW_DATE_NONE ? g_strdup ("an unknown date")
                         : tw_date_format (date);

  if (context->error != NULL && *context->error == NULL)
    g_set_error (context->error, TW_ERROR, TW_ERROR_NOT_FOUND,
                 "There is no exchange rate from %s to %s on or before %s. The rule was stopped "
                 "for this partner; import the rate and calculate again.",
                 tw_engine_text (engine, currency), context->plan->program->currency, day);
}

/**
 * tw_convert:
 * @amount: minor units of @currency
 * @currency: text id; %TW_NULL: the program's
 * @fact: the fact that the amount belongs to, or -1
 * @result: (out): minor units of the program's currency, rounded where `fx.round` is `fact`
 *
 * Returns: %FALSE after setting the context's error where no rate exists or the result can't be
 * held
 */
gboolean
tw_convert (TwContext  *context,
            gint64      amount,
            gint64      currency,
            gint64      fact,
            TwFraction *result)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  const TwProgram *program = context->plan->program;
  gint64 to = context->plan->currency;
  TwFraction minor = tw_fraction_from_int (amount);
  gboolean overflow = FALSE;
  TwDate date;

  *result = minor;
  if (currency == TW_NULL || currency == to || amount == 0)
    return TRUE;

  date = tw_rate_date (context, fact);
  if (!convert_exactly (dataset, minor, currency, to, date, &overflow, result))
    {
      if (overflow)
        tw_context_overflow (context, "/fx");
      else
        missing_rate (context, currency, date);
      return FALSE;
    }
  if (!program->fx_sum
      && !tw_fraction_round (*result, TW_FRACTION_ONE, program->rounding.mode, result))
    {
      tw_context_overflow (context, "/fx");
      return FALSE;
    }

  return TRUE;
}
