/* test-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "samples.h"
#include "tw-chart-layout-private.h"

#include <math.h>
#include <string.h>

/* Property tests of all kinds with any numbers, and what hit areas promise. */

static TwChartStyle
style_of (double   font_size,
          gboolean rtl)
{
  TwChartStyle style;

  tw_chart_style_init (&style);
  style.font = "DejaVu Sans";
  style.font_size = font_size;
  style.rtl = rtl;

  return style;
}

static void
assert_inside (TwChartLayout     *layout,
               const TwChartRect *box,
               const char        *what)
{
  if (!(box->x >= 0 && box->y >= 0 && box->x + box->width <= layout->width
        && box->y + box->height <= layout->height))
    {
      g_test_message ("%s: %s at %g %g %g %g of %g %g", tw_chart_spec_get_id (layout->spec), what, box->x, box->y,
                      box->width, box->height, layout->width, layout->height);
      g_test_fail ();
    }
}

static void
assert_apart (TwChartLayout     *layout,
              const TwChartItem *one,
              const TwChartItem *other)
{
  if (tw_chart_rect_overlaps (&one->box, &other->box))
    {
      g_test_message ("%s: \"%s\" and \"%s\" overlap", tw_chart_spec_get_id (layout->spec), one->text, other->text);
      g_test_fail ();
    }
}

/* The words as they will be drawn are not larger than the box that was checked. */
static void
assert_not_clipped (TwChartLayout     *layout,
                    PangoLayout       *pango,
                    const TwChartItem *item)
{
  PangoRectangle logical;

  tw_chart_text_setup (pango, &layout->style, item->font, item->text, item->box.width + 0.5, item->lines, item->align);
  pango_layout_get_extents (pango, NULL, &logical);
  g_assert_cmpfloat ((double) logical.width / PANGO_SCALE, <=, item->box.width + 1);
  g_assert_cmpfloat ((double) logical.height / PANGO_SCALE, <=, item->box.height + 1);
}

static void
assert_texts (TwChartLayout *layout)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoLayout) pango = NULL;

  tw_chart_text_context (context);
  pango = pango_layout_new (context);
  g_object_unref (context);
  for (guint i = 0; i < layout->items->len; i++)
    {
      const TwChartItem *item = &g_array_index (layout->items, TwChartItem, i);

      if (item->shape != TW_CHART_SHAPE_TEXT)
        continue;
      assert_inside (layout, &item->box, item->text);
      assert_not_clipped (layout, pango, item);
      g_assert_cmpfloat (tw_chart_font_size (&layout->style, item->font), >=, 9);
      for (guint j = 0; j < i; j++)
        if (g_array_index (layout->items, TwChartItem, j).shape == TW_CHART_SHAPE_TEXT)
          assert_apart (layout, &g_array_index (layout->items, TwChartItem, j), item);
    }
}

static void
assert_finite (TwChartLayout *layout)
{
  for (guint i = 0; i < layout->items->len; i++)
    {
      const TwChartItem *item = &g_array_index (layout->items, TwChartItem, i);

      if (!isfinite (item->box.x + item->box.y + item->box.width + item->box.height))
        {
          g_autofree char *text = tw_chart_layout_to_text (layout);

          g_test_message ("%s: item %u\n%s", tw_chart_spec_get_id (layout->spec), i, text);
        }
      g_assert_true (isfinite (item->box.x) && isfinite (item->box.y));
      g_assert_true (isfinite (item->box.width) && isfinite (item->box.height));
      g_assert_cmpfloat (item->box.width, >=, 0);
      g_assert_cmpfloat (item->box.height, >=, 0);
    }
  for (guint i = 0; i < layout->points->len; i++)
    {
      const TwChartPoint *point = &g_array_index (layout->points, TwChartPoint, i);

      g_assert_true (isfinite (point->x) && isfinite (point->y));
      g_assert_cmpfloat (fabs (point->x), <, 1e5);
      g_assert_cmpfloat (fabs (point->y), <, 1e5);
    }
}

/* Every hit area has the least size and is on the canvas; focus goes by series and then by mark, each once. */
static void
assert_hits (TwChartLayout *layout)
{
  const TwChartHit *last = NULL;

  for (guint i = 0; i < tw_chart_layout_n_hits (layout); i++)
    {
      const TwChartHit *hit = tw_chart_layout_get_hit (layout, i);

      assert_inside (layout, &hit->area, "a hit area");
      g_assert_cmpfloat (hit->area.width, >=, 24);
      g_assert_cmpfloat (hit->area.height, >=, 24);
      g_assert_cmpuint (hit->index, <, tw_chart_spec_n_marks (layout->spec, hit->series));
      if (last != NULL)
        g_assert_true (hit->series > last->series || (hit->series == last->series && hit->index > last->index));
      last = hit;
    }
}

