/* tw-chart-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

G_DEFINE_FINAL_TYPE (TwChartView, tw_chart_view, GTK_TYPE_WIDGET)

#define WIDTH_MIN     240
#define WIDTH_NATURAL 360
#define HEIGHT_MIN    160
#define HEIGHT        260
#define HEIGHT_MAX    520
#define HEIGHT_ROW    30
#define HEIGHT_AXES   80

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
      tw_chart_view_update_names (self);
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
  tw_chart_view_create_fade (self);
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
    tw_chart_view_start_fade (self);

  g_clear_pointer (&self->spec, tw_chart_spec_unref);
  self->spec = spec != NULL ? tw_chart_spec_ref (spec) : NULL;
  self->hover = TW_CHART_NO_HIT;
  lay_out (self, width > 0 ? width : WIDTH_NATURAL, height > 0 ? height : HEIGHT);
  tw_chart_view_restore (self, selected, current);
  sync_children (self);
  if (spec != NULL)
    tw_chart_view_update_names (self);
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
