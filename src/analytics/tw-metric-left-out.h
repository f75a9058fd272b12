/* tw-metric-left-out.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-table-private.h"

G_BEGIN_DECLS

/**
 * TwLeftOut:
 *
 * The facts that the rows of a table leave out because their amounts have no exchange rate on or
 * before their day. They aren't counted in n, which is of what is summed; the figure is marked as
 * incomplete, and a last column counts them and leads to them.
 *
 * The column is there only where something was left out, so it is added after the others, and
 * before rows.
 */
typedef struct _TwLeftOut TwLeftOut;

TwLeftOut *tw_left_out_new        (void);
void       tw_left_out_free       (TwLeftOut      *self);
/* @slot: any number for what belongs together, such as the row; @id: of the fact. */
void       tw_left_out_add        (TwLeftOut      *self,
                                   guint           slot,
                                   gint64          id);
guint      tw_left_out_count      (const TwLeftOut *self,
                                   guint           slot);
guint      tw_left_out_total      (const TwLeftOut *self);
void       tw_left_out_add_column (TwLeftOut      *self,
                                   TwMetricTable  *table);
/**
 * tw_left_out_write:
 * @slot: the first of @n_entities slots, each of one of @entities
 * @row: of @table
 * @figure: the column with a sum that lacks them; -1 for a ratio, of which a part can be told
 * @empty: whether nothing else is in the figure, which then is n/a
 *
 * Counts what @row lacks and marks its figure. The count leads to the rows of the entity with most.
 */
void       tw_left_out_write      (const TwLeftOut   *self,
                                   guint              slot,
                                   TwMetricTable     *table,
                                   guint              row,
                                   int                figure,
                                   gboolean           empty,
                                   const char *const *entities,
                                   guint              n_entities);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwLeftOut, tw_left_out_free)

G_END_DECLS