static double
pick_random (guint    i,
             gpointer data)
{
  GRand *rand = data;

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      return 0;
    case 1:
      return -g_rand_double_range (rand, 0, 5000);
    case 2:
      return g_rand_double_range (rand, 0, 1);
    case 3:
      return pow (10, g_rand_double_range (rand, 3, 9));
    default:
      return g_rand_int_range (rand, 1, 100000);
    }
}

static double
pick_wild (guint    i,
           gpointer data)
{
  static const double wild[] = { NAN, INFINITY, -INFINITY, 1e308, -1e308, 1e-308, 0, -0.0, 1, 1e300, -5e-324 };
  GRand *rand = data;

  return wild[g_rand_int_range (rand, 0, G_N_ELEMENTS (wild))];
}

static void
check_layout (TwChartSpec  *spec,
              TwChartStyle  style,
              double        width,
              double        height)
{
  g_autoptr (TwChartLayout) layout = tw_chart_layout_new (spec, &style, width, height);

  assert_finite (layout);
  assert_texts (layout);
  assert_hits (layout);
}

static void
check_random (double (*pick) (guint, gpointer),
              guint    rounds)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (62);

  if (!sample_fonts ())
    {
      g_test_skip ("DejaVu Sans is not installed");
      return;
    }

  for (guint i = 0; i < rounds && !g_test_failed (); i++)
    for (TwChartKind kind = 0; kind < TW_CHART_N_KINDS; kind++)
      {
        guint n_series = g_rand_int_range (rand, 1, 9);
        guint n = g_rand_int_range (rand, 0, i % 4 == 0 ? 60 : 9);
        g_autoptr (TwChartSpec) spec = sample_of_kind (kind, n_series, n, pick, rand);
        TwChartStyle style = style_of (g_rand_boolean (rand) ? 13 : g_rand_int_range (rand, 8, 30),
                                       g_rand_boolean (rand));

        style.parts |= g_rand_boolean (rand) ? TW_CHART_PART_CAPTION : 0;
        tw_chart_spec_set_arrangement (spec, g_rand_int_range (rand, 0, 3));
        tw_chart_spec_set_orientation (spec, g_rand_int_range (rand, 0, 3));
        tw_chart_spec_set_own_scales (spec, g_rand_boolean (rand));
        tw_chart_spec_add_reference (spec, TW_CHART_Y, 4200, "a target, 4,200");
        tw_chart_spec_add_reference (spec, TW_CHART_X, 2, "a day");
        tw_chart_spec_add_note (spec, 1, 1000, "A note");
        check_layout (spec, style, 360, 300);
        check_layout (spec, style, g_rand_int_range (rand, 200, 1900), g_rand_int_range (rand, 80, 1000));
      }
}

static void
test_no_label_clipped (void)
{
  check_random (pick_random, 40);
}

static void
test_wild_numbers (void)
{
  check_random (pick_wild, 25);
}

static void
test_samples_at_all_widths (void)
{
  if (!sample_fonts ())
    {
      g_test_skip ("DejaVu Sans is not installed");
      return;
    }

  for (guint i = 0; i < n_samples && !g_test_failed (); i++)
    {
      g_autoptr (TwChartSpec) spec = samples[i].make ();

      for (double width = 240; width < 2000; width *= 1.13)
        check_layout (spec, style_of (13, (guint) width % 2), width, MAX (width * 0.5, 180));
      check_layout (spec, style_of (26, FALSE), 3840, 2160);
    }
}

/* Right to left is the mirror image, text by text; numbers read the same. */
static void
test_mirrored (void)
{
  for (guint i = 0; i < n_samples; i++)
    {
      g_autoptr (TwChartSpec) spec = samples[i].make ();
      TwChartStyle one = style_of (13, FALSE);
      TwChartStyle other = style_of (13, TRUE);
      g_autoptr (TwChartLayout) ltr = tw_chart_layout_new (spec, &one, 640, 360);
      g_autoptr (TwChartLayout) rtl = tw_chart_layout_new (spec, &other, 640, 360);

      g_assert_cmpuint (ltr->items->len, ==, rtl->items->len);
      for (guint j = 0; j < ltr->items->len; j++)
        {
          const TwChartItem *a = &g_array_index (ltr->items, TwChartItem, j);
          const TwChartItem *b = &g_array_index (rtl->items, TwChartItem, j);

          g_assert_cmpfloat_with_epsilon (a->box.x + a->box.width, 640 - b->box.x, 1e-6);
          g_assert_cmpstr (a->text, ==, b->text);
        }
    }
}

