/* tw-metric-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Figures in words: one form for people and one for programs. Both round half up, from exact values. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NO_BREAK_SPACE "\xc2\xa0"

const TwMetricFormat tw_metric_format_default = { ".", ",", "\xe2\x88\x92" };
static const TwMetricFormat plain = { ".", "", "-" };

/* (transfer full): @value × 10^@shift with @decimals. */
static char *
write_number (TwFraction            value,
              int                   decimals,
              const TwMetricFormat *format)
{
  GString *text = g_string_new (NULL);
  TwFraction scaled = value;
  __int128 scale = 1, whole = 0;
  char digits[48];
  int n = 0;

  for (int i = 0; i < decimals; i++)
    scale *= 10;
  if (!tw_fraction_mul (value, (TwFraction){ scale, 1 }, &scaled)
      || !tw_round_div (scaled.num, scaled.den, TW_ROUNDING_HALF_UP, &whole))
    return g_string_free (g_string_append (text, "?"), FALSE);

  if (whole < 0)
    {
      g_string_append (text, format->minus);
      whole = -whole;
    }
  do
    {
      digits[n++] = (char) ('0' + (int) (whole % 10));
      whole /= 10;
    }
  while (whole > 0 || n <= decimals);

  for (int i = n - 1; i >= 0; i--)
    {
      g_string_append_c (text, digits[i]);
      if (i == decimals && decimals > 0)
        g_string_append (text, format->decimal);
      else if (i > decimals && (i - decimals) % 3 == 0)
        g_string_append (text, format->group);
    }
  return g_string_free (text, FALSE);
}

static TwFraction
times (TwFraction value,
       gint64     factor)
{
  TwFraction result = value;

  return tw_fraction_mul (value, tw_fraction_from_int (factor), &result) ? result : value;
}

/* Minor units as major ones. */
static TwFraction
in_major (TwFraction value,
          int        digits)
{
  TwFraction result = value;
  gint64 scale = 1;

  for (int i = 0; i < digits; i++)
    scale *= 10;
  return tw_fraction_div (value, tw_fraction_from_int (scale), &result) ? result : value;
}

char *
tw_metric_format_value (TwMetricUnit          unit,
                        TwFraction            value,
                        int                   digits,
                        const TwMetricFormat *format)
{
  g_autofree char *number = NULL;

  switch (unit)
    {
    case TW_METRIC_MONEY:
      return write_number (in_major (value, digits), digits, format);
    case TW_METRIC_RATE:
      number = write_number (times (value, 100), 1, format);
      /* Translators: a percentage; the space doesn't break. */
      return g_strdup_printf (_("%s" NO_BREAK_SPACE "%%"), number);
    case TW_METRIC_POINTS:
      number = write_number (times (value, 100), 1, format);
      /* Translators: a difference of two percentages; the space doesn't break. */
      return g_strdup_printf (_("%s" NO_BREAK_SPACE "points"), number);
    case TW_METRIC_RATIO:
      return write_number (value, 2, format);
    case TW_METRIC_DAYS:
    case TW_METRIC_COUNT:
      return write_number (value, value.den == 1 ? 0 : 1, format);
    case TW_METRIC_TEXT:
    default:
      return g_strdup ("");
    }
}

char *
tw_metric_table_format_cell (const TwMetricTable  *table,
                             guint                 row,
                             guint                 column,
                             const TwMetricFormat *format)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (table, row, column);

  g_return_val_if_fail (cell != NULL, NULL);

  if (!cell->known)
    /* Translators: there is no figure, for its denominator is zero. */
    return g_strdup (_("n/a"));
  if (cell->text != NULL)
    return g_strdup (cell->text);
  return tw_metric_format_value (tw_metric_table_get_column (table, column)->unit, cell->exact,
                                 tw_metric_table_get_digits (table),
                                 format != NULL ? format : &tw_metric_format_default);
}

