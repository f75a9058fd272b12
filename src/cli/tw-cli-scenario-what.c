/* tw-cli-scenario-what.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* scenario sensitivity, near, forecast: what the cost hangs on, who is about to reach more, what next year may cost. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-scenario.h"

#include <glib/gi18n-lib.h>

#include "tw-cli-sheet.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-program-version.h"
#include "tw-scenario-analysis.h"
#include "tw-scenario-compare.h"

/* The replay that is kept of the chosen version or scenario; @index is its document's place in it. */
static TwReprice *
open_reprice (TwWorkspace            *workspace,
              const TwScenarioWords  *words,
              char                  **names,
              guint                  *index,
              GError                **error)
{
  g_autoptr (TwProgramDocument) document = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (TwReplayData) data = NULL;
  TwScenarioChoice choice;
  TwReplayFlags flags = 0;
  TwSpan span;

  if (words->period == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("Say which past with --period, such as 2019, 2019-Q4 or "
                                                      "2019-Q1..2019-Q3."));
      return NULL;
    }
  if (!tw_cli_scenario_choose (workspace, words, names[0], &choice, error)
      || !tw_scenario_parse_span (workspace, NULL, words->period, &span, error))
    return NULL;

  document = choice.scenario != 0 ? tw_scenario_load_document (workspace, choice.scenario, error)
                                  : tw_program_version_load (workspace, choice.version, NULL, error);
  documents = document == NULL ? NULL
              : tw_replay_documents (workspace, choice.version, document, span, &flags, error);
  if (documents == NULL)
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    if (g_ptr_array_index (documents, i) == document)
      *index = i;

  data = tw_replay_data_new_for_version (workspace, choice.version, documents, span, error);
  return data == NULL ? NULL
                      : tw_reprice_new (data, documents, flags, tw_cli_cancellable (), NULL, NULL, error);
}

static char *
amount (const TwReprice *reprice,
        gint64           value)
{
  return tw_decimal_format (value, tw_reprice_get_base (reprice)->digits);
}

static void
print_one (TwCliSheet  *sheet,
           TwCliFormat  format)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cli_sheet_free);

  g_ptr_array_add (sheets, sheet);
  tw_cli_sheets_print (sheets, format);
}

int
tw_cli_scenario_sensitivity (TwWorkspace            *workspace,
                             const TwScenarioWords  *words,
                             char                  **names,
                             TwCliFormat             format)
{
  GError *error = NULL;
  guint index = 0;
  g_autoptr (TwReprice) reprice = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  TwCliSheet *sheet;

  if (words->percent <= 0 || words->percent >= 100)
    {
      g_printerr (_("--percent is a whole number from 1 to 99.\n"));
      return TW_EXIT_USAGE;
    }
  reprice = open_reprice (workspace, words, names, &index, &error);
  steps = reprice == NULL ? NULL
          : tw_reprice_sensitivity (reprice, index, words->percent, tw_cli_cancellable (), NULL, NULL, &error);
  if (steps == NULL)
    return tw_cli_fail (error);

  sheet = tw_cli_sheet_new ("sensitivity", NULL);
  tw_cli_sheet_column (sheet, "number", _("Number"), FALSE);
  tw_cli_sheet_column (sheet, "path", _("Place"), FALSE);
  tw_cli_sheet_column (sheet, "value", _("Value"), TRUE);
  tw_cli_sheet_column (sheet, "lower", _("Lower"), TRUE);
  tw_cli_sheet_column (sheet, "lower_change", _("Change"), TRUE);
  tw_cli_sheet_column (sheet, "higher", _("Higher"), TRUE);
  tw_cli_sheet_column (sheet, "higher_change", _("Change"), TRUE);
  for (guint i = 0; i < steps->len; i++)
    {
      const TwSensitivity *step = g_ptr_array_index (steps, i);

      tw_cli_sheet_cell (sheet, g_strdup (step->lever->label));
      tw_cli_sheet_cell (sheet, g_strdup (step->lever->path));
      tw_cli_sheet_cell (sheet, g_strdup (step->lever->text));
      tw_cli_sheet_cell (sheet, g_strdup (step->low_text));
      tw_cli_sheet_cell (sheet, step->low_text != NULL ? amount (reprice, step->low) : NULL);
      tw_cli_sheet_cell (sheet, g_strdup (step->high_text));
      tw_cli_sheet_cell (sheet, step->high_text != NULL ? amount (reprice, step->high) : NULL);
    }
  print_one (sheet, format);

  return TW_EXIT_DONE;
}

/* ---- near ---- */

static char *
number (const TwReprice       *reprice,
        const TwNearThreshold *one,
        gint64                 value)
{
  return one->money ? amount (reprice, value) : tw_decimal_format_trim (value, 6);
}

