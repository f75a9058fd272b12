/* tw-metric-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-table-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tw-error.h"

typedef TwMetricRowData Row;

/* Of as many rows somebody notices that they are freed. */
#define SMALL_TABLE 500

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->key);
  g_free (row->label);
  g_free (row->time_key);
  g_free (row->cells);
  g_free (row);
}

/* (transfer full): a fiscal period by its name, several whole ones by the first and the last, anything else by its days. */
static char *
name_period (const TwCalendar *calendar,
             TwSpan            period)
{
  static const TwCalendarUnit units[] = { TW_CALENDAR_YEAR, TW_CALENDAR_HALF, TW_CALENDAR_QUARTER, TW_CALENDAR_MONTH,
                                          TW_CALENDAR_CUSTOM };
  static const TwCalendarUnit parts[] = { TW_CALENDAR_YEAR, TW_CALENDAR_QUARTER, TW_CALENDAR_MONTH };
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      TwSpan span;

      if (tw_calendar_unit_at (calendar, units[i], period.start, &span) && span.start == period.start
          && span.end == period.end)
        return tw_calendar_name (calendar, units[i], period.start);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      TwSpan from, to;

      if (!tw_calendar_unit_at (calendar, parts[i], period.start, &from) || from.start != period.start
          || !tw_calendar_unit_at (calendar, parts[i], period.end - 1, &to) || to.end != period.end)
        continue;
      first = tw_calendar_name (calendar, parts[i], period.start);
      last = tw_calendar_name (calendar, parts[i], period.end - 1);
      /* Translators: the first and the last of several periods. */
      return g_strdup_printf (_("%s to %s"), first, last);
    }
  first = tw_date_format (period.start);
  last = tw_date_format (period.end - 1);
  /* Translators: a span of days, such as 2026-01-01 – 2026-06-30. */
  return g_strdup_printf (_("%s – %s"), first, last);
}

TwMetricTable *
tw_metric_table_new (const TwMetric      *metric,
                     const TwMetricFacts *facts,
                     guint                breakdown,
                     TwSpan               period)
{
  TwMetricTable *table = g_new0 (TwMetricTable, 1);

  g_atomic_ref_count_init (&table->count);
  table->metric = metric;
  table->breakdown = breakdown;
  table->period = period;
  table->period_name = name_period (facts->calendar, period);
  table->currency = g_strdup (facts->currency);
  table->digits = facts->digits;
  table->low_sample = facts->settings.low_sample;
  table->notes = g_ptr_array_new_with_free_func (g_free);
  table->columns = g_array_new (FALSE, FALSE, sizeof (TwMetricColumn));
  table->texts = g_ptr_array_new_with_free_func (g_free);
  table->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_filter_free);
  table->rows = g_ptr_array_new_with_free_func (row_free);
  table->format = &tw_metric_format_default;
  table->headline_row = -1;
  /* Translators: a metric and its period, such as "Active partner rate, 2026-Q3". */
  table->title = g_strdup_printf (_("%s, %s"), tw_metric_get_label (metric), table->period_name);
  return table;
}

TwMetricTable *
tw_metric_table_ref (TwMetricTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  g_atomic_ref_count_inc (&table->count);
  return table;
}

void
tw_metric_table_unref (TwMetricTable *table)
{
  if (table == NULL || !g_atomic_ref_count_dec (&table->count))
    return;

  g_free (table->period_name);
  g_free (table->currency);
  g_free (table->finding);
  g_free (table->title);
  g_free (table->empty);
  g_ptr_array_unref (table->notes);
  g_array_unref (table->columns);
  g_ptr_array_unref (table->texts);
  g_ptr_array_unref (table->filters);
  g_ptr_array_unref (table->rows);
  tw_metric_table_unref (table->compare);
  g_free (table);
}

static gpointer
unref_in_thread (gpointer table)
{
  tw_metric_table_unref (table);

  return NULL;
}

