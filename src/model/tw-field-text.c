/* tw-field-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-field-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-date.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-fx-rate.h"
#include "tw-plain-text.h"

/* Cuts a long input short where a message quotes it. */
static char *
quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (g_utf8_strlen (valid, -1) <= 40)
    return g_steal_pointer (&valid);
  return g_strdup_printf ("%.*s…", (int) (g_utf8_offset_to_pointer (valid, 40) - valid), valid);
}

static gboolean
fail (GError        **error,
      TwError         code,
      const TwField  *field,
      const char     *text,
      const char     *takes)
{
  g_autofree char *quoted = quote (text);

  g_set_error (error, TW_ERROR, code, _("%s: “%s” is not accepted. %s"),
               tw_field_get_label (field), quoted, takes);
  return FALSE;
}

static gboolean
parse_digits (const TwField *field,
              int            digits,
              const char    *text,
              const char    *takes,
              gint64        *number,
              GError       **error)
{
  g_autoptr (GError) local = NULL;

  if (tw_decimal_parse (text, digits, number, &local))
    return TRUE;
  if (g_error_matches (local, TW_ERROR, TW_ERROR_RANGE))
    return fail (error, TW_ERROR_RANGE, field, text,
                 _("It has more digits than can be held. Check the number and enter it again."));
  return fail (error, TW_ERROR_PARSE, field, text, takes);
}

static gboolean
parse_rate (const TwField *field,
            const char    *text,
            gint64        *number,
            GError       **error)
{
  g_autoptr (GError) local = NULL;

  if (tw_number_parse (text, number, &local))
    return TRUE;
  return fail (error, local->code, field, text,
               _("Enter a percentage with at most 4 decimals, such as 2.5%, or a plain number."));
}

static gboolean
parse_boolean (const TwField *field,
               const char    *text,
               gint64        *number,
               GError       **error)
{
  static const char *const yes[] = { "yes", "true", "1", "y", NULL };
  static const char *const no[] = { "no", "false", "0", "n", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (g_strv_contains (yes, lower))
    *number = 1;
  else if (g_strv_contains (no, lower))
    *number = 0;
  else
    return fail (error, TW_ERROR_PARSE, field, text, _("Enter yes or no."));
  return TRUE;
}

static gboolean
parse_date (const TwField *field,
            const char    *text,
            gint64        *number,
            GError       **error)
{
  TwDate date;

  if (!tw_date_parse (text, &date, NULL))
    return fail (error, TW_ERROR_PARSE, field, text,
                 _("Enter a date of the calendar as year-month-day, such as 2026-03-31."));
  *number = date;
  return TRUE;
}

static gboolean
parse_fx_rate (const TwField *field,
               const char    *text,
               TwCell       *value,
               GError       **error)
{
  TwFxRate rate;

  if (!tw_fx_rate_parse (text, 1, &rate, NULL))
    return fail (error, TW_ERROR_PARSE, field, text,
                 _("Enter a rate above zero with at most 12 decimals, such as 1.0845."));
  tw_cell_set_number (value, rate.mantissa);
  value->scale = rate.scale;
  return TRUE;
}

/* A choice is accepted by its key or by its label as shown. */
static gboolean
parse_choice (const TwField *field,
              const char    *text,
              TwCell       *value,
              GError       **error)
{
  g_autoptr (GString) takes = g_string_new (NULL);

  for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      if (g_ascii_strcasecmp (choice->key, text) == 0
          || g_ascii_strcasecmp (tw_field_get_choice_label (field, choice->key), text) == 0)
        {
          tw_cell_set_text (value, choice->key);
          return TRUE;
        }
      g_string_append_printf (takes, "%s%s", takes->len == 0 ? "" : ", ", choice->key);
    }

  {
    g_autofree char *sentence = g_strdup_printf (_("Choose one of: %s."), takes->str);
    return fail (error, TW_ERROR_PARSE, field, text, sentence);
  }
}

