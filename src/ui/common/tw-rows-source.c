/* tw-rows-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-rows-source.h"

#include "common/tw-format.h"

#include <string.h>

/* One row of the model. */
#define TW_TYPE_ROWS_ITEM (tw_rows_item_get_type ())
G_DECLARE_FINAL_TYPE (TwRowsItem, tw_rows_item, TW, ROWS_ITEM, GObject)

struct _TwRowsItem
{
  GObject   parent_instance;

  gint64    key;
  char    **cells;
};

G_DEFINE_FINAL_TYPE (TwRowsItem, tw_rows_item, G_TYPE_OBJECT)

struct _TwRowsSource
{
  TwTableSource  parent_instance;

  GArray        *columns;       /* TwTableColumn */
  GPtrArray     *all;           /* TwRowsItem*, as they were added */
  GListStore    *shown;         /* sorted and filtered */
  char          *words;         /* case-folded */
  int            sort;          /* column, or -1 */
  gboolean       descending;
};

G_DEFINE_FINAL_TYPE (TwRowsSource, tw_rows_source, TW_TYPE_TABLE_SOURCE)

static void
tw_rows_item_finalize (GObject *object)
{
  g_strfreev (TW_ROWS_ITEM (object)->cells);

  G_OBJECT_CLASS (tw_rows_item_parent_class)->finalize (object);
}

static void
tw_rows_item_class_init (TwRowsItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_rows_item_finalize;
}

static void
tw_rows_item_init (TwRowsItem *self)
{
}

static const TwTableColumn *
rows_get_column (TwTableSource *source,
                 guint          column)
{
  TwRowsSource *self = TW_ROWS_SOURCE (source);

  return column < self->columns->len ? &g_array_index (self->columns, TwTableColumn, column) : NULL;
}

static GListModel *
rows_get_model (TwTableSource *source)
{
  return G_LIST_MODEL (TW_ROWS_SOURCE (source)->shown);
}

static char *
rows_get_raw (TwTableSource *source,
              gpointer       item,
              guint          column)
{
  return g_strdup (TW_ROWS_ITEM (item)->cells[column]);
}

/* Whether a cell is a number, a rate or a date shows in its plain form. */
static char *
rows_get_text (TwTableSource *source,
               gpointer       item,
               guint          column)
{
  const char *cell = TW_ROWS_ITEM (item)->cells[column];
  const TwTableColumn *shown = rows_get_column (source, column);

  if (shown->date && cell != NULL)
    return tw_format_plain (TW_FIELD_DATE, cell);
  if (!shown->numeric)
    return g_strdup (cell);

  return g_str_has_suffix (cell, "%") ? tw_format_rate (cell) : tw_format_number (cell);
}

static gint64
rows_get_key (TwTableSource *source,
              guint          position)
{
  g_autoptr (TwRowsItem) item = g_list_model_get_item (rows_get_model (source), position);

  return item != NULL ? item->key : 0;
}

static guint
rows_find_key (TwTableSource *source,
               gint64         key)
{
  guint n = g_list_model_get_n_items (rows_get_model (source));

  for (guint i = 0; i < n; i++)
    {
      if (rows_get_key (source, i) == key)
        return i;
    }

  return TW_NO_POSITION;
}

