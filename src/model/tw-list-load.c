/* tw-list-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-list-load.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-sql-private.h"

/* Above this many rows a list is read in a thread. */
#define SHORT_TABLE 4000
/* What the first look brings: more than any screen shows. */
#define FIRST_ROWS  256
/* How often a long read looks whether it is still wanted. */
#define LOOK_EVERY  4096

struct _TwListQuery
{
  gatomicrefcount  count;
  const TwEntity  *entity;
  TwFilter        *filter;
  TwField          sort;
  gboolean         sorted;
  gboolean         descending;
};

TwListQuery *
tw_list_query_new (const TwEntity *entity,
                   const TwFilter *filter,
                   const TwField  *sort,
                   gboolean        descending)
{
  TwListQuery *query = g_new0 (TwListQuery, 1);

  g_atomic_ref_count_init (&query->count);
  query->entity = entity;
  query->filter = tw_filter_copy (filter);
  query->sorted = sort != NULL;
  if (sort != NULL)
    query->sort = *sort;
  query->descending = descending;
  return query;
}

void
tw_list_query_free (TwListQuery *query)
{
  if (query == NULL || !g_atomic_ref_count_dec (&query->count))
    return;
  tw_filter_free (query->filter);
  g_free (query);
}

gboolean
tw_list_query_is_short (TwWorkspace    *workspace,
                        const TwEntity *entity)
{
  g_autofree char *sql = NULL;
  gint64 last = 0;

  if (entity->table == NULL)
    return FALSE;
  sql = g_strdup_printf ("SELECT max(id) FROM \"%s\"", entity->table);
  return tw_workspace_get_int (workspace, sql, &last, NULL)
         && (last == TW_QUERY_NULL || last <= SHORT_TABLE);
}

static TwQuery *
prepare (TwListQuery  *self,
         TwWorkspace  *workspace,
         guint         limit,
         GError      **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT t.id");
  TwQuery *query;

  tw_sql_append_from (sql, self->entity);
  tw_sql_append_where (sql, self->entity, self->filter);
  tw_sql_append_order (sql, self->entity, self->sorted ? &self->sort : NULL, self->descending);
  if (limit > 0)
    g_string_append_printf (sql, " LIMIT %u", limit);
  query = tw_query_new (workspace, sql->str, error);
  if (query != NULL)
    tw_sql_bind_filter (query, self->filter);
  return query;
}

GArray *
tw_list_query_run (TwListQuery   *self,
                   TwWorkspace   *workspace,
                   guint          limit,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TwQuery) query = prepare (self, workspace, limit, error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local))
    {
      gint64 id = tw_query_int (query, 0);

      g_array_append_val (ids, id);
      if (ids->len % LOOK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, &local))
        break;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

/* In a thread ---------------------------------------------------------------------------------- */

/* How many threads read from each workspace: closing it waits for them. */
static GMutex busy_lock;
static GCond busy_cond;
static GHashTable *busy;    /* TwWorkspace*, not owned -> count */

void
tw_list_count_reader (TwWorkspace *workspace,
                      int          change)
{
  int n;

  g_mutex_lock (&busy_lock);
  if (busy == NULL)
    busy = g_hash_table_new (NULL, NULL);
  n = GPOINTER_TO_INT (g_hash_table_lookup (busy, workspace)) + change;
  if (n == 0)
    g_hash_table_remove (busy, workspace);
  else
    g_hash_table_insert (busy, workspace, GINT_TO_POINTER (n));
  g_cond_broadcast (&busy_cond);
  g_mutex_unlock (&busy_lock);
}

void
tw_list_wait (TwWorkspace *workspace)
{
  g_mutex_lock (&busy_lock);
  while (busy != NULL && g_hash_table_contains (busy, workspace))
    g_cond_wait (&busy_cond, &busy_lock);
  g_mutex_unlock (&busy_lock);
}

typedef struct
{
  gatomicrefcount  count;
  TwListQuery     *query;       /* owned */
  TwWorkspace     *parent;      /* only its address is used in the thread */
  TwWorkspace     *fork;        /* owned by the thread */
  GCancellable    *cancellable; /* owned */
  GMainContext    *context;     /* owned */
  TwListLoaded     loaded;
  gpointer         user_data;
} Load;

static void
load_unref (gpointer data)
{
  Load *load = data;

  if (!g_atomic_ref_count_dec (&load->count))
    return;
  tw_list_query_free (load->query);
  g_object_unref (load->cancellable);
  g_main_context_unref (load->context);
  g_free (load);
}

