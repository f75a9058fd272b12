/* tw-program-guide-terms.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-program-guide.h"

#include "tw-program-describe.h"

#include <glib/gi18n-lib.h>

/* The terms that a guide uses, and when. */

typedef enum
{
  USES_ALWAYS,
  USES_TIERS       = 1 << 0,
  USES_BANDS       = 1 << 1,
  USES_MARGINAL    = 1 << 2,
  USES_RETROACTIVE = 1 << 3,
  USES_EVEN        = 1 << 4,
  USES_LIMIT       = 1 << 5,
  USES_GUARANTEE   = 1 << 6,
  USES_CLAWBACK    = 1 << 7,
  USES_FUND        = 1 << 8,
  USES_MINIMUM     = 1 << 9,
  USES_CHARGE      = 1 << 10,
  USES_ROLLING     = 1 << 11,
  USES_INVITATION  = 1 << 12,
  USES_GRACE       = 1 << 13,
  USES_DESIGNATION = 1 << 14,
} Uses;

static const struct
{
  Uses        uses;
  const char *term;
  const char *text;
} terms[] = {
  { USES_BANDS, N_("Band"), N_("A part of a table: it begins at its bound and ends where the next band begins.") },
  { USES_CHARGE, N_("Charge"), N_("An amount that you owe; statements set it off against what you earn.") },
  { USES_CLAWBACK, N_("Clawback"), N_("An amount that was paid and is taken back, because what earned it was undone.") },
  { USES_DESIGNATION, N_("Designation"), N_("A distinction beside the tiers, with criteria of its own.") },
  { USES_ALWAYS, N_("Effective rate"), N_("What is paid, divided by what it is paid on.") },
  { USES_EVEN, N_("Evenly added"), N_("A band adds its value in proportion to how far you are from its bound to the next; the "
                                    "values of the bands add up.") },
  { USES_FUND, N_("Fund"), N_("Credit that you claim against, such as for marketing.") },
  { USES_GRACE, N_("Grace"), N_("The time in which criteria can be met again before a tier is lost.") },
  { USES_GUARANTEE, N_("Guarantee"), N_("The least that is paid or charged for a period, whatever was earned.") },
  { USES_INVITATION, N_("Invitation"), N_("A tier that is offered; meeting its criteria is the condition.") },
  { USES_LIMIT, N_("Limit"), N_("The most or the least that a rule pays.") },
  { USES_MARGINAL, N_("Each band rates its own part"), N_("The part of your total within a band is paid at the band’s "
                                                        "rate; reaching a higher band changes nothing below it.") },
  { USES_MINIMUM, N_("Minimum payment"), N_("The least amount that is transferred.") },
  { USES_ROLLING, N_("Last months or days"), N_("Counted back from the day on which it is looked at.") },
  { USES_ALWAYS, N_("Statement"), N_("What you receive for each period: every transaction with what it earned, or "
                                     "why it earned nothing.") },
  { USES_RETROACTIVE, N_("The band reached rates everything"), N_("Reaching a band applies its rate to your whole "
                                                                  "total, from the first unit on.") },
  { USES_TIERS, N_("Tier"), N_("Your level in the program; it decides about benefits and, where the tables say so, "
                               "about rates.") },
};

static Uses
uses_of_rule (const TwRule *rule)
{
  Uses uses = 0;

  if (rule->table->n_bands > 1 || rule->table->bands[0].has_from)
    uses |= USES_BANDS | (rule->table->mode == TW_TABLE_MARGINAL      ? USES_MARGINAL
                          : rule->table->mode == TW_TABLE_RETROACTIVE ? USES_RETROACTIVE
                                                                      : USES_EVEN);
  for (guint i = 0; i < rule->n_adjust; i++)
    uses |= rule->adjust[i].kind == TW_ADJUST_GUARANTEE ? USES_GUARANTEE
            : rule->adjust[i].kind == TW_ADJUST_MAX || rule->adjust[i].kind == TW_ADJUST_MIN ? USES_LIMIT
                                                                                             : 0;
  if (rule->clawback != NULL)
    uses |= USES_CLAWBACK;
  if (rule->payee == TW_PAYEE_FUND)
    uses |= USES_FUND;
  if (rule->charge)
    uses |= USES_CHARGE;
  if (rule->window != NULL && rule->window->kind == TW_WINDOW_ROLLING)
    uses |= USES_ROLLING;

  return uses;
}

static gboolean
is_rolling (const TwMeasure *measure)
{
  return measure != NULL && measure->window != NULL && measure->window->kind == TW_WINDOW_ROLLING;
}

static gboolean
has_rolling (const TwCondition *condition)
{
  if (condition == NULL)
    return FALSE;
  if (condition->value != NULL && condition->value->kind == TW_EXPR_AGGREGATE && is_rolling (condition->value->measure))
    return TRUE;
  for (guint i = 0; i < condition->n_children; i++)
    if (has_rolling (condition->children[i]))
      return TRUE;

  return FALSE;
}

static Uses
uses_of_tiers (const TwProgram *program)
{
  Uses uses = 0;

  for (guint i = 0; i < program->n_tiers; i++)
    {
      uses |= USES_TIERS;
      if (program->tiers[i].by_invitation)
        uses |= USES_INVITATION;
      if (has_rolling (program->tiers[i].enter))
        uses |= USES_ROLLING;
    }
  if (program->n_tiers > 0 && program->tier_policy.grace.n > 0)
    uses |= USES_GRACE;
  if (program->n_designations > 0)
    uses |= USES_DESIGNATION;

  return uses;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  char **left = *(char ** const *) a;
  char **right = *(char ** const *) b;

  return g_utf8_collate (left[0], right[0]);
}

GPtrArray *
tw_program_guide_glossary (const TwProgramGuide *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  Uses uses = uses_of_tiers (self->program);

  for (guint i = 0; i < self->program->n_rules; i++)
    uses |= uses_of_rule (&self->program->rules[i]);
  if (self->program->n_limits > 0)
    uses |= USES_LIMIT;
  if (self->program->payment.minimum != NULL)
    uses |= USES_MINIMUM;
  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    if (terms[i].uses == USES_ALWAYS || (uses & terms[i].uses) != 0)
      {
        char **row = g_new0 (char *, 3);

        row[0] = g_strdup (g_dgettext (GETTEXT_PACKAGE, terms[i].term));
        row[1] = g_strdup (g_dgettext (GETTEXT_PACKAGE, terms[i].text));
        g_ptr_array_add (rows, row);
      }
  for (guint i = 0; i < self->program->n_defines; i++)
    {
      g_autofree char *meaning = tw_program_describe_define (self->program, i);
      char **row;

      if (meaning == NULL || *meaning == '\0')
        continue;
      row = g_new0 (char *, 3);
      row[0] = g_strdup (self->program->defines[i].name);
      row[1] = tw_program_describe_begin (meaning);
      g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, compare_rows);

  return rows;
}
