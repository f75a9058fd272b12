/* tw-proposals-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-proposals-page.h"

#include "application/tw-window.h"
#include "common/tw-chart-card.h"
#include "common/tw-entry-check.h"
#include "common/tw-flow-layout.h"
#include "common/tw-format.h"
#include "common/tw-input.h"
#include "common/tw-list-source.h"
#include "common/tw-period-text.h"
#include "common/tw-table.h"
#include "tw-qualification.h"
#include "programs/tw-proposal-evidence.h"
#include "tw-partner-change.h"
#include "tw-tier-proposal.h"

#include <glib/gi18n-lib.h>

struct _TwProposalsPage
{
  AdwBin          parent_instance;

  TwDocument     *document;     /* owned */
  TwTableSource  *source;       /* owned */
  char           *program;
  gint64          program_id;

  /* children */
  TwTable        *table;
  TwChartCard    *flow;
  GtkWidget      *day;
};

G_DEFINE_FINAL_TYPE (TwProposalsPage, tw_proposals_page, ADW_TYPE_BIN)

static TwWorkspace *
get_workspace (TwProposalsPage *self)
{
  return tw_document_get_workspace (self->document);
}

/* --- the flow --- */

static guint
find_node (GPtrArray  *nodes,
           const char *name)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (nodes, name, g_str_equal, &index))
    {
      index = nodes->len;
      g_ptr_array_add (nodes, g_strdup (name));
    }

  return index;
}

/* Tiers in the order of the ladder, no tier first; names of former versions behind them. */
static GPtrArray *
list_nodes (TwProposalsPage *self,
            GPtrArray       *open)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) tiers = tw_program_list_tiers (get_workspace (self), self->program_id, NULL);

  g_ptr_array_add (nodes, g_strdup (_("No tier")));
  for (guint i = 0; tiers != NULL && tiers[i] != NULL; i++)
    g_ptr_array_add (nodes, g_strdup (tiers[i]));
  for (guint i = 0; i < open->len; i++)
    {
      const TwTierProposal *one = g_ptr_array_index (open, i);

      if (one->held != NULL)
        find_node (nodes, one->held);
      if (one->proposed != NULL)
        find_node (nodes, one->proposed);
    }

  return nodes;
}

static void
add_streams (TwChartSpec *spec,
             GPtrArray   *nodes,
             GPtrArray   *open)
{
  g_autofree guint *counts = g_new0 (guint, nodes->len * nodes->len);

  for (guint i = 0; i < open->len; i++)
    {
      const TwTierProposal *one = g_ptr_array_index (open, i);
      guint from = one->held != NULL ? find_node (nodes, one->held) : 0;
      guint to = one->proposed != NULL ? find_node (nodes, one->proposed) : 0;

      counts[from * nodes->len + to]++;
    }
  for (guint i = 0; i < nodes->len * nodes->len; i++)
    {
      TwChartMark mark = TW_CHART_MARK_INIT;
      /* Translators: two tiers: the one that is held, the one that is proposed. */
      g_autofree char *label =
          g_strdup_printf (_("%1$s to %2$s"), (char *) g_ptr_array_index (nodes, i / nodes->len),
                           (char *) g_ptr_array_index (nodes, i % nodes->len));
      g_autofree char *text =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner", "%u partners", counts[i]),
                           counts[i]);

      if (counts[i] == 0)
        continue;
      mark.label = label;
      mark.text = text;
      mark.x = 0;
      mark.low = i / nodes->len;
      mark.high = i % nodes->len;
      mark.size = counts[i];
      tw_chart_spec_add_mark (spec, 0, &mark);
    }
}

static void
set_axis (TwChartSpec        *spec,
          TwChartAxisId       which,
          const char         *title,
          const char * const *categories)
{
  TwChartAxis axis = TW_CHART_AXIS_INIT;

  axis.title = title;
  axis.categories = categories;
  axis.scale = TW_CHART_SCALE_CATEGORICAL;
  tw_chart_spec_set_axis (spec, which, &axis);
}

