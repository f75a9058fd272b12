/* tw-plan-timeline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TW_TYPE_PLAN_TIMELINE (tw_plan_timeline_get_type ())
G_DECLARE_FINAL_TYPE (TwPlanTimeline, tw_plan_timeline, TW, PLAN_TIMELINE, GtkWidget)

/**
 * TwPlanTimeline:
 *
 * The milestones and reviews of a plan along its fiscal quarters: ◆ done, ◇ open, ⚠ overdue. Each is
 * a stop for the focus; ← and → move it by a week, with Shift by a month, dragging to any day, near
 * the end of a month or quarter to that. Enter opens it.
 *
 * Signals: `moved` (kind, id, day) when one was moved, once per key or drag; `activated` (kind, id).
 * The kind is the name of the entity.
 */
GtkWidget *tw_plan_timeline_new   (void);
/* @span: of the plan; @today: the day that is shown as today. Forgets every item. */
void       tw_plan_timeline_begin (TwPlanTimeline    *self,
                                   const TwCalendar  *calendar,
                                   TwSpan             span,
                                   TwDate             today,
                                   gboolean           editable);
void       tw_plan_timeline_add   (TwPlanTimeline    *self,
                                   const char        *kind,
                                   gint64             id,
                                   const char        *title,
                                   TwDate             due,
                                   gboolean           done);
/* After the last one: the focus goes back to the item that had it. */
void       tw_plan_timeline_end   (TwPlanTimeline    *self);

/* The day that a drag to @date means: the last day of a month where that is at most @days away. */
TwDate     tw_plan_timeline_snap  (const TwCalendar  *calendar,
                                   TwDate             date,
                                   int                days);

G_END_DECLS
