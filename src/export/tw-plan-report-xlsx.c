/* tw-plan-report-xlsx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-plan-report.h"

#include "tw-list.h"
#include "tw-plan-money.h"
#include "tw-plan-review.h"
#include "tw-xlsx-book.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwXlsxBook          *book;
  TwWorkspace         *workspace;
  const TwPlanSummary *plan;
} Book;

static void
add_figure (TwXlsxSheet      *sheet,
            guint             column,
            const TwPlanGoal *goal,
            TwPlanFigure      figure)
{
  if (!figure.known)
    tw_xlsx_sheet_text (sheet, column, _("n/a"));
  else
    tw_xlsx_sheet_integer (sheet, column, figure.value, goal->digits);
}

static void
add_ratio (TwXlsxSheet  *sheet,
           guint         column,
           TwPlanFigure  ratio)
{
  if (!ratio.known)
    tw_xlsx_sheet_text (sheet, column, _("n/a"));
  else
    tw_xlsx_sheet_integer (sheet, column, ratio.value, 6);
}

static const char *
get_choice (const char *entity,
            const char *field,
            const char *key)
{
  return tw_field_get_choice_label (tw_entity_get_field (tw_entity_find (entity), field), key);
}

static void
add_pair (TwXlsxSheet *sheet,
          const char  *name,
          const char  *text)
{
  tw_xlsx_sheet_text (sheet, 0, name);
  tw_xlsx_sheet_text (sheet, 1, text != NULL ? text : "");
  sheet->row++;
}

static void
add_ratio_pair (TwXlsxSheet  *sheet,
                const char   *name,
                TwPlanFigure  ratio)
{
  tw_xlsx_sheet_text (sheet, 0, name);
  if (ratio.known)
    {
      g_autofree char *text = tw_plan_ratio_format (ratio.value);

      tw_xlsx_sheet_text (sheet, 1, text);
    }
  else
    tw_xlsx_sheet_text (sheet, 1, _("n/a"));
  sheet->row++;
}

static void
add_summary (Book *book)
{
  const TwXlsxColumn columns[] = {
    { _("Field"), TW_XLSX_TEXT, _("What the line says of the plan.") },
    { _("Value"), TW_XLSX_WRAP, _("What it is.") },
  };
  const TwPlanSummary *plan = book->plan;
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book->book, _("Plan"), columns, 2, plan->name);
  g_autofree char *first = tw_date_format (plan->progress->span.start);
  g_autofree char *last = tw_date_format (plan->progress->span.end - 1);
  g_autofree char *as_of =
      plan->progress->as_of != TW_DATE_NONE ? tw_date_format (plan->progress->as_of) : NULL;

  add_pair (sheet, _("Plan"), plan->name);
  add_pair (sheet, _("Partner"), plan->partner);
  add_pair (sheet, _("State"), get_choice ("plan", "state", tw_plan_state_key (plan->state)));
  add_pair (sheet, _("From"), first);
  add_pair (sheet, _("To"), last);
  add_pair (sheet, _("As of"), as_of);
  add_pair (sheet, _("Our owner"), plan->owner);
  add_pair (sheet, _("Partner’s owner"), plan->partner_owner);
  add_pair (sheet, _("Currency"), plan->progress->currency);
  add_ratio_pair (sheet, _("Pace"), plan->progress->pace);
  add_ratio_pair (sheet, _("Attainment"), plan->progress->attainment);
  add_pair (sheet, _("Note"), plan->note);
  tw_xlsx_sheet_finish (sheet);
}

static void
add_goals (Book                 *book,
           const char           *name,
           const TwPlanProgress *progress)
{
  const TwXlsxColumn columns[] = {
    { _("Goal"), TW_XLSX_TEXT, _("The external ID of the goal.") },
    { _("Title"), TW_XLSX_TEXT, _("What the goal is.") },
    { _("Side"), TW_XLSX_TEXT, _("Whose goal it is.") },
    { _("Unit"), TW_XLSX_TEXT, _("A currency, or empty for a number; rates are shares of one.") },
    { _("Weight"), TW_XLSX_RATE, _("Its weight in the pace of the plan.") },
    { _("Target"), TW_XLSX_NUMBER, _("Of the whole plan.") },
    { _("Due"), TW_XLSX_NUMBER, _("What is due by the day.") },
    { _("Actual"), TW_XLSX_NUMBER, _("What was reached by the day.") },
    { _("Pace"), TW_XLSX_NUMBER, _("Actual by what is due.") },
    { _("Attainment"), TW_XLSX_RATE, _("Actual by the target of the whole plan.") },
    { _("Note"), TW_XLSX_WRAP, _("Entered by hand, or why there is no actual.") },
  };
  TwXlsxSheet *sheet =
      tw_xlsx_sheet_new (book->book, name, columns, G_N_ELEMENTS (columns), book->plan->name);

  for (guint i = 0; i < progress->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (progress->goals, i);

      tw_xlsx_sheet_text (sheet, 0, goal->key);
      tw_xlsx_sheet_text (sheet, 1, goal->title);
      tw_xlsx_sheet_text (sheet, 2, get_choice ("plan_goal", "side", goal->side));
      tw_xlsx_sheet_text (sheet, 3, goal->currency != NULL ? goal->currency : "");
      tw_xlsx_sheet_integer (sheet, 4, goal->weight, 6);
      add_figure (sheet, 5, goal, (TwPlanFigure){ TRUE, goal->target });
      add_figure (sheet, 6, goal, goal->due);
      add_figure (sheet, 7, goal, goal->actual);
      add_ratio (sheet, 8, goal->pace);
      add_ratio (sheet, 9, goal->attainment);
      tw_xlsx_sheet_text (sheet, 10, goal->by_hand ? _("Entered by hand")
                                     : goal->problem != NULL ? goal->problem : "");
      sheet->row++;
    }
  tw_xlsx_sheet_finish (sheet);
}

static void
add_quarters (Book *book)
{
  const TwXlsxColumn columns[] = {
    { _("Goal"), TW_XLSX_TEXT, _("The external ID of the goal.") },
    { _("Title"), TW_XLSX_TEXT, _("What the goal is.") },
    { _("Quarter"), TW_XLSX_TEXT, _("The fiscal quarter.") },
    { _("From"), TW_XLSX_DATE, _("Its first day.") },
    { _("To"), TW_XLSX_DATE, _("Its last day.") },
    { _("Target"), TW_XLSX_NUMBER, _("Of the quarter.") },
    { _("Actual"), TW_XLSX_NUMBER, _("What counts: the figure by hand, else what the facts say.") },
    { _("From facts"), TW_XLSX_NUMBER, _("What the facts say.") },
    { _("Reason"), TW_XLSX_WRAP, _("Where a figure by hand comes from.") },
  };
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book->book, _("Quarters"), columns, G_N_ELEMENTS (columns),
                                          book->plan->name);

  for (guint i = 0; i < book->plan->progress->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (book->plan->progress->goals, i);

      for (guint j = 0; j < goal->quarters->len; j++)
        {
          const TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, j);

          tw_xlsx_sheet_text (sheet, 0, goal->key);
          tw_xlsx_sheet_text (sheet, 1, goal->title);
          tw_xlsx_sheet_text (sheet, 2, quarter->name);
          tw_xlsx_sheet_date (sheet, 3, quarter->span.start);
          tw_xlsx_sheet_date (sheet, 4, quarter->span.end - 1);
          add_figure (sheet, 5, goal, (TwPlanFigure){ TRUE, quarter->target });
          if (quarter->begun)
            add_figure (sheet, 6, goal, quarter->actual);
          if (quarter->computed.known)
            add_figure (sheet, 7, goal, quarter->computed);
          tw_xlsx_sheet_text (sheet, 8, quarter->reason != NULL ? quarter->reason : "");
          sheet->row++;
        }
    }
  tw_xlsx_sheet_finish (sheet);
}

/* --- lists --- */

