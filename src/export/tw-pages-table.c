/* tw-pages-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-pages-private.h"

#include <string.h>

#define TEXT_SIZE     8.0
/* A table with many columns is set smaller, down to this; with even more it is set in parts, one below the other, of
 * which each begins with the first column. */
#define LEAST_SIZE    6.5
#define LABEL_WIDTH   120.0
#define CELL_PAD_X    4.0
#define CELL_PAD_Y    2.0
/* A text column is never narrower, and a name never higher. */
#define LEAST_WIDTH   48.0
#define MAX_LINES     12

typedef struct
{
  TwPages             *pages;
  PangoContext        *context;   /* owned */
  const TwPagesColumn *columns;
  guint                n_columns;
  double              *widths;    /* owned: of the text, without padding */
  double               size;
} Table;

/* (transfer full): a cell before it has its place. */
static TwPagesItem
make_cell (Table      *table,
           guint       column,
           const char *text,
           gboolean    bold)
{
  gboolean numeric = table->columns[column].numeric;

  return (TwPagesItem){ .kind = TW_PAGES_ITEM_TEXT, .text = (char *) text, .size = table->size, .bold = bold,
                        .align = numeric ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT };
}

static void
measure_cell (Table             *table,
              const TwPagesItem *cell,
              double            *width,
              double            *height)
{
  g_autoptr (PangoLayout) layout = NULL;
  int w, h;

  if (tw_pages_plain_measure (table->context, cell, width, height))
    return;

  layout = tw_pages_shape (table->context, cell);
  pango_layout_get_size (layout, &w, &h);
  *width = (double) w / PANGO_SCALE;
  *height = (double) h / PANGO_SCALE;
}

static double
natural_width (Table      *table,
               guint       column,
               const char *text,
               gboolean    bold)
{
  TwPagesItem cell = make_cell (table, column, text, bold);
  double width;
  double height;

  measure_cell (table, &cell, &width, &height);

  return width + 0.5;
}

/* Headings may wrap between words: the longest word is what a column needs. */
static double
heading_width (Table *table,
               guint  column)
{
  g_auto (GStrv) words = g_strsplit (table->columns[column].title, " ", -1);
  double width = 0;

  for (guint i = 0; words[i] != NULL; i++)
    width = MAX (width, natural_width (table, column, words[i], TRUE));

  return width;
}

static double
measure (Table     *table,
         GPtrArray *rows)
{
  double total = 0;

  for (guint c = 0; c < table->n_columns; c++)
    {
      double width = heading_width (table, c);

      for (guint r = 0; r < rows->len; r++)
        {
          const char *text = ((char **) g_ptr_array_index (rows, r))[c];

          if (text != NULL && *text != '\0')
            width = MAX (width, natural_width (table, c, text, FALSE));
        }
      table->widths[c] = width;
      total += width + 2 * CELL_PAD_X;
    }

  return total;
}

/* Takes what is too much from text columns, from the widest first. */
static double
shrink_texts (Table  *table,
              double  excess)
{
  while (excess > 0.01)
    {
      int widest = -1;

      for (guint c = 0; c < table->n_columns; c++)
        if (!table->columns[c].numeric && table->widths[c] > LEAST_WIDTH
            && (widest < 0 || table->widths[c] > table->widths[widest]))
          widest = (int) c;
      if (widest < 0)
        break;

      {
        double cut = MIN (MIN (excess, table->widths[widest] - LEAST_WIDTH), 12);

        table->widths[widest] -= cut;
        excess -= cut;
      }
    }

  return excess;
}

/* Room that is left goes to the first text column, so that a table is as wide as the page. */
static void
fit_columns (Table     *table,
             GPtrArray *rows)
{
  double full = tw_pages_get_width (table->pages);
  double excess;

  for (;;)
    {
      excess = shrink_texts (table, measure (table, rows) - full);
      if (excess <= 0.01 || table->size <= LEAST_SIZE)
        break;
      table->size -= 0.5;
    }

  if (excess > 0)
    for (guint c = 0; c < table->n_columns; c++)
      table->widths[c] = MAX (table->widths[c] - excess / table->n_columns, 8);
  else
    for (guint c = 0; c < table->n_columns; c++)
      if (!table->columns[c].numeric)
        {
          table->widths[c] += MIN (-excess, 160);
          break;
        }
}

static double
put_cells (Table             *table,
           const char *const *cells,
           gboolean           bold,
           double             y,
           gboolean           measure_only)
{
  double x = TW_PAGES_MARGIN;
  double height = 0;

  for (guint c = 0; c < table->n_columns; c++)
    {
      const char *text = cells[c];

      if (text != NULL && *text != '\0')
        {
          TwPagesItem cell = make_cell (table, c, text, bold);
          double width;
          double used;

          cell.width = table->widths[c] + 0.5;
          cell.max_lines = table->columns[c].numeric ? 0 : MAX_LINES;
          measure_cell (table, &cell, &width, &used);
          height = MAX (height, used);
          if (!measure_only)
            {
              TwPagesItem *item = tw_pages_add (table->pages, TW_PAGES_ITEM_TEXT, x + CELL_PAD_X, y + CELL_PAD_Y,
                                                cell.width, used);

              item->text = g_strdup (text);
              item->size = cell.size;
              item->bold = bold;
              item->align = cell.align;
              item->max_lines = cell.max_lines;
            }
        }
      x += table->widths[c] + 2 * CELL_PAD_X;
    }

  return height + 2 * CELL_PAD_Y;
}

