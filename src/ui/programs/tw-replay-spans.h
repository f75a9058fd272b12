/* tw-replay-spans.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "application/tw-document.h"
#include "tw-calendar.h"

G_BEGIN_DECLS

/* The year before the period that is shown, the period's own year, and the period: its quarter where it is shorter than one
 * or the year itself. */
enum
{
  TW_REPLAY_YEAR_BEFORE,
  TW_REPLAY_YEAR,
  TW_REPLAY_PERIOD,
  TW_N_REPLAY_SPANS
};

/**
 * TwReplaySpans:
 * @spans: their days
 * @names: owned; as the command line takes them, such as 2025 and 2026-Q2
 *
 * The transactions that a program can be replayed on from the window.
 */
typedef struct
{
  TwSpan  spans[TW_N_REPLAY_SPANS];
  char   *names[TW_N_REPLAY_SPANS];
} TwReplaySpans;

/* Sets them for the period of @document and offers them in @drop_down, where the one at @selected is chosen. */
void tw_replay_spans_fill  (TwReplaySpans *self,
                            TwDocument    *document,
                            GtkDropDown   *drop_down,
                            guint          selected);
void tw_replay_spans_clear (TwReplaySpans *self);

G_END_DECLS
