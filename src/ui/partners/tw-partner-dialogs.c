/* tw-partner-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "partners/tw-partner-dialogs.h"

#include "common/tw-discard.h"
#include "common/tw-draft-keeper.h"
#include "common/tw-field-editor.h"
#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "tw-list.h"
#include "tw-partner-change.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

/* The tier of several partners, being asked for. */
typedef struct
{
  TwWindow      *window;        /* the one behind; weak */
  TwWorkspace   *workspace;     /* owned */
  GArray        *ids;           /* owned */
  GArray        *programs;      /* owned: gint64 by place in the combo row */
  char         **tiers;         /* owned */
  TwFieldEditor *from;          /* owned */
  TwFieldEditor *reason;        /* owned */

  GtkWidget     *dialog;
  AdwComboRow   *program;
  AdwComboRow   *tier;
  AdwPreferencesGroup *group;
  GtkLabel      *message;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_weak_pointer (&question->window);
  g_object_unref (question->workspace);
  g_array_unref (question->ids);
  g_array_unref (question->programs);
  g_strfreev (question->tiers);
  g_object_unref (question->from);
  g_object_unref (question->reason);
  g_free (question);
}

static void
show_message (Question   *question,
              const char *text)
{
  gtk_label_set_text (question->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (question->message), text != NULL);
}

static void
on_program (Question *question)
{
  guint selected = adw_combo_row_get_selected (question->program);
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkStringList) names = NULL;

  g_clear_pointer (&question->tiers, g_strfreev);
  if (selected < question->programs->len)
    question->tiers = tw_program_list_tiers (
        question->workspace, g_array_index (question->programs, gint64, selected), &error);

  names = gtk_string_list_new ((const char *const *) question->tiers);
  adw_combo_row_set_model (question->tier, G_LIST_MODEL (names));
  show_message (question, question->programs->len == 0
                              ? _("No program is for partners of this type. Enroll the partner in one first.")
                          : error != NULL                                      ? error->message
                          : question->tiers == NULL || *question->tiers == NULL
                              ? _("The program has no tiers. Choose another one.")
                              : NULL);
}

/* What stands in the form as a day; 0 with the message at the field. */
static gboolean
read_day (Question *question,
          TwDate   *day)
{
  g_autofree char *text = tw_field_editor_get_text (question->from);
  g_autoptr (TwRow) row = tw_row_new (question->workspace, tw_entity_find ("tier_assignment"));
  g_autoptr (GError) error = NULL;

  if (!tw_row_set_text (row, "valid_from", text, &error))
    {
      tw_field_editor_set_message (question->from, error->message);
      tw_field_editor_grab_focus (question->from);
      return FALSE;
    }

  tw_field_editor_set_message (question->from, NULL);
  *day = (TwDate) tw_row_get (row, "valid_from")->number;

  return TRUE;
}

static void
on_set (Question *question)
{
  guint program = adw_combo_row_get_selected (question->program);
  guint tier = adw_combo_row_get_selected (question->tier);
  g_autofree char *reason = tw_field_editor_get_text (question->reason);
  g_autoptr (GError) error = NULL;
  TwDate from;

  if (program >= question->programs->len || question->tiers == NULL
      || tier >= g_strv_length (question->tiers) || !read_day (question, &from))
    return;

  if (*g_strstrip (reason) == '\0')
    {
      tw_field_editor_set_message (question->reason, _("A tier that is set by hand needs a reason. Enter one."));
      tw_field_editor_grab_focus (question->reason);
      return;
    }

  tw_field_editor_set_message (question->reason, NULL);
  if (!tw_field_editor_check (question->reason))
    {
      tw_field_editor_grab_focus (question->reason);
      return;
    }

  if (!tw_partners_set_tier (question->workspace, (const gint64 *) question->ids->data,
                             question->ids->len, g_array_index (question->programs, gint64, program),
                             question->tiers[tier], from, reason, &error))
    {
      show_message (question, error->message);
      return;
    }

  if (question->window != NULL && tw_window_get_document (question->window) != NULL)
    {
      TwDocument *document = tw_window_get_document (question->window);

      tw_document_changed (document);
      tw_window_toast (question->window, _("Tier set"), tw_document_get_last_entry (document));
    }

  gtk_window_destroy (GTK_WINDOW (question->dialog));
}

static AdwComboRow *
create_combo (AdwPreferencesGroup *group,
              const char          *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (group, row);

  return ADW_COMBO_ROW (row);
}

static void
fill_programs (Question *question)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GError) error = NULL;

  question->programs = tw_partners_list_programs (question->workspace, (const gint64 *) question->ids->data,
                                                  question->ids->len, tw_period_today (), &error);
  if (question->programs == NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (question->program), error->message);
      question->programs = g_array_new (FALSE, FALSE, sizeof (gint64));
    }

  for (guint i = 0; i < question->programs->len; i++)
    {
      g_autofree char *name = tw_entity_read_title (question->workspace, tw_entity_find ("program"),
                                                    g_array_index (question->programs, gint64, i));

      gtk_string_list_append (names, name);
    }

  adw_combo_row_set_model (question->program, G_LIST_MODEL (names));
}

static GtkWidget *
create_header (GtkWidget  *dialog,
               const char *verb,
               GCallback   callback,
               gpointer    data)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (verb);

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", callback, data);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  gtk_window_set_default_widget (GTK_WINDOW (dialog), button);

  return header;
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *args,
           gpointer   data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
