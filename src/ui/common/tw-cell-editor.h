/* tw-cell-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What stands in a cell while it is changed: an entry, and below it why what was typed is refused. Cells of a list
 * can't hold a widget that stays while rows are recycled, so it stands in an overlay over its cell and follows it. */
typedef struct
{
  /* Where the cell is in the overlay; %FALSE: it isn't shown now, the editor stays where it was. */
  gboolean (*find_bounds) (gpointer          owner,
                           graphene_rect_t  *bounds);
  /* Writes what was typed, which is another text than before; %FALSE: refused, @error says why and what to do. */
  gboolean (*commit)      (gpointer          owner,
                           const char       *text,
                           GError          **error);
  /* Enter and Tab: commits with tw_cell_editor_commit() and goes to the cell so many rows and columns on. */
  void     (*go)          (gpointer          owner,
                           int               rows,
                           int               columns);
  /* Escape: closes the editor and gives the focus back to the cell. */
  void     (*cancel)      (gpointer          owner);
} TwCellEditorFuncs;

#define TW_TYPE_CELL_EDITOR (tw_cell_editor_get_type ())

G_DECLARE_FINAL_TYPE (TwCellEditor, tw_cell_editor, TW, CELL_EDITOR, GtkBox)

/* Adds a closed editor to @overlay. @owner outlives it; @funcs is static. */
TwCellEditor *tw_cell_editor_new         (GtkOverlay              *overlay,
                                          const TwCellEditorFuncs *funcs,
                                          gpointer                 owner);
/* @name: what the cell is called. @text: what is in it. @typed: (nullable): what the editor begins with instead.
 * @choices: (nullable): words to complete. @numeric: stands at the end, as numbers do. */
void          tw_cell_editor_open        (TwCellEditor            *self,
                                          const char              *name,
                                          const char              *text,
                                          const char              *typed,
                                          const char *const       *choices,
                                          gboolean                 numeric);
gboolean      tw_cell_editor_is_open     (TwCellEditor            *self);
/* Whether what is typed was refused and not changed since. */
gboolean      tw_cell_editor_is_refused  (TwCellEditor            *self);
/* Writes and closes; %FALSE: refused, it stays open, says why and keeps what was typed. */
gboolean      tw_cell_editor_commit      (TwCellEditor            *self);
/* Closes without writing. */
void          tw_cell_editor_close       (TwCellEditor            *self);
GtkEntry     *tw_cell_editor_get_entry   (TwCellEditor            *self);
/* (nullable): why what was typed is refused. */
const char   *tw_cell_editor_get_message (TwCellEditor            *self);

G_END_DECLS
