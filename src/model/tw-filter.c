/* tw-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-field-text.h"
#include "tw-fields.h"
#include "tw-filter-private.h"
#include "tw-row-store.h"

/* More words than a person types, and longer ones; SQLite takes no patterns without end. */
#define MAX_WORDS      16
#define MAX_WORD_CHARS 100

#define FRACTION_DIGITS 8
#define FRACTION_ONE    G_GINT64_CONSTANT (100000000)

static void
condition_free (gpointer data)
{
  TwCondition *condition = data;

  tw_cell_clear (&condition->cell);
  g_free (condition->shown);
  g_free (condition->among);
  g_free (condition);
}

TwFilter *
tw_filter_new (const TwEntity *entity)
{
  TwFilter *filter;

  g_return_val_if_fail (entity != NULL, NULL);

  filter = g_new0 (TwFilter, 1);
  filter->entity = entity;
  filter->conditions = g_ptr_array_new_with_free_func (condition_free);
  return filter;
}

static TwCondition *
condition_copy (const TwCondition *from)
{
  TwCondition *to = g_memdup2 (from, sizeof *from);

  to->cell.text = g_strdup (from->cell.text);
  to->shown = g_strdup (from->shown);
  to->among = g_strdup (from->among);
  return to;
}

TwFilter *
tw_filter_pick (const TwFilter *filter,
                guint           index)
{
  TwFilter *picked;

  g_return_val_if_fail (filter != NULL && index < filter->conditions->len, NULL);

  picked = tw_filter_new (filter->entity);
  g_ptr_array_add (picked->conditions, condition_copy (filter->conditions->pdata[index]));
  return picked;
}

void
tw_filter_append (TwFilter       *filter,
                  const TwFilter *from)
{
  g_return_if_fail (filter != NULL && from != NULL && filter->entity == from->entity);

  for (guint i = 0; i < from->conditions->len; i++)
    g_ptr_array_add (filter->conditions, condition_copy (from->conditions->pdata[i]));
}

TwFilter *
tw_filter_copy (const TwFilter *filter)
{
  TwFilter *copy;

  g_return_val_if_fail (filter != NULL, NULL);

  copy = tw_filter_new (filter->entity);
  copy->words = g_strdupv (filter->words);
  for (guint i = 0; i < filter->conditions->len; i++)
    g_ptr_array_add (copy->conditions, condition_copy (filter->conditions->pdata[i]));
  return copy;
}

void
tw_filter_free (TwFilter *filter)
{
  if (filter == NULL)
    return;
  g_ptr_array_unref (filter->conditions);
  g_strfreev (filter->words);
  g_free (filter);
}

static gboolean
is_pattern (TwFilterOp op)
{
  return op == TW_FILTER_CONTAINS || op == TW_FILTER_STARTS_WITH;
}

static gboolean
needs_value (TwFilterOp op)
{
  return op != TW_FILTER_EMPTY && op != TW_FILTER_NOT_EMPTY;
}

/* Major units, so that one threshold means the same in currencies with other decimals. */
static gboolean
parse_money (const TwField  *field,
             const char     *text,
             TwCondition    *condition,
             GError        **error)
{
  gint64 value;

  if (!tw_decimal_parse (text, FRACTION_DIGITS, &value, NULL))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("%s: “%s” is no amount to compare with. Enter one such as 1500.00."),
                   tw_field_get_label (field), text);
      return FALSE;
    }
  tw_cell_set_number (&condition->cell, value / FRACTION_ONE);
  condition->fraction = value % FRACTION_ONE;
  return TRUE;
}

static gboolean
parse_reference (TwWorkspace    *workspace,
                 const TwField  *field,
                 const char     *text,
                 TwCondition    *condition,
                 GError        **error)
{
  const TwEntity *target = tw_entity_find (field->target);
  char *title;
  gint64 id;

  if (*text != '#' || !tw_decimal_parse (text + 1, 0, &id, NULL))
    id = tw_entity_resolve (workspace, target, text, error);
  if (id == 0)
    return FALSE;

  /* A chip names what is meant, not how it was typed. */
  title = tw_entity_read_title (workspace, target, id);
  if (title != NULL)
    {
      g_free (condition->shown);
      condition->shown = title;
    }
  tw_cell_set_number (&condition->cell, id);
  return TRUE;
}

