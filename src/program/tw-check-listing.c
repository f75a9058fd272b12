/* tw-check-listing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"
#include "tw-int128.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What software vendors show and are shown: listings, marketing money, data packs, and the goals of their plans. */

/* The register of live listings of the program's partners; says so where there are none. */
static const TwCheckTable *
listings_of (TwCheckRun *run)
{
  const TwCheckTable *listings = tw_run_table (run, "marketplace_listing");

  return tw_run_recorded (run, listings) ? listings : NULL;
}

static gboolean
is_shown (TwCheckRun         *run,
          const TwCheckTable *listings,
          gsize               row)
{
  return tw_cells_int (listings, row, "live") == 1 && tw_run_is_member (run, tw_cells_int (listings, row, "partner"));
}

static void
add_listing (const TwCheckTable *listings,
             gsize               row,
             GPtrArray          *rows,
             const char         *value)
{
  tw_check_rows_add (rows, "marketplace_listing", tw_cells_id (listings, row), tw_cells_text (listings, row, "name"), value);
}

static gboolean
has_children (const TwCheckTable *categories,
              gint64              category)
{
  for (gsize i = 0; i < categories->n; i++)
    if (tw_cells_int (categories, i, "parent") == category)
      return TRUE;

  return FALSE;
}

void
tw_ask_category (TwCheckRun *run)
{
  const TwCheckTable *listings = listings_of (run);
  const TwCheckTable *categories = tw_run_table (run, "category");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autoptr (GPtrArray) crowded = tw_check_rows_new ();

  if (listings == NULL)
    return;
  for (gsize i = 0; i < listings->n; i++)
    if (is_shown (run, listings, i) && !tw_cells_has (listings, i, "category"))
      add_listing (listings, i, rows, tw_run_name (run, "partner", tw_cells_int (listings, i, "partner")));
  for (gsize c = 0; c < categories->n; c++)
    {
      guint n = 0;
      guint ours = 0;
      g_autofree char *value = NULL;

      /* A customer who browses sees all, whichever program's they are. */
      for (gsize i = 0; i < listings->n; i++)
        if (tw_cells_int (listings, i, "live") == 1 && tw_cells_int (listings, i, "category") == tw_cells_id (categories, c))
          {
            n++;
            ours += is_shown (run, listings, i);
          }
      value = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u listing", "%u listings", n), n);
      if (ours > 0 && n > run->settings[TW_CHECK_CROWDED] && !has_children (categories, tw_cells_id (categories, c)))
        tw_check_rows_add (crowded, "category", tw_cells_id (categories, c), tw_cells_text (categories, c, "name"), value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u live listing stands in no category.",
                                  "%u live listings stand in no category.", rows->len),
                     rows->len);
  tw_run_found_rows (run, crowded, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u category is too crowded to browse.",
                                  "%u categories are too crowded to browse.", crowded->len),
                     crowded->len);
}

void
tw_ask_trial (TwCheckRun *run)
{
  const TwCheckTable *listings = listings_of (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  for (gsize i = 0; listings != NULL && i < listings->n; i++)
    {
      gint64 n = tw_cells_int (listings, i, "reviews");
      g_autofree char *value =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d review", "%d reviews", (gulong) n), (int) n);

      if (is_shown (run, listings, i) && tw_cells_int (listings, i, "trial") != 1 && tw_cells_int (listings, i, "demo") != 1 &&
          n < run->settings[TW_CHECK_REVIEWS])
        add_listing (listings, i, rows, value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u live listing offers nothing to judge it by.",
                                  "%u live listings offer nothing to judge them by.", rows->len),
                     rows->len);
}

void
tw_ask_compliance (TwCheckRun *run)
{
  const TwCheckTable *listings = listings_of (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  gboolean regulated = FALSE;

  if (listings == NULL)
    return;
  for (gsize i = 0; i < listings->n; i++)
    {
      TwDate reviewed = tw_cells_date (listings, i, "compliance_reviewed");
      const char *vertical = tw_cells_text (listings, i, "regulated");

      if (vertical == NULL || !is_shown (run, listings, i))
        continue;
      regulated = TRUE;
      if (reviewed == TW_DATE_NONE || reviewed + run->settings[TW_CHECK_COMPLIANCE_DAYS] < run->today)
        add_listing (listings, i, rows, vertical);
    }
  if (!regulated)
    tw_run_not_applicable (run, _("Not applicable: no listings for regulated verticals recorded."));
  tw_run_found_rows (run, rows, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u listing for a regulated vertical has no valid compliance review.",
                                  "%u listings for regulated verticals have no valid compliance review.", rows->len),
                     rows->len);
}

void
tw_ask_funds (TwCheckRun *run)
{
  const TwCheckTable *requests = tw_run_table (run, "fund_request");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  gint64 product = 0;
  gint64 all = 0;

  if (!tw_run_recorded (run, requests))
    return;
  for (gsize i = 0; i < requests->n; i++)
    {
      gint64 partner = tw_cells_int (requests, i, "partner");
      gint64 amount;

      if (!tw_run_is_member (run, partner) || !tw_run_convert (run, requests, i, tw_cells_date (requests, i, "date"), &amount))
        continue;
      all += amount;
      if (!tw_cells_is (requests, i, "scope", "product"))
        continue;
      product += amount;
      {
        g_autofree char *value = tw_run_money (run, amount);

        tw_check_rows_add (rows, "fund_request", tw_cells_id (requests, i), tw_run_name (run, "partner", partner), value);
      }
    }
  if (all > 0 && (TwInt128) product * 1000000 > (TwInt128) all * run->settings[TW_CHECK_PRODUCT_RATE])
    tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL, _("%d%% of the marketing money is for the product alone."),
                       (int) ((TwInt128) product * 100 / all));
}

