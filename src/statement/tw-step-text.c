/* tw-step-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A step in words. Each operation has its sentences, whole and translatable, with the operands by name in braces; the first
 * one whose names the step has is used. What no sentence covers is written out operand by operand, so that no
 * number is ever left out. */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-step-text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "tw-program-describe.h"

static const struct
{
  const char *op;
  const char *text;
} sentences[] = {
  { "measure", N_("Measure: {facts} facts add up to {out}") },
  { "qualifier", N_("Qualifier: {facts} facts add up to {out}") },
  { "slice", N_("From {from} to {to}: {measure} × {rate} = {out}") },
  { "slice", N_("From {from} to {to}: {measure} × {price} = {out}") },
  { "band", N_("{qualifier} reaches band {index}, from {bound}") },
  { "flat", N_("Flat amount of the band: {out}") },
  { "factor", N_("{result} × {factor} = {out}") },
  { "less", N_("{result} less {less} = {out}") },
  { "round", N_("{exact} rounded ({mode}) to {out}") },
  { "post", N_("{to_date} to date less {before} posted before = {out}") },
  { "convert", N_("{amount} at {rate} of {date} = {out}") },
};

static const char *
find_operand (const TwStep *step,
              const char   *name,
              gsize         length)
{
  if (length == 3 && strncmp (name, "out", 3) == 0)
    return step->out;

  for (guint i = 0; i < step->n_in; i++)
    if (strlen (step->in[i].name) == length && strncmp (step->in[i].name, name, length) == 0)
      return step->in[i].value;

  return NULL;
}

/* NULL where the step lacks an operand that the sentence names. */
static char *
fill_in (const char   *sentence,
         const TwStep *step)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = sentence; *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      const char *value;

      if (end == NULL)
        {
          g_string_append_c (text, *p);
          continue;
        }

      value = find_operand (step, p + 1, (gsize) (end - p - 1));
      if (value == NULL)
        return NULL;
      g_string_append (text, value);
      p = end;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
spell_out (const TwStep *step)
{
  g_autoptr (GString) text = g_string_new (tw_step_op_label (step->op));

  for (guint i = 0; i < step->n_in; i++)
    g_string_append_printf (text, "%s %s %s", i == 0 ? ":" : ",", step->in[i].name,
                            step->in[i].value != NULL ? step->in[i].value : "–");
  if (step->out != NULL)
    g_string_append_printf (text, " → %s", step->out);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
tw_step_to_text (const TwStep *step)
{
  g_autofree char *text = NULL;
  char *with_reason;

  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (sentences[i].op, step->op) == 0)
      text = fill_in (_(sentences[i].text), step);

  if (text == NULL)
    text = spell_out (step);
  if (step->why == NULL)
    return g_steal_pointer (&text);

  with_reason = g_strdup_printf (_("%s (%s)"), text, step->why);
  return with_reason;
}

const char *
tw_step_op_label (const char *op)
{
  static const struct
  {
    const char *op;
    const char *label;
  } labels[] = {
    { "count", N_("Counted") },          { "exclude", N_("Excluded") },     { "attribute", N_("Credit") },
    { "convert", N_("Conversion") },     { "measure", N_("Measure") },      { "qualifier", N_("Qualifier") },
    { "value", N_("Value") },            { "condition", N_("Condition") },  { "tier", N_("Tier") },
    { "band", N_("Band") },              { "slice", N_("Slice") },          { "flat", N_("Flat amount") },
    { "interpolate", N_("Interpolation") }, { "package", N_("Packages") },  { "factor", N_("Factor") },
    { "less", N_("Less") },              { "limit", N_("Limit") },          { "guarantee", N_("Guarantee") },
    { "balance", N_("Balance") },        { "stack", N_("Stacking") },       { "round", N_("Rounding") },
    { "allocate", N_("Allocation") },    { "post", N_("Posting") },         { "refund", N_("Refund") },
    { "true_up", N_("Tier true-up") },   { "clawback", N_("Clawback") },    { "hold", N_("Holdback") },
    { "instalment", N_("Instalment") },  { "pay", N_("Payment") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].op, op) == 0)
      return _(labels[i].label);

  return op;
}

