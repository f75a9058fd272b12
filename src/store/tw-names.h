/* tw-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwNames:
 *
 * What rows are called outside of the file (external id, name, key), by their ids: read a table at
 * a time when it is first asked for. Digests name every row like this, because ids mean nothing in
 * another file.
 */
typedef struct _TwNames TwNames;

TwNames    *tw_names_new       (TwWorkspace  *workspace);
void        tw_names_free      (TwNames      *names);
/* (nullable): %NULL for %TW_QUERY_NULL, for a row that doesn't exist, and where the table can't be
 * read. */
const char *tw_names_get       (TwNames      *names,
                                const char   *table,
                                gint64        id);
/* The same for a fact of a kind, by the number of the kind. */
const char *tw_names_get_fact  (TwNames      *names,
                                gint64        kind,
                                gint64        id);
/* (nullable): the table of a kind of fact, by its number. */
const char *tw_names_fact_table (TwNames     *names,
                                gint64        kind);
/* The table of an entity or kind of fact, by its name. */
const char *tw_names_entity_table (TwNames   *names,
                                const char   *entity);

/* What was read of @table is read again when it is next asked for. */
void        tw_names_forget    (TwNames      *names,
                                const char   *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwNames, tw_names_free)

G_END_DECLS
