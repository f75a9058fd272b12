/* test-rule-shape.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-program-check.h"
#include "tw-program-edit.h"
#include "tw-rule-shape.h"

#include <string.h>

static TwProgramDocument *
make_program (const char *type)
{
  g_autofree char *text = g_strdup_printf (
    "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"%s\",\"currency\":\"USD\","
    "\"effective_from\":\"2026-01-01\",\"rules\":[]}", type);
  g_autoptr (GError) error = NULL;
  TwProgramDocument *document = tw_program_document_parse (text, -1, NULL, NULL, &error);

  g_assert_no_error (error);

  return document;
}

/* Every mechanism loads in a program of every type for which it is legal, and the check of facts agrees: legal
 * ones find their facts, others don't. */
static void
test_legal (void)
{
  static const char * const types[] = { "isv", "reseller", "oem", "si" };

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (TwProgramDocument) empty = make_program (types[t]);
      guint n_legal = 0;

      for (guint i = 0; i < tw_rule_shape_count (); i++)
        {
          const TwRuleShape *shape = tw_rule_shape_nth (i);
          g_autoptr (GPtrArray) edits = tw_program_edits_new ();
          g_autofree char *json = tw_rule_shape_make (shape, empty);
          g_autoptr (TwProgramDocument) document = NULL;
          g_autoptr (GError) error = NULL;
          const TwProgram *program;
          gboolean produced = TRUE;

          tw_program_edits_insert (edits, "/rules/0", json);
          document = tw_program_edits_apply (empty, edits, NULL, NULL, &error);
          g_assert_no_error (error);
          program = tw_program_document_get_program (document);
          for (guint k = 0; k < program->rules[0].counts->n_kinds; k++)
            produced &= tw_fact_kind_is_produced (program->rules[0].counts->kinds[k], types[t]);
          if (tw_rule_shape_is_legal (shape, types[t]))
            {
              g_assert_true (produced);
              n_legal++;
            }
        }
      g_assert_cmpuint (n_legal, >=, 3);
    }
}

static void
test_free_id (void)
{
  g_autoptr (TwProgramDocument) empty = make_program ("reseller");
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *json = tw_rule_shape_make (tw_rule_shape_nth (0), empty);
  g_autoptr (TwProgramDocument) document = NULL;
  g_autofree char *first = tw_rule_free_id (empty, "volume");
  g_autofree char *second = NULL;

  tw_program_edits_insert (edits, "/rules/0", json);
  document = tw_program_edits_apply (empty, edits, NULL, NULL, NULL);
  second = tw_rule_free_id (document, "volume");
  g_assert_cmpstr (first, ==, "volume");
  g_assert_cmpstr (second, ==, "volume-2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rule-shape/legal", test_legal);
  g_test_add_func ("/rule-shape/free-id", test_free_id);

  return g_test_run ();
}
