/* tw-plan-report-pdf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-plan-report.h"

#include "tw-chart-write.h"
#include "tw-decimal.h"
#include "tw-list.h"
#include "tw-pages.h"
#include "tw-plan-money.h"
#include "tw-plan-review.h"
#include "tw-totals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A heading doesn't stand alone at the end of a page. */
#define HEADING_ROOM 90

typedef struct
{
  TwPages             *pages;
  TwWorkspace         *workspace;
  const TwPlanSummary *plan;
} Report;

static char **
make_row (char **cells,
          guint  n)
{
  char **row = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    row[i] = cells[i];

  return row;
}

static char *
describe_pace (TwPlanFigure pace)
{
  g_autofree char *number = NULL;

  if (!pace.known)
    return g_strdup (_("n/a"));

  number = tw_plan_ratio_format (pace.value);
  switch (tw_plan_pace (pace))
    {
    case TW_PLAN_PACE_BEHIND:
      return g_strdup_printf (_("%s behind"), number);
    case TW_PLAN_PACE_AHEAD:
      return g_strdup_printf (_("%s ahead"), number);
    default:
      return g_strdup_printf (_("%s on pace"), number);
    }
}

/* --- head --- */

static void
add_head (Report *report)
{
  const TwPlanSummary *plan = report->plan;
  const TwField *state = tw_entity_get_field (tw_entity_find ("plan"), "state");
  g_autofree char *first = tw_date_format (plan->progress->span.start);
  g_autofree char *last = tw_date_format (plan->progress->span.end - 1);
  g_autofree char *as_of =
      plan->progress->as_of != TW_DATE_NONE ? tw_date_format (plan->progress->as_of) : g_strdup ("–");
  g_autofree char *line = g_strdup_printf (_("%1$s. %2$s to %3$s, as of %4$s."), plan->partner, first, last,
                                           as_of);
  g_autofree char *pace = describe_pace (plan->progress->pace);
  g_autofree char *attainment = plan->progress->attainment.known
                                    ? tw_rate_format (plan->progress->attainment.value / 1000 * 1000)
                                    : g_strdup (_("n/a"));
  g_autofree char *owners = g_strdup_printf ("%s / %s", plan->owner != NULL ? plan->owner : "–",
                                             plan->partner_owner != NULL ? plan->partner_owner : "–");
  const char *figures[] = {
    _("State"), tw_field_get_choice_label (state, tw_plan_state_key (plan->state)), NULL,
    _("Pace"), pace, _("actual by what is due by now"),
    _("Attainment"), attainment, _("of the targets of the whole plan"),
  };

  tw_pages_section (report->pages, plan->name, 0);
  tw_pages_text (report->pages, TW_PAGES_TITLE, plan->name);
  tw_pages_text (report->pages, TW_PAGES_BODY, line);
  tw_pages_text (report->pages, TW_PAGES_SMALL, owners);
  tw_pages_figures (report->pages, figures, 3);
  tw_pages_text (report->pages, TW_PAGES_BODY, plan->note);
}

/* --- goals --- */

static GPtrArray *
make_goal_rows (const TwPlanProgress *progress)
{
  const TwEntity *entity = tw_entity_find ("plan_goal");
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < progress->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (progress->goals, i);
      char *cells[] = {
        g_strdup (goal->title),
        g_strdup (tw_field_get_choice_label (tw_entity_get_field (entity, "side"), goal->side)),
        tw_rate_format (goal->weight),
        tw_plan_report_figure (goal, (TwPlanFigure){ TRUE, goal->target }),
        tw_plan_report_figure (goal, goal->due),
        tw_plan_report_figure (goal, goal->actual),
        describe_pace (goal->pace),
        g_strdup (goal->by_hand ? _("Entered by hand") : goal->problem),
      };

      g_ptr_array_add (rows, make_row (cells, G_N_ELEMENTS (cells)));
    }

  return rows;
}

static void
add_goals (TwPages              *pages,
           const TwPlanProgress *progress)
{
  const TwPagesColumn columns[] = {
    { _("Goal"), FALSE }, { _("Side"), FALSE },   { _("Weight"), TRUE }, { _("Target"), TRUE },
    { _("Due"), TRUE },   { _("Actual"), TRUE },  { _("Pace"), FALSE },  { _("Note"), FALSE },
  };
  g_autoptr (GPtrArray) rows = make_goal_rows (progress);

  if (rows->len == 0)
    tw_pages_text (pages, TW_PAGES_BODY, _("The plan has no goals."));
  else
    tw_pages_table (pages, columns, G_N_ELEMENTS (columns), rows);
}

