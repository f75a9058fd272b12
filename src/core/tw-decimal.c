/* tw-decimal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-decimal.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More digits than any value that fits in 64 bits. */
#define MAX_DIGITS 12

static gboolean
fail_syntax (const char  *text,
             GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               _("“%s” is not a number. Write digits, with a point before decimals and a minus "
                 "in front of a negative number, such as 1204.50."),
               text);
  return FALSE;
}

static gboolean
fail_size (const char  *text,
           GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
               _("“%s” is too large. Numbers can have at most 18 digits, decimals included."),
               text);
  return FALSE;
}

/* @rounded: the number with as many decimals as are held. */
static gboolean
fail_decimals (const char  *text,
               int          digits,
               gint64       rounded,
               GError     **error)
{
  g_autofree char *example = tw_decimal_format (rounded, digits);

  if (digits == 0)
    /* Translators: what was written, and the same as a whole number. */
    g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("“%1$s” is no whole number. Write it without decimals, such as "
                                                    "%2$s."),
                 text, example);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                 /* Translators: what was written, how many decimals there can be, and the same number with so many. */
                 ngettext ("“%1$s” has more than %2$d decimal. Write it with no more, such as %3$s.",
                           "“%1$s” has more than %2$d decimals. Write it with no more, such as %3$s.", digits),
                 text, digits, example);
  return FALSE;
}

/* Appends a digit to a magnitude. */
static inline gboolean
push_digit (gint64 *value,
            int     digit)
{
  return !__builtin_mul_overflow (*value, 10, value) &&
         !__builtin_add_overflow (*value, digit, value);
}

/* Whether the text from @text to @end is digits, with or without a point and more digits. */
static gboolean
is_plain (const char *text,
          const char *end)
{
  const char *first = text;

  while (text < end && g_ascii_isdigit (*text))
    text++;
  if (text == first || text == end)
    return text != first;
  if (*text != '.')
    return FALSE;

  first = ++text;
  while (text < end && g_ascii_isdigit (*text))
    text++;

  return text == end && text != first;
}

/* A magnitude, rounded by the first decimal that it can't hold, with its sign. */
static gint64
round_away (gint64   value,
            char     next,
            gboolean negative)
{
  if (next >= '5' && value < G_MAXINT64)
    value++;

  return negative ? -value : value;
}

/* Reads the first @length bytes of @text; @whole is what messages quote. */
static gboolean
parse_plain (const char  *text,
             gsize        length,
             const char  *whole,
             int          digits,
             gint64      *result,
             GError     **error)
{
  const char *end = text + length;
  gboolean negative = length > 0 && *text == '-';
  gint64 value = 0;
  int decimals = 0;

  if (negative)
    text++;
  if (!is_plain (text, end))
    return fail_syntax (whole, error);

  for (; text < end && *text != '.'; text++)
    if (!push_digit (&value, *text - '0'))
      return fail_size (whole, error);

  /* At the point, or at the end. Zeros beyond the decimals that are held say nothing. */
  for (text++; text < end; text++)
    {
      if (decimals == digits && *text != '0')
        return fail_decimals (whole, digits, round_away (value, *text, negative), error);
      if (decimals == digits)
        continue;
      if (!push_digit (&value, *text - '0'))
        return fail_size (whole, error);
      decimals++;
    }

  for (; decimals < digits; decimals++)
    if (!push_digit (&value, 0))
      return fail_size (whole, error);
  *result = negative ? -value : value;

  return TRUE;
}

gboolean
tw_decimal_parse (const char  *text,
                  int          digits,
                  gint64      *result,
                  GError     **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (digits >= 0 && digits <= MAX_DIGITS, FALSE);

  return parse_plain (text, strlen (text), text, digits, result, error);
}

gboolean
tw_number_parse (const char  *text,
                 gint64      *millionths,
                 GError     **error)
{
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);

  /* A percent is two decimals, so its hundredths of millionths are millionths as they stand. */
  length = strlen (text);
  if (length > 0 && text[length - 1] == '%')
    return parse_plain (text, length - 1, text, TW_MILLIONTHS_DIGITS - 2, millionths, error);

  return parse_plain (text, length, text, TW_MILLIONTHS_DIGITS, millionths, error);
}

char *
tw_decimal_format (gint64 value,
                   int    digits)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  /* 20 digits, a minus, a point and the end. */
  char buffer[24];
  int n = sizeof buffer;
  int written = 0;

  g_return_val_if_fail (digits >= 0 && digits <= MAX_DIGITS, NULL);

  buffer[--n] = '\0';
  do
    {
      if (written == digits && digits > 0)
        buffer[--n] = '.';
      buffer[--n] = '0' + (int) (magnitude % 10);
      magnitude /= 10;
      written++;
    }
  while (magnitude != 0 || written <= digits);
  if (value < 0)
    buffer[--n] = '-';

  return g_strdup (buffer + n);
}

char *
tw_decimal_format_trim (gint64 value,
                        int    digits)
{
  char *text = tw_decimal_format (value, digits);
  gsize length;

  if (text == NULL || digits == 0)
    return text;

  length = strlen (text);
  while (text[length - 1] == '0')
    text[--length] = '\0';
  if (text[length - 1] == '.')
    text[--length] = '\0';

  return text;
}

char *
tw_rate_format (gint64 millionths)
{
  g_autofree char *number = tw_decimal_format_trim (millionths, TW_MILLIONTHS_DIGITS - 2);

  return g_strconcat (number, "%", NULL);
}

gboolean
tw_amount_add (gint64  a,
               gint64  b,
               gint64 *result)
{
  gint64 sum;

  if (__builtin_add_overflow (a, b, &sum) || sum == G_MININT64)
    return FALSE;
  *result = sum;

  return TRUE;
}

gboolean
tw_amount_sub (gint64  a,
               gint64  b,
               gint64 *result)
{
  gint64 difference;

  if (__builtin_sub_overflow (a, b, &difference) || difference == G_MININT64)
    return FALSE;
  *result = difference;

  return TRUE;
}

char *
tw_decimal_group (const char *plain)
{
  gsize first = plain[0] == '-' ? 1 : 0;
  gsize digits = strspn (plain + first, "0123456789");
  const char *rest = plain + first + digits;
  GString *text = g_string_new (plain);

  if (digits == 0 || (*rest != '\0' && (*rest != '.' || rest[1 + strspn (rest + 1, "0123456789")] != '\0')))
    return g_string_free (text, FALSE);
  for (gsize i = digits; i > 3; i -= 3)
    g_string_insert_c (text, (gssize) (first + i - 3), ',');

  return g_string_free (text, FALSE);
}
