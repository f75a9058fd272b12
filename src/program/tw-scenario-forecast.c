/* tw-scenario-forecast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Next year's cost as a range: the replayed windows with resampled growth. Integers throughout, and a generator of our own,
 * so that a seed gives the same figures on every machine. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-scenario-analysis.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-reprice-private.h"

/* A growth as a ratio of two measures. More than tenfold or less than a tenth says that a partner began or stopped, not
 * that it grew. */
typedef struct
{
  gint64 now;
  gint64 before;
} Growth;

typedef struct
{
  const TwKeptWindow *kept;
  TwKeptTable        *table;   /* NULL: it grows in proportion */
  gint64              posted;  /* before the first of the days */
  int                 sign;
} Draw;

typedef struct
{
  TwReprice   *reprice;
  TwKeptTable *tables;     /* by rule of each version */
  gboolean    *usable;
  GArray      *draws;      /* Draw */
  GArray      *growths;    /* Growth */
  TwKeptWindow *scratch;
  gsize        scratch_size;
} Forecaster;

/* splitmix64: one state, full period. */
static guint64
next_random (guint64 *state)
{
  guint64 z = (*state += 0x9e3779b97f4a7c15ull);

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;

  return z ^ (z >> 31);
}

/* Below @n without a bias that matters: the high half of a 128-bit product. */
static guint
random_below (guint64 *state,
              guint    n)
{
  return (guint) (((unsigned __int128) next_random (state) * n) >> 64);
}

static gint64
grow (gint64        value,
      const Growth *growth)
{
  __int128 result;

  return tw_round_div ((__int128) value * growth->now, growth->before, TW_ROUNDING_HALF_UP, &result)
           && result < G_MAXINT64 / 4 && result > -(G_MAXINT64 / 4)
           ? (gint64) result
           : value;
}

static void
collect_growths (Forecaster *self)
{
  const TwReplay *base = self->reprice->base;

  for (guint p = 0; p < base->partners->len; p++)
    for (guint k = 1; k < base->periods->len; k++)
      {
        Growth growth = { tw_replay_part (base, p, k)->measure, tw_replay_part (base, p, k - 1)->measure };

        if (growth.now > 0 && growth.before > 0 && growth.now / 10 <= growth.before && growth.before / 10 <= growth.now)
          g_array_append_val (self->growths, growth);
      }
}

static void
make_tables (Forecaster *self)
{
  TwReprice *reprice = self->reprice;

  self->tables = g_new0 (TwKeptTable, reprice->n_classes + 1);
  self->usable = g_new0 (gboolean, reprice->n_classes + 1);
  for (guint v = 0; v < reprice->documents->len; v++)
    {
      const TwProgram *program = tw_reprice_program (reprice->documents, v);
      g_autofree TwExpr **exprs = tw_reprice_exprs (program);

      for (guint r = 0; r < program->n_rules; r++)
        {
          guint at = reprice->rule_first[v] + r;

          self->usable[at] = tw_kept_table_init (&self->tables[at], program, &program->rules[r], exprs,
                                                 reprice->classes[at]);
        }
    }
}

/* The last state of every window, with what was posted before the first one. */
static void
collect_draws (Forecaster *self)
{
  TwReprice *reprice = self->reprice;
  g_autofree gboolean *superseded = g_new0 (gboolean, reprice->windows->len + 1);
  g_autofree gint64 *posted = g_new0 (gint64, reprice->windows->len + 1);

  for (guint i = 0; i < reprice->windows->len; i++)
    {
      const TwRepriceWindow *former = tw_reprice_former (reprice, i);
      guint at = former == NULL ? 0 : (guint) (former - tw_reprice_window (reprice, 0));

      posted[i] = former != NULL ? posted[at] : tw_reprice_window (reprice, i)->kept->before;
      if (former != NULL)
        superseded[at] = TRUE;
    }
  for (guint i = 0; i < reprice->windows->len; i++)
    {
      const TwRepriceWindow *window = tw_reprice_window (reprice, i);
      const TwRule *rule = &tw_reprice_program (reprice->documents, window->kept->version)->rules[window->kept->rule];
      guint at = reprice->rule_first[window->kept->version] + window->kept->rule;
      gboolean hard = reprice->hard[(gsize) window->partner * reprice->base->rules->len + window->rule];
      Draw draw = { window->kept, hard || !self->usable[at] ? NULL : &self->tables[at], posted[i], rule->charge ? -1 : 1 };

      /* What lost against another rule of its group is left out, and what a fund is credited is no cost. */
      if (superseded[i] || rule->payee == TW_PAYEE_FUND
          || (window->kept->standing == 0 && window->kept->total != 0) || window->kept->n_facts == 0)
        continue;
      g_array_append_val (self->draws, draw);
      self->scratch_size = MAX (self->scratch_size,
                                sizeof (TwKeptWindow) + sizeof (TwKeptStretch) * window->kept->n_stretches);
    }
  self->scratch = g_malloc (self->scratch_size + 1);
}

