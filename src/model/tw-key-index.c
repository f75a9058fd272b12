/* tw-key-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-key-index.h"

#include <string.h>

#include "tw-query.h"
#include "tw-sql-private.h"

/* Open addressing over one arena of texts: a million keys cost their bytes and 24 each, and no
 * allocation of their own. */
typedef struct
{
  guint64 hash;
  gint64  id;       /* 0: an empty place */
  gsize   offset;   /* of the key in the arena */
} Place;

struct _TwKeyIndex
{
  Place   *places;
  gsize    mask;    /* number of places - 1, a power of two less one */
  gsize    count;
  GString *arena;   /* keys, each ended by a zero */
};

/* FNV-1a, finished so that the low bits depend on all. */
static guint64
hash_key (const char *key)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const guchar *p = (const guchar *) key; *p != '\0'; p++)
    hash = (hash ^ *p) * G_GUINT64_CONSTANT (0x100000001b3);
  hash ^= hash >> 32;
  return hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
}

static Place *
find_place (TwKeyIndex *index,
            const char *key,
            guint64     hash)
{
  for (gsize i = hash >> 20; ; i++)
    {
      Place *place = &index->places[i & index->mask];

      if (place->id == 0
          || (place->hash == hash && strcmp (index->arena->str + place->offset, key) == 0))
        return place;
    }
}

static void
grow (TwKeyIndex *index)
{
  g_autofree Place *old = index->places;
  gsize n = index->mask + 1;

  index->mask = 2 * n - 1;
  index->places = g_new0 (Place, 2 * n);
  for (gsize i = 0; i < n; i++)
    {
      gsize j = old[i].hash >> 20;

      if (old[i].id == 0)
        continue;
      while (index->places[j & index->mask].id != 0)
        j++;
      index->places[j & index->mask] = old[i];
    }
}

TwKeyIndex *
tw_key_index_new_empty (void)
{
  TwKeyIndex *index = g_new0 (TwKeyIndex, 1);

  index->mask = 1023;
  index->places = g_new0 (Place, index->mask + 1);
  index->arena = g_string_new (NULL);
  return index;
}

void
tw_key_index_free (TwKeyIndex *index)
{
  if (index == NULL)
    return;
  g_free (index->places);
  g_string_free (index->arena, TRUE);
  g_free (index);
}

TwKeyIndex *
tw_key_index_new (TwWorkspace     *workspace,
                  const TwEntity  *entity,
                  const char      *field,
                  GError         **error)
{
  g_autoptr (TwKeyIndex) index = tw_key_index_new_empty ();
  g_autoptr (GString) sql = g_string_new ("SELECT t.id, ");
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;
  const TwField *declared;

  g_return_val_if_fail (entity != NULL, NULL);

  declared = tw_entity_get_field (entity, field != NULL ? field : entity->key);
  g_return_val_if_fail (declared != NULL, NULL);

  tw_sql_append_value (sql, declared);
  tw_sql_append_from (sql, entity);
  tw_sql_append_where (sql, entity, NULL);
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local))
    {
      const char *key = tw_query_text (query, 1);

      if (key != NULL && !tw_key_index_add (index, key, tw_query_int (query, 0)))
        find_place (index, key, hash_key (key))->id = TW_KEY_AMBIGUOUS;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&index);
}

gint64
tw_key_index_lookup (TwKeyIndex *index,
                     const char *key)
{
  g_return_val_if_fail (index != NULL && key != NULL, 0);
  return find_place (index, key, hash_key (key))->id;
}

gboolean
tw_key_index_add (TwKeyIndex *index,
                  const char *key,
                  gint64      id)
{
  guint64 hash;
  Place *place;

  g_return_val_if_fail (index != NULL && key != NULL && id != 0, FALSE);

  if (4 * index->count >= 3 * (index->mask + 1))
    grow (index);
  hash = hash_key (key);
  place = find_place (index, key, hash);
  if (place->id != 0)
    return FALSE;
  place->hash = hash;
  place->id = id;
  place->offset = index->arena->len;
  g_string_append_len (index->arena, key, (gssize) strlen (key) + 1);
  index->count++;
  return TRUE;
}

gboolean
tw_key_index_add_aliases (TwKeyIndex      *index,
                          TwWorkspace     *workspace,
                          const TwEntity  *entity,
                          GError         **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (index != NULL && entity != NULL, FALSE);

  if (!g_str_equal (entity->name, "partner"))
    return TRUE;
  query = tw_query_new (workspace, "SELECT partner, external_id FROM partner_alias", error);
  if (query == NULL)
    return FALSE;
  while (tw_query_step (query, &local))
    tw_key_index_add (index, tw_query_text (query, 1), tw_query_int (query, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gsize
tw_key_index_count (TwKeyIndex *index)
{
  g_return_val_if_fail (index != NULL, 0);
  return index->count;
}
