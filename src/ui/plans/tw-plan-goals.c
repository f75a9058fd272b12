/* tw-plan-goals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-goals.h"

#include "common/tw-chart-view.h"
#include "common/tw-format.h"
#include "common/tw-rows-source.h"
#include "common/tw-status-page.h"
#include "tw-decimal.h"
#include "tw-plan-report.h"

#include <glib/gi18n-lib.h>

#define MOST_QUARTERS 8

struct _TwPlanGoals
{
  AdwBin         parent_instance;

  /* owned */
  TwDocument    *document;
  TwTableSource *source;
  GPtrArray     *titles;        /* char*: of the columns of the quarters */
  char          *shape;         /* the quarters that the columns are for */

  /* children */
  GtkLabel      *hint;
  TwChartView   *chart;
  TwTable       *table;
};

G_DEFINE_FINAL_TYPE (TwPlanGoals, tw_plan_goals, ADW_TYPE_BIN)

/* --- words --- */

char *
tw_plan_goals_text (const TwPlanGoal *goal,
                    TwPlanFigure      figure)
{
  g_autofree char *plain = NULL;

  if (!figure.known)
    return g_strdup (_("n/a"));
  if (goal->unit == TW_PLAN_MONEY)
    return tw_format_money (figure.value, goal->digits, goal->currency);

  plain = tw_plan_goal_write (goal, figure.value);

  return goal->unit == TW_PLAN_RATE ? tw_format_rate (plain) : tw_format_number (plain);
}

char *
tw_plan_pace_text (TwPlanFigure pace)
{
  g_autofree char *plain = NULL;
  g_autofree char *number = NULL;

  if (!pace.known)
    return g_strdup (_("n/a"));

  plain = tw_plan_ratio_format (pace.value);
  number = tw_format_number (plain);
  switch (tw_plan_pace (pace))
    {
    case TW_PLAN_PACE_BEHIND:
      /* Translators: %s is the pace of a plan or goal, such as 0.74. */
      return g_strdup_printf (_("%s ▼ behind"), number);
    case TW_PLAN_PACE_AHEAD:
      /* Translators: %s is the pace of a plan or goal, such as 1.20. */
      return g_strdup_printf (_("%s ▲ ahead"), number);
    default:
      /* Translators: %s is the pace of a plan or goal, such as 1.00. */
      return g_strdup_printf (_("%s on pace"), number);
    }
}

/* --- the table --- */

enum
{
  COLUMN_GOAL,
  COLUMN_ACTUAL,
  COLUMN_TARGET,
  COLUMN_UNIT,
  COLUMN_PACE,
  COLUMN_WEIGHT,
  COLUMN_SIDE,
  COLUMN_HAND,
  COLUMN_DUE,
  COLUMN_ATTAINMENT,
  N_COLUMNS,
};

static const TwTableColumn columns[N_COLUMNS] = {
  { .id = "goal", .title = N_("Goal"), .width = 180 },
  { .id = "actual", .title = N_("Actual"), .numeric = TRUE, .width = 100 },
  { .id = "target", .title = N_("Target"), .numeric = TRUE, .width = 110 },
  { .id = "unit", .title = N_("Unit"), .width = 55 },
  { .id = "pace", .title = N_("Pace"), .width = 110 },
  { .id = "weight", .title = N_("Weight"), .numeric = TRUE, .width = 90 },
  { .id = "side", .title = N_("Side"), .width = 90 },
  { .id = "hand", .title = N_("Note"), .width = 130 },
  { .id = "due", .title = N_("Due by Now"), .numeric = TRUE, .width = 110, .hidden = TRUE },
  { .id = "attainment", .title = N_("Attainment"), .numeric = TRUE, .width = 90, .hidden = TRUE },
};

/* The quarters stand before these. */
#define COLUMN_BEHIND_QUARTERS COLUMN_HAND

static const char *const quarter_ids[MOST_QUARTERS] = { "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8" };

