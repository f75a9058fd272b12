/* tw-matrix-design.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-matrix-private.h"

#include "tw-decimal.h"
#include "tw-program-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What tiers grant and ask of both sides: benefits, governance, investment. */

/* A list may be one text: then its only element is the list itself. */
static char *
get_list (TwMatrixBuild *build,
          const char    *owner,
          const char    *member)
{
  return tw_program_text_path (owner, member);
}

static char *
format_money (TwMatrixBuild *build,
              TwDesignMoney  money)
{
  return money.given ? tw_decimal_format (money.amount, build->program->currency_digits) : NULL;
}

static void
fill_amount (TwMatrixBuild *build,
             TwMatrixNode  *parent,
             guint          tier,
             const char    *owner,
             const char    *member,
             const char    *title,
             TwDesignMoney  money)
{
  TwMatrixRowKind kind = g_str_equal (member, "cost") ? TW_MATRIX_BENEFIT_COST
                                                      : TW_MATRIX_BENEFIT_VALUE;
  TwMatrixNode *node;
  TwMatrixCell *cell = tw_matrix_node_cell (build, parent, kind, member, title, tier, &node);

  node->row->member = member;
  cell->type = TW_MATRIX_MONEY;
  cell->path = tw_program_text_path (owner, member);
  cell->plain = format_money (build, money);
  if (money.given)
    cell->owner = g_strdup (cell->path);
}

static void
fill_text (TwMatrixBuild *build,
           TwMatrixNode  *parent,
           guint          tier,
           const char    *owner,
           const char    *member,
           const char    *title,
           const char    *text)
{
  TwMatrixNode *below;
  TwMatrixCell *cell = tw_matrix_node_cell (build, parent, TW_MATRIX_ATTENDEES, member, title, tier, &below);

  below->row->member = member;
  cell->type = TW_MATRIX_TEXT;
  cell->path = tw_program_text_path (owner, member);
  cell->plain = g_strdup (text);
  if (text != NULL)
    cell->owner = g_strdup (cell->path);
}

static void
add_benefit (TwMatrixBuild   *build,
             TwMatrixNode    *parent,
             guint            tier,
             const TwBenefit *benefit,
             gboolean         shared)
{
  g_autofree char *key = g_strdup_printf ("%s%s", shared ? "\tshared\t" : "", benefit->name);
  TwMatrixNode *node;
  TwMatrixCell *cell = tw_matrix_node_cell (build, parent, TW_MATRIX_BENEFIT, key, benefit->name,
                                            tier, &node);
  TwMatrixCell *below;

  /* The same benefit twice in a tier is one row. */
  if (cell->owner != NULL)
    return;
  node->row->shared = shared;
  cell->type = TW_MATRIX_YES;
  cell->owner = g_strdup (benefit->path);
  fill_amount (build, node, tier, benefit->path, "cost", _("Unit cost"), benefit->cost);
  fill_amount (build, node, tier, benefit->path, "value", _("Value to the partner"),
               benefit->value);
  /* The elements of a program for software vendors each need somebody (CHK-13); elsewhere only who is named is shown. */
  if (benefit->owner != NULL || strcmp (build->program->partner_type, "isv") == 0)
    fill_text (build, node, tier, benefit->path, "owner", _("Who answers for it"), benefit->owner);
  if (benefit->per == TW_PER_YEAR)
    return;
  for (guint i = 0; i < 2; i++)
    {
      below = tw_matrix_node_cell (build, node, 0, i == 0 ? "cost" : "value", NULL, tier, NULL);
      if (below->plain != NULL)
        below->suffix = g_strdup (tw_benefit_per_get_label (benefit->per));
    }
}

static void
add_benefits (TwMatrixBuild         *build,
              const TwProgramDesign *design)
{
  TwMatrixNode *parent = tw_matrix_node_add (build, build->top, -1, TW_MATRIX_HEADING, "benefits",
                                             g_strdup (_("Benefits")));

  for (guint i = 0; i < build->matrix->n_tiers; i++)
    {
      const TwTierDesign *tier =
          i < design->n_tiers ? &design->tiers[i] : NULL;

      for (guint j = 0; j < design->n_benefits; j++)
        add_benefit (build, parent, i, &design->benefits[j], TRUE);
      parent->row->cells[i].list = get_list (build, build->matrix->tiers[i].path, "benefits");
      for (guint j = 0; tier != NULL && j < tier->n_benefits; j++)
        add_benefit (build, parent, i, &tier->benefits[j], FALSE);
    }
}

