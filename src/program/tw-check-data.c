/* tw-check-data.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-dataset-load.h"
#include "tw-decimal.h"
#include "tw-design-check-private.h"
#include "tw-plan-money.h"
#include "tw-tier-count.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the predicates look at: registers, who belongs to the program, and the metrics' facts. */

const TwCheckTable *
tw_run_table (TwCheckRun *run,
              const char *entity)
{
  return tw_check_tables_get (run->tables, entity, run->error == NULL ? &run->error : NULL);
}

static gboolean
is_in_force (const TwCheckTable *table,
             gsize               row,
             TwDate              day)
{
  TwDate from = tw_cells_date (table, row, "valid_from");
  TwDate last = tw_cells_date (table, row, "valid_to");

  return (from == TW_DATE_NONE || from <= day) && (last == TW_DATE_NONE || last >= day);
}

/* An enrolment of today counts; a program that nobody is enrolled in by name is for every active partner of its
 * type, as metrics and calculation have it. */
static void
add_members (TwCheckRun *run,
             gboolean    by_name)
{
  const TwCheckTable *table = tw_run_table (run, by_name ? "enrolment" : "partner_type");
  const TwCheckTable *partners = tw_run_table (run, "partner");

  for (gsize i = 0; i < table->n; i++)
    {
      gint64 partner = tw_cells_int (table, i, "partner");
      gsize row;

      if (!is_in_force (table, i, run->today) || !tw_cells_find (partners, partner, &row))
        continue;
      if (by_name ? tw_cells_int (table, i, "program") != run->program_id
                  : !tw_cells_is (table, i, "type", run->program->partner_type) ||
                      !tw_cells_is (partners, row, "status", "active"))
        continue;
      g_hash_table_add (run->members, g_memdup2 (&partner, sizeof partner));
    }
}

static void
ensure_members (TwCheckRun *run)
{
  if (run->members != NULL)
    return;
  run->members = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (run->program_id != 0)
    add_members (run, TRUE);
  if (g_hash_table_size (run->members) == 0)
    add_members (run, FALSE);
}

gboolean
tw_run_is_member (TwCheckRun *run,
                  gint64      partner)
{
  ensure_members (run);

  return g_hash_table_contains (run->members, &partner);
}

guint
tw_run_n_members (TwCheckRun *run)
{
  ensure_members (run);

  return g_hash_table_size (run->members);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

GArray *
tw_run_members (TwCheckRun *run)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  ensure_members (run);
  g_hash_table_iter_init (&iter, run->members);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (ids, key, 1);
  g_array_sort (ids, compare_ids);

  return ids;
}

gboolean
tw_run_is_member_at (TwCheckRun *run,
                     gsize       index)
{
  return tw_run_is_member (run, run->facts->partners.id[index]);
}

const char *
tw_run_name (TwCheckRun *run,
             const char *entity,
             gint64      id)
{
  const TwCheckTable *table = tw_run_table (run, entity);
  const char *name;
  gsize row;

  if (!tw_cells_find (table, id, &row))
    return "";
  name = tw_cells_text (table, row, table->entity->title);

  return name != NULL ? name : "";
}

TwMetricFacts *
tw_run_facts (TwCheckRun *run)
{
  if (run->facts == NULL && run->error == NULL)
    run->facts = tw_metric_facts_get (run->input->workspace, run->input->cancellable, &run->error);

  return run->facts;
}

static void
add_won (const TwMetricFacts *facts,
         TwDate               from,
         TwDate               to,
         gint64              *sums)
{
  const TwOpportunityColumns *deals = &facts->opportunities;

  for (gsize i = 0; i < deals->n; i++)
    if (deals->status[i] == TW_OPPORTUNITY_WON && deals->closed[i] >= from && deals->closed[i] < to &&
        tw_amount_is_known (deals->won[i]))
      for (guint32 r = deals->first_role[i]; r < deals->first_role[i + 1]; r++)
        sums[g_array_index (facts->roles, TwRole, r).partner] += deals->won[i];
}

