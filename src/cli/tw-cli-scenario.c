/* tw-cli-scenario.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* scenario: branches of a version, kept, changed, replayed on the past, compared, promoted. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-scenario.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-cli-sheet.h"
#include "tw-error.h"
#include "tw-program-version.h"
#include "tw-scenario.h"

static void
words_clear (TwScenarioWords *words)
{
  g_free (words->program);
  g_free (words->period);
  g_free (words->notes);
  g_free (words->from);
  g_free (words->within);
  g_free (words->response);
  g_free (words->margin);
  g_free (words->format);
  g_strfreev (words->set);
  g_strfreev (words->unset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwScenarioWords, words_clear)

/* The last published version of the program, else its last one; with no program named, of the only one there is. */
static gboolean
find_version (TwWorkspace            *workspace,
              const TwScenarioWords  *words,
              gint64                 *version,
              GError                **error)
{
  g_autoptr (GPtrArray) versions = tw_program_versions_list (workspace, error);
  const TwProgramVersion *found = NULL;
  const TwProgramVersion *any = NULL;

  if (versions == NULL)
    return FALSE;

  for (guint i = 0; i < versions->len; i++)
    {
      const TwProgramVersion *row = g_ptr_array_index (versions, i);

      if (words->program != NULL && g_strcmp0 (row->name, words->program) != 0)
        continue;
      if (any != NULL && any->program != row->program)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_AMBIGUOUS,
                       _("The workspace has several programs. Say which one is meant with --program."));
          return FALSE;
        }
      any = row;
      if (words->version > 0 ? row->number == words->version : g_strcmp0 (row->state, "published") == 0)
        found = row;
    }
  if (versions->len == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   _("The workspace has no program yet. Import one, or make one from a template."));
      return FALSE;
    }
  if (found == NULL && words->version == 0)
    found = any;
  if (found == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("There is no such version of the program “%s”. Look at its versions."),
                   words->program != NULL ? words->program : any != NULL ? any->name : "");
      return FALSE;
    }

  *version = found->id;
  return TRUE;
}

gboolean
tw_cli_scenario_choose (TwWorkspace            *workspace,
                        const TwScenarioWords  *words,
                        const char             *name,
                        TwScenarioChoice       *choice,
                        GError                **error)
{
  g_autoptr (TwScenario) scenario = NULL;

  *choice = (TwScenarioChoice){ 0 };
  if (name == NULL)
    return find_version (workspace, words, &choice->version, error);
  if ((words->program != NULL || words->version > 0) && !find_version (workspace, words, &choice->version, error))
    return FALSE;
  if (!tw_scenario_find (workspace, choice->version, name, &choice->scenario, error))
    return FALSE;

  scenario = tw_scenario_load (workspace, choice->scenario, error);
  if (scenario != NULL)
    choice->version = scenario->version;

  return scenario != NULL;
}

/* PATH=VALUE; a value that begins as JSON does is JSON, any other a text. */
static gboolean
add_words (GPtrArray       *edits,
           char           **set,
           char           **unset,
           GError         **error)
{
  for (guint i = 0; set != NULL && set[i] != NULL; i++)
    {
      const char *equals = strchr (set[i], '=');
      g_autofree char *path = equals == NULL ? NULL : g_strndup (set[i], (gsize) (equals - set[i]));

      if (equals == NULL || path[0] != '/')
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                       _("“%s” isn't PATH=VALUE, such as /rules/0/table/bands/1/rate=3%%."), set[i]);
          return FALSE;
        }
      if (strchr ("{[\"", equals[1]) != NULL && equals[1] != '\0')
        tw_program_edits_set (edits, path, equals + 1);
      else
        tw_program_edits_set_text (edits, path, equals + 1);
    }
  for (guint i = 0; unset != NULL && unset[i] != NULL; i++)
    tw_program_edits_remove (edits, unset[i]);

  return TRUE;
}

static int
list (TwWorkspace           *workspace,
      const TwScenarioWords *words,
      char                 **names,
      TwCliFormat            format)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cli_sheet_free);
  TwCliSheet *sheet = tw_cli_sheet_new ("scenarios", NULL);
  GError *error = NULL;
  g_autoptr (GPtrArray) scenarios = tw_scenarios_list (workspace, 0, &error);

  g_ptr_array_add (sheets, sheet);
  if (scenarios == NULL)
    return tw_cli_fail (error);

  tw_cli_sheet_column (sheet, "program", _("Program"), FALSE);
  tw_cli_sheet_column (sheet, "version", _("Version"), TRUE);
  tw_cli_sheet_column (sheet, "scenario", _("Scenario"), FALSE);
  tw_cli_sheet_column (sheet, "changes", _("Changes"), TRUE);
  tw_cli_sheet_column (sheet, "notes", _("Notes"), FALSE);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const TwScenario *one = g_ptr_array_index (scenarios, i);

      if (words->program != NULL && g_strcmp0 (one->program_name, words->program) != 0)
        continue;
      tw_cli_sheet_cell (sheet, g_strdup (one->program_name));
      tw_cli_sheet_cell (sheet, g_strdup_printf ("%d", one->number));
      tw_cli_sheet_cell (sheet, g_strdup (one->name));
      tw_cli_sheet_cell (sheet, g_strdup_printf ("%u", one->n_overrides));
      tw_cli_sheet_cell (sheet, g_strdup (one->notes));
    }
  tw_cli_sheets_print (sheets, format);

  return TW_EXIT_DONE;
}

