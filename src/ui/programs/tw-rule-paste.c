/* tw-rule-paste.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-bands.h"

#include "common/tw-input.h"
#include "tw-decimal.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ROWS 1000

/* --- reading --- */

/* (transfer full) (nullable): a plain number or percentage. */
static char *
read_number (const char *text)
{
  g_autofree char *cell = g_strstrip (g_strdup (text));
  g_autofree char *plain = tw_input_to_plain (strchr (cell, '%') != NULL ? TW_FIELD_RATE : TW_FIELD_MONEY, cell);
  gint64 number;
  gboolean right = g_str_has_suffix (plain, "%") ? tw_number_parse (plain, &number, NULL)
                                                 : tw_decimal_parse (plain, TW_MILLIONTHS_DIGITS, &number, NULL);

  return right ? g_steal_pointer (&plain) : NULL;
}

static gboolean
is_open (const char *cell)
{
  g_autofree char *text = g_strstrip (g_strdup (cell));

  return *text == '\0' || g_str_equal (text, "-") || g_str_equal (text, "–") || g_str_equal (text, "∞");
}

/* One row as a band. @closed: its second cell is where the band ends. */
static gboolean
append_row (GString     *json,
            char       **cells,
            guint        row,
            gboolean     closed,
            const char  *pay_key,
            GError     **error)
{
  guint pay_column = closed ? 2 : 1;
  g_autofree char *from = read_number (cells[0]);
  g_autofree char *to = closed ? read_number (cells[1]) : NULL;
  g_autofree char *pay = NULL;
  gboolean first = json->len == 1;
  const char *wrong = NULL;

  if (g_strv_length (cells) <= pay_column)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("Row %u has fewer cells than the first one."), row);
      return FALSE;
    }
  pay = read_number (cells[pay_column]);
  if (from == NULL && !(first && is_open (cells[0])))
    wrong = cells[0];
  else if (closed && to == NULL && !is_open (cells[1]))
    wrong = cells[1];
  else if (pay == NULL)
    wrong = cells[pay_column];
  if (wrong != NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("Row %1$u: “%2$s” is not a number. Correct it and paste again."), row, wrong);
      return FALSE;
    }

  g_string_append_printf (json, "%s{\"from\":", first ? "" : ",");
  if (from != NULL)
    g_string_append_printf (json, "\"%s\"", from);
  else
    g_string_append (json, "null");
  if (to != NULL)
    g_string_append_printf (json, ",\"to\":\"%s\"", to);
  g_string_append_printf (json, ",\"%s\":\"%s\"}", pay_key, pay);

  return TRUE;
}

static char **
split_cells (const char *line)
{
  const char *sign = strchr (line, '\t') != NULL ? "\t" : ";";

  return g_strsplit (line, sign, -1);
}

char *
tw_rule_bands_read (const char  *text,
                    const char  *pay_key,
                    GError     **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) json = g_string_new ("[");
  gboolean begun = FALSE;
  gboolean closed = FALSE;

  if (g_strv_length (lines) > MOST_ROWS)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("More than %u rows are no table of bands. Copy fewer rows."), MOST_ROWS);
      return NULL;
    }

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strchomp (g_strdup (lines[i]));
      g_auto (GStrv) cells = split_cells (line);
      guint n = g_strv_length (cells);
      g_autofree char *last = n > 1 ? read_number (cells[n - 1]) : NULL;

      /* Titles above the numbers are passed over. */
      if (*line == '\0' || (!begun && n > 1 && last == NULL))
        continue;
      if (n < 2)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                       _("Row %u has one cell: a band needs where it begins and what it pays."), i + 1);
          return NULL;
        }
      if (!begun)
        closed = n > 2;
      begun = TRUE;
      if (!append_row (json, cells, i + 1, closed, pay_key, error))
        return NULL;
    }
  if (!begun)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PARSE,
                           _("Paste rows with where a band begins, where it ends, and what it pays."));
      return NULL;
    }
  g_string_append_c (json, ']');

  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* --- the dialog --- */

