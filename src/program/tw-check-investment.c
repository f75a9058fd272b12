/* tw-check-investment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-decimal.h"
#include "tw-design-check-private.h"
#include "tw-int128.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/* Where the vendor's money goes: what it is for, how it is spread over tiers and partners, and who gets too little. */

/* Whether any investment is recorded; says so where none is. */
const TwMetricFacts *
tw_run_invested (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_facts (run);

  if (facts != NULL && facts->investments->len == 0)
    {
      tw_run_recorded (run, tw_run_table (run, "investment"));
      return NULL;
    }

  return facts;
}

/* CHK-24 ------------------------------------------------------------------------------------------------ */

static gboolean
is_in_force (const TwCheckTable *table,
             gsize               row,
             TwDate              day)
{
  TwDate last = tw_cells_date (table, row, "valid_to");

  return tw_cells_date (table, row, "valid_from") <= day && (last == TW_DATE_NONE || last >= day);
}

/* The partner type whose partners share what is spent on a program: where nobody is enrolled in it by name, all of its
 * type are meant. (nullable): its partners are enrolled by name. */
static const char *
sharing_type (TwCheckRun         *run,
              const TwCheckTable *investments,
              gsize               row)
{
  const TwCheckTable *enrolments = tw_run_table (run, "enrolment");
  const TwMetricFacts *facts = tw_run_facts (run);
  gint64 program = tw_cells_int (investments, row, "program");

  if (program == TW_COLUMN_NULL)
    return tw_cells_text (investments, row, "partner_type");
  for (gsize i = 0; i < enrolments->n; i++)
    if (tw_cells_int (enrolments, i, "program") == program)
      return NULL;
  for (guint i = 0; facts != NULL && i < facts->program_ids->len; i++)
    if (g_array_index (facts->program_ids, gint64, i) == program)
      return tw_metric_facts_text (facts, g_array_index (facts->program_types, int, i));

  return NULL;
}

/* Whether a partner was there to take a part of a shared cost. */
static gboolean
is_shared (TwCheckRun         *run,
           const TwCheckTable *investments,
           gsize               row)
{
  const char *type = sharing_type (run, investments, row);
  const TwCheckTable *table = tw_run_table (run, type == NULL ? "enrolment" : "partner_type");
  TwDate day = tw_cells_date (investments, row, "date");

  for (gsize i = 0; i < table->n; i++)
    if (is_in_force (table, i, day) &&
        (type == NULL ? tw_cells_int (table, i, "program") == tw_cells_int (investments, row, "program")
                      : tw_cells_is (table, i, "type", type)))
      return TRUE;

  return FALSE;
}

void
tw_ask_spend (TwCheckRun *run)
{
  const TwCheckTable *table = tw_run_table (run, "investment");
  g_autoptr (GPtrArray) nameless = tw_check_rows_new ();
  g_autoptr (GPtrArray) unshared = tw_check_rows_new ();

  if (!tw_run_recorded (run, table))
    return;
  for (gsize i = 0; i < table->n; i++)
    {
      g_autofree char *day = tw_date_format (tw_cells_date (table, i, "date"));

      if (tw_cells_has (table, i, "partner") || !tw_cells_is (table, i, "side", "vendor") || !tw_cells_is (table, i, "state", "actual"))
        continue;
      if (!tw_cells_has (table, i, "program") && !tw_cells_has (table, i, "partner_type"))
        tw_check_rows_add (nameless, "investment", tw_cells_id (table, i), tw_cells_text (table, i, "external_id"), day);
      else if (!is_shared (run, table, i))
        tw_check_rows_add (unshared, "investment", tw_cells_id (table, i), tw_cells_text (table, i, "external_id"), day);
    }
  tw_run_found_rows (run, nameless, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u investment names no partner, program or partner type.",
                                  "%u investments name no partner, program or partner type.", nameless->len),
                     nameless->len);
  tw_run_found_rows (run, unshared, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u shared investment can't be allocated: no partner was there on its day to take a part.",
                                  "%u shared investments can't be allocated: no partner was there on their day to take a part.",
                                  unshared->len),
                     unshared->len);
}

/* CHK-25 ------------------------------------------------------------------------------------------------ */