/* CHK-46 */
void
tw_ask_packs (TwCheckRun *run)
{
  const TwCheckTable *packs = tw_run_table (run, "partner_pack");
  g_autoptr (GArray) members = NULL;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  TwDate from = tw_date_add_months (run->today, -6) + 1;
  gboolean any = FALSE;

  for (gsize i = 0; i < packs->n; i++)
    any |= tw_cells_is (packs, i, "kind", "ecosystem_data");
  if (!any)
    {
      tw_run_not_applicable (run, _("Not applicable: no packs of ecosystem data recorded."));
      return;
    }
  members = tw_run_members (run);
  for (guint m = 0; m < members->len; m++)
    {
      gint64 partner = g_array_index (members, gint64, m);
      int tier = tw_run_tier (run, partner);
      gboolean sent = FALSE;

      for (gsize i = 0; i < packs->n; i++)
        sent |= tw_cells_int (packs, i, "partner") == partner && tw_cells_is (packs, i, "kind", "ecosystem_data") &&
                tw_cells_date (packs, i, "date") >= from;
      if (tier > 0 && !sent)
        tw_check_rows_add (rows, "partner", partner, tw_run_name (run, "partner", partner), run->program->tiers[tier].name);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u vendor above the lowest tier got no ecosystem data for two quarters.",
                                  "%u vendors above the lowest tier got no ecosystem data for two quarters.", rows->len),
                     rows->len);
}

/* Plans ------------------------------------------------------------------------------------------------- */

typedef struct
{
  guint revenue;
  guint integration;   /* integration, co-marketing, adoption */
  guint all;
} Goals;

static Goals
goals_of (const TwCheckTable *table,
          gint64              plan)
{
  Goals goals = { 0 };

  for (gsize i = 0; i < table->n; i++)
    {
      const char *kind = tw_cells_text (table, i, "kind");

      if (tw_cells_int (table, i, "plan") != plan)
        continue;
      goals.all++;
      goals.revenue += strcmp (kind, "revenue") == 0;
      goals.integration += strcmp (kind, "integration") == 0 || strcmp (kind, "comarketing") == 0 || strcmp (kind, "adoption") == 0;
    }

  return goals;
}

/* Plans of the program's partners that run today. */
static gboolean
is_running (TwCheckRun         *run,
            const TwCheckTable *plans,
            gsize               row)
{
  return tw_run_is_member (run, tw_cells_int (plans, row, "partner")) && !tw_cells_is (plans, row, "state", "closed") &&
         tw_cells_date (plans, row, "valid_to") >= run->today;
}

void
tw_ask_seed (TwCheckRun *run)
{
  const TwCheckTable *plans = tw_run_table (run, "plan");
  const TwCheckTable *table = tw_run_table (run, "plan_goal");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  gboolean any = FALSE;

  for (gsize i = 0; i < plans->n; i++)
    {
      const char *template = tw_cells_text (plans, i, "template");
      gboolean seed = template != NULL && strstr (template, "seed") != NULL && is_running (run, plans, i);
      Goals goals = seed ? goals_of (table, tw_cells_id (plans, i)) : (Goals) { 0 };

      any |= seed;
      if (goals.all > 0 && goals.revenue == goals.all)
        tw_check_rows_add (rows, "plan", tw_cells_id (plans, i), tw_cells_text (plans, i, "name"),
                           tw_run_name (run, "partner", tw_cells_int (plans, i, "partner")));
    }
  if (!any)
    tw_run_not_applicable (run, _("Not applicable: no plans for partners at seed stage recorded."));
  tw_run_found_rows (run, rows, TW_SEVERITY_INFO, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u plan asks a partner at seed stage for revenue alone.",
                                  "%u plans ask partners at seed stage for revenue alone.", rows->len),
                     rows->len);
}

void
tw_ask_goals (TwCheckRun *run)
{
  const TwCheckTable *plans = tw_run_table (run, "plan");
  const TwCheckTable *table = tw_run_table (run, "plan_goal");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  gboolean any = FALSE;

  for (gsize i = 0; i < plans->n; i++)
    {
      gboolean running = is_running (run, plans, i);
      Goals goals = running ? goals_of (table, tw_cells_id (plans, i)) : (Goals) { 0 };

      any |= goals.all > 0;
      if (goals.revenue > 0 && goals.integration == 0)
        tw_check_rows_add (rows, "plan", tw_cells_id (plans, i), tw_cells_text (plans, i, "name"),
                           tw_run_name (run, "partner", tw_cells_int (plans, i, "partner")));
    }
  if (!any)
    tw_run_not_applicable (run, _("Not applicable: no plans of these partners recorded."));
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u plan asks for revenue and for nothing that makes it stronger.",
                                  "%u plans ask for revenue and for nothing that makes it stronger.", rows->len),
                     rows->len);
}

