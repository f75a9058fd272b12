/* tw-bulk-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-bulk-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-bulk-group.h"
#include "tw-bulk-key.h"
#include "tw-date.h"
#include "tw-error.h"
#include "tw-fact-guard.h"
#include "tw-field-text.h"
#include "tw-history.h"
#include "tw-period-lock.h"
#include "tw-sql-private.h"

#define MAX_FALLBACKS 5

/* What one column of the INSERT takes: a value that the row brings, or the first of some that it brings. */
typedef struct
{
  const TwField *field;
  int            value;                      /* place among the values, -1: only fallbacks */
  int            fallbacks[MAX_FALLBACKS];   /* places, ended by -1 */
  int            parameter;
  char           date[12];                   /* ISO text while it is bound */
} Column;

struct _TwBulkWriter
{
  TwWorkspace    *workspace;    /* owned */
  const TwEntity *entity;
  TwField        *copies;       /* of the fields: attributes may go with whoever loaded them */
  const TwField **fields;       /* to the copies */
  guint           n_fields;
  gint64          batch;
  gboolean        update;

  Column         *columns;
  guint           n_columns;
  int             date_column;  /* of the placing date, or -1 */
  const TwField  *missing;      /* (nullable): a required field that rows don't bring */
  TwQuery        *insert;       /* one row, or */
  TwBulkGroup    *group;        /* (nullable): rows by the dozen */
  TwQuery        *change;       /* the same columns, WHERE id */
  TwQuery        *look;         /* the brought fields of row `:id` */
  TwQuery        *attribute;
  TwSlot         *slots;        /* of `look` */
  TwBulkKey      *key;
  TwKeyIndex     *keys;
  GHashTable     *touched;      /* gint64* of rows that were there and came again */
  TwPeriodLocks  *locks;
  gint64          first_id;
  gint64          next_id;      /* of a group, and of a probe, which writes nothing */
};

/* Setting up --------------------------------------------------------------------------------------------- */

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
                Column       *column)
{
  g_auto (GStrv) names = g_strsplit (column->field->fallback != NULL ? column->field->fallback : "", " ", -1);
  guint n = 0;

  for (char **name = names; *name != NULL && n < MAX_FALLBACKS - 1; name++)
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
  Column *column = &self->columns[self->n_columns];

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
  self->columns = g_new0 (Column, self->entity->n_fields + self->n_fields);
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
      Column *column = &self->columns[i];

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
                    "INSERT INTO attribute_value (attribute, owner, value) VALUES (:attribute, :owner, :value)"
                    " ON CONFLICT (attribute, owner) DO UPDATE SET value = excluded.value",
                    error);
  if (self->attribute == NULL)
    return FALSE;
  return (self->entity->flags & TW_ENTITY_GROUPED) == 0 || prepare_group (self, insert, error);
}

