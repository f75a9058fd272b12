/* tw-history-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-history.h"

G_BEGIN_DECLS

/**
 * TwHistoryEntry:
 * @reverts: the entry that an undo or redo took back; in an edit the entry to which the workspace
 *   went back; 0 otherwise
 * @reference: batch or run, 0 for an edit
 * @undone: whether an undo, a redo or going back that stands took it back
 */
typedef struct
{
  gint64         id;
  TwHistoryKind  kind;
  char          *at;
  char          *by;
  char          *label;
  gint64         reverts;
  gint64         reference;
  char          *content;
  char          *hash;
  gboolean       undone;
} TwHistoryEntry;

typedef enum
{
  TW_CHANGE_INSERT,
  TW_CHANGE_UPDATE,
  TW_CHANGE_DELETE,
} TwChangeKind;

/**
 * TwChange:
 * @field: column name
 * @before: (nullable): value as text; %NULL for NULL and in an insert
 * @after: (nullable): value as text; %NULL for NULL and in a delete
 *
 * One field of one row that an entry changed.
 */
typedef struct
{
  char         *table;
  gint64        id;
  TwChangeKind  kind;
  char         *field;
  char         *before;
  char         *after;
} TwChange;

void       tw_history_entry_free (TwHistoryEntry *entry);
void       tw_change_free        (TwChange       *change);

/* The id of the newest entry, 0 where there is none. */
gint64     tw_history_newest     (TwWorkspace    *workspace);

/* (transfer full) (element-type TwHistoryEntry): newest first, entries before id @before (0: from
 * the newest). */
GPtrArray *tw_history_list       (TwWorkspace    *workspace,
                                  gint64          before,
                                  guint           limit,
                                  GError        **error);

/* (transfer full) (element-type TwChange): what an entry changed, field by field. */
GPtrArray *tw_history_changes    (TwWorkspace    *workspace,
                                  gint64          entry,
                                  GError        **error);

/* (transfer full) (element-type TwHistoryEntry): the entries that touched one record, newest first;
 * of a version of a program also those that touched its tiers, rules and waivers. */
GPtrArray *tw_history_of_record  (TwWorkspace    *workspace,
                                  const char     *table,
                                  gint64          id,
                                  GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwHistoryEntry, tw_history_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwChange, tw_change_free)

G_END_DECLS
