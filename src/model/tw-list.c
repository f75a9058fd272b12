/* tw-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-list.h"

#include <string.h>

#include "tw-fields.h"
#include "tw-item-private.h"
#include "tw-list-load.h"

/* Several pages are what a screen needs; as many as forty are kept, whatever the length of the list. Larger ones
 * would read rows that nobody looks at while a slider is dragged. */
#define PAGE_SIZE 8
#define N_PAGES   40

typedef struct
{
  guint   page;
  guint   n_items;
  guint64 used;                  /* when it was last asked for */
  TwItem *items[PAGE_SIZE];      /* owned */
} Page;

struct _TwList
{
  GObject        parent_instance;

  TwWorkspace   *workspace;      /* owned */
  TwItemPlan    *plan;           /* owned */
  TwFilter      *filter;         /* owned */
  const TwField *sort;           /* of the plan's fields */
  gboolean       descending;

  GArray        *ids;            /* gint64, in order */
  GPtrArray     *pages;          /* Page* */
  GHashTable    *live;           /* gint64* of the item -> TwItem*, not owned */
  guint64        clock;
  gboolean       ready;
  GError        *error;          /* (nullable): why the last load failed */
  GCancellable  *loading;        /* (nullable): of the load under way */
};

static void tw_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwList, tw_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, tw_list_model_init))

enum
{
  PROP_0,
  PROP_READY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Items ---------------------------------------------------------------------------------------- */

/* An item's id lives inside the item, so it is its own key. */
typedef struct
{
  gint64  id;
  TwList *list;    /* not owned: cleared by the list's end */
  TwItem *item;    /* not owned */
} Live;

static void
on_item_gone (gpointer  data,
              GObject  *item)
{
  Live *live = data;

  g_hash_table_steal (live->list->live, &live->id);
  g_free (live);
}

static void
forget_live (gpointer data)
{
  Live *live = data;

  g_object_weak_unref (G_OBJECT (live->item), on_item_gone, live);
  g_free (live);
}

static TwItem *
find_live (TwList *self,
           gint64  id)
{
  Live *live = g_hash_table_lookup (self->live, &id);

  return live != NULL ? live->item : NULL;
}

static gboolean
tell_failure (gpointer data)
{
  g_object_notify_by_pspec (data, properties[PROP_READY]);

  return G_SOURCE_REMOVE;
}

static void
fail_later (TwList       *self,
            const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tell_failure, g_object_ref (self), g_object_unref);
}

static void
read_item (TwList   *self,
           TwItem   *item,
           gboolean  notify)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwQuery) query = tw_query_new (self->workspace, self->plan->sql, &error);

  if (query != NULL)
    {
      tw_query_bind_int (query, "id", tw_item_get_id (item));
      if (tw_query_step (query, &error))
        tw_item_read (item, query, notify);
    }
  /* A row that is gone keeps its last values until the list is read again; one that can't be read makes the list say so,
   * from the main loop, because rows are read while the view asks for them. */
  if (error != NULL)
    fail_later (self, error);
}

static TwItem *
make_item (TwList *self,
           gint64  id)
{
  TwItem *item = find_live (self, id);
  Live *live;

  if (item != NULL)
    return g_object_ref (item);

  item = tw_item_new (self->plan, id);
  read_item (self, item, FALSE);
  live = g_new0 (Live, 1);
  live->id = id;
  live->list = self;
  live->item = item;
  g_object_weak_ref (G_OBJECT (item), on_item_gone, live);
  g_hash_table_insert (self->live, &live->id, live);
  return item;
}

/* Pages ---------------------------------------------------------------------------------------- */

static void
page_free (gpointer data)
{
  Page *page = data;

  for (guint i = 0; i < page->n_items; i++)
    g_object_unref (page->items[i]);
  g_free (page);
}

static Page *
find_page (TwList *self,
           guint   number)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = self->pages->pdata[i];

      if (page->page == number)
        return page;
    }
  return NULL;
}

static void
drop_oldest_page (TwList *self)
{
  guint oldest = 0;

  for (guint i = 1; i < self->pages->len; i++)
    if (((Page *) self->pages->pdata[i])->used < ((Page *) self->pages->pdata[oldest])->used)
      oldest = i;
  g_ptr_array_remove_index_fast (self->pages, oldest);
}

/* (transfer full) (nullable): while it stands on its row all that is read is of one moment, and the lock is taken once
 * instead of for every row, which takes as long as reading it. */
