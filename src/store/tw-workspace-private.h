/* tw-workspace-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

/* The session extension is declared for those who ask for it. */
#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <sqlite3.h>

#include "tw-history.h"
#include "tw-query.h"
#include "tw-transaction.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

typedef struct _TwRecording TwRecording;

struct _TwWorkspace
{
  GObject parent_instance;

  /* owned */
  sqlite3      *db;
  char         *path;           /* absolute, without symbolic links */
  char         *user;
  char         *now;            /* nullable: a set clock */
  GHashTable   *statements;     /* char* SQL -> GPtrArray* of idle sqlite3_stmt* */
  GPtrArray    *hooks;          /* TransactionHook* */
  GStrv         bulk_tables;    /* nullable: a bulk load is on */
  GPtrArray    *dropped;        /* char* SQL of indexes to make again */
  TwRecording  *recording;      /* nullable: the open action */
  TwWorkspace  *origin;         /* nullable: what a fork was made from; kept alive by it */
  char         *registered;     /* nullable: its key in the registry of open files */
  GCancellable *cancellable;    /* nullable: stops the statement that runs */
  TwQuery      *each;           /* nullable: whose rows tw_query_each() hands over */

  const char   *where;          /* where the open transaction began */
  guint         depth;          /* of nested transactions */
  guint         n_idle;         /* statements in the cache */
  int           n_forks;        /* atomic */
  int           n_writing;      /* atomic: forks with an open transaction */
  int           guard, guard_shm; /* tw-guard.c: descriptors, or -1 */
  gint64        patience;       /* how long a statement waits for another connection that writes, microseconds */
  gint64        waiting;        /* since when one does */
  gint64        data_version;
  guint         read_only : 1;
  guint         doomed : 1;     /* an inner transaction rolled back */
  guint         has_each : 1;   /* the connection knows the function of tw_query_new_each() */
  guint         unsized : 1;    /* tw_connection_size() is still to be called */
};

/* tw-connection.c: opens and hardens a connection; closes nothing of others. */
typedef enum
{
  TW_CONNECT_READ_ONLY = 1 << 0,
  TW_CONNECT_IMMUTABLE = 1 << 1, /* media that can't be written by anybody */
  TW_CONNECT_SIZE_LATER = 1 << 2, /* tw_connection_size() is called by the thread that uses it */
} TwConnectFlags;

sqlite3  *tw_connection_open       (const char      *path,
                                    TwConnectFlags   flags,
                                    GError         **error);
/* The room for pages. Reads the schema, which takes longer than everything else about opening. */
gboolean  tw_connection_size       (sqlite3         *db,
                                    const char      *path,
                                    GError         **error);
/* The statement that runs stops when @cancellable (nullable) is cancelled. */
void      tw_connection_heed       (sqlite3         *db,
                                    GCancellable    *cancellable);
gboolean  tw_connection_exec       (sqlite3         *db,
                                    const char      *path,
                                    const char      *sql,
                                    GError         **error);
gboolean  tw_connection_get_int    (sqlite3         *db,
                                    const char      *path,
                                    const char      *sql,
                                    gint64          *value,
                                    GError         **error);
char     *tw_connection_get_text   (sqlite3         *db,
                                    const char      *path,
                                    const char      *sql,
                                    GError         **error);
/* Sets @error from what @db last said. */
void      tw_connection_set_error  (sqlite3         *db,
                                    const char      *path,
                                    int              status,
                                    GError         **error);

/* tw-query.c */
void      tw_query_cache_clear     (TwWorkspace     *workspace);

/* tw-transaction.c */
void      tw_transaction_hook_free (gpointer         hook);
gboolean  tw_bulk_check            (TwWorkspace     *workspace,
                                    GError         **error);
void      tw_bulk_end              (TwWorkspace     *workspace);

void      tw_workspace_emit_changed    (TwWorkspace  *workspace);
/* A workspace around a connection that somebody else owns or hands over, outside of the registry.
 */
/* FALSE, with %TW_ERROR_CANCELLED, where what this connection does was cancelled. */
gboolean     tw_workspace_go_on  (TwWorkspace     *workspace,
                                  GError         **error);
TwWorkspace *tw_workspace_wrap         (sqlite3      *db,
                                        const char   *path,
                                        const char   *user);
/* Takes the connection out again and drops the wrapping. */
sqlite3  *tw_workspace_unwrap          (TwWorkspace  *workspace);

G_END_DECLS
