/* tw-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-row.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-field-text.h"
#include "tw-fields.h"
#include "tw-row-private.h"
#include "tw-row-store.h"
#include "tw-sql-private.h"

G_DEFINE_BOXED_TYPE (TwRow, tw_row, tw_row_ref, tw_row_unref)

static const TwCell null_cell = TW_CELL_INIT;

/* Takes @fields. */
static TwRow *
row_alloc_with (TwWorkspace    *workspace,
                const TwEntity *entity,
                GPtrArray      *fields)
{
  TwRow *row = g_new0 (TwRow, 1);

  g_atomic_ref_count_init (&row->count);
  row->workspace = g_object_ref (workspace);
  row->entity = entity;
  row->cells = g_new0 (TwCell, fields->len);
  row->before = g_new0 (TwCell, fields->len);
  row->fields = fields;
  return row;
}

static TwRow *
row_alloc (TwWorkspace     *workspace,
           const TwEntity  *entity,
           GError         **error)
{
  GPtrArray *fields = tw_fields_load (workspace, entity, error);

  return fields != NULL ? row_alloc_with (workspace, entity, fields) : NULL;
}

TwRow *
tw_row_ref (TwRow *row)
{
  g_return_val_if_fail (row != NULL, NULL);
  g_atomic_ref_count_inc (&row->count);
  return row;
}

void
tw_row_unref (TwRow *row)
{
  if (row == NULL || !g_atomic_ref_count_dec (&row->count))
    return;
  for (guint i = 0; i < row->fields->len; i++)
    {
      tw_cell_clear (&row->cells[i]);
      tw_cell_clear (&row->before[i]);
    }
  g_free (row->cells);
  g_free (row->before);
  g_ptr_array_unref (row->fields);
  g_object_unref (row->workspace);
  g_clear_error (&row->error);
  g_free (row);
}

/* Facts are entered in the reporting currency unless somebody says otherwise. */
static gboolean
starts_in_reporting_currency (const TwEntity *entity,
                              const TwField  *field)
{
  return field->type == TW_FIELD_CURRENCY && g_str_equal (field->name, "currency")
         && ((entity->flags & TW_ENTITY_FACT) != 0 || (field->flags & TW_FIELD_REQUIRED) != 0);
}

TwRow *
tw_row_new (TwWorkspace    *workspace,
            const TwEntity *entity)
{
  g_autoptr (GError) error = NULL;
  TwRow *row;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && entity != NULL, NULL);

  row = row_alloc (workspace, entity, &error);
  /* A form can be shown; what stands in the way of saving is said then. */
  if (row == NULL)
    {
      row = row_alloc_with (workspace, entity, tw_fields_declared (entity));
      row->error = g_steal_pointer (&error);
    }
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = row->fields->pdata[i];

      if (field->initial != NULL)
        tw_field_parse (field, 0, field->initial, &row->cells[i], NULL);
      else if (starts_in_reporting_currency (entity, field))
        {
          g_autofree char *code =
            tw_workspace_get_text (workspace, "SELECT currency FROM workspace", NULL);
          tw_cell_set_text (&row->cells[i], code);
        }
    }
  return row;
}

TwRow *
tw_row_copy (TwRow *row)
{
  TwRow *copy;

  g_return_val_if_fail (row != NULL, NULL);

  copy = g_new0 (TwRow, 1);
  g_atomic_ref_count_init (&copy->count);
  copy->workspace = g_object_ref (row->workspace);
  copy->entity = row->entity;
  copy->id = row->id;
  copy->error = row->error != NULL ? g_error_copy (row->error) : NULL;
  copy->cells = g_new0 (TwCell, row->fields->len);
  copy->before = g_new0 (TwCell, row->fields->len);
  copy->fields = g_ptr_array_ref (row->fields);
  for (guint i = 0; i < row->fields->len; i++)
    {
      tw_cell_copy (&row->cells[i], &copy->cells[i]);
      tw_cell_copy (&row->before[i], &copy->before[i]);
    }
  return copy;
}