static char *
get_shape (const TwPlanSummary *summary,
           GPtrArray          **names)
{
  g_autoptr (GString) shape = g_string_new (NULL);

  *names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < summary->progress->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (summary->progress->goals, i);

      if (goal->quarters->len <= (*names)->len)
        continue;
      g_ptr_array_set_size (*names, 0);
      for (guint j = 0; j < MIN (goal->quarters->len, MOST_QUARTERS); j++)
        g_ptr_array_add (*names,
                         g_strdup (((TwPlanQuarter *) g_ptr_array_index (goal->quarters, j))->name));
    }

  for (guint i = 0; i < (*names)->len; i++)
    g_string_append_printf (shape, "%s ", (char *) (*names)->pdata[i]);

  return g_strdup (shape->str);
}

/* A column per quarter of the plan. */
static void
create_source (TwPlanGoals         *self,
               const TwPlanSummary *summary)
{
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof (TwTableColumn));
  GPtrArray *names;
  g_autofree char *shape = get_shape (summary, &names);

  if (g_strcmp0 (shape, self->shape) == 0)
    {
      g_ptr_array_unref (names);
      return;
    }

  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      TwTableColumn column = columns[i];

      column.title = _(column.title);
      if (i == COLUMN_BEHIND_QUARTERS)
        {
          for (guint j = 0; j < names->len; j++)
            {
              TwTableColumn quarter = {
                .id = quarter_ids[j], .title = names->pdata[j], .numeric = TRUE, .width = 100,
              };

              g_array_append_val (all, quarter);
            }
        }
      g_array_append_val (all, column);
    }

  g_clear_object (&self->source);
  self->source = tw_rows_source_new ((const TwTableColumn *) all->data);
  tw_table_set_source (self->table, self->source);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  self->titles = names;
}

static char *
get_note (const TwPlanGoal *goal)
{
  if (goal->by_hand)
    return g_strdup (_("Entered by hand"));

  return g_strdup (goal->problem != NULL ? goal->problem : "");
}

static void
add_goal (TwPlanGoals      *self,
          const TwPlanGoal *goal)
{
  const TwEntity *entity = tw_entity_find ("plan_goal");
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      TwPlanFigure figure = { TRUE, goal->target };

      if (i == COLUMN_BEHIND_QUARTERS)
        {
          for (guint j = 0; j < self->titles->len; j++)
            {
              const TwPlanQuarter *quarter =
                  j < goal->quarters->len ? g_ptr_array_index (goal->quarters, j) : NULL;

              g_ptr_array_add (cells, quarter != NULL ? tw_plan_goal_format (goal, quarter->target)
                                                      : g_strdup (""));
            }
        }
      if (i == COLUMN_ACTUAL)
        figure = goal->actual;
      if (i == COLUMN_DUE)
        figure = goal->due;

      switch (i)
        {
        case COLUMN_GOAL:
          g_ptr_array_add (cells, g_strdup (goal->title));
          break;
        case COLUMN_SIDE:
          g_ptr_array_add (cells, g_strdup (tw_field_get_choice_label (
                                      tw_entity_get_field (entity, "side"), goal->side)));
          break;
        case COLUMN_WEIGHT:
          g_ptr_array_add (cells, tw_rate_format (goal->weight));
          break;
        case COLUMN_UNIT:
          g_ptr_array_add (cells, g_strdup (goal->currency != NULL ? goal->currency : ""));
          break;
        case COLUMN_PACE:
          g_ptr_array_add (cells, tw_plan_pace_text (goal->pace));
          break;
        case COLUMN_ATTAINMENT:
          g_ptr_array_add (cells, goal->attainment.known ? tw_rate_format (goal->attainment.value / 1000 * 1000)
                                                         : g_strdup (_("n/a")));
          break;
        case COLUMN_HAND:
          g_ptr_array_add (cells, get_note (goal));
          break;
        default:
          g_ptr_array_add (cells, figure.known ? tw_plan_goal_write (goal, figure.value)
                                               : g_strdup (_("n/a")));
        }
    }

  g_ptr_array_add (cells, NULL);
  tw_rows_source_add (TW_ROWS_SOURCE (self->source), goal->id, (const char *const *) cells->pdata);
}

/* Weights that don't make a whole show the difference. */
static void
update_hint (TwPlanGoals          *self,
             const TwPlanProgress *progress)
{
  gint64 rest = TW_PLAN_RATIO_ONE - progress->weights;
  g_autofree char *sum = tw_rate_format (progress->weights);
  g_autofree char *shown = tw_format_rate (sum);
  g_autofree char *points = tw_decimal_format_trim (ABS (rest), 4);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->hint), progress->goals->len > 0 && rest != 0);
  /* Translators: %1$s is a percentage, %2$s a number of percentage points. */
  text = g_strdup_printf (rest > 0 ? _("The weights make %1$s: %2$s points are missing.")
                                   : _("The weights make %1$s: %2$s points too many."),
                          shown, points);
  gtk_label_set_text (self->hint, text);
}