static TwCliSheet *
make_near (const TwReprice *reprice,
           GPtrArray       *list)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("near", _("Just below a threshold"));

  tw_cli_sheet_column (sheet, "partner", _("Partner"), FALSE);
  tw_cli_sheet_column (sheet, "name", _("Name"), FALSE);
  tw_cli_sheet_column (sheet, "rule", _("Rule"), FALSE);
  tw_cli_sheet_column (sheet, "from", _("From"), FALSE);
  tw_cli_sheet_column (sheet, "value", _("Has"), TRUE);
  tw_cli_sheet_column (sheet, "threshold", _("Threshold"), TRUE);
  tw_cli_sheet_column (sheet, "distance", _("Missing"), TRUE);
  tw_cli_sheet_column (sheet, "gain", _("Would earn more"), TRUE);
  for (guint i = 0; i < list->len; i++)
    {
      const TwNearThreshold *one = g_ptr_array_index (list, i);

      tw_cli_sheet_cell (sheet, g_strdup (one->external_id));
      tw_cli_sheet_cell (sheet, g_strdup (one->name));
      tw_cli_sheet_cell (sheet, g_strdup (one->rule));
      tw_cli_sheet_cell (sheet, tw_date_format (one->window.start));
      tw_cli_sheet_cell (sheet, number (reprice, one, one->value));
      tw_cli_sheet_cell (sheet, number (reprice, one, one->threshold));
      tw_cli_sheet_cell (sheet, number (reprice, one, one->distance));
      tw_cli_sheet_cell (sheet, one->has_gain ? amount (reprice, one->gain) : NULL);
    }

  return sheet;
}

static TwCliSheet *
make_response (const TwReprice *reprice,
               GPtrArray       *list,
               gint64           response)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("response", _("If they stretch"));
  TwStretchResponse result;

  tw_near_respond (list, response, &result);
  tw_cli_sheet_column (sheet, "response", _("Response"), TRUE);
  tw_cli_sheet_column (sheet, "partners", _("Partners"), TRUE);
  tw_cli_sheet_column (sheet, "measure", _("More paid on"), TRUE);
  tw_cli_sheet_column (sheet, "cost", _("More cost"), TRUE);
  tw_cli_sheet_column (sheet, "known", _("Whose gain is known"), TRUE);
  tw_cli_sheet_cell (sheet, tw_rate_format (response));
  tw_cli_sheet_cell (sheet, g_strdup_printf ("%u", result.n_partners));
  tw_cli_sheet_cell (sheet, amount (reprice, result.measure));
  tw_cli_sheet_cell (sheet, result.n_known > 0 || result.n_partners == 0 ? amount (reprice, result.cost) : NULL);
  tw_cli_sheet_cell (sheet, g_strdup_printf ("%u", result.n_known));

  return sheet;
}

int
tw_cli_scenario_near (TwWorkspace            *workspace,
                      const TwScenarioWords  *words,
                      char                  **names,
                      TwCliFormat             format)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cli_sheet_free);
  g_autoptr (TwReprice) reprice = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GError *error = NULL;
  guint index = 0;
  gint64 within = 100000;
  gint64 response = 0;

  if ((words->within != NULL && !tw_number_parse (words->within, &within, &error))
      || (words->response != NULL && !tw_number_parse (words->response, &response, &error)))
    return tw_cli_fail (error);
  if (within < 0 || within > TW_MILLION || response < 0 || response > TW_MILLION)
    {
      g_printerr (_("--within and --response are shares from 0%% to 100%%.\n"));
      return TW_EXIT_USAGE;
    }

  reprice = open_reprice (workspace, words, names, &index, &error);
  if (reprice == NULL)
    return tw_cli_fail (error);

  list = tw_reprice_list_near (reprice, index, within);
  g_ptr_array_add (sheets, make_near (reprice, list));
  if (words->response != NULL)
    g_ptr_array_add (sheets, make_response (reprice, list, response));
  tw_cli_sheets_print (sheets, format);

  return TW_EXIT_DONE;
}

/* ---- forecast ---- */

static void
add_range (TwCliSheet *sheet,
           gboolean    keys,
           const char *key,
           const char *figure,
           char       *now,
           char       *p10,
           char       *p50,
           char       *p90)
{
  if (keys)
    tw_cli_sheet_cell (sheet, g_strdup (key));
  tw_cli_sheet_cell (sheet, g_strdup (figure));
  tw_cli_sheet_cell (sheet, now);
  tw_cli_sheet_cell (sheet, p10);
  tw_cli_sheet_cell (sheet, p50);
  tw_cli_sheet_cell (sheet, p90);
}

