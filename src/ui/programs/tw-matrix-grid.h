/* tw-matrix-grid.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-matrix-field.h"
#include "tw-matrix.h"

G_BEGIN_DECLS

#define TW_TYPE_MATRIX_GRID (tw_matrix_grid_get_type ())
G_DECLARE_FINAL_TYPE (TwMatrixGrid, tw_matrix_grid, TW, MATRIX_GRID, GtkWidget)

/**
 * TwMatrixGridFill:
 * @row: -1: the heading of a column
 * @column: -1: the title of a row
 * @name: (out) (transfer full): what is read out
 * @flags: (out)
 *
 * Returns: (transfer full): what stands in the cell
 */
typedef char *(*TwMatrixGridFill) (int                  row,
                                   int                  column,
                                   char               **name,
                                   TwMatrixFieldFlags  *flags,
                                   gpointer             user_data);

/**
 * TwMatrixGrid:
 *
 * A table of fixed rows and columns with a cell cursor and a range, whose titles stay in sight. To
 * be put into a #GtkScrolledWindow. When narrow it shows one column, each row on two lines.
 *
 * Signals: `reorder` (gboolean column, int from, int to) after a title was dragged to the place of
 * another; `pressed` (int row, int column, int n, gboolean menu, double x, double y) for clicks.
 */
GtkWidget  *tw_matrix_grid_new         (TwMatrixGridFill  fill,
                                        gpointer          user_data);
/* (nullable) @matrix: borrowed until the next call. Widgets, cursor and folds stay. */
void        tw_matrix_grid_set_matrix  (TwMatrixGrid     *self,
                                        const TwMatrix   *matrix);
/* Asks for all texts again. */
void        tw_matrix_grid_update      (TwMatrixGrid     *self);
void        tw_matrix_grid_set_narrow  (TwMatrixGrid     *self,
                                        gboolean          narrow,
                                        int               tier);
/* @extend: the range grows from where it was begun. Unfolds what hides the row and scrolls to it.
 * @focus: takes the focus there. */
void        tw_matrix_grid_set_cursor  (TwMatrixGrid     *self,
                                        int               row,
                                        int               column,
                                        gboolean          extend,
                                        gboolean          focus);
void        tw_matrix_grid_get_cursor  (TwMatrixGrid     *self,
                                        int              *row,
                                        int              *column);
/* First and last of the range, both in it. */
void        tw_matrix_grid_get_range   (TwMatrixGrid     *self,
                                        GdkRectangle     *range);
/* The next row or column that is shown, @steps further; where there is none, the last. */
int         tw_matrix_grid_step_row    (TwMatrixGrid     *self,
                                        int               row,
                                        int               steps);
int         tw_matrix_grid_step_column (TwMatrixGrid     *self,
                                        int               column,
                                        int               steps);
gboolean    tw_matrix_grid_is_shown    (TwMatrixGrid     *self,
                                        int               row);
/* Rows that fit, for Page Up and Page Down. */
int         tw_matrix_grid_get_page    (TwMatrixGrid     *self);
gboolean    tw_matrix_grid_fold        (TwMatrixGrid     *self,
                                        int               row,
                                        gboolean          fold);
gboolean    tw_matrix_grid_is_folded   (TwMatrixGrid     *self,
                                        int               row);
/* (nullable): the widget of a cell. */
GtkWidget  *tw_matrix_grid_get_field   (TwMatrixGrid     *self,
                                        int               row,
                                        int               column);

G_END_DECLS
