/* tw-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-registry.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>

static GMutex mutex;
static GHashTable *entered; /* char* -> itself */

char *
tw_registry_key (const TwFileInfo *info)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, info->device, info->inode);
}

gboolean
tw_registry_enter (const TwFileInfo  *info,
                   GError           **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (entered == NULL)
    entered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!g_hash_table_add (entered, tw_registry_key (info)))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("“%s” is already open here. Use the window that shows it."), info->path);
      return FALSE;
    }

  return TRUE;
}

void
tw_registry_leave (const char *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  g_hash_table_remove (entered, key);
}
