/* tw-table-selection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "common/tw-table-rows.h"

G_BEGIN_DECLS

#define TW_TYPE_TABLE_SELECTION (tw_table_selection_get_type ())
G_DECLARE_FINAL_TYPE (TwTableSelection, tw_table_selection, TW, TABLE_SELECTION, GObject)

/**
 * TwTableSelection:
 *
 * A #GtkSelectionModel over the rows of a source that never asks for a row: GTK's own fetch every
 * one of them when everything is selected or reordered.
 *
 * Invariant: what is selected are keys. Positions follow them through sorting, filtering and
 * refreshing; a row that a filter hides doesn't count as selected meanwhile, and is selected again
 * when it is back. Where many are selected in a long list, finding them takes turns of a few ms on the main loop.
 *
 * Signal `rows-changing`: rows are about to be replaced by fewer or by as many; the view's from the first position given
 * until before the second are going, and those before have something else to show.
 * Signal `rows-changed`: the source's rows changed, and whoever shows them has heard of it.
 */
TwTableSelection *tw_table_selection_new      (TwTableSource    *source);
/* Its items are #TwTableRow: as many as @rows has, which are of the same @source. */
TwTableSelection *tw_table_selection_new_for_rows (TwTableRows  *rows,
                                                   TwTableSource *source);
guint             tw_table_selection_count    (TwTableSelection *self);
/* Whether it is still being looked where they are: who asks for the keys meanwhile waits for all of it. */
gboolean          tw_table_selection_is_busy  (TwTableSelection *self);
/* (transfer full) (element-type gint64): the keys of the selected rows in the order of the list. */
GArray           *tw_table_selection_get_keys (TwTableSelection *self);
/* Looks where the selected rows are now; for sources that become complete without items-changed. */
void              tw_table_selection_remap    (TwTableSelection *self);

G_END_DECLS