/* CHK-40 -------------------------------------------------------------------------------------------------- */

/* Days that a cadence leaves between two reviews; 0: it names none. */
static int
cadence_days (const TwGovernance *review)
{
  static const int days[] = { 31, 92, 184, 366 };

  return review->has_cadence && review->cadence < G_N_ELEMENTS (days) ? days[review->cadence] : 0;
}

/* (nullable): of the reviews that are held with a tier, its own and the program's, the one that comes most often. */
static const TwGovernance *
most_often (TwCheckRun         *run,
            const TwTierDesign *tier)
{
  const TwProgramDesign *design = tw_program_document_get_design (run->document);
  g_autoptr (GPtrArray) list = tw_program_design_list_governance (design, tier);
  const TwGovernance *most = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const TwGovernance *review = g_ptr_array_index (list, i);

      if (cadence_days (review) > 0 && (most == NULL || cadence_days (review) < cadence_days (most)))
        most = review;
    }

  return most;
}

TwDate
tw_run_last_review (TwCheckRun *run,
                    gint64      partner)
{
  const TwCheckTable *reviews = tw_run_table (run, "plan_review");
  const TwCheckTable *plans = tw_run_table (run, "plan");
  gpointer day;

  if (run->reviews == NULL)
    {
      run->reviews = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      for (gsize i = 0; i < reviews->n; i++)
        {
          gsize plan;
          gint64 with;
          TwDate held;

          if (!tw_cells_is (reviews, i, "state", "held") || !tw_cells_find (plans, tw_cells_int (reviews, i, "plan"), &plan))
            continue;
          with = tw_cells_int (plans, plan, "partner");
          held = tw_cells_date (reviews, i, "held");
          if (!g_hash_table_lookup_extended (run->reviews, &with, NULL, &day) || GPOINTER_TO_INT (day) < held)
            g_hash_table_insert (run->reviews, g_memdup2 (&with, sizeof with), GINT_TO_POINTER (held));
        }
    }

  return g_hash_table_lookup_extended (run->reviews, &partner, NULL, &day) ? (TwDate) GPOINTER_TO_INT (day) : TW_DATE_NONE;
}

/* Partners of a tier whose last review is longer ago than the tier's shortest cadence. */
static void
ask_cadence (TwCheckRun *run,
             guint       tier)
{
  const TwProgramDesign *design = tw_program_document_get_design (run->document);
  const TwGovernance *review = tier < design->n_tiers ? most_often (run, &design->tiers[tier]) : NULL;
  g_autoptr (GArray) members = review != NULL ? tw_run_members (run) : NULL;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      gint64 partner = g_array_index (members, gint64, i);
      TwDate held = tw_run_last_review (run, partner);
      g_autofree char *value = NULL;

      if (tw_run_tier (run, partner) != (int) tier || (held != TW_DATE_NONE && held + cadence_days (review) >= run->today))
        continue;
      value = held != TW_DATE_NONE ? tw_date_format (held) : g_strdup (_("never"));
      tw_check_rows_add (rows, "partner", partner, tw_run_name (run, "partner", partner), value);
    }
  if (rows->len > 0)
    tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, review->path,
                       g_dngettext (GETTEXT_PACKAGE, "%1$u partner in “%2$s” had its last review longer ago than the cadence of “%3$s”.",
                                    "%1$u partners in “%2$s” had their last review longer ago than the cadence of “%3$s”.", rows->len),
                       rows->len, design->tiers[tier].name, review->name);
}

void
tw_ask_governance (TwCheckRun *run)
{
  const TwCheckTable *reviews = tw_run_table (run, "plan_review");
  const TwCheckTable *plans = tw_run_table (run, "plan");
  g_autoptr (GPtrArray) overdue = tw_check_rows_new ();

  if (!tw_run_recorded (run, reviews))
    return;
  for (gsize i = 0; i < reviews->n; i++)
    {
      gsize plan;
      g_autofree char *day = tw_date_format (tw_cells_date (reviews, i, "due"));

      if (tw_cells_is (reviews, i, "state", "held") || tw_cells_date (reviews, i, "due") >= run->today ||
          !tw_cells_find (plans, tw_cells_int (reviews, i, "plan"), &plan) ||
          !tw_run_is_member (run, tw_cells_int (plans, plan, "partner")))
        continue;
      tw_check_rows_add (overdue, "plan_review", tw_cells_id (reviews, i),
                         tw_run_name (run, "partner", tw_cells_int (plans, plan, "partner")), day);
    }
  tw_run_found_rows (run, overdue, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u review is overdue.", "%u reviews are overdue.", overdue->len),
                     overdue->len);
  for (guint t = 0; t < run->program->n_tiers; t++)
    ask_cadence (run, t);
}
