/* tw-row-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What must hold of a row before it is saved, said by field. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

#include "tw-between.h"
#include "tw-error.h"
#include "tw-fact-guard.h"
#include "tw-field-text.h"
#include "tw-fields.h"
#include "tw-period-lock.h"
#include "tw-row-private.h"
#include "tw-sql-private.h"

static void
issue_free (gpointer data)
{
  TwFieldIssue *issue = data;

  g_free (issue->message);
  g_free (issue);
}

static void
add_issue (GPtrArray     *issues,
           const TwField *field,
           char          *message)
{
  TwFieldIssue *issue = g_new0 (TwFieldIssue, 1);

  issue->field = field->name;
  issue->message = message;
  g_ptr_array_add (issues, issue);
}

/* Another record is in the way, to which a form can lead. */
static void
add_conflict (GPtrArray      *issues,
              const TwField  *field,
              char           *message,
              const TwEntity *entity,
              gint64          other)
{
  TwFieldIssue *issue;

  add_issue (issues, field, message);
  issue = issues->pdata[issues->len - 1];
  issue->entity = entity->name;
  issue->other = other;
}

/* A date that stands for itself when nobody entered it: the first known of its fallbacks. */
static void
fill_fallbacks (TwRow *row)
{
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = row->fields->pdata[i];
      g_auto (GStrv) names = NULL;

      if (field->fallback == NULL || row->cells[i].kind != TW_CELL_NULL)
        continue;
      names = g_strsplit (field->fallback, " ", -1);
      for (char **name = names; *name != NULL; name++)
        if (row->cells[i].kind == TW_CELL_NULL)
          tw_cell_copy (tw_row_get (row, *name), &row->cells[i]);
    }
}

/* Only a term that is money has a currency. */
static void
drop_idle_currency (TwRow *row)
{
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = row->fields->pdata[i];
      guint currency;

      if (field->type == TW_FIELD_TERM && field->currency != NULL
          && tw_row_field (row, i)->type != TW_FIELD_MONEY
          && tw_fields_find (row->fields, field->currency, &currency) != NULL)
        tw_cell_clear (&row->cells[currency]);
    }
}

static void
check_values (TwRow     *row,
              GPtrArray *issues)
{
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = tw_row_field (row, i);
      g_autoptr (GError) error = NULL;

      if (!tw_field_validate (field, &row->cells[i], &error))
        add_issue (issues, row->fields->pdata[i], g_strdup (error->message));
    }
}

/* An amount means nothing without a currency. */
static void
check_currencies (TwRow     *row,
                  GPtrArray *issues)
{
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = tw_row_field (row, i);
      const TwField *currency;

      if (field->currency == NULL || field->attribute != 0 || row->cells[i].kind == TW_CELL_NULL)
        continue;
      currency = tw_fields_find (row->fields, field->currency, NULL);
      if (tw_row_get (row, field->currency)->kind == TW_CELL_NULL)
        add_issue (issues, currency,
                   g_strdup_printf (_("%s is needed for %s. Enter a code such as EUR."),
                                    tw_field_get_label (currency), tw_field_get_label (field)));
    }
}

static const TwCell *
get_cell (gpointer    row,
          const char *field)
{
  return tw_row_get (row, field);
}

static void
check_between (TwRow     *row,
               GPtrArray *issues)
{
  for (guint i = 0; i < row->entity->n_between; i++)
    {
      const TwBetween *rule = &row->entity->between[i];

      if (!tw_between_holds (rule, get_cell, row))
        add_issue (issues, tw_fields_find (row->fields, rule->field, NULL), g_strdup (tw_between_get_message (rule)));
    }
}

static gint64
find_same (TwRow         *row,
           const TwField *field,
           const TwCell  *cell)
{
  g_autoptr (GString) sql = g_string_new ("SELECT t.id");
  g_autoptr (TwQuery) query = NULL;

  tw_sql_append_from (sql, row->entity);
  tw_sql_append_where (sql, row->entity, NULL);
  g_string_append (sql, row->entity->part_column != NULL ? " AND " : " WHERE ");
  tw_sql_append_value (sql, field);
  g_string_append (sql, " = :value AND t.id <> :id");
  query = tw_query_new (row->workspace, sql->str, NULL);
  if (query == NULL)
    return 0;
  tw_sql_bind_cell (query, field, tw_query_parameter (query, "value"), cell);
  tw_query_bind_int (query, "id", row->id);
  return tw_query_step (query, NULL) ? tw_query_int (query, 0) : 0;
}

/* The former external id of a merged partner still leads to the one that it is part of. */
static void
check_aliases (TwRow     *row,
               GPtrArray *issues)
{
  guint index;
  const TwField *field = tw_fields_find (row->fields, "external_id", &index);
  g_autoptr (TwQuery) query = NULL;

  if (!g_str_equal (row->entity->name, "partner") || row->cells[index].kind != TW_CELL_TEXT)
    return;
  query = tw_query_new (row->workspace,
                        "SELECT partner FROM partner_alias WHERE external_id = :text AND partner <> :id",
                        NULL);
  if (query == NULL)
    return;
  tw_query_bind_text (query, "text", row->cells[index].text);
  tw_query_bind_int (query, "id", row->id);
  if (tw_query_step (query, NULL))
    {
      gint64 other = tw_query_int (query, 0);
      g_autofree char *title = tw_entity_read_title (row->workspace, row->entity, other);

      add_conflict (issues, field,
                    g_strdup_printf (_("%s “%s” is a former one of “%s”. Enter another one."),
                                     tw_field_get_label (field), row->cells[index].text, title),
                    row->entity, other);
    }
}

