/* tw-entry-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-entry-check.h"

#include "common/tw-input.h"
#include "tw-field-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What an entry of GTK holds, with something to spare. */
#define LONGEST_TEXT 65000

typedef struct
{
  TwEntryRefused refused;
  gpointer       user_data;
} Guard;

static void
on_insert_text (GtkEditable *text,
                const char  *inserted,
                int          length,
                int         *position,
                Guard       *guard)
{
  gsize bytes = length < 0 ? strlen (inserted) : (gsize) length;
  gsize there = strlen (gtk_editable_get_text (text));
  g_autofree char *message = NULL;

  if (there + bytes < LONGEST_TEXT)
    return;

  g_signal_stop_emission_by_name (text, "insert-text");
  message = g_strdup_printf (_("The text to insert has %" G_GSIZE_FORMAT " bytes, and at most %d are "
                               "kept. Nothing was inserted."),
                             bytes, TW_TEXT_MAX);
  guard->refused (message, guard->user_data);
}

static void
guard_free (gpointer  data,
            GClosure *closure)
{
  g_free (data);
}

void
tw_entry_guard (GtkWidget      *entry,
                TwEntryRefused  refused,
                gpointer        user_data)
{
  Guard *guard;

  g_return_if_fail (GTK_IS_EDITABLE (entry));
  g_return_if_fail (refused != NULL);

  guard = g_new0 (Guard, 1);
  guard->refused = refused;
  guard->user_data = user_data;
  g_signal_connect_data (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "insert-text",
                         G_CALLBACK (on_insert_text), guard, guard_free, 0);
}

void
tw_entry_mark (GtkWidget *entry,
               gboolean   wrong)
{
  g_return_if_fail (GTK_IS_WIDGET (entry));

  if (wrong)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
tw_entry_check (GtkWidget      *entry,
                const TwField  *field,
                GError        **error)
{
  g_autofree char *plain = NULL;
  TwCell cell = { 0 };
  gboolean right;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), FALSE);
  g_return_val_if_fail (field != NULL, FALSE);

  plain = tw_input_to_plain (field->type, gtk_editable_get_text (GTK_EDITABLE (entry)));
  right = *plain == '\0'
          || (tw_field_parse (field, 2, plain, &cell, error) && tw_field_validate (field, &cell, error));
  tw_cell_clear (&cell);
  tw_entry_mark (entry, !right);

  return right;
}
