/* tw-metric-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Open opportunities: the share with partners, and what stands in which stage. New customers. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-job.h"
#include "tw-metric-left-out.h"

#include <glib/gi18n-lib.h>

/* MET-05 ---------------------------------------------------------------------------------------- */

/* [0] all, [1] with a partner of the group. */
typedef struct
{
  __int128 open[2];
  __int128 made[2];
  gint64   n_open[2];
  GArray  *ids[2];
  GArray  *made_ids[2];
} Share;

static const char *const opportunity_entity[] = { "opportunity" };

/* Open on a day: made by then, and neither won nor lost yet. */
static gboolean
is_open_on (const TwOpportunityColumns *deals,
            gsize                       i,
            TwDate                      day)
{
  if (deals->created[i] != TW_DATE_NONE && deals->created[i] > day)
    return FALSE;
  return deals->status[i] == TW_OPPORTUNITY_OPEN || (deals->closed[i] != TW_DATE_NONE && deals->closed[i] > day);
}

static void
add_to_share (const TwMetricJob *job,
              Share             *share,
              gsize              i,
              gint32             group,
              TwSpan             span,
              TwDate             day,
              TwLeftOut         *left_out,
              guint              row)
{
  const TwOpportunityColumns *deals = &job->facts->opportunities;
  gboolean made = deals->created[i] != TW_DATE_NONE && deals->created[i] >= span.start && deals->created[i] < span.end;
  gboolean open = is_open_on (deals, i, day);
  gint64 amount = deals->then[i];
  guint sides;

  if (!made && !open)
    return;
  if (amount == TW_AMOUNT_UNKNOWN)
    {
      tw_left_out_add (left_out, row, deals->id[i]);
      return;
    }
  if (!tw_amount_is_known (amount))
    amount = 0;
  sides = tw_metric_influences (job, i, group, day, FALSE) ? 2 : 1;
  for (guint side = 0; side < sides; side++)
    {
      if (open)
        {
          share->open[side] += amount;
          share->n_open[side]++;
          g_array_append_val (share->ids[side], deals->id[i]);
        }
      if (made)
        {
          share->made[side] += amount;
          g_array_append_val (share->made_ids[side], deals->id[i]);
        }
    }
}

static gboolean
write_share_row (TwMetricTable  *table,
                 guint           row,
                 const Share    *share,
                 GError        **error)
{
  const char *const shown[] = { _("Open opportunities"), _("Open with partner"), _("New opportunities"),
                                _("New with partner") };

  tw_metric_table_set_fraction (table, row, 0, share->open[1], share->open[0]);
  tw_metric_table_set_cell_n (table, row, 0, share->n_open[0]);
  tw_metric_table_set_fraction (table, row, 3, share->made[1], share->made[0]);
  tw_metric_table_set_cell_n (table, row, 3, share->made_ids[0]->len);
  tw_metric_table_set_int (table, row, 6, share->n_open[0]);
  tw_metric_table_set_int (table, row, 7, share->n_open[1]);
  tw_metric_table_set_row_n (table, row, share->n_open[0]);
  tw_metric_job_set_ids (table, row, 0, "opportunity", share->ids[1], shown[1]);
  tw_metric_job_set_ids (table, row, 1, "opportunity", share->ids[1], shown[1]);
  tw_metric_job_set_ids (table, row, 2, "opportunity", share->ids[0], shown[0]);
  tw_metric_job_set_ids (table, row, 3, "opportunity", share->made_ids[1], shown[3]);
  tw_metric_job_set_ids (table, row, 4, "opportunity", share->made_ids[1], shown[3]);
  tw_metric_job_set_ids (table, row, 5, "opportunity", share->made_ids[0], shown[2]);
  tw_metric_job_set_ids (table, row, 6, "opportunity", share->ids[0], shown[0]);
  tw_metric_job_set_ids (table, row, 7, "opportunity", share->ids[1], shown[1]);
  return tw_metric_table_set_sum (table, row, 1, share->open[1], error)
         && tw_metric_table_set_sum (table, row, 2, share->open[0], error)
         && tw_metric_table_set_sum (table, row, 4, share->made[1], error)
         && tw_metric_table_set_sum (table, row, 5, share->made[0], error);
}

static void
share_clear (Share *share)
{
  for (guint side = 0; side < 2; side++)
    {
      g_array_unref (share->ids[side]);
      g_array_unref (share->made_ids[side]);
    }
}

