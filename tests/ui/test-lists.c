/* test-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What every list of the window keeps: the focus is somewhere visible after whatever is done, the sums at its foot are
 * those of the workspace, and what is copied arrives in a spreadsheet as what it is. */

#include "config.h"

#include "application/tw-window-private.h"
#include "common/tw-format.h"
#include "common/tw-table-private.h"
#include "tw-model-test.h"
#include "tw-query.h"
#include "tw-ui-sample.h"

#include <string.h>

static const char *
get_view (TwUiSample *self)
{
  return gtk_stack_get_visible_child_name (self->window->view_stack);
}

/* --- the focus --- */

static void
assert_focus (TwUiSample *self,
              TwTable    *table,
              const char *after)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  if (focus == NULL || !gtk_widget_get_mapped (focus))
    g_error ("%s: after %s the focus is nowhere", table->name, after);
  if (!gtk_widget_is_ancestor (focus, GTK_WIDGET (table)))
    g_error ("%s: after %s the focus is on a %s", table->name, after, G_OBJECT_TYPE_NAME (focus));
}

static void
act (TwUiSample *self,
     TwTable    *table,
     GtkWidget  *widget,
     const char *action)
{
  if (!gtk_widget_activate_action (widget, action, NULL))
    g_error ("%s: there is no %s", table->name, action);
  tw_ui_test_settle ();
  if (tw_ui_sample_dialog (self) != NULL)
    g_error ("%s: %s asks “%s”", table->name, action, gtk_window_get_title (tw_ui_sample_dialog (self)));
}

static gint64
get_key (TwTable *table,
         guint    position)
{
  return TW_TABLE_SOURCE_GET_CLASS (table->source)->get_key (table->source, position);
}

/* Something of its own, that nothing else needs: removing it is undone. */
static gboolean
can_remove (TwUiSample *self,
            TwTable    *table)
{
  return g_str_equal (get_view (self), "plans") || g_str_equal (get_view (self), "pipeline");
}

static void
check_focus (TwUiSample *self,
             TwTable    *table)
{
  gint64 second = get_key (table, 1);

  g_assert_true (tw_table_select (table, second));
  g_assert_true (tw_table_focus_row (table));
  tw_ui_test_settle ();
  assert_focus (self, table, "selecting");

  for (guint i = 0; i < 2; i++)
    {
      tw_table_sort (table, tw_table_get_shown (table, 0), i == 0);
      tw_ui_test_settle ();
      assert_focus (self, table, "sorting");
    }
  g_assert_cmpint (tw_table_get_current (table), ==, second);

  /* The pane. It takes the room of a plan beside the list, which then goes on top of it. */
  act (self, table, GTK_WIDGET (self->window), "win.history");
  act (self, table, GTK_WIDGET (self->window), "win.close-pane");
  assert_focus (self, table, "closing the pane");
  g_assert_cmpint (tw_table_get_current (table), ==, second);

  /* A filter, and out of it. */
  g_assert_true (tw_table_focus_row (table));
  table->menu_column = tw_table_get_shown (table, 0);
  act (self, table, GTK_WIDGET (table), "table.filter-value");
  assert_focus (self, table, "filtering by a value");
  act (self, table, GTK_WIDGET (table), "table.clear-filters");
  assert_focus (self, table, "taking the filter away");

  if (!can_remove (self, table))
    return;

  /* What a statement was paid for can't be removed. */
  if (g_str_equal (get_view (self), "pipeline"))
    second = tw_ui_sample_int (self, "SELECT max (id) FROM opportunity WHERE status = 'open'");
  g_assert_true (tw_table_select (table, second));
  g_assert_true (tw_table_focus_row (table));
  tw_ui_test_settle ();
  act (self, table, GTK_WIDGET (self->window->view), "view.remove");
  assert_focus (self, table, "removing");
  g_assert_cmpint (tw_table_get_current (table), !=, second);
  act (self, table, GTK_WIDGET (self->window), "win.undo");
  assert_focus (self, table, "undoing");
  g_assert_true (tw_table_select (table, second));
}

