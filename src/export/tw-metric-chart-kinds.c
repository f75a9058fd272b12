/* tw-metric-chart-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How each kind of chart is filled from a table of figures. */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-metric-chart-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many series have a colour; the rest are added up. */
#define MOST_SERIES 6

static const TwMetricColumn *
column_of (const TwChartBuild *build,
           guint               series)
{
  return tw_metric_table_get_column (build->table, tw_chart_build_column (build, series));
}

static double
number_at (const TwChartBuild *build,
           guint               row,
           guint               column)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (build->table, row, column);

  return cell->known ? cell->number : -G_MAXDOUBLE;
}

/* Rows and columns ------------------------------------------------------------------------------ */

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const TwChartBuild *build = data;
  guint column = tw_chart_build_column (build, 0);
  double left = number_at (build, *(const guint *) a, column);
  double right = number_at (build, *(const guint *) b, column);

  return left < right ? 1 : left > right ? -1 : 0;
}

/* Which rows, in which order: time as it runs, groups by value, of many only the largest. Rows about nobody (a
 * group without a single partner) are left to the table. */
static GArray *
choose_rows (TwChartBuild *build)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean time = (build->entry->chart.breakdown & TW_BREAKDOWN_TIMES) != 0;

  for (guint r = time ? tw_chart_build_first_row (build) : 0; r < tw_metric_table_get_n_rows (build->table); r++)
    {
      const TwMetricRow *row = tw_metric_table_get_row (build->table, r);

      if (time || row->n != 0 || strcmp (row->key, "none") != 0)
        g_array_append_val (rows, r);
    }
  if (!time)
    g_array_sort_with_data (rows, compare_rows, build);
  build->candidates = rows->len;
  if (build->entry->most > 0 && rows->len > build->entry->most)
    g_array_set_size (rows, build->entry->most);
  build->shown = rows->len;
  return rows;
}

static TwChartRole
role_of (const TwChartBuild *build,
         guint               series)
{
  return column_of (build, series)->role == TW_COLUMN_REFERENCE ? TW_CHART_ROLE_BASELINE : TW_CHART_ROLE_NORMAL;
}

/* What the axis measures: the metric, unless the columns are other shares of it. */
static const char *
name_values (const TwChartBuild *build)
{
  if (column_of (build, 0)->role == TW_COLUMN_DETAIL && column_of (build, 0)->unit == TW_METRIC_RATE)
    return _("Share");
  return tw_metric_get_label (tw_metric_table_get_metric (build->table));
}

void
tw_chart_fill_columns (TwChartBuild *build)
{
  g_autoptr (GArray) rows = choose_rows (build);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (names, (gpointer) tw_metric_table_get_row (build->table, g_array_index (rows, guint, i))->label);
  tw_chart_build_names (build, TW_CHART_X, tw_breakdown_get_label (build->entry->chart.breakdown), names);
  tw_chart_build_axis (build, TW_CHART_Y, name_values (build), column_of (build, 0)->unit);

  for (guint s = 0; s < TW_CHART_MAX_COLUMNS && build->entry->columns[s] != NULL; s++)
    {
      guint series = tw_chart_spec_add_series (build->spec, column_of (build, s)->label, role_of (build, s));

      for (guint i = 0; i < rows->len; i++)
        tw_chart_build_mark (build, series, g_array_index (rows, guint, i), tw_chart_build_column (build, s), i);
    }
  /* Money, twice as much or half: a return of 0 is where nothing is won or lost. */
  if (column_of (build, 0)->unit == TW_METRIC_RATIO)
    tw_chart_spec_add_reference (build->spec, TW_CHART_Y, 0, _("Break-even"));
}

/* Groups over time ------------------------------------------------------------------------------ */

