/* tw-bulk-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the fields that rows bring to the columns that are written. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-bulk-private.h"

#include <string.h>

#include "tw-error.h"
#include "tw-field-text.h"

static int
find_brought (TwBulkWriter *self,
              const char   *name)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (strcmp (self->fields[i]->name, name) == 0)
      return (int) i;
  return -1;
}

static void
find_fallbacks (TwBulkWriter *self,
                TwBulkColumn *column)
{
  g_auto (GStrv) names = g_strsplit (column->field->fallback != NULL ? column->field->fallback : "",
                                     " ", -1);
  guint n = 0;

  for (char **name = names; *name != NULL && n < TW_BULK_MAX_FALLBACKS - 1; name++)
    {
      int place = find_brought (self, *name);

      if (place >= 0)
        column->fallbacks[n++] = place;
    }
  column->fallbacks[n] = -1;
}

static void
add_column (TwBulkWriter  *self,
            const TwField *field,
            int            value)
{
  TwBulkColumn *column = &self->columns[self->n_columns];

  column->field = field;
  column->value = value;
  find_fallbacks (self, column);
  if (value < 0 && column->fallbacks[0] < 0)
    return;
  if (g_strcmp0 (field->name, self->entity->date) == 0)
    self->date_column = (int) self->n_columns;
  self->n_columns++;
}

static void
plan_columns (TwBulkWriter *self)
{
  self->columns = g_new0 (TwBulkColumn, self->entity->n_fields + self->n_fields);
  self->date_column = -1;
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i]->attribute == 0)
      add_column (self, self->fields[i], (int) i);
  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const TwField *field = &self->entity->fields[i];

      if (field->fallback != NULL && find_brought (self, field->name) < 0)
        add_column (self, field, -1);
    }
  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const TwField *field = &self->entity->fields[i];
      gboolean written = field->initial != NULL || (field->flags & TW_FIELD_REQUIRED) == 0;

      for (guint j = 0; j < self->n_columns; j++)
        written = written || strcmp (self->columns[j].field->name, field->name) == 0;
      if (!written)
        self->missing = field;
    }
}

static char *
insert_sql (TwBulkWriter *self)
{
  const TwEntity *entity = self->entity;
  GString *sql = g_string_new ("INSERT INTO ");
  g_autoptr (GString) values = g_string_new (":id");
  int parameter = 2;

  tw_sql_append_name (sql, entity->table);
  g_string_append (sql, " (id");
  if (entity->part_column != NULL)
    {
      g_string_append (sql, ", ");
      tw_sql_append_name (sql, entity->part_column);
      g_string_append_printf (values, ", '%s'", entity->part);
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      TwBulkColumn *column = &self->columns[i];

      column->parameter = parameter++;
      g_string_append (sql, ", ");
      tw_sql_append_name (sql, column->field->column);
      g_string_append_printf (values, ", :p%u", i);
      if (column->field->scale_column == NULL)
        continue;
      parameter++;
      g_string_append (sql, ", ");
      tw_sql_append_name (sql, column->field->scale_column);
      g_string_append_printf (values, ", :p%us", i);
    }
  if ((entity->flags & TW_ENTITY_BATCHED) != 0)
    {
      g_string_append (sql, ", batch, batch_row");
      g_string_append (values, ", :batch, :row");
    }
  g_string_append_printf (sql, ") VALUES (%s)", values->str);
  return g_string_free (sql, FALSE);
}

/* The same columns in the same order, with a mark for every value. */
static gboolean
prepare_group (TwBulkWriter  *self,
               const char    *insert,
               GError       **error)
{
  const char *values = strstr (insert, " VALUES (");
  g_autofree char *head = g_strndup (insert, (gsize) (values - insert) + strlen (" VALUES "));
  g_autoptr (GString) tuple = g_string_new ("(?");
  guint n_values = 1;

  if (self->entity->part_column != NULL)
    g_string_append_printf (tuple, ", '%s'", self->entity->part);
  for (guint i = 0; i < self->n_columns; i++, n_values++)
    g_string_append (tuple, ", ?");
  if ((self->entity->flags & TW_ENTITY_BATCHED) != 0)
    {
      g_string_append (tuple, ", ?, ?");
      n_values += 2;
    }
  g_string_append_c (tuple, ')');
  self->group = tw_bulk_group_new (self->workspace, head, tuple->str, n_values, error);
  return self->group != NULL;
}

