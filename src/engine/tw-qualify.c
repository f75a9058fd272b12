/* tw-qualify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"

/* Tier reviews, rules.md 1.6. They come before any rule, in date order, and never read pay. */

typedef struct
{
  TwWork          *work;
  guint            version;
  const TwProgram *program;
  const TwTier    *tiers;       /* the ladder, or one designation */
  const gint64    *ids;         /* text ids of their names */
  guint            n_tiers;
  const char      *designation;
  gint64           designation_id;
  TwDate           grace_since; /* TW_DATE_NONE: not running */
  GError          *error;       /* of the review at work */
} Ladder;

static int
held_rank (const Ladder *ladder,
           TwDate        date,
           TwDate       *since)
{
  const GArray *held = ladder->work->held;
  gint64 tier = TW_NULL;

  *since = TW_DATE_NONE;
  for (guint i = 0; i < held->len; i++)
    {
      const TwHeld *one = &g_array_index (held, TwHeld, i);

      if (one->designation != ladder->designation_id || one->from > date || one->to < date)
        continue;
      if (one->tier != tier)
        *since = one->from;
      tier = one->tier;
    }
  for (guint t = 0; t < ladder->n_tiers; t++)
    if (tier != TW_NULL && ladder->ids[t] == tier)
      return t;

  return -1;
}

static void
context_at (Ladder       *ladder,
            TwDate        date,
            TwContext    *context)
{
  tw_work_context (ladder->work, context, ladder->version, NULL, ladder->work->engine->input.period,
                   &ladder->error);
  context->date = context->measure_date = date;
  context->clip = context->refund_clip = date + 1;
}

/* The highest tier whose own condition holds; @invited: a higher one that is by invitation only. */
static int
earned_rank (Ladder       *ladder,
             TwDate        date,
             int           held,
             GArray       *leaves,
             int          *invited)
{
  int earned = -1;
  gboolean lower = TRUE;

  *invited = -1;
  for (guint t = 0; t < ladder->n_tiers; t++)
    {
      TwContext context;
      gboolean holds;

      context_at (ladder, date, &context);
      context.leaves = leaves;
      context.tier = ladder->tiers[t].name;
      context.keep = FALSE;
      holds = tw_eval_condition (&context, ladder->tiers[t].enter);
      if (holds && (!ladder->tiers[t].needs_lower || lower))
        {
          if (ladder->tiers[t].by_invitation && (int) t > held)
            *invited = t;
          else
            earned = t;
        }
      lower = lower && holds;
    }

  return earned;
}

static gboolean
keeps (Ladder       *ladder,
       TwDate        date,
       int           held,
       GArray       *leaves)
{
  const TwTier *tier = &ladder->tiers[held];
  TwContext context;

  context_at (ladder, date, &context);
  context.leaves = leaves;
  context.tier = tier->name;
  context.keep = TRUE;

  return tw_eval_condition (&context, tier->keep != NULL ? tier->keep : tier->enter);
}

static TwDate
effective_on (const Ladder *ladder,
              TwEffective   effective,
              TwDate        date)
{
  TwCalendarUnit unit = effective == TW_EFFECTIVE_NEXT_MONTH     ? TW_CALENDAR_MONTH
                        : effective == TW_EFFECTIVE_NEXT_QUARTER ? TW_CALENDAR_QUARTER
                        : TW_CALENDAR_YEAR;
  TwSpan span;

  if (effective == TW_EFFECTIVE_AT_ONCE
      || !tw_calendar_unit_at (ladder->program->calendar, unit, date, &span))
    return date;

  return span.end;
}

static void
hold (Ladder *ladder,
      int     rank,
      TwDate  from)
{
  TwHeld held = { from, TW_DATE_MAX, TW_NULL, ladder->designation_id };
  GArray *list = ladder->work->held;
  guint at = list->len;

  if (rank >= 0)
    held.tier = ladder->ids[rank];
  while (at > 0 && g_array_index (list, TwHeld, at - 1).from > from)
    at--;
  g_array_insert_val (list, at, held);
  if (ladder->work->memo != NULL)
    g_hash_table_remove_all (ladder->work->memo);
}

/* What a failed `keep` leads to. */
static void
fail (Ladder         *ladder,
      TwReviewResult *review,
      int             held,
      int             earned,
      TwDate          since)
{
  const TwTierPolicy *policy = &ladder->program->tier_policy;
  int rank = MIN (earned, held);

  if (policy->hold_until != TW_DATE_NONE && review->date < policy->hold_until)
    {
      review->outcome = TW_REVIEW_HELD_BY_STAY;
      return;
    }
  if (ladder->grace_since == TW_DATE_NONE)
    ladder->grace_since = review->date;
  review->grace_ends = tw_date_add (ladder->grace_since, policy->grace, 1);
  if (review->date < review->grace_ends)
    {
      review->outcome = TW_REVIEW_GRACE;
      return;
    }
  if (policy->min_stay.n != 0 && since != TW_DATE_NONE
      && review->date < tw_date_add (since, policy->min_stay, 1))
    {
      review->outcome = TW_REVIEW_HELD_BY_STAY;
      return;
    }
  if (rank == held)
    return;
  if (policy->steps_one)
    rank = held - 1;
  review->effective = effective_on (ladder, policy->demote_effective, review->date);
  if (held_rank (ladder, review->effective, &since) < held)
    return; /* decided at an earlier review */
  review->outcome = TW_REVIEW_DEMOTED;
  review->tier = rank >= 0 ? ladder->tiers[rank].name : NULL;
  ladder->grace_since = TW_DATE_NONE;
  hold (ladder, rank, review->effective);
}

