/* tw-programs-guide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-programs-private.h"

#include "programs/tw-compare-page.h"
#include "tw-program-guide.h"

#include <glib/gi18n-lib.h>

/* ---- the guide for partners ---- */

typedef struct
{
  gint64    version;
  char     *path;
  TwWindow *window;              /* weak */
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
write_guide (TwJob        *job,
             TwWorkspace  *workspace,
             gpointer      data,
             GError      **error)
{
  const Export *export = data;
  g_autoptr (TwProgramGuide) guide = tw_program_guide_new (workspace, export->version, error);

  return guide != NULL &&
         tw_program_guide_write (guide, TW_PAPER_A4, export->path, tw_job_get_cancellable (job), error);
}

static void
on_written (TwJob        *job,
            gpointer      data,
            const GError *error)
{
  Export *export = data;

  if (error == NULL && export->window != NULL)
    tw_window_toast_files (export->window, _("Guide exported"), export->path);
}

void
tw_programs_view_export_guide_to (TwProgramsView *self,
                                  const char     *path)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const TwProgramVersion *version = page != NULL ? tw_program_page_get_version (page) : NULL;
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  Export *export;

  if (version == NULL)
    return;
  export = g_new0 (Export, 1);
  export->version = version->id;
  export->path = g_strdup (path);
  g_set_weak_pointer (&export->window, window);
  tw_window_run_job (window, _("Writing the guide"), _("The Guide Was Not Exported"), write_guide, on_written, export,
                     export_free);
}

static void
on_guide_chosen (GtkNativeDialog *dialog,
                 int              response,
                 gpointer         user_data)
{
  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      tw_programs_view_export_guide_to (user_data, path);
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
tw_programs_view_export_guide (TwProgramsView *self)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const TwProgramVersion *version = page != NULL ? tw_program_page_get_version (page) : NULL;
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  if (version == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_("Export Guide"), GTK_WINDOW (tw_window_from (GTK_WIDGET (self))),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), _("_Cancel"));
  name = g_strdup_printf ("%s %d.pdf", version->name, version->number);
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser), _("PDF"), "*.pdf");
  add_filter (GTK_FILE_CHOOSER (chooser), _("XLSX Workbook"), "*.xlsx");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_guide_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- two versions ---- */

TwComparePage *
tw_programs_view_get_compare_page (TwProgramsView *self)
{
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));

  return TW_IS_COMPARE_PAGE (page) ? TW_COMPARE_PAGE (page) : NULL;
}

/* The older number is what the newer is compared with, whichever is on the page. */
void
tw_programs_view_compare (TwProgramsView *self,
                          gint64          other)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const TwProgramVersion *version = page != NULL ? tw_program_page_get_version (page) : NULL;
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  g_autoptr (GPtrArray) versions =
      tw_program_versions_list (tw_document_get_workspace (document), NULL);
  g_autofree char *title = NULL;
  gboolean newer = FALSE;
  int number = 0;

  if (version == NULL || versions == NULL)
    return;
  for (guint i = 0; i < versions->len; i++)
    {
      const TwProgramVersion *one = versions->pdata[i];

      if (one->id == other)
        number = one->number;
    }
  newer = number > version->number;
  /* Translators: numbers of an older and a newer version. */
  title = g_strdup_printf (_("Version %1$d → %2$d"), MIN (number, version->number), MAX (number, version->number));
  tw_view_push (TW_VIEW (self),
                tw_compare_page_new (document, newer ? version->id : other, newer ? other : version->id),
                title);
}

void
tw_programs_view_compare_jump (TwProgramsView *self,
                               const char     *path)
{
  TwComparePage *page = tw_programs_view_get_compare_page (self);
  gint64 version;

  if (page == NULL)
    return;
  version = tw_compare_page_get_after (page);
  tw_view_pop (TW_VIEW (self));
  tw_programs_view_open (self, version);
  if (tw_programs_view_get_program_page (self) != NULL)
    tw_program_page_jump (tw_programs_view_get_program_page (self), path);
}
