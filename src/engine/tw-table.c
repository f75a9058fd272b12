/* tw-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

static const TwExpr *
band_value (const TwBand *band)
{
  return band->rate != NULL ? band->rate : band->price;
}

static void
prepare_band (TwJob        *job,
              TwTableState *state,
              TwContext    *context,
              guint         k,
              TwValue       scale)
{
  const TwBand *band = &state->rule->table->bands[k];
  const TwExpr *value = band_value (band);
  guint reads = tw_plan_reads (state->plan, value);

  if (band->has_from && !tw_fraction_mul (band->from, scale.num, &state->bounds[k]))
    tw_context_overflow (context, band->path);
  if (band->flat != NULL)
    {
      TwValue flat = tw_eval (context, band->flat);

      state->flats[k] = flat.defined ? flat.num : TW_FRACTION_ZERO;
    }
  state->constant[k] =
    (reads & (TW_READS_FACT | TW_READS_DATED | TW_READS_RESULT | TW_READS_UNIT)) == 0;
  if (!state->constant[k])
    state->reads_fact = TRUE;
  else if (value != NULL)
    state->rates[k] = tw_eval (context, value);
  else
    state->rates[k] = tw_value_fraction (TW_FRACTION_ZERO);
}

/* Bounds, flats and constant rates are evaluated once, on the whole window to date (rules.md
 * 4.4). */
void
tw_table_prepare (TwJob *job,
                  guint  version)
{
  TwTableState *state = &job->tables[version];
  const TwTable *table;
  TwContext context;
  TwValue scale = tw_value_fraction (TW_FRACTION_ONE);

  tw_table_clear (state);
  state->rule = job->by_version[version];
  if (state->rule == NULL)
    return;

  table = state->rule->table;
  state->plan = &job->work->engine->plans[version];
  state->money = state->rule->counts->type == TW_VALUE_MONEY;
  state->bounds = g_new0 (TwFraction, table->n_bands);
  state->flats = g_new0 (TwFraction, table->n_bands);
  state->rates = g_new0 (TwValue, table->n_bands);
  state->constant = g_new0 (gboolean, table->n_bands);
  tw_job_context (job, &context, version);
  if (table->scale != NULL)
    scale = tw_eval (&context, table->scale);
  state->undefined = !scale.defined;
  for (guint k = 0; k < table->n_bands; k++)
    {
      state->bounds[k] = TW_FRACTION_ZERO;
      state->flats[k] = TW_FRACTION_ZERO;
      prepare_band (job, state, &context, k, scale.defined ? scale
                    : tw_value_fraction (TW_FRACTION_ONE));
    }
}

void
tw_table_clear (TwTableState *state)
{
  g_clear_pointer (&state->bounds, g_free);
  g_clear_pointer (&state->flats, g_free);
  g_clear_pointer (&state->rates, g_free);
  g_clear_pointer (&state->constant, g_free);
  state->reads_fact = FALSE;
}

/**
 * tw_table_band:
 *
 * Returns: the band in which @q lies, or -1 below the first, rules.md 4.5
 */
int
tw_table_band (const TwTableState *state,
               TwFraction          q)
{
  const TwTable *table = state->rule->table;
  int found = -1;

  for (guint k = 0; k < table->n_bands; k++)
    {
      const TwBand *band = &table->bands[k];
      TwEdge edge = band->edge != TW_EDGE_INHERIT ? band->edge : table->edge;
      int order = band->has_from ? tw_fraction_compare (state->bounds[k], q) : -1;

      if (order < 0 || (order == 0 && (edge != TW_EDGE_TO || k == 0)))
        found = k;
    }

  return found;
}

static TwFraction
minor_units (const TwPlan *plan)
{
  gint64 units = 1;

  for (int i = 0; i < plan->program->currency_digits; i++)
    units *= 10;

  return tw_fraction_from_int (units);
}

/**
 * tw_table_pay:
 * @context: of the fact
 * @pay: (out): @m at the value of @band, in minor units
 *
 * Returns: %FALSE where the value is undefined; it then pays 0
 */
gboolean
tw_table_pay (TwJob              *job,
              const TwTableState *state,
              TwContext          *context,
              int                 band,
              TwFraction          m,
              TwFraction         *pay)
{
  const TwExpr *expr;
  TwValue value;

  *pay = TW_FRACTION_ZERO;
  if (band < 0)
    return TRUE;

  expr = band_value (&state->rule->table->bands[band]);
  if (expr == NULL)
    return TRUE;
  value = state->constant[band] ? state->rates[band] : tw_eval (context, expr);
  if (!value.defined)
    return FALSE;
  if (!tw_fraction_mul (value.num, m, pay)
      || (!state->money && expr->type != TW_VALUE_MONEY
          && !tw_fraction_mul (*pay, minor_units (state->plan), pay)))
    {
      *pay = TW_FRACTION_ZERO;
      tw_context_overflow (context, state->rule->table->bands[band].path);
    }

  return TRUE;
}

/* Flats of the bands reached (marginal) or of the band reached (retroactive). */
gboolean
tw_table_flats (const TwTableState *state,
                int                 band,
                TwFraction         *flats)
{
  *flats = TW_FRACTION_ZERO;
  if (band < 0)
    return TRUE;
  if (state->rule->table->mode == TW_TABLE_RETROACTIVE)
    {
      *flats = state->flats[band];
      return TRUE;
    }
  for (int k = 0; k <= band; k++)
    if (!tw_fraction_add (*flats, state->flats[k], flats))
      return FALSE;

  return TRUE;
}
