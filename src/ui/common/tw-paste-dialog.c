/* tw-paste-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-paste-dialog.h"

#include "common/tw-dialog-role.h"
#include "common/tw-format.h"
#include "common/tw-rows-source.h"
#include "common/tw-tooltip.h"
#include "tw-row-edit.h"

#include <glib/gi18n-lib.h>

struct _TwPasteDialog
{
  AdwWindow  parent_instance;

  GtkWidget *paste_button;
};

G_DEFINE_FINAL_TYPE (TwPasteDialog, tw_paste_dialog, ADW_TYPE_WINDOW)

enum
{
  PASTE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_paste (TwPasteDialog *self)
{
  g_signal_emit (self, signals[PASTE], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
tw_paste_dialog_class_init (TwPasteDialogClass *klass)
{
  signals[PASTE] = g_signal_new ("paste", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
tw_paste_dialog_init (TwPasteDialog *self)
{
  tw_dialog_tell_role (self);
}

static GtkWidget *
create_header (TwPasteDialog *self,
               gboolean       allowed)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");

  self->paste_button = gtk_button_new_with_mnemonic (_("_Paste"));
  gtk_widget_add_css_class (self->paste_button, "suggested-action");
  gtk_widget_set_sensitive (self->paste_button, allowed);
  if (!allowed)
    tw_tooltip_set (self->paste_button, _("Some values are refused"));
  g_signal_connect_object (self->paste_button, "clicked", G_CALLBACK (on_paste), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->paste_button);
  gtk_window_set_default_widget (GTK_WINDOW (self), allowed ? self->paste_button : cancel);

  return header;
}

/* What is refused comes first. */
static TwTableSource *
create_source (GPtrArray *edits,
               GPtrArray *names,
               GPtrArray *columns)
{
  static const TwTableColumn shown[] = {
    { .id = "row", .title = N_("Row"), .width = 180 },
    { .id = "column", .title = N_("Column"), .width = 110 },
    { .id = "before", .title = N_("Now"), .width = 120 },
    { .id = "after", .title = N_("Then"), .width = 120 },
    { .id = "message", .title = N_("Refused Because"), .width = 260 },
    { NULL },
  };
  TwTableColumn translated[G_N_ELEMENTS (shown)];
  TwTableSource *source;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      translated[i] = shown[i];
      if (shown[i].title != NULL)
        translated[i].title = _(shown[i].title);
    }

  source = tw_rows_source_new (translated);

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < edits->len; i++)
        {
          const TwCellEdit *edit = edits->pdata[i];
          const char *cells[] = {
            names->pdata[i], columns->pdata[i], edit->before != NULL ? edit->before : "",
            edit->after != NULL ? edit->after : edit->text,
            edit->message != NULL ? edit->message : "", NULL,
          };

          if ((edit->message == NULL) == (pass == 1)
              && (edit->message != NULL || g_strcmp0 (edit->before, edit->after) != 0))
            tw_rows_source_add (TW_ROWS_SOURCE (source), i + 1, cells);
        }
    }

  tw_rows_source_update (TW_ROWS_SOURCE (source));

  return source;
}

static char *
describe (GPtrArray *edits,
          guint     *refused)
{
  guint changed = 0;
  g_autofree char *count = NULL;

  *refused = 0;
  for (guint i = 0; i < edits->len; i++)
    {
      const TwCellEdit *edit = edits->pdata[i];

      *refused += edit->message != NULL;
      changed += edit->message == NULL && g_strcmp0 (edit->before, edit->after) != 0;
    }

  count = tw_format_count (*refused > 0 ? *refused : changed);
  if (*refused > 0)
    /* Translators: %s is a number of cells. */
    return g_strdup_printf (ngettext ("%s value is refused. Nothing is pasted until all can be.",
                                      "%s values are refused. Nothing is pasted until all can be.",
                                      *refused),
                            count);

  /* Translators: %s is a number of cells. */
  return g_strdup_printf (ngettext ("%s cell changes. One undo takes all back.",
                                    "%s cells change. One undo takes all back.", changed),
                          count);
}

GtkWidget *
tw_paste_dialog_new (GPtrArray *edits,
                     GPtrArray *names,
                     GPtrArray *columns)
{
  TwPasteDialog *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *table = tw_table_new ("paste", _("Changes"));
  GtkWidget *label;
  g_autoptr (TwTableSource) source = NULL;
  g_autofree char *text = NULL;
  guint refused;

  g_return_val_if_fail (edits != NULL && names != NULL && columns != NULL, NULL);

  self = g_object_new (TW_TYPE_PASTE_DIALOG, "title", _("Paste"), "modal", TRUE, "default-width", 760,
                       "default-height", 480, NULL);
  text = describe (edits, &refused);
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "table-bar");
  if (refused > 0)
    gtk_widget_add_css_class (label, "error");

  source = create_source (edits, names, columns);
  tw_table_set_empty (TW_TABLE (table), "edit-paste-symbolic", _("Nothing Changes"),
                      _("The cells hold what is on the clipboard."), NULL);
  tw_table_set_source (TW_TABLE (table), source);
  gtk_widget_set_vexpand (table, TRUE);
  gtk_box_append (GTK_BOX (box), create_header (self, refused == 0));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), table);
  adw_window_set_content (ADW_WINDOW (self), box);

  return GTK_WIDGET (self);
}
