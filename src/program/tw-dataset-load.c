/* tw-dataset-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-dataset-load.h"

#include "tw-decimal.h"
#include "tw-fields.h"
#include "tw-loader-private.h"
#include "tw-program-rows.h"
#include "tw-program-version.h"
#include "tw-program-walk.h"

#include <string.h>

/* Names of columns that lead back to the workspace; no rule can name them. They are the first of
 * their relation, because columns are found by walking. */
#define ROW_COLUMN "#row"
#define KIND_COLUMN "#kind"

gint64
tw_loader_intern (gpointer    user_data,
                  guint       column,
                  const char *text,
                  gsize       length)
{
  TwLoader *loader = user_data;

  return tw_dataset_intern (loader->dataset, text);
}

gboolean
tw_loader_wants (TwLoader   *loader,
                 const char *name)
{
  return loader->names == NULL || g_hash_table_contains (loader->names, name);
}

static void
loaded_clear (gpointer data)
{
  TwLoaded *column = data;

  g_free (column->name);
  g_free (column->data);
}

void
tw_table_read_clear (TwTableRead *table)
{
  g_clear_pointer (&table->ids, g_free);
  g_clear_pointer (&table->columns, g_array_unref);
}

gint64 *
tw_table_read_steal (TwTableRead *table,
                     const char  *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      TwLoaded *column = &g_array_index (table->columns, TwLoaded, i);

      if (strcmp (column->name, name) == 0)
        {
          gint64 *data = g_steal_pointer (&column->data);

          g_array_remove_index (table->columns, i);
          return data;
        }
    }

  return NULL;
}

void
tw_row_map_init (TwRowMap     *map,
                 const gint64 *ids,
                 const gint64 *values,
                 gsize         n)
{
  map->n = n > 0 ? (gsize) ids[n - 1] + 1 : 0;
  map->rows = g_new (gint64, map->n + 1);
  for (gsize i = 0; i < map->n; i++)
    map->rows[i] = TW_NULL;
  for (gsize i = 0; i < n; i++)
    map->rows[ids[i]] = values != NULL ? values[i] : (gint64) i;
}

gint64
tw_row_map_get (const TwRowMap *map,
                gint64          id)
{
  return id >= 0 && (gsize) id < map->n ? map->rows[id] : TW_NULL;
}

/* ---- fields as columns ---- */

/* What the rule language calls a field. */
static const char *
engine_name (const char *field)
{
  static const struct
  {
    const char *field;
    const char *name;
  } names[] = {
    { "external_id", "id" }, { "order_ref", "order" }, { "deal_ref", "deal" },
    { "subscription_ref", "subscription" }, { "period_start", "period" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].field, field) == 0)
      return names[i].name;

  return field;
}

static gboolean
engine_type (const TwField *field,
             TwValueType   *type)
{
  switch (field->type)
    {
    case TW_FIELD_TEXT:
    case TW_FIELD_CHOICE:
    case TW_FIELD_CURRENCY:
      *type = TW_VALUE_TEXT;
      return TRUE;
    case TW_FIELD_INTEGER:
    case TW_FIELD_QUANTITY:
    case TW_FIELD_RATE:
    case TW_FIELD_UNIT_PRICE:
    case TW_FIELD_REFERENCE:
      *type = TW_VALUE_NUMBER;
      return TRUE;
    case TW_FIELD_MONEY:
      *type = TW_VALUE_MONEY;
      return TRUE;
    case TW_FIELD_DATE:
      *type = TW_VALUE_DATE;
      return TRUE;
    case TW_FIELD_BOOLEAN:
      *type = TW_VALUE_BOOL;
      return TRUE;
    case TW_FIELD_NOTE:
    case TW_FIELD_FX_RATE:
    case TW_FIELD_TAGS:
    case TW_FIELD_FACT:
    case TW_FIELD_TERM:
    default:
      return FALSE;
    }
}

/* What a reference becomes: a row of another relation, or a text where it is an attribute by
 * itself. */
static const TwRowMap *
reference_map (TwLoader      *loader,
               const TwField *field,
               TwValueType   *type)
{
  const struct
  {
    const char     *target;
    const TwRowMap *rows;
    const TwRowMap *texts;
  } maps[] = {
    { "partner", &loader->partners, &loader->partner_keys },
    { "person", &loader->persons, &loader->person_keys },
    { "customer", &loader->customers, NULL },
    { "product", &loader->products, NULL },
    { "program", NULL, &loader->programs },
    { "category", NULL, &loader->categories },
  };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      const TwRowMap *map = loader->as_text || maps[i].rows == NULL ? maps[i].texts : maps[i].rows;

      if (g_strcmp0 (maps[i].target, field->target) != 0 || map == NULL || map->rows == NULL)
        continue;
      *type = map == maps[i].rows ? TW_VALUE_NUMBER : TW_VALUE_TEXT;
      return map;
    }

  return NULL;
}

