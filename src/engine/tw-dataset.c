/* tw-dataset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-dataset.h"

#include "tw-currency.h"
#include "tw-dataset-private.h"

#include <string.h>

static void
column_clear (gpointer data)
{
  TwColumn *column = data;

  g_free (column->name);
  g_free (column->data);
}

static void
grouping_clear (TwGrouping *grouping)
{
  g_clear_pointer (&grouping->start, g_free);
  g_clear_pointer (&grouping->rows, g_free);
}

/**
 * tw_dataset_new:
 *
 * Returns: (transfer full): an empty dataset
 */
TwDataset *
tw_dataset_new (void)
{
  TwDataset *dataset = g_new0 (TwDataset, 1);

  for (guint i = 0; i < TW_N_RELATIONS; i++)
    {
      dataset->relations[i].columns = g_array_new (FALSE, TRUE, sizeof (TwColumn));
      g_array_set_clear_func (dataset->relations[i].columns, column_clear);
    }
  dataset->pool = tw_text_pool_new ();
  dataset->digits = g_hash_table_new (NULL, NULL);
  dataset->pivot = TW_NULL;

  return dataset;
}

/**
 * tw_dataset_free:
 * @dataset: (nullable): a dataset
 */
void
tw_dataset_free (TwDataset *dataset)
{
  if (dataset == NULL)
    return;

  for (guint i = 0; i < TW_N_RELATIONS; i++)
    g_array_unref (dataset->relations[i].columns);
  grouping_clear (&dataset->by_partner);
  grouping_clear (&dataset->reversed_by);
  grouping_clear (&dataset->credits);
  grouping_clear (&dataset->credited);
  grouping_clear (&dataset->agreements);
  grouping_clear (&dataset->terms);
  grouping_clear (&dataset->enrolments);
  grouping_clear (&dataset->tiers);
  g_free (dataset->placed);
  g_free (dataset->position);
  g_free (dataset->dates);
  g_free (dataset->original);
  g_free (dataset->first_purchase);
  g_free (dataset->first_fact);
  g_free (dataset->duplicate);
  g_free (dataset->replaced);
  g_clear_pointer (&dataset->fx, g_hash_table_unref);
  tw_text_pool_free (dataset->pool);
  g_hash_table_unref (dataset->digits);
  g_free (dataset);
}

/**
 * tw_dataset_intern:
 * @text: (nullable): a text, copied
 *
 * Returns: the text's id in the pool; %TW_NULL for %NULL
 */
gint64
tw_dataset_intern (TwDataset  *dataset,
                   const char *text)
{
  g_return_val_if_fail (dataset != NULL, TW_NULL);

  return text == NULL ? TW_NULL : tw_text_pool_add (dataset->pool, text, strlen (text));
}

/**
 * tw_dataset_lookup:
 *
 * Returns: the id of @text, or -1 where it is not in the pool
 */
gint64
tw_dataset_lookup (const TwDataset *dataset,
                   const char      *text)
{
  g_return_val_if_fail (dataset != NULL && text != NULL, -1);

  return tw_text_pool_find (dataset->pool, text);
}

/**
 * tw_dataset_text:
 *
 * Returns: (nullable): the text of @id; %NULL for %TW_NULL
 */
const char *
tw_dataset_text (const TwDataset *dataset,
                 gint64           id)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  return tw_text_pool_get (dataset->pool, id);
}

const TwColumn *
tw_dataset_find_column (const TwDataset *dataset,
                        TwRelationId     relation,
                        const char      *name)
{
  const TwRelation *rel = &dataset->relations[relation];

  for (guint i = 0; i < rel->columns->len; i++)
    {
      const TwColumn *column = &g_array_index (rel->columns, TwColumn, i);

      if (strcmp (column->name, name) == 0)
        return column;
    }

  return NULL;
}

/**
 * tw_dataset_take_column:
 * @data: (transfer full) (array length=n_rows): g_malloc'ed; see the header for its meaning by
 * @type
 *
 * Adds a whole column without copying. All columns of a relation have the same number of rows.
 */
void
tw_dataset_take_column (TwDataset    *dataset,
                        TwRelationId  relation,
                        const char   *name,
                        TwValueType   type,
                        gint64       *data,
                        gsize         n_rows)
{
  TwRelation *rel;
  TwColumn column;

  g_return_if_fail (dataset != NULL && !dataset->finished);
  g_return_if_fail (relation < TW_N_RELATIONS && name != NULL);

  rel = &dataset->relations[relation];
  g_return_if_fail (rel->columns->len == 0 || rel->n_rows == n_rows);
  g_return_if_fail (tw_dataset_find_column (dataset, relation, name) == NULL);

  column.name = g_strdup (name);
  column.type = type;
  column.data = data;
  g_array_append_val (rel->columns, column);
  rel->n_rows = n_rows;
  rel->n_alloc = n_rows;
}

/**
 * tw_dataset_add_row:
 *
 * Returns: the number of the new row, in which every value is absent
 */
gint64
tw_dataset_add_row (TwDataset    *dataset,
                    TwRelationId  relation)
{
  TwRelation *rel;

  g_return_val_if_fail (dataset != NULL && !dataset->finished, -1);

  rel = &dataset->relations[relation];
  if (rel->n_rows == rel->n_alloc)
    {
      rel->n_alloc = MAX (16, rel->n_alloc * 2);
      for (guint i = 0; i < rel->columns->len; i++)
        {
          TwColumn *column = &g_array_index (rel->columns, TwColumn, i);

          column->data = g_renew (gint64, column->data, rel->n_alloc);
        }
    }
  for (guint i = 0; i < rel->columns->len; i++)
    g_array_index (rel->columns, TwColumn, i).data[rel->n_rows] = TW_NULL;

  return rel->n_rows++;
}

