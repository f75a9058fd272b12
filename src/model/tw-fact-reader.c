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
              int             *n_values,
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
  *n_values = n;
  return TRUE;
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

/* A bulk read at work. */
typedef struct
{
  TwColumn   *columns;
  Reader     *readers;
  guint       n_columns;
  TwTextFunc  text;
  gpointer    user_data;
  gsize       capacity;
  gsize       n_rows;
} Scan;

static inline gint64
read_value (Scan    *self,
            TwQuery *query,
            guint    i)
{
  Reader *reader = &self->readers[i];
  const char *string;

  switch (reader->kind)
    {
    case READ_INTEGER:
      return tw_query_int (query, reader->column);
    case READ_MAPPED:
      return read_mapped (&self->columns[i], tw_query_int (query, reader->column));
    case READ_DATE:
      return read_date (reader, tw_query_text (query, reader->column));
    case READ_TEXT:
      string = tw_query_text (query, reader->column);
      return string != NULL ? self->text (self->user_data, i, string, strlen (string)) : TW_COLUMN_NULL;
    case READ_ATTRIBUTE:
      return read_attribute (query, reader, self->text, self->user_data, i);
    default:
      g_return_val_if_reached (TW_COLUMN_NULL);
    }
}

/* The memory of a column, absent values up to here. */
static void
begin_column (Scan   *self,
              Reader *reader)
{
  reader->values = g_new (gint64, self->capacity);
  for (gsize row = 0; row < self->n_rows; row++)
    reader->values[row] = TW_COLUMN_NULL;
}

static void
grow (Scan *self)
{
  self->capacity *= 2;
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (self->readers[i].values != NULL)
        self->readers[i].values = g_renew (gint64, self->readers[i].values, self->capacity);
      if (self->readers[i].scale >= 0)
        self->readers[i].scales = g_renew (gint64, self->readers[i].scales, self->capacity);
    }
}

static void
read_row (TwQuery  *query,
          gpointer  data)
{
  Scan *self = data;

  if (self->n_rows == self->capacity)
    grow (self);
  for (guint i = 0; i < self->n_columns; i++)
    {
      Reader *reader = &self->readers[i];
      gint64 value = read_value (self, query, i);

      if (value != TW_COLUMN_NULL && reader->values == NULL)
        begin_column (self, reader);
      if (reader->values != NULL)
        reader->values[self->n_rows] = value;
      if (reader->scale >= 0)
        reader->scales[self->n_rows] = tw_query_int (query, reader->scale);
    }
  self->n_rows++;
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

/* Whole tables are read without making rows of a result of them; where there is a condition an index may give the rows in
 * another order, which is why those are stepped through. */
static gboolean
can_read_each (const TwEntity *entity,
               const TwFilter *filter,
               int             n_values)
{
  return entity->table != NULL && entity->query == NULL && entity->part_column == NULL && filter == NULL
         && n_values <= TW_QUERY_MAX_EACH;
}

static gboolean
step_rows (TwWorkspace    *workspace,
           const char     *columns,
           const TwEntity *entity,
           const TwFilter *filter,
           Scan           *scan,
           GError        **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (TwQuery) query = NULL;

  g_string_append (sql, columns);
  tw_sql_append_from (sql, entity);
  tw_sql_append_where (sql, entity, filter);
  g_string_append (sql, " ORDER BY t.id");
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  tw_sql_bind_filter (query, filter);
  while (tw_query_step (query, &local))
    read_row (query, scan);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_all (TwWorkspace    *workspace,
          const char     *columns,
          const TwEntity *entity,
          Scan           *scan,
          GError        **error)
{
  g_autoptr (TwQuery) query = tw_query_new_each (workspace, columns, entity->table, error);

  return query != NULL && tw_query_each (query, read_row, scan, error);
}

/* No more memory than the rows take, and all of it where callers count on it. */
static void
finish_columns (Scan *self)
{
  self->capacity = MAX (self->n_rows, 1);
  for (guint i = 0; i < self->n_columns; i++)
    {
      Reader *reader = &self->readers[i];

      if (reader->values != NULL)
        reader->values = g_renew (gint64, reader->values, self->capacity);
      else if (!self->columns[i].may_lack)
        begin_column (self, reader);
      if (reader->scale >= 0)
        reader->scales = g_renew (gint64, reader->scales, self->capacity);
      self->columns[i].values = reader->values;
      self->columns[i].scales = reader->scales;
    }
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
  g_autoptr (GString) names = g_string_new (NULL);
  Scan scan = { columns, readers, n_columns, text, user_data, 0, 0 };
  int n_values;
  gboolean read;

  g_return_val_if_fail (entity != NULL && columns != NULL && n_columns > 0, FALSE);

  for (guint i = 0; i < n_columns; i++)
    columns[i].values = columns[i].scales = NULL;
  fields = tw_fields_load (workspace, entity, error);
  if (fields == NULL || !plan_columns (fields, entity, columns, n_columns, readers, names, &n_values, error))
    return FALSE;

  scan.capacity = guess_rows (workspace, entity, filter);
  for (guint i = 0; i < n_columns; i++)
    if (readers[i].scale >= 0)
      readers[i].scales = g_new (gint64, scan.capacity);
  read = can_read_each (entity, filter, n_values) ? read_all (workspace, names->str, entity, &scan, error)
                                                  : step_rows (workspace, names->str, entity, filter, &scan, error);
  finish_columns (&scan);
  *n_rows = scan.n_rows;
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
