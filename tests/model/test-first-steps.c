/* test-first-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-first-steps.h"
#include "tw-model-test.h"

/* Each step is done by its rows alone, and a later one waits for what it works on. */
static void
test_steps (void)
{
  static const struct
  {
    const char  *sql;
    const char  *counts;      /* of the steps, then drafts */
    TwFirstStep  next;
    const char  *can_begin;   /* a digit per step */
  } cases[] = {
    { "SELECT 1", "0 0 0 0 0 0 0", TW_FIRST_PARTNERS, "111000" },
    { "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'Ash'), (2, 'P2', 'Birch')", "2 0 0 0 0 0 0",
      TW_FIRST_FACTS, "111001" },
    /* What is corrected counts once. */
    { "INSERT INTO sale (external_id, partner, date, amount, currency, replaces) VALUES ('S1', 1, '2026-02-03', 100,"
      " 'USD', NULL), ('S2', 1, '2026-05-06', 100, 'USD', NULL), ('S3', 1, '2026-02-03', 90, 'USD', 'S1')",
      "2 2 0 0 0 0 0", TW_FIRST_PROGRAM, "111001" },
    { "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Growth', 'reseller', 'USD');"
      "INSERT INTO program_version (id, program, number, state, valid_from, body) VALUES"
      " (1, 1, 1, 'draft', '2026-01-01', '{}'), (2, 1, 2, 'in_review', '2026-07-01', '{}')",
      "2 2 0 0 0 0 2", TW_FIRST_PROGRAM, "111001" },
    { "UPDATE program_version SET state = 'published' WHERE id = 1", "2 2 1 0 0 0 1", TW_FIRST_CALCULATE, "111101" },
    { "INSERT INTO run (id, period, period_start, period_end, calculated_at, calculated_by) VALUES"
      " (1, '2026-Q1', '2026-01-01', '2026-03-31', 'x', 't');"
      "INSERT INTO statement (id, run, partner, program, period, currency) VALUES (1, 1, 1, 1, '2026-Q1', 'USD')",
      "2 2 1 1 0 0 1", TW_FIRST_APPROVE, "111111" },
    { "INSERT INTO plan (external_id, name, partner, valid_from, valid_to, currency) VALUES"
      " ('PL1', 'Ash 2026', 1, '2026-01-01', '2027-01-01', 'USD')", "2 2 1 1 0 1 1", TW_FIRST_APPROVE, "111111" },
  };
  char *dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_model_test_create (dir);
  g_autoptr (GError) error = NULL;
  TwFirstSteps steps;
  TwDate may;

  g_assert_true (tw_date_parse ("2026-05-06", &may, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) counts = g_string_new (NULL);
      g_autoptr (GString) can_begin = g_string_new (NULL);

      tw_model_test_exec (workspace, cases[i].sql);
      g_assert_true (tw_first_steps_read (workspace, &steps, &error));
      g_assert_no_error (error);
      for (TwFirstStep step = 0; step < TW_N_FIRST_STEPS; step++)
        {
          g_string_append_printf (counts, "%d ", (int) steps.count[step]);
          g_string_append_c (can_begin, tw_first_steps_can_begin (&steps, step) ? '1' : '0');
        }
      g_string_append_printf (counts, "%d", (int) steps.drafts);
      g_assert_cmpstr (counts->str, ==, cases[i].counts);
      g_assert_cmpstr (can_begin->str, ==, cases[i].can_begin);
      g_assert_cmpint (tw_first_steps_next (&steps), ==, cases[i].next);
      g_assert_cmpint (steps.last_fact, ==, i < 2 ? TW_DATE_NONE : may);
      g_assert_false (steps.complete);
    }

  /* Nobody has to plan. */
  tw_model_test_exec (workspace, "DELETE FROM plan; UPDATE statement SET state = 'approved', approved_by = 'b',"
                                 " approved_at = 'x'");
  g_assert_true (tw_first_steps_read (workspace, &steps, &error));
  g_assert_true (steps.complete);
  tw_model_test_exec (workspace, "UPDATE run SET state = 'replaced'");
  g_assert_true (tw_first_steps_read (workspace, &steps, &error));
  g_assert_false (steps.complete);
  g_assert_cmpint (tw_first_steps_next (&steps), ==, TW_FIRST_CALCULATE);

  tw_model_test_close (workspace);
  tw_test_remove_dir (dir);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/first-steps/steps", test_steps);

  return g_test_run ();
}
