/* tw-workspace-info.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-workspace-info.h"

#include "tw-calendar.h"
#include "tw-error.h"
#include "tw-fields.h"
#include "tw-history.h"
#include "tw-query.h"

#include <glib/gi18n-lib.h>

TwWorkspaceInfo *
tw_workspace_info_read (TwWorkspace  *workspace,
                        GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (
      workspace,
      "SELECT currency, year_start_month, year_start_day, self_approval, decimal_separator, grouping_separator,"
      " date_format FROM workspace",
      error);
  TwWorkspaceInfo *info;

  if (query == NULL || !tw_query_step (query, error))
    return NULL;

  info = g_new0 (TwWorkspaceInfo, 1);
  info->currency = tw_query_dup_text (query, 0);
  info->year_start_month = (int) tw_query_int (query, 1);
  info->year_start_day = (int) tw_query_int (query, 2);
  info->self_approval = tw_query_int (query, 3) != 0;
  /* What somebody else wrote there is read as the default. */
  if (!tw_text_style_parse (tw_query_text (query, 4), tw_query_text (query, 5), tw_query_text (query, 6), &info->style))
    info->style = tw_text_style_nth (0);

  return info;
}

void
tw_workspace_info_free (TwWorkspaceInfo *info)
{
  g_free (info->currency);
  g_free (info);
}

/* --- writing: each change is one entry of the history --- */

/* Ends what tw_history_begin() began: @query (transfer full) (nullable) is the change. */
static gboolean
finish (TwWorkspace  *workspace,
        TwQuery      *query,
        GError      **error)
{
  g_autoptr (TwQuery) owned = query;

  if (owned == NULL || !tw_query_run (owned, error))
    {
      tw_history_rollback (workspace);
      return FALSE;
    }

  return tw_history_commit (workspace, 0, NULL, NULL, error);
}

gboolean
tw_workspace_set_self_approval (TwWorkspace  *workspace,
                                gboolean      allowed,
                                GError      **error)
{
  TwQuery *query;

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT,
                         allowed ? _("Allowed approving own adjustments")
                                 : _("Disallowed approving own adjustments"),
                         error))
    return FALSE;

  query = tw_query_new (workspace, "UPDATE workspace SET self_approval = :allowed WHERE id = 1", error);
  if (query != NULL)
    tw_query_bind_int (query, "allowed", allowed);

  return finish (workspace, query, error);
}

static gboolean
check_currency (TwWorkspace  *workspace,
                const char   *code,
                GError      **error)
{
  if (tw_workspace_currency_digits (workspace, code) >= 0)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
               _("“%s” is no currency of this workspace. Give the code of one that is, such as USD, or add it first."),
               code);
  return FALSE;
}

gboolean
tw_workspace_set_currency (TwWorkspace  *workspace,
                           const char   *code,
                           GError      **error)
{
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (workspace, error);
  g_autofree char *label = NULL;
  TwQuery *query;

  g_return_val_if_fail (code != NULL, FALSE);

  if (info == NULL || !check_currency (workspace, code, error))
    return FALSE;
  if (g_str_equal (info->currency, code))
    return TRUE;

  /* Translators: an entry of the history; two currency codes. */
  label = g_strdup_printf (_("Changed the reporting currency from %s to %s"), info->currency, code);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  query = tw_query_new (workspace, "UPDATE workspace SET currency = :code WHERE id = 1", error);
  if (query != NULL)
    tw_query_bind_text (query, "code", code);

  return finish (workspace, query, error);
}

static guint
count (TwWorkspace *workspace,
       const char  *sql)
{
  gint64 n = 0;

  return tw_workspace_get_int (workspace, sql, &n, NULL) ? (guint) n : 0;
}

/* Statements of a program with a calendar of its own don't ask the workspace for theirs. */
static gboolean
check_year_free (TwWorkspace  *workspace,
                 GError      **error)
{
  guint periods = count (
      workspace,
      "SELECT count(*) FROM (SELECT DISTINCT period FROM run) AS r WHERE EXISTS ("
      "SELECT 1 FROM statement AS s LEFT JOIN program_version AS v ON v.id = s.version "
      "WHERE s.period = r.period AND s.state IN ('calculated', 'approved') AND v.body ->> '$.calendar' IS NULL)");
  guint locks = count (workspace, "SELECT count(*) FROM period_lock");

  if (periods == 0 && locks == 0)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
               /* Translators: two numbers. */
               _("The fiscal year begins as before: it names the periods that were calculated (%u) and locked (%u), and "
                 "with another year these names would mean other days. Give a program a calendar of its own instead, "
                 "or take the locks and calculations back first."),
               periods, locks);
  return FALSE;
}

