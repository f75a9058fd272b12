/* tw-chart-shares.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-curve.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Pareto and Lorenz: who holds which share. Both have one axis, in per cent of the total of what is above zero. */

typedef struct
{
  guint  index;
  double share;
  double x;
} Share;

static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const Share *one = a;
  const Share *other = b;

  if (one->share != other->share)
    return one->share > other->share ? -1 : 1;

  return (one->index > other->index) - (one->index < other->index);
}

/* What comes in order, as most series do, isn't sorted again: layouts are made while somebody waits. */
static gboolean
is_in_order (const GArray *shares)
{
  for (guint j = 1; j < shares->len; j++)
    if (compare_shares (&g_array_index (shares, Share, j - 1), &g_array_index (shares, Share, j)) > 0)
      return FALSE;

  return TRUE;
}

/* (transfer full): the shares of a series, the largest first. Empty when there is no total. */
static GArray *
shares_of (TwChartFrame *frame,
           guint         series)
{
  GArray *shares = g_array_sized_new (FALSE, FALSE, sizeof (Share), tw_chart_spec_n_marks (frame->spec, series));
  double largest = 0;
  double total = 0;

  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, series); j++)
    largest = MAX (largest, tw_chart_spec_get_mark (frame->spec, series, j)->y);
  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, series); j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      /* Divided first: a sum of the hugest numbers stays one. */
      Share share = { j, largest > 0 ? MAX (mark->y, 0) / largest : 0, mark->x };

      if (!tw_chart_mark_is_there (mark))
        continue;
      total += share.share;
      g_array_append_val (shares, share);
    }
  for (guint j = 0; j < shares->len; j++)
    g_array_index (shares, Share, j).share /= total > 0 ? total : 1;
  if (total <= 0)
    g_array_set_size (shares, 0);
  if (!is_in_order (shares))
    g_array_sort (shares, compare_shares);

  return shares;
}

static char *
percent (double   value,
         double   step,
         gpointer user_data)
{
  g_autofree char *number = tw_chart_axis_plain (value * 100, step > 0 ? step * 100 : value < 0.1 ? 0.1 : 1);

  /* Translators: a share; the blank before the sign doesn't break. */
  return g_strdup_printf (_("%s\302\240%%"), number);
}

/* A frame's numbers are written by the spec's formatter; these are shares whatever the values are. */
static void
draw_share_ticks (TwChartFrame  *frame,
                  gboolean       across)
{
  for (guint i = 0; i <= 5; i++)
    {
      g_autofree char *words = percent (i * 0.2, 0.2, NULL);
      double place;

      if (across)
        {
          place = round (frame->plot.x + frame->plot.width * i / 5) + 0.5;
          tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, words, place,
                        frame->plot.y + frame->plot.height + ceil (frame->unit * 0.4), 0.5, 0);
          tw_chart_add_segment (frame->layout, TW_CHART_INK_AXIS, 1, place, frame->plot.y + frame->plot.height,
                                place, frame->plot.y + frame->plot.height + ceil (frame->unit * 0.3));
          continue;
        }
      place = round (frame->plot.y + frame->plot.height * (1 - i / 5.0)) + 0.5;
      tw_chart_add_segment (frame->layout, i == 0 ? TW_CHART_INK_AXIS : TW_CHART_INK_GRID, 1, frame->plot.x, place,
                            frame->plot.x + frame->plot.width, place);
      tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, words,
                    frame->plot.x - frame->unit * 0.6, place, 1, 0.5);
    }
}

/* Both axes hidden to the frame, which then only makes room for titles; shares are drawn here. */
static void
set_up (TwChartFrame *frame,
        double        below)
{
  g_autofree char *full = percent (1, 0.2, NULL);
  double left = ceil (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, full) + frame->unit * 0.6);

  frame->plot = frame->room;
  frame->plot.x += left;
  frame->plot.width = MAX (frame->plot.width - left - MAX (frame->end_room, frame->unit * 1.5), frame->unit * 2);
  frame->plot.y = ceil (frame->plot.y + frame->unit * 0.6);
  frame->plot.height = MAX (floor (frame->plot.height - frame->unit * 0.6 - below), frame->unit);
  frame->axes[TW_CHART_Y].ticks = (TwChartTicks) { 0, 0.2, 6 };
}

static void
title_above (TwChartFrame *frame,
             TwChartAxisId axis,
             const char   *fallback)
{
  g_autofree char *words = tw_chart_axis_words (frame, axis);
  double used = tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY,
                                      words != NULL ? words : fallback, frame->room.x, frame->room.y, 0, 0,
                                      frame->room.width, 2);

  frame->room.y += used;
  frame->room.height -= used;
}

