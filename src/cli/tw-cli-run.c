/* tw-cli-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* calculate, approve, reopen, adjust, statements, explain: what finance does with a period. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>

#include "tw-approval.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-explain.h"
#include "tw-list-text.h"
#include "tw-run.h"
#include "tw-statement.h"
#include "tw-totals.h"
#include "tw-workflow.h"
#include "tw-xlsx-folder.h"

static gboolean
require (const char *text,
         const char *option,
         int        *status)
{
  if (text != NULL && *text != '\0')
    return TRUE;

  g_printerr (_("The option %s is missing.\n"), option);
  *status = TW_EXIT_USAGE;
  return FALSE;
}

/* Which statements a verb works on. */
typedef struct
{
  char *period;
  char *partner;
} StatementWords;

static void
words_clear (StatementWords *words)
{
  g_free (words->period);
  g_free (words->partner);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StatementWords, words_clear)

#define STATEMENT_ENTRIES(words)                                                                              \
  { "period", 0, 0, G_OPTION_ARG_STRING, &words.period, N_("Such as 2026-Q3"), N_("PERIOD") },                \
  { "partner", 0, 0, G_OPTION_ARG_STRING, &words.partner, N_("Only this partner's, by external id or name"),  \
    N_("NAME") }

/* One line per currency: never a sum over several. */
static gboolean
print_period_totals (TwWorkspace  *workspace,
                     const char   *period,
                     GError      **error)
{
  const TwEntity *entity = tw_entity_find ("statements");
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  TwTotals *totals;

  if (!tw_filter_add (filter, workspace, "period", TW_FILTER_IS, period, error))
    return FALSE;
  totals = tw_totals_of_filter (workspace, entity, filter, error);
  if (totals == NULL)
    return FALSE;

  for (guint i = 0; i < totals->sums->len; i++)
    {
      const TwTotal *total = g_ptr_array_index (totals->sums, i);
      g_autofree char *text = tw_decimal_format (total->sum, total->digits);

      g_print ("%-16s %18s %s\n", tw_field_get_label (&entity->fields[total->field]), text,
               total->currency != NULL ? total->currency : "");
    }

  tw_totals_free (totals);
  return TRUE;
}

static int
print_report (TwWorkspace       *workspace,
              const TwRunReport *report)
{
  GError *error = NULL;

  if (report->empty_reason != NULL)
    {
      g_print (_("%s: nothing was calculated. %s\n"), report->period, report->empty_reason);
      return TW_EXIT_FINDINGS;
    }

  g_print (_("%s: %u statements calculated"), report->period, report->n_statements);
  if (report->n_kept > 0)
    g_print (_(", %u approved ones kept"), report->n_kept);
  g_print (_("\nFacts: %" G_GINT64_FORMAT " in the period, %" G_GINT64_FORMAT " earned, %" G_GINT64_FORMAT
             " excluded with a reason\n"),
           report->facts_seen, report->facts_earned, report->facts_excluded);
  if (!print_period_totals (workspace, report->period, &error))
    return tw_cli_fail (error);

  for (guint i = 0; i < report->late->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (report->late, i));
  for (guint i = 0; i < report->problems->len; i++)
    g_printerr (_("Stopped: %s\n"), (const char *) g_ptr_array_index (report->problems, i));

  return report->problems->len > 0 ? TW_EXIT_FINDINGS : TW_EXIT_DONE;
}

static int
run_calculate (int    argc,
               char **argv)
{
  g_autofree char *period = NULL;
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, N_("Such as 2026-Q3"), N_("PERIOD") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (TwRunReport) report = NULL;
  GError *error = NULL;
  int status;

  if (tw_cli_parse (tw_cli_find ("calculate"), entries, 1, 1, &argc, &argv, &status) < 0
      || !require (period, "--period", &status))
    return status;

  workspace = tw_cli_open (argv[0], FALSE, &status);
  if (workspace == NULL)
    return status;

  report = tw_run_calculate (workspace, period, tw_cli_cancellable (), NULL, NULL, &error);
  if (report == NULL)
    return tw_cli_fail (error);

  status = print_report (workspace, report);
  if (!tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);
  return status;
}

