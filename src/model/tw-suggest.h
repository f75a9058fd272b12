/* tw-suggest.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwSuggestion:
 * @id: its row
 * @text: what names it so that nothing else is meant: its title, or its external id where others have that title
 * @title: what it is called
 * @detail: (nullable): what tells it from others
 *
 * A record that a field could refer to.
 */
typedef struct
{
  gint64  id;
  char   *text;
  char   *title;
  char   *detail;
} TwSuggestion;

void       tw_suggestion_free (TwSuggestion    *suggestion);

/**
 * tw_suggest:
 * @entity: what the field refers to
 * @owner: the row that what is meant belongs to, such as the plan of an initiative; 0: it doesn't matter
 * @typed: what was typed so far; empty: anything
 *
 * What could be meant, those that belong to @owner alone where there is one. What begins with @typed comes first. It may
 * take a while: call it in a thread, on a fork.
 *
 * Returns: (transfer full) (element-type TwSuggestion): at most @limit
 */
GPtrArray *tw_suggest         (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               gint64           owner,
                               const char      *typed,
                               guint            limit,
                               GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSuggestion, tw_suggestion_free)

G_END_DECLS
