/* tw-table-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-selection.h"

#define FEW_KEYS 16
/* So many keys and rows are looked through at once; more of them in turns that nobody notices. */
#define FEW_ROWS 20000
#define TURN_US  2000
#define STRIDE   512
/* Slots of the table of keys are made so many at a time: to clear all of them at once takes longer than a frame. */
#define SEGMENT_BITS 15
#define SEGMENT      (1 << SEGMENT_BITS)

/* A search for many keys: first they are put into a table, then every row is held against it. */
typedef struct
{
  GPtrArray *segments;  /* gint64[SEGMENT], or one that is shorter: open addressing; 0: empty, as no key is 0 */
  guint64    mask;
  guint      n_keys;    /* put in so far */
  guint      n_rows;    /* looked at so far */
  GtkBitset *found;
  gboolean   is_done;   /* what is left is to show it, in a turn of its own */
} Search;

struct _TwTableSelection
{
  GObject        parent_instance;

  TwTableSource *source;        /* owned */
  GListModel    *model;         /* borrowed of the source */
  TwTableRows   *rows;          /* (nullable), owned: what a table's view is given instead of the model */
  GtkBitset     *positions;
  GArray        *keys;          /* gint64, of what the person selected; some may be hidden now */
  Search        *search;        /* (nullable): under way: positions aren't what keys say yet */
  guint          search_source;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwTableSelection, tw_table_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      selection_model_init))