static void
draw_chart (cairo_t  *cr,
            double    width,
            double    height,
            gpointer  data)
{
  const TwChartRect area = { 0, 0, width, height };

  tw_chart_draw (data, NULL, cr, &area);
}

static void
add_chart (Report *report)
{
  const TwPlanProgress *progress = report->plan->progress;
  double height = 70 + 26.0 * progress->goals->len;

  if (progress->goals->len == 0)
    return;

  tw_pages_need (report->pages, height);
  tw_pages_drawing (report->pages, height, draw_chart,
                    tw_plan_chart_goals (progress, _("Goals against their targets")),
                    (GDestroyNotify) tw_chart_spec_unref);
}

/* Target and actual of every quarter. */
static void
add_quarters (Report *report)
{
  const TwPagesColumn columns[] = {
    { _("Goal"), FALSE }, { _("Quarter"), FALSE }, { _("Target"), TRUE }, { _("Actual"), TRUE },
    { _("Note"), FALSE },
  };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const TwPlanProgress *progress = report->plan->progress;

  for (guint i = 0; i < progress->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (progress->goals, i);

      for (guint j = 0; j < goal->quarters->len; j++)
        {
          const TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, j);
          char *cells[] = {
            g_strdup (j == 0 ? goal->title : ""),
            g_strdup (quarter->name),
            tw_plan_report_figure (goal, (TwPlanFigure){ TRUE, quarter->target }),
            quarter->begun ? tw_plan_report_figure (goal, quarter->actual) : g_strdup (""),
            quarter->by_hand ? g_strdup_printf (_("Entered by hand: %s"), quarter->reason) : NULL,
          };

          g_ptr_array_add (rows, make_row (cells, G_N_ELEMENTS (cells)));
        }
    }

  if (rows->len == 0)
    return;

  tw_pages_need (report->pages, HEADING_ROOM);
  tw_pages_section (report->pages, _("Quarters"), 1);
  tw_pages_text (report->pages, TW_PAGES_HEADING, _("Quarters"));
  tw_pages_table (report->pages, columns, G_N_ELEMENTS (columns), rows);
}

/* --- lists --- */

static char *
get_text (TwItem         *item,
          const TwEntity *entity,
          const char     *field)
{
  int index = tw_entity_get_index (entity, field);
  const char *title = tw_item_get_title (item, (guint) index);
  g_autofree char *plain = title == NULL ? tw_item_get_text (item, (guint) index, FALSE) : NULL;

  if (title != NULL)
    return g_strdup (title);

  /* Like the amounts of the goals. */
  return tw_entity_get_field (entity, field)->type == TW_FIELD_MONEY ? tw_decimal_group (plain) : g_steal_pointer (&plain);
}

static TwList *
open_list (Report         *report,
           const TwEntity *entity)
{
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  TwList *list = tw_list_new (report->workspace, entity);

  tw_filter_add_number (filter, "plan", TW_FILTER_IS, report->plan->id);
  tw_list_set_filter (list, filter);
  tw_list_load (list, NULL);

  return list;
}

static void
add_list (Report            *report,
          const char        *name,
          const char *const *fields,
          guint              n)
{
  const TwEntity *entity = tw_entity_find (name);
  g_autoptr (TwList) list = open_list (report, entity);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree TwPagesColumn *columns = g_new0 (TwPagesColumn, n);

  for (guint i = 0; i < n; i++)
    {
      const TwField *field = tw_entity_get_field (entity, fields[i]);

      columns[i].title = tw_field_get_label (field);
      columns[i].numeric = field->type == TW_FIELD_MONEY;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      char **row = g_new0 (char *, n + 1);

      for (guint j = 0; j < n; j++)
        row[j] = get_text (item, entity, fields[j]);
      g_ptr_array_add (rows, row);
    }

  tw_pages_need (report->pages, HEADING_ROOM);
  tw_pages_section (report->pages, tw_entity_get_label (entity, TRUE), 1);
  tw_pages_text (report->pages, TW_PAGES_HEADING, tw_entity_get_label (entity, TRUE));
  if (rows->len == 0)
    tw_pages_text (report->pages, TW_PAGES_SMALL, _("None"));
  else
    tw_pages_table (report->pages, columns, n, rows);
}

