/* tw-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwSearchHit:
 * @table: the table of what was found: partner, person, customer, product, category, program,
 *   program_rule, agreement, opportunity, plan
 * @id: its row
 * @title: what to show
 * @key: (nullable): its external id
 *
 * Full text over everything that people look for by name. It is kept up by history: every recorded
 * action, import, undo and redo brings its rows up to date before it commits, because triggers that
 * write to the index are refused with an untrusted schema.
 */
typedef struct
{
  const char *table;
  gint64      id;
  char       *title;
  char       *key;
} TwSearchHit;

void       tw_search_hit_free (TwSearchHit  *hit);

/* (transfer full) (element-type TwSearchHit): the best @limit. Every word is found by its beginning;
 * quotes and operators are text like any other. */
GPtrArray *tw_search_find     (TwWorkspace  *workspace,
                               const char   *words,
                               guint         limit,
                               GError      **error);

/* (transfer full) (element-type TwSearchHit): the best @limit of each table, the tables in the order
 * of their best hits. @table (nullable): only of that one. */
GPtrArray *tw_search_find_each (TwWorkspace *workspace,
                                const char  *words,
                                const char  *table,
                                guint        limit,
                                GError     **error);

/* Whether rows of @table are found. */
gboolean   tw_search_covers   (const char   *table);

/* Fills the index anew from the tables; a repair. Within a transaction of its own. */
gboolean   tw_search_rebuild  (TwWorkspace  *workspace,
                               GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSearchHit, tw_search_hit_free)

G_END_DECLS
