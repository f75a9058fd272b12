/* tw-check-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"

#include "tw-program-check.h"
#include "tw-program-walk.h"
#include "tw-vocabulary.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the text of the program alone says: the warnings of the rule language under the checks they belong to, and
 * predicates of the same kind. */

void
tw_ask_language (TwCheckRun *run)
{
  for (guint i = 0; i < run->language->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (run->language, i);
      const char *code = tw_program_check_catalogue (finding->code);
      TwCheckResult *result;

      if (g_strcmp0 (code != NULL ? code : finding->code, run->check->code) != 0)
        continue;
      result = tw_run_found (run, finding->severity, finding->path, "%s", finding->message);
      result->text = TRUE;
      if (finding->remedy != NULL)
        {
          g_free (result->remedy);
          result->remedy = g_strdup (finding->remedy);
        }
    }
}

/* CHK-12: what a reseller is measured by, asked of a software vendor ---------------------------- */

typedef struct
{
  TwCheckRun *run;
  const char *tier;
} Resale;

static gboolean
asks_for_sales_certification (const TwCondition *condition)
{
  if (condition == NULL)
    return FALSE;
  for (guint i = 0; i < condition->n_children; i++)
    if (asks_for_sales_certification (condition->children[i]))
      return TRUE;
  for (guint i = 0; i < condition->n_tests; i++)
    if (condition->tests[i].op == TW_TEST_IS && condition->tests[i].than->text != NULL &&
        g_ascii_strcasecmp (condition->tests[i].than->text, "sales") == 0)
      return TRUE;

  return FALSE;
}

static void
find_resale (const TwMeasure *measure,
             gpointer         user_data)
{
  Resale *resale = user_data;
  TwCheckResult *result;
  const char *what = NULL;

  for (guint i = 0; i < measure->n_kinds && what == NULL; i++)
    if (strcmp (measure->kinds[i], "sale") == 0)
      what = _("resale revenue");
    else if (strcmp (measure->kinds[i], "registration") == 0)
      what = _("deal registrations");
    else if (strcmp (measure->kinds[i], "certification") == 0 && asks_for_sales_certification (measure->where))
      what = _("sales certifications");
  if (what == NULL)
    return;
  /* Translators: %1$s is a tier or rule, %2$s what it counts: “resale revenue”. */
  result = tw_run_found (resale->run, TW_SEVERITY_ERROR, measure->path,
                         _("“%1$s” measures software vendors by %2$s, as if they resold."), resale->tier, what);
  tw_check_evidence_at (result, measure->path, resale->tier, what);
}

/* A name counts what its definition counts. */
static void
find_resale_name (const TwExpr *expr,
                  gpointer      user_data)
{
  Resale *resale = user_data;
  TwWalk walk = { .expr = find_resale_name, .measure = find_resale, .user_data = resale };

  if (expr->kind == TW_EXPR_DEFINE)
    tw_walk_define (&walk, &resale->run->program->defines[expr->index]);
}

static void
find_resale_condition (const TwCondition *condition,
                       gpointer           user_data)
{
  Resale *resale = user_data;
  TwWalk walk = { find_resale_name, find_resale_condition, find_resale, resale };

  if (condition->kind == TW_CONDITION_DEFINE)
    tw_walk_define (&walk, &resale->run->program->defines[condition->index]);
}

static void
find_discounts (TwCheckRun      *run,
                const char      *owner,
                const TwBenefit *benefits,
                guint            n)
{
  for (guint i = 0; i < n; i++)
    {
      TwCheckResult *result;

      if (benefits[i].kind != TW_BENEFIT_DISCOUNT)
        continue;
      result = tw_run_found (run, TW_SEVERITY_ERROR, benefits[i].path,
                             _("“%s” offers software vendors a discount, which is a reseller's benefit."), owner);
      tw_check_evidence_at (result, benefits[i].path, owner, benefits[i].name);
    }
}

void
tw_ask_resale (TwCheckRun *run)
{
  const TwProgramDesign *design = tw_program_document_get_design (run->document);
  Resale resale = { run, NULL };
  TwWalk walk = { find_resale_name, find_resale_condition, find_resale, &resale };

  for (guint i = 0; i < run->program->n_tiers; i++)
    {
      resale.tier = run->program->tiers[i].name;
      tw_walk_tier (&walk, &run->program->tiers[i]);
    }
  for (guint i = 0; i < run->program->n_designations; i++)
    {
      resale.tier = run->program->designations[i].name;
      tw_walk_tier (&walk, &run->program->designations[i]);
    }
  find_discounts (run, run->program->name, design->benefits, design->n_benefits);
  for (guint i = 0; i < design->n_tiers; i++)
    find_discounts (run, design->tiers[i].name, design->tiers[i].benefits, design->tiers[i].n_benefits);
}

