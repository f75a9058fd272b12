/* tw-history-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-history-list.h"

#include "tw-history-private.h"
#include "tw-query.h"

#define COLUMNS \
  "SELECT h.id, h.kind, h.at, h.by, h.label, h.reverts, h.reference, h.content, h.hash," \
  " h.changes FROM history AS h "

void
tw_history_entry_free (TwHistoryEntry *entry)
{
  g_free (entry->at);
  g_free (entry->by);
  g_free (entry->label);
  g_free (entry->content);
  g_free (entry->hash);
  g_free (entry);
}

void
tw_change_free (TwChange *change)
{
  g_free (change->table);
  g_free (change->field);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static TwHistoryEntry *
entry_from_row (TwQuery *query)
{
  TwHistoryEntry *entry = g_new0 (TwHistoryEntry, 1);

  entry->id = tw_query_int (query, 0);
  entry->kind = tw_history_kind_from_string (tw_query_text (query, 1));
  entry->at = tw_query_dup_text (query, 2);
  entry->by = tw_query_dup_text (query, 3);
  entry->label = tw_query_dup_text (query, 4);
  entry->reverts = tw_query_is_null (query, 5) ? 0 : tw_query_int (query, 5);
  entry->reference = tw_query_is_null (query, 6) ? 0 : tw_query_int (query, 6);
  entry->content = tw_query_dup_text (query, 7);
  entry->hash = tw_query_dup_text (query, 8);
  return entry;
}

/* (transfer full): @list, newest first, with what is known to be taken back marked. */
static GPtrArray *
mark_undone (TwWorkspace  *workspace,
             GPtrArray    *list,
             GError      **error)
{
  const TwHistoryEntry *oldest = list->len > 0 ? list->pdata[list->len - 1] : NULL;
  g_autoptr (GHashTable) taken_back = NULL;

  if (oldest == NULL)
    return g_ptr_array_ref (list);

  taken_back = tw_history_taken_back (workspace, oldest->id, error);
  if (taken_back == NULL)
    return NULL;

  for (guint i = 0; i < list->len; i++)
    {
      TwHistoryEntry *entry = list->pdata[i];

      entry->undone = g_hash_table_contains (taken_back, &entry->id);
    }

  return g_ptr_array_ref (list);
}

GPtrArray *
tw_history_list (TwWorkspace  *workspace,
                 gint64        before,
                 guint         limit,
                 GError      **error)
{
  g_autoptr (GPtrArray)
    list = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_history_entry_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace, COLUMNS "WHERE h.id < :before ORDER BY h.id DESC LIMIT :limit",
                        error);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "before", before != 0 ? before : G_MAXINT64);
  tw_query_bind_int (query, "limit", limit);
  while (tw_query_step (query, &local_error))
    g_ptr_array_add (list, entry_from_row (query));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return mark_undone (workspace, list, error);
}

gint64
tw_history_newest (TwWorkspace *workspace)
{
  gint64 id = 0;

  return tw_workspace_get_int (workspace, "SELECT coalesce (max (id), 0) FROM history", &id, NULL) ? id : 0;
}

/* Fields of changes ---------------------------------------------------------------------------- */

typedef struct
{
  TwWorkspace *workspace;
  GPtrArray   *changes;
  GHashTable  *columns;   /* char* table -> char** column names */
} Reading;

static char **
column_names (Reading    *reading,
              const char *table)
{
  char **names = g_hash_table_lookup (reading->columns, table);
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autoptr (TwQuery) query = NULL;

  if (names != NULL)
    return names;

  builder = g_strv_builder_new ();
  query = tw_query_new (reading->workspace,
                        "SELECT name FROM pragma_table_info (:table) ORDER BY cid", NULL);
  if (query != NULL)
    {
      tw_query_bind_text (query, "table", table);
      while (tw_query_step (query, NULL))
        g_strv_builder_add (builder, tw_query_text (query, 0));
    }
  names = g_strv_builder_end (builder);
  g_hash_table_insert (reading->columns, g_strdup (table), names);

  return names;
}

static gboolean
read_row (const TwChangedRow *row,
          gpointer            user_data)
{
  static const TwChangeKind kinds[] = { TW_CHANGE_INSERT, TW_CHANGE_UPDATE, TW_CHANGE_DELETE };
  Reading *reading = user_data;
  char **names = column_names (reading, row->table);
  int kind = row->operation == SQLITE_INSERT ? 0 : row->operation == SQLITE_UPDATE ? 1 : 2;

  for (int i = 1; i < row->n_columns && names[i] != NULL; i++)
    {
      gboolean old_known, new_known;
      g_autofree char *before = tw_changed_row_value (row, i, FALSE, &old_known);
      g_autofree char *after = tw_changed_row_value (row, i, TRUE, &new_known);
      TwChange *change;

      if ((!old_known && !new_known) || (before == NULL && after == NULL))
        continue;

      change = g_new0 (TwChange, 1);
      change->table = g_strdup (row->table);
      change->id = row->id;
      change->kind = kinds[kind];
      change->field = g_strdup (names[i]);
      change->before = g_steal_pointer (&before);
      change->after = g_steal_pointer (&after);
      g_ptr_array_add (reading->changes, change);
    }

  return TRUE;
}