static int
create (TwWorkspace           *workspace,
        const TwScenarioWords *words,
        char                 **names,
        TwCliFormat            format)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  TwScenarioChoice choice;
  GError *error = NULL;

  if (!tw_cli_scenario_choose (workspace, words, NULL, &choice, &error)
      || !add_words (edits, words->set, words->unset, &error)
      || !tw_scenario_create (workspace, choice.version, names[0], words->notes, edits, NULL, &error))
    return tw_cli_fail (error);

  g_print (_("Created the scenario “%s”.\n"), names[0]);
  return TW_EXIT_DONE;
}

static int
set (TwWorkspace           *workspace,
     const TwScenarioWords *words,
     char                 **names,
     TwCliFormat            format)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  TwScenarioChoice choice;
  GError *error = NULL;

  if (words->set == NULL && words->unset == NULL)
    {
      g_printerr (_("Say what changes with --set PATH=VALUE or --unset PATH.\n"));
      return TW_EXIT_USAGE;
    }
  if (!tw_cli_scenario_choose (workspace, words, names[0], &choice, &error)
      || !add_words (edits, words->set, words->unset, &error)
      || !tw_scenario_add_overrides (workspace, choice.scenario, edits, &error))
    return tw_cli_fail (error);

  g_print (_("Changed the scenario “%s”.\n"), names[0]);
  return TW_EXIT_DONE;
}

static int
rename_one (TwWorkspace           *workspace,
            const TwScenarioWords *words,
            char                 **names,
            TwCliFormat            format)
{
  g_autoptr (TwScenario) scenario = NULL;
  TwScenarioChoice choice;
  GError *error = NULL;

  if (!tw_cli_scenario_choose (workspace, words, names[0], &choice, &error))
    return tw_cli_fail (error);
  scenario = tw_scenario_load (workspace, choice.scenario, &error);
  if (scenario == NULL
      || !tw_scenario_rename (workspace, choice.scenario, names[1],
                              words->notes != NULL ? words->notes : scenario->notes, &error))
    return tw_cli_fail (error);

  g_print (_("Renamed the scenario “%s” to “%s”.\n"), names[0], names[1]);
  return TW_EXIT_DONE;
}

static int
duplicate (TwWorkspace           *workspace,
           const TwScenarioWords *words,
           char                 **names,
           TwCliFormat            format)
{
  TwScenarioChoice choice;
  GError *error = NULL;
  gint64 copy;

  if (!tw_cli_scenario_choose (workspace, words, names[0], &choice, &error)
      || !tw_scenario_duplicate (workspace, choice.scenario, names[1], &copy, &error))
    return tw_cli_fail (error);

  g_print (_("Created the scenario “%s”.\n"), names[1]);
  return TW_EXIT_DONE;
}

static int
remove_one (TwWorkspace           *workspace,
            const TwScenarioWords *words,
            char                 **names,
            TwCliFormat            format)
{
  TwScenarioChoice choice;
  GError *error = NULL;

  if (!tw_cli_scenario_choose (workspace, words, names[0], &choice, &error)
      || !tw_scenario_remove (workspace, choice.scenario, &error))
    return tw_cli_fail (error);

  g_print (_("Removed the scenario “%s”.\n"), names[0]);
  return TW_EXIT_DONE;
}

static int
promote (TwWorkspace           *workspace,
         const TwScenarioWords *words,
         char                 **names,
         TwCliFormat            format)
{
  TwScenarioChoice choice;
  GError *error = NULL;
  gint64 draft;
  TwDate from;

  if (words->from == NULL || !tw_date_parse (words->from, &from, NULL))
    {
      g_printerr (_("Give the draft's first day with --from, such as 2027-01-01.\n"));
      return TW_EXIT_USAGE;
    }
  if (!tw_cli_scenario_choose (workspace, words, names[0], &choice, &error)
      || !tw_scenario_promote (workspace, choice.scenario, from, &draft, &error))
    return tw_cli_fail (error);

  g_print (_("Made a draft of the scenario “%s”, in force from %s on.\n"), names[0], words->from);
  return TW_EXIT_DONE;
}

