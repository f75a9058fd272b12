/* tw-program-diff.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-document.h"

G_BEGIN_DECLS

/**
 * TwProgramChange:
 * @path: where, in the new document; in the old one where something was taken out
 * @owner: (nullable): name of the rule or tier it belongs to
 * @part: (nullable): name of the benefit or review of the tier that it is about
 * @before: (nullable): what stood there as JSON, %NULL where it is new
 * @after: (nullable): what stands there now, %NULL where it was taken out
 */
typedef struct
{
  char *path;
  char *owner;
  char *part;
  char *before;
  char *after;
} TwProgramChange;

/**
 * tw_program_diff:
 *
 * What differs between two programs. Rules are matched by their id, tiers, benefits and reviews by their name, so that
 * one more rule in front is one change; everything else in lists is matched by its place.
 *
 * Returns: (transfer full) (element-type TwProgramChange): in the order of the new document, with what
 *   was taken out after what stayed
 */
GPtrArray *tw_program_diff         (const TwProgramDocument *before,
                                    const TwProgramDocument *after);
/* (transfer full) (element-type TwProgramChange): the same of two parts as JSON texts, such as a rule
 * before and after; none where one of them can't be read. */
GPtrArray *tw_program_diff_texts   (const char              *before,
                                    const char              *after);
void       tw_program_change_free  (TwProgramChange         *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwProgramChange, tw_program_change_free)

G_END_DECLS