static void
test_focus (TwUiSample    *self,
            gconstpointer  data)
{
  g_assert_cmpuint (tw_ui_sample_each_table (self, check_focus), >=, 4);
}

/* --- sums --- */

static void
collect_labels (GtkWidget *widget,
                GString   *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_labels (child, text);
}

/* Each row of @sql is a currency, its digits and an amount: it stands below the list, and no other sum of the field. */
static void
assert_sums (TwUiSample *self,
             TwTable    *table,
             const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwQuery) query = tw_query_new (tw_document_get_workspace (self->document), sql, &error);
  guint n = 0;

  g_assert_no_error (error);
  collect_labels (GTK_WIDGET (table->totals), text);
  collect_labels (GTK_WIDGET (table->footer), text);
  for (; tw_query_step (query, &error); n++)
    {
      g_autofree char *sum = tw_format_money (tw_query_int (query, 2), (int) tw_query_int (query, 1), NULL);

      g_test_message ("%s: %s %s", table->name, tw_query_text (query, 0), sum);
      if (strstr (text->str, sum) == NULL)
        g_error ("%s: %s %s isn't among\n%s", table->name, tw_query_text (query, 0), sum, text->str);
      tw_test_assert_contains (text->str, tw_query_text (query, 0));
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
}

static void
check_sums (TwUiSample *self,
            TwTable    *table)
{
  static const struct { const char *view, *sql; } sums[] = {
    /* What is open, and what was closed in the period; an amount that isn't final is the expected one. */
    { "pipeline", "SELECT currency, 2, sum (coalesce (amount, value)) FROM opportunity WHERE status = 'open'"
                  " OR closed BETWEEN '2026-01-01' AND '2026-03-31' GROUP BY 1 HAVING sum (coalesce (amount, value))" },
    { "statements", "SELECT currency, 2, sum (payable) FROM statement WHERE period = '2026-Q1' AND state <> 'replaced'"
                    " GROUP BY 1" },
    { "statements", "SELECT currency, 2, sum (measure) FROM statement WHERE period = '2026-Q1' AND state <> 'replaced'"
                    " GROUP BY 1" },
    /* Less what the rules charge. */
    { "statements", "SELECT currency, 2, sum (earned - charged) FROM statement WHERE period = '2026-Q1' AND state <> 'replaced'"
                    " GROUP BY 1" },
    /* Of the last period that is calculated. */
    { "partners", "SELECT currency, 2, sum (earned - charged) FROM statement WHERE period = '2026-Q1' AND state <> 'replaced'"
                  " GROUP BY 1" },
    { "partners", "SELECT currency, 2, sum (measure) FROM statement WHERE period = '2026-Q1' AND state <> 'replaced'"
                  " GROUP BY 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      if (g_str_equal (sums[i].view, get_view (self)))
        assert_sums (self, table, sums[i].sql);
    }
}

/* --- a spreadsheet --- */

static void
on_text (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_assert_no_error (error);
}

static gboolean
has_text (gpointer data)
{
  return *(char **) data != NULL;
}

static char *
copy_all (TwUiSample *self,
          TwTable    *table)
{
  char *text = NULL;

  g_assert_true (tw_table_focus_row (table));
  act (self, table, GTK_WIDGET (table), "table.select-all");
  act (self, table, GTK_WIDGET (table), "table.copy-headers");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (table)), NULL, on_text, &text);
  tw_ui_test_wait (has_text, &text);

  return text;
}

typedef enum
{
  EMPTY,
  TEXT,
  NUMBER,
  DATE,
} Cell;

/* As a spreadsheet takes a cell of pasted text that it is to recognize: digits with a point are a number, a day written
 * by ISO 8601 is a date, anything else is text. */
