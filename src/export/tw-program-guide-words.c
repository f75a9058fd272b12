/* tw-program-guide-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-program-guide.h"

#include "tw-program-describe.h"

#include <glib/gi18n-lib.h>

/* What the guide says beside numbers, for both of its forms. */

static void
take (GPtrArray *list,
      char      *text)
{
  g_ptr_array_add (list, text);
}

static char **
finish (GPtrArray *list)
{
  g_ptr_array_add (list, NULL);

  return (char **) g_ptr_array_free (list, FALSE);
}

/* The first letter of a cell is a capital, whatever the language puts there. */
static char *
capital (const char *text)
{
  const char *rest = text[0] != '\0' ? g_utf8_next_char (text) : text;
  g_autofree char *first = g_utf8_strup (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

/* A formula that stands alone needs no parentheses around all of it. */
static void
strip_outer (char *text)
{
  gsize n = strlen (text);
  int depth = 0;

  if (text[0] != '(')
    return;
  for (gsize i = 0; i < n; i++)
    {
      depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
      if (depth == 0 && i + 1 < n)
        return;
    }
  memmove (text, text + 1, n - 2);
  text[n - 2] = '\0';
}

/* ---- tiers ---- */

static char *
list_benefits (const TwBenefit *benefits,
               guint            n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", benefits[i].name);

  return g_string_free (text, FALSE);
}

static char *
list_reviews (const TwProgramGuide *self,
              const TwTierDesign   *tier)
{
  g_autoptr (GPtrArray) reviews =
      tier != NULL ? tw_program_design_list_governance (self->design, tier) : g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reviews->len; i++)
    {
      const TwGovernance *review = reviews->pdata[i];
      g_autofree char *line =
          review->has_cadence
              /* Translators: a meeting and how often it is held: “Business review: every quarter” */
              ? g_strdup_printf (_("%1$s: %2$s"), review->name, tw_cadence_get_label (review->cadence))
              : g_strdup (review->name);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }

  return g_string_free (text, FALSE);
}

static void
add_line (GString    *text,
          const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* A line for each condition that has to hold. */
static void
add_conditions (const TwProgramGuide *self,
                GString              *text,
                const TwCondition    *condition,
                gboolean              stay)
{
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;

  if (condition->kind == TW_CONDITION_ALL)
    {
      for (guint i = 0; i < condition->n_children; i++)
        add_conditions (self, text, condition->children[i], stay);
      return;
    }
  words = tw_program_describe_condition (self->program, condition);
  line = stay ? g_strdup_printf (_("To stay: %s"), words) : capital (words);
  add_line (text, line);
}

static char *
describe_criteria (const TwProgramGuide *self,
                   const TwTier         *tier)
{
  GString *text = g_string_new (NULL);

  add_conditions (self, text, tier->enter, FALSE);
  if (text->len == 0)
    g_string_append (text, _("Open to every partner"));
  if (tier->keep != NULL)
    add_conditions (self, text, tier->keep, TRUE);
  if (tier->by_invitation)
    add_line (text, _("By invitation, once the criteria are met"));
  if (tier->needs_lower)
    add_line (text, _("The criteria of the tiers below hold too"));

  return g_string_free (text, FALSE);
}

static void
add_ladder (const TwProgramGuide *self,
            GPtrArray            *rows,
            const TwTier         *tiers,
            guint                 n)
{
  for (guint i = n; i-- > 0;)
    {
      const TwTierDesign *design = tw_program_design_find_tier (self->design, tiers[i].name);
      char **row = g_new0 (char *, 5);

      row[0] = g_strdup (tiers[i].name);
      row[1] = describe_criteria (self, &tiers[i]);
      row[2] = design != NULL ? list_benefits (design->benefits, design->n_benefits) : g_strdup ("");
      row[3] = list_reviews (self, design);
      g_ptr_array_add (rows, row);
    }
}

GPtrArray *
tw_program_guide_tiers (const TwProgramGuide *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  add_ladder (self, rows, self->program->tiers, self->program->n_tiers);
  add_ladder (self, rows, self->program->designations, self->program->n_designations);

  return rows;
}

static const char *
say_review (TwReview review)
{
  switch (review)
    {
    case TW_REVIEW_DAY:
      return _("Criteria for a higher tier are checked every day.");
    case TW_REVIEW_QUARTER:
      return _("Criteria for a higher tier are checked at the end of each quarter.");
    case TW_REVIEW_HALF:
      return _("Criteria for a higher tier are checked at the end of each half-year.");
    case TW_REVIEW_YEAR:
      return _("Criteria for a higher tier are checked at the end of each year.");
    case TW_REVIEW_ANNIVERSARY:
      return _("Criteria for a higher tier are checked on the anniversary of your agreement.");
    case TW_REVIEW_MANUAL:
      return _("Your partner manager decides about a higher tier.");
    case TW_REVIEW_MONTH:
    default:
      return _("Criteria for a higher tier are checked at the end of each month.");
    }
}

static const char *
say_effective (TwEffective effective)
{
  switch (effective)
    {
    case TW_EFFECTIVE_NEXT_MONTH:
      return _("A higher tier counts from the next month on.");
    case TW_EFFECTIVE_NEXT_QUARTER:
      return _("A higher tier counts from the next quarter on.");
    case TW_EFFECTIVE_NEXT_YEAR:
      return _("A higher tier counts from the next year on.");
    case TW_EFFECTIVE_AT_ONCE:
    default:
      return _("A higher tier counts at once.");
    }
}

static const char *
say_demotion (TwReview review)
{
  switch (review)
    {
    case TW_REVIEW_DAY:
      return _("Whether a tier is kept is checked every day.");
    case TW_REVIEW_MONTH:
      return _("Whether a tier is kept is checked at the end of each month.");
    case TW_REVIEW_HALF:
      return _("Whether a tier is kept is checked at the end of each half-year.");
    case TW_REVIEW_YEAR:
      return _("Whether a tier is kept is checked at the end of each year.");
    case TW_REVIEW_ANNIVERSARY:
      return _("Whether a tier is kept is checked on the anniversary of your agreement.");
    case TW_REVIEW_MANUAL:
      return _("Your partner manager decides whether a tier is kept.");
    case TW_REVIEW_QUARTER:
    default:
      return _("Whether a tier is kept is checked at the end of each quarter.");
    }
}

static char *
duration_text (TwDuration duration)
{
  switch (duration.unit)
    {
    case TW_UNIT_DAY:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) ABS (duration.n)),
                              duration.n);
    case TW_UNIT_MONTH:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", (gulong) ABS (duration.n)),
                              duration.n);
    case TW_UNIT_YEAR:
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", (gulong) ABS (duration.n)),
                              duration.n);
    }
}

