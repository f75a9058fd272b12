/* test-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "samples.h"
#include "tw-chart-data.h"
#include "tw-chart-layout.h"
#include "tw-chart-table.h"
#include "tw-chart-write.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("tw-chart-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static char *
read_all (const char *path,
          gsize      *length)
{
  char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);

  return bytes;
}

static gboolean
write_as (const char   *extension,
          TwChartSpec  *spec,
          const char   *path,
          GError      **error)
{
  TwChartStyle style;

  tw_chart_style_init (&style);
  style.font = "DejaVu Sans";
  /* What the window looks like doesn't matter to a file. */
  style.dark = TRUE;
  if (g_str_equal (extension, "png"))
    return tw_chart_write_png (spec, &style, 640, 360, path, error);
  if (g_str_equal (extension, "svg"))
    return tw_chart_write_svg (spec, &style, 640, 360, path, error);

  return tw_chart_write_pdf (spec, &style, path, error);
}

static const char *const extensions[] = { "png", "svg", "pdf" };

/* The same chart, made and written twice, is the same file, byte by byte. */
static void
test_same_bytes (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint e = 0; e < G_N_ELEMENTS (extensions); e++)
    for (guint i = 0; i < n_samples; i++)
      {
        g_autofree char *bytes[2] = { NULL, NULL };
        gsize lengths[2];

        for (guint round = 0; round < 2; round++)
          {
            g_autoptr (TwChartSpec) spec = samples[i].make ();
            g_autofree char *path = g_strdup_printf ("%s/chart.%s", fixture->folder, extensions[e]);
            g_autoptr (GError) error = NULL;

            g_assert_true (write_as (extensions[e], spec, path, &error));
            g_assert_no_error (error);
            bytes[round] = read_all (path, &lengths[round]);
          }
        g_assert_cmpmem (bytes[0], lengths[0], bytes[1], lengths[1]);
        g_free (g_steal_pointer (&bytes[1]));
      }
}

static void
test_png_is_twice_as_large (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (TwChartSpec) spec = samples[0].make ();
  g_autofree char *path = g_build_filename (fixture->folder, "chart.png", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) clipboard = NULL;
  cairo_surface_t *surface;
  const guchar *corner;

  g_assert_true (write_as ("png", spec, path, &error));
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1280);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 720);
  /* Light, though the style that came in is dark. */
  corner = cairo_image_surface_get_data (surface);
  g_assert_cmpuint (corner[0], ==, 255);
  cairo_surface_destroy (surface);

  clipboard = tw_chart_to_png (spec, NULL, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (clipboard, NULL), 8, "\211PNG\r\n\032\n", 8);
}

/* A folder that isn't there, and a file that must not be replaced: an error with the path, nothing changed. */
static void
test_errors (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwChartSpec) spec = samples[0].make ();

  for (guint e = 0; e < G_N_ELEMENTS (extensions); e++)
    {
      g_autofree char *nowhere = g_strdup_printf ("%s/none/chart.%s", fixture->folder, extensions[e]);
      g_autoptr (GError) error = NULL;

      g_assert_false (write_as (extensions[e], spec, nowhere, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      g_assert_nonnull (strstr (error->message, nowhere));
    }

  for (guint e = 0; e < G_N_ELEMENTS (extensions); e++)
    {
      g_autoptr (GError) error = NULL;

      /* The folder itself: it can't be written over by a file. */
      g_assert_false (write_as (extensions[e], spec, fixture->folder, &error));
      g_assert_nonnull (error);
      g_assert_true (g_file_test (fixture->folder, G_FILE_TEST_IS_DIR));
    }
}

/* Blanks of all kinds and line ends are one blank: a cell may wrap. */
static char *
squeeze (const char *text)
{
  g_autofree char *plain = NULL;
  g_autoptr (GRegex) blanks = g_regex_new ("(\\s|\302\240)+", 0, 0, NULL);

  plain = g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);

  return g_steal_pointer (&plain);
}

static char *
text_of_pdf (const char *path)
{
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  char *text = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return text;
}

static void
assert_holds (const char *text,
              const char *words)
{
  g_autofree char *plain = squeeze (words);

  if (*plain != '\0' && strstr (text, plain) == NULL)
    {
      g_test_message ("the text has no \"%s\"", plain);
      g_test_fail ();
    }
}