static double
table_width (Table *table)
{
  double width = 0;

  for (guint c = 0; c < table->n_columns; c++)
    width += table->widths[c] + 2 * CELL_PAD_X;

  return width;
}

static void
put_row (Table             *table,
         const char *const *cells,
         gboolean           heading,
         double             height)
{
  TwPages *pages = table->pages;

  if (heading)
    tw_pages_add (pages, TW_PAGES_ITEM_FILL, TW_PAGES_MARGIN, pages->y, table_width (table), height)->ink
      = TW_PAGES_INK_SHADE;
  put_cells (table, cells, heading, pages->y, FALSE);
  pages->y += height;
  tw_pages_add (pages, TW_PAGES_ITEM_FILL, TW_PAGES_MARGIN, pages->y - 0.25, table_width (table),
                heading ? 0.75 : 0.4)->ink = heading ? TW_PAGES_INK_SECONDARY : TW_PAGES_INK_RULE;
}

static void
put_rows (Table     *table,
          GPtrArray *rows)
{
  TwPages *pages = table->pages;
  g_autofree const char **headings = g_new0 (const char *, table->n_columns);
  double heading_height;

  for (guint c = 0; c < table->n_columns; c++)
    headings[c] = table->columns[c].title;
  heading_height = put_cells (table, headings, TRUE, 0, TRUE);

  /* A header never stands alone at the foot of a page. */
  tw_pages_need (pages, 3 * heading_height);
  put_row (table, headings, TRUE, heading_height);
  for (guint r = 0; r < rows->len; r++)
    {
      const char *const *cells = g_ptr_array_index (rows, r);
      double height = put_cells (table, cells, FALSE, 0, TRUE);

      if (tw_pages_get_room (pages) < height)
        {
          tw_pages_break (pages);
          put_row (table, headings, TRUE, heading_height);
        }
      put_row (table, cells, FALSE, height);
    }
}

/* (transfer full) (element-type GStrv): without what no page shows. */
static GPtrArray *
clean_rows (GPtrArray *rows,
            guint      n_columns)
{
  GPtrArray *clean = g_ptr_array_new_full (rows->len, (GDestroyNotify) g_strfreev);

  for (guint r = 0; r < rows->len; r++)
    {
      char **from = g_ptr_array_index (rows, r);
      char **to = g_new0 (char *, n_columns + 1);

      for (guint c = 0; c < n_columns; c++)
        {
          to[c] = from[c] != NULL ? tw_pages_clean (from[c]) : g_strdup ("");
          g_strdelimit (to[c], "\n", ' ');
        }
      g_ptr_array_add (clean, to);
    }

  return clean;
}

/* How many columns from @first on find room beside the first one in the least size; at least one. */
static guint
count_fitting (Table     *table,
               GPtrArray *rows,
               guint      first)
{
  double room = tw_pages_get_width (table->pages);
  guint c;

  table->size = LEAST_SIZE;
  measure (table, rows);
  room -= MIN (table->widths[0], LABEL_WIDTH) + 2 * CELL_PAD_X;
  for (c = first; c < table->n_columns; c++)
    {
      double width = table->columns[c].numeric ? table->widths[c] : MIN (table->widths[c], LEAST_WIDTH);

      room -= width + 2 * CELL_PAD_X;
      if (room < 0 && c > first)
        break;
    }

  return c - first;
}

/* The first column and @count from @first on, as a table of its own. */
static void
put_part (TwPages             *pages,
          const TwPagesColumn *columns,
          GPtrArray           *rows,
          guint                first,
          guint                count)
{
  Table part = { .pages = pages, .n_columns = count + 1, .size = TEXT_SIZE };
  g_autofree TwPagesColumn *chosen = g_new0 (TwPagesColumn, count + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  chosen[0] = columns[0];
  memcpy (chosen + 1, columns + first, count * sizeof (TwPagesColumn));
  for (guint r = 0; r < rows->len; r++)
    {
      char **from = g_ptr_array_index (rows, r);
      char **to = g_new0 (char *, count + 2);

      to[0] = from[0];
      memcpy (to + 1, from + first, count * sizeof (char *));
      g_ptr_array_add (cells, to);
    }

  part.columns = chosen;
  part.context = tw_pages_context ();
  part.widths = g_new0 (double, count + 1);
  tw_pages_gap (pages, 4);
  fit_columns (&part, cells);
  put_rows (&part, cells);
  tw_pages_gap (pages, 4);

  g_object_unref (part.context);
  g_free (part.widths);
}

void
tw_pages_table (TwPages             *self,
                const TwPagesColumn *columns,
                guint                n_columns,
                GPtrArray           *rows)
{
  g_autoptr (GPtrArray) clean = clean_rows (rows, n_columns);
  Table whole = { .pages = self, .columns = columns, .n_columns = n_columns };
  guint first = 1;

  g_return_if_fail (n_columns > 0);

  whole.context = tw_pages_context ();
  whole.widths = g_new0 (double, n_columns);
  do
    {
      guint count = n_columns > 1 ? count_fitting (&whole, clean, first) : 0;

      put_part (self, columns, clean, first, count);
      first += count;
    }
  while (first < n_columns && n_columns > 1);

  g_object_unref (whole.context);
  g_free (whole.widths);
}