gint64 *
tw_run_contributions (TwCheckRun *run,
                      TwDate      from,
                      TwDate      to,
                      gboolean    won)
{
  const TwMetricFacts *facts = run->facts;
  gint64 *sums = g_new0 (gint64, facts->partners.n + 1);

  for (gsize i = 0; i < facts->sales.n; i++)
    if (facts->sales.date[i] >= from && facts->sales.date[i] < to && tw_amount_is_known (facts->sales.amount[i]))
      sums[facts->sales.partner[i]] += facts->sales.amount[i];
  for (guint i = 0; i < facts->payouts->len; i++)
    {
      const TwPayout *payout = &g_array_index (facts->payouts, TwPayout, i);

      if (payout->period_end >= from && payout->period_end < to && tw_amount_is_known (payout->charged))
        sums[payout->partner] += payout->charged;
    }
  if (won)
    add_won (facts, from, to, sums);

  return sums;
}

gint64 *
tw_run_investments (TwCheckRun *run,
                    TwDate      from,
                    TwDate      to)
{
  const TwMetricFacts *facts = run->facts;
  gint64 *sums = g_new0 (gint64, facts->partners.n + 1);

  for (guint i = 0; i < facts->investments->len; i++)
    {
      const TwInvestment *investment = &g_array_index (facts->investments, TwInvestment, i);

      if (investment->partner >= 0 && investment->date >= from && investment->date < to &&
          tw_amount_is_known (investment->amount))
        sums[investment->partner] += investment->amount;
    }

  return sums;
}

const TwDataset *
tw_run_dataset (TwCheckRun *run)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();

  if (run->dataset != NULL || run->error != NULL)
    return run->dataset;
  g_ptr_array_add (documents, run->document);
  run->dataset = tw_dataset_load_for (run->input->workspace, documents, &run->error);

  return run->dataset;
}

/* By row of the dataset: whether the program is meant for the partner. */
static gboolean *
list_meant (TwCheckRun      *run,
            const TwDataset *dataset)
{
  gsize n = tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);
  gboolean *meant = g_new0 (gboolean, n + 1);

  for (gsize p = 0; p < n; p++)
    meant[p] = tw_run_is_member (run, tw_dataset_entity_id (dataset, TW_RELATION_PARTNER, (gint64) p));

  return meant;
}

const int *
tw_run_whole (TwCheckRun *run)
{
  const TwCheckReplay *replay = tw_run_replay (run);
  g_autofree gboolean *meant = NULL;

  if (run->whole != NULL || replay == NULL || run->error != NULL)
    return run->whole;
  meant = list_meant (run, run->dataset);
  run->whole = tw_check_replay_high (run->document, run->dataset, meant, replay->periods, replay->n_periods,
                                     run->input->cancellable, &run->error);

  return run->whole;
}

const TwCheckReplay *
tw_run_replay (TwCheckRun *run)
{
  const TwDataset *dataset;
  TwSpan periods[TW_CHECK_PERIODS];
  g_autofree gboolean *meant = NULL;
  guint n_periods;

  if (run->replayed)
    return run->replay;
  run->replayed = TRUE;
  dataset = tw_run_dataset (run);
  if (dataset == NULL)
    return NULL;
  n_periods = tw_check_last_periods (run->program, dataset, run->input->today, periods, TW_CHECK_PERIODS);
  meant = list_meant (run, dataset);
  if (n_periods > 0)
    run->replay = tw_check_replay_new (run->document, dataset, meant, periods, n_periods, run->input->cancellable,
                                       &run->error);

  return run->replay;
}

const TwCheckReplay *
tw_run_replay_or_say (TwCheckRun *run)
{
  const TwCheckReplay *replay = (run->input->depth & TW_CHECK_REPLAY) != 0 ? tw_run_replay (run) : NULL;
  gboolean empty = replay == NULL || tw_dataset_n_rows (run->dataset, TW_RELATION_FACT) == 0;

  if (!empty && replay->n_meant > 0)
    return replay;
  if (run->error == NULL && (run->input->depth & TW_CHECK_REPLAY) != 0)
    tw_run_not_applicable (run, empty ? _("Not applicable: no facts recorded.")
                                      : _("Not applicable: no partners of the program recorded."));

  return NULL;
}

