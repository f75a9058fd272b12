/* tw-replay-data.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-replay-private.h"

#include <glib/gi18n-lib.h>

#include "tw-dataset-load.h"
#include "tw-error.h"
#include "tw-loader-private.h"
#include "tw-program-version.h"
#include "tw-program-version-private.h"
#include "tw-run-reader.h"

static void
clear_span (gpointer data)
{
  TwReplaySpan *span = data;

  g_free (span->name);
  g_clear_pointer (&span->covered, g_array_unref);
  g_clear_pointer (&span->adjustments, tw_opening_free);
}

static void
clear_covered (gpointer data)
{
  g_free (((TwReplayCovered *) data)->external_id);
}

TwReplayData *
tw_replay_data_ref (TwReplayData *data)
{
  g_return_val_if_fail (data != NULL, NULL);

  g_atomic_ref_count_inc (&data->refs);
  return data;
}

void
tw_replay_data_unref (TwReplayData *data)
{
  if (data == NULL || !g_atomic_ref_count_dec (&data->refs))
    return;

  g_clear_pointer (&data->names, g_hash_table_unref);
  g_clear_pointer (&data->documents, g_ptr_array_unref);
  g_clear_pointer (&data->spans, g_array_unref);
  g_clear_pointer (&data->partners, g_array_unref);
  g_clear_pointer (&data->opening, tw_opening_free);
  g_clear_pointer (&data->sheets, tw_sheets_free);
  g_clear_pointer (&data->owned, tw_dataset_free);
  g_free (data->program);
  g_free (data);
}

const TwDataset *
tw_replay_data_get_dataset (const TwReplayData *data)
{
  g_return_val_if_fail (data != NULL, NULL);

  return data->dataset;
}

/* ---- periods ---- */

/* The document by whose calendar the period of a day is meant. */
static const TwProgram *
program_on (GPtrArray *documents,
            TwDate     date)
{
  const TwProgram *found = tw_program_document_get_program (g_ptr_array_index (documents, 0));

  for (guint i = 0; i < documents->len; i++)
    {
      const TwProgram *program = tw_program_document_get_program (g_ptr_array_index (documents, i));

      if (program->effective_from <= date)
        found = program;
    }

  return found;
}

static gboolean
add_spans (TwReplayData  *data,
           GPtrArray     *documents,
           GError       **error)
{
  TwDate date = data->span.start;

  data->unit = tw_program_pay_unit (program_on (documents, date));
  while (date < data->span.end)
    {
      const TwProgram *program = program_on (documents, date);
      TwCalendarUnit unit = tw_program_pay_unit (program);
      TwReplaySpan span = { 0 };
      g_autofree char *day = NULL;

      if (tw_calendar_unit_at (program->calendar, unit, date, &span.span) && span.span.start == date
          && span.span.end <= data->span.end)
        {
          span.name = tw_calendar_name (program->calendar, unit, date);
          g_array_append_val (data->spans, span);
          date = span.span.end;
          continue;
        }

      day = tw_date_format (date);
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("“%s” doesn't pay by a period that begins on %s and ends within the chosen days. Choose whole "
                     "payment periods of the program."),
                   program->name, day);
      return FALSE;
    }

  return TRUE;
}

static int
compare_covered (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (((const TwReplayCovered *) a)->external_id, ((const TwReplayCovered *) b)->external_id);
}

/* Everybody whom any period covers, once, by external id. */
static void
add_partners (TwReplayData *data,
              TwRowIndex   *index,
              GPtrArray    *covered)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) place = g_hash_table_new (NULL, NULL);

  for (guint s = 0; s < covered->len; s++)
    {
      const GArray *rows = g_ptr_array_index (covered, s);

      for (guint i = 0; i < rows->len; i++)
        {
          const TwCoveredRow *row = &g_array_index (rows, TwCoveredRow, i);
          gint64 at = tw_row_index_partner (index, row->partner);
          TwReplayCovered one = { row->partner, NULL, (guint) at };

          if (at < 0 || !g_hash_table_add (seen, GUINT_TO_POINTER ((guint) at + 1)))
            continue;
          one.external_id = g_strdup (row->partner_id);
          g_array_append_val (data->partners, one);
        }
    }
  g_array_sort (data->partners, compare_covered);

  for (guint i = 0; i < data->partners->len; i++)
    g_hash_table_insert (place, GSIZE_TO_POINTER (g_array_index (data->partners, TwReplayCovered, i).id),
                         GUINT_TO_POINTER (i + 1));
  for (guint s = 0; s < covered->len; s++)
    {
      const GArray *rows = g_ptr_array_index (covered, s);
      TwReplaySpan *span = &g_array_index (data->spans, TwReplaySpan, s);

      span->covered = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint i = 0; i < rows->len; i++)
        {
          gint64 id = g_array_index (rows, TwCoveredRow, i).partner;
          guint at = GPOINTER_TO_UINT (g_hash_table_lookup (place, GSIZE_TO_POINTER (id)));

          if (at > 0 && --at < data->partners->len)
            g_array_append_val (span->covered, at);
        }
    }
}

