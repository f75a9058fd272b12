/* tw-describe-terms.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What else holds for a rule, a sentence each: who shares what it pays, which rules it doesn't add up with, when it is paid
 * and when taken back. And limits over several rules. Everything that moves a cent has to be said. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-describe.h"

#include "tw-describe-private.h"

#include <glib/gi18n-lib.h>

char *
tw_describe_per (TwPer          per,
                 TwCalendarUnit unit)
{
  switch (per)
    {
    case TW_PER_FACT:
      return g_strdup (_(" for each fact"));
    case TW_PER_UNIT:
      return g_strdup_printf (_(" per %s"), tw_describe_unit (unit));
    case TW_PER_PERIOD:
      return g_strdup (_(" per pay period"));
    case TW_PER_LIFETIME:
      return g_strdup (_(" in all"));
    case TW_PER_WINDOW:
    default:
      return g_strdup ("");
    }
}

/* ---- split ---- */

static char *
list_roles (const TwSplit *split)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < split->n_shares; i++)
    {
      g_autofree char *share = tw_describe_rate (split->shares[i]);
      g_autofree char *words = g_strdelimit (g_strdup (split->roles[i]), "_", ' ');

      /* Translators: a share, and the role that has it. */
      g_string_append_printf (text, _("%1$s%2$s for %3$s"), i == 0 ? "" : ", ", share, words);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_roles (const TwSplit *split)
{
  g_autofree char *roles = list_roles (split);
  g_autofree char *rest = NULL;

  if (!split->has_rest)
    return g_strdup_printf (_("Credited partners share it by role: %s; what a missing role would have goes to the others in "
                              "proportion."),
                            roles);
  rest = tw_describe_rate (split->rest);

  return g_strdup_printf (_("Credited partners share it by role: %1$s, and %2$s for other roles together; what a missing role "
                            "would have goes to the others in proportion."),
                          roles, rest);
}

static char *
describe_position (const TwSplit *split)
{
  g_autofree char *first = tw_describe_rate (split->shares[0]);
  g_autofree char *middle = tw_describe_rate (split->shares[1]);
  g_autofree char *last = tw_describe_rate (split->shares[2]);

  return g_strdup_printf (_("Credited partners share it by their turn: %1$s for the first, %2$s for all between, %3$s for the "
                            "last."),
                          first, middle, last);
}

static char *
describe_split (const TwSplit *split)
{
  g_autofree char *decay = NULL;

  if (split->overlay)
    return g_strdup (_("Every credited partner gets its full share."));
  switch (split->by)
    {
    case TW_SPLIT_EQUAL:
      return g_strdup (_("Credited partners share it equally."));
    case TW_SPLIT_FIRST:
      return g_strdup (_("Of several credited partners the first has all of it."));
    case TW_SPLIT_LAST:
      return g_strdup (_("Of several credited partners the last has all of it."));
    case TW_SPLIT_POSITION:
      return describe_position (split);
    case TW_SPLIT_ROLES:
      return describe_roles (split);
    case TW_SPLIT_DECAY:
      decay = tw_describe_duration (split->decay);
      return g_strdup_printf (_("Credited partners share it by how recent their part is: it counts half as much for every %s "
                                "that it is older."),
                              decay);
    case TW_SPLIT_GIVEN:
    default:
      return g_strdup (_("Credited partners share it as their credits say."));
    }
}

static void
append_split (GString      *text,
              const TwRule *rule)
{
  g_autofree char *split = NULL;

  if (rule->split == NULL)
    return;
  split = describe_split (rule->split);
  g_string_append_printf (text, " %s", split);
  if (rule->n_adjust > 0 && !rule->split->overlay)
    g_string_append (text, rule->split->of_earned ? _(" Limits and factors hold before it is shared.")
                                                  : _(" Limits and factors hold for each partner's part."));
}

/* ---- stacking ---- */

static gboolean
is_grouped (const TwRule *rule,
            const TwRule *with)
{
  return rule->stacking.group != NULL && g_strcmp0 (rule->stacking.group, with->stacking.group) == 0;
}

static char *
list_group (const TwProgram *program,
            const TwRule    *rule,
            guint           *n)
{
  GString *text = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < program->n_rules; i++)
    if (is_grouped (rule, &program->rules[i]))
      g_string_append_printf (text, "%s“%s”", (*n)++ == 0 ? "" : ", ", program->rules[i].name);

  return g_string_free (text, FALSE);
}

static void
append_stacking (GString         *text,
                 const TwProgram *program,
                 const TwRule    *rule)
{
  guint n;
  g_autofree char *group = list_group (program, rule, &n);

  if (n < 2)
    return;
  switch (rule->stacking.policy)
    {
    case TW_STACKING_EXCLUSIVE:
      g_string_append_printf (text, _(" A fact counts once, for the first that takes it of %s."), group);
      break;
    case TW_STACKING_BEST_OF:
      g_string_append_printf (text, rule->stacking.per_fact
                                        ? _(" These don't add up; for each fact only the one that pays most counts: %s.")
                                        : _(" These don't add up; only the one that pays most counts: %s."),
                              group);
      break;
    case TW_STACKING_SEQUENTIAL:
      if (rule->stacking.base_reduced)
        g_string_append_printf (text, _(" It counts what the ones before it leave, in this order: %s."), group);
      break;
    case TW_STACKING_ADDITIVE:
    default:
      break;
    }
}

