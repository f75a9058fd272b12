/* tw-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

#include "tw-error.h"

#include <string.h>

/* The rule in every version, and the last one that has it before the window's end. */
static void
find_versions (TwJob *job)
{
  const TwEngineInput *input = &job->work->engine->input;

  job->by_version = g_new0 (const TwRule *, input->n_versions);
  for (guint v = 0; v < input->n_versions; v++)
    {
      const TwProgram *program = input->versions[v];

      for (guint r = 0; r < program->n_rules; r++)
        if (strcmp (program->rules[r].id, job->rule_id) == 0)
          job->by_version[v] = &program->rules[r];
      if (job->by_version[v] != NULL && (job->rule == NULL || program->effective_from < job->clip))
        {
          job->rule = job->by_version[v];
          job->version = v;
        }
    }
}

/* In a group the lines without a fact belong to its first member, so that they are posted once. */
static gboolean
owns_pool (TwJob *job)
{
  g_autoptr (GArray) partners = NULL;

  if (job->rule->counts->pool == TW_POOL_PARTNER)
    return TRUE;
  partners = tw_engine_pool (job->work->engine, job->work->partner, job->rule->counts->pool);

  return partners->len > 0 && g_array_index (partners, guint, 0) == job->work->partner;
}

/**
 * tw_rule_job_new:
 * @rule_id: (transfer none): a rule of some version
 * @window: the whole window; facts are seen up to the period's end
 *
 * Returns: (transfer full): the job, nothing gathered yet
 */
TwJob *
tw_rule_job_new (TwWork     *work,
            const char *rule_id,
            TwSpan      window)
{
  TwJob *job = g_new0 (TwJob, 1);

  job->work = work;
  job->rule_id = rule_id;
  job->window = window;
  job->clip = MIN (window.end, work->engine->input.period.end);
  job->past = window.end <= work->engine->input.period.start;
  find_versions (job);
  job->single_fact = job->rule->window != NULL && job->rule->window->kind == TW_WINDOW_FACT;
  job->reversals = job->rule->reversal.current ? TW_REVERSALS_ORDINARY : TW_REVERSALS_LEFT_OUT;
  job->facts = g_array_new (FALSE, TRUE, sizeof (TwJobFact));
  job->refunds = g_array_new (FALSE, TRUE, sizeof (TwJobFact));
  job->tables = g_new0 (TwTableState, work->engine->input.n_versions);
  job->opening = job->total_m = job->total_q = TW_FRACTION_ZERO;
  job->own = owns_pool (job);
  job->window_index = G_MAXUINT;
  job->no_fast = work->engine->no_fast;

  return job;
}

void
tw_job_free (TwJob *job)
{
  for (guint v = 0; v < job->work->engine->input.n_versions; v++)
    tw_table_clear (&job->tables[v]);
  g_free (job->tables);
  g_free (job->by_version);
  g_array_unref (job->facts);
  g_array_unref (job->refunds);
  tw_job_forget_places (job);
  g_clear_pointer (&job->stages, g_array_unref);
  g_clear_error (&job->error);
  g_free (job);
}

/**
 * tw_job_find:
 *
 * Returns: (nullable): the job's entry of @fact, valid until facts are added
 */
TwJobFact *
tw_job_find (TwJob   *job,
             guint32  fact)
{
  guint place;

  if (job->places == NULL)
    {
      job->places = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < job->facts->len; i++)
        g_hash_table_insert (job->places,
                             GUINT_TO_POINTER (g_array_index (job->facts, TwJobFact, i).fact + 1),
                             GUINT_TO_POINTER (i + 1));
    }
  place = GPOINTER_TO_UINT (g_hash_table_lookup (job->places, GUINT_TO_POINTER (fact + 1)));

  return place == 0 ? NULL : &g_array_index (job->facts, TwJobFact, place - 1);
}

/* After the facts were added to, removed from or put in another order. */
void
tw_job_forget_places (TwJob *job)
{
  g_clear_pointer (&job->places, g_hash_table_unref);
}

TwRounding
tw_job_rounding (const TwJob *job)
{
  TwRounding rounding = job->work->engine->input.versions[job->version]->rounding;

  if (job->rule->has_rounding)
    rounding = job->rule->rounding;
  rounding.step = MAX (1, rounding.step);

  return rounding;
}

/* The rule seen as a whole: at the last day of the window to date, without a fact. */
void
tw_job_context (TwJob     *job,
                TwContext *context,
                guint      version)
{
  const TwEngine *engine = job->work->engine;
  gboolean endless = job->window.end > TW_DATE_MAX;

  memset (context, 0, sizeof *context);
  context->work = job->work;
  context->plan = &engine->plans[version];
  context->partner = job->work->partner;
  context->fact = context->outer = -1;
  context->date = context->measure_date = MAX (job->window.start, job->clip - 1);
  context->clip = job->clip;
  context->refund_clip = engine->input.period.end;
  context->window = job->window;
  context->unit = endless || job->single_fact ? engine->input.period : job->window;
  context->rule = job->by_version[version];
  context->split = context->rule != NULL ? context->rule->split : NULL;
  context->reversals = job->reversals;
  context->qualifier = context->measure = context->earned = TW_FRACTION_ZERO;
  context->unit_by_fact = job->rule->lines == TW_LINES_RUNNING
                          || (job->rule->lines == TW_LINES_DEFAULT
                              && job->rule->table->mode != TW_TABLE_RETROACTIVE);
  context->error = &job->error;
}

/* The rule seen from one of its facts. */
void
tw_job_fact_context (TwJob           *job,
                     TwContext       *context,
                     const TwJobFact *fact)
{
  context->plan = &job->work->engine->plans[fact->version];
  context->rule = job->by_version[fact->version];
  context->fact = fact->fact;
  context->partner = fact->partner;
  context->date = fact->date;
  context->has_result = TRUE;
  context->zero_division = FALSE;
  if (job->single_fact)
    {
      context->measure_date = fact->date;
      context->unit = (TwSpan){ fact->date, fact->date + 1 };
    }
}