static gboolean
read_cells (TwRow   *row,
            gint64   id,
            GError **error)
{
  g_autofree TwSlot *slots = g_new0 (TwSlot, row->fields->len);
  g_autoptr (GString) sql = tw_sql_select (row->entity, row->fields, slots);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  tw_sql_append_where (sql, row->entity, NULL);
  g_string_append (sql, row->entity->part_column != NULL ? " AND t.id = :id" : " WHERE t.id = :id");
  query = tw_query_new (row->workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", id);
  if (!tw_query_step (query, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                     _("%s number %" G_GINT64_FORMAT " isn't there any more. Refresh the list."),
                     tw_entity_get_label (row->entity, FALSE), id);
      return FALSE;
    }
  for (guint i = 0; i < row->fields->len; i++)
    {
      tw_sql_read_cell (query, row->fields->pdata[i], &slots[i], &row->cells[i]);
      tw_cell_copy (&row->cells[i], &row->before[i]);
    }
  row->id = id;
  return TRUE;
}

TwRow *
tw_row_read (TwWorkspace     *workspace,
             const TwEntity  *entity,
             gint64           id,
             GError         **error)
{
  g_autoptr (TwRow) row = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && entity != NULL, NULL);

  row = row_alloc (workspace, entity, error);
  if (row == NULL || !read_cells (row, id, error))
    return NULL;
  return g_steal_pointer (&row);
}

TwWorkspace *
tw_row_get_workspace (TwRow *row)
{
  g_return_val_if_fail (row != NULL, NULL);
  return row->workspace;
}

const TwEntity *
tw_row_get_entity (TwRow *row)
{
  g_return_val_if_fail (row != NULL, NULL);
  return row->entity;
}

gint64
tw_row_get_id (TwRow *row)
{
  g_return_val_if_fail (row != NULL, 0);
  return row->id;
}

const TwCell *
tw_row_get (TwRow      *row,
            const char *field)
{
  guint index;

  g_return_val_if_fail (row != NULL, &null_cell);
  return tw_fields_find (row->fields, field, &index) != NULL ? &row->cells[index] : &null_cell;
}

const TwField *
tw_row_field (TwRow *row,
              guint  index)
{
  const TwField *field = row->fields->pdata[index];
  const TwField *term;

  if (field->type != TW_FIELD_TERM)
    return field;
  term = tw_field_for_term (tw_row_get (row, "type")->text);
  return term != NULL ? term : field;
}

int
tw_row_digits (TwRow *row,
               guint  index)
{
  const TwField *field = tw_row_field (row, index);
  const char *code = field->currency != NULL ? tw_row_get (row, field->currency)->text : NULL;
  g_autofree char *reporting = NULL;
  int digits;

  if (field->type != TW_FIELD_MONEY)
    return 0;
  if (code == NULL)
    code = reporting = tw_workspace_get_text (row->workspace, "SELECT currency FROM workspace",
                                              NULL);
  digits = tw_workspace_currency_digits (row->workspace, code);
  return digits < 0 ? 2 : digits;
}

static const TwField *
find_field (TwRow       *row,
            const char  *name,
            guint       *index,
            GError     **error)
{
  const TwField *field = tw_fields_find (row->fields, name, index);

  if (field == NULL)
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                 _("%s has no field “%s”. Name one of its fields."),
                 tw_entity_get_label (row->entity, FALSE), name);
  return field;
}

/* An amount keeps its worth in major units when its currency gets another number of decimals. */
static gboolean
rescale (gint64  amount,
         int     from,
         int     to,
         gint64 *result)
{
  for (; from < to; from++)
    if (__builtin_mul_overflow (amount, 10, &amount))
      return FALSE;
  for (; from > to; from--)
    {
      if (amount % 10 != 0)
        return FALSE;
      amount /= 10;
    }
  *result = amount;
  return TRUE;
}

static gboolean
rescale_amounts (TwRow         *row,
                 const TwField *currency,
                 const char    *code,
                 GError       **error)
{
  int to = tw_workspace_currency_digits (row->workspace, code);
  g_autofree gint64 *amounts = g_new0 (gint64, row->fields->len);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < row->fields->len; i++)
      {
        const TwField *field = tw_row_field (row, i);

        if (field->type != TW_FIELD_MONEY || g_strcmp0 (field->currency, currency->name) != 0
            || row->cells[i].kind != TW_CELL_NUMBER || to < 0)
          continue;
        if (pass == 1)
          {
            row->cells[i].number = amounts[i];
            if (field->attribute != 0)
              row->cells[i].scale = to;
          }
        else if (!rescale (row->cells[i].number, tw_row_digits (row, i), to, &amounts[i]))
          {
            g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                         _("%s: %s has no place for the decimals of %s. Change that amount first."),
                         tw_field_get_label (currency), code, tw_field_get_label (field));
            return FALSE;
          }
      }
  return TRUE;
}

