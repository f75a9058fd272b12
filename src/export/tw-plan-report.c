/* tw-plan-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-plan-report.h"

#include "tw-decimal.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* As people write it, and as the table shows it: one decimal at least, the sign after a no-break space. */
static char *
write_rate (const char *plain)
{
  g_autofree char *number = g_strndup (plain, strlen (plain) - 1);

  return g_strconcat (number, strchr (number, '.') == NULL ? ".0" : "", "\302\240%", NULL);
}

char *
tw_plan_report_figure (const TwPlanGoal *goal,
                       TwPlanFigure      figure)
{
  g_autofree char *raw = NULL;
  g_autofree char *plain = NULL;

  if (!figure.known)
    return g_strdup (_("n/a"));

  raw = tw_plan_goal_write (goal, figure.value);
  if (g_str_has_suffix (raw, "%"))
    return write_rate (raw);
  plain = tw_decimal_group (raw);

  return goal->currency != NULL ? g_strdup_printf ("%s %s", plain, goal->currency)
                                : g_steal_pointer (&plain);
}

/* 310,000.00 of 400,000.00 USD: what stands beside the tick of the target would else be taken for the target. The currency
 * is said once. */
static char *
write_of_target (const TwPlanGoal *goal)
{
  g_autofree char *actual = tw_plan_report_figure (goal, goal->actual);
  g_autofree char *target = tw_plan_report_figure (goal, (TwPlanFigure){ TRUE, goal->target });
  g_autofree char *currency = goal->currency != NULL ? g_strconcat (" ", goal->currency, NULL) : NULL;

  if (currency != NULL && g_str_has_suffix (actual, currency))
    actual[strlen (actual) - strlen (currency)] = '\0';

  /* Translators: what was reached, then the target: 310,000.00 of 400,000.00 USD. */
  return g_strdup_printf (_("%1$s of %2$s"), actual, target);
}

/* @words: (nullable): what is drawn beside the mark instead of its value. */
static void
add_mark (TwChartSpec      *spec,
          guint             series,
          const TwPlanGoal *goal,
          guint             row,
          TwPlanFigure      figure,
          const char       *words)
{
  g_autofree char *text = tw_plan_report_figure (goal, figure);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, goal->id);
  TwChartMark mark = TW_CHART_MARK_INIT;

  mark.label = goal->title;
  mark.text = text;
  mark.note = words != NULL && figure.known ? words : text;
  mark.x = row;
  mark.y = figure.known ? (double) figure.value : NAN;
  mark.flags = figure.known ? 0 : TW_CHART_MARK_NOT_AVAILABLE;
  mark.key = key;
  tw_chart_spec_add_mark (spec, series, &mark);
}

TwChartSpec *
tw_plan_chart_goals (const TwPlanProgress *progress,
                     const char           *title)
{
  TwChartSpec *spec = tw_chart_spec_new (TW_CHART_BULLET, "plan-goals", title);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  TwChartAxis axis = TW_CHART_AXIS_INIT;
  guint actual;
  guint target;
  guint due;

  g_return_val_if_fail (progress != NULL, spec);

  for (guint i = 0; i < progress->goals->len; i++)
    g_ptr_array_add (names, ((TwPlanGoal *) g_ptr_array_index (progress->goals, i))->title);
  g_ptr_array_add (names, NULL);
  axis.scale = TW_CHART_SCALE_CATEGORICAL;
  axis.categories = (const char *const *) names->pdata;
  tw_chart_spec_set_axis (spec, TW_CHART_X, &axis);
  tw_chart_spec_set_own_scales (spec, TRUE);
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_SUBTITLE,
                          _("Bar: actual. Tick: target of the plan. Shade: due by now."));
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_EMPTY_REASON, _("The plan has no goals."));

  due = tw_chart_spec_add_series (spec, _("Due by now"), TW_CHART_ROLE_RANGE);
  actual = tw_chart_spec_add_series (spec, _("Actual"), TW_CHART_ROLE_NORMAL);
  target = tw_chart_spec_add_series (spec, _("Target"), TW_CHART_ROLE_TARGET);
  for (guint i = 0; i < progress->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (progress->goals, i);
      g_autofree char *words = write_of_target (goal);

      add_mark (spec, due, goal, i, goal->due, NULL);
      add_mark (spec, actual, goal, i, goal->actual, words);
      add_mark (spec, target, goal, i, (TwPlanFigure){ TRUE, goal->target }, NULL);
    }

  return spec;
}

gboolean
tw_plan_report_write (TwWorkspace   *workspace,
                      gint64         plan,
                      TwDate         as_of,
                      const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (TwPlanSummary) summary = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && path != NULL, FALSE);

  if (!g_str_has_suffix (path, ".pdf") && !g_str_has_suffix (path, ".xlsx"))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                   _("“%s” was not written. A plan is exported as .pdf or .xlsx: give the file one of these "
                     "endings."), path);
      return FALSE;
    }

  summary = tw_plan_summary_read (workspace, plan, as_of, cancellable, error);
  if (summary == NULL)
    return FALSE;

  return g_str_has_suffix (path, ".pdf")
             ? tw_plan_report_pdf (workspace, summary, path, cancellable, error)
             : tw_plan_report_xlsx (workspace, summary, path, cancellable, error);
}
