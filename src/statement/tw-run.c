/* tw-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-run.h"

#include <glib/gi18n-lib.h>

#include "tw-dataset-load.h"
#include "tw-error.h"
#include "tw-history.h"
#include "tw-period-lock.h"
#include "tw-program-version.h"
#include "tw-query.h"
#include "tw-run-private.h"
#include "tw-transaction.h"

/* Partners are calculated in blocks: while one block is written, the next is calculated. A block is large enough to
 * keep the threads busy and small enough that its results fit in memory. */
#define BLOCK 256

/* Reasons of the table `reason` that only a run knows. */
#define REASON_NOT_ENROLLED 17

typedef struct
{
  TwWorkspace   *workspace;
  const char    *period;
  TwSpan         span;
  GCancellable  *cancellable;
  TwRunProgress  progress;
  gpointer       user_data;

  TwDataset     *dataset;       /* owned */
  TwRowIndex    *index;         /* owned */
  GPtrArray     *programs;      /* TwRunProgram */
  GHashTable    *standing;      /* "partner/program" → TwStandingRow, of standing_rows */
  GArray        *standing_rows;
  TwRunFacts     facts;
  guint          n_done;
  guint          n_partners;    /* over all programs */
  TwRunReport   *report;        /* owned */
} TwRun;

void
tw_run_report_free (TwRunReport *report)
{
  g_free (report->period);
  g_free (report->empty_reason);
  g_ptr_array_unref (report->problems);
  g_ptr_array_unref (report->late);
  g_free (report);
}

static void
run_clear (TwRun *run)
{
  g_clear_pointer (&run->programs, g_ptr_array_unref);
  g_clear_pointer (&run->index, tw_row_index_free);
  g_clear_pointer (&run->dataset, tw_dataset_free);
  g_clear_pointer (&run->standing, g_hash_table_unref);
  g_clear_pointer (&run->standing_rows, g_array_unref);
  g_clear_pointer (&run->facts.seen, g_free);
  g_clear_pointer (&run->facts.earned, g_free);
  g_clear_pointer (&run->report, tw_run_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwRun, run_clear)

static char *
standing_key (gint64 partner,
              gint64 program)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, partner, program);
}

static gboolean
load_standing (TwRun   *run,
               GError **error)
{
  run->standing_rows = tw_run_read_standing (run->workspace, run->period, error);
  if (run->standing_rows == NULL)
    return FALSE;

  run->standing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < run->standing_rows->len; i++)
    {
      TwStandingRow *row = &g_array_index (run->standing_rows, TwStandingRow, i);

      g_hash_table_replace (run->standing, standing_key (row->partner, row->program), row);
      if (row->approved)
        run->report->n_kept++;
    }

  return TRUE;
}

static gboolean
load_programs (TwRun   *run,
               GError **error)
{
  g_autoptr (GArray) rows = tw_run_read_programs (run->workspace, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      TwRunProgram *program;

      program = tw_run_program_new (run->workspace, &g_array_index (rows, TwProgramRow, i), run->index, run->period,
                                    run->span, TW_RUN_PAYING | TW_RUN_STEPS, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (program != NULL)
        {
          g_ptr_array_add (run->programs, program);
          run->n_partners += program->covered->len;
        }
    }

  return TRUE;
}

static gboolean
read_all (TwRun   *run,
          GError **error)
{
  gsize n_facts;

  run->dataset = tw_dataset_load_published (run->workspace, error);
  if (run->dataset == NULL)
    return FALSE;

  n_facts = tw_dataset_n_rows (run->dataset, TW_RELATION_FACT);
  run->index = tw_row_index_new (run->dataset);
  run->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_run_program_free);
  run->facts.seen = g_malloc0 (n_facts / 8 + 1);
  run->facts.earned = g_malloc0 (n_facts / 8 + 1);

  return load_standing (run, error) && load_programs (run, error);
}

/* Reading a million sales takes a second, in which Cancel is to be heard. */
static gboolean
load (TwRun   *run,
      GError **error)
{
  GCancellable *outer = tw_workspace_set_cancellable (run->workspace, run->cancellable);
  gboolean good = read_all (run, error);

  tw_workspace_set_cancellable (run->workspace, outer);

  return good;
}

