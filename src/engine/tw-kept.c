/* tw-kept.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Windows rated again from what is kept of them: T of rules.md 4.4 for the whole window, with the integers of
 * tw-lines-fast.c. A test holds it against the engine. */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-kept.h"

#include <string.h>

#include "tw-decimal.h"
#include "tw-fraction.h"

TwKeptClasses *
tw_kept_classes_new (guint n_bands)
{
  TwKeptClasses *classes = g_new0 (TwKeptClasses, 1);

  g_mutex_init (&classes->lock);
  classes->n_bands = n_bands;
  classes->index = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  classes->rates = g_ptr_array_new ();

  return classes;
}

void
tw_kept_classes_free (TwKeptClasses *classes)
{
  if (classes == NULL)
    return;

  g_hash_table_unref (classes->index);
  g_ptr_array_unref (classes->rates);
  g_mutex_clear (&classes->lock);
  g_free (classes);
}

/* The id of the class; threads may ask together. */
guint
tw_kept_class (TwKeptClasses    *classes,
               const TwKeptRate *rates)
{
  GBytes *bytes = g_bytes_new (rates, sizeof (TwKeptRate) * classes->n_bands);
  guint id;

  g_mutex_lock (&classes->lock);
  id = GPOINTER_TO_UINT (g_hash_table_lookup (classes->index, bytes));
  if (id == 0)
    {
      g_ptr_array_add (classes->rates, (gpointer) g_bytes_get_data (bytes, NULL));
      id = classes->rates->len;
      g_hash_table_insert (classes->index, bytes, GUINT_TO_POINTER (id));
    }
  else
    {
      g_bytes_unref (bytes);
    }
  g_mutex_unlock (&classes->lock);

  return id - 1;
}

gboolean
tw_kept_literals (TwKeptClasses *classes,
                  const TwTable *table)
{
  g_autofree TwKeptRate *rates = g_new0 (TwKeptRate, table->n_bands + 1);

  for (guint k = 0; k < table->n_bands; k++)
    {
      const TwExpr *value = table->bands[k].rate != NULL ? table->bands[k].rate : table->bands[k].price;

      rates[k].id = G_MAXUINT;
      if (value == NULL)
        continue;
      if (value->kind != TW_EXPR_LITERAL)
        return FALSE;
      rates[k].id = value->id;
    }
  tw_kept_class (classes, rates);

  return TRUE;
}

static gboolean
to_millionths (TwFraction  value,
               gint64     *result)
{
  __int128 scaled;

  if (value.den != 1 && TW_MILLION % value.den != 0)
    return FALSE;
  if (__builtin_mul_overflow (value.num, TW_MILLION / value.den, &scaled) || scaled > G_MAXINT64 / 4
      || scaled < -(G_MAXINT64 / 4))
    return FALSE;
  *result = (gint64) scaled;

  return TRUE;
}

static gint64
price_units (const TwProgram *program,
             const TwRule    *rule,
             gboolean         money)
{
  gint64 units = 1;

  if (rule->counts->type == TW_VALUE_MONEY || money)
    return 1;
  for (int i = 0; i < program->currency_digits; i++)
    units *= 10;

  return units;
}

static gboolean
init_bands (TwKeptTable   *table,
            const TwTable *bands)
{
  if (bands->n_bands > G_N_ELEMENTS (table->bounds))
    return FALSE;
  for (guint k = 0; k < bands->n_bands; k++)
    {
      const TwBand *band = &bands->bands[k];

      table->bounds[k] = G_MININT64;
      table->flats[k] = 0;
      if (band->has_from && !to_millionths (band->from, &table->bounds[k]))
        return FALSE;
      if (band->flat == NULL)
        continue;
      if (band->flat->kind != TW_EXPR_LITERAL || band->flat->literal.den != 1
          || band->flat->literal.num > G_MAXINT64 || band->flat->literal.num < -G_MAXINT64)
        return FALSE;
      table->flats[k] = (gint64) band->flat->literal.num;
    }

  return TRUE;
}

static gboolean
init_rates (TwKeptTable         *table,
            const TwProgram     *program,
            TwExpr *const       *exprs,
            const TwKeptClasses *classes)
{
  guint n = classes->n_bands;

  table->n_classes = classes->rates->len;
  table->rates = g_new0 (gint64, (gsize) table->n_classes * n + 1);
  for (guint c = 0; c < table->n_classes; c++)
    for (guint k = 0; k < n; k++)
      {
        const TwKeptRate *rate = (const TwKeptRate *) g_ptr_array_index (classes->rates, c) + k;
        gint64 *value = &table->rates[(gsize) c * n + k];
        gboolean money = rate->money;

        *value = rate->value;
        if (rate->id != G_MAXUINT)
          {
            if (!to_millionths (exprs[rate->id]->literal, value))
              return FALSE;
            money = exprs[rate->id]->type == TW_VALUE_MONEY;
          }
        if (__builtin_mul_overflow (*value, price_units (program, table->rule, money), value))
          return FALSE;
      }

  return TRUE;
}

