/* tw-scenario-forecast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Next year's cost as a range: the replayed days again with resampled growth. A growth is applied to a partner's
 * transactions and the engine calculates all of it, reviews of tiers among them, so that who grows into a tier is paid by
 * it. Integers throughout, and a generator of our own, so that a seed gives the same figures on every machine. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-scenario-analysis.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-dataset-scale.h"
#include "tw-dataset-sum.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-reprice-private.h"

/* Growths that are replayed: each stands for an equal part of what those that were found began with. With fewer than so
 * many year on year, those from one period to the next are asked. */
#define MAX_GROWTHS 12

/* A growth as a ratio of two measures. More than tenfold or less than a tenth says that a partner began or stopped, not
 * that it grew. */
typedef struct
{
  gint64 now;
  gint64 before;
} Growth;

/* What a partner comes to with one of the growths. */
typedef struct
{
  gint64 cost;
  gint64 measure;
  guint  tier;
} Fate;

typedef struct
{
  TwReprice *reprice;
  TwDate     last_day;   /* on which there is a transaction */
  TwForecastGrowth growth;
  GArray    *found;      /* Growth, by size */
  guint      n_other;    /* year on year, where they were too few */
  Growth     growths[MAX_GROWTHS];
  guint      n_growths;
  guint      n_partners;
  guint      n_tiers;
  Fate      *fates;      /* growths × partners, by growth */
} Forecaster;

/* Of the trials. */
typedef struct
{
  gint64 *costs;
  gint64 *measures;
  gint64 *tiers;         /* tiers × trials, by tier */
} Outcomes;

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

static int
compare_growths (gconstpointer a,
                 gconstpointer b)
{
  const Growth *ga = a;
  const Growth *gb = b;
  __int128 left = (__int128) ga->now * gb->before;
  __int128 right = (__int128) gb->now * ga->before;

  return (left > right) - (left < right);
}

static void
add_growth (Forecaster *self,
            gint64      now,
            gint64      before)
{
  Growth growth = { now, before };

  if (now > 0 && before > 0 && now / 10 <= before && before / 10 <= now)
    g_array_append_val (self->found, growth);
}

static void
find_successive (Forecaster *self)
{
  const TwReplay *base = tw_reprice_get_base (self->reprice);

  for (guint p = 0; p < base->partners->len; p++)
    for (guint k = 1; k < base->periods->len; k++)
      {
        const TwReplayPart *now = tw_replay_part (base, p, k);
        const TwReplayPart *before = tw_replay_part (base, p, k - 1);

        /* Sales of earlier periods that are rated anew are no growth. */
        add_growth (self, now->measure - now->again, before->measure - before->again);
      }
}

/* ---- year on year ---- */

/* (transfer container): the kinds of facts that rules count. */
static GPtrArray *
list_kinds (const TwReprice *reprice)
{
  GPtrArray *kinds = g_ptr_array_new ();

  for (guint v = 0; v < reprice->documents->len; v++)
    for (guint r = 0; r < tw_reprice_program (reprice->documents, v)->n_rules; r++)
      {
        const TwMeasure *counts = tw_reprice_program (reprice->documents, v)->rules[r].counts;

        for (guint i = 0; i < counts->n_kinds; i++)
          if (!g_ptr_array_find_with_equal_func (kinds, counts->kinds[i], g_str_equal, NULL))
            g_ptr_array_add (kinds, (gpointer) counts->kinds[i]);
      }
  g_ptr_array_add (kinds, NULL);

  return kinds;
}

/* The days of a period for which there can be transactions, and as many of the same period a year before. */
static gboolean
find_year_before (const Forecaster *self,
                  TwSpan           *now,
                  TwSpan           *before)
{
  const TwReprice *reprice = self->reprice;
  const TwCalendar *calendar = tw_reprice_program (reprice->documents, reprice->documents->len - 1)->calendar;
  TwDate start = tw_date_add_months (now->start, -12);

  if (start == TW_DATE_NONE || self->last_day < now->start)
    return FALSE;
  if (reprice->data->unit == TW_CALENDAR_CUSTOM
      || !tw_calendar_unit_at (calendar, reprice->data->unit, start, before))
    *before = (TwSpan){ start, tw_date_add_months (now->end, -12) };
  if (self->last_day + 1 < now->end)
    {
      now->end = self->last_day + 1;
      before->end = MIN (before->end, before->start + (now->end - now->start));
    }

  return before->start < before->end;
}

static void
find_yearly (Forecaster *self)
{
  const TwReplay *base = tw_reprice_get_base (self->reprice);
  const TwDataset *dataset = self->reprice->data->dataset;
  g_autoptr (GPtrArray) kinds = list_kinds (self->reprice);
  const char *const *names = (const char *const *) kinds->pdata;

  self->last_day = tw_dataset_last_day (dataset, names);
  for (guint k = 0; k < base->periods->len; k++)
    {
      TwSpan now = g_array_index (base->periods, TwReplayPeriod, k).span;
      TwSpan before;
      gint64 amount;
      gint64 earlier;

      if (!find_year_before (self, &now, &before))
        continue;
      for (guint p = 0; p < base->partners->len; p++)
        {
          guint row = g_array_index (base->partners, TwReplayPartner, p).row;

          if (tw_dataset_sum_amounts (dataset, row, names, now, base->currency, &amount)
              && tw_dataset_sum_amounts (dataset, row, names, before, base->currency, &earlier))
            add_growth (self, amount, earlier);
        }
    }
}

