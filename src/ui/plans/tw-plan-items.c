/* tw-plan-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-items.h"

#include "application/tw-window.h"
#include "common/tw-list-source.h"
#include "common/tw-row-dialog.h"
#include "common/tw-status-page.h"
#include "plans/tw-plan-reader.h"
#include "tw-history.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

struct _TwPlanItems
{
  AdwBin          parent_instance;

  /* owned */
  TwDocument     *document;
  TwTableSource  *source;
  char          **asked;        /* fields of the dialog */

  const TwEntity *entity;
  gint64          plan;
  const char     *initial;      /* (nullable): a field of a new row */
  gint64          initial_number;

  /* children */
  TwTable        *table;
};

G_DEFINE_FINAL_TYPE (TwPlanItems, tw_plan_items, ADW_TYPE_BIN)

static TwWorkspace *
get_workspace (TwPlanItems *self)
{
  return tw_document_get_workspace (self->document);
}

static void
on_saved (TwPlanItems *self,
          gint64       id)
{
  tw_document_changed (self->document);
  if (tw_table_select (self->table, id))
    tw_table_focus_row (self->table);
}

static void
show_dialog (TwPlanItems *self,
             TwRow       *row,
             const char  *title,
             const char  *verb)
{
  GtkWidget *dialog = tw_row_dialog_new (get_workspace (self), row, title, verb,
                                         (const char *const *) self->asked);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), GTK_WIDGET (self));
}

/* Amounts are in the plan's currency unless somebody says otherwise. */
static void
set_currency (TwPlanItems *self,
              TwRow       *row)
{
  g_autoptr (TwRow) plan =
      tw_row_read (get_workspace (self), tw_entity_find ("plan"), self->plan, NULL);

  if (plan != NULL && tw_entity_get_field (self->entity, "currency") != NULL)
    tw_row_set (row, "currency", tw_row_get (plan, "currency"), NULL);
}

void
tw_plan_items_add (TwPlanItems *self)
{
  g_autoptr (TwRow) row = NULL;
  g_auto (TwCell) cell = TW_CELL_INIT;
  g_autofree char *title = NULL;

  g_return_if_fail (TW_IS_PLAN_ITEMS (self));

  row = tw_row_new (get_workspace (self), self->entity);
  tw_cell_set_number (&cell, self->plan);
  tw_row_set (row, "plan", &cell, NULL);
  set_currency (self, row);
  if (self->initial != NULL)
    {
      tw_cell_set_number (&cell, self->initial_number);
      tw_row_set (row, self->initial, &cell, NULL);
    }

  /* Translators: title of a dialog; %s is what is added, such as “Agreement”. */
  title = g_strdup_printf (_("New %s"), tw_entity_get_label (self->entity, FALSE));
  show_dialog (self, row, title, _("_Add"));
}

void
tw_plan_items_edit (TwPlanItems *self,
                    gint64       id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = NULL;

  g_return_if_fail (TW_IS_PLAN_ITEMS (self));

  if (id == 0 || tw_document_is_read_only (self->document))
    return;

  row = tw_row_read (get_workspace (self), self->entity, id, &error);
  if (row != NULL)
    show_dialog (self, row, tw_entity_get_label (self->entity, FALSE), _("_Save"));
  else
    tw_window_show_error (tw_window_from (GTK_WIDGET (self)), _("The Record Was Not Opened"), error);
}

void
tw_plan_items_remove (TwPlanItems *self)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TW_IS_PLAN_ITEMS (self));

  keys = tw_table_get_selected (self->table);
  if (keys->len == 0)
    return;

  if (!tw_rows_delete (get_workspace (self), self->entity, (gint64 *) keys->data, keys->len, NULL,
                       &error))
    {
      tw_window_show_error (window, _("Nothing Was Removed"), error);
      return;
    }

  tw_document_changed (self->document);
  /* Translators: %1$u is how many, %2$s what was removed, such as “Milestone”. */
  text = g_strdup_printf (_("Removed: %1$u %2$s"), keys->len,
                          tw_entity_get_label (self->entity, keys->len != 1));
  tw_window_toast (window, text, tw_document_get_last_entry (self->document));
  tw_table_focus_row (self->table);
}

gboolean
tw_plan_items_can_do (TwPlanItems *self)
{
  g_return_val_if_fail (TW_IS_PLAN_ITEMS (self), FALSE);

  return tw_entity_get_field (self->entity, "done") != NULL;
}

/* A row that is done opens again, one that is open is done on the day that is shown. */
static gboolean
toggle (TwPlanItems  *self,
        gint64        id,
        GError      **error)
{
  g_autoptr (TwRow) row = tw_row_read (get_workspace (self), self->entity, id, error);
  g_auto (TwCell) cell = TW_CELL_INIT;

  if (row == NULL)
    return FALSE;
  if (tw_row_get (row, "done")->kind == TW_CELL_NULL)
    tw_cell_set_number (&cell, tw_plan_today (self->document));

  return tw_row_set (row, "done", &cell, error) && tw_row_save (row, NULL, error);
}

