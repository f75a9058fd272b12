/* tw-matrix-change.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-matrix.h"

G_BEGIN_DECLS

/**
 * TwMatrixChange:
 *
 * Changes of cells, gathered into one list of edits. All are understood in the table as it was when
 * the change was begun.
 */
typedef struct _TwMatrixChange TwMatrixChange;

TwMatrixChange *tw_matrix_change_new   (const TwMatrix    *matrix);
void            tw_matrix_change_free  (TwMatrixChange    *self);

/* Whether anything can be typed into the cell: a heading and a count can't. */
gboolean        tw_matrix_can_set      (const TwMatrix    *matrix,
                                        guint              row,
                                        guint              tier);

/**
 * tw_matrix_change_set:
 * @plain: in the form of the document: `500000.00`, `2%`, a choice's id, `yes`; an empty text
 *   removes what stands there
 *
 * Sets one cell. A tier that doesn't have the criterion, benefit or review gets it like the first
 * tier that does, with this value.
 *
 * Returns: %FALSE with %TW_ERROR_REFUSED and a sentence that says what is right
 */
gboolean        tw_matrix_change_set   (TwMatrixChange    *self,
                                        guint              row,
                                        guint              tier,
                                        const char        *plain,
                                        GError           **error);
/* Takes the criterion, benefit, review or value out of the tier. */
gboolean        tw_matrix_change_remove (TwMatrixChange   *self,
                                        guint              row,
                                        guint              tier,
                                        GError           **error);
/* Adds a condition (JSON) to a tier, in the group that the row is or stands in (-1: the list of
 * its criteria). */
gboolean        tw_matrix_change_add   (TwMatrixChange    *self,
                                        int                row,
                                        guint              tier,
                                        const char        *json,
                                        GError           **error);
/* (transfer full) (element-type TwProgramEdit): in the order in which they can be made; empty where
 * nothing changes. */
GPtrArray      *tw_matrix_change_list  (TwMatrixChange    *self);
/* (transfer full): what history says: of a single change which, else how many. */
char           *tw_matrix_change_label (TwMatrixChange    *self);

/* tw-matrix-order.c: edits of whole rows and tiers. All (transfer full), %NULL with @error where it
 * can't be done. */

/* A row among its neighbors in every tier that has both: @down or up. */
GPtrArray      *tw_matrix_move_row     (const TwMatrix    *matrix,
                                        guint              row,
                                        gboolean           down,
                                        GError           **error);
/* A row to the place of another of the same group. */
GPtrArray      *tw_matrix_move_row_to  (const TwMatrix    *matrix,
                                        guint              row,
                                        guint              to,
                                        GError           **error);
/* A tier to another place in its list; @to counts from 0 there. */
GPtrArray      *tw_matrix_move_tier    (const TwMatrix    *matrix,
                                        guint              tier,
                                        guint              to,
                                        GError           **error);
/* A name everywhere that the program calls the tier by it. */
GPtrArray      *tw_matrix_rename_tier  (const TwMatrix    *matrix,
                                        guint              tier,
                                        const char        *name,
                                        GError           **error);
GPtrArray      *tw_matrix_add_tier     (const TwMatrix    *matrix,
                                        const char        *name,
                                        gboolean           designation,
                                        GError           **error);
GPtrArray      *tw_matrix_remove_tier  (const TwMatrix    *matrix,
                                        guint              tier,
                                        GError           **error);
/* A benefit (`benefits`) or review (`governance`) of a tier, as JSON, behind what it has. */
GPtrArray      *tw_matrix_append_item  (const TwMatrix    *matrix,
                                        guint              tier,
                                        const char        *member,
                                        const char        *json);
/* A benefit or review under another name in every tier that has it. */
GPtrArray      *tw_matrix_rename_row   (const TwMatrix    *matrix,
                                        guint              row,
                                        const char        *name,
                                        GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMatrixChange, tw_matrix_change_free)

G_END_DECLS
