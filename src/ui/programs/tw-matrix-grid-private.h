/* tw-matrix-grid-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-matrix-grid.h"

G_BEGIN_DECLS

/* A row on the screen. */
typedef struct
{
  TwMatrixField *title;
  GPtrArray     *fields;     /* TwMatrixField* per column */
  int            y;
  int            height;
  gboolean       shown;
} TwGridRow;

struct _TwMatrixGrid
{
  GtkWidget         parent_instance;

  TwMatrixGridFill  fill;
  gpointer          user_data;
  const TwMatrix   *matrix;      /* borrowed */

  GtkAdjustment    *adjustments[2];   /* owned; horizontal, vertical */
  guint             policies[2];

  GPtrArray        *rows;        /* TwGridRow*, as many as were ever needed */
  GPtrArray        *heads;       /* TwMatrixField* */
  TwMatrixField    *corner;
  GHashTable       *folds;       /* char* key -> folded; rows that aren't in it follow their kind */

  gboolean          narrow;
  int               tier;        /* shown when narrow */

  /* cursor and where the range began */
  int               row;
  int               column;
  int               anchor_row;
  int               anchor_column;

  /* as laid out */
  int               title_width;
  int               column_width;
  int               natural_column;
  int               head_height;
  int               total_height;

  /* dragging */
  gboolean          drags_row;
  gboolean          drags_column;
  gboolean          drags_range;
  int               drag_from;
  int               drag_to;
};

guint      tw_matrix_grid_count    (TwMatrixGrid *self);
TwGridRow *tw_matrix_grid_get_row  (TwMatrixGrid *self,
                                    guint         row);
/* The cell at a point of the widget; FALSE outside. */
gboolean   tw_matrix_grid_pick     (TwMatrixGrid *self,
                                    double        x,
                                    double        y,
                                    int          *row,
                                    int          *column);
void       tw_matrix_grid_show_range (TwMatrixGrid *self);

/* tw-matrix-grid-layout.c */
void       tw_matrix_grid_measure  (GtkWidget      *widget,
                                    GtkOrientation  orientation,
                                    int             for_size,
                                    int            *minimum,
                                    int            *natural,
                                    int            *minimum_baseline,
                                    int            *natural_baseline);
void       tw_matrix_grid_size_allocate (GtkWidget *widget,
                                    int             width,
                                    int             height,
                                    int             baseline);
void       tw_matrix_grid_snapshot (GtkWidget      *widget,
                                    GtkSnapshot    *snapshot);
void       tw_matrix_grid_scroll_to (TwMatrixGrid  *self,
                                    int             row,
                                    int             column);

/* tw-matrix-grid-drag.c */
void       tw_matrix_grid_init_drag (TwMatrixGrid  *self);

extern guint tw_matrix_grid_signals[2];

G_END_DECLS