static gint64
rate_draw (Forecaster   *self,
           const Draw   *draw,
           const Growth *growth)
{
  TwKeptWindow *copy = self->scratch;
  __int128 q = 0;
  gint64 total;

  if (draw->table == NULL)
    return draw->sign * (grow (draw->kept->standing, growth) - draw->posted);

  memcpy (copy, draw->kept, sizeof *copy + sizeof (TwKeptStretch) * draw->kept->n_stretches);
  copy->peak = 0;
  for (guint i = 0; i < copy->n_stretches; i++)
    {
      copy->stretches[i].dq = grow (copy->stretches[i].dq, growth);
      copy->stretches[i].m = copy->stretches[i].m == draw->kept->stretches[i].dq ? copy->stretches[i].dq
                                                                                 : grow (copy->stretches[i].m, growth);
      q += copy->stretches[i].dq;
      copy->peak = MAX (copy->peak, (gint64) q);
    }
  if (!tw_fraction_new (q, TW_MILLION, &copy->q) || !tw_kept_rate (draw->table, copy, &total))
    total = grow (draw->kept->standing, growth);

  return draw->sign * (total - draw->posted);
}

static int
compare_int64 (gconstpointer a,
               gconstpointer b)
{
  gint64 ia = *(const gint64 *) a;
  gint64 ib = *(const gint64 *) b;

  return (ia > ib) - (ia < ib);
}

/* The value below which @percent of the sorted trials lie (nearest rank). */
static gint64
percentile (const gint64 *sorted,
            guint         n,
            guint         percent)
{
  guint rank = (n * percent + 99) / 100;

  return sorted[MAX (rank, 1) - 1];
}

static void
run_trial (Forecaster *self,
           guint64    *state,
           gint64     *cost,
           gint64     *measure)
{
  const TwReplay *base = self->reprice->base;

  *cost = base->common;
  *measure = 0;
  for (guint i = 0; i < self->draws->len; i++)
    *cost += rate_draw (self, &g_array_index (self->draws, Draw, i),
                        &g_array_index (self->growths, Growth, random_below (state, self->growths->len)));
  for (guint p = 0; p < base->partners->len; p++)
    for (guint k = 0; k < base->periods->len; k++)
      if (tw_replay_part (base, p, k)->measure != 0)
        *measure += grow (tw_replay_part (base, p, k)->measure,
                          &g_array_index (self->growths, Growth, random_below (state, self->growths->len)));
}

static void
forecaster_clear (Forecaster *self)
{
  for (guint i = 0; self->tables != NULL && i < self->reprice->n_classes; i++)
    tw_kept_table_clear (&self->tables[i]);
  g_clear_pointer (&self->tables, g_free);
  g_clear_pointer (&self->usable, g_free);
  g_clear_pointer (&self->draws, g_array_unref);
  g_clear_pointer (&self->growths, g_array_unref);
  g_clear_pointer (&self->scratch, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forecaster, forecaster_clear)

void
tw_forecast_free (TwForecast *forecast)
{
  g_free (forecast->method);
  g_free (forecast);
}

static TwForecast *
sum_up (Forecaster *self,
        gint64     *costs,
        gint64     *measures,
        guint       n,
        guint64     seed)
{
  TwForecast *forecast = g_new0 (TwForecast, 1);

  qsort (costs, n, sizeof *costs, compare_int64);
  qsort (measures, n, sizeof *measures, compare_int64);
  forecast->n_trials = n;
  forecast->seed = seed;
  forecast->n_growths = self->growths->len;
  forecast->base = self->reprice->base->cost;
  forecast->p10 = percentile (costs, n, 10);
  forecast->p50 = percentile (costs, n, 50);
  forecast->p90 = percentile (costs, n, 90);
  forecast->m10 = percentile (measures, n, 10);
  forecast->m50 = percentile (measures, n, 50);
  forecast->m90 = percentile (measures, n, 90);
  forecast->method =
    g_strdup_printf (_("%u trials with the seed %" G_GUINT64_FORMAT ". In each, every partner's figures of every window are "
                       "multiplied by a growth drawn with replacement from %u growths, those of all partners from one "
                       "period to the next, and the program's tables are applied to the result. Tiers stay as they were; "
                       "windows that can't be rated from totals grow in proportion."),
                     n, seed, self->growths->len);

  return forecast;
}

TwForecast *
tw_reprice_forecast (TwReprice         *reprice,
                     guint              n_trials,
                     guint64            seed,
                     GCancellable      *cancellable,
                     TwReplayProgress   progress,
                     gpointer           user_data,
                     GError           **error)
{
  g_auto (Forecaster) self = { .reprice = reprice };
  g_autofree gint64 *costs = g_new0 (gint64, n_trials + 1);
  g_autofree gint64 *measures = g_new0 (gint64, n_trials + 1);
  guint64 state = seed;

  g_return_val_if_fail (reprice != NULL && n_trials > 0, NULL);

  self.draws = g_array_new (FALSE, FALSE, sizeof (Draw));
  self.growths = g_array_new (FALSE, FALSE, sizeof (Growth));
  collect_growths (&self);
  if (self.growths->len == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("There is no growth to draw from: no partner was paid on sales in two successive periods. Choose a "
                     "longer stretch of the past."));
      return NULL;
    }
  make_tables (&self);
  collect_draws (&self);
  for (guint i = 0; i < n_trials; i++)
    {
      run_trial (&self, &state, &costs[i], &measures[i]);
      if (i % 16 == 0 && progress != NULL)
        progress ((double) i / n_trials, user_data);
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error (error, TW_ERROR, TW_ERROR_CANCELLED, _("The replay was cancelled. Nothing was changed."));
          return NULL;
        }
    }

  return sum_up (&self, costs, measures, n_trials, seed);
}