static TwQuery *
hold (TwList *self)
{
  TwQuery *query = tw_query_new (self->workspace, "SELECT 1 FROM sqlite_schema", NULL);

  if (query != NULL)
    tw_query_step (query, NULL);
  return query;
}

static Page *
fetch_page (TwList *self,
            guint   number)
{
  Page *page = g_new0 (Page, 1);
  g_autoptr (TwQuery) held = hold (self);

  page->page = number;
  for (guint i = number * PAGE_SIZE; i < self->ids->len && page->n_items < PAGE_SIZE; i++)
    page->items[page->n_items++] = make_item (self, g_array_index (self->ids, gint64, i));
  if (self->pages->len >= N_PAGES)
    drop_oldest_page (self);
  g_ptr_array_add (self->pages, page);
  return page;
}

/* GListModel ----------------------------------------------------------------------------------- */

static GType
tw_list_get_item_type (GListModel *model)
{
  return TW_TYPE_ITEM;
}

static guint
tw_list_get_n_items (GListModel *model)
{
  return TW_LIST (model)->ids->len;
}

static gpointer
tw_list_get_item (GListModel *model,
                  guint       position)
{
  TwList *self = TW_LIST (model);
  Page *page;

  if (position >= self->ids->len)
    return NULL;
  page = find_page (self, position / PAGE_SIZE);
  if (page == NULL)
    page = fetch_page (self, position / PAGE_SIZE);
  page->used = ++self->clock;
  return g_object_ref (page->items[position % PAGE_SIZE]);
}

static void
tw_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = tw_list_get_item_type;
  iface->get_n_items = tw_list_get_n_items;
  iface->get_item = tw_list_get_item;
}

/* Loading -------------------------------------------------------------------------------------- */

static void
set_ready (TwList   *self,
           gboolean  ready)
{
  if (self->ready == ready)
    return;
  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

/* Announces only the stretch between what both have in front and what both have at the end. */
static void
take_ids (TwList *self,
          GArray *ids)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->ids);
  const gint64 *a = (const gint64 *) old->data, *b = (const gint64 *) ids->data;
  guint shorter = MIN (old->len, ids->len);
  guint front = 0, back = 0;

  while (front < shorter && a[front] == b[front])
    front++;
  while (back < shorter - front && a[old->len - 1 - back] == b[ids->len - 1 - back])
    back++;

  self->ids = g_array_ref (ids);
  g_ptr_array_set_size (self->pages, 0);
  if (old->len - front - back > 0 || ids->len - front - back > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), front, old->len - front - back,
                                ids->len - front - back);
}

/* Only what somebody holds is read again: the cache has just been let go. */
static void
reread_live (TwList *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TwQuery) held = hold (self);
  GHashTableIter iter;
  gpointer value;

  g_ptr_array_set_size (self->pages, 0);
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (items, g_object_ref (((Live *) value)->item));
  for (guint i = 0; i < items->len; i++)
    read_item (self, items->pdata[i], TRUE);
}

/* What was there stays on the screen; the owner of the list says why it isn't new. */
static void
fail (TwList       *self,
      const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_clear_object (&self->loading);
  if (self->ready)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
  set_ready (self, TRUE);
}

static void
on_loaded (GArray       *ids,
           gboolean      complete,
           const GError *error,
           gpointer      user_data)
{
  TwList *self = user_data;

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_error (&self->error);
  /* Where the first rows are those that are shown, the list must not shrink until all are there. */
  if (!complete && self->ids->len >= ids->len
      && memcmp (ids->data, self->ids->data, ids->len * sizeof (gint64)) == 0)
    return;
  take_ids (self, ids);
  if (complete)
    {
      g_clear_object (&self->loading);
      set_ready (self, TRUE);
    }
}

