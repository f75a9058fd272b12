/* tw-import-drop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-drop.h"

#include "import/tw-import-assistant.h"

#include <glib/gi18n-lib.h>

/* What a file is, by the end of its name. */
typedef enum
{
  FILE_WORKSPACE,
  FILE_PROGRAM,
  FILE_TABLE,
} FileKind;

static FileKind
kind_of (const char *path)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (small, TW_WORKSPACE_EXTENSION))
    return FILE_WORKSPACE;
  if (g_str_has_suffix (small, ".json"))
    return FILE_PROGRAM;

  return FILE_TABLE;
}

gboolean
tw_import_take_file (TwWindow *window,
                     GFile    *file)
{
  g_autofree char *path = g_file_get_path (file);
  TwDocument *document = tw_window_get_document (window);
  TwView *view;

  if (path == NULL)
    return FALSE;
  if (kind_of (path) == FILE_WORKSPACE)
    return gtk_widget_activate_action (GTK_WIDGET (window), "app.open-path", "s", path);
  if (document == NULL || tw_document_is_read_only (document))
    return FALSE;
  if (kind_of (path) == FILE_TABLE)
    return tw_import_start (window, file) != NULL;

  view = tw_window_show_view (window, "programs");

  return view != NULL && gtk_widget_activate_action (GTK_WIDGET (view), "view.import-file", "s", path);
}

static const char *
describe (TwWindow   *window,
          const char *path)
{
  TwDocument *document = tw_window_get_document (window);

  if (kind_of (path) == FILE_WORKSPACE)
    return _("Drop to open the workspace");
  if (document == NULL || tw_document_is_read_only (document))
    return _("This workspace is read-only");

  return kind_of (path) == FILE_PROGRAM ? _("Drop to import the program") : _("Drop to import the rows");
}

/* The files are known before they are dropped, or a moment later. */
static void
on_value (GtkDropTarget *target,
          GParamSpec    *pspec,
          GtkLabel      *hint)
{
  const GValue *value = gtk_drop_target_get_value (target);
  GSList *files = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;
  TwWindow *window = tw_window_from (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));

  if (path != NULL && window != NULL)
    gtk_label_set_text (hint, describe (window, path));
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (hint)), path != NULL);
}

static void
on_leave (GtkDropTarget *target,
          GtkLabel      *hint)
{
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (hint)), FALSE);
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         TwWindow      *window)
{
  GSList *files = g_value_get_boxed (value);

  return files != NULL && tw_import_take_file (window, files->data);
}

void
tw_import_add_drop (TwWindow  *window,
                    GtkWidget *area)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkWidget *hint = gtk_label_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (hint, "drop-hint");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_widget_set_visible (box, FALSE);
  gtk_widget_set_can_target (box, FALSE);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_overlay_add_overlay (GTK_OVERLAY (area), box);

  gtk_drop_target_set_preload (target, TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "notify::value", G_CALLBACK (on_value), hint, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_leave), hint, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), window, 0);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_css_class (area, "drop-target");
}
