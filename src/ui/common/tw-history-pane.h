/* tw-history-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_HISTORY_PANE (tw_history_pane_get_type ())
G_DECLARE_FINAL_TYPE (TwHistoryPane, tw_history_pane, TW, HISTORY_PANE, AdwBin)

/**
 * TwHistoryPane:
 *
 * What was changed, by whom and when, in words, the latest first; each entry can be opened to see
 * its fields, and taken back. Follows the document by itself.
 *
 * @table: (nullable): only entries that touched the row @id of this table
 */
GtkWidget *tw_history_pane_new (TwDocument *document,
                                const char *table,
                                gint64      id);

G_END_DECLS