/* A review whose figures can't be worked out changes nothing and is reported once. */
static gboolean
stop_on_error (Ladder         *ladder,
               TwReviewResult *review)
{
  GPtrArray *findings = ladder->work->result->findings;

  if (ladder->error == NULL)
    return FALSE;
  if (findings->len == 0)
    g_ptr_array_add (findings, tw_finding_new ("RUN", TW_SEVERITY_ERROR,
                                               ladder->designation != NULL ? "/designations"
                                               : "/tiers",
                                               ladder->error->message, NULL));
  g_clear_error (&ladder->error);
  g_clear_pointer (&review->leaves, g_array_unref);

  return TRUE;
}

/* @placing: the first review of a partner that never had a tier. It says where the partner stands
 * already and promotes nobody, so it holds from @date whatever a promotion would wait for. */
static void
review_ladder (Ladder   *ladder,
               TwDate    date,
               TwDate    seen,
               gboolean  placing,
               gboolean  promote,
               gboolean  demote)
{
  TwReviewResult review = { 0 };
  TwDate since;
  int held = held_rank (ladder, date, &since);
  int invited;
  int earned;

  review.date = date;
  review.designation = ladder->designation;
  review.leaves = ladder->work->engine->input.no_leaves ? NULL : tw_leaves_new ();
  review.effective = date;
  review.grace_ends = TW_DATE_NONE;
  earned = earned_rank (ladder, seen, held, review.leaves, &invited);
  if (stop_on_error (ladder, &review))
    return;
  review.held = held >= 0 ? ladder->tiers[held].name : NULL;
  review.earned = earned >= 0 ? ladder->tiers[earned].name : NULL;
  review.tier = review.held;
  review.invited = invited > earned ? ladder->tiers[invited].name : NULL;
  review.outcome = invited > earned ? TW_REVIEW_PROPOSED : TW_REVIEW_KEPT;
  if (earned > held)
    {
      if (!placing)
        review.effective =
          effective_on (ladder, ladder->program->tier_policy.promote_effective, date);
      if (promote && held_rank (ladder, review.effective, &since) < earned)
        {
          review.outcome = TW_REVIEW_PROMOTED;
          review.tier = review.earned;
          ladder->grace_since = TW_DATE_NONE;
          hold (ladder, earned, review.effective);
        }
    }
  else if (held >= 0 && !promote && !demote)
    review.fails = !keeps (ladder, seen, held, review.leaves);
  else if (held >= 0 && demote)
    {
      if (keeps (ladder, seen, held, review.leaves))
        ladder->grace_since = TW_DATE_NONE;
      else
        fail (ladder, &review, held, earned, since);
    }
  g_array_append_val (ladder->work->result->reviews, review);
}

/* Whether everybody is reviewed on a day: at the end of a unit of the calendar. */
static gboolean
is_common_day (const TwProgram *program,
               TwReview         review,
               TwDate           date)
{
  static const TwCalendarUnit units[] = { TW_CALENDAR_MONTH, TW_CALENDAR_MONTH, TW_CALENDAR_QUARTER,
                                          TW_CALENDAR_HALF, TW_CALENDAR_YEAR };
  TwSpan span;

  if (review == TW_REVIEW_DAY)
    return TRUE;
  if (review == TW_REVIEW_MANUAL || review == TW_REVIEW_ANNIVERSARY)
    return FALSE;

  return tw_calendar_unit_at (program->calendar, units[review], date, &span) && span.end == date + 1;
}

guint8 *
tw_review_days (const TwProgram *program,
                TwSpan           period)
{
  guint8 *days = g_malloc0 ((gsize) (period.end - period.start));

  for (TwDate date = period.start; date < period.end; date++)
    days[date - period.start] =
      (is_common_day (program, program->tier_policy.promote_review, date) ? TW_PROMOTES : 0)
      | (is_common_day (program, program->tier_policy.demote_review, date) ? TW_DEMOTES : 0);

  return days;
}

static gboolean
is_review_day (Ladder       *ladder,
               TwReview      review,
               guint8        flag,
               TwDate        date)
{
  const TwEngine *engine = ladder->work->engine;
  TwTimeWindow window = { TW_WINDOW_AGREEMENT_YEAR };
  TwContext context;
  TwSpan span;

  if (review != TW_REVIEW_ANNIVERSARY)
    return (engine->plans[ladder->version].review_days[date - engine->input.period.start] & flag) != 0;

  context_at (ladder, date, &context);
  return tw_window_span (&context, &window, date, &span) && span.end == date + 1;
}

