/* tw-check-solution.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"
#include "tw-int128.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What is built and sold together: joint solutions, integrations, changes of the API, risks of the platform. */

static gboolean
is_filled (const TwCheckTable *table,
           gsize               row,
           const char         *field)
{
  const char *text = tw_cells_text (table, row, field);

  while (text != NULL && g_ascii_isspace (*text))
    text++;

  return text != NULL && *text != '\0';
}

/* (transfer full) (nullable): which parts of the commercial model are open. */
static char *
open_parts (const TwCheckTable *solutions,
            gsize               row)
{
  static const char *const fields[] = { "pricing", "support", "success", "renewal" };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!is_filled (solutions, row, fields[i]))
      g_ptr_array_add (open, (char *) tw_field_get_label (tw_entity_get_field (solutions->entity, fields[i])));
  if (open->len == 0)
    return NULL;
  g_ptr_array_add (open, NULL);

  return g_strjoinv (", ", (char **) open->pdata);
}

static gboolean
is_certified_row (const TwCheckTable *integrations,
                  gsize               row,
                  TwDate              day)
{
  TwDate expires = tw_cells_date (integrations, row, "expires");

  return tw_cells_is (integrations, row, "status", "certified") && (expires == TW_DATE_NONE || expires >= day);
}

/* Whether something was built or sold on the solution already. */
static gboolean
is_under_way (TwCheckRun *run,
              gint64      solution)
{
  const TwCheckTable *integrations = tw_run_table (run, "integration");
  const TwCheckTable *engagements = tw_run_table (run, "cosell_engagement");

  for (gsize i = 0; i < integrations->n; i++)
    if (tw_cells_int (integrations, i, "solution") == solution && tw_cells_is (integrations, i, "status", "certified"))
      return TRUE;
  for (gsize i = 0; i < engagements->n; i++)
    if (tw_cells_int (engagements, i, "solution") == solution)
      return TRUE;

  return FALSE;
}

static gboolean
has_solution (TwCheckRun *run,
              gint64      partner)
{
  const TwCheckTable *solutions = tw_run_table (run, "joint_solution");

  for (gsize i = 0; i < solutions->n; i++)
    if (tw_cells_int (solutions, i, "partner") == partner)
      return TRUE;

  return FALSE;
}

/* What is certified or co-sold with a partner that no joint solution is recorded for: technology and nothing else. What
 * OEM partners embed is sold under their own agreement. */
static void
add_without_solution (TwCheckRun *run,
                      GPtrArray  *rows)
{
  const TwCheckTable *integrations = tw_run_table (run, "integration");
  const TwCheckTable *engagements = tw_run_table (run, "cosell_engagement");

  if (strcmp (run->program->partner_type, "isv") != 0)
    return;
  for (gsize i = 0; i < integrations->n; i++)
    {
      gint64 partner = tw_cells_int (integrations, i, "partner");

      if (tw_cells_is (integrations, i, "status", "certified") && tw_run_is_member (run, partner) && !has_solution (run, partner))
        tw_check_rows_add (rows, "integration", tw_cells_id (integrations, i), tw_cells_text (integrations, i, "name"),
                           _("no joint solution"));
    }
  for (gsize i = 0; i < engagements->n; i++)
    {
      gint64 partner = tw_cells_int (engagements, i, "partner");

      if (!tw_cells_has (engagements, i, "solution") && tw_run_is_member (run, partner) && !has_solution (run, partner))
        tw_check_rows_add (rows, "cosell_engagement", tw_cells_id (engagements, i), tw_run_name (run, "partner", partner),
                           _("no joint solution"));
    }
}

void
tw_ask_model (TwCheckRun *run)
{
  const TwCheckTable *solutions = tw_run_table (run, "joint_solution");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autoptr (GPtrArray) bare = tw_check_rows_new ();

  if (!tw_run_recorded (run, solutions))
    return;
  for (gsize i = 0; i < solutions->n; i++)
    {
      g_autofree char *open = open_parts (solutions, i);

      if (open != NULL && tw_run_is_member (run, tw_cells_int (solutions, i, "partner")) &&
          is_under_way (run, tw_cells_id (solutions, i)))
        tw_check_rows_add (rows, "joint_solution", tw_cells_id (solutions, i), tw_cells_text (solutions, i, "name"), open);
    }
  add_without_solution (run, bare);
  tw_run_found_rows (run, rows, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u joint solution is built or sold while its commercial model is open.",
                                  "%u joint solutions are built or sold while their commercial model is open.", rows->len),
                     rows->len);
  tw_run_found_rows (run, bare, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u integration or engagement belongs to no joint solution, so nobody agreed how it is sold.",
                                  "%u integrations or engagements belong to no joint solution, so nobody agreed how they are sold.",
                                  bare->len),
                     bare->len);
}