/* A point on a mark finds it, one 15 px beside finds it too, one in the corner finds nothing. */
static void
test_pick (void)
{
  g_autoptr (TwChartSpec) spec = samples[0].make ();
  TwChartStyle style = style_of (13, FALSE);
  g_autoptr (TwChartLayout) layout = tw_chart_layout_new (spec, &style, 640, 360);
  g_autoptr (GArray) brushed = NULL;
  TwChartRect left;

  g_assert_cmpuint (tw_chart_layout_n_hits (layout), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      TwChartRect box = tw_chart_layout_get_hit (layout, i)->bounds;

      g_assert_cmpuint (tw_chart_layout_get_hit (layout, i)->index, ==, i);
      g_assert_cmpuint (tw_chart_layout_pick (layout, box.x + 1, box.y + 1), ==, i);
      g_assert_cmpuint (tw_chart_layout_pick (layout, box.x - 15, box.y + box.height - 1), ==, i);
      g_assert_cmpuint (tw_chart_layout_pick (layout, box.x + 5, box.y - 17), ==, TW_CHART_NO_HIT);
    }
  g_assert_cmpuint (tw_chart_layout_pick (layout, 1, 1), ==, TW_CHART_NO_HIT);

  left = (TwChartRect) { 0, 0, 320, 360 };
  brushed = tw_chart_layout_pick_all (layout, &left);
  g_assert_cmpuint (brushed->len, ==, 2);
  g_assert_cmpuint (g_array_index (brushed, guint, 1), ==, 1);
}

/* Bars grow with their values from one zero line: 2.4 to 3.1, by hand. */
static void
test_bars_from_zero (void)
{
  g_autoptr (TwChartSpec) spec = samples[0].make ();
  TwChartStyle style = style_of (13, FALSE);
  g_autoptr (TwChartLayout) layout = tw_chart_layout_new (spec, &style, 640, 360);
  const TwChartRect *one = &tw_chart_layout_get_hit (layout, 0)->bounds;
  const TwChartRect *other = &tw_chart_layout_get_hit (layout, 1)->bounds;

  g_assert_cmpfloat_with_epsilon (one->y + one->height, other->y + other->height, 0.01);
  g_assert_cmpfloat_with_epsilon (one->height / other->height, 2.4 / 3.1, 0.01);
}

static double
pick_thousand (guint    i,
               gpointer data)
{
  return 1000 + i;
}

static gboolean
has_words (TwChartLayout *layout,
           const char    *words)
{
  for (guint i = 0; i < layout->items->len; i++)
    {
      const TwChartItem *item = &g_array_index (layout->items, TwChartItem, i);

      if (item->shape == TW_CHART_SHAPE_TEXT && strstr (item->text, words) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* What isn't sure says so where it stands. */
static void
test_low_sample_and_missing (void)
{
  for (TwChartKind kind = 0; kind < TW_CHART_N_KINDS; kind++)
    {
      g_autoptr (TwChartSpec) spec = sample_of_kind (kind, 1, 6, pick_thousand, NULL);
      TwChartStyle style = style_of (13, FALSE);
      g_autoptr (TwChartLayout) layout = tw_chart_layout_new (spec, &style, 900, 500);
      gboolean has_place = kind != TW_CHART_SCATTER && kind != TW_CHART_PAYOUT && kind != TW_CHART_PARETO
                           && kind != TW_CHART_LORENZ && kind != TW_CHART_SURVIVAL && kind != TW_CHART_FLOW
                           && kind != TW_CHART_TIMELINE && kind != TW_CHART_BULLET;

      if (has_place)
        g_assert_true (has_words (layout, "n/a"));
      if (has_place || kind == TW_CHART_SCATTER || kind == TW_CHART_SURVIVAL)
        g_assert_true (has_words (layout, "n 12"));
    }
}

static void
test_empty_says_why (void)
{
  g_autoptr (TwChartSpec) spec = samples[n_samples - 1].make ();
  TwChartStyle style = style_of (13, FALSE);
  g_autoptr (TwChartLayout) layout = tw_chart_layout_new (spec, &style, 640, 360);

  g_assert_cmpuint (tw_chart_layout_n_hits (layout), ==, 0);
  g_assert_true (has_words (layout, "No opportunity was closed in 2023-Q1."));
  g_assert_true (has_words (layout, "2023-Q1"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/layout/no-label-clipped", test_no_label_clipped);
  g_test_add_func ("/chart/layout/wild-numbers", test_wild_numbers);
  g_test_add_func ("/chart/layout/samples-at-all-widths", test_samples_at_all_widths);
  g_test_add_func ("/chart/layout/mirrored", test_mirrored);
  g_test_add_func ("/chart/layout/pick", test_pick);
  g_test_add_func ("/chart/layout/bars-from-zero", test_bars_from_zero);
  g_test_add_func ("/chart/layout/low-sample-and-missing", test_low_sample_and_missing);
  g_test_add_func ("/chart/layout/empty-says-why", test_empty_says_why);

  return g_test_run ();
}
