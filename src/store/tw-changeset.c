/* tw-changeset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-changeset.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse_damaged (int       status,
                GError  **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
               _("A recorded change in history is damaged (%s). Verify the workspace to see "
                  "which."),
               sqlite3_errstr (status));

  return FALSE;
}

gboolean
tw_changed_row_read (sqlite3_changeset_iter *iter,
                     TwChangedRow           *row)
{
  sqlite3_value *value = NULL;

  row->iter = iter;
  if (sqlite3changeset_op (iter, &row->table, &row->n_columns, &row->operation, NULL) != SQLITE_OK)
    return FALSE;

  if (row->operation == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &value);
  else
    sqlite3changeset_old (iter, 0, &value);
  row->id = value != NULL ? sqlite3_value_int64 (value) : 0;

  return TRUE;
}

gboolean
tw_changeset_foreach (GBytes            *changes,
                      TwChangedRowFunc   func,
                      gpointer           user_data,
                      GError           **error)
{
  sqlite3_changeset_iter *iter = NULL;
  gsize size = 0;
  const void *data;
  int status;

  if (changes == NULL)
    return TRUE;

  data = g_bytes_get_data (changes, &size);
  status = sqlite3changeset_start (&iter, (int) size, (void *) data);
  while (status == SQLITE_OK && (status = sqlite3changeset_next (iter)) == SQLITE_ROW)
    {
      TwChangedRow row;

      status = SQLITE_OK;
      if (!tw_changed_row_read (iter, &row) || !func (&row, user_data))
        break;
    }
  if (iter != NULL)
    sqlite3changeset_finalize (iter);

  return status == SQLITE_OK || status == SQLITE_DONE || refuse_damaged (status, error);
}

static char *
value_to_text (sqlite3_value *value)
{
  if (sqlite3_value_type (value) == SQLITE_BLOB)
    return g_strdup_printf (_("%d bytes"), sqlite3_value_bytes (value));

  return g_strdup ((const char *) sqlite3_value_text (value));
}

char *
tw_changed_row_value (const TwChangedRow *row,
                      int                 column,
                      gboolean            after,
                      gboolean           *known)
{
  sqlite3_value *value = NULL;

  if (after && row->operation != SQLITE_DELETE)
    sqlite3changeset_new (row->iter, column, &value);
  else if (!after && row->operation != SQLITE_INSERT)
    sqlite3changeset_old (row->iter, column, &value);

  if (known != NULL)
    *known = value != NULL;

  return value != NULL ? value_to_text (value) : NULL;
}

/* An insert or delete carries the row, so its first text names it: external id, name, key. */
char *
tw_changed_row_name (const TwChangedRow *row)
{
  for (int i = 1; i < row->n_columns; i++)
    {
      sqlite3_value *value = NULL;

      if (row->operation == SQLITE_INSERT)
        sqlite3changeset_new (row->iter, i, &value);
      else
        sqlite3changeset_old (row->iter, i, &value);
      if (value != NULL && row->operation != SQLITE_UPDATE
          && sqlite3_value_type (value) == SQLITE_TEXT)
        return g_strdup_printf ("%s “%s” (%" G_GINT64_FORMAT ")", row->table,
                                sqlite3_value_text (value), row->id);
    }

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, row->table, row->id);
}

GBytes *
tw_changeset_invert (GBytes  *changes,
                     GError **error)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (changes, &size);
  void *inverted = NULL;
  int n = 0;
  int status = sqlite3changeset_invert ((int) size, data, &n, &inverted);

  if (status != SQLITE_OK)
    {
      refuse_damaged (status, error);
      return NULL;
    }

  return g_bytes_new_with_free_func (inverted, n, sqlite3_free, inverted);
}

/* Equality ------------------------------------------------------------------------------------- */

static void
append_value (GString       *text,
              sqlite3_value *value)
{
  if (value == NULL)
    {
      g_string_append (text, "|?");
      return;
    }

  g_string_append_printf (text, "|%d:%d:", sqlite3_value_type (value), sqlite3_value_bytes (value));
  if (sqlite3_value_type (value) == SQLITE_BLOB)
    {
      g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                                           sqlite3_value_blob (value),
                                                           sqlite3_value_bytes (value));
      g_string_append (text, hash);
    }
  else if (sqlite3_value_type (value) != SQLITE_NULL)
    g_string_append (text, (const char *) sqlite3_value_text (value));
}

static gboolean
collect_row (const TwChangedRow *row,
             gpointer            user_data)
{
  GPtrArray *rows = user_data;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %d", row->table, row->operation);
  for (int i = 0; i < row->n_columns; i++)
    {
      sqlite3_value *before = NULL;
      sqlite3_value *after = NULL;

      if (row->operation != SQLITE_INSERT)
        sqlite3changeset_old (row->iter, i, &before);
      if (row->operation != SQLITE_DELETE)
        sqlite3changeset_new (row->iter, i, &after);
      append_value (text, before);
      append_value (text, after);
    }
  g_ptr_array_add (rows, g_string_free (text, FALSE));

  return TRUE;
}

static int
compare_text (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static GPtrArray *
collect_rows (GBytes *changes)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  tw_changeset_foreach (changes, collect_row, rows, NULL);
  g_ptr_array_sort (rows, compare_text);

  return rows;
}

gboolean
tw_changeset_equal (GBytes *a,
                    GBytes *b)
{
  g_autoptr (GPtrArray) rows_a = collect_rows (a);
  g_autoptr (GPtrArray) rows_b = collect_rows (b);

  if (rows_a->len != rows_b->len)
    return FALSE;

  for (guint i = 0; i < rows_a->len; i++)
    {
      if (strcmp (rows_a->pdata[i], rows_b->pdata[i]) != 0)
        return FALSE;
    }

  return TRUE;
}