static void
show_flow (TwProposalsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = tw_tier_proposals_read (get_workspace (self), self->program_id,
                                                       "open", &error);
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (TwChartSpec) spec = NULL;
  const char *columns[] = { _("Held"), _("Proposed"), NULL };

  if (open == NULL)
    {
      tw_chart_card_set_error (self->flow, error);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->flow), open->len > 0);
  nodes = list_nodes (self, open);
  spec = tw_chart_spec_new (TW_CHART_FLOW, "tier-proposals", _("What the open proposals change"));
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_DEFINITION,
                          _("Partners by the tier that they hold and the one that is proposed; "
                            "proposals that were decided are not counted."));
  tw_chart_spec_set_n (spec, open->len);
  tw_chart_spec_add_series (spec, _("Partners"), TW_CHART_ROLE_NORMAL);
  add_streams (spec, nodes, open);
  g_ptr_array_add (nodes, NULL);
  set_axis (spec, TW_CHART_X, NULL, columns);
  set_axis (spec, TW_CHART_Y, _("Tier"), (const char * const *) nodes->pdata);
  tw_chart_card_set_spec (self->flow, spec);
}

static void
refresh (TwProposalsPage *self)
{
  if (get_workspace (self) == NULL)
    return;
  tw_list_source_refresh (TW_LIST_SOURCE (self->source));
  show_flow (self);
}

/* --- finding --- */

typedef struct
{
  TwProposalsPage *page;      /* owned */
  char            *program;
  TwDate           day;
  guint            n_added;
} Find;

static void
find_free (gpointer data)
{
  Find *find = data;

  g_object_unref (find->page);
  g_free (find->program);
  g_free (find);
}

static gboolean
find_in_thread (TwJob        *job,
                TwWorkspace  *workspace,
                gpointer      data,
                GError      **error)
{
  Find *find = data;
  g_autoptr (GPtrArray) all = tw_qualify (workspace, find->program, find->day, error);
  g_autoptr (GPtrArray) proposals = all != NULL ? tw_qualify_proposals (all, find->day) : NULL;

  return proposals != NULL && tw_tier_proposals_add (workspace, proposals, &find->n_added, error);
}

static void
on_found (TwJob        *job,
          gpointer      data,
          const GError *error)
{
  Find *find = data;
  TwProposalsPage *self = find->page;
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (error != NULL || window == NULL)
    return;
  tw_document_changed (self->document);
  text = find->n_added > 0
           ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u tier proposed",
                                           "%u tiers proposed", find->n_added), find->n_added)
           : g_strdup (_("Nothing new to propose"));
  tw_window_toast (window, text, find->n_added > 0 ? tw_document_get_last_entry (self->document) : 0);
}

static gboolean
read_day (GtkWidget *entry,
          TwDate    *day)
{
  g_autofree char *plain =
      tw_input_to_plain (TW_FIELD_DATE, gtk_editable_get_text (GTK_EDITABLE (entry)));
  gboolean good = tw_date_parse (plain, day, NULL);

  tw_entry_mark (entry, !good);

  return good;
}

static void
find_action (TwProposalsPage *self)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  Find *find;
  TwDate day;

  if (window == NULL)
    return;
  if (!read_day (self->day, &day))
    {
      tw_window_toast (window, _("Enter the day such as 2026-07-01"), 0);
      gtk_widget_grab_focus (self->day);
      return;
    }
  find = g_new0 (Find, 1);
  find->page = g_object_ref (self);
  find->program = g_strdup (self->program);
  find->day = day;
  tw_window_run_job (window, _("Reviewing tiers"), _("No Tiers Were Reviewed"), find_in_thread,
                     on_found, find, find_free);
}

