/* tw-partner-merge.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-row.h"

G_BEGIN_DECLS

/* Two records of one partner become one. */

/**
 * TwMergeMove:
 * @table: whose rows pointed to the partners that go
 * @label: (nullable): what these rows are called, in the plural and translated
 * @moved: how many point to the partner that stays now
 * @dropped: how many were left out, because the partner that stays has a row for the same time
 */
typedef struct
{
  char       *table;
  const char *label;
  gint64      moved;
  gint64      dropped;
} TwMergeMove;

void      tw_merge_move_free    (TwMergeMove  *move);

/**
 * tw_partner_merge:
 * @keep: the partner that stays
 * @others: the partners that go; without @keep
 * @choices: (nullable) (element-type utf8 gint64): for a field by name, the partner whose value
 *   stays (a pointer to its id); a field that isn't named keeps the value of @keep, or where that
 *   is blank the first that isn't
 * @trial: only look what would happen; nothing is changed
 * @moves: (out) (optional) (transfer full) (element-type TwMergeMove): by table
 * @error: %TW_ERROR_CONFLICT where calculated statements, a locked period or a rule of the
 *   workspace stand in the way; the message says which, and what to do
 *
 * Everything that points to one of @others points to @keep afterwards: the references are read from
 * the schema, so that none is forgotten. The external ids of @others stay as aliases, under which
 * imports still find the partner, and are told in its note. One entry of the history.
 *
 * Partners with statements don't go: their statements name them, and digests hold them. At most the
 * one that stays may have some.
 */
gboolean  tw_partner_merge      (TwWorkspace   *workspace,
                                 gint64         keep,
                                 const gint64  *others,
                                 gsize          n_others,
                                 GHashTable    *choices,
                                 gboolean       trial,
                                 GPtrArray    **moves,
                                 GError       **error);

/**
 * tw_partner_find_duplicates:
 *
 * Partners whose names are the same to the eye: without regard to case, accents, blanks,
 * punctuation and the legal form at the end.
 *
 * Returns: (transfer full) (element-type GArray of gint64): groups of two and more ids, in the order
 *   of their names
 */
GPtrArray *tw_partner_find_duplicates (TwWorkspace  *workspace,
                                       GError      **error);

/* (transfer full): the name as it is compared. */
char      *tw_partner_fold_name  (const char   *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMergeMove, tw_merge_move_free)

G_END_DECLS
