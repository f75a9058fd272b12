/* tw-formula-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-formula-private.h"

#include <string.h>

const TwFormulaTest tw_formula_tests[] = {
  { "≥", ">=", "at_least" },
  { "≤", "<=", "at_most" },
  { "≠", "!=", "is_not" },
  { ">", ">", "more_than" },
  { "<", "<", "less_than" },
  { "=", "=", "is" },
  { "in", "in", "in" },
};
const guint tw_formula_n_tests = G_N_ELEMENTS (tw_formula_tests);

const char * const tw_formula_heads[] = {
  "by", "span", "age", "each", "round_to", "points", "if", "held", "sum", "count", "distinct",
  "largest", "smallest", "latest", "median", "average", "first_date", "nth", "add", "sub", "mul",
  "div", "min", "max", "all", "any", "not", "at_least", "rolling", "previous", "since", "any_day_in",
  "more_than", "at_most", "less_than", "is_not", "is", NULL,
};

static const char * const list_heads[] = {
  "add", "sub", "mul", "div", "min", "max", "all", "any", "points", NULL,
};

static const char * const keywords[] = {
  "and", "or", "in", "keep", "else", "null", "true", "false", NULL,
};

static void write_node (GString  *out,
                        JsonNode *node);
static void write_operand (GString  *out,
                           JsonNode *node);

gboolean
tw_formula_is_list_head (const char *head)
{
  return g_strv_contains (list_heads, head);
}

gboolean
tw_formula_is_head (const char *word)
{
  return g_strv_contains (tw_formula_heads, word);
}

gboolean
tw_formula_is_keyword (const char *word)
{
  return g_strv_contains (keywords, word);
}

gboolean
tw_formula_is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_' || c == '.' || c == '%' || c == '-' || c == '#';
}

/* --- texts --- */

static gboolean
is_plain_word (const char *text)
{
  if (*text == '\0' || g_str_equal (text, "-"))
    return FALSE;
  if (*text == '-' && !g_ascii_isdigit (text[1]))
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!tw_formula_is_word_char (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* “12 months” needs no quotes either. */
static gboolean
is_duration (const char *text)
{
  static const char * const units[] = { "day", "days", "month", "months", "year", "years", NULL };
  const char *blank = strchr (text, ' ');
  const char *digits = *text == '-' ? text + 1 : text;

  return blank != NULL && blank > digits && strspn (digits, "0123456789") == (gsize) (blank - digits)
         && g_strv_contains (units, blank + 1);
}

static void
write_text (GString    *out,
            const char *text)
{
  if ((is_plain_word (text) && !tw_formula_is_keyword (text)) || is_duration (text))
    {
      g_string_append (out, text);
      return;
    }

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* --- lists and objects --- */

static void
write_list (GString   *out,
            JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      write_node (out, json_array_get_element (array, i));
    }
}

/* The members but for @skip, as `key: value`; @begun: something stands before them. */
static void
write_members (GString    *out,
               JsonObject *object,
               const char *skip,
               gboolean    begun)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      if (g_strcmp0 (key, skip) == 0)
        continue;

      if (begun)
        g_string_append (out, ", ");
      /* Before a colon no word has a meaning of its own. */
      if (is_plain_word (key))
        g_string_append (out, key);
      else
        write_text (out, key);
      g_string_append (out, ": ");
      write_node (out, value);
      begun = TRUE;
    }
}

static const char *
find_head (JsonObject *object)
{
  for (guint i = 0; tw_formula_heads[i] != NULL; i++)
    if (json_object_has_member (object, tw_formula_heads[i]))
      return tw_formula_heads[i];

  return NULL;
}

static void
write_call (GString    *out,
            JsonObject *object,
            const char *head)
{
  JsonNode *value = json_object_get_member (object, head);
  gboolean spread = tw_formula_is_list_head (head);

  g_string_append_printf (out, "%s(", head);
  if (spread)
    write_list (out, json_node_get_array (value));
  else
    write_node (out, value);
  write_members (out, object, head, !spread || json_array_get_length (json_node_get_array (value)) > 0);
  g_string_append_c (out, ')');
}

/* --- signs --- */

/* `max(a, b)` is of values; a limit is an object, `{max: 900.00}`. */
static gboolean
is_call (JsonObject *object,
         const char *head)
{
  return head != NULL && !json_object_has_member (object, "value")
         && (!tw_formula_is_list_head (head)
             || JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, head)));
}

