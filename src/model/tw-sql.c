/* tw-sql.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-sql-private.h"

#include <string.h>

#include "tw-date.h"
#include "tw-decimal.h"
#include "tw-field-text.h"

void
tw_sql_append_name (GString    *sql,
                    const char *name)
{
  /* `end`, `list`, `references` and the like are words of SQL. */
  g_string_append_c (sql, '"');
  g_string_append (sql, name);
  g_string_append_c (sql, '"');
}

void
tw_sql_append_value (GString       *sql,
                     const TwField *field)
{
  if (field->attribute != 0)
    {
      g_string_append_printf (sql,
                              "(SELECT value FROM attribute_value WHERE attribute = %" G_GINT64_FORMAT
                              " AND owner = t.id)", field->attribute);
      return;
    }
  g_string_append (sql, "t.");
  tw_sql_append_name (sql, field->column);
}

void
tw_sql_append_from (GString        *sql,
                    const TwEntity *entity)
{
  g_string_append (sql, " FROM ");
  if (entity->query != NULL)
    g_string_append_printf (sql, "(%s)", entity->query);
  else
    tw_sql_append_name (sql, entity->table);
  g_string_append (sql, " AS t");
}

/* The external ids of facts, whose table depends on the kind. */
static void
append_fact_key (GString       *sql,
                 const TwField *field)
{
  static const char *const tables[] = {
    "sale", "unit_report", "opportunity", "registration", "certification", "target", "event",
  };

  g_string_append (sql, "CASE (SELECT table_name FROM fact_kind WHERE id = t.\"fact_kind\")");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_string_append_printf (sql,
                            " WHEN '%s' THEN (SELECT external_id FROM \"%s\" WHERE id = t.\"%s\")",
                            tables[i], tables[i], field->column);
  g_string_append (sql, " END");
}

static int
append_column (GString    *sql,
               int        *n,
               const char *alias,
               const char *column)
{
  g_string_append_printf (sql, ", %s.", alias);
  tw_sql_append_name (sql, column);
  return (*n)++;
}

static void
append_reference (GString       *sql,
                  GString       *joins,
                  const TwField *field,
                  guint          index,
                  TwSlot        *slot,
                  int           *n)
{
  const TwEntity *target = tw_entity_find (field->target);
  g_autofree char *alias = g_strdup_printf ("r%u", index);
  const TwField *title, *key;

  g_return_if_fail (target != NULL);

  title = tw_entity_get_field (target, target->title);
  key = target->key != NULL ? tw_entity_get_field (target, target->key) : NULL;
  g_string_append (joins, " LEFT JOIN ");
  tw_sql_append_name (joins, target->table);
  g_string_append_printf (joins, " AS %s ON %s.id = ", alias, alias);
  tw_sql_append_value (joins, field);
  slot->title = append_column (sql, n, alias, title->column);
  if (key != NULL)
    slot->key = append_column (sql, n, alias, key->column);
}

GString *
tw_sql_select (const TwEntity *entity,
               GPtrArray      *fields,
               TwSlot         *slots)
{
  GString *sql = g_string_new ("SELECT t.id");
  g_autoptr (GString) joins = g_string_new (NULL);
  int n = 1;

  for (guint i = 0; i < fields->len; i++)
    {
      const TwField *field = fields->pdata[i];
      TwSlot *slot = &slots[i];

      *slot = (TwSlot) { n++, -1, -1, -1 };
      g_string_append (sql, ", ");
      tw_sql_append_value (sql, field);
      if (field->scale_column != NULL)
        slot->scale = append_column (sql, &n, "t", field->scale_column);
      if (field->type == TW_FIELD_REFERENCE)
        append_reference (sql, joins, field, i, slot, &n);
      if (field->type == TW_FIELD_FACT)
        {
          g_string_append (sql, ", ");
          append_fact_key (sql, field);
          slot->title = slot->key = n++;
        }
    }
  tw_sql_append_from (sql, entity);
  g_string_append (sql, joins->str);
  return sql;
}

