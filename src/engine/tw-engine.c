/* tw-engine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine.h"

#include "tw-error.h"
#include "tw-engine-settle.h"
#include "tw-steps.h"
#include "tw-tally.h"

static void
leaf_clear (gpointer data)
{
  TwLeaf *leaf = data;

  g_free (leaf->value);
  g_free (leaf->threshold);
  g_free (leaf->shortfall);
  g_clear_pointer (&leaf->points, g_array_unref);
}

static void
review_clear (gpointer data)
{
  g_clear_pointer (&((TwReviewResult *) data)->leaves, g_array_unref);
}

static void
window_clear (gpointer data)
{
  g_clear_pointer (&((TwWindowResult *) data)->steps, g_array_unref);
}

GArray *
tw_leaves_new (void)
{
  GArray *leaves = g_array_new (FALSE, TRUE, sizeof (TwLeaf));

  g_array_set_clear_func (leaves, leaf_clear);

  return leaves;
}

static TwPartnerResult *
result_new (guint partner)
{
  TwPartnerResult *result = g_new0 (TwPartnerResult, 1);

  result->partner = partner;
  result->lines = g_array_new (FALSE, TRUE, sizeof (TwLine));
  result->windows = g_array_new (FALSE, TRUE, sizeof (TwWindowResult));
  g_array_set_clear_func (result->windows, window_clear);
  result->classified = g_array_new (FALSE, TRUE, sizeof (TwClassified));
  result->balances = g_array_new (FALSE, TRUE, sizeof (TwBalance));
  result->reviews = g_array_new (FALSE, TRUE, sizeof (TwReviewResult));
  g_array_set_clear_func (result->reviews, review_clear);
  result->steps = tw_steps_new ();
  result->findings = tw_findings_new ();

  return result;
}

static void
result_free (TwPartnerResult *result)
{
  if (result == NULL)
    return;

  g_array_unref (result->lines);
  g_array_unref (result->windows);
  g_array_unref (result->classified);
  g_array_unref (result->balances);
  g_array_unref (result->reviews);
  g_array_unref (result->steps);
  g_ptr_array_unref (result->findings);
  g_free (result->tally);
  g_free (result);
}

/* Excess of rules' limits that can still be used in the period. */
static void
read_excess (TwWork *work)
{
  const TwEngine *engine = work->engine;
  const GArray *rows = g_hash_table_lookup (engine->balances, GUINT_TO_POINTER (work->partner));

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance = &engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind == TW_BALANCE_LIMIT && balance->name != NULL
          && tw_engine_rule (engine, balance->name, NULL) != NULL
          && (balance->expires == TW_DATE_NONE || balance->expires >= engine->input.period.start))
        g_array_append_val (work->excess, *balance);
    }
}

TwWork *
tw_work_new (TwEngine *engine,
             guint     partner)
{
  TwWork *work = g_new0 (TwWork, 1);
  guint funds = 0;

  work->engine = engine;
  work->partner = partner;
  work->result = result_new (partner);
  tw_view_init (&work->view, engine->input.dataset, partner);
  work->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_job_free);
  for (guint v = 0; v < engine->input.n_versions; v++)
    funds = MAX (funds, engine->input.versions[v]->n_funds);
  work->earned = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (work->earned, funds);
  work->excess = g_array_new (FALSE, TRUE, sizeof (TwBalance));
  read_excess (work);
  tw_held_init (work);

  return work;
}

void
tw_work_free (TwWork *work)
{
  if (work == NULL)
    return;

  g_free (work->view.owned);
  g_clear_pointer (&work->views, g_hash_table_unref);
  g_clear_pointer (&work->held, g_array_unref);
  g_clear_pointer (&work->memo, g_hash_table_unref);
  g_ptr_array_unref (work->jobs);
  g_clear_pointer (&work->taken, g_hash_table_unref);
  g_clear_pointer (&work->paired, g_hash_table_unref);
  g_array_unref (work->earned);
  g_array_unref (work->excess);
  g_free (work);
}

