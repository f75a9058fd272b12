/* tw-report-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-report-private.h"

#include "common/tw-dialog-role.h"
#include "common/tw-discard.h"
#include "common/tw-size-bin.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

#define OPTIONS_WIDTH 340
#define PREVIEW_WIDTH 440

G_DEFINE_FINAL_TYPE (TwReportWindow, tw_report_window, ADW_TYPE_WINDOW)

/* --- what is asked for --- */

void
tw_report_order_free (TwReportOrder *order)
{
  for (guint i = 0; i < order->n_pages; i++)
    {
      g_free ((char *) order->pages[i].title);
      g_free ((char *) order->pages[i].comment);
    }
  g_free (order->pages);
  g_free (order->title);
  g_free (order->comment);
  tw_board_report_unref (order->report);
  g_free (order);
}

static char *
get_words (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

TwReportOrder *
tw_report_window_order (TwReportWindow *self)
{
  TwReportOrder *order = g_new0 (TwReportOrder, 1);

  order->report = tw_board_report_ref (self->report);
  order->title = get_words (self->title);
  order->comment = get_words (self->comment);
  order->paper = adw_combo_row_get_selected (self->paper) == 1 ? TW_PAPER_LETTER : TW_PAPER_A4;
  order->pages = g_new0 (TwBoardPage, self->entries->len + 1);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const TwReportEntry *entry = g_ptr_array_index (self->entries, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (entry->check)))
        order->pages[order->n_pages++]
          = (TwBoardPage){ entry->chart->id, get_words (entry->title), get_words (entry->comment) };
    }

  return order;
}

/* All that was typed, to see whether something would be lost. */
static char *
describe_words (TwReportWindow *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "%s\n%s\n", gtk_editable_get_text (GTK_EDITABLE (self->title)),
                          gtk_editable_get_text (GTK_EDITABLE (self->comment)));
  for (guint i = 0; i < self->entries->len; i++)
    {
      const TwReportEntry *entry = g_ptr_array_index (self->entries, i);

      g_string_append_printf (words, "%s: %s\n%s\n", entry->chart->id,
                              gtk_editable_get_text (GTK_EDITABLE (entry->title)),
                              gtk_editable_get_text (GTK_EDITABLE (entry->comment)));
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* From here on it is nothing that closing would lose. */
static void
note_words (TwReportWindow *self)
{
  g_object_set_data_full (G_OBJECT (self), "tw-words", describe_words (self), g_free);
}

static gboolean
tw_report_window_close_request (GtkWindow *window)
{
  TwReportWindow *self = TW_REPORT_WINDOW (window);
  g_autofree char *words = describe_words (self);

  if (g_strcmp0 (words, g_object_get_data (G_OBJECT (self), "tw-words")) == 0)
    return GTK_WINDOW_CLASS (tw_report_window_parent_class)->close_request (window);

  tw_discard_ask (window, G_CALLBACK (gtk_window_destroy), self);

  return GDK_EVENT_STOP;
}

/* --- computing --- */

typedef struct
{
  TwReportWindow *window;     /* weak, main loop only */
  TwBoardScope   *scope;
  char          **charts;
  TwBoardReport  *report;
} Computing;

static void
computing_free (gpointer data)
{
  Computing *computing = data;

  tw_board_scope_free (computing->scope);
  g_strfreev (computing->charts);
  g_clear_pointer (&computing->report, tw_board_report_unref);
  g_free (computing);
}

static void
on_progress (guint    done,
             guint    total,
             gpointer user_data)
{
  tw_job_set_fraction (user_data, (double) done / MAX (total, 1));
}

static gboolean
run_computing (TwJob        *job,
               TwWorkspace  *workspace,
               gpointer      data,
               GError      **error)
{
  Computing *computing = data;

  computing->report = tw_board_report_new (workspace, computing->scope, (const char *const *) computing->charts,
                                           tw_job_get_cancellable (job), on_progress, job, error);

  return computing->report != NULL;
}

static void
set_ready (TwReportWindow *self,
           gboolean        ready)
{
  gtk_widget_set_sensitive (self->save_pdf, ready);
  gtk_widget_set_sensitive (self->save_xlsx, ready);
  tw_tooltip_set (self->save_pdf, ready ? NULL : _("The figures are being computed"));
  tw_tooltip_set (self->save_xlsx, ready ? NULL : _("The figures are being computed"));
}

static void
on_computed (TwJob        *job,
             gpointer      data,
             const GError *error)
{
  Computing *computing = data;
  TwReportWindow *self = computing->window;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&computing->window);
  self->job = NULL;
  if (error != NULL)
    {
      tw_report_preview_fail (self, error);
      return;
    }

  self->report = g_steal_pointer (&computing->report);
  set_ready (self, TRUE);
  tw_report_preview_change (self);
}

