/* tw-chart-style.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-style.h"

#include <math.h>

/* The Okabe-Ito hues, lightness moved until every series has 3:1 to its background and the smallest CIEDE2000
 * distance of two under normal sight, protanopia, deuteranopia and tritanopia is 16 (light) and 11 (dark).
 * Light stands on white, dark on a card of #363636. */
static const guint32 inks[TW_CHART_N_INKS][2] = {
  [TW_CHART_INK_PAPER] = { 0xffffff, 0x363636 },
  [TW_CHART_INK_TEXT] = { 0x333333, 0xffffff },
  [TW_CHART_INK_SECONDARY] = { 0x616161, 0xb9b9b9 },
  [TW_CHART_INK_GRID] = { 0xe0e0e0, 0x545454 },
  [TW_CHART_INK_AXIS] = { 0x616161, 0xb9b9b9 },
  [TW_CHART_INK_SINGLE] = { 0x0072b2, 0x62a0ea },
  [TW_CHART_INK_SERIES_1] = { 0x003969, 0x4f8fd0 },
  [TW_CHART_INK_SERIES_1 + 1] = { 0xe26811, 0xe26811 },
  [TW_CHART_INK_SERIES_1 + 2] = { 0x2994c7, 0x7cc8f5 },
  [TW_CHART_INK_SERIES_1 + 3] = { 0x007250, 0x9bffd7 },
  [TW_CHART_INK_SERIES_1 + 4] = { 0xa35f85, 0xb8809f },
  [TW_CHART_INK_SERIES_6] = { 0x613500, 0xffb428 },
  [TW_CHART_INK_REST] = { 0x616161, 0xb9b9b9 },
  [TW_CHART_INK_POSITIVE] = { 0x00629b, 0x62a0ea },
  [TW_CHART_INK_NEGATIVE] = { 0xc44f00, 0xff9a57 },
  [TW_CHART_INK_SEQUENTIAL_1] = { 0xe1eef7, 0x1f3a52 },
  [TW_CHART_INK_SEQUENTIAL_1 + 1] = { 0xb3d1ea, 0x2c567a },
  [TW_CHART_INK_SEQUENTIAL_1 + 2] = { 0x7fb0d8, 0x3f75a3 },
  [TW_CHART_INK_SEQUENTIAL_1 + 3] = { 0x4a8cc0, 0x5e96c6 },
  [TW_CHART_INK_SEQUENTIAL_1 + 4] = { 0x1c659d, 0x8bbae3 },
  [TW_CHART_INK_SEQUENTIAL_6] = { 0x003969, 0xc5e2fb },
  [TW_CHART_INK_DIVERGING_1] = { 0x8a3d00, 0xffb27a },
  [TW_CHART_INK_DIVERGING_1 + 1] = { 0xd98246, 0xc9773a },
  [TW_CHART_INK_DIVERGING_1 + 2] = { 0xf3d3bb, 0x6b4327 },
  [TW_CHART_INK_DIVERGING_1 + 3] = { 0xf2f2f2, 0x454545 },
  [TW_CHART_INK_DIVERGING_1 + 4] = { 0xb9d3ea, 0x27496b },
  [TW_CHART_INK_DIVERGING_1 + 5] = { 0x4a8cc0, 0x4f8fd0 },
  [TW_CHART_INK_DIVERGING_7] = { 0x003969, 0xa9d3fb },
  [TW_CHART_INK_RANGE_1] = { 0xc4c4c4, 0x6e6e6e },
  [TW_CHART_INK_RANGE_1 + 1] = { 0xd8d8d8, 0x5c5c5c },
  [TW_CHART_INK_RANGE_3] = { 0xe9e9e9, 0x4b4b4b },
  [TW_CHART_INK_BLACK] = { 0x000000, 0x000000 },
  [TW_CHART_INK_WHITE] = { 0xffffff, 0xffffff },
};

