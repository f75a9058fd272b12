/* tw-window-spring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

/* Something that is held over a name in the sidebar for a moment opens that view, so that it can be dropped there. */

#define HOLD 600 /* milliseconds */

typedef struct
{
  GtkWidget  *row;    /* borrowed: it owns this */
  const char *name;
  guint       source;
} Spring;

static void
spring_free (gpointer data)
{
  Spring *spring = data;

  g_clear_handle_id (&spring->source, g_source_remove);
  g_free (spring);
}

static gboolean
on_held (gpointer data)
{
  Spring *spring = data;
  GtkRoot *window = gtk_widget_get_root (spring->row);

  spring->source = 0;
  if (TW_IS_WINDOW (window))
    tw_window_show_view (TW_WINDOW (window), spring->name);

  return G_SOURCE_REMOVE;
}

static void
on_enter (GtkDropControllerMotion *motion,
          double                   x,
          double                   y,
          Spring                  *spring)
{
  g_clear_handle_id (&spring->source, g_source_remove);
  spring->source = g_timeout_add (HOLD, on_held, spring);
}

static void
on_leave (GtkDropControllerMotion *motion,
          Spring                  *spring)
{
  g_clear_handle_id (&spring->source, g_source_remove);
}

void
tw_window_add_spring (GtkWidget  *row,
                      const char *name)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Spring *spring = g_new0 (Spring, 1);

  spring->row = row;
  spring->name = name;
  g_object_set_data_full (G_OBJECT (row), "tw-spring", spring, spring_free);
  g_signal_connect (motion, "enter", G_CALLBACK (on_enter), spring);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), spring);
  gtk_widget_add_controller (row, motion);
}