/* Names in the order in which rows have them. */
static GPtrArray *
distinct (const TwChartBuild *build,
          gboolean            times)
{
  const TwMetricTable *table = build->table;
  GPtrArray *names = g_ptr_array_new ();

  for (guint r = times ? tw_chart_build_first_row (build) : 0; r < tw_metric_table_get_n_rows (table); r++)
    {
      const TwMetricRow *row = tw_metric_table_get_row (table, r);
      const char *name = times ? row->time_key : row->key;
      gboolean known = FALSE;

      for (guint i = 0; i < names->len; i++)
        known = known || g_strcmp0 (g_ptr_array_index (names, i), name) == 0;
      if (!known)
        g_ptr_array_add (names, (gpointer) name);
    }
  return names;
}

static const char *
label_of (const TwMetricTable *table,
          const char          *key)
{
  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    if (strcmp (tw_metric_table_get_row (table, r)->key, key) == 0)
      return tw_metric_table_get_row (table, r)->label;
  return key;
}

static double
weight_of (const TwChartBuild *build,
           const char         *key)
{
  guint column = tw_chart_build_column (build, 0);
  double sum = 0;

  for (guint r = 0; r < tw_metric_table_get_n_rows (build->table); r++)
    {
      const TwMetricCell *cell = tw_metric_table_get_cell (build->table, r, column);

      if (strcmp (tw_metric_table_get_row (build->table, r)->key, key) == 0 && cell->known)
        sum += cell->number < 0 ? -cell->number : cell->number;
    }
  return sum;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  double left = weight_of (data, *(const char *const *) a);
  double right = weight_of (data, *(const char *const *) b);

  return left < right ? 1 : left > right ? -1 : 0;
}

/* The exact sum of the keys from @first on, at one time. */
static void
add_rest (TwChartBuild *build,
          guint         series,
          GPtrArray    *keys,
          guint         first,
          const char   *time,
          guint         x)
{
  guint column = tw_chart_build_column (build, 0);
  TwFraction sum = TW_FRACTION_ZERO;
  double number = 0;
  g_autofree char *text = NULL;
  TwChartMark mark = TW_CHART_MARK_INIT;

  for (guint k = first; k < keys->len; k++)
    {
      int row = tw_metric_table_find_row (build->table, g_ptr_array_index (keys, k), time);
      const TwMetricCell *cell = row < 0 ? NULL : tw_metric_table_get_cell (build->table, (guint) row, column);

      if (cell == NULL || !cell->known)
        continue;
      tw_fraction_add (sum, cell->exact, &sum);
      number += cell->number;
    }
  text = tw_metric_format_value (column_of (build, 0)->unit, sum, tw_metric_table_get_digits (build->table),
                                 build->scope->format != NULL ? build->scope->format : &tw_metric_format_default);
  mark.label = time;
  mark.text = text;
  mark.x = x;
  mark.y = number;
  tw_chart_spec_add_mark (build->spec, series, &mark);
}

void
tw_chart_fill_pivot (TwChartBuild *build)
{
  g_autoptr (GPtrArray) keys = distinct (build, FALSE);
  g_autoptr (GPtrArray) times = distinct (build, TRUE);
  gboolean ordered = (build->entry->chart.breakdown & TW_BREAKDOWN_TIER) != 0;
  guint column = tw_chart_build_column (build, 0);
  guint n_times = times->len;
  guint shown;

  if (!ordered)
    g_ptr_array_sort_with_data (keys, compare_keys, build);
  shown = keys->len > MOST_SERIES ? MOST_SERIES - 1 : keys->len;
  tw_chart_build_axis (build, TW_CHART_Y, tw_metric_get_label (tw_metric_table_get_metric (build->table)),
                       column_of (build, 0)->unit);
  for (guint k = 0; k < shown; k++)
    {
      const char *key = g_ptr_array_index (keys, k);
      guint series;

      if (weight_of (build, key) == 0 && keys->len > 1)
        continue;
      series = tw_chart_spec_add_series (build->spec, label_of (build->table, key), TW_CHART_ROLE_NORMAL);
      for (guint t = 0; t < n_times; t++)
        {
          int row = tw_metric_table_find_row (build->table, key, g_ptr_array_index (times, t));

          if (row >= 0)
            tw_chart_build_mark (build, series, (guint) row, column, t);
        }
    }
  if (shown < keys->len)
    {
      guint series = tw_chart_spec_add_series (build->spec, _("Other"), TW_CHART_ROLE_OTHER);

      for (guint t = 0; t < n_times; t++)
        add_rest (build, series, keys, shown, g_ptr_array_index (times, t), t);
    }
  tw_chart_build_names (build, TW_CHART_X,
                        tw_breakdown_get_label (build->entry->chart.breakdown & TW_BREAKDOWN_TIMES), times);
}

