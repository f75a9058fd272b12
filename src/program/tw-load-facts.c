/* tw-load-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-credit-share.h"
#include "tw-fields.h"
#include "tw-loader-private.h"

#include <string.h>

/* Facts of every kind as one relation. Columns of the first kind with rows, sales usually, are
 * taken as they were read; those of further kinds are appended. */

typedef struct
{
  TwLoader   *loader;
  GArray     *columns;   /* TwLoaded: `data` has `n_rows` values, or fewer, with the rest absent */
  GArray     *filled;    /* gsize: how many values each column has */
  gsize       n_rows;
  GPtrArray  *kinds;     /* Kind*, owned */
} Facts;

/* The stretch of one table: to find the row of a fact from its kind and row id. */
typedef struct
{
  gint64  number;        /* in table fact_kind */
  gint64  name;          /* text id */
  gint64 *sources;       /* text ids, where one table holds several kinds: sales */
  gsize   first;
  gsize   n_rows;
  gint64 *ids;
} Kind;

static void
kind_free (gpointer data)
{
  Kind *kind = data;

  g_free (kind->ids);
  g_free (kind->sources);
  g_free (kind);
}

static void
fill (gint64 *data,
      gsize   from,
      gsize   to)
{
  for (gsize i = from; i < to; i++)
    data[i] = TW_NULL;
}

static guint
find_column (Facts          *facts,
             const TwLoaded *like)
{
  TwLoaded column = { 0 };
  gsize filled = 0;

  for (guint i = 0; i < facts->columns->len; i++)
    if (strcmp (g_array_index (facts->columns, TwLoaded, i).name, like->name) == 0)
      return i;
  column.name = g_strdup (like->name);
  column.type = like->type;
  g_array_append_val (facts->columns, column);
  g_array_append_val (facts->filled, filled);

  return facts->columns->len - 1;
}

/* Kinds may disagree on the type of an attribute that a workspace defines; the first one's
 * holds, and a column of another type stays out. */
static void
append_column (Facts    *facts,
               TwLoaded *from,
               gsize     n)
{
  guint index = find_column (facts, from);
  TwLoaded *to = &g_array_index (facts->columns, TwLoaded, index);
  gsize *filled = &g_array_index (facts->filled, gsize, index);

  if (to->type != from->type)
    return;
  if (to->data == NULL && facts->n_rows == 0)
    to->data = g_steal_pointer (&from->data);
  else
    {
      to->data = g_renew (gint64, to->data, facts->n_rows + n);
      fill (to->data, *filled, facts->n_rows);
      memcpy (to->data + facts->n_rows, from->data, n * sizeof (gint64));
    }
  *filled = facts->n_rows + n;
}

static Kind *
append_kind (Facts       *facts,
             TwTableRead *table,
             gint64       number,
             const char  *name)
{
  Kind *kind = g_new0 (Kind, 1);

  kind->number = number;
  kind->name = tw_dataset_intern (facts->loader->dataset, name);
  kind->first = facts->n_rows;
  kind->n_rows = table->n_rows;
  kind->ids = g_steal_pointer (&table->ids);
  for (guint i = 0; i < table->columns->len; i++)
    append_column (facts, &g_array_index (table->columns, TwLoaded, i), table->n_rows);
  facts->n_rows += table->n_rows;
  g_ptr_array_add (facts->kinds, kind);

  return kind;
}

/* The three sources of sales by the numbers of their kinds. */
static const struct
{
  const char *source;
  const char *kind;
  gint64      number;
} sources[] = {
  { "resale", "sale", 1 }, { "marketplace", "marketplace", 2 }, { "services", "services", 3 },
};

/* A larger group is not looked up one by one. */
#define MAX_GROUP 100

