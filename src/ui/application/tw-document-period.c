/* tw-document-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-document-private.h"

#include "application/tw-settings.h"
#include "common/tw-period-text.h"
#include "tw-last-date.h"
#include "tw-run-reader.h"
#include "tw-run.h"

/* The period that all windows of a workspace have on show, in the fiscal year that the workspace settles. */

static void
take_period (TwDocument *self,
             char       *name,
             TwSpan      span)
{
  self->span = span;

  if (g_strcmp0 (self->period, name) == 0)
    {
      g_free (name);
      return;
    }

  g_free (self->period);
  self->period = name;
  tw_settings_set_period (self->path, name);
  g_object_notify (G_OBJECT (self), "period");
}

/* Where this person was in this workspace, else where its data ends, else today. */
void
tw_document_restore_period (TwDocument *self)
{
  g_autofree char *kept = tw_settings_get_period (self->path);
  TwDate last = tw_workspace_last_date (self->workspace);
  TwSpan span;

  if (kept != NULL && tw_document_set_period (self, kept, NULL))
    return;

  if (last != TW_DATE_NONE &&
      tw_calendar_unit_at (self->calendar, TW_CALENDAR_QUARTER, last, &span))
    take_period (self, tw_calendar_name (self->calendar, TW_CALENDAR_QUARTER, span.start), span);
  else
    tw_document_set_period (self, NULL, NULL);
}

/* The fiscal year is settled in the workspace, where undo and other programs change it too. The period on show is then
 * the one of its size that holds its first day: the old name may mean other days, or none. */
void
tw_document_follow_calendar (TwDocument *self)
{
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (self->workspace, NULL);
  TwCalendarUnit unit = TW_CALENDAR_QUARTER;
  TwSpan span;

  if (calendar == NULL || tw_calendar_equal (calendar, self->calendar))
    return;

  tw_calendar_parse (self->calendar, self->period, &span, &unit, NULL);
  g_clear_pointer (&self->calendar, tw_calendar_free);
  self->calendar = g_steal_pointer (&calendar);
  if (unit == TW_CALENDAR_CUSTOM || !tw_calendar_unit_at (self->calendar, unit, self->span.start, &span))
    {
      tw_document_set_period (self, NULL, NULL);
      return;
    }

  g_clear_pointer (&self->period, g_free);
  take_period (self, tw_calendar_name (self->calendar, unit, span.start), span);
}

const TwCalendar *
tw_document_get_calendar (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->calendar;
}

const char *
tw_document_get_period (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->period;
}

TwSpan
tw_document_get_span (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), ((TwSpan) { 0, 0 }));

  return self->span;
}

/* A period of a published program's own calendar, by its name. @error is set already, and cleared where it is one. */
static gboolean
take_own_period (TwDocument  *self,
                 const char  *name,
                 GError     **error)
{
  TwSpan span;

  if (!tw_run_parse_period (self->workspace, name, &span, NULL))
    return FALSE;

  g_clear_error (error);
  take_period (self, g_strdup (name), span);

  return TRUE;
}

/**
 * tw_document_set_period:
 * @text: (nullable): what tw_period_parse() takes; %NULL for the quarter that holds today
 *
 * Returns: %FALSE with @error when @text names no period of the calendar; the period stays as it
 * was
 */
gboolean
tw_document_set_period (TwDocument  *self,
                        const char  *text,
                        GError     **error)
{
  TwSpan span;
  TwCalendarUnit unit = TW_CALENDAR_QUARTER;

  g_return_val_if_fail (TW_IS_DOCUMENT (self), FALSE);

  if (text == NULL)
    tw_calendar_unit_at (self->calendar, unit, tw_period_today (), &span);
  else if (!tw_period_parse (self->calendar, tw_period_today (), text, &span, &unit, error))
    return take_own_period (self, text, error);

  take_period (self, tw_calendar_name (self->calendar, unit, span.start), span);

  return TRUE;
}

/**
 * tw_document_step_period:
 * @steps: how many units of the same length forward, backward when negative
 */
void
tw_document_step_period (TwDocument *self,
                         int         steps)
{
  TwSpan span;
  TwCalendarUnit unit;

  g_return_if_fail (TW_IS_DOCUMENT (self));

  if (!tw_calendar_parse (self->calendar, self->period, &span, &unit, NULL))
    return;

  for (int i = 0; i < ABS (steps); i++)
    {
      TwDate neighbor = steps > 0 ? span.end : span.start - 1;

      if (!tw_calendar_unit_at (self->calendar, unit, neighbor, &span))
        return;
    }

  take_period (self, tw_calendar_name (self->calendar, unit, span.start), span);
}
