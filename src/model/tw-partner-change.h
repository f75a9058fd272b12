/* tw-partner-change.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What is done with partners as a whole. Each is one entry of the history, for all of @ids or none. */

/**
 * tw_partners_list_programs:
 * @day: those that are enrolled on it or later count
 *
 * Programs in which a tier of the partners can be set: those in which any of them is enrolled, most of them first, then
 * those for a type that one of them is of; a partner without a type may be of any.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): ids
 */
GArray   *tw_partners_list_programs (TwWorkspace   *workspace,
                                  const gint64  *ids,
                                  gsize          n_ids,
                                  TwDate         day,
                                  GError       **error);

/**
 * tw_partners_set_tier:
 * @program: its id
 * @tier: a tier of it, see tw_program_list_tiers()
 * @from: the first day
 * @reason: why it is set by hand; not blank
 *
 * From that day on the partners hold the tier: what they held ends the day before.
 */
gboolean  tw_partners_set_tier   (TwWorkspace   *workspace,
                                  const gint64  *ids,
                                  gsize          n_ids,
                                  gint64         program,
                                  const char    *tier,
                                  TwDate         from,
                                  const char    *reason,
                                  GError       **error);

/**
 * tw_partner_hold_tier:
 * @ladder: `tier` or `designation`
 * @tier: (nullable): %NULL: none from then on
 * @held: (nullable): of a designation: which one
 * @cause: why, as tier_assignment has it
 *
 * A part of an action of the history: from @from on the partner holds the tier. What it held ends
 * the day before, what was set for that very day is replaced.
 */
gboolean  tw_partner_hold_tier   (TwWorkspace   *workspace,
                                  gint64         partner,
                                  gint64         program,
                                  const char    *ladder,
                                  const char    *tier,
                                  const char    *held,
                                  TwDate         from,
                                  const char    *cause,
                                  const char    *reason,
                                  GError       **error);

/* Ends the partnership, which is what remains where statements name the partner: agreements and enrolments that go
 * on end after @last, and the status says so. */
gboolean  tw_partners_end        (TwWorkspace   *workspace,
                                  const gint64  *ids,
                                  gsize          n_ids,
                                  TwDate         last,
                                  GError       **error);

/* (transfer full): the tiers of the version that is in force, else of the newest, from the lowest. */
char    **tw_program_list_tiers  (TwWorkspace   *workspace,
                                  gint64         program,
                                  GError       **error);

G_END_DECLS