void
tw_ask_signed (TwCheckRun *run)
{
  const TwCheckTable *solutions = tw_run_table (run, "joint_solution");
  const TwCheckTable *engagements = tw_run_table (run, "cosell_engagement");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (!tw_run_recorded (run, solutions) || !tw_run_recorded (run, engagements))
    return;
  for (gsize i = 0; i < solutions->n; i++)
    {
      TwDate signed_on = tw_cells_date (solutions, i, "signed_on");
      TwDate first = TW_DATE_MAX;

      for (gsize k = 0; k < engagements->n; k++)
        if (tw_cells_int (engagements, k, "solution") == tw_cells_id (solutions, i))
          first = MIN (first, tw_cells_date (engagements, k, "requested"));
      if (first == TW_DATE_MAX || !tw_run_is_member (run, tw_cells_int (solutions, i, "partner")) ||
          (signed_on != TW_DATE_NONE && signed_on <= first))
        continue;
      {
        g_autofree char *day = signed_on != TW_DATE_NONE ? tw_date_format (signed_on) : g_strdup (_("not signed"));

        tw_check_rows_add (rows, "joint_solution", tw_cells_id (solutions, i), tw_cells_text (solutions, i, "name"), day);
      }
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u joint solution was co-sold before it was signed.",
                                  "%u joint solutions were co-sold before they were signed.", rows->len),
                     rows->len);
}

/* API changes -------------------------------------------------------------------------------------- */

void
tw_ask_notice (TwCheckRun *run)
{
  const TwCheckTable *changes = tw_run_table (run, "api_change");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (!tw_run_recorded (run, changes))
    return;
  for (gsize i = 0; i < changes->n; i++)
    {
      int days = tw_cells_date (changes, i, "effective") - tw_cells_date (changes, i, "announced");
      g_autofree char *value = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) ABS (days)), days);

      if (tw_cells_int (changes, i, "breaking") == 1 && days < run->settings[TW_CHECK_NOTICE_DAYS])
        tw_check_rows_add (rows, "api_change", tw_cells_id (changes, i), tw_cells_text (changes, i, "name"), value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u breaking change came with less than %d days of notice.",
                                  "%u breaking changes came with less than %d days of notice.", rows->len),
                     rows->len, (int) run->settings[TW_CHECK_NOTICE_DAYS]);
}

/* When the partner of an integration was told of a change; TW_DATE_NONE: never. */
static TwDate
notice_sent (const TwCheckTable *notices,
             gint64              change,
             gint64              integration)
{
  TwDate first = TW_DATE_NONE;

  for (gsize i = 0; i < notices->n; i++)
    if (tw_cells_int (notices, i, "change") == change && tw_cells_int (notices, i, "integration") == integration &&
        tw_cells_has (notices, i, "sent"))
      {
        TwDate sent = tw_cells_date (notices, i, "sent");

        first = first == TW_DATE_NONE ? sent : MIN (first, sent);
      }

  return first;
}

void
tw_ask_escalation (TwCheckRun *run)
{
  const TwCheckTable *escalations = tw_run_table (run, "escalation");
  const TwCheckTable *notices = tw_run_table (run, "api_notice");
  const TwCheckTable *integrations = tw_run_table (run, "integration");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (!tw_run_recorded (run, tw_run_table (run, "api_change")) || !tw_run_recorded (run, escalations))
    return;
  for (gsize i = 0; i < escalations->n; i++)
    {
      gint64 integration = tw_cells_int (escalations, i, "integration");
      gint64 change = tw_cells_int (escalations, i, "change");
      TwDate date = tw_cells_date (escalations, i, "date");
      TwDate sent = notice_sent (notices, change, integration);
      g_autofree char *day = tw_date_format (date);
      gsize row;

      if (change == TW_COLUMN_NULL || (sent != TW_DATE_NONE && sent <= date) ||
          !tw_cells_find (integrations, integration, &row) ||
          !tw_run_is_member (run, tw_cells_int (integrations, row, "partner")))
        continue;
      tw_check_rows_add (rows, "escalation", tw_cells_id (escalations, i), tw_cells_text (integrations, row, "name"), day);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u customer told of a break before the partner was.",
                                  "%u customers told of a break before the partner was.", rows->len),
                     rows->len);
}

