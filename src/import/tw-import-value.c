/* tw-import-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-value.h"

#include <string.h>
#include <glib/gi18n-lib.h>

/* Words that stand for "no value" in exports of databases and spreadsheets, as a whole cell. */
static const char *const null_words[] = {
  "NULL", "N/A", "#N/A", "NA",   "n/a", "null", "(null)",
  "\\N",  "NaN", "nan",  "None", "-",   "--",   "\xe2\x80\x93",
};

static gboolean
is_null_word (const char *text,
              gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (null_words); i++)
    if (strlen (null_words[i]) == length && memcmp (null_words[i], text, length) == 0)
      return TRUE;

  return FALSE;
}

/* Bytes of a blank at @text: a space, a tab, a no-break space (U+00A0) or a narrow one (U+202F,
 * U+2009). */
gsize
tw_read_blank_at (const char *text,
                  gsize       length)
{
  if (length >= 1 && (*text == ' ' || *text == '\t'))
    return 1;
  if (length >= 2 && memcmp (text, "\xc2\xa0", 2) == 0)
    return 2;
  if (length >= 3
      && (memcmp (text, "\xe2\x80\xaf", 3) == 0 || memcmp (text, "\xe2\x80\x89", 3) == 0))
    return 3;
  return 0;
}

/* Takes blanks off both ends. */
void
tw_read_trim (const char **text,
              gsize       *length)
{
  gsize n;

  while ((n = tw_read_blank_at (*text, *length)) > 0)
    {
      *text += n;
      *length -= n;
    }
  for (;;)
    {
      const char *end = *text + *length;

      if (*length >= 1 && tw_read_blank_at (end - 1, 1) == 1)
        *length -= 1;
      else if (*length >= 2 && tw_read_blank_at (end - 2, 2) == 2)
        *length -= 2;
      else if (*length >= 3 && tw_read_blank_at (end - 3, 3) == 3)
        *length -= 3;
      else
        break;
    }
}

/**
 * tw_read_is_blank:
 * @text: a cell
 * @length: its length in bytes
 *
 * Returns: whether it holds nothing, or a word such as `NULL` or `N/A` that stands for nothing. A
 * zero is a value.
 */
gboolean
tw_read_is_blank (const char *text,
                  gsize       length)
{
  tw_read_trim (&text, &length);
  return length == 0 || (length <= 6 && is_null_word (text, length));
}

/**
 * tw_read_is_null_text:
 * @text: a cell of names or words, without blanks around it
 * @length: its length in bytes
 *
 * Returns: whether it stands for nothing. Fewer words do than among numbers: NA may be a country.
 */
gboolean
tw_read_is_null_text (const char *text,
                      gsize       length)
{
  return length == 0
         || (length <= 6
             && (strcmp (text, "NULL") == 0 || strcmp (text, "N/A") == 0
                 || strcmp (text, "#N/A") == 0 || strcmp (text, "(null)") == 0
                 || strcmp (text, "\\N") == 0));
}

/**
 * tw_read_bool:
 * @text: a cell
 * @length: its length in bytes
 * @value: (out): yes or no
 *
 * The words of English exports; other words are mapped by the person.
 */
TwReadVerdict
tw_read_bool (const char *text,
                    gsize       length,
                    gboolean   *value)
{
  static const char *const words[] = {
    "no", "yes", "false", "true", "0", "1", "n", "y", "f", "t", "off", "on", "", "x",
  };

  tw_read_trim (&text, &length);
  if (length == 0 || is_null_word (text, length))
    return TW_READ_BLANK;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], text, length) == 0)
      {
        *value = i % 2;
        return TW_READ_OK;
      }
  return TW_READ_NOT_A_NUMBER;
}

/**
 * tw_read_verdict_reason:
 * @verdict: anything but %TW_READ_OK
 *
 * Returns: what is wrong with the cell, as the end of the sentence "“x” …"
 */
const char *
tw_read_verdict_reason (TwReadVerdict verdict)
{
  switch (verdict)
    {
    case TW_READ_BLANK:
      return _("is blank");
    case TW_READ_NOT_A_NUMBER:
      return _("is not a number");
    case TW_READ_GROUPING:
      return _("has digits grouped in a way that no number is written");
    case TW_READ_TOO_LARGE:
      return _("is larger than an amount can be");
    case TW_READ_TOO_PRECISE:
      return _("has more decimals than can be held");
    case TW_READ_NOT_A_DATE:
      return _("is not a date");
    case TW_READ_NO_SUCH_DAY:
      return _("is a day that the calendar does not have");
    case TW_READ_OTHER_ORDER:
      return _("is no date in the chosen order of day and month");
    case TW_READ_SHORT_YEAR:
      return _("has a year of two digits, which could be of any century");
    case TW_READ_OK:
    default:
      return "";
    }
}