static gboolean
parse_value (TwWorkspace    *workspace,
             const TwField  *field,
             const char     *text,
             TwCondition    *condition,
             GError        **error)
{
  TwField optional = *field;

  if (is_pattern (condition->op))
    {
      tw_cell_set_text (&condition->cell, text);
      return TRUE;
    }
  if (field->type == TW_FIELD_REFERENCE)
    return parse_reference (workspace, field, text, condition, error);
  if (field->type == TW_FIELD_MONEY)
    return parse_money (field, text, condition, error);

  optional.flags &= ~(guint) TW_FIELD_REQUIRED;
  /* A limit can be asked for that no value reaches. */
  optional.most = 0;
  return tw_field_parse (&optional, 0, text, &condition->cell, error);
}

/* What can't be compared in SQL is refused before it gets there. */
static gboolean
check_op (const TwField  *field,
          TwFilterOp      op,
          GError        **error)
{
  gboolean textual = tw_field_is_textual (field) || field->type == TW_FIELD_REFERENCE;
  gboolean compound = field->type == TW_FIELD_FX_RATE || field->type == TW_FIELD_TERM
                      || field->type == TW_FIELD_FACT;

  if (!needs_value (op))
    return TRUE;
  if (!compound && (!is_pattern (op) || textual))
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
               _("%s can't be filtered that way. Choose another condition."),
               tw_field_get_label (field));
  return FALSE;
}

gboolean
tw_filter_add (TwFilter     *filter,
               TwWorkspace  *workspace,
               const char   *name,
               TwFilterOp    op,
               const char   *text,
               GError      **error)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  const TwField *field;
  TwCondition *condition;

  g_return_val_if_fail (filter != NULL, FALSE);

  fields = tw_fields_load (workspace, filter->entity, error);
  if (fields == NULL)
    return FALSE;
  field = tw_fields_find (fields, name, NULL);
  if (field == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   _("%s have no field “%s”. Name one of their fields."),
                   tw_entity_get_label (filter->entity, TRUE), name);
      return FALSE;
    }
  if (!check_op (field, op, error))
    return FALSE;

  condition = g_new0 (TwCondition, 1);
  condition->field = *field;
  condition->op = op;
  condition->shown = g_strdup (stripped);
  if (needs_value (op) && !parse_value (workspace, field, stripped, condition, error))
    {
      condition_free (condition);
      return FALSE;
    }
  g_ptr_array_add (filter->conditions, condition);
  return TRUE;
}

void
tw_filter_add_number (TwFilter   *filter,
                      const char *name,
                      TwFilterOp  op,
                      gint64      number)
{
  const TwField *field;
  TwCondition *condition;

  g_return_if_fail (filter != NULL);

  field = tw_entity_get_field (filter->entity, name);
  g_return_if_fail (field != NULL && !tw_field_is_textual (field));

  condition = g_new0 (TwCondition, 1);
  condition->field = *field;
  condition->op = op;
  condition->stored = TRUE;
  tw_cell_set_number (&condition->cell, number);
  condition->shown = tw_field_format (field, 0, &condition->cell);
  g_ptr_array_add (filter->conditions, condition);
}

/* The rows themselves, where no field tells them. */
static const TwField row_field = {
  .name = "id", .column = "id", .label = N_("Rows"), .type = TW_FIELD_INTEGER,
};

