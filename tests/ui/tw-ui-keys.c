/* tw-ui-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-ui-keys.h"
#include "tw-ui-test.h"

#include <gdk/x11/gdkx.h>

gboolean
tw_ui_keys_available (void)
{
  g_autofree char *program = g_find_program_in_path ("xdotool");

  if (program == NULL)
    g_test_skip ("There is no xdotool");

  return program != NULL;
}

static void
on_ended (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  return *(gboolean *) data;
}

static void
run (GPtrArray *arguments)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;

  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, on_ended, &ended);
  tw_ui_test_wait (has_ended, &ended);
  tw_ui_test_settle ();
}

/* Without a manager of windows nobody else gives @window the keyboard. */
static GPtrArray *
begin (GtkWindow *window)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  g_ptr_array_add (arguments, g_strdup ("xdotool"));
  g_ptr_array_add (arguments, g_strdup ("windowfocus"));
  g_ptr_array_add (arguments, g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface)));

  return arguments;
}

void
tw_ui_keys_press (GtkWindow  *window,
                  const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);
  g_autoptr (GPtrArray) arguments = begin (window);

  g_ptr_array_add (arguments, g_strdup ("key"));
  for (guint i = 0; each[i] != NULL; i++)
    g_ptr_array_add (arguments, g_strdup (each[i]));
  run (arguments);
}

void
tw_ui_keys_type (GtkWindow  *window,
                 const char *text)
{
  g_autoptr (GPtrArray) arguments = begin (window);

  g_ptr_array_add (arguments, g_strdup ("type"));
  g_ptr_array_add (arguments, g_strdup (text));
  run (arguments);
}

void
tw_ui_keys_click (GtkWidget *widget,
                  double     x,
                  double     y,
                  guint      button)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (GPtrArray) arguments = begin (GTK_WINDOW (window));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  double dx, dy, sx, sy;

  g_assert_true (gtk_widget_translate_coordinates (widget, window, x, y, &dx, &dy));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &sx, &sy);
  g_ptr_array_add (arguments, g_strdup ("mousemove"));
  g_ptr_array_add (arguments, g_strdup ("--window"));
  g_ptr_array_add (arguments, g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface)));
  g_ptr_array_add (arguments, g_strdup_printf ("%d", (int) (dx + sx)));
  g_ptr_array_add (arguments, g_strdup_printf ("%d", (int) (dy + sy)));
  g_ptr_array_add (arguments, g_strdup ("click"));
  g_ptr_array_add (arguments, g_strdup_printf ("%u", button));
  run (arguments);
}
