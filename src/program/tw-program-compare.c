/* tw-program-compare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-compare.h"

#include "tw-error.h"
#include "tw-history-list.h"
#include "tw-last-date.h"
#include "tw-program-rows.h"
#include "tw-program-version.h"
#include "tw-replay.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* ---- who and when ---- */

/* The newest entry that changed a row and still stands. */
static gboolean
sign (TwWorkspace          *workspace,
      TwProgramDifference  *difference,
      const char           *table,
      gint64                row,
      GError              **error)
{
  g_autoptr (GPtrArray) entries = tw_history_of_record (workspace, table, row, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const TwHistoryEntry *entry = entries->pdata[i];

      if (entry->undone)
        continue;
      difference->by = g_strdup (entry->by);
      difference->at = g_strdup (entry->at);
      break;
    }

  return TRUE;
}

/* 0: no part is the one at the path. */
static gint64
find_part (GArray     *parts,
           const char *path)
{
  gboolean designation = g_str_has_prefix (path, "/designations/");
  const char *number = strchr (path + 1, '/');
  guint at = number != NULL ? (guint) atoi (number + 1) : G_MAXUINT;
  guint seen = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const TwPartRow *part = &g_array_index (parts, TwPartRow, i);

      if (part->designation == designation && seen++ == at)
        return part->id;
    }

  return 0;
}

gboolean
tw_program_differences_sign (TwWorkspace  *workspace,
                             gint64        version,
                             GPtrArray    *differences,
                             GError      **error)
{
  g_autoptr (GArray) tiers = tw_part_rows_read (workspace, version, TW_PART_TIER, error);
  g_autoptr (GArray) rules = tiers == NULL ? NULL : tw_part_rows_read (workspace, version, TW_PART_RULE, error);

  if (rules == NULL)
    return FALSE;
  for (guint i = 0; i < differences->len; i++)
    {
      TwProgramDifference *difference = differences->pdata[i];
      gboolean rule = g_str_has_prefix (difference->path, "/rules/");
      gboolean tier = g_str_has_prefix (difference->path, "/tiers/") ||
                      g_str_has_prefix (difference->path, "/designations/");
      gint64 part = difference->removed ? 0 : rule ? find_part (rules, difference->path)
                                          : tier   ? find_part (tiers, difference->path)
                                                   : 0;

      if (!sign (workspace, difference,
                 part == 0 ? "program_version" : rule ? "program_rule" : "program_tier",
                 part == 0 ? version : part, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- cost ---- */

gboolean
tw_program_compare_span (TwWorkspace             *workspace,
                         const TwProgramDocument *document,
                         const char              *period,
                         TwSpan                  *span,
                         GError                 **error)
{
  const TwProgram *program = tw_program_document_get_program (document);
  TwCalendarUnit unit = program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER;
  TwCalendarUnit named;
  TwDate last;

  if (period != NULL)
    return tw_calendar_parse (program->calendar, period, span, &named, error);
  last = tw_workspace_last_date (workspace);
  if (last == TW_DATE_NONE || !tw_calendar_unit_at (program->calendar, unit, last, span))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   _("There are no facts yet, so nothing can be calculated again. Import some."));
      return FALSE;
    }
  if (span->end - 1 > last)
    tw_calendar_unit_at (program->calendar, unit, span->start - 1, span);

  return TRUE;
}

static void
clear_rule (gpointer data)
{
  TwCostDifference *rule = data;

  g_free (rule->id);
  g_free (rule->name);
}

void
tw_program_cost_free (TwProgramCost *cost)
{
  if (cost == NULL)
    return;
  g_array_unref (cost->rules);
  g_free (cost->currency);
  g_free (cost);
}

static TwCostDifference *
get_rule (TwProgramCost      *cost,
          const TwReplayRule *of)
{
  TwCostDifference rule = { 0 };

  for (guint i = 0; i < cost->rules->len; i++)
    if (strcmp (g_array_index (cost->rules, TwCostDifference, i).id, of->id) == 0)
      return &g_array_index (cost->rules, TwCostDifference, i);
  rule.id = g_strdup (of->id);
  rule.name = g_strdup (of->name);
  g_array_append_val (cost->rules, rule);

  return &g_array_index (cost->rules, TwCostDifference, cost->rules->len - 1);
}

static void
add_replay (TwProgramCost  *cost,
            const TwReplay *replay,
            gboolean        after)
{
  for (guint i = 0; i < replay->rules->len; i++)
    {
      const TwReplayRule *of = &g_array_index (replay->rules, TwReplayRule, i);
      TwCostDifference *rule = get_rule (cost, of);

      *(after ? &rule->after : &rule->before) += of->cost;
    }
  *(after ? &cost->after : &cost->before) = replay->cost;
  cost->n_problems += replay->problems->len;
}

static TwReplay *
replay_one (TwReplayData       *data,
            TwProgramDocument  *document,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();

  g_ptr_array_add (alone, document);

  return tw_replay_run (data, alone, TW_REPLAY_ALONE, cancellable, NULL, NULL, error);
}

/* The row of the program that a version belongs to. */
static gint64
get_program (TwWorkspace  *workspace,
             gint64        version,
             GError      **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, 0, version, error);

  if (rows != NULL && rows->len == 0)
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("The version isn’t there any more. Undo may bring it back."));

  return rows != NULL && rows->len > 0 ? g_array_index (rows, TwVersionRow, 0).program : 0;
}

TwProgramCost *
tw_program_compare_cost (TwWorkspace        *workspace,
                         gint64              version,
                         TwProgramDocument  *before,
                         TwProgramDocument  *after,
                         TwSpan              span,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (TwReplayData) data = NULL;
  g_autoptr (TwReplay) old = NULL;
  g_autoptr (TwReplay) new = NULL;
  gint64 program = get_program (workspace, version, error);
  TwProgramCost *cost;

  if (program == 0)
    return NULL;
  g_ptr_array_add (both, after);
  g_ptr_array_add (both, before);
  data = tw_replay_data_new (workspace, program, both, NULL, span, error);
  new = data == NULL ? NULL : replay_one (data, after, cancellable, error);
  old = new == NULL ? NULL : replay_one (data, before, cancellable, error);
  if (old == NULL)
    return NULL;
  cost = g_new0 (TwProgramCost, 1);
  cost->span = span;
  cost->currency = g_strdup (new->currency);
  cost->digits = new->digits;
  cost->rules = g_array_new (FALSE, FALSE, sizeof (TwCostDifference));
  g_array_set_clear_func (cost->rules, clear_rule);
  add_replay (cost, new, TRUE);
  add_replay (cost, old, FALSE);

  return cost;
}
