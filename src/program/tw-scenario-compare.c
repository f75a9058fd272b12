/* tw-scenario-compare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-scenario-compare.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-dataset-load.h"
#include "tw-error.h"
#include "tw-metric-settings.h"
#include "tw-program-design.h"
#include "tw-program-rows.h"
#include "tw-program-version.h"
#include "tw-run-reader.h"
#include "tw-scenario-analysis.h"

static void
column_free (gpointer data)
{
  TwScenarioColumn *column = data;

  g_free (column->name);
  g_clear_pointer (&column->document, tw_program_document_unref);
  g_clear_pointer (&column->replay, tw_replay_free);
  g_free (column);
}

static void
row_free (gpointer data)
{
  TwScenarioRowOf *row = data;

  g_free (row->key);
  g_free (row->name);
  g_free (row->costs);
  g_free (row->partners);
  g_free (row->exists);
  g_free (row);
}

void
tw_scenario_comparison_free (TwScenarioComparison *comparison)
{
  g_free (comparison->period);
  g_free (comparison->currency);
  g_ptr_array_unref (comparison->columns);
  g_ptr_array_unref (comparison->rules);
  g_ptr_array_unref (comparison->tiers);
  g_ptr_array_unref (comparison->types);
  g_ptr_array_unref (comparison->notes);
  g_clear_pointer (&comparison->dataset, tw_dataset_free);
  g_free (comparison);
}

static TwScenarioColumn *
column_at (const TwScenarioComparison *comparison,
           guint                       index)
{
  return g_ptr_array_index (comparison->columns, index);
}

/* ---- days ---- */

static gboolean
parse_one (TwWorkspace              *workspace,
           const TwProgramDocument  *document,
           const char               *text,
           TwSpan                   *span,
           GError                  **error)
{
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (workspace, error);
  TwCalendarUnit unit;

  if (calendar == NULL)
    return FALSE;
  if (document != NULL
      && tw_calendar_parse (tw_program_document_get_program (document)->calendar, text, span, &unit, NULL))
    return TRUE;

  return tw_calendar_parse (calendar, text, span, &unit, error);
}

gboolean
tw_scenario_parse_span (TwWorkspace              *workspace,
                        const TwProgramDocument  *document,
                        const char               *text,
                        TwSpan                   *span,
                        GError                  **error)
{
  const char *dots = strstr (text, "..");
  g_autofree char *first = dots == NULL ? NULL : g_strndup (text, (gsize) (dots - text));
  TwSpan last;

  if (dots == NULL)
    return parse_one (workspace, document, text, span, error);
  if (!parse_one (workspace, document, first, span, error)
      || !parse_one (workspace, document, dots + 2, &last, error))
    return FALSE;
  if (last.end <= span->start)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("“%s” ends before it begins. Write the earlier period first."), text);
      return FALSE;
    }

  span->end = last.end;
  return TRUE;
}

/* ---- the columns ---- */

static char *
version_name (const TwVersionRow *row)
{
  return g_strdup_printf (_("Version %d"), row->number);
}

/* @program: (inout): 0, or that of the columns before */
static TwScenarioColumn *
load_column (TwWorkspace  *workspace,
             gint64        version,
             gint64        scenario,
             gint64       *program,
             GError      **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, 0, version, error);
  g_autoptr (TwScenario) branch = scenario == 0 ? NULL : tw_scenario_load (workspace, scenario, error);
  TwScenarioColumn *column;
  TwProgramDocument *document;

  if (rows == NULL || (scenario != 0 && branch == NULL))
    return NULL;
  if (rows->len == 0 || (*program != 0 && g_array_index (rows, TwVersionRow, 0).program != *program))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("Only versions and scenarios of one program can be compared with each other. Take away the others."));
      return NULL;
    }
  *program = g_array_index (rows, TwVersionRow, 0).program;
  document = scenario == 0 ? tw_program_version_load (workspace, version, NULL, error)
                           : tw_scenario_load_document (workspace, scenario, error);
  if (document == NULL)
    return NULL;

  column = g_new0 (TwScenarioColumn, 1);
  column->version = version;
  column->scenario = scenario;
  column->name = branch != NULL ? g_strdup (branch->name) : version_name (&g_array_index (rows, TwVersionRow, 0));
  column->document = document;

  return column;
}

