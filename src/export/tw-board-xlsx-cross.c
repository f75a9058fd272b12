/* tw-board-xlsx-cross.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-board-xlsx-cross.h"

#include "tw-chart-data.h"

#include <stdio.h>

/* A formula takes 8,192 characters; the rest of more groups than this is a number. */
#define MOST_ADDED 100

/* A chart's cross table and the table it is made of. */
typedef struct
{
  TwBoardCross         place;
  char                *sheet;      /* of the table, quoted for formulas */
  char                *title;
  const TwMetricTable *table;
  TwChartSpec         *spec;
  lxw_row_t            first_row;
  guint               *columns;    /* where each column of the table stands */
} Block;

struct _TwBoardCrosses
{
  char      *sheet;
  GArray    *blocks;    /* Block */
  lxw_row_t  next;
};

/* A cell of the cross table: a formula and what it gives. */
typedef struct
{
  GString *formula;
  double   value;
  int      column;      /* of the table; −1 where there is nothing */
} Cell;

static void
block_clear (gpointer data)
{
  Block *block = data;

  g_free (block->sheet);
  g_free (block->title);
  g_free (block->columns);
}

TwBoardCrosses *
tw_board_crosses_new (char *sheet)
{
  TwBoardCrosses *self = g_new0 (TwBoardCrosses, 1);

  self->sheet = sheet;
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, block_clear);
  return self;
}

void
tw_board_crosses_free (TwBoardCrosses *self)
{
  g_array_unref (self->blocks);
  g_free (self->sheet);
  g_free (self);
}

const char *
tw_board_crosses_get_sheet (TwBoardCrosses *self)
{
  return self->sheet;
}

static gboolean
is_map (TwChartSpec *spec)
{
  return tw_chart_spec_get_kind (spec) == TW_CHART_HEAT_MAP;
}

static guint
count_groups (TwChartSpec *spec)
{
  return is_map (spec) ? tw_chart_spec_n_categories (spec, TW_CHART_Y) : tw_chart_spec_n_series (spec);
}

static const char *
name_group (TwChartSpec *spec,
            guint        group)
{
  return is_map (spec) ? tw_chart_spec_get_category (spec, TW_CHART_Y, group)
                       : tw_chart_spec_get_series_name (spec, group);
}

gboolean
tw_board_cross_is_rest (const TwBoardRange *range,
                        guint               group)
{
  TwChartSpec *spec = (TwChartSpec *) range->spec;

  return !is_map (spec) && tw_chart_spec_get_series_role (spec, group) == TW_CHART_ROLE_OTHER;
}

TwBoardCross
tw_board_crosses_add (TwBoardCrosses     *self,
                      const TwBoardRange *range,
                      const char         *title)
{
  TwChartSpec *spec = (TwChartSpec *) range->spec;
  g_auto (GStrv) parts = g_strsplit (range->sheet, "'", -1);
  g_autofree char *escaped = g_strjoinv ("''", parts);
  Block block = { .table = range->table, .spec = spec, .first_row = range->first_row };

  block.place.top = self->next + 1;
  block.place.n_times = tw_chart_spec_n_categories (spec, TW_CHART_X);
  block.place.n_groups = count_groups (spec);
  block.sheet = g_strdup_printf ("'%s'", escaped);
  block.title = g_strdup (title);
  block.columns = g_memdup2 (range->columns, sizeof (guint) * tw_metric_table_get_n_columns (range->table));
  /* Its title, the names, the times and an empty row. */
  self->next += block.place.n_times + 3;
  g_array_append_val (self->blocks, block);
  return block.place;
}

/* --- what stands in the cells --- */

static void
add_reference (const Block *block,
               Cell        *cell,
               guint        row,
               guint        column)
{
  char name[LXW_MAX_CELL_NAME_LENGTH];

  lxw_rowcol_to_cell (name, block->first_row + row, (lxw_col_t) block->columns[column]);
  g_string_append_printf (cell->formula, "%s%s!%s", cell->formula->len > 0 ? "+" : "=", block->sheet, name);
  cell->value += tw_metric_table_get_cell (block->table, row, column)->number;
  cell->column = (int) column;
}

/* Every row of a time that no other group has taken. */
static void
add_rest (const Block *block,
          Cell        *cell,
          const char  *time,
          const guint8 *taken,
          guint        column)
{
  guint n = 0;

  for (guint row = 0; row < tw_metric_table_get_n_rows (block->table); row++)
    if (!taken[row] && g_strcmp0 (tw_metric_table_get_row (block->table, row)->time_key, time) == 0
        && tw_metric_table_get_cell (block->table, row, column)->known)
      {
        add_reference (block, cell, row, column);
        n++;
      }
  if (n > MOST_ADDED)
    g_string_truncate (cell->formula, 0);
}

