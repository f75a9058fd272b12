/* tw-import-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-rows.h"

#include "common/tw-list-source.h"
#include "common/tw-table.h"

#include <glib/gi18n-lib.h>

static void
on_document_changed (TwListSource *source,
                     TwDocument   *document)
{
  if (tw_document_get_workspace (document) != NULL)
    tw_list_source_refresh (source);
}

GtkWidget *
tw_import_rows_new (TwWindow       *parent,
                    TwDocument     *document,
                    const TwEntity *entity)
{
  const char *label = tw_entity_get_label (entity, TRUE);
  g_autofree char *name = g_strdelimit (g_strconcat ("rows-", entity->name, NULL), "_", '-');
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *table = tw_table_new (name, label);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (TwTableSource) source = tw_list_source_new (tw_document_get_workspace (document), entity, NULL);

  tw_table_set_source (TW_TABLE (table), source);
  tw_table_set_empty (TW_TABLE (table), "tw-import-symbolic", _("No Rows"), _("The import was undone."), NULL);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), source, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (table, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), table);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_title (GTK_WINDOW (window), label);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (parent));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 960, 600);
  gtk_widget_set_size_request (window, 360, 294);

  return window;
}
