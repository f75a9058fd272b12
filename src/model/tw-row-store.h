/* tw-row-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-row.h"

G_BEGIN_DECLS

/* Every function below that writes is one entry of the history with a label in words, undone as
 * one. */

/**
 * tw_row_check:
 * @issues: (out) (optional) (transfer full) (element-type TwFieldIssue): one element per wrong
 *   field, in
 *   the order of the fields; frees its elements
 *
 * Holds the row against its declaration and the workspace: required fields, external ids and
 * names that must be unique, references that exist.
 *
 * Returns: whether the row can be saved
 */
gboolean  tw_row_check        (TwRow           *row,
                               GPtrArray      **issues);

/**
 * tw_row_save:
 * @label: (nullable): the words of the history entry; by default such as "Add partner “Kestrel”"
 * @error: %TW_ERROR_REFUSED with all messages of tw_row_check(), %TW_ERROR_CONFLICT where the
 *   workspace
 *   refuses the change
 *
 * Creates the row, or writes what changed since it was read; nothing changed makes no history
 * entry.
 */
gboolean  tw_row_save         (TwRow           *row,
                               const char      *label,
                               GError         **error);

/* Refused with %TW_ERROR_CONFLICT where other rows need it; the message says which. */
gboolean  tw_rows_delete      (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               const gint64    *ids,
                               gsize            n_ids,
                               const char      *label,
                               GError         **error);

/* Sets one field of many rows to the same plain form, all or none. */
gboolean  tw_rows_set_field   (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               const gint64    *ids,
                               gsize            n_ids,
                               const char      *field,
                               const char      *text,
                               const char      *label,
                               GError         **error);

/**
 * tw_entity_resolve:
 * @text: an external id, else a title
 *
 * Returns: the id of the one row that is meant; 0 with %TW_ERROR_NOT_FOUND, or with
 * %TW_ERROR_AMBIGUOUS
 *   where several rows have that title
 */
gint64    tw_entity_resolve   (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               const char      *text,
                               GError         **error);

/* The same, where several rows may have a title but one of them belongs to @owner: the initiatives of two plans from one
 * template. @owner 0: none. */
gint64    tw_entity_resolve_of (TwWorkspace     *workspace,
                                const TwEntity  *entity,
                                gint64           owner,
                                const char      *text,
                                GError         **error);

/* (nullable): the field that says what rows of @entity belong to; %NULL: they stand for themselves. */
const TwField *tw_entity_find_owner (const TwEntity *entity);

/**
 * tw_row_find_owner:
 * @target: what a field of @row refers to
 *
 * Returns: the row that both @row and what it refers to belong to, such as the plan of a milestone and of its
 *   initiative; 0: there is none
 */
gint64    tw_row_find_owner    (TwRow           *row,
                                const TwEntity  *target);

/* (transfer full) (nullable): what titles the row, for labels and messages. */
char     *tw_entity_read_title (TwWorkspace    *workspace,
                                const TwEntity *entity,
                                gint64          id);

G_END_DECLS
