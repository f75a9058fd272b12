/* tw-workspace-info.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-text-style.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwWorkspaceInfo:
 * @currency: code of the reporting currency
 * @year_start_month: first month of the fiscal year, 1 to 12; @year_start_day: its first day
 * @style: how the texts of statements write numbers and dates
 * @self_approval: whether who made an adjustment may approve the statement it stands on
 *
 * What was settled about the workspace as a whole.
 */
typedef struct
{
  char     *currency;
  int       year_start_month;
  int       year_start_day;
  TwTextStyle style;
  gboolean  self_approval;
} TwWorkspaceInfo;

/**
 * TwCurrencyEffect:
 * @locked: locked periods, whose figures would read in another currency than when they were locked
 * @first_locked: (nullable): the first of them by date
 * @no_rate: (nullable): codes that the workspace uses and that no exchange rate leads to the new currency from, such as
 *   “GBP, JPY”; their amounts are left out of figures and named
 *
 * What another reporting currency would touch beside what is on show, to be asked about before.
 */
typedef struct
{
  guint  locked;
  char  *first_locked;
  char  *no_rate;
} TwCurrencyEffect;

/* (transfer full) */
TwWorkspaceInfo *tw_workspace_info_read          (TwWorkspace      *workspace,
                                                  GError          **error);
void             tw_workspace_info_free          (TwWorkspaceInfo  *info);

/* One step of history. */
gboolean         tw_workspace_set_self_approval  (TwWorkspace      *workspace,
                                                  gboolean          allowed,
                                                  GError          **error);

/* (transfer full) */
TwCurrencyEffect *tw_workspace_weigh_currency     (TwWorkspace        *workspace,
                                                   const char         *code,
                                                   GError            **error);
void              tw_currency_effect_free         (TwCurrencyEffect   *effect);
/* One step of history: metrics, reports and what is entered without a currency follow. What is stored keeps its own. */
gboolean          tw_workspace_set_currency       (TwWorkspace        *workspace,
                                                   const char         *code,
                                                   GError            **error);
/* One step of history. %TW_ERROR_CONFLICT where statements or locks stand that are named by the fiscal year as it is:
 * their periods would mean other days. */
gboolean          tw_workspace_set_year_start     (TwWorkspace        *workspace,
                                                   int                 month,
                                                   int                 day,
                                                   GError            **error);
/* One step of history. */
gboolean          tw_workspace_set_style          (TwWorkspace        *workspace,
                                                   const TwTextStyle  *style,
                                                   GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwWorkspaceInfo, tw_workspace_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCurrencyEffect, tw_currency_effect_free)

G_END_DECLS
