/* bench-start.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-start.h"

#include "application/tw-settings.h"
#include "bench-loop.h"

#include <stdio.h>
#include <unistd.h>

TwApplication *
bench_start (void)
{
  TwApplication *application;

  bench_loop_watch ();
  application = tw_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  /* A cursor that blinks would keep the window busy. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);

  return application;
}

TwDocument *
bench_document (const char *path)
{
  g_autoptr (GError) error = NULL;
  TwDocument *document = tw_document_open (path, &error);

  if (document == NULL)
    g_error ("%s", error->message);

  return document;
}

TwWindow *
bench_open_window (TwApplication *application,
                   TwDocument    *document,
                   const char    *view)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  TwWindow *window = tw_window_new (GTK_APPLICATION (application));

  g_settings_set_string (settings, "view", view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  bench_loop_watch_frames (GTK_WIDGET (window));
  tw_window_set_document (window, document);
  bench_loop_reset ("open");
  gtk_window_present (GTK_WINDOW (window));
  bench_loop_settle ();

  return window;
}

void
bench_end (void)
{
  fflush (stdout);
  _exit (0);
}
