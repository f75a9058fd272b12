/* tw-matrix-clipboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "common/tw-paste.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>

/* Ranges of cells as text with tabs, as spreadsheets take and give it. */

static char *
get_text (TwMatrixTab *self,
          int          row,
          int          column)
{
  const TwMatrixRow *info;

  if (row < 0)
    return g_strdup (column >= 0 ? self->matrix->tiers[column].name : "");
  info = tw_matrix_get_row (self->matrix, row);
  if (column < 0)
    return g_strdup (info->title);
  if (info->kind == TW_MATRIX_PARTNERS || info->kind == TW_MATRIX_COST)
    return g_strdup (tw_matrix_field_get_text (
      TW_MATRIX_FIELD (tw_matrix_grid_get_field (self->grid, row, column))));

  return tw_matrix_text_typed (self->matrix, row, column);
}

void
tw_matrix_tab_copy (TwMatrixTab *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GdkRectangle range;

  if (self->matrix == NULL)
    return;
  tw_matrix_grid_get_range (self->grid, &range);
  for (int i = range.y; i < range.y + range.height; i++)
    {
      if (i >= 0 && !tw_matrix_grid_is_shown (self->grid, i))
        continue;
      for (int j = range.x; j < range.x + range.width; j++)
        {
          g_autofree char *cell = get_text (self, i, j);

          g_string_append_printf (text, "%s%s", j > range.x ? "\t" : "", cell);
        }
      if (range.height > 1)
        g_string_append_c (text, '\n');
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

/* --- pasting --- */

/* Says in which cell the trouble is. */
static gboolean
prefix_error (TwMatrixTab  *self,
              int           row,
              int           column,
              GError      **error)
{
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, row);
  g_autoptr (GError) inner = g_steal_pointer (error);

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               /* Translators: a row, a tier, what is wrong in that cell. */
               _("%1$s, %2$s: %3$s"), info->title,
               column >= 0 && !info->whole ? self->matrix->tiers[column].name : _("all tiers"),
               inner->message);

  return FALSE;
}

static gboolean
paste_cell (TwMatrixTab     *self,
            TwMatrixChange  *change,
            int              row,
            int              column,
            const char      *typed,
            GError         **error)
{
  g_autofree char *plain = NULL;

  if (row >= (int) self->matrix->rows->len)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("The clipboard has more rows than stand below the cell. Begin further up."));
      return FALSE;
    }
  if (column >= (int) self->matrix->n_tiers)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("The clipboard has more columns than stand right of the cell. Begin further left."));
      return FALSE;
    }
  /* A heading that was copied along. */
  if (tw_matrix_get_row (self->matrix, row)->kind == TW_MATRIX_HEADING && *typed == '\0')
    return TRUE;
  plain = tw_matrix_text_plain (self->matrix, row, column, typed);

  return tw_matrix_change_set (change, row, column, plain, error) ||
         prefix_error (self, row, column, error);
}

/* One value for a whole range, else as many cells as the clipboard has. */
static gboolean
collect (TwMatrixTab     *self,
         TwMatrixChange  *change,
         GPtrArray       *rows,
         GError         **error)
{
  GPtrArray *top = g_ptr_array_index (rows, 0);
  gboolean single = rows->len == 1 && top->len == 1;
  GdkRectangle range;
  int row;

  tw_matrix_grid_get_range (self->grid, &range);
  row = MAX (range.y, 0);
  for (guint i = 0; i < (single ? (guint) range.height : rows->len); i++)
    {
      GPtrArray *cells = g_ptr_array_index (rows, single ? 0 : i);

      while (row < (int) self->matrix->rows->len && !tw_matrix_grid_is_shown (self->grid, row))
        row++;
      for (guint j = 0; j < (single ? (guint) range.width : cells->len); j++)
        if (!paste_cell (self, change, row, MAX (range.x, 0) + (int) j,
                         g_ptr_array_index (cells, single ? 0 : j), error))
          return FALSE;
      row++;
    }

  return TRUE;
}

void
tw_matrix_tab_paste_text (TwMatrixTab *self,
                          const char  *text)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (TwMatrixChange) change = NULL;
  GError *error = NULL;
  gboolean good;

  if (self->matrix == NULL || !tw_matrix_tab_is_editable (self))
    return;
  rows = tw_paste_parse (text, &error);
  change = tw_matrix_change_new (self->matrix);
  good = rows != NULL && collect (self, change, rows, &error);
  tw_matrix_tab_try (self, good ? tw_matrix_change_list (change) : NULL,
                     tw_matrix_change_label (change), error);
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (TwMatrixTab) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL)
    tw_matrix_tab_tell (self, _("There is no text in the clipboard"));
  else
    tw_matrix_tab_paste_text (self, text);
}

void
tw_matrix_tab_paste (TwMatrixTab *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_text,
                                 g_object_ref (self));
}