static void
set_cadences (TwMatrixRow *row)
{
  static const TwCalendarUnit units[] = { TW_CALENDAR_MONTH, TW_CALENDAR_QUARTER, TW_CALENDAR_HALF,
                                          TW_CALENDAR_YEAR };

  if (row->choices != NULL)
    return;
  row->choices = g_new0 (TwMatrixChoice, G_N_ELEMENTS (units));
  row->n_choices = G_N_ELEMENTS (units);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      row->choices[i].id = tw_cadence_get_id (units[i]);
      row->choices[i].label = tw_cadence_get_label (units[i]);
    }
}

static void
add_review (TwMatrixBuild      *build,
            TwMatrixNode       *parent,
            guint               tier,
            const TwGovernance *review,
            gboolean            shared)
{
  g_autofree char *key = g_strdup_printf ("%s%s", shared ? "\tshared\t" : "", review->name);
  TwMatrixNode *node;
  TwMatrixCell *cell = tw_matrix_node_cell (build, parent, TW_MATRIX_REVIEW, key, review->name,
                                            tier, &node);

  if (cell->owner != NULL)
    return;
  node->row->shared = shared;
  set_cadences (node->row);
  cell->type = TW_MATRIX_CHOICE;
  cell->owner = g_strdup (review->path);
  cell->path = tw_program_text_path (review->path, "cadence");
  if (review->has_cadence)
    cell->plain = g_strdup (tw_cadence_get_id (review->cadence));

  fill_text (build, node, tier, review->path, "attendees", _("Attendees"), review->attendees);
}

static gboolean
is_shared (const TwProgramDesign *design,
           const TwGovernance    *review)
{
  return review >= design->governance && review < design->governance + design->n_governance;
}

static void
add_governance (TwMatrixBuild         *build,
                const TwProgramDesign *design)
{
  TwMatrixNode *parent = tw_matrix_node_add (build, build->top, -1, TW_MATRIX_HEADING, "governance",
                                             g_strdup (_("Governance")));

  for (guint i = 0; i < build->matrix->n_tiers; i++)
    {
      const TwTierDesign *tier = i < design->n_tiers ? &design->tiers[i] : NULL;
      g_autoptr (GPtrArray) reviews =
          tier != NULL ? tw_program_design_list_governance (design, tier) : NULL;

      parent->row->cells[i].list = get_list (build, build->matrix->tiers[i].path, "governance");
      for (guint j = 0; reviews != NULL && j < reviews->len; j++)
        {
          const TwGovernance *review = g_ptr_array_index (reviews, j);

          add_review (build, parent, i, review, is_shared (design, review));
        }
    }
}

static void
add_investment (TwMatrixBuild         *build,
                const TwProgramDesign *design)
{
  TwMatrixNode *parent = tw_matrix_node_add (build, build->top, -1, TW_MATRIX_HEADING, "investment",
                                             g_strdup (_("Investment")));
  TwMatrixNode *level = tw_matrix_node_add (build, parent, -1, TW_MATRIX_LEVEL, "level",
                                            g_strdup (_("Level")));
  TwMatrixNode *budget = tw_matrix_node_add (build, parent, -1, TW_MATRIX_BUDGET, "budget",
                                             g_strdup (_("Budget for a year")));

  level->row->choices = g_new0 (TwMatrixChoice, TW_INVESTMENT_HIGHEST);
  for (guint i = TW_INVESTMENT_LOW; i <= TW_INVESTMENT_HIGHEST; i++)
    {
      TwMatrixChoice *choice = &level->row->choices[level->row->n_choices++];

      choice->id = tw_investment_level_get_id (i);
      choice->label = tw_investment_level_get_label (i);
    }
  for (guint i = 0; i < build->matrix->n_tiers; i++)
    {
      const TwTierDesign *tier = i < design->n_tiers ? &design->tiers[i] : NULL;
      TwMatrixCell *cell = &level->row->cells[i];
      g_autofree char *owner = tw_program_text_path (build->matrix->tiers[i].path, "investment");

      cell->type = TW_MATRIX_CHOICE;
      cell->path = tw_program_text_path (owner, "level");
      if (tier != NULL && tier->level != TW_INVESTMENT_NONE)
        {
          cell->plain = g_strdup (tw_investment_level_get_id (tier->level));
          cell->owner = g_strdup (cell->path);
        }
      cell = &budget->row->cells[i];
      cell->type = TW_MATRIX_MONEY;
      cell->path = tw_program_text_path (owner, "budget");
      cell->plain = tier != NULL ? format_money (build, tier->budget) : NULL;
      if (cell->plain != NULL)
        cell->owner = g_strdup (cell->path);
    }
}

void
tw_matrix_build_design (TwMatrixBuild *build)
{
  const TwProgramDesign *design = tw_program_document_get_design (build->matrix->document);

  add_benefits (build, design);
  add_governance (build, design);
  add_investment (build, design);
}
