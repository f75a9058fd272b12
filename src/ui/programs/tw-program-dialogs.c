/* tw-program-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-programs-private.h"

#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "common/tw-reading-page.h"
#include "programs/tw-day-dialog.h"
#include "statements/tw-statement-dialogs.h"
#include "tw-program-reach.h"

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

/* --- what asks the checks, in a thread --- */

typedef struct
{
  TwProgramsView *view;     /* owned */
  gint64          version;
  char           *code;     /* of a waiver; %NULL: it is published */
  char           *path;     /* (nullable) */
  char           *reason;
} Decision;

static Decision *
decision_new (TwProgramsView *self,
              gint64          version)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->view = g_object_ref (self);
  decision->version = version;

  return decision;
}

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->view);
  g_free (decision->code);
  g_free (decision->path);
  g_free (decision->reason);
  g_free (decision);
}

static gboolean
decide_in_thread (TwJob        *job,
                  TwWorkspace  *workspace,
                  gpointer      data,
                  GError      **error)
{
  const Decision *decision = data;

  return decision->code != NULL
           ? tw_program_version_waive (workspace, decision->version, decision->code, decision->path, decision->reason, error)
           : tw_program_version_publish_checked (workspace, decision->version, tw_job_get_cancellable (job), NULL, error);
}

static void
on_decided (TwJob        *job,
            gpointer      data,
            const GError *error)
{
  const Decision *decision = data;

  if (error == NULL && tw_window_from (GTK_WIDGET (decision->view)) != NULL)
    tw_programs_view_finish (decision->view, TRUE, decision->code != NULL ? _("Finding waived") : _("Program published"), NULL, NULL);
}

/* --- publish --- */

static void
on_publish_response (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          user_data)
{
  TwProgramsView *self = user_data;
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  const TwProgramVersion *version = get_version (self);

  if (!g_str_equal (response, "publish") || version == NULL || window == NULL)
    return;

  tw_window_run_job (window, _("Checking and publishing"), _("The Program Was Not Published"), decide_in_thread, on_decided,
                     decision_new (self, version->id), decision_free);
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

/* (transfer full): what publishing sets going: from when, for how many, and what the program last came to. */
static char *
describe_publishing (TwProgramsView         *self,
                     const TwProgramVersion *version)
{
  const TwSpan span = { version->valid_from,
                        version->valid_to != TW_DATE_NONE ? version->valid_to : TW_DATE_MAX };
  g_autoptr (TwProgramReach) reach = tw_program_reach_read (get_workspace (self), version->program, span, NULL);
  g_autofree char *date = tw_format_date (version->valid_from);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text,
      /* Translators: %1$s is a date, %2$u a number of partners. */
      g_dngettext (GETTEXT_PACKAGE, "It prices transactions from %1$s on, of %2$u partner.",
                   "It prices transactions from %1$s on, of %2$u partners.", reach != NULL ? reach->n_partners : 0),
      date, reach != NULL ? reach->n_partners : 0);
  if (reach != NULL && reach->period != NULL)
    {
      g_autofree char *money = tw_format_money (reach->payable, reach->digits, reach->currency);

      g_string_append_c (text, ' ');
      g_string_append_printf (
          text,
          /* Translators: %1$s is a period, %2$u a number of statements, %3$s an amount. */
          g_dngettext (GETTEXT_PACKAGE, "The program last came to %3$s, payable on %2$u statement for %1$s.",
                       "The program last came to %3$s, payable on %2$u statements for %1$s.", reach->n_statements),
          reach->period, reach->n_statements, money);
    }
  g_string_append_printf (text, "\n\n%s",
                          _("A published version stays as it is; changes need a new version. Publishing can be undone."));

  return g_string_free (g_steal_pointer (&text), FALSE);
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
  GtkWidget *dialog;

  if (errors == NULL || ask_refused (self, page))
    return;

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
      body = describe_publishing (self, version);
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
  /* Enter is for the errors, which lead to their places, where there are any. */
  if (blocking == 0)
    adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "publish");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_publish_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- amend --- */

static void
on_amend (TwDate   from,
          gpointer user_data)
{
  TwProgramsView *self = user_data;
  const TwProgramVersion *version = get_version (self);
  g_autoptr (GError) error = NULL;
  gint64 draft = 0;
  gboolean good;

  if (version == NULL)
    return;

  good = tw_program_version_amend (get_workspace (self), version->id, from, &draft, &error);
  if (tw_programs_view_finish (self, good, _("Draft created"), _("No Draft Was Created"), error))
    tw_programs_view_open (self, draft);
}

