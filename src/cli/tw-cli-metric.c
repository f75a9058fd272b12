/* tw-cli-metric.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Metrics for `query`: the same figures as in the window, the report and its workbook. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-metric.h"
#include "tw-cli-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "tw-error.h"
#include "tw-run-reader.h"

/* The list of metrics ---------------------------------------------------------------------------- */

static void
print_metrics_json (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < tw_metric_count (); i++)
    {
      const TwMetric *metric = tw_metric_nth (i);
      g_autofree char *by = tw_breakdown_to_string (metric->breakdowns);

      json_builder_begin_object (builder);
      tw_cli_json_text (builder, "metric", metric->id);
      tw_cli_json_text (builder, "label", tw_metric_get_label (metric));
      tw_cli_json_text (builder, "definition", tw_metric_get_definition (metric));
      tw_cli_json_text (builder, "by", by);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  tw_cli_json_print (builder);
}

int
tw_cli_print_metrics (TwCliFormat format)
{
  if (format == TW_FORMAT_JSON)
    {
      print_metrics_json ();
      return TW_EXIT_DONE;
    }
  for (guint i = 0; i < tw_metric_count (); i++)
    {
      const TwMetric *metric = tw_metric_nth (i);
      g_autofree char *by = tw_breakdown_to_string (metric->breakdowns);

      if (format == TW_FORMAT_CSV)
        g_print ("%s%s,\"%s\",\"%s\"\n", i == 0 ? "Metric,Label,By\n" : "", metric->id, tw_metric_get_label (metric),
                 by);
      else
        g_print ("%s%s: %s\n  %s\n  --by %s\n", i == 0 ? "" : "\n", metric->id, tw_metric_get_label (metric),
                 tw_metric_get_definition (metric), by);
    }
  return TW_EXIT_DONE;
}

/* The scope --------------------------------------------------------------------------------------- */

static gboolean
parse_period (TwWorkspace  *workspace,
              const char   *text,
              TwSpan       *span,
              GError      **error)
{
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (workspace, error);
  TwCalendarUnit unit;

  return calendar != NULL && tw_calendar_parse (calendar, text, span, &unit, error);
}

/* Without a period: the fiscal year in which facts end. */
static gboolean
last_year (TwWorkspace  *workspace,
           TwSpan       *span,
           GError      **error)
{
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (workspace, error);
  g_autoptr (GError) local = NULL;
  TwSpan data;

  if (calendar == NULL)
    return FALSE;
  if (tw_metric_data_span (workspace, &data, &local) && tw_calendar_unit_at (calendar, TW_CALENDAR_YEAR, data.end - 1,
                                                                             span))
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("There are no facts yet. Name a period with --period."));
  return FALSE;
}

/* Where `--where FIELD=VALUE` goes. */
typedef struct
{
  GPtrArray *values[5];
} Filters;

static const char *const filter_names[] = { "type", "region", "tier", "manager", "partner" };

static void
filters_init (Filters *filters)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters->values); i++)
    filters->values[i] = g_ptr_array_new_with_free_func (g_free);
}

static void
filters_clear (Filters *filters)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters->values); i++)
    g_clear_pointer (&filters->values[i], g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filters, filters_clear)

static gboolean
add_filter (Filters     *filters,
            const char  *text,
            GError     **error)
{
  const char *sign = strchr (text, '=');

  for (guint i = 0; sign != NULL && i < G_N_ELEMENTS (filter_names); i++)
    if (strlen (filter_names[i]) == (gsize) (sign - text) && strncmp (text, filter_names[i], (gsize) (sign - text)) == 0)
      {
        g_ptr_array_add (filters->values[i], g_strdup (sign + 1));
        return TRUE;
      }
  g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
               _("“%s” is no filter of a metric. Write type=, region=, tier=, manager= or partner= and a value."), text);
  return FALSE;
}

static const char *const *
filter_list (GPtrArray *values)
{
  g_ptr_array_add (values, NULL);
  return (const char *const *) values->pdata;
}

static gboolean
make_scope (TwWorkspace           *workspace,
            const TwMetricRequest *request,
            Filters               *filters,
            TwMetricScope         *scope,
            GError               **error)
{
  *scope = (TwMetricScope){ .workspace = workspace, .as_of = TW_DATE_NONE };
  if (request->period != NULL ? !parse_period (workspace, request->period, &scope->period, error)
                              : !last_year (workspace, &scope->period, error))
    return FALSE;
  if (request->compare != NULL && !parse_period (workspace, request->compare, &scope->compare, error))
    return FALSE;
  if (request->as_of != NULL && !tw_date_parse (request->as_of, &scope->as_of, error))
    return FALSE;
  for (guint i = 0; request->where != NULL && request->where[i] != NULL; i++)
    if (!add_filter (filters, request->where[i], error))
      return FALSE;
  if (request->partner != NULL)
    g_ptr_array_add (filters->values[4], g_strdup (request->partner));

  scope->types = filter_list (filters->values[0]);
  scope->regions = filter_list (filters->values[1]);
  scope->tiers = filter_list (filters->values[2]);
  scope->managers = filter_list (filters->values[3]);
  scope->partners = filter_list (filters->values[4]);
  return TRUE;
}

