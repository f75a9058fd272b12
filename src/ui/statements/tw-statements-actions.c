/* tw-statements-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statements-private.h"

#include "common/tw-format.h"
#include "common/tw-list-source.h"
#include "statements/tw-statement-dialogs.h"
#include "tw-filter.h"
#include "tw-history.h"
#include "tw-run-reader.h"
#include "tw-run.h"
#include "tw-totals.h"
#include "tw-workflow.h"

#include <glib/gi18n-lib.h>

static TwDocument *
get_document (TwStatementsView *self)
{
  return tw_view_get_document (TW_VIEW (self));
}

static TwWorkspace *
get_workspace (TwStatementsView *self)
{
  return tw_document_get_workspace (get_document (self));
}

static TwWindow *
get_window (TwStatementsView *self)
{
  return tw_window_from (GTK_WIDGET (self));
}

/* --- calculate --- */

typedef struct
{
  TwStatementsView *view;       /* weak, main loop only */
  char             *period;
  TwRunReport      *report;
  GArray           *late;       /* (nullable) (element-type TwLateRow): what its sentences are about */
} Calculation;

static void
calculation_free (gpointer data)
{
  Calculation *calculation = data;

  g_clear_pointer (&calculation->report, tw_run_report_free);
  g_clear_pointer (&calculation->late, g_array_unref);
  g_free (calculation->period);
  g_free (calculation);
}

static void
on_progress (double   fraction,
             gpointer user_data)
{
  tw_job_set_fraction (user_data, fraction);
}

static gboolean
run_calculation (TwJob        *job,
                 TwWorkspace  *workspace,
                 gpointer      data,
                 GError      **error)
{
  Calculation *calculation = data;

  calculation->report = tw_run_calculate (workspace, calculation->period,
                                          tw_job_get_cancellable (job), on_progress, job, error);

  if (calculation->report != NULL && calculation->report->late->len > 0)
    calculation->late = tw_run_read_late (workspace, NULL);

  return calculation->report != NULL;
}

static void
show_late (TwStatementsView *self,
           Calculation      *calculation)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const GPtrArray *sentences = calculation->report->late;

  if (calculation->late == NULL || calculation->late->len == 0)
    return;

  self->late_entry = calculation->report->entry;

  for (guint i = 0; i < sentences->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (sentences, i));

  tw_statements_view_show_late (self, text->str,
                                g_array_index (calculation->late, TwLateRow, 0).period);
}

static void
keep_empty_reason (TwStatementsView  *self,
                   const TwRunReport *report,
                   const char        *period)
{
  g_clear_pointer (&self->empty_period, g_free);
  g_clear_pointer (&self->empty_reason, g_free);

  if (report->empty_reason == NULL)
    return;

  self->empty_period = g_strdup (period);
  self->empty_reason = g_strdup (report->empty_reason);
}

static void
on_calculation_done (TwJob        *job,
                     gpointer      data,
                     const GError *error)
{
  Calculation *calculation = data;
  TwStatementsView *self = calculation->view;
  g_autofree char *text = NULL;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&calculation->view);
  if (error != NULL || get_window (self) == NULL)
    return;

  keep_empty_reason (self, calculation->report, calculation->period);
  tw_document_changed (get_document (self));
  show_late (self, calculation);

  if (calculation->report->empty_reason != NULL)
    text = g_strdup (_("Calculated, nothing to pay"));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u statement calculated",
                                         "%u statements calculated",
                                         calculation->report->n_statements),
                            calculation->report->n_statements);

  tw_window_toast (get_window (self), text, calculation->report->entry);
  /* The button that was pressed is gone; questions begin at the first row. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tw_view_focus (TW_VIEW (self));
}

static void
calculate_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  TwStatementsView *self = user_data;
  Calculation *calculation = g_new0 (Calculation, 1);
  g_autofree char *title = NULL;

  g_set_weak_pointer (&calculation->view, self);
  calculation->period = g_strdup (tw_document_get_period (get_document (self)));
  /* Translators: work in progress; %s is a period. */
  title = g_strdup_printf (_("Calculating %s"), calculation->period);
  tw_window_run_job (get_window (self), title, _("The Period Was Not Calculated"), run_calculation,
                     on_calculation_done, calculation, calculation_free);
}

/* --- approve --- */

typedef struct
{
  TwStatementsView *view;       /* weak, main loop only */
  GArray           *ids;
  gint64            next;       /* what to go to, 0: stay */
  gint64            entry;
} Approval;

static void
approval_free (gpointer data)
{
  Approval *approval = data;

  g_array_unref (approval->ids);
  g_free (approval);
}

static gboolean
run_approval (TwJob        *job,
              TwWorkspace  *workspace,
              gpointer      data,
              GError      **error)
{
  Approval *approval = data;

  if (!tw_workflow_approve (workspace, (gint64 *) approval->ids->data, approval->ids->len,
                            tw_job_get_cancellable (job), on_progress, job, error))
    return FALSE;

  approval->entry = tw_history_next_undo (workspace, NULL);

  return TRUE;
}