/**
 * tw_dataset_set:
 * @value: as the header says for @type
 *
 * Sets one value of a row from tw_dataset_add_row(); the column appears when it is first set.
 */
void
tw_dataset_set (TwDataset    *dataset,
                TwRelationId  relation,
                gint64        row,
                const char   *name,
                TwValueType   type,
                gint64        value)
{
  TwRelation *rel;
  const TwColumn *found;

  g_return_if_fail (dataset != NULL && !dataset->finished);
  rel = &dataset->relations[relation];
  g_return_if_fail (row >= 0 && (gsize) row < rel->n_rows);

  found = tw_dataset_find_column (dataset, relation, name);
  if (found == NULL)
    {
      TwColumn column = { g_strdup (name), type, g_new (gint64, MAX (1, rel->n_alloc)) };

      for (gsize i = 0; i < rel->n_rows; i++)
        column.data[i] = TW_NULL;
      g_array_append_val (rel->columns, column);
      found = &g_array_index (rel->columns, TwColumn, rel->columns->len - 1);
    }
  g_return_if_fail (found->type == type);
  found->data[row] = value;
}

/**
 * tw_dataset_set_text:
 * @value: (nullable): a text, interned
 */
void
tw_dataset_set_text (TwDataset    *dataset,
                     TwRelationId  relation,
                     gint64        row,
                     const char   *name,
                     const char   *value)
{
  g_return_if_fail (dataset != NULL);

  tw_dataset_set (dataset, relation, row, name, TW_VALUE_TEXT, tw_dataset_intern (dataset, value));
}

/**
 * tw_dataset_set_pivot:
 * @currency: (nullable): a currency code
 *
 * The currency through which pairs without a quoted rate are converted (rules.md 4.7).
 */
void
tw_dataset_set_pivot (TwDataset  *dataset,
                      const char *currency)
{
  g_return_if_fail (dataset != NULL && !dataset->finished);

  dataset->pivot = tw_dataset_intern (dataset, currency);
}

/**
 * tw_dataset_set_digits:
 *
 * Sets the decimals of a currency's minor unit in this workspace.
 */
void
tw_dataset_set_digits (TwDataset  *dataset,
                       const char *currency,
                       int         digits)
{
  g_return_if_fail (dataset != NULL && !dataset->finished);
  g_return_if_fail (digits >= 0 && digits <= TW_CURRENCY_MAX_DIGITS);

  g_hash_table_insert (dataset->digits,
                       GSIZE_TO_POINTER (tw_dataset_intern (dataset, currency)),
                       GINT_TO_POINTER (digits + 1));
}

/* -1: unknown currency */
int
tw_dataset_get_digits (const TwDataset *dataset,
                       gint64           currency)
{
  gpointer value = g_hash_table_lookup (dataset->digits, GSIZE_TO_POINTER (currency));
  const char *code;

  if (value != NULL)
    return GPOINTER_TO_INT (value) - 1;

  code = tw_dataset_text (dataset, currency);

  return code == NULL ? -1 : tw_currency_digits (code);
}

/**
 * tw_dataset_finish:
 *
 * Groups and orders everything; afterwards the dataset is read only.
 *
 * Returns: %FALSE with %TW_ERROR_RANGE where a reference points nowhere
 */
gboolean
tw_dataset_finish (TwDataset  *dataset,
                   GError    **error)
{
  g_return_val_if_fail (dataset != NULL && !dataset->finished, FALSE);

  if (!tw_dataset_index (dataset, error))
    return FALSE;

  dataset->finished = TRUE;

  return TRUE;
}

/**
 * tw_dataset_n_rows:
 *
 * Returns: how many rows @relation has
 */
gsize
tw_dataset_n_rows (const TwDataset *dataset,
                   TwRelationId     relation)
{
  g_return_val_if_fail (dataset != NULL, 0);

  return dataset->relations[relation].n_rows;
}

/**
 * tw_dataset_column:
 * @type: (out) (optional): how the integers are to be read
 *
 * Returns: (nullable) (transfer none): one integer per row; %NULL where there is no such column
 */
const gint64 *
tw_dataset_column (const TwDataset *dataset,
                   TwRelationId     relation,
                   const char      *name,
                   TwValueType     *type)
{
  const TwColumn *column;

  g_return_val_if_fail (dataset != NULL && name != NULL, NULL);

  column = tw_dataset_find_column (dataset, relation, name);
  if (column == NULL)
    return NULL;
  if (type != NULL)
    *type = column->type;

  return column->data;
}

/**
 * tw_dataset_columns:
 *
 * Returns: (transfer container) (array zero-terminated=1): names of the relation's columns
 */
const char **
tw_dataset_columns (const TwDataset *dataset,
                    TwRelationId     relation)
{
  const GArray *columns;
  const char **names;

  g_return_val_if_fail (dataset != NULL, NULL);

  columns = dataset->relations[relation].columns;
  names = g_new0 (const char *, columns->len + 1);
  for (guint i = 0; i < columns->len; i++)
    names[i] = g_array_index (columns, TwColumn, i).name;

  return names;
}
