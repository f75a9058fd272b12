/* tw-metric-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-metric-test.h"

#include <string.h>

#include "tw-list.h"

TwSpan
tw_metric_test_span (const char *first,
                     const char *after)
{
  TwSpan span;

  g_assert_true (tw_date_parse (first, &span.start, NULL));
  g_assert_true (tw_date_parse (after, &span.end, NULL));
  return span;
}

void
tw_metric_test_setup (TwMetricTest  *test,
                      gconstpointer  unused)
{
  test->dir = tw_test_make_dir ();
  test->workspace = tw_model_test_create (test->dir);
  test->scope = (TwMetricScope){ .workspace = test->workspace, .as_of = TW_DATE_NONE,
                                 .period = tw_metric_test_span ("2026-01-01", "2026-04-01") };
}

void
tw_metric_test_teardown (TwMetricTest  *test,
                         gconstpointer  unused)
{
  tw_metric_forget (test->workspace);
  tw_model_test_close (test->workspace);
  tw_test_remove_dir (test->dir);
}

void
tw_metric_test_exec (TwMetricTest *test,
                     const char   *sql)
{
  tw_model_test_exec (test->workspace, sql);
  tw_metric_forget (test->workspace);
}

TwMetricTable *
tw_metric_test_compute (TwMetricTest *test,
                        const char   *metric,
                        const char   *breakdown)
{
  g_autoptr (GError) error = NULL;
  const TwMetric *found = tw_metric_find (metric);
  TwMetricTable *table;
  guint by;

  g_assert_nonnull (found);
  g_assert_true (tw_breakdown_parse (breakdown, &by, &error));
  table = tw_metric_compute (found, &test->scope, by, NULL, &error);
  g_assert_no_error (error);
  return table;
}

char *
tw_metric_test_dump (const TwMetricTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    {
      const TwMetricRow *row = tw_metric_table_get_row (table, r);

      g_string_append (text, row->key);
      if (row->time_key != NULL)
        g_string_append_printf (text, "@%s", row->time_key);
      for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
        {
          g_autofree char *cell = tw_metric_table_plain_cell (table, r, c);

          g_string_append_printf (text, "|%s", *cell == '\0' ? "n/a" : cell);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

gboolean
tw_metric_test_has_note (const TwMetricTable *table,
                         const char          *text)
{
  for (guint i = 0; i < tw_metric_table_get_n_notes (table); i++)
    if (strstr (tw_metric_table_get_note (table, i), text) != NULL)
      return TRUE;
  return FALSE;
}

gint64
tw_metric_test_behind (TwMetricTest        *test,
                       const TwMetricTable *table,
                       const char          *key,
                       const char          *time_key,
                       const char          *column)
{
  int row = tw_metric_table_find_row (table, key, time_key);
  int at = tw_metric_table_find_column (table, column);
  const TwMetricCell *cell;
  g_autoptr (TwList) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (row, >=, 0);
  g_assert_cmpint (at, >=, 0);
  cell = tw_metric_table_get_cell (table, (guint) row, (guint) at);
  g_assert_nonnull (cell->filter);
  list = tw_list_new (test->workspace, cell->entity);
  tw_list_set_filter (list, cell->filter);
  tw_list_load (list, &error);
  g_assert_no_error (error);
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}