static void
go_to_next (TwStatementsView *self,
            gint64            next)
{
  if (next == 0)
    return;

  if (tw_statements_view_get_statement_page (self) != NULL)
    tw_statements_view_open (self, next);
  else if (tw_table_select (self->table, next))
    tw_table_focus_row (self->table);
}

static void
on_approval_done (TwJob        *job,
                  gpointer      data,
                  const GError *error)
{
  Approval *approval = data;
  TwStatementsView *self = approval->view;
  guint n = approval->ids->len;
  g_autofree char *text = NULL;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&approval->view);
  if (error != NULL || get_window (self) == NULL)
    return;

  tw_document_changed (get_document (self));
  go_to_next (self, approval->next);
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u statement approved", "%u statements approved", n), n);
  tw_window_toast (get_window (self), text, approval->entry);
}

/* @ids: (transfer full) */
static void
approve (TwStatementsView *self,
         GArray           *ids,
         gint64            next)
{
  Approval *approval;

  if (ids->len == 0)
    {
      g_array_unref (ids);
      return;
    }

  approval = g_new0 (Approval, 1);
  g_set_weak_pointer (&approval->view, self);
  approval->ids = ids;
  approval->next = next;
  tw_window_run_job (get_window (self), _("Approving"), _("Nothing Was Approved"), run_approval,
                     on_approval_done, approval, approval_free);
}

/* In the queue what is approved goes away, and the focus moves on with either way of approving. */
static void
approve_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  TwStatementsView *self = user_data;
  GArray *ids = tw_statements_view_get_ids (self);
  gboolean page = tw_statements_view_get_statement_page (self) != NULL;

  approve (self, ids, page ? 0 : tw_statements_view_next (self, ids));
}

static void
approve_next_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  TwStatementsView *self = user_data;
  GArray *ids = tw_statements_view_get_ids (self);

  approve (self, ids, tw_statements_view_next (self, ids));
}

/* (nullable): statements of the period that are neither approved nor flagged, and what they come to. */
static GArray *
find_unflagged (TwStatementsView  *self,
                char             **amount,
                GError           **error)
{
  const TwEntity *entity = tw_entity_find ("statement");
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (TwList) list = tw_list_new (get_workspace (self), entity);
  g_autoptr (TwTotals) totals = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int payable = tw_entity_get_index (entity, "payable");

  tw_filter_add (filter, get_workspace (self), "period", TW_FILTER_IS,
                 tw_document_get_period (get_document (self)), NULL);
  tw_filter_add (filter, get_workspace (self), "state", TW_FILTER_IS, "calculated", NULL);
  tw_filter_add (filter, get_workspace (self), "flag", TW_FILTER_EMPTY, NULL, NULL);
  tw_list_set_filter (list, filter);
  if (!tw_list_load (list, error))
    return NULL;
  totals = tw_totals_of_filter (get_workspace (self), entity, filter, error);
  if (totals == NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      gint64 id = tw_list_get_row_id (list, i);

      g_array_append_val (ids, id);
    }

  for (guint i = 0; i < totals->sums->len; i++)
    {
      const TwTotal *total = g_ptr_array_index (totals->sums, i);
      g_autofree char *money = tw_format_money (total->sum, total->digits, total->currency);

      if ((int) total->field == payable)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", money);
    }

  *amount = g_string_free (g_steal_pointer (&text), FALSE);

  return g_steal_pointer (&ids);
}

static void
on_unflagged_response (AdwMessageDialog *dialog,
                       const char       *response,
                       gpointer          user_data)
{
  TwStatementsView *self = user_data;

  if (g_str_equal (response, "approve"))
    approve (self, g_array_ref (g_object_get_data (G_OBJECT (dialog), "tw-ids")), 0);
}

static void
approve_unflagged_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  TwStatementsView *self = user_data;
  g_autofree char *amount = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  GArray *ids = find_unflagged (self, &amount, &error);
  GtkWidget *dialog;

  if (ids == NULL)
    {
      tw_window_show_error (get_window (self), _("Nothing Was Approved"), error);
      return;
    }

  if (ids->len == 0)
    {
      g_array_unref (ids);
      tw_window_toast (get_window (self), _("All that is to review is flagged: approve each by itself"), 0);
      return;
    }

  dialog = adw_message_dialog_new (GTK_WINDOW (get_window (self)), _("Approve All Unflagged?"), NULL);
  /* Translators: %1$u is a number of statements, %2$s amounts with their currencies. */
  body = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%1$u statement, payable %2$s. Flagged ones stay in the queue.",
                   "%1$u statements, payable %2$s. Flagged ones stay in the queue.", ids->len),
      ids->len, amount);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "approve",
                                    _("_Approve"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "approve",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "approve");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "tw-ids", ids, (GDestroyNotify) g_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_unflagged_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- reopen and adjust --- */

typedef struct
{
  TwStatementsView *view;       /* weak */
  GArray           *ids;
} Target;

