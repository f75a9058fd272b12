/* tw-help.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-help.h"

#include <glib/gi18n-lib.h>

static const TwHelpTopic topics[] = {
  { "start", N_("First Steps"),
    N_("A workspace is one file that holds partners, programs, transactions and everything calculated from them."),
    { N_("Choose Explore the Sample to look around in an invented company, or New Workspace to begin."),
      N_("Import the partners first, then what was sold. A CSV file can be dropped on the window."),
      N_("Make a program from a template, change its rates, and publish it."),
      N_("Calculate a period in Statements, look at what is flagged, approve, and export."),
      N_("Everything is saved at once. Undo takes any step back, also after a restart.") } },
  { "overview", N_("Overview"),
    N_("What needs attention, the figures that matter, the charts that were pinned and what was done last."),
    { N_("A workspace that is begun shows the first steps, each with the button that makes it, until a period is approved."),
      N_("Rows under Needs Attention open the list that they are about, filtered already."),
      N_("A figure shows how it changed against the period before; Enter opens the rows that it is made of."),
      N_("Charts come here by Pin in Analytics. They move by drag, or by Move Earlier and Move Later.") } },
  { "programs", N_("Programs"),
    N_("A program says who earns what for which sales. It is written in tiers and rules, and published in versions."),
    { N_("New Program starts from a template. The draft can be changed as long as it isn’t published."),
      N_("Rules read as sentences. Click a rate or a threshold, or press F2, to change it."),
      N_("Checks lists what is wrong or unwise, with a way to the place. Errors keep a draft from being published."),
      N_("A published version stays as it is. Amend makes the next one, with a first day of its own.") } },
  { "partners", N_("Partners"),
    N_("Everybody the programs are for: who they are, which tier they hold, what they sold and earned."),
    { N_("Typing filters the list. Filters stand above it as chips, and can be saved by name."),
      N_("Enter opens a partner; Alt+Enter shows the details beside the list."),
      N_("Fields are changed where they stand. Every change is one step of Undo."),
      N_("Select several to set a field of all, export or remove them, or merge two that are the same.") } },
  { "plans", N_("Plans"),
    N_("A joint business plan holds what both sides want to reach in a year, and how far they are."),
    { N_("New Plan begins empty or from a template. Goals that follow a metric fill their actuals by themselves."),
      N_("The bullet compares actual with target; the shade is where the goal would be at an even pace."),
      N_("Milestones move on the timeline by drag, or with the arrow keys by a week and with Shift by a month."),
      N_("A review freezes the numbers of its day and holds minutes and actions.") } },
  { "pipeline", N_("Pipeline"),
    N_("Deals that are under way, by stage, with the partners that found, influence or deliver them."),
    { N_("The board shows stages, the list everything in rows. Both follow the same filter."),
      N_("Ctrl+← and Ctrl+→ move a card to the next stage. Every move can be undone."),
      N_("Set Roles says which partner did what, and shares the deal among them in percent."),
      N_("A registered deal is protected for a time; another registration of the same is shown as a conflict.") } },
  { "statements", N_("Statements"),
    N_("What every partner earned in a period, to be looked through, approved and sent."),
    { N_("Choose the period at the top and Calculate. It can be done again until statements are approved."),
      N_("To Review holds what is flagged, with the reason. Ctrl+Enter approves and goes to the next."),
      N_("Alt+Enter on any amount opens Why This Number: the steps with the numbers in."),
      N_("Excluded says of each transaction that earned nothing why."),
      N_("Export writes a workbook for each partner that adds up by itself.") } },
  { "analytics", N_("Analytics"),
    N_("What the programs bring: return, win rate, deal size, retention and more, each with its definition."),
    { N_("The bar at the top filters all charts at once; a range marked in one filters the others."),
      N_("Enter on a mark opens the rows behind it. T shows a chart as its table."),
      N_("Figures from few cases are marked as low samples, not hidden."),
      N_("Pin puts a chart on Overview. Board Report makes a PDF or a workbook of the charts that are ticked.") } },
  { "import", N_("Import"),
    N_("Files with partners, sales and other facts come in by an assistant that changes nothing before its last step."),
    { N_("How the file is written is found out and shown. What can be read in two ways is asked."),
      N_("Columns are matched to fields; a mapping that was used once is suggested again."),
      N_("Check counts what is new, changed, unchanged and rejected, and adds up the amounts."),
      N_("An import is taken back as a whole, as long as nothing was calculated from it.") } },
  { "history", N_("History and Undo"),
    N_("Every change is kept: when, by whom, and what it was before."),
    { N_("Ctrl+Z takes back the last step, a toast’s Undo exactly the step that it names."),
      N_("Ctrl+H lists all steps. Open one to see its fields; Enter on a field opens the record."),
      N_("Go Back to Here takes back everything that came later as one step, which can be undone itself."),
      N_("Imports and calculations in between go too, and are asked about before: Undo can’t bring them again.") } },
  { "terms", N_("Terms"), N_("What the words mean here."), { NULL } },
  { "keys", N_("Keys"), N_("Everything that can be done with a key."), { NULL } },
};

guint
tw_help_count (void)
{
  return G_N_ELEMENTS (topics);
}

const TwHelpTopic *
tw_help_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (topics), NULL);

  return &topics[index];
}

const TwHelpTopic *
tw_help_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      if (g_strcmp0 (topics[i].id, id) == 0)
        return &topics[i];
    }

  return NULL;
}