close_by_escape (GtkWidget *dialog)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut
      = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                          gtk_callback_action_new (on_escape, NULL, NULL));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (dialog, keys);
}

static gboolean
on_close_request (Question *question)
{
  if (!tw_field_editor_is_changed (question->from) && !tw_field_editor_is_changed (question->reason)
      && adw_combo_row_get_selected (question->program) == 0 && adw_combo_row_get_selected (question->tier) == 0)
    return GDK_EVENT_PROPAGATE;

  tw_discard_ask (GTK_WINDOW (question->dialog), G_CALLBACK (gtk_window_destroy), question->dialog);

  return GDK_EVENT_STOP;
}

static void
fill_dialog (Question *question)
{
  const TwEntity *entity = tw_entity_find ("tier_assignment");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *today = tw_date_format (tw_period_today ());
  g_autofree char *count = tw_format_count (question->ids->len);
  g_autofree char *description = NULL;

  /* Translators: %s is a number of partners. */
  description = g_strdup_printf (ngettext ("%s partner holds the tier from that day on.",
                                           "%s partners hold the tier from that day on.",
                                           question->ids->len), count);
  adw_preferences_group_set_description (group, description);
  question->group = group;
  question->program = create_combo (group, _("Program"));
  question->tier = create_combo (group, _("Tier"));
  question->from = tw_field_editor_new (tw_entity_get_field (entity, "valid_from"), FALSE);
  tw_field_editor_add_to (question->from, group);
  tw_field_editor_set_text (question->from, today);
  question->reason = tw_field_editor_new (tw_entity_get_field (entity, "reason"), FALSE);
  tw_field_editor_add_to (question->reason, group);

  question->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (question->message, TRUE);
  gtk_label_set_xalign (question->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (question->message), "error");
  gtk_widget_set_margin_top (GTK_WIDGET (question->message), 12);
  adw_preferences_group_add (group, GTK_WIDGET (question->message));

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box),
                  create_header (question->dialog, _("_Set"), G_CALLBACK (on_set), question));
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (question->dialog), box);
}

/* The program before its tiers. */
static void
keep_draft (Question *question)
{
  g_autofree char *form = g_strdup_printf ("tier/%u/%" G_GINT64_FORMAT, question->ids->len,
                                           question->ids->len > 0 ? g_array_index (question->ids, gint64, 0) : 0);
  TwDraftKeeper *keeper = tw_draft_keeper_new (question->dialog, question->workspace, form);

  tw_draft_keeper_add_combo (keeper, "program", question->program);
  tw_draft_keeper_add_combo (keeper, "tier", question->tier);
  tw_draft_keeper_add (keeper, question->from);
  tw_draft_keeper_add (keeper, question->reason);
  tw_draft_keeper_restore (keeper, question->group);
}

void
tw_partners_ask_tier (TwWindow *window,
                      GArray   *ids)
{
  Question *question = g_new0 (Question, 1);

  g_return_if_fail (TW_IS_WINDOW (window));

  g_set_weak_pointer (&question->window, window);
  question->workspace
      = g_object_ref (tw_document_get_workspace (tw_window_get_document (window)));
  question->ids = g_array_copy (ids);
  question->dialog = g_object_new (ADW_TYPE_WINDOW, "title", _("Set Tier"), "modal", TRUE,
                                   "transient-for", window, "default-width", 440, "default-height", 460,
                                   NULL);
  close_by_escape (question->dialog);
  fill_dialog (question);
  fill_programs (question);
  g_signal_connect_swapped (question->program, "notify::selected", G_CALLBACK (on_program), question);
  on_program (question);
  keep_draft (question);
  g_signal_connect_swapped (question->dialog, "close-request", G_CALLBACK (on_close_request), question);
  g_object_set_data_full (G_OBJECT (question->dialog), "tw-question", question, question_free);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

/* --- what can't be removed --- */

static void
on_end (AdwMessageDialog *dialog,
        const char       *response,
        TwWindow         *window)
{
  GArray *ids = g_object_get_data (G_OBJECT (dialog), "tw-ids");
  TwDocument *document = tw_window_get_document (window);
  g_autoptr (GError) error = NULL;

  if (document == NULL)
    return;

  if (!tw_partners_end (tw_document_get_workspace (document), (const gint64 *) ids->data, ids->len,
                        tw_period_today (), &error))
    {
      tw_window_show_error (window, _("The Agreement Was Not Ended"), error);
      return;
    }

  tw_document_changed (document);
  tw_window_toast (window, _("Agreement ended"), tw_document_get_last_entry (document));
}

void
tw_partners_refuse_remove (TwWindow     *window,
                           GArray       *ids,
                           const GError *error)
{
  GtkWidget *dialog;

  g_return_if_fail (TW_IS_WINDOW (window));

  dialog = adw_message_dialog_new (GTK_WINDOW (window), _("Nothing Was Removed"), error->message);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"), "end",
                                    _("_End the Agreement"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_object_set_data_full (G_OBJECT (dialog), "tw-ids", g_array_copy (ids),
                          (GDestroyNotify) g_array_unref);
  g_signal_connect_object (dialog, "response::end", G_CALLBACK (on_end), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
