/* tw-pipeline-registrations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tab of deal registrations: those that wait for a decision, or all. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-pipeline-private.h"

#include "common/tw-ask-dialog.h"
#include "common/tw-flow-layout.h"
#include "common/tw-period-text.h"
#include "pipeline/tw-register-dialog.h"
#include "tw-registration.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

static const char *const columns[] = {
  "partner",  "customer", "category", "status", "conflict", "conflict_until", "submitted", "approved", "expires", "amount",
  "currency", "deal_ref", "product",  "external_id", "extensions", "closed", "reason", NULL,
};

/* A registration that was decided leaves the list of those to decide: what can't be seen isn't chosen for what comes next. */
static GArray *
get_seen (TwPipelineView *self)
{
  GArray *keys = tw_table_get_selected (self->registration_table);
  TwTableSource *source = tw_table_get_source (self->registration_table);

  for (guint i = keys->len; i > 0; i--)
    {
      if (TW_TABLE_SOURCE_GET_CLASS (source)->find_key (source, g_array_index (keys, gint64, i - 1)) == TW_NO_POSITION)
        g_array_remove_index (keys, i - 1);
    }

  return keys;
}

GArray *
tw_pipeline_get_registrations (TwPipelineView *self)
{
  if (tw_view_get_page (TW_VIEW (self)) != NULL || !tw_pipeline_shows_registrations (self))
    return g_array_new (FALSE, FALSE, sizeof (gint64));

  return get_seen (self);
}

static gboolean
has_status (TwPipelineView *self,
            gint64          id,
            const char     *status)
{
  g_autoptr (TwRow) row = tw_row_read (tw_pipeline_get_workspace (self), tw_entity_find ("registration"), id, NULL);

  return row != NULL && g_strcmp0 (tw_row_get (row, "status")->text, status) == 0;
}

void
tw_pipeline_update_registration_actions (TwPipelineView *self,
                                         gboolean        writable)
{
  TwView *view = TW_VIEW (self);
  g_autoptr (GArray) keys = tw_pipeline_get_registrations (self);
  gint64 key = keys->len == 1 ? g_array_index (keys, gint64, 0) : 0;
  gboolean waits = key != 0 && has_status (self, key, "submitted");
  gboolean approved = key != 0 && has_status (self, key, "approved");

  tw_view_enable (view, "approve", writable && waits);
  tw_view_enable (view, "approve-next", writable && waits);
  tw_view_enable (view, "reject", writable && (waits || approved));
  tw_view_enable (view, "extend", writable && approved);
  tw_view_enable (view, "open-deal", key != 0);
  tw_view_enable (view, "remove-registration", writable && keys->len > 0);
  tw_view_enable (view, "register-new", writable);
}

static gint64
get_key (TwPipelineView *self)
{
  g_autoptr (GArray) keys = tw_pipeline_get_registrations (self);

  return keys->len > 0 ? g_array_index (keys, gint64, 0) : 0;
}

static void
show_error (TwPipelineView *self,
            const char     *heading,
            const GError   *error)
{
  tw_window_show_error (tw_window_from (GTK_WIDGET (self)), heading, error);
}

static void
approve_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  TwPipelineView *self = user_data;
  gint64 key = get_key (self);
  g_autoptr (GError) error = NULL;

  if (key == 0)
    return;

  if (!tw_registration_approve (tw_pipeline_get_workspace (self), key, tw_period_today (), &error))
    {
      show_error (self, _("The Registration Was Not Approved"), error);
      return;
    }

  tw_pipeline_changed (self, _("Registration approved"));
  tw_table_focus_row (self->registration_table);
}

static gboolean
on_reject (TwAskDialog  *dialog,
           gpointer      user_data,
           const char  **field,
           GError      **error)
{
  TwPipelineView *self = user_data;
  g_autofree char *reason = tw_ask_dialog_get (dialog, "reason");

  *field = "reason";
  if (!tw_registration_reject (tw_pipeline_get_workspace (self), tw_ask_dialog_get_about (dialog), tw_period_today (),
                               reason, error))
    return FALSE;

  tw_pipeline_changed (self, _("Registration rejected"));

  return TRUE;
}

static void
reject_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPipelineView *self = user_data;
  gint64 key = get_key (self);
  TwAskDialog *dialog;

  if (key == 0)
    return;

  dialog = tw_ask_dialog_new (_("Reject Registration"), _("The partner is told the reason."), _("_Reject"), on_reject,
                              g_object_ref (self), g_object_unref);
  tw_ask_dialog_add (dialog, tw_entity_get_field (tw_entity_find ("registration"), "reason"), NULL, TRUE);
  tw_ask_dialog_present (dialog, GTK_WIDGET (self), tw_pipeline_get_workspace (self), "reject", key);
}

static void
extend_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPipelineView *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_registration_extend (tw_pipeline_get_workspace (self), get_key (self), tw_pipeline_get_date (self), &error))
    {
      show_error (self, _("The Registration Was Not Extended"), error);
      return;
    }

  tw_pipeline_changed (self, _("Protection extended"));
}