void
tw_plan_items_do (TwPlanItems *self)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  TwWorkspace *workspace = get_workspace (self);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gboolean good;

  g_return_if_fail (TW_IS_PLAN_ITEMS (self));

  keys = tw_table_get_selected (self->table);
  if (keys->len == 0 || !tw_plan_items_can_do (self))
    return;

  /* Translators: history; %s is what was marked, such as “Milestones”. */
  label = g_strdup_printf (_("Marked %s done or open"), tw_entity_get_label (self->entity, TRUE));
  good = tw_history_begin (workspace, TW_HISTORY_EDIT, label, &error);
  for (guint i = 0; good && i < keys->len; i++)
    {
      good = toggle (self, g_array_index (keys, gint64, i), &error);
      if (!good)
        tw_history_rollback (workspace);
    }

  if (!good || !tw_history_commit (workspace, 0, NULL, NULL, &error))
    {
      tw_window_show_error (window, _("Nothing Was Changed"), error);
      return;
    }

  tw_document_changed (self->document);
  tw_window_toast (window, _("Marked"), tw_document_get_last_entry (self->document));
}

void
tw_plan_items_set_initial (TwPlanItems *self,
                           const char  *field,
                           gint64       number)
{
  g_return_if_fail (TW_IS_PLAN_ITEMS (self));

  self->initial = field != NULL ? g_intern_string (field) : NULL;
  self->initial_number = number;
}

TwTable *
tw_plan_items_get_table (TwPlanItems *self)
{
  g_return_val_if_fail (TW_IS_PLAN_ITEMS (self), NULL);

  return self->table;
}

void
tw_plan_items_refresh (TwPlanItems *self)
{
  g_return_if_fail (TW_IS_PLAN_ITEMS (self));

  tw_list_source_refresh (TW_LIST_SOURCE (self->source));
}

/* --- building --- */

static void
on_row_activated (TwPlanItems *self,
                  gint64       key)
{
  tw_plan_items_edit (self, key);
}

static GMenuModel *
create_menu (TwPlanItems *self)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Edit…"), "view.item-edit");
  if (tw_plan_items_can_do (self))
    g_menu_append (menu, _("_Done or Open Again"), "view.item-done");
  if (g_str_equal (self->entity->name, "plan_milestone"))
    {
      g_menu_append (menu, _("A Week _Earlier"), "view.milestone-move(-7)");
      g_menu_append (menu, _("A Week _Later"), "view.milestone-move(7)");
    }
  if (g_str_equal (self->entity->name, "plan_review"))
    {
      g_menu_append (menu, _("_Numbers and Minutes"), "view.details");
      g_menu_append (menu, _("_Start Review"), "view.start-review");
      g_menu_append (menu, _("_Close Review…"), "view.close-review");
      g_menu_append (menu, _("Add _Action…"), "view.add-action");
    }
  g_menu_append (menu, _("_Remove"), "view.remove");

  return G_MENU_MODEL (menu);
}

static void
collect_fields (TwPlanItems *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const TwField *field = &self->entity->fields[i];

      if (!g_str_equal (field->name, "plan") && (field->flags & TW_FIELD_READ_ONLY) == 0)
        g_strv_builder_add (builder, field->name);
    }

  self->asked = g_strv_builder_end (builder);
}

static void
tw_plan_items_dispose (GObject *object)
{
  TwPlanItems *self = TW_PLAN_ITEMS (object);

  g_clear_object (&self->source);
  g_clear_object (&self->document);
  g_clear_pointer (&self->asked, g_strfreev);

  G_OBJECT_CLASS (tw_plan_items_parent_class)->dispose (object);
}

static void
tw_plan_items_class_init (TwPlanItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_plan_items_dispose;
}

static void
tw_plan_items_init (TwPlanItems *self)
{
}

GtkWidget *
tw_plan_items_new (TwDocument        *document,
                   const char        *entity,
                   gint64             plan,
                   const char *const *fields,
                   const char        *empty)
{
  TwPlanItems *self;
  g_autoptr (GMenuModel) menu = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_PLAN_ITEMS, NULL);
  self->document = g_object_ref (document);
  self->entity = tw_entity_find (entity);
  self->plan = plan;
  collect_fields (self);

  name = g_strdelimit (g_strdup (entity), "_", '-');
  self->table = TW_TABLE (tw_table_new (name, tw_entity_get_label (self->entity, TRUE)));
  self->source = tw_list_source_new (get_workspace (self), self->entity, fields);
  tw_list_source_set_scope (TW_LIST_SOURCE (self->source), "plan", plan);
  menu = create_menu (self);
  tw_table_set_menu (self->table, menu);
  tw_table_set_empty (self->table, "tw-plans-symbolic", tw_entity_get_label (self->entity, TRUE),
                      empty,
                      tw_document_is_read_only (document)
                        ? NULL : tw_status_page_button (_("_Add…"), "view.item-add"));
  tw_table_set_source (self->table, self->source);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->table));

  return GTK_WIDGET (self);
}
