/* tw-cli-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-sheet.h"

#include <string.h>

#include <json-glib/json-glib.h>

struct _TwCliSheet
{
  char      *key;
  char      *title;
  GPtrArray *keys;
  GPtrArray *labels;
  GArray    *numeric;  /* gboolean */
  GPtrArray *cells;    /* row after row */
};

TwCliSheet *
tw_cli_sheet_new (const char *key,
                  const char *title)
{
  TwCliSheet *sheet = g_new0 (TwCliSheet, 1);

  sheet->key = g_strdup (key);
  sheet->title = g_strdup (title);
  sheet->keys = g_ptr_array_new_with_free_func (g_free);
  sheet->labels = g_ptr_array_new_with_free_func (g_free);
  sheet->numeric = g_array_new (FALSE, TRUE, sizeof (gboolean));
  sheet->cells = g_ptr_array_new_with_free_func (g_free);

  return sheet;
}

void
tw_cli_sheet_free (TwCliSheet *sheet)
{
  g_free (sheet->key);
  g_free (sheet->title);
  g_ptr_array_unref (sheet->keys);
  g_ptr_array_unref (sheet->labels);
  g_array_unref (sheet->numeric);
  g_ptr_array_unref (sheet->cells);
  g_free (sheet);
}

void
tw_cli_sheet_column (TwCliSheet *sheet,
                     const char *key,
                     const char *label,
                     gboolean    numeric)
{
  g_return_if_fail (sheet->cells->len == 0);

  g_ptr_array_add (sheet->keys, g_strdup (key));
  g_ptr_array_add (sheet->labels, g_strdup (label));
  g_array_append_val (sheet->numeric, numeric);
}

void
tw_cli_sheet_cell (TwCliSheet *sheet,
                   char       *text)
{
  g_ptr_array_add (sheet->cells, text);
}

static guint
count_rows (const TwCliSheet *sheet)
{
  return sheet->cells->len / MAX (sheet->keys->len, 1);
}

static const char *
cell_at (const TwCliSheet *sheet,
         guint             row,
         guint             column)
{
  return g_ptr_array_index (sheet->cells, row * sheet->keys->len + column);
}

static void
print_table (const TwCliSheet *sheet)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint r = 0; r < count_rows (sheet); r++)
    {
      char **row = g_new0 (char *, sheet->keys->len + 1);

      for (guint c = 0; c < sheet->keys->len; c++)
        row[c] = g_strdup (cell_at (sheet, r, c) != NULL ? cell_at (sheet, r, c) : "–");
      g_ptr_array_add (rows, row);
    }
  if (sheet->title != NULL)
    g_print ("%s\n", sheet->title);
  tw_cli_print_table ((const char *const *) sheet->labels->pdata, (const gboolean *) sheet->numeric->data,
                      sheet->keys->len, rows);
}

static void
print_field (const char *text,
             gboolean    last)
{
  g_autofree char *doubled = NULL;

  if (text == NULL)
    text = "";
  if (strpbrk (text, ",\"\n\r") != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
      g_autofree char *joined = g_strjoinv ("\"\"", parts);

      doubled = g_strdup_printf ("\"%s\"", joined);
    }
  g_print ("%s%s", doubled != NULL ? doubled : text, last ? "\n" : ",");
}

static void
print_csv (const TwCliSheet *sheet)
{
  for (guint c = 0; c < sheet->keys->len; c++)
    print_field (g_ptr_array_index (sheet->keys, c), c + 1 == sheet->keys->len);
  for (guint r = 0; r < count_rows (sheet); r++)
    for (guint c = 0; c < sheet->keys->len; c++)
      print_field (cell_at (sheet, r, c), c + 1 == sheet->keys->len);
}

static JsonArray *
make_json (const TwCliSheet *sheet)
{
  JsonArray *array = json_array_new ();

  for (guint r = 0; r < count_rows (sheet); r++)
    {
      JsonObject *object = json_object_new ();

      for (guint c = 0; c < sheet->keys->len; c++)
        if (cell_at (sheet, r, c) != NULL)
          json_object_set_string_member (object, g_ptr_array_index (sheet->keys, c), cell_at (sheet, r, c));
        else
          json_object_set_null_member (object, g_ptr_array_index (sheet->keys, c));
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
print_json (GPtrArray *sheets)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_alloc ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < sheets->len; i++)
    {
      const TwCliSheet *sheet = g_ptr_array_index (sheets, i);

      json_object_set_array_member (object, sheet->key, make_json (sheet));
    }
  json_node_init_object (root, object);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

void
tw_cli_sheets_print (GPtrArray   *sheets,
                     TwCliFormat  format)
{
  if (format == TW_FORMAT_JSON)
    {
      print_json (sheets);
      return;
    }

  for (guint i = 0; i < sheets->len; i++)
    {
      if (i > 0)
        g_print ("\n");
      if (format == TW_FORMAT_CSV)
        print_csv (g_ptr_array_index (sheets, i));
      else
        print_table (g_ptr_array_index (sheets, i));
    }
}
