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

/* Ids of a batch in one table lie together; where they are spread wider than this, rows can't be
 * named. */
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
  gboolean    later;     /* counts only where it holds something */
} Column;

/* Columns of older tables that came with a later version of the schema, so that what was imported before has the
 * digest it had. */
static const struct
{
  const char *table;
  const char *column;
} later_columns[] = {
  { "opportunity", "expected" },  { "opportunity", "next_step" },   { "opportunity", "reason" },
  { "registration", "category" }, { "registration", "extensions" }, { "registration", "reason" },
};

/* The check values of one table, by id from `first`. */
typedef struct
{
  gint64  first;
  gint64  last;
  GArray *checks;  /* guint32 */
  guint   n_rows;
} Checks;

struct _TwBatchDigest
{
  TwWorkspace *workspace;
  TwNames     *names;    /* not owned */
  GStrv        tables;
  TwDigest    *digest;
  GHashTable  *checks;   /* char* table -> Checks* */
  gint64       batch;
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
tw_batch_digest_free (TwBatchDigest *self)
{
  g_clear_pointer (&self->tables, g_strfreev);
  g_clear_pointer (&self->digest, tw_digest_free);
  g_clear_pointer (&self->checks, g_hash_table_unref);
  g_free (self);
}

/* Columns -------------------------------------------------------------------------------------- */

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

static gboolean
is_later (const char *table,
          const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (later_columns); i++)
    {
      if (g_str_equal (later_columns[i].table, table) && g_str_equal (later_columns[i].column, column))
        return TRUE;
    }

  return FALSE;
}

static GArray *
read_columns (TwBatchDigest  *self,
              const char      *table,
              GError         **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  g_array_set_clear_func (columns, column_clear);
  query = tw_query_new (self->workspace,
                        "SELECT c.name, c.type, f.\"table\" FROM pragma_table_info (:table) AS c"
                        " LEFT JOIN pragma_foreign_key_list (:table) AS f ON f.\"from\" = c.name "
                        "AND f.\"to\" = 'id'"
                        " WHERE c.name <> 'id' AND c.name <> 'batch' ORDER BY c.name",
                        error);
  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "table", table);
  while (tw_query_step (query, &local_error))
    {
      Column column = { .name = tw_query_dup_text (query, 0),
                        .target = tw_query_dup_text (query, 2) };

      column.type = type_of (table, column.name, tw_query_text (query, 1), column.target);
      column.later = is_later (table, column.name);
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
             GArray     *columns)
{
  GString *sql = g_string_new ("SELECT id");

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (sql, ", \"%s\"", g_array_index (columns, Column, i).name);
  g_string_append_printf (
    sql, " FROM \"%s\" WHERE batch = :batch AND id BETWEEN :first AND :last ORDER BY id", table);

  return g_string_free (sql, FALSE);
}

/* Rows ----------------------------------------------------------------------------------------- */

static gint64
int_beside (TwQuery    *query,
            GArray     *columns,
            const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    {
      if (g_str_equal (g_array_index (columns, Column, i).name, name))
        return tw_query_int (query, i + 1);
    }

  return TW_QUERY_NULL;
}

static const char *
owner_name (TwBatchDigest *self,
            TwQuery        *query,
            GArray         *columns,
            gint64          owner)
{
  gint64 attribute = int_beside (query, columns, "attribute");
  g_autofree char *sql =
    g_strdup_printf ("SELECT entity FROM attribute WHERE id = %" G_GINT64_FORMAT, attribute);
  g_autofree char *entity = tw_workspace_get_text (self->workspace, sql, NULL);

  return entity != NULL
           ? tw_names_get (self->names, tw_names_entity_table (self->names, entity), owner)
           : NULL;
}

