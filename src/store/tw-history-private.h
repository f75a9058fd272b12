/* tw-history-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-changeset.h"

G_BEGIN_DECLS

/* What an entry consists of, before it is chained. */
typedef struct
{
  TwHistoryKind  kind;
  const char    *at;
  const char    *by;
  const char    *label;
  gint64         reverts;    /* 0: none */
  gint64         reference;  /* 0: none */
  const char    *content;    /* nullable */
  GBytes        *changes;    /* nullable */
} TwHistoryRecord;

const char    *tw_history_kind_to_string   (TwHistoryKind           kind);
TwHistoryKind  tw_history_kind_from_string (const char             *text);

/* (transfer full): the hash of an entry that follows one with hash @previous. */
char          *tw_history_chain            (const char             *previous,
                                            const TwHistoryRecord  *record);
/* Appends an entry; within a transaction. */
gboolean       tw_history_append           (TwWorkspace            *workspace,
                                            const TwHistoryRecord  *record,
                                            gint64                 *entry,
                                            GError                **error);
/* tw-state.c: appends an entry of kind migrate, which is as far back as anything can be undone or
 * walked, with the digest of all recorded rows as they are; within a transaction. */
gboolean       tw_history_append_floor     (TwWorkspace            *workspace,
                                            const char             *label,
                                            GError                **error);
/* (transfer full): SHA-256 over the recorded tables without what batches after @batch and runs
 * after @run added. */
char          *tw_history_digest_state     (TwWorkspace            *workspace,
                                            gint64                  batch,
                                            gint64                  run,
                                            GError                **error);
/* (transfer full): names of the recorded tables, by name. */
GStrv          tw_history_recorded_tables  (TwWorkspace            *workspace,
                                            GError                **error);

/* A recording of the recorded tables; NULL with @error. */
sqlite3_session *tw_recording_start        (TwWorkspace            *workspace,
                                            GError                **error);
/* (transfer full): its changeset; ends it. */
GBytes          *tw_recording_finish       (TwWorkspace            *workspace,
                                            sqlite3_session        *session,
                                            GError                **error);

/* tw-history-standing.c: which entries stand, from the newest to the oldest. An edit that names an
 * entry in `reverts` is going back to it. */
typedef struct _TwStanding TwStanding;

typedef struct
{
  gint64         id;
  TwHistoryKind  kind;
  gint64         reverts;
  gboolean       stands;
} TwStandingEntry;

TwStanding    *tw_standing_new             (TwWorkspace            *workspace,
                                            GError                **error);
/* FALSE at the end, and with @error. */
gboolean       tw_standing_next            (TwStanding             *self,
                                            TwStandingEntry        *entry,
                                            GError                **error);
void           tw_standing_free            (TwStanding             *self);
/* (transfer full) (element-type gint64): the entries from @first on that don't stand. */
GHashTable    *tw_history_taken_back       (TwWorkspace            *workspace,
                                            gint64                  first,
                                            GError                **error);

/* tw-history-undo.c: tw_history_undo() within a transaction, with foreign keys off for an import or
 * a run. */
gboolean       tw_history_undo_within      (TwWorkspace            *workspace,
                                            gint64                  id,
                                            gint64                 *made,
                                            GError                **error);

/* tw-history-apply.c: applies @changes exactly, recording what happens into @applied (the same
 * changes), or says which row stood in the way. Within a transaction. @since: entry after which
 * somebody may have changed it, for the message. */
gboolean       tw_history_apply            (TwWorkspace            *workspace,
                                            GBytes                 *changes,
                                            gint64                  since,
                                            GBytes                **applied,
                                            GError                **error);

/* tw-history-batch.c: take back what a batch or a run added; within a transaction, with foreign
 * keys off. @content (out): what went, as JSON for the entry. */
gboolean       tw_history_remove_batch     (TwWorkspace            *workspace,
                                            gint64                  entry,
                                            gint64                  batch,
                                            char                  **content,
                                            GError                **error);
gboolean       tw_history_remove_run       (TwWorkspace            *workspace,
                                            gint64                  run,
                                            char                  **content,
                                            GError                **error);
/* (transfer full): names of the tables that have a column `batch`, by name. */
GStrv          tw_history_batch_tables     (TwWorkspace            *workspace,
                                            GError                **error);

/* tw-search.c: brings the index up to date for a row (@id 0: a whole table), the rows of a
 * changeset (nullable), and what a batch added; within a transaction. */
gboolean       tw_search_refresh           (TwWorkspace            *workspace,
                                            const char             *table,
                                            gint64                  id,
                                            GError                **error);
gboolean       tw_search_refresh_changes   (TwWorkspace            *workspace,
                                            GBytes                 *changes,
                                            GError                **error);
gboolean       tw_search_refresh_batch     (TwWorkspace            *workspace,
                                            gint64                  batch,
                                            GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwStanding, tw_standing_free)

G_END_DECLS
