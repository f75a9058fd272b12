/* tw-cli-scenario-show.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* scenario replay and compare: a version and branches of it side by side over past days. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-scenario.h"

#include <glib/gi18n-lib.h>

#include "tw-cli-sheet.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-metric-settings.h"
#include "tw-scenario-analysis.h"
#include "tw-scenario-compare.h"

static TwScenarioColumn *
column_at (const TwScenarioComparison *c,
           guint                       index)
{
  return g_ptr_array_index (c->columns, index);
}

static char *
amount (const TwScenarioComparison *c,
        gint64                      value)
{
  return tw_decimal_format (value, c->digits);
}

/* A heading per column of the comparison: its name. @keys: and one for what programs call the row, which no language
 * changes. */
static void
add_columns (TwCliSheet                 *sheet,
             const TwScenarioComparison *c,
             const char                 *label,
             gboolean                    keys)
{
  if (keys)
    tw_cli_sheet_column (sheet, "key", "key", FALSE);
  tw_cli_sheet_column (sheet, "name", label, FALSE);
  for (guint i = 0; i < c->columns->len; i++)
    tw_cli_sheet_column (sheet, column_at (c, i)->name, column_at (c, i)->name, TRUE);
}

/* ---- the whole ---- */

static void
add_total (TwCliSheet                 *sheet,
           const TwScenarioComparison *c,
           const char                 *key,
           const char                 *label,
           char                     *(*tell) (const TwScenarioComparison *c,
                                              const TwScenarioColumn     *column))
{
  if (key != NULL)
    tw_cli_sheet_cell (sheet, g_strdup (key));
  tw_cli_sheet_cell (sheet, g_strdup (label));
  for (guint i = 0; i < c->columns->len; i++)
    tw_cli_sheet_cell (sheet, tell (c, column_at (c, i)));
}

static char *
tell_cost (const TwScenarioComparison *c,
           const TwScenarioColumn     *column)
{
  return amount (c, column->replay->cost);
}

static char *
tell_measure (const TwScenarioComparison *c,
              const TwScenarioColumn     *column)
{
  return amount (c, column->replay->measure);
}

static char *
tell_rate (const TwScenarioComparison *c,
           const TwScenarioColumn     *column)
{
  return column->has_rate ? tw_rate_format (column->rate) : NULL;
}

static char *
tell_budget (const TwScenarioComparison *c,
             const TwScenarioColumn     *column)
{
  return column->has_budget ? amount (c, column->budget) : NULL;
}

static char *
tell_change (const TwScenarioComparison *c,
             const TwScenarioColumn     *column)
{
  return amount (c, column->replay->cost - column_at (c, 0)->replay->cost);
}

/* What pays for the extra cost, at the margin that is known. */
static void
add_break_even (TwCliSheet                 *sheet,
                const TwScenarioComparison *c,
                gint64                      margin,
                gboolean                    keys)
{
  if (keys)
    tw_cli_sheet_cell (sheet, g_strdup ("break_even"));
  tw_cli_sheet_cell (sheet, g_strdup (_("Break-even revenue")));
  for (guint i = 0; i < c->columns->len; i++)
    {
      gint64 revenue;

      tw_cli_sheet_cell (sheet, tw_scenario_break_even (c, i, margin, &revenue) ? amount (c, revenue) : NULL);
    }
}

static TwCliSheet *
make_totals (const TwScenarioComparison *c,
             gint64                      margin,
             gboolean                    keys)
{
  g_autofree char *title = g_strdup_printf (_("%s, in %s"), c->period, c->currency);
  TwCliSheet *sheet = tw_cli_sheet_new ("totals", title);

  add_columns (sheet, c, _("Total"), keys);
  add_total (sheet, c, keys ? "cost" : NULL, _("Cost"), tell_cost);
  add_total (sheet, c, keys ? "change" : NULL, _("Change"), tell_change);
  add_total (sheet, c, keys ? "measure" : NULL, _("Paid on"), tell_measure);
  add_total (sheet, c, keys ? "effective_rate" : NULL, _("Effective rate"), tell_rate);
  add_total (sheet, c, keys ? "budget" : NULL, _("Budget"), tell_budget);
  if (margin >= 0)
    add_break_even (sheet, c, margin, keys);

  return sheet;
}

/* ---- by rule, tier, type ---- */

static TwCliSheet *
make_rows (const TwScenarioComparison *c,
           GPtrArray                  *rows,
           const char                 *key,
           const char                 *title,
           gboolean                    count,
           gboolean                    keys)
{
  TwCliSheet *sheet = tw_cli_sheet_new (key, title);

  add_columns (sheet, c, count ? _("Partners") : _("Cost"), keys);
  for (guint i = 0; i < rows->len; i++)
    {
      const TwScenarioRowOf *row = g_ptr_array_index (rows, i);

      if (keys)
        tw_cli_sheet_cell (sheet, g_strdup (row->key));
      tw_cli_sheet_cell (sheet, g_strdup (row->name));
      for (guint k = 0; k < c->columns->len; k++)
        if (!row->exists[k])
          tw_cli_sheet_cell (sheet, NULL);
        else
          tw_cli_sheet_cell (sheet, count ? g_strdup_printf ("%u", row->partners[k]) : amount (c, row->costs[k]));
    }

  return sheet;
}