/* The budget of the days: whole units count in full, others by their days. */
static void
note_budget (TwScenarioColumn *column,
             TwSpan            span)
{
  const TwProgramDesign *design = tw_program_document_get_design (column->document);
  const TwProgram *program = tw_program_document_get_program (column->document);
  __int128 sum = 0;
  TwDate date = span.start;

  if (!design->budget.given)
    return;

  while (date < span.end)
    {
      TwSpan unit;
      __int128 part;

      if (!tw_calendar_unit_at (program->calendar, design->budget_per, date, &unit))
        return;
      if (!tw_round_div ((__int128) design->budget.amount * (MIN (unit.end, span.end) - MAX (unit.start, span.start)),
                         unit.end - unit.start, TW_ROUNDING_HALF_UP, &part))
        return;
      sum += part;
      date = unit.end;
    }
  column->has_budget = sum <= G_MAXINT64;
  column->budget = column->has_budget ? (gint64) sum : 0;
}

typedef struct
{
  TwReplayProgress progress;
  gpointer         user_data;
  guint            column;
  guint            n_columns;
} Part;

static void
tell_part (double   fraction,
           gpointer user_data)
{
  Part *part = user_data;

  if (part->progress != NULL)
    part->progress ((part->column + fraction) / part->n_columns, part->user_data);
}

/* All facts that any column reads, loaded once. */
static TwDataset *
load_facts (TwWorkspace           *workspace,
            TwScenarioComparison  *comparison,
            gint64                 program,
            GError               **error)
{
  g_autoptr (GPtrArray) documents = tw_program_version_load_published (workspace, program, error);

  if (documents == NULL)
    return NULL;

  for (guint i = 0; i < comparison->columns->len; i++)
    g_ptr_array_add (documents, tw_program_document_ref (column_at (comparison, i)->document));

  return tw_dataset_load_for (workspace, documents, error);
}

/* What the column is replayed with; @alone: by itself, whatever was in force. */
static GPtrArray *
find_documents (TwWorkspace             *workspace,
                const TwScenarioColumn  *column,
                TwSpan                   span,
                gboolean                 alone,
                TwReplayFlags           *flags,
                GError                 **error)
{
  GPtrArray *documents;

  *flags = alone ? TW_REPLAY_ALONE : 0;
  if (!alone)
    return tw_replay_documents (workspace, column->version, column->document, span, flags, error);

  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_document_unref);
  g_ptr_array_add (documents, tw_program_document_ref (column->document));
  return documents;
}

/* Whether any of the columns can only be replayed alone; -1 with @error. */
static int
needs_alone (TwWorkspace           *workspace,
             TwScenarioComparison  *comparison,
             GError               **error)
{
  gboolean alone = FALSE;

  for (guint i = 0; i < comparison->columns->len && !alone; i++)
    {
      TwReplayFlags flags;
      g_autoptr (GPtrArray) documents =
        find_documents (workspace, column_at (comparison, i), comparison->span, FALSE, &flags, error);

      if (documents == NULL)
        return -1;
      alone = (flags & TW_REPLAY_ALONE) != 0;
    }

  return alone;
}

/* Other versions whose days these are, too. */
static void
note_versions (TwScenarioColumn *column,
               GPtrArray        *documents,
               TwSpan            span)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const TwProgram *program = tw_program_document_get_program (g_ptr_array_index (documents, i));
      TwDate first = MAX (program->effective_from, span.start);
      TwDate end = MIN (program->effective_to, span.end);
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (g_ptr_array_index (documents, i) == column->document || first >= end)
        continue;
      from = tw_date_format (first);
      to = tw_date_format (end - 1);
      g_ptr_array_add (column->replay->notes,
                       /* Translators: the number of a version, a first and a last day. */
                       g_strdup_printf (_("Version %1$u was in force from %2$s to %3$s and prices these days."),
                                        (guint) program->version, from, to));
    }
}

static void
note_problems (TwReplay *replay)
{
  if (replay->problems->len > 0)
    g_ptr_array_add (replay->notes,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "A rule stopped for %1$u partner: %2$s",
                                                   "A rule stopped for %1$u partners; the first says: %2$s",
                                                   replay->problems->len),
                                      replay->problems->len, g_array_index (replay->problems, TwReplayProblem, 0).message));
}