/* One for each row; each to be cleared. */
static Share *
gather_shares (TwMetricJob *job,
               TwLeftOut   *left_out)
{
  guint rows = tw_metric_job_n_rows (job);
  Share *shares = g_new0 (Share, rows + 1);

  for (guint row = 0; row < rows; row++)
    {
      for (guint side = 0; side < 2; side++)
        {
          shares[row].ids[side] = g_array_new (FALSE, FALSE, sizeof (gint64));
          shares[row].made_ids[side] = g_array_new (FALSE, FALSE, sizeof (gint64));
        }
      for (gsize i = 0; i < job->facts->opportunities.n; i++)
        add_to_share (job, &shares[row], i, (gint32) (row % job->n_groups), tw_metric_job_span (job, row),
                      tw_metric_job_snapshot (job, row), left_out, row);
    }

  return shares;
}

gboolean
tw_metric_influenced_share (TwMetricJob    *job,
                            TwMetricTable  *table,
                            GError        **error)
{
  g_autoptr (TwLeftOut) left_out = tw_left_out_new ();
  guint rows = tw_metric_job_n_rows (job);
  g_autofree Share *shares = gather_shares (job, left_out);
  gint64 n = 0;
  gboolean ok = TRUE, any = FALSE;

  tw_metric_table_add_column (table, "share", _("Influenced share"), TW_METRIC_RATE, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "influenced", _("Influenced"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "open", _("Open"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "share_created", _("Share of new"), TW_METRIC_RATE, TW_COLUMN_REFERENCE);
  tw_metric_table_add_column (table, "influenced_created", _("New influenced"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "created", _("New"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "opportunities", _("Open opportunities"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "opportunities_influenced", _("Open with partner"), TW_METRIC_COUNT,
                              TW_COLUMN_DETAIL);
  tw_left_out_add_column (left_out, table);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < rows; row++)
    {
      ok = ok && write_share_row (table, row, &shares[row], error);
      tw_left_out_write (left_out, row, table, row, -1, FALSE, opportunity_entity, 1);
      n = shares[row].n_open[0];
      any = any || shares[row].n_open[0] > 0 || shares[row].made_ids[0]->len > 0;
      share_clear (&shares[row]);
    }
  if (!ok)
    return FALSE;

  tw_metric_table_set_n (table, n);
  if (!any)
    tw_metric_table_set_empty (table, _("No opportunity is open."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *share = tw_metric_table_cell_text (table, 0, 0);
      g_autofree char *amount = tw_metric_table_cell_text (table, 0, 2);

      tw_metric_table_set_headline (table, 0, 0);
      /* Translators: a percentage, an amount, its currency. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Partners have a part in %s of the open pipeline of "
                                                              "%s %s."), share, amount, job->facts->currency));
    }
  tw_metric_note_missing (table, tw_left_out_total (left_out));
  tw_metric_table_add_note (table, _("A touch counts for %d days; pipeline is at its expected value."),
                            job->facts->settings.influence_days);
  return !tw_metric_job_cancelled (job, error);
}

/* By stage -------------------------------------------------------------------------------------- */

typedef struct
{
  int      stage;
  __int128 amount;
  __int128 weighted;
  GArray  *ids;
} Stage;

static void
stage_clear (gpointer data)
{
  g_array_unref (((Stage *) data)->ids);
}

/* Stages come in the workspace's order, which is that of the text ids of `stages`; others by name. */
static int
compare_stages (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const TwMetricFacts *facts = data;
  const Stage *left = a;
  const Stage *right = b;
  int left_place = tw_metric_facts_stage (facts, left->stage);
  int right_place = tw_metric_facts_stage (facts, right->stage);
  const char *left_name = tw_metric_facts_text (facts, left->stage);
  const char *right_name = tw_metric_facts_text (facts, right->stage);

  if (left_place != right_place)
    return left_place - right_place;
  return g_strcmp0 (left_name, right_name);
}

static Stage *
find_stage (GArray *stages,
            int     stage)
{
  Stage fresh = { stage, 0, 0, NULL };

  for (guint i = 0; i < stages->len; i++)
    if (g_array_index (stages, Stage, i).stage == stage)
      return &g_array_index (stages, Stage, i);
  fresh.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (stages, fresh);
  return &g_array_index (stages, Stage, stages->len - 1);
}

/* Whether the scope's filters let an opportunity in: without filters all, else those with a partner's role. */
static gboolean
is_deal_in_scope (const TwMetricJob *job,
                  gsize              i)
{
  const TwMetricFacts *facts = job->facts;

  if (!job->filtered)
    return TRUE;
  for (guint32 r = facts->opportunities.first_role[i]; r < facts->opportunities.first_role[i + 1]; r++)
    if (job->group[g_array_index (facts->roles, TwRole, r).partner] >= 0)
      return TRUE;
  return FALSE;
}

/* Stages are sorted after deals are left out of them. */
static guint
stage_slot (const Stage *stage)
{
  return (guint) (stage->stage + 1);
}

gboolean
tw_metric_pipeline_stages (TwMetricJob    *job,
                           TwMetricTable  *table,
                           GError        **error)
{
  const TwOpportunityColumns *deals = &job->facts->opportunities;
  g_autoptr (GArray) stages = g_array_new (FALSE, FALSE, sizeof (Stage));
  g_autoptr (TwLeftOut) left_out = tw_left_out_new ();
  gint64 n = 0;

  g_array_set_clear_func (stages, stage_clear);
  for (gsize i = 0; i < deals->n; i++)
    {
      Stage *stage;

      if (deals->status[i] != TW_OPPORTUNITY_OPEN || !is_open_on (deals, i, job->as_of) || !is_deal_in_scope (job, i))
        continue;
      stage = find_stage (stages, deals->stage[i]);
      if (deals->open[i] == TW_AMOUNT_UNKNOWN)
        {
          tw_left_out_add (left_out, stage_slot (stage), deals->id[i]);
          continue;
        }
      g_array_append_val (stage->ids, deals->id[i]);
      stage->amount += tw_amount_is_known (deals->open[i]) ? deals->open[i] : 0;
      stage->weighted += tw_amount_is_known (deals->weighted[i]) ? deals->weighted[i] : 0;
      n++;
    }
  g_array_sort_with_data (stages, compare_stages, job->facts);

  tw_metric_table_add_column (table, "amount", _("Amount"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "weighted", _("Weighted"), TW_METRIC_MONEY, TW_COLUMN_REFERENCE);
  tw_metric_table_add_column (table, "opportunities", _("Opportunities"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_left_out_add_column (left_out, table);
  for (guint i = 0; i < stages->len; i++)
    {
      const Stage *stage = &g_array_index (stages, Stage, i);
      const char *name = stage->stage < 0 ? _("None") : tw_metric_facts_text (job->facts, stage->stage);
      guint row = tw_metric_table_add_row (table, stage->stage < 0 ? "none" : name, name, NULL, job->period);

      if (!tw_metric_table_set_sum (table, row, 0, stage->amount, error)
          || !tw_metric_table_set_sum (table, row, 1, stage->weighted, error))
        return FALSE;
      tw_metric_table_set_int (table, row, 2, stage->ids->len);
      tw_metric_table_set_row_n (table, row, stage->ids->len);
      for (guint column = 0; column < 3; column++)
        tw_metric_job_set_ids (table, row, column, "opportunity", stage->ids, name);
      tw_left_out_write (left_out, stage_slot (stage), table, row, 0, stage->ids->len == 0, opportunity_entity, 1);
    }
  tw_metric_table_set_n (table, n);
  if (stages->len == 0)
    tw_metric_table_set_empty (table, _("No opportunity is open."));
  tw_metric_note_missing (table, tw_left_out_total (left_out));
  return !tw_metric_job_cancelled (job, error);
}

/* MET-08, MET-13 -------------------------------------------------------------------------------- */

/* Per customer: the day it was first known to buy, and its first won opportunity, -1 none. */
typedef struct
{
  TwDate *known;
  gint64 *won;
} Customers;

static void
note_known (Customers *customers,
            gint32     customer,
            TwDate     day)
{
  if (customer >= 0 && day != TW_DATE_NONE
      && (customers->known[customer] == TW_DATE_NONE || day < customers->known[customer]))
    customers->known[customer] = day;
}

static void
find_customers (const TwMetricFacts *facts,
                Customers           *customers)
{
  const TwOpportunityColumns *deals = &facts->opportunities;

  customers->known = g_new (TwDate, facts->n_customers + 1);
  customers->won = g_new (gint64, facts->n_customers + 1);
  for (gsize i = 0; i < facts->n_customers; i++)
    {
      customers->known[i] = facts->customer_first[i];
      customers->won[i] = -1;
    }
  for (gsize i = 0; i < facts->sales.n; i++)
    note_known (customers, facts->sales.customer[i], facts->sales.date[i]);
  for (gsize i = 0; i < deals->n; i++)
    {
      gint32 customer = deals->customer[i];

      if (deals->status[i] != TW_OPPORTUNITY_WON || customer < 0 || deals->closed[i] == TW_DATE_NONE)
        continue;
      if (customers->won[customer] < 0 || deals->closed[i] < deals->closed[customers->won[customer]])
        customers->won[customer] = (gint64) i;
    }
}

static void
customers_clear (Customers *customers)
{
  g_free (customers->known);
  g_free (customers->won);
}

typedef Customers CustomerFinds;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CustomerFinds, customers_clear)

/* New ones per row, and of them those that a partner of the row's group sourced; returns how many of all there are. */
static gint64
count_new (TwMetricJob     *job,
           const Customers *customers,
           GArray         **all,
           GArray         **sourced)
{
  const TwMetricFacts *facts = job->facts;
  gint64 n = 0;

  for (gsize i = 0; i < facts->n_customers; i++)
    {
      gint64 deal = customers->won[i];
      TwDate day = deal < 0 ? TW_DATE_NONE : facts->opportunities.closed[deal];
      guint slice;

      if (deal < 0 || day < job->period.start || day >= job->period.end)
        continue;
      slice = (guint) job->slice_of_day[day - job->period.start];
      if (customers->known[i] != TW_DATE_NONE && customers->known[i] < g_array_index (job->slices, TwSpan, slice).start)
        continue;
      n++;
      for (guint g = 0; g < job->n_groups; g++)
        {
          guint row = slice * job->n_groups + g;

          g_array_append_val (all[row], facts->customer_ids[i]);
          if (tw_metric_influences (job, (gsize) deal, (gint32) g, day, TRUE))
            g_array_append_val (sourced[row], facts->customer_ids[i]);
        }
    }
  return n;
}

static GPtrArray *
make_arrays (guint n)
{
  GPtrArray *arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (arrays, g_array_new (FALSE, FALSE, sizeof (gint64)));
  return arrays;
}

gboolean
tw_metric_new_customers (TwMetricJob    *job,
                         TwMetricTable  *table,
                         GError        **error)
{
  g_auto (CustomerFinds) customers = { 0 };
  g_autoptr (GPtrArray) all = make_arrays (tw_metric_job_n_rows (job));
  g_autoptr (GPtrArray) sourced = make_arrays (tw_metric_job_n_rows (job));
  gint64 n;

  find_customers (job->facts, &customers);
  n = count_new (job, &customers, (GArray **) all->pdata, (GArray **) sourced->pdata);
  tw_metric_table_add_column (table, "share", _("Sourced by partners"), TW_METRIC_RATE, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "sourced", _("Sourced customers"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "new", _("New customers"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      GArray *some = sourced->pdata[row];
      GArray *whole = all->pdata[row];

      tw_metric_table_set_proportion (table, row, 0, some->len, whole->len);
      tw_metric_table_set_int (table, row, 1, some->len);
      tw_metric_table_set_int (table, row, 2, whole->len);
      tw_metric_table_set_row_n (table, row, whole->len);
      tw_metric_job_set_ids (table, row, 0, "customer", some, _("Sourced by partners"));
      tw_metric_job_set_ids (table, row, 1, "customer", some, _("Sourced by partners"));
      tw_metric_job_set_ids (table, row, 2, "customer", whole, _("New customers"));
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No customer was won in this period."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *share = tw_metric_table_cell_text (table, 0, 0);

      tw_metric_table_set_headline (table, 0, 0);
      /* Translators: a percentage, then two numbers. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Partners sourced %s of the new customers: %u of %u."),
                                                            share, ((GArray *) sourced->pdata[0])->len,
                                                            ((GArray *) all->pdata[0])->len));
    }
  return !tw_metric_job_cancelled (job, error);
}

gboolean
tw_metric_density (TwMetricJob    *job,
                   TwMetricTable  *table,
                   GError        **error)
{
  g_auto (CustomerFinds) customers = { 0 };
  g_autoptr (GPtrArray) all = make_arrays (tw_metric_job_n_rows (job));
  g_autoptr (GPtrArray) sourced = make_arrays (tw_metric_job_n_rows (job));
  gint64 n = 0;

  find_customers (job->facts, &customers);
  count_new (job, &customers, (GArray **) all->pdata, (GArray **) sourced->pdata);
  tw_metric_table_add_column (table, "density", _("Points per partner"), TW_METRIC_POINTS, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "share", _("Share of new customers"), TW_METRIC_RATE, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "sourced", _("Sourced customers"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "partners", _("Enrolled partners"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      GArray *some = sourced->pdata[row];
      GArray *whole = all->pdata[row];
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (gsize i = 0; i < job->facts->partners.n; i++)
        if (job->group[i] == (gint32) (row % job->n_groups)
            && tw_partner_spans_meet (&job->facts->enrolments, i, tw_metric_job_span (job, row)))
          g_array_append_val (ids, job->facts->partners.id[i]);
      tw_metric_table_set_fraction (table, row, 0, some->len, (__int128) whole->len * ids->len);
      tw_metric_table_set_cell_n (table, row, 0, ids->len);
      tw_metric_table_set_fraction (table, row, 1, some->len, whole->len);
      tw_metric_table_set_int (table, row, 2, some->len);
      tw_metric_table_set_int (table, row, 3, ids->len);
      tw_metric_table_set_row_n (table, row, ids->len);
      for (guint column = 0; column < 3; column++)
        tw_metric_job_set_ids (table, row, column, "customer", some, _("Sourced by partners"));
      tw_metric_job_set_ids (table, row, 3, "partner", ids, _("Enrolled partners"));
      n += ids->len;
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No partner is enrolled in this period."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    tw_metric_table_set_headline (table, 0, 0);
  return !tw_metric_job_cancelled (job, error);
}
