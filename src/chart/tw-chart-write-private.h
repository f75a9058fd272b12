/* tw-chart-write-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-write.h"

G_BEGIN_DECLS

TwChartStyle   tw_chart_style_for_file (const TwChartStyle   *style);
cairo_status_t tw_chart_collect_bytes  (void                 *closure,
                                        const unsigned char  *data,
                                        unsigned int          length);
gboolean       tw_chart_check_cairo    (cairo_status_t        status,
                                        GError              **error);
gboolean       tw_chart_save_bytes     (const char           *path,
                                        GByteArray           *bytes,
                                        GError              **error);

G_END_DECLS
