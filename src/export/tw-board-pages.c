/* tw-board-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-board-report-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "tw-chart-data.h"
#include "tw-chart-table.h"
#include "tw-chart-write.h"

/* Charts are laid out in pixels of a screen. */
#define POINTS_PER_PIXEL 0.75
/* Two charts share a page; a drawing is never lower than this, whatever is said above and below it. */
#define HALF_GAP         14.0
#define LEAST_DRAWING    150.0
/* So many findings and notes stand on the first page; what else there is stands at its chart. */
#define MAX_FINDINGS     6
#define MAX_HEADLINES    9

static void
draw_chart (cairo_t  *cr,
            double    width,
            double    height,
            gpointer  data)
{
  TwChartStyle style;
  TwChartRect area = { 0, 0, width / POINTS_PER_PIXEL, height / POINTS_PER_PIXEL };

  tw_chart_style_init (&style);
  style.font_size = 12;
  style.parts = TW_CHART_PART_SUBTITLE;
  cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  tw_chart_draw (data, &style, cr, &area);
}

/* --- the first page --- */

static void
put_findings (TwBoardReport *self,
              TwPages       *pages,
              GArray        *parts)
{
  g_autoptr (GPtrArray) findings = tw_board_report_findings (self, parts);

  if (findings->len > 0)
    tw_pages_text (pages, TW_PAGES_SUBHEADING, _("Findings"));
  for (guint i = 0; i < MIN (findings->len, MAX_FINDINGS); i++)
    {
      g_autofree char *line = g_strdup_printf ("• %s", (const char *) g_ptr_array_index (findings, i));

      tw_pages_text (pages, TW_PAGES_BODY, line);
    }
}

static char *
format_headline (const TwMetricTable *table)
{
  for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
    if (tw_metric_table_get_n_rows (table) > 0
        && tw_metric_table_get_cell (table, 0, c) == tw_metric_table_get_headline (table))
      {
        g_autofree char *text = tw_metric_table_format_cell (table, 0, c, NULL);

        /* What isn't known is in no currency. */
        if (tw_metric_table_get_column (table, c)->unit == TW_METRIC_MONEY && !g_str_equal (text, _("n/a")))
          return g_strdup_printf ("%s %s", text, tw_metric_table_get_currency (table));
        return g_steal_pointer (&text);
      }

  return NULL;
}

static void
put_headlines (TwBoardReport *self,
               TwPages       *pages)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  for (guint i = 0; i < self->headlines->len && n < MAX_HEADLINES; i++)
    {
      const TwMetricTable *table = g_ptr_array_index (self->headlines, i);
      const TwMetricCell *cell = tw_metric_table_get_headline (table);
      char *value = cell != NULL ? format_headline (table) : NULL;

      if (value == NULL)
        continue;
      g_ptr_array_add (cells, g_strdup (tw_metric_get_figure_label (tw_metric_table_get_metric (table))));
      g_ptr_array_add (cells, value);
      g_ptr_array_add (cells, tw_board_headline_change (self, table));
      n++;
    }
  if (n == 0)
    return;

  tw_pages_text (pages, TW_PAGES_SUBHEADING, _("Key figures"));
  tw_pages_figures (pages, (const char *const *) cells->pdata, n);
}

static void
put_method (TwPages *pages,
            GArray  *parts)
{
  g_autoptr (GPtrArray) notes = tw_board_report_notes (parts);

  tw_pages_text (pages, TW_PAGES_SUBHEADING, _("Method"));
  tw_pages_text (pages, TW_PAGES_SMALL,
                 _("Each figure is computed from the transactions of the workspace; its definition, the number of cases "
                   "it rests on and its rows stand at its chart and in the table of all figures. Figures of fewer cases "
                   "than the limit for small samples are marked, figures without a denominator are n/a."));
  /* The page of answers stays one page: what finds no room is at the chart that it is about. */
  for (guint i = 0; i < notes->len && tw_pages_get_room (pages) > 36; i++)
    tw_pages_text (pages, TW_PAGES_SMALL, g_ptr_array_index (notes, i));
}

static void
put_summary (TwBoardReport        *self,
             TwPages              *pages,
             const TwBoardOptions *options,
             GArray               *parts,
             const char           *title)
{
  g_autofree char *subtitle = tw_board_report_subtitle (self);

  tw_pages_section (pages, _("Summary"), 0);
  tw_pages_text (pages, TW_PAGES_TITLE, title);
  tw_pages_text (pages, TW_PAGES_SMALL, subtitle);
  if (options != NULL)
    tw_pages_text (pages, TW_PAGES_BODY, options->comment);
  put_findings (self, pages, parts);
  put_headlines (self, pages);
  put_method (pages, parts);
}

/* --- a chart per half page --- */