gboolean
tw_row_set (TwRow         *row,
            const char    *name,
            const TwCell  *cell,
            GError       **error)
{
  const TwField *field;
  guint index;

  g_return_val_if_fail (row != NULL && cell != NULL, FALSE);

  field = find_field (row, name, &index, error);
  if (field == NULL || !tw_field_validate (tw_row_field (row, index), cell, error))
    return FALSE;
  if (field->type == TW_FIELD_CURRENCY && cell->kind == TW_CELL_TEXT)
    {
      if (tw_workspace_currency_digits (row->workspace, cell->text) < 0)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                       _("%s: The workspace has no currency “%s”. Enter a code such as EUR, or add it."),
                       tw_field_get_label (field), cell->text);
          return FALSE;
        }
      if (!rescale_amounts (row, field, cell->text, error))
        return FALSE;
    }
  tw_cell_copy (cell, &row->cells[index]);
  return TRUE;
}

static gint64
resolve_fact (TwRow       *row,
              const char  *text,
              GError     **error)
{
  const TwCell *kind = tw_row_get (row, "fact_kind");
  g_autofree char *name = NULL;
  const TwEntity *entity;

  if (kind->kind == TW_CELL_NUMBER)
    name = tw_entity_read_title (row->workspace, tw_entity_find ("fact_kind"), kind->number);
  entity = tw_entity_for_fact (name);
  if (entity == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("Fact: Choose the kind of fact first."));
      return 0;
    }
  return tw_entity_resolve (row->workspace, entity, text, error);
}

static gint64
resolve_reference (TwRow           *row,
                   const TwEntity  *target,
                   const char      *text,
                   GError         **error)
{
  return tw_entity_resolve_of (row->workspace, target, tw_row_find_owner (row, target), text, error);
}

gboolean
tw_row_set_text (TwRow       *row,
                 const char  *name,
                 const char  *text,
                 GError     **error)
{
  g_auto (TwCell) cell = TW_CELL_INIT;
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  const TwField *field;
  guint index;
  gint64 id;

  g_return_val_if_fail (row != NULL, FALSE);

  field = find_field (row, name, &index, error);
  if (field == NULL)
    return FALSE;
  field = tw_row_field (row, index);
  if (*stripped != '\0' && (field->type == TW_FIELD_REFERENCE || field->type == TW_FIELD_FACT))
    {
      id = field->type == TW_FIELD_FACT
             ? resolve_fact (row, stripped, error)
             : resolve_reference (row, tw_entity_find (field->target), stripped, error);
      if (id == 0)
        return FALSE;
      tw_cell_set_number (&cell, id);
    }
  else if (!tw_field_parse (field, tw_row_digits (row, index), stripped, &cell, error))
    return FALSE;

  if (field->attribute != 0 && field->type == TW_FIELD_MONEY)
    cell.scale = tw_row_digits (row, index);
  return tw_row_set (row, name, &cell, error);
}

char *
tw_row_get_text (TwRow      *row,
                 const char *name)
{
  const TwField *field;
  guint index;

  g_return_val_if_fail (row != NULL, NULL);

  if (tw_fields_find (row->fields, name, &index) == NULL)
    return g_strdup ("");
  field = tw_row_field (row, index);
  if (field->type == TW_FIELD_REFERENCE && row->cells[index].kind == TW_CELL_NUMBER)
    {
      const TwEntity *target = tw_entity_find (field->target);
      g_autoptr (TwRow) other =
        tw_row_read (row->workspace, target, row->cells[index].number, NULL);

      if (other != NULL)
        return tw_row_get_text (other, target->key != NULL ? target->key : target->title);
    }
  return tw_field_format (field, tw_row_digits (row, index), &row->cells[index]);
}
