/* tw-enrolled.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* A program that enrols its partners by name counts facts of theirs from the first to the last day of
 * their enrolment. One that enrols nobody is for every partner of its type, always. */

static gboolean
is_meant (const TwDataset *dataset,
          const TwColumn  *program,
          gint64           row,
          const char      *id)
{
  return g_strcmp0 (tw_dataset_text (dataset, tw_column_at (program, row)), id) == 0;
}

/**
 * tw_enrols_by_name:
 *
 * Returns: whether anybody is enrolled in the program @id
 */
gboolean
tw_enrols_by_name (const TwDataset *dataset,
                   const char      *id)
{
  const TwColumn *program = tw_dataset_find_column (dataset, TW_RELATION_ENROLMENT, "program");
  gsize n = tw_dataset_n_rows (dataset, TW_RELATION_ENROLMENT);

  for (gsize i = 0; i < n; i++)
    if (is_meant (dataset, program, (gint64) i, id))
      return TRUE;

  return FALSE;
}

/**
 * tw_enrolled_spans:
 *
 * Returns: (transfer full) (nullable) (element-type TwSpan): when the partner at work is in the program;
 *   %NULL where it enrols nobody by name
 */
GArray *
tw_enrolled_spans (const TwWork    *work,
                   const TwProgram *program)
{
  const TwDataset *dataset = work->engine->input.dataset;
  const TwGrouping *grouping = &dataset->enrolments;
  const TwColumn *names = tw_dataset_find_column (dataset, TW_RELATION_ENROLMENT, "program");
  const TwColumn *from = tw_dataset_find_column (dataset, TW_RELATION_ENROLMENT, "start");
  const TwColumn *to = tw_dataset_find_column (dataset, TW_RELATION_ENROLMENT, "end");
  GArray *spans;

  if (!work->engine->enrols_by_name || grouping->start == NULL)
    return NULL;

  spans = g_array_new (FALSE, FALSE, sizeof (TwSpan));
  for (guint32 i = grouping->start[work->partner]; i < grouping->start[work->partner + 1]; i++)
    {
      guint32 row = grouping->rows[i];
      gint64 start = tw_column_at (from, row);
      gint64 end = tw_column_at (to, row);
      TwSpan span = { start == TW_NULL ? TW_DATE_MIN : (TwDate) start,
                      end == TW_NULL ? TW_DATE_MAX : (TwDate) end + 1 };

      if (is_meant (dataset, names, row, program->id))
        g_array_append_val (spans, span);
    }

  return spans;
}

gboolean
tw_spans_hold (const GArray *spans,
               TwDate        date)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const TwSpan *span = &g_array_index (spans, TwSpan, i);

      if (date >= span->start && date < span->end)
        return TRUE;
    }

  return FALSE;
}
