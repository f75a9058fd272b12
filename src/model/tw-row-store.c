/* tw-row-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-fields.h"
#include "tw-history.h"
#include "tw-row-private.h"
#include "tw-sql-private.h"

/* Writing one row ------------------------------------------------------------------------------ */

/* Whether the column has to be written: always in a new row, unless its default does it. */
static gboolean
is_written (TwRow *row,
            guint  index)
{
  const TwField *field = row->fields->pdata[index];

  if (field->attribute != 0)
    return FALSE;
  if (row->id == 0)
    return row->cells[index].kind != TW_CELL_NULL;
  return !tw_cell_equal (&row->cells[index], &row->before[index]);
}

static void
append_assignment (GString       *sql,
                   const TwField *field,
                   guint          index,
                   const char    *glue)
{
  g_string_append (sql, glue);
  tw_sql_append_name (sql, field->column);
  g_string_append_printf (sql, " = :p%u", index);
  if (field->scale_column != NULL)
    {
      g_string_append (sql, ", ");
      tw_sql_append_name (sql, field->scale_column);
      g_string_append_printf (sql, " = :p%us", index);
    }
}

static GString *
update_sql (TwRow *row)
{
  GString *sql = g_string_new ("UPDATE ");
  const char *glue = " SET ";

  tw_sql_append_name (sql, row->entity->table);
  for (guint i = 0; i < row->fields->len; i++)
    if (is_written (row, i))
      {
        append_assignment (sql, row->fields->pdata[i], i, glue);
        glue = ", ";
      }
  g_string_append (sql, " WHERE id = :id");
  return sql;
}

static GString *
insert_sql (TwRow *row)
{
  GString *sql = g_string_new ("INSERT INTO ");
  g_autoptr (GString) values = g_string_new (NULL);
  const char *glue = " (";

  tw_sql_append_name (sql, row->entity->table);
  if (row->entity->part_column != NULL)
    {
      g_string_append (sql, glue);
      tw_sql_append_name (sql, row->entity->part_column);
      g_string_append_printf (values, "'%s'", row->entity->part);
      glue = ", ";
    }
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = row->fields->pdata[i];

      if (!is_written (row, i))
        continue;
      g_string_append (sql, glue);
      glue = ", ";
      tw_sql_append_name (sql, field->column);
      g_string_append_printf (values, "%s:p%u", values->len > 0 ? ", " : "", i);
      if (field->scale_column != NULL)
        {
          g_string_append (sql, ", ");
          tw_sql_append_name (sql, field->scale_column);
          g_string_append_printf (values, ", :p%us", i);
        }
    }
  g_string_append_printf (sql, ") VALUES (%s)", values->str);
  return sql;
}

static gboolean
write_columns (TwRow   *row,
               GError **error)
{
  g_autoptr (GString) sql = row->id == 0 ? insert_sql (row) : update_sql (row);
  g_autoptr (TwQuery) query = NULL;
  gboolean any = row->id == 0;

  for (guint i = 0; i < row->fields->len; i++)
    any = any || is_written (row, i);
  if (!any)
    return TRUE;
  query = tw_query_new (row->workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  for (guint i = 0; i < row->fields->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);

      if (is_written (row, i))
        tw_sql_bind_cell (query, row->fields->pdata[i], tw_query_parameter (query, name),
                          &row->cells[i]);
    }
  if (row->id != 0)
    tw_query_bind_int (query, "id", row->id);
  if (!tw_query_run (query, error))
    return FALSE;
  if (row->id == 0)
    row->id = tw_workspace_last_id (row->workspace);
  return TRUE;
}

static gboolean
write_attribute (TwRow         *row,
                 const TwField *field,
                 const TwCell  *cell,
                 GError       **error)
{
  g_autofree char *text = tw_sql_attribute_text (field, cell);
  g_autoptr (TwQuery) query =
    tw_query_new (row->workspace,
                  text == NULL
                    ? "DELETE FROM attribute_value WHERE attribute = :attribute AND owner = :owner"
                    : "INSERT INTO attribute_value (attribute, owner, value) VALUES (:attribute, :owner, :value)"
                      " ON CONFLICT (attribute, owner) DO UPDATE SET value = excluded.value",
                  error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "attribute", field->attribute);
  tw_query_bind_int (query, "owner", row->id);
  if (text != NULL)
    tw_query_bind_text (query, "value", text);
  return tw_query_run (query, error);
}

