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

#include <stdio.h>
#include <string.h>

#include "tw-decimal.h"
#include "tw-fraction.h"
#include "tw-program-describe.h"

static const struct
{
  const char *op;
  const char *text;
} sentences[] = {
  { "measure", N_("Measure from {from} to {to}: {out}, facts: {facts}") },
  { "measure", N_("Measure: {out}, facts: {facts}") },
  { "measure", N_("Measure of the fact dated {date}, {share} of it for this partner: {out}") },
  { "measure", N_("Measure of the fact dated {date}: {out}") },
  { "qualifier", N_("Qualifier: {out}, {opening} of it brought in") },
  { "qualifier", N_("Qualifier: {out}") },
  { "band", N_("Qualifier {qualifier} falls in the band from {bound}") },
  { "slice", N_("From {from} to {to}: {measure} × {rate} = {out}") },
  { "slice", N_("From {from} to {to}: {measure} × {price} = {out}") },
  { "flat", N_("Flat amount of the band: {out}") },
  { "factor", N_("{result} × {factor} = {out}") },
  { "less", N_("{result} less {less} = {out}") },
  { "limit", N_("{result} limited to at most {max}: {out}, cut by {cut}") },
  { "limit", N_("{result} limited to at most {max}: {out}") },
  { "limit", N_("{result} raised to at least {min}: {out}") },
  { "round", N_("{exact} rounded to a multiple of {step}, {mode}, less {before} for the facts before: {out}") },
  { "round", N_("{exact} rounded to a multiple of {step}, {mode}: {out}") },
  { "allocate", N_("{total} shared out, {weight} of {weights}: {out}") },
  { "attribute", N_("Of {amount} {currency} the partner's share: {out}") },
  { "convert", N_("{amount} {currency} converted at {pair} {quote} of {date}: {out}") },
  { "convert", N_("{amount} {currency} converted: {out}") },
  { "refund", N_("{refunded} of {of} is taken back, so of the {posted} posted for it: {out}") },
  { "refund", N_("Refunds: {facts}, which take back {out}") },
  { "true_up", N_("Without what was taken back the window comes to {window}; it stood at {base} and {refunds} is refunded: true-up {out}") },
  { "clawback", N_("{share} of {base}, less {earlier} taken back before: {out}") },
  { "guarantee", N_("{from} to {to}: earned {earned}, guaranteed {guarantee}, top-up {top-up}, won back {recouped}: {out}") },
  { "balance", N_("Fund: {in} in, {used} used, {out} left") },
  { "balance", N_("{lapsed} lapses") },
  { "stack", N_("{out} stands, {forgone} is forgone to a better rule") },
  { "post", N_("{to_date} to date less {before} posted before: {out}") },
  { "post", N_("Posted: {out}") },
  { "pay", N_("Earned {earned}, deferred {deferred}, released {released}, brought in {brought}, minimum {minimum}, carried on {carried}: payable {out}") },
};

/* Shares of one, which people read as percentages. */
static gboolean
is_ratio (const char *name,
          gsize       length)
{
  static const char *const names[] = { "rate", "factor", "share" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && strncmp (names[i], name, length) == 0)
      return TRUE;

  return FALSE;
}

/* (transfer full): “0.02” as “2%” where it is a ratio, “half_up” as “half up”; an exact fraction gets its decimals
 * beside it, because nobody divides in their head. */