typedef struct
{
  TwRuleForm    *form;
  GtkWindow     *window;
  GtkTextBuffer *buffer;
  GtkLabel      *message;
} Paste;

static void
show_error (Paste        *paste,
            const GError *error)
{
  gtk_label_set_text (paste->message, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (paste->message), error != NULL);
}

static void
on_replace (Paste *paste)
{
  TwRuleForm *form = paste->form;
  const TwRule *rule = tw_rule_form_get_rule (form);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = tw_rule_form_name (form);
  g_autofree char *label = g_strdup_printf (_("Replaced the bands of “%s”"), name);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = tw_rule_form_path (form, "table/bands");
  GtkTextIter start, end;
  gboolean plain;
  g_autofree char *base = tw_rule_bands_base (form, 0, &plain);

  gtk_text_buffer_get_bounds (paste->buffer, &start, &end);
  text = gtk_text_buffer_get_text (paste->buffer, &start, &end, FALSE);
  json = tw_rule_bands_read (text, tw_rule_bands_pay_key (rule), &error);
  if (json == NULL)
    {
      show_error (paste, error);
      return;
    }

  for (guint i = 0; plain && i < 3; i++)
    {
      static const char * const keys[] = { "rate", "price", "flat" };
      g_autofree char *key = tw_rule_form_path (form, keys[i]);

      if (tw_rule_form_lookup (form, key) != NULL)
        tw_program_edits_remove (edits, key);
    }
  tw_program_edits_set (edits, path, json);
  if (tw_program_tab_write (form->tab, edits, label, &error))
    gtk_window_close (paste->window);
  else
    show_error (paste, error);
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GtkTextBuffer) buffer = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  /* Only what looks like a table; the person can paste anything by hand. */
  if (text != NULL && strchr (text, '\n') != NULL && gtk_text_buffer_get_char_count (buffer) == 0)
    gtk_text_buffer_set_text (buffer, text, -1);
}

static GtkWidget *
create_bar (Paste *paste)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *replace = gtk_button_new_with_mnemonic (_("_Replace Bands"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), replace);
  gtk_widget_add_css_class (replace, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), paste->window);
  g_signal_connect_swapped (replace, "clicked", G_CALLBACK (on_replace), paste);

  return bar;
}

static GtkWidget *
create_content (Paste *paste)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *hint = gtk_label_new (_("Rows of a spreadsheet: where a band begins, where it ends, what it pays. "
                                     "Without the end, each band goes on to the next."));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *message = gtk_label_new (NULL);

  paste->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  paste->message = GTK_LABEL (message);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rows"), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, message, NULL, -1);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_widget_add_css_class (message, "error");
  gtk_widget_set_visible (message, FALSE);
  gtk_widget_add_css_class (scroller, "frame");
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), message);

  return box;
}

void
tw_rule_bands_paste (TwRuleForm *form)
{
  Paste *paste = g_new0 (Paste, 1);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (form));

  paste->form = form;
  paste->window = GTK_WINDOW (window);
  gtk_window_set_title (GTK_WINDOW (window), _("Paste Bands"));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_set_default_size (GTK_WINDOW (window), 420, 420);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_box_append (GTK_BOX (box), create_bar (paste));
  gtk_box_append (GTK_BOX (box), create_content (paste));
  adw_window_set_content (ADW_WINDOW (window), box);
  {
    GtkEventController *keys = gtk_shortcut_controller_new ();

    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                            gtk_named_action_new ("window.close")));
    gtk_widget_add_controller (window, keys);
  }
  g_object_set_data_full (G_OBJECT (window), "tw-paste", paste, g_free);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (form)), NULL, on_clipboard_read,
                                 g_object_ref (paste->buffer));
  gtk_window_present (GTK_WINDOW (window));
}