static gboolean
replay_column (TwWorkspace       *workspace,
               TwScenarioColumn  *column,
               gboolean           alone,
               gint64             program,
               TwReplayData     **data,
               const TwDataset   *dataset,
               TwSpan             span,
               GCancellable      *cancellable,
               Part              *part,
               GError           **error)
{
  TwReplayFlags flags;
  g_autoptr (GPtrArray) documents = find_documents (workspace, column, span, alone, &flags, error);
  gint64 rate;

  if (documents == NULL)
    return FALSE;

  if (*data == NULL || !tw_replay_data_serves (*data, column->document))
    {
      g_clear_pointer (data, tw_replay_data_unref);
      *data = tw_replay_data_new (workspace, program, documents, dataset, span, error);
    }
  if (*data != NULL)
    column->replay = tw_replay_run (*data, documents, flags, cancellable, tell_part, part, error);
  if (column->replay == NULL)
    return FALSE;

  note_versions (column, documents, span);
  note_problems (column->replay);
  column->has_rate = tw_replay_effective_rate (column->replay, &rate);
  column->rate = column->has_rate ? rate : 0;
  note_budget (column, span);

  return TRUE;
}

/* ---- the tables ---- */

static TwScenarioRowOf *
get_row (GPtrArray  *rows,
         const char *key,
         const char *name,
         guint       n_columns)
{
  TwScenarioRowOf *row;

  for (guint i = 0; i < rows->len; i++)
    {
      row = g_ptr_array_index (rows, i);
      if (g_strcmp0 (row->key, key) == 0)
        return row;
    }

  row = g_new0 (TwScenarioRowOf, 1);
  row->key = g_strdup (key);
  row->name = g_strdup (name);
  row->costs = g_new0 (gint64, n_columns);
  row->partners = g_new0 (guint, n_columns);
  row->exists = g_new0 (gboolean, n_columns);
  g_ptr_array_add (rows, row);

  return row;
}

static void
set_row (TwScenarioRowOf *row,
         guint            column,
         gint64           cost,
         guint            partners)
{
  row->costs[column] = cost;
  row->partners[column] = partners;
  row->exists[column] = TRUE;
}

static void
tabulate_column (TwScenarioComparison *comparison,
                 guint                 index)
{
  const TwReplay *replay = column_at (comparison, index)->replay;
  guint n = comparison->columns->len;

  for (guint i = 0; i < replay->rules->len; i++)
    {
      const TwReplayRule *rule = &g_array_index (replay->rules, TwReplayRule, i);

      set_row (get_row (comparison->rules, rule->id, rule->name, n), index, rule->cost, rule->n_partners);
    }
  for (guint i = replay->tiers->len; i > 0; i--)
    {
      const TwReplayTier *tier = &g_array_index (replay->tiers, TwReplayTier, i - 1);

      set_row (get_row (comparison->tiers, tier->name, tier->name != NULL ? tier->name : _("No tier"), n), index,
               tier->cost, tier->n_after);
    }
  for (guint i = 0; i < replay->types->len; i++)
    {
      const TwReplayType *type = &g_array_index (replay->types, TwReplayType, i);

      set_row (get_row (comparison->types, type->type, type->type != NULL ? type->type : _("No type"), n), index,
               type->cost, type->n_partners);
    }
}

static void
tabulate (TwScenarioComparison *comparison)
{
  gboolean common = FALSE;

  for (guint i = 0; i < comparison->columns->len; i++)
    {
      tabulate_column (comparison, i);
      common = common || column_at (comparison, i)->replay->common != 0;
    }
  for (guint i = 0; common && i < comparison->columns->len; i++)
    set_row (get_row (comparison->rules, NULL, _("Limits over several rules"), comparison->columns->len), i,
             column_at (comparison, i)->replay->common, 0);
}

/* ---- what to know ---- */

static gboolean
has_note (const TwScenarioColumn *column,
          const char             *note)
{
  for (guint i = 0; i < column->replay->notes->len; i++)
    if (g_str_equal (g_ptr_array_index (column->replay->notes, i), note))
      return TRUE;

  return FALSE;
}

/* What holds for all columns is said once, else with the name of each. */
static void
collect_notes (TwScenarioComparison *comparison)
{
  for (guint i = 0; i < comparison->columns->len; i++)
    {
      const TwScenarioColumn *column = column_at (comparison, i);

      for (guint k = 0; k < column->replay->notes->len; k++)
        {
          const char *note = g_ptr_array_index (column->replay->notes, k);
          gboolean all = TRUE;

          for (guint j = 0; j < comparison->columns->len; j++)
            all = all && has_note (column_at (comparison, j), note);
          if (!all)
            /* Translators: %1$s is a version or a scenario, %2$s a sentence about its figures. */
            g_ptr_array_add (comparison->notes, g_strdup_printf (_("%1$s: %2$s"), column->name, note));
          else if (i == 0)
            g_ptr_array_add (comparison->notes, g_strdup (note));
        }
    }
}

