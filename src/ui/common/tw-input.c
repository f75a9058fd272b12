/* tw-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-input.h"

#include "common/tw-format.h"
#include "tw-date.h"

#include <locale.h>
#include <string.h>

static char
get_decimal_sign (void)
{
  return *localeconv ()->decimal_point == ',' ? ',' : '.';
}

/* Groups of three behind a first group of one to three. */
static gboolean
is_grouped (const char *digits,
            gsize       n,
            char        group)
{
  gsize length = 0;
  gboolean first = TRUE;

  for (gsize i = 0; i <= n; i++)
    {
      if (i < n && g_ascii_isdigit (digits[i]))
        {
          length++;
          continue;
        }

      if (i < n && digits[i] != group)
        return FALSE;
      if (first ? length < 1 || length > 3 : length != 3)
        return FALSE;

      first = FALSE;
      length = 0;
    }

  return TRUE;
}

/* Put around a rate where text runs from right to left. */
#define FIRST_STRONG_ISOLATE 0x2068
#define POP_ISOLATE 0x2069

/* Blanks of every width, isolates and the real minus sign, as we show them ourselves. */
static char *
clean (const char *text)
{
  GString *cleaned = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2212)
        g_string_append_c (cleaned, '-');
      else if (c == 0x00a0 || c == 0x202f || c == 0x2009 || c == ' ' || c == '\''
               || c == FIRST_STRONG_ISOLATE || c == POP_ISOLATE)
        continue;
      else
        g_string_append_unichar (cleaned, c);
    }

  return g_string_free (cleaned, FALSE);
}

/* Where the fraction begins in @digits; NULL: there is none. */
static const char *
find_fraction (const char *digits)
{
  const char *point = strrchr (digits, '.');
  const char *comma = strrchr (digits, ',');
  const char *last = point > comma ? point : comma;
  char group = get_decimal_sign () == '.' ? ',' : '.';

  if (last == NULL)
    return NULL;

  /* Both signs are there: the later one is the decimal sign. */
  if (point != NULL && comma != NULL)
    return last;

  if (*last == group && is_grouped (digits, strlen (digits), group))
    return NULL;

  return last;
}

static char *
number_to_plain (const char *text)
{
  g_autofree char *cleaned = clean (text);
  const char *digits = cleaned + (*cleaned == '-' || *cleaned == '+');
  const char *fraction = find_fraction (digits);
  gsize n = fraction != NULL ? (gsize) (fraction - digits) : strlen (digits);
  GString *plain = g_string_new (*cleaned == '-' ? "-" : "");
  char group = fraction != NULL ? (*fraction == '.' ? ',' : '.')
                                : (get_decimal_sign () == '.' ? ',' : '.');

  if (*digits == '\0' || strspn (digits, "0123456789.,") != strlen (digits) ||
      (strpbrk (digits, ".,") < digits + n && strpbrk (digits, ".,") != NULL &&
       !is_grouped (digits, n, group)))
    {
      g_string_free (plain, TRUE);
      return g_strdup (text);
    }

  for (gsize i = 0; i < n; i++)
    {
      if (digits[i] != group)
        g_string_append_c (plain, digits[i]);
    }

  if (fraction != NULL)
    g_string_append_printf (plain, "%s.%s", n == 0 ? "0" : "", fraction + 1);

  return g_string_free (plain, FALSE);
}

static char *
rate_to_plain (const char *text)
{
  g_autofree char *stripped = clean (text);
  g_autofree char *number = NULL;

  g_strstrip (stripped);
  if (g_str_has_suffix (stripped, "%"))
    stripped[strlen (stripped) - 1] = '\0';

  if (*stripped == '\0')
    return g_strdup ("");

  number = number_to_plain (stripped);

  return g_strconcat (number, "%", NULL);
}

/* Only what we show ourselves is read besides ISO: other forms leave open which number is the
 * month. */
static char *
date_to_plain (const char *text)
{
  TwDate date;
  g_autoptr (GDate) parsed = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *shown = NULL;

  if (*stripped == '\0' || tw_date_parse (stripped, &date, NULL))
    return g_steal_pointer (&stripped);

  parsed = g_date_new ();
  g_date_set_parse (parsed, stripped);

  if (!g_date_valid (parsed)
      || !tw_date_from_ymd (
          g_date_get_year (parsed), g_date_get_month (parsed), g_date_get_day (parsed), &date))
    return g_steal_pointer (&stripped);

  shown = tw_format_date (date);
  if (g_utf8_collate (shown, stripped) != 0)
    return g_steal_pointer (&stripped);

  return tw_date_format (date);
}

char *
tw_input_to_plain (TwFieldType  type,
                   const char  *text)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0')
    return g_steal_pointer (&stripped);

  switch (type)
    {
    case TW_FIELD_INTEGER:
    case TW_FIELD_QUANTITY:
    case TW_FIELD_MONEY:
    case TW_FIELD_UNIT_PRICE:
    case TW_FIELD_FX_RATE:
      return number_to_plain (stripped);

    case TW_FIELD_RATE:
      return rate_to_plain (stripped);

    case TW_FIELD_DATE:
      return date_to_plain (stripped);

    case TW_FIELD_NOTE:
      return g_strdup (text);

    default:
      return g_steal_pointer (&stripped);
    }
}