char **
tw_program_guide_reviews (const TwProgramGuide *self)
{
  const TwTierPolicy *policy = &self->program->tier_policy;
  GPtrArray *list = g_ptr_array_new ();

  if (self->program->n_tiers == 0)
    return finish (list);
  take (list, g_strdup (say_review (policy->promote_review)));
  if (policy->promote_review != TW_REVIEW_MANUAL)
    take (list, g_strdup (say_effective (policy->promote_effective)));
  take (list, g_strdup (say_demotion (policy->demote_review)));
  if (policy->grace.n > 0)
    {
      g_autofree char *grace = duration_text (policy->grace);

      take (list, g_strdup_printf (_("Whoever no longer meets the criteria has %s to meet them again."), grace));
    }
  if (policy->min_stay.n > 0)
    {
      g_autofree char *stay = duration_text (policy->min_stay);

      take (list, g_strdup_printf (_("A tier is kept for at least %s."), stay));
    }
  if (policy->hold_until != TW_DATE_NONE)
    {
      g_autofree char *day = tw_date_format (policy->hold_until);

      take (list, g_strdup_printf (_("Tiers held before this version are kept until %s."), day));
    }

  return finish (list);
}

/* ---- examples ---- */

char *
tw_program_guide_measure (const TwProgramGuide *self,
                          guint                 rule,
                          gboolean              qualifier)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  const TwRule *of = &self->program->rules[rule];
  g_autofree char *words = qualifier && examples->own_qualifier
                               ? tw_program_describe_value (self->program, of->qualifier)
                               : tw_program_describe_measure (self->program, of->counts);

  strip_outer (words);

  return capital (words);
}

char **
tw_program_guide_assumes (const TwProgramGuide *self,
                          guint                 rule)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  const TwRule *of = &self->program->rules[rule];
  GPtrArray *list = g_ptr_array_new ();

  if (examples->problem != NULL)
    {
      take (list, g_strdup_printf (_("There are no worked examples. %s"), examples->problem));
      return finish (list);
    }
  if (examples->own_qualifier)
    {
      g_autofree char *measure = tw_program_describe_measure (self->program, of->counts);
      const TwPayoutPoint *point = &g_array_index (examples->points, TwPayoutPoint, 0);
      g_autofree char *amount =
          tw_program_guide_quantity (self, point->measure, examples->measure_type, FALSE);

      take (list, g_strdup_printf (_("Each example is for %1$s of %2$s."), amount, measure));
    }
  if (examples->scale != NULL)
    {
      g_autofree char *scale = tw_program_describe_value (self->program, of->table->scale);

      take (list, g_strdup_printf (_("The examples take %1$s for %2$s."), examples->scale, scale));
    }
  if (examples->left_out)
    take (list, g_strdup (_("What depends on more than this is left out of the examples: conditions, guarantees and "
                            "limits that are each partner’s own.")));
  if (of->split != NULL)
    take (list, g_strdup (_("The examples are for a partner that is credited in full.")));
  if (of->who != NULL)
    take (list, g_strdup (_("The examples are for a partner that is eligible.")));
  if (of->stacking.group != NULL && of->stacking.policy != TW_STACKING_ADDITIVE)
    take (list, g_strdup (_("The examples are for this rule alone, without the others of its group.")));

  return finish (list);
}

