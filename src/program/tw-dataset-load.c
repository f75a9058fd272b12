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
#include "tw-sale-links.h"

#include <string.h>

gint64
tw_loader_intern (gpointer    user_data,
                  guint       column,
                  const char *text,
                  gsize       length)
{
  TwLoader *loader = user_data;
  TwLastText *last;

  if (column >= TW_LOADER_LAST_TEXTS || length >= sizeof last->text)
    return tw_dataset_intern (loader->dataset, text);

  last = &loader->last[column];
  if (length == 0 || length != last->length || memcmp (text, last->text, length) != 0)
    {
      last->id = tw_dataset_intern (loader->dataset, text);
      last->length = length;
      memcpy (last->text, text, length);
    }

  return last->id;
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
  column->may_lack = TRUE;
  loaded->name = g_strdup (engine_name (field->name));

  return TRUE;
}

static void
keep_column (TwTableRead   *table,
             const TwField *field,
             TwColumn      *column,
             TwLoaded      *loaded)
{
  if (column->values == NULL)
    {
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
  if (!tw_columns_read (loader->workspace, entity, loader->filter, columns, n, tw_loader_intern, loader,
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
  return tw_loader_read_people (loader, error) && tw_loader_read_facts (loader, error) &&
         tw_loader_read_bonds (loader, error) && tw_dataset_finish (loader->dataset, error);
}

static TwDataset *
load (TwWorkspace  *workspace,
      GHashTable   *sale_names,
      gint64        alone,
      GError      **error)
{
  g_autoptr (TwDataset) dataset = tw_dataset_new ();
  TwLoader loader = { .workspace = workspace, .dataset = dataset, .sale_names = sale_names, .alone = alone };
  gboolean good = load_all (&loader, error);

  loader_clear (&loader);

  return good ? g_steal_pointer (&dataset) : NULL;
}

TwDataset *
tw_dataset_load (TwWorkspace  *workspace,
                 GError      **error)
{
  g_return_val_if_fail (workspace != NULL, NULL);

  return load (workspace, NULL, 0, error);
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
      /* A clawback finds what it takes back by the contract, which no expression names. */
      for (guint k = 0; rule->clawback != NULL && tw_clawback_links[k] != NULL; k++)
        g_hash_table_add (names, (gpointer) tw_clawback_links[k]);
    }
  for (guint i = 0; i < program->n_limits; i++)
    tw_walk_adjust (&walk, &program->limits[i]);
}

GHashTable *
tw_dataset_wanted (GPtrArray *documents)
{
  static const char *const always[] = {
    "id",    "source",   "partner",  "customer", "product", "person", "amount",  "currency",
    "units", "reverses", "replaces", "date",     "start",   "end",    "expires", "collected",
  };
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_hash_table_add (names, (gpointer) always[i]);
  for (guint i = 0; i < documents->len; i++)
    want_program (names, tw_program_document_get_program (g_ptr_array_index (documents, i)));

  return names;
}

static TwDataset *
load_for (TwWorkspace  *workspace,
          GPtrArray    *documents,
          gint64        alone,
          GError      **error)
{
  g_autoptr (GHashTable) names = tw_dataset_wanted (documents);

  return load (workspace, names, alone, error);
}

TwDataset *
tw_dataset_load_for (TwWorkspace  *workspace,
                     GPtrArray    *documents,
                     GError      **error)
{
  g_return_val_if_fail (workspace != NULL && documents != NULL, NULL);

  return load_for (workspace, documents, 0, error);
}

/* (transfer full) (element-type TwProgramDocument): every published version of every program */
static GPtrArray *
read_published (TwWorkspace  *workspace,
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

  return g_steal_pointer (&documents);
}

TwDataset *
tw_dataset_load_published (TwWorkspace  *workspace,
                           GError      **error)
{
  g_autoptr (GPtrArray) documents = NULL;

  g_return_val_if_fail (workspace != NULL, NULL);

  documents = read_published (workspace, error);

  return documents != NULL ? load_for (workspace, documents, 0, error) : NULL;
}

/* ---- what one partner needs ---- */

/* A customer's first purchase may have been anybody's sale. */
static void
note_expr_of_all (const TwExpr *expr,
                  gpointer      user_data)
{
  if (expr->kind == TW_EXPR_ATTRIBUTE && expr->scope == TW_SCOPE_CUSTOMER &&
      (strcmp (expr->text, "new") == 0 || strcmp (expr->text, "first_purchase") == 0))
    *(gboolean *) user_data = TRUE;
}

static void
note_measure_of_all (const TwMeasure *measure,
                     gpointer         user_data)
{
  if (measure->pool == TW_POOL_ALL)
    *(gboolean *) user_data = TRUE;
}

gboolean
tw_program_reads_all (const TwProgram *program)
{
  gboolean found = FALSE;
  TwWalk walk = { .expr = note_expr_of_all, .measure = note_measure_of_all, .user_data = &found };

  for (guint i = 0; i < program->n_defines; i++)
    tw_walk_define (&walk, &program->defines[i]);
  for (guint i = 0; i < program->n_tiers; i++)
    tw_walk_tier (&walk, &program->tiers[i]);
  for (guint i = 0; i < program->n_designations; i++)
    tw_walk_tier (&walk, &program->designations[i]);
  for (guint i = 0; i < program->n_rules; i++)
    tw_walk_rule (&walk, &program->rules[i]);
  for (guint i = 0; i < program->n_limits; i++)
    {
      tw_walk_adjust (&walk, &program->limits[i]);
      found |= program->limits[i].over_program;
    }

  return found;
}

TwDataset *
tw_dataset_load_partner (TwWorkspace  *workspace,
                         gint64        partner,
                         gboolean     *whole,
                         GError      **error)
{
  g_autoptr (GPtrArray) documents = NULL;

  g_return_val_if_fail (workspace != NULL && whole != NULL, NULL);

  documents = read_published (workspace, error);
  if (documents == NULL || !tw_workspace_sales_cross (workspace, whole, error))
    return NULL;

  for (guint i = 0; i < documents->len && !*whole; i++)
    *whole = tw_program_reads_all (tw_program_document_get_program (g_ptr_array_index (documents, i)));

  return load_for (workspace, documents, *whole ? 0 : partner, error);
}

void
tw_dataset_fact_key (const TwDataset *dataset,
                     gint64           fact,
                     int             *kind,
                     gint64          *id)
{
  const gint64 *rows = tw_dataset_column (dataset, TW_RELATION_FACT, TW_ROW_COLUMN, NULL);
  const gint64 *kinds = tw_dataset_column (dataset, TW_RELATION_FACT, TW_KIND_COLUMN, NULL);

  g_return_if_fail (rows != NULL && kinds != NULL);

  *kind = (int) kinds[fact];
  *id = rows[fact];
}

gint64
tw_dataset_entity_id (const TwDataset *dataset,
                      TwRelationId     relation,
                      gint64           row)
{
  const gint64 *rows = tw_dataset_column (dataset, relation, TW_ROW_COLUMN, NULL);

  g_return_val_if_fail (rows != NULL, 0);

  return rows[row];
}
