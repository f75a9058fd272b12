/* tw-check-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Partners: whether they do anything for what is put into them, why they were enrolled, what they hold. */

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
  const TwMetricFacts *facts = tw_run_invested (run);
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