/* Values of adjustments that are literals come from the program, others from the window. */
static gboolean
init_stages (TwKeptTable  *table,
             const TwRule *rule)
{
  guint stage = 0;

  for (guint i = 0; i < rule->n_adjust; i++)
    {
      const TwAdjust *adjust = &rule->adjust[i];
      guint at = stage;

      if (adjust->kind == TW_ADJUST_GUARANTEE)
        continue;
      if (++stage > TW_KEPT_MAX_STAGES)
        return FALSE;
      if (adjust->value == NULL || adjust->value->kind != TW_EXPR_LITERAL)
        continue;
      table->literal |= (guint8) (1 << at);
      if (adjust->kind == TW_ADJUST_FACTOR)
        {
          if (!to_millionths (adjust->value->literal, &table->values[at]))
            return FALSE;
        }
      else
        {
          if (adjust->value->literal.den != 1 || adjust->value->literal.num > G_MAXINT64
              || adjust->value->literal.num < -G_MAXINT64)
            return FALSE;
          table->values[at] = (gint64) adjust->value->literal.num;
        }
    }

  return TRUE;
}

gboolean
tw_kept_table_init (TwKeptTable         *table,
                    const TwProgram     *program,
                    const TwRule        *rule,
                    TwExpr *const       *exprs,
                    const TwKeptClasses *classes)
{
  memset (table, 0, sizeof *table);
  table->rule = rule;
  table->rounding = rule->has_rounding ? rule->rounding : program->rounding;
  table->rounding.step = MAX (1, table->rounding.step);

  return classes->n_bands == rule->table->n_bands && init_bands (table, rule->table)
         && init_rates (table, program, exprs, classes) && init_stages (table, rule);
}

void
tw_kept_table_clear (TwKeptTable *table)
{
  g_clear_pointer (&table->rates, g_free);
}

int
tw_kept_band (const TwKeptTable *table,
              gint64             q)
{
  const TwTable *bands = table->rule->table;
  int found = -1;

  for (guint k = 0; k < bands->n_bands; k++)
    {
      const TwBand *band = &bands->bands[k];
      TwEdge edge = band->edge != TW_EDGE_INHERIT ? band->edge : bands->edge;

      if (!band->has_from || table->bounds[k] < q || (table->bounds[k] == q && (edge != TW_EDGE_TO || k == 0)))
        found = k;
    }

  return found;
}

/* Flats of all bands reached, or of the one reached. */
__int128
tw_kept_flats (const TwKeptTable *table,
               int                band)
{
  __int128 flats = 0;

  if (band < 0)
    return 0;
  if (table->rule->table->mode == TW_TABLE_RETROACTIVE)
    return table->flats[band];
  for (int k = 0; k <= band; k++)
    flats += table->flats[k];

  return flats;
}

static gboolean
add_product (__int128 *sum,
             gint64    a,
             gint64    b)
{
  return !__builtin_add_overflow (*sum, (__int128) a * b, sum);
}

/* The slices between two qualifiers, signed by the direction. */
gboolean
tw_kept_slices (const TwKeptTable *table,
                const gint64      *rates,
                gint64             q0,
                gint64             q1,
                __int128          *sum)
{
  const TwTable *bands = table->rule->table;
  gint64 sign = q1 < q0 ? -1 : 1;
  gint64 at = MIN (q0, q1);
  gint64 hi = MAX (q0, q1);
  int band = -1;

  for (guint k = 0; k < bands->n_bands; k++)
    {
      if (!bands->bands[k].has_from || table->bounds[k] <= at)
        {
          band = k;
          continue;
        }
      if (table->bounds[k] >= hi)
        break;
      if (band >= 0 && !add_product (sum, sign * (table->bounds[k] - at), rates[band]))
        return FALSE;
      at = table->bounds[k];
      band = k;
    }

  return band < 0 || add_product (sum, sign * (hi - at), rates[band]);
}

