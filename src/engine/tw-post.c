/* tw-post.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

#include "tw-decimal.h"

#include <string.h>

/* Lines of this period: what is to date less what earlier periods of the window posted. */

static gboolean
is_rolling (const TwJob *job)
{
  return job->rule->window != NULL && job->rule->window->kind == TW_WINDOW_ROLLING;
}

static gboolean
belongs (const TwJob    *job,
         const TwPosted *posted)
{
  if (g_strcmp0 (posted->rule, job->rule_id) != 0)
    return FALSE;

  return is_rolling (job) || posted->window.start == job->window.start
         || (job->single_fact && posted->window.start >= job->window.start
             && posted->window.start < job->window.end);
}

static const GArray *
posted_rows (const TwJob *job)
{
  return tw_engine_posted (job->work->engine, job->work->partner, job->rule_id);
}

/**
 * tw_posted_amount:
 * @fact: -1: lines without a fact of this window
 *
 * Returns: what earlier periods posted
 */
gint64
tw_posted_amount (const TwJob *job,
                  TwLineKind   kind,
                  gint64       fact)
{
  const TwEngine *engine = job->work->engine;
  const GArray *rows = posted_rows (job);
  gint64 total = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwPosted *posted = &engine->input.posted[g_array_index (rows, guint32, i)];

      if (posted->kind == kind && posted->fact == fact
          && g_strcmp0 (posted->rule, job->rule_id) == 0
          && (fact >= 0 || belongs (job, posted)))
        total += posted->amount;
    }

  return total;
}

/* What was posted on the window's facts and on the rule itself; FALSE: nothing. */
gboolean
tw_posted_in_window (const TwJob *job,
                     gint64      *total)
{
  const TwEngine *engine = job->work->engine;
  const GArray *rows = posted_rows (job);
  gboolean any = FALSE;

  *total = 0;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwPosted *posted = &engine->input.posted[g_array_index (rows, guint32, i)];

      if (!belongs (job, posted) || (posted->kind != TW_LINE_FACT && posted->kind != TW_LINE_RULE))
        continue;
      any = TRUE;
      *total += posted->amount;
    }

  return any;
}

static gint64
show_measure (const TwJob     *job,
              const TwJobFact *fact)
{
  TwFraction shown = fact->m;
  TwFraction million = tw_fraction_from_int (TW_MILLION);

  if (job->rule->counts->type != TW_VALUE_MONEY && !tw_fraction_mul (shown, million, &shown))
    return TW_NULL;
  if (!tw_fraction_round (shown, TW_FRACTION_ONE, TW_ROUNDING_HALF_EVEN, &shown)
      || shown.num > G_MAXINT64
      || shown.num < G_MININT64)
    return TW_NULL;

  return (gint64) shown.num;
}

/* The partner's share of a credited fact, in millionths. */
gint64
tw_job_share (TwJob           *job,
              const TwJobFact *fact)
{
  const TwDataset *dataset = job->work->engine->input.dataset;
  const TwPlan *plan = &job->work->engine->plans[fact->version];
  const TwSplit *split = job->rule->split != NULL ? job->rule->split : &plan->program->attribution;
  TwFraction share = { TW_MILLION, 1 };
  TwContext context;

  if (dataset->credits.start == NULL
      || dataset->credits.start[fact->fact] == dataset->credits.start[fact->fact + 1])
    return TW_MILLION;
  tw_job_context (job, &context, fact->version);
  tw_job_fact_context (job, &context, fact);
  if (!tw_split_value (&context, split, fact->fact, TW_VALUE_NUMBER, 1, &share, NULL)
      || !tw_fraction_round (share, TW_FRACTION_ONE, TW_ROUNDING_HALF_EVEN, &share))
    return TW_MILLION;

  return (gint64) share.num;
}

