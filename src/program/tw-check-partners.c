/* tw-check-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"
#include "tw-int128.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Partners: what is put into them, what they do, what they hold. */

/* Whether any investment is recorded; says so where none is. */
static const TwMetricFacts *
invested (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_facts (run);

  if (facts != NULL && facts->investments->len == 0)
    {
      tw_run_recorded (run, tw_run_table (run, "investment"));
      return NULL;
    }

  return facts;
}

/* Per partner, whether it did anything in [from, to). */
static gboolean *
activity (const TwMetricFacts *facts,
          TwDate               from,
          TwDate               to)
{
  gboolean *active = g_new0 (gboolean, facts->partners.n + 1);

  for (guint i = 0; i < facts->activities->len; i++)
    {
      const TwActivity *one = &g_array_index (facts->activities, TwActivity, i);

      if (one->date >= from && one->date < to)
        active[one->partner] = TRUE;
    }
  for (gsize i = 0; i < facts->sales.n; i++)
    if (facts->sales.date[i] >= from && facts->sales.date[i] < to)
      active[facts->sales.partner[i]] = TRUE;
  for (gsize i = 0; i < facts->opportunities.n; i++)
    if ((facts->opportunities.created[i] >= from && facts->opportunities.created[i] < to) ||
        (facts->opportunities.closed[i] >= from && facts->opportunities.closed[i] < to))
      for (guint32 r = facts->opportunities.first_role[i]; r < facts->opportunities.first_role[i + 1]; r++)
        active[g_array_index (facts->roles, TwRole, r).partner] = TRUE;

  return active;
}

/* CHK-23 */
void
tw_ask_outcome (TwCheckRun *run)
{
  const TwMetricFacts *facts = invested (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autofree gint64 *sums = NULL;
  g_autofree gboolean *active = NULL;
  TwDate from;
  gint64 least;

  if (facts == NULL)
    return;
  from = tw_date_add_months (run->today, -3 * (int) run->settings[TW_CHECK_IDLE_QUARTERS]) + 1;
  least = run->settings[TW_CHECK_IDLE_AMOUNT];
  for (int i = 0; i < facts->digits; i++)
    least *= 10;
  sums = tw_run_investments (run, from, run->today + 1);
  active = activity (facts, from, run->today + 1);
  for (gsize p = 0; p < facts->partners.n; p++)
    if (sums[p] > least && !active[p] && tw_run_is_member_at (run, p))
      {
        g_autofree char *value = tw_run_reporting (run, sums[p]);

        tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p], value);
      }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u partner got money and brought nothing for %d quarters.",
                                  "%u partners got money and brought nothing for %d quarters.", rows->len),
                     rows->len, (int) run->settings[TW_CHECK_IDLE_QUARTERS]);
}

/* CHK-30 */
void
tw_ask_nominal (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_facts (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autofree gint64 *sums = NULL;
  g_autofree gboolean *active = NULL;
  TwDate from;

  if (facts == NULL)
    return;
  from = run->today - (TwDate) run->settings[TW_CHECK_NOMINAL_DAYS];
  sums = tw_run_investments (run, from, run->today + 1);
  active = activity (facts, from, run->today + 1);
  for (gsize p = 0; p < facts->partners.n; p++)
    {
      TwDate since = tw_partner_spans_first (&facts->enrolments, p);
      g_autofree char *day = NULL;

      if (since == TW_DATE_NONE || since <= TW_DATE_MIN)
        since = facts->partners.since[p];
      if (sums[p] != 0 || active[p] || since == TW_DATE_NONE || since > from || !tw_run_is_member_at (run, p))
        continue;
      day = tw_date_format (since);
      tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p], day);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u partner is one in name alone: nothing invested, nothing done in %d days.",
                                  "%u partners are so in name alone: nothing invested, nothing done in %d days.", rows->len),
                     rows->len, (int) run->settings[TW_CHECK_NOMINAL_DAYS]);
}

/* CHK-25 ------------------------------------------------------------------------------------------------ */

/* The sign of the covariance is that of the correlation; exact. */
static int
direction (const gint64 *x,
           const gint64 *y,
           guint         n)
{
  TwInt128 sum_x = 0;
  TwInt128 sum_y = 0;
  TwInt128 covariance = 0;

  for (guint i = 0; i < n; i++)
    {
      sum_x += x[i];
      sum_y += y[i];
    }
  for (guint i = 0; i < n; i++)
    covariance += ((TwInt128) x[i] * n - sum_x) / n * (((TwInt128) y[i] * n - sum_y) / n);

  return covariance > 0 ? 1 : covariance < 0 ? -1 : 0;
}