/* A work whose result nobody has taken. */
void
tw_work_drop (TwWork *work)
{
  result_free (work->result);
  tw_work_free (work);
}

static void
index_row (GHashTable *index,
           guint       partner,
           guint32     row)
{
  GArray *rows = g_hash_table_lookup (index, GUINT_TO_POINTER (partner));

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (index, GUINT_TO_POINTER (partner), rows);
    }
  g_array_append_val (rows, row);
}

/* A rule's id as one of the engine's own texts, so that a pair fits in 64 bits. */
static guint64
posted_key (const TwEngine *engine,
            guint           partner,
            const char     *rule_id)
{
  gpointer value;

  if (rule_id == NULL || !g_hash_table_lookup_extended (engine->texts, rule_id, NULL, &value))
    return ((guint64) partner << 32) | G_MAXUINT32;

  return ((guint64) partner << 32) | GPOINTER_TO_UINT (value);
}

const GArray *
tw_engine_posted (const TwEngine *engine,
                  guint           partner,
                  const char     *rule_id)
{
  guint64 key = posted_key (engine, partner, rule_id);

  return g_hash_table_lookup (engine->posted_by_rule, &key);
}

/* Rules' ids become texts of the engine even where the dataset has the same word. */
static void
add_rule_texts (TwEngine *engine)
{
  for (guint v = 0; v < engine->input.n_versions; v++)
    for (guint r = 0; r < engine->input.versions[v]->n_rules; r++)
      {
        const char *id = engine->input.versions[v]->rules[r].id;

        if (g_hash_table_contains (engine->texts, id))
          continue;
        g_ptr_array_add (engine->text_list, g_strdup (id));
        g_hash_table_insert (engine->texts,
                             g_ptr_array_index (engine->text_list, engine->text_list->len - 1),
                             GSIZE_TO_POINTER (engine->text_list->len - 1));
      }
}

static void
index_posted (TwEngine *engine)
{
  const TwEngineInput *input = &engine->input;

  add_rule_texts (engine);
  for (gsize i = 0; i < input->n_posted; i++)
    {
      guint64 key = posted_key (engine, input->posted[i].partner, input->posted[i].rule);
      GArray *rows = g_hash_table_lookup (engine->posted_by_rule, &key);
      guint32 row = i;

      index_row (engine->posted, input->posted[i].partner, row);
      if (rows == NULL)
        {
          rows = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (engine->posted_by_rule, g_memdup2 (&key, sizeof key), rows);
        }
      g_array_append_val (rows, row);
    }
}

static gboolean
check_input (const TwEngineInput  *input,
             GError              **error)
{
  if (input->n_versions == 0 || input->period.end <= input->period.start)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                   "A calculation needs a version of the program and a period of at least one "
                   "day.");
      return FALSE;
    }
  for (guint v = 1; v < input->n_versions; v++)
    if (input->versions[v]->effective_from < input->versions[v - 1]->effective_to)
      {
        g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                     "Versions %u and %u of the program overlap. End the earlier one before the "
                     "later one begins.",
                     input->versions[v - 1]->version, input->versions[v]->version);
        return FALSE;
      }

  return TRUE;
}

/* Every name that a review compares gets its id here, in one thread; later look-ups only read. */
static void
name_tiers (TwEngine *engine)
{
  for (guint v = 0; v < engine->input.n_versions; v++)
    {
      const TwProgram *program = engine->input.versions[v];

      for (guint t = 0; t < program->n_tiers; t++)
        tw_engine_text_id (engine, program->tiers[t].name);
      for (guint t = 0; t < program->n_designations; t++)
        tw_engine_text_id (engine, program->designations[t].name);
    }
  for (gsize i = 0; i < engine->input.n_tiers; i++)
    {
      tw_engine_text_id (engine, engine->input.tiers[i].tier);
      tw_engine_text_id (engine, engine->input.tiers[i].designation);
    }
}