/* The sign of a sum, product … that has nothing but its operands; NULL for everything else. */
static const char *
find_sign (JsonObject *object,
           JsonArray **operands)
{
  static const struct
  {
    const char *key;
    const char *sign;
    gboolean    many;
  } signs[] = {
    { "add", " + ", TRUE },  { "sub", " − ", FALSE }, { "mul", " × ", TRUE },
    { "div", " ÷ ", FALSE }, { "all", " and ", TRUE }, { "any", " or ", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      JsonNode *value = json_object_get_member (object, signs[i].key);
      guint size = json_object_get_size (object);
      guint n;

      if (value == NULL || !JSON_NODE_HOLDS_ARRAY (value))
        continue;
      if (size > 1 && !(size == 2 && i == 3 && json_object_has_member (object, "else")))
        continue;
      n = json_array_get_length (json_node_get_array (value));
      if (n == 2 || (n > 2 && signs[i].many))
        {
          *operands = json_node_get_array (value);
          return signs[i].sign;
        }
    }

  return NULL;
}

static void
write_signs (GString    *out,
             JsonObject *object,
             JsonArray  *operands,
             const char *sign)
{
  for (guint i = 0; i < json_array_get_length (operands); i++)
    {
      if (i > 0)
        g_string_append (out, sign);
      write_operand (out, json_array_get_element (operands, i));
    }
  if (json_object_has_member (object, "else"))
    {
      g_string_append (out, " else ");
      write_operand (out, json_object_get_member (object, "else"));
    }
}

/* A condition that has nothing but a value, comparisons and their keep thresholds. */
static gboolean
is_comparison (JsonObject *object)
{
  guint known = 1;

  if (!json_object_has_member (object, "value"))
    return FALSE;

  for (guint i = 0; i < tw_formula_n_tests; i++)
    {
      g_autofree char *keep = g_strconcat ("keep_", tw_formula_tests[i].key, NULL);
      gboolean has = json_object_has_member (object, tw_formula_tests[i].key);

      known += has + (has && json_object_has_member (object, keep));
    }

  return known > 1 && known == json_object_get_size (object);
}

static void
write_comparison (GString    *out,
                  JsonObject *object)
{
  write_operand (out, json_object_get_member (object, "value"));
  for (guint i = 0; i < tw_formula_n_tests; i++)
    {
      JsonNode *than = json_object_get_member (object, tw_formula_tests[i].key);
      g_autofree char *keep = g_strconcat ("keep_", tw_formula_tests[i].key, NULL);

      if (than == NULL)
        continue;
      g_string_append_printf (out, " %s ", tw_formula_tests[i].sign);
      write_operand (out, than);
      if (!json_object_has_member (object, keep))
        continue;
      g_string_append (out, " keep ");
      write_operand (out, json_object_get_member (object, keep));
    }
}

static void
write_object (GString    *out,
              JsonObject *object)
{
  JsonArray *operands = NULL;
  const char *sign = find_sign (object, &operands);
  const char *head = find_head (object);

  if (sign != NULL)
    write_signs (out, object, operands, sign);
  else if (is_comparison (object))
    write_comparison (out, object);
  else if (is_call (object, head))
    write_call (out, object, head);
  else
    {
      g_string_append_c (out, '{');
      write_members (out, object, NULL, FALSE);
      g_string_append_c (out, '}');
    }
}

/* Within signs everything that has signs itself stands in brackets. */
static void
write_operand (GString  *out,
               JsonNode *node)
{
  JsonArray *operands;
  gboolean bracket = JSON_NODE_HOLDS_OBJECT (node)
                     && (find_sign (json_node_get_object (node), &operands) != NULL
                         || is_comparison (json_node_get_object (node)));

  if (bracket)
    g_string_append_c (out, '(');
  write_node (out, node);
  if (bracket)
    g_string_append_c (out, ')');
}

static void
write_node (GString  *out,
            JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (out, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_string_append_c (out, '[');
      write_list (out, json_node_get_array (node));
      g_string_append_c (out, ']');
    }
  else if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (out, "null");
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    write_text (out, json_node_get_string (node));
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

char *
tw_formula_from_json (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (node != NULL, NULL);

  write_node (out, node);

  return g_string_free (out, FALSE);
}
