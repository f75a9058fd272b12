/* tw-cli-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* report: the board report as a PDF or a workbook. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"
#include "tw-cli-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include <string.h>

#include "tw-board-report.h"
#include "tw-chart-data.h"
#include "tw-error.h"
#include "tw-run-reader.h"

typedef struct
{
  char     *period;
  char     *compare;
  char     *charts;
  char     *output;
  char     *paper;
  char     *title;
  char     *comment;
  char     *date;
  char     *format;
  char    **values[TW_BOARD_N_FILTERS];
  gboolean  list;
} ReportWords;

static void
words_clear (ReportWords *words)
{
  g_free (words->period);
  g_free (words->compare);
  g_free (words->charts);
  g_free (words->output);
  g_free (words->paper);
  g_free (words->title);
  g_free (words->comment);
  g_free (words->date);
  g_free (words->format);
  for (guint i = 0; i < TW_BOARD_N_FILTERS; i++)
    g_strfreev (words->values[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReportWords, words_clear)

static int
list_charts (gboolean json)
{
  static const char *const headings[] = { N_("Chart"), N_("Title"), N_("Figure") };
  static const gboolean numeric[] = { FALSE, FALSE, FALSE };
  const char *translated[] = { _(headings[0]), _(headings[1]), _(headings[2]) };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < tw_metric_chart_count (); i++)
    {
      const TwMetricChart *chart = tw_metric_chart_nth (i);
      const char *cells[] = { chart->id, tw_metric_chart_get_title (chart), chart->metric, NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
      json_builder_begin_object (builder);
      tw_cli_json_text (builder, "chart", cells[0]);
      tw_cli_json_text (builder, "title", cells[1]);
      tw_cli_json_text (builder, "metric", cells[2]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  if (json)
    {
      tw_cli_json_print (builder);
    }
  else
    {
      tw_cli_print_table (translated, numeric, 3, rows);
    }

  return TW_EXIT_DONE;
}

static gboolean
set_compare (TwBoardScope      *scope,
             const TwCalendar  *calendar,
             const char        *text,
             GError           **error)
{
  TwCalendarUnit unit;
  TwSpan span;

  if (text == NULL || g_str_equal (text, "year"))
    tw_board_scope_set_compare (scope, calendar, TW_COMPARE_YEAR);
  else if (g_str_equal (text, "previous"))
    tw_board_scope_set_compare (scope, calendar, TW_COMPARE_PREVIOUS);
  else if (g_str_equal (text, "none"))
    tw_board_scope_set_compare (scope, calendar, TW_COMPARE_NONE);
  else if (tw_calendar_parse (calendar, text, &span, &unit, error))
    {
      scope->compare = span;
      scope->compare_name = g_strdup (text);
    }
  else
    return FALSE;

  return TRUE;
}

/* The words that people know a partner type by; any other filter is called by its value. */
static gboolean
add_value (TwBoardScope   *scope,
           TwBoardFilter   filter,
           const char     *value,
           GError        **error)
{
  const TwEntity *types = tw_entity_find ("partner_type");
  const TwField *field = types != NULL ? tw_entity_get_field (types, "type") : NULL;
  const TwChoice *choice = NULL;

  if (filter == TW_BOARD_TYPE && field != NULL)
    {
      for (choice = field->choices; choice->key != NULL && !g_str_equal (choice->key, value); choice++)
        ;
      if (choice->key == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no partner type."), value);
          return FALSE;
        }
    }
  tw_board_scope_set_value (scope, filter, value,
                            choice != NULL ? tw_field_get_choice_label (field, value) : value, TRUE);

  return TRUE;
}

/* (transfer full): what the options say, or %NULL. */
static TwBoardScope *
make_scope (TwWorkspace        *workspace,
            const ReportWords  *words,
            GError            **error)
{
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (workspace, error);
  g_autoptr (TwBoardScope) scope = tw_board_scope_new ();
  TwCalendarUnit unit;
  TwDate today = TW_DATE_NONE;
  TwSpan span;

  if (calendar == NULL || !tw_calendar_parse (calendar, words->period, &span, &unit, error))
    return NULL;
  if (words->date != NULL && !tw_date_parse (words->date, &today, error))
    return NULL;

  tw_board_scope_set_period (scope, span, words->period, today);
  if (!set_compare (scope, calendar, words->compare, error))
    return NULL;
  for (guint i = 0; i < TW_BOARD_N_FILTERS; i++)
    for (guint k = 0; words->values[i] != NULL && words->values[i][k] != NULL; k++)
      if (!add_value (scope, i, words->values[i][k], error))
        return NULL;

  return g_steal_pointer (&scope);
}

static gboolean
write_report (TwBoardReport      *report,
              const ReportWords  *words,
              TwPaper             paper,
              GError            **error)
{
  g_autofree char *date = words->date != NULL ? g_strconcat (words->date, "T00:00:00Z", NULL) : NULL;
  const TwBoardOptions options = { .title = words->title, .comment = words->comment, .date = date };

  if (g_str_has_suffix (words->output, ".xlsx"))
    return tw_board_report_write_xlsx (report, &options, NULL, 0, paper, words->output, error);

  return tw_board_report_write_pdf (report, &options, NULL, 0, paper, words->output, tw_cli_cancellable (), error);
}