/* Every cell of the table behind the chart, and what a reader needs to trust it. */
static void
test_pdf_text (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *path = g_build_filename (fixture->folder, "chart.pdf", NULL);

  if (program == NULL)
    {
      g_test_skip ("pdftotext (package poppler-utils) is not installed");
      return;
    }

  for (guint i = 0; i < n_samples; i++)
    {
      g_autoptr (TwChartSpec) spec = samples[i].make ();
      g_autoptr (GError) error = NULL;
      g_autofree char *raw = NULL;
      g_autofree char *text = NULL;

      g_assert_true (write_as ("pdf", spec, path, &error));
      g_assert_no_error (error);
      raw = text_of_pdf (path);
      text = squeeze (raw);
      assert_holds (text, tw_chart_spec_get_text (spec, TW_CHART_TEXT_TITLE));
      assert_holds (text, "Definition: what was measured");
      assert_holds (text, "Filters: Region EMEA");
      assert_holds (text, "n 1412");
      assert_holds (text, "30 Jun 2026");
      assert_holds (text, "Page 1 of");
      for (guint row = 0; row < tw_chart_spec_n_rows (spec); row++)
        for (guint column = 0; column < tw_chart_spec_n_columns (spec); column++)
          {
            g_autofree char *cell = tw_chart_spec_get_cell (spec, row, column);

            assert_holds (text, cell);
          }
    }
}

/* A table that doesn't fit on a page goes on; a long cell wraps and nothing of it is lost. */
static void
test_pdf_long_table (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *path = g_build_filename (fixture->folder, "chart.pdf", NULL);
  g_autoptr (TwChartSpec) spec = samples[0].make ();
  const char *titles[] = { "Partner", "Revenue, USD", "Remark", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (program == NULL)
    {
      g_test_skip ("pdftotext (package poppler-utils) is not installed");
      return;
    }

  tw_chart_spec_set_columns (spec, titles);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Partner-%u", i);
      g_autofree char *amount = g_strdup_printf ("%u.25", 100000 + i * 7919);
      const char *cells[] = { name, amount, i % 50 == 0 ? "said in many words " "that go on and on and on and on and "
                              "on and on and on and on and on and on and on and on and on and on and on to-the-end"
                              : "", NULL };

      tw_chart_spec_add_row (spec, cells);
    }
  g_assert_true (write_as ("pdf", spec, path, &error));
  g_assert_no_error (error);
  text = text_of_pdf (path);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *amount = g_strdup_printf ("%u.25", 100000 + i * 7919);

      assert_holds (text, amount);
    }
  g_assert_nonnull (strstr (text, "to-the-end"));
  g_assert_nonnull (strstr (text, "Page 2 of"));
}

