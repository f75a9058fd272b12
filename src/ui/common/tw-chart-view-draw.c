/* tw-chart-view-draw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a chart shows of its layout: the marks, what fades out, rings and the brush. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

/* A fade is drawn twice per frame: with more marks than this the new ones just stand there. */
#define FADE_MARKS    1000
#define FADE_MS       160
#define RING          2

/* --- fading --- */

static void
on_fade (double   value,
         gpointer data)
{
  gtk_widget_queue_draw (data);
}

static void
on_faded (TwChartView *self)
{
  g_clear_pointer (&self->old_node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
tw_chart_view_start_fade (TwChartView *self)
{
  adw_animation_reset (self->fade);
  g_clear_pointer (&self->old_node, gsk_render_node_unref);

  if (self->node == NULL || !adw_get_enable_animations (GTK_WIDGET (self))
      || tw_chart_spec_count_marks (self->spec) > FADE_MARKS)
    return;

  self->old_node = g_steal_pointer (&self->node);
  adw_animation_play (self->fade);
}

void
tw_chart_view_create_fade (TwChartView *self)
{
  self->fade = adw_timed_animation_new (
      GTK_WIDGET (self), 0, 1, FADE_MS, adw_callback_animation_target_new (on_fade, self, NULL));
  g_signal_connect_object (self->fade, "done", G_CALLBACK (on_faded), self, G_CONNECT_SWAPPED);
}

/* --- drawing --- */

static GskRenderNode *
draw_layout (TwChartView *self)
{
  double width, height;
  GskRenderNode *node;
  cairo_t *cr;

  tw_chart_layout_get_size (self->layout, &width, &height);
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  cr = gsk_cairo_node_get_draw_context (node);
  tw_chart_layout_render (self->layout, cr);
  cairo_destroy (cr);

  return node;
}

static void
draw_ring (TwChartView   *self,
           GtkSnapshot   *snapshot,
           guint          hit,
           const GdkRGBA *color,
           float          width)
{
  const TwChartRect *bounds;
  GskRoundedRect outline;
  const float widths[] = { width, width, width, width };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  float gap = width + 1;

  if (hit >= tw_chart_layout_n_hits (self->layout))
    return;

  bounds = &tw_chart_layout_get_hit (self->layout, hit)->bounds;
  gsk_rounded_rect_init_from_rect (
      &outline,
      &GRAPHENE_RECT_INIT (bounds->x - gap, bounds->y - gap, bounds->width + 2 * gap,
                           bounds->height + 2 * gap),
      3);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
draw_selection (TwChartView   *self,
                GtkSnapshot   *snapshot,
                const GdkRGBA *color)
{
  GtkBitsetIter iter;
  guint hit;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &hit); more;
       more = gtk_bitset_iter_next (&iter, &hit))
    draw_ring (self, snapshot, hit, color, 1);

  if (self->brushing)
    {
      GdkRGBA fill = *color;

      fill.alpha = 0.15f;
      gtk_snapshot_append_color (snapshot, &fill,
                                 &GRAPHENE_RECT_INIT (self->brush.x, self->brush.y,
                                                      self->brush.width, self->brush.height));
    }
}

void
tw_chart_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  TwChartView *self = TW_CHART_VIEW (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA text;
  GdkRGBA accent;

  if (self->layout == NULL)
    return;

  if (self->node == NULL)
    self->node = draw_layout (self);

  if (self->old_node != NULL)
    {
      gtk_snapshot_push_cross_fade (snapshot, adw_animation_get_value (self->fade));
      gtk_snapshot_append_node (snapshot, self->old_node);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_node (snapshot, self->node);
      gtk_snapshot_pop (snapshot);
    }
  else
    gtk_snapshot_append_node (snapshot, self->node);

  gtk_style_context_get_color (context, &text);
  if (!gtk_style_context_lookup_color (context, "accent_color", &accent))
    accent = text;

  draw_selection (self, snapshot, &accent);
  if (self->hover != TW_CHART_NO_HIT)
    draw_ring (self, snapshot, self->hover, &text, 1);
  if (tw_chart_view_focused_hit (self) != TW_CHART_NO_HIT)
    draw_ring (self, snapshot, tw_chart_view_focused_hit (self), &accent, RING);

  tw_chart_view_draw_handle (self, snapshot);
}
