/* tw-ui-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A keyboard and a mouse for tests of the window: what they do goes through the display server, as a person's keys do,
 * so that it meets whatever has the focus. They need xdotool. */

/* Whether there is one; where not, the test is marked as skipped and returns. */
gboolean tw_ui_keys_available (void);
/* Presses @keys, separated by blanks, such as `ctrl+z Menu`, in @window, and waits until they were answered. */
void     tw_ui_keys_press     (GtkWindow  *window,
                               const char *keys);
void     tw_ui_keys_type      (GtkWindow  *window,
                               const char *text);
/* Clicks in @widget: @x and @y in its own pixels. */
void     tw_ui_keys_click     (GtkWidget  *widget,
                               double      x,
                               double      y,
                               guint       button);

G_END_DECLS