/* What was left out is said, on standard error; the rest was written. */
static int
tell_result (TwBoardReport     *report,
             const ReportWords *words,
             TwCliFormat        format)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_failed = 0;

  json_builder_begin_object (builder);
  tw_cli_json_text (builder, "output", words->output);
  json_builder_set_member_name (builder, "charts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tw_board_report_count (report); i++)
    {
      const TwBoardFigure *figure = tw_board_report_nth (report, i);
      const char *finding = tw_board_finding (figure->table, NULL);

      json_builder_begin_object (builder);
      tw_cli_json_text (builder, "chart", figure->chart->id);
      tw_cli_json_int (builder, "rows", figure->table != NULL ? tw_metric_table_get_n_rows (figure->table) : 0);
      tw_cli_json_text (builder, "finding", finding != NULL ? finding : "");
      tw_cli_json_text (builder, "error", figure->error != NULL ? figure->error->message : "");
      json_builder_end_object (builder);
      if (figure->error != NULL)
        {
          n_failed++;
          g_printerr (_("The chart %s is left out: %s\n"), figure->chart->id, figure->error->message);
        }
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (format == TW_FORMAT_JSON)
    {
      tw_cli_json_print (builder);
    }
  else
    {
      g_print (ngettext ("%s: %u chart\n", "%s: %u charts\n", tw_board_report_count (report) - n_failed), words->output,
               tw_board_report_count (report) - n_failed);
    }

  return n_failed > 0 ? TW_EXIT_FINDINGS : TW_EXIT_DONE;
}

static int
make_report (const char        *file,
             const ReportWords *words,
             TwPaper            paper,
             TwCliFormat        format)
{
  int status = TW_EXIT_DONE;
  g_autoptr (TwWorkspace) workspace = tw_cli_open (file, TRUE, &status);
  g_autoptr (TwBoardScope) scope = NULL;
  g_autoptr (TwBoardReport) report = NULL;
  g_auto (GStrv) charts = words->charts != NULL ? g_strsplit (words->charts, ",", -1) : NULL;
  GError *error = NULL;

  if (workspace == NULL)
    return status;

  for (guint i = 0; charts != NULL && charts[i] != NULL; i++)
    g_strstrip (charts[i]);
  scope = make_scope (workspace, words, &error);
  if (scope != NULL)
    report = tw_board_report_new (workspace, scope, (const char *const *) charts, tw_cli_cancellable (), NULL, NULL,
                                  &error);
  if (report == NULL || !write_report (report, words, paper, &error))
    return tw_cli_fail (error);

  return tell_result (report, words, format);
}

static gboolean
check_words (const ReportWords *words,
             TwPaper           *paper,
             GError           **error)
{
  *paper = TW_PAPER_A4;
  if (words->period == NULL)
    g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("The option %s is missing."), "--period");
  else if (words->output == NULL)
    g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("The option %s is missing."), "--output");
  else if (!g_str_has_suffix (words->output, ".pdf") && !g_str_has_suffix (words->output, ".xlsx"))
    g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is neither a .pdf nor an .xlsx file."), words->output);
  else if (words->paper != NULL && g_ascii_strcasecmp (words->paper, "letter") == 0)
    *paper = TW_PAPER_LETTER;
  else if (words->paper != NULL && g_ascii_strcasecmp (words->paper, "a4") != 0)
    g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no paper size. Use a4 or letter."), words->paper);
  else
    return TRUE;

  return *error == NULL;
}

static int
run_report (int    argc,
            char **argv)
{
  g_auto (ReportWords) words = { 0 };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &words.period, N_("Such as 2026-Q3"), N_("PERIOD") },
    { "compare", 0, 0, G_OPTION_ARG_STRING, &words.compare,
      N_("With the same period a year before (year, as without this option), the previous one (previous), none, or a "
         "period"),
      N_("PERIOD") },
    { "charts", 0, 0, G_OPTION_ARG_STRING, &words.charts, N_("Only these, separated by commas, in this order"),
      N_("CHARTS") },
    { "type", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.values[TW_BOARD_TYPE],
      N_("Only partners of this type; may be given several times"), N_("TYPE") },
    { "region", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.values[TW_BOARD_REGION], N_("Only of this region"),
      N_("REGION") },
    { "tier", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.values[TW_BOARD_TIER], N_("Only in this tier"), N_("TIER") },
    { "manager", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.values[TW_BOARD_MANAGER],
      N_("Only of this manager, by external id"), N_("MANAGER") },
    { "partner", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.values[TW_BOARD_PARTNER],
      N_("Only this partner, by external id"), N_("PARTNER") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &words.output, N_("The file, .pdf or .xlsx"), N_("FILE") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &words.paper, N_("a4 or letter"), N_("SIZE") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &words.title, N_("Title of the report"), N_("TEXT") },
    { "comment", 0, 0, G_OPTION_ARG_STRING, &words.comment, N_("A paragraph for the first page"), N_("TEXT") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &words.date,
      N_("The day it is made on, such as 2026-07-05; the same day gives the same file"), N_("DATE") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &words.list, N_("List the charts, and write nothing"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &words.format, N_("How to tell what was written: table or json"),
      N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  TwCliFormat format;
  TwPaper paper;
  GError *error = NULL;
  int status = TW_EXIT_DONE;
  int n = tw_cli_parse (tw_cli_find ("report"), entries, 0, 1, &argc, &argv, &status);

  if (n < 0 || !tw_cli_parse_format (words.format, &format, &status))
    return status;
  if (words.list)
    return list_charts (format == TW_FORMAT_JSON);
  if (n < 1)
    {
      g_printerr (_("Something is missing.\n"));
      return TW_EXIT_USAGE;
    }
  if (!check_words (&words, &paper, &error))
    return tw_cli_fail (error);

  return make_report (argv[0], &words, paper, format);
}

const TwCliVerb tw_cli_report_verbs[] = {
  { "report", N_("FILE --period PERIOD --output FILE.pdf|.xlsx"), N_("Write the board report of a period"),
    run_report },
  { NULL, NULL, NULL, NULL },
};
