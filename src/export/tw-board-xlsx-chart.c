/* tw-board-xlsx-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Charts that a spreadsheet draws itself from the cells beside them: whoever changes a cell sees the chart change. */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-board-xlsx-cross.h"

#include "tw-chart-data.h"

/* Beyond this a spreadsheet's axis can't be read; the table goes on. */
#define MAX_POINTS 40
#define MAX_SERIES 6
#define WIDE_TABLE  6
#define SHORT_TABLE 30

/* Okabe and Ito's hues as the window's charts have them on white. */
static const lxw_color_t series_colors[MAX_SERIES] = {
  0x0072b2, 0xe26811, 0x2994c7, 0x007250, 0xa35f85, 0x613500,
};
#define REFERENCE_COLOR 0x616161

static guint8
type_of (const TwBoardRange *range)
{
  TwChartSpec *spec = (TwChartSpec *) range->spec;
  gboolean lying = tw_chart_spec_get_orientation (spec) == TW_CHART_LYING;
  gboolean many = range->last_row - range->first_row >= 8;

  switch (tw_chart_spec_get_kind (spec))
    {
    case TW_CHART_LINES:
    case TW_CHART_SURVIVAL:
    case TW_CHART_PAYOUT:
      return LXW_CHART_LINE;

    case TW_CHART_AREAS:
      return LXW_CHART_AREA_STACKED;

    case TW_CHART_SCATTER:
      return LXW_CHART_SCATTER;

    case TW_CHART_HEAT_MAP:
    case TW_CHART_FLOW:
      return LXW_CHART_COLUMN_STACKED;

    case TW_CHART_FUNNEL:
    case TW_CHART_DUMBBELL:
    case TW_CHART_BULLET:
      return LXW_CHART_BAR;

    case TW_CHART_BARS:
      if (tw_chart_spec_get_arrangement (spec) == TW_CHART_STACKED)
        return LXW_CHART_COLUMN_STACKED;
      return lying || many ? LXW_CHART_BAR : LXW_CHART_COLUMN;

    default:
      return many ? LXW_CHART_BAR : LXW_CHART_COLUMN;
    }
}

static gboolean
is_drawn (const TwMetricTable *table,
          guint                column,
          TwMetricUnit         unit)
{
  const TwMetricColumn *about = tw_metric_table_get_column (table, column);

  return about->role != TW_COLUMN_DETAIL && about->unit == unit && about->unit != TW_METRIC_TEXT;
}

/* The unit of the first figure: two units don't share an axis. */
static TwMetricUnit
drawn_unit (const TwMetricTable *table)
{
  for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
    {
      const TwMetricColumn *column = tw_metric_table_get_column (table, c);

      if (column->role == TW_COLUMN_FIGURE && column->unit != TW_METRIC_TEXT)
        return column->unit;
    }

  return TW_METRIC_TEXT;
}

static void
style_series (lxw_chart_series *series,
              guint8            type,
              guint             index,
              gboolean          reference)
{
  lxw_color_t color = reference ? REFERENCE_COLOR : series_colors[index % MAX_SERIES];
  lxw_chart_line line = { .color = color, .width = 2 };
  lxw_chart_fill fill = { .color = color };

  if (type == LXW_CHART_LINE)
    {
      if (reference)
        line.dash_type = LXW_CHART_LINE_DASH_DASH;
      chart_series_set_line (series, &line);
    }
  if (type == LXW_CHART_LINE || type == LXW_CHART_SCATTER)
    {
      chart_series_set_marker_type (series, index % 2 == 0 ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_SQUARE);
      chart_series_set_marker_size (series, 6);
      chart_series_set_marker_fill (series, &fill);
    }
  else
    {
      chart_series_set_fill (series, &fill);
    }
}

static lxw_chart_series *
add_series (lxw_chart          *chart,
            const TwBoardRange *range,
            guint               category_column,
            guint               value_column,
            lxw_row_t           first,
            lxw_row_t           last)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);

  chart_series_set_categories (series, range->sheet, first, (lxw_col_t) category_column, last,
                               (lxw_col_t) category_column);
  chart_series_set_values (series, range->sheet, first, (lxw_col_t) value_column, last, (lxw_col_t) value_column);

  return series;
}

