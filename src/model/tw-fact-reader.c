/* tw-fact-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-fact-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-date.h"
#include "tw-error.h"
#include "tw-field-text.h"
#include "tw-fields.h"
#include "tw-sql-private.h"

/* How a column of the query becomes a number; told apart once, before the scan. */
typedef enum
{
  READ_INTEGER,
  READ_MAPPED,
  READ_DATE,
  READ_TEXT,
  READ_ATTRIBUTE,
} ReadKind;

typedef struct
{
  const TwField *field;     /* (nullable): the row id */
  ReadKind       kind;
  int            column;
  int            scale;     /* column of the scale, or -1 */
  int            shift;     /* days from storage to the last day */
  gint64        *values;
  gint64        *scales;

  /* Dates repeat for long stretches: the last one needn't be parsed again. */
  char           last_text[11];
  gint64         last_date;
} Reader;

static ReadKind
read_kind (const TwField  *field,
           const TwColumn *column)
{
  if (field != NULL && field->attribute != 0)
    return READ_ATTRIBUTE;
  if (column->map != NULL)
    return READ_MAPPED;
  if (field == NULL)
    return READ_INTEGER;
  if (field->type == TW_FIELD_DATE)
    return READ_DATE;
  return tw_field_is_textual (field) ? READ_TEXT : READ_INTEGER;
}

static gboolean
plan_columns (GPtrArray       *fields,
              const TwEntity  *entity,
              const TwColumn  *columns,
              guint            n_columns,
              Reader          *readers,
              GString         *sql,
              GError         **error)
{
  int n = 0;

  for (guint i = 0; i < n_columns; i++)
    {
      gboolean is_id = g_str_equal (columns[i].field, "id");
      const TwField *field = is_id ? NULL : tw_fields_find (fields, columns[i].field, NULL);

      if (!is_id && field == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("%s have no field “%s”. Choose another one."),
                       tw_entity_get_label (entity, TRUE), columns[i].field);
          return FALSE;
        }
      readers[i] = (Reader) { .field = field, .kind = read_kind (field, &columns[i]), .column = n++,
                              .scale = -1 };
      g_string_append (sql, i > 0 ? ", " : "");
      if (is_id)
        g_string_append (sql, "t.id");
      else
        tw_sql_append_value (sql, field);
      if (field != NULL && (field->flags & TW_FIELD_LAST_DAY) != 0)
        readers[i].shift = 1;
      if (field != NULL && field->scale_column != NULL)
        {
          g_string_append (sql, ", t.");
          tw_sql_append_name (sql, field->scale_column);
          readers[i].scale = n++;
        }
    }
  return TRUE;
}

static void
reserve (Reader *readers,
         guint   n_readers,
         gsize   capacity)
{
  for (guint i = 0; i < n_readers; i++)
    {
      readers[i].values = g_renew (gint64, readers[i].values, capacity);
      if (readers[i].scale >= 0)
        readers[i].scales = g_renew (gint64, readers[i].scales, capacity);
    }
}

static gint64
read_date (Reader     *reader,
           const char *text)
{
  TwDate date;

  if (text == NULL)
    return TW_COLUMN_NULL;
  if (memcmp (text, reader->last_text, 10) == 0)
    return reader->last_date;
  if (strlen (text) != 10 || !tw_date_parse (text, &date, NULL))
    return TW_COLUMN_NULL;
  memcpy (reader->last_text, text, 10);
  reader->last_date = date - reader->shift;
  return reader->last_date;
}

static gint64
read_attribute (TwQuery    *query,
                Reader     *reader,
                TwTextFunc  text,
                gpointer    user_data,
                guint       index)
{
  const TwSlot slot = { reader->column, -1, -1, -1 };
  g_auto (TwCell) cell = TW_CELL_INIT;

  tw_sql_read_cell (query, reader->field, &slot, &cell);
  if (cell.kind == TW_CELL_NULL)
    return TW_COLUMN_NULL;
  if (cell.kind == TW_CELL_TEXT)
    return text (user_data, index, cell.text, strlen (cell.text));
  return cell.number;
}

static gint64
read_mapped (const TwColumn *column,
             gint64          id)
{
  /* The absent value is negative too. */
  return id >= 0 && (gsize) id < column->n_map ? column->map[id] : TW_COLUMN_NULL;
}