static TwXlsxKind
kind_of (const TwField *field)
{
  switch (field->type)
    {
    case TW_FIELD_MONEY:
      return TW_XLSX_MONEY;
    case TW_FIELD_DATE:
      return TW_XLSX_DATE;
    case TW_FIELD_NOTE:
      return TW_XLSX_WRAP;
    default:
      return TW_XLSX_TEXT;
    }
}

static void
add_cell (TwXlsxSheet   *sheet,
          guint          column,
          TwItem        *item,
          const TwField *field,
          guint          index)
{
  const TwCell *cell = tw_item_get_value (item, index);
  g_autofree char *text = NULL;

  if (cell->kind == TW_CELL_NUMBER && field->type == TW_FIELD_MONEY)
    tw_xlsx_sheet_integer (sheet, column, cell->number, tw_item_get_digits (item, index));
  else if (cell->kind == TW_CELL_NUMBER && field->type == TW_FIELD_DATE)
    tw_xlsx_sheet_date (sheet, column, (TwDate) cell->number);
  else if (tw_item_get_title (item, index) != NULL)
    tw_xlsx_sheet_text (sheet, column, tw_item_get_title (item, index));
  else
    {
      text = tw_item_get_text (item, index, FALSE);
      tw_xlsx_sheet_text (sheet, column, text);
    }
}

