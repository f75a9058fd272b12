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
} Turn;

static GMutex lock;
static GQueue waiting = G_QUEUE_INIT;
/* There is a source while there is anything in the queue, or while the last of it runs. */
static gboolean running;

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

  turn->func (turn->data);
  if (turn->data_free != NULL)
    turn->data_free (turn->data);
  g_free (turn);

  return more;
}

void
tw_turns_add (TwTurnFunc      func,
              gpointer        data,
              GDestroyNotify  data_free)
{
  Turn *turn = g_new0 (Turn, 1);
  gboolean start;

  turn->func = func;
  turn->data = data;
  turn->data_free = data_free;

  g_mutex_lock (&lock);
  start = !running;
  running = TRUE;
  g_queue_push_tail (&waiting, turn);
  g_mutex_unlock (&lock);

  /* Below drawing, so that there are frames between. */
  if (start)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_turn, NULL, NULL);
}
