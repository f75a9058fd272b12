/* tw-import-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-value.h"

#include <string.h>

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

        if (last == NULL || is_number_char (*last)
            || tw_read_blank_at (last, n->text + n->length - last) > 0
            || memcmp (last, "\xe2\x88\x92", MIN (3, (gsize) (n->text + n->length - last))) == 0)
          break;
        size = n->text + n->length - last;
      }
  else
    while (size < n->length && !is_number_char (n->text[size])
           && tw_read_blank_at (n->text + size, n->length - size) == 0
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
    "$",        "US$",          "A$",           "C$", "R$",  "\xe2\x82\xac", "\xc2\xa3",
    "\xc2\xa5", "\xe2\x82\xb9", "\xe2\x82\xa9", "kr", "Fr.", "z\xc5\x82",
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
    { "$", "USD AUD CAD NZD HKD SGD TWD MXN ARS CLP COP BBD BSD BZD JMD FJD" },
    { "US$", "USD" },
    { "A$", "AUD" },
    { "C$", "CAD" },
    { "R$", "BRL" },
    { "\xe2\x82\xac", "EUR" },
    { "\xc2\xa3", "GBP EGP GIP FKP SHP SYP LBP" },
    { "\xc2\xa5", "JPY CNY" },
    { "\xe2\x82\xb9", "INR" },
    { "\xe2\x82\xa9", "KRW KPW" },
    { "kr", "SEK NOK DKK ISK" },
    { "Fr.", "CHF" },
    { "z\xc5\x82", "PLN" },
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
  return !__builtin_mul_overflow (*value, 10, value)
         && !__builtin_add_overflow (*value, digit, value);
}

/* What can stand between groups of digits: the other one of point and comma, a blank or an
 * apostrophe. Returns its length, and in @kind what it is, so that a number can't mix two. */
static gsize
group_sign_at (const char    *text,
               gsize          length,
               TwDecimalSign  decimal,
               char          *kind)
{
  gsize n = tw_read_blank_at (text, length);

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

/* 1.234,56 read with a decimal point is no number, but it is one with a decimal comma: that says
 * more than that one cell is wrong. */
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

  other = parse_under_sign (text, length,
                            decimal == TW_DECIMAL_COMMA ? TW_DECIMAL_POINT : TW_DECIMAL_COMMA, 12,
                            &ignored);
  return other == TW_READ_NOT_A_NUMBER || other == TW_READ_GROUPING ? TW_READ_NOT_A_NUMBER
                                                                    : TW_READ_GROUPING;
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
 * Signs (also a trailing minus, U+2212 and brackets for a negative amount), a currency sign or code
 * and a percent sign are understood.
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
  if (tw_read_is_blank (n.text, n.length))
    return TW_READ_BLANK;

  while (take_brackets (&n) || take_sign (&n, FALSE) || take_symbol (&n, FALSE, number->symbol)
         || (!number->percent && take_sign (&n, TRUE)) || take_symbol (&n, TRUE, number->symbol)
         || (!number->percent && n.length > 1 && n.text[n.length - 1] == '%'
             && (n.length--, tw_read_trim (&n.text, &n.length), number->percent = TRUE)))
    continue;
  if (n.length == 0 || (number->symbol[0] != 0 && !is_currency_symbol (number->symbol)))
    return TW_READ_NOT_A_NUMBER;

  /* A percentage is a hundredth: two decimals more are held and the point moves, so nothing is
   * lost. */
  verdict = parse_digits (n.text, n.length, decimal, number->percent ? digits - 2 : digits,
                          &number->value);
  if (n.negative)
    number->value = -number->value;
  return verdict;
}