static TwDate
brought_grace (const Ladder *ladder)
{
  const GArray *rows = tw_work_balances (ladder->work);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance =
        &ladder->work->engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind != TW_BALANCE_TIER_GRACE)
        continue;
      for (guint t = 0; t < ladder->n_tiers; t++)
        if (g_strcmp0 (balance->name, ladder->tiers[t].name) == 0)
          return balance->origin;
    }

  return TW_DATE_NONE;
}

static gboolean
ever_held (const Ladder *ladder)
{
  for (guint i = 0; i < ladder->work->held->len; i++)
    if (g_array_index (ladder->work->held, TwHeld, i).designation == ladder->designation_id)
      return TRUE;

  return FALSE;
}

/* The version whose criteria hold on a date: its ladder takes the place of the former one. */
static gboolean
use_version (Ladder *ladder,
             TwDate  date,
             int     designation)
{
  const TwEngineInput *input = &ladder->work->engine->input;
  const TwPlan *plan;
  const TwProgram *program = NULL;

  for (guint v = 0; v < input->n_versions; v++)
    if (input->versions[v]->effective_from <= date && date < input->versions[v]->effective_to)
      {
        program = input->versions[v];
        ladder->version = v;
      }
  if (program == NULL)
    return FALSE;
  ladder->program = program;
  plan = &ladder->work->engine->plans[ladder->version];
  if (designation < 0)
    {
      ladder->designation_id = TW_NULL;
      ladder->tiers = program->tiers;
      ladder->ids = plan->tiers;
      ladder->n_tiers = program->n_tiers;
      return program->n_tiers > 0;
    }
  if ((guint) designation >= program->n_designations)
    return FALSE;
  ladder->tiers = &program->designations[designation];
  ladder->ids = &plan->designations[designation];
  ladder->designation_id = plan->designations[designation];
  ladder->n_tiers = 1;
  ladder->designation = program->designations[designation].name;

  return TRUE;
}

/* Nobody is reviewed, and no other version begins. */
static gboolean
is_quiet_day (const Ladder *ladder,
              TwDate        date)
{
  const TwEngine *engine = ladder->work->engine;
  const TwTierPolicy *policy = &ladder->program->tier_policy;

  return engine->input.n_versions == 1 && policy->promote_review != TW_REVIEW_ANNIVERSARY
         && policy->demote_review != TW_REVIEW_ANNIVERSARY
         && engine->plans[0].review_days[date - engine->input.period.start] == 0;
}

/* A partner that never had a tier is placed by what stood on the day before the period. */
static void
run_ladder (TwWork *work,
            int     designation)
{
  TwSpan period = work->engine->input.period;
  Ladder ladder = { .work = work, .grace_since = TW_DATE_NONE };
  gboolean started = FALSE;
  TwDate since;
  int held;

  for (TwDate date = period.start; date < period.end; date++)
    {
      gboolean promote;
      gboolean demote;

      if (started && is_quiet_day (&ladder, date))
        continue;
      if (!use_version (&ladder, date, designation))
        continue;
      if (!started)
        {
          started = TRUE;
          ladder.grace_since = brought_grace (&ladder);
          if (!ever_held (&ladder))
            review_ladder (&ladder, date, date - 1, TRUE, TRUE, FALSE);
        }
      promote = is_review_day (&ladder, ladder.program->tier_policy.promote_review, TW_PROMOTES, date);
      demote = is_review_day (&ladder, ladder.program->tier_policy.demote_review, TW_DEMOTES, date);
      if (promote || demote)
        review_ladder (&ladder, date, date, FALSE, promote, demote);
    }
  if (!started || ladder.grace_since == TW_DATE_NONE)
    return;
  held = held_rank (&ladder, period.end - 1, &since);
  if (held >= 0)
    {
      TwBalance balance = { work->partner, TW_BALANCE_TIER_GRACE, ladder.tiers[held].name,
                            ladder.grace_since, 0,
                            TW_DATE_NONE, TW_DATE_NONE, -1 };

      g_array_append_val (work->result->balances, balance);
    }
}

/**
 * tw_reviews_run:
 *
 * Every review of the period, the ladder's first, then each designation's.
 */
void
tw_reviews_run (TwWork *work)
{
  guint designations = 0;

  for (guint v = 0; v < work->engine->input.n_versions; v++)
    designations = MAX (designations, work->engine->input.versions[v]->n_designations);
  work->reviewing = TRUE;
  run_ladder (work, -1);
  for (guint d = 0; d < designations; d++)
    run_ladder (work, d);
  work->reviewing = FALSE;
}

/**
 * tw_reviews_at:
 *
 * What a review on @date would find, whatever day reviews are held on. Nobody is promoted or
 * demoted.
 */
void
tw_reviews_at (TwWork *work,
               TwDate  date)
{
  guint designations = 0;

  for (guint v = 0; v < work->engine->input.n_versions; v++)
    designations = MAX (designations, work->engine->input.versions[v]->n_designations);

  for (int d = -1; d < (int) designations; d++)
    {
      Ladder ladder = { .work = work, .grace_since = TW_DATE_NONE };

      if (use_version (&ladder, date, d))
        review_ladder (&ladder, date, date, FALSE, FALSE, FALSE);
    }
}