/* A series per figure of a row. */
static guint
add_columns (lxw_chart          *chart,
             const TwBoardRange *range,
             guint8              type)
{
  TwMetricUnit unit = drawn_unit (range->table);
  lxw_row_t last = MIN (range->last_row, range->first_row + MAX_POINTS - 1);
  guint n_columns = tw_metric_table_get_n_columns (range->table);
  guint n = 0;

  /* What areas are laid on comes first, elsewhere the figure. */
  for (guint i = 0; i < 2 * n_columns && n < MAX_SERIES; i++)
    {
      guint c = i % n_columns;
      const TwMetricColumn *column = tw_metric_table_get_column (range->table, c);
      gboolean first_turn = (column->role == TW_COLUMN_REFERENCE) == (type == LXW_CHART_AREA_STACKED);
      lxw_chart_series *series;

      if (!is_drawn (range->table, c, unit) || first_turn != (i < n_columns))
        continue;
      series = add_series (chart, range, range->label_column, range->columns[c], range->first_row, last);
      chart_series_set_name_range (series, range->sheet, range->first_row - 1, (lxw_col_t) range->columns[c]);
      style_series (series, type, n++, column->role == TW_COLUMN_REFERENCE);
    }

  return n;
}

/* One number against another: of the first figure and the next number beside it. */
static guint
add_scatter (lxw_chart          *chart,
             const TwBoardRange *range)
{
  int x = -1;
  int y = -1;
  lxw_chart_series *series;

  for (guint c = 0; c < tw_metric_table_get_n_columns (range->table); c++)
    {
      const TwMetricColumn *column = tw_metric_table_get_column (range->table, c);

      if (column->unit == TW_METRIC_TEXT)
        continue;
      if (x < 0)
        x = (int) c;
      else if (y < 0)
        y = (int) c;
    }
  if (y < 0)
    return 0;

  series = add_series (chart, range, range->columns[x], range->columns[y], range->first_row, range->last_row);
  style_series (series, LXW_CHART_SCATTER, 0, FALSE);
  chart_axis_set_name (chart_axis_get (chart, LXW_CHART_AXIS_TYPE_X),
                       tw_metric_table_get_column (range->table, (guint) x)->label);
  chart_axis_set_name (chart_axis_get (chart, LXW_CHART_AXIS_TYPE_Y),
                       tw_metric_table_get_column (range->table, (guint) y)->label);

  return 1;
}

/* Groups over time, and the largest of many: what is drawn doesn't stand together in the table. */
static gboolean
needs_cross (const TwBoardRange *range)
{
  TwChartSpec *spec = (TwChartSpec *) range->spec;

  return tw_metric_table_get_row (range->table, 0)->time_key != NULL
         || (tw_chart_spec_get_kind (spec) == TW_CHART_BARS && tw_chart_spec_n_series (spec) > 0
             && tw_chart_spec_n_marks (spec, 0) < tw_metric_table_get_n_rows (range->table));
}

/* A series per group, of the cross table of groups and times. */
static guint
add_groups (lxw_chart          *chart,
            const TwBoardRange *range,
            TwBoardCrosses     *crosses,
            const char         *title,
            guint8              type)
{
  TwBoardCross cross = tw_board_crosses_add (crosses, range, title);
  const char *sheet = tw_board_crosses_get_sheet (crosses);
  lxw_row_t first = cross.top + 1;
  lxw_row_t last = cross.top + cross.n_times;
  guint n = MIN (cross.n_groups, MAX_SERIES);

  for (guint g = 0; g < n && cross.n_times > 0; g++)
    {
      lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
      lxw_col_t column = (lxw_col_t) (g + 1);

      chart_series_set_categories (series, sheet, first, 0, last, 0);
      chart_series_set_values (series, sheet, first, column, last, column);
      chart_series_set_name_range (series, sheet, cross.top, column);
      style_series (series, type, g, tw_board_cross_is_rest (range, g));
    }

  return n;
}