static char *
show_value (const char        *name,
            gsize              length,
            const char        *value,
            const TwTextStyle *style)
{
  gint64 millionths;
  gint64 num;
  gint64 den;
  TwFraction fraction;

  if (strncmp (name, "mode", length) == 0 && length == 4)
    return g_strdelimit (g_strdup (value), "_", ' ');
  if (is_ratio (name, length) && tw_decimal_parse (value, TW_MILLIONTHS_DIGITS, &millionths, NULL))
    {
      g_autofree char *rate = tw_rate_format (millionths);

      return tw_text_style_number (style, rate);
    }
  if (sscanf (value, "%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, &num, &den) == 2 && den > 0
      && tw_fraction_new (num, den, &fraction))
    {
      g_autofree char *decimals = tw_fraction_to_string (fraction, TW_MILLIONTHS_DIGITS);

      g_autofree char *shown = tw_text_style_number (style, decimals);

      return g_strdup_printf ("%s ≈ %s", value, shown);
    }

  return tw_text_style_value (style, value);
}

static gboolean
is_zero (const char *value)
{
  return strspn (value, "0.") == strlen (value);
}

/* Operands that say nothing when they are zero: their sentence is told without them. */
static gboolean
is_nothing (const TwOperand *in)
{
  return (g_str_equal (in->name, "cut") || g_str_equal (in->name, "before")) && is_zero (in->value);
}

static const char *
find_operand (const TwStep *step,
              const char   *name,
              gsize         length)
{
  if (length == 3 && strncmp (name, "out", 3) == 0)
    return step->out;

  for (guint i = 0; i < step->n_in; i++)
    if (strlen (step->in[i].name) == length && strncmp (step->in[i].name, name, length) == 0)
      return is_nothing (&step->in[i]) ? NULL : step->in[i].value;

  return NULL;
}

/* A factor whose condition doesn't hold is recorded as one that leaves everything as it was. */
static gboolean
is_idle_factor (const TwStep *step)
{
  const char *result = find_operand (step, "result", strlen ("result"));

  return g_strcmp0 (step->op, "factor") == 0 && result != NULL && g_strcmp0 (result, step->out) == 0;
}

/* NULL where the step lacks an operand that the sentence names. */
static char *
fill_in (const char        *sentence,
         const TwStep      *step,
         const TwTextStyle *style)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = sentence; *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *shown = NULL;
      const char *value;

      if (end == NULL)
        {
          g_string_append_c (text, *p);
          continue;
        }

      value = find_operand (step, p + 1, (gsize) (end - p - 1));
      if (value == NULL)
        return NULL;
      shown = show_value (p + 1, (gsize) (end - p - 1), value, style);
      g_string_append (text, shown);
      p = end;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
spell_out (const TwStep      *step,
           const TwTextStyle *style)
{
  g_autoptr (GString) text = g_string_new (tw_step_op_label (step->op));

  for (guint i = 0; i < step->n_in; i++)
    {
      g_autofree char *shown = step->in[i].value != NULL ? tw_text_style_value (style, step->in[i].value)
                                                         : g_strdup ("–");

      g_string_append_printf (text, "%s %s %s", i == 0 ? ":" : ",", step->in[i].name, shown);
    }
  if (step->out != NULL)
    {
      g_autofree char *shown = tw_text_style_value (style, step->out);

      g_string_append_printf (text, " → %s", shown);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Below the first band, or in one that has no lower bound. */
static char *
describe_open_band (const TwStep      *step,
                    const TwTextStyle *style)
{
  const char *qualifier = find_operand (step, "qualifier", strlen ("qualifier"));
  g_autofree char *shown = qualifier == NULL ? NULL : show_value ("qualifier", strlen ("qualifier"), qualifier, style);

  if (shown == NULL)
    return NULL;

  return g_strdup_printf (g_strcmp0 (step->out, "-1") == 0 ? _("Qualifier %s stays below the first band")
                                                         : _("Qualifier %s falls in the lowest band"),
                          shown);
}

char *
tw_step_to_text (const TwStep      *step,
                 const TwTextStyle *style)
{
  g_autofree char *text = NULL;
  char *with_reason;

  if (is_idle_factor (step))
    {
      g_autofree char *shown = tw_text_style_value (style, step->out);

      text = g_strdup_printf (_("The factor does not apply: %s stays"), shown);
    }

  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (sentences[i].op, step->op) == 0)
      text = fill_in (_(sentences[i].text), step, style);

  if (text == NULL && g_strcmp0 (step->op, "band") == 0)
    text = describe_open_band (step, style);
  if (text == NULL)
    text = spell_out (step, style);
  if (step->why == NULL)
    return g_steal_pointer (&text);

  with_reason = g_strdup_printf (_("%s (%s)"), text, step->why);
  return with_reason;
}

gboolean
tw_step_is_empty (const TwStep *step)
{
  const char *result = find_operand (step, "result", strlen ("result"));
  gboolean by_fact = g_strcmp0 (step->op, "factor") == 0 && g_strcmp0 (step->out, "by fact") == 0;
  gboolean idle_limit = g_strcmp0 (step->op, "limit") == 0 && result != NULL && is_zero (result)
                        && step->out != NULL && is_zero (step->out);

  return by_fact || idle_limit || (step->n_in == 0 && step->out == NULL && step->why == NULL);
}

/* The index of a band is no result to a person. */
char *
tw_step_result (const TwStep      *step,
                const TwTextStyle *style)
{
  return g_strcmp0 (step->op, "band") == 0 || step->out == NULL ? NULL : tw_text_style_value (style, step->out);
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
    { "balance", N_("Balance") },        { "stack", N_("Stacking") },       { "accrual", N_("Accrual") },       { "round", N_("Rounding") },
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
    { "zero_rate", N_("The band or category pays nothing, or less than the smallest unit.") },
    { "shares", N_("The shares of the partners credited with the fact do not add up to 100%.") },
    { "not_enrolled", N_("The partner is in no program that pays for this period.") },
    { "error", N_("The rule could not be calculated.") },
  };

  if (g_strcmp0 (reason, "not_eligible") == 0 && g_strcmp0 (detail, "enrolment") == 0)
    return g_strdup (_("The partner was not enrolled in the program on that day."));

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
