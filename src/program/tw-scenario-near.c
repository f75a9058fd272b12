/* tw-scenario-near.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Partners just below a threshold, what reaching it would pay, and what extra revenue pays for an extra cost. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-scenario-analysis.h"

#include <string.h>

#include "tw-decimal.h"
#include "tw-reprice-private.h"

/* Whether the window goes on in a later period of the replay. */
static gboolean
goes_on (const TwReprice *self,
         guint            index)
{
  const TwRepriceWindow *window = tw_reprice_window (self, index);

  for (guint i = index + 1; i < self->first[window->partner + 1]; i++)
    {
      const TwRepriceWindow *other = tw_reprice_window (self, i);

      if (other->rule == window->rule && other->kept->window.start == window->kept->window.start
          && other->kept->window.end == window->kept->window.end)
        return TRUE;
    }

  return FALSE;
}

/* The window with one more fact of @more, which brings the qualifier to @reached, rated as its last facts are. */
static gboolean
stretch_window (const TwKeptTable  *table,
                const TwKeptWindow *window,
                gint64              more,
                gint64              reached,
                gint64             *total)
{
  gsize size = sizeof *window + sizeof (TwKeptStretch) * window->n_stretches;
  g_autofree TwKeptWindow *copy = g_malloc (size + sizeof (TwKeptStretch));
  TwFraction extra;

  if (window->n_stretches == 0 || window->stretches[window->n_stretches - 1].m == 0)
    return FALSE;

  memcpy (copy, window, size);
  copy->stretches[copy->n_stretches++] = (TwKeptStretch){ more, more, window->stretches[window->n_stretches - 1].class_id };
  copy->n_facts++;
  if (!tw_fraction_new (more, TW_MILLION, &extra) || !tw_fraction_add (copy->q, extra, &copy->q))
    return FALSE;
  copy->peak = MAX (copy->peak, reached);

  return tw_kept_rate (table, copy, total);
}

static void
add_near (TwReprice          *self,
          GPtrArray          *list,
          guint               index,
          guint               at,
          const TwRule       *rule,
          const TwKeptTable  *table,
          gint64              within)
{
  const TwRepriceWindow *window = tw_reprice_window (self, at);
  const TwReplayPartner *partner = &g_array_index (self->base->partners, TwReplayPartner, window->partner);
  gboolean money = rule->qualifier == NULL ? rule->counts->type == TW_VALUE_MONEY : rule->qualifier->type == TW_VALUE_MONEY;
  TwFraction scaled;
  gint64 q;

  if (!tw_fraction_mul (window->kept->q, tw_fraction_from_int (TW_MILLION), &scaled)
      || !tw_fraction_round_int (scaled, TW_ROUNDING_HALF_UP, &q))
    return;

  for (guint k = 0; k < rule->table->n_bands; k++)
    {
      gint64 bound = table->bounds[k];
      gint64 unit = money ? TW_MILLION : 1;
      TwNearThreshold *one;
      gint64 total;

      if (!rule->table->bands[k].has_from || bound <= 0 || q >= bound || q < 0
          || (__int128) (bound - q) * TW_MILLION > (__int128) within * bound)
        continue;
      one = g_new0 (TwNearThreshold, 1);
      one->partner = window->partner;
      one->external_id = partner->external_id;
      one->name = partner->name;
      one->rule = rule->name;
      one->path = rule->table->bands[k].path;
      one->band = k;
      one->window = window->kept->window;
      one->money = money;
      one->value = q / unit;
      one->threshold = bound / unit;
      one->distance = one->threshold - one->value;
      one->share = (gint64) ((__int128) (bound - q) * TW_MILLION / bound);
      one->has_gain = rule->qualifier == NULL && window->kept->why == NULL
                      && stretch_window (table, window->kept, bound - q, bound, &total);
      one->gain = one->has_gain ? total - window->kept->total : 0;
      g_ptr_array_add (list, one);
      return;
    }
}

static int
compare_near (gconstpointer a,
              gconstpointer b)
{
  const TwNearThreshold *na = *(const TwNearThreshold *const *) a;
  const TwNearThreshold *nb = *(const TwNearThreshold *const *) b;

  if (na->share != nb->share)
    return na->share < nb->share ? -1 : 1;
  if (na->partner != nb->partner)
    return na->partner < nb->partner ? -1 : 1;

  return strcmp (na->path, nb->path);
}

GPtrArray *
tw_reprice_list_near (TwReprice *self,
                      guint      index,
                      gint64     within)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  const TwProgram *program;
  g_autofree TwExpr **exprs = NULL;

  g_return_val_if_fail (self != NULL && index < self->documents->len, list);

  program = tw_reprice_program (self->documents, index);
  exprs = tw_reprice_exprs (program);
  for (guint r = 0; r < program->n_rules; r++)
    {
      TwKeptTable table;

      if (!tw_kept_table_init (&table, program, &program->rules[r], exprs,
                               self->classes[self->rule_first[index] + r]))
        {
          tw_kept_table_clear (&table);
          continue;
        }
      for (guint i = 0; i < self->windows->len; i++)
        {
          const TwKeptWindow *kept = tw_reprice_window (self, i)->kept;

          if (kept->version == index && kept->rule == r && program->rules[r].table->scale == NULL
              && (program->rules[r].window == NULL || program->rules[r].window->kind != TW_WINDOW_FACT)
              && !goes_on (self, i))
            add_near (self, list, index, i, &program->rules[r], &table, within);
        }
      tw_kept_table_clear (&table);
    }
  g_ptr_array_sort (list, compare_near);

  return list;
}

void
tw_near_respond (GPtrArray         *near_list,
                 gint64             response,
                 TwStretchResponse *result)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  __int128 measure = 0;
  __int128 cost = 0;

  *result = (TwStretchResponse){ 0 };
  for (guint i = 0; i < near_list->len; i++)
    {
      const TwNearThreshold *one = g_ptr_array_index (near_list, i);

      /* The nearest threshold of each partner, which stands first. */
      if (!g_hash_table_add (seen, GUINT_TO_POINTER (one->partner + 1)))
        continue;
      result->n_partners++;
      if (one->money)
        measure += (__int128) one->distance * response;
      result->n_known += one->has_gain;
      if (one->has_gain)
        cost += (__int128) one->gain * response;
    }
  if (tw_round_div (measure, TW_MILLION, TW_ROUNDING_HALF_UP, &measure))
    result->measure = (gint64) measure;
  if (tw_round_div (cost, TW_MILLION, TW_ROUNDING_HALF_UP, &cost))
    result->cost = (gint64) cost;
}

gboolean
tw_break_even (gint64  extra_cost,
               gint64  margin,
               gint64  rate,
               gint64 *revenue)
{
  __int128 result;

  *revenue = 0;
  if (extra_cost <= 0)
    return TRUE;
  if (margin <= rate
      || !tw_round_div ((__int128) extra_cost * TW_MILLION, margin - rate, TW_ROUNDING_CEILING, &result)
      || result > G_MAXINT64)
    return FALSE;

  *revenue = (gint64) result;
  return TRUE;
}
