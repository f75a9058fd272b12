/* tw-import-result-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Step 5: what was done. It only reports; Undo takes back exactly this import. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-assistant-private.h"
#include "import/tw-import-rows.h"
#include "import/tw-import-widgets.h"
#include "common/tw-format.h"

#include <glib/gi18n-lib.h>

#define TW_TYPE_IMPORT_RESULT_PAGE (tw_import_result_page_get_type ())
G_DECLARE_FINAL_TYPE (TwImportResultPage, tw_import_result_page, TW, IMPORT_RESULT_PAGE, TwImportPage)

struct _TwImportResultPage
{
  TwImportPage          parent_instance;

  /* children */
  GtkLabel             *heading;
  AdwPreferencesGroup  *counts;
  AdwPreferencesGroup  *totals;
  GtkWidget            *buttons;
  GtkWidget            *undo_button;
  GtkWidget            *rejects_button;
  GtkWidget            *show_button;
  GtkLabel             *saved;

  /* owned */
  GPtrArray            *count_rows;
  GPtrArray            *total_rows;
};

G_DEFINE_FINAL_TYPE (TwImportResultPage, tw_import_result_page, TW_TYPE_IMPORT_PAGE)

static void
show_totals (TwImportResultPage *self,
             TwImportReport     *report)
{
  for (guint i = 0; i < report->written->len; i++)
    {
      const TwImportTotal *total = g_ptr_array_index (report->written, i);
      g_autofree char *amount = tw_format_money (total->amount, total->digits, total->currency);
      g_autofree char *rows = tw_format_count ((guint) total->rows);
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows",
                                                            (gulong) total->rows), rows);

      tw_import_add_row (self->totals, self->total_rows, tw_import_row_new (amount, text));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->totals), report->written->len > 0);
}

static void
result_page_update (TwImportPage *page)
{
  TwImportResultPage *self = TW_IMPORT_RESULT_PAGE (page);
  TwImportAssistant *assistant = tw_import_page_get_assistant (page);
  TwImportSession *session = assistant->session;
  TwImportReport *report = session != NULL ? tw_import_session_get_report (session) : NULL;
  gboolean written;

  if (report == NULL || !assistant->committed)
    return;

  written = tw_import_session_get_entry (session) != 0;
  tw_import_clear_rows (self->counts, self->count_rows);
  tw_import_clear_rows (self->totals, self->total_rows);
  tw_import_add_counts (self->counts, self->count_rows, report, TRUE,
                        tw_import_session_get_options (session)->update);
  show_totals (self, report);
  gtk_label_set_text (self->heading, assistant->undone ? _("The import was undone")
                                     : written         ? _("The file was imported")
                                     : report->rejected > 0
                                       ? _("No row was imported")
                                                       : _("Everything was there already; nothing was written"));
  gtk_widget_set_visible (self->undo_button, written && !assistant->undone);
  gtk_widget_set_visible (self->rejects_button, report->rejected > 0);
  gtk_widget_set_visible (self->show_button, !assistant->undone);
}

static void
result_page_focus (TwImportPage *page)
{
  gtk_widget_grab_focus (tw_assistant_get_next (TW_ASSISTANT (tw_import_page_get_assistant (page))));
}

static void
on_undo (TwImportResultPage *self)
{
  tw_import_assistant_undo (tw_import_page_get_assistant (TW_IMPORT_PAGE (self)));
}

static void
on_save_chosen (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  TwImportAssistant *assistant = tw_import_page_get_assistant (user_data);
  GtkLabel *note = g_object_get_data (G_OBJECT (dialog), "tw-note");

  gtk_native_dialog_destroy (dialog);
  if (response == GTK_RESPONSE_ACCEPT && assistant->session != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GError) error = NULL;

      if (tw_import_report_save_rejects (tw_import_session_get_report (assistant->session),
                                         tw_import_session_get_mapping (assistant->session)->headings, file,
                                         &error))
        {
          g_autofree char *path = g_file_get_parse_name (file);
          g_autofree char *text = g_strdup_printf (_("The rejected rows are in %s."), path);

          gtk_label_set_text (note, text);
          gtk_widget_set_visible (GTK_WIDGET (note), TRUE);
        }
      else
        {
          tw_import_assistant_show (assistant, error->message);
        }
    }
  g_object_unref (dialog);
}

