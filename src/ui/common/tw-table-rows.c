/* tw-table-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-rows.h"

/* Half of what a screen shows, then as many as a turn has time for, until a list view has as many as it ever makes. */
#define FIRST_ROWS 12
#define MORE_ROWS  8
#define VIEW_ROWS  256
/* Where fewer rows change each is looked for, so that what has the focus goes where its row goes. */
#define MANY_ROWS  64
#define SEARCHED   256

struct _TwTableRow
{
  GObject      parent_instance;

  TwTableRows *rows;            /* borrowed; NULL where the row is gone */
  guint        position;
  guint        serial;
  gpointer     item;            /* (nullable), owned */
  gulong       changed;         /* handler of the item, where it tells of changes */
  gint64       key;
};

struct _TwTableRows
{
  GObject        parent_instance;

  TwTableSource *source;        /* owned */
  GHashTable    *live;          /* position -> TwTableRow*, not owned: held by who shows them */
  guint          n;             /* shown so far */
  gboolean       is_growing;
  guint          source_id;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (TwTableRow, tw_table_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (TwTableRows, tw_table_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  STALE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GListModel *
get_model (TwTableRows *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source)->get_model (self->source);
}

/* --- a row --- */

static void
forget_item (TwTableRow *self)
{
  if (self->changed != 0)
    g_signal_handler_disconnect (self->item, self->changed);
  self->changed = 0;
  g_clear_object (&self->item);
}

static void
tw_table_row_dispose (GObject *object)
{
  TwTableRow *self = TW_TABLE_ROW (object);

  if (self->rows != NULL)
    g_hash_table_remove (self->rows->live, GUINT_TO_POINTER (self->position));
  self->rows = NULL;
  forget_item (self);

  G_OBJECT_CLASS (tw_table_row_parent_class)->dispose (object);
}

static void
tw_table_row_class_init (TwTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_table_row_dispose;
}

/* No two states of any rows have the same: who notes the number alone knows what it has shown. */
static void
renew (TwTableRow *self)
{
  static guint last = 0;

  last = MAX (last + 1, 1);
  self->serial = last;
}

static void
tw_table_row_init (TwTableRow *self)
{
  renew (self);
}

/* Items that change in place say so by a signal; others are replaced in the model. */
static void
on_item_changed (TwTableRow *self)
{
  renew (self);
  if (self->rows != NULL)
    g_signal_emit (self->rows, signals[STALE], 0);
}

gpointer
tw_table_row_get_item (TwTableRow *self)
{
  g_return_val_if_fail (TW_IS_TABLE_ROW (self), NULL);

  if (self->item != NULL || self->rows == NULL)
    return self->item;

  self->item = g_list_model_get_item (get_model (self->rows), self->position);
  if (self->item == NULL)
    return NULL;

  self->key = TW_TABLE_SOURCE_GET_CLASS (self->rows->source)->get_key (self->rows->source, self->position);
  if (g_signal_lookup ("changed", G_OBJECT_TYPE (self->item)) != 0)
    self->changed = g_signal_connect_swapped (self->item, "changed", G_CALLBACK (on_item_changed), self);

  return self->item;
}

gint64
tw_table_row_get_key (TwTableRow *self)
{
  g_return_val_if_fail (TW_IS_TABLE_ROW (self), 0);

  return self->key;
}

guint
tw_table_row_get_serial (TwTableRow *self)
{
  g_return_val_if_fail (TW_IS_TABLE_ROW (self), 0);

  return self->serial;
}

/* --- the model --- */

static GType
get_item_type (GListModel *list)
{
  return TW_TYPE_TABLE_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return TW_TABLE_ROWS (list)->n;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  TwTableRows *self = TW_TABLE_ROWS (list);
  TwTableRow *row;

  if (position >= self->n)
    return NULL;

  row = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (row != NULL)
    return g_object_ref (row);

  row = g_object_new (TW_TYPE_TABLE_ROW, NULL);
  row->rows = self;
  row->position = position;
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), row);

  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- the first rows, then the others --- */

static void
stop_growing (TwTableRows *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  self->is_growing = FALSE;
}

static void
grow_to (TwTableRows *self,
         guint        n)
{
  guint before = self->n;

  self->n = n;
  if (n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
}

static gboolean
on_grow (gpointer data)
{
  TwTableRows *self = data;
  guint total = g_list_model_get_n_items (get_model (self));

  if (self->n < VIEW_ROWS && self->n + MORE_ROWS < total)
    {
      grow_to (self, self->n + MORE_ROWS);
      return G_SOURCE_CONTINUE;
    }

  self->source_id = 0;
  self->is_growing = FALSE;
  grow_to (self, total);

  return G_SOURCE_REMOVE;
}

static void
start_growing (TwTableRows *self)
{
  self->is_growing = TRUE;
  if (self->source_id == 0)
    self->source_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_grow, self, NULL);
}

/* How many are shown of @total where nobody has waited for more yet. */
static guint
count_first (TwTableRows *self,
             guint        total)
{
  if (self->n == 0 && total > FIRST_ROWS)
    start_growing (self);

  return self->is_growing ? MIN (total, MAX (self->n, FIRST_ROWS)) : total;
}

void
tw_table_rows_begin (TwTableRows *self)
{
  g_return_if_fail (TW_IS_TABLE_ROWS (self));

  stop_growing (self);
  self->n = 0;
  self->n = count_first (self, g_list_model_get_n_items (get_model (self)));
}

void
tw_table_rows_show_all (TwTableRows *self)
{
  g_return_if_fail (TW_IS_TABLE_ROWS (self));

  if (!self->is_growing)
    return;

  stop_growing (self);
  grow_to (self, g_list_model_get_n_items (get_model (self)));
}

/* --- changes --- */

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint kept;      /* rows from position on that stay, with other items */
} Change;

