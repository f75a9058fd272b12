/* tw-workspace-info.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwWorkspaceInfo:
 * @currency: code of the reporting currency
 * @year_start_month: first month of the fiscal year, 1 to 12; @year_start_day: its first day
 * @self_approval: whether who made an adjustment may approve the statement it stands on
 *
 * What was settled about the workspace as a whole.
 */
typedef struct
{
  char     *currency;
  int       year_start_month;
  int       year_start_day;
  gboolean  self_approval;
} TwWorkspaceInfo;

/* (transfer full) */
TwWorkspaceInfo *tw_workspace_info_read          (TwWorkspace      *workspace,
                                                  GError          **error);
void             tw_workspace_info_free          (TwWorkspaceInfo  *info);

/* One step of history. */
gboolean         tw_workspace_set_self_approval  (TwWorkspace      *workspace,
                                                  gboolean          allowed,
                                                  GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwWorkspaceInfo, tw_workspace_info_free)

G_END_DECLS
