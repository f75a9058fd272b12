/* tw-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-print.h"

#include "common/tw-format.h"
#include "common/tw-reading-page.h"
#include "tw-pages.h"

#include <glib/gi18n-lib.h>

/* Nobody reads more on paper, and it is laid out while somebody waits. */
#define MAX_ROWS 1000

typedef struct
{
  TwTable    *table;            /* owned (nullable) */
  GPtrArray  *texts;            /* (nullable): of a page, see tw_reading_page_read() */
  char       *subtitle;         /* (nullable) */
  TwDocument *document;         /* owned */
  char       *title;
  GArray     *columns;          /* (nullable): guint: those shown, by their number in the source */
  TwPages    *pages;            /* (nullable) */
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  g_clear_object (&print->table);
  g_clear_pointer (&print->texts, g_ptr_array_unref);
  g_free (print->subtitle);
  g_object_unref (print->document);
  g_free (print->title);
  g_clear_pointer (&print->columns, g_array_unref);
  g_clear_pointer (&print->pages, tw_pages_free);
  g_free (print);
}

static GArray *
find_columns (TwTable *table)
{
  TwTableSource *source = tw_table_get_source (table);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *sort = NULL;
  gboolean descending;
  g_auto (GStrv) ids = tw_table_get_columns (table, &sort, &descending);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      int found = tw_table_source_find_column (source, ids[i]);
      guint column = (guint) found;

      if (found >= 0)
        g_array_append_val (columns, column);
    }

  return columns;
}

static char **
create_row (Print    *print,
            gpointer  item)
{
  TwTableSource *source = tw_table_get_source (print->table);
  char **row = g_new0 (char *, print->columns->len + 1);

  for (guint i = 0; i < print->columns->len; i++)
    row[i] = TW_TABLE_SOURCE_GET_CLASS (source)->get_text (
        source, item, g_array_index (print->columns, guint, i));

  for (guint i = 0; i < print->columns->len; i++)
    row[i] = row[i] != NULL ? row[i] : g_strdup ("");

  return row;
}

/* Sums of several currencies stand below each other. */
static char **
create_sums (Print *print)
{
  TwTableSource *source = tw_table_get_source (print->table);
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (source);
  g_autoptr (GPtrArray) sums = klass->get_sums != NULL ? klass->get_sums (source, NULL, 0) : NULL;
  char **row;

  if (sums == NULL || sums->len == 0)
    return NULL;

  row = g_new0 (char *, print->columns->len + 1);
  for (guint i = 0; i < print->columns->len; i++)
    {
      GString *text = g_string_new (i == 0 ? _("Total") : NULL);

      for (guint j = 0; i > 0 && j < sums->len; j++)
        {
          const TwTableSum *sum = sums->pdata[j];

          if (sum->column == g_array_index (print->columns, guint, i))
            g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "", sum->text,
                                    sum->currency != NULL ? " " : "",
                                    sum->currency != NULL ? sum->currency : "");
        }
      row[i] = g_string_free (text, FALSE);
    }

  return row;
}

static void
add_filters (Print *print)
{
  TwTableSource *source = tw_table_get_source (print->table);
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (source);
  g_autoptr (GString) text = g_string_new (NULL);
  char *one;

  for (guint i = 0; klass->describe_filter != NULL
                    && (one = klass->describe_filter (source, i)) != NULL; i++)
    {
      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", one);
      g_free (one);
    }
  tw_pages_text (print->pages, TW_PAGES_SMALL, text->str);
}

static void
add_count (Print *print,
           guint  n_shown,
           guint  n)
{
  g_autofree char *shown = tw_format_count (n_shown);
  g_autofree char *all = tw_format_count (n);
  g_autofree char *text = NULL;

  text = n_shown < n
           /* Translators: above a printed list that was too long: numbers of rows. */
           ? g_strdup_printf (_("The first %1$s of %2$s rows"), shown, all)
           : g_strdup_printf (ngettext ("%s row", "%s rows", n), all);
  tw_pages_text (print->pages, TW_PAGES_SMALL, text);
}