void
tw_chart_fill_heat_map (TwChartBuild *build)
{
  g_autoptr (GPtrArray) keys = distinct (build, FALSE);
  g_autoptr (GPtrArray) times = distinct (build, TRUE);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint column = tw_chart_build_column (build, 0);
  guint series = tw_chart_spec_add_series (build->spec, column_of (build, 0)->label, TW_CHART_ROLE_NORMAL);

  for (guint k = 0; k < keys->len; k++)
    for (guint t = 0; t < times->len; t++)
      {
        int row = tw_metric_table_find_row (build->table, g_ptr_array_index (keys, k), g_ptr_array_index (times, t));
        const TwMetricCell *cell = row < 0 ? NULL : tw_metric_table_get_cell (build->table, (guint) row, column);
        g_autofree char *key = g_strdup_printf ("%d:%u", row, column);
        g_autofree char *text = NULL;
        g_autofree char *label = NULL;
        TwChartMark mark = TW_CHART_MARK_INIT;

        if (cell == NULL)
          continue;
        text = tw_metric_table_describe_cell (build->table, (guint) row, column, build->scope->format);
        /* Translators: a group and a time, such as Reseller, 2026-Q2. */
        label = g_strdup_printf (_("%s, %s"), label_of (build->table, g_ptr_array_index (keys, k)),
                                 (const char *) g_ptr_array_index (times, t));
        mark.label = label;
        mark.text = text;
        mark.x = t;
        mark.y = k;
        mark.size = cell->number;
        mark.n = tw_metric_table_get_row (build->table, (guint) row)->n;
        mark.key = key;
        mark.flags = cell->known ? 0 : TW_CHART_MARK_NOT_AVAILABLE;
        tw_chart_spec_add_mark (build->spec, series, &mark);
      }
  for (guint k = 0; k < keys->len; k++)
    g_ptr_array_add (labels, (gpointer) label_of (build->table, g_ptr_array_index (keys, k)));
  tw_chart_build_names (build, TW_CHART_X,
                        tw_breakdown_get_label (build->entry->chart.breakdown & TW_BREAKDOWN_TIMES), times);
  tw_chart_build_names (build, TW_CHART_Y, tw_breakdown_get_label (build->entry->chart.breakdown), labels);
  tw_chart_build_axis (build, TW_CHART_VALUE, column_of (build, 0)->label, column_of (build, 0)->unit);
}

/* Values by themselves -------------------------------------------------------------------------- */

void
tw_chart_fill_values (TwChartBuild *build)
{
  tw_chart_build_axis (build, TW_CHART_Y, column_of (build, 0)->label, column_of (build, 0)->unit);
  for (guint s = 0; s < TW_CHART_MAX_COLUMNS && build->entry->columns[s] != NULL; s++)
    {
      guint series = tw_chart_spec_add_series (build->spec, column_of (build, s)->label, role_of (build, s));

      for (guint row = 0; row < tw_metric_table_get_n_rows (build->table); row++)
        tw_chart_build_mark (build, series, row, tw_chart_build_column (build, s), row);
    }
}

