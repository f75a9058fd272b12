/* tw-chart-around.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_NOTES 3

char *
tw_chart_axis_words (TwChartFrame  *frame,
                     TwChartAxisId  axis)
{
  const TwChartAxis *own = tw_chart_spec_get_axis (frame->spec, axis);
  g_autofree char *words = NULL;
  g_autofree char *start = NULL;

  if (own->title != NULL && *own->title != '\0' && own->unit != NULL && *own->unit != '\0')
    /* Translators: title of an axis and its unit: "Payout, USD". */
    words = g_strdup_printf (_("%s, %s"), own->title, own->unit);
  else if (own->title != NULL && *own->title != '\0')
    words = g_strdup (own->title);
  else if (own->unit != NULL && *own->unit != '\0')
    words = g_strdup (own->unit);

  if (!frame->axes[axis].broken || !tw_chart_axis_may_break (frame->axes[axis].extent))
    return g_steal_pointer (&words);

  return words != NULL
             /* Translators: %s is title and unit of an axis. */
             ? g_strdup_printf (_("%s (axis does not start at zero)"), words)
             : g_strdup (_("Axis does not start at zero"));
}

static void
head_line (TwChartFrame *frame,
           TwChartFont   font,
           TwChartInk    ink,
           const char   *text,
           guint         lines)
{
  double used;

  if (text == NULL || *text == '\0')
    return;

  used = tw_chart_put_wrapped (frame->layout, font, ink, text, frame->room.x, frame->room.y, 0, 0,
                               frame->room.width, lines);
  if (used <= 0)
    return;
  frame->room.y += used + frame->unit * 0.15;
  frame->room.height -= used + frame->unit * 0.15;
}

void
tw_chart_frame_head (TwChartFrame *frame)
{
  const guint parts = frame->style->parts;
  gboolean low = frame->room.height < frame->unit * 14;
  double before = frame->room.y;

  if (parts & TW_CHART_PART_TITLE)
    head_line (frame, TW_CHART_FONT_TITLE, TW_CHART_INK_TEXT,
               tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_TITLE), low ? 1 : 2);
  if (parts & TW_CHART_PART_SUBTITLE && !low)
    head_line (frame, TW_CHART_FONT_SUBTITLE, TW_CHART_INK_SECONDARY,
               tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_SUBTITLE), 2);
  if (frame->room.y > before)
    {
      frame->room.y += ceil (frame->unit * 0.4);
      frame->room.height -= ceil (frame->unit * 0.4);
    }
}

static void
append_part (GString    *line,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

/* "2026-Q3 · n 412 · Example · 30 Sep 2026" */
static char *
last_line (TwChartFrame *frame)
{
  GString *line = g_string_new (NULL);
  gint64 n = tw_chart_spec_get_n (frame->spec);

  append_part (line, tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_PERIOD));
  if (n >= 0)
    {
      g_autofree char *words = g_strdup_printf (_("n %'" G_GINT64_FORMAT), n);

      append_part (line, words);
    }
  append_part (line, tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_WORKSPACE));
  append_part (line, tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_DATE));

  return g_string_free (line, FALSE);
}

/* From the bottom upwards, so that the last line is the last that is left out. */
void
tw_chart_frame_caption (TwChartFrame *frame)
{
  g_autofree char *last = NULL;
  const char *filters = tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_FILTERS);
  /* Translators: %s says which filters are set: "Filters: Region EMEA · Gold". */
  g_autofree char *filter_words = filters != NULL && *filters != '\0' ? g_strdup_printf (_("Filters: %s"), filters)
                                                                      : NULL;
  const char *lines[3];
  double least = frame->room.y + frame->room.height * 0.55;

  if (!(frame->style->parts & TW_CHART_PART_CAPTION))
    return;

  last = last_line (frame);
  lines[0] = last;
  lines[1] = filter_words;
  lines[2] = tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_DEFINITION);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      double bottom = frame->room.y + frame->room.height;
      double used;

      if (lines[i] == NULL || *lines[i] == '\0' || bottom < least)
        continue;
      used = tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_CAPTION, TW_CHART_INK_SECONDARY, lines[i],
                                   frame->room.x, bottom, 0, 1, frame->room.width, i == 2 ? 4 : 2);
      frame->room.height -= used > 0 ? used + frame->unit * 0.15 : 0;
    }
  frame->room.height -= ceil (frame->unit * 0.5);
  tw_chart_add_segment (frame->layout, TW_CHART_INK_GRID, 1, frame->room.x,
                        floor (frame->room.y + frame->room.height) + 0.5, frame->room.x + frame->room.width,
                        floor (frame->room.y + frame->room.height) + 0.5);
  frame->room.height -= ceil (frame->unit * 0.6);
}