/* From here on ids are of this writer: a row that comes again with one of them is repeated. */
static gboolean
find_next_id (TwBulkWriter  *self,
              GError       **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT max (ifnull ((SELECT max (id) FROM \"%s\"), 0),"
                     " ifnull ((SELECT seq FROM sqlite_sequence WHERE name = '%s'), 0))",
                     self->entity->table, self->entity->table);
  gint64 last;

  if (!tw_workspace_get_int (self->workspace, sql, &last, error))
    return FALSE;
  self->first_id = self->next_id = last + 1;
  return TRUE;
}

TwBulkWriter *
tw_bulk_writer_new (TwWorkspace            *workspace,
                    const TwEntity         *entity,
                    const TwField * const  *fields,
                    guint                   n_fields,
                    gint64                  batch,
                    gboolean                update,
                    GError                **error)
{
  g_autoptr (TwBulkWriter) self = NULL;

  g_return_val_if_fail (entity != NULL && entity->table != NULL, NULL);
  g_return_val_if_fail (fields != NULL && n_fields > 0, NULL);

  self = g_new0 (TwBulkWriter, 1);
  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  self->copies = g_new (TwField, n_fields);
  self->fields = g_new (const TwField *, n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      self->copies[i] = *fields[i];
      self->fields[i] = &self->copies[i];
    }
  self->n_fields = n_fields;
  self->batch = batch;
  self->update = update;
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  plan_columns (self);
  self->key = tw_bulk_key_new (entity, fields, n_fields);
  self->keys = tw_bulk_key_load (self->key, workspace, error);
  if (self->keys == NULL)
    return NULL;
  self->locks = tw_period_locks_load (workspace, error);
  if (self->locks == NULL || !prepare (self, error) || !find_next_id (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
tw_bulk_writer_finish (TwBulkWriter  *self,
                       GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->group == NULL || tw_bulk_group_flush (self->group, error);
}

void
tw_bulk_writer_free (TwBulkWriter *self)
{
  if (self == NULL)
    return;
  tw_query_free (self->insert);
  tw_bulk_group_free (self->group);
  tw_query_free (self->change);
  tw_query_free (self->look);
  tw_query_free (self->attribute);
  tw_period_locks_free (self->locks);
  tw_key_index_free (self->keys);
  tw_bulk_key_free (self->key);
  g_hash_table_unref (self->touched);
  g_free (self->slots);
  g_free (self->columns);
  g_free (self->fields);
  g_free (self->copies);
  g_object_unref (self->workspace);
  g_free (self);
}

TwKeyIndex *
tw_bulk_writer_get_keys (TwBulkWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->keys;
}

/* Rows ---------------------------------------------------------------------------------------------------- */

static const TwCell *
column_value (const Column *column,
              const TwCell *values)
{
  static const TwCell null_cell = TW_CELL_INIT;
  const TwCell *value = column->value >= 0 ? &values[column->value] : &null_cell;

  for (const int *place = column->fallbacks; value->kind == TW_CELL_NULL && *place >= 0; place++)
    value = &values[*place];
  return value;
}

static void
bind_date (TwQuery      *query,
           Column       *column,
           const TwCell *value)
{
  int year, month, day;

  tw_date_to_ymd ((TwDate) value->number + ((column->field->flags & TW_FIELD_LAST_DAY) != 0),
                  &year, &month, &day);
  column->date[0] = (char) ('0' + year / 1000);
  column->date[1] = (char) ('0' + year / 100 % 10);
  column->date[2] = (char) ('0' + year / 10 % 10);
  column->date[3] = (char) ('0' + year % 10);
  column->date[4] = '-';
  column->date[5] = (char) ('0' + month / 10);
  column->date[6] = (char) ('0' + month % 10);
  column->date[7] = '-';
  column->date[8] = (char) ('0' + day / 10);
  column->date[9] = (char) ('0' + day % 10);
  tw_query_bind_text_at (query, column->parameter, column->date);
}

static void
bind_row (TwBulkWriter *self,
          TwQuery      *query,
          gint64        id,
          const TwCell *values)
{
  tw_query_bind_int_at (query, 1, id);
  for (guint i = 0; i < self->n_columns; i++)
    {
      Column *column = &self->columns[i];
      const TwCell *value = column_value (column, values);

      if (value->kind == TW_CELL_NUMBER && column->field->type == TW_FIELD_DATE)
        bind_date (query, column, value);
      else
        tw_sql_bind_cell (query, column->field, column->parameter, value);
    }
}

static gboolean
check_date (TwBulkWriter  *self,
            const TwCell  *date,
            GError       **error)
{
  const char *period = NULL;

  if (date != NULL && date->kind == TW_CELL_NUMBER)
    period = tw_period_locks_find (self->locks, date->number);
  if (period == NULL)
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
               _("The period %s is locked, so that nothing dated in it can change. Unlock it first."), period);
  return FALSE;
}

static gboolean
check_locks (TwBulkWriter  *self,
             const TwCell  *values,
             GError       **error)
{
  if (self->date_column < 0 || (self->entity->flags & TW_ENTITY_FACT) == 0)
    return TRUE;
  return check_date (self, column_value (&self->columns[self->date_column], values), error);
}

static gboolean
put_attributes (TwBulkWriter  *self,
                gint64         id,
                const TwCell  *values,
                GError       **error)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      g_autofree char *text = NULL;

      if (self->fields[i]->attribute == 0 || values[i].kind == TW_CELL_NULL)
        continue;
      text = tw_sql_attribute_text (self->fields[i], &values[i]);
      tw_query_bind_int_at (self->attribute, 1, self->fields[i]->attribute);
      tw_query_bind_int_at (self->attribute, 2, id);
      tw_query_bind_text_at (self->attribute, 3, text);
      if (!tw_query_run (self->attribute, error))
        return FALSE;
    }
  return TRUE;
}

/* What the table would refuse of a grouped row, said while it can still be told which row it is. */
static gboolean
check_row (TwBulkWriter  *self,
           const TwCell  *values,
           GError       **error)
{
  static const TwCell null_cell = TW_CELL_INIT;
  g_autoptr (GError) local = NULL;
  gboolean valid = self->missing == NULL || tw_field_validate (self->missing, &null_cell, &local);

  for (guint i = 0; valid && i < self->n_columns; i++)
    {
      const TwField *field = self->columns[i].field;
      const TwCell *value = column_value (&self->columns[i], values);

      if (value->kind == TW_CELL_NULL || field->type == TW_FIELD_CHOICE)
        valid = tw_field_validate (field, value, &local);
      else if ((field->flags & TW_FIELD_UNIQUE) != 0 && *value->text == '\0')
        valid = tw_field_validate (field, &null_cell, &local);
    }
  if (!valid)
    g_set_error_literal (error, TW_ERROR, TW_ERROR_CONFLICT, local->message);
  return valid;
}

static gboolean
group_row (TwBulkWriter  *self,
           const TwCell  *values,
           gint64         source_row,
           gint64        *id,
           GError       **error)
{
  *id = self->next_id++;
  tw_bulk_group_add_int (self->group, *id);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const TwField *field = self->columns[i].field;
      const TwCell *value = column_value (&self->columns[i], values);

      if (value->kind == TW_CELL_NULL)
        tw_bulk_group_add_null (self->group);
      else if (value->kind == TW_CELL_TEXT)
        tw_bulk_group_add_text (self->group, value->text);
      else if (field->type == TW_FIELD_DATE)
        tw_bulk_group_add_date (self->group, (TwDate) value->number
                                             + ((field->flags & TW_FIELD_LAST_DAY) != 0));
      else
        tw_bulk_group_add_int (self->group, value->number);
    }
  if ((self->entity->flags & TW_ENTITY_BATCHED) != 0)
    {
      tw_bulk_group_add_int (self->group, self->batch != 0 ? self->batch : TW_QUERY_NULL);
      tw_bulk_group_add_int (self->group, source_row);
    }
  return tw_bulk_group_end_row (self->group, source_row, error);
}

static gboolean
insert_one (TwBulkWriter  *self,
            const TwCell  *values,
            gint64         source_row,
            gint64        *id,
            GError       **error)
{
  int parameter = self->columns[self->n_columns - 1].parameter + 1;

  if (self->columns[self->n_columns - 1].field->scale_column != NULL)
    parameter++;
  /* The workspace's counter gives the id: several writers may fill one table in turn. */
  bind_row (self, self->insert, TW_QUERY_NULL, values);
  if ((self->entity->flags & TW_ENTITY_BATCHED) != 0)
    {
      tw_query_bind_int_at (self->insert, parameter, self->batch != 0 ? self->batch : TW_QUERY_NULL);
      tw_query_bind_int_at (self->insert, parameter + 1, source_row);
    }
  if (!tw_query_run (self->insert, error))
    return FALSE;
  *id = tw_workspace_last_id (self->workspace);
  return TRUE;
}

static gboolean
insert_row (TwBulkWriter  *self,
            const char    *key,
            const TwCell  *values,
            gint64         source_row,
            gint64        *id,
            GError       **error)
{
  if (self->group != NULL)
    {
      if (!check_row (self, values, error) || !group_row (self, values, source_row, id, error))
        return FALSE;
    }
  else if (!insert_one (self, values, source_row, id, error))
    return FALSE;
  if (!put_attributes (self, *id, values, error))
    return FALSE;
  if (key != NULL)
    tw_key_index_add (self->keys, key, *id);
  return TRUE;
}

/* Whether an absent value is filled in from others, so that its absence says nothing. */
static gboolean
is_filled_in (TwBulkWriter *self,
              guint         field)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].value == (int) field)
      return self->columns[i].fallbacks[0] >= 0;
  return FALSE;
}

