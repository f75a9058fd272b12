/* tw-table-paste.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clipboard into cells: from the first cell of the range right and down, over the rows as they
 * are listed. What would change is shown before anything does. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-edit.h"

#include "application/tw-window.h"
#include "common/tw-list-source.h"
#include "common/tw-paste-dialog.h"
#include "common/tw-paste.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>

/* As many cells as are written while nobody notices. */
#define FEW_CELLS 200

/* One paste, from the clipboard to the last look. */
typedef struct
{
  TwTable        *table;        /* owned */
  TwWorkspace    *workspace;    /* owned */
  const TwEntity *entity;
  GPtrArray      *edits;        /* TwCellEdit* */
  GPtrArray      *names;        /* utf8 */
  GPtrArray      *columns;      /* utf8 */
  gboolean        trial;
} Paste;

static void
paste_free (gpointer data)
{
  Paste *paste = data;

  g_object_unref (paste->table);
  g_object_unref (paste->workspace);
  g_ptr_array_unref (paste->edits);
  g_ptr_array_unref (paste->names);
  g_ptr_array_unref (paste->columns);
  g_free (paste);
}

static TwTableSourceClass *
get_class (TwTable *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

static void
show_error (TwTable      *self,
            const GError *error)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (window != NULL)
    tw_window_show_error (window, _("Nothing Was Pasted"), error);
}

/* --- where the cells go --- */

/* The positions that the rows of the clipboard go to: those selected, and on from the last one. */
static guint
get_position (TwTable *self,
              guint    row)
{
  g_autoptr (GtkBitset) selected
      = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = gtk_bitset_get_size (selected);

  if (row < n)
    return gtk_bitset_get_nth (selected, row);

  if (n > 0)
    return gtk_bitset_get_maximum (selected) + 1 + row - n;

  return get_class (self)->find_key (self->source, tw_table_get_current (self)) + row;
}

/* The titles above a range that was copied with headers are no values. */
static gboolean
is_header (TwTable   *self,
           GPtrArray *row,
           int        first)
{
  for (guint i = 0; i < row->len; i++)
    {
      int column = tw_table_get_shown (self, first + i);
      const TwTableColumn *info
          = column >= 0 ? get_class (self)->get_column (self->source, column) : NULL;

      if (info == NULL || g_strcmp0 (info->title, row->pdata[i]) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_cell (Paste      *paste,
          guint       position,
          int         shown,
          const char *text,
          GError    **error)
{
  TwTable *self = paste->table;
  int column = tw_table_get_shown (self, shown);
  gint64 key = get_class (self)->get_key (self->source, position);
  g_autoptr (GObject) item = NULL;
  const TwTableColumn *info;

  if (column < 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("The clipboard has more columns than stand right of the cell. Choose a cell further "
                     "left, or show more columns."));
      return FALSE;
    }

  if (key == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("The clipboard has more rows than stand below the cell. Import it to add rows."));
      return FALSE;
    }

  info = get_class (self)->get_column (self->source, column);
  if (tw_table_get_edited (self, column) == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   /* Translators: %s is the title of a column. */
                   _("The column “%s” is not edited here. Hide it, or choose another cell."),
                   info->title);
      return FALSE;
    }

  item = g_list_model_get_item (get_class (self)->get_model (self->source), position);
  g_ptr_array_add (paste->edits, tw_table_create_edit (self, key, column, text));
  g_ptr_array_add (paste->names, get_class (self)->get_text (self->source, item, 0));
  g_ptr_array_add (paste->columns, g_strdup (info->title));

  return TRUE;
}

/* One value for a whole range, else as many cells as the clipboard has. */
static gboolean
collect (Paste     *paste,
         GPtrArray *rows,
         GError   **error)
{
  TwTable *self = paste->table;
  int first = MAX (MIN (self->cursor, self->anchor), 0);
  int width = MAX (self->cursor, self->anchor) - first + 1;
  guint n_selected = tw_table_selection_count (self->selection);
  GPtrArray *top = rows->pdata[0];
  gboolean single = rows->len == 1 && top->len == 1;

  for (guint row = 0; row < (single ? MAX (n_selected, 1) : rows->len); row++)
    {
      GPtrArray *cells = rows->pdata[single ? 0 : row];

      for (guint i = 0; i < (single ? (guint) MAX (width, 1) : cells->len); i++)
        {
          if (!add_cell (paste, get_position (self, row), first + i, cells->pdata[single ? 0 : i],
                         error))
            return FALSE;
        }
    }

  return TRUE;
}