/* Which fields are read: what can be a column, is wanted, and has something to point to. */
static gboolean
plan_field (TwLoader      *loader,
            const TwField *field,
            TwColumn      *column,
            TwLoaded      *loaded)
{
  const TwRowMap *map = NULL;

  if (!engine_type (field, &loaded->type) || !tw_loader_wants (loader, engine_name (field->name)))
    return FALSE;
  if (field->type == TW_FIELD_REFERENCE)
    {
      map = reference_map (loader, field, &loaded->type);
      if (map == NULL)
        return FALSE;
      column->map = map->rows;
      column->n_map = map->n;
    }
  column->field = field->name;
  loaded->name = g_strdup (engine_name (field->name));

  return TRUE;
}

static gboolean
is_empty (const gint64 *data,
          gsize         n)
{
  for (gsize i = 0; i < n; i++)
    if (data[i] != TW_NULL)
      return FALSE;

  return TRUE;
}

static void
keep_column (TwTableRead   *table,
             const TwField *field,
             TwColumn      *column,
             TwLoaded      *loaded)
{
  if (is_empty (column->values, table->n_rows))
    {
      g_clear_pointer (&column->values, g_free);
      g_free (loaded->name);
      return;
    }
  /* Numbers are millionths in the engine, whole ones too. */
  if (field->type == TW_FIELD_INTEGER)
    for (gsize i = 0; i < table->n_rows; i++)
      if (column->values[i] != TW_NULL)
        column->values[i] *= TW_MILLION;
  loaded->data = g_steal_pointer (&column->values);
  g_array_append_val (table->columns, *loaded);
}

gboolean
tw_loader_read (TwLoader        *loader,
                const TwEntity  *entity,
                TwTableRead     *table,
                GError         **error)
{
  g_autoptr (GPtrArray) fields = tw_fields_load (loader->workspace, entity, error);
  g_autofree TwColumn *columns = NULL;
  g_autofree TwLoaded *loaded = NULL;
  g_autofree const TwField **read = NULL;
  guint n = 1;

  table->columns = NULL;
  if (fields == NULL)
    return FALSE;
  columns = g_new0 (TwColumn, fields->len + 1);
  loaded = g_new0 (TwLoaded, fields->len + 1);
  read = g_new0 (const TwField *, fields->len + 1);
  columns[0].field = "id";
  for (guint i = 0; i < fields->len; i++)
    {
      read[n] = g_ptr_array_index (fields, i);
      if (plan_field (loader, read[n], &columns[n], &loaded[n]))
        n++;
    }
  table->columns = g_array_new (FALSE, TRUE, sizeof (TwLoaded));
  g_array_set_clear_func (table->columns, loaded_clear);
  if (!tw_columns_read (loader->workspace, entity, NULL, columns, n, tw_loader_intern, loader,
                        &table->n_rows, error))
    {
      for (guint i = 1; i < n; i++)
        g_free (loaded[i].name);
      tw_table_read_clear (table);
      return FALSE;
    }
  table->ids = g_steal_pointer (&columns[0].values);
  for (guint i = 1; i < n; i++)
    keep_column (table, read[i], &columns[i], &loaded[i]);

  return TRUE;
}

/* ---- who and what ---- */

