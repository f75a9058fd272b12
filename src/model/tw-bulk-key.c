/* tw-bulk-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-bulk-key.h"

#include "tw-sql-private.h"

/* Between joined values; no text that we accept holds it. */
#define SEPARATOR '\x1f'

struct _TwBulkKey
{
  const TwEntity  *entity;
  gboolean         joined;   /* an identity of several fields */
  GPtrArray       *fields;   /* TwField*, not owned */
  GArray          *places;   /* int among the values, -1: not brought */
  GString         *text;
};

TwBulkKey *
tw_bulk_key_new (const TwEntity         *entity,
                 const TwField * const  *fields,
                 guint                   n_fields)
{
  const char *names = entity->key != NULL ? entity->key : entity->identity;
  g_auto (GStrv) split = g_strsplit (names != NULL ? names : "", " ", -1);
  TwBulkKey *key = g_new0 (TwBulkKey, 1);

  key->entity = entity;
  key->joined = entity->key == NULL;
  key->fields = g_ptr_array_new ();
  key->places = g_array_new (FALSE, FALSE, sizeof (int));
  key->text = g_string_new (NULL);
  for (char **name = split; *name != NULL; name++)
    {
      int place = -1;

      for (guint i = 0; i < n_fields; i++)
        if (g_str_equal (fields[i]->name, *name))
          place = (int) i;
      g_ptr_array_add (key->fields, (gpointer) tw_entity_get_field (entity, *name));
      g_array_append_val (key->places, place);
    }
  return key;
}

void
tw_bulk_key_free (TwBulkKey *key)
{
  if (key == NULL)
    return;
  g_ptr_array_unref (key->fields);
  g_array_unref (key->places);
  g_string_free (key->text, TRUE);
  g_free (key);
}

static void
append_value (GString      *text,
              const TwCell *value)
{
  if (value->kind == TW_CELL_TEXT)
    g_string_append (text, value->text);
  else if (value->kind == TW_CELL_NUMBER)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, value->number);
  g_string_append_c (text, SEPARATOR);
}

const char *
tw_bulk_key_make (TwBulkKey    *key,
                  const TwCell *values)
{
  static const TwCell null_cell = TW_CELL_INIT;
  const int *places = (const int *) key->places->data;

  if (key->places->len == 0)
    return NULL;
  /* An external id is taken as it is, without a copy. */
  if (!key->joined)
    return places[0] >= 0 ? values[places[0]].text : NULL;
  g_string_truncate (key->text, 0);
  for (guint i = 0; i < key->places->len; i++)
    append_value (key->text, places[i] >= 0 ? &values[places[i]] : &null_cell);
  return key->text->str;
}

static gboolean
load_joined (TwBulkKey    *key,
             TwWorkspace  *workspace,
             TwKeyIndex   *index,
             GError      **error)
{
  g_autofree TwSlot *slots = g_new0 (TwSlot, key->fields->len + 1);
  g_autoptr (GString) sql = tw_sql_select (key->entity, key->fields, slots);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  tw_sql_append_where (sql, key->entity, NULL);
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  while (tw_query_step (query, &local))
    {
      g_string_truncate (key->text, 0);
      for (guint i = 0; i < key->fields->len; i++)
        {
          g_auto (TwCell) cell = TW_CELL_INIT;

          /* A field that isn't brought is no part of the key. */
          if (g_array_index (key->places, int, i) >= 0)
            tw_sql_read_cell (query, key->fields->pdata[i], &slots[i], &cell);
          append_value (key->text, &cell);
        }
      tw_key_index_add (index, key->text->str, tw_query_int (query, 0));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

TwKeyIndex *
tw_bulk_key_load (TwBulkKey    *key,
                  TwWorkspace  *workspace,
                  GError      **error)
{
  g_autoptr (TwKeyIndex) index = NULL;

  if (!key->joined)
    return tw_key_index_new (workspace, key->entity, key->entity->key, error);
  index = tw_key_index_new_empty ();
  if (key->fields->len > 0 && !load_joined (key, workspace, index, error))
    return NULL;
  return g_steal_pointer (&index);
}
