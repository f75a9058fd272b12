/* tw-totals-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-totals-load.h"

#include "tw-list-load.h"

typedef struct
{
  const TwEntity *entity;
  TwFilter       *filter;       /* (nullable), owned */
  GArray         *ids;          /* (nullable), owned */
  TwWorkspace    *parent;       /* only its address is used in the thread */
  TwWorkspace    *fork;         /* owned by the thread */
  GCancellable   *cancellable;  /* owned */
  GMainContext   *context;      /* owned */
  TwTotalsLoaded  loaded;
  gpointer        user_data;
  TwTotals       *totals;       /* what was found */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->filter, tw_filter_free);
  g_clear_pointer (&load->ids, g_array_unref);
  g_clear_pointer (&load->totals, tw_totals_free);
  g_object_unref (load->cancellable);
  g_main_context_unref (load->context);
  g_free (load);
}

static gboolean
deliver (gpointer data)
{
  Load *load = data;

  /* Cancelling and delivering happen in the same thread, so who is gone isn't called. */
  if (!g_cancellable_is_cancelled (load->cancellable))
    load->loaded (g_steal_pointer (&load->totals), load->user_data);

  return G_SOURCE_REMOVE;
}

static gpointer
load_thread (gpointer data)
{
  Load *load = data;
  TwWorkspace *parent = load->parent;
  g_autoptr (GSource) source = g_idle_source_new ();

  if (load->ids != NULL)
    load->totals = tw_totals_of_ids (load->fork, load->entity, (const gint64 *) load->ids->data,
                                     load->ids->len, NULL);
  else
    load->totals = tw_totals_of_filter_until (load->fork, load->entity, load->filter,
                                              load->cancellable, NULL);

  tw_workspace_close (load->fork, NULL);
  g_object_unref (load->fork);

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, load, load_free);
  g_source_attach (source, load->context);
  tw_list_count_reader (parent, -1);

  return NULL;
}

gboolean
tw_totals_start (TwWorkspace     *workspace,
                 const TwEntity  *entity,
                 const TwFilter  *filter,
                 const gint64    *ids,
                 gsize            n_ids,
                 GCancellable    *cancellable,
                 TwTotalsLoaded   loaded,
                 gpointer         user_data,
                 GError         **error)
{
  TwWorkspace *fork;
  Load *load;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (entity != NULL, FALSE);

  fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, error);
  if (fork == NULL)
    return FALSE;

  load = g_new0 (Load, 1);
  load->entity = entity;
  load->filter = filter != NULL ? tw_filter_copy (filter) : NULL;
  load->parent = workspace;
  load->fork = fork;
  load->cancellable = g_object_ref (cancellable);
  load->context = g_main_context_ref_thread_default ();
  load->loaded = loaded;
  load->user_data = user_data;

  if (ids != NULL)
    {
      load->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (load->ids, ids, n_ids);
    }

  tw_list_count_reader (workspace, 1);
  g_thread_unref (g_thread_new ("totals", load_thread, load));

  return TRUE;
}
