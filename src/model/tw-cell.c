/* tw-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-cell.h"

void
tw_cell_clear (TwCell *value)
{
  g_free (value->text);
  *value = (TwCell) TW_CELL_INIT;
}

void
tw_cell_set_number (TwCell *value,
                     gint64   number)
{
  tw_cell_clear (value);
  value->kind = TW_CELL_NUMBER;
  value->number = number;
}

void
tw_cell_set_text (TwCell    *value,
                   const char *text)
{
  char *copy = g_strdup (text);

  tw_cell_clear (value);
  if (copy == NULL)
    return;
  value->kind = TW_CELL_TEXT;
  value->text = copy;
}

void
tw_cell_copy (const TwCell *value,
               TwCell       *target)
{
  TwCell copy = *value;

  copy.text = g_strdup (value->text);
  tw_cell_clear (target);
  *target = copy;
}

gboolean
tw_cell_equal (const TwCell *a,
                const TwCell *b)
{
  if (a->kind != b->kind)
    return FALSE;

  switch (a->kind)
    {
    case TW_CELL_NULL:
      return TRUE;
    case TW_CELL_NUMBER:
      return a->number == b->number && a->scale == b->scale;
    case TW_CELL_TEXT:
      return g_strcmp0 (a->text, b->text) == 0;
    default:
      g_return_val_if_reached (FALSE);
    }
}
