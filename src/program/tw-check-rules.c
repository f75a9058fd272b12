/* tw-check-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-dataset-load.h"
#include "tw-design-check-private.h"

#include "tw-decimal.h"
#include "tw-describe-private.h"
#include "tw-int128.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the rules would have paid in the last periods. */

/* The replay, where there is something to ask it; says why where there isn't. */
static const TwCheckReplay *
replay_of (TwCheckRun *run)
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

static gint64
partner_id (TwCheckRun *run,
            gsize       row)
{
  return tw_dataset_entity_id (run->dataset, TW_RELATION_PARTNER, (gint64) row);
}

static void
add_partner (TwCheckRun *run,
             GPtrArray  *rows,
             gsize       row,
             const char *value)
{
  gint64 id = partner_id (run, row);

  tw_check_rows_add (rows, "partner", id, tw_run_name (run, "partner", id), value);
}

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
    if (tw_check_replay_cell (replay, p, r)->periods == 0 && tw_run_is_member (run, partner_id (run, p)))
      add_partner (run, rows, p, NULL);
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
  replay = run->results->len > before ? tw_run_replay (run) : replay_of (run);
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
  if ((run->input->depth & TW_CHECK_REPLAY) == 0 || (replay = replay_of (run)) == NULL)
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

/* CHK-52 ------------------------------------------------------------------------------------------------ */

/* What sales tell of their margin, by row id. */
typedef struct
{
  TwColumn columns[3];   /* id, margin, cost */
  gsize    n;
} Margins;

static gint64
text_never (gpointer    user_data,
            guint       column,
            const char *text,
            gsize       length)
{
  return TW_COLUMN_NULL;
}