/* Quadrants at the means: who gets much and brings little stands lower right. */
void
tw_chart_fill_scatter (TwChartBuild *build)
{
  guint value = tw_chart_build_column (build, 0);
  guint cost = tw_chart_build_column (build, 1);
  int tier = tw_metric_table_find_column (build->table, "tier");
  g_autoptr (GHashTable) series = g_hash_table_new (g_str_hash, g_str_equal);
  guint rows = tw_metric_table_get_n_rows (build->table);
  double sum[2] = { 0, 0 };

  tw_chart_build_axis (build, TW_CHART_X, tw_metric_table_get_column (build->table, cost)->label, TW_METRIC_MONEY);
  tw_chart_build_axis (build, TW_CHART_Y, tw_metric_table_get_column (build->table, value)->label, TW_METRIC_MONEY);
  for (guint row = 0; row < rows; row++)
    {
      const TwMetricCell *held = tier < 0 ? NULL : tw_metric_table_get_cell (build->table, row, (guint) tier);
      const char *name = held != NULL && held->known ? held->text : _("No tier");
      gpointer found = g_hash_table_lookup (series, name);
      g_autofree char *brought = tw_metric_table_describe_cell (build->table, row, value, build->scope->format);
      g_autofree char *spent = tw_metric_table_describe_cell (build->table, row, cost, build->scope->format);
      /* Translators: revenue and investment of a partner, with their currency. */
      g_autofree char *text = g_strdup_printf (_("%s revenue, %s investment"), brought, spent);
      g_autofree char *key = g_strdup_printf ("%u:%u", row, value);
      TwChartMark mark = TW_CHART_MARK_INIT;

      if (found == NULL)
        {
          found = GUINT_TO_POINTER (tw_chart_spec_add_series (build->spec, name, TW_CHART_ROLE_NORMAL) + 1);
          g_hash_table_insert (series, (gpointer) name, found);
        }
      mark.label = tw_metric_table_get_row (build->table, row)->label;
      mark.text = text;
      mark.x = tw_metric_table_get_cell (build->table, row, cost)->number;
      mark.y = tw_metric_table_get_cell (build->table, row, value)->number;
      mark.key = key;
      sum[0] += mark.x;
      sum[1] += mark.y;
      tw_chart_spec_add_mark (build->spec, GPOINTER_TO_UINT (found) - 1, &mark);
    }
  if (rows == 0)
    return;
  tw_chart_spec_add_reference (build->spec, TW_CHART_X, sum[0] / rows, _("Mean"));
  tw_chart_spec_add_reference (build->spec, TW_CHART_Y, sum[1] / rows, _("Mean"));
  tw_chart_spec_add_note (build->spec, 0, 0, _("Little in, much out"));
  tw_chart_spec_add_note (build->spec, 0, 0, _("Much in, much out"));
  tw_chart_spec_add_note (build->spec, 0, 0, _("Little in, little out"));
  tw_chart_spec_add_note (build->spec, 0, 0, _("Much in, little out"));
}

void
tw_chart_fill_survival (TwChartBuild *build)
{
  guint column = tw_chart_build_column (build, 0);
  int days = tw_metric_table_find_column (build->table, "days");
  int events = tw_metric_table_find_column (build->table, "events");
  guint series = tw_chart_spec_add_series (build->spec, column_of (build, 0)->label, TW_CHART_ROLE_NORMAL);

  tw_chart_build_axis (build, TW_CHART_X, tw_metric_table_get_column (build->table, (guint) days)->label,
                       TW_METRIC_DAYS);
  tw_chart_build_axis (build, TW_CHART_Y, column_of (build, 0)->label, TW_METRIC_RATE);
  for (guint row = 0; row < tw_metric_table_get_n_rows (build->table); row++)
    {
      const TwMetricCell *cell = tw_metric_table_get_cell (build->table, row, column);
      g_autofree char *text = tw_metric_table_describe_cell (build->table, row, column, build->scope->format);
      g_autofree char *day = tw_metric_table_format_cell (build->table, row, (guint) days, build->scope->format);
      /* Translators: a number of days since enrolment. */
      g_autofree char *label = g_strdup_printf (_("Day %s"), day);
      g_autofree char *key = g_strdup_printf ("%u:%u", row, column);
      TwChartMark mark = TW_CHART_MARK_INIT;

      mark.label = label;
      mark.text = text;
      mark.x = tw_metric_table_get_cell (build->table, row, (guint) days)->number;
      mark.y = cell->number;
      mark.low = cell->low;
      mark.high = cell->high;
      mark.n = cell->n;
      mark.key = key;
      if (row > 0 && tw_metric_table_get_cell (build->table, row, (guint) events)->number == 0)
        mark.flags |= TW_CHART_MARK_CENSORED;
      tw_chart_spec_add_mark (build->spec, series, &mark);
    }
}