static gboolean
write_row (TwRow   *row,
           GError **error)
{
  if (!write_columns (row, error))
    return FALSE;
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = row->fields->pdata[i];

      if (field->attribute != 0 && !tw_cell_equal (&row->cells[i], &row->before[i])
          && !write_attribute (row, field, &row->cells[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
accept_cells (TwRow *row)
{
  for (guint i = 0; i < row->fields->len; i++)
    tw_cell_copy (&row->cells[i], &row->before[i]);
}

/* Saving --------------------------------------------------------------------------------------- */

static const char *
changed_label (TwRow *row,
               guint *n)
{
  const char *label = NULL;

  *n = 0;
  for (guint i = 0; i < row->fields->len; i++)
    if (!tw_cell_equal (&row->cells[i], &row->before[i]))
      {
        label = tw_field_get_label (row->fields->pdata[i]);
        (*n)++;
      }
  return label;
}

static char *
row_title (TwRow *row)
{
  guint index;
  const TwField *field = tw_fields_find (row->fields, row->entity->title, &index);
  char *title;

  if (field->type == TW_FIELD_REFERENCE)
    title = tw_entity_read_title (row->workspace, tw_entity_find (field->target),
                                  row->cells[index].number);
  else
    title = g_strdup (row->cells[index].text);
  return title != NULL ? title : g_strdup ("");
}

static char *
save_label (TwRow *row)
{
  g_autofree char *title = row_title (row);
  const char *entity = tw_entity_get_label (row->entity, FALSE);
  guint n;
  const char *field = changed_label (row, &n);

  if (row->id == 0)
    return g_strdup_printf (_("Added %s “%s”"), entity, title);
  if (n == 1)
    return g_strdup_printf (_("Changed %s of %s “%s”"), field, entity, title);
  return g_strdup_printf (_("Changed %s “%s”"), entity, title);
}

static gboolean
refuse (GPtrArray  *issues,
        GError    **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "",
                            ((TwFieldIssue *) issues->pdata[i])->message);
  g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED, all->str);
  return FALSE;
}

gboolean
tw_row_save (TwRow       *row,
             const char  *label,
             GError     **error)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autofree char *words = NULL;
  gint64 id;
  guint n;

  g_return_val_if_fail (row != NULL, FALSE);
  g_return_val_if_fail ((row->entity->flags & TW_ENTITY_READ_ONLY) == 0, FALSE);

  if (row->error != NULL)
    {
      g_propagate_error (error, g_error_copy (row->error));
      return FALSE;
    }
  changed_label (row, &n);
  if (row->id != 0 && n == 0)
    return TRUE;
  if (!tw_row_check (row, &issues))
    return refuse (issues, error);

  id = row->id;
  words = label != NULL ? g_strdup (label) : save_label (row);
  if (!tw_history_begin (row->workspace, TW_HISTORY_EDIT, words, error))
    return FALSE;
  if (!write_row (row, error))
    {
      row->id = id;
      tw_history_rollback (row->workspace);
      return FALSE;
    }
  if (!tw_history_commit (row->workspace, 0, NULL, NULL, error))
    {
      row->id = id;
      return FALSE;
    }
  accept_cells (row);
  return TRUE;
}

gboolean
tw_rows_set_field (TwWorkspace     *workspace,
                   const TwEntity  *entity,
                   const gint64    *ids,
                   gsize            n_ids,
                   const char      *field,
                   const char      *text,
                   const char      *label,
                   GError         **error)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *words = NULL;
  const TwField *declared;

  g_return_val_if_fail (entity != NULL && (ids != NULL || n_ids == 0), FALSE);

  fields = tw_fields_load (workspace, entity, error);
  if (fields == NULL)
    return FALSE;
  declared = tw_fields_find (fields, field, NULL);
  words = label != NULL
            ? g_strdup (label)
            : g_strdup_printf (_("Changed %s of %" G_GSIZE_FORMAT " %s"),
                               declared != NULL ? tw_field_get_label (declared) : field, n_ids,
                               tw_entity_get_label (entity, TRUE));
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, words, error))
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    {
      g_autoptr (TwRow) row = tw_row_read (workspace, entity, ids[i], error);

      /* An action inside an action joins it, so that all are one entry. */
      if (row == NULL || !tw_row_set_text (row, field, text, error) || !tw_row_save (row, NULL, error))
        {
          tw_history_rollback (workspace);
          return FALSE;
        }
    }
  return tw_history_commit (workspace, 0, NULL, NULL, error);
}
