/* bench-xlsx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The floor of writing statements: one bare thread of libxlsxwriter.
 *
 *   bench-xlsx CELLS FOLDER COUNT
 *
 * CELLS has a line per cell, as the driver read it from a statement: sheet, row, column, kind (s, n, f), format and
 * value, separated by tabs; the value of a formula has its result after one more tab.
 */

#include "bench-clock.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define MAX_SHEETS  16
#define MAX_FORMATS 64

typedef struct
{
  char   *sheet;
  int     row;
  int     column;
  char    kind;
  char   *format;
  char   *text;
  double  number;
} Cell;

static Cell *cells;
static size_t n_cells;

static void
read_cells (const char *path)
{
  FILE *file = fopen (path, "r");
  static char line[65536];

  if (file == NULL)
    exit (3);
  while (fgets (line, sizeof line, file) != NULL)
    {
      char *rest = line;
      Cell *cell;

      line[strcspn (line, "\n")] = '\0';
      cells = realloc (cells, (n_cells + 1) * sizeof *cells);
      cell = &cells[n_cells++];
      cell->sheet = strdup (strsep (&rest, "\t"));
      cell->row = atoi (strsep (&rest, "\t"));
      cell->column = atoi (strsep (&rest, "\t"));
      cell->kind = *strsep (&rest, "\t");
      cell->format = strdup (strsep (&rest, "\t"));
      cell->text = strdup (strsep (&rest, "\t"));
      cell->number = atof (rest != NULL ? rest : cell->text);
    }
  fclose (file);
}

static lxw_format *
find_format (lxw_workbook  *book,
             const char   **names,
             lxw_format   **formats,
             const char    *name)
{
  int i = 0;

  while (i < MAX_FORMATS - 1 && names[i] != NULL && strcmp (names[i], name) != 0)
    i++;
  if (names[i] == NULL)
    {
      names[i] = name;
      formats[i] = workbook_add_format (book);
      format_set_num_format (formats[i], name);
    }

  return formats[i];
}

static void
write_book (const char *path)
{
  const char *names[MAX_FORMATS] = { NULL };
  lxw_format *formats[MAX_FORMATS];
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet = NULL;
  const char *current = NULL;

  for (size_t i = 0; i < n_cells; i++)
    {
      const Cell *cell = &cells[i];
      lxw_format *format = find_format (book, names, formats, cell->format);

      if (current == NULL || strcmp (current, cell->sheet) != 0)
        sheet = workbook_add_worksheet (book, current = cell->sheet);
      if (cell->kind == 'n')
        worksheet_write_number (sheet, (lxw_row_t) cell->row, (lxw_col_t) cell->column, cell->number, format);
      else if (cell->kind == 'f')
        worksheet_write_formula_num (sheet, (lxw_row_t) cell->row, (lxw_col_t) cell->column, cell->text, format,
                                     cell->number);
      else
        worksheet_write_string (sheet, (lxw_row_t) cell->row, (lxw_col_t) cell->column, cell->text, format);
    }
  if (workbook_close (book) != LXW_NO_ERROR)
    exit (3);
}

int
main (int    argc,
      char **argv)
{
  BenchClock clock = { 0 };
  BenchClock start;
  char path[4096];

  if (argc != 4)
    return 2;

  read_cells (argv[1]);
  start = bench_now ();
  for (int i = 0; i < atoi (argv[3]); i++)
    {
      snprintf (path, sizeof path, "%s/%d.xlsx", argv[2], i);
      write_book (path);
    }
  bench_add (&clock, start);
  bench_print ("write", clock);

  return 0;
}
