/* tw-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-format.h"

#include "tw-decimal.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>
#include <locale.h>
#include <string.h>

#define PRICE_DECIMALS 2
#define MINUS "\xe2\x88\x92"
#define NO_BREAK_SPACE "\xc2\xa0"
#define FIRST_STRONG_ISOLATE "\xe2\x81\xa8"
#define POP_ISOLATE "\xe2\x81\xa9"

/* The C locale has no grouping at all; long amounts are then still read in groups of three. */
static const char *
get_grouping (void)
{
  const struct lconv *conventions = localeconv ();

  if (conventions->thousands_sep[0] != '\0')
    return conventions->thousands_sep;

  return g_str_equal (conventions->decimal_point, ",") ? "." : ",";
}

char *
tw_format_number (const char *plain)
{
  const char *digits = plain;
  const char *rest;
  gsize n;
  GString *text;

  g_return_val_if_fail (plain != NULL, NULL);

  if (*digits == '-')
    digits++;

  n = strspn (digits, "0123456789");
  rest = digits + n;

  if (n == 0 || (*rest != '\0' && *rest != '.'))
    return g_strdup (plain);

  text = g_string_new (*plain == '-' ? MINUS : "");

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, get_grouping ());

      g_string_append_c (text, digits[i]);
    }

  if (*rest == '.')
    g_string_append_printf (text, "%s%s", localeconv ()->decimal_point, rest + 1);

  /* From right to left a sign would stand behind its number. */
  return *plain == '-' ? tw_format_isolate (g_string_free (text, FALSE)) : g_string_free (text, FALSE);
}

char *
tw_format_pad (const char *plain,
               guint       decimals)
{
  const char *point;
  gboolean percent;
  gsize length;
  gsize n;
  GString *text;

  g_return_val_if_fail (plain != NULL, NULL);

  percent = g_str_has_suffix (plain, "%");
  length = strlen (plain) - (percent ? 1 : 0);
  point = memchr (plain, '.', length);
  n = point != NULL ? (gsize) (plain + length - point - 1) : 0;

  if (length == 0 || strspn (plain, "-0123456789.") != length || n >= decimals)
    return g_strdup (plain);

  text = g_string_new_len (plain, length);
  if (point == NULL)
    g_string_append_c (text, '.');
  for (; n < decimals; n++)
    g_string_append_c (text, '0');
  if (percent)
    g_string_append_c (text, '%');

  return g_string_free (text, FALSE);
}

static guint
count_decimals (const char *plain)
{
  const char *point = plain != NULL ? strchr (plain, '.') : NULL;

  return point != NULL ? (guint) strspn (point + 1, "0123456789") : 0;
}

char *
tw_format_beside (const char *plain,
                  const char *beside)
{
  g_autofree char *padded = NULL;

  g_return_val_if_fail (plain != NULL, NULL);

  padded = tw_format_pad (plain, count_decimals (beside));

  return g_str_has_suffix (padded, "%") ? tw_format_rate (padded) : tw_format_number (padded);
}

char *
tw_format_isolate (char *text)
{
  g_autofree char *plain = text;

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_steal_pointer (&plain);

  return g_strconcat (FIRST_STRONG_ISOLATE, plain, POP_ISOLATE, NULL);
}

char *
tw_format_rate (const char *plain)
{
  g_autofree char *number = NULL;
  g_autofree char *padded = NULL;
  g_autofree char *formatted = NULL;

  g_return_val_if_fail (plain != NULL, NULL);

  if (!g_str_has_suffix (plain, "%"))
    return g_strdup (plain);

  number = g_strndup (plain, strlen (plain) - 1);
  padded = tw_format_pad (number, 1);
  formatted = tw_format_number (padded);

  return tw_format_isolate (g_strconcat (formatted, NO_BREAK_SPACE "%", NULL));
}

char *
tw_format_money (gint64      amount,
                 int         digits,
                 const char *currency)
{
  g_autofree char *plain = tw_decimal_format (amount, digits);
  g_autofree char *number = tw_format_number (plain);

  if (currency == NULL)
    return g_steal_pointer (&number);

  return g_strconcat (number, NO_BREAK_SPACE, currency, NULL);
}

