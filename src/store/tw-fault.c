/* tw-fault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-fault.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static TwFaultFunc fault_func;
static gpointer fault_data;

/* The point and the pass at which the environment asks for the end; NULL for the usual life. */
static char *fault_name;
static int fault_left;

static void
read_environment (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      const char *text = g_getenv ("TW_FAULT");
      const char *colon = text != NULL ? strrchr (text, ':') : NULL;

      if (colon != NULL)
        {
          fault_name = g_strndup (text, colon - text);
          fault_left = (int) g_ascii_strtoll (colon + 1, NULL, 10);
        }
      g_once_init_leave (&done, 1);
    }
}

void
tw_fault_point (const char *name)
{
  read_environment ();

  if (fault_func != NULL)
    fault_func (name, fault_data);

  if (fault_name != NULL && strcmp (fault_name, name) == 0
      && g_atomic_int_dec_and_test (&fault_left))
    kill (getpid (), SIGKILL);
}

void
tw_fault_set_func (TwFaultFunc func,
                   gpointer    user_data)
{
  fault_func = func;
  fault_data = user_data;
}
