/* test-mutation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-program-check.h"
#include "tw-program-describe.h"
#include "tw-program-template.h"
#include "tw-program-text.h"

#include <string.h>

/* Templates with something taken out, swapped or put in: they load or are refused with a path,
 * and what loads can be checked and described. Run with the address sanitizer this is where a
 * missing check shows. */

#define ROUNDS 400

static const char *const strangers[] = {
  "\"\"",
  "\"x\"",
  "\"-1\"",
  "\"5%\"",
  "\"2026-01-01\"",
  "null",
  "true",
  "1",
  "1.5",
  "[]",
  "{}",
  "[\"0\"]",
  "{\"sum\":\"amount\",\"fact\":\"sale\"}",
  "{\"all\":[]}",
  "{\"by\":\"partner.tier\",\"is\":{}}",
  "\"year\"",
  "{\"div\":[\"1\",\"0\"]}",
  "{\"from\":null}",
  "\"fact\"",
  "[null]",
  "{\"rolling\":\"0 days\"}",
};

static void
collect_paths (JsonNode   *node,
               const char *path,
               GPtrArray  *paths)
{
  if (path[0] != '\0')
    g_ptr_array_add (paths, g_strdup (path));
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) keys = json_object_get_members (json_node_get_object (node));

      for (GList *l = keys; l != NULL; l = l->next)
        {
          g_autofree char *inner = tw_program_text_path (path, l->data);

          collect_paths (json_object_get_member (json_node_get_object (node), l->data), inner,
                         paths);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      {
        g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);

        collect_paths (json_array_get_element (json_node_get_array (node), i), inner, paths);
      }
}

static void
use (const TwProgramDocument *document)
{
  const TwProgram *program = tw_program_document_get_program (document);
  g_autoptr (GPtrArray) findings = tw_program_check (document);

  for (guint i = 0; i < findings->len; i++)
    g_assert_nonnull (((TwFinding *) g_ptr_array_index (findings, i))->message);
  for (guint i = 0; i < program->n_rules; i++)
    {
      g_autofree char *said = tw_program_describe_rule (program, i);

      g_assert_nonnull (said);
    }
  for (guint i = 0; i < program->n_tiers; i++)
    {
      g_autofree char *said = tw_program_describe_tier (program, &program->tiers[i]);

      g_assert_nonnull (said);
    }
}

static void
mutate (GRand      *rand,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = tw_program_text_parse (text, -1, &error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (TwProgramDocument) document = NULL;
  const char *path;

  g_assert_no_error (error);
  collect_paths (root, "", paths);
  path = g_ptr_array_index (paths, g_rand_int_range (rand, 0, (int) paths->len));
  if (g_rand_int_range (rand, 0, 3) == 0)
    tw_program_text_remove (root, path, NULL);
  else
    tw_program_text_replace (root, path,
                             json_from_string (strangers[g_rand_int_range (rand, 0,
                                                                           G_N_ELEMENTS (
                                                                               strangers))],
                                               NULL),
                             NULL);
  document = tw_program_document_new (root, NULL, findings, &error);
  g_test_message ("%s: %s", path, document != NULL ? "loads" : error->message);
  if (document != NULL)
    {
      g_autofree char *once = tw_program_document_to_text (document);
      g_autoptr (TwProgramDocument) again =
          tw_program_document_parse (once, -1, NULL, NULL, &error);
      g_autofree char *twice = NULL;

      g_assert_no_error (error);
      twice = tw_program_document_to_text (again);
      g_assert_cmpstr (once, ==, twice);
      use (document);
    }
  else
    {
      g_assert_cmpuint (findings->len, >, 0);
      for (guint i = 0; i < findings->len; i++)
        g_assert_true (((TwFinding *) g_ptr_array_index (findings, i))->code[0] == 'E');
    }
}

static void
test_nodes (gconstpointer data)
{
  g_autofree char *text = tw_program_template_text (data, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < ROUNDS; i++)
    mutate (rand, text);
}

/* Bytes changed at random: mostly no JSON any more, sometimes a key or number that is off. */
static void
test_bytes (gconstpointer data)
{
  g_autofree char *text = tw_program_template_text (data, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260102);
  int length = (int) strlen (text);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *copy = g_strdup (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (TwProgramDocument) document = NULL;

      for (int k = g_rand_int_range (rand, 1, 4); k > 0; k--)
        copy[g_rand_int_range (rand, 0, length)] = (char) g_rand_int_range (rand, 1, 128);
      document = tw_program_document_parse (copy, -1, NULL, NULL, &error);
      g_assert_true ((document == NULL) == (error != NULL));
      if (document != NULL)
        use (document);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      const char *id = tw_program_template_nth (i)->id;
      g_autofree char *nodes = g_strdup_printf ("/program/mutation/nodes/%s", id);
      g_autofree char *bytes = g_strdup_printf ("/program/mutation/bytes/%s", id);

      g_test_add_data_func (nodes, id, test_nodes);
      g_test_add_data_func (bytes, id, test_bytes);
    }

  return g_test_run ();
}