/* (transfer full) (nullable): the sales of the one partner that is asked for, and of its group. */
static TwFilter *
filter_sales (TwLoader       *loader,
              const TwEntity *entity)
{
  const gint64 *rows = tw_dataset_column (loader->dataset, TW_RELATION_PARTNER, TW_ROW_COLUMN, NULL);
  const gint64 *groups = tw_dataset_column (loader->dataset, TW_RELATION_PARTNER, "group", NULL);
  gint64 own = tw_row_map_get (&loader->partners, loader->alone);
  TwFilter *filter;

  if (loader->alone == 0 || own == TW_NULL)
    return NULL;

  filter = tw_filter_new (entity);
  for (gsize i = 0; i < tw_dataset_n_rows (loader->dataset, TW_RELATION_PARTNER); i++)
    if (groups[i] == groups[own])
      tw_filter_add_number (filter, "partner", TW_FILTER_IS, rows[i]);
  if (tw_filter_get_count (filter) > MAX_GROUP)
    g_clear_pointer (&filter, tw_filter_free);

  return filter;
}

static gboolean
read_kind (Facts       *facts,
           gint64       number,
           const char  *name,
           GError     **error)
{
  const TwEntity *entity = tw_entity_for_fact (name);
  TwTableRead table = { 0 };
  gboolean good;

  if (entity == NULL)
    return TRUE;
  if (number <= (gint64) G_N_ELEMENTS (sources))
    facts->loader->filter = filter_sales (facts->loader, entity);
  good = tw_loader_read (facts->loader, entity, &table, error);
  g_clear_pointer (&facts->loader->filter, tw_filter_free);
  if (!good)
    return FALSE;
  if (table.n_rows > 0)
    append_kind (facts, &table, number, name);
  tw_table_read_clear (&table);

  return TRUE;
}

/* Attributes that a workspace defines belong to one kind; then the kinds are read one by one. */
static gboolean
has_own_attributes (TwLoader    *loader,
                    gboolean    *own,
                    GError     **error)
{
  *own = FALSE;
  for (guint i = 1; i < G_N_ELEMENTS (sources); i++)
    {
      const TwEntity *entity = tw_entity_for_fact (sources[i].kind);
      g_autoptr (GPtrArray) fields = tw_fields_load (loader->workspace, entity, error);

      if (fields == NULL)
        return FALSE;
      *own |= fields->len > entity->n_fields;
    }

  return TRUE;
}

/* Sales of every source in one scan, told apart by their source. */
static gboolean
read_sales (Facts     *facts,
            GError   **error)
{
  const TwEntity *sale = tw_entity_for_fact ("sale");
  const TwField source = {
    .name = "source", .column = "source", .label = "source", .type = TW_FIELD_TEXT
  };
  g_autofree TwField *fields = g_new (TwField, sale->n_fields + 1);
  TwEntity whole = *sale;
  TwTableRead table = { 0 };
  gboolean good;

  memcpy (fields, sale->fields, sale->n_fields * sizeof (TwField));
  fields[sale->n_fields] = source;
  whole.fields = fields;
  whole.n_fields = sale->n_fields + 1;
  whole.part_column = NULL;
  whole.part = NULL;
  facts->loader->filter = filter_sales (facts->loader, &whole);
  good = tw_loader_read (facts->loader, &whole, &table, error);
  g_clear_pointer (&facts->loader->filter, tw_filter_free);
  if (good && table.n_rows > 0)
    {
      gint64 *column = tw_table_read_steal (&table, "source");

      append_kind (facts, &table, 0, "sale")->sources = column;
    }
  if (good)
    tw_table_read_clear (&table);

  return good;
}

static void
name_sources (Facts      *facts,
              const Kind *kind,
              gint64     *numbers,
              gint64     *names)
{
  TwDataset *dataset = facts->loader->dataset;

  for (guint s = 0; s < G_N_ELEMENTS (sources); s++)
    {
      gint64 source = tw_dataset_lookup (dataset, sources[s].source);
      gint64 name = tw_dataset_intern (dataset, sources[s].kind);

      for (gsize i = 0; i < kind->n_rows; i++)
        if (kind->sources[i] == source)
          {
            numbers[kind->first + i] = sources[s].number;
            names[kind->first + i] = name;
          }
    }
}

