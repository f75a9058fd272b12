/* tw-chart-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-save.h"

#include "common/tw-background.h"
#include "tw-chart-data.h"
#include "tw-chart-table.h"

#include <glib/gi18n-lib.h>

/* Text on paper, in points. */
#define PRINT_FONT 10

typedef struct
{
  TwWindow     *window;       /* weak */
  TwChartSpec  *spec;
  TwChartStyle  style;
  char         *path;
} Saving;

static Saving *
saving_new (TwWindow           *window,
            TwChartSpec        *spec,
            const TwChartStyle *style)
{
  Saving *saving = g_new0 (Saving, 1);

  g_set_weak_pointer (&saving->window, window);
  saving->spec = tw_chart_spec_ref (spec);
  saving->style = *style;

  return saving;
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_weak_pointer (&saving->window);
  tw_chart_spec_unref (saving->spec);
  g_free (saving->path);
  g_free (saving);
}

/* --- files --- */

static gboolean
ends_with (const char *path,
           const char *suffix)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  return g_str_has_suffix (folded, suffix);
}

static gboolean
write_chart (TwJob        *job,
             TwWorkspace  *workspace,
             gpointer      data,
             GError      **error)
{
  Saving *saving = data;

  if (ends_with (saving->path, ".svg"))
    return tw_chart_write_svg (saving->spec, &saving->style, 0, 0, saving->path, error);
  if (ends_with (saving->path, ".pdf"))
    return tw_chart_write_pdf (saving->spec, &saving->style, saving->path, error);

  return tw_chart_write_png (saving->spec, &saving->style, 0, 0, saving->path, error);
}

static void
on_written (TwJob        *job,
            gpointer      data,
            const GError *error)
{
  Saving *saving = data;

  if (error == NULL && saving->window != NULL)
    tw_window_toast_files (saving->window, _("Chart saved"), saving->path);
}

void
tw_chart_save_to (TwWindow           *window,
                  TwChartSpec        *spec,
                  const TwChartStyle *style,
                  const char         *path)
{
  Saving *saving;

  g_return_if_fail (TW_IS_WINDOW (window));
  g_return_if_fail (spec != NULL && style != NULL && path != NULL);

  saving = saving_new (window, spec, style);
  saving->path = g_strdup (path);
  tw_window_run_job (window, _("Saving the chart"), _("The Chart Was Not Saved"), write_chart, on_written, saving,
                     saving_free);
}

static const struct
{
  const char *name;
  const char *suffix;
} formats[] = {
  { N_("Picture (PNG)"), ".png" },
  { N_("Vector Picture (SVG)"), ".svg" },
  { N_("Page with Table (PDF)"), ".pdf" },
};

static void
add_formats (GtkFileChooser *chooser)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _(formats[i].name));
      gtk_file_filter_add_suffix (filter, formats[i].suffix + 1);
      g_object_set_data (G_OBJECT (filter), "tw-suffix", (gpointer) formats[i].suffix);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

/* The name decides the format; one without any of the three gets the chosen one's. */
static char *
complete_path (GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *suffix = filter != NULL ? g_object_get_data (G_OBJECT (filter), "tw-suffix") : NULL;
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (ends_with (path, formats[i].suffix))
        return g_steal_pointer (&path);
    }

  return g_strconcat (path, suffix != NULL ? suffix : ".png", NULL);
}

static void
on_response (GtkNativeDialog *dialog,
             int              response,
             Saving          *saving)
{
  gtk_native_dialog_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT && saving->window != NULL
      && tw_window_get_document (saving->window) != NULL)
    {
      g_autofree char *path = complete_path (GTK_FILE_CHOOSER (dialog));

      if (path != NULL)
        tw_chart_save_to (saving->window, saving->spec, &saving->style, path);
    }

  saving_free (saving);
  g_object_unref (dialog);
}

void
tw_chart_save_as (TwWindow           *window,
                  TwChartSpec        *spec,
                  const TwChartStyle *style)
{
  g_autofree char *name = NULL;
  GtkFileChooserNative *chooser;

  g_return_if_fail (TW_IS_WINDOW (window));
  g_return_if_fail (spec != NULL && style != NULL);

  name = g_strdup_printf ("%s.png", tw_chart_spec_get_text (spec, TW_CHART_TEXT_TITLE));
  g_strdelimit (name, "/\\:", '-');
  chooser = gtk_file_chooser_native_new (_("Save Chart"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  add_formats (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_response), saving_new (window, spec, style));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- clipboard --- */

static void
make_png (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;
  GBytes *png = tw_chart_to_png (saving->spec, &saving->style, 0, 0, &error);

  if (png != NULL)
    g_task_return_pointer (task, png, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
on_png (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *tsv = tw_chart_spec_to_tsv (saving->spec);
  g_autoptr (GdkContentProvider) content = NULL;
  GdkContentProvider *parts[2];

  if (png == NULL)
    {
      if (saving->window != NULL)
        tw_window_show_error (saving->window, _("The Chart Was Not Copied"), error);
      return;
    }

  parts[0] = gdk_content_provider_new_for_bytes ("image/png", png);
  parts[1] = gdk_content_provider_new_typed (G_TYPE_STRING, tsv);
  content = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
  if (saving->window != NULL)
    tw_window_toast (saving->window, _("Chart copied"), 0);
}

void
tw_chart_copy (GtkWidget          *widget,
               TwChartSpec        *spec,
               const TwChartStyle *style)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (spec != NULL && style != NULL);

  task = g_task_new (widget, NULL, on_png, NULL);
  g_task_set_task_data (task, saving_new (tw_window_from (widget), spec, style), saving_free);
  tw_background_run_task (task, make_png);
}

/* --- paper --- */

static void
on_draw_page (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Saving            *saving)
{
  const TwChartRect area = { 0, 0, gtk_print_context_get_width (context),
                             MIN (gtk_print_context_get_height (context),
                                  gtk_print_context_get_width (context) * 0.7) };

  tw_chart_draw (saving->spec, &saving->style, gtk_print_context_get_cairo_context (context), &area);
}

GtkPrintOperation *
tw_chart_print_new (TwChartSpec        *spec,
                    const TwChartStyle *style)
{
  GtkPrintOperation *operation;
  g_autoptr (GtkPageSetup) setup = NULL;
  Saving *saving;

  g_return_val_if_fail (spec != NULL && style != NULL, NULL);

  saving = saving_new (NULL, spec, style);
  saving->style.font_size = PRINT_FONT;
  saving->style.parts = TW_CHART_PART_TITLE | TW_CHART_PART_SUBTITLE | TW_CHART_PART_CAPTION;
  setup = gtk_page_setup_new ();
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  operation = gtk_print_operation_new ();
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, tw_chart_spec_get_text (spec, TW_CHART_TEXT_TITLE));
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page), saving,
                         (GClosureNotify) (void (*) (void)) saving_free, 0);

  return operation;
}

void
tw_chart_print (TwWindow           *window,
                TwChartSpec        *spec,
                const TwChartStyle *style)
{
  g_autoptr (GtkPrintOperation) operation = tw_chart_print_new (spec, style);
  g_autoptr (GError) error = NULL;

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    tw_window_show_error (window, _("The Chart Was Not Printed"), error);
}
