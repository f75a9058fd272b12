/* tw-chart-card-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-card-private.h"

#include "common/tw-format.h"
#include "common/tw-input.h"
#include "common/tw-rows-source.h"
#include "tw-chart-data.h"
#include "tw-chart-table.h"

#include <glib/gi18n-lib.h>

/* The table behind a chart. It has the cells of the chart's own table, in its order, until somebody sorts it. */

#define COLUMNS_MAX 16

/* (transfer full): a figure without grouping and unit signs, so that it can be sorted; shown as it was. */
static char *
to_plain (const char *cell)
{
  g_autofree char *copy = g_strdup (cell);
  g_strstrip (copy);

  return tw_input_to_plain (g_str_has_suffix (copy, "%") ? TW_FIELD_RATE : TW_FIELD_QUANTITY, copy);
}

/* Only what is written again exactly as it was: a table says what its chart says. */
static gboolean
is_figure (const char *cell)
{
  g_autofree char *plain = to_plain (cell);
  const char *rest = plain + (*plain == '-');
  gsize digits = strspn (rest, "0123456789.");
  gboolean is_rate = g_str_equal (rest + digits, "%");
  g_autofree char *shown = NULL;

  if (digits == 0 || (rest[digits] != '\0' && !is_rate))
    return FALSE;

  shown = is_rate ? tw_format_rate (plain) : tw_format_number (plain);

  return g_str_equal (shown, cell);
}

/* A column of figures, some of which may be missing. The first column names the rows. */
static gboolean
is_numeric (TwChartSpec *spec,
            guint        column)
{
  gboolean any = FALSE;

  for (guint row = 0; column > 0 && row < tw_chart_spec_n_rows (spec); row++)
    {
      g_autofree char *cell = tw_chart_spec_get_cell (spec, row, column);

      if (*cell == '\0' || g_str_equal (cell, _("n/a")))
        continue;
      if (!is_figure (cell))
        return FALSE;

      any = TRUE;
    }

  return any;
}

static TwTableSource *
create_source (TwChartSpec *spec)
{
  guint n = MIN (tw_chart_spec_n_columns (spec), COLUMNS_MAX);
  TwTableColumn columns[COLUMNS_MAX + 1] = { 0 };
  TwTableSource *source;
  gboolean figure = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("column-%u", i);

      columns[i].id = g_intern_string (id);
      columns[i].title = g_intern_string (tw_chart_spec_get_column (spec, i));
      columns[i].numeric = is_numeric (spec, i);
      /* Where it is narrow the first figure stands in the row. */
      columns[i].summed = columns[i].numeric && !figure;
      figure = figure || columns[i].numeric;
    }

  source = tw_rows_source_new (columns);

  for (guint row = 0; row < tw_chart_spec_n_rows (spec); row++)
    {
      g_auto (GStrv) cells = g_new0 (char *, n + 1);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *cell = tw_chart_spec_get_cell (spec, row, i);

          cells[i] = columns[i].numeric && is_figure (cell) ? to_plain (cell) : g_steal_pointer (&cell);
        }

      tw_rows_source_add (TW_ROWS_SOURCE (source), row + 1, (const char *const *) cells);
    }

  tw_rows_source_update (TW_ROWS_SOURCE (source));

  return source;
}

void
tw_chart_card_fill_table (TwChartCard *self)
{
  TwChartSpec *spec = tw_chart_view_get_spec (self->view);
  g_autoptr (TwTableSource) source = NULL;

  if (spec == NULL)
    return;

  if (self->table == NULL)
    {
      g_autofree char *name = g_strdup_printf ("chart-%s", tw_chart_spec_get_id (spec));
      const char *empty = tw_chart_spec_get_text (spec, TW_CHART_TEXT_EMPTY_REASON);

      self->table = TW_TABLE (tw_table_new (name, tw_chart_card_get_title (self)));
      tw_table_set_empty (self->table, NULL, _("No Data"), empty, NULL);
      adw_bin_set_child (self->table_bin, GTK_WIDGET (self->table));
    }

  source = create_source (spec);
  tw_table_set_source (self->table, source);
}
