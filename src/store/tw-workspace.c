/* tw-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-workspace.h"

#include "tw-currency.h"
#include "tw-error.h"
#include "tw-fault.h"
#include "tw-file.h"
#include "tw-guard.h"
#include "tw-history-private.h"
#include "tw-migration.h"
#include "tw-query.h"
#include "tw-registry.h"
#include "tw-schema.h"
#include "tw-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The last day that every month has. */
#define LAST_START_DAY 28

/* How long a statement waits for another program that writes, and how long it sleeps at a time. */
#define PATIENCE (5 * G_TIME_SPAN_SECOND)
#define MAX_NAP_MS 20

G_DEFINE_FINAL_TYPE (TwWorkspace, tw_workspace, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The object ----------------------------------------------------------------------------------- */

static void
tw_workspace_finalize (GObject *object)
{
  TwWorkspace *self = TW_WORKSPACE (object);

  if (self->db != NULL)
    tw_workspace_close (self, NULL);

  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->hooks, g_ptr_array_unref);
  g_clear_pointer (&self->dropped, g_ptr_array_unref);
  g_clear_pointer (&self->bulk_tables, g_strfreev);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->now, g_free);

  G_OBJECT_CLASS (tw_workspace_parent_class)->finalize (object);
}

static void
tw_workspace_class_init (TwWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_workspace_finalize;

  /**
   * TwWorkspace::changed:
   *
   * Something was committed: through this object, or found by tw_workspace_poll().
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tw_workspace_init (TwWorkspace *self)
{
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_ptr_array_unref);
  self->hooks = g_ptr_array_new_with_free_func (tw_transaction_hook_free);
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  self->guard = -1;
  self->guard_shm = -1;
}

void
tw_workspace_emit_changed (TwWorkspace *workspace)
{
  g_signal_emit (workspace, signals[SIGNAL_CHANGED], 0);
}

GCancellable *
tw_workspace_set_cancellable (TwWorkspace  *workspace,
                              GCancellable *cancellable)
{
  GCancellable *before = workspace->cancellable;

  workspace->cancellable = cancellable;
  tw_connection_heed (workspace->db, cancellable);

  return before;
}

GCancellable *
tw_workspace_get_cancellable (TwWorkspace *workspace)
{
  return workspace->cancellable;
}

gboolean
tw_workspace_go_on (TwWorkspace  *workspace,
                    GError      **error)
{
  if (!g_cancellable_is_cancelled (workspace->cancellable))
    return TRUE;
  g_set_error_literal (error, TW_ERROR, TW_ERROR_CANCELLED, _("The work was cancelled."));

  return FALSE;
}

/* Waits a little longer each time, and no longer when the work is cancelled. */
static int
on_busy (gpointer user_data,
         int      count)
{
  TwWorkspace *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (count == 0)
    self->waiting = now;
  if (now - self->waiting >= self->patience || g_cancellable_is_cancelled (self->cancellable))
    return 0;
  g_usleep (MIN (count + 1, MAX_NAP_MS) * G_TIME_SPAN_MILLISECOND);

  return 1;
}

static TwWorkspace *
adopt (sqlite3    *db,
       const char *path,
       const char *user,
       gboolean    read_only)
{
  TwWorkspace *self = g_object_new (TW_TYPE_WORKSPACE, NULL);

  self->db = db;
  self->path = g_strdup (path);
  self->user = g_strdup (user != NULL ? user : g_get_user_name ());
  self->read_only = read_only;
  self->patience = PATIENCE;
  sqlite3_busy_handler (db, on_busy, self);
  tw_workspace_get_int (self, "PRAGMA data_version", &self->data_version, NULL);

  return self;
}

TwWorkspace *
tw_workspace_wrap (sqlite3    *db,
                   const char *path,
                   const char *user)
{
  return adopt (db, path, user, FALSE);
}

sqlite3 *
tw_workspace_unwrap (TwWorkspace *workspace)
{
  sqlite3 *db = g_steal_pointer (&workspace->db);

  tw_query_cache_clear (workspace);
  sqlite3_busy_timeout (db, PATIENCE / G_TIME_SPAN_MILLISECOND);
  g_object_unref (workspace);

  return db;
}

/* Opening -------------------------------------------------------------------------------------- */

/* In WAL mode even reading writes a file beside; on media that nobody writes there is no need for
 * it. */
static gboolean
nobody_writes (const TwFileInfo *info)
{
  g_autofree char *wal = g_strconcat (info->path, "-wal", NULL);

  return info->read_only_media && !g_file_test (wal, G_FILE_TEST_EXISTS);
}

static sqlite3 *
connect_checked (const TwFileInfo        *info,
                 const char              *user,
                 gboolean                 read_only,
                 const TwMigrationWatch  *watch,
                 GError                 **error)
{
  TwConnectFlags flags = read_only ? TW_CONNECT_READ_ONLY : 0;
  const TwMigration *migrations;
  guint n;
  sqlite3 *db;

  if (nobody_writes (info))
    flags |= TW_CONNECT_IMMUTABLE;

  migrations = tw_schema_migrations (&n);
  db = tw_connection_open (info->path, flags, error);
  if (db == NULL)
    return NULL;

  if ((info->version < TW_WORKSPACE_SCHEMA_VERSION
       && !tw_migration_run (db, info->path, user, info->version, read_only, migrations, n, watch, error))
      || !tw_schema_compare (db, info->path, migrations, n, error))
    {
      sqlite3_close (db);
      return NULL;
    }

  return db;
}

/* Another program may have it in WAL mode already. */
static void
guard_opened (TwWorkspace *self)
{
  g_autofree char *mode = tw_workspace_get_text (self, "PRAGMA journal_mode", NULL);

  if (g_strcmp0 (mode, "wal") == 0)
    tw_guard_hold (self);
}

static TwWorkspace *
open_watched (const char              *path,
              TwOpenFlags              flags,
              const char              *user,
              const TwMigrationWatch  *watch,
              GError                 **error)
{
  g_auto (TwFileInfo) info = { 0 };
  gboolean read_only;
  TwWorkspace *self;
  sqlite3 *db = NULL;

  if (!tw_file_locate (path, &info, error) || !tw_registry_enter (&info, error))
    return NULL;

  read_only = (flags & TW_OPEN_READ_ONLY) != 0 || !info.writable;
  if (tw_file_inspect (&info, error))
    db = connect_checked (&info, user != NULL ? user : g_get_user_name (), read_only, watch,
                          error);
  if (db == NULL)
    {
      g_autofree char *key = tw_registry_key (&info);

      tw_registry_leave (key);
      return NULL;
    }

  self = adopt (db, info.path, user, read_only);
  self->registered = tw_registry_key (&info);
  guard_opened (self);

  return self;
}

TwWorkspace *
tw_workspace_open (const char   *path,
                   TwOpenFlags   flags,
                   const char   *user,
                   GError      **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_watched (path, flags, user, NULL, error);
}

gboolean
tw_workspace_is_older (const char *path)
{
  g_auto (TwFileInfo) info = { 0 };
  g_autofree char *key = NULL;
  gboolean older;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!tw_file_locate (path, &info, NULL) || !tw_registry_enter (&info, NULL))
    return FALSE;

  older = tw_file_inspect (&info, NULL) && info.writable && info.version < TW_WORKSPACE_SCHEMA_VERSION;
  key = tw_registry_key (&info);
  tw_registry_leave (key);

  return older;
}