static void
add_line (TwJob           *job,
          TwLineKind       kind,
          const TwJobFact *fact,
          gint64           to_date,
          gint64           before)
{
  const TwDataset *dataset = job->work->engine->input.dataset;
  TwLine line = { 0 };

  if (to_date == before)
    return;

  line.kind = kind;
  line.version = fact != NULL ? fact->version : job->version;
  line.rule = (job->by_version[line.version] != NULL ? job->by_version[line.version] : job->rule)
              - job->work->engine->input.versions[line.version]->rules;
  line.window = job->window_index;
  line.fact = fact != NULL ? (gint64) fact->fact : -1;
  line.cause = -1;
  line.person = -1;
  line.amount = to_date - before;
  line.to_date = to_date;
  line.before = before;
  line.measure = fact != NULL ? show_measure (job, fact) : TW_NULL;
  line.measure_type = job->rule->counts->type;
  line.share = fact != NULL ? tw_job_share (job, fact) : TW_MILLION;
  line.band = fact != NULL && kind == TW_LINE_FACT ? fact->band : -1;
  line.payable = TW_DATE_NONE;
  if (job->rule->payee == TW_PAYEE_PERSON && fact != NULL)
    {
      gint64 person =
        tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "person"), fact->fact);

      line.person = person == TW_NULL ? -1 : person;
    }
  g_array_append_val (job->work->result->lines, line);
  g_array_index (job->work->result->windows, TwWindowResult,
                 job->window_index).posted += line.amount;
}

/* With a split of the result every credited partner gets its part of the fact's line. */
static gint64
split_earned (TwJob           *job,
              const TwJobFact *fact,
              gint64           amount)
{
  const TwPlan *plan = &job->work->engine->plans[fact->version];
  const TwSplit *split = job->rule->split != NULL ? job->rule->split : &plan->program->attribution;
  TwFraction value = tw_fraction_from_int (amount);
  TwContext context;

  if (!split->of_earned)
    return amount;
  tw_job_context (job, &context, fact->version);
  tw_job_fact_context (job, &context, fact);

  return tw_split_value (&context, split, fact->fact, TW_VALUE_MONEY, tw_job_rounding (job).step,
                         &value, &job->error)
           ? (gint64) value.num : 0;
}

/* Posted amounts by (kind, fact) of one window, so that each fact is looked up once. */
static GHashTable *
posted_by_fact (const TwJob *job)
{
  const TwEngine *engine = job->work->engine;
  const GArray *rows = posted_rows (job);
  GHashTable *amounts;

  if (rows == NULL || job->rule->forward)
    return NULL;

  amounts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const TwPosted *posted = &engine->input.posted[g_array_index (rows, guint32, i)];
      gint64 *amount;

      if (posted->kind != TW_LINE_FACT || !belongs (job, posted))
        continue;
      amount = g_hash_table_lookup (amounts, GSIZE_TO_POINTER ((gsize) posted->fact + 1));
      if (amount == NULL)
        {
          amount = g_new0 (gint64, 1);
          g_hash_table_insert (amounts, GSIZE_TO_POINTER ((gsize) posted->fact + 1), amount);
        }
      *amount += posted->amount;
    }

  return amounts;
}

static gint64
take_posted (GHashTable *amounts,
             guint32     fact)
{
  gint64 *amount = amounts == NULL ? NULL
                   : g_hash_table_lookup (amounts, GSIZE_TO_POINTER ((gsize) fact + 1));
  gint64 value = amount == NULL ? 0 : *amount;

  if (amount != NULL)
    *amount = 0;

  return value;
}

/* Facts that were posted and are no longer in the window are taken back: a rolling window moved
 * on, or another fact replaced them. */
static void
post_left (TwJob      *job,
           GHashTable *amounts)
{
  const TwEngine *engine = job->work->engine;
  const GArray *rows = posted_rows (job);

  if (amounts == NULL || job->past)
    return;
  for (guint i = 0; i < rows->len; i++)
    {
      const TwPosted *posted = &engine->input.posted[g_array_index (rows, guint32, i)];
      gint64 before = posted->kind == TW_LINE_FACT
                      && posted->fact >= 0 ? take_posted (amounts, posted->fact) : 0;
      TwJobFact gone = { .fact = (guint32) posted->fact, .version = job->version, .band = -1 };

      gone.m = TW_FRACTION_ZERO;
      if (before != 0)
        add_line (job, TW_LINE_FACT, &gone, 0, before);
    }
}

