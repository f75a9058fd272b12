/* tw-chart-flow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

/* Who went from which tier to which. A node is as high as what passes through it; a band is as high as what
 * it carries. Bands that go up have the colour of plus, those that go down that of minus. */

#define CURVE_STEPS 20

typedef struct
{
  double in;
  double out;
  double y;      /* where it starts, in px */
  double in_at;  /* how much of it is taken */
  double out_at;
} Node;

typedef struct
{
  TwChartFrame *frame;
  guint         n_columns;
  guint         n_nodes;
  Node         *nodes;  /* by column, then node */
  double        scale;  /* px per amount */
  double        thick;  /* of a node */
} Flow;

/* Sums of the hugest numbers stay numbers. */
static double
amount_of (const TwChartMark *mark)
{
  return MIN (mark->size, 1e290);
}

static Node *
node_at (Flow  *flow,
         guint  column,
         guint  node)
{
  return &flow->nodes[column * flow->n_nodes + node];
}

static gboolean
is_valid (Flow              *flow,
          const TwChartMark *mark)
{
  return tw_chart_mark_is_there (mark) && mark->size > 0 && mark->x >= 0 && mark->x + 1 < flow->n_columns
         && mark->low >= 0 && mark->low < flow->n_nodes && mark->high >= 0 && mark->high < flow->n_nodes;
}

static void
add_up (Flow *flow)
{
  TwChartSpec *spec = flow->frame->spec;

  for (guint i = 0; i < tw_chart_spec_n_series (spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (spec, i, j);

        if (!is_valid (flow, mark))
          continue;
        node_at (flow, (guint) mark->x, (guint) mark->low)->out += amount_of (mark);
        node_at (flow, (guint) mark->x + 1, (guint) mark->high)->in += amount_of (mark);
      }
}

/* One scale for all columns; between nodes there is air. */
static void
stack_nodes (Flow *flow)
{
  TwChartRect *plot = &flow->frame->plot;
  double air = MIN (flow->frame->unit * 1.2, plot->height * 0.3 / MAX (flow->n_nodes, 1));
  double largest = 0;

  for (guint c = 0; c < flow->n_columns; c++)
    {
      double sum = 0;

      for (guint i = 0; i < flow->n_nodes; i++)
        sum += MAX (node_at (flow, c, i)->in, node_at (flow, c, i)->out);
      largest = MAX (largest, sum);
    }
  flow->scale = largest > 0 ? (plot->height - air * (flow->n_nodes - 1)) / largest : 0;

  for (guint c = 0; c < flow->n_columns; c++)
    {
      double y = plot->y;

      for (guint i = 0; i < flow->n_nodes; i++)
        {
          Node *node = node_at (flow, c, i);

          node->y = y;
          y += MAX (node->in, node->out) * flow->scale + air;
        }
    }
}

static double
column_x (Flow  *flow,
          guint  column)
{
  TwChartRect *plot = &flow->frame->plot;

  return flow->n_columns < 2 ? plot->x
                             : round (plot->x + (plot->width - flow->thick) * column / (flow->n_columns - 1));
}

static void
draw_band (Flow  *flow,
           guint  series,
           guint  index)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (flow->frame->spec, series, index);
  Node *from = node_at (flow, (guint) mark->x, (guint) mark->low);
  Node *to = node_at (flow, (guint) mark->x + 1, (guint) mark->high);
  TwChartPoint outline[2 * (CURVE_STEPS + 1)];
  double height = amount_of (mark) * flow->scale;
  double x1 = column_x (flow, (guint) mark->x) + flow->thick;
  double x2 = column_x (flow, (guint) mark->x + 1);
  double y1 = from->y + from->out_at;
  double y2 = to->y + to->in_at;
  TwChartInk ink = mark->high < mark->low ? TW_CHART_INK_POSITIVE
                   : mark->high > mark->low ? TW_CHART_INK_NEGATIVE : TW_CHART_INK_REST;
  TwChartItem *item;

  for (guint i = 0; i <= CURVE_STEPS; i++)
    {
      double t = (double) i / CURVE_STEPS;
      double ease = t * t * (3 - 2 * t);
      double x = x1 + (x2 - x1) * t;
      double y = y1 + (y2 - y1) * ease;

      outline[i] = (TwChartPoint) { x, y };
      outline[2 * CURVE_STEPS + 1 - i] = (TwChartPoint) { x, y + MAX (height, 0.5) };
    }
  item = tw_chart_add_polygon (flow->frame->layout, ink, outline, G_N_ELEMENTS (outline));
  item->alpha = mark->flags & TW_CHART_MARK_LOW_SAMPLE ? 0.15 : ink == TW_CHART_INK_REST ? 0.3 : 0.55;
  if (mark->flags & TW_CHART_MARK_LOW_SAMPLE)
    {
      item->stroke = ink;
      item->line = 1;
      item->dash = TW_CHART_DASH_LONG;
    }
  from->out_at += height;
  to->in_at += height;
  tw_chart_add_hit (flow->frame->layout, series, index,
                    (TwChartRect) { (x1 + x2) / 2 - 4, (y1 + y2) / 2, 8, MAX (height, 1) });
}

