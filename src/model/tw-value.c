/* tw-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-value.h"

void
tw_value_clear (TwValue *value)
{
  g_free (value->text);
  *value = (TwValue) TW_VALUE_INIT;
}

void
tw_value_set_number (TwValue *value,
                     gint64   number)
{
  tw_value_clear (value);
  value->kind = TW_VALUE_NUMBER;
  value->number = number;
}

void
tw_value_set_text (TwValue    *value,
                   const char *text)
{
  char *copy = g_strdup (text);

  tw_value_clear (value);
  if (copy == NULL)
    return;
  value->kind = TW_VALUE_TEXT;
  value->text = copy;
}

void
tw_value_copy (const TwValue *value,
               TwValue       *target)
{
  TwValue copy = *value;

  copy.text = g_strdup (value->text);
  tw_value_clear (target);
  *target = copy;
}

gboolean
tw_value_equal (const TwValue *a,
                const TwValue *b)
{
  if (a->kind != b->kind)
    return FALSE;

  switch (a->kind)
    {
    case TW_VALUE_NULL:
      return TRUE;
    case TW_VALUE_NUMBER:
      return a->number == b->number && a->scale == b->scale;
    case TW_VALUE_TEXT:
      return g_strcmp0 (a->text, b->text) == 0;
    default:
      g_return_val_if_reached (FALSE);
    }
}