/* Printing ---------------------------------------------------------------------------------------- */

static gboolean
has_times (const TwMetricTable *table)
{
  return tw_metric_table_get_n_rows (table) > 0 && tw_metric_table_get_row (table, 0)->time_key != NULL;
}

static GPtrArray *
table_headings (const TwMetricTable *table,
                gboolean             names)
{
  GPtrArray *headings = g_ptr_array_new_with_free_func (g_free);
  guint breakdown = tw_metric_table_get_breakdown (table);

  g_ptr_array_add (headings, g_strdup (names ? "key" : tw_breakdown_get_label (breakdown)));
  if (names)
    g_ptr_array_add (headings, g_strdup ("label"));
  if (has_times (table))
    g_ptr_array_add (headings, g_strdup (names ? "period" : tw_breakdown_get_label (breakdown & TW_BREAKDOWN_TIMES)));
  for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
    {
      const TwMetricColumn *column = tw_metric_table_get_column (table, c);

      if (names)
        g_ptr_array_add (headings, g_strdup (column->name));
      else
        g_ptr_array_add (headings, column->unit == TW_METRIC_MONEY
                                   ? g_strdup_printf ("%s (%s)", column->label, tw_metric_table_get_currency (table))
                                   : g_strdup (column->label));
    }
  return headings;
}

/* (transfer full): with a star where it lacks something that isn't known yet. */
static char *
people_cell (const TwMetricTable *table,
             guint                row,
             guint                column)
{
  g_autofree char *text = tw_metric_table_format_cell (table, row, column, NULL);
  gboolean incomplete = (tw_metric_table_get_cell (table, row, column)->flags & TW_METRIC_INCOMPLETE) != 0;

  return g_strconcat (text, incomplete ? "*" : "", NULL);
}

static gboolean
has_incomplete (const TwMetricTable *table)
{
  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
      if (tw_metric_table_get_cell (table, r, c)->flags & TW_METRIC_INCOMPLETE)
        return TRUE;
  return FALSE;
}

/* @plain: in the form that programs read. */
static GPtrArray *
table_rows (const TwMetricTable *table,
            gboolean             plain)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    {
      const TwMetricRow *row = tw_metric_table_get_row (table, r);
      GPtrArray *cells = g_ptr_array_new ();

      g_ptr_array_add (cells, g_strdup (plain ? row->key : row->label));
      if (plain)
        g_ptr_array_add (cells, g_strdup (row->label));
      if (has_times (table))
        g_ptr_array_add (cells, g_strdup (row->time_key));
      for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
        g_ptr_array_add (cells, plain ? tw_metric_table_plain_cell (table, r, c) : people_cell (table, r, c));
      g_ptr_array_add (cells, NULL);
      g_ptr_array_add (rows, g_ptr_array_free (cells, FALSE));
    }
  return rows;
}

static void
print_table (const TwMetricTable *table)
{
  g_autoptr (GPtrArray) headings = table_headings (table, FALSE);
  g_autoptr (GPtrArray) rows = table_rows (table, FALSE);
  g_autofree gboolean *numeric = g_new0 (gboolean, headings->len);

  for (guint i = has_times (table) ? 2 : 1; i < headings->len; i++)
    numeric[i] = TRUE;
  g_print ("%s\n", tw_metric_table_get_title (table));
  if (strcmp (tw_metric_table_get_finding (table), tw_metric_table_get_title (table)) != 0)
    g_print ("%s\n", tw_metric_table_get_finding (table));
  g_print ("\n");
  if (rows->len > 0)
    tw_cli_print_table ((const char *const *) headings->pdata, numeric, headings->len, rows);
  if (has_incomplete (table))
    g_print ("%s\n", _("* incomplete"));
  if (tw_metric_table_get_empty_reason (table) != NULL
      && strcmp (tw_metric_table_get_empty_reason (table), tw_metric_table_get_finding (table)) != 0)
    g_print ("%s\n", tw_metric_table_get_empty_reason (table));
  /* Translators: how many things a figure was made of. */
  g_print (_("\nn %d\n"), (int) tw_metric_table_get_n (table));
  g_print ("%s\n", tw_metric_table_get_definition (table));
  for (guint i = 0; i < tw_metric_table_get_n_notes (table); i++)
    g_print ("%s\n", tw_metric_table_get_note (table, i));
}

