/* tw-sql-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The WHERE of a filter, and what is bound to it. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-sql-private.h"

#include <string.h>

#include "tw-field-text.h"
#include "tw-filter-private.h"

/* A threshold in minor units of the row's currency: its major units, and 10⁻⁸ of one, times
 * those. */
#define POWER \
  "CASE digits WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 WHEN 3 THEN 1000 WHEN 4 THEN 10000 " \
  "WHEN 5 THEN 100000 WHEN 6 THEN 1000000 WHEN 7 THEN 10000000 ELSE 100000000 END"
#define THRESHOLD \
  " (SELECT :%s * " POWER " + :%sf * " POWER " / 100000000 FROM currency WHERE code = t.\"%s\")"

static const char *const operators[] = {
  [TW_FILTER_IS] = "IS",          [TW_FILTER_IS_NOT] = "IS NOT",
  [TW_FILTER_CONTAINS] = "LIKE",  [TW_FILTER_STARTS_WITH] = "LIKE",
  [TW_FILTER_AT_LEAST] = ">=",    [TW_FILTER_MORE_THAN] = ">",
  [TW_FILTER_AT_MOST] = "<=",     [TW_FILTER_LESS_THAN] = "<",
  [TW_FILTER_EMPTY] = "IS NULL",  [TW_FILTER_NOT_EMPTY] = "IS NOT NULL",
  [TW_FILTER_EMPTY_OR_AT_LEAST] = ">=",
  [TW_FILTER_EMPTY_OR_LESS_THAN] = "<",
};

static gboolean
lets_empty_pass (const TwCondition *condition)
{
  return condition->op == TW_FILTER_EMPTY_OR_AT_LEAST || condition->op == TW_FILTER_EMPTY_OR_LESS_THAN;
}

static gboolean
is_pattern (const TwCondition *condition)
{
  return condition->op == TW_FILTER_CONTAINS || condition->op == TW_FILTER_STARTS_WITH;
}

static gboolean
is_major (const TwCondition *condition)
{
  const TwField *field = &condition->field;

  return field->type == TW_FIELD_MONEY && !condition->stored && field->currency != NULL
         && field->attribute == 0 && condition->cell.kind == TW_CELL_NUMBER;
}

/* Numbers that a workspace defines are kept as text. */
static gboolean
is_cast (const TwField *field)
{
  return field->attribute != 0 && !tw_field_is_textual (field) && field->type != TW_FIELD_DATE;
}

/* A reference matches a pattern by its target's title or key. */
static void
append_target_like (GString       *sql,
                    const TwField *field,
                    const char    *parameter)
{
  const TwEntity *target = tw_entity_find (field->target);

  tw_sql_append_value (sql, field);
  g_string_append (sql, " IN (SELECT id FROM ");
  tw_sql_append_name (sql, target->table);
  g_string_append (sql, " WHERE ");
  tw_sql_append_name (sql, tw_entity_get_field (target, target->title)->column);
  g_string_append_printf (sql, " LIKE :%s ESCAPE '\\'", parameter);
  if (target->key != NULL && !g_str_equal (target->key, target->title))
    {
      g_string_append (sql, " OR ");
      tw_sql_append_name (sql, tw_entity_get_field (target, target->key)->column);
      g_string_append_printf (sql, " LIKE :%s ESCAPE '\\'", parameter);
    }
  g_string_append_c (sql, ')');
}