void
tw_ask_migration (TwCheckRun *run)
{
  const TwCheckTable *changes = tw_run_table (run, "api_change");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (!tw_run_recorded (run, changes))
    return;
  for (gsize i = 0; i < changes->n; i++)
    {
      gboolean document = is_filled (changes, i, "migration_doc");

      if (tw_cells_int (changes, i, "breaking") != 1 || (document && is_filled (changes, i, "support_contact")))
        continue;
      tw_check_rows_add (rows, "api_change", tw_cells_id (changes, i), tw_cells_text (changes, i, "name"),
                         document ? _("no support contact") : _("no migration document"));
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u breaking change has no help to migrate.",
                                  "%u breaking changes have no help to migrate.", rows->len),
                     rows->len);
}

/* Integrations --------------------------------------------------------------------------------------- */

void
tw_ask_shallow (TwCheckRun *run)
{
  const TwCheckTable *integrations = tw_run_table (run, "integration");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  gsize asked = 0;

  for (gsize i = 0; i < integrations->n; i++)
    {
      gint64 depth = tw_cells_int (integrations, i, "depth");
      gint64 steps = tw_cells_int (integrations, i, "steps");
      gboolean shallow = depth != TW_COLUMN_NULL && depth < run->settings[TW_CHECK_DEPTH];
      gboolean long_way = steps != TW_COLUMN_NULL && steps > run->settings[TW_CHECK_STEPS_LEFT];
      g_autofree char *value = NULL;

      if (!tw_run_is_member (run, tw_cells_int (integrations, i, "partner")) ||
          (depth == TW_COLUMN_NULL && steps == TW_COLUMN_NULL))
        continue;
      asked++;
      if (!shallow && !long_way)
        continue;
      value = shallow ? g_strdup_printf (_("depth %d"), (int) depth)
                      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d step", "%d steps", (gulong) steps), (int) steps);
      tw_check_rows_add (rows, "integration", tw_cells_id (integrations, i), tw_cells_text (integrations, i, "name"), value);
    }
  if (asked == 0)
    tw_run_not_applicable (run, _("Not applicable: no integrations of these partners with their depth or steps recorded."));
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u integration is too shallow or leaves too much to configure.",
                                  "%u integrations are too shallow or leave too much to configure.", rows->len),
                     rows->len);
}

/* Opportunities ------------------------------------------------------------------------------------- */

/* The solution that an opportunity is co-sold with; 0 where no engagement tells. */
static gint64
solution_of (TwCheckRun *run,
             gint64      opportunity)
{
  const TwCheckTable *engagements = tw_run_table (run, "cosell_engagement");

  for (gsize i = 0; i < engagements->n; i++)
    if (tw_cells_int (engagements, i, "opportunity") == opportunity && tw_cells_has (engagements, i, "solution"))
      return tw_cells_int (engagements, i, "solution");

  return 0;
}

/* What stands in for a certificate: the integration of the deal's solution where an engagement names one, else any of the
 * partner's. (nullable): the state of the best that there is; %NULL: none is recorded. */
static const char *
best_status (TwCheckRun *run,
             gint64      partner,
             gint64      solution,
             gboolean   *certified)
{
  const TwCheckTable *integrations = tw_run_table (run, "integration");
  const char *status = NULL;

  *certified = FALSE;
  for (gsize i = 0; i < integrations->n && !*certified; i++)
    if (tw_cells_int (integrations, i, "partner") == partner &&
        (solution == 0 || tw_cells_int (integrations, i, "solution") == solution))
      {
        *certified = is_certified_row (integrations, i, run->today);
        status = tw_cells_is (integrations, i, "status", "certified") ? "lapsed" : tw_cells_text (integrations, i, "status");
      }

  return status;
}

/* "Partner: compatible", in the words of the register. */
static char *
status_text (TwCheckRun *run,
             gint64      partner,
             const char *status)
{
  const TwField *field = tw_entity_get_field (tw_entity_find ("integration"), "status");
  g_autofree char *label = g_utf8_strdown (tw_field_get_choice_label (field, status), -1);

  /* Translators: %1$s is a partner, %2$s the state of its integration: “compatible”. */
  return g_strdup_printf (_("%1$s: %2$s"), tw_run_name (run, "partner", partner), label);
}

