/* replay-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* replay-check FILE [reprice]: every calculated period of every program replayed, each alone after what was stored before it, then
 * all of them in one go with everything carried in memory, must have the lines and the payments that are stored. With `reprice` every number of the rules and tiers is moved
 * instead, and repricing has to give what the full replay gives. */

#include "config.h"

#include "tw-dataset-load.h"
#include "tw-program-version.h"
#include "tw-query.h"
#include "reprice-moves.h"

static guint n_lines;

typedef struct
{
  char   *name;
  TwSpan  span;
} Period;

static TwQuery *
query_new (TwWorkspace *workspace,
           const char  *sql)
{
  g_autoptr (GError) error = NULL;
  TwQuery *query = tw_query_new (workspace, sql, &error);

  g_assert_no_error (error);
  return query;
}

static GArray *
read_periods (TwWorkspace *workspace,
              gint64       program)
{
  g_autoptr (TwQuery) query = query_new (workspace,
                                         "SELECT DISTINCT u.period, u.period_start, u.period_end FROM run AS u "
                                         "JOIN statement AS s ON s.run = u.id WHERE s.program = :program "
                                         "AND s.state <> 'replaced' ORDER BY u.period_start");
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (Period));

  tw_query_bind_int (query, "program", program);
  while (tw_query_step (query, NULL))
    {
      Period period = { tw_query_dup_text (query, 0), { tw_query_date (query, 1), tw_query_date (query, 2) + 1 } };

      g_array_append_val (periods, period);
    }

  return periods;
}

static void
same (const char *what,
      const char *where,
      gint64      value,
      gint64      stored)
{
  if (value != stored)
    g_error ("%s of %s: replayed %" G_GINT64_FORMAT ", stored %" G_GINT64_FORMAT, what, where, value, stored);
}

static void
same_line (const TwReplay *replay,
           guint           index,
           TwQuery        *query)
{
  const TwReplayLine *line = &g_array_index (replay->lines, TwReplayLine, index);
  const TwReplayPartner *partner = &g_array_index (replay->partners, TwReplayPartner, line->partner);
  const char *rule = line->rule == G_MAXUINT ? NULL : g_array_index (replay->rules, TwReplayRule, line->rule).id;
  const TwDataset *dataset = tw_replay_data_get_dataset (replay->data);
  g_autofree char *where = g_strdup_printf ("line %u, %s, %s, %s", index, tw_query_text (query, 0),
                                            tw_query_text (query, 1), tw_query_text (query, 2));
  gint64 fact = TW_QUERY_NULL;
  int kind = 0;

  if (line->line.fact >= 0)
    tw_dataset_fact_key (dataset, line->line.fact, &kind, &fact);
  if (g_strcmp0 (partner->external_id, tw_query_text (query, 1)) != 0
      || g_strcmp0 (g_array_index (replay->periods, TwReplayPeriod, line->period).name, tw_query_text (query, 0)) != 0
      || g_strcmp0 (rule, tw_query_text (query, 2)) != 0)
    g_error ("%s: replayed %s %s", where, partner->external_id, rule);
  same ("kind", where, line->line.kind + 1, tw_query_int (query, 3));
  same ("fact", where, fact, tw_query_int (query, 5));
  if (fact != TW_QUERY_NULL)
    same ("kind of fact", where, kind, tw_query_int (query, 4));
  same ("amount", where, line->line.amount, tw_query_int (query, 6));
  same ("before", where, line->line.before, tw_query_is_null (query, 7) ? 0 : tw_query_int (query, 7));
  same ("band", where, line->line.band, tw_query_is_null (query, 8) ? -1 : tw_query_int (query, 8));
  if (!tw_query_is_null (query, 9))
    same ("measure", where, line->line.measure, tw_query_int (query, 9));
}

static void
check_lines (TwWorkspace    *workspace,
             gint64          program,
             const TwReplay *replay)
{
  g_autoptr (TwQuery) query =
    query_new (workspace,
               "SELECT u.period, p.external_id, r.key, l.kind, l.fact_kind, l.fact, l.amount, l.before, l.band, l.measure "
               "FROM run AS u JOIN statement AS s ON s.run = u.id JOIN partner AS p ON p.id = s.partner "
               "JOIN line AS l ON l.id >> 24 = s.id LEFT JOIN program_rule AS r ON r.id = l.rule "
               "WHERE s.program = :program AND s.state <> 'replaced' AND u.period_start >= :start "
               "AND u.period_end < :end ORDER BY u.period_start, p.external_id, l.id");
  guint n = 0;

  tw_query_bind_int (query, "program", program);
  tw_query_bind_date (query, "start", replay->span.start);
  tw_query_bind_date (query, "end", replay->span.end);
  while (tw_query_step (query, NULL))
    {
      if (n >= replay->lines->len)
        g_error ("%u lines replayed, more are stored", replay->lines->len);
      same_line (replay, n++, query);
    }
  same ("lines", "the replay", replay->lines->len, n);
  n_lines += n;
}

