/* tw-chart-pdf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-layout-private.h"
#include "tw-chart-table.h"
#include "tw-chart-write-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* A4 in landscape, in points; the chart's px are three quarters of one. Margins are 18 mm. */
#define PAGE_WIDTH 842.0
#define PAGE_HEIGHT 595.0
#define PX 0.75
#define MARGIN 68.0
/* One date for all files: the day of the numbers stands on the page, and the same chart is the same file. */
#define FILE_DATE "2000-01-01T00:00:00Z"

/* The table behind a chart, over as many pages as it takes. Nothing in it is cut: cells wrap. */
typedef struct
{
  TwChartSpec        *spec;
  const TwChartStyle *style;
  cairo_t            *cr;
  PangoLayout        *pango;
  double              width;
  double              height;
  guint               n_columns;
  double             *widths;
  gboolean           *numeric;
  double              line;
} Table;

static double
cell_size (Table       *table,
           const char  *text,
           TwChartFont  font,
           double       width,
           double      *height)
{
  PangoRectangle logical;

  tw_chart_text_setup (table->pango, table->style, font, text, width, width > 0 ? 100 : 0, 0);
  pango_layout_set_single_paragraph_mode (table->pango, FALSE);
  pango_layout_get_extents (table->pango, NULL, &logical);
  if (height != NULL)
    *height = ceil ((double) logical.height / PANGO_SCALE);

  return ceil ((double) logical.width / PANGO_SCALE);
}

static gboolean
looks_numeric (const char *text)
{
  return g_ascii_isdigit (*text) || g_str_has_prefix (text, "\342\210\222") || *text == '-' || *text == '+';
}

/* Columns are as wide as their words; when that is too much, all give way in proportion. */
static void
measure_columns (Table *table)
{
  guint n_rows = tw_chart_spec_n_rows (table->spec);
  double gap = table->style->font_size * 1.5;
  double room = table->width - gap * table->n_columns;
  double sum = 0;

  for (guint j = 0; j < table->n_columns; j++)
    {
      double widest = cell_size (table, tw_chart_spec_get_column (table->spec, j), TW_CHART_FONT_BOLD, 0, NULL);
      guint numbers = 0;

      for (guint i = 0; i < n_rows; i++)
        {
          g_autofree char *cell = tw_chart_spec_get_cell (table->spec, i, j);

          widest = MAX (widest, cell_size (table, cell, TW_CHART_FONT_LABEL, 0, NULL));
          numbers += looks_numeric (cell);
        }
      table->widths[j] = MIN (widest + 1, room * 0.6);
      table->numeric[j] = numbers * 2 > n_rows;
      sum += table->widths[j];
    }
  for (guint j = 0; sum > room && j < table->n_columns; j++)
    table->widths[j] = MAX (floor (table->widths[j] * room / sum), table->style->font_size * 2);
}

static double
row_height (Table *table,
            guint  row)
{
  double tallest = table->line;

  for (guint j = 0; j < table->n_columns; j++)
    {
      g_autofree char *cell = tw_chart_spec_get_cell (table->spec, row, j);
      double height;

      if (*cell == '\0')
        continue;
      cell_size (table, cell, TW_CHART_FONT_LABEL, table->widths[j], &height);
      tallest = MAX (tallest, height);
    }

  return tallest + table->style->font_size * 0.4;
}

static void
show_cell (Table       *table,
           guint        column,
           const char  *text,
           TwChartFont  font,
           double       y)
{
  double gap = table->style->font_size * 1.5;
  double x = 0;

  for (guint j = 0; j < column; j++)
    x += table->widths[j] + gap;
  if (table->style->rtl)
    x = table->width - x - table->widths[column];
  tw_chart_text_setup (table->pango, table->style, font, text, table->widths[column], 100,
                       table->numeric[column] != table->style->rtl ? 1 : 0);
  pango_layout_set_single_paragraph_mode (table->pango, FALSE);
  cairo_move_to (table->cr, x, y);
  pango_cairo_show_layout (table->cr, table->pango);
}

static void
show_rule (Table  *table,
           double  y)
{
  TwChartColor grid = tw_chart_style_get_color (table->style, TW_CHART_INK_GRID);

  cairo_set_source_rgb (table->cr, grid.red, grid.green, grid.blue);
  cairo_set_line_width (table->cr, 0.75);
  cairo_move_to (table->cr, 0, y);
  cairo_line_to (table->cr, table->width, y);
  cairo_stroke (table->cr);
}

static void
set_text_color (Table      *table,
                TwChartInk  ink)
{
  TwChartColor text = tw_chart_style_get_color (table->style, ink);

  cairo_set_source_rgb (table->cr, text.red, text.green, text.blue);
}