/* --- the trial, the look, the paste --- */

static gboolean
write_cells (TwJob        *job,
             TwWorkspace  *workspace,
             gpointer      data,
             GError      **error)
{
  Paste *paste = data;
  g_autoptr (GError) local = NULL;
  g_autofree char *label = NULL;

  /* Translators: %u is a number of cells. */
  label = g_strdup_printf (ngettext ("Pasted %u cell", "Pasted %u cells", paste->edits->len),
                           paste->edits->len);

  if (tw_cells_edit (workspace, paste->entity, paste->edits, paste->trial, label, &local))
    return TRUE;

  /* What is refused stands at its cell, and is what the trial is for. */
  if (paste->trial && g_error_matches (local, TW_ERROR, TW_ERROR_REFUSED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static void run (Paste *paste);

static void
on_paste (GtkWidget *dialog,
          Paste     *paste)
{
  Paste *real = g_memdup2 (paste, sizeof *paste);

  g_object_ref (real->table);
  g_object_ref (real->workspace);
  g_ptr_array_ref (real->edits);
  g_ptr_array_ref (real->names);
  g_ptr_array_ref (real->columns);
  real->trial = FALSE;
  run (real);
}

/* Takes @paste. */
static void
show_preview (Paste *paste)
{
  GtkWidget *dialog = tw_paste_dialog_new (paste->edits, paste->names, paste->columns);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (paste->table));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));

  g_signal_connect (dialog, "paste", G_CALLBACK (on_paste), paste);
  g_object_set_data_full (G_OBJECT (dialog), "tw-paste", paste, paste_free);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes @paste. */
static void
finish (Paste *paste)
{
  if (paste->trial)
    {
      show_preview (paste);
      return;
    }

  tw_table_written (paste->table, _("Cells pasted"));
  paste_free (paste);
}

static void
on_written (TwJob        *job,
            gpointer      data,
            const GError *error)
{
  Paste *paste = data;
  Paste *next;

  if (error != NULL)
    return;

  /* The job keeps its own. */
  next = g_memdup2 (paste, sizeof *paste);
  g_object_ref (next->table);
  g_object_ref (next->workspace);
  g_ptr_array_ref (next->edits);
  g_ptr_array_ref (next->names);
  g_ptr_array_ref (next->columns);
  finish (next);
}

/* Takes @paste. */
static void
run (Paste *paste)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (paste->table));
  g_autoptr (GError) error = NULL;

  if (paste->edits->len > FEW_CELLS && window != NULL)
    {
      tw_window_run_job (window, paste->trial ? _("Checking the clipboard") : _("Pasting"),
                         _("Nothing Was Pasted"), write_cells, on_written, paste, paste_free);
      return;
    }

  if (write_cells (NULL, paste->workspace, paste, &error))
    {
      finish (paste);
      return;
    }

  show_error (paste->table, error);
  paste_free (paste);
}

void
tw_table_paste_text (TwTable    *self,
                     const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  TwListSource *source;
  Paste *paste;
  int first = MAX (MIN (self->cursor, self->anchor), 0);

  if (!TW_IS_LIST_SOURCE (self->source)
      || tw_list_source_get_editable (TW_LIST_SOURCE (self->source)) == NULL
      || tw_table_get_current (self) == 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  rows = tw_paste_parse (text, &error);
  if (rows == NULL)
    {
      show_error (self, error);
      return;
    }

  if (rows->len > 1 && is_header (self, rows->pdata[0], first))
    g_ptr_array_remove_index (rows, 0);

  source = TW_LIST_SOURCE (self->source);
  paste = g_new0 (Paste, 1);
  paste->table = g_object_ref (self);
  paste->workspace = g_object_ref (tw_list_source_get_workspace (source));
  paste->entity = tw_list_source_get_editable (source);
  paste->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cell_edit_free);
  paste->names = g_ptr_array_new_with_free_func (g_free);
  paste->columns = g_ptr_array_new_with_free_func (g_free);
  paste->trial = TRUE;

  if (!collect (paste, rows, &error))
    {
      show_error (self, error);
      paste_free (paste);
      return;
    }

  run (paste);
}

static void
on_text (GObject      *clipboard,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (TwTable) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (text != NULL && self->source != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    tw_table_paste_text (self, text);
  else if (error != NULL)
    gtk_widget_error_bell (GTK_WIDGET (self));
}

void
tw_table_paste (TwTable *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_text,
                                 g_object_ref (self));
}