/* Tags in one form: no blanks around them, none twice, none empty. */
static char *
normalize_tags (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (char **word = words; *word != NULL; word++)
    {
      g_strstrip (*word);
      if (**word != '\0' && !g_ptr_array_find_with_equal_func (kept, *word, g_str_equal, NULL))
        g_ptr_array_add (kept, *word);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (", ", (char **) kept->pdata);
}

static gboolean
parse_number (const TwField *field,
              int            digits,
              const char    *text,
              gint64        *number,
              GError       **error)
{
  switch (field->type)
    {
    case TW_FIELD_INTEGER:
    case TW_FIELD_REFERENCE:
    case TW_FIELD_FACT:
    case TW_FIELD_TERM:
      return parse_digits (field, 0, text, _("Enter a whole number, such as 12."), number, error);
    case TW_FIELD_QUANTITY:
    case TW_FIELD_UNIT_PRICE:
      return parse_digits (field, TW_MILLIONTHS_DIGITS, text,
                           _("Enter a number with at most 6 decimals, such as 12.5."), number, error);
    case TW_FIELD_MONEY:
      return parse_digits (field, digits, text,
                           _("Enter an amount without grouping and with no more decimals than "
                             "the currency has, such as 1500.00."), number, error);
    case TW_FIELD_RATE:
      return parse_rate (field, text, number, error);
    case TW_FIELD_DATE:
      return parse_date (field, text, number, error);
    case TW_FIELD_BOOLEAN:
      return parse_boolean (field, text, number, error);
    case TW_FIELD_TEXT:
    case TW_FIELD_NOTE:
    case TW_FIELD_FX_RATE:
    case TW_FIELD_CHOICE:
    case TW_FIELD_TAGS:
    case TW_FIELD_CURRENCY:
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
tw_field_parse (const TwField  *field,
                int             digits,
                const char     *text,
                TwCell        *value,
                GError        **error)
{
  g_auto (TwCell) parsed = TW_CELL_INIT;
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  gint64 number;

  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  if (*stripped == '\0')
    {
      tw_cell_clear (value);
      return tw_field_validate (field, value, error);
    }

  if (field->type == TW_FIELD_TEXT || field->type == TW_FIELD_NOTE)
    tw_cell_set_text (&parsed, stripped);
  else if (field->type == TW_FIELD_CURRENCY)
    {
      g_autofree char *code = g_ascii_strup (stripped, -1);
      tw_cell_set_text (&parsed, code);
    }
  else if (field->type == TW_FIELD_TAGS)
    {
      g_autofree char *tags = normalize_tags (stripped);
      tw_cell_set_text (&parsed, *tags != '\0' ? tags : NULL);
    }
  else if (field->type == TW_FIELD_CHOICE)
    {
      if (!parse_choice (field, stripped, &parsed, error))
        return FALSE;
    }
  else if (field->type == TW_FIELD_FX_RATE)
    {
      if (!parse_fx_rate (field, stripped, &parsed, error))
        return FALSE;
    }
  else
    {
      if (!parse_number (field, digits, stripped, &number, error))
        return FALSE;
      tw_cell_set_number (&parsed, number);
    }

  if (!tw_field_validate (field, &parsed, error))
    return FALSE;

  tw_cell_clear (value);
  *value = parsed;
  parsed = (TwCell) TW_CELL_INIT;
  return TRUE;
}

char *
tw_field_format (const TwField *field,
                 int            digits,
                 const TwCell *value)
{
  g_return_val_if_fail (field != NULL && value != NULL, NULL);

  if (value->kind == TW_CELL_NULL)
    return g_strdup ("");
  if (value->kind == TW_CELL_TEXT)
    return g_strdup (value->text);

  switch (field->type)
    {
    case TW_FIELD_MONEY:
      return tw_decimal_format (value->number, digits);
    case TW_FIELD_QUANTITY:
    case TW_FIELD_UNIT_PRICE:
      return tw_decimal_format_trim (value->number, TW_MILLIONTHS_DIGITS);
    case TW_FIELD_RATE:
      return tw_rate_format (value->number);
    case TW_FIELD_FX_RATE:
      return tw_fx_rate_format ((TwFxRate) { value->number, value->scale, 1 });
    case TW_FIELD_DATE:
      return tw_date_format ((TwDate) value->number);
    case TW_FIELD_BOOLEAN:
      return g_strdup (value->number != 0 ? "yes" : "no");
    case TW_FIELD_INTEGER:
    case TW_FIELD_REFERENCE:
    case TW_FIELD_FACT:
    case TW_FIELD_TERM:
    case TW_FIELD_TEXT:
    case TW_FIELD_NOTE:
    case TW_FIELD_CHOICE:
    case TW_FIELD_TAGS:
    case TW_FIELD_CURRENCY:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
    }
}

static gboolean
validate_text (const TwField *field,
               const char    *text,
               GError       **error)
{
  gsize length = strlen (text);
  gsize limit = field->type == TW_FIELD_NOTE ? TW_NOTE_MAX : TW_TEXT_MAX;
  const char *bad;
  gunichar c;

  if (length > limit)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                   _("%s: The text has %" G_GSIZE_FORMAT " bytes, and at most %" G_GSIZE_FORMAT
                     " are kept. Shorten it."),
                   tw_field_get_label (field), length, limit);
      return FALSE;
    }
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return fail (error, TW_ERROR_PARSE, field, text, _("The text is not valid UTF-8."));

  bad = tw_text_find_bad (text, field->type == TW_FIELD_NOTE);
  if (bad == NULL)
    return TRUE;

  c = g_utf8_get_char (bad);
  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               tw_char_turns_text (c)
                   ? _("%s: The text holds an invisible character (U+%04X) at position %ld that turns "
                       "what follows. Remove it.")
                   : _("%s: The text holds a control character (U+%04X) at position %ld. Remove it."),
               tw_field_get_label (field), c, g_utf8_pointer_to_offset (text, bad) + 1);

  return FALSE;
}

