/* tw-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-filter.h"
#include "tw-item.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

#define TW_TYPE_LIST (tw_list_get_type ())

/**
 * TwList:
 *
 * The one list model over any entity, also over one that is declared by a query. Sort and
 * filter are pushed down to SQL. The ordered ids are read in a thread; rows are fetched a page
 * at a time and only a bounded number of pages is kept, so that a million rows cost what is on
 * the screen.
 *
 * A new list is empty until its filter or sort is set, or it is loaded or refreshed. A short
 * table is read at once; of a long one what was there stays until the first rows come from the
 * thread, then all, when `ready` turns %TRUE. Belongs to the thread-default main context in
 * which it was made. Before the workspace is closed, tw_list_wait() of tw-list-load.h waits for
 * threads that still read.
 *
 * Property `ready`: whether the list is complete. Property `n-items`.
 */
G_DECLARE_FINAL_TYPE (TwList, tw_list, TW, LIST, GObject)

TwList          *tw_list_new          (TwWorkspace     *workspace,
                                       const TwEntity  *entity);
const TwEntity  *tw_list_get_entity   (TwList          *self);
/* (element-type TwField): the declared fields, then the workspace's attributes. */
GPtrArray       *tw_list_get_fields   (TwList          *self);
const TwFilter  *tw_list_get_filter   (TwList          *self);
/* Copied. */
void             tw_list_set_filter   (TwList          *self,
                                       const TwFilter  *filter);
/* @field: (nullable): the name of a field, %NULL for the entity's own order. */
void             tw_list_set_sort     (TwList          *self,
                                       const char      *field,
                                       gboolean         descending);
gboolean         tw_list_get_ready    (TwList          *self);
/* (nullable): why the last load failed; the rows are those of before, and `ready` is notified. */
const GError    *tw_list_get_error    (TwList          *self);
/* Reads everything now, in this thread; for the command line and tests. */
gboolean         tw_list_load         (TwList          *self,
                                       GError         **error);
/* Reads again after a change of the workspace: what stayed keeps its items, and only the
 * stretch that differs is announced. */
void             tw_list_refresh      (TwList          *self);
/* How many rows are in memory as items, for tests that hold a list to what is on the screen. */
guint            tw_list_count_items  (TwList          *self);
/* 0 where there is no such row. */
gint64           tw_list_get_row_id   (TwList          *self,
                                       guint            position);
/* %GTK_INVALID_LIST_POSITION, that is G_MAXUINT, where the row isn't in the list. */
guint            tw_list_get_position (TwList          *self,
                                       gint64           id);

G_END_DECLS
