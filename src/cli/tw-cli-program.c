/* tw-cli-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* program: programs as text, and their versions. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "tw-cli-program-diff.h"
#include "tw-cli-program-guide.h"
#include "tw-cli-program-language.h"
#include "tw-cli-program-show.h"
#include "tw-cli-program-state.h"
#include "tw-error.h"
#include "tw-program-add.h"
#include "tw-program-check.h"
#include "tw-program-version.h"

typedef struct
{
  char  *output;
  int    version;
  char **waive;    /* CODE[@PATH]=REASON */
  char  *reason;
  char  *last_day;
  char  *path;
  char  *paper;
  char  *period;
  char  *format_text;
  TwCliFormat format;
} ProgramWords;

static void
words_clear (ProgramWords *words)
{
  g_free (words->output);
  g_strfreev (words->waive);
  g_free (words->reason);
  g_free (words->last_day);
  g_free (words->path);
  g_free (words->paper);
  g_free (words->period);
  g_free (words->format_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProgramWords, words_clear)

static void
print_refusals (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);

      const char *check = tw_program_check_catalogue (finding->code);

      if (finding->severity == TW_SEVERITY_ERROR)
        g_printerr ("  %s %s: %s\n", check != NULL ? check : finding->code, finding->path != NULL ? finding->path : "/",
                    finding->message);
    }
}

static int
import_program (TwWorkspace *workspace,
                const char  *path)
{
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (TwVocabulary) vocabulary = NULL;
  g_autoptr (TwProgramDocument) document = NULL;
  GError *error = NULL;
  gint64 version;
  const TwProgram *program;

  vocabulary = tw_program_vocabulary_new (workspace, &error);
  if (vocabulary == NULL)
    return tw_cli_fail (error);

  document = tw_program_document_load (path, vocabulary, findings, &error);
  if (document == NULL)
    {
      int status;

      if (strstr (error->message, path) == NULL)
        g_prefix_error (&error, "%s: ", path);
      status = tw_cli_fail (error);

      if (findings->len > 1)
        print_refusals (findings);
      return status;
    }
  if (!tw_program_version_import (workspace, document, &version, &error))
    return tw_cli_fail (error);

  program = tw_program_document_get_program (document);
  g_print (_("Imported “%s” as a draft\n"), program->name);
  return TW_EXIT_DONE;
}

static int
export_program (TwWorkspace        *workspace,
                gint64              version,
                const ProgramWords *words)
{
  g_autoptr (TwProgramDocument) document = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  document = tw_program_version_load (workspace, version, NULL, &error);
  if (document == NULL)
    return tw_cli_fail (error);

  text = tw_program_document_to_text (document);
  if (words->output == NULL)
    g_print ("%s", text);
  else if (!g_file_set_contents (words->output, text, -1, &error))
    return tw_cli_fail (error);

  return TW_EXIT_DONE;
}

/* “CHK-58@/rules/1=Agreed with finance” or “CHK-58=Agreed with finance”. */
static gboolean
waive (TwWorkspace  *workspace,
       gint64        version,
       char        **waivers,
       GError      **error)
{
  for (guint i = 0; waivers != NULL && waivers[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (waivers[i], "=", 2);
      char *at;

      if (halves[0] == NULL || halves[1] == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” lacks a reason: write --waive CODE=REASON."),
                       waivers[i]);
          return FALSE;
        }
      at = strchr (halves[0], '@');
      if (at != NULL)
        *at++ = '\0';
      if (!tw_program_version_waive (workspace, version, halves[0], at, halves[1], error))
        return FALSE;
    }

  return TRUE;
}

static int
publish_program (TwWorkspace        *workspace,
                 gint64              version,
                 const char         *name,
                 const ProgramWords *words)
{
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  GError *error = NULL;

  if (!waive (workspace, version, words->waive, &error)
      || !tw_program_version_publish (workspace, version, findings, &error))
    {
      int status = tw_cli_fail (error);

      print_refusals (findings);
      if (findings->len > 0)
        g_printerr ("%s\n", _("Change the program, or answer for a finding with --waive CODE@PATH=REASON."));
      return status;
    }

  g_print (_("Published “%s”\n"), name);
  return TW_EXIT_DONE;
}

static int
run_on_version (TwWorkspace        *workspace,
                const char         *action,
                const char         *name,
                const ProgramWords *words)
{
  GError *error = NULL;
  gint64 version;

  if (!tw_program_version_find (workspace, name, words->version, &version, &error))
    return tw_cli_fail (error);

  if (g_strcmp0 (action, "export") == 0)
    return export_program (workspace, version, words);
  if (g_strcmp0 (action, "guide") == 0)
    return tw_cli_program_guide (workspace, version, words->output, words->paper, words->format);
  if (g_strcmp0 (action, "publish") == 0)
    return publish_program (workspace, version, name, words);
  if (tw_cli_program_changes_state (action))
    return tw_cli_program_change_state (workspace, version, name, action,
                                        words->reason != NULL ? words->reason
                                        : words->last_day != NULL ? words->last_day : words->path);

  return tw_cli_program_show (workspace, version, words->format);
}

