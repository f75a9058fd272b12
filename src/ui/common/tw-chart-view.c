/* tw-chart-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwChartView, tw_chart_view, GTK_TYPE_WIDGET)

#define WIDTH_MIN     240
#define WIDTH_NATURAL 360
#define HEIGHT_MIN    160
#define HEIGHT        260
#define HEIGHT_MAX    520
#define HEIGHT_ROW    30
#define HEIGHT_AXES   80
/* A fade is drawn twice per frame: with more marks than this the new ones just stand there. */
#define FADE_MARKS    1000
#define FADE_MS       160
#define RING          2

static guint signals[TW_CHART_VIEW_N_SIGNALS];

void
tw_chart_view_emit (TwChartView *self,
                    guint        signal,
                    ...)
{
  va_list args;

  va_start (args, signal);
  g_signal_emit_valist (self, signals[signal], 0, args);
  va_end (args);
}

/* --- words --- */

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

static void
update_names (TwChartView *self)
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

/* --- layout --- */

void
tw_chart_view_get_style (TwChartView  *self,
                         TwChartStyle *style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  PangoContext *context;
  const PangoFontDescription *font;
  double size;

  g_return_if_fail (TW_IS_CHART_VIEW (self));

  context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  font = pango_context_get_font_description (context);
  size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  tw_chart_style_init (style);
  style->dark = adw_style_manager_get_dark (manager);
  style->high_contrast = adw_style_manager_get_high_contrast (manager);
  style->rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  style->font = g_intern_string (pango_font_description_get_family (font));
  style->parts = self->parts;
  style->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  if (size > 0)
    style->font_size = size;
}

static void
forget_layout (TwChartView *self)
{
  g_clear_pointer (&self->layout, tw_chart_layout_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static void
lay_out (TwChartView *self,
         double       width,
         double       height)
{
  TwChartStyle style;

  forget_layout (self);
  if (self->spec == NULL)
    return;

  tw_chart_view_get_style (self, &style);
  self->layout = tw_chart_layout_new (self->spec, &style, width, height);
}

static gboolean
is_laid_out (TwChartView *self,
             double       width,
             double       height)
{
  double has_width, has_height;

  if (self->layout == NULL)
    return self->spec == NULL;

  tw_chart_layout_get_size (self->layout, &has_width, &has_height);

  return has_width == width && has_height == height;
}

static void
sync_children (TwChartView *self)
{
  tw_chart_view_sync_marks (self);
  tw_chart_view_sync_handles (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), self->marks->len + self->handles->len == 0);
}

/* A mark may be left out where there is no room for it: children aren't made during an allocation. */
static gboolean
on_sync (gpointer data)
{
  TwChartView *self = data;

  self->sync_source = 0;
  if (self->spec != NULL && self->layout != NULL)
    {
      sync_children (self);
      update_names (self);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
needs_sync (TwChartView *self)
{
  guint n = self->layout != NULL ? tw_chart_layout_n_hits (self->layout) : 0;

  return self->recycled ? n <= TW_CHART_CHILDREN_MAX : n != self->marks->len;
}

/* Colours, font, direction: the same marks drawn anew. */
static void
restyle (TwChartView *self)
{
  forget_layout (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

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

static void
start_fade (TwChartView *self)
{
  adw_animation_reset (self->fade);
  g_clear_pointer (&self->old_node, gsk_render_node_unref);

  if (self->node == NULL || !adw_get_enable_animations (GTK_WIDGET (self))
      || tw_chart_spec_count_marks (self->spec) > FADE_MARKS)
    return;

  self->old_node = g_steal_pointer (&self->node);
  adw_animation_play (self->fade);
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

static void
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

/* --- size --- */

static int
get_natural_height (TwChartView *self)
{
  guint rows;

  if (self->height > 0 || self->spec == NULL)
    return self->height > 0 ? self->height : HEIGHT;

  switch (tw_chart_spec_get_kind (self->spec))
    {
    case TW_CHART_DUMBBELL:
    case TW_CHART_BULLET:
    case TW_CHART_FUNNEL:
      rows = tw_chart_spec_n_categories (self->spec, TW_CHART_X);
      break;

    case TW_CHART_HEAT_MAP:
    case TW_CHART_TIMELINE:
      rows = tw_chart_spec_n_categories (self->spec, TW_CHART_Y);
      break;

    case TW_CHART_BARS:
      rows = tw_chart_spec_n_categories (self->spec, TW_CHART_X);
      rows = rows > 8 ? rows : 0;
      break;

    default:
      return HEIGHT;
    }

  return CLAMP ((int) MIN (rows, 100) * HEIGHT_ROW + HEIGHT_AXES, HEIGHT, HEIGHT_MAX);
}

static void
tw_chart_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  TwChartView *self = TW_CHART_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = WIDTH_MIN;
      *natural = WIDTH_NATURAL;
    }
  else
    {
      *natural = get_natural_height (self);
      *minimum = MIN (HEIGHT_MIN, *natural);
    }
}

static void
tw_chart_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  TwChartView *self = TW_CHART_VIEW (widget);

  if (!is_laid_out (self, width, height))
    lay_out (self, width, height);

  if (needs_sync (self) && self->sync_source == 0)
    self->sync_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_sync, self, NULL);

  if (self->layout != NULL)
    {
      tw_chart_view_allocate_marks (self);
      tw_chart_view_allocate_handles (self);
    }

  tw_chart_view_present (self);
}

/* --- life --- */

static gboolean
tw_chart_view_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  return tw_chart_view_move_focus (TW_CHART_VIEW (widget), direction);
}

static void
tw_chart_view_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (tw_chart_view_parent_class)->css_changed (widget, change);
  restyle (TW_CHART_VIEW (widget));
}