static void
digest_column (TwBatchDigest *self,
               TwQuery       *query,
               GArray        *columns,
               guint          i)
{
  TwDigest *digest = self->digest;
  const char *bytes;
  gsize length;
  const Column *column = &g_array_index (columns, Column, i);
  int at = i + 1;

  if (column->later)
    {
      if (tw_query_is_null (query, at))
        return;
      tw_digest_text (digest, column->name);
    }

  switch (column->type)
    {
    case COLUMN_INTEGER:
      tw_digest_int (digest, tw_query_int (query, at));
      break;
    case COLUMN_TEXT:
      bytes = tw_query_bytes (query, at, &length);
      tw_digest_bytes (digest, bytes, length);
      break;
    case COLUMN_REFERENCE:
      tw_digest_text (digest, tw_names_get (self->names, column->target, tw_query_int (query, at)));
      break;
    case COLUMN_FACT:
      tw_digest_text (digest,
                      tw_names_get_fact (self->names, int_beside (query, columns, "fact_kind"),
                                         tw_query_int (query, at)));
      break;
    case COLUMN_OWNER:
      tw_digest_text (digest, owner_name (self, query, columns, tw_query_int (query, at)));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
put_check (Checks  *checks,
           gint64   id,
           guint32  check)
{
  gint64 at;

  if (checks->n_rows++ == 0)
    checks->first = id;
  checks->last = id;
  at = id - checks->first;
  if (at < 0 || at > (gint64) checks->n_rows * MAX_SPREAD + 1000)
    return;
  if (at >= checks->checks->len)
    g_array_set_size (checks->checks, (guint) at + 1);
  g_array_index (checks->checks, guint32, at) = GUINT32_TO_LE (check);
}

/* The ids of the batch in @table: all, or where its locator says; %FALSE where there are none. */
static gboolean
find_span (TwBatchDigest *self,
           const char    *table,
           gboolean       located,
           gint64        *first,
           gint64        *last)
{
  g_autoptr (TwQuery) query = NULL;

  *first = 0;
  *last = G_MAXINT64;
  if (!located)
    return TRUE;

  query = tw_query_new (self->workspace,
                        "SELECT first, last FROM batch_locator WHERE batch = :batch AND table_name "
                        "= :table",
                        NULL);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "batch", self->batch);
  tw_query_bind_text (query, "table", table);
  if (!tw_query_step (query, NULL))
    return FALSE;
  *first = tw_query_int (query, 0);
  *last = tw_query_int (query, 1);

  return TRUE;
}

static gboolean
digest_table (TwBatchDigest  *self,
              const char     *table,
              gboolean        located,
              GError        **error)
{
  g_autoptr (GArray) columns = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  Checks *checks = NULL;
  gint64 first, last;

  if (!find_span (self, table, located, &first, &last))
    return TRUE;

  columns = read_columns (self, table, error);
  if (columns == NULL)
    return FALSE;
  sql = make_select (table, columns);
  query = tw_query_new (self->workspace, sql, error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "batch", self->batch);
  tw_query_bind_int (query, "first", first);
  tw_query_bind_int (query, "last", last);

  while (tw_query_step (query, &local_error))
    {
      if (checks == NULL)
        {
          checks = g_new0 (Checks, 1);
          checks->checks = g_array_new (FALSE, TRUE, sizeof (guint32));
          g_hash_table_insert (self->checks, g_strdup (table), checks);
        }
      for (guint i = 0; i < columns->len; i++)
        digest_column (self, query, columns, i);
      put_check (checks, tw_query_int (query, 0), tw_digest_end_row_check (self->digest));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

TwBatchDigest *
tw_batch_digest_new (TwWorkspace  *workspace,
                     TwNames      *names,
                     gint64        batch,
                     gboolean      located,
                     GError      **error)
{
  g_autoptr (TwBatchDigest) self = g_new0 (TwBatchDigest, 1);

  self->workspace = workspace;
  self->names = names;
  self->batch = batch;
  self->digest = tw_digest_new ();
  self->checks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, checks_free);
  self->tables = tw_history_batch_tables (workspace, error);
  if (self->tables == NULL)
    return NULL;

  for (guint i = 0; self->tables[i] != NULL; i++)
    {
      if (!digest_table (self, self->tables[i], located, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

char *
tw_batch_digest_get (TwBatchDigest *self)
{
  return tw_digest_finish (self->digest);
}

static gboolean
store_checks (TwBatchDigest  *self,
              GError        **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (self->workspace,
                        "INSERT INTO batch_locator (batch, table_name, first, last, rows, checks)"
                        " VALUES (:batch, :table, :first, :last, :rows, :checks)",
                        error);
  if (query == NULL)
    return FALSE;

  for (guint i = 0; self->tables[i] != NULL; i++)
    {
      Checks *checks = g_hash_table_lookup (self->checks, self->tables[i]);
      g_autoptr (GBytes) bytes = NULL;

      if (checks == NULL)
        continue;
      bytes = g_bytes_new_static (checks->checks->data, checks->checks->len * sizeof (guint32));
      tw_query_bind_int (query, "batch", self->batch);
      tw_query_bind_text (query, "table", self->tables[i]);
      tw_query_bind_int (query, "first", checks->first);
      tw_query_bind_int (query, "last", checks->last);
      tw_query_bind_int (query, "rows", checks->n_rows);
      tw_query_bind_blob (query, "checks", bytes);
      if (!tw_query_run (query, error))
        return FALSE;
    }

  return TRUE;
}

/* Finding the row ------------------------------------------------------------------------------ */

static guint32
check_at (gint64         first,
          const guint32 *values,
          gsize          n,
          gint64         id)
{
  return id >= first && id - first < (gint64) n ? values[id - first] : 0;
}

static char *
name_row (TwNames     *names,
          const char  *table,
          gint64       id,
          char       **path)
{
  const char *name = tw_names_get (names, table, id);

  *path = g_strdup_printf ("%s/%" G_GINT64_FORMAT, table, id);
  return name != NULL ? g_strdup_printf ("%s “%s” (%" G_GINT64_FORMAT ")", table, name, id)
                      : g_strdup_printf ("%s %" G_GINT64_FORMAT, table, id);
}

static char *
find_in_table (TwBatchDigest *self,
               const char    *table,
               gint64         first,
               GBytes        *stored,
               char         **path)
{
  Checks *now = g_hash_table_lookup (self->checks, table);
  gsize n_then = g_bytes_get_size (stored) / sizeof (guint32);
  const guint32 *then = g_bytes_get_data (stored, NULL);
  gint64 from = now != NULL ? MIN (first, now->first) : first;
  gint64 to = MAX (first + (gint64) n_then,
                   now != NULL ? now->first + (gint64) now->checks->len : 0);

  for (gint64 id = from; id < to; id++)
    {
      guint32 here = now != NULL
                       ? check_at (now->first, (guint32 *) now->checks->data, now->checks->len, id)
                       : 0;

      if (here != check_at (first, then, n_then, id))
        return name_row (self->names, table, id, path);
    }

  return NULL;
}

char *
tw_batch_digest_find (TwBatchDigest  *self,
                      char          **path)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (self->workspace,
                        "SELECT table_name, first, checks FROM batch_locator WHERE batch = :batch "
                        "ORDER BY 1",
                        NULL);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "batch", self->batch);
  while (tw_query_step (query, NULL))
    {
      g_autoptr (GBytes) checks = tw_query_blob (query, 2);
      char *found = find_in_table (self, tw_query_text (query, 0), tw_query_int (query, 1), checks,
                                   path);

      if (found != NULL)
        return found;
    }

  return NULL;
}

char *
tw_batch_find_strange (TwWorkspace  *workspace,
                       TwNames      *names,
                       gint64       *batch,
                       char        **path,
                       GError      **error)
{
  g_auto (GStrv) tables = tw_history_batch_tables (workspace, error);

  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *sql = NULL;
      g_autoptr (TwQuery) query = NULL;

      sql = g_strdup_printf (
        "SELECT t.id, t.batch FROM \"%s\" AS t JOIN batch AS b ON b.id = t.batch AND b.undone = 0"
        " LEFT JOIN batch_locator AS l ON l.batch = t.batch AND l.table_name = '%s'"
        " WHERE l.id IS NULL OR t.id < l.first OR t.id > l.last LIMIT 1",
        tables[i], tables[i]);
      query = tw_query_new (workspace, sql, error);
      if (query == NULL)
        return NULL;
      if (tw_query_step (query, &local_error))
        {
          *batch = tw_query_int (query, 1);
          return name_row (names, tables[i], tw_query_int (query, 0), path);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return NULL;
}

/* The public face ------------------------------------------------------------------------------ */

char *
tw_digest_batch (TwWorkspace  *workspace,
                 gint64        batch,
                 GError      **error)
{
  g_autoptr (TwNames) names = tw_names_new (workspace);
  g_autoptr (TwBatchDigest) digest = tw_batch_digest_new (workspace, names, batch, FALSE, error);

  return digest != NULL ? tw_batch_digest_get (digest) : NULL;
}

char *
tw_digest_seal_batch (TwWorkspace  *workspace,
                      gint64        batch,
                      GError      **error)
{
  g_autoptr (TwNames) names = tw_names_new (workspace);
  g_autoptr (TwBatchDigest) digest = tw_batch_digest_new (workspace, names, batch, FALSE, error);
  g_autofree char *hash = NULL;
  g_autoptr (TwQuery) query = NULL;

  if (digest == NULL || !store_checks (digest, error))
    return NULL;

  hash = tw_batch_digest_get (digest);
  query = tw_query_new (workspace, "UPDATE batch SET digest = :digest WHERE id = :id", error);
  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "digest", hash);
  tw_query_bind_int (query, "id", batch);

  return tw_query_run (query, error) ? g_steal_pointer (&hash) : NULL;
}
