/* tw-history-standing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-history-private.h"
#include "tw-query.h"

/* Whether an entry stands is decided by later ones alone, so they are read from the newest: an undo
 * or redo that stands takes away the entry that it names, and going back that stands takes away all
 * after the entry that it names. */
struct _TwStanding
{
  TwQuery    *query;
  GHashTable *reverted;  /* set of gint64* */
  gint64      covered;   /* entries after this one are taken away by going back */
};

TwStanding *
tw_standing_new (TwWorkspace  *workspace,
                 GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT id, kind, reverts FROM history ORDER BY id DESC", error);
  TwStanding *self;

  if (query == NULL)
    return NULL;

  self = g_new0 (TwStanding, 1);
  self->query = query;
  self->reverted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->covered = G_MAXINT64;

  return self;
}

void
tw_standing_free (TwStanding *self)
{
  tw_query_free (self->query);
  g_hash_table_unref (self->reverted);
  g_free (self);
}

gboolean
tw_standing_next (TwStanding       *self,
                  TwStandingEntry  *entry,
                  GError          **error)
{
  if (!tw_query_step (self->query, error))
    return FALSE;

  entry->id = tw_query_int (self->query, 0);
  entry->kind = tw_history_kind_from_string (tw_query_text (self->query, 1));
  entry->reverts = tw_query_is_null (self->query, 2) ? 0 : tw_query_int (self->query, 2);
  entry->stands = entry->id <= self->covered
                  && !g_hash_table_contains (self->reverted, &entry->id);

  if (entry->stands && entry->reverts != 0)
    {
      if (entry->kind == TW_HISTORY_EDIT)
        self->covered = MIN (self->covered, entry->reverts);
      else
        g_hash_table_add (self->reverted, g_memdup2 (&entry->reverts, sizeof entry->reverts));
    }

  return TRUE;
}

GHashTable *
tw_history_taken_back (TwWorkspace  *workspace,
                       gint64        first,
                       GError      **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (TwStanding) standing = tw_standing_new (workspace, error);
  g_autoptr (GError) local_error = NULL;
  TwStandingEntry entry;

  if (standing == NULL)
    return NULL;

  while (tw_standing_next (standing, &entry, &local_error) && entry.id >= first)
    {
      if (!entry.stands)
        g_hash_table_add (set, g_memdup2 (&entry.id, sizeof entry.id));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&set);
}
