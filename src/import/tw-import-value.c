/* tw-import-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-value.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-currency.h"

/* Digits that certainly fit into 64 bits; more take the slow way. */
#define SAFE_DIGITS 18

/* Words that stand for "no value" in exports of databases and spreadsheets, as a whole cell. */
static const char *const null_words[] = {
  "NULL", "N/A", "#N/A", "NA", "n/a", "null", "(null)", "\\N", "NaN", "nan", "None", "-", "--", "\xe2\x80\x93",
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

/* Bytes of a blank at @text: a space, a tab, a no-break space (U+00A0) or a narrow one (U+202F, U+2009). */
static gsize
blank_at (const char *text,
          gsize       length)
{
  if (length >= 1 && (*text == ' ' || *text == '\t'))
    return 1;
  if (length >= 2 && memcmp (text, "\xc2\xa0", 2) == 0)
    return 2;
  if (length >= 3 && (memcmp (text, "\xe2\x80\xaf", 3) == 0 || memcmp (text, "\xe2\x80\x89", 3) == 0))
    return 3;
  return 0;
}

/* Takes blanks off both ends. */
void
tw_read_trim (const char **text,
              gsize       *length)
{
  gsize n;

  while ((n = blank_at (*text, *length)) > 0)
    {
      *text += n;
      *length -= n;
    }
  for (;;)
    {
      const char *end = *text + *length;

      if (*length >= 1 && blank_at (end - 1, 1) == 1)
        *length -= 1;
      else if (*length >= 2 && blank_at (end - 2, 2) == 2)
        *length -= 2;
      else if (*length >= 3 && blank_at (end - 3, 3) == 3)
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
 * Returns: whether it holds nothing, or a word such as `NULL` or `N/A` that stands for nothing. A zero
 *   is a value.
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
         || (length <= 6 && (strcmp (text, "NULL") == 0 || strcmp (text, "N/A") == 0 || strcmp (text, "#N/A") == 0
                             || strcmp (text, "(null)") == 0 || strcmp (text, "\\N") == 0));
}

/* --- numbers --------------------------------------------------------------------------------------- */

/* Takes a sign, a bracket, a currency sign or code off the front or the back of a number. */
typedef struct
{
  const char *text;
  gsize       length;
  gboolean    negative;
  gboolean    signed_already;
} Number;

static gboolean
take_sign (Number     *n,
           gboolean    at_end)
{
  static const char *const signs[] = { "-", "+", "\xe2\x88\x92", "\xe2\x80\x93" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      gsize size = strlen (signs[i]);
      const char *at = at_end ? n->text + n->length - size : n->text;

      if (n->length <= size || memcmp (at, signs[i], size) != 0)
        continue;
      if (n->signed_already)
        return FALSE;
      n->signed_already = TRUE;
      n->negative = i != 1;
      if (!at_end)
        n->text += size;
      n->length -= size;
      tw_read_trim (&n->text, &n->length);
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_brackets (Number *n)
{
  if (n->length < 3 || n->text[0] != '(' || n->text[n->length - 1] != ')' || n->signed_already)
    return FALSE;

  n->text++;
  n->length -= 2;
  n->negative = n->signed_already = TRUE;
  tw_read_trim (&n->text, &n->length);
  return TRUE;
}

static gboolean
is_number_char (char c)
{
  return g_ascii_isdigit (c) || strchr (".,'-+()%", c) != NULL;
}

/* A sign or code: letters and currency characters up to 7 bytes, before or after the digits. */
static gboolean
take_symbol (Number   *n,
             gboolean  at_end,
             char      symbol[8])
{
  gsize size = 0;
  const char *at;

  if (at_end)
    while (size < n->length)
      {
        const char *last = g_utf8_find_prev_char (n->text, n->text + n->length - size);

        if (last == NULL || is_number_char (*last) || blank_at (last, n->text + n->length - last) > 0
            || memcmp (last, "\xe2\x88\x92", MIN (3, (gsize) (n->text + n->length - last))) == 0)
          break;
        size = n->text + n->length - last;
      }
  else
    while (size < n->length && !is_number_char (n->text[size])
           && blank_at (n->text + size, n->length - size) == 0
           && !(n->length - size >= 3 && memcmp (n->text + size, "\xe2\x88\x92", 3) == 0))
      size++;

  if (size == 0 || size > 7 || symbol[0] != 0)
    return FALSE;

  at = at_end ? n->text + n->length - size : n->text;
  memcpy (symbol, at, size);
  symbol[size] = 0;
  if (!at_end)
    n->text += size;
  n->length -= size;
  tw_read_trim (&n->text, &n->length);
  return TRUE;
}

/* A known currency code or sign; other letters beside digits make no number. */
static gboolean
is_currency_symbol (const char *symbol)
{
  static const char *const signs[] = {
    "$", "US$", "A$", "C$", "R$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5", "\xe2\x82\xb9", "\xe2\x82\xa9", "kr", "Fr.", "z\xc5\x82",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strcmp (signs[i], symbol) == 0)
      return TRUE;
  return strlen (symbol) == 3 && g_ascii_isupper (symbol[0]) && g_ascii_isupper (symbol[1])
         && g_ascii_isupper (symbol[2]);
}

/**
 * tw_read_symbol_fits:
 * @symbol: what stood beside a number, "" for nothing
 * @currency: an ISO 4217 code
 *
 * Returns: whether an amount in @currency may be written so
 */
gboolean
tw_read_symbol_fits (const char *symbol,
                     const char *currency)
{
  static const struct
  {
    const char *symbol;
    const char *codes;
  } fits[] = {
    { "$", "USD AUD CAD NZD HKD SGD TWD MXN ARS CLP COP BBD BSD BZD JMD FJD" }, { "US$", "USD" },
    { "A$", "AUD" }, { "C$", "CAD" }, { "R$", "BRL" }, { "\xe2\x82\xac", "EUR" },
    { "\xc2\xa3", "GBP EGP GIP FKP SHP SYP LBP" }, { "\xc2\xa5", "JPY CNY" }, { "\xe2\x82\xb9", "INR" },
    { "\xe2\x82\xa9", "KRW KPW" }, { "kr", "SEK NOK DKK ISK" }, { "Fr.", "CHF" }, { "z\xc5\x82", "PLN" },
  };

  if (symbol[0] == 0 || strcmp (symbol, currency) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (fits); i++)
    if (strcmp (fits[i].symbol, symbol) == 0)
      return strstr (fits[i].codes, currency) != NULL;
  return FALSE;
}

/* One digit more; FALSE on overflow. */
static gboolean
push_digit (gint64 *value,
            int     digit)
{
  return !__builtin_mul_overflow (*value, 10, value) && !__builtin_add_overflow (*value, digit, value);
}

/* What can stand between groups of digits: the other one of point and comma, a blank or an apostrophe.
 * Returns its length, and in @kind what it is, so that a number can't mix two. */
static gsize
group_sign_at (const char    *text,
               gsize          length,
               TwDecimalSign  decimal,
               char          *kind)
{
  gsize n = blank_at (text, length);

  *kind = ' ';
  if (n > 0)
    return n;
  *kind = *text;
  if (*text == (decimal == TW_DECIMAL_COMMA ? '.' : ',') || *text == '\'')
    return 1;
  *kind = '\'';
  return length >= 3 && memcmp (text, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Digits with groups, then decimals. The widths are what tells a number from one that a spreadsheet
 * ruined: the first group has 1 to 3 digits, every other exactly 3. */
static TwReadVerdict
parse_under_sign (const char    *text,
                  gsize          length,
                  TwDecimalSign  decimal,
                  int            digits,
                  gint64        *value)
{
  char point = decimal == TW_DECIMAL_COMMA ? ',' : '.';
  gsize i = 0;
  int width = 0, n_digits = 0, decimals = 0;
  char group = 0;
  gboolean bad_group = FALSE, overflow = FALSE, too_precise = FALSE;

  *value = 0;
  while (i < length && text[i] != point)
    {
      char kind;
      gsize n;

      if (g_ascii_isdigit (text[i]))
        {
          overflow = overflow || !push_digit (value, text[i] - '0');
          width++, n_digits++, i++;
          continue;
        }
      n = group_sign_at (text + i, length - i, decimal, &kind);
      if (n == 0 || width == 0)
        return TW_READ_NOT_A_NUMBER;
      /* Nobody groups a number that begins with a zero: 0.005 is no five. */
      bad_group = bad_group || (group == 0 ? width > 3 || text[0] == '0' : width != 3)
                  || (group != 0 && group != kind);
      group = kind;
      width = 0;
      i += n;
    }
  if (group != 0 && width != 3)
    bad_group = TRUE;

  if (i < length)
    {
      for (i++; i < length; i++)
        {
          if (!g_ascii_isdigit (text[i]))
            return TW_READ_NOT_A_NUMBER;
          n_digits++;
          if (decimals < digits)
            overflow = overflow || !push_digit (value, text[i] - '0'), decimals++;
          else
            too_precise = too_precise || text[i] != '0';
        }
    }

  if (n_digits == 0)
    return TW_READ_NOT_A_NUMBER;
  if (bad_group)
    return TW_READ_GROUPING;
  if (too_precise)
    return TW_READ_TOO_PRECISE;
  for (; decimals < digits; decimals++)
    overflow = overflow || !push_digit (value, 0);
  return overflow ? TW_READ_TOO_LARGE : TW_READ_OK;
}

/* 1.234,56 read with a decimal point is no number, but it is one with a decimal comma: that says more than
 * that one cell is wrong. */
static TwReadVerdict
parse_digits (const char    *text,
              gsize          length,
              TwDecimalSign  decimal,
              int            digits,
              gint64        *value)
{
  TwReadVerdict verdict = parse_under_sign (text, length, decimal, digits, value);
  TwReadVerdict other;
  gint64 ignored;

  if (verdict != TW_READ_NOT_A_NUMBER)
    return verdict;

  other = parse_under_sign (text, length, decimal == TW_DECIMAL_COMMA ? TW_DECIMAL_POINT : TW_DECIMAL_COMMA, 12, &ignored);
  return other == TW_READ_NOT_A_NUMBER || other == TW_READ_GROUPING ? TW_READ_NOT_A_NUMBER : TW_READ_GROUPING;
}

/* What nearly every cell of a long file looks like: digits, perhaps a minus and a decimal sign. */
static gboolean
parse_plain (const char    *text,
             gsize          length,
             TwDecimalSign  decimal,
             int            digits,
             gint64        *value)
{
  char point = decimal == TW_DECIMAL_COMMA ? ',' : '.';
  gboolean negative = length > 1 && *text == '-';
  guint64 v = 0;
  gsize i = negative;
  int decimals = -1;

  if (length > 12 || digits > 6)
    return FALSE;
  for (; i < length; i++)
    {
      if (text[i] == point && decimals < 0 && i > (gsize) negative)
        decimals = 0;
      else if (!g_ascii_isdigit (text[i]))
        return FALSE;
      else
        {
          v = v * 10 + (text[i] - '0');
          decimals += decimals >= 0;
        }
    }
  if (decimals > digits)
    return FALSE;
  for (decimals = MAX (decimals, 0); decimals < digits; decimals++)
    v *= 10;
  *value = negative ? - (gint64) v : (gint64) v;
  return TRUE;
}

/**
 * tw_read_number:
 * @text: a cell
 * @length: its length in bytes
 * @decimal: which sign separates decimals; the other one can only group digits
 * @digits: how many decimals the result holds, 0 to 12
 * @number: (out): the number
 *
 * Signs (also a trailing minus, U+2212 and brackets for a negative amount), a currency sign or code and a
 * percent sign are understood.
 */
TwReadVerdict
tw_read_number (const char    *text,
                      gsize          length,
                      TwDecimalSign  decimal,
                      int            digits,
                      TwReadNumber  *number)
{
  Number n = { .text = text, .length = length };
  TwReadVerdict verdict;

  number->percent = FALSE;
  number->symbol[0] = 0;
  number->value = 0;
  if (length > 0 && parse_plain (text, length, decimal, digits, &number->value))
    return TW_READ_OK;

  tw_read_trim (&n.text, &n.length);
  if (n.length == 0 || is_null_word (n.text, n.length))
    return TW_READ_BLANK;

  while (take_brackets (&n) || take_sign (&n, FALSE) || take_symbol (&n, FALSE, number->symbol)
         || (!number->percent && take_sign (&n, TRUE)) || take_symbol (&n, TRUE, number->symbol)
         || (!number->percent && n.length > 1 && n.text[n.length - 1] == '%'
             && (n.length--, tw_read_trim (&n.text, &n.length), number->percent = TRUE)))
    continue;
  if (n.length == 0 || (number->symbol[0] != 0 && !is_currency_symbol (number->symbol)))
    return TW_READ_NOT_A_NUMBER;

  /* A percentage is a hundredth: two decimals more are held and the point moves, so nothing is lost. */
  verdict = parse_digits (n.text, n.length, decimal, number->percent ? digits - 2 : digits, &number->value);
  if (n.negative)
    number->value = -number->value;
  return verdict;
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

/* --- dates ----------------------------------------------------------------------------------------- */

/* A date taken apart: up to three numbers, one of which may be a month in letters. */
typedef struct
{
  int  number[3];
  int  width[3];
  int  month_at;     /* which of them was written in letters, or -1 */
  int  n;
} DateParts;

static int
month_by_name (const char *text,
               gsize       length)
{
  static const char *const months[] = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  };

  if (length < 3)
    return 0;
  for (int i = 0; i < 12; i++)
    if (length <= strlen (months[i]) && g_ascii_strncasecmp (months[i], text, length) == 0)
      return i + 1;
  return 0;
}

/* A time of day: 03:00, 03:00:00, 03:00:00.000Z, +02:00; it is not kept, a fact has a date. */
static gboolean
is_time (const char *text,
         gsize       length)
{
  gboolean colon = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      colon = colon || text[i] == ':';
      if (!g_ascii_isdigit (text[i]) && strchr (":.+-Z ", text[i]) == NULL
          && strchr ("AaPpMm", text[i]) == NULL)
        return FALSE;
    }
  return colon && length >= 4 && g_ascii_isdigit (text[0]);
}

static gboolean
take_part (const char **p,
           const char  *end,
           DateParts   *parts)
{
  const char *from = *p;
  int number = 0;

  if (parts->n == 3)
    return FALSE;
  if (g_ascii_isdigit (*from))
    {
      while (*p < end && g_ascii_isdigit (**p) && *p - from < 8)
        number = number * 10 + *(*p)++ - '0';
    }
  else
    {
      while (*p < end && g_ascii_isalpha (**p))
        (*p)++;
      number = month_by_name (from, *p - from);
      if (number == 0 || parts->month_at >= 0)
        return FALSE;
      parts->month_at = parts->n;
    }
  parts->width[parts->n] = *p - from;
  parts->number[parts->n++] = number;
  return TRUE;
}

/* The text after three numbers, or after eight digits in a row, may only be a time. */
static gboolean
split_date (const char *text,
            gsize       length,
            DateParts  *parts)
{
  const char *p = text, *end = text + length;

  *parts = (DateParts) { .month_at = -1 };
  while (p < end)
    {
      if (!g_ascii_isalnum (*p) || !take_part (&p, end, parts))
        return FALSE;
      if (parts->n == 1 && parts->width[0] == 8)
        break;
      if (parts->n == 3)
        break;
      if (p == end || strchr ("-/. ,", *p) == NULL)
        return FALSE;
      while (p < end && strchr ("-/. ,", *p) != NULL)
        p++;
    }

  if (p == end)
    return parts->n == 3 || parts->width[0] == 8;
  if (*p != 'T' && *p != ' ')
    return FALSE;
  return is_time (p + 1, end - p - 1);
}

static TwReadVerdict
make_date (int     year,
           int     month,
           int     day,
           TwDate *date)
{
  return tw_date_from_ymd (year, month, day, date) ? TW_READ_OK : TW_READ_NO_SUCH_DAY;
}

/* Day and month in the order the person chose. What could only be the other order is told apart from
 * nonsense: it says that the order of the whole column is in doubt. */
static TwReadVerdict
by_order (const DateParts *parts,
          TwDateOrder      order,
          TwDate          *date)
{
  int day = parts->number[order == TW_DATE_ORDER_MDY ? 1 : 0];
  int month = parts->number[order == TW_DATE_ORDER_MDY ? 0 : 1];

  if (parts->width[2] == 2)
    return TW_READ_SHORT_YEAR;
  if (parts->width[2] != 4)
    return TW_READ_NOT_A_DATE;
  if (order != TW_DATE_ORDER_DMY && order != TW_DATE_ORDER_MDY)
    return TW_READ_OTHER_ORDER;
  if (month > 12 && day <= 12 && day > 0)
    return TW_READ_OTHER_ORDER;
  return make_date (parts->number[2], month, day, date);
}

/* The one form that long files are written in. */
static gboolean
parse_iso (const char    *t,
           gsize          length,
           TwReadVerdict *verdict,
           TwDate        *date)
{
  static const int places[] = { 0, 1, 2, 3, 5, 6, 8, 9 };

  if (length != 10 || t[4] != '-' || t[7] != '-')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (!g_ascii_isdigit (t[places[i]]))
      return FALSE;

#define DIGIT(i) (t[i] - '0')
  *verdict = make_date (DIGIT (0) * 1000 + DIGIT (1) * 100 + DIGIT (2) * 10 + DIGIT (3),
                        DIGIT (5) * 10 + DIGIT (6), DIGIT (8) * 10 + DIGIT (9), date);
#undef DIGIT
  return TRUE;
}

/**
 * tw_read_date:
 * @text: a cell
 * @length: its length in bytes
 * @order: the order of day and month where only numbers are written and the year comes last
 * @date: (out): the date
 *
 * A time of day behind the date is left out.
 */
TwReadVerdict
tw_read_date (const char  *text,
                    gsize        length,
                    TwDateOrder  order,
                    TwDate      *date)
{
  DateParts parts;
  TwReadVerdict verdict;

  if (parse_iso (text, length, &verdict, date))
    return verdict;

  tw_read_trim (&text, &length);
  if (length == 0 || is_null_word (text, length))
    return TW_READ_BLANK;
  if (length > 40 || !split_date (text, length, &parts))
    return TW_READ_NOT_A_DATE;

  if (parts.n == 1)
    return make_date (parts.number[0] / 10000, parts.number[0] / 100 % 100, parts.number[0] % 100, date);
  if (parts.width[0] == 4 && parts.month_at != 0)
    return make_date (parts.number[0], parts.number[1], parts.number[2], date);
  if (parts.month_at >= 0)
    {
      if (parts.width[2] == 2 && parts.month_at != 2)
        return TW_READ_SHORT_YEAR;
      if (parts.width[2] != 4 || parts.month_at == 2)
        return TW_READ_NOT_A_DATE;
      return make_date (parts.number[2], parts.number[parts.month_at], parts.number[1 - parts.month_at], date);
    }
  return by_order (&parts, order, date);
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
