/* tw-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-search.h"

#include "tw-history-private.h"
#include "tw-query.h"

/* rowid of the index = id of the row * 64 + the number of its table. */
#define TABLE_BITS 6

/* What is found, under which title. The numbers stand in files: they are never given to another table. */
static const struct
{
  int         number;
  const char *table;
  const char *title;
  const char *key;
  const char *body;
  gboolean    batched;
} sources[] = {
  { 1, "partner", "name", "external_id",
    "concat_region || coalesce (subtype, '') || ' ' || coalesce (note, '')", TRUE },
  { 2, "person", "name", "external_id", "coalesce (role, '') || ' ' || coalesce (email, '')", TRUE },
  { 3, "customer", "name", "external_id",
    "concat_region || coalesce (segment, '') || ' ' || coalesce (industry, '')", TRUE },
  { 4, "product", "name", "external_id", "''", TRUE },
  { 5, "category", "name", "NULL", "''", TRUE },
  { 6, "program", "name", "NULL", "partner_type", FALSE },
  { 7, "program_rule", "coalesce (json_extract (body, '$.name'), key)", "key",
    "coalesce (json_extract (body, '$.kind'), '')", FALSE },
  { 8, "agreement", "external_id", "external_id", "coalesce (note, '')", TRUE },
  { 9, "opportunity", "coalesce (name, external_id)", "external_id",
    "coalesce (stage, '') || ' ' || coalesce (deal_ref, '')", TRUE },
  { 10, "plan", "name", "external_id", "coalesce (note, '')", TRUE },
};

#define REGION "coalesce (region, '') || ' ' || coalesce (country, '') || ' ' || "

void
tw_search_hit_free (TwSearchHit *hit)
{
  g_free (hit->title);
  g_free (hit->key);
  g_free (hit);
}

/* Enters rows of a table: those that @where (over :id) chooses. */
static gboolean
enter (TwWorkspace  *workspace,
       gsize         source,
       const char   *where,
       gint64        id,
       GError      **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (TwQuery) query = NULL;

  g_string_printf (sql,
                   "INSERT OR REPLACE INTO search (rowid, title, key, body)"
                   " SELECT (id << %d) + %d, %s, %s, %s FROM %s WHERE %s",
                   TABLE_BITS, sources[source].number, sources[source].title, sources[source].key,
                   sources[source].body, sources[source].table, where);
  g_string_replace (sql, "concat_region || ", REGION, 0);
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", id);

  return tw_query_run (query, error);
}

static int
find_source (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_str_equal (sources[i].table, table))
        return (int) i;
    }

  return -1;
}

/* A row that is gone leaves the index; @id 0 is the whole table. */
static gboolean
leave (TwWorkspace  *workspace,
       gsize         source,
       gint64        id,
       GError      **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        id != 0 ? "DELETE FROM search WHERE rowid = :id"
                                : "DELETE FROM search WHERE (rowid & 63) = :id",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id",
                     id != 0 ? (id << TABLE_BITS) + sources[source].number : sources[source].number);

  return tw_query_run (query, error);
}

gboolean
tw_search_refresh (TwWorkspace  *workspace,
                   const char   *table,
                   gint64        id,
                   GError      **error)
{
  int source = find_source (table);

  if (source < 0)
    return TRUE;

  return leave (workspace, source, id, error)
         && enter (workspace, source, id != 0 ? "id = :id" : "id > :id", id, error);
}

typedef struct
{
  TwWorkspace *workspace;
  GError      *error;
} Refreshing;

static gboolean
refresh_row (const TwChangedRow *row,
             gpointer            user_data)
{
  Refreshing *refreshing = user_data;

  return tw_search_refresh (refreshing->workspace, row->table, row->id, &refreshing->error);
}

gboolean
tw_search_refresh_changes (TwWorkspace  *workspace,
                           GBytes       *changes,
                           GError      **error)
{
  Refreshing refreshing = { workspace, NULL };

  if (!tw_changeset_foreach (changes, refresh_row, &refreshing, error))
    return FALSE;
  if (refreshing.error != NULL)
    g_propagate_error (error, refreshing.error);

  return refreshing.error == NULL;
}

