/* tw-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-sheet.h"

#include <string.h>

#include "tw-decimal.h"

struct _TwSheets
{
  const TwDataset *dataset;
  GMutex           lock;
  GHashTable      *sheets;   /* tw_sheet_key() → TwSheet */
  guint8          *odd;      /* by partner: facts that one by one have more to them */
};

/* Of measures that no sheet is for. */
static const TwSheet no_sheet;

static void
sheet_free (gpointer data)
{
  TwSheet *sheet = data;

  g_free (sheet->start);
  g_free (sheet->place);
  g_free (sheet->date);
  g_free (sheet->sum);
  g_free (sheet);
}

/* A fact that takes another one back or is taken back, is shared, or has somebody else's id. */
static gboolean
is_odd (const TwDataset *dataset,
        guint32          fact)
{
  return (dataset->original != NULL && dataset->original[fact] >= 0)
         || (dataset->reversed_by.start != NULL
             && dataset->reversed_by.start[fact] < dataset->reversed_by.start[fact + 1])
         || (dataset->credits.start != NULL && dataset->credits.start[fact] < dataset->credits.start[fact + 1])
         || (dataset->duplicate != NULL && dataset->duplicate[fact]);
}

static guint8 *
find_odd (const TwDataset *dataset)
{
  guint8 *odd = g_malloc0 (dataset->n_partners + 1);

  for (guint p = 0; p < dataset->n_partners; p++)
    {
      odd[p] = dataset->credited.start != NULL && dataset->credited.start[p] < dataset->credited.start[p + 1];
      if (dataset->original == NULL && dataset->reversed_by.start == NULL && dataset->credits.start == NULL
          && dataset->duplicate == NULL)
        continue;
      for (guint32 i = dataset->by_partner.start[p]; i < dataset->by_partner.start[p + 1] && !odd[p]; i++)
        odd[p] = is_odd (dataset, dataset->by_partner.rows[i]);
    }

  return odd;
}

/**
 * tw_sheets_new:
 * @dataset: stays at least as long
 *
 * Returns: (transfer full): nothing worked out yet; any number of engines over @dataset and their threads may share it
 */
TwSheets *
tw_sheets_new (const TwDataset *dataset)
{
  TwSheets *self;

  g_return_val_if_fail (dataset != NULL && dataset->finished, NULL);

  self = g_new0 (TwSheets, 1);
  self->dataset = dataset;
  g_mutex_init (&self->lock);
  self->sheets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sheet_free);
  self->odd = find_odd (dataset);

  return self;
}

gboolean
tw_sheets_are_of (const TwSheets  *self,
                  const TwDataset *dataset)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->dataset == dataset;
}

void
tw_sheets_free (TwSheets *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->sheets);
  g_mutex_clear (&self->lock);
  g_free (self->odd);
  g_free (self);
}

/* ---- making one ---- */

static void
filter_kinds (const TwDataset *dataset,
              const TwPlan    *plan,
              const TwMeasure *measure,
              guint8          *holds)
{
  const gint64 *kinds = plan->measures[measure->id].kinds;
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;

  for (gsize f = 0; f < n; f++)
    {
      gint64 kind = tw_column_at (dataset->kind, (gint64) f);
      gboolean found = FALSE;

      for (guint i = 0; i < measure->n_kinds && !found; i++)
        found = kinds[i] == kind;
      holds[f] = found;
    }
}

static void
reserve (TwSheet *sheet,
         gsize    n)
{
  sheet->place = g_renew (guint32, sheet->place, n + 1);
  sheet->date = g_renew (TwDate, sheet->date, n + 1);
  sheet->sum = g_renew (gint64, sheet->sum, n + 1);
}

/* The facts that are taken, partner by partner; FALSE where their values can't be added up. */
static gboolean
fill (TwSheet        *sheet,
      const TwSheets *sheets,
      const guint8   *holds,
      const gint64   *values)
{
  const TwDataset *dataset = sheets->dataset;
  gsize n = 0;
  gint64 sum = 0;

  sheet->start = g_new0 (guint32, dataset->n_partners + 1);
  reserve (sheet, dataset->by_partner.start[dataset->n_partners]);
  for (guint p = 0; p < dataset->n_partners; p++)
    {
      sheet->start[p] = (guint32) n;
      for (guint32 i = dataset->by_partner.start[p]; i < dataset->by_partner.start[p + 1]; i++)
        {
          guint32 fact = dataset->by_partner.rows[i];
          gint64 value;

          if (!holds[fact] || dataset->dates[i] == TW_DATE_NONE)
            continue;
          value = values != NULL ? values[fact] : 1;
          if (value == TW_NULL)
            continue;
          sheet->place[n] = i;
          sheet->date[n] = dataset->dates[i];
          sheet->sum[n++] = sum;
          if (__builtin_add_overflow (sum, value, &sum))
            return FALSE;
        }
    }
  sheet->start[dataset->n_partners] = (guint32) n;
  sheet->sum[n] = sum;
  reserve (sheet, n);

  return TRUE;
}