void
tw_metric_table_release (TwMetricTable *table)
{
  GThread *thread = NULL;

  if (table == NULL)
    return;

  if (table->rows->len > SMALL_TABLE)
    thread = g_thread_try_new ("release", unref_in_thread, table, NULL);
  if (thread != NULL)
    g_thread_unref (thread);
  else
    tw_metric_table_unref (table);
}

/* Making ---------------------------------------------------------------------------------------- */

static const char *
keep_text (TwMetricTable *table,
           const char    *text)
{
  char *kept = g_strdup (text);

  g_ptr_array_add (table->texts, kept);
  return kept;
}

guint
tw_metric_table_add_column (TwMetricTable *table,
                            const char    *name,
                            const char    *label,
                            TwMetricUnit   unit,
                            TwMetricRole   role)
{
  TwMetricColumn column = { name, keep_text (table, label), unit, role };

  g_return_val_if_fail (table->rows->len == 0, 0);

  g_array_append_val (table->columns, column);
  return table->columns->len - 1;
}

guint
tw_metric_table_add_row (TwMetricTable *table,
                         const char    *key,
                         const char    *label,
                         const char    *time_key,
                         TwSpan         period)
{
  Row *row = g_new0 (Row, 1);

  row->key = g_strdup (key);
  row->label = g_strdup (label);
  row->time_key = g_strdup (time_key);
  row->row = (TwMetricRow){ row->key, row->label, row->time_key, period, -1, 0 };
  row->cells = g_new0 (TwMetricCell, table->columns->len);
  for (guint i = 0; i < table->columns->len; i++)
    row->cells[i].n = -1;
  g_ptr_array_add (table->rows, row);
  return table->rows->len - 1;
}

void
tw_metric_table_set_n (TwMetricTable *table,
                       gint64         n)
{
  table->n = n;
}

void
tw_metric_table_set_row_n (TwMetricTable *table,
                           guint          row,
                           gint64         n)
{
  tw_metric_row_at (table, row)->row.n = n;
}

void
tw_metric_table_add_row_flags (TwMetricTable *table,
                               guint          row,
                               guint          flags)
{
  tw_metric_row_at (table, row)->row.flags |= flags;
}

static double
to_double (TwFraction value)
{
  return (double) value.num / (double) value.den;
}

void
tw_metric_table_set_int (TwMetricTable *table,
                         guint          row,
                         guint          column,
                         gint64         value)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  cell->known = TRUE;
  cell->exact = tw_fraction_from_int (value);
  cell->number = (double) value;
  if (g_array_index (table->columns, TwMetricColumn, column).unit == TW_METRIC_MONEY)
    cell->number /= pow (10, table->digits);
}

gboolean
tw_metric_table_set_sum (TwMetricTable  *table,
                         guint           row,
                         guint           column,
                         __int128        value,
                         GError        **error)
{
  if (value > G_MAXINT64 || value <= G_MININT64 + 1)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                   _("%s: a sum is larger than can be held. Choose a shorter period."), table->title);
      return FALSE;
    }
  tw_metric_table_set_int (table, row, column, (gint64) value);
  return TRUE;
}

void
tw_metric_table_set_fraction (TwMetricTable *table,
                              guint          row,
                              guint          column,
                              __int128       num,
                              __int128       den)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  if (den == 0 || !tw_fraction_new (num, den, &cell->exact))
    return;
  cell->known = TRUE;
  cell->number = to_double (cell->exact);
  if (g_array_index (table->columns, TwMetricColumn, column).unit == TW_METRIC_MONEY)
    cell->number /= pow (10, table->digits);
}

void
tw_metric_table_set_proportion (TwMetricTable *table,
                                guint          row,
                                guint          column,
                                gint64         num,
                                gint64         den)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  tw_metric_table_set_fraction (table, row, column, num, den);
  tw_metric_table_set_cell_n (table, row, column, den);
  if (den <= 0)
    return;
  cell->interval = TRUE;
  tw_metric_wilson (num, den, &cell->low, &cell->high);
}

void
tw_metric_table_set_text (TwMetricTable *table,
                          guint          row,
                          guint          column,
                          const char    *text)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  cell->known = text != NULL;
  cell->text = text == NULL ? NULL : keep_text (table, text);
}

