/* tw-workspace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TW_WORKSPACE_EXTENSION ".tierwright"
/* "TwrT" in the file's header, so that file(1) and we know it. */
#define TW_WORKSPACE_APPLICATION_ID 0x54777254
/* The version of the schema that this program writes: the number of the last migration. */
#define TW_WORKSPACE_SCHEMA_VERSION 3

/**
 * TwWorkspace:
 *
 * One open workspace file (design.md section 2).
 *
 * Invariants: a path is open at most once per process, by tw_workspace_create() or
 * tw_workspace_open(), and while it is nothing but SQLite opens it (closing any descriptor of it
 * would drop SQLite's locks). One TwWorkspace is used by one thread at a time; another thread works
 * on its own tw_workspace_fork(), which is closed before its parent. Reading never writes to the
 * file or its folder; the first write goes to WAL mode, closing folds back, so that one file with
 * mode 0600 is left.
 *
 * Signal `changed`: after every commit through this object, after undo and redo, and when
 * tw_workspace_poll() finds that somebody else (a fork, another process) committed.
 */
#define TW_TYPE_WORKSPACE (tw_workspace_get_type ())
G_DECLARE_FINAL_TYPE (TwWorkspace, tw_workspace, TW, WORKSPACE, GObject)

/**
 * TwWorkspaceInit:
 * @name: what the workspace is called
 * @currency: (nullable): reporting currency, `USD` where %NULL; it is also the first pivot currency
 * @year_start_month: first month of the fiscal year, 1 where 0
 * @year_start_day: first day of it, 1 where 0
 */
typedef struct
{
  const char *name;
  const char *currency;
  int         year_start_month;
  int         year_start_day;
} TwWorkspaceInit;

/* Whether a fiscal year can begin then: on a day that every month has. */
gboolean     tw_workspace_check_year_start  (int                     month,
                                             int                     day,
                                             GError                **error);

typedef enum
{
  TW_OPEN_DEFAULT   = 0,
  TW_OPEN_READ_ONLY = 1 << 0,
} TwOpenFlags;

/**
 * tw_workspace_create:
 * @path: where; nothing may exist there
 * @user: (nullable): who works, for history; the login name where %NULL
 *
 * Makes a new workspace with its schema, its row in `workspace` and the currencies of ISO 4217,
 * mode 0600.
 *
 * Returns: (transfer full): the open workspace; on error nothing is left at @path
 */
TwWorkspace *tw_workspace_create        (const char             *path,
                                         const TwWorkspaceInit  *init,
                                         const char             *user,
                                         GError                **error);

/**
 * tw_workspace_open:
 *
 * Opens a workspace. An older one is migrated first, after a copy beside it; on read-only media, or
 * with %TW_OPEN_READ_ONLY, it is opened for reading. Errors say what the file is (no workspace,
 * newer, truncated, damaged, locked, with a foreign table or trigger) and leave it as it was.
 */
TwWorkspace *tw_workspace_open          (const char             *path,
                                         TwOpenFlags             flags,
                                         const char             *user,
                                         GError                **error);

/* Whether the file at @path is a workspace that tw_workspace_open() would have to migrate, and can. Quick; nothing is
 * said of files that are none, or that are open here. */
gboolean     tw_workspace_is_older      (const char             *path);

/* @fraction: the part that is done, 0 to 1, an estimate. In the thread that updates. */
typedef void (*TwWorkspaceUpdateProgress) (double    fraction,
                                           gpointer  data);

/**
 * tw_workspace_update:
 * @progress: (nullable)
 * @cancellable: (nullable): stops it: the file stays as it was, without a copy beside
 *
 * Does what tw_workspace_open() does to an older file, and closes it again: for a thread, as a million sales take
 * some seconds.
 */
gboolean     tw_workspace_update        (const char             *path,
                                         TwWorkspaceUpdateProgress progress,
                                         gpointer                data,
                                         GCancellable           *cancellable,
                                         GError                **error);

/* (transfer full): a connection of its own to the same file, for another thread. */
TwWorkspace *tw_workspace_fork          (TwWorkspace            *workspace,
                                         TwOpenFlags             flags,
                                         GError                **error);

/* Ends every statement, folds the journal, closes. Unreferencing the last reference does the same
 * without a report. While a fork is open it is refused. */
gboolean     tw_workspace_close         (TwWorkspace            *workspace,
                                         GError                **error);

const char  *tw_workspace_get_path      (TwWorkspace            *workspace);
const char  *tw_workspace_get_user      (TwWorkspace            *workspace);
gboolean     tw_workspace_is_read_only  (TwWorkspace            *workspace);
/* (transfer full) (nullable): random, the same in every copy of this workspace and in no other. */
char        *tw_workspace_get_identity  (TwWorkspace            *workspace);

/* The moment as UTC text, `2026-11-20T09:30:00Z`: the one clock of everything that is stored. Tests
 * and reproducible builds of samples set it; @now %NULL goes back to the real one. */
char        *tw_workspace_now           (TwWorkspace            *workspace);
void         tw_workspace_set_now       (TwWorkspace            *workspace,
                                         const char             *now);

/* TRUE (and signal `changed`) where another connection committed since the last look. Cheap: call
 * it every second. */
gboolean     tw_workspace_poll          (TwWorkspace            *workspace);

/**
 * tw_workspace_set_cancellable:
 * @cancellable: (nullable): must live until another one, or %NULL, is set
 *
 * The statement that runs stops, with %TW_ERROR_CANCELLED, when @cancellable is cancelled, and from then on no transaction
 * of this connection is committed: what it read may be less than there is.
 *
 * Returns: (transfer none) (nullable): the one that was set before; set it again when what was begun is done
 */
GCancellable *tw_workspace_set_cancellable (TwWorkspace          *workspace,
                                            GCancellable         *cancellable);
GCancellable *tw_workspace_get_cancellable (TwWorkspace          *workspace);

/* Whether work of this process, on a connection of its own, is in the middle of writing to @workspace. Until it has ended
 * a transaction of @workspace itself is refused with %TW_ERROR_CONFLICT: it would make the window wait. */
gboolean     tw_workspace_is_busy       (TwWorkspace            *workspace);

/* Writes a whole, checked copy to @path (mode 0600), which must not exist. */
gboolean     tw_workspace_save_copy     (TwWorkspace            *workspace,
                                         const char             *path,
                                         GError                **error);

G_END_DECLS
