/* tw-formula-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-formula-private.h"
#include "tw-error.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A reader that goes down with the nesting of the text. */
typedef struct
{
  const char *at;      /* the next token begins here, after blanks */
  guint       depth;
  GError    **error;
} Reader;

static JsonNode *read_any (Reader *r);

/* --- tokens --- */

static void
skip_blanks (Reader *r)
{
  while (g_unichar_isspace (g_utf8_get_char (r->at)))
    r->at = g_utf8_next_char (r->at);
}

/* Signs that aren't seen, or turn the line around. */
static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* (transfer full): what stands here, to be quoted in a message; what would spoil the message is shown as �. */
static char *
dup_here (Reader *r)
{
  GString *here = g_string_new (NULL);
  guint n = 0;

  for (const char *p = r->at; *p != '\0' && n < 16; p = g_utf8_next_char (p), n++)
    g_string_append_unichar (here, is_invisible (g_utf8_get_char (p)) ? 0xfffd : g_utf8_get_char (p));

  return g_string_free (here, FALSE);
}

static JsonNode *
fail (Reader     *r,
      const char *expected)
{
  g_autofree char *here = dup_here (r);

  if (r->error != NULL && *r->error == NULL)
    {
      if (*here == '\0')
        /* Translators: %s is what is missing, in words: “a value”. */
        g_set_error (r->error, TW_ERROR, TW_ERROR_PARSE, _("The formula ends where %s should stand. Write it on."),
                     expected);
      else
        /* Translators: %1$s is a part of what was typed, %2$s what is missing, in words. */
        g_set_error (r->error, TW_ERROR, TW_ERROR_PARSE,
                     _("The formula can't be read at “%1$s”, where %2$s should stand. Correct it there."), here, expected);
    }

  return NULL;
}

static gboolean
take (Reader     *r,
      const char *sign)
{
  skip_blanks (r);
  if (!g_str_has_prefix (r->at, sign))
    return FALSE;

  r->at += strlen (sign);
  skip_blanks (r);

  return TRUE;
}

/* The bytes of the word that begins here, 0 where none does. A minus belongs to a number. */
static gsize
get_word (Reader *r)
{
  const char *p = r->at;

  skip_blanks (r);
  p = r->at;
  if (*p == '-' && !g_ascii_isdigit (p[1]))
    return 0;
  while (*p != '\0' && tw_formula_is_word_char (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p - r->at;
}

/* A word with a meaning of its own, but no key: `else:` is one. */
static gboolean
take_word (Reader     *r,
           const char *word)
{
  gsize n = get_word (r);
  const char *p = r->at + n;

  if (n != strlen (word) || strncmp (r->at, word, n) != 0)
    return FALSE;
  while (*p == ' ')
    p++;
  if (*p == ':')
    return FALSE;

  r->at += n;
  skip_blanks (r);

  return TRUE;
}

static JsonNode *
text_node (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return node;
}

static char *
read_quoted (Reader *r)
{
  GString *text = g_string_new (NULL);

  for (r->at++; *r->at != '"'; r->at++)
    {
      if (*r->at == '\\' && r->at[1] != '\0')
        r->at++;
      if (*r->at == '\0')
        {
          g_string_free (text, TRUE);
          fail (r, _("a closing quotation mark"));
          return NULL;
        }
      g_string_append_c (text, *r->at);
    }
  r->at++;

  return g_string_free (text, FALSE);
}

/* --- objects --- */

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);

  return node;
}

/* `key: value` where a key stands here. @done: one did, and its value was read. */
static gboolean
read_member (Reader     *r,
             JsonObject *object,
             gboolean   *done)
{
  const char *start;
  g_autofree char *key = NULL;
  gsize n = get_word (r);
  JsonNode *value;

  *done = FALSE;
  start = r->at;
  if (*r->at == '"')
    key = read_quoted (r);
  else if (n > 0)
    {
      key = g_strndup (r->at, n);
      r->at += n;
    }
  if (key == NULL || !take (r, ":"))
    {
      r->at = start;
      return r->error == NULL || *r->error == NULL;
    }
  if (json_object_has_member (object, key))
    {
      r->at = start;
      fail (r, _("a key that isn't there twice"));
      return FALSE;
    }

  value = read_any (r);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, key, value);
  *done = TRUE;

  return TRUE;
}

static JsonNode *
read_braces (Reader *r)
{
  g_autoptr (JsonObject) object = json_object_new ();
  gboolean done;

  if (take (r, "}"))
    return take_object (g_steal_pointer (&object));

  do
    {
      if (!read_member (r, object, &done))
        return NULL;
      if (!done)
        return fail (r, _("a name and a colon"));
    }
  while (take (r, ","));

  return take (r, "}") ? take_object (g_steal_pointer (&object)) : fail (r, "}");
}

