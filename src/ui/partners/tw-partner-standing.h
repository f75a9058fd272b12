/* tw-partner-standing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_PARTNER_STANDING (tw_partner_standing_get_type ())
G_DECLARE_FINAL_TYPE (TwPartnerStanding, tw_partner_standing, TW, PARTNER_STANDING, AdwBin)

/**
 * tw_partner_standing_new:
 * @evidence: every criterion of every tier; else what is missing for the next tier
 *
 * What a review today would find for a partner, by program: the tier that it holds and the one it
 * has earned. Found out in a thread, for all partners together, and kept until the workspace changes.
 */
GtkWidget *tw_partner_standing_new     (TwDocument         *document,
                                        gint64              partner,
                                        gboolean            evidence);
void       tw_partner_standing_refresh (TwPartnerStanding  *self);

G_END_DECLS
