/* test-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include <string.h>

#include "tw-error.h"
#include "tw-pages.h"
#include "tw-test.h"

static const TwPagesMeta meta = {
  .title = "Board report 2026-Q2", .subject = "2026-Q2", .source = "A <R&D> & Söhne", .author = "finance",
  .date = "2026-07-05T08:00:00Z", .made = "5 Jul 2026",
};

static const TwPagesColumn columns[] = { { "Partner", FALSE }, { "Revenue, USD", TRUE }, { "Rate", TRUE } };

/* (transfer full): @n rows whose numbers can be told from one another. */
static GPtrArray *
make_rows (guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < n; i++)
    {
      char **cells = g_new0 (char *, 4);

      cells[0] = g_strdup_printf ("Partner %04u with a name that is not short at all", i);
      cells[1] = g_strdup_printf ("1,%03u,%03u.15", i % 1000, (i * 7) % 1000);
      cells[2] = g_strdup_printf ("%u.5 %%", i % 100);
      g_ptr_array_add (rows, cells);
    }

  return rows;
}

static void
draw_cross (cairo_t  *cr,
            double    width,
            double    height,
            gpointer  data)
{
  ++*(int *) data;
  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, width, height);
  cairo_stroke (cr);
}

/* (transfer full): what a tool says of the file at @path, or %NULL where there is no such tool. */
static char *
ask_tool (const char *tool,
          const char *path)
{
  const char *argv[] = { tool, path, g_str_equal (tool, "pdftotext") ? "-" : NULL, NULL };
  g_autofree char *found = g_find_program_in_path (tool);
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  if (found == NULL)
    return NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);

  return output;
}

static TwPages *
make_pages (guint  n_rows,
            int   *drawn)
{
  g_autoptr (GPtrArray) rows = make_rows (n_rows);
  const char *const figures[] = { "Program ROI", "1.41", "▼ 0.06 vs 2026-Q1", "Payout", "418,220.15 USD", NULL };
  TwPages *pages = tw_pages_new (TW_PAPER_A4, &meta);

  tw_pages_section (pages, "Summary", 0);
  tw_pages_text (pages, TW_PAGES_TITLE, meta.title);
  tw_pages_figures (pages, figures, 2);
  tw_pages_drawing (pages, 200, draw_cross, drawn, NULL);
  tw_pages_section (pages, "All figures", 0);
  tw_pages_table (pages, columns, G_N_ELEMENTS (columns), rows);

  return pages;
}

/* A table of several pages has each of its rows, and its header on each of them. */
static void
test_every_row (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tw-pages-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pages.pdf", NULL);
  g_autoptr (GPtrArray) rows = make_rows (150);
  int drawn = 0;
  g_autoptr (TwPages) pages = make_pages (150, &drawn);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *info = NULL;
  g_autofree char *foot = NULL;
  g_auto (GStrv) headers = NULL;

  g_assert_cmpuint (tw_pages_count (pages), >=, 3);
  g_assert_true (tw_pages_write_pdf (pages, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (drawn, ==, 1);

  text = ask_tool ("pdftotext", path);
  info = ask_tool ("pdfinfo", path);
  g_unlink (path);
  g_rmdir (folder);
  if (text == NULL || info == NULL)
    {
      g_test_skip ("pdftotext is missing");
      return;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      tw_test_assert_contains (text, cells[1]);
    }
  headers = g_strsplit (text, "Rate\n", -1);
  g_assert_cmpuint (g_strv_length (headers) - 1, ==, tw_pages_count (pages));
  foot = g_strdup_printf ("Page %u of %u", tw_pages_count (pages), tw_pages_count (pages));
  tw_test_assert_contains (text, foot);
  tw_test_assert_contains (text, "418,220.15 USD");
  tw_test_assert_contains (text, "A <R&D> & Söhne");
  tw_test_assert_contains (info, "Board report 2026-Q2");
  tw_test_assert_contains (info, "595.276 x 841.89 pts (A4)");
}

/* No text is longer than a page, none is lost at its end, and none is drawn below the margin. */
static void
test_long_text (void)
{
  g_autoptr (TwPages) pages = tw_pages_new (TW_PAPER_LETTER, &meta);
  g_autofree char *folder = g_dir_make_tmp ("tw-pages-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "text.pdf", NULL);
  g_autoptr (GString) long_text = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (long_text, "word%u ", i);
  g_string_append (long_text, "\x01\x02 end\n\n\nlast");
  tw_pages_text (pages, TW_PAGES_BODY, long_text->str);
  g_assert_cmpfloat (tw_pages_get_room (pages), >=, 0);
  g_assert_cmpuint (tw_pages_count (pages), >, 1);
  g_assert_true (tw_pages_write_pdf (pages, path, NULL, NULL));
  text = ask_tool ("pdftotext", path);
  g_unlink (path);
  g_rmdir (folder);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is missing");
      return;
    }

  for (guint i = 0; i < 3000; i += 17)
    {
      g_autofree char *word = g_strdup_printf ("word%u", i);

      tw_test_assert_contains (text, word);
    }
  tw_test_assert_contains (text, "last");
}

static void
test_same_bytes (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tw-pages-XXXXXX", NULL);
  g_autofree char *bytes[2] = { NULL, NULL };
  gsize lengths[2] = { 0, 0 };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (folder, "pages.pdf", NULL);
      int drawn = 0;
      g_autoptr (TwPages) pages = make_pages (40, &drawn);

      g_assert_true (tw_pages_write_pdf (pages, path, NULL, NULL));
      g_assert_true (g_file_get_contents (path, &bytes[i], &lengths[i], NULL));
      g_unlink (path);
      if (i == 0)
        g_usleep (1100 * 1000);
    }
  g_rmdir (folder);

  g_assert_cmpmem (bytes[0], lengths[0], bytes[1], lengths[1]);
}

static void
test_refused (void)
{
  int drawn = 0;
  g_autoptr (TwPages) pages = make_pages (1, &drawn);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tw-pages-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "kept.pdf", NULL);
  g_autofree char *kept = NULL;

  g_assert_false (tw_pages_write_pdf (pages, "/nowhere/at/all.pdf", NULL, &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "/nowhere/at/all.pdf");

  g_assert_true (g_file_set_contents (path, "as it was", -1, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (tw_pages_write_pdf (pages, path, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "as it was");

  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/pages/every-row", test_every_row);
  g_test_add_func ("/export/pages/long-text", test_long_text);
  g_test_add_func ("/export/pages/same-bytes", test_same_bytes);
  g_test_add_func ("/export/pages/refused", test_refused);

  return g_test_run ();
}