static void
no_total (TwChartFrame *frame)
{
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      tw_chart_add_hit (frame->layout, i, j,
                        (TwChartRect) { frame->room.x + frame->room.width / 2,
                                        frame->room.y + frame->room.height / 2, 1, 1 });
  tw_chart_frame_empty (frame);
}

/* (transfer full): the shares of a series by where they stand. */
static GHashTable *
index_shares (GArray *shares)
{
  GHashTable *by_x = g_hash_table_new (g_double_hash, g_double_equal);

  for (guint i = 0; i < shares->len; i++)
    {
      Share *share = &g_array_index (shares, Share, i);

      g_hash_table_insert (by_x, &share->x, share);
    }

  return by_x;
}

/* The running share in the order of the first series. */
static void
draw_running (TwChartFrame *frame,
              guint         series,
              GArray       *order)
{
  g_autoptr (GArray) own = series > 0 ? shares_of (frame, series) : NULL;
  g_autoptr (GHashTable) by_x = own != NULL ? index_shares (own) : NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  TwChartInk ink = tw_chart_series_ink (frame, series);
  double size = round (frame->unit * 0.4);
  double sum = 0;

  for (guint i = 0; i < order->len; i++)
    {
      const Share *first = &g_array_index (order, Share, i);
      const Share *share = by_x == NULL ? first : g_hash_table_lookup (by_x, &first->x);
      TwChartPoint at;

      sum += share != NULL ? share->share : 0;
      at = (TwChartPoint) { tw_chart_frame_place (frame, TW_CHART_X, i),
                            tw_chart_frame_place (frame, TW_CHART_Y, sum) };
      g_array_append_val (points, at);
      if (series > 0 && share != NULL)
        tw_chart_add_hit (frame->layout, series, share->index,
                          (TwChartRect) { at.x - size / 2, at.y - size / 2, size, size });
    }
  if (points->len == 0)
    return;
  if (points->len > 1)
    tw_chart_curve_line (frame, ink, 2, points)->dash = tw_chart_series_dash (frame, series);
}

static void
draw_share_bars (TwChartFrame *frame,
                 GArray       *order)
{
  double slot = tw_chart_frame_slot (frame, TW_CHART_X);
  double thickness = MIN (slot * 0.8, frame->unit * 4);
  TwChartInk ink = tw_chart_series_ink (frame, 0);

  for (guint i = 0; i < order->len; i++)
    {
      const Share *share = &g_array_index (order, Share, i);
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, 0, share->index);
      double middle = tw_chart_frame_place (frame, TW_CHART_X, i);
      TwChartRect box = tw_chart_rect_between (middle - thickness / 2, tw_chart_frame_place (frame, TW_CHART_Y, 0),
                                               middle + thickness / 2,
                                               tw_chart_frame_place (frame, TW_CHART_Y, share->share));

      if (thickness < 2)
        {
          box.x = middle - thickness / 2;
          box.width = thickness;
        }
      tw_chart_mark_dress (frame, tw_chart_add_rect (frame->layout, ink, box), mark, ink);
      if (order->len <= 400)
        tw_chart_block (frame->layout, box);
      tw_chart_add_hit (frame->layout, 0, share->index, box);
    }
}

static gboolean
bar_names_fit (TwChartFrame *frame,
               GArray       *order)
{
  double slot = tw_chart_frame_slot (frame, TW_CHART_X) - frame->unit * 0.5;

  for (guint i = 0; i < order->len; i++)
    if (slot < frame->unit || tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL,
                                                   tw_chart_spec_get_mark (frame->spec, 0,
                                                     g_array_index (order, Share, i).index)->label) > slot)
      return FALSE;

  return TRUE;
}

/* The names, or the ranks when they don't fit. */
static void
draw_ranks (TwChartFrame *frame,
            GArray       *order)
{
  TwChartTicks ranks = tw_chart_axis_fit ((TwChartExtent) { 0, order->len }, 7, TW_CHART_AXIS_WHOLE);
  gboolean names = bar_names_fit (frame, order);
  double y = frame->plot.y + frame->plot.height + ceil (frame->unit * 0.4);

  for (guint i = 0; i < (names ? order->len : ranks.n); i++)
    {
      guint rank = names ? i + 1 : (guint) MAX (tw_chart_ticks_nth (&ranks, i), 1);
      g_autofree char *number = tw_chart_axis_plain (rank, 1);

      if (rank > order->len)
        break;
      tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, names ? TW_CHART_INK_TEXT : TW_CHART_INK_SECONDARY,
                    names ? tw_chart_spec_get_mark (frame->spec, 0, g_array_index (order, Share, i).index)->label
                          : number,
                    tw_chart_frame_place (frame, TW_CHART_X, rank - 1), y, 0.5, 0);
    }
}

