/* tw-partners-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_PARTNERS_VIEW (tw_partners_view_get_type ())
G_DECLARE_FINAL_TYPE (TwPartnersView, tw_partners_view, TW, PARTNERS_VIEW, TwView)

/**
 * TwPartnersView:
 *
 * The list of partners, and above it the page of one.
 */
TwView *tw_partners_view_new (TwDocument *document);

G_END_DECLS