static void
add_range_columns (TwCliSheet *sheet,
                   gboolean    keys,
                   const char *figure)
{
  if (keys)
    tw_cli_sheet_column (sheet, "key", "key", FALSE);
  tw_cli_sheet_column (sheet, "figure", figure, FALSE);
  tw_cli_sheet_column (sheet, "now", _("Replayed"), TRUE);
  tw_cli_sheet_column (sheet, "p10", _("P10"), TRUE);
  tw_cli_sheet_column (sheet, "p50", _("P50"), TRUE);
  tw_cli_sheet_column (sheet, "p90", _("P90"), TRUE);
}

static TwCliSheet *
make_forecast (const TwReprice  *reprice,
               const TwForecast *forecast,
               gboolean          keys)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("forecast", NULL);

  add_range_columns (sheet, keys, _("Figure"));
  add_range (sheet, keys, "cost", _("Cost"), amount (reprice, forecast->base), amount (reprice, forecast->p10),
             amount (reprice, forecast->p50), amount (reprice, forecast->p90));
  add_range (sheet, keys, "measure", _("Paid on"), amount (reprice, tw_reprice_get_base (reprice)->measure),
             amount (reprice, forecast->m10), amount (reprice, forecast->m50), amount (reprice, forecast->m90));

  return sheet;
}

static TwCliSheet *
make_forecast_tiers (const TwForecast *forecast,
                     gboolean          keys)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("tiers", _("Partners by tier"));

  add_range_columns (sheet, keys, _("Tier"));
  for (guint i = 0; i < forecast->tiers->len; i++)
    {
      const TwForecastTier *one = &g_array_index (forecast->tiers, TwForecastTier, i);

      add_range (sheet, keys, one->name, one->name != NULL ? one->name : _("No tier"), g_strdup_printf ("%u", one->base),
                 tw_decimal_format (one->p10, 0), tw_decimal_format (one->p50, 0), tw_decimal_format (one->p90, 0));
    }

  return sheet;
}

/* How it was found, for programs; people read it below the figures. */
static TwCliSheet *
make_method (const TwForecast *forecast)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("method", NULL);

  tw_cli_sheet_column (sheet, "trials", _("Trials"), TRUE);
  tw_cli_sheet_column (sheet, "seed", _("Seed"), TRUE);
  tw_cli_sheet_column (sheet, "growth", _("Growth"), FALSE);
  tw_cli_sheet_column (sheet, "growths", _("Growths"), TRUE);
  tw_cli_sheet_column (sheet, "text", _("Method"), FALSE);
  tw_cli_sheet_cell (sheet, g_strdup_printf ("%u", forecast->n_trials));
  tw_cli_sheet_cell (sheet, g_strdup_printf ("%" G_GUINT64_FORMAT, forecast->seed));
  tw_cli_sheet_cell (sheet, g_strdup (forecast->growth == TW_FORECAST_YEAR_ON_YEAR ? "year-on-year" : "period-on-period"));
  tw_cli_sheet_cell (sheet, g_strdup_printf ("%u", forecast->n_growths));
  tw_cli_sheet_cell (sheet, g_strdup (forecast->method));

  return sheet;
}

int
tw_cli_scenario_forecast (TwWorkspace            *workspace,
                          const TwScenarioWords  *words,
                          char                  **names,
                          TwCliFormat             format)
{
  GError *error = NULL;
  guint index = 0;
  g_autoptr (TwReprice) reprice = NULL;
  g_autoptr (TwForecast) forecast = NULL;
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cli_sheet_free);

  if (words->trials < 1 || words->trials > 1000000)
    {
      g_printerr (_("--trials is a whole number from 1 to 1,000,000.\n"));
      return TW_EXIT_USAGE;
    }
  reprice = open_reprice (workspace, words, names, &index, &error);
  forecast = reprice == NULL ? NULL
             : tw_reprice_forecast (reprice, (guint) words->trials, (guint64) words->seed, tw_cli_cancellable (), NULL,
                                    NULL, &error);
  if (forecast == NULL)
    return tw_cli_fail (error);

  g_ptr_array_add (sheets, make_forecast (reprice, forecast, format != TW_FORMAT_TABLE));
  if (forecast->tiers->len > 0)
    g_ptr_array_add (sheets, make_forecast_tiers (forecast, format != TW_FORMAT_TABLE));
  if (format != TW_FORMAT_TABLE)
    g_ptr_array_add (sheets, make_method (forecast));
  tw_cli_sheets_print (sheets, format);
  if (format == TW_FORMAT_TABLE)
    g_print ("%s\n", forecast->method);

  return TW_EXIT_DONE;
}
