/* tw-find.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwFound:
 * @table: a constant: the table of what was found
 * @id: its row
 * @title: what it is called
 * @detail: (nullable): what tells it from others of that name
 *
 * Something that people look for by name, from anywhere in the window.
 */
typedef struct
{
  const char *table;
  gint64      id;
  char       *title;
  char       *detail;
} TwFound;

void       tw_found_free     (TwFound      *found);

/**
 * tw_find:
 * @words: as typed; each is found by its beginning, and marks of all kinds are text
 * @table: (nullable): only rows of that table
 * @limit: how many of each table
 *
 * Finds by the full text of everything that has one, and statements by their partner and period.
 * It may take a while: call it in a thread, on a fork.
 *
 * Returns: (transfer full) (element-type TwFound): those of one table next to each other
 */
GPtrArray *tw_find           (TwWorkspace  *workspace,
                              const char   *words,
                              const char   *table,
                              guint         limit,
                              GError      **error);

/* (transfer full) (nullable): what a row is called; %NULL where it is gone. */
TwFound   *tw_find_record    (TwWorkspace  *workspace,
                              const char   *table,
                              gint64        id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwFound, tw_found_free)

G_END_DECLS
