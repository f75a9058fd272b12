/* tw-tier-worth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a tier is worth, and what a path says of itself in words. */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-tier-path.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"

static gboolean
add_value (const TwProgramDesign *design,
           const char            *tier,
           gint64                *value)
{
  const TwTierDesign *found = tier != NULL ? tw_program_design_find_tier (design, tier) : NULL;
  gboolean given = FALSE;

  for (guint i = 0; found != NULL && i < found->n_benefits; i++)
    {
      gint64 cost;
      gint64 one;

      /* What all partners of a tier share is no partner's own. */
      if (!found->benefits[i].value.given || found->benefits[i].per == TW_PER_TIER
          || !tw_benefit_get_yearly (&found->benefits[i], 1, &cost, &one))
        continue;
      given = TRUE;
      *value += one;
    }

  return given;
}

void
tw_tier_path_set_worth (TwTierPath         *self,
                        TwProgramDocument  *document,
                        const char         *from)
{
  const TwProgramDesign *design = tw_program_document_get_design (document);
  g_autofree char *text = tw_program_document_to_text (document);
  gint64 there = 0;
  gint64 here = 0;

  self->has_worth = add_value (design, self->tier, &there);
  add_value (design, from, &here);
  self->worth = there - here;
  g_free (self->from);
  self->from = g_strdup (from);
  self->rates_differ = strstr (text, "\"partner.tier\"") != NULL;
}

GPtrArray *
tw_path_step_list_actions (const TwPathStep *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->known && self->items != NULL && i < self->items->len; i++)
    {
      const TwPointsItem *item = &g_array_index (self->items, TwPointsItem, i);
      g_autofree char *more = tw_decimal_format_trim (item->more, TW_MILLIONTHS_DIGITS);

      if (item->more > 0)
        /* Translators: %1$s is what brings points, %2$s how many more of it. */
        g_ptr_array_add (lines, g_strdup_printf (_("%1$s: %2$s more"), item->name, more));
    }

  return lines;
}

void
tw_tier_path_take_pay (TwTierPath *self,
                       TwTierPay  *pay)
{
  tw_tier_pay_clear (&self->pay);
  self->pay = *pay;
  self->has_pay = TRUE;
  *pay = (TwTierPay){ 0 };
}

gboolean
tw_tier_path_get_worth (const TwTierPath *self,
                        gint64           *worth)
{
  *worth = (self->has_worth ? self->worth : 0) + (self->has_pay ? self->pay.to - self->pay.from : 0);

  return self->has_worth || self->has_pay;
}

char *
tw_tier_path_describe_pay (const TwTierPath *self,
                           const char       *from,
                           const char       *to)
{
  if (!self->has_pay)
    return NULL;

  /* Translators: %1$s are periods, %2$s and %4$s amounts of money, %3$s and %5$s tiers. */
  return g_strdup_printf (_("Replayed on the transactions of %1$s, pay would have been %2$s on %3$s instead of %4$s on %5$s."),
                          self->pay.periods, to, self->tier, from, self->from != NULL ? self->from : _("no tier"));
}

char *
tw_tier_path_get_pay_text (const TwTierPath *self)
{
  g_autofree char *from_amount = tw_decimal_format (self->pay.from, self->digits);
  g_autofree char *to_amount = tw_decimal_format (self->pay.to, self->digits);
  g_autofree char *from = g_strdup_printf ("%s %s", from_amount, self->currency);
  g_autofree char *to = g_strdup_printf ("%s %s", to_amount, self->currency);

  return tw_tier_path_describe_pay (self, from, to);
}

char *
tw_effort_to_text (gint64 effort)
{
  g_autofree char *hours = tw_decimal_format ((effort + 99999) / 100000, 1);

  /* Translators: %s is a number with one decimal. */
  return g_strdup_printf (_("%s hours of work"), hours);
}

char *
tw_tier_path_get_note (const TwTierPath *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < self->steps->len; i++)
    {
      const TwPathStep *step = self->steps->pdata[i];

      if (step->chosen && !step->known)
        {
          g_ptr_array_add (parts, _("How much work some of it is can’t be told."));
          break;
        }
    }
  if (!self->exact)
    g_ptr_array_add (parts, _("There are more combinations than can be searched: another one may be cheaper."));
  if (self->by_invitation)
    g_ptr_array_add (parts, _("The tier is by invitation: meeting its criteria only proposes it."));
  if (!self->has_worth)
    g_ptr_array_add (parts, _("The program gives no value for the tier’s benefits."));
  if (self->has_pay && self->pay.shared)
    g_ptr_array_add (parts, _("A limit that partners share was left out of the pay."));
  if (self->rates_differ && !self->has_pay)
    g_ptr_array_add (parts, _("What rates by tier would add to the partner’s pay isn’t counted."));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" ", (char **) parts->pdata);
}