typedef struct
{
  guint series;
  guint index;
  double from;
  double to;
} Band;

static int
compare_bands (gconstpointer a,
               gconstpointer b)
{
  const Band *one = a;
  const Band *other = b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  if (one->to != other->to)
    return one->to < other->to ? -1 : 1;

  return (one->index > other->index) - (one->index < other->index);
}

/* In the order of their nodes, so that bands cross as little as they must. */
static void
draw_bands (Flow *flow)
{
  TwChartSpec *spec = flow->frame->spec;
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (Band));

  for (guint i = 0; i < tw_chart_spec_n_series (spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (spec, i, j);
        Band band = { i, j, mark->low, mark->high };

        if (is_valid (flow, mark))
          g_array_append_val (bands, band);
      }
  g_array_sort (bands, compare_bands);
  for (guint i = 0; i < bands->len; i++)
    draw_band (flow, g_array_index (bands, Band, i).series, g_array_index (bands, Band, i).index);
}

static void
draw_node (Flow  *flow,
           guint  column,
           guint  index)
{
  TwChartFrame *frame = flow->frame;
  Node *node = node_at (flow, column, index);
  double amount = MAX (node->in, node->out);
  TwChartRect box = tw_chart_rect_between (column_x (flow, column), node->y, column_x (flow, column) + flow->thick,
                                           node->y + MAX (amount * flow->scale, 1));
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;
  gboolean last = column + 1 == flow->n_columns;
  double gap = round (frame->unit * 0.4);

  if (amount <= 0)
    return;
  tw_chart_add_rect (frame->layout, TW_CHART_INK_TEXT, box);
  tw_chart_block (frame->layout, box);
  number = tw_chart_spec_format (frame->spec, TW_CHART_VALUE, amount, 0);
  words = g_strdup_printf ("%s  %s", tw_chart_spec_get_category (frame->spec, TW_CHART_Y, index), number);
  if (column == 0 || last)
    {
      double x = last ? box.x + box.width + gap : box.x - gap;

      if (!tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, words, x, box.y + box.height / 2,
                         !last, 0.5))
        tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, words, x,
                              box.y + box.height / 2, !last, 0.5,
                              last ? frame->layout->width - x - 2 : x - 2, 1);
    }
  else
    tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, number, box.x + box.width + gap,
                  box.y + box.height / 2, 0, 0.5);
}

/* Room for the names on both sides. */
static double
side_room (TwChartFrame *frame)
{
  double widest = tw_chart_names_width (frame, TW_CHART_Y, frame->room.width * 0.22);
  g_autofree char *number = tw_chart_spec_format (frame->spec, TW_CHART_VALUE, 8888, 0);

  return MIN (widest + tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, number) + frame->unit * 1.6,
              frame->room.width * 0.3);
}

void
tw_chart_flow_layout (TwChartFrame *frame)
{
  Flow flow = { .frame = frame };
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  double side;

  frame->axes[TW_CHART_X].hidden = frame->axes[TW_CHART_Y].hidden = TRUE;
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);

        flow.n_columns = MAX (flow.n_columns, (guint) CLAMP (mark->x, 0, 50) + 2);
        flow.n_nodes = MAX (flow.n_nodes, (guint) CLAMP (MAX (mark->low, mark->high), 0, 200) + 1);
      }
  frame->axes[TW_CHART_Y].n = flow.n_nodes;
  side = ceil (side_room (frame));
  frame->plot = (TwChartRect) { frame->room.x + side, frame->room.y + line + frame->unit * 0.6,
                                MAX (frame->room.width - 2 * side, frame->unit * 2),
                                MAX (frame->room.height - line - frame->unit, frame->unit) };
  flow.nodes = g_new0 (Node, flow.n_columns * flow.n_nodes);
  flow.thick = round (frame->unit * 0.7);

  add_up (&flow);
  stack_nodes (&flow);
  draw_bands (&flow);
  for (guint c = 0; c < flow.n_columns; c++)
    {
      double x = column_x (&flow, c) + (c == 0 ? 0 : c + 1 == flow.n_columns ? flow.thick : flow.thick / 2);

      tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY,
                    tw_chart_spec_get_axis (frame->spec, TW_CHART_X)->categories != NULL
                        ? tw_chart_spec_get_category (frame->spec, TW_CHART_X, c) : "",
                    x, frame->room.y, c == 0 ? 0 : c + 1 == flow.n_columns ? 1 : 0.5, 0);
      for (guint i = 0; i < flow.n_nodes; i++)
        draw_node (&flow, c, i);
    }
  frame->axes[TW_CHART_Y].n = 0;
  g_free (flow.nodes);
}