/* Interval ends are statistics, so that a decimal more or less of a double is of no consequence. */
static TwFraction
from_double (double value)
{
  TwFraction result = TW_FRACTION_ZERO;

  tw_fraction_new ((__int128) (value * 1e9 + (value < 0 ? -0.5 : 0.5)), 1000000000, &result);
  return result;
}

static char *
add_interval (const char           *figure,
              const TwMetricTable  *table,
              TwMetricUnit          unit,
              const TwMetricCell   *cell,
              const TwMetricFormat *format)
{
  int digits = unit == TW_METRIC_MONEY ? 0 : tw_metric_table_get_digits (table);
  TwFraction low = from_double (cell->low);
  TwFraction high = from_double (cell->high);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (unit == TW_METRIC_MONEY)
    {
      from = write_number (low, tw_metric_table_get_digits (table), format);
      to = write_number (high, tw_metric_table_get_digits (table), format);
    }
  else
    {
      from = tw_metric_format_value (unit, low, digits, format);
      to = tw_metric_format_value (unit, high, digits, format);
    }
  /* Translators: a figure and both ends of its interval. */
  return g_strdup_printf (_("%1$s (%2$s to %3$s)"), figure, from, to);
}

/* The figure with its currency and its interval. */
static char *
describe_figure (const TwMetricTable  *table,
                 guint                 row,
                 guint                 column,
                 const TwMetricFormat *format)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (table, row, column);
  TwMetricUnit unit = tw_metric_table_get_column (table, column)->unit;
  g_autofree char *figure = tw_metric_table_format_cell (table, row, column, format);
  g_autofree char *full = NULL;

  if (cell->known && unit == TW_METRIC_MONEY)
    full = g_strdup_printf ("%s %s", figure, tw_metric_table_get_currency (table));
  else
    full = g_steal_pointer (&figure);
  if (cell->known && cell->interval)
    return add_interval (full, table, unit, cell, format);

  return g_steal_pointer (&full);
}

char *
tw_metric_table_describe_cell (const TwMetricTable  *table,
                               guint                 row,
                               guint                 column,
                               const TwMetricFormat *format)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (table, row, column);
  g_autofree char *figure = NULL;
  GString *text;

  if (format == NULL)
    format = &tw_metric_format_default;
  figure = describe_figure (table, row, column, format);
  text = g_string_new (figure);
  if (cell->n >= 0 && (cell->known || cell->reason == NULL))
    {
      g_autofree char *n = write_number (tw_fraction_from_int (cell->n), 0, format);

      g_string_append (text, ", ");
      /* Translators: how many things a figure was made of. */
      g_string_append_printf (text, _("n %s"), n);
    }
  if (cell->reason != NULL && !cell->known)
    g_string_append_printf (text, ": %s", cell->reason);
  else if (cell->reason != NULL)
    {
      g_string_append (text, ", ");
      /* Translators: behind a figure that leaves something out; %s says why. */
      g_string_append_printf (text, _("incomplete: %s"), cell->reason);
    }
  if (cell->flags & TW_METRIC_LOW_SAMPLE)
    g_string_append_printf (text, ", %s", _("low sample"));
  if (cell->flags & TW_METRIC_TO_DATE)
    g_string_append_printf (text, ", %s", _("to date"));
  return g_string_free (text, FALSE);
}

char *
tw_metric_table_plain_cell (const TwMetricTable *table,
                            guint                row,
                            guint                column)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (table, row, column);
  TwMetricUnit unit;
  g_autofree char *number = NULL;

  g_return_val_if_fail (cell != NULL, NULL);

  if (!cell->known)
    return g_strdup ("");
  if (cell->text != NULL)
    return g_strdup (cell->text);
  unit = tw_metric_table_get_column (table, column)->unit;
  if (unit != TW_METRIC_RATE && unit != TW_METRIC_POINTS)
    return tw_metric_format_value (unit, cell->exact, tw_metric_table_get_digits (table), &plain);
  number = write_number (times (cell->exact, 100), 1, &plain);
  return g_strconcat (number, unit == TW_METRIC_RATE ? "%" : "", NULL);
}
