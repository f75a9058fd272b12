/* tw-table-fit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* As wide as what is seen in a column: by a double click on the edge of its title, and from the menu
 * of the title. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#define PADDING 20
#define ARROW 24
#define NARROWEST 48
#define WIDEST 800
/* How near the edge counts as the edge. */
#define EDGE 10

static int
measure (GtkWidget  *widget,
         const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

void
tw_table_fit_column (TwTable *self,
                     int      column)
{
  GtkColumnViewColumn *shown;
  GHashTableIter iter;
  GtkListItem *item;
  int width;

  if (column < 0 || tw_table_find_shown (self, column) < 0)
    return;

  shown = self->columns->pdata[column];
  width = measure (GTK_WIDGET (self->view), gtk_column_view_column_get_title (shown)) + ARROW;
  tw_table_fill_all (self);
  g_hash_table_iter_init (&iter, self->made);

  while (g_hash_table_iter_next (&iter, (gpointer *) &item, NULL))
    {
      GtkWidget *child = gtk_list_item_get_child (item);

      if ((int) tw_table_get_item_column (item) == column && gtk_widget_get_mapped (child))
        width = MAX (width, measure (child, gtk_inscription_get_text (GTK_INSCRIPTION (child))));
    }

  gtk_column_view_column_set_fixed_width (shown, CLAMP (width + PADDING, NARROWEST, WIDEST));
}

/* The column whose edge is at @x, or -1. */
static int
find_edge (TwTable   *self,
           GtkWidget *header,
           double     x)
{
  gboolean right_to_left = gtk_widget_get_direction (header) == GTK_TEXT_DIR_RTL;
  guint i = 0;

  for (GtkWidget *title = gtk_widget_get_first_child (header); title != NULL;
       title = gtk_widget_get_next_sibling (title), i++)
    {
      graphene_rect_t bounds;
      double edge;

      if (!gtk_widget_compute_bounds (title, header, &bounds))
        continue;

      edge = right_to_left ? bounds.origin.x : bounds.origin.x + bounds.size.width;
      if (ABS (x - edge) <= EDGE)
        return tw_table_get_shown (self, i);
    }

  return -1;
}

/* The view takes the press at an edge for itself, so that nobody counts the clicks for us. */
static void
on_pressed (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            TwTable         *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  guint32 now = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (gesture));
  guint32 before = self->edge_time;
  int limit = 400;
  double inside_x;
  double inside_y;
  int column;

  if (self->source == NULL || header == NULL
      || !gtk_widget_translate_coordinates (GTK_WIDGET (self->scroller), header, x, y, &inside_x,
                                            &inside_y)
      || inside_y < 0 || inside_y > gtk_widget_get_height (header))
    return;

  column = find_edge (self, header, inside_x);
  g_object_get (gtk_widget_get_settings (header), "gtk-double-click-time", &limit, NULL);
  self->edge_time = column >= 0 ? now : 0;

  if (column >= 0 && column == self->edge_column && before != 0 && now - before <= (guint32) limit)
    {
      self->edge_time = 0;
      tw_table_fit_column (self, column);
    }

  self->edge_column = column;
}

void
tw_table_init_fit (TwTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), GTK_EVENT_CONTROLLER (click));
}
