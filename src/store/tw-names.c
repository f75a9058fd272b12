/* tw-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-names.h"

#include "tw-query.h"

/* The columns that name a row, best first. */
static const char * const naming[] = { "external_id", "name", "key", "code" };

/* Names of one table: ids from 1 are dense enough for an array. */
typedef struct
{
  GPtrArray    *by_id;   /* char*, borrowed from chunk */
  GStringChunk *chunk;
} Table;

struct _TwNames
{
  TwWorkspace *workspace;
  GHashTable  *tables;       /* char* -> Table* */
  GHashTable  *kind_tables;  /* kind's number -> char* table */
  GHashTable  *kind_names;   /* char* kind -> char* table */
};

static void
table_free (gpointer data)
{
  Table *table = data;

  g_ptr_array_unref (table->by_id);
  g_string_chunk_free (table->chunk);
  g_free (table);
}

TwNames *
tw_names_new (TwWorkspace *workspace)
{
  TwNames *names = g_new0 (TwNames, 1);

  names->workspace = workspace;
  names->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, table_free);

  return names;
}

void
tw_names_free (TwNames *names)
{
  g_clear_pointer (&names->tables, g_hash_table_unref);
  g_clear_pointer (&names->kind_tables, g_hash_table_unref);
  g_clear_pointer (&names->kind_names, g_hash_table_unref);
  g_free (names);
}

static char *
find_naming_column (TwNames    *names,
                    const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (naming); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') WHERE name = '%s'", table,
                         naming[i]);
      char *name = tw_workspace_get_text (names->workspace, sql, NULL);

      if (name != NULL)
        return name;
    }

  return NULL;
}

static void
put (Table      *table,
     gint64      id,
     const char *text)
{
  if (id < 0 || id > G_MAXINT32)
    return;
  if ((guint) id >= table->by_id->len)
    g_ptr_array_set_size (table->by_id, (int) id + 1);
  table->by_id->pdata[id] = g_string_chunk_insert (table->chunk, text);
}

static Table *
load (TwNames    *names,
      const char *name)
{
  Table *table = g_new0 (Table, 1);
  g_autofree char *column = find_naming_column (names, name);
  g_autoptr (TwQuery) query = NULL;

  table->by_id = g_ptr_array_new ();
  table->chunk = g_string_chunk_new (65536);
  g_hash_table_insert (names->tables, g_strdup (name), table);

  if (column != NULL)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id, \"%s\" FROM \"%s\"", column, name);

      query = tw_query_new (names->workspace, sql, NULL);
      while (query != NULL && tw_query_step (query, NULL))
        put (table, tw_query_int (query, 0), tw_query_text (query, 1));
    }

  return table;
}

const char *
tw_names_get (TwNames    *names,
              const char *name,
              gint64      id)
{
  Table *table;

  if (id == TW_QUERY_NULL || name == NULL)
    return NULL;

  table = g_hash_table_lookup (names->tables, name);
  if (table == NULL)
    table = load (names, name);

  return id >= 0 && id < table->by_id->len ? table->by_id->pdata[id] : NULL;
}

static void
load_kinds (TwNames *names)
{
  g_autoptr (TwQuery) query = NULL;

  names->kind_tables = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  names->kind_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  query = tw_query_new (names->workspace, "SELECT id, name, table_name FROM fact_kind", NULL);
  while (query != NULL && tw_query_step (query, NULL))
    {
      g_hash_table_insert (names->kind_tables, GINT_TO_POINTER ((int) tw_query_int (query, 0)),
                           tw_query_dup_text (query, 2));
      g_hash_table_insert (names->kind_names, tw_query_dup_text (query, 1),
                           tw_query_dup_text (query, 2));
    }
}

const char *
tw_names_fact_table (TwNames *names,
                     gint64   kind)
{
  if (names->kind_tables == NULL)
    load_kinds (names);

  return g_hash_table_lookup (names->kind_tables, GINT_TO_POINTER ((int) kind));
}

const char *
tw_names_get_fact (TwNames *names,
                   gint64   kind,
                   gint64   id)
{
  if (kind == TW_QUERY_NULL || id == TW_QUERY_NULL)
    return NULL;

  return tw_names_get (names, tw_names_fact_table (names, kind), id);
}

const char *
tw_names_entity_table (TwNames    *names,
                       const char *entity)
{
  const char *table;

  if (names->kind_names == NULL)
    load_kinds (names);
  table = g_hash_table_lookup (names->kind_names, entity);

  return table != NULL ? table : entity;
}

void
tw_names_forget (TwNames    *names,
                 const char *table)
{
  g_hash_table_remove (names->tables, table);
}
