/* tw-suggest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-suggest.h"

#include "tw-find.h"
#include "tw-row-store.h"
#include "tw-search.h"
#include "tw-sql-private.h"

void
tw_suggestion_free (TwSuggestion *suggestion)
{
  g_free (suggestion->text);
  g_free (suggestion->title);
  g_free (suggestion->detail);
  g_free (suggestion);
}

/* Its title, or the external id where the title names several. */
static char *
name_row (TwWorkspace    *workspace,
          const TwEntity *entity,
          gint64          owner,
          gint64          id,
          const char     *title)
{
  g_autoptr (TwRow) row = NULL;

  if (tw_entity_resolve_of (workspace, entity, owner, title, NULL) == id)
    return g_strdup (title);

  row = entity->key != NULL ? tw_row_read (workspace, entity, id, NULL) : NULL;

  return row != NULL ? tw_row_get_text (row, entity->key) : NULL;
}

static void
add (GPtrArray      *list,
     TwWorkspace    *workspace,
     const TwEntity *entity,
     gint64          owner,
     gint64          id,
     const char     *title,
     const char     *detail)
{
  g_autofree char *text = title != NULL ? name_row (workspace, entity, owner, id, title) : NULL;
  TwSuggestion *suggestion;

  /* What can't be named can't be meant. */
  if (text == NULL || *text == '\0')
    return;

  suggestion = g_new0 (TwSuggestion, 1);
  suggestion->id = id;
  suggestion->text = g_steal_pointer (&text);
  suggestion->title = g_strdup (title);
  suggestion->detail = g_strdup (detail != NULL && *detail != '\0' ? detail : NULL);
  g_ptr_array_add (list, suggestion);
}

/* With % at its ends and what LIKE would take for a sign of its own behind a backslash. */
static char *
make_pattern (const char *typed,
              gboolean    anywhere)
{
  GString *pattern = g_string_new (anywhere ? "%" : "");

  for (const char *p = typed; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');

  return g_string_free (pattern, FALSE);
}

static GString *
make_query (const TwEntity *entity,
            const TwField  *owner)
{
  const TwField *title = tw_entity_get_field (entity, entity->title);
  GString *sql = g_string_new ("SELECT t.id, ");

  tw_sql_append_value (sql, title);
  tw_sql_append_from (sql, entity);
  tw_sql_append_where (sql, entity, NULL);
  g_string_append (sql, entity->part_column != NULL ? " AND " : " WHERE ");
  tw_sql_append_value (sql, title);
  g_string_append (sql, " LIKE :anywhere ESCAPE '\\'");
  if (owner != NULL)
    {
      g_string_append (sql, " AND ");
      tw_sql_append_value (sql, owner);
      g_string_append (sql, " = :owner");
    }
  g_string_append (sql, " ORDER BY ");
  tw_sql_append_value (sql, title);
  g_string_append (sql, " LIKE :begins ESCAPE '\\' DESC, ");
  tw_sql_append_value (sql, title);
  g_string_append (sql, ", t.id LIMIT :limit");

  return sql;
}

static gboolean
add_titled (GPtrArray       *list,
            TwWorkspace     *workspace,
            const TwEntity  *entity,
            gint64           owner,
            const char      *typed,
            guint            limit,
            GError         **error)
{
  const TwField *owned = owner != 0 ? tw_entity_find_owner (entity) : NULL;
  g_autoptr (GString) sql = make_query (entity, owned);
  g_autofree char *anywhere = make_pattern (typed, TRUE);
  g_autofree char *begins = make_pattern (typed, FALSE);
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql->str, error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "anywhere", anywhere);
  tw_query_bind_text (query, "begins", begins);
  tw_query_bind_int (query, "limit", limit);
  if (owned != NULL)
    tw_query_bind_int (query, "owner", owner);
  while (tw_query_step (query, &local))
    {
      gint64 id = tw_query_int (query, 0);
      g_autofree char *title = tw_query_dup_text (query, 1);
      g_autoptr (TwFound) found = tw_find_record (workspace, entity->table, id);

      add (list, workspace, entity, owner, id, title, found != NULL ? found->detail : NULL);
    }
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

/* By the full text: any word of the name or the external id, whatever its case. */
static gboolean
add_found (GPtrArray       *list,
           TwWorkspace     *workspace,
           const TwEntity  *entity,
           const char      *typed,
           guint            limit,
           GError         **error)
{
  g_autoptr (GPtrArray) found = tw_find (workspace, typed, entity->table, limit, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const TwFound *hit = found->pdata[i];

      if (g_str_equal (hit->table, entity->table))
        add (list, workspace, entity, 0, hit->id, hit->title, hit->detail);
    }

  return found != NULL;
}

GPtrArray *
tw_suggest (TwWorkspace     *workspace,
            const TwEntity  *entity,
            gint64           owner,
            const char      *typed,
            guint            limit,
            GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_suggestion_free);
  gboolean found;

  g_return_val_if_fail (entity != NULL && typed != NULL, NULL);

  /* Rows of a query have no table to be found in; a reference as title says nothing by itself. */
  if (entity->table == NULL || tw_entity_get_field (entity, entity->title)->type == TW_FIELD_REFERENCE)
    return g_steal_pointer (&list);

  if (*typed != '\0' && owner == 0 && tw_search_covers (entity->table))
    found = add_found (list, workspace, entity, typed, limit, error);
  else
    found = add_titled (list, workspace, entity, owner, typed, limit, error);

  return found ? g_steal_pointer (&list) : NULL;
}