/* --- deciding --- */

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             TwProposalsPage  *self)
{
  gboolean approve = g_str_equal (response, "approve");
  GtkWidget *day_row = g_object_get_data (G_OBJECT (dialog), "tw-day");
  GtkWidget *reason_row = g_object_get_data (G_OBJECT (dialog), "tw-reason");
  GArray *ids = g_object_get_data (G_OBJECT (dialog), "tw-ids");
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (reason_row));
  g_autoptr (GError) error = NULL;
  TwDate day = TW_DATE_NONE;
  gboolean done;

  if (g_str_equal (response, "cancel") || (approve && !read_day (day_row, &day)))
    return;
  done = approve ? tw_tier_proposals_approve (get_workspace (self), (const gint64 *) ids->data,
                                              ids->len, day, reason, &error)
                 : tw_tier_proposals_decline (get_workspace (self), (const gint64 *) ids->data,
                                              ids->len, reason, &error);
  if (!done)
    {
      tw_window_show_error (window, _("Nothing Was Decided"), error);
      return;
    }
  tw_document_changed (self->document);
  tw_window_toast (window, approve ? _("Approved") : _("Declined"),
                   tw_document_get_last_entry (self->document));
}

static void
on_changed (GtkWidget        *entry,
            AdwMessageDialog *dialog)
{
  GtkWidget *day_row = g_object_get_data (G_OBJECT (dialog), "tw-day");
  GtkWidget *reason_row = g_object_get_data (G_OBJECT (dialog), "tw-reason");
  g_autofree char *reason =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (reason_row))));
  TwDate day;

  if (day_row != NULL)
    adw_message_dialog_set_response_enabled (dialog, "approve", read_day (day_row, &day));
  else
    adw_message_dialog_set_response_enabled (dialog, "decline", *reason != '\0');
}

static GtkWidget *
add_entry (GtkWidget  *list,
           const char *title,
           const char *text)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);

  return entry;
}

/* The next quarter: what is running is paid as it was. */
static char *
suggest_day (TwProposalsPage *self)
{
  TwSpan span;

  if (!tw_calendar_unit_at (tw_document_get_calendar (self->document), TW_CALENDAR_QUARTER,
                            tw_period_today (), &span))
    return g_strdup ("");

  return tw_date_format (span.end);
}

static void
decide (TwProposalsPage *self,
        gboolean         approve)
{
  g_autoptr (GArray) ids = tw_table_get_selected (self->table);
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *heading = NULL;
  g_autofree char *day = NULL;
  GtkWidget *dialog;
  GtkWidget *entry;

  if (ids->len == 0 || window == NULL)
    return;
  heading = g_strdup_printf (
      approve ? g_dngettext (GETTEXT_PACKAGE, "Approve %u Tier?", "Approve %u Tiers?", ids->len)
              : g_dngettext (GETTEXT_PACKAGE, "Decline %u Tier?", "Decline %u Tiers?", ids->len),
      ids->len);
  dialog = adw_message_dialog_new (GTK_WINDOW (window), heading,
                                   approve ? _("From the day on the partners hold the tiers that are "
                                               "proposed.")
                                           : _("The partners keep what they hold."));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  if (approve)
    {
      day = suggest_day (self);
      entry = add_entry (list, _("Held from"), day);
      g_object_set_data (G_OBJECT (dialog), "tw-day", entry);
      g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), dialog, 0);
    }
  entry = add_entry (list, approve ? _("Reason, if there is one") : _("Reason"), "");
  g_object_set_data (G_OBJECT (dialog), "tw-reason", entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), dialog, 0);
  g_object_set_data_full (G_OBJECT (dialog), "tw-ids", g_steal_pointer (&ids),
                          (GDestroyNotify) g_array_unref);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    approve ? "approve" : "decline",
                                    approve ? _("_Approve") : _("_Decline"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           approve ? "approve" : "decline");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  on_changed (entry, ADW_MESSAGE_DIALOG (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
decide_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  decide (user_data, g_str_equal (g_action_get_name (G_ACTION (action)), "approve"));
}

static const GActionEntry actions[] = {
  { "approve", decide_action },
  { "decline", decide_action },
};

/* --- evidence --- */

/* What the review found of the partner, beside the list. */
static void
show_evidence (TwProposalsPage *self,
               gint64           key)
{
  g_autoptr (GPtrArray) all = tw_tier_proposals_read (get_workspace (self), self->program_id, NULL,
                                                      NULL);
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  for (guint i = 0; window != NULL && all != NULL && i < all->len; i++)
    {
      const TwTierProposal *one = g_ptr_array_index (all, i);

      if (one->id == key)
        tw_window_show_details (window, one->partner_name, tw_proposal_evidence_new (one), TRUE);
    }
}

/* --- life --- */

static void
tw_proposals_page_dispose (GObject *object)
{
  TwProposalsPage *self = TW_PROPOSALS_PAGE (object);

  g_clear_object (&self->source);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (tw_proposals_page_parent_class)->dispose (object);
}

static void
tw_proposals_page_finalize (GObject *object)
{
  g_free (TW_PROPOSALS_PAGE (object)->program);

  G_OBJECT_CLASS (tw_proposals_page_parent_class)->finalize (object);
}

static void
tw_proposals_page_class_init (TwProposalsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_proposals_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_proposals_page_finalize;
}

static void
tw_proposals_page_init (TwProposalsPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "proposals", G_ACTION_GROUP (group));
}

