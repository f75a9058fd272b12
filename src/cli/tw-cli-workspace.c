/* tw-cli-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* new, verify, history, undo, redo: verbs about the file itself. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <string.h>

#include "tw-checker.h"
#include "tw-cli-findings.h"
#include "tw-error.h"
#include "tw-history-list.h"
#include "tw-program-add.h"
#include "tw-program-template.h"
#include "tw-program-text.h"
#include "tw-program-version.h"
#include "tw-sample-workspace.h"
#include "tw-verify.h"

/* A draft of each template that was asked for, with all that it brought waiting to be confirmed. */
static gboolean
add_templates (TwWorkspace  *workspace,
               char        **ids,
               GError      **error)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (JsonNode) root = tw_program_template_root (ids[i], error);
      g_autofree char *text = root != NULL ? tw_program_text_canonical (root, FALSE) : NULL;

      if (text == NULL || !tw_program_add (workspace, text, FALSE, NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* “07-01”: the day on which a fiscal year begins. */
gboolean
tw_cli_parse_day_of_year (const char  *text,
                          int         *month,
                          int         *day,
                          GError     **error)
{
  g_autofree char *text_of_date = g_strconcat ("2001-", text, NULL);
  TwDate date;
  int year;

  if (!tw_date_parse (text_of_date, &date, NULL))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                   _("“%s” is no start of a fiscal year. Write month and day, such as 07-01."), text);
      return FALSE;
    }

  tw_date_to_ymd (date, &year, month, day);
  return TRUE;
}

static int
run_new (int    argc,
         char **argv)
{
  gboolean sample = FALSE;
  g_auto (GStrv) templates = NULL;
  g_autofree char *name = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *year_start = NULL;
  const GOptionEntry entries[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, &sample, N_("Fill it with the sample"), NULL },
    { "template", 0, 0, G_OPTION_ARG_STRING_ARRAY, &templates, N_("Add a program from a template"), N_("ID") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("What the workspace is called"), N_("NAME") },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, N_("Reporting currency"), N_("CODE") },
    { "year-start", 0, 0, G_OPTION_ARG_STRING, &year_start, N_("First day of the fiscal year"), N_("MM-DD") },
    G_OPTION_ENTRY_NULL
  };
  const TwCliVerb *verb = tw_cli_find ("new");
  TwWorkspaceInit init = { 0 };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autofree char *base = NULL;
  GError *error = NULL;
  int status;

  if (tw_cli_parse (verb, entries, 1, 1, &argc, &argv, &status) < 0)
    return status;
  if (year_start != NULL
      && !tw_cli_parse_day_of_year (year_start, &init.year_start_month, &init.year_start_day, &error))
    return tw_cli_fail (error);

  base = g_path_get_basename (argv[0]);
  if (g_str_has_suffix (base, TW_WORKSPACE_EXTENSION))
    base[strlen (base) - strlen (TW_WORKSPACE_EXTENSION)] = '\0';
  init.name = name != NULL ? name : base;
  init.currency = currency;

  workspace = sample ? tw_sample_workspace_create (argv[0], NULL, NULL, NULL, NULL, &error)
                     : tw_workspace_create (argv[0], &init, NULL, &error);
  if (workspace == NULL)
    return tw_cli_fail (error);
  if (!add_templates (workspace, templates, &error))
    {
      g_clear_object (&workspace);
      g_unlink (argv[0]);
      return tw_cli_fail (error);
    }
  if (!tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);

  g_print (_("Made %s\n"), argv[0]);
  if (templates != NULL && templates[0] != NULL)
    g_print (_("What the template brought waits to be looked at: “program confirm” confirms it.\n"));
  return TW_EXIT_DONE;
}

static int
run_verify (int    argc,
            char **argv)
{
  g_autofree char *format_text = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) checked = NULL;
  g_autoptr (GPtrArray) programs = NULL;
  GError *error = NULL;
  TwCliFormat format;
  int status;

  if (tw_cli_parse (tw_cli_find ("verify"), entries, 1, 1, &argc, &argv, &status) < 0
      || !tw_cli_parse_format (format_text, &format, &status))
    return status;

  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;

  checked = tw_workspace_check (workspace, NULL, &error);
  findings = checked == NULL ? NULL : tw_verify (workspace, tw_cli_cancellable (), &error);
  programs = findings == NULL ? NULL : tw_program_versions_verify (workspace, &error);
  if (programs == NULL)
    return tw_cli_fail (error);

  g_ptr_array_extend_and_steal (findings, g_steal_pointer (&checked));
  g_ptr_array_extend_and_steal (findings, g_steal_pointer (&programs));
  return tw_cli_print_findings (findings, format,
                                _("The workspace, its history and every approved statement hold."));
}

