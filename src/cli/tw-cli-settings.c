/* tw-cli-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* settings: the preferences that stand in the workspace, the same that the window shows. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-check-settings.h"
#include "tw-cli-sheet.h"
#include "tw-error.h"
#include "tw-tier-path.h"
#include "tw-workspace-info.h"

#define SAMPLE_NUMBER "1234567.89"

/* One of the workspace as a whole: read from its facts, written by a function of its own. */
typedef struct
{
  const char *key;
  const char *label;   /* untranslated */
  char       *(*get) (const TwWorkspaceInfo  *info);
  gboolean    (*set) (TwWorkspace            *workspace,
                      const TwWorkspaceInfo  *info,
                      const char             *value,
                      GError                **error);
} Whole;

static char *
get_currency (const TwWorkspaceInfo *info)
{
  return g_strdup (info->currency);
}

static gboolean
set_currency (TwWorkspace            *workspace,
              const TwWorkspaceInfo  *info,
              const char             *value,
              GError                **error)
{
  return tw_workspace_set_currency (workspace, value, error);
}

static char *
get_year_start (const TwWorkspaceInfo *info)
{
  return g_strdup_printf ("%02d-%02d", info->year_start_month, info->year_start_day);
}

static gboolean
set_year_start (TwWorkspace            *workspace,
                const TwWorkspaceInfo  *info,
                const char             *value,
                GError                **error)
{
  int month;
  int day;

  return tw_cli_parse_day_of_year (value, &month, &day, error)
         && tw_workspace_set_year_start (workspace, month, day, error);
}

static char *
get_self_approval (const TwWorkspaceInfo *info)
{
  return g_strdup (info->self_approval ? "yes" : "no");
}

static gboolean
set_self_approval (TwWorkspace            *workspace,
                   const TwWorkspaceInfo  *info,
                   const char             *value,
                   GError                **error)
{
  gboolean allowed = g_str_equal (value, "yes");

  if (allowed || g_str_equal (value, "no"))
    return allowed == info->self_approval || tw_workspace_set_self_approval (workspace, allowed, error);

  g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is neither yes nor no. Write one of them."), value);
  return FALSE;
}

/* Blanks that don't break a line, as people type them. */
static char *
plain_blanks (char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\xc2\xa0", -1);

  g_free (text);
  return g_strjoinv (" ", parts);
}

static char *
get_numbers (const TwWorkspaceInfo *info)
{
  return plain_blanks (tw_text_style_number (&info->style, SAMPLE_NUMBER));
}

static gboolean
set_numbers (TwWorkspace            *workspace,
             const TwWorkspaceInfo  *info,
             const char             *value,
             GError                **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < tw_text_style_count (); i++)
    {
      TwTextStyle style = tw_text_style_nth (i);
      g_autofree char *sample = plain_blanks (tw_text_style_number (&style, SAMPLE_NUMBER));

      style.dates = info->style.dates;
      if (g_str_equal (sample, value))
        return tw_workspace_set_style (workspace, &style, error);
      g_string_append_printf (known, "%s%s", i > 0 ? "; " : "", sample);
    }

  g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no way to write numbers. Write one of: %s."), value, known->str);
  return FALSE;
}

static char *
get_dates (const TwWorkspaceInfo *info)
{
  return g_strdup (tw_dates_style_name (info->style.dates, FALSE));
}

static gboolean
set_dates (TwWorkspace            *workspace,
           const TwWorkspaceInfo  *info,
           const char             *value,
           GError                **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < TW_DATES_STYLES; i++)
    {
      const char *name = tw_dates_style_name ((TwDatesStyle) i, FALSE);
      TwTextStyle style = info->style;

      style.dates = (TwDatesStyle) i;
      if (g_str_equal (name, value))
        return tw_workspace_set_style (workspace, &style, error);
      g_string_append_printf (known, "%s%s", i > 0 ? "; " : "", name);
    }

  g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no way to write dates. Write one of: %s."), value, known->str);
  return FALSE;
}

static const Whole whole[] = {
  { "currency", N_("Reporting currency"), get_currency, set_currency },
  { "year-start", N_("Fiscal year begins"), get_year_start, set_year_start },
  { "self-approval", N_("Approving own adjustments"), get_self_approval, set_self_approval },
  { "statement.numbers", N_("Numbers in statements"), get_numbers, set_numbers },
  { "statement.dates", N_("Dates in statements"), get_dates, set_dates },
};

/* (nullable): the figures', then the checks', then those of the path to the next tier. */
static const TwMetricSetting *
setting_nth (guint index)
{
  if (index < tw_metric_setting_count ())
    return tw_metric_setting_nth (index);
  index -= tw_metric_setting_count ();
  if (index < TW_CHECK_SETTINGS)
    return tw_check_setting_nth (index);
  index -= TW_CHECK_SETTINGS;

  return index < TW_EFFORT_SETTINGS ? tw_effort_setting_nth (index) : NULL;
}

static void
add_row (TwCliSheet *sheet,
         const char *key,
         char       *value,
         const char *initial,
         const char *label)
{
  tw_cli_sheet_cell (sheet, g_strdup (key));
  tw_cli_sheet_cell (sheet, value);
  tw_cli_sheet_cell (sheet, g_strdup (initial));
  tw_cli_sheet_cell (sheet, g_strdup (label));
}

