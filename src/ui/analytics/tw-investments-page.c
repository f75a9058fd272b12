/* tw-investments-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-investments-page.h"

#include "application/tw-window.h"
#include "common/tw-list-export.h"
#include "common/tw-list-source.h"
#include "common/tw-row-dialog.h"
#include "common/tw-status-page.h"
#include "common/tw-table.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

struct _TwInvestmentsPage
{
  AdwBin         parent_instance;

  /* owned */
  TwDocument    *document;
  TwTableSource *source;

  /* children */
  TwTable       *table;
};

G_DEFINE_FINAL_TYPE (TwInvestmentsPage, tw_investments_page, ADW_TYPE_BIN)

enum
{
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const TwEntity *
get_entity (void)
{
  return tw_entity_find ("investment");
}

static void
on_selection_changed (TwInvestmentsPage *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
on_saved (TwInvestmentsPage *self,
          gint64             id)
{
  tw_document_changed (self->document);
  if (tw_table_select (self->table, id))
    tw_table_focus_row (self->table);
}

static void
present_dialog (TwInvestmentsPage *self,
                TwRow             *row,
                const char        *title,
                const char        *verb)
{
  GtkWidget *dialog = tw_row_dialog_new (tw_document_get_workspace (self->document), row, title, verb, NULL);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), GTK_WIDGET (self));
}

void
tw_investments_page_add (TwInvestmentsPage *self)
{
  g_autoptr (TwRow) row = NULL;

  g_return_if_fail (TW_IS_INVESTMENTS_PAGE (self));

  row = tw_row_new (tw_document_get_workspace (self->document), get_entity ());
  present_dialog (self, row, _("New Investment"), _("_Add"));
}

void
tw_investments_page_edit (TwInvestmentsPage *self)
{
  g_autoptr (TwRow) row = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_return_if_fail (TW_IS_INVESTMENTS_PAGE (self));

  id = tw_table_get_current (self->table);
  if (id == 0 || tw_document_is_read_only (self->document))
    return;

  row = tw_row_read (tw_document_get_workspace (self->document), get_entity (), id, &error);
  if (row == NULL)
    tw_window_show_error (tw_window_from (GTK_WIDGET (self)), _("The Investment Was Not Opened"), error);
  else
    present_dialog (self, row, _("Investment"), _("_Save"));
}

void
tw_investments_page_remove (TwInvestmentsPage *self)
{
  TwWindow *window;
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TW_IS_INVESTMENTS_PAGE (self));

  window = tw_window_from (GTK_WIDGET (self));
  keys = tw_table_get_selected (self->table);
  if (keys->len == 0)
    return;

  if (!tw_rows_delete (tw_document_get_workspace (self->document), get_entity (), (gint64 *) keys->data, keys->len,
                       NULL, &error))
    {
      tw_window_show_error (window, _("Nothing Was Removed"), error);
      return;
    }

  tw_document_changed (self->document);
  text = g_strdup_printf (ngettext ("%u investment removed", "%u investments removed", keys->len), keys->len);
  tw_window_toast (window, text, tw_document_get_last_entry (self->document));
  tw_table_focus_row (self->table);
}

void
tw_investments_page_export (TwInvestmentsPage *self)
{
  g_return_if_fail (TW_IS_INVESTMENTS_PAGE (self));

  tw_list_export (tw_window_from (GTK_WIDGET (self)), self->table, _("Investments.csv"));
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Edit…"), "view.open");
  g_menu_append (menu, _("_Remove"), "view.remove");

  return G_MENU_MODEL (menu);
}

static void
tw_investments_page_dispose (GObject *object)
{
  TwInvestmentsPage *self = TW_INVESTMENTS_PAGE (object);

  g_clear_object (&self->source);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (tw_investments_page_parent_class)->dispose (object);
}

static void
tw_investments_page_class_init (TwInvestmentsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_investments_page_dispose;

  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tw_investments_page_init (TwInvestmentsPage *self)
{
}

GtkWidget *
tw_investments_page_new (TwDocument *document)
{
  TwInvestmentsPage *self = g_object_new (TW_TYPE_INVESTMENTS_PAGE, NULL);
  static const char *const fields[] = {
    "external_id", "date", "category", "partner", "program", "partner_type", "amount", "currency", "side", "state",
    "note", NULL,
  };
  g_autoptr (GMenuModel) menu = create_menu ();

  self->document = g_object_ref (document);
  self->table = TW_TABLE (tw_table_new ("investments", _("Investments")));
  tw_table_set_menu (self->table, menu);
  tw_table_set_empty (self->table, "tw-analytics-symbolic", _("No Investments Yet"),
                      _("What is put into partners is held against what they bring."),
                      tw_status_page_buttons (_("_Import…"), "win.import-data",
                                              _("_New Investment…"), "view.new"));
  self->source = tw_list_source_new (tw_document_get_workspace (document), get_entity (), fields);
  if (!tw_document_is_read_only (document))
    {
      tw_list_source_set_editable (TW_LIST_SOURCE (self->source), get_entity ());
      tw_table_add_bulk (self->table, _("_Remove"), "view.remove");
    }
  tw_table_set_source (self->table, self->source);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (tw_investments_page_edit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->table));

  return GTK_WIDGET (self);
}

void
tw_investments_page_refresh (TwInvestmentsPage *self)
{
  g_return_if_fail (TW_IS_INVESTMENTS_PAGE (self));

  tw_list_source_refresh (TW_LIST_SOURCE (self->source));
}

gboolean
tw_investments_page_has_selection (TwInvestmentsPage *self)
{
  g_autoptr (GArray) keys = NULL;

  g_return_val_if_fail (TW_IS_INVESTMENTS_PAGE (self), FALSE);

  keys = tw_table_get_selected (self->table);

  return keys->len > 0;
}

gboolean
tw_investments_page_find (TwInvestmentsPage *self)
{
  g_return_val_if_fail (TW_IS_INVESTMENTS_PAGE (self), FALSE);

  return tw_table_find (self->table);
}

gboolean
tw_investments_page_escape (TwInvestmentsPage *self)
{
  g_return_val_if_fail (TW_IS_INVESTMENTS_PAGE (self), FALSE);

  return tw_table_escape (self->table);
}