static int
run_history (int    argc,
             char **argv)
{
  int limit = 100;
  const GOptionEntry entries[] = {
    { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, N_("Show at most N entries"), "N" },
    G_OPTION_ENTRY_NULL
  };
  static const char *const headings[] = { N_("Entry"), N_("When"), N_("Who"), N_("What") };
  static const gboolean numeric[] = { TRUE, FALSE, FALSE, FALSE };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) entries_list = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GError *error = NULL;
  int status;

  if (tw_cli_parse (tw_cli_find ("history"), entries, 1, 1, &argc, &argv, &status) < 0)
    return status;

  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;

  entries_list = tw_history_list (workspace, 0, (guint) MAX (limit, 1), &error);
  if (entries_list == NULL)
    return tw_cli_fail (error);

  for (guint i = 0; i < entries_list->len; i++)
    {
      const TwHistoryEntry *entry = g_ptr_array_index (entries_list, i);
      char **row = g_new0 (char *, G_N_ELEMENTS (headings) + 1);

      row[0] = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
      row[1] = g_strdup (entry->at);
      row[2] = g_strdup (entry->by);
      row[3] = entry->undone ? g_strdup_printf (_("%s (undone)"), entry->label) : g_strdup (entry->label);
      g_ptr_array_add (rows, row);
    }

  tw_cli_print_table (headings, numeric, G_N_ELEMENTS (headings), rows);
  return TW_EXIT_DONE;
}

static gboolean
parse_entry (const char *text,
             gint64     *entry)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, entry, NULL);
}

static int
run_undo (int    argc,
          char **argv)
{
  const TwCliVerb *verb = tw_cli_find ("undo");
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;
  gint64 entry = 0;
  int status;
  int n = tw_cli_parse (verb, NULL, 1, 2, &argc, &argv, &status);

  if (n < 0)
    return status;
  if (n == 2 && !parse_entry (argv[1], &entry))
    {
      g_printerr (_("“%s” is no entry of the history. “tierwright history FILE” lists them.\n"), argv[1]);
      return TW_EXIT_USAGE;
    }

  workspace = tw_cli_open (argv[0], FALSE, &status);
  if (workspace == NULL)
    return status;

  if (entry == 0)
    entry = tw_history_next_undo (workspace, &label);
  if (entry == 0)
    {
      g_printerr (_("There is nothing to undo.\n"));
      return TW_EXIT_INPUT;
    }
  if (!tw_history_undo (workspace, entry, NULL, &error) || !tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);

  g_print (_("Undone: %s\n"), label != NULL ? label : argv[1]);
  return TW_EXIT_DONE;
}

static int
run_redo (int    argc,
          char **argv)
{
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;
  gint64 entry;
  int status;

  if (tw_cli_parse (tw_cli_find ("redo"), NULL, 1, 1, &argc, &argv, &status) < 0)
    return status;

  workspace = tw_cli_open (argv[0], FALSE, &status);
  if (workspace == NULL)
    return status;

  entry = tw_history_next_redo (workspace, &label);
  if (entry == 0)
    {
      g_printerr (_("There is nothing to redo.\n"));
      return TW_EXIT_INPUT;
    }
  if (!tw_history_redo (workspace, entry, NULL, &error) || !tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);

  g_print (_("Done again: %s\n"), label);
  return TW_EXIT_DONE;
}

const TwCliVerb tw_cli_workspace_verbs[] = {
  { "new", "FILE [--sample] [--template ID]…", N_("Make a workspace"), run_new },
  { "verify", "FILE", N_("Hold a workspace against its history, recompute what was approved"), run_verify },
  { "history", "FILE", N_("Show what was done"), run_history },
  { "undo", "FILE [ENTRY]", N_("Take back the last entry of the history, or the one named"), run_undo },
  { "redo", "FILE", N_("Do again what was undone last"), run_redo },
  { NULL, NULL, NULL, NULL },
};