/* What stands between here and @end. */
static JsonNode *
read_list (Reader     *r,
           const char *end)
{
  g_autoptr (JsonArray) array = json_array_new ();

  if (take (r, end))
    return take_array (g_steal_pointer (&array));

  do
    {
      JsonNode *element = read_any (r);

      if (element == NULL)
        return NULL;
      json_array_add_element (array, element);
    }
  while (take (r, ","));

  return take (r, end) ? take_array (g_steal_pointer (&array)) : fail (r, end);
}

/* `head(value, value, key: value …)`; the head and its bracket were read. */
static JsonNode *
read_call (Reader     *r,
           const char *head)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonArray) values = json_array_new ();
  gboolean done = FALSE;

  while (!take (r, ")"))
    {
      if ((done || json_array_get_length (values) > 0) && !take (r, ","))
        return fail (r, _("a comma or a closing bracket"));
      if (!read_member (r, object, &done))
        return NULL;
      if (!done)
        {
          JsonNode *value = read_any (r);

          if (value == NULL)
            return NULL;
          json_array_add_element (values, value);
        }
    }

  if (json_object_has_member (object, head)
      || (!tw_formula_is_list_head (head) && json_array_get_length (values) != 1))
    return fail (r, _("a single value in the brackets"));
  if (tw_formula_is_list_head (head))
    json_object_set_array_member (object, head, g_steal_pointer (&values));
  else
    json_object_set_member (object, head, json_array_dup_element (values, 0));

  return take_object (g_steal_pointer (&object));
}

/* --- operands --- */

/* “12 months” is one text. */
static void
extend_duration (Reader  *r,
                 GString *word)
{
  static const char * const units[] = { "day", "days", "month", "months", "year", "years", NULL };
  const char *before = r->at;
  gsize n = get_word (r);
  g_autofree char *next = g_strndup (r->at, n);
  const char *digits = word->str[0] == '-' ? word->str + 1 : word->str;

  if (*digits != '\0' && digits[strspn (digits, "0123456789")] == '\0' && g_strv_contains (units, next))
    {
      g_string_append_printf (word, " %s", next);
      r->at += n;
    }
  else
    r->at = before;
}

static JsonNode *
read_word (Reader *r,
           gsize   n)
{
  g_autoptr (GString) word = g_string_new_len (r->at, n);
  JsonNode *node;

  r->at += n;
  if (g_str_equal (word->str, "null"))
    return json_node_new (JSON_NODE_NULL);
  if (g_str_equal (word->str, "true") || g_str_equal (word->str, "false"))
    {
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_boolean (node, g_str_equal (word->str, "true"));
      return node;
    }
  if (tw_formula_is_keyword (word->str))
    {
      r->at -= n;
      return fail (r, _("a value"));
    }
  if (*r->at == '(' && tw_formula_is_head (word->str))
    {
      r->at++;
      return read_call (r, word->str);
    }
  extend_duration (r, word);

  return text_node (word->str);
}

static JsonNode *
read_operand (Reader *r)
{
  gsize n = get_word (r);

  if (n > 0)
    return read_word (r, n);
  if (*r->at == '"')
    {
      g_autofree char *text = read_quoted (r);

      return text != NULL ? text_node (text) : NULL;
    }
  if (take (r, "["))
    return read_list (r, "]");
  if (take (r, "{"))
    return read_braces (r);
  if (take (r, "("))
    {
      g_autoptr (JsonNode) inner = read_any (r);

      if (inner == NULL)
        return NULL;
      return take (r, ")") ? g_steal_pointer (&inner) : fail (r, ")");
    }

  return fail (r, _("a value"));
}

/* --- signs --- */

static JsonNode *
make (const char *key,
      JsonNode   *left,
      JsonNode   *right)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_array_add_element (array, left);
  json_array_add_element (array, right);
  json_object_set_array_member (object, key, array);

  return take_object (object);
}

typedef struct
{
  const char *signs[3];
  const char *key;
  gboolean    many;     /* a row of them is one node */
  gboolean    word;
} Sign;

static const Sign products[] = {
  { { "×", "*", NULL }, "mul", TRUE, FALSE },
  { { "÷", "/", NULL }, "div", FALSE, FALSE },
};
static const Sign sums[] = {
  { { "+", NULL, NULL }, "add", TRUE, FALSE },
  { { "−", "-", NULL }, "sub", FALSE, FALSE },
};
static const Sign ands[] = { { { "and", NULL, NULL }, "all", TRUE, TRUE } };
static const Sign ors[] = { { { "or", NULL, NULL }, "any", TRUE, TRUE } };