gboolean
tw_workspace_update (const char                *path,
                     TwWorkspaceUpdateProgress  progress,
                     gpointer                   data,
                     GCancellable              *cancellable,
                     GError                   **error)
{
  TwMigrationWatch watch = { progress, data, cancellable };
  g_autoptr (TwWorkspace) workspace = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  workspace = open_watched (path, TW_OPEN_DEFAULT, NULL, &watch, error);

  return workspace != NULL && tw_workspace_close (workspace, error);
}

TwWorkspace *
tw_workspace_fork (TwWorkspace  *workspace,
                   TwOpenFlags   flags,
                   GError      **error)
{
  gboolean read_only;
  TwFileInfo info = { 0 };
  TwConnectFlags connect = TW_CONNECT_SIZE_LATER;
  TwWorkspace *self;
  sqlite3 *db;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && workspace->db != NULL, NULL);

  if (!tw_file_locate (workspace->path, &info, error))
    {
      tw_file_info_clear (&info);
      return NULL;
    }

  read_only = (flags & TW_OPEN_READ_ONLY) != 0 || workspace->read_only;
  if (read_only)
    connect |= TW_CONNECT_READ_ONLY;
  if (nobody_writes (&info))
    connect |= TW_CONNECT_IMMUTABLE;
  tw_file_info_clear (&info);

  db = tw_connection_open (workspace->path, connect, error);
  if (db == NULL)
    return NULL;

  self = adopt (db, workspace->path, workspace->user, read_only);
  self->unsized = TRUE;
  self->now = g_strdup (workspace->now);
  self->origin = g_object_ref (workspace->origin != NULL ? workspace->origin : workspace);
  g_atomic_int_inc (&self->origin->n_forks);

  return self;
}