void
tw_ask_uncertified (TwCheckRun *run)
{
  const TwCheckTable *opportunities;
  const TwMetricFacts *facts;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (!tw_run_recorded (run, tw_run_table (run, "integration")))
    return;
  facts = tw_run_facts (run);
  if (facts == NULL)
    return;
  opportunities = tw_run_table (run, "opportunity");
  for (gsize i = 0; i < facts->opportunities.n; i++)
    for (guint32 r = facts->opportunities.first_role[i]; r < facts->opportunities.first_role[i + 1]; r++)
      {
        gint64 partner = facts->partners.id[g_array_index (facts->roles, TwRole, r).partner];
        g_autofree char *value = NULL;
        const char *status;
        gboolean certified;
        gsize row;

        if (facts->opportunities.status[i] != TW_OPPORTUNITY_OPEN || !tw_run_is_member (run, partner) ||
            !tw_cells_find (opportunities, facts->opportunities.id[i], &row))
          continue;
        status = best_status (run, partner, solution_of (run, facts->opportunities.id[i]), &certified);
        if (status == NULL || certified)
          continue;
        value = status_text (run, partner, status);
        tw_check_rows_add (rows, "opportunity", facts->opportunities.id[i], tw_cells_text (opportunities, row, "name"), value);
        break;
      }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u open opportunity rests on an integration that isn't certified.",
                                  "%u open opportunities rest on integrations that aren't certified.", rows->len),
                     rows->len);
}

/* Platform risks ------------------------------------------------------------------------------------- */

void
tw_ask_risk (TwCheckRun *run)
{
  const TwCheckTable *risks = tw_run_table (run, "partner_risk");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (!tw_run_recorded (run, risks))
    return;
  for (gsize i = 0; i < risks->n; i++)
    {
      gboolean told = tw_cells_has (risks, i, "noticed");

      if ((!tw_cells_is (risks, i, "kind", "feature_overlap") && !tw_cells_is (risks, i, "kind", "price_change")) ||
          tw_cells_has (risks, i, "closed") || (told && is_filled (risks, i, "mitigation")) ||
          !tw_run_is_member (run, tw_cells_int (risks, i, "partner")))
        continue;
      tw_check_rows_add (rows, "partner_risk", tw_cells_id (risks, i), tw_cells_text (risks, i, "name"),
                         told ? _("no mitigation") : _("partner not told"));
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u platform risk is met with silence.",
                                  "%u platform risks are met with silence.", rows->len),
                     rows->len);
}

static gboolean
is_mitigated (TwCheckRun *run,
              gint64      partner)
{
  const TwCheckTable *risks = tw_run_table (run, "partner_risk");

  for (gsize i = 0; i < risks->n; i++)
    if (tw_cells_int (risks, i, "partner") == partner && tw_cells_is (risks, i, "kind", "dependency") &&
        is_filled (risks, i, "mitigation"))
      return TRUE;

  return FALSE;
}

void
tw_ask_dependency (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_facts (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autofree gint64 *brought = NULL;
  gint64 all = 0;

  if (facts == NULL)
    return;
  brought = tw_run_contributions (run, tw_date_add_months (run->today, -12) + 1, run->today + 1, FALSE);
  for (gsize p = 0; p < facts->partners.n; p++)
    all += brought[p];
  if (all <= 0)
    {
      tw_run_not_applicable (run, _("Not applicable: no revenue of the last year recorded."));
      return;
    }
  for (gsize p = 0; p < facts->partners.n; p++)
    {
      gint64 sum = tw_run_is_member_at (run, p) ? brought[p] : 0;
      gint64 rate = (gint64) ((TwInt128) sum * 1000000 / all);
      g_autofree char *value = NULL;

      if (rate <= run->settings[TW_CHECK_DEPENDENCY_RATE] || is_mitigated (run, facts->partners.id[p]))
        continue;
      value = g_strdup_printf ("%d%%", (int) ((rate + 5000) / 10000));
      tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p], value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u OEM partner brings much of the revenue, and nothing is agreed for its loss.",
                                  "%u OEM partners bring much of the revenue, and nothing is agreed for their loss.", rows->len),
                     rows->len);
}
