/* tw-change-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-change-text.h"

#include "common/tw-format.h"
#include "tw-entity.h"
#include "tw-field-text.h"
#include "tw-fields.h"
#include "tw-history-list.h"
#include "tw-program-diff.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

/* The value of another column of the same row: as the entry left it, where it touched it. */
static const char *
find_sibling (const GPtrArray *changes,
              const TwChange  *change,
              const char      *column)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const TwChange *other = g_ptr_array_index (changes, i);

      if (other->id == change->id && g_str_equal (other->table, change->table) &&
          g_str_equal (other->field, column))
        return other->after != NULL ? other->after : other->before;
    }

  return NULL;
}

/* Several entities may share a table: then the row says which one it is. */
static gboolean
is_of (TwWorkspace     *workspace,
       const TwEntity  *entity,
       const GPtrArray *changes,
       const TwChange  *change)
{
  const char *part;
  g_autoptr (TwRow) row = NULL;

  /* A list over a query goes by the name of the table that it is about. */
  if (entity->table == NULL)
    return g_str_equal (entity->name, change->table);

  if (g_strcmp0 (entity->table, change->table) != 0)
    return FALSE;

  if (entity->part_column == NULL)
    return TRUE;

  part = find_sibling (changes, change, entity->part_column);
  if (part != NULL)
    return g_str_equal (part, entity->part);

  row = tw_row_read (workspace, entity, change->id, NULL);

  return row != NULL;
}

static const TwEntity *
find_entity (TwWorkspace     *workspace,
             const GPtrArray *changes,
             const TwChange  *change)
{
  for (guint i = 0; i < tw_entity_count (); i++)
    {
      if (is_of (workspace, tw_entity_nth (i), changes, change))
        return tw_entity_nth (i);
    }

  return NULL;
}

static const TwField *
find_field (const TwEntity *entity,
            const char     *column)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (g_strcmp0 (entity->fields[i].column, column) == 0)
        return &entity->fields[i];
    }

  return NULL;
}

/* Decimals of the currency that the row is in, or was in before it was removed. */
static int
find_digits (TwWorkspace     *workspace,
             const TwEntity  *entity,
             const TwField   *field,
             const GPtrArray *changes,
             const TwChange  *change)
{
  const TwField *currency = tw_entity_get_field (entity, field->currency);
  const char *code = NULL;
  g_autofree char *read = NULL;

  if (currency != NULL && currency->column != NULL)
    code = find_sibling (changes, change, currency->column);

  if (code == NULL && currency != NULL)
    {
      g_autoptr (TwRow) row = tw_row_read (workspace, entity, change->id, NULL);

      read = row != NULL ? tw_row_get_text (row, currency->name) : NULL;
      code = read;
    }

  return code != NULL ? tw_workspace_currency_digits (workspace, code) : -1;
}

static int
find_scale (TwWorkspace     *workspace,
            const TwEntity  *entity,
            const TwField   *field,
            const GPtrArray *changes,
            const TwChange  *change)
{
  const char *scale = find_sibling (changes, change, field->scale_column);
  g_autoptr (TwRow) row = NULL;

  if (scale != NULL)
    return (int) g_ascii_strtoll (scale, NULL, 10);

  row = tw_row_read (workspace, entity, change->id, NULL);

  return row != NULL ? tw_row_get (row, field->name)->scale : 0;
}

static char *
format_number (TwWorkspace     *workspace,
               const TwEntity  *entity,
               const TwField   *field,
               const GPtrArray *changes,
               const TwChange  *change,
               const char      *value)
{
  TwCell cell = { .kind = TW_CELL_NUMBER };
  int digits = 0;
  g_autofree char *plain = NULL;

  if (!g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &cell.number, NULL))
    return g_strdup (value);

  if (field->type == TW_FIELD_MONEY)
    digits = find_digits (workspace, entity, field, changes, change);
  else if (field->type == TW_FIELD_FX_RATE)
    cell.scale = find_scale (workspace, entity, field, changes, change);

  if (digits < 0)
    return g_strdup (value);

  plain = tw_field_format (field, digits, &cell);

  return tw_format_plain (field->type, plain);
}

static char *
format_date (const TwField *field,
             const char    *value)
{
  TwDate date;

  if (!tw_date_parse (value, &date, NULL))
    return g_strdup (value);

  return tw_format_date ((field->flags & TW_FIELD_LAST_DAY) != 0 ? date - 1 : date);
}