/* ---- payment ---- */

/* Names of the rules that @is says yes to, as a list; %NULL where there are none. */
static char *
list_rules (const TwProgramGuide *self,
            gboolean            (*is) (const TwRule *rule))
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->program->n_rules; i++)
    if (is (&self->program->rules[i]))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", self->program->rules[i].name);
  if (names->len == 0)
    {
      g_string_free (names, TRUE);
      return NULL;
    }

  return g_string_free (names, FALSE);
}

static gboolean
is_original (const TwRule *rule)
{
  return !rule->reversal.current && !rule->reversal.no_tier_effect;
}

static gboolean
is_line_only (const TwRule *rule)
{
  return !rule->reversal.current && rule->reversal.no_tier_effect;
}

static gboolean
is_current (const TwRule *rule)
{
  return rule->reversal.current;
}

static void
add_if (GPtrArray  *list,
        const char *format,
        char       *rules)
{
  g_auto (GStrv) parts = NULL;

  if (rules == NULL)
    return;
  parts = g_strsplit (format, "%s", 2);
  take (list, g_strconcat (parts[0], rules, parts[1], NULL));
  g_free (rules);
}

static void
add_refunds (const TwProgramGuide *self,
             GPtrArray            *list)
{
  add_if (list, _("%s: a return takes back what the returned part earned, and what the lower total changes."),
          list_rules (self, is_original));
  add_if (list, _("%s: a return takes back what the returned part earned, and nothing else."),
          list_rules (self, is_line_only));
  add_if (list, _("%s: a return counts as a negative amount on its own date, from the highest band down."),
          list_rules (self, is_current));
}

static void
add_limits (const TwProgramGuide *self,
            GPtrArray            *list)
{
  for (guint i = 0; i < self->program->n_limits; i++)
    take (list, tw_program_describe_limit (self->program, i));
}

static void
add_funds (const TwProgramGuide *self,
           GPtrArray            *list)
{
  for (guint i = 0; i < self->program->n_funds; i++)
    {
      const TwFund *fund = &self->program->funds[i];

      if (fund->expires.n > 0)
        {
          g_autofree char *expires = duration_text (fund->expires);

          take (list, g_strdup_printf (_("Credit of the fund “%1$s” expires after %2$s."), fund->name, expires));
        }
      if (fund->below_min != NULL)
        {
          g_autofree char *least = tw_program_describe_value (self->program, fund->below_min);

          take (list, g_strdup_printf (_("A period’s credit of the fund “%1$s” below %2$s is paid out instead."),
                                       fund->name, least));
        }
    }
}

static const char *
say_statement (const TwProgram *program)
{
  switch (program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER)
    {
    case TW_CALENDAR_MONTH:
      return _("You receive a statement for each month.");
    case TW_CALENDAR_HALF:
      return _("You receive a statement for each half-year.");
    case TW_CALENDAR_YEAR:
      return _("You receive a statement for each year.");
    case TW_CALENDAR_CUSTOM:
      return _("You receive a statement for each period of the program.");
    case TW_CALENDAR_QUARTER:
    default:
      return _("You receive a statement for each quarter.");
    }
}

static const char *
say_negative (TwNegative negative)
{
  switch (negative)
    {
    case TW_NEGATIVE_INVOICE:
      return _("A statement below zero is invoiced to you.");
    case TW_NEGATIVE_ZERO:
      return _("A statement below zero is settled at zero.");
    case TW_NEGATIVE_CARRY:
    default:
      return _("A statement below zero is set off against later ones.");
    }
}

char **
tw_program_guide_payment (const TwProgramGuide *self)
{
  const TwPayment *payment = &self->program->payment;
  GPtrArray *list = g_ptr_array_new ();

  take (list, g_strdup (say_statement (self->program)));
  if (payment->minimum != NULL)
    {
      g_autofree char *minimum = tw_program_describe_value (self->program, payment->minimum);

      take (list, g_strdup_printf (payment->forgive ? _("Less than %s isn’t paid and lapses.")
                                                    : _("Less than %s is carried to the next statement."),
                                   minimum));
    }
  take (list, g_strdup (say_negative (payment->negative)));
  add_refunds (self, list);
  add_limits (self, list);
  add_funds (self, list);

  return finish (list);
}