/* Flow and waterfall ---------------------------------------------------------------------------- */

static guint
node_of (GPtrArray  *nodes,
         const char *name)
{
  for (guint i = 0; i < nodes->len; i++)
    if (strcmp (g_ptr_array_index (nodes, i), name) == 0)
      return i;
  g_ptr_array_add (nodes, (gpointer) name);
  return nodes->len - 1;
}

void
tw_chart_fill_flow (TwChartBuild *build)
{
  int from = tw_metric_table_find_column (build->table, "from");
  int to = tw_metric_table_find_column (build->table, "to");
  guint column = tw_chart_build_column (build, 0);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();
  guint series = tw_chart_spec_add_series (build->spec, column_of (build, 0)->label, TW_CHART_ROLE_NORMAL);

  for (guint row = 0; row < tw_metric_table_get_n_rows (build->table); row++)
    {
      const TwMetricCell *cell = tw_metric_table_get_cell (build->table, row, column);
      g_autofree char *text = tw_metric_table_describe_cell (build->table, row, column, build->scope->format);
      g_autofree char *key = g_strdup_printf ("%u:%u", row, column);
      TwChartMark mark = TW_CHART_MARK_INIT;

      mark.label = tw_metric_table_get_row (build->table, row)->label;
      mark.text = text;
      mark.x = 0;
      mark.low = node_of (nodes, tw_metric_table_get_cell (build->table, row, (guint) from)->text);
      mark.high = node_of (nodes, tw_metric_table_get_cell (build->table, row, (guint) to)->text);
      mark.size = cell->number;
      mark.key = key;
      tw_chart_spec_add_mark (build->spec, series, &mark);
    }
  g_ptr_array_add (ends, (gpointer) _("Before"));
  g_ptr_array_add (ends, (gpointer) _("At the end"));
  tw_chart_build_names (build, TW_CHART_X, NULL, ends);
  tw_chart_build_names (build, TW_CHART_Y, _("Tier"), nodes);
  tw_chart_build_axis (build, TW_CHART_VALUE, column_of (build, 0)->label, TW_METRIC_COUNT);
}

/* The incremental margin, less the investment, is what is left. */
void
tw_chart_fill_waterfall (TwChartBuild *build)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint series = tw_chart_spec_add_series (build->spec, _("Amount"), TW_CHART_ROLE_NORMAL);

  for (guint s = 0; s < 3; s++)
    {
      guint column = tw_chart_build_column (build, s);
      const TwMetricCell *cell = tw_metric_table_get_cell (build->table, 0, column);
      g_autofree char *text = tw_metric_table_describe_cell (build->table, 0, column, build->scope->format);
      g_autofree char *key = g_strdup_printf ("0:%u", column);
      TwChartMark mark = TW_CHART_MARK_INIT;

      mark.label = column_of (build, s)->label;
      mark.text = text;
      mark.x = s;
      mark.y = s == 1 ? -cell->number : cell->number;
      mark.key = key;
      mark.flags = (s == 2 ? TW_CHART_MARK_TOTAL : 0) | (cell->known ? 0 : TW_CHART_MARK_NOT_AVAILABLE);
      g_ptr_array_add (names, (gpointer) column_of (build, s)->label);
      tw_chart_spec_add_mark (build->spec, series, &mark);
    }
  tw_chart_build_names (build, TW_CHART_X, NULL, names);
  tw_chart_build_axis (build, TW_CHART_Y, _("Amount"), TW_METRIC_MONEY);
}
