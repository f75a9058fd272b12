/* tw-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-calendar.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwRunReport:
 * @run: row of the run
 * @entry: its entry of history
 * @n_statements: statements written
 * @n_kept: statements of the period that are approved and stay as they were
 * @facts_seen: facts dated in the period
 * @facts_earned: of them, on which a line stands
 * @problems: (element-type utf8): what stopped a rule of a partner, a sentence each
 * @late: (element-type utf8): other periods into which facts were imported after they were calculated, a sentence each
 * @empty_reason: (nullable): why there is no statement at all, and what to change
 *
 * What a calculation did. facts_seen = facts_earned + facts_excluded, always.
 */
typedef struct
{
  gint64     run;
  gint64     entry;
  char      *period;
  guint      n_statements;
  guint      n_kept;
  gint64     facts_seen;
  gint64     facts_earned;
  gint64     facts_excluded;
  GPtrArray *problems;
  GPtrArray *late;
  char      *empty_reason;
  gint64     duration_ms;
} TwRunReport;

/* Called from the calculating thread with the fraction done, 0 to 1. */
typedef void (*TwRunProgress) (double   fraction,
                               gpointer user_data);

/**
 * tw_run_calculate:
 * @workspace: an open workspace
 * @period: a period as people name it: `2026-Q3`, `2026`, `2026-07`, or a custom one
 * @progress: (nullable)
 *
 * Calculates every published program that pays by @period, for every partner it covers, and stores the result as one
 * history entry of kind run. What was calculated for the period before and is not approved is replaced; approved
 * statements stay, and one of a later period keeps the earlier ones of its partner from being calculated
 * (%TW_ERROR_CONFLICT). A period in which nothing can be calculated is no error: the report says why.
 *
 * Returns: (transfer full): the report; %NULL with an error, also %TW_ERROR_CANCELLED, and nothing changed
 */
TwRunReport *tw_run_calculate   (TwWorkspace    *workspace,
                                 const char     *period,
                                 GCancellable   *cancellable,
                                 TwRunProgress   progress,
                                 gpointer        user_data,
                                 GError        **error);
void         tw_run_report_free (TwRunReport    *report);

/* Which span a period's name means: in the workspace's calendar, or in a published program's own. */
gboolean     tw_run_parse_period (TwWorkspace   *workspace,
                                  const char    *period,
                                  TwSpan        *span,
                                  GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwRunReport, tw_run_report_free)

G_END_DECLS
