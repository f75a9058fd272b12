/* tw-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* The full-text index stands outside the history and is kept up from here: with an untrusted schema the
 * triggers that would do it are refused. */

typedef struct
{
  char   *entity;   /* name of the entity, or `program` */
  gint64  id;
  char   *title;
  char   *key;      /* (nullable): external id */
} TwSearchHit;

void       tw_search_hit_free (TwSearchHit  *hit);
/* Enters the row anew; a row that is gone leaves the index. Within the caller's transaction. */
gboolean   tw_search_update   (TwWorkspace  *workspace,
                               const char   *entity,
                               gint64        id,
                               GError      **error);
/* Fills the index from the tables, after an import, an undo or a repair; %NULL: every entity. */
gboolean   tw_search_rebuild  (TwWorkspace  *workspace,
                               const char   *entity,
                               GError      **error);
/* (transfer full) (element-type TwSearchHit): the best @limit per entity; every word by its beginning. */
GPtrArray *tw_search_find     (TwWorkspace  *workspace,
                               const char   *words,
                               guint         limit,
                               GError      **error);

G_END_DECLS
