/* tw-key-index.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwKeyIndex:
 *
 * External id → row id of one entity, hashed in memory: what an importer asks a million times.
 */
typedef struct _TwKeyIndex TwKeyIndex;

/* (transfer full): for keys of the caller's making. */
TwKeyIndex *tw_key_index_new_empty (void);
/* (transfer full): every external id of the entity, or what stands in @field where it isn't
 * %NULL; a title that several rows have is found as %TW_KEY_AMBIGUOUS. */
TwKeyIndex *tw_key_index_new    (TwWorkspace     *workspace,
                                 const TwEntity  *entity,
                                 const char      *field,
                                 GError         **error);
void        tw_key_index_free   (TwKeyIndex      *index);

#define TW_KEY_AMBIGUOUS G_GINT64_CONSTANT (-1)

/* The row id, 0 where there is none, or %TW_KEY_AMBIGUOUS. */
gint64      tw_key_index_lookup (TwKeyIndex      *index,
                                 const char      *key);
/* Enters a row that was written since; %FALSE where the key is taken. */
gboolean    tw_key_index_add    (TwKeyIndex      *index,
                                 const char      *key,
                                 gint64           id);
/* Adds what rows of @entity were called before they were merged: a file still names them so. Where a
 * row has that key now, it is the one that is meant. */
gboolean    tw_key_index_add_aliases (TwKeyIndex      *index,
                                      TwWorkspace     *workspace,
                                      const TwEntity  *entity,
                                      GError         **error);
gsize       tw_key_index_count  (TwKeyIndex      *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwKeyIndex, tw_key_index_free)

G_END_DECLS
