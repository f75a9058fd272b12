/* tw-chart-funnel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Bars from one side, with the share that came through beside each: lengths are compared from a common line. */

static char *
share_of_before (const TwChartMark *mark,
                 const TwChartMark *before)
{
  g_autofree char *number = NULL;

  /* A stage that holds more than the one before is filled from elsewhere, too: no share of it came through. */
  if (before == NULL || before->y <= 0 || !tw_chart_mark_is_there (before) || mark->y < 0 || mark->y > before->y)
    return NULL;

  number = tw_chart_axis_plain (mark->y / before->y * 100, mark->y / before->y < 0.1 ? 0.1 : 1);
  /* Translators: of a stage of a funnel: the share of the stage before that came this far. */
  return g_strdup_printf (_("%s\302\240%% of the stage before"), number);
}

static TwChartRect
stage_rect (TwChartFrame      *frame,
            guint              index,
            const TwChartMark *mark)
{
  double thickness = MIN (tw_chart_frame_slot (frame, TW_CHART_X) * 0.66, frame->unit * 3);
  double middle = tw_chart_frame_place (frame, TW_CHART_X, index);

  return tw_chart_rect_between (tw_chart_frame_place (frame, TW_CHART_Y, 0), middle - thickness / 2,
                                tw_chart_frame_place (frame, TW_CHART_Y, MAX (mark->y, 0)), middle + thickness / 2);
}

/* What goes lost on the way, as a slope between two bars. */
static void
draw_slope (TwChartFrame *frame,
            TwChartRect   upper,
            TwChartRect   lower)
{
  const TwChartPoint outline[] = {
    { upper.x, upper.y + upper.height },
    { upper.x + upper.width, upper.y + upper.height },
    { lower.x + lower.width, lower.y },
    { lower.x, lower.y },
  };

  tw_chart_add_polygon (frame->layout, TW_CHART_INK_SINGLE, outline, G_N_ELEMENTS (outline))->alpha = 0.18;
}

static void
label_stage (TwChartFrame      *frame,
             const TwChartMark *mark,
             const TwChartMark *before,
             TwChartRect        box)
{
  g_autofree char *words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
  g_autofree char *share = share_of_before (mark, before);
  double gap = round (frame->unit * 0.4);
  double middle = box.y + box.height / 2;
  double x = box.x + box.width + gap;
  TwChartPoint at = { x, middle };

  if (tw_chart_put_value (frame, words, mark, at, 0, 0.5))
    x += tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words) + gap * 2;
  else if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words) + gap * 2 < box.width)
    tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, tw_chart_style_text_on (frame->style, TW_CHART_INK_SINGLE),
                  words, box.x + box.width - gap, middle, 1, 0.5);
  if (share == NULL || mark->flags & TW_CHART_MARK_LOW_SAMPLE)
    return;
  if (!tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, share, x, middle, 0, 0.5))
    {
      /* The number alone, up to its sign. */
      char *end = strchr (share, '%');

      end[1] = '\0';
      tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, share, x, middle, 0, 0.5);
    }
}

void
tw_chart_funnel_layout (TwChartFrame *frame)
{
  guint n = tw_chart_spec_n_marks (frame->spec, 0);
  TwChartRect above = { 0 };

  frame->lying = TRUE;
  frame->axes[TW_CHART_X].n = MAX (n, 1);
  frame->axes[TW_CHART_Y].flags = TW_CHART_AXIS_FROM_ZERO;
  frame->axes[TW_CHART_Y].quiet = TRUE;
  frame->axes[TW_CHART_Y].hidden = TRUE;
  tw_chart_frame_collect (frame, FALSE);
  frame->end_room = MIN (frame->room.width * 0.3, frame->unit * 14);
  /* Few stages stay together. */
  frame->room.height = MIN (frame->room.height, frame->axes[TW_CHART_X].n * frame->unit * 5);
  tw_chart_frame_axes (frame);
  /* The bars need no ticks, and the longest may take all of the plot. */
  frame->axes[TW_CHART_Y].tight = TRUE;
  tw_chart_extent_add (&frame->axes[TW_CHART_Y].extent, 0);

  for (guint j = 0; j < n; j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, 0, j);
      TwChartRect box = stage_rect (frame, j, mark);

      if (!tw_chart_mark_is_there (mark))
        {
          tw_chart_mark_missing (frame, 0, j, (TwChartPoint) { frame->plot.x + 4, box.y + box.height / 2 }, 0, 0.5);
          above = (TwChartRect) { 0 };
          continue;
        }
      if (above.height > 0)
        draw_slope (frame, above, box);
      tw_chart_mark_dress (frame, tw_chart_add_rect (frame->layout, TW_CHART_INK_SINGLE, box), mark,
                           TW_CHART_INK_SINGLE);
      tw_chart_block (frame->layout, box);
      tw_chart_add_hit (frame->layout, 0, j, box);
      label_stage (frame, mark, j > 0 ? tw_chart_spec_get_mark (frame->spec, 0, j - 1) : NULL, box);
      above = box;
    }
}
