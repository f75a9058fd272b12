/* test-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-program-check.h"
#include "tw-program-design.h"
#include "tw-program-template.h"
#include "tw-test.h"

#include <string.h>

/* The templates that are programs in full: one for each type of partner. */
static const char * const complete[] = {
  "isv-ecosystem", "reseller-growth", "oem-royalty", "si-alliance",
};

static TwProgramDocument *
load (const char *id)
{
  g_autofree char *text = tw_program_template_text (id, NULL);
  g_autoptr (GError) error = NULL;
  TwProgramDocument *document = tw_program_document_parse (text, -1, NULL, NULL, &error);

  g_assert_no_error (error);

  return document;
}

/* Every template loads, fits its type, says that its numbers are examples, and leaves the objective
 * to its designer. */
static void
test_all (void)
{
  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      const TwProgramTemplate *template = tw_program_template_nth (i);
      g_autoptr (TwProgramDocument) document = load (template->id);
      const TwProgramDesign *design = tw_program_document_get_design (document);
      g_autofree char *text = tw_program_template_text (template->id, NULL);
      g_autoptr (GPtrArray) findings = tw_program_check (document);

      g_test_message ("%s", template->id);
      g_assert_nonnull (strstr (text, "is an example"));
      g_assert_false (design->has_objective);
      g_assert_true (design->budget.given);
      g_assert_cmpint (design->budget.amount, >, 0);
      for (guint k = 0; k < findings->len; k++)
        {
          const TwFinding *finding = findings->pdata[k];

          g_test_message ("%s %s", finding->code, finding->message);
          g_assert_cmpstr (finding->code, !=, "E11");
        }
    }
}

static void
check_tier (const TwTierDesign *tier)
{
  g_assert_cmpuint (tier->n_benefits, >, 0);
  g_assert_cmpuint (tier->n_governance, >, 0);
  g_assert_true (tier->budget.given);
  for (guint i = 0; i < tier->n_benefits; i++)
    {
      g_assert_cmpint (tier->benefits[i].kind, !=, TW_BENEFIT_OTHER);
      g_assert_true (tier->benefits[i].cost.given && tier->benefits[i].value.given);
    }
  for (guint i = 0; i < tier->n_governance; i++)
    {
      g_assert_true (tier->governance[i].has_cadence);
      g_assert_nonnull (tier->governance[i].attendees);
    }
}

/* Three tiers of criteria, benefits, governance and investment that deepens, within the budget. */
static void
test_complete (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (complete); i++)
    {
      g_autoptr (TwProgramDocument) document = load (complete[i]);
      const TwProgramDesign *design = tw_program_document_get_design (document);
      gint64 sum = 0;

      g_test_message ("%s", complete[i]);
      g_assert_cmpuint (design->n_tiers, ==, 3);
      for (guint t = 0; t < design->n_tiers; t++)
        {
          check_tier (&design->tiers[t]);
          g_assert_cmpint (design->tiers[t].level, ==, TW_INVESTMENT_LOW + t);
          if (t > 0)
            g_assert_cmpint (design->tiers[t].budget.amount, >, design->tiers[t - 1].budget.amount);
          sum += design->tiers[t].budget.amount;
        }
      g_assert_cmpint (sum, <=, design->budget.amount);
    }
}

/* The vendors' template offers all seven elements, and only its highest tier a manager. */
static void
test_isv (void)
{
  g_autoptr (TwProgramDocument) document = load ("isv-ecosystem");
  const TwProgramDesign *design = tw_program_document_get_design (document);
  guint seen = 0;

  for (guint i = 0; i < design->n_benefits; i++)
    seen |= 1u << (tw_benefit_kind_get_element (design->benefits[i].kind) + 1);
  for (guint t = 0; t < design->n_tiers; t++)
    for (guint i = 0; i < design->tiers[t].n_benefits; i++)
      {
        TwBenefitKind kind = design->tiers[t].benefits[i].kind;

        seen |= 1u << (tw_benefit_kind_get_element (kind) + 1);
        if (kind == TW_BENEFIT_MANAGER)
          g_assert_cmpstr (design->tiers[t].name, ==, "Premier");
      }
  for (int element = 0; element < TW_N_ISV_ELEMENTS; element++)
    g_assert_true (seen & (1u << (element + 1)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/program/template/all", test_all);
  g_test_add_func ("/program/template/complete", test_complete);
  g_test_add_func ("/program/template/isv", test_isv);

  return g_test_run ();
}
