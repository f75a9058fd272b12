/* tw-load-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-loader-private.h"

#include "tw-program-rows.h"

/* Who and what there is: currencies, programs, partners with types and groups, persons,
 * customers, products. */

static void
give_columns (TwLoader     *loader,
              TwRelationId  relation,
              TwTableRead  *table)
{
  tw_dataset_take_column (loader->dataset, relation, TW_ROW_COLUMN, TW_VALUE_NUMBER,
                          g_steal_pointer (&table->ids), table->n_rows);
  for (guint i = 0; i < table->columns->len; i++)
    {
      TwLoaded *column = &g_array_index (table->columns, TwLoaded, i);

      tw_dataset_take_column (loader->dataset, relation, column->name, column->type,
                              g_steal_pointer (&column->data), table->n_rows);
    }
  tw_table_read_clear (table);
}

static gboolean
read_relation (TwLoader      *loader,
               const char    *name,
               TwRelationId   relation,
               TwRowMap      *map,
               GError       **error)
{
  TwTableRead table = { 0 };

  if (!tw_loader_read (loader, tw_entity_find (name), &table, error))
    return FALSE;
  tw_row_map_init (map, table.ids, NULL, table.n_rows);
  give_columns (loader, relation, &table);

  return TRUE;
}

/* Categories are attributes of products: their name and whether they are strategic. */
static gboolean
read_categories (TwLoader  *loader,
                 GError   **error)
{
  TwColumn columns[] = { { .field = "id" }, { .field = "name" }, { .field = "strategic" } };
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("category"), NULL, columns,
                        G_N_ELEMENTS (columns), tw_loader_intern, loader, &n, error))
    return FALSE;
  tw_row_map_init (&loader->categories, columns[0].values, columns[1].values, n);
  tw_row_map_init (&loader->strategic, columns[0].values, columns[2].values, n);
  tw_columns_clear (columns, G_N_ELEMENTS (columns));

  return TRUE;
}

static gboolean
read_strategic (TwLoader  *loader,
                GError   **error)
{
  TwColumn column = { .field = "category",
                      .map = loader->strategic.rows,
                      .n_map = loader->strategic.n };
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("product"), NULL, &column, 1,
                        tw_loader_intern, loader, &n, error))
    return FALSE;
  if (n > 0)
    tw_dataset_take_column (loader->dataset, TW_RELATION_PRODUCT, "strategic", TW_VALUE_BOOL,
                            g_steal_pointer (&column.values), n);
  else
    g_free (column.values);

  return TRUE;
}

static gboolean
read_products (TwLoader  *loader,
               GError   **error)
{
  return read_categories (loader, error) &&
         read_relation (loader, "product", TW_RELATION_PRODUCT, &loader->products, error) &&
         read_strategic (loader, error);
}

/* The text id of each partner's external id, so that a reference can stand as a text. */
static gboolean
read_keys (TwLoader    *loader,
           const char  *entity,
           TwRowMap    *map,
           GError     **error)
{
  const char *key = tw_entity_find (entity)->key;
  TwColumn columns[] = { { .field = "id" }, { .field = key } };
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find (entity), NULL, columns, 2,
                        tw_loader_intern, loader, &n, error))
    return FALSE;
  tw_row_map_init (map, columns[0].values, columns[1].values, n);
  tw_columns_clear (columns, 2);

  return TRUE;
}

/* Partners whose chains of parents end at the same partner are one group. */
static gint64 *
group_of (TwLoader     *loader,
          const gint64 *parents,
          gsize         n)
{
  const gint64 *keys = tw_dataset_column (loader->dataset, TW_RELATION_PARTNER, "id", NULL);
  gint64 *groups = g_new (gint64, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      gsize top = i;

      /* A circle of parents ends after as many steps as there are partners. */
      for (gsize step = 0; step < n && parents[top] != TW_NULL; step++)
        top = (gsize) parents[top];
      groups[i] = keys[top];
    }

  return groups;
}

static gboolean
read_groups (TwLoader  *loader,
             GError   **error)
{
  TwColumn parent = { .field = "parent",
                      .map = loader->partners.rows,
                      .n_map = loader->partners.n };
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("partner"), NULL, &parent, 1,
                        tw_loader_intern, loader, &n, error))
    return FALSE;
  if (n > 0)
    tw_dataset_take_column (loader->dataset, TW_RELATION_PARTNER, "group", TW_VALUE_TEXT,
                            group_of (loader, parent.values, n), n);
  g_free (parent.values);

  return TRUE;
}

