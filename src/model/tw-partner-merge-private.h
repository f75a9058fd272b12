/* tw-partner-merge-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-partner-merge.h"

G_BEGIN_DECLS

/* One merge under way. */
typedef struct
{
  TwWorkspace *workspace;
  gint64       keep;
  gint64       other;
  GPtrArray   *references;      /* Reference* */
  GPtrArray   *moves;           /* TwMergeMove* */
} TwMerge;
const TwEntity *tw_merge_get_partner (void);

/* Gives the partner that stays each field of the one of @rows (TwRow*, itself first) that @choices (field → id, or
 * %NULL) names, else the first that isn't empty, and notes and finds those that went. */
gboolean        tw_merge_set_fields  (TwMerge     *merge,
                                      GPtrArray   *rows,
                                      GHashTable  *choices,
                                      GError     **error);

G_END_DECLS
