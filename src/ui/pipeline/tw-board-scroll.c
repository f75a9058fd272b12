/* tw-board-scroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The board scrolls while a card is dragged near one of its edges. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-private.h"

/* While a card is dragged near an edge the board scrolls: so near, in px, and so far per step. */
#define EDGE      48
#define SCROLL_PX 14
#define SCROLL_MS 16

static gboolean
scroll_on (gpointer user_data)
{
  TwBoard *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->scroll_step);

  return G_SOURCE_CONTINUE;
}

void
tw_board_stop_scrolling (TwBoard *self)
{
  g_clear_handle_id (&self->scroll_source, g_source_remove);
}

static void
on_drag_motion (TwBoard *self,
                double   x,
                double   y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->scroller));

  self->scroll_step = x < EDGE ? -SCROLL_PX : x > width - EDGE ? SCROLL_PX : 0;

  if (self->scroll_step == 0)
    tw_board_stop_scrolling (self);
  else if (self->scroll_source == 0)
    self->scroll_source = g_timeout_add (SCROLL_MS, scroll_on, self);
}

void
tw_board_add_motion (TwBoard *self)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (on_drag_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_drag_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (tw_board_stop_scrolling), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), motion);
}