static void
post_facts (TwJob *job)
{
  g_autoptr (GHashTable) amounts = posted_by_fact (job);

  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);

      if (fact->partner != job->work->partner)
        continue;
      fact->to_date = split_earned (job, fact, fact->to_date);
      add_line (job, TW_LINE_FACT, fact, fact->to_date, take_posted (amounts, fact->fact));
    }
  post_left (job, amounts);
}

/* Where the running qualifier of a retroactive table goes up a band with a fact of this period. */
static void
tell_crossings (TwJob *job)
{
  const TwEngineInput *input = &job->work->engine->input;
  TwFraction unit = tw_fraction_from_int (job->rule->counts->type == TW_VALUE_MONEY ? 1 : TW_MILLION);
  TwFraction q = TW_FRACTION_ZERO;
  int before = -1;

  for (guint i = 0; i < job->facts->len; i++)
    {
      const TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      TwCrossing crossing = { job->work->partner, job->version,
                              (guint) (job->rule - input->versions[job->version]->rules), 0, fact->fact, 0, 0 };
      TwFraction shown;
      TwFraction was = q;
      int band;

      if (!tw_fraction_add (q, fact->dq, &q))
        return;
      band = tw_table_band (&job->tables[job->version], q);
      crossing.band = (guint) band;
      if (band > before && fact->date >= input->period.start && tw_fraction_mul (was, unit, &shown)
          && tw_fraction_round_int (shown, TW_ROUNDING_FLOOR, &crossing.before)
          && tw_fraction_mul (fact->dq, unit, &shown)
          && tw_fraction_round_int (shown, TW_ROUNDING_FLOOR, &crossing.value))
        input->crossed (&crossing, input->keep_data);
      before = band;
    }
}

static void
open_window (TwJob *job)
{
  TwWindowResult window = { 0 };
  gint64 before;

  window.version = job->version;
  window.rule = job->rule - job->work->engine->input.versions[job->version]->rules;
  window.window = job->window;
  tw_posted_in_window (job, &before);
  job->before = before;
  window.before = before;
  window.total = tw_job_to_date (job);
  for (guint i = 0; i < job->facts->len; i++)
    window.n_counted += g_array_index (job->facts, TwJobFact, i).counted;
  window.steps = tw_steps_new ();
  if (!job->work->engine->input.no_steps)
    tw_window_steps (job, window.steps);
  g_array_append_val (job->work->result->windows, window);
  job->window_index = job->work->result->windows->len - 1;
}

static void
note_error (TwJob *job)
{
  g_autofree char *path = g_strdup (job->rule->path);
  TwFinding *finding = tw_finding_new ("RUN", TW_SEVERITY_ERROR, path, job->error->message, NULL);

  g_ptr_array_add (job->work->result->findings, finding);
}

/**
 * tw_job_post:
 *
 * Adds the window's result and its lines of this period. After an error only the finding is added:
 * the
 * rule posts nothing for this partner.
 */
