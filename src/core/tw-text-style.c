/* tw-text-style.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-text-style.h"

#include <string.h>

#define ISO_LENGTH 10

/* Blanks between groups don't break a line. */
static const struct
{
  char        decimal;
  const char *grouping;
} numbers[] = {
  { '.', "," },
  { ',', "." },
  { ',', "\xc2\xa0" },
  { '.', "\xc2\xa0" },
  { '.', "\xe2\x80\x99" },
  { '.', "" },
  { ',', "" },
};

static const struct
{
  const char *name;
  const char *spreadsheet;
  const char *format;        /* of day, month and year */
} dates[TW_DATES_STYLES] = {
  [TW_DATES_ISO] = { "YYYY-MM-DD", "yyyy-mm-dd", "%3$04d-%2$02d-%1$02d" },
  [TW_DATES_DAY_POINTS] = { "DD.MM.YYYY", "dd\\.mm\\.yyyy", "%1$02d.%2$02d.%3$04d" },
  [TW_DATES_DAY_SLASHES] = { "DD/MM/YYYY", "dd\\/mm\\/yyyy", "%1$02d/%2$02d/%3$04d" },
  [TW_DATES_MONTH_SLASHES] = { "MM/DD/YYYY", "mm\\/dd\\/yyyy", "%2$02d/%1$02d/%3$04d" },
  [TW_DATES_DAY_HYPHENS] = { "DD-MM-YYYY", "dd-mm-yyyy", "%1$02d-%2$02d-%3$04d" },
};

guint
tw_text_style_count (void)
{
  return G_N_ELEMENTS (numbers);
}

TwTextStyle
tw_text_style_nth (guint index)
{
  const TwTextStyle plain = { .decimal = '.', .grouping = "", .dates = TW_DATES_ISO };

  g_return_val_if_fail (index < G_N_ELEMENTS (numbers), plain);

  return (TwTextStyle) { numbers[index].decimal, numbers[index].grouping, TW_DATES_ISO };
}

guint
tw_text_style_find (const TwTextStyle *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (numbers[i].decimal == style->decimal && g_str_equal (numbers[i].grouping, style->grouping))
        return i;
    }

  g_return_val_if_reached (0);
}

static gboolean
find_dates (const char   *name,
            TwDatesStyle *found)
{
  for (guint i = 0; i < TW_DATES_STYLES; i++)
    {
      if (g_strcmp0 (dates[i].name, name) == 0)
        {
          *found = (TwDatesStyle) i;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
tw_text_style_parse (const char  *decimal,
                     const char  *grouping,
                     const char  *date_name,
                     TwTextStyle *style)
{
  TwDatesStyle found;

  if (decimal == NULL || grouping == NULL || strlen (decimal) != 1 || !find_dates (date_name, &found))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (numbers[i].decimal == *decimal && g_str_equal (numbers[i].grouping, grouping))
        {
          *style = (TwTextStyle) { numbers[i].decimal, numbers[i].grouping, found };
          return TRUE;
        }
    }

  return FALSE;
}

const char *
tw_dates_style_name (TwDatesStyle style,
                     gboolean     spreadsheet)
{
  g_return_val_if_fail (style < TW_DATES_STYLES, NULL);

  return spreadsheet ? dates[style].spreadsheet : dates[style].name;
}

char *
tw_text_style_number (const TwTextStyle *style,
                      const char        *plain)
{
  const char *first = plain + (*plain == '-' ? 1 : 0);
  gsize whole = strspn (first, "0123456789");
  const char *rest = first + whole;
  gsize decimals = *rest == '.' ? strspn (rest + 1, "0123456789") : 0;
  const char *end = *rest == '.' ? rest + 1 + decimals : rest;
  GString *text;

  if (whole == 0 || (*rest == '.' && decimals == 0) || (*end != '\0' && !g_str_equal (end, "%")))
    return g_strdup (plain);

  text = g_string_new_len (plain, first - plain);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, style->grouping);
      g_string_append_c (text, first[i]);
    }
  if (decimals > 0)
    g_string_append_c (text, style->decimal);
  g_string_append_len (text, rest + (decimals > 0 ? 1 : 0), (gssize) decimals);
  g_string_append (text, end);

  return g_string_free (text, FALSE);
}

char *
tw_text_style_date (const TwTextStyle *style,
                    TwDate             date)
{
  int year;
  int month;
  int day;

  g_return_val_if_fail (date != TW_DATE_NONE && style->dates < TW_DATES_STYLES, NULL);

  tw_date_to_ymd (date, &year, &month, &day);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (dates[style->dates].format, day, month, year);
#pragma GCC diagnostic pop
}

char *
tw_text_style_value (const TwTextStyle *style,
                     const char        *plain)
{
  g_autofree char *head = NULL;
  g_autofree char *day = NULL;
  TwDate date;

  if (strlen (plain) < ISO_LENGTH || plain[4] != '-')
    return tw_text_style_number (style, plain);

  head = g_strndup (plain, ISO_LENGTH);
  if ((plain[ISO_LENGTH] != '\0' && plain[ISO_LENGTH] != 'T' && plain[ISO_LENGTH] != ' ')
      || !tw_date_parse (head, &date, NULL))
    return g_strdup (plain);

  day = tw_text_style_date (style, date);
  return g_strconcat (day, plain + ISO_LENGTH, NULL);
}
