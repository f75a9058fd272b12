/* tw-check-ladder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"

#include "tw-decimal.h"
#include "tw-program-text.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Tiers: steps between them, gates, who manages whom, and who is told the way up. */

/* A threshold of a condition that must hold. */
typedef struct
{
  const TwTest      *test;
  const TwExpr      *value;
  const char        *path;
  TwFraction         least;
} Threshold;

static void
collect_thresholds (const TwProgram   *program,
                    const TwCondition *condition,
                    GArray            *thresholds)
{
  while (condition->kind == TW_CONDITION_DEFINE)
    condition = program->defines[condition->index].condition;
  if (condition->kind == TW_CONDITION_ALL || condition->kind == TW_CONDITION_ANY)
    for (guint i = 0; i < condition->n_children; i++)
      collect_thresholds (program, condition->children[i], thresholds);
  if (condition->kind != TW_CONDITION_COMPARE)
    return;
  for (guint i = 0; i < condition->n_tests; i++)
    {
      const TwTest *test = &condition->tests[i];
      Threshold threshold = { test, tw_resolve_expr (program, condition->value), condition->path, TW_FRACTION_ZERO };

      if ((test->op == TW_TEST_AT_LEAST || test->op == TW_TEST_MORE_THAN) &&
          tw_expr_literal (program, test->than, &threshold.least) && tw_fraction_sign (threshold.least) > 0)
        g_array_append_val (thresholds, threshold);
    }
}

static GArray *
thresholds_of (const TwProgram *program,
               guint            tier)
{
  GArray *thresholds = g_array_new (FALSE, FALSE, sizeof (Threshold));

  collect_thresholds (program, program->tiers[tier].enter, thresholds);

  return thresholds;
}

/* CHK-27 ------------------------------------------------------------------------------------------------ */

static char *
text_of (TwCheckRun   *run,
         const TwExpr *value)
{
  JsonNode *node = tw_program_text_lookup (run->root, value->path);

  return node != NULL ? tw_program_text_canonical (node, FALSE) : g_strdup ("");
}

/* Percent of the threshold below for the same value; -1: it isn't asked there. */
static gint64
ratio_to (TwCheckRun      *run,
          const Threshold *upper,
          GArray          *lower)
{
  g_autofree char *text = text_of (run, upper->value);

  for (guint i = 0; i < lower->len; i++)
    {
      const Threshold *other = &g_array_index (lower, Threshold, i);
      g_autofree char *said = text_of (run, other->value);
      TwFraction ratio;
      gint64 percent;

      if (strcmp (text, said) == 0 && tw_fraction_div (upper->least, other->least, &ratio) &&
          tw_fraction_mul (ratio, tw_fraction_from_int (100), &ratio) &&
          tw_fraction_round_int (ratio, TW_ROUNDING_HALF_UP, &percent))
        return percent;
    }

  return -1;
}

/* A step is as high as its highest threshold asks; one that money measures counts before numbers. */
static void
ask_step (TwCheckRun *run,
          guint       tier)
{
  g_autoptr (GArray) upper = thresholds_of (run->program, tier);
  g_autoptr (GArray) lower = thresholds_of (run->program, tier - 1);
  const TwTier *above = &run->program->tiers[tier];
  const char *path = NULL;
  gint64 most = -1;
  TwCheckResult *result;

  for (guint i = 0; i < upper->len; i++)
    {
      const Threshold *threshold = &g_array_index (upper, Threshold, i);
      gint64 ratio = ratio_to (run, threshold, lower);

      if (ratio > most)
        {
          most = ratio;
          path = threshold->path;
        }
    }
  if (most < 0 || (most >= run->settings[TW_CHECK_STEP_LOW] && most <= run->settings[TW_CHECK_STEP_HIGH]))
    return;
  result = tw_run_found (run, TW_SEVERITY_WARNING, path,
                         _("“%1$s” asks %3$d percent of what “%2$s” asks; %4$d to %5$d are usual."), above->name,
                         run->program->tiers[tier - 1].name, (int) MIN (most, G_MAXINT),
                         (int) run->settings[TW_CHECK_STEP_LOW], (int) run->settings[TW_CHECK_STEP_HIGH]);
  tw_check_evidence_at (result, path, above->name, NULL);
}

/* What a tier's benefits are worth to one partner in a year; FALSE where none tells. */
static gboolean
benefit_value (TwCheckRun *run,
               guint       tier,
               gint64     *value)
{
  const TwProgramDesign *design = tw_program_document_get_design (run->document);
  const TwTierDesign *part = tw_program_design_find_tier (design, run->program->tiers[tier].name);
  gboolean told = FALSE;

  *value = 0;
  for (guint i = 0; part != NULL && i < part->n_benefits; i++)
    {
      gint64 cost;
      gint64 amount;

      if (!part->benefits[i].value.given || !tw_benefit_get_yearly (&part->benefits[i], 1, &cost, &amount))
        continue;
      told = TRUE;
      *value += amount;
    }

  return told;
}