static gint64
sale_margin (TwCheckRun            *run,
             const Margins         *margins,
             const TwCheckCrossing *crossing)
{
  gint64 rate = run->facts != NULL && run->facts->settings.margin_rate >= 0 ? run->facts->settings.margin_rate
                                                                           : run->settings[TW_CHECK_MARGIN_RATE];
  gsize low = 0;
  gsize high = margins->n;
  gint64 id;
  int kind;

  tw_dataset_fact_key (run->dataset, crossing->fact, &kind, &id);
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (margins->columns[0].values[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  if (kind == 1 && low < margins->n && margins->columns[0].values[low] == id)
    {
      if (margins->columns[1].values[low] != TW_COLUMN_NULL)
        return margins->columns[1].values[low];
      if (margins->columns[2].values[low] != TW_COLUMN_NULL)
        return crossing->amount - margins->columns[2].values[low];
    }

  return (gint64) ((TwInt128) crossing->amount * rate / TW_MILLION);
}

/* Partners that were paid more for the sale that reached the band than it brought. */
static void
add_losses (TwCheckRun          *run,
            const TwCheckReplay *replay,
            const Margins       *margins,
            guint                rule,
            guint                band,
            GPtrArray           *rows)
{
  for (guint i = 0; i < replay->crossings->len; i++)
    {
      const TwCheckCrossing *crossing = &g_array_index (replay->crossings, TwCheckCrossing, i);
      gint64 margin;
      g_autofree char *paid = NULL;
      g_autofree char *brought = NULL;
      g_autofree char *value = NULL;

      if (crossing->rule != rule || crossing->band != band)
        continue;
      margin = sale_margin (run, margins, crossing);
      if (crossing->payout <= margin)
        continue;
      paid = tw_run_money (run, crossing->payout);
      brought = tw_run_money (run, margin);
      /* Translators: what one sale made the program pay more, and the margin of that sale. */
      value = g_strdup_printf (_("%1$s paid for a sale with a margin of %2$s"), paid, brought);
      add_partner (run, rows, crossing->partner, value);
    }
}

static void
load_margins (TwCheckRun          *run,
              const TwCheckReplay *replay,
              Margins             *margins)
{
  static const char *const fields[] = { "id", "margin", "cost" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    margins->columns[i].field = fields[i];
  if (replay != NULL && replay->crossings->len > 0 && run->error == NULL)
    tw_columns_read (run->input->workspace, tw_entity_find ("sale"), NULL, margins->columns, G_N_ELEMENTS (fields), text_never,
                     NULL, &margins->n, &run->error);
}

/* Which band of which rule a path of the document leads to. */
static gboolean
find_band (const TwProgram *program,
           const char      *path,
           guint           *rule,
           guint           *band)
{
  for (*rule = 0; *rule < program->n_rules; (*rule)++)
    for (*band = 0; *band < program->rules[*rule].table->n_bands; (*band)++)
      if (g_strcmp0 (program->rules[*rule].table->bands[*band].path, path) == 0)
        return TRUE;

  return FALSE;
}

/* A small step that no sale was ever worth less than isn't worth a word. */
static gboolean
is_small (TwCheckRun *run,
          guint       rule,
          guint       band)
{
  gint64 below;
  gint64 above;

  return tw_check_table_jump (run->program, &run->program->rules[rule], band, &below, &above) && above > 0 &&
         (TwInt128) (above - below) * TW_MILLION <= (TwInt128) above * run->settings[TW_CHECK_CLIFF_RATE];
}

void
tw_ask_cliff (TwCheckRun *run)
{
  const TwCheckReplay *replay = NULL;
  Margins margins = { 0 };
  guint before = run->results->len;

  tw_ask_language (run);
  if (run->results->len == before)
    return;
  if ((run->input->depth & TW_CHECK_REPLAY) != 0)
    {
      replay = tw_run_replay (run);
      load_margins (run, replay, &margins);
    }
  for (guint i = before; i < run->results->len; i++)
    {
      TwCheckResult *result = g_ptr_array_index (run->results, i);
      g_autoptr (GPtrArray) rows = tw_check_rows_new ();
      guint rule;
      guint band;

      /* A replay adds to it, or takes it back. */
      result->text = FALSE;
      if (find_band (run->program, result->path, &rule, &band))
        {
          if (replay != NULL)
            add_losses (run, replay, &margins, rule, band, rows);
          if (rows->len == 0 && is_small (run, rule, band))
            {
              g_ptr_array_remove_index (run->results, i--);
              continue;
            }
        }
      for (guint k = 0; k < rows->len; k++)
        {
          const TwCheckEvidence *row = g_ptr_array_index (rows, k);

          tw_check_evidence (result, row->entity, row->id, row->name, row->value);
        }
      if (rows->len > 0)
        {
          g_autofree char *said = g_steal_pointer (&result->message);

          /* Translators: %1$s is a sentence about a threshold. */
          result->message =
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "%1$s %2$u sale that reached it was paid more than its margin.",
                                            "%1$s %2$u sales that reached it were paid more than their margin.", rows->len),
                               said, rows->len);
        }
    }
  tw_columns_clear (margins.columns, G_N_ELEMENTS (margins.columns));
}

/* CHK-54 ------------------------------------------------------------------------------------------------ */

/* Whether the rule's window begins before the pay period that it ends in, so that replayed periods may hold a part of it. */
static gboolean
looks_back (const TwProgram *program,
            const TwRule    *rule)
{
  TwCalendarUnit unit = program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER;

  if (rule->window == NULL || rule->window->kind == TW_WINDOW_FACT || rule->window->kind == TW_WINDOW_PERIOD)
    return FALSE;

  return rule->window->kind != TW_WINDOW_UNIT || rule->window->unit != unit;
}

static int
high_of (TwCheckRun          *run,
         const TwCheckReplay *replay,
         gsize                partner,
         guint                rule)
{
  const int *whole = looks_back (run->program, &run->program->rules[rule]) ? tw_run_whole (run) : NULL;

  return whole != NULL ? whole[partner * replay->n_rules + rule] : tw_check_replay_cell (replay, partner, rule)->high;
}

static void
ask_bands (TwCheckRun          *run,
           const TwCheckReplay *replay,
           guint                r)
{
  const TwRule *rule = &run->program->rules[r];
  /* The last band of an interpolated table is no more than the end of the one before. */
  guint n_bands = rule->table->n_bands - (rule->table->mode == TW_TABLE_INTERPOLATED ? 1 : 0);
  int top = -1;
  int least = G_MAXINT;

  for (gsize p = 0; p < replay->n_partners; p++)
    if (tw_run_is_member (run, partner_id (run, p)))
      {
        int high = high_of (run, replay, p, r);

        top = MAX (top, high);
        least = MIN (least, high);
      }
  if (top < 0)
    return;
  for (guint k = (guint) top + 1; k < n_bands; k++)
    {
      g_autofree char *bound = tw_describe_bound (run->program, rule, &rule->table->bands[k]);

      tw_run_found (run, TW_SEVERITY_WARNING, rule->table->bands[k].path,
                    _("No partner reached %2$s of “%1$s” in the last periods."), rule->name, bound);
    }
  if (least > 0 && least < G_MAXINT)
    tw_run_found (run, TW_SEVERITY_WARNING, rule->table->bands[0].path,
                  rule->table->mode == TW_TABLE_MARGINAL
                      ? _("Every partner is above the lowest band of “%s”: it pays, but its end moves nobody.")
                      : _("Every partner is above the lowest band of “%s”, so it changes nothing."),
                  rule->name);
}

void
tw_ask_reach (TwCheckRun *run)
{
  const TwCheckReplay *replay;
  guint before = run->results->len;

  tw_ask_language (run);
  if ((run->input->depth & TW_CHECK_REPLAY) == 0)
    return;
  if (run->results->len > before)
    replay = tw_run_replay (run);
  else
    replay = replay_of (run);
  for (guint r = 0; replay != NULL && r < run->program->n_rules; r++)
    if (run->program->rules[r].table->n_bands > 1)
      ask_bands (run, replay, r);
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
  replay = replay_of (run);
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
  const TwCheckReplay *replay = replay_of (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  for (gsize p = 0; replay != NULL && p < replay->n_partners; p++)
    {
      guint n = most_components (replay, p);
      g_autofree char *value = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rule", "%u rules", n), n);

      if (n > run->settings[TW_CHECK_COMPONENTS])
        add_partner (run, rows, p, value);
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