/* Growths that stand for equal parts of what was there before: the middle one of each part, so that together they grow
 * about as everybody together did, and a small partner's leap weighs no more than it is worth. */
static void
choose_growths (Forecaster *self)
{
  __int128 whole = 0;
  __int128 before = 0;
  guint at = 0;

  g_array_sort (self->found, compare_growths);
  for (guint i = 0; i < self->found->len; i++)
    whole += g_array_index (self->found, Growth, i).before;
  self->n_growths = self->found->len > 0 ? MAX_GROWTHS : 0;
  for (guint i = 0; i < self->n_growths; i++)
    {
      while ((before + g_array_index (self->found, Growth, at).before) * (2 * MAX_GROWTHS) <= whole * (2 * i + 1))
        before += g_array_index (self->found, Growth, at++).before;
      self->growths[i] = g_array_index (self->found, Growth, at);
    }
}

static void
find_growths (Forecaster *self)
{
  GArray *successive;

  self->found = g_array_new (FALSE, FALSE, sizeof (Growth));
  find_successive (self);
  successive = g_steal_pointer (&self->found);
  self->found = g_array_new (FALSE, FALSE, sizeof (Growth));
  find_yearly (self);
  self->growth = TW_FORECAST_YEAR_ON_YEAR;
  if (self->found->len < MAX_GROWTHS && 2 * self->found->len < successive->len)
    {
      self->growth = TW_FORECAST_PERIOD_ON_PERIOD;
      self->n_other = self->found->len;
      g_array_unref (g_steal_pointer (&self->found));
      self->found = g_steal_pointer (&successive);
    }
  g_clear_pointer (&successive, g_array_unref);
  choose_growths (self);
}

/* ---- replaying ---- */

static void
take_fates (Forecaster     *self,
            guint           growth,
            const TwReplay *replay)
{
  for (guint p = 0; p < self->n_partners; p++)
    {
      const TwReplayPartner *partner = &g_array_index (replay->partners, TwReplayPartner, p);

      self->fates[(gsize) growth * self->n_partners + p] = (Fate){ partner->cost, partner->measure, partner->tier };
    }
}

/* Everybody with one growth. */
static gboolean
replay_growth (Forecaster    *self,
               guint          growth,
               GCancellable  *cancellable,
               GError       **error)
{
  TwReprice *reprice = self->reprice;
  const Growth *by = &self->growths[growth];
  TwDataset *scaled = tw_dataset_scale (reprice->data->dataset, reprice->base->span, by->now, by->before);
  TwReplayData data = *reprice->data;
  const TwReplayExtra extra = { 0 };
  TwReplay *replay;

  /* The copy is gone before this function is: nothing keeps it. */
  data.dataset = scaled;
  replay = tw_replay_run_extra (&data, reprice->documents, reprice->flags & ~TW_REPLAY_LINES, &extra, cancellable, NULL,
                                NULL, error);
  if (replay != NULL)
    {
      take_fates (self, growth, replay);
      tw_replay_free (replay);
    }
  tw_dataset_scale_free (scaled);

  return replay != NULL;
}