static void
tw_chart_view_direction_changed (GtkWidget        *widget,
                                 GtkTextDirection  previous)
{
  GTK_WIDGET_CLASS (tw_chart_view_parent_class)->direction_changed (widget, previous);
  restyle (TW_CHART_VIEW (widget));
}

static void
tw_chart_view_unmap (GtkWidget *widget)
{
  tw_chart_view_close_popovers (TW_CHART_VIEW (widget));

  GTK_WIDGET_CLASS (tw_chart_view_parent_class)->unmap (widget);
}

static void
tw_chart_view_dispose (GObject *object)
{
  TwChartView *self = TW_CHART_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->sync_source, g_source_remove);
  g_clear_handle_id (&self->leave_source, g_source_remove);
  g_clear_handle_id (&self->show_source, g_source_remove);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->handles, g_ptr_array_unref);
  self->popover = NULL;
  self->entry_popover = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  forget_layout (self);
  g_clear_pointer (&self->drag_layout, tw_chart_layout_free);
  g_clear_pointer (&self->old_node, gsk_render_node_unref);
  g_clear_object (&self->fade);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  g_clear_pointer (&self->spec, tw_chart_spec_unref);

  G_OBJECT_CLASS (tw_chart_view_parent_class)->dispose (object);
}

static void
tw_chart_view_class_init (TwChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_chart_view_dispose;
  widget_class->measure = tw_chart_view_measure;
  widget_class->size_allocate = tw_chart_view_size_allocate;
  widget_class->snapshot = tw_chart_view_snapshot;
  widget_class->focus = tw_chart_view_focus;
  widget_class->css_changed = tw_chart_view_css_changed;
  widget_class->direction_changed = tw_chart_view_direction_changed;
  widget_class->unmap = tw_chart_view_unmap;

  signals[TW_CHART_VIEW_MARK_ACTIVATED] =
    g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TW_CHART_VIEW_BRUSHED] =
    g_signal_new ("brushed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[TW_CHART_VIEW_HANDLE_MOVED] =
    g_signal_new ("handle-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
  signals[TW_CHART_VIEW_HANDLE_RELEASED] =
    g_signal_new ("handle-released", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  tw_chart_view_bind_marks (widget_class);
}

static void
tw_chart_view_init (TwChartView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->parts = TW_CHART_PART_TITLE | TW_CHART_PART_SUBTITLE;
  self->marks = g_ptr_array_new ();
  self->handles = g_ptr_array_new ();
  self->selected = gtk_bitset_new_empty ();
  self->hover = TW_CHART_NO_HIT;
  self->handle = TW_CHART_NO_HANDLE;
  self->fade = adw_timed_animation_new (
      GTK_WIDGET (self), 0, 1, FADE_MS, adw_callback_animation_target_new (on_fade, self, NULL));
  g_signal_connect_object (self->fade, "done", G_CALLBACK (on_faded), self, G_CONNECT_SWAPPED);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  tw_chart_view_add_gestures (self);

  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (restyle), NULL);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (restyle), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
tw_chart_view_new (void)
{
  return g_object_new (TW_TYPE_CHART_VIEW, NULL);
}

void
tw_chart_view_set_spec (TwChartView *self,
                        TwChartSpec *spec)
{
  g_auto (GStrv) selected = NULL;
  g_autofree char *current = NULL;
  const TwChartMark *mark;
  int width, height;

  g_return_if_fail (TW_IS_CHART_VIEW (self));

  if (self->spec == spec)
    return;

  selected = tw_chart_view_get_selected (self);
  mark = tw_chart_view_get_mark (self, self->current);
  current = mark != NULL ? g_strdup (mark->key) : NULL;
  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!self->dragging)
    tw_chart_view_close_popovers (self);
  if (spec != NULL && self->spec != NULL && !self->dragging)
    start_fade (self);

  g_clear_pointer (&self->spec, tw_chart_spec_unref);
  self->spec = spec != NULL ? tw_chart_spec_ref (spec) : NULL;
  self->hover = TW_CHART_NO_HIT;
  lay_out (self, width > 0 ? width : WIDTH_NATURAL, height > 0 ? height : HEIGHT);
  tw_chart_view_restore (self, selected, current);
  sync_children (self);
  if (spec != NULL)
    update_names (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

TwChartSpec *
tw_chart_view_get_spec (TwChartView *self)
{
  g_return_val_if_fail (TW_IS_CHART_VIEW (self), NULL);

  return self->spec;
}

void
tw_chart_view_set_parts (TwChartView *self,
                         guint        parts)
{
  g_return_if_fail (TW_IS_CHART_VIEW (self));

  self->parts = parts;
  restyle (self);
}

void
tw_chart_view_set_height (TwChartView *self,
                          int          height)
{
  g_return_if_fail (TW_IS_CHART_VIEW (self));

  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
tw_chart_view_set_rate_step (TwChartView *self,
                             double       step)
{
  g_return_if_fail (TW_IS_CHART_VIEW (self));

  self->rate_step = step;
}