static int
run_action (const char         *action,
            int                 n,
            char              **argv,
            const ProgramWords *words)
{
  static const char *const on_version[] = { "export", "guide", "publish", "show", NULL };
  gboolean changes = tw_cli_program_changes_state (action);
  gboolean versioned = changes || g_strv_contains (on_version, action);
  gboolean writes = changes || g_strcmp0 (action, "import") == 0 || g_strcmp0 (action, "publish") == 0;
  g_autoptr (TwWorkspace) workspace = NULL;
  GError *error = NULL;
  int status;

  if (!versioned && !g_str_equal (action, "import") && !g_str_equal (action, "list")
      && !g_str_equal (action, "diff"))
    {
      g_printerr (_("“%s” is nothing that can be done with a program.\n"), action);
      return TW_EXIT_USAGE;
    }
  if (n < (g_str_equal (action, "list") ? 2 : g_str_equal (action, "diff") ? 4 : 3))
    {
      g_printerr (_("Something is missing. “tierwright program --help” says what.\n"));
      return TW_EXIT_USAGE;
    }

  workspace = tw_cli_open (argv[1], !writes, &status);
  if (workspace == NULL)
    return status;

  if (versioned)
    status = run_on_version (workspace, action, argv[2], words);
  else if (writes)
    status = import_program (workspace, argv[2]);
  else if (g_str_equal (action, "diff"))
    status = tw_cli_program_diff (workspace, argv[2], argv[3], words->period, words->format);
  else
    status = tw_cli_program_list (workspace, words->format);

  if (!tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);
  return status;
}

/* A format that an action doesn't have is refused rather than passed over. */
static gboolean
parse_format (const char   *action,
              ProgramWords *words,
              int          *status)
{
  static const char *const tables[] = { "list", "templates", "show", NULL };
  static const char *const others[] = { "diff", "guide", "language", NULL };
  gboolean table = g_strv_contains (tables, action);
  gboolean fits = table || g_strv_contains (others, action);

  if (words->format_text == NULL)
    return TRUE;
  if (fits && !tw_cli_parse_format (words->format_text, &words->format, status))
    return FALSE;
  if (fits && (table || words->format != TW_FORMAT_CSV))
    return TRUE;
  g_printerr (_("“%1$s” has no format “%2$s”. “tierwright program --help” says which there are.\n"), action,
              words->format_text);
  *status = TW_EXIT_USAGE;

  return FALSE;
}

static int
run_program (int    argc,
             char **argv)
{
  g_auto (ProgramWords) words = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output, N_("export, guide: write to a file"), N_("FILE") },
    { "version", 0, 0, G_OPTION_ARG_INT, &words.version, N_("Which version; the newest by default"), N_("N") },
    { "waive", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.waive,
      N_("publish: answer for a finding with a reason"), N_("CODE[@PATH]=REASON") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &words.reason, N_("withdraw: why the version goes back to a draft"),
      N_("TEXT") },
    { "last-day", 0, 0, G_OPTION_ARG_STRING, &words.last_day, N_("retire: the last day that the version prices"),
      N_("DATE") },
    { "path", 0, 0, G_OPTION_ARG_STRING, &words.path,
      N_("confirm: only what stands at this path of the document; everything by default"), N_("PATH") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &words.paper, N_("guide: a4 or letter"), N_("SIZE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &words.period, N_("diff: also what both would have cost then"),
      N_("PERIOD") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &words.format_text,
      N_("list, templates, show: table, csv or json; diff, language: table or json; guide: json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  int status;
  int n = tw_cli_parse (tw_cli_find ("program"), entries, 1, 4, &argc, &argv, &status);

  if (n < 0)
    return status;
  if (!parse_format (argv[0], &words, &status))
    return status;
  if (g_str_equal (argv[0], "templates"))
    return tw_cli_program_templates (words.format);
  if (g_str_equal (argv[0], "language"))
    return tw_cli_program_language (n > 1 ? argv[1] : NULL, words.format);

  return run_action (argv[0], n, argv, &words);
}

const TwCliVerb tw_cli_program_verbs[] = {
  { "program", "import FILE PROGRAM.json | export FILE NAME | submit FILE NAME | withdraw FILE NAME | confirm FILE NAME | publish FILE NAME | retire FILE NAME | show FILE NAME | guide FILE NAME | diff FILE A B | list FILE | templates | language [TOPIC]",
    N_("Import, export, review, publish, retire and show programs, and say how one is written"), run_program },
  { NULL, NULL, NULL, NULL },
};