static void
read_row (TwQuery        *query,
          const TwColumn *columns,
          Reader         *readers,
          guint           n_columns,
          gsize           row,
          TwTextFunc      text,
          gpointer        user_data)
{
  for (guint i = 0; i < n_columns; i++)
    {
      Reader *reader = &readers[i];
      const char *string;

      switch (reader->kind)
        {
        case READ_INTEGER:
          reader->values[row] = tw_query_int (query, reader->column);
          break;
        case READ_MAPPED:
          reader->values[row] = read_mapped (&columns[i], tw_query_int (query, reader->column));
          break;
        case READ_DATE:
          reader->values[row] = read_date (reader, tw_query_text (query, reader->column));
          break;
        case READ_TEXT:
          string = tw_query_text (query, reader->column);
          reader->values[row] = string != NULL ? text (user_data, i, string, strlen (string))
                                               : TW_COLUMN_NULL;
          break;
        case READ_ATTRIBUTE:
          reader->values[row] = read_attribute (query, reader, text, user_data, i);
          break;
        default:
          g_return_if_reached ();
        }
      if (reader->scale >= 0)
        reader->scales[row] = tw_query_int (query, reader->scale);
    }
}

/* Where to begin: as many rows as the table can have, so that its columns needn't grow while
 * they are read. */
static gsize
guess_rows (TwWorkspace    *workspace,
            const TwEntity *entity,
            const TwFilter *filter)
{
  g_autofree char *sql = NULL;
  gint64 last = 0;

  if (entity->table == NULL || entity->part_column != NULL || filter != NULL)
    return 1024;
  sql = g_strdup_printf ("SELECT max (id) FROM \"%s\"", entity->table);
  if (!tw_workspace_get_int (workspace, sql, &last, NULL) || last == TW_QUERY_NULL)
    return 16;
  return (gsize) CLAMP (last, 16, 1 << 24);
}

static gboolean
scan (TwQuery     *query,
      TwColumn    *columns,
      Reader      *readers,
      guint        n_columns,
      gsize        capacity,
      TwTextFunc   text,
      gpointer     user_data,
      gsize       *n_rows,
      GError     **error)
{
  g_autoptr (GError) local = NULL;
  gsize n = 0;

  reserve (readers, n_columns, capacity);
  while (tw_query_step (query, &local))
    {
      if (n == capacity)
        {
          capacity *= 2;
          reserve (readers, n_columns, capacity);
        }
      read_row (query, columns, readers, n_columns, n++, text, user_data);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  reserve (readers, n_columns, MAX (n, 1));
  *n_rows = n;
  return TRUE;
}

gboolean
tw_columns_read (TwWorkspace     *workspace,
                 const TwEntity  *entity,
                 const TwFilter  *filter,
                 TwColumn        *columns,
                 guint            n_columns,
                 TwTextFunc       text,
                 gpointer         user_data,
                 gsize           *n_rows,
                 GError         **error)
{
  g_autofree Reader *readers = g_new0 (Reader, n_columns);
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (TwQuery) query = NULL;
  gboolean read;

  g_return_val_if_fail (entity != NULL && columns != NULL && n_columns > 0, FALSE);

  for (guint i = 0; i < n_columns; i++)
    columns[i].values = columns[i].scales = NULL;
  fields = tw_fields_load (workspace, entity, error);
  if (fields == NULL || !plan_columns (fields, entity, columns, n_columns, readers, sql, error))
    return FALSE;
  tw_sql_append_from (sql, entity);
  tw_sql_append_where (sql, entity, filter);
  g_string_append (sql, " ORDER BY t.id");
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  tw_sql_bind_filter (query, filter);

  read = scan (query, columns, readers, n_columns, guess_rows (workspace, entity, filter), text,
               user_data,
               n_rows, error);
  for (guint i = 0; i < n_columns; i++)
    {
      columns[i].values = readers[i].values;
      columns[i].scales = readers[i].scales;
    }
  if (!read)
    tw_columns_clear (columns, n_columns);
  return read;
}

void
tw_columns_clear (TwColumn *columns,
                  guint     n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    {
      g_clear_pointer (&columns[i].values, g_free);
      g_clear_pointer (&columns[i].scales, g_free);
    }
}