static void
print_csv_cell (const char *text,
                gboolean    first)
{
  if (!first)
    g_print (",");
  if (strpbrk (text, ",\"\n\r") == NULL)
    g_print ("%s", text);
  else
    {
      g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
      g_autofree char *quoted = g_strjoinv ("\"\"", parts);

      g_print ("\"%s\"", quoted);
    }
}

static void
print_csv (const TwMetricTable *table)
{
  g_autoptr (GPtrArray) headings = table_headings (table, TRUE);
  g_autoptr (GPtrArray) rows = table_rows (table, TRUE);

  for (guint i = 0; i < headings->len; i++)
    print_csv_cell (g_ptr_array_index (headings, i), i == 0);
  g_print ("\n");
  for (guint r = 0; r < rows->len; r++)
    {
      char **row = g_ptr_array_index (rows, r);

      for (guint i = 0; row[i] != NULL; i++)
        print_csv_cell (row[i], i == 0);
      g_print ("\n");
    }
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  if (text == NULL || *text == '\0')
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

/* A figure as a string, so that no reader makes a double of it; with it what a ratio rests on. */
static void
add_cell (JsonBuilder         *builder,
          const TwMetricTable *table,
          guint                row,
          guint                column)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (table, row, column);
  g_autofree char *plain = tw_metric_table_plain_cell (table, row, column);
  g_autofree char *shown = tw_metric_table_describe_cell (table, row, column, NULL);

  json_builder_set_member_name (builder, tw_metric_table_get_column (table, column)->name);
  json_builder_begin_object (builder);
  add_text (builder, "value", plain);
  add_text (builder, "text", shown);
  if (!cell->known)
    add_text (builder, "reason", cell->reason != NULL ? cell->reason : _("there is nothing to divide by"));
  else if (cell->flags & TW_METRIC_INCOMPLETE)
    add_text (builder, "incomplete", cell->reason);
  if (cell->n >= 0)
    {
      tw_cli_json_int (builder, "n", cell->n);
    }
  if (cell->flags & TW_METRIC_LOW_SAMPLE)
    {
      tw_cli_json_flag (builder, "low_sample", TRUE);
    }
  json_builder_end_object (builder);
}

static void
print_json (const TwMetricTable *table)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "metric", tw_metric_table_get_metric (table)->id);
  add_text (builder, "period", tw_metric_table_get_period_name (table));
  add_text (builder, "finding", tw_metric_table_get_finding (table));
  add_text (builder, "definition", tw_metric_table_get_definition (table));
  add_text (builder, "currency", tw_metric_table_get_currency (table));
  tw_cli_json_int (builder, "n", tw_metric_table_get_n (table));
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tw_metric_table_get_n_notes (table); i++)
    json_builder_add_string_value (builder, tw_metric_table_get_note (table, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    {
      const TwMetricRow *row = tw_metric_table_get_row (table, r);

      json_builder_begin_object (builder);
      add_text (builder, "key", row->key);
      add_text (builder, "label", row->label);
      if (row->time_key != NULL)
        add_text (builder, "period", row->time_key);
      for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
        add_cell (builder, table, r, c);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tw_cli_json_print (builder);
}

static void
print_any (const TwMetricTable *table,
           TwCliFormat          format)
{
  if (format == TW_FORMAT_CSV)
    print_csv (table);
  else if (format == TW_FORMAT_JSON)
    print_json (table);
  else
    print_table (table);
}

int
tw_cli_print_metric (TwWorkspace           *workspace,
                     const TwMetric        *metric,
                     const TwMetricRequest *request,
                     TwCliFormat            format)
{
  g_auto (Filters) filters = { 0 };
  g_autoptr (TwMetricTable) table = NULL;
  TwMetricScope scope;
  GError *error = NULL;
  guint breakdown;

  filters_init (&filters);
  if (!tw_breakdown_parse (request->by, &breakdown, &error)
      || !make_scope (workspace, request, &filters, &scope, &error))
    return tw_cli_fail (error);
  table = tw_metric_compute (metric, &scope, breakdown, tw_cli_cancellable (), &error);
  if (table == NULL)
    return tw_cli_fail (error);

  print_any (table, format);
  if (tw_metric_table_get_compare (table) != NULL)
    {
      if (format != TW_FORMAT_JSON)
        g_print ("\n");
      print_any (tw_metric_table_get_compare (table), format);
    }
  return TW_EXIT_DONE;
}