void
tw_sql_append_order (GString        *sql,
                     const TwEntity *entity,
                     const TwField  *field,
                     gboolean        descending)
{
  const char *direction = descending ? " DESC" : "";
  const TwEntity *target;

  g_string_append (sql, " ORDER BY ");
  if (field != NULL && field->type == TW_FIELD_REFERENCE)
    {
      target = tw_entity_find (field->target);
      g_string_append (sql, "(SELECT ");
      tw_sql_append_name (sql, tw_entity_get_field (target, target->title)->column);
      g_string_append (sql, " FROM ");
      tw_sql_append_name (sql, target->table);
      g_string_append (sql, " WHERE id = ");
      tw_sql_append_value (sql, field);
      g_string_append_printf (sql, ") COLLATE NOCASE%s, ", direction);
    }
  else if (field != NULL && field->rank != NULL)
    g_string_append_printf (sql, "t.\"%s\"%s, ", field->rank, direction);
  else if (field != NULL && field->type == TW_FIELD_FX_RATE)
    g_string_append_printf (sql, "t.mantissa / pow (10.0, t.scale)%s, ", direction);
  else if (field != NULL)
    {
      gboolean numeric = field->attribute != 0 && !tw_field_is_textual (field)
                         && field->type != TW_FIELD_DATE;

      g_string_append (sql, numeric ? "CAST (" : "");
      tw_sql_append_value (sql, field);
      g_string_append (sql, numeric ? " AS REAL)" : "");
      /* Registers are sorted for people; facts by the index of their table. */
      if (tw_field_is_textual (field) && (entity->flags & TW_ENTITY_FACT) == 0)
        g_string_append (sql, " COLLATE NOCASE");
      g_string_append_printf (sql, "%s, ", direction);
    }
  g_string_append_printf (sql, "t.id%s", direction);
}

/* Cells ---------------------------------------------------------------------------------------- */

static int
last_day (const TwField *field)
{
  return (field->flags & TW_FIELD_LAST_DAY) != 0 ? 1 : 0;
}

static void
read_attribute (const TwField *field,
                const char    *text,
                TwCell        *cell)
{
  const char *point;
  gint64 number;
  TwDate date;

  switch (field->type)
    {
    case TW_FIELD_DATE:
      if (tw_date_parse (text, &date, NULL))
        tw_cell_set_number (cell, date);
      return;
    case TW_FIELD_INTEGER:
    case TW_FIELD_BOOLEAN:
      if (tw_decimal_parse (text, 0, &number, NULL))
        tw_cell_set_number (cell, number);
      return;
    case TW_FIELD_MONEY:
      /* The text says itself how many decimals its currency has. */
      point = strchr (text, '.');
      if (tw_decimal_parse (text, point != NULL ? (int) strlen (point + 1) : 0, &number, NULL))
        {
          tw_cell_set_number (cell, number);
          cell->scale = point != NULL ? (int) strlen (point + 1) : 0;
        }
      return;
    case TW_FIELD_QUANTITY:
    case TW_FIELD_RATE:
      if (tw_decimal_parse (text, TW_MILLIONTHS_DIGITS, &number, NULL))
        tw_cell_set_number (cell, number);
      return;
    default:
      tw_cell_set_text (cell, text);
    }
}

void
tw_sql_read_cell (TwQuery       *query,
                  const TwField *field,
                  const TwSlot  *slot,
                  TwCell        *cell)
{
  tw_cell_clear (cell);
  if (tw_query_is_null (query, slot->value))
    return;
  if (field->attribute != 0)
    {
      read_attribute (field, tw_query_text (query, slot->value), cell);
      return;
    }
  if (tw_field_is_textual (field))
    {
      tw_cell_set_text (cell, tw_query_text (query, slot->value));
      return;
    }
  if (field->type == TW_FIELD_DATE)
    {
      TwDate date = tw_query_date (query, slot->value);

      if (date != TW_DATE_NONE)
        tw_cell_set_number (cell, date - last_day (field));
      return;
    }
  tw_cell_set_number (cell, tw_query_int (query, slot->value));
  if (slot->scale >= 0)
    cell->scale = (int) tw_query_int (query, slot->scale);
}

char *
tw_sql_attribute_text (const TwField *field,
                       const TwCell  *cell)
{
  if (cell->kind == TW_CELL_NULL)
    return NULL;
  if (cell->kind == TW_CELL_TEXT)
    return g_strdup (cell->text);

  switch (field->type)
    {
    case TW_FIELD_DATE:
      return tw_date_format ((TwDate) cell->number);
    case TW_FIELD_MONEY:
      return tw_decimal_format (cell->number, cell->scale);
    case TW_FIELD_QUANTITY:
    case TW_FIELD_RATE:
      return tw_decimal_format_trim (cell->number, TW_MILLIONTHS_DIGITS);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    }
}

void
tw_sql_bind_cell (TwQuery       *query,
                  const TwField *field,
                  int            parameter,
                  const TwCell  *cell)
{
  if (cell->kind == TW_CELL_TEXT)
    tw_query_bind_text_at (query, parameter, cell->text);
  else if (cell->kind == TW_CELL_NULL)
    tw_query_bind_int_at (query, parameter, TW_QUERY_NULL);
  else if (field->type == TW_FIELD_DATE)
    tw_query_bind_date_at (query, parameter, (TwDate) cell->number + last_day (field));
  else
    tw_query_bind_int_at (query, parameter, cell->number);

  if (field->scale_column != NULL)
    tw_query_bind_int_at (query, parameter + 1,
                          cell->kind == TW_CELL_NULL ? TW_QUERY_NULL : cell->scale);
}
