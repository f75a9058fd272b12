/* tw-metric-deals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Win rate and deal size, with partners and without. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Bands of size from 1, 3, 10, 30 … of the currency on; 0 holds what is smaller. */
#define N_BANDS 32

/* What closed in a row's span: [1] with a partner of its group, [0] without any partner. */
typedef struct
{
  gint64   won[2];
  gint64   lost[2];
  gint64   band_won[2][N_BANDS];
  gint64   band_closed[2][N_BANDS];
  __int128 won_value[2];
  __int128 lost_value[2];
  GArray  *won_ids[2];      /* gint64 */
  GArray  *closed_ids[2];
  GArray  *amounts[2];      /* gint64: known won amounts, for the median */
} Closed;

static Closed *
closed_new (guint n)
{
  Closed *closed = g_new0 (Closed, n + 1);

  for (guint i = 0; i < n; i++)
    for (guint side = 0; side < 2; side++)
      {
        closed[i].won_ids[side] = g_array_new (FALSE, FALSE, sizeof (gint64));
        closed[i].closed_ids[side] = g_array_new (FALSE, FALSE, sizeof (gint64));
        closed[i].amounts[side] = g_array_new (FALSE, FALSE, sizeof (gint64));
      }
  return closed;
}

static void
closed_free (Closed *closed)
{
  for (guint i = 0; closed[i].won_ids[0] != NULL; i++)
    for (guint side = 0; side < 2; side++)
      {
        g_array_unref (closed[i].won_ids[side]);
        g_array_unref (closed[i].closed_ids[side]);
        g_array_unref (closed[i].amounts[side]);
      }
  g_free (closed);
}

typedef Closed ClosedArray;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClosedArray, closed_free)

static guint
find_band (gint64 value,
           int    digits)
{
  __int128 limit = 1;
  guint band = 0;

  for (int i = 0; i < digits; i++)
    limit *= 10;
  for (; band < N_BANDS - 1 && value >= limit * (band % 2 == 0 ? 1 : 3); band++)
    if (band % 2 == 1)
      limit *= 10;
  return band;
}

static void
add_closed (Closed                     *cell,
            const TwOpportunityColumns *deals,
            gsize                       i,
            guint                       side,
            int                         digits)
{
  gboolean won = deals->status[i] == TW_OPPORTUNITY_WON;
  gint64 value = won ? deals->won[i] : deals->open[i];

  g_array_append_val (cell->closed_ids[side], deals->id[i]);
  if (won)
    g_array_append_val (cell->won_ids[side], deals->id[i]);
  if (won)
    cell->won[side]++;
  else
    cell->lost[side]++;
  if (!tw_amount_is_known (value))
    return;
  cell->band_closed[side][find_band (value, digits)]++;
  cell->band_won[side][find_band (value, digits)] += won ? 1 : 0;
  if (won)
    {
      cell->won_value[side] += value;
      g_array_append_val (cell->amounts[side], value);
    }
  else
    cell->lost_value[side] += value;
}

/* Opportunities in any row, each once: rows share those without partners, and those with partners of several groups. */
typedef struct
{
  gint64 closed;
  gint64 won;       /* of them */
  gint64 sized;     /* of these, those whose amount is known */
  gint64 missing;   /* without a rate */
} Counted;

/* Every opportunity that closed in the period goes to each group that influenced it, and to every group's
 * other side where no partner at all had a part in it. */
