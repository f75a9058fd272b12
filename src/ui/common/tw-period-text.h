/* tw-period-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"

G_BEGIN_DECLS

/* The calendar day on which the person sits at the window. */
TwDate    tw_period_today (void);

/**
 * tw_period_parse:
 * @today: what "this" and "last" refer to
 * @text: a name of the calendar (`2026`, `2026-H1`, `2026-Q3`, `2026-07`), also without regard to
 *   case and blanks (`q3 2026`), or words such as "last quarter", "this year", "next month"
 * @error: says what can be typed
 *
 * Reads a period as a person types it.
 */
gboolean  tw_period_parse (const TwCalendar  *calendar,
                           TwDate             today,
                           const char        *text,
                           TwSpan            *span,
                           TwCalendarUnit    *unit,
                           GError           **error);

G_END_DECLS