/* No partner is that old: an earlier year was written with too few digits, or stands for "unknown". */
TwDate
tw_field_first_date (void)
{
  TwDate date;

  return tw_date_from_ymd (1900, 1, 1, &date) ? date : TW_DATE_MIN;
}

/* What is kept as more or less than the column takes, said as a person writes it. */
static gboolean
validate_limits (const TwField *field,
                 gint64         number,
                 GError       **error)
{
  const TwCell least = { .kind = TW_CELL_NUMBER, .number = field->least };
  const TwCell most = { .kind = TW_CELL_NUMBER, .number = field->most };
  const char *label = tw_field_get_label (field);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (field->most == 0 || (number >= field->least && number <= field->most))
    return TRUE;

  if (field->most == G_MAXINT64)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                   field->least > 0 ? _("%s: Only a number above zero is accepted. Enter a larger one.")
                                    : _("%s: A number below zero is not accepted. Enter zero or more."),
                   label);
      return FALSE;
    }

  low = tw_field_format (field, 0, &least);
  high = tw_field_format (field, 0, &most);
  /* Translators: the label of a field, then what may be entered: from 0% to 100%. */
  g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("%1$s: It goes from %2$s to %3$s. Enter a value between them."),
               label, low, high);

  return FALSE;
}

static gboolean
validate_number (const TwField *field,
                 const TwCell *value,
                 GError       **error)
{
  gboolean valid = TRUE;

  if (field->type == TW_FIELD_BOOLEAN)
    valid = value->number == 0 || value->number == 1;
  else if (field->type == TW_FIELD_DATE && value->number < tw_field_first_date ())
    {
      g_autofree char *date = tw_date_format ((TwDate) value->number);

      /* Translators: the label of a field, then a date. */
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                   _("%1$s: %2$s is before 1900. Enter the year with four digits."),
                   tw_field_get_label (field), date);
      return FALSE;
    }
  else if (field->type == TW_FIELD_DATE)
    /* A last day needs a day after it. */
    valid = value->number >= TW_DATE_MIN
            && value->number + ((field->flags & TW_FIELD_LAST_DAY) != 0) <= TW_DATE_MAX;
  else if (field->type == TW_FIELD_FX_RATE)
    valid = value->number > 0 && value->scale >= 0 && value->scale <= TW_FX_MAX_SCALE;
  else if (field->type == TW_FIELD_REFERENCE || field->type == TW_FIELD_FACT)
    valid = value->number > 0;

  if (field->type == TW_FIELD_MONEY && value->number < TW_FIELD_MONEY_LEAST)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                   _("%s: The amount is too large to calculate with. Enter one with fewer digits."),
                   tw_field_get_label (field));
      return FALSE;
    }
  /* The smallest 64-bit number stands for "absent" in columns. */
  if (valid && value->number != G_MININT64)
    return validate_limits (field, value->number, error);
  g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("%s: The value is out of range. "
                                                "Enter another value."),
               tw_field_get_label (field));
  return FALSE;
}

static gboolean
validate_choice (const TwField *field,
                 const char    *key,
                 GError       **error)
{
  for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
    if (g_str_equal (choice->key, key))
      return TRUE;
  return fail (error, TW_ERROR_PARSE, field, key, _("It is none of the choices."));
}

gboolean
tw_field_is_textual (const TwField *field)
{
  return field->type == TW_FIELD_TEXT || field->type == TW_FIELD_NOTE
         || field->type == TW_FIELD_CHOICE || field->type == TW_FIELD_TAGS
         || field->type == TW_FIELD_CURRENCY;
}

gboolean
tw_field_validate (const TwField *field,
                   const TwCell *value,
                   GError       **error)
{
  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  if (value->kind == TW_CELL_NULL)
    {
      if ((field->flags & TW_FIELD_REQUIRED) == 0)
        return TRUE;
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("%s is required. Enter a value."),
                   tw_field_get_label (field));
      return FALSE;
    }
  if (tw_field_is_textual (field) != (value->kind == TW_CELL_TEXT))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   tw_field_is_textual (field) ? _("%s takes a text.") : _("%s takes a number."),
                   tw_field_get_label (field));
      return FALSE;
    }
  if (value->kind == TW_CELL_NUMBER)
    return validate_number (field, value, error);
  if (!validate_text (field, value->text, error))
    return FALSE;
  return field->type != TW_FIELD_CHOICE || validate_choice (field, value->text, error);
}
