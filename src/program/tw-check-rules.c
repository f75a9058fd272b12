/* tw-check-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"

#include "tw-decimal.h"
#include "tw-int128.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the rules would have paid in the last periods. */

/* CHK-10: both halves --------------------------------------------------------------------------------- */

static void
ask_unpaid (TwCheckRun          *run,
            const TwCheckReplay *replay,
            guint                r)
{
  const TwRule *rule = &run->program->rules[r];
  guint paid = tw_check_replay_paid (replay, r);
  guint unpaid = replay->n_meant - paid;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autofree char *remedy = NULL;
  TwCheckResult *result;

  if ((gint64) unpaid * TW_MILLION < run->settings[TW_CHECK_UNPAID_RATE] * replay->n_meant || unpaid == 0)
    return;
  for (gsize p = 0; p < replay->n_partners; p++)
    if (tw_check_replay_cell (replay, p, r)->periods == 0 && tw_run_is_member (run, tw_run_replayed_partner (run, p)))
      tw_run_add_replayed (run, rows, p, NULL);
  result = tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, rule->path,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "“%s” would have paid nothing to %u of %u partners in the last %u period.",
                                           "“%s” would have paid nothing to %u of %u partners in the last %u periods.",
                                           replay->n_periods),
                              rule->name, unpaid, replay->n_meant, replay->n_periods);
  remedy = tw_check_unpaid_remedy (replay, run->document, run->dataset, r, run->input->cancellable, &run->error);
  if (remedy == NULL)
    return;
  g_free (result->remedy);
  result->remedy = g_steal_pointer (&remedy);
}

/* Whether a finding of the text, which come from @before on, stands in this rule. */
static gboolean
is_refused (TwCheckRun   *run,
            guint         before,
            const TwRule *rule)
{
  for (guint i = before; i < run->results->len; i++)
    {
      const TwCheckResult *result = g_ptr_array_index (run->results, i);

      if (result->severity == TW_SEVERITY_ERROR && tw_check_is_at (result->path, rule->path))
        return TRUE;
    }

  return FALSE;
}

/* What the text shows isn't asked of the facts again; the other rules are. */
void
tw_ask_computable (TwCheckRun *run)
{
  const TwCheckReplay *replay;
  guint before = run->results->len;

  tw_ask_language (run);
  if ((run->input->depth & TW_CHECK_REPLAY) == 0)
    return;
  replay = run->results->len > before ? tw_run_replay (run) : tw_run_replay_or_say (run);
  for (guint r = 0; replay != NULL && replay->n_meant > 0 && run->error == NULL && r < run->program->n_rules; r++)
    if (!is_refused (run, before, &run->program->rules[r]))
      ask_unpaid (run, replay, r);
}

/* CHK-14 ------------------------------------------------------------------------------------------------ */

static void
find_subscription (const TwMeasure *measure,
                   gpointer         user_data)
{
  gboolean *renewal = user_data;

  for (guint i = 0; i < measure->n_kinds; i++)
    *renewal |= strcmp (measure->kinds[i], "subscription") == 0;
}

static void
find_motion (const TwCondition *condition,
             gpointer           user_data)
{
  gboolean *renewal = user_data;

  for (guint i = 0; i < condition->n_tests; i++)
    {
      const TwTest *test = &condition->tests[i];

      if (test->op == TW_TEST_IS && test->than != NULL && g_strcmp0 (test->than->text, "renewal") == 0)
        *renewal = TRUE;
      for (guint k = 0; k < test->n_list; k++)
        *renewal |= g_strcmp0 (test->list[k]->text, "renewal") == 0;
    }
}

typedef struct
{
  guint    define;
  gboolean named;
} Naming;

static void
find_name (const TwExpr *expr,
           gpointer      user_data)
{
  Naming *naming = user_data;

  naming->named |= expr->kind == TW_EXPR_DEFINE && expr->index == naming->define;
}

static void
find_named_condition (const TwCondition *condition,
                      gpointer           user_data)
{
  Naming *naming = user_data;

  naming->named |= condition->kind == TW_CONDITION_DEFINE && condition->index == naming->define;
}

static gboolean
names (const TwRule *rule,
       guint         define)
{
  Naming naming = { define, FALSE };
  TwWalk walk = { .expr = find_name, .condition = find_named_condition, .user_data = &naming };

  tw_walk_rule (&walk, rule);

  return naming.named;
}

/* Whether a rule depends on renewals or on what became of subscriptions, in itself or by a name. */
static gboolean
is_renewal (const TwProgram *program,
            const TwRule    *rule)
{
  gboolean renewal = FALSE;
  TwWalk walk = { .condition = find_motion, .measure = find_subscription, .user_data = &renewal };

  tw_walk_rule (&walk, rule);
  for (guint i = 0; !renewal && i < program->n_defines; i++)
    {
      gboolean defines = FALSE;
      TwWalk inner = { .condition = find_motion, .measure = find_subscription, .user_data = &defines };

      tw_walk_define (&inner, &program->defines[i]);
      renewal = defines && names (rule, i);
    }

  return renewal;
}

