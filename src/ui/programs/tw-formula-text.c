/* tw-formula-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-formula-text.h"

#include "common/tw-format.h"
#include "common/tw-input.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-formula.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return json_to_string (node, FALSE);
}

static gboolean
is_number (const char *plain)
{
  gint64 number;

  return g_str_has_suffix (plain, "%") ? tw_number_parse (plain, &number, NULL)
                                       : tw_decimal_parse (plain, TW_MILLIONTHS_DIGITS, &number, NULL);
}

static gboolean
is_date (const char *plain)
{
  TwDate date;

  return tw_date_parse (plain, &date, NULL);
}

/* A number, a percentage or a date in the signs of the locale. */
static char *
show_literal (const char *text)
{
  if (is_date (text))
    return tw_format_plain (TW_FIELD_DATE, text);
  if (is_number (text))
    return tw_format_plain (g_str_has_suffix (text, "%") ? TW_FIELD_RATE : TW_FIELD_MONEY, text);

  return NULL;
}

static char *
show_words (JsonNode *value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *word = json_array_get_element (array, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              json_node_get_value_type (word) == G_TYPE_STRING ? json_node_get_string (word)
                                                                               : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
tw_formula_text_show (JsonNode      *value,
                      TwFormulaKind  kind)
{
  const char *text = NULL;
  char *literal;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    text = json_node_get_string (value);

  if ((kind == TW_FORMULA_WORDS || kind == TW_FORMULA_LIST) && JSON_NODE_HOLDS_ARRAY (value))
    return show_words (value);
  if (text != NULL && (kind == TW_FORMULA_TEXT || kind == TW_FORMULA_DURATION || kind == TW_FORMULA_COUNT
                       || kind == TW_FORMULA_WORDS || kind == TW_FORMULA_LIST))
    return g_strdup (text);

  literal = text != NULL ? show_literal (text) : NULL;

  return literal != NULL ? literal : tw_formula_from_json (value);
}

/* --- reading --- */

static char *
refuse (GError     **error,
        const char  *hint)
{
  g_set_error_literal (error, TW_ERROR, TW_ERROR_PARSE, hint);

  return NULL;
}

static char *
read_value (const char  *text,
            GError     **error)
{
  g_autofree char *number = tw_input_to_plain (strchr (text, '%') != NULL ? TW_FIELD_RATE : TW_FIELD_MONEY, text);
  g_autofree char *date = tw_input_to_plain (TW_FIELD_DATE, text);
  g_autoptr (JsonNode) node = NULL;

  if (is_number (number))
    return quote (number);
  if (is_date (date))
    return quote (date);
  /* A number with something behind it is a mistyped number, not a formula. */
  if (g_ascii_isdigit (*text) && strpbrk (text, "+-*/×÷−()[]{}=<>≥≤≠") == NULL)
    return refuse (error, _("Enter a number such as 1,234.56, a percentage such as 2.5 %, or a formula."));

  node = tw_formula_to_json (text, error);

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

static char *
read_words (const char    *text,
            TwFormulaKind  kind)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      json_array_add_string_element (array, words[i]);

  if (json_array_get_length (array) == 1 && kind == TW_FORMULA_WORDS)
    return quote (json_array_get_string_element (array, 0));

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, array);

  return json_to_string (node, FALSE);
}

static gboolean
is_duration (const char *text)
{
  return g_regex_match_simple ("^-?[0-9]{1,6} (day|days|month|months|year|years)$", text, 0, 0);
}

char *
tw_formula_text_read (const char     *text,
                      TwFormulaKind   kind,
                      GError        **error)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  g_autofree char *date = NULL;
  g_autofree char *number = NULL;

  switch (kind)
    {
    case TW_FORMULA_TEXT:
      return quote (plain);

    case TW_FORMULA_DATE:
      date = tw_input_to_plain (TW_FIELD_DATE, plain);
      return is_date (date) ? quote (date) : refuse (error, _("Enter a date such as 2026-07-01."));

    case TW_FORMULA_DURATION:
      return is_duration (plain) ? quote (plain)
                                 : refuse (error, _("Enter a duration such as 90 days, 6 months or 1 year."));

    case TW_FORMULA_COUNT:
      return plain[strspn (plain, "0123456789")] == '\0' && strlen (plain) <= 6
                 ? quote (plain)
                 : refuse (error, _("Enter a whole number such as 3."));

    case TW_FORMULA_NUMBER:
      number = tw_input_to_plain (TW_FIELD_MONEY, plain);
      return !g_str_has_suffix (number, "%") && is_number (number) ? quote (number)
                                                                  : refuse (error, _("Enter a number such as 1,234.56."));

    case TW_FORMULA_RATE:
      number = tw_input_to_plain (TW_FIELD_RATE, plain);
      return g_str_has_suffix (number, "%") && is_number (number) ? quote (number)
                                                                 : refuse (error, _("Enter a percentage such as 2.5 %."));

    case TW_FORMULA_WORDS:
    case TW_FORMULA_LIST:
      return read_words (plain, kind);

    default:
      return read_value (plain, error);
    }
}
