/* tw-period-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-calendar.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What is to be paid in one currency for a period. */
typedef struct
{
  char   *currency;
  int     digits;
  gint64  payable;      /* minor units */
} TwPeriodPayable;

/* Whether the facts of a period are all accounted for, in one currency. */
typedef struct
{
  char   *currency;
  int     digits;
  gint64  facts;        /* control total of the facts dated in the period, minor units */
  gint64  accounted;    /* of them, on which a line stands or which are excluded with a reason */
} TwPeriodTie;

/**
 * TwPeriodSummary:
 * @statements: statements of the period that stand
 * @review: of them, not approved yet
 * @flagged: of those, with something that deserves a look
 * @excluded: facts that earned nothing, each with its reason
 * @partners: partners with facts in the period; only counted where nothing is calculated yet
 * @payables: (element-type TwPeriodPayable): by currency
 * @lock: (nullable): the name of a locked period that has days of it
 *
 * What a period looks like before any of its statements is opened.
 */
typedef struct
{
  gint64     statements;
  gint64     review;
  gint64     flagged;
  gint64     excluded;
  gint64     partners;
  GPtrArray *payables;
  char      *lock;
} TwPeriodSummary;

/* (transfer full): @period as people name it; @span its days, for partners with facts. */
TwPeriodSummary *tw_period_summary_read (TwWorkspace      *workspace,
                                         const char       *period,
                                         TwSpan            span,
                                         GError          **error);
void             tw_period_summary_free (TwPeriodSummary  *summary);

/* (transfer full) (element-type TwPeriodTie): by currency. Reads every fact, line and exclusion of the
 * period, some partners at a time: it belongs into a thread, and ends soon when cancelled. */
GPtrArray       *tw_period_tie_read     (TwWorkspace      *workspace,
                                         const char       *period,
                                         TwSpan            span,
                                         GCancellable     *cancellable,
                                         GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPeriodSummary, tw_period_summary_free)

G_END_DECLS
