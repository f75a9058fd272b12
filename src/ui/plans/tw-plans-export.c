/* tw-plans-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plans-private.h"

#include "plans/tw-plan-reader.h"
#include "tw-plan-report.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64     plan;
  TwDate     as_of;
  char      *path;
  TwWindow  *window;            /* weak */
} Export;

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

  return tw_plan_report_write (workspace, export->plan, export->as_of, export->path,
                               tw_job_get_cancellable (job), error);
}

static void
on_exported (TwJob        *job,
             gpointer      data,
             const GError *error)
{
  Export *export = data;

  if (error == NULL && export->window != NULL)
    tw_window_toast_files (export->window, _("Plan exported"), export->path);
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           TwPlansView     *self)
{
  g_autoptr (GFile) file = NULL;
  const TwPlanSummary *current = tw_plans_view_get_current (self);

  if (response == GTK_RESPONSE_ACCEPT && current != NULL)
    {
      TwWindow *window = tw_window_from (GTK_WIDGET (self));
      Export *export = g_new0 (Export, 1);

      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      export->plan = current->id;
      export->as_of = tw_plan_today (tw_view_get_document (TW_VIEW (self)));
      export->path = g_file_get_path (file);
      g_set_weak_pointer (&export->window, window);
      tw_window_run_job (window, _("Exporting the plan"), _("The Plan Was Not Exported"), run_export,
                         on_exported, export, export_free);
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

void
tw_plans_view_export (TwPlansView *self)
{
  const TwPlanSummary *current = tw_plans_view_get_current (self);
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  if (current == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Export Plan"),
                                         GTK_WINDOW (tw_window_from (GTK_WIDGET (self))),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), _("_Cancel"));
  name = g_strdup_printf ("%s.pdf", current->name);
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser), _("PDF"), "*.pdf");
  add_filter (GTK_FILE_CHOOSER (chooser), _("XLSX Workbook"), "*.xlsx");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
