/* tw-row-index.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-dataset.h"

G_BEGIN_DECLS

/* Leads from rows of the workspace back to rows of a dataset. */
typedef struct
{
  const TwDataset *dataset;    /* not owned */
  GHashTable      *partners;   /* row id → row number + 1 */
  GHashTable      *persons;
  GPtrArray       *facts;      /* by fact kind: GArray of guint32, row id → row number + 1; made when asked */
} TwRowIndex;

TwRowIndex *tw_row_index_new     (const TwDataset *dataset);
void        tw_row_index_free    (TwRowIndex      *self);
/* -1: not in the dataset. */
gint64      tw_row_index_partner (TwRowIndex      *self,
                                  gint64           id);
gint64      tw_row_index_person  (TwRowIndex      *self,
                                  gint64           id);
gint64      tw_row_index_fact    (TwRowIndex      *self,
                                  gint64           kind,
                                  gint64           id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwRowIndex, tw_row_index_free)

G_END_DECLS