static Cell
recognize (const char *cell)
{
  if (g_regex_match_simple ("^-?[0-9]+(\\.[0-9]+)?$", cell, 0, 0))
    return NUMBER;
  if (g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", cell, 0, 0))
    return DATE;

  return *cell != '\0' ? TEXT : EMPTY;
}

/* LibreOffice on this machine: the same text, turned into cells with their types. NULL where there is none. */
static char *
open_in_office (const char *text)
{
  g_autofree char *program = g_find_program_in_path ("soffice");
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "copied.csv", NULL);
  g_autofree char *result = g_build_filename (dir, "copied.fods", NULL);
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", dir);
  const char *arguments[] = { program, profile, "--headless", "--infilter=Text - txt - csv (StarCalc):9,34,76,1,,1033,false,true",
                              "--convert-to", "fods", "--outdir", dir, path, NULL };
  char *cells = NULL;

  if (program == NULL)
    return NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                     NULL, NULL, NULL, NULL)
      || !g_file_get_contents (result, &cells, NULL, NULL))
    return NULL;

  return cells;
}

/* Cells of a kind; equal neighbours are written once. */
static guint
count_cells (const char *cells,
             const char *kind)
{
  g_autofree char *pattern = g_strdup_printf ("<table:table-cell[^>]*office:value-type=\"%s\"[^>]*>", kind);
  g_autoptr (GRegex) cell = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (cell, cells, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *text = g_match_info_fetch (match, 0);
      const char *times = strstr (text, "number-columns-repeated=\"");

      n += times != NULL ? (guint) atoi (strchr (times, '"') + 1) : 1;
    }

  return n;
}

static void
assert_office (const char *text,
               guint       numbers,
               guint       dates)
{
  g_autofree char *cells = open_in_office (text);

  if (cells == NULL)
    {
      g_test_message ("There is no LibreOffice that could be asked");
      return;
    }

  g_assert_cmpuint (count_cells (cells, "float"), ==, numbers);
  g_assert_cmpuint (count_cells (cells, "date"), ==, dates);
}

/* Every amount is a number, every day a date. */
static void
check_copy (TwUiSample *self,
            TwTable    *table)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) titles = NULL;
  guint numbers = 0;
  guint dates = 0;

  if (!g_str_equal (get_view (self), "pipeline"))
    return;

  text = copy_all (self, table);
  lines = g_strsplit (text, "\n", -1);
  titles = g_strsplit (lines[0], "\t", -1);
  g_assert_true (g_strv_contains ((const char *const *) titles, "Amount"));
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + tw_table_source_count (table->source) + 1);

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, g_strv_length (titles));
      for (guint j = 0; cells[j] != NULL; j++)
        {
          Cell kind = recognize (cells[j]);

          if ((g_str_equal (titles[j], "Amount") || g_str_equal (titles[j], "Weighted")) && kind != NUMBER
              && kind != EMPTY)
            g_error ("Row %u, %s: “%s” is no number", i, titles[j], cells[j]);
          numbers += kind == NUMBER;
          dates += kind == DATE;
        }
    }

  g_assert_cmpuint (numbers, >, 50);
  g_assert_cmpuint (dates, >, 50);
  assert_office (text, numbers, dates);
}

/* Those of the opportunities in two currencies are two sums. */
static void
check_numbers (TwUiSample *self,
               TwTable    *table)
{
  check_sums (self, table);
  check_copy (self, table);
}

static void
test_numbers (TwUiSample    *self,
              gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);

  tw_model_test_exec (workspace, "UPDATE opportunity SET currency = 'EUR' WHERE amount IS NOT NULL AND id % 3 = 0");
  tw_document_changed (self->document);
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (DISTINCT currency) FROM opportunity WHERE amount IS NOT NULL"),
                   ==, 2);
  g_assert_cmpuint (tw_ui_sample_each_table (self, check_numbers), >=, 4);
}

int
main (int    argc,
      char **argv)
{
  tw_ui_sample_init (&argc, &argv);

  tw_ui_sample_add ("/ui/lists/focus", test_focus);
  tw_ui_sample_add ("/ui/lists/numbers", test_numbers);

  return tw_ui_sample_run ();
}
