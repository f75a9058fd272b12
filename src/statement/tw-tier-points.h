/* tw-tier-points.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A criterion that asks for points, as a shopping list: which items to add to so that the total is reached with the least
 * work. Everything in millionths. */

/**
 * TwPointsItem:
 * @value: what the partner has
 * @worth: points for one
 * @floor, @cap: of its points; %G_MAXINT64: no cap
 * @need: below it no total counts; %G_MININT64: none
 * @hours: work for one; negative: it can't be told, and is left as it is
 * @whole: it comes in whole units
 * @free: more of it that is there anyway, for another criterion
 * @more: (out): what to add
 */
typedef struct
{
  char     *name;
  guint     define;
  gint64    value;
  gint64    worth;
  gint64    floor;
  gint64    cap;
  gint64    need;
  gint64    hours;
  gboolean  whole;
  gint64    free;
  gint64    more;
} TwPointsItem;

/* (transfer full) (element-type TwPointsItem) */
GArray   *tw_points_new   (void);
/**
 * tw_points_solve:
 * @target: points
 * @effort: (out): the least work, with `more` of each item set
 * @exact: (out): no other list is cheaper; %FALSE where there are more than are looked at
 *
 * Returns: %FALSE where no list reaches @target
 */
gboolean  tw_points_solve (GArray   *items,
                           gint64    target,
                           gint64   *effort,
                           gboolean *exact);

G_END_DECLS
