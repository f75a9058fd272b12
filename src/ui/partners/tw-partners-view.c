/* tw-partners-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "partners/tw-partners-view.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "common/tw-list-export.h"
#include "common/tw-list-source.h"
#include "common/tw-row-dialog.h"
#include "common/tw-status-page.h"
#include "common/tw-table-drag.h"
#include "partners/tw-partner-details.h"
#include "partners/tw-partner-page.h"
#include "partners/tw-partners-private.h"
#include "tw-record.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwPartnersView, tw_partners_view, TW_TYPE_VIEW)

static const TwEntity *
get_entity (void)
{
  return tw_entity_find ("partner");
}

static TwWorkspace *
get_workspace (TwPartnersView *self)
{
  return tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
}

static void
update_actions (TwPartnersView *self)
{
  gboolean writable = !tw_document_is_read_only (tw_view_get_document (TW_VIEW (self)));
  gboolean is_list = tw_view_get_page (TW_VIEW (self)) == NULL;
  g_autoptr (GArray) selected = tw_table_get_selected (self->table);

  tw_view_enable (TW_VIEW (self), "new", writable && is_list);
  tw_view_enable (TW_VIEW (self), "export", is_list);
  tw_view_enable (TW_VIEW (self), "details", is_list);
  tw_view_enable (TW_VIEW (self), "open", is_list && selected->len > 0);
  tw_partners_update_actions (self, writable, selected);
  tw_view_set_primary (TW_VIEW (self), is_list && writable ? _("_New Partner") : NULL, "view.new");
}

static void
open_partner (TwPartnersView *self,
              gint64          id)
{
  g_autofree char *title = tw_entity_read_title (get_workspace (self), get_entity (), id);
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));

  if (TW_IS_PARTNER_PAGE (page) && tw_partner_page_get_id (TW_PARTNER_PAGE (page)) == id)
    return;

  if (title != NULL)
    tw_view_push (TW_VIEW (self),
                  tw_partner_page_new (tw_view_get_document (TW_VIEW (self)), id), title);
}

static void
on_row_activated (TwPartnersView *self,
                  gint64          key)
{
  open_partner (self, key);
}

/* --- the details pane --- */

static void
show_details (TwPartnersView *self,
              gint64          id,
              gboolean        open)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  GtkWidget *details;

  if (window == NULL || tw_view_get_page (TW_VIEW (self)) != NULL ||
      (!open && !tw_window_has_details (window)))
    return;

  details = id != 0 ? tw_partner_details_new (tw_view_get_document (TW_VIEW (self)), id) : NULL;
  tw_window_show_details (window, _("Partner"), details, open);
}

static void
on_details (TwPartnersView *self,
            gint64          key)
{
  show_details (self, key, TRUE);
}

/* The pane follows the row, as long as it is open and this view is the one that is seen. */
static void
on_selection_changed (TwPartnersView *self)
{
  update_actions (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_details (self, tw_table_get_current (self->table), FALSE);
}

/* --- actions --- */

static void
on_partner_saved (TwPartnersView *self,
                  gint64          id)
{
  tw_document_changed (tw_view_get_document (TW_VIEW (self)));

  if (tw_view_get_page (TW_VIEW (self)) == NULL && tw_table_select (self->table, id))
    tw_table_focus_row (self->table);
}

/* Somebody else has the external id: there is the record. */
static void
on_open_record (TwPartnersView *self,
                const char     *entity,
                gint64          id)
{
  tw_window_open_record (tw_window_from (GTK_WIDGET (self)), entity, id);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwPartnersView *self = user_data;
  g_autoptr (TwRow) row = tw_row_new (get_workspace (self), get_entity ());
  static const char *const fields[] = {
    "name", "external_id", "subtype", "region", "country", "manager", "currency", "since", NULL,
  };
  GtkWidget *dialog;

  dialog = tw_row_dialog_new (get_workspace (self), row, _("New Partner"), _("_Add"), fields);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_partner_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwPartnersView *self = user_data;
  gint64 key = tw_table_get_current (self->table);

  if (key != 0)
    open_partner (self, key);
}

static void
details_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  TwPartnersView *self = user_data;

  show_details (self, tw_table_get_current (self->table), TRUE);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPartnersView *self = user_data;

  tw_list_export (tw_window_from (GTK_WIDGET (self)), self->table, _("Partners.csv"));
}

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_list_source_refresh (TW_LIST_SOURCE (TW_PARTNERS_VIEW (user_data)->source));
}

static void
tab_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GtkWidget *page = tw_view_get_page (user_data);
  gboolean forward = g_str_equal (g_action_get_name (G_ACTION (action)), "next-tab");

  if (TW_IS_PARTNER_PAGE (page))
    tw_partner_page_step_tab (TW_PARTNER_PAGE (page), forward ? 1 : -1);
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "open", open_action },
  { "details", details_action },
  { "export", export_action },
  { "reload", reload_action },
  { "next-tab", tab_action },
  { "previous-tab", tab_action },
};

/* --- TwView --- */

static void
partners_document_changed (TwView *view)
{
  TwPartnersView *self = TW_PARTNERS_VIEW (view);
  GtkWidget *page = tw_view_get_page (view);

  tw_list_source_refresh (TW_LIST_SOURCE (self->source));

  /* Undo may take away the partner on the page, or give it another name. */
  if (TW_IS_PARTNER_PAGE (page) && tw_partner_page_refresh (TW_PARTNER_PAGE (page)))
    {
      g_autofree char *title = NULL;

      title = tw_entity_read_title (get_workspace (self), get_entity (),
                                    tw_partner_page_get_id (TW_PARTNER_PAGE (page)));
      tw_view_set_title (view, title, NULL);
    }
  else if (TW_IS_PARTNER_PAGE (page))
    {
      tw_view_pop (view);
    }

  update_actions (self);
}

