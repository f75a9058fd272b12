/* tw-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-plan.h"

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-history.h"
#include "tw-query.h"
#include "tw-row-store.h"
#include "tw-run-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const keys[] = { "draft", "agreed", "running", "closed" };

const char *
tw_plan_state_key (TwPlanState state)
{
  g_return_val_if_fail (state <= TW_PLAN_CLOSED, keys[0]);

  return keys[state];
}

TwPlanState
tw_plan_state_parse (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_strcmp0 (keys[i], key) == 0)
        return (TwPlanState) i;
    }

  return TW_PLAN_DRAFT;
}

gboolean
tw_plan_get_state (TwWorkspace  *workspace,
                   gint64        plan,
                   TwPlanState  *state,
                   GError      **error)
{
  g_autoptr (TwRow) row = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = tw_row_read (workspace, tw_entity_find ("plan"), plan, error);
  if (row == NULL)
    return FALSE;

  *state = tw_plan_state_parse (tw_row_get (row, "state")->text);

  return TRUE;
}

/* --- completeness --- */

/* What is missing where a query over :plan finds nothing, or another number than 1. */
static const struct
{
  const char *sql;
  const char *missing;
} needs[] = {
  { "SELECT 1 FROM plan WHERE id = :plan AND owner IS NOT NULL", N_("Nobody owns it on our side.") },
  { "SELECT 1 FROM plan WHERE id = :plan AND partner_owner IS NOT NULL",
    N_("Nobody owns it at the partner.") },
  { "SELECT 1 FROM plan_goal WHERE plan = :plan AND (side = 'vendor' OR side = 'joint') LIMIT 1",
    N_("There is no goal of our own.") },
  { "SELECT 1 FROM plan_goal WHERE plan = :plan AND (side = 'partner' OR side = 'joint') LIMIT 1",
    N_("There is no goal of the partner.") },
  { "SELECT NOT EXISTS (SELECT 1 FROM plan_goal AS g WHERE g.plan = :plan AND NOT EXISTS"
    " (SELECT 1 FROM plan_target AS t WHERE t.goal = g.id AND (t.amount > 0 OR t.quantity > 0)))",
    N_("A goal has no target.") },
  { "SELECT 1 FROM plan_milestone WHERE plan = :plan LIMIT 1", N_("There is no milestone.") },
  { "SELECT 1 FROM plan_commitment WHERE plan = :plan AND side = 'vendor' LIMIT 1",
    N_("We commit to nothing.") },
  { "SELECT 1 FROM plan_commitment WHERE plan = :plan AND side = 'partner' LIMIT 1",
    N_("The partner commits to nothing.") },
  { "SELECT 1 FROM plan_review WHERE plan = :plan LIMIT 1", N_("No review is planned.") },
};

static gboolean
read_number (TwWorkspace  *workspace,
             const char   *sql,
             gint64        plan,
             gint64       *number,
             GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "plan", plan);
  *number = tw_query_step (query, &local_error) ? tw_query_int (query, 0) : 0;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

GPtrArray *
tw_plan_list_missing (TwWorkspace  *workspace,
                      gint64        plan,
                      GError      **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  gint64 number;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      if (!read_number (workspace, needs[i].sql, plan, &number, error))
        return NULL;
      if (number != 1)
        g_ptr_array_add (missing, g_strdup (_(needs[i].missing)));
    }

  if (!read_number (workspace,
                    "SELECT coalesce (sum (weight), 0) FROM plan_goal WHERE plan = :plan", plan,
                    &number, error))
    return NULL;
  if (number != 1000000)
    {
      g_autofree char *sum = tw_decimal_format_trim (number, 4);

      /* Translators: %s is a number of percent. */
      g_ptr_array_add (missing, g_strdup_printf (_("The weights of its goals make %s %%, not 100 %%."), sum));
    }

  return g_steal_pointer (&missing);
}

/* --- states --- */