void
tw_chart_frame_empty (TwChartFrame *frame)
{
  const char *reason = tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_EMPTY_REASON);
  const char *period = tw_chart_spec_get_text (frame->spec, TW_CHART_TEXT_PERIOD);
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  double bottom;

  frame->plot = frame->room;
  frame->plot.height = MAX (frame->plot.height - line - frame->unit, frame->unit);
  bottom = floor (frame->plot.y + frame->plot.height) + 0.5;
  tw_chart_add_segment (frame->layout, TW_CHART_INK_AXIS, 1, frame->plot.x, bottom,
                        frame->plot.x + frame->plot.width, bottom);
  if (period != NULL)
    tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, period,
                          frame->plot.x + frame->plot.width / 2, bottom + frame->unit * 0.4, 0.5, 0,
                          frame->plot.width, 1);
  tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY,
                        reason != NULL && *reason != '\0' ? reason : _("There is nothing to show in this period."),
                        frame->plot.x + frame->plot.width / 2, frame->plot.y + frame->plot.height / 2, 0.5, 0.5,
                        MIN (frame->plot.width, frame->unit * 32), 4);
}

static void
name_across (TwChartFrame *frame,
             double        y,
             const char   *label)
{
  TwChartRect *plot = &frame->plot;
  double width = tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, label);
  double gap = frame->unit * 0.3;

  /* From the end backwards, above and below the line, to where no mark is. */
  for (double x = plot->x + plot->width; x - width >= plot->x; x -= MAX (width / 2, 8))
    for (guint below = 0; below < 2; below++)
      if (tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, label, x - gap,
                              below ? y + 2 : y - 1, 1, !below))
        return;
  if (tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, label, plot->x + plot->width, y - 1, 1, 1))
    tw_chart_put_halo (frame->layout, TW_CHART_INK_PAPER);
}

static void
name_down (TwChartFrame *frame,
           double        x,
           const char   *label)
{
  TwChartRect *plot = &frame->plot;
  double gap = frame->unit * 0.3;
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  double top = plot->y - frame->top_room;

  for (double y = top; y + line <= plot->y + plot->height; y += line / 2)
    for (guint left = 0; left < 2; left++)
      if (tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, label, left ? x - gap : x + gap,
                              y, left, 0))
        return;
  for (guint left = 0; left < 2; left++)
    if (tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, label, left ? x - gap : x + gap,
                      plot->y, left, 0))
      {
        tw_chart_put_halo (frame->layout, TW_CHART_INK_PAPER);
        return;
      }
}

/* In px, on the middle of one. */
static double
reference_place (TwChartFrame           *frame,
                 const TwChartReference *reference)
{
  return round (tw_chart_frame_place (frame, reference->axis, reference->value)) + 0.5;
}

void
tw_chart_frame_references (TwChartFrame *frame)
{
  const TwChartRect *plot = &frame->plot;

  for (guint i = 0; i < tw_chart_spec_n_references (frame->spec); i++)
    {
      const TwChartReference *reference = tw_chart_spec_get_reference (frame->spec, i);
      double place = reference_place (frame, reference);
      TwChartItem *line;

      if ((reference->axis == TW_CHART_Y) != frame->lying)
        line = tw_chart_add_segment (frame->layout, TW_CHART_INK_TEXT, 1, plot->x, place, plot->x + plot->width,
                                     place);
      else
        line = tw_chart_add_segment (frame->layout, TW_CHART_INK_TEXT, 1, place, plot->y - frame->top_room / 2,
                                     place, plot->y + plot->height);
      line->dash = TW_CHART_DASH_LONG;
    }
}

void
tw_chart_frame_reference_names (TwChartFrame *frame)
{
  for (guint i = 0; i < tw_chart_spec_n_references (frame->spec); i++)
    {
      const TwChartReference *reference = tw_chart_spec_get_reference (frame->spec, i);

      if ((reference->axis == TW_CHART_Y) != frame->lying)
        name_across (frame, reference_place (frame, reference), reference->label);
      else
        name_down (frame, reference_place (frame, reference), reference->label);
    }
}

void
tw_chart_frame_notes (TwChartFrame *frame)
{
  for (guint i = 0; i < MIN (tw_chart_spec_n_notes (frame->spec), MOST_NOTES); i++)
    {
      const TwChartNote *note = tw_chart_spec_get_note (frame->spec, i);
      TwChartPoint at = tw_chart_frame_point (frame, note->x, note->y);
      double d = frame->unit * 0.6;
      const double places[][4] = {
        { d, -d, 0, 1 }, { -d, -d, 1, 1 }, { d, d, 0, 0 }, { -d, d, 1, 0 }, { 0, -3 * d, 0.5, 1 },
      };

      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        if (tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, note->text,
                                at.x + places[j][0], at.y + places[j][1], places[j][2], places[j][3]))
          break;
    }
}
