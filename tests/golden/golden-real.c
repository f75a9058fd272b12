/* golden-real.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-check.h"

#include "golden-figure.h"

#include <string.h>

/* Programs of the real world: what a case says of one is held against the facts that were
 * published about it, where those are at hand. */

/* (nullable): the list of programs, read once; it may be missing where the sources are. */
static JsonArray *
get_programs (void)
{
  static JsonParser *parser;

  if (parser == NULL)
    {
      const char *shared = g_getenv ("TW_SHARED");
      g_autofree char *path
          = shared != NULL ? g_build_filename (shared, "golden", "programs.json", NULL)
                           : g_test_build_filename (
                               G_TEST_DIST, "..", "..", "shared", "golden", "programs.json", NULL);

      parser = json_parser_new ();
      json_parser_load_from_file (parser, path, NULL);
    }

  return json_parser_get_root (parser) == NULL
             ? NULL
             : json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                             "programs");
}

/* (nullable): what stands at a JSON pointer; a `#` ends the pointer. */
static JsonNode *
node_at (JsonNode   *node,
         const char *pointer)
{
  g_autofree char *path = g_strndup (pointer, strcspn (pointer, "#"));
  g_auto (GStrv) steps = g_strsplit (path + 1, "/", -1);

  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), steps[i]);
      else if (JSON_NODE_HOLDS_ARRAY (node)
               && g_ascii_strtoull (steps[i], NULL, 10)
                      < json_array_get_length (json_node_get_array (node)))
        node = json_array_get_element (json_node_get_array (node),
                                       (guint) g_ascii_strtoull (steps[i], NULL, 10));
      else
        node = NULL;
    }

  return node;
}

/* `15%` is 0.15. */
static gboolean
parse_number (const char *text,
              TwFraction *number)
{
  g_autofree char *digits = g_strndup (text, strcspn (text, "%"));

  return golden_parse_number (digits, number)
         && (strlen (digits) == strlen (text)
             || tw_fraction_div (*number, tw_fraction_from_int (100), number));
}

/* The number @nth in a sentence, counted from 1, or from the end where it is negative. */
static gboolean
nth_number (const char *text,
            int         nth,
            TwFraction *number)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRegex) regex = g_regex_new ("-?[0-9](?:[0-9]|,[0-9]{3})*(?:\\.[0-9]+)?%?", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int index;

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *one = g_match_info_fetch (match, 0);
      g_auto (GStrv) parts = g_strsplit (one, ",", -1);

      g_ptr_array_add (found, g_strjoinv ("", parts));
      g_match_info_next (match, NULL);
    }
  index = nth < 0 ? (int) found->len + nth : nth - 1;

  return index >= 0 && index < (int) found->len
         && parse_number (found->pdata[index], number);
}

/* What was published: a number, a number within a sentence, or words. */
static gboolean
read_published (JsonNode    *node,
                const char  *pointer,
                GoldenValue *value)
{
  const char *hash = strchr (pointer, '#');
  g_autofree char *text = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      if (hash != NULL)
        return nth_number (json_node_get_string (node), (int) g_ascii_strtoll (hash + 1, NULL, 10),
                           &value->number);
      value->text = g_strdup (json_node_get_string (node));
      return TRUE;
    }
  text = g_strdup_printf ("%.10g", json_node_get_double (node));

  return golden_parse_number (text, &value->number);
}

static JsonNode *
find_program (const char *id)
{
  JsonArray *programs = get_programs ();

  for (guint i = 0; i < json_array_get_length (programs); i++)
    {
      JsonNode *node = json_array_get_element (programs, i);

      if (g_strcmp0 (golden_text (json_node_get_object (node), "id"), id) == 0)
        return node;
    }

  return NULL;
}

static gboolean
is_same (GoldenCase        *self,
         GPtrArray         *runs,
         JsonNode          *figure,
         const GoldenValue *published)
{
  TwFraction number;

  if (published->text != NULL && JSON_NODE_HOLDS_VALUE (figure))
    {
      g_auto (GoldenValue) own = { TW_FRACTION_ZERO, NULL };
      g_autofree char *why = NULL;

      if (!golden_figure (self, runs, json_node_get_string (figure), &own, &why))
        g_test_message ("%s", why);

      return own.text != NULL && strstr (published->text, own.text) != NULL;
    }

  return published->text == NULL && golden_published_value (self, runs, figure, &number)
         && tw_fraction_compare (number, published->number) == 0;
}

guint
golden_check_real (GoldenCase *self,
                   GPtrArray  *runs)
{
  const char *id = golden_text (self->json, "real");
  g_autoptr (GList) pointers = NULL;
  JsonObject *published;
  JsonNode *program;
  guint failures = 0;

  if (!json_object_has_member (self->json, "published"))
    return 0;
  if (get_programs () == NULL)
    {
      g_test_message ("what was published of %s isn't compared: it isn't here", id);
      return 0;
    }
  program = find_program (id);
  if (program == NULL)
    {
      g_test_message ("there is no program “%s”", id);
      return 1;
    }
  published = json_object_get_object_member (self->json, "published");
  pointers = json_object_get_members (published);
  for (GList *l = pointers; l != NULL; l = l->next)
    {
      g_auto (GoldenValue) value = { TW_FRACTION_ZERO, NULL };
      JsonNode *node = node_at (program, l->data);
      g_autofree char *text = NULL;

      if (node != NULL && read_published (node, l->data, &value)
          && is_same (self, runs, json_object_get_member (published, l->data), &value))
        continue;
      text = node == NULL ? g_strdup ("nothing") : json_to_string (node, FALSE);
      g_test_message ("%s: published is %s", (char *) l->data, text);
      failures++;
    }

  return failures;
}

gboolean
golden_written (GoldenCase   *self,
                const char   *pointer,
                GoldenValue  *value,
                char        **why)
{
  g_autoptr (JsonNode) programs = json_node_init_array (
      json_node_alloc (), golden_array (self->json, "programs"));
  JsonNode *node = node_at (programs, pointer);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      *why = g_strdup_printf ("the programs have no text at %s", pointer);
      return FALSE;
    }
  if (!parse_number (json_node_get_string (node), &value->number))
    value->text = g_strdup (json_node_get_string (node));

  return TRUE;
}
