/* tw-matrix-today.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-today.h"

#include "tw-program-design.h"
#include "tw-tier-count.h"

#include <glib/gi18n-lib.h>

static void
tier_clear (gpointer data)
{
  TwMatrixTierToday *tier = data;

  g_free (tier->reason);
  g_clear_pointer (&tier->partners, g_array_unref);
}

void
tw_matrix_today_free (TwMatrixToday *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->tiers);
  g_free (self);
}

static const TwTierCount *
find_count (GArray             *counts,
            const TwTierDesign *tier)
{
  for (guint i = 0; i < counts->len; i++)
    {
      const TwTierCount *count = &g_array_index (counts, TwTierCount, i);

      if (count->designation == tier->designation && g_strcmp0 (count->tier, tier->name) == 0)
        return count;
    }

  return NULL;
}

/* Sums may be larger than an amount holds; then there is no cost to show. */
static gboolean
add_benefits (const TwBenefit *benefits,
              guint            n_benefits,
              guint            n_partners,
              gint64          *sum)
{
  for (guint i = 0; i < n_benefits; i++)
    {
      gint64 cost;
      gint64 value;

      if (!tw_benefit_get_yearly (&benefits[i], n_partners, &cost, &value) ||
          __builtin_add_overflow (*sum, cost, sum))
        return FALSE;
    }

  return TRUE;
}

/* Half of a minor unit and more is one. */
static gint64
divide (gint64 sum,
        guint  n)
{
  return (sum + (sum < 0 ? -(gint64) (n / 2) : (gint64) (n / 2))) / (gint64) n;
}

/* What a partner of the tier costs in a year: what its benefits cost, its part of the tier's
 * budget, and what it earned. */
static void
fill_tier (TwMatrixTierToday     *today,
           const TwProgramDesign *design,
           const TwTierDesign    *tier,
           const TwTierCount     *count)
{
  gint64 sum = count != NULL ? count->earned : 0;
  guint n = count != NULL ? count->partners->len : 0;

  today->n_partners = n;
  today->partners = count != NULL ? g_array_ref (count->partners) : NULL;
  if (n == 0)
    {
      today->reason = g_strdup (_("no partner holds the tier"));
      return;
    }
  if (!add_benefits (design->benefits, design->n_benefits, n, &sum) ||
      !add_benefits (tier->benefits, tier->n_benefits, n, &sum) ||
      __builtin_add_overflow (sum, tier->budget.given ? tier->budget.amount : 0, &sum))
    {
      today->reason = g_strdup (_("the sum is too large to be held"));
      return;
    }
  if (count->n_statements == 0 && sum == 0)
    {
      today->reason = g_strdup (_("no cost is given and no period was calculated"));
      return;
    }
  today->cost = divide (sum, n);
}

TwMatrixToday *
tw_matrix_today_count (TwWorkspace        *workspace,
                       gint64              program,
                       TwProgramDocument  *document,
                       TwDate              day,
                       GError            **error)
{
  const TwProgramDesign *design = tw_program_document_get_design (document);
  g_autoptr (GArray) counts = tw_tier_counts_read (workspace, program, day, error);
  TwMatrixToday *self;

  if (counts == NULL)
    return NULL;
  self = g_new0 (TwMatrixToday, 1);
  self->tiers = g_array_new (FALSE, TRUE, sizeof (TwMatrixTierToday));
  g_array_set_clear_func (self->tiers, tier_clear);
  g_array_set_size (self->tiers, design->n_tiers);
  for (guint i = 0; i < design->n_tiers; i++)
    fill_tier (&g_array_index (self->tiers, TwMatrixTierToday, i), design, &design->tiers[i],
               find_count (counts, &design->tiers[i]));

  return self;
}