/* In px, whole, and valid text. */
static void
test_svg (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (TwChartSpec) spec = samples[0].make ();
  g_autofree char *path = g_build_filename (fixture->folder, "chart.svg", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (write_as ("svg", spec, path, &error));
  g_assert_no_error (error);
  text = read_all (path, NULL);
  g_assert_true (g_str_has_prefix (text, "<?xml"));
  g_assert_nonnull (strstr (text, "viewBox=\"0 0 640 360\""));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_tsv (void)
{
  g_autoptr (TwChartSpec) spec = samples[0].make ();
  g_autofree char *tsv = tw_chart_spec_to_tsv (spec);
  const char *titles[] = { "A", "B", NULL };
  const char *cells[] = { "tab\there", "line\nend", NULL };
  g_autofree char *own = NULL;

  g_assert_cmpstr (tsv, ==,
                   "Partner type\tValue\tn\tRemark\n"
                   "Resellers\t2.4\t214\t\n"
                   "Software vendors\t3.1\t96\t\n"
                   "OEM licensees\t0.8\t12\tlow sample\n"
                   "System integrators\t1.9\t40\t\n");

  tw_chart_spec_set_columns (spec, titles);
  tw_chart_spec_add_row (spec, cells);
  own = tw_chart_spec_to_tsv (spec);
  g_assert_cmpstr (own, ==, "A\tB\ntab here\tline end\n");
}

/* --- in grey --- */

#define N_SERIES 6
#define SIDE 24

/* What is left of a series when a printer has no colours: how light it is, and its lines along both diagonals. */
typedef struct
{
  double mean;
  double rising;
  double falling;
} Grey;

static double
grey_at (cairo_surface_t *surface,
         int              x,
         int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  guint32 pixel = ((const guint32 *) row)[x];

  return 0.299 * (pixel >> 16 & 255) + 0.587 * (pixel >> 8 & 255) + 0.114 * (pixel & 255);
}

static Grey
look_at (cairo_surface_t   *surface,
         const TwChartRect *mark)
{
  int left = (int) (mark->x + mark->width / 2) - SIDE / 2;
  int top = (int) (mark->y + mark->height * 0.7) - SIDE / 2;
  Grey grey = { 0 };

  for (int y = top; y < top + SIDE; y++)
    for (int x = left; x < left + SIDE; x++)
      {
        double here = grey_at (surface, x, y);

        grey.mean += here / (SIDE * SIDE);
        grey.falling += fabs (here - grey_at (surface, x + 1, y + 1)) / (SIDE * SIDE);
        grey.rising += fabs (here - grey_at (surface, x + 1, y - 1)) / (SIDE * SIDE);
      }

  return grey;
}

static guint
texture_of (const Grey *grey)
{
  if (MAX (grey->rising, grey->falling) < 2)
    return 0;

  return grey->rising < grey->falling / 2 ? 1 : grey->falling < grey->rising / 2 ? 2 : 3;
}

static gboolean
differ (const Grey *one,
        const Grey *other)
{
  return fabs (one->mean - other->mean) >= 16 || texture_of (one) != texture_of (other);
}

static double
pick_equal (guint    i,
            gpointer data)
{
  return 100;
}

/* Draws six series, each with one bar, in @style, and looks at them. */
static void
look_at_bars (gboolean paper,
              Grey     greys[N_SERIES])
{
  g_autoptr (TwChartSpec) spec = sample_of_kind (TW_CHART_BARS, N_SERIES, 1, pick_equal, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, 500);
  cairo_t *cr = cairo_create (surface);
  TwChartRect area = { 0, 0, 900, 500 };
  TwChartLayout *layout;
  TwChartStyle style;

  tw_chart_style_init (&style);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  style.patterns = paper;
  layout = tw_chart_layout_new (spec, &style, area.width, area.height);
  if (paper)
    tw_chart_draw (spec, &style, cr, &area);
  else
    tw_chart_layout_render (layout, cr);
  cairo_surface_flush (surface);
  g_assert_cmpuint (tw_chart_layout_n_hits (layout), ==, N_SERIES);
  for (guint i = 0; i < N_SERIES; i++)
    {
      const TwChartHit *hit = tw_chart_layout_get_hit (layout, i);

      g_assert_cmpfloat (hit->bounds.width, >, SIDE + 4);
      greys[hit->series] = look_at (surface, &hit->bounds);
    }

  tw_chart_layout_free (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* On paper every two series are told apart without colour. On the screen they aren't, so the test can fail. */
static void
test_grey (void)
{
  Grey greys[N_SERIES];
  guint alike = 0;

  look_at_bars (TRUE, greys);
  for (guint i = 0; i < N_SERIES; i++)
    for (guint j = 0; j < i; j++)
      if (!differ (&greys[i], &greys[j]))
        g_error ("Series %u and %u are alike in grey", j + 1, i + 1);

  look_at_bars (FALSE, greys);
  for (guint i = 0; i < N_SERIES; i++)
    for (guint j = 0; j < i; j++)
      alike += !differ (&greys[i], &greys[j]);
  g_assert_cmpuint (alike, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/chart/write/same-bytes", Fixture, NULL, set_up, test_same_bytes, tear_down);
  g_test_add ("/chart/write/png", Fixture, NULL, set_up, test_png_is_twice_as_large, tear_down);
  g_test_add ("/chart/write/errors", Fixture, NULL, set_up, test_errors, tear_down);
  g_test_add ("/chart/write/pdf-text", Fixture, NULL, set_up, test_pdf_text, tear_down);
  g_test_add ("/chart/write/pdf-long-table", Fixture, NULL, set_up, test_pdf_long_table, tear_down);
  g_test_add ("/chart/write/svg", Fixture, NULL, set_up, test_svg, tear_down);
  g_test_add_func ("/chart/write/tsv", test_tsv);
  g_test_add_func ("/chart/write/grey", test_grey);

  return g_test_run ();
}