static void
ask_gain (TwCheckRun *run,
          guint       tier)
{
  g_autofree char *path = g_strdup_printf ("/tiers/%u/benefits", tier);
  gint64 above;
  gint64 below;
  TwCheckResult *result;

  if (!benefit_value (run, tier, &above) || !benefit_value (run, tier - 1, &below) || above > below)
    return;
  {
    g_autofree char *left = tw_run_money (run, above);
    g_autofree char *right = tw_run_money (run, below);

    result = tw_run_found (run, TW_SEVERITY_WARNING, path,
                           _("The benefits of “%1$s” are worth no more to a partner than those of “%2$s”."),
                           run->program->tiers[tier].name, run->program->tiers[tier - 1].name);
    tw_check_evidence_at (result, path, run->program->tiers[tier].name, left);
    tw_check_evidence_at (result, path, run->program->tiers[tier - 1].name, right);
  }
}

void
tw_ask_ladder (TwCheckRun *run)
{
  if (run->program->n_tiers < 2)
    {
      tw_run_not_applicable (run, _("Not applicable: the program has no ladder of tiers."));
      return;
    }
  for (guint i = 1; i < run->program->n_tiers; i++)
    {
      ask_step (run, i);
      ask_gain (run, i);
    }
}

/* CHK-18 ------------------------------------------------------------------------------------------------ */

static gboolean
is_headcount (const Threshold *threshold)
{
  const TwMeasure *measure = threshold->value->kind == TW_EXPR_AGGREGATE ? threshold->value->measure : NULL;

  for (guint i = 0; measure != NULL && i < measure->n_kinds; i++)
    if (strcmp (measure->kinds[i], "certification") == 0 &&
        (measure->aggregate == TW_AGGREGATE_DISTINCT || measure->aggregate == TW_AGGREGATE_COUNT))
      return TRUE;

  return FALSE;
}

/* People of the partner with a certification today that the measure's filter asks for by level or name. */
static guint
certified_people (TwCheckRun      *run,
                  gint64           partner,
                  const TwMeasure *measure)
{
  const TwCheckTable *awards = tw_run_table (run, "certification");
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const TwCondition *where = measure->where;

  for (gsize i = 0; i < awards->n; i++)
    {
      gint64 person = tw_cells_int (awards, i, "person");
      TwDate expires = tw_cells_date (awards, i, "expires");
      gint64 key = measure->aggregate == TW_AGGREGATE_DISTINCT && person != TW_COLUMN_NULL ? person : -(gint64) i - 1;

      if (tw_cells_int (awards, i, "partner") != partner || tw_cells_date (awards, i, "awarded") > run->today ||
          (expires != TW_DATE_NONE && expires < run->today) || !tw_check_filter_holds (awards, i, where))
        continue;
      g_hash_table_add (people, g_memdup2 (&key, sizeof key));
    }

  return g_hash_table_size (people);
}

/* Won and closed opportunities that a partner had a part in. */
static void
count_deals (const TwMetricFacts *facts,
             guint               *won,
             guint               *closed)
{
  for (gsize i = 0; i < facts->opportunities.n; i++)
    for (guint32 r = facts->opportunities.first_role[i]; r < facts->opportunities.first_role[i + 1]; r++)
      {
        guint32 partner = g_array_index (facts->roles, TwRole, r).partner;

        closed[partner] += facts->opportunities.status[i] != TW_OPPORTUNITY_OPEN;
        won[partner] += facts->opportunities.status[i] == TW_OPPORTUNITY_WON;
      }
}

static int
compare_rates (gconstpointer a,
               gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Of the members with closed deals. */
static gint64
median_rate (TwCheckRun  *run,
             const guint *won,
             const guint *closed,
             guint       *n)
{
  g_autoptr (GArray) rates = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize p = 0; p < run->facts->partners.n; p++)
    if (closed[p] > 0 && tw_run_is_member_at (run, p))
      {
        gint64 rate = (gint64) won[p] * TW_MILLION / closed[p];

        g_array_append_val (rates, rate);
      }
  *n = rates->len;
  g_array_sort (rates, compare_rates);

  return rates->len > 0 ? g_array_index (rates, gint64, rates->len / 2) : 0;
}