/* Whether a statement of @partner under @program would be written by this run. */
static gboolean
is_written (TwRun  *run,
            gint64  partner,
            gint64  program)
{
  g_autofree char *key = standing_key (partner, program);
  const TwStandingRow *standing = g_hash_table_lookup (run->standing, key);

  if (standing != NULL && standing->approved)
    return FALSE;

  for (guint i = 0; i < run->programs->len; i++)
    {
      const TwRunProgram *one = g_ptr_array_index (run->programs, i);

      for (guint j = 0; one->id == program && j < one->covered->len; j++)
        if (g_array_index (one->covered, TwCoveredRow, j).partner == partner)
          return TRUE;
    }

  return FALSE;
}

/* A statement builds on what earlier ones posted and carried: an approved one would no longer hold. */
static gboolean
check_later (TwRun   *run,
             GError **error)
{
  g_autoptr (TwQuery) query = tw_run_query_later_approved (run->workspace, run->span.end, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local_error))
    if (is_written (run, tw_query_int (query, 0), tw_query_int (query, 1)))
      {
        g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                     _("The statement of %s for %s is approved and builds on %s. Reopen it with a reason, then "
                       "calculate the periods in their order. Nothing was changed."),
                     tw_query_text (query, 2), tw_query_text (query, 3), run->period);
        return FALSE;
      }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* One partner's calculation in a thread of the pool; results belong to the engine. What was cancelled is never recorded,
 * so the rest of a block, which may be all partners, need not be calculated. */
static void
calculate_one (gpointer data,
               gpointer user_data)
{
  TwRunProgram *program = user_data;

  if (!g_cancellable_is_cancelled (program->cancellable))
    tw_engine_calculate (program->engine, program->partners[GPOINTER_TO_UINT (data) - 1]);
}

/* A pool for one block: freeing it waits for its work. */
static GThreadPool *
start_block (TwRunProgram *program,
             guint         first,
             guint         end)
{
  GThreadPool *pool = g_thread_pool_new (calculate_one, program, (int) g_get_num_processors (), FALSE, NULL);

  for (guint i = first; i < end; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);

  return pool;
}

static void
finish_block (GThreadPool *pool)
{
  g_thread_pool_free (pool, FALSE, TRUE);
}

static gboolean
report_progress (TwRun   *run,
                 GError **error)
{
  if (run->progress != NULL)
    run->progress ((double) run->n_done / MAX (run->n_partners, 1), run->user_data);

  if (g_cancellable_is_cancelled (run->cancellable))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CANCELLED,
                   _("The calculation of %s was cancelled. Nothing was changed."), run->period);
      return FALSE;
    }

  return TRUE;
}

static gboolean
record_partner (TwRun         *run,
                TwRunWriter   *writer,
                TwRunProgram  *program,
                guint          covered,
                GError       **error)
{
  const TwCoveredRow *row = &g_array_index (program->covered, TwCoveredRow, covered);
  g_autofree char *key = standing_key (row->partner, program->id);
  const TwStandingRow *standing = g_hash_table_lookup (run->standing, key);
  int revision = standing == NULL ? 1 : standing->revision + (standing->reopened ? 1 : 0);
  guint partner = program->partners[covered];

  tw_engine_settle (program->engine, partner);
  run->n_done++;
  if (standing == NULL || !standing->approved)
    {
      if (!tw_run_record (writer, program, run->dataset, covered, tw_engine_get_result (program->engine, partner),
                          run->span, revision, &run->facts, run->report->problems, error))
        return FALSE;
      run->report->n_statements++;
    }
  else
    {
      /* What is approved stays, and so do the reasons that stand with it. */
      tw_run_count (tw_engine_get_result (program->engine, partner), &run->facts);
    }
  tw_engine_drop (program->engine, partner);

  return TRUE;
}

static gboolean
record_block (TwRun         *run,
              TwRunWriter   *writer,
              TwRunProgram  *program,
              guint          first,
              guint          end,
              GError       **error)
{
  for (guint i = first; i < end; i++)
    if ((i % 32 == 0 && !report_progress (run, error)) || !record_partner (run, writer, program, i, error))
      return FALSE;

  return TRUE;
}

