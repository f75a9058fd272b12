/* tw-replay-spans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-replay-spans.h"

void
tw_replay_spans_fill (TwReplaySpans *self,
                      TwDocument    *document,
                      GtkDropDown   *drop_down,
                      guint          selected)
{
  const TwCalendar *calendar = tw_document_get_calendar (document);
  TwSpan period = tw_document_get_span (document);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  tw_replay_spans_clear (self);
  tw_calendar_unit_at (calendar, TW_CALENDAR_YEAR, period.start, &self->spans[TW_REPLAY_YEAR]);
  tw_calendar_unit_at (calendar, TW_CALENDAR_YEAR, self->spans[TW_REPLAY_YEAR].start - 1,
                       &self->spans[TW_REPLAY_YEAR_BEFORE]);
  tw_calendar_unit_at (calendar, TW_CALENDAR_QUARTER, period.start, &self->spans[TW_REPLAY_PERIOD]);
  for (guint i = 0; i < TW_N_REPLAY_SPANS; i++)
    {
      TwCalendarUnit unit = i == TW_REPLAY_PERIOD ? TW_CALENDAR_QUARTER : TW_CALENDAR_YEAR;

      self->names[i] = tw_calendar_name (calendar, unit, self->spans[i].start);
    }
  /* A half, or a longer period of one's own, is what is asked for; a month is less than most programs pay by. */
  if (period.end > self->spans[TW_REPLAY_PERIOD].end
      && (period.start != self->spans[TW_REPLAY_YEAR].start || period.end != self->spans[TW_REPLAY_YEAR].end))
    {
      self->spans[TW_REPLAY_PERIOD] = period;
      g_free (self->names[TW_REPLAY_PERIOD]);
      self->names[TW_REPLAY_PERIOD] = g_strdup (tw_document_get_period (document));
    }
  for (guint i = 0; i < TW_N_REPLAY_SPANS; i++)
    gtk_string_list_append (titles, self->names[i]);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (drop_down, selected);
}

void
tw_replay_spans_clear (TwReplaySpans *self)
{
  for (guint i = 0; i < TW_N_REPLAY_SPANS; i++)
    g_clear_pointer (&self->names[i], g_free);
}