static gboolean
load_spans (TwReplayData  *data,
            TwWorkspace   *workspace,
            gint64         program,
            TwRowIndex    *index,
            GError       **error)
{
  g_autoptr (GPtrArray) covered = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < data->spans->len; i++)
    {
      TwReplaySpan *span = &g_array_index (data->spans, TwReplaySpan, i);
      GArray *rows = tw_run_read_covered (workspace, program, span->span, error);
      g_autoptr (GHashTable) adjusted = NULL;

      if (rows == NULL)
        return FALSE;
      g_ptr_array_add (covered, rows);
      adjusted = tw_run_read_adjusted (workspace, program, span->name, error);
      if (adjusted == NULL)
        return FALSE;
      span->adjustments = tw_opening_new ();
      tw_opening_adjust (span->adjustments, index, adjusted, span->span);
    }
  add_partners (data, index, covered);

  return TRUE;
}

/* ---- what was posted and carried ---- */

static gboolean
looks_back (GPtrArray       *documents,
            const TwDataset *dataset)
{
  for (guint i = 0; i < documents->len; i++)
    {
      TwProgram *program = tw_program_document_get_program (g_ptr_array_index (documents, i));

      if (tw_programs_look_back (&program, 1, dataset))
        return TRUE;
    }

  return FALSE;
}

static gboolean
load (TwReplayData  *data,
      TwWorkspace   *workspace,
      gint64         program,
      GError       **error)
{
  g_autoptr (TwRowIndex) index = NULL;

  if (data->dataset == NULL)
    {
      data->names = tw_dataset_wanted (data->documents);
      data->owned = tw_dataset_load_for (workspace, data->documents, error);
      data->dataset = data->owned;
    }
  if (data->dataset == NULL)
    return FALSE;

  index = tw_row_index_new (data->dataset);
  data->sheets = tw_sheets_new (data->dataset);
  data->whole = looks_back (data->documents, data->dataset);
  data->opening = tw_opening_load (workspace, program, index, data->span.start, data->whole, error);

  return data->opening != NULL && load_spans (data, workspace, program, index, error);
}

static TwReplayData *
data_new (const char      *program,
          const TwDataset *dataset,
          TwSpan           span)
{
  TwReplayData *data = g_new0 (TwReplayData, 1);

  g_atomic_ref_count_init (&data->refs);
  data->program = g_strdup (program);
  data->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_document_unref);
  data->dataset = dataset;
  data->span = span;
  data->spans = g_array_new (FALSE, TRUE, sizeof (TwReplaySpan));
  g_array_set_clear_func (data->spans, clear_span);
  data->partners = g_array_new (FALSE, TRUE, sizeof (TwReplayCovered));
  g_array_set_clear_func (data->partners, clear_covered);

  return data;
}

TwReplayData *
tw_replay_data_new (TwWorkspace      *workspace,
                    gint64            program,
                    GPtrArray        *documents,
                    const TwDataset  *dataset,
                    TwSpan            span,
                    GError          **error)
{
  g_autoptr (TwReplayData) data = NULL;
  g_autoptr (GArray) rows = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (documents != NULL && documents->len > 0, NULL);
  g_return_val_if_fail (span.start < span.end, NULL);

  rows = tw_version_rows_read (workspace, program, 0, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("The program isn't in the workspace any more. "
                                                    "Undo may bring it back."));
      return NULL;
    }

  data = data_new (g_array_index (rows, TwVersionRow, 0).name, dataset, span);
  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (data->documents, tw_program_document_ref (g_ptr_array_index (documents, i)));
  if (!add_spans (data, documents, error) || !load (data, workspace, program, error))
    return NULL;

  return g_steal_pointer (&data);
}

