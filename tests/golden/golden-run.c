/* golden-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-run.h"

#include <string.h>

gint64
golden_run_row (const GoldenRun *run,
                TwRelationId     relation,
                const char      *id)
{
  const gint64 *column = tw_dataset_column (run->dataset, relation, "id", NULL);
  gint64 text = id == NULL ? -1 : tw_dataset_lookup (run->dataset, id);

  if (column == NULL || text < 0)
    return -1;
  for (gsize i = 0; i < tw_dataset_n_rows (run->dataset, relation); i++)
    if (column[i] == text)
      return (gint64) i;

  return -1;
}

const char *
golden_run_id (const GoldenRun *run,
               TwRelationId     relation,
               gint64           row)
{
  const gint64 *column = tw_dataset_column (run->dataset, relation, "id", NULL);

  return row < 0 || column == NULL ? NULL : tw_dataset_text (run->dataset, column[row]);
}

const TwRule *
golden_run_rule (const GoldenRun *run,
                 guint            version,
                 guint            rule)
{
  const TwProgram *program = run->program->versions->pdata[version];

  return rule == G_MAXUINT ? NULL : &program->rules[rule];
}

static gboolean
overlaps (JsonObject *enrolment,
          TwSpan      span)
{
  TwDate from = golden_date (golden_text (enrolment, "from"));
  TwDate to = golden_date (golden_text (enrolment, "to"));

  return (from == TW_DATE_NONE || from < span.end) && (to == TW_DATE_NONE || to >= span.start);
}

static gboolean
is_enrolled (const GoldenCase *self,
             const GoldenRun  *run,
             JsonObject       *partner)
{
  JsonArray *enrolments = golden_array (self->json, "enrolments");
  const char *type = golden_text (partner, "type");
  const TwProgram *first = ((GoldenProgram *) self->programs->pdata[0])->versions->pdata[0];

  if (!json_object_has_member (self->json, "enrolments"))
    return strcmp (type == NULL ? first->partner_type : type, run->version->partner_type) == 0;
  for (guint i = 0; i < json_array_get_length (enrolments); i++)
    {
      JsonObject *enrolment = json_array_get_object_element (enrolments, i);

      if (g_strcmp0 (golden_text (enrolment, "partner"), golden_text (partner, "id")) == 0
          && g_strcmp0 (golden_text (enrolment, "program"), run->program->name) == 0
          && overlaps (enrolment, run->span))
        return TRUE;
    }

  return FALSE;
}

/* Whether the program is paid by this period. */
static gboolean
pays_by (const TwProgram *program,
         const char      *period,
         TwSpan          *span)
{
  TwCalendarUnit per = program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER;
  TwCalendarUnit unit;

  return tw_calendar_parse (program->calendar, period, span, &unit, NULL) && unit == per;
}

/* What the runs before have posted and carried on, with rows of this run's dataset. */
static void
feed (GPtrArray *runs,
      GoldenRun *run)
{
  const GoldenRun *last = NULL;

  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *before = runs->pdata[i];
      gsize n = tw_dataset_n_rows (before->dataset, TW_RELATION_PARTNER);

      if (before->program != run->program)
        continue;
      last = before;
      for (guint p = 0; p < n; p++)
        {
          const TwPartnerResult *result = tw_engine_get_result (before->engine, p);

          for (guint k = 0; result != NULL && k < result->lines->len; k++)
            {
              const TwLine *line = &g_array_index (result->lines, TwLine, k);
              const TwRule *rule = golden_run_rule (before, line->version, line->rule);
              TwPosted posted = { 0 };

              posted.partner = (guint) golden_run_row (
                  run, TW_RELATION_PARTNER, golden_run_id (before, TW_RELATION_PARTNER, p));
              posted.rule = rule == NULL ? NULL : rule->id;
              posted.kind = line->kind;
              posted.fact = golden_run_row (
                  run, TW_RELATION_FACT, golden_run_id (before, TW_RELATION_FACT, line->fact));
              if (line->window != G_MAXUINT)
                posted.window
                    = g_array_index (result->windows, TwWindowResult, line->window).window;
              else
                posted.window = before->span;
              posted.posted_on = before->span.start;
              posted.amount = line->amount;
              posted.person
                  = golden_run_row (run,
                                    TW_RELATION_PERSON,
                                    golden_run_id (before, TW_RELATION_PERSON, line->person));
              g_array_append_val (run->posted, posted);
            }
        }
    }
  for (guint p = 0; last != NULL && p < tw_dataset_n_rows (last->dataset, TW_RELATION_PARTNER); p++)
    {
      const TwPartnerResult *result = tw_engine_get_result (last->engine, p);

      for (guint k = 0; result != NULL && k < result->balances->len; k++)
        {
          TwBalance balance = g_array_index (result->balances, TwBalance, k);

          balance.partner = (guint) golden_run_row (
              run, TW_RELATION_PARTNER, golden_run_id (last, TW_RELATION_PARTNER, p));
          balance.fact = golden_run_row (
              run, TW_RELATION_FACT, golden_run_id (last, TW_RELATION_FACT, balance.fact));
          g_array_append_val (run->balances, balance);
        }
    }
}