/* Whether what tiers get for each of their partners is alike within a tenth. */
static gboolean
is_uniform (TwCheckRun   *run,
            GArray       *indexes,
            const gint64 *sums)
{
  g_autofree gint64 *by_tier = g_new0 (gint64, run->program->n_tiers + 1);
  g_autofree guint *n = g_new0 (guint, run->program->n_tiers + 1);
  gint64 least = G_MAXINT64;
  gint64 most = 0;
  guint tiers = 0;

  for (guint i = 0; i < indexes->len; i++)
    {
      gsize p = g_array_index (indexes, gsize, i);
      int tier = tw_run_tier (run, run->facts->partners.id[p]);

      if (tier >= 0)
        {
          by_tier[tier] += sums[p];
          n[tier]++;
        }
    }
  for (guint t = 0; t < run->program->n_tiers; t++)
    if (n[t] > 0)
      {
        least = MIN (least, by_tier[t] / n[t]);
        most = MAX (most, by_tier[t] / n[t]);
        tiers++;
      }

  return tiers > 1 && most > 0 && most - least <= most / 10;
}

static void
found_uniform (TwCheckRun   *run,
               GArray       *indexes,
               const gint64 *sums,
               const gint64 *brought,
               const char   *message)
{
  TwCheckResult *result = tw_run_found (run, TW_SEVERITY_WARNING, NULL, "%s", message);

  for (guint i = 0; i < indexes->len; i++)
    {
      gsize p = g_array_index (indexes, gsize, i);
      g_autofree char *left = tw_run_reporting (run, sums[p]);
      g_autofree char *right = tw_run_reporting (run, brought[p]);
      /* Translators: what was invested in a partner, and what it brought. */
      g_autofree char *value = g_strdup_printf (_("%1$s invested, %2$s brought"), left, right);

      tw_check_evidence (result, "partner", run->facts->partners.id[p], run->facts->partners.name[p], value);
    }
}

