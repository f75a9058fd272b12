/* tw-chart-popover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

#include <glib/gi18n-lib.h>

/* What a mark says, beside the mark that the pointer or the focus is on. It never takes the focus. */

#define CHARS_MAX 44
#define WIDTH_MAX 300

/* --- a popover that the pointer goes through --- */

/* A popover is a surface of its own. Where it comes to lie under the pointer, the chart would lose the pointer, close it,
 * get the pointer back and open it again, for ever; so it takes no input. GtkPopover sets its shape while it is
 * allocated. */
#define TW_TYPE_VALUE_POPOVER (tw_value_popover_get_type ())
G_DECLARE_FINAL_TYPE (TwValuePopover, tw_value_popover, TW, VALUE_POPOVER, GtkPopover)

struct _TwValuePopover
{
  GtkPopover parent_instance;
};

G_DEFINE_FINAL_TYPE (TwValuePopover, tw_value_popover, GTK_TYPE_POPOVER)

static void
let_input_through (GtkWidget *widget)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (widget));
  cairo_region_t *nothing = cairo_region_create ();

  if (surface != NULL)
    gdk_surface_set_input_region (surface, nothing);
  cairo_region_destroy (nothing);
}

static void
tw_value_popover_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GTK_WIDGET_CLASS (tw_value_popover_parent_class)->size_allocate (widget, width, height, baseline);
  let_input_through (widget);
}

static void
tw_value_popover_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tw_value_popover_parent_class)->realize (widget);
  let_input_through (widget);
}

static void
tw_value_popover_class_init (TwValuePopoverClass *klass)
{
  GTK_WIDGET_CLASS (klass)->size_allocate = tw_value_popover_size_allocate;
  GTK_WIDGET_CLASS (klass)->realize = tw_value_popover_realize;
}

static void
tw_value_popover_init (TwValuePopover *self)
{
}

/* --- what it says --- */

static GtkLabel *
append_label (GtkWidget  *box,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHARS_MAX);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
create_popover (TwChartView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *clamp;

  self->popover = g_object_new (TW_TYPE_VALUE_POPOVER, NULL);
  self->popover_title = append_label (box, "caption-heading");
  self->popover_value = append_label (box, "numeric");
  self->popover_text = append_label (box, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->popover_text), "dim-label");
  /* A popover asks for the height at a greater width than its content then gets: this is the most it can be. */
  clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH_MAX);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH_MAX);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_popover_set_child (GTK_POPOVER (self->popover), clamp);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_TOP);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_can_target (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "chart-value");
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* How often, and how long, a mark is waited for. */
#define SHOW_AGAIN_MS 100
#define MAX_TRIES     8

/* "Reseller · Win rate": with the series where there are several. */
static char *
create_title (TwChartView       *self,
              const TwChartHit  *hit,
              const TwChartMark *mark)
{
  const char *series = tw_chart_spec_get_series_name (self->spec, hit->series);
  const char *label = tw_chart_view_get_label (self, hit->series, mark);

  if (tw_chart_spec_n_series (self->spec) < 2 || series == NULL || *series == '\0')
    return g_strdup (label);

  return g_strdup_printf ("%s · %s", label, series);
}

static void
fill_popover (TwChartView *self,
              guint        index)
{
  const TwChartHit *hit = tw_chart_layout_get_hit (self->layout, index);
  const TwChartMark *mark = tw_chart_view_get_mark (self, index);
  g_autofree char *title = create_title (self, hit, mark);
  g_autofree char *remark = tw_chart_view_tells_n (mark) ? NULL : tw_chart_mark_remark (mark);
  g_autofree char *value = NULL;

  if (remark != NULL && mark->text != NULL)
    value = g_strdup_printf ("%s · %s", mark->text, remark);
  else
    value = g_strdup (mark->text != NULL ? mark->text : remark);

  set_text (self->popover_title, title);
  set_text (self->popover_value, value);
  set_text (self->popover_text, tw_chart_spec_get_text (self->spec, TW_CHART_TEXT_DEFINITION));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) hit->bounds.x, (int) hit->bounds.y,
                                                MAX (1, (int) hit->bounds.width),
                                                MAX (1, (int) hit->bounds.height) });
}

/* A page that slides in or out takes its charts with it. */
static gboolean
is_moving (TwChartView *self)
{
  for (GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (self)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    if (ADW_IS_LEAFLET (widget) && adw_leaflet_get_child_transition_running (ADW_LEAFLET (widget)))
      return TRUE;

  return FALSE;
}

/* A popover that points outside of the window, at a mark that is scrolled away, lies on no monitor, which GTK 4.8 can't
 * bear. */
static gboolean
is_in_window (TwChartView *self,
              guint        index)
{
  const TwChartHit *hit = tw_chart_layout_get_hit (self->layout, index);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  graphene_point_t middle = GRAPHENE_POINT_INIT ((float) (hit->bounds.x + hit->bounds.width / 2),
                                                 (float) (hit->bounds.y + hit->bounds.height / 2));

  return root != NULL && gtk_widget_compute_point (GTK_WIDGET (self), root, &middle, &middle)
         && middle.x >= 0 && middle.y >= 0 && middle.x <= (float) gtk_widget_get_width (root)
         && middle.y <= (float) gtk_widget_get_height (root);
}

static gboolean
on_show_again (gpointer data)
{
  TwChartView *self = data;

  self->show_source = 0;
  if (self->show_tries++ < MAX_TRIES)
    tw_chart_view_show_value (self, tw_chart_view_focused_hit (self));

  return G_SOURCE_REMOVE;
}

/* The focus comes before the page has slid in, or scrolled to it. */
static void
show_later (TwChartView *self,
            guint        hit)
{
  if (self->show_source == 0 && hit != TW_CHART_NO_HIT && hit == tw_chart_view_focused_hit (self))
    self->show_source = g_timeout_add (SHOW_AGAIN_MS, on_show_again, self);
}

/* What points at a mark goes with it, also out of the window. */
static void
on_scrolled (TwChartView *self)
{
  if (self->popover == NULL || !gtk_widget_get_visible (self->popover))
    return;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  show_later (self, tw_chart_view_focused_hit (self));
}

static void
follow_scrolling (TwChartView *self)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  if (pane != NULL)
    g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (pane)), "value-changed",
                             G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
}

void
tw_chart_view_show_value (TwChartView *self,
                          guint        hit)
{
  gboolean there = hit != TW_CHART_NO_HIT && tw_chart_view_get_mark (self, hit) != NULL
                   && gtk_widget_get_mapped (GTK_WIDGET (self));
  gboolean seen = there && !is_moving (self) && is_in_window (self, hit);

  if (there && !seen)
    show_later (self, hit);
  else
    self->show_tries = 0;

  if (!seen)
    {
      if (self->popover != NULL)
        gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }

  if (self->popover == NULL)
    {
      create_popover (self);
      follow_scrolling (self);
    }

  fill_popover (self, hit);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  /* One that is shown already has to be told that its text is longer now. */
  gtk_popover_present (GTK_POPOVER (self->popover));
}

void
tw_chart_view_present (TwChartView *self)
{
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
  if (self->entry_popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->entry_popover));
}

void
tw_chart_view_close_popovers (TwChartView *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (self->entry_popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->entry_popover));
}