TwReplayData *
tw_replay_data_new_plain (TwProgramDocument *document,
                          const TwDataset   *dataset,
                          const TwSpan      *periods,
                          guint              n_periods,
                          const guint       *rows,
                          guint              n_rows)
{
  const gint64 *ids = tw_dataset_column (dataset, TW_RELATION_PARTNER, "id", NULL);
  const gint64 *entities = tw_dataset_column (dataset, TW_RELATION_PARTNER, TW_ROW_COLUMN, NULL);
  const TwProgram *program = tw_program_document_get_program (document);
  TwReplayData *data;

  g_return_val_if_fail (document != NULL && dataset != NULL && n_periods > 0, NULL);

  data = data_new (program->id, dataset, (TwSpan){ periods[0].start, periods[n_periods - 1].end });
  g_ptr_array_add (data->documents, tw_program_document_ref (document));
  data->sheets = tw_sheets_new (dataset);
  data->unit = tw_program_pay_unit (program);
  data->whole = looks_back (data->documents, dataset);
  data->opening = tw_opening_new ();
  for (guint i = 0; i < n_rows; i++)
    {
      TwReplayCovered one = { entities != NULL ? entities[rows[i]] : (gint64) rows[i],
                              g_strdup (ids != NULL ? tw_dataset_text (dataset, ids[rows[i]]) : NULL), rows[i] };

      g_array_append_val (data->partners, one);
    }
  g_array_sort (data->partners, compare_covered);
  for (guint i = 0; i < n_periods; i++)
    {
      TwReplaySpan span = { tw_calendar_name (program->calendar, data->unit, periods[i].start), periods[i],
                            g_array_sized_new (FALSE, FALSE, sizeof (guint), n_rows), tw_opening_new () };

      for (guint p = 0; p < n_rows; p++)
        g_array_append_val (span.covered, p);
      g_array_append_val (data->spans, span);
    }

  return data;
}

gboolean
tw_replay_data_serves (const TwReplayData      *data,
                       const TwProgramDocument *document)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GHashTable) names = NULL;
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (data != NULL && document != NULL, FALSE);

  g_ptr_array_add (documents, (gpointer) document);
  if (tw_program_pay_unit (tw_program_document_get_program (document)) != data->unit
      || (looks_back (documents, data->dataset) && !data->whole))
    return FALSE;
  if (data->names == NULL)
    return TRUE;

  names = tw_dataset_wanted (documents);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (data->names, name))
      return FALSE;

  return TRUE;
}

/* ---- which documents ---- */

static gboolean
is_in_force (const TwVersionRow *row,
             TwSpan              span)
{
  return (g_strcmp0 (row->state, "published") == 0 || g_strcmp0 (row->state, "retired") == 0)
         && row->valid_from < span.end && (row->valid_to == TW_DATE_NONE || row->valid_to > span.start);
}

/* The published versions with @changed in the place of version @number. */
static GPtrArray *
published_with (TwWorkspace        *workspace,
                const TwVersionRow *row,
                TwProgramDocument  *changed,
                GError            **error)
{
  GPtrArray *documents = tw_program_version_load_published (workspace, row->program, error);

  for (guint i = 0; documents != NULL && changed != NULL && i < documents->len; i++)
    if ((int) tw_program_document_get_program (g_ptr_array_index (documents, i))->version == row->number)
      {
        tw_program_document_unref (g_ptr_array_index (documents, i));
        documents->pdata[i] = tw_program_document_ref (changed);
      }

  return documents;
}

GPtrArray *
tw_replay_documents (TwWorkspace        *workspace,
                     gint64              version,
                     TwProgramDocument  *changed,
                     TwSpan              span,
                     TwReplayFlags      *flags,
                     GError            **error)
{
  g_autoptr (GPtrArray) documents = NULL;
  TwVersionRow row;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && flags != NULL, NULL);

  if (!tw_version_read_row (workspace, version, &row, error))
    return NULL;

  if (is_in_force (&row, span))
    {
      *flags &= ~TW_REPLAY_ALONE;
      documents = published_with (workspace, &row, changed, error);
    }
  else
    {
      TwProgramDocument *document = changed != NULL ? tw_program_document_ref (changed)
                                                    : tw_program_version_load (workspace, version, NULL, error);

      *flags |= TW_REPLAY_ALONE;
      if (document != NULL)
        {
          documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_document_unref);
          g_ptr_array_add (documents, document);
        }
    }
  tw_version_row_clear (&row);

  return g_steal_pointer (&documents);
}

TwReplayData *
tw_replay_data_new_for_version (TwWorkspace  *workspace,
                                gint64        version,
                                GPtrArray    *documents,
                                TwSpan        span,
                                GError      **error)
{
  TwVersionRow row;
  gint64 program;

  if (!tw_version_read_row (workspace, version, &row, error))
    return NULL;
  program = row.program;
  tw_version_row_clear (&row);

  return tw_replay_data_new (workspace, program, documents, NULL, span, error);
}

TwReplay *
tw_replay_version (TwWorkspace        *workspace,
                   gint64              version,
                   TwProgramDocument  *changed,
                   TwSpan              span,
                   TwReplayFlags       flags,
                   GCancellable       *cancellable,
                   TwReplayProgress    progress,
                   gpointer            user_data,
                   GError            **error)
{
  g_autoptr (GPtrArray) documents = tw_replay_documents (workspace, version, changed, span, &flags, error);
  g_autoptr (TwReplayData) data =
    documents == NULL ? NULL : tw_replay_data_new_for_version (workspace, version, documents, span, error);

  return data == NULL ? NULL : tw_replay_run (data, documents, flags, cancellable, progress, user_data, error);
}