static gboolean
read_people (TwLoader  *loader,
             GError   **error)
{
  gboolean good;

  loader->as_text = TRUE;
  good = read_keys (loader, "partner", &loader->partner_keys, error) &&
         read_keys (loader, "person", &loader->person_keys, error) &&
         read_relation (loader, "partner", TW_RELATION_PARTNER, &loader->partners, error) &&
         read_relation (loader, "person", TW_RELATION_PERSON, &loader->persons, error) &&
         read_groups (loader, error);
  loader->as_text = FALSE;

  return good;
}

/* The type of a partner over time: dated values, and the last one as the partner's own. */
static gboolean
read_types (TwLoader  *loader,
            GError   **error)
{
  TwColumn columns[] = {
    { .field = "partner", .map = loader->partners.rows, .n_map = loader->partners.n },
    { .field = "type" },
    { .field = "valid_from" },
    { .field = "valid_to" },
  };
  static const char * const names[] = { "partner", "type", "from", "to" };
  static const TwValueType types[] = { TW_VALUE_NUMBER, TW_VALUE_TEXT, TW_VALUE_DATE,
                                       TW_VALUE_DATE };
  gsize n_partners = tw_dataset_n_rows (loader->dataset, TW_RELATION_PARTNER);
  gint64 *latest;
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("partner_type"), NULL, columns,
                        G_N_ELEMENTS (columns), tw_loader_intern, loader, &n, error))
    return FALSE;
  latest = g_new (gint64, n_partners + 1);
  for (gsize i = 0; i < n_partners; i++)
    latest[i] = TW_NULL;
  for (gsize i = 0; i < n; i++)
    if (columns[0].values[i] != TW_NULL)
      latest[columns[0].values[i]] = columns[1].values[i];
  if (n_partners > 0)
    tw_dataset_take_column (loader->dataset, TW_RELATION_PARTNER, "type", TW_VALUE_TEXT, latest,
                            n_partners);
  else
    g_free (latest);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (n > 0)
        tw_dataset_take_column (loader->dataset, TW_RELATION_TERM, names[i], types[i],
                                g_steal_pointer (&columns[i].values), n);
      g_free (columns[i].values);
    }

  return TRUE;
}

static gboolean
read_money (TwLoader  *loader,
            GError   **error)
{
  TwColumn rates[] = {
    { .field = "date" }, { .field = "base" }, { .field = "quote" },
    { .field = "rate" }, { .field = "per" },
  };
  TwColumn digits[] = { { .field = "code" }, { .field = "digits" } };
  g_autofree char *pivot = NULL;
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("currency"), NULL, digits, 2,
                        tw_loader_intern, loader, &n, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    tw_dataset_set_digits (loader->dataset, tw_dataset_text (loader->dataset, digits[0].values[i]),
                           (int) digits[1].values[i]);
  tw_columns_clear (digits, 2);
  if (!tw_workspace_read_pivot (loader->workspace, &pivot, error) ||
      !tw_columns_read (loader->workspace, tw_entity_find ("fx_rate"), NULL, rates,
                        G_N_ELEMENTS (rates), tw_loader_intern, loader, &n, error))
    return FALSE;
  tw_dataset_set_pivot (loader->dataset, pivot);
  if (n > 0)
    {
      static const char * const names[] = { "date", "base", "quote", "mantissa", "per" };
      static const TwValueType types[] = { TW_VALUE_DATE, TW_VALUE_TEXT, TW_VALUE_TEXT,
                                           TW_VALUE_NUMBER, TW_VALUE_NUMBER };

      for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
        tw_dataset_take_column (loader->dataset, TW_RELATION_FX, names[i], types[i],
                                g_steal_pointer (&rates[i].values), n);
      tw_dataset_take_column (loader->dataset, TW_RELATION_FX, "scale", TW_VALUE_NUMBER,
                              g_steal_pointer (&rates[3].scales), n);
    }
  tw_columns_clear (rates, G_N_ELEMENTS (rates));

  return TRUE;
}

gboolean
tw_loader_read_people (TwLoader  *loader,
                       GError   **error)
{
  return read_money (loader, error) && read_keys (loader, "program", &loader->programs, error) &&
         read_people (loader, error) && read_types (loader, error) &&
         read_relation (loader, "customer", TW_RELATION_CUSTOMER, &loader->customers, error) &&
         read_products (loader, error);
}