/* A limit over the whole program needs every partner's lines before any can be settled: one block then. */
static gboolean
calculate_program (TwRun         *run,
                   TwRunWriter   *writer,
                   TwRunProgram  *program,
                   GError       **error)
{
  guint n = program->covered->len;
  guint block = tw_run_program_shares (program) ? n : BLOCK;
  GThreadPool *pool;

  program->cancellable = run->cancellable;
  pool = start_block (program, 0, MIN (block, n));
  for (guint first = 0; first < n; first += block)
    {
      guint end = MIN (first + block, n);
      gboolean done;

      finish_block (pool);
      pool = NULL;
      /* Before anything is made of results that may not all be there. */
      if (g_cancellable_is_cancelled (run->cancellable))
        return report_progress (run, error);
      pool = end < n ? start_block (program, end, MIN (end + block, n)) : NULL;
      if (block == n)
        tw_engine_share (program->engine);

      done = record_block (run, writer, program, first, end, error);
      if (!done)
        {
          g_clear_pointer (&pool, finish_block);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
has_bit (const guint8 *bits,
         gsize         i)
{
  return (bits[i / 8] >> (i % 8)) & 1;
}

/* Facts of the period that belong to no statement: every fact ends as earned or excluded with a reason. */
static gboolean
record_uncovered (TwRun        *run,
                  TwRunWriter  *writer,
                  GError      **error)
{
  gsize n = tw_dataset_n_rows (run->dataset, TW_RELATION_FACT);

  for (gsize i = 0; i < n; i++)
    {
      TwDate date = tw_dataset_fact_date (run->dataset, (gint64) i);
      TwExclusionRecord record = { .reason = REASON_NOT_ENROLLED, .rule = TW_QUERY_NULL };
      int kind;

      if (has_bit (run->facts.seen, i))
        {
          run->report->facts_seen++;
          run->report->facts_earned += has_bit (run->facts.earned, i);
          continue;
        }
      if (date == TW_DATE_NONE || date < run->span.start || date >= run->span.end)
        continue;

      run->report->facts_seen++;
      tw_dataset_fact_key (run->dataset, (gint64) i, &kind, &record.fact);
      record.fact_kind = kind;
      if (!tw_run_writer_exclusion (writer, &record, error))
        return FALSE;
    }

  run->report->facts_excluded = run->report->facts_seen - run->report->facts_earned;
  return TRUE;
}

static gboolean
write_run (TwRun   *run,
           gint64   started,
           GError **error)
{
  g_autoptr (TwRunWriter) writer = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *content = NULL;

  if (!tw_run_replace (run->workspace, run->period, error))
    return FALSE;

  writer = tw_run_writer_new (run->workspace, run->period, run->span, error);
  if (writer == NULL)
    return FALSE;

  for (guint i = 0; i < run->programs->len; i++)
    if (!calculate_program (run, writer, g_ptr_array_index (run->programs, i), error))
      return FALSE;

  run->report->duration_ms = (g_get_monotonic_time () - started) / 1000;
  if (!record_uncovered (run, writer, error)
      || !tw_run_writer_finish (writer, run->report->facts_seen, run->report->facts_earned,
                                run->report->duration_ms, &digest, error))
    return FALSE;

  run->report->run = tw_run_writer_get_run (writer);
  content = g_strdup_printf ("{\"period\":\"%s\",\"statements\":%u,\"facts\":%" G_GINT64_FORMAT
                             ",\"earned\":%" G_GINT64_FORMAT ",\"digest\":\"%s\"}",
                             run->period, run->report->n_statements, run->report->facts_seen,
                             run->report->facts_earned, digest);
  g_clear_pointer (&writer, tw_run_writer_free);

  return tw_history_commit (run->workspace, run->report->run, content, &run->report->entry, error);
}

/* What was imported into a calculated period stands on no statement until that period is calculated again: said, so that
 * nobody waits for it. */
static gboolean
note_late (TwRun   *run,
           GError **error)
{
  g_autoptr (GArray) rows = tw_run_read_late (run->workspace, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const TwLateRow *row = &g_array_index (rows, TwLateRow, i);

      g_ptr_array_add (run->report->late,
                       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                     "%s: %" G_GINT64_FORMAT " transaction was imported after this period was "
                                                     "calculated. Calculate it again; reopen what is approved first.",
                                                     "%s: %" G_GINT64_FORMAT " transactions were imported after this period "
                                                     "was calculated. Calculate it again; reopen what is approved first.",
                                                     (gulong) row->facts),
                                        row->period, row->facts));
    }

  return TRUE;
}

/* Never an empty answer without a reason (C-33). */
static char *
explain_empty (TwRun *run)
{
  g_autoptr (GArray) programs = tw_run_read_programs (run->workspace, NULL);

  if (programs == NULL || programs->len == 0)
    return g_strdup (_("No program is published. Publish a program first."));

  return g_strdup_printf (_("None of the published programs pays by periods such as %s, is in force then and covers a "
                            "partner. Choose another period, or look at the programs' payment period, dates and "
                            "enrolments."),
                          run->period);
}

/* Looks for a period of this name in the programs' own calendars; two programs must mean the same days by it. */
static gboolean
find_own_period (TwWorkspace  *workspace,
                 const char   *period,
                 TwSpan       *span,
                 gboolean     *found,
                 GError      **error)
{
  g_autoptr (GArray) rows = tw_run_read_programs (workspace, error);

  *found = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwProgramRow *row = &g_array_index (rows, TwProgramRow, i);
      g_autoptr (GPtrArray) documents = tw_program_version_load_published (workspace, row->program, error);

      if (documents == NULL)
        return FALSE;
      for (guint d = 0; d < documents->len; d++)
        {
          const TwProgram *program = tw_program_document_get_program (g_ptr_array_index (documents, d));
          TwCalendarUnit unit;
          TwSpan own;

          if (tw_calendar_get_n_custom (program->calendar) == 0
              || !tw_calendar_parse (program->calendar, period, &own, &unit, NULL) || unit != TW_CALENDAR_CUSTOM)
            continue;
          if (*found && (own.start != span->start || own.end != span->end))
            {
              g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("“%s” of the calendar of “%s” has other days than the period of this name in another "
                             "program. Give one of them another name."),
                           period, row->name);
              return FALSE;
            }
          *span = own;
          *found = TRUE;
        }
    }

  return rows != NULL;
}

