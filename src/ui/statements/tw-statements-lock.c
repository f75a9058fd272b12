/* tw-statements-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statements-private.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "tw-period-lock.h"

#include <glib/gi18n-lib.h>

/* Closing a period and opening it again. */

static void
finish (TwStatementsView *self,
        gboolean          good,
        const char       *toast,
        const char       *failure,
        const GError     *error)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (!good)
    {
      tw_window_show_error (window, failure, error);
      return;
    }

  tw_document_changed (document);
  tw_window_toast (window, toast, tw_document_get_last_entry (document));
}

static void
on_lock_response (AdwMessageDialog *dialog,
                  const char       *response,
                  gpointer          user_data)
{
  TwDocument *document = tw_view_get_document (user_data);
  const char *period = g_object_get_data (G_OBJECT (dialog), "tw-period");
  g_autoptr (GError) error = NULL;
  TwSpan *span = g_object_get_data (G_OBJECT (dialog), "tw-span");
  gboolean good;

  if (!g_str_equal (response, "lock"))
    return;

  good = tw_period_lock_add (tw_document_get_workspace (document), period, *span, &error);
  finish (user_data, good, _("Period locked"), _("The Period Was Not Locked"), error);
}

/* "312 statements, payable 418,220.15 USD." */
static char *
describe_sums (const TwPeriodSummary *summary)
{
  g_autoptr (GString) amounts = g_string_new (NULL);

  for (guint i = 0; i < summary->payables->len; i++)
    {
      const TwPeriodPayable *payable = g_ptr_array_index (summary->payables, i);
      g_autofree char *money = tw_format_money (payable->payable, payable->digits, payable->currency);

      g_string_append_printf (amounts, "%s%s", i > 0 ? " · " : "", money);
    }

  /* Translators: %1$u is a number of statements, %2$s amounts with their currencies. */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%1$u statement, payable %2$s. Then no transaction dated in the period is added, changed or removed, "
                   "and nothing is calculated, approved or reopened in it.",
                   "%1$u statements, payable %2$s. Then no transaction dated in the period is added, changed or "
                   "removed, and nothing is calculated, approved or reopened in it.",
                   (gulong) summary->statements),
      (guint) summary->statements, amounts->str);
}

static void
lock_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwStatementsView *self = user_data;
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  TwSpan span = tw_document_get_span (document);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (self->summary == NULL)
    return;

  /* Translators: %s is a period such as 2026-Q3. */
  heading = g_strdup_printf (_("Lock %s?"), tw_document_get_period (document));
  body = describe_sums (self->summary);
  dialog = adw_message_dialog_new (GTK_WINDOW (tw_window_from (GTK_WIDGET (self))), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "lock", _("_Lock"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "lock", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "tw-period", g_strdup (tw_document_get_period (document)), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "tw-span", g_memdup2 (&span, sizeof span), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_lock_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
unlock_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwStatementsView *self = user_data;
  TwWorkspace *workspace = tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
  g_autofree char *period = self->summary != NULL ? g_strdup (self->summary->lock) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (period == NULL)
    return;

  good = tw_period_lock_remove (workspace, period, &error);
  finish (self, good, _("Period unlocked"), _("The Period Was Not Unlocked"), error);
}

static const GActionEntry actions[] = {
  { "lock", lock_action },
  { "unlock", unlock_action },
};

void
tw_statements_view_install_lock (TwStatementsView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions, G_N_ELEMENTS (actions),
                                   self);
}