void
tw_ask_uniform (TwCheckRun *run)
{
  const TwMetricFacts *facts = invested (run);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree gint64 *sums = NULL;
  g_autofree gint64 *brought = NULL;
  TwDate from;
  guint named = 0;

  if (facts == NULL)
    return;
  from = tw_date_add_months (run->today, -12) + 1;
  sums = tw_run_investments (run, from, run->today + 1);
  brought = tw_run_contributions (run, from, run->today + 1, TRUE);
  for (gsize p = 0; p < facts->partners.n; p++)
    if (tw_run_is_member_at (run, p))
      {
        g_array_append_val (indexes, p);
        g_array_append_val (x, sums[p]);
        g_array_append_val (y, brought[p]);
        named += sums[p] > 0;
      }
  if (named < 3)
    {
      tw_run_not_applicable (run, _("Not applicable: no investments in three or more of these partners by name recorded."));
      return;
    }
  if (is_uniform (run, indexes, sums))
    found_uniform (run, indexes, sums, brought, _("Every tier gets the same investment for each of its partners."));
  if (direction ((const gint64 *) x->data, (const gint64 *) y->data, x->len) <= 0)
    found_uniform (run, indexes, sums, brought, _("Those that contribute more get less investment."));
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
  const TwMetricFacts *facts = invested (run);
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

/* CHK-28 ------------------------------------------------------------------------------------------------ */

void
tw_ask_recruiting (TwCheckRun *run)
{
  const TwCheckTable *targets = tw_run_table (run, "recruit_target");
  const TwCheckTable *enrolments = tw_run_table (run, "enrolment");
  g_autoptr (GHashTable) aimed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  TwDate from = tw_date_add_months (run->today, -12);
  guint n = 0;

  if (!tw_run_recorded (run, targets) || !tw_run_recorded (run, enrolments))
    return;
  for (gsize i = 0; i < targets->n; i++)
    {
      gint64 partner = tw_cells_int (targets, i, "partner");

      g_hash_table_add (aimed, g_memdup2 (&partner, sizeof partner));
    }
  for (gsize i = 0; i < enrolments->n; i++)
    {
      gint64 partner = tw_cells_int (enrolments, i, "partner");
      TwDate since = tw_cells_date (enrolments, i, "valid_from");
      g_autofree char *day = tw_date_format (since);

      if (tw_cells_int (enrolments, i, "program") != run->program_id || since <= from || since > run->today)
        continue;
      n++;
      if (!g_hash_table_contains (aimed, &partner))
        tw_check_rows_add (rows, "partner", partner, tw_run_name (run, "partner", partner), day);
    }
  if (n > 0 && (gint64) rows->len * 1000000 > run->settings[TW_CHECK_UNTARGETED_RATE] * n)
    tw_run_found_rows (run, rows, TW_SEVERITY_INFO, NULL,
                       g_dngettext (GETTEXT_PACKAGE, "No target asked for %u of %u partner enrolled in the last year.",
                                    "No target asked for %u of %u partners enrolled in the last year.", n),
                       rows->len, n);
}

/* CHK-31 ------------------------------------------------------------------------------------------------ */

/* Whether a later award for the same person and name is still valid. */
static gboolean
is_renewed (const TwCheckTable *awards,
            gsize               row,
            TwDate              today)
{
  for (gsize i = 0; i < awards->n; i++)
    {
      TwDate expires = tw_cells_date (awards, i, "expires");

      if (i != row && tw_cells_int (awards, i, "partner") == tw_cells_int (awards, row, "partner") &&
          tw_cells_int (awards, i, "person") == tw_cells_int (awards, row, "person") &&
          tw_cells_int (awards, i, "name") == tw_cells_int (awards, row, "name") &&
          (expires == TW_DATE_NONE || expires >= today))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_retired (TwCheckRun *run,
            const char *version)
{
  const TwCheckTable *changes = tw_run_table (run, "api_change");

  for (gsize i = 0; version != NULL && i < changes->n; i++)
    if (tw_cells_is (changes, i, "retires", version) && tw_cells_date (changes, i, "effective") <= run->today)
      return TRUE;

  return FALSE;
}

static void
add_lapsed_integrations (TwCheckRun         *run,
                         const TwCheckTable *integrations,
                         GPtrArray          *rows)
{
  for (gsize i = 0; i < integrations->n; i++)
    {
      const char *version = tw_cells_text (integrations, i, "api_version");
      TwDate expires = tw_cells_date (integrations, i, "expires");
      gboolean certified = tw_cells_is (integrations, i, "status", "certified");
      gboolean expired = tw_cells_is (integrations, i, "status", "lapsed") ||
                         (certified && expires != TW_DATE_NONE && expires < run->today);

      if (!tw_run_is_member (run, tw_cells_int (integrations, i, "partner")) ||
          (!expired && !(certified && is_retired (run, version))))
        continue;
      tw_check_rows_add (rows, "integration", tw_cells_id (integrations, i), tw_cells_text (integrations, i, "name"),
                         expired ? _("lapsed") : version);
    }
}

void
tw_ask_lapsed (TwCheckRun *run)
{
  const TwCheckTable *awards = tw_run_table (run, "certification");
  const TwCheckTable *integrations = tw_run_table (run, "integration");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (integrations->n == 0 && !tw_run_recorded (run, awards))
    return;
  for (gsize i = 0; i < awards->n; i++)
    {
      gint64 partner = tw_cells_int (awards, i, "partner");
      TwDate expires = tw_cells_date (awards, i, "expires");
      g_autofree char *day = NULL;

      if (expires == TW_DATE_NONE || expires >= run->today || !tw_run_is_member (run, partner) ||
          is_renewed (awards, i, run->today))
        continue;
      day = tw_date_format (expires);
      tw_check_rows_add (rows, "certification", tw_cells_id (awards, i), tw_run_name (run, "partner", partner), day);
    }
  add_lapsed_integrations (run, integrations, rows);
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u certification has lapsed.", "%u certifications have lapsed.", rows->len),
                     rows->len);
}

/* CHK-42 ------------------------------------------------------------------------------------------------ */

void
tw_ask_documents (TwCheckRun *run)
{
  const TwCheckTable *documents = tw_run_table (run, "partner_document");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (!tw_run_recorded (run, documents))
    return;
  for (gsize i = 0; i < documents->n; i++)
    {
      TwDate due = tw_cells_date (documents, i, "due");
      TwDate expires = tw_cells_date (documents, i, "expires");
      gint64 partner = tw_cells_int (documents, i, "partner");
      gboolean missing = !tw_cells_has (documents, i, "received") && (due == TW_DATE_NONE || due < run->today);
      g_autofree char *value = NULL;

      if (!tw_run_is_member (run, partner) || (!missing && (expires == TW_DATE_NONE || expires >= run->today)))
        continue;
      /* Translators: %1$s is a document, %2$s what is wrong with it. */
      value = g_strdup_printf (_("%1$s: %2$s"), tw_cells_text (documents, i, "name"), missing ? _("missing") : _("expired"));
      tw_check_rows_add (rows, "partner_document", tw_cells_id (documents, i), tw_run_name (run, "partner", partner), value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u document of onboarding is missing or has expired.",
                                  "%u documents of onboarding are missing or have expired.", rows->len),
                     rows->len);
}
