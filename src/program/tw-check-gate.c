/* tw-check-gate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-decimal.h"
#include "tw-design-check-private.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What tiers ask for, and CHK-18: gates by headcount that keep out partners which win often. */

/* Whether a condition holds only where one of its own children does. */
static gboolean
is_whole (const TwCondition *condition)
{
  return condition->kind == TW_CONDITION_ALL || condition->kind == TW_CONDITION_HELD ||
         (condition->kind == TW_CONDITION_AT_LEAST && condition->n >= condition->n_children) ||
         (condition->kind == TW_CONDITION_ANY && condition->n_children == 1);
}

void
tw_check_thresholds (const TwProgram   *program,
                     const TwCondition *condition,
                     gboolean           must,
                     GArray            *thresholds)
{
  while (condition->kind == TW_CONDITION_DEFINE)
    condition = program->defines[condition->index].condition;
  if (is_whole (condition) || (!must && (condition->kind == TW_CONDITION_ANY || condition->kind == TW_CONDITION_AT_LEAST)))
    for (guint i = 0; i < condition->n_children; i++)
      tw_check_thresholds (program, condition->children[i], must, thresholds);
  if (condition->kind != TW_CONDITION_COMPARE)
    return;
  for (guint i = 0; i < condition->n_tests; i++)
    {
      const TwTest *test = &condition->tests[i];
      TwCheckThreshold threshold = { tw_resolve_expr (program, condition->value), condition->path, TW_FRACTION_ZERO };

      if ((test->op == TW_TEST_AT_LEAST || test->op == TW_TEST_MORE_THAN) &&
          tw_expr_literal (program, test->than, &threshold.least) && tw_fraction_sign (threshold.least) > 0)
        g_array_append_val (thresholds, threshold);
    }
}

static gboolean
is_headcount (const TwCheckThreshold *threshold)
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

/* Won and closed opportunities that a partner had a part in: all of them, and those of its best vertical with three or more
 * closed ones. */
typedef struct
{
  guint       won;
  guint       closed;
  gint64      rate;       /* the higher of both, millionths; -1: too few are closed */
  guint       of;         /* closed deals that the rate is of */
  const char *vertical;   /* that it is of; NULL: of all */
} Wins;

#define FEWEST 3

static void
keep_rate (Wins       *wins,
           guint       won,
           guint       closed,
           const char *vertical)
{
  gint64 rate = closed >= FEWEST ? (gint64) won * TW_MILLION / closed : -1;

  /* Of two alike the one of more deals, then the first by name: the same whatever order they come in. */
  if (rate < wins->rate || (rate == wins->rate && closed < wins->of) ||
      (rate == wins->rate && closed == wins->of && g_strcmp0 (vertical, wins->vertical) >= 0))
    return;
  wins->rate = rate;
  wins->of = closed;
  wins->vertical = vertical;
}

/* (nullable): the industry of the customer of an opportunity. */
static const char *
vertical_of (TwCheckRun *run,
             gsize       deal)
{
  const TwMetricFacts *facts = run->facts;
  gint32 customer = facts->opportunities.customer[deal];
  const TwCheckTable *customers = tw_run_table (run, "customer");
  gsize row;

  return customer >= 0 && tw_cells_find (customers, facts->customer_ids[customer], &row)
           ? tw_cells_text (customers, row, "industry") : NULL;
}

/* One partner in one vertical. */
typedef struct
{
  guint32     partner;
  const char *vertical;   /* interned by the tables */
  guint       won;
  guint       closed;
} Field;

static guint
field_hash (gconstpointer data)
{
  return ((const Field *) data)->partner * 31 + g_direct_hash (((const Field *) data)->vertical);
}

static gboolean
field_equal (gconstpointer a,
             gconstpointer b)
{
  const Field *left = a;
  const Field *right = b;

  return left->partner == right->partner && left->vertical == right->vertical;
}

static void
count_one (GHashTable *fields,
           guint32     partner,
           const char *vertical,
           gboolean    won)
{
  Field key = { partner, vertical, 0, 0 };
  Field *field = g_hash_table_lookup (fields, &key);

  if (field == NULL)
    {
      field = g_memdup2 (&key, sizeof key);
      g_hash_table_add (fields, field);
    }
  field->closed++;
  field->won += won;
}