/* The next quarter: what is running is paid as it was agreed. */
static TwDate
suggest_day (TwProgramsView *self)
{
  const TwCalendar *calendar = tw_document_get_calendar (tw_view_get_document (TW_VIEW (self)));
  TwSpan span;

  return tw_calendar_unit_at (calendar, TW_CALENDAR_QUARTER, tw_period_today (), &span) ? span.end : TW_DATE_NONE;
}

void
tw_programs_view_ask_amend (TwProgramsView *self)
{
  const TwProgramVersion *version = get_version (self);
  g_autofree char *heading = NULL;

  if (version == NULL)
    return;

  heading = g_strdup_printf (_("Amend Version %d"), version->number);
  tw_day_dialog_ask (tw_window_from (GTK_WIDGET (self)), heading,
                     _("A new draft begins as a copy. What came before its first day keeps this version."),
                     _("First Day"), suggest_day (self), "amend", _("_Amend"), on_amend, G_OBJECT (self));
}

/* --- review and retire --- */

void
tw_programs_view_submit (TwProgramsView *self)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const TwProgramVersion *version = get_version (self);
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (version == NULL || ask_refused (self, page))
    return;

  good = tw_program_version_submit (get_workspace (self), version->id, &error);
  tw_programs_view_finish (self, good, _("Submitted for review"), _("The Version Was Not Submitted"), error);
}

static void
on_withdraw (const char *reason,
             gpointer    user_data)
{
  TwProgramsView *self = user_data;
  const TwProgramVersion *version = get_version (self);
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (version == NULL)
    return;

  good = tw_program_version_withdraw (get_workspace (self), version->id, reason, &error);
  tw_programs_view_finish (self, good, _("Withdrawn from review"), _("The Version Was Not Withdrawn"), error);
}

static void
unref_view (gpointer  data,
            GClosure *closure)
{
  g_object_unref (data);
}

void
tw_programs_view_ask_withdraw (TwProgramsView *self)
{
  const TwProgramVersion *version = get_version (self);
  g_autofree char *heading = NULL;

  if (version == NULL)
    return;

  heading = g_strdup_printf (_("Withdraw Version %d From Review?"), version->number);
  tw_dialog_ask_reason (tw_window_from (GTK_WIDGET (self)), heading,
                        _("It goes back to a draft that can be changed. The reason stands in the history."),
                        _("_Withdraw"), on_withdraw, g_object_ref (self), unref_view);
}

static void
on_retire (TwDate   last_day,
           gpointer user_data)
{
  TwProgramsView *self = user_data;
  const TwProgramVersion *version = get_version (self);
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (version == NULL)
    return;

  good = tw_program_version_retire (get_workspace (self), version->id, last_day, &error);
  tw_programs_view_finish (self, good, _("Version retired"), _("The Version Was Not Retired"), error);
}

void
tw_programs_view_ask_retire (TwProgramsView *self)
{
  const TwProgramVersion *version = get_version (self);
  g_autofree char *heading = NULL;
  TwDate day;

  if (version == NULL)
    return;

  heading = g_strdup_printf (_("Retire Version %d"), version->number);
  day = version->valid_to != TW_DATE_NONE ? version->valid_to : suggest_day (self);
  tw_day_dialog_ask (tw_window_from (GTK_WIDGET (self)), heading,
                     _("After its last day it prices nothing any more. What came before stays as it is."), _("Last Day"),
                     day != TW_DATE_NONE ? day - 1 : day, "retire", _("_Retire"), on_retire, G_OBJECT (self));
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
  TwWindow *window = version != NULL ? tw_window_from (GTK_WIDGET (waiver->view)) : NULL;
  Decision *decision;

  if (window == NULL)
    return;

  decision = decision_new (waiver->view, version->id);
  decision->code = g_strdup (waiver->code);
  decision->path = g_strdup (waiver->path);
  decision->reason = g_strdup (reason);
  tw_window_run_job (window, _("Looking for the finding"), _("The Finding Was Not Waived"), decide_in_thread, on_decided, decision,
                     decision_free);
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