static void
append_condition (GString           *sql,
                  const TwCondition *condition,
                  guint              index)
{
  const TwField *field = &condition->field;
  g_autofree char *parameter = g_strdup_printf ("f%u", index);
  gboolean bare = condition->op == TW_FILTER_EMPTY || condition->op == TW_FILTER_NOT_EMPTY;
  gboolean cast = is_cast (field) && !bare;

  if (is_pattern (condition) && field->type == TW_FIELD_REFERENCE)
    {
      append_target_like (sql, field, parameter);
      return;
    }
  if (condition->among != NULL)
    {
      tw_sql_append_value (sql, field);
      g_string_append_printf (sql, " IN (SELECT value FROM json_each (:%s))", parameter);
      return;
    }
  if (lets_empty_pass (condition))
    {
      tw_sql_append_value (sql, field);
      g_string_append (sql, " IS NULL OR ");
    }
  g_string_append (sql, cast ? "CAST (" : "");
  tw_sql_append_value (sql, field);
  g_string_append_printf (sql, "%s %s", cast ? " AS REAL)" : "", operators[condition->op]);
  if (bare)
    return;
  if (is_major (condition))
    g_string_append_printf (sql, THRESHOLD, parameter, parameter, field->currency);
  else
    g_string_append_printf (sql, cast ? " CAST (:%s AS REAL)" : " :%s", parameter);
  if (is_pattern (condition))
    g_string_append (sql, " ESCAPE '\\'");
}

/* Several values asked of one field mean any of them. */
static gboolean
continues_group (const TwFilter *filter,
                 guint           index,
                 guint           first)
{
  const TwCondition *a = filter->conditions->pdata[first];
  const TwCondition *b = filter->conditions->pdata[index];

  return a->op == TW_FILTER_IS && b->op == TW_FILTER_IS && a->among == NULL && b->among == NULL
         && g_str_equal (a->field.name, b->field.name);
}

/* One of several values. An IN list, because SQLite takes a chain of ORs for nesting and limits
 * its depth. */
static void
append_group (GString        *sql,
              const TwFilter *filter,
              guint           first,
              gboolean       *done)
{
  const TwCondition *condition = filter->conditions->pdata[first];
  const TwField *field = &condition->field;
  gboolean cast = is_cast (field);
  gboolean listed = !is_major (condition) && condition->cell.kind != TW_CELL_NULL;

  if (listed)
    {
      g_string_append (sql, cast ? "CAST (" : "");
      tw_sql_append_value (sql, field);
      g_string_append_printf (sql, cast ? " AS REAL) IN (CAST (:f%u AS REAL)" : " IN (:f%u", first);
    }
  else
    append_condition (sql, condition, first);
  for (guint i = first + 1; i < filter->conditions->len; i++)
    {
      if (!continues_group (filter, i, first))
        continue;
      done[i] = TRUE;
      if (listed)
        g_string_append_printf (sql, cast ? ", CAST (:f%u AS REAL)" : ", :f%u", i);
      else
        {
          g_string_append (sql, " OR ");
          append_condition (sql, filter->conditions->pdata[i], i);
        }
    }
  g_string_append (sql, listed ? ")" : "");
}

static void
append_conditions (GString         *sql,
                   const TwFilter  *filter,
                   const char     **glue)
{
  g_autofree gboolean *done = g_new0 (gboolean, filter->conditions->len + 1);

  for (guint i = 0; i < filter->conditions->len; i++)
    {
      const TwCondition *condition = filter->conditions->pdata[i];

      if (done[i])
        continue;
      g_string_append_printf (sql, "%s(", *glue);
      *glue = " AND ";
      if (condition->op == TW_FILTER_IS)
        append_group (sql, filter, i, done);
      else
        append_condition (sql, condition, i);
      g_string_append_c (sql, ')');
    }
}

/* LIKE folds the case of ASCII alone, so that a word with other letters is tried in the usual
 * cases. */
#define N_CASES 4

static char *
word_in_case (const char *word,
              guint       variant)
{
  g_autofree char *lower = NULL;
  gunichar first;
  char head[7] = { 0 };

  if (variant == 0 || g_str_is_ascii (word))
    return g_strdup (word);
  if (variant == 1)
    return g_utf8_strdown (word, -1);
  if (variant == 2)
    return g_utf8_strup (word, -1);
  lower = g_utf8_strdown (word, -1);
  first = g_unichar_totitle (g_utf8_get_char (lower));
  head[g_unichar_to_utf8 (first, head)] = '\0';
  return g_strconcat (head, g_utf8_next_char (lower), NULL);
}