static const Sign *
take_sign (Reader     *r,
           const Sign *signs,
           guint       n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; signs[i].signs[j] != NULL; j++)
      if (signs[i].word ? take_word (r, signs[i].signs[j]) : take (r, signs[i].signs[j]))
        return &signs[i];

  return NULL;
}

typedef JsonNode *(*ReadPart) (Reader *r);

/* A row of operands of one rank, from the left. */
static JsonNode *
read_row (Reader     *r,
          const Sign *signs,
          guint       n,
          ReadPart    read_part)
{
  g_autoptr (JsonNode) left = read_part (r);
  const Sign *last = NULL;
  const Sign *sign;
  guint made = 0;

  while (left != NULL && (sign = take_sign (r, signs, n)) != NULL)
    {
      JsonNode *right = read_part (r);

      if (right == NULL)
        return NULL;
      if (sign->many && sign == last)
        json_array_add_element (
          json_object_get_array_member (json_node_get_object (left), sign->key), right);
      else
        {
          left = make (sign->key, g_steal_pointer (&left), right);
          made++;
        }
      last = sign;
      /* Each sign of another kind puts what stands before it one deeper. */
      if (r->depth + made >= TW_PROGRAM_TEXT_MAX_DEPTH)
        return fail (r, _("something less nested"));
      if (g_str_equal (sign->key, "div") && take_word (r, "else"))
        {
          right = read_part (r);
          if (right == NULL)
            return NULL;
          json_object_set_member (json_node_get_object (left), "else", right);
        }
    }

  return g_steal_pointer (&left);
}

static JsonNode *
read_product (Reader *r)
{
  return read_row (r, products, G_N_ELEMENTS (products), read_operand);
}

static JsonNode *
read_sum (Reader *r)
{
  return read_row (r, sums, G_N_ELEMENTS (sums), read_product);
}

static const char *
take_test (Reader *r)
{
  for (guint i = 0; i < tw_formula_n_tests; i++)
    {
      const TwFormulaTest *test = &tw_formula_tests[i];

      if (g_str_equal (test->key, "in") ? take_word (r, "in")
                                        : take (r, test->sign) || take (r, test->plain))
        return test->key;
    }

  return NULL;
}

static JsonNode *
read_comparison (Reader *r)
{
  g_autoptr (JsonNode) value = read_sum (r);
  g_autoptr (JsonObject) object = NULL;
  const char *key;

  while (value != NULL && (key = take_test (r)) != NULL)
    {
      JsonNode *than = read_sum (r);

      if (than == NULL)
        return NULL;
      if (object == NULL)
        {
          object = json_object_new ();
          json_object_set_member (object, "value", json_node_copy (value));
        }
      if (json_object_has_member (object, key))
        {
          json_node_unref (than);
          return fail (r, _("a comparison that isn't there twice"));
        }
      json_object_set_member (object, key, than);
      if (take_word (r, "keep"))
        {
          g_autofree char *keep = g_strconcat ("keep_", key, NULL);

          than = read_sum (r);
          if (than == NULL)
            return NULL;
          json_object_set_member (object, keep, than);
        }
    }
  if (value == NULL)
    return NULL;

  return object != NULL ? take_object (g_steal_pointer (&object)) : g_steal_pointer (&value);
}

static JsonNode *
read_and (Reader *r)
{
  return read_row (r, ands, G_N_ELEMENTS (ands), read_comparison);
}

static JsonNode *
read_any (Reader *r)
{
  JsonNode *node;

  if (r->depth >= TW_PROGRAM_TEXT_MAX_DEPTH)
    return fail (r, _("something less nested"));

  r->depth++;
  node = read_row (r, ors, G_N_ELEMENTS (ors), read_and);
  r->depth--;

  return node;
}

JsonNode *
tw_formula_to_json (const char  *text,
                    GError     **error)
{
  g_autoptr (GError) local = NULL;
  Reader r = { text, 0, &local };
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PARSE, _("The formula isn't text in UTF-8. Type it in."));
      return NULL;
    }

  node = read_any (&r);
  skip_blanks (&r);
  if (node != NULL && *r.at != '\0')
    {
      g_clear_pointer (&node, json_node_unref);
      fail (&r, _("the end"));
    }
  if (node == NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return g_steal_pointer (&node);
}
