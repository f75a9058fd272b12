/* tw-digest-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-digest.h"

#include "tw-digest-private.h"
#include "tw-history-private.h"
#include "tw-names.h"
#include "tw-query.h"

#include <string.h>

/* Ids of a batch in one table lie together; where they are spread wider than this, rows can't be named. */
#define MAX_SPREAD 8

typedef enum
{
  COLUMN_INTEGER,
  COLUMN_TEXT,
  COLUMN_REFERENCE,  /* by the name of what it points to */
  COLUMN_FACT,       /* of a credit: by the kind beside it */
  COLUMN_OWNER,      /* of an attribute's value: by the attribute's entity */
} ColumnType;

typedef struct
{
  ColumnType  type;
  char       *name;
  char       *target;
} Column;

/* The check values of one batch in one table, by id from `first`. */
typedef struct
{
  gint64  first;
  GArray *checks;  /* guint32 */
  guint   n_rows;
} Checks;

struct _TwBatchDigests
{
  TwWorkspace *workspace;
  TwNames     *names;
  GStrv        tables;
  gint64       only;
  GHashTable  *digests;  /* batch id (gint64*) -> TwDigest* */
  GHashTable  *checks;   /* "batch table" -> Checks* */
};

static void
checks_free (gpointer data)
{
  Checks *checks = data;

  g_array_unref (checks->checks);
  g_free (checks);
}

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->target);
}

void
tw_batch_digests_free (TwBatchDigests *self)
{
  g_clear_pointer (&self->names, tw_names_free);
  g_clear_pointer (&self->tables, g_strfreev);
  g_clear_pointer (&self->digests, g_hash_table_unref);
  g_clear_pointer (&self->checks, g_hash_table_unref);
  g_free (self);
}

/* Columns ---------------------------------------------------------------------------------------- */

static ColumnType
type_of (const char *table,
         const char *column,
         const char *declared,
         const char *target)
{
  if (g_str_equal (table, "credit") && g_str_equal (column, "fact"))
    return COLUMN_FACT;
  if (g_str_equal (table, "attribute_value") && g_str_equal (column, "owner"))
    return COLUMN_OWNER;
  if (target != NULL)
    return COLUMN_REFERENCE;

  return g_str_equal (declared, "INTEGER") ? COLUMN_INTEGER : COLUMN_TEXT;
}

static GArray *
read_columns (TwBatchDigests  *self,
              const char      *table,
              GError         **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  g_array_set_clear_func (columns, column_clear);
  query = tw_query_new (self->workspace,
                        "SELECT c.name, c.type, f.\"table\" FROM pragma_table_info (:table) AS c"
                        " LEFT JOIN pragma_foreign_key_list (:table) AS f ON f.\"from\" = c.name AND f.\"to\" = 'id'"
                        " WHERE c.name <> 'id' AND c.name <> 'batch' ORDER BY c.name",
                        error);
  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "table", table);
  while (tw_query_step (query, &local_error))
    {
      Column column = { .name = tw_query_dup_text (query, 0), .target = tw_query_dup_text (query, 2) };

      column.type = type_of (table, column.name, tw_query_text (query, 1), column.target);
      g_array_append_val (columns, column);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&columns);
}