/* (transfer full): by index of the metrics' partners. */
static Wins *
count_wins (TwCheckRun *run)
{
  const TwMetricFacts *facts = run->facts;
  g_autoptr (GHashTable) fields = g_hash_table_new_full (field_hash, field_equal, g_free, NULL);
  Wins *wins = g_new0 (Wins, facts->partners.n + 1);
  GHashTableIter iter;
  gpointer key;

  for (gsize i = 0; i < facts->opportunities.n; i++)
    {
      gboolean won = facts->opportunities.status[i] == TW_OPPORTUNITY_WON;
      const char *vertical = facts->opportunities.status[i] != TW_OPPORTUNITY_OPEN ? vertical_of (run, i) : NULL;

      for (guint32 r = facts->opportunities.first_role[i];
           facts->opportunities.status[i] != TW_OPPORTUNITY_OPEN && r < facts->opportunities.first_role[i + 1]; r++)
        {
          guint32 partner = g_array_index (facts->roles, TwRole, r).partner;

          wins[partner].closed++;
          wins[partner].won += won;
          if (vertical != NULL)
            count_one (fields, partner, vertical, won);
        }
    }
  for (gsize p = 0; p < facts->partners.n; p++)
    {
      wins[p].rate = -1;
      keep_rate (&wins[p], wins[p].won, wins[p].closed, NULL);
    }
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Field *field = key;

      keep_rate (&wins[field->partner], field->won, field->closed, field->vertical);
    }

  return wins;
}

static int
compare_rates (gconstpointer a,
               gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Of the members with closed deals, over all verticals. */
static gint64
median_rate (TwCheckRun *run,
             const Wins *wins,
             guint      *n)
{
  g_autoptr (GArray) rates = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize p = 0; p < run->facts->partners.n; p++)
    if (wins[p].closed > 0 && tw_run_is_member_at (run, p))
      {
        gint64 rate = (gint64) wins[p].won * TW_MILLION / wins[p].closed;

        g_array_append_val (rates, rate);
      }
  *n = rates->len;
  g_array_sort (rates, compare_rates);

  return rates->len > 0 ? g_array_index (rates, gint64, rates->len / 2) : 0;
}

/* (transfer full) */
static char *
wins_text (const Wins *wins,
           guint       people)
{
  int percent = (int) ((wins->rate + 5000) / 10000);

  if (wins->vertical == NULL)
    return g_strdup_printf (_("wins %d%% of %u, %u certified"), percent, wins->of, people);

  /* Translators: %3$s is a vertical: “Retail”. */
  return g_strdup_printf (_("wins %1$d%% of %2$u in %3$s, %4$u certified"), percent, wins->of, wins->vertical, people);
}

static void
ask_headcount (TwCheckRun             *run,
               const TwTier           *tier,
               const TwCheckThreshold *gate,
               const Wins             *wins,
               gint64                  median)
{
  const TwMetricFacts *facts = run->facts;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  for (gsize p = 0; p < facts->partners.n; p++)
    {
      guint people;
      g_autofree char *value = NULL;

      if (wins[p].rate <= median || !tw_run_is_member_at (run, p))
        continue;
      people = certified_people (run, facts->partners.id[p], gate->value->measure);
      if (tw_fraction_compare (tw_fraction_from_int (people), gate->least) >= 0)
        continue;
      value = wins_text (&wins[p], people);
      tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p], value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, gate->path,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "The gate of “%2$s” by certified people keeps out %1$u partner that wins more than most.",
                                  "The gate of “%2$s” by certified people keeps out %1$u partners that win more than most.",
                                  rows->len),
                     rows->len, tier->name);
}

/* A gate that another path leads around keeps nobody out. */
static void
ask_gates (TwCheckRun   *run,
           const TwTier *tier,
           const Wins   *wins,
           gint64        median)
{
  g_autoptr (GArray) thresholds = g_array_new (FALSE, FALSE, sizeof (TwCheckThreshold));

  tw_check_thresholds (run->program, tier->enter, TRUE, thresholds);
  for (guint i = 0; i < thresholds->len; i++)
    if (is_headcount (&g_array_index (thresholds, TwCheckThreshold, i)))
      ask_headcount (run, tier, &g_array_index (thresholds, TwCheckThreshold, i), wins, median);
}

void
tw_ask_headcount (TwCheckRun *run)
{
  g_autofree Wins *wins = NULL;
  gint64 median;
  guint n;

  if (!tw_run_recorded (run, tw_run_table (run, "certification")) || tw_run_facts (run) == NULL)
    return;
  wins = count_wins (run);
  median = median_rate (run, wins, &n);
  if (n < 3)
    {
      tw_run_not_applicable (run, _("Not applicable: no closed opportunities of three or more of these partners recorded."));
      return;
    }
  for (guint t = 0; t < run->program->n_tiers; t++)
    ask_gates (run, &run->program->tiers[t], wins, median);
  for (guint t = 0; t < run->program->n_designations; t++)
    ask_gates (run, &run->program->designations[t], wins, median);
}
