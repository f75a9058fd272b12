/* tw-approval.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-query.h"

G_BEGIN_DECLS

/* What finance does to statements, as rows; the rules of the workflow stand in statement/. All within the caller's
 * history action. */

/* Who calculated a statement, and its state. %TW_ERROR_NOT_FOUND. */
gboolean tw_approval_read    (TwWorkspace  *workspace,
                              gint64        statement,
                              char        **state,
                              char        **calculated_by,
                              GError      **error);
/* (transfer full): id, partner, program of every approved statement, by period. */
TwQuery *tw_approval_query_approved (TwWorkspace *workspace,
                              GError      **error);
/* @label (out) (transfer full): the first import or edit of facts, terms or programs that history has after the run @run,
 * %NULL where there is none: why its statements may be other than what the facts give now. */
gboolean tw_approval_changed_since (TwWorkspace *workspace,
                              gint64        run,
                              char        **label,
                              GError      **error);
gboolean tw_approval_approve (TwWorkspace  *workspace,
                              gint64        statement,
                              gboolean      self_approved,
                              GError      **error);
gboolean tw_approval_reopen  (TwWorkspace  *workspace,
                              gint64        statement,
                              const char   *reason,
                              GError      **error);
/**
 * TwSettlement:
 * @converted: payable in @converted_currency, %TW_QUERY_NULL where there is none
 * @converted_currency: (nullable): the partner's own
 * @nothing_reason: (nullable): code of the reason why nothing is paid
 *
 * New sums after an adjustment, in minor units of the statement's currency.
 */
typedef struct
{
  gint64      adjusted;
  gint64      payable;
  gint64      carried;
  gint64      forgiven;
  gint64      converted;
  const char *converted_currency;
  const char *nothing_reason;
} TwSettlement;

gboolean tw_approval_settle  (TwWorkspace         *workspace,
                              gint64               statement,
                              const TwSettlement  *settlement,
                              GError             **error);

/**
 * TwAdjustmentRecord:
 * @reason: why, in a few words
 * @reference: what it refers to: a document, a mail, a decision
 * @line: (nullable): the line it corrects, by its id; %NULL: general
 */
typedef struct
{
  gint64      statement;
  gint64      amount;
  const char *reason;
  const char *reference;
  const char *line;
} TwAdjustmentRecord;

gboolean tw_adjustment_add    (TwWorkspace              *workspace,
                               const TwAdjustmentRecord *record,
                               GError                  **error);
/* @statement (out): the statement that stands for it, 0 where there is none. */
gboolean tw_adjustment_remove (TwWorkspace              *workspace,
                               gint64                    adjustment,
                               gint64                   *statement,
                               GError                  **error);
/* Whether the workspace lets the person who calculated approve, marked as self-approval. */
gboolean tw_approval_self_allowed (TwWorkspace           *workspace,
                               gboolean                 *allowed,
                               GError                  **error);

G_END_DECLS
