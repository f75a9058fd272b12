/* tw-plan-goal-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A goal and its target per quarter are asked for together and saved as one step. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-dialogs.h"

#include "common/tw-ask-dialog.h"
#include "common/tw-input.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-history.h"
#include "tw-plan-money.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

/* In the order in which they are asked for; the targets stand behind the first seven. */
static const char *const asked[] = {
  "title", "side", "kind", "metric", "unit", "basis", "weight",
  "parameter", "segment", "region", "category", "product", "note",
};

#define BEFORE_TARGETS 7

typedef struct
{
  TwDocument *document;
  GtkWidget  *opener;           /* weak */
  gint64      plan;
  gint64      goal;             /* 0: a new one */
  char       *currency;
  GArray     *quarters;         /* TwSpan */
  GPtrArray  *names;            /* char*: of the fields of the quarters, then their labels */
  gboolean    draft;
} Goal;

static void
goal_free (gpointer data)
{
  Goal *goal = data;

  g_object_unref (goal->document);
  g_clear_weak_pointer (&goal->opener);
  g_free (goal->currency);
  g_array_unref (goal->quarters);
  g_ptr_array_unref (goal->names);
  g_free (goal);
}

static const char *const units[] = { "money", "number", "rate" };

/* What a metric is measured in is its own affair, and stands in the form as it will be. */
static void
on_changed (TwAskDialog *ask,
            const char  *field)
{
  g_autofree char *name = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *basis = NULL;
  const TwPlanMeasure *measure;
  const char *natural;

  if (!g_str_equal (field, "metric"))
    return;

  name = tw_ask_dialog_get (ask, "metric");
  measure = tw_plan_measure_find (name);
  if (measure == NULL)
    return;

  unit = tw_ask_dialog_get (ask, "unit");
  basis = tw_ask_dialog_get (ask, "basis");
  natural = measure->basis == TW_PLAN_LEVEL ? "level" : "flow";
  if (g_strcmp0 (unit, units[measure->unit]) != 0)
    tw_ask_dialog_set (ask, "unit", units[measure->unit]);
  if (g_strcmp0 (basis, natural) != 0)
    tw_ask_dialog_set (ask, "basis", natural);
}

/* Text by text into the row; says which field is to blame. */
static gboolean
take_fields (TwAskDialog  *ask,
             TwRow        *row,
             const char  **field,
             GError      **error)
{
  const TwPlanMeasure *measure;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *text = tw_ask_dialog_get (ask, asked[i]);

      *field = asked[i];
      if (!tw_row_set_text (row, asked[i], text, error))
        return FALSE;
    }

  /* What a metric is measured in is its own affair. */
  *field = "metric";
  measure = tw_plan_measure_find (tw_row_get (row, "metric")->text);
  if (measure == NULL)
    return TRUE;

  return tw_row_set_text (row, "unit", units[measure->unit], error)
         && tw_row_set_text (row, "basis", measure->basis == TW_PLAN_LEVEL ? "level" : "flow", error);
}

static gboolean
parse_target (const char  *text,
              const char  *unit,
              int          digits,
              gint64      *value,
              GError     **error)
{
  gboolean rate = g_strcmp0 (unit, "rate") == 0;
  g_autofree char *plain = tw_input_to_plain (rate ? TW_FIELD_RATE : TW_FIELD_MONEY, text);

  g_autoptr (GError) local = NULL;

  *value = 0;
  if (*plain == '\0')
    return TRUE;
  if ((rate ? tw_number_parse (plain, value, &local) : tw_decimal_parse (plain, digits, value, &local))
      && *value >= 0)
    return TRUE;

  if (g_error_matches (local, TW_ERROR, TW_ERROR_RANGE))
    g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                 _("It has more digits than can be held. Check the number and enter it again."));
  else
    g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                 rate ? _("Enter a percentage such as 62.5%%.")
                      : _("Enter a number of zero or more, such as 1,234.50."));

  return FALSE;
}

static gboolean
take_targets (TwAskDialog   *ask,
              Goal          *goal,
              TwRow         *row,
              TwPlanTarget  *targets,
              const char   **field,
              GError       **error)
{
  const char *unit = tw_row_get (row, "unit")->text;
  int digits = g_strcmp0 (unit, "money") == 0
                   ? tw_plan_money_digits (tw_document_get_workspace (goal->document), goal->currency)
                   : 6;

  for (guint i = 0; i < goal->quarters->len; i++)
    {
      g_autofree char *text = NULL;

      *field = g_ptr_array_index (goal->names, i);
      text = tw_ask_dialog_get (ask, *field);
      targets[i].span = g_array_index (goal->quarters, TwSpan, i);
      if (!parse_target (text, unit, digits, &targets[i].value, error))
        return FALSE;
    }

  *field = NULL;

  return TRUE;
}

/* The row, with an external id where it is new. */
static TwRow *
open_row (Goal    *goal,
          GError **error)
{
  TwWorkspace *workspace = tw_document_get_workspace (goal->document);
  const TwEntity *entity = tw_entity_find ("plan_goal");
  g_autoptr (TwRow) plan = NULL;
  g_autoptr (TwRow) row = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *key = NULL;
  g_auto (TwCell) cell = TW_CELL_INIT;

  if (goal->goal != 0)
    return tw_row_read (workspace, entity, goal->goal, error);

  plan = tw_row_read (workspace, tw_entity_find ("plan"), goal->plan, error);
  if (plan == NULL)
    return NULL;

  row = tw_row_new (workspace, entity);
  prefix = g_strconcat (tw_row_get (plan, "external_id")->text, "-G", NULL);
  key = tw_plan_make_key (workspace, "plan_goal", prefix);
  tw_cell_set_number (&cell, goal->plan);
  if (!tw_row_set (row, "plan", &cell, error) || !tw_row_set_text (row, "external_id", key, error))
    return NULL;

  return g_steal_pointer (&row);
}