static gboolean
replay_growths (Forecaster        *self,
                GCancellable      *cancellable,
                TwReplayProgress   progress,
                gpointer           user_data,
                GError           **error)
{
  self->n_partners = self->reprice->base->partners->len;
  self->n_tiers = self->reprice->base->tiers->len;
  self->fates = g_new0 (Fate, (gsize) self->n_growths * self->n_partners + 1);
  for (guint i = 0; i < self->n_growths; i++)
    {
      /* The same growth twice is replayed once. */
      if (i > 0 && compare_growths (&self->growths[i], &self->growths[i - 1]) == 0)
        memcpy (&self->fates[(gsize) i * self->n_partners], &self->fates[(gsize) (i - 1) * self->n_partners],
                sizeof (Fate) * self->n_partners);
      else if (!replay_growth (self, i, cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress ((i + 1.0) / (self->n_growths + 1), user_data);
    }

  return TRUE;
}

/* ---- trials ---- */

/* What no partner's figures hold, limits over several, stays as it was. */
static void
run_trial (const Forecaster *self,
           guint64          *state,
           guint             trial,
           guint             n_trials,
           Outcomes         *outcomes)
{
  gint64 cost = tw_reprice_get_base (self->reprice)->cost;
  gint64 measure = 0;

  for (guint p = 0; p < self->n_partners; p++)
    {
      guint growth = random_below (state, self->n_growths);
      const Fate *fate = &self->fates[(gsize) growth * self->n_partners + p];

      cost += fate->cost - g_array_index (self->reprice->base->partners, TwReplayPartner, p).cost;
      measure += fate->measure;
      outcomes->tiers[(gsize) fate->tier * n_trials + trial]++;
    }
  outcomes->costs[trial] = cost;
  outcomes->measures[trial] = measure;
}

static void
outcomes_clear (Outcomes *outcomes)
{
  g_free (outcomes->costs);
  g_free (outcomes->measures);
  g_free (outcomes->tiers);
}

static void
forecaster_clear (Forecaster *self)
{
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->fates, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcomes, outcomes_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forecaster, forecaster_clear)

/* ---- the range ---- */

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
find_range (gint64 *values,
            guint   n,
            gint64 *p10,
            gint64 *p50,
            gint64 *p90)
{
  qsort (values, n, sizeof *values, compare_int64);
  *p10 = percentile (values, n, 10);
  *p50 = percentile (values, n, 50);
  *p90 = percentile (values, n, 90);
}

static void
tier_clear (gpointer data)
{
  g_free (((TwForecastTier *) data)->name);
}

void
tw_forecast_free (TwForecast *forecast)
{
  g_array_unref (forecast->tiers);
  g_free (forecast->method);
  g_free (forecast);
}

/* Highest first; a program without tiers has none to tell of. */
static GArray *
sum_up_tiers (const Forecaster *self,
              gint64           *counts,
              guint             n_trials)
{
  const TwReplay *base = tw_reprice_get_base (self->reprice);
  GArray *tiers = g_array_new (FALSE, TRUE, sizeof (TwForecastTier));

  g_array_set_clear_func (tiers, tier_clear);
  for (guint t = self->n_tiers; t > 0 && self->n_tiers > 1; t--)
    {
      const TwReplayTier *tier = &g_array_index (base->tiers, TwReplayTier, t - 1);
      TwForecastTier one = { .name = g_strdup (tier->name), .base = tier->n_after };

      find_range (&counts[(gsize) (t - 1) * n_trials], n_trials, &one.p10, &one.p50, &one.p90);
      g_array_append_val (tiers, one);
    }

  return tiers;
}

static char *
describe_method (const Forecaster *self,
                 guint             n,
                 guint64           seed)
{
  if (self->growth == TW_FORECAST_YEAR_ON_YEAR)
    return g_strdup_printf (
      _("%1$u trials with the seed %2$" G_GUINT64_FORMAT ". In each, the amounts and units of every partner in these days are "
        "multiplied by a growth drawn with replacement from %3$u. Each of those stands for an equal part of the amounts "
        "that %4$u growths began with: those of partners' amounts year on year, a period against the same one a year before, "
        "so that seasons don't count as growth. The engine calculates the result, and tiers move with it. How many "
        "transactions, certifications and the like there are stays as it was, and so do limits over several partners."),
      n, seed, self->n_growths, self->found->len);

  return g_strdup_printf (
    _("%1$u trials with the seed %2$" G_GUINT64_FORMAT ". In each, the amounts and units of every partner in these days are "
      "multiplied by a growth drawn with replacement from %3$u. Each of those stands for an equal part of the amounts that "
      "%4$u growths began with: those of all partners from one period to the next, as too few were found year on year "
      "(%5$u). A season counts as growth in them. The engine calculates the result, and tiers move with it. How many "
      "transactions, certifications and the like there are stays as it was, and so do limits over several partners."),
    n, seed, self->n_growths, self->found->len, self->n_other);
}

static TwForecast *
sum_up (const Forecaster *self,
        Outcomes         *outcomes,
        guint             n,
        guint64           seed)
{
  TwForecast *forecast = g_new0 (TwForecast, 1);

  forecast->n_trials = n;
  forecast->seed = seed;
  forecast->n_growths = self->found->len;
  forecast->base = tw_reprice_get_base (self->reprice)->cost;
  find_range (outcomes->costs, n, &forecast->p10, &forecast->p50, &forecast->p90);
  find_range (outcomes->measures, n, &forecast->m10, &forecast->m50, &forecast->m90);
  forecast->tiers = sum_up_tiers (self, outcomes->tiers, n);
  forecast->growth = self->growth;
  forecast->method = describe_method (self, n, seed);

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
  g_auto (Outcomes) outcomes = { 0 };
  guint64 state = seed;

  g_return_val_if_fail (reprice != NULL && n_trials > 0, NULL);

  find_growths (&self);
  if (self.found->len == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("There is no growth to draw from: no partner has transactions in the same periods a year before, and none "
                     "was paid on sales in two successive periods. Choose a longer stretch of the past."));
      return NULL;
    }
  if (!replay_growths (&self, cancellable, progress, user_data, error))
    return NULL;

  outcomes = (Outcomes){ g_new0 (gint64, n_trials), g_new0 (gint64, n_trials),
                         g_new0 (gint64, (gsize) self.n_tiers * n_trials + 1) };
  for (guint i = 0; i < n_trials; i++)
    {
      run_trial (&self, &state, i, n_trials, &outcomes);
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error (error, TW_ERROR, TW_ERROR_CANCELLED, _("The replay was cancelled. Nothing was changed."));
          return NULL;
        }
    }

  return sum_up (&self, &outcomes, n_trials, seed);
}