static const struct
{
  const char *name;
  int         min;     /* names behind it */
  int         max;
  gboolean    writes;
  int       (*run) (TwWorkspace           *workspace,
                    const TwScenarioWords *words,
                    char                 **names,
                    TwCliFormat            format);
} jobs[] = {
  { "list", 0, 0, FALSE, list },
  { "create", 1, 1, TRUE, create },
  { "set", 1, 1, TRUE, set },
  { "rename", 2, 2, TRUE, rename_one },
  { "duplicate", 2, 2, TRUE, duplicate },
  { "remove", 1, 1, TRUE, remove_one },
  { "promote", 1, 1, TRUE, promote },
  { "replay", 0, 1, FALSE, tw_cli_scenario_compare },
  { "compare", 1, G_MAXINT, FALSE, tw_cli_scenario_compare },
  { "sensitivity", 0, 1, FALSE, tw_cli_scenario_sensitivity },
  { "near", 0, 1, FALSE, tw_cli_scenario_near },
  { "forecast", 0, 1, FALSE, tw_cli_scenario_forecast },
};

static int
run_job (const TwScenarioWords *words,
         int                    n,
         char                 **argv)
{
  TwCliFormat format;
  int status;

  if (!tw_cli_parse_format (words->format, &format, &status))
    return status;

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr (TwWorkspace) workspace = NULL;

      if (g_strcmp0 (jobs[i].name, argv[1]) != 0)
        continue;
      if (n - 2 < jobs[i].min || n - 2 > jobs[i].max)
        {
          g_printerr (_("“scenario FILE %s” doesn't go with %d names. “tierwright scenario --help” says more.\n"),
                      argv[1], n - 2);
          return TW_EXIT_USAGE;
        }
      workspace = tw_cli_open (argv[0], !jobs[i].writes, &status);
      if (workspace != NULL && !jobs[i].writes)
        tw_workspace_set_cancellable (workspace, tw_cli_cancellable ());

      return workspace == NULL ? status : jobs[i].run (workspace, words, argv + 2, format);
    }

  g_printerr (_("“%s” is nothing to do with scenarios. “tierwright scenario --help” says what is.\n"), argv[1]);
  return TW_EXIT_USAGE;
}

static int
run_scenario (int    argc,
              char **argv)
{
  g_auto (TwScenarioWords) words = { .percent = 10, .trials = 1000, .seed = 1 };
  const GOptionEntry entries[] = {
    { "program", 0, 0, G_OPTION_ARG_STRING, &words.program, N_("The program"), N_("NAME") },
    { "version", 0, 0, G_OPTION_ARG_INT, &words.version, N_("Its version; the last published one by default"), N_("NUMBER") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &words.period, N_("A period, a year, or FIRST..LAST"), N_("PERIOD") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.set, N_("Change one place of the program"), N_("PATH=VALUE") },
    { "unset", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.unset, N_("Take one place of the program out"), N_("PATH") },
    { "notes", 0, 0, G_OPTION_ARG_STRING, &words.notes, N_("What the scenario is for"), N_("TEXT") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &words.from, N_("promote: first day of the draft"), N_("DATE") },
    { "partners", 0, 0, G_OPTION_ARG_NONE, &words.partners, N_("compare: every partner, not only those that win or lose"),
      NULL },
    { "margin", 0, 0, G_OPTION_ARG_STRING, &words.margin, N_("compare: gross margin, for the break-even"), N_("SHARE") },
    { "percent", 0, 0, G_OPTION_ARG_INT, &words.percent, N_("sensitivity: how far each number moves; 10"), N_("PERCENT") },
    { "within", 0, 0, G_OPTION_ARG_STRING, &words.within, N_("near: distance to the threshold; 10%"), N_("SHARE") },
    { "response", 0, 0, G_OPTION_ARG_STRING, &words.response, N_("near: share of them that stretches to it"), N_("SHARE") },
    { "trials", 0, 0, G_OPTION_ARG_INT, &words.trials, N_("forecast: how many; 1000"), N_("NUMBER") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &words.seed, N_("forecast: the same seed, the same figures; 1"), N_("NUMBER") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &words.format, N_("table, csv or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  int status;
  int n = tw_cli_parse (tw_cli_find ("scenario"), entries, 2, G_MAXINT, &argc, &argv, &status);

  return n < 0 ? status : run_job (&words, n, argv);
}

const TwCliVerb tw_cli_scenario_verbs[] = {
  { "scenario",
    "FILE list|create NAME|set NAME|rename NAME NEW|duplicate NAME NEW|remove NAME|promote NAME|replay [NAME]|"
    "compare NAME…|sensitivity [NAME]|near [NAME]|forecast [NAME]",
    N_("Keep branches of a program, and say what each would have cost"), run_scenario },
  { NULL, NULL, NULL, NULL },
};