static GtkWidget *
create_bar (TwProposalsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("Revie_w as of"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Find Proposals"));
  g_autofree char *today = tw_format_date (tw_period_today ());

  self->day = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->day), today);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->day), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->day), 11);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Day of the review"), -1);
  gtk_widget_add_css_class (bar, "table-bar");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_layout_manager (bar, tw_flow_layout_new (6, 6));
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), self->day);
  gtk_box_append (GTK_BOX (bar), button);
  gtk_widget_set_sensitive (button, !tw_document_is_read_only (self->document));
  g_signal_connect_object (button, "clicked", G_CALLBACK (find_action), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->day, "activate", G_CALLBACK (find_action), self, G_CONNECT_SWAPPED);

  return bar;
}

static void
create_table (TwProposalsPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  const TwEntity *entity = tw_entity_find ("tier_proposal");

  g_menu_append (menu, _("_Approve…"), "proposals.approve");
  g_menu_append (menu, _("_Decline…"), "proposals.decline");
  self->table = TW_TABLE (tw_table_new ("tier-proposals", _("Tier Proposals")));
  self->source = tw_list_source_new (get_workspace (self), entity, NULL);
  tw_table_set_empty (self->table, "tw-programs-symbolic", _("No Proposals"),
                      _("Tiers by invitation and reviews by hand are proposed here, for somebody to "
                        "approve."), NULL);
  tw_table_set_menu (self->table, G_MENU_MODEL (menu));
  tw_table_add_bulk (self->table, _("_Decline…"), "proposals.decline");
  tw_table_add_bulk (self->table, _("_Approve…"), "proposals.approve");
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (show_evidence), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "details", G_CALLBACK (show_evidence), self,
                           G_CONNECT_SWAPPED);
  tw_table_set_source (self->table, self->source);
  tw_list_source_set_scope (TW_LIST_SOURCE (self->source), "program", self->program_id);
}

GtkWidget *
tw_proposals_page_new (TwDocument *document,
                       gint64      program,
                       const char *name)
{
  TwProposalsPage *self;
  GtkWidget *box;

  g_return_val_if_fail (TW_IS_DOCUMENT (document) && name != NULL, NULL);

  self = g_object_new (TW_TYPE_PROPOSALS_PAGE, NULL);
  self->document = g_object_ref (document);
  self->program = g_strdup (name);
  self->program_id = program;
  self->flow = TW_CHART_CARD (tw_chart_card_new (_("What the open proposals change")));
  gtk_widget_set_size_request (GTK_WIDGET (self->flow), -1, 240);
  create_table (self);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), create_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->flow));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  adw_bin_set_child (ADW_BIN (self), box);
  show_flow (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