GPtrArray *
tw_history_changes (TwWorkspace  *workspace,
                    gint64        entry,
                    GError      **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_change_free);
  g_autoptr (GHashTable) columns = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) changes = NULL;
  g_autoptr (TwQuery) query = NULL;
  Reading reading;

  query = tw_query_new (workspace, "SELECT changes FROM history WHERE id = :id", error);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "id", entry);
  if (tw_query_step (query, &local_error))
    changes = tw_query_blob (query, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  reading = (Reading){ workspace, list, columns };
  if (!tw_changeset_foreach (changes, read_row, &reading, error))
    return NULL;

  return g_steal_pointer (&list);
}

/* Rows that are parts of a record have no history of their own for a person: it is the record's. */
static const struct
{
  const char *table;     /* of the record */
  const char *part;
  const char *select;    /* the ids of its parts as they are now */
  int         column;    /* of the part: the record's id */
} parts[] = {
  { "program_version", "program_tier", "SELECT id FROM program_tier WHERE version = :id", 1 },
  { "program_version", "program_rule", "SELECT id FROM program_rule WHERE version = :id", 1 },
  { "program_version", "check_waiver", "SELECT id FROM check_waiver WHERE version = :id", 1 },
};

typedef struct
{
  const char *table;
  gint64      id;
  GHashTable *ids;       /* set of "part/id", owned texts */
  gboolean    found;
} Wanted;

static gboolean
read_parts (TwWorkspace  *workspace,
            Wanted       *wanted,
            GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (TwQuery) query = NULL;

      if (!g_str_equal (parts[i].table, wanted->table))
        continue;
      query = tw_query_new (workspace, parts[i].select, error);
      if (query == NULL)
        return FALSE;
      tw_query_bind_int (query, "id", wanted->id);
      while (tw_query_step (query, &local_error))
        g_hash_table_add (wanted->ids, g_strdup_printf ("%s/%" G_GINT64_FORMAT, parts[i].part,
                                                        tw_query_int (query, 0)));
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

/* A part that was made or removed tells whose it is; one that was changed is known by its id, from
 * what is there or from its removal later. Hence newest first. */
static gboolean
is_part (const TwChangedRow *row,
         Wanted             *wanted)
{
  g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, row->table, row->id);

  if (g_hash_table_contains (wanted->ids, key))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *owner = NULL;
      gboolean known = FALSE;

      if (!g_str_equal (parts[i].part, row->table) || !g_str_equal (parts[i].table, wanted->table) ||
          row->operation == SQLITE_UPDATE)
        continue;
      owner = tw_changed_row_value (row, parts[i].column, row->operation == SQLITE_INSERT, &known);
      if (owner != NULL && g_ascii_strtoll (owner, NULL, 10) == wanted->id)
        {
          g_hash_table_add (wanted->ids, g_steal_pointer (&key));
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find_row (const TwChangedRow *row,
          gpointer            user_data)
{
  Wanted *wanted = user_data;

  /* Every row is looked at, for the parts that it tells of. */
  if ((row->id == wanted->id && g_str_equal (row->table, wanted->table)) || is_part (row, wanted))
    wanted->found = TRUE;

  return TRUE;
}

GPtrArray *
tw_history_of_record (TwWorkspace  *workspace,
                      const char   *table,
                      gint64        id,
                      GError      **error)
{
  g_autoptr (GPtrArray)
    list = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_history_entry_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TwQuery) query = NULL;
  Wanted wanted = { table, id, ids, FALSE };

  if (!read_parts (workspace, &wanted, error))
    return NULL;
  query = tw_query_new (workspace, COLUMNS "WHERE h.changes IS NOT NULL ORDER BY h.id DESC", error);
  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local_error))
    {
      g_autoptr (GBytes) changes = tw_query_blob (query, 9);

      wanted.found = FALSE;
      if (!tw_changeset_foreach (changes, find_row, &wanted, error))
        return NULL;
      if (wanted.found)
        g_ptr_array_add (list, entry_from_row (query));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return mark_undone (workspace, list, error);
}
