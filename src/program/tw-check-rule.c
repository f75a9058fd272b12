/* tw-check-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-private.h"

#include "tw-program-describe.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* ---- W4: division ---- */

typedef struct
{
  TwCheck    *check;
  GPtrArray  *guards;  /* texts of what conditions around compare; owned */
} Divisions;

static void
collect_guard (const TwCondition *condition,
               gpointer           user_data)
{
  Divisions *divisions = user_data;
  const TwExpr *value;

  if (condition->kind != TW_CONDITION_COMPARE)
    return;
  value = tw_resolve_expr (divisions->check->program, condition->value);
  if (value != NULL)
    g_ptr_array_add (divisions->guards, tw_check_text_at (divisions->check, value->path));
}

static void
mark_baseline (const TwMeasure *measure,
               gpointer         user_data)
{
  gboolean *baseline = user_data;

  *baseline |= measure->has_shift ||
               (measure->window != NULL && measure->window->kind == TW_WINDOW_PREVIOUS);
}

static gboolean
is_baseline (const TwProgram *program,
             const TwExpr    *expr)
{
  gboolean baseline = FALSE;
  TwWalk walk = { .measure = mark_baseline, .user_data = &baseline };

  tw_walk_expr (&walk, tw_resolve_expr (program, expr));

  return baseline;
}

static void
check_division (const TwExpr *expr,
                gpointer      user_data)
{
  Divisions *divisions = user_data;
  TwCheck *check = divisions->check;
  const TwExpr *divisor;
  g_autofree char *text = NULL;
  TwFraction literal;

  if (expr->kind != TW_EXPR_DIV || expr->otherwise != NULL || expr->n_args != 2)
    return;
  divisor = tw_resolve_expr (check->program, expr->args[1]);
  if (tw_expr_literal (check->program, divisor, &literal) && tw_fraction_sign (literal) != 0)
    return;
  text = tw_check_text_at (check, divisor->path);
  for (guint i = 0; i < divisions->guards->len; i++)
    if (strcmp (text, g_ptr_array_index (divisions->guards, i)) == 0)
      return;
  if (is_baseline (check->program, divisor))
    tw_check_add (check, "W4", TRUE, expr->path,
                  _("Write “else” for a partner without a baseline, or a condition that the "
                    "baseline is above 0."),
                  _("This divides by a baseline, and nothing is said for a partner that has "
                    "none."));
  else
    tw_check_add (check, "W4", FALSE, expr->path,
                  _("Write “else” for the case that the divisor is 0 or absent."),
                  _("This division has no “else”: where the divisor is 0 or absent, the value is "
                    "undefined and pays "
                    "nothing."));
}

void
tw_check_divisions (TwCheck *check)
{
  const TwProgram *program = check->program;
  g_autoptr (GPtrArray) guards = g_ptr_array_new_with_free_func (g_free);
  Divisions divisions = { check, guards };
  TwWalk collect = { .condition = collect_guard, .user_data = &divisions };
  TwWalk divide = { .expr = check_division, .user_data = &divisions };

  for (guint i = 0; i < program->n_rules; i++)
    {
      g_ptr_array_set_size (guards, 0);
      tw_walk_rule (&collect, &program->rules[i]);
      tw_walk_rule (&divide, &program->rules[i]);
    }
  /* A name is used by rules that may guard it: all conditions count. */
  for (guint i = 0; i < program->n_rules; i++)
    tw_walk_rule (&collect, &program->rules[i]);
  for (guint i = 0; i < program->n_defines; i++)
    tw_walk_define (&divide, &program->defines[i]);
  g_ptr_array_set_size (guards, 0);
  for (guint i = 0; i < program->n_tiers; i++)
    tw_walk_tier (&divide, &program->tiers[i]);
  for (guint i = 0; i < program->n_designations; i++)
    tw_walk_tier (&divide, &program->designations[i]);
}

/* ---- W6: limits ---- */

static gboolean
same_reach (const TwAdjust *a,
            const TwAdjust *c)
{
  return a->per == c->per && (a->per != TW_PER_UNIT || a->per_unit == c->per_unit) &&
         a->n_each == c->n_each;
}

