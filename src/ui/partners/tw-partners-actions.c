/* tw-partners-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "partners/tw-partners-private.h"

#include "application/tw-window.h"
#include "common/tw-list-export.h"
#include "common/tw-list-source.h"
#include "common/tw-set-field-dialog.h"
#include "partners/tw-partner-dialogs.h"
#include "partners/tw-partner-page.h"
#include "partners/tw-partner-standing.h"
#include "tw-filter.h"
#include "tw-partner-merge.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

static TwWorkspace *
get_workspace (TwPartnersView *self)
{
  return tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
}

/* (transfer full): the partner that is open, else those that are selected. */
static GArray *
get_partners (TwPartnersView *self)
{
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));
  GArray *ids;
  gint64 id;

  if (!TW_IS_PARTNER_PAGE (page))
    return tw_table_get_selected (self->table);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  id = tw_partner_page_get_id (TW_PARTNER_PAGE (page));
  g_array_append_val (ids, id);

  return ids;
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPartnersView *self = user_data;
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autoptr (GArray) keys = tw_table_get_selected (self->table);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (keys->len == 0)
    return;

  if (!tw_rows_delete (get_workspace (self), tw_entity_find ("partner"), (gint64 *) keys->data, keys->len, NULL,
                       &error))
    {
      tw_partners_refuse_remove (window, keys, error);
      return;
    }

  tw_document_changed (tw_view_get_document (TW_VIEW (self)));
  text = g_strdup_printf (ngettext ("%u partner removed", "%u partners removed", keys->len),
                          keys->len);
  tw_window_toast (
      window, text, tw_document_get_last_entry (tw_view_get_document (TW_VIEW (self))));
  tw_table_focus_row (self->table);
}

static void
on_field_set (TwPartnersView *self)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));

  tw_document_changed (document);
  tw_window_toast (tw_window_from (GTK_WIDGET (self)), _("Field set"),
                   tw_document_get_last_entry (document));
}

static void
set_field_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  TwPartnersView *self = user_data;
  g_autoptr (GArray) keys = tw_table_get_selected (self->table);
  GtkWidget *dialog = tw_set_field_dialog_new (get_workspace (self), tw_entity_find ("partner"), keys);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_field_set), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_selected_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  TwPartnersView *self = user_data;

  tw_list_export_selected (tw_window_from (GTK_WIDGET (self)), self->table, _("Partners.csv"));
}

static void
set_tier_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  TwPartnersView *self = user_data;
  g_autoptr (GArray) ids = get_partners (self);

  if (ids->len > 0)
    tw_partners_ask_tier (tw_window_from (GTK_WIDGET (self)), ids);
}

/* The evidence of a review, criterion by criterion. */
static void
why_tier_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  TwPartnersView *self = user_data;
  g_autoptr (GArray) ids = get_partners (self);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *standing;

  if (ids->len == 0)
    {
      g_object_ref_sink (scroller);
      g_object_unref (scroller);
      return;
    }

  standing = tw_partner_standing_new (tw_view_get_document (TW_VIEW (self)),
                                      g_array_index (ids, gint64, 0), TRUE);
  gtk_widget_add_css_class (standing, "pane-body");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), standing);
  tw_window_show_details (tw_window_from (GTK_WIDGET (self)), _("Why This Tier"), scroller, TRUE);
}

static void
merge_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  TwPartnersView *self = user_data;
  g_autoptr (GArray) ids = tw_table_get_selected (self->table);

  if (ids->len > 1)
    tw_partners_ask_merge (tw_window_from (GTK_WIDGET (self)), ids);
}

/* --- duplicates --- */

typedef struct
{
  TwPartnersView *view;         /* weak */
  GArray         *ids;          /* what was found, group by group */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_weak_pointer (&search->view);
  g_array_unref (search->ids);
  g_free (search);
}

static gboolean
find_duplicates (TwJob        *job,
                 TwWorkspace  *workspace,
                 gpointer      data,
                 GError      **error)
{
  Search *search = data;
  g_autoptr (GPtrArray) groups = tw_partner_find_duplicates (workspace, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      GArray *group = groups->pdata[i];

      g_array_append_vals (search->ids, group->data, group->len);
    }

  return groups != NULL;
}

static void
on_found (TwJob        *job,
          gpointer      data,
          const GError *error)
{
  Search *search = data;
  g_autoptr (TwFilter) filter = NULL;

  if (error != NULL || search->view == NULL)
    return;

  if (search->ids->len == 0)
    {
      tw_window_toast (tw_window_from (GTK_WIDGET (search->view)), _("No duplicates found"), 0);
      return;
    }

  filter = tw_filter_new (tw_entity_find ("partner_overview"));
  tw_filter_add_among (filter, "id", (const gint64 *) search->ids->data, search->ids->len,
                       _("Same name"));
  tw_list_source_set_filter (TW_LIST_SOURCE (search->view->source), filter);
}

static void
find_duplicates_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  TwPartnersView *self = user_data;
  Search *search = g_new0 (Search, 1);

  g_set_weak_pointer (&search->view, self);
  search->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  tw_window_run_job (tw_window_from (GTK_WIDGET (self)), _("Looking for duplicates"),
                     _("Duplicates Were Not Found"), find_duplicates, on_found, search, search_free);
}

static void
open_window_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  g_autoptr (GArray) ids = get_partners (user_data);

  if (ids->len > 0)
    tw_window_open_beside (tw_window_from (user_data), "partner", g_array_index (ids, gint64, 0));
}

static const GActionEntry actions[] = {
  { "remove", remove_action },
  { "set-field", set_field_action },
  { "export-selected", export_selected_action },
  { "set-tier", set_tier_action },
  { "why-tier", why_tier_action },
  { "merge", merge_action },
  { "find-duplicates", find_duplicates_action },
  { "open-window", open_window_action },
};

void
tw_partners_install_actions (TwPartnersView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions,
                                   G_N_ELEMENTS (actions), self);
}

void
tw_partners_update_actions (TwPartnersView *self,
                            gboolean        writable,
                            GArray         *selected)
{
  TwView *view = TW_VIEW (self);
  gboolean is_list = tw_view_get_page (view) == NULL;
  gboolean any = !is_list || selected->len > 0;

  tw_view_enable (view, "remove", writable && is_list && any);
  tw_view_enable (view, "set-field", writable && is_list && any);
  tw_view_enable (view, "export-selected", is_list && any);
  tw_view_enable (view, "set-tier", writable && any);
  tw_view_enable (view, "why-tier", any);
  tw_view_enable (view, "merge", writable && is_list && selected->len > 1);
  tw_view_enable (view, "find-duplicates", is_list);
  tw_view_enable (view, "open-window", any);
}
