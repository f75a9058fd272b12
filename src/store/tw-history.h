/* tw-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwHistoryKind:
 * @TW_HISTORY_EDIT: one user action, recorded as a changeset
 * @TW_HISTORY_IMPORT: one batch; rows that it adds are told by their batch, rows that it changes
 * are recorded
 * @TW_HISTORY_RUN: one calculation, told by its run
 * @TW_HISTORY_UNDO: takes back another entry, which it names
 * @TW_HISTORY_REDO: takes back an undo, which it names
 * @TW_HISTORY_MIGRATE: a new schema; nothing before it can be undone
 *
 * Invariants of history: entries are only ever added. `hash` is the SHA-256, in hexadecimal, of the
 * previous entry's hash (empty for the first) and kind, at, by, label, reverts, reference, content
 * and changes, each as its length in bytes, a colon and its bytes (`-` for NULL), in that order.
 */
typedef enum
{
  TW_HISTORY_EDIT,
  TW_HISTORY_IMPORT,
  TW_HISTORY_RUN,
  TW_HISTORY_UNDO,
  TW_HISTORY_REDO,
  TW_HISTORY_MIGRATE,
} TwHistoryKind;

/**
 * tw_history_begin:
 * @label: what is done, in the person's words and past tense: it follows "Undo:" in the window
 *
 * Begins an action: a transaction of its own with a recording of every row that changes. Inside an
 * open action it joins that one. An import or a run starts with the recording off; see
 * tw_history_record().
 *
 * Publishing a version is an action of its own, apart from the edits that made it, so that it can
 * be undone.
 */
gboolean tw_history_begin    (TwWorkspace    *workspace,
                              TwHistoryKind   kind,
                              const char     *label,
                              GError        **error);

/* Turns the recording off or on inside an action: an import adds rows unrecorded (they are told by
 * their batch) and records the rows that it changes. */
void     tw_history_record   (TwWorkspace    *workspace,
                              gboolean        on);

/**
 * tw_history_commit:
 * @reference: id of the batch or run, 0 for an edit
 * @content: (nullable): JSON of what else belongs to the entry: file name, checksum, counts,
 * totals, digests
 * @entry: (out) (optional): id of the entry; 0 where an edit changed nothing (no entry is made
 * then)
 *
 * Ends the action: writes the entry, brings search up to date, commits. On error
 * all is rolled back.
 */
gboolean tw_history_commit   (TwWorkspace    *workspace,
                              gint64          reference,
                              const char     *content,
                              gint64         *entry,
                              GError        **error);
void     tw_history_rollback (TwWorkspace    *workspace);

/**
 * tw_history_undo:
 * @entry: which entry to take back; it need not be the last
 * @made: (out) (optional): the new entry
 *
 * Takes an entry back as a new entry. An edit: by its inverted changeset, which must apply exactly.
 * An import: by removing its batch. A run: by removing it, and the run that it replaced stands
 * again. Refused, naming the rows, where something later depends on it (%TW_ERROR_CONFLICT), and
 * behind a migration.
 */
gboolean tw_history_undo     (TwWorkspace    *workspace,
                              gint64          entry,
                              gint64         *made,
                              GError        **error);

/* Takes back @undo, an entry of kind undo or redo that took back an edit. */
gboolean tw_history_redo     (TwWorkspace    *workspace,
                              gint64          undo,
                              gint64         *made,
                              GError        **error);

/* Whether taking @entry back, or doing it again, may take longer than a moment: an import, a run, an edit of many rows. */
gboolean tw_history_is_long  (TwWorkspace    *workspace,
                              gint64          entry);

/* The entry that Undo (Redo) without a choice applies to, 0 where there is none; @label (out)
 * (optional) (transfer full). Nothing is to be redone behind an undone import or run, which only comes back by
 * doing it anew. */
gint64   tw_history_next_undo (TwWorkspace   *workspace,
                              char          **label);
gint64   tw_history_next_redo (TwWorkspace   *workspace,
                              char          **label);

/* The hash of an entry, in hexadecimal, or %NULL where it doesn't exist. */
char    *tw_history_hash     (TwWorkspace    *workspace,
                              gint64          entry);

G_END_DECLS