static void
give_facts (Facts *facts)
{
  TwDataset *dataset = facts->loader->dataset;
  gsize n = facts->n_rows;
  gint64 *rows = g_new (gint64, n + 1);
  gint64 *numbers = g_new (gint64, n + 1);
  gint64 *names = g_new (gint64, n + 1);

  for (guint k = 0; k < facts->kinds->len; k++)
    {
      const Kind *kind = g_ptr_array_index (facts->kinds, k);

      memcpy (rows + kind->first, kind->ids, kind->n_rows * sizeof (gint64));
      if (kind->sources != NULL)
        {
          name_sources (facts, kind, numbers, names);
          continue;
        }
      for (gsize i = kind->first; i < kind->first + kind->n_rows; i++)
        {
          numbers[i] = kind->number;
          names[i] = kind->name;
        }
    }
  tw_dataset_take_column (dataset, TW_RELATION_FACT, TW_ROW_COLUMN, TW_VALUE_NUMBER, rows, n);
  tw_dataset_take_column (dataset, TW_RELATION_FACT, TW_KIND_COLUMN, TW_VALUE_NUMBER, numbers, n);
  tw_dataset_take_column (dataset, TW_RELATION_FACT, "kind", TW_VALUE_TEXT, names, n);
  for (guint i = 0; i < facts->columns->len; i++)
    {
      TwLoaded *column = &g_array_index (facts->columns, TwLoaded, i);
      gsize filled = g_array_index (facts->filled, gsize, i);

      if (column->data == NULL)
        continue;
      if (filled < n)
        {
          column->data = g_renew (gint64, column->data, n);
          fill (column->data, filled, n);
        }
      tw_dataset_take_column (dataset, TW_RELATION_FACT, column->name, column->type,
                              g_steal_pointer (&column->data), n);
    }
}

/* ---- credits ---- */

static gint64
find_fact (Facts  *facts,
           gint64  number,
           gint64  id)
{
  for (guint k = 0; k < facts->kinds->len; k++)
    {
      const Kind *kind = g_ptr_array_index (facts->kinds, k);
      gsize low = 0;
      gsize high = kind->n_rows;

      /* All sources of sales share one table, and so one range of ids. */
      if (kind->sources != NULL ? number > (gint64) G_N_ELEMENTS (sources) : kind->number != number)
        continue;
      while (low < high)
        {
          gsize middle = low + (high - low) / 2;

          if (kind->ids[middle] < id)
            low = middle + 1;
          else
            high = middle;
        }
      if (low < kind->n_rows && kind->ids[low] == id)
        return (gint64) (kind->first + low);
    }

  return TW_NULL;
}

static int
compare_credits (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const gint64 *facts = data;
  gint64 left = facts[*(const guint32 *) a];
  gint64 right = facts[*(const guint32 *) b];

  if (left != right)
    return left < right ? -1 : 1;

  return *(const guint32 *) a < *(const guint32 *) b ? -1 : 1;
}

/* Shares are read fact by fact, because the parts of a ratio are parts of their sum. */
static gboolean
read_shares (TwLoader      *loader,
             const gint64  *facts,
             const gint64  *texts,
             gsize          n,
             gint64        *shares,
             gint64        *denominators,
             GError       **error)
{
  g_autofree guint32 *order = g_new (guint32, n + 1);
  g_autofree const char **group = g_new (const char *, n + 1);
  g_autofree gint64 *above = g_new (gint64, n + 1);
  g_autofree gint64 *below = g_new (gint64, n + 1);

  for (gsize i = 0; i < n; i++)
    order[i] = (guint32) i;
  g_qsort_with_data (order, (int) n, sizeof (guint32), compare_credits, (gpointer) facts);
  for (gsize from = 0, to; from < n; from = to)
    {
      for (to = from; to < n && facts[order[to]] == facts[order[from]]; to++)
        group[to - from] = tw_dataset_text (loader->dataset, texts[order[to]]);
      if (!tw_credit_shares (group, to - from, above, below, error))
        return FALSE;
      for (gsize i = from; i < to; i++)
        {
          shares[order[i]] = above[i - from];
          denominators[order[i]] = below[i - from];
        }
    }

  return TRUE;
}