static void
ask_headcount (TwCheckRun      *run,
               guint            tier,
               const Threshold *gate,
               const guint     *won,
               const guint     *closed,
               gint64           median)
{
  const TwMetricFacts *facts = run->facts;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  guint n_in = 0;

  for (gsize p = 0; p < facts->partners.n; p++)
    {
      guint people;
      gint64 rate;
      g_autofree char *value = NULL;

      if (!tw_run_is_member_at (run, p))
        continue;
      people = certified_people (run, facts->partners.id[p], gate->value->measure);
      if (tw_fraction_compare (tw_fraction_from_int (people), gate->least) >= 0)
        {
          n_in++;
          continue;
        }
      rate = closed[p] > 0 ? (gint64) won[p] * TW_MILLION / closed[p] : 0;
      if (closed[p] < 3 || rate <= median)
        continue;
      value = g_strdup_printf (_("wins %d%% of %u, %u certified"), (int) ((rate + 5000) / 10000), closed[p], people);
      tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p], value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, gate->path,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "The gate of “%2$s” by certified people keeps out %1$u partner that wins more than most.",
                                  "The gate of “%2$s” by certified people keeps out %1$u partners that win more than most.",
                                  rows->len),
                     rows->len, run->program->tiers[tier].name);
}

void
tw_ask_headcount (TwCheckRun *run)
{
  const TwMetricFacts *facts;
  g_autofree guint *won = NULL;
  g_autofree guint *closed = NULL;
  gint64 median;
  guint n;

  if (!tw_run_recorded (run, tw_run_table (run, "certification")))
    return;
  facts = tw_run_facts (run);
  if (facts == NULL)
    return;
  won = g_new0 (guint, facts->partners.n + 1);
  closed = g_new0 (guint, facts->partners.n + 1);
  count_deals (facts, won, closed);
  median = median_rate (run, won, closed, &n);
  if (n < 3)
    {
      tw_run_not_applicable (run, _("Not applicable: no closed opportunities of three or more of these partners recorded."));
      return;
    }
  for (guint t = 0; t < run->program->n_tiers; t++)
    {
      g_autoptr (GArray) thresholds = thresholds_of (run->program, t);

      for (guint i = 0; i < thresholds->len; i++)
        if (is_headcount (&g_array_index (thresholds, Threshold, i)))
          ask_headcount (run, t, &g_array_index (thresholds, Threshold, i), won, closed, median);
    }
}

/* CHK-26 ------------------------------------------------------------------------------------------------ */

static guint
managed_by (const TwMetricFacts *facts,
            int                  manager)
{
  guint n = 0;

  for (gsize p = 0; p < facts->partners.n; p++)
    n += facts->partners.manager[p] == manager;

  return n;
}

void
tw_ask_managers (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_facts (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  guint asked = 0;

  if (facts == NULL)
    return;
  for (gsize p = 0; p < facts->partners.n; p++)
    {
      int manager = facts->partners.manager[p];
      int tier = tw_run_is_member_at (run, p) ? tw_run_tier (run, facts->partners.id[p]) : -1;
      gboolean dedicated = manager >= 0 && managed_by (facts, manager) <= run->settings[TW_CHECK_MANAGED];

      asked += tier >= 0;
      if (tier < 0 || run->program->n_tiers < 2)
        continue;
      if (tier == (int) run->program->n_tiers - 1 && !dedicated)
        tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p], _("no dedicated manager"));
      else if (tier == 0 && dedicated)
        tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p],
                           g_ptr_array_index (facts->persons, manager));
    }
  if (asked == 0)
    tw_run_not_applicable (run, _("Not applicable: no tiers of these partners recorded."));
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u partner isn't managed as its tier asks.",
                                  "%u partners aren't managed as their tiers ask.", rows->len),
                     rows->len);
}

/* CHK-29 ------------------------------------------------------------------------------------------------ */

void
tw_ask_path (TwCheckRun *run)
{
  const TwCheckTable *packs = tw_run_table (run, "partner_pack");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autoptr (GArray) members = NULL;
  TwDate from = run->today - 366;
  gboolean any = FALSE;

  for (gsize i = 0; i < packs->n; i++)
    any |= tw_cells_is (packs, i, "kind", "gap_list");
  if (!any)
    {
      tw_run_not_applicable (run, _("Not applicable: no lists of gaps recorded."));
      return;
    }
  members = tw_run_members (run);
  for (guint m = 0; m < members->len; m++)
    {
      gint64 partner = g_array_index (members, gint64, m);
      int tier = tw_run_tier (run, partner);
      gboolean told = FALSE;

      for (gsize i = 0; i < packs->n; i++)
        told |= tw_cells_int (packs, i, "partner") == partner && tw_cells_is (packs, i, "kind", "gap_list") &&
                tw_cells_date (packs, i, "date") >= from;
      if (!told && tier >= 0 && tier < (int) run->program->n_tiers - 1)
        tw_check_rows_add (rows, "partner", partner, tw_run_name (run, "partner", partner), run->program->tiers[tier].name);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u partner below the highest tier got no list of gaps for a year.",
                                  "%u partners below the highest tier got no list of gaps for a year.", rows->len),
                     rows->len);
}