static void
append_word (GString        *sql,
             const TwEntity *entity,
             guint           index,
             guint           n_cases)
{
  const char *glue = "";

  g_string_append_c (sql, '(');
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const TwField *field = &entity->fields[i];

      if ((field->flags & TW_FIELD_SEARCHED) == 0)
        continue;
      for (guint variant = 0; variant < n_cases; variant++)
        {
          g_autofree char *parameter = g_strdup_printf ("w%u_%u", index, variant);

          g_string_append (sql, glue);
          glue = " OR ";
          if (field->type == TW_FIELD_REFERENCE)
            append_target_like (sql, field, parameter);
          else
            {
              tw_sql_append_value (sql, field);
              g_string_append_printf (sql, " LIKE :%s ESCAPE '\\'", parameter);
            }
        }
    }
  /* An entity without a searched field has no match for words. */
  g_string_append (sql, *glue == '\0' ? "0)" : ")");
}

static gboolean
has_searched_field (const TwEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & TW_FIELD_SEARCHED) != 0)
      return TRUE;
  return FALSE;
}

void
tw_sql_append_where (GString        *sql,
                     const TwEntity *entity,
                     const TwFilter *filter)
{
  const char *glue = " WHERE ";

  if (entity->part_column != NULL)
    {
      g_string_append (sql, " WHERE t.");
      tw_sql_append_name (sql, entity->part_column);
      g_string_append_printf (sql, " = '%s'", entity->part);
      glue = " AND ";
    }
  if (filter == NULL)
    return;
  append_conditions (sql, filter, &glue);
  for (guint i = 0; filter->words != NULL && filter->words[i] != NULL; i++)
    {
      g_string_append (sql, glue);
      glue = " AND ";
      append_word (sql, entity, i, g_str_is_ascii (filter->words[i]) ? 1 : N_CASES);
    }
}

static char *
escape_like (const char *text,
             gboolean    anywhere)
{
  GString *pattern = g_string_new (anywhere ? "%" : NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

static void
bind_condition (TwQuery           *query,
                const TwCondition *condition,
                guint              index)
{
  g_autofree char *parameter = g_strdup_printf ("f%u", index);

  if (condition->op == TW_FILTER_EMPTY || condition->op == TW_FILTER_NOT_EMPTY)
    return;
  if (condition->among != NULL)
    tw_query_bind_text (query, parameter, condition->among);
  else if (is_pattern (condition))
    {
      g_autofree char *pattern =
        escape_like (condition->cell.text, condition->op == TW_FILTER_CONTAINS);

      tw_query_bind_text (query, parameter, pattern);
    }
  else if (is_major (condition))
    {
      g_autofree char *fraction = g_strdup_printf ("f%uf", index);

      tw_query_bind_int (query, parameter, condition->cell.number);
      tw_query_bind_int (query, fraction, condition->fraction);
    }
  else if (condition->field.attribute != 0)
    {
      g_autofree char *text = tw_sql_attribute_text (&condition->field, &condition->cell);

      tw_query_bind_text (query, parameter, text);
    }
  else
    tw_sql_bind_cell (query, &condition->field, tw_query_parameter (query, parameter),
                      &condition->cell);
}

void
tw_sql_bind_filter (TwQuery        *query,
                    const TwFilter *filter)
{
  if (filter == NULL)
    return;
  for (guint i = 0; i < filter->conditions->len; i++)
    bind_condition (query, filter->conditions->pdata[i], i);

  if (!has_searched_field (filter->entity))
    return;
  for (guint i = 0; filter->words != NULL && filter->words[i] != NULL; i++)
    for (guint variant = 0; variant < N_CASES; variant++)
      {
        g_autofree char *word = word_in_case (filter->words[i], variant);
        g_autofree char *pattern = escape_like (word, TRUE);
        g_autofree char *parameter = g_strdup_printf ("w%u_%u", i, variant);

        if (variant == 0 || !g_str_is_ascii (filter->words[i]))
          tw_query_bind_text (query, parameter, pattern);
      }
}
