/* tw-chart-data.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-axis.h"
#include "tw-chart-spec-private.h"

#include <glib/gi18n-lib.h>

TwChartKind
tw_chart_spec_get_kind (TwChartSpec *spec)
{
  return spec->kind;
}

const char *
tw_chart_spec_get_id (TwChartSpec *spec)
{
  return spec->id;
}

const char *
tw_chart_spec_get_text (TwChartSpec *spec,
                        TwChartText  which)
{
  g_return_val_if_fail (which < TW_CHART_N_TEXTS, NULL);

  return spec->texts[which];
}

gint64
tw_chart_spec_get_n (TwChartSpec *spec)
{
  return spec->n;
}

TwChartArrangement
tw_chart_spec_get_arrangement (TwChartSpec *spec)
{
  return spec->arrangement;
}

TwChartOrientation
tw_chart_spec_get_orientation (TwChartSpec *spec)
{
  return spec->orientation;
}

gboolean
tw_chart_spec_get_own_scales (TwChartSpec *spec)
{
  return spec->own_scales;
}

const TwChartAxis *
tw_chart_spec_get_axis (TwChartSpec   *spec,
                        TwChartAxisId  which)
{
  g_return_val_if_fail (which < TW_CHART_N_AXES, NULL);

  return &spec->axes[which].axis;
}

guint
tw_chart_spec_n_ticks (TwChartSpec   *spec,
                       TwChartAxisId  which)
{
  g_return_val_if_fail (which < TW_CHART_N_AXES, 0);

  return spec->axes[which].ticks->len;
}

const TwChartTick *
tw_chart_spec_get_tick (TwChartSpec   *spec,
                        TwChartAxisId  which,
                        guint          index)
{
  g_return_val_if_fail (index < tw_chart_spec_n_ticks (spec, which), NULL);

  return &g_array_index (spec->axes[which].ticks, TwChartTick, index);
}

guint
tw_chart_spec_n_series (TwChartSpec *spec)
{
  return spec->series->len;
}

static const TwChartSeries *
get_series (TwChartSpec *spec,
            guint        series)
{
  g_assert (series < spec->series->len);

  return g_ptr_array_index (spec->series, series);
}

const char *
tw_chart_spec_get_series_name (TwChartSpec *spec,
                               guint        series)
{
  return get_series (spec, series)->name;
}

TwChartRole
tw_chart_spec_get_series_role (TwChartSpec *spec,
                               guint        series)
{
  return get_series (spec, series)->role;
}

guint
tw_chart_spec_n_marks (TwChartSpec *spec,
                       guint        series)
{
  return get_series (spec, series)->marks->len;
}

const TwChartMark *
tw_chart_spec_get_mark (TwChartSpec *spec,
                        guint        series,
                        guint        index)
{
  const TwChartSeries *own = get_series (spec, series);

  g_return_val_if_fail (index < own->marks->len, NULL);

  return &g_array_index (own->marks, TwChartMark, index);
}

guint
tw_chart_spec_count_marks (TwChartSpec *spec)
{
  guint count = 0;

  for (guint i = 0; i < spec->series->len; i++)
    count += tw_chart_spec_n_marks (spec, i);

  return count;
}

guint
tw_chart_spec_n_references (TwChartSpec *spec)
{
  return spec->references->len;
}

const TwChartReference *
tw_chart_spec_get_reference (TwChartSpec *spec,
                             guint        index)
{
  g_return_val_if_fail (index < spec->references->len, NULL);

  return &g_array_index (spec->references, TwChartReference, index);
}

guint
tw_chart_spec_n_notes (TwChartSpec *spec)
{
  return spec->notes->len;
}

const TwChartNote *
tw_chart_spec_get_note (TwChartSpec *spec,
                        guint        index)
{
  g_return_val_if_fail (index < spec->notes->len, NULL);

  return &g_array_index (spec->notes, TwChartNote, index);
}

guint
tw_chart_spec_n_handles (TwChartSpec *spec)
{
  return spec->handles->len;
}

const TwChartHandle *
tw_chart_spec_get_handle (TwChartSpec *spec,
                          guint        index)
{
  g_return_val_if_fail (index < spec->handles->len, NULL);

  return &g_array_index (spec->handles, TwChartHandle, index);
}

/* Kinds whose rows are the marks of their first series, whatever x says. */
static gboolean
rows_are_marks (TwChartKind kind)
{
  return kind == TW_CHART_WATERFALL || kind == TW_CHART_FUNNEL || kind == TW_CHART_PARETO;
}

static double
row_of (TwChartSpec       *spec,
        TwChartAxisId      which,
        const TwChartMark *mark,
        guint              index)
{
  if (rows_are_marks (spec->kind))
    return index;

  return which == TW_CHART_Y ? mark->y : mark->x;
}

guint
tw_chart_spec_n_categories (TwChartSpec   *spec,
                            TwChartAxisId  which)
{
  double last = -1;

  g_return_val_if_fail (which < TW_CHART_N_AXES, 0);

  if (spec->axes[which].categories != NULL)
    return g_strv_length (spec->axes[which].categories);

  for (guint i = 0; i < spec->series->len; i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (spec, i); j++)
      last = MAX (last, row_of (spec, which, tw_chart_spec_get_mark (spec, i, j), j));

  return last < 0 ? 0 : (guint) MIN (last, 1000000) + 1;
}

const char *
tw_chart_spec_get_category (TwChartSpec   *spec,
                            TwChartAxisId  which,
                            guint          index)
{
  g_return_val_if_fail (which < TW_CHART_N_AXES, "");

  if (spec->axes[which].categories != NULL)
    return index < g_strv_length (spec->axes[which].categories) ? spec->axes[which].categories[index] : "";

  for (guint i = 0; i < spec->series->len; i++)
    {
      guint n = tw_chart_spec_n_marks (spec, i);
      const TwChartMark *mark = index < n ? tw_chart_spec_get_mark (spec, i, index) : NULL;

      if (mark != NULL && row_of (spec, which, mark, index) == index)
        return mark->label;
      for (guint j = 0; j < n; j++)
        {
          mark = tw_chart_spec_get_mark (spec, i, j);
          if (row_of (spec, which, mark, j) == index)
            return mark->label;
        }
    }

  return "";
}

char *
tw_chart_spec_format (TwChartSpec   *spec,
                      TwChartAxisId  which,
                      double         value,
                      double         step)
{
  const TwChartAxis *axis;

  g_return_val_if_fail (which < TW_CHART_N_AXES, NULL);

  axis = &spec->axes[which].axis;
  if (axis->format != NULL)
    return axis->format (value, step, axis->user_data);

  return tw_chart_axis_plain (value, step);
}

char *
tw_chart_mark_remark (const TwChartMark *mark)
{
  g_autofree char *n = NULL;

  if (mark->n >= 0)
    /* Translators: how many a value rests on, as in statistics: "n 12". */
    n = g_strdup_printf (_("n %'" G_GINT64_FORMAT), mark->n);

  if (mark->flags & TW_CHART_MARK_LOW_SAMPLE)
    {
      if (n == NULL)
        return g_strdup (_("low sample"));
      /* Translators: %s is how many a value rests on: "n 12 · low sample". */
      return g_strdup_printf (_("%s · low sample"), n);
    }
  if (mark->flags & TW_CHART_MARK_TO_DATE)
    return g_strdup (_("to date"));

  return g_steal_pointer (&n);
}