static char *
make_select (const char *table,
             GArray     *columns,
             gboolean    one)
{
  GString *sql = g_string_new ("SELECT id, batch");

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (sql, ", \"%s\"", g_array_index (columns, Column, i).name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE batch %s ORDER BY id", table, one ? "= :batch" : "IS NOT NULL");

  return g_string_free (sql, FALSE);
}

/* Rows ------------------------------------------------------------------------------------------- */

static gint64
int_beside (TwQuery    *query,
            GArray     *columns,
            const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    {
      if (g_str_equal (g_array_index (columns, Column, i).name, name))
        return tw_query_int (query, i + 2);
    }

  return TW_QUERY_NULL;
}

static const char *
owner_name (TwBatchDigests *self,
            TwQuery        *query,
            GArray         *columns,
            gint64          owner)
{
  gint64 attribute = int_beside (query, columns, "attribute");
  g_autofree char *sql = g_strdup_printf ("SELECT entity FROM attribute WHERE id = %" G_GINT64_FORMAT, attribute);
  g_autofree char *entity = tw_workspace_get_text (self->workspace, sql, NULL);

  return entity != NULL ? tw_names_get (self->names, tw_names_entity_table (self->names, entity), owner) : NULL;
}

static void
digest_column (TwBatchDigests *self,
               TwDigest       *digest,
               TwQuery        *query,
               GArray         *columns,
               guint           i)
{
  const Column *column = &g_array_index (columns, Column, i);
  int at = i + 2;

  switch (column->type)
    {
    case COLUMN_INTEGER:
      tw_digest_int (digest, tw_query_int (query, at));
      break;
    case COLUMN_TEXT:
      tw_digest_text (digest, tw_query_text (query, at));
      break;
    case COLUMN_REFERENCE:
      tw_digest_text (digest, tw_names_get (self->names, column->target, tw_query_int (query, at)));
      break;
    case COLUMN_FACT:
      tw_digest_text (digest, tw_names_get_fact (self->names, int_beside (query, columns, "fact_kind"),
                                                 tw_query_int (query, at)));
      break;
    case COLUMN_OWNER:
      tw_digest_text (digest, owner_name (self, query, columns, tw_query_int (query, at)));
      break;
    default:
      g_assert_not_reached ();
    }
}

static TwDigest *
get_digest (TwBatchDigests *self,
            gint64          batch)
{
  TwDigest *digest = g_hash_table_lookup (self->digests, &batch);

  if (digest == NULL)
    {
      digest = tw_digest_new ();
      g_hash_table_insert (self->digests, g_memdup2 (&batch, sizeof batch), digest);
    }

  return digest;
}

static Checks *
get_checks (TwBatchDigests *self,
            gint64          batch,
            const char     *table,
            gint64          first)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", batch, table);
  Checks *checks = g_hash_table_lookup (self->checks, key);

  if (checks == NULL)
    {
      checks = g_new0 (Checks, 1);
      checks->first = first;
      checks->checks = g_array_new (FALSE, TRUE, sizeof (guint32));
      g_hash_table_insert (self->checks, g_steal_pointer (&key), checks);
    }

  return checks;
}

static void
put_check (Checks  *checks,
           gint64   id,
           guint32  check)
{
  gint64 at = id - checks->first;

  checks->n_rows++;
  if (at < 0 || at > (gint64) checks->n_rows * MAX_SPREAD + 1000)
    return;
  if (at >= checks->checks->len)
    g_array_set_size (checks->checks, (guint) at + 1);
  g_array_index (checks->checks, guint32, at) = GUINT32_TO_LE (check);
}