static gboolean
on_save (TwAskDialog  *ask,
         gpointer      user_data,
         const char  **field,
         GError      **error)
{
  Goal *goal = user_data;
  TwWorkspace *workspace = tw_document_get_workspace (goal->document);
  g_autoptr (TwRow) row = open_row (goal, error);
  g_autofree TwPlanTarget *targets = g_new0 (TwPlanTarget, goal->quarters->len + 1);
  g_autofree char *label = NULL;

  if (row == NULL || !take_fields (ask, row, field, error)
      || !take_targets (ask, goal, row, targets, field, error))
    return FALSE;

  label = g_strdup_printf (goal->goal != 0 ? _("Changed goal “%s”") : _("Added goal “%s”"),
                           tw_row_get (row, "title")->text);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;
  if (!tw_row_save (row, NULL, error)
      || !tw_plan_set_targets (workspace, tw_row_get_id (row), targets, goal->quarters->len, error))
    {
      tw_history_rollback (workspace);
      return FALSE;
    }
  if (!tw_history_commit (workspace, 0, NULL, NULL, error))
    return FALSE;

  if (goal->opener != NULL)
    tw_plan_dialog_finish (goal->document, goal->opener, TRUE,
                           goal->goal != 0 ? _("Goal changed") : _("Goal added"), NULL, NULL);

  return TRUE;
}

static void
append_quarters (Goal   *goal,
                 GArray *fields)
{
  const TwCalendar *calendar = tw_document_get_calendar (goal->document);

  for (guint i = 0; i < goal->quarters->len; i++)
    g_ptr_array_add (goal->names, g_strdup_printf ("target-%u", i));

  for (guint i = 0; i < goal->quarters->len; i++)
    {
      g_autofree char *name =
          tw_calendar_name (calendar, TW_CALENDAR_QUARTER, g_array_index (goal->quarters, TwSpan, i).start);
      /* Translators: label of a field; %s is a quarter such as 2026-Q3. */
      char *label = g_strdup_printf (_("Target %s"), name);
      TwField field = {
        .name = g_ptr_array_index (goal->names, i), .label = label, .type = TW_FIELD_TEXT,
      };

      g_ptr_array_add (goal->names, label);
      g_array_append_val (fields, field);
    }
}

static void
fill (TwAskDialog      *ask,
      Goal             *goal,
      TwRow            *row,
      const TwPlanGoal *shown)
{
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *text = tw_row_get_text (row, asked[i]);

      tw_ask_dialog_set (ask, asked[i], text);
    }

  for (guint i = 0; shown != NULL && i < goal->quarters->len; i++)
    {
      for (guint j = 0; j < shown->quarters->len; j++)
        {
          const TwPlanQuarter *quarter = g_ptr_array_index (shown->quarters, j);
          g_autofree char *text = NULL;

          if (quarter->span.start != g_array_index (goal->quarters, TwSpan, i).start)
            continue;
          text = tw_plan_goal_format (shown, quarter->target);
          tw_ask_dialog_set (ask, g_ptr_array_index (goal->names, i), text);
        }
    }
}

void
tw_plan_dialog_goal (TwDocument           *document,
                     const TwPlanProgress *progress,
                     gint64                id,
                     GtkWidget            *opener)
{
  const TwEntity *entity = tw_entity_find ("plan_goal");
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (TwField));
  g_autoptr (GArray) quarters = NULL;
  g_autoptr (TwRow) row = NULL;
  g_autoptr (GError) error = NULL;
  TwAskDialog *ask;
  Goal *goal;

  /* Without them what stands there would be saved as nothing. */
  row = id != 0 ? tw_row_read (workspace, entity, id, &error) : tw_row_new (workspace, entity);
  quarters = row != NULL ? tw_plan_list_quarters (workspace, progress->span, &error) : NULL;
  if (quarters == NULL)
    {
      tw_plan_dialog_finish (document, opener, FALSE, NULL, _("The Goal Was Not Opened"), error);
      return;
    }

  goal = g_new0 (Goal, 1);
  goal->document = g_object_ref (document);
  g_set_weak_pointer (&goal->opener, opener);
  goal->plan = progress->plan;
  goal->goal = id;
  goal->currency = g_strdup (progress->currency);
  goal->names = g_ptr_array_new_with_free_func (g_free);
  goal->quarters = g_steal_pointer (&quarters);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      TwField field = *tw_entity_get_field (entity, asked[i]);

      /* Told by its name or external id. */
      if (field.type == TW_FIELD_REFERENCE)
        field.type = TW_FIELD_TEXT;
      if (i == BEFORE_TARGETS)
        append_quarters (goal, fields);
      g_array_append_val (fields, field);
    }

  ask = tw_ask_dialog_new (id != 0 ? _("Goal") : _("New Goal"),
                           _("With a metric, actuals fill themselves in from the facts of the partner."),
                           id != 0 ? _("_Save") : _("_Add"), on_save, goal, goal_free);
  tw_ask_dialog_add_fields (ask, (const TwField *) fields->data, fields->len);
  fill (ask, goal, row, id != 0 ? tw_plan_progress_find (progress, id) : NULL);
  g_signal_connect (ask, "changed", G_CALLBACK (on_changed), NULL);
  tw_ask_dialog_present (ask, opener, workspace, id != 0 ? "plan-goal" : "plan-new-goal",
                         id != 0 ? id : progress->plan);
}
