/* test-formula-property.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-error.h"
#include "tw-formula.h"
#include "tw-program-document.h"
#include "tw-program-template.h"
#include "tw-program-text.h"

#include <string.h>

/* What holds for all formulas, tried on everything that ships, on made-up trees and on garbage. The seed is printed by
 * the test framework; `--seed` repeats a run. */

/* --- there and back --- */

/* A count comes back as a text, which means the same to a program. */
static char *
quote_counts (JsonNode *node)
{
  g_autofree char *text = tw_program_text_canonical (node, FALSE);
  g_autoptr (GRegex) counts = g_regex_new ("(?<![^:,\\[])-?[0-9]+(?![^,\\]}])", 0, 0, NULL);

  return g_regex_replace (counts, text, -1, 0, "\"\\0\"", 0, NULL);
}

/* The order of keys says nothing. */
static void
assert_same (JsonNode   *a,
             JsonNode   *b,
             const char *text)
{
  g_autofree char *quoted_a = quote_counts (a);
  g_autofree char *quoted_b = quote_counts (b);
  g_autoptr (JsonNode) left = json_from_string (quoted_a, NULL);
  g_autoptr (JsonNode) right = json_from_string (quoted_b, NULL);

  if (!g_str_equal (quoted_a, quoted_b) && (left == NULL || right == NULL || !json_node_equal (left, right)))
    g_error ("%s\n%s\n%s", text, quoted_a, quoted_b);
}

static void
assert_comes_back (JsonNode *node)
{
  g_autofree char *text = tw_formula_from_json (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) read = tw_formula_to_json (text, &error);
  g_autofree char *again = NULL;

  if (read == NULL)
    g_error ("%s: %s", text, error->message);
  assert_same (read, node, text);
  /* The text is the one way to write it. */
  again = tw_formula_from_json (read);
  g_assert_cmpstr (again, ==, text);
}

/* --- whole programs --- */

/* (transfer full): @node with each value below it written as a formula and read again. */
static JsonNode *
through_text (JsonNode *node,
              guint    *n)
{
  g_autofree char *text = tw_formula_from_json (node);
  JsonNode *read = tw_formula_to_json (text, NULL);

  g_assert_nonnull (read);
  (*n)++;

  return read;
}

/* The parts of an item that a form has entries for: each goes through its text, then the program is understood anew and
 * says the same. */
static void
replace_values (JsonNode *node,
                guint    *n)
{
  static const char * const values[] = {
    "rate", "price", "flat", "counts", "qualifier", "who", "where", "scale", "adjust", "split", "clawback", "accrual",
    "max", "min", "used", "when", "enter", "keep", "limits", "attribution", NULL,
  };
  JsonObject *object;
  g_autoptr (GList) keys = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      replace_values (json_array_get_element (json_node_get_array (node), i), n);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  object = json_node_get_object (node);
  keys = json_object_get_members (object);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (object, l->data);

      if (g_strv_contains (values, l->data))
        json_object_set_member (object, l->data, through_text (value, n));
      else
        replace_values (value, n);
    }
}

static guint
check_program (const char *text,
               const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) before = tw_program_document_parse (text, -1, NULL, NULL, &error);
  g_autoptr (TwProgramDocument) after = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *said = NULL;
  g_autofree char *says = NULL;
  guint n = 0;

  /* A program of a case may use attributes that only its own data has. */
  if (before == NULL)
    return 0;

  said = quote_counts (tw_program_document_get_root (before));
  root = json_from_string (said, NULL);
  /* The one number that may not be a text. */
  json_object_set_int_member (json_node_get_object (root), "tierwright", 1);
  replace_values (root, &n);
  after = tw_program_document_new (root, NULL, NULL, &error);
  if (after == NULL)
    g_error ("%s: %s", name, error->message);
  says = quote_counts (tw_program_document_get_root (after));
  g_assert_cmpstr (says, ==, said);

  return n;
}

static void
check_nodes (JsonNode *node,
             guint    *n)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      assert_comes_back (node);
      (*n)++;
      for (GList *l = values; l != NULL; l = l->next)
        check_nodes (l->data, n);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      check_nodes (json_array_get_element (json_node_get_array (node), i), n);
}