static gboolean
digest_table (TwBatchDigests  *self,
              const char      *table,
              GError         **error)
{
  g_autoptr (GArray) columns = read_columns (self, table, error);
  g_autofree char *sql = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 current = 0;
  TwDigest *digest = NULL;
  Checks *checks = NULL;

  if (columns == NULL)
    return FALSE;

  sql = make_select (table, columns, self->only != 0);
  query = tw_query_new (self->workspace, sql, error);
  if (query == NULL)
    return FALSE;
  if (self->only != 0)
    tw_query_bind_int (query, "batch", self->only);

  while (tw_query_step (query, &local_error))
    {
      gint64 id = tw_query_int (query, 0);
      gint64 batch = tw_query_int (query, 1);

      if (batch != current || digest == NULL)
        {
          digest = get_digest (self, batch);
          checks = get_checks (self, batch, table, id);
          current = batch;
        }
      for (guint i = 0; i < columns->len; i++)
        digest_column (self, digest, query, columns, i);
      put_check (checks, id, tw_digest_end_row_check (digest));
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return local_error == NULL && (error == NULL || *error == NULL);
}

TwBatchDigests *
tw_batch_digests_new (TwWorkspace  *workspace,
                      gint64        batch,
                      GError      **error)
{
  g_autoptr (TwBatchDigests) self = g_new0 (TwBatchDigests, 1);

  self->workspace = workspace;
  self->only = batch;
  self->names = tw_names_new (workspace);
  self->digests = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) tw_digest_free);
  self->checks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, checks_free);
  self->tables = tw_history_batch_tables (workspace, error);
  if (self->tables == NULL)
    return NULL;

  for (guint i = 0; self->tables[i] != NULL; i++)
    {
      if (!digest_table (self, self->tables[i], error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

char *
tw_batch_digests_get (TwBatchDigests *self,
                      gint64          batch)
{
  return tw_digest_finish (get_digest (self, batch));
}

gboolean
tw_batch_digests_store (TwBatchDigests  *self,
                        gint64           batch,
                        GError         **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (self->workspace,
                        "INSERT INTO batch_locator (batch, table_name, first, checks)"
                        " VALUES (:batch, :table, :first, :checks)",
                        error);
  if (query == NULL)
    return FALSE;

  for (guint i = 0; self->tables[i] != NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", batch, self->tables[i]);
      Checks *checks = g_hash_table_lookup (self->checks, key);
      g_autoptr (GBytes) bytes = NULL;

      if (checks == NULL)
        continue;
      bytes = g_bytes_new (checks->checks->data, checks->checks->len * sizeof (guint32));
      tw_query_bind_int (query, "batch", batch);
      tw_query_bind_text (query, "table", self->tables[i]);
      tw_query_bind_int (query, "first", checks->first);
      tw_query_bind_blob (query, "checks", bytes);
      if (!tw_query_run (query, error))
        return FALSE;
    }

  return TRUE;
}

/* Finding the row -------------------------------------------------------------------------------- */

static guint32
check_at (gint64         first,
          const guint32 *values,
          gsize          n,
          gint64         id)
{
  return id >= first && id - first < (gint64) n ? values[id - first] : 0;
}

static char *
find_in_table (TwBatchDigests *self,
               const char     *table,
               gint64          batch,
               gint64          first,
               GBytes         *stored)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", batch, table);
  Checks *now = g_hash_table_lookup (self->checks, key);
  gsize n_then = g_bytes_get_size (stored) / sizeof (guint32);
  const guint32 *then = g_bytes_get_data (stored, NULL);
  gint64 from = now != NULL ? MIN (first, now->first) : first;
  gint64 to = MAX (first + (gint64) n_then, now != NULL ? now->first + (gint64) now->checks->len : 0);

  for (gint64 id = from; id < to; id++)
    {
      guint32 here = now != NULL ? check_at (now->first, (guint32 *) now->checks->data, now->checks->len, id) : 0;

      if (here != check_at (first, then, n_then, id))
        {
          const char *name = tw_names_get (self->names, table, id);

          return name != NULL ? g_strdup_printf ("%s “%s” (%" G_GINT64_FORMAT ")", table, name, id)
                              : g_strdup_printf ("%s %" G_GINT64_FORMAT, table, id);
        }
    }

  return NULL;
}

char *
tw_batch_digests_find (TwBatchDigests *self,
                       TwWorkspace    *stored,
                       gint64          batch)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (stored, "SELECT table_name, first, checks FROM batch_locator WHERE batch = :batch ORDER BY 1", NULL);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "batch", batch);
  while (tw_query_step (query, NULL))
    {
      g_autoptr (GBytes) checks = tw_query_blob (query, 2);
      char *found = find_in_table (self, tw_query_text (query, 0), batch, tw_query_int (query, 1), checks);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The public face -------------------------------------------------------------------------------- */

char *
tw_digest_batch (TwWorkspace  *workspace,
                 gint64        batch,
                 GError      **error)
{
  g_autoptr (TwBatchDigests) digests = tw_batch_digests_new (workspace, batch, error);

  return digests != NULL ? tw_batch_digests_get (digests, batch) : NULL;
}

char *
tw_digest_seal_batch (TwWorkspace  *workspace,
                      gint64        batch,
                      GError      **error)
{
  g_autoptr (TwBatchDigests) digests = tw_batch_digests_new (workspace, batch, error);
  g_autofree char *digest = NULL;
  g_autoptr (TwQuery) query = NULL;

  if (digests == NULL || !tw_batch_digests_store (digests, batch, error))
    return NULL;

  digest = tw_batch_digests_get (digests, batch);
  query = tw_query_new (workspace, "UPDATE batch SET digest = :digest WHERE id = :id", error);
  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "digest", digest);
  tw_query_bind_int (query, "id", batch);

  return tw_query_run (query, error) ? g_steal_pointer (&digest) : NULL;
}
