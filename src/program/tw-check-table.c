/* tw-check-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-private.h"

#include "tw-describe-private.h"
#include "tw-program-describe.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What a table pays on both sides of a bound. Only what is written out can be compared:
 * literals, and picks by text branch by branch. What depends on facts is left to a replay. */

typedef struct
{
  TwFraction rate;   /* rate or price */
  TwFraction flat;
  gboolean   known;
} Pay;

/* The literal that @expr is in the branch of @key, 0 where nothing is written. */
static gboolean
branch_value (const TwProgram *program,
              const TwExpr    *expr,
              const char      *key,
              TwFraction      *value)
{
  *value = TW_FRACTION_ZERO;
  expr = tw_resolve_expr (program, expr);
  if (expr == NULL)
    return TRUE;
  if (expr->kind == TW_EXPR_PICK_TEXT && key != NULL)
    {
      for (guint i = 0; i + 1 < expr->n_args; i++)
        if (strcmp (expr->keys[i], key) == 0)
          return tw_expr_literal (program, expr->args[i + 1], value);
      return expr->otherwise == NULL || tw_expr_literal (program, expr->otherwise, value);
    }

  return tw_expr_literal (program, expr, value);
}

static Pay
band_pay (const TwProgram *program,
          const TwBand    *band,
          const char      *key)
{
  Pay pay;

  pay.known =
      branch_value (program, band->rate != NULL ? band->rate : band->price, key, &pay.rate) &&
      branch_value (program, band->flat, key, &pay.flat);

  return pay;
}

static const TwExpr *
first_pick (const TwProgram *program,
            const TwTable   *table)
{
  for (guint i = 0; i < table->n_bands; i++)
    {
      const TwExpr *all[] = { table->bands[i].rate, table->bands[i].price, table->bands[i].flat };

      for (guint k = 0; k < G_N_ELEMENTS (all); k++)
        {
          const TwExpr *expr = tw_resolve_expr (program, all[k]);

          if (expr != NULL && expr->kind == TW_EXPR_PICK_TEXT)
            return expr;
        }
    }

  return NULL;
}

/* The pay at the bound, exactly: rate × bound + flat; FALSE where the bound isn't what is paid
 * on. */
static gboolean
pay_at (const TwProgram *program,
        const TwRule    *rule,
        const TwBand    *band,
        const Pay       *pay,
        TwFraction      *total)
{
  TwFraction scale = TW_FRACTION_ONE;
  TwFraction bound;

  if (rule->qualifier != NULL || !band->has_from)
    return FALSE;
  if (rule->table->scale != NULL && !tw_expr_literal (program, rule->table->scale, &scale))
    return FALSE;
  if (!tw_fraction_mul (band->from, scale, &bound) || !tw_fraction_mul (bound, pay->rate, total))
    return FALSE;
  /* A price is in major units, so the product is brought to minor ones. */
  if (rule->counts->type == TW_VALUE_NUMBER)
    for (int i = 0; i < program->currency_digits; i++)
      if (!tw_fraction_mul (*total, tw_fraction_from_int (10), total))
        return FALSE;

  return tw_fraction_add (*total, pay->flat, total);
}

static char *
describe_money (const TwProgram *program,
                TwFraction       amount)
{
  gint64 minor = 0;

  if (tw_fraction_round_int (amount, TW_ROUNDING_HALF_UP, &minor))
    amount = tw_fraction_from_int (minor);

  return tw_program_describe_literal (program, amount, TW_VALUE_MONEY);
}

static void
add_falling (TwCheck      *check,
             const TwRule *rule,
             const TwBand *band,
             gboolean      blocks)
{
  g_autofree char *bound = tw_describe_bound (check->program, rule, band);

  if (blocks)
    tw_check_add (check, "W2", TRUE, band->path,
                  _("Raise what this band pays, lower the bands below, or waive this with a "
                    "reason."),
                  _("“%s” pays less in total just above %s than just below it."), rule->name,
                  bound);
  else
    tw_check_add (check, "W2", FALSE, band->path,
                  _("Check the order of the rates if this wasn't meant."),
                  _("“%s” pays a lower rate above %s. The total still grows, but more slowly."),
                  rule->name, bound);
}