gint64
tw_run_replayed_partner (TwCheckRun *run,
                         gsize       index)
{
  return tw_dataset_entity_id (run->dataset, TW_RELATION_PARTNER, (gint64) index);
}

void
tw_run_add_replayed (TwCheckRun *run,
                     GPtrArray  *rows,
                     gsize       index,
                     const char *value)
{
  gint64 id = tw_run_replayed_partner (run, index);

  tw_check_rows_add (rows, "partner", id, tw_run_name (run, "partner", id), value);
}

/* What the last statements say, else who was assigned: the tiers that the matrix counts. Place of the tier + 1 by partner. */
static void
read_tiers (TwCheckRun *run)
{
  g_autoptr (GArray) counts = NULL;

  run->tiers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (run->program_id == 0 || run->error != NULL)
    return;
  counts = tw_tier_counts_read (run->input->workspace, run->program_id, run->today, &run->error);
  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const TwTierCount *count = &g_array_index (counts, TwTierCount, i);

      for (guint t = 0; !count->designation && t < run->program->n_tiers; t++)
        if (g_strcmp0 (run->program->tiers[t].name, count->tier) == 0)
          for (guint p = 0; p < count->partners->len; p++)
            g_hash_table_insert (run->tiers, g_memdup2 (&g_array_index (count->partners, gint64, p), sizeof (gint64)),
                                 GUINT_TO_POINTER (t + 1));
    }
}

int
tw_run_tier (TwCheckRun *run,
             gint64      partner)
{
  if (run->tiers == NULL)
    read_tiers (run);

  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (run->tiers, &partner)) - 1;
}

gboolean
tw_run_convert (TwCheckRun         *run,
                const TwCheckTable *table,
                gsize               row,
                TwDate              date,
                gint64             *amount)
{
  *amount = tw_cells_int (table, row, "amount");

  return tw_cells_is (table, row, "currency", run->program->currency) ||
         tw_plan_money_convert (run->input->workspace, *amount, tw_cells_text (table, row, "currency"), run->program->currency,
                                date, amount, NULL);
}

char *
tw_run_money (TwCheckRun *run,
              gint64      amount)
{
  g_autofree char *plain = tw_decimal_format (amount, run->program->currency_digits);
  g_autofree char *grouped = tw_decimal_group (plain);

  return g_strdup_printf ("%s %s", grouped, run->program->currency);
}

char *
tw_run_reporting (TwCheckRun *run,
                  gint64      amount)
{
  g_autofree char *plain = tw_decimal_format (amount, run->facts->digits);
  g_autofree char *grouped = tw_decimal_group (plain);

  return g_strdup_printf ("%s %s", grouped, run->facts->currency);
}

/* Filters on certifications, as far as their text says: `{"level": "implementation"}`, `in` lists, and all of several. */
gboolean
tw_check_filter_holds (const TwCheckTable *table,
                       gsize               row,
                       const TwCondition  *where)
{
  if (where == NULL)
    return TRUE;
  if (where->kind == TW_CONDITION_ALL)
    {
      for (guint i = 0; i < where->n_children; i++)
        if (!tw_check_filter_holds (table, row, where->children[i]))
          return FALSE;
      return TRUE;
    }
  if (where->kind != TW_CONDITION_COMPARE || where->value->kind != TW_EXPR_ATTRIBUTE ||
      where->value->scope != TW_SCOPE_FACT || where->value->type != TW_VALUE_TEXT ||
      tw_entity_get_field (table->entity, where->value->text) == NULL)
    return TRUE;
  for (guint i = 0; i < where->n_tests; i++)
    {
      const TwTest *test = &where->tests[i];
      const char *text = tw_cells_text (table, row, where->value->text);
      gboolean in = test->op != TW_TEST_IN;

      if (test->op == TW_TEST_IS && test->than->text != NULL && g_strcmp0 (text, test->than->text) != 0)
        return FALSE;
      for (guint k = 0; k < test->n_list && !in; k++)
        in = test->list[k]->text == NULL || g_strcmp0 (text, test->list[k]->text) == 0;
      if (!in)
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_check_is_at (const char *path,
                const char *place)
{
  gsize length = strlen (place);

  return path != NULL && g_str_has_prefix (path, place) && (path[length] == '\0' || path[length] == '/');
}
