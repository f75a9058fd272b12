/* tw-window-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

void
tw_window_load_state (TwWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));

  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

void
tw_window_save_state (TwWindow *self)
{
  const char *view;
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);

  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }

  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));

  if (self->document == NULL || self->view == NULL)
    return;

  view = gtk_stack_get_visible_child_name (self->view_stack);
  g_settings_set_string (self->settings, "view", view);
  tw_window_save_pane (self);
}

static char **
get_open_panes (TwWindow *self)
{
  return g_settings_get_strv (self->settings, "open-panes");
}

/* Whether the details pane was open when this view was left. */
void
tw_window_load_pane (TwWindow *self)
{
  g_auto (GStrv) open = get_open_panes (self);
  const char *view = gtk_stack_get_visible_child_name (self->view_stack);

  /* Over the content it would hide what was asked for. */
  adw_flap_set_reveal_flap (self->flap,
                            !adw_flap_get_folded (self->flap) &&
                              g_strv_contains ((const char *const *) open, view));
}

void
tw_window_save_pane (TwWindow *self)
{
  g_auto (GStrv) open = get_open_panes (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;
  const char *view = gtk_stack_get_visible_child_name (self->view_stack);

  if (view == NULL || adw_flap_get_folded (self->flap))
    return;

  for (guint i = 0; open[i] != NULL; i++)
    {
      if (!g_str_equal (open[i], view))
        g_strv_builder_add (builder, open[i]);
    }

  if (adw_flap_get_reveal_flap (self->flap))
    g_strv_builder_add (builder, view);

  kept = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "open-panes", (const char *const *) kept);
}
