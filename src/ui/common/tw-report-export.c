/* tw-report-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-report-export.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwReportExport  report;         /* its name is owned and only of the dialog */
  char           *path;
  TwWindow       *window;         /* weak */
} Export;

static Export *
export_new (TwWindow             *window,
            const TwReportExport *report)
{
  Export *export = g_new0 (Export, 1);

  export->report = *report;
  export->report.name = NULL;
  g_set_weak_pointer (&export->window, window);

  return export;
}

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_weak_pointer (&export->window);
  g_free (export->path);
  g_free (export);
}

static gboolean
run_export (TwJob        *job,
            TwWorkspace  *workspace,
            gpointer      data,
            GError      **error)
{
  const Export *export = data;

  return export->report.write (workspace, export->report.record, export->report.day, export->path,
                               tw_job_get_cancellable (job), error);
}

static void
on_exported (TwJob        *job,
             gpointer      data,
             const GError *error)
{
  Export *export = data;

  if (error == NULL && export->window != NULL)
    tw_window_toast_files (export->window, export->report.toast, export->path);
}

void
tw_report_export_to (TwWindow             *window,
                     const TwReportExport *report,
                     const char           *path)
{
  Export *export = export_new (window, report);

  export->path = g_strdup (path);
  tw_window_run_job (window, report->job, report->failure, run_export, on_exported, export, export_free);
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           gpointer         data)
{
  Export *export = data;

  if (response == GTK_RESPONSE_ACCEPT && export->window != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      tw_report_export_to (export->window, &export->report, path);
    }

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
free_closure (gpointer  data,
              GClosure *closure)
{
  export_free (data);
}

void
tw_report_export_ask (TwWindow             *window,
                      const TwReportExport *report)
{
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  g_return_if_fail (TW_IS_WINDOW (window) && report != NULL);

  chooser = gtk_file_chooser_native_new (report->title, GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Export"), _("_Cancel"));
  name = g_strdup_printf ("%s.%s", report->name, report->workbook ? "xlsx" : "pdf");
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (!report->workbook)
    add_filter (GTK_FILE_CHOOSER (chooser), _("PDF"), "*.pdf");
  add_filter (GTK_FILE_CHOOSER (chooser), _("XLSX Workbook"), "*.xlsx");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_chosen), export_new (window, report), free_closure, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