/* Only what the row brings counts: a value that isn't in the file is no change. */
static gboolean
is_same (TwBulkWriter  *self,
         gint64         id,
         const TwCell  *values,
         gboolean      *locked,
         gboolean      *same,
         GError       **error)
{
  g_autoptr (GError) local = NULL;
  gboolean found;

  tw_query_bind_int_at (self->look, 1, id);
  found = tw_query_step (self->look, &local);
  *same = found;
  *locked = FALSE;
  for (guint i = 0; found && i < self->n_fields; i++)
    {
      g_auto (TwCell) cell = TW_CELL_INIT;

      tw_sql_read_cell (self->look, self->fields[i], &self->slots[i], &cell);
      if (cell.kind == TW_CELL_NUMBER && g_strcmp0 (self->fields[i]->name, self->entity->date) == 0)
        *locked = tw_period_locks_find (self->locks, cell.number) != NULL;
      if (values[i].kind == TW_CELL_NULL && is_filled_in (self, i))
        continue;
      *same = *same && tw_cell_equal (&cell, &values[i]);
    }
  if (local == NULL)
    tw_query_reset (self->look);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return found;
}

static gboolean
change_row (TwBulkWriter  *self,
            gint64         id,
            const TwCell  *values,
            GError       **error)
{
  gboolean changed;

  if (self->entity->fact != NULL && !tw_fact_guard_check (self->workspace, self->entity, id, error))
    return FALSE;
  if (self->batch != 0)
    tw_history_record (self->workspace, TRUE);
  bind_row (self, self->change, id, values);
  changed = tw_query_run (self->change, error) && put_attributes (self, id, values, error);
  if (self->batch != 0)
    tw_history_record (self->workspace, FALSE);
  return changed;
}