/* What the members got and brought in the last year. */
typedef struct
{
  GArray *indexes;   /* gsize: of the metrics' partners */
  gint64 *got;       /* by those indexes */
  gint64 *brought;
} Spread;

typedef struct
{
  guint  n;
  gint64 sum;
  double mean;
} TierShare;

/* The Gini coefficient of what each tier gets for one of its partners, tiers weighted by their partners: 0 where all get
 * the same. Statistics alone; no amount comes of it. */
static double
gini_of (const TierShare *tiers,
         guint            n_tiers)
{
  double apart = 0;
  double all = 0;
  double n = 0;

  for (guint i = 0; i < n_tiers; i++)
    {
      n += tiers[i].n;
      all += tiers[i].n * tiers[i].mean;
      for (guint k = 0; k < n_tiers; k++)
        apart += (double) tiers[i].n * tiers[k].n * fabs (tiers[i].mean - tiers[k].mean);
    }

  return all > 0 ? apart / (2 * n * all) : 0;
}

/* Pearson's coefficient; FALSE where one side doesn't vary, so that there is none. */
static gboolean
correlation_of (const Spread *spread,
                double       *coefficient)
{
  guint n = spread->indexes->len;
  double mean[2] = { 0, 0 };
  double square[2] = { 0, 0 };
  double product = 0;

  for (guint i = 0; i < n; i++)
    {
      gsize p = g_array_index (spread->indexes, gsize, i);

      mean[0] += (double) spread->got[p] / n;
      mean[1] += (double) spread->brought[p] / n;
    }
  for (guint i = 0; i < n; i++)
    {
      gsize p = g_array_index (spread->indexes, gsize, i);
      double x = (double) spread->got[p] - mean[0];
      double y = (double) spread->brought[p] - mean[1];

      square[0] += x * x;
      square[1] += y * y;
      product += x * y;
    }
  if (square[0] <= 0 || square[1] <= 0)
    return FALSE;
  *coefficient = product / sqrt (square[0] * square[1]);

  return TRUE;
}

/* (transfer full): two decimals in plain form. */
static char *
coefficient_text (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.2f", value));
}

static void
ask_tiers (TwCheckRun   *run,
           const Spread *spread)
{
  g_autofree TierShare *tiers = g_new0 (TierShare, run->program->n_tiers + 1);
  g_autofree char *gini = NULL;
  TwCheckResult *result;
  double coefficient;
  guint held = 0;

  for (guint i = 0; i < spread->indexes->len; i++)
    {
      gsize p = g_array_index (spread->indexes, gsize, i);
      int tier = tw_run_tier (run, run->facts->partners.id[p]);

      if (tier < 0)
        continue;
      held += tiers[tier].n++ == 0;
      tiers[tier].sum += spread->got[p];
      tiers[tier].mean = (double) tiers[tier].sum / tiers[tier].n;
    }
  coefficient = gini_of (tiers, run->program->n_tiers);
  if (held < 2 || coefficient * TW_MILLION > (double) run->settings[TW_CHECK_GINI_RATE])
    return;
  gini = coefficient_text (coefficient);
  result = tw_run_found (run, TW_SEVERITY_WARNING, "/tiers",
                         _("Every tier gets nearly the same for each of its partners: the Gini coefficient between tiers is %s."), gini);
  for (guint t = 0; t < run->program->n_tiers; t++)
    if (tiers[t].n > 0)
      {
        g_autofree char *each = tw_run_reporting (run, tiers[t].sum / tiers[t].n);
        g_autofree char *value =
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner, %s invested", "%u partners, %s invested in each", tiers[t].n),
                             tiers[t].n, each);

        tw_check_evidence_at (result, run->program->tiers[t].path, run->program->tiers[t].name, value);
      }
}