/* ---- flow, winners and losers ---- */

static void
add_flow (TwCliSheet                 *sheet,
          const TwScenarioComparison *c,
          guint                       column,
          gboolean                    across)
{
  g_autoptr (GPtrArray) flows = tw_scenario_list_flow (c, column, across);

  for (guint i = 0; i < flows->len; i++)
    {
      const TwScenarioFlow *flow = g_ptr_array_index (flows, i);

      tw_cli_sheet_cell (sheet, g_strdup (column_at (c, column)->name));
      tw_cli_sheet_cell (sheet, g_strdup (across ? column_at (c, 0)->name : _("before")));
      tw_cli_sheet_cell (sheet, g_strdup (flow->from));
      tw_cli_sheet_cell (sheet, g_strdup (flow->to));
      tw_cli_sheet_cell (sheet, g_strdup_printf ("%u", flow->n_partners));
    }
}

static TwCliSheet *
make_flow (const TwScenarioComparison *c)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("flow", _("Tiers"));

  tw_cli_sheet_column (sheet, "scenario", _("In"), FALSE);
  tw_cli_sheet_column (sheet, "against", _("Against"), FALSE);
  tw_cli_sheet_column (sheet, "from", _("From"), FALSE);
  tw_cli_sheet_column (sheet, "to", _("To"), FALSE);
  tw_cli_sheet_column (sheet, "partners", _("Partners"), TRUE);
  for (guint i = 0; i < c->columns->len; i++)
    add_flow (sheet, c, i, FALSE);
  for (guint i = 1; i < c->columns->len; i++)
    add_flow (sheet, c, i, TRUE);

  return sheet;
}

static void
add_grace (TwCliSheet                 *sheet,
           const TwScenarioComparison *c,
           guint                       column)
{
  g_autoptr (GPtrArray) graces = tw_scenario_list_grace (c, column);

  for (guint i = 0; i < graces->len; i++)
    {
      const TwScenarioGrace *one = g_ptr_array_index (graces, i);

      tw_cli_sheet_cell (sheet, g_strdup (column_at (c, column)->name));
      tw_cli_sheet_cell (sheet, g_strdup (one->external_id));
      tw_cli_sheet_cell (sheet, g_strdup (one->name));
      tw_cli_sheet_cell (sheet, g_strdup (one->tier));
      tw_cli_sheet_cell (sheet, tw_date_format (one->reviewed));
      tw_cli_sheet_cell (sheet, tw_date_format (one->until));
      tw_cli_sheet_cell (sheet, g_strdup (tw_grace_state_label (one->state)));
    }
}

static TwCliSheet *
make_grace (const TwScenarioComparison *c)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("grace", _("In grace"));

  tw_cli_sheet_column (sheet, "scenario", _("In"), FALSE);
  tw_cli_sheet_column (sheet, "partner", _("Partner"), FALSE);
  tw_cli_sheet_column (sheet, "name", _("Name"), FALSE);
  tw_cli_sheet_column (sheet, "tier", _("Tier"), FALSE);
  tw_cli_sheet_column (sheet, "reviewed", _("Reviewed"), FALSE);
  tw_cli_sheet_column (sheet, "until", _("Until"), FALSE);
  tw_cli_sheet_column (sheet, "state", _("At the end"), FALSE);
  for (guint i = 0; i < c->columns->len; i++)
    add_grace (sheet, c, i);

  return sheet;
}

static TwCliSheet *
make_partners (const TwScenarioComparison *c,
               gboolean                    all)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("partners", _("Winners and losers"));

  tw_cli_sheet_column (sheet, "scenario", _("In"), FALSE);
  tw_cli_sheet_column (sheet, "partner", _("Partner"), FALSE);
  tw_cli_sheet_column (sheet, "name", _("Name"), FALSE);
  tw_cli_sheet_column (sheet, "before", _("Before"), TRUE);
  tw_cli_sheet_column (sheet, "after", _("After"), TRUE);
  tw_cli_sheet_column (sheet, "change", _("Change"), TRUE);
  tw_cli_sheet_column (sheet, "reason", _("Why"), FALSE);
  for (guint i = c->columns->len > 1 ? 1 : 0; i < c->columns->len; i++)
    {
      g_autoptr (GPtrArray) partners = tw_scenario_list_partners (c, i);

      for (guint k = 0; k < partners->len; k++)
        {
          const TwScenarioPartner *one = g_ptr_array_index (partners, k);

          if (one->change == 0 && !all)
            continue;
          tw_cli_sheet_cell (sheet, g_strdup (column_at (c, i)->name));
          tw_cli_sheet_cell (sheet, g_strdup (one->external_id));
          tw_cli_sheet_cell (sheet, g_strdup (one->name));
          tw_cli_sheet_cell (sheet, amount (c, one->before));
          tw_cli_sheet_cell (sheet, amount (c, one->after));
          tw_cli_sheet_cell (sheet, amount (c, one->change));
          tw_cli_sheet_cell (sheet, g_strdup (one->reason));
        }
    }

  return sheet;
}