static void
update_chart (TwPlanGoals          *self,
              const TwPlanProgress *progress)
{
  g_autoptr (TwChartSpec) spec = tw_plan_chart_goals (progress, _("Goals against their targets"));

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->chart)), progress->goals->len > 0);
  tw_chart_view_set_height (self->chart, 70 + 30 * (int) progress->goals->len);
  tw_chart_view_set_spec (self->chart, spec);
}

/* A bar of the chart opens its goal, like its row. */
static void
on_mark_activated (TwPlanGoals *self,
                   const char  *key)
{
  gint64 goal = g_ascii_strtoll (key, NULL, 10);

  if (tw_table_select (self->table, goal))
    gtk_widget_activate_action (GTK_WIDGET (self), "view.details", NULL);
}

static gboolean
has_focus (TwPlanGoals *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->table));
}

void
tw_plan_goals_show (TwPlanGoals         *self,
                    const TwPlanSummary *summary)
{
  gboolean had_focus;

  g_return_if_fail (TW_IS_PLAN_GOALS (self));
  g_return_if_fail (summary != NULL);

  had_focus = has_focus (self);
  create_source (self, summary);
  tw_rows_source_clear (TW_ROWS_SOURCE (self->source));
  for (guint i = 0; i < summary->progress->goals->len; i++)
    add_goal (self, g_ptr_array_index (summary->progress->goals, i));
  tw_rows_source_update (TW_ROWS_SOURCE (self->source));
  update_hint (self, summary->progress);
  update_chart (self, summary->progress);
  /* For a moment there was no row that could keep it. */
  if (had_focus && !has_focus (self))
    tw_table_focus_row (self->table);
}

TwTable *
tw_plan_goals_get_table (TwPlanGoals *self)
{
  g_return_val_if_fail (TW_IS_PLAN_GOALS (self), NULL);

  return self->table;
}

/* --- life --- */

static void
tw_plan_goals_dispose (GObject *object)
{
  TwPlanGoals *self = TW_PLAN_GOALS (object);

  g_clear_object (&self->source);
  g_clear_object (&self->document);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->shape, g_free);

  G_OBJECT_CLASS (tw_plan_goals_parent_class)->dispose (object);
}

static void
tw_plan_goals_class_init (TwPlanGoalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_plan_goals_dispose;
}

static void
tw_plan_goals_init (TwPlanGoals *self)
{
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Details"), "view.details");
  g_menu_append (menu, _("_Edit…"), "view.item-edit");
  g_menu_append (menu, _("Record _Progress…"), "view.record");
  g_menu_append (menu, _("_Remove"), "view.remove");

  return G_MENU_MODEL (menu);
}

GtkWidget *
tw_plan_goals_new (TwDocument *document)
{
  TwPlanGoals *self = g_object_new (TW_TYPE_PLAN_GOALS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GMenuModel) menu = create_menu ();
  GtkWidget *bin;

  self->document = g_object_ref (document);
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_xalign (self->hint, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "plan-hint");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);

  self->table = TW_TABLE (tw_table_new ("plan-goals", _("Goals")));
  tw_table_set_menu (self->table, menu);
  tw_table_set_empty (self->table, "tw-plans-symbolic", _("No Goals"),
                      _("A goal belongs to either side or to both, with a target per quarter."),
                      tw_status_page_button (_("_Add Goal…"), "view.item-add"));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);

  self->chart = TW_CHART_VIEW (tw_chart_view_new ());
  g_signal_connect_object (self->chart, "mark-activated", G_CALLBACK (on_mark_activated), self,
                           G_CONNECT_SWAPPED);
  bin = adw_bin_new ();
  gtk_widget_add_css_class (bin, "plan-chart");
  adw_bin_set_child (ADW_BIN (bin), GTK_WIDGET (self->chart));

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), bin);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  adw_bin_set_child (ADW_BIN (self), box);

  return GTK_WIDGET (self);
}
