/* tw-plan-goal-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-goals.h"

#include "common/tw-format.h"
#include "common/tw-reading-page.h"
#include "common/tw-rows-source.h"
#include "plans/tw-plan-reader.h"
#include "tw-decimal.h"
#include "tw-list-load.h"

#include <glib/gi18n-lib.h>

static void
add_text (GtkWidget  *box,
          const char *text,
          const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* A label that can be selected takes the focus, and one that may not have it swallows Tab: here it is only read. */
  gtk_widget_set_can_focus (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

static char *
describe_goal (const TwPlanGoal *goal)
{
  g_autofree char *actual = tw_plan_goals_text (goal, goal->actual);
  g_autofree char *target = tw_plan_goals_text (goal, (TwPlanFigure){ TRUE, goal->target });
  g_autofree char *due = tw_plan_goals_text (goal, goal->due);
  g_autofree char *pace = tw_plan_pace_text (goal->pace);

  if (!goal->actual.known)
    return g_strdup (goal->problem != NULL ? goal->problem : _("n/a"));

  /* Translators: of a goal: what was reached, its target, what was due by now, and its pace. */
  return g_strdup_printf (_("%1$s of %2$s. Due by now %3$s, pace %4$s."), actual, target, due, pace);
}

static void
add_quarter (GtkWidget           *list,
             const TwPlanGoal    *goal,
             const TwPlanQuarter *quarter)
{
  g_autofree char *actual = tw_plan_goals_text (goal, quarter->actual);
  g_autofree char *target = tw_plan_goals_text (goal, (TwPlanFigure){ TRUE, quarter->target });
  g_autofree char *value = NULL;
  g_autofree char *note = NULL;

  /* Translators: what was reached in a quarter, and its target. */
  value = quarter->begun ? g_strdup_printf (_("%1$s of %2$s"), actual, target)
                         /* Translators: the target of a quarter that hasn't begun. */
                         : g_strdup_printf (_("target %s"), target);
  if (quarter->by_hand)
    {
      g_autofree char *computed = tw_plan_goals_text (goal, quarter->computed);

      note = goal->metric != NULL && quarter->computed.known
                 /* Translators: who entered a figure, where it comes from, what the facts say. */
                 ? g_strdup_printf (_("Entered by hand by %1$s: %2$s. From the facts: %3$s."), quarter->by,
                                    quarter->reason, computed)
                 /* Translators: who entered a figure, and where it comes from. */
                 : g_strdup_printf (_("Entered by hand by %1$s: %2$s."),
                                    quarter->by != NULL ? quarter->by : "?", quarter->reason);
    }
  tw_reading_page_add_row (list, quarter->name, note, value);
}

/* --- the rows behind --- */

typedef struct
{
  GtkWidget      *box;          /* weak */
  TwWorkspace    *parent;
  TwWorkspace    *fork;
  gint64          plan;
  gint64          goal;
  TwDate          as_of;
  TwPlanProgress *progress;
  GPtrArray      *facts;        /* TwPlanFact* */
  GError         *error;
} Rows;

static void
rows_free (gpointer data)
{
  Rows *rows = data;

  g_clear_weak_pointer (&rows->box);
  tw_plan_progress_free (rows->progress);
  g_clear_pointer (&rows->facts, g_ptr_array_unref);
  g_clear_error (&rows->error);
  g_free (rows);
}

static void
fill_source (TwTableSource *source,
             Rows          *rows)
{
  const TwPlanGoal *goal = tw_plan_progress_find (rows->progress, rows->goal);

  for (guint i = 0; i < rows->facts->len; i++)
    {
      const TwPlanFact *fact = g_ptr_array_index (rows->facts, i);
      g_autofree char *date = tw_date_format (fact->date);
      g_autofree char *value = goal->unit == TW_PLAN_MONEY ? tw_plan_goal_format (goal, fact->value)
                                                           : tw_decimal_format_trim (fact->value, 6);
      const char *cells[] = {
        fact->who != NULL ? fact->who : fact->what != NULL ? fact->what : fact->key,
        value, date, fact->what != NULL ? fact->what : "", fact->key, NULL,
      };

      tw_rows_source_add (TW_ROWS_SOURCE (source), i + 1, cells);
    }
  tw_rows_source_update (TW_ROWS_SOURCE (source));
}

static gboolean
deliver (gpointer data)
{
  static const TwTableColumn columns[] = {
    { .id = "who", .title = N_("Who"), .width = 140 },
    { .id = "value", .title = N_("Counts"), .numeric = TRUE, .width = 90 },
    { .id = "date", .title = N_("Date"), .width = 100, .date = TRUE },
    { .id = "what", .title = N_("What"), .width = 120 },
    { .id = "key", .title = N_("External ID"), .width = 90 },
    { NULL },
  };
  Rows *rows = data;
  g_autoptr (TwTableSource) source = NULL;
  g_autofree char *heading = NULL;
  TwTableColumn shown[G_N_ELEMENTS (columns)];
  GtkWidget *table;

  if (rows->box == NULL)
    return G_SOURCE_REMOVE;
  if (rows->facts == NULL)
    {
      add_text (rows->box, rows->error != NULL ? rows->error->message : "", NULL);
      return G_SOURCE_REMOVE;
    }

  heading = g_strdup_printf (ngettext ("%u row behind it", "%u rows behind it", rows->facts->len),
                             rows->facts->len);
  add_text (rows->box, heading, "heading");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      shown[i] = columns[i];
      shown[i].title = columns[i].title != NULL ? _(columns[i].title) : NULL;
    }
  source = tw_rows_source_new (shown);
  fill_source (source, rows);
  table = tw_table_new ("plan-goal-rows", _("Rows behind the actual"));
  tw_table_set_empty (TW_TABLE (table), "tw-plans-symbolic", _("No Rows"),
                      _("Nothing happened that the goal counts."), NULL);
  tw_table_set_source (TW_TABLE (table), source);
  gtk_widget_set_size_request (table, -1, 320);
  gtk_widget_set_vexpand (table, TRUE);
  gtk_box_append (GTK_BOX (rows->box), table);

  return G_SOURCE_REMOVE;
}

