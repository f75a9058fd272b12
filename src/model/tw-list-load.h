/* tw-list-load.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-filter.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* How the ordered ids of a list are found: at once, or in a thread on a connection of its own. */

typedef struct _TwListQuery TwListQuery;

/* Called in the context of the one who started: with the first ids when they are there (@complete is
 * %FALSE), then with all; or with %NULL and what went wrong. Not called any more once cancelled. */
typedef void (*TwListLoaded) (GArray       *ids,
                              gboolean      complete,
                              const GError *error,
                              gpointer      user_data);

TwListQuery *tw_list_query_new      (const TwEntity  *entity,
                                     const TwFilter  *filter,
                                     const TwField   *sort,
                                     gboolean         descending);
void         tw_list_query_free     (TwListQuery     *query);
/* Whether the table is so short that a thread isn't worth it. Costs one look at the end of the
 * table. */
gboolean     tw_list_query_is_short (TwWorkspace     *workspace,
                                     const TwEntity  *entity);
/* (transfer full) (element-type gint64): at most @limit ids, all where it is 0. */
GArray      *tw_list_query_run      (TwListQuery     *query,
                                     TwWorkspace     *workspace,
                                     guint            limit,
                                     GCancellable    *cancellable,
                                     GError         **error);
gboolean     tw_list_query_start    (TwListQuery     *query,
                                     TwWorkspace     *workspace,
                                     GCancellable    *cancellable,
                                     TwListLoaded     loaded,
                                     gpointer         user_data,
                                     GError         **error);

/* A thread begins (1) or ends (-1) to read beside the workspace. */
void         tw_list_count_reader   (TwWorkspace     *workspace,
                                     int              change);
/* Waits until no list reads from the workspace any more, so that it can be closed. */
void         tw_list_wait           (TwWorkspace     *workspace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwListQuery, tw_list_query_free)

G_END_DECLS
