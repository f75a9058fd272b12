/* tw-program-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-programs-private.h"

#include "common/tw-entry-check.h"
#include "common/tw-format.h"
#include "common/tw-input.h"
#include "common/tw-period-text.h"
#include "common/tw-reading-page.h"
#include "statements/tw-statement-dialogs.h"

#include <glib/gi18n-lib.h>

static TwWorkspace *
get_workspace (TwProgramsView *self)
{
  return tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
}

static const TwProgramVersion *
get_version (TwProgramsView *self)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);

  return page != NULL ? tw_program_page_get_version (page) : NULL;
}

/* --- publish --- */

static void
on_publish_response (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          user_data)
{
  TwProgramsView *self = user_data;
  const TwProgramVersion *version = get_version (self);
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (!g_str_equal (response, "publish") || version == NULL)
    return;

  good = tw_program_version_publish (get_workspace (self), version->id, NULL, &error);
  tw_programs_view_finish (self, good, _("Program published"), _("The Program Was Not Published"),
                           error);
}

static void
on_finding_activated (GtkListBox    *list,
                      GtkListBoxRow *row,
                      gpointer       user_data)
{
  TwProgramsView *self = user_data;
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const char *path = g_object_get_data (G_OBJECT (row), "tw-path");

  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (list))));
  if (page != NULL && path != NULL)
    tw_program_page_jump (page, path);
  else if (page != NULL)
    tw_program_page_show (page, "checks");
}

/* What blocks, each a link to its place. */
static GtkWidget *
create_blocking (TwProgramsView *self,
                 GPtrArray      *findings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = tw_reading_page_add_group (box, _("Errors"));
  guint n = tw_findings_count (findings, TW_SEVERITY_ERROR);

  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);
      GtkWidget *row;

      if (finding->severity != TW_SEVERITY_ERROR)
        continue;

      row = tw_reading_page_add_row (list, tw_program_check_title (finding->code), finding->message,
                                     NULL);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data_full (G_OBJECT (row), "tw-path", g_strdup (finding->path), g_free);
    }

  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_finding_activated), self, 0);

  return tw_reading_page_new_low (box, n);
}

static void
on_refused_response (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          user_data)
{
  TwProgramPage *page = tw_programs_view_get_program_page (user_data);

  if (page != NULL)
    tw_program_page_jump (page, g_object_get_data (G_OBJECT (dialog), "tw-path"));
}

/* Published would be what stood there before, not what the page shows. */
static gboolean
ask_refused (TwProgramsView *self,
             TwProgramPage  *page)
{
  guint n = 0;
  g_autofree char *path = tw_program_page_find_refused (page, &n);
  GtkWidget *dialog;

  if (path == NULL)
    return FALSE;

  dialog = adw_message_dialog_new (GTK_WINDOW (tw_window_from (GTK_WIDGET (self))),
                                   _("Not Ready to Publish"), NULL);
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      g_dngettext (GETTEXT_PACKAGE,
                   "%u field holds a value that was refused. Correct it, or press Esc in it to "
                   "keep the value before.",
                   "%u fields hold values that were refused. Correct them, or press Esc in them "
                   "to keep the values before.",
                   n),
      n);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "show", _("_Show"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "show");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "show");
  g_object_set_data_full (G_OBJECT (dialog), "tw-path", g_steal_pointer (&path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_refused_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}

void
tw_programs_view_ask_publish (TwProgramsView *self)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const TwProgramVersion *version = get_version (self);
  g_autoptr (GPtrArray) errors = page != NULL ? tw_program_page_list_errors (page) : NULL;
  guint blocking = errors != NULL ? errors->len : 0;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  g_autofree char *date = NULL;
  GtkWidget *dialog;

  if (errors == NULL || ask_refused (self, page))
    return;

  date = tw_format_date (version->valid_from);

  if (blocking > 0)
    {
      heading = g_strdup (_("Not Ready to Publish"));
      body = g_strdup_printf (
          g_dngettext (
              GETTEXT_PACKAGE, "%u error blocks publishing. Correct it, or waive it with a reason.",
              "%u errors block publishing. Correct them, or waive them with a reason.", blocking),
          blocking);
    }
  else
    {
      heading = g_strdup_printf (_("Publish Version %d?"), version->number);
      /* Translators: %s is a date. */
      body = g_strdup_printf (
          _("It prices transactions from %s on. A published version stays as it is; "
             "changes need a new version."),
          date);
    }

  dialog = adw_message_dialog_new (GTK_WINDOW (tw_window_from (GTK_WIDGET (self))), heading, NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  if (blocking > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                        create_blocking (self, errors));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "publish",
                                    _("_Publish"), NULL);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "publish", blocking == 0);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "publish",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           blocking == 0 ? "publish" : "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_publish_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- amend --- */

static const TwField day_field = { .name = "first_day", .label = N_("First day"), .type = TW_FIELD_DATE };