/* Puts each mark of the chart into its cell; those without a row of their own are the rest. */
static void
fill_cells (const Block *block,
            Cell        *cells)
{
  g_autofree guint8 *taken = g_new0 (guint8, tw_metric_table_get_n_rows (block->table) + 1);
  guint main_column = 0;

  for (guint rest = 0; rest < 2; rest++)
    for (guint s = 0; s < tw_chart_spec_n_series (block->spec); s++)
      for (guint m = 0; m < tw_chart_spec_n_marks (block->spec, s); m++)
        {
          const TwChartMark *mark = tw_chart_spec_get_mark (block->spec, s, m);
          guint group = is_map (block->spec) ? (guint) mark->y : s;
          guint time = (guint) mark->x;
          Cell *cell = &cells[time * block->place.n_groups + group];
          guint row, column;

          if (time >= block->place.n_times || group >= block->place.n_groups)
            continue;
          if (rest == 1 && mark->key == NULL)
            add_rest (block, cell, tw_chart_spec_get_category (block->spec, TW_CHART_X, time), taken, main_column);
          if (rest == 1 || mark->key == NULL || sscanf (mark->key, "%u:%u", &row, &column) != 2)
            continue;
          taken[row] = 1;
          main_column = column;
          if (tw_metric_table_get_cell (block->table, row, column)->known)
            add_reference (block, cell, row, column);
        }
}

static void
write_cell (TwXlsxSheet *sheet,
            const Block *block,
            guint        place,
            const Cell  *cell)
{
  lxw_format *format;

  if (cell->column < 0)
    return;
  format = tw_board_xlsx_format (sheet->book, block->table,
                                 tw_metric_table_get_column (block->table, (guint) cell->column)->unit);
  if (cell->formula->len > 0)
    worksheet_write_formula_num (sheet->sheet, sheet->row, (lxw_col_t) place, cell->formula->str, format, cell->value);
  else
    worksheet_write_number (sheet->sheet, sheet->row, (lxw_col_t) place, cell->value, format);
}

static void
write_block (TwXlsxSheet *sheet,
             const Block *block)
{
  guint n = block->place.n_times * block->place.n_groups;
  g_autofree Cell *cells = g_new0 (Cell, n + 1);
  const TwChartAxis *axis = tw_chart_spec_get_axis (block->spec, TW_CHART_X);

  for (guint i = 0; i < n; i++)
    cells[i] = (Cell) { g_string_new (NULL), 0, -1 };
  fill_cells (block, cells);

  worksheet_write_string (sheet->sheet, sheet->row++, 0, block->title, tw_xlsx_book_heading (sheet->book, FALSE));
  worksheet_write_string (sheet->sheet, sheet->row, 0, axis->title != NULL ? axis->title : "",
                          tw_xlsx_book_heading (sheet->book, FALSE));
  for (guint g = 0; g < block->place.n_groups; g++)
    worksheet_write_string (sheet->sheet, sheet->row, (lxw_col_t) (g + 1), name_group (block->spec, g),
                            tw_xlsx_book_heading (sheet->book, TRUE));
  sheet->row++;
  for (guint t = 0; t < block->place.n_times; t++)
    {
      tw_xlsx_sheet_text (sheet, 0, tw_chart_spec_get_category (block->spec, TW_CHART_X, t));
      for (guint g = 0; g < block->place.n_groups; g++)
        write_cell (sheet, block, g + 1, &cells[t * block->place.n_groups + g]);
      sheet->row++;
    }
  sheet->row++;
  for (guint i = 0; i < n; i++)
    g_string_free (cells[i].formula, TRUE);
}

void
tw_board_crosses_write (TwBoardCrosses *self,
                        TwXlsxBook     *book,
                        const char     *footer)
{
  TwXlsxSheet *sheet;

  if (self->blocks->len == 0)
    return;

  sheet = tw_xlsx_sheet_new (book, self->sheet, NULL, 0, footer);
  worksheet_set_column (sheet->sheet, 0, 0, 24, NULL);
  worksheet_set_column (sheet->sheet, 1, 8, 22, NULL);
  for (guint i = 0; i < self->blocks->len; i++)
    write_block (sheet, &g_array_index (self->blocks, Block, i));
  tw_xlsx_sheet_finish (sheet);
}
