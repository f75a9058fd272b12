/* tw-fact-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-fact-guard.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-query.h"

/* A statement's lines lie in one stretch of ids, so that only those of the fact's own partners
 * are looked through. */
static const char sql[] =
  "SELECT s.period FROM fact_kind AS k JOIN statement AS s ON s.state = 'approved'"
  " AND (s.partner = (SELECT partner FROM \"%s\" WHERE id = :id)"
  " OR s.partner IN (SELECT partner FROM credit WHERE fact_kind = k.id AND fact = :id))"
  " JOIN line AS l ON l.id >= s.id * 16777216 AND l.id < (s.id + 1) * 16777216"
  " AND l.fact = :id AND l.fact_kind = k.id"
  " WHERE k.name = :kind LIMIT 1";

gboolean
tw_fact_guard_check (TwWorkspace     *workspace,
                     const TwEntity  *entity,
                     gint64           id,
                     GError         **error)
{
  g_autofree char *text = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (entity != NULL && entity->fact != NULL, FALSE);

  text = g_strdup_printf (sql, entity->table);
  query = tw_query_new (workspace, text, error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", id);
  tw_query_bind_text (query, "kind", entity->fact);
  if (tw_query_step (query, &local))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("An approved statement of %s counts this record, so that it can't change. Add a record that "
                     "replaces it, or reopen the statement first."), tw_query_text (query, 0));
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
