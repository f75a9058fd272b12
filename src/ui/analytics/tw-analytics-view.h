/* tw-analytics-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_ANALYTICS_VIEW (tw_analytics_view_get_type ())
G_DECLARE_FINAL_TYPE (TwAnalyticsView, tw_analytics_view, TW, ANALYTICS_VIEW, TwView)

/**
 * TwAnalyticsView:
 *
 * What the program returned: one filter bar, the answers in words, and a card per chart of the catalogue. A mark leads
 * to the rows behind it; marks that are brushed filter the other charts.
 */
TwView *tw_analytics_view_new (TwDocument *document);
/* Goes to the chart of that name: its first mark takes the focus once it is drawn. */
void    tw_analytics_view_show_chart (TwAnalyticsView *self,
                                      const char      *id);

G_END_DECLS
