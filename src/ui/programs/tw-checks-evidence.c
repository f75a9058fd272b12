/* tw-checks-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-checks-tab.h"

#include "application/tw-window.h"
#include "common/tw-reading-page.h"
#include "tw-entity.h"

#include <glib/gi18n-lib.h>

/* The rows that show a finding: records that open, and places of the program to go to. */

static void
on_row_activated (GtkListBox    *list,
                  GtkListBoxRow *row,
                  gpointer       user_data)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (list));
  const char *table = g_object_get_data (G_OBJECT (row), "tw-table");
  const char *path = g_object_get_data (G_OBJECT (row), "tw-path");
  const gint64 *id = g_object_get_data (G_OBJECT (row), "tw-id");

  if (window == NULL)
    return;
  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "view.jump", "s", path);
  else if (table != NULL)
    tw_window_open_record (window, table, *id);
}

static void
add_row (GtkWidget             *list,
         const TwCheckEvidence *evidence)
{
  const TwEntity *entity = evidence->entity != NULL ? tw_entity_find (evidence->entity) : NULL;
  const char *name = evidence->name != NULL && evidence->name[0] != '\0' ? evidence->name : _("Unnamed");
  GtkWidget *row = tw_reading_page_add_row (list, name, evidence->value, NULL);
  gboolean opens = (entity != NULL && entity->table != NULL && evidence->id != 0) || evidence->path != NULL;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), opens);
  g_object_set_data_full (G_OBJECT (row), "tw-path", g_strdup (evidence->path), g_free);
  if (entity != NULL && entity->table != NULL && evidence->id != 0)
    {
      g_object_set_data (G_OBJECT (row), "tw-table", (gpointer) entity->table);
      g_object_set_data_full (G_OBJECT (row), "tw-id", g_memdup2 (&evidence->id, sizeof evidence->id), g_free);
    }
  if (opens)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
}

static GtkWidget *
create_label (const char *text,
              const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

GtkWidget *
tw_checks_evidence_new (const TwCheckResult *result)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list;

  gtk_box_append (GTK_BOX (box), create_label (result->message, NULL));
  gtk_box_append (GTK_BOX (box), create_label (tw_design_check_get_detects (result->check), "dim-label"));
  gtk_box_append (GTK_BOX (box), create_label (result->remedy, NULL));
  list = tw_reading_page_add_group (box, _("Evidence"));
  for (guint i = 0; i < result->evidence->len; i++)
    add_row (list, g_ptr_array_index (result->evidence, i));
  if (result->n_evidence > result->evidence->len)
    {
      guint more = result->n_evidence - result->evidence->len;
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more", "%u more", more), more);

      gtk_box_append (GTK_BOX (box), create_label (text, "dim-label"));
    }
  g_signal_connect (list, "row-activated", G_CALLBACK (on_row_activated), NULL);

  return tw_reading_page_new (box);
}