/* With a comma behind it. The figures of a report name millions of rows, for which printf takes long. */
static void
append_id (GString *text,
           gint64   id)
{
  char digits[24];
  guint64 rest = id < 0 ? 0 - (guint64) id : (guint64) id;
  gsize at = sizeof digits;

  digits[--at] = ',';
  do
    {
      digits[--at] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  while (rest > 0);
  if (id < 0)
    digits[--at] = '-';
  g_string_append_len (text, digits + at, (gssize) (sizeof digits - at));
}

void
tw_filter_add_among (TwFilter     *filter,
                     const char   *name,
                     const gint64 *ids,
                     gsize         n,
                     const char   *shown)
{
  g_autoptr (GString) among = g_string_new ("[");
  const TwField *field;
  TwCondition *condition;

  g_return_if_fail (filter != NULL);

  field = g_str_equal (name, "id") ? &row_field : tw_entity_get_field (filter->entity, name);
  g_return_if_fail (field != NULL && (field == &row_field || field->type == TW_FIELD_REFERENCE));

  for (gsize i = 0; i < n; i++)
    append_id (among, ids[i]);
  /* Over the last comma. */
  g_string_truncate (among, n > 0 ? among->len - 1 : among->len);
  g_string_append_c (among, ']');
  condition = g_new0 (TwCondition, 1);
  condition->field = *field;
  condition->op = TW_FILTER_IS;
  condition->stored = TRUE;
  condition->shown = g_strdup (shown);
  condition->among = g_strdup (among->str);
  g_ptr_array_add (filter->conditions, condition);
}

void
tw_filter_set_label (TwFilter   *filter,
                     const char *label)
{
  TwCondition *condition;

  g_return_if_fail (filter != NULL && filter->conditions->len > 0 && label != NULL);

  condition = g_ptr_array_index (filter->conditions, filter->conditions->len - 1);
  condition->field.label = label;
}

void
tw_filter_set_words (TwFilter   *filter,
                     const char *words)
{
  g_autoptr (GPtrArray) kept = NULL;
  g_auto (GStrv) split = NULL;

  g_return_if_fail (filter != NULL);

  g_clear_pointer (&filter->words, g_strfreev);
  if (words == NULL || !g_utf8_validate (words, -1, NULL))
    return;
  kept = g_ptr_array_new ();
  split = g_strsplit_set (words, " \t\n", -1);
  for (char **word = split; *word != NULL && kept->len < MAX_WORDS; word++)
    if (**word != '\0')
      g_ptr_array_add (kept, g_utf8_substring (*word, 0, MIN (g_utf8_strlen (*word, -1),
                                                              MAX_WORD_CHARS)));
  if (kept->len == 0)
    return;
  g_ptr_array_add (kept, NULL);
  filter->words = (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

guint
tw_filter_get_count (const TwFilter *filter)
{
  g_return_val_if_fail (filter != NULL, 0);
  return filter->conditions->len;
}

char *
tw_filter_describe (const TwFilter *filter,
                    guint           index,
                    TwFieldFormat   format)
{
  static const char *const forms[] = {
    [TW_FILTER_IS] = N_("%s: %s"),
    [TW_FILTER_IS_NOT] = N_("%s: not %s"),
    [TW_FILTER_CONTAINS] = N_("%s contains “%s”"),
    [TW_FILTER_STARTS_WITH] = N_("%s starts with “%s”"),
    [TW_FILTER_AT_LEAST] = N_("%s at least %s"),
    [TW_FILTER_MORE_THAN] = N_("%s more than %s"),
    [TW_FILTER_AT_MOST] = N_("%s at most %s"),
    [TW_FILTER_LESS_THAN] = N_("%s less than %s"),
    [TW_FILTER_EMPTY_OR_AT_LEAST] = N_("%s empty or at least %s"),
    [TW_FILTER_EMPTY_OR_LESS_THAN] = N_("%s empty or less than %s"),
  };
  const TwCondition *condition;
  const char *label, *shown;
  g_autofree char *formatted = NULL;

  g_return_val_if_fail (filter != NULL && index < filter->conditions->len, NULL);

  condition = filter->conditions->pdata[index];
  label = tw_field_get_label (&condition->field);
  shown = condition->shown;
  if (condition->field.type == TW_FIELD_CHOICE && condition->cell.text != NULL)
    shown = tw_field_get_choice_label (&condition->field, condition->cell.text);
  else if (format != NULL && shown != NULL)
    shown = formatted = format (condition->field.type, shown);
  if (condition->op == TW_FILTER_EMPTY)
    return g_strdup_printf (_("%s is empty"), label);
  if (condition->op == TW_FILTER_NOT_EMPTY)
    return g_strdup_printf (_("%s isn't empty"), label);
  return g_strdup_printf (_(forms[condition->op]), label, shown);
}

void
tw_filter_remove (TwFilter *filter,
                  guint     index)
{
  g_return_if_fail (filter != NULL && index < filter->conditions->len);
  g_ptr_array_remove_index (filter->conditions, index);
}
