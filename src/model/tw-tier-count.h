/* tw-tier-count.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwTierCount:
 * @partners: (element-type gint64): rows of the partners that hold the tier: after the last calculated period of the program,
 *   unless it was assigned otherwise, or approved to end, for a later day that has come
 * @earned: what they earned, in minor units of the program's currency, in the periods that ended
 *   in the year before the end of the last one calculated
 * @n_statements: statements that this is the sum of
 */
typedef struct
{
  char     *tier;
  gboolean  designation;
  GArray   *partners;
  gint64    earned;
  guint     n_statements;
} TwTierCount;

/* (transfer full) (element-type TwTierCount): of the tiers of a program that somebody holds. */
GArray *tw_tier_counts_read (TwWorkspace  *workspace,
                             gint64        program,
                             TwDate        today,
                             GError      **error);

G_END_DECLS
