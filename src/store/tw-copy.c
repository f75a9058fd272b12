/* tw-copy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-error.h"
#include "tw-file.h"
#include "tw-migration.h"
#include "tw-workspace-private.h"

#include <glib/gi18n-lib.h>

static void
on_cancelled (GCancellable *cancellable,
              gpointer      db)
{
  sqlite3_interrupt (db);
}

/* A copy that nobody has read isn't a copy: its pages are checked before it is called one. The check is one instruction
 * of SQLite's, which can only be interrupted from another thread. */
static gboolean
check_copy (const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *result = NULL;
  sqlite3 *db = tw_connection_open (path, TW_CONNECT_READ_ONLY, error);
  gulong handler;

  if (db == NULL)
    return FALSE;

  handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), db, NULL) : 0;
  result = tw_connection_get_text (db, path, "PRAGMA quick_check (1)", error);
  g_cancellable_disconnect (cancellable, handler);
  sqlite3_close (db);
  if (result == NULL)
    return FALSE;

  if (!g_str_equal (result, "ok"))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                   _("The copy “%s” came out damaged (%s) and was removed. Check the disk."), path,
                   result);
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_workspace_save_copy (TwWorkspace  *workspace,
                        const char   *path,
                        GError      **error)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && workspace->db != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!tw_migration_copy (workspace->db, workspace->path, path, error))
    return FALSE;

  if (!tw_workspace_go_on (workspace, error) || !check_copy (path, workspace->cancellable, error))
    {
      tw_file_remove (path);
      return FALSE;
    }

  return TRUE;
}
