/* tw-digest-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-digest.h"

#include "tw-digest-private.h"
#include "tw-names.h"
#include "tw-query.h"

#define LINE_COLUMNS \
  "SELECT q.key, v.number, l.number, l.kind, l.state, l.fact_kind, l.fact, l.cause_kind, l.cause, l.person, l.measure," \
  " l.amount, l.before, l.share, l.band, l.payable_on, l.inputs" \
  " FROM line AS l LEFT JOIN program_rule AS q ON q.id = l.rule LEFT JOIN program_version AS v ON v.id = q.version" \
  " WHERE l.id >= :id << 24 AND l.id < (:id + 1) << 24 ORDER BY l.id"

static void
digest_line (TwDigest *digest,
             TwNames  *names,
             TwQuery  *query)
{
  TwDigestLine line = { 0 };

  line.rule = tw_query_text (query, 0);
  line.version = tw_query_int (query, 1);
  line.number = tw_query_int (query, 2);
  line.kind = tw_query_int (query, 3);
  line.state = tw_query_int (query, 4);
  line.fact_kind = tw_query_int (query, 5);
  line.fact = tw_names_get_fact (names, line.fact_kind, tw_query_int (query, 6));
  line.cause = tw_names_get_fact (names, tw_query_int (query, 7), tw_query_int (query, 8));
  line.person = tw_names_get (names, "person", tw_query_int (query, 9));
  line.measure = tw_query_int (query, 10);
  line.amount = tw_query_int (query, 11);
  line.before = tw_query_int (query, 12);
  line.share = tw_query_int (query, 13);
  line.band = tw_query_int (query, 14);
  line.payable_on = tw_query_text (query, 15);
  line.inputs = tw_query_text (query, 16);
  tw_digest_line (digest, &line);
}

static void
digest_step (TwDigest *digest,
             TwQuery  *query)
{
  tw_digest_step (digest, tw_query_text (query, 0), tw_query_int (query, 1),
                  tw_query_text (query, 2), tw_query_text (query, 3), tw_query_text (query, 4));
}

char *
tw_digest_statement_with (TwWorkspace  *workspace,
                          TwNames      *names,
                          gint64        statement,
                          GError      **error)
{
  g_autoptr (TwDigest) digest = tw_digest_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) lines = NULL;
  g_autoptr (TwQuery) steps = NULL;

  lines = tw_query_new (workspace, LINE_COLUMNS, error);
  if (lines == NULL)
    return NULL;
  tw_query_bind_int (lines, "id", statement);
  while (tw_query_step (lines, &local_error))
    digest_line (digest, names, lines);

  steps = tw_query_new (workspace,
                        "SELECT q.key, v.number, w.window_start, w.window_end, w.steps FROM "
                        "window_step AS w"
                        " LEFT JOIN program_rule AS q ON q.id = w.rule LEFT JOIN program_version "
                        "AS v ON v.id = q.version"
                        " WHERE w.statement = :id ORDER BY w.id",
                        local_error == NULL ? &local_error : NULL);
  if (steps != NULL && local_error == NULL)
    {
      tw_query_bind_int (steps, "id", statement);
      while (tw_query_step (steps, &local_error))
        digest_step (digest, steps);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return tw_digest_finish (digest);
}

char *
tw_digest_statement (TwWorkspace  *workspace,
                     gint64        statement,
                     GError      **error)
{
  g_autoptr (TwNames) names = tw_names_new (workspace);

  return tw_digest_statement_with (workspace, names, statement, error);
}

/* Runs ----------------------------------------------------------------------------------------- */

/* Every column of the queries goes into the digest: first what orders, then the figures. */
static const char * const parts_of_run[] = {
  "SELECT p.external_id, g.name, s.period, s.revision, s.currency, s.measure, s.earned, s.charged, s.brought_forward,"
  " s.deferred, s.released, s.payable, s.carried, s.forgiven, s.payable_on, s.converted, s.converted_currency, s.tier, s.lines, s.facts_earned,"
  " s.facts_excluded, s.nothing_reason, s.digest"
  " FROM statement AS s JOIN partner AS p ON p.id = s.partner JOIN program AS g ON g.id = s.program"
  " WHERE s.run = :run ORDER BY p.external_id, g.name",

  "SELECT p.external_id, g.name, b.kind, b.name, b.origin, b.amount, b.currency, b.due, b.expires, b.lapsed"
  " FROM balance AS b JOIN statement AS s ON s.id = b.statement JOIN partner AS p ON p.id = b.partner"
  " JOIN program AS g ON g.id = b.program WHERE s.run = :run ORDER BY p.external_id, g.name, b.id",

  "SELECT p.external_id, g.name, t.ladder, t.reviewed, t.held, t.earned, t.result, t.cause, t.effective, t.evidence"
  " FROM tier_review AS t JOIN partner AS p ON p.id = t.partner JOIN program AS g ON g.id = t.program"
  " WHERE t.run = :run ORDER BY p.external_id, g.name, t.id",
};

char *
tw_digest_run (TwWorkspace  *workspace,
               gint64        run,
               GError      **error)
{
  g_autoptr (TwDigest) digest = tw_digest_new ();
  g_autoptr (GError) local_error = NULL;

  for (guint part = 0; part < G_N_ELEMENTS (parts_of_run); part++)
    {
      g_autoptr (TwQuery) query = tw_query_new (workspace, parts_of_run[part], error);

      if (query == NULL)
        return NULL;
      tw_query_bind_int (query, "run", run);
      while (tw_query_step (query, &local_error))
        {
          for (int i = 0; i < tw_query_n_columns (query); i++)
            tw_digest_text (digest, tw_query_text (query, i));
          tw_digest_end_row (digest);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return tw_digest_finish (digest);
}

static gboolean
seal_statements (TwWorkspace  *workspace,
                 gint64        run,
                 GError      **error)
{
  g_autoptr (TwNames) names = tw_names_new (workspace);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (TwQuery) update = NULL;

  query = tw_query_new (workspace, "SELECT id FROM statement WHERE run = :run AND digest IS NULL",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "run", run);
  while (tw_query_step (query, &local_error))
    {
      gint64 id = tw_query_int (query, 0);

      g_array_append_val (open, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  update = tw_query_new (workspace, "UPDATE statement SET digest = :digest WHERE id = :id", error);
  for (guint i = 0; update != NULL && i < open->len; i++)
    {
      gint64 id = g_array_index (open, gint64, i);
      g_autofree char *digest = tw_digest_statement_with (workspace, names, id, error);

      if (digest == NULL)
        return FALSE;
      tw_query_bind_text (update, "digest", digest);
      tw_query_bind_int (update, "id", id);
      if (!tw_query_run (update, error))
        return FALSE;
    }

  return update != NULL;
}

char *
tw_digest_seal_run (TwWorkspace  *workspace,
                    gint64        run,
                    GError      **error)
{
  g_autofree char *digest = NULL;
  g_autoptr (TwQuery) query = NULL;

  if (!seal_statements (workspace, run, error))
    return NULL;

  digest = tw_digest_run (workspace, run, error);
  query = digest != NULL
            ? tw_query_new (workspace, "UPDATE run SET digest = :digest WHERE id = :id", error)
            : NULL;
  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "digest", digest);
  tw_query_bind_int (query, "id", run);

  return tw_query_run (query, error) ? g_steal_pointer (&digest) : NULL;
}