/* The title of the chart, then those of the columns. Returns where the rows start. */
static double
show_head (Table *table)
{
  double height = table->line;
  double top = table->line * 2;

  tw_chart_text_setup (table->pango, table->style, TW_CHART_FONT_TITLE,
                       tw_chart_spec_get_text (table->spec, TW_CHART_TEXT_TITLE), table->width, 1,
                       table->style->rtl);
  set_text_color (table, TW_CHART_INK_TEXT);
  cairo_move_to (table->cr, 0, 0);
  pango_cairo_show_layout (table->cr, table->pango);
  for (guint j = 0; j < table->n_columns; j++)
    {
      double own;

      cell_size (table, tw_chart_spec_get_column (table->spec, j), TW_CHART_FONT_BOLD, table->widths[j], &own);
      height = MAX (height, own);
    }
  set_text_color (table, TW_CHART_INK_TEXT);
  for (guint j = 0; j < table->n_columns; j++)
    show_cell (table, j, tw_chart_spec_get_column (table->spec, j), TW_CHART_FONT_BOLD, top);
  show_rule (table, top + height + table->style->font_size * 0.2);

  return top + height + table->style->font_size * 0.6;
}

static void
show_foot (Table *table,
           guint  page,
           guint  n_pages)
{
  /* Translators: foot of a page: its number and how many there are. */
  g_autofree char *words = g_strdup_printf (_("Page %u of %u"), page, n_pages);
  double width = cell_size (table, words, TW_CHART_FONT_CAPTION, 0, NULL);

  tw_chart_text_setup (table->pango, table->style, TW_CHART_FONT_CAPTION, words, 0, 0, 0);
  set_text_color (table, TW_CHART_INK_SECONDARY);
  cairo_move_to (table->cr, table->style->rtl ? 0 : table->width - width,
                 table->height + table->style->font_size * 1.2);
  pango_cairo_show_layout (table->cr, table->pango);
}

/* Which row each page after the first starts with. (transfer full) (element-type guint) */
static GArray *
break_pages (Table *table)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  double used = G_MAXDOUBLE;
  double room = table->height - table->line * 5.5;

  for (guint i = 0; i < tw_chart_spec_n_rows (table->spec); i++)
    {
      double height = row_height (table, i);

      if (used + height > room)
        {
          g_array_append_val (starts, i);
          used = 0;
        }
      used += height;
    }

  return starts;
}

static void
show_pages (Table *table)
{
  g_autoptr (GArray) starts = break_pages (table);
  guint n_rows = tw_chart_spec_n_rows (table->spec);

  show_foot (table, 1, starts->len + 1);
  cairo_show_page (table->cr);
  for (guint p = 0; p < starts->len; p++)
    {
      guint end = p + 1 < starts->len ? g_array_index (starts, guint, p + 1) : n_rows;
      double y = show_head (table);

      for (guint i = g_array_index (starts, guint, p); i < end; i++)
        {
          set_text_color (table, TW_CHART_INK_TEXT);
          for (guint j = 0; j < table->n_columns; j++)
            {
              g_autofree char *cell = tw_chart_spec_get_cell (table->spec, i, j);

              show_cell (table, j, cell, TW_CHART_FONT_LABEL, y);
            }
          y += row_height (table, i);
          show_rule (table, y - table->style->font_size * 0.2);
        }
      show_foot (table, p + 2, starts->len + 1);
      cairo_show_page (table->cr);
    }
}

static void
draw_pages (TwChartSpec        *spec,
            const TwChartStyle *style,
            cairo_t            *cr)
{
  TwChartRect area = { 0, 0, PAGE_WIDTH / PX - 2 * MARGIN, PAGE_HEIGHT / PX - 2 * MARGIN };
  TwChartStyle own = *style;
  Table table = {
    .spec = spec, .style = style, .cr = cr, .width = area.width, .height = area.height,
    .n_columns = tw_chart_spec_n_columns (spec),
  };

  cairo_scale (cr, PX, PX);
  cairo_translate (cr, MARGIN, MARGIN);
  own.parts &= ~TW_CHART_PART_PAPER;
  tw_chart_draw (spec, &own, cr, &area);

  table.pango = pango_cairo_create_layout (cr);
  tw_chart_text_context (pango_layout_get_context (table.pango));
  table.widths = g_new0 (double, MAX (table.n_columns, 1));
  table.numeric = g_new0 (gboolean, MAX (table.n_columns, 1));
  cell_size (&table, "0", TW_CHART_FONT_LABEL, 0, &table.line);
  measure_columns (&table);
  show_pages (&table);
  g_object_unref (table.pango);
  g_free (table.widths);
  g_free (table.numeric);
}

gboolean
tw_chart_write_pdf (TwChartSpec         *spec,
                    const TwChartStyle  *style,
                    const char          *path,
                    GError             **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  TwChartStyle own = tw_chart_style_for_file (style);
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (spec != NULL && path != NULL, FALSE);

  surface = cairo_pdf_surface_create_for_stream (tw_chart_collect_bytes, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  tw_chart_spec_get_text (spec, TW_CHART_TEXT_TITLE));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tierwright");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, FILE_DATE);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, FILE_DATE);
  cr = cairo_create (surface);
  draw_pages (spec, &own, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!tw_chart_check_cairo (status, error))
    return FALSE;

  return tw_chart_save_bytes (path, bytes, error);
}
