/* tw-matrix-change-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-matrix-change.h"

G_BEGIN_DECLS

/* Shared by the files that make edits of changed cells. */

struct _TwMatrixChange
{
  const TwMatrix *matrix;
  JsonNode       *root;
  GPtrArray      *wraps;      /* edits in the order in which they are made: conditions become lists */
  GPtrArray      *sets;
  GPtrArray      *inserts;
  GPtrArray      *removes;    /* char* paths */
  GHashTable     *wrapped;    /* char* path of a condition */
  GHashTable     *added;      /* char* list -> guint */
  char           *label;      /* of the first change */
  guint           n_changes;
};

gboolean           tw_matrix_refuse        (GError             **error,
                                            const char          *sentence);
/* (nullable): what the row stands in. */
const TwMatrixRow *tw_matrix_get_parent    (TwMatrixChange      *self,
                                            const TwMatrixRow   *row);
/* What a cell that is empty would hold. */
TwMatrixType       tw_matrix_get_type      (TwMatrixChange      *self,
                                            const TwMatrixRow   *row,
                                            guint                tier);
gboolean           tw_matrix_is_yes        (const char          *plain);
/* Where what stood at @path stands once conditions were made lists. */
char              *tw_matrix_remap         (TwMatrixChange      *self,
                                            const char          *path);
guint              tw_matrix_get_length    (TwMatrixChange      *self,
                                            const char          *list);
gboolean           tw_matrix_is_element    (const char          *path);
void               tw_matrix_set_json      (TwMatrixChange      *self,
                                            const char          *path,
                                            const char          *json);
/* Adds a condition where the rows below @parent stand in the tier; groups on the way are made. */
gboolean           tw_matrix_add_condition (TwMatrixChange      *self,
                                            const TwMatrixRow   *parent,
                                            guint                tier,
                                            const char          *json,
                                            GError             **error);
/* A value into a cell of the column @tier, which isn't empty. */
gboolean           tw_matrix_set_cell      (TwMatrixChange      *self,
                                            const TwMatrixRow   *row,
                                            guint                tier,
                                            const char          *plain,
                                            GError             **error);

G_END_DECLS