/* Creating ------------------------------------------------------------------------------------- */

static gboolean
insert_currencies (TwWorkspace  *self,
                   GError      **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (self,
                        "INSERT INTO currency (code, name, digits) VALUES (:code, :name, :digits)",
                        error);
  if (query == NULL)
    return FALSE;

  for (guint i = 0; i < tw_currency_count (); i++)
    {
      const char *code = tw_currency_nth (i);

      tw_query_bind_text (query, "code", code);
      tw_query_bind_text (query, "name", tw_currency_name (code));
      tw_query_bind_int (query, "digits", tw_currency_digits (code));
      if (!tw_query_run (query, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_workspace_check_year_start (int      month,
                               int      day,
                               GError **error)
{
  if (month >= 1 && month <= 12 && day >= 1 && day <= LAST_START_DAY)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
               _("A fiscal year can't begin on that day. Choose one from the 1st to the %dth, which every month has."),
               LAST_START_DAY);
  return FALSE;
}

static gboolean
insert_workspace (TwWorkspace            *self,
                  const TwWorkspaceInit  *init,
                  GError                **error)
{
  const char *currency = init->currency != NULL ? init->currency : "USD";
  g_autoptr (TwQuery) query = NULL;
  g_autofree char *identity = g_uuid_string_random ();
  g_autofree char *now = tw_workspace_now (self);

  if (init->year_start_month != 0
      && !tw_workspace_check_year_start (init->year_start_month, MAX (init->year_start_day, 1), error))
    return FALSE;
  if (tw_currency_digits (currency) < 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                   _("“%s” is no currency of ISO 4217. Give a code such as USD, and add others in "
                      "the workspace."),
                   currency);
      return FALSE;
    }

  query = tw_query_new (self,
                        "INSERT INTO workspace (id, name, currency, pivot_currency, "
                        "year_start_month, year_start_day,"
                        " created_at, identity)"
                        " VALUES (1, :name, :currency, :currency, :month, :day, :now, :identity)",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "name", init->name);
  tw_query_bind_text (query, "currency", currency);
  tw_query_bind_int (query, "month", init->year_start_month != 0 ? init->year_start_month : 1);
  tw_query_bind_int (query, "day", init->year_start_day != 0 ? init->year_start_day : 1);
  tw_query_bind_text (query, "now", now);
  tw_query_bind_text (query, "identity", identity);

  return tw_query_run (query, error);
}

static gboolean
fill_new (TwWorkspace            *self,
          const TwWorkspaceInit  *init,
          GError                **error)
{
  const TwMigration *migrations;
  guint n;

  migrations = tw_schema_migrations (&n);

  return tw_workspace_exec (self, "BEGIN EXCLUSIVE", error)
         && tw_schema_migrate (self->db, self->path, migrations, n, 0, error)
         && insert_currencies (self, error)
         && insert_workspace (self, init, error)
         && tw_history_append_floor (self, _("Made the workspace"), error)
         && tw_workspace_exec (self, "COMMIT", error);
}

TwWorkspace *
tw_workspace_create (const char             *path,
                     const TwWorkspaceInit  *init,
                     const char             *user,
                     GError                **error)
{
  g_auto (TwFileInfo) info = { 0 };
  g_autoptr (TwWorkspace) self = NULL;
  g_autofree char *key = NULL;
  sqlite3 *db;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (init != NULL && init->name != NULL, NULL);

  if (!tw_file_make (path, error))
    return NULL;

  if (!tw_file_locate (path, &info, error) || !tw_registry_enter (&info, error))
    {
      tw_file_remove (path);
      return NULL;
    }

  db = tw_connection_open (info.path, 0, error);
  if (db != NULL)
    {
      self = adopt (db, info.path, user, FALSE);
      if (fill_new (self, init, error))
        {
          self->registered = tw_registry_key (&info);
          return g_steal_pointer (&self);
        }
      tw_query_cache_clear (self);
      sqlite3_close (g_steal_pointer (&self->db));
    }

  key = tw_registry_key (&info);
  tw_registry_leave (key);
  tw_file_remove (info.path);

  return NULL;
}

/* Closing -------------------------------------------------------------------------------------- */

/* One file is left, that can be mailed and read on read-only media. Another program that still has
 * it open keeps it in WAL mode and does the same when it closes. */
static gboolean
fold (TwWorkspace  *self,
      GError      **error)
{
  g_autofree char *mode = tw_workspace_get_text (self, "PRAGMA journal_mode", NULL);
  g_autofree char *after = NULL;

  if (g_strcmp0 (mode, "wal") != 0)
    return TRUE;

  tw_fault_point ("checkpoint");
  if (!tw_workspace_exec (self, "PRAGMA wal_checkpoint (TRUNCATE)", error))
    return FALSE;

  sqlite3_busy_timeout (self->db, 0);
  after = tw_workspace_get_text (self, "PRAGMA journal_mode = DELETE", NULL);
  g_debug ("Journal mode after closing: %s", after != NULL ? after : "unchanged");

  return TRUE;
}

gboolean
tw_workspace_close (TwWorkspace  *workspace,
                    GError      **error)
{
  gboolean ok = TRUE;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  if (workspace->db == NULL)
    return TRUE;
  if (g_atomic_int_get (&workspace->n_forks) > 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("Work on “%s” is still going on. Wait for it, or cancel it."), workspace->path);
      return FALSE;
    }

  while (workspace->recording != NULL)
    tw_history_rollback (workspace);
  while (workspace->depth > 0)
    tw_transaction_rollback (workspace);

  tw_query_cache_clear (workspace);
  tw_guard_release (workspace);
  if (workspace->origin == NULL && !workspace->read_only)
    ok = fold (workspace, error);
  sqlite3_close_v2 (g_steal_pointer (&workspace->db));
  tw_guard_clear (workspace);

  if (workspace->origin != NULL)
    g_atomic_int_add (&workspace->origin->n_forks, -1);
  g_clear_object (&workspace->origin);
  if (workspace->registered != NULL)
    tw_registry_leave (workspace->registered);
  g_clear_pointer (&workspace->registered, g_free);

  return ok;
}

/* Small things --------------------------------------------------------------------------------- */

const char *
tw_workspace_get_path (TwWorkspace *workspace)
{
  return workspace->path;
}

const char *
tw_workspace_get_user (TwWorkspace *workspace)
{
  return workspace->user;
}

gboolean
tw_workspace_is_read_only (TwWorkspace *workspace)
{
  return workspace->read_only;
}

char *
tw_workspace_now (TwWorkspace *workspace)
{
  g_autoptr (GDateTime) now = NULL;

  if (workspace->now != NULL)
    return g_strdup (workspace->now);

  now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

char *
tw_workspace_get_identity (TwWorkspace *workspace)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  return tw_workspace_get_text (workspace, "SELECT identity FROM workspace", NULL);
}

void
tw_workspace_set_now (TwWorkspace *workspace,
                      const char  *now)
{
  g_free (workspace->now);
  workspace->now = g_strdup (now);
}

gboolean
tw_workspace_poll (TwWorkspace *workspace)
{
  gint64 version = workspace->data_version;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  if (workspace->db == NULL
      || !tw_workspace_get_int (workspace, "PRAGMA data_version", &version, NULL)
      || version == workspace->data_version)
    return FALSE;

  workspace->data_version = version;
  tw_workspace_emit_changed (workspace);

  return TRUE;
}
