/* tw-chart-view-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a chart is called: its question, its kind and how many marks it has. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

#include <glib/gi18n-lib.h>

static const char *
get_kind_name (TwChartKind kind)
{
  switch (kind)
    {
    case TW_CHART_BARS:
      return _("bar chart");
    case TW_CHART_LINES:
      return _("line chart");
    case TW_CHART_AREAS:
      return _("area chart");
    case TW_CHART_PAYOUT:
      return _("payout curve");
    case TW_CHART_WATERFALL:
      return _("waterfall chart");
    case TW_CHART_SCATTER:
      return _("scatter chart");
    case TW_CHART_PARETO:
      return _("Pareto chart");
    case TW_CHART_LORENZ:
      return _("Lorenz curve");
    case TW_CHART_HEAT_MAP:
      return _("heat map");
    case TW_CHART_FUNNEL:
      return _("funnel");
    case TW_CHART_DUMBBELL:
      return _("dumbbell chart");
    case TW_CHART_BULLET:
      return _("bullet chart");
    case TW_CHART_SURVIVAL:
      return _("survival curve");
    case TW_CHART_FLOW:
      return _("flow chart");
    case TW_CHART_TIMELINE:
      return _("timeline");
    default:
      return _("chart");
    }
}

void
tw_chart_view_update_names (TwChartView *self)
{
  const char *period = tw_chart_spec_get_text (self->spec, TW_CHART_TEXT_PERIOD);
  const char *title = tw_chart_spec_get_text (self->spec, TW_CHART_TEXT_TITLE);
  const char *finding = tw_chart_spec_get_text (self->spec, TW_CHART_TEXT_FINDING);
  const char *empty = tw_chart_spec_get_text (self->spec, TW_CHART_TEXT_EMPTY_REASON);
  guint n = self->layout != NULL ? tw_chart_layout_n_hits (self->layout) : 0;
  g_autoptr (GString) name = g_string_new (title);

  g_string_append_printf (name, ", %s", get_kind_name (tw_chart_spec_get_kind (self->spec)));
  if (period != NULL)
    g_string_append_printf (name, ", %s", period);

  g_string_append (name, ", ");
  g_string_append_printf (name, ngettext ("%u mark", "%u marks", n), n);
  if (n == 0 && empty != NULL)
    finding = empty;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  finding != NULL ? finding : "", -1);
}