static void
check_file (const char *path,
            guint      *n_programs,
            guint      *n_values)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonArray *programs;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  root = json_from_string (text, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;

  object = json_node_get_object (root);
  if (!json_object_has_member (object, "programs"))
    return;

  programs = json_object_get_array_member (object, "programs");
  for (guint i = 0; i < json_array_get_length (programs); i++)
    {
      g_autofree char *program = json_to_string (json_array_get_element (programs, i), FALSE);
      guint n = check_program (program, path);

      *n_values += n;
      *n_programs += n > 0;
      check_nodes (json_array_get_element (programs, i), n_values);
    }
}

static void
check_folder (const char *path,
              guint      *n_programs,
              guint      *n_values)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        check_folder (child, n_programs, n_values);
      else if (g_str_has_suffix (name, ".json"))
        check_file (child, n_programs, n_values);
    }
}

static void
test_golden (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", NULL);
  guint n_programs = 0;
  guint n_values = 0;

  check_folder (path, &n_programs, &n_values);
  g_test_message ("%u programs, %u values", n_programs, n_values);
  g_assert_cmpuint (n_programs, >, 100);
  g_assert_cmpuint (n_values, >, 2000);
}

static void
test_shipped (void)
{
  guint n_values = 0;
  guint n_nodes = 0;

  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      g_autofree char *text = tw_program_template_text (tw_program_template_nth (i)->id, NULL);
      g_autoptr (JsonNode) root = tw_program_text_parse (text, -1, NULL);
      guint n = check_program (text, tw_program_template_nth (i)->id);

      g_assert_cmpuint (n, >=, 2);
      n_values += n;
      check_nodes (root, &n_nodes);
    }
  g_test_message ("%u values, %u nodes", n_values, n_nodes);
  g_assert_cmpuint (n_values, >, 60);
  g_assert_cmpuint (n_nodes, >, 300);
}

/* --- made-up trees --- */

static JsonNode *make_node (guint depth);

static char *
make_text (void)
{
  static const char * const texts[] = {
    "3%", "-2.50", "2026-01-31", "partner.tier", "Public Sector", "and", "or", "else", "keep", "in", "null", "true", "-",
    "12 months", "-1 year", "90 days of", "", " ", "a\"b", "back\\slash", "x\ny", "\302\240", "größer", "\342\200\256abc",
    "a,b", "(", "]", "sum", "by", "#", "%", "--", "1e5", "0", "≥", "a:b", "fund:Marketing", "{}", "日本 語",
  };

  return g_strdup (texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
}

static JsonNode *
make_leaf (void)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *text = make_text ();

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      json_node_set_boolean (node, g_test_rand_bit ());
      break;
    case 1:
      json_node_set_int (node, g_test_rand_int_range (0, 1000));
      break;
    case 2:
      json_node_unref (node);
      return json_node_new (JSON_NODE_NULL);
    default:
      json_node_set_string (node, text);
    }

  return node;
}

static JsonNode *
make_list (guint depth,
           guint n)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_element (array, make_node (depth));
  json_node_take_array (node, array);

  return node;
}

/* Nodes of the language with their keys, and any others. */
static JsonNode *
make_object (guint depth)
{
  static const char * const keys[] = {
    "by", "is", "from", "else", "edge", "span", "over", "unit", "each", "of", "take", "add", "sub", "mul", "div", "min", "max",
    "round_to", "mode", "points", "if", "then", "sum", "count", "fact", "where", "window", "value", "at_least", "less_than",
    "keep_at_least", "keep_less_than", "in", "all", "any", "not", "meet", "held", "rolling", "since", "name", "and", "a b", "",
  };
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  guint n = g_test_rand_int_range (0, 5);

  for (guint i = 0; i < n; i++)
    {
      const char *key = keys[g_test_rand_int_range (0, G_N_ELEMENTS (keys))];

      json_object_set_member (object, key,
                              g_test_rand_int_range (0, 3) == 0 ? make_list (depth, g_test_rand_int_range (0, 4))
                                                                : make_node (depth));
    }
  json_node_take_object (node, object);

  return node;
}

static JsonNode *
make_node (guint depth)
{
  if (depth == 0 || g_test_rand_int_range (0, 4) == 0)
    return make_leaf ();
  if (g_test_rand_int_range (0, 6) == 0)
    return make_list (depth - 1, g_test_rand_int_range (0, 4));

  return make_object (depth - 1);
}

