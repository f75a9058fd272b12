/* tw-verify-digest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-query.h"
#include "tw-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

static char *
member_of (const char *content,
           const char *name)
{
  g_autoptr (JsonNode) node = content != NULL ? json_from_string (content, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                     : NULL;

  return g_strdup (object != NULL ? json_object_get_string_member_with_default (object, name, NULL)
                                  : NULL);
}

gboolean
tw_verify_batch (TwWorkspace  *copy,
                 TwNames      *names,
                 gint64        batch,
                 const char   *label,
                 const char   *content,
                 GPtrArray    *findings,
                 GError      **error)
{
  g_autoptr (TwBatchDigest) digest = tw_batch_digest_new (copy, names, batch, TRUE, error);
  g_autofree char *expected = member_of (content, "digest");
  g_autofree char *found = NULL;
  g_autofree char *row = NULL;
  char *path = NULL;

  if (digest == NULL)
    return FALSE;

  found = tw_batch_digest_get (digest);
  if (g_strcmp0 (expected, found) == 0)
    return TRUE;

  row = tw_batch_digest_find (digest, &path);
  tw_verify_add (findings, "V-BATCH",
                 path != NULL ? path : g_strdup_printf ("batch/%" G_GINT64_FORMAT, batch),
                 row != NULL ? g_strdup_printf (_("%s was changed outside the program: it isn't "
                                                   "what “%s” brought."),
                                                row, label)
                             : g_strdup_printf (_("A row that “%s” (batch %" PRId64
                                                   ") brought was changed outside the "
                                                   "program."),
                                                label, batch));

  return TRUE;
}

static gboolean
check_statements (TwWorkspace  *copy,
                  TwNames      *names,
                  gint64        run,
                  GPtrArray    *findings,
                  GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (
    copy,
    "SELECT s.id, s.period || '/' || g.name || '/' || p.external_id, s.digest FROM statement AS s"
    " JOIN partner AS p ON p.id = s.partner JOIN program AS g ON g.id = s.program"
    " WHERE s.run = :run ORDER BY s.id",
    error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "run", run);
  while (tw_query_step (query, &local_error))
    {
      g_autofree char *found = tw_digest_statement_with (copy, names, tw_query_int (query, 0),
                                                         error);

      if (found == NULL)
        return FALSE;
      if (g_strcmp0 (found, tw_query_text (query, 2)) != 0)
        tw_verify_add (findings, "V-STATEMENT", tw_query_dup_text (query, 1),
                       g_strdup_printf (_("A line or step of the statement %s was changed outside "
                                           "the program."),
                                        tw_query_text (query, 1)));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* A run that a later one replaced may be dropped when its period is approved; no other goes without
 * an undo. */
static gboolean
check_gone (TwWorkspace  *copy,
            gint64        run,
            const char   *label,
            const char   *content,
            GPtrArray    *findings,
            GError      **error)
{
  g_autofree char *period = member_of (content, "period");
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (copy,
                        "SELECT 1 FROM history AS h WHERE h.kind = 'run' AND h.reference > :run"
                        " AND json_extract (h.content, '$.period') = :period AND NOT EXISTS"
                        " (SELECT 1 FROM history AS u WHERE u.kind = 'undo' AND u.reverts = h.id)",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "run", run);
  tw_query_bind_text (query, "period", period);
  if (!tw_query_step (query, &local_error) && local_error == NULL)
    tw_verify_add (findings, "V-RUN", g_strdup_printf ("run/%" G_GINT64_FORMAT, run),
                   g_strdup_printf (_("The calculation of “%s” was removed outside the program."),
                                    label));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* Before a run, those that it replaced stood: later changes of their statements were made to them
 * as such. */
static gboolean
restore_replaced (TwWorkspace  *copy,
                  gint64        run,
                  const char   *content,
                  GError      **error)
{
  g_autofree char *period = member_of (content, "period");
  g_autoptr (TwQuery) query = NULL;

  query =
    tw_query_new (copy,
                  "UPDATE statement AS s SET state = 'calculated' WHERE s.state = 'replaced'"
                  " AND s.period = :period AND s.run < :run"
                  " AND (s.run = (SELECT max (id) FROM run WHERE period = :period AND id < :run)"
                  "  OR EXISTS (SELECT 1 FROM statement AS n WHERE n.run = :run"
                  "   AND n.partner = s.partner AND n.program = s.program))"
                  " AND NOT EXISTS (SELECT 1 FROM statement AS m WHERE m.partner = s.partner"
                  "  AND m.program = s.program AND m.period = s.period AND m.run > s.run"
                  "  AND m.run < :run)",
                  error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "period", period);
  tw_query_bind_int (query, "run", run);

  return tw_query_run (query, error);
}

gboolean
tw_verify_run (TwWorkspace  *copy,
               TwNames      *names,
               gint64        run,
               const char   *label,
               const char   *content,
               GPtrArray    *findings,
               GError      **error)
{
  g_autofree char *exists =
    g_strdup_printf ("SELECT count (*) FROM run WHERE id = %" G_GINT64_FORMAT, run);
  g_autofree char *expected = member_of (content, "digest");
  g_autofree char *found = NULL;
  gint64 n = 0;

  if (!tw_workspace_get_int (copy, exists, &n, error))
    return FALSE;
  if (n == 0)
    return check_gone (copy, run, label, content, findings, error);

  if (!check_statements (copy, names, run, findings, error))
    return FALSE;
  found = tw_digest_run (copy, run, error);
  if (found == NULL)
    return FALSE;
  if (g_strcmp0 (found, expected) != 0)
    tw_verify_add (findings, "V-RUN", g_strdup_printf ("run/%" G_GINT64_FORMAT, run),
                   g_strdup_printf (_("The totals, balances or tier reviews of “%s” were changed "
                                       "outside the program."),
                                    label));

  return restore_replaced (copy, run, content, error);
}