static void
check_totals (TwWorkspace    *workspace,
              gint64          program,
              const TwReplay *replay)
{
  g_autoptr (TwQuery) query =
    query_new (workspace,
               "SELECT coalesce (sum (s.earned - s.charged), 0), coalesce (sum (s.measure), 0), "
               "coalesce (sum (s.payable), 0), coalesce (sum (s.facts_earned), 0) "
               "FROM run AS u JOIN statement AS s ON s.run = u.id WHERE s.program = :program "
               "AND s.state <> 'replaced' AND u.period_start >= :start AND u.period_end < :end");
  gint64 by_tier = 0;
  gint64 by_rule = replay->common;
  gint64 earned = 0;

  tw_query_bind_int (query, "program", program);
  tw_query_bind_date (query, "start", replay->span.start);
  tw_query_bind_date (query, "end", replay->span.end);
  g_assert_true (tw_query_step (query, NULL));
  same ("cost", "statements", replay->cost, tw_query_int (query, 0));
  same ("measure", "statements", replay->measure, tw_query_int (query, 1));
  same ("payable", "statements", replay->paid, tw_query_int (query, 2));
  for (guint i = 0; i < replay->tiers->len; i++)
    by_tier += g_array_index (replay->tiers, TwReplayTier, i).cost;
  for (guint i = 0; i < replay->rules->len; i++)
    by_rule += g_array_index (replay->rules, TwReplayRule, i).cost;
  for (guint i = 0; i < replay->partners->len; i++)
    earned += g_array_index (replay->partners, TwReplayPartner, i).n_earned;
  same ("cost by tier", "replay", by_tier, replay->cost);
  same ("cost by rule", "replay", by_rule, replay->cost);
  same ("facts earned", "statements", earned, tw_query_int (query, 3));
}

static void
check_span (TwWorkspace     *workspace,
            gint64           program,
            GPtrArray       *documents,
            const TwDataset *dataset,
            TwSpan           span)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReplayData) data = tw_replay_data_new (workspace, program, documents, dataset, span, &error);
  g_autoptr (TwReplay) replay = NULL;

  g_assert_no_error (error);
  replay = tw_replay_run (data, documents, TW_REPLAY_LINES, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check_lines (workspace, program, replay);
  check_totals (workspace, program, replay);
}

static void
check_program (TwWorkspace *workspace,
               gint64       program)
{
  g_autoptr (GArray) periods = read_periods (workspace, program);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = tw_program_version_load_published (workspace, program, &error);
  g_autoptr (TwDataset) dataset = NULL;

  if (periods->len == 0)
    return;
  dataset = tw_dataset_load_for (workspace, documents, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < periods->len; i++)
    check_span (workspace, program, documents, dataset, g_array_index (periods, Period, i).span);
  check_span (workspace, program, documents, dataset,
              (TwSpan){ g_array_index (periods, Period, 0).span.start,
                        g_array_index (periods, Period, periods->len - 1).span.end });
  g_print ("program %" G_GINT64_FORMAT ": %u periods\n", program, periods->len);
  for (guint i = 0; i < periods->len; i++)
    g_free (g_array_index (periods, Period, i).name);
}

/* ---- repricing: every literal of rules and tiers moved, one at a time, must give the full replay ---- */

static guint n_moved;
static guint ways[4];

static void
check_reprice (TwWorkspace *workspace,
               gint64       program)
{
  g_autoptr (GArray) periods = read_periods (workspace, program);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = tw_program_version_load_published (workspace, program, &error);
  g_autoptr (TwReplayData) data = NULL;
  g_autoptr (TwReprice) reprice = NULL;
  TwSpan span;

  if (periods->len == 0)
    return;
  span = (TwSpan){ g_array_index (periods, Period, 0).span.start,
                   g_array_index (periods, Period, periods->len - 1).span.end };
  data = tw_replay_data_new (workspace, program, documents, NULL, span, &error);
  g_assert_no_error (error);
  reprice = tw_reprice_new (data, documents, 0, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  {
    RepriceMoves moves = { .data = data, .documents = documents, .reprice = reprice, .tells = TRUE };

    reprice_move_all (&moves);
    n_moved += moves.n_moved;
    for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
      ways[i] += moves.ways[i];
  }
  for (guint i = 0; i < periods->len; i++)
    g_free (g_array_index (periods, Period, i).name);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (argc >= 2, 2);

  workspace = tw_workspace_open (argv[1], TW_OPEN_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  query = query_new (workspace, "SELECT id FROM program ORDER BY id");
  while (tw_query_step (query, NULL))
    if (argc > 2)
      check_reprice (workspace, tw_query_int (query, 0));
    else
      check_program (workspace, tw_query_int (query, 0));
  if (argc > 2)
    g_print ("moved by table %u, by tiers %u, by partners %u, in full %u: %u equal\n", ways[0], ways[1], ways[2],
             ways[3], n_moved);
  else
    g_print ("%u lines equal\n", n_lines);

  return n_lines + n_moved > 0 ? 0 : 1;
}
