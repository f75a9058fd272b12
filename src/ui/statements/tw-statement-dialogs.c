/* tw-statement-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statement-dialogs.h"

#include "common/tw-discard.h"
#include "common/tw-entry-check.h"
#include "common/tw-format.h"
#include "common/tw-input.h"
#include "tw-decimal.h"
#include "tw-field-text.h"

#include <glib/gi18n-lib.h>

/* What a dialog asks for. Freed with the dialog. */
typedef struct
{
  AdwMessageDialog *dialog;     /* borrowed: the owner */
  GtkWidget        *amount;     /* entries; NULL where they aren't asked for */
  GtkWidget        *reason;
  GtkWidget        *reference;
  GtkWidget        *line;
  GtkLabel         *message;
  gboolean          answered;   /* nothing that was entered is lost any more */
  int               digits;
  char             *currency;
  TwReasonFunc      reason_func;
  TwAdjustFunc      adjust_func;
  gpointer          user_data;
  GClosureNotify    destroy;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data, NULL);
  g_free (question->currency);
  g_free (question);
}

static char *
get_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (entry)) : ""));
}

static gboolean
is_filled (GtkWidget *entry)
{
  g_autofree char *text = get_text (entry);

  return entry == NULL || *text != '\0';
}

static gboolean
read_amount (Question  *question,
             gint64    *amount,
             GError   **error)
{
  g_autofree char *text = get_text (question->amount);
  g_autofree char *plain = tw_input_to_plain (TW_FIELD_MONEY, text);
  const TwField field = { .name = "amount", .label = N_("Amount"), .type = TW_FIELD_MONEY };
  TwCell value = { 0 };

  if (!tw_decimal_parse (*plain == '+' ? plain + 1 : plain, question->digits, amount, error))
    return FALSE;

  tw_cell_set_number (&value, *amount);

  return tw_field_validate (&field, &value, error);
}

/* What can't be kept with the statement: control characters, a text without end. */
static gboolean
check_texts (Question  *question,
             GError   **error)
{
  GtkWidget *const entries[] = { question->reason, question->reference, question->line };
  gboolean right = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      TwField field = { .name = "text", .type = TW_FIELD_TEXT };

      if (entries[i] == NULL)
        continue;
      field.label = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entries[i]));
      right = tw_entry_check (entries[i], &field, right ? error : NULL) && right;
    }

  return right;
}

/* Says how the amount was read before anything is done with it, or what is still missing. */
static void
update (Question *question)
{
  gboolean complete = is_filled (question->reason) && is_filled (question->reference);
  gboolean invalid = FALSE;
  g_autofree char *message = NULL;
  g_autoptr (GError) wrong = NULL;
  gint64 amount = 0;

  if (question->amount != NULL)
    {
      g_autoptr (GError) error = NULL;
      gboolean filled = is_filled (question->amount);

      if (!filled)
        complete = FALSE;
      else if (!read_amount (question, &amount, &error))
        message = g_strdup (error->message), invalid = TRUE;
      else if (amount == 0)
        message = g_strdup (_("An adjustment of zero changes nothing.")), invalid = TRUE;
      else
        {
          g_autofree char *money =
              tw_format_money (ABS (amount), question->digits, question->currency);

          message = g_strdup_printf (
              amount > 0 ? _("%s more for the partner") : _("%s less for the partner"), money);
        }

      tw_entry_mark (question->amount, invalid);
    }

  if (!check_texts (question, &wrong) && !invalid)
    {
      g_free (message);
      message = g_strdup (wrong->message);
      invalid = TRUE;
    }

  if (message == NULL)
    message =
        g_strdup (question->adjust_func != NULL ? _("Amount, reason and reference are required.")
                                                : _("A reason is required."));
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (question->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (question->message), "error");

  gtk_label_set_text (question->message, message);
  gtk_widget_set_visible (GTK_WIDGET (question->message), !complete || invalid || question->amount != NULL);
  adw_message_dialog_set_response_enabled (question->dialog, "go", complete && !invalid);
}

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  Question *question = user_data;
  g_autofree char *reason = get_text (question->reason);
  g_autofree char *reference = get_text (question->reference);
  g_autofree char *line = get_text (question->line);
  gint64 amount;

  question->answered = TRUE;
  if (!g_str_equal (response, "go"))
    return;

  if (question->reason_func != NULL)
    question->reason_func (reason, question->user_data);
  else if (read_amount (question, &amount, NULL))
    question->adjust_func (amount, reason, reference, *line != '\0' ? line : NULL,
                           question->user_data);
}

static void
on_discard (GtkWindow *dialog)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), "tw-question");

  question->answered = TRUE;
  gtk_window_close (dialog);
}

