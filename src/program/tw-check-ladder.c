/* tw-check-ladder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"
#include "tw-effort.h"

#include "tw-decimal.h"
#include "tw-program-text.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Tiers: steps between them, who manages whom, and who is told the way up. */

static GArray *
thresholds_of (const TwProgram *program,
               guint            tier)
{
  GArray *thresholds = g_array_new (FALSE, FALSE, sizeof (TwCheckThreshold));

  tw_check_thresholds (program, program->tiers[tier].enter, FALSE, thresholds);

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

/* The threshold for the same value in the tier below; 0 where it asks for none. */
static TwFraction
least_below (TwCheckRun             *run,
             const TwCheckThreshold *upper,
             GArray                 *lower)
{
  g_autofree char *text = text_of (run, upper->value);

  for (guint i = 0; i < lower->len; i++)
    {
      const TwCheckThreshold *other = &g_array_index (lower, TwCheckThreshold, i);
      g_autofree char *said = text_of (run, other->value);

      if (strcmp (text, said) == 0)
        return other->least;
    }

  return TW_FRACTION_ZERO;
}

/* Percent of the threshold below for the same value; -1: it isn't asked there. */
static gint64
ratio_to (TwCheckRun             *run,
          const TwCheckThreshold *upper,
          GArray                 *lower)
{
  TwFraction ratio;
  gint64 percent;

  return tw_fraction_div (upper->least, least_below (run, upper, lower), &ratio) &&
         tw_fraction_mul (ratio, tw_fraction_from_int (100), &ratio) &&
         tw_fraction_round_int (ratio, TW_ROUNDING_HALF_UP, &percent) ? percent : -1;
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
      const TwCheckThreshold *threshold = &g_array_index (upper, TwCheckThreshold, i);
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

/* Whether a criterion counts work that doesn't pay for itself: what a partner sells brings its own margin. */
static gboolean
is_outlay (const TwExpr     *value,
           TwEffortSettingId kind)
{
  gboolean counts = value->kind == TW_EXPR_AGGREGATE &&
                    (value->measure->aggregate == TW_AGGREGATE_COUNT || value->measure->aggregate == TW_AGGREGATE_DISTINCT);

  return counts && kind != TW_EFFORT_REGISTRATION && kind != TW_EFFORT_OPPORTUNITY && kind != TW_EFFORT_OTHER;
}

/* What a partner puts into the step beside selling, in minor units: certifications, references and the like that the tier
 * asks for beyond the one below, at the hours and the cost of an hour that the settings tell. */
static gint64
step_cost (TwCheckRun *run,
           guint       tier)
{
  g_autoptr (GArray) upper = g_array_new (FALSE, FALSE, sizeof (TwCheckThreshold));
  g_autoptr (GArray) lower = thresholds_of (run->program, tier - 1);
  gint64 hours[TW_EFFORT_SETTINGS];
  gint64 cost = 0;

  tw_effort_load (run->input->workspace, hours);
  tw_check_thresholds (run->program, run->program->tiers[tier].enter, TRUE, upper);
  for (guint i = 0; i < upper->len; i++)
    {
      const TwCheckThreshold *threshold = &g_array_index (upper, TwCheckThreshold, i);
      TwEffortSettingId kind = tw_effort_of (run->program, threshold->value);
      TwFraction step;
      gint64 amount;

      if (is_outlay (threshold->value, kind) && tw_fraction_sub (threshold->least, least_below (run, threshold, lower), &step) &&
          tw_fraction_sign (step) > 0 &&
          tw_fraction_mul (step, tw_fraction_from_int (hours[kind] * run->settings[TW_CHECK_HOUR_COST]), &step) &&
          tw_fraction_round_int (step, TW_ROUNDING_HALF_UP, &amount) && amount < G_MAXINT64 / 100000 - cost)
        cost += amount;
    }
  for (int i = 0; i < run->program->currency_digits; i++)
    cost *= 10;

  return cost;
}

static void
ask_gain (TwCheckRun *run,
          guint       tier)
{
  g_autofree char *path = g_strdup_printf ("/tiers/%u/benefits", tier);
  gint64 above;
  gint64 below;
  gint64 cost;
  TwCheckResult *result;

  if (!benefit_value (run, tier, &above) || !benefit_value (run, tier - 1, &below))
    return;
  cost = step_cost (run, tier);
  if (above > below && above - below <= cost)
    {
      g_autofree char *gain = tw_run_money (run, above - below);
      g_autofree char *price = tw_run_money (run, cost);

      result = tw_run_found (run, TW_SEVERITY_WARNING, path,
                             _("The step to “%1$s” brings a partner benefits worth %2$s a year, and takes work for %3$s beside selling."),
                             run->program->tiers[tier].name, gain, price);
      tw_check_evidence_at (result, path, run->program->tiers[tier].name, gain);
      tw_check_evidence_at (result, run->program->tiers[tier].path, run->program->tiers[tier].name, price);
    }
  if (above > below)
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

/* CHK-26 ------------------------------------------------------------------------------------------------ */

/* How many partners each person manages. */
static GHashTable *
count_managed (const TwCheckTable *partners)
{
  GHashTable *managed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < partners->n; i++)
    {
      gint64 manager = tw_cells_int (partners, i, "manager");

      if (manager != TW_COLUMN_NULL)
        g_hash_table_insert (managed, g_memdup2 (&manager, sizeof manager),
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (managed, &manager)) + 1));
    }

  return managed;
}

