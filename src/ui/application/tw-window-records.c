/* tw-window-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "application/tw-application-private.h"
#include "application/tw-views.h"
#include "common/tw-row-dialog.h"
#include "tw-entity.h"
#include "tw-record.h"
#include "tw-row.h"

#include <glib/gi18n-lib.h>

/* From a row to the record that it is a part of, and on. */
#define MAX_STEPS 4

static const TwEntity *
find_entity (const char *table)
{
  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);

      if (g_strcmp0 (entity->table, table) == 0 && entity->part_column == NULL
          && (entity->flags & TW_ENTITY_READ_ONLY) == 0)
        return entity;
    }

  return NULL;
}

static void
on_saved (TwWindow *self)
{
  if (self->document != NULL)
    tw_document_changed (self->document);
}

/* What has no page anywhere has its form. */
static gboolean
show_form (TwWindow   *self,
           const char *table,
           gint64      id)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  const TwEntity *entity = find_entity (table);
  g_autoptr (TwRow) row = entity != NULL ? tw_row_read (workspace, entity, id, NULL) : NULL;
  GtkWidget *dialog;

  if (row == NULL || tw_document_is_read_only (self->document))
    return FALSE;

  dialog = tw_row_dialog_new (workspace, row, tw_entity_get_label (entity, FALSE), _("_Save"), NULL);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), GTK_WIDGET (self));

  return TRUE;
}

static gboolean
show_page (TwWindow   *self,
           const char *table,
           gint64      id)
{
  const TwViewInfo *info = tw_views_find_for_record (table);
  TwView *view = info != NULL ? tw_window_visit_view (self, info->name) : NULL;

  if (view == NULL)
    return FALSE;

  adw_leaflet_set_visible_child_name (self->leaflet, "content");

  return tw_view_open_record (view, table, id);
}

gboolean
tw_window_open_record (TwWindow   *self,
                       const char *table,
                       gint64      id)
{
  const char *whole = table;
  gint64 whole_id = id;
  TwWorkspace *workspace;

  g_return_val_if_fail (TW_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (table != NULL, FALSE);

  if (self->document == NULL)
    return FALSE;

  workspace = tw_document_get_workspace (self->document);
  if (!tw_record_exists (workspace, table, id))
    return FALSE;

  /* A statement or partner has its page; a customer its form, although sales point to partners. */
  if (show_page (self, table, id) || show_form (self, table, id))
    return TRUE;

  for (int i = 0; i < MAX_STEPS && tw_record_follow (workspace, &whole, &whole_id); i++)
    {
      if (show_page (self, whole, whole_id))
        return TRUE;
    }

  return FALSE;
}

void
tw_window_open_beside (TwWindow   *self,
                       const char *table,
                       gint64      id)
{
  TwWindow *other;

  g_return_if_fail (TW_IS_WINDOW (self));

  other = tw_application_create_window (TW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  tw_window_set_document (other, self->document);
  gtk_window_present (GTK_WINDOW (other));
  tw_window_open_record (other, table, id);
}
