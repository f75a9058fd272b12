/* tw-list-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-list-export.h"

#include "common/tw-format.h"
#include "common/tw-list-source.h"
#include "tw-list-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwWindow       *window;       /* weak */
  GFile          *file;
  const TwEntity *entity;
  TwFilter       *filter;
  char           *sort;         /* (nullable) */
  gboolean        descending;
  char          **fields;
  guint           n_rows;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_weak_pointer (&export->window);
  g_clear_object (&export->file);
  g_clear_pointer (&export->filter, tw_filter_free);
  g_free (export->sort);
  g_strfreev (export->fields);
  g_free (export);
}

/* Written beside the file and renamed, so that a failure leaves what was there. */
static gboolean
write_list (TwJob        *job,
            TwWorkspace  *workspace,
            gpointer      data,
            GError      **error)
{
  Export *export = data;
  GCancellable *cancellable = tw_job_get_cancellable (job);
  g_autoptr (GFileOutputStream) stream = NULL;

  stream = g_file_replace (
      export->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  if (stream == NULL)
    return FALSE;

  if (tw_list_text_write (workspace,
                          export->entity,
                          export->filter,
                          export->sort,
                          export->descending,
                          NULL,
                          0,
                          (const char *const *)export->fields,
                          TW_LIST_TEXT_CSV,
                          TRUE,
                          TRUE,
                          G_OUTPUT_STREAM (stream),
                          cancellable,
                          error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);

  /* Closed with a cancelled operation the stream throws away what it has. */
  {
    g_autoptr (GCancellable) discard = g_cancellable_new ();

    g_cancellable_cancel (discard);
    g_output_stream_close (G_OUTPUT_STREAM (stream), discard, NULL);
  }

  return FALSE;
}

static void
on_written (TwJob        *job,
            gpointer      data,
            const GError *error)
{
  Export *export = data;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  if (error != NULL || export->window == NULL)
    return;

  count = tw_format_count (export->n_rows);
  /* Translators: %s is the number of rows written. */
  text = g_strdup_printf (ngettext ("%s row exported", "%s rows exported", export->n_rows), count);
  path = g_file_get_path (export->file);
  tw_window_toast_files (export->window, text, path);
}

static void
on_response (GtkNativeDialog *dialog,
             int              response,
             Export          *export)
{
  gtk_native_dialog_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT && export->window != NULL &&
      tw_window_get_document (export->window) != NULL)
    {
      export->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      tw_window_run_job (export->window, _("Exporting the list"), _("The List Was Not Exported"),
                         write_list, on_written, export, export_free);
    }
  else
    {
      export_free (export);
    }

  g_object_unref (dialog);
}

/* Takes @filter. */
static void
ask (TwWindow   *window,
     TwTable    *table,
     TwFilter   *filter,
     guint       n_rows,
     const char *file_name)
{
  TwListSource *source = TW_LIST_SOURCE (tw_table_get_source (table));
  TwList *list = tw_list_source_get_list (source);
  GtkFileChooserNative *chooser;
  Export *export;

  export = g_new0 (Export, 1);
  g_set_weak_pointer (&export->window, window);
  export->entity = tw_list_get_entity (list);
  export->filter = filter;
  export->fields = tw_table_get_columns (table, &export->sort, &export->descending);
  export->n_rows = n_rows;

  chooser = gtk_file_chooser_native_new (_("Export List"), GTK_WINDOW (window),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file_name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_response), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
tw_list_export (TwWindow   *window,
                TwTable    *table,
                const char *file_name)
{
  TwList *list;

  g_return_if_fail (TW_IS_WINDOW (window));

  list = tw_list_source_get_list (TW_LIST_SOURCE (tw_table_get_source (table)));
  ask (window, table, tw_filter_copy (tw_list_get_filter (list)),
       g_list_model_get_n_items (G_LIST_MODEL (list)), file_name);
}

void
tw_list_export_selected (TwWindow   *window,
                         TwTable    *table,
                         const char *file_name)
{
  g_autoptr (GArray) keys = tw_table_get_selected (table);
  TwFilter *filter;
  TwList *list;

  g_return_if_fail (TW_IS_WINDOW (window));

  list = tw_list_source_get_list (TW_LIST_SOURCE (tw_table_get_source (table)));
  filter = tw_filter_copy (tw_list_get_filter (list));
  tw_filter_add_among (filter, "id", (const gint64 *) keys->data, keys->len, _("Selected"));
  ask (window, table, filter, keys->len, file_name);
}