static void
check_unique (TwRow     *row,
              GPtrArray *issues)
{
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = row->fields->pdata[i];
      gint64 other;

      if ((field->flags & TW_FIELD_UNIQUE) == 0 || row->cells[i].kind != TW_CELL_TEXT)
        continue;
      other = find_same (row, field, &row->cells[i]);
      if (other != 0)
        {
          g_autofree char *title = tw_entity_read_title (row->workspace, row->entity, other);

          add_conflict (issues, field,
                        g_strdup_printf (_("%s “%s” is taken by “%s”. Enter another one."),
                                         tw_field_get_label (field), row->cells[i].text, title),
                        row->entity, other);
        }
    }
}

static void
check_references (TwRow     *row,
                  GPtrArray *issues)
{
  for (guint i = 0; i < row->fields->len; i++)
    {
      const TwField *field = row->fields->pdata[i];
      g_autofree char *title = NULL;

      if (field->type != TW_FIELD_REFERENCE || row->cells[i].kind != TW_CELL_NUMBER)
        continue;
      title = tw_entity_read_title (row->workspace, tw_entity_find (field->target),
                                    row->cells[i].number);
      if (title == NULL)
        add_issue (issues, field,
                   g_strdup_printf (_("%s isn't there any more. Choose another one."),
                                    tw_field_get_label (field)));
      else if (row->id != 0 && g_str_equal (field->target, row->entity->name)
               && row->cells[i].number == row->id)
        add_issue (issues, field,
                   g_strdup_printf (_("%s can't be the record itself. Choose another one."),
                                    tw_field_get_label (field)));
    }
}

/* Spans ---------------------------------------------------------------------------------------- */

static gboolean
check_span (TwRow     *row,
            GPtrArray *issues)
{
  const TwField *to = tw_fields_find (row->fields, "valid_to", NULL);
  const TwCell *start = tw_row_get (row, "valid_from");
  const TwCell *end = tw_row_get (row, "valid_to");

  if (to == NULL || start->kind != TW_CELL_NUMBER || end->kind != TW_CELL_NUMBER
      || end->number >= start->number)
    return TRUE;
  add_issue (issues, to, g_strdup (_("The last day is before the first. Enter a later one.")));
  return FALSE;
}

static void
append_equal (GString *sql,
              TwRow   *row)
{
  g_auto (GStrv) names = g_strsplit (row->entity->alone, " ", -1);

  for (char **name = names; *name != NULL; name++)
    {
      g_string_append (sql, " AND ");
      tw_sql_append_value (sql, tw_fields_find (row->fields, *name, NULL));
      g_string_append_printf (sql, " IS :%s", *name);
    }
}

/* In storage spans are half-open, so that they overlap where each starts before the other ends. */
static void
check_overlap (TwRow     *row,
               GPtrArray *issues)
{
  g_autoptr (GString) sql = g_string_new ("SELECT t.valid_from, t.valid_to");
  g_autoptr (TwQuery) query = NULL;
  g_auto (GStrv) names = NULL;
  const TwCell *end = tw_row_get (row, "valid_to");

  if (row->entity->alone == NULL || tw_row_get (row, "valid_from")->kind != TW_CELL_NUMBER)
    return;
  tw_sql_append_from (sql, row->entity);
  g_string_append (sql, " WHERE t.id <> :id AND (:to IS NULL OR t.valid_from < :to)"
                        " AND (t.valid_to IS NULL OR t.valid_to > :from)");
  append_equal (sql, row);
  query = tw_query_new (row->workspace, sql->str, NULL);
  if (query == NULL)
    return;

  tw_query_bind_int (query, "id", row->id);
  tw_query_bind_date (query, "from", (TwDate) tw_row_get (row, "valid_from")->number);
  if (end->kind == TW_CELL_NUMBER)
    tw_query_bind_date (query, "to", (TwDate) end->number + 1);
  names = g_strsplit (row->entity->alone, " ", -1);
  for (char **name = names; *name != NULL; name++)
    tw_sql_bind_cell (query, tw_fields_find (row->fields, *name, NULL),
                      tw_query_parameter (query, *name), tw_row_get (row, *name));
  if (tw_query_step (query, NULL))
    add_issue (issues, tw_fields_find (row->fields, "valid_from", NULL),
               g_strdup_printf (_("The dates overlap with another %s that starts on %s. End that one "
                                  "first."),
                                tw_entity_get_label (row->entity, FALSE), tw_query_text (query, 0)));
}

static void
check_fact (TwRow     *row,
            GPtrArray *issues)
{
  guint index;
  const TwField *field = tw_fields_find (row->fields, row->entity->date, &index);
  g_autoptr (GError) error = NULL;

  if ((row->entity->flags & TW_ENTITY_FACT) == 0 || field == NULL)
    return;
  if (!tw_period_lock_check (row->workspace, &row->cells[index], &error)
      || !tw_period_lock_check (row->workspace, &row->before[index], &error)
      || (row->id != 0 && !tw_fact_guard_check (row->workspace, row->entity, row->id, &error)))
    add_issue (issues, field, g_strdup (error->message));
}

gboolean
tw_row_check (TwRow      *row,
              GPtrArray **issues)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (issue_free);
  gboolean valid;

  g_return_val_if_fail (row != NULL, FALSE);

  fill_fallbacks (row);
  drop_idle_currency (row);
  check_values (row, found);
  check_currencies (row, found);
  check_between (row, found);
  check_unique (row, found);
  check_aliases (row, found);
  check_references (row, found);
  if (check_span (row, found))
    check_overlap (row, found);
  check_fact (row, found);

  valid = found->len == 0;
  if (issues != NULL)
    *issues = g_steal_pointer (&found);
  return valid;
}
