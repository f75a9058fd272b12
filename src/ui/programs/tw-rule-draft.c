/* tw-rule-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-draft.h"

#include "application/tw-window.h"
#include "common/tw-input.h"
#include "common/tw-period-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwDocument *workspace;
  gint64      version;
  GPtrArray  *edits;
  TwWindow   *window;   /* borrowed: the dialog goes with it */
  GtkWidget  *entry;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_object_unref (ask->workspace);
  g_ptr_array_unref (ask->edits);
  g_free (ask);
}

static gboolean
read_date (GtkWidget *entry,
           TwDate    *date)
{
  g_autofree char *plain = tw_input_to_plain (TW_FIELD_DATE, gtk_editable_get_text (GTK_EDITABLE (entry)));

  return tw_date_parse (plain, date, NULL);
}

static void
on_typed (GtkWidget        *entry,
          AdwMessageDialog *dialog)
{
  TwDate date;
  gboolean good = read_date (entry, &date);

  adw_message_dialog_set_response_enabled (dialog, "draft", good);
  if (good)
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");
}

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "tw-ask");
  TwWorkspace *workspace = tw_document_get_workspace (ask->workspace);
  g_autoptr (GError) error = NULL;
  TwDate from;
  gint64 draft = 0;

  if (!g_str_equal (response, "draft") || !read_date (ask->entry, &from))
    return;
  if (!tw_program_version_amend (workspace, ask->version, from, &draft, &error)
      || !tw_program_version_change (workspace, draft, ask->edits, _("Took over what was tried on the curve"), &error))
    {
      tw_document_changed (ask->workspace);
      tw_window_show_error (ask->window, _("No Draft Was Created"), error);
      return;
    }

  tw_document_changed (ask->workspace);
  tw_window_open_record (ask->window, "program_version", draft);
}

/* The next quarter: what is running is paid as it was agreed. */
static char *
suggest_first_day (TwDocument *workspace)
{
  TwSpan span;

  if (!tw_calendar_unit_at (tw_document_get_calendar (workspace), TW_CALENDAR_QUARTER, tw_period_today (), &span))
    return g_strdup ("");

  return tw_date_format (span.end);
}

void
tw_rule_draft_ask (GtkWidget            *widget,
                   const TwProgramState *state,
                   GPtrArray            *edits)
{
  TwWindow *window = tw_window_from (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _("Make a Draft?"),
                                              _("A new version begins as a copy of this one, with what was tried in "
                                                "it. From its first day on it prices what happens."));
  Ask *ask = g_new0 (Ask, 1);
  g_autofree char *day = suggest_first_day (state->workspace);

  ask->workspace = g_object_ref (state->workspace);
  ask->version = state->version->id;
  ask->edits = tw_program_edits_copy (edits);
  ask->window = window;
  ask->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (ask->entry), day);
  gtk_entry_set_activates_default (GTK_ENTRY (ask->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (ask->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("First Day"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), ask->entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "draft", _("_Make Draft"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "draft");
  g_object_set_data_full (G_OBJECT (dialog), "tw-ask", ask, ask_free);
  g_signal_connect (ask->entry, "changed", G_CALLBACK (on_typed), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}