static void
check_retroactive (TwCheck      *check,
                   const TwRule *rule,
                   const TwBand *band,
                   const Pay    *below,
                   const Pay    *above)
{
  const TwProgram *program = check->program;
  TwFraction before;
  TwFraction after;
  TwFraction jump;
  g_autofree char *bound = tw_describe_bound (program, rule, band);
  g_autofree char *amount = NULL;

  if (!pay_at (program, rule, band, below, &before) || !pay_at (program, rule, band, above, &after))
    {
      /* The qualifier isn't what is paid on, so only the rates can be compared. */
      if (tw_fraction_compare (above->rate, below->rate) < 0 ||
          tw_fraction_compare (above->flat, below->flat) < 0)
        add_falling (check, rule, band, TRUE);
      else if (tw_fraction_compare (above->rate, below->rate) > 0)
        tw_check_add (check, "W1", FALSE, band->path, _("A marginal table has no cliff."),
                      _("“%s” rates everything anew when %s is reached: the whole of what it "
                        "counts changes its rate "
                        "at one point."),
                      rule->name, bound);
      else if (tw_fraction_compare (above->flat, below->flat) > 0 && tw_fraction_sign (below->flat) > 0 &&
               tw_fraction_sub (above->flat, below->flat, &jump))
        {
          amount = describe_money (program, jump);
          tw_check_add (check, "W1", FALSE, band->path, _("Add bands between them so that each step is small."),
                        _("“%s” pays %s more at once when %s is reached."), rule->name, amount, bound);
        }
      return;
    }
  if (!tw_fraction_sub (after, before, &jump) || tw_fraction_sign (jump) == 0)
    return;
  if (tw_fraction_sign (jump) < 0)
    {
      add_falling (check, rule, band, TRUE);
      return;
    }
  amount = describe_money (program, jump);
  tw_check_add (check, "W1", FALSE, band->path, _("A marginal table has no cliff."),
                _("“%s” pays %s more at once when %s is reached, because the new rate holds for "
                  "everything."),
                rule->name, amount, bound);
}

static void
check_step (TwCheck      *check,
            const TwRule *rule,
            guint         k,
            const char   *key)
{
  const TwBand *band = &rule->table->bands[k];
  Pay below = band_pay (check->program, &rule->table->bands[k - 1], key);
  Pay above = band_pay (check->program, band, key);

  if (!below.known || !above.known)
    return;
  switch (rule->table->mode)
    {
    case TW_TABLE_RETROACTIVE:
      check_retroactive (check, rule, band, &below, &above);
      break;
    case TW_TABLE_INTERPOLATED:
      if (tw_fraction_sign (above.rate) < 0 || tw_fraction_sign (above.flat) < 0)
        add_falling (check, rule, band, TRUE);
      break;
    case TW_TABLE_MARGINAL:
    default:
      if (tw_fraction_sign (above.rate) < 0 || tw_fraction_sign (above.flat) < 0)
        add_falling (check, rule, band, TRUE);
      /* What partners pay is meant to fall with volume. */
      else if (!rule->charge && tw_fraction_compare (above.rate, below.rate) < 0)
        add_falling (check, rule, band, FALSE);
      break;
    }
}

/* Below its first band a table pays nothing, so that reaching it is a step like any other; a flat amount that is paid on
 * reaching it is a milestone. */
static void
check_first (TwCheck      *check,
             const TwRule *rule)
{
  const TwTable *table = rule->table;
  const TwBand *band = &table->bands[0];
  const TwExpr *pick = first_pick (check->program, table);
  const Pay below = { .known = TRUE, .rate = TW_FRACTION_ZERO, .flat = TW_FRACTION_ZERO };
  Pay above = band_pay (check->program, band, pick != NULL ? pick->keys[0] : NULL);

  if (table->mode != TW_TABLE_RETROACTIVE || rule->charge || !band->has_from || tw_fraction_sign (band->from) <= 0)
    return;
  if (above.known && tw_fraction_sign (above.rate) > 0)
    check_retroactive (check, rule, band, &below, &above);
}

/* One finding per bound and code is enough, however many branches a pick has. */
static void
check_bound (TwCheck      *check,
             const TwRule *rule,
             guint         k)
{
  const TwExpr *pick = first_pick (check->program, rule->table);
  guint before = check->findings->len;

  if (pick == NULL)
    {
      check_step (check, rule, k, NULL);
      return;
    }
  for (guint i = 0; i + 1 < pick->n_args && check->findings->len == before; i++)
    check_step (check, rule, k, pick->keys[i]);
}

static void
check_flat (TwCheck      *check,
            const TwRule *rule)
{
  const TwBand *first = &rule->table->bands[0];
  TwFraction flat = TW_FRACTION_ONE;
  g_autofree char *amount = NULL;

  if (first->flat == NULL || rule->table->flat_entry ||
      (rule->window != NULL && rule->window->kind == TW_WINDOW_FACT) ||
      (first->has_from && tw_fraction_sign (first->from) > 0))
    return;
  if (tw_expr_literal (check->program, first->flat, &flat) && tw_fraction_sign (flat) == 0)
    return;
  amount = tw_program_describe_value (check->program, first->flat);
  tw_check_add (check, "W3", FALSE, first->path,
                _("Begin the band above 0, write “flat_at”: “entry”, or rate each fact by itself "
                  "with the window "
                  "“fact”."),
                _("“%s” owes %s in every window, even to a partner without a single fact."),
                rule->name, amount);
}

void
tw_check_table (TwCheck *check,
                guint    index)
{
  const TwRule *rule = &check->program->rules[index];

  check_first (check, rule);
  for (guint k = 1; k < rule->table->n_bands; k++)
    check_bound (check, rule, k);
  check_flat (check, rule);
}
