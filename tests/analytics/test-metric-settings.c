/* test-metric-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-metric-settings.h"
#include "tw-metric-test.h"

/* What isn't right is answered in a sentence and changes nothing. */
static void
test_bad (TwMetricTest  *test,
          gconstpointer  unused)
{
  static const struct
  {
    const char *key;
    const char *value;
    const char *says;
  } cases[] = {
    { "metric.low-sample", "", "whole number" },
    { "metric.low-sample", "twenty", "whole number" },
    { "metric.low-sample", "-1", "0 to 1000000" },
    { "metric.low-sample", "2.5", "whole number" },
    { "metric.low-sample", "999999999999999999999999999999", "whole number" },
    { "metric.influence-days", "3661", "0 to 3660" },
    { "metric.margin-rate", "101", "percentage" },
    { "metric.margin-rate", "-0.1 %", "percentage" },
    { "metric.margin-rate", "a lot", "percentage" },
    { "metric.roi-basis", "", "choose one" },
    { "metric.roi-basis", "margin revenue", "choose one" },
    { "metric.baseline", "declared", "none of" },
    { "metric.allocation", "REVENUE", "none of" },
    { "metric.payouts", "approved\n", NULL },
    { "metric.activity-kinds", "sale nonsense", "nonsense" },
    { "metric.activity-kinds", "sale claim", NULL },
    { "metric.margin-rate", "62.5 %", NULL },
    { "metric.margin-rate", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TwMetricSetting *setting = tw_metric_setting_find (cases[i].key);
      g_autofree char *before = tw_metric_setting_get (test->workspace, setting, NULL);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      gboolean done = tw_metric_setting_set (test->workspace, setting, cases[i].value, &error);

      if (done != (cases[i].says == NULL))
        g_error ("%s = “%s”: %s", cases[i].key, cases[i].value, done ? "taken" : error->message);
      if (done)
        continue;
      tw_test_assert_contains (error->message, cases[i].says);
      after = tw_metric_setting_get (test->workspace, setting, NULL);
      g_assert_cmpstr (after, ==, before);
    }
}

/* What somebody wrote into the file by other means reads as the default. */
static void
test_foreign (TwMetricTest  *test,
              gconstpointer  unused)
{
  TwMetricSettings settings;
  g_autoptr (GError) error = NULL;

  tw_metric_test_exec (test, "INSERT INTO setting (key, value) VALUES ('metric.low-sample', 'x'), ('metric.baseline', 'y'),"
                             " ('metric.margin-rate', '900')");
  g_assert_true (tw_metric_settings_load (test->workspace, &settings, &error));
  g_assert_cmpint (settings.low_sample, ==, 20);
  g_assert_cmpint (settings.baseline, ==, TW_BASELINE_AUTO);
  g_assert_cmpint (settings.margin_rate, ==, -1);
}

typedef struct
{
  TwWorkspace   *fork;
  TwMetricScope  scope;
  GCancellable  *cancellable;
  char          *text;
  GError        *error;
} Thread;

static gpointer
compute (gpointer data)
{
  Thread *self = data;
  TwMetricTable *table = tw_metric_compute (tw_metric_find ("net-revenue"), &self->scope, TW_BREAKDOWN_PARTNER,
                                            self->cancellable, &self->error);

  if (table != NULL)
    self->text = tw_metric_test_dump (table);
  g_clear_pointer (&table, tw_metric_table_unref);
  return NULL;
}

/* Four threads at once say the same as one; one that was cancelled says so. */
static void
test_threads (TwMetricTest  *test,
              gconstpointer  unused)
{
  Thread threads[4] = { 0 };
  GThread *running[G_N_ELEMENTS (threads)];
  g_autoptr (TwMetricTable) alone = NULL;
  g_autofree char *expected = NULL;

  tw_model_test_fill (test->workspace, 40, 2000);
  tw_metric_test_exec (test, "DELETE FROM sale WHERE currency = 'EUR'; UPDATE sale SET date = date (date, '+1 year')");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      threads[i].fork = tw_workspace_fork (test->workspace, TW_OPEN_READ_ONLY, &threads[i].error);
      g_assert_no_error (threads[i].error);
      threads[i].scope = test->scope;
      threads[i].scope.workspace = threads[i].fork;
      threads[i].cancellable = g_cancellable_new ();
      if (i == 3)
        g_cancellable_cancel (threads[i].cancellable);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    running[i] = g_thread_new ("metric", compute, &threads[i]);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (running[i]);

  tw_metric_forget (test->workspace);
  alone = tw_metric_test_compute (test, "net-revenue", "partner");
  expected = tw_metric_test_dump (alone);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      if (i < 3)
        {
          g_assert_no_error (threads[i].error);
          g_assert_cmpstr (threads[i].text, ==, expected);
        }
      else
        g_assert_nonnull (threads[i].error);
      g_clear_error (&threads[i].error);
      g_free (threads[i].text);
      g_object_unref (threads[i].cancellable);
      tw_model_test_close (threads[i].fork);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  tw_metric_test_add ("/analytics/metric-settings/bad", test_bad);
  tw_metric_test_add ("/analytics/metric-settings/foreign", test_foreign);
  tw_metric_test_add ("/analytics/metric-settings/threads", test_threads);

  return g_test_run ();
}