static void
add_table (Print *print)
{
  TwTableSource *source = tw_table_get_source (print->table);
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (source);
  GListModel *model = klass->get_model (source);
  guint n = g_list_model_get_n_items (model);
  guint n_shown = MIN (n, MAX_ROWS);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree TwPagesColumn *columns = g_new0 (TwPagesColumn, print->columns->len);
  char **sums;

  for (guint i = 0; i < print->columns->len; i++)
    {
      const TwTableColumn *column = klass->get_column (
          source, g_array_index (print->columns, guint, i));

      columns[i] = (TwPagesColumn){ column->title, column->numeric };
    }

  add_count (print, n_shown, n);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_ptr_array_add (rows, create_row (print, item));
    }
  sums = create_sums (print);
  if (sums != NULL)
    g_ptr_array_add (rows, sums);

  tw_pages_gap (print->pages, 6);
  tw_pages_table (print->pages, columns, print->columns->len, rows);
}

/* The rows of a group, below its heading: title and subtitle in one cell, the value at the right. */
static void
add_group (Print      *print,
           const char *heading,
           GPtrArray  *rows)
{
  const TwPagesColumn columns[] = { { heading, FALSE }, { "", TRUE } };

  if (rows->len == 0)
    return;
  tw_pages_gap (print->pages, 6);
  tw_pages_table (print->pages, columns, G_N_ELEMENTS (columns), rows);
  g_ptr_array_set_size (rows, 0);
}

static char **
create_page_row (GStrv text)
{
  char **row = g_new0 (char *, 3);

  row[0] = *text[1] != '\0' ? g_strconcat (text[0], "\n", text[1], NULL) : g_strdup (text[0]);
  row[1] = g_strdup (text[2]);

  return row;
}

static void
add_page (Print *print)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *heading = "";

  for (guint i = 0; i < print->texts->len; i++)
    {
      GStrv text = print->texts->pdata[i];
      GStrv next = i + 1 < print->texts->len ? print->texts->pdata[i + 1] : NULL;

      if (text[1] != NULL)
        {
          g_ptr_array_add (rows, create_page_row (text));
          continue;
        }

      add_group (print, heading, rows);
      heading = "";
      /* A line of its own above rows is their heading. */
      if (next != NULL && next[1] != NULL)
        heading = text[0];
      else
        tw_pages_text (print->pages, TW_PAGES_BODY, text[0]);
    }
  add_group (print, heading, rows);
}

static void
on_begin (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Print             *print)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  GtkPaperSize *size = gtk_page_setup_get_paper_size (setup);
  gboolean letter = g_str_equal (gtk_paper_size_get_name (size), GTK_PAPER_NAME_LETTER);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format_iso8601 (now);
  /* Translators: day and time at the foot of a printed page, see strftime(3). */
  g_autofree char *made = g_date_time_format (now, C_("moment", "%-d %b %Y, %H:%M"));
  const TwPagesMeta meta = { print->title, NULL, tw_document_get_name (print->document), NULL, date,
                             made };

  g_clear_pointer (&print->pages, tw_pages_free);
  print->pages = tw_pages_new (letter ? TW_PAPER_LETTER : TW_PAPER_A4, &meta);
  tw_pages_text (print->pages, TW_PAGES_TITLE, print->title);
  if (print->texts != NULL)
    {
      tw_pages_text (print->pages, TW_PAGES_SMALL, print->subtitle != NULL ? print->subtitle : "");
      add_page (print);
    }
  else
    {
      add_filters (print);
      add_table (print);
    }
  gtk_print_operation_set_n_pages (operation, (int) tw_pages_count (print->pages));
}

static void
on_draw (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Print             *print)
{
  tw_pages_draw (print->pages, (guint) page, gtk_print_context_get_cairo_context (context));
}

/* @print is taken. */
static GtkPrintOperation *
create_operation (Print      *print,
                  TwDocument *document,
                  const char *title)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();

  print->document = g_object_ref (document);
  print->title = g_strdup (title);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), print);
  g_object_set_data_full (G_OBJECT (operation), "tw-print", print, print_free);

  return operation;
}

GtkPrintOperation *
tw_print_table_new (TwTable    *table,
                    TwDocument *document,
                    const char *title)
{
  Print *print;

  g_return_val_if_fail (TW_IS_TABLE (table), NULL);

  print = g_new0 (Print, 1);
  print->table = g_object_ref (table);
  print->columns = find_columns (table);

  return create_operation (print, document, title);
}

GtkPrintOperation *
tw_print_page_new (GtkWidget  *page,
                   TwDocument *document,
                   const char *title,
                   const char *subtitle)
{
  Print *print;

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);

  print = g_new0 (Print, 1);
  print->texts = tw_reading_page_read (page);
  print->subtitle = g_strdup (subtitle);

  return create_operation (print, document, title);
}