/* All declared columns of what belongs to the plan, but the plan and what was frozen. */
static void
add_list (Book       *book,
          const char *name)
{
  const TwEntity *entity = tw_entity_find (name);
  g_autoptr (TwList) list = tw_list_new (book->workspace, entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (TwXlsxColumn));
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  TwXlsxSheet *sheet;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const TwField *field = &entity->fields[i];
      const char *help = tw_field_get_help (field);
      TwXlsxColumn column = { tw_field_get_label (field), kind_of (field), help != NULL ? help : "" };

      if (g_str_equal (field->name, "plan") || g_str_equal (field->name, "frozen"))
        continue;
      g_array_append_val (columns, column);
      g_array_append_val (indexes, i);
    }

  sheet = tw_xlsx_sheet_new (book->book, tw_entity_get_label (entity, TRUE),
                             (const TwXlsxColumn *) columns->data, columns->len, book->plan->name);
  tw_filter_add_number (filter, "plan", TW_FILTER_IS, book->plan->id);
  tw_list_set_filter (list, filter);
  tw_list_load (list, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      for (guint j = 0; j < indexes->len; j++)
        {
          guint index = g_array_index (indexes, guint, j);

          add_cell (sheet, j, item, &entity->fields[index], index);
        }
      sheet->row++;
    }
  tw_xlsx_sheet_finish (sheet);
}

/* A sheet per review that froze its numbers. */
static void
add_frozen (Book *book)
{
  const TwEntity *entity = tw_entity_find ("plan_review");
  g_autoptr (TwList) list = tw_list_new (book->workspace, entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  guint n = 0;

  tw_filter_add_number (filter, "plan", TW_FILTER_IS, book->plan->id);
  tw_list_set_filter (list, filter);
  tw_list_load (list, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autoptr (TwPlanProgress) frozen =
          tw_plan_review_read (book->workspace, tw_item_get_id (item), NULL);
      g_autofree char *day = NULL;
      g_autofree char *name = NULL;

      if (frozen == NULL)
        continue;
      day = frozen->as_of != TW_DATE_NONE ? tw_date_format (frozen->as_of) : g_strdup ("–");
      /* Translators: name of a sheet, at most 31 characters: a number and a date. */
      name = g_strdup_printf (_("Review %1$u, %2$s"), ++n, day);
      add_goals (book, name, frozen);
    }
}

gboolean
tw_plan_report_xlsx (TwWorkspace          *workspace,
                     const TwPlanSummary  *plan,
                     const char           *path,
                     GCancellable         *cancellable,
                     GError              **error)
{
  Book book = { NULL, workspace, plan };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  book.book = tw_xlsx_book_new (path, tw_plan_money_digits (workspace, plan->progress->currency));
  add_summary (&book);
  add_goals (&book, _("Goals"), plan->progress);
  add_quarters (&book);
  add_list (&book, "plan_initiative");
  add_list (&book, "plan_milestone");
  add_list (&book, "plan_commitment");
  add_list (&book, "plan_review");
  add_list (&book, "plan_action");
  add_frozen (&book);

  return tw_xlsx_book_close (book.book, error);
}
