/* tw-definition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-definition.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

/* In the order of the alphabet in English. */
static const TwDefinition definitions[] = {
  { "adjustment", N_("Adjustment"),
    N_("A signed amount that a person adds to a statement, with a reason and a reference. It stays when the "
       "period is calculated again.") },
  { "approved", N_("Approved"),
    N_("A statement that somebody has agreed to. It no longer changes when the period is calculated again.") },
  { "attach_rate", N_("Attach rate"),
    N_("The share of sales of a product that were made together with a second one.") },
  { "band", N_("Band"),
    N_("A part of a table of rates: it begins at its threshold and ends where the next begins.") },
  { "baseline", N_("Baseline"),
    N_("What would have been sold without the program. What is above it is incremental. It is an estimate, and "
       "is given as a range.") },
  { "cap", N_("Cap"), N_("The most that a rule, a partner or a program may pay in a period.") },
  { "cliff", N_("Cliff"),
    N_("A threshold at which the payout jumps, because the higher rate counts from the first unit on.") },
  { "commitment", N_("Commitment"), N_("What one side of a plan has promised to put in: money, people or time.") },
  { "control_total", N_("Control total"),
    N_("A sum that is known from elsewhere, such as the ledger. An import that doesn’t come to it says so.") },
  { "criterion", N_("Criterion"), N_("One condition for holding a tier, such as revenue or certified people.") },
  { "earned", N_("Earned"),
    N_("What the rules of the program come to for a period: what they pay less what they charge. Earned is not yet "
       "approved, payable or paid.") },
  { "effective_rate", N_("Effective rate"),
    N_("What was earned divided by what it was earned on, in percent. It shows what a partner gets in the end, "
       "whatever the bands.") },
  { "fulfilled", N_("Fulfilled"), N_("The partner delivered the deal. Another may have found or influenced it.") },
  { "incremental", N_("Incremental revenue"), N_("Revenue above the baseline: what the program brought.") },
  { "influenced", N_("Influenced"),
    N_("The partner helped to win the deal, by an activity in the months before, without having found it.") },
  { "lock", N_("Lock"), N_("A locked period takes no more transactions and no new calculation.") },
  { "marginal", N_("Marginal"),
    N_("Each rate pays on the part of the amount that lies in its band, as with income tax. Reaching a band "
       "never changes what was earned below it.") },
  { "measure", N_("Measure"), N_("What a rule counts: net revenue, units, certified people …, over a window.") },
  { "n", N_("n"), N_("How many cases a figure is made of. Under 20 it is marked as a low sample.") },
  { "pace", N_("Pace"),
    N_("How far a goal is, divided by how far it would be if it grew evenly over its time. 1.00 is on time.") },
  { "paid", N_("Paid"), N_("What has left the account. Until then an amount is payable.") },
  { "payable", N_("Payable"),
    N_("Earned, less what is deferred, plus what is released, adjustments and what was brought forward.") },
  { "protection", N_("Protection"),
    N_("The time in which a registered deal belongs to one partner, so that no other can register it.") },
  { "qualifier", N_("Qualifier"), N_("What a transaction or a partner must fulfill for a rule to count it.") },
  { "restatement", N_("Restatement"),
    N_("A correction of a period that was approved. The difference is posted to a later statement.") },
  { "retroactive", N_("Retroactive"),
    N_("The rate of the band that was reached pays on the whole amount, from the first unit on.") },
  { "roi", N_("Return on investment"),
    N_("Incremental gain divided by what was invested: 1.00 means that the money has come back.") },
  { "revision", N_("Revision"), N_("The number of a statement’s version. A later one replaces the one before.") },
  { "scenario", N_("Scenario"), N_("Changed rules, replayed on real transactions. Nothing of it is paid.") },
  { "sourced", N_("Sourced"), N_("The partner found the deal.") },
  { "statement", N_("Statement"), N_("What one partner has earned from one program in one period.") },
  { "tie_out", N_("Tie-out"),
    N_("Every transaction of the period is accounted for: it earned something, or it is excluded with a reason. "
       "A statement that doesn’t tie out can’t be approved.") },
  { "weighted", N_("Weighted"),
    N_("The amount of a deal times the probability of its stage. The sum says what the pipeline may be worth.") },
  { "win_rate", N_("Win rate"), N_("Deals won, divided by deals won or lost. Open deals don’t count.") },
};

guint
tw_definition_count (void)
{
  return G_N_ELEMENTS (definitions);
}

const TwDefinition *
tw_definition_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (definitions), NULL);

  return &definitions[index];
}

const TwDefinition *
tw_definition_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      if (g_strcmp0 (definitions[i].id, id) == 0)
        return &definitions[i];
    }

  return NULL;
}

const TwDefinition *
tw_definition_find_term (const char *term)
{
  g_autofree char *wanted = g_utf8_casefold (term, -1);

  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autofree char *other = g_utf8_casefold (_(definitions[i].term), -1);

      if (g_str_equal (wanted, other))
        return &definitions[i];
    }

  return NULL;
}

void
tw_definition_set_tooltip (GtkWidget  *widget,
                           const char *id)
{
  const TwDefinition *definition = tw_definition_find (id);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (definition == NULL)
    return;

  tw_tooltip_set (widget, _(definition->text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _(definition->text), -1);
}