void
tw_import_save_rejects (TwImportPage *page,
                        GtkLabel     *note)
{
  TwImportAssistant *assistant = tw_import_page_get_assistant (page);
  GtkFileChooserNative *chooser;
  g_autofree char *base = g_file_get_basename (assistant->file);
  /* Translators: the suggested name of a file; %s is the name of the imported file. */
  g_autofree char *name = g_strdup_printf (_("rejected rows of %s"), base);

  chooser = gtk_file_chooser_native_new (_("Save Rejected Rows"), GTK_WINDOW (assistant),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data (G_OBJECT (chooser), "tw-note", note);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_save_chosen), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_save_rejects (TwImportResultPage *self)
{
  tw_import_save_rejects (TW_IMPORT_PAGE (self), self->saved);
}

/* Partners have a view; rows of other kinds are listed by themselves. */
static void
on_show (TwImportResultPage *self)
{
  TwImportAssistant *assistant = tw_import_page_get_assistant (TW_IMPORT_PAGE (self));
  TwWindow *window = tw_window_from (GTK_WIDGET (assistant));
  const TwEntity *entity = assistant->entity;
  g_autoptr (TwDocument) document = g_object_ref (assistant->document);

  gtk_window_close (GTK_WINDOW (assistant));
  if (window == NULL)
    return;
  if (g_str_equal (entity->name, "partner"))
    tw_window_show_view (window, "partners");
  else
    gtk_window_present (GTK_WINDOW (tw_import_rows_new (window, document, entity)));
}

/* Side by side they need more than a narrow window has. */
static void
on_size_class (TwImportResultPage *self,
               GParamSpec         *pspec,
               TwSizeBin          *bin)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                  tw_size_bin_get_size_class (bin) == TW_SIZE_NARROW
                                    ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static GtkWidget *
add_button (GtkBox     *box,
            const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_box_append (box, button);

  return button;
}

static void
add_buttons (TwImportResultPage *self,
             GtkBox             *body)
{
  GtkWidget *flow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->buttons = flow;
  gtk_widget_set_halign (flow, GTK_ALIGN_CENTER);
  self->show_button = add_button (GTK_BOX (flow), _("S_how Rows"));
  self->undo_button = add_button (GTK_BOX (flow), _("_Undo"));
  self->rejects_button = add_button (GTK_BOX (flow), _("Save _Rejected Rows…"));
  g_signal_connect_object (self->undo_button, "clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rejects_button, "clicked", G_CALLBACK (on_save_rejects), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->show_button, "clicked", G_CALLBACK (on_show), self, G_CONNECT_SWAPPED);
  gtk_box_append (body, flow);
}

static void
tw_import_result_page_constructed (GObject *object)
{
  TwImportResultPage *self = TW_IMPORT_RESULT_PAGE (object);
  GtkBox *body = tw_import_page_create_body (TW_IMPORT_PAGE (self));

  G_OBJECT_CLASS (tw_import_result_page_parent_class)->constructed (object);

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "title-2");
  self->counts = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->totals = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->totals, _("Control totals of the new rows"));
  gtk_box_append (body, GTK_WIDGET (self->heading));
  gtk_box_append (body, GTK_WIDGET (self->counts));
  gtk_box_append (body, GTK_WIDGET (self->totals));
  add_buttons (self, body);
  g_signal_connect_object (tw_assistant_get_size (TW_ASSISTANT (tw_import_page_get_assistant (TW_IMPORT_PAGE (self)))),
                           "notify::size-class", G_CALLBACK (on_size_class), self, G_CONNECT_SWAPPED);
  self->saved = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->saved, TRUE);
  gtk_label_set_wrap_mode (self->saved, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), FALSE);
  gtk_box_append (body, GTK_WIDGET (self->saved));
}

static void
tw_import_result_page_finalize (GObject *object)
{
  TwImportResultPage *self = TW_IMPORT_RESULT_PAGE (object);

  g_ptr_array_unref (self->count_rows);
  g_ptr_array_unref (self->total_rows);

  G_OBJECT_CLASS (tw_import_result_page_parent_class)->finalize (object);
}

static void
tw_import_result_page_class_init (TwImportResultPageClass *klass)
{
  TwImportPageClass *page_class = TW_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = tw_import_result_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = tw_import_result_page_finalize;
  page_class->update = result_page_update;
  page_class->focus = result_page_focus;
}

static void
tw_import_result_page_init (TwImportResultPage *self)
{
  self->count_rows = g_ptr_array_new ();
  self->total_rows = g_ptr_array_new ();
}

GtkWidget *
tw_import_result_page_new (TwImportAssistant *assistant)
{
  return g_object_new (TW_TYPE_IMPORT_RESULT_PAGE, "assistant", assistant, NULL);
}