/* (nullable): what a manager lacks to answer for the technical and the commercial side; @known is taken back where nobody
 * recorded its skills. */
static const char *
missing_skill (TwCheckRun *run,
               gint64      manager,
               gboolean   *known)
{
  const TwCheckTable *people = tw_run_table (run, "person");
  gsize row;

  if (!tw_cells_find (people, manager, &row) || !tw_cells_has (people, row, "skills"))
    {
      *known = FALSE;
      return NULL;
    }

  return tw_cells_is (people, row, "skills", "both") ? NULL
         : tw_cells_is (people, row, "skills", "technical") ? _("its manager isn't a commercial one")
                                                            : _("its manager isn't a technical one");
}

void
tw_ask_managers (TwCheckRun *run)
{
  const TwCheckTable *partners = tw_run_table (run, "partner");
  g_autoptr (GHashTable) managed = count_managed (partners);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  gboolean known = TRUE;
  guint asked = 0;

  for (gsize i = 0; i < partners->n; i++)
    {
      gint64 id = tw_cells_id (partners, i);
      gint64 manager = tw_cells_int (partners, i, "manager");
      int tier = tw_run_is_member (run, id) ? tw_run_tier (run, id) : -1;
      gboolean dedicated = manager != TW_COLUMN_NULL && GPOINTER_TO_UINT (g_hash_table_lookup (managed, &manager)) <=
                                                          run->settings[TW_CHECK_MANAGED];
      const char *value = NULL;

      asked += tier >= 0;
      if (tier < 0 || run->program->n_tiers < 2)
        continue;
      if (tier == (int) run->program->n_tiers - 1)
        value = dedicated ? missing_skill (run, manager, &known) : _("no dedicated manager");
      else if (tier == 0 && dedicated)
        value = tw_run_name (run, "person", manager);
      if (value != NULL)
        tw_check_rows_add (rows, "partner", id, tw_cells_text (partners, i, "name"), value);
    }
  if (asked == 0)
    tw_run_not_applicable (run, _("Not applicable: no tiers of these partners recorded."));
  else if (!known && rows->len == 0)
    tw_run_not_applicable (run, _("Not applicable: no skills of these partners' managers recorded."));
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u partner isn't managed as its tier asks.",
                                  "%u partners aren't managed as their tiers ask.", rows->len),
                     rows->len);
}

/* CHK-29 ------------------------------------------------------------------------------------------------ */

/* A list made for a review may be so many days older than the review. */
#define PREPARED 31

/* Whether the partner got its list with its last review, or in the last year where none was held. */
static gboolean
is_told (TwCheckRun         *run,
         const TwCheckTable *packs,
         gint64              partner)
{
  TwDate held = tw_run_last_review (run, partner);
  TwDate from = held != TW_DATE_NONE ? held - PREPARED : run->today - 366;

  for (gsize i = 0; i < packs->n; i++)
    if (tw_cells_int (packs, i, "partner") == partner && tw_cells_is (packs, i, "kind", "gap_list") &&
        tw_cells_date (packs, i, "date") >= from)
      return TRUE;

  return FALSE;
}

void
tw_ask_path (TwCheckRun *run)
{
  const TwCheckTable *packs = tw_run_table (run, "partner_pack");
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autoptr (GArray) members = NULL;
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

      if (tier >= 0 && tier < (int) run->program->n_tiers - 1 && !is_told (run, packs, partner))
        tw_check_rows_add (rows, "partner", partner, tw_run_name (run, "partner", partner), run->program->tiers[tier].name);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u partner below the highest tier got no list of gaps with its last review.",
                                  "%u partners below the highest tier got no list of gaps with their last review.", rows->len),
                     rows->len);
}