static gboolean
ask_or_close (gpointer user_data)
{
  Question *question = g_object_get_data (G_OBJECT (user_data), "tw-question");

  if (question->answered)
    gtk_window_close (user_data);
  else if (gtk_widget_get_visible (user_data))
    tw_discard_ask (user_data, G_CALLBACK (on_discard), user_data);

  return G_SOURCE_REMOVE;
}

/* Esc or closing asks before it throws away what was entered; Cancel says it. A message dialog closes before it tells
 * of the button that was pressed. */
static gboolean
on_close_request (GtkWindow *window,
                  gpointer   user_data)
{
  Question *question = user_data;
  gboolean changed = (question->amount != NULL && is_filled (question->amount)) ||
                     (question->reason != NULL && is_filled (question->reason)) ||
                     (question->reference != NULL && is_filled (question->reference));

  if (question->answered || !changed)
    return GDK_EVENT_PROPAGATE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, ask_or_close, g_object_ref (window), g_object_unref);

  return GDK_EVENT_STOP;
}

static void
on_refused (const char *message,
            gpointer    user_data)
{
  Question *question = g_object_get_data (G_OBJECT (gtk_widget_get_root (user_data)), "tw-question");

  tw_entry_mark (user_data, TRUE);
  gtk_label_set_text (question->message, message);
  gtk_widget_add_css_class (GTK_WIDGET (question->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (question->message), TRUE);
}

static GtkWidget *
add_entry (Question   *question,
           GtkWidget  *list,
           const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  tw_entry_guard (row, on_refused, row);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (update), question);

  return row;
}

static Question *
create (TwWindow        *window,
        const char      *heading,
        const char      *body,
        const char      *verb,
        gpointer         user_data,
        GClosureNotify   destroy,
        GtkWidget      **list)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *message = gtk_label_new (NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "go",
                                    verb, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "go",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "go");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  *list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (*list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (*list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_widget_add_css_class (message, "caption");
  gtk_box_append (GTK_BOX (box), *list);
  gtk_box_append (GTK_BOX (box), message);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);

  question->dialog = ADW_MESSAGE_DIALOG (dialog);
  question->message = GTK_LABEL (message);
  question->user_data = user_data;
  question->destroy = destroy;
  g_object_set_data_full (G_OBJECT (dialog), "tw-question", question, question_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), question);
  g_signal_connect (dialog, "close-request", G_CALLBACK (on_close_request), question);

  return question;
}

GtkWidget *
tw_dialog_ask_reason (TwWindow       *window,
                      const char     *heading,
                      const char     *body,
                      const char     *verb,
                      TwReasonFunc    func,
                      gpointer        user_data,
                      GClosureNotify  destroy)
{
  GtkWidget *list;
  Question *question;

  g_return_val_if_fail (TW_IS_WINDOW (window), NULL);

  question = create (window, heading, body, verb, user_data, destroy, &list);
  question->reason_func = func;
  question->reason = add_entry (question, list, _("Reason"));
  update (question);
  gtk_window_present (GTK_WINDOW (question->dialog));
  gtk_widget_grab_focus (question->reason);

  return GTK_WIDGET (question->dialog);
}

GtkWidget *
tw_dialog_ask_adjust (TwWindow          *window,
                      const TwStatement *statement,
                      const char        *line,
                      TwAdjustFunc       func,
                      gpointer           user_data,
                      GClosureNotify     destroy)
{
  GtkWidget *list;
  Question *question;
  g_autofree char *body = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (TW_IS_WINDOW (window), NULL);
  g_return_val_if_fail (statement != NULL, NULL);

  /* Translators: %1$s is a partner, %2$s a period. */
  body = g_strdup_printf (_("%1$s, %2$s. A plus is for the partner, a minus against."),
                          statement->partner, statement->period);
  question = create (window, _("Adjust Statement"), body, _("_Adjust"), user_data, destroy, &list);
  question->adjust_func = func;
  question->digits = statement->digits;
  question->currency = g_strdup (statement->currency);
  /* Translators: a field for an amount; %s is a currency code. */
  title = g_strdup_printf (_("Amount in %s"), statement->currency);
  question->amount = add_entry (question, list, title);
  question->reason = add_entry (question, list, _("Reason"));
  question->reference = add_entry (question, list, _("Reference: document or decision"));
  question->line = add_entry (question, list, _("Line, if it corrects one"));
  if (line != NULL)
    gtk_editable_set_text (GTK_EDITABLE (question->line), line);

  update (question);
  gtk_window_present (GTK_WINDOW (question->dialog));
  gtk_widget_grab_focus (question->amount);

  return GTK_WIDGET (question->dialog);
}