static void
compute (TwReportWindow *self)
{
  Computing *computing = g_new0 (Computing, 1);
  g_autoptr (GStrvBuilder) charts = g_strv_builder_new ();

  for (guint i = 0; i < self->entries->len; i++)
    g_strv_builder_add (charts, ((TwReportEntry *) g_ptr_array_index (self->entries, i))->chart->id);
  g_set_weak_pointer (&computing->window, self);
  computing->scope = tw_board_scope_copy (self->scope);
  computing->charts = g_strv_builder_end (charts);
  self->job = tw_document_run_job (self->document, _("Computing the report"), run_computing, on_computed, computing,
                                   computing_free);
}

/* --- saving --- */

typedef struct
{
  TwReportWindow *window;     /* weak, main loop only */
  TwReportOrder  *order;
  char           *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  tw_report_order_free (saving->order);
  g_free (saving->path);
  g_free (saving);
}

static gboolean
run_saving (TwJob        *job,
            TwWorkspace  *workspace,
            gpointer      data,
            GError      **error)
{
  Saving *saving = data;
  TwReportOrder *order = saving->order;
  const TwBoardOptions options = { .title = order->title, .comment = order->comment };

  if (g_str_has_suffix (saving->path, ".xlsx"))
    return tw_board_report_write_xlsx (order->report, &options, order->pages, order->n_pages, order->paper,
                                       saving->path, error);

  return tw_board_report_write_pdf (order->report, &options, order->pages, order->n_pages, order->paper, saving->path,
                                    tw_job_get_cancellable (job), error);
}

static void
on_show_files (TwReportWindow *self,
               AdwToast       *toast)
{
  gtk_show_uri (GTK_WINDOW (self), g_object_get_data (G_OBJECT (toast), "tw-uri"), GDK_CURRENT_TIME);
}

static void
show_error (TwReportWindow *self,
            const GError   *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("The Report Was Not Saved"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_saved (TwJob        *job,
          gpointer      data,
          const GError *error)
{
  Saving *saving = data;
  TwReportWindow *self = saving->window;
  g_autofree char *folder = g_path_get_dirname (saving->path);
  AdwToast *toast;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&saving->window);
  if (self->toasts == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      show_error (self, error);
      return;
    }

  note_words (self);
  toast = adw_toast_new (_("Report saved"));
  adw_toast_set_button_label (toast, _("Show Files"));
  g_object_set_data_full (G_OBJECT (toast), "tw-uri", g_filename_to_uri (folder, NULL, NULL), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_show_files), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
tw_report_window_save (TwReportWindow *self,
                       const char     *path)
{
  Saving *saving;

  g_return_if_fail (TW_IS_REPORT_WINDOW (self) && path != NULL);

  if (self->report == NULL)
    return;

  saving = g_new0 (Saving, 1);
  g_set_weak_pointer (&saving->window, self);
  saving->order = tw_report_window_order (self);
  saving->path = g_strdup (path);
  tw_document_run_job (self->document, _("Writing the report"), run_saving, on_saved, saving, saving_free);
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           TwReportWindow  *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  gtk_native_dialog_destroy (dialog);
  if (response == GTK_RESPONSE_ACCEPT)
    {
      const char *extension = g_object_get_data (G_OBJECT (dialog), "tw-extension");
      g_autofree char *suffix = g_strconcat (".", extension, NULL);

      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      path = g_file_get_path (file);
      /* Who types a name without its ending means the kind that was asked for. */
      if (!g_str_has_suffix (path, suffix))
        {
          g_autofree char *bare = g_steal_pointer (&path);

          path = g_strconcat (bare, suffix, NULL);
        }
      tw_report_window_save (self, path);
    }
  g_object_unref (dialog);
}

static void
ask_for_file (TwReportWindow *self,
              const char     *extension,
              const char     *kind)
{
  g_autofree char *name = tw_board_report_file_name (self->report, extension);
  g_autofree char *pattern = g_strconcat ("*.", extension, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser
    = gtk_file_chooser_native_new (_("Save Board Report"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                                   _("_Cancel"));

  gtk_file_filter_set_name (filter, kind);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data (G_OBJECT (chooser), "tw-extension", (gpointer) extension);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_save_pdf (TwReportWindow *self)
{
  ask_for_file (self, "pdf", _("PDF Documents"));
}

static void
on_save_xlsx (TwReportWindow *self)
{
  ask_for_file (self, "xlsx", _("Workbooks"));
}

/* --- narrow: the options, or the pages --- */

static void
update_folded (TwReportWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean preview = g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "preview") == 0;

  gtk_widget_set_visible (self->preview_button, folded && !preview);
  gtk_widget_set_visible (self->back_button, folded && preview);
}

static void
on_preview (TwReportWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "preview");
  gtk_widget_grab_focus (self->area);
}

static void
on_back (TwReportWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "options");
  gtk_widget_grab_focus (self->preview_button);
}

/* --- construction --- */

static GtkWidget *
create_header (TwReportWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->back_button = gtk_button_new_from_icon_name ("go-previous-symbolic");
  tw_tooltip_set (self->back_button, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"), -1);
  g_signal_connect_object (self->back_button, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  self->preview_button = gtk_button_new_with_mnemonic (_("_Preview"));
  g_signal_connect_object (self->preview_button, "clicked", G_CALLBACK (on_preview), self, G_CONNECT_SWAPPED);

  self->save_pdf = gtk_button_new_with_mnemonic (_("Save as _PDF…"));
  gtk_widget_add_css_class (self->save_pdf, "suggested-action");
  g_signal_connect_object (self->save_pdf, "clicked", G_CALLBACK (on_save_pdf), self, G_CONNECT_SWAPPED);
  self->save_xlsx = gtk_button_new_with_mnemonic (_("Save as _XLSX…"));
  g_signal_connect_object (self->save_xlsx, "clicked", G_CALLBACK (on_save_xlsx), self, G_CONNECT_SWAPPED);

  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back_button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->preview_button);

  return header;
}

/* In a narrow window the header has no room for both beside the title. */
static GtkWidget *
create_foot (TwReportWindow *self)
{
  GtkWidget *bar = gtk_action_bar_new ();

  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), self->save_pdf);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), self->save_xlsx);

  return bar;
}

