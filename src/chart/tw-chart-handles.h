/* tw-chart-handles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-data.h"
#include "tw-chart-layout.h"

G_BEGIN_DECLS

/* Between places and values: dragging a handle of a payout curve, brushing a range, where today is. */

#define TW_CHART_NO_HANDLE G_MAXUINT

/* %FALSE when the axis has no numbers in this layout (categories count as 0, 1, 2…). */
gboolean    tw_chart_layout_to_value    (TwChartLayout *layout,
                                         TwChartAxisId  axis,
                                         double         place,
                                         double        *value);
gboolean    tw_chart_layout_to_place    (TwChartLayout *layout,
                                         TwChartAxisId  axis,
                                         double         value,
                                         double        *place);
/* The area of a handle, 32×32 around its point. @handle is the one of the spec; %FALSE when it isn't shown. */
gboolean    tw_chart_layout_get_handle  (TwChartLayout *layout,
                                         guint          handle,
                                         TwChartRect   *area);
/* The handle under the point, else %TW_CHART_NO_HANDLE. */
guint       tw_chart_layout_pick_handle (TwChartLayout *layout,
                                         double         x,
                                         double         y);
/* What a handle means when it is dragged to the point, in steps of a hundredth of a tick's distance (1, 2 or 5
 * times a power of ten), within the axis. A key press moves by one such step: see tw_chart_layout_handle_step(). */
double      tw_chart_layout_drag        (TwChartLayout *layout,
                                         guint          handle,
                                         double         x,
                                         double         y);
double      tw_chart_layout_handle_step (TwChartLayout *layout,
                                         guint          handle);

G_END_DECLS