/* The same parameters at the same places, so that one function binds both. */
static char *
change_sql (TwBulkWriter *self)
{
  GString *sql = g_string_new ("UPDATE ");

  tw_sql_append_name (sql, self->entity->table);
  g_string_append (sql, " SET id = :id");
  for (guint i = 0; i < self->n_columns; i++)
    {
      const TwField *field = self->columns[i].field;

      g_string_append (sql, ", ");
      tw_sql_append_name (sql, field->column);
      g_string_append_printf (sql, " = :p%u", i);
      if (field->scale_column == NULL)
        continue;
      g_string_append (sql, ", ");
      tw_sql_append_name (sql, field->scale_column);
      g_string_append_printf (sql, " = :p%us", i);
    }
  g_string_append (sql, " WHERE id = :id");
  return g_string_free (sql, FALSE);
}

static gboolean
prepare (TwBulkWriter  *self,
         GError       **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autofree char *insert = insert_sql (self);
  g_autofree char *change = change_sql (self);
  g_autoptr (GString) look = NULL;

  for (guint i = 0; i < self->n_fields; i++)
    g_ptr_array_add (fields, (gpointer) self->fields[i]);
  self->slots = g_new0 (TwSlot, MAX (self->n_fields, 1));
  look = tw_sql_select (self->entity, fields, self->slots);
  g_string_append (look, " WHERE t.id = :id");

  self->insert = tw_query_new (self->workspace, insert, error);
  self->change = self->insert != NULL ? tw_query_new (self->workspace, change, error) : NULL;
  self->look = self->change != NULL ? tw_query_new (self->workspace, look->str, error) : NULL;
  if (self->look != NULL)
    self->attribute =
      tw_query_new (self->workspace,
                    "INSERT INTO attribute_value (attribute, owner, value, batch)"
                    " VALUES (:attribute, :owner, :value, :batch)"
                    " ON CONFLICT (attribute, owner) DO UPDATE SET value = excluded.value",
                    error);
  if (self->attribute == NULL)
    return FALSE;
  return (self->entity->flags & TW_ENTITY_GROUPED) == 0 || prepare_group (self, insert, error);
}

gboolean
tw_bulk_plan (TwBulkWriter  *self,
              GError       **error)
{
  plan_columns (self);
  return prepare (self, error);
}

const TwCell *
tw_bulk_column_value (const TwBulkColumn *column,
                      const TwCell       *values)
{
  static const TwCell null_cell = TW_CELL_INIT;
  const TwCell *value = column->value >= 0 ? &values[column->value] : &null_cell;

  for (const int *place = column->fallbacks; value->kind == TW_CELL_NULL && *place >= 0; place++)
    value = &values[*place];
  return value;
}

/* Said while it can still be told which row it is. */
gboolean
tw_bulk_check_row (TwBulkWriter  *self,
                   const TwCell  *values,
                   GError       **error)
{
  static const TwCell null_cell = TW_CELL_INIT;
  g_autoptr (GError) local = NULL;
  gboolean valid = self->missing == NULL || tw_field_validate (self->missing, &null_cell, &local);

  for (guint i = 0; valid && i < self->n_columns; i++)
    {
      const TwField *field = self->columns[i].field;
      const TwCell *value = tw_bulk_column_value (&self->columns[i], values);

      if (value->kind == TW_CELL_NULL || field->type == TW_FIELD_CHOICE)
        valid = tw_field_validate (field, value, &local);
      else if ((field->flags & TW_FIELD_UNIQUE) != 0 && *value->text == '\0')
        valid = tw_field_validate (field, &null_cell, &local);
    }
  if (!valid)
    g_set_error_literal (error, TW_ERROR, TW_ERROR_CONFLICT, local->message);
  return valid;
}