static gboolean
check_step (TwWorkspace  *workspace,
            gint64        plan,
            TwPlanState   from,
            TwPlanState   to,
            const char   *reason,
            GError      **error)
{
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *list = NULL;

  if (to < from && (reason == NULL || *reason == '\0'))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("A plan doesn’t go back without a reason. Enter one."));
      return FALSE;
    }
  if (to > from && to != from + 1)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("A plan goes from draft to agreed, running and closed, one after the other."));
      return FALSE;
    }
  if (from != TW_PLAN_DRAFT || to != TW_PLAN_AGREED)
    return TRUE;

  missing = tw_plan_list_missing (workspace, plan, error);
  if (missing == NULL)
    return FALSE;
  if (missing->len == 0)
    return TRUE;

  g_ptr_array_add (missing, NULL);
  list = g_strjoinv (" ", (char **) missing->pdata);
  /* Translators: %s is one or several sentences. */
  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("The plan can’t be agreed yet. %s"), list);

  return FALSE;
}

static char *
describe_step (TwRow       *row,
               TwPlanState  from,
               TwPlanState  to)
{
  const char *name = tw_row_get (row, "name")->text;
  const TwField *field = tw_entity_get_field (tw_entity_find ("plan"), "state");

  if (to < from)
    /* Translators: history: a plan and the state that it went back to. */
    return g_strdup_printf (_("Took plan “%s” back to “%s”"), name,
                            tw_field_get_choice_label (field, keys[to]));
  if (to == TW_PLAN_AGREED)
    return g_strdup_printf (_("Agreed plan “%s”"), name);

  return to == TW_PLAN_RUNNING ? g_strdup_printf (_("Started plan “%s”"), name)
                               : g_strdup_printf (_("Closed plan “%s”"), name);
}

static void
set_text (TwRow      *row,
          const char *field,
          const char *text)
{
  g_auto (TwCell) cell = TW_CELL_INIT;

  tw_cell_set_text (&cell, text);
  tw_row_set (row, field, &cell, NULL);
}

static void
set_number (TwRow      *row,
            const char *field,
            gint64      number)
{
  g_auto (TwCell) cell = TW_CELL_INIT;

  tw_cell_set_number (&cell, number);
  tw_row_set (row, field, &cell, NULL);
}

static gboolean
save_step (TwWorkspace  *workspace,
           TwRow        *plan,
           TwPlanState   from,
           TwPlanState   to,
           const char   *reason,
           GError      **error)
{
  g_autoptr (TwRow) change = tw_row_new (workspace, tw_entity_find ("plan_state_change"));
  g_autofree char *now = tw_workspace_now (workspace);

  set_text (plan, "state", keys[to]);
  set_number (change, "plan", tw_row_get_id (plan));
  set_text (change, "from_state", keys[from]);
  set_text (change, "to_state", keys[to]);
  set_text (change, "reason", reason != NULL && *reason != '\0' ? reason : NULL);
  set_text (change, "made_by", tw_workspace_get_user (workspace));
  set_text (change, "made_at", now);

  return tw_row_save (plan, NULL, error) && tw_row_save (change, NULL, error);
}

/* Commits where @done, else rolls back. */
static gboolean
finish (TwWorkspace  *workspace,
        gboolean      done,
        GError      **error)
{
  if (done)
    return tw_history_commit (workspace, 0, NULL, NULL, error);

  tw_history_rollback (workspace);

  return FALSE;
}

gboolean
tw_plan_set_state (TwWorkspace  *workspace,
                   gint64        plan,
                   TwPlanState   state,
                   const char   *reason,
                   GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autofree char *label = NULL;
  g_autofree char *why = g_strdup (reason);
  TwPlanState from;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = tw_row_read (workspace, tw_entity_find ("plan"), plan, error);
  if (row == NULL)
    return FALSE;

  from = tw_plan_state_parse (tw_row_get (row, "state")->text);
  if (why != NULL)
    g_strstrip (why);
  if (from == state)
    return TRUE;
  if (!check_step (workspace, plan, from, state, why, error))
    return FALSE;

  label = describe_step (row, from, state);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  return finish (workspace, save_step (workspace, row, from, state, why, error), error);
}

