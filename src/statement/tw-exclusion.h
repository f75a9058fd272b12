/* tw-exclusion.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwExclusion:
 * @sentence: “Resale S-1204 of 1,204.00 USD earned nothing.”
 * @reason: why, in words
 * @rule: (nullable): in which rule it got furthest, in words
 *
 * Why a fact earned nothing.
 */
typedef struct
{
  char *sentence;
  char *reason;
  char *rule;
} TwExclusion;

/* (transfer full): by the row of the exclusion; %NULL with %TW_ERROR_NOT_FOUND or a store error. */
TwExclusion *tw_exclusion_explain (TwWorkspace        *workspace,
                                   gint64              exclusion,
                                   GError            **error);
/* (transfer full): as lines of text. */
char        *tw_exclusion_to_text (const TwExclusion  *exclusion);
void         tw_exclusion_free    (TwExclusion        *exclusion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwExclusion, tw_exclusion_free)

G_END_DECLS