static Target *
target_new (TwStatementsView *self,
            GArray           *ids)
{
  Target *target = g_new0 (Target, 1);

  g_set_weak_pointer (&target->view, self);
  target->ids = ids;

  return target;
}

static void
target_free (gpointer  data,
             GClosure *closure)
{
  Target *target = data;

  g_clear_weak_pointer (&target->view);
  g_array_unref (target->ids);
  g_free (target);
}

static void
finish (TwStatementsView *self,
        gboolean          good,
        const char       *toast,
        const char       *failure,
        const GError     *error)
{
  if (!good)
    {
      tw_window_show_error (get_window (self), failure, error);
      return;
    }

  tw_document_changed (get_document (self));
  tw_window_toast (get_window (self), toast, tw_document_get_last_entry (get_document (self)));
}

static void
on_reopen (const char *reason,
           gpointer    user_data)
{
  Target *target = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (target->view == NULL)
    return;

  good = tw_workflow_reopen (get_workspace (target->view), (gint64 *)target->ids->data,
                             target->ids->len, reason, &error);
  finish (target->view, good, _("Statement reopened"), _("Nothing Was Reopened"), error);
}

static void
reopen_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwStatementsView *self = user_data;
  GArray *ids = tw_statements_view_get_ids (self);

  tw_dialog_ask_reason (
      get_window (self), _("Reopen Statement?"),
      _("It can then be adjusted or calculated again. Its next revision states the reason."),
      _("_Reopen"), on_reopen, target_new (self, ids), target_free);
}

static void
on_adjust (gint64      amount,
           const char *reason,
           const char *reference,
           const char *line,
           gpointer    user_data)
{
  Target *target = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (target->view == NULL)
    return;

  good = tw_workflow_adjust (get_workspace (target->view), g_array_index (target->ids, gint64, 0),
                             amount, reason, reference, line, &error);
  finish (target->view, good, _("Statement adjusted"), _("Nothing Was Adjusted"), error);
}

static void
adjust_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwStatementsView *self = user_data;
  TwStatementPage *page = tw_statements_view_get_statement_page (self);
  GArray *ids = tw_statements_view_get_ids (self);
  Target *target = target_new (self, ids);
  g_autofree char *line = page != NULL ? tw_statement_page_dup_line (page) : NULL;
  g_autoptr (TwStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  statement = ids->len > 0
                  ? tw_statement_read (get_workspace (self), g_array_index (ids, gint64, 0), &error)
                  : NULL;

  if (statement != NULL)
    {
      tw_dialog_ask_adjust (get_window (self), statement, line, on_adjust, target, target_free);
      return;
    }

  if (error != NULL)
    tw_window_show_error (get_window (self), _("Nothing Was Adjusted"), error);
  target_free (target, NULL);
}

static void
remove_adjustment_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  TwStatementsView *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good =
      tw_workflow_remove_adjustment (get_workspace (self), g_variant_get_int64 (parameter), &error);

  finish (self, good, _("Adjustment removed"), _("Nothing Was Removed"), error);
}

/* --- export --- */

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwStatementsView *self = user_data;
  g_autoptr (GArray) ids = tw_statements_view_get_ids (self);
  gboolean all = ids->len == 0 || g_str_equal (g_action_get_name (G_ACTION (action)), "export-all");
  g_autoptr (GArray) standing = NULL;
  g_autoptr (GError) error = NULL;

  if (!all)
    {
      tw_statements_view_export (self, ids);
      return;
    }

  standing = tw_statement_find (get_workspace (self), tw_document_get_period (get_document (self)),
                                NULL, &error);
  if (standing != NULL)
    tw_statements_view_export (self, standing);
  else
    tw_window_show_error (get_window (self), _("Nothing Was Exported"), error);
}

/* --- which ones --- */

static void
queue_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  TwStatementsView *self = user_data;
  const char *queue = g_variant_get_string (parameter, NULL);
  gboolean review = g_str_equal (queue, "review");

  if (g_str_equal (queue, "excluded"))
    {
      tw_statements_view_ensure_excluded (self);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->excluded));
    }
  else if (review || g_str_equal (queue, "all"))
    {
      tw_list_source_set_constant (TW_LIST_SOURCE (tw_table_get_source (self->table)), "state",
                                   TW_FILTER_IS_NOT, review ? "approved" : NULL);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->table));
    }
  else
    return;

  g_simple_action_set_state (action, parameter);
  tw_statements_view_update (self);
}

static const GActionEntry actions[] = {
  { "calculate", calculate_action },
  { "approve", approve_action },
  { "approve-next", approve_next_action },
  { "approve-unflagged", approve_unflagged_action },
  { "reopen", reopen_action },
  { "adjust", adjust_action },
  { "remove-adjustment", remove_adjustment_action, "x" },
  { "export", export_action },
  { "export-all", export_action },
  { "queue", NULL, "s", "'review'", queue_action },
};

void
tw_statements_view_install (TwStatementsView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions,
                                   G_N_ELEMENTS (actions), self);
  tw_statements_view_install_lock (self);
  tw_statements_view_install_look (self);
}