static gboolean
touch (TwBulkWriter *self,
       gint64        id)
{
  if (g_hash_table_contains (self->touched, &id))
    return FALSE;
  g_hash_table_add (self->touched, g_memdup2 (&id, sizeof id));
  return TRUE;
}

static gboolean
put_known (TwBulkWriter  *self,
           gint64         id,
           const TwCell  *values,
           gboolean       write,
           TwBulkResult  *result,
           GError       **error)
{
  gboolean same, locked;

  *result = TW_BULK_REPEATED;
  if (id >= self->first_id || !touch (self, id))
    return TRUE;
  if (!is_same (self, id, values, &locked, &same, error))
    return FALSE;
  *result = same ? TW_BULK_UNCHANGED : TW_BULK_CHANGED;
  if (same || !self->update)
    return TRUE;
  if (!check_locks (self, values, error))
    return FALSE;
  if (locked)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("The record that is there lies in a locked period, so that it can't change. Unlock the "
                     "period first."));
      return FALSE;
    }
  return !write || change_row (self, id, values, error);
}

gboolean
tw_bulk_writer_put (TwBulkWriter  *self,
                    const TwCell  *values,
                    gint64         source_row,
                    TwBulkResult  *result,
                    gint64        *id,
                    GError       **error)
{
  const char *key;
  gint64 known;

  g_return_val_if_fail (self != NULL && values != NULL && result != NULL, FALSE);

  key = tw_bulk_key_make (self->key, values);
  known = key != NULL ? tw_key_index_lookup (self->keys, key) : 0;
  if (known == 0)
    {
      gint64 added;

      *result = TW_BULK_NEW;
      if (!check_locks (self, values, error) || !insert_row (self, key, values, source_row, &added, error))
        return FALSE;
      if (id != NULL)
        *id = added;
      return TRUE;
    }
  if (id != NULL)
    *id = known;
  return put_known (self, known, values, TRUE, result, error);
}

gboolean
tw_bulk_writer_probe (TwBulkWriter  *self,
                      const TwCell  *values,
                      TwBulkResult  *result,
                      gint64        *id,
                      GError       **error)
{
  const char *key;
  gint64 known;

  g_return_val_if_fail (self != NULL && values != NULL && result != NULL, FALSE);

  key = tw_bulk_key_make (self->key, values);
  known = key != NULL ? tw_key_index_lookup (self->keys, key) : 0;
  if (id != NULL)
    *id = known != 0 ? known : self->next_id;
  if (known != 0)
    return put_known (self, known, values, FALSE, result, error);
  *result = TW_BULK_NEW;
  if (!check_locks (self, values, error))
    return FALSE;
  if (key != NULL)
    tw_key_index_add (self->keys, key, self->next_id);
  self->next_id++;
  return TRUE;
}