void
tw_chart_style_init (TwChartStyle *style)
{
  *style = (TwChartStyle) {
    .font = "Sans",
    .font_size = 13,
    .scale = 1,
    .parts = TW_CHART_PART_TITLE | TW_CHART_PART_SUBTITLE,
  };
}

static TwChartColor
unpack (guint32 rgb)
{
  return (TwChartColor) { (rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0, 1 };
}

TwChartColor
tw_chart_style_get_color (const TwChartStyle *style,
                          TwChartInk          ink)
{
  g_return_val_if_fail (ink < TW_CHART_N_INKS, (TwChartColor) { 0 });

  if (ink == TW_CHART_INK_NONE)
    return (TwChartColor) { 0 };

  if (style->high_contrast)
    switch (ink)
      {
      case TW_CHART_INK_TEXT:
      case TW_CHART_INK_SECONDARY:
      case TW_CHART_INK_AXIS:
        return unpack (style->dark ? 0xffffff : 0x000000);
      case TW_CHART_INK_GRID:
        return unpack (style->dark ? 0x8a8a8a : 0x949494);
      default:
        break;
      }

  return unpack (inks[ink][style->dark ? 1 : 0]);
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (TwChartColor color)
{
  return 0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);
}

gboolean
tw_chart_style_has_patterns (const TwChartStyle *style)
{
  return style->high_contrast || style->patterns;
}

double
tw_chart_color_contrast (TwChartColor one,
                         TwChartColor other)
{
  double a = luminance (one) + 0.05;
  double b = luminance (other) + 0.05;

  return a > b ? a / b : b / a;
}

TwChartInk
tw_chart_style_text_on (const TwChartStyle *style,
                        TwChartInk          ink)
{
  TwChartColor color = tw_chart_style_get_color (style, ink);
  double black = tw_chart_color_contrast (color, unpack (0x000000));
  double white = tw_chart_color_contrast (color, unpack (0xffffff));

  return black >= white ? TW_CHART_INK_BLACK : TW_CHART_INK_WHITE;
}

char *
tw_chart_ink_to_name (TwChartInk ink)
{
  static const struct
  {
    TwChartInk  first;
    TwChartInk  last;
    const char *name;
  } runs[] = {
    { TW_CHART_INK_SERIES_1, TW_CHART_INK_SERIES_6, "series" },
    { TW_CHART_INK_SEQUENTIAL_1, TW_CHART_INK_SEQUENTIAL_6, "sequential" },
    { TW_CHART_INK_DIVERGING_1, TW_CHART_INK_DIVERGING_7, "diverging" },
    { TW_CHART_INK_RANGE_1, TW_CHART_INK_RANGE_3, "range" },
  };
  static const char *const names[TW_CHART_N_INKS] = {
    [TW_CHART_INK_NONE] = "none", [TW_CHART_INK_PAPER] = "paper", [TW_CHART_INK_TEXT] = "text",
    [TW_CHART_INK_SECONDARY] = "secondary", [TW_CHART_INK_GRID] = "grid", [TW_CHART_INK_AXIS] = "axis",
    [TW_CHART_INK_SINGLE] = "single", [TW_CHART_INK_REST] = "rest", [TW_CHART_INK_POSITIVE] = "positive",
    [TW_CHART_INK_NEGATIVE] = "negative", [TW_CHART_INK_BLACK] = "black", [TW_CHART_INK_WHITE] = "white",
  };

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    if (ink >= runs[i].first && ink <= runs[i].last)
      return g_strdup_printf ("%s-%u", runs[i].name, ink - runs[i].first + 1);

  return g_strdup (names[ink]);
}

char *
tw_chart_color_to_hex (TwChartColor color)
{
  return g_strdup_printf ("#%02x%02x%02x",
                          (guint) lround (color.red * 255),
                          (guint) lround (color.green * 255),
                          (guint) lround (color.blue * 255));
}