void
tw_ask_renewal (TwCheckRun *run)
{
  const TwCheckReplay *replay;
  TwCheckResult *result;
  gint64 all = 0;
  gint64 tied = 0;
  guint n = 0;

  for (guint r = 0; r < run->program->n_rules; r++)
    n += is_renewal (run->program, &run->program->rules[r]);
  if (n == 0)
    {
      result = tw_run_found (run, TW_SEVERITY_WARNING, "/rules", "%s", _("No rule pays for renewals or depends on them."));
      result->text = TRUE;
      return;
    }
  if ((run->input->depth & TW_CHECK_REPLAY) == 0 || (replay = tw_run_replay_or_say (run)) == NULL)
    return;
  for (gsize p = 0; p < replay->n_partners; p++)
    for (guint r = 0; r < replay->n_rules; r++)
      {
        gint64 amount = run->program->rules[r].charge ? 0 : tw_check_replay_cell (replay, p, r)->amount;

        all += amount;
        tied += is_renewal (run->program, &run->program->rules[r]) ? amount : 0;
      }
  if (all <= 0 || (TwInt128) tied * TW_MILLION >= (TwInt128) all * run->settings[TW_CHECK_RENEWAL_RATE])
    return;
  {
    g_autofree char *left = tw_run_money (run, tied);
    g_autofree char *right = tw_run_money (run, all);

    result = tw_run_found (run, TW_SEVERITY_WARNING, "/rules",
                           _("Of %1$s in the last periods, %2$s depend on renewals."), right, left);
  }
  for (guint r = 0; r < replay->n_rules; r++)
    if (is_renewal (run->program, &run->program->rules[r]))
      tw_check_evidence_at (result, run->program->rules[r].path, run->program->rules[r].name, NULL);
}

/* CHK-59 ------------------------------------------------------------------------------------------------ */

#define DRAWS 1000

static int
compare_amounts (gconstpointer a,
                 gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* The budget in minor units and how many pay periods it is for; FALSE where none is written, or where it is for less
 * than a period. */
static gboolean
read_budget (TwCheckRun *run,
             gint64     *amount,
             guint      *n_periods)
{
  static const int months[] = { 1, 3, 6, 12 };
  const TwProgramDesign *design = tw_program_document_get_design (run->document);
  TwCalendarUnit pay = run->program->payment.has_per ? run->program->payment.per : TW_CALENDAR_QUARTER;

  if (!design->budget.given || pay >= G_N_ELEMENTS (months) || design->budget_per >= G_N_ELEMENTS (months) ||
      months[design->budget_per] < months[pay])
    return FALSE;
  *amount = design->budget.amount;
  *n_periods = (guint) (months[design->budget_per] / months[pay]);

  return TRUE;
}

/* Nine of ten draws of that many periods, each one of the last ones, cost at most this. The seed is fixed. */
static gint64
ninetieth (const TwCheckReplay *replay,
           guint                n_periods)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);
  g_autofree gint64 *sums = g_new0 (gint64, DRAWS);

  for (guint i = 0; i < DRAWS; i++)
    for (guint k = 0; k < n_periods; k++)
      sums[i] += replay->totals[g_rand_int_range (rand, 0, (gint32) replay->n_periods)];
  qsort (sums, DRAWS, sizeof *sums, compare_amounts);

  return sums[DRAWS * 9 / 10 - 1];
}

void
tw_ask_budget (TwCheckRun *run)
{
  const TwCheckReplay *replay;
  TwCheckResult *result;
  gint64 budget;
  gint64 high;
  guint n_periods;

  if (!read_budget (run, &budget, &n_periods))
    {
      tw_run_not_applicable (run, _("Not applicable: no budget recorded."));
      return;
    }
  replay = tw_run_replay_or_say (run);
  if (replay == NULL)
    return;
  high = ninetieth (replay, n_periods);
  if (high <= budget)
    return;
  {
    g_autofree char *left = tw_run_money (run, high);
    g_autofree char *right = tw_run_money (run, budget);

    result = tw_run_found (run, TW_SEVERITY_WARNING, "/budget",
                           _("In one case of ten the program costs %1$s or more; its budget is %2$s."), left, right);
  }
  for (guint i = 0; i < replay->n_periods; i++)
    {
      g_autofree char *day = tw_date_format (replay->periods[i].start);
      g_autofree char *cost = tw_run_money (run, replay->totals[i]);
      g_autofree char *name = g_strdup_printf (_("Period from %s"), day);

      tw_check_evidence (result, NULL, 0, name, cost);
    }
}

/* CHK-60 ------------------------------------------------------------------------------------------------ */

static guint
most_components (const TwCheckReplay *replay,
                 gsize                partner)
{
  guint most = 0;

  for (guint i = 0; i < replay->n_periods; i++)
    {
      guint n = 0;

      for (guint r = 0; r < replay->n_rules; r++)
        n += (tw_check_replay_cell (replay, partner, r)->periods >> i) & 1;
      most = MAX (most, n);
    }

  return most;
}

void
tw_ask_complexity (TwCheckRun *run)
{
  const TwCheckReplay *replay = tw_run_replay_or_say (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  for (gsize p = 0; replay != NULL && p < replay->n_partners; p++)
    {
      guint n = most_components (replay, p);
      g_autofree char *value = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rule", "%u rules", n), n);

      if (n > run->settings[TW_CHECK_COMPONENTS])
        tw_run_add_replayed (run, rows, p, value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_INFO, "/rules",
                     g_dngettext (GETTEXT_PACKAGE, "%u partner was paid by more than %d rules in one period.",
                                  "%u partners were paid by more than %d rules in one period.", rows->len),
                     rows->len, (int) run->settings[TW_CHECK_COMPONENTS]);
  for (guint r = 0; replay != NULL && r < replay->n_rules; r++)
    if (replay->steps[r] > run->settings[TW_CHECK_TRACE_STEPS])
      tw_run_found (run, TW_SEVERITY_INFO, run->program->rules[r].path,
                    _("A line of “%s” takes %u steps to explain."), run->program->rules[r].name, replay->steps[r]);
}
