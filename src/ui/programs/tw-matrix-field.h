/* tw-matrix-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TW_TYPE_MATRIX_FIELD (tw_matrix_field_get_type ())
G_DECLARE_FINAL_TYPE (TwMatrixField, tw_matrix_field, TW, MATRIX_FIELD, GtkWidget)

typedef enum
{
  TW_MATRIX_FIELD_TITLE   = 1 << 0,  /* of a row; wraps */
  TW_MATRIX_FIELD_HEAD    = 1 << 1,  /* of a column */
  TW_MATRIX_FIELD_HEADING = 1 << 2,  /* in a row that heads others */
  TW_MATRIX_FIELD_NUMBER  = 1 << 3,  /* stands at the end */
  TW_MATRIX_FIELD_DIM     = 1 << 4,
  TW_MATRIX_FIELD_FOLDED  = 1 << 5,
  TW_MATRIX_FIELD_OPEN    = 1 << 6,  /* can be folded */
} TwMatrixFieldFlags;

/**
 * TwMatrixField:
 *
 * One cell of a matrix: a text that can have the focus. Made for a thousand of them, so it draws
 * its text by itself.
 *
 * Where it stands, counted from 0; -1 is the heading of the columns or the title of the rows.
 */
GtkWidget  *tw_matrix_field_new       (void);
/* @name: what is read out. Nothing is drawn anew where nothing is other. */
void        tw_matrix_field_set       (TwMatrixField      *self,
                                       const char         *text,
                                       const char         *name,
                                       TwMatrixFieldFlags  flags,
                                       guint               depth);
void        tw_matrix_field_set_place (TwMatrixField      *self,
                                       int                 row,
                                       int                 column);
void        tw_matrix_field_get_place (TwMatrixField      *self,
                                       int                *row,
                                       int                *column);
const char *tw_matrix_field_get_text  (TwMatrixField      *self);
const char *tw_matrix_field_get_name  (TwMatrixField      *self);

G_END_DECLS