static void
gather_closed (TwMetricJob *job,
               Closed      *closed,
               Counted     *counted)
{
  const TwOpportunityColumns *deals = &job->facts->opportunities;

  for (gsize i = 0; i < deals->n; i++)
    {
      gboolean direct = deals->first_role[i] == deals->first_role[i + 1];
      gboolean in_any = FALSE;
      TwDate day = deals->closed[i];
      guint slice;

      if (deals->status[i] == TW_OPPORTUNITY_OPEN || day == TW_DATE_NONE || day < job->period.start
          || day >= job->period.end)
        continue;
      if ((deals->status[i] == TW_OPPORTUNITY_WON ? deals->won[i] : deals->open[i]) == TW_AMOUNT_UNKNOWN)
        counted->missing++;
      slice = (guint) job->slice_of_day[day - job->period.start];
      for (guint g = 0; g < job->n_groups; g++)
        {
          gboolean influenced = !direct && tw_metric_influences (job, i, (gint32) g, day, FALSE);

          /* A touch outside of the window, or a mere fulfilment, leaves a deal on the other side. */
          if (influenced || direct || !tw_metric_influences (job, i, -1, day, FALSE))
            if (influenced || !job->filtered || direct)
              {
                add_closed (&closed[slice * job->n_groups + g], deals, i, influenced ? 1 : 0, job->facts->digits);
                in_any = TRUE;
              }
        }
      counted->closed += in_any ? 1 : 0;
      if (in_any && deals->status[i] == TW_OPPORTUNITY_WON)
        {
          counted->won++;
          counted->sized += tw_amount_is_known (deals->won[i]) ? 1 : 0;
        }
    }
}

/* MET-06 ---------------------------------------------------------------------------------------- */

enum
{
  WIN_WITH,
  WIN_WITHOUT,
  WIN_UPLIFT,
  WIN_RATIO,
  WIN_VALUE_WITH,
  WIN_VALUE_WITHOUT,
  WIN_ALL,
  WIN_WON_WITH,
  WIN_LOST_WITH,
  WIN_WON_WITHOUT,
  WIN_LOST_WITHOUT,
  WIN_MATCHED_WITH,
  WIN_MATCHED_WITHOUT,
};