gboolean
tw_run_parse_period (TwWorkspace  *workspace,
                     const char   *period,
                     TwSpan       *span,
                     GError      **error)
{
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (workspace, error);
  g_autoptr (GError) local_error = NULL;
  TwCalendarUnit unit;
  gboolean found;

  if (calendar == NULL)
    return FALSE;
  if (tw_calendar_parse (calendar, period, span, &unit, &local_error))
    return TRUE;
  if (!find_own_period (workspace, period, span, &found, error))
    return FALSE;
  if (!found)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return found;
}

TwRunReport *
tw_run_calculate (TwWorkspace    *workspace,
                  const char     *period,
                  GCancellable   *cancellable,
                  TwRunProgress   progress,
                  gpointer        user_data,
                  GError        **error)
{
  gint64 started = g_get_monotonic_time ();
  g_autofree char *label = NULL;
  g_auto (TwRun) run = { .workspace = workspace, .period = period, .cancellable = cancellable,
                         .progress = progress, .user_data = user_data };

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (period != NULL, NULL);

  run.report = g_new0 (TwRunReport, 1);
  run.report->period = g_strdup (period);
  run.report->problems = g_ptr_array_new_with_free_func (g_free);
  run.report->late = g_ptr_array_new_with_free_func (g_free);
  if (!tw_run_parse_period (workspace, period, &run.span, error)
      || !tw_period_lock_check_span (workspace, run.span, error) || !load (&run, error))
    return NULL;

  if (run.n_partners == 0)
    {
      run.report->empty_reason = explain_empty (&run);
      return g_steal_pointer (&run.report);
    }

  if (!check_later (&run, error))
    return NULL;

  label = g_strdup_printf (_("Calculated %s"), period);
  if (!tw_history_begin (workspace, TW_HISTORY_RUN, label, error))
    return NULL;
  if (!write_run (&run, started, error))
    {
      if (tw_transaction_is_open (workspace))
        tw_history_rollback (workspace);
      return NULL;
    }

  if (!note_late (&run, error))
    return NULL;

  return g_steal_pointer (&run.report);
}
