/* tw-commands.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-commands.h"

#include "application/tw-views.h"

#include <glib/gi18n-lib.h>

#define NO_WORKSPACE N_("No workspace is open")

static const TwCommand commands[] = {
  { "win.search", N_("Search and Commands"), TW_COMMAND_GENERAL, { "<Control>k" }, 0, NO_WORKSPACE },
  { "app.new", N_("New Workspace…"), TW_COMMAND_GENERAL },
  { "app.open", N_("Open Workspace…"), TW_COMMAND_GENERAL, { "<Control>o" } },
  { "app.sample", N_("Explore the Sample"), TW_COMMAND_GENERAL, { NULL }, 0,
    N_("The sample is being prepared") },
  { "app.new-window", N_("New Window"), TW_COMMAND_GENERAL, { "<Shift><Control>n" } },
  { "win.save-copy", N_("Save a Copy…"), TW_COMMAND_GENERAL, { "<Shift><Control>s" }, 0,
    NO_WORKSPACE },
  { "win.saved", N_("See That Everything Is Saved"), TW_COMMAND_GENERAL, { "<Control>s" }, 0,
    NO_WORKSPACE },
  { "win.print", N_("Print…"), TW_COMMAND_GENERAL, { "<Control>p" }, 0, NO_WORKSPACE },
  { "app.preferences", N_("Preferences"), TW_COMMAND_GENERAL, { "<Control>comma" } },
  { "win.help", N_("Help on This View"), TW_COMMAND_GENERAL, { "F1" } },
  { "win.shortcuts", N_("Keyboard Shortcuts"), TW_COMMAND_GENERAL, { "<Control>question" } },
  { "app.about", N_("About Tierwright"), TW_COMMAND_GENERAL },
  { NULL, N_("Main Menu"), TW_COMMAND_GENERAL, { "F10" }, TW_COMMAND_KEY_ONLY },
  { "win.full-screen", N_("Full Screen"), TW_COMMAND_GENERAL, { "F11" } },
  { "win.close", N_("Close the Window"), TW_COMMAND_GENERAL, { "<Control>w" } },
  { "app.quit", N_("Quit"), TW_COMMAND_GENERAL, { "<Control>q" } },

  { "win.back", N_("Back"), TW_COMMAND_VIEWS, { "<Alt>Left" }, 0,
    N_("This is the first page of the view") },
  { "win.find", N_("Filter This View"), TW_COMMAND_VIEWS, { "<Control>f" }, 0, NO_WORKSPACE },
  { "win.show-pane", N_("Details Pane"), TW_COMMAND_VIEWS, { "F9" }, 0, NO_WORKSPACE },
  { "win.history", N_("History"), TW_COMMAND_VIEWS, { "<Control>h" }, 0, NO_WORKSPACE },
  { "win.next-area(1)", N_("Next Area"), TW_COMMAND_VIEWS, { "F6" }, 0, NO_WORKSPACE },
  { "win.next-area(-1)", N_("Previous Area"), TW_COMMAND_VIEWS, { "<Shift>F6" }, 0, NO_WORKSPACE },
  { NULL, N_("Close What Is Innermost"), TW_COMMAND_VIEWS, { "Escape" }, TW_COMMAND_KEY_ONLY },

  { "win.step-period(-1)", N_("Previous Period"), TW_COMMAND_PERIOD, { "<Alt>Page_Up" }, 0,
    NO_WORKSPACE },
  { "win.step-period(1)", N_("Next Period"), TW_COMMAND_PERIOD, { "<Alt>Page_Down" }, 0,
    NO_WORKSPACE },
  { "win.current-period", N_("Current Period"), TW_COMMAND_PERIOD, { "<Control>t" }, 0,
    NO_WORKSPACE },

  { "win.undo", N_("Undo"), TW_COMMAND_EDITING, { "<Control>z" }, TW_COMMAND_OWN_KEYS,
    N_("There is nothing to undo") },
  { "win.redo", N_("Redo"), TW_COMMAND_EDITING, { "<Shift><Control>z", "<Control>y" },
    TW_COMMAND_OWN_KEYS, N_("There is nothing to do again") },
  { "view.new", N_("New Item"), TW_COMMAND_EDITING, { "<Control>n" } },
  { "win.import", N_("Import"), TW_COMMAND_EDITING, { "<Control>i" }, 0,
    N_("No workspace is open, or it is read-only") },
  { "win.import-data", N_("Import Data…"), TW_COMMAND_EDITING, { NULL }, 0,
    N_("No workspace is open, or it is read-only") },
  { "view.export", N_("Export…"), TW_COMMAND_EDITING, { "<Control>e" } },
  { NULL, N_("Remove"), TW_COMMAND_EDITING, { "Delete" }, TW_COMMAND_KEY_ONLY },

  { NULL, N_("Open the Row"), TW_COMMAND_LISTS, { "Return" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Details of the Row"), TW_COMMAND_LISTS, { "<Alt>Return" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Select the Row"), TW_COMMAND_LISTS, { "space" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Select All"), TW_COMMAND_LISTS, { "<Control>a" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Select None"), TW_COMMAND_LISTS, { "<Shift><Control>a" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Copy"), TW_COMMAND_LISTS, { "<Control>c" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Copy with Headers"), TW_COMMAND_LISTS, { "<Shift><Control>c" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Columns and Sorting"), TW_COMMAND_LISTS, { "<Shift><Control>f" },
    TW_COMMAND_KEY_ONLY },
  { NULL, N_("Context Menu"), TW_COMMAND_LISTS, { "<Shift>F10", "Menu" }, TW_COMMAND_KEY_ONLY },
  { "view.reload", N_("Reload"), TW_COMMAND_LISTS, { "F5" } },
  { "view.previous-tab", N_("Previous Tab"), TW_COMMAND_LISTS, { "<Control>Page_Up" } },
  { "view.next-tab", N_("Next Tab"), TW_COMMAND_LISTS, { "<Control>Page_Down" } },

  { NULL, N_("Show a Chart as a Table"), TW_COMMAND_CARDS, { "t" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Next or Previous Series of a Chart"), TW_COMMAND_CARDS, { "Page_Down", "Page_Up" },
    TW_COMMAND_KEY_ONLY },
  { NULL, N_("Select a Range of Marks"), TW_COMMAND_CARDS, { "<Shift>Right", "<Shift>Left" },
    TW_COMMAND_KEY_ONLY },

  { NULL, N_("Card to the Stage Before"), TW_COMMAND_CARDS, { "<Control>Left" }, TW_COMMAND_KEY_ONLY },
  { NULL, N_("Card to the Next Stage"), TW_COMMAND_CARDS, { "<Control>Right" }, TW_COMMAND_KEY_ONLY },
  { "view.win", N_("Mark Won…"), TW_COMMAND_CARDS },
  { "view.lose", N_("Mark Lost…"), TW_COMMAND_CARDS },
  { "view.register", N_("Register Deal…"), TW_COMMAND_CARDS },
  { "view.roles", N_("Set Roles…"), TW_COMMAND_CARDS },
  { "view.stages", N_("Stages…"), TW_COMMAND_CARDS },

  { "view.calculate", N_("Calculate"), TW_COMMAND_STATEMENTS, { "<Control>r" } },
  { "view.approve-next", N_("Approve and Go to the Next"), TW_COMMAND_STATEMENTS,
    { "<Control>Return" } },
};

/* The views that there are, numbered as in the sidebar. */
static const GArray *
get_all (void)
{
  static GArray *all = NULL;
  static char actions[9][48];
  static char keys[9][16];

  if (all != NULL)
    return all;

  all = g_array_new (FALSE, TRUE, sizeof (TwCommand));

  for (guint i = 0; i < MIN (tw_views_count (), 9); i++)
    {
      TwCommand command = { actions[i], tw_views_nth (i)->label, TW_COMMAND_VIEWS, { keys[i] }, 0,
                            NO_WORKSPACE };

      g_snprintf (actions[i], sizeof actions[i], "win.show-view::%s", tw_views_nth (i)->name);
      g_snprintf (keys[i], sizeof keys[i], "<Control>%u", i + 1);
      g_array_append_val (all, command);
    }

  g_array_append_vals (all, commands, G_N_ELEMENTS (commands));

  return all;
}

guint
tw_command_count (void)
{
  return get_all ()->len;
}

const TwCommand *
tw_command_nth (guint index)
{
  g_return_val_if_fail (index < get_all ()->len, NULL);

  return &g_array_index (get_all (), TwCommand, index);
}

const char *
tw_command_group_label (TwCommandGroup group)
{
  static const char *const labels[N_TW_COMMAND_GROUPS] = {
    N_("General"), N_("Views"), N_("Period"), N_("Editing"), N_("Lists"), N_("Statements"),
    N_("Cards and Charts"),
  };

  g_return_val_if_fail (group < N_TW_COMMAND_GROUPS, NULL);

  return _(labels[group]);
}
