/* tw-row-delete.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Removing rows: what belongs to them goes along, what needs them stands in the way. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-fact-guard.h"
#include "tw-history.h"
#include "tw-period-lock.h"
#include "tw-query.h"
#include "tw-sql-private.h"

/* Results of calculations point to these tables too; they have no declaration to be found by. */
static const struct
{
  const char *table;
  const char *column;
  const char *target;
  const char *label;
} results[] = {
  { "statement", "partner", "partner", N_("statements") },
  { "statement", "program", "program", N_("statements") },
  { "program_version", "program", "program", N_("program versions") },
};

static gint64
count_uses (TwWorkspace    *workspace,
            const TwEntity *entity,
            const char     *table,
            const char     *column,
            gint64          id)
{
  g_autoptr (GString) sql = g_string_new ("SELECT count(*)");
  g_autoptr (TwQuery) query = NULL;

  if (entity != NULL)
    {
      tw_sql_append_from (sql, entity);
      tw_sql_append_where (sql, entity, NULL);
      g_string_append (sql, entity->part_column != NULL ? " AND t." : " WHERE t.");
    }
  else
    {
      g_string_append (sql, " FROM ");
      tw_sql_append_name (sql, table);
      g_string_append (sql, " WHERE ");
    }
  tw_sql_append_name (sql, column);
  g_string_append (sql, " = :id");
  query = tw_query_new (workspace, sql->str, NULL);
  if (query == NULL)
    return 0;
  tw_query_bind_int (query, "id", id);
  return tw_query_step (query, NULL) ? tw_query_int (query, 0) : 0;
}

static void
add_use (GString    *uses,
         gint64      n,
         const char *label)
{
  if (n > 0)
    g_string_append_printf (uses, "%s%" G_GINT64_FORMAT " %s", uses->len > 0 ? ", " : "", n, label);
}

/* What needs the row, in words; empty where nothing does. */
static GString *
list_uses (TwWorkspace    *workspace,
           const TwEntity *entity,
           gint64          id)
{
  GString *uses = g_string_new (NULL);

  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *other = tw_entity_nth (i);

      /* A list over a query shows rows of tables that are asked for themselves. */
      for (guint j = 0; other->table != NULL && j < other->n_fields; j++)
        {
          const TwField *field = &other->fields[j];

          if (field->type == TW_FIELD_REFERENCE && g_str_equal (field->target, entity->name)
              && (field->flags & TW_FIELD_OWNER) == 0)
            add_use (uses, count_uses (workspace, other, NULL, field->column, id),
                     tw_entity_get_label (other, TRUE));
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    if (g_str_equal (results[i].target, entity->name))
      add_use (uses, count_uses (workspace, NULL, results[i].table, results[i].column, id),
               _(results[i].label));
  return uses;
}

static gboolean
run_with_id (TwWorkspace  *workspace,
             const char   *sql,
             gint64        id,
             const char   *name,
             GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", id);
  if (name != NULL)
    tw_query_bind_text (query, "name", name);
  return tw_query_run (query, error);
}

static gboolean
delete_owned (TwWorkspace     *workspace,
              const TwEntity  *entity,
              gint64           id,
              GError         **error);

static GArray *
list_owned (TwWorkspace    *workspace,
            const TwEntity *other,
            const TwField  *field,
            gint64          id,
            GError        **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\" = :id",
                                          other->table, field->column);
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "id", id);
  while (tw_query_step (query, &local_error))
    {
      gint64 owned = tw_query_int (query, 0);

      g_array_append_val (ids, owned);
    }
  if (local_error == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Rows of @other by one of their references, and what belongs to those. */
static gboolean
delete_owned_by (TwWorkspace    *workspace,
                 const TwEntity *other,
                 const TwField  *field,
                 gint64          id,
                 GError        **error)
{
  g_autoptr (GArray) ids = list_owned (workspace, other, field, id, error);
  g_autofree char *sql = NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!delete_owned (workspace, other, g_array_index (ids, gint64, i), error))
      return FALSE;
  if (ids == NULL)
    return FALSE;
  sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE \"%s\" = :id", other->table, field->column);
  return ids->len == 0 || run_with_id (workspace, sql, id, NULL, error);
}