/* CHK-57: days beside the edges of pay periods --------------------------------------------------- */

static void
find_span (const TwExpr *expr,
           gpointer      user_data)
{
  gboolean *prorated = user_data;

  *prorated |= expr->kind == TW_EXPR_SPAN;
}

static gboolean
is_edge (const TwProgram *program,
         TwDate           date)
{
  TwCalendarUnit unit = program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER;
  TwSpan span;

  if (!program->payment.has_per && tw_calendar_get_n_custom (program->calendar) > 0)
    unit = TW_CALENDAR_CUSTOM;

  return !tw_calendar_unit_at (program->calendar, unit, date, &span) || span.start == date;
}

static void
ask_edge (TwCheckRun *run,
          TwDate      date,
          gboolean    begins,
          const char *path,
          const char *name)
{
  g_autofree char *day = NULL;
  TwCheckResult *result;

  if (is_edge (run->program, date))
    return;
  day = tw_date_format (begins ? date : date - 1);
  result = tw_run_found (run, TW_SEVERITY_WARNING, path,
                         begins ? _("“%1$s” begins on %2$s, within a pay period, and nothing is prorated.")
                                : _("“%1$s” ends on %2$s, within a pay period, and nothing is prorated."), name, day);
  tw_check_evidence_at (result, path, name, day);
}

void
tw_ask_edges (TwCheckRun *run)
{
  const TwProgram *program = run->program;

  tw_ask_language (run);
  ask_edge (run, program->effective_from, TRUE, "/effective_from", program->name);
  if (json_object_has_member (run->object, "effective_to") &&
      !json_object_get_null_member (run->object, "effective_to"))
    ask_edge (run, program->effective_to, FALSE, "/effective_to", program->name);
  for (guint i = 0; i < program->n_rules; i++)
    {
      const TwRule *rule = &program->rules[i];
      gboolean prorated = FALSE;
      TwWalk walk = { .expr = find_span, .user_data = &prorated };
      g_autofree char *path = g_strdup_printf ("%s/valid", rule->path);

      tw_walk_rule (&walk, rule);
      if (!rule->has_valid || prorated || (rule->window != NULL && rule->window->kind == TW_WINDOW_FACT))
        continue;
      if (rule->valid.start > program->effective_from)
        ask_edge (run, rule->valid.start, TRUE, path, rule->name);
      if (rule->valid.end < program->effective_to)
        ask_edge (run, rule->valid.end, FALSE, path, rule->name);
    }
}

/* CHK-61: a target for each partner ----------------------------------------------------------------- */

static void
find_own_target (const TwExpr *expr,
                 gpointer      user_data)
{
  gboolean *own = user_data;

  *own |= expr->kind == TW_EXPR_ATTRIBUTE && (expr->scope == TW_SCOPE_AGREEMENT || expr->scope == TW_SCOPE_ENROLMENT);
}

static void
find_target_facts (const TwMeasure *measure,
                   gpointer         user_data)
{
  gboolean *own = user_data;

  for (guint i = 0; i < measure->n_kinds; i++)
    *own |= strcmp (measure->kinds[i], "target") == 0;
}

void
tw_ask_individual (TwCheckRun *run)
{
  for (guint i = 0; i < run->program->n_rules; i++)
    {
      const TwRule *rule = &run->program->rules[i];
      gboolean own = FALSE;
      TwWalk walk = { .expr = find_own_target, .measure = find_target_facts, .user_data = &own };
      TwCheckResult *result;

      if (rule->table->mode != TW_TABLE_RETROACTIVE || rule->charge)
        continue;
      tw_walk_expr (&walk, tw_resolve_expr (run->program, rule->qualifier));
      tw_walk_expr (&walk, tw_resolve_expr (run->program, rule->table->scale));
      if (!own)
        continue;
      result = tw_run_found (run, TW_SEVERITY_INFO, rule->table->path != NULL ? rule->table->path : rule->path,
                             _("“%s” rates everything anew at a target that each partner has for itself."), rule->name);
      tw_check_evidence_at (result, rule->path, rule->name, NULL);
    }
}