static gboolean
read_credits (Facts   *facts,
              GError **error)
{
  TwLoader *loader = facts->loader;
  TwColumn columns[] = {
    { .field = "fact_kind" }, { .field = "fact" }, { .field = "share" },
    { .field = "partner", .map = loader->partners.rows, .n_map = loader->partners.n },
    { .field = "person", .map = loader->persons.rows, .n_map = loader->persons.n },
    { .field = "role" }, { .field = "at" },
  };
  static const struct
  {
    guint        column;
    const char  *name;
    TwValueType  type;
  } given[] = {
    { 3, "partner", TW_VALUE_NUMBER },
    { 4, "person", TW_VALUE_NUMBER },
    { 5, "role", TW_VALUE_TEXT },
    { 6, "at", TW_VALUE_DATE },
  };
  gint64 *rows;
  gint64 *shares;
  gint64 *denominators;
  gboolean good;
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("credit"), NULL, columns,
                        G_N_ELEMENTS (columns), tw_loader_intern, loader, &n, error))
    return FALSE;
  if (n == 0)
    {
      tw_columns_clear (columns, G_N_ELEMENTS (columns));
      return TRUE;
    }
  rows = g_new (gint64, n);
  shares = g_new (gint64, n);
  denominators = g_new (gint64, n);
  for (gsize i = 0; i < n; i++)
    rows[i] = find_fact (facts, columns[0].values[i], columns[1].values[i]);
  good = read_shares (loader, rows, columns[2].values, n, shares, denominators, error);
  tw_dataset_take_column (loader->dataset, TW_RELATION_CREDIT, "fact", TW_VALUE_NUMBER, rows, n);
  tw_dataset_take_column (loader->dataset, TW_RELATION_CREDIT, "share", TW_VALUE_NUMBER, shares, n);
  tw_dataset_take_column (loader->dataset, TW_RELATION_CREDIT, "share_den", TW_VALUE_NUMBER,
                          denominators, n);
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    tw_dataset_take_column (loader->dataset, TW_RELATION_CREDIT, given[i].name, given[i].type,
                            g_steal_pointer (&columns[given[i].column].values), n);
  tw_columns_clear (columns, G_N_ELEMENTS (columns));

  return good;
}

static void
loaded_clear (gpointer data)
{
  TwLoaded *column = data;

  g_free (column->name);
  g_free (column->data);
}

gboolean
tw_loader_read_facts (TwLoader  *loader,
                      GError   **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (TwLoaded));
  g_autoptr (GArray) filled = g_array_new (FALSE, TRUE, sizeof (gsize));
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (kind_free);
  TwColumn numbers[] = { { .field = "id" }, { .field = "name" } };
  Facts facts = { loader, columns, filled, 0, kinds };
  gboolean apart;
  gboolean good;
  gsize n;

  g_array_set_clear_func (columns, loaded_clear);
  if (!tw_columns_read (loader->workspace, tw_entity_find ("fact_kind"), NULL, numbers, 2,
                        tw_loader_intern, loader, &n, error))
    return FALSE;
  good = has_own_attributes (loader, &apart, error);
  loader->names = loader->sale_names;
  if (good && !apart)
    good = read_sales (&facts, error);
  for (gsize i = 0; good && i < n; i++)
    {
      gboolean is_sale = numbers[0].values[i] <= (gint64) G_N_ELEMENTS (sources);

      loader->names = is_sale ? loader->sale_names : NULL;
      if (apart || !is_sale)
        good = read_kind (&facts, numbers[0].values[i],
                          tw_dataset_text (loader->dataset, numbers[1].values[i]), error);
    }
  loader->names = NULL;
  tw_columns_clear (numbers, 2);
  if (!good)
    return FALSE;
  give_facts (&facts);

  return read_credits (&facts, error);
}
