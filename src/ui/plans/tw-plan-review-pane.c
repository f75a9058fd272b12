/* tw-plan-review-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-page.h"

#include "common/tw-format.h"
#include "common/tw-reading-page.h"
#include "tw-list.h"
#include "tw-plan-review.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

static void
add_text (GtkWidget  *box,
          const char *text,
          const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_frozen (GtkWidget            *box,
            const TwPlanProgress *frozen)
{
  g_autofree char *day = frozen->as_of != TW_DATE_NONE ? tw_format_date (frozen->as_of) : g_strdup ("–");
  g_autofree char *pace = tw_plan_pace_text (frozen->pace);
  /* Translators: %s is a date. */
  g_autofree char *title = g_strdup_printf (_("Frozen Numbers, %s"), day);
  GtkWidget *list = tw_reading_page_add_group (box, title);

  tw_reading_page_add_row (list, _("Pace of the plan"), NULL, pace);
  for (guint i = 0; i < frozen->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (frozen->goals, i);
      g_autofree char *actual = tw_plan_goals_text (goal, goal->actual);
      g_autofree char *target = tw_plan_goals_text (goal, (TwPlanFigure){ TRUE, goal->target });
      g_autofree char *goal_pace = tw_plan_pace_text (goal->pace);
      /* Translators: what was reached of a target, and the pace. */
      g_autofree char *text = g_strdup_printf (_("%1$s of %2$s, pace %3$s"), actual, target, goal_pace);
      g_autofree char *note = goal->by_hand ? g_strdup_printf ("%s\n%s", text, _("Entered by hand"))
                                            : g_strdup (text);

      tw_reading_page_add_row (list, goal->title, note, NULL);
    }
}

static void
add_actions (GtkWidget   *box,
             TwWorkspace *workspace,
             gint64       review)
{
  const TwEntity *entity = tw_entity_find ("plan_action");
  g_autoptr (TwList) list = tw_list_new (workspace, entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (GError) error = NULL;
  GtkWidget *group;
  guint n;

  tw_filter_add_number (filter, "review", TW_FILTER_IS, review);
  tw_list_set_filter (list, filter);
  if (!tw_list_load (list, &error))
    {
      add_text (box, error->message, "error");
      return;
    }
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  if (n == 0)
    return;

  group = tw_reading_page_add_group (box, _("Actions"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *title = tw_item_get_text (item, tw_entity_get_index (entity, "title"), FALSE);
      const TwCell *due = tw_item_get_value (item, tw_entity_get_index (entity, "due"));
      const TwCell *done = tw_item_get_value (item, tw_entity_get_index (entity, "done"));
      const char *owner = tw_item_get_title (item, tw_entity_get_index (entity, "owner"));
      g_autofree char *day =
          due->kind == TW_CELL_NUMBER ? tw_format_date ((TwDate) due->number) : NULL;

      tw_reading_page_add_row (group, title, owner,
                               done->kind == TW_CELL_NUMBER ? _("done") : day);
    }
}

GtkWidget *
tw_plan_review_pane_new (TwDocument *document,
                         gint64      review)
{
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("plan_review"), review, NULL);
  g_autoptr (TwPlanProgress) frozen = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *scroller;
  GtkWidget *box;

  if (row == NULL)
    return NULL;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (box, "pane-body");
  add_text (box, tw_row_get (row, "title")->text, "heading");
  frozen = tw_plan_review_read (workspace, review, &error);
  if (frozen != NULL)
    add_frozen (box, frozen);
  else
    add_text (box, error != NULL ? error->message : _("Start the review to freeze its numbers."),
              "dim-label");
  if (tw_row_get (row, "minutes")->kind == TW_CELL_TEXT)
    {
      add_text (box, _("Minutes"), "heading");
      add_text (box, tw_row_get (row, "minutes")->text, "body");
    }
  add_actions (box, workspace, review);

  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);

  return scroller;
}