/* Where the item of a row of the changed stretch stands now, or %TW_NO_POSITION. */
static guint
find_item (TwTableRows  *self,
           const Change *change,
           gint64        key)
{
  if (key == 0 || change->added > SEARCHED)
    return TW_NO_POSITION;

  for (guint i = 0; i < change->added; i++)
    if (TW_TABLE_SOURCE_GET_CLASS (self->source)->get_key (self->source, change->position + i) == key)
      return change->position + i;

  return TW_NO_POSITION;
}

/* Returns: where the row stands after the change, or %TW_NO_POSITION where it is gone */
static guint
move_row (TwTableRows  *self,
          const Change *change,
          TwTableRow   *row)
{
  if (row->position < change->position)
    return row->position;
  if (row->position >= change->position + change->removed)
    return row->position - change->removed + change->added;

  forget_item (row);
  renew (row);
  if (row->position < change->position + change->kept)
    return row->position;

  return change->kept > 0 ? TW_NO_POSITION : find_item (self, change, row->key);
}

static void
move_rows (TwTableRows  *self,
           const Change *change)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  GHashTableIter iter;
  TwTableRow *row;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &row))
    {
      guint position = move_row (self, change, row);

      if (position == row->position)
        continue;
      g_hash_table_iter_remove (&iter);
      row->position = position;
      if (position != TW_NO_POSITION)
        g_ptr_array_add (moved, row);
      else
        row->rows = NULL;
    }

  for (guint i = 0; i < moved->len; i++)
    {
      row = moved->pdata[i];
      g_hash_table_insert (self->live, GUINT_TO_POINTER (row->position), row);
    }
}

guint
tw_table_rows_change (TwTableRows *self,
                      guint        position,
                      guint        removed,
                      guint        added)
{
  Change change = { position, removed, added, MIN (removed, added) };
  guint before;
  guint at;
  guint gone;
  guint total;

  g_return_val_if_fail (TW_IS_TABLE_ROWS (self), 0);

  if (change.kept < MANY_ROWS)
    change.kept = 0;
  move_rows (self, &change);

  total = g_list_model_get_n_items (get_model (self));
  before = self->n;
  at = MIN (position + change.kept, before);
  gone = MIN (removed - change.kept, before - at);
  self->n = count_first (self, total);
  if (gone > 0 || self->n > before - gone)
    g_list_model_items_changed (G_LIST_MODEL (self), at, gone, self->n - (before - gone));

  return change.kept;
}

/* --- life --- */

static void
tw_table_rows_finalize (GObject *object)
{
  TwTableRows *self = TW_TABLE_ROWS (object);
  GHashTableIter iter;
  TwTableRow *row;

  stop_growing (self);
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &row))
    row->rows = NULL;
  g_hash_table_unref (self->live);
  g_object_unref (self->source);

  G_OBJECT_CLASS (tw_table_rows_parent_class)->finalize (object);
}

static void
tw_table_rows_class_init (TwTableRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_table_rows_finalize;

  signals[STALE] = g_signal_new ("stale", TW_TYPE_TABLE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tw_table_rows_init (TwTableRows *self)
{
  self->live = g_hash_table_new (NULL, NULL);
}

TwTableRows *
tw_table_rows_new (TwTableSource *source)
{
  TwTableRows *self;

  g_return_val_if_fail (TW_IS_TABLE_SOURCE (source), NULL);

  self = g_object_new (TW_TYPE_TABLE_ROWS, NULL);
  self->source = g_object_ref (source);
  tw_table_rows_begin (self);

  return self;
}