static void
label_bars (TwChartFrame *frame,
            GArray       *order)
{
  for (guint i = 0; i < MIN (order->len, 60); i++)
    {
      const Share *share = &g_array_index (order, Share, i);
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, 0, share->index);
      g_autofree char *words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
      TwChartPoint at = { tw_chart_frame_place (frame, TW_CHART_X, i),
                          tw_chart_frame_place (frame, TW_CHART_Y, share->share) - 1 };

      if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words)
          <= tw_chart_frame_slot (frame, TW_CHART_X) - 2)
        tw_chart_put_value (frame, words, mark, at, 0.5, 1);
    }
}

void
tw_chart_pareto_layout (TwChartFrame *frame)
{
  g_autoptr (GArray) order = shares_of (frame, 0);
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  g_autofree char *below = tw_chart_axis_words (frame, TW_CHART_X);

  if (order->len == 0)
    {
      no_total (frame);
      return;
    }
  /* All running shares end at the same point: there names can't stand. */
  if (tw_chart_series_count (frame) > 1)
    tw_chart_frame_legend (frame, TW_CHART_SWATCH_LINE);
  title_above (frame, TW_CHART_Y, _("Share of the total"));
  frame->axes[TW_CHART_X].n = order->len;
  set_up (frame, line * 2 + frame->unit * 0.6);
  draw_share_ticks (frame, FALSE);
  draw_share_bars (frame, order);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    draw_running (frame, i, order);
  draw_ranks (frame, order);
  label_bars (frame, order);
  tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY,
                        below != NULL ? below : _("Rank"), frame->plot.x + frame->plot.width,
                        frame->room.y + frame->room.height, 1, 1, frame->plot.width, 1);
  tw_chart_frame_notes (frame);
}

/* From the smallest to the largest: the share of the first k against k. */
static void
draw_lorenz (TwChartFrame *frame,
             guint         series,
             GArray       *shares)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  g_autoptr (GArray) diagonal = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  TwChartInk ink = tw_chart_series_ink (frame, series);
  const TwChartRect *plot = &frame->plot;
  TwChartPoint at = { plot->x, plot->y + plot->height };
  double size = round (frame->unit * 0.4);
  double sum = 0;

  g_array_append_val (points, at);
  g_array_append_val (diagonal, at);
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = &g_array_index (shares, Share, shares->len - 1 - i);
      double along = (i + 1.0) / shares->len;

      sum = MIN (sum + share->share, 1);
      at = (TwChartPoint) { plot->x + plot->width * along, plot->y + plot->height * (1 - sum) };
      g_array_append_val (points, at);
      g_array_append_val (diagonal, ((TwChartPoint) { at.x, plot->y + plot->height * (1 - along) }));
      tw_chart_add_hit (frame->layout, series, share->index,
                        (TwChartRect) { at.x - size / 2, at.y - size / 2, size, size });
    }
  if (tw_chart_series_count (frame) == 1)
    tw_chart_curve_band (frame, ink, 0.12, diagonal, points);
  tw_chart_curve_line (frame, ink, 2, points)->dash = tw_chart_series_dash (frame, series);
}

void
tw_chart_lorenz_layout (TwChartFrame *frame)
{
  g_autofree char *below = tw_chart_axis_words (frame, TW_CHART_X);
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  gboolean any = FALSE;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    {
      g_ptr_array_add (shares, shares_of (frame, i));
      any |= ((GArray *) shares->pdata[i])->len > 0;
    }
  if (!any)
    {
      no_total (frame);
      return;
    }

  if (tw_chart_series_count (frame) > 1)
    tw_chart_frame_legend (frame, TW_CHART_SWATCH_LINE);
  title_above (frame, TW_CHART_Y, _("Share of the total"));
  set_up (frame, line * 2 + frame->unit * 0.8);
  frame->axes[TW_CHART_X].ticks = (TwChartTicks) { 0, 0.2, 6 };
  draw_share_ticks (frame, FALSE);
  draw_share_ticks (frame, TRUE);
  tw_chart_add_segment (frame->layout, TW_CHART_INK_SECONDARY, 1, frame->plot.x,
                        frame->plot.y + frame->plot.height, frame->plot.x + frame->plot.width,
                        frame->plot.y)->dash = TW_CHART_DASH_LONG;
  for (guint i = 0; i < shares->len; i++)
    if (((GArray *) shares->pdata[i])->len > 0)
      draw_lorenz (frame, i, shares->pdata[i]);
  tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, _("equal shares"),
                      frame->plot.x + frame->plot.width * 0.45, frame->plot.y + frame->plot.height * 0.5, 1, 1);
  tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY,
                        below != NULL ? below : _("Share of the partners, smallest first"),
                        frame->plot.x + frame->plot.width, frame->room.y + frame->room.height, 1, 1,
                        frame->plot.width, 1);
}