static gboolean
print_all (TwWorkspace  *workspace,
           TwCliFormat   format,
           GError      **error)
{
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (workspace, error);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cli_sheet_free);
  TwCliSheet *sheet = tw_cli_sheet_new ("settings", NULL);
  const TwMetricSetting *setting;

  g_ptr_array_add (sheets, sheet);
  if (info == NULL)
    return FALSE;

  tw_cli_sheet_column (sheet, "key", _("Setting"), FALSE);
  tw_cli_sheet_column (sheet, "value", _("Value"), FALSE);
  tw_cli_sheet_column (sheet, "default", _("Default"), FALSE);
  tw_cli_sheet_column (sheet, "label", _("What"), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    add_row (sheet, whole[i].key, whole[i].get (info), NULL, _(whole[i].label));
  for (guint i = 0; (setting = setting_nth (i)) != NULL; i++)
    {
      char *value = tw_metric_setting_get (workspace, setting, error);

      if (value == NULL)
        return FALSE;
      add_row (sheet, setting->key, value, setting->initial, _(setting->label));
    }

  tw_cli_sheets_print (sheets, format);
  return TRUE;
}

static gboolean
no_such_key (const char  *key,
             GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
               _("There is no setting “%s”. “settings FILE” lists all."), key);
  return FALSE;
}

/* (transfer full): what holds. */
static char *
read_one (TwWorkspace  *workspace,
          const char   *key,
          GError      **error)
{
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (workspace, error);
  const TwMetricSetting *setting;

  if (info == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      if (g_str_equal (whole[i].key, key))
        return whole[i].get (info);
    }
  for (guint i = 0; (setting = setting_nth (i)) != NULL; i++)
    {
      if (g_str_equal (setting->key, key))
        return tw_metric_setting_get (workspace, setting, error);
    }

  no_such_key (key, error);
  return NULL;
}

static gboolean
write_one (TwWorkspace  *workspace,
           const char   *key,
           const char   *value,
           GError      **error)
{
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (workspace, error);
  g_autofree char *before = NULL;
  const TwMetricSetting *setting;

  if (info == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      if (g_str_equal (whole[i].key, key))
        return whole[i].set (workspace, info, value, error);
    }
  for (guint i = 0; (setting = setting_nth (i)) != NULL; i++)
    {
      if (!g_str_equal (setting->key, key))
        continue;
      before = tw_metric_setting_get (workspace, setting, error);
      return before != NULL
             && (g_str_equal (before, value) || tw_metric_setting_set (workspace, setting, value, error));
    }

  return no_such_key (key, error);
}

/* What another currency touches beside what is printed from now on, and whether it may. */
static gboolean
may_report_in (TwWorkspace  *workspace,
               const char   *code,
               gboolean      confirmed,
               GError      **error)
{
  g_autoptr (TwCurrencyEffect) effect = tw_workspace_weigh_currency (workspace, code, error);

  if (effect == NULL)
    return FALSE;
  if (effect->locked > 0 && !confirmed)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   /* Translators: a number, the name of a period, a currency code. */
                   _("Nothing was changed. Locked periods (%u, from %s on) were reported in another currency; their "
                     "statements would stay, their figures would read in %s. Give --confirm to do it."),
                   effect->locked, effect->first_locked, code);
      return FALSE;
    }
  if (effect->no_rate != NULL)
    g_printerr (_("There is no exchange rate from %s to %s. Until rates are imported, these amounts are left out of "
                  "figures.\n"),
                effect->no_rate, code);

  return TRUE;
}

static int
run_settings (int    argc,
              char **argv)
{
  g_autofree char *format_text = NULL;
  gboolean confirmed = FALSE;
  const GOptionEntry entries[] = {
    { "confirm", 0, 0, G_OPTION_ARG_NONE, &confirmed, N_("Also where locked periods read differently then"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, N_("table, csv or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autofree char *value = NULL;
  char *assigned;
  TwCliFormat format;
  GError *error = NULL;
  int status;
  int n = tw_cli_parse (tw_cli_find ("settings"), entries, 1, 2, &argc, &argv, &status);

  if (n < 0 || !tw_cli_parse_format (format_text, &format, &status))
    return status;
  assigned = n == 2 ? strchr (argv[1], '=') : NULL;
  workspace = tw_cli_open (argv[0], assigned == NULL, &status);
  if (workspace == NULL)
    return status;

  if (n == 1)
    return print_all (workspace, format, &error) ? TW_EXIT_DONE : tw_cli_fail (error);
  if (assigned != NULL)
    {
      *assigned++ = '\0';
      if ((g_str_equal (argv[1], "currency") && !may_report_in (workspace, assigned, confirmed, &error))
          || !write_one (workspace, argv[1], assigned, &error))
        return tw_cli_fail (error);
    }

  value = read_one (workspace, argv[1], &error);
  if (value == NULL)
    return tw_cli_fail (error);
  g_print ("%s\n", value);
  return TW_EXIT_DONE;
}

const TwCliVerb tw_cli_settings_verbs[] = {
  { "settings", "FILE [KEY[=VALUE]]", N_("List, print or change the preferences of a workspace"), run_settings },
  { NULL, NULL, NULL, NULL },
};
