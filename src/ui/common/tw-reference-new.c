/* tw-reference-new.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-reference-new.h"

#include "application/tw-window.h"
#include "common/tw-row-dialog.h"
#include "tw-opportunity.h"
#include "tw-row-store.h"
#include "tw-row.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *entity;
  const char *offer;
  const char *title;
  const char *prefix;     /* of the external id that it gets, where nobody enters another one */
} Kind;

static const Kind kinds[] = {
  { "customer", N_("New Customer…"), N_("New Customer"), "C" },
  { "product", N_("New Product…"), N_("New Product"), "P" },
  { "person", N_("New Person…"), N_("New Person"), "U" },
};

static const Kind *
find_kind (TwFieldEditor *editor)
{
  const TwField *field = tw_field_editor_get_field (editor);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (field->type == TW_FIELD_REFERENCE && g_strcmp0 (field->target, kinds[i].entity) == 0)
      return &kinds[i];

  return NULL;
}

/* The field takes the name that the record was given in the end. */
static void
on_saved (TwFieldEditor *editor,
          gint64         id,
          GtkWidget     *dialog)
{
  TwWorkspace *workspace = g_object_get_data (G_OBJECT (editor), "tw-workspace");
  g_autofree char *name = tw_entity_read_title (workspace, tw_entity_find (find_kind (editor)->entity), id);
  GtkWindow *window = GTK_WINDOW (dialog);

  tw_field_editor_restore (editor, name != NULL ? name : "");
  tw_field_editor_set_message (editor, NULL);
  tw_field_editor_grab_focus (editor);

  while (window != NULL && !TW_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window != NULL && tw_window_get_document (TW_WINDOW (window)) != NULL)
    tw_document_changed (tw_window_get_document (TW_WINDOW (window)));
}

static void
on_link (TwFieldEditor *editor)
{
  const Kind *kind = find_kind (editor);
  TwWorkspace *workspace = g_object_get_data (G_OBJECT (editor), "tw-workspace");
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find (kind->entity));
  g_autofree char *typed = tw_field_editor_get_typed (editor);
  g_autofree char *external_id = tw_external_id_next (workspace, kind->entity, kind->prefix);
  GtkWidget *dialog;

  tw_row_set_text (row, "external_id", external_id, NULL);
  tw_row_set_text (row, tw_entity_find (kind->entity)->title, typed, NULL);
  dialog = tw_row_dialog_new (workspace, row, _(kind->title), _("_Add"), NULL);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), editor, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), tw_field_editor_get_control (editor));
}

void
tw_reference_new_offer (TwFieldEditor *editor,
                        TwWorkspace   *workspace,
                        const char    *entity)
{
  const Kind *kind;

  g_return_if_fail (TW_IS_FIELD_EDITOR (editor));
  g_return_if_fail (TW_IS_WORKSPACE (workspace));

  kind = find_kind (editor);
  if (kind == NULL || g_strcmp0 (kind->entity, entity) != 0)
    return;

  if (g_object_get_data (G_OBJECT (editor), "tw-workspace") == NULL)
    g_signal_connect (editor, "link", G_CALLBACK (on_link), NULL);
  g_object_set_data_full (G_OBJECT (editor), "tw-workspace", g_object_ref (workspace), g_object_unref);
  tw_field_editor_set_link (editor, _(kind->offer));
}
