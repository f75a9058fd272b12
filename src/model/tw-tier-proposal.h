/* tw-tier-proposal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwTierProposal:
 * @id: 0: not recorded yet
 * @ladder: `tier` or `designation`
 * @held: (nullable): none
 * @proposed: (nullable): none any more
 * @cause: promotion, demotion or invitation
 * @reviewed: the day of the review
 * @evidence: JSON: a list of criteria with tier, criterion, value, threshold, shortfall and pass
 * @state: open, approved or declined
 * @effective: %TW_DATE_NONE unless approved
 */
typedef struct
{
  gint64  id;
  gint64  partner;
  gint64  program;
  char   *partner_id;
  char   *partner_name;
  char   *program_name;
  char   *ladder;
  char   *held;
  char   *proposed;
  char   *cause;
  TwDate  reviewed;
  char   *evidence;
  char   *state;
  TwDate  effective;
  char   *reason;
  char   *decided_by;
  char   *decided_at;
} TwTierProposal;

void       tw_tier_proposal_free   (TwTierProposal *proposal);
/* (transfer full) (element-type TwTierProposal): the newest review first, then by partner. @program
 * 0: all; @state: (nullable) all. */
GPtrArray *tw_tier_proposals_read  (TwWorkspace    *workspace,
                                    gint64          program,
                                    const char     *state,
                                    GError        **error);

/**
 * tw_tier_proposals_add:
 * @proposals: (element-type TwTierProposal): @partner_id and @program_name say whose
 * @n_added: (out) (optional)
 *
 * Records them as one entry of the history. What is open already takes the day and the evidence of a later review. What
 * was declined on the same evidence, what was approved at a review of the same day, and what is approved and yet to come
 * is passed over.
 */
gboolean   tw_tier_proposals_add   (TwWorkspace    *workspace,
                                    GPtrArray      *proposals,
                                    guint          *n_added,
                                    GError        **error);
/* From @effective on the partners hold the proposed tiers; one entry of the history with the
 * assignments, all of them or none. @reason: (nullable). %TW_ERROR_REFUSED where one is decided
 * already or the day lies before its review. */
gboolean   tw_tier_proposals_approve (TwWorkspace  *workspace,
                                    const gint64   *ids,
                                    gsize           n_ids,
                                    TwDate          effective,
                                    const char     *reason,
                                    GError        **error);
/* @reason: not blank */
gboolean   tw_tier_proposals_decline (TwWorkspace  *workspace,
                                    const gint64   *ids,
                                    gsize           n_ids,
                                    const char     *reason,
                                    GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwTierProposal, tw_tier_proposal_free)

G_END_DECLS