gboolean
tw_search_refresh_batch (TwWorkspace  *workspace,
                         gint64        batch,
                         GError      **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (sources[i].batched && !enter (workspace, i, "batch = :id", batch, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_search_rebuild (TwWorkspace  *workspace,
                   GError      **error)
{
  if (!tw_transaction_begin (workspace, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (!tw_search_refresh (workspace, sources[i].table, 0, error))
        {
          tw_transaction_rollback (workspace);
          return FALSE;
        }
    }

  return tw_transaction_commit (workspace, error);
}

/* Finding ------------------------------------------------------------------------------------- */

/* Each word in quotes, so that nothing in it is an operator, and found by its beginning. */
static char *
make_match (const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\n", -1);
  GString *match = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean has_letter = FALSE;
      g_auto (GStrv) quotes = g_strsplit (parts[i], "\"", -1);
      g_autofree char *word = g_strjoinv ("\"\"", quotes);

      for (const char *at = parts[i]; *at != '\0' && !has_letter; at = g_utf8_next_char (at))
        has_letter = g_unichar_isalnum (g_utf8_get_char (at));
      if (has_letter)
        g_string_append_printf (match, "%s\"%s\"*", match->len > 0 ? " " : "", word);
    }

  return g_string_free (match, FALSE);
}

static TwSearchHit *
hit_from_row (TwQuery *query)
{
  gint64 rowid = tw_query_int (query, 0);
  int number = (int) (rowid & ((1 << TABLE_BITS) - 1));

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      TwSearchHit *hit;

      if (sources[i].number != number)
        continue;
      hit = g_new0 (TwSearchHit, 1);
      hit->table = sources[i].table;
      hit->id = rowid >> TABLE_BITS;
      hit->title = tw_query_dup_text (query, 1);
      hit->key = tw_query_dup_text (query, 2);
      return hit;
    }

  return NULL;
}

/* @sql is over :match, :limit and, where it asks for one table, :number. */
static GPtrArray *
find_by (TwWorkspace  *workspace,
         const char   *words,
         const char   *sql,
         int           number,
         guint         limit,
         GError      **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_search_hit_free);
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *match = make_match (valid);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  if (*match == '\0')
    return g_steal_pointer (&hits);

  query = tw_query_new (workspace, sql, error);
  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "match", match);
  tw_query_bind_int (query, "limit", limit);
  if (number != 0)
    tw_query_bind_int (query, "number", number);
  while (tw_query_step (query, &local_error))
    {
      TwSearchHit *hit = hit_from_row (query);

      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&hits);
}

#define RANK "bm25 (search, 10.0, 5.0, 1.0)"

GPtrArray *
tw_search_find (TwWorkspace  *workspace,
                const char   *words,
                guint         limit,
                GError      **error)
{
  return find_by (workspace, words,
                  "SELECT rowid, title, key FROM search WHERE search MATCH :match"
                  " ORDER BY " RANK ", rowid LIMIT :limit",
                  0, limit, error);
}

GPtrArray *
tw_search_find_each (TwWorkspace  *workspace,
                     const char   *words,
                     const char   *table,
                     guint         limit,
                     GError      **error)
{
  int source = table != NULL ? find_source (table) : -1;

  g_return_val_if_fail (table == NULL || source >= 0, NULL);

  if (source >= 0)
    return find_by (workspace, words,
                    "SELECT rowid, title, key FROM search WHERE search MATCH :match"
                    " AND (rowid & 63) = :number ORDER BY " RANK ", rowid LIMIT :limit",
                    sources[source].number, limit, error);

  return find_by (workspace, words,
                  "WITH hit AS (SELECT rowid AS id, title, key, " RANK " AS rank FROM search"
                  "  WHERE search MATCH :match),"
                  " ranked AS (SELECT id, title, key, rank,"
                  "  row_number () OVER (PARTITION BY id & 63 ORDER BY rank, id) AS place,"
                  "  min (rank) OVER (PARTITION BY id & 63) AS best FROM hit)"
                  " SELECT id, title, key FROM ranked WHERE place <= :limit ORDER BY best, id & 63, place",
                  0, limit, error);
}

gboolean
tw_search_covers (const char *table)
{
  return find_source (table) >= 0;
}