static GtkWidget *
wrap (GtkWidget *child,
      int        natural)
{
  GtkWidget *bin = tw_size_bin_new (natural);

  adw_bin_set_child (ADW_BIN (bin), child);

  return bin;
}

static GtkWidget *
create_content (TwReportWindow    *self,
                const char *const *charts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  AdwLeafletPage *page;

  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_fold_threshold_policy (self->leaflet, ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  page = adw_leaflet_append (self->leaflet, wrap (tw_report_options_create (self, charts), OPTIONS_WIDTH));
  adw_leaflet_page_set_name (page, "options");
  page = adw_leaflet_append (self->leaflet, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_leaflet_page_set_navigatable (page, FALSE);
  page = adw_leaflet_append (self->leaflet, wrap (tw_report_preview_create (self), PREVIEW_WIDTH));
  adw_leaflet_page_set_name (page, "preview");
  gtk_widget_set_hexpand (adw_leaflet_page_get_child (page), TRUE);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (update_folded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child", G_CALLBACK (update_folded), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->leaflet), TRUE);

  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->leaflet));
  gtk_box_append (GTK_BOX (box), create_foot (self));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  /* Above the pages' buttons and those of the window. */
  gtk_widget_add_css_class (GTK_WIDGET (self->toasts), "report-toast");
  adw_toast_overlay_set_child (self->toasts, box);

  return GTK_WIDGET (self->toasts);
}

static void
tw_report_window_dispose (GObject *object)
{
  TwReportWindow *self = TW_REPORT_WINDOW (object);

  g_clear_handle_id (&self->redraw_source, g_source_remove);
  if (self->job != NULL)
    tw_job_cancel (self->job);
  self->job = NULL;
  self->leaflet = NULL;
  self->toasts = NULL;

  G_OBJECT_CLASS (tw_report_window_parent_class)->dispose (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->report, tw_board_report_unref);
  g_clear_pointer (&self->scope, tw_board_scope_free);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_object (&self->document);
}

static void
tw_report_window_class_init (TwReportWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_report_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tw_report_window_close_request;

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tw_report_window_init (TwReportWindow *self)
{
  tw_dialog_tell_role (self);
  self->entries = g_ptr_array_new_with_free_func (tw_report_entry_free);
}

GtkWidget *
tw_report_window_new (TwWindow           *parent,
                      const TwBoardScope *scope,
                      const char *const  *charts)
{
  TwReportWindow *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (TW_IS_WINDOW (parent) && scope != NULL && charts != NULL, NULL);

  /* Translators: the title of a window; %s is a period. */
  title = g_strdup_printf (_("Board Report %s"), scope->period_name);
  self = g_object_new (TW_TYPE_REPORT_WINDOW, "title", title, "modal", TRUE, "transient-for", parent, NULL);
  self->document = g_object_ref (tw_window_get_document (parent));
  self->scope = tw_board_scope_copy (scope);
  adw_window_set_content (ADW_WINDOW (self), create_content (self, charts));
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  gtk_window_set_default_size (GTK_WINDOW (self), MIN (1040, gtk_widget_get_width (GTK_WIDGET (parent))),
                               MIN (760, gtk_widget_get_height (GTK_WIDGET (parent))));
  update_folded (self);
  set_ready (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->title), title);
  note_words (self);
  compute (self);

  return GTK_WIDGET (self);
}

gboolean
tw_report_window_is_ready (TwReportWindow *self)
{
  g_return_val_if_fail (TW_IS_REPORT_WINDOW (self), FALSE);

  return self->report != NULL && self->picture != NULL && !self->drawing && !self->stale;
}

guint
tw_report_window_count (TwReportWindow *self)
{
  g_return_val_if_fail (TW_IS_REPORT_WINDOW (self), 0);

  return self->n_pages;
}
