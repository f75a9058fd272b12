/* tw-totals-load.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-totals.h"

G_BEGIN_DECLS

/* Called in the context of the one who started, and not any more once cancelled. @totals: (nullable)
 * (transfer full): %NULL where it could not be read or added up. */
typedef void (*TwTotalsLoaded) (TwTotals *totals,
                                gpointer  user_data);

/**
 * tw_totals_start:
 * @filter: (nullable): copied
 * @ids: (nullable): only the rows with these ids, copied; @filter doesn't count then
 *
 * Adds up in a thread, on a connection of its own, what would take too long on the main loop. As with
 * lists, tw_list_wait() waits for it before the workspace is closed.
 */
gboolean tw_totals_start (TwWorkspace     *workspace,
                          const TwEntity  *entity,
                          const TwFilter  *filter,
                          const gint64    *ids,
                          gsize            n_ids,
                          GCancellable    *cancellable,
                          TwTotalsLoaded   loaded,
                          gpointer         user_data,
                          GError         **error);

G_END_DECLS