static gpointer
run (gpointer data)
{
  Rows *rows = data;
  TwWorkspace *parent = rows->parent;
  const TwPlanGoal *goal;

  rows->progress =
      tw_plan_progress_read (rows->fork, rows->plan, rows->as_of, NULL, &rows->error);
  goal = rows->progress != NULL ? tw_plan_progress_find (rows->progress, rows->goal) : NULL;
  if (goal != NULL)
    rows->facts =
        tw_plan_progress_read_facts (rows->fork, rows->progress, goal, NULL, NULL, &rows->error);
  tw_workspace_close (rows->fork, NULL);
  g_object_unref (rows->fork);
  tw_plan_deliver (deliver, rows, rows_free);
  tw_list_count_reader (parent, -1);

  return NULL;
}

static void
read_rows (TwDocument           *document,
           const TwPlanProgress *progress,
           const TwPlanGoal     *goal,
           GtkWidget            *box)
{
  TwWorkspace *workspace = tw_document_get_workspace (document);
  TwWorkspace *fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, NULL);
  Rows *rows;

  if (fork == NULL)
    return;

  rows = g_new0 (Rows, 1);
  g_set_weak_pointer (&rows->box, box);
  rows->parent = workspace;
  rows->fork = fork;
  rows->plan = progress->plan;
  rows->goal = goal->id;
  rows->as_of = progress->as_of;
  tw_list_count_reader (workspace, 1);
  g_thread_unref (g_thread_new ("goal", run, rows));
}

GtkWidget *
tw_plan_goal_pane_new (TwDocument           *document,
                       const TwPlanProgress *progress,
                       const TwPlanGoal     *goal)
{
  const TwPlanMeasure *measure = tw_plan_measure_find (goal->metric);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *sentence = describe_goal (goal);
  GtkWidget *list;

  gtk_widget_add_css_class (box, "pane-body");
  add_text (box, goal->title, "heading");
  add_text (box, sentence, NULL);
  add_text (box, measure != NULL ? _(measure->definition) : _("Actuals must be entered by hand."),
            "dim-label");
  list = tw_reading_page_add_group (box, _("Quarters"));
  for (guint i = 0; i < goal->quarters->len; i++)
    add_quarter (list, goal, g_ptr_array_index (goal->quarters, i));

  if (measure != NULL && progress->as_of != TW_DATE_NONE)
    read_rows (document, progress, goal, box);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);

  return scroller;
}
