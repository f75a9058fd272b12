/* tw-check-tables.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-tables.h"

#include <string.h>

struct _TwCheckTables
{
  TwWorkspace *workspace;   /* borrowed */
  GHashTable  *tables;      /* char* entity -> TwCheckTable*; owned */
  GPtrArray   *texts;       /* char*, by number; owned by `numbers` */
  GHashTable  *numbers;     /* char* -> number + 1 */
};

static void
table_free (gpointer data)
{
  TwCheckTable *table = data;

  tw_columns_clear (table->columns, table->n_columns);
  g_free (table->columns);
  g_clear_pointer (&table->rows, g_hash_table_unref);
  g_free (table);
}

TwCheckTables *
tw_check_tables_new (TwWorkspace *workspace)
{
  TwCheckTables *self = g_new0 (TwCheckTables, 1);

  self->workspace = workspace;
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_free);
  self->texts = g_ptr_array_new ();
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
tw_check_tables_free (TwCheckTables *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->tables);
  g_ptr_array_unref (self->texts);
  g_hash_table_unref (self->numbers);
  g_free (self);
}

static gint64
intern (gpointer    user_data,
        guint       column,
        const char *text,
        gsize       length)
{
  TwCheckTables *self = user_data;
  gint64 number = GPOINTER_TO_INT (g_hash_table_lookup (self->numbers, text));
  char *copy;

  if (number > 0)
    return number - 1;
  copy = g_strndup (text, length);
  g_ptr_array_add (self->texts, copy);
  g_hash_table_insert (self->numbers, copy, GINT_TO_POINTER ((int) self->texts->len));

  return self->texts->len - 1;
}

const TwCheckTable *
tw_check_tables_get (TwCheckTables  *self,
                     const char     *name,
                     GError        **error)
{
  TwCheckTable *table = g_hash_table_lookup (self->tables, name);
  const TwEntity *entity;

  if (table != NULL)
    return table;
  entity = tw_entity_find (name);
  g_return_val_if_fail (entity != NULL, NULL);
  table = g_new0 (TwCheckTable, 1);
  table->entity = entity;
  table->owner = self;
  table->n_columns = entity->n_fields + 1;
  table->columns = g_new0 (TwColumn, table->n_columns);
  table->columns[0].field = "id";
  for (guint i = 0; i < entity->n_fields; i++)
    table->columns[i + 1].field = entity->fields[i].name;
  g_hash_table_insert (self->tables, (char *) entity->name, table);
  if (!tw_columns_read (self->workspace, entity, NULL, table->columns, table->n_columns, intern, self, &table->n, error))
    table->n = 0;

  return table;
}

gint64
tw_cells_int (const TwCheckTable *table,
              gsize               row,
              const char         *field)
{
  for (guint i = 1; i < table->n_columns; i++)
    if (strcmp (table->columns[i].field, field) == 0)
      return table->columns[i].values[row];
  g_error ("%s has no field %s", table->entity->name, field);
}

TwDate
tw_cells_date (const TwCheckTable *table,
               gsize               row,
               const char         *field)
{
  gint64 value = tw_cells_int (table, row, field);

  return value == TW_COLUMN_NULL ? TW_DATE_NONE : (TwDate) value;
}

const char *
tw_cells_text (const TwCheckTable *table,
               gsize               row,
               const char         *field)
{
  gint64 value = tw_cells_int (table, row, field);

  return value == TW_COLUMN_NULL ? NULL : g_ptr_array_index (table->owner->texts, value);
}

gboolean
tw_cells_is (const TwCheckTable *table,
             gsize               row,
             const char         *field,
             const char         *is)
{
  return g_strcmp0 (tw_cells_text (table, row, field), is) == 0;
}

gboolean
tw_cells_has (const TwCheckTable *table,
              gsize               row,
              const char         *field)
{
  return tw_cells_int (table, row, field) != TW_COLUMN_NULL;
}

gint64
tw_cells_id (const TwCheckTable *table,
             gsize               row)
{
  return table->columns[0].values[row];
}

gboolean
tw_cells_find (const TwCheckTable *table,
               gint64              id,
               gsize              *row)
{
  TwCheckTable *self = (TwCheckTable *) table;
  gpointer found;

  if (self->rows == NULL)
    {
      self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
      for (gsize i = 0; i < self->n; i++)
        g_hash_table_insert (self->rows, &self->columns[0].values[i], GSIZE_TO_POINTER (i + 1));
    }
  found = g_hash_table_lookup (self->rows, &id);
  if (found == NULL)
    return FALSE;
  *row = GPOINTER_TO_SIZE (found) - 1;

  return TRUE;
}