static void
stop_loading (TwList *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static TwListQuery *
make_query (TwList *self)
{
  return tw_list_query_new (self->plan->entity, self->filter, self->sort, self->descending);
}

static void
reload (TwList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (TwListQuery) query = make_query (self);

  stop_loading (self);
  /* A list of a few thousand rows is read before a thread would have started. */
  if (tw_list_query_is_short (self->workspace, self->plan->entity))
    {
      ids = tw_list_query_run (query, self->workspace, 0, NULL, &error);
      if (ids != NULL)
        {
          on_loaded (ids, TRUE, NULL, self);
          return;
        }
    }
  else
    {
      set_ready (self, FALSE);
      self->loading = g_cancellable_new ();
      if (tw_list_query_start (query, self->workspace, self->loading, on_loaded, self, &error))
        return;
      g_clear_object (&self->loading);
    }
  fail (self, error);
}

/* GObject -------------------------------------------------------------------------------------- */

static void
tw_list_dispose (GObject *object)
{
  TwList *self = TW_LIST (object);

  stop_loading (self);
  g_ptr_array_set_size (self->pages, 0);
  g_hash_table_remove_all (self->live);
  G_OBJECT_CLASS (tw_list_parent_class)->dispose (object);
}

static void
tw_list_finalize (GObject *object)
{
  TwList *self = TW_LIST (object);

  g_array_unref (self->ids);
  g_ptr_array_unref (self->pages);
  g_hash_table_unref (self->live);
  g_clear_error (&self->error);
  g_clear_pointer (&self->filter, tw_filter_free);
  g_clear_pointer (&self->plan, tw_item_plan_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tw_list_parent_class)->finalize (object);
}

static void
tw_list_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  TwList *self = TW_LIST (object);

  switch (id)
    {
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tw_list_class_init (TwListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_list_dispose;
  object_class->finalize = tw_list_finalize;
  object_class->get_property = tw_list_get_property;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_list_init (TwList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->live = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, forget_live);
}

/* Public --------------------------------------------------------------------------------------- */

TwList *
tw_list_new (TwWorkspace    *workspace,
             const TwEntity *entity)
{
  g_autoptr (GError) error = NULL;
  TwItemPlan *plan;
  TwList *self;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && entity != NULL, NULL);

  plan = tw_item_plan_new (workspace, entity, &error);
  self = g_object_new (TW_TYPE_LIST, NULL);
  self->workspace = g_object_ref (workspace);
  self->plan = plan;
  self->filter = tw_filter_new (entity);
  self->sort = entity->order != NULL ? tw_entity_get_field (entity, entity->order) : NULL;
  self->descending = entity->descending;
  /* Where the attributes can't be read nothing else can: the list says so to who shows it. */
  if (error != NULL)
    fail_later (self, error);
  return self;
}

const TwEntity *
tw_list_get_entity (TwList *self)
{
  g_return_val_if_fail (TW_IS_LIST (self), NULL);
  return self->plan->entity;
}

GPtrArray *
tw_list_get_fields (TwList *self)
{
  g_return_val_if_fail (TW_IS_LIST (self), NULL);
  return self->plan->fields;
}

const TwFilter *
tw_list_get_filter (TwList *self)
{
  g_return_val_if_fail (TW_IS_LIST (self), NULL);
  return self->filter;
}

void
tw_list_set_filter (TwList         *self,
                    const TwFilter *filter)
{
  TwFilter *copy;

  g_return_if_fail (TW_IS_LIST (self) && filter != NULL);

  copy = tw_filter_copy (filter);
  tw_filter_free (self->filter);
  self->filter = copy;
  reload (self);
}

void
tw_list_set_sort (TwList     *self,
                  const char *field,
                  gboolean    descending)
{
  const TwEntity *entity;

  g_return_if_fail (TW_IS_LIST (self));

  entity = self->plan->entity;
  if (field == NULL)
    {
      field = entity->order;
      descending = entity->descending;
    }
  self->sort = field != NULL ? tw_fields_find (self->plan->fields, field, NULL) : NULL;
  self->descending = descending;
  reload (self);
}

gboolean
tw_list_get_ready (TwList *self)
{
  g_return_val_if_fail (TW_IS_LIST (self), FALSE);
  return self->ready;
}

const GError *
tw_list_get_error (TwList *self)
{
  g_return_val_if_fail (TW_IS_LIST (self), NULL);
  return self->error;
}

gboolean
tw_list_load (TwList   *self,
              GError  **error)
{
  g_autoptr (TwListQuery) query = NULL;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (TW_IS_LIST (self), FALSE);

  stop_loading (self);
  query = make_query (self);
  ids = tw_list_query_run (query, self->workspace, 0, NULL, error);
  if (ids == NULL)
    return FALSE;
  on_loaded (ids, TRUE, NULL, self);
  return TRUE;
}

void
tw_list_refresh (TwList *self)
{
  g_return_if_fail (TW_IS_LIST (self));

  reread_live (self);
  reload (self);
}

guint
tw_list_count_items (TwList *self)
{
  g_return_val_if_fail (TW_IS_LIST (self), 0);
  return g_hash_table_size (self->live);
}

gint64
tw_list_get_row_id (TwList *self,
                    guint   position)
{
  g_return_val_if_fail (TW_IS_LIST (self), 0);
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

guint
tw_list_get_position (TwList *self,
                      gint64  id)
{
  g_return_val_if_fail (TW_IS_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  return G_MAXUINT;
}
