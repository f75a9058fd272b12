/* tw-proposal-evidence.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-tier-proposal.h"

G_BEGIN_DECLS

/* The criteria that a review looked at, each with its value, threshold and what is missing. */
GtkWidget *tw_proposal_evidence_new (const TwTierProposal *proposal);

G_END_DECLS