/**
 * tw_engine_new:
 * @input: copied; what it points to must stay until the engine is freed
 *
 * Binds the program to the dataset.
 *
 * Returns: (transfer full): an engine, or %NULL with %TW_ERROR_USAGE or %TW_ERROR_CONFLICT
 */
TwEngine *
tw_engine_new (const TwEngineInput  *input,
               GError              **error)
{
  TwEngine *engine;

  g_return_val_if_fail (input != NULL && input->dataset != NULL && input->dataset->finished, NULL);

  if (!check_input (input, error))
    return NULL;

  engine = g_new0 (TwEngine, 1);
  engine->input = *input;
  /* What another dataset's measures take is none of this one's. */
  if (input->sheets != NULL && !tw_sheets_are_of (input->sheets, input->dataset))
    engine->input.sheets = NULL;
  engine->n_partners = input->dataset->n_partners;
  engine->texts = g_hash_table_new (g_str_hash, g_str_equal);
  engine->text_list = g_ptr_array_new_with_free_func (g_free);
  engine->results = g_new0 (TwPartnerResult *, MAX (1, engine->n_partners));
  engine->works = g_new0 (gpointer, MAX (1, engine->n_partners));
  engine->posted = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  engine->balances = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  engine->tiers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  engine->posted_by_rule = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                  (GDestroyNotify) g_array_unref);
  index_posted (engine);
  for (gsize i = 0; i < input->n_tiers; i++)
    index_row (engine->tiers, input->tiers[i].partner, i);
  engine->brought = g_array_new (FALSE, FALSE, sizeof (TwBalance));
  if (input->n_balances > 0)
    g_array_append_vals (engine->brought, input->balances, input->n_balances);
  tw_opening_balances (engine, engine->brought);
  engine->input.balances = (const TwBalance *) engine->brought->data;
  engine->input.n_balances = engine->brought->len;
  for (gsize i = 0; i < engine->input.n_balances; i++)
    index_row (engine->balances, engine->input.balances[i].partner, i);
  name_tiers (engine);
  engine->enrols_by_name = input->n_versions > 0
                           && tw_enrols_by_name (input->dataset, input->versions[0]->id);
  engine->plans = g_new0 (TwPlan, input->n_versions);
  for (guint v = 0; v < input->n_versions; v++)
    tw_plan_init (&engine->plans[v], engine, input->versions[v], v);
  if (engine->input.totals)
    engine->tally = tw_tally_plan_new (engine);

  return engine;
}

/**
 * tw_engine_free:
 * @engine: (nullable): an engine
 *
 * Frees the engine with every result that wasn't dropped.
 */
void
tw_engine_free (TwEngine *engine)
{
  if (engine == NULL)
    return;

  for (guint p = 0; p < engine->n_partners; p++)
    {
      result_free (engine->results[p]);
      tw_work_free (engine->works[p]);
    }
  g_free (engine->results);
  g_free (engine->works);
  tw_tally_plan_free (engine->tally);
  for (guint v = 0; v < engine->input.n_versions; v++)
    tw_plan_clear (&engine->plans[v]);
  g_free (engine->plans);
  g_hash_table_unref (engine->posted);
  g_hash_table_unref (engine->posted_by_rule);
  g_hash_table_unref (engine->tiers);
  g_hash_table_unref (engine->balances);
  g_array_unref (engine->brought);
  g_hash_table_unref (engine->texts);
  g_ptr_array_unref (engine->text_list);
  g_free (engine);
}

static const char *
held_name (TwWork *work,
           TwDate  date)
{
  const TwContext context = { .work = work };

  return tw_engine_text (work->engine, tw_held_tier (&context, date, NULL));
}

/* Reviews first, then rules, then what works on their lines. */
static void
calculate (TwWork *work)
{
  TwSpan period = work->engine->input.period;

  tw_classify_find (work);
  work->result->tier_before = held_name (work, period.start - 1);
  if (!work->engine->input.no_reviews)
    tw_reviews_run (work);
  work->result->tier = held_name (work, period.end - 1);
  if (tw_tally_run (work))
    return;
  tw_classify_init (work);
  tw_rules_run (work);
  tw_guarantees_run (work);
  tw_limits_run (work);
}

