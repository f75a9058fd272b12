/* tw-scenario-flow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenarios-private.h"

#include "common/tw-format.h"

#include <glib/gi18n-lib.h>

/* How partners flow between tiers: from one column to another, or through the days of one. */

static const char *
get_tier_name (const char *name)
{
  return name != NULL ? name : _("No tier");
}

/* Tiers as the comparison has them, highest first; no tier last. */
static GPtrArray *
collect_tiers (const TwScenarioComparison *comparison,
               GPtrArray                  *flow)
{
  GPtrArray *names = g_ptr_array_new ();
  gboolean none = FALSE;

  for (guint i = 0; i < comparison->tiers->len; i++)
    {
      const TwScenarioRowOf *tier = g_ptr_array_index (comparison->tiers, i);

      if (tier->key != NULL)
        g_ptr_array_add (names, tier->key);
    }
  for (guint i = 0; i < flow->len; i++)
    {
      const TwScenarioFlow *stream = g_ptr_array_index (flow, i);

      none |= stream->from == NULL || stream->to == NULL;
    }
  if (none)
    g_ptr_array_add (names, (char *) get_tier_name (NULL));

  return names;
}

static double
find_tier (GPtrArray  *names,
           const char *name)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (g_strcmp0 (names->pdata[i], get_tier_name (name)) == 0)
        return i;
    }

  return 0;
}

static void
add_stream (TwChartSpec          *spec,
            GPtrArray            *names,
            const TwScenarioFlow *stream)
{
  const char *from = get_tier_name (stream->from);
  const char *to = get_tier_name (stream->to);
  g_autofree char *count = tw_format_count (stream->n_partners);
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  TwChartMark mark = TW_CHART_MARK_INIT;

  label = g_str_equal (from, to)
              /* Translators: %s is a tier. */
              ? g_strdup_printf (_("Stays %s"), from)
              /* Translators: %1$s and %2$s are tiers. */
              : g_strdup_printf (_("%1$s to %2$s"), from, to);
  /* Translators: %s is a number of partners. */
  text = g_strdup_printf (ngettext ("%s partner", "%s partners", stream->n_partners), count);

  mark.label = label;
  mark.text = text;
  mark.low = find_tier (names, stream->from);
  mark.high = find_tier (names, stream->to);
  mark.size = stream->n_partners;
  tw_chart_spec_add_mark (spec, 0, &mark);
}

static void
set_axes (TwChartSpec                *spec,
          const TwScenarioComparison *comparison,
          guint                       column,
          gboolean                    across,
          GPtrArray                  *names)
{
  const TwScenarioColumn *first = g_ptr_array_index (comparison->columns, 0);
  const TwScenarioColumn *other = g_ptr_array_index (comparison->columns, column);
  const char *const columns[] = { across ? first->name : _("Before"),
                                  across ? other->name : _("After"), NULL };
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();
  TwChartAxis x = TW_CHART_AXIS_INIT;
  TwChartAxis y = TW_CHART_AXIS_INIT;
  TwChartAxis value = TW_CHART_AXIS_INIT;

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (ended, names->pdata[i]);
  g_ptr_array_add (ended, NULL);

  x.scale = TW_CHART_SCALE_CATEGORICAL;
  x.categories = columns;
  y.scale = TW_CHART_SCALE_CATEGORICAL;
  y.categories = (const char *const *) ended->pdata;
  value.title = _("Partners");
  value.whole = TRUE;
  tw_chart_spec_set_axis (spec, TW_CHART_X, &x);
  tw_chart_spec_set_axis (spec, TW_CHART_Y, &y);
  tw_chart_spec_set_axis (spec, TW_CHART_VALUE, &value);
}

static char *
create_title (const TwScenarioComparison *comparison,
              guint                       column,
              gboolean                    across)
{
  const TwScenarioColumn *first = g_ptr_array_index (comparison->columns, 0);
  const TwScenarioColumn *other = g_ptr_array_index (comparison->columns, column);

  return across
             /* Translators: %1$s and %2$s are a version and a scenario, %3$s is a period. */
             ? g_strdup_printf (_("Tiers at the end of %3$s: %1$s and %2$s"), first->name,
                                other->name, comparison->period)
             /* Translators: %1$s is a scenario, %2$s a period. */
             : g_strdup_printf (_("Tiers before and after %2$s: %1$s"), other->name,
                                comparison->period);
}

TwChartSpec *
tw_scenario_flow_spec (const TwScenarioComparison *comparison,
                       guint                       column,
                       gboolean                    across)
{
  g_autoptr (GPtrArray) flow = tw_scenario_list_flow (comparison, column, across);
  g_autoptr (GPtrArray) names = collect_tiers (comparison, flow);
  g_autofree char *title = create_title (comparison, column, across);
  TwChartSpec *spec =
      tw_chart_spec_new (TW_CHART_FLOW, across ? "scenario-tiers" : column > 0 ? "scenario-moves" : "version-moves", title);
  gint64 n = 0;

  set_axes (spec, comparison, column, across, names);
  tw_chart_spec_add_series (spec, _("Partners"), TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < flow->len; i++)
    {
      const TwScenarioFlow *stream = g_ptr_array_index (flow, i);

      add_stream (spec, names, stream);
      n += stream->n_partners;
    }

  tw_chart_spec_set_n (spec, n);
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_DEFINITION,
                          across ? _("The tier that each partner holds on the last day, under the "
                                     "version and under the scenario.")
                                 : _("The tier that each partner holds on the day before, and on "
                                     "the last day, under the scenario."));
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_PERIOD, comparison->period);
  if (n == 0)
    tw_chart_spec_set_text (spec, TW_CHART_TEXT_EMPTY_REASON,
                            _("This program has no tiers, or no partners in these days."));

  return spec;
}
