/* kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "samples.h"

#include <pango/pangocairo.h>

static const char *const kind_names[TW_CHART_N_KINDS] = {
  "bars", "lines", "areas", "payout", "waterfall", "scatter", "pareto", "lorenz", "heat-map", "funnel", "dumbbell",
  "bullet", "survival", "flow", "timeline",
};

const char *
sample_kind_name (TwChartKind kind)
{
  return kind_names[kind];
}

/* The numbers of one mark, as its kind reads them. */
static void
fill (TwChartKind  kind,
      TwChartMark *mark,
      guint        index,
      double       value,
      guint        side)
{
  mark->x = index;
  mark->y = value;
  switch (kind)
    {
    case TW_CHART_HEAT_MAP:
      mark->x = index % side;
      mark->y = index / side;
      mark->size = value;
      break;
    case TW_CHART_FLOW:
      mark->x = index % 2;
      mark->low = index / 2 % 5;
      mark->high = index / 3 % 5;
      mark->size = value;
      break;
    case TW_CHART_TIMELINE:
      mark->y = index % 4;
      mark->x = mark->low = value;
      mark->high = index % 3 == 0 ? value : value + index % 50 * 4.0;
      break;
    case TW_CHART_SCATTER:
      mark->x = value * 0.7 + index % 13;
      break;
    case TW_CHART_DUMBBELL:
    case TW_CHART_SURVIVAL:
      mark->low = value - ABS (value) * 0.1;
      mark->high = value + ABS (value) * 0.2;
      break;
    default:
      break;
    }
}

static TwChartRole
role_of (TwChartKind kind,
         guint       series)
{
  if (kind == TW_CHART_BULLET)
    return series == 0 ? TW_CHART_ROLE_RANGE : series == 1 ? TW_CHART_ROLE_NORMAL : TW_CHART_ROLE_TARGET;
  if (kind == TW_CHART_PAYOUT && series > 0)
    return series == 1 ? TW_CHART_ROLE_RUG : TW_CHART_ROLE_TARGET;

  return TW_CHART_ROLE_NORMAL;
}

TwChartSpec *
sample_of_kind (TwChartKind   kind,
                guint         n_series,
                guint         n,
                double      (*pick) (guint i, gpointer data),
                gpointer      data)
{
  g_autofree char *title = g_strdup_printf ("Something about %s that takes a line or two to say", kind_names[kind]);
  TwChartSpec *spec = tw_chart_spec_new (kind, kind_names[kind], title);
  TwChartAxis axis = TW_CHART_AXIS_INIT;
  guint side = 1;
  guint asked = 0;

  while (side * side < n)
    side++;
  axis.title = "Measure";
  axis.unit = "USD";
  tw_chart_spec_set_axis (spec, TW_CHART_Y, &axis);
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_PERIOD, "2026-Q2");
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_SUBTITLE, "Unit, number and what it is compared with");
  for (guint s = 0; s < n_series; s++)
    {
      g_autofree char *name = g_strdup_printf ("Series number %u", s + 1);

      tw_chart_spec_add_series (spec, name, role_of (kind, s));
      for (guint i = 0; i < n; i++)
        {
          TwChartMark mark = TW_CHART_MARK_INIT;
          double value = pick (asked++, data);
          g_autofree char *label = g_strdup_printf (i % 3 == 0 ? "Partner %u of somewhere" : "P%u", i + 1);
          g_autofree char *text = g_strdup_printf ("%g", value);

          mark.label = label;
          mark.text = text;
          mark.n = i % 5 == 4 ? 12 : 40;
          mark.flags = (i % 5 == 4 ? TW_CHART_MARK_LOW_SAMPLE : 0) | (i % 7 == 5 ? TW_CHART_MARK_NOT_AVAILABLE : 0)
                       | (i + 1 == n && n > 3 ? TW_CHART_MARK_TO_DATE : 0)
                       | (i % 4 == 1 ? TW_CHART_MARK_OVERDUE : i % 4 == 2 ? TW_CHART_MARK_DONE : TW_CHART_MARK_OPEN);
          fill (kind, &mark, i, value, side);
          tw_chart_spec_add_mark (spec, s, &mark);
        }
    }

  return spec;
}

gboolean
sample_fonts (void)
{
  PangoFontFamily **families;
  gboolean found = FALSE;
  int n;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n);
  for (int i = 0; i < n; i++)
    found |= g_str_equal (pango_font_family_get_name (families[i]), "DejaVu Sans");
  g_free (families);

  return found;
}