/* The least and the largest number that is drawn; %FALSE where there is none. */
static gboolean
find_range (const TwMetricTable *table,
            TwMetricUnit         unit,
            double              *least,
            double              *most)
{
  gboolean any = FALSE;

  for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
    for (guint r = 0; is_drawn (table, c, unit) && r < tw_metric_table_get_n_rows (table); r++)
      {
        const TwMetricCell *cell = tw_metric_table_get_cell (table, r, c);

        if (!cell->known)
          continue;
        *least = any ? MIN (*least, cell->number) : cell->number;
        *most = any ? MAX (*most, cell->number) : cell->number;
        any = TRUE;
      }

  return any;
}

/* Bars start at zero, and shares end at the whole. */
static void
set_ends (lxw_chart_axis     *values,
          const TwBoardRange *range,
          guint8              type)
{
  TwMetricUnit unit = drawn_unit (range->table);
  double least;
  double most;

  /* Areas begin at zero by themselves. */
  if (type == LXW_CHART_SCATTER || type == LXW_CHART_AREA_STACKED || !find_range (range->table, unit, &least, &most))
    return;

  if (least >= 0 && (type != LXW_CHART_LINE || unit == TW_METRIC_RATE))
    chart_axis_set_min (values, 0);
  if (unit == TW_METRIC_RATE && most > 0.7 && most <= 1)
    chart_axis_set_max (values, 1);
}

static void
style_chart (lxw_chart          *chart,
             TwXlsxSheet        *sheet,
             const TwBoardRange *range,
             const char         *title,
             guint8              type,
             guint               n_series)
{
  lxw_chart_font font = { .size = 12, .bold = LXW_TRUE };
  lxw_chart_line grid = { .color = 0xe0e0e0 };
  /* The axes of bars that lie change places with them. */
  gboolean lying = type == LXW_CHART_BAR;
  lxw_chart_axis *values = chart_axis_get (chart, lying ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y);
  TwMetricUnit unit = drawn_unit (range->table);

  chart_title_set_name (chart, title);
  chart_title_set_name_font (chart, &font);
  chart_axis_major_gridlines_set_line (values, &grid);
  set_ends (values, range, type);
  if (unit == TW_METRIC_RATE)
    chart_axis_set_num_format (values, "0%");
  if (unit == TW_METRIC_MONEY && type != LXW_CHART_SCATTER)
    chart_axis_set_name (values, tw_metric_table_get_currency (range->table));
  /* The first row stands on top, as in the table. */
  if (lying)
    chart_axis_set_reverse (chart_axis_get (chart, LXW_CHART_AXIS_TYPE_Y));
  if (n_series > 1)
    chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  else
    chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  chart_show_blanks_as (chart, LXW_CHART_BLANKS_AS_GAP);
}

void
tw_board_xlsx_chart (TwXlsxSheet        *sheet,
                     const TwBoardRange *range,
                     TwBoardCrosses     *crosses,
                     const char         *title)
{
  lxw_chart_options options = { .x_offset = 12, .y_offset = 4, .x_scale = 1.4, .y_scale = 1.5 };
  guint8 type;
  lxw_chart *chart;
  guint n;

  if (range->last_row < range->first_row || drawn_unit (range->table) == TW_METRIC_TEXT)
    return;

  type = type_of (range);
  chart = workbook_add_chart (tw_xlsx_book_get (sheet->book), type);
  if (type == LXW_CHART_SCATTER)
    n = add_scatter (chart, range);
  else if (needs_cross (range))
    n = add_groups (chart, range, crosses, title, type);
  else
    n = add_columns (chart, range, type);

  style_chart (chart, sheet, range, title, type, n);
  /* Beside a narrow table; below a wide one, or the page that both are printed on were too wide to be read. */
  if (range->width > WIDE_TABLE && range->last_row < SHORT_TABLE)
    worksheet_insert_chart_opt (sheet->sheet, range->last_row + 2, 0, chart, &options);
  else
    worksheet_insert_chart_opt (sheet->sheet, 1, (lxw_col_t) (range->width + 1), chart, &options);
}