static void
test_random (void)
{
  for (guint i = 0; i < 8000; i++)
    {
      g_autoptr (JsonNode) node = make_node (g_test_rand_int_range (0, 7));
      g_autofree char *text = tw_formula_from_json (node);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) read = tw_formula_to_json (text, &error);

      if (read == NULL)
        g_error ("%s: %s", text, error->message);
      assert_same (read, node, text);
    }
}

/* As deep as a program may be, and one more. */
static void
test_deep (void)
{
  for (guint depth = 1; depth < 400; depth += 7)
    {
      g_autoptr (GString) json = g_string_new (NULL);
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;
      g_autoptr (JsonNode) read = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append (json, i % 2 == 0 ? "{\"add\":[\"1\"," : "{\"mul\":[\"2\",");
      g_string_append (json, "\"3\"");
      for (guint i = 0; i < depth; i++)
        g_string_append (json, "]}");
      node = json_from_string (json->str, NULL);
      if (node == NULL)
        continue;
      text = tw_formula_from_json (node);
      read = tw_formula_to_json (text, &error);
      if (depth < TW_PROGRAM_TEXT_MAX_DEPTH / 2)
        g_assert_no_error (error);
      if (read != NULL)
        g_assert_true (json_node_equal (read, node));
      else
        g_assert_error (error, TW_ERROR, TW_ERROR_PARSE);
    }
}

/* --- garbage --- */

/* A refusal is one sentence or two that can stand below a field, whatever was typed. */
static void
assert_answered (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = tw_formula_to_json (text, &error);

  if (node != NULL)
    {
      g_autofree char *written = tw_formula_from_json (node);
      g_autoptr (JsonNode) again = tw_formula_to_json (written, NULL);

      g_assert_nonnull (again);
      g_assert_true (json_node_equal (again, node));
      return;
    }

  g_assert_error (error, TW_ERROR, TW_ERROR_PARSE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), <, 300);
  g_assert_true (g_str_has_suffix (error->message, "."));
  for (const char *p = error->message; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Neither a control character nor one that turns the line around gets into the sentence. */
      if (g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        g_error ("U+%04X in: %s", c, error->message);
    }
}

static void
test_garbage (void)
{
  static const char * const pieces[] = {
    "(", ")", "[", "]", "{", "}", ",", ":", "\"", "\\", " ", "\t", "\n", "\x01", "\x1b[31m", "\342\200\256", "\342\201\246",
    "\357\273\277", "sum", "by(", "else", "keep", "and", "not(", "12 months", "3%", "÷", "0", "≥", "=", "-", "--", "1e9",
    "null", "é", "\360\237\230\200", "amount", "fact: sale", "'", "`", "$", "%", "%s", "%n", "\177", ";",
  };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = g_test_rand_int_range (0, 24);

      for (guint j = 0; j < n; j++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      assert_answered (text->str);
    }
}

static void
test_bytes (void)
{
  for (guint i = 0; i < 10000; i++)
    {
      char text[40];
      guint n = g_test_rand_int_range (1, sizeof text - 1);

      for (guint j = 0; j < n; j++)
        text[j] = (char) g_test_rand_int_range (1, 256);
      text[n] = '\0';
      assert_answered (text);
    }
}

static void
assert_long (const char *piece,
             const char *end)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start = g_get_monotonic_time ();

  while (text->len < 100000)
    g_string_append (text, piece);
  g_string_append (text, end);
  assert_answered (text->str);
  /* It is read while the person waits. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
}

static void
test_long (void)
{
  assert_long ("(", "");
  assert_long ("[", "");
  assert_long ("{a:", "");
  assert_long ("not(", "");
  assert_long ("a + ", "b");
  assert_long ("a − ", "b");
  assert_long ("a and b or ", "c");
  assert_long ("1 ÷ 0 else ", "0");
  assert_long ("\"", "");
  assert_long ("\\", "");
  assert_long ("é", "");
  assert_long ("\342\200\256", "");
  assert_long ("x = ", "1");
  assert_long ("x ≥ 1 and ", "y");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formula-property/golden", test_golden);
  g_test_add_func ("/formula-property/shipped", test_shipped);
  g_test_add_func ("/formula-property/random", test_random);
  g_test_add_func ("/formula-property/deep", test_deep);
  g_test_add_func ("/formula-property/garbage", test_garbage);
  g_test_add_func ("/formula-property/bytes", test_bytes);
  g_test_add_func ("/formula-property/long", test_long);

  return g_test_run ();
}