static void
check_limits (TwCheck      *check,
              const TwRule *rule)
{
  for (guint i = 0; i < rule->n_adjust; i++)
    for (guint k = 0; k < rule->n_adjust; k++)
      {
        const TwAdjust *min = &rule->adjust[i];
        const TwAdjust *max = &rule->adjust[k];
        g_autofree char *low = NULL;
        g_autofree char *high = NULL;
        TwFraction least;
        TwFraction most;

        if (min->kind != TW_ADJUST_MIN || max->kind != TW_ADJUST_MAX || !same_reach (min, max) ||
            !tw_expr_literal (check->program, min->value, &least) ||
            !tw_expr_literal (check->program, max->value, &most) ||
            tw_fraction_compare (least, most) <= 0)
          continue;
        low = tw_program_describe_literal (check->program, least, TW_VALUE_MONEY);
        high = tw_program_describe_literal (check->program, most, TW_VALUE_MONEY);
        tw_check_add (check, "W6", FALSE, min->path, _("Lower the minimum or raise the maximum."),
                      _("“%s” has a minimum of %s above its maximum of %s; the later of the two "
                        "wins."),
                      rule->name, low, high);
      }
}

/* ---- W7: windows ---- */

static int
unit_months (TwCalendarUnit unit)
{
  static const int months[] = { 1, 3, 6, 12 };

  return unit < TW_CALENDAR_CUSTOM ? months[unit] : 0;
}

/* Months of a window that begins with a calendar unit; 0: has no such length. */
static int
window_months (const TwTimeWindow *window)
{
  if (window->kind == TW_WINDOW_UNIT)
    return unit_months (window->unit);
  if (window->kind == TW_WINDOW_ROLLING && window->duration.unit != TW_UNIT_DAY)
    return window->duration.n * (window->duration.unit == TW_UNIT_YEAR ? 12 : 1);

  return 0;
}

static void
check_window (TwCheck      *check,
              const TwRule *rule)
{
  const TwPayment *payment = &check->program->payment;
  int pay = unit_months (payment->has_per ? payment->per : TW_CALENDAR_QUARTER);
  gboolean fits;
  int months;

  if (rule->window == NULL || pay == 0 || tw_calendar_get_n_custom (check->program->calendar) > 0)
    return;
  months = window_months (rule->window);
  fits = months == 0 || months % pay == 0 || pay % months == 0;
  if (rule->window->kind == TW_WINDOW_AGREEMENT_YEAR ||
      (rule->window->kind == TW_WINDOW_ROLLING && rule->window->duration.unit == TW_UNIT_DAY))
    fits = FALSE;
  if (!fits)
    tw_check_add (check, "W7", FALSE, rule->window->path != NULL ? rule->window->path : rule->path,
                  _("Take a window that pay periods fill, or pay by a unit that fits."),
                  _("The window of “%s” isn't a whole number of pay periods, so it ends in the "
                    "middle of one."),
                  rule->name);
}

/* ---- W8: refunds ---- */

static gboolean
is_one_rate (const TwProgram *program,
             const TwRule    *rule)
{
  const TwTable *table = rule->table;
  const TwExpr *pay = table->bands[0].rate != NULL ? table->bands[0].rate : table->bands[0].price;
  TwFraction value;

  return table->n_bands == 1 && !table->bands[0].has_from && table->bands[0].flat == NULL &&
         rule->n_adjust == 0 && tw_expr_literal (program, pay, &value);
}

static void
check_refunds (TwCheck      *check,
               const TwRule *rule)
{
  if (rule->forward && rule->table->mode == TW_TABLE_RETROACTIVE)
    tw_check_add (check, "W8", TRUE, rule->path,
                  _("Write “rerate”: “delta”, or make the table marginal."),
                  _("“%s” is retroactive but leaves periods that are posted as they are, so a "
                    "refund there is taken "
                    "back at another rate than was paid."),
                  rule->name);
  if (rule->reversal.current &&
      !(rule->window != NULL && rule->window->kind == TW_WINDOW_LIFETIME) &&
      !is_one_rate (check->program, rule))
    tw_check_add (check, "W8", TRUE, rule->reversal.path,
                  _("Write “policy”: “original”: a refund then takes back what its original "
                    "earned."),
                  _("“%s” rates a refund in the window of its own date, which can have another "
                    "rate than the "
                    "original had."),
                  rule->name);
}

void
tw_check_rule (TwCheck *check,
               guint    index)
{
  const TwRule *rule = &check->program->rules[index];

  check_limits (check, rule);
  check_window (check, rule);
  check_refunds (check, rule);
}
