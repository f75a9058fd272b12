/* tw-last-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-last-date.h"

#include "tw-query.h"

TwDate
tw_workspace_last_date (TwWorkspace *workspace)
{
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), TW_DATE_NONE);

  query = tw_query_new (workspace,
                        "SELECT max (d) FROM ("
                        "SELECT max (date) AS d FROM (SELECT date FROM sale ORDER BY id DESC LIMIT 1000) "
                        "UNION ALL SELECT max (reported) "
                        "FROM (SELECT reported FROM unit_report ORDER BY id DESC LIMIT 1000) "
                        "UNION ALL SELECT max (closed) "
                        "FROM (SELECT closed FROM opportunity ORDER BY id DESC LIMIT 1000))",
                        NULL);

  if (query == NULL || !tw_query_step (query, NULL))
    return TW_DATE_NONE;

  return tw_query_date (query, 0);
}