char *
tw_reason_to_text (const char *reason,
                   const char *detail)
{
  static const struct
  {
    const char *reason;
    const char *text;
  } texts[] = {
    { "wrong_kind", N_("No rule of the program counts facts of this kind.") },
    { "filtered", N_("The fact does not meet the rule's filter.") },
    { "no_date", N_("The date that would place the fact is missing; it waits for it.") },
    { "outside_window", N_("The fact is dated outside of the rule's window.") },
    { "outside_version", N_("The fact is dated outside of the program's or the rule's validity.") },
    { "not_eligible", N_("The partner or customer is not eligible for the rule.") },
    { "taken", N_("An earlier rule of the same group already counted the fact.") },
    { "below_threshold", N_("The qualifier stays below the first band that pays.") },
    { "no_baseline", N_("There is no baseline to measure growth against.") },
    { "undefined", N_("A value that the rule needs is missing for this fact.") },
    { "over_cap", N_("The cap was used up before this fact.") },
    { "netted", N_("The fact and its counterpart cancel out.") },
    { "waiting_collection", N_("The rule pays on collection, and the fact is not collected yet.") },
    { "out_ranked", N_("Another rule of the group pays more.") },
    { "zero_rate", N_("The band or category pays nothing.") },
    { "shares", N_("The shares of the partners credited with the fact do not add up to 100%.") },
    { "not_enrolled", N_("The partner is in no program that pays for this period.") },
    { "error", N_("The rule could not be calculated.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (texts[i].reason, reason) == 0)
      return detail == NULL ? g_strdup (_(texts[i].text)) : g_strdup_printf ("%s (%s)", _(texts[i].text), detail);

  return g_strdup (reason);
}

const char *
tw_line_kind_label (TwLineKind kind)
{
  switch (kind)
    {
    case TW_LINE_FACT:        return _("earned");
    case TW_LINE_RULE:        return _("rule");
    case TW_LINE_REFUND:      return _("refund");
    case TW_LINE_TRUE_UP:     return _("tier true-up");
    case TW_LINE_CLAWBACK:    return _("clawback");
    case TW_LINE_TOP_UP:      return _("top-up");
    case TW_LINE_RECOUPED:    return _("recouped");
    case TW_LINE_LIMIT:       return _("limit");
    case TW_LINE_FUND_PAYOUT: return _("fund payout");
    default:                  g_return_val_if_reached ("");
    }
}

/* The condition whose leaf has the path @ref, looked for from a tier's condition down. */
static const TwCondition *
find_condition (const TwCondition *condition,
                const char        *ref)
{
  if (condition == NULL || g_strcmp0 (condition->path, ref) == 0)
    return condition;

  for (guint i = 0; i < condition->n_children; i++)
    {
      const TwCondition *found = find_condition (condition->children[i], ref);

      if (found != NULL)
        return found;
    }

  return NULL;
}

char *
tw_criterion_text (const TwProgram *program,
                   const char      *ref)
{
  const TwCondition *found = NULL;

  for (guint i = 0; ref != NULL && found == NULL && i < program->n_tiers; i++)
    {
      found = find_condition (program->tiers[i].enter, ref);
      if (found == NULL)
        found = find_condition (program->tiers[i].keep, ref);
    }
  for (guint i = 0; ref != NULL && found == NULL && i < program->n_designations; i++)
    found = find_condition (program->designations[i].enter, ref);
  for (guint i = 0; ref != NULL && found == NULL && i < program->n_defines; i++)
    found = find_condition (program->defines[i].condition, ref);

  return found != NULL ? tw_program_describe_condition (program, found) : g_strdup (ref);
}
