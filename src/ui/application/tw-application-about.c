/* tw-application-about.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"

#include "tw-store-library.h"
#include "tw-workspace.h"
#include "tw-xlsx-list.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#define HOMEPAGE "https://github.com/tierwright/tierwright"

/* Which window system draws, and with what: a defect is often of one of them alone. */
static void
append_display (GString   *text,
                GtkWindow *parent)
{
  GdkDisplay *display = parent != NULL ? gtk_widget_get_display (GTK_WIDGET (parent)) : gdk_display_get_default ();
  GskRenderer *renderer = parent != NULL ? gtk_native_get_renderer (GTK_NATIVE (parent)) : NULL;

  if (display != NULL)
    g_string_append_printf (text, "Display: %s\n", G_OBJECT_TYPE_NAME (display));
  if (renderer != NULL)
    g_string_append_printf (text, "Renderer: %s\n", G_OBJECT_TYPE_NAME (renderer));
  if (parent != NULL)
    g_string_append_printf (text, "Scale: %d\n", gtk_widget_get_scale_factor (GTK_WIDGET (parent)));
}

/* What a report of a defect needs: versions, never anything out of a workspace. */
static char *
create_debug_info (GtkWindow *parent)
{
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Tierwright %s\nWorkspace format %d\n", PACKAGE_VERSION, TW_WORKSPACE_SCHEMA_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u\n", gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita %u.%u.%u\n", adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version ());
  g_string_append_printf (text, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
  g_string_append_printf (text, "Pango %s\nCairo %s\n", pango_version_string (), cairo_version_string ());
  g_string_append_printf (text, "SQLite %s\nlibxlsxwriter %s\n", tw_store_library_version (),
                          tw_xlsx_library_version ());
  append_display (text, parent);
  g_string_append_printf (text, "Locale: %s\n", setlocale (LC_MESSAGES, NULL));
  g_string_append_printf (text, "Sandbox: %s\n", g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "Flatpak" : "none");
  if (os != NULL)
    g_string_append_printf (text, "%s\n", os);

  return g_string_free (text, FALSE);
}

void
tw_application_show_about (GtkWindow *parent)
{
  g_autofree char *debug_info = create_debug_info (parent);

  adw_show_about_window (parent,
                         "application-name", _("Tierwright"),
                         "application-icon", APPLICATION_ID,
                         "version", PACKAGE_VERSION,
                         "developer-name", _("The Tierwright Project"),
                         "comments", _("Design and pay partner programs"),
                         "website", HOMEPAGE,
                         "issue-url", HOMEPAGE "/issues",
                         "copyright", _("© 2026 The Tierwright Project"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "debug-info", debug_info,
                         "debug-info-filename", "tierwright-debug-info.txt",
                         /* Translators: your name, one per line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
