/* tw-csv-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-csv-column.h"

#include <string.h>

#define N_SAMPLES 5

TwCsvColumn *
tw_csv_column_new (const char *name)
{
  TwCsvColumn *self = g_new0 (TwCsvColumn, 1);

  self->name = g_strdup (name);
  self->samples = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tw_csv_column_free (TwCsvColumn *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->samples);
  g_free (self->point_example);
  g_free (self->comma_example);
  g_free (self->either_example);
  g_free (self->order_example);
  g_free (self);
}

static void
keep_example (char            **example,
              const TwCsvCell  *cell)
{
  if (*example == NULL)
    *example = g_strndup (cell->text, cell->length);
}

static void
keep_sample (TwCsvColumn     *self,
             const TwCsvCell *cell)
{
  for (guint i = 0; i < self->samples->len; i++)
    if (strcmp (g_ptr_array_index (self->samples, i), cell->text) == 0)
      return;

  g_ptr_array_add (self->samples, g_strndup (cell->text, MIN (cell->length, 200)));
}

/* Whether an order of day and month is possible says what the other one can't. */
static gboolean
observe_date (TwCsvColumn     *self,
              const TwCsvCell *cell)
{
  TwDate date;
  TwReadVerdict any = tw_read_date (cell->text, cell->length, TW_DATE_ORDER_YMD, &date);
  gboolean day_first, month_first;

  if (any == TW_READ_OK || any == TW_READ_NO_SUCH_DAY)
    {
      self->n_iso++;
      return TRUE;
    }
  if (any != TW_READ_OTHER_ORDER)
    return FALSE;

  day_first = tw_read_date (cell->text, cell->length, TW_DATE_ORDER_DMY, &date) == TW_READ_OK;
  month_first = tw_read_date (cell->text, cell->length, TW_DATE_ORDER_MDY, &date) == TW_READ_OK;
  if (day_first && month_first)
    {
      self->n_either_order++;
      keep_example (&self->order_example, cell);
    }
  else
    {
      self->n_day_first += day_first;
      self->n_month_first += month_first;
    }
  return TRUE;
}

static gboolean
is_number (TwReadVerdict verdict)
{
  return verdict == TW_READ_OK || verdict == TW_READ_TOO_LARGE || verdict == TW_READ_TOO_PRECISE;
}

/* A cell with a point or a comma is read under both signs: what only one can explain is evidence
 * for it. */
static void
observe_number (TwCsvColumn     *self,
                const TwCsvCell *cell)
{
  TwReadNumber point, comma;
  TwReadVerdict as_point = tw_read_number (cell->text, cell->length, TW_DECIMAL_POINT, 12, &point);
  TwReadVerdict as_comma = tw_read_number (cell->text, cell->length, TW_DECIMAL_COMMA, 12, &comma);

  if (memchr (cell->text, '.', cell->length) == NULL
      && memchr (cell->text, ',', cell->length) == NULL)
    {
      self->n_integers += is_number (as_point);
      self->n_broken += as_point == TW_READ_GROUPING;
    }
  else if (is_number (as_point) && is_number (as_comma))
    {
      if (as_point == TW_READ_OK && as_comma == TW_READ_OK && point.value == comma.value)
        return;
      self->n_either++;
      keep_example (&self->either_example, cell);
    }
  else if (is_number (as_point))
    {
      self->n_point++;
      keep_example (&self->point_example, cell);
    }
  else if (is_number (as_comma))
    {
      self->n_comma++;
      keep_example (&self->comma_example, cell);
    }
  else if (as_point == TW_READ_GROUPING || as_comma == TW_READ_GROUPING)
    {
      self->n_broken++;
    }
}

/**
 * tw_csv_column_observe:
 * @self: a column
 * @cell: one more of its cells
 */
void
tw_csv_column_observe (TwCsvColumn     *self,
                       const TwCsvCell *cell)
{
  if (tw_read_is_blank (cell->text, cell->length))
    {
      self->n_blank++;
      return;
    }

  self->n_filled++;
  if (self->samples->len < N_SAMPLES)
    keep_sample (self, cell);
  if (cell->text[0] == '=')
    self->n_formulas++;
  /* Only what is short enough and has a digit can be a date or a number. */
  else if (cell->length <= 40 && strpbrk (cell->text, "0123456789") != NULL
           && !observe_date (self, cell))
    observe_number (self, cell);
}