gint64
tw_plan_find_for_partner (TwWorkspace *workspace,
                          gint64       partner)
{
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), 0);

  query = tw_query_new (workspace,
                        "SELECT id FROM plan WHERE partner = :partner"
                        " ORDER BY state = 'running' DESC, valid_from DESC, id DESC LIMIT 1",
                        NULL);
  if (query == NULL)
    return 0;

  tw_query_bind_int (query, "partner", partner);

  return tw_query_step (query, NULL) ? tw_query_int (query, 0) : 0;
}

/* --- making --- */

GArray *
tw_plan_list_quarters (TwWorkspace  *workspace,
                       TwSpan        span,
                       GError      **error)
{
  g_autoptr (TwCalendar) calendar = NULL;
  g_autoptr (GArray) quarters = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  calendar = tw_workspace_calendar (workspace, error);
  if (calendar == NULL)
    return NULL;

  quarters = g_array_new (FALSE, FALSE, sizeof (TwSpan));
  for (TwDate day = span.start; day < span.end;)
    {
      TwSpan quarter;

      if (!tw_calendar_unit_at (calendar, TW_CALENDAR_QUARTER, day, &quarter))
        break;
      quarter.start = day;
      quarter.end = MIN (quarter.end, span.end);
      g_array_append_val (quarters, quarter);
      day = quarter.end;
    }

  return g_steal_pointer (&quarters);
}

char *
tw_plan_make_key (TwWorkspace *workspace,
                  const char  *table,
                  const char  *prefix)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE external_id = :key", table);

  for (guint i = 1;; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s-%u", prefix, i);
      g_autoptr (TwQuery) query = tw_query_new (workspace, sql, NULL);

      if (query == NULL)
        return g_steal_pointer (&key);
      tw_query_bind_text (query, "key", key);
      if (!tw_query_step (query, NULL))
        return g_steal_pointer (&key);
    }
}

/* The row of the quarter that starts on that day, or a new one. */
static TwRow *
find_target (TwWorkspace  *workspace,
             gint64        goal,
             TwDate        start,
             GError      **error)
{
  const TwEntity *entity = tw_entity_find ("plan_target");
  g_autoptr (TwQuery) query = tw_query_new (
      workspace, "SELECT id FROM plan_target WHERE goal = :goal AND valid_from = :start", error);
  gint64 id;

  if (query == NULL)
    return NULL;

  tw_query_bind_int (query, "goal", goal);
  tw_query_bind_date (query, "start", start);
  id = tw_query_step (query, NULL) ? tw_query_int (query, 0) : 0;
  g_clear_pointer (&query, tw_query_free);

  return id != 0 ? tw_row_read (workspace, entity, id, error) : tw_row_new (workspace, entity);
}

static gboolean
save_target (TwWorkspace         *workspace,
             gint64               goal,
             const char          *currency,
             const TwPlanTarget  *target,
             GError             **error)
{
  g_autoptr (TwRow) row = find_target (workspace, goal, target->span.start, error);

  if (row == NULL)
    return FALSE;

  set_number (row, "goal", goal);
  set_number (row, "valid_from", target->span.start);
  set_number (row, "valid_to", target->span.end - 1);
  set_text (row, "currency", currency);
  if (currency != NULL)
    {
      set_number (row, "amount", target->value);
      tw_row_set (row, "quantity", &(TwCell) TW_CELL_INIT, NULL);
    }
  else
    {
      set_number (row, "quantity", target->value);
      tw_row_set (row, "amount", &(TwCell) TW_CELL_INIT, NULL);
    }

  return tw_row_save (row, NULL, error);
}

