/* tw-programs-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-programs-private.h"

#include "common/tw-reading-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Programs as files: read and written. */

static TwWorkspace *
get_workspace (TwProgramsView *self)
{
  return tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
}

static void
add_filter (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Programs"));
  gtk_file_filter_add_pattern (filter, "*.json");
  gtk_file_chooser_add_filter (chooser, filter);
}

/* --- import --- */

/* All refusals at once, so that the file can be mended in one go. */
static void
show_refused (TwProgramsView *self,
              const GError   *error,
              GPtrArray      *findings)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  GtkWidget *dialog;
  GtkWidget *box;
  GtkWidget *list;

  if (findings->len < 2)
    {
      tw_window_show_error (window, _("The Program Was Not Imported"), error);
      return;
    }

  dialog = adw_message_dialog_new (GTK_WINDOW (window), _("The Program Was Not Imported"), NULL);
  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      _("Nothing was changed. Correct these places in the file and import it again."));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  list = tw_reading_page_add_group (box, _("Refused"));

  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);

      tw_reading_page_add_row (list, finding->message, finding->path, NULL);
    }

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                      tw_reading_page_new_low (box, findings->len));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
tw_programs_view_import_path (TwProgramsView *self,
                              const char     *path)
{
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (get_workspace (self), &error);
  g_autoptr (TwProgramDocument) document = NULL;
  gint64 version = 0;

  if (vocabulary != NULL)
    document = tw_program_document_load (path, vocabulary, findings, &error);

  if (document == NULL)
    {
      show_refused (self, error, findings);
      return FALSE;
    }

  if (!tw_programs_view_finish (
          self, tw_program_version_import (get_workspace (self), document, &version, &error),
          _("Program imported"), _("The Program Was Not Imported"), error))
    return FALSE;

  tw_programs_view_open (self, version);

  return TRUE;
}

static void
on_import_chosen (GtkNativeDialog *dialog,
                  int              response,
                  gpointer         user_data)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  gtk_native_dialog_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      path = g_file_get_path (file);
      tw_programs_view_import_path (user_data, path);
    }

  g_object_unref (dialog);
}

void
tw_programs_view_import (TwProgramsView *self)
{
  GtkFileChooserNative *chooser;

  chooser = gtk_file_chooser_native_new (
      _("Import Program"), GTK_WINDOW (tw_window_from (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser));
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_import_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- export --- */

gboolean
tw_programs_view_export_to (TwProgramsView *self,
                            const char     *path)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (page != NULL, FALSE);

  text = tw_program_document_to_text (tw_program_page_get_document (page));
  if (!g_file_set_contents (path, text, -1, &error))
    {
      tw_window_show_error (window, _("The Program Was Not Exported"), error);
      return FALSE;
    }

  tw_window_toast_files (window, _("Program exported"), path);

  return TRUE;
}

static void
on_export_chosen (GtkNativeDialog *dialog,
                  int              response,
                  gpointer         user_data)
{
  TwProgramsView *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  gtk_native_dialog_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT && tw_programs_view_get_program_page (self) != NULL)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      path = g_file_get_path (file);
      tw_programs_view_export_to (self, path);
    }

  g_object_unref (dialog);
}

void
tw_programs_view_export (TwProgramsView *self)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const TwProgramVersion *version = page != NULL ? tw_program_page_get_version (page) : NULL;
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  if (version == NULL)
    return;

  chooser = gtk_file_chooser_native_new (
      _("Export Program"), GTK_WINDOW (tw_window_from (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), _("_Cancel"));
  name = g_strdup_printf ("%s %d.json", version->name, version->number);
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_export_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