typedef struct
{
  Load     *load;
  GArray   *ids;        /* (nullable) */
  GError   *error;      /* (nullable) */
  gboolean  complete;
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_clear_pointer (&delivery->ids, g_array_unref);
  g_clear_error (&delivery->error);
  load_unref (delivery->load);
  g_free (delivery);
}

/* What waits for the default context: each is handed over in a turn of its own. A board of many lists would otherwise
 * fill all that are ready at a time without letting anything else in between. */
static GMutex waiting_lock;
static GQueue waiting = G_QUEUE_INIT;

static void
hand_over (Delivery *delivery)
{
  /* Cancelling and delivering happen in the same thread, so a list that is gone isn't called. */
  if (!g_cancellable_is_cancelled (delivery->load->cancellable))
    delivery->load->loaded (delivery->ids, delivery->complete, delivery->error,
                            delivery->load->user_data);
}

static gboolean
deliver_in_context (gpointer data)
{
  hand_over (data);

  return G_SOURCE_REMOVE;
}

static gboolean
deliver_next (gpointer unused)
{
  Delivery *delivery;
  gboolean more;

  g_mutex_lock (&waiting_lock);
  delivery = g_queue_peek_head (&waiting);
  g_mutex_unlock (&waiting_lock);

  hand_over (delivery);

  /* Only now, so that nobody makes a second source meanwhile. */
  g_mutex_lock (&waiting_lock);
  g_queue_pop_head (&waiting);
  more = !g_queue_is_empty (&waiting);
  g_mutex_unlock (&waiting_lock);
  delivery_free (delivery);

  return more;
}

/* Returns: whether a source is there already, or none is needed */
static gboolean
wait_in_line (Delivery *delivery)
{
  gboolean first;

  g_mutex_lock (&waiting_lock);
  first = g_queue_is_empty (&waiting);
  g_queue_push_tail (&waiting, delivery);
  g_mutex_unlock (&waiting_lock);

  return !first;
}

/* @error: (transfer full) (nullable) */
static void
deliver (Load     *load,
         GArray   *ids,
         gboolean  complete,
         GError   *error)
{
  Delivery *delivery = g_new0 (Delivery, 1);
  gboolean shared = load->context == g_main_context_default ();
  g_autoptr (GSource) source = NULL;

  g_atomic_ref_count_inc (&load->count);
  delivery->load = load;
  delivery->ids = ids != NULL ? g_array_ref (ids) : NULL;
  delivery->error = error;
  delivery->complete = complete;
  if (shared && wait_in_line (delivery))
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  if (shared)
    g_source_set_callback (source, deliver_next, NULL, NULL);
  else
    g_source_set_callback (source, deliver_in_context, delivery, delivery_free);
  g_source_attach (source, load->context);
}

static gpointer
load_thread (gpointer data)
{
  Load *load = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) first =
    tw_list_query_run (load->query, load->fork, FIRST_ROWS, load->cancellable, &error);
  g_autoptr (GArray) all = NULL;

  if (first != NULL)
    deliver (load, first, first->len < FIRST_ROWS, NULL);
  if (first != NULL && first->len == FIRST_ROWS)
    {
      all = tw_list_query_run (load->query, load->fork, 0, load->cancellable, &error);
      if (all != NULL)
        deliver (load, all, TRUE, NULL);
    }
  if (error != NULL)
    deliver (load, NULL, TRUE, g_steal_pointer (&error));

  tw_workspace_close (load->fork, NULL);
  g_object_unref (load->fork);
  tw_list_count_reader (load->parent, -1);
  load_unref (load);
  return NULL;
}

gboolean
tw_list_query_start (TwListQuery   *self,
                     TwWorkspace   *workspace,
                     GCancellable  *cancellable,
                     TwListLoaded   loaded,
                     gpointer       user_data,
                     GError       **error)
{
  TwWorkspace *fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, error);
  Load *load;

  if (fork == NULL)
    return FALSE;
  load = g_new0 (Load, 1);
  g_atomic_ref_count_init (&load->count);
  g_atomic_ref_count_inc (&self->count);
  load->query = self;
  load->parent = workspace;
  load->fork = fork;
  load->cancellable = g_object_ref (cancellable);
  load->context = g_main_context_ref_thread_default ();
  load->loaded = loaded;
  load->user_data = user_data;
  tw_list_count_reader (workspace, 1);
  g_thread_unref (g_thread_new ("list", load_thread, load));
  return TRUE;
}