/* The adjustments on the whole result, then rounded. */
gboolean
tw_kept_finish (const TwKeptTable  *table,
                const TwKeptWindow *window,
                __int128            e,
                __int128            flats,
                gint64             *total)
{
  __int128 scale = (__int128) TW_MILLION * TW_MILLION;
  __int128 value;
  __int128 unit;
  guint stage = 0;

  if (__builtin_mul_overflow (flats, scale, &value) || __builtin_add_overflow (value, e, &value))
    return FALSE;
  for (guint i = 0; i < table->rule->n_adjust; i++)
    {
      const TwAdjust *adjust = &table->rule->adjust[i];
      __int128 bound;
      gint64 number;
      guint at = stage;

      if (adjust->kind == TW_ADJUST_GUARANTEE)
        continue;
      stage++;
      if ((window->active & (1 << at)) == 0)
        continue;
      number = table->literal & (1 << at) ? table->values[at] : window->values[at];
      if (adjust->kind == TW_ADJUST_FACTOR)
        {
          if (__builtin_mul_overflow (value, (__int128) number, &value)
              || __builtin_mul_overflow (scale, (__int128) TW_MILLION, &scale))
            return FALSE;
          continue;
        }
      if (__builtin_mul_overflow ((__int128) number, scale, &bound))
        return FALSE;
      if (adjust->kind == TW_ADJUST_MAX ? value > bound : value < bound)
        value = bound;
    }
  if (__builtin_mul_overflow (scale, (__int128) table->rounding.step, &unit)
      || !tw_round_div (value, unit, table->rounding.mode, &value))
    return FALSE;
  value *= table->rounding.step;
  if (value > G_MAXINT64 || value < -G_MAXINT64)
    return FALSE;
  *total = (gint64) value;

  return TRUE;
}

static gboolean
rate_marginal (const TwKeptTable  *table,
               const TwKeptWindow *window,
               gint64             *total)
{
  guint n_bands = table->rule->table->n_bands;
  __int128 e = 0;
  gint64 q = 0;

  for (guint i = 0; i < window->n_stretches; i++)
    {
      const TwKeptStretch *stretch = &window->stretches[i];

      if (stretch->m != 0
          && !tw_kept_slices (table, &table->rates[(gsize) stretch->class_id * n_bands], q, q + stretch->dq, &e))
        return FALSE;
      q += stretch->dq;
    }

  return tw_kept_finish (table, window, e,
                 tw_kept_flats (table, tw_kept_band (table, table->rule->table->flat_peak ? window->peak : q)), total);
}

static gboolean
rate_retroactive (const TwKeptTable  *table,
                  const TwKeptWindow *window,
                  gint64             *total)
{
  guint n_bands = table->rule->table->n_bands;
  __int128 e = 0;
  gint64 q;
  int band;

  if (!to_millionths (window->q, &q))
    return FALSE;
  band = tw_kept_band (table, q);
  for (guint i = 0; band >= 0 && i < window->n_stretches; i++)
    if (!add_product (&e, window->stretches[i].m,
                      table->rates[(gsize) window->stretches[i].class_id * n_bands + (guint) band]))
      return FALSE;

  return tw_kept_finish (table, window, e, tw_kept_flats (table, band), total);
}

/* Each fact is a window of its own, rounded by itself. */
static gboolean
rate_single_facts (const TwKeptTable  *table,
                   const TwKeptWindow *window,
                   gint64             *total)
{
  const TwTable *bands = table->rule->table;

  *total = 0;
  for (guint i = 0; i < window->n_stretches; i++)
    {
      const TwKeptStretch *fact = &window->stretches[i];
      const gint64 *rates = &table->rates[(gsize) fact->class_id * bands->n_bands];
      int band = tw_kept_band (table, fact->dq);
      __int128 e = 0;
      gint64 one;

      if (fact->m != 0 && bands->mode == TW_TABLE_MARGINAL)
        {
          if (!tw_kept_slices (table, rates, 0, fact->dq, &e))
            return FALSE;
        }
      else if (fact->m != 0 && band >= 0 && !add_product (&e, fact->m, rates[band]))
        {
          return FALSE;
        }
      if (bands->flat_peak)
        band = tw_kept_band (table, MAX (0, fact->dq));
      if (!tw_kept_finish (table, window, e, tw_kept_flats (table, band), &one) || !tw_amount_add (*total, one, total))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_kept_rate (const TwKeptTable  *table,
              const TwKeptWindow *window,
              gint64             *total)
{
  const TwTable *bands = table->rule->table;

  g_return_val_if_fail (window->why == NULL, FALSE);

  if (table->rule->window != NULL && table->rule->window->kind == TW_WINDOW_FACT)
    return rate_single_facts (table, window, total);
  if (window->n_facts == 0)
    return tw_kept_finish (table, window, 0, bands->flat_entry ? 0 : tw_kept_flats (table, tw_kept_band (table, 0)), total);
  if (bands->mode == TW_TABLE_MARGINAL)
    return rate_marginal (table, window, total);

  return rate_retroactive (table, window, total);
}
