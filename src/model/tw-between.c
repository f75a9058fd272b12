/* tw-between.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-between.h"

#include <glib/gi18n-lib.h>

#include "tw-date.h"

static gboolean
has_any (const char   *names,
         TwBetweenGet  get,
         gpointer      row)
{
  g_auto (GStrv) each = g_strsplit (names, " ", -1);

  for (char **name = each; *name != NULL; name++)
    if (get (row, *name)->kind != TW_CELL_NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_same (const TwCell *one,
         const TwCell *other)
{
  if (one->kind == TW_CELL_NULL || one->kind != other->kind)
    return FALSE;

  return one->kind == TW_CELL_TEXT ? g_str_equal (one->text, other->text) : one->number == other->number;
}

gboolean
tw_between_holds (const TwBetween *rule,
                  TwBetweenGet     get,
                  gpointer         row)
{
  const TwCell *field;

  g_return_val_if_fail (rule != NULL, FALSE);

  field = get (row, rule->field);
  switch (rule->kind)
    {
    case TW_BETWEEN_ONE_OF:
      return (field->kind == TW_CELL_NULL) != (get (row, rule->other)->kind == TW_CELL_NULL);
    case TW_BETWEEN_NEEDS:
      return field->kind == TW_CELL_NULL || has_any (rule->other, get, row);
    case TW_BETWEEN_DIFFER:
      return !is_same (field, get (row, rule->other));
    case TW_BETWEEN_DATE:
    default:
      {
        const TwCell *type = get (row, rule->other);
        TwDate date;

        if (field->kind != TW_CELL_TEXT || type->kind != TW_CELL_TEXT || !g_str_equal (type->text, "date"))
          return TRUE;
        return tw_date_parse (field->text, &date, NULL);
      }
    }
}

const char *
tw_between_get_message (const TwBetween *rule)
{
  return _(rule->message);
}
