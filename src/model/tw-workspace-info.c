/* tw-workspace-info.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-workspace-info.h"

#include "tw-history.h"
#include "tw-query.h"

#include <glib/gi18n-lib.h>

TwWorkspaceInfo *
tw_workspace_info_read (TwWorkspace  *workspace,
                        GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (
      workspace, "SELECT currency, year_start_month, year_start_day, self_approval FROM workspace", error);
  TwWorkspaceInfo *info;

  if (query == NULL || !tw_query_step (query, error))
    return NULL;

  info = g_new0 (TwWorkspaceInfo, 1);
  info->currency = tw_query_dup_text (query, 0);
  info->year_start_month = (int) tw_query_int (query, 1);
  info->year_start_day = (int) tw_query_int (query, 2);
  info->self_approval = tw_query_int (query, 3) != 0;

  return info;
}

void
tw_workspace_info_free (TwWorkspaceInfo *info)
{
  g_free (info->currency);
  g_free (info);
}

static gboolean
write_self_approval (TwWorkspace  *workspace,
                     gboolean      allowed,
                     GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (
      workspace, "UPDATE workspace SET self_approval = :allowed WHERE id = 1", error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "allowed", allowed);

  return tw_query_run (query, error);
}

gboolean
tw_workspace_set_self_approval (TwWorkspace  *workspace,
                                gboolean      allowed,
                                GError      **error)
{
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT,
                         allowed ? _("Allowed approving own adjustments")
                                 : _("Disallowed approving own adjustments"),
                         error))
    return FALSE;

  if (!write_self_approval (workspace, allowed, error))
    {
      tw_history_rollback (workspace);
      return FALSE;
    }

  return tw_history_commit (workspace, 0, NULL, NULL, error);
}
