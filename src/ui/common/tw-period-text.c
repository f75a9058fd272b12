/* tw-period-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-period-text.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char     *word;
  TwCalendarUnit  unit;
} UnitWord;

static const UnitWord unit_words[] = {
  { N_("month"), TW_CALENDAR_MONTH },
  { N_("quarter"), TW_CALENDAR_QUARTER },
  { N_("half"), TW_CALENDAR_HALF },
  { N_("year"), TW_CALENDAR_YEAR },
};

TwDate
tw_period_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  TwDate today = 0;

  tw_date_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                    g_date_time_get_day_of_month (now), &today);

  return today;
}

static gboolean
is_word (const char *text,
         const char *english)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *translated = g_utf8_casefold (_(english), -1);

  return g_str_equal (folded, english) || g_str_equal (folded, translated);
}

static gboolean
parse_words (const TwCalendar  *calendar,
             TwDate             today,
             char             **words,
             TwSpan            *span,
             TwCalendarUnit    *unit)
{
  if (g_strv_length (words) != 2)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (unit_words); i++)
    {
      if (!is_word (words[1], unit_words[i].word))
        continue;

      *unit = unit_words[i].unit;
      if (!tw_calendar_unit_at (calendar, *unit, today, span))
        return FALSE;

      if (is_word (words[0], N_("this")))
        return TRUE;
      if (is_word (words[0], N_("last")))
        return tw_calendar_unit_at (calendar, *unit, span->start - 1, span);
      if (is_word (words[0], N_("next")))
        return tw_calendar_unit_at (calendar, *unit, span->end, span);
    }

  return FALSE;
}

/* `Q3 2026` and `2026 q3` are ways to say `2026-Q3`. */
static char *
normalize (const char *text)
{
  g_autofree char *upper = g_ascii_strup (text, -1);
  g_auto (GStrv) parts = NULL;

  g_strstrip (upper);
  g_strdelimit (upper, " /", '-');
  parts = g_strsplit (upper, "-", 3);

  if (g_strv_length (parts) == 2 && g_ascii_isalpha (parts[0][0]))
    return g_strdup_printf ("%s-%s", parts[1], parts[0]);

  return g_steal_pointer (&upper);
}

gboolean
tw_period_parse (const TwCalendar  *calendar,
                 TwDate             today,
                 const char        *text,
                 TwSpan            *span,
                 TwCalendarUnit    *unit,
                 GError           **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *normalized = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (calendar != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  stripped = g_strstrip (g_strdup (text));
  words = g_strsplit (stripped, " ", 3);
  normalized = normalize (stripped);

  if (tw_calendar_parse (calendar, stripped, span, unit, NULL) ||
      tw_calendar_parse (calendar, normalized, span, unit, NULL) ||
      parse_words (calendar, today, words, span, unit))
    return TRUE;

  g_set_error_literal (error, TW_ERROR, TW_ERROR_PARSE,
                       _("Enter a period such as 2026-Q3, 2026-07, 2026 or “last quarter”."));

  return FALSE;
}
