/* tw-chart-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-spec-private.h"
#include "tw-chart-table.h"

#include <glib/gi18n-lib.h>

/* The columns that a spec without a table of its own has. */
enum
{
  COLUMN_SERIES,
  COLUMN_LABEL,
  COLUMN_VALUE,
  COLUMN_N,
  COLUMN_REMARK,
  N_COLUMNS,
};

void
tw_chart_spec_set_columns (TwChartSpec        *spec,
                           const char * const *titles)
{
  g_return_if_fail (spec != NULL);

  g_strfreev (spec->columns);
  spec->columns = g_strdupv ((char **) titles);
  g_ptr_array_set_size (spec->rows, 0);
}

void
tw_chart_spec_add_row (TwChartSpec        *spec,
                       const char * const *cells)
{
  guint n;
  guint given;
  GStrv row;

  g_return_if_fail (spec != NULL);
  g_return_if_fail (spec->columns != NULL);
  g_return_if_fail (cells != NULL);

  n = g_strv_length (spec->columns);
  given = g_strv_length ((char **) cells);
  row = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    row[i] = g_strdup (i < given ? cells[i] : "");
  g_ptr_array_add (spec->rows, row);
}

/* Which of the columns above is the @column-th that is shown. */
static guint
made_column (TwChartSpec *spec,
             guint        column)
{
  const guint remarks = TW_CHART_MARK_LOW_SAMPLE | TW_CHART_MARK_NOT_AVAILABLE | TW_CHART_MARK_TO_DATE
                        | TW_CHART_MARK_DONE | TW_CHART_MARK_OPEN | TW_CHART_MARK_OVERDUE;
  gboolean shown[N_COLUMNS] = {
    tw_chart_spec_n_series (spec) > 1, TRUE, TRUE, spec->has_n, (spec->flags & remarks) != 0,
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    if (shown[i] && column-- == 0)
      return i;

  return N_COLUMNS;
}

guint
tw_chart_spec_n_columns (TwChartSpec *spec)
{
  guint n = 0;

  if (spec->columns != NULL)
    return g_strv_length (spec->columns);

  while (made_column (spec, n) < N_COLUMNS)
    n++;
  return n;
}

guint
tw_chart_spec_n_rows (TwChartSpec *spec)
{
  return spec->columns != NULL ? spec->rows->len : tw_chart_spec_count_marks (spec);
}

const char *
tw_chart_spec_get_column (TwChartSpec *spec,
                          guint        column)
{
  const TwChartAxis *axis = &spec->axes[TW_CHART_X].axis;

  if (spec->columns != NULL)
    {
      g_return_val_if_fail (column < g_strv_length (spec->columns), "");
      return spec->columns[column];
    }

  switch (made_column (spec, column))
    {
    case COLUMN_SERIES:
      return _("Series");
    case COLUMN_LABEL:
      return axis->title != NULL && axis->scale == TW_CHART_SCALE_CATEGORICAL ? axis->title : _("Name");
    case COLUMN_VALUE:
      return _("Value");
    case COLUMN_N:
      /* Translators: title of a column: how many a value rests on, as in statistics. */
      return _("n");
    case COLUMN_REMARK:
      return _("Remark");
    default:
      return "";
    }
}

static const char *
remark_of (const TwChartMark *mark)
{
  if (mark->flags & TW_CHART_MARK_NOT_AVAILABLE)
    return _("not available");
  if (mark->flags & TW_CHART_MARK_LOW_SAMPLE)
    return _("low sample");
  if (mark->flags & TW_CHART_MARK_TO_DATE)
    return _("to date");
  if (mark->flags & TW_CHART_MARK_DONE)
    return _("done");
  if (mark->flags & TW_CHART_MARK_OVERDUE)
    return _("overdue");
  if (mark->flags & TW_CHART_MARK_OPEN)
    return _("open");

  return "";
}

static char *
made_cell (TwChartSpec *spec,
           guint        row,
           guint        column)
{
  guint series = 0;
  const TwChartMark *mark;

  while (row >= tw_chart_spec_n_marks (spec, series))
    row -= tw_chart_spec_n_marks (spec, series++);
  mark = tw_chart_spec_get_mark (spec, series, row);

  switch (column)
    {
    case COLUMN_SERIES:
      return g_strdup (tw_chart_spec_get_series_name (spec, series));
    case COLUMN_LABEL:
      return g_strdup (mark->label);
    case COLUMN_VALUE:
      /* Translators: in the place of a number that cannot be computed. */
      return g_strdup (mark->flags & TW_CHART_MARK_NOT_AVAILABLE && *mark->text == '\0' ? _("n/a") : mark->text);
    case COLUMN_N:
      return mark->n >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, mark->n) : g_strdup ("");
    default:
      return g_strdup (remark_of (mark));
    }
}

char *
tw_chart_spec_get_cell (TwChartSpec *spec,
                        guint        row,
                        guint        column)
{
  g_return_val_if_fail (row < tw_chart_spec_n_rows (spec), NULL);

  if (spec->columns != NULL)
    {
      g_return_val_if_fail (column < g_strv_length (spec->columns), NULL);
      return g_strdup (((GStrv) g_ptr_array_index (spec->rows, row))[column]);
    }

  return made_cell (spec, row, made_column (spec, column));
}

static void
append_cell (GString    *tsv,
             const char *cell,
             gboolean    last)
{
  for (const char *c = cell; *c != '\0'; c++)
    g_string_append_c (tsv, *c == '\t' || *c == '\n' || *c == '\r' ? ' ' : *c);
  g_string_append_c (tsv, last ? '\n' : '\t');
}

char *
tw_chart_spec_to_tsv (TwChartSpec *spec)
{
  GString *tsv = g_string_new (NULL);
  guint n_columns;

  g_return_val_if_fail (spec != NULL, NULL);

  n_columns = tw_chart_spec_n_columns (spec);
  for (guint j = 0; j < n_columns; j++)
    append_cell (tsv, tw_chart_spec_get_column (spec, j), j + 1 == n_columns);
  for (guint i = 0; i < tw_chart_spec_n_rows (spec); i++)
    for (guint j = 0; j < n_columns; j++)
      {
        g_autofree char *cell = tw_chart_spec_get_cell (spec, i, j);

        append_cell (tsv, cell, j + 1 == n_columns);
      }

  return g_string_free (tsv, FALSE);
}