/* Quarters that the goal has no longer. */
static gboolean
remove_others (TwWorkspace         *workspace,
               gint64               goal,
               const TwPlanTarget  *targets,
               gsize                n_targets,
               GError             **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TwQuery) query = tw_query_new (
      workspace, "SELECT id, valid_from FROM plan_target WHERE goal = :goal", error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "goal", goal);
  while (tw_query_step (query, NULL))
    {
      gint64 id = tw_query_int (query, 0);
      gboolean kept = FALSE;

      for (gsize i = 0; i < n_targets; i++)
        kept = kept || targets[i].span.start == tw_query_date (query, 1);
      if (!kept)
        g_array_append_val (ids, id);
    }
  g_clear_pointer (&query, tw_query_free);

  return ids->len == 0
         || tw_rows_delete (workspace, tw_entity_find ("plan_target"), (const gint64 *) ids->data,
                            ids->len, NULL, error);
}

/* The currency of a goal in money, else NULL. FALSE: no such goal. */
static gboolean
read_goal_currency (TwWorkspace  *workspace,
                    gint64        goal,
                    char        **title,
                    char        **currency,
                    GError      **error)
{
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("plan_goal"), goal, error);
  g_autoptr (TwRow) plan = NULL;

  if (row == NULL)
    return FALSE;

  plan = tw_row_read (workspace, tw_entity_find ("plan"), tw_row_get (row, "plan")->number, error);
  if (plan == NULL)
    return FALSE;

  *title = g_strdup (tw_row_get (row, "title")->text);
  *currency = g_strcmp0 (tw_row_get (row, "unit")->text, "money") == 0
                  ? g_strdup (tw_row_get (plan, "currency")->text)
                  : NULL;

  return TRUE;
}

gboolean
tw_plan_set_targets (TwWorkspace         *workspace,
                     gint64               goal,
                     const TwPlanTarget  *targets,
                     gsize                n_targets,
                     GError             **error)
{
  g_autofree char *title = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  if (!read_goal_currency (workspace, goal, &title, &currency, error))
    return FALSE;

  /* Translators: history; %s is the title of a goal. */
  label = g_strdup_printf (_("Set the targets of “%s”"), title);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  done = remove_others (workspace, goal, targets, n_targets, error);
  for (gsize i = 0; done && i < n_targets; i++)
    done = save_target (workspace, goal, currency, &targets[i], error);

  return finish (workspace, done, error);
}

gboolean
tw_plan_record (TwWorkspace   *workspace,
                gint64         target,
                const gint64  *value,
                const char    *reason,
                GError       **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autofree char *now = tw_workspace_now (workspace);
  g_autofree char *why = g_strdup (reason != NULL ? reason : "");
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  const char *field;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = tw_row_read (workspace, tw_entity_find ("plan_target"), target, error);
  if (row == NULL)
    return FALSE;
  if (value != NULL && *g_strstrip (why) == '\0')
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("A figure by hand needs its source. Enter where it comes from."));
      return FALSE;
    }

  field = tw_row_get (row, "amount")->kind == TW_CELL_NUMBER ? "hand_amount" : "hand_quantity";
  if (value != NULL)
    set_number (row, field, *value);
  else
    tw_row_set (row, field, &(TwCell) TW_CELL_INIT, NULL);
  set_text (row, "hand_reason", value != NULL ? why : NULL);
  set_text (row, "hand_by", value != NULL ? tw_workspace_get_user (workspace) : NULL);
  set_text (row, "hand_at", value != NULL ? now : NULL);

  title = tw_entity_read_title (workspace, tw_entity_find ("plan_goal"),
                                tw_row_get (row, "goal")->number);
  /* Translators: history; %s is the title of a goal. */
  label = g_strdup_printf (value != NULL ? _("Recorded progress of “%s”")
                                         : _("Took back the progress of “%s” by hand"), title);

  return tw_row_save (row, label, error);
}