gboolean
tw_scenario_break_even (const TwScenarioComparison *comparison,
                        guint                       column,
                        gint64                      margin,
                        gint64                     *revenue)
{
  const TwScenarioColumn *one = column_at (comparison, column);

  return tw_break_even (one->replay->cost - column_at (comparison, 0)->replay->cost, margin, one->rate, revenue);
}

/* A scenario of a draft that was changed since may no longer fit it: the others are compared all the same. */
static gboolean
add_column (TwWorkspace           *workspace,
            TwScenarioComparison  *comparison,
            gint64                 version,
            gint64                 scenario,
            gint64                *program,
            GError               **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwScenario) branch = NULL;
  TwScenarioColumn *column = load_column (workspace, version, scenario, program, &local_error);

  if (column != NULL)
    {
      g_ptr_array_add (comparison->columns, column);
      return TRUE;
    }
  branch = scenario != 0 && comparison->columns->len > 0 ? tw_scenario_load (workspace, scenario, NULL) : NULL;
  if (branch == NULL || branch->program != *program || g_error_matches (local_error, TW_ERROR, TW_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  comparison->n_skipped++;
  /* Translators: %1$s is a scenario, %2$s a sentence that says why it can't be replayed. */
  g_ptr_array_add (comparison->notes, g_strdup_printf (_("%1$s isn’t compared. %2$s Take that change back."), branch->name,
                                                       local_error->message));
  return TRUE;
}

static void
note_emptiness (TwScenarioComparison *comparison)
{
  const TwReplay *replay = column_at (comparison, 0)->replay;
  guint n_facts = 0;

  for (guint p = 0; p < replay->partners->len; p++)
    n_facts += g_array_index (replay->partners, TwReplayPartner, p).n_facts;
  if (n_facts == 0)
    g_ptr_array_add (comparison->notes, g_strdup (_("No transactions of the program’s partners are dated in these days. "
                                                    "Choose others.")));
}

TwScenarioComparison *
tw_scenario_compare (TwWorkspace       *workspace,
                     const gint64      *versions,
                     const gint64      *scenarios,
                     guint              n_columns,
                     const char        *period,
                     TwSpan             span,
                     GCancellable      *cancellable,
                     TwReplayProgress   progress,
                     gpointer           user_data,
                     GError           **error)
{
  g_autoptr (TwScenarioComparison) comparison = g_new0 (TwScenarioComparison, 1);
  g_autoptr (TwDataset) dataset = NULL;
  g_autoptr (TwReplayData) data = NULL;
  Part part = { progress, user_data, 0, n_columns };
  TwMetricSettings settings;
  gint64 program = 0;
  gboolean good;
  int alone;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && n_columns > 0, NULL);

  comparison->span = span;
  comparison->period = g_strdup (period);
  comparison->columns = g_ptr_array_new_with_free_func (column_free);
  comparison->rules = g_ptr_array_new_with_free_func (row_free);
  comparison->tiers = g_ptr_array_new_with_free_func (row_free);
  comparison->types = g_ptr_array_new_with_free_func (row_free);
  comparison->notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_columns; i++)
    if (!add_column (workspace, comparison, versions[i], scenarios[i], &program, error))
      return NULL;

  if (!tw_metric_settings_load (workspace, &settings, error))
    return NULL;
  comparison->margin = settings.margin_rate;
  alone = needs_alone (workspace, comparison, error);
  dataset = alone < 0 ? NULL : load_facts (workspace, comparison, program, error);
  good = dataset != NULL;
  for (guint i = 0; good && i < comparison->columns->len; i++)
    {
      part.column = i;
      good = replay_column (workspace, column_at (comparison, i), alone == 1, program, &data, dataset, span, cancellable, &part, error);
    }
  if (!good)
    return NULL;

  comparison->currency = g_strdup (column_at (comparison, 0)->replay->currency);
  comparison->digits = column_at (comparison, 0)->replay->digits;
  tabulate (comparison);
  collect_notes (comparison);
  note_emptiness (comparison);
  comparison->dataset = g_steal_pointer (&dataset);

  return g_steal_pointer (&comparison);
}
