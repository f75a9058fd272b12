/* tw-row-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-row-index.h"

#include "tw-dataset-load.h"

/* The table fact_kind has 20 rows; a kind's facts are found by an array over their row ids. */
#define MAX_KINDS 64

static GHashTable *
index_relation (const TwDataset *dataset,
                TwRelationId     relation)
{
  GHashTable *index = g_hash_table_new (NULL, NULL);
  gsize n = tw_dataset_n_rows (dataset, relation);

  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (index, GSIZE_TO_POINTER ((gsize) tw_dataset_entity_id (dataset, relation, (gint64) i)),
                         GSIZE_TO_POINTER (i + 1));

  return index;
}

TwRowIndex *
tw_row_index_new (const TwDataset *dataset)
{
  TwRowIndex *self = g_new0 (TwRowIndex, 1);

  self->dataset = dataset;
  self->partners = index_relation (dataset, TW_RELATION_PARTNER);

  return self;
}

static void
free_kind (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

void
tw_row_index_free (TwRowIndex *self)
{
  g_hash_table_unref (self->partners);
  g_clear_pointer (&self->persons, g_hash_table_unref);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_free (self);
}

static gint64
look_up (GHashTable *index,
         gint64      id)
{
  return (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (index, GSIZE_TO_POINTER ((gsize) id))) - 1;
}

gint64
tw_row_index_partner (TwRowIndex *self,
                      gint64      id)
{
  return look_up (self->partners, id);
}

gint64
tw_row_index_person (TwRowIndex *self,
                     gint64      id)
{
  if (self->persons == NULL)
    self->persons = index_relation (self->dataset, TW_RELATION_PERSON);

  return look_up (self->persons, id);
}

/* Row ids of a kind's facts are dense but for deletions, so an array is smaller and faster than a hash table. */
static void
index_facts (TwRowIndex *self)
{
  gsize n = tw_dataset_n_rows (self->dataset, TW_RELATION_FACT);

  self->facts = g_ptr_array_new_full (MAX_KINDS, free_kind);
  g_ptr_array_set_size (self->facts, MAX_KINDS);

  for (gsize i = 0; i < n; i++)
    {
      GArray *rows;
      gint64 id;
      int kind;

      tw_dataset_fact_key (self->dataset, (gint64) i, &kind, &id);
      g_assert (kind >= 0 && kind < MAX_KINDS);

      if (self->facts->pdata[kind] == NULL)
        self->facts->pdata[kind] = g_array_new (FALSE, TRUE, sizeof (guint32));
      rows = self->facts->pdata[kind];
      if (rows->len <= (gsize) id)
        g_array_set_size (rows, (guint) id + 1);
      g_array_index (rows, guint32, id) = (guint32) i + 1;
    }
}

gint64
tw_row_index_fact (TwRowIndex *self,
                   gint64      kind,
                   gint64      id)
{
  GArray *rows;

  if (self->facts == NULL)
    index_facts (self);
  if (kind < 0 || kind >= MAX_KINDS || id < 0)
    return -1;

  rows = g_ptr_array_index (self->facts, kind);
  if (rows == NULL || (gsize) id >= rows->len)
    return -1;

  return (gint64) g_array_index (rows, guint32, id) - 1;
}