void
tw_job_post (TwJob *job)
{
  if (job->error != NULL)
    {
      note_error (job);
      return;
    }

  open_window (job);
  if (!job->past && job->work->engine->input.crossed != NULL && job->rule->table->mode == TW_TABLE_RETROACTIVE)
    tell_crossings (job);
  if (!job->past)
    {
      post_facts (job);
      if (job->own)
        add_line (job, TW_LINE_RULE, NULL, job->empty,
                  job->rule->forward ? 0 : tw_posted_amount (job, TW_LINE_RULE, -1));
    }
  for (guint i = 0; i < job->refunds->len; i++)
    {
      const TwJobFact *refund = &g_array_index (job->refunds, TwJobFact, i);

      if (refund->partner == job->work->partner)
        {
          add_line (job, TW_LINE_REFUND, refund, refund->to_date,
                    tw_posted_amount (job, TW_LINE_REFUND, refund->fact));
          tw_classify (job->work, refund->fact, refund->to_date != 0 ? TW_REASON_NONE
                       : TW_REASON_ZERO_RATE,
                       refund->version, job->by_version[refund->version]
                       - job->work->engine->input.versions[refund->version]->rules,
                       job->rule->reversal.path);
        }
    }
  if (job->own && job->has_true_up)
    add_line (job, TW_LINE_TRUE_UP, NULL, job->true_up,
              tw_posted_amount (job, TW_LINE_TRUE_UP, -1));
  tw_classify_job (job);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const TwWork *work = data;
  const TwDataset *dataset = work->engine->input.dataset;
  const TwLine *la = a;
  const TwLine *lb = b;

  if ((la->fact < 0) != (lb->fact < 0))
    return la->fact < 0 ? 1 : -1;
  if (la->fact >= 0 && la->fact != lb->fact)
    return tw_dataset_compare_facts (dataset, la->fact, dataset->placed[la->fact], lb->fact,
                                     dataset->placed[lb->fact]);
  if (la->rule != lb->rule)
    return la->rule < lb->rule ? -1 : 1;
  if (la->kind != lb->kind)
    return la->kind < lb->kind ? -1 : 1;

  return la->window < lb->window ? -1 : la->window > lb->window;
}

/* The lines of each fact stand together and are few. */
static void
sort_stretch (TwWork *work,
              TwLine *lines,
              guint   n)
{
  for (guint i = 1; i < n; i++)
    for (guint k = i; k > 0 && compare_lines (&lines[k - 1], &lines[k], work) > 0; k--)
      {
        TwLine line = lines[k];

        lines[k] = lines[k - 1];
        lines[k - 1] = line;
      }
}

/* Counting sort by the fact's place; FALSE where a line's fact has none among the partner's own. */
static gboolean
sort_by_place (TwWork *work)
{
  const TwDataset *dataset = work->engine->input.dataset;
  guint32 first = dataset->by_partner.start[work->partner];
  guint32 n = dataset->by_partner.start[work->partner + 1] - first;
  GArray *lines = work->result->lines;
  g_autofree guint32 *start = NULL;
  GArray *sorted;

  for (guint i = 0; i < lines->len; i++)
    {
      gint64 fact = g_array_index (lines, TwLine, i).fact;

      if (fact >= 0 && (dataset->position == NULL || dataset->position[fact] < first
                        || dataset->position[fact] - first >= n))
        return FALSE;
    }

  start = g_new0 (guint32, n + 3);
#define PLACE(line) ((line)->fact < 0 ? n : dataset->position[(line)->fact] - first)
  for (guint i = 0; i < lines->len; i++)
    start[PLACE (&g_array_index (lines, TwLine, i)) + 2]++;
  for (guint32 i = 1; i < n + 3; i++)
    start[i] += start[i - 1];
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (TwLine), lines->len);
  g_array_set_size (sorted, lines->len);
  for (guint i = 0; i < lines->len; i++)
    {
      const TwLine *line = &g_array_index (lines, TwLine, i);

      g_array_index (sorted, TwLine, start[PLACE (line) + 1]++) = *line;
    }
#undef PLACE
  for (guint32 i = 0; i <= n; i++)
    sort_stretch (work, &g_array_index (sorted, TwLine, start[i]), start[i + 1] - start[i]);
  g_array_unref (lines);
  work->result->lines = sorted;

  return TRUE;
}

/* By fact order, then rule; lines without a fact last (rules.md 10.3). */
void
tw_lines_sort (TwWork *work)
{
  if (!sort_by_place (work))
    g_array_sort_with_data (work->result->lines, compare_lines, work);
}
