/* tw-row-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From a row to what titles it, and back from what a person writes. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-sql-private.h"

char *
tw_entity_read_title (TwWorkspace    *workspace,
                      const TwEntity *entity,
                      gint64          id)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (TwQuery) query = NULL;
  const TwField *title;

  g_return_val_if_fail (entity != NULL, NULL);

  title = tw_entity_get_field (entity, entity->title);
  tw_sql_append_value (sql, title);
  tw_sql_append_from (sql, entity);
  g_string_append (sql, " WHERE t.id = :id");
  query = tw_query_new (workspace, sql->str, NULL);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "id", id);
  if (!tw_query_step (query, NULL))
    return NULL;
  if (title->type == TW_FIELD_REFERENCE && !tw_query_is_null (query, 0))
    return tw_entity_read_title (workspace, tw_entity_find (title->target), tw_query_int (query, 0));
  return tw_query_is_null (query, 0) ? g_strdup ("") : tw_query_dup_text (query, 0);
}

const TwField *
tw_entity_find_owner (const TwEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & TW_FIELD_OWNER) != 0)
      return &entity->fields[i];

  return NULL;
}

gint64
tw_row_find_owner (TwRow          *row,
                   const TwEntity *target)
{
  const TwEntity *entity = tw_row_get_entity (row);
  const TwField *owner = tw_entity_find_owner (target);

  for (guint i = 0; owner != NULL && i < entity->n_fields; i++)
    {
      const TwField *field = &entity->fields[i];

      if ((field->flags & TW_FIELD_OWNER) != 0 && g_strcmp0 (field->target, owner->target) == 0)
        return tw_row_get (row, field->name)->kind == TW_CELL_NUMBER ? tw_row_get (row, field->name)->number : 0;
    }

  return 0;
}

/* How many rows have @text in a field, and one of them. @owner: only what belongs to it; 0: all. */
static guint
find_by (TwWorkspace    *workspace,
         const TwEntity *entity,
         const char     *field,
         gint64          owner,
         const char     *text,
         gint64         *id)
{
  const TwField *owned = owner != 0 ? tw_entity_find_owner (entity) : NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT t.id");
  g_autoptr (TwQuery) query = NULL;
  guint n = 0;

  tw_sql_append_from (sql, entity);
  tw_sql_append_where (sql, entity, NULL);
  g_string_append (sql, entity->part_column != NULL ? " AND " : " WHERE ");
  tw_sql_append_value (sql, tw_entity_get_field (entity, field));
  g_string_append (sql, " = :text");
  if (owned != NULL)
    {
      g_string_append (sql, " AND ");
      tw_sql_append_value (sql, owned);
      g_string_append (sql, " = :owner");
    }
  g_string_append (sql, " LIMIT 2");
  query = tw_query_new (workspace, sql->str, NULL);
  if (query == NULL)
    return 0;
  tw_query_bind_text (query, "text", text);
  if (owned != NULL)
    tw_query_bind_int (query, "owner", owner);
  while (tw_query_step (query, NULL))
    {
      *id = tw_query_int (query, 0);
      n++;
    }
  return n;
}

/* A partner that was merged into another one is still named in files. */
static gint64
find_alias (TwWorkspace    *workspace,
            const TwEntity *entity,
            const char     *text)
{
  g_autoptr (TwQuery) query = NULL;

  if (!g_str_equal (entity->name, "partner"))
    return 0;

  query = tw_query_new (workspace, "SELECT partner FROM partner_alias WHERE external_id = :text", NULL);
  if (query == NULL)
    return 0;
  tw_query_bind_text (query, "text", text);
  return tw_query_step (query, NULL) ? tw_query_int (query, 0) : 0;
}

gint64
tw_entity_resolve (TwWorkspace     *workspace,
                   const TwEntity  *entity,
                   const char      *text,
                   GError         **error)
{
  return tw_entity_resolve_of (workspace, entity, 0, text, error);
}

gint64
tw_entity_resolve_of (TwWorkspace     *workspace,
                      const TwEntity  *entity,
                      gint64           owner,
                      const char      *text,
                      GError         **error)
{
  gint64 id = 0;
  guint n = 0;

  g_return_val_if_fail (entity != NULL && text != NULL, 0);

  if (entity->key != NULL && find_by (workspace, entity, entity->key, 0, text, &id) == 1)
    return id;
  id = find_alias (workspace, entity, text);
  if (id != 0)
    return id;
  if (owner != 0 && find_by (workspace, entity, entity->title, owner, text, &id) == 1)
    return id;
  n = find_by (workspace, entity, entity->title, 0, text, &id);
  if (n == 1)
    return id;
  if (n == 0)
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                 /* Translators: Partner “x” … */
                 _("%s “%s” isn’t here. Enter an existing external ID or name, or add it first."),
                 tw_entity_get_label (entity, FALSE), text);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_AMBIGUOUS,
                 /* Translators: Partner “x” … */
                 _("%s “%s” is there more than once. Enter the external ID of the one you mean."),
                 tw_entity_get_label (entity, FALSE), text);
  return 0;
}