static char *
format_value (TwWorkspace     *workspace,
              const TwEntity  *entity,
              const TwField   *field,
              const GPtrArray *changes,
              const TwChange  *change,
              const char      *value)
{
  g_autofree char *title = NULL;

  if (value == NULL)
    return g_strdup ("–");

  switch (field->type)
    {
    case TW_FIELD_CHOICE:
      return g_strdup (tw_field_get_choice_label (field, value));

    case TW_FIELD_BOOLEAN:
      return g_strdup (g_str_equal (value, "0") ? _("No") : _("Yes"));

    case TW_FIELD_DATE:
      return format_date (field, value);

    case TW_FIELD_REFERENCE:
      title = tw_entity_read_title (workspace, tw_entity_find (field->target),
                                    g_ascii_strtoll (value, NULL, 10));
      return title != NULL ? g_steal_pointer (&title) : g_strdup (value);

    case TW_FIELD_INTEGER:
    case TW_FIELD_QUANTITY:
    case TW_FIELD_MONEY:
    case TW_FIELD_RATE:
    case TW_FIELD_UNIT_PRICE:
    case TW_FIELD_FX_RATE:
      return format_number (workspace, entity, field, changes, change, value);

    default:
      return field->flags & TW_FIELD_MOMENT ? tw_format_moment (value) : g_strdup (value);
    }
}

/* --- versions of programs: canonical JSON in the column `body` --- */

static const struct
{
  const char *table;
  const char *label;
} bodies[] = {
  { "program_version", N_("Program") },
  { "program_tier", N_("Tier") },
  { "program_rule", N_("Rule") },
};

static const char *
find_body (const TwChange *change)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (g_str_equal (change->table, bodies[i].table) && g_str_equal (change->field, "body"))
      return _(bodies[i].label);

  return NULL;
}

/* One line per place, as in the comparison of versions; FALSE where all of it is new or gone, which
 * the entry's own words say. */
static gboolean
describe_body (const TwChange  *change,
               char           **text)
{
  g_autoptr (GPtrArray) changes = NULL;
  GString *lines;

  if (change->before == NULL || change->after == NULL)
    return FALSE;
  changes = tw_program_diff_texts (change->before, change->after);
  lines = g_string_new (NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      const TwProgramChange *place = g_ptr_array_index (changes, i);

      g_string_append_printf (lines, "%s%s: ", i > 0 ? "\n" : "", place->path);
      /* Translators: the value of a field before and after a change. */
      g_string_append_printf (lines, _("%1$s → %2$s"), place->before != NULL ? place->before : "–",
                              place->after != NULL ? place->after : "–");
    }
  *text = g_string_free (lines, FALSE);

  return TRUE;
}

gboolean
tw_change_describe (TwWorkspace      *workspace,
                    const GPtrArray  *changes,
                    guint             index,
                    char            **label,
                    char            **text)
{
  const TwChange *change;
  const TwEntity *entity;
  const TwField *field = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (changes != NULL && index < changes->len, FALSE);

  change = g_ptr_array_index (changes, index);
  if (find_body (change) != NULL)
    {
      if (!describe_body (change, text))
        return FALSE;
      *label = g_strdup (find_body (change));
      return TRUE;
    }
  entity = find_entity (workspace, changes, change);

  if (entity != NULL)
    field = find_field (entity, change->field);

  if (entity != NULL && field == NULL)
    return FALSE;

  if (field != NULL)
    {
      before = format_value (workspace, entity, field, changes, change, change->before);
      after = format_value (workspace, entity, field, changes, change, change->after);
    }

  /* Translators: %1$s is what was changed, such as “Partner”, %2$s its field. */
  *label = g_strdup_printf (_("%1$s: %2$s"),
                            entity != NULL ? tw_entity_get_label (entity, FALSE) : change->table,
                            field != NULL ? tw_field_get_label (field) : change->field);
  /* Translators: the value of a field before and after a change. */
  *text = g_strdup_printf (_("%1$s → %2$s"),
                           before != NULL ? before : change->before != NULL ? change->before : "–",
                           after != NULL ? after : change->after != NULL ? change->after : "–");

  return TRUE;
}
