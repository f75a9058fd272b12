/* tw-overview-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_OVERVIEW_VIEW (tw_overview_view_get_type ())
G_DECLARE_FINAL_TYPE (TwOverviewView, tw_overview_view, TW, OVERVIEW_VIEW, TwView)

/**
 * TwOverviewView:
 *
 * What needs attention, how things are going, and where to click: each row and figure leads to the rows behind it.
 */
TwView *tw_overview_view_new (TwDocument *document);

G_END_DECLS