static void
calculate (const GoldenCase *self,
           GoldenRun        *run)
{
  JsonArray *partners = golden_array (self->json, "partners");
  g_autoptr (GArray) enrolled = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < json_array_get_length (partners); i++)
    if (is_enrolled (self, run, json_array_get_object_element (partners, i)))
      g_array_append_val (enrolled, i);
  for (guint i = 0; i < enrolled->len; i++)
    tw_engine_calculate (run->engine, g_array_index (enrolled, guint, i));
  tw_engine_share (run->engine);
  for (guint i = 0; i < enrolled->len; i++)
    tw_engine_settle (run->engine, g_array_index (enrolled, guint, i));
}

static void
hold_tier (GoldenCase           *self,
           const GoldenRun      *run,
           const char           *partner,
           const TwReviewResult *review)
{
  GoldenTier *tier = g_new0 (GoldenTier, 1);

  for (guint i = 0; i < self->tiers->len; i++)
    {
      GoldenTier *held = self->tiers->pdata[i];

      if (strcmp (held->partner, partner) == 0
          && g_strcmp0 (held->designation, review->designation) == 0
          && (held->program == NULL || strcmp (held->program, run->program->name) == 0)
          && (held->to == TW_DATE_NONE || held->to >= review->effective))
        held->to = review->effective - 1;
    }
  tier->partner = g_strdup (partner);
  tier->program = g_strdup (run->program->name);
  tier->designation = g_strdup (review->designation);
  tier->tier = g_strdup (review->tier);
  tier->from = review->effective;
  tier->to = TW_DATE_NONE;
  g_ptr_array_add (self->tiers, tier);
}

static void
take_reviews (GoldenCase      *self,
              const GoldenRun *run)
{
  for (guint p = 0; p < tw_dataset_n_rows (run->dataset, TW_RELATION_PARTNER); p++)
    {
      const TwPartnerResult *result = tw_engine_get_result (run->engine, p);

      for (guint k = 0; result != NULL && k < result->reviews->len; k++)
        {
          const TwReviewResult *review = &g_array_index (result->reviews, TwReviewResult, k);

          if (review->outcome == TW_REVIEW_PROMOTED || review->outcome == TW_REVIEW_DEMOTED)
            hold_tier (self, run, golden_run_id (run, TW_RELATION_PARTNER, p), review);
        }
    }
}

static void
free_run (GoldenRun *run)
{
  tw_engine_free (run->engine);
  g_array_unref (run->posted);
  g_array_unref (run->balances);
  tw_dataset_free (run->dataset);
  g_free (run);
}

static GoldenRun *
run_program (GoldenCase          *self,
             GPtrArray           *runs,
             const GoldenProgram *program,
             guint                index,
             const char          *period,
             TwSpan               span)
{
  g_autoptr (GError) error = NULL;
  GoldenRun *run = g_new0 (GoldenRun, 1);
  TwEngineInput input = { 0 };

  run->period = period;
  run->program = program;
  run->version = program->versions->pdata[program->versions->len - 1];
  run->span = span;
  run->dataset = golden_case_dataset (self, index);
  run->posted = g_array_new (FALSE, FALSE, sizeof (TwPosted));
  run->balances = g_array_new (FALSE, FALSE, sizeof (TwBalance));
  feed (runs, run);
  input.versions = (TwProgram **) program->versions->pdata;
  input.n_versions = program->versions->len;
  input.dataset = run->dataset;
  input.period = span;
  input.period_name = period;
  input.statement_date = TW_DATE_NONE;
  input.posted = (const TwPosted *) (gpointer) run->posted->data;
  input.n_posted = run->posted->len;
  input.balances = (const TwBalance *) (gpointer) run->balances->data;
  input.n_balances = run->balances->len;
  run->engine = tw_engine_new (&input, &error);
  if (run->engine == NULL)
    g_error ("%s: %s", self->id, error->message);
  calculate (self, run);

  return run;
}

GPtrArray *
golden_run_case (GoldenCase *self)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) free_run);
  JsonArray *periods = golden_array (self->json, "periods");

  for (guint i = 0; i < json_array_get_length (periods); i++)
    {
      const char *period = json_array_get_string_element (periods, i);
      guint first = runs->len;

      for (guint k = 0; k < self->programs->len; k++)
        {
          const GoldenProgram *program = self->programs->pdata[k];
          TwSpan span;

          if (pays_by (program->versions->pdata[0], period, &span))
            g_ptr_array_add (runs, run_program (self, runs, program, i, period, span));
        }
      if (runs->len == first)
        g_error ("%s: no program pays by %s", self->id, period);
      for (guint k = first; k < runs->len; k++)
        take_reviews (self, runs->pdata[k]);
    }

  return runs;
}

const TwPartnerResult *
golden_run_result (const GoldenRun *run,
                   const char      *partner)
{
  gint64 row = golden_run_row (run, TW_RELATION_PARTNER, partner);

  if (row < 0)
    g_error ("there is no partner “%s”", partner);

  return tw_engine_get_result (run->engine, (guint) row);
}