static void
give_columns (TwLoader     *loader,
              TwRelationId  relation,
              TwTableRead  *table)
{
  tw_dataset_take_column (loader->dataset, relation, ROW_COLUMN, TW_VALUE_NUMBER,
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

static void
loader_clear (TwLoader *loader)
{
  TwRowMap *maps[] = { &loader->partners, &loader->customers,    &loader->products,
                       &loader->persons,  &loader->partner_keys, &loader->person_keys,
                       &loader->programs, &loader->categories,   &loader->strategic };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    g_free (maps[i]->rows);
}

static gboolean
load_all (TwLoader  *loader,
          GError   **error)
{
  return read_money (loader, error) && read_keys (loader, "program", &loader->programs, error) &&
         read_people (loader, error) && read_types (loader, error) &&
         read_relation (loader, "customer", TW_RELATION_CUSTOMER, &loader->customers, error) &&
         read_products (loader, error) &&
         tw_loader_read_facts (loader, error) && tw_loader_read_bonds (loader, error) &&
         tw_dataset_finish (loader->dataset, error);
}

static TwDataset *
load (TwWorkspace  *workspace,
      GHashTable   *sale_names,
      GError      **error)
{
  g_autoptr (TwDataset) dataset = tw_dataset_new ();
  TwLoader loader = { .workspace = workspace, .dataset = dataset, .sale_names = sale_names };
  gboolean good = load_all (&loader, error);

  loader_clear (&loader);

  return good ? g_steal_pointer (&dataset) : NULL;
}

TwDataset *
tw_dataset_load (TwWorkspace  *workspace,
                 GError      **error)
{
  g_return_val_if_fail (workspace != NULL, NULL);

  return load (workspace, NULL, error);
}

/* ---- what programs read ---- */

static void
want_expr (const TwExpr *expr,
           gpointer      user_data)
{
  if (expr->kind == TW_EXPR_ATTRIBUTE &&
      (expr->scope == TW_SCOPE_FACT || expr->scope == TW_SCOPE_OUTER))
    g_hash_table_add (user_data, (gpointer) expr->text);
}

static void
want_measure (const TwMeasure *measure,
              gpointer         user_data)
{
  for (guint i = 0; i < measure->n_dates; i++)
    g_hash_table_add (user_data, (gpointer) measure->dates[i]);
}

static void
want_program (GHashTable      *names,
              const TwProgram *program)
{
  TwWalk walk = { .expr = want_expr, .measure = want_measure, .user_data = names };

  if (program->fx_date == TW_FX_INVOICED)
    g_hash_table_add (names, (gpointer) "invoiced");
  for (guint i = 0; i < program->n_defines; i++)
    tw_walk_define (&walk, &program->defines[i]);
  for (guint i = 0; i < program->n_tiers; i++)
    tw_walk_tier (&walk, &program->tiers[i]);
  for (guint i = 0; i < program->n_designations; i++)
    tw_walk_tier (&walk, &program->designations[i]);
  for (guint i = 0; i < program->n_rules; i++)
    {
      const TwRule *rule = &program->rules[i];

      tw_walk_rule (&walk, rule);
      if (rule->reversal.pair_by != NULL)
        g_hash_table_add (names, (gpointer) rule->reversal.pair_by);
    }
  for (guint i = 0; i < program->n_limits; i++)
    tw_walk_adjust (&walk, &program->limits[i]);
}

TwDataset *
tw_dataset_load_for (TwWorkspace  *workspace,
                     GPtrArray    *documents,
                     GError      **error)
{
  static const char *const always[] = {
    "id",    "source",   "partner",  "customer", "product", "person", "amount",  "currency",
    "units", "reverses", "replaces", "date",     "start",   "end",    "expires", "collected",
  };
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (workspace != NULL && documents != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_hash_table_add (names, (gpointer) always[i]);
  for (guint i = 0; i < documents->len; i++)
    want_program (names, tw_program_document_get_program (g_ptr_array_index (documents, i)));

  return load (workspace, names, error);
}

TwDataset *
tw_dataset_load_published (TwWorkspace  *workspace,
                           GError      **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, 0, 0, error);
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_document_unref);
  gint64 program = 0;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GPtrArray) versions = NULL;

      if (g_array_index (rows, TwVersionRow, i).program == program)
        continue;
      program = g_array_index (rows, TwVersionRow, i).program;
      versions = tw_program_version_load_published (workspace, program, error);
      if (versions == NULL)
        return NULL;
      for (guint k = 0; k < versions->len; k++)
        g_ptr_array_add (documents, tw_program_document_ref (g_ptr_array_index (versions, k)));
    }

  return tw_dataset_load_for (workspace, documents, error);
}

void
tw_dataset_fact_key (const TwDataset *dataset,
                     gint64           fact,
                     int             *kind,
                     gint64          *id)
{
  const gint64 *rows = tw_dataset_column (dataset, TW_RELATION_FACT, ROW_COLUMN, NULL);
  const gint64 *kinds = tw_dataset_column (dataset, TW_RELATION_FACT, KIND_COLUMN, NULL);

  g_return_if_fail (rows != NULL && kinds != NULL);

  *kind = (int) kinds[fact];
  *id = rows[fact];
}

gint64
tw_dataset_entity_id (const TwDataset *dataset,
                      TwRelationId     relation,
                      gint64           row)
{
  const gint64 *rows = tw_dataset_column (dataset, relation, ROW_COLUMN, NULL);

  g_return_val_if_fail (rows != NULL, 0);

  return rows[row];
}
