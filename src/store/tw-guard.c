/* tw-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* F_OFD_SETLK */
#endif
#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-guard.h"

#include "tw-workspace-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Where SQLite locks: SHARED_FIRST and SHARED_SIZE of its os.h, and UNIX_SHM_DMS of its os_unix.c. */
#define SHARED_FIRST 0x40000002
#define SHARED_SIZE  510
#define SHM_IN_USE   128

static GMutex guard_mutex;

static gboolean
lock_place (int    fd,
            short  type,
            off_t  start,
            off_t  length)
{
#ifdef F_OFD_SETLK
  struct flock place = { .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length };

  return fcntl (fd, F_OFD_SETLK, &place) == 0;
#else
  return FALSE;
#endif
}

/* What can't be locked now (somebody changes the mode) is tried again with the next change. */
static void
hold_place (int        *fd,
            const char *path,
            off_t       start,
            off_t       length)
{
  if (*fd < 0)
    *fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (*fd >= 0 && !lock_place (*fd, F_RDLCK, start, length))
    g_debug ("“%s” can't be guarded now", path);
}

void
tw_guard_hold (TwWorkspace *workspace)
{
  TwWorkspace *origin = workspace->origin != NULL ? workspace->origin : workspace;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&guard_mutex);
  g_autofree char *shm = g_strconcat (origin->path, "-shm", NULL);

  if (origin->registered == NULL)
    return;
  hold_place (&origin->guard, origin->path, SHARED_FIRST, SHARED_SIZE);
  hold_place (&origin->guard_shm, shm, SHM_IN_USE, 1);
}

void
tw_guard_release (TwWorkspace *workspace)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&guard_mutex);

  if (workspace->guard >= 0)
    lock_place (workspace->guard, F_UNLCK, SHARED_FIRST, SHARED_SIZE);
  if (workspace->guard_shm >= 0)
    lock_place (workspace->guard_shm, F_UNLCK, SHM_IN_USE, 1);
}

void
tw_guard_clear (TwWorkspace *workspace)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&guard_mutex);

  if (workspace->guard >= 0)
    close (workspace->guard);
  if (workspace->guard_shm >= 0)
    close (workspace->guard_shm);
  workspace->guard = -1;
  workspace->guard_shm = -1;
}