static char *
sum_side (Report     *report,
          const char *side)
{
  const TwEntity *entity = tw_entity_find ("plan_commitment");
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (TwTotals) totals = NULL;
  GString *text = g_string_new (NULL);

  tw_filter_add_number (filter, "plan", TW_FILTER_IS, report->plan->id);
  tw_filter_add (filter, report->workspace, "side", TW_FILTER_IS, side, NULL);
  totals = tw_totals_of_filter (report->workspace, entity, filter, NULL);
  for (guint i = 0; totals != NULL && i < totals->sums->len; i++)
    {
      const TwTotal *total = totals->sums->pdata[i];
      g_autofree char *plain = tw_decimal_format (total->sum, total->digits);
      g_autofree char *grouped = tw_decimal_group (plain);

      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", grouped,
                              total->currency != NULL ? total->currency : "");
    }
  if (text->len == 0)
    g_string_append (text, "0");

  return g_string_free (text, FALSE);
}

static void
add_commitments (Report *report)
{
  static const char *const fields[] = { "title", "side", "kind", "amount", "currency", "due", "done" };
  g_autofree char *ours = sum_side (report, "vendor");
  g_autofree char *theirs = sum_side (report, "partner");
  g_autofree char *sums = g_strdup_printf (_("Vendor: %1$s. Partner: %2$s."), ours, theirs);

  add_list (report, "plan_commitment", fields, G_N_ELEMENTS (fields));
  tw_pages_text (report->pages, TW_PAGES_BOLD, sums);
}

/* --- reviews --- */

static void
add_frozen (Report *report,
            TwItem *item)
{
  const TwEntity *entity = tw_entity_find ("plan_review");
  g_autoptr (TwPlanProgress) frozen =
      tw_plan_review_read (report->workspace, tw_item_get_id (item), NULL);
  g_autofree char *title = get_text (item, entity, "title");
  g_autofree char *minutes = get_text (item, entity, "minutes");
  g_autofree char *pace = NULL;
  g_autofree char *day = NULL;
  g_autofree char *line = NULL;

  if (frozen == NULL)
    return;

  pace = describe_pace (frozen->pace);
  day = frozen->as_of != TW_DATE_NONE ? tw_date_format (frozen->as_of) : g_strdup ("–");
  line = g_strdup_printf (_("Numbers frozen as of %1$s. Pace of the plan: %2$s."), day, pace);
  tw_pages_need (report->pages, HEADING_ROOM);
  tw_pages_section (report->pages, title, 2);
  tw_pages_text (report->pages, TW_PAGES_SUBHEADING, title);
  tw_pages_text (report->pages, TW_PAGES_SMALL, line);
  add_goals (report->pages, frozen);
  tw_pages_text (report->pages, TW_PAGES_BODY, minutes);
}

static void
add_reviews (Report *report)
{
  static const char *const fields[] = { "title", "kind", "due", "state", "held", "attendees" };
  static const char *const actions[] = { "title", "side", "owner", "due", "done", "review" };
  g_autoptr (TwList) list = open_list (report, tw_entity_find ("plan_review"));

  add_list (report, "plan_review", fields, G_N_ELEMENTS (fields));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      add_frozen (report, item);
    }
  add_list (report, "plan_action", actions, G_N_ELEMENTS (actions));
}

gboolean
tw_plan_report_pdf (TwWorkspace          *workspace,
                    const TwPlanSummary  *plan,
                    const char           *path,
                    GCancellable         *cancellable,
                    GError              **error)
{
  static const char *const initiatives[] = { "title", "side", "status", "owner", "goal", "valid_from", "valid_to" };
  static const char *const milestones[] = { "title", "side", "owner", "due", "done", "amount", "currency" };
  g_autofree char *now = tw_workspace_now (workspace);
  g_autofree char *day = g_strndup (now, strcspn (now, "T"));
  g_autofree char *source = tw_plan_source_name (workspace);
  const TwPagesMeta meta = {
    .title = plan->name, .subject = plan->partner, .source = source,
    .author = tw_workspace_get_user (workspace), .date = now, .made = day,
  };
  g_autoptr (TwPages) pages = tw_pages_new (TW_PAPER_A4, &meta);
  Report report = { pages, workspace, plan };

  add_head (&report);
  tw_pages_section (pages, _("Goals"), 1);
  tw_pages_text (pages, TW_PAGES_HEADING, _("Goals"));
  add_goals (pages, plan->progress);
  add_chart (&report);
  add_quarters (&report);
  add_list (&report, "plan_initiative", initiatives, G_N_ELEMENTS (initiatives));
  add_list (&report, "plan_milestone", milestones, G_N_ELEMENTS (milestones));
  add_commitments (&report);
  add_reviews (&report);
  tw_pages_text (pages, TW_PAGES_SMALL,
                 _("Pace is actual by what is due by now; due is the sum of the targets of the quarters that have "
                   "begun, the running one by the share of its days that have passed. The plan’s pace is the mean "
                   "by weight, in which a goal counts at most 1.5."));

  return tw_pages_write_pdf (pages, path, cancellable, error);
}
