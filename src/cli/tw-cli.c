/* tw-cli.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"

static const TwCliVerb *const groups[] = {
  tw_cli_workspace_verbs,
  tw_cli_import_verbs,
  tw_cli_program_verbs,
  tw_cli_check_verbs,
  tw_cli_run_verbs,
  tw_cli_qualify_verbs,
  tw_cli_scenario_verbs,
  tw_cli_plan_verbs,
  tw_cli_list_verbs,
  tw_cli_report_verbs,
  tw_cli_settings_verbs,
};

const TwCliVerb *
tw_cli_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const TwCliVerb *verb = groups[i]; verb->name != NULL; verb++)
      if (g_strcmp0 (verb->name, name) == 0)
        return verb;

  return NULL;
}

gboolean
tw_cli_is_verb (const char *word)
{
  return g_strcmp0 (word, "help") == 0 || g_strcmp0 (word, "--help") == 0 || g_strcmp0 (word, "--version") == 0
         || tw_cli_find (word) != NULL;
}

static void
print_help (void)
{
  g_print (_("Usage:\n"
             "  tierwright [FILE…]            open workspaces in windows\n"
             "  tierwright VERB FILE …        do a job without a window\n"
             "\n"
             "Verbs (tierwright VERB --help says more):\n"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const TwCliVerb *verb = groups[i]; verb->name != NULL; verb++)
      g_print ("  %-12s %s\n", verb->name, _(verb->summary));
  g_print (_("\n"
             "Exit status: 0 done, 1 findings, 2 usage, 3 bad input or file.\n"));
}

int
tw_cli_main (int    argc,
             char **argv)
{
  const TwCliVerb *verb;

  g_return_val_if_fail (argc >= 2, TW_EXIT_USAGE);

  if (g_strcmp0 (argv[1], "help") == 0 || g_strcmp0 (argv[1], "--help") == 0)
    {
      print_help ();
      return TW_EXIT_DONE;
    }
  if (g_strcmp0 (argv[1], "--version") == 0)
    {
      g_print ("tierwright %s\n", PACKAGE_VERSION);
      return TW_EXIT_DONE;
    }

  verb = tw_cli_find (argv[1]);
  if (verb == NULL)
    {
      g_printerr (_("“%s” is no verb. “tierwright help” lists them.\n"), argv[1]);
      return TW_EXIT_USAGE;
    }

  return verb->run (argc - 1, argv + 1);
}