/**
 * tw_engine_calculate:
 * @partner: row of PARTNER
 *
 * Steps 1 to 10 of rules.md 4.1 for one partner. Different partners may be calculated by different
 * threads at the same time; the same one only once.
 */
void
tw_engine_calculate (TwEngine *engine,
                     guint     partner)
{
  TwWork *work;

  g_return_if_fail (engine != NULL && partner < engine->n_partners
                    && engine->results[partner] == NULL);

  work = tw_work_new (engine, partner);
  calculate (work);
  engine->results[partner] = work->result;
  engine->works[partner] = work;
  g_ptr_array_set_size (work->jobs, 0);
  g_clear_pointer (&work->memo, g_hash_table_unref);
}

void
tw_engine_review_period (TwEngine *engine,
                         guint     partner)
{
  TwSpan period;
  TwWork *work;

  g_return_if_fail (engine != NULL && partner < engine->n_partners
                    && engine->results[partner] == NULL);

  period = engine->input.period;
  work = tw_work_new (engine, partner);
  work->result->tier_before = held_name (work, period.start - 1);
  tw_reviews_run (work);
  work->result->tier = held_name (work, period.end - 1);
  engine->results[partner] = work->result;
  tw_work_free (work);
}

/**
 * tw_engine_review:
 * @date: a day of the input's period
 *
 * Instead of tw_engine_calculate(): only what a tier review on @date finds, without promoting or
 * demoting. The result
 * has reviews and nothing else.
 */
void
tw_engine_review (TwEngine *engine,
                  guint     partner,
                  TwDate    date)
{
  TwWork *work;

  g_return_if_fail (engine != NULL && partner < engine->n_partners
                    && engine->results[partner] == NULL);

  work = tw_work_new (engine, partner);
  tw_reviews_at (work, date);
  engine->results[partner] = work->result;
  engine->works[partner] = work;
}

/**
 * tw_engine_share:
 *
 * Limits of the program over all partners, after every partner was calculated.
 */
void
tw_engine_share (TwEngine *engine)
{
  g_return_if_fail (engine != NULL);

  tw_limits_share (engine);
}

/**
 * tw_engine_settle:
 *
 * Steps 12 to 14 of rules.md 4.1: clawbacks, funds, timing, payment, and the order of the lines.
 */
void
tw_engine_settle (TwEngine *engine,
                  guint     partner)
{
  TwWork *work;

  g_return_if_fail (engine != NULL && partner < engine->n_partners
                    && engine->works[partner] != NULL);

  work = engine->works[partner];
  tw_clawbacks_run (work);
  tw_funds_run (work);
  tw_lines_sort (work);
  tw_timing_run (work);
  tw_payment_run (work);
  engine->works[partner] = NULL;
  tw_work_free (work);
}

/**
 * tw_engine_run:
 *
 * The whole calculation in this thread.
 */
void
tw_engine_run (TwEngine *engine)
{
  g_return_if_fail (engine != NULL);

  for (guint p = 0; p < engine->n_partners; p++)
    tw_engine_calculate (engine, p);
  tw_engine_share (engine);
  for (guint p = 0; p < engine->n_partners; p++)
    tw_engine_settle (engine, p);
}

/**
 * tw_engine_get_result:
 *
 * Returns: (nullable) (transfer none): what was calculated for @partner; %NULL before and after
 * dropping
 */
const TwPartnerResult *
tw_engine_get_result (TwEngine *engine,
                      guint     partner)
{
  g_return_val_if_fail (engine != NULL && partner < engine->n_partners, NULL);

  return engine->results[partner];
}

/**
 * tw_engine_drop:
 *
 * Frees a partner's result, after which tw_engine_get_result() returns %NULL for it.
 */
void
tw_engine_drop (TwEngine *engine,
                guint     partner)
{
  g_return_if_fail (engine != NULL && partner < engine->n_partners);

  g_clear_pointer (&engine->results[partner], result_free);
}
