/* tw-cli-cancel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ctrl+C ends a long job as Cancel does in the window: the state is the one before, finished files stay. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

/* What a shell expects of a program that ended on Ctrl+C. */
#define STATUS_INTERRUPTED 130

static gpointer
wait_for_signal (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t signals;
  int received;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);

  if (sigwait (&signals, &received) == 0)
    {
      g_printerr (_("\nCancelling… Press Ctrl+C again to stop at once.\n"));
      g_cancellable_cancel (cancellable);
    }
  if (sigwait (&signals, &received) == 0)
    _exit (STATUS_INTERRUPTED);

  return NULL;
}

GCancellable *
tw_cli_cancellable (void)
{
  static GCancellable *cancellable;
  sigset_t signals;

  if (cancellable != NULL)
    return cancellable;

  /* Threads that start from here on inherit the mask, so only the waiting one gets the signal. */
  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);

  cancellable = g_cancellable_new ();
  g_thread_unref (g_thread_new ("tw-signal", wait_for_signal, cancellable));

  return cancellable;
}