/* (transfer full): the statements that a verb works on; %NULL with @status set where there are none. */
static GArray *
find_statements (TwWorkspace *workspace,
                 const char  *period,
                 const char  *partner,
                 int         *status)
{
  GError *error = NULL;
  g_autoptr (GArray) ids = tw_statement_find (workspace, period, partner, &error);

  if (ids == NULL)
    {
      *status = tw_cli_fail (error);
      return NULL;
    }
  if (ids->len > 0)
    return g_steal_pointer (&ids);

  if (partner != NULL)
    g_printerr (_("“%s” has no statement for %s. Give the partner's external id or name, and calculate the period "
                  "first.\n"),
                partner, period);
  else
    g_printerr (_("There is no statement for %s. Calculate the period first.\n"), period);
  *status = TW_EXIT_INPUT;
  return NULL;
}

/* Those of @ids that are, or are not, approved. */
static GArray *
keep_state (TwWorkspace      *workspace,
            GArray           *ids,
            TwStatementState  state,
            GError          **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *name = NULL;
      g_autofree char *by = NULL;

      if (!tw_approval_read (workspace, id, &name, &by, error))
        return NULL;
      if (g_str_equal (name, "approved") == (state == TW_STATEMENT_APPROVED))
        g_array_append_val (kept, id);
    }

  return g_steal_pointer (&kept);
}

/* Opens a workspace and finds what the words name. FALSE with @status set. */
static gboolean
open_statements (const char            *path,
                 gboolean               read_only,
                 const StatementWords  *words,
                 TwWorkspace          **workspace,
                 GArray               **ids,
                 int                   *status)
{
  *workspace = tw_cli_open (path, read_only, status);
  if (*workspace != NULL)
    *ids = find_statements (*workspace, words->period, words->partner, status);

  return *ids != NULL;
}

/* The same for those in one state; an empty list is no error. */
static gboolean
open_in_state (const char            *path,
               const StatementWords  *words,
               TwStatementState       state,
               TwWorkspace          **workspace,
               GArray               **ids,
               int                   *status)
{
  g_autoptr (GArray) found = NULL;
  GError *error = NULL;

  if (!open_statements (path, FALSE, words, workspace, &found, status))
    return FALSE;

  *ids = keep_state (*workspace, found, state, &error);
  if (*ids == NULL)
    *status = tw_cli_fail (error);

  return *ids != NULL;
}

static int
run_approve (int    argc,
             char **argv)
{
  g_auto (StatementWords) words = { 0 };
  const GOptionEntry entries[] = { STATEMENT_ENTRIES (words), G_OPTION_ENTRY_NULL };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GArray) ids = NULL;
  GError *error = NULL;
  int status;

  if (tw_cli_parse (tw_cli_find ("approve"), entries, 1, 1, &argc, &argv, &status) < 0
      || !require (words.period, "--period", &status)
      || !open_in_state (argv[0], &words, TW_STATEMENT_CALCULATED, &workspace, &ids, &status))
    return status;

  if (ids->len == 0)
    {
      g_print (_("Every statement of %s is approved already.\n"), words.period);
      return TW_EXIT_DONE;
    }
  if (!tw_workflow_approve (workspace, (const gint64 *) ids->data, ids->len, tw_cli_cancellable (), NULL, NULL,
                            &error)
      || !tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);

  g_print (ngettext ("Approved %u statement\n", "Approved %u statements\n", ids->len), ids->len);
  return TW_EXIT_DONE;
}

static int
run_reopen (int    argc,
            char **argv)
{
  g_auto (StatementWords) words = { 0 };
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
    STATEMENT_ENTRIES (words),
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GArray) ids = NULL;
  GError *error = NULL;
  int status;

  if (tw_cli_parse (tw_cli_find ("reopen"), entries, 1, 1, &argc, &argv, &status) < 0
      || !require (words.period, "--period", &status) || !require (reason, "--reason", &status)
      || !open_in_state (argv[0], &words, TW_STATEMENT_APPROVED, &workspace, &ids, &status))
    return status;

  if (ids->len == 0)
    {
      g_print (_("No statement of %s is approved.\n"), words.period);
      return TW_EXIT_DONE;
    }
  if (!tw_workflow_reopen (workspace, (const gint64 *) ids->data, ids->len, reason, &error)
      || !tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);

  g_print (ngettext ("Reopened %u statement\n", "Reopened %u statements\n", ids->len), ids->len);
  return TW_EXIT_DONE;
}

static gboolean
adjust_one (TwWorkspace  *workspace,
            gint64        id,
            const char   *amount,
            const char   *reason,
            const char   *reference,
            const char   *line,
            GError      **error)
{
  g_autoptr (TwStatement) statement = tw_statement_read (workspace, id, error);
  gint64 minor;

  if (statement == NULL || !tw_decimal_parse (amount, statement->digits, &minor, error))
    return FALSE;

  return tw_workflow_adjust (workspace, id, minor, reason, reference, line, error);
}

