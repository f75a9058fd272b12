/* tw-statements-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statements-private.h"

#include "tw-xlsx-folder.h"
#include "tw-xlsx-statement.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwStatementsView   *view;     /* weak, main loop only */
  GArray             *ids;
  char               *path;
  TwXlsxFolderReport  report;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_array_unref (export->ids);
  g_free (export->path);
  g_free (export);
}

static void
on_progress (guint    done,
             guint    total,
             gpointer user_data)
{
  tw_job_set_fraction (user_data, (double) done / MAX (total, 1));
}

static gboolean
write_one (TwWorkspace  *workspace,
           Export       *export,
           GError      **error)
{
  g_autoptr (TwStatement) statement =
      tw_statement_read (workspace, g_array_index (export->ids, gint64, 0), error);

  if (statement == NULL || !tw_xlsx_statement_write (statement, export->path, error))
    return FALSE;

  export->report.n_written = export->report.n_total = 1;

  return TRUE;
}

static gboolean
run_export (TwJob        *job,
            TwWorkspace  *workspace,
            gpointer      data,
            GError      **error)
{
  Export *export = data;

  if (export->ids->len == 1 && !g_file_test (export->path, G_FILE_TEST_IS_DIR))
    return write_one (workspace, export, error);

  return tw_xlsx_folder_write (workspace, (gint64 *)export->ids->data, export->ids->len,
                               export->path, tw_job_get_cancellable (job), on_progress, job,
                               &export->report, error);
}

static void
on_export_done (TwJob        *job,
                gpointer      data,
                const GError *error)
{
  Export *export = data;
  TwStatementsView *self = export->view;
  TwWindow *window;
  g_autofree char *text = NULL;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&export->view);
  window = tw_window_from (GTK_WIDGET (self));
  if (error != NULL || window == NULL)
    return;

  if (export->report.cancelled)
    /* Translators: %1$u of %2$u files were written before somebody cancelled. */
    text = g_strdup_printf (_("Cancelled, %1$u of %2$u exported"), export->report.n_written,
                            export->report.n_total);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u statement exported",
                                         "%u statements exported", export->report.n_written),
                            export->report.n_written);

  tw_window_toast_files (window, text, export->path);
}

void
tw_statements_view_export_to (TwStatementsView *self,
                              GArray           *ids,
                              const char       *path)
{
  Export *export = g_new0 (Export, 1);

  g_set_weak_pointer (&export->view, self);
  export->ids = g_array_ref (ids);
  export->path = g_strdup (path);
  tw_window_run_job (tw_window_from (GTK_WIDGET (self)), _("Exporting"),
                     _("Not All Was Exported"), run_export, on_export_done, export, export_free);
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  TwStatementsView *self = user_data;
  GArray *ids = g_object_get_data (G_OBJECT (dialog), "tw-ids");
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  gtk_native_dialog_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      path = g_file_get_path (file);
      tw_statements_view_export_to (self, ids, path);
    }

  g_object_unref (dialog);
}

static void
prepare_file (GtkFileChooser    *chooser,
              const TwStatement *statement)
{
  g_autofree char *name = tw_xlsx_statement_file_name (statement);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Workbooks"));
  gtk_file_filter_add_pattern (filter, "*.xlsx");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_chooser_set_current_name (chooser, name);
}

void
tw_statements_view_export (TwStatementsView *self,
                           GArray           *ids)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  TwWorkspace *workspace = tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
  gboolean one = ids->len == 1;
  GtkFileChooserNative *chooser;
  g_autoptr (TwStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  if (ids->len == 0)
    return;

  if (one)
    {
      statement = tw_statement_read (workspace, g_array_index (ids, gint64, 0), &error);
      if (statement == NULL)
        {
          tw_window_show_error (window, _("Nothing Was Exported"), error);
          return;
        }
    }

  chooser = gtk_file_chooser_native_new (
      one ? _("Export Statement") : _("Export Statements to a Folder"), GTK_WINDOW (window),
      one ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Export"),
      _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (one)
    prepare_file (GTK_FILE_CHOOSER (chooser), statement);

  g_object_set_data_full (G_OBJECT (chooser), "tw-ids", g_array_ref (ids),
                          (GDestroyNotify)g_array_unref);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