/* (transfer full): what stands below the drawing. */
static char *
about_chart (const TwBoardFigure *figure)
{
  const TwMetricTable *table = figure->table;
  g_autoptr (GString) text = g_string_new (tw_metric_table_get_definition (table));
  gint64 n = tw_metric_table_get_n (table);

  for (guint i = 0; i < tw_metric_table_get_n_notes (table); i++)
    g_string_append_printf (text, " %s", tw_metric_table_get_note (table, i));
  if (n >= 0)
    g_string_append_printf (text, " n %" G_GINT64_FORMAT ".", n);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
put_chart (TwPages           *pages,
           const TwBoardPart *part)
{
  const TwBoardFigure *figure = part->figure;
  double half = (tw_pages_get_height (pages) - HALF_GAP) / 2;
  double above = tw_pages_measure (pages, TW_PAGES_HEADING, part->title)
                 + tw_pages_measure (pages, TW_PAGES_BODY, part->comment);
  g_autofree char *about = figure->table != NULL ? about_chart (figure) : NULL;
  double below = tw_pages_measure (pages, TW_PAGES_SMALL, about);
  double height = MAX (half - above - below, LEAST_DRAWING);
  double end;

  tw_pages_need (pages, MAX (half, above + below + height) - 1);
  end = tw_pages_get_room (pages) - half;
  tw_pages_section (pages, part->title, 1);
  tw_pages_text (pages, TW_PAGES_HEADING, part->title);
  tw_pages_text (pages, TW_PAGES_BODY, part->comment);
  if (figure->spec == NULL)
    {
      /* Translators: %s is why. */
      g_autofree char *reason = g_strdup_printf (_("This chart could not be made: %s"), figure->error->message);

      tw_pages_text (pages, TW_PAGES_BODY, reason);
    }
  else
    {
      tw_pages_drawing (pages, height, draw_chart, tw_chart_spec_ref (figure->spec),
                        (GDestroyNotify) tw_chart_spec_unref);
      tw_pages_text (pages, TW_PAGES_SMALL, about);
    }
  tw_pages_gap (pages, tw_pages_get_room (pages) - end + HALF_GAP);
}

static void
put_charts (TwPages *pages,
            GArray  *parts)
{
  tw_pages_break (pages);
  tw_pages_section (pages, _("Charts"), 0);
  for (guint i = 0; i < parts->len; i++)
    put_chart (pages, &g_array_index (parts, TwBoardPart, i));
}

/* --- the table of all figures --- */

/* A column whose cells begin with a digit or a sign is one of numbers; so is one in which nothing is available. */
static gboolean
looks_numeric (TwChartSpec *spec,
               guint        column)
{
  guint seen = 0;

  for (guint r = 0; r < tw_chart_spec_n_rows (spec); r++)
    {
      g_autofree char *cell = tw_chart_spec_get_cell (spec, r, column);
      gunichar c = cell != NULL ? g_utf8_get_char (cell) : 0;

      if (c == 0)
        continue;
      seen++;
      if (g_str_equal (cell, _("n/a")))
        continue;
      if (!g_unichar_isdigit (c) && c != 0x2212 && c != '-' && c != '+')
        return FALSE;
    }

  return seen > 0 && column > 0;
}

static void
put_table (TwPages     *pages,
           TwChartSpec *spec)
{
  guint n_columns = tw_chart_spec_n_columns (spec);
  g_autofree TwPagesColumn *columns = g_new0 (TwPagesColumn, MAX (n_columns, 1));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint c = 0; c < n_columns; c++)
    columns[c] = (TwPagesColumn){ tw_chart_spec_get_column (spec, c), looks_numeric (spec, c) };
  for (guint r = 0; r < tw_chart_spec_n_rows (spec); r++)
    {
      char **cells = g_new0 (char *, n_columns + 1);

      for (guint c = 0; c < n_columns; c++)
        {
          char *cell = tw_chart_spec_get_cell (spec, r, c);

          cells[c] = cell != NULL ? cell : g_strdup ("");
        }
      g_ptr_array_add (rows, cells);
    }

  if (n_columns > 0 && rows->len > 0)
    tw_pages_table (pages, columns, n_columns, rows);
  else
    tw_pages_text (pages, TW_PAGES_SMALL, tw_chart_spec_get_text (spec, TW_CHART_TEXT_EMPTY_REASON));
}

static void
put_tables (TwPages *pages,
            GArray  *parts)
{
  tw_pages_break (pages);
  tw_pages_section (pages, _("All figures"), 0);
  tw_pages_text (pages, TW_PAGES_HEADING, _("All Figures"));
  for (guint i = 0; i < parts->len; i++)
    {
      const TwBoardPart *part = &g_array_index (parts, TwBoardPart, i);

      if (part->figure->spec == NULL)
        continue;
      /* A heading, the heads of the columns and some rows stay together. */
      tw_pages_need (pages, 160);
      tw_pages_section (pages, part->title, 1);
      tw_pages_text (pages, TW_PAGES_SUBHEADING, part->title);
      put_table (pages, part->figure->spec);
    }
}

TwPages *
tw_board_report_pages (TwBoardReport        *self,
                       const TwBoardOptions *options,
                       const TwBoardPage    *pages,
                       guint                 n_pages,
                       TwPaper               paper)
{
  g_autoptr (GArray) parts = tw_board_report_parts (self, pages, n_pages);
  g_autofree char *title = tw_board_report_title (self, options);
  g_autofree char *subject = tw_board_report_subtitle (self);
  const char *date = tw_board_report_date (self, options);
  g_autofree char *day = g_strndup (date, strcspn (date, "T"));
  TwPagesMeta meta = { .title = title, .subject = subject, .source = self->workspace, .author = self->user,
                       .date = date, .made = day };
  TwPages *result = tw_pages_new (paper, &meta);

  put_summary (self, result, options, parts, title);
  if (parts->len > 0)
    {
      put_charts (result, parts);
      put_tables (result, parts);
    }

  return result;
}

gboolean
tw_board_report_write_pdf (TwBoardReport         *self,
                           const TwBoardOptions  *options,
                           const TwBoardPage     *pages,
                           guint                  n_pages,
                           TwPaper                paper,
                           const char            *path,
                           GCancellable          *cancellable,
                           GError               **error)
{
  g_autoptr (TwPages) laid_out = tw_board_report_pages (self, options, pages, n_pages, paper);

  return tw_pages_write_pdf (laid_out, path, cancellable, error);
}
