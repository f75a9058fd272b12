/* tw-proposals-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_PROPOSALS_PAGE (tw_proposals_page_get_type ())
G_DECLARE_FINAL_TYPE (TwProposalsPage, tw_proposals_page, TW, PROPOSALS_PAGE, AdwBin)

/**
 * TwProposalsPage:
 *
 * The proposals of tiers of a program: found as of a day, drawn as a flow from tier to tier, listed
 * with what became of them, approved with a day or declined with a reason.
 */
GtkWidget *tw_proposals_page_new (TwDocument  *document,
                                  gint64       program,
                                  const char  *name);

G_END_DECLS
