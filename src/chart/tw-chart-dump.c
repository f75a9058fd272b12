/* tw-chart-dump.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-layout-private.h"

static const char *const shapes[] = { "rect", "line", "polygon", "marker", "text" };
static const char *const markers[] = {
  "circle", "square", "triangle", "diamond", "tick", "alarm", "grip-x", "grip-y",
};
static const char *const fonts[] = { "label", "bold", "title", "subtitle", "caption" };
static const char *const dashes[] = { "", " dash 6-3", " dash 2-2" };

/* A point of decimals, whatever the locale, and no −0. */
static void
append_number (GString *text,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.1f", number);
  g_string_append_printf (text, " %s", g_str_equal (buffer, "-0.0") ? "0.0" : buffer);
}

static void
append_rect (GString           *text,
             const TwChartRect *rect)
{
  append_number (text, rect->x);
  append_number (text, rect->y);
  append_number (text, rect->width);
  append_number (text, rect->height);
}

static void
append_points (GString           *text,
               TwChartLayout     *layout,
               const TwChartItem *item)
{
  g_string_append_printf (text, " [%u]", item->n);
  for (guint i = 0; i < item->n; i++)
    {
      const TwChartPoint *point = &g_array_index (layout->points, TwChartPoint, item->first + i);

      append_number (text, point->x);
      append_number (text, point->y);
    }
}

static void
append_paint (GString           *text,
              const TwChartItem *item)
{
  g_autofree char *fill = tw_chart_ink_to_name (item->fill);
  g_autofree char *stroke = tw_chart_ink_to_name (item->stroke);

  if (item->fill != TW_CHART_INK_NONE)
    g_string_append_printf (text, " fill %s%s", fill, item->hatched ? " hatched" : "");
  if (item->alpha < 1)
    append_number (g_string_append (text, " alpha"), item->alpha);
  if (item->stroke != TW_CHART_INK_NONE)
    {
      g_string_append_printf (text, " stroke %s%s", stroke, dashes[item->dash]);
      append_number (text, item->line);
    }
}

static void
append_item (GString           *text,
             TwChartLayout     *layout,
             const TwChartItem *item)
{
  g_string_append (text, shapes[item->shape]);
  switch (item->shape)
    {
    case TW_CHART_SHAPE_LINE:
    case TW_CHART_SHAPE_POLYGON:
      append_paint (text, item);
      append_points (text, layout, item);
      break;
    case TW_CHART_SHAPE_TEXT:
      append_rect (text, &item->box);
      g_string_append_printf (text, " %s", fonts[item->font]);
      append_paint (text, item);
      g_string_append_printf (text, "%s \"%s\"", item->halo != TW_CHART_INK_NONE ? " halo" : "", item->text);
      break;
    case TW_CHART_SHAPE_MARKER:
      g_string_append_printf (text, " %s", markers[item->marker]);
      append_rect (text, &item->box);
      append_paint (text, item);
      break;
    default:
      append_rect (text, &item->box);
      append_paint (text, item);
      break;
    }
  g_string_append_c (text, '\n');
}

char *
tw_chart_layout_to_text (TwChartLayout *layout)
{
  GString *text = g_string_new ("layout");

  append_number (text, layout->width);
  append_number (text, layout->height);
  append_rect (g_string_append (text, "\nplot"), &layout->plot);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < layout->items->len; i++)
    append_item (text, layout, &g_array_index (layout->items, TwChartItem, i));
  for (guint i = 0; i < layout->hits->len; i++)
    {
      const TwChartHit *hit = &g_array_index (layout->hits, TwChartHit, i);

      g_string_append_printf (text, "hit %u/%u", hit->series, hit->index);
      append_rect (text, &hit->bounds);
      append_rect (g_string_append (text, " area"), &hit->area);
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}