/* ---- clawback ---- */

static void
append_clawback (GString         *text,
                 const TwProgram *program,
                 const TwRule    *rule)
{
  const TwClawback *clawback = rule->clawback;
  g_autofree char *share = NULL;
  g_autofree char *on = NULL;
  g_autofree char *within = NULL;

  if (clawback == NULL)
    return;
  share = clawback->share != NULL ? tw_describe_pay (program, clawback->share) : tw_describe_rate (TW_FRACTION_ONE);
  on = tw_describe_counted (program, clawback->on);
  if (clawback->within.n == 0)
    {
      /* Translators: a share such as 100%, and what has it taken back, such as “subscriptions where status is lost”. */
      g_string_append_printf (text, clawback->of_earned ? _(" %1$s of what was earned is taken back on later %2$s.")
                                                        : _(" %1$s of what was paid is taken back on later %2$s."),
                              share, on);
      return;
    }
  within = tw_describe_duration (clawback->within);
  g_string_append_printf (text, clawback->of_earned ? _(" %1$s of what was earned is taken back on %2$s within %3$s.")
                                                    : _(" %1$s of what was paid is taken back on %2$s within %3$s."),
                          share, on, within);
}

/* ---- timing ---- */

static void
append_timing (GString      *text,
               const TwRule *rule)
{
  const TwTiming *timing = &rule->timing;

  if (timing->on_collected)
    g_string_append (text, _(" Payable as the customer pays."));
  if (timing->hold_days > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, " Payable %d day after it is earned.",
                                               " Payable %d days after it is earned.", timing->hold_days),
                            timing->hold_days);
  if (tw_fraction_sign (timing->holdback) > 0)
    {
      g_autofree char *share = tw_describe_rate (timing->holdback);
      g_autofree char *release = tw_describe_duration (timing->release);

      g_string_append_printf (text, _(" %1$s of it is held back for %2$s."), share, release);
    }
  if (timing->instalments > 1)
    g_string_append_printf (text, _(" Paid in %d installments."), timing->instalments);
}

void
tw_describe_terms (GString         *text,
                   const TwProgram *program,
                   const TwRule    *rule)
{
  append_split (text, rule);
  append_stacking (text, program, rule);
  append_timing (text, rule);
  append_clawback (text, program, rule);
}

/* ---- limits over several rules ---- */

static const char *
limit_format (const TwAdjust *limit)
{
  if (limit->kind == TW_ADJUST_MIN)
    return _("%1$s: together at least %2$s%3$s.");
  if (!limit->over_program)
    return _("%1$s: together at most %2$s%3$s.");

  return limit->pro_rata ? _("%1$s: together at most %2$s%3$s for all partners; beyond it everybody is cut in proportion.")
                         : _("%1$s: together at most %2$s%3$s for all partners; whatever comes first is paid first.");
}

char *
tw_program_describe_limit (const TwProgram *program,
                           guint            index)
{
  const TwAdjust *limit;
  g_autofree char *value = NULL;
  g_autofree char *per = NULL;
  g_autofree char *when = NULL;
  g_autofree char *plain = NULL;
  GString *names;

  g_return_val_if_fail (program != NULL && index < program->n_limits, NULL);

  limit = &program->limits[index];
  value = tw_program_describe_value (program, limit->value);
  per = tw_describe_per (limit->per, limit->per_unit);
  names = g_string_new (NULL);
  for (guint k = 0; k < limit->n_rules; k++)
    g_string_append_printf (names, "%s%s", k > 0 ? ", " : "", program->rules[limit->rules[k]].name);
  plain = g_strdup_printf (limit_format (limit), names->str, value, per);
  g_string_free (names, TRUE);
  if (limit->when == NULL)
    return g_steal_pointer (&plain);
  when = tw_program_describe_condition (program, limit->when);

  /* Translators: a condition, and a sentence about a limit. */
  return g_strdup_printf (_("Where %1$s: %2$s"), when, plain);
}

char *
tw_program_describe_define (const TwProgram *program,
                            guint            index)
{
  const TwDefine *define;

  g_return_val_if_fail (program != NULL && index < program->n_defines, NULL);

  define = &program->defines[index];

  if (define->condition != NULL)
    return tw_program_describe_condition (program, define->condition);

  if (define->value != NULL && define->value->kind == TW_EXPR_POINTS)
    return tw_describe_points_list (program, define->value);

  return define->value != NULL ? tw_program_describe_value (program, define->value) : NULL;
}