enum
{
  ROWS_CHANGING,
  ROWS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

/* Those that the source has; the view may have been given the first of them only. */
static guint
count_all (TwTableSelection *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static guint
get_n_items (GListModel *list)
{
  TwTableSelection *self = TW_TABLE_SELECTION (list);

  return self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : count_all (self);
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  TwTableSelection *self = TW_TABLE_SELECTION (list);

  if (self->rows != NULL)
    return g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return self->model != NULL ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static GArray *
read_keys (TwTableSelection *self)
{
  guint n = MIN (gtk_bitset_get_size (self->positions), G_MAXUINT);
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  GtkBitsetIter iter;
  guint position;

  if (!gtk_bitset_iter_init_first (&iter, self->positions, &position))
    return keys;

  do
    {
      gint64 key = TW_TABLE_SOURCE_GET_CLASS (self->source)->get_key (self->source, position);

      if (key != 0)
        g_array_append_val (keys, key);
    }
  while (gtk_bitset_iter_next (&iter, &position));

  return keys;
}

/* Notes the keys behind the positions: the positions are lost with the next change of order. */
static void
note_keys (TwTableSelection *self)
{
  g_clear_pointer (&self->keys, g_array_unref);
  self->keys = read_keys (self);
}

static void
replace_positions (TwTableSelection *self,
                   GtkBitset        *positions)
{
  g_autoptr (GtkBitset) difference = gtk_bitset_copy (self->positions);
  guint first;
  guint last;

  gtk_bitset_difference (difference, positions);
  gtk_bitset_unref (self->positions);
  self->positions = positions;

  if (gtk_bitset_is_empty (difference))
    return;

  first = gtk_bitset_get_minimum (difference);
  last = MIN (gtk_bitset_get_maximum (difference), get_n_items (G_LIST_MODEL (self)) - 1);

  if (get_n_items (G_LIST_MODEL (self)) > first)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

/* --- the search for many keys: one walk over the list is cheaper than a search for each --- */

static Search *
search_new (guint n_keys)
{
  Search *search = g_new0 (Search, 1);

  search->mask = FEW_KEYS;
  while (search->mask < 2 * (guint64) n_keys)
    search->mask *= 2;
  search->segments = g_ptr_array_new_with_free_func (g_free);
  search->mask--;
  search->found = gtk_bitset_new_empty ();

  return search;
}

static void
search_free (Search *search)
{
  g_ptr_array_unref (search->segments);
  g_clear_pointer (&search->found, gtk_bitset_unref);
  g_free (search);
}

/* The slot in which @key is, or would be. */
static gint64 *
search_slot (Search *search,
             gint64  key)
{
  guint64 place = ((guint64) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 20;

  while (TRUE)
    {
      guint64 at = place++ & search->mask;
      gint64 *slot = (gint64 *) search->segments->pdata[at >> SEGMENT_BITS] + (at & (SEGMENT - 1));

      if (*slot == 0 || *slot == key)
        return slot;
    }
}

/* Returns: whether there is more to do */
static gboolean
search_on (TwTableSelection *self)
{
  Search *search = self->search;
  guint n = count_all (self);

  if (search->segments->len << SEGMENT_BITS <= search->mask)
    {
      g_ptr_array_add (search->segments, g_new0 (gint64, MIN (SEGMENT, search->mask + 1)));
      return TRUE;
    }

  for (guint i = 0; i < STRIDE && search->n_keys < self->keys->len; i++, search->n_keys++)
    {
      gint64 key = g_array_index (self->keys, gint64, search->n_keys);

      *search_slot (search, key) = key;
    }
  if (search->n_keys < self->keys->len)
    return TRUE;

  for (guint i = 0; i < STRIDE && search->n_rows < n; i++, search->n_rows++)
    {
      gint64 key = TW_TABLE_SOURCE_GET_CLASS (self->source)->get_key (self->source, search->n_rows);

      if (key != 0 && *search_slot (search, key) == key)
        gtk_bitset_add (search->found, search->n_rows);
    }

  return search->n_rows < n;
}

static void
search_stop (TwTableSelection *self)
{
  g_clear_handle_id (&self->search_source, g_source_remove);
  g_clear_pointer (&self->search, search_free);
}

static void
search_end (TwTableSelection *self)
{
  GtkBitset *found = g_steal_pointer (&self->search->found);

  search_stop (self);
  replace_positions (self, found);
}

static gboolean
on_turn (gpointer user_data)
{
  TwTableSelection *self = user_data;
  gint64 end = g_get_monotonic_time () + TURN_US;

  while (!self->search->is_done)
    {
      self->search->is_done = !search_on (self);
      if (self->search->is_done || g_get_monotonic_time () > end)
        return G_SOURCE_CONTINUE;
    }

  self->search_source = 0;
  search_end (self);

  return G_SOURCE_REMOVE;
}

/* Who asks for the keys or changes them can't wait. */
static void
search_finish (TwTableSelection *self)
{
  if (self->search == NULL)
    return;

  while (search_on (self))
    ;
  search_end (self);
}

static GtkBitset *
find_few_keys (TwTableSelection *self)
{
  GtkBitset *positions = gtk_bitset_new_empty ();
  guint n = count_all (self);

  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    {
      guint position = TW_TABLE_SOURCE_GET_CLASS (self->source)->find_key (
        self->source, g_array_index (self->keys, gint64, i));

      if (position < n)
        gtk_bitset_add (positions, position);
    }

  return positions;
}

static void
find_keys (TwTableSelection *self)
{
  guint n_keys = self->keys != NULL ? self->keys->len : 0;

  search_stop (self);
  if (n_keys <= FEW_KEYS)
    {
      replace_positions (self, find_few_keys (self));
      return;
    }

  self->search = search_new (n_keys);
  if (n_keys + count_all (self) <= FEW_ROWS)
    search_finish (self);
  else
    self->search_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_turn, self, NULL);
}

/* --- GtkSelectionModel --- */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_bitset_contains (TW_TABLE_SELECTION (model)->positions, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  return gtk_bitset_ref (TW_TABLE_SELECTION (model)->positions);
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  TwTableSelection *self = TW_TABLE_SELECTION (model);
  GtkBitset *positions;
  g_autoptr (GtkBitset) added = gtk_bitset_copy (selected);
  guint n = count_all (self);

  search_finish (self);
  positions = gtk_bitset_copy (self->positions);
  gtk_bitset_intersect (added, mask);
  gtk_bitset_subtract (positions, mask);
  gtk_bitset_union (positions, added);
  gtk_bitset_remove_range (positions, n, G_MAXUINT - n);
  replace_positions (self, positions);
  note_keys (self);

  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_empty ();

  gtk_bitset_add (selected, position);

  if (unselect_rest)
    gtk_bitset_add_range (mask, 0, count_all (TW_TABLE_SELECTION (model)));
  else
    gtk_bitset_add (mask, position);

  return set_selection (model, selected, mask);
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_empty ();

  gtk_bitset_add (mask, position);

  return set_selection (model, selected, mask);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  g_autoptr (GtkBitset) all = gtk_bitset_new_empty ();

  gtk_bitset_add_range (all, 0, count_all (TW_TABLE_SELECTION (model)));

  return set_selection (model, all, all);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  g_autoptr (GtkBitset) none = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_empty ();

  gtk_bitset_add_range (all, 0, count_all (TW_TABLE_SELECTION (model)));

  return set_selection (model, none, all);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

static void
on_items_changed (TwTableSelection *self,
                  guint             position,
                  guint             removed,
                  guint             added)
{
  guint kept = 0;

  /* First where the rows moved to by themselves, so that nobody sees a selection of wrong rows. */
  gtk_bitset_splice (self->positions, position, removed, added);
  if (removed > 0 && added > 0)
    g_signal_emit (self, signals[ROWS_CHANGING], 0, position + MIN (removed, added), position + removed);
  if (self->rows != NULL)
    kept = tw_table_rows_change (self->rows, position, removed, added);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);

  kept = MIN (kept, get_n_items (G_LIST_MODEL (self)) - MIN (position, get_n_items (G_LIST_MODEL (self))));
  if (kept > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, kept);
  find_keys (self);
  g_signal_emit (self, signals[ROWS_CHANGED], 0);
}

/* Of rows that the view has or hasn't been given yet. */
static void
on_view_rows (TwTableSelection *self,
              guint             position,
              guint             removed,
              guint             added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
tw_table_selection_dispose (GObject *object)
{
  TwTableSelection *self = TW_TABLE_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  search_stop (self);
  self->model = NULL;
  g_clear_object (&self->rows);
  g_clear_object (&self->source);
  g_clear_pointer (&self->positions, gtk_bitset_unref);
  g_clear_pointer (&self->keys, g_array_unref);

  G_OBJECT_CLASS (tw_table_selection_parent_class)->dispose (object);
}

static void
tw_table_selection_class_init (TwTableSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_table_selection_dispose;

  signals[ROWS_CHANGING] = g_signal_new ("rows-changing", TW_TYPE_TABLE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[ROWS_CHANGED] = g_signal_new ("rows-changed", TW_TYPE_TABLE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
tw_table_selection_init (TwTableSelection *self)
{
  self->positions = gtk_bitset_new_empty ();
}

TwTableSelection *
tw_table_selection_new (TwTableSource *source)
{
  TwTableSelection *self;

  g_return_val_if_fail (TW_IS_TABLE_SOURCE (source), NULL);

  self = g_object_new (TW_TYPE_TABLE_SELECTION, NULL);
  self->source = g_object_ref (source);
  self->model = TW_TABLE_SOURCE_GET_CLASS (source)->get_model (source);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}

TwTableSelection *
tw_table_selection_new_for_rows (TwTableRows   *rows,
                                 TwTableSource *source)
{
  TwTableSelection *self = tw_table_selection_new (source);

  self->rows = g_object_ref (rows);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (on_view_rows), self, G_CONNECT_SWAPPED);

  return self;
}

guint
tw_table_selection_count (TwTableSelection *self)
{
  g_return_val_if_fail (TW_IS_TABLE_SELECTION (self), 0);

  /* Until they are found the list shows what it showed. */
  return self->search != NULL ? self->keys->len : gtk_bitset_get_size (self->positions);
}

gboolean
tw_table_selection_is_busy (TwTableSelection *self)
{
  g_return_val_if_fail (TW_IS_TABLE_SELECTION (self), FALSE);

  return self->search != NULL;
}

GArray *
tw_table_selection_get_keys (TwTableSelection *self)
{
  g_return_val_if_fail (TW_IS_TABLE_SELECTION (self), NULL);

  search_finish (self);

  return read_keys (self);
}

void
tw_table_selection_remap (TwTableSelection *self)
{
  g_return_if_fail (TW_IS_TABLE_SELECTION (self));

  find_keys (self);
}
