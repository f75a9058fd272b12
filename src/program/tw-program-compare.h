/* tw-program-compare.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-program-document.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Two versions of a program for people: what differs in words, who wrote it and when, and what both would have cost
 * over a past span. */

/**
 * TwProgramDifference:
 * @path: where: in the new document, or in the old one where it was taken out
 * @removed: it stands in the old document alone
 * @group: the tier or rule it belongs to, or what stands over them all
 * @text: one sentence
 * @by: (nullable): who changed it last in the new version, with @at
 */
typedef struct
{
  char     *path;
  gboolean  removed;
  char     *group;
  char     *text;
  char     *by;
  char     *at;
} TwProgramDifference;

void       tw_program_difference_free (TwProgramDifference     *difference);
/* (transfer full) (element-type TwProgramDifference): tiers, then rules, then the rest; in the order of the new
 * document. Marks of what nobody has confirmed aren't told. */
GPtrArray *tw_program_differences     (const TwProgramDocument *before,
                                       const TwProgramDocument *after);
/* Fills in who and when from the history of @version, the new one. */
gboolean   tw_program_differences_sign (TwWorkspace            *workspace,
                                       gint64                   version,
                                       GPtrArray               *differences,
                                       GError                 **error);

/* ---- what it costs ---- */

/**
 * TwCostDifference:
 * @name: of the rule, of the newer document where both have it
 * @before: minor units; 0 where the old document doesn't have it
 */
typedef struct
{
  char   *id;
  char   *name;
  gint64  before;
  gint64  after;
} TwCostDifference;

/**
 * TwProgramCost:
 * @rules: (element-type TwCostDifference): of both, in the new document's order
 * @n_problems: rules of partners that couldn't be calculated, in either
 */
typedef struct
{
  TwSpan      span;
  char       *currency;
  int         digits;
  gint64      before;
  gint64      after;
  GArray     *rules;
  guint       n_problems;
} TwProgramCost;

/**
 * tw_program_compare_cost:
 * @version: row of the version whose program's enrolments count
 * @span: whole pay periods
 *
 * Calculates both documents over @span as if each had been in force from its first day. Nothing is written.
 */
TwProgramCost *tw_program_compare_cost (TwWorkspace            *workspace,
                                        gint64                  version,
                                        TwProgramDocument      *before,
                                        TwProgramDocument      *after,
                                        TwSpan                  span,
                                        GCancellable           *cancellable,
                                        GError                **error);
void           tw_program_cost_free    (TwProgramCost          *cost);
/* The span of a period's name in the calendar of @document; with %NULL the last pay period that ended before
 * the newest fact of the workspace or with it. */
gboolean       tw_program_compare_span (TwWorkspace             *workspace,
                                        const TwProgramDocument *document,
                                        const char              *period,
                                        TwSpan                  *span,
                                        GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwProgramDifference, tw_program_difference_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwProgramCost, tw_program_cost_free)

G_END_DECLS
