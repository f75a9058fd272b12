/* tw-chart-legend.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_COLORS 6

static gboolean
is_normal (TwChartFrame *frame,
           guint         series)
{
  return tw_chart_spec_get_series_role (frame->spec, series) == TW_CHART_ROLE_NORMAL;
}

gboolean
tw_chart_series_drawn (TwChartFrame *frame,
                       guint         series)
{
  TwChartRole role = tw_chart_spec_get_series_role (frame->spec, series);

  return role == TW_CHART_ROLE_NORMAL || role == TW_CHART_ROLE_BASELINE || role == TW_CHART_ROLE_OTHER;
}

guint
tw_chart_series_count (TwChartFrame *frame)
{
  guint count = 0;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    count += tw_chart_series_drawn (frame, i);

  return count;
}

static guint
count_normal (TwChartFrame *frame,
              guint         before)
{
  guint count = 0;

  for (guint i = 0; i < before; i++)
    count += is_normal (frame, i);

  return count;
}

/* Beyond six the first five keep their colours, and the others are the rest. */
static gboolean
is_rest (TwChartFrame *frame,
         guint         series)
{
  guint n = count_normal (frame, tw_chart_spec_n_series (frame->spec));

  return is_normal (frame, series) && n > MOST_COLORS && count_normal (frame, series) >= MOST_COLORS - 1;
}

TwChartInk
tw_chart_series_ink (TwChartFrame *frame,
                     guint         series)
{
  guint n = count_normal (frame, tw_chart_spec_n_series (frame->spec));

  if (!is_normal (frame, series) || is_rest (frame, series))
    return TW_CHART_INK_REST;
  if (n == 1)
    return TW_CHART_INK_SINGLE;

  return TW_CHART_INK_SERIES_1 + count_normal (frame, series);
}

TwChartDash
tw_chart_series_dash (TwChartFrame *frame,
                      guint         series)
{
  if (!is_normal (frame, series) || is_rest (frame, series))
    return TW_CHART_DASH_SHORT;

  return TW_CHART_DASH_SOLID + count_normal (frame, series) % 3;
}

TwChartMarkerShape
tw_chart_series_marker (TwChartFrame *frame,
                        guint         series)
{
  if (!is_normal (frame, series))
    return TW_CHART_MARKER_DIAMOND;

  return TW_CHART_MARKER_CIRCLE + count_normal (frame, series) % 4;
}

static void
draw_swatch (TwChartFrame  *frame,
             guint          series,
             TwChartSwatch  swatch,
             double         x,
             double         y,
             double         size)
{
  TwChartInk ink = tw_chart_series_ink (frame, series);

  switch (swatch)
    {
    case TW_CHART_SWATCH_BOX:
      tw_chart_add_rect (frame->layout, ink, (TwChartRect) { x, floor (y - size / 2), size, size });
      break;
    case TW_CHART_SWATCH_LINE:
      tw_chart_add_segment (frame->layout, ink, 2, x, y, x + size * 2, y)->dash
          = tw_chart_series_dash (frame, series);
      break;
    case TW_CHART_SWATCH_DOT:
      tw_chart_add_marker (frame->layout, tw_chart_series_marker (frame, series), ink, x + size / 2, y, size);
      break;
    }
}

/* The entries of a legend from left to right, in as many rows as they need. */
void
tw_chart_frame_legend (TwChartFrame  *frame,
                       TwChartSwatch  swatch)
{
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  double size = floor (frame->unit * 0.7);
  double sign = (swatch == TW_CHART_SWATCH_LINE ? size * 2 : size) + ceil (frame->unit * 0.4);
  double x = frame->room.x;
  double y = frame->room.y;
  gboolean rest = FALSE;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    {
      const char *name = is_rest (frame, i) ? _("Other") : tw_chart_spec_get_series_name (frame->spec, i);
      double width = sign + tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, name);

      if (!tw_chart_series_drawn (frame, i) || (is_rest (frame, i) && rest) || *name == '\0')
        continue;
      rest |= is_rest (frame, i);
      if (x > frame->room.x && x + width > frame->room.x + frame->room.width)
        {
          x = frame->room.x;
          y += line + 2;
        }
      if (y + line > frame->room.y + frame->room.height / 2)
        break;
      if (tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, name, x + sign, y, 0, 0,
                                MIN (width - sign, frame->room.width - sign), 1) > 0)
        draw_swatch (frame, i, swatch, x, y + line / 2, size);
      x += width + frame->unit;
    }

  if (x == frame->room.x && y == frame->room.y)
    return;
  y += line + ceil (frame->unit * 0.5);
  frame->room.height -= y - frame->room.y;
  frame->room.y = y;
}