static gboolean
read_date (GtkWidget *entry,
           TwDate    *date)
{
  g_autofree char *plain =
      tw_input_to_plain (TW_FIELD_DATE, gtk_editable_get_text (GTK_EDITABLE (entry)));

  return tw_date_parse (plain, date, NULL);
}

static void
show_amend_message (GtkWidget  *entry,
                    const char *text)
{
  GtkLabel *message = g_object_get_data (G_OBJECT (entry), "tw-message");

  gtk_label_set_text (message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (message), text != NULL);
}

static void
on_date_changed (GtkWidget        *entry,
                 AdwMessageDialog *dialog)
{
  g_autoptr (GError) error = NULL;
  TwDate date;
  gboolean good = tw_entry_check (entry, &day_field, &error) && read_date (entry, &date);

  adw_message_dialog_set_response_enabled (dialog, "amend", good);
  tw_entry_mark (entry, !good);
  show_amend_message (entry, good ? NULL : error != NULL ? error->message
                                                         : _("Enter the first day such as 2026-07-01."));
}

static void
on_date_refused (const char *message,
                 gpointer    user_data)
{
  tw_entry_mark (user_data, TRUE);
  show_amend_message (user_data, message);
}

static void
on_amend_response (AdwMessageDialog *dialog,
                   const char       *response,
                   gpointer          user_data)
{
  TwProgramsView *self = user_data;
  GtkWidget *entry = g_object_get_data (G_OBJECT (dialog), "tw-entry");
  const TwProgramVersion *version = get_version (self);
  g_autoptr (GError) error = NULL;
  gint64 draft = 0;
  TwDate from;
  gboolean good;

  if (!g_str_equal (response, "amend") || version == NULL || !read_date (entry, &from))
    return;

  good = tw_program_version_amend (get_workspace (self), version->id, from, &draft, &error);
  if (tw_programs_view_finish (self, good, _("Draft created"), _("No Draft Was Created"), error))
    tw_programs_view_open (self, draft);
}

/* The next quarter: what is running is paid as it was agreed. */
static char *
suggest_first_day (TwProgramsView *self)
{
  const TwCalendar *calendar = tw_document_get_calendar (tw_view_get_document (TW_VIEW (self)));
  TwSpan span;

  if (!tw_calendar_unit_at (calendar, TW_CALENDAR_QUARTER, tw_period_today (), &span))
    return g_strdup ("");

  return tw_date_format (span.end);
}

void
tw_programs_view_ask_amend (TwProgramsView *self)
{
  const TwProgramVersion *version = get_version (self);
  g_autofree char *heading = NULL;
  g_autofree char *day = NULL;
  GtkWidget *dialog;
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *message = gtk_label_new (NULL);

  if (version == NULL)
    return;

  heading = g_strdup_printf (_("Amend Version %d"), version->number);
  dialog = adw_message_dialog_new (GTK_WINDOW (tw_window_from (GTK_WIDGET (self))), heading, NULL);
  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      _("A new draft begins as a copy. What came before its first day keeps this version."));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("First Day, such as 2026-07-01"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("First Day"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_widget_add_css_class (message, "error");
  gtk_widget_add_css_class (message, "caption");
  g_object_set_data (G_OBJECT (entry), "tw-message", message);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), message);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  tw_entry_guard (entry, on_date_refused, entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "amend",
                                    _("_Amend"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "amend",
                                              ADW_RESPONSE_SUGGESTED);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "amend");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "tw-entry", entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_date_changed), dialog, 0);
  day = suggest_first_day (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), day);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_amend_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- waive --- */

typedef struct
{
  TwProgramsView *view;         /* weak */
  char           *code;
  char           *path;         /* (nullable) */
} Waiver;

static void
waiver_free (gpointer  data,
             GClosure *closure)
{
  Waiver *waiver = data;

  g_clear_weak_pointer (&waiver->view);
  g_free (waiver->code);
  g_free (waiver->path);
  g_free (waiver);
}

static void
on_waive (const char *reason,
          gpointer    user_data)
{
  Waiver *waiver = user_data;
  const TwProgramVersion *version = waiver->view != NULL ? get_version (waiver->view) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (version == NULL)
    return;

  good = tw_program_version_waive (get_workspace (waiver->view), version->id, waiver->code,
                                   waiver->path, reason, &error);
  tw_programs_view_finish (waiver->view, good, _("Finding waived"),
                           _("The Finding Was Not Waived"), error);
}

void
tw_programs_view_ask_waive (TwProgramsView *self,
                            const char     *code,
                            const char     *path)
{
  Waiver *waiver = g_new0 (Waiver, 1);
  g_autofree char *heading = g_strdup_printf (_("Waive “%s”?"), tw_program_check_title (code));

  g_set_weak_pointer (&waiver->view, self);
  waiver->code = g_strdup (code);
  waiver->path = g_strdup (path);
  tw_dialog_ask_reason (
      tw_window_from (GTK_WIDGET (self)), heading,
      _("The finding then no longer counts. The reason and your name stay with it."), _("_Waive"),
      on_waive, waiver, waiver_free);
}