/* The opportunity that the registration names, by its deal or by its own id. */
static gint64
find_deal (TwPipelineView *self,
           gint64          registration)
{
  TwWorkspace *workspace = tw_pipeline_get_workspace (self);
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("registration"), registration, NULL);
  const TwEntity *entity = tw_entity_find ("opportunity");
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (TwList) list = tw_list_new (workspace, entity);
  const char *deal = row != NULL ? tw_row_get (row, "deal_ref")->text : NULL;

  if (deal == NULL)
    return 0;

  tw_filter_add (filter, workspace, "deal_ref", TW_FILTER_IS, deal, NULL);
  tw_list_set_filter (list, filter);
  if (tw_list_load (list, NULL) && g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    return tw_list_get_row_id (list, 0);

  return tw_entity_resolve (workspace, entity, deal, NULL);
}

static void
open_deal (TwPipelineView *self,
           gint64          registration)
{
  gint64 deal = find_deal (self, registration);

  if (deal != 0)
    tw_pipeline_open (self, deal);
  else
    tw_window_toast (tw_window_from (GTK_WIDGET (self)), _("Its deal isn't recorded"), 0);
}

static void
open_deal_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  open_deal (user_data, get_key (user_data));
}

static void
on_row_activated (TwPipelineView *self,
                  gint64          key)
{
  open_deal (self, key);
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPipelineView *self = user_data;
  g_autoptr (GArray) keys = tw_pipeline_get_registrations (self);
  g_autoptr (GError) error = NULL;

  if (keys->len == 0)
    return;

  if (!tw_rows_delete (tw_pipeline_get_workspace (self), tw_entity_find ("registration"), (const gint64 *) keys->data,
                       keys->len, NULL, &error))
    {
      show_error (self, _("Nothing Was Removed"), error);
      return;
    }

  tw_pipeline_changed (self, _("Registration removed"));
  tw_table_focus_row (self->registration_table);
}

static void
on_registered (gint64   registration,
               gpointer user_data)
{
  TwPipelineView *self = user_data;

  tw_pipeline_changed (self, _("Registration submitted"));
  tw_table_select (self->registration_table, registration);
}

static void
register_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  TwPipelineView *self = user_data;

  tw_register_dialog_present (tw_pipeline_get_workspace (self), 0, tw_period_today (), GTK_WIDGET (self), on_registered);
}

static const GActionEntry actions[] = {
  { "approve", approve_action },
  { "approve-next", approve_action },
  { "reject", reject_action },
  { "extend", extend_action },
  { "open-deal", open_deal_action },
  { "remove-registration", remove_action },
  { "register-new", register_action },
};

void
tw_pipeline_add_registration_actions (TwPipelineView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions, G_N_ELEMENTS (actions),
                                   self);
}

static void
on_waiting_toggled (TwPipelineView *self)
{
  gboolean waiting = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->waiting_button));

  tw_list_source_set_constant (TW_LIST_SOURCE (self->registrations), "status", TW_FILTER_IS,
                               waiting ? "submitted" : NULL);
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();

  g_menu_append (first, _("_Approve"), "view.approve");
  g_menu_append (first, _("_Reject…"), "view.reject");
  g_menu_append (first, _("_Extend Protection"), "view.extend");
  g_menu_append (second, _("_Open Opportunity"), "view.open-deal");
  g_menu_append (second, _("Re_move"), "view.remove-registration");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));

  return G_MENU_MODEL (menu);
}

static void
append_button (GtkWidget  *bar,
               const char *label,
               const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (bar), button);
}

/* Buttons wrap where there is no room for them side by side. */
static GtkWidget *
create_bar (TwPipelineView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *choice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *all = gtk_toggle_button_new_with_label (_("All"));

  self->waiting_button = gtk_toggle_button_new_with_label (_("To Decide"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (all), GTK_TOGGLE_BUTTON (self->waiting_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->waiting_button), TRUE);
  g_signal_connect_object (self->waiting_button, "toggled", G_CALLBACK (on_waiting_toggled), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (choice, "linked");
  gtk_box_append (GTK_BOX (choice), self->waiting_button);
  gtk_box_append (GTK_BOX (choice), all);
  gtk_widget_set_layout_manager (bar, tw_flow_layout_new (6, 6));
  gtk_box_append (GTK_BOX (bar), choice);
  append_button (bar, _("Register _Deal…"), "view.register-new");
  append_button (bar, _("_Extend"), "view.extend");
  append_button (bar, _("_Reject…"), "view.reject");
  append_button (bar, _("_Approve"), "view.approve");
  gtk_widget_add_css_class (bar, "table-bar");

  return bar;
}

GtkWidget *
tw_pipeline_create_registrations (TwPipelineView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GMenuModel) menu = create_menu ();

  gtk_box_append (GTK_BOX (box), create_bar (self));
  self->registration_table = TW_TABLE (tw_table_new ("deal-registrations", _("Deal registrations")));
  tw_table_set_menu (self->registration_table, menu);
  tw_table_set_empty (self->registration_table, "tw-pipeline-symbolic", _("Nothing to Decide"),
                      _("Registrations that partners submit wait here for a decision."), NULL);
  self->registrations = tw_list_source_new (tw_pipeline_get_workspace (self), tw_entity_find ("deal_registration"),
                                            columns);
  on_waiting_toggled (self);
  tw_table_set_source (self->registration_table, self->registrations);
  g_signal_connect_object (self->registration_table, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->registrations, "changed", G_CALLBACK (tw_pipeline_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->registration_table, "selection-changed", G_CALLBACK (tw_pipeline_update_actions), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->registration_table), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->registration_table));

  return box;
}
