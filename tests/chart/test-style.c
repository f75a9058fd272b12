/* test-style.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-chart-style.h"

#include <math.h>

static TwChartStyle
style_of (gboolean dark,
          gboolean contrast)
{
  TwChartStyle style;

  tw_chart_style_init (&style);
  style.dark = dark;
  style.high_contrast = contrast;

  return style;
}

static double
contrast_of (const TwChartStyle *style,
             TwChartInk          ink,
             TwChartInk          ground)
{
  return tw_chart_color_contrast (tw_chart_style_get_color (style, ink), tw_chart_style_get_color (style, ground));
}

/* The table of the plan, as it stands there. */
static void
test_table (void)
{
  static const struct
  {
    TwChartInk  ink;
    const char *light;
    const char *dark;
  } rows[] = {
    { TW_CHART_INK_SERIES_1, "#003969", "#4f8fd0" },     { TW_CHART_INK_SERIES_1 + 1, "#e26811", "#e26811" },
    { TW_CHART_INK_SERIES_1 + 2, "#2994c7", "#7cc8f5" }, { TW_CHART_INK_SERIES_1 + 3, "#007250", "#9bffd7" },
    { TW_CHART_INK_SERIES_1 + 4, "#a35f85", "#b8809f" }, { TW_CHART_INK_SERIES_6, "#613500", "#ffb428" },
    { TW_CHART_INK_REST, "#616161", "#b9b9b9" },         { TW_CHART_INK_TEXT, "#333333", "#ffffff" },
    { TW_CHART_INK_SECONDARY, "#616161", "#b9b9b9" },    { TW_CHART_INK_GRID, "#e0e0e0", "#545454" },
    { TW_CHART_INK_SINGLE, "#0072b2", "#62a0ea" },       { TW_CHART_INK_POSITIVE, "#00629b", "#62a0ea" },
    { TW_CHART_INK_NEGATIVE, "#c44f00", "#ff9a57" },     { TW_CHART_INK_SEQUENTIAL_1, "#e1eef7", "#1f3a52" },
    { TW_CHART_INK_SEQUENTIAL_6, "#003969", "#c5e2fb" }, { TW_CHART_INK_DIVERGING_1, "#8a3d00", "#ffb27a" },
    { TW_CHART_INK_DIVERGING_7, "#003969", "#a9d3fb" },
  };

  for (guint dark = 0; dark < 2; dark++)
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        TwChartStyle style = style_of (dark, FALSE);
        g_autofree char *hex = tw_chart_color_to_hex (tw_chart_style_get_color (&style, rows[i].ink));

        g_assert_cmpstr (hex, ==, dark ? rows[i].dark : rows[i].light);
      }
}

/* Against values computed elsewhere: the plan gives one decimal. */
static void
test_known_contrast (void)
{
  TwChartStyle light = style_of (FALSE, FALSE);
  TwChartStyle dark = style_of (TRUE, FALSE);

  g_assert_cmpfloat_with_epsilon (contrast_of (&light, TW_CHART_INK_BLACK, TW_CHART_INK_WHITE), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (contrast_of (&light, TW_CHART_INK_SERIES_1, TW_CHART_INK_PAPER), 11.7, 0.05);
  g_assert_cmpfloat_with_epsilon (contrast_of (&light, TW_CHART_INK_SERIES_1 + 1, TW_CHART_INK_PAPER), 3.4, 0.05);
  g_assert_cmpfloat_with_epsilon (contrast_of (&light, TW_CHART_INK_SINGLE, TW_CHART_INK_PAPER), 5.2, 0.05);
  g_assert_cmpfloat_with_epsilon (contrast_of (&dark, TW_CHART_INK_SERIES_1 + 3, TW_CHART_INK_PAPER), 10.2, 0.05);
  g_assert_cmpfloat_with_epsilon (contrast_of (&dark, TW_CHART_INK_SECONDARY, TW_CHART_INK_PAPER), 6.2, 0.05);
}

/* Everything that means something has 3:1, words 4.5:1, in all four styles. */
static void
test_contrast (void)
{
  for (guint i = 0; i < 4; i++)
    {
      TwChartStyle style = style_of (i & 1, i & 2);

      for (TwChartInk ink = TW_CHART_INK_AXIS; ink <= TW_CHART_INK_NEGATIVE; ink++)
        g_assert_cmpfloat (contrast_of (&style, ink, TW_CHART_INK_PAPER), >=, 3.0);
      g_assert_cmpfloat (contrast_of (&style, TW_CHART_INK_TEXT, TW_CHART_INK_PAPER), >=, 4.5);
      g_assert_cmpfloat (contrast_of (&style, TW_CHART_INK_SECONDARY, TW_CHART_INK_PAPER), >=, 4.5);
      /* Neighbouring greys of a bullet, and its bar and tick on the darkest. */
      g_assert_cmpfloat (contrast_of (&style, TW_CHART_INK_TEXT, TW_CHART_INK_RANGE_1), >=, 3.0);
    }
}

/* Words in a cell or on a bar: black or white, whichever is better, and that is good enough. */
static void
test_words_on (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      TwChartStyle style = style_of (dark, FALSE);

      for (TwChartInk ink = TW_CHART_INK_SINGLE; ink <= TW_CHART_INK_DIVERGING_7; ink++)
        {
          TwChartInk text = tw_chart_style_text_on (&style, ink);
          TwChartInk other = text == TW_CHART_INK_BLACK ? TW_CHART_INK_WHITE : TW_CHART_INK_BLACK;

          g_assert_cmpfloat (contrast_of (&style, text, ink), >=, contrast_of (&style, other, ink));
          g_assert_cmpfloat (contrast_of (&style, text, ink), >=, 4.5);
        }
    }
}

/* Axes stand out in high contrast as much as words do. */
static void
test_high_contrast (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      TwChartStyle style = style_of (dark, TRUE);
      g_autofree char *axis = tw_chart_color_to_hex (tw_chart_style_get_color (&style, TW_CHART_INK_AXIS));
      g_autofree char *text = tw_chart_color_to_hex (tw_chart_style_get_color (&style, TW_CHART_INK_TEXT));

      g_assert_cmpstr (axis, ==, text);
      g_assert_cmpfloat (contrast_of (&style, TW_CHART_INK_TEXT, TW_CHART_INK_PAPER), >=, 7);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/style/table", test_table);
  g_test_add_func ("/chart/style/known-contrast", test_known_contrast);
  g_test_add_func ("/chart/style/contrast", test_contrast);
  g_test_add_func ("/chart/style/words-on", test_words_on);
  g_test_add_func ("/chart/style/high-contrast", test_high_contrast);

  return g_test_run ();
}