/* From the end of the registry: what is referred to goes after what refers to it. */
static gboolean
delete_owned (TwWorkspace     *workspace,
              const TwEntity  *entity,
              gint64           id,
              GError         **error)
{
  for (guint i = tw_entity_count (); i-- > 0;)
    {
      const TwEntity *other = tw_entity_nth (i);

      for (guint j = 0; j < other->n_fields; j++)
        {
          const TwField *field = &other->fields[j];

          if ((field->flags & TW_FIELD_OWNER) != 0 && g_str_equal (field->target, entity->name)
              && !delete_owned_by (workspace, other, field, id, error))
            return FALSE;
        }
    }
  if ((entity->flags & TW_ENTITY_ATTRIBUTES) != 0
      && !run_with_id (workspace,
                       "DELETE FROM attribute_value WHERE owner = :id"
                       " AND attribute IN (SELECT id FROM attribute WHERE entity = :name)",
                       id, entity->name, error))
    return FALSE;
  return entity->fact == NULL
         || run_with_id (workspace,
                         "DELETE FROM credit WHERE fact = :id"
                         " AND fact_kind = (SELECT id FROM fact_kind WHERE name = :name)",
                         id, entity->fact, error);
}

static gboolean
check_fact (TwWorkspace     *workspace,
            const TwEntity  *entity,
            gint64           id,
            GError         **error)
{
  g_autoptr (TwRow) row = NULL;

  if ((entity->flags & TW_ENTITY_FACT) == 0)
    return TRUE;
  row = tw_row_read (workspace, entity, id, error);
  return row != NULL && tw_period_lock_check (workspace, tw_row_get (row, entity->date), error)
         && tw_fact_guard_check (workspace, entity, id, error);
}

static gboolean
delete_row (TwWorkspace     *workspace,
            const TwEntity  *entity,
            gint64           id,
            GError         **error)
{
  g_autoptr (GString) uses = list_uses (workspace, entity, id);
  g_autofree char *sql = NULL;

  if (uses->len > 0)
    {
      g_autofree char *title = tw_entity_read_title (workspace, entity, id);

      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("%s “%s” can't be removed, because others need it: %s. Remove those first, or end it "
                     "instead."), tw_entity_get_label (entity, FALSE), title, uses->str);
      return FALSE;
    }
  sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = :id", entity->table);
  return check_fact (workspace, entity, id, error)
         && delete_owned (workspace, entity, id, error)
         && run_with_id (workspace, sql, id, NULL, error);
}

gboolean
tw_rows_delete (TwWorkspace     *workspace,
                const TwEntity  *entity,
                const gint64    *ids,
                gsize            n_ids,
                const char      *label,
                GError         **error)
{
  g_autofree char *words = g_strdup (label);

  g_return_val_if_fail (entity != NULL && (entity->flags & TW_ENTITY_READ_ONLY) == 0, FALSE);
  g_return_val_if_fail (ids != NULL || n_ids == 0, FALSE);

  if (words == NULL && n_ids == 1)
    {
      g_autofree char *title = tw_entity_read_title (workspace, entity, ids[0]);

      words = g_strdup_printf (_("Removed %s “%s”"), tw_entity_get_label (entity, FALSE),
                               title != NULL ? title : "");
    }
  else if (words == NULL)
    words = g_strdup_printf (_("Removed %" G_GSIZE_FORMAT " %s"), n_ids,
                             tw_entity_get_label (entity, TRUE));

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, words, error))
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    if (!delete_row (workspace, entity, ids[i], error))
      {
        tw_history_rollback (workspace);
        return FALSE;
      }
  return tw_history_commit (workspace, 0, NULL, NULL, error);
}