void
tw_metric_table_set_interval (TwMetricTable *table,
                              guint          row,
                              guint          column,
                              double         low,
                              double         high)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  cell->interval = TRUE;
  cell->low = low;
  cell->high = high;
}

void
tw_metric_table_set_cell_n (TwMetricTable *table,
                            guint          row,
                            guint          column,
                            gint64         n)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  cell->n = n;
  if (n > 0 && n < table->low_sample)
    cell->flags |= TW_METRIC_LOW_SAMPLE;
}

void
tw_metric_table_add_flags (TwMetricTable *table,
                           guint          row,
                           guint          column,
                           guint          flags)
{
  tw_metric_cell_at (table, row, column)->flags |= flags;
}

void
tw_metric_table_set_unknown (TwMetricTable *table,
                             guint          row,
                             guint          column,
                             const char    *reason)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  cell->known = cell->interval = FALSE;
  cell->exact = TW_FRACTION_ZERO;
  cell->number = 0;
  cell->reason = keep_text (table, reason);
}

void
tw_metric_table_set_incomplete (TwMetricTable *table,
                                guint          row,
                                guint          column,
                                const char    *reason)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  if (!cell->known || cell->text != NULL)
    return;
  cell->reason = keep_text (table, reason);
  cell->flags |= TW_METRIC_INCOMPLETE;
}

void
tw_metric_table_set_filter (TwMetricTable  *table,
                            guint           row,
                            guint           column,
                            const TwEntity *entity,
                            TwFilter       *filter)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  g_ptr_array_add (table->filters, filter);
  cell->entity = entity;
  cell->filter = filter;
}

void
tw_metric_table_add_note (TwMetricTable *table,
                          const char    *format,
                          ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (table->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
tw_metric_table_set_empty (TwMetricTable *table,
                           const char    *reason)
{
  g_free (table->empty);
  table->empty = g_strdup (reason);
}

void
tw_metric_table_take_finding (TwMetricTable *table,
                              char          *finding)
{
  g_free (table->finding);
  table->finding = finding;
}

void
tw_metric_table_take_compare (TwMetricTable *table,
                              TwMetricTable *compare)
{
  table->compare = compare;
}

void
tw_metric_table_set_format (TwMetricTable        *table,
                            const TwMetricFormat *format)
{
  if (format != NULL)
    table->format = format;
}

void
tw_metric_table_set_headline (TwMetricTable *table,
                              guint          row,
                              guint          column)
{
  table->headline_row = (int) row;
  table->headline_column = column;
}

gboolean
tw_metric_table_set_answer (TwMetricTable *table,
                            guint          row,
                            guint          column)
{
  TwMetricCell *cell = tw_metric_cell_at (table, row, column);

  tw_metric_table_set_headline (table, row, column);
  if (cell->flags & TW_METRIC_INCOMPLETE)
    {
      cell->flags &= ~(guint) TW_METRIC_INCOMPLETE;
      tw_metric_table_set_unknown (table, row, column, cell->reason);
    }
  if (!cell->known && cell->reason != NULL)
    tw_metric_table_set_answer_unknown (table, cell->reason);

  return cell->known;
}

void
tw_metric_table_set_answer_unknown (TwMetricTable *table,
                                    const char    *reason)
{
  /* Translators: %1$s is a figure, such as “Program ROI”, %2$s why it isn't known, such as “payouts of 2026-Q2 are not
   * approved”. */
  tw_metric_table_take_finding (table, g_strdup_printf (_("%1$s: n/a, because %2$s."),
                                                        tw_metric_get_label (table->metric), reason));
}

void
tw_metric_wilson (gint64  num,
                  gint64  den,
                  double *low,
                  double *high)
{
  const double z = 1.959963984540054;
  double n = (double) den;
  double p = (double) num / n;
  double center = (p + z * z / (2 * n)) / (1 + z * z / n);
  double half = z / (1 + z * z / n) * sqrt (p * (1 - p) / n + z * z / (4 * n * n));

  *low = num == 0 ? 0 : MAX (0, center - half);
  *high = num == den ? 1 : MIN (1, center + half);
}
