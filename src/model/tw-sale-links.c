/* tw-sale-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-sale-links.h"

#include "tw-query.h"

gboolean
tw_workspace_sales_cross (TwWorkspace  *workspace,
                          gboolean     *cross,
                          GError      **error)
{
  gint64 found = 0;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  /* The kinds 1 to 3 of the table fact_kind are the sources of sales. */
  if (!tw_workspace_get_int (workspace,
                             "SELECT EXISTS (SELECT 1 FROM credit WHERE fact_kind <= 3)"
                             " OR EXISTS (SELECT 1 FROM sale AS later JOIN sale AS first"
                             "   ON first.external_id = later.replaces AND first.partner <> later.partner"
                             "   WHERE later.replaces IS NOT NULL)"
                             " OR EXISTS (SELECT 1 FROM sale AS later JOIN sale AS first"
                             "   ON first.external_id = later.reverses AND first.partner <> later.partner"
                             "   WHERE later.reverses IS NOT NULL)",
                             &found, error))
    return FALSE;

  *cross = found != 0;
  return TRUE;
}
