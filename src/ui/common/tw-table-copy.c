/* tw-table-copy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clipboard: plain numbers and ISO dates as TSV, and the same as an HTML table. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"
#include "tw-date.h"

#include <string.h>

typedef struct
{
  GString *tsv;
  GString *html;
} Copy;

/* The columns that are copied: those under the cursor, or all that are shown. */
static GArray *
get_columns (TwTable *self)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (int));
  int first = MIN (self->cursor, self->anchor);
  int last = MAX (self->cursor, self->anchor);
  int column;

  for (int i = 0; (column = tw_table_get_shown (self, i)) >= 0; i++)
    {
      if (first < 0 || (i >= first && i <= last))
        g_array_append_val (columns, column);
    }

  return columns;
}

/* Spreadsheets read an ISO date in HTML as text, unless they are told the day as they count it. */
static char *
create_date_hint (const char *text)
{
  TwDate date;
  TwDate zero;

  if (strlen (text) != strlen ("2026-01-31") || !tw_date_parse (text, &date, NULL)
      || !tw_date_from_ymd (1899, 12, 30, &zero))
    return g_strdup ("");

  return g_strdup_printf (" sdval=\"%d\" sdnum=\"1033;0;YYYY-MM-DD\"", (int) (date - zero));
}

/* Tabs and line ends would tear the cell apart. */
static void
append_cell (Copy       *copy,
             const char *text,
             const char *tag,
             gboolean    first)
{
  g_autofree char *clean = g_strdelimit (g_strdup (text), "\t\r\n", ' ');
  g_autofree char *escaped = g_markup_escape_text (clean, -1);
  g_autofree char *hint = create_date_hint (clean);

  g_string_append_printf (copy->tsv, "%s%s", first ? "" : "\t", clean);
  g_string_append_printf (copy->html, "<%s%s>%s</%s>", tag, hint, escaped, tag);
}

static void
append_row (TwTable *self,
            Copy    *copy,
            GArray  *columns,
            gpointer item)
{
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);

  g_string_append (copy->html, "<tr>");

  for (guint i = 0; i < columns->len; i++)
    {
      int column = g_array_index (columns, int, i);
      g_autofree char *text = NULL;

      /* Without an item: the line of titles. */
      text = item != NULL ? klass->get_raw (self->source, item, column)
                          : g_strdup (klass->get_column (self->source, column)->title);
      append_cell (copy, text, item != NULL ? "td" : "th", i == 0);
    }

  g_string_append_c (copy->tsv, '\n');
  g_string_append (copy->html, "</tr>");
}

static void
append_rows (TwTable *self,
             Copy    *copy,
             GArray  *columns,
             GArray  *keys)
{
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);

  for (guint i = 0; i < keys->len; i++)
    {
      guint position = klass->find_key (self->source, g_array_index (keys, gint64, i));
      g_autoptr (GObject) item = NULL;

      item = g_list_model_get_item (klass->get_model (self->source), position);
      if (item != NULL)
        append_row (self, copy, columns, item);
    }
}

static void
set_clipboard (TwTable *self,
               Copy    *copy)
{
  GdkContentProvider *parts[2];
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GBytes) html = g_string_free_to_bytes (copy->html);

  parts[0] = gdk_content_provider_new_typed (G_TYPE_STRING, copy->tsv->str);
  parts[1] = gdk_content_provider_new_for_bytes ("text/html", html);
  provider = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
}

void
tw_table_copy (TwTable  *self,
               gboolean  headers)
{
  g_autoptr (GArray) keys = tw_table_get_selected (self);
  g_autoptr (GArray) columns = get_columns (self);
  Copy copy;

  if (keys->len == 0)
    return;

  copy.tsv = g_string_new (NULL);
  copy.html = g_string_new ("<table>");

  if (headers)
    append_row (self, &copy, columns, NULL);

  append_rows (self, &copy, columns, keys);

  /* A single cell is text to go on typing with, not a line. */
  if (keys->len == 1 && columns->len == 1 && !headers)
    g_string_truncate (copy.tsv, copy.tsv->len - 1);

  g_string_append (copy.html, "</table>");
  set_clipboard (self, &copy);
  g_string_free (copy.tsv, TRUE);
}
