/* tw-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

static TwDate
shift_date (TwDate     date,
            TwDuration shift)
{
  if (date <= TW_DATE_MIN || date > TW_DATE_MAX)
    return date;

  return tw_date_add (date, shift, 1);
}

TwSpan
tw_span_shift (TwSpan     span,
               TwDuration shift)
{
  return (TwSpan){ shift_date (span.start, shift), shift_date (span.end, shift) };
}

/* What `period` means on a date: the custom period, the pay period being calculated, or the
 * calendar unit by which the program pays. */
gboolean
tw_period_at (const TwEngine  *engine,
              const TwProgram *program,
              TwDate           date,
              TwSpan          *span)
{
  TwCalendarUnit unit = program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER;

  if (tw_calendar_get_n_custom (program->calendar) > 0)
    return tw_calendar_unit_at (program->calendar, TW_CALENDAR_CUSTOM, date, span);
  if (date >= engine->input.period.start && date < engine->input.period.end)
    {
      *span = engine->input.period;
      return TRUE;
    }

  return tw_calendar_unit_at (program->calendar, unit, date, span);
}

static const TwGrouping *
dated_grouping (const TwDataset *dataset,
                TwRelationId     relation,
                const char     **from,
                const char     **to)
{
  switch (relation)
    {
    case TW_RELATION_AGREEMENT:
      *from = "start";
      *to = "end";
      return &dataset->agreements;
    case TW_RELATION_ENROLMENT:
      *from = "start";
      *to = "end";
      return &dataset->enrolments;
    default:
      *from = "from";
      *to = "to";
      return &dataset->terms;
    }
}

/**
 * tw_dated_row:
 *
 * Returns: the last row of the partner's in @relation that is in force on @date and meant for this
 *   program, or -1
 */
gint64
tw_dated_row (const TwContext *context,
              TwRelationId     relation,
              TwDate           date)
{
  const TwEngine *engine = context->work->engine;
  const TwDataset *dataset = engine->input.dataset;
  const char *from_name;
  const char *to_name;
  const TwGrouping *grouping = dated_grouping (dataset, relation, &from_name, &to_name);
  const TwColumn *from = tw_dataset_find_column (dataset, relation, from_name);
  const TwColumn *to = tw_dataset_find_column (dataset, relation, to_name);
  const TwColumn *program = tw_dataset_find_column (dataset, relation, "program");
  gint64 found = -1;

  if (grouping->start == NULL)
    return -1;

  for (guint32 i = grouping->start[context->partner];
       i < grouping->start[context->partner + 1]; i++)
    {
      guint32 row = grouping->rows[i];
      gint64 start = tw_column_at (from, row);
      gint64 end = tw_column_at (to, row);
      const char *meant = tw_dataset_text (dataset, tw_column_at (program, row));

      if ((start != TW_NULL && start > date) || (end != TW_NULL && end < date))
        continue;
      if (meant != NULL && g_strcmp0 (meant, context->plan->program->id) != 0)
        continue;
      found = row;
    }

  return found;
}

static gboolean
agreement_year (const TwContext *context,
                TwDate           date,
                TwSpan          *span)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  gint64 row = tw_dated_row (context, TW_RELATION_AGREEMENT, date);
  gint64 start =
    tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_AGREEMENT, "start"), row);
  int years = 0;

  if (row < 0 || start == TW_NULL || start > date)
    return FALSE;

  while (tw_date_add_months (start, (years + 1) * 12) <= date)
    years++;
  span->start = tw_date_add_months (start, years * 12);
  span->end = tw_date_add_months (start, (years + 1) * 12);

  return TRUE;
}

static gboolean
previous_unit (const TwContext *context,
               const TwTimeWindow  *window,
               TwDate           date,
               TwSpan          *span)
{
  const TwProgram *program = context->plan->program;

  if (window->previous_period)
    return tw_period_at (context->work->engine, program, date, span)
           && tw_period_at (context->work->engine, program, span->start - 1, span);

  return tw_calendar_unit_at (program->calendar, window->unit, date, span)
         && tw_calendar_unit_at (program->calendar, window->unit, span->start - 1, span);
}

static gboolean
since_span (TwContext      *context,
            const TwTimeWindow *window,
            TwDate          date,
            TwSpan         *span)
{
  TwValue since = tw_eval (context, window->since);

  if (!since.defined)
    return FALSE;
  span->start = (TwDate) since.num.num;
  span->end = MAX (span->start, date + 1);

  return TRUE;
}

/**
 * tw_window_span:
 * @window: (nullable): a window; none is the rule's own
 * @date: the evaluation date, or the fact's
 * @span: (out): the dates covered, half-open; not cut at the evaluation's clip
 *
 * Returns: %FALSE where the window does not exist on that date (no agreement, outside custom
 * periods)
 */
gboolean
tw_window_span (TwContext      *context,
                const TwTimeWindow *window,
                TwDate          date,
                TwSpan         *span)
{
  const TwProgram *program = context->plan->program;

  if (window == NULL)
    {
      *span = context->window;
      return TRUE;
    }

  switch (window->kind)
    {
    case TW_WINDOW_PERIOD:
      return tw_period_at (context->work->engine, program, date, span);
    case TW_WINDOW_FACT:
      *span = (TwSpan){ date, date + 1 };
      return TRUE;
    case TW_WINDOW_UNIT:
      return tw_calendar_unit_at (program->calendar, window->unit, date, span);
    case TW_WINDOW_AGREEMENT_YEAR:
      return agreement_year (context, date, span);
    case TW_WINDOW_ROLLING:
    case TW_WINDOW_ANY_DAY_IN:
      *span = (TwSpan){ tw_date_add (date, window->duration, -1) + 1, date + 1 };
      return TRUE;
    case TW_WINDOW_PREVIOUS:
      return previous_unit (context, window, date, span);
    case TW_WINDOW_SINCE:
      return since_span (context, window, date, span);
    case TW_WINDOW_LIFETIME:
      *span = (TwSpan){ TW_DATE_MIN, TW_DATE_MAX + 1 };
      return TRUE;
    case TW_WINDOW_AS_OF:
      *span = (TwSpan){ TW_DATE_MIN, date + 1 };
      return TRUE;
    }

  return FALSE;
}