static void
partners_period_changed (TwView *view)
{
  on_selection_changed (TW_PARTNERS_VIEW (view));
}

static void
partners_page_changed (TwView    *view,
                       GtkWidget *page)
{
  update_actions (TW_PARTNERS_VIEW (view));
}

static gboolean
partners_find (TwView *view)
{
  GtkWidget *page = tw_view_get_page (view);

  if (TW_IS_PARTNER_PAGE (page))
    return tw_partner_page_find (TW_PARTNER_PAGE (page));

  return tw_table_find (TW_PARTNERS_VIEW (view)->table);
}

static gboolean
partners_escape (TwView *view)
{
  return tw_view_get_page (view) == NULL && tw_table_escape (TW_PARTNERS_VIEW (view)->table);
}

static gboolean
partners_map_focus (TwView *view)
{
  TwTable *table = TW_PARTNERS_VIEW (view)->table;

  return tw_view_get_page (view) == NULL && (tw_table_focus_row (table) || tw_table_focus_offer (table));
}

static gboolean
partners_is_changed (TwView *view)
{
  GtkWidget *page = tw_view_get_page (view);

  return TW_IS_PARTNER_PAGE (page) && tw_partner_page_is_changed (TW_PARTNER_PAGE (page));
}

static gboolean
partners_open_record (TwView     *view,
                      const char *table,
                      gint64      id)
{
  TwPartnersView *self = TW_PARTNERS_VIEW (view);

  if (g_str_equal (table, "person") && !tw_record_follow (get_workspace (self), &table, &id))
    return FALSE;
  if (!tw_record_exists (get_workspace (self), "partner", id))
    return FALSE;

  open_partner (self, id);

  return TRUE;
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Open"), "view.open");
  g_menu_append (menu, _("Open in _New Window"), "view.open-window");
  g_menu_append (menu, _("_Details"), "view.details");
  g_menu_append (menu, _("_Why This Tier"), "view.why-tier");
  g_menu_append (menu, _("Set _Tier…"), "view.set-tier");
  g_menu_append (menu, _("_Set Field…"), "view.set-field");
  g_menu_append (menu, _("_Merge Duplicates…"), "view.merge");
  g_menu_append (menu, _("Find D_uplicates"), "view.find-duplicates");
  g_menu_append (menu, _("_Remove"), "view.remove");

  return G_MENU_MODEL (menu);
}

static void
tw_partners_view_constructed (GObject *object)
{
  static const char *const columns[] = {
    "name", "external_id", "type", "tier", "measure", "earned", "region", "country", "manager", "status",
    "paid_in", "subtype", "parent", "currency", "since", NULL,
  };
  TwPartnersView *self = TW_PARTNERS_VIEW (object);
  g_autoptr (GMenuModel) menu = create_menu ();

  G_OBJECT_CLASS (tw_partners_view_parent_class)->constructed (object);

  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions,
                                   G_N_ELEMENTS (actions), self);
  tw_partners_install_actions (self);

  self->table = TW_TABLE (tw_table_new ("partners", _("Partners")));
  tw_table_set_menu (self->table, menu);
  tw_table_set_drag (self->table, "partner");
  tw_table_set_empty (self->table, "tw-partners-symbolic", _("No Partners Yet"),
                      _("Import a list or add the first one."),
                      tw_status_page_buttons (_("_Import…"), "win.import-data", _("_New Partner"), "view.new"));
  /* What they bring in stands where a window of its first size shows it. */
  self->source
      = tw_list_source_new (get_workspace (self), tw_entity_find ("partner_overview"), columns);
  tw_list_source_set_editable (TW_LIST_SOURCE (self->source), get_entity ());
  tw_table_set_source (self->table, self->source);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->table, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->table, "details", G_CALLBACK (on_details), self, G_CONNECT_SWAPPED);

  tw_view_set_title (TW_VIEW (self), _("Partners"), NULL);
  tw_table_add_bulk (self->table, _("_Remove"), "view.remove");
  tw_table_add_bulk (self->table, _("_Export…"), "view.export-selected");
  tw_table_add_bulk (self->table, _("_Merge…"), "view.merge");
  tw_table_add_bulk (self->table, _("Set _Tier…"), "view.set-tier");
  tw_table_add_bulk (self->table, _("_Set Field…"), "view.set-field");
  tw_view_set_root (TW_VIEW (self), GTK_WIDGET (self->table));
  update_actions (self);
}

static void
tw_partners_view_dispose (GObject *object)
{
  TwPartnersView *self = TW_PARTNERS_VIEW (object);

  g_clear_object (&self->source);

  G_OBJECT_CLASS (tw_partners_view_parent_class)->dispose (object);
}

static void
tw_partners_view_class_init (TwPartnersViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TwViewClass *view_class = TW_VIEW_CLASS (klass);

  object_class->constructed = tw_partners_view_constructed;
  object_class->dispose = tw_partners_view_dispose;

  view_class->document_changed = partners_document_changed;
  view_class->period_changed = partners_period_changed;
  view_class->page_changed = partners_page_changed;
  view_class->find = partners_find;
  view_class->escape = partners_escape;
  view_class->map_focus = partners_map_focus;
  view_class->is_changed = partners_is_changed;
  view_class->open_record = partners_open_record;
}

static void
tw_partners_view_init (TwPartnersView *self)
{
}

TwView *
tw_partners_view_new (TwDocument *document)
{
  return g_object_new (TW_TYPE_PARTNERS_VIEW, "document", document, NULL);
}