char *
tw_format_count (guint count)
{
  g_autofree char *plain = g_strdup_printf ("%u", count);

  return tw_format_number (plain);
}

char *
tw_format_date (TwDate date)
{
  g_autoptr (GDateTime) moment = NULL;
  int year, month, day;

  if (date == TW_DATE_NONE)
    return g_strdup ("");

  tw_date_to_ymd (date, &year, &month, &day);
  moment = g_date_time_new_utc (year, month, day, 0, 0, 0);

  /* Translators: a date in a table, such as “30 Sep 2026”; see strftime(3). */
  return g_date_time_format (moment, C_("date", "%-d %b %Y"));
}

char *
tw_format_plain (TwFieldType  type,
                 const char  *plain)
{
  g_autofree char *padded = NULL;
  TwDate date;

  g_return_val_if_fail (plain != NULL, NULL);

  switch (type)
    {
    case TW_FIELD_INTEGER:
    case TW_FIELD_QUANTITY:
    case TW_FIELD_MONEY:
    case TW_FIELD_FX_RATE:
      return tw_format_number (plain);

    /* It may have more decimals than its currency, but not fewer than the prices above and below it. */
    case TW_FIELD_UNIT_PRICE:
      padded = tw_format_pad (plain, PRICE_DECIMALS);
      return tw_format_number (padded);

    case TW_FIELD_RATE:
      return tw_format_rate (plain);

    case TW_FIELD_DATE:
      if (*plain != '\0' && tw_date_parse (plain, &date, NULL))
        return tw_format_date (date);
      return g_strdup (plain);

    case TW_FIELD_TERM:
      return g_str_has_suffix (plain, "%") ? tw_format_rate (plain) : tw_format_number (plain);

    case TW_FIELD_BOOLEAN:
      if (g_str_equal (plain, "yes"))
        return g_strdup (_("Yes"));
      if (g_str_equal (plain, "no"))
        return g_strdup (_("No"));
      return g_strdup (plain);

    case TW_FIELD_TEXT:
    case TW_FIELD_NOTE:
    case TW_FIELD_CHOICE:
    case TW_FIELD_REFERENCE:
    case TW_FIELD_TAGS:
    default:
      return g_strdup (plain);
    }
}

gboolean
tw_format_is_numeric (TwFieldType type)
{
  switch (type)
    {
    case TW_FIELD_INTEGER:
    case TW_FIELD_QUANTITY:
    case TW_FIELD_MONEY:
    case TW_FIELD_RATE:
    case TW_FIELD_UNIT_PRICE:
    case TW_FIELD_FX_RATE:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Words that stay small within a title. */
static gboolean
is_small_word (const char *word)
{
  static const char *const small[] = {
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to",
    NULL,
  };

  return g_strv_contains (small, word);
}

const char *
tw_format_header (const TwField *field)
{
  const char *label;
  g_auto (GStrv) words = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (field != NULL, NULL);

  label = tw_field_get_label (field);

  /* gettext returns the very text that it was asked for where there is no translation. */
  if (field->attribute != 0 || label != field->label)
    return label;

  words = g_strsplit (label, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i == 0 || !is_small_word (words[i]))
        words[i][0] = g_ascii_toupper (words[i][0]);
    }

  title = g_strjoinv (" ", words);

  return g_intern_string (title);
}

char *
tw_format_moment (const char *at)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (at != NULL, NULL);

  utc = g_date_time_new_from_iso8601 (at, NULL);
  if (utc == NULL)
    return g_strdup (at);

  local = g_date_time_to_local (utc);

  /* Translators: day and time of a change, see strftime(3). */
  return g_date_time_format (local, C_("moment", "%-d %b %Y, %H:%M"));
}

const TwMetricFormat *
tw_format_metric (void)
{
  static TwMetricFormat format;

  format.decimal = g_intern_string (localeconv ()->decimal_point);
  format.group = g_intern_string (get_grouping ());
  format.minus = MINUS;

  return &format;
}
