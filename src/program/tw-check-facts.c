/* tw-check-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-private.h"

#include "tw-program-walk.h"
#include "tw-vocabulary.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* CHK-10, the static half: what a rule or criterion needs against what partners of the type produce
 * (requirements 1.5.3). */

typedef struct
{
  TwCheck    *check;
  const char *owner;      /* name of the rule or tier */
  const char *path;
  GHashTable *said;       /* set of what was said of this owner; owned texts */
} Needs;

static const char *
type_label (const char *type)
{
  if (strcmp (type, "isv") == 0)
    return _("independent software vendors");
  if (strcmp (type, "reseller") == 0)
    return _("resellers");
  if (strcmp (type, "oem") == 0)
    return _("OEM partners");

  return _("system integrators");
}

static void
say (Needs      *needs,
     const char *path,
     const char *what)
{
  TwCheck *check = needs->check;

  if (!g_hash_table_add (needs->said, g_strdup (what)))
    return;
  tw_check_add (check, "CHK-10", TRUE, path,
                _("Count facts that these partners produce, or move this to a program for another "
                  "partner type."),
                _("“%s” needs facts of the kind “%s”, which %s don't produce."), needs->owner,
                what, type_label (check->program->partner_type));
}

/* Certifications differ by type: integration, sales, implementation. */
static void
check_certification (Needs           *needs,
                     const TwMeasure *measure,
                     const TwCondition *condition)
{
  static const struct
  {
    const char *word;
    const char *types;
  } words[] = {
    { "integration", "isv oem" }, { "sales", "reseller" }, { "implementation", "si" },
  };

  if (condition == NULL)
    return;
  if (condition->kind == TW_CONDITION_ALL)
    for (guint i = 0; i < condition->n_children; i++)
      check_certification (needs, measure, condition->children[i]);
  if (condition->kind != TW_CONDITION_COMPARE || condition->n_tests != 1 ||
      condition->tests[0].op != TW_TEST_IS || condition->tests[0].than->kind != TW_EXPR_LITERAL ||
      condition->tests[0].than->text == NULL || condition->value->kind != TW_EXPR_ATTRIBUTE ||
      condition->value->scope != TW_SCOPE_FACT)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (condition->tests[0].than->text, words[i].word) == 0 &&
        strstr (words[i].types, needs->check->program->partner_type) == NULL)
      {
        g_autofree char *what = g_strdup_printf ("certification: %s", words[i].word);

        say (needs, measure->path, what);
      }
}

static void
check_measure (const TwMeasure *measure,
               gpointer         user_data)
{
  Needs *needs = user_data;

  for (guint i = 0; i < measure->n_kinds; i++)
    {
      if (!tw_fact_kind_is_produced (measure->kinds[i], needs->check->program->partner_type))
        say (needs, measure->path, measure->kinds[i]);
      if (strcmp (measure->kinds[i], "certification") == 0)
        check_certification (needs, measure, measure->where);
    }
}

static void
check_expr (const TwExpr *expr,
            gpointer      user_data)
{
  Needs *needs = user_data;
  const TwProgram *program = needs->check->program;

  if (expr->kind == TW_EXPR_ATTRIBUTE && expr->scope == TW_SCOPE_CUSTOMER &&
      strcmp (expr->text, "new") == 0 && strcmp (program->partner_type, "oem") == 0)
    say (needs, expr->path, "customer.new");
  /* A name needs what its definition needs. */
  if (expr->kind == TW_EXPR_DEFINE)
    {
      TwWalk walk = { .expr = check_expr, .measure = check_measure, .user_data = needs };

      tw_walk_define (&walk, &program->defines[expr->index]);
    }
}

static void
check_condition (const TwCondition *condition,
                 gpointer           user_data)
{
  Needs *needs = user_data;
  TwWalk walk = { check_expr, check_condition, check_measure, needs };

  if (condition->kind == TW_CONDITION_DEFINE)
    tw_walk_define (&walk, &needs->check->program->defines[condition->index]);
}

static void
check_owner (TwCheck      *check,
             const char   *name,
             const char   *path,
             const TwRule *rule,
             const TwTier *tier)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Needs needs = { check, name, path, said };
  TwWalk walk = { check_expr, check_condition, check_measure, &needs };

  if (rule != NULL)
    tw_walk_rule (&walk, rule);
  else
    tw_walk_tier (&walk, tier);
}

void
tw_check_facts (TwCheck *check)
{
  const TwProgram *program = check->program;

  for (guint i = 0; i < program->n_tiers; i++)
    check_owner (check, program->tiers[i].name, program->tiers[i].path, NULL, &program->tiers[i]);
  for (guint i = 0; i < program->n_designations; i++)
    check_owner (check, program->designations[i].name, program->designations[i].path, NULL,
                 &program->designations[i]);
  for (guint i = 0; i < program->n_rules; i++)
    check_owner (check, program->rules[i].name, program->rules[i].path, &program->rules[i], NULL);
}
