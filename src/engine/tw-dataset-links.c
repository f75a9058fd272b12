/* tw-dataset-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-dataset-private.h"

/* Facts that name other facts, and facts that have one id. */

static guint64
fact_key (gint64 kind,
          gint64 id)
{
  return ((guint64) (guint32) kind << 32) | (guint32) id;
}

/* Rows of facts by (kind, id), for references by id; only facts whose id somebody references are
 * worth an entry, but duplicates must be found among all of them. */
void
tw_dataset_find_duplicates (TwDataset *dataset)
{
  const TwColumn *id = tw_dataset_find_column (dataset, TW_RELATION_FACT, "id");
  const TwColumn *kind = tw_dataset_find_column (dataset, TW_RELATION_FACT, "kind");
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  g_autofree guint32 *seen = NULL;
  g_autoptr (GHashTable) more = NULL;

  if (id == NULL)
    return;

  seen = g_new0 (guint32, tw_text_pool_length (dataset->pool) + 1);
  for (gsize f = 0; f < n; f++)
    {
      gint64 text = id->data[f];
      gsize other;

      if (text == TW_NULL)
        continue;
      if (seen[text] == 0)
        {
          seen[text] = f + 1;
          continue;
        }
      other = seen[text] - 1;
      if (tw_column_at (kind, other) != tw_column_at (kind, f))
        {
          guint64 key = fact_key (tw_column_at (kind, f), text);

          if (more == NULL)
            more = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
          if (!g_hash_table_contains (more, &key))
            {
              g_hash_table_insert (more, g_memdup2 (&key, sizeof key), GSIZE_TO_POINTER (f));
              continue;
            }
          other = GPOINTER_TO_SIZE (g_hash_table_lookup (more, &key));
        }
      if (dataset->duplicate == NULL)
        dataset->duplicate = g_new0 (guint8, n);
      dataset->duplicate[f] = dataset->duplicate[other] = 1;
    }
}

/* The row that @text names: a fact of the same kind before one of another kind. */
static gint64
find_fact (const TwDataset *dataset,
           const TwColumn  *kind,
           GHashTable      *rows,
           gint64           from,
           gint64           text)
{
  guint64 key = fact_key (tw_column_at (kind, from), text);
  gpointer value;

  if (g_hash_table_lookup_extended (rows, &key, NULL, &value))
    return GPOINTER_TO_SIZE (value);
  key = fact_key (G_MAXUINT32, text);
  if (g_hash_table_lookup_extended (rows, &key, NULL, &value))
    return GPOINTER_TO_SIZE (value);

  return -1;
}

/* Facts whose ids stand in @column, by (kind, id) and by id alone. */
static GHashTable *
referenced_facts (const TwDataset *dataset,
                  const TwColumn  *column)
{
  const TwColumn *id = tw_dataset_find_column (dataset, TW_RELATION_FACT, "id");
  const TwColumn *kind = tw_dataset_find_column (dataset, TW_RELATION_FACT, "kind");
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  g_autofree guint8 *wanted = g_new0 (guint8, tw_text_pool_length (dataset->pool) + 1);
  GHashTable *rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize f = 0; f < n; f++)
    if (column->data[f] != TW_NULL)
      wanted[column->data[f]] = 1;
  for (gsize f = 0; id != NULL && f < n; f++)
    if (id->data[f] != TW_NULL && wanted[id->data[f]])
      {
        guint64 key = fact_key (tw_column_at (kind, f), id->data[f]);
        guint64 any = fact_key (G_MAXUINT32, id->data[f]);

        if (!g_hash_table_contains (rows, &key))
          g_hash_table_insert (rows, g_memdup2 (&key, sizeof key), GSIZE_TO_POINTER (f));
        if (!g_hash_table_contains (rows, &any))
          g_hash_table_insert (rows, g_memdup2 (&any, sizeof any), GSIZE_TO_POINTER (f));
      }

  return rows;
}

void
tw_dataset_link_reversals (TwDataset *dataset)
{
  const TwColumn *row = tw_dataset_find_column (dataset, TW_RELATION_FACT, "original");
  const TwColumn *id = tw_dataset_find_column (dataset, TW_RELATION_FACT, "reverses");
  const TwColumn *kind = tw_dataset_find_column (dataset, TW_RELATION_FACT, "kind");
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  g_autoptr (GHashTable) rows = NULL;
  g_autofree gint64 *target = NULL;

  if (row == NULL && id == NULL)
    return;

  rows = id != NULL ? referenced_facts (dataset, id) : NULL;
  dataset->original = g_new (gint64, MAX (1, n));
  target = g_new (gint64, MAX (1, n));
  for (gsize f = 0; f < n; f++)
    {
      gint64 original = tw_column_at (row, f);

      if (original == TW_NULL && tw_column_at (id, f) != TW_NULL)
        {
          original = find_fact (dataset, kind, rows, f, id->data[f]);
          /* -2: reverses something that is not in the file */
          if (original == -1)
            original = -2;
        }
      dataset->original[f] = original == TW_NULL ? -1 : original;
      target[f] = original == TW_NULL || original < 0 ? TW_NULL : original;
    }
  tw_dataset_group_rows (dataset, TW_RELATION_FACT, target, n, NULL, &dataset->reversed_by);
}

guint8 *
tw_dataset_find_replaced (const TwDataset *dataset)
{
  const TwColumn *replaces = tw_dataset_find_column (dataset, TW_RELATION_FACT, "replaces");
  const TwColumn *kind = tw_dataset_find_column (dataset, TW_RELATION_FACT, "kind");
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  g_autoptr (GHashTable) rows = NULL;
  guint8 *skip;

  if (replaces == NULL)
    return NULL;

  skip = g_new0 (guint8, MAX (1, n));
  rows = referenced_facts (dataset, replaces);
  for (gsize f = 0; f < n; f++)
    if (replaces->data[f] != TW_NULL)
      {
        gint64 old = find_fact (dataset, kind, rows, f, replaces->data[f]);

        if (old >= 0)
          skip[old] = 1;
      }

  return skip;
}