static gboolean
matches (TwRowsSource *self,
         TwRowsItem   *item)
{
  g_autofree char *joined = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (self->words == NULL || *self->words == '\0')
    return TRUE;

  joined = g_strjoinv ("\n", item->cells);
  folded = g_utf8_casefold (joined, -1);
  words = g_strsplit (self->words, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (folded, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Plain numbers are compared by sign, length and digits, so that no double loses a cent. */
static int
compare_numbers (const char *a,
                 const char *b)
{
  gboolean a_negative = *a == '-';
  gboolean b_negative = *b == '-';
  gsize a_length;
  gsize b_length;
  int order;

  if (*a == '\0' || *b == '\0')
    return (*a != '\0') - (*b != '\0');

  if (a_negative != b_negative)
    return a_negative ? -1 : 1;

  a += a_negative;
  b += b_negative;
  a_length = strspn (a, "0123456789");
  b_length = strspn (b, "0123456789");
  order = a_length != b_length ? (a_length < b_length ? -1 : 1) : strcmp (a, b);

  return a_negative ? -order : order;
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  TwRowsSource *self = user_data;
  const TwRowsItem *first = *(TwRowsItem *const *) a;
  const TwRowsItem *second = *(TwRowsItem *const *) b;
  int order;

  if (rows_get_column (TW_TABLE_SOURCE (self), self->sort)->numeric)
    order = compare_numbers (first->cells[self->sort], second->cells[self->sort]);
  else
    order = g_utf8_collate (first->cells[self->sort], second->cells[self->sort]);

  if (order == 0)
    return (first->key > second->key) - (first->key < second->key);

  return self->descending ? -order : order;
}

static void
rows_set_sort (TwTableSource *source,
               const char    *column,
               gboolean       descending)
{
  TwRowsSource *self = TW_ROWS_SOURCE (source);

  self->sort = column != NULL ? tw_table_source_find_column (source, column) : -1;
  self->descending = descending;
  tw_rows_source_update (self);
}

static void
rows_set_words (TwTableSource *source,
                const char    *words)
{
  TwRowsSource *self = TW_ROWS_SOURCE (source);

  g_free (self->words);
  self->words = words != NULL ? g_utf8_casefold (words, -1) : NULL;
  tw_rows_source_update (self);
}

static guint
rows_count_all (TwTableSource *source)
{
  return TW_ROWS_SOURCE (source)->all->len;
}

static void
tw_rows_source_finalize (GObject *object)
{
  TwRowsSource *self = TW_ROWS_SOURCE (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->all);
  g_object_unref (self->shown);
  g_free (self->words);

  G_OBJECT_CLASS (tw_rows_source_parent_class)->finalize (object);
}

static void
tw_rows_source_class_init (TwRowsSourceClass *klass)
{
  TwTableSourceClass *source_class = TW_TABLE_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tw_rows_source_finalize;

  source_class->get_model = rows_get_model;
  source_class->get_column = rows_get_column;
  source_class->get_text = rows_get_text;
  source_class->get_raw = rows_get_raw;
  source_class->get_key = rows_get_key;
  source_class->find_key = rows_find_key;
  source_class->set_sort = rows_set_sort;
  source_class->set_words = rows_set_words;
  source_class->count_all = rows_count_all;
}

static void
tw_rows_source_init (TwRowsSource *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (TwTableColumn));
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_list_store_new (TW_TYPE_ROWS_ITEM);
  self->sort = -1;
}

TwTableSource *
tw_rows_source_new (const TwTableColumn *columns)
{
  TwRowsSource *self;

  g_return_val_if_fail (columns != NULL, NULL);

  self = g_object_new (TW_TYPE_ROWS_SOURCE, NULL);

  for (; columns->id != NULL; columns++)
    g_array_append_val (self->columns, *columns);

  return TW_TABLE_SOURCE (self);
}

void
tw_rows_source_add (TwRowsSource      *self,
                    gint64             key,
                    const char *const *cells)
{
  TwRowsItem *item;

  g_return_if_fail (TW_IS_ROWS_SOURCE (self));
  g_return_if_fail (key != 0);

  item = g_object_new (TW_TYPE_ROWS_ITEM, NULL);
  item->key = key;
  item->cells = g_new0 (char *, self->columns->len + 1);

  for (guint i = 0; i < self->columns->len; i++)
    item->cells[i] = g_strdup (cells[i]);

  g_ptr_array_add (self->all, item);
}

void
tw_rows_source_clear (TwRowsSource *self)
{
  g_return_if_fail (TW_IS_ROWS_SOURCE (self));

  g_ptr_array_set_size (self->all, 0);
  tw_rows_source_update (self);
}

void
tw_rows_source_update (TwRowsSource *self)
{
  g_autoptr (GPtrArray) shown = NULL;

  g_return_if_fail (TW_IS_ROWS_SOURCE (self));

  shown = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    {
      if (matches (self, self->all->pdata[i]))
        g_ptr_array_add (shown, self->all->pdata[i]);
    }

  if (self->sort >= 0)
    g_ptr_array_sort_with_data (shown, compare_items, self);

  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)),
                       shown->pdata, shown->len);
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}
