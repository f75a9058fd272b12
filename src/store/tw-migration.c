/* tw-migration.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-migration.h"

#include "tw-error.h"
#include "tw-file.h"
#include "tw-history-private.h"
#include "tw-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* How many copies of one version may lie beside a file before it is full of them. */
#define MAX_COPIES 100

/* Instructions of SQLite between two looks at who waits. */
#define STEPS      20000
/* The copy's part of the whole, where the rest takes as many steps. */
#define COPY_PART  0.6

typedef struct
{
  const TwMigrationWatch *watch;
  goffset                 size;         /* of the file */
  const char             *copy;         /* (nullable): the file that is being filled */
  guint                   copy_steps;
  guint                   steps;        /* after it */
} Watching;

static double
estimate (Watching *watching)
{
  GStatBuf copy;

  if (watching->copy == NULL)
    return COPY_PART
           + (1 - COPY_PART) * MIN (watching->steps, watching->copy_steps) / MAX (watching->copy_steps, 1);
  if (g_stat (watching->copy, &copy) != 0 || watching->size <= 0)
    return 0;

  return COPY_PART * MIN ((double) copy.st_size / (double) watching->size, 1);
}

static int
on_steps (gpointer data)
{
  Watching *watching = data;

  if (watching->copy != NULL)
    watching->copy_steps++;
  else
    watching->steps++;
  if (watching->watch->progress != NULL)
    watching->watch->progress (estimate (watching), watching->watch->data);

  return g_cancellable_is_cancelled (watching->watch->cancellable);
}

gboolean
tw_migration_copy (sqlite3     *db,
                   const char  *from,
                   const char  *path,
                   GError     **error)
{
  g_autofree char *sql = NULL;
  char *quoted;
  gboolean ok;

  /* Made first, because VACUUM INTO would make it readable by everybody. */
  if (!tw_file_make (path, error))
    return FALSE;

  quoted = sqlite3_mprintf ("VACUUM INTO %Q", path);
  ok = tw_connection_exec (db, path, quoted, error);
  sqlite3_free (quoted);
  if (!ok)
    tw_file_remove (path);

  return ok;
}

/* (transfer full): a name beside @path where nothing is. */
static char *
name_copy (const char  *path,
           int          version,
           GError     **error)
{
  for (int i = 1; i <= MAX_COPIES; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s.v%d.bak", path, version)
                                     : g_strdup_printf ("%s.v%d.%d.bak", path, version, i);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }

  g_set_error (error, TW_ERROR, TW_ERROR_FILE,
               _("There are already %d copies of “%s” from before an update. Move some of them "
                  "elsewhere."),
               MAX_COPIES, path);

  return NULL;
}

static gboolean
check_references (sqlite3     *db,
                  const char  *path,
                  GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *table = NULL;

  table = tw_connection_get_text (db, path,
                                  "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1",
                                  &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (table != NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                   _("“%s” can't be updated, because a row of “%s” points to one that doesn't "
                      "exist. It was left "
                      "as it is."),
                   path, table);
      return FALSE;
    }

  return TRUE;
}

static gboolean
write_entry (sqlite3     *db,
             const char  *path,
             const char  *user,
             int          to,
             GError     **error)
{
  TwWorkspace *workspace = tw_workspace_wrap (db, path, user);
  g_autofree char *label = g_strdup_printf (_("Updated the file to format %d"), to);
  gboolean ok = tw_history_append_floor (workspace, label, error);

  tw_workspace_unwrap (workspace);

  return ok;
}

static gboolean
migrate (sqlite3            *db,
         const char         *path,
         const char         *user,
         int                 from,
         const TwMigration  *migrations,
         guint               n,
         GError            **error)
{
  gboolean ok;

  if (!tw_connection_exec (db, path, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", error))
    return FALSE;

  ok = tw_schema_migrate (db, path, migrations, n, from, error)
       && check_references (db, path, error)
       && write_entry (db, path, user, migrations[n - 1].number, error)
       && tw_connection_exec (db, path, "COMMIT", error);
  if (!ok && !sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_exec (db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);

  return ok;
}

gboolean
tw_migration_run (sqlite3            *db,
                  const char         *path,
                  const char         *user,
                  int                 from,
                  gboolean            read_only,
                  const TwMigration  *migrations,
                  guint               n,
                  const TwMigrationWatch *watch,
                  GError            **error)
{
  guint n_old = 0;
  g_autofree char *copy = NULL;
  Watching watching = { .watch = watch };
  GStatBuf file;
  gboolean ok;

  if (read_only)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("“%s” was written by an older Tierwright and has to be updated, but it can "
                      "only be read. Copy "
                      "it to where it can be written, and open the copy."),
                   path);
      return FALSE;
    }

  while (n_old < n && migrations[n_old].number <= from)
    n_old++;

  if (!tw_schema_compare (db, path, migrations, n_old, error) || (copy = name_copy (path, from, error)) == NULL)
    return FALSE;

  watching.size = g_stat (path, &file) == 0 ? file.st_size : 0;
  watching.copy = copy;
  if (watch != NULL)
    sqlite3_progress_handler (db, STEPS, on_steps, &watching);
  ok = tw_migration_copy (db, path, copy, error);
  watching.copy = NULL;
  if (ok && !migrate (db, path, user, from, migrations, n, error))
    {
      ok = FALSE;
      /* Nobody needs the copy of a file that is as it was because somebody wanted it so. */
      if (watch != NULL && g_cancellable_is_cancelled (watch->cancellable))
        tw_file_remove (copy);
    }
  sqlite3_progress_handler (db, 0, NULL, NULL);

  return ok;
}
