/* tw-turns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-turns.h"

typedef struct
{
  TwTurnFunc      func;
  gpointer        data;
  GDestroyNotify  data_free;
  gboolean        owned;        /* @data is an object, watched by a weak reference */
} Turn;

static GMutex lock;
static GQueue waiting = G_QUEUE_INIT;
/* There is a source while there is anything in the queue, or while the last of it runs. */
static gboolean running;

/* Drops the turn of an owner that is going. */
static void
on_owner_gone (gpointer data,
               GObject *owner)
{
  Turn *turn = data;

  g_mutex_lock (&lock);
  g_queue_remove (&waiting, turn);
  g_mutex_unlock (&lock);
  g_free (turn);
}

/* Calls and frees a turn that was taken from the queue. */
static void
take (Turn *turn)
{
  g_autoptr (GObject) owner = NULL;

  if (turn->owned)
    {
      owner = g_object_ref (turn->data);
      g_object_weak_unref (owner, on_owner_gone, turn);
    }

  turn->func (turn->data);
  if (turn->data_free != NULL)
    turn->data_free (turn->data);
  g_free (turn);
}

static gboolean
on_turn (gpointer unused)
{
  Turn *turn;
  gboolean more;

  g_mutex_lock (&lock);
  turn = g_queue_pop_head (&waiting);
  if (turn == NULL)
    running = FALSE;
  more = running;
  g_mutex_unlock (&lock);

  if (turn == NULL)
    return G_SOURCE_REMOVE;

  take (turn);

  return more;
}

static void
push (Turn *turn)
{
  gboolean start;

  g_mutex_lock (&lock);
  start = !running;
  running = TRUE;
  g_queue_push_tail (&waiting, turn);
  g_mutex_unlock (&lock);

  /* Below drawing, so that there are frames between. */
  if (start)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_turn, NULL, NULL);
}

void
tw_turns_add (TwTurnFunc      func,
              gpointer        data,
              GDestroyNotify  data_free)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->func = func;
  turn->data = data;
  turn->data_free = data_free;
  push (turn);
}

/* --- what belongs to an object --- */

/* (nullable) (transfer none): the first that waits for @owner.
 * @func: (nullable): the one that is looked for */
static Turn *
find (gpointer   owner,
      TwTurnFunc func)
{
  Turn *found = NULL;

  g_mutex_lock (&lock);
  for (GList *l = waiting.head; l != NULL && found == NULL; l = l->next)
    {
      Turn *turn = l->data;

      if (turn->owned && turn->data == owner && (func == NULL || turn->func == func))
        found = turn;
    }
  g_mutex_unlock (&lock);

  return found;
}

static void
withdraw (Turn *turn)
{
  g_mutex_lock (&lock);
  g_queue_remove (&waiting, turn);
  g_mutex_unlock (&lock);
}

void
tw_turns_later (gpointer   owner,
                TwTurnFunc func)
{
  Turn *turn;

  g_return_if_fail (G_IS_OBJECT (owner));

  if (find (owner, func) != NULL)
    return;

  turn = g_new0 (Turn, 1);
  turn->func = func;
  turn->data = owner;
  turn->owned = TRUE;
  g_object_weak_ref (owner, on_owner_gone, turn);
  push (turn);
}

void
tw_turns_finish (gpointer owner)
{
  Turn *turn;

  g_return_if_fail (G_IS_OBJECT (owner));

  while ((turn = find (owner, NULL)) != NULL)
    {
      withdraw (turn);
      take (turn);
    }
}

void
tw_turns_forget (gpointer owner)
{
  Turn *turn;

  g_return_if_fail (G_IS_OBJECT (owner));

  while ((turn = find (owner, NULL)) != NULL)
    {
      withdraw (turn);
      g_object_weak_unref (owner, on_owner_gone, turn);
      g_free (turn);
    }
}

gboolean
tw_turns_pending (gpointer owner)
{
  g_return_val_if_fail (G_IS_OBJECT (owner), FALSE);

  return find (owner, NULL) != NULL;
}