static int
run_adjust (int    argc,
            char **argv)
{
  g_auto (StatementWords) words = { 0 };
  g_autofree char *amount = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *line = NULL;
  const GOptionEntry entries[] = {
    STATEMENT_ENTRIES (words),
    { "amount", 0, 0, G_OPTION_ARG_STRING, &amount, N_("Signed; a plus is for the partner"), N_("AMOUNT") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    { "reference", 0, 0, G_OPTION_ARG_STRING, &reference, N_("Document or decision behind it"), N_("TEXT") },
    { "line", 0, 0, G_OPTION_ARG_STRING, &line, N_("Line that it corrects"), N_("LINE") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GArray) ids = NULL;
  GError *error = NULL;
  int status;

  if (tw_cli_parse (tw_cli_find ("adjust"), entries, 1, 1, &argc, &argv, &status) < 0
      || !require (words.period, "--period", &status) || !require (words.partner, "--partner", &status)
      || !require (amount, "--amount", &status) || !require (reason, "--reason", &status)
      || !require (reference, "--reference", &status)
      || !open_statements (argv[0], FALSE, &words, &workspace, &ids, &status))
    return status;
  if (ids->len > 1)
    {
      g_printerr (_("“%s” has %u statements for %s. Adjust it in the window, where the program can be chosen.\n"),
                  words.partner, ids->len, words.period);
      return TW_EXIT_INPUT;
    }
  if (!adjust_one (workspace, g_array_index (ids, gint64, 0), amount, reason, reference, line, &error)
      || !tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);

  g_print (_("Adjusted by %s\n"), amount);
  return TW_EXIT_DONE;
}

static int
run_statements (int    argc,
                char **argv)
{
  g_auto (StatementWords) words = { 0 };
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    STATEMENT_ENTRIES (words),
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Folder for the files"), N_("DIR") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GArray) ids = NULL;
  TwXlsxFolderReport report;
  GError *error = NULL;
  int status;

  if (tw_cli_parse (tw_cli_find ("statements"), entries, 1, 1, &argc, &argv, &status) < 0
      || !require (words.period, "--period", &status) || !require (output, "--output", &status)
      || !open_statements (argv[0], TRUE, &words, &workspace, &ids, &status))
    return status;

  if (!tw_xlsx_folder_write (workspace, (const gint64 *) ids->data, ids->len, output, tw_cli_cancellable (), NULL, NULL,
                             &report, &error))
    return tw_cli_fail (error);

  g_print (ngettext ("Wrote %u statement to %s\n", "Wrote %u statements to %s\n", report.n_written),
           report.n_written, output);
  if (report.cancelled)
    g_printerr (ngettext ("Cancelled: %u statement is not written.\n", "Cancelled: %u statements are not written.\n",
                          report.n_total - report.n_written),
                report.n_total - report.n_written);
  return report.cancelled ? TW_EXIT_INPUT : TW_EXIT_DONE;
}

static int
run_explain (int    argc,
             char **argv)
{
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (TwExplanation) explanation = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  gint64 line;
  int status;

  if (tw_cli_parse (tw_cli_find ("explain"), NULL, 2, 2, &argc, &argv, &status) < 0)
    return status;

  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;

  line = tw_explain_find (workspace, argv[1], &error);
  explanation = line == 0 ? NULL : tw_explain_line (workspace, line, &error);
  if (explanation == NULL)
    return tw_cli_fail (error);

  text = tw_explanation_to_text (explanation);
  g_print ("%s", text);
  return TW_EXIT_DONE;
}

const TwCliVerb tw_cli_run_verbs[] = {
  { "calculate", "FILE --period PERIOD", N_("Calculate a period"), run_calculate },
  { "approve", "FILE --period PERIOD [--partner NAME]", N_("Approve statements"), run_approve },
  { "reopen", "FILE --period PERIOD [--partner NAME] --reason TEXT", N_("Take approvals back"), run_reopen },
  { "adjust", "FILE --period PERIOD --partner NAME --amount AMOUNT --reason TEXT --reference TEXT",
    N_("Adjust a statement by hand"), run_adjust },
  { "statements", "FILE --period PERIOD --output DIR [--partner NAME]", N_("Write statements as workbooks"),
    run_statements },
  { "explain", "FILE LINE", N_("Say why a line is what it is"), run_explain },
  { NULL, NULL, NULL, NULL },
};