static gboolean
make (TwSheet         *sheet,
      const TwSheets  *sheets,
      const TwPlan    *plan,
      const TwMeasure *measure)
{
  const TwDataset *dataset = sheets->dataset;
  g_autofree guint8 *holds = NULL;
  g_autofree gint64 *values = NULL;

  holds = g_malloc (dataset->relations[TW_RELATION_FACT].n_rows + 1);
  filter_kinds (dataset, plan, measure, holds);
  if (!tw_sheet_filter (dataset, plan, measure->where, holds))
    return FALSE;
  if (measure->value != NULL)
    {
      values = tw_sheet_values (dataset, plan, measure->value);
      if (values == NULL)
        return FALSE;
      sheet->millions = measure->value->type == TW_VALUE_NUMBER;
    }

  return fill (sheet, sheets, holds, values);
}

/* ---- reading it ---- */

static const TwSheet *
find_sheet (TwSheets        *self,
            const TwPlan    *plan,
            const TwMeasure *measure)
{
  g_autofree char *key = NULL;
  TwSheet *sheet;

  if (measure->n_dates > 0 || measure->pool != TW_POOL_PARTNER
      || (measure->window != NULL && (measure->window->kind == TW_WINDOW_AS_OF
                                      || measure->window->kind == TW_WINDOW_ANY_DAY_IN)))
    return &no_sheet;
  key = tw_sheet_key (plan->program, measure);
  if (key == NULL)
    return &no_sheet;

  g_mutex_lock (&self->lock);
  sheet = g_hash_table_lookup (self->sheets, key);
  if (sheet == NULL)
    {
      sheet = g_new0 (TwSheet, 1);
      sheet->good = make (sheet, self, plan, measure);
      g_hash_table_insert (self->sheets, g_steal_pointer (&key), sheet);
    }
  g_mutex_unlock (&self->lock);

  return sheet;
}

const TwSheet *
tw_sheet_of (const TwEngine  *engine,
             const TwPlan    *plan,
             const TwMeasure *measure)
{
  const TwSheet *sheet;

  if (engine->input.sheets == NULL)
    return NULL;

  sheet = g_atomic_pointer_get (&plan->sheets[measure->id]);
  if (sheet == NULL)
    {
      sheet = find_sheet (engine->input.sheets, plan, measure);
      g_atomic_pointer_set (&plan->sheets[measure->id], (gpointer) sheet);
    }

  return sheet->good ? sheet : NULL;
}

gboolean
tw_sheet_is_odd (const TwEngine *engine,
                 guint           partner)
{
  return engine->input.sheets == NULL || engine->input.sheets->odd[partner];
}

const TwSheet *
tw_sheet_for (const TwWork    *work,
              const TwPlan    *plan,
              const TwMeasure *measure,
              guint            partner)
{
  return tw_sheet_is_odd (work->engine, partner) ? NULL : tw_sheet_of (work->engine, plan, measure);
}

guint32
tw_sheet_from (const TwSheet *sheet,
               guint          partner,
               TwDate         date)
{
  guint32 lo = sheet->start[partner];
  guint32 hi = sheet->start[partner + 1];

  while (lo < hi)
    {
      guint32 mid = lo + (hi - lo) / 2;

      if (sheet->date[mid] < date)
        lo = mid + 1;
      else
        hi = mid;
    }

  return lo;
}

TwFraction
tw_sheet_sum (const TwSheet *sheet,
              guint          partner,
              TwSpan         span)
{
  guint32 from = tw_sheet_from (sheet, partner, span.start);
  guint32 to = tw_sheet_from (sheet, partner, span.end);

  return tw_sheet_fraction (sheet, to > from ? sheet->sum[to] - sheet->sum[from] : 0);
}