static void
add_win_columns (TwMetricTable *table)
{
  const struct
  {
    const char  *name;
    const char  *label;
    TwMetricUnit unit;
    TwMetricRole role;
  } columns[] = {
    { "with_partner", _("With partner"), TW_METRIC_RATE, TW_COLUMN_FIGURE },
    { "without_partner", _("Without partner"), TW_METRIC_RATE, TW_COLUMN_REFERENCE },
    { "uplift", _("Uplift"), TW_METRIC_POINTS, TW_COLUMN_DETAIL },
    { "ratio", _("Ratio"), TW_METRIC_RATIO, TW_COLUMN_DETAIL },
    { "value_with_partner", _("By value, with partner"), TW_METRIC_RATE, TW_COLUMN_DETAIL },
    { "value_without_partner", _("By value, without partner"), TW_METRIC_RATE, TW_COLUMN_DETAIL },
    { "all", _("All"), TW_METRIC_RATE, TW_COLUMN_DETAIL },
    { "won_with_partner", _("Won with partner"), TW_METRIC_COUNT, TW_COLUMN_DETAIL },
    { "lost_with_partner", _("Lost with partner"), TW_METRIC_COUNT, TW_COLUMN_DETAIL },
    { "won_without_partner", _("Won without partner"), TW_METRIC_COUNT, TW_COLUMN_DETAIL },
    { "lost_without_partner", _("Lost without partner"), TW_METRIC_COUNT, TW_COLUMN_DETAIL },
    { "matched_with_partner", _("Same sizes, with partner"), TW_METRIC_RATE, TW_COLUMN_DETAIL },
    { "matched_without_partner", _("Same sizes, without partner"), TW_METRIC_RATE, TW_COLUMN_DETAIL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    tw_metric_table_add_column (table, columns[i].name, columns[i].label, columns[i].unit, columns[i].role);
}

/* Partners may simply be in larger or smaller deals: over the bands of size that have closed deals on both sides, the
 * rate with partners, and that without weighted as the deals with partners spread over the bands. */
static void
write_matched (TwMetricTable *table,
               guint          row,
               const Closed  *cell)
{
  TwFraction weighted = TW_FRACTION_ZERO;
  gint64 n = 0, won = 0;
  gboolean ok = TRUE;

  for (guint band = 0; band < N_BANDS && ok; band++)
    {
      gint64 with = cell->band_closed[1][band], without = cell->band_closed[0][band];
      TwFraction part;

      if (with == 0 || without == 0)
        continue;
      n += with;
      won += cell->band_won[1][band];
      ok = tw_fraction_new ((__int128) with * cell->band_won[0][band], without, &part)
           && tw_fraction_add (weighted, part, &weighted);
    }
  tw_metric_table_set_fraction (table, row, WIN_MATCHED_WITH, won, n);
  tw_metric_table_set_cell_n (table, row, WIN_MATCHED_WITH, n);
  if (ok && n > 0 && tw_fraction_div (weighted, tw_fraction_from_int (n), &weighted))
    tw_metric_table_set_fraction (table, row, WIN_MATCHED_WITHOUT, weighted.num, weighted.den);
}

static void
write_win_row (TwMetricTable *table,
               guint          row,
               const Closed  *cell)
{
  gint64 n[2] = { cell->won[0] + cell->lost[0], cell->won[1] + cell->lost[1] };

  for (guint side = 0; side < 2; side++)
    {
      guint rate = side == 1 ? WIN_WITH : WIN_WITHOUT;
      __int128 value = cell->won_value[side] + cell->lost_value[side];

      tw_metric_table_set_proportion (table, row, rate, cell->won[side], n[side]);
      tw_metric_table_set_fraction (table, row, side == 1 ? WIN_VALUE_WITH : WIN_VALUE_WITHOUT, cell->won_value[side],
                                    value);
      tw_metric_table_set_int (table, row, side == 1 ? WIN_WON_WITH : WIN_WON_WITHOUT, cell->won[side]);
      tw_metric_table_set_int (table, row, side == 1 ? WIN_LOST_WITH : WIN_LOST_WITHOUT, cell->lost[side]);
      tw_metric_job_set_ids (table, row, rate, "opportunity", cell->closed_ids[side],
                             side == 1 ? _("Closed with partner") : _("Closed without partner"));
      tw_metric_job_set_ids (table, row, side == 1 ? WIN_WON_WITH : WIN_WON_WITHOUT, "opportunity",
                             cell->won_ids[side], side == 1 ? _("Won with partner") : _("Won without partner"));
    }
  tw_metric_table_set_proportion (table, row, WIN_ALL, cell->won[0] + cell->won[1], n[0] + n[1]);
  tw_metric_table_set_fraction (table, row, WIN_UPLIFT,
                                (__int128) cell->won[1] * n[0] - (__int128) cell->won[0] * n[1],
                                (__int128) n[0] * n[1]);
  tw_metric_table_set_fraction (table, row, WIN_RATIO, (__int128) cell->won[1] * n[0], (__int128) n[1] * cell->won[0]);
  tw_metric_table_set_row_n (table, row, n[0] + n[1]);
  write_matched (table, row, cell);
}

static void
write_win_finding (TwMetricTable *table,
                   const Closed  *cell)
{
  g_autofree char *with = tw_metric_table_cell_text (table, 0, WIN_WITH);
  g_autofree char *without = tw_metric_table_cell_text (table, 0, WIN_WITHOUT);
  g_autofree char *uplift = tw_metric_table_cell_text (table, 0, WIN_UPLIFT);

  tw_metric_table_set_headline (table, 0, WIN_WITH);
  if (cell->won[0] + cell->lost[0] == 0)
    /* Translators: a percentage. */
    tw_metric_table_take_finding (table, g_strdup_printf (_("With partners %s of closed opportunities are won; "
                                                            "none closed without."), with));
  else
    /* Translators: two percentages and their difference, such as "2.1 points". */
    tw_metric_table_take_finding (table, g_strdup_printf (_("With partners %s of closed opportunities are won, "
                                                            "without %s: a difference of %s."), with, without, uplift));
}

gboolean
tw_metric_win_rate (TwMetricJob    *job,
                    TwMetricTable  *table,
                    GError        **error)
{
  g_autoptr (ClosedArray) closed = closed_new (tw_metric_job_n_rows (job));
  Counted counted = { 0 };

  gather_closed (job, closed, &counted);
  add_win_columns (table);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    write_win_row (table, row, &closed[row]);
  tw_metric_table_set_n (table, counted.closed);
  if (counted.closed == 0)
    tw_metric_table_set_empty (table, _("No opportunity closed in this period."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    write_win_finding (table, &closed[0]);
  tw_metric_note_missing (table, counted.missing);
  tw_metric_table_add_note (table, _("A touch counts for %d days; a lost opportunity's value is its expected one. "
                                     "Intervals are Wilson's, 95 %%."), job->facts->settings.influence_days);
  return !tw_metric_job_cancelled (job, error);
}

/* MET-07 ---------------------------------------------------------------------------------------- */

static int
compare_amounts (gconstpointer a,
                 gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* The middle one, or the mean of both middle ones, in minor units. */
static void
set_median (TwMetricTable *table,
            guint          row,
            guint          column,
            GArray        *amounts)
{
  guint half = amounts->len / 2;

  if (amounts->len == 0)
    return;
  g_array_sort (amounts, compare_amounts);
  if (amounts->len % 2 == 1)
    tw_metric_table_set_int (table, row, column, g_array_index (amounts, gint64, half));
  else
    tw_metric_table_set_fraction (table, row, column, (__int128) g_array_index (amounts, gint64, half - 1)
                                                      + g_array_index (amounts, gint64, half), 2);
}

/* Deal sizes of a side, by the normal approximation of their mean. */
static void
set_mean (TwMetricTable *table,
          guint          row,
          guint          column,
          GArray        *amounts,
          __int128       sum)
{
  double mean, squares = 0, half;
  double scale = pow (10, tw_metric_table_get_digits (table));

  tw_metric_table_set_fraction (table, row, column, sum, amounts->len);
  tw_metric_table_set_cell_n (table, row, column, amounts->len);
  if (amounts->len < 2)
    return;
  mean = (double) sum / amounts->len;
  for (guint i = 0; i < amounts->len; i++)
    squares += pow ((double) g_array_index (amounts, gint64, i) - mean, 2);
  half = 1.959963984540054 * sqrt (squares / (amounts->len - 1) / amounts->len);
  tw_metric_table_set_interval (table, row, column, (mean - half) / scale, (mean + half) / scale);
}

gboolean
tw_metric_deal_size (TwMetricJob    *job,
                     TwMetricTable  *table,
                     GError        **error)
{
  g_autoptr (ClosedArray) closed = closed_new (tw_metric_job_n_rows (job));
  Counted counted = { 0 };

  gather_closed (job, closed, &counted);
  tw_metric_table_add_column (table, "mean_with_partner", _("Mean with partner"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "mean_without_partner", _("Mean without partner"), TW_METRIC_MONEY,
                              TW_COLUMN_REFERENCE);
  tw_metric_table_add_column (table, "median_with_partner", _("Median with partner"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "median_without_partner", _("Median without partner"), TW_METRIC_MONEY,
                              TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "won_with_partner", _("Won with partner"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "won_without_partner", _("Won without partner"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "value_with_partner", _("Amount with partner"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "value_without_partner", _("Amount without partner"), TW_METRIC_MONEY,
                              TW_COLUMN_DETAIL);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      const Closed *cell = &closed[row];

      for (guint side = 0; side < 2; side++)
        {
          const char *shown = side == 1 ? _("Won with partner") : _("Won without partner");
          guint shift = side == 1 ? 0 : 1;

          set_mean (table, row, shift, cell->amounts[side], cell->won_value[side]);
          set_median (table, row, 2 + shift, cell->amounts[side]);
          tw_metric_table_set_int (table, row, 4 + shift, cell->won[side]);
          if (!tw_metric_table_set_sum (table, row, 6 + shift, cell->won_value[side], error))
            return FALSE;
          for (guint column = shift; column < 8; column += 2)
            tw_metric_job_set_ids (table, row, column, "opportunity", cell->won_ids[side], shown);
        }
      /* Of the deals whose amounts are in the means. */
      tw_metric_table_set_row_n (table, row, cell->amounts[0]->len + cell->amounts[1]->len);
    }
  tw_metric_table_set_n (table, counted.sized);
  if (counted.won == 0)
    tw_metric_table_set_empty (table, _("No opportunity was won in this period."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *with = tw_metric_table_cell_text (table, 0, 0);
      g_autofree char *without = tw_metric_table_cell_text (table, 0, 1);

      tw_metric_table_set_headline (table, 0, 0);
      /* Translators: two amounts and their currency. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("A deal won with a partner is worth %s on average, one "
                                                              "without %s (%s)."), with, without,
                                                            job->facts->currency));
    }
  tw_metric_note_missing (table, counted.missing);
  return !tw_metric_job_cancelled (job, error);
}
