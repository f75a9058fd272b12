/* tw-chart-handles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-handles.h"
#include "tw-chart-layout-private.h"

#include <math.h>

/* The area of a handle: as wide as a finger is unsure. */
#define GRIP 32.0
/* A drag goes in so many steps from one tick to the next. */
#define STEPS 100

gboolean
tw_chart_layout_to_value (TwChartLayout *layout,
                          TwChartAxisId  axis,
                          double         place,
                          double        *value)
{
  const TwChartScaleMap *map;
  double share;

  g_return_val_if_fail (layout != NULL && axis < TW_CHART_VALUE, FALSE);

  map = &layout->scales[axis];
  if (!map->shown || map->end == map->start)
    return FALSE;
  share = (place - map->start) / (map->end - map->start);
  *value = map->from * (1 - share) + map->to * share;

  return isfinite (*value);
}

gboolean
tw_chart_layout_to_place (TwChartLayout *layout,
                          TwChartAxisId  axis,
                          double         value,
                          double        *place)
{
  const TwChartScaleMap *map;
  double span;

  g_return_val_if_fail (layout != NULL && axis < TW_CHART_VALUE, FALSE);

  map = &layout->scales[axis];
  span = map->to / 2 - map->from / 2;
  if (!map->shown || span == 0)
    return FALSE;
  *place = map->start + (value / 2 - map->from / 2) / span * (map->end - map->start);

  return isfinite (*place);
}

gboolean
tw_chart_layout_get_handle (TwChartLayout *layout,
                            guint          handle,
                            TwChartRect   *area)
{
  const TwChartHandle *own;
  double x;
  double y;

  g_return_val_if_fail (handle < tw_chart_spec_n_handles (layout->spec), FALSE);

  own = tw_chart_spec_get_handle (layout->spec, handle);
  if (!tw_chart_layout_to_place (layout, TW_CHART_X, own->x, &x)
      || !tw_chart_layout_to_place (layout, TW_CHART_Y, own->y, &y))
    return FALSE;
  *area = (TwChartRect) { x - GRIP / 2, y - GRIP / 2, GRIP, GRIP };

  return TRUE;
}

guint
tw_chart_layout_pick_handle (TwChartLayout *layout,
                             double         x,
                             double         y)
{
  guint best = TW_CHART_NO_HANDLE;
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < tw_chart_spec_n_handles (layout->spec); i++)
    {
      TwChartRect area;
      double distance;

      if (!tw_chart_layout_get_handle (layout, i, &area))
        continue;
      distance = hypot (x - area.x - GRIP / 2, y - area.y - GRIP / 2);
      if (x < area.x || y < area.y || x > area.x + GRIP || y > area.y + GRIP || distance >= nearest)
        continue;
      nearest = distance;
      best = i;
    }

  return best;
}

double
tw_chart_layout_handle_step (TwChartLayout *layout,
                             guint          handle)
{
  const TwChartHandle *own;

  g_return_val_if_fail (handle < tw_chart_spec_n_handles (layout->spec), 0);

  own = tw_chart_spec_get_handle (layout->spec, handle);

  return layout->scales[own->along].step / STEPS;
}

double
tw_chart_layout_drag (TwChartLayout *layout,
                      guint          handle,
                      double         x,
                      double         y)
{
  const TwChartHandle *own;
  const TwChartScaleMap *map;
  double step;
  double value;

  g_return_val_if_fail (handle < tw_chart_spec_n_handles (layout->spec), 0);

  own = tw_chart_spec_get_handle (layout->spec, handle);
  map = &layout->scales[own->along];
  step = tw_chart_layout_handle_step (layout, handle);
  if (!tw_chart_layout_to_value (layout, own->along, map->vertical ? y : x, &value))
    return own->along == TW_CHART_X ? own->x : own->y;

  value = CLAMP (value, MIN (map->from, map->to), MAX (map->from, map->to));

  return step > 0 ? round (value / step) * step : value;
}