static TwCliSheet *
make_notes (const TwScenarioComparison *c)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("notes", NULL);

  tw_cli_sheet_column (sheet, "note", _("To know"), FALSE);
  for (guint i = 0; i < c->notes->len; i++)
    tw_cli_sheet_cell (sheet, g_strdup (g_ptr_array_index (c->notes, i)));

  return sheet;
}

static void
print (const TwScenarioComparison *c,
       const TwScenarioWords      *words,
       gint64                      margin,
       TwCliFormat                 format)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cli_sheet_free);

  gboolean keys = format != TW_FORMAT_TABLE;

  g_ptr_array_add (sheets, make_totals (c, margin, keys));
  g_ptr_array_add (sheets, make_rows (c, c->rules, "rules", _("Cost by rule"), FALSE, keys));
  g_ptr_array_add (sheets, make_rows (c, c->tiers, "tiers", _("Cost by tier"), FALSE, keys));
  g_ptr_array_add (sheets, make_rows (c, c->tiers, "tier_partners", _("Partners by tier"), TRUE, keys));
  g_ptr_array_add (sheets, make_rows (c, c->types, "types", _("Cost by partner type"), FALSE, keys));
  g_ptr_array_add (sheets, make_flow (c));
  g_ptr_array_add (sheets, make_grace (c));
  if (c->columns->len > 1 || words->partners)
    g_ptr_array_add (sheets, make_partners (c, words->partners));
  if (keys)
    g_ptr_array_add (sheets, make_notes (c));
  tw_cli_sheets_print (sheets, format);
  for (guint i = 0; i < c->notes->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (c->notes, i));
}

/* ---- the verb ---- */

/* The version first, then each scenario that is named. */
static gboolean
choose_columns (TwWorkspace            *workspace,
                const TwScenarioWords  *words,
                char                  **names,
                GArray                 *versions,
                GArray                 *scenarios,
                GError                **error)
{
  TwScenarioChoice choice;

  if (names[0] == NULL && !tw_cli_scenario_choose (workspace, words, NULL, &choice, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!tw_cli_scenario_choose (workspace, words, names[i], &choice, error))
        return FALSE;
      if (i == 0)
        {
          const gint64 none = 0;

          g_array_append_val (versions, choice.version);
          g_array_append_val (scenarios, none);
        }
      g_array_append_val (versions, choice.version);
      g_array_append_val (scenarios, choice.scenario);
    }
  if (names[0] == NULL)
    {
      g_array_append_val (versions, choice.version);
      g_array_append_val (scenarios, choice.scenario);
    }

  return TRUE;
}

/* --margin, else the workspace's own, else -1. */
static gboolean
get_margin (TwWorkspace            *workspace,
            const TwScenarioWords  *words,
            gint64                 *margin,
            GError                **error)
{
  TwMetricSettings settings;

  if (words->margin != NULL)
    return tw_number_parse (words->margin, margin, error);
  if (!tw_metric_settings_load (workspace, &settings, error))
    return FALSE;

  *margin = settings.margin_rate;
  return TRUE;
}

int
tw_cli_scenario_compare (TwWorkspace            *workspace,
                         const TwScenarioWords  *words,
                         char                  **names,
                         TwCliFormat             format)
{
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) scenarios = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TwScenarioComparison) comparison = NULL;
  GError *error = NULL;
  gint64 margin;
  TwSpan span;

  if (words->period == NULL)
    {
      g_printerr (_("Say which past with --period, such as 2019, 2019-Q4 or 2019-Q1..2019-Q3.\n"));
      return TW_EXIT_USAGE;
    }
  if (!choose_columns (workspace, words, names, versions, scenarios, &error)
      || !tw_scenario_parse_span (workspace, NULL, words->period, &span, &error)
      || !get_margin (workspace, words, &margin, &error))
    return tw_cli_fail (error);

  comparison = tw_scenario_compare (workspace, (const gint64 *) versions->data, (const gint64 *) scenarios->data,
                                    versions->len, words->period, span, tw_cli_cancellable (), NULL, NULL, &error);
  if (comparison == NULL)
    return tw_cli_fail (error);
  /* Who names a scenario wants to see it. */
  if (comparison->n_skipped > 0)
    {
      g_printerr ("tierwright: %s\n", (const char *) g_ptr_array_index (comparison->notes, 0));
      return TW_EXIT_INPUT;
    }

  print (comparison, words, margin, format);
  return TW_EXIT_DONE;
}