static void
ask_direction (TwCheckRun   *run,
               const Spread *spread)
{
  g_autofree char *text = NULL;
  TwCheckResult *result;
  double coefficient;

  if (!correlation_of (spread, &coefficient) || coefficient > 0)
    return;
  text = coefficient_text (coefficient);
  result = tw_run_found (run, TW_SEVERITY_WARNING, NULL,
                         _("Those that contribute more get less investment: the correlation of both is %s."), text);
  for (guint i = 0; i < spread->indexes->len; i++)
    {
      gsize p = g_array_index (spread->indexes, gsize, i);
      g_autofree char *left = tw_run_reporting (run, spread->got[p]);
      g_autofree char *right = tw_run_reporting (run, spread->brought[p]);
      /* Translators: what was invested in a partner, and what it brought. */
      g_autofree char *value = g_strdup_printf (_("%1$s invested, %2$s brought"), left, right);

      tw_check_evidence (result, "partner", run->facts->partners.id[p], run->facts->partners.name[p], value);
    }
}

void
tw_ask_uniform (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_invested (run);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree gint64 *got = NULL;
  g_autofree gint64 *brought = NULL;
  Spread spread;
  TwDate from;
  guint named = 0;

  if (facts == NULL)
    return;
  from = tw_date_add_months (run->today, -12) + 1;
  got = tw_run_investments (run, from, run->today + 1);
  brought = tw_run_contributions (run, from, run->today + 1, TRUE);
  for (gsize p = 0; p < facts->partners.n; p++)
    if (tw_run_is_member_at (run, p))
      {
        g_array_append_val (indexes, p);
        named += got[p] > 0;
      }
  if (named < 3)
    {
      tw_run_not_applicable (run, _("Not applicable: no investments in three or more of these partners by name recorded."));
      return;
    }
  spread = (Spread) { indexes, got, brought };
  ask_tiers (run, &spread);
  ask_direction (run, &spread);
}

/* CHK-49 ------------------------------------------------------------------------------------------------ */

typedef struct
{
  gsize  partner;
  gint64 value;
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *left = a;
  const Ranked *right = b;

  if (left->value != right->value)
    return left->value < right->value ? -1 : 1;

  return left->partner < right->partner ? -1 : left->partner > right->partner;
}

/* (transfer full): per partner 0 to 3, by quarter of the members in order of @value; -1 for others. */
static int *
quartiles (TwCheckRun   *run,
           const gint64 *value)
{
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  int *quartile = g_new (int, run->facts->partners.n + 1);

  for (gsize p = 0; p < run->facts->partners.n; p++)
    {
      Ranked one = { p, value[p] };

      quartile[p] = -1;
      if (tw_run_is_member_at (run, p))
        g_array_append_val (ranked, one);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    quartile[g_array_index (ranked, Ranked, i).partner] = (int) (i * 4 / ranked->len);

  return quartile;
}

void
tw_ask_starved (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_invested (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autofree gint64 *now = NULL;
  g_autofree gint64 *before = NULL;
  g_autofree gint64 *sums = NULL;
  g_autofree int *fast = NULL;
  g_autofree int *poor = NULL;
  TwDate middle;

  if (facts == NULL)
    return;
  if (tw_run_n_members (run) < 8)
    {
      tw_run_not_applicable (run, _("Not applicable: fewer than eight partners to compare."));
      return;
    }
  middle = tw_date_add_months (run->today, -6) + 1;
  now = tw_run_contributions (run, middle, run->today + 1, TRUE);
  before = tw_run_contributions (run, tw_date_add_months (run->today, -12) + 1, middle, TRUE);
  sums = tw_run_investments (run, tw_date_add_months (run->today, -12) + 1, run->today + 1);
  for (gsize p = 0; p < facts->partners.n; p++)
    now[p] = before[p] > 0 ? (gint64) ((TwInt128) (now[p] - before[p]) * 1000000 / before[p]) : now[p] > 0 ? G_MAXINT32 : 0;
  fast = quartiles (run, now);
  poor = quartiles (run, sums);
  for (gsize p = 0; p < facts->partners.n; p++)
    if (fast[p] == 3 && poor[p] == 0 && now[p] > 0)
      {
        g_autofree char *value = now[p] == G_MAXINT32 ? g_strdup (_("new")) : g_strdup_printf ("%+d%%", (int) (now[p] / 10000));

        tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p], value);
      }
  tw_run_found_rows (run, rows, TW_SEVERITY_INFO, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u partner grows fastest and gets least.",
                                  "%u partners grow fastest and get least.", rows->len),
                     rows->len);
}
