/* tw-application-about.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"

#include <glib/gi18n-lib.h>

/* What a report of a defect needs: versions, never anything out of a workspace. */
static char *
create_debug_info (void)
{
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf ("Tierwright %s\n"
                          "GTK %u.%u.%u\n"
                          "libadwaita %u.%u.%u\n"
                          "GLib %u.%u.%u\n"
                          "%s\n",
                          PACKAGE_VERSION,
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          os != NULL ? os : "");
}

void
tw_application_show_about (GtkWindow *parent)
{
  g_autofree char *debug_info = create_debug_info ();

  adw_show_about_window (parent,
                         "application-name", _("Tierwright"),
                         "application-icon", APPLICATION_ID,
                         "version", PACKAGE_VERSION,
                         "developer-name", _("The Tierwright Project"),
                         "comments", _("Design and pay partner programs"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "debug-info", debug_info,
                         "debug-info-filename", "tierwright-debug-info.txt",
                         /* Translators: your name, one per line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
