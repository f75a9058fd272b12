/* tw-bulk-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-bulk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-date.h"
#include "tw-error.h"
#include "tw-fact-guard.h"
#include "tw-history.h"

/* Setting up ----------------------------------------------------------------------------------- */

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
  self->key = tw_bulk_key_new (entity, fields, n_fields);
  self->keys = tw_bulk_key_load (self->key, workspace, error);
  if (self->keys == NULL)
    return NULL;
  self->locks = tw_period_locks_load (workspace, error);
  if (self->locks == NULL || !tw_bulk_plan (self, error) || !find_next_id (self, error))
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

/* Rows ----------------------------------------------------------------------------------------- */

static void
bind_date (TwQuery      *query,
           TwBulkColumn *column,
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
      TwBulkColumn *column = &self->columns[i];
      const TwCell *value = tw_bulk_column_value (column, values);

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
               _("The period %s is locked, so that nothing dated in it can change. Date it in an open period, or "
                 "unlock the period in Statements first."),
               period);
  return FALSE;
}

static gboolean
check_locks (TwBulkWriter  *self,
             const TwCell  *values,
             GError       **error)
{
  if (self->date_column < 0 || (self->entity->flags & TW_ENTITY_FACT) == 0)
    return TRUE;
  return check_date (self, tw_bulk_column_value (&self->columns[self->date_column], values), error);
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
      tw_query_bind_int_at (self->attribute, 4, self->batch != 0 ? self->batch : TW_QUERY_NULL);
      if (!tw_query_run (self->attribute, error))
        return FALSE;
    }
  return TRUE;
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
      const TwCell *value = tw_bulk_column_value (&self->columns[i], values);

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
      tw_query_bind_int_at (self->insert, parameter,
                            self->batch != 0 ? self->batch : TW_QUERY_NULL);
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
      if (!tw_bulk_check_row (self, values, error)
          || !group_row (self, values, source_row, id, error))
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
      if (!check_locks (self, values, error)
          || !insert_row (self, key, values, source_row, &added, error))
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
