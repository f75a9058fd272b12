/* test-locale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-calendar.h"
#include "tw-decimal.h"
#include "tw-fraction.h"
#include "tw-test.h"

#include <locale.h>
#include <time.h>

/* Everything core reads and writes is the same under any locale and in any time zone. */
static char *
transcript (void)
{
  g_autoptr (TwCalendar) calendar = tw_calendar_new (7, 1, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const numbers[] = { "1204.50", "1204,50", "1.204,50" };
  const char *const zoned[] = { "2026-03-08", "2026-03-29", "2026-10-25", "1970-01-01" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gint64 value = 0;
      gboolean read = tw_decimal_parse (numbers[i], 2, &value, NULL);
      g_autofree char *written = tw_decimal_format (value, 2);

      g_string_append_printf (text, "%d %s ", read, written);
    }
  for (guint i = 0; i < G_N_ELEMENTS (zoned); i++)
    {
      TwDate date = 0;
      g_autofree char *written = NULL;
      g_autofree char *name = NULL;

      g_assert_true (tw_date_parse (zoned[i], &date, NULL));
      written = tw_date_format (date + 1);
      name = tw_calendar_name (calendar, TW_CALENDAR_QUARTER, date);
      g_string_append_printf (text, "%d %s %s ", date, written, name);
    }
  {
    g_autofree char *fraction = tw_fraction_to_string ((TwFraction){ 1234567, 8 }, 3);
    g_autofree char *rate = tw_rate_format (87500);

    g_string_append_printf (text, "%s %s", fraction, rate);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_same_everywhere (void)
{
  const char *const locales[] = { "C", "de_DE.UTF-8", "tr_TR.UTF-8", "fa_IR.UTF-8", "ja_JP.UTF-8" };
  const char *const zones[] = { "UTC", "America/Los_Angeles", "Pacific/Kiritimati",
                                "Asia/Kathmandu" };
  g_autofree char *expected = transcript ();
  const char *missing = NULL;

  tw_test_assert_contains (expected, "1 1204.50 0 0.00 0 0.00 ");
  tw_test_assert_contains (expected, "20520 2026-03-09 2026-Q3");
  tw_test_assert_contains (expected, "154320.875 8.75%");

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    for (guint j = 0; j < G_N_ELEMENTS (zones); j++)
      {
        g_autofree char *text = NULL;

        if (setlocale (LC_ALL, locales[i]) == NULL)
          {
            missing = locales[i];
            continue;
          }
        g_setenv ("TZ", zones[j], TRUE);
        tzset ();
        text = transcript ();
        g_assert_cmpstr (text, ==, expected);
      }
  setlocale (LC_ALL, "C");

  /* The others were compared all the same. */
  if (missing != NULL)
    {
      g_autofree char *reason = g_strdup_printf ("no locale %s here", missing);

      g_test_skip (reason);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/locale/same-everywhere", test_same_everywhere);

  return g_test_run ();
}