gboolean
tw_workspace_set_year_start (TwWorkspace  *workspace,
                             int           month,
                             int           day,
                             GError      **error)
{
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (workspace, error);
  g_autofree char *label = NULL;
  TwQuery *query;

  if (info == NULL || !tw_workspace_check_year_start (month, day, error))
    return FALSE;
  if (info->year_start_month == month && info->year_start_day == day)
    return TRUE;
  if (!check_year_free (workspace, error))
    return FALSE;

  /* Translators: an entry of the history; month and day as numbers, twice. */
  label = g_strdup_printf (_("Changed the start of the fiscal year from %02d-%02d to %02d-%02d"), info->year_start_month,
                           info->year_start_day, month, day);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  query = tw_query_new (workspace,
                        "UPDATE workspace SET year_start_month = :month, year_start_day = :day WHERE id = 1", error);
  if (query != NULL)
    {
      tw_query_bind_int (query, "month", month);
      tw_query_bind_int (query, "day", day);
    }

  return finish (workspace, query, error);
}

gboolean
tw_workspace_set_style (TwWorkspace        *workspace,
                        const TwTextStyle  *style,
                        GError            **error)
{
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (workspace, error);
  g_autofree char *sample = NULL;
  g_autofree char *day = NULL;
  g_autofree char *label = NULL;
  char decimal[2] = { style->decimal, '\0' };
  TwDate date;
  TwQuery *query;

  if (info == NULL)
    return FALSE;
  if (tw_text_style_find (&info->style) == tw_text_style_find (style) && info->style.dates == style->dates)
    return TRUE;

  sample = tw_text_style_number (style, "1234567.89");
  tw_date_from_ymd (2026, 9, 30, &date);
  day = tw_text_style_date (style, date);
  /* Translators: an entry of the history; a number and a date as examples, such as “1.234.567,89 and 30.09.2026”. */
  label = g_strdup_printf (_("Changed the format of statements to %s and %s"), sample, day);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  query = tw_query_new (workspace,
                        "UPDATE workspace SET decimal_separator = :decimal, grouping_separator = :grouping,"
                        " date_format = :dates WHERE id = 1",
                        error);
  if (query != NULL)
    {
      tw_query_bind_text (query, "decimal", decimal);
      tw_query_bind_text (query, "grouping", style->grouping);
      tw_query_bind_text (query, "dates", tw_dates_style_name (style->dates, FALSE));
    }

  return finish (workspace, query, error);
}

/* --- weighing --- */

/* A rate in either direction, or one way to the pivot and one on from there. What is in the new currency needs none. */
#define MISSING_RATES \
  "WITH used (code) AS (SELECT currency FROM workspace UNION SELECT currency FROM program" \
  " UNION SELECT currency FROM plan UNION SELECT currency FROM investment UNION SELECT currency FROM opportunity)," \
  " pair (a, b) AS (SELECT DISTINCT base, quote FROM fx_rate UNION SELECT DISTINCT quote, base FROM fx_rate) " \
  "SELECT u.code FROM used AS u, workspace AS w WHERE u.code IS NOT NULL AND u.code <> :code" \
  " AND NOT EXISTS (SELECT 1 FROM pair WHERE a = u.code AND b = :code)" \
  " AND NOT (EXISTS (SELECT 1 FROM pair WHERE a = u.code AND b = w.pivot_currency)" \
  " AND EXISTS (SELECT 1 FROM pair WHERE a = w.pivot_currency AND b = :code)) ORDER BY 1"

static char *
list_missing_rates (TwWorkspace  *workspace,
                    const char   *code,
                    GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, MISSING_RATES, error);
  g_autoptr (GString) codes = g_string_new (NULL);

  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "code", code);
  while (tw_query_step (query, error))
    g_string_append_printf (codes, "%s%s", codes->len > 0 ? ", " : "", tw_query_text (query, 0));

  return codes->len > 0 ? g_string_free (g_steal_pointer (&codes), FALSE) : NULL;
}

TwCurrencyEffect *
tw_workspace_weigh_currency (TwWorkspace  *workspace,
                             const char   *code,
                             GError      **error)
{
  g_autoptr (TwCurrencyEffect) effect = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && code != NULL, NULL);

  if (!check_currency (workspace, code, error))
    return NULL;

  effect = g_new0 (TwCurrencyEffect, 1);
  effect->locked = count (workspace, "SELECT count(*) FROM period_lock");
  if (effect->locked > 0)
    effect->first_locked = tw_workspace_get_text (workspace,
                                                  "SELECT period FROM period_lock ORDER BY valid_from LIMIT 1", NULL);
  effect->no_rate = list_missing_rates (workspace, code, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&effect);
}

void
tw_currency_effect_free (TwCurrencyEffect *effect)
{
  g_free (effect->first_locked);
  g_free (effect->no_rate);
  g_free (effect);
}
